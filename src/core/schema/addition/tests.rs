//! What is typed into the forms is read, and what is wrong is said at its part.

use super::*;
use crate::core::schema::FieldKind;

fn head() -> HeadDraft {
    HeadDraft { version: "1".to_owned(), id: Some("ours-1".to_owned()) }
}

fn topics() -> CodeDraft {
    let list = ListKey::shipped(Vocabulary::Topic).unwrap();
    CodeDraft { code: " FRAUD ".into(), label: "Telecom fraud".into(), ..CodeDraft::new(list) }
}

#[track_caller]
fn slip(result: Result<Addition, Vec<DraftSlip>>, at: DraftPart, words: &str) {
    let slips = result.unwrap_err();
    assert_eq!(slips.iter().map(|slip| slip.at).collect::<Vec<_>>(), [at], "{slips:?}");
    assert!(slips[0].sentence.contains(words), "{slips:?}");
}

#[test]
fn code_is_read_without_the_spaces_around_it() {
    let Ok(Addition::Code(code)) = topics().read(&Schema::default(), &head()) else { panic!() };
    assert_eq!((&*code.term.code, &*code.term.label, code.replaces), ("FRAUD", "Telecom fraud", None));
    assert_eq!((code.list.key.as_str(), code.list.level), ("topics", None));
    let kinds = ListKey::shipped(Vocabulary::CommitmentKind).unwrap();
    assert_eq!((kinds.key.as_str(), kinds.level), ("agreement.kind", Some("commitment")));
    assert_eq!(ListKey::shipped(Vocabulary::Level), None, "the program works with its codes");
}

#[test]
fn what_is_wrong_with_a_code_is_said_at_its_part() {
    let schema = Schema::default();
    let with = |change: &dyn Fn(&mut CodeDraft)| {
        let mut draft = topics();
        change(&mut draft);
        draft.read(&schema, &head())
    };
    slip(with(&|draft| draft.code = "train".into()), DraftPart::Code, "“TRAIN” (");
    slip(with(&|draft| draft.code = "a b".into()), DraftPart::Code, "has a space in it");
    slip(with(&|draft| draft.label.clear()), DraftPart::Label, "The label is empty");
    slip(with(&|draft| draft.help = "a".repeat(1001)), DraftPart::Help, "too long");
    slip(with(&|draft| draft.replaces = "NONE".into()), DraftPart::Replaces, "cannot be taken");
    let all = CodeDraft::new(topics().list)
        .read(&schema, &HeadDraft { version: String::new(), id: Some("default-1".into()) });
    let places: Vec<DraftPart> = all.unwrap_err().iter().map(|slip| slip.at).collect();
    assert_eq!(places, [DraftPart::Code, DraftPart::Label, DraftPart::Version, DraftPart::Schema]);
    // A code of one level is taken for the others too: they share their key.
    let activity = schema.terms(Vocabulary::ActivityKind)[0].code.to_string();
    let list = ListKey::shipped(Vocabulary::InstrumentKind).unwrap();
    let draft = CodeDraft { code: activity, label: "A".into(), ..CodeDraft::new(list) };
    slip(draft.read(&schema, &head()), DraftPart::Code, "is in this list already");
}

#[test]
fn version_is_one_the_schema_never_had() {
    let change =
        |version: &str| crate::core::schema::Change { version: version.into(), note: "N".into(), reread: Vec::new() };
    let schema = Schema {
        id: "ours-1".into(),
        version: "1.1".into(),
        changes: vec![change("1.0"), change("1.1")],
        ..Schema::default()
    };
    let read = |version: &str| topics().read(&schema, &HeadDraft { version: version.into(), id: None });
    slip(read("1.1"), DraftPart::Version, "is of version “1.1” now");
    slip(read("1.0"), DraftPart::Version, "was of version “1.0” before");
    assert!(read("1.2").is_ok());
    assert_eq!(HeadDraft::next(&schema, "Treaties"), HeadDraft { version: "1.2".into(), id: None });
}

#[test]
fn version_counts_up_in_its_last_number() {
    for (version, next) in
        [("1", "2"), ("1.9", "1.10"), ("2026-09", "2026-10"), ("1.0b", "1.0b.1"), ("", ".1"), ("v099", "v100")]
    {
        assert_eq!(next_version(version), next);
    }
    assert_eq!(next_version("18446744073709551615"), "18446744073709551615.1");
}

#[test]
fn id_of_a_new_schema_comes_from_the_folder() {
    let id = |folder| HeadDraft::next(&Schema::default(), folder).id.unwrap();
    assert_eq!(id("Central Asia (2024)"), "central_asia_2024-1");
    assert_eq!(id("default"), "corpus-default-1");
    assert_eq!((id("…"), id("协议")), ("corpus-1".into(), "协议-1".into()));
}

#[test]
fn id_of_a_field_comes_from_its_label() {
    let schema = Schema {
        fields: vec![FieldDef::new("agreement", "x_trainees", "Trainees", FieldKind::Text)],
        ..Schema::default()
    };
    assert_eq!(offered_id(&schema, "agreement", "Number of trainees"), "x_number_of_trainees");
    assert_eq!(offered_id(&schema, "agreement", "Trainees"), "x_trainees_2");
    assert_eq!(offered_id(&schema, "party", "Trainees"), "x_trainees");
    assert_eq!(offered_id(&schema, "party", " … "), "");
    assert!(offered_id(&schema, "party", &"long ".repeat(50)).len() < 64);
}

#[test]
fn field_of_every_type_is_read() {
    let schema = Schema::default();
    let draft = |kind: &str| FieldDraft {
        id: "x_a".into(),
        label: "A".into(),
        kind: kind.into(),
        choices: "no; yes = Yes, indeed".into(),
        smallest: "0".into(),
        largest: "9".into(),
        entities: ["state".to_owned()].into(),
        many: true,
        evidence: true,
        ..FieldDraft::default()
    };
    for (kind, ..) in KINDS {
        let read = draft(kind).read(&schema, &head());
        let Ok(Addition::Field(field)) = read else { panic!("{kind}: {read:?}") };
        assert_eq!((field.kind.single().word(), field.takes_many()), (kind, draft(kind).may_be_many()));
        assert!(field.evidence);
        if let Some(choices) = field.kind.choices() {
            let labels: Vec<&str> = choices.iter().map(|term| &*term.label).collect();
            assert_eq!(labels, ["no", "Yes, indeed"]);
        }
    }
    let date = FieldDraft { on: "date".into(), ..draft("Text") };
    let Ok(Addition::Field(field)) = date.read(&schema, &head()) else { panic!() };
    assert!(!field.evidence, "no passage shows a field of a date");
}

#[test]
fn what_is_wrong_with_a_field_is_said_at_its_part() {
    let schema =
        Schema { fields: vec![FieldDef::new("agreement", "x_there", "There", FieldKind::Text)], ..Schema::default() };
    let with = |kind: &str, change: &dyn Fn(&mut FieldDraft)| {
        let mut draft = FieldDraft { id: "x_a".into(), label: "A".into(), kind: kind.into(), ..FieldDraft::default() };
        change(&mut draft);
        draft.read(&schema, &head())
    };
    slip(with("Text", &|draft| draft.id = "x_there".into()), DraftPart::Id, "(There) is a field of agreement already");
    slip(with("Text", &|draft| draft.id = "rank".into()), DraftPart::Id, "Write “x_rank”");
    slip(with("Text", &|draft| draft.label.clear()), DraftPart::Label, "The label is empty");
    slip(with("Choice", &|_| {}), DraftPart::Choices, "nothing to choose from");
    slip(with("Choice", &|draft| draft.choices = "a; A".into()), DraftPart::Choices, "among these choices already");
    slip(with("Choice", &|draft| draft.choices = "a b = Label".into()), DraftPart::Choices, "has a space");
    slip(with("Choice", &|draft| draft.list = "x_gone".into()), DraftPart::Choices, "no list “x_gone”");
    slip(with("Whole", &|draft| draft.smallest = "1.5".into()), DraftPart::Smallest, "not a whole number");
    slip(with("Number", &|draft| draft.largest = "inf".into()), DraftPart::Largest, "not a number");
    let reversed = |draft: &mut FieldDraft| (draft.smallest, draft.largest) = ("5".into(), "4".into());
    slip(with("Whole", &reversed), DraftPart::Largest, "below the smallest");
}

#[test]
fn code_that_took_a_place_keeps_it() {
    let mut old = Term::own("a", "A", "");
    old.replaced_by = vec!["b".into()];
    let list = Choices::of_list("x_l", vec![old, Term::own("b", "B", ""), Term::own("c", "C", "")]);
    let key = ListKey::own(&list).unwrap();
    let schema = Schema { own_lists: vec![list], ..Schema::default() };
    let codes: Vec<&str> = key.replaceable(&schema).iter().map(|term| &*term.code).collect();
    assert_eq!(codes, ["c"]);
}

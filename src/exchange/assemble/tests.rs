//! Tests of making records: what other programs call their marks, and what cannot be understood.

use super::*;
use crate::core::annotation::Work;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::full;
use crate::core::doc::loss::Losses;
use crate::core::doc::{Fields, put, put_all};
use crate::core::text::{Span, Text};
use crate::core::workspace::{Article, ArticleKey};

fn doc(label: &str, fields: &[(&str, &str)]) -> Doc {
    let mut doc = Doc::new("a.txt", Text::canonical("Anna met Ben."));
    let mut made = Fields::new();
    for (name, value) in fields {
        put(&mut made, name, value);
    }
    doc.nodes = vec![Node { id: "T1".into(), label: label.into(), spans: vec![Span::new(0, 4)], fields: made }];
    doc
}

fn made(doc: &Doc, mapping: &Mapping) -> Assembled {
    let (registry, schema) = (full::registry(), full::schema());
    let import = Import { origin: "test", by: "anna", at: "now", mapping, registry: &registry, schema: &schema };
    assemble(doc, import)
}

fn label(record: &Record) -> &str {
    match record {
        Record::Actor(actor) => &actor.label,
        Record::Custom(custom) => &custom.label,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn label_of_another_program_is_kept_and_goes_out_again() {
    let made_of = |doc: &Doc| made(doc, &Mapping::default());
    let foreign = made_of(&doc("PER", &[]));
    assert_eq!(label(&foreign.records[0]), "PER");
    for ours in ["Actor", "actor"] {
        assert_eq!(label(&made_of(&doc(ours, &[])).records[0]), "");
    }
    let mut work = Work::default();
    work.put(None, Some(foreign.records[0].clone()));
    let text = Text::canonical("Anna met Ben.");
    let article = Article::new(ArticleKey::new("a.txt"), text, String::new(), String::new(), 13);
    let (registry, schema) = (full::registry(), full::schema());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let out = flatten(&article, &work, source, &mut Losses::default());
    assert_eq!((out.nodes[0].label.as_str(), out.nodes[0].field("label")), ("Actor", "PER"));
    assert_eq!(label(&made_of(&out).records[0]), "PER");
}

#[test]
fn label_that_is_the_type_of_the_mark_is_none_of_another_program() {
    let mapping: Mapping = [("x_drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    assert_eq!(label(&made(&doc("x_drill", &[]), &mapping).records[0]), "");
    let mapping: Mapping = [("Drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    assert_eq!(label(&made(&doc("Drill", &[]), &mapping).records[0]), "Drill");
}

#[test]
fn full_work_comes_back_with_every_field() {
    let ((article, work), registry, schema) = (full::work(), full::registry(), full::schema());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let doc = flatten(&article, &work, source, &mut Losses::default());
    let mapping: Mapping = [("x_drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    let back = made(&doc, &mapping);
    assert_eq!((back.unmapped.as_slice(), &back.header), (&[][..], &work.header));
    for record in work.records().filter(|record| record.id().is_some()) {
        let read = back.records.iter().find(|it| it.key() == record.key()).expect("the record");
        let plain = |record: &Record| {
            let mut record = record.clone();
            if let Some(authorship) = record.authorship_mut() {
                let from = authorship.from.clone();
                *authorship = Authorship { from, ..Authorship::default() };
            }
            record
        };
        assert_eq!(plain(read), plain(&record));
    }
}

#[test]
fn what_cannot_be_understood_is_said() {
    let mut strange = doc("Agreement", &[("origin", "manual"), ("x_a.b", "c")]);
    put_all(&mut strange.nodes[0].fields, "parties", vec!["UZB".into()]);
    put_all(&mut strange.nodes[0].fields, "party_acts", vec!["7:ratified:2024".into()]);
    put_all(&mut strange.nodes[0].fields, "party_fields", vec!["x:x_share:30".into()]);
    put_all(&mut strange.nodes[0].fields, "accepted", vec!["many:rule".into()]);
    let left =
        made(&strange, &Mapping::default()).unmapped.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for name in ["accepted", "party_acts", "party_fields", "x_a.b"] {
        assert!(left.contains(&format!("the field {name} has no place here")), "{left}");
    }
}

fn left(made: &Assembled) -> String {
    made.unmapped.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_invented_that_a_file_of_another_program_does_not_say() {
    let of = |label: &str| made(&doc(label, &[]), &Mapping::default()).records.remove(0);
    let (Record::Actor(actor), Record::Date(date), Record::Agreement(agreement)) =
        (of("PER"), of("DATE"), of("Treaty"))
    else {
        unreachable!("the kinds of the labels")
    };
    assert_eq!(actor.form, "");
    assert_eq!([&date.kind, &date.role, &date.calendar, &date.value], ["", "", "", ""]);
    assert_eq!([&agreement.level, &agreement.kind, &agreement.status, &agreement.modality], ["", "", "", ""]);
}

#[test]
fn words_that_are_no_value_of_their_field_are_said_and_make_nothing() {
    let strange = [("titles", "president"), ("actor_names", "foo"), ("created_at", "yesterday"), ("label", "head")];
    let actor = made(&doc("GPE", &strange), &Mapping::default());
    let Record::Actor(record) = &actor.records[0] else { unreachable!() };
    assert_eq!((record.titles.len(), record.label.as_str(), record.authorship.created_at.as_str()), (0, "GPE", "now"));
    for (name, value) in strange {
        assert!(left(&actor).contains(&format!("the field {name} has no place here for {value}")), "{}", left(&actor));
    }
    let date = made(&doc("Date", &[("anchor", "whenever")]), &Mapping::default());
    assert!(left(&date).contains("the field anchor has no place here for whenever"), "{}", left(&date));
    let agreement = made(&doc("Agreement", &[("signed_mention", "zzz")]), &Mapping::default());
    assert!(left(&agreement).contains("the field signed_mention has no place here for zzz"), "{}", left(&agreement));
}

#[test]
fn what_a_part_says_beyond_its_place_is_said() {
    let mut agreement = doc("Agreement", &[]);
    let fields = [("certainty".to_owned(), vec!["low".to_owned()])].into();
    agreement.nodes.push(Node { id: "T2".into(), label: "Trigger".into(), spans: vec![Span::new(5, 8)], fields });
    agreement.links.push(Link { role: "trigger".into(), from: 0, to: 1 });
    let made = made(&agreement, &Mapping::default());
    assert!(
        left(&made).ends_with("Trigger T2 “met”: the field certainty has no place here for low"),
        "{}",
        left(&made)
    );
}

#[test]
fn link_that_was_added_to_a_record_of_ours_is_taken_or_said() {
    let mut doc = doc("Agreement", &[("origin", "manual"), ("parties", "UZB:state")]);
    doc.nodes[0].id = "g-10000000".into();
    let node = |id: &str, start: usize, fields: &[(&str, &str)]| {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
        Node { id: id.into(), label: "Actor".into(), spans: vec![Span::new(start, start + 3)], fields }
    };
    doc.nodes.push(node("a-10000000", 5, &[("links", "UZB")]));
    doc.nodes.push(node("a-20000000", 9, &[("links", "KAZ")]));
    doc.nodes.push(node("a-30000000", 9, &[]));
    // One that stands for two actors, of whom one is a party already.
    doc.nodes.push(node("a-40000000", 5, &[("links", "CHN")]));
    doc.nodes[4].fields.get_mut("links").expect("its actors").push("UZB".to_owned());
    for to in 1..5 {
        doc.links.push(Link { role: "party".into(), from: 0, to });
    }
    let made = made(&doc, &Mapping::default());
    let Some(Record::Agreement(agreement)) = made.records.iter().find(|it| it.key() == "g-10000000") else {
        unreachable!("{made:?}")
    };
    let parties: Vec<&str> = agreement.parties.iter().map(|party| party.actor.as_str()).collect();
    assert_eq!(parties, ["UZB", "KAZ"]);
    assert_eq!(made.said, ["a.txt: g-10000000 has KAZ as party from a link; its field does not name them"]);
    assert!(
        left(&made).contains("the link party from Agreement “Anna” to Actor “Ben” has no place"),
        "{}",
        left(&made)
    );
    assert_eq!(made.unmapped.iter().filter(|left| left.thing == Thing::Link).count(), 1);
}

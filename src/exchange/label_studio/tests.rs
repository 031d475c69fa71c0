//! Tests of Label Studio.

use proptest::prelude::*;

use super::super::Target;
use super::super::generated::Memory;
use super::super::json::check;
use super::{LabelStudio, read};
use crate::core::annotation::{Id, Kind};
use crate::core::doc::Maker;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::full;
use crate::core::doc::loss::{Losses, What};
use crate::core::schema::{Choices, FieldDef, FieldKind, Term};

/// As Label Studio exports it: fields before their region, values of every kind, and offsets in UTF-16 units.
const REAL: &str = r#"[{"id":12,"annotations":[{"id":5,"completed_by":{"id":1,"email":"a@b.c"},"was_cancelled":false,"result":[
{"value":{"start":2,"end":15,"text":["CN-BOC"]},"id":"k1","from_name":"bank id","to_name":"text","type":"textarea","origin":"manual"},
{"value":{"start":2,"end":15,"text":"Bank of China","labels":["ORG","Bank"]},"id":"k1","from_name":"label","to_name":"text","type":"labels","origin":"manual"},
{"value":{"start":11,"end":16,"text":"China","labels":["LOC"]},"id":"k2","from_name":"label","to_name":"text","type":"labels"},
{"value":{"start":11,"end":99,"text":"Chile","labels":["LOC"]},"id":"k3","from_name":"label","to_name":"text","type":"labels"},
{"value":{"start":11,"end":16,"choices":["sure"]},"id":"k2","from_name":"Confidence","to_name":"text","type":"choices"},
{"value":{"choices":["news"]},"id":"d1","from_name":"genre","to_name":"text","type":"choices"},
{"from_id":"k1","to_id":"k2","type":"relation","direction":"right","labels":["in","near"]},
{"from_id":"k1","to_id":"k9","type":"relation","direction":"right"}]},
{"id":6,"was_cancelled":true,"result":[]}],"data":{"text":"😊 Bank of China","source":"web"},"predictions":[]}]"#;

#[test]
fn documents_are_the_same_after_label_studio() {
    check::same_after(&check::hard(), &mut LabelStudio::default(), "tasks.json", read);
}

#[test]
fn only_fragments_and_what_stands_nowhere_are_noted() {
    let (_, losses) = check::write(&check::hard(), &mut LabelStudio::default());
    let of = |what: What| losses.iter().filter(|loss| loss.what == what).count();
    assert_eq!((of(What::Dropped), of(What::Split), of(What::Flattened)), (0, 1, 3));
}

#[test]
fn tasks_of_several_articles_are_one_array_in_each_part() {
    let (mut memory, mut target, mut losses) = (Memory::default(), LabelStudio::default(), Losses::default());
    for part in ["train", "dev", "train"] {
        target.article(&check::hard(), part, &mut memory, &mut losses).expect("memory takes everything");
    }
    target.finish(&mut memory).expect("memory takes everything");
    let files: Vec<&str> = memory.0.keys().map(String::as_str).collect();
    assert_eq!(files, ["dev/tasks.json", "labeling_config.xml", "train/tasks.json"]);
    assert_eq!(check::read_alone(read, "train/tasks.json", &memory.0["train/tasks.json"]).docs.len(), 2);
}

#[test]
fn annotations_of_label_studio_are_read_with_fields_and_relations() {
    let incoming = check::read_alone(read, "export.json", REAL.as_bytes());
    assert_eq!(incoming.docs.len(), 1);
    let doc = &incoming.docs[0];
    assert_eq!(check::quotes(doc), ["ORG Bank of China", "Bank Bank of China", "LOC China"]);
    assert_eq!((doc.nodes[0].field("bank_id"), doc.nodes[2].field("confidence")), ("CN-BOC", "sure"));
    assert_eq!((doc.field("x_genre"), doc.field("x_source")), ("news", "web"));
    assert_eq!(doc.maker, Maker::Person("a@b.c".into()));
    let roles: Vec<&str> = doc.links.iter().map(|link| link.role.as_str()).collect();
    assert_eq!(roles, ["in", "near"]);
    // The quote that stands nowhere, the relation without an end, the skipped annotation.
    assert_eq!(incoming.left.len(), 3, "{:?}", incoming.left);
}

/// The configuration of a work in which everything is filled.
fn config() -> String {
    let ((article, work), registry) = (full::work(), full::registry());
    let mut schema = full::schema();
    let terms = vec![Term::own("low", "Low", ""), Term::own("high", "High", "")];
    schema.fields.push(FieldDef::new("agreement", "x_risk", "Risk", FieldKind::Choice(Choices::own(terms))));
    let mut work = work;
    let id = Id::new(Kind::Agreement, 1);
    let mut agreement = (*work.agreements[&id]).clone();
    agreement.status = "a&b".into();
    agreement.fields.insert("x_risk".into(), "high".into());
    work.agreements.insert(id, std::sync::Arc::new(agreement));
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let doc = flatten(&article, &work, source, &mut Losses::default());
    let (mut memory, mut target) = (Memory::default(), LabelStudio::new(&schema));
    target.article(&doc, "", &mut memory, &mut Losses::default()).expect("memory takes everything");
    target.finish(&mut memory).expect("memory takes everything");
    String::from_utf8(memory.0["labeling_config.xml"].clone()).expect("text")
}

#[test]
fn closed_lists_are_choices_and_codes_of_no_list_are_among_them() {
    let config = config();
    let status = "<Choices name=\"mark_status__Agreement\" toName=\"text\" choice=\"single\"";
    assert!(config.contains(status) || config.contains(&status.replace("__Agreement", "")), "{config}");
    for choice in [
        "<Choice value=\"signed\" hint=\"Signed: ",
        "<Choice value=\"a&amp;b\"/>",
        "<Choice value=\"high\" hint=\"High\"/>",
    ] {
        assert!(config.contains(choice), "{choice}: {config}");
    }
    // A date and an agreement have kinds of their own.
    assert!(config.contains("mark_kind__Date") && config.contains("mark_kind__Agreement"), "{config}");
    assert!(config.contains("<Choices name=\"mark_topics\" toName=\"text\" choice=\"multiple\""), "{config}");
    assert!(config.contains("<TextArea name=\"mark_signed\""), "{config}");
}

#[test]
fn what_people_look_for_comes_first_and_every_label_has_a_colour() {
    let config = config();
    let at = |text: &str| config.find(text).unwrap_or_else(|| panic!("no {text}: {config}"));
    assert!(at("mark_kind__Agreement") < at("mark_status") && at("mark_status") < at("mark_note"));
    assert!(at("mark_note") < at("<Collapse>") && at("<Collapse>") < at("mark_created_at"));
    assert!(at("<Collapse>") < at("mark_dates.signed.comment"));
    for kind in crate::core::doc::names::kinds() {
        at(&format!("<Label value=\"{}\" background=\"{}\"/>", kind.label, kind.colour));
    }
}

#[test]
fn json_min_is_read() {
    let file = r#"[{"id":1,"text":"Bank of China","label":[{"start":8,"end":13,"text":"China","labels":["LOC"]}],"annotator":2}]"#;
    let incoming = check::read_alone(read, "min.json", file.as_bytes());
    assert_eq!(check::quotes(&incoming.docs[0]), ["LOC China"]);
    assert_eq!(incoming.docs[0].maker, Maker::Person("2".into()));
}

proptest! {
    #[test]
    fn generated_documents_are_the_same_after_label_studio(doc in super::super::generated::doc()) {
        check::same_after(&doc, &mut LabelStudio::default(), "tasks.json", read);
    }

    #[test]
    fn nonsense_does_not_panic(bytes in check::nonsense(REAL)) {
        check::survives(read, &bytes);
    }
}

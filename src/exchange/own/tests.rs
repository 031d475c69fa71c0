//! Tests of the program's own JSON.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::Part;
use super::super::generated::{Memory, doc};
use super::*;
use crate::core::annotation::Record;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::full;
use crate::exchange::left::LeftOut;
use crate::exchange::left::lines;

proptest! {
    #[test]
    fn everything_comes_back(doc in doc()) {
        let (mut out, mut losses) = (Memory::default(), Losses::of("a.txt"));
        Json::new(&Shared::default(), &full::schema()).article(&doc, "train", &mut out, &mut losses).unwrap();
        prop_assert!(losses.found.is_empty());
        let read = read(&out.0["train/articles.jsonl"], Part::default(), &mut |_| None).unwrap();
        prop_assert_eq!(read.left, []);
        let back = &read.docs[0];
        prop_assert_eq!((&back.name, back.text.as_str(), &back.fields), (&doc.name, doc.text.as_str(), &doc.fields));
        prop_assert_eq!((&back.nodes, &back.links), (&doc.nodes, &doc.links));
    }
}

/// The object of a work in which everything is filled.
fn full() -> (Doc, Value) {
    let ((article, work), schema, registry) = (full::work(), full::schema(), full::registry());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let doc = flatten(&article, &work, source, &mut Losses::default());
    let object = serde_json::to_value(Article::of(&doc, &schema)).unwrap();
    (doc, object)
}

/// Reads an object back, and tells what is left out.
fn back(object: &Value) -> (Doc, Vec<LeftOut>) {
    let incoming = read(object.to_string().as_bytes(), Part::default(), &mut |_| None).unwrap();
    (incoming.docs[0].clone(), incoming.left)
}

fn mark<'a>(object: &'a Value, id: &str) -> &'a Value {
    object["marks"].as_array().unwrap().iter().find(|mark| mark["id"] == id).unwrap()
}

#[test]
fn values_are_of_their_own_kind() {
    let (doc, object) = full();
    let agreement = mark(&object, "g-10000000");
    let fields = &agreement["fields"];
    assert_eq!((&fields["background"], &fields["title"]), (&json!(true), &json!("t")));
    assert_eq!(fields["parties"], json!([{ "actor": "UZB", "capacity": "state", "role": "provider", "note": "n" }]));
    assert_eq!(fields["actor_names"][0], json!({ "id": "P-1", "name": "The P-1" }));
    assert_eq!(
        (&fields["topics"], &fields["x_rank"], &fields["x_tags"]),
        (&json!(["CT"]), &json!("first"), &json!(["one"]))
    );
    assert_eq!(fields["relations"], json!([{ "kind": "implements", "to": "g-20000000" }]));
    assert_eq!(agreement["remarks"]["dates.signed"]["comment"], "So it is.");
    assert_eq!(agreement["remarks"]["dates.signed"]["basis"], "external");
    let computed = &agreement["computed"];
    assert_eq!((&computed["signed_start"], &computed["signed_precision"]), (&json!("2024-04-01"), &json!("day")));
    assert_eq!(object["computed"]["published_end"], "2024-10-29");
    assert_eq!(mark(&object, "g-10000000.e0")["fields"]["x_tags"], json!(["one"]));
    let (back, left) = back(&object);
    assert_eq!((back.nodes, back.links, back.fields, left), (doc.nodes, doc.links, doc.fields, Vec::new()));
}

#[test]
fn what_is_computed_is_not_read() {
    let (doc, mut object) = full();
    object["computed"]["published_end"] = "1999-01-01".into();
    let (back, _) = back(&object);
    assert_eq!(back.fields, doc.fields);
}

#[test]
fn files_of_the_first_version_are_read_with_all_they_say() {
    let articles = include_bytes!("../../../tests/fixtures/own_1/articles.jsonl");
    let registry = include_bytes!("../../../tests/fixtures/own_1/registry.json");
    let incoming = read(articles, Part::default(), &mut |_| Some(registry.to_vec())).unwrap();
    assert_eq!(incoming.left, []);
    // What the file says, as a reader that knows nothing of this program has it.
    let line: Value = serde_json::from_slice(articles).unwrap();
    let doc = &incoming.docs[0];
    let fields = |value: &Value| serde_json::from_value::<crate::core::doc::Fields>(value.clone()).unwrap();
    assert_eq!(doc.fields, fields(&line["fields"]));
    assert_eq!(doc.nodes.len(), line["marks"].as_array().unwrap().len());
    for node in &doc.nodes {
        assert_eq!(node.fields, fields(&mark(&line, &node.id)["fields"]), "{}", node.id);
    }
    assert_eq!(doc.links.len(), line["links"].as_array().unwrap().len());
    let [Record::Entry(entry), Record::Identity(identity), Record::Publisher(publisher)] =
        incoming.of_corpus.as_slice()
    else {
        panic!("{:?}", incoming.of_corpus)
    };
    assert_eq!(
        (entry.sectors.as_slice(), entry.wholes().collect::<Vec<_>>()),
        (&["diplomacy".to_owned()][..], vec!["UN"])
    );
    assert_eq!((identity.adopted.len(), publisher.name.as_str()), (1, "Al Mujtama"));
}

#[test]
fn line_that_is_no_article_is_named() {
    let error = read(b"\n{\"format\":1}", Part::default(), &mut |_| None).unwrap_err();
    assert!(error.to_string().starts_with("line 2: This is not an article of glossator-2"), "{error}");
    assert!(read(b"\xff", Part::default(), &mut |_| None).is_err());
    let newer = r#"{"format":"glossator-3","article":"a","language":"","fields":{},"text":"","marks":[],"links":[]}"#;
    assert!(read(newer.as_bytes(), Part::default(), &mut |_| None).unwrap_err().to_string().contains("Use a newer"));
}

#[test]
fn part_that_a_value_does_not_have_is_named() {
    let (_, mut object) = full();
    let at = object["marks"].as_array().unwrap().iter().position(|mark| mark["id"] == "g-10000000").unwrap();
    object["marks"][at]["fields"]["parties"][0]["rank"] = "first".into();
    let (_, left) = back(&object);
    assert_eq!(lines(&left), ["2024/a.txt: parties has no part rank; it is one of: actor, capacity, role, note"]);
}

#[test]
fn schemas_say_of_every_field_what_it_means() {
    let (doc, object) = full();
    let schema = schema::article();
    for (node, mark) in doc.nodes.iter().zip(object["marks"].as_array().unwrap()) {
        let key = if node.label == "x_drill" { "OtherFields".to_owned() } else { format!("{}Fields", node.label) };
        let described = &schema["$defs"][&key]["properties"];
        for (name, value) in mark["fields"].as_object().unwrap().iter().filter(|it| !it.0.starts_with("x_")) {
            let field = &described[name];
            assert!(field["description"].as_str().is_some_and(|it| it.ends_with('.')), "{key}, {name}");
            assert_eq!(field["type"] == "array", value.is_array(), "{key}, {name}: {value}");
        }
    }
    let codes = schema["$defs"]["AgreementFields"]["properties"]["status"]["anyOf"].as_array().unwrap();
    assert!(codes.iter().any(|code| code["const"] == "signed" && code["description"].is_string()));
    let own = schema::fields(&full::schema());
    assert_eq!(own["properties"]["agreement"]["properties"]["x_tags"]["type"], "array");
    assert_eq!(own["properties"]["x_drill"]["properties"]["x_rank"]["title"], "Rank");
}

//! Tests of W3C Web Annotation.

use proptest::prelude::*;

use super::super::generated;
use super::super::json::check;
use super::{W3c, read};
use crate::core::doc::{Doc, Maker};
use crate::core::text::Text;

/// As Recogito writes a list: no source, UTF-16 units, comments and tags as bodies, relations with two targets.
const REAL: &str = r##"[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#1","type":"Annotation","body":[{"type":"TextualBody","value":"ORG","purpose":"tagging"},{"type":"TextualBody","value":"bank","purpose":"tagging"},{"type":"TextualBody","value":"a bank","purpose":"commenting"},{"source":"http://www.wikidata.org/entity/Q148","purpose":"identifying"}],"target":{"selector":[{"type":"TextQuoteSelector","exact":"Bank of China"},{"type":"TextPositionSelector","start":3,"end":16}]},"creator":{"id":"http://x/anna","name":"anna"},"created":"2020-05-18T09:39:47.582Z"},
{"id":"#2","type":"Annotation","bodyValue":"only a quote","target":[{"selector":{"type":"TextQuoteSelector","exact":"China","prefix":"of ","suffix":""}}]},
{"id":"#3","type":"Annotation","body":[],"target":{"selector":[{"type":"TextPositionSelector","start":7,"end":99}]}},
{"id":"#4","type":"Annotation","motivation":"linking","body":[{"type":"TextualBody","value":"in","purpose":"tagging"}],"target":[{"id":"#2"},{"id":"#1"}]},
{"id":"#5","type":"Annotation","motivation":"linking","body":[],"target":[{"id":"#3"},{"id":"#1"}]}]"##;
const TEXT: &[u8] = "😊 Bank of China".as_bytes();

#[test]
fn documents_are_the_same_after_w3c_and_nothing_is_lost() {
    let doc = check::hard();
    check::same_after(&doc, &mut W3c::new(), ".jsonld", read);
    assert_eq!(check::write(&doc, &mut W3c::new()).1, []);
}

#[test]
fn an_article_without_marks_is_a_page_without_items() {
    check::same_after(&Doc::new("a", Text::canonical("b")), &mut W3c::new(), ".jsonld", read);
}

#[test]
fn annotations_of_recogito_are_read_by_quote_and_in_utf16_units() {
    let incoming = read("x/notes.json", REAL.as_bytes(), &mut |name| (name == "notes.txt").then(|| TEXT.to_vec()));
    let incoming = incoming.expect("the list can be read");
    let [nobodys, annas] = incoming.docs.as_slice() else { panic!("{:?}", incoming.docs) };
    assert_eq!((nobodys.name.as_str(), annas.name.as_str()), ("x/notes.txt", "x/notes.txt"));
    assert_eq!((&nobodys.maker, &annas.maker), (&Maker::Unsaid, &Maker::Person("anna".into())));
    assert_eq!(
        (check::quotes(nobodys), check::quotes(annas)),
        (vec!["annotation China".into()], vec!["ORG Bank of China".into()])
    );
    let of = |field: &str| annas.nodes[0].field(field).to_owned();
    assert_eq!([of("links"), of("note"), of("x_tag")], ["http://www.wikidata.org/entity/Q148", "a bank", "bank"]);
    assert_eq!([of("created_by").as_str(), nobodys.nodes[0].field("note")], ["anna", "only a quote"]);
    // The third has no place, and the link to it no end; the other link is between the work of two.
    assert_eq!(incoming.left.len(), 3, "{:?}", incoming.left);
    let all_annas = REAL.replace("\"id\":\"#2\",", "\"id\":\"#2\",\"creator\":\"anna\",");
    let all_annas = all_annas.replace("\"id\":\"#3\",", "\"id\":\"#3\",\"creator\":\"anna\",");
    let incoming = read("x/notes.json", all_annas.as_bytes(), &mut |name| (name == "notes.txt").then(|| TEXT.to_vec()));
    let incoming = incoming.expect("the list can be read");
    let links: Vec<(usize, usize)> =
        incoming.docs.iter().flat_map(|doc| &doc.links).map(|it| (it.from, it.to)).collect();
    assert_eq!((incoming.left.len(), links), (2, vec![(1, 0)]), "{:?}", incoming.left);
}

#[test]
fn annotations_of_several_texts_are_several_documents() {
    let page = r#"{"type":"AnnotationCollection","first":{"type":"AnnotationPage","items":[
        {"type":"Annotation","body":{"value":"A","purpose":"tagging"},"target":"http://x/a.txt#char=0,1"},
        {"type":"Annotation","motivation":"tagging","body":{"value":"A"},"target":{"source":"http://x/a.txt","selector":{"type":"FragmentSelector","value":"char=0,1"}}},
        {"type":"Annotation","motivation":"tagging","body":{"value":"B"},"target":{"source":"http://x/b%20b.txt","selector":{"type":"TextPositionSelector","start":1,"end":2}}}]}}"#;
    let mut beside = |name: &str| ["a.txt", "b b.txt"].contains(&name).then(|| b"xyz".to_vec());
    let incoming = read("p.json", page.as_bytes(), &mut beside).expect("the collection can be read");
    let found: Vec<_> = incoming.docs.iter().map(check::quotes).collect();
    assert_eq!(found, [vec!["A x", "A x"], vec!["B y"]]);
}

#[test]
fn a_missing_text_is_asked_for() {
    let error = read("a/b.jsonld", REAL.as_bytes(), &mut |_| None).map(|it| it.docs.len());
    assert!(error.is_err_and(|error| error.message.contains(".txt")));
}

proptest! {
    #[test]
    fn generated_documents_are_the_same_after_w3c(doc in generated::doc()) {
        check::same_after(&doc, &mut W3c::new(), ".jsonld", read);
    }

    #[test]
    fn nonsense_does_not_panic(bytes in check::nonsense(REAL)) {
        check::survives(read, &bytes);
    }
}

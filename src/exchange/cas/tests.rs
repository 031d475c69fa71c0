//! Both formats: what comes back, what the tools of others write, and nonsense.

use proptest::prelude::*;

use super::{CasJson, CasXmi, json, xmi};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node, label};
use crate::core::text::{Span, Text};
use crate::exchange::generated::{self, HARD, Memory};
use crate::exchange::left::lines;
use crate::exchange::{Incoming, Target, Unreadable};

const FORMATS: [&str; 2] = ["xmi", "json"];

fn write(format: &str, doc: &Doc) -> (Memory, Losses) {
    let (mut memory, mut losses) = (Memory::default(), Losses::of(&doc.name));
    let mut target: Box<dyn Target> = if format == "xmi" { Box::new(CasXmi::default()) } else { Box::new(CasJson) };
    target.article(doc, "train", &mut memory, &mut losses).expect("memory takes all");
    target.finish(&mut memory).expect("memory takes all");
    (memory, losses)
}

fn read(format: &str, path: &str, bytes: &[u8]) -> Result<Incoming, Unreadable> {
    let mut nothing = |_: &str| None;
    if format == "xmi" { xmi::read(path, bytes, &mut nothing) } else { json::read(path, bytes, &mut nothing) }
}

fn back(format: &str, doc: &Doc) -> (Doc, Losses) {
    let (memory, losses) = write(format, doc);
    let path = format!("train/{}.{format}", doc.stem());
    let mut incoming = read(format, &path, &memory.0[&path]).expect("own files are read");
    assert_eq!(incoming.left, []);
    (incoming.docs.remove(0), losses)
}

fn same(read: &Doc, written: &Doc) {
    assert_eq!(read.text.as_str(), written.text.as_str());
    assert_eq!((&read.name, &read.fields), (&written.name, &written.fields));
    assert_eq!((&read.nodes, &read.links), (&written.nodes, &written.links));
}

fn fields(pairs: &[(&str, &[&str])]) -> Fields {
    pairs
        .iter()
        .map(|(name, values)| ((*name).to_owned(), values.iter().map(|it| (*it).to_owned()).collect()))
        .collect()
}

fn hard() -> Doc {
    let mut doc = Doc::new("2024/ü b.txt", Text::canonical(HARD));
    doc.fields = fields(&[("language", &["de"]), ("note", &[" \"a\"\n]]>\t|😊 "]), ("x_tags", &["a|b", "\\", " "])]);
    let place = |words: &str| {
        let start = HARD.replace('\r', "").find(words).expect("words of the text");
        Span { start, end: start + words.len() }
    };
    let mut push = |id: &str, label: &str, spans: &[&str], more: Fields| {
        let spans = spans.iter().map(|words| place(words)).collect();
        doc.nodes.push(Node { id: id.into(), label: label.into(), spans, fields: more });
    };
    let hostile =
        fields(&[("links", &["a", "b|\n\""]), ("begin", &["7"]), ("target", &["1"]), ("note", &["\r\n x]]>&<"])]);
    push("a-00000001", label::ACTOR, &["😊 Müller"], hostile);
    push("a-00000002", label::ACTOR, &["Müller"], fields(&[("type", &["7"]), ("links", &["one"])]));
    push("a-00000003", "x_trainees", &["Müller"], fields(&[("self", &["|"])]));
    push("a-00000004", label::DATE, &["GmbH\nوقعت"], Fields::new());
    push("g-00000005.e0", label::EVIDENCE, &["A", "(2024)", "\\"], Fields::new());
    push("g-00000005", label::AGREEMENT, &[], fields(&[("parties", &["UZ:state", " "]), ("title", &["2"])]));
    push("g-00000006", "seltsam/ü", &["\t"], Fields::new());
    let link = |role: &str, from, to| Link { role: role.into(), from, to };
    doc.links = vec![link("evidence", 5, 4), link("party", 4, 0), link("party", 4, 1), link("x", 0, 0)];
    doc.sort();
    doc
}

#[test]
fn hard_text_with_marks_of_every_shape_comes_back() {
    for format in FORMATS {
        let doc = hard();
        let (read, losses) = back(format, &doc);
        same(&read, &doc);
        let found: Vec<(What, Option<&str>)> = losses.found.iter().map(|it| (it.what, it.node.as_deref())).collect();
        assert_eq!(found, [(What::Widened, Some("g-00000005.e0")), (What::Flattened, Some("g-00000005"))]);
    }
}

#[test]
fn article_without_text_and_marks_comes_back() {
    for format in FORMATS {
        let doc = Doc::new("a", Text::canonical(""));
        same(&back(format, &doc).0, &doc);
    }
}

#[test]
fn control_characters_become_spaces_in_xml_only_and_are_noted() {
    let mut doc = Doc::new("a.txt", Text::canonical("a\u{1}b"));
    doc.fields = fields(&[("note", &["\u{0}"])]);
    doc.nodes = vec![Node {
        id: "a-00000001".into(),
        label: label::ACTOR.into(),
        spans: vec![Span { start: 2, end: 3 }],
        fields: fields(&[("form", &["x\u{1f}"])]),
    }];
    same(&back("json", &doc).0, &doc);
    let (read, losses) = back("xmi", &doc);
    assert_eq!((read.text.as_str(), read.field("note"), read.nodes[0].field("form")), ("a b", " ", "x "));
    let lines: Vec<String> = losses.found.iter().map(crate::core::doc::loss::Loss::line).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(losses.found.iter().all(|it| it.what == What::Dropped));
}

#[test]
fn offsets_are_utf_16_units() {
    let (memory, _) = write("xmi", &hard());
    let file = String::from_utf8_lossy(&memory.0["train/2024/ü b.xmi"]).into_owned();
    let actor = file.lines().find(|line| line.contains("nodeId=\"a-00000002\"")).unwrap_or("");
    assert!(actor.contains("begin=\"5\" end=\"11\""), "{actor}");
    let types = String::from_utf8_lossy(&memory.0["TypeSystem.xml"]).into_owned();
    assert!(types.contains("<name>webanno.custom.x_trainees</name>"), "{types}");
}

const FOREIGN_XMI: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore"
  xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:custom="http:///webanno/custom.ecore"
  xmlns:type2="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:noNamespace="http:///uima/noNamespace.ecore"
  xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">
    <cas:NULL xmi:id="0"/>
    <type3:DocumentMetaData xmi:id="2" sofa="12" begin="0" end="19" language="de" documentTitle="zwei.txt"/>
    <type:Token xmi:id="3" sofa="12" begin="0" end="2"/>
    <type2:NamedEntity xmi:id="4" sofa="12" begin="3" end="9" value="PER" identifier="5" PosValue="N &amp; E"/>
    <custom:Event xmi:id="5" sofa="12" begin="11" end="16" teilnehmer="6"><stufe>a</stufe><stufe>b &lt;</stufe></custom:Event>
    <custom:EventTeilnehmerLink xmi:id="6" role="agent" target="4"/>
    <custom:Rel xmi:id="7" sofa="12" begin="3" end="9" Governor="5" Dependent="4" label="of"/>
    <noNamespace:Thing xmi:id="8" sofa="12" begin="900" end="901"/>
    <custom:Whole xmi:id="9" sofa="12" rating="good"/>
    <cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="&#128522; M&#252;ller&#13;&#10;signs it."/>
    <cas:View sofa="12" members="2 3 4 5 7 8 9"/>
</xmi:XMI>"#;

#[test]
fn xmi_of_inception_is_read() {
    let incoming = read("xmi", "annotation/zwei.txt/admin.xmi", FOREIGN_XMI.as_bytes()).expect("a CAS");
    let doc = &incoming.docs[0];
    assert_eq!((doc.name.as_str(), doc.text.as_str(), doc.language()), ("zwei.txt", "😊 Müller\nsigns it.", "de"));
    let marks: Vec<(&str, String)> = doc.nodes.iter().map(|node| (node.label.as_str(), doc.quote(node))).collect();
    let expected = [("Whole", ""), ("NamedEntity", "Müller"), ("Event", "signs")];
    assert_eq!(marks, expected.map(|(label, quote)| (label, quote.to_owned())));
    assert_eq!(doc.nodes[1].fields, fields(&[("value", &["PER"]), ("identifier", &["5"]), ("pos_value", &["N & E"])]));
    assert_eq!(doc.nodes[2].fields, fields(&[("stufe", &["a", "b <"])]));
    let links: Vec<(&str, usize, usize)> = doc.links.iter().map(|it| (it.role.as_str(), it.from, it.to)).collect();
    assert_eq!(links, [("agent", 2, 1), ("of", 2, 1)]);
    assert_eq!(lines(&incoming.left), ["feature structure 8, Thing: 900..901 is no place in the text"]);
}

#[test]
fn type_system_tells_references_from_numbers() {
    let types = "<typeSystemDescription><types><typeDescription><name>webanno.custom.Event</name>\
        <supertypeName>uima.tcas.Annotation</supertypeName><features><featureDescription><name>teilnehmer</name>\
        <rangeTypeName>uima.cas.String</rangeTypeName></featureDescription></features></typeDescription></types>\
        </typeSystemDescription>";
    let mut beside = |name: &str| (name == "TypeSystem.xml").then(|| types.as_bytes().to_vec());
    let incoming = xmi::read("a.xmi", FOREIGN_XMI.as_bytes(), &mut beside).expect("a CAS");
    assert_eq!(incoming.docs[0].nodes[2].field("teilnehmer"), "6");
}

#[test]
fn json_with_marked_offsets_and_header_is_read() {
    let file = r#"{"%HEADER": {"%VERSION": "0.4.0"}, "%TYPES": {}, "%FEATURE_STRUCTURES": {
        "1": {"%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "😊 Müller"},
        "2": {"%TYPE": "a.NamedEntity", "@sofa": 1, "^begin": 3, "^end": 9, "score": 0.5, "@tags": 3, "@slots": 4},
        "3": {"%TYPE": "uima.cas.String[]", "%ELEMENTS": ["a", null, "b"]},
        "4": {"%TYPE": "a.Link[]", "%ELEMENTS": [5, 99]}, "5": {"%TYPE": "a.Link", "@target": 2}},
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}}"#;
    let incoming = read("json", "x/a.json", file.as_bytes()).expect("a CAS");
    let doc = &incoming.docs[0];
    assert_eq!((doc.name.as_str(), doc.quote(&doc.nodes[0]).as_str()), ("x/a.txt", "Müller"));
    assert_eq!(doc.nodes[0].fields, fields(&[("score", &["0.5"]), ("tags", &["a", "b"])]));
    assert_eq!(doc.links, [Link { role: "slots".into(), from: 0, to: 0 }]);
    assert_eq!(
        lines(&incoming.left),
        ["feature structure 2, a.NamedEntity: feature slots leads to 99, which is not annotated"]
    );
}

#[test]
fn what_is_no_cas_is_refused_with_advice() {
    let message =
        |format: &str, bytes: &[u8]| read(format, "a", bytes).err().map(|it| it.to_string()).unwrap_or_default();
    assert!(message("xmi", b"<a>").contains("export the document"));
    assert!(message("xmi", b"<?xml?>\n<xmi:XMI>\n<a b=\"&no;\"/></xmi:XMI>").starts_with("line 3: "));
    assert!(message("xmi", b"\n\xff").starts_with("line 2: "));
    assert!(message("xmi", b"<xmi:XMI></xmi:XMI>").contains("no text"));
    assert!(message("json", b"{\n]").starts_with("line 2: "));
    assert!(message("json", b"[1]").contains("%FEATURE_STRUCTURES"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_document_comes_back(doc in generated::doc()) {
        for format in FORMATS {
            let (read, losses) = back(format, &doc);
            same(&read, &doc);
            for node in doc.nodes.iter().filter(|node| node.spans.len() > 1) {
                let noted = losses.found.iter().filter(|it| it.what == What::Widened);
                prop_assert_eq!(noted.filter(|it| it.node.as_deref() == Some(node.id.as_str())).count(), 1);
            }
        }
    }

    #[test]
    fn nonsense_does_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), at in any::<prop::sample::Index>(), doc in generated::doc()) {
        for format in FORMATS {
            drop(read(format, "", &bytes));
            let mut file = write(format, &doc).0.0.into_values().last().unwrap_or_default();
            let at = at.index(file.len());
            let end = (at + bytes.len() / 8).min(file.len());
            file.splice(at..end, bytes.iter().copied().take(3));
            drop(read(format, "a.xmi", &file));
        }
    }
}

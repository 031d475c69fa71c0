//! `BioC` XML: one collection per part of the split, one document with one passage per article. Offsets are code points
//! of the passage, which begins at 0; `key` says so, as the format leaves the unit open.
//!
//! A mark is an annotation with one location per fragment; what leads to others is a relation, and so is a record
//! that has no place in the text.
//!
//! Comeau et al. 2013, "`BioC`: a minimalist approach to interoperability for biomedical text processing".

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::xml::{attribute, clean, element, escape};
use super::{Out, Target, in_part};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node, joined, label};

const FILE: &str = "data.xml";
const KEY: &str = "Offsets and lengths are Unicode code points of the article, which is one passage at offset 0. \
    Annotations: infon type is the label, the other infons are its fields; of annotations with several locations, text \
    reaches from the first to the last. Relations: ID.links leads from the annotation ID (role self) to others; a \
    relation without a node self is a record without a place in the text. A list is one infon: joined by |, with \\ \
    before | and \\ inside.";

/// Writes `<part>/data.xml`.
#[derive(Clone, Debug, Default)]
pub struct BioC {
    /// Day of the export in the head of each file; may be empty.
    date: String,
    /// Parts that have begun.
    parts: BTreeSet<String>,
}

impl BioC {
    /// Makes a writer that puts a day into the head of each file, such as `2024-04-01`.
    #[must_use]
    pub fn new(date: &str) -> Self {
        Self { date: date.to_owned(), parts: BTreeSet::new() }
    }

    fn head(&self) -> String {
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection>\n");
        element(&mut text, "source", "Glossator");
        element(&mut text, "date", &self.date);
        element(&mut text, "key", KEY);
        text.push('\n');
        text
    }
}

impl Target for BioC {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        let file = in_part(part, FILE);
        if !self.parts.contains(part) {
            out.append(&file, self.head().as_bytes())?;
            self.parts.insert(part.to_owned());
        }
        out.append(&file, document(doc, losses).as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        for part in std::mem::take(&mut self.parts) {
            out.append(&in_part(&part, FILE), b"</collection>\n")?;
        }
        Ok(())
    }
}

fn document(doc: &Doc, losses: &mut Losses) -> String {
    let mut text = String::from("<document>\n");
    element(&mut text, "id", &doc.name);
    infons(&mut text, "", &doc.fields, |what, field, reason| losses.article(what, Some(field), reason));
    let controls = clean(doc.text.as_str()).1;
    if controls > 0 {
        losses.article(What::Dropped, Some("text"), controls_reason(controls));
    }
    text.push_str("\n<passage><offset>0</offset>");
    element(&mut text, "text", doc.text.as_str());
    text.push('\n');
    for node in doc.nodes.iter().filter(|node| !node.spans.is_empty()) {
        annotation(&mut text, doc, node, losses);
    }
    let mut links: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
    for link in &doc.links {
        links.entry(link.from).or_default().push(link);
    }
    for (at, node) in doc.nodes.iter().enumerate() {
        relation(&mut text, doc, node, links.get(&at).map_or(&[], Vec::as_slice), losses);
    }
    text.push_str("</passage>\n</document>\n");
    text
}

fn annotation(text: &mut String, doc: &Doc, node: &Node, losses: &mut Losses) {
    text.push_str("<annotation");
    attribute(text, "id", &node.id);
    text.push('>');
    infon(text, "type", &node.label);
    infons(text, &node.label, &node.fields, |what, field, reason| losses.field(what, &node.id, field, reason));
    for span in &node.spans {
        let (start, end) = doc.chars(*span);
        text.push_str("<location");
        attribute(text, "offset", start);
        attribute(text, "length", end - start);
        text.push_str("/>");
    }
    // The library for Python wants the text from the first to the last location.
    element(text, "text", node.cover().map_or("", |cover| doc.text.slice(cover)));
    text.push_str("</annotation>\n");
}

/// Writes the links of a node; a node without a place is its relation.
fn relation(text: &mut String, doc: &Doc, node: &Node, links: &[&Link], losses: &mut Losses) {
    let placeless = node.spans.is_empty();
    if links.is_empty() && !placeless {
        return;
    }
    text.push_str("<relation");
    attribute(text, "id", if placeless { node.id.clone() } else { format!("{}.links", node.id) });
    text.push('>');
    infon(text, "type", &node.label);
    if placeless {
        infons(text, &node.label, &node.fields, |what, field, reason| losses.field(what, &node.id, field, reason));
    } else {
        reference(text, &node.id, "self");
    }
    for link in links {
        if let Some(to) = doc.nodes.get(link.to) {
            reference(text, &to.id, &link.role);
        }
    }
    text.push_str("</relation>\n");
}

fn reference(text: &mut String, id: &str, role: &str) {
    text.push_str("<node");
    attribute(text, "refid", id);
    attribute(text, "role", role);
    text.push_str("/>");
}

fn infon(text: &mut String, key: &str, value: &str) {
    text.push_str("<infon");
    attribute(text, "key", key);
    text.push('>');
    text.push_str(&escape(&clean(value).0));
    text.push_str("</infon>");
}

/// Writes the fields of a label, or of the article with none, and says of each what is not as it was.
fn infons(text: &mut String, label: &str, fields: &Fields, mut lost: impl FnMut(What, &str, String)) {
    for (field, values) in fields {
        let value = match values.as_slice() {
            [one] => one.clone(),
            several => {
                lost(What::Flattened, field, "a list is one infon, joined by |".to_owned());
                joined(several)
            }
        };
        let controls = clean(&value).1;
        if controls > 0 {
            lost(What::Dropped, field, controls_reason(controls));
        }
        infon(text, key_of(label, field), &value);
    }
}

fn controls_reason(count: usize) -> String {
    format!("{count} control characters became spaces: XML cannot hold them")
}

/// Gives the key of a field: `type` says what an annotation is, so what a date is has the names of `TimeML`.
fn key_of<'a>(label: &str, field: &'a str) -> &'a str {
    match (label, field) {
        ("", field) => field,
        (label::DATE, "kind") | (_, "type") => "timex_type",
        (label::DATE, "value") => "timex_value",
        (_, field) => field,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::generated::{self, HARD, Memory};
    use super::*;
    use crate::core::doc::loss::Loss;
    use crate::core::text::{Span, Text};

    fn write(docs: &[(&str, &Doc)]) -> (Memory, Vec<Loss>) {
        let (mut memory, mut target, mut found) = (Memory::default(), BioC::new("2024-04-01"), Vec::new());
        for (part, doc) in docs {
            let mut losses = Losses::of(&doc.name);
            target.article(doc, part, &mut memory, &mut losses).expect("memory takes all");
            found.append(&mut losses.found);
        }
        target.finish(&mut memory).expect("memory takes all");
        (memory, found)
    }

    fn file(memory: &Memory, path: &str) -> String {
        String::from_utf8_lossy(&memory.0[path]).into_owned()
    }

    fn hard() -> Doc {
        let mut doc = Doc::new("2024/ü b.txt", Text::canonical(HARD));
        doc.fields.insert("note".into(), vec![" \"a\"\n]]>\t|😊 ".into()]);
        let mut push = |id: &str, label: &str, spans: &[(usize, usize)], field: (&str, &[&str])| {
            let spans = spans.iter().map(|(start, end)| Span { start: *start, end: *end }).collect();
            let values = field.1.iter().map(|it| (*it).to_owned()).collect();
            let fields = Fields::from([(field.0.to_owned(), values)]);
            doc.nodes.push(Node { id: id.into(), label: label.into(), spans, fields });
        };
        push("a-00000001", label::ACTOR, &[(7, 14)], ("links", &["UZ", "a|b"]));
        push("a-00000002", label::DATE, &[(7, 14)], ("kind", &["duration"]));
        push("g-00000003", label::AGREEMENT, &[], ("title", &["x\u{1}"]));
        push("g-00000003.e0", label::EVIDENCE, &[(0, 1), (7, 14)], ("slots", &["a"]));
        let link = |role: &str, from, to| Link { role: role.into(), from, to };
        doc.links = vec![link("party", 3, 0), link("evidence", 2, 3)];
        doc.sort();
        doc
    }

    #[test]
    fn marks_stand_at_their_code_points() {
        let (memory, _) = write(&[("", &hard())]);
        let file = file(&memory, "data.xml");
        let mark = "<annotation id=\"a-00000001\"><infon key=\"type\">Actor</infon><infon key=\"links\">UZ|a\\|b</infon>\
            <location offset=\"4\" length=\"6\"/><text>Müller</text></annotation>";
        assert!(file.contains(mark), "{file}");
        assert!(file.contains("<infon key=\"timex_type\">duration</infon>"), "{file}");
        let pieces =
            "<location offset=\"0\" length=\"1\"/><location offset=\"4\" length=\"6\"/><text>A 😊 Müller</text>";
        assert!(file.contains(pieces), "{file}");
    }

    #[test]
    fn record_without_a_place_is_a_relation_with_its_fields() {
        let file = file(&write(&[("", &hard())]).0, "data.xml");
        let record = "<relation id=\"g-00000003\"><infon key=\"type\">Agreement</infon><infon key=\"title\">x </infon>\
            <node refid=\"g-00000003.e0\" role=\"evidence\"/></relation>";
        assert!(file.contains(record), "{file}");
        let links = "<relation id=\"g-00000003.e0.links\"><infon key=\"type\">Evidence</infon>\
            <node refid=\"g-00000003.e0\" role=\"self\"/><node refid=\"a-00000001\" role=\"party\"/></relation>";
        assert!(file.contains(links), "{file}");
    }

    #[test]
    fn lists_and_control_characters_are_noted() {
        let (_, losses) = write(&[("", &hard())]);
        let found: Vec<(What, Option<&str>)> = losses.iter().map(|it| (it.what, it.field.as_deref())).collect();
        assert_eq!(found, [(What::Flattened, Some("links")), (What::Dropped, Some("title"))]);
    }

    #[test]
    fn each_part_is_one_whole_collection() {
        let doc = hard();
        let (memory, _) = write(&[("train", &doc), ("dev", &doc), ("train", &doc)]);
        assert_eq!(memory.0.keys().collect::<Vec<_>>(), ["dev/data.xml", "train/data.xml"]);
        let train = file(&memory, "train/data.xml");
        let count = |what: &str| train.matches(what).count();
        assert_eq!((count("<collection>"), count("<document>"), count("</collection>")), (1, 2, 1));
    }

    /// Reads what matters back, as no import is offered: texts and the text and locations of annotations.
    fn quotes(file: &str) -> Vec<(String, Vec<(usize, usize)>)> {
        use quick_xml::events::Event;
        let mut reader = quick_xml::Reader::from_str(file);
        let (mut found, mut text, mut places) = (Vec::new(), String::new(), Vec::new());
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(_) => text.clear(),
                Event::Text(part) => text.push_str(&part.xml10_content().expect("text")),
                Event::GeneralRef(part) => {
                    let name = part.decode().expect("name").into_owned();
                    let letter = part.resolve_char_ref().expect("letter").map(String::from);
                    let known = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                    text.push_str(&letter.or(known).expect("known"));
                }
                Event::Empty(tag) if tag.name().into_inner() == b"location" => {
                    let value = |name: &str| {
                        let found = tag.try_get_attribute(name).expect("attributes").expect("there");
                        str::from_utf8(&found.value).expect("UTF-8").parse::<usize>().expect("number")
                    };
                    places.push((value("offset"), value("length")));
                }
                Event::End(tag) if tag.name().into_inner() == b"text" => {
                    found.push((std::mem::take(&mut text), std::mem::take(&mut places)));
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn texts_and_places_are_in_the_file(doc in generated::doc()) {
            let (memory, losses) = write(&[("", &doc)]);
            let mut expected = vec![(doc.text.as_str().to_owned(), Vec::new())];
            for node in doc.nodes.iter().filter(|node| !node.spans.is_empty()) {
                let places = node.spans.iter().map(|span| doc.chars(*span)).map(|(start, end)| (start, end - start));
                let text = node.cover().map_or("", |cover| doc.text.slice(cover));
                expected.push((text.to_owned(), places.collect()));
            }
            prop_assert_eq!(quotes(&file(&memory, "data.xml")), expected);
            let all = doc.nodes.iter().map(|node| &node.fields).chain([&doc.fields]);
            let lists = all.flat_map(Fields::values).filter(|values| values.len() > 1).count();
            prop_assert_eq!(losses.len(), lists);
        }
    }
}

//! W3C Web Annotation: a text and beside it a page of annotations in JSON-LD. Offsets are code points in the order
//! of the text, as the model asks.
//!
//! A mark is an annotation that tags: its label is a body for `tagging`, registry ids are bodies for `identifying`,
//! each value of another field is a body for `describing` that names the field. Each fragment is a target. A link is
//! an annotation for `linking`: target is the mark it comes from, body the one it leads to. Fields of the article are
//! an annotation of the article itself.

mod bodies;
mod iri;
mod people;
mod read;
mod selectors;
#[cfg(test)]
mod tests;

use std::io;

use serde_json::{Map, Value, json};

pub use read::read;

use super::{Out, Target, in_part};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, Fields, Node};
use crate::core::text::Span;

/// The context of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What the terms of ours begin with.
const TERMS: &str = "urn:glossator:terms:";
/// Names the field of a body.
const FIELD: &str = "glossator:field";
/// The field whose values are ids of the registry.
const IDS: &str = "links";
/// Fields that the model has itself: who made the annotation, when, and when it was changed.
const CREATOR: &str = "created_by";
/// See [`CREATOR`].
const TIMES: [(&str, &str); 2] = [("created", "created_at"), ("modified", "changed_at")];
/// How many code points of the text stand before and after a quote.
const AROUND: usize = 32;

/// Gives the one value or the values of a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
    }
}

/// Gives the IRI of a thing, which may be an IRI itself.
fn id_of(value: &Value) -> &str {
    let of = |key: &str| value.get(key).and_then(Value::as_str);
    value.as_str().or_else(|| of("id")).or_else(|| of("@id")).unwrap_or("")
}

/// Gives the IRI of what a target or body is about.
fn about(value: &Value) -> &str {
    value.get("source").map_or_else(|| id_of(value), id_of)
}

/// Writes for each article its text and a page of annotations beside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct W3c;

impl W3c {
    /// Begins a dataset.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Target for W3c {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, _: &mut Losses) -> io::Result<()> {
        let stem = in_part(part, doc.stem());
        out.append(&format!("{stem}.txt"), doc.text.as_str().as_bytes())?;
        out.append(&format!("{stem}.jsonld"), page(doc, part).as_bytes())
    }

    fn finish(&mut self, _: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Makes the page, with one annotation in each line.
fn page(doc: &Doc, part: &str) -> String {
    let mut items = Vec::new();
    if !doc.fields.is_empty() {
        items.push(about_article(doc));
    }
    items.extend(doc.nodes.iter().map(|node| mark(doc, node)));
    items.extend((1..).zip(&doc.links).filter_map(|(number, link)| {
        let (from, to) = (doc.nodes.get(link.from)?, doc.nodes.get(link.to)?);
        Some(json!({
            "id": iri::of(iri::LINK, &[&doc.name, &number.to_string()]),
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                {"type": "SpecificResource", "source": iri::of(iri::MARK, &[&doc.name, &to.id]), "purpose": "linking"},
                tag(&link.role),
            ],
            "target": iri::of(iri::MARK, &[&doc.name, &from.id]),
        }))
    }));
    let collection = if part.is_empty() { iri::COLLECTION.to_owned() } else { iri::of(iri::COLLECTION, &["", part]) };
    let head = [
        ("@context", json!([CONTEXT, {"glossator": TERMS}])),
        ("id", iri::of(iri::PAGE, &[&doc.name]).into()),
        ("type", "AnnotationPage".into()),
        ("partOf", json!({"id": collection, "type": "AnnotationCollection"})),
        ("startIndex", 0.into()),
    ];
    let head: Vec<String> = head.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    let items: Vec<String> = items.iter().map(Value::to_string).collect();
    format!("{{{},\"items\":[\n{}\n]}}\n", head.join(","), items.join(",\n"))
}

/// Says what is known about the article as a whole.
fn about_article(doc: &Doc) -> Value {
    json!({
        "id": iri::of(iri::ABOUT, &[&doc.name]),
        "type": "Annotation",
        "motivation": "describing",
        "body": doc.fields.iter().flat_map(|(name, values)| described(name, values)).collect::<Vec<_>>(),
        "target": iri::of(iri::ARTICLE, &[&doc.name]),
    })
}

fn mark(doc: &Doc, node: &Node) -> Value {
    let source = iri::of(iri::ARTICLE, &[&doc.name]);
    let targets: Vec<Value> = node
        .spans
        .iter()
        .map(|span| json!({"type": "SpecificResource", "source": source, "selector": selectors(doc, *span)}))
        .collect();
    let target = match targets.as_slice() {
        [] => source.into(),
        [one] => one.clone(),
        _ => targets.into(),
    };
    let mut annotation = Map::new();
    let mut fields = node.fields.clone();
    own_terms(&mut fields, &mut annotation);
    let mut bodies = vec![tag(&node.label)];
    for (name, values) in &fields {
        if name == IDS {
            bodies.extend(values.iter().map(|id| {
                json!({"type": "SpecificResource", "source": iri::of(iri::ACTOR, &[id]), "purpose": "identifying"})
            }));
        } else {
            bodies.extend(described(name, values));
        }
    }
    let rest = [
        ("id", iri::of(iri::MARK, &[&doc.name, &node.id]).into()),
        ("type", "Annotation".into()),
        ("motivation", "tagging".into()),
        ("body", bodies.into()),
        ("target", target),
    ];
    annotation.extend(rest.into_iter().map(|(key, value)| (key.to_owned(), value)));
    annotation.into()
}

/// Moves the fields that the model has terms for.
fn own_terms(fields: &mut Fields, annotation: &mut Map<String, Value>) {
    if let Some([name]) = fields.get(CREATOR).map(Vec::as_slice) {
        annotation.insert("creator".to_owned(), json!({"type": "Person", "name": name}));
        fields.remove(CREATOR);
    }
    for (term, field) in TIMES {
        if let Some([time]) = fields.get(field).map(Vec::as_slice)
            && is_time(time)
        {
            annotation.insert(term.to_owned(), time.as_str().into());
            fields.remove(field);
        }
    }
}

/// Tells whether a value is a time stamp in UTC, which is what the model asks for.
fn is_time(value: &str) -> bool {
    let digit = |letter: char| if letter.is_ascii_digit() { '0' } else { letter };
    value.chars().map(digit).collect::<String>() == "0000-00-00T00:00:00Z"
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "value": value, "purpose": "tagging"})
}

/// Makes the bodies of a field, one for each value.
fn described(name: &str, values: &[String]) -> Vec<Value> {
    let body = |value: &String| json!({"type": "TextualBody", "value": value, "purpose": "describing", FIELD: name});
    values.iter().map(body).collect()
}

/// Makes the two selectors of a span: where it stands, and what it says between what.
fn selectors(doc: &Doc, span: Span) -> Value {
    let (start, end) = doc.chars(span);
    let text = &doc.text;
    let mut from = text.byte_offset(start.saturating_sub(AROUND)).unwrap_or(span.start);
    if !text.is_grapheme_edge(from) {
        from = text.next_edge(from).min(span.start);
    }
    let mut to = text.byte_offset(end.saturating_add(AROUND)).unwrap_or(text.len());
    if !text.is_grapheme_edge(to) {
        to = text.previous_edge(to).max(span.end);
    }
    json!([
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text.slice(span),
            "prefix": text.slice(Span { start: from, end: span.start }),
            "suffix": text.slice(Span { start: span.end, end: to }),
        },
    ])
}

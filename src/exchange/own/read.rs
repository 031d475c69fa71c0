//! Reads `articles.jsonl`, and the `registry.json` beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::shape::{Remarks, Typed};
use super::{FIRST, FORMAT};
use crate::core::annotation::Record;
use crate::core::doc::{Doc, Link, Node};
use crate::core::text::{Text, excerpt};
use crate::exchange::json::{self, Benign, Taker};
use crate::exchange::left::{Left, Thing};
use crate::exchange::{Beside, Incoming, Part, Unreadable};

/// What follows from the rest.
const COMPUTED: Benign = &[
    ("computed", "it is computed from the values"),
    ("language", "it is among the fields, or was detected in the text"),
];
/// The list of entries of a registry, of agreements across articles, and of publishers.
const LISTS: [&str; 3] = ["registry", "agreements", "publishers"];

/// Reads `articles.jsonl`, and the `registry.json` beside it.
///
/// # Errors
/// Says which line is not an article of this format.
pub fn read(bytes: &[u8], part: Part, beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let (mut incoming, left) = (Incoming::default(), Left::default());
    if let Some(bytes) = Some(()).filter(|()| part.before == 0).and_then(|()| beside("registry.json")) {
        read_registry(&bytes, &left, &mut incoming);
    }
    let items = json::items(bytes, part, "article", &left).map_err(|error| Unreadable {
        message: format!("This is not an article of {FORMAT}: {}", error.message),
        ..error
    })?;
    let mut strangers = Vec::new();
    for item in &items {
        let article = Taker::new(&item.value, &item.place, &left).benign(COMPUTED);
        let format = article.text("format");
        let has = |key: &str| article.peek(key).is_some_and(Value::is_string);
        if !format.is_empty() && ![FORMAT, FIRST].contains(&format) {
            article.whole();
            let found = excerpt(format, 40);
            let reason = format!("The format is “{found}”, not “{FORMAT}”. Use a newer Glossator");
            return Err(Unreadable::at(item.number, reason));
        }
        if format.is_empty() || !has("article") || !has("text") {
            article.refuse(Thing::Line, "", &format!("this is not an article of {FORMAT}"));
            strangers.push(item.number);
            continue;
        }
        left.whose(&annotator(&article));
        incoming.docs.push(document(&article, &left));
        drop(article);
        left.whose("");
    }
    if let (true, false, Some(number)) = (incoming.docs.is_empty(), part.of_more, strangers.first()) {
        let reason = format!("This is not an article of {FORMAT}: it needs format, article and text");
        return Err(Unreadable::at(*number, reason));
    }
    Ok(json::done(incoming, left))
}

/// Gives whose work an article is.
fn annotator(article: &Taker<'_>) -> String {
    let said = article.peek("fields").and_then(|fields| fields.get("annotator"));
    let said = said.and_then(|said| if said.is_array() { said.get(0) } else { Some(said) });
    said.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Reads a document back. What does not fit is left out.
pub(super) fn document(article: &Taker<'_>, left: &Left) -> Doc {
    let mut doc = Doc::new(article.text("article"), Text::canonical(article.text("text")));
    article.known(&["format"]);
    let mut strange = Vec::new();
    doc.fields = typed(article).fields(None, &mut strange);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in article.list("marks") {
        let mark = mark.benign(COMPUTED);
        let [id, label] = ["id", "label"].map(|key| json::text_of(mark.value(), key));
        if id.is_empty() || label.is_empty() {
            mark.refuse(Thing::Mark, "the mark", "it has no id or no label");
            continue;
        }
        mark.known(&["id", "label"]);
        let mut spans = Vec::new();
        for range in mark.list("spans") {
            let quote = json::text_of(range.value(), "quote");
            let ends = json::count(range.peek("start")).zip(json::count(range.peek("end")));
            let span = ends.and_then(|(start, end)| doc.span_of_chars(start, end));
            if let Some(span) = span.filter(|span| doc.text.slice(*span) == quote) {
                range.known(&["start", "end", "quote"]);
                spans.push(span);
            } else {
                range.whole();
                let (start, end) = ends.unwrap_or_default();
                let reason = format!("{id} says “{}” at {start}–{end}, which is not there", excerpt(quote, 240));
                left.leave(Thing::Mark, &doc.name, reason);
            }
        }
        places.entry(id).or_insert(doc.nodes.len());
        let fields = typed(&mark).fields(Some(label), &mut strange);
        doc.nodes.push(Node { id: id.to_owned(), label: label.to_owned(), spans, fields });
    }
    for tie in article.list("links") {
        let [role, from, to] = ["role", "from", "to"].map(|key| tie.text(key));
        if let (Some(&from), Some(&to)) = (places.get(from), places.get(to)) {
            doc.links.push(Link { role: role.to_owned(), from, to });
        } else {
            tie.whole();
            left.leave(Thing::Link, &doc.name, format!("the link {role} from {from} to {to} leads nowhere"));
        }
    }
    for line in strange {
        left.leave(Thing::Field, &doc.name, line);
    }
    doc.sort();
    doc
}

/// Takes the values of a mark or an article, and what is said about them.
fn typed(of: &Taker<'_>) -> Typed {
    let fields = of.child("fields").map_or(Map::new(), |fields| fields.rest());
    let mut remarks = Remarks::new();
    let said = of.child("remarks");
    for (path, _) in said.iter().flat_map(|it| it.value().as_object().into_iter().flatten()) {
        let remark = said.as_ref().and_then(|it| it.child(path));
        for (what, text) in remark.iter().flat_map(|it| it.value().as_object().into_iter().flatten()) {
            if let Some(text) = text.as_str() {
                if let Some(remark) = &remark {
                    remark.known(&[what]);
                }
                remarks.entry(path.clone()).or_default().insert(what.clone(), text.to_owned());
            }
        }
    }
    Typed { fields, remarks, ..Typed::default() }
}

fn read_registry(bytes: &[u8], left: &Left, incoming: &mut Incoming) {
    const PLACE: &str = "registry.json";
    let whole = match json::value(bytes, left) {
        Ok(whole) if whole.is_object() => whole,
        Ok(_) => return left.leave(Thing::Entry, PLACE, "it is not read: it is no object"),
        Err(error) => return left.leave(Thing::Entry, PLACE, format!("it is not read: {error}")),
    };
    let registry = Taker::new(&whole, PLACE, left);
    registry.known(&["format"]);
    for list in LISTS {
        for entry in registry.list(list) {
            let record = match list {
                "registry" => made(&entry, left).map(|it| Record::Entry(Arc::new(it))),
                "agreements" => made(&entry, left).map(|it| Record::Identity(Arc::new(it))),
                _ => made(&entry, left).map(|it| Record::Publisher(Arc::new(it))),
            };
            incoming.of_corpus.extend(record);
        }
    }
}

/// Makes a record of what belongs to the whole corpus. What its type does not know is left out.
fn made<T: DeserializeOwned + Serialize>(entry: &Taker<'_>, left: &Left) -> Option<T> {
    match serde_json::from_value::<T>(entry.value().clone()) {
        Ok(made) => {
            entry.whole();
            let back = serde_json::to_value(&made).unwrap_or_default();
            let all = back.to_string();
            for (key, value) in entry.value().as_object().into_iter().flatten() {
                // A field of an older version has its value under another name.
                let is_there = back.get(key).is_some() || json::is_nothing(value) || all.contains(&value.to_string());
                if !is_there {
                    left.leave(
                        Thing::Field,
                        "registry.json",
                        format!("{key} {}: no such field is known", json::shown(value)),
                    );
                }
            }
            Some(made)
        }
        Err(error) => {
            entry.refuse(Thing::Entry, "", &format!("it is not read: {error}"));
            None
        }
    }
}

//! Reads tasks: those of ours, and what `db-out` of Prodigy writes.

use serde_json::Value;

use super::super::json::{self, Draft};
use super::super::left::{LeftOut, Thing};
use super::super::places::{Places, Quote};
use super::super::{Beside, Incoming, Part, Unreadable};
use crate::core::doc;
use crate::core::doc::{Fields, Maker};

/// Reads tasks that were accepted, one in each line or as one array.
///
/// # Errors
/// Says which line is not JSON, or that no line has a text.
pub fn read(path: &str, bytes: &[u8], _: Beside<'_>) -> Result<Incoming, Unreadable> {
    read_part(path, bytes, Part::default())
}

/// Reads a part of a file as [`read`] does; one without an accepted text is no error.
///
/// # Errors
/// As [`read`].
pub fn read_part(path: &str, bytes: &[u8], part: Part) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming::default();
    let lines = json::lines(bytes, part, &mut incoming.left)?;
    let many = part.of_more || lines.len() > 1;
    for (line, task) in &lines {
        let place = format!("line {line}");
        let answer = json::text_of(task, "answer");
        if !answer.is_empty() && answer != "accept" {
            incoming.left.push(LeftOut::new(Thing::Line, place, format!("the answer was {answer}")));
            continue;
        }
        let Some(text) = task.get("text").and_then(Value::as_str) else {
            incoming.left.push(LeftOut::new(Thing::Line, place, format!("{} has no text", json::shown(task))));
            continue;
        };
        let (stored, counted) = json::places(text, json::list_of(task, "spans").iter().map(quoted));
        let said = task.get("meta").map_or("", |meta| json::text_of(meta, json::NAME));
        let name = json::article_name(said, path, many.then_some(*line));
        let is_named = !said.is_empty();
        let mut draft = Draft::new(&name, stored.text().clone(), place);
        draft.say_all(counted.as_deref());
        draft.doc.is_named = is_named;
        read_task(&mut draft, &stored, task);
        draft.finish(&mut incoming);
    }
    if incoming.docs.is_empty() && !part.of_more {
        return Err(Unreadable::new("no line has an accepted text; export the dataset with prodigy db-out"));
    }
    Ok(incoming)
}

/// Gives the place and the quote of a span.
fn quoted(span: &Value) -> Option<(usize, usize, &str)> {
    Some((json::count(span.get("start"))?, json::count(span.get("end"))?, json::text_of(span, "text")))
}

/// A span that was read, for relations to find it.
struct Known<'a> {
    index: usize,
    offsets: (usize, usize),
    label: &'a str,
    last_token: Option<usize>,
}

fn read_task(draft: &mut Draft, stored: &Places, task: &Value) {
    let mut known = Vec::new();
    for span in json::list_of(task, "spans") {
        known.extend(read_span(draft, stored, task, span));
    }
    for relation in json::list_of(task, "relations") {
        let ends = [("head", "head_span", "head_node"), ("child", "child_span", "child_node")];
        let label = json::text_of(relation, "label");
        match ends.map(|keys| end(draft, &known, relation, keys)) {
            [Some(from), Some(to)] => draft.link_nodes(if label.is_empty() { "relation" } else { label }, from, to),
            _ => draft.leave(
                Thing::Link,
                format!("the relation {label} has an end that is no span: {}", json::shown(relation)),
            ),
        }
    }
    if let Some(meta) = task.get("meta").and_then(Value::as_object) {
        json::take_meta(draft, meta);
    }
    if let Some(person) = ["_annotator_id", "_session_id"].iter().find_map(|key| json::person(task.get(key)?)) {
        draft.doc.maker = Maker::Person(person);
    }
    for key in ["comment", "user_input"] {
        if let Some(words) = task.get(key).filter(|words| !words.is_null() && words.as_str() != Some("")) {
            draft.leave(
                Thing::Comment,
                format!("{key} {}: what was written beside the marks is not read", json::shown(words)),
            );
        }
    }
    for key in ["label", "accept"] {
        if let Some(value) = task.get(key) {
            draft.leave(Thing::Label, format!("{key} {}: labels of whole texts are not read", json::shown(value)));
        }
    }
}

fn read_span<'a>(draft: &mut Draft, stored: &Places, task: &Value, span: &'a Value) -> Option<Known<'a>> {
    let label = json::text_of(span, "label");
    let answer = json::text_of(span, "answer");
    if !answer.is_empty() && answer != "accept" {
        draft.leave(Thing::Mark, format!("the span {}: the answer was {answer}", json::shown(span)));
        return None;
    }
    let Some(offsets) = offsets(task, span).filter(|_| !label.is_empty()) else {
        draft.leave(Thing::Mark, format!("the span {} has no label or no offsets", json::shown(span)));
        return None;
    };
    let place =
        match draft.at(stored, Some(offsets), &Quote::of(json::text_of(span, "text")), &format!("the span {label}")) {
            Ok(place) => place,
            Err(why) => {
                draft.leave(Thing::Mark, format!("the span {label}: {why}"));
                return None;
            }
        };
    let id = json::text_of(span, "node");
    let index = match draft.find(id) {
        Some(index) if !id.is_empty() => index,
        _ if id.is_empty() => draft.add_foreign(label, place),
        _ => draft.add(id, label, Vec::new(), Fields::new()),
    };
    if let Some(node) = draft.node(index) {
        node.spans.push(place);
        if let Some(attributes) = span.get("attributes").and_then(Value::as_object) {
            node.fields.append(&mut doc::from_json(attributes));
        }
    }
    Some(Known { index, offsets, label, last_token: json::count(span.get("token_end")) })
}

/// Gives the code points of a span, through its tokens where it has nothing else.
fn offsets(task: &Value, span: &Value) -> Option<(usize, usize)> {
    let of = |value: &Value, key: &str| json::count(value.get(key));
    let tokens = json::list_of(task, "tokens");
    let token = |key: &str| of(span, key).and_then(|at| tokens.get(at));
    let start = of(span, "start").or_else(|| of(token("token_start")?, "start"))?;
    let end = of(span, "end").or_else(|| of(token("token_end")?, "end"))?;
    Some((start, end))
}

/// Finds the span at one end of a relation: by id, by its own offsets, or by its last token.
fn end(draft: &Draft, known: &[Known<'_>], relation: &Value, (token, span, node): (&str, &str, &str)) -> Option<usize> {
    if let Some(index) = draft.find(json::text_of(relation, node)) {
        return Some(index);
    }
    let by_offsets = relation.get(span).and_then(|span| {
        let offsets = (json::count(span.get("start"))?, json::count(span.get("end"))?);
        let label = json::text_of(span, "label");
        known.iter().find(|it| it.offsets == offsets && (label.is_empty() || it.label == label))
    });
    let last = json::count(relation.get(token));
    by_offsets.or_else(|| known.iter().find(|it| last.is_some() && it.last_token == last)).map(|it| it.index)
}

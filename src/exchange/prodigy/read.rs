//! Reads tasks: those of ours, and what `db-out` of Prodigy writes.

use serde_json::Value;

use super::super::json::{self, Benign, Draft, Item, Taker, carried};
use super::super::left::{Left, Thing};
use super::super::places::{Places, Quote};
use super::super::{Beside, Incoming, Part, Unreadable};
use crate::core::doc;
use crate::core::doc::{Fields, Maker};

/// What Prodigy says of a task of its own accord.
const TASK: Benign = &[
    ("_input_hash", "a number made of the text"),
    ("_task_hash", "a number made of the text and the marks"),
    ("_view_id", "how it was shown"),
    ("_timestamp", "the time at which Prodigy has stored it"),
    ("_is_binary", "whether it was asked with yes and no"),
];
/// What it says of a token.
const TOKEN: Benign = &[
    ("text", "it stands in the text"),
    ("start", "where it begins; spans find it"),
    ("end", "where it ends; spans find it"),
    ("id", "its number; spans find it"),
    ("ws", "whether white space follows, which stands in the text"),
    ("disabled", "whether it could be marked"),
    ("style", "how it was shown"),
];
/// What it says of the place of a span.
const PLACE: Benign = &[
    ("token_start", "its first token, which follows from its place"),
    ("token_end", "its last token, which follows from its place"),
    ("type", "that it is a span"),
];
/// Where it says who has worked on a task: the person, or the session.
const PEOPLE: [&str; 2] = ["_annotator_id", "_session_id"];
/// What it says of a relation.
const RELATION: Benign = &[("color", "how it was shown")];

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
    let (mut incoming, left) = (Incoming::default(), Left::default());
    let items = json::items(bytes, part, "task", &left)?;
    let many = part.of_more || items.len() > 1;
    for item in &items {
        let people = PEOPLE.map(|key| item.value.get(key).and_then(json::person));
        left.whose(people.iter().flatten().next().map_or("", String::as_str));
        let task = Taker::new(&item.value, &item.place, &left).benign(TASK);
        let answer = json::text_of(task.value(), "answer");
        if !answer.is_empty() && answer != "accept" {
            task.known(&["answer"]);
            read_tokens(&task);
            task.refuse(Thing::Line, "", &format!("the answer was {answer}"));
            continue;
        }
        let Some(text) = task.peek("text").and_then(Value::as_str) else {
            task.refuse(Thing::Line, "", "it has no text");
            continue;
        };
        task.known(&["text", "answer"]);
        let (stored, counted) = json::places(text, json::list_of(task.value(), "spans").iter().map(quoted));
        let mut draft = begin(path, item, many, &stored, &left);
        draft.say_all(counted.as_deref());
        read_task(&mut draft, &stored, &task);
        draft.finish(&mut incoming);
    }
    if incoming.docs.is_empty() && !part.of_more {
        return Err(Unreadable::new("no line has an accepted text; export the dataset with prodigy db-out"));
    }
    Ok(json::done(incoming, left))
}

fn begin<'l>(path: &str, item: &Item, many: bool, stored: &Places, left: &'l Left) -> Draft<'l> {
    let said = item.value.get("meta").map_or("", |meta| json::text_of(meta, json::NAME));
    let name = json::article_name(said, path, many.then_some(item.number));
    let mut draft = Draft::new(&name, stored.text().clone(), &item.place, left);
    draft.doc.is_named = !said.is_empty();
    draft.doc.has_links = item.value["relations"].is_array();
    draft
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

fn read_task(draft: &mut Draft<'_>, stored: &Places, task: &Taker<'_>) {
    let mut known = Vec::new();
    for span in task.list("spans") {
        known.extend(read_span(draft, stored, task.value(), &span.benign(PLACE)));
    }
    read_tokens(task);
    for relation in task.list("relations") {
        read_relation(draft, &known, &relation.benign(RELATION));
    }
    for key in ["spans", "tokens", "relations"] {
        task.refuse_key(Thing::Mark, key, "this is not how Prodigy writes it");
    }
    if let Some(meta) = task.child("meta") {
        json::take_meta(draft, &meta);
    }
    if !draft.doc.has_links {
        carried::tie_parts(draft);
    }
    let people = PEOPLE.map(|key| task.person(key));
    let person = people.iter().flatten().next();
    if let Some(person) = person {
        draft.doc.maker = Maker::Person(person.clone());
    }
    if let [Some(person), Some(session)] = &people
        && person != session
    {
        draft.leave(Thing::Person, format!("the session {session}: the work is that of {person}"));
    }
    for key in ["comment", "user_input"] {
        task.refuse_key(Thing::Comment, key, "what was written beside the marks is not read");
    }
    for key in ["label", "accept"] {
        task.refuse_key(Thing::Label, key, "labels of whole texts are not read");
    }
    task.refuse_key(Thing::Field, "options", "what there was to choose from is not read");
    let settings: Vec<&str> =
        task.value().as_object().into_iter().flatten().map(|it| it.0.as_str()).filter(|key| is_setting(key)).collect();
    let strange = "it is a setting of Prodigy that is not known here";
    for key in settings.into_iter().filter(|key| !TASK.iter().any(|it| it.0 == *key)) {
        task.refuse_key(Thing::Field, key, strange);
    }
    // All other keys are data that was put in with the text.
    json::join(&mut draft.doc.fields, json::foreign_fields(&task.rest()));
}

/// Tokens say nothing that does not stand in the text, unless somebody has put something into them.
fn read_tokens(task: &Taker<'_>) {
    for token in task.list("tokens") {
        token.benign(TOKEN);
    }
}

fn is_setting(key: &str) -> bool {
    key.starts_with('_') || ["config", "html", "image"].contains(&key)
}

fn read_span<'a>(draft: &mut Draft<'_>, stored: &Places, task: &Value, span: &Taker<'a>) -> Option<Known<'a>> {
    let label = json::text_of(span.value(), "label");
    let answer = json::text_of(span.value(), "answer");
    if !answer.is_empty() && answer != "accept" {
        span.refuse(Thing::Mark, "the span", &format!("the answer was {answer}"));
        return None;
    }
    let Some(offsets) = offsets(task, span.value()).filter(|_| !label.is_empty()) else {
        span.refuse(Thing::Mark, "the span", "it has no label or no offsets");
        return None;
    };
    let (quote, id) = (Quote::of(span.text("text")), span.text("node"));
    let place = match draft.at(stored, Some(offsets), &quote, &format!("the span {label}")) {
        Ok(place) => place,
        Err(why) => {
            span.refuse(Thing::Mark, "the span", &why);
            return None;
        }
    };
    span.known(&["start", "end", "label", "answer"]);
    let index = match draft.find(id) {
        Some(index) if !id.is_empty() => index,
        _ if id.is_empty() => draft.add_foreign(label, place),
        _ => draft.add(id, label, Vec::new(), Fields::new()),
    };
    let mut other = None;
    if let Some(node) = draft.node(index) {
        node.spans.push(place);
        if let Some(attributes) = span.child("attributes") {
            json::join(&mut node.fields, doc::from_json(&attributes.rest()));
        }
        other = (node.label != label).then(|| node.label.clone());
    }
    if let Some(other) = other {
        draft.leave(Thing::Label, format!("the label {label} of {id}: the mark is called {other} already"));
    }
    Some(Known { index, offsets, label, last_token: json::count(span.peek("token_end")) })
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

fn read_relation(draft: &mut Draft<'_>, known: &[Known<'_>], relation: &Taker<'_>) {
    let ends = [("head", "head_span", "head_node"), ("child", "child_span", "child_node")];
    let label = json::text_of(relation.value(), "label");
    match ends.map(|keys| end(draft, known, relation.value(), keys)) {
        [Some(from), Some(to)] => {
            for (token, span, node) in ends {
                relation.known(&[token, node]);
                if let Some(span) = relation.child(span) {
                    span.benign(PLACE).known(&["start", "end", "label"]);
                }
            }
            relation.text("label");
            draft.link_nodes(if label.is_empty() { "relation" } else { label }, from, to);
        }
        _ => relation.refuse(Thing::Link, "the relation", "it has an end that is no span"),
    }
}

/// Finds the span at one end of a relation: by id, by its own offsets, or by its last token.
fn end(
    draft: &Draft<'_>,
    known: &[Known<'_>],
    relation: &Value,
    (token, span, node): (&str, &str, &str),
) -> Option<usize> {
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

//! The results of an annotation: regions, what is said of them and of the text, and relations.

use serde_json::Value;

use super::super::json::{self, Benign, Draft, Taker};
use super::super::left::Thing;
use super::super::places::{Places, Quote};
use super::texts::{Texts, is_region};
use super::{ARTICLE, LINKS, MARK, RECORDS, control};
use crate::core::doc::Fields;

/// What Label Studio says of a result of its own accord.
const RESULT: Benign = &[
    ("id", "a name that Label Studio has made, to which others lead"),
    ("from_name", "the control with which it was made"),
    ("to_name", "the text that it is of"),
    ("origin", "how it was made"),
    ("hidden", "how it was shown"),
    ("locked", "whether it could be changed"),
    ("readonly", "whether it could be changed"),
    ("original_width", "how large a picture was"),
    ("original_height", "how large a picture was"),
    ("image_rotation", "how a picture was turned"),
];
/// What it says of a place.
const VALUE: Benign = &[("globalOffsets", "the offsets once more")];

/// Reads the results of an annotation.
pub(super) fn results(draft: &mut Draft<'_>, places: &Places, text: &Texts<'_>, annotation: &Taker<'_>) {
    let results = annotation.list("result").into_iter().map(|it| it.benign(RESULT));
    // Fields and relations may stand before the region they belong to.
    let (regions, others): (Vec<_>, Vec<_>) = results.partition(|it| is_region(it.value()));
    for result in &regions {
        region(draft, places, text, result);
    }
    for result in &others {
        match json::text_of(result.value(), "type") {
            "relation" => relation(draft, result),
            _ if result.value().is_object() => field(draft, text, result),
            // Whatever it is, it is said when it goes.
            _ => {}
        }
    }
}

/// Gives what belongs to a result of another text as a reason.
fn of_another(result: &Taker<'_>) -> String {
    format!("it is one of “{}”, not of the article’s text", json::text_of(result.value(), "to_name"))
}

fn region(draft: &mut Draft<'_>, places: &Places, text: &Texts<'_>, result: &Taker<'_>) {
    if !text.holds(result.value()) {
        return result.refuse(Thing::Mark, "the region", &of_another(result));
    }
    let kind = json::text_of(result.value(), "type");
    let whole = &result.value()["value"];
    let labels_key = if whole[kind].is_array() { kind } else { "labels" };
    let labels = json::list_of(whole, labels_key).iter().map(|it| json::id_of(Some(it)));
    let Some(labels) = labels.collect::<Option<Vec<String>>>().filter(|it| !it.is_empty()) else {
        return result.refuse(Thing::Mark, "the region", "it has no label");
    };
    let ends = json::count(whole.get("start")).zip(json::count(whole.get("end")));
    let Some(ends) = ends.filter(|_| whole.get("startOffset").is_none()) else {
        return result.refuse(
            Thing::Mark,
            "the region",
            "it has no offsets in a plain text, but in HTML, a dialogue or a picture",
        );
    };
    let quote = Quote::of(json::text_of(whole, "text"));
    let span = match draft.at(places, Some(ends), &quote, &format!("the region {}", labels.join(", "))) {
        Ok(span) => span,
        Err(why) => return result.refuse(Thing::Mark, "the region", &why),
    };
    result.known(&["type"]);
    if let Some(value) = result.child("value") {
        value.benign(VALUE).known(&["start", "end", "text", kind, labels_key]);
    }
    if result.value().get("model_version").is_some() || draft.is_of_model() {
        result.known(&["score", "model_version"]);
    }
    let id = json::id_of(result.peek("id")).unwrap_or_default();
    let parent = result.id("parentID").unwrap_or_default();
    // Those of before have a `#`, at which Label Studio cuts when somebody saves there.
    let number = id.strip_prefix(parent.as_str()).and_then(|it| it.strip_prefix(['~', '#']));
    let is_number = |rest: &str| rest.parse().is_ok_and(|number: usize| number > 1 && number.to_string() == rest);
    let is_fragment = id == parent || number.is_some_and(is_number);
    if is_fragment
        && !id.is_empty()
        && let Some(node) = draft.find(&parent).and_then(|index| draft.node(index))
    {
        node.spans.push(span);
        let other: Vec<String> = labels.into_iter().filter(|label| *label != node.label).collect();
        if !other.is_empty() {
            draft.leave(
                Thing::Label,
                format!("the label {} of the region {id}: it is a part of {parent}", other.join(", ")),
            );
        }
        return;
    }
    // What a person has written on a region stands beside its value.
    let notes = result.child("meta").map_or(Vec::new(), |meta| meta.take("text").map_or(Vec::new(), values));
    for label in labels {
        let mut fields = Fields::new();
        if !notes.is_empty() {
            fields.insert("note".to_owned(), vec![notes.join("\n")]);
        }
        if let Some(score) = json::id_of(result.peek("score")).filter(|_| draft.is_of_model()) {
            fields.insert("score".to_owned(), vec![score]);
        }
        if id.is_empty() {
            let at = draft.add_foreign(&label, span);
            if let Some(node) = draft.node(at) {
                node.fields.append(&mut fields);
            }
        } else {
            draft.add(&id, &label, vec![span], fields);
        }
    }
    if !parent.is_empty() {
        draft.leave(Thing::Link, format!("the region {id} stands below {parent}: regions below regions are not read"));
    }
}

fn relation(draft: &mut Draft<'_>, result: &Taker<'_>) {
    result.known(&["type"]);
    let [Some(from), Some(to)] = ["from_id", "to_id"].map(|key| result.id(key)) else {
        return result.refuse(Thing::Link, "the relation", "it does not say what it joins");
    };
    let (from, to) = match result.text("direction") {
        "left" => (to, from),
        "bi" => {
            draft.say(&format!("the relation from {from} to {to} goes both ways; it is read as one from the first"));
            (from, to)
        }
        _ => (from, to),
    };
    let roles = result.texts("labels");
    for role in if roles.is_empty() { vec!["relation"] } else { roles } {
        draft.link(role, &from, &to);
    }
}

/// Reads a result that says something of a region or of the article.
fn field(draft: &mut Draft<'_>, text: &Texts<'_>, result: &Taker<'_>) {
    let of = |key| json::text_of(result.value(), key);
    let (control, kind) = (of("from_name"), of("type"));
    let key = if kind == "textarea" { "text" } else { kind };
    let whole = &result.value()["value"];
    let values = values(&whole[key]);
    if values.is_empty() {
        return result.refuse(Thing::Field, "the result", "it says nothing that is known");
    }
    let id = json::id_of(result.peek("id")).unwrap_or_default();
    let index = draft.find(&id);
    if index.is_none() && draft.is_of_model() {
        return result.refuse(Thing::Prediction, "the result", "what a model guesses of a whole text is not read");
    }
    if index.is_none() && whole.get("start").is_some() {
        let missing = "it belongs to a region that is missing".to_owned();
        let reason = if text.holds(result.value()) { missing } else { of_another(result) };
        return result.refuse(Thing::Field, "the result", &reason);
    }
    if index.is_none() && id.is_empty() && control.starts_with(MARK) {
        let reason = "JSON-MIN does not say which marks these values are of, and they are not those that went out";
        return result.refuse(Thing::Field, &format!("{control} {}", values.join(", ")), reason);
    }
    result.known(&["type"]);
    if draft.is_of_model() {
        result.known(&["score"]);
    }
    if let Some(value) = result.child("value") {
        value.known(&[key]);
        if index.is_some() {
            // The place of the region once more.
            value.benign(VALUE).known(&["start", "end", "text", "labels"]);
        }
    }
    if let Some(index) = index {
        if let Some(node) = draft.node(index) {
            let ours = control::field_of(control, &node.label);
            let name = ours.map_or_else(|| json::field_name(control), str::to_owned);
            node.fields.entry(name).or_default().extend(values);
        }
        return;
    }
    if control == RECORDS || control == LINKS {
        return values.iter().for_each(|line| loose(draft, control, line));
    }
    let name = control.strip_prefix(ARTICLE).map_or_else(|| format!("x_{}", json::field_name(control)), str::to_owned);
    draft.doc.fields.entry(name).or_default().extend(values);
}

/// Reads what stands nowhere in the text, as we write it.
fn loose(draft: &mut Draft<'_>, control: &str, line: &str) {
    match serde_json::from_str::<Value>(line) {
        Ok(value) if control == RECORDS => draft.take_unplaced(&draft.taker(&value)),
        Ok(value) => draft.take_loose(&draft.taker(&value)),
        Err(_) => draft.leave(Thing::Mark, format!("{control}: {line} is not JSON")),
    }
}

/// Gives the values of a result as texts; the steps of a taxonomy are joined.
fn values(value: &Value) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(steps) if steps.iter().all(Value::is_string) => {
            steps.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" / ")
        }
        other => other.to_string(),
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(one).collect(),
        value => vec![one(value)],
    }
}

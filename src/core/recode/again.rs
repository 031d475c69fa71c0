//! Fields that have to be read again because the codebook has changed what they mean since an article was set done.

use std::convert::Infallible;

use serde_json::Value;

use super::{Again, Why};
use crate::core::annotation::{Header, Record, State};
use crate::core::schema::{BUILT_IN, Change, Schema};

/// Notes the fields of the records that changes since the article was set done name.
pub(super) fn since_done<P: Clone>(header: &Header<P>, records: &[Record<P>], schema: &Schema, again: &mut Vec<Again>) {
    if header.state != State::Done {
        return;
    }
    let under = header.done.as_ref().filter(|done| done.schema == schema.id);
    // Of a work that was done under another schema, or before that was written down, everything is to be looked at.
    let changes: &[Change] = under.map_or(&schema.changes, |done| schema.changes_since(&done.schema_version));
    if changes.iter().all(|change| change.reread.is_empty()) {
        return;
    }
    for record in records {
        let Some(said) = said(record) else { continue };
        for change in changes {
            for name in &change.reread {
                let Some(path) = path_of(record, &said, name, schema) else { continue };
                let why = Why::Changed { version: change.version.clone(), note: change.note.clone() };
                again.push(Again { record: record.key(), field: path, why });
            }
        }
    }
}

/// Gives the fields of a record as they stand in a file, without its places.
fn said<P: Clone>(record: &Record<P>) -> Option<Value> {
    if matches!(record, Record::Former(_) | Record::Conflict(_)) {
        return None;
    }
    let Ok(record) = record.clone().try_map(&mut |_| Ok::<(), Infallible>(()));
    match serde_json::to_value(record).ok()? {
        Value::Object(kinds) => kinds.into_iter().next().map(|(_, fields)| fields),
        _ => None,
    }
}

/// The kinds of record that can have a field, and where theirs stand inside of the record.
fn owners<P>(record: &Record<P>) -> Vec<(&str, &'static str)> {
    match record {
        Record::Header(_) => vec![("article", "")],
        Record::Actor(_) => vec![("actor", "")],
        Record::Date(_) => vec![("date", "")],
        Record::Agreement(_) => {
            vec![("agreement", ""), ("party", "parties"), ("signatory", "signatories"), ("evidence", "evidence")]
        }
        Record::Custom(custom) => vec![(&custom.type_id, "")],
        Record::Entry(_) => vec![("registry", "")],
        Record::Identity(_) => vec![("identity", "")],
        Record::Publisher(_) => vec![("publisher", "")],
        Record::Flag(_) | Record::Region(_) | Record::Former(_) | Record::Conflict(_) => Vec::new(),
    }
}

/// Gives the path of a field that a change names, where the record has a value there.
fn path_of<P>(record: &Record<P>, said: &Value, name: &str, schema: &Schema) -> Option<String> {
    owners(record).into_iter().find_map(|(owner, inside)| {
        let path = name.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
        let own = path.starts_with("x_") && schema.field(owner, path).is_some();
        if !own && !is_built_in(owner, path) {
            return None;
        }
        let part = if inside.is_empty() { Some(said) } else { said.get(inside) };
        let value = |part: &Value| match (own, path) {
            (true, id) => part.get("fields").and_then(|fields| fields.get(id)).is_some_and(is_given),
            (false, "type") => part.get("kind").is_some_and(is_given),
            (false, path) => path.split('.').try_fold(part, |part, step| part.get(step)).is_some_and(is_given),
        };
        let there = match part? {
            Value::Array(parts) => parts.iter().any(value),
            part => value(part),
        };
        there.then(|| if inside.is_empty() { path.to_owned() } else { format!("{inside}.{path}") })
    })
}

fn is_built_in(owner: &str, path: &str) -> bool {
    let below = |field: &str| field.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.')).map(str::to_owned);
    BUILT_IN
        .iter()
        .filter_map(|(field, _)| below(field))
        .any(|field| field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

/// Tells whether anything is said by a value.
fn is_given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => items.iter().any(is_given),
        // An explicit basis is what a field without a value has.
        Value::Object(fields) => {
            fields.iter().any(|(key, value)| !(key == "basis" && value == "Explicit") && is_given(value))
        }
    }
}

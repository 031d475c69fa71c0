//! Fields that have to be read again because the codebook has changed what they mean since an article was set done.

use std::cell::OnceCell;
use std::convert::Infallible;

use serde_json::Value;

use super::{Again, Why};
use crate::core::annotation::{Header, Record, State};
use crate::core::schema::{BUILT_IN, Change, Schema};

/// Gives the changes of the schema since an article was set done. Of one that was done under another schema, or before
/// that was written down, everything is to be looked at; one that is not done is read anyway.
#[must_use]
pub fn changes_for<'s, P>(header: &Header<P>, schema: &'s Schema) -> &'s [Change] {
    match header.done.as_ref().filter(|done| done.schema == schema.id) {
        _ if header.state != State::Done => &[],
        Some(done) => schema.changes_since(&done.schema_version),
        None => &schema.changes,
    }
}

/// Finds the first field that the records of an article have and that has to be read again: its name in the change.
pub fn first_again<'s, P: Clone>(
    header: &Header<P>,
    records: impl FnOnce() -> Vec<Record<P>>,
    schema: &'s Schema,
) -> Option<(&'s Change, &'s str)> {
    let changes = changes_for(header, schema);
    if changes.iter().all(|change| change.reread.is_empty()) {
        return None;
    }
    let records: Vec<Read<P>> = records().into_iter().map(Read::of).collect();
    let has = |name: &&String| records.iter().any(|record| record.path_of(name, schema).is_some());
    changes.iter().find_map(|change| Some((change, change.reread.iter().find(has)?.as_str())))
}

/// Notes the fields of the records that changes since the article was set done name.
pub(super) fn since_done<P: Clone>(header: &Header<P>, records: &[Record<P>], schema: &Schema, again: &mut Vec<Again>) {
    let changes = changes_for(header, schema);
    if changes.iter().all(|change| change.reread.is_empty()) {
        return;
    }
    for record in records {
        let read = Read::of(record.clone());
        for change in changes {
            for name in &change.reread {
                let Some(path) = read.path_of(name, schema) else { continue };
                let why = Why::Changed { version: change.version.clone(), note: change.note.clone() };
                again.push(Again { record: record.key(), field: path, why });
            }
        }
    }
}

/// A record, and its fields as they stand in a file once somebody has asked for one.
struct Read<P> {
    record: Record<P>,
    said: OnceCell<Option<Value>>,
}

impl<P: Clone> Read<P> {
    fn of(record: Record<P>) -> Self {
        Self { record, said: OnceCell::new() }
    }

    fn said(&self) -> Option<&Value> {
        self.said.get_or_init(|| said(&self.record)).as_ref()
    }

    /// Gives the path of the field that a change names, where the record has a value there.
    fn path_of(&self, name: &str, schema: &Schema) -> Option<String> {
        owners(&self.record).into_iter().find_map(|(owner, inside)| {
            let path = name.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
            let own = path.starts_with("x_") && schema.field(owner, path).is_some();
            if !own && !is_built_in(owner, path) {
                return None;
            }
            let said = self.said()?;
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
}

/// Gives the fields of a record as they stand in a file; a place is only said to be there.
fn said<P: Clone>(record: &Record<P>) -> Option<Value> {
    if matches!(record, Record::Former(_) | Record::Conflict(_)) {
        return None;
    }
    let Ok(record) = record.clone().try_map(&mut |_| Ok::<bool, Infallible>(true));
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

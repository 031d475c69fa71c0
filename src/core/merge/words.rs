//! What has changed in a record, field by field and in words, for the history and for decisions.

use serde_json::Value;

use crate::core::annotation::{Quoted, Record};
use crate::core::text::excerpt;

/// Code points of a value that are shown.
const SHOWN: usize = 300;

/// A field that differs between two versions of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Path of the field, such as `dates.signed`.
    pub field: String,
    /// The value before, in words; empty where there was none.
    pub before: String,
    /// The value after, in words; empty where there is none.
    pub after: String,
}

/// Compares two versions of a record; either can be missing. Who changed it and when is left out.
#[must_use]
pub fn differences(before: Option<&Record<Quoted>>, after: Option<&Record<Quoted>>) -> Vec<Difference> {
    let fields = |record: Option<&Record<Quoted>>| -> Vec<(String, String)> {
        let value = record.and_then(|record| serde_json::to_value(record).ok()).unwrap_or_default();
        let mut fields = Vec::new();
        if let Some(inner) = value.as_object().and_then(|object| object.values().next()) {
            flatten(inner, "", &mut fields);
        }
        fields
    };
    let (before, after) = (fields(before), fields(after));
    let value = |side: &[(String, String)], field: &str| {
        side.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut names: Vec<&String> = after.iter().map(|(name, _)| name).collect();
    names.extend(before.iter().map(|(name, _)| name).filter(|name| !after.iter().any(|(other, _)| other == *name)));
    let difference = |name: &String| {
        let (before, after) = (value(&before, name), value(&after, name));
        (before != after).then(|| Difference { field: name.clone(), before, after })
    };
    names.into_iter().filter_map(difference).collect()
}

/// Writes the path of a field as a person would: “dates.signed” as “dates, signed”.
#[must_use]
pub fn field_words(field: &str) -> String {
    field.replace('.', ", ").replace('_', " ")
}

/// Lists the fields of an object with their values in words; what is one value for a person is one field.
fn flatten(value: &Value, path: &str, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) if !object.contains_key("span") && !object.contains_key("basis") || path.is_empty() => {
            for (key, value) in object.iter().filter_map(|entry| Some(entry).filter(|(key, _)| is_shown(key))) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(value, &path, fields);
            }
        }
        other => {
            let words = words(other);
            if !words.is_empty() {
                fields.push((path.to_owned(), excerpt(&words, SHOWN)));
            }
        }
    }
}

fn is_shown(key: &str) -> bool {
    !matches!(key, "authorship" | "id" | "before" | "after")
}

/// Writes a value in words.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(words).filter(|item| !item.is_empty()).collect();
            items.join("; ")
        }
        Value::Object(object) => {
            if let Some(Value::Array(fragments)) = object.get("span") {
                let quotes: Vec<&str> = fragments.iter().filter_map(|one| one["quote"].as_str()).collect();
                let start = fragments.first().and_then(|first| first["start"].as_u64()).unwrap_or(0);
                return format!("“{}” at {start}", quotes.join(" … "));
            }
            let shown = object.iter().filter(|(key, _)| is_shown(key));
            let parts = shown.map(|(key, value)| (key, words(value))).filter(|(_, words)| !words.is_empty());
            let parts: Vec<String> = parts
                .map(|(key, words)| match key.as_str() {
                    "place" | "value" | "text" | "actor" | "person" | "code" => words,
                    key if key.starts_with(|c: char| c.is_ascii_uppercase()) => {
                        format!("{} {words}", key.to_lowercase())
                    }
                    key => format!("{} {words}", key.replace('_', " ")),
                })
                .collect();
            parts.join(", ")
        }
    }
}

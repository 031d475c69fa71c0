//! Values of JSON as files of others have them: numbers as texts, ids as numbers, people as objects.

use serde_json::Value;

/// How much of a value is shown.
const SHOWN: usize = 240;

/// Gives the value as JSON in one short line.
pub(in crate::exchange) fn shown(value: &Value) -> String {
    crate::core::text::excerpt(&value.to_string(), SHOWN)
}

/// Gives the text of a key; empty where there is none.
pub(in crate::exchange) fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Gives the list of a key; empty where there is none.
pub(in crate::exchange) fn list_of<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Gives a number that counts something. Some tools write whole numbers as `5.0` or as text.
pub(in crate::exchange) fn count(value: Option<&Value>) -> Option<usize> {
    match value? {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_u64().or_else(|| whole(number.as_f64()?)).and_then(|it| usize::try_from(it).ok()),
    }
}

fn whole(number: f64) -> Option<u64> {
    (number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// Gives an id as text, be it a text or a number.
pub(in crate::exchange) fn id_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Names a person, who may be a text, a number, or an object or a list of what is known.
pub(in crate::exchange) fn person(value: &Value) -> Option<String> {
    match value {
        Value::Object(of) => {
            let known = ["email", "username", "name", "nickname", "id", "@id"];
            let named = known.into_iter().find_map(|key| id_of(of.get(key)));
            named.or_else(|| (!of.is_empty()).then(|| shown(value)))
        }
        Value::Array(several) => {
            let names: Vec<String> = several.iter().filter_map(person).collect();
            (!names.is_empty()).then(|| names.join(" and "))
        }
        one => id_of(Some(one)),
    }
}

/// Tells whether a value says nothing: it is empty, or holds only what says nothing.
pub(in crate::exchange) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.iter().all(is_nothing),
        Value::Object(object) => object.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

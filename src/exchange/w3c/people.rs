//! Who made the annotations: by name, and where two people have one name, by what tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::json;

/// The people of a file, by what the annotations say of them.
pub(super) struct People(BTreeMap<String, String>);

impl People {
    /// Finds them in annotations.
    pub(super) fn of<'a>(annotations: impl Iterator<Item = &'a Value>) -> Self {
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut said: BTreeMap<String, (String, String)> = BTreeMap::new();
        for annotation in annotations {
            let (name, id) = named(annotation);
            if !id.is_empty() {
                ids.entry(name.clone()).or_default().insert(id.clone());
            }
            said.insert(key(annotation), (name, id));
        }
        let several = |name: &str| ids.get(name).is_some_and(|it| it.len() > 1);
        let tell = |(key, (name, id)): (String, (String, String))| {
            let whole = if several(&name) && !id.is_empty() { format!("{name} ({id})") } else { name };
            (key, whole)
        };
        Self(said.into_iter().map(tell).collect())
    }

    /// Names who made an annotation; empty where it does not say.
    pub(super) fn name(&self, annotation: &Value) -> &str {
        self.0.get(&key(annotation)).map_or("", String::as_str)
    }
}

/// Gives all that an annotation says of its maker.
fn key(annotation: &Value) -> String {
    let of = |key: &str| annotation.get(key).map_or(String::new(), Value::to_string);
    of("user") + &of("creator")
}

/// Gives name and id of the maker.
fn named(annotation: &Value) -> (String, String) {
    let of_hypothesis = json::text_of(annotation, "user");
    if !of_hypothesis.is_empty() {
        return (of_hypothesis.to_owned(), String::new());
    }
    let Some(said) = annotation.get("creator") else { return (String::new(), String::new()) };
    let name = said.get("name").and_then(Value::as_str).map(str::to_owned);
    let id = ["id", "@id"].into_iter().find_map(|key| json::id_of(said.get(key))).unwrap_or_default();
    (name.or_else(|| json::person(said)).unwrap_or_default(), id)
}

//! Which text of a task is the article: tasks have several, and each region belongs to one of them.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;
use serde_json::{Map, Value};

use super::super::json;
use super::{NAME, TEXT};

/// The text of a task.
pub(super) struct Texts<'a> {
    /// Its key in the data.
    pub key: String,
    /// The text.
    pub text: &'a str,
    /// Names of objects whose regions stand in another text.
    others: BTreeSet<String>,
}

impl<'a> Texts<'a> {
    /// Finds the text of a task: the one that its regions name, else the one with the usual name, else the only one.
    /// `objects` are the keys by the names of objects, as a labelling configuration has them.
    ///
    /// # Errors
    /// Says that there is no text, or which ones it could be.
    pub fn of(
        data: &'a Map<String, Value>,
        annotations: &'a [Value],
        objects: &'a BTreeMap<String, String>,
    ) -> Result<Self, String> {
        let texts: BTreeMap<&str, &str> = data
            .iter()
            .filter(|(key, _)| *key != NAME)
            .filter_map(|(key, value)| Some((&**key, value.as_str()?)))
            .collect();
        let results = annotations.iter().flat_map(|annotation| json::list_of(annotation, "result"));
        let names: BTreeSet<&str> =
            results.map(|it| json::text_of(it, "to_name")).filter(|name| !name.is_empty()).collect();
        let known = |name: &&'a str| {
            objects.get(*name).map(String::as_str).or(Some(*name)).filter(|key| texts.contains_key(key))
        };
        let claimed: BTreeMap<&str, &str> = names.iter().filter_map(|name| Some((*name, known(name)?))).collect();
        // What is no address and no other object's text.
        let free = || texts.iter().filter(|(key, text)| !is_address(text) && !claimed.values().any(|it| it == *key));
        let strange = names.iter().find(|name| !claimed.contains_key(**name));
        let key = match (strange, claimed.len()) {
            // A name that no key has: of a configuration that is not here.
            (Some(name), _) => {
                let mut left = free().map(|(key, _)| *key);
                match (texts.contains_key(TEXT) && !claimed.values().any(|it| *it == TEXT), left.next(), left.next()) {
                    (true, ..) => TEXT,
                    (false, Some(only), None) => only,
                    (false, None, _) => return Err(nothing(data)),
                    _ => return Err(several(name, free().map(|(key, _)| *key))),
                }
            }
            (None, 0) if texts.contains_key(TEXT) => TEXT,
            (None, 0) => *free().max_by_key(|(_, text)| text.len()).ok_or_else(|| nothing(data))?.0,
            (None, _) => {
                let keys: BTreeSet<&str> = claimed.values().copied().collect();
                if keys.contains(TEXT) {
                    TEXT
                } else {
                    keys.into_iter().max_by_key(|key| texts[key].len()).unwrap_or(TEXT)
                }
            }
        };
        let others = claimed.iter().filter(|(_, of)| **of != key).map(|(name, _)| (*name).to_owned()).collect();
        let text = texts.get(key).ok_or_else(|| nothing(data))?;
        Ok(Self { key: key.to_owned(), text, others })
    }

    /// Tells whether a result is about this text.
    pub fn holds(&self, result: &Value) -> bool {
        !self.others.contains(json::text_of(result, "to_name"))
    }
}

fn nothing(data: &Map<String, Value>) -> String {
    format!("{} has no text", json::shown(&Value::Object(data.clone())))
}

fn several<'a>(name: &str, keys: impl Iterator<Item = &'a str>) -> String {
    let keys: Vec<&str> = keys.collect();
    format!(
        "several texts could be “{name}”: {}; put the labeling_config.xml of the project beside the file",
        keys.join(", ")
    )
}

fn is_address(text: &str) -> bool {
    ["http://", "https://", "s3://", "gs://", "data:", "/data/"].iter().any(|scheme| text.starts_with(scheme))
}

/// Reads which key of the data each object of a labelling configuration shows: `<Text name="body" value="$text"/>`.
pub(super) fn of_config(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut reader = quick_xml::Reader::from_reader(bytes);
    while let Ok(event) = reader.read_event() {
        let tag = match event {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => break,
            _ => continue,
        };
        let attribute = |name: &str| {
            let value = tag.try_get_attribute(name).ok()??;
            Some(String::from_utf8_lossy(&value.value).into_owned())
        };
        if let (Some(name), Some(value)) = (attribute("name"), attribute("value"))
            && let Some(key) = value.strip_prefix('$')
        {
            found.insert(name, key.to_owned());
        }
    }
    found
}

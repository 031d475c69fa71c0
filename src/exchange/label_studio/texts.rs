//! Which text of a task is the article: tasks have several, and each region belongs to one of them.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;
use serde_json::{Map, Value};

use super::super::json;
use super::super::places::Places;
use super::{NAME, TEXT};

/// The text of a task.
pub(super) struct Texts<'a> {
    key: &'a str,
    text: &'a str,
    /// The regions of the text, each with its place and its quote.
    quotes: Vec<Quoted<'a>>,
    /// Names of objects whose regions stand in another text.
    others: BTreeSet<&'a str>,
}

/// The place and the quote of a region.
type Quoted<'a> = Option<(usize, usize, &'a str)>;

/// What the name of an object leads to.
enum Named<'a> {
    /// A text of the task.
    Text(&'a str),
    /// Something else of the task: a picture, a dialogue.
    Other,
    /// Nothing that is here.
    Strange,
}

impl<'a> Texts<'a> {
    /// Finds the text of a task: the one that its regions name, else the one in which their quotes stand, else the only
    /// one. `objects` are the keys by the names of objects, as a labelling configuration has them.
    ///
    /// # Errors
    /// Says that there is no text, or which ones it could be.
    pub fn of(task: &'a Value, objects: &BTreeMap<String, String>) -> Result<Self, String> {
        let none = Map::new();
        let data = task.get("data").and_then(Value::as_object);
        let texts: BTreeMap<&str, &str> = data
            .into_iter()
            .flatten()
            .filter(|(key, _)| *key != NAME)
            .filter_map(|(key, value)| Some((&**key, value.as_str()?)))
            .collect();
        let nothing = || format!("{} has no text", json::shown(&Value::Object(data.unwrap_or(&none).clone())));
        let named = |name: &'a str| {
            let key = objects.get(name).map_or(name, String::as_str);
            match texts.get_key_value(key) {
                Some((key, _)) => Named::Text(key),
                None if objects.contains_key(name) || data.is_some_and(|it| it.contains_key(key)) => Named::Other,
                None => Named::Strange,
            }
        };
        let mut quotes: BTreeMap<&str, Vec<Quoted<'a>>> = BTreeMap::new();
        for result in results(task).filter(|it| is_region(it)) {
            quotes.entry(json::text_of(result, "to_name")).or_default().push(quoted(result));
        }
        let claimed: BTreeSet<&str> = quotes
            .keys()
            .filter_map(|name| match named(name) {
                Named::Text(key) => Some(key),
                _ => None,
            })
            .collect();
        // What is no address and no other object's text.
        let free = || texts.iter().filter(|(key, text)| !is_address(text) && !claimed.contains(*key));
        let mut others: BTreeSet<&str> =
            quotes.keys().copied().filter(|name| matches!(named(name), Named::Other)).collect();
        // A name that nothing has is of a configuration that is not here, unless the usual text has regions of its own.
        let strange = |name: &&'a str| matches!(named(name), Named::Strange);
        let key = match quotes.iter().find(|(name, _)| strange(name)).filter(|_| !claimed.contains(TEXT)) {
            Some((name, quotes)) => {
                let free: Vec<(&str, &str)> = free().map(|(key, text)| (*key, *text)).collect();
                by_quotes(name, quotes, &free)?
            }
            None if claimed.contains(TEXT) || claimed.is_empty() && texts.contains_key(TEXT) => TEXT,
            None if claimed.is_empty() => free().max_by_key(|(_, text)| text.len()).ok_or_else(nothing)?.0,
            None => claimed.iter().copied().max_by_key(|key| texts.get(key).map_or(0, |it| it.len())).unwrap_or(TEXT),
        };
        if claimed.contains(TEXT) {
            others.extend(quotes.keys().copied().filter(strange));
        }
        others.extend(quotes.keys().filter(|name| matches!(named(name), Named::Text(other) if other != key)));
        let (key, text) = texts.get_key_value(key).ok_or_else(nothing)?;
        let quotes = quotes.into_iter().filter(|(name, _)| !others.contains(name)).flat_map(|it| it.1).collect();
        Ok(Self { key, text, quotes, others })
    }

    /// Gives the key of the text in the data of the task.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// Begins the text, in the way of counting in which its quotes fit. Gives what is to be said.
    pub fn places(&self) -> (Places, Option<String>) {
        json::places(self.text, self.quotes.iter().copied())
    }

    /// Tells whether a result is about this text.
    pub fn holds(&self, result: &Value) -> bool {
        !self.others.contains(json::text_of(result, "to_name"))
    }
}

/// Lists all results of a task, also those of predictions.
fn results(task: &Value) -> impl Iterator<Item = &Value> {
    let lists = ["annotations", "completions", "predictions"].into_iter().flat_map(|key| json::list_of(task, key));
    lists.flat_map(|annotation| json::list_of(annotation, "result"))
}

/// Tells whether a result is a labelled place: `labels`, `hypertextlabels` and others.
pub(super) fn is_region(result: &Value) -> bool {
    json::text_of(result, "type").ends_with("labels") && result.get("value").is_some()
}

fn quoted(region: &Value) -> Quoted<'_> {
    let value = region.get("value").filter(|value| value.get("startOffset").is_none())?;
    Some((json::count(value.get("start"))?, json::count(value.get("end"))?, json::text_of(value, "text")))
}

/// Finds the text that is meant by a name that no key has: the only one, or the one in which the quotes stand.
fn by_quotes<'a>(name: &str, quotes: &[Quoted<'_>], free: &[(&'a str, &'a str)]) -> Result<&'a str, String> {
    let fitting = |text: &str| {
        let places = json::places(text, quotes.iter().copied()).0;
        let stands = |it: &&(usize, usize, &str)| !it.2.is_empty() && places.stands(it.0, it.1, it.2);
        quotes.iter().flatten().filter(stands).count()
    };
    let reaches = |text: &str| {
        let places = json::places(text, quotes.iter().copied()).0;
        quotes.iter().flatten().all(|it| places.span(it.0, it.1).is_some())
    };
    let counted: Vec<(usize, &str)> = free.iter().map(|(key, text)| (fitting(text), *key)).collect();
    let most = counted.iter().map(|it| it.0).max().unwrap_or(0);
    let best: Vec<&str> = counted.iter().filter(|it| it.0 == most).map(|it| it.1).collect();
    // Where no quote tells, a text that is too short for the offsets is none of them.
    let long: Vec<&str> = free.iter().filter(|(_, text)| reaches(text)).map(|it| it.0).collect();
    let long = if most > 0 || long.is_empty() { best } else { long };
    match (long.as_slice(), name) {
        ([], _) => Err("the data of the task have no text".to_owned()),
        ([only], _) => Ok(only),
        (_, "") if long.contains(&TEXT) => Ok(TEXT),
        (several, _) if most > 0 && several.contains(&TEXT) => Ok(TEXT),
        (several, _) => {
            let whose = if name.is_empty() { String::new() } else { format!(" “{name}”") };
            Err(format!(
                "several texts could be the one that is marked{whose}: {}; put the labeling_config.xml of the project \
                 beside the file",
                several.join(", ")
            ))
        }
    }
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

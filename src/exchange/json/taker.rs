//! A value of a file whose parts are taken one by one. What nobody has taken becomes a line when the value goes, so
//! that a reader cannot drop a key without a word, not even by a return before its end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::value::{id_of, is_nothing, person};
use crate::core::text::excerpt;
use crate::exchange::left::{Left, Thing, silent};

/// Keys that say nothing of the work, each with the reason: ids, hashes and times of the tool, and what follows from the
/// rest. Nothing that a person has typed.
pub(in crate::exchange) type Benign = &'static [(&'static str, &'static str)];

/// Why what nobody has taken is left out.
const UNREAD: &str = "nothing here reads it";
/// How much of what is left out as a whole is shown.
const SHOWN: usize = 600;

/// A value, and which of its parts are taken.
pub(in crate::exchange) struct Taker<'a> {
    value: &'a Value,
    keys: RefCell<Vec<&'a str>>,
    is_taken: Cell<bool>,
    /// Where in the file: `line 3`.
    place: Rc<str>,
    /// Where in there: `entities[0]`; empty for the whole.
    path: String,
    benign: Benign,
    left: &'a Left,
}

impl<'a> Taker<'a> {
    /// Begins with a value that stands at a place of the file.
    pub(in crate::exchange) fn new(value: &'a Value, place: &str, left: &'a Left) -> Self {
        Self::below(value, place.into(), String::new(), left)
    }

    fn below(value: &'a Value, place: Rc<str>, path: String, left: &'a Left) -> Self {
        Self { value, keys: RefCell::default(), is_taken: Cell::new(false), place, path, benign: &[], left }
    }

    /// Knows keys that say nothing.
    pub(in crate::exchange) fn benign(mut self, benign: Benign) -> Self {
        self.benign = benign;
        self
    }

    /// Gives the value as it stands in the file, and takes nothing.
    pub(in crate::exchange) fn value(&self) -> &'a Value {
        self.value
    }

    /// Gives what stands under a key, and takes nothing. Null is nothing.
    pub(in crate::exchange) fn peek(&self, key: &str) -> Option<&'a Value> {
        self.value.get(key).filter(|it| !it.is_null())
    }

    /// Takes what stands under a key where it can be read.
    fn taken<T>(&self, key: &'a str, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let found = read(self.peek(key)?)?;
        if !self.keys.borrow().contains(&key) {
            self.keys.borrow_mut().push(key);
            if silent::is_now() {
                return None;
            }
        }
        Some(found)
    }

    /// Takes whatever stands under a key.
    pub(in crate::exchange) fn take(&self, key: &'a str) -> Option<&'a Value> {
        self.taken(key, Some)
    }

    /// Takes a text; empty where there is none.
    pub(in crate::exchange) fn text(&self, key: &'a str) -> &'a str {
        self.taken(key, Value::as_str).unwrap_or("")
    }

    /// Takes an id, be it a text or a number.
    pub(in crate::exchange) fn id(&self, key: &'a str) -> Option<String> {
        self.taken(key, |it| id_of(Some(it)))
    }

    /// Takes the name of a person.
    pub(in crate::exchange) fn person(&self, key: &'a str) -> Option<String> {
        self.taken(key, person)
    }

    /// Takes a truth value; false where there is none.
    pub(in crate::exchange) fn flag(&self, key: &'a str) -> bool {
        self.taken(key, Value::as_bool).unwrap_or(false)
    }

    /// Takes keys whose value only says no: false, or the number 0.
    pub(in crate::exchange) fn no(&self, keys: &[&'a str]) {
        for key in keys {
            self.taken(key, |it| (it.as_bool() == Some(false) || it.as_f64() == Some(0.0)).then_some(()));
        }
    }

    /// Takes keys that say only what is known from elsewhere.
    pub(in crate::exchange) fn known(&self, keys: &[&'a str]) {
        for key in keys {
            self.take(key);
        }
    }

    /// Takes the texts of a list, and leaves one that holds anything else.
    pub(in crate::exchange) fn texts(&self, key: &'a str) -> Vec<&'a str> {
        let texts = |it: &'a Value| it.as_array()?.iter().map(Value::as_str).collect::<Option<Vec<&str>>>();
        self.taken(key, texts).unwrap_or_default()
    }

    fn of(&self, value: &'a Value, key: &str, at: Option<usize>) -> Self {
        Self::below(value, Rc::clone(&self.place), self.path_of(key, at), self.left)
    }

    fn path_of(&self, key: &str, at: Option<usize>) -> String {
        let point = if self.path.is_empty() { "" } else { "." };
        match at {
            Some(at) => format!("{}{point}{key}[{at}]", self.path),
            None => format!("{}{point}{key}", self.path),
        }
    }

    /// Takes an object, whose own parts are then to be taken.
    pub(in crate::exchange) fn child(&self, key: &'a str) -> Option<Self> {
        let value = self.taken(key, |it| it.is_object().then_some(it))?;
        Some(self.of(value, key, None))
    }

    /// Takes a list, whose values are then to be taken.
    pub(in crate::exchange) fn list(&self, key: &'a str) -> Vec<Self> {
        let values = self.taken(key, Value::as_array).map_or(&[][..], Vec::as_slice);
        values.iter().enumerate().map(|(at, value)| self.of(value, key, Some(at))).collect()
    }

    /// Takes the values of a list, or the one value that there is.
    pub(in crate::exchange) fn each(&self, key: &'a str) -> Vec<Self> {
        if self.peek(key).is_some_and(Value::is_array) {
            return self.list(key);
        }
        self.take(key).map(|value| self.of(value, key, None)).into_iter().collect()
    }

    /// Takes the whole value.
    pub(in crate::exchange) fn whole(&self) {
        self.is_taken.set(true);
    }

    /// Takes the whole where it is a text.
    pub(in crate::exchange) fn word(&self) -> Option<&'a str> {
        let word = self.value.as_str()?;
        self.whole();
        (!silent::is_now()).then_some(word)
    }

    /// Takes all that is not taken yet, but what says nothing.
    pub(in crate::exchange) fn rest(&self) -> Map<String, Value> {
        let rest: Map<String, Value> = self.untaken().map(|(key, value)| (key.to_owned(), value.clone())).collect();
        self.is_taken.set(true);
        rest
    }

    /// Says that something of it is left out.
    pub(in crate::exchange) fn leave(&self, thing: Thing, reason: &str) {
        self.left.leave(thing, &*self.place, reason);
    }

    /// Leaves the whole out: in one line, or where that would be too long, in one for each part that is not taken yet.
    pub(in crate::exchange) fn refuse(&self, thing: Thing, what: &str, reason: &str) {
        self.is_taken.set(true);
        let text = self.value.to_string();
        if text.len() > SHOWN && self.value.is_object() {
            for (key, value) in self.untaken() {
                self.refuse_part(value, &self.path_of(key, None), thing, reason);
            }
            return;
        }
        let what = if what.is_empty() { String::new() } else { format!("{what} ") };
        let point = if self.path.is_empty() || self.place.is_empty() { "" } else { ", " };
        let place = format!("{}{point}{}", self.place, self.path);
        self.left.leave(thing, place, format!("{what}{}: {reason}", excerpt(&text, SHOWN)));
    }

    fn refuse_part(&self, value: &Value, path: &str, thing: Thing, reason: &str) {
        let is_long = value.to_string().len() > SHOWN;
        match value {
            _ if is_nothing(value) => {}
            Value::Array(values) if is_long => {
                for (at, value) in values.iter().enumerate() {
                    self.refuse_part(value, &format!("{path}[{at}]"), thing, reason);
                }
            }
            Value::Object(object) if is_long => {
                for (key, value) in object {
                    self.refuse_part(value, &format!("{path}.{key}"), thing, reason);
                }
            }
            other => self.left.leave(thing, &*self.place, format!("{}: {reason}", said(path, other))),
        }
    }

    /// Leaves the value of a key out that nobody has taken, with a reason of its own.
    pub(in crate::exchange) fn refuse_key(&self, thing: Thing, key: &'a str, reason: &str) {
        if !self.keys.borrow().contains(&key)
            && let Some(value) = self.take(key)
        {
            leaves(value, &self.path_of(key, None), &self.place, (Some(thing), reason), self.left);
        }
    }

    /// Lists what nobody has taken.
    fn untaken(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let taken = self.keys.borrow().clone();
        let benign = self.benign;
        let parts = self.value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value));
        parts.filter(move |(key, value)| {
            !taken.contains(key) && !benign.iter().any(|it| it.0 == *key) && !is_nothing(value)
        })
    }
}

impl Drop for Taker<'_> {
    fn drop(&mut self) {
        if self.is_taken.get() || is_nothing(self.value) {
            return;
        }
        if !self.value.is_object() {
            return leaves(self.value, &self.path, &self.place, (None, UNREAD), self.left);
        }
        for (key, value) in self.untaken() {
            leaves(value, &self.path_of(key, None), &self.place, (None, UNREAD), self.left);
        }
    }
}

/// Says of each value that is no object nor holds objects that it is not taken.
fn leaves(value: &Value, path: &str, place: &str, why: (Option<Thing>, &str), left: &Left) {
    match value {
        _ if is_nothing(value) => {}
        Value::Object(object) => {
            for (key, value) in object {
                let point = if path.is_empty() { "" } else { "." };
                leaves(value, &format!("{path}{point}{key}"), place, why, left);
            }
        }
        Value::Array(values) if values.iter().any(|it| it.is_object() || it.is_array()) => {
            for (at, value) in values.iter().enumerate() {
                leaves(value, &format!("{path}[{at}]"), place, why, left);
            }
        }
        one => left.leave(why.0.unwrap_or_else(|| thing_of(path)), place, format!("{}: {}", said(path, one), why.1)),
    }
}

fn said(path: &str, value: &Value) -> String {
    let value = match value {
        Value::String(text) => format!("“{}”", excerpt(text, SHOWN)),
        other => excerpt(&other.to_string(), SHOWN),
    };
    if path.is_empty() { value } else { format!("{path} {value}") }
}

/// Says what kind of thing stands under a path, by the word that tools use for it.
fn thing_of(path: &str) -> Thing {
    let last = path.rsplit('.').next().unwrap_or(path).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| last.contains(word));
    let is_comment = path.to_lowercase().contains("comment");
    let first = path.split(['.', '[']).next().unwrap_or(path);
    match first {
        _ if is_comment || has(&["note", "reply", "replies"]) => Thing::Comment,
        _ if has(&["user", "author", "creator", "annotator", "reviewer"]) => Thing::Person,
        _ if has(&["label"]) => Thing::Label,
        _ if has(&["relation", "link"]) => Thing::Link,
        "predictions" => Thing::Prediction,
        _ => Thing::Field,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::exchange::left::lines;

    fn left_by(value: &Value, read: impl FnOnce(Taker<'_>) -> Option<()>) -> Vec<String> {
        let left = Left::default();
        read(Taker::new(value, "line 1", &left));
        lines(&left.done().0)
    }

    #[test]
    fn what_nobody_takes_becomes_a_line() {
        let value =
            json!({"a": "x", "b": {"c": [1, 2], "d": {"e": "y"}}, "f": [{"g": 1}, "h"], "n": null, "o": [], "p": [{}]});
        let said = left_by(&value, |it| {
            assert_eq!(it.text("a"), "x");
            assert_eq!(it.list("f").first()?.id("g").as_deref(), Some("1"));
            None
        });
        let read = |what: &str| format!("line 1: {what}: nothing here reads it");
        assert_eq!(said, [read("f[1] “h”"), read("b.c [1,2]"), read("b.d.e “y”")]);
    }

    #[test]
    fn early_return_reports_as_well_and_what_is_of_another_kind_is_not_taken() {
        let value = json!({"start": [1], "user": 5, "id": 7, "more": {"x": false}});
        let said = left_by(&value, |it| {
            let it = it.benign(&[("id", "a number of the tool")]);
            it.child("more")?.no(&["x"]);
            it.id("start")?;
            unreachable!("a list is no number")
        });
        assert_eq!(said, ["line 1: start [1]: nothing here reads it", "line 1: user 5: nothing here reads it"]);
    }

    #[test]
    fn what_is_refused_is_one_line_and_what_is_poured_none() {
        let value = json!({"a": [{"b": 1, "c": "2"}], "d": 3, "id": 4});
        let said = left_by(&value, |it| {
            let it = it.benign(&[("id", "a number of the tool")]);
            it.list("a").first()?.refuse(Thing::Mark, "the entity", "it has no label");
            assert_eq!(Value::from(it.rest()), json!({"d": 3}));
            None
        });
        assert_eq!(said, ["line 1, a[0]: the entity {\"b\":1,\"c\":\"2\"}: it has no label"]);
    }
}

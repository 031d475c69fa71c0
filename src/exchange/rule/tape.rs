//! Choices for files that are generated, and words that stand in them once.

use serde_json::{Map, Value, json};

/// The text that all of them are of.
pub const TEXT: &str = "Peru and Laos signed. Cuba left Rome.";
/// Places in it: begin, end and what stands there.
pub const PLACES: [(usize, usize, &str); 5] =
    [(0, 4, "Peru"), (9, 13, "Laos"), (14, 20, "signed"), (22, 26, "Cuba"), (32, 36, "Rome")];

/// A tape of choices. At its end the first of everything is chosen.
pub struct Tape<'a> {
    bytes: &'a [u8],
    words: usize,
}

impl<'a> Tape<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, words: 0 }
    }

    /// Chooses a number below another one.
    pub fn pick(&mut self, count: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first) % count
    }

    /// Says yes, one time of so many.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.pick(count) == count - 1
    }

    /// Makes a word that no other place has.
    pub fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}w", self.words)
    }

    pub fn place(&mut self) -> (usize, usize, &'static str) {
        PLACES[self.pick(PLACES.len())]
    }

    /// Makes a value that nobody expects.
    pub fn value(&mut self) -> Value {
        match self.pick(4) {
            0 => self.word().into(),
            1 => json!([self.word(), self.word()]),
            2 => json!({"a": self.word(), "b": [{"c": self.word()}, null], "d": ""}),
            _ => json!([{"e": self.word()}, [self.word()]]),
        }
    }

    /// Makes a list.
    pub fn list(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> Value) -> Value {
        let count = self.pick(most + 1);
        let mut all: Vec<Value> = (0..count).map(|_| one(self)).collect();
        if self.once_in(12) {
            all.push(self.value());
        }
        all.into()
    }

    /// Puts a key into an object, now and then.
    pub fn perhaps(&mut self, object: &mut Map<String, Value>, key: &str, value: impl FnOnce(&mut Self) -> Value) {
        if self.pick(2) == 1 {
            let value = value(self);
            object.insert(key.to_owned(), value);
        }
    }
}

/// Adds keys that nobody expects, now and then.
pub fn more(object: Value, tape: &mut Tape<'_>) -> Value {
    let Value::Object(mut object) = object else { return object };
    for _ in 0..tape.pick(3).saturating_sub(1) {
        let key = ["comment", "zz", "author", "note", "extra"][tape.pick(5)].to_owned();
        let value = tape.value();
        object.entry(key).or_insert(value);
    }
    object.into()
}

//! The gold file, a careful reading of two seed articles. Every key that is asked for is remembered.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use glossator::core::text::{Span, Text};
use serde_json::Value;

use crate::common::seeds_folder;

/// The articles the gold file reads.
pub const DOCS: [&str; 2] = ["000", "002"];

/// Keys the model has no field for, with all that lies below them, and why.
pub const NOT_HELD: [(&str, &str); 17] = [
    ("about", "says what the gold file is"),
    ("conventions", "explains the gold file; a project keeps its conventions in the guideline"),
    ("decoys", "what must not be marked leaves no record; a test looks that nothing stands there"),
    ("documents[].nfc", "a measure of the text, which is in the file"),
    ("documents[].combining_marks", "a measure of the text, which is in the file"),
    ("mentions[].id", "the program gives ids of its own"),
    ("mentions[].tier", "belongs to the comparison of annotators, not to a mark"),
    ("mentions[].zone", "of the parts of an article only the title and boilerplate are known"),
    ("dates[].id", "the program gives ids of its own"),
    ("dates[].tier", "belongs to the comparison of annotators, not to a mark"),
    ("dates[].zone", "of the parts of an article only the title and boilerplate are known"),
    ("agreements[].id", "the program gives ids of its own"),
    ("agreements[].tier", "belongs to the comparison of annotators, not to a record"),
    ("places[].id", "the program gives ids of its own"),
    ("places[].zone", "of the parts of an article only the title and boilerplate are known"),
    ("boilerplate[].id", "the program gives ids of its own"),
    ("text_errors[].id", "the program gives ids of its own"),
];

/// Values that do not fit the field made for them, where they are put instead, and why.
pub const ASIDE: [(&str, &str, &str); 1] = [(
    "possible_disagreements[]",
    "*",
    "in the note of the article: they are about rules of the guideline, and about no single record",
)];

/// The gold file.
pub struct Book {
    /// The folder of the seed articles.
    pub seeds: PathBuf,
    value: Value,
    met: RefCell<BTreeSet<String>>,
    aside: RefCell<BTreeSet<(String, String)>>,
}

impl Book {
    /// Opens the gold file beside the seeds; where they are not named, says so loudly and gives nothing.
    pub fn open(test: &str) -> Option<Self> {
        let seeds = seeds_folder(test)?;
        let file = seeds.join("../gold/seed_gold_000_002.json");
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let value = serde_json::from_str(&text).expect("the gold file is JSON");
        Some(Self { seeds, value, met: RefCell::default(), aside: RefCell::default() })
    }

    /// Gives what is said about an article as a whole.
    pub fn document(&self, doc: &str) -> Gold<'_> {
        let path = "documents[]".to_owned();
        self.met.borrow_mut().extend(["documents".to_owned(), path.clone()]);
        Gold { book: self, value: &self.value["documents"][doc], path }
    }

    /// Lists the records of a kind.
    pub fn all(&self, list: &str) -> Vec<Gold<'_>> {
        let root = Gold { book: self, value: &self.value, path: String::new() };
        root.items(list)
    }

    /// Lists the records of a kind that belong to an article.
    pub fn of(&self, list: &str, doc: &str) -> Vec<Gold<'_>> {
        self.all(list).into_iter().filter(|gold| gold.text("doc") == doc).collect()
    }

    /// Remembers that a value did not fit its field.
    pub fn set_aside(&self, path: &str, value: &str) {
        self.aside.borrow_mut().insert((path.to_owned(), value.to_owned()));
    }

    /// Says which values are set aside without being listed, and which are listed without being set aside.
    pub fn unexplained_values(&self) -> Vec<String> {
        let listed = |path: &str, value: &str| ASIDE.iter().any(|(at, what, _)| *at == path && *what == value);
        let aside = self.aside.borrow();
        let unlisted = aside.iter().filter(|(path, value)| !listed(path, value));
        let unlisted = unlisted.map(|(path, value)| format!("{path}: “{value}” does not fit and is not listed"));
        let stale = ASIDE.iter().filter(|(path, value, _)| !aside.contains(&((*path).to_owned(), (*value).to_owned())));
        unlisted.chain(stale.map(|(path, value, _)| format!("{path}: “{value}” is listed and was not met"))).collect()
    }

    /// Says which keys were neither asked for nor listed, or both, and which are listed and not there.
    pub fn unexplained_keys(&self) -> Vec<String> {
        let mut keys = BTreeSet::new();
        collect_keys(&self.value, "", &mut keys);
        let met = self.met.borrow();
        let under =
            |key: &str, top: &str| key.strip_prefix(top).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let mut wrong = Vec::new();
        for key in &keys {
            let listed = NOT_HELD.iter().any(|(top, _)| under(key, top));
            match (met.contains(key), listed) {
                (false, false) => wrong.push(format!("{key} is neither entered nor listed")),
                (true, true) => wrong.push(format!("{key} is entered and listed as not held")),
                _ => {}
            }
        }
        let stale = NOT_HELD.iter().filter(|(key, _)| !keys.contains(*key));
        wrong.extend(stale.map(|(key, _)| format!("{key} is listed and not in the gold file")));
        wrong
    }
}

fn collect_keys(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                // The articles are named by their numbers: they are items, not keys.
                let below = match path {
                    "" => key.clone(),
                    "documents" => "documents[]".to_owned(),
                    _ => format!("{path}.{key}"),
                };
                keys.insert(below.clone());
                collect_keys(value, &below, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, &format!("{path}[]"), keys)),
        _ => {}
    }
}

/// A part of the gold file.
#[derive(Clone)]
pub struct Gold<'a> {
    book: &'a Book,
    value: &'a Value,
    path: String,
}

impl<'a> Gold<'a> {
    /// Gives the name of the record inside the gold file, which is not entered anywhere.
    pub fn name(&self) -> String {
        self.value["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Gives what stands under a key; nothing where it is absent or null.
    pub fn get(&self, key: &str) -> Option<Gold<'a>> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        self.book.met.borrow_mut().insert(path.clone());
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Gold { book: self.book, value, path })
    }

    /// Gives a text; an empty one where there is none.
    pub fn text(&self, key: &str) -> String {
        let text = self.get(key).map(|gold| gold.value.as_str().expect("a text").to_owned());
        text.unwrap_or_default()
    }

    /// Gives a list of texts; an empty one where there is none.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let text = |gold: Gold<'_>| gold.value.as_str().expect("a text").to_owned();
        self.items(key).into_iter().map(text).collect()
    }

    /// Gives a number.
    pub fn number(&self, key: &str) -> usize {
        let number = self.get(key).and_then(|gold| gold.value.as_u64());
        number.and_then(|number| usize::try_from(number).ok()).unwrap_or_else(|| panic!("{key} is not a number"))
    }

    /// Tells whether something is said to be so.
    pub fn is(&self, key: &str) -> bool {
        self.get(key).and_then(|gold| gold.value.as_bool()).unwrap_or_else(|| panic!("{key} is neither true nor false"))
    }

    /// Lists the items under a key; none where it is absent.
    pub fn items(&self, key: &str) -> Vec<Gold<'a>> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let items = list.value.as_array().expect("a list").iter();
        items.map(|value| Gold { book: self.book, value, path: format!("{}[]", list.path) }).collect()
    }

    fn range(&self, key: &str) -> [usize; 2] {
        let ends = self.items(key).into_iter().map(|gold| usize::try_from(gold.value.as_u64()?).ok());
        let ends: Vec<Option<usize>> = ends.collect();
        let [Some(start), Some(end)] = ends[..] else { panic!("{key} of {} is no range", self.value) };
        [start, end]
    }

    /// Gives where a passage stands, in code points.
    pub fn code_points(&self) -> [usize; 2] {
        self.range("cp")
    }

    /// Gives the span of a passage; its bytes, line and text are those of the article.
    pub fn span(&self, text: &Text) -> Span {
        let [Some(start), Some(end)] = self.code_points().map(|chars| text.byte_offset(chars)) else {
            panic!("{} is outside the article", self.value)
        };
        let span = Span::new(start, end);
        assert_eq!(self.range("bytes"), [start, end], "bytes of {}", self.value);
        assert_eq!(text.paragraph_at(start), self.number("line"), "line of {}", self.value);
        assert_eq!(text.slice(span), self.text("surface"));
        span
    }
}

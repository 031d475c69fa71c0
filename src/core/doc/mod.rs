//! A work as a labelled document: spans with labels and fields, and links between them.
//!
//! Records of the program become [`Node`]s and [`Link`]s in one place ([`flatten`]), so that whoever reads works from
//! outside, such as the formats of other tools, knows only spans, labels, fields and links. Words and sentences
//! ([`tokens`]), offsets in other units ([`units`]) and what could not be carried ([`loss`]) belong to it.

pub mod flatten;
#[cfg(test)]
pub mod full;
pub mod loss;
pub mod names;
pub mod tokens;
pub mod tuple;
pub mod units;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::text::{Span, Text};
use crate::core::words::Names;

/// Labels of the built-in layers. A type that a schema adds has its own id as label.
pub mod label {
    /// A mention of an actor.
    pub const ACTOR: &str = "Actor";
    /// A title, rank or honorific beside a name.
    pub const ACTOR_TITLE: &str = "ActorTitle";
    /// A mention of a date.
    pub const DATE: &str = "Date";
    /// The record of an agreement; stands where its trigger stands, else where its first evidence stands.
    pub const AGREEMENT: &str = "Agreement";
    /// A passage that shows an agreement.
    pub const EVIDENCE: &str = "Evidence";
    /// The word that says what happened.
    pub const TRIGGER: &str = "Trigger";
    /// Where the document is named.
    pub const INSTRUMENT: &str = "Instrument";
    /// Where the place of an agreement is named.
    pub const VENUE: &str = "Venue";
    /// Where an amount is named.
    pub const QUANTITY: &str = "Quantity";
    /// Something that is wrong with the text itself.
    pub const FLAG: &str = "TextFlag";
    /// A part of the page that is not the article.
    pub const REGION: &str = "Region";
    /// The title of the article.
    pub const ARTICLE_TITLE: &str = "ArticleTitle";
    /// All of them.
    pub const ALL: [&str; 12] = [
        ACTOR,
        ACTOR_TITLE,
        DATE,
        AGREEMENT,
        EVIDENCE,
        TRIGGER,
        INSTRUMENT,
        VENUE,
        QUANTITY,
        FLAG,
        REGION,
        ARTICLE_TITLE,
    ];
    /// The labels of what a reader marks as such: the layers of the records themselves.
    pub const RECORDS: [&str; 5] = [ACTOR, DATE, AGREEMENT, FLAG, REGION];
}

/// Values by name: one for a plain field, several for a list. An empty list is not stored.
pub type Fields = BTreeMap<String, Vec<String>>;

/// A labelled place with fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Unique in its document. That of a record is the record's; that of a part is `record.part`.
    pub id: String,
    /// Label of the layer; see [`label`].
    pub label: String,
    /// Fragments in text order, in bytes of the canonical text; none where it belongs to the article as a whole.
    pub spans: Vec<Span>,
    /// Fields.
    pub fields: Fields,
}

impl Node {
    /// Gives the span from the first byte of the first fragment to the last of the last; nothing without fragments.
    #[must_use]
    pub fn cover(&self) -> Option<Span> {
        Some(Span { start: self.spans.first()?.start, end: self.spans.last()?.end })
    }

    /// Gives the only value of a field, or the first of several; an empty text where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Gives the id of the record the node belongs to.
    #[must_use]
    pub fn record(&self) -> &str {
        self.id.split_once('.').map_or(&self.id, |(record, _)| record)
    }
}

/// A directed link between two nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the second node is to the first, e.g. `party`, `evidence`, `signed`.
    pub role: String,
    /// Index of the node it comes from.
    pub from: usize,
    /// Index of the node it leads to.
    pub to: usize,
}

/// Who made the marks of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maker {
    /// The file does not say.
    #[default]
    Unsaid,
    /// A person, by the name that the file has for it.
    Person(String),
    /// A program that guesses, by its name and version.
    Model(String),
}

impl Maker {
    /// Gives the name of a person; empty for nobody and for programs.
    #[must_use]
    pub fn person(&self) -> &str {
        match self {
            Self::Person(name) => name,
            Self::Unsaid | Self::Model(_) => "",
        }
    }
}

/// One article with one annotator's marks.
#[derive(Clone, Debug)]
pub struct Doc {
    /// Path of the article inside its corpus, with `/` between folders, e.g. `2024/a.txt`.
    pub name: String,
    /// Whether the file says this name; else it was made of the name of the file.
    pub is_named: bool,
    /// The canonical text.
    pub text: Text,
    /// What is one word in the text, whatever a dictionary says.
    pub names: Arc<Names>,
    /// Who made the marks.
    pub maker: Maker,
    /// What is known about the article as a whole.
    pub fields: Fields,
    /// The nodes, sorted by start, longest first, then id.
    pub nodes: Vec<Node>,
    /// The links, sorted by where they come from, role, where they lead.
    pub links: Vec<Link>,
    /// Whether the file has a place for links; else it says nothing that one is not there.
    pub has_links: bool,
}

impl Doc {
    /// Makes a document without marks.
    #[must_use]
    pub fn new(name: &str, text: Text) -> Self {
        Self {
            name: name.to_owned(),
            is_named: true,
            text,
            names: Arc::default(),
            maker: Maker::Unsaid,
            fields: Fields::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            has_links: true,
        }
    }

    /// Gives the only value of a field of the article, or the first of several; an empty text where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Gives the BCP 47 code of the language, set or detected for certain; `und` where it is not known.
    #[must_use]
    pub fn language(&self) -> &str {
        ["language", "language_detected"]
            .into_iter()
            .map(|name| self.field(name))
            .find(|it| !it.is_empty())
            .unwrap_or("und")
    }

    /// Gives what a node marks: its fragments joined by one space.
    #[must_use]
    pub fn quote(&self, node: &Node) -> String {
        let pieces: Vec<&str> = node.spans.iter().map(|span| self.text.slice(*span)).collect();
        pieces.join(" ")
    }

    /// Gives the half-open range of code points of a span.
    #[must_use]
    pub fn chars(&self, span: Span) -> (usize, usize) {
        (self.text.char_offset(span.start), self.text.char_offset(span.end))
    }

    /// Makes a span of a half-open range of code points; nothing where it is empty or does not fit the text.
    #[must_use]
    pub fn span_of_chars(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span { start: self.text.byte_offset(start)?, end: self.text.byte_offset(end)? };
        (span.start < span.end).then_some(span)
    }

    /// Gives the name for files that belong to the article: without `.txt`, unless another article has that name.
    #[must_use]
    pub fn stem(&self) -> &str {
        let is_article = |stem: &str| {
            stem.rsplit_once('.').is_some_and(|it| ["txt", "md"].iter().any(|ending| it.1.eq_ignore_ascii_case(ending)))
        };
        match self.name.strip_suffix(".txt") {
            Some(stem) if !stem.is_empty() && !stem.ends_with('/') && !is_article(stem) => stem,
            _ => &self.name,
        }
    }

    /// Finds a node by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// Puts nodes and links into their order. Links keep leading to the nodes they led to.
    pub fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        let place = |node: &Node| node.cover().map(|cover| (cover.start, usize::MAX - cover.end));
        order.sort_by(|a, b| {
            let (a, b) = (&self.nodes[*a], &self.nodes[*b]);
            place(a).cmp(&place(b)).then_with(|| a.id.cmp(&b.id)).then_with(|| a.label.cmp(&b.label))
        });
        let mut new = vec![0; order.len()];
        for (at, old) in order.iter().enumerate() {
            new[*old] = at;
        }
        for link in &mut self.links {
            (link.from, link.to) = (new[link.from], new[link.to]);
        }
        let mut nodes: Vec<Option<Node>> = std::mem::take(&mut self.nodes).into_iter().map(Some).collect();
        self.nodes = order.into_iter().filter_map(|old| nodes[old].take()).collect();
        self.links.sort_by(|a, b| (a.from, &a.role, a.to).cmp(&(b.from, &b.role, b.to)));
        self.links.dedup();
    }
}

/// Puts one value into fields, unless it is empty.
pub fn put(fields: &mut Fields, name: &str, value: &str) {
    if !value.is_empty() {
        fields.insert(name.to_owned(), vec![value.to_owned()]);
    }
}

/// Puts a list into fields, unless it is empty.
pub fn put_all(fields: &mut Fields, name: &str, values: Vec<String>) {
    if !values.is_empty() {
        fields.insert(name.to_owned(), values);
    }
}

/// Writes the values of a field as one text: joined by `|`, with `\` before `|` and `\` inside them.
#[must_use]
pub fn joined(values: &[String]) -> String {
    let escaped: Vec<String> = values.iter().map(|value| value.replace('\\', "\\\\").replace('|', "\\|")).collect();
    escaped.join("|")
}

/// Reads values back as [`joined`] has written them.
#[must_use]
pub fn split_joined(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '|' => values.push(String::new()),
            '\\' => {
                let next = letters.next().unwrap_or('\\');
                if let Some(last) = values.last_mut() {
                    last.push(next);
                }
            }
            other => {
                if let Some(last) = values.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    values
}

/// Writes fields as a JSON object: a text for one value, a list for several.
#[must_use]
pub fn to_json(fields: &Fields) -> serde_json::Map<String, serde_json::Value> {
    let value = |values: &Vec<String>| match values.as_slice() {
        [one] => serde_json::Value::from(one.as_str()),
        more => serde_json::Value::from(more.to_vec()),
    };
    fields.iter().map(|(name, values)| (name.clone(), value(values))).collect()
}

/// Reads fields from a JSON object; numbers and truth values become text, what is nested becomes its JSON.
#[must_use]
pub fn from_json(object: &serde_json::Map<String, serde_json::Value>) -> Fields {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut fields = Fields::new();
    for (name, value) in object {
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::Array(values) => put_all(&mut fields, name, values.iter().map(text).collect()),
            one => put(&mut fields, name, &text(one)),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use crate::core::doc::*;

    #[test]
    fn joined_values_come_apart_again() {
        let values = vec!["a|b".to_owned(), "\\".to_owned(), String::new(), "ü\n|\\|".to_owned()];
        assert_eq!(split_joined(&joined(&values)), values);
    }

    #[test]
    fn fields_are_the_same_after_json() {
        let mut fields = Fields::new();
        put(&mut fields, "one", "ü\"");
        put_all(&mut fields, "two", vec!["a".into(), "b".into()]);
        put(&mut fields, "none", "");
        assert_eq!(from_json(&to_json(&fields)), fields);
        assert_eq!(fields.len(), 2);
    }

    #[test]
    fn sorting_keeps_links_on_their_nodes() {
        let mut doc = Doc::new("a.txt", Text::canonical("eins zwei"));
        let node = |id: &str, start, end| Node {
            id: id.into(),
            label: label::ACTOR.into(),
            spans: vec![Span { start, end }],
            fields: Fields::new(),
        };
        doc.nodes = vec![node("b", 5, 9), node("c", 0, 4), node("a", 0, 9)];
        doc.links = vec![Link { role: "x".into(), from: 0, to: 2 }];
        doc.sort();
        let ids: Vec<&str> = doc.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["a", "c", "b"]);
        assert_eq!((doc.links[0].from, doc.links[0].to), (2, 0));
    }
}

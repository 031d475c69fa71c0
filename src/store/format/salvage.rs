//! The good records of a damaged annotation file: each is read by itself, whatever is wrong with its neighbours.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::document::Document;
use super::input::{kind_of, misfiled};
use super::{FORMAT, Position, in_words, place, v3, version};
use crate::core::annotation::{Header, Quoted, Record};

/// What could be read of a damaged file.
#[derive(Clone, Debug)]
pub struct Salvaged {
    /// The good records, with all else as it is where nothing could be read.
    pub document: Document,
    /// How many records are good.
    pub good: usize,
    /// Where the others begin, and what is wrong with each.
    pub bad: Vec<(Position, String)>,
}

/// Reads what can be read; nothing where the file is of another format or not even its source can be read.
#[must_use]
pub fn salvage(text: &str) -> Option<Salvaged> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !(2..=FORMAT).contains(&version(text)?) {
        return None;
    }
    let fields = fields(text);
    let find = |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, range)| range.clone());
    let source: v3::Source = find("source").and_then(|range| source(&text[range]))?;
    let schema = find("schema").and_then(|range| ron::from_str(&text[range]).ok());
    let annotator = find("annotator").and_then(|range| ron::from_str(&text[range]).ok());
    let mut found = Found { text, records: Vec::new(), bad: Vec::new(), walk: Walk::default() };
    if let Some(range) = find("header") {
        found.take(range, |header: Header<Quoted>| Record::Header(Box::new(header)));
    }
    let mut list = |name: &str, read: &dyn Fn(&mut Found<'_>, Range<usize>)| {
        for range in find(name).map(|range| elements(text, range)).unwrap_or_default() {
            read(&mut found, range);
        }
    };
    list("actors", &|found, range| found.take(range, |one| Record::Actor(Arc::new(one))));
    list("dates", &|found, range| found.take(range, |one| Record::Date(Arc::new(one))));
    list("agreements", &|found, range| found.take(range, |one| Record::Agreement(Arc::new(one))));
    list("flags", &|found, range| found.take(range, |one| Record::Flag(Arc::new(one))));
    list("marks", &|found, range| found.take(range, |one| Record::Custom(Arc::new(one))));
    list("regions", &|found, range| found.take(range, |one| Record::Region(Arc::new(one))));
    list("former", &|found, range| found.take(range, |one| Record::Former(Arc::new(one))));
    list("conflicts", &|found, range| found.take(range, |one| Record::Conflict(Arc::new(one))));
    let Found { records, bad, .. } = found;
    let schema = schema.unwrap_or(v3::SchemaRef { id: String::new(), version: String::new() });
    let empty = Document { file: v3::File::empty(schema, annotator.unwrap_or_default(), source) };
    // Of two records with one id the first counts: nothing tells which is the right one.
    let mut kept = std::collections::BTreeMap::new();
    for record in records {
        kept.entry(record.key()).or_insert(record);
    }
    let good = kept.len();
    Some(Salvaged { document: empty.with_records(kept), good, bad })
}

/// Reads what a file says of its article, also in the words of format 2.
fn source(text: &str) -> Option<v3::Source> {
    ron::from_str(text).ok().or_else(|| ron::from_str::<super::v2::Source>(text).ok().map(v3::Source::from))
}

struct Found<'a> {
    text: &'a str,
    records: Vec<Record<Quoted>>,
    bad: Vec<(Position, String)>,
    walk: Walk,
}

impl Found<'_> {
    fn take<T: DeserializeOwned>(&mut self, range: Range<usize>, wrap: impl Fn(T) -> Record<Quoted>) {
        match ron::from_str::<T>(&self.text[range.clone()]) {
            Ok(one) => {
                let record = wrap(one);
                let misfiled = record.id().zip(kind_of(&record)).and_then(|(id, kind)| misfiled(id, kind));
                match misfiled {
                    None => self.records.push(record),
                    Some(sentence) => self.bad.push((self.walk.to(self.text, range.start), sentence)),
                }
            }
            Err(error) => {
                let begin = self.walk.to(self.text, range.start);
                let at = place(&error);
                // A position inside the record, counted from its beginning.
                let (line, column) =
                    (begin.line + at.line - 1, if at.line == 1 { begin.column + at.column - 1 } else { at.column });
                self.bad.push((Position { line, column }, in_words(&error.code)));
            }
        }
    }
}

/// A walk through a text that counts lines and code points, so that the places of many records take one walk.
struct Walk {
    byte: usize,
    at: Position,
}

impl Default for Walk {
    fn default() -> Self {
        Self { byte: 0, at: Position { line: 1, column: 1 } }
    }
}

impl Walk {
    /// Goes on to a byte. Only where the lists of a file are in another order does it begin anew.
    fn to(&mut self, text: &str, byte: usize) -> Position {
        if byte < self.byte {
            *self = Self::default();
        }
        for sign in text[self.byte..byte].chars() {
            let Position { line, column } = self.at;
            self.at = if sign == '\n' {
                Position { line: line + 1, column: 1 }
            } else {
                Position { line, column: column + 1 }
            };
        }
        self.byte = byte;
        self.at
    }
}

/// Lists the fields of the outermost struct with the ranges of their values. What is not closed before the end of
/// the text reaches to the end.
fn fields(text: &str) -> Vec<(&str, Range<usize>)> {
    let Some(open) = text.find('(') else { return Vec::new() };
    let mut fields = Vec::new();
    for range in parts(text, open + 1..text.len()) {
        let part = &text[range.clone()];
        if let Some((name, _)) = part.split_once(':') {
            let begin = range.start + name.len() + 1;
            fields.push((name.trim(), begin..range.end));
        }
    }
    fields
}

/// Lists the elements of a list; the last one can be cut off.
fn elements(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    match text[list.clone()].find('[') {
        Some(open) => parts(text, list.start + open + 1..list.end),
        None => Vec::new(),
    }
}

/// Cuts a range at the commas of its own level, up to the bracket that closes it. Strings and comments are passed
/// over.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let (mut depth, mut at, mut begin) = (0usize, range.start, range.start);
    while at < range.end {
        match bytes[at] {
            b'"' => at = end_of_string(bytes, at + 1, range.end),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = text[at..range.end].find('\n').map_or(range.end, |end| at + end);
                continue;
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => break,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => {
                parts.push(begin..at);
                begin = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(begin..at.min(range.end));
    let trimmed = parts.into_iter().map(|part| {
        let inner = &text[part.clone()];
        let start = part.start + (inner.len() - inner.trim_start().len());
        start..(start + inner.trim().len())
    });
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// Gives the place of the quotation mark that closes a string.
fn end_of_string(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

//! One line of a log, in the form it has in the file.
//!
//! A line is the number of the format, 16 digits of the SHA-256 of the rest, and the entry as RON:
//! `3 93ab… (records:3,at:"2024-05-06T07:08:09Z",…)`. The structs here are those of the file and never change with
//! those of the program; the records stand in the form that annotation files of the format `records` have.
//! Formats 1 and 2, the second of imports, are the same without `records`.

use std::fmt::Write as _;

use ron::value::RawValue;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::core::annotation as now;
use crate::core::history::{self, Entry};
use crate::store::format;

/// Newest format of a line.
const FORMAT: u32 = 3;
/// Format of the records in lines that do not name one.
const RECORDS: u32 = 3;
/// Code points of an unknown entry's name that are kept.
const NAME: usize = 200;

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(default = "first")]
    records: u32,
    at: String,
    number: u32,
    by: String,
    name: String,
    doing: Doing,
    origin: Origin,
    changes: Vec<Change>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    import: Option<Batch>,
    /// Whether the records were left out when the log became long.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    shortened: bool,
}

fn first() -> u32 {
    RECORDS
}

/// What tells an entry whose rest cannot be understood.
#[derive(Deserialize)]
struct Beginning {
    at: String,
    number: u32,
    by: String,
    name: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Doing {
    Done,
    Undone,
    Redone,
    Outside,
}

#[derive(Serialize, Deserialize)]
enum Origin {
    Manual,
    Suggested(String),
    Imported(String),
}

#[derive(Serialize, Deserialize)]
struct Change {
    article: Option<String>,
    before: Option<Box<RawValue>>,
    after: Option<Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct Batch {
    id: String,
    /// Nothing for an import.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whole: Option<Whole>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    emptied: bool,
}

#[derive(Serialize, Deserialize)]
struct Whole {
    articles: Vec<Reached>,
    lists: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Reached {
    article: String,
    made: Option<String>,
    begun: bool,
}

/// What a line says.
pub(super) enum Said {
    /// An entry.
    Entry(Box<Entry>),
    /// An entry whose records were left out: what was done before cannot be taken back.
    Shortened(Box<Entry>),
    /// An entry that cannot be understood, or not all of it; neither can be taken back what was done before.
    Unknown(Box<Entry>),
}

/// Writes an entry as a line of the log.
///
/// # Errors
/// Says what cannot be written; nothing a person can enter is of that kind.
pub fn line(entry: &Entry) -> Result<String, String> {
    let line = Line::of(entry).map_err(|error| format!("A step cannot be written into the history ({error})"))?;
    line.write().map_err(|error| format!("A step cannot be written into the history ({error})"))
}

impl Line {
    fn of(entry: &Entry) -> Result<Self, ron::Error> {
        let raw = |record: &Option<_>| record.as_ref().map(RawValue::from_rust).transpose();
        let change = |change: &history::Change| {
            let (before, after) = (raw(&change.before)?, raw(&change.after)?);
            Ok(Change { article: change.article.clone(), before, after })
        };
        Ok(Self {
            records: format::FORMAT,
            at: entry.at.clone(),
            number: entry.number,
            by: entry.by.clone(),
            name: entry.name.clone(),
            doing: entry.doing.into(),
            origin: entry.origin.clone().into(),
            changes: entry.changes.iter().map(change).collect::<Result<_, ron::Error>>()?,
            import: entry.import.clone().map(Batch::from),
            shortened: false,
        })
    }

    fn write(&self) -> Result<String, ron::Error> {
        let text = ron::to_string(self)?;
        Ok(format!("{FORMAT} {} {text}\n", digits(&text)))
    }

    fn entry(self) -> Said {
        let records = self.records;
        // Nothing where a record cannot be understood.
        let read = |raw: &Option<Box<RawValue>>| match raw {
            Some(raw) => format::logged(records, raw.get_ron().trim()).map(Some),
            None => Some(None),
        };
        let change = |change: &Change| {
            let (before, after) = (read(&change.before)?, read(&change.after)?);
            Some(history::Change { article: change.article.clone(), before, after })
        };
        let changes: Option<Vec<history::Change>> = self.changes.iter().map(change).collect();
        let (unknown, shortened) = (changes.is_none(), self.shortened);
        let entry = Entry {
            at: self.at,
            number: self.number,
            by: self.by,
            name: self.name,
            doing: if unknown || shortened { history::Doing::Outside } else { self.doing.into() },
            origin: self.origin.into(),
            changes: changes.unwrap_or_default(),
            import: self.import.map(history::Batch::from),
        };
        let said = if unknown { Said::Unknown } else { Said::Entry };
        if shortened { Said::Shortened(Box::new(entry)) } else { said(Box::new(entry)) }
    }
}

/// Reads a line without its line feed; nothing where its digits do not fit.
pub(super) fn read(text: &str) -> Option<Said> {
    let body = body(text)?;
    match ron::from_str::<Line>(body) {
        Ok(line) => Some(line.entry()),
        Err(_) => Some(Said::Unknown(Box::new(unknown(body)))),
    }
}

/// Gives the same line without its records, for a log that has become long; nothing where it is short already.
pub(super) fn shortened(text: &str) -> Option<String> {
    let mut line: Line = ron::from_str(body(text)?).ok()?;
    if line.shortened || line.changes.is_empty() {
        return None;
    }
    line.changes.clear();
    line.shortened = true;
    line.write().ok()
}

/// Tells when an entry was made; nothing where the line does not say so.
pub(super) fn time(text: &str) -> Option<String> {
    ron::from_str::<Beginning>(body(text)?).ok().map(|beginning| beginning.at)
}

/// Takes a line apart that is several: an older program wrote the next entry behind one without a line feed.
pub(super) fn apart(text: &str) -> Option<Vec<&str>> {
    if body(text).is_some() {
        return Some(vec![text]);
    }
    let begins = text.match_indices(')').map(|(at, _)| at + 1);
    begins.filter(|at| looks_like_a_line(&text[*at..])).find_map(|at| {
        let (first, rest) = text.split_at(at);
        body(first)?;
        let mut all = vec![first];
        all.extend(apart(rest)?);
        Some(all)
    })
}

fn looks_like_a_line(text: &str) -> bool {
    let mut parts = text.splitn(3, ' ');
    let format = parts.next().unwrap_or_default();
    let number = !format.is_empty() && format.len() < 10 && format.bytes().all(|byte| byte.is_ascii_digit());
    number && parts.next().is_some_and(|hash| hash.len() == 16) && parts.next().is_some()
}

/// Gives the part of a line that its digits are of; nothing where they do not fit.
fn body(text: &str) -> Option<&str> {
    let mut parts = text.splitn(3, ' ');
    let (format, hash, body) = (parts.next()?, parts.next()?, parts.next()?);
    (!format.is_empty() && hash == digits(body)).then_some(body)
}

/// Makes an entry of what can be understood of one.
fn unknown(body: &str) -> Entry {
    let begun = ron::from_str::<Beginning>(body).ok();
    let (at, number, by) = begun.as_ref().map_or_else(Default::default, |it| (it.at.clone(), it.number, it.by.clone()));
    let name = begun.map_or_else(|| "A step of a newer program".to_owned(), |it| it.name);
    Entry {
        at,
        number,
        by,
        name: name.chars().take(NAME).collect(),
        doing: history::Doing::Outside,
        origin: now::Origin::Manual,
        changes: Vec::new(),
        import: None,
    }
}

pub(super) fn digits(text: &str) -> String {
    Sha256::digest(text).iter().take(8).fold(String::new(), |mut out, byte| {
        // Writing to a text cannot fail.
        write!(out, "{byte:02x}").ok();
        out
    })
}

impl From<history::Doing> for Doing {
    fn from(doing: history::Doing) -> Self {
        match doing {
            history::Doing::Done => Self::Done,
            history::Doing::Undone => Self::Undone,
            history::Doing::Redone => Self::Redone,
            history::Doing::Outside => Self::Outside,
        }
    }
}

impl From<Doing> for history::Doing {
    fn from(doing: Doing) -> Self {
        match doing {
            Doing::Done => Self::Done,
            Doing::Undone => Self::Undone,
            Doing::Redone => Self::Redone,
            Doing::Outside => Self::Outside,
        }
    }
}

impl From<now::Origin> for Origin {
    fn from(origin: now::Origin) -> Self {
        match origin {
            now::Origin::Manual => Self::Manual,
            now::Origin::Suggested(rule) => Self::Suggested(rule),
            now::Origin::Imported(file) => Self::Imported(file),
        }
    }
}

impl From<Origin> for now::Origin {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Manual => Self::Manual,
            Origin::Suggested(rule) => Self::Suggested(rule),
            Origin::Imported(file) => Self::Imported(file),
        }
    }
}

impl From<history::Batch> for Batch {
    fn from(batch: history::Batch) -> Self {
        let reached = |it: history::Reached| Reached { article: it.article, made: it.made, begun: it.begun };
        let whole =
            |it: history::Whole| Whole { articles: it.articles.into_iter().map(reached).collect(), lists: it.lists };
        Self { id: batch.id, kind: batch.kind, whole: batch.whole.map(whole), emptied: batch.emptied }
    }
}

impl From<Batch> for history::Batch {
    fn from(batch: Batch) -> Self {
        let reached = |it: Reached| history::Reached { article: it.article, made: it.made, begun: it.begun };
        let whole =
            |it: Whole| history::Whole { articles: it.articles.into_iter().map(reached).collect(), lists: it.lists };
        Self { id: batch.id, kind: batch.kind, whole: batch.whole.map(whole), emptied: batch.emptied }
    }
}

//! The records of a document as they go into the work on its article, the same each time the document is read.

use std::collections::hash_map::DefaultHasher;
use std::fmt::{self, Write as _};
use std::hash::{Hash as _, Hasher as _};

use super::wish::Import;
use crate::core::anchoring;
use crate::core::annotation::{Authorship, Header, Record, State};
use crate::core::doc::{self, Doc};
use crate::core::merge::Records;
use crate::core::schema::Schema;
use crate::core::shared::Registry;
use crate::core::text::{Text, excerpt};
use crate::core::workspace::Article;
use crate::exchange::assemble::{self, Assembled, assemble};
use crate::exchange::left::{LeftOut, Thing};
use crate::store::read;

/// Makes records.
pub(super) struct Maker<'a> {
    pub wish: &'a Import,
    /// The actors there are.
    pub registry: &'a Registry,
    /// The vocabularies in force.
    pub schema: &'a Schema,
}

impl Maker<'_> {
    /// Makes the records of a document.
    pub fn records(&self, doc: &Doc, file: &str) -> Assembled {
        let model = match &doc.maker {
            doc::Maker::Model(model) => format!(", model {model}"),
            _ => String::new(),
        };
        let origin = format!("{}{model}", origin(self.wish, file));
        assemble(
            doc,
            assemble::Import {
                origin: &origin,
                by: &self.wish.annotator,
                at: &self.wish.at,
                mapping: &self.wish.mapping,
                registry: self.registry,
                schema: self.schema,
            },
        )
    }

    /// Moves records to the text the article has here.
    pub fn move_to(doc: &Doc, made: &mut Assembled, article: &Article, left_out: &mut Vec<LeftOut>) {
        let all = made.records.iter().cloned().chain([Record::Header(Box::new(made.header.clone()))]);
        let records: Records = all.map(|record| (record.key(), record.quoted(&doc.text))).collect();
        let old = read::text_sha256(&doc.text);
        let review = anchoring::review(records, Some(doc.text.clone()), &article.text, (&old, &article.text_sha256));
        made.header = review.work.header.clone();
        made.records = review.work.records().filter(|record| record.id().is_some()).collect();
        for former in review.work.former.values().filter(|former| former.lost) {
            let reason = format!("{}: its words are not in the article here", former.record.key());
            left_out.push(LeftOut::new(Thing::Mark, article.key.as_str(), reason));
        }
    }
}

/// Says where the records of a file come from.
pub(super) fn origin(wish: &Import, file: &str) -> String {
    format!("{}: {file}", wish.format.id())
}

/// Says a number of bytes so that it can be told from a limit.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

/// Gives a record without who wrote it when.
pub(super) fn plain(record: &Record) -> Record {
    let mut record = record.clone();
    if let Some(authorship) = record.authorship_mut() {
        *authorship = Authorship::default();
    }
    record
}

/// Tells whether two records say the same, whoever wrote them when.
pub(super) fn is_same(a: &Record, b: &Record) -> bool {
    plain(a) == plain(b)
}

/// Says a text in one short line; nothing of what is no text.
fn said(value: &impl fmt::Debug) -> String {
    let value = format!("{value:?}");
    let text = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    text.map_or(String::new(), |text| format!(" ({})", excerpt(text, 60)))
}

/// Fills the empty fields of a header; what is there stays and is said.
pub(super) fn filled(there: &Header, new: &Header, name: &str, left_out: &mut Vec<LeftOut>) -> Option<Header> {
    let mut header = there.clone();
    let empty = Header::default();
    let mut kept = Vec::new();
    // What was written to a note in another program comes after what it was.
    if !there.note.is_empty() && new.note.starts_with(&format!("{}\n", there.note)) {
        header.note.clone_from(&new.note);
    }
    macro_rules! fill {
        ($($field:ident),*) => {$(
            if new.$field != empty.$field && new.$field != there.$field && new.$field != header.$field {
                if there.$field == empty.$field {
                    header.$field = new.$field.clone();
                } else {
                    kept.push(format!("{}{}", stringify!($field), said(&new.$field)));
                }
            }
        )*};
    }
    fill!(title, language, direction, published, published_basis, published_mention, publisher, url, credited);
    fill!(reliability, exclusion, exclusion_reason, no_agreement, beside, fields, note);
    // Work that somebody has begun is not called finished by a file.
    if there.state == State::New {
        header.state = new.state;
        header.done.clone_from(&new.done);
    }
    if !kept.is_empty() {
        let reason = format!("the article has other values of {} already; they stay", kept.join(", "));
        left_out.push(LeftOut::new(Thing::Field, name, reason));
    }
    (header != *there).then_some(header)
}

/// Says what a record is, for a look.
pub(super) fn in_words(record: &Record, text: &Text) -> String {
    let words = record.places().first().map_or(String::new(), |place| excerpt(text.slice(place.cover()), 60));
    let kind = record.id().map_or("record", |id| id.kind().word());
    format!("{kind}: {words}")
}

/// Hashes what is written into it.
struct Hashing(DefaultHasher);

impl fmt::Write for Hashing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

pub(super) fn hash_of_key(record: &Record) -> u64 {
    let mut hasher = DefaultHasher::new();
    record.key().hash(&mut hasher);
    hasher.finish()
}

/// Hashes what a record says, whoever wrote it when.
pub(super) fn hash_of_contents(record: &Record) -> u64 {
    let mut hashing = Hashing(DefaultHasher::new());
    // Hashing cannot fail.
    write!(hashing, "{:?}", plain(record)).ok();
    hashing.0.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Done, Id, Kind, Remark};

    /// A header with every field that files can fill and that older ones do not have.
    fn new() -> Header {
        let text = |text: &str| text.to_owned();
        let done = Done {
            by: text("ben"),
            at: text("2026-01-02T03:04:05Z"),
            schema: text("default-1"),
            schema_version: text("2"),
            guideline: text("1"),
        };
        let mut header = Header {
            published_mention: Some(Id::new(Kind::Date, 1)),
            exclusion: text("duplicate"),
            state: State::Done,
            done: Some(done),
            ..Header::default()
        };
        header.beside.set("publisher", Remark { comment: text("seen"), ..Remark::default() });
        header
    }

    #[test]
    fn empty_header_takes_everything() {
        let mut left_out = Vec::new();
        assert_eq!(filled(&Header::default(), &new(), "a.txt", &mut left_out), Some(new()));
        assert_eq!(left_out, []);
    }

    #[test]
    fn what_is_there_stays_and_is_said() {
        let mut there = Header { exclusion: "irrelevant".into(), state: State::InProgress, ..Header::default() };
        there.beside.set("publisher", Remark { comment: "mine".into(), ..Remark::default() });
        let mut left_out = Vec::new();
        let header = filled(&there, &new(), "a.txt", &mut left_out).expect("something is new");
        assert_eq!((header.exclusion.as_str(), header.beside.comment("publisher")), ("irrelevant", "mine"));
        // Whoever has begun the work says when it is done.
        assert_eq!(
            (header.state, header.done, header.published_mention),
            (State::InProgress, None, new().published_mention)
        );
        let [left] = left_out.as_slice() else { unreachable!("{left_out:?}") };
        assert_eq!(
            left.to_string(),
            "a.txt: the article has other values of exclusion (duplicate), beside already; they stay"
        );
    }
}

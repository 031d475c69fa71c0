//! The records of a document as they go into the work on its article, the same each time the document is read.

use std::collections::hash_map::DefaultHasher;
use std::fmt::{self, Write as _};
use std::hash::{Hash as _, Hasher as _};

use super::wish::Import;
use crate::core::anchoring;
use crate::core::annotation::{Authorship, Record};
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

//! What a file that has been in another program says otherwise of records that are there.
//!
//! A record that went out names its version: who changed it last, and when. Where that is the version which is there,
//! what the file says otherwise was done in the other program, and is taken. Not everything that differs was done
//! there: what the format cannot hold differs as well. So the record as the format gives it back is what both go back
//! to, and the two are joined field by field.

use std::collections::BTreeMap;

use super::made::{Maker, hash_of_key, in_words, is_same, plain};
use super::out::{ABOUT, Memory};
use super::planned::{Planned, PlannedArticle};
use crate::core::annotation::{Authorship, Header, Id, Record, Work};
use crate::core::doc::Doc;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::loss::Losses;
use crate::core::merge::{Records, merge};
use crate::core::shared::Shared;
use crate::core::workspace::Article;
use crate::exchange::Part;
use crate::exchange::conll::Variant;
use crate::store::disk::Folder;
use crate::store::read;

/// What becomes of a record that is there and that a file says otherwise.
#[derive(Debug)]
pub(super) enum Fate {
    /// Nobody has changed it.
    Same,
    /// It is changed, and what of it cannot be is said.
    Changed(Box<Record>, Option<String>),
    /// It stays as it is, and why.
    Stays(String),
}

/// The work on an article as a format gives it back.
#[derive(Default)]
pub(super) struct Trip {
    records: BTreeMap<Id, Record>,
    header: Option<Header>,
    doc: Option<Doc>,
}

impl Trip {
    /// Writes the work and reads it again, in memory.
    pub fn of(maker: &Maker<'_>, shared: &Shared, article: &Article, work: &Work) -> Self {
        Self::read(maker, shared, article, work).unwrap_or_default()
    }

    fn read(maker: &Maker<'_>, shared: &Shared, article: &Article, work: &Work) -> Option<Self> {
        let format = maker.wish.format;
        let mut losses = Losses::of(article.key.as_str());
        let source = Source { annotator: &maker.wish.annotator, schema: maker.schema, registry: maker.registry };
        let doc = flatten(article, work, source, &mut losses);
        let mut target = format.target(shared, maker.schema, Variant::Conll2003);
        let mut out = Memory::default();
        target.article(&doc, "", &mut out, &mut losses).ok()?;
        target.finish(&mut out).ok()?;
        let is_data = |name: &&String| {
            !name.starts_with(ABOUT) && format.endings().iter().any(|ending| name.ends_with(&format!(".{ending}")))
        };
        let name = out.files.keys().find(is_data)?.clone();
        let folder = name.rsplit_once('/').map_or("", |it| it.0);
        let mut beside = |other: &str| {
            let here = if folder.is_empty() { other.to_owned() } else { format!("{folder}/{other}") };
            out.files.get(&here).or_else(|| out.files.get(other)).cloned()
        };
        let incoming = format.read_part(&name, &out.files[&name], Part::default(), &mut beside).ok()?;
        let mut doc = incoming.docs.into_iter().next()?;
        maker.wish.mapping.apply(&mut doc);
        let mut made = maker.records(&doc, &name);
        if article.text.as_str() != doc.text.as_str() {
            Maker::move_to(&doc, &mut made, article, &mut Vec::new());
        }
        let records = made.records.into_iter().filter_map(|record| Some((record.id()?.clone(), record))).collect();
        Some(Self { records, header: Some(made.header), doc: Some(doc) })
    }

    /// Gives the document that the format gives back.
    pub fn doc(&self) -> Option<&Doc> {
        self.doc.as_ref()
    }

    /// Gives the header as the format gives it back.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Says what becomes of a record that is there, of which a file has this.
    pub fn fate(&self, maker: &Maker<'_>, article: &Article, there: &Record, made: &Record) -> Fate {
        let base = there.id().and_then(|id| self.records.get(id));
        if base.is_some_and(|base| is_same(base, made)) {
            return Fate::Same;
        }
        let key = there.key();
        let Some(base) = base.filter(|_| is_version(there, made)) else {
            return Fate::Stays(format!(
                "{key}: there is another record of this id, or another version of it; it stays as it is"
            ));
        };
        let records = |record: &Record| Records::from([(key.clone(), plain(record).quoted(&article.text))]);
        let merged = merge(&records(base), &records(there), &records(made), "the file");
        let joined = merged.records.get(&key).and_then(|record| record.placed(&article.text).ok());
        let Some(mut joined) = joined else {
            return Fate::Stays(format!("{key}: what the file says of it has no place in the article; it stays"));
        };
        let fields: Vec<&str> =
            merged.conflicts.iter().flat_map(|conflict| conflict.fields.iter().map(String::as_str)).collect();
        let said = (!fields.is_empty()).then(|| {
            let fields = fields.join(", ");
            format!("{key}: {fields} was changed in the file, and the format cannot hold all that is here; it stays")
        });
        if is_same(&joined, there) {
            return said.map_or(Fate::Same, Fate::Stays);
        }
        if let (Some(authorship), Some(before)) = (joined.authorship_mut(), there.authorship()) {
            *authorship = Authorship {
                changed_by: maker.wish.annotator.clone(),
                changed_at: maker.wish.at.clone(),
                ..before.clone()
            };
        }
        Fate::Changed(Box::new(joined), said)
    }
}

/// Tells whether a record of a file is the version that is here: who changed it last, and when.
pub(super) fn is_version(there: &Record, made: &Record) -> bool {
    let version = |record: &Record| record.authorship().map(|it| (it.changed_by.clone(), it.changed_at.clone()));
    version(there) == version(made)
}

/// Articles of which it is said what a file does not have any more.
const ARTICLES: usize = 500;
/// Records that are named of an article.
const NAMED: usize = 5;

/// Says of each article which records that went out from here are not in the files any more. They stay.
pub(super) fn gone(folder: &Folder, planned: &Planned, maker: &Maker<'_>, shared: &Shared) -> Vec<String> {
    let is_short = |planned: &&PlannedArticle| !planned.seen.is_empty() && planned.seen.len() < planned.there;
    let mut lines = Vec::new();
    for article in planned.articles.iter().filter(is_short).take(ARTICLES) {
        let annotator = &maker.wish.annotator;
        let Ok(text) = read::read_article_for(folder, &article.key, annotator) else { continue };
        let work = read::look_at_work(folder, &article.key, annotator, &text).work;
        let trip = Trip::of(maker, shared, &text, &work);
        let gone: Vec<&Record> =
            trip.records.values().filter(|record| !article.seen.contains_key(&hash_of_key(record))).collect();
        let named: Vec<String> = gone.iter().take(NAMED).map(|record| in_words(record, &text.text)).collect();
        let more = gone.len().saturating_sub(named.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        if !gone.is_empty() {
            let (what, stay) = match gone.len() {
                1 => ("1 record here is".to_owned(), "stays as it is"),
                some => (format!("{some} records here are"), "stay as they are"),
            };
            let key = &article.key;
            lines.push(format!("{key}: {what} not in the file and {stay}: {}{more}", named.join(", ")));
        }
    }
    lines
}

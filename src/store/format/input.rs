//! From the structs of the newest format to a work, with every position checked against the article.

use std::collections::BTreeSet;

use super::document::Document;
use super::error::{Position, ReadError, Reason};
use super::quoting::quoted;
use crate::core::annotation::{Kind, Misplaced, Quoted, Record, Work};
use crate::core::text::Text;
use crate::core::workspace::Article;

impl Document {
    /// Gives the work, with every place checked against the article. `source` is the text of the file, for the
    /// positions of what is wrong.
    ///
    /// # Errors
    /// Says which mark does not fit the article, or that the article is another one.
    pub fn work(&self, source: &str, article: &Article) -> Result<Work, ReadError> {
        if self.text_sha256() != article.text_sha256 {
            let (mut marks, mut found) = (0, 0);
            for record in self.list() {
                for place in record.places() {
                    marks += 1;
                    found += usize::from(place.place(&article.text).is_ok());
                }
            }
            return Err(Reason::ArticleChanged { marks, found }.into());
        }
        identified(source, self)?;
        let mut work = Work::default();
        for record in self.list() {
            let placed = placed(source, &record, &article.text)?;
            work.put(None, Some(placed));
        }
        Ok(work)
    }
}

/// Finds the places of a record in a text.
pub(super) fn placed(source: &str, record: &Record<Quoted>, text: &Text) -> Result<Record, ReadError> {
    record.placed(text).map_err(|misplaced| {
        let (owner, at) = match record.id() {
            Some(id) => (format!("Mark {id}"), id_position(source, id.as_str(), 0)),
            None => ("The title".to_owned(), source.find("title:").map(|at| position(source, at))),
        };
        let sentence = misplaced.sentence(&owner);
        let differs = matches!(misplaced, Misplaced::Differs(..));
        ReadError { reason: if differs { Reason::Quote(sentence) } else { Reason::Record(sentence) }, position: at }
    })
}

/// Tells whether every record has an id of its own and of its list.
pub(super) fn identified(source: &str, document: &Document) -> Result<(), ReadError> {
    let mut seen = BTreeSet::new();
    for record in document.list() {
        let error = |nth, sentence: String| {
            let position = record.id().and_then(|id| id_position(source, id.as_str(), nth));
            ReadError { reason: Reason::Record(sentence), position }
        };
        if let (Some(id), Some(kind)) = (record.id(), kind_of(&record))
            && id.kind() != kind
        {
            let letter = kind.letter();
            let sentence = format!("“{id}” is not the id of a record of this list, such as “{letter}-0k3q9dma”.");
            return Err(error(0, sentence));
        }
        let key = record.key();
        if seen.contains(&key) {
            let what = record.id().map_or_else(|| format!("“{key}”"), |id| format!("The id {id}"));
            return Err(error(1, format!("{what} stands in the file twice.")));
        }
        seen.insert(key);
    }
    Ok(())
}

/// Gives the kind a record is of by its list.
fn kind_of(record: &Record<Quoted>) -> Option<Kind> {
    match record {
        Record::Actor(_) => Some(Kind::Actor),
        Record::Date(_) => Some(Kind::Date),
        Record::Agreement(_) => Some(Kind::Agreement),
        Record::Flag(_) => Some(Kind::Flag),
        Record::Custom(_) => Some(Kind::Custom),
        Record::Region(_) => Some(Kind::Region),
        _ => None,
    }
}

/// Finds where the nth record with this id begins. A text inside a string cannot be taken for it, because
/// quotation marks are escaped there.
fn id_position(source: &str, id: &str, nth: usize) -> Option<Position> {
    let id = quoted(id);
    let is_field = |at: &usize| {
        let before = source[..*at].trim_end();
        before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("id"))
    };
    let at = source.match_indices(&id).map(|(at, _)| at).filter(is_field).nth(nth)?;
    Some(position(source, at))
}

/// Counts lines and code points up to a byte of the file.
pub(super) fn position(source: &str, at: usize) -> Position {
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

//! From the structs of the newest format to a work, with every position checked against the article.

use std::collections::HashSet;

use super::document::Document;
use super::error::{Position, ReadError, Reason};
use super::quoting::quoted;
use crate::core::annotation::{Id, Kind, Misplaced, Quoted, Record, Work};
use crate::core::text::Text;
use crate::core::workspace::Article;

impl Document {
    /// Gives the work, with every place checked against the article. `source` is the text of the file, for the
    /// positions of what is wrong.
    ///
    /// # Errors
    /// Says which mark does not fit the article, or that the article is another one.
    pub fn work(&self, source: &str, article: &Article) -> Result<Work, ReadError> {
        self.clone().into_work(source, article)
    }

    /// Gives the work as [`Document::work`] does, without a copy of its records.
    ///
    /// # Errors
    /// As [`Document::work`].
    pub fn into_work(self, source: &str, article: &Article) -> Result<Work, ReadError> {
        if self.text_sha256() != article.text_sha256 {
            let (mut marks, mut found) = (0, 0);
            for record in self.into_list() {
                for place in record.places() {
                    marks += 1;
                    found += usize::from(place.place(&article.text).is_ok());
                }
            }
            return Err(Reason::ArticleChanged { marks, found }.into());
        }
        let mut work = Work::default();
        for record in self.into_list() {
            work.put(None, Some(placed(source, record, &article.text)?));
        }
        Ok(work)
    }
}

/// Finds the places of a record in a text.
fn placed(source: &str, record: Record<Quoted>, text: &Text) -> Result<Record, ReadError> {
    let id = record.id().cloned();
    record.try_map(&mut |quoted: Quoted| quoted.place(text)).map_err(|misplaced| {
        let (owner, at) = match id {
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
    let mut seen: HashSet<&Id> = HashSet::new();
    for (id, kind) in document.ids() {
        let error = |nth, sentence| {
            let position = id_position(source, id.as_str(), nth);
            Err(ReadError { reason: Reason::Record(sentence), position })
        };
        if let Some(sentence) = misfiled(id, kind) {
            return error(0, sentence);
        }
        if !seen.insert(id) {
            return error(1, format!("The id {id} stands in the file twice."));
        }
    }
    let mut seen = HashSet::new();
    for name in document.names() {
        if seen.contains(&name) {
            return Err(Reason::Record(format!("“{name}” stands in the file twice.")).into());
        }
        seen.insert(name);
    }
    Ok(())
}

/// Says that an id is not one of the list it stands in.
pub(super) fn misfiled(id: &Id, kind: Kind) -> Option<String> {
    (id.kind() != kind).then(|| {
        let letter = kind.letter();
        format!("“{id}” is not the id of a record of this list, such as “{letter}-0k3q9dma”.")
    })
}

/// Gives the kind a record is of by its list.
pub(super) fn kind_of(record: &Record<Quoted>) -> Option<Kind> {
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

//! From the structs of the newest format to a work, with every position checked against the article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::{Position, ReadError, Reason};
use super::v2;
use crate::core::annotation::{Id, Kind, Place, Work};
use crate::core::text::{Span, Text, excerpt};
use crate::core::workspace::Article;

/// Code points of a quote shown in a message.
const SHOWN: usize = 40;

/// Converts a parsed file. `source` is its text, for the positions of what is wrong.
pub(super) fn work(source: &str, file: v2::File, article: &Article) -> Result<Work, ReadError> {
    if file.source.text_sha256 != article.text_sha256 {
        let marks = marks_of(&file);
        let found = marks.iter().filter(|mark| stands_still(mark, &article.text)).count();
        return Err(Reason::ArticleChanged { marks: marks.len(), found }.into());
    }
    let text = &article.text;
    let header = file
        .header
        .try_map(&mut |mark| place("The title", &mark, text))
        .map_err(|reason| ReadError { reason, position: source.find("title:").map(|at| position(source, at)) })?;
    let read = Reader { source, text };
    Ok(Work {
        header,
        actors: read.collect(Kind::Actor, file.actors, |a| &a.id, |a, f| a.try_map(f))?,
        dates: read.collect(Kind::Date, file.dates, |d| &d.id, |d, f| d.try_map(f))?,
        agreements: read.collect(Kind::Agreement, file.agreements, |g| &g.id, |g, f| g.try_map(f))?,
        flags: read.collect(Kind::Flag, file.flags, |f| &f.id, |r, f| r.try_map(f))?,
        customs: read.collect(Kind::Custom, file.marks, |c| &c.id, |c, f| c.try_map(f))?,
        regions: read.collect(Kind::Region, file.regions, |r| &r.id, |r, f| r.try_map(f))?,
    })
}

/// What the records of a file are read with.
struct Reader<'a> {
    source: &'a str,
    text: &'a Text,
}

/// Turns a quoted mark into a place, or says what is wrong with it.
type PlaceOf<'a> = &'a mut dyn FnMut(v2::Mark) -> Result<Place, Reason>;

impl Reader<'_> {
    /// Converts the records of one kind. A sentence from `convert` becomes an error at the record's id.
    fn collect<F, T>(
        &self,
        kind: Kind,
        records: Vec<F>,
        id_of: impl Fn(&F) -> &Id,
        convert: impl Fn(F, &mut PlaceOf<'_>) -> Result<T, Reason>,
    ) -> Result<BTreeMap<Id, Arc<T>>, ReadError> {
        let mut found = BTreeMap::new();
        for record in records {
            let id = id_of(&record).clone();
            let error = |nth, reason| ReadError { reason, position: id_position(self.source, id.as_str(), nth) };
            if id.kind() != kind {
                let letter = kind.letter();
                let sentence = format!("“{id}” is not the id of a record of this list, such as “{letter}-0k3q9dma”.");
                return Err(error(0, Reason::Record(sentence)));
            }
            if found.contains_key(&id) {
                return Err(error(1, Reason::Record(format!("The id {id} stands in the file twice."))));
            }
            let owner = format!("Mark {id}");
            let mut to_place = |mark: v2::Mark| place(&owner, &mark, self.text);
            let record = convert(record, &mut (&mut to_place as PlaceOf<'_>)).map_err(|reason| error(0, reason))?;
            found.insert(id, Arc::new(record));
        }
        Ok(found)
    }
}

/// Lists the marks of all records.
fn marks_of(file: &v2::File) -> Vec<&v2::Mark> {
    let passages = file.agreements.iter().flat_map(|agreement| &agreement.evidence);
    let actors = file.actors.iter().map(|record| &record.place);
    let dates = file.dates.iter().map(|record| &record.place);
    let flags = file.flags.iter().map(|record| &record.place);
    let customs = file.marks.iter().map(|record| &record.place);
    let regions = file.regions.iter().map(|record| &record.place);
    let passages = passages.map(|passage| &passage.place);
    actors.chain(dates).chain(passages).chain(flags).chain(customs).chain(regions).collect()
}

/// Tells whether a mark's text still stands exactly where it stood.
fn stands_still(mark: &v2::Mark, text: &Text) -> bool {
    place("", mark, text).is_ok()
}

/// Checks the fragments of a mark against the text; the error's sentence begins with `owner`.
fn place(owner: &str, mark: &v2::Mark, text: &Text) -> Result<Place, Reason> {
    let wrong = |sentence: String| Err(Reason::Record(sentence));
    let mut spans: Vec<Span> = Vec::with_capacity(mark.span.len());
    for v2::Fragment { start, end, quote } in &mark.span {
        if start >= end {
            return wrong(format!("{owner} runs from {start} to {end}, which holds no text."));
        }
        let (Some(from), Some(to)) = (text.byte_offset(*start), text.byte_offset(*end)) else {
            let length = text.chars();
            return wrong(format!("{owner} runs from {start} to {end}, but the article has only {length} characters."));
        };
        let span = Span { start: from, end: to };
        if text.slice(span) != quote {
            let (says, has) = (excerpt(quote, SHOWN), excerpt(text.slice(span), SHOWN));
            return Err(Reason::Quote(format!("{owner} says “{says}”, but the article has “{has}” there.")));
        }
        if spans.last().is_some_and(|last| span.start < last.end) {
            return wrong(format!("{owner} has fragments that overlap or do not follow the order of the text."));
        }
        spans.push(span);
    }
    Place::from_fragments(spans).ok_or_else(|| Reason::Record(format!("{owner} has no fragments.")))
}

/// Finds where the nth record with this id begins. A text inside a string cannot be taken for it, because
/// quotation marks are escaped there.
fn id_position(source: &str, id: &str, nth: usize) -> Option<Position> {
    let id = super::quoting::quoted(id);
    let is_field = |at: &usize| {
        let before = source[..*at].trim_end();
        before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("id"))
    };
    let at = source.match_indices(&id).map(|(at, _)| at).filter(is_field).nth(nth)?;
    Some(position(source, at))
}

/// Counts lines and code points up to a byte of the file.
fn position(source: &str, at: usize) -> Position {
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

//! The annotation file: one annotator's work on one article, as text.
//!
//! [`write()`] and [`read()`] are inverse to each other. Positions in the file are half-open ranges of code
//! points of the canonical text, each with its quote. The file structs of every format live in a module of
//! their own; the newest is `v3`, which formats 3 and 4 share.

mod document;
mod error;
mod input;
pub(super) mod plain;
pub(super) mod pretty;
mod quoting;
mod salvage;
mod v1;
mod v2;
pub(super) mod v3;
mod words;

pub use document::Document;
pub(super) use document::older;
pub use error::{Position, ReadError, Reason};
pub use salvage::{Salvaged, salvage};
pub(super) use words::{in_words, names_itself, place};

use crate::core::annotation::{Header, LanguageTag, Quoted, Record, State, Work};
use crate::core::digest::{Brief, Digest, Pointers, Spelling};
use crate::core::schema::Schema;
use crate::core::text::excerpt;
use crate::core::workspace::Article;

/// Newest format this program knows.
pub const FORMAT: u32 = 4;
/// Largest annotation file that is read or written, in bytes; what the comparison before each write can read.
pub const LIMIT: u64 = 200_000_000;

/// Writes a work as the text of its file: the same work is always the same text.
///
/// Records are sorted by (start, end, id), one field a line, with line feeds only. The places of the work
/// must fit the text of the article.
#[must_use]
pub fn write(work: &Work, article: &Article, annotator: &str, schema: &Schema) -> String {
    Document::of(work, article, annotator, schema).write()
}

/// Reads a work from the text of its file and checks it against the article.
///
/// # Errors
/// Says what is wrong, where, and what to do. Nothing of a file with an error is used.
pub fn read(text: &str, article: &Article) -> Result<Work, ReadError> {
    document(text)?.into_work(text, article)
}

/// Parses an annotation file without its article.
///
/// # Errors
/// Says what is wrong, where, and what to do.
pub fn document(text: &str) -> Result<Document, ReadError> {
    let (text, file) = parse(text)?;
    let document = Document { file };
    input::identified(text, &document)?;
    Ok(document)
}

/// What an annotation file says before its marks are checked against the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// State of the work.
    pub state: State,
    /// Language code, where a person has set it.
    pub language: Option<String>,
    /// Label of the encoding, where a person has chosen it.
    pub encoding: Option<String>,
    /// Actors, dates and agreements.
    pub counts: [usize; 3],
    /// Names and agreements.
    pub digest: Digest,
}

/// Reads state, language, counts, names and agreements without the article.
///
/// # Errors
/// Says what is wrong, where, and what to do.
pub fn glance(text: &str) -> Result<Glance, ReadError> {
    let (_, file) = parse(text)?;
    let counts = [file.actors.len(), file.dates.len(), file.agreements.len()];
    let state = file.header.state;
    let language = match file.header.language {
        LanguageTag::Set(code) => Some(code),
        LanguageTag::Detected => None,
    };
    let encoding = Some(file.source.encoding).filter(|_| file.source.chosen);
    let mut pointers = Pointers::default();
    pointers.fields(&file.header.fields);
    file.actors.iter().for_each(|one| pointers.fields(&one.fields));
    file.dates.iter().for_each(|one| pointers.fields(&one.fields));
    file.marks.iter().for_each(|one| pointers.fields(&one.fields));
    file.agreements.iter().for_each(|one| pointers.agreement(one));
    let pointers = pointers.collected();
    let mut spellings = Vec::new();
    for actor in file.actors {
        let quotes: Vec<&str> = actor.place.span.iter().map(|fragment| fragment.quote.as_str()).collect();
        let text = excerpt(&quotes.join(" "), 80);
        for entry in actor.links.into_iter().chain(actor.intended) {
            spellings.push(Spelling { entry, text: text.clone(), mention: actor.id.clone() });
        }
    }
    let agreements = file.agreements.iter().map(Brief::of).collect();
    let Header { published, publisher, .. } = file.header;
    let digest = Digest { spellings, agreements, published, publisher, pointers };
    Ok(Glance { state, language, encoding, counts, digest })
}

/// Reads a record as it stands in a log that has the records of annotation files of a format; nothing where this program
/// does not understand it.
pub(super) fn logged(format: u32, text: &str) -> Option<Record<Quoted>> {
    // Formats 1 to 4 have the same records: what is new in format 4 is left out where it is empty.
    (1..=FORMAT).contains(&format).then(|| plain::from_str(text).ok())?
}

/// Parses a file: the version first, then exactly the structs of that version. Gives the text without its
/// byte-order mark, because positions are counted in it.
fn parse(text: &str) -> Result<(&str, v3::File), ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() as u64 > LIMIT {
        return Err(Reason::TooLarge.into());
    }
    if text.trim().is_empty() {
        return Err(Reason::Empty.into());
    }
    if text.trim_matches('\0').is_empty() {
        return Err(Reason::Zeroed.into());
    }
    let file = match version(text).ok_or(Reason::NoVersion)? {
        1 => plain::from_str::<v1::File>(text).map(v3::File::from),
        2 => plain::from_str::<v2::File>(text).map(v3::File::from),
        3 | 4 => plain::from_str::<v3::File>(text),
        newer if newer > FORMAT => return Err(Reason::Newer(newer).into()),
        unknown => return Err(Reason::UnknownFormat(unknown).into()),
    };
    let file = file
        .map_err(|error| ReadError { reason: Reason::Syntax(in_words(&error.code)), position: Some(place(&error)) })?;
    Ok((text, file))
}

/// Reads the format number, which is the first field of every format there will be.
///
/// The rest is not looked at: a newer file may hold anything.
pub(super) fn version(text: &str) -> Option<u32> {
    let mut rest = skip_blank(text)?;
    // Extension attributes may stand before the struct, e.g. `#![enable(implicit_some)]`.
    while let Some(attribute) = rest.strip_prefix("#!") {
        rest = skip_blank(attribute.split_once(']')?.1)?;
    }
    let rest = skip_blank(rest.strip_prefix('(')?)?;
    let rest = skip_blank(rest.strip_prefix("format")?)?;
    let rest = skip_blank(rest.strip_prefix(':')?)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, rest) = rest.split_at(end);
    let ends_here = skip_blank(rest)?.starts_with([',', ')']);
    // A number too large for the type is a newer format all the same.
    (ends_here && !digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
}

/// Skips white space and comments; nothing where a comment does not end.
fn skip_blank(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = skip_nested(comment)?;
        } else {
            return Some(rest);
        }
        rest = rest.trim_start();
    }
}

/// Skips to the end of a block comment; block comments may hold others.
fn skip_nested(comment: &str) -> Option<&str> {
    let mut depth = 1;
    let mut rest = comment;
    while depth > 0 {
        let at = rest.find("/*").into_iter().chain(rest.find("*/")).min()?;
        if rest[at..].starts_with("/*") {
            depth += 1;
        } else {
            depth -= 1;
        }
        rest = &rest[at + 2..];
    }
    Some(rest)
}

#[cfg(test)]
mod tests;

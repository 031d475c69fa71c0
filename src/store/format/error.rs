//! Why an annotation file cannot be used: what is wrong, where, and what to do.

use std::fmt;

use super::{FORMAT, LIMIT};

/// Place in a file, counted from 1 in lines and code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Code point in the line.
    pub column: usize,
}

/// Names what is wrong with an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It holds nothing.
    Empty,
    /// It holds zero bytes only.
    Zeroed,
    /// It is larger than what is read.
    TooLarge,
    /// It does not begin with its format number.
    NoVersion,
    /// It has a format number that was never used.
    UnknownFormat(u32),
    /// A newer program wrote it.
    Newer(u32),
    /// It does not parse, or has a field the format does not know; the sentences say what and what to do.
    Syntax(String),
    /// A record contradicts itself or the article; the sentence says how.
    Record(String),
    /// A quote is not what stands in the article; the sentence says which.
    Quote(String),
    /// The article is not the one that was annotated.
    ArticleChanged {
        /// Marks in the file.
        marks: usize,
        /// Marks whose text still stands where it stood.
        found: usize,
    },
}

/// Says why an annotation file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub reason: Reason,
    /// Where in the file, if known.
    pub position: Option<Position>,
}

impl From<Reason> for ReadError {
    fn from(reason: Reason) -> Self {
        Self { reason, position: None }
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "Line {line}, column {column}: ")?;
        }
        write!(f, "{}", self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const REPAIR: &str = "Correct the file there, or put an older copy in its place.";
        const REPLACE: &str = "Put an older copy in its place, or delete it to begin anew.";
        match self {
            Self::Empty => write!(f, "The file is empty. {REPLACE}"),
            Self::Zeroed => {
                write!(f, "The file holds nothing but zero bytes, as can happen when the power fails. {REPLACE}")
            }
            Self::TooLarge => write!(f, "The file is larger than {} MB. {REPLACE}", LIMIT / 1_000_000),
            Self::NoVersion => {
                write!(f, "The file does not begin with “(format: {FORMAT},”, so it is no annotation file. {REPLACE}")
            }
            Self::UnknownFormat(format) => write!(f, "There is no format {format}. {REPAIR}"),
            Self::Newer(format) => write!(
                f,
                "The file was written by a newer program (format {format}, this program knows {FORMAT}). \
                 Update this program to open it."
            ),
            Self::Syntax(sentence) => write!(f, "{sentence} Or put an older copy of the file in its place."),
            Self::Record(sentence) | Self::Quote(sentence) => write!(f, "{sentence} {REPAIR}"),
            Self::ArticleChanged { marks, found } => {
                let lost = marks - found;
                let were = if lost == 1 { "was" } else { "were" };
                write!(
                    f,
                    "The article has changed since this work was saved. {found} of {marks} marks stand where they \
                     stood, {lost} {were} not found there. Put the article back as it was."
                )
            }
        }
    }
}

//! What is wrong with `schema.ron`: a sentence each, with its line and column.

use std::fmt;

use ron::error::{Error, SpannedError};

use crate::core::schema::Fault;

use super::super::format::{Position, in_words, names_itself};

/// Faults that the message of an error lists; the rest it counts.
const LISTED: usize = 20;

/// Says why a schema file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Listing(.faults))]
pub struct SchemaError {
    /// Everything that is wrong, sorted by place; never empty.
    pub faults: Vec<SchemaFault>,
}

/// Says what is wrong at one place of a schema file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {}, column {}: {sentence}", .position.line, .position.column)]
pub struct SchemaFault {
    /// Where: the beginning of the value that is wrong.
    pub position: Position,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// Writes faults one a line.
struct Listing<'a>(&'a [SchemaFault]);

impl fmt::Display for Listing<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().take(LISTED).enumerate() {
            let line_break = if index > 0 { "\n" } else { "" };
            write!(formatter, "{line_break}{fault}")?;
        }
        match self.0.len().saturating_sub(LISTED) {
            0 => Ok(()),
            1 => write!(formatter, "\nOne more is wrong further on."),
            more => write!(formatter, "\n{more} more are wrong further on."),
        }
    }
}

impl SchemaError {
    /// Makes an error about the file as a whole.
    pub(super) fn whole(sentence: &str) -> Self {
        let position = Position { line: 1, column: 1 };
        Self { faults: vec![SchemaFault { position, sentence: sentence.to_owned() }] }
    }

    /// Makes an error of one the parser met.
    pub(super) fn syntax(text: &str, error: &SpannedError) -> Self {
        if let Error::Message(message) = &error.code
            && let Some((at, sentence)) = mismatch(message)
        {
            return Self::located(text, vec![Fault { at, sentence: sentence.to_owned() }]);
        }
        let place = if names_itself(&error.code) { &error.span.start } else { &error.span.end };
        let position = Position { line: place.line, column: place.col };
        Self { faults: vec![SchemaFault { position, sentence: in_words(&error.code) }] }
    }

    /// Gives each fault its line and column. The faults are sorted, and their places are addresses in `text`.
    pub(super) fn located(text: &str, faults: Vec<Fault>) -> Self {
        let (mut line, mut column, mut passed) = (1, 1, 0);
        let mut place = |at: usize| {
            // One walk through the text for all faults.
            let between = text.get(passed..at).unwrap_or_default();
            for sign in between.chars() {
                (line, column) = if sign == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            passed += between.len();
            Position { line, column }
        };
        let begin = text.as_ptr().addr();
        let faults = faults
            .into_iter()
            .map(|Fault { at, sentence }| SchemaFault { position: place(at.saturating_sub(begin)), sentence });
        Self { faults: faults.collect() }
    }
}

/// Writes what is wrong with a value into the one text that the parser passes on, with the address of the value.
///
/// The parser itself would give the place after it.
pub(super) fn mismatch_message(at: usize, error: &Error) -> String {
    format!("{at}: {}", in_words(error))
}

/// Writes what is wrong inside of a value that was read by itself, as [`mismatch_message`] does.
///
/// What one of these two functions has written already is passed on.
pub(super) fn inner_message(slice: &str, error: &SpannedError) -> String {
    if let Error::Message(message) = &error.code
        && mismatch(message).is_some()
    {
        return message.clone();
    }
    let place = if names_itself(&error.code) { &error.span.start } else { &error.span.end };
    let line: usize = slice.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let column: usize = slice[line..].chars().take(place.col.saturating_sub(1)).map(char::len_utf8).sum();
    mismatch_message(slice.as_ptr().addr() + line + column, &error.code)
}

/// Writes a sentence about a value, as [`mismatch_message`] does.
pub(super) fn message_at(slice: &str, sentence: &str) -> String {
    format!("{}: {sentence}", slice.as_ptr().addr())
}

/// Reads what these functions wrote.
fn mismatch(message: &str) -> Option<(usize, &str)> {
    let (at, sentence) = message.split_once(": ")?;
    Some((at.parse().ok()?, sentence))
}

//! brat standoff: `name.txt` with the article and `name.ann` with its marks, offsets in code points.
//!
//! Every node with a place is a text-bound `T`; an agreement is an event `E` with its `T` as trigger and its links as
//! arguments; other links are relations `R`. Values that are codes are attributes `A`. What brat has no place for (ids,
//! values with spaces, lists) stands as JSON in the note `#` of the mark, where brat shows it as a comment. brat has no
//! escapes, so no mark may hold a line break or a tab: its place is written as fragments, and the note says the true one.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::read;
pub use write::Brat;

use crate::core::annotation::Place;
use crate::core::text::{Span, Text};

/// Key of the note that holds the id of the node.
const ID: &str = "@id";
/// Key of the note that holds the place of the node, in code points, where the fragments are not it.
const SPANS: &str = "@spans";
/// Key of the note that holds the label of the node, where it cannot be a name of brat.
const LABEL: &str = "@label";
/// Key of the note that holds the role of a link, where it cannot be a name of brat.
const ROLE: &str = "@role";
/// The kind of note that a person writes in brat.
const NOTES: &str = "AnnotatorNotes";

/// Tells where Python, in which brat is written, ends a line, or a reader of brat's files a column.
fn is_break(letter: char) -> bool {
    matches!(letter, '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Cuts a place at line breaks and tabs. The pieces never touch.
fn fragments(text: &Text, spans: &[Span]) -> Vec<Span> {
    let mut pieces = Vec::new();
    let Some(place) = Place::from_fragments(spans.to_vec()) else { return pieces };
    for span in place.fragments() {
        let mut start = span.start;
        for piece in text.slice(*span).split(is_break) {
            let end = start + piece.len();
            if start < end {
                pieces.push(Span { start, end });
            }
            let after = &text.as_str()[end..];
            start = end + after.chars().next().map_or(0, char::len_utf8);
        }
    }
    pieces
}

/// Makes a name of brat: ASCII letters, digits, `_` and `-`.
fn identifier(text: &str) -> String {
    let safe = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    let name: String = text.chars().map(safe).collect();
    if name.is_empty() { "_".to_owned() } else { name }
}

/// Writes a name as brat does, with a capital at its head.
fn capital(name: &str) -> String {
    let mut name = identifier(name);
    if let Some(head) = name.get_mut(..1) {
        head.make_ascii_uppercase();
    }
    name
}

/// Tells whether a name comes back from [`capital`] by [`small`].
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

/// Writes a name of brat as fields and roles are named here.
fn small(name: &str) -> String {
    identifier(name).replace('-', "_").to_ascii_lowercase()
}

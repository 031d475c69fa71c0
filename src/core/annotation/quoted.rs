//! A place as files have it: code points with the text that stands there and what stands around it.

use serde::{Deserialize, Serialize};

use super::Place;
use crate::core::text::{Span, Text, excerpt};

/// Code points of context stored on each side of a mark.
const CONTEXT: usize = 32;
/// Code points of a quote shown in a message.
const SHOWN: usize = 40;

/// A half-open range of code points with the text that stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub quote: String,
}

/// A place with what stands around it, for finding it again in a changed article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quoted {
    /// The fragments, in text order.
    pub span: Vec<Fragment>,
    /// Up to 32 code points before it.
    pub before: String,
    /// Up to 32 code points after it.
    pub after: String,
}

/// Says why a quoted place does not fit a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// A fragment ends where it begins, or before.
    Empty(usize, usize),
    /// A fragment ends after the text, which has so many code points.
    Outside(usize, usize, usize),
    /// Another text stands there: the quote, and what stands there.
    Differs(String, String),
    /// The fragments overlap or do not follow the order of the text.
    Disordered,
    /// There are no fragments.
    Nothing,
}

impl Misplaced {
    /// Says it in a sentence that begins with the name of the mark.
    #[must_use]
    pub fn sentence(&self, owner: &str) -> String {
        match self {
            Self::Empty(start, end) => format!("{owner} runs from {start} to {end}, which holds no text."),
            Self::Outside(start, end, chars) => {
                format!("{owner} runs from {start} to {end}, but the article has only {chars} characters.")
            }
            Self::Differs(says, has) => format!("{owner} says “{says}”, but the article has “{has}” there."),
            Self::Disordered => format!("{owner} has fragments that overlap or do not follow the order of the text."),
            Self::Nothing => format!("{owner} has no fragments."),
        }
    }
}

impl Quoted {
    /// Quotes a place of a text.
    #[must_use]
    pub fn of(place: &Place, text: &Text) -> Self {
        let cover = place.cover();
        let before = text.slice(Span { start: 0, end: cover.start });
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let after = text.slice(Span { start: cover.end, end: text.len() });
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let span = place.fragments().iter().map(|&span| Fragment {
            start: text.char_offset(span.start),
            end: text.char_offset(span.end),
            quote: text.slice(span).to_owned(),
        });
        Self { span: span.collect(), before: before[from..].to_owned(), after: after[..to].to_owned() }
    }

    /// Finds the place in a text where every quote must stand exactly where it says.
    ///
    /// # Errors
    /// Says what does not fit.
    pub fn place(&self, text: &Text) -> Result<Place, Misplaced> {
        let mut spans: Vec<Span> = Vec::with_capacity(self.span.len());
        for Fragment { start, end, quote } in &self.span {
            if start >= end {
                return Err(Misplaced::Empty(*start, *end));
            }
            let (Some(from), Some(to)) = (text.byte_offset(*start), text.byte_offset(*end)) else {
                return Err(Misplaced::Outside(*start, *end, text.chars()));
            };
            let span = Span { start: from, end: to };
            if text.slice(span) != quote {
                return Err(Misplaced::Differs(excerpt(quote, SHOWN), excerpt(text.slice(span), SHOWN)));
            }
            if spans.last().is_some_and(|last| span.start < last.end) {
                return Err(Misplaced::Disordered);
            }
            spans.push(span);
        }
        Place::from_fragments(spans).ok_or(Misplaced::Nothing)
    }

    /// Gives the quotes of all fragments, joined by an ellipsis.
    #[must_use]
    pub fn words(&self) -> String {
        let quotes: Vec<&str> = self.span.iter().map(|fragment| fragment.quote.as_str()).collect();
        quotes.join(" … ")
    }
}

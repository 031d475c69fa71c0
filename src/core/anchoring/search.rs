//! Finding a mark by its quote and what stood around it, where the text it was made in is missing.
//!
//! Strict on purpose: most quotes of a news article stand in it several times. A short quote must come with its
//! surroundings, and one that could stand in two places is lost rather than guessed. What is found elsewhere is
//! never called sure: the paragraph that was marked may be gone, and its twin may be what was found.

use super::{Found, Outcome};
use crate::core::annotation::{Fragment, Quoted};
use crate::core::matching::{Folded, fold, fold_map};
use crate::core::text::{Span, Text};

/// Least share of the surroundings that must be there, in percent.
const LEAST: usize = 75;
/// Least lead over the next best place, in percent.
const LEAD: usize = 10;
/// Letters from which on a quote may stand without surroundings, if it stands once only.
const LONG: usize = 40;

/// A text to be searched.
pub(super) struct Searched<'a> {
    text: &'a Text,
    folded: Folded,
}

impl<'a> Searched<'a> {
    pub fn new(text: &'a Text) -> Self {
        Self { text, folded: fold_map(text.as_str()) }
    }

    /// Finds one fragment of a mark; `mark` gives what stood around it.
    pub fn find(&self, fragment: &Fragment, mark: &Quoted) -> Option<Found> {
        let quote = fold(&fragment.quote);
        if quote.is_empty() {
            return None;
        }
        let (before, after) = (fold(&mark.before), fold(&mark.after));
        let whole = before.chars().count() + after.chars().count();
        let mut places: Vec<(usize, Span)> = self
            .folded
            .text
            .match_indices(&quote)
            .filter_map(|(at, _)| {
                let left = common(self.folded.text[..at].trim_end().chars().rev(), before.trim_end().chars().rev());
                let end = at + quote.len();
                let right = common(self.folded.text[end..].trim_start().chars(), after.trim_start().chars());
                let source = self.folded.whole(at..end)?;
                Some((left + right, Span { start: source.start, end: source.end }))
            })
            .collect();
        places.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let &(best, span) = places.first()?;
        let next = places.get(1).map(|(score, _)| *score);
        let alone = next.is_none();
        let enough = whole > 0 && best * 100 >= whole * LEAST;
        let leads = next.is_none_or(|next| (best - next) * 100 >= whole.max(1) * LEAD);
        let long = alone && quote.chars().count() >= LONG;
        if !(leads && (enough || long)) {
            return None;
        }
        let span = self.text.snap(span);
        let same = super::plain(self.text.slice(span)) == super::plain(&fragment.quote);
        let sure = same && whole > 0 && best == whole;
        Some(Found { span, outcome: if sure { Outcome::Moved } else { Outcome::Uncertain } })
    }
}

/// Counts the letters two texts begin with in common.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

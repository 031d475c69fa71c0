//! Where lines end: between the words of scripts without spaces, and at soft hyphens with a hyphen that is seen.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use parley::{BreakReason, Layout};

use crate::core::words;

pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Lines of one text that are set anew at most, because a hyphen found no room in them.
const MOST_NARROWED: usize = 500;

/// The places between two letters at which only a dictionary knows whether a line may end.
///
/// Parley asks for each two letters that follow each other, in the order of the text; places are found by counting.
pub(super) struct Breaks {
    /// Which question each place is, and the answer.
    answers: Vec<(usize, bool)>,
    asked: AtomicUsize,
    answered: AtomicUsize,
}

impl Breaks {
    /// Finds the places of a text; nothing where it has none.
    pub fn of(text: &str) -> Option<Self> {
        let places = words::line_breaks(text, 0);
        if places.is_empty() {
            return None;
        }
        let mut answers = Vec::with_capacity(places.len());
        let mut places = places.into_iter().peekable();
        let mut question = 0;
        let mut before: Option<char> = None;
        for (at, c) in text.char_indices() {
            let place = places.next_if(|(place, _)| *place == at);
            // Nobody asks about a line that ends in any case.
            if before.is_some_and(|before| !ends_line(before)) && !ends_line(c) {
                answers.extend(place.map(|(_, may_end)| (question, may_end)));
                question += 1;
            }
            before = Some(c);
        }
        Some(Self { answers, asked: AtomicUsize::new(0), answered: AtomicUsize::new(0) })
    }

    /// Answers the next question; nothing where the rules of Unicode are enough.
    pub fn answer(&self) -> Option<bool> {
        let question = self.asked.fetch_add(1, Ordering::Relaxed);
        let (at, may_end) = self.answers.get(self.answered.load(Ordering::Relaxed))?;
        if *at != question {
            return None;
        }
        self.answered.fetch_add(1, Ordering::Relaxed);
        Some(*may_end)
    }
}

/// Tells whether a line always ends after a letter (UAX 14, classes BK, CR, LF and NL).
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Breaks a layout into lines of at most `width` pixels, in which a hyphen of a width finds room wherever a line ends at a
/// soft hyphen.
pub(super) fn break_lines(layout: &mut Layout<()>, text: &str, width: Option<f32>, hyphen: impl FnOnce() -> f32) {
    layout.break_all_lines(width);
    let Some(width) = width.filter(|_| text.contains(SOFT_HYPHEN)) else { return };
    let hyphen = hyphen();
    let mut narrowed: Vec<usize> = Vec::new();
    while narrowed.len() < MOST_NARROWED {
        let from = narrowed.last().map_or(0, |last| last + 1);
        let tight = layout.lines().enumerate().skip(from).find(|(_, line)| {
            let metrics = line.metrics();
            let advance = metrics.advance - metrics.hanging_advance;
            ends_softly(text, &line.text_range(), line.break_reason()) && advance + hyphen > width
        });
        let Some((tight, _)) = tight else { return };
        narrowed.push(tight);
        let mut lines = layout.break_lines();
        lines.state_mut().set_layout_max_advance(width);
        for line in 0.. {
            let room = if narrowed.contains(&line) { (width - hyphen).max(1.0) } else { width };
            lines.state_mut().set_line_max_advance(room);
            if lines.break_next().is_none() {
                break;
            }
            // The line is as wide as the others; only what stands in it leaves room.
            lines.set_prior_line_width(width);
        }
        lines.finish();
    }
}

/// Tells whether a line ends in the middle of a word, at a soft hyphen.
pub(super) fn ends_softly(text: &str, line: &Range<usize>, reason: BreakReason) -> bool {
    reason == BreakReason::Regular && text.get(line.clone()).is_some_and(|line| line.ends_with(SOFT_HYPHEN))
}

#[cfg(test)]
mod tests;

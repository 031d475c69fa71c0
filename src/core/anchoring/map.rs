//! The map from an earlier text to the present one: which letter became which.
//!
//! Both texts are folded first, so that composed and decomposed accents, line ends and invisible signs make no
//! difference. The folded texts are compared word by word, and letter by letter where words differ.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Found, Outcome};
use crate::core::matching::{Folded, fold_map};
use crate::core::text::{Span, Text};

/// Longest stretch of changed text that is compared letter by letter, in letters.
const LETTERS: usize = 6000;
/// Most words compared; beyond that marks are searched for.
const WORDS: usize = 400_000;
/// Letters looked at on each side of a mark to see that it stands in the same surroundings.
const CONTEXT: usize = 24;
/// Share of the surroundings that must have come through, in percent.
const SUPPORT: usize = 50;
/// Share of the surroundings that must have come through on each side, in percent. A line put in right beside a
/// mark may begin as the mark ends.
const SIDE: usize = 25;
/// The same for a quote shorter than this many letters, in percent: a short word stands in many places.
const SHORT: (usize, usize) = (12, 75);
/// Share of the letters of a mark that must have come through for it to be the same words, corrected, in percent.
const SAME: usize = 70;
/// Stands for a letter that is gone.
const GONE: u32 = u32::MAX;

/// A text folded, as letters with the way back.
struct Letters<'a> {
    text: &'a Text,
    folded: Folded,
    letters: Vec<char>,
    /// First byte of each letter in the folded text, and the end.
    bytes: Vec<usize>,
}

impl<'a> Letters<'a> {
    fn of(text: &'a Text) -> Self {
        let folded = fold_map(text.as_str());
        let (mut letters, mut bytes) = (Vec::new(), Vec::new());
        for (at, letter) in folded.text.char_indices() {
            letters.push(letter);
            bytes.push(at);
        }
        bytes.push(folded.text.len());
        Self { text, folded, letters, bytes }
    }

    /// Gives the letters a span of the text was folded to.
    fn range(&self, span: Span) -> Range<usize> {
        let range = self.folded.range(span.range());
        let at = |byte: usize| self.bytes.partition_point(|&start| start < byte).min(self.letters.len());
        at(range.start)..at(range.end)
    }

    /// Gives the span of the text behind letters.
    fn span(&self, range: Range<usize>) -> Span {
        let source = self.folded.source(self.bytes[range.start]..self.bytes[range.end]);
        Span { start: source.start, end: source.end }
    }

    /// Cuts the letters into words, each with the space after it.
    fn words(&self) -> Vec<&[char]> {
        self.letters.split_inclusive(|letter| *letter == ' ').collect()
    }
}

/// Which letter of the earlier text became which of the present one.
pub(super) struct DiffMap<'a> {
    old: Letters<'a>,
    new: Letters<'a>,
    /// For each letter of the old text the one of the new text, or [`GONE`].
    to: Vec<u32>,
}

impl<'a> DiffMap<'a> {
    /// Compares two texts.
    pub fn new(old: &'a Text, new: &'a Text) -> Self {
        let (old, new) = (Letters::of(old), Letters::of(new));
        let mut to = vec![GONE; old.letters.len()];
        align(&old, &new, &mut to);
        Self { old, new, to }
    }

    /// Finds where a span of the old text stands in the new one.
    pub fn place(&self, span: Span) -> Option<Found> {
        let span_before = span;
        let range = self.old.range(span);
        let quote = self.old.text.slice(span);
        if range.is_empty() {
            return self.place_of_signs(span, quote, range.start);
        }
        let kept: Vec<(usize, usize)> =
            range.clone().filter(|&at| self.to[at] != GONE).map(|at| (at, self.to[at] as usize)).collect();
        let (&(first_old, first), &(last_old, last)) = (kept.first()?, kept.last()?);
        // Where an edge letter was replaced, the new edge is beside the neighbour that came through.
        let start = if first_old == range.start { first } else { self.after(range.start).unwrap_or(first).min(first) };
        let end =
            if last_old + 1 == range.end { last + 1 } else { self.before(range.end).unwrap_or(last + 1).max(last + 1) };
        let span = self.exact(self.new.span(start..end), quote);
        let found = self.new.range(span);
        let support = self.support(&range, found.start, found.end);
        let same = self.new.text.slice(span) == quote || equivalent(self.new.text.slice(span), quote);
        if same {
            // The quote may stand beside the letters that came through by chance, or inside another word.
            let whole = kept.len() == range.len() && last - first + 1 == range.len();
            let sure = support
                && whole
                && self.edges_alike(span_before, span)
                && !self.doubtful(&range, found.start, found.end);
            return Some(Found { span, outcome: if sure { Outcome::Moved } else { Outcome::Uncertain } });
        }
        let came_through = kept.len() * 100 >= range.len().max(end - start) * SAME;
        (came_through && (support || range.len() > CONTEXT)).then_some(Found { span, outcome: Outcome::Uncertain })
    }

    /// Finds a span of signs that folding leaves out: it stands between its neighbours.
    fn place_of_signs(&self, span: Span, quote: &str, at: usize) -> Option<Found> {
        let (before, after) = (at.checked_sub(1)?, at);
        let (from, to) = (*self.to.get(before)?, *self.to.get(after)?);
        if from == GONE || to != from + 1 {
            return None;
        }
        let (from, to) = (self.new.span(from as usize..from as usize + 1), self.new.span(to as usize..to as usize + 1));
        let between = Span { start: from.end, end: to.start.max(from.end) };
        let mut places = self.new.text.slice(between).match_indices(quote);
        let (inside, _) = places.next().filter(|_| places.next().is_none())?;
        let start = between.start + inside;
        Some(Found { span: Span { start, end: start + span.len() }, outcome: Outcome::Moved })
    }

    /// Gives the new place right after the letter before `at`, if that letter came through.
    fn after(&self, at: usize) -> Option<usize> {
        let before = self.to[at.checked_sub(1)?];
        (before != GONE).then_some(before as usize + 1)
    }

    /// Gives the new place of the letter at `at`, if it came through; the end of the text at its end.
    fn before(&self, at: usize) -> Option<usize> {
        match self.to.get(at) {
            Some(&GONE) => None,
            Some(&to) => Some(to as usize),
            None => Some(self.new.letters.len()),
        }
    }

    /// Takes signs at the edges in or leaves them out, where the quote then stands exactly.
    fn exact(&self, span: Span, quote: &str) -> Span {
        const REACH: usize = 8;
        let text = self.new.text;
        if text.slice(span) == quote {
            return span;
        }
        let window = Span { start: text.floor(span.start.saturating_sub(REACH)), end: text.floor(span.end + REACH) };
        let window = Span { start: window.start, end: window.end.max(span.end) };
        let mut places = text.slice(window).match_indices(quote);
        match (places.next(), places.next()) {
            (Some((inside, _)), None) => {
                let start = window.start + inside;
                Span { start, end: start + quote.len() }
            }
            _ => text.snap(span),
        }
    }

    /// Tells whether two spans begin and end in the same way: inside a word or at its edge.
    fn edges_alike(&self, old: Span, new: Span) -> bool {
        let inside = |text: &Text, span: Span| {
            let text = text.as_str();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (letter(text[..span.start].chars().next_back()), letter(text[span.end..].chars().next()))
        };
        inside(self.old.text, old) == inside(self.new.text, new)
    }

    /// Tells whether something was put in beside a span that begins as it begins or ends as it ends: then its edge
    /// could as well be the other one.
    fn doubtful(&self, range: &Range<usize>, start: usize, end: usize) -> bool {
        let (old, new) = (&self.old.letters, &self.new.letters);
        let first = old[range.clone()].iter().take_while(|letter| **letter != ' ').count();
        let last = old[range.clone()].iter().rev().take_while(|letter| **letter != ' ').count();
        let left = self
            .after(range.start)
            .filter(|&at| at < start)
            .is_some_and(|at| new.get(at..at + first) == old.get(range.start..range.start + first));
        // The space after a word goes with the word.
        let next = range.end + usize::from(old.get(range.end) == Some(&' '));
        let right = self.before(next).filter(|&at| at > end).is_some_and(|at| {
            // A space may stand between the span and what follows it.
            [at.checked_sub(last), at.checked_sub(last + 1)]
                .into_iter()
                .flatten()
                .any(|from| from >= end && new.get(from..from + last) == old.get(range.end - last..range.end))
        });
        left || right
    }

    /// Tells whether the surroundings of a span came through beside it.
    fn support(&self, range: &Range<usize>, start: usize, end: usize) -> bool {
        let near = |at: usize, low: usize, high: usize| {
            let to = self.to[at];
            to != GONE && (low..high).contains(&(to as usize))
        };
        let left = range.start.saturating_sub(CONTEXT)..range.start;
        let right = range.end..(range.end + CONTEXT).min(self.to.len());
        let all = left.len() + right.len();
        let reach = 2 * CONTEXT;
        let (lefts, rights) = (left.len(), right.len());
        let kept_left = left.filter(|&at| near(at, start.saturating_sub(reach), start)).count();
        let kept_right = right.filter(|&at| near(at, end, end + reach)).count();
        // The mark itself counts as its own surroundings: a long quote is unlikely to stand elsewhere by chance.
        let own = range.len().min(CONTEXT);
        let least = if range.len() < SHORT.0 { SHORT.1 } else { SUPPORT };
        let both = kept_left * 100 >= lefts * SIDE && kept_right * 100 >= rights * SIDE;
        let enough = (kept_left + kept_right + own / 2) * 100 >= all * least;
        // A whole side that came through unbroken will do: what follows a mark may have been written anew.
        let one = (kept_left == CONTEXT && self.after(range.start) == Some(start))
            || (kept_right == CONTEXT && self.before(range.end) == Some(end));
        all == 0 || one || (both && enough)
    }
}

/// Tells whether two texts are canonically equivalent or differ in invisible signs only.
fn equivalent(a: &str, b: &str) -> bool {
    super::plain(a) == super::plain(b)
}

fn align(old: &Letters<'_>, new: &Letters<'_>, to: &mut [u32]) {
    // What both texts begin and end with needs no comparing.
    let same = |(a, b): &(&char, &char)| a == b;
    let head = old.letters.iter().zip(&new.letters).take_while(same).count();
    let rest = old.letters.len().min(new.letters.len()) - head;
    let tail = old.letters.iter().rev().zip(new.letters.iter().rev()).take(rest).take_while(same).count();
    if head == old.letters.len() || head + tail == old.letters.len() || head + tail == new.letters.len() {
        link(to, 0, 0, head);
        link(to, old.letters.len() - tail, new.letters.len() - tail, tail);
        return;
    }
    let (old_words, new_words) = (old.words(), new.words());
    if old_words.len().max(new_words.len()) > WORDS {
        link(to, 0, 0, head);
        link(to, old.letters.len() - tail, new.letters.len() - tail, tail);
        return;
    }
    // Numbers compare faster than words.
    let mut numbers = HashMap::new();
    let (old_ids, new_ids) = (number(&old_words, &mut numbers), number(&new_words, &mut numbers));
    let starts = |words: &[&[char]]| -> Vec<usize> {
        let mut at = 0;
        let mut starts: Vec<usize> = words
            .iter()
            .map(|word| {
                at += word.len();
                at - word.len()
            })
            .collect();
        starts.push(at);
        starts
    };
    let (old_starts, new_starts) = (starts(&old_words), starts(&new_words));
    for op in capture_diff_slices(Algorithm::Patience, &old_ids, &new_ids) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                let from = old_starts[old_index];
                link(to, from, new_starts[new_index], old_starts[old_index + len] - from);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let from = old_starts[old_index]..old_starts[old_index + old_len];
                let onto = new_starts[new_index]..new_starts[new_index + new_len];
                letters(&old.letters[from.clone()], &new.letters[onto.clone()], from.start, onto.start, to);
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
}

/// Gives each word its number, the same for the same word.
fn number<'a>(words: &[&'a [char]], numbers: &mut HashMap<&'a [char], u32>) -> Vec<u32> {
    let next = |numbers: &HashMap<&[char], u32>| u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    words
        .iter()
        .map(|word| {
            let new = next(numbers);
            *numbers.entry(word).or_insert(new)
        })
        .collect()
}

/// Compares a stretch letter by letter.
fn letters(old: &[char], new: &[char], from: usize, onto: usize, to: &mut [u32]) {
    if old.len().max(new.len()) > LETTERS {
        return;
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            link(to, from + old_index, onto + new_index, len);
        }
    }
}

fn link(to: &mut [u32], from: usize, onto: usize, len: usize) {
    for (step, slot) in to[from..from + len].iter_mut().enumerate() {
        *slot = u32::try_from(onto + step).unwrap_or(GONE);
    }
}

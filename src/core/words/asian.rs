//! Words of Thai, Lao, Khmer and Burmese: the entry that two more entries can follow, and no piece too small to be a word.
//!
//! The method is that of ICU's dictionary engines (`icu4c/source/common/dictbe.cpp`; the limits below are theirs), so that
//! words are those of browsers and office programs.

use super::dictionary::{Book, Entries};
use super::{Dictionary, is_mark, letters_of};

/// Letters of a word that what is no word after it is not added to.
const ROOT: usize = 3;
/// Letters shared with an entry from which on something is left to be a word of its own.
const SHARED: usize = 3;
/// Fewer letters are not cut.
const TWO_WORDS: usize = 4;

/// ฯ, which shortens a name.
const PAIYANNOI: char = '\u{e2f}';
/// ๆ, which says a word twice.
const MAIYAMOK: char = '\u{e46}';

/// Gives the places between words, in bytes.
pub(super) fn cuts(text: &str, script: Dictionary) -> Vec<usize> {
    let (places, letters) = letters_of(text);
    let short = if script == Dictionary::Thai { letters.len() <= TWO_WORDS } else { letters.len() < TWO_WORDS };
    if short {
        return Vec::new();
    }
    let mut run = Run { known: vec![None; letters.len() + 1], letters, script, book: Book::open(script) };
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < run.letters.len() {
        at += run.word(at).max(1);
        cuts.extend(places.get(at));
    }
    cuts
}

/// Letters of one script that stand together.
struct Run {
    letters: Vec<char>,
    script: Dictionary,
    book: Book,
    /// What was looked up already, by place.
    known: Vec<Option<Entries>>,
}

impl Run {
    fn entries(&mut self, at: usize) -> &Entries {
        let (book, letters) = (self.book, &self.letters);
        self.known[at].get_or_insert_with(|| book.entries(&letters[at..]))
    }

    /// Gives the length of each entry that begins at a place, longest first.
    fn lengths(&mut self, at: usize) -> Vec<usize> {
        self.entries(at).found.iter().rev().map(|(length, _)| *length).collect()
    }

    fn has_entry(&mut self, at: usize) -> bool {
        !self.entries(at).found.is_empty()
    }

    /// Gives how many letters the word at a place has.
    fn word(&mut self, at: usize) -> usize {
        let entry = self.entry(at);
        let mut length = entry;
        if at + length < self.letters.len() && entry < ROOT {
            length += self.stray(at + length, entry == 0);
        }
        while self.letters.get(at + length).is_some_and(|c| is_mark(*c)) {
            length += 1;
        }
        if length > 0 && self.script == Dictionary::Thai {
            length += self.suffix(at + length);
        }
        length
    }

    /// Chooses the entry at a place: the longest that two more can follow, else the shortest that one can, else the longest.
    fn entry(&mut self, at: usize) -> usize {
        let first = self.lengths(at);
        let Some(longest) = first.first().copied() else { return 0 };
        if first.len() == 1 || at + longest == self.letters.len() {
            return longest;
        }
        let mut best = longest;
        for first in first {
            let second = self.lengths(at + first);
            let Some(reach) = second.first() else { continue };
            best = first;
            if at + first + reach == self.letters.len() {
                break;
            }
            if second.into_iter().any(|second| self.has_entry(at + first + second)) {
                break;
            }
        }
        best
    }

    /// Counts the letters from a place on that no entry explains and that belong to what is before them.
    fn stray(&mut self, at: usize, alone: bool) -> usize {
        if self.has_entry(at) || !(alone || self.entries(at).looked_at < SHARED) {
            return 0;
        }
        let mut count = 1;
        while let Some(next) = self.letters.get(at + count).copied() {
            let can_part = ends(self.script, self.letters[at + count - 1]) && begins(self.script, next);
            if can_part && self.has_entry(at + count) {
                break;
            }
            count += 1;
        }
        count
    }

    /// Counts the signs at a place that belong to the Thai word before them.
    fn suffix(&mut self, at: usize) -> usize {
        let is_suffix = |c: char| matches!(c, PAIYANNOI | MAIYAMOK);
        let Some(mut sign) = self.letters.get(at).copied().filter(|c| is_suffix(*c)) else { return 0 };
        if self.has_entry(at) {
            return 0;
        }
        let mut count = 0;
        if sign == PAIYANNOI && !is_suffix(self.letters[at - 1]) {
            count = 1;
            sign = self.letters.get(at + 1).copied().unwrap_or_default();
        }
        if sign == MAIYAMOK && self.letters[at + count - 1] != MAIYAMOK {
            count += 1;
        }
        count
    }
}

/// Tells whether a word can begin with a letter.
fn begins(script: Dictionary, c: char) -> bool {
    match script {
        Dictionary::Thai => matches!(c, '\u{e01}'..='\u{e2e}' | '\u{e40}'..='\u{e44}'),
        Dictionary::Lao => matches!(c, '\u{e81}'..='\u{eae}' | '\u{edc}'..='\u{edd}' | '\u{ec0}'..='\u{ec4}'),
        Dictionary::Khmer => matches!(c, '\u{1780}'..='\u{17b3}'),
        Dictionary::Burmese => matches!(c, '\u{1000}'..='\u{102a}'),
        Dictionary::Han | Dictionary::Missing => true,
    }
}

/// Tells whether a word can end with a letter: vowels that stand before their consonant cannot, nor what joins the next.
fn ends(script: Dictionary, c: char) -> bool {
    match script {
        Dictionary::Thai => !matches!(c, '\u{e31}' | '\u{e40}'..='\u{e44}'),
        Dictionary::Lao => !matches!(c, '\u{ec0}'..='\u{ec4}'),
        Dictionary::Khmer => c != '\u{17d2}',
        Dictionary::Burmese | Dictionary::Han | Dictionary::Missing => true,
    }
}

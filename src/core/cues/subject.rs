//! Tells which names of a passage can be the subject of a word about directions.
//!
//! Order alone says little: languages put other names before the verb as well, most of them with a word before the name
//! or an ending that says so. Where that leaves the subject open, nothing is the subject.

use std::ops::Range;

use super::direction::DirectionHit;
use super::fold::Tokens;
use super::tables::{Subject, spellings};

/// Articles, which can stand between a word and the name it belongs to.
const ARTICLES: [&str; 14] =
    ["the", "der", "die", "das", "den", "dem", "le", "la", "les", "l'", "el", "los", "las", "ال"];

/// The names of a passage around a word about directions.
#[derive(Debug)]
pub struct Names<'t> {
    passage: &'t str,
    tokens: Tokens<'t>,
    word: Range<usize>,
    subject: Subject,
}

impl DirectionHit {
    /// Looks at the names of the passage the word was found in.
    #[must_use]
    pub fn names<'t>(&self, passage: &'t str) -> Names<'t> {
        Names { passage, tokens: Tokens::read(passage), word: self.word.clone(), subject: self.subject }
    }
}

impl Names<'_> {
    /// Tells whether the subject stands behind the word, as the verb comes first in the language.
    #[must_use]
    pub fn subject_is_behind(&self) -> bool {
        self.subject.behind
    }

    /// Tells whether the language says of every name before the word that is not the subject that it is not.
    #[must_use]
    pub fn others_are_told(&self) -> bool {
        self.subject.tells_all
    }

    /// Tells whether a word before a name or its ending makes it something else than a subject.
    ///
    /// `as_listed` says that the name is written as it is looked up, so that it has no ending.
    #[must_use]
    pub fn is_something_else(&self, name: &Range<usize>, as_listed: bool) -> bool {
        let named = self.touched(name);
        named.is_empty()
            || self.stands_behind(named.start, name.start)
            || self.has_ending(named.end - 1, name.end, as_listed)
    }

    /// Tells whether a name is near enough to be the subject: no sentence ends between the two, and where the word can be
    /// a participle, nothing else stands there either.
    #[must_use]
    pub fn goes_with(&self, name: &Range<usize>) -> bool {
        let (named, word) = (self.touched(name), self.touched(&self.word));
        let mut between = if named.start < word.start { named.end..word.start } else { word.end..named.start };
        let written: Vec<&str> = word.map(|at| self.tokens.folded(at)).collect();
        let written = written.join(" ");
        if !between.is_empty() && spellings(self.subject.touches).any(|form| folded(form) == written) {
            return false;
        }
        !between.any(|at| self.tokens.sign(at).is_some_and(|sign| matches!(sign, '.' | '!' | '?' | '؟' | '。' | '\n')))
    }

    /// Gives the tokens that a place has a part of.
    fn touched(&self, place: &Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|source| source.end <= place.start);
        first..self.tokens.partition_point(|source| source.start < place.end).max(first)
    }

    /// Tells whether the word before a name, before its article, or joined to it, makes it something else.
    fn stands_behind(&self, at: usize, start: usize) -> bool {
        let tokens = &self.tokens;
        let is = |said: &str| spellings(self.subject.not_after).any(|word| folded(word) == said);
        let joined = self.passage.get(tokens.source(at..at + 1).start..start).unwrap_or_default();
        if !joined.is_empty() {
            // An article can be joined as well: French “avec l’Ouzbékistan”.
            let article = ARTICLES.contains(&folded(joined).replace(' ', "").as_str());
            let behind = || at.checked_sub(1).is_some_and(|before| is(tokens.folded(before)));
            return is(&format!("{} -", folded(joined))) || article && behind();
        }
        // Arabic writes “for the” as the beginning of the name.
        let begins = |word: &'static str| {
            let joined = word.strip_suffix('-').filter(|joined| joined.chars().count() > 1);
            joined.is_some_and(|joined| tokens.folded(at).starts_with(&folded(joined)))
        };
        if spellings(self.subject.not_after).any(begins) {
            return true;
        }
        let Some(last) = at.checked_sub(1) else { return false };
        let article = ARTICLES.contains(&tokens.folded(last));
        is(tokens.folded(last)) || article && last.checked_sub(1).is_some_and(|at| is(tokens.folded(at)))
    }

    /// Tells whether an ending makes a name something else.
    fn has_ending(&self, last: usize, end: usize, as_listed: bool) -> bool {
        let mut endings = spellings(self.subject.not_with);
        let behind = self.passage.get(end..self.tokens.source(last..last + 1).end).unwrap_or_default();
        let behind = behind.trim_start_matches(|letter: char| !letter.is_alphabetic());
        if !behind.is_empty() {
            return endings.any(|ending| folded(ending) == folded(behind));
        }
        let word = self.tokens.folded(last);
        !as_listed && endings.any(|ending| word.len() > ending.len() && word.ends_with(ending))
    }
}

/// Writes words in the form in which they are compared.
fn folded(words: &str) -> String {
    let tokens = Tokens::read(words);
    let all: Vec<&str> = (0..tokens.len()).map(|at| tokens.folded(at)).collect();
    all.join(" ")
}

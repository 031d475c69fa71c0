//! Search keys: texts folded until the spellings of one name are one text.
//!
//! Folding is for comparing only; nothing stored is ever folded. The rules work on one character at a time,
//! with two exceptions that look at the end of a word: a bare hamza and the sign after o and g.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::props::{Dash, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::core::invisible;

/// A folded text with the way back to the text it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text, the same as [`fold`] gives.
    pub text: String,
    /// For each byte of `text` the first byte of its source character.
    starts: Vec<u32>,
    /// For each byte of `text` the byte after its source character and the marks on it.
    ends: Vec<u32>,
}

impl Folded {
    /// Gives the bytes of the folded text that come from a range of bytes of the source.
    #[must_use]
    pub fn range(&self, source: Range<usize>) -> Range<usize> {
        let start = self.starts.partition_point(|&byte| (byte as usize) < source.start);
        let end = self.starts.partition_point(|&byte| (byte as usize) < source.end);
        start..end.max(start)
    }

    /// Gives the bytes of the source behind a range of bytes of the folded text, as [`Folded::source`] does; nothing
    /// where the range begins or ends inside of what one character was folded to, such as a syllable of Hangul.
    #[must_use]
    pub fn whole(&self, range: Range<usize>) -> Option<Range<usize>> {
        let is_edge = |at: usize| at == 0 || at >= self.starts.len() || self.starts[at - 1] != self.starts[at];
        (range.start < range.end && is_edge(range.start) && is_edge(range.end)).then(|| self.source(range))
    }

    /// Gives the bytes of the source behind a range of bytes of the folded text.
    ///
    /// The answer lies on character boundaries of the source and takes in the marks that were folded away, so a
    /// span never stops before a combining mark. A range that ends outside the text is cut; an empty one gives
    /// an empty range.
    #[must_use]
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let at = |table: &[u32], index: usize| table.get(index).map_or(0, |&byte| byte as usize);
        if range.start >= end {
            let place = self.starts.get(range.start).or(self.ends.last()).map_or(0, |&byte| byte as usize);
            return place..place;
        }
        at(&self.starts, range.start)..at(&self.ends, end - 1)
    }
}

/// Folds a text to its search key.
///
/// Case, combining marks of Latin, Greek, Cyrillic, Hebrew and Arabic letters (й stays й), tatweel, apostrophes,
/// signs that nobody sees and bidi controls go; the letter variants of Arabic and Persian, the digits, the dashes,
/// the spaces and the compatibility forms of Unicode become one. Spaces are collapsed and cut at both ends.
/// The key of a folded text is the text itself.
#[must_use]
pub fn fold(text: &str) -> String {
    Folder::new(text, false, false).run(text).out
}

/// Folds a text but keeps the marks on Latin letters, the strokes of đ and its like, and the sign of o‘ and g‘.
///
/// A second key to tell apart what [`fold`] made equal. Its words are the words of [`fold`], in number and order.
#[must_use]
pub fn fold_with_tones(text: &str) -> String {
    // Several marks on one letter come in any order; this gives them the one of Unicode.
    let text = NFD.normalize(text);
    Folder::new(&text, true, false).run(&text).out
}

/// Tells whether [`fold_with_tones`] could give another key than [`fold`]; never says no wrongly.
pub(super) fn may_have_tones(text: &str) -> bool {
    text.chars().any(|c| !is_plain(c) || is_apostrophe(c))
}

/// Folds a text and remembers where each byte came from; offsets above 4 GiB are not told apart.
#[must_use]
pub fn fold_map(text: &str) -> Folded {
    let folder = Folder::new(text, false, true).run(text);
    Folded { text: folder.out, starts: folder.starts, ends: folder.ends }
}

/// Gives the words of a folded text as ranges of bytes: runs of letters, digits and the marks that were kept.
pub(super) fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut signs = folded.char_indices();
    std::iter::from_fn(move || {
        let (start, first) = signs.find(|&(_, c)| is_word_char(c))?;
        let mut end = start + first.len_utf8();
        for (at, c) in signs.by_ref() {
            if !is_word_char(c) {
                break;
            }
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// Tells whether a character of a folded text belongs to a word.
fn is_word_char(c: char) -> bool {
    // The apostrophe stands only where `fold_with_tones` left it: inside a word.
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '\'';
    }
    is_plain_letter(c) || c.is_alphanumeric() || is_mark(c)
}

/// Tells whether a character stands on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    is_dropped_mark(c)
        || matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark
        )
}

/// Tells whether a character is a combining mark as `fold_with_tones` keeps them.
pub(super) fn is_tone(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// The state of folding one text.
struct Folder {
    out: String,
    tones: bool,
    map: bool,
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// The source character in hand.
    start: u32,
    end: u32,
    /// Spaces seen since the last kept character.
    space: Option<(u32, u32)>,
    /// The letter that following marks belong to; nothing after a space or a sign.
    base: Option<char>,
    /// Whether an apostrophe was seen since the last letter.
    sign: bool,
}

impl Folder {
    fn new(text: &str, tones: bool, map: bool) -> Self {
        let room = if map { text.len() } else { 0 };
        Self {
            out: String::with_capacity(text.len()),
            tones,
            map,
            starts: Vec::with_capacity(room),
            ends: Vec::with_capacity(room),
            start: 0,
            end: 0,
            space: None,
            base: None,
            sign: false,
        }
    }

    fn run(mut self, text: &str) -> Self {
        for (at, c) in text.char_indices() {
            self.start = offset(at);
            self.end = offset(at + c.len_utf8());
            if is_plain(c) || is_apostrophe(c) || c.is_whitespace() {
                self.take(c);
                continue;
            }
            let mut parts = NFKD.normalize_iter(std::iter::once(c)).peekable();
            // An accent that stands alone decomposes to a space and a mark; it separates no words.
            if parts.peek() == Some(&' ') {
                parts.next();
            }
            parts.for_each(|part| self.take(part));
        }
        self.end_word();
        self
    }

    /// Takes one decomposed character.
    fn take(&mut self, c: char) {
        match c {
            'a'..='z' | '0'..='9' => self.letter(c),
            'A'..='Z' => self.letter(c.to_ascii_lowercase()),
            'А'..='Я' => c.to_lowercase().for_each(|lower| self.fold_letter(lower)),
            _ if is_plain_letter(c) => self.fold_letter(c),
            _ if c.is_whitespace() => {
                self.end_word();
                let first = self.space.map_or(self.start, |(first, _)| first);
                self.space = Some((first, self.end));
            }
            _ if is_apostrophe(c) => self.apostrophe(),
            '!'..='~' => self.punctuation(c),
            '\u{640}' => self.extend(),
            _ if is_dropped_mark(c) => self.mark(c),
            // Fillers of Hangul are letters that nobody sees.
            _ if invisible::is_unseen(c) => {}
            _ if c.is_alphabetic() => c.to_lowercase().for_each(|lower| self.fold_letter(lower)),
            '٠'..='٩' => self.digit(c, '٠'),
            '۰'..='۹' => self.digit(c, '۰'),
            _ if CodePointSetData::new::<Dash>().contains(c) => self.punctuation('-'),
            _ => match CodePointMapData::<GeneralCategory>::new().get(c) {
                GeneralCategory::Control | GeneralCategory::Format => {}
                GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark => self.push(c),
                _ if c.is_alphanumeric() => self.letter(c),
                _ => self.punctuation(c),
            },
        }
    }

    /// Folds one lower-case letter that is not ASCII, or what a lower-case letter decomposes to.
    fn fold_letter(&mut self, c: char) {
        let folded = match c {
            _ if is_dropped_mark(c) => return self.mark(c),
            'ß' => return self.letters(['s', 's']),
            'æ' => return self.letters(['a', 'e']),
            'œ' => return self.letters(['o', 'e']),
            'ς' => 'σ',
            'ٱ' | 'ٲ' | 'ٳ' => 'ا',
            // Egyptian and Persian spelling writes the final ya without dots. Inside a word the sign has no
            // other reading, and without a look at what follows a half-typed word folds as the whole one does.
            'ى' | 'ی' | 'ے' | 'ې' => 'ي',
            'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
            'ک' | 'ڪ' => 'ك',
            _ if self.tones => c,
            'đ' | 'ð' => 'd',
            'ø' => 'o',
            'ł' => 'l',
            'ı' => 'i',
            'ħ' => 'h',
            'ŧ' => 't',
            _ => c,
        };
        self.letter(folded);
    }

    fn digit(&mut self, c: char, zero: char) {
        let value = u32::from(c) - u32::from(zero);
        self.letter(char::from_digit(value, 10).unwrap_or(c));
    }

    fn letters(&mut self, letters: [char; 2]) {
        for c in letters {
            self.letter(c);
        }
    }

    fn letter(&mut self, c: char) {
        if std::mem::take(&mut self.sign) && self.tones {
            self.push('\'');
        }
        self.push(c);
        self.base = Some(c);
    }

    fn punctuation(&mut self, c: char) {
        self.end_word();
        self.push(c);
    }

    fn mark(&mut self, c: char) {
        match self.base {
            // The breve of й makes another letter of it; on all other letters a mark is an accent.
            Some('и') if c == '\u{306}' && self.out.ends_with('и') => {
                self.out.pop();
                self.out.push('й');
            }
            Some(base) if self.tones && is_tone(c) && is_latin(base) => self.out.push(c),
            _ => {}
        }
        self.extend();
    }

    fn apostrophe(&mut self) {
        let is_first = !std::mem::replace(&mut self.sign, self.base.is_some());
        if is_first && matches!(self.base, Some('o' | 'g')) {
            self.extend();
        }
    }

    /// Puts the character in hand behind the last kept one, so that a span over the letter covers it.
    fn extend(&mut self) {
        if self.map && self.space.is_none() && self.base.is_some() {
            self.extend_to(self.end);
        }
    }

    fn extend_to(&mut self, end: u32) {
        let width = self.out.chars().next_back().map_or(0, char::len_utf8);
        let first = self.ends.len().saturating_sub(width);
        self.ends[first..].fill(end);
    }

    fn end_word(&mut self) {
        if self.base.take().is_none() {
            return;
        }
        if std::mem::take(&mut self.sign) && self.tones && self.out.ends_with(['o', 'g']) {
            self.push('\'');
        }
        if self.out.ends_with('ء') {
            self.drop_hamza();
        }
    }

    /// Takes back the bare hamza at the end of a word; the letter before it now stands for both.
    fn drop_hamza(&mut self) {
        let end = self.ends.last().copied().unwrap_or(0);
        let rest = self.out.trim_end_matches('ء').len();
        self.cut(rest);
        if self.out.ends_with(' ') {
            self.space = self.starts.last().copied().zip(self.ends.last().copied()).or(Some((0, 0)));
            self.cut(rest - 1);
        } else if self.map && self.out.chars().next_back().is_some_and(is_word_char) {
            self.extend_to(end);
        }
    }

    fn cut(&mut self, length: usize) {
        self.out.truncate(length);
        self.starts.truncate(length);
        self.ends.truncate(length);
    }

    /// Adds one character to the key, after the spaces before it.
    fn push(&mut self, c: char) {
        let space = self.space.take();
        if let Some((first, last)) = space.filter(|_| !self.out.is_empty()) {
            self.write(' ', first, last);
        }
        self.write(c, self.start, self.end);
    }

    fn write(&mut self, c: char, start: u32, end: u32) {
        self.out.push(c);
        if self.map {
            self.starts.resize(self.out.len(), start);
            self.ends.resize(self.out.len(), end);
        }
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// Tells whether a character has no decomposition; leaves out some that have none. Most text is of these.
fn is_plain(c: char) -> bool {
    c.is_ascii() || is_plain_letter(c) || matches!(c, '\u{640}' | '\u{64b}'..='\u{652}')
}

/// Tells whether a character is one of the usual Cyrillic, Arabic and Chinese letters without decomposition.
fn is_plain_letter(c: char) -> bool {
    matches!(c, 'а'..='и' | 'к'..='я' | 'А'..='И' | 'К'..='Я' | 'ا'..='غ' | 'ف'..='ي' | '\u{4e00}'..='\u{9fff}')
}

/// Tells whether a character is one of the signs used for apostrophe, ayn, hamza, soft sign and quotation.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | 'ʹ'..='ʿ' | 'ˈ'..='ˋ' | '׳' | '‘' | '’' | '‛' | '′' | 'Ꞌ' | 'ꞌ' | '＇')
}

/// Tells whether a mark is an accent, a vowel point or a variation selector.
///
/// In other scripts, such as Devanagari, Thai and Kana, marks are letters in their own right and stay.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{8ca}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Tells whether a folded base letter is Latin.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{e0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}')
}

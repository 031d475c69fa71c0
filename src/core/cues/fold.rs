//! Folds text for comparison and cuts it into tokens that remember their place in the text.

use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, Ideographic};
use icu_properties::{CodePointMapData, CodePointSetData};

/// How many combining marks of one letter are composed; no language here needs more than two.
const MOST_MARKS: usize = 8;
/// Longest number that is read as a value, in digits.
const MOST_DIGITS: usize = 9;

/// Says what a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes between them.
    Word,
    /// One ideograph: Chinese writes no spaces, so each counts as a word.
    Ideograph,
    /// Decimal digits.
    Number,
    /// One sign that is neither letter, digit nor space; a line feed is one too.
    Sign,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether nothing visible stands between the token and the one before it.
    pub(super) glued: bool,
    /// Place in the folded text.
    folded: Range<usize>,
    /// Place in the text.
    pub(super) source: Range<usize>,
}

/// The tokens of a text.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    folded: String,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts a text into tokens.
    pub(super) fn read(text: &'t str) -> Self {
        let mut tokens = Self { text, folded: String::with_capacity(text.len()), list: Vec::new() };
        let mut apart = true;
        let mut clusters = Clusters::new(text).peekable();
        while let Some(cluster) = clusters.next() {
            let start = tokens.folded.len();
            cluster.fold(&mut tokens.folded);
            let kind = cluster.kind(&tokens.folded[start..]);
            let Some(kind) = kind else {
                tokens.folded.truncate(start);
                apart = true;
                continue;
            };
            let open = tokens.list.last_mut().filter(|_| !apart);
            let joins = open.as_ref().is_some_and(|token| match (token.kind, kind) {
                (Kind::Word, Kind::Word) | (Kind::Number, Kind::Number) => true,
                (Kind::Word, Kind::Sign) => {
                    let letter = |next: &Cluster<'_>| next.base.is_alphabetic() && !is_ideograph(next.base);
                    &tokens.folded[start..] == "'" && clusters.peek().is_some_and(letter)
                }
                _ => false,
            });
            match open {
                Some(token) if joins => {
                    token.folded.end = tokens.folded.len();
                    token.source.end = cluster.source.end;
                }
                _ => {
                    let folded = start..tokens.folded.len();
                    tokens.list.push(Token { kind, glued: !apart, folded, source: cluster.source });
                }
            }
            apart = false;
        }
        tokens
    }

    /// Counts the tokens.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Counts the tokens at the beginning whose places in the text are so.
    pub(super) fn partition_point(&self, mut is: impl FnMut(&Range<usize>) -> bool) -> usize {
        self.list.partition_point(|token| is(&token.source))
    }

    /// Gives a token.
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// Gives the kind of a token.
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|token| token.kind)
    }

    /// Gives the folded text of a token; empty past the end.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.get(at).map_or("", |token| &self.folded[token.folded.clone()])
    }

    /// Gives the sign at a place, if the token is one.
    pub(super) fn sign(&self, at: usize) -> Option<char> {
        self.get(at).filter(|token| token.kind == Kind::Sign)?;
        self.folded(at).chars().next()
    }

    /// Gives value and count of digits of a number token; nothing for a very long one.
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        self.get(at).filter(|token| token.kind == Kind::Number)?;
        let digits = self.folded(at);
        (digits.len() <= MOST_DIGITS).then_some(())?;
        Some((digits.parse().ok()?, digits.len()))
    }

    /// Tells whether a token touches the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    /// Gives the place of tokens in the text; empty for no tokens.
    pub(super) fn source(&self, tokens: Range<usize>) -> Range<usize> {
        let start = self.get(tokens.start).map_or(self.text.len(), |token| token.source.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.get(last));
        start..last.map_or(start, |token| token.source.end).max(start)
    }

    /// Finds the place in the text where a token goes on after some bytes of its folded form.
    pub(super) fn source_after(&self, at: usize, folded: usize) -> usize {
        let Some(token) = self.get(at) else { return self.text.len() };
        let mut written = String::new();
        for cluster in Clusters::new(&self.text[token.source.clone()]) {
            if written.len() >= folded {
                return token.source.start + cluster.source.start;
            }
            cluster.fold(&mut written);
        }
        token.source.end
    }

    /// Gives the first letter of a token as it is written.
    pub(super) fn first_written(&self, at: usize) -> Option<char> {
        self.text.get(self.get(at)?.source.clone())?.chars().next()
    }
}

/// A character with the combining marks that follow it.
struct Cluster<'t> {
    base: char,
    written: &'t str,
    source: Range<usize>,
}

impl Cluster<'_> {
    /// Writes the folded form; for some letters that is nothing.
    fn fold(&self, out: &mut String) {
        let bare = self.base.len_utf8() == self.written.len();
        if bare || is_arabic(self.base) {
            return fold_char(self.base, out);
        }
        let visible = self.written.chars().filter(|c| !is_ignorable(*c));
        let letter: String = visible.take(1 + MOST_MARKS).collect();
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&letter);
        composed.chars().filter(|c| !is_mark(*c)).for_each(|c| fold_char(c, out));
    }

    /// Tells what the cluster is, given its folded form; nothing for a space.
    fn kind(&self, folded: &str) -> Option<Kind> {
        let first = folded.chars().next();
        match first {
            Some('\n') => Some(Kind::Sign),
            Some(c) if c.is_whitespace() => None,
            Some('0'..='9') => Some(Kind::Number),
            Some('\'') => Some(Kind::Sign),
            _ if is_ideograph(self.base) => Some(Kind::Ideograph),
            _ if self.base.is_alphabetic() => Some(Kind::Word),
            _ => Some(Kind::Sign),
        }
    }
}

/// Walks over the clusters of a text; invisible signs and marks without a base belong to none.
struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Clusters<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn next_char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }
}

impl<'t> Iterator for Clusters<'t> {
    type Item = Cluster<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut base = self.next_char()?;
        while is_ignorable(base) || is_mark(base) {
            self.at += base.len_utf8();
            base = self.next_char()?;
        }
        let start = self.at;
        self.at += base.len_utf8();
        let mut end = self.at;
        while let Some(c) = self.next_char() {
            if !is_ignorable(c) && !is_mark(c) {
                break;
            }
            self.at += c.len_utf8();
            if !is_ignorable(c) {
                end = self.at;
            }
        }
        Some(Cluster { base, written: &self.text[start..end], source: start..end })
    }
}

fn is_mark(c: char) -> bool {
    let category = || CodePointMapData::<GeneralCategory>::new().get(c);
    c >= '\u{300}' && GeneralCategoryGroup::Mark.contains(category())
}

/// Tells whether a character is never visible, as joiners and direction marks are.
pub(super) fn is_ignorable(c: char) -> bool {
    c >= '\u{ad}' && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Tells whether a letter is an ideograph.
pub(super) fn is_ideograph(c: char) -> bool {
    c >= '\u{3006}' && CodePointSetData::new::<Ideographic>().contains(c)
}

/// Tells whether a letter belongs to the Arabic script; its marks are vowel signs and hamza.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
}

/// Writes the folded form of a composed character.
fn fold_char(c: char, out: &mut String) {
    let folded = match c {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '`' => '\'',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        // The hamza on the line is left out as often as it is written; tatweel only stretches a word.
        'ء' | '\u{640}' => return,
        '٠'..='٩' => shifted(c, '٠', '0'),
        '۰'..='۹' => shifted(c, '۰', '0'),
        '‘' | '’' | '‛' | 'ʻ' | 'ʼ' | 'ʹ' | '´' | '′' => '\'',
        '‐' | '‑' | '−' | '﹣' => '-',
        '–' | '—' | '―' | '‒' | '~' | '〜' | '～' => '–',
        '⁄' | '∕' | '؍' => '/',
        '\u{ff01}'..='\u{ff5e}' => shifted(c, '\u{ff01}', '!').to_ascii_lowercase(),
        'ё' | 'Ё' => 'е',
        'ß' => return out.push_str("ss"),
        _ => return out.extend(c.to_lowercase()),
    };
    out.push(folded);
}

/// Moves a character from one block to another.
fn shifted(c: char, from: char, to: char) -> char {
    let code = u32::from(c).wrapping_sub(u32::from(from)).wrapping_add(u32::from(to));
    char::from_u32(code).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::read(text);
        (0..tokens.len()).map(|at| tokens.folded(at).to_owned()).collect()
    }

    #[test]
    fn case_vowel_marks_hamza_and_apostrophes_do_not_count() {
        assert_eq!(words("Straße ПОДПИ\u{301}САН ещё"), ["strasse", "подписан", "еще"]);
        assert_eq!(words("مُكافحة أُسْبوع الثلاثاء الـوقت"), words("مكافحه اسبوع الثلاثا الوقت"));
        assert_eq!(words("o‘tdi oʻtdi o'tdi o`tdi"), ["o'tdi"; 4]);
        assert_eq!(words("٢٠٢٤ ۲۰۲۴ ２０２４"), ["2024"; 3]);
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(words("nga\u{300}y ky\u{301} ke\u{302}\u{301}t"), words("ngày ký kết"));
        assert_eq!(words("Ja\u{308}nner и\u{306}"), words("jänner й"));
    }

    #[test]
    fn signs_letters_and_numbers_are_apart_but_know_that_they_touch() {
        let tokens = Tokens::read("14h22, 4月1日 “ta'rif’ d'ici");
        let listed: Vec<&str> = (0..tokens.len()).map(|at| tokens.folded(at)).collect();
        assert_eq!(listed, ["14", "h", "22", ",", "4", "月", "1", "日", "“", "ta'rif", "'", "d'ici"]);
        assert!(tokens.glued(1) && tokens.glued(3) && !tokens.glued(4));
        assert_eq!((tokens.number(0), tokens.number(1), tokens.sign(3)), (Some((14, 2)), None, Some(',')));
    }

    #[test]
    fn invisible_signs_do_not_part_a_word_and_places_are_those_of_the_text() {
        let text = "\u{200f}9\u{200f}/5 و\u{200d}سي\u{640}تم\u{64e}\u{200f} x";
        let tokens = Tokens::read(text);
        assert_eq!(words(text), ["9", "/", "5", "وسيتم", "x"]);
        assert_eq!(&text[tokens.source(3..4)], "و\u{200d}سي\u{640}تم\u{64e}");
        assert_eq!(&text[tokens.source_after(3, "و".len())..tokens.source(3..4).end], "سي\u{640}تم\u{64e}");
    }

    #[test]
    fn marks_without_end_or_base_are_read() {
        assert!(words("\u{301}\u{300}\u{200f}").is_empty());
        assert_eq!(words(&format!("e{}", "\u{301}".repeat(100_000))), ["é"]);
        assert_eq!(words("\u{0}\u{fffd}👨‍👩‍👧").len(), 5);
        assert_eq!(Tokens::read(&"9".repeat(100)).number(0), None);
    }
}

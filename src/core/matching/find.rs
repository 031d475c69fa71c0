//! Finding words in a text, however they are written: over the end of a line, through signs that nobody sees, and with a
//! blank, a joiner or nothing between the parts of a Persian word.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::JoiningType;

use super::fold::{Folded, fold, fold_map, is_mark};
use crate::core::text::{Span, Text};

/// Lines that are folded at once, in bytes: a text of a hundred megabytes is never folded as a whole.
const CHUNK: usize = 1 << 16;
/// How far beyond its lines a chunk looks for the rest of a place, in bytes for each byte of the query.
const BEYOND: usize = 16;
/// The sign that keeps letters apart in a Persian word: ZWNJ.
pub(super) const JOINER: char = '\u{200c}';

/// Words to be looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The words, folded.
    folded: String,
    /// Of words with Arabic letters, what may be written in several ways between them.
    joints: Option<Joints>,
}

/// Words without the blanks between Arabic letters, and what stands before each sign of them.
#[derive(Clone, Debug)]
struct Joints {
    joined: String,
    before: Vec<Joint>,
    is_persian: bool,
}

/// What stands between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Nothing,
    Blank,
    Joiner,
}

impl Wanted {
    /// Reads what is looked for; nothing where it has no letter, digit or sign that can be seen.
    #[must_use]
    pub fn new(query: &str) -> Option<Self> {
        let folded = fold_map(query);
        if folded.text.is_empty() {
            return None;
        }
        let joints = folded.text.contains(is_arabic).then(|| {
            let places = places(&folded.text);
            let joined = places.iter().filter_map(|at| folded.text[*at..].chars().next()).collect();
            Joints { joined, before: joints(query, &folded, &places), is_persian: is_persian(query) }
        });
        Some(Self { folded: folded.text, joints })
    }

    /// Finds the places in a text, in order; they do not overlap, and none cuts a letter.
    ///
    /// White space of any kind, with one line feed at most, is one blank; an empty line ends a paragraph, which no place
    /// reaches over. Capitals, accents, tones, vowel marks, kinds of apostrophe and signs that nobody sees make no
    /// difference.
    #[must_use]
    pub fn find_in(&self, text: &Text) -> Vec<Span> {
        let mut found = Vec::new();
        let lines = text.paragraphs();
        let mut first = 0;
        while let Some(line) = lines.get(first) {
            let start = line.start;
            let end_of = |from: usize, bytes: usize| {
                let short = lines[from..].partition_point(|line| line.end < start + bytes);
                (from + short).min(lines.len() - 1)
            };
            let last = end_of(first, CHUNK);
            let own = lines[last].end;
            let beyond = lines[end_of(last, own - start + BEYOND * self.folded.len() + 64)].end;
            self.find_in_lines(text, Span { start, end: beyond }, own, &mut found);
            first = last + 1;
        }
        found
    }

    /// Finds the places that begin in lines before `own`.
    fn find_in_lines(&self, text: &Text, lines: Span, own: usize, found: &mut Vec<Span>) {
        let source = text.slice(lines);
        // Most lines do not have it, and where each sign came from costs more than the signs.
        if self.next_in(&fold(source), 0).is_none() {
            return;
        }
        let folded = fold_map(source);
        let mut from = 0;
        while let Some((range, places)) = self.next_in(&folded.text, from) {
            // A place that is none may lie over one.
            from = range.start + folded.text[range.start..].chars().next().map_or(1, char::len_utf8);
            if self.joints.as_ref().is_some_and(|joints| !joints.can_be(source, &folded, &places)) {
                continue;
            }
            let Some(place) = folded.whole(range.clone()) else { continue };
            let span = Span { start: lines.start + place.start, end: lines.start + place.end };
            if span.start >= own {
                break;
            }
            let span = whole_letters(text, span).filter(|span| is_one_paragraph(text.slice(*span)));
            let Some(span) = span.filter(|span| found.last().is_none_or(|last| last.end <= span.start)) else {
                continue;
            };
            found.push(span);
            from = range.end;
        }
    }

    /// Finds what may be the next place in a folded text; of words with Arabic letters, also where each sign stands.
    fn next_in(&self, folded: &str, from: usize) -> Option<(Range<usize>, Vec<usize>)> {
        let Some(joints) = &self.joints else {
            let at = from + folded[from..].find(&self.folded)?;
            return Some((at..at + self.folded.len(), Vec::new()));
        };
        let first = joints.joined.chars().next()?;
        let mut places = Vec::new();
        let mut starts = folded[from..].match_indices(first).map(|(at, _)| from + at);
        let range = starts.find_map(|start| Some(start..joints.end(folded, start, &mut places)?))?;
        Some((range, places))
    }
}

impl Joints {
    /// Gives where a folded text that goes on with these words ends doing so, with a blank more or less between Arabic
    /// letters; `places` is filled with where each sign stands.
    fn end(&self, folded: &str, start: usize, places: &mut Vec<usize>) -> Option<usize> {
        places.clear();
        let (mut at, mut before) = (start, None);
        for wanted in self.joined.chars() {
            let mut sign = folded[at..].chars().next()?;
            if sign == ' ' && before.is_some_and(is_arabic) && is_arabic(wanted) {
                at += 1;
                sign = folded[at..].chars().next()?;
            }
            if sign != wanted {
                return None;
            }
            places.push(at);
            at += sign.len_utf8();
            before = Some(sign);
        }
        Some(at)
    }

    /// Tells whether what stands between these signs of a folded text can stand for what was asked for.
    fn can_be(&self, source: &str, folded: &Folded, places: &[usize]) -> bool {
        let found = joints(source, folded, places);
        let mut is_loose = false;
        for (at, (asked, there)) in self.before.iter().zip(&found).enumerate().skip(1) {
            match (asked, there) {
                _ if asked == there => {}
                (Joint::Joiner, _) | (_, Joint::Joiner) => {}
                // Written apart or together, where a joiner would belong: behind a letter that joins the next.
                _ if joins_the_next(&folded.text[places[at - 1]..]) => is_loose = true,
                _ => return false,
            }
        }
        // “ما در” is not “مادر”, a part of a word is none, and in Arabic a blank is never a matter of taste.
        !is_loose || ((self.is_persian || is_persian(source)) && are_words(&folded.text, places))
    }
}

/// Tells whether neither a letter nor a digit stands around these signs.
fn are_words(folded: &str, places: &[usize]) -> bool {
    let (Some(start), Some(last)) = (places.first(), places.last()) else { return false };
    let mut behind = folded[*last..].chars().skip(1);
    let is_edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric());
    is_edge(folded[..*start].chars().next_back()) && is_edge(behind.next())
}

/// Gives where the signs of a folded text stand, without the blanks between Arabic letters.
fn places(folded: &str) -> Vec<usize> {
    let is_between = |at: usize| folded[..at].ends_with(is_arabic) && folded[at + 1..].starts_with(is_arabic);
    let kept = folded.char_indices().filter(|(at, sign)| *sign != ' ' || !is_between(*at));
    kept.map(|(at, _)| at).collect()
}

/// Says what stands before each of these signs.
fn joints(source: &str, folded: &Folded, places: &[usize]) -> Vec<Joint> {
    let mut behind = None;
    let joint = |at: &usize| {
        let at = *at;
        let end = at + folded.text[at..].chars().next().map_or(0, char::len_utf8);
        let place = folded.source(at..end);
        let between = behind.and_then(|(folded_end, end)| Some((folded_end, source.get(end..place.start)?)));
        behind = Some((end, place.end));
        match between {
            Some((_, between)) if between.contains(JOINER) => Joint::Joiner,
            Some((end, _)) if end < at => Joint::Blank,
            _ => Joint::Nothing,
        }
    };
    places.iter().map(joint).collect()
}

fn is_arabic(sign: char) -> bool {
    matches!(sign, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

/// Tells whether words are written in a language that has the joiner between parts of a word, by its letters.
fn is_persian(words: &str) -> bool {
    words.contains([JOINER, 'پ', 'چ', 'ژ', 'گ', 'ک', 'ی'])
}

fn joins_the_next(folded: &str) -> bool {
    let joining = CodePointMapData::<JoiningType>::new();
    folded.chars().next().is_some_and(|sign| joining.get(sign) == JoiningType::DualJoining)
}

/// Widens a place to whole letters; nothing where another letter would be cut: a syllable of Hangul, a flag, a picture
/// made of several. Marks behind its last letter are taken in.
fn whole_letters(text: &Text, span: Span) -> Option<Span> {
    let snapped = text.snap(span);
    let before = fold(text.slice(Span { start: snapped.start, end: span.start }));
    let after = fold(text.slice(Span { start: span.end, end: snapped.end }));
    (before.is_empty() && after.chars().next().is_none_or(is_mark)).then_some(snapped)
}

/// Tells whether no empty line and no sign that ends a paragraph stands in a place.
fn is_one_paragraph(place: &str) -> bool {
    let mut breaks = 0;
    for sign in place.chars() {
        match sign {
            '\n' | '\u{85}' | '\u{2028}' => breaks += 1,
            '\u{2029}' => breaks += 2,
            _ if sign.is_whitespace() || crate::core::invisible::is_unseen(sign) => {}
            _ => breaks = 0,
        }
        if breaks > 1 {
            return false;
        }
    }
    true
}

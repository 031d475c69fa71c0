//! Words in every script: the segments of UAX 29, and between the spaces of Thai, Lao, Khmer, Burmese, Chinese and
//! Japanese, which have none inside of sentences, the words of ICU's dictionaries.
//!
//! This is the only place that says where a word begins and ends: selecting, moving by words, lines, and exports ask it.
//! ICU4X brings the dictionaries, but cuts with the longest entry that fits (ลงนา|มที่) or, with its neural models, in the
//! middle of words (กระทรว|ง). So what is done with the entries is what ICU itself does: words ahead are tried for South-East
//! Asian scripts (`asian`), and the likeliest row of words is found for Chinese and Japanese (`han`).

mod asian;
mod dictionary;
mod han;
mod names;

use std::ops::Range;

use icu_properties::props::{
    BinaryProperty, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, GraphemeExtend, LineBreak, Script,
};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use dictionary::Book;
pub use names::Names;

/// Bytes of a run without spaces and signs that is looked at as one. No text that is read has one so long; a longer one is
/// cut at multiples of this, counted from the beginning of the article, so that whoever asks from wherever gets the same
/// words.
const LONGEST_RUN: usize = 48 << 10;

/// The first letter any of the dictionaries has; whatever comes before it is passed over at once.
const FIRST: char = '\u{e01}';

/// A place where a word may be parted at the end of a line.
const SOFT_HYPHEN: char = '\u{ad}';
/// A place where words are parted, though nobody sees it.
const NO_SPACE: char = '\u{200b}';

/// The first of the scripts with letters that join the one before them and are no accents.
const FIRST_JOINED: char = '\u{900}';

/// A dictionary, and with it the way words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dictionary {
    Thai,
    Lao,
    Khmer,
    Burmese,
    /// Chinese and Japanese have one.
    Han,
    /// There is none for further scripts of South-East Asia: what stands together is a word.
    Missing,
}

/// Knows of each letter whether words of its script are in a dictionary.
#[derive(Clone, Copy)]
struct Scripts {
    scripts: CodePointMapDataBorrowed<'static, Script>,
    lines: CodePointMapDataBorrowed<'static, LineBreak>,
}

impl Scripts {
    fn new() -> Self {
        Self { scripts: CodePointMapData::<Script>::new(), lines: CodePointMapData::<LineBreak>::new() }
    }

    /// Gives the dictionary of a letter.
    fn dictionary(self, c: char) -> Option<Dictionary> {
        if c < FIRST {
            return None;
        }
        let dictionary = match self.scripts.get(c) {
            Script::Thai => Dictionary::Thai,
            Script::Lao => Dictionary::Lao,
            Script::Khmer => Dictionary::Khmer,
            Script::Myanmar => Dictionary::Burmese,
            Script::Han | Script::Hiragana | Script::Katakana => return Some(Dictionary::Han),
            // Signs that lengthen and voice kana of any kind.
            _ if matches!(c, '\u{30fc}' | '\u{ff70}' | '\u{ff9e}' | '\u{ff9f}') => return Some(Dictionary::Han),
            _ => Dictionary::Missing,
        };
        (self.lines.get(c) == LineBreak::ComplexContext).then_some(dictionary)
    }
}

/// A part of a text whose words are in a dictionary, in bytes.
struct Run {
    start: usize,
    end: usize,
    dictionary: Dictionary,
}

/// Finds the parts whose words are in dictionaries. `base` is where the text begins in its article, in bytes.
fn runs(text: &str, base: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    let scripts = Scripts::new();
    for (at, c) in text.char_indices().filter(|(_, c)| *c >= FIRST || *c == SOFT_HYPHEN) {
        let end = at + c.len_utf8();
        let dictionary = scripts.dictionary(c);
        match runs.last_mut().filter(|run| run.end == at) {
            // An accent that no script owns stays with the letter before it, and what nobody sees parts no word (WB4).
            Some(run) if dictionary == Some(run.dictionary) || dictionary.is_none() && is_passed_over(c) => {
                run.end = end;
            }
            _ => {
                // An accent before the first letter belongs to what it stands on.
                if let Some(dictionary) = dictionary.filter(|_| !is_mark(c)) {
                    runs.push(Run { start: at, end, dictionary });
                }
            }
        }
    }
    let mut all = Vec::with_capacity(runs.len());
    for mut run in runs {
        while run.end - run.start > LONGEST_RUN {
            let grid = (base + run.start + 1).next_multiple_of(LONGEST_RUN) - base;
            let cut = text.floor_char_boundary(grid);
            if grid >= run.end {
                break;
            }
            if cut > run.start {
                all.push(Run { start: run.start, end: cut, dictionary: run.dictionary });
                run.start = cut;
            }
        }
        all.push(run);
    }
    all
}

/// Gives where a run of a dictionary script is cut into words, in bytes of the text, without its two ends.
fn cuts(text: &str, run: &Run) -> Vec<usize> {
    let letters = &text[run.start..run.end];
    let cuts = match run.dictionary {
        Dictionary::Han => han::cuts(letters),
        Dictionary::Missing => Vec::new(),
        script => asian::cuts(letters, script),
    };
    let is_edge = |at: &usize| GraphemeCursor::new(*at, letters.len(), true).is_boundary(letters, 0).unwrap_or(true);
    cuts.into_iter().filter(is_edge).map(|at| run.start + at).collect()
}

/// Does as [`cuts`] does, with each name as one word; what is between names is cut by itself.
fn cuts_with(text: &str, run: &Run, names: &Names) -> Vec<usize> {
    let all = cuts(text, run);
    if names.is_empty() {
        return all;
    }
    let found = named(text, run, &all, names);
    if found.is_empty() {
        return all;
    }
    let mut cut = Vec::with_capacity(all.len());
    let mut at = run.start;
    for (start, end) in found.into_iter().chain([(run.end, run.end)]) {
        cut.extend(cuts(text, &Run { start: at, end: start, dictionary: run.dictionary }));
        cut.extend([start, end]);
        at = end;
    }
    cut.retain(|cut| run.start < *cut && *cut < run.end);
    cut.dedup();
    cut
}

/// Finds names in a run that is cut so, the longest at each place.
///
/// A name begins and ends where words do: 内政部 is none in 内政|部长. But what no entry of the dictionary explains may hide one,
/// as a Thai abbreviation with a letter of the word before it.
fn named(text: &str, run: &Run, cuts: &[usize], names: &Names) -> Vec<(usize, usize)> {
    let (mut places, letters) = letters_of(&text[run.start..run.end]);
    places.push(run.end - run.start);
    let plain: String = letters.iter().collect();
    let mut starts: Vec<usize> = plain.char_indices().map(|(at, _)| at).collect();
    starts.push(plain.len());
    let edges: Vec<usize> = std::iter::once(run.start).chain(cuts.iter().copied()).chain([run.end]).collect();
    let book = Book::open(run.dictionary);
    let can_part = |letter: usize| {
        let place = run.start + places[letter];
        let Err(next) = edges.binary_search(&place) else { return true };
        let index = |edge: usize| places.partition_point(|place| run.start + place < edge);
        let word = &letters[index(edges[next - 1])..index(edges[next])];
        run.dictionary != Dictionary::Han && !book.has(word) && is_letter_edge(text, place)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let ends =
            names.lengths(&plain[starts[at]..]).filter_map(|length| starts.binary_search(&(starts[at] + length)).ok());
        let end = if can_part(at) { ends.into_iter().find(|end| can_part(*end)) } else { None };
        if let Some(end) = end {
            found.push((run.start + places[at], run.start + places[end]));
        }
        at = end.unwrap_or(at + 1);
    }
    found
}

/// Gives the edges between words, spaces and signs of a text, in bytes, from 0 to its length; only 0 where it is empty.
///
/// `base` is where the text begins in its article. No edge is inside of a grapheme, and none inside of one of the names.
#[must_use]
pub fn edges(text: &str, base: usize, names: &Names) -> Vec<usize> {
    let runs = runs(text, base);
    let mut edges = Vec::with_capacity(text.len() / 4 + 2);
    let mut at = 0;
    let mut next = runs.iter().peekable();
    for (start, _) in text.split_word_bound_indices() {
        while let Some(run) = next.next_if(|run| run.end <= start) {
            edges.extend(cuts_with(text, run, names).into_iter().filter(|cut| *cut > at));
            at = run.end;
        }
        let inside = next.peek().is_some_and(|run| run.start < start && start < run.end);
        if !inside {
            edges.push(start);
        }
    }
    edges.extend(next.flat_map(|run| cuts_with(text, run, names)));
    edges.push(text.len());
    edges.sort_unstable();
    edges.dedup();
    let inside = abbreviations(text, &runs);
    edges.retain(|edge| !inside.contains(edge) && is_letter_edge(text, *edge));
    edges
}

/// Gives the two sides of each sign that joins the letters around it, as in พ.ศ. (UAX 29, WB6 and WB7, which leave these
/// scripts out where no dictionary is at hand).
fn abbreviations(text: &str, runs: &[Run]) -> Vec<usize> {
    let joins = |pair: &[Run]| {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
        let is_asian = pair.iter().all(|run| run.dictionary != Dictionary::Han);
        is_asian && matches!(between, "." | "'" | "\u{2019}" | "\u{b7}" | "\u{2027}")
    };
    runs.windows(2).filter(|pair| joins(pair)).flat_map(|pair| [pair[0].end, pair[1].start]).collect()
}

/// Gives the edges between segments that are words, as [`edges`] does, each with its end.
pub fn words(text: &str, base: usize, names: &Names) -> impl Iterator<Item = (usize, usize)> {
    let edges = edges(text, base, names);
    let pairs: Vec<(usize, usize)> = edges.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter(move |(start, end)| is_word(&text[*start..*end]))
}

/// Gives what of a line without spaces is to be read to know the words at an offset as from the beginning of the article:
/// all that stands together in scripts with dictionaries around it, unless that is too long. Only the offset where there is
/// none.
#[must_use]
pub fn around(text: &str, line: Range<usize>, offset: usize) -> Range<usize> {
    let scripts = Scripts::new();
    let is_inside = |c: char| scripts.dictionary(c).is_some() || is_passed_over(c);
    let low = text.floor_char_boundary(offset.saturating_sub(LONGEST_RUN)).max(line.start);
    let high = text.floor_char_boundary(offset + LONGEST_RUN).min(line.end);
    let start = text[low..offset]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_inside(*c))
        .last()
        .map_or(offset, |(at, _)| low + at);
    let end = text[offset..high].char_indices().find(|(_, c)| !is_inside(*c)).map_or(high, |(at, _)| offset + at);
    if !text[start..end].chars().any(|c| scripts.dictionary(c).is_some()) {
        return offset..offset;
    }
    // What is too long is read from where all others begin to read it.
    let is_cut = start == low && low > line.start;
    let start = if is_cut { text.floor_char_boundary(low - low % LONGEST_RUN).max(line.start) } else { start };
    start..end
}

/// Tells whether a sign parts no word: accents, soft hyphens, joiners, marks of direction.
fn is_passed_over(c: char) -> bool {
    GraphemeExtend::for_char(c) || (DefaultIgnorableCodePoint::for_char(c) && c != NO_SPACE)
}

/// Gives the letters of a run that its words are made of, each with its place: what nobody sees belongs to the letter before
/// it.
fn letters_of(text: &str) -> (Vec<usize>, Vec<char>) {
    text.char_indices().filter(|(_, c)| !DefaultIgnorableCodePoint::for_char(*c)).unzip()
}

/// Tells whether words of a text are in a dictionary.
#[must_use]
pub fn needs_dictionary(text: &str) -> bool {
    !runs(text, 0).is_empty()
}

/// Gives where lines may be broken inside of the parts that only a dictionary can break: between two South-East Asian
/// letters, a place in the list is one where a line may end, and no other is.
///
/// The list holds the first bytes of all signs of such parts but the first of each, and whether a line may begin there; and
/// those of accents on letters of other scripts, where it may not. In the order of the text.
#[must_use]
pub fn line_breaks(text: &str, base: usize) -> Vec<(usize, bool)> {
    let runs = runs(text, base);
    let mut places = Vec::new();
    let is_asian = |run: &&Run| !matches!(run.dictionary, Dictionary::Han | Dictionary::Missing);
    if !runs.iter().any(|run| is_asian(&run)) {
        return places;
    }
    for run in runs.iter().filter(is_asian) {
        let cuts = cuts(text, run);
        let mut next = cuts.iter().peekable();
        let mut before = None;
        for (at, c) in text[run.start..run.end].char_indices() {
            let at = run.start + at;
            if let Some(before) = before.replace(c) {
                places.push((at, next.next_if(|cut| **cut == at).is_some() || before == SOFT_HYPHEN));
            }
        }
    }
    for (start, letter) in text.grapheme_indices(true) {
        places.extend(letter.char_indices().skip(1).map(|(at, _)| (start + at, false)));
    }
    places.sort_unstable();
    // No line begins where either says so.
    places.dedup_by_key(|(at, _)| *at);
    places
}

/// Tells whether a place is between two graphemes: since Unicode 15.1 these join more than words do.
fn is_letter_edge(text: &str, at: usize) -> bool {
    let can_be_joined = text[at..].chars().next().is_some_and(|c| c >= FIRST_JOINED);
    !can_be_joined || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// Tells whether a segment is a word: it has a letter or a digit that can be seen.
#[must_use]
pub fn is_word(segment: &str) -> bool {
    segment.chars().any(|c| c.is_alphanumeric() && !DefaultIgnorableCodePoint::for_char(c))
}

/// Tells whether a letter is one of those that stand on or around another.
fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

#[cfg(test)]
mod tests;

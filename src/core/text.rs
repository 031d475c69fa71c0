//! Canonical text and positions in it: byte offsets inside the program, code points on disk.
//!
//! Every [`Span`] is a half-open range of **UTF-8 bytes** of the canonical text. The canonical text is
//! the decoded article without byte-order mark and with CRLF and CR as LF; nothing else is changed, in
//! particular it is not normalised to NFC.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::words::{self, Names};

/// Distance in bytes between two entries of the byte to code-point table.
const CHECKPOINT: usize = 1024;
/// How far a word or grapheme search looks around an offset before it gives up, in bytes.
const WINDOW: usize = 4096;
/// Bytes after which a letter is cut from further accents. No script comes near it; without it, a letter with a
/// million accents would have to be walked through for every question about a place in it.
const LONGEST_LETTER: usize = 1024;

/// Holds a half-open range of bytes of the canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Makes a span from two ends in any order.
    #[must_use]
    pub fn new(a: usize, b: usize) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// Tells whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Gives the length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Gives the span as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Tells whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Tells whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Tells whether a caret at `offset` touches the span, its two edges included.
    #[must_use]
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }
}

/// Holds one article's canonical text with the tables that make positions cheap.
///
/// Cloning is cheap: the text and its tables are shared.
#[derive(Clone, Debug)]
pub struct Text(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    text: String,
    /// Byte span of each line, without its line feed.
    paragraphs: Vec<Span>,
    /// Code points before byte `CHECKPOINT * i`, rounded down to a character boundary.
    checkpoints: Vec<(usize, usize)>,
    chars: usize,
    /// How many lines with text there are up to and with each line.
    numbers: Vec<u32>,
}

impl Text {
    /// Makes the canonical text of a decoded article: byte-order mark removed, CRLF and CR as LF.
    #[must_use]
    pub fn canonical(decoded: &str) -> Self {
        let text = decoded.strip_prefix('\u{feff}').unwrap_or(decoded);
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        let mut paragraphs = Vec::with_capacity(text.bytes().filter(|byte| *byte == b'\n').count() + 1);
        let mut start = 0;
        for (at, _) in text.match_indices('\n') {
            paragraphs.push(Span { start, end: at });
            start = at + 1;
        }
        paragraphs.push(Span { start, end: text.len() });
        let mut checkpoints = Vec::with_capacity(text.len() / CHECKPOINT + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if byte >= checkpoints.len() * CHECKPOINT {
                checkpoints.push((byte, chars));
            }
            chars += 1;
        }
        let mut number = 0;
        let numbers = paragraphs.iter().map(|span: &Span| {
            number += u32::from(!text[span.range()].trim().is_empty());
            number
        });
        let numbers = numbers.collect();
        Self(Arc::new(Inner { text, paragraphs, checkpoints, chars, numbers }))
    }

    /// Gives the whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Gives the length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.text.len()
    }

    /// Tells whether the text holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// Gives the length in code points.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.0.chars
    }

    /// Gives the byte spans of the lines, without their line feeds; never empty.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.0.paragraphs
    }

    /// Gives the index of the line that holds `offset`.
    #[must_use]
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.0.paragraphs.partition_point(|span| span.end < offset).min(self.0.paragraphs.len() - 1)
    }

    /// Gives the number of a line as it stands in the margin: only lines with text count, from 1.
    #[must_use]
    pub fn paragraph_number(&self, index: usize) -> usize {
        self.numbered(index).max(1)
    }

    /// Gives how many lines with text there are up to and with a line.
    fn numbered(&self, index: usize) -> usize {
        self.0.numbers.get(index).map_or(0, |number| *number as usize)
    }

    /// Counts the lines with text among some lines.
    #[must_use]
    pub fn lines_with_text(&self, lines: Range<usize>) -> usize {
        let before = |index: usize| index.checked_sub(1).map_or(0, |last| self.numbered(last));
        before(lines.end).saturating_sub(before(lines.start))
    }

    /// Finds the first line with text from a line on, without looking at those between.
    #[must_use]
    pub fn line_with_text(&self, from: usize) -> Option<usize> {
        let before = from.checked_sub(1).map_or(0, |last| self.numbered(last));
        let at = self.0.numbers.partition_point(|number| *number as usize <= before);
        (at < self.0.numbers.len()).then_some(at)
    }

    /// Gives the text of a span; an empty string where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.0.text.get(span.range()).unwrap_or("")
    }

    /// Gives the beginnings of some spans, each long enough for an [`excerpt`] of so many code points.
    #[must_use]
    pub fn pieces(&self, spans: &[Span], chars: usize) -> Vec<&str> {
        let piece = |span: &Span| {
            let slice = self.slice(*span);
            &slice[..slice.floor_char_boundary(chars.saturating_add(1).saturating_mul(4))]
        };
        spans.iter().take(chars).map(piece).collect()
    }

    /// Tells whether both ends lie inside the text and between characters.
    #[must_use]
    pub fn fits(&self, span: Span) -> bool {
        self.0.text.get(span.range()).is_some()
    }

    /// Converts a byte offset to code points; an offset inside a character counts from its start.
    #[must_use]
    pub fn char_offset(&self, byte_offset: usize) -> usize {
        let byte_offset = self.floor(byte_offset);
        let at = self.0.checkpoints.partition_point(|(byte, _)| *byte <= byte_offset);
        match at.checked_sub(1).and_then(|index| self.0.checkpoints.get(index)) {
            Some((byte, chars)) => chars + self.0.text[*byte..byte_offset].chars().count(),
            None => 0,
        }
    }

    /// Converts a code-point offset to bytes; nothing past the end of the text.
    #[must_use]
    pub fn byte_offset(&self, char_offset: usize) -> Option<usize> {
        if char_offset > self.0.chars {
            return None;
        }
        let at = self.0.checkpoints.partition_point(|(_, chars)| *chars <= char_offset);
        let Some((byte, chars)) = at.checked_sub(1).and_then(|index| self.0.checkpoints.get(index)) else {
            return Some(0);
        };
        let mut rest = self.0.text[*byte..].chars();
        // Unlike `char_indices`, this passes over many at once.
        if let Some(before) = (char_offset - chars).checked_sub(1) {
            rest.nth(before);
        }
        Some(self.len() - rest.as_str().len())
    }

    /// Moves an offset down to a character boundary inside the text.
    #[must_use]
    pub fn floor(&self, offset: usize) -> usize {
        self.0.text.floor_char_boundary(offset.min(self.len()))
    }

    /// Tells whether `offset` lies between two graphemes (user-perceived characters, UAX #29).
    ///
    /// Graphemes of more than a kilobyte are cut, at places that depend on the text alone.
    #[must_use]
    pub fn is_grapheme_edge(&self, offset: usize) -> bool {
        self.0.text.is_char_boundary(offset) && (self.is_natural_edge(offset) || self.is_cut(offset))
    }

    /// Asks the rules of Unicode, which see a few kilobytes before the place.
    fn is_natural_edge(&self, offset: usize) -> bool {
        let from = (offset - offset % LONGEST_LETTER).saturating_sub(LONGEST_LETTER);
        let near = &self.0.text[self.0.text.floor_char_boundary(from)..];
        let mut cursor = GraphemeCursor::new(offset - (self.len() - near.len()), near.len(), true);
        cursor.is_boundary(near, 0).unwrap_or(true)
    }

    /// Tells whether a grapheme that is too long is cut here.
    fn is_cut(&self, offset: usize) -> bool {
        let place = offset.next_multiple_of(LONGEST_LETTER);
        if place < LONGEST_LETTER || place >= self.len() || self.0.text.floor_char_boundary(place) != offset {
            return false;
        }
        let low = self.0.text.floor_char_boundary(offset.saturating_sub(LONGEST_LETTER));
        !self.0.text[low..offset].char_indices().any(|(at, _)| self.is_natural_edge(low + at))
    }

    /// Gives the next grapheme edge after `offset`; the end of the text at the end.
    #[must_use]
    pub fn next_edge(&self, offset: usize) -> usize {
        let mut at = self.floor(offset);
        while at < self.len() {
            at += self.0.text[at..].chars().next().map_or(1, char::len_utf8);
            if self.is_grapheme_edge(at) {
                break;
            }
        }
        at
    }

    /// Gives the last grapheme edge before `offset`; 0 at the beginning.
    #[must_use]
    pub fn previous_edge(&self, offset: usize) -> usize {
        let mut at = offset.min(self.len());
        while at > 0 {
            at = self.0.text.floor_char_boundary(at - 1);
            if self.is_grapheme_edge(at) {
                break;
            }
        }
        at
    }

    /// Widens a span to grapheme edges, so that no letter is cut from its accent or vowel mark.
    #[must_use]
    pub fn snap(&self, span: Span) -> Span {
        let start = self.floor(span.start);
        let start = if self.is_grapheme_edge(start) { start } else { self.previous_edge(start) };
        let end = if self.0.text.is_char_boundary(span.end.min(self.len())) {
            span.end.min(self.len())
        } else {
            self.next_edge(span.end)
        };
        let end = if self.is_grapheme_edge(end) { end } else { self.next_edge(end) };
        Span { start, end: end.max(start) }
    }

    /// Trims white space at both ends of a span. An accent that stands on a space makes it a letter.
    #[must_use]
    pub fn trim(&self, span: Span) -> Span {
        let slice = self.slice(span);
        let (from, to) = (slice.trim_start(), slice.trim_end());
        if from.is_empty() {
            return Span { start: span.start, end: span.start };
        }
        let (mut start, mut end) = (span.end - from.len(), span.start + to.len());
        if start > span.start && !self.is_grapheme_edge(start) {
            start = self.previous_edge(start).max(span.start);
        }
        if end < span.end && !self.is_grapheme_edge(end) {
            end = self.next_edge(end).min(span.end);
        }
        Span { start, end }
    }

    /// Gives the word ([`words`]) that touches `offset`, preferring the one after it; nothing between
    /// spaces and in punctuation. Each of the names is one word.
    #[must_use]
    pub fn word_at(&self, offset: usize, names: &Names) -> Option<Span> {
        let paragraph = self.0.paragraphs[self.paragraph_at(offset)];
        // All that stands together in a script without spaces, and some more on both sides.
        let together = words::around(&self.0.text, paragraph.range(), self.floor(offset).min(paragraph.end));
        let from = self.window_start(paragraph, together.start);
        let to = self.0.text.floor_char_boundary((together.end + WINDOW).min(paragraph.end));
        let mut before = None;
        for (start, end) in words::words(&self.0.text[from..to], from, names) {
            let span = Span { start: from + start, end: from + end };
            if span.start <= offset && offset < span.end {
                return Some(span);
            }
            if span.end == offset {
                before = Some(span);
            }
            if span.start > offset {
                break;
            }
        }
        before
    }

    /// Finds the end (or, without `to_end`, the start) of the next word after `offset`; else the end of the text.
    #[must_use]
    pub fn next_word(&self, offset: usize, to_end: bool, names: &Names) -> usize {
        let mut at = offset;
        while at < self.len() {
            // Words can stand beside each other, and be of one letter.
            let Some(word) = self.word_at(at, names) else {
                // A million empty lines are passed over at once.
                at = self.next_edge(at);
                at += self.0.text[at..].find(char::is_alphanumeric).unwrap_or(self.len() - at);
                continue;
            };
            let edge = if to_end { word.end } else { word.start };
            if edge > offset {
                return edge;
            }
            at = if word.end > at { word.end } else { self.next_edge(at) };
        }
        at
    }

    /// Finds the start (or, without `to_start`, the end) of the word before `offset`; else the beginning.
    #[must_use]
    pub fn previous_word(&self, offset: usize, to_start: bool, names: &Names) -> usize {
        let mut at = offset;
        while at > 0 {
            at = self.previous_edge(at);
            if self.word_at(at, names).is_none() {
                let before = self.0.text[..at].char_indices().rfind(|(_, c)| c.is_alphanumeric());
                at = before.map_or(0, |(at, c)| at + c.len_utf8());
            }
            if let Some(word) = self.word_at(at, names) {
                let edge = if to_start { word.start } else { word.end };
                if edge < offset {
                    return edge;
                }
            }
        }
        at
    }

    /// Finds a place to begin reading words before `offset`: after a space, not too far away.
    fn window_start(&self, paragraph: Span, offset: usize) -> usize {
        let low = self.0.text.floor_char_boundary(offset.saturating_sub(WINDOW).max(paragraph.start));
        let before = &self.0.text[low..self.floor(offset).max(low)];
        let space = before.char_indices().rev().filter(|(_, c)| c.is_whitespace()).nth(1);
        let start = space.map_or(low, |(at, _)| low + at);
        // Nothing is cut in two that is read as one.
        words::around(&self.0.text, paragraph.range(), start).start
    }
}

/// Makes a short one-line excerpt of at most `chars` code points, cut at a grapheme.
#[must_use]
pub fn excerpt(text: &str, chars: usize) -> String {
    // No more is read than can be shown: a single letter can be a megabyte of accents.
    let text = &text[..text.floor_char_boundary(chars.saturating_add(1).saturating_mul(4))];
    let mut out = String::new();
    let mut count = 0;
    for grapheme in text.graphemes(true) {
        count += grapheme.chars().count();
        if count > chars {
            out.push('…');
            return out;
        }
        out.push_str(if grapheme.contains('\n') { " " } else { grapheme });
    }
    out
}

/// Shortens a text in its middle, so that long names that begin alike can be told apart.
#[must_use]
pub fn shorten(text: &str, chars: usize) -> String {
    if text.chars().nth(chars).is_none() {
        return excerpt(text, chars);
    }
    // No more is read than can be shown: a mark can be as long as its article.
    let ends = chars.saturating_mul(32);
    let (head, tail) = if text.len() <= ends * 2 {
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        let keep = (chars / 2).min(graphemes.len() / 2);
        (graphemes[..keep].concat(), graphemes[graphemes.len() - keep..].concat())
    } else {
        let (head, tail) =
            (&text[..text.floor_char_boundary(ends)], &text[text.ceil_char_boundary(text.len() - ends)..]);
        let last: Vec<&str> = tail.graphemes(true).collect();
        let keep = (chars / 2).min(last.len());
        (head.graphemes(true).take(keep).collect::<String>(), last[last.len() - keep..].concat())
    };
    format!("{} … {}", head.trim_end(), tail.trim_start()).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARD: &str = "A 😊 Müller GmbH\r\nوقعت الصين وأوزبكستان (2024) مذكرة\nO‘zbekiston — Việt Nam (NFD: Vie\u{302}\u{323}t)\t[x]|_*->;\\";

    #[test]
    fn canonical_text_has_line_feeds_only_and_no_mark() {
        assert_eq!(Text::canonical("\u{feff}a\r\nb\rc\n").as_str(), "a\nb\nc\n");
    }

    #[test]
    fn code_points_and_bytes_convert_both_ways() {
        let text = Text::canonical(&HARD.repeat(40));
        for (chars, (bytes, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(text.char_offset(bytes), chars);
            assert_eq!(text.byte_offset(chars), Some(bytes));
        }
        assert_eq!(text.byte_offset(text.chars()), Some(text.len()));
        assert_eq!(text.byte_offset(text.chars() + 1), None);
    }

    #[test]
    fn snap_keeps_letters_with_their_accents() {
        let text = Text::canonical("Vie\u{302}\u{323}t مُحَمَّد");
        let accent = text.as_str().find('\u{302}').unwrap_or(0);
        assert_eq!(text.slice(text.snap(Span::new(0, accent))), "Vie\u{302}\u{323}");
        assert_eq!(text.slice(text.snap(Span::new(accent, text.as_str().find('t').unwrap_or(0)))), "e\u{302}\u{323}");
    }

    #[test]
    fn word_at_finds_the_word_around_the_caret_and_none_between_spaces() {
        let text = Text::canonical("O‘zbekiston, قام  محمود");
        let word = |at: &str, plus: usize| {
            text.word_at(text.as_str().find(at).unwrap_or(0) + plus, &Names::default())
                .map(|span| text.slice(span).to_owned())
        };
        assert_eq!(word("قام", 2).as_deref(), Some("قام"));
        assert_eq!(word("قام", 6).as_deref(), Some("قام"));
        assert_eq!(word("قام", 7), None);
        assert_eq!(word("محمود", 4).as_deref(), Some("محمود"));
    }

    #[test]
    fn trim_keeps_a_space_that_bears_an_accent() {
        let text = Text::canonical("  a \u{301}  ");
        assert_eq!(text.slice(text.trim(Span::new(0, text.len()))), "a \u{301}");
        let text = Text::canonical("  \u{301}a  ");
        assert_eq!(text.slice(text.trim(Span::new(0, text.len()))), " \u{301}a");
        let text = Text::canonical("   ");
        assert!(text.trim(Span::new(1, 3)).is_empty());
    }

    #[test]
    fn letter_with_a_million_accents_is_cut_at_the_same_places_from_both_sides() {
        let text = Text::canonical(&format!("x e{} y", "\u{301}".repeat(500_000)));
        let mut edges = vec![2];
        while edges.len() < 12 {
            edges.push(text.next_edge(edges[edges.len() - 1]));
        }
        assert!(edges.windows(2).all(|pair| pair[1] - pair[0] <= 2 * LONGEST_LETTER), "{edges:?}");
        for pair in edges.windows(2) {
            assert_eq!(text.previous_edge(pair[1]), pair[0]);
            assert_eq!(text.snap(Span::new(pair[0], pair[1])), Span::new(pair[0], pair[1]));
        }
        assert!(text.word_at(3, &Names::default()).is_some_and(|word| word.len() <= 2 * WINDOW));
        assert_eq!(excerpt(text.as_str(), 4), "x …");
    }

    #[test]
    fn letter_with_the_accents_people_write_is_never_cut() {
        let text = Text::canonical(&format!("{}e{}", "a".repeat(1000), "\u{301}".repeat(300)));
        assert_eq!(text.next_edge(1000), text.len());
    }

    #[test]
    fn lines_with_text_are_found_without_those_between() {
        let text = Text::canonical(&format!("\n \n{}a\n\nb", "\n".repeat(1000)));
        assert_eq!(text.line_with_text(0), Some(1002));
        assert_eq!(text.line_with_text(1003), Some(1004));
        assert_eq!(text.line_with_text(1005), None);
        assert_eq!(text.lines_with_text(0..1003), 1);
        assert_eq!(Text::canonical("\n\n").line_with_text(0), None);
    }

    #[test]
    fn words_beyond_a_thousand_empty_lines_are_found() {
        let text = Text::canonical(&format!("one,{}_two", "\n".repeat(1000)));
        assert_eq!(text.next_word(3, false, &Names::default()), 1004);
        assert_eq!(text.next_word(0, true, &Names::default()), 3);
        assert_eq!(text.previous_word(1004, true, &Names::default()), 0);
        assert_eq!(text.previous_word(1004, false, &Names::default()), 3);
        assert_eq!(text.next_word(text.len(), true, &Names::default()), text.len());
    }

    #[test]
    fn paragraphs_are_lines_and_the_last_may_be_empty() {
        let text = Text::canonical("a\n\nb\n");
        let lines: Vec<&str> = text.paragraphs().iter().map(|span| text.slice(*span)).collect();
        assert_eq!(lines, ["a", "", "b", ""]);
        assert_eq!(
            (text.paragraph_at(0), text.paragraph_at(1), text.paragraph_at(2), text.paragraph_at(5)),
            (0, 0, 1, 3)
        );
    }

    #[test]
    fn shorten_keeps_both_ends() {
        let short = shorten("O‘zbekiston Respublikasi Prezidenti huzuridagi Xavfsizlik Kengashi apparati", 30);
        assert_eq!(short, "O‘zbekiston Res … ngashi apparati");
        assert_eq!(shorten("Bern", 30), "Bern");
        assert_eq!(shorten(&format!("Anfang{}Schluss", "x".repeat(1_000_000)), 10), "Anfan … hluss");
    }

    #[test]
    fn excerpt_is_cut_at_a_grapheme_on_one_line() {
        assert_eq!(excerpt("Vie\u{302}\u{323}t Nam", 4), "Vi…");
        assert_eq!(excerpt("a\nb", 9), "a b");
    }
}

//! Where a file says that something stands: its way of counting, and quotes that prove or find a place.
//!
//! Tools count in code points, UTF-16 units or bytes, with a carriage return or without; they quote with line breaks
//! as they please, write `&amp;` for `&`, and keep a quote after the mark was widened. All readers ask here.

use std::cell::OnceCell;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::core::heading::decoded;
use crate::core::invisible::is_unseen;
use crate::core::text::{Span, Text, excerpt};

/// How much of a quote is shown.
const SHOWN: usize = 60;
/// The sign that keeps letters apart in a Persian word: ZWNJ.
const JOINER: char = '\u{200c}';
/// Signs of what stands before or after a quote that must agree.
const AGREES: usize = 8;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    CodePoints,
    /// Units of UTF-16, as Java and JavaScript have them.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// How a file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// What is counted.
    pub unit: Unit,
    /// Whether a carriage return before a line feed counts, as it does where a tool has read the file as it is.
    pub whole: bool,
    /// Whether a byte-order mark counts.
    pub mark: bool,
}

impl Counting {
    /// Code points of the file as it is.
    pub const CODE_POINTS: Self = Self::of(Unit::CodePoints, true, true);

    const ALL: [Self; 12] = [
        Self::CODE_POINTS,
        Self::of(Unit::CodePoints, false, false),
        Self::of(Unit::Utf16, true, true),
        Self::of(Unit::Utf16, false, false),
        Self::of(Unit::Bytes, true, true),
        Self::of(Unit::Bytes, false, false),
        // As libraries do that make one of line breaks, or take the mark away, and not both.
        Self::of(Unit::CodePoints, false, true),
        Self::of(Unit::CodePoints, true, false),
        Self::of(Unit::Utf16, false, true),
        Self::of(Unit::Utf16, true, false),
        Self::of(Unit::Bytes, false, true),
        Self::of(Unit::Bytes, true, false),
    ];

    const fn of(unit: Unit, whole: bool, mark: bool) -> Self {
        Self { unit, whole, mark }
    }

    /// Says it in words.
    #[must_use]
    pub fn in_words(self) -> String {
        let unit = match self.unit {
            Unit::CodePoints => "code points",
            Unit::Utf16 => "UTF-16 units",
            Unit::Bytes => "bytes",
        };
        match (self.whole, self.mark) {
            (true, true) => unit.to_owned(),
            (false, _) => format!("{unit}, a line break being one"),
            (true, false) => format!("{unit} after the byte-order mark"),
        }
    }
}

/// What a file quotes of the text, to prove a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quote<'a> {
    /// The marked text; empty where the file does not say.
    pub exact: &'a str,
    /// What stands before it.
    pub prefix: &'a str,
    /// What stands after it.
    pub suffix: &'a str,
}

impl<'a> Quote<'a> {
    /// A quote without its neighbourhood.
    #[must_use]
    pub fn of(exact: &'a str) -> Self {
        Self { exact, ..Self::default() }
    }
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub span: Span,
    /// What is to be said where it is not the place that the file says.
    pub said: Option<String>,
}

/// A text as a file has it, and how the file counts in it.
pub struct Places {
    text: Text,
    /// The text of the file, where it is another one.
    raw: Option<String>,
    counting: Counting,
    /// Byte of the canonical text for each unit, and the end; nothing inside of a letter.
    table: OnceCell<Vec<Option<usize>>>,
    folded: OnceCell<Folded>,
}

impl Places {
    /// Begins with a text and the way in which files of the format count.
    #[must_use]
    pub fn of(raw: &str, native: Counting) -> Self {
        let text = Text::canonical(raw);
        let raw = (text.as_str() != raw).then(|| raw.to_owned());
        Self { text, raw, counting: native, table: OnceCell::new(), folded: OnceCell::new() }
    }

    /// Gives the canonical text.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Gives the byte of the canonical text where an offset of the file is.
    #[must_use]
    pub fn byte(&self, at: usize) -> Option<usize> {
        if self.raw.is_none() && self.counting.unit == Unit::CodePoints {
            return self.text.byte_offset(at);
        }
        self.table.get_or_init(|| self.count()).get(at).copied().flatten()
    }

    /// Makes a span of offsets; nothing where it is empty or does not fit.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span { start: self.byte(start)?, end: self.byte(end)? };
        (span.start < span.end && self.text.fits(span)).then_some(span)
    }

    fn count(&self) -> Vec<Option<usize>> {
        let raw = self.raw.as_deref().unwrap_or(self.text.as_str());
        let (mut table, mut at) = (Vec::with_capacity(raw.len() + 1), 0);
        for (byte, letter) in raw.char_indices() {
            let is_mark = byte == 0 && letter == '\u{feff}';
            let gone = is_mark || raw[byte..].starts_with("\r\n");
            if !gone || if is_mark { self.counting.mark } else { self.counting.whole } {
                let units = match self.counting.unit {
                    Unit::CodePoints => 1,
                    Unit::Utf16 => letter.len_utf16(),
                    Unit::Bytes => letter.len_utf8(),
                };
                table.push(Some(at));
                table.extend((1..units).map(|_| None));
            }
            at += if gone { 0 } else { letter.len_utf8() };
        }
        table.push(Some(at));
        table
    }

    /// Chooses how the file counts: in the way of its format, unless in another way more of its quotes stand where it
    /// says. `fitting` counts them, of `all`. Says what was found where it is another way.
    pub fn settle(&mut self, all: usize, fitting: impl Fn(&Self) -> usize) -> Option<String> {
        let native = self.counting;
        let mut best = (fitting(self), native);
        let has_mark = self.raw.as_ref().is_some_and(|raw| raw.starts_with('\u{feff}'));
        let told_apart = |it: &Counting| *it != native && (has_mark || it.whole == it.mark);
        for counting in Counting::ALL.into_iter().filter(told_apart) {
            if best.0 == all {
                break;
            }
            self.counts(counting);
            let fit = fitting(self);
            if fit > best.0 {
                best = (fit, counting);
            }
        }
        self.counts(best.1);
        let (said, usual) = (best.1.in_words(), native.in_words());
        (best.1 != native).then(|| format!("the offsets are read as {said}, not as {usual}: so its quotes fit"))
    }

    fn counts(&mut self, counting: Counting) {
        if self.counting != counting {
            self.counting = counting;
            self.table = OnceCell::new();
        }
    }

    /// Tells whether exactly what is quoted stands at offsets, line breaks apart.
    #[must_use]
    pub fn stands(&self, start: usize, end: usize, exact: &str) -> bool {
        self.span(start, end).is_some_and(|span| same(self.text.slice(span), exact))
    }

    /// Finds a place by offsets, proved by a quote where there is one, or by the quote alone.
    ///
    /// # Errors
    /// Says why there is no telling.
    pub fn find(&self, ends: Option<(usize, usize)>, quote: &Quote<'_>) -> Result<Found, String> {
        let at = ends.and_then(|(start, end)| self.span(start, end));
        if quote.exact.trim().is_empty() {
            let (start, end) = ends.ok_or("it has no position and no quote")?;
            return at
                .map(|span| Found { span, said: None })
                .ok_or_else(|| format!("{start}..{end} is no place in the text"));
        }
        let decoded = decoded(quote.exact);
        let exact = [Some(quote.exact), decoded.as_deref()].into_iter().flatten();
        let here = at.and_then(|span| exact.clone().find_map(|exact| trimmed(&self.text, span, exact)));
        if let Some(span) = here {
            // Where the neighbourhood says that another one of the same words is meant, it is that one.
            let elsewhere = (!self.agrees(span, quote)).then(|| self.search(quote.exact, quote, true)).flatten();
            return Ok(match elsewhere.filter(|other| *other != span) {
                Some(other) => self.moved(other, ends),
                None => Found { span, said: None },
            });
        }
        if let Some(span) = at.filter(|span| self.is_widened(*span, quote.exact)) {
            let words = format!(
                "the place is “{}”, of which the file quotes “{}” only",
                excerpt(self.text.slice(span), SHOWN),
                excerpt(quote.exact, SHOWN)
            );
            return Ok(Found { span, said: Some(words) });
        }
        let found = exact
            .clone()
            .find_map(|exact| self.search(exact, quote, true).or_else(|| self.search(exact, quote, false)));
        found.map(|span| self.moved(span, ends)).ok_or_else(|| {
            let exact = excerpt(quote.exact, SHOWN);
            match ends {
                Some((start, end)) => {
                    format!("\"{exact}\" does not stand at {start}..{end}, nor exactly once elsewhere")
                }
                None => format!("its quote \"{exact}\" does not stand exactly once in the text"),
            }
        })
    }

    /// Finds a place inside of another one, where offsets begin anew.
    ///
    /// # Errors
    /// As [`Places::find`].
    pub fn find_in(&self, outer: Span, ends: Option<(usize, usize)>, quote: &Quote<'_>) -> Result<Found, String> {
        let inner = Self::of(self.text.slice(outer), self.counting);
        let found = inner.find(ends, quote)?;
        let span = Span { start: outer.start + found.span.start, end: outer.start + found.span.end };
        if !self.text.fits(span) {
            return Err("it cuts a letter".to_owned());
        }
        Ok(Found { span, ..found })
    }

    fn moved(&self, span: Span, ends: Option<(usize, usize)>) -> Found {
        let said = ends.map(|(start, end)| {
            let line = 1 + self.text.as_str()[..span.start].matches('\n').count();
            let words = excerpt(self.text.slice(span), SHOWN);
            format!("“{words}” does not stand at {start}..{end}; it was found in line {line}")
        });
        Found { span, said }
    }

    /// Tells whether the words of a quote, widened to whole words, are what stands at a place.
    fn is_widened(&self, span: Span, exact: &str) -> bool {
        let slice = self.text.slice(span);
        let mut found = slice.match_indices(exact.trim());
        let (Some((at, words)), None) = (found.next(), found.next()) else { return false };
        let text = self.text.as_str();
        let (from, to) = (span.start + at, span.start + at + words.len());
        // Only the words around it are looked at.
        let near = |at: usize, ahead: bool| {
            let mut at = if ahead { (at + 200).min(text.len()) } else { at.saturating_sub(200) };
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let begin = near(span.start, false);
        let mut start = None;
        let mut end = None;
        for (offset, word) in text[begin..near(span.end, true)].split_word_bound_indices() {
            let word = begin + offset..begin + offset + word.len();
            if word.contains(&from) {
                start = Some(word.start);
            }
            if word.start < to && to <= word.end {
                end = Some(word.end);
            }
        }
        start == Some(span.start) && end == Some(span.end)
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::of(self.text.as_str()))
    }

    /// Tells whether what stands around a place is what the file says of it.
    fn agrees(&self, span: Span, quote: &Quote<'_>) -> bool {
        let prefix = Folded::of(quote.prefix).text;
        let suffix = Folded::of(quote.suffix).text;
        let text = self.text.as_str();
        let room = |length: usize| 4 * length + 64;
        let mut from = span.start.saturating_sub(room(prefix.len()));
        while !text.is_char_boundary(from) {
            from -= 1;
        }
        let mut to = (span.end + room(suffix.len())).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let before = Folded::of(&text[from..span.start]).text;
        let after = Folded::of(&text[span.end..to]).text;
        alike_back(&before, &prefix) && alike_on(&after, &suffix)
    }

    /// Finds where a quote stands exactly once; with `near`, once in the neighbourhood that the file says.
    fn search(&self, exact: &str, quote: &Quote<'_>, near: bool) -> Option<Span> {
        let has_neighbours = !quote.prefix.trim().is_empty() || !quote.suffix.trim().is_empty();
        if near && !has_neighbours {
            return None;
        }
        let as_blank = (exact.contains(JOINER) || self.text.as_str().contains(JOINER))
            .then(|| (Folded::with(self.text.as_str(), Some(' ')), Folded::with(exact.trim(), Some(' '))));
        let wanted = Folded::of(exact.trim());
        let mut readings =
            std::iter::once((self.folded(), &wanted)).chain(as_blank.as_ref().map(|(text, exact)| (text, exact)));
        readings.find_map(|(folded, wanted)| {
            let wanted = wanted.text.trim();
            if wanted.is_empty() || (wanted.chars().count() < 2 && !near) {
                return None;
            }
            let spans = folded.text.match_indices(wanted).filter_map(|(at, _)| folded.span(at, at + wanted.len()));
            let mut spans = spans.filter(|span| self.is_of_letters(*span) && (!near || self.agrees(*span, quote)));
            let found = spans.next();
            found.filter(|_| spans.next().is_none())
        })
    }

    /// Tells whether a place cuts no letter, signs that nobody sees apart.
    fn is_of_letters(&self, span: Span) -> bool {
        let unseen = |start: usize, end: usize| self.text.slice(Span { start, end }).chars().all(is_unseen);
        self.text.fits(span) && {
            let whole = self.text.snap(span);
            unseen(whole.start, span.start) && unseen(span.end, whole.end)
        }
    }
}

/// Gives the part of a place that a quote names, white space around it apart.
fn trimmed(text: &Text, span: Span, exact: &str) -> Option<Span> {
    let slice = text.slice(span);
    if same(slice, exact) {
        return Some(span);
    }
    let inner = slice.trim();
    let start = span.start + (slice.len() - slice.trim_start().len());
    let cut = Span { start, end: start + inner.len() };
    (!inner.is_empty() && same(inner, exact.trim()) && text.fits(cut)).then_some(cut)
}

/// Tells whether two texts are the same, line breaks and what is not seen apart.
fn same(text: &str, quote: &str) -> bool {
    text == quote || {
        let quote = if quote.contains("\\n") && !text.contains("\\n") { &quote.replace("\\n", "\n") } else { quote };
        Folded::of(text).text == Folded::of(quote).text
            || ((text.contains(JOINER) || quote.contains(JOINER))
                && Folded::with(text, Some(' ')).text == Folded::with(quote, Some(' ')).text)
    }
}

fn alike_back(before: &str, prefix: &str) -> bool {
    let (before, prefix) = (before.trim_end(), prefix.trim_end());
    let agree = before.chars().rev().zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count();
    let all = prefix.trim_start().chars().count();
    agree >= all.min(AGREES)
}

fn alike_on(after: &str, suffix: &str) -> bool {
    let (after, suffix) = (after.trim_start(), suffix.trim_start());
    let agree = after.chars().zip(suffix.chars()).take_while(|(a, b)| a == b).count();
    agree >= suffix.trim_end().chars().count().min(AGREES)
}

/// A text in which all white space is one blank, and what is not seen is gone, with the way back.
struct Folded {
    text: String,
    /// For each byte: where the letter it is of begins and ends in the text.
    from: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text; the joiner of Persian is gone as well.
    fn of(text: &str) -> Self {
        Self::with(text, None)
    }

    /// Folds a text with another sign, or none, for the joiner of Persian, for which some write a blank.
    fn with(text: &str, joiner: Option<char>) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            let letter = if letter == JOINER { joiner.unwrap_or(letter) } else { letter };
            match letter {
                letter if is_unseen(letter) => {}
                letter if letter.is_whitespace() => match folded.from.last_mut() {
                    Some((_, before)) if folded.text.ends_with(' ') => *before = end,
                    _ => folded.push(' ', at, end),
                },
                letter => folded.push(letter, at, end),
            }
        }
        folded
    }

    fn push(&mut self, letter: char, at: usize, end: usize) {
        self.text.push(letter);
        self.from.resize(self.text.len(), (at, end));
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        Some(Span { start: self.from.get(start)?.0, end: self.from.get(end.checked_sub(1)?)?.1 })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(raw: &str) -> Places {
        Places::of(raw, Counting::CODE_POINTS)
    }

    fn found(places: &Places, ends: Option<(usize, usize)>, quote: &Quote<'_>) -> (String, bool) {
        match places.find(ends, quote) {
            Ok(found) => (places.text().slice(found.span).to_owned(), found.said.is_some()),
            Err(why) => (why, false),
        }
    }

    #[test]
    fn quote_over_a_line_break_is_found() {
        let places = places("On Monday the Ministry of\nPublic\u{a0}Secu\u{ad}rity of China signed it.");
        let quote = Quote { exact: "Ministry of Public Security", prefix: "the ", suffix: " of China" };
        assert_eq!(found(&places, Some((1510, 1537)), &quote).0, "Ministry of\nPublic\u{a0}Secu\u{ad}rity");
        assert_eq!(found(&places, None, &Quote::of("Public Security of")).0, "Public\u{a0}Secu\u{ad}rity of");
    }

    #[test]
    fn quote_with_a_blank_or_nothing_for_a_joiner_is_found_and_none_that_cuts_a_letter() {
        let forms = ["می\u{200c}خواهم", "می خواهم", "میخواهم"];
        for (text, quotes) in [(forms[0], &forms[..]), (forms[1], &forms[..2]), (forms[2], &[forms[0], forms[2]][..])] {
            let places = places(&format!("او {text} گفت"));
            for quote in quotes {
                assert_eq!(found(&places, None, &Quote::of(quote)).0, text, "{quote:?}");
                let end = 3 + text.chars().count();
                assert_eq!(found(&places, Some((3, end)), &Quote::of(quote)), (text.to_owned(), false), "{quote:?}");
            }
        }
        assert_eq!(
            found(&places("Mi\u{200e}nis\u{34f}ter\u{200d} kam"), None, &Quote::of("Minister")).0,
            "Mi\u{200e}nis\u{34f}ter"
        );
        assert!(found(&places("the cafe\u{301} closed"), None, &Quote::of("the cafe")).0.contains("exactly once"));
        assert!(found(&places("a \u{200b}\u{ad} b"), None, &Quote::of("\u{200b}\u{ad}")).0.contains("exactly once"));
    }

    #[test]
    fn neighbourhood_tells_two_places_apart_over_line_breaks_and_against_offsets() {
        let places = places("First China won.\nThen Laos met\nChina again in Rome.");
        let quote = Quote { exact: "China", prefix: "Then Laos met ", suffix: " again in Rome" };
        for ends in [Some((931, 936)), None, Some((6, 11))] {
            let found = places.find(ends, &quote).unwrap();
            assert_eq!(found.span, Span { start: 31, end: 36 }, "{ends:?}");
            assert_eq!(found.said.is_some(), ends.is_some());
        }
        assert!(found(&places, None, &Quote::of("China")).0.contains("exactly once"));
        // What was said around it is nowhere, and the words stand where they are said.
        let quote = Quote { exact: "China", prefix: "somewhere else ", suffix: "" };
        assert_eq!(places.find(Some((6, 11)), &quote).unwrap().span, Span { start: 6, end: 11 });
    }

    #[test]
    fn offsets_stay_where_the_quote_is_a_part_of_whole_words() {
        let places = places("China and Laos signed.");
        assert_eq!(found(&places, Some((10, 21)), &Quote::of("os sig")), ("Laos signed".into(), true));
        // A place that is wider than the words of the quote is no proof.
        assert_eq!(found(&places, Some((0, 21)), &Quote::of("Laos")), ("Laos".into(), true));
    }

    #[test]
    fn white_space_around_is_no_part_and_entities_are_decoded() {
        let places = places("Marks & Spencer met Müller &amp; Co.");
        assert_eq!(found(&places, Some((0, 15)), &Quote::of("Marks &amp; Spencer")), ("Marks & Spencer".into(), false));
        assert_eq!(found(&places, Some((16, 20)), &Quote::of("met")), ("met".into(), false));
        assert_eq!(found(&places, Some((27, 32)), &Quote::of("&amp;")), ("&amp;".into(), false));
    }

    #[test]
    fn file_that_counts_otherwise_is_known_by_its_quotes() {
        let raw = "\u{feff}😊😊😊 Müller\r\ntrifft Bún.";
        for counting in Counting::ALL {
            let mut writer = places(raw);
            writer.counts(counting);
            let ends = |words: &str| {
                let start = writer.text().as_str().find(words).unwrap();
                let table = writer.count();
                let at = |byte: usize| table.iter().rposition(|it| *it == Some(byte)).unwrap();
                (at(start), at(start + words.len()), words.to_owned())
            };
            let marks = ["Müller", "trifft", "Bún"].map(ends);
            let mut reader = places(raw);
            let fitting = |places: &Places| marks.iter().filter(|it| places.stands(it.0, it.1, &it.2)).count();
            let said = reader.settle(marks.len(), fitting);
            assert_eq!((fitting(&reader), said.is_some()), (3, counting != Counting::CODE_POINTS), "{counting:?}");
        }
    }

    proptest! {
        #[test]
        fn written_offsets_and_quotes_come_back_as_the_place(
            raw in "[a-c é\u{ad}😊\r\n\u{a0}]{1,40}", a in 0usize..40, b in 0usize..40, counting in 0usize..12,
        ) {
            let mut places = places(&raw);
            places.counts(Counting::ALL[counting]);
            if let Some(span) = places.span(a.min(b), a.max(b)) {
                let quote = places.text().slice(span).to_owned();
                let found = places.find(Some((a.min(b), a.max(b))), &Quote::of(&quote)).unwrap();
                prop_assert_eq!(found, Found { span, said: None });
            }
        }

        #[test]
        fn nonsense_does_not_panic(raw in ".{0,60}", exact in ".{0,12}", prefix in ".{0,9}", a in 0usize..70, b in 0usize..70) {
            let quote = Quote { exact: &exact, prefix: &prefix, suffix: &prefix };
            for counting in Counting::ALL {
                let mut places = places(&raw);
                places.counts(counting);
                places.find(Some((a, b)), &quote).ok();
                places.find(None, &quote).ok();
            }
        }
    }
}

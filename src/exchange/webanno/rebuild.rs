//! The text of a TSV file, put together from its sentences, and the units on it.

use super::unescape_text;
use crate::core::text::{Span, Text, excerpt};
use crate::exchange::Unreadable;
use crate::exchange::left::{LeftOut, Thing};
use crate::exchange::places::Unit as Counted;

/// A token or a part of one.
pub(super) struct Unit<'a> {
    /// Name, such as `2-3.1`.
    pub id: &'a str,
    /// Line of the file, counted from 1.
    pub line: usize,
    /// First UTF-16 unit, and one past the last.
    pub range: (usize, usize),
    /// The words that stand there, as the file has them.
    pub form: &'a str,
    /// The same without escapes, which not every writer makes.
    pub plain: String,
    /// The cells of the columns.
    pub cells: Vec<&'a str>,
}

/// The text, and where its UTF-16 units stand in it.
pub(super) struct Rebuilt {
    raw: String,
    /// How many UTF-16 units there are.
    units: usize,
    /// Byte of the canonical text for each unit; nothing inside a surrogate pair.
    offsets: Vec<Option<usize>>,
    /// The canonical text.
    text: Text,
    /// What offsets count: the files are written in UTF-16 units, and some scripts do not know it.
    counted: Counted,
}

/// A text with its units, what is wrong with lines that are left out, and how the file counts where that is unusual.
type Best<'a> = (Rebuilt, Vec<Unit<'a>>, Vec<LeftOut>, Option<String>);

impl Rebuilt {
    fn new(counted: Counted) -> Self {
        Self { raw: String::new(), units: 0, offsets: Vec::new(), text: Text::canonical(""), counted }
    }

    /// Reads the sentences of a file, with the way of counting in which more of its words stand where it says.
    pub fn best_of<'a>(lines: &[(usize, &'a str)], is_old: bool) -> Result<Best<'a>, Unreadable> {
        let usual = Self::of(lines, is_old, Counted::Utf16);
        let fit = |(text, units, _): &(Self, Vec<Unit<'a>>, Vec<LeftOut>)| {
            (units.iter().filter(|unit| text.is_there(unit)).count(), units.len())
        };
        let counted = usual.as_ref().map(fit).unwrap_or_default();
        let usual = usual.map(|(text, units, left)| (text, units, left, None));
        if usual.is_ok() && counted.0 == counted.1 {
            return usual;
        }
        let mut best = (counted.0, usual);
        for (unit, words) in [(Counted::CodePoints, "code points"), (Counted::Bytes, "bytes")] {
            if let Ok(other) = Self::of(lines, is_old, unit)
                && fit(&other).0 > best.0
            {
                let said = format!("the offsets are read as {words}, not as UTF-16 units: so its words fit");
                best = (fit(&other).0, Ok((other.0, other.1, other.2, Some(said))));
            }
        }
        best.1
    }

    /// Tells whether the words of a unit stand where it says.
    pub fn is_there(&self, unit: &Unit<'_>) -> bool {
        self.span(unit.range).is_some_and(|span| {
            let there = self.text.slice(span);
            let alike = |form: &str| there == form || there.split_whitespace().eq(form.split_whitespace());
            alike(unit.form) || alike(&unit.plain)
        })
    }

    /// Reads the sentences of a file. Gives the text, its units, and what is wrong with lines that are left out.
    fn of<'a>(
        lines: &[(usize, &'a str)],
        is_old: bool,
        counted: Counted,
    ) -> Result<(Self, Vec<Unit<'a>>, Vec<LeftOut>), Unreadable> {
        let (mut text, mut units, mut left) = (Self::new(counted), Vec::new(), Vec::new());
        let mut sentence: Vec<String> = Vec::new();
        for (number, line) in lines.iter().copied() {
            if let Some(more) = line.strip_prefix("#Text=") {
                sentence.push(unescape_text(more, is_old));
                continue;
            }
            if line.is_empty() || line.starts_with("#Sentence.") {
                continue;
            }
            if line.starts_with('#') {
                let reason = format!("{}: it stands where WebAnno has no such line", excerpt(line, 240));
                left.push(LeftOut::new(Thing::Line, format!("line {number}"), reason));
                continue;
            }
            let mut cells: Vec<&str> = line.split('\t').collect();
            let range = cells.get(1).and_then(|range| range.split_once('-'));
            let range = range.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
            let (Some(range), true) = (range, cells.len() >= 3) else {
                left.push(LeftOut::new(
                    Thing::Line,
                    format!("line {number}"),
                    format!("{}: it is no line of a token", excerpt(line, 240)),
                ));
                continue;
            };
            if !sentence.is_empty() {
                text.append(number, range.0, &std::mem::take(&mut sentence).join("\n"))?;
            }
            let id = cells[0];
            let (form, plain) = (cells[2], unescape_text(cells[2], is_old));
            units.push(Unit { id, line: number, range, form, plain, cells: cells.split_off(3) });
        }
        text.index();
        Ok((text, units, left))
    }

    /// Adds a sentence that begins at a unit. What is missing before it is a line break and spaces.
    fn append(&mut self, line: usize, begin: usize, sentence: &str) -> Result<(), Unreadable> {
        let missing = begin.checked_sub(self.units).ok_or_else(|| {
            Unreadable::at(line, "the sentence begins inside the one before it; export the document again")
        })?;
        // A file cannot have so much white space; a wrong number must not fill the memory.
        if missing > 1 << 20 {
            return Err(Unreadable::at(
                line,
                "the sentence begins far behind the one before it; export the document again",
            ));
        }
        let is_first = self.raw.is_empty();
        self.raw.extend((0..missing).map(|at| if at == 0 && !is_first { '\n' } else { ' ' }));
        self.raw.push_str(sentence);
        self.units = begin + sentence.chars().map(|letter| self.length(letter)).sum::<usize>();
        Ok(())
    }

    fn length(&self, letter: char) -> usize {
        match self.counted {
            Counted::CodePoints => 1,
            Counted::Utf16 => letter.len_utf16(),
            Counted::Bytes => letter.len_utf8(),
        }
    }

    fn index(&mut self) {
        let mut at = 0;
        let mut letters = self.raw.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_mark = self.offsets.is_empty() && letter == '\u{feff}';
            self.offsets.push(Some(at));
            self.offsets.extend((1..self.length(letter)).map(|_| None));
            let is_half = letter == '\r' && letters.peek() == Some(&'\n');
            at += if is_mark || is_half { 0 } else { letter.len_utf8() };
        }
        self.offsets.push(Some(at));
        self.text = Text::canonical(&self.raw);
    }

    /// Gives the canonical text.
    pub fn text(&self) -> Text {
        self.text.clone()
    }

    /// Makes a span of a range of units; nothing where it is empty or does not fit.
    pub fn span(&self, (start, end): (usize, usize)) -> Option<Span> {
        let span = Span { start: (*self.offsets.get(start)?)?, end: (*self.offsets.get(end)?)? };
        (span.start < span.end).then_some(span)
    }
}

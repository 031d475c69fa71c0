//! The annotation guideline: reads it from plain Markdown, finds the section of a field, searches it.
//!
//! Any text is a guideline. Headings (`#`), paragraphs, lists of one level, `**strong**` and `` `code` `` are
//! understood; everything else, HTML too, is shown as it is written. Two comments are not shown: a line
//! `<!-- fields: actor.links actor.intended -->` ties the section it stands in to fields of the program, and a line
//! `<!-- version: 1.2 -->` names the version of the guideline.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::invisible::is_blank;

/// Holds the Markdown of the guideline that comes with the program.
pub const BUILT_IN: &str = include_str!("../../assets/guideline.md");

/// The deepest level of heading that is told apart; deeper ones count as this.
const DEEPEST_LEVEL: u8 = 3;

/// Bounds the words of a query, so that a pasted page does not make a search slow.
const MOST_QUERY_WORDS: usize = 32;

/// Names the kinds of thing that a title can be about, for guidelines without anchors.
const SUBJECTS: [&str; 5] = ["article", "actor", "date", "agreement", "registry"];

/// Holds a guideline as sections in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guideline {
    /// The sections, outer and inner alike; a section ends where the next heading of any level stands.
    pub sections: Vec<Section>,
    /// Its version: what its line of the version says, else the first signs of the SHA-256 of its text.
    pub version: String,
}

/// Holds a heading and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 to 3 for `#` to `###` (deeper headings count as 3); 0 for text before the first heading.
    pub level: u8,
    /// The heading as plain text; empty only at level 0.
    pub title: String,
    /// Ids of the fields that the section explains, such as `actor.links`.
    pub fields: Vec<String>,
    /// The paragraphs and list items, in order.
    pub blocks: Vec<Block>,
}

/// Holds a paragraph or an item of a list, as inline runs without line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item with a bullet.
    Bullet(Vec<Run>),
    /// An item with the number to show. Numbers that do not rise are counted on, as in `1. 1. 1.`
    Numbered(u32, Vec<Run>),
}

/// Holds a piece of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, never empty.
    pub text: String,
    /// Whether it is set bold.
    pub strong: bool,
    /// Whether it is a phrase of a text or a value to type.
    pub code: bool,
}

/// Tells where a search found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Found {
    /// Index of the section.
    pub section: usize,
    /// Index of the block in the section; nothing where the title is meant.
    pub block: Option<usize>,
}

impl Block {
    /// Gives the inline runs.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        match self {
            Self::Paragraph(runs) | Self::Bullet(runs) | Self::Numbered(_, runs) => runs,
        }
    }

    /// Gives the text without its styles.
    #[must_use]
    pub fn text(&self) -> String {
        plain(self.runs())
    }
}

impl Guideline {
    /// Reads the guideline that comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN)
    }

    /// Reads a guideline from Markdown; any text is one.
    ///
    /// A byte-order mark is left out; LF, CRLF and CR end a line; control characters become spaces or U+FFFD.
    #[must_use]
    pub fn parse(markdown: &str) -> Self {
        let text = markdown.strip_prefix('\u{feff}').unwrap_or(markdown).replace("\r\n", "\n");
        let mut reader = Reader::default();
        for line in text.split(['\n', '\r']) {
            reader.line(line);
        }
        reader.close();
        // The same text with line ends of another system is the same guideline; without text there is none.
        let version = reader.version.unwrap_or_else(|| {
            let hash = Sha256::digest(text.replace('\r', "\n").as_bytes());
            hash.iter().take(6).fold("sha256:".to_owned(), |version, byte| format!("{version}{byte:02x}"))
        });
        let version = if reader.sections.is_empty() { String::new() } else { version };
        Self { sections: reader.sections, version }
    }

    /// Finds the section that explains a field.
    ///
    /// The section anchored to the field itself comes first, then one anchored to the id without its last part
    /// or to its first part (`actor` for `actor.links`), then the first one with any field of that first part. Where the whole
    /// guideline has no anchors, titles that share words with the id decide.
    #[must_use]
    pub fn section_for(&self, field: &str) -> Option<usize> {
        if self.sections.iter().all(|section| section.fields.is_empty()) {
            return self.section_by_title(field);
        }
        let first = |fits: &dyn Fn(&str) -> bool| {
            self.sections.iter().position(|section| section.fields.iter().any(|id| fits(id)))
        };
        let kind = field.split('.').next().filter(|kind| !kind.is_empty())?;
        first(&|id| id == field)
            .or_else(|| first(&|id| field.rsplit_once('.').is_some_and(|(start, _)| id == start)))
            .or_else(|| first(&|id| id == kind))
            .or_else(|| first(&|id| id.strip_prefix(kind).is_some_and(|rest| rest.starts_with('.'))))
    }

    /// Finds the section whose title shares most with a field id, counting the titles above it.
    fn section_by_title(&self, field: &str) -> Option<usize> {
        let (kind, name) = field.split_once('.').unwrap_or((field, ""));
        let (kind, names) = (stem(kind), stems(name));
        let mut best: Option<(i32, usize)> = None;
        // Levels and subjects of the headings above.
        let mut above: Vec<(u8, Option<&str>)> = Vec::new();
        for (index, section) in self.sections.iter().enumerate() {
            while above.last().is_some_and(|(level, _)| *level >= section.level) {
                above.pop();
            }
            let own = stems(&section.title);
            let has = |word: &str| own.iter().any(|other| other == word);
            let mut subjects = SUBJECTS.into_iter().filter(|subject| has(subject));
            let subject = match (subjects.next(), subjects.next()) {
                (Some(subject), None) => Some(subject),
                _ => above.last().and_then(|(_, subject)| *subject),
            };
            above.push((section.level, subject));
            let by_name = if names.iter().any(|name| has(name)) { 3 } else { 0 };
            let by_subject = match subject {
                Some(subject) if subject == kind => 2,
                _ if has(&kind) => 1,
                Some(_) => -3,
                None => 0,
            };
            if by_name + by_subject > best.map_or(0, |(score, _)| score) {
                best = Some((by_name + by_subject, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// Finds the titles and blocks that contain every word of a query, in any case and order.
    ///
    /// A block may have some of the words in the title above it, but at least one in itself. An empty query
    /// finds everything, one of which nothing can be seen finds nothing. Only the first 32 different words of a query count.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Found> {
        let query = query.to_lowercase();
        let mut words: Vec<&str> = Vec::new();
        for word in query.split_whitespace() {
            if words.len() == MOST_QUERY_WORDS {
                break;
            }
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let mut found = Vec::new();
        if is_blank(&query) && !query.trim().is_empty() {
            // Nothing of it can be seen.
            return found;
        }
        for (index, section) in self.sections.iter().enumerate() {
            let title = section.title.to_lowercase();
            let missing: Vec<&str> = words.iter().copied().filter(|word| !title.contains(word)).collect();
            if missing.is_empty() && !title.is_empty() {
                found.push(Found { section: index, block: None });
            }
            for (number, block) in section.blocks.iter().enumerate() {
                let text = block.text().to_lowercase();
                let complete = missing.iter().all(|word| text.contains(word));
                if complete && (words.is_empty() || words.iter().any(|word| text.contains(word))) {
                    found.push(Found { section: index, block: Some(number) });
                }
            }
        }
        found
    }
}

/// Says what an unfinished block will become.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Paragraph,
    Bullet,
    Numbered(u32),
}

/// Builds sections line by line.
#[derive(Default)]
struct Reader {
    sections: Vec<Section>,
    /// The block that the next line may continue.
    open: Option<(Shape, String)>,
    /// Indent and last number of each numbered list that may go on, the innermost last.
    lists: Vec<(usize, u32)>,
    version: Option<String>,
}

impl Reader {
    fn line(&mut self, raw: &str) {
        let indent = raw.chars().take_while(|sign| sign.is_whitespace()).map(|sign| 1 + 3 * usize::from(sign == '\t'));
        let indent: usize = indent.sum();
        let cleaned = cleaned(raw);
        let line = cleaned.trim();
        if line.is_empty() {
            self.close();
        } else if let Some(fields) = anchor(line) {
            self.close();
            self.section().fields.extend(fields);
        } else if let Some(version) = version(line).filter(|_| self.version.is_none()) {
            self.close();
            self.version = Some(version);
        } else if let Some((level, title)) = heading(line).filter(|_| indent < 4) {
            self.close();
            self.lists.clear();
            self.sections.push(Section { level, title, ..Section::default() });
        } else if let Some((shape, text)) = item(line).filter(|(shape, _)| self.may_begin(*shape)) {
            self.close();
            let shape = self.counted(shape, indent);
            self.open = Some((shape, text.to_owned()));
        } else if line.starts_with(['|', '>']) {
            // Rows of a table and lines of a quotation would be unreadable if they were joined.
            self.close();
            self.open = Some((Shape::Paragraph, line.to_owned()));
            self.close();
        } else if let Some((_, text)) = &mut self.open {
            text.push(' ');
            text.push_str(line);
        } else {
            if indent == 0 {
                self.lists.clear();
            }
            self.open = Some((Shape::Paragraph, line.to_owned()));
        }
    }

    /// Says whether an item may begin here: a year at the start of a line does not cut a paragraph in two.
    fn may_begin(&self, shape: Shape) -> bool {
        let in_paragraph = matches!(self.open, Some((Shape::Paragraph, _)));
        !in_paragraph || matches!(shape, Shape::Bullet | Shape::Numbered(1))
    }

    /// Gives an item the number it is shown with; nested lists are counted for themselves.
    fn counted(&mut self, shape: Shape, indent: usize) -> Shape {
        while self.lists.last().is_some_and(|(outer, _)| *outer > indent) {
            self.lists.pop();
        }
        let goes_on = self.lists.last().is_some_and(|(outer, _)| *outer == indent);
        let last = if goes_on { self.lists.pop().map(|(_, number)| number) } else { None };
        let Shape::Numbered(written) = shape else { return shape };
        let number = last.map_or(written, |last| written.max(last.saturating_add(1)));
        self.lists.push((indent, number));
        Shape::Numbered(number)
    }

    /// Finishes the block that is open.
    fn close(&mut self) {
        if let Some((shape, text)) = self.open.take() {
            let runs = inline(&text);
            let block = match shape {
                Shape::Paragraph => Block::Paragraph(runs),
                Shape::Bullet => Block::Bullet(runs),
                Shape::Numbered(number) => Block::Numbered(number, runs),
            };
            self.section().blocks.push(block);
        }
    }

    /// Gives the section at work, beginning one without a title where there is none.
    fn section(&mut self) -> &mut Section {
        let at = self.sections.len().saturating_sub(1);
        if self.sections.is_empty() {
            self.sections.push(Section::default());
        }
        &mut self.sections[at]
    }
}

/// Replaces control characters, which no font can show.
fn cleaned(line: &str) -> String {
    let shown = |sign: char| match sign {
        _ if !sign.is_control() => sign,
        _ if sign.is_whitespace() => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    };
    line.chars().map(shown).collect()
}

/// Reads the field ids of an anchor line; nothing where the line is another one.
fn anchor(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix("<!--")?.strip_suffix("-->")?;
    let ids = inner.trim().strip_prefix("fields:").filter(|ids| !ids.contains("-->"))?;
    let ids = ids.split(|sign: char| sign.is_whitespace() || sign == ',').filter(|id| !id.is_empty());
    Some(ids.map(str::to_owned).collect())
}

/// Reads the line that names the version; nothing where the line is another one.
fn version(line: &str) -> Option<String> {
    let inner = line.strip_prefix("<!--")?.strip_suffix("-->")?;
    let version = inner.trim().strip_prefix("version:")?.trim();
    (!version.is_empty() && !version.contains("-->")).then(|| version.to_owned())
}

/// Reads a heading as level and plain title.
fn heading(line: &str) -> Option<(u8, String)> {
    let rest = line.trim_start_matches('#');
    let level = u8::try_from(line.len() - rest.len()).ok().filter(|level| (1..=6).contains(level))?;
    let title = rest.strip_prefix(' ')?.trim();
    let unclosed = title.trim_end_matches('#');
    let title = if unclosed.is_empty() || unclosed.ends_with(' ') { unclosed.trim_end() } else { title };
    let title = plain(&inline(title));
    (!title.is_empty()).then_some((level.min(DEEPEST_LEVEL), title))
}

/// Reads the beginning of a list item as its shape and the rest of the line.
fn item(line: &str) -> Option<(Shape, &str)> {
    if let Some(rest) = line.strip_prefix(['-', '*', '+']) {
        return Some((Shape::Bullet, rest.strip_prefix(' ')?.trim_start()));
    }
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = line.len() - rest.len();
    let number = line[..digits].parse().ok().filter(|_| digits <= 9)?;
    let text = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?.trim_start();
    Some((Shape::Numbered(number), text))
}

/// A piece of a block, with its marks still undecided.
enum Piece<'a> {
    Text(&'a str),
    Code(&'a str),
    /// Two or three stars, and whether a strong passage can begin or end there.
    Stars {
        stars: &'a str,
        opens: bool,
        closes: bool,
    },
}

/// Cuts the text of a block into runs; a mark without its partner stays text.
fn inline(text: &str) -> Vec<Run> {
    let pieces = pieces(text);
    let mut paired = vec![false; pieces.len()];
    let mut waiting = None;
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Stars { opens, closes, .. } = piece else { continue };
        match waiting {
            Some(first) if *closes => {
                paired[first] = true;
                paired[index] = true;
                waiting = None;
            }
            None if *opens => waiting = Some(index),
            _ => {}
        }
    }
    let mut runs = Vec::new();
    let mut strong = false;
    for (piece, paired) in pieces.iter().zip(paired) {
        match piece {
            Piece::Text(text) => push(&mut runs, text, strong, false),
            Piece::Code(code) => push(&mut runs, code, strong, true),
            // Of three stars the inner one is text, and stands inside the strong passage on both sides.
            Piece::Stars { stars, .. } if paired => {
                push(&mut runs, &stars[2..], true, false);
                strong = !strong;
            }
            Piece::Stars { stars, .. } => push(&mut runs, stars, strong, false),
        }
    }
    runs
}

/// Cuts text at code, at pairs of stars, and at backslashes before punctuation, which are left out.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let closing = closing_ticks(bytes);
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let length = same_from(bytes, at);
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                pieces.push(Piece::Text(&text[from..at]));
                from = at + 1;
                at += 2;
            }
            b'`' => {
                if let Some(&close) = closing.get(&at) {
                    pieces.push(Piece::Text(&text[from..at]));
                    pieces.push(Piece::Code(unpadded(&text[at + length..close])));
                    from = close + length;
                    at = from;
                } else {
                    at += length;
                }
            }
            b'*' => {
                let end = at + length;
                if length == 2 || length == 3 {
                    pieces.push(Piece::Text(&text[from..at]));
                    let opens = text[end..].starts_with(|sign: char| !sign.is_whitespace());
                    let closes = text[..at].ends_with(|sign: char| !sign.is_whitespace());
                    pieces.push(Piece::Stars { stars: &text[at..end], opens, closes });
                    from = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    pieces.push(Piece::Text(&text[from..]));
    pieces
}

/// Counts how often the sign at a place is repeated from there, for the signs that come in runs.
fn same_from(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        sign @ (b'`' | b'*') => bytes[at..].iter().take_while(|byte| **byte == sign).count(),
        _ => 1,
    }
}

/// Finds for each run of backticks the next run of the same length, in one pass from the end.
fn closing_ticks(bytes: &[u8]) -> HashMap<usize, usize> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = same_from(bytes, at);
        if bytes[at] == b'`' {
            runs.push((at, length));
        }
        at += length;
    }
    let mut next_of_length = HashMap::new();
    let later = runs.into_iter().rev();
    later.filter_map(|(start, length)| Some((start, next_of_length.insert(length, start)?))).collect()
}

/// Takes one space from either side, which lets code begin or end with a backtick.
fn unpadded(code: &str) -> &str {
    let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    inner.filter(|inner| !inner.trim().is_empty()).unwrap_or(code)
}

/// Adds text to the last run if the style is the same, else as a new run.
fn push(runs: &mut Vec<Run>, text: &str, strong: bool, code: bool) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.strong == strong && last.code == code => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), strong, code }),
    }
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Lists the words of a title or id without their English plural endings; single letters are no words.
fn stems(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.chars().nth(1).is_some()).map(stem).collect()
}

fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.strip_suffix("ies") {
        Some(start) => format!("{start}y"),
        None => lower.strip_suffix('s').unwrap_or(&lower).to_owned(),
    }
}

#[cfg(test)]
mod tests;

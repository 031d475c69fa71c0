//! Headings of Markdown (`CommonMark`), as plain text.

use super::{LONGEST, entities, tidy};

/// Finds the title: the first heading of the first level, or one that is underlined; else a heading of any level that
/// everything else stands behind. Where the text need not be Markdown, only a heading at its beginning is one.
pub(super) fn title(text: &str, is_markdown: bool) -> Option<String> {
    let mut reader = Reader::default();
    for line in text.lines() {
        match reader.line(line) {
            Step::Heading(level, title) if level == 1 || reader.is_first => return Some(title),
            Step::Said if !is_markdown => return None,
            Step::Said => reader.is_first = false,
            Step::Heading(..) | Step::Nothing => {}
        }
    }
    None
}

/// What a line is.
enum Step {
    Heading(u8, String),
    /// Text that is no heading, or not yet.
    Said,
    Nothing,
}

struct Reader {
    /// Whether nothing but what cannot be a title was there yet.
    is_first: bool,
    /// The sign and number of what a block of code is fenced by.
    fence: Option<(char, usize)>,
    is_comment: bool,
    /// The lines of the paragraph that goes on, and whether nothing was there before it; none in a list or quotation.
    paragraph: Vec<String>,
    begins: bool,
    is_other: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self { is_first: true, fence: None, is_comment: false, paragraph: Vec::new(), begins: false, is_other: false }
    }
}

impl Reader {
    fn line(&mut self, raw: &str) -> Step {
        let line = raw.trim();
        if self.is_comment {
            self.is_comment = !line.contains("-->");
            return Step::Nothing;
        }
        if let Some((sign, many)) = self.fence {
            let run = line.chars().take_while(|c| *c == sign).count();
            if run >= many && run == line.chars().count() {
                self.fence = None;
            }
            return Step::Said;
        }
        if line.is_empty() {
            self.end();
            return Step::Nothing;
        }
        let indent: usize = raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        if indent > 3 {
            // Code, or a paragraph that goes on.
            return Step::Said;
        }
        let ticks = line.chars().take_while(|c| *c == '`').count();
        let waves = line.chars().take_while(|c| *c == '~').count();
        if (ticks > 2 && !line[ticks..].contains('`')) || waves > 2 {
            self.fence = Some(if ticks > 2 { ('`', ticks) } else { ('~', waves) });
            self.end();
            return Step::Said;
        }
        if line.starts_with("<!--") {
            self.is_comment = !line.contains("-->");
            return Step::Nothing;
        }
        if let Some((level, words)) = numbered(line) {
            self.end();
            return plain(words).map_or(Step::Nothing, |title| Step::Heading(level, title));
        }
        let is_line = |sign: char| line.chars().all(|c| c == sign);
        if !self.paragraph.is_empty() && (is_line('=') || is_line('-')) {
            let lines = std::mem::take(&mut self.paragraph);
            // Three hyphens below a paragraph were meant for a rule more often than for a heading.
            let is_first = is_line('=') || (line.len() > 3 && lines.len() == 1);
            self.is_first = self.begins;
            return plain(&lines.join(" ")).map_or(Step::Nothing, |title| Step::Heading(2 - u8::from(is_first), title));
        }
        if is_rule(line) {
            self.end();
            return Step::Nothing;
        }
        if is_marked(line) {
            self.end();
            self.is_other = true;
            return Step::Said;
        }
        if self.is_other {
            return Step::Said;
        }
        if self.paragraph.is_empty() {
            self.begins = self.is_first;
        }
        self.paragraph.push(line.to_owned());
        if self.is_first && said(line).is_none() { Step::Nothing } else { Step::Said }
    }

    fn end(&mut self) {
        self.paragraph.clear();
        self.is_other = false;
    }
}

/// Reads a heading with its number of `#`.
fn numbered(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = &line[level..];
    if !(1..=6).contains(&level) || !(words.is_empty() || words.starts_with([' ', '\t'])) {
        return None;
    }
    let words = words.trim();
    let open = words.trim_end_matches('#');
    let words = if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { words };
    Some((u8::try_from(level).ok()?, words))
}

/// Tells whether a line is a rule across the page: three or more of `*`, `-` or `_`.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    signs.next().is_some_and(|first| "*-_".contains(first) && signs.clone().all(|c| c == first)) && signs.count() > 1
}

/// Tells whether a line begins a quotation, a list or a table.
fn is_marked(line: &str) -> bool {
    let item = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = item.len() < line.len() && (item.starts_with(". ") || item.starts_with(") "));
    line.starts_with(['>', '|']) || ["- ", "* ", "+ "].iter().any(|it| line.starts_with(it)) || is_numbered
}

/// Gives what a line of text says; nothing of a picture, such as the sign of a newspaper.
pub(super) fn said(line: &str) -> Option<String> {
    let line = line.trim();
    let is_picture = line.starts_with("![") && line.ends_with(')') && !line[2..].contains("![");
    let words = numbered(line).map_or(line, |(_, words)| words);
    let words = words.trim_start_matches(['>', ' ', '\t']);
    plain(words).filter(|_| !is_picture)
}

/// Gives the words of a line without emphasis, links, code, tags and ids; nothing where it has none.
pub(super) fn plain(line: &str) -> Option<String> {
    // What looks for pairs of signs would look long.
    let mut words = line[..line.floor_char_boundary(LONGEST)].trim();
    // `{#id .class}`, as many writers put it behind a heading.
    if let Some(at) = words.rfind('{').filter(|_| words.ends_with('}'))
        && words[at + 1..].trim_start().starts_with(['#', '.', ':'])
    {
        words = words[..at].trim_end();
    }
    tidy(&emphasis(pieces(words, 0)))
}

/// A piece of a line: a sign, or a run of signs that may begin or end emphasis.
enum Piece {
    Sign(char),
    Run { sign: char, many: usize, opens: bool, closes: bool },
}

/// How deep links and pictures are looked into.
const DEEP: usize = 8;

fn pieces(line: &str, depth: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(sign) = line[at..].chars().next() {
        let rest = &line[at..];
        let taken = match sign {
            '\\' => rest[1..].chars().next().filter(char::is_ascii_punctuation).map(|next| {
                out.push(Piece::Sign(next));
                2
            }),
            '`' => code(rest, &mut out),
            '<' => tag(rest, &mut out),
            '!' if rest.starts_with("![") && depth < DEEP => link(&rest[1..], depth, &mut out).map(|taken| taken + 1),
            '[' if depth < DEEP => link(rest, depth, &mut out),
            '&' => entity(rest, &mut out),
            '*' | '_' | '~' => {
                let many = rest.chars().take_while(|c| *c == sign).count();
                let before = line[..at].chars().next_back();
                let after = rest[many..].chars().next();
                let is_open = |c: Option<char>| c.is_none_or(char::is_whitespace);
                let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let opens = !is_open(after) && (sign != '_' || !is_letter(before));
                let closes = !is_open(before) && (sign != '_' || !is_letter(after));
                out.push(Piece::Run { sign, many, opens, closes });
                Some(many)
            }
            _ => None,
        };
        at += taken.unwrap_or_else(|| {
            out.push(Piece::Sign(sign));
            sign.len_utf8()
        });
    }
    out
}

fn code(rest: &str, out: &mut Vec<Piece>) -> Option<usize> {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let (fence, behind) = rest.split_at(ticks);
    let inner = behind.split_once(fence)?.0;
    out.extend(inner.trim().chars().map(Piece::Sign));
    Some(2 * ticks + inner.len())
}

/// Passes over a tag; an address in its place is text.
fn tag(rest: &str, out: &mut Vec<Piece>) -> Option<usize> {
    let inner = rest[1..].split_once('>')?.0;
    let is_address = !inner.contains(char::is_whitespace) && (inner.contains("://") || inner.contains('@'));
    if is_address {
        out.extend(inner.chars().map(Piece::Sign));
    } else if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return None;
    }
    Some(inner.len() + 2)
}

fn entity(rest: &str, out: &mut Vec<Piece>) -> Option<usize> {
    let end = rest.find(';')? + 1;
    let sign = entities::decoded(&rest[..end])?;
    out.extend(sign.chars().map(Piece::Sign));
    Some(end)
}

/// Reads a link, of which its words are left; a note leaves nothing.
fn link(rest: &str, depth: usize, out: &mut Vec<Piece>) -> Option<usize> {
    let inner = &rest[1..];
    let inner = &inner[..end_of(inner, '[', ']')?];
    let behind = &rest[inner.len() + 2..];
    let target = match behind.chars().next() {
        Some('(') => end_of(&behind[1..], '(', ')')? + 2,
        Some('[') => behind.find(']')? + 1,
        _ if inner.starts_with('^') => 0,
        _ => return None,
    };
    if !inner.starts_with('^') {
        out.extend(pieces(inner, depth + 1));
    }
    Some(inner.len() + 2 + target)
}

/// Finds the bracket that closes what is open already.
fn end_of(rest: &str, opens: char, closes: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if sign == opens => depth += 1,
            _ if sign == closes => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(at),
            },
            _ => {}
        }
    }
    None
}

/// Writes the pieces without the runs that come in pairs.
fn emphasis(mut pieces: Vec<Piece>) -> String {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..pieces.len() {
        let Piece::Run { sign, mut many, opens, closes } = pieces[at] else { continue };
        if closes {
            while many > 0 {
                let fits = |other: &usize| matches!(pieces[*other], Piece::Run { sign: it, many, .. } if it == sign && many > 0);
                let Some(found) = open.iter().rposition(fits) else { break };
                let other = open[found];
                open.truncate(found + 1);
                if let Piece::Run { many: theirs, .. } = &mut pieces[other] {
                    let both = many.min(*theirs);
                    (many, *theirs) = (many - both, *theirs - both);
                    if *theirs == 0 {
                        open.pop();
                    }
                }
            }
        }
        if let Piece::Run { many: left, .. } = &mut pieces[at] {
            *left = many;
        }
        if opens && many > 0 {
            open.push(at);
        }
    }
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Sign(sign) => out.push(sign),
            Piece::Run { sign, many, .. } => out.extend(std::iter::repeat_n(sign, many)),
        }
    }
    out
}

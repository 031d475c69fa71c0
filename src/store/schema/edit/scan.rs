//! Where the parts of a text in RON stand. The text has been read without an error.

use std::ops::Range;

/// What a pair of brackets holds.
pub(super) struct Items {
    /// The entries, with comments before them.
    pub(super) parts: Vec<Range<usize>>,
    /// Where the brackets are closed.
    pub(super) close: usize,
    /// Where the comma behind the last entry stands.
    pub(super) comma: Option<usize>,
}

/// Gives the place behind what begins here: a string, a sign in quotation marks, a comment, or a single sign.
pub(super) fn after(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let length = match rest.as_bytes() {
        [b'"', ..] => string(rest),
        [b'r', b'"' | b'#', ..] => raw_string(rest),
        [b'\'', ..] => sign(rest),
        [b'/', b'/', ..] => rest.find('\n').map_or(rest.len(), |end| end + 1),
        [b'/', b'*', ..] => comment(rest),
        _ => rest.chars().next().map_or(1, char::len_utf8),
    };
    (at + length).min(text.len())
}

fn string(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    if rest.as_bytes().get(1 + hashes) != Some(&b'"') {
        // A word that begins with r.
        return 1;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let begin = hashes + 2;
    rest[begin..].find(&end).map_or(rest.len(), |at| begin + at + end.len())
}

fn sign(rest: &str) -> usize {
    let escaped = usize::from(rest[1..].starts_with('\\'));
    // What is escaped is one sign at least, and may be the mark itself.
    let begin = 1 + escaped;
    let first = rest[begin..].chars().next().map_or(0, char::len_utf8);
    rest[begin + first..].find('\'').map_or(rest.len(), |at| begin + first + at + 1)
}

fn comment(rest: &str) -> usize {
    let (mut at, mut depth) = (2, 1);
    while depth > 0 && at < rest.len() {
        match &rest.as_bytes()[at..] {
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            _ => at += 1,
        }
    }
    at
}

/// Gives the entries in the brackets that are opened here; nothing if they are not closed.
pub(super) fn items(text: &str, open: usize) -> Option<Items> {
    let (mut depth, mut at) = (0usize, open + 1);
    let (mut parts, mut begin, mut comma) = (Vec::new(), at, None);
    // The end of the last thing that is no comment and no space.
    let mut end = at;
    while at < text.len() {
        let next = after(text, at);
        let part = &text[at..next];
        match part {
            ")" | "]" | "}" if depth == 0 => {
                if end > begin {
                    parts.push(begin..end);
                    comma = None;
                }
                return Some(Items { parts, close: at, comma });
            }
            "," if depth == 0 => {
                parts.push(begin..end.max(begin));
                comma = Some(at);
                (begin, end) = (next, next);
            }
            _ => {
                match part {
                    "(" | "[" | "{" => depth += 1,
                    ")" | "]" | "}" => depth -= 1,
                    _ => {}
                }
                if !part.starts_with("//") && !part.starts_with("/*") && !part.trim().is_empty() {
                    end = next;
                }
            }
        }
        at = next;
    }
    None
}

/// Gives the place of the first thing in a part that is no comment and no space.
pub(super) fn first_of(text: &str, part: Range<usize>) -> usize {
    let mut at = part.start;
    while at < part.end {
        let next = after(text, at);
        let piece = &text[at..next];
        if !piece.starts_with("//") && !piece.starts_with("/*") && !piece.trim().is_empty() {
            return at;
        }
        at = next;
    }
    part.start
}

/// Finds the bracket that opens the outermost struct.
pub(super) fn outermost(text: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with('(') {
            return Some(at);
        }
        // `#![enable(…)]` has brackets of its own.
        at = if text[at..].starts_with("#![") { items(text, at + 2)?.close + 1 } else { after(text, at) };
    }
    None
}

/// Finds the value of a field or of a key in the brackets that are opened here.
pub(super) fn value_of(text: &str, open: usize, name: &str) -> Option<Range<usize>> {
    items(text, open)?.parts.into_iter().find_map(|part| {
        let start = first_of(text, part.clone());
        let mut at = start;
        while at < part.end && !text[at..].starts_with(':') {
            at = after(text, at);
        }
        let key = text.get(start..at)?.trim();
        let same = key == name || ron::from_str::<String>(key).is_ok_and(|key| key == name);
        let value = at + 1..part.end;
        same.then(|| first_of(text, value.clone())..value.end)
    })
}

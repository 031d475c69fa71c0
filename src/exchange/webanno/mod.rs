//! `WebAnno` TSV 3.3: a token per line, a column per feature, offsets in UTF-16 units.
//!
//! Each label is a span layer `webanno.custom.Label`; its fields are features, and `id` is the id of the node. Links are
//! the slot feature `Links`, as a relation layer joins marks of one layer only. A mark that begins or ends inside a token
//! stands on sub-tokens. A discontinuous mark is several with one `id`. The text between two sentences belongs to the
//! first of them, unless a reader would fill the gap with the same.

mod feature;
mod read;
mod rebuild;
#[cfg(test)]
mod tests;
mod write;

pub use read::read;
pub use write::Webanno;

use crate::core::doc::{joined, split_joined};

/// What the names of layers begin with that are no part of `WebAnno` itself.
const CUSTOM: &str = "webanno.custom.";
/// Type of what a slot leads to: any mark.
const ANY: &str = "uima.tcas.Annotation";
/// Feature with the id of a node.
const ID: &str = "id";
/// Feature with the label of a node, in layers that cannot be named after it.
const LABEL: &str = "Label";
/// Slot feature with the links of a node.
const LINKS: &str = "Links";

/// Writes values as one feature: a single one as it is, a list after a bar.
fn value_of(values: &[String]) -> String {
    match values {
        [one] if !one.is_empty() && !one.starts_with('|') => one.clone(),
        more => format!("|{}", joined(more)),
    }
}

/// Reads values as [`value_of`] writes them.
fn values_of(value: &str) -> Vec<String> {
    value.strip_prefix('|').map_or_else(|| vec![value.to_owned()], split_joined)
}

/// Escapes a value or a role. The escape of a carriage return is ours: `WebAnno` breaks on it.
fn escape_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', letter]),
            '-' if letters.peek() == Some(&'>') => out.push_str("\\-"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
    out
}

/// Reads what [`escape_value`] or `WebAnno` writes.
fn unescape_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}

/// Escapes a line of text: controls and the backslash.
fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{c}' => out.push_str("\\f"),
            '\u{8}' => out.push_str("\\b"),
            '\0'..'\u{8}' | '\u{e}'..' ' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}

/// Reads what [`escape_text`] writes. Versions before 3.2 escape as Java does, with `\u` and four digits.
fn unescape_text(text: &str, is_old: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after.get(1..5).filter(|_| is_old && after.starts_with('u'));
        if let Some(letter) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32) {
            out.push(letter);
            rest = after.get(5..).unwrap_or_default();
            continue;
        }
        let mut letters = after.chars();
        match letters.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('f') => out.push('\u{c}'),
            Some('b') => out.push('\u{8}'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out
}

/// Parts a text at a sign that no backslash escapes.
fn parts(text: &str, at: char) -> Vec<&str> {
    let (mut parts, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (byte, letter) in text.char_indices() {
        if letter == at && !is_escaped {
            parts.push(&text[start..byte]);
            start = byte + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    parts.push(&text[start..]);
    parts
}

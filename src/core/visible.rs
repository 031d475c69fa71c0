//! Text as it can be shown on one line: what a terminal would obey, what would end the line and what nobody can see is
//! written as an escape, such as `\u{1b}`.
//!
//! This is the one place that says which signs these are: for the terminal, for lists in datasets, and for the names
//! that an import may give to articles.

use std::borrow::Cow;

use icu_properties::props::{BinaryProperty, DefaultIgnorableCodePoint};

const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
const STYLES: [char; 2] = ['\u{fe0e}', '\u{fe0f}'];
/// First letter of the scripts in which joiners and variants belong to the spelling: Arabic and what comes after it.
const JOINING: char = '\u{600}';

/// Walks over the signs of a text and tells which are not to be shown as they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hidden {
    /// The visible sign before, which a joiner may belong to.
    previous: Option<char>,
}

impl Hidden {
    /// Tells whether the next sign is a control, a line break, turns the direction of writing, or cannot be seen.
    ///
    /// A joiner or variant after a letter of a script that needs it, or after a picture, is part of the spelling.
    pub fn meets(&mut self, c: char) -> bool {
        let follows = self.previous.is_some_and(|previous| previous >= JOINING);
        if follows && STYLES.contains(&c) {
            return false;
        }
        if follows && JOINERS.contains(&c) {
            // A second one would hide behind it.
            self.previous = None;
            return false;
        }
        let is_hidden = match c {
            ' '..='~' => false,
            '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => true,
            _ => c.is_control() || DefaultIgnorableCodePoint::for_char(c),
        };
        self.previous = (!is_hidden).then_some(c);
        is_hidden
    }
}

/// Shows a text on one line, for eyes: hidden signs are escapes, everything else is as it is.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, false)
}

/// Writes a text on one line, from which [`unescaped`] makes the same text again: as [`visible`], and backslashes are
/// doubled.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    escape(text, true)
}

fn escape(text: &str, backslashes: bool) -> Cow<'_, str> {
    let mut hidden = Hidden::default();
    let mut out: Option<String> = None;
    for (at, c) in text.char_indices() {
        let is_hidden = hidden.meets(c);
        if is_hidden || (backslashes && c == '\\') {
            let out = out.get_or_insert_with(|| text[..at].to_owned());
            match c {
                '\n' | '\r' | '\t' | '\\' => out.extend(c.escape_default()),
                _ => out.extend(c.escape_unicode()),
            }
        } else if let Some(out) = &mut out {
            out.push(c);
        }
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Reads what [`escaped`] has written; nothing where it is something else.
#[must_use]
pub fn unescaped(line: &str) -> Option<String> {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let mut letters = after.chars();
        out.push(match letters.next()? {
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (digits, behind) = letters.as_str().strip_prefix('{')?.split_once('}')?;
                letters = behind.chars();
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
        rest = letters.as_str();
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_obeys_and_what_nobody_sees_is_an_escape() {
        for (text, shown) in [
            ("a\u{1b}[2Jb", r"a\u{1b}[2Jb"),
            ("a\u{7}\u{9b}\u{7f}", r"a\u{7}\u{9b}\u{7f}"),
            ("a\nb\rc\td", r"a\nb\rc\td"),
            ("a\u{202e}b\u{2066}\u{200e}\u{61c}", r"a\u{202e}b\u{2066}\u{200e}\u{61c}"),
            ("a\u{200b}b\u{feff}\u{ad}\u{2060}\u{e0041}", r"a\u{200b}b\u{feff}\u{ad}\u{2060}\u{e0041}"),
            ("a\u{200d}b", r"a\u{200d}b"),
            ("a\u{85}b\u{2028}c", r"a\u{85}b\u{2028}c"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn letters_of_every_script_are_shown_as_they_are() {
        for text in
            ["مُحَمَّد", "Vie\u{302}\u{323}t", "می\u{200c}خواهم", "👩\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥", "प्रिया", r"C:\win"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        assert_eq!(visible("ی\u{200c}\u{200c}"), "ی\u{200c}\\u{200c}", "a second joiner would hide");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_one_line_and_comes_back(text in any::<String>()) {
            let line = escaped(&text);
            prop_assert!(!line.contains(char::is_control));
            prop_assert_eq!(unescaped(&line), Some(text.clone()));
        }
    }

    #[test]
    fn what_was_not_escaped_is_not_read_back() {
        for line in [r"\", r"\x", r"\u{110000}", r"\u{zz}", r"\u1b"] {
            assert_eq!(unescaped(line), None, "{line}");
        }
    }
}

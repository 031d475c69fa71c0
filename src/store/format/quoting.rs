//! Strings as they stand in a file: readable in every script, with nothing hidden in them.
//!
//! What `char::escape_debug` escapes is escaped here too (controls, bidi controls, odd spaces, unassigned code
//! points), so that no program that changes line ends can change the data. But accents, vowel marks and the
//! two joiners that follow a letter are left as they are: `مُحَمَّد` and NFD Vietnamese stay readable.

use icu_properties::CodePointMapData;
use icu_properties::props::{BinaryProperty, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup};

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';

/// Gives a text between quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    // A mark after a quotation mark or an escape would be drawn on that sign: it stays escaped there.
    let mut after_plain = false;
    for c in text.chars() {
        let plain = match c {
            '"' | '\\' => false,
            ' '..='~' => true,
            _ if follows_a_letter(c) => after_plain,
            _ if DefaultIgnorableCodePoint::for_char(c) => false,
            _ => c.escape_debug().len() == 1,
        };
        if plain {
            out.push(c);
        } else if matches!(c, '"' | '\\' | '\n' | '\t' | '\r' | '\0') {
            out.extend(c.escape_debug());
        } else {
            out.extend(c.escape_unicode());
        }
        after_plain = plain;
    }
    out.push('"');
    out
}

/// Tells whether a sign is drawn on or joins the one before it.
fn follows_a_letter(c: char) -> bool {
    if matches!(c, ZERO_WIDTH_NON_JOINER | ZERO_WIDTH_JOINER | TEXT_STYLE | EMOJI_STYLE) {
        return true;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Mark.contains(category) && !DefaultIgnorableCodePoint::for_char(c)
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn quoted_leaves_marks_and_joiners_on_their_letters() {
        for text in
            ["مُحَمَّد", "Vie\u{302}\u{323}t", "می\u{200c}خواهم", "👩\u{200d}🚒 ❤\u{fe0f}", "प्रिया", "O‘zbekiston’s 'x'"]
        {
            assert_eq!(quoted(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn quoted_escapes_what_cannot_be_seen() {
        assert_eq!(quoted("a\u{202e}b\u{2066}c"), r#""a\u{202e}b\u{2066}c""#);
        assert_eq!(
            quoted("\u{200b}\u{ad}\u{a0}\u{feff}\u{3164}\u{34f}"),
            r#""\u{200b}\u{ad}\u{a0}\u{feff}\u{3164}\u{34f}""#
        );
        assert_eq!(quoted("a\nb\r\tc\u{2028}\0"), r#""a\nb\r\tc\u{2028}\0""#);
    }

    #[test]
    fn quoted_escapes_a_mark_that_has_no_letter_before_it() {
        assert_eq!(quoted("\u{64f}ح"), r#""\u{64f}ح""#);
        assert_eq!(quoted("a\n\u{301}\u{302}b\u{301}"), "\"a\\n\\u{301}\\u{302}b\u{301}\"");
    }

    #[test]
    fn quoted_keeps_backslashes_that_look_like_escapes() {
        assert_eq!(quoted(r"C:\u{64f} \\"), r#""C:\\u{64f} \\\\""#);
    }

    #[test]
    fn quoted_is_read_back_as_it_was_for_every_character() {
        // Every plane that holds characters.
        let mut all = ('\0'..='\u{3ffff}').chain('\u{e0000}'..='\u{e0fff}').peekable();
        while all.peek().is_some() {
            // After a letter, after itself, and before a backslash.
            let text: String = all.by_ref().take(4096).flat_map(|c| ['a', c, c, '\\']).collect();
            assert_eq!(ron::from_str::<String>(&quoted(&text)).as_deref(), Ok(text.as_str()));
            assert_eq!(plain::from_str::<String>(&quoted(&text)).as_deref(), Ok(text.as_str()));
        }
    }
}

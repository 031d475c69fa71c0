//! Names of characters that take no room or look like others: shown on demand, never silently.

use std::borrow::Cow;

use icu_properties::props::{BinaryProperty, DefaultIgnorableCodePoint};

/// Gives the short name of an invisible or look-alike character; nothing for all others.
///
/// Names follow the Unicode character database and the abbreviations of UAX #9.
#[must_use]
pub fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{0000}' => "NUL",
        '\u{0009}' => "TAB",
        '\u{000b}' => "VT",
        '\u{000c}' => "FF",
        '\u{0085}' => "NEL",
        '\u{00a0}' => "NBSP",
        '\u{00ad}' => "SHY",
        '\u{034f}' => "CGJ",
        '\u{061c}' => "ALM",
        '\u{180e}' => "MVS",
        '\u{2007}' => "FSP",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{202f}' => "NNBSP",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{fe0e}' => "VS15",
        '\u{fe0f}' => "VS16",
        '\u{feff}' => "BOM",
        '\u{fffd}' => "REPL",
        '\u{0001}'..='\u{001f}' | '\u{007f}'..='\u{009f}' if c != '\n' => "CTRL",
        _ => return None,
    })
}

/// Tells whether a character is never seen, wherever it stands: a soft hyphen, a joiner, a mark of direction, a filler, a
/// control that is no white space.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{fff9}'..='\u{fffb}' => true,
        _ => (c.is_control() && !c.is_whitespace()) || DefaultIgnorableCodePoint::for_char(c),
    }
}

/// Tells whether a text has nothing that can be seen: white space and signs that never are.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Tells whether a character reorders text when obeyed, so that it deserves a warning colour.
#[must_use]
pub fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Gives a text with the names of characters that reorder text in their place, so that a name in a list or a
/// message never reads as something else than it is.
#[must_use]
pub fn unmasked(text: &str) -> Cow<'_, str> {
    if !text.contains(reorders) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match name(c).filter(|_| reorders(c)) {
            Some(name) => {
                shown.push('⟨');
                shown.push_str(name);
                shown.push('⟩');
            }
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Counts the invisible characters of a text.
#[must_use]
pub fn count(text: &str) -> usize {
    text.chars().filter(|c| !matches!(c, ' '..='~' | '\n') && name(*c).is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_reorder_are_shown_by_name_and_not_obeyed() {
        assert_eq!(unmasked("Ali \u{202e}gnaW\u{202c} \u{200f}"), "Ali ⟨RLO⟩gnaW⟨PDF⟩ \u{200f}");
        assert!(matches!(unmasked("Wang Xiaohong وانغ"), Cow::Borrowed(_)));
    }

    #[test]
    fn text_of_signs_that_nobody_sees_is_blank() {
        for text in [
            "",
            " \n\u{a0}",
            "\u{200b}",
            "\u{ad}\u{200c} \u{200d}\u{2060}\u{feff}",
            "\u{3164}\u{115f}\u{ffa0}",
            "\u{e0001}\u{1}\u{202e}\u{fe0f}\u{180e}\u{34f}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "\u{ad}-", "\u{301}", "ᄀ", "\u{600}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn bidi_controls_have_names_and_ordinary_letters_have_none() {
        assert_eq!(
            (name('\u{202e}'), name('\u{200c}'), name('a'), name('\n'), name(' ')),
            (Some("RLO"), Some("ZWNJ"), None, None, None)
        );
        assert!(reorders('\u{202e}') && !reorders('\u{200f}'));
        assert_eq!(count("a\u{a0}b\u{200f}"), 2);
    }
}

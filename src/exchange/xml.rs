//! What XML 1.0 can hold, for the formats that are XML.

use std::borrow::Cow;

/// Tells whether a character may stand in XML 1.0 at all; see its production 2, `Char`.
fn allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Puts a space where XML cannot hold a character, so that positions stay. Gives how many there were.
#[must_use]
pub fn clean(text: &str) -> (Cow<'_, str>, usize) {
    let count = text.chars().filter(|letter| !allowed(*letter)).count();
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    (Cow::Owned(text.chars().map(|letter| if allowed(letter) { letter } else { ' ' }).collect()), count)
}

/// Escapes a clean text, for attributes as well as between tags: parsers change line breaks and tabs that are not
/// written as references.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// Adds an attribute with a space before it; what XML cannot hold becomes a space.
pub fn attribute(out: &mut String, name: &str, value: impl std::fmt::Display) {
    let value = value.to_string();
    out.extend([" ", name, "=\"", &escape(&clean(&value).0), "\""]);
}

/// Adds an element that holds only text; what XML cannot hold becomes a space.
pub fn element(out: &mut String, name: &str, value: &str) {
    out.extend(["<", name, ">", &escape(&clean(value).0), "</", name, ">"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_becomes_a_space() {
        assert_eq!(clean("a\u{0}b\u{1b}\u{ffff}😊\t\n"), (Cow::Borrowed("a b  😊\t\n"), 3));
        assert_eq!(clean("e\u{301}\u{85}"), (Cow::Borrowed("e\u{301}\u{85}"), 0));
    }

    #[test]
    fn line_breaks_are_written_as_references() {
        let mut out = String::new();
        attribute(&mut out, "v", "a\n<\"]]>&\t'");
        element(&mut out, "t", " ]]>\r");
        assert_eq!(out, " v=\"a&#10;&lt;&quot;]]&gt;&amp;&#9;'\"<t> ]]&gt;&#13;</t>");
    }
}

//! Positions in UTF-16 units, as UIMA and `WebAnno` count them.

use crate::core::text::{Span, Text};

/// Distance in bytes between two entries of the table.
const CHECKPOINT: usize = 512;

/// Converts between bytes of a text and UTF-16 units.
pub struct Utf16<'a> {
    text: &'a str,
    /// Byte offset and units before it, at characters about [`CHECKPOINT`] bytes apart.
    table: Vec<(usize, usize)>,
    units: usize,
}

impl<'a> Utf16<'a> {
    /// Counts a text once.
    #[must_use]
    pub fn of(text: &'a Text) -> Self {
        let text = text.as_str();
        let (mut table, mut units) = (vec![(0, 0)], 0);
        for (byte, letter) in text.char_indices() {
            if byte >= table.len() * CHECKPOINT {
                table.push((byte, units));
            }
            units += letter.len_utf16();
        }
        Self { text, table, units }
    }

    /// Gives the length of the text in units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units
    }

    /// Tells whether the text holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units == 0
    }

    /// Converts a byte offset; an offset inside a character counts from its start.
    #[must_use]
    pub fn units(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let (from, units) = self.table[self.table.partition_point(|entry| entry.0 <= byte) - 1];
        units + self.text[from..byte].chars().map(char::len_utf16).sum::<usize>()
    }

    /// Converts an offset in units to bytes; nothing past the end and in the middle of a surrogate pair.
    #[must_use]
    pub fn byte(&self, units: usize) -> Option<usize> {
        if units > self.units {
            return None;
        }
        let (mut byte, mut at) = self.table[self.table.partition_point(|entry| entry.1 <= units) - 1];
        for letter in self.text[byte..].chars() {
            if at >= units {
                break;
            }
            byte += letter.len_utf8();
            at += letter.len_utf16();
        }
        (at == units).then_some(byte)
    }

    /// Gives the half-open range of units of a span.
    #[must_use]
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.units(span.start), self.units(span.end))
    }

    /// Makes a span of a half-open range of units; nothing where it does not fit the text or ends before it begins.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span { start: self.byte(start)?, end: self.byte(end)? };
        (span.start <= span.end).then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use crate::core::doc::units::*;

    #[test]
    fn units_and_bytes_agree_at_every_character() {
        let text = Text::canonical(&"A 😊 Müller وقعت Việt (Việt)\n".repeat(60));
        let table = Utf16::of(&text);
        let mut units = 0;
        for (byte, letter) in text.as_str().char_indices() {
            assert_eq!((table.units(byte), table.byte(units)), (units, Some(byte)));
            if letter.len_utf16() == 2 {
                assert_eq!(table.byte(units + 1), None);
            }
            units += letter.len_utf16();
        }
        assert_eq!((table.len(), table.byte(units), table.byte(units + 1)), (units, Some(text.len()), None));
    }
}

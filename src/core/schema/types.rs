//! Types of mention beside actors, dates and agreements.

use super::choices::Choices;
use super::fields::{FieldDef, FieldKind};

/// Id of the type that the program ships: places that are no venue. It is offered where a corpus asks for it.
pub const PLACE: &str = "place";

/// Describes a type of mention that a corpus adds.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Identifies the type in files; begins with `x_` and is never changed.
    pub id: String,
    /// Names the type in the interface.
    pub label: String,
    /// Tells when to mark something as this type; may be empty.
    pub help: String,
    /// Colour of its marks: red, green, blue.
    pub colour: (u8, u8, u8),
    /// Pattern of its marks, so that colour is not the only difference.
    pub lane: LanePattern,
    /// The letter (lower case) or digit that with Ctrl+Alt marks the selection as this type.
    pub key: Option<char>,
    /// Fields of its records, each with the id of the type as its `on`.
    pub fields: Vec<FieldDef>,
    /// Its name by language, where it has one in several.
    pub labels: Vec<(String, String)>,
}

impl TypeDef {
    /// Makes the type of places; `kinds` are the kinds of place in force.
    pub(super) fn place(kinds: Choices) -> Self {
        let field = |id: &str, label: &str, help: &str, kind| FieldDef {
            help: help.to_owned(),
            ..FieldDef::new(PLACE, id, label, kind)
        };
        Self {
            id: PLACE.to_owned(),
            label: "Place".to_owned(),
            help: "A place that is named and is not the venue of an agreement.".to_owned(),
            colour: (0x2f, 0x6b, 0x5e),
            lane: LanePattern::Wavy,
            key: None,
            fields: vec![
                field("kind", "Kind of place", "", FieldKind::Choice(kinds)),
                field("name", "Name", "Its usual name, where the text has another form of it.", FieldKind::Text),
                field("country", "Country", "The state it lies in.", FieldKind::Entity(vec!["state".to_owned()])),
            ],
            labels: Vec::new(),
        }
    }
}

/// Names the patterns in which the lane of a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LanePattern {
    /// An unbroken line, as for actors.
    Solid,
    /// A line of dots, as for dates.
    Dotted,
    /// Two lines, as for agreements.
    Double,
    /// A line of dashes.
    Dashed,
    /// A wave.
    Wavy,
}

impl LanePattern {
    /// Lists every pattern once.
    pub const ALL: [Self; 5] = [Self::Solid, Self::Dotted, Self::Double, Self::Dashed, Self::Wavy];

    /// Returns the word shown to the analyst.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Solid => "Solid",
            Self::Dotted => "Dotted",
            Self::Double => "Double",
            Self::Dashed => "Dashed",
            Self::Wavy => "Wavy",
        }
    }
}

/// Reads a colour written as `#rrggbb`.
#[must_use]
pub fn colour(text: &str) -> Option<(u8, u8, u8)> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some((red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_six_hexadecimal_digits() {
        assert_eq!(colour("#7a1F5c"), Some((0x7a, 0x1f, 0x5c)));
        for bad in ["", "#", "7a1f5c", "#7a1f5", "#7a1f5cc", "#+a1f5c", "#7a1f5g", "red", "#٧٧٧", "#éééb"] {
            assert_eq!(colour(bad), None, "{bad}");
        }
    }
}

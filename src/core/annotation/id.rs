//! Kinds of record and their ids.

use std::fmt;
use std::sync::Arc;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names the kinds of record that can be marked in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An undertaking or a document, with its evidence passages.
    Agreement,
    /// Somebody or something that acts.
    Actor,
    /// An expression that places something on the calendar.
    Date,
    /// Something that is wrong with the text itself.
    Flag,
    /// A mention of a type that the schema of the corpus adds.
    Custom,
    /// A part of the page that is not the article: a caption, a menu, a form.
    Region,
}

impl Kind {
    /// All kinds, those with panels of their own first, in the order of the panels.
    pub const ALL: [Self; 6] = [Self::Actor, Self::Date, Self::Agreement, Self::Flag, Self::Custom, Self::Region];

    /// Gives the letter that begins the ids of this kind.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Actor => 'a',
            Self::Date => 'd',
            Self::Agreement => 'g',
            Self::Flag => 'f',
            Self::Custom => 'x',
            Self::Region => 'b',
        }
    }

    /// Gives the singular word used in sentences.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Date => "date",
            Self::Agreement => "agreement",
            Self::Flag => "text flag",
            Self::Custom => "mark",
            Self::Region => "region",
        }
    }
}

/// Gives eight base-32 signs for 40 random bits.
#[must_use]
pub fn random_signs(random: u64) -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..8)
        .map(|place| {
            let five = (random >> (place * 5)).to_le_bytes()[0] & 31;
            char::from(SIGNS[usize::from(five)])
        })
        .collect()
}

/// Identifies a record: a kind letter, a hyphen and eight base-32 signs; unique across the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

impl Id {
    /// Makes an id from 40 random bits.
    #[must_use]
    pub fn new(kind: Kind, random: u64) -> Self {
        Self(format!("{}-{}", kind.letter(), random_signs(random)).into())
    }

    /// Reads an id as it stands in a file; nothing where it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (letter, rest) = text.split_once('-')?;
        let known = Kind::ALL.iter().any(|kind| letter.chars().eq([kind.letter()]));
        let plain = !rest.is_empty() && rest.len() <= 64 && rest.chars().all(|c| c.is_ascii_alphanumeric());
        (known && plain).then(|| Self(text.into()))
    }

    /// Gives the kind of record the id belongs to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        let letter = self.0.chars().next();
        Kind::ALL.into_iter().find(|kind| Some(kind.letter()) == letter).unwrap_or(Kind::Actor)
    }

    /// Gives the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Reads the id from where it stands, without a copy of its own.
        struct Signs;

        impl Visitor<'_> for Signs {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                Id::parse(text).ok_or_else(|| {
                    let shown = crate::core::text::excerpt(text, 40);
                    E::custom(format!("“{shown}” is not the id of a record, such as “a-0k3q9dma”"))
                })
            }
        }

        deserializer.deserialize_str(Signs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_is_a_kind_letter_and_eight_signs() {
        let id = Id::new(Kind::Agreement, 0x12_3456_789a);
        assert_eq!(id.as_str().len(), 10);
        assert_eq!(id.kind(), Kind::Agreement);
        assert_eq!(Id::parse(id.as_str()), Some(id));
    }

    #[test]
    fn id_of_every_kind_knows_its_kind() {
        for kind in Kind::ALL {
            assert_eq!(Id::new(kind, 7).kind(), kind);
        }
    }

    #[test]
    fn id_from_a_file_is_refused_when_it_is_not_one() {
        for text in ["", "a", "z-12345678", "a-", "a-../etc", "a-1 2"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}

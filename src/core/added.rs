//! What the source of an added article says about it: suggestions for its header, each with where it was found.

use serde::{Deserialize, Serialize};

use super::annotation::{Basis, Header, LanguageTag};

/// A field of the header that a page or a table can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Publication date (EDTF).
    Published,
    /// Name of the publisher.
    Publisher,
    /// Address of the page.
    Url,
    /// Language, a BCP 47 code.
    Language,
}

impl Slot {
    /// Gives the words for the field.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Published => "publication date",
            Self::Publisher => "publisher",
            Self::Url => "address",
            Self::Language => "language",
        }
    }
}

/// A value that the source gives for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The field.
    pub field: Slot,
    /// The value, as the field has it.
    pub value: String,
    /// Where it was found, such as `JSON-LD datePublished`.
    pub source: String,
}

impl Suggestion {
    /// Tells whether the field is still empty.
    #[must_use]
    pub fn is_open<P>(&self, header: &Header<P>) -> bool {
        match self.field {
            Slot::Published => header.published.is_empty(),
            Slot::Publisher => header.publisher.is_empty(),
            Slot::Url => header.url.is_empty(),
            Slot::Language => header.language == LanguageTag::Detected,
        }
    }

    /// Puts the value into the field, and says beside it what it rests on.
    pub fn take<P>(&self, header: &mut Header<P>) {
        let basis = Basis::External(self.source.clone());
        let path = match self.field {
            Slot::Published => {
                header.published.clone_from(&self.value);
                header.published_basis = basis;
                return;
            }
            Slot::Publisher => {
                header.publisher.clone_from(&self.value);
                "publisher"
            }
            Slot::Url => {
                header.url.clone_from(&self.value);
                "url"
            }
            Slot::Language => {
                header.language = LanguageTag::Set(self.value.clone());
                "language"
            }
        };
        let mut remark = header.beside.remarks.get(path).cloned().unwrap_or_default();
        remark.missing.clear();
        remark.basis = Some(basis);
        header.beside.set(path, remark);
    }
}

/// Where an added article comes from, and what is suggested for its header.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// Name of the file it was added from.
    pub file: String,
    /// SHA-256 of the bytes of that file, by which it is kept.
    pub sha256: String,
    /// The row of a table, counted from 1 without the head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// What it says.
    pub suggestions: Vec<Suggestion>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Place;

    #[test]
    fn suggestion_fills_its_field_and_says_what_it_rests_on() {
        let mut header: Header<Place> = Header::default();
        let suggest = |field, value: &str| Suggestion { field, value: value.into(), source: "og:x".into() };
        for (field, value) in [
            (Slot::Published, "2024-05-03"),
            (Slot::Publisher, "Tagblatt"),
            (Slot::Url, "https://a.example/1"),
            (Slot::Language, "de"),
        ] {
            let suggestion = suggest(field, value);
            assert!(suggestion.is_open(&header));
            suggestion.take(&mut header);
            assert!(!suggestion.is_open(&header));
        }
        let basis = Some(Basis::External("og:x".into()));
        assert_eq!((header.published.as_str(), Some(&header.published_basis)), ("2024-05-03", basis.as_ref()));
        for path in ["publisher", "url", "language"] {
            assert_eq!(header.beside.remarks[path].basis, basis, "{path}");
        }
    }
}

//! What all records share: where they stand, what a value rests on, who wrote them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Missing;
use crate::core::text::Span;

/// Holds where a mark stands: one or more fragments in text order that do not overlap. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place(Arc<[Span]>);

impl Place {
    /// Makes a place of one fragment.
    #[must_use]
    pub fn of(span: Span) -> Self {
        Self(Arc::from([span]))
    }

    /// Makes a place of several fragments, sorted and joined where they touch; nothing if all are empty.
    #[must_use]
    pub fn from_fragments(mut fragments: Vec<Span>) -> Option<Self> {
        fragments.retain(|span| !span.is_empty());
        fragments.sort();
        let mut joined: Vec<Span> = Vec::with_capacity(fragments.len());
        for span in fragments {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then(|| Self(joined.into()))
    }

    /// Gives the fragments in text order; never empty.
    #[must_use]
    pub fn fragments(&self) -> &[Span] {
        &self.0
    }

    /// Gives the span from the first byte of the first fragment to the last of the last.
    #[must_use]
    pub fn cover(&self) -> Span {
        Span { start: self.0[0].start, end: self.0[self.0.len() - 1].end }
    }
}

/// Says what a value rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
pub enum Basis {
    /// The text states it.
    #[default]
    Explicit,
    /// The annotator infers it; the text says why.
    Inferred(String),
    /// It follows from the publication date of the article.
    DocumentDate,
    /// It comes from outside the article; the text says from where.
    External(String),
    /// The article does not say.
    NotStated,
    /// The question does not arise.
    NotApplicable,
    /// The article says it in a way that cannot be made out.
    Unknown,
    /// Somebody looked, also elsewhere, and found none.
    NoneFound,
}

impl Basis {
    /// The codes in the order they are offered.
    pub const CODES: [&'static str; 8] =
        ["explicit", "inferred", "document_date", "external", "not_stated", "not_applicable", "unknown", "none_found"];

    /// Gives the code of the vocabulary.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Inferred(_) => "inferred",
            Self::DocumentDate => "document_date",
            Self::External(_) => "external",
            Self::NotStated => "not_stated",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
            Self::NoneFound => "none_found",
        }
    }

    /// Makes a basis from its code, keeping a reason already given.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Self {
        let reason = self.reason().unwrap_or_default().to_owned();
        match code {
            "inferred" => Self::Inferred(reason),
            "document_date" => Self::DocumentDate,
            "external" => Self::External(reason),
            "not_stated" => Self::NotStated,
            "not_applicable" => Self::NotApplicable,
            "unknown" => Self::Unknown,
            "none_found" => Self::NoneFound,
            _ => Self::Explicit,
        }
    }

    /// Says which kind of missing the basis states; nothing where it stands for a value.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self {
            Self::NotStated => Some(Missing::NotStated),
            Self::NotApplicable => Some(Missing::NotApplicable),
            Self::Unknown => Some(Missing::Unknown),
            Self::NoneFound => Some(Missing::NoneFound),
            Self::Explicit | Self::Inferred(_) | Self::DocumentDate | Self::External(_) => None,
        }
    }

    /// Gives the reason, for the two bases that carry one.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Inferred(reason) | Self::External(reason) => Some(reason),
            _ => None,
        }
    }

    /// Gives the same basis with another reason; unchanged where it carries none.
    #[must_use]
    pub fn with_reason(&self, reason: String) -> Self {
        match self {
            Self::Inferred(_) => Self::Inferred(reason),
            Self::External(_) => Self::External(reason),
            other => other.clone(),
        }
    }
}

/// Says where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum Origin {
    /// A person made it.
    #[default]
    Manual,
    /// A rule proposed it.
    Suggested(String),
    /// It was read from another file.
    Imported(String),
}

/// Records who made and last changed a record, and when (UTC, RFC 3339, whole seconds).
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authorship {
    /// Who made the record.
    pub created_by: String,
    /// When it was made.
    pub created_at: String,
    /// Who changed it last.
    pub changed_by: String,
    /// When it was changed last.
    pub changed_at: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Who accepted it, if it was suggested or imported.
    pub accepted_by: Option<String>,
    /// The decision that a record of the gold comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

impl Authorship {
    /// Says that somebody made a record by hand and has not changed it since.
    #[must_use]
    pub fn by(who: impl Into<String>, at: impl Into<String>) -> Self {
        let (created_by, created_at) = (who.into(), at.into());
        let (changed_by, changed_at) = (created_by.clone(), created_at.clone());
        Self { created_by, created_at, changed_by, changed_at, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_sorts_and_joins_its_fragments() {
        let place = Place::from_fragments(vec![Span::new(9, 12), Span::new(0, 3), Span::new(2, 5), Span::new(7, 7)]);
        assert_eq!(place.map(|p| p.fragments().to_vec()), Some(vec![Span::new(0, 5), Span::new(9, 12)]));
    }

    #[test]
    fn basis_keeps_its_reason_when_the_code_changes() {
        let basis = Basis::Inferred("programme years".into()).with_code("external");
        assert_eq!(basis.reason(), Some("programme years"));
    }
}

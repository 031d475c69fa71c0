//! What is kept beside the records so that nothing is lost: places in earlier texts, and other people's values.

use serde::{Deserialize, Serialize};

use super::{Quoted, Record};

/// A record as it stood in an earlier text of the article.
///
/// It is kept where a place of the record has changed on the way to the present text or is no longer in it.
/// When the earlier text comes back, the places come back with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// SHA-256 of the canonical text the places count in.
    pub text_sha256: String,
    /// Whether the record has no place in the present text and stands only here.
    pub lost: bool,
    /// The record with its places in that text.
    pub record: Record<Quoted>,
}

/// What somebody else has made of a record where both changed the same field, to be decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Name of the conflict, unique in its file.
    pub id: String,
    /// Key of the record; see [`Record::key`].
    pub about: String,
    /// The fields both have changed, as paths such as `dates.signed.value`; none where one has deleted the record.
    pub fields: Vec<String>,
    /// The record as the other side has it; nothing where the other side has deleted it.
    pub other: Option<Record<Quoted>>,
    /// Where the other side comes from, in words.
    pub from: String,
}

impl Conflict {
    /// Tells whether the conflict is about what belongs to the whole corpus.
    #[must_use]
    pub fn is_of_corpus(&self) -> bool {
        ["registry/", "agreements/", "sources/"].iter().any(|list| self.about.starts_with(list))
    }
}

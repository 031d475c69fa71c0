//! Identity of agreements across articles: which records are one, which belong together, what is adopted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authorship, Id};

/// A record of an agreement in one article, by one annotator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Path of the article inside the corpus.
    pub article: String,
    /// Id of the record.
    #[schemars(with = "String")]
    pub agreement: Id,
    /// Code of `IdentityRelation`: how the record stands to this agreement.
    pub relation: String,
}

/// A value the project has decided for, where records differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// Name of the field, e.g. `signed`.
    pub field: String,
    /// The value.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// An agreement that several articles report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Its id: `i-` and eight base-32 signs.
    pub id: String,
    /// Short English title.
    pub title: String,
    /// The records, sorted by article.
    pub members: Vec<Member>,
    /// The values decided for.
    pub adopted: Vec<Adopted>,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

impl Identity {
    /// Makes an agreement without records.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            members: Vec::new(),
            adopted: Vec::new(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }
}

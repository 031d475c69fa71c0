//! Identity of agreements across articles: which records are one, which belong together, what is adopted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authorship, Beside, Fields, Id, Name};

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

/// How an agreement across articles stands to another one.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityTie {
    /// Code of `IdentityTie`.
    pub kind: String,
    /// Id of the other one.
    pub identity: String,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// An agreement that several articles report, or a process that several agreements are part of.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Its id: `i-` and eight base-32 signs.
    pub id: String,
    /// Short English title.
    pub title: String,
    /// Titles in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Name>,
    /// Code of `IdentityKind`; empty for an agreement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The records, sorted by article.
    pub members: Vec<Member>,
    /// How it stands to others of its kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<IdentityTie>,
    /// The values decided for.
    pub adopted: Vec<Adopted>,
    /// Numbers of treaty collections and the like, as `scheme:number`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<String>,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields added by the schema.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

impl Identity {
    /// Makes an agreement without records.
    #[must_use]
    pub fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), ..Self::default() }
    }

    /// Tells whether it is a process, whose members are agreements across articles.
    #[must_use]
    pub fn is_process(&self) -> bool {
        self.kind == "process"
    }
}

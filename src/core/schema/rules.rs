//! Checks that a corpus adds, and what it says of its own changes.

use super::condition::Condition;

/// Describes a check: where the condition holds, the analyst is told so.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleDef {
    /// Identifies the check.
    pub id: String,
    /// Names the record it is about: one of [`OWNERS`](super::OWNERS) or the id of a type of mention.
    pub on: String,
    /// Says for which records it speaks up.
    pub when: Condition,
    /// The sentence the analyst sees.
    pub says: String,
    /// Whether that must be put right, or only be looked at.
    pub error: bool,
}

impl RuleDef {
    /// Makes a check that warns about agreements.
    #[must_use]
    pub fn warning(id: impl Into<String>, when: Condition, says: impl Into<String>) -> Self {
        Self { id: id.into(), on: "agreement".to_owned(), when, says: says.into(), error: false }
    }
}

/// Says what a version of the schema changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The version that came with the change.
    pub version: String,
    /// What changed.
    pub note: String,
    /// Fields that have to be read again where they were coded before: a field as a remark names it, such as
    /// `status` or `dates.signed`, or the id of an own field.
    pub reread: Vec<String>,
}

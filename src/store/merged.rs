//! The outcome of joining three versions of a file, as text.

use super::error::Problem;
use crate::core::merge::{Merged, Records};

/// A joined file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    /// Its text; conflicts stand in it as data.
    pub text: String,
    /// How many records have fields that both sides have changed in different ways.
    pub conflicts: usize,
    /// How many records were taken over from the other side.
    pub taken: usize,
    /// What both sides say of the file as a whole in different ways, a sentence each: ours stands.
    pub contradictions: Vec<String>,
}

impl MergedText {
    /// Puts the outcome together; `write` makes a text of the joined records.
    ///
    /// # Errors
    /// Those of `write`.
    pub(super) fn of(merged: Merged, write: impl FnOnce(Records) -> Result<String, Problem>) -> Result<Self, Problem> {
        let (conflicts, taken) = (merged.conflicts.len(), merged.taken);
        Ok(Self { text: write(merged.records)?, conflicts, taken, contradictions: Vec::new() })
    }
}

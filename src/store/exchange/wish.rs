//! What somebody wants to be imported.

use std::path::PathBuf;

use crate::core::doc::Maker;
use crate::exchange::format::Format;
use crate::exchange::mapping::Mapping;

/// Whose work of the files is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// That of the one person there is, and what is of nobody. Files with the work of several are refused.
    #[default]
    Only,
    /// That of one person, by the name in the files.
    Person(String),
    /// What is of nobody.
    Nobody,
}

impl Whose {
    /// Tells whether a document is taken.
    #[must_use]
    pub fn takes(&self, maker: &Maker) -> bool {
        match (self, maker) {
            (Self::Only, Maker::Person(_) | Maker::Unsaid) | (Self::Nobody, Maker::Unsaid) => true,
            (Self::Person(name), Maker::Person(other)) => name == other,
            _ => false,
        }
    }
}

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Import {
    /// The format.
    pub format: Format,
    /// Files, or folders with files.
    pub paths: Vec<PathBuf>,
    /// In whose work the records go.
    pub annotator: String,
    /// Whose work of the files is taken.
    pub of: Whose,
    /// The model whose predictions are taken as work; empty for the only one there is. Nobody's without.
    pub predictions: Option<String>,
    /// What labels, fields, values and people are here, where a person has said so.
    pub mapping: Mapping,
    /// UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Number of the last step the annotator has taken, so that the import stands after it.
    pub after: u32,
}

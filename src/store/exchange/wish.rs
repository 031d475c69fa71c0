//! What somebody wants to be imported.

use std::path::PathBuf;

use crate::exchange::assemble::Mapping;
use crate::exchange::format::Format;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Import {
    /// The format.
    pub format: Format,
    /// Files, or folders with files.
    pub paths: Vec<PathBuf>,
    /// In whose work the records go.
    pub annotator: String,
    /// What labels mean, where a person has said so.
    pub mapping: Mapping,
    /// UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Number of the last step the annotator has taken, so that the import stands after it.
    pub after: u32,
}

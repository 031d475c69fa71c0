//! What is known of the file of a work: what it held when it was read or written last, and its records.

use std::path::Path;
use std::sync::Arc;

use super::bytes::read_bytes;
use super::disk::Folder;
use super::format::{self, Document};
use super::write::{Expected, Fingerprint};

/// What is known of a file from the last time it was read or written.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it held.
    pub expected: Expected,
    /// The records our work goes back to, for joining; nothing where there was no file.
    ///
    /// After a join these are the records we had sent, until the work that comes knows of the join.
    pub base: Option<Arc<Document>>,
    /// The records that came out of the last join, while nobody has taken them over.
    pub(super) joined: Option<Arc<Document>>,
    /// How often the work was joined with somebody else's.
    pub(super) joins: u32,
    /// What the last save that failed was to write, and the records we had sent then: it may have reached the file
    /// all the same, and is then no change of somebody else.
    pub(super) attempted: Option<(Fingerprint, Arc<Document>)>,
}

impl Known {
    /// Notes what was read.
    #[must_use]
    pub fn new(expected: Expected, document: Option<Arc<Document>>) -> Self {
        Self { expected, base: document, joined: None, joins: 0, attempted: None }
    }
}

impl Default for Known {
    fn default() -> Self {
        Self::new(Expected::Absent, None)
    }
}

/// Reads a work's file as records, with what a later save must find there.
///
/// # Errors
/// Says why it cannot be used.
pub fn read_document(folder: &Folder, path: &Path) -> Result<(Document, Expected), String> {
    let bytes = read_bytes(folder.disk(), path, format::LIMIT).map_err(|error| error.to_string())?;
    let expected = Expected::Hash(Fingerprint::of(&bytes));
    let text = String::from_utf8(bytes).map_err(|_| "It is not UTF-8.".to_owned())?;
    let document = format::document(&text).map_err(|error| error.to_string())?;
    Ok((document, expected))
}

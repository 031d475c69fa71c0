//! What belongs to a corpus as a whole, read together: registry, agreements, publishers, schema, guideline.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::bytes::{is_absent, read_bytes};
use super::disk::Folder;
use super::schema;
use super::shared::{self, Base};
use super::write::{Expected, Fingerprint};
use crate::core::schema::Schema;

/// Largest schema or guideline that is read, in bytes.
const LIMIT: u64 = 1_000_000;
/// The files that are looked at for changes from outside.
const WATCHED: [&str; 5] = ["registry.ron", "agreements.ron", "sources.ron", "schema.ron", "guideline.md"];

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct CorpusFiles {
    /// Registry, agreements across articles, publishers.
    pub base: Base,
    /// The schema of the corpus; the built-in one where there is none or it cannot be used.
    pub schema: Arc<Schema>,
    /// What is wrong with the schema, one sentence each.
    pub schema_problems: Vec<String>,
    /// What the file of the schema held; nothing where it cannot be read.
    pub schema_file: Option<Expected>,
    /// The guideline of the corpus; nothing where the built-in one holds.
    pub guideline: Option<String>,
    /// What is wrong with the guideline, as a sentence.
    pub guideline_problem: Option<String>,
}

impl CorpusFiles {
    /// Says which files other than the schema are gone or cannot be used, and why, one sentence each.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.base.problems().chain(self.guideline_problem.as_deref())
    }
}

/// Reads everything. What is absent is as built in; what cannot be used is said and left alone.
#[must_use]
pub fn load(folder: &Folder) -> CorpusFiles {
    let mut files = CorpusFiles { base: shared::load(folder), ..CorpusFiles::default() };
    match text(folder, "schema.ron") {
        Ok(None) => files.schema_file = Some(Expected::Absent),
        Ok(Some(text)) => {
            files.schema_file = Some(Expected::Hash(Fingerprint::of(text.as_bytes())));
            match schema::read(&text) {
                Ok(schema) => files.schema = Arc::new(schema),
                Err(error) => {
                    let lines = error.to_string();
                    files.schema_problems.extend(lines.lines().map(|line| format!("schema.ron: {line}")));
                }
            }
        }
        Err(sentence) => files.schema_problems.push(sentence),
    }
    match text(folder, "guideline.md") {
        Ok(text) => files.guideline = text,
        Err(sentence) => files.guideline_problem = Some(sentence),
    }
    files
}

fn text(folder: &Folder, name: &str) -> Result<Option<String>, String> {
    let path = shared::path(folder.root(), name);
    if is_absent(folder.disk(), &path) {
        return Ok(None);
    }
    let bytes = read_bytes(folder.disk(), &path, LIMIT).map_err(|error| format!("“{name}” is not used. {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("“{name}” is not used: it is not UTF-8. Save it as UTF-8 and it is read again."))?;
    Ok(Some(text))
}

/// When a file was changed last and how long it is; nothing where there is none.
pub type Stamp = Option<(SystemTime, u64)>;

/// Looks at a file; the answer changes when the file does.
#[must_use]
pub fn stamp_of(folder: &Folder, path: &Path) -> Stamp {
    let look = folder.disk().look(path).ok()?;
    Some((look.modified?, look.len))
}

/// Looks at the files of the whole corpus; the answer changes when one of them does.
#[must_use]
pub fn stamp(folder: &Folder) -> Vec<Stamp> {
    WATCHED.iter().map(|name| stamp_of(folder, &shared::path(folder.root(), name))).collect()
}

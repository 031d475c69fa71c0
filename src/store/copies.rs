//! Copies of what could not be saved in its place, in a folder of a person's choice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk as _, RealDisk};
use super::format::Document;
use super::layout::CORPUS_FOLDER;
use super::shared::Snapshot;
use super::write;
use crate::core::annotation::Work;
use crate::core::schema::Schema;
use crate::core::workspace::Article;

/// A work to be saved in another place than its own.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Path inside the other folder.
    pub path: PathBuf,
    /// The article.
    pub article: Arc<Article>,
    /// The work.
    pub work: Arc<Work>,
}

/// What is to be copied.
#[derive(Clone, Debug)]
pub struct Copies {
    /// The annotator.
    pub annotator: String,
    /// The schema in force.
    pub schema: Arc<Schema>,
    /// Works.
    pub works: Vec<Copy>,
    /// What belongs to the whole corpus, where that could not be saved either.
    pub shared: Option<Box<Snapshot>>,
    /// What stands in fields and could not be taken, a line each.
    pub typed: Vec<String>,
}

impl Copies {
    /// Tells whether there is nothing to copy.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.works.is_empty() && self.shared.is_none() && self.typed.is_empty()
    }

    /// Writes the copies, beside what is there, each by itself. Gives how many, and why others could not be written.
    #[must_use]
    pub fn write(&self, folder: &Path) -> (usize, Vec<String>) {
        let (mut written, mut problems) = (0, Vec::new());
        let mut put = |path: &Path, text: &str| {
            if text.is_empty() {
                return problems.push(format!("{} cannot be written: a fault of the program.", path.display()));
            }
            match write::save_copy(&RealDisk, &folder.join(path), text) {
                Ok(_) => written += 1,
                Err(error) => problems.push(error.to_string()),
            }
        };
        if !self.typed.is_empty() {
            put(Path::new("typed.txt"), &(self.typed.join("\n") + "\n"));
        }
        if let Some(shared) = &self.shared {
            for (name, text) in shared.plain_texts() {
                put(&Path::new(CORPUS_FOLDER).join(name), &text);
            }
        }
        for Copy { path, article, work } in &self.works {
            // Also what a save would refuse after reading it back: better a copy somebody has to mend than none.
            put(path, &Document::of(work, article, &self.annotator, &self.schema).write());
        }
        (written, problems)
    }
}

/// Notes beside copies where they come from and what is missing. Where that cannot be written, neither could the copies.
pub fn note(folder: &Path, text: &str) {
    write::save_copy(&RealDisk, &folder.join("about.txt"), text.trim_end()).ok();
}

/// Tells whether a folder of copies holds any.
#[must_use]
pub fn any_in(folder: &Path) -> bool {
    RealDisk.list(folder).is_ok_and(|found| !found.is_empty())
}

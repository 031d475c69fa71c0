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

    /// Writes the copies, beside what is there. Gives how many.
    ///
    /// # Errors
    /// Says which could not be written; those before it are.
    pub fn write(&self, folder: &Path) -> Result<usize, String> {
        let mut texts = Vec::new();
        for Copy { path, article, work } in &self.works {
            let document = Document::of(work, article, &self.annotator, &self.schema);
            texts.push((path.clone(), document.checked()?));
        }
        for (name, text) in self.shared.iter().map(|shared| shared.texts()).collect::<Result<Vec<_>, _>>()?.concat() {
            texts.push((Path::new(CORPUS_FOLDER).join(name), text));
        }
        if !self.typed.is_empty() {
            texts.push((PathBuf::from("typed.txt"), self.typed.join("\n") + "\n"));
        }
        for (path, text) in &texts {
            write::save_copy(&RealDisk, &folder.join(path), text).map_err(|error| error.to_string())?;
        }
        Ok(texts.len())
    }
}

/// Tells whether a folder of copies holds any.
#[must_use]
pub fn any_in(folder: &Path) -> bool {
    RealDisk.list(folder).is_ok_and(|found| !found.is_empty())
}

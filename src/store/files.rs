//! The files of one article: found out once when it is opened, and looked at again before work on it goes on.

use std::path::{Path, PathBuf};

use super::corpus::{Stamp, stamp_of};
use super::disk::Folder;
use super::error::FileError;
use super::layout;
use crate::core::workspace::ArticleKey;

/// Holds the paths of an article and of an annotator's work on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFiles {
    /// The article.
    pub article: PathBuf,
    /// The work.
    pub work: PathBuf,
    /// The log of the work.
    pub log: PathBuf,
}

/// What the article and the work were when they were looked at; differs when one of them does.
pub type Stamps = [Stamp; 2];

impl ArticleFiles {
    /// Finds the paths.
    ///
    /// # Errors
    /// Refuses a key that leads out of the corpus, and a name that cannot be part of a file name.
    pub fn of(root: &Path, key: &ArticleKey, annotator: &str) -> Result<Self, FileError> {
        let article = layout::article_path(root, key)?;
        let work = layout::annotation_path(root, key, annotator)?;
        let log = layout::log_path(root, key, annotator)?;
        Ok(Self { article, work, log })
    }

    /// Looks at the article and at the work.
    #[must_use]
    pub fn stamps(&self, folder: &Folder) -> Stamps {
        [&self.article, &self.work].map(|path| stamp_of(folder, path))
    }
}

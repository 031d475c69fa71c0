//! What a step asks to be saved, in the order in which it is written, and how later wishes overtake earlier ones.
//!
//! The registry comes before the works, so that a record does not point to an entry that is not on disk. Where the
//! registry cannot be saved the works are all the same: a link without its entry is found again, a lost work is not.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::disk::Folder;
use super::saver::{FileKey, Task};
use super::shared::Snapshot;
use crate::core::history::{Entry, Step, logs_of};
use crate::core::workspace::ArticleKey;

/// One save that a step asks for, with what goes into the log beside it.
#[derive(Clone, Debug)]
pub enum Save {
    /// What belongs to the whole corpus.
    Corpus(Vec<Arc<Entry>>),
    /// The work on an article.
    Work(ArticleKey, Vec<Arc<Entry>>),
}

/// Lists what a step asks to be saved; `entry` is what the history says of it.
#[must_use]
pub fn saves_of(step: &Step, entry: &[Arc<Entry>]) -> Vec<Save> {
    let logs = logs_of(step);
    let touches_corpus = step.edits.iter().any(|edit| edit.article.is_none());
    let logged = if logs.contains(&None) { entry.to_vec() } else { Vec::new() };
    let corpus = touches_corpus.then_some(Save::Corpus(logged));
    corpus.into_iter().chain(logs.into_iter().flatten().map(|article| Save::Work(article, entry.to_vec()))).collect()
}

/// Lists what is saved once more because it could not be saved before.
#[must_use]
pub fn saves_again(corpus: bool, works: impl IntoIterator<Item = ArticleKey>) -> Vec<Save> {
    let corpus = corpus.then_some(Save::Corpus(Vec::new()));
    corpus.into_iter().chain(works.into_iter().map(|article| Save::Work(article, Vec::new()))).collect()
}

/// What belongs to the whole corpus, to be saved.
#[derive(Clone, Debug)]
pub struct SharedTask {
    /// The corpus folder.
    pub folder: Folder,
    /// The annotator.
    pub annotator: String,
    /// The records.
    pub mine: Box<Snapshot>,
    /// How many joins the records contain.
    pub joins: u32,
    /// What has been done since the last save, for the log.
    pub entries: Vec<Arc<Entry>>,
}

/// A wish that waits to be written, for those before it as well.
#[derive(Clone, Debug)]
pub struct Waiting<W, T> {
    /// The latest wish; what is to be logged is that of all.
    pub wish: W,
    /// What whoever wished it has noted on the latest.
    pub note: T,
    /// How many wishes it stands for.
    pub count: usize,
}

/// Wishes gathered until they are written: of several for one file only the last is.
#[derive(Clone, Debug)]
pub struct Batch<T> {
    shared: BTreeMap<PathBuf, Waiting<SharedTask, T>>,
    works: BTreeMap<FileKey, Waiting<Task, T>>,
}

/// One thing to be written.
#[derive(Clone, Debug)]
pub enum Turn<T> {
    /// What belongs to a whole corpus.
    Shared(Waiting<SharedTask, T>),
    /// The work on an article.
    Work(FileKey, Waiting<Task, T>),
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self { shared: BTreeMap::new(), works: BTreeMap::new() }
    }
}

impl<T> Batch<T> {
    /// Adds a wish for what belongs to a whole corpus.
    pub fn add_shared(&mut self, mut wish: SharedTask, note: T) {
        let root = wish.folder.root().to_owned();
        let count = after(self.shared.remove(&root), &mut wish.entries, |earlier| earlier.entries);
        self.shared.insert(root, Waiting { wish, note, count });
    }

    /// Adds a wish for the work on an article.
    pub fn add_work(&mut self, mut wish: Task, note: T) {
        let file = FileKey {
            root: wish.folder.root().to_owned(),
            article: wish.article.key.clone(),
            annotator: wish.annotator.clone(),
        };
        let count = after(self.works.remove(&file), &mut wish.entries, |earlier| earlier.entries);
        self.works.insert(file, Waiting { wish, note, count });
    }

    /// Gives what is to be written, in the order in which it is.
    #[must_use]
    pub fn in_order(self) -> Vec<Turn<T>> {
        let shared = self.shared.into_values().map(Turn::Shared);
        shared.chain(self.works.into_iter().map(|(file, waiting)| Turn::Work(file, waiting))).collect()
    }
}

/// Lets a wish overtake an earlier one: what is to be logged stays of both. Gives for how many it stands.
fn after<W, T>(
    earlier: Option<Waiting<W, T>>,
    entries: &mut Vec<Arc<Entry>>,
    logged: impl FnOnce(W) -> Vec<Arc<Entry>>,
) -> usize {
    let Some(earlier) = earlier else { return 1 };
    entries.splice(0..0, logged(earlier.wish));
    earlier.count + 1
}

//! Steps over many articles, such as an import: each part is written with an entry that ties it to the others, so that
//! the whole can be taken back.

use std::sync::Arc;

use crate::core::annotation::{Record, Work};
use crate::core::history::{Batch, Doing, Entry, Step, Whole};
use crate::core::schema::Schema;
use crate::core::shared::Shared;
use crate::core::text::Text;
use crate::core::workspace::{Article, Edit};
use crate::store::disk::Folder;
use crate::store::error::Problem;
use crate::store::known::Known;
use crate::store::saver::{Done, FileKey, Saved, Saver, Task};
use crate::store::shared::{Base, Snapshot};

/// Whose step it is, and when it is taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken<'a> {
    /// The annotator.
    pub annotator: &'a str,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Number of the last step the annotator has taken.
    pub after: u32,
}

/// A step over many articles on its way.
pub(super) struct Batching<'a> {
    folder: &'a Folder,
    saver: &'a mut Saver,
    taken: Taken<'a>,
    batch: Batch,
    /// Number of the last entry of a log.
    number: u32,
}

impl<'a> Batching<'a> {
    /// Begins a step of a kind; an import has none.
    pub fn begin(folder: &'a Folder, saver: &'a mut Saver, kind: &str, taken: Taken<'a>) -> Self {
        // Without random numbers from the system the time still tells steps apart.
        let id = format!("{} {:016x}", taken.at, getrandom::u64().unwrap_or_default());
        let batch = Batch { id, kind: kind.to_owned(), ..Batch::default() };
        Self { folder, saver, taken, batch, number: taken.after }
    }

    fn entry(&mut self, step: &Step, whole: Option<Whole>, text: &Text) -> Arc<Entry> {
        self.number += 1;
        let of = (self.taken.at, self.number, self.taken.annotator);
        let batch = Batch { whole, ..self.batch.clone() };
        Arc::new(Entry::of(step, Doing::Done, of, |_| Some(text.clone())).of_import(batch))
    }

    /// Writes what belongs to the whole corpus, before and after, and says in its log what the step is about.
    pub fn corpus(
        &mut self,
        (base, shared): (&Base, &mut Shared),
        name: String,
        whole: Whole,
        changes: impl IntoIterator<Item = (Option<Record>, Record)>,
    ) -> Result<(), String> {
        let mut edits = Vec::new();
        for (before, after) in changes {
            shared.put(before.as_ref(), Some(after.clone()));
            edits.push(Edit { article: None, before, after: Some(after) });
        }
        let joins = self.saver.read_shared(self.folder, &mut base.clone());
        let entries = [self.entry(&Step { name, edits }, Some(whole), &Text::canonical(""))];
        let mine = Snapshot::of(shared);
        self.saver.save_shared(self.folder, self.taken.annotator, (&mine, joins), &entries)?.whole().map(drop)
    }

    /// Writes the work on an article with what the step changes in it. What could not be logged could not be taken back,
    /// so it is not to be gone on with.
    pub fn work(
        &mut self,
        article: Arc<Article>,
        (known, mut work): (Known, Work),
        schema: &Arc<Schema>,
        step: &Step,
    ) -> Result<Done<Saved>, Problem> {
        for edit in &step.edits {
            work.put(edit.before.as_ref(), edit.after.clone());
        }
        let entries = vec![self.entry(step, None, &article.text)];
        let annotator = self.taken.annotator.to_owned();
        let file =
            FileKey { root: self.folder.root().to_owned(), article: article.key.clone(), annotator: annotator.clone() };
        self.saver.read_again(file.clone(), known);
        let (folder, schema) = (self.folder.clone(), schema.clone());
        let task = Task { folder, annotator, article, work: Arc::new(work), schema, entries, joins: 0 };
        let saved = self.saver.save(&task)?;
        self.saver.forget(&file);
        Ok(saved)
    }
}

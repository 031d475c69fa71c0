//! Bringing what an import has planned into the corpus, as one step over all its articles. Nothing that is there is
//! overwritten.

use std::sync::Arc;

use super::import::{Import, Planned, PlannedArticle};
use crate::core::annotation::{Record, State, Work};
use crate::core::history::{Batch, Entry, History, Reached, Step, Whole, logs_of};
use crate::core::workspace::{ArticleKey, Edit, Workspace};
use crate::store::bytes::is_absent;
use crate::store::disk::Folder;
use crate::store::layout;
use crate::store::saver::{FileKey, Saver, Task};
use crate::store::shared::{self, Snapshot};
use crate::store::write::{self, Expected};

/// What was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Articles whose work has changed.
    pub articles: Vec<ArticleKey>,
    /// Articles that were made.
    pub made: usize,
    /// Records added.
    pub records: usize,
}

impl Planned {
    /// Names the step.
    fn name(&self, wish: &Import) -> String {
        let articles = self.articles.iter().filter(|planned| planned.changes()).count();
        let from = wish.format.label();
        format!("Import {} into {} from {from}", counted(self.records(), "record"), counted(articles, "article"))
    }
}

/// Brings what was planned into the corpus, as one step that can be taken back.
///
/// # Errors
/// Says which article could not be written and what was brought before.
pub fn apply(
    folder: &Folder,
    planned: Planned,
    wish: &Import,
    saver: &mut Saver,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let all = planned.articles.len();
    let whole = whole(folder, &planned);
    if whole.articles.is_empty() && planned.entries.is_empty() && planned.others.is_empty() {
        return Ok(imported);
    }
    let mut workspace = Workspace::default();
    workspace.set_schema(planned.files.schema.clone());
    workspace.shared = Snapshot::clone(planned.files.base.known()).into_shared();
    let mut bringing = Bringing { folder, wish, saver, workspace, history: History::default(), id: fresh_id(wish) };
    bringing.whole(planned.name(wish), whole, &planned)?;
    for (at, planned) in planned.articles.into_iter().enumerate() {
        let before = |imported: &Imported| {
            format!("{} records of {} articles were imported", imported.records, imported.articles.len())
        };
        if planned.changes() {
            bringing
                .article(planned, &mut imported)
                .map_err(|sentence| format!("{sentence} {} before.", before(&imported)))?;
        }
        if !progress(at + 1, all) {
            return Err(format!("Stopped. {}.", before(&imported)));
        }
    }
    Ok(imported)
}

/// Gives what an import is about, with what there is not yet.
fn whole(folder: &Folder, planned: &Planned) -> Whole {
    let reached = |planned: &PlannedArticle| Reached {
        article: planned.key.to_string(),
        made: planned.new.then(|| planned.article.bytes_sha256.clone()),
        begun: planned.known.expected == Expected::Absent,
    };
    let lists = shared::FILES.into_iter().filter(|name| is_absent(folder.disk(), &shared::path(folder.root(), name)));
    Whole {
        articles: planned.articles.iter().filter(|planned| planned.changes()).map(reached).collect(),
        lists: lists.map(str::to_owned).collect(),
    }
}

/// Makes an id that no other import has.
fn fresh_id(wish: &Import) -> String {
    // Without random numbers from the system the time still tells imports apart.
    let number = getrandom::u64().unwrap_or_default();
    format!("{} {number:016x}", wish.at)
}

/// An import under way.
struct Bringing<'a> {
    folder: &'a Folder,
    wish: &'a Import,
    saver: &'a mut Saver,
    workspace: Workspace,
    history: History,
    id: String,
}

impl Bringing<'_> {
    /// Takes a step as a part of the import, and gives its entry for the log.
    fn commit(&mut self, step: Step, whole: Option<Whole>) -> Result<Vec<Arc<Entry>>, String> {
        self.history.commit(&mut self.workspace, step).map_err(|error| error.to_string())?;
        let text_of = |key: &ArticleKey| self.workspace.get(key).map(|opened| opened.article.text.clone());
        let entry = self.history.entry(&self.wish.at, &self.wish.annotator, text_of);
        let batch = Batch { id: self.id.clone(), whole, emptied: false };
        Ok(entry
            .map(|entry| {
                let mut entry = Arc::unwrap_or_clone(entry).of_import(batch);
                entry.number += self.wish.after;
                Arc::new(entry)
            })
            .into_iter()
            .collect())
    }

    /// Brings what belongs to the whole corpus, and says in its log what the import is about.
    fn whole(&mut self, name: String, whole: Whole, planned: &Planned) -> Result<(), String> {
        let entries = planned.entries.iter().cloned().map(Record::Entry);
        let added = entries.chain(planned.others.iter().cloned());
        let edits = added.map(|record| Edit { article: None, before: None, after: Some(record) });
        let joins = self.saver.read_shared(self.folder, planned.files.base.clone());
        let entries = self.commit(Step { name, edits: edits.collect() }, Some(whole))?;
        let mine = Snapshot::of(&self.workspace.shared);
        self.saver
            .save_shared(self.folder, &self.wish.annotator, (&mine, joins), &entries)
            .map(drop)
            .map_err(String::from)
    }

    fn article(&mut self, planned: PlannedArticle, imported: &mut Imported) -> Result<(), String> {
        let (folder, key) = (self.folder, planned.key.clone());
        if planned.new {
            let path = layout::article_path(folder.root(), &key).map_err(|error| error.to_string())?;
            folder
                .disk()
                .create_folder(path.parent().unwrap_or(folder.root()))
                .map_err(|error| format!("{error}: {}.", path.display()))?;
            write::save(folder.disk(), &path, planned.article.text.as_str(), Expected::Absent)
                .map_err(|error| format!("{error}."))?;
            imported.made += 1;
        }
        let before: Work = Work::clone(&planned.opened.work);
        let edit =
            |before: Option<Record>, after: Record| Edit { article: Some(key.clone()), before, after: Some(after) };
        let count = planned.records.len();
        let mut edits: Vec<Edit> = planned.records.into_iter().map(|record| edit(None, record)).collect();
        let mut header = planned.header.unwrap_or_else(|| before.header.clone());
        if header.state == State::New && count > 0 {
            header.state = State::InProgress;
        }
        if header != before.header {
            edits.push(edit(Some(Record::Header(Box::new(before.header))), Record::Header(Box::new(header))));
        }
        self.workspace.open(planned.opened);
        if !edits.is_empty() {
            let step = Step { name: format!("Import {count} records from {}", planned.origin), edits };
            debug_assert_eq!(logs_of(&step), vec![Some(key.clone())]);
            let entries = self.commit(step, None)?;
            let annotator = self.wish.annotator.clone();
            let file = FileKey { root: folder.root().to_owned(), article: key.clone(), annotator: annotator.clone() };
            self.saver.read(file, planned.known);
            let opened = self.workspace.get(&key).ok_or("the article is gone")?;
            let task = Task {
                folder: folder.clone(),
                annotator,
                article: Arc::new(planned.article),
                work: opened.work.clone(),
                schema: self.workspace.schema().clone(),
                entries,
                joins: 0,
            };
            self.saver.save(&task)?;
            imported.articles.push(key.clone());
            imported.records += count;
        }
        self.workspace.close(&key);
        Ok(())
    }
}

/// Counts something in words.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

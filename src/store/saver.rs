//! Saving what a person has done, in the one order that loses nothing: the text the marks stand in, the log,
//! the registry, the work.
//!
//! The saver remembers what each file held when it was read or written last. A file that somebody else has
//! changed since is joined with our work record by record, and never overwritten.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bytes::is_absent;
use super::disk::{Folder, Kind, Refusal};
use super::error::{ErrorKind, FileError, Problem};
use super::files::ArticleFiles;
use super::format::Document;
use super::known::{Known, read_document};
use super::layout::{self, CORPUS_FOLDER};
use super::lock::lock;
use super::log;
use super::read;
use super::write::{self, Expected, Fingerprint, SaveError};
use crate::core::annotation::{Record, Work};
use crate::core::history::Entry;
use crate::core::merge::{Records, merge};
use crate::core::schema::Schema;
use crate::core::text::Text;
use crate::core::workspace::{Article, ArticleKey};

mod copies;
mod lists;

pub use lists::SavedLists;

/// How often a file may change under our hands before we give up for this time.
const ATTEMPTS: usize = 8;

/// What git shall leave alone, and how it joins logs, that only grow, and texts, that never change.
const GIT: [(&str, &str); 2] = [
    (".gitignore", "previous/\n.lock\n"),
    (
        ".gitattributes",
        "history/** merge=union\ntexts/** -text\noriginals/** -text\n*.ron text eol=lf merge=glossator\n",
    ),
];

/// Names the file of an annotator's work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey {
    /// The corpus.
    pub root: PathBuf,
    /// The article.
    pub article: ArticleKey,
    /// The annotator.
    pub annotator: String,
}

/// A work to be saved.
#[derive(Clone, Debug)]
pub struct Task {
    /// The corpus folder.
    pub folder: Folder,
    /// The annotator.
    pub annotator: String,
    /// The article.
    pub article: Arc<Article>,
    /// The work.
    pub work: Arc<Work>,
    /// The schema in force.
    pub schema: Arc<Schema>,
    /// What has been done since the last save, for the log.
    pub entries: Vec<Arc<Entry>>,
    /// How many joins the work knows of, as [`Saved::Joined`] told.
    pub joins: u32,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// The file holds what was given.
    AsGiven,
    /// Somebody had deleted or moved the file; it holds what was given.
    Anew,
    /// Somebody else had changed the file; it holds both.
    Joined {
        /// The work as the file has it now.
        work: Arc<Work>,
        /// Records taken over from the other side.
        taken: usize,
        /// Fields both had changed in different ways.
        conflicts: usize,
        /// How many joins the work knows of once it is taken over.
        joins: u32,
    },
}

/// What a save has come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Done<T> {
    /// What is on disk now.
    pub saved: T,
    /// Why something that belongs beside it is not, such as its history; that is tried again with the next save.
    pub beside: Option<Problem>,
}

impl<T> Done<T> {
    /// Gives what is on disk where everything is that belongs beside it.
    ///
    /// # Errors
    /// Says what is not.
    pub fn whole(self) -> Result<T, String> {
        self.beside.map_or(Ok(self.saved), |problem| Err(problem.into()))
    }
}

/// Tells what only stands beside a work from what holds up the work itself.
fn beside(result: Result<(), Problem>) -> Result<Option<Problem>, Problem> {
    match result {
        Err(problem) if problem.kind != ErrorKind::Beside => Err(problem),
        other => Ok(other.err()),
    }
}

/// Remembers what the files hold.
#[derive(Debug, Default)]
pub struct Saver {
    files: HashMap<FileKey, Known>,
    shared: HashMap<PathBuf, lists::Known>,
    /// Lines of logs that could not be written yet.
    unlogged: BTreeMap<PathBuf, Vec<Arc<Entry>>>,
    /// How long the logs were when they were written last; one of another length is looked at again.
    logged: HashMap<PathBuf, u64>,
    /// Corpora whose folder has been prepared.
    prepared: HashSet<PathBuf>,
    /// Articles that were read in each corpus: where none of them is left, it is not the corpus any more.
    articles: HashMap<PathBuf, BTreeSet<ArticleKey>>,
    /// Texts known to be kept.
    kept: HashSet<PathBuf>,
}

impl Saver {
    /// Notes what was read from a file, unless something newer is known.
    pub fn read(&mut self, file: FileKey, known: Known) {
        self.articles.entry(file.root.clone()).or_default().insert(file.article.clone());
        self.files.entry(file).or_insert(known);
    }

    /// Notes what was read from a file, whatever was known before.
    pub fn read_again(&mut self, file: FileKey, known: Known) {
        self.articles.entry(file.root.clone()).or_default().insert(file.article.clone());
        self.files.insert(file, known);
    }

    /// Forgets a file, so that memory does not follow the works saved. Whoever comes back to it reads it again.
    pub fn forget(&mut self, file: &FileKey) {
        self.files.remove(file);
        if let Ok(log) = layout::log_path(&file.root, &file.article, &file.annotator) {
            self.logged.remove(&log);
            self.unlogged.retain(|path, waiting| *path != log || !waiting.is_empty());
        }
    }

    /// Tells whether a file held these contents when it was read or written last.
    #[must_use]
    pub fn knows(&self, file: &FileKey, expected: Expected) -> bool {
        self.files.get(file).is_some_and(|known| known.expected == expected)
    }

    /// Saves a work, joined with what somebody else may have saved meanwhile. Entries of the log that could not be
    /// written are kept for the next time.
    ///
    /// # Errors
    /// Says why the work could not be saved; the file is then as it was.
    pub fn save(&mut self, task: &Task) -> Result<Done<Saved>, Problem> {
        let files = ArticleFiles::of(task.folder.root(), &task.article.key, &task.annotator)?;
        self.note(&files.log, &task.entries);
        self.is_there(&task.folder)?;
        self.prepare(&task.folder);
        let kept = self.keep_text(&task.folder, &task.article).map_err(|error| Problem::beside(&error));
        // What holds up the log holds up the work as well; nobody waits for it twice.
        let logged = beside(self.log(&task.folder, &files.log))?;
        let (saved, before) = self.write(task, &files.work)?;
        let before = before.map(|error| Problem::beside(&error));
        // The work itself is safe; what was to stand beside it is said all the same.
        Ok(Done { saved, beside: kept.err().or(logged).or(before) })
    }

    /// Keeps what a save was to log, where the save itself is not tried now.
    pub fn put_off(&mut self, task: &Task) {
        if let Ok(files) = ArticleFiles::of(task.folder.root(), &task.article.key, &task.annotator) {
            self.note(&files.log, &task.entries);
        }
    }

    /// Sees that the folder is still that of the corpus: one that was renamed or whose disk was taken away, also where
    /// an empty folder stands in its place, is never begun anew.
    fn is_there(&self, folder: &Folder) -> Result<(), Problem> {
        let (root, disk) = (folder.root(), folder.disk());
        // A disk that gives another error is there.
        let holds = |path: &Path| !disk.look(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let article = |key: &ArticleKey| layout::article_path(root, key).is_ok_and(|path| holds(&path));
        let known = || self.articles.get(root).into_iter().flatten();
        // Where there was work, neither an article of the same name nor a folder of the program is a sign that it is the
        // same corpus: something must be there of the work.
        let works = || self.files.iter().filter(|(file, it)| file.root == root && it.expected != Expected::Absent);
        let of_work = |(file, it): (&FileKey, &Known)| {
            let places = [
                layout::annotation_path(root, &file.article, &file.annotator),
                layout::log_path(root, &file.article, &file.annotator),
            ];
            let text = it.base.iter().map(|document| layout::text_path(root, document.text_sha256()));
            places.into_iter().flatten().chain(text).any(|path| holds(&path))
        };
        // A work that came without log or text, and is deleted now, has left nothing; then its article is the sign.
        let of_text = |(file, it): (&FileKey, &Known)| {
            let article = read::read_article_for(folder, &file.article, &file.annotator);
            article.is_ok_and(|article| it.base.iter().any(|base| base.text_sha256() == article.text_sha256))
        };
        let same = if works().next().is_some() {
            works().any(of_work) || works().any(of_text)
        } else if self.prepared.contains(root) {
            holds(&root.join(CORPUS_FOLDER))
        } else {
            holds(&root.join(CORPUS_FOLDER)) || known().next().is_none() || known().any(article)
        };
        if same && holds(root) {
            return Ok(());
        }
        Err(FileError::writing(&Refusal::Gone(root.to_owned()).into(), root).into())
    }

    fn write(&mut self, task: &Task, path: &Path) -> Result<(Saved, Option<FileError>), Problem> {
        let file = file_of(task);
        // Two programs that compare at the same moment would both find nothing changed.
        let lock = lock(&task.folder)?;
        let mut known = self.files.get(&file).cloned().unwrap_or_default();
        if task.joins >= known.joins
            && let Some(joined) = known.joined.take()
        {
            known.base = Some(joined);
        }
        let ours = Document::of(&task.work, &task.article, &task.annotator, &task.schema);
        let previous = layout::previous_path(task.folder.root(), path);
        let disk = task.folder.disk();
        keep_aside(task, path, &known, &ours)?;
        let join_with_file = |known: &Known| -> Result<_, String> {
            let (theirs, now) = read_document(&task.folder, path)?;
            let attempted = known.attempted.as_ref().filter(|(written, _)| now == Expected::Hash(*written));
            let base = attempted.map(|(_, ours)| ours).or(known.base.as_ref());
            if let Some(reason) = base.and_then(|base| theirs.too_old_beside(base)) {
                return Err(format!("The file there was put back from before. {reason}"));
            }
            // Where there was no file, our work goes back to one that had not begun.
            let base = base.map_or_else(begun_by_nobody, |document| document.records());
            let (document, outcome) = join(task, &base, &ours, &theirs, known.joins + 1)?;
            Ok((document, now, outcome))
        };
        let (mut document, mut expected, mut outcome) = match &known.joined {
            // What comes does not know yet what the file holds of others.
            Some(_) => join_with_file(&known)?,
            None => (ours.clone(), known.expected, Saved::AsGiven),
        };
        for _ in 0..ATTEMPTS {
            let text = document.checked()?;
            match write::save_keeping(disk, path, &text, expected, &previous) {
                Ok((fingerprint, beside)) => {
                    drop(lock);
                    let expected = Expected::Hash(fingerprint);
                    let ours = Some(Arc::new(ours));
                    let known = match outcome {
                        Saved::Joined { joins, .. } => {
                            Known { expected, base: ours, joined: Some(Arc::new(document)), joins, attempted: None }
                        }
                        _ => Known { expected, base: ours, joined: None, joins: known.joins, attempted: None },
                    };
                    self.files.insert(file, known);
                    return Ok((outcome, beside));
                }
                Err(SaveError::ChangedOnDisk { found: Expected::Absent, .. }) if was_emptied(task) => {
                    // Whoever has taken the import back has left nothing, which is a change as any other.
                    let base = known.base.as_ref().map(|document| document.records()).unwrap_or_default();
                    let nothing = ours.with_records(Records::new());
                    (document, outcome) = join(task, &base, &ours, &nothing, known.joins + 1)?;
                    expected = Expected::Absent;
                }
                Err(SaveError::ChangedOnDisk { found: Expected::Absent, .. }) => {
                    // That a file is gone is no wish to lose what it held.
                    expected = Expected::Absent;
                    if outcome == Saved::AsGiven {
                        outcome = Saved::Anew;
                    }
                }
                Err(error @ SaveError::ChangedOnDisk { .. }) => {
                    (document, expected, outcome) =
                        join_with_file(&known).map_err(|reason| format!("{error}. {reason}"))?;
                }
                Err(SaveError::Failed(error)) => {
                    let written = Fingerprint::of(text.as_bytes());
                    known.attempted = Some((written, Arc::new(ours)));
                    self.files.insert(file, known);
                    return Err(error.into());
                }
            }
        }
        let sentence = format!("Somebody else keeps changing the file. It is tried again: {}", path.display());
        Err(Problem { kind: ErrorKind::Changed, sentence })
    }

    /// Tells git what of the corpus folder it shall leave alone and how it joins logs, once a corpus.
    fn prepare(&mut self, folder: &Folder) {
        let inside = folder.root().join(CORPUS_FOLDER);
        // Where the folder cannot be made it is not yet one that could be gone.
        if self.prepared.contains(folder.root()) || folder.disk().create_folder(&inside).is_err() {
            return;
        }
        self.prepared.insert(folder.root().to_owned());
        for (name, contents) in GIT {
            let path = inside.join(name);
            if is_absent(folder.disk(), &path) {
                // A corpus that is not in git needs none of it.
                folder.disk().write_new(&path, contents.as_bytes(), None).ok();
            }
        }
    }

    /// Keeps the text the marks stand in, by its hash.
    fn keep_text(&mut self, folder: &Folder, article: &Article) -> Result<(), FileError> {
        let path = layout::text_path(folder.root(), &article.text_sha256);
        if self.kept.contains(&path) {
            return Ok(());
        }
        let disk = folder.disk();
        if is_absent(disk, &path) {
            let parent = write::folder_of(&path);
            disk.create_folder(parent).map_err(|error| FileError::writing(&error, parent))?;
            match write::save(disk, &path, article.text.as_str(), Expected::Absent) {
                // Whoever has put another text there did not go by its hash; it is checked when it is read.
                Ok(_) | Err(SaveError::ChangedOnDisk { .. }) => {}
                Err(SaveError::Failed(error)) => return Err(error),
            }
        }
        self.kept.insert(path);
        Ok(())
    }

    /// Notes what goes into a log, behind what could not be written before.
    fn note(&mut self, path: &Path, entries: &[Arc<Entry>]) {
        self.unlogged.entry(path.to_owned()).or_default().extend(entries.iter().cloned());
    }

    /// Writes what waits for a log.
    fn log(&mut self, folder: &Folder, path: &Path) -> Result<(), Problem> {
        let waiting = self.unlogged.entry(path.to_owned()).or_default();
        let Some(last) = waiting.last() else { return Ok(()) };
        let lines = waiting.iter().map(|entry| log::line(entry)).collect::<Result<String, _>>()?;
        // Another program that writes while the log is mended would write into what is replaced.
        let _lock = lock(folder)?;
        let disk = folder.disk();
        let beside = |error: FileError| Problem::beside(&error);
        let now = disk.look(path).map_or(0, |look| look.len);
        if self.logged.get(path) != Some(&now) {
            log::mend(disk, path, &last.at).map_err(beside)?;
        }
        let len = log::append(disk, path, &lines).map_err(beside)?;
        self.logged.insert(path.to_owned(), len);
        waiting.clear();
        Ok(())
    }
}

/// Gives the records of a work that nobody has begun: a header in which nothing stands.
fn begun_by_nobody() -> Records {
    let empty = Text::canonical("");
    Work::default().records().map(|record| (record.key(), record.quoted(&empty))).collect()
}

/// Tells whether the last thing done to a work, but for what is now to be saved, was to take the import back that
/// had begun it.
fn was_emptied(task: &Task) -> bool {
    let last = layout::log_path(task.folder.root(), &task.article.key, &task.annotator).ok().and_then(|path| {
        let entries = log::read(task.folder.disk(), &path).entries;
        entries.into_iter().rfind(|entry| !task.entries.iter().any(|ours| **ours == *entry))
    });
    last.and_then(|entry| entry.import).is_some_and(|batch| batch.emptied)
}

/// Names the file of a task.
fn file_of(task: &Task) -> FileKey {
    FileKey {
        root: task.folder.root().to_owned(),
        article: task.article.key.clone(),
        annotator: task.annotator.clone(),
    }
}

/// Finds the places of records in the article.
fn placed(records: &Records, article: &Article) -> Result<Work, String> {
    let mut work = Work::default();
    for record in records.values() {
        let placed: Record = record.placed(&article.text).map_err(|misplaced| misplaced.sentence("A mark"))?;
        work.put(None, Some(placed));
    }
    Ok(work)
}

/// Keeps a file for good that is about to be replaced by something that cannot be made of it again: one that could
/// not be read, and one made on another text of the article. Where that cannot be done, it is not replaced.
fn keep_aside(task: &Task, path: &Path, known: &Known, ours: &Document) -> Result<(), Problem> {
    let Expected::Hash(fingerprint) = known.expected else { return Ok(()) };
    let ending = match &known.base {
        Some(base) if base.text_sha256() == ours.text_sha256() => return Ok(()),
        Some(base) => format!("text-{}-{fingerprint:?}", base.text_sha256().get(..8).unwrap_or_default()),
        None => format!("damaged-{fingerprint:?}"),
    };
    let aside = layout::previous_path(task.folder.root(), path).with_added_extension(ending);
    if task.folder.disk().look(&aside).is_ok() || is_absent(task.folder.disk(), path) {
        return Ok(());
    }
    let disk = task.folder.disk();
    // Of a link what it leads to is kept: that is what is replaced.
    let target = if disk.look_at_link(path).is_ok_and(|look| look.kind == Kind::Link) {
        disk.resolve(path)
    } else {
        Ok(path.to_owned())
    };
    target.and_then(|target| write::keep(disk, &target, &aside)).map_err(|error| {
        let error = FileError::writing(&error, &aside);
        let sentence = format!("The file there could not be put aside, so it was not replaced. {error}");
        Problem { kind: error.kind, sentence }
    })
}

/// Joins our work with what the file holds. What stands in the file stays where both contradict each other.
fn join(
    task: &Task,
    base: &Records,
    ours: &Document,
    theirs: &Document,
    joins: u32,
) -> Result<(Document, Saved), String> {
    if theirs.text_sha256() != ours.text_sha256() {
        return Err("Somebody else has saved this work on another text of the article. Open the article again; \
             your changes since are in the history."
            .to_owned());
    }
    let records = ours.records();
    let merged = merge(base, &theirs.records(), &records, "a change made at the same time");
    let changed = merged.records.iter().filter(|(key, record)| records.get(*key) != Some(record)).count();
    let gone = records.keys().filter(|key| !merged.records.contains_key(*key)).count();
    let conflicts = merged.conflicts.len();
    let work = placed(&merged.records, &task.article)?;
    let document = ours.with_records(merged.records);
    let taken = (changed + gone).saturating_sub(conflicts);
    Ok((document, Saved::Joined { work: Arc::new(work), taken, conflicts, joins }))
}

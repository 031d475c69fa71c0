//! Background work: reading articles, listing a folder, writing files. Results come back as one closed enum.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::done::{Back, Changed, Exchanged, JobDone};
use super::writer::{Write, wait_for, write_all};
use crate::core::annotation::Work;
use crate::core::generation::Generation;
use crate::core::history::Entry as LogEntry;
use crate::core::schema::Schema;
use crate::core::workspace::{Access, Article, ArticleKey, Opened};
use crate::store::corpus;
use crate::store::disk::{Folder, RealDisk};
use crate::store::files::{ArticleFiles, Stamps};
use crate::store::known::Known;
use crate::store::log;
use crate::store::saver::{FileKey, Task};
use crate::store::settings::Settings;
use crate::store::step::SharedTask;
use crate::store::{format, layout, read, scan, write};
use crate::threads::{self, JoinHandle};

/// Summaries are handed over in parcels of this many.
const PARCEL: usize = 64;
/// Time between two looks at the files of the whole corpus.
const WATCH: Duration = Duration::from_secs(1);

/// Holds the threads and the way back from them.
pub struct Jobs {
    ctx: egui::Context,
    done: Receiver<JobDone>,
    /// Results somebody has waited for and nobody has taken yet, oldest first.
    waited: Vec<JobDone>,
    sender: Sender<JobDone>,
    writes: Option<Sender<Write>>,
    writer: Option<JoinHandle<()>>,
    /// The open corpus; results of others are dropped.
    corpus: Generation,
    cancel: Arc<AtomicBool>,
    watched: AllWatched,
    /// Exchanges, whose own changes are taken in when they end and are no changes of other programs.
    exchanges: Arc<Exchanges>,
    /// Jobs under way whose end will be reported.
    pending: usize,
    /// Writes under way.
    saving: usize,
}

impl Jobs {
    /// Starts the writer.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, done) = channel();
        let (writes, wishes) = channel();
        let back = Back { sender: sender.clone(), ctx: ctx.clone() };
        let writer = threads::spawn(move || write_all(&wishes, &back));
        Self {
            ctx,
            done,
            waited: Vec::new(),
            sender,
            writes: Some(writes),
            writer: Some(writer),
            corpus: Generation::next(),
            cancel: Arc::default(),
            watched: Arc::default(),
            exchanges: Arc::default(),
            pending: 0,
            saving: 0,
        }
    }

    /// Gives the context results wake up.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    fn back(&self) -> Back {
        Back { sender: self.sender.clone(), ctx: self.ctx.clone() }
    }

    /// Tells whether any job has still to report.
    pub fn busy(&self) -> bool {
        self.pending > 0 || self.saving > 0
    }

    /// Tells whether a write has still to report.
    pub fn saving(&self) -> bool {
        self.saving > 0
    }

    /// Takes the results there are.
    pub fn take(&mut self) -> Vec<JobDone> {
        let results: Vec<JobDone> = self.waited.drain(..).chain(self.done.try_iter()).collect();
        for result in &results {
            self.count(result);
        }
        results
    }

    /// Waits for one result and puts it where [`Jobs::take`] finds it, before those that come later; tells
    /// whether one came in time.
    pub fn wait(&mut self) -> bool {
        let result = self.done.recv_timeout(Duration::from_secs(20));
        self.waited.extend(result.ok());
        !self.waited.is_empty()
    }

    fn count(&mut self, result: &JobDone) {
        if let JobDone::Exchange(_, _, Exchanged::Look(_) | Exchanged::Ended(..) | Exchanged::Travelled(..)) = result {
            self.exchanges.ended.fetch_add(1, Ordering::SeqCst);
        }
        match result {
            JobDone::Opened { .. }
            | JobDone::AllSummaries(_)
            | JobDone::FolderChosen(_)
            | JobDone::Copied(_)
            | JobDone::Exchange(_, _, Exchanged::Look(_) | Exchanged::Ended(..) | Exchanged::Travelled(..))
            | JobDone::Corpus { .. }
            | JobDone::Looked(..)
            | JobDone::Log { .. } => {
                self.pending = self.pending.saturating_sub(1);
            }
            JobDone::Listed(_, Err(_)) => self.pending = self.pending.saturating_sub(1),
            JobDone::Saved { .. } | JobDone::SharedSaved { .. } => self.saving = self.saving.saturating_sub(1),
            _ => {}
        }
    }

    /// Drops everything about the corpus that was open: from now on results are of another one.
    pub fn new_corpus(&mut self, corpus: Generation) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        self.watched = Arc::default();
        self.corpus = corpus;
    }

    /// Lists a folder and then sums its articles up.
    pub fn list(&mut self, root: PathBuf, annotator: String) {
        self.pending += 1;
        let (back, cancel, corpus) = (self.back(), self.cancel.clone(), self.corpus);
        threads::spawn(move || {
            let mut told = Instant::now();
            let mut progress = |found: usize| {
                if told.elapsed() > Duration::from_millis(50) {
                    told = Instant::now();
                    back.send(JobDone::Found(corpus, found));
                }
                !cancel.load(Ordering::Relaxed)
            };
            let listing = match scan::list(&Folder::new(&root), &mut progress) {
                Ok(listing) => listing,
                Err(error) => return back.send(JobDone::Listed(corpus, Err(error.to_string()))),
            };
            let keys: Vec<ArticleKey> = listing.entries.iter().map(|entry| entry.key.clone()).collect();
            back.send(JobDone::Listed(corpus, Ok((listing.entries, listing.problems))));
            for parcel in keys.chunks(PARCEL) {
                if cancel.load(Ordering::Relaxed) {
                    break;
                }
                let summaries =
                    parcel.iter().map(|key| (key.clone(), scan::summarize(&Folder::new(&root), key, &annotator)));
                back.send(JobDone::Summaries(corpus, summaries.collect()));
            }
            back.send(JobDone::AllSummaries(corpus));
        });
    }

    /// Reads an article and the annotator's work on it, and then the log of the work. Its files are watched from then
    /// on.
    ///
    /// `encoding` is the label of the encoding a person has just chosen.
    pub fn open(&mut self, root: &Path, key: ArticleKey, annotator: &str, encoding: Option<String>) {
        self.pending += 2;
        let (back, corpus) = (self.back(), self.corpus);
        let (writes, watched) = (self.writes.clone(), self.watched.clone());
        let folder = Folder::new(root);
        let files = ArticleFiles::of(root, &key, annotator);
        let annotator = annotator.to_owned();
        threads::spawn(move || {
            if let Some(writes) = &writes {
                wait_for(writes);
            }
            let result = files.as_ref().map_err(ToString::to_string).and_then(|files| {
                // Looked at before they are read: what changes meanwhile is noticed.
                let stamps = files.stamps(&folder);
                let chosen = encoding.or_else(|| read::chosen_encoding(&folder, &files.work));
                let article = read::read_article_as(&folder, &key, chosen.as_deref());
                let article = Arc::new(article.map_err(|error| error.to_string())?);
                if read::work_is_large(&folder, &files.work) {
                    let opened = Opened::new(article.clone(), Work::default(), Access::Loading);
                    back.send(JobDone::Text { opened: Box::new(opened), corpus });
                }
                let loaded = read::load_file(&folder, &files.work, &article);
                let usable = loaded.access == Access::Editable || loaded.review.is_some() || loaded.salvaged;
                let known = usable.then(|| Box::new(loaded.known.clone()));
                let copies = layout::conflict_copies(&folder, &key, &annotator);
                let mut opened = loaded.open(article);
                opened.copies =
                    copies.iter().filter_map(|path| Some(path.file_name()?.display().to_string())).collect();
                if let Ok(mut watched) = watched.lock() {
                    watched.insert(key.clone(), Watched { files: files.clone(), stamps });
                }
                Ok((Box::new(opened), known))
            });
            back.send(JobDone::Opened { key: key.clone(), result, corpus });
            let log = files.map(|files| log::read(folder.disk(), &files.log));
            back.send(JobDone::Log { corpus, article: Some(key), log: Box::new(log.unwrap_or_default()) });
        });
    }

    /// Tells the writer what the file of a work held when the work was read that is now open. Not before: a save of the
    /// work that was open until then would be taken for one that knows what was read.
    pub fn known(&self, root: &Path, key: &ArticleKey, annotator: &str, known: Box<Known>, again: bool) {
        let file = FileKey { root: root.to_owned(), article: key.clone(), annotator: annotator.to_owned() };
        if let Some(writes) = &self.writes {
            // The writer lives as long as the program; if it is gone, nothing is written either.
            writes.send(Write::Read(file, known, again)).ok();
        }
    }

    /// Reads the log of what an annotator has changed in the files of the whole corpus.
    pub fn read_corpus_log(&mut self, root: &Path, annotator: &str) {
        self.pending += 1;
        let (back, corpus) = (self.back(), self.corpus);
        let (folder, path) = (Folder::new(root), layout::corpus_log_path(root, annotator));
        threads::spawn(move || {
            let log = Box::new(log::read(folder.disk(), &path));
            back.send(JobDone::Log { corpus, article: None, log });
        });
    }

    /// Writes the work on an article; later wishes for the same article overtake earlier ones.
    pub fn save(
        &mut self,
        root: &Path,
        annotator: &str,
        opened: &Opened,
        schema: Arc<Schema>,
        entries: Vec<Arc<LogEntry>>,
    ) {
        let task = Task {
            folder: Folder::new(root),
            annotator: annotator.to_owned(),
            article: opened.article.clone(),
            work: opened.work.clone(),
            schema,
            entries,
            joins: opened.joins,
        };
        self.wish(Write::Work(Box::new(task), self.corpus, opened.generation));
    }

    /// Joins the conflict copies beside a work with it.
    pub fn join_copies(&mut self, root: &Path, annotator: &str, opened: &Opened, schema: Arc<Schema>) {
        let folder = Folder::new(root);
        let (article, work) = (opened.article.clone(), opened.work.clone());
        let (entries, joins) = (Vec::new(), opened.joins);
        let task = Task { folder, annotator: annotator.to_owned(), article, work, schema, entries, joins };
        self.wish(Write::Copies(Box::new(task), self.corpus, opened.generation));
    }

    /// Saves copies of works in another folder.
    pub fn copy(&mut self, folder: PathBuf, copies: Vec<Copy>, schema: Arc<Schema>) {
        self.pending += 1;
        let back = self.back();
        threads::spawn(move || {
            let one = |copy: &Copy| {
                let text = format::write(&copy.work, &copy.article, &copy.annotator, &schema);
                write::save_copy(&RealDisk, &folder.join(&copy.path), &text)
            };
            let result = copies.iter().try_for_each(one).map_err(|error| error.to_string());
            back.send(JobDone::Copied(result.map(|()| (folder.clone(), copies.len()))));
        });
    }

    /// Runs an export, an import or a look, which report by themselves.
    pub fn exchange(&mut self, run: impl FnOnce(Back) + Send + 'static) {
        self.pending += 1;
        self.exchanges.begun.fetch_add(1, Ordering::SeqCst);
        let back = self.back();
        threads::spawn(move || run(back));
    }

    /// Writes what belongs to the whole corpus, joined with what others have changed.
    pub fn save_shared(&mut self, task: SharedTask, generation: Generation) {
        self.wish(Write::Shared(Box::new(task), self.corpus, generation));
    }

    fn wish(&mut self, wish: Write) {
        if self.writes.as_ref().is_some_and(|writes| writes.send(wish).is_ok()) {
            self.saving += 1;
        }
    }

    /// Reads what belongs to the whole corpus, which the program has at this generation.
    pub fn load_corpus(&mut self, root: &Path, generation: Generation) {
        let wish = Write::ReadShared(Folder::new(root), self.corpus, generation);
        if self.writes.as_ref().is_some_and(|writes| writes.send(wish).is_ok()) {
            self.pending += 1;
        }
    }

    /// Watches the files of the whole corpus and those of all open articles, and says when another program has
    /// changed one.
    pub fn watch(&self, root: &Path) {
        let (back, cancel, corpus) = (self.back(), self.cancel.clone(), self.corpus);
        let (folder, watched) = (Folder::new(root), self.watched.clone());
        let exchanges = self.exchanges.clone();
        threads::spawn(move || {
            let mut known = corpus::stamp(&folder);
            let mut seen = exchanges.quiet();
            while !cancel.load(Ordering::Relaxed) {
                threads::park_timeout(WATCH);
                let now = corpus::stamp(&folder);
                if now != known {
                    known = now;
                    back.send(JobDone::CorpusChanged(corpus));
                }
                let quiet = exchanges.quiet();
                if quiet.is_none() || quiet != std::mem::replace(&mut seen, quiet) {
                    // What an exchange has changed is read again when it ends, and looked at anew with that.
                    continue;
                }
                let keys: Vec<ArticleKey> =
                    watched.lock().map(|watched| watched.keys().cloned().collect()).unwrap_or_default();
                for key in keys {
                    for changed in look_at(&folder, &watched, &key) {
                        back.send(JobDone::FileChanged(corpus, key.clone(), changed));
                    }
                }
            }
        });
    }

    /// Looks at once at the files of an open article; what has changed is reported before the end of the look.
    pub fn look(&mut self, root: &Path, key: ArticleKey) {
        self.pending += 1;
        let (back, corpus) = (self.back(), self.corpus);
        let (folder, watched) = (Folder::new(root), self.watched.clone());
        threads::spawn(move || {
            for changed in look_at(&folder, &watched, &key) {
                back.send(JobDone::FileChanged(corpus, key.clone(), changed));
            }
            back.send(JobDone::Looked(corpus, key));
        });
    }

    /// Writes the settings.
    pub fn save_settings(&self, dir: PathBuf, settings: Settings) {
        if let Some(writes) = &self.writes {
            // A settings file that is not written is only an inconvenience.
            writes.send(Write::Settings(dir, Box::new(settings))).ok();
        }
    }

    /// Asks for a folder through `choose`, in a thread of its own.
    pub fn choose_folder(&mut self, choose: impl FnOnce() -> Result<Option<PathBuf>, String> + Send + 'static) {
        self.pending += 1;
        let back = self.back();
        threads::spawn(move || back.send(JobDone::FolderChosen(choose())));
    }

    /// Lets the writer finish what it has, then ends it.
    pub fn finish(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        self.writes = None;
        if let Some(writer) = self.writer.take() {
            // A panic of the writer has been reported on the way.
            drop(writer.join());
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.finish();
    }
}

/// A work to be saved in another place than its own.
pub struct Copy {
    /// Path inside the other folder.
    pub path: PathBuf,
    /// The article.
    pub article: Arc<Article>,
    /// The work.
    pub work: Arc<Work>,
    /// The annotator.
    pub annotator: String,
}

/// The open articles with their files.
type AllWatched = Arc<Mutex<BTreeMap<ArticleKey, Watched>>>;

/// The files of an open article, and what they were when they were read or looked at last.
struct Watched {
    files: ArticleFiles,
    stamps: Stamps,
}

/// Looks at the files of an article and gives what has changed since the last look.
fn look_at(folder: &Folder, watched: &AllWatched, key: &ArticleKey) -> Vec<Changed> {
    let files = watched.lock().ok().and_then(|watched| Some(watched.get(key)?.files.clone()));
    let Some(files) = files else { return Vec::new() };
    // A disk may answer late; nobody else waits for it.
    let now = files.stamps(folder);
    let was = watched.lock().ok().and_then(|mut all| Some(std::mem::replace(&mut all.get_mut(key)?.stamps, now)));
    let Some(was) = was else { return Vec::new() };
    // Of an import that was taken back nothing may be left, not even the file of the work.
    if was[1].is_some() && now[1].is_none() && was_emptied(folder, &files) {
        return vec![Changed::Article];
    }
    let differs = |at: usize| now[at] != was[at] && now[at].is_some();
    let changed = [Changed::Article, Changed::Work].into_iter().enumerate();
    changed.filter(|(at, _)| differs(*at)).map(|(_, changed)| changed).collect()
}

/// Tells whether the last thing that was done to a work has left nothing of it.
fn was_emptied(folder: &Folder, files: &ArticleFiles) -> bool {
    let last = log::read(folder.disk(), &files.log).entries.pop();
    last.and_then(|entry| entry.import).is_some_and(|batch| batch.emptied)
}

/// How many exchanges have begun and have ended.
#[derive(Default)]
struct Exchanges {
    begun: AtomicUsize,
    ended: AtomicUsize,
}

impl Exchanges {
    /// Gives how many there were; nothing while one is under way.
    fn quiet(&self) -> Option<usize> {
        let ended = self.ended.load(Ordering::SeqCst);
        (self.begun.load(Ordering::SeqCst) == ended).then_some(ended)
    }
}

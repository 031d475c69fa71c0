//! Background work: reading articles, listing a folder, writing files. Results come back as one closed enum.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::done::{Back, Changed, JobDone, Purpose};
use super::guard::{guarded, start};
use super::opening::Found;
use super::pending::Pending;
use super::writer::{SettingsWriter, Write, Writer, wait_for};
use crate::core::annotation::Work;
use crate::core::generation::Generation;
use crate::core::history::Entry as LogEntry;
use crate::core::regions::Proposal;
use crate::core::schema::Schema;
use crate::core::shared::Shared;
use crate::core::workspace::{Access, ArticleKey, Opened};
use crate::store::add;
use crate::store::amend::{Refused, Wish, amend};
use crate::store::begin::begin;
use crate::store::copies::Copies;
use crate::store::corpus;
use crate::store::disk::Folder;
use crate::store::files::{ArticleFiles, Stamps};
use crate::store::known::Known;
use crate::store::log;
use crate::store::saver::{FileKey, Task};
use crate::store::settings::Settings;
use crate::store::shared::Snapshot;
use crate::store::step::SharedTask;
use crate::store::{layout, read, scan};
use crate::threads;

/// Summaries are handed over in parcels of this many.
const PARCEL: usize = 64;
/// Time the writers get to come to their end when the program is left.
const LEAVING: Duration = Duration::from_secs(5);
/// Time between two looks at the files of the whole corpus.
const WATCH: Duration = Duration::from_secs(1);

/// Holds the threads and the way back from them.
pub struct Jobs {
    ctx: egui::Context,
    done: Receiver<JobDone>,
    /// Results somebody has waited for and nobody has taken yet, oldest first.
    waited: VecDeque<JobDone>,
    sender: Sender<JobDone>,
    /// The writer of the open corpus.
    writer: Option<Writer>,
    settings: Option<SettingsWriter>,
    /// The ends of writers that have been let go of: of corpora that were open before, which may not have come to it.
    former: Vec<Receiver<()>>,
    /// The open corpus; results of others are dropped.
    corpus: Generation,
    cancel: Arc<AtomicBool>,
    watched: AllWatched,
    /// Exchanges, whose own changes are taken in when they end and are no changes of other programs.
    exchanges: Arc<Exchanges>,
    /// Jobs under way whose end will be reported.
    pending: usize,
    /// Saves of the open corpus under way.
    saving: Pending,
}

impl Jobs {
    /// Starts the writer.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, done) = channel();
        let back = Back { sender: sender.clone(), ctx: ctx.clone() };
        Self {
            ctx,
            done,
            waited: VecDeque::new(),
            sender,
            writer: Some(Writer::start(back.clone())),
            settings: Some(SettingsWriter::start(back)),
            former: Vec::new(),
            corpus: Generation::next(),
            cancel: Arc::default(),
            watched: Arc::default(),
            exchanges: Arc::default(),
            pending: 0,
            saving: Pending::default(),
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
        self.pending > 0 || self.saving.any()
    }

    /// Tells whether a write has still to report.
    pub fn saving(&self) -> bool {
        self.saving.any()
    }

    /// Lists what is being written: works, and what belongs to the whole corpus.
    pub(super) fn under_way(&self) -> &Pending {
        &self.saving
    }

    /// Takes the next result, if there is one.
    pub fn next(&mut self) -> Option<JobDone> {
        let result = self.waited.pop_front().or_else(|| self.done.try_recv().ok())?;
        self.count(&result);
        Some(result)
    }

    /// Waits for one result and puts it where [`Jobs::next`] finds it, before those that come later; tells
    /// whether one came in time.
    pub fn wait(&mut self, within: Duration) -> bool {
        let result = self.done.recv_timeout(within);
        self.waited.extend(result.ok());
        !self.waited.is_empty()
    }

    fn count(&mut self, result: &JobDone) {
        let exchanged = match result {
            JobDone::ExchangeFault(_) => true,
            JobDone::Exchange(_, _, exchanged) => exchanged.ends(),
            _ => false,
        };
        if exchanged {
            self.pending = self.pending.saturating_sub(1);
            self.exchanges.ended.fetch_add(1, Ordering::SeqCst);
        }
        match result {
            JobDone::Opened { .. }
            | JobDone::AllSummaries(_)
            | JobDone::PathChosen(..)
            | JobDone::PathFound(..)
            | JobDone::Copied { .. }
            | JobDone::Amended(..)
            | JobDone::Corpus { .. }
            | JobDone::Made { .. }
            | JobDone::Proposed(..)
            | JobDone::Looked(..)
            | JobDone::Log { .. } => {
                self.pending = self.pending.saturating_sub(1);
            }
            JobDone::Listed(_, Err(_)) => self.pending = self.pending.saturating_sub(1),
            JobDone::Saved { corpus, key, .. } if *corpus == self.corpus => self.saving.end(Some(key)),
            JobDone::SharedSaved { corpus, .. } if *corpus == self.corpus => self.saving.end(None),
            _ => {}
        }
    }

    /// Drops everything about the corpus that was open: from now on results are of another one.
    pub fn new_corpus(&mut self, corpus: Generation) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        self.watched = Arc::default();
        self.corpus = corpus;
        self.saving = Pending::default();
        let writer = Writer::start(self.back());
        self.former.retain(|ended| ended.try_recv() == Err(TryRecvError::Empty));
        self.former.extend(self.writer.replace(writer).map(Writer::let_go));
    }

    /// Lists a folder and then sums its articles up.
    pub fn list(&mut self, root: PathBuf, annotator: String) {
        self.pending += 1;
        let (cancel, corpus) = (self.cancel.clone(), self.corpus);
        let work = move |back: &Back| {
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
        };
        start(self.back(), work, move |_| JobDone::AllSummaries(corpus));
    }

    /// Reads an article and the annotator's work on it, and then the log of the work. Its files are watched from then
    /// on.
    ///
    /// `encoding` is the label of the encoding a person has just chosen.
    pub fn open(&mut self, root: &Path, key: ArticleKey, annotator: &str, encoding: Option<String>) {
        self.pending += 2;
        let corpus = self.corpus;
        // What is read next must be the latest; of other articles nothing is waited for.
        let writes = self.writer.as_ref().filter(|_| self.saving.holds(&key)).map(Writer::wishes);
        let watched = self.watched.clone();
        let folder = Folder::new(root);
        let files = ArticleFiles::of(root, &key, annotator);
        let annotator = annotator.to_owned();
        let lost_key = key.clone();
        let read = move |back: &Back| {
            let result = files.as_ref().map_err(ToString::to_string).and_then(|files| {
                if !writes.as_ref().is_none_or(wait_for) {
                    return Err(format!(
                        "{key} is not read again: its work is still being saved, and the disk or another program holds \
                         that up. Open it again later."
                    ));
                }
                // Looked at before they are read: what changes meanwhile is noticed.
                let stamps = files.stamps(&folder);
                let chosen = encoding.or_else(|| read::chosen_encoding(&folder, &files.work));
                let article = read::read_article_as(&folder, &key, chosen.as_deref());
                // The frames that show it shall not wait for its language.
                let article = Arc::new(article.map_err(|error| error.to_string())?.with_language());
                if read::work_is_large(&folder, &files.work) {
                    let opened = Opened::new(article.clone(), Work::default(), Access::Loading);
                    back.send(JobDone::Text { opened: Box::new(opened), corpus });
                }
                let loaded = read::load_file(&folder, &files.work, &article);
                let usable = loaded.access == Access::Editable || loaded.review.is_some() || loaded.salvaged;
                let known = usable.then(|| Box::new(loaded.known.clone()));
                let copies = layout::conflict_copies(&folder, &key, &annotator);
                let mut opened = loaded.open(article);
                opened.added = add::read(&folder, &key).map(Arc::new);
                opened.copies =
                    copies.iter().filter_map(|path| Some(path.file_name()?.display().to_string())).collect();
                if let Ok(mut watched) = watched.lock() {
                    watched.insert(key.clone(), Watched { files: files.clone(), stamps });
                }
                Ok((Box::new(opened), known))
            });
            back.send(JobDone::Opened { key: key.clone(), result, corpus });
            (files, folder, key)
        };
        let no_log = move |article| JobDone::Log { corpus, article: Some(article), log: Box::default() };
        let and_log = move |back: &Back| {
            let mut opened = None;
            let lost = lost_key.clone();
            guarded(
                back,
                || opened = Some(read(back)),
                |fault| JobDone::Opened { key: lost, result: Err(fault), corpus },
            );
            let Some((files, folder, key)) = opened else { return back.send(no_log(lost_key)) };
            let lost = key.clone();
            let read_log = || {
                let log = files.map(|files| log::read(folder.disk(), &files.log)).unwrap_or_default();
                back.send(JobDone::Log { corpus, article: Some(key), log: Box::new(log) });
            };
            guarded(back, read_log, |_| no_log(lost));
        };
        start(self.back(), and_log, JobDone::Fault);
    }

    /// Tells the writer what the file of a work held when the work was read that is now open. Not before: a save of the
    /// work that was open until then would be taken for one that knows what was read.
    pub fn known(&self, root: &Path, key: &ArticleKey, annotator: &str, known: Box<Known>, again: bool) {
        let file = FileKey { root: root.to_owned(), article: key.clone(), annotator: annotator.to_owned() };
        if let Some(writer) = &self.writer {
            // If the writer is gone, nothing is written either.
            writer.send(Write::Read(file, known, again));
        }
    }

    /// Reads the log of what an annotator has changed in the files of the whole corpus.
    pub fn read_corpus_log(&mut self, root: &Path, annotator: &str) {
        self.pending += 1;
        let corpus = self.corpus;
        let (folder, path) = (Folder::new(root), layout::corpus_log_path(root, annotator));
        let read = move |back: &Back| {
            let log = Box::new(log::read(folder.disk(), &path));
            back.send(JobDone::Log { corpus, article: None, log });
        };
        start(self.back(), read, move |_| JobDone::Log { corpus, article: None, log: Box::default() });
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

    /// Saves copies of what is not saved in another folder.
    pub fn copy(&mut self, folder: PathBuf, copies: Copies) {
        self.pending += 1;
        let lost = folder.clone();
        let write = move |back: &Back| {
            let (count, problems) = copies.write(&folder);
            back.send(JobDone::Copied { folder, count, problems });
        };
        start(self.back(), write, |fault| JobDone::Copied { folder: lost, count: 0, problems: vec![fault] });
    }

    /// Adds something to the schema of the corpus.
    pub fn amend(&mut self, root: &Path, wish: Wish) {
        self.pending += 1;
        let (corpus, folder) = (self.corpus, Folder::new(root));
        let write = move |back: &Back| {
            let done = amend(&folder, &wish).map(|done| (wish.addition.note(), done));
            back.send(JobDone::Amended(corpus, done));
        };
        start(self.back(), write, move |fault| JobDone::Amended(corpus, Err(Refused::Because(fault))));
    }

    /// Runs an export, an import or a look, which report by themselves.
    pub fn exchange(&mut self, run: impl FnOnce(Back) + Send + 'static) {
        self.pending += 1;
        self.exchanges.begun.fetch_add(1, Ordering::SeqCst);
        start(self.back(), move |back| run(back.clone()), JobDone::ExchangeFault);
    }

    /// Writes what belongs to the whole corpus, joined with what others have changed.
    pub fn save_shared(&mut self, task: SharedTask, generation: Generation) {
        self.wish(Write::Shared(Box::new(task), self.corpus, generation));
    }

    fn wish(&mut self, wish: Write) {
        let what = match &wish {
            Write::Work(task, ..) | Write::Copies(task, ..) => Some(task.article.key.clone()),
            _ => None,
        };
        if self.writer.as_ref().is_some_and(|writer| writer.send(wish)) {
            self.saving.begin(what);
        }
    }

    /// Reads what belongs to the whole corpus, which the program has like this.
    pub fn load_corpus(&mut self, root: &Path, shared: &Shared) {
        let mine = Box::new(Snapshot::of(shared));
        let wish = Write::ReadShared(Folder::new(root), mine, self.corpus, shared.generation);
        if self.writer.as_ref().is_some_and(|writer| writer.send(wish)) {
            self.pending += 1;
        }
    }

    /// Makes the state of the program from what the files of the whole corpus hold; its registry may be large.
    pub fn make_shared(&mut self, known: Snapshot, generation: Generation, joins: u32) {
        self.pending += 1;
        let (back, corpus) = (self.back(), self.corpus);
        let make = move |back: &Back| {
            let shared = Box::new(known.clone().into_shared());
            back.send(JobDone::Made { corpus, shared, known: Box::new(known), generation, joins });
        };
        start(back, make, move |fault| JobDone::Corpus { corpus, generation, read: Err(fault) });
    }

    /// Looks for boilerplate in an article, which may be long. The result comes with the number of the request.
    pub fn propose(&mut self, request: Generation, look: impl FnOnce() -> Vec<Proposal> + Send + 'static) {
        self.pending += 1;
        let corpus = self.corpus;
        let propose = move |back: &Back| back.send(JobDone::Proposed(corpus, request, look()));
        start(self.back(), propose, move |_| JobDone::Proposed(corpus, request, Vec::new()));
    }

    /// Drops something that is large enough to take a while.
    pub fn let_go(large: impl Send + 'static) {
        threads::spawn(move || drop(large));
    }

    /// Watches the files of the whole corpus and those of all open articles, and says when another program has
    /// changed one.
    pub fn watch(&self, root: &Path) {
        let (cancel, corpus) = (self.cancel.clone(), self.corpus);
        let (folder, watched) = (Folder::new(root), self.watched.clone());
        let exchanges = self.exchanges.clone();
        let watch = move |back: &Back| {
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
        };
        // Whoever comes back to an article looks at it again all the same.
        start(self.back(), watch, JobDone::Fault);
    }

    /// Looks at once at the files of an open article; what has changed is reported before the end of the look.
    pub fn look(&mut self, root: &Path, key: ArticleKey) {
        self.pending += 1;
        let corpus = self.corpus;
        let (folder, watched) = (Folder::new(root), self.watched.clone());
        let lost = key.clone();
        let look = move |back: &Back| {
            for changed in look_at(&folder, &watched, &key) {
                back.send(JobDone::FileChanged(corpus, key.clone(), changed));
            }
            back.send(JobDone::Looked(corpus, key));
        };
        start(self.back(), look, move |_| JobDone::Looked(corpus, lost));
    }

    /// Writes the settings.
    pub fn save_settings(&self, dir: PathBuf, settings: Settings) {
        if let Some(writer) = &self.settings {
            // A settings file that is not written is only an inconvenience.
            writer.send((dir, Box::new(settings)));
        }
    }

    /// Looks at a path that is to be opened. The result comes with the number of the request.
    pub fn look_at_path(&mut self, path: PathBuf, begins_with: Option<String>, request: Generation) {
        self.pending += 1;
        let lost = path.clone();
        let look = move |back: &Back| {
            let begun = begins_with.map_or(Ok(()), |schema| begin(&path, &schema));
            let found = begun.map_or_else(Found::Nothing, |()| Found::at(&path));
            back.send(JobDone::PathFound(path, request, found));
        };
        start(self.back(), look, move |fault| JobDone::PathFound(lost, request, Found::Nothing(fault)));
    }

    /// Asks for a path for a purpose through `choose`, in a thread of its own.
    pub fn choose_path(
        &mut self,
        purpose: Purpose,
        choose: impl FnOnce() -> Result<Vec<PathBuf>, String> + Send + 'static,
    ) {
        self.pending += 1;
        start(
            self.back(),
            move |back| back.send(JobDone::PathChosen(purpose, choose())),
            move |fault| JobDone::PathChosen(purpose, Err(fault)),
        );
    }

    /// Lets the writers finish what they have, then ends them. One whose disk does not answer is not waited for long.
    pub fn finish(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
        let began = Instant::now();
        self.former.extend(self.settings.take().map(SettingsWriter::let_go));
        self.former.extend(self.writer.take().map(Writer::let_go));
        for ended in self.former.drain(..) {
            // What has not ended by then waits for a disk that does not answer.
            ended.recv_timeout(LEAVING.saturating_sub(began.elapsed())).ok();
        }
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.finish();
    }
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

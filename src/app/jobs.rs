//! Background work: reading articles, listing a folder, writing files. Results come back as one closed enum.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::core::annotation::Work;
use crate::core::schema::Schema;
use crate::core::workspace::{Access, Article, ArticleKey, Entry, Opened, Summary};
use crate::store::corpus::{self, CorpusFiles};
use crate::store::disk::{Folder, RealDisk};
use crate::store::settings::Settings;
use crate::store::shared::{Base, Snapshot, save_shared};
use crate::store::write::{Expected, SaveError};
use crate::store::{format, layout, read, scan, settings, write};

/// Summaries are handed over in parcels of this many.
const PARCEL: usize = 64;
/// Time between two looks at the files of the whole corpus.
const WATCH: Duration = Duration::from_secs(1);

/// What a job has done.
pub enum JobDone {
    /// An article was read, or could not be.
    Opened {
        /// Which.
        key: ArticleKey,
        /// The article with its work, or a sentence.
        result: Result<Box<Opened>, String>,
        /// For which corpus.
        corpus: u64,
    },
    /// The text of an article whose work takes long to read.
    Text {
        /// The article without its work.
        opened: Box<Opened>,
        /// For which corpus.
        corpus: u64,
    },
    /// Files found so far.
    Found(u64, usize),
    /// The folder was read.
    Listed(u64, Result<(Vec<Entry>, Vec<String>), String>),
    /// Summaries of some articles.
    Summaries(u64, Vec<(ArticleKey, Summary)>),
    /// All summaries are there.
    AllSummaries(u64),
    /// A revision of an article's work is on disk, or could not be written.
    Saved {
        /// Which article.
        key: ArticleKey,
        /// Nothing, or a sentence.
        problem: Option<String>,
        /// Milliseconds the write took.
        ms: f64,
    },
    /// A file of the whole corpus is not what it was.
    CorpusChanged(u64),
    /// What belongs to the corpus as a whole was read.
    Corpus(u64, Box<CorpusFiles>),
    /// The files of the whole corpus are on disk with what others have changed, or could not be written.
    SharedSaved {
        /// What the files hold now.
        known: Box<Snapshot>,
        /// Nothing, or a sentence.
        problem: Option<String>,
    },
    /// The settings could not be written.
    SettingsFailed(String),
    /// A folder was chosen; nothing if the dialog was cancelled, an error if there is none.
    FolderChosen(Result<Option<PathBuf>, String>),
}

/// A wish to write.
enum Write {
    Work {
        root: PathBuf,
        key: ArticleKey,
        annotator: String,
        article: Article,
        work: Arc<Work>,
        schema: Arc<Schema>,
    },
    Shared {
        root: PathBuf,
        mine: Box<Snapshot>,
    },
    /// What was found in the files of the whole corpus.
    Base {
        root: PathBuf,
        base: Box<Base>,
    },
    Expect {
        root: PathBuf,
        key: ArticleKey,
        annotator: String,
        expected: Expected,
    },
    Settings {
        dir: PathBuf,
        settings: Box<Settings>,
    },
    /// Answers once everything before it is written.
    Barrier(Sender<()>),
}

/// Holds the threads and the way back from them.
pub struct Jobs {
    ctx: egui::Context,
    done: Receiver<JobDone>,
    /// Results somebody has waited for and nobody has taken yet, oldest first.
    waited: Vec<JobDone>,
    sender: Sender<JobDone>,
    writes: Option<Sender<Write>>,
    writer: Option<JoinHandle<()>>,
    /// Grows with every corpus opened; results of older ones are dropped.
    corpus: Arc<AtomicU64>,
    cancel: Arc<AtomicBool>,
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
        let writer = thread::spawn(move || write_all(&wishes, &back));
        Self {
            ctx,
            done,
            waited: Vec::new(),
            sender,
            writes: Some(writes),
            writer: Some(writer),
            corpus: Arc::default(),
            cancel: Arc::default(),
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

    /// Gives the number of the open corpus.
    pub fn corpus(&self) -> u64 {
        self.corpus.load(Ordering::Relaxed)
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
        match result {
            JobDone::Opened { .. } | JobDone::AllSummaries(_) | JobDone::FolderChosen(_) | JobDone::Corpus(..) => {
                self.pending = self.pending.saturating_sub(1);
            }
            JobDone::Listed(_, Err(_)) => self.pending = self.pending.saturating_sub(1),
            JobDone::Saved { .. } | JobDone::SharedSaved { .. } => self.saving = self.saving.saturating_sub(1),
            _ => {}
        }
    }

    /// Drops everything about the corpus that was open.
    pub fn new_corpus(&mut self) -> u64 {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        self.corpus.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Lists a folder and then sums its articles up.
    pub fn list(&mut self, root: PathBuf, annotator: String) {
        self.pending += 1;
        let (back, cancel, corpus) = (self.back(), self.cancel.clone(), self.corpus());
        thread::spawn(move || {
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

    /// Reads an article and the annotator's work on it.
    pub fn open(&mut self, root: PathBuf, key: ArticleKey, annotator: String) {
        self.pending += 1;
        let (back, corpus) = (self.back(), self.corpus());
        let writes = self.writes.clone();
        thread::spawn(move || {
            if let Some(writes) = &writes {
                wait_for(writes);
            }
            let folder = Folder::new(&root);
            let result = read::read_article(&folder, &key).map_err(|error| error.to_string()).map(|article| {
                if read::work_is_large(&folder, &key, &annotator) {
                    let opened = Opened::new(article.clone(), Work::default(), Access::Loading);
                    back.send(JobDone::Text { opened: Box::new(opened), corpus });
                }
                let loaded = read::load_work(&folder, &key, &annotator, &article);
                if let (Access::Editable, Some(writes)) = (&loaded.access, writes) {
                    // The writer lives as long as the program; if it is gone, nothing is written either.
                    drop(writes.send(Write::Expect { root, key: key.clone(), annotator, expected: loaded.expected }));
                }
                let mut opened = Opened::new(article, loaded.work, loaded.access);
                opened.problem = loaded.problem;
                Box::new(opened)
            });
            back.send(JobDone::Opened { key, result, corpus });
        });
    }

    /// Writes the work on an article; later wishes for the same article overtake earlier ones.
    pub fn save(&mut self, root: PathBuf, annotator: String, opened: &Opened, schema: Arc<Schema>) {
        let key = opened.article.key.clone();
        let (article, work) = (opened.article.clone(), opened.work.clone());
        let wish = Write::Work { root, key, annotator, article, work, schema };
        if self.writes.as_ref().is_some_and(|writes| writes.send(wish).is_ok()) {
            self.saving += 1;
        }
    }

    /// Writes what belongs to the whole corpus, joined with what others have changed.
    pub fn save_shared(&mut self, root: PathBuf, mine: Snapshot) {
        let wish = Write::Shared { root, mine: Box::new(mine) };
        if self.writes.as_ref().is_some_and(|writes| writes.send(wish).is_ok()) {
            self.saving += 1;
        }
    }

    /// Reads what belongs to the whole corpus.
    pub fn load_corpus(&mut self, root: PathBuf) {
        self.pending += 1;
        let (back, corpus) = (self.back(), self.corpus());
        let writes = self.writes.clone();
        thread::spawn(move || {
            if let Some(writes) = &writes {
                wait_for(writes);
            }
            let files = corpus::load(&Folder::new(&root));
            if let Some(writes) = writes {
                // The writer lives as long as the program.
                drop(writes.send(Write::Base { root, base: Box::new(files.base.clone()) }));
            }
            back.send(JobDone::Corpus(corpus, Box::new(files)));
        });
    }

    /// Watches the files of the whole corpus and says when another program has changed one.
    pub fn watch(&self, root: PathBuf) {
        let (back, cancel, corpus) = (self.back(), self.cancel.clone(), self.corpus());
        thread::spawn(move || {
            let mut known = corpus::stamp(&Folder::new(&root));
            while !cancel.load(Ordering::Relaxed) {
                thread::park_timeout(WATCH);
                let now = corpus::stamp(&Folder::new(&root));
                if now != known {
                    known = now;
                    back.send(JobDone::CorpusChanged(corpus));
                }
            }
        });
    }

    /// Writes the settings.
    pub fn save_settings(&self, dir: PathBuf, settings: Settings) {
        if let Some(writes) = &self.writes {
            // A settings file that is not written is only an inconvenience.
            drop(writes.send(Write::Settings { dir, settings: Box::new(settings) }));
        }
    }

    /// Asks for a folder through `choose`, in a thread of its own.
    pub fn choose_folder(&mut self, choose: impl FnOnce() -> Result<Option<PathBuf>, String> + Send + 'static) {
        self.pending += 1;
        let back = self.back();
        thread::spawn(move || back.send(JobDone::FolderChosen(choose())));
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

/// The way back to the window.
struct Back {
    sender: Sender<JobDone>,
    ctx: egui::Context,
}

impl Back {
    fn send(&self, result: JobDone) {
        // Nobody listens any more only while the program ends.
        drop(self.sender.send(result));
        self.ctx.request_repaint();
    }
}

type FileKey = (PathBuf, ArticleKey, String);

/// Carries out writes until no more can come. Of several wishes for one file only the last is written.
fn write_all(wishes: &Receiver<Write>, back: &Back) {
    let mut expected: HashMap<FileKey, Expected> = HashMap::new();
    let mut bases: HashMap<PathBuf, Base> = HashMap::new();
    while let Ok(first) = wishes.recv() {
        let mut latest: BTreeMap<FileKey, (Article, Arc<Work>, Arc<Schema>, usize)> = BTreeMap::new();
        let mut shared: BTreeMap<PathBuf, (Snapshot, usize)> = BTreeMap::new();
        let mut latest_settings = None;
        let mut barriers = Vec::new();
        for wish in std::iter::once(first).chain(wishes.try_iter()) {
            match wish {
                Write::Expect { root, key, annotator, expected: found } => {
                    expected.entry((root, key, annotator)).or_insert(found);
                }
                Write::Work { root, key, annotator, article, work, schema } => {
                    let file = (root, key, annotator);
                    let count = latest.get(&file).map_or(0, |(.., count)| *count) + 1;
                    latest.insert(file, (article, work, schema, count));
                }
                Write::Shared { root, mine } => {
                    let count = shared.get(&root).map_or(0, |(_, count)| *count) + 1;
                    shared.insert(root, (*mine, count));
                }
                Write::Base { root, base } => drop(bases.insert(root, *base)),
                Write::Settings { dir, settings } => latest_settings = Some((dir, settings)),
                Write::Barrier(passed) => barriers.push(passed),
            }
        }
        // First the registry: a record must not point to an entry that is not on disk.
        for (root, (mine, count)) in shared {
            let base = bases.entry(root.clone()).or_default();
            let problem = save_shared(&Folder::new(&root), &mine, base).err();
            for _ in 0..count {
                let known = Box::new(base.known().clone());
                back.send(JobDone::SharedSaved { known, problem: problem.clone() });
            }
        }
        for (file, (article, work, schema, count)) in latest {
            let began = Instant::now();
            let problem = write_work(&file, &article, &work, &schema, &mut expected).err();
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            for _ in 0..count {
                back.send(JobDone::Saved { key: file.1.clone(), problem: problem.clone(), ms });
            }
        }
        for passed in barriers {
            // Whoever waited may be gone with its corpus.
            passed.send(()).ok();
        }
        if let Some((dir, wanted)) = latest_settings
            && let Err(error) = settings::save(&dir, &wanted)
        {
            back.send(JobDone::SettingsFailed(error.to_string()));
        }
    }
}

/// Waits until the writer has done all it was given, so that what is read next is the latest.
fn wait_for(writes: &Sender<Write>) {
    let (passed, answer) = channel();
    if writes.send(Write::Barrier(passed)).is_ok() {
        // An error says that the writer has ended; then nothing is pending either.
        answer.recv().ok();
    }
}

fn write_work(
    file: &FileKey,
    article: &Article,
    work: &Work,
    schema: &Schema,
    expected: &mut HashMap<FileKey, Expected>,
) -> Result<(), String> {
    let (root, key, annotator) = file;
    let path = layout::annotation_path(root, key, annotator).map_err(|error| error.to_string())?;
    let contents = format::write(work, article, annotator, schema);
    let known = expected.get(file).copied().unwrap_or(Expected::Absent);
    let fingerprint = write::save(&RealDisk, &path, contents, known).map_err(|error: SaveError| error.to_string())?;
    expected.insert(file.clone(), Expected::Hash(fingerprint));
    Ok(())
}

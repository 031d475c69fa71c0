//! The one thread that writes: takes wishes in, lets later ones overtake earlier ones, and reports each.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::done::{Back, CorpusRead, JobDone};
use super::guard::kept;
use crate::core::generation::Generation;
use crate::store::disk::Folder;
use crate::store::error::{ErrorKind, Problem};
use crate::store::known::Known;
use crate::store::saver::{FileKey, Saver, Task};
use crate::store::settings::Settings;
use crate::store::shared::Snapshot;
use crate::store::step::{Batch, SharedTask, Turn, Waiting};
use crate::store::{corpus, settings};
use crate::threads;

/// A wish.
pub enum Write {
    /// Save a work for a corpus as it is at a generation.
    Work(Box<Task>, Generation, Generation),
    /// Join the conflict copies of a work for a corpus as it is at a generation.
    Copies(Box<Task>, Generation, Generation),
    /// Save what belongs to the whole corpus, for a corpus where that is at a generation.
    Shared(Box<SharedTask>, Generation, Generation),
    /// Read what belongs to the whole corpus, for a corpus where that is like this and at a generation.
    ReadShared(Folder, Box<Snapshot>, Generation, Generation),
    /// Note what was read from a file of work.
    Read(FileKey, Box<Known>, bool),
    /// Answer once everything before it is written.
    Barrier(Sender<()>),
}

/// Time for which the writes before are waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// A thread that does what it is wished, in order, until nobody can wish anything more.
pub struct Worker<T> {
    wishes: Sender<T>,
    ended: Receiver<()>,
}

/// The writer of one open corpus. A disk that does not answer holds up this corpus and no other.
pub type Writer = Worker<Write>;
/// The writer of the settings: one for the program, so that older ones never follow newer ones.
pub type SettingsWriter = Worker<(PathBuf, Box<Settings>)>;

impl<T: Send + 'static> Worker<T> {
    fn working(work: impl FnOnce(&Receiver<T>) + Send + 'static) -> Self {
        let (wishes, taken) = channel();
        let (ends, ended) = channel();
        threads::spawn(move || {
            work(&taken);
            // Nobody listens any more where the program was left without waiting.
            ends.send(()).ok();
        });
        Self { wishes, ended }
    }

    /// Hands a wish over; tells whether the thread is there.
    pub fn send(&self, wish: T) -> bool {
        self.wishes.send(wish).is_ok()
    }

    /// Gives a way to wait for it in another thread.
    pub fn wishes(&self) -> Sender<T> {
        self.wishes.clone()
    }

    /// Lets it do what it has and then end; gives what hears of the end.
    pub fn let_go(self) -> Receiver<()> {
        self.ended
    }
}

impl Writer {
    /// Starts the thread.
    pub fn start(back: Back) -> Self {
        Self::working(move |wishes| write_all(wishes, &back))
    }
}

impl SettingsWriter {
    /// Starts the thread.
    pub fn start(back: Back) -> Self {
        Self::working(move |wishes: &Receiver<(PathBuf, Box<Settings>)>| {
            while let Ok(first) = wishes.recv() {
                let Some((dir, wanted)) = std::iter::once(first).chain(wishes.try_iter()).last() else { continue };
                let saved = kept(|| settings::save(&dir, &wanted).map_err(|error| error.to_string()));
                if let Err(sentence) = saved.flatten() {
                    back.send(JobDone::SettingsFailed(sentence));
                }
            }
        })
    }
}

/// Carries out writes until no more can come. Of several wishes for one file only the last is written, unless something
/// else was wished between them.
fn write_all(wishes: &Receiver<Write>, back: &Back) {
    let mut saver = Saver::default();
    while let Ok(first) = wishes.recv() {
        let mut batch = Batch::default();
        for wish in std::iter::once(first).chain(wishes.try_iter()) {
            let wish = match wish {
                Write::Work(task, corpus, generation) => {
                    batch.add_work(*task, (corpus, generation));
                    continue;
                }
                Write::Shared(task, corpus, generation) => {
                    batch.add_shared(*task, (corpus, generation));
                    continue;
                }
                other => other,
            };
            write_batch(&mut saver, std::mem::take(&mut batch), back);
            carry_out(&mut saver, wish, back);
        }
        write_batch(&mut saver, batch, back);
    }
}

/// Carries out what is no save.
fn carry_out(saver: &mut Saver, wish: Write, back: &Back) {
    match wish {
        Write::Copies(task, corpus, generation) => {
            let joined = kept(|| saver.join_copies(&task)).unwrap_or_else(|fault| Err(faulty(&fault)));
            let result = joined.map(|(done, left)| {
                for sentence in left {
                    back.send(JobDone::Said(corpus, sentence));
                }
                done
            });
            back.send(JobDone::Saved { corpus, key: task.article.key.clone(), generation, result, ms: 0.0 });
        }
        Write::ReadShared(folder, mine, corpus, generation) => {
            let read = kept(|| {
                let mut files = corpus::load(&folder);
                let joins = saver.read_shared(&folder, &mut files.base);
                let differs = files.base.known().differs(&mine);
                CorpusRead { files, differs, joins }
            });
            let read = read.map(Box::new);
            back.send(JobDone::Corpus { corpus, generation, read });
        }
        Write::Read(file, known, true) => saver.read_again(file, *known),
        Write::Read(file, known, false) => saver.read(file, *known),
        // Whoever waited may be gone with its corpus.
        Write::Barrier(passed) => drop(passed.send(())),
        // These are gathered into batches.
        Write::Work(..) | Write::Shared(..) => {}
    }
}

/// Which corpus, and which generation of what is written.
type Of = (Generation, Generation);

/// Writes what was gathered, and reports each to all who have wished it. Where another program holds the lock, it is
/// waited for once.
fn write_batch(saver: &mut Saver, batch: Batch<Of>, back: &Back) {
    let mut held: Option<(PathBuf, Problem)> = None;
    for turn in batch.in_order() {
        let holder = |root: &Path| held.as_ref().filter(|(held, _)| held == root).map(|(_, problem)| problem.clone());
        match turn {
            Turn::Shared(Waiting { wish: task, note: (corpus, generation), count }) => {
                let result = if let Some(problem) = holder(task.folder.root()) {
                    saver.put_off_shared(&task.folder, &task.annotator, &task.entries);
                    Err(problem)
                } else {
                    let mine = (&*task.mine, task.joins);
                    let save = || saver.save_shared(&task.folder, &task.annotator, mine, &task.entries);
                    kept(save).unwrap_or_else(|fault| Err(faulty(&fault)))
                };
                note_held(&mut held, task.folder.root(), result.as_ref().err());
                for _ in 0..count {
                    back.send(JobDone::SharedSaved { corpus, generation, result: result.clone() });
                }
            }
            Turn::Work(file, Waiting { wish: task, note: (corpus, generation), count }) => {
                let began = Instant::now();
                let result = if let Some(problem) = holder(task.folder.root()) {
                    saver.put_off(&task);
                    Err(problem)
                } else {
                    kept(|| saver.save(&task)).unwrap_or_else(|fault| Err(faulty(&fault)))
                };
                note_held(&mut held, task.folder.root(), result.as_ref().err());
                let ms = began.elapsed().as_secs_f64() * 1000.0;
                for _ in 0..count {
                    let (key, result) = (file.article.clone(), result.clone());
                    back.send(JobDone::Saved { corpus, key, generation, result, ms });
                }
            }
        }
    }
}

fn note_held(held: &mut Option<(PathBuf, Problem)>, root: &Path, problem: Option<&Problem>) {
    if let Some(problem) = problem.filter(|problem| problem.kind == ErrorKind::Held) {
        *held = Some((root.to_owned(), problem.clone()));
    }
}

/// Says that a save was not done; the work comes back with it and is tried again.
fn faulty(sentence: &str) -> Problem {
    Problem { kind: ErrorKind::Other, sentence: sentence.trim_end_matches('.').to_owned() }
}

/// Waits until the writer has done all it was given, so that what is read next is the latest; tells whether it has.
pub fn wait_for(writes: &Sender<Write>) -> bool {
    let (passed, answer) = channel();
    // Where the writer has ended nothing is pending either.
    writes.send(Write::Barrier(passed)).is_err() || answer.recv_timeout(PATIENCE).is_ok()
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::core::annotation::Work;
    use crate::core::schema::Schema;
    use crate::core::workspace::ArticleKey;
    use crate::store::disk::{Disk, Found, Lock, Look, RealDisk};
    use crate::store::read;

    /// What the disk does when something is written.
    #[derive(Clone, Debug)]
    enum Fate {
        /// A fault of the program, as long as this is set.
        Fault(Arc<Mutex<bool>>),
        /// It does not answer until the other end of this is dropped.
        Silence(Arc<Mutex<Receiver<()>>>),
    }

    /// The real disk, with a fate.
    #[derive(Clone, Debug)]
    struct Fated(Fate);

    impl Disk for Fated {
        fn look(&self, path: &Path) -> io::Result<Look> {
            RealDisk.look(path)
        }
        fn look_at_link(&self, path: &Path) -> io::Result<Look> {
            RealDisk.look_at_link(path)
        }
        fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
            RealDisk.resolve(path)
        }
        fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
            RealDisk.read(path, limit)
        }
        fn list(&self, folder: &Path) -> io::Result<Vec<Found>> {
            RealDisk.list(folder)
        }
        fn create_folder(&self, folder: &Path) -> io::Result<()> {
            RealDisk.create_folder(folder)
        }
        fn write_new(&self, path: &Path, contents: &[u8], mode: Option<u32>) -> io::Result<()> {
            match &self.0 {
                Fate::Fault(set) => assert!(!*set.lock().expect("nobody else has it"), "on purpose"),
                Fate::Silence(ends) => drop(ends.lock().expect("nobody else has it").recv()),
            }
            RealDisk.write_new(path, contents, mode)
        }
        fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
            RealDisk.append(path, contents)
        }
        fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
            RealDisk.cut(path, len)
        }
        fn flush(&self, path: &Path) -> io::Result<()> {
            RealDisk.flush(path)
        }
        fn flush_folder(&self, folder: &Path) -> io::Result<()> {
            RealDisk.flush_folder(folder)
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            RealDisk.rename(from, to)
        }
        fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
            RealDisk.link(from, to)
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            RealDisk.remove(path)
        }
        fn remove_folder(&self, folder: &Path) -> io::Result<()> {
            RealDisk.remove_folder(folder)
        }
        fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
            RealDisk.lock(path)
        }
    }

    fn wish(root: &Path, fate: Fate) -> Write {
        // The second time it is there.
        RealDisk.write_new(&root.join("a.txt"), b"Wang Xiaohong", None).ok();
        let folder = Folder::on(root, Arc::new(Fated(fate)));
        let article = read::read_article(&folder, &ArticleKey::new("a.txt")).expect("an article");
        let (work, schema) = (Arc::new(Work::default()), Arc::new(Schema::default()));
        let article = Arc::new(article);
        let task = Task { folder, annotator: "anna".into(), article, work, schema, entries: Vec::new(), joins: 0 };
        Write::Work(Box::new(task), Generation::default(), Generation::default())
    }

    fn writer() -> (Writer, Receiver<JobDone>) {
        let (sender, done) = channel();
        (Writer::start(Back { sender, ctx: egui::Context::default() }), done)
    }

    fn saved(done: &Receiver<JobDone>) -> Result<(), Problem> {
        match done.recv().expect("a report") {
            JobDone::Saved { result, .. } => result.map(drop),
            _ => panic!("another report"),
        }
    }

    #[test]
    fn save_that_meets_a_fault_of_the_program_comes_back_and_the_writer_goes_on() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let set = Arc::new(Mutex::new(true));
        let (writer, done) = writer();
        assert!(writer.send(wish(root.path(), Fate::Fault(set.clone()))));
        let problem = saved(&done).expect_err("the disk has a fault");
        assert!(problem.sentence.starts_with("A fault of the program has ended this work"), "{}", problem.sentence);
        set.clear_poison();
        *set.lock().expect("nobody else has it") = false;
        assert!(writer.send(wish(root.path(), Fate::Fault(set))), "the writer is there");
        assert_eq!(saved(&done), Ok(()));
        assert!(RealDisk.look(&root.path().join("a.anna.ron")).is_ok());
    }

    #[test]
    fn disk_that_does_not_answer_is_not_waited_for_when_the_program_is_left() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let (ends, silence) = channel();
        let (writer, done) = writer();
        assert!(writer.send(wish(root.path(), Fate::Silence(Arc::new(Mutex::new(silence))))));
        let ended = writer.let_go();
        assert!(ended.try_recv().is_err(), "it has not come to its end");
        assert!(done.try_recv().is_err(), "nothing was saved");
        drop(ends);
        assert_eq!(saved(&done), Ok(()), "when it answers, the work is written");
    }
}

//! The one thread that writes: takes wishes in, lets later ones overtake earlier ones, and reports each.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::done::{Back, JobDone};
use super::threads::kept;
use crate::core::generation::Generation;
use crate::store::disk::Folder;
use crate::store::error::{ErrorKind, Problem};
use crate::store::known::Known;
use crate::store::saver::{FileKey, Saver, Task};
use crate::store::settings::Settings;
use crate::store::step::{Batch, SharedTask, Turn, Waiting};
use crate::store::{corpus, settings};

/// A wish.
pub enum Write {
    /// Save a work for a corpus as it is at a generation.
    Work(Box<Task>, Generation, Generation),
    /// Join the conflict copies of a work for a corpus as it is at a generation.
    Copies(Box<Task>, Generation, Generation),
    /// Save what belongs to the whole corpus, for a corpus where that is at a generation.
    Shared(Box<SharedTask>, Generation, Generation),
    /// Read what belongs to the whole corpus, for a corpus where that is at a generation.
    ReadShared(Folder, Generation, Generation),
    /// Note what was read from a file of work.
    Read(FileKey, Box<Known>, bool),
    /// Save the settings.
    Settings(PathBuf, Box<Settings>),
    /// Answer once everything before it is written.
    Barrier(Sender<()>),
}

/// Time for which the writes before are waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The writer of one open corpus. A disk that does not answer holds up this corpus and no other.
pub struct Writer {
    wishes: Sender<Write>,
    ended: Receiver<()>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(back: Back) -> Self {
        let (wishes, taken) = channel();
        let (ends, ended) = channel();
        thread::spawn(move || {
            write_all(&taken, &back);
            // Nobody listens any more where the program was left without waiting.
            ends.send(()).ok();
        });
        Self { wishes, ended }
    }

    /// Hands a wish over; tells whether the writer is there.
    pub fn send(&self, wish: Write) -> bool {
        self.wishes.send(wish).is_ok()
    }

    /// Gives a way to wait for it in another thread.
    pub fn wishes(&self) -> Sender<Write> {
        self.wishes.clone()
    }

    /// Lets the writer do what it has, and waits for its end for a while.
    pub fn finish(self, within: Duration) {
        drop(self.wishes);
        // What has not ended by then waits for a disk that does not answer.
        self.ended.recv_timeout(within).ok();
    }
}

/// Carries out writes until no more can come. Of several wishes for one file only the last is written.
pub fn write_all(wishes: &Receiver<Write>, back: &Back) {
    let mut saver = Saver::default();
    while let Ok(first) = wishes.recv() {
        let mut batch = Batch::default();
        let (mut reads, mut copies) = (Vec::new(), Vec::new());
        let mut latest_settings = None;
        let mut barriers = Vec::new();
        for wish in std::iter::once(first).chain(wishes.try_iter()) {
            match wish {
                Write::Work(task, corpus, generation) => batch.add_work(*task, (corpus, generation)),
                Write::Copies(task, corpus, generation) => copies.push((task, corpus, generation)),
                Write::Shared(task, corpus, generation) => batch.add_shared(*task, (corpus, generation)),
                Write::ReadShared(folder, corpus, generation) => reads.push((folder, corpus, generation)),
                Write::Read(file, known, true) => saver.read_again(file, *known),
                Write::Read(file, known, false) => saver.read(file, *known),
                Write::Settings(dir, settings) => latest_settings = Some((dir, settings)),
                Write::Barrier(passed) => barriers.push(passed),
            }
        }
        batch.in_order().into_iter().for_each(|turn| write(&mut saver, turn, back));
        for (task, corpus, generation) in copies {
            let result = kept(|| saver.join_copies(&task)).unwrap_or_else(|fault| Err(faulty(fault)));
            back.send(JobDone::Saved { corpus, key: task.article.key.clone(), generation, result, ms: 0.0 });
        }
        for (folder, corpus, generation) in reads {
            let read = kept(|| {
                let files = corpus::load(&folder);
                (saver.read_shared(&folder, files.base.clone()), files)
            });
            back.send(match read {
                Ok((joins, files)) => JobDone::Corpus { corpus, generation, joins, files: Box::new(files) },
                Err(fault) => JobDone::Fault(fault),
            });
        }
        for passed in barriers {
            // Whoever waited may be gone with its corpus.
            passed.send(()).ok();
        }
        if let Some((dir, wanted)) = latest_settings {
            let saved = kept(|| settings::save(&dir, &wanted).map_err(|error| error.to_string()));
            if let Err(sentence) = saved.flatten() {
                back.send(JobDone::SettingsFailed(sentence));
            }
        }
    }
}

/// Which corpus, and which generation of what is written.
type Of = (Generation, Generation);

/// Writes one thing and reports it to all who have wished it.
fn write(saver: &mut Saver, turn: Turn<Of>, back: &Back) {
    match turn {
        Turn::Shared(Waiting { wish: task, note: (corpus, generation), count }) => {
            let mine = (&*task.mine, task.joins);
            let result = kept(|| saver.save_shared(&task.folder, &task.annotator, mine, &task.entries));
            let result = result.unwrap_or_else(|fault| Err(faulty(fault)));
            for _ in 0..count {
                let result = result.clone().map(|(known, joins)| (Box::new(known), joins));
                back.send(JobDone::SharedSaved { corpus, generation, result });
            }
        }
        Turn::Work(file, Waiting { wish: task, note: (corpus, generation), count }) => {
            let began = Instant::now();
            let result = kept(|| saver.save(&task)).unwrap_or_else(|fault| Err(faulty(fault)));
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            for _ in 0..count {
                let (key, result) = (file.article.clone(), result.clone());
                back.send(JobDone::Saved { corpus, key, generation, result, ms });
            }
        }
    }
}

/// Says that a save was not done; the work comes back with it and is tried again.
fn faulty(sentence: String) -> Problem {
    Problem { kind: ErrorKind::Other, sentence: sentence.trim_end_matches('.').to_owned() }
}

/// Waits until the writer has done all it was given, so that what is read next is the latest; tells whether it has.
pub fn wait_for(writes: &Sender<Write>) -> bool {
    let (passed, answer) = channel();
    // Where the writer has ended nothing is pending either.
    writes.send(Write::Barrier(passed)).is_err() || answer.recv_timeout(PATIENCE).is_ok()
}

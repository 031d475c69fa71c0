//! The one thread that writes: takes wishes in, lets later ones overtake earlier ones, and reports each.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::done::{Back, JobDone};
use crate::core::generation::Generation;
use crate::store::disk::Folder;
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
            let result = saver.join_copies(&task);
            back.send(JobDone::Saved { corpus, key: task.article.key.clone(), generation, result, ms: 0.0 });
        }
        for (folder, corpus, generation) in reads {
            let mut files = corpus::load(&folder);
            let joins = saver.share_read(&folder, &mut files.base);
            back.send(JobDone::Corpus { corpus, generation, joins, files: Box::new(files) });
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

/// Which corpus, and which generation of what is written.
type Of = (Generation, Generation);

/// Writes one thing and reports it to all who have wished it.
fn write(saver: &mut Saver, turn: Turn<Of>, back: &Back) {
    match turn {
        Turn::Shared(Waiting { wish: task, note: (corpus, generation), count }) => {
            let result = saver.save_shared(&task.folder, &task.annotator, (&task.mine, task.joins), &task.entries);
            for _ in 0..count {
                let result = result.clone().map(|(known, joins)| (Box::new(known), joins));
                back.send(JobDone::SharedSaved { corpus, generation, result });
            }
        }
        Turn::Work(file, Waiting { wish: task, note: (corpus, generation), count }) => {
            let began = Instant::now();
            let result = saver.save(&task);
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            for _ in 0..count {
                let (key, result) = (file.article.clone(), result.clone());
                back.send(JobDone::Saved { corpus, key, generation, result, ms });
            }
        }
    }
}

/// Waits until the writer has done all it was given, so that what is read next is the latest.
pub fn wait_for(writes: &Sender<Write>) {
    let (passed, answer) = channel();
    if writes.send(Write::Barrier(passed)).is_ok() {
        // An error says that the writer has ended; then nothing is pending either.
        answer.recv().ok();
    }
}

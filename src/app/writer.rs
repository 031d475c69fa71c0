//! The one thread that writes: takes wishes in, lets later ones overtake earlier ones, and reports each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::done::{Back, JobDone};
use crate::core::generation::Generation;
use crate::core::history::Entry;
use crate::store::disk::Folder;
use crate::store::known::Known;
use crate::store::saver::{FileKey, Saver, Task};
use crate::store::settings::Settings;
use crate::store::shared::Snapshot;
use crate::store::{corpus, settings};

/// What belongs to the whole corpus, to be saved.
pub struct SharedTask {
    /// The corpus folder.
    pub folder: Folder,
    /// The annotator.
    pub annotator: String,
    /// The records.
    pub mine: Box<Snapshot>,
    /// How many joins the records contain.
    pub joins: u32,
    /// For which corpus.
    pub corpus: Generation,
    /// Of the state they were copied from.
    pub generation: Generation,
    /// What has been done since the last save, for the log.
    pub entries: Vec<Arc<Entry>>,
}

/// Which corpus, and which generation of the work.
type Of = (Generation, Generation);

/// A wish.
pub enum Write {
    /// Save a work for a corpus as it is at a generation.
    Work(Box<Task>, Generation, Generation),
    /// Join the conflict copies of a work for a corpus as it is at a generation.
    Copies(Box<Task>, Generation, Generation),
    /// Save what belongs to the whole corpus.
    Shared(SharedTask),
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
        let mut works: BTreeMap<FileKey, (Task, Of, usize)> = BTreeMap::new();
        let mut shared: BTreeMap<PathBuf, (SharedTask, usize)> = BTreeMap::new();
        let (mut reads, mut copies) = (Vec::new(), Vec::new());
        let mut latest_settings = None;
        let mut barriers = Vec::new();
        for wish in std::iter::once(first).chain(wishes.try_iter()) {
            match wish {
                Write::Work(task, corpus, generation) => gather_work(&mut works, *task, (corpus, generation)),
                Write::Copies(task, corpus, generation) => copies.push((task, corpus, generation)),
                Write::Shared(task) => gather_shared(&mut shared, task),
                Write::ReadShared(folder, corpus, generation) => reads.push((folder, corpus, generation)),
                Write::Read(file, known, true) => saver.read_again(file, *known),
                Write::Read(file, known, false) => saver.read(file, *known),
                Write::Settings(dir, settings) => latest_settings = Some((dir, settings)),
                Write::Barrier(passed) => barriers.push(passed),
            }
        }
        // First the registry: a record must not point to an entry that is not on disk.
        for (task, count) in shared.into_values() {
            let result = saver.save_shared(&task.folder, &task.annotator, (&task.mine, task.joins), &task.entries);
            for _ in 0..count {
                let result = result.clone().map(|(known, joins)| (Box::new(known), joins));
                back.send(JobDone::SharedSaved { corpus: task.corpus, generation: task.generation, result });
            }
        }
        for (file, (task, (corpus, generation), count)) in works {
            let began = Instant::now();
            let result = saver.save(&task);
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            for _ in 0..count {
                let (key, result) = (file.article.clone(), result.clone());
                back.send(JobDone::Saved { corpus, key, generation, result, ms });
            }
        }
        for (task, corpus, generation) in copies {
            let result = saver.join_copies(&task);
            back.send(JobDone::Saved { corpus, key: task.article.key.clone(), generation, result, ms: 0.0 });
        }
        for (folder, corpus, generation) in reads {
            let files = corpus::load(&folder);
            let joins = saver.read_shared(&folder, files.base.clone());
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

/// Lets a later wish for a file overtake an earlier one; what is to be logged stays of both.
fn gather_work(works: &mut BTreeMap<FileKey, (Task, Of, usize)>, mut task: Task, of: Of) {
    let file = FileKey {
        root: task.folder.root().to_owned(),
        article: task.article.key.clone(),
        annotator: task.annotator.clone(),
    };
    let mut count = 1;
    if let Some((earlier, _, before)) = works.remove(&file) {
        let late = std::mem::replace(&mut task.entries, earlier.entries);
        task.entries.extend(late);
        count += before;
    }
    works.insert(file, (task, of, count));
}

fn gather_shared(shared: &mut BTreeMap<PathBuf, (SharedTask, usize)>, mut task: SharedTask) {
    let root = task.folder.root().to_owned();
    let mut count = 1;
    if let Some((earlier, before)) = shared.remove(&root) {
        let late = std::mem::replace(&mut task.entries, earlier.entries);
        task.entries.extend(late);
        count += before;
    }
    shared.insert(root, (task, count));
}

/// Waits until the writer has done all it was given, so that what is read next is the latest.
pub fn wait_for(writes: &Sender<Write>) {
    let (passed, answer) = channel();
    if writes.send(Write::Barrier(passed)).is_ok() {
        // An error says that the writer has ended; then nothing is pending either.
        answer.recv().ok();
    }
}

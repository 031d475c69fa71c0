//! The one thread that writes: takes wishes in, lets later ones overtake earlier ones, and reports each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::jobs::{Back, JobDone};
use crate::core::history::Entry;
use crate::store::disk::Folder;
use crate::store::saver::{FileKey, Known, Saver, Task};
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
    /// Revision of the state they were copied from.
    pub revision: u64,
    /// What has been done since the last save, for the log.
    pub entries: Vec<Arc<Entry>>,
}

/// A wish.
pub enum Write {
    /// Save a work of this revision.
    Work(Box<Task>, u64),
    /// Join the conflict copies of a work of this revision.
    Copies(Box<Task>, u64),
    /// Save what belongs to the whole corpus.
    Shared(SharedTask),
    /// Read what belongs to the whole corpus, for the corpus of this number, which is at this revision.
    ReadShared(Folder, u64, u64),
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
        let mut works: BTreeMap<FileKey, (Task, u64, usize)> = BTreeMap::new();
        let mut shared: BTreeMap<PathBuf, (SharedTask, usize)> = BTreeMap::new();
        let (mut reads, mut copies) = (Vec::new(), Vec::new());
        let mut latest_settings = None;
        let mut barriers = Vec::new();
        for wish in std::iter::once(first).chain(wishes.try_iter()) {
            match wish {
                Write::Work(task, revision) => gather_work(&mut works, *task, revision),
                Write::Copies(task, revision) => copies.push((task, revision)),
                Write::Shared(task) => gather_shared(&mut shared, task),
                Write::ReadShared(folder, corpus, revision) => reads.push((folder, corpus, revision)),
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
                back.send(JobDone::SharedSaved { revision: task.revision, result });
            }
        }
        for (file, (task, revision, count)) in works {
            let began = Instant::now();
            let result = saver.save(&task);
            let ms = began.elapsed().as_secs_f64() * 1000.0;
            for _ in 0..count {
                back.send(JobDone::Saved { key: file.article.clone(), revision, result: result.clone(), ms });
            }
        }
        for (task, revision) in copies {
            let result = saver.join_copies(&task);
            back.send(JobDone::Saved { key: task.article.key.clone(), revision, result, ms: 0.0 });
        }
        for (folder, corpus, revision) in reads {
            let files = corpus::load(&folder);
            let joins = saver.read_shared(&folder, files.base.clone());
            back.send(JobDone::Corpus { corpus, revision, joins, files: Box::new(files) });
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
fn gather_work(works: &mut BTreeMap<FileKey, (Task, u64, usize)>, mut task: Task, revision: u64) {
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
    works.insert(file, (task, revision, count));
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

//! Joining the conflict copies beside a work with it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{Done, Saved, Saver, Task, begun_by_nobody, file_of, placed};
use crate::core::merge::merge;
use crate::store::bytes::is_absent;
use crate::store::disk::Folder;
use crate::store::error::{FileError, Problem};
use crate::store::format::Document;
use crate::store::known::read_document;
use crate::store::{layout, write};

impl Saver {
    /// Joins the conflict copies beside a work with it, and puts them aside. A copy that could not be joined stays
    /// where it is; a sentence in the list says why.
    ///
    /// # Errors
    /// Says why the work itself could not be saved.
    pub fn join_copies(&mut self, task: &Task) -> Result<(Done<Saved>, Vec<String>), Problem> {
        let before = self.save(task)?;
        let mut work = match &before.saved {
            Saved::Joined { work, .. } => work.clone(),
            _ => task.work.clone(),
        };
        let mut counts = (0, 0);
        let (mut beside, mut left) = (before.beside, Vec::new());
        for copy in layout::conflict_copies(&task.folder, &task.article.key, &task.annotator) {
            let joining = Task { work: work.clone(), entries: Vec::new(), joins: u32::MAX, ..task.clone() };
            match self.join_copy(joining, &copy) {
                Ok(joined) => {
                    (counts.0, counts.1, work) = (counts.0 + joined.taken, counts.1 + joined.conflicts, joined.work);
                    beside = beside.or(joined.beside);
                    left.extend(joined.stays);
                }
                Err(problem) => left.push(problem.sentence),
            }
        }
        // Whoever asked knows nothing of the joins yet.
        let mut joins = 0;
        if let Some(known) = self.files.get_mut(&file_of(task)) {
            let ours = Document::of(&task.work, &task.article, &task.annotator, &task.schema);
            let base = known.base.replace(Arc::new(ours));
            known.joined = known.joined.take().or(base);
            known.joins += 1;
            joins = known.joins;
        }
        let saved = Saved::Joined { work, taken: counts.0, conflicts: counts.1, joins };
        Ok((Done { saved, beside }, left))
    }

    /// Joins one copy with a work that knows of everything in its file.
    fn join_copy(&mut self, mut task: Task, copy: &Path) -> Result<Joined, Problem> {
        let (theirs, _) = read_document(&task.folder, copy)?;
        let name = copy.file_name().unwrap_or_default().display().to_string();
        let ours = Document::of(&task.work, &task.article, &task.annotator, &task.schema);
        if theirs.text_sha256() != ours.text_sha256() {
            return Err(format!("“{name}” was made on another text of the article and is left where it is").into());
        }
        let merged = merge(&begun_by_nobody(), &ours.records(), &theirs.records(), &format!("the copy {name}"));
        task.work = Arc::new(placed(&merged.records, &task.article)?);
        let saved = self.save(&task)?;
        let stays = put_aside(&task.folder, copy).err().map(|error| {
            format!("“{name}” was joined, but could not be put aside, so it is still offered. {}", error.sentence)
        });
        let (taken, conflicts) = (merged.taken, merged.conflicts.len());
        let work = match saved.saved {
            // Somebody else has saved meanwhile.
            Saved::Joined { work, .. } => work,
            _ => task.work,
        };
        Ok(Joined { work, taken, conflicts, beside: saved.beside, stays })
    }
}

/// What came of joining one copy.
struct Joined {
    work: Arc<crate::core::annotation::Work>,
    taken: usize,
    conflicts: usize,
    beside: Option<Problem>,
    /// Why the copy is still there.
    stays: Option<String>,
}

/// Moves a copy that was joined to where versions before are kept, beside those of the same name that are there.
fn put_aside(folder: &Folder, copy: &Path) -> Result<(), FileError> {
    let said = |error: io::Error| FileError::writing(&error, copy);
    let aside = layout::previous_path(folder.root(), copy);
    folder.disk().create_folder(write::folder_of(&aside)).map_err(said)?;
    let name = |number: u32| if number == 1 { aside.clone() } else { aside.with_added_extension(number.to_string()) };
    let free = (1..1000).map(name).find(|path| is_absent(folder.disk(), path));
    let free =
        free.ok_or_else(|| FileError::new("There are too many copies of this name. Move them elsewhere", &aside))?;
    folder.disk().rename(copy, &free).map_err(said)
}

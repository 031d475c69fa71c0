//! Saving what belongs to the whole corpus.

use std::sync::Arc;

use super::{Done, Saver, beside};
use crate::core::history::Entry;
use crate::store::disk::Folder;
use crate::store::error::Problem;
use crate::store::layout;
use crate::store::shared::{Base, Differs, Snapshot, save_shared};

/// What is known of the files of the whole corpus.
#[derive(Debug, Default)]
pub(super) struct Known {
    files: Base,
    /// What the state that comes goes back to, while it does not know of the last join.
    sent: Option<Snapshot>,
    joins: u32,
}

impl Known {
    /// Gives what a state that knows of so many joins goes back to.
    fn base(&mut self, joins: u32) -> Snapshot {
        if joins >= self.joins {
            self.sent = None;
        }
        self.sent.clone().unwrap_or_else(|| self.files.known().clone())
    }
}

/// What the files of the whole corpus hold after a save.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedLists {
    /// The records.
    pub known: Snapshot,
    /// What of them is other than what was to be saved.
    pub differs: Differs,
    /// How many joins a state contains that takes them over.
    pub joins: u32,
    /// Files that somebody had deleted and that were saved anew.
    pub anew: Vec<&'static str>,
}

impl Saver {
    /// Notes what was found in the files of the whole corpus, and gives the number of joins that makes. What was found
    /// then shares the records that are as they were before.
    ///
    /// What was known of a file that is gone by now, or cannot be used, is still known then.
    pub fn read_shared(&mut self, folder: &Folder, files: &mut Base) -> u32 {
        let known = self.shared.entry(folder.root().to_owned()).or_default();
        files.keep(known.files.known(), folder);
        files.share(known.files.known());
        if files.known().differs(known.files.known()).any {
            let before = known.files.known().clone();
            known.sent.get_or_insert(before);
            known.joins += 1;
        }
        known.files = files.clone();
        known.joins
    }

    /// Saves the files of the whole corpus. `joins` is the number of joins that `mine` contains.
    ///
    /// # Errors
    /// As [`save_shared`], or that the log is held up.
    pub fn save_shared(
        &mut self,
        folder: &Folder,
        annotator: &str,
        (mine, joins): (&Snapshot, u32),
        entries: &[Arc<Entry>],
    ) -> Result<Done<SavedLists>, Problem> {
        let path = layout::corpus_log_path(folder.root(), annotator);
        self.note(&path, entries);
        self.is_there(folder)?;
        self.prepare(folder);
        let logged = beside(self.log(folder, &path))?;
        let known = self.shared.entry(folder.root().to_owned()).or_default();
        let mut base = known.base(joins);
        let saved = save_shared(folder, mine, &mut base, &mut known.files);
        known.files.share(mine);
        let differs = known.files.known().differs(mine);
        if saved.is_ok() && !differs.any {
            known.sent = None;
        } else {
            // Also where one of the files could not be saved: what the others hold of other people is none of ours to
            // take out again.
            known.sent = Some(base);
            known.joins += 1;
        }
        let before = beside(saved)?;
        let anew = known.files.take_anew();
        let saved = SavedLists { known: known.files.known().clone(), differs, joins: known.joins, anew };
        Ok(Done { saved, beside: logged.or(before) })
    }

    /// Keeps what a save of these files was to log, where the save itself is not tried now.
    pub fn put_off_shared(&mut self, folder: &Folder, annotator: &str, entries: &[Arc<Entry>]) {
        self.note(&layout::corpus_log_path(folder.root(), annotator), entries);
    }
}

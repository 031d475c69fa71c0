//! Leaving a corpus or the program: what is unsaved is said once, and nothing waits for ever. Where the system ends the
//! program, what is typed and what cannot be saved in its place is kept.

use std::path::Path;
use std::time::{Duration, Instant};

use super::Glossator;
use super::saving::helps;
use crate::store::error::{ErrorKind, Problem};

/// Time for which what is being written is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

impl Glossator {
    /// Waits for what is being written and tells whether the work may be left: everything is on disk, or the
    /// person was told what is not and asks again.
    pub fn may_leave(&mut self) -> bool {
        if self.ending {
            return true;
        }
        self.take_draft();
        self.wait_for_saves();
        let untaken = self.untaken();
        let is_taken = untaken.is_none();
        if let Some(sentence) = untaken {
            self.session.complain(sentence);
        }
        let Some(problem) = self.unsaved() else { return is_taken };
        if self.desk.saving.warned.is_some() {
            return is_taken;
        }
        // What is unsaved stays so: it is tried again, and can be saved elsewhere.
        let sentence = format!(
            "Not everything is saved. {problem}. Do it again to leave all the same, or save a copy elsewhere first \
             (Ctrl+K)."
        );
        self.session.complain_offering(sentence.clone(), helps(problem.kind));
        self.desk.saving.warned = Some(sentence);
        false
    }

    /// Waits for what is being written, for a while.
    fn wait_for_saves(&mut self) {
        let began = Instant::now();
        while self.jobs.saving() {
            let left = PATIENCE.saturating_sub(began.elapsed());
            if left.is_zero() || !self.jobs.wait(left) {
                return;
            }
            self.collect(None);
        }
    }

    /// Says why something is not on disk; nothing where all is.
    fn unsaved(&self) -> Option<Problem> {
        let late = || {
            let root = self.desk.open.root.as_ref().map(|root| root.display().to_string()).unwrap_or_default();
            let sentence = format!("Saving has not come to its end, because the disk does not answer: {root}");
            Problem { kind: ErrorKind::Disk, sentence }
        };
        self.desk.saving.worst().cloned().or_else(|| self.jobs.saving().then(late))
    }

    /// Says that work is kept which could not be saved in its place; nothing where none is.
    pub(super) fn what_was_left(&self) -> Option<String> {
        let folder = self.folders.as_ref().map(crate::store::folders::Folders::unsaved)?;
        crate::store::copies::any_in(&folder).then(|| {
            format!(
                "Work that could not be saved in its place is kept apart. Bring it back there, or delete it, in: {}",
                folder.display()
            )
        })
    }

    /// Does what is left to do before the system ends the program: takes what is being typed, saves, and keeps in the
    /// program's own folder what could not be saved in its place and what no field could take.
    pub fn end(&mut self) {
        self.take_draft();
        self.wait_for_saves();
        let copies = self.copies(true);
        if !copies.is_empty()
            && let Some(folders) = &self.folders
        {
            let name = self.desk.open.root.as_deref().and_then(Path::file_name).unwrap_or_default();
            let folder = folders.unsaved().join(name);
            let (_, problems) = copies.write(&folder);
            // Nobody is there any more to be told; the next start says what lies there.
            let root = self.desk.open.root.as_deref().unwrap_or(Path::new("")).display();
            crate::store::copies::note(&folder, &format!("From the corpus in: {root}\n{}", problems.join("\n")));
        }
        self.ending = true;
    }
}

//! The lock of a corpus, which a save holds while it compares and writes.

use std::io;

use super::disk::{Folder, Lock};
use super::error::{FileError, Problem};
use super::layout::{CORPUS_FOLDER, LOCK};

/// Waits until no other program saves in this corpus. The lock is let go when it is dropped, also when the program
/// dies.
pub(super) fn lock(folder: &Folder) -> Result<Option<Box<dyn Lock>>, Problem> {
    let inside = folder.root().join(CORPUS_FOLDER);
    if folder.disk().look(&inside).is_err() {
        folder.disk().create_folder(&inside).map_err(|error| FileError::writing(&error, &inside))?;
    }
    let path = inside.join(LOCK);
    match folder.disk().lock(&path) {
        Ok(lock) => Ok(Some(lock)),
        // Some network disks cannot lock. The comparison before each write still finds other people's changes.
        Err(error) if cannot_lock(&error) => Ok(None),
        Err(error) => Err(FileError::writing(&error, &path).into()),
    }
}

fn cannot_lock(error: &io::Error) -> bool {
    /// `ENOLCK`, which a network disk gives whose server has no service for locks; the standard library has no name
    /// for it.
    const NO_LOCKS: i32 = if cfg!(target_os = "linux") { 37 } else { 77 };
    error.kind() == io::ErrorKind::Unsupported || (cfg!(unix) && error.raw_os_error() == Some(NO_LOCKS))
}

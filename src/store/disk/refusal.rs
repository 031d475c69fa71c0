//! What this program itself refuses, where the system would have gone on or have waited for ever.

use std::io;
use std::path::PathBuf;

/// Says what is refused, with the path it is about. Travels inside of an [`io::Error`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A link stands on the way to what was to be written.
    #[error("there is a link on the way")]
    Link(PathBuf),
    /// What is to be opened is a pipe, a device or the like.
    #[error("this is no file")]
    NoFile(PathBuf),
    /// Another program holds the lock and does not let go.
    #[error("another program holds the lock")]
    Held(PathBuf),
    /// The folder everything else is in is not there.
    #[error("the folder of the corpus is gone")]
    Gone(PathBuf),
    /// The path does not lie in the folder that may be written.
    #[error("the path leads out of the corpus")]
    Outside(PathBuf),
}

impl Refusal {
    /// Finds the refusal in an error; nothing where it is the system's own.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        let kind = match &refusal {
            Refusal::Link(_) | Refusal::Outside(_) => io::ErrorKind::PermissionDenied,
            Refusal::NoFile(_) => io::ErrorKind::InvalidInput,
            Refusal::Held(_) => io::ErrorKind::TimedOut,
            Refusal::Gone(_) => io::ErrorKind::NotFound,
        };
        Self::new(kind, refusal)
    }
}

//! What went wrong with a file or folder: a sentence, what to do, and the path last; and of what kind it is, so that
//! whoever shows the sentence can offer what helps.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Refusal;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ErrorKind {
    /// There is no room.
    Full,
    /// It is not allowed, or the disk can only be read.
    Forbidden,
    /// The file or its folder is not there.
    Missing,
    /// The disk cannot do what is needed, or does not answer.
    Disk,
    /// Somebody else has changed the file.
    Changed,
    /// Another program holds the lock of the corpus.
    Held,
    /// What the file says cannot be used.
    Content,
    /// The work itself is saved; what was to stand beside it, such as its history, is not.
    Beside,
    /// Anything else.
    #[default]
    Other,
}

impl ErrorKind {
    fn of(error: &io::Error) -> Self {
        if let Some(Refusal::Held(_)) = Refusal::of(error) {
            return Self::Held;
        }
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Forbidden,
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::InvalidFilename => Self::Other,
            _ => Self::Disk,
        }
    }
}

/// Says why something could not be done, with the kind beside the sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct Problem {
    /// Of what kind it is.
    pub kind: ErrorKind,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Problem {
    /// Says of something that stands beside a work that it could not be written, while the work itself is saved.
    #[must_use]
    pub fn beside(error: &FileError) -> Self {
        Self { kind: ErrorKind::Beside, sentence: error.to_string() }
    }
}

impl From<String> for Problem {
    fn from(sentence: String) -> Self {
        Self { kind: ErrorKind::Content, sentence }
    }
}

impl From<Problem> for String {
    fn from(problem: Problem) -> Self {
        problem.sentence
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        Self { kind: error.kind, sentence: error.to_string() }
    }
}

/// Says why a file or folder could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}: {}", path.display())]
pub struct FileError {
    /// Of what kind it is.
    pub kind: ErrorKind,
    /// What is wrong and what to do, without a stop at the end.
    pub sentence: String,
    /// The file or folder.
    pub path: PathBuf,
}

impl FileError {
    /// Makes an error of a sentence without a stop at its end.
    #[must_use]
    pub fn new(sentence: impl Into<String>, path: &Path) -> Self {
        Self { kind: ErrorKind::Other, sentence: sentence.into(), path: path.to_owned() }
    }

    fn of(error: &io::Error, sentence: String, path: &Path) -> Self {
        let (sentence, path) = match Refusal::of(error) {
            Some(refusal) => refused(refusal),
            None => (sentence, path),
        };
        Self { kind: ErrorKind::of(error), sentence, path: path.to_owned() }
    }

    /// Puts an error met while reading into words.
    #[must_use]
    pub fn reading(error: &io::Error, path: &Path) -> Self {
        let sentence = match error.kind() {
            io::ErrorKind::NotFound => "Not found. Look whether it was moved or renamed".to_owned(),
            io::ErrorKind::PermissionDenied => "Reading is not allowed. Ask its owner for access".to_owned(),
            io::ErrorKind::InvalidFilename => "The name is too long for this disk. Shorten the name".to_owned(),
            _ => format!("Reading failed ({error}). Check the disk or the connection and try again"),
        };
        Self::of(error, sentence, path)
    }

    /// Puts an error met while writing into words.
    #[must_use]
    pub fn writing(error: &io::Error, path: &Path) -> Self {
        let sentence = match error.kind() {
            io::ErrorKind::StorageFull => "The disk is full. Free some space and save again".to_owned(),
            io::ErrorKind::QuotaExceeded => {
                "Your share of the disk is used up. Free some space and save again".to_owned()
            }
            io::ErrorKind::PermissionDenied => {
                "Writing in this folder is not allowed. Change its permissions or ask its owner".to_owned()
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                "This disk can only be read. Copy the corpus to a disk that can be written".to_owned()
            }
            io::ErrorKind::Unsupported | io::ErrorKind::CrossesDevices => {
                "This disk cannot put one file in the place of another, as some network shares cannot. Save the work \
                 elsewhere (Ctrl+K) and bring it back later"
                    .to_owned()
            }
            io::ErrorKind::NotFound => "The folder is gone. Look whether it was moved or renamed".to_owned(),
            io::ErrorKind::InvalidFilename => "The name is too long for this disk. Shorten the name".to_owned(),
            _ => format!("Saving failed ({error}). Check the disk or the connection and save again"),
        };
        Self::of(error, sentence, path)
    }
}

/// Puts what this program refuses into words, with what stands in the way.
fn refused(refusal: &Refusal) -> (String, &Path) {
    let (sentence, path) = match refusal {
        Refusal::Link(path) => (
            "This is a link, and nothing of a corpus is written through links. Put a file or folder of its own in its \
             place",
            path,
        ),
        Refusal::NoFile(path) => {
            ("This is a pipe, a device or a folder where a file should be. Take it away, or put a file there", path)
        }
        Refusal::Held(path) => (
            "Another program holds the lock of the corpus and does not let go. Close it, or the program on another \
             machine that has stopped working",
            path,
        ),
        Refusal::Gone(path) => (
            "The folder of the corpus is not there any more. Bring it back, or look whether it was moved, renamed, or \
             taken away with its disk",
            path,
        ),
        Refusal::Outside(path) => ("This lies outside of the corpus and is not written", path),
    };
    (sentence.to_owned(), path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_says_what_to_do_and_names_the_path_last() {
        let error = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(
            FileError::writing(&error, Path::new("c/a.anna.ron")).to_string(),
            "The disk is full. Free some space and save again: c/a.anna.ron"
        );
        let share = FileError::writing(&io::Error::from(io::ErrorKind::CrossesDevices), Path::new("c/a.anna.ron"));
        assert!(share.sentence.contains("network shares") && share.sentence.contains("Save the work elsewhere"));
    }
}

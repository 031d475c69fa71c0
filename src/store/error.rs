//! What went wrong with a file or folder: a sentence, what to do, and the path last.

use std::io;
use std::path::{Path, PathBuf};

/// Says why a file or folder could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}: {}", path.display())]
pub struct FileError {
    /// What is wrong and what to do, without a stop at the end.
    pub sentence: String,
    /// The file or folder.
    pub path: PathBuf,
}

impl FileError {
    /// Makes an error of a sentence without a stop at its end.
    #[must_use]
    pub fn new(sentence: impl Into<String>, path: &Path) -> Self {
        Self { sentence: sentence.into(), path: path.to_owned() }
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
        Self::new(sentence, path)
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
        Self::new(sentence, path)
    }
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

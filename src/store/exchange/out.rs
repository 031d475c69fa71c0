//! Where datasets are written: into a folder that appears whole, or into memory for a look.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::core::exchange::Out;
use crate::store::error::FileError;

/// Folder inside a dataset for what is said about it.
pub const ABOUT: &str = "_about";
/// Files kept open at a time.
const OPEN: usize = 48;

/// Writes a dataset beside its destination and moves it there when it is whole.
///
/// A dataset can be made again at any time, so it is not flushed file by file as work is.
pub struct FolderOut {
    destination: PathBuf,
    passing: PathBuf,
    open: BTreeMap<String, BufWriter<File>>,
    /// Files that have been begun.
    begun: std::collections::BTreeSet<String>,
    done: bool,
}

impl FolderOut {
    /// Begins a dataset. The destination must be absent or empty; with `replace` it may also be a dataset of before.
    ///
    /// # Errors
    /// Says that something else is there, or why nothing can be written.
    pub fn begin(destination: &Path, replace: bool) -> Result<Self, FileError> {
        let empty = fs::read_dir(destination).map(|mut entries| entries.next().is_none());
        match empty {
            Ok(false) if !destination.join(ABOUT).join("datasheet.json").is_file() => {
                return Err(FileError::new(
                    "The folder is not empty and holds no dataset. Choose another",
                    destination,
                ));
            }
            Ok(false) if !replace => {
                let advice = "There is a dataset already. Choose another folder, or say that it may be replaced";
                return Err(FileError::new(advice, destination));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(FileError::new("There is a file of this name. Give the path of a folder", destination));
            }
            Err(error) => return Err(FileError::reading(&error, destination)),
        }
        let name = destination.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.is_empty() {
            return Err(FileError::new("This is no name of a folder. Give the path of a new one", destination));
        }
        let passing = destination.with_file_name(format!(".{name}.{}.part", std::process::id()));
        fs::create_dir_all(&passing).map_err(|error| FileError::writing(&error, &passing))?;
        let destination = destination.to_owned();
        Ok(Self { destination, passing, open: BTreeMap::new(), begun: std::collections::BTreeSet::new(), done: false })
    }

    fn file(&mut self, path: &str) -> io::Result<&mut BufWriter<File>> {
        if !self.open.contains_key(path) {
            if self.open.len() >= OPEN {
                for (_, mut file) in std::mem::take(&mut self.open) {
                    file.flush()?;
                }
            }
            let full = self.passing.join(inside(path)?);
            if let Some(folder) = full.parent() {
                fs::create_dir_all(folder)?;
            }
            // A file that another article of the same name has begun would be mixed up with it.
            let new = self.begun.insert(path.to_owned());
            let file = OpenOptions::new().create(true).append(true).truncate(false).open(&full)?;
            debug_assert!(!new || file.metadata().is_ok_and(|data| data.len() == 0));
            self.open.insert(path.to_owned(), BufWriter::new(file));
        }
        self.open.get_mut(path).ok_or_else(|| io::Error::other("a file is gone"))
    }

    /// Moves the dataset to its destination.
    ///
    /// # Errors
    /// Says why that cannot be done; what was there before is then still there.
    pub fn finish(mut self) -> Result<(), FileError> {
        let failed = |error: &io::Error, path: &Path| FileError::writing(error, path);
        for (_, mut file) in std::mem::take(&mut self.open) {
            file.flush().map_err(|error| failed(&error, &self.passing))?;
        }
        let before = self.passing.with_added_extension("before");
        let replaced = self.destination.exists();
        if replaced {
            fs::rename(&self.destination, &before).map_err(|error| failed(&error, &self.destination))?;
        }
        if let Err(error) = fs::rename(&self.passing, &self.destination) {
            if replaced {
                // Back to where it was; the error that counts is the first.
                fs::rename(&before, &self.destination).ok();
            }
            return Err(failed(&error, &self.destination));
        }
        self.done = true;
        if replaced {
            fs::remove_dir_all(&before).map_err(|error| failed(&error, &before))?;
        }
        Ok(())
    }
}

/// Takes a path only if it stays inside the dataset.
fn inside(path: &str) -> io::Result<&Path> {
    let path = Path::new(path);
    let plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if plain { Ok(path) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "a path leads out of the dataset")) }
}

impl Drop for FolderOut {
    fn drop(&mut self) {
        if !self.done {
            // What was not finished is of no use to anybody.
            fs::remove_dir_all(&self.passing).ok();
        }
    }
}

impl Out for FolderOut {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(path)?.write_all(bytes)
    }
}

/// Holds the files of a small dataset in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Their paths in the order in which they were begun.
    pub order: Vec<String>,
}

impl Out for Memory {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if !self.files.contains_key(path) {
            self.order.push(path.to_owned());
        }
        self.files.entry(path.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }
}

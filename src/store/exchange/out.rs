//! Where datasets are written: into a folder that appears whole, or into memory for a look.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::part::{self, Part};
use crate::core::visible::{escaped, unescaped};
use crate::exchange::Out;
use crate::store::error::FileError;

pub use crate::store::layout::ABOUT_FOLDER as ABOUT;

/// File that lists all files of a dataset, so that nothing else is ever deleted with it.
const LIST: &str = "files.txt";
/// Files kept open at a time.
const OPEN: usize = 48;

/// Writes a dataset beside its destination and moves it there when it is whole.
///
/// A dataset can be made again at any time, so it is not flushed file by file as work is.
pub struct FolderOut {
    destination: PathBuf,
    part: Part,
    open: BTreeMap<String, BufWriter<File>>,
    /// Files that have been begun.
    begun: std::collections::BTreeSet<String>,
    bytes: u64,
    done: bool,
}

impl FolderOut {
    /// Says how large the dataset is so far: bytes and files, what is said about it among them.
    #[must_use]
    pub fn size(&self) -> String {
        let size = match self.bytes {
            small @ 0..10_000 => format!("{small} bytes"),
            middle @ 10_000..1_000_000 => format!("{} kB", middle / 1000),
            large => super::made::megabytes(large),
        };
        let files = self.begun.len();
        format!("{size} in {files} file{}", if files == 1 { "" } else { "s" })
    }

    /// Begins a dataset of a corpus, outside of it. The destination must be absent or empty; with `replace` it may also be a dataset of before.
    ///
    /// # Errors
    /// Says that something else is there, or why nothing can be written.
    pub fn begin(corpus: &Path, destination: &Path, replace: bool) -> Result<Self, FileError> {
        if let (Ok(corpus), Some(place)) = (corpus.canonicalize(), existing(destination)) {
            if place.starts_with(&corpus) {
                let advice = "The dataset would lie in the corpus, and its texts would be taken for articles. Choose a \
                              folder outside of it";
                return Err(FileError::new(advice, destination));
            }
            if corpus.starts_with(&place) && destination.exists() {
                let advice = "The corpus lies in this folder. Choose another one for the dataset";
                return Err(FileError::new(advice, destination));
            }
        }
        part::clear(destination);
        let empty = fs::read_dir(destination).map(|mut entries| entries.next().is_none());
        match empty {
            Ok(false) if !destination.join(ABOUT).join(LIST).is_file() => {
                return Err(FileError::new(
                    "The folder is not empty and holds no dataset. Choose another",
                    destination,
                ));
            }
            Ok(false) if !replace => {
                let advice = "There is a dataset already. Choose another folder, or say that it may be replaced";
                return Err(FileError::new(advice, destination));
            }
            Ok(false) => {
                if let Some(stray) = stray(destination) {
                    let advice = "The folder holds more than the dataset. Move this away, or choose another folder";
                    return Err(FileError::new(advice, &stray));
                }
            }
            Ok(true) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(FileError::new("There is a file of this name. Give the path of a folder", destination));
            }
            Err(error) => return Err(FileError::reading(&error, destination)),
        }
        // A link is followed: what it leads to becomes the dataset.
        let followed = if destination.is_symlink() { destination.canonicalize() } else { Ok(destination.to_owned()) };
        let destination = &followed.map_err(|error| FileError::writing(&error, destination))?;
        let name = destination.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.is_empty() {
            return Err(FileError::new("This is no name of a folder. Give the path of a new one", destination));
        }
        part::clear(destination);
        let part = Part::begin(destination).map_err(|error| FileError::writing(&error, destination))?;
        let destination = destination.to_owned();
        Ok(Self {
            destination,
            part,
            open: BTreeMap::new(),
            begun: std::collections::BTreeSet::new(),
            bytes: 0,
            done: false,
        })
    }

    fn file(&mut self, path: &str) -> io::Result<&mut BufWriter<File>> {
        if !self.open.contains_key(path) {
            if self.open.len() >= OPEN {
                for (_, mut file) in std::mem::take(&mut self.open) {
                    file.flush()?;
                }
            }
            let full = self.part.path().join(inside(path)?);
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
        let list = format!("{ABOUT}/{LIST}");
        // Names of articles are names of files here, and on some systems they hold line feeds.
        let names = self.begun.iter().map(String::as_str).chain([list.as_str()]);
        let names: String = names.map(|name| escaped(name).into_owned() + "\n").collect();
        let passing = self.part.path().to_owned();
        self.append(&list, names.as_bytes()).map_err(|error| failed(&error, &passing))?;
        for (_, mut file) in std::mem::take(&mut self.open) {
            file.flush().map_err(|error| failed(&error, &passing))?;
        }
        self.part.let_go().map_err(|error| failed(&error, &passing))?;
        let before = passing.with_added_extension("before");
        let replaced = self.destination.exists();
        if replaced {
            fs::rename(&self.destination, &before).map_err(|error| failed(&error, &self.destination))?;
        }
        if let Err(error) = fs::rename(&passing, &self.destination) {
            if replaced {
                // Back to where it was; the error that counts is the first.
                fs::rename(&before, &self.destination).ok();
            }
            return Err(failed(&error, &self.destination));
        }
        self.done = true;
        if replaced {
            // Somebody may have put something there meanwhile.
            if let Some(stray) = stray(&before) {
                let advice = "The new dataset is there. The one before holds more than it had, so it was kept";
                return Err(FileError::new(advice, &stray));
            }
            fs::remove_dir_all(&before).map_err(|error| failed(&error, &before))?;
        }
        Ok(())
    }
}

/// Gives the nearest folder on the way to a path that exists, in full.
fn existing(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().find_map(|folder| folder.canonicalize().ok())
}

/// Finds a file below a dataset that is not one of its own.
fn stray(dataset: &Path) -> Option<PathBuf> {
    let list = fs::read_to_string(dataset.join(ABOUT).join(LIST)).unwrap_or_default();
    // Lists of programs before this one have the names as they are.
    let names = list.split('\n').flat_map(|line| [Some(line.to_owned()), unescaped(line)]).flatten();
    let own: std::collections::HashSet<PathBuf> = names.map(|name| dataset.join(name)).collect();
    let mut folders = vec![dataset.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { return Some(folder) };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if !own.contains(&path) {
                return Some(path);
            }
        }
    }
    None
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
            self.part.discard();
        }
    }
}

impl Out for FolderOut {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(path)?.write_all(bytes)?;
        self.bytes += bytes.len() as u64;
        Ok(())
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

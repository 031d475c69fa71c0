//! A disk in memory that fails when told to, and knows what a power failure leaves of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use glossator::store::disk::{Disk, Found, Kind, Lock, Look};

/// What goes wrong at one operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The operation does nothing and gives an error.
    Error(ErrorKind),
    /// A write stops half way with an error; any other operation gives an error.
    Short,
    /// The program dies: a write stops half way, and nothing works any more.
    Death,
}

/// What the medium holds after the power has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Everything that was written: the program was killed, the machine went on.
    Killed,
    /// Only what was flushed.
    PowerLost,
    /// All names, also of renames that were not flushed, but of contents only what was flushed: what a file
    /// system may do that writes names before contents.
    NamesFirst,
}

type File = usize;

#[derive(Clone, Debug, Default)]
struct State {
    contents: Vec<Vec<u8>>,
    flushed: Vec<Vec<u8>>,
    names: BTreeMap<PathBuf, File>,
    flushed_names: BTreeMap<PathBuf, File>,
    folders: BTreeSet<PathBuf>,
    operations: usize,
    fault: Option<(usize, Fault)>,
    dead: bool,
}

/// The disk.
#[derive(Clone, Debug, Default)]
pub struct ModelDisk(Arc<Mutex<State>>);

struct NoLock;

impl Lock for NoLock {}

impl ModelDisk {
    /// Makes a disk with these files, flushed.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let disk = Self::default();
        for (path, contents) in files {
            let path = Path::new(path);
            disk.create_folder(path.parent().expect("a folder")).expect("an empty disk works");
            disk.write_new(path, contents.as_bytes(), None).expect("an empty disk works");
            disk.flush(path).expect("an empty disk works");
            disk.flush_folder(path.parent().expect("a folder")).expect("an empty disk works");
        }
        disk.state().operations = 0;
        disk
    }

    /// Lets the operation of this number, counted from 0, fail.
    pub fn fail_at(&self, number: usize, fault: Fault) {
        self.state().fault = Some((number, fault));
    }

    /// Counts the operations so far.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    /// Gives the disk as the next program finds it.
    pub fn after(&self, how: After) -> Self {
        let mut state = self.state().clone();
        (state.dead, state.fault) = (false, None);
        if how != After::Killed {
            state.contents.clone_from(&state.flushed);
        }
        if how == After::PowerLost {
            state.names.clone_from(&state.flushed_names);
        }
        state.flushed.clone_from(&state.contents);
        state.flushed_names.clone_from(&state.names);
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("nothing panics while it has the disk")
    }

    /// Counts an operation; tells whether it fails.
    fn begin(&self) -> io::Result<(MutexGuard<'_, State>, Option<Fault>)> {
        let mut state = self.state();
        if state.dead {
            return Err(io::Error::other("the power is off"));
        }
        let number = state.operations;
        state.operations += 1;
        let fault = state.fault.filter(|(at, _)| *at == number).map(|(_, fault)| fault);
        if fault == Some(Fault::Death) {
            state.dead = true;
        }
        Ok((state, fault))
    }

    fn plain(&self) -> io::Result<MutexGuard<'_, State>> {
        let (state, fault) = self.begin()?;
        match fault {
            None => Ok(state),
            Some(fault) => Err(error_of(fault)),
        }
    }

    fn write(&self, append: bool, path: &Path, contents: &[u8]) -> io::Result<()> {
        let (mut state, fault) = self.begin()?;
        if let Some(Fault::Error(kind)) = fault {
            return Err(kind.into());
        }
        let there = state.names.get(path).copied();
        if there.is_some() && !append {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if !state.folders.contains(path.parent().expect("a folder")) {
            return Err(ErrorKind::NotFound.into());
        }
        let file = there.unwrap_or_else(|| {
            state.contents.push(Vec::new());
            state.flushed.push(Vec::new());
            let file = state.contents.len() - 1;
            state.names.insert(path.to_owned(), file);
            file
        });
        let length = if fault.is_some() { contents.len() / 2 } else { contents.len() };
        state.contents[file].extend_from_slice(&contents[..length]);
        fault.map_or(Ok(()), |fault| Err(error_of(fault)))
    }
}

fn error_of(fault: Fault) -> io::Error {
    match fault {
        Fault::Error(kind) => kind.into(),
        Fault::Short => ErrorKind::StorageFull.into(),
        Fault::Death => io::Error::other("the power is off"),
    }
}

fn not_found() -> io::Error {
    ErrorKind::NotFound.into()
}

impl Disk for ModelDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        let state = self.plain()?;
        let (kind, len) = match state.names.get(path) {
            Some(file) => (Kind::File, state.contents[*file].len() as u64),
            None if state.folders.contains(path) => (Kind::Folder, 0),
            None => return Err(not_found()),
        };
        Ok(Look { kind, len, modified: None, read_only: false, mode: None })
    }

    fn look_at_link(&self, path: &Path) -> io::Result<Look> {
        self.look(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let state = self.plain()?;
        let file = *state.names.get(path).ok_or_else(not_found)?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(state.contents[file].iter().take(limit).copied().collect())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Found>> {
        let state = self.plain()?;
        let name = |path: &Path| -> Option<OsString> {
            (path.parent() == Some(folder)).then(|| path.file_name().map(ToOwned::to_owned)).flatten()
        };
        let files = state.names.keys().filter_map(|path| Some(Found { name: name(path)?, kind: Kind::File }));
        let folders = state.folders.iter().filter_map(|path| Some(Found { name: name(path)?, kind: Kind::Folder }));
        Ok(files.chain(folders).collect())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        state.folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn write_new(&self, path: &Path, contents: &[u8], _: Option<u32>) -> io::Result<()> {
        self.write(false, path, contents)
    }

    fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.write(true, path, contents)
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        let mut state = self.plain()?;
        let file = *state.names.get(path).ok_or_else(not_found)?;
        state.contents[file].truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn flush(&self, path: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        let file = *state.names.get(path).ok_or_else(not_found)?;
        let now = state.contents[file].clone();
        state.flushed[file] = now;
        Ok(())
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        let inside = |path: &Path| path.parent() == Some(folder);
        state.flushed_names.retain(|path, _| !inside(path));
        let now: Vec<(PathBuf, File)> =
            state.names.iter().filter(|(path, _)| inside(path)).map(|(path, file)| (path.clone(), *file)).collect();
        state.flushed_names.extend(now);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        let file = state.names.remove(from).ok_or_else(not_found)?;
        state.names.insert(to.to_owned(), file);
        Ok(())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        let file = *state.names.get(from).ok_or_else(not_found)?;
        if state.names.contains_key(to) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        state.names.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.plain()?;
        state.names.remove(path).map(drop).ok_or_else(not_found)
    }

    fn remove_folder(&self, _: &Path) -> io::Result<()> {
        self.plain().map(drop)
    }

    fn lock(&self, _: &Path) -> io::Result<Box<dyn Lock>> {
        self.plain().map(|_| Box::new(NoLock) as Box<dyn Lock>)
    }
}

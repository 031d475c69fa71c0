//! The file system of the machine.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use super::{Disk, Found, Kind, Lock, Look, Refusal};

/// How long a lock is waited for that another program holds. Each save holds it for milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// Time between two tries to get the lock.
const PAUSE: Duration = Duration::from_millis(10);
/// Lets opening a pipe come back at once.
#[cfg(unix)]
pub(super) const NONBLOCK: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

/// The file system of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Lock for File {}

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        fs::metadata(path).map(|metadata| look(&metadata))
    }

    fn look_at_link(&self, path: &Path) -> io::Result<Look> {
        fs::symlink_metadata(path).map(|metadata| look(&metadata))
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = open(OpenOptions::new().read(true), path)?;
        let length = file.metadata().map_or(0, |metadata| metadata.len().min(limit));
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Found>> {
        let entries = fs::read_dir(folder)?.filter_map(Result::ok);
        Ok(entries
            .filter_map(|entry| Some(Found { name: entry.file_name(), kind: kind(entry.file_type().ok()?) }))
            .collect())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn write_new(&self, path: &Path, contents: &[u8], mode: Option<u32>) -> io::Result<()> {
        fill(OpenOptions::new().write(true).create_new(true).open(path)?, contents, mode)
    }

    fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        open(OpenOptions::new().append(true).create(true), path)?.write_all(contents)
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        open(OpenOptions::new().write(true), path)?.set_len(len)
    }

    fn flush(&self, path: &Path) -> io::Result<()> {
        // The system flushes the file, not the handle, so one opened anew will do; Windows wants it writable.
        open(OpenOptions::new().write(true), path)?.sync_all()
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        {
            File::open(folder)?.sync_all()
        }
        #[cfg(not(unix))]
        {
            let _: &Path = folder;
            Ok(())
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        lock(open(OpenOptions::new().append(true).create(true), path)?, path)
    }
}

/// Opens a file, without waiting for the other end of a pipe and without taking one for a file.
fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(NONBLOCK);
    }
    let file = options.open(path).map_err(|error| {
        let kind = fs::metadata(path).ok().map(|it| (it.is_file(), it.is_dir(), it.is_symlink()));
        refuse(kind, path).unwrap_or(error)
    })?;
    regular(&file, path)?;
    Ok(file)
}

/// Refuses what is no file, no folder and no link: it could not be opened because nobody is at its other end.
pub(super) fn refuse(kind: Option<(bool, bool, bool)>, path: &Path) -> Option<io::Error> {
    (kind == Some((false, false, false))).then(|| Refusal::NoFile(path.to_owned()).into())
}

/// Refuses an open file that is a pipe, a device or a folder.
pub(super) fn regular(file: &File, path: &Path) -> io::Result<()> {
    if file.metadata()?.is_file() { Ok(()) } else { Err(Refusal::NoFile(path.to_owned()).into()) }
}

/// Tells whether other names lead to an open file as well.
pub(super) fn has_other_names(file: &File) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Ok(file.metadata()?.nlink() > 1)
    }
    #[cfg(not(unix))]
    {
        file.metadata().map(|_| false)
    }
}

/// Writes a file that was just made.
pub(super) fn fill(mut file: File, contents: &[u8], mode: Option<u32>) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(mode) = mode {
        use std::os::unix::fs::PermissionsExt as _;
        // Set after the file is made, because the user's mask would take bits away.
        file.set_permissions(fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    let _: Option<u32> = mode;
    file.write_all(contents)
}

/// Waits for the lock on an open file.
pub(super) fn lock(file: File, path: &Path) -> io::Result<Box<dyn Lock>> {
    let began = Instant::now();
    let (nobody, tells) = (Mutex::new(()), Condvar::new());
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Box::new(file)),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if began.elapsed() > PATIENCE => {
                return Err(Refusal::Held(path.to_owned()).into());
            }
            // No system tells when a file lock is let go to those who do not want to wait for ever.
            Err(TryLockError::WouldBlock) => {
                if let Ok(guard) = nobody.lock() {
                    // Nobody wakes it: it is only a pause.
                    drop(tells.wait_timeout(guard, PAUSE));
                }
            }
        }
    }
}

fn look(metadata: &Metadata) -> Look {
    #[cfg(unix)]
    let mode = {
        use std::os::unix::fs::PermissionsExt as _;
        Some(metadata.permissions().mode() & 0o7777)
    };
    #[cfg(not(unix))]
    let mode = None;
    Look {
        kind: kind(metadata.file_type()),
        len: metadata.len(),
        modified: metadata.modified().ok(),
        read_only: metadata.permissions().readonly(),
        mode,
    }
}

fn kind(kind: fs::FileType) -> Kind {
    if kind.is_symlink() {
        Kind::Link
    } else if kind.is_dir() {
        Kind::Folder
    } else if kind.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

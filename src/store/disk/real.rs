//! The file system of the machine.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Disk, Found, Kind, Lock, Look};

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
        let file = File::open(path)?;
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
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
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

    fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        OpenOptions::new().append(true).create(true).open(path)?.write_all(contents)
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        OpenOptions::new().write(true).open(path)?.set_len(len)
    }

    fn flush(&self, path: &Path) -> io::Result<()> {
        // The system flushes the file, not the handle, so one opened anew will do; Windows wants it writable.
        OpenOptions::new().write(true).open(path)?.sync_all()
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

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        file.lock()?;
        Ok(Box::new(file))
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

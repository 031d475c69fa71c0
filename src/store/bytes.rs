//! The bytes of a file: whether there is one, how long it is, and all of them within a limit.

use std::io;
use std::path::Path;

use super::disk::{Disk, Kind};
use super::error::FileError;

/// Tells whether there is nothing at a path, not even a link that leads nowhere.
pub(super) fn is_absent(disk: &dyn Disk, path: &Path) -> bool {
    disk.look_at_link(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Reads a file whole; refuses what is no file or larger than `limit` before reading it.
pub(super) fn read_bytes(disk: &dyn Disk, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let too_large = || FileError::new(format!("The file is larger than {} MB. Split it", limit / 1_000_000), path);
    if file_length(disk, path)? > limit {
        return Err(too_large());
    }
    // The file may grow between the two looks at it.
    let bytes = disk.read(path, limit + 1).map_err(|error| FileError::reading(&error, path))?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// Gives the length of a regular file; pipes and devices, which may never end, are refused.
pub(super) fn file_length(disk: &dyn Disk, path: &Path) -> Result<u64, FileError> {
    let look = disk.look(path).map_err(|error| FileError::reading(&error, path))?;
    if look.kind == Kind::File {
        Ok(look.len)
    } else {
        Err(FileError::new("This is not a file. Choose a text file", path))
    }
}

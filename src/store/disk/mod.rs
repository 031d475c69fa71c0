//! The file system as this program uses it: a dozen operations, each of which can fail.
//!
//! Everything the store reads and writes goes through [`Disk`], so that tests can let every single operation
//! fail, tear or be the last one before the power goes. [`RealDisk`] is the only place that names `std::fs`.
//!
//! A corpus is written through a [`Fence`]: whatever stands on the way to a file below its root, no link is followed,
//! also none that was put there a moment before. Nothing waits for ever: what is no file is not opened as one, and a
//! lock that is held is waited for a while.

mod fence;
mod real;
mod refusal;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub use fence::Fence;
pub use real::RealDisk;
pub use refusal::Refusal;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, where links are not followed.
    Link,
    /// A pipe, a device: what may never end.
    Other,
}

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub kind: Kind,
    /// Length in bytes.
    pub len: u64,
    /// When it was changed last.
    pub modified: Option<SystemTime>,
    /// Whether somebody has protected it against writing.
    pub read_only: bool,
    /// Permission bits, where the system has them.
    pub mode: Option<u32>,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: OsString,
    /// What it is; links are not followed.
    pub kind: Kind,
}

/// Holds a lock until it is dropped.
pub trait Lock: Send {}

/// The operations. A call that fails has done nothing, except that writing may have written a part.
pub trait Disk: Send + Sync + fmt::Debug {
    /// Looks at a path, following links.
    ///
    /// # Errors
    /// Gives the system's error; `NotFound` where there is nothing.
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// Looks at a path itself, also where it is a link.
    ///
    /// # Errors
    /// Gives the system's error; `NotFound` where there is nothing.
    fn look_at_link(&self, path: &Path) -> io::Result<Look>;
    /// Gives the path a link leads to in the end.
    ///
    /// # Errors
    /// Gives the system's error, for example where it leads nowhere.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Reads a file from its beginning, at most `limit` bytes.
    ///
    /// # Errors
    /// Gives the system's error.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// Lists a folder in any order. An entry that cannot be looked at is left out.
    ///
    /// # Errors
    /// Gives the system's error.
    fn list(&self, folder: &Path) -> io::Result<Vec<Found>>;
    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// Gives the system's error.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a file that is not there yet and writes it; `mode` gives its permission bits.
    ///
    /// # Errors
    /// Gives the system's error; the file may be there with a part of the contents.
    fn write_new(&self, path: &Path, contents: &[u8], mode: Option<u32>) -> io::Result<()>;
    /// Writes at the end of a file, which is made if there is none.
    ///
    /// # Errors
    /// Gives the system's error; a part may have been written.
    fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()>;
    /// Makes a file shorter.
    ///
    /// # Errors
    /// Gives the system's error.
    fn cut(&self, path: &Path, len: u64) -> io::Result<()>;
    /// Waits until the contents of a file are on the medium.
    ///
    /// # Errors
    /// Gives the system's error; the contents may then be lost, and flushing again would not say so.
    fn flush(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the medium, where the system can do that.
    ///
    /// # Errors
    /// Gives the system's error.
    fn flush_folder(&self, folder: &Path) -> io::Result<()>;
    /// Gives a file another name in one step; a file that had that name is gone.
    ///
    /// # Errors
    /// Gives the system's error.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which must be free.
    ///
    /// # Errors
    /// Gives the system's error; `AlreadyExists` where the name is taken.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    ///
    /// # Errors
    /// Gives the system's error.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Takes an empty folder away.
    ///
    /// # Errors
    /// Gives the system's error; a folder in which something stands is left alone.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits for the lock on a file, which is made if there is none; not for ever.
    ///
    /// # Errors
    /// Gives the system's error, some network disks have no locks; [`Refusal::Held`] where another program does not
    /// let go.
    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>>;
}

/// Tells what stands at a path of the real file system, following links; nothing where nothing can be seen.
#[must_use]
pub fn kind_at(path: &Path) -> Option<Kind> {
    RealDisk.look(path).ok().map(|look| look.kind)
}

/// A corpus folder, or one of the program's own, on a disk. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Folder {
    root: Arc<Path>,
    disk: Arc<dyn Disk>,
}

impl Folder {
    /// Names a folder of the real file system, which is written only inside of it.
    #[must_use]
    pub fn new(root: impl AsRef<Path>) -> Self {
        let fence = Fence::around(root.as_ref());
        Self::on(root, Arc::new(fence))
    }

    /// Names a folder of any disk.
    #[must_use]
    pub fn on(root: impl AsRef<Path>, disk: Arc<dyn Disk>) -> Self {
        Self { root: root.as_ref().into(), disk }
    }

    /// Gives its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Gives the disk it is on.
    #[must_use]
    pub fn disk(&self) -> &dyn Disk {
        &*self.disk
    }
}

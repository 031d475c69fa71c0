//! The file system of the machine, written only below one folder and never through a link.
//!
//! A path is walked from the root, one open folder after the other, and what is written is named inside of the last.
//! So a link that is put on the way between a look and a write leads nowhere else. Reading follows links: a link to
//! an article is an article.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _, OpenOptionsMaybeDirExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::real::{self, RealDisk};
use super::{Disk, Found, Lock, Look, Refusal};

/// What the name of a file ends with while it takes the place of one that other names lead to as well.
const OWN: &str = ".own.tmp";

/// Reads as [`RealDisk`]; writes only below its root.
#[derive(Clone, Debug)]
pub struct Fence {
    root: PathBuf,
}

impl Fence {
    /// Puts a fence around a folder, which need not be there yet, but is never made.
    #[must_use]
    pub fn around(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn open_root(&self) -> io::Result<Dir> {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        Dir::open_ambient_dir(root, ambient_authority()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Gone(root.to_owned()).into(),
            _ => error,
        })
    }

    /// Gives the names that lead from the root to a path.
    fn inside<'a>(&self, path: &'a Path) -> io::Result<Vec<&'a OsStr>> {
        let outside = || io::Error::from(Refusal::Outside(path.to_owned()));
        let inside = path.strip_prefix(&self.root).map_err(|_| outside())?;
        let name = |part| if let Component::Normal(name) = part { Ok(name) } else { Err(outside()) };
        inside.components().filter(|part| *part != Component::CurDir).map(name).collect()
    }

    /// Opens the folder these names lead to; `make` makes those that are not there.
    fn walk(&self, names: &[&OsStr], make: bool) -> io::Result<Dir> {
        let mut dir = self.open_root()?;
        for (depth, name) in names.iter().enumerate() {
            dir = match dir.open_dir_nofollow(name) {
                Err(error) if make && error.kind() == io::ErrorKind::NotFound => {
                    match dir.create_dir(name) {
                        // Another program may have been faster.
                        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                        _ => dir.open_dir_nofollow(name),
                    }
                }
                opened => opened,
            }
            .map_err(|error| self.unless_link(&dir, &names[..=depth], error))?;
        }
        Ok(dir)
    }

    /// Opens the folder a path is in; gives it with the name in it and the names before it.
    fn place<'a>(&self, path: &'a Path) -> io::Result<(Dir, &'a OsStr, Vec<&'a OsStr>)> {
        let names = self.inside(path)?;
        let (name, folder) = names.split_last().ok_or_else(|| Refusal::Outside(path.to_owned()))?;
        Ok((self.walk(folder, false)?, name, names.clone()))
    }

    /// Says that it was a link, where it was one.
    fn unless_link(&self, dir: &Dir, names: &[&OsStr], error: io::Error) -> io::Error {
        let link = names.last().is_some_and(|name| dir.symlink_metadata(name).is_ok_and(|it| it.is_symlink()));
        if link { Refusal::Link(self.root.join(names.iter().collect::<PathBuf>())).into() } else { error }
    }

    /// Opens a file for writing: a regular one, and not through a link.
    fn open(&self, path: &Path, options: &mut OpenOptions) -> io::Result<(Dir, File)> {
        let (dir, name, names) = self.place(path)?;
        let opened = dir.open_with(name, unblocked(options.follow(FollowSymlinks::No)));
        let file = opened.map_err(|error| {
            match real::refuse(dir.symlink_metadata(name).ok().as_ref().map(file_type), path) {
                Some(refusal) => refusal,
                None => self.unless_link(&dir, &names, error),
            }
        })?;
        let file = file.into_std();
        real::regular(&file, path)?;
        Ok((dir, file))
    }

    /// Opens a file whose contents are changed in place. Where other names lead to it, as in a copy made of hard links,
    /// it first becomes one of its own: what the other names lead to is not changed.
    fn open_own(&self, path: &Path, options: &mut OpenOptions) -> io::Result<File> {
        let (dir, file) = self.open(path, options)?;
        if !real::has_other_names(&file)? {
            return Ok(file);
        }
        drop(file);
        let name = path.file_name().unwrap_or_default();
        let mut bytes = Vec::new();
        self.open(path, OpenOptions::new().read(true))?.1.read_to_end(&mut bytes)?;
        let mut passing = name.to_owned();
        passing.push(OWN);
        // A program that was killed may have left it.
        dir.remove_file(&passing).ok();
        let mut own = dir.open_with(&passing, OpenOptions::new().write(true).create_new(true))?;
        own.write_all(&bytes)?;
        own.sync_all()?;
        dir.rename(&passing, &dir, name)?;
        Ok(self.open(path, options)?.1)
    }
}

fn file_type(metadata: &cap_std::fs::Metadata) -> (bool, bool, bool) {
    (metadata.is_file(), metadata.is_dir(), metadata.is_symlink())
}

/// Lets opening come back at once where the other end of a pipe is missing.
fn unblocked(options: &mut OpenOptions) -> &OpenOptions {
    #[cfg(unix)]
    {
        use cap_std::fs::OpenOptionsExt as _;
        options.custom_flags(real::NONBLOCK);
    }
    options
}

impl Disk for Fence {
    fn look(&self, path: &Path) -> io::Result<Look> {
        RealDisk.look(path)
    }

    fn look_at_link(&self, path: &Path) -> io::Result<Look> {
        RealDisk.look_at_link(path)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let target = RealDisk.resolve(path)?;
        let root = RealDisk.resolve(&self.root)?;
        match target.strip_prefix(&root) {
            Ok(inside) => Ok(self.root.join(inside)),
            Err(_) => Err(Refusal::Link(path.to_owned()).into()),
        }
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(path, limit)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Found>> {
        RealDisk.list(folder)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.walk(&self.inside(folder)?, true).map(drop)
    }

    fn write_new(&self, path: &Path, contents: &[u8], mode: Option<u32>) -> io::Result<()> {
        let (dir, name, _) = self.place(path)?;
        let file = dir.open_with(name, OpenOptions::new().write(true).create_new(true))?.into_std();
        real::fill(file, contents, mode)
    }

    fn append(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.open_own(path, OpenOptions::new().append(true).create(true))?.write_all(contents)
    }

    fn cut(&self, path: &Path, len: u64) -> io::Result<()> {
        self.open_own(path, OpenOptions::new().write(true))?.set_len(len)
    }

    fn flush(&self, path: &Path) -> io::Result<()> {
        // The system flushes the file, not the handle, so one opened anew will do; Windows wants it writable.
        self.open(path, OpenOptions::new().write(true))?.1.sync_all()
    }

    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        let dir = self.walk(&self.inside(folder)?, false)?;
        if cfg!(unix) { dir.open_with(".", OpenOptions::new().read(true).maybe_dir(true))?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let ((from, old, _), (to, new, _)) = (self.place(from)?, self.place(to)?);
        from.rename(old, &to, new)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let ((from, old, _), (to, new, _)) = (self.place(from)?, self.place(to)?);
        from.hard_link(old, &to, new)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let (dir, name, _) = self.place(path)?;
        dir.remove_file(name)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        let (dir, name, _) = self.place(folder)?;
        dir.remove_dir(name)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let (_, file) = self.open(path, OpenOptions::new().append(true).create(true))?;
        real::lock(file, path)
    }
}

//! Replacing files whole: after a crash a file holds the old contents or the new, never a part of either.
//!
//! The new contents go to a temporary file in the same folder, are flushed to the disk, and take the place of
//! the old by a rename; then the folder is flushed. Before that the file is compared with what was last read or
//! written, and a file somebody else has changed is never overwritten. The version before can be kept.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest as _, Sha256};

use super::bytes::{is_absent, read_bytes};
use super::disk::{Disk, Kind, Look, Refusal};
use super::error::{ErrorKind, FileError, Problem};

/// Bytes of a file's name kept in the name of its temporary file, so that it never becomes too long.
const NAME_KEPT: usize = 200;
/// Largest file that is compared or replaced, in bytes.
const LIMIT: u64 = 200_000_000;
/// What the names of temporary files begin and end with.
const TEMPORARY: (&str, &str) = (".~", ".tmp");

/// Identifies the contents of a file (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Hashes contents.
    #[must_use]
    pub fn of(contents: &[u8]) -> Self {
        Self(Sha256::digest(contents).into())
    }

    /// Hashes what a file holds.
    ///
    /// # Errors
    /// Says why the file cannot be read.
    pub fn of_file(disk: &dyn Disk, path: &Path) -> Result<Self, FileError> {
        read_bytes(disk, path, LIMIT).map(|bytes| Self::of(&bytes))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().take(4).try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Says what a file must hold for a save to replace it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// There must be no file.
    Absent,
    /// The file must hold these contents.
    Hash(Fingerprint),
}

impl Expected {
    /// Looks at what is there now.
    ///
    /// # Errors
    /// Says why the file cannot be read.
    pub fn now(disk: &dyn Disk, path: &Path) -> Result<Self, FileError> {
        if is_absent(disk, path) { Ok(Self::Absent) } else { Fingerprint::of_file(disk, path).map(Self::Hash) }
    }
}

/// Says why a file was not saved; the file is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The file is not what was last read or written.
    #[error("{}: {}", changed(found), path.display())]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What is there now; saving with it replaces the file on purpose.
        found: Expected,
    },
    /// The system refused.
    #[error(transparent)]
    Failed(#[from] FileError),
}

impl From<SaveError> for Problem {
    fn from(error: SaveError) -> Self {
        let sentence = error.to_string();
        match error {
            SaveError::ChangedOnDisk { .. } => Self { kind: ErrorKind::Changed, sentence },
            SaveError::Failed(error) => error.into(),
        }
    }
}

fn changed(found: &Expected) -> &'static str {
    match found {
        Expected::Absent => "The file was moved or deleted since it was read. Save it anew, or look for it",
        Expected::Hash(_) => "Somebody else has changed the file since it was read. Open it again before saving",
    }
}

/// Saves a file whole and gives the fingerprint to expect next time. Does nothing where the file already
/// holds these contents.
///
/// The permissions of a file are kept; of a link the target is replaced.
///
/// # Errors
/// Says that the file has changed on disk, or why it could not be written; it is then as it was.
pub fn save(
    disk: &dyn Disk,
    path: &Path,
    contents: impl AsRef<[u8]>,
    expected: Expected,
) -> Result<Fingerprint, SaveError> {
    save_bytes(disk, path, contents.as_ref(), expected, None).map(|(fingerprint, _)| fingerprint)
}

/// Saves a file as [`save`] does and keeps the version before at the path `previous`. Says as well why that could not
/// be kept: the save itself is not given up for it.
///
/// # Errors
/// As [`save`].
pub fn save_keeping(
    disk: &dyn Disk,
    path: &Path,
    contents: impl AsRef<[u8]>,
    expected: Expected,
    previous: &Path,
) -> Result<(Fingerprint, Option<FileError>), SaveError> {
    save_bytes(disk, path, contents.as_ref(), expected, Some(previous))
}

/// Saves a copy where nothing of ours is: makes the folders, and takes another name where one is taken. Gives the path.
///
/// # Errors
/// Says why it could not be written.
pub fn save_copy(disk: &dyn Disk, path: &Path, contents: &str) -> Result<PathBuf, FileError> {
    let folder = folder_of(path);
    disk.create_folder(folder).map_err(|error| FileError::writing(&error, folder))?;
    let stem = path.with_extension("");
    let name = |number: u32| match number {
        1 => path.to_owned(),
        _ => stem.with_added_extension(number.to_string()).with_added_extension(path.extension().unwrap_or_default()),
    };
    for path in (1..1000).map(name) {
        match save(disk, &path, contents, Expected::Absent) {
            Ok(_) => return Ok(path),
            Err(SaveError::ChangedOnDisk { .. }) => {}
            Err(SaveError::Failed(error)) => return Err(error),
        }
    }
    Err(FileError::new("There are too many copies there. Choose another folder", path))
}

fn save_bytes(
    disk: &dyn Disk,
    path: &Path,
    contents: &[u8],
    expected: Expected,
    previous: Option<&Path>,
) -> Result<(Fingerprint, Option<FileError>), SaveError> {
    let target = resolve(disk, path)?;
    let wanted = Fingerprint::of(contents);
    if Expected::now(disk, &target)? == Expected::Hash(wanted) {
        // Somebody who writes without flushing may have put it there.
        return flush(disk, &target).map(|()| (wanted, None)).map_err(SaveError::from);
    }
    compare(disk, path, &target, expected)?;
    let existing = existing(disk, &target)?;
    let temporary = fill(disk, &target, contents, existing.as_ref())?;
    let mut beside = None;
    // Writing may have taken long: look again, so that the moment in which a change is missed is short.
    let placed = compare(disk, path, &target, expected).and_then(|()| {
        if let (Some(previous), Expected::Hash(_)) = (previous, expected) {
            // The version before is a convenience; the save itself is not given up for it.
            beside = keep(disk, &target, previous).err().map(|error| FileError::writing(&error, previous));
        }
        replace(disk, &temporary, path, &target, expected)
    });
    if let Err(error) = placed {
        // It may be gone already; what counts is the error that is reported.
        disk.remove(&temporary).ok();
        return Err(error);
    }
    sync_folder(disk, &target)?;
    Ok((wanted, beside))
}

/// Follows a link, because a rename would replace the link and not what it leads to; but only to a file of this
/// program, by its ending: never to an article.
fn resolve(disk: &dyn Disk, path: &Path) -> Result<PathBuf, FileError> {
    if !disk.look_at_link(path).is_ok_and(|look| look.kind == Kind::Link) {
        return Ok(path.to_owned());
    }
    let target = disk.resolve(path).map_err(|error| match Refusal::of(&error) {
        Some(_) => FileError::writing(&error, path),
        None => FileError::new("This is a link that leads nowhere. Delete it, or bring its target back", path),
    })?;
    let is_ours = |path: &Path| path.extension().is_some_and(|ending| ending == "ron");
    if is_ours(path) && is_ours(&target) {
        Ok(target)
    } else {
        Err(FileError::writing(&Refusal::Link(path.to_owned()).into(), path))
    }
}

fn compare(disk: &dyn Disk, path: &Path, target: &Path, expected: Expected) -> Result<(), SaveError> {
    let found = Expected::now(disk, target)?;
    if found == expected { Ok(()) } else { Err(SaveError::ChangedOnDisk { path: path.to_owned(), found }) }
}

/// Looks at the file to be replaced; nothing if there is none.
fn existing(disk: &dyn Disk, target: &Path) -> Result<Option<Look>, FileError> {
    let look = match disk.look(target) {
        Ok(look) => look,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(FileError::reading(&error, target)),
    };
    // A rename would succeed all the same, against the wish of whoever protected the file.
    if look.read_only {
        return Err(FileError::new("The file is write-protected. Take the protection off and save again", target));
    }
    Ok(Some(look))
}

/// Writes a temporary file beside the target and flushes it; gives its path.
fn fill(disk: &dyn Disk, target: &Path, contents: &[u8], like: Option<&Look>) -> Result<PathBuf, FileError> {
    /// Counts the temporary files of this process, so that two threads never choose the same name.
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let name = &name[..name.floor_char_boundary(NAME_KEPT)];
    let process = std::process::id();
    let mode = like.and_then(|look| look.mode);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let (begin, end) = TEMPORARY;
        let temporary = folder_of(target).join(format!("{begin}{name}.{process}-{number}{end}"));
        let written = disk.write_new(&temporary, contents, mode);
        match written.and_then(|()| disk.flush(&temporary)) {
            Ok(()) => return Ok(temporary),
            // A program of this number on another machine, or one that was killed, has left it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < u32::MAX / 2 => {}
            Err(error) => {
                disk.remove(&temporary).ok();
                return Err(FileError::writing(&error, target));
            }
        }
    }
}

/// Tells whether a file name is that of a temporary file of this program.
#[must_use]
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

/// Keeps the file under a second path.
///
/// # Errors
/// Gives the error of the disk; the second path then holds what it held.
pub(super) fn keep(disk: &dyn Disk, target: &Path, previous: &Path) -> io::Result<()> {
    if disk.look(folder_of(previous)).is_err() {
        disk.create_folder(folder_of(previous))?;
    }
    let passing = previous.with_added_extension("new");
    disk.remove(&passing).ok();
    let linked = disk.link(target, &passing).or_else(|_| {
        // A disk without second names gets a copy.
        let bytes = disk.read(target, LIMIT)?;
        disk.write_new(&passing, &bytes, None)?;
        disk.flush(&passing)
    });
    linked.and_then(|()| disk.rename(&passing, previous)).inspect_err(|_| {
        // It is nothing of ours any more; what counts is the error.
        disk.remove(&passing).ok();
    })
}

/// Puts the temporary file in the place of the target in one step.
fn replace(disk: &dyn Disk, temporary: &Path, path: &Path, target: &Path, expected: Expected) -> Result<(), SaveError> {
    if expected == Expected::Absent {
        match disk.link(temporary, target) {
            Ok(()) => {
                // Only the second name is left to be taken away; if that fails it is cleared away a day later.
                disk.remove(temporary).ok();
                return Ok(());
            }
            // Either a file has just appeared, or the disk cannot do this; then there is still none.
            Err(_) => compare(disk, path, target, expected)?,
        }
    }
    disk.rename(temporary, target).map_err(|error| FileError::writing(&error, target).into())
}

/// Flushes a file and the name it bears.
fn flush(disk: &dyn Disk, target: &Path) -> Result<(), FileError> {
    if existing(disk, target).is_ok_and(|look| look.is_some()) {
        disk.flush(target).map_err(|error| FileError::writing(&error, target))?;
        sync_folder(disk, target)?;
    }
    Ok(())
}

/// Flushes the folder, so that the rename survives a power failure. Until then nothing counts as saved.
pub(super) fn sync_folder(disk: &dyn Disk, target: &Path) -> Result<(), FileError> {
    match disk.flush_folder(folder_of(target)) {
        Ok(()) => Ok(()),
        // Some network disks cannot flush a folder at all, and say so.
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
        Err(error) => Err(FileError::writing(&error, target)),
    }
}

pub(super) fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use std::fs::{self, File};
    use tempfile::TempDir;

    fn save(path: &Path, contents: &str, expected: Expected) -> Result<Fingerprint, SaveError> {
        super::save(&RealDisk, path, contents, expected)
    }

    fn folder_with(name: &str, contents: &str) -> (TempDir, PathBuf, Expected) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, contents).unwrap();
        let expected = Expected::Hash(Fingerprint::of(contents.as_bytes()));
        (folder, path, expected)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().display().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn save_makes_a_new_file_and_leaves_no_temporary_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ü.anna.ron");
        let fingerprint = save(&path, "new", Expected::Absent).unwrap();
        assert_eq!(Expected::now(&RealDisk, &path), Ok(Expected::Hash(fingerprint)));
        assert_eq!(names(folder.path()), ["ü.anna.ron"]);
    }

    #[test]
    fn save_replaces_a_file_and_the_next_save_follows_on() {
        let (folder, path, expected) = folder_with("a.ron", "old");
        let second = save(&path, "second", expected).unwrap();
        let third = save(&path, "third", Expected::Hash(second)).unwrap();
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), Fingerprint::of(b"third")), ("third", third));
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn save_never_overwrites_what_somebody_else_wrote() {
        let (folder, path, expected) = folder_with("a.ron", "old");
        fs::write(&path, "theirs").unwrap();
        let theirs = Expected::Hash(Fingerprint::of(b"theirs"));
        for expected in [expected, Expected::Absent] {
            let error = save(&path, "mine", expected).unwrap_err();
            assert_eq!(error, SaveError::ChangedOnDisk { path: path.clone(), found: theirs });
            assert!(error.to_string().ends_with(&path.display().to_string()));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(names(folder.path()), ["a.ron"]);
        save(&path, "mine", theirs).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn save_does_not_bring_back_a_deleted_file_unasked() {
        let (folder, path, expected) = folder_with("a.ron", "old");
        fs::remove_file(&path).unwrap();
        let error = save(&path, "mine", expected).unwrap_err();
        assert_eq!(error, SaveError::ChangedOnDisk { path, found: Expected::Absent });
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn save_of_the_same_contents_touches_nothing() {
        let (_folder, path, _) = folder_with("a.ron", "same");
        let before = fs::metadata(&path).unwrap();
        assert_eq!(save(&path, "same", Expected::Absent), Ok(Fingerprint::of(b"same")));
        let after = fs::metadata(&path).unwrap();
        assert_eq!(before.modified().unwrap(), after.modified().unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            assert_eq!(before.ino(), after.ino());
        }
    }

    #[test]
    fn save_refuses_a_write_protected_file() {
        let (folder, path, expected) = folder_with("a.ron", "old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = save(&path, "new", expected).unwrap_err().to_string();
        assert!(error.starts_with("The file is write-protected."), "{error}");
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), names(folder.path()).len()), ("old", 1));
    }

    #[test]
    fn save_into_a_missing_folder_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gone/a.ron");
        let error = save(&path, "new", Expected::Absent).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("The folder is gone. Look whether it was moved or renamed: {}", path.display())
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn save_keeps_long_names_possible() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{}.ron", "ü".repeat(125)));
        save(&path, "new", Expected::Absent).unwrap();
        let longer = folder.path().join(format!("{}.ron", "ü".repeat(126)));
        let error = save(&longer, "new", Expected::Absent).unwrap_err().to_string();
        assert!(error.contains("name is too long"), "{error}");
        assert_eq!(names(folder.path()).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn save_in_a_read_only_folder_fails_and_keeps_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, path, expected) = folder_with("a.ron", "old");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        let saved = save(&path, "new", expected);
        let may_write_anyway = File::create(folder.path().join("probe")).is_ok();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        if may_write_anyway {
            crate::left_out::say(
                "NOT CHECKED: this account may write in read-only folders (root), so the refusal cannot be seen",
            );
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        } else {
            let error = saved.unwrap_err().to_string();
            assert!(error.starts_with("Writing in this folder is not allowed."), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        }
    }

    #[cfg(unix)]
    #[test]
    fn save_keeps_mode_bits_and_gives_new_files_the_usual_ones() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, path, expected) = folder_with("a.ron", "old");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let usual = mode(&path);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        save(&path, "new", expected).unwrap();
        assert_eq!(mode(&path), 0o640);
        let other = folder.path().join("b.ron");
        save(&other, "new", Expected::Absent).unwrap();
        assert_eq!(mode(&other), usual);
    }

    #[cfg(unix)]
    #[test]
    fn save_through_a_link_replaces_the_target() {
        let (folder, path, expected) = folder_with("a.ron", "old");
        let link = folder.path().join("link.ron");
        std::os::unix::fs::symlink("a.ron", &link).unwrap();
        save(&link, "new", expected).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        fs::remove_file(&path).unwrap();
        let error = save(&link, "new", Expected::Absent).unwrap_err().to_string();
        assert!(error.starts_with("This is a link that leads nowhere."), "{error}");
    }
}

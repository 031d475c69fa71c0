//! Replacing files whole: after a crash a file holds the old contents or the new, never a part of either.
//!
//! The new contents go to a temporary file in the same folder, are flushed to the disk, and take the place of
//! the old by a rename; then the folder is flushed. Before that the file is compared with what was last read or
//! written, and a file somebody else has changed is never overwritten.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::error::FileError;
use super::read::{file_length, is_absent};

/// Bytes of a file's name kept in the name of its temporary file, so that it never becomes too long.
const NAME_KEPT: usize = 200;

/// Identifies the contents of a file (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Hashes contents.
    #[must_use]
    pub fn of(contents: &[u8]) -> Self {
        Self(Sha256::digest(contents).into())
    }

    /// Hashes what a file holds, without keeping it in memory.
    ///
    /// # Errors
    /// Says why the file cannot be read.
    pub fn of_file(path: &Path) -> Result<Self, FileError> {
        // A pipe would never end.
        file_length(path)?;
        let failed = |error: io::Error| FileError::reading(&error, path);
        let mut file = File::open(path).map_err(failed)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(Self(hasher.finalize().into())),
                Ok(count) => hasher.update(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(error)),
            }
        }
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
    pub fn now(path: &Path) -> Result<Self, FileError> {
        if is_absent(path) { Ok(Self::Absent) } else { Fingerprint::of_file(path).map(Self::Hash) }
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
pub fn save(path: &Path, contents: impl AsRef<[u8]>, expected: Expected) -> Result<Fingerprint, SaveError> {
    save_bytes(path, contents.as_ref(), expected)
}

fn save_bytes(path: &Path, contents: &[u8], expected: Expected) -> Result<Fingerprint, SaveError> {
    let target = resolve(path)?;
    let wanted = Fingerprint::of(contents);
    if Expected::now(&target)? == Expected::Hash(wanted) {
        return Ok(wanted);
    }
    compare(path, &target, expected)?;
    let permissions_of = existing(&target)?;
    let temporary = fill(&target, contents, permissions_of.as_ref())?;
    // Writing may have taken long: look again, so that the moment in which a change is missed is short.
    compare(path, &target, expected)?;
    replace(temporary, path, &target, expected)?;
    sync_folder(&target);
    Ok(wanted)
}

/// Follows links, because a rename would replace the link and not what it leads to.
fn resolve(path: &Path) -> Result<PathBuf, FileError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path).map_err(|_| {
            FileError::new("This is a link that leads nowhere. Delete it, or bring its target back", path)
        }),
        _ => Ok(path.to_owned()),
    }
}

fn compare(path: &Path, target: &Path, expected: Expected) -> Result<(), SaveError> {
    let found = Expected::now(target)?;
    if found == expected { Ok(()) } else { Err(SaveError::ChangedOnDisk { path: path.to_owned(), found }) }
}

/// Gives the metadata of the file to be replaced; nothing if there is none.
fn existing(target: &Path) -> Result<Option<Metadata>, FileError> {
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(FileError::reading(&error, target)),
    };
    // A rename would succeed all the same, against the wish of whoever protected the file.
    if metadata.permissions().readonly() {
        return Err(FileError::new("The file is write-protected. Take the protection off and save again", target));
    }
    Ok(Some(metadata))
}

/// Writes a temporary file beside the target and flushes it. It is deleted when dropped.
fn fill(target: &Path, contents: &[u8], permissions_of: Option<&Metadata>) -> Result<NamedTempFile, FileError> {
    let failed = |error: io::Error| FileError::writing(&error, target);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".~{}.", &name[..name.floor_char_boundary(NAME_KEPT)]);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A new file is readable as far as the user's mask allows: colleagues share the folder.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder_of(target)).map_err(failed)?;
    if let Some(metadata) = permissions_of {
        temporary.as_file().set_permissions(metadata.permissions()).map_err(failed)?;
    }
    temporary.write_all(contents).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary)
}

/// Puts the temporary file in the place of the target in one step.
fn replace(temporary: NamedTempFile, path: &Path, target: &Path, expected: Expected) -> Result<(), SaveError> {
    let temporary = match expected {
        Expected::Hash(_) => temporary,
        Expected::Absent => match temporary.persist_noclobber(target) {
            Ok(_) => return Ok(()),
            Err(error) => {
                // Either a file has just appeared, or the disk cannot do this; then there is still none.
                compare(path, target, expected)?;
                error.file
            }
        },
    };
    temporary.persist(target).map(drop).map_err(|error| FileError::writing(&error.error, target).into())
}

/// Flushes the folder, so that the rename survives a power failure.
fn sync_folder(target: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder_of(target)) {
        // The new contents are in place and flushed; some network disks cannot flush a folder at all.
        drop(folder.sync_all());
    }
    #[cfg(not(unix))]
    let _: &Path = target;
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
mod tests {
    use super::*;
    use tempfile::TempDir;

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
        assert_eq!(Expected::now(&path), Ok(Expected::Hash(fingerprint)));
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
            eprintln!("NOT CHECKED: this account may write in read-only folders (root), so the refusal cannot be seen");
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

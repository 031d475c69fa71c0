//! The articles of a corpus folder, and what its annotation files say about them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::core::language::{self, Detected};
use crate::core::text::Text;
use crate::core::workspace::{ArticleKey, Entry, Summary};

use super::bytes::file_length;
use super::decode;
use super::disk::{Disk, Folder, Found, Kind};
use super::error::FileError;
use super::format;
use super::layout;
use super::read;
use super::write;

/// How much of an article is read to detect its language, in bytes: what the detector looks at, in any encoding and with
/// any line breaks, so that it says the same here as of the whole article.
const SAMPLE: u64 = 2 * language::SAMPLE as u64;
/// Articles found between two reports of progress.
const STEP: usize = 100;
/// Age from which on a temporary file belongs to nobody.
const STALE: Duration = Duration::from_hours(24);

/// What was found in a corpus folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The articles, sorted by key.
    pub entries: Vec<Entry>,
    /// What could not be looked at, a sentence each, with the path last.
    pub problems: Vec<String>,
    /// Temporary files beside the articles, which a program is writing or has left.
    pub temporary: Vec<PathBuf>,
}

/// Says why a corpus was not listed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// The caller stopped it.
    #[error("Listing the corpus was cancelled")]
    Cancelled,
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] FileError),
}

/// Lists the articles of a corpus and of its subfolders.
///
/// `progress` gets the number of articles found so far; false stops. Links to folders are not followed.
///
/// # Errors
/// Says that the folder itself cannot be read, or that the caller stopped.
pub fn list(folder: &Folder, progress: &mut dyn FnMut(usize) -> bool) -> Result<Listing, ListError> {
    let mut scan = Scan { disk: folder.disk(), progress, listing: Listing::default() };
    // Folders still to be read, with the part of the key that stands before their files.
    let mut open = vec![(folder.root().to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        match scan.disk.list(&folder) {
            Ok(entries) => scan.folder(&folder, &prefix, entries, &mut open)?,
            Err(error) if prefix.is_empty() => return Err(FileError::reading(&error, &folder).into()),
            Err(error) => scan.problem(&FileError::reading(&error, &folder)),
        }
    }
    scan.report()?;
    let mut listing = scan.listing;
    listing.entries.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    listing.problems.sort_unstable();
    Ok(listing)
}

struct Scan<'a> {
    disk: &'a dyn Disk,
    progress: &'a mut dyn FnMut(usize) -> bool,
    listing: Listing,
}

impl Scan<'_> {
    fn folder(
        &mut self,
        folder: &Path,
        prefix: &str,
        entries: Vec<Found>,
        open: &mut Vec<(PathBuf, String)>,
    ) -> Result<(), ListError> {
        self.report()?;
        for entry in entries {
            self.entry(folder, &entry, prefix, open);
            if !self.listing.entries.is_empty() && self.listing.entries.len().is_multiple_of(STEP) {
                self.report()?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, folder: &Path, entry: &Found, prefix: &str, open: &mut Vec<(PathBuf, String)>) {
        let path = folder.join(&entry.name);
        let Some(name) = entry.name.to_str() else {
            if entry.kind == Kind::Folder || layout::is_article(&entry.name.to_string_lossy()) {
                self.problem(&FileError::new("The name is not Unicode. Rename it to see it here", &path));
            }
            return;
        };
        if entry.kind == Kind::Folder {
            if layout::is_corpus_subfolder(name) {
                open.push((path, format!("{prefix}{name}/")));
            }
            return;
        }
        if write::is_temporary(name) {
            self.clear_away(&path);
            return self.listing.temporary.push(path);
        }
        if !layout::is_article(name) {
            return;
        }
        // Links are followed: a link to an article is an article, a link to a folder is not.
        match self.disk.look(&path) {
            Ok(look) if look.kind == Kind::File => {
                let key = ArticleKey::new(&format!("{prefix}{name}"));
                self.listing.entries.push(Entry { key, bytes: look.len, summary: None });
            }
            Ok(_) => {}
            Err(error) => self.problem(&FileError::reading(&error, &path)),
        }
    }

    /// Deletes a temporary file that a killed program has left, once nobody can be writing it any more.
    fn clear_away(&self, path: &Path) {
        let old = |look: &super::disk::Look| {
            let age = look.modified.and_then(|modified| modified.elapsed().ok());
            look.kind == Kind::File && age.is_some_and(|age| age > STALE)
        };
        if self.disk.look_at_link(path).is_ok_and(|look| old(&look)) {
            // Nothing depends on it; the next look tries again.
            self.disk.remove(path).ok();
        }
    }

    fn problem(&mut self, error: &FileError) {
        self.listing.problems.push(error.to_string());
    }

    fn report(&mut self) -> Result<(), ListError> {
        if (self.progress)(self.listing.entries.len()) { Ok(()) } else { Err(ListError::Cancelled) }
    }
}

/// Sums up an article without opening it: state, counts and language from the annotation file; the language
/// from the beginning of the article where the file does not say.
#[must_use]
pub fn summarize(folder: &Folder, key: &ArticleKey, annotator: &str) -> Summary {
    let (mut summary, mut encoding) = (Summary::default(), None);
    let path = match layout::annotation_path(folder.root(), key, annotator) {
        Ok(path) => path,
        Err(error) => return Summary { problem: Some(error.to_string()), ..summary },
    };
    match read::read_annotations(folder, &path) {
        Ok(Some(text)) => match format::glance(&text) {
            Ok(glance) => {
                encoding = glance.encoding;
                summary = Summary {
                    state: glance.state,
                    language: glance.language,
                    counts: glance.counts,
                    problem: None,
                    digest: Arc::new(glance.digest),
                };
            }
            Err(error) => summary.problem = Some(read::unusable(folder, &path, &error)),
        },
        Ok(None) => {}
        Err(sentence) => summary.problem = Some(sentence),
    }
    if summary.language.is_none() {
        match beginning(folder, key, encoding.as_deref()) {
            Ok(text) => {
                summary.language = language::detect(text.as_str()).and_then(Detected::certain).map(str::to_owned);
            }
            Err(error) => summary.problem = summary.problem.or_else(|| Some(error.to_string())),
        }
    }
    summary
}

/// Reads the beginning of an article.
fn beginning(folder: &Folder, key: &ArticleKey, chosen: Option<&str>) -> Result<Text, FileError> {
    let path = layout::article_path(folder.root(), key)?;
    file_length(folder.disk(), &path)?;
    let bytes = folder.disk().read(&path, SAMPLE).map_err(|error| FileError::reading(&error, &path))?;
    let whole = match std::str::from_utf8(&bytes) {
        // The sample may end inside a character; that is no fault of the file.
        Err(error) if error.error_len().is_none() && bytes.len() as u64 == SAMPLE => error.valid_up_to(),
        _ => bytes.len(),
    };
    let decoded = decode::decode(&bytes[..whole], chosen).map_err(|error| FileError::new(error.to_string(), &path))?;
    Ok(Text::canonical(&decoded.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{LanguageTag, State, Work};
    use crate::core::schema::Schema;
    use crate::store::read::read_article;
    use std::fs;
    use tempfile::TempDir;

    fn corpus(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    fn listed(folder: &TempDir) -> (Vec<String>, Vec<String>) {
        let listing = list(&Folder::new(folder.path()), &mut |_| true).unwrap();
        assert!(listing.entries.iter().all(|entry| entry.bytes == 4 && entry.summary.is_none()));
        (listing.entries.iter().map(|entry| entry.key.to_string()).collect(), listing.problems)
    }

    #[test]
    fn list_gives_articles_of_all_folders_sorted_by_key() {
        let folder = corpus(&[
            "b.txt",
            "a/z.md",
            "a.txt",
            "a/ä.TXT",
            "a-b/c/d.txt",
            "a.anna.ron",
            "_glossator/guideline.md",
            ".git/x.txt",
            ".hidden.txt",
            "x.html",
            "a/_glossator/y.txt",
            ".~a.txt.k3.tmp",
        ]);
        let (keys, problems) = listed(&folder);
        assert_eq!(keys, ["a-b/c/d.txt", "a.txt", "a/z.md", "a/ä.TXT", "b.txt"]);
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn list_counts_up_and_can_be_stopped() {
        let names: Vec<String> = (0..250).map(|n| format!("{n}.txt")).collect();
        let folder = corpus(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut seen = Vec::new();
        list(&Folder::new(folder.path()), &mut |count| {
            seen.push(count);
            true
        })
        .unwrap();
        assert_eq!(seen, [0, 100, 200, 250]);
        assert_eq!(list(&Folder::new(folder.path()), &mut |count| count < 200), Err(ListError::Cancelled));
    }

    #[test]
    fn list_of_a_missing_folder_says_so() {
        let error = list(&Folder::new("no/such/folder"), &mut |_| true).unwrap_err();
        assert_eq!(error.to_string(), "Not found. Look whether it was moved or renamed: no/such/folder");
    }

    #[cfg(unix)]
    #[test]
    fn list_does_not_follow_links_to_folders() {
        let folder = corpus(&["a/b.txt"]);
        std::os::unix::fs::symlink("..", folder.path().join("a/up.txt")).unwrap();
        std::os::unix::fs::symlink("b.txt", folder.path().join("a/c.txt")).unwrap();
        std::os::unix::fs::symlink("gone", folder.path().join("a/d.txt")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        let (keys, problems) = listed(&folder);
        assert_eq!(keys, ["a/b.txt", "a/c.txt"]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("Not found.") && problems[0].ends_with("a/d.txt"), "{problems:?}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn list_reports_names_that_are_not_unicode() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = corpus(&["a.txt"]);
        for name in [&b"M\xfcller.txt"[..], b"M\xfcller.jpg"] {
            fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "text").unwrap();
        }
        let (keys, problems) = listed(&folder);
        assert_eq!((keys.len(), problems.len()), (1, 1));
        assert!(problems[0].starts_with("The name is not Unicode."), "{problems:?}");
    }

    #[cfg(unix)]
    #[test]
    fn list_reports_a_folder_it_may_not_read_and_goes_on() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = corpus(&["a.txt", "closed/b.txt"]);
        let closed = folder.path().join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let may_read_anyway = fs::read_dir(&closed).is_ok();
        let (keys, problems) = listed(&folder);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        if may_read_anyway {
            crate::left_out::say(
                "NOT CHECKED: this account may read every folder (root), so the refusal cannot be seen",
            );
            assert_eq!(keys, ["a.txt", "closed/b.txt"]);
        } else {
            assert_eq!(keys, ["a.txt"]);
            assert!(problems[0].starts_with("Reading is not allowed."), "{problems:?}");
        }
    }

    #[test]
    fn summary_detects_the_language_of_an_article_without_work() {
        let folder = corpus(&[]);
        let german =
            "Die Grenzhelfer der beiden Länder haben heute eine Vereinbarung über ihre Arbeit geschlossen.\r\n";
        fs::write(folder.path().join("a.txt"), german.repeat(500)).unwrap();
        let summary = summarize(&Folder::new(folder.path()), &ArticleKey::new("a.txt"), "anna");
        assert_eq!(summary, Summary { language: Some("de".into()), ..Summary::default() });
    }

    #[test]
    fn summary_says_what_the_annotation_file_says() {
        let folder = corpus(&["a.txt"]);
        let key = ArticleKey::new("a.txt");
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        let mut work = Work::default();
        work.header.state = State::Done;
        work.header.language = LanguageTag::Set("uz-Cyrl".into());
        fs::write(folder.path().join("a.anna.ron"), format::write(&work, &article, "anna", &Schema::default()))
            .unwrap();
        let summary = summarize(&Folder::new(folder.path()), &key, "anna");
        assert_eq!((summary.state, summary.language.as_deref()), (State::Done, Some("uz-Cyrl")));
        assert_eq!(summarize(&Folder::new(folder.path()), &key, "ben").state, State::New);
    }

    #[test]
    fn summary_names_what_is_wrong_with_the_files() {
        let folder = corpus(&["a.txt", "a.anna.ron"]);
        let problem = |key: &str| {
            summarize(&Folder::new(folder.path()), &ArticleKey::new(key), "anna").problem.unwrap_or_default()
        };
        assert!(problem("a.txt").starts_with("“a.anna.ron” opens read-only."), "{}", problem("a.txt"));
        assert!(problem("b.txt").starts_with("Not found."), "{}", problem("b.txt"));
        fs::write(folder.path().join("c.txt"), [0; 50]).unwrap();
        assert!(problem("c.txt").starts_with("This does not look like text"), "{}", problem("c.txt"));
        fs::write(folder.path().join("d.txt"), format!("x{}", "ü".repeat(20_000))).unwrap();
        assert_eq!(problem("d.txt"), "");
    }
}

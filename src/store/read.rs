//! Reading articles and annotation files, whole and with limits.
//!
//! Work that cannot be read opens read-only, with what can be made of it, so that it is never replaced unasked.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::core::anchoring::{self, Review};
use crate::core::annotation::Work;
use crate::core::finding::Diagnostic;
use crate::core::merge::Records;
use crate::core::text::{Text, excerpt};
use crate::core::workspace::{Access, Article, ArticleKey, Opened};

use super::bytes::{is_absent, read_bytes};
use super::disk::{Disk, Folder};
use super::error::FileError;
use super::format::{self, Document};
use super::known::Known;
use super::write::{Expected, Fingerprint};
use super::{decode, layout};

/// Largest article that is read, in bytes.
pub(super) const ARTICLE_LIMIT: u64 = 100_000_000;
/// Largest kept text that is read: decoded it can be longer than the article.
const TEXT_LIMIT: u64 = 400_000_000;

/// Reads an article with the hashes of its bytes and of its canonical text.
///
/// # Errors
/// Says why the file cannot be read: missing, too large, no text.
pub fn read_article(folder: &Folder, key: &ArticleKey) -> Result<Article, FileError> {
    read_article_as(folder, key, None)
}

/// Reads an article in the encoding that the annotator has chosen for it, or else as [`read_article`] does.
///
/// # Errors
/// As [`read_article`].
pub fn read_article_for(folder: &Folder, key: &ArticleKey, annotator: &str) -> Result<Article, FileError> {
    let work = layout::annotation_path(folder.root(), key, annotator).ok();
    read_article_as(folder, key, work.and_then(|work| chosen_encoding(folder, &work)).as_deref())
}

/// Reads an article in an encoding a person has chosen, by its label.
///
/// # Errors
/// As [`read_article`].
pub fn read_article_as(folder: &Folder, key: &ArticleKey, chosen: Option<&str>) -> Result<Article, FileError> {
    let path = layout::article_path(folder.root(), key)?;
    let bytes = read_bytes(folder.disk(), &path, ARTICLE_LIMIT)?;
    let (text, encoding) = decode::decode(&bytes, chosen).map_err(|error| FileError::new(error.to_string(), &path))?;
    let text = Text::canonical(&text);
    let text_sha256 = text_sha256(&text);
    let mut article = Article::new(key.clone(), text, hexadecimal(&Sha256::digest(&bytes)), text_sha256, bytes.len());
    article.encoding = encoding;
    Ok(article)
}

/// Finds the encoding a person has chosen, which stands near the beginning of the file of the work.
#[must_use]
pub fn chosen_encoding(folder: &Folder, work: &Path) -> Option<String> {
    const BEGINNING: u64 = 8192;
    let bytes = folder.disk().read(work, BEGINNING).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let source = text.split_once("source:")?.1;
    let source = source.split_once("chars:")?.0;
    let label = source.split_once("encoding:")?.1.split('"').nth(1)?.to_owned();
    source.contains("chosen: true").then_some(label)
}

/// Work read from its file, with what a later save must find there.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The work; empty where there is none or it could not be read.
    pub work: Work,
    /// Whether it may be changed.
    pub access: Access,
    /// What was in the file, for [`super::saver::Saver`].
    pub known: Known,
    /// What is wrong with it, as a finding.
    pub problem: Option<Diagnostic>,
    /// The work moved to the changed article, to be looked at; [`Loaded::work`] is its proposal.
    pub review: Option<Arc<Review>>,
    /// The file is damaged, and [`Loaded::work`] is what can be read of it or of the version before.
    pub salvaged: bool,
    /// The annotator and the article's file that the file names; nothing where it could not be read.
    pub names: Option<(String, String)>,
}

/// What a work is read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To be changed and saved over what was read.
    Saving,
    /// To be looked at.
    Looking,
}

impl Loaded {
    /// Puts article and work together.
    #[must_use]
    pub fn open(self, article: impl Into<Arc<Article>>) -> Opened {
        let mut opened = Opened::new(article, self.work, self.access);
        (opened.problem, opened.review, opened.salvaged) = (self.problem, self.review, self.salvaged);
        opened
    }
}

/// Reads an annotator's work on an article.
///
/// No file is empty work that may be changed. A file that cannot be used is empty work, read-only, with the
/// reason; it is left untouched.
#[must_use]
pub fn read_work(folder: &Folder, key: &ArticleKey, annotator: &str, article: &Article) -> (Work, Access) {
    let loaded = load_work(folder, key, annotator, article);
    (loaded.work, loaded.access)
}

/// Reads an annotator's work as [`read_work`] does, and remembers exactly what was read.
#[must_use]
pub fn load_work(folder: &Folder, key: &ArticleKey, annotator: &str, article: &Article) -> Loaded {
    let path = layout::annotation_path(folder.root(), key, annotator);
    load(folder, path.as_deref().map_err(ToString::to_string), article, Purpose::Saving)
}

/// Reads an annotator's work as [`load_work`] does, in less time: to be looked at, as nothing is known for a later save.
#[must_use]
pub fn look_at_work(folder: &Folder, key: &ArticleKey, annotator: &str, article: &Article) -> Loaded {
    let path = layout::annotation_path(folder.root(), key, annotator);
    load(folder, path.as_deref().map_err(ToString::to_string), article, Purpose::Looking)
}

/// Reads the work in a file as [`load_work`] does.
#[must_use]
pub fn load_file(folder: &Folder, work: &Path, article: &Article) -> Loaded {
    load(folder, Ok(work), article, Purpose::Saving)
}

fn load(folder: &Folder, path: Result<&Path, String>, article: &Article, purpose: Purpose) -> Loaded {
    let blocked = |reason: String, expected, number, record| {
        let problem = Some(Diagnostic::of_file(number, reason.clone(), record));
        let known = Known::new(expected, None);
        Loaded {
            work: Work::default(),
            access: Access::ReadOnly(reason),
            known,
            problem,
            review: None,
            salvaged: false,
            names: None,
        }
    };
    let fine = |work, known, names| {
        let access = Access::Editable;
        Loaded { work, access, known, problem: None, review: None, salvaged: false, names }
    };
    let path = match path {
        Ok(path) => path,
        Err(reason) => return blocked(reason, Expected::Absent, 0, None),
    };
    let text = match read_annotations(folder, path) {
        Ok(Some(found)) => found,
        Ok(None) => return fine(Work::default(), Known::default(), None),
        Err(reason) => return blocked(reason, Expected::Absent, 0, None),
    };
    let expected = match purpose {
        Purpose::Saving => Expected::Hash(Fingerprint::of(text.as_bytes())),
        Purpose::Looking => Expected::Absent,
    };
    let read = format::document(&text).and_then(|document| {
        let names = Some((document.annotator().to_owned(), document.article().to_owned()));
        if document.text_sha256() != article.text_sha256 {
            Ok((Err(moved(folder, &document, article)), Some(document), names))
        } else if purpose == Purpose::Saving {
            Ok((Ok(document.work(&text, article)?), Some(document), names))
        } else {
            Ok((Ok(document.into_work(&text, article)?), None, names))
        }
    });
    match read {
        Ok((Ok(work), document, names)) => fine(work, Known::new(expected, document.map(Arc::new)), names),
        Ok((Err(review), document, names)) => {
            let sentence = review.sentence();
            Loaded {
                work: Work::clone(&review.work),
                access: Access::ReadOnly(sentence.clone()),
                known: Known::new(expected, document.map(Arc::new)),
                problem: Some(Diagnostic::of_file(1, sentence, None)),
                review: Some(Arc::new(review)),
                salvaged: false,
                names,
            }
        }
        Err(error) => {
            let number = if matches!(error.reason, format::Reason::Quote(_)) { 2 } else { 0 };
            let reason = unusable(folder, path, &error);
            let Some((work, sentence)) = salvaged(folder, path, article, &text) else {
                return blocked(reason, expected, number, None);
            };
            let mut loaded = blocked(format!("{reason} {sentence}"), expected, number, None);
            (loaded.work, loaded.salvaged) = (work, true);
            loaded
        }
    }
}

/// Reads the good records of a damaged file, or the version before where there are none. Gives the work and what
/// can be done.
fn salvaged(folder: &Folder, path: &Path, article: &Article, text: &str) -> Option<(Work, String)> {
    const OFFER: &str = "“Go on with what can be read” (Ctrl+K) goes on with them and keeps the damaged file aside.";
    if let Some(found) = format::salvage(text).filter(|found| found.good > 1) {
        let work = fitting(folder, &found.document, article);
        let all = found.good + found.bad.len();
        let others: Vec<String> = found
            .bad
            .iter()
            .take(3)
            .map(|(at, what)| {
                format!("line {}, column {}: {}", at.line, at.column, excerpt(what.trim_end_matches('.'), 60))
            })
            .collect();
        let others = if others.is_empty() { String::new() } else { format!(" ({})", others.join("; ")) };
        return Some((work, format!("{} of {all} records can be read{others}. {OFFER}", found.good)));
    }
    if format::version(text).is_some_and(|format| format > format::FORMAT) {
        return None;
    }
    let bytes = read_bytes(folder.disk(), &layout::previous_path(folder.root(), path), format::LIMIT).ok()?;
    let before = format::document(std::str::from_utf8(&bytes).ok()?).ok()?;
    let work = fitting(folder, &before, article);
    Some((work, format!("The version before is still there and is shown. {OFFER}")))
}

/// Puts records into a work, each where it says or where its words are found.
fn fitting(folder: &Folder, document: &Document, article: &Article) -> Work {
    if document.text_sha256() != article.text_sha256 {
        return Work::clone(&moved(folder, document, article).work);
    }
    let mut work = Work::default();
    let mut misplaced = Records::new();
    for (key, record) in document.records() {
        match record.placed(&article.text) {
            Ok(placed) => work.put(None, Some(placed)),
            Err(_) => drop(misplaced.insert(key, record)),
        }
    }
    // Those whose words stand elsewhere are searched for; the rest is kept as lost.
    let hashes = (document.text_sha256(), article.text_sha256.as_str());
    let found = anchoring::review(misplaced, None, &article.text, hashes);
    found.work.records().skip(1).for_each(|record| work.put(None, Some(record)));
    work
}

/// Moves the records of a file to the article as it is now.
fn moved(folder: &Folder, document: &Document, article: &Article) -> Review {
    let hashes = (document.text_sha256(), article.text_sha256.as_str());
    anchoring::review(document.records(), kept_text(folder, document.text_sha256()), &article.text, hashes)
}

/// Reads a text that marks were made in, if it was kept and is what its name says.
fn kept_text(folder: &Folder, text_sha256: &str) -> Option<Text> {
    // The name comes from a file: nothing but a hash may lead to a path.
    let is_hash = text_sha256.len() == 64 && text_sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    let path = is_hash.then(|| layout::text_path(folder.root(), text_sha256))?;
    let bytes = read_bytes(folder.disk(), &path, TEXT_LIMIT).ok()?;
    let text = Text::canonical(std::str::from_utf8(&bytes).ok()?);
    (self::text_sha256(&text) == text_sha256).then_some(text)
}

/// Reads the text of an annotation file; nothing where there is no file, a sentence where it is unusable.
pub(super) fn read_annotations(folder: &Folder, path: &Path) -> Result<Option<String>, String> {
    if is_absent(folder.disk(), path) {
        return Ok(None);
    }
    let bytes = read_bytes(folder.disk(), path, format::LIMIT)
        .map_err(|error| unusable(folder, path, &format!("{}.", error.sentence)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let error = error.utf8_error();
        unusable(
            folder,
            path,
            &format!("It is not UTF-8 at byte {}. Put an older copy in its place.", error.valid_up_to()),
        )
    })?;
    Ok(Some(text))
}

/// Says that an annotation file cannot be used, with its name inside the corpus.
pub(super) fn unusable(folder: &Folder, path: &Path, reason: &dyn std::fmt::Display) -> String {
    // As keys are written, with `/` on every system.
    let parts: Vec<_> =
        path.strip_prefix(folder.root()).unwrap_or(path).iter().map(|part| part.to_string_lossy()).collect();
    format!("“{}” opens read-only. {reason} The file was left untouched.", parts.join("/"))
}

/// Tells whether an annotator's file is so large that the text should be shown before it is read.
#[must_use]
pub fn work_is_large(folder: &Folder, work: &Path) -> bool {
    const LARGE: u64 = 200_000;
    folder.disk().look(work).is_ok_and(|look| look.len > LARGE)
}

/// Hashes what a file holds now; nothing where it is absent or unreadable.
#[must_use]
pub fn fingerprint(disk: &dyn Disk, path: &Path) -> Option<Fingerprint> {
    Fingerprint::of_file(disk, path).ok()
}

/// Hashes a canonical text (SHA-256, in hexadecimal).
#[must_use]
pub fn text_sha256(text: &Text) -> String {
    hexadecimal(&Sha256::digest(text.as_str()))
}

/// Writes bytes as lower-case hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::schema::Schema;
    use crate::store::disk::RealDisk;
    use crate::store::write::{SaveError, save};
    use std::fs::{self, File};
    use tempfile::TempDir;

    const KEY: &str = "sub/a.txt";

    fn corpus(article: &[u8]) -> (TempDir, ArticleKey) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(folder.path().join(KEY), article).unwrap();
        (folder, ArticleKey::new(KEY))
    }

    fn refusal(article: &[u8]) -> String {
        let (folder, key) = corpus(article);
        let sentence = read_article(&Folder::new(folder.path()), &key).unwrap_err().to_string();
        let path = folder.path().join(KEY).display().to_string();
        assert!(sentence.ends_with(&path), "{sentence}");
        sentence.replace(&path, "PATH")
    }

    #[test]
    fn article_is_read_with_the_hashes_of_bytes_and_of_canonical_text() {
        let (folder, key) = corpus("\u{feff}Chín\r\nغزة\0\n".as_bytes());
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        assert_eq!(article.text.as_str(), "Chín\nغزة\0\n");
        assert_eq!(article.bytes, 18);
        let (folder, key) = corpus(b"abc");
        let plain = read_article(&Folder::new(folder.path()), &key).unwrap();
        assert_eq!(plain.text_sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(plain.bytes_sha256, plain.text_sha256);
        assert_ne!(article.bytes_sha256, article.text_sha256);
    }

    #[test]
    fn article_that_is_no_text_is_refused_with_the_path() {
        assert_eq!(
            refusal(&[0; 100]),
            "This does not look like text: too many of its characters are controls or cannot be decoded: PATH"
        );
    }

    #[test]
    fn encoding_that_was_chosen_is_used_when_the_article_is_opened_again() {
        let (folder, key) = corpus("Größe".as_bytes());
        let folder = Folder::new(folder.path());
        let article = read_article_as(&folder, &key, Some("windows-1252")).unwrap();
        assert_eq!(article.text.as_str(), "GrÃ¶ÃŸe");
        let path = layout::annotation_path(folder.root(), &key, "anna").unwrap();
        let file = format::write(&Work::default(), &article, "anna", &Schema::default());
        save(&RealDisk, &path, file, Expected::Absent).unwrap();
        assert_eq!(read_article_for(&folder, &key, "anna").unwrap().text.as_str(), "GrÃ¶ÃŸe");
        assert_eq!(read_article_for(&folder, &key, "ben").unwrap().text.as_str(), "Größe");
        assert_eq!(load_work(&folder, &key, "anna", &article).access, Access::Editable);
    }

    #[test]
    fn article_that_is_missing_or_a_folder_is_refused_with_advice() {
        let (folder, _) = corpus(b"");
        let refusal =
            |key: &str| read_article(&Folder::new(folder.path()), &ArticleKey::new(key)).unwrap_err().sentence;
        assert_eq!(refusal("b.txt"), "Not found. Look whether it was moved or renamed");
        assert_eq!(refusal("sub"), "This is not a file. Choose a text file");
        assert_eq!(refusal("../a.txt"), "Not inside the corpus. Give a path below its folder");
    }

    #[test]
    fn article_larger_than_the_limit_is_refused_before_it_is_read() {
        let (folder, key) = corpus(b"");
        let file = File::options().write(true).open(folder.path().join(KEY)).unwrap();
        file.set_len(ARTICLE_LIMIT + 1).unwrap();
        let refusal = read_article(&Folder::new(folder.path()), &key).unwrap_err().sentence;
        assert_eq!(refusal, "The file is larger than 100 MB. Split it");
    }

    #[test]
    fn work_without_a_file_is_empty_and_editable() {
        let (folder, key) = corpus(b"text");
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        assert_eq!(read_work(&Folder::new(folder.path()), &key, "anna", &article), (Work::default(), Access::Editable));
        assert_eq!(load_work(&Folder::new(folder.path()), &key, "anna", &article).known.expected, Expected::Absent);
    }

    #[test]
    fn work_is_saved_read_and_saved_again() {
        let (folder, key) = corpus("Wörter".as_bytes());
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        let path = layout::annotation_path(folder.path(), &key, "anna").unwrap();
        let mut work = Work::default();
        work.header.note = "first".into();
        let saved =
            save(&RealDisk, &path, format::write(&work, &article, "anna", &Schema::default()), Expected::Absent)
                .unwrap();
        let loaded = load_work(&Folder::new(folder.path()), &key, "anna", &article);
        assert_eq!(
            (loaded.work, loaded.access, loaded.known.expected),
            (work.clone(), Access::Editable, Expected::Hash(saved))
        );
        assert_eq!(fingerprint(&RealDisk, &path), Some(saved));
        work.header.note = "second".into();
        save(&RealDisk, &path, format::write(&work, &article, "anna", &Schema::default()), Expected::Hash(saved))
            .unwrap();
        let late = save(&RealDisk, &path, "other", Expected::Hash(saved));
        assert!(matches!(late, Err(SaveError::ChangedOnDisk { .. })), "{late:?}");
        assert_eq!(read_work(&Folder::new(folder.path()), &key, "anna", &article).0, work);
    }

    #[test]
    fn work_that_does_not_parse_is_read_only_and_left_untouched() {
        let (folder, key) = corpus(b"text");
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        let path = folder.path().join("sub/a.anna.ron");
        let broken = "(\n    format: 1,\n    shema: 2,\n)";
        fs::write(&path, broken).unwrap();
        let (work, access) = read_work(&Folder::new(folder.path()), &key, "anna", &article);
        let Access::ReadOnly(sentence) = access else { unreachable!("{work:?}") };
        assert_eq!(work, Work::default());
        assert!(sentence.starts_with("“sub/a.anna.ron” opens read-only. Line 3, column 5: "), "{sentence}");
        assert!(sentence.contains("There is no “shema” here."), "{sentence}");
        assert!(sentence.ends_with("The file was left untouched."), "{sentence}");
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }

    #[test]
    fn work_of_a_bad_name_or_encoding_is_read_only() {
        let (folder, key) = corpus(b"text");
        let article = read_article(&Folder::new(folder.path()), &key).unwrap();
        fs::write(folder.path().join("sub/a.anna.ron"), b"(format: 1\xff").unwrap();
        fs::create_dir(folder.path().join("sub/a.ben.ron")).unwrap();
        for annotator in ["anna", "ben", "../anna"] {
            let (_, access) = read_work(&Folder::new(folder.path()), &key, annotator, &article);
            assert!(matches!(access, Access::ReadOnly(_)), "{annotator}: {access:?}");
        }
    }
}

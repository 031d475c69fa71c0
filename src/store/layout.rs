//! Which file is what: articles, annotation files, and the names annotators may have.
//!
//! The annotation file of `dir/name.txt` by `anna` is `dir/name.anna.ron`; other endings stay in the name, so
//! that `name.md` has `name.md.anna.ron` and no two articles share a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use icu_properties::CodePointMapData;
use icu_properties::props::{BinaryProperty, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup};

use crate::core::workspace::ArticleKey;

use super::disk::{Folder, Kind};
use super::error::FileError;
use super::known::read_document;
use super::write::is_temporary;

/// Folder for what belongs to the whole corpus; holds no articles.
pub const CORPUS_FOLDER: &str = "_glossator";
/// Annotator name of adjudicated files.
pub const GOLD: &str = "gold";
/// Longest name of an annotator, in code points.
const LONGEST_NAME: usize = 40;

/// Tells whether a file name is that of an article: `.txt` or `.md` in any case, and not hidden.
#[must_use]
pub fn is_article(file_name: &str) -> bool {
    !file_name.starts_with('.') && has_article_ending(file_name)
}

/// Folder inside a dataset for what is said about it; holds no articles.
pub const ABOUT_FOLDER: &str = "_about";

/// Tells whether a folder may hold articles: not hidden, not the corpus folder, not that about a dataset.
#[must_use]
pub fn is_corpus_subfolder(name: &str) -> bool {
    !name.starts_with('.') && name != CORPUS_FOLDER && name != ABOUT_FOLDER
}

fn has_article_ending(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("md"))
}

/// Gives the path of an article's file.
///
/// # Errors
/// Refuses a key that leads out of the corpus.
pub fn article_path(root: &Path, key: &ArticleKey) -> Result<PathBuf, FileError> {
    let inside = Path::new(key.as_str());
    // A key may come from a command line: `..` or an absolute path would reach other people's files.
    let plain = inside.components().all(|part| matches!(part, Component::Normal(_)));
    if plain && inside.components().next().is_some() {
        Ok(root.join(inside))
    } else {
        Err(FileError::new("Not inside the corpus. Give a path below its folder", inside))
    }
}

/// Gives the path of the file with an annotator's work on an article.
///
/// # Errors
/// Refuses a key that leads out of the corpus, and a name that cannot be part of a file name.
pub fn annotation_path(root: &Path, key: &ArticleKey, annotator: &str) -> Result<PathBuf, FileError> {
    let article = article_path(root, key)?;
    if let Some(problem) = spelling_problem(annotator) {
        return Err(FileError::new(problem.trim_end_matches('.'), &article));
    }
    Ok(article.with_file_name(format!("{}.{annotator}.ron", annotation_stem(key.file_name()))))
}

/// Gives the path where the version before of a file of the corpus is kept.
#[must_use]
pub fn previous_path(root: &Path, path: &Path) -> PathBuf {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let inside = inside.strip_prefix(CORPUS_FOLDER).unwrap_or(inside);
    root.join(CORPUS_FOLDER).join("previous").join(inside)
}

/// Gives the path of the log of an annotator's work on an article.
///
/// # Errors
/// As [`annotation_path`].
pub fn log_path(root: &Path, key: &ArticleKey, annotator: &str) -> Result<PathBuf, FileError> {
    let work = annotation_path(root, key, annotator)?;
    let inside = work.strip_prefix(root).unwrap_or(&work);
    Ok(root.join(CORPUS_FOLDER).join("history").join(inside).with_extension("log"))
}

/// Gives the path of the log of what an annotator has changed in the files of the whole corpus.
#[must_use]
pub fn corpus_log_path(root: &Path, annotator: &str) -> PathBuf {
    root.join(CORPUS_FOLDER).join("history").join(format!("{CORPUS_FOLDER}.{annotator}.log"))
}

/// Lists the annotators who have logs of the whole corpus, sorted.
#[must_use]
pub fn annotators_of_corpus_logs(folder: &Folder) -> Vec<String> {
    let history = folder.root().join(CORPUS_FOLDER).join("history");
    let annotator = |name: &str| {
        let name = name.strip_prefix(CORPUS_FOLDER)?.strip_prefix('.')?.strip_suffix(".log")?;
        spelling_problem(name).is_none().then(|| name.to_owned())
    };
    let found = folder.disk().list(&history).unwrap_or_default().into_iter();
    let mut names: Vec<String> = found.filter_map(|entry| annotator(entry.name.to_str()?)).collect();
    names.sort();
    names
}

/// Gives the path where a text that marks were made on is kept.
#[must_use]
pub fn text_path(root: &Path, text_sha256: &str) -> PathBuf {
    root.join(CORPUS_FOLDER).join("texts").join(format!("{text_sha256}.txt"))
}

/// Gives the folder of what models have predicted.
#[must_use]
pub fn predictions_folder(root: &Path) -> PathBuf {
    root.join(CORPUS_FOLDER).join("predictions")
}

/// Gives the folder of what the words of datasets mean here.
#[must_use]
pub fn mappings_folder(root: &Path) -> PathBuf {
    root.join(CORPUS_FOLDER).join("mappings")
}

/// Gives the path where the file that an article was added from is kept, by its hash.
#[must_use]
pub fn original_path(root: &Path, sha256: &str, ending: &str) -> PathBuf {
    root.join(CORPUS_FOLDER).join("originals").join(format!("{sha256}.{ending}"))
}

/// Gives the path of what is known of where an added article comes from.
///
/// # Errors
/// As [`article_path`].
pub fn added_path(root: &Path, key: &ArticleKey) -> Result<PathBuf, FileError> {
    let article = article_path(&root.join(CORPUS_FOLDER).join("added"), key)?;
    Ok(article.with_added_extension("ron"))
}

/// Lists every path below a corpus that is opened for an annotator's work on an article, with a word for each.
///
/// # Errors
/// As [`annotation_path`].
pub fn paths(
    root: &Path,
    key: &ArticleKey,
    annotator: &str,
    text_sha256: &str,
) -> Result<Vec<(&'static str, PathBuf)>, FileError> {
    let work = annotation_path(root, key, annotator)?;
    let log = log_path(root, key, annotator)?;
    let mut paths = vec![
        ("article", article_path(root, key)?),
        ("version before", previous_path(root, &work)),
        ("part of the log", log.with_added_extension("1")),
        ("work", work),
        ("log", log),
        ("log of the corpus", corpus_log_path(root, annotator)),
        ("text", text_path(root, text_sha256)),
        ("source", added_path(root, key)?),
    ];
    for name in OF_CORPUS {
        let path = root.join(CORPUS_FOLDER).join(name);
        paths.push(("version before, of the corpus", previous_path(root, &path)));
        paths.push(("file of the corpus", path));
    }
    Ok(paths)
}

/// Names of the files in the folder of the corpus.
pub const OF_CORPUS: [&str; 8] = [
    LOCK,
    "registry.ron",
    "agreements.ron",
    "sources.ron",
    "schema.ron",
    "guideline.md",
    ".gitignore",
    ".gitattributes",
];
/// Name of the file whose lock a save holds.
pub const LOCK: &str = ".lock";

/// Gives what stands before the annotator in the name of an annotation file.
///
/// `a.md.txt` keeps its ending because `a.md` already has the stem `a.md`.
fn annotation_stem(file_name: &str) -> &str {
    match file_name.strip_suffix(".txt") {
        Some(stem) if !stem.is_empty() && !has_article_ending(stem) => stem,
        _ => file_name,
    }
}

/// Lists whose work there is on which of these articles, sorted as they come, looking into each folder once.
#[must_use]
pub fn works<'a>(
    folder: &Folder,
    keys: impl Iterator<Item = &'a ArticleKey>,
) -> BTreeMap<String, BTreeSet<&'a ArticleKey>> {
    works_and_strays(folder, keys).0
}

/// Works by their annotators.
type Works<'a> = BTreeMap<String, BTreeSet<&'a ArticleKey>>;

/// Does as [`works`], and lists the other files of annotations beside the articles.
#[must_use]
pub fn works_and_strays<'a>(folder: &Folder, keys: impl Iterator<Item = &'a ArticleKey>) -> (Works<'a>, Vec<PathBuf>) {
    let mut stems: BTreeMap<PathBuf, BTreeMap<&str, &ArticleKey>> = BTreeMap::new();
    for key in keys {
        let parent = article_path(folder.root(), key).ok().and_then(|path| path.parent().map(Path::to_owned));
        if let Some(parent) = parent {
            stems.entry(parent).or_default().insert(annotation_stem(key.file_name()), key);
        }
    }
    let (mut found, mut strays) = (Works::new(), Vec::new());
    for (parent, stems) in stems {
        for entry in folder.disk().list(&parent).unwrap_or_default() {
            let whole = entry.name.to_str().unwrap_or_default();
            let Some(name) = whole.strip_suffix(".ron").filter(|_| !is_temporary(whole)) else { continue };
            let named = name.rsplit_once('.').filter(|(_, annotator)| spelling_problem(annotator).is_none());
            match named.and_then(|(stem, annotator)| Some((*stems.get(stem)?, annotator))) {
                Some((key, annotator)) => drop(found.entry(annotator.to_owned()).or_default().insert(key)),
                None if entry.kind == Kind::File => strays.push(parent.join(&entry.name)),
                None => {}
            }
        }
    }
    strays.sort();
    (found, strays)
}

/// Lists all who have worked on any of these articles, looking into each folder once.
#[must_use]
pub fn annotators<'a>(folder: &Folder, keys: impl Iterator<Item = &'a ArticleKey>) -> BTreeSet<String> {
    works(folder, keys).into_keys().collect()
}

/// Lists the copies of an annotator's work that a synchronisation program has left beside it: files whose name
/// begins as the work's, that are no other article's work, and whose contents say that they are this annotator's work
/// on this article.
#[must_use]
pub fn conflict_copies(folder: &Folder, key: &ArticleKey, annotator: &str) -> Vec<PathBuf> {
    let Ok(work) = annotation_path(folder.root(), key, annotator) else { return Vec::new() };
    let (Some(parent), Some(name)) = (work.parent(), work.file_name().and_then(|name| name.to_str())) else {
        return Vec::new();
    };
    let stem = name.strip_suffix(".ron").unwrap_or(name);
    let is_copy = |other: &str| {
        let begins = other.strip_suffix(".ron").is_some_and(|other| other.starts_with(stem));
        other != name && begins && !is_temporary(other)
    };
    let found = folder.disk().list(parent).unwrap_or_default();
    let mut copies: Vec<PathBuf> = found
        .into_iter()
        .filter(|entry| entry.kind == Kind::File && entry.name.to_str().is_some_and(is_copy))
        .map(|entry| parent.join(entry.name))
        .filter(|path| {
            read_document(folder, path)
                .is_ok_and(|(document, _)| document.annotator() == annotator && document.article() == key.file_name())
        })
        .collect();
    copies.sort();
    copies
}

/// Says why an annotator cannot have this name; nothing if it can be used.
#[must_use]
pub fn annotator_problem(name: &str) -> Option<String> {
    if name.to_lowercase() == GOLD {
        return Some("“gold” is kept for adjudicated files. Choose another name.".to_owned());
    }
    spelling_problem(name)
}

/// Makes a name of an annotator of any name, with `_` for what none can have.
#[must_use]
pub fn as_annotator(name: &str) -> String {
    let mut made = String::new();
    let mut previous = None;
    for c in name.chars().take(LONGEST_NAME) {
        let c = if is_name_sign(c, previous) && !('\u{300}'..='\u{36f}').contains(&c) { c } else { '_' };
        previous = Some(c);
        made.push(c);
    }
    made
}

/// Says why a name cannot be part of a file name on every system; nothing if it can.
fn spelling_problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("The name is empty. Enter a short name such as “anna”.".to_owned());
    }
    if name.chars().count() > LONGEST_NAME {
        return Some(format!("The name is longer than {LONGEST_NAME} signs. Choose a shorter one."));
    }
    let mut previous = None;
    for c in name.chars() {
        if ('\u{300}'..='\u{36f}').contains(&c) {
            // The same name with its accents typed the other way would be another file that looks alike.
            return Some(
                "The name has an accent typed as a sign of its own. Type letter and accent in one.".to_owned(),
            );
        }
        if !is_name_sign(c, previous) {
            let shown = if c.is_control() || c.is_whitespace() || is_invisible(c) {
                format!("a space or hidden sign (U+{:04X})", u32::from(c))
            } else {
                format!("“{c}”")
            };
            return Some(format!("The name has {shown} in it. Use letters, digits, “-” and “_” only."));
        }
        previous = Some(c);
    }
    is_device_name(name).then(|| format!("“{name}” is the name of a device on Windows. Choose another name."))
}

/// Tells whether a sign may stand in a name. Vowel signs, as in Devanagari, belong to the letter before them.
fn is_name_sign(c: char, previous: Option<char>) -> bool {
    if c == '-' || c == '_' {
        return true;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let after_letter = previous.is_some_and(|p| p != '-' && p != '_');
    !is_invisible(c)
        && (GeneralCategoryGroup::Letter.contains(category)
            || category == GeneralCategory::DecimalNumber
            || (after_letter && GeneralCategoryGroup::Mark.contains(category)))
}

fn is_invisible(c: char) -> bool {
    DefaultIgnorableCodePoint::for_char(c)
}

/// Tells whether a name without its ending is that of a device on Windows.
pub(super) fn is_device_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        name.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    });
    numbered || ["con", "prn", "aux", "nul"].contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation_name(article: &str) -> String {
        let path = annotation_path(Path::new("c"), &ArticleKey::new(article), "anna");
        let path = path.unwrap_or_default();
        path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn annotation_file_stands_next_to_its_article() {
        assert_eq!(annotation_name("a.txt"), "c/a.anna.ron");
        assert_eq!(annotation_name("2024/05/a.b.txt"), "c/2024/05/a.b.anna.ron");
        assert_eq!(annotation_name("2024/a.md"), "c/2024/a.md.anna.ron");
    }

    #[test]
    fn annotation_files_of_two_articles_never_clash() {
        let articles = ["a.txt", "a.md", "a.TXT", "a.MD", "a.md.txt", "a.txt.txt", "a.txt.md", "a.md.md", "a..txt"];
        let mut names: Vec<String> = articles.iter().map(|article| annotation_name(article)).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), articles.len(), "{names:?}");
    }

    #[test]
    fn article_is_a_visible_txt_or_md_file() {
        for name in ["a.txt", "a.TXT", "b.Md", "٣.txt", "a.b.txt"] {
            assert!(is_article(name), "{name}");
        }
        for name in ["a.anna.ron", ".a.txt", ".~a.txt.x1y2.tmp", "a", "txt", ".txt", "a.txt~", "a.html"] {
            assert!(!is_article(name), "{name}");
        }
        assert!(!is_corpus_subfolder(CORPUS_FOLDER) && !is_corpus_subfolder(".git") && is_corpus_subfolder("2024"));
    }

    #[test]
    fn key_that_leads_out_of_the_corpus_is_refused() {
        for key in ["../a.txt", "x/../../a.txt", "/etc/passwd", "", "./a.txt"] {
            assert!(article_path(Path::new("c"), &ArticleKey::new(key)).is_err(), "{key}");
        }
    }

    #[test]
    fn annotator_name_may_be_of_any_script() {
        for name in ["anna", "Anna-2", "b_c", "Müller", "Жўра", "وانغ", "王", "अनिता", "प्रिया", "7", "Goldie", "com"]
        {
            assert_eq!(annotator_problem(name), None, "{name}");
        }
    }

    #[test]
    fn annotator_name_that_is_no_good_gets_a_sentence() {
        let long = "a".repeat(41);
        let bad = [
            "",
            "a b",
            "a.b",
            "a/b",
            "..",
            "a\\b",
            "a:b",
            "gold",
            "Gold",
            "con",
            "NUL",
            "lpt1",
            "a\u{200d}b",
            "a\u{202e}b",
            "a\n",
            "Ha\u{300}",
            "½",
            "😊",
            &long,
        ];
        for name in bad {
            let problem = annotator_problem(name).unwrap_or_default();
            assert!(problem.ends_with('.'), "{name:?}: {problem}");
        }
        assert_eq!(
            annotator_problem("a b").as_deref(),
            Some("The name has a space or hidden sign (U+0020) in it. Use letters, digits, “-” and “_” only.")
        );
    }

    #[test]
    fn annotation_files_are_found_without_those_of_other_articles() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "a.txt",
            "a.md",
            "a.ben.ron",
            "a.anna.ron",
            "a.gold.ron",
            "a.md.carl.ron",
            "a.b.anna.ron",
            "b.anna.ron",
            "a.anna.sync-conflict-20240501-101112-ABC.ron",
            "a.anna (conflicted copy).ron",
            ".~a.anna.ron.x1.tmp",
        ];
        for name in names {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let annotators = |key: &str| -> Vec<String> {
            let key = ArticleKey::new(key);
            annotators(&Folder::new(folder.path()), std::iter::once(&key)).into_iter().collect()
        };
        assert_eq!(annotators("a.txt"), ["anna", "ben", "gold"]);
        assert_eq!(annotators("a.md"), ["carl"]);
        assert_eq!(annotators("nowhere/a.md"), Vec::<String>::new());
    }
}

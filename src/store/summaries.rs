//! What was counted in works before, kept where caches are: a file that has not changed since is not read again.
//!
//! A work is known by the times and lengths of its file and of its article. One that was changed just before it was
//! counted is not kept, because it may change again within the same tick of the clock. Everything here can be made
//! again at any time, so that nothing of it is ever said to be wrong.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::bytes::read_bytes;
use super::disk::{Disk as _, Folder, RealDisk};
use super::files::{ArticleFiles, Stamps};
use super::read::hexadecimal;
use super::write::{self, Expected};
use crate::core::annotation::State;
use crate::core::workspace::{ArticleKey, Summary};

/// Folder inside the caches.
const FOLDER: &str = "counts";
/// Works from which on it is worth keeping what was counted.
const WORTH: usize = 500;
/// Largest file that is read, in bytes.
const LIMIT: u64 = 200_000_000;
/// Time that must have passed since a file was changed.
const SETTLED: Duration = Duration::from_secs(2);
/// What the file begins with: another program may count otherwise.
const HEAD: &str = concat!("glossator counts 2 ", env!("CARGO_PKG_VERSION"));

/// What was counted in one work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// State of the work.
    pub state: State,
    /// Language code.
    pub language: Option<String>,
    /// Actors, dates and agreements.
    pub counts: [usize; 3],
}

impl Counted {
    /// Takes what is counted out of a summary.
    #[must_use]
    pub fn of(summary: &Summary) -> Self {
        Self { state: summary.state, language: summary.language.clone(), counts: summary.counts }
    }
}

/// A work with what was counted in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Row {
    article: String,
    annotator: String,
    stamps: [(Duration, u64); 2],
    counted: Counted,
}

/// What is kept of a corpus.
#[derive(Debug, Default)]
pub struct Summaries {
    file: Option<PathBuf>,
    known: HashMap<String, HashMap<String, Row>>,
    /// Works counted anew.
    fresh: usize,
}

impl Summaries {
    /// Reads what is kept of a corpus, where there are caches at all.
    #[must_use]
    pub fn load(cache: Option<&Path>, folder: &Folder) -> Self {
        let Some((cache, root)) = cache.zip(RealDisk.resolve(folder.root()).ok()) else { return Self::default() };
        let name = hexadecimal(&Sha256::digest(root.as_os_str().as_encoded_bytes()));
        let file = cache.join(FOLDER).join(format!("{name}.jsonl"));
        let bytes = read_bytes(&RealDisk, &file, LIMIT).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        let mut known: HashMap<String, HashMap<String, Row>> = HashMap::new();
        let mut lines = text.lines();
        if lines.next() == Some(HEAD) {
            for row in lines.filter_map(|line| serde_json::from_str::<Row>(line).ok()) {
                known.entry(row.annotator.clone()).or_default().insert(row.article.clone(), row);
            }
        }
        Self { file: Some(file), known, fresh: 0 }
    }

    /// Gives what was counted in a work, if its files are as they were then; `stamps` are what they are now.
    #[must_use]
    pub fn find(&self, key: &ArticleKey, annotator: &str, stamps: &Stamps) -> Option<Counted> {
        let row = self.known.get(annotator)?.get(key.as_str())?;
        (Some(row.stamps) == settled(stamps, SystemTime::now())).then(|| row.counted.clone())
    }

    /// Notes what was counted in a work whose files were as `stamps` say before it was read.
    pub fn note(&mut self, key: &ArticleKey, annotator: &str, stamps: &Stamps, counted: Counted) {
        let Some(stamps) = settled(stamps, SystemTime::now()) else { return };
        let (article, annotator) = (key.to_string(), annotator.to_owned());
        let row = Row { article: article.clone(), annotator: annotator.clone(), stamps, counted };
        self.known.entry(annotator).or_default().insert(article, row);
        self.fresh += 1;
    }

    /// Keeps it for the next time, where that is worth it.
    pub fn keep(&self) {
        let Some(file) = self.file.as_ref().filter(|_| self.fresh > 0) else { return };
        let rows: Vec<&Row> = self.known.values().flat_map(HashMap::values).collect();
        if rows.len() < WORTH {
            return;
        }
        let lines = rows.into_iter().filter_map(|row| serde_json::to_string(row).ok());
        let text: String = std::iter::once(HEAD.to_owned()).chain(lines).map(|line| line + "\n").collect();
        // Without it the next time takes a little longer.
        let folder = write::folder_of(file);
        if RealDisk.create_folder(folder).is_ok()
            && let Ok(expected) = Expected::now(&RealDisk, file)
        {
            write::save(&RealDisk, file, text, expected).ok();
        }
    }
}

/// Looks at the files of a work.
#[must_use]
pub fn stamps(folder: &Folder, key: &ArticleKey, annotator: &str) -> Stamps {
    ArticleFiles::of(folder.root(), key, annotator).map_or([None; 2], |files| files.stamps(folder))
}

/// Gives times and lengths by which files can be known again; nothing where one is not there or was just changed.
fn settled(stamps: &Stamps, now: SystemTime) -> Option<[(Duration, u64); 2]> {
    let [one, two] = stamps.map(|stamp| {
        let (modified, len) = stamp?;
        let age = now.duration_since(modified).ok()?;
        Some((modified.duration_since(SystemTime::UNIX_EPOCH).ok().filter(|_| age > SETTLED)?, len))
    });
    Some([one?, two?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: Duration = Duration::from_secs(1_700_000_000);

    fn stamps(seconds: u64, len: u64) -> Stamps {
        let at = SystemTime::UNIX_EPOCH + OLD + Duration::from_secs(seconds);
        [Some((at, len)), Some((at, len))]
    }

    fn counted(actors: usize) -> Counted {
        Counted { state: State::Done, language: Some("de".into()), counts: [actors, 0, 0] }
    }

    #[test]
    fn work_is_known_again_as_long_as_its_files_are_the_same() {
        let (cache, corpus) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = Folder::new(corpus.path());
        let key = |number: usize| ArticleKey::new(&format!("{number}.txt"));
        let mut kept = Summaries::load(Some(cache.path()), &folder);
        for number in 0..WORTH {
            kept.note(&key(number), "anna", &stamps(0, 7), counted(number));
        }
        kept.keep();
        let again = Summaries::load(Some(cache.path()), &folder);
        assert_eq!(again.find(&key(3), "anna", &stamps(0, 7)), Some(counted(3)));
        for (key, annotator, now) in [
            (key(3), "anna", stamps(1, 7)),
            (key(3), "anna", stamps(0, 8)),
            (key(3), "anna", [None, stamps(0, 7)[1]]),
            (key(3), "ben", stamps(0, 7)),
            (key(WORTH), "anna", stamps(0, 7)),
        ] {
            assert_eq!(again.find(&key, annotator, &now), None);
        }
        let other = tempfile::tempdir().unwrap();
        let other = Summaries::load(Some(cache.path()), &Folder::new(other.path()));
        assert_eq!(other.find(&key(3), "anna", &stamps(0, 7)), None, "that of another corpus");
    }

    #[test]
    fn file_that_was_just_changed_is_not_known_again() {
        let now = SystemTime::UNIX_EPOCH + OLD;
        let just = [Some((now - Duration::from_secs(1), 7)); 2];
        assert_eq!(settled(&just, now), None);
        assert!(settled(&just, now + Duration::from_secs(5)).is_some());
        assert_eq!(settled(&[Some((now + OLD, 7)); 2], now), None, "nor one from the future");
    }

    #[test]
    fn what_is_damaged_or_of_another_program_is_counted_anew() {
        let (cache, corpus) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = Folder::new(corpus.path());
        let mut kept = Summaries::load(Some(cache.path()), &folder);
        for number in 0..WORTH {
            kept.note(&ArticleKey::new(&format!("{number}.txt")), "anna", &stamps(0, 7), counted(1));
        }
        kept.keep();
        let file = kept.file.clone().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        for broken in [text.replacen("counts 2", "counts 0", 1), text.replace("\"state\"", "\"stale\""), String::new()]
        {
            std::fs::write(&file, broken).unwrap();
            let again = Summaries::load(Some(cache.path()), &folder);
            assert_eq!(again.find(&ArticleKey::new("3.txt"), "anna", &stamps(0, 7)), None);
        }
    }
}

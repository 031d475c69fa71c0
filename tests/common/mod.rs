//! What several tests share: the seeds, a fixed world, and a corpus in a temporary folder.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod left_out;
pub mod page;

use std::fs;
use std::path::{Path, PathBuf};

use glossator::app::{Glossator, Options, World};
use glossator::core::intent::Intent;
use glossator::core::workspace::{ArticleKey, Opened};
use glossator::session::Action;
use glossator::session::notice::Severity;
use glossator::store::trace::Trace;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

/// The time of everything that is done in tests.
pub const NOW: &str = "2024-05-06T07:08:09Z";

/// A hard text: astral and combining letters, Arabic with digits and brackets, tabs, CRLF.
pub const HARD: &str = "A 😊 Müller GmbH\r\nوقعت الصين وأوزبكستان (2024) مذكرة\nO‘zbekiston — Việt Nam (NFD: Vie\u{302}\u{323}t)\t[x]|_*->;\\";

/// Finds the folder of the seeds; where it is not named, says so loudly and gives nothing.
pub fn seeds_folder(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("GLOSSATOR_SEEDS").map(PathBuf::from);
    if folder.is_none() {
        let what = "set GLOSSATOR_SEEDS to the folder of the seed articles";
        left_out::say(&format!("LEFT OUT: {what}; {test} checks less"));
    }
    folder
}

/// Reads all seeds with their names; nothing where their folder is not named.
pub fn seeds(test: &str) -> Option<Vec<(String, String)>> {
    let found = texts_in(&seeds_folder(test)?);
    assert!(found.len() > 4, "GLOSSATOR_SEEDS names a folder without the five seeds");
    Some(found)
}

/// Reads the sample articles with their names.
pub fn samples() -> Vec<(String, String)> {
    texts_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample"))
}

fn texts_in(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
    paths.sort();
    let text = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("an article is UTF-8"))
    };
    paths.into_iter().map(text).collect()
}

/// A clock that stands still and numbers that count up.
#[derive(Debug, Default)]
pub struct FixedWorld(u64);

impl World for FixedWorld {
    fn now(&mut self) -> String {
        NOW.to_owned()
    }

    fn random(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// A clock that stands still and numbers that count up from another number.
#[derive(Debug)]
pub struct CountingWorld(pub u64);

impl World for CountingWorld {
    fn now(&mut self) -> String {
        NOW.to_owned()
    }

    fn random(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// A temporary folder with articles.
pub struct Corpus {
    folder: TempDir,
}

impl Corpus {
    /// Makes a folder with these articles.
    pub fn of(articles: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in articles {
            fs::write(folder.path().join(name), text).expect("a temporary folder can be written");
        }
        Self { folder }
    }

    /// Gives the path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reads a file.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Copies all files to the folder named by `GLOSSATOR_KEEP`, for programs that check them from outside.
    pub fn keep(&self) {
        if let Some(folder) = std::env::var_os("GLOSSATOR_KEEP").map(PathBuf::from) {
            for name in self.names().into_iter().filter(|name| self.path(name).is_file()) {
                fs::copy(self.path(&name), folder.join(&name)).expect("the folder to keep files in can be written");
            }
            // Without the registry the records of a kept corpus point to nothing, without the schema types are unknown.
            for name in ["_glossator/registry.ron", "_glossator/schema.ron"] {
                if self.path(name).is_file() {
                    let written = "the folder to keep files in can be written";
                    fs::create_dir_all(folder.join("_glossator")).expect(written);
                    fs::copy(self.path(name), folder.join(name)).expect(written);
                }
            }
        }
    }

    /// Lists the names of all files, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("the folder can be read");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name().display().to_string();
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }

    /// Lists the names of all files, sorted, without the folder of the whole corpus.
    pub fn beside(&self) -> Vec<String> {
        self.names().into_iter().filter(|name| name != "_glossator").collect()
    }

    /// Starts the program on an article and waits until it is there.
    pub fn open(&self, article: &str, annotator: &str) -> Glossator {
        let ctx = egui::Context::default();
        Glossator::set_up(&ctx, glossator::shape::fonts::Fonts::new(false));
        let options =
            Options { path: Some(self.path(article)), annotator: Some(annotator.to_owned()), ..Options::default() };
        let mut app = Glossator::new(&ctx, options, Box::<FixedWorld>::default(), Trace::default());
        app.settle();
        app
    }
}

/// Changes the article on the screen, without waiting until it is saved.
pub fn change(app: &mut Glossator, intent: Intent) {
    let article = shown(app).article.key.clone();
    app.apply(Action::Change { article: Some(article), intent });
}

/// Gives the article on the screen.
pub fn shown(app: &Glossator) -> &Opened {
    app.current().unwrap_or_else(|| panic!("no article is on the screen: {:?}", problems(app)))
}

/// Gives the key of an article by its name in the corpus.
pub fn key(name: &str) -> ArticleKey {
    ArticleKey::new(name)
}

/// Lists the sentences that say what is wrong.
pub fn problems(app: &Glossator) -> Vec<String> {
    let all = app.session.notices.all().iter();
    all.filter(|notice| notice.severity != Severity::Info).map(|notice| notice.text.clone()).collect()
}

/// Gives a runner that makes the same cases every time; `PROPTEST_CASES` asks for more.
pub fn runner(cases: u32) -> TestRunner {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config { cases: asked.unwrap_or(cases), failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

//! Links, pipes, devices and folders at every path the program opens.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use glossator::core::workspace::ArticleKey;
use glossator::store::layout;

use super::common::{Corpus, problems};
use super::{actor, mark, note};

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";
const OTHER: &str = "Zweiter Artikel, den niemand anfasst.\n";
const OUTSIDE: &str = "(format: 3, outside: \"nobody may touch this\")\n";

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    LinkOutside,
    LinkToArticle,
    LinkToNothing,
    LinkToDevice,
    SecondNameOfArticle,
    Pipe,
    Folder,
    LinkedFolder,
}

const OBSTACLES: [Obstacle; 8] = [
    Obstacle::LinkOutside,
    Obstacle::LinkToArticle,
    Obstacle::LinkToNothing,
    Obstacle::LinkToDevice,
    Obstacle::SecondNameOfArticle,
    Obstacle::Pipe,
    Obstacle::Folder,
    Obstacle::LinkedFolder,
];

/// A corpus with work in it, and a folder outside that nobody may touch.
struct Place {
    corpus: Corpus,
    outside: tempfile::TempDir,
}

impl Place {
    fn new(begun: bool) -> Self {
        /// A corpus with work in it, made once and copied.
        static BEGUN: OnceLock<Corpus> = OnceLock::new();
        let corpus = Corpus::of(&[("b.txt", OTHER)]);
        fs::create_dir(corpus.path("sub")).expect("a folder");
        fs::write(corpus.path("sub/a.txt"), TEXT).expect("a file");
        let outside = tempfile::tempdir().expect("a temporary folder");
        fs::write(outside.path().join("keep.ron"), OUTSIDE).expect("a file");
        if begun {
            let work = |corpus: Corpus| {
                let mut app = corpus.open("sub/a.txt", "anna");
                mark(&mut app, "Wang Xiaohong");
                note(&mut app, "first");
                actor(&mut app, "Bern");
                app.settle();
                assert!(app.all_saved(), "{:?}", problems(&app));
                drop(app);
                corpus
            };
            let made = BEGUN.get_or_init(|| work(Self::new(false).corpus));
            let mut files = Vec::new();
            collect(&made.path(""), &mut files);
            for (path, bytes) in files {
                let to = corpus.path("").join(path.strip_prefix(made.path("")).expect("a path inside"));
                fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
                fs::write(to, bytes).expect("a file");
            }
        }
        Self { corpus, outside }
    }

    /// Puts an obstacle at a path; tells whether it can stand there.
    fn obstruct(&self, path: &Path, obstacle: Obstacle) -> bool {
        let folder = path.parent().expect("a folder");
        fs::create_dir_all(folder).expect("a folder");
        let (article, outside) = (self.corpus.path("b.txt"), self.outside.path());
        if obstacle == Obstacle::LinkedFolder {
            if folder == self.corpus.path("") {
                return false;
            }
            let moved = outside.join("moved");
            fs::rename(folder, &moved).expect("it can be moved");
            symlink(&moved, folder).expect("a link");
            return true;
        }
        fs::remove_file(path).ok();
        match obstacle {
            Obstacle::LinkOutside => symlink(outside.join("keep.ron"), path).expect("a link"),
            Obstacle::LinkToArticle => symlink(&article, path).expect("a link"),
            Obstacle::LinkToNothing => symlink(outside.join("new.ron"), path).expect("a link"),
            Obstacle::LinkToDevice => symlink("/dev/zero", path).expect("a link"),
            Obstacle::SecondNameOfArticle => fs::hard_link(&article, path).expect("a second name"),
            Obstacle::Pipe => {
                let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
                assert!(made.success(), "a pipe can be made");
            }
            Obstacle::Folder => fs::create_dir(path).expect("a folder"),
            Obstacle::LinkedFolder => {}
        }
        true
    }

    /// Gives all that nobody may touch, with what it holds.
    fn untouchable(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = vec![(self.corpus.path("b.txt"), OTHER.as_bytes().to_vec())];
        collect(self.outside.path(), &mut all);
        all.sort();
        all
    }
}

fn collect(folder: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, into);
        } else {
            let bytes = fs::read(&path).expect("a file");
            into.push((path, bytes));
        }
    }
}

/// Goes through obstacles at every path; `work` does something there and gives what was said.
fn everywhere(begun: bool, obstacles: &[Obstacle], work: impl Fn(&Place, Obstacle) -> (bool, Vec<String>)) {
    let place = Place::new(true);
    let opened = place.corpus.open("sub/a.txt", "anna");
    let key = ArticleKey::new("sub/a.txt");
    let sha = opened.current().expect("it is open").article.text_sha256.clone();
    drop(opened);
    let root = place.corpus.path("");
    let paths = layout::paths(&root, &key, "anna", &sha).expect("a good name");
    let mut tried = 0;
    for (what, path) in &paths {
        for &obstacle in obstacles {
            let place = Place::new(begun);
            let path = place.corpus.path("").join(path.strip_prefix(&root).expect("a path inside"));
            // A folder is a corpus of its own, and a link to an article is an article.
            let other = matches!(obstacle, Obstacle::LinkedFolder | Obstacle::Folder);
            if (*what == "article" && other) || !place.obstruct(&path, obstacle) {
                continue;
            }
            let before = place.untouchable();
            let article = fs::symlink_metadata(place.corpus.path("b.txt")).expect("it is there").len();
            let (saved, said) = work(&place, obstacle);
            let context = format!("{obstacle:?} at the {what}: {}\nsaid: {said:?}", path.display());
            assert_eq!(before, place.untouchable(), "{context}");
            assert_eq!(fs::read(place.corpus.path("b.txt")).expect("it is there").len() as u64, article, "{context}");
            assert!(saved || !said.is_empty(), "what is refused is said: {context}");
            tried += 1;
        }
    }
    assert!(tried > 20 * obstacles.len() - 10, "{tried}");
}

#[test]
fn window_writes_through_no_link_waits_for_no_pipe_and_says_what_it_refuses() {
    for begun in [true, false] {
        everywhere(begun, &OBSTACLES, |place, _| {
            let mut app = place.corpus.open("sub/a.txt", "anna");
            if app.current().is_some_and(|opened| opened.article.key.as_str() == "sub/a.txt")
                && app.current().is_some_and(|opened| opened.article.text.as_str().contains("Lena Vogt"))
            {
                mark(&mut app, "Lena Vogt");
                note(&mut app, "second");
                actor(&mut app, "Lena Vogt");
            }
            app.settle();
            (app.all_saved() && app.current().is_some(), problems(&app))
        });
    }
}

#[test]
fn commands_write_through_no_link_and_wait_for_no_pipe() {
    let files = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(files.path().join("sub")).expect("a folder");
    fs::write(files.path().join("sub/a.txt"), TEXT).expect("a file");
    fs::write(files.path().join("sub/a.ann"), "T1\tActor 19 28\tLena Vogt\n").expect("a file");
    let obstacles = [
        Obstacle::LinkOutside,
        Obstacle::LinkToNothing,
        Obstacle::SecondNameOfArticle,
        Obstacle::Pipe,
        Obstacle::LinkedFolder,
    ];
    everywhere(true, &obstacles, |place, obstacle| {
        let mut said = Vec::new();
        let mut good = true;
        let root = place.corpus.path("");
        let out = place.corpus.path("../out-of-it");
        let (root, out) = (root.display().to_string(), out.display().to_string());
        let from = files.path().display().to_string();
        let import = vec!["import", &root, "--from", "brat", "--annotator", "anna", &from];
        let reading = [vec!["check", &root], vec!["export", &root, "--format", "brat", "--out", &out, "--replace"]];
        // What only reads has no link to write through.
        let reading = reading.into_iter().filter(|_| obstacle == Obstacle::Pipe);
        for arguments in std::iter::once(import).chain(reading) {
            // The bound is no measure: without it a program that waits without end would hold up all tests.
            let output =
                Command::new("timeout").arg("100").arg(env!("CARGO_BIN_EXE_glossator")).args(&arguments).output();
            let output = output.expect("timeout is there");
            let words =
                format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.code().is_some_and(|code| code < 3), "{arguments:?}: {} {words}", output.status);
            good &= output.status.success();
            said.push(words);
        }
        fs::remove_dir_all(place.corpus.path("../out-of-it")).ok();
        (good, said)
    });
}

#[test]
fn link_that_is_made_between_two_looks_leads_nowhere() {
    let place = Place::new(true);
    let (history, real) = (place.corpus.path("_glossator/history/sub"), place.corpus.path("_glossator/history/real"));
    let elsewhere = place.outside.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    let before = place.untouchable();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                if fs::rename(&history, &real).is_ok() {
                    symlink(&elsewhere, &history).ok();
                    fs::remove_file(&history).ok();
                    fs::rename(&real, &history).ok();
                }
            }
        });
        let mut app = place.corpus.open("sub/a.txt", "anna");
        for number in 0..150 {
            note(&mut app, &format!("note {number}"));
            app.settle();
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(before, place.untouchable());
    let left: Vec<_> = fs::read_dir(&elsewhere).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

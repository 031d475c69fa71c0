//! A corpus that an earlier version of the program has written: it opens, means the same, and goes on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use egui::Key;

use crate::desk::{CTRL, CTRL_SHIFT, Desk};

/// A corpus with marks made in the window and records imported, all of it written by the program when its files had
/// format 3, and the lists of the corpus format 2.
const OLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/corpus_3");

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let into = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &into) } else { assert!(std::fs::copy(&path, &into).is_ok()) }
    }
}

fn older() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    copy(Path::new(OLDER), &corpus);
    Desk::over(folder, Some(corpus.join("a.txt")), Some("anna"), [1300.0, 820.0])
}

/// Everything below a folder: what it holds and when it was written.
fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(state(&path));
        } else {
            let written = std::fs::metadata(&path).unwrap().modified().unwrap();
            all.insert(path.clone(), (std::fs::read(&path).unwrap(), written));
        }
    }
    all
}

/// What a file says of its article and its records; before that stand the format and the schema of the last save.
fn records(text: &str) -> &str {
    text.split_once("    source: (").map_or("", |(_, records)| records)
}

#[test]
fn work_of_an_earlier_version_opens_and_means_the_same_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    copy(Path::new(OLDER), &corpus);
    let before = state(&corpus);
    let mut desk = Desk::over(folder, Some(corpus.join("a.txt")), Some("anna"), [1300.0, 820.0]);
    assert_eq!(
        desk.marked(),
        [
            "Usbekistan",
            "China",
            "Minister Chinas haben am 1. April 2024 ein Abkommen über die\u{20}Ausbildung von Polizisten unterzeichnet",
            "1. April 2024",
        ]
    );
    let actors = desk.work().actors.values();
    let mut links: Vec<String> = actors.flat_map(|actor| actor.links.clone()).collect();
    links.sort();
    assert_eq!(links, ["CHN", "UZB"]);
    assert_eq!(desk.program().desk.workspace.shared.registry.entries().size(), 2);
    desk.press(Key::ArrowDown);
    desk.settle();
    let after = state(&corpus);
    let changed: Vec<&PathBuf> = before.keys().filter(|path| after.get(*path) != before.get(*path)).collect();
    assert_eq!(changed, [] as [&PathBuf; 0]);
    assert_eq!(after.len(), before.len(), "{:?}", after.keys());
}

#[test]
fn steps_of_an_earlier_version_are_taken_back_and_made_again() {
    let mut desk = older();
    let was = std::fs::read_to_string(Path::new(OLDER).join("a.anna.ron")).unwrap();
    assert!(was.starts_with("(\n    format: 3,"));
    // The last step was an import into the other article.
    assert!(desk.corpus().join("b.anna.ron").exists());
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert!(!desk.corpus().join("b.anna.ron").exists(), "{:?}", desk.said());
    desk.key(CTRL, Key::Z);
    let text = desk.saved("a.anna.ron");
    assert!(text.starts_with("(\n    format: 4,"), "{text}");
    assert_eq!(desk.work().agreements.len(), 0);
    desk.key(CTRL_SHIFT, Key::Z);
    let text = desk.saved("a.anna.ron");
    assert_eq!(records(&text), records(&was), "what was taken back and made again is what the earlier version wrote");
    for left in [3, 2, 2, 1, 1, 0] {
        desk.key(CTRL, Key::Z);
        desk.settle();
        let work = desk.work();
        assert_eq!(work.actors.len() + work.dates.len() + work.agreements.len(), left);
    }
}

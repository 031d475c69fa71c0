//! What a person decides in the window when files have changed, and the history of what was done.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use glossator::session::command::Side;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Wang Xiaohong traf den Minister in Taschkent.\nHeute unterzeichneten beide ein Protokoll.\n";

/// Marks the first two words and leaves the folder as the program has saved it.
fn worked() -> tempfile::TempDir {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() });
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert!(desk.saved("a.anna.ron").contains("quote: \"Wang Xiaohong\""));
    let Desk { harness, folder, .. } = desk;
    drop(harness);
    folder
}

fn open(folder: tempfile::TempDir) -> Desk {
    let path = folder.path().join("corpus/a.txt");
    Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0])
}

#[test]
fn history_names_each_step_and_opens_it_by_key() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() });
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.key(CTRL, Key::H);
    assert_eq!(desk.program().session.side, Side::History);
    assert_eq!(desk.keyboard(), "Step 1: Mark “Wang Xiaohong” as actor");
    desk.press(Key::Enter);
    assert!(desk.sees("place: – → “Wang Xiaohong” at 0"));
    desk.press(Key::Escape);
    desk.key(CTRL, Key::Z);
    assert!(desk.harness.query_by_label("Step 2: taken back: Mark “Wang Xiaohong” as actor").is_some());
}

#[test]
fn changed_article_opens_on_its_decision_which_is_taken_by_key() {
    let folder = worked();
    let changed = TEXT.replace("Wang Xiaohong", "Minister Wang Xiaohong");
    std::fs::write(folder.path().join("corpus/a.txt"), changed).unwrap();
    let mut desk = open(folder);
    assert_eq!(desk.program().session.side, Side::Decisions);
    assert!(desk.sees("Of 1 marks 0 stand where they stood, 1 have moved, 0 are uncertain, 0 are lost."));
    desk.key(CTRL_SHIFT, Key::D);
    desk.press(Key::Enter);
    assert!(desk.program().editable(), "{:?}", desk.said());
    assert!(desk.saved("a.anna.ron").contains("start: 9, end: 22, quote: \"Wang Xiaohong\""));
    assert!(desk.sees("There is nothing to decide."));
}

#[test]
fn lost_mark_stays_listed_until_it_is_put_somewhere_or_deleted() {
    let folder = worked();
    std::fs::write(folder.path().join("corpus/a.txt"), "Ganz etwas anderes steht hier.\n").unwrap();
    let mut desk = open(folder);
    desk.push("Take over in the changed article");
    assert!(desk.work().actors.is_empty() && desk.work().former.len() == 1);
    assert!(desk.sees("Lost marks (1)"));
    let key = desk.work().former.keys().next().unwrap().clone();
    desk.key(CTRL, Key::Num0);
    desk.times(1, CTRL_SHIFT, Key::ArrowRight);
    desk.push(&format!("Put at the selection ({key})"));
    assert_eq!((desk.work().actors.len(), desk.work().former.len()), (1, 0), "{:?}", desk.said());
    assert!(desk.saved("a.anna.ron").contains("quote: \"Ganz\""));
}

#[test]
fn conflict_shows_both_values_and_the_other_is_taken_by_a_button() {
    let folder = worked();
    let corpus = folder.path().join("corpus");
    let file = std::fs::read_to_string(corpus.join("a.anna.ron")).unwrap();
    let conflict = "conflicts: [(id: \"header #1\", about: \"header\", fields: [\"publisher\"], other: \
        Some(Header((title: None, language: Detected, direction: None, published: \"\", published_basis: Explicit, \
        publisher: \"Al Test\", url: \"\", credited: \"\", reliability: \"\", state: InProgress, \
        exclusion_reason: \"\", no_agreement: None, fields: {}, note: \"\"))), from: \"the other branch\")],";
    std::fs::write(corpus.join("a.anna.ron"), file.replace("conflicts: [],", conflict)).unwrap();
    let mut desk = open(folder);
    desk.key(CTRL_SHIFT, Key::D);
    assert!(desk.sees("Two values for header") && desk.sees("Al Test") && desk.sees("There: the other branch."));
    desk.push("Take the other value (header)");
    assert_eq!((desk.work().header.publisher.as_str(), desk.work().conflicts.len()), ("Al Test", 0));
    assert!(desk.saved("a.anna.ron").contains("conflicts: [],"));
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.work().conflicts.len(), 1, "a decision can be taken back");
}

#[test]
fn encoding_of_an_article_is_shown_and_said_where_it_was_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    // “Müller über Größe” in windows-1252.
    let bytes =
        "Herr M\u{fc}ller sprach \u{fc}ber die Gr\u{f6}\u{df}e der B\u{fc}hne und \u{fc}ber sch\u{f6}ne M\u{e4}rchen."
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect::<Vec<u8>>();
    std::fs::write(corpus.join("a.txt"), bytes).unwrap();
    let mut desk = open(folder);
    assert!(desk.program().current().unwrap().article.text.as_str().contains("Müller"));
    desk.key(CTRL, Key::D);
    assert!(desk.sees("Guessed from the letters. If the text reads wrong, choose another."));
}

#[test]
fn work_that_cannot_be_saved_offers_a_copy_elsewhere_and_is_still_unsaved_after_the_warning() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() });
    // No file can be put in the place of a folder.
    std::fs::create_dir_all(desk.corpus().join("a.anna.ron/inside")).unwrap();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    assert!(desk.says("is not saved"), "{:?}", desk.said());
    assert!(desk.harness.query_by_label("Save unsaved work elsewhere…").is_some());
    assert!(!desk.program_mut().may_leave(), "the first time it is said");
    assert!(!desk.program().all_saved());
    assert!(desk.program_mut().may_leave(), "the second time a person may leave");
    assert!(!desk.program().all_saved());
}

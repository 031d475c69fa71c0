//! The window never waits: what is large is done in the background, a part a frame, or only where something changed.
//!
//! Nothing here looks at a clock. Each test sees that work is not done again, or not done at all.

use std::fmt::Write as _;
use std::sync::Arc;

use egui::Key;
use glossator::core::annotation::RegistryEntry;
use glossator::store::disk::Folder;
use glossator::store::shared::{Base, Snapshot, save_shared};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};
use crate::work::rests;

/// An article that is too long to be looked through in a frame.
fn long_article() -> String {
    let mut text = "Titel des Artikels\n\n68\n\n".to_owned();
    for number in 0..4000 {
        write!(text, "Der Minister sprach am {number}. Tag mit den Gästen.\n\n").unwrap();
    }
    text
}

#[test]
fn mark_in_a_long_article_does_not_look_through_its_text_again() {
    let text = long_article();
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", &text)], open: Some("a.txt"), ..Setting::default() });
    let proposals = |desk: &Desk| desk.program().desk.open.pane.proposals.clone();
    let found = proposals(&desk);
    assert!(found.iter().any(|one| one.kind == "counter"), "the counter is found in the background");
    desk.select("Minister");
    desk.press(Key::A);
    desk.settle();
    assert_eq!(desk.marked(), ["Minister"]);
    assert!(Arc::ptr_eq(&found, &proposals(&desk)), "a mark is no reason to look again");
    desk.select("Titel des Artikels");
    desk.press(Key::B);
    desk.settle();
    assert!(!Arc::ptr_eq(&found, &proposals(&desk)), "a region is");
}

#[test]
fn registry_of_many_entries_is_there_once_it_was_made_in_the_background() {
    let entry = |number: usize| {
        let (id, name_en) = (format!("r-{number}"), format!("Person {number}"));
        (id.clone(), Arc::new(RegistryEntry::new(id, "person", name_en)))
    };
    let mine = Snapshot { entries: (0..60).map(entry).collect(), ..Snapshot::default() };
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("a.txt"), "Eins zwei").unwrap();
    save_shared(&Folder::new(&corpus), &mine, &mut Snapshot::default(), &mut Base::default()).unwrap();
    let mut desk = Desk::over(folder, Some(corpus), Some("anna"), [1300.0, 820.0]);
    let shared = |desk: &Desk| desk.program().desk.workspace.shared.generation;
    let known = &desk.program().desk.workspace.shared.registry;
    assert_eq!((known.entries().size(), known.named("person 42").len()), (60, 1), "{:?}", desk.said());
    let before = shared(&desk);
    desk.program_mut().reload_corpus();
    desk.settle();
    assert_eq!(shared(&desk), before, "files that are as they were are not taken over again");
}

#[test]
fn other_articles_are_asked_nothing_when_a_mark_is_made() {
    let articles = [("a.txt", "China und Usbekistan"), ("b.txt", "China und Kasachstan")];
    let mut desk = Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() });
    for _ in 0..2 {
        desk.key(CTRL, Key::Home);
        desk.key(egui::Modifiers::SHIFT, Key::End);
        desk.press(Key::G);
        desk.press(Key::Escape);
        desk.key(CTRL, Key::ArrowDown);
        desk.settle();
    }
    desk.key(CTRL_SHIFT, Key::A);
    let asked = |desk: &Desk| {
        let agreements = &desk.program().desk.workspace.index().agreements;
        (agreements.asked(), agreements.generation())
    };
    let before = asked(&desk);
    desk.select("China");
    desk.press(Key::F);
    desk.press(Key::Escape);
    desk.settle();
    assert_eq!(asked(&desk), before);
}

#[test]
fn millions_of_empty_lines_and_accents_open_and_can_be_marked_behind() {
    let lines = format!("{}Ende\n", "\n".repeat(300_000));
    let accents = format!("Anfang\n\ne{} hinten\n", "\u{301}".repeat(200_000));
    let articles = [("a.txt", lines.as_str()), ("b.txt", accents.as_str())];
    let mut desk = Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() });
    desk.key(CTRL, Key::End);
    desk.key(CTRL, Key::ArrowLeft);
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["Ende"]);
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    desk.select("hinten");
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["hinten"]);
    desk.key(CTRL, Key::Home);
    for _ in 0..3 {
        desk.press(Key::ArrowDown);
        desk.press(Key::ArrowRight);
    }
    assert!(desk.program().desk.open.pane.selection.text.focus.offset < 100_000, "the caret goes through the accents");
    assert!(desk.sees("Anfang"));
    desk.settle();
    rests(&mut desk, 36_000);
}

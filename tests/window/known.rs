//! What the window says of an article by itself: its language, as far as it is certain.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, Desk};

fn desk(articles: &[(&str, &str)]) -> Desk {
    Desk::with_files(articles, &[])
}

#[test]
fn language_of_a_short_text_is_a_guess_in_the_head_and_stands_nowhere_else() {
    let mut desk = desk(&[("a.txt", "China and Laos signed.")]);
    assert!(desk.sees("perhaps "), "a guess is called one");
    assert!(desk.sees("unreliable"));
    let listed = desk.program().desk.workspace.entries()[0].summary.clone().unwrap();
    assert_eq!(listed.language, None, "the list does not say it");
    assert!(desk.harness.query_by_label("·  tl (0.25)").is_none());
    desk.key(CTRL, Key::D);
    desk.settle();
    assert!(!desk.sees(", detected"), "the details do not say it");
    assert_eq!(desk.program().desk.workspace.get(&listed_key(&desk)).unwrap().language(), None);
}

fn listed_key(desk: &Desk) -> glossator::core::workspace::ArticleKey {
    desk.program().desk.workspace.entries()[0].key.clone()
}

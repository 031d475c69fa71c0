//! What the window says of an article by itself: its language, as far as it is certain, and its title.

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

#[test]
fn title_comes_from_front_matter_a_heading_or_a_page_and_never_from_their_signs() {
    for (name, text, title) in [
        (
            "a.md",
            "---\ntitle: \"Ministers sign a deal\"\ndate: 2024-03-12\n---\n\n# Another line\n\nText.\n",
            "Ministers sign a deal",
        ),
        ("a.md", "---\r\ntitle: Ministers sign a deal\r\n---\r\nText.\r\n", "Ministers sign a deal"),
        ("a.md", "+++\ntitle = 'Ministers sign'\n+++\nText.\n", "Ministers sign"),
        ("a.md", "---\ndate: 2024-03-12\n---\n\nMinisters *sign*.\n", "Ministers sign."),
        ("a.md", "Rome, Monday\n\n# [Ministers](https://a.example) **sign** {#sign}\n", "Ministers sign"),
        (
            "a.txt",
            "<!DOCTYPE html>\n<html><head><title>M&uuml;ller signs</title></head>\n<body>Text.</body></html>\n",
            "Müller signs",
        ),
    ] {
        let desk = desk(&[(name, text)]);
        assert!(desk.harness.query_all_by_label(title).next().is_some(), "{text}");
        assert!(!text.lines().any(|line| line == title), "the line itself would be found");
    }
}

#[test]
fn title_that_a_person_marked_wins_and_the_text_stays_as_it_is() {
    let text = "---\ntitle: \"A deal\"\n---\n\n# A deal\n\nMinisters sign it.\n";
    let mut desk = desk(&[("a.md", text)]);
    desk.select("Ministers sign it");
    desk.press(Key::T);
    desk.settle();
    assert!(desk.harness.query_all_by_label("Ministers sign it").next().is_some());
    let opened = desk.program().desk.workspace.get(&listed_key(&desk)).unwrap();
    assert_eq!(opened.article.text.as_str(), text);
    let place = opened.work.header.title.as_ref().unwrap().cover();
    assert_eq!(&text[place.range()], "Ministers sign it");
}

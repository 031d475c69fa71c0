//! Fields with a list: chips that are searched for, and choices from a vocabulary.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::{Agreement, Kind};

use crate::desk::{CTRL, Desk, Setting};

fn desk() -> Desk {
    let text = "China und Usbekistan haben am 1. April ein Protokoll unterzeichnet.\nEgypt schwieg.";
    Desk::new(&Setting { articles: &[("a.txt", text)], open: Some("a.txt"), ..Setting::default() })
}

/// Marks the first line as an agreement; the keyboard is in its title.
fn agreement() -> Desk {
    let mut desk = desk();
    desk.key(Modifiers::SHIFT, Key::End);
    desk.press(Key::G);
    assert_eq!(desk.keyboard(), "Title of the agreement");
    desk
}

fn record(desk: &Desk) -> Agreement {
    (**desk.work().agreements.values().next().unwrap()).clone()
}

/// Gives what an open list offers, each with its help.
fn offered(desk: &Desk) -> Vec<(String, String)> {
    let rows = desk.harness.query_all_by_role(egui::Role::ListBoxOption);
    rows.map(|row| {
        let node = row.accesskit_node();
        (node.label().unwrap_or_default(), node.description().unwrap_or_default())
    })
    .collect()
}

fn labels(desk: &Desk) -> Vec<String> {
    offered(desk).into_iter().map(|(label, _)| label).collect()
}

#[test]
fn text_not_taken_stays_in_a_list_field_when_the_keyboard_moves_on() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.text("Nirgendl");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Form");
    assert!(desk.sees("Not taken yet: Enter in this field takes it."));
    assert!(desk.harness.get_by_label("Name of the actor").value().is_some_and(|text| text == "Nirgendl"));
    assert!(desk.linked().is_empty(), "what was not taken links nothing");
    desk.key(Modifiers::SHIFT, Key::Tab);
    assert!(!desk.sees("Not taken yet"));
    desk.press(Key::End);
    desk.text("and");
    desk.press(Key::Enter);
    assert_eq!(desk.linked(), ["Nirgendland"]);
}

#[test]
fn text_not_taken_stays_also_when_another_record_is_looked_at() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.text("Nirgendl");
    desk.select("Usbekistan");
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::Tab);
    assert!(desk.sees("Not taken yet: Enter in this field takes it."));
    assert!(desk.harness.get_by_label("Name of the actor").value().is_some_and(|text| text == "Nirgendl"));
}

#[test]
fn escape_gives_up_what_was_typed_in_a_list_field() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.text("Nirgendl");
    desk.press(Key::Escape);
    assert_eq!(desk.keyboard(), "Article a.txt");
    assert!(!desk.sees("Not taken yet"));
    assert!(desk.harness.get_by_label("Name of the actor").value().unwrap_or_default().is_empty());
}

#[test]
fn backspace_in_the_empty_field_takes_the_last_chip_away() {
    let mut desk = agreement();
    desk.focus("Parties of the agreement");
    for name in ["China", "Uzbekistan", "Egypt"] {
        desk.text(name);
        desk.press(Key::Enter);
    }
    let parties =
        |desk: &Desk| -> Vec<String> { record(desk).parties.iter().map(|party| party.actor.clone()).collect() };
    assert_eq!(parties(&desk), ["CHN", "UZB", "EGY"]);
    assert_eq!(desk.keyboard(), "Parties of the agreement", "the next name can be typed at once");
    desk.text("x");
    desk.press(Key::Backspace);
    assert_eq!(parties(&desk), ["CHN", "UZB", "EGY"], "first the letter");
    desk.press(Key::Backspace);
    assert_eq!(parties(&desk), ["CHN", "UZB"], "then the chip");
    desk.key(CTRL, Key::Z);
    assert_eq!(parties(&desk), ["CHN", "UZB", "EGY"]);
}

#[test]
fn enter_in_an_empty_field_with_chips_is_done_with_it() {
    let mut desk = agreement();
    desk.focus("Topics");
    desk.text("organised");
    desk.press(Key::Enter);
    desk.press(Key::Enter);
    assert_eq!(record(&desk).topics, ["TOC"]);
    assert_eq!(desk.keyboard(), "Article a.txt");
}

#[test]
fn several_terms_are_separated_by_semicolons_and_what_means_nothing_stays() {
    let mut desk = agreement();
    desk.focus("Topics");
    desk.text("organised; narcot; ");
    assert_eq!(record(&desk).topics, ["TOC", "DRUGS"]);
    desk.text("qqqq;");
    desk.press(Key::Tab);
    assert_eq!(record(&desk).topics, ["TOC", "DRUGS"]);
    assert!(desk.sees("Not taken yet: Enter in this field takes it."));
    assert!(desk.harness.get_by_label("Topics").value().is_some_and(|text| text.trim() == "qqqq;"));
}

#[test]
fn chip_is_removed_with_delete_when_it_has_the_keyboard() {
    let mut desk = agreement();
    desk.focus("Topics");
    for topic in ["organised", "narcotics"] {
        desk.text(topic);
        desk.press(Key::Enter);
    }
    desk.key(Modifiers::SHIFT, Key::Tab);
    assert_eq!(desk.keyboard(), "Topics: Narcotics");
    desk.press(Key::Delete);
    assert_eq!(record(&desk).topics, ["TOC"]);
}

#[test]
fn topics_are_searched_and_say_what_they_mean() {
    let mut desk = agreement();
    desk.focus("Topics");
    desk.text("terror");
    let found = offered(&desk);
    assert!(found.iter().any(|(label, help)| label == "Counter-terrorism" && help.len() > 20), "{found:?}");
    desk.press(Key::Escape);
    assert!(record(&desk).topics.is_empty());
}

#[test]
fn choice_opens_with_enter_is_searched_by_typing_and_taken_with_enter() {
    let mut desk = agreement();
    desk.focus("Kind");
    desk.press(Key::Enter);
    assert_eq!(desk.keyboard(), "Search the list");
    let (label, help) = offered(&desk)[0].clone();
    assert!(!label.is_empty() && help.ends_with('.'), "{label}: {help}");
    desk.text("proto");
    assert_eq!(labels(&desk)[0], "Protocol");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).kind, "protocol");
    assert_eq!(desk.keyboard(), "Kind", "the keyboard is back on the choice");
    assert!(offered(&desk).is_empty(), "the list is closed");
}

#[test]
fn escape_closes_a_choice_and_changes_nothing() {
    let mut desk = agreement();
    let before = record(&desk);
    desk.focus("Status");
    desk.press(Key::Enter);
    desk.text("sig");
    assert_eq!(labels(&desk)[0], "Signed");
    desk.press(Key::Escape);
    assert_eq!(desk.keyboard(), "Status");
    assert!(offered(&desk).is_empty());
    assert_eq!(record(&desk), before);
    desk.press(Key::Escape);
    assert_eq!(desk.keyboard(), "Article a.txt", "a second Escape goes back to the text");
}

#[test]
fn choice_is_found_by_its_code_by_a_later_word_and_by_its_help() {
    let mut desk = agreement();
    desk.focus("Kind");
    for (typed, expected) in
        [("MoU", "Memorandum of understanding"), ("notes", "Exchange of notes"), ("joint_st", "Joint statement")]
    {
        desk.press(Key::Enter);
        desk.text(typed);
        assert_eq!(labels(&desk)[0], expected, "{typed}");
        desk.press(Key::Escape);
    }
    desk.press(Key::Enter);
    desk.text("qqqq");
    assert!(labels(&desk).is_empty());
    let before = record(&desk);
    desk.press(Key::Enter);
    assert_eq!(record(&desk), before, "nothing found, nothing taken");
}

#[test]
fn closed_choice_goes_on_with_arrows_and_first_letters() {
    let mut desk = agreement();
    desk.focus("Status");
    desk.text("s");
    assert_eq!(record(&desk).status, "signed");
    desk.press(Key::ArrowDown);
    assert_eq!(record(&desk).status, "ratified");
    desk.press(Key::ArrowUp);
    assert_eq!(record(&desk).status, "signed");
}

#[test]
fn click_beside_an_open_list_closes_it() {
    let mut desk = agreement();
    desk.push("Status");
    assert!(!offered(&desk).is_empty());
    for beside in ["Filter of the article list", "Language code"] {
        let at = desk.middle(beside);
        desk.click(at, 1);
        assert_eq!(desk.keyboard(), beside, "the keyboard stays where the click was");
        desk.press(Key::Escape);
        desk.push("Status");
    }
    desk.press(Key::Escape);
    assert!(offered(&desk).is_empty());
}

#[test]
fn click_on_a_term_takes_it() {
    let mut desk = agreement();
    desk.push("Status");
    desk.text("sig");
    desk.push("Signed");
    assert_eq!(record(&desk).status, "signed");
    assert!(offered(&desk).is_empty());
}

#[test]
fn level_changes_the_kinds_that_are_offered() {
    let mut desk = agreement();
    desk.focus("Level");
    desk.press(Key::Enter);
    desk.text("activity");
    desk.press(Key::Enter);
    assert_eq!((record(&desk).level.as_str(), record(&desk).kind.as_str()), ("activity", ""));
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Kind");
    desk.press(Key::Enter);
    assert!(labels(&desk).contains(&"Joint exercise".to_owned()) && !labels(&desk).contains(&"Protocol".to_owned()));
    assert_eq!(desk.program().desk.open.pane.selection.mark.clone().unwrap().id.kind(), Kind::Agreement);
}

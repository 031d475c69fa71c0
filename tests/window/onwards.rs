//! Where keys and clicks lead on to: the next article, the list under a search, the words under the small bar.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{Desk, Setting};

fn desk(articles: &[(&str, &str)], open: &str) -> Desk {
    let mut desk = Desk::new(&Setting { articles, open: Some(open), size: [1440.0, 820.0], ..Setting::default() });
    desk.settle();
    desk
}

/// Says that there is no agreement, and sets the article done.
fn done(desk: &mut Desk) {
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    desk.settle();
    desk.key(Modifiers::COMMAND, Key::Enter);
    desk.settle();
}

fn shown(desk: &Desk) -> String {
    desk.program().current().unwrap().article.key.to_string()
}

#[test]
fn done_leads_round_the_list_to_what_is_not_done() {
    let mut desk = desk(&[("a.txt", "Eins."), ("b.txt", "Zwei."), ("c.txt", "Drei.")], "c.txt");
    done(&mut desk);
    assert_eq!(shown(&desk), "a.txt");
    assert!(desk.says("on with the first that is not done"));
    done(&mut desk);
    assert_eq!(shown(&desk), "b.txt");
    done(&mut desk);
    assert!(desk.says("All articles are done."));
}

#[test]
fn down_from_the_search_of_the_registry_leads_to_what_was_found() {
    let mut desk = desk(&[("a.txt", "Eins.")], "a.txt");
    desk.key(Modifiers::COMMAND, Key::R);
    desk.text("Uzbekistan");
    desk.settle();
    desk.press(Key::ArrowDown);
    desk.settle();
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.entry.as_deref(), Some("UZB"));
    assert!(!desk.shared("registry.ron").contains("Uzbekistan"), "no second entry is made");
}

#[test]
fn small_bar_makes_way_while_shift_extends_the_selection() {
    let mut desk = desk(&[("a.txt", "Ein Kooperationsprogramm wird unterzeichnet.")], "a.txt");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowRight);
    assert!(desk.harness.query_all_by_label_contains("Agreement").count() > 1, "the bar is there");
    desk.send(vec![egui::Event::ModifiersChanged(Modifiers::SHIFT)]);
    assert_eq!(desk.harness.query_all_by_label_contains("Agreement").count(), 1, "only the panel");
    desk.send(vec![egui::Event::ModifiersChanged(Modifiers::NONE)]);
}

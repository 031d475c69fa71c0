//! Boilerplate: greyed by hand and by rules, folded, learnt for a publisher.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::Place;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const PAGE: &str = "\
Hai nước ký kết bản ghi nhớ
68
Ngày 1 tháng 4, hai bộ trưởng đã gặp nhau tại Hà Nội.
Foto: Ministerium
Hai bên đã thống nhất về kế hoạch.
Liên hệ quảng cáo
Dòng cuối của bài.";
const SECOND: &str = "Một bài khác\nLiên hệ quảng cáo\nNội dung của bài này dài hơn một dòng.";

fn desk() -> Desk {
    let articles = [("a.txt", PAGE), ("b.txt", SECOND)];
    Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() })
}

/// Gives the greyed texts in text order.
fn greyed(desk: &Desk) -> Vec<String> {
    let opened = desk.program().current().unwrap();
    let mut places: Vec<&Place> = opened.work.regions.values().map(|region| &region.place).collect();
    places.sort();
    places.into_iter().map(|place| opened.article.text.slice(place.cover()).to_owned()).collect()
}

/// Gives the paragraphs that are on the screen with their letters.
fn paragraphs(desk: &Desk) -> usize {
    desk.harness.query_all_by(|node| node.role() == egui::Role::Paragraph && node.label().is_some()).count()
}

/// Gives the lines that stand for something folded.
fn folds(desk: &Desk) -> usize {
    let show = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == egui::Role::Button
            && node.label().is_some_and(|label| label.starts_with("Show ") && label.contains(": "))
    };
    desk.harness.query_all_by(show).count()
}

fn caret(desk: &Desk) -> glossator::session::action::TextSelection {
    desk.program().desk.open.pane.selection.text
}

/// Writes the publisher into the details of the article on the screen.
fn publisher(desk: &mut Desk, name: &str) {
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.text(name);
    desk.press(Key::Enter);
}

#[test]
fn b_greys_the_line_at_the_caret_and_the_selection_where_there_is_one() {
    let mut desk = desk();
    desk.press(Key::ArrowDown);
    desk.press(Key::B);
    assert_eq!(greyed(&desk), ["68"]);
    assert_eq!(desk.keyboard(), "Article a.txt", "the next line can be greyed at once");
    desk.times(2, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::B);
    assert_eq!(greyed(&desk), ["68", "Foto: Ministerium"]);
    desk.select("Liên hệ");
    desk.press(Key::B);
    assert_eq!(greyed(&desk), ["68", "Foto: Ministerium", "Liên hệ"]);
    assert!(desk.saved("a.anna.ron").contains("quote: \"Foto: Ministerium\""));
    desk.times(3, CTRL, Key::Z);
    assert!(greyed(&desk).is_empty());
}

#[test]
fn line_that_is_greyed_already_is_refused_with_a_sentence() {
    let mut desk = desk();
    desk.press(Key::ArrowDown);
    desk.press(Key::B);
    desk.press(Key::B);
    assert!(desk.says("This is greyed already."), "{:?}", desk.said());
    assert_eq!(greyed(&desk).len(), 1);
}

#[test]
fn kind_of_a_region_is_chosen_in_the_details_and_the_line_is_shown_again() {
    let mut desk = desk();
    desk.press(Key::ArrowDown);
    desk.press(Key::B);
    desk.key(CTRL, Key::D);
    assert!(desk.sees("Boilerplate (1)"));
    desk.focus("Kind of region");
    desk.press(Key::Enter);
    desk.text("counter");
    desk.press(Key::Enter);
    assert_eq!(desk.work().regions.values().next().unwrap().kind, "counter");
    desk.push("Region 68");
    assert_eq!(desk.selected(), "68");
    desk.push("Show again 68");
    assert!(greyed(&desk).is_empty());
}

#[test]
fn ctrl_shift_b_greys_what_the_rules_propose_as_one_step() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    assert!(desk.sees("The rules take these lines for boilerplate."));
    desk.key(CTRL_SHIFT, Key::B);
    assert_eq!(greyed(&desk), ["68", "Foto: Ministerium"]);
    let kinds: Vec<&str> = desk.work().regions.values().map(|region| region.kind.as_str()).collect();
    assert!(kinds.contains(&"counter") && kinds.contains(&"photo_credit"), "{kinds:?}");
    assert!(!desk.sees("The rules take these lines for boilerplate."));
    desk.key(CTRL_SHIFT, Key::B);
    assert!(desk.says("The rules find no boilerplate here."), "{:?}", desk.said());
    desk.key(CTRL, Key::Z);
    assert!(greyed(&desk).is_empty(), "one step");
    // Or one by one.
    desk.push("Grey proposal 2");
    assert_eq!(greyed(&desk), ["Foto: Ministerium"]);
}

#[test]
fn ctrl_g_folds_to_a_line_per_region_and_back_without_moving_the_caret() {
    let mut desk = desk();
    desk.select("68\nNgày 1 tháng 4, hai bộ trưởng đã gặp nhau tại Hà Nội.");
    desk.press(Key::B);
    desk.select("Liên hệ quảng cáo");
    desk.press(Key::B);
    desk.select("thống nhất");
    let (before, all) = (caret(&desk), paragraphs(&desk));
    assert_eq!(folds(&desk), 0);
    desk.key(CTRL, Key::G);
    assert_eq!(folds(&desk), 2, "two lines of one region are one line");
    assert_eq!(caret(&desk), before);
    assert_eq!(desk.selected(), "thống nhất");
    desk.key(CTRL, Key::G);
    assert_eq!(folds(&desk), 0);
    assert_eq!(paragraphs(&desk), all);
    assert_eq!(caret(&desk), before);
    let texts: Vec<String> = greyed(&desk);
    assert_eq!(texts[1], "Liên hệ quảng cáo", "no place has moved");
}

#[test]
fn caret_that_moves_into_a_folded_region_opens_it() {
    let mut desk = desk();
    desk.times(3, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::B);
    desk.key(CTRL, Key::Home);
    desk.key(CTRL, Key::G);
    assert_eq!(folds(&desk), 1);
    let text = desk.program().current().unwrap().article.text.clone();
    let folded = text.as_str().find("Foto").unwrap();
    for _ in 0..3 {
        assert_eq!(folds(&desk), 1);
        desk.press(Key::ArrowDown);
    }
    assert_eq!(text.paragraph_at(caret(&desk).focus.offset), text.paragraph_at(folded), "Down goes through it");
    assert_eq!(folds(&desk), 0, "the caret is never where nothing is seen");
    desk.press(Key::ArrowDown);
    assert_eq!(text.paragraph_at(caret(&desk).focus.offset), text.paragraph_at(folded) + 1);
}

#[test]
fn caret_that_stands_in_a_region_is_seen_also_after_folding() {
    let mut desk = desk();
    desk.times(3, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::B);
    let before = caret(&desk);
    desk.key(CTRL, Key::G);
    assert_eq!(caret(&desk), before);
    assert_eq!(folds(&desk), 1, "it folds though the caret is in it");
    // The next step of the caret is seen again.
    desk.press(Key::ArrowRight);
    assert_eq!(folds(&desk), 0);
}

#[test]
fn mark_in_a_folded_region_is_shown_when_it_is_gone_to() {
    let mut desk = desk();
    desk.select("Ministerium");
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.select("Foto: Ministerium");
    desk.press(Key::B);
    desk.key(CTRL, Key::Home);
    desk.press(Key::Escape);
    desk.key(CTRL, Key::G);
    assert_eq!(folds(&desk), 1);
    desk.press(Key::Tab);
    assert_eq!(folds(&desk), 0, "the mark stands in the region");
    assert!(desk.program().desk.open.pane.problems.iter().any(|problem| problem.number == 7), "and that is said");
}

#[test]
fn click_on_a_folded_line_opens_it() {
    let mut desk = desk();
    desk.select("Foto: Ministerium");
    desk.press(Key::B);
    desk.key(CTRL, Key::Home);
    desk.key(CTRL, Key::G);
    let line = desk.harness.get_by_label_contains("Show Photo caption: Foto").rect().center();
    desk.click(line, 1);
    assert_eq!(folds(&desk), 0);
}

#[test]
fn line_of_a_publisher_is_proposed_in_its_next_article() {
    let mut desk = desk();
    publisher(&mut desk, "PLO");
    desk.select("Liên hệ quảng cáo");
    desk.press(Key::B);
    desk.push("Propose this line wherever PLO has it");
    let saved = desk.shared("sources.ron");
    assert!(saved.contains("name: \"PLO\"") && saved.contains("Liên hệ quảng cáo"), "{saved}");
    assert!(!desk.sees("Propose this line wherever PLO has it"), "it is known now");
    assert!(desk.sees("Lines proposed as boilerplate: “Liên hệ quảng cáo”"));
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    assert!(desk.program().desk.open.pane.proposals.is_empty(), "not yet: its publisher is not known");
    publisher(&mut desk, "plo");
    let rules: Vec<String> = desk.program().desk.open.pane.proposals.iter().map(|one| one.rule.clone()).collect();
    assert_eq!(rules, ["rule of PLO"], "however the name is capitalised");
    desk.key(CTRL_SHIFT, Key::B);
    assert_eq!(greyed(&desk), ["Liên hệ quảng cáo"]);
    assert!(desk.saved("b.anna.ron").contains("origin: Suggested(\"rule of PLO\")"));
}

#[test]
fn publisher_with_an_arabic_name_is_written_in_its_own_letters() {
    let mut desk = desk();
    publisher(&mut desk, "السوق العربية المشتركة");
    desk.select("Liên hệ quảng cáo");
    desk.press(Key::B);
    assert!(desk.sees("In all articles of السوق العربية المشتركة"));
    desk.push("Propose this line wherever السوق العربية المشتركة has it");
    assert!(desk.shared("sources.ron").contains("name: \"السوق العربية المشتركة\""));
    desk.push("Forget these lines");
    assert!(desk.program().desk.workspace.shared.publishers.values().all(|publisher| publisher.rules.is_empty()));
    desk.key(CTRL, Key::Z);
    assert!(desk.program().desk.workspace.shared.publishers.values().any(|publisher| publisher.rules.len() == 1));
}

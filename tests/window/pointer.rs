//! The pointer in the article: selecting, cycling through nested marks, hovering, the small menu.

use egui::{Event, Key, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{Desk, Setting};

const TEXT: &str =
    "Der Rat des Präsidenten von Usbekistan tagt heute in Taschkent.\n\nوقعت الصين ومصر مذكرة في القاهرة اليوم";

fn desk() -> Desk {
    let mut desk = Desk::new(&Setting {
        articles: &[("a.txt", TEXT)],
        open: Some("a.txt"),
        size: [1440.0, 820.0],
        ..Setting::default()
    });
    desk.settle();
    desk
}

/// Finds the middle of some text on the screen, through the program's own layout.
fn place(desk: &mut Desk, quote: &str) -> Pos2 {
    let text = desk.program().current().unwrap().article.text.clone();
    let start = text.as_str().find(quote).unwrap();
    let rtl = start >= text.as_str().find("وقعت").unwrap();
    let label = if rtl { "وقعت" } else { "Der Rat" };
    let paragraph = desk
        .harness
        .get_by(|node| node.role() == egui::Role::Paragraph && node.label().is_some_and(|text| text.contains(label)))
        .rect();
    let paragraph_start = if rtl { text.as_str().find("وقعت").unwrap() } else { 0 };
    let line = &text.as_str()
        [paragraph_start..text.as_str()[paragraph_start..].find('\n').map_or(text.len(), |at| at + paragraph_start)];
    let mut fonts = glossator::shape::fonts::Fonts::new(false);
    let style = glossator::shape::Style {
        family: glossator::shape::Family::Serif,
        size: if rtl { 18.0 * glossator::shape::article::RTL_SCALE } else { 18.0 },
        line_height: 1.65,
        bold: false,
    };
    let direction =
        if rtl { glossator::core::language::Direction::Rtl } else { glossator::core::language::Direction::Ltr };
    let width = 612.0;
    let shaped = fonts.shape(line, style, Some(width), direction, 1.0);
    let at = start - paragraph_start;
    let rect = shaped.rects(&(at..at + quote.len()))[0];
    paragraph.min + rect.center().to_vec2()
}

/// Marks each text as an actor and gives the keyboard back to the article.
fn mark_actors(desk: &mut Desk, quotes: &[&str]) {
    for quote in quotes {
        let start = TEXT.find(quote).unwrap();
        let place =
            glossator::core::annotation::Place::of(glossator::core::text::Span { start, end: start + quote.len() });
        let article = desk.program().desk.open.pane.article.clone();
        let intent = glossator::core::intent::Intent::Mark(glossator::core::annotation::Kind::Actor, place);
        desk.program_mut().apply(glossator::session::Action::Change { article, intent });
    }
    desk.press(Key::Escape);
    desk.settle();
}

#[test]
fn double_click_selects_a_word_and_triple_click_a_paragraph() {
    let mut desk = desk();
    let at = place(&mut desk, "Usbekistan");
    desk.click(at, 2);
    assert_eq!(desk.selected(), "Usbekistan");
    // The small menu may lie over the next paragraph.
    desk.press(Key::Escape);
    let at = place(&mut desk, "مذكرة");
    desk.click(at, 3);
    assert_eq!(desk.selected(), "وقعت الصين ومصر مذكرة في القاهرة اليوم");
}

#[test]
fn drag_through_arabic_selects_the_letters_between() {
    let mut desk = desk();
    let from = place(&mut desk, "الصين") + vec2(22.0, 0.0);
    let to = place(&mut desk, "ومصر") - vec2(22.0, 0.0);
    desk.drag(from, to);
    assert!(desk.selected().contains("الصين ومصر") || desk.selected().contains("لصين ومص"), "{}", desk.selected());
    let buttons = desk.harness.query_all_by_label_contains("Agreement").count();
    assert!(buttons > 1, "the small menu is there beside the panel");
}

#[test]
fn press_move_and_release_within_one_frame_select() {
    let mut desk = desk();
    let (from, to) = (place(&mut desk, "Der"), place(&mut desk, "Taschkent"));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    desk.send(vec![Event::PointerMoved(from), button(from, true), Event::PointerMoved(to), button(to, false)]);
    assert!(desk.selected().contains("Rat des Präsidenten"), "{}", desk.selected());
}

#[test]
fn clicking_again_at_the_same_place_cycles_through_nested_marks() {
    let mut desk = desk();
    mark_actors(&mut desk, &["Usbekistan", "Präsidenten von Usbekistan", "Rat des Präsidenten von Usbekistan"]);
    let at = place(&mut desk, "Usbekistan");
    let mut lengths = Vec::new();
    for _ in 0..4 {
        desk.click(at, 1);
        // Far enough apart in time not to be a double click.
        desk.harness.step();
        desk.harness.step();
        let program = desk.program();
        let mark = program.desk.open.pane.selection.mark.clone().expect("a mark is selected");
        lengths.push(program.current().unwrap().marks.find(&mark).unwrap().cover.len());
    }
    assert!(lengths[0] < lengths[1] && lengths[1] < lengths[2] && lengths[3] == lengths[0], "{lengths:?}");
}

#[test]
fn hover_over_a_mark_reaches_the_panel_and_back() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    let at = place(&mut desk, "Der");
    desk.send(vec![Event::PointerMoved(at)]);
    assert!(desk.program().desk.open.pane.hover.is_some(), "the mark tells the panel");
    desk.send(vec![Event::PointerMoved(egui::pos2(600.0, 700.0))]);
    assert!(desk.program().desk.open.pane.hover.is_none());
    let row = desk.middle("actor record Der");
    desk.send(vec![Event::PointerMoved(row)]);
    assert!(desk.program().desk.open.pane.hover.is_some(), "the record tells the text");
}

#[test]
fn small_menu_marks_the_selection() {
    let mut desk = desk();
    let at = place(&mut desk, "Taschkent");
    desk.click(at, 2);
    let button = desk.harness.get_all_by_label_contains("Actor").last().map(|node| node.rect().center()).unwrap();
    desk.click(button, 1);
    assert_eq!(desk.marked(), ["Taschkent"]);
}

#[test]
fn double_click_on_a_selected_mark_selects_the_word_and_leaves_the_mark() {
    let mut desk = desk();
    mark_actors(&mut desk, &["Usbekistan", "Präsidenten von Usbekistan"]);
    let at = place(&mut desk, "Usbekistan");
    desk.click(at, 1);
    let chosen = desk.program().desk.open.pane.selection.mark.clone();
    desk.settle();
    desk.click(at, 2);
    assert_eq!(desk.selected(), "Usbekistan");
    assert_eq!(desk.program().desk.open.pane.selection.mark, chosen);
}

#[test]
fn shift_click_extends_from_where_the_selection_began() {
    let mut desk = desk();
    let (from, to) = (place(&mut desk, "Rat"), place(&mut desk, "Taschkent"));
    desk.click(from, 1);
    let shift = egui::Modifiers::SHIFT;
    let button =
        |pressed| Event::PointerButton { pos: to, button: egui::PointerButton::Primary, pressed, modifiers: shift };
    desk.send(vec![Event::PointerMoved(to), Event::ModifiersChanged(shift), button(true), button(false)]);
    assert!(desk.selected().contains("des Präsidenten von Usbekistan tagt heute in"), "{}", desk.selected());
}

#[test]
fn drag_beyond_the_edge_scrolls_and_selects_on() {
    let long = "Ein Absatz mit einigen Wörtern darin.\n".repeat(200);
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", &long)], open: Some("a.txt"), ..Setting::default() });
    let start =
        desk.harness.get_all_by_label_contains("Ein Absatz").nth(1).map(|node| node.rect().left_center()).unwrap();
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    let below = egui::pos2(start.x + 60.0, 900.0);
    desk.send(vec![Event::PointerMoved(start), button(start, true)]);
    desk.send(vec![Event::PointerMoved(below)]);
    let first = desk.selected().len();
    for _ in 0..20 {
        desk.harness.step();
    }
    let later = desk.selected().len();
    desk.send(vec![button(below, false)]);
    assert!(later > first + 400, "the selection grew from {first} to {later} bytes");
}

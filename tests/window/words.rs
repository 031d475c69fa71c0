//! Words of every script in the window: double click, drag by words, the keys, the mark that is made.

use egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::kittest::Queryable as _;
use glossator::core::language::{Direction, article_direction};
use glossator::shape::article::RTL_SCALE;
use glossator::shape::fonts::Fonts;
use glossator::shape::{Family, Style};

use crate::desk::{Desk, Setting};

fn desk(text: &str) -> Desk {
    let articles: &[(&str, &str)] = &[("a.txt", text)];
    let mut desk = Desk::new(&Setting { articles, open: Some("a.txt"), size: [1440.0, 820.0], ..Setting::default() });
    desk.settle();
    desk
}

/// Finds the middle of some bytes of an article of one line on the screen.
fn place(desk: &Desk, text: &str, start: usize, end: usize) -> Pos2 {
    let paragraph = desk.harness.get_by(|node| node.role() == egui::Role::Paragraph).rect();
    let direction = article_direction(text);
    let size = if direction == Direction::Rtl { 18.0 * RTL_SCALE } else { 18.0 };
    // Lines are as high in the window as what is read there.
    let high = direction == Direction::Rtl || text.chars().take(400).any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let line_height = if high { 1.95 } else { 1.65 } * 18.0 / size;
    let style = Style { family: Family::Serif, size, line_height, bold: false };
    let shaped = Fonts::new(false).shape(text, style, Some(612.0), direction, 1.0);
    paragraph.min + shaped.rects(&(start..end))[0].center().to_vec2()
}

#[derive(serde::Deserialize)]
struct Paragraph {
    name: String,
    text: String,
    words: Vec<(String, usize, usize)>,
}

#[test]
fn double_click_selects_a_word_of_every_script_and_a_marks_it() {
    for line in include_str!("../fixtures/scripts/scripts.jsonl").lines() {
        let paragraph: Paragraph = serde_json::from_str(line).expect("a paragraph");
        let mut desk = desk(&paragraph.text);
        let byte = |place: usize| paragraph.text.char_indices().nth(place).map_or(paragraph.text.len(), |(at, _)| at);
        for (word, start, end) in &paragraph.words {
            let at = place(&desk, &paragraph.text, byte(*start), byte(*end));
            desk.click(at, 2);
            assert_eq!(desk.selected(), *word, "{}", paragraph.name);
            desk.press(Key::Escape);
            desk.settle();
        }
        let (word, start, end) = &paragraph.words[0];
        let at = place(&desk, &paragraph.text, byte(*start), byte(*end));
        desk.click(at, 1);
        desk.press(Key::A);
        assert_eq!(desk.marked(), [word.as_str()], "{}: a at the caret", paragraph.name);
    }
}

#[test]
fn keys_go_by_the_words_of_a_script_without_spaces() {
    let mut desk = desk("ตำรวจไทยลงนามที่กรุงเทพ");
    for words in ["ตำรวจ", "ตำรวจไทย", "ตำรวจไทยลง", "ตำรวจไทยลงนาม", "ตำรวจไทยลงนามที่"]
    {
        desk.key(Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowRight);
        assert_eq!(desk.selected(), words);
    }
    desk.key(Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(desk.selected(), "ตำรวจไทยลงนาม");
}

#[test]
fn drag_after_a_double_click_selects_by_words() {
    let text = "乌克兰外长在北京签署备忘录。";
    let mut desk = desk(text);
    let from = place(&desk, text, text.find('北').unwrap(), text.find('京').unwrap());
    let to = place(&desk, text, text.find('忘').unwrap(), text.find('录').unwrap());
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    desk.send(vec![Event::PointerMoved(from), button(from, true), button(from, false), button(from, true)]);
    desk.send(vec![Event::PointerMoved(to)]);
    desk.send(vec![button(to, false)]);
    assert_eq!(desk.selected(), "北京签署备忘录");
}

#[test]
fn name_of_the_registry_is_one_word() {
    let text = "乌兹别克斯坦签署备忘录。";
    let mut desk = desk(text);
    let end = text.find('签').unwrap();
    let at = place(&desk, text, 3, 6);
    desk.click(at, 2);
    assert_eq!(desk.selected(), "乌兹别克斯坦", "Uzbekistan ships with the program");
    desk.press(Key::A);
    assert_eq!(desk.marked(), [&text[..end]]);
}

#[test]
fn new_actor_has_its_name_once() {
    let text = "王小洪在北京会见了外长，双方签署了备忘录。";
    let mut desk = desk(text);
    let end = text.find('在').unwrap();
    let focus = glossator::shape::Caret { offset: end, upstream: true };
    let selection = glossator::session::action::TextSelection { anchor: glossator::shape::Caret::at(0), focus };
    desk.program_mut().apply(glossator::session::action::Action::SelectText(selection));
    desk.press(Key::A);
    desk.settle();
    desk.press(Key::Enter);
    let registry = desk.shared("registry.ron");
    assert_eq!(registry.matches("王小洪").count(), 1, "{registry}");
}

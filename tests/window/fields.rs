//! Input fields: right-to-left text, input methods, clipboard, problems said under the field.

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, Desk, Setting};

fn desk() -> Desk {
    let text = "وقعت الصين ومصر مذكرة";
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", text)], open: Some("a.txt"), ..Setting::default() });
    desk.press(Key::A);
    desk
}

fn name(desk: &Desk) -> Vec<String> {
    desk.linked()
}

#[test]
fn field_takes_arabic_and_latin_together_in_typing_order() {
    let mut desk = desk();
    desk.text("وانغ Wang (وزير)");
    desk.press(Key::Enter);
    assert_eq!(name(&desk), ["وانغ Wang (وزير)"]);
}

#[test]
fn input_method_shows_its_draft_and_takes_only_what_is_committed() {
    let mut desk = desk();
    desk.send(vec![Event::Ime(ImeEvent::Preedit { text: "wang".into(), active_range_chars: None })]);
    desk.send(vec![Event::Ime(ImeEvent::Preedit { text: "王小".into(), active_range_chars: Some(0..2) })]);
    desk.send(vec![Event::Ime(ImeEvent::Preedit { text: String::new(), active_range_chars: None })]);
    desk.send(vec![Event::Ime(ImeEvent::Commit("王小洪".into()))]);
    desk.press(Key::Enter);
    assert_eq!(name(&desk), ["王小洪"]);
}

#[test]
fn several_names_are_separated_by_semicolons_of_either_script() {
    let mut desk = desk();
    desk.text("China; مصر؛ Nirgendland");
    desk.press(Key::Enter);
    assert_eq!(name(&desk), ["China", "Egypt", "Nirgendland"]);
}

#[test]
fn copy_cut_and_paste_keep_the_logical_order() {
    let mut desk = desk();
    desk.text("abc الصين");
    desk.key(CTRL, Key::A);
    desk.harness.input_mut().events.push(Event::Cut);
    desk.harness.step();
    let copied = desk.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("abc الصين"));
    desk.send(vec![Event::Paste("مصر\nxyz".into())]);
    desk.press(Key::Enter);
    assert_eq!(name(&desk), ["مصر xyz"]);
}

#[test]
fn backspace_takes_whole_letters_with_their_signs() {
    let mut desk = desk();
    desk.text("Vie\u{302}\u{323}");
    desk.press(Key::Backspace);
    desk.text("x");
    desk.press(Key::Enter);
    let name = name(&desk);
    assert!(name == ["Vix"] || name == ["Vie\u{302}x"], "{name:?}");
    assert!(!name[0].contains('\u{323}'));
}

#[test]
fn value_is_said_in_words_and_a_slip_in_the_words_of_the_check() {
    let mut desk = desk();
    desk.press(Key::Escape);
    desk.key(CTRL, Key::ArrowLeft);
    desk.press(Key::D);
    desk.text("2024-04-01");
    assert!(desk.harness.query_by_label_contains("1 April 2024").is_some());
    desk.key(CTRL, Key::A);
    desk.text("2024-13-01");
    assert!(desk.harness.query_by_label_contains("is not a date: month 13").is_some());
    desk.press(Key::Enter);
    assert_eq!(desk.work().dates.values().next().unwrap().value, "", "what is no date is not stored");
    let typed = desk.harness.get_by_label("Value of the date").value();
    assert_eq!(typed.as_deref(), Some("2024-13-01"), "what was typed is not lost");
}

#[test]
fn note_of_several_lines_is_taken_when_the_focus_leaves() {
    let mut desk = desk();
    desk.focus("Note on the actor");
    desk.text("first");
    desk.press(Key::Enter);
    desk.text("second");
    desk.key(Modifiers::SHIFT, Key::Tab);
    let opened = desk.program().current().unwrap();
    assert_eq!(opened.work.actors.values().next().unwrap().note, "first\nsecond");
}

#[test]
fn language_that_is_no_code_is_refused_with_a_sentence() {
    let mut desk = desk();
    desk.press(Key::Escape);
    let at = desk.harness.get_by_label("Language code").rect().center();
    desk.click(at, 1);
    desk.text("not a code!");
    desk.press(Key::Enter);
    assert!(desk.sees("“not a code!” is not a language code"), "under the field");
    assert_eq!(desk.keyboard(), "Language code");
    assert!(!format!("{:?}", desk.work()).contains("not a code!"));
}

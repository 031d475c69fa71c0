//! Finding in the article: Ctrl+F, F3, and what is lit.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use glossator::session::action::{Action, Focus};

use crate::desk::{Desk, Setting};

const TEXT: &str = "Der MÜLLER traf die Mu\u{308}ller.\n\nMüllerin und mueller, sagte Müller.\n\nوقّعت الصين";

fn desk() -> Desk {
    let articles: &[(&str, &str)] = &[("a.txt", TEXT), ("b.txt", "Auch hier ist ein Müller.")];
    let mut desk = Desk::new(&Setting { articles, open: Some("a.txt"), size: [1440.0, 820.0], ..Setting::default() });
    desk.settle();
    desk
}

fn look_for(desk: &mut Desk, words: &str) {
    desk.key(Modifiers::COMMAND, Key::F);
    desk.text(words);
    desk.settle();
}

/// Gives what stands beside the field.
fn count(desk: &Desk) -> String {
    let program = desk.program();
    let find = program.desk.open.pane.find.as_ref().expect("something is looked for");
    let count = find.count(program.current().unwrap().article.generation);
    assert!(count.is_empty() || desk.harness.query_by_label(&count).is_some(), "{count} is on the screen");
    count
}

#[test]
fn words_are_counted_while_they_are_typed_and_enter_selects_so_that_a_marks() {
    let mut desk = desk();
    look_for(&mut desk, "müller");
    assert_eq!(count(&desk), "1 of 4");
    desk.press(Key::Enter);
    assert_eq!(desk.selected(), "MÜLLER");
    desk.press(Key::A);
    assert_eq!(desk.marked(), ["MÜLLER"]);
}

#[test]
fn f3_goes_round_the_article_in_both_directions() {
    let mut desk = desk();
    look_for(&mut desk, "müller");
    desk.press(Key::Enter);
    let mut found = vec![desk.selected()];
    for _ in 0..4 {
        desk.press(Key::F3);
        found.push(desk.selected());
    }
    assert_eq!(found, ["MÜLLER", "Mu\u{308}ller", "Müller", "Müller", "MÜLLER"]);
    assert!(desk.harness.query_by_label_contains("On from the beginning.").is_some());
    desk.key(Modifiers::SHIFT, Key::F3);
    assert_eq!(count(&desk), "4 of 4");
}

#[test]
fn switches_find_exactly_whole_words_and_patterns() {
    let mut desk = desk();
    look_for(&mut desk, "Müller");
    for (label, wanted) in [("Exact", "1 of 2"), ("Whole words", "1 of 1")] {
        let at = desk.middle(label);
        desk.click(at, 1);
        desk.settle();
        assert_eq!(count(&desk), wanted, "{label}");
    }
    let at = desk.middle("Pattern");
    desk.click(at, 1);
    desk.key(Modifiers::COMMAND, Key::F);
    desk.key(Modifiers::COMMAND, Key::A);
    desk.text("M(");
    desk.settle();
    assert_eq!(count(&desk), "This is no regular expression: unclosed group.");
}

#[test]
fn escape_closes_and_gives_the_keyboard_back_and_the_words_are_there_again() {
    let mut desk = desk();
    look_for(&mut desk, "الصين");
    assert_eq!(count(&desk), "1 of 1");
    desk.press(Key::Escape);
    desk.settle();
    assert!(desk.program().desk.open.pane.find.is_none());
    assert_eq!(desk.keyboard(), "Article a.txt");
    desk.press(Key::F3);
    assert_eq!(desk.selected(), "الصين");
}

#[test]
fn selected_words_are_looked_for_and_another_article_is_looked_through_at_once() {
    let mut desk = desk();
    let start = TEXT.rfind("Müller").unwrap();
    let focus = glossator::shape::Caret { offset: start + "Müller".len(), upstream: true };
    let selection = glossator::session::action::TextSelection { anchor: glossator::shape::Caret::at(start), focus };
    desk.program_mut().apply(Action::SelectText(selection));
    desk.key(Modifiers::COMMAND, Key::F);
    desk.settle();
    assert_eq!(count(&desk), "4 of 4", "looking begins where the selection is");
    desk.program_mut().apply(Action::Focus(Focus::Article));
    desk.key(Modifiers::COMMAND, Key::ArrowDown);
    desk.settle();
    assert_eq!(count(&desk), "1 of 1");
}

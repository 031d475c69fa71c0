//! Quick keys for the value of a date, and its strip of time.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{CTRL, CTRL_ALT, Desk, Setting};

const TEXT: &str = "Am 3. Mai 2024 kam er. Am 9/5/2024 ging sie. Am 12. Juni sprach man. Gestern war Ruhe.";

fn desk() -> Desk {
    Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() })
}

/// Marks a text as a date and goes back to the text; the mark stays selected.
fn date(desk: &mut Desk, quote: &str) {
    desk.select(quote);
    desk.press(Key::D);
    desk.press(Key::Escape);
}

fn publish(desk: &mut Desk, day: &str) {
    desk.focus("Publication date");
    desk.text(day);
    desk.press(Key::Enter);
}

/// Gives the value of the selected date.
fn value(desk: &Desk) -> String {
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    desk.work().dates[&mark.id].value.clone()
}

#[test]
fn as_written_reads_names_of_months_and_takes_the_year_of_publication() {
    let mut desk = desk();
    date(&mut desk, "3. Mai 2024");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-05-03");
    date(&mut desk, "12. Juni");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "XXXX-06-12", "nothing says the year");
    publish(&mut desk, "2024-06-13");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-06-12");
    date(&mut desk, "Gestern");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "");
    assert!(desk.says("These words name no day, month or year"), "{:?}", desk.said());
}

#[test]
fn as_written_reads_numbers_in_the_order_of_the_publisher() {
    let mut desk = desk();
    date(&mut desk, "9/5/2024");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-05-09", "the order of the language");
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.text("PLO");
    desk.press(Key::Enter);
    desk.focus("Corpus order of number dates");
    desk.press(Key::Enter);
    desk.text("month, day");
    desk.press(Key::Enter);
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-09-05", "the order of the publisher");
    assert!(desk.shared("sources.ron").contains("date_order: \"mdy\""));
}

#[test]
fn publication_and_the_day_before_it_are_one_key_each() {
    let mut desk = desk();
    date(&mut desk, "Gestern");
    desk.key(CTRL_ALT, Key::Num1);
    assert!(desk.says("The article has no publication date. Enter it first."), "{:?}", desk.said());
    desk.key(CTRL_ALT, Key::Num2);
    assert_eq!(value(&desk), "");
    publish(&mut desk, "2024-03-01T11:44:00+02:00");
    desk.key(CTRL_ALT, Key::Num1);
    assert_eq!(value(&desk), "2024-03-01");
    desk.key(CTRL_ALT, Key::Num2);
    assert_eq!(value(&desk), "2024-02-29", "over the end of a leap February");
    desk.key(CTRL, Key::Z);
    assert_eq!(value(&desk), "2024-03-01");
}

#[test]
fn value_of_the_date_before_is_repeated_and_shortened_and_made_a_range() {
    let mut desk = desk();
    date(&mut desk, "3. Mai 2024");
    desk.key(CTRL_ALT, Key::Num3);
    assert!(desk.says("There is no date with a value before this one in the text."), "{:?}", desk.said());
    desk.key(CTRL_ALT, Key::Num0);
    date(&mut desk, "12. Juni");
    desk.key(CTRL_ALT, Key::Num3);
    assert_eq!(value(&desk), "2024-05-03");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::A);
    desk.text("2024-06-12");
    desk.press(Key::Enter);
    desk.key(CTRL_ALT, Key::Num6);
    assert_eq!(value(&desk), "2024-05-03/2024-06-12");
    desk.key(CTRL, Key::Z);
    desk.key(CTRL_ALT, Key::Num4);
    assert_eq!(value(&desk), "2024-06");
    desk.key(CTRL_ALT, Key::Num5);
    assert_eq!(value(&desk), "2024");
}

#[test]
fn range_needs_a_last_day_and_month_a_value() {
    let mut desk = desk();
    date(&mut desk, "3. Mai 2024");
    desk.key(CTRL_ALT, Key::Num4);
    assert!(desk.says("Give the date a value first; then it can be shortened."), "{:?}", desk.said());
    desk.key(CTRL_ALT, Key::Num0);
    date(&mut desk, "12. Juni");
    desk.key(CTRL_ALT, Key::Num6);
    assert!(desk.says("Give the last day of the range first"), "{:?}", desk.said());
    assert_eq!(value(&desk), "");
}

#[test]
fn range_is_not_made_twice_and_not_backwards() {
    let mut desk = desk();
    date(&mut desk, "3. Mai 2024");
    desk.key(CTRL_ALT, Key::Num0);
    date(&mut desk, "12. Juni");
    desk.press(Key::Enter);
    desk.text("2024-06-12");
    desk.press(Key::Enter);
    desk.key(CTRL_ALT, Key::Num6);
    desk.key(CTRL_ALT, Key::Num6);
    assert_eq!(value(&desk), "2024-05-03/2024-06-12", "a range of a range is refused");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::A);
    desk.text("2023-01-01");
    desk.press(Key::Enter);
    desk.key(CTRL_ALT, Key::Num6);
    assert_eq!(value(&desk), "2023-01-01", "a range that ends before it begins is refused");
    assert!(!desk.said().is_empty());
}

#[test]
fn quick_keys_work_while_the_value_is_typed() {
    let mut desk = desk();
    publish(&mut desk, "2024-06-13");
    desk.select("12. Juni");
    desk.press(Key::D);
    assert_eq!(desk.keyboard(), "Value of the date");
    desk.key(CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-06-12");
    assert_eq!(desk.keyboard(), "Value of the date");
    assert_eq!(desk.harness.get_by_label("Value of the date").value().as_deref(), Some("2024-06-12"));
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "2024-06-12");
}

#[test]
fn quick_key_without_a_selected_date_says_what_to_do() {
    let mut desk = desk();
    desk.key(CTRL_ALT, Key::Num1);
    assert!(desk.says("Select the date first: click its mark, or press Tab."), "{:?}", desk.said());
    assert!(desk.work().dates.is_empty());
}

#[test]
fn buttons_do_what_the_keys_do() {
    let mut desk = desk();
    publish(&mut desk, "2024-06-13");
    date(&mut desk, "Gestern");
    desk.push("Day before");
    assert_eq!(value(&desk), "2024-06-12");
    desk.push("Year");
    assert_eq!(value(&desk), "2024");
}

#[test]
fn strip_of_time_says_where_the_value_lies() {
    let mut desk = desk();
    publish(&mut desk, "2024-06-13");
    date(&mut desk, "12. Juni");
    desk.key(CTRL_ALT, Key::Num0);
    let strip = |desk: &Desk| -> Vec<String> {
        let found = desk.harness.query_all_by_role(egui::Role::Image);
        found.filter_map(|node| node.accesskit_node().label()).collect()
    };
    assert_eq!(strip(&desk), ["2024-06-12; ended one day before publication"]);
    desk.key(CTRL_ALT, Key::Num4);
    assert_eq!(strip(&desk), ["2024-06-01 to 2024-06-30, 30 days; publication falls into it"]);
    desk.key(CTRL_ALT, Key::Num5);
    assert_eq!(strip(&desk), ["2024-01-01 to 2024-12-31, 366 days; publication falls into it"]);
    desk.press(Key::Enter);
    desk.key(CTRL, Key::A);
    desk.text("2025-01");
    assert_eq!(
        strip(&desk),
        ["2025-01-01 to 2025-01-31, 31 days; begins 202 days after publication"],
        "already while it is typed"
    );
    desk.key(CTRL, Key::A);
    desk.text("XXXX-06-12");
    assert!(strip(&desk).is_empty(), "a day without a year has no place on it");
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(value(&desk), "2024");
}

#[test]
fn how_long_something_is_for_is_typed_where_the_type_says_so_and_said_in_words() {
    let mut desk = desk();
    date(&mut desk, "Gestern");
    desk.focus("Value of the date");
    desk.text("P18M");
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "", "it is not a date");
    assert!(desk.harness.query_by_label_contains("this says how long, not when").is_some());
    desk.press(Key::Escape);
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    let article = desk.program().desk.open.pane.article.clone();
    for (kind, typed, words) in [("duration", "P18M", "18 months"), ("set", "R/2024/P1Y", "every year from 2024")] {
        let field = glossator::core::intent::DateField::Kind(kind.to_owned());
        let intent = glossator::core::intent::Intent::SetDate(mark.id.clone(), field);
        desk.program_mut().apply(glossator::session::Action::Change { article: article.clone(), intent });
        desk.settle();
        desk.focus("Value of the date");
        desk.key(CTRL, Key::A);
        desk.text(typed);
        assert!(desk.harness.query_by_label(words).is_some(), "{words}");
        desk.press(Key::Enter);
        assert_eq!(value(&desk), typed);
    }
}

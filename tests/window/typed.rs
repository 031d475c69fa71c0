//! Text typed into fields: what cannot be taken stays with its sentence, Escape destroys nothing, closing says it.

use egui::{Event, Key, Modifiers, pos2};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, Desk, Setting};

const TEXT: &str = "Am 3. Mai 2024 unterzeichnete China ein Protokoll mit Usbekistan, um 20:49.";
const SECOND: &str = "Am 4. Juni 2024 war Ruhe in Taschkent.";

const SCHEMA: &str = r#"(
    id: "test-1", version: "1", base: "default-1",
    fields: [
        (on: "date", id: "x_seats", label: "Seats", type: Number(min: Some(1), max: Some(90))),
        (on: "date", id: "x_seen", label: "Seen on", type: Date),
    ],
)"#;

fn desk() -> Desk {
    let articles = [("a.txt", TEXT), ("b.txt", SECOND)];
    Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() })
}

/// Marks a text as a date; its value has the keyboard.
fn date(desk: &mut Desk) {
    desk.select("3. Mai 2024");
    desk.press(Key::D);
    assert_eq!(desk.keyboard(), "Value of the date");
}

/// Gives the text that stands in a field.
fn stands(desk: &Desk, field: &str) -> String {
    desk.harness.get_by_label(field).value().unwrap_or_default()
}

/// Gives the value of the only date.
fn value(desk: &Desk) -> String {
    desk.work().dates.values().next().unwrap().value.clone()
}

fn open(desk: &mut Desk, name: &str) {
    let key = glossator::core::workspace::ArticleKey::new(name);
    desk.program_mut().apply(glossator::session::Action::Open(glossator::session::Target::Article(key)));
    desk.settle();
}

/// Clicks where nothing is but the text of the article.
fn click_into_the_article(desk: &mut Desk) {
    let article = desk.harness.get_by_role_and_label(egui::Role::Document, "Article a.txt").rect();
    desk.click(pos2(article.center().x, article.bottom() - 20.0), 1);
    desk.settle();
}

#[test]
fn enter_on_what_is_no_date_keeps_the_text_and_the_keyboard_in_the_field() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("14.05.2019 20:49");
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "", "nothing is stored");
    assert_eq!(desk.keyboard(), "Value of the date");
    assert!(desk.sees("it is day first, write 2019-05-14"));
    let marks = desk.marked();
    desk.text("afd");
    assert_eq!(stands(&desk, "Value of the date"), "14.05.2019 20:49afd", "letters go into the field");
    assert_eq!(desk.marked(), marks, "and are no commands");
    desk.times(3, Modifiers::NONE, Key::Backspace);
    desk.times(4, Modifiers::NONE, Key::Backspace);
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "", "a day in figures is no value either");
    desk.key(CTRL, Key::A);
    desk.text("2019-05-14");
    assert!(!desk.sees("is not a date"));
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "2019-05-14");
    assert!(desk.keyboard().starts_with("Article "));
}

#[test]
fn tab_stays_once_and_then_leaves_the_text_in_its_field() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("morgen");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Value of the date");
    assert!(desk.sees("“morgen” is not a date"));
    desk.press(Key::Tab);
    assert_ne!(desk.keyboard(), "Value of the date", "nobody is held in a field for ever");
    assert_eq!(stands(&desk, "Value of the date"), "morgen");
    assert_eq!(value(&desk), "");
    desk.key(Modifiers::SHIFT, Key::Tab);
    assert_eq!(desk.keyboard(), "Value of the date");
    desk.text("s");
    assert_eq!(stands(&desk, "Value of the date"), "morgens", "what waits is gone on with");
}

#[test]
fn tab_in_the_frame_of_the_last_letter_does_not_store_nonsense() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("2024-13-0");
    let tab =
        |pressed| Event::Key { key: Key::Tab, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    desk.send(vec![Event::Text("1".to_owned()), tab(true), tab(false)]);
    assert_eq!(desk.keyboard(), "Value of the date");
    assert_eq!(stands(&desk, "Value of the date"), "2024-13-01");
    assert_eq!(value(&desk), "");
    desk.key(CTRL, Key::A);
    desk.text("2024-12-0");
    desk.send(vec![Event::Text("1".to_owned()), tab(true), tab(false)]);
    assert_eq!(value(&desk), "2024-12-01");
    assert_ne!(desk.keyboard(), "Value of the date");
}

#[test]
fn known_value_is_taken_by_its_button_and_by_its_key() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("14.05.2019 20:49");
    assert!(desk.sees("Ctrl+Enter takes 2019-05-14."), "the sentence says which key");
    desk.key(CTRL, Key::Enter);
    assert_eq!(value(&desk), "2019-05-14");
    assert!(desk.keyboard().starts_with("Article "));
    assert_eq!(desk.program().current().unwrap().article.key.as_str(), "a.txt", "it is no other command here");
    desk.focus("Value of the date");
    desk.key(CTRL, Key::A);
    desk.text("9/5/2024");
    desk.push("Take 2024-09-05");
    assert_eq!(value(&desk), "2024-09-05");
    assert_eq!(stands(&desk, "Value of the date"), "2024-09-05");
    assert!(desk.saved("a.txt.anna.ron").contains("2024-09-05") || desk.program().all_saved());
    desk.focus("Value of the date");
    desk.key(CTRL, Key::A);
    desk.text("5.9.2024");
    desk.key(CTRL, Key::Enter);
    assert_eq!(stands(&desk, "Value of the date"), "2024-09-05", "also where it is the present value");
}

#[test]
fn time_without_seconds_is_offered_as_its_day_and_with_seconds() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("2019-05-14T20:49");
    desk.press(Key::Enter);
    assert!(desk.sees("a time has seconds in EDTF, write the day alone, 2019-05-14, or with seconds"));
    desk.push("Take 2019-05-14T20:49:00");
    assert_eq!(value(&desk), "2019-05-14T20:49:00");
}

#[test]
fn value_that_cannot_be_taken_is_refused_in_every_field_for_dates() {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    date(&mut desk);
    let mark = desk.program().desk.open.pane.selection.mark.clone();
    desk.key(CTRL, Key::D);
    for field in ["Publication date", "Publication date of the article", "Other readings", "Seen on"] {
        desk.program_mut().apply(glossator::session::Action::SelectMark(mark.clone()));
        desk.settle();
        desk.focus(field);
        desk.text("4.6.2024");
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), field);
        assert_eq!(stands(&desk, field), "4.6.2024", "{field}");
        assert!(desk.sees("Ctrl+Enter takes 2024-06-04."), "{field}");
        let work = format!("{:?}", desk.work());
        assert!(!work.contains("4.6.2024"), "{field}");
        desk.key(CTRL, Key::Enter);
        assert!(format!("{:?}", desk.work()).contains("2024-06-04"), "{field}");
        desk.key(CTRL, Key::Z);
        assert!(!format!("{:?}", desk.work()).contains("2024-06-04"), "{field}");
    }
    desk.program_mut().apply(glossator::session::Action::SelectMark(mark));
    desk.settle();
    desk.focus("Seats");
    desk.text("120");
    desk.press(Key::Enter);
    assert_eq!(desk.keyboard(), "Seats");
    assert!(desk.sees("120 is too large. Give a number from 1 to 90."));
    assert!(!format!("{:?}", desk.work()).contains("120"));
}

#[test]
fn dates_of_an_agreement_are_refused_like_those_of_marks() {
    let mut desk = desk();
    desk.select("China ein Protokoll mit Usbekistan");
    desk.press(Key::G);
    for field in ["Date of signing", "Validity", "Date of entry into force"] {
        desk.focus(field);
        desk.text("2024/25");
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), field);
        assert!(!format!("{:?}", desk.work()).contains("2024/25"), "{field}");
        desk.key(CTRL, Key::Enter);
        assert!(format!("{:?}", desk.work()).contains("2024/2025"), "{field}");
    }
}

#[test]
fn country_and_time_zone_that_do_not_exist_stay_in_their_fields() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.text("PLO");
    desk.press(Key::Enter);
    for (field, typed, sentence, offer) in [
        ("Country of the publisher", "Uzbekistan", "“Uzbekistan” is not a code of a country.", "UZB"),
        ("Time zone", "UTC+5", "“UTC+5” is not an offset.", "+05:00"),
    ] {
        desk.focus(field);
        desk.text(typed);
        assert!(!desk.sees(sentence), "{field}: nobody is corrected in the middle of a word");
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), field);
        assert_eq!(stands(&desk, field), typed);
        assert!(desk.sees(sentence), "{field}");
        assert!(desk.said().is_empty(), "it stands under the field: {:?}", desk.said());
        desk.push(&format!("Take {offer}"));
        assert_eq!(stands(&desk, field), offer);
        assert!(desk.shared("sources.ron").contains(offer));
    }
}

#[test]
fn click_elsewhere_leaves_what_cannot_be_taken_in_its_field_until_one_comes_back() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("3. Mai");
    click_into_the_article(&mut desk);
    assert!(desk.keyboard().starts_with("Article "));
    assert_eq!(value(&desk), "", "it is not stored");
    desk.program_mut().apply(glossator::session::Action::SelectMark(None));
    desk.settle();
    assert!(desk.harness.query_by_label("Value of the date").is_none());
    open(&mut desk, "b.txt");
    assert!(!desk.sees("is not a date"), "it is a matter of the other article");
    open(&mut desk, "a.txt");
    let id = desk.work().dates.keys().next().unwrap().clone();
    let mark = glossator::core::marks::MarkRef { id, part: 0 };
    desk.program_mut().apply(glossator::session::Action::SelectMark(Some(mark)));
    desk.settle();
    assert_eq!(stands(&desk, "Value of the date"), "3. Mai", "and not lost");
    assert!(desk.sees("“3. Mai” is not a date"));
    desk.focus("Value of the date");
    desk.key(CTRL, Key::A);
    desk.text("2024-05-03");
    click_into_the_article(&mut desk);
    assert_eq!(value(&desk), "2024-05-03", "what can be taken is taken when the focus leaves");
}

#[test]
fn text_typed_into_the_header_of_one_article_never_shows_in_another() {
    let mut desk = desk();
    desk.focus("Publication date");
    desk.text("gestern");
    open(&mut desk, "b.txt");
    assert_eq!(stands(&desk, "Publication date"), "");
    assert!(!desk.sees("“gestern” is not a date"));
    desk.focus("Publication date");
    desk.text("2024-06-05");
    desk.press(Key::Enter);
    assert_eq!(desk.work().header.published, "2024-06-05");
    open(&mut desk, "a.txt");
    assert_eq!(stands(&desk, "Publication date"), "gestern");
    assert_eq!(desk.work().header.published, "");
}

#[test]
fn closing_says_once_that_something_typed_could_not_be_taken() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("gestern");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::W);
    desk.settle();
    assert!(desk.program().current().is_some(), "the corpus is still open");
    assert!(desk.says("Not everything typed could be taken: “gestern” in a.txt."), "{:?}", desk.said());
    desk.key(CTRL, Key::W);
    desk.settle();
    assert!(desk.program().current().is_none());
    let corpus = desk.corpus();
    desk.program_mut().apply(glossator::session::Action::Open(glossator::session::Target::Path(corpus)));
    desk.settle();
    desk.key(CTRL, Key::W);
    desk.settle();
    assert!(desk.program().current().is_none(), "the text has gone with the corpus");
}

#[test]
fn escape_puts_back_what_was_there_and_undo_offers_the_typed_text_first() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("2024-05-03");
    desk.press(Key::Enter);
    desk.focus("Value of the date");
    desk.key(CTRL, Key::A);
    desk.text("2024-05-04");
    desk.press(Key::Escape);
    assert!(desk.keyboard().starts_with("Article "));
    assert_eq!(stands(&desk, "Value of the date"), "2024-05-03");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.keyboard(), "Value of the date");
    assert_eq!(stands(&desk, "Value of the date"), "2024-05-04", "what was typed is offered again");
    assert_eq!(value(&desk), "2024-05-03", "before an older step is undone");
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "2024-05-04");
    desk.key(CTRL, Key::Z);
    assert_eq!(value(&desk), "2024-05-03");
    desk.key(CTRL, Key::Z);
    assert_eq!(value(&desk), "");
}

#[test]
fn newer_steps_are_undone_before_typed_text_is_offered() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("gestern");
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    assert_eq!(stands(&desk, "Value of the date"), "");
    assert!(!desk.sees("is not a date"));
    desk.focus("Publication date");
    desk.text("2024-05-04");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.work().header.published, "");
    assert!(!desk.sees("gestern"));
    open(&mut desk, "b.txt");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.program().current().unwrap().article.key.as_str(), "a.txt", "it comes back where it was typed");
    assert_eq!(desk.keyboard(), "Value of the date");
    assert_eq!(stands(&desk, "Value of the date"), "gestern");
    desk.press(Key::Escape);
    assert_eq!(stands(&desk, "Value of the date"), "");
}

#[test]
fn escape_in_a_note_keeps_what_was_typed() {
    let mut desk = desk();
    date(&mut desk);
    desk.focus("Note on the date");
    desk.text("first");
    desk.press(Key::Enter);
    desk.text("second");
    desk.press(Key::Escape);
    assert!(desk.keyboard().starts_with("Article "));
    assert_eq!(desk.work().dates.values().next().unwrap().note, "first\nsecond");
}

#[test]
fn escape_in_the_field_of_a_list_offers_the_typed_name_again() {
    let mut desk = desk();
    desk.select("China");
    desk.press(Key::A);
    desk.text("Wang");
    desk.press(Key::Escape);
    assert_eq!(stands(&desk, "Name of the actor"), "");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.keyboard(), "Name of the actor");
    assert_eq!(stands(&desk, "Name of the actor"), "Wang");
    desk.press(Key::Enter);
    assert_eq!(desk.linked(), ["Wang"]);
    assert_eq!(stands(&desk, "Name of the actor"), "", "what was taken does not wait any more");
}

#[test]
fn escape_still_empties_a_search_field() {
    let mut desk = desk();
    desk.key(CTRL, Key::R);
    desk.text("Usbek");
    let typed = desk.keyboard();
    desk.press(Key::Escape);
    assert_eq!(stands(&desk, &typed), "");
    desk.key(CTRL, Key::Z);
    assert_eq!(stands(&desk, &typed), "", "a search is nothing to be undone");
}

#[test]
fn quick_value_takes_the_place_of_what_could_not_be_taken() {
    let mut desk = desk();
    date(&mut desk);
    desk.text("gestern");
    desk.key(crate::desk::CTRL_ALT, Key::Num0);
    assert_eq!(value(&desk), "2024-05-03");
    assert_eq!(stands(&desk, "Value of the date"), "2024-05-03");
    assert!(!desk.sees("is not a date"));
    desk.press(Key::Enter);
    assert_eq!(value(&desk), "2024-05-03");
    desk.key(CTRL, Key::Z);
    assert_eq!(value(&desk), "");
    assert_eq!(stands(&desk, "Value of the date"), "gestern", "undone, it waits again");
}

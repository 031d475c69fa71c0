//! What is seldom said of a record: folded dates, terms, amounts, roles, remarks on single fields, warnings let stand.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::{Agreement, Basis, DateOf, DateSlot, Kind, Party, Place, State};
use glossator::core::finding::Severity;
use glossator::core::intent::{AgreementField, DateField, HeaderField, Intent};
use glossator::core::text::Span;
use glossator::session::Action;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll.\n\
                    Es gilt fünf Jahre; 120 Beamte werden ausgebildet.";

fn desk() -> Desk {
    let articles = [("a.txt", TEXT), ("b.txt", "Zweiter Artikel.")];
    let mut desk =
        Desk::new(&Setting { articles: &articles, open: Some("a.txt"), size: [1300.0, 1400.0], ..Setting::default() });
    desk.select("unterzeichneten am 3. Mai 2024 ein Protokoll");
    desk.press(Key::G);
    desk
}

fn record(desk: &Desk) -> Agreement {
    (**desk.work().agreements.values().next().unwrap()).clone()
}

/// Changes the agreement as one of its fields would.
fn set(desk: &mut Desk, field: AgreementField) {
    let id = record(desk).id;
    change(desk, Intent::SetAgreement(id, field));
}

fn change(desk: &mut Desk, intent: Intent) {
    let article = desk.program().desk.open.pane.article.clone();
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
}

fn parties(desk: &mut Desk) {
    let party = |id: &str| Party::of(id, "state");
    set(desk, AgreementField::Parties(vec![party("UZB"), party("CHN")]));
}

#[test]
fn dates_that_are_seldom_given_are_folded_away_until_one_is_set() {
    let mut desk = desk();
    assert!(desk.harness.query_by_label("Date of ratification").is_none());
    desk.push("More dates");
    desk.focus("Date of ratification");
    desk.text("2024-09");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).dates.ratified.value, "2024-09");
    assert!(desk.saved("a.anna.ron").contains("ratified: (value: \"2024-09\""));
    // Another record and back: what is set is seen at once, and the line counts it.
    desk.push("More dates (1)");
    assert!(desk.harness.query_by_label("Date of ratification").is_none(), "folded by hand");
}

#[test]
fn what_is_set_opens_the_fold_of_a_record_that_was_never_looked_at() {
    let mut desk = desk();
    let id = record(&desk).id;
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    let slot = DateSlot::of("2024-10", Basis::Explicit, None);
    let field = AgreementField::Date(DateOf::Held, slot);
    change(&mut desk, Intent::SetAgreement(id, field));
    desk.push("agreement record unterzeichneten am 3. Mai 2024 ein Protokoll");
    assert!(desk.sees("More dates (1)"));
    assert_eq!(desk.harness.get_by_label("Date on which it was held").value().as_deref(), Some("2024-10"));
}

#[test]
fn term_is_said_in_words_and_its_renewal_can_be_given() {
    let mut desk = desk();
    desk.focus("Term of the agreement");
    desk.text("5 years");
    assert!(desk.sees("is not a length of time") || desk.sees("P5Y"), "what is no length is said while it is typed");
    desk.key(CTRL, Key::A);
    desk.text("P5Y");
    assert!(desk.sees("5 years"));
    desk.press(Key::Tab);
    assert_eq!(record(&desk).term.value, "P5Y");
    desk.focus("Renewal");
    desk.text("a");
    assert_eq!(record(&desk).renewal.kind, "automatic");
    desk.focus("Length of each renewal");
    desk.text("P1Y");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).renewal.term, "P1Y");
}

#[test]
fn amount_is_added_by_its_first_letter_and_its_number_has_the_keyboard() {
    let mut desk = desk();
    desk.focus("New amount");
    desk.text("t");
    desk.draw();
    assert_eq!(desk.keyboard(), "Number of amount 1");
    desk.text("viele");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).quantities[0].value, "", "what is no number is not stored");
    assert!(desk.sees("“viele” is not a number"));
    desk.key(CTRL, Key::A);
    desk.text("120");
    desk.press(Key::Enter);
    let quantity = record(&desk).quantities[0].clone();
    assert_eq!((quantity.what.as_str(), quantity.value.as_str()), ("trainees", "120"));
}

#[test]
fn selected_words_are_an_amount_with_their_place_and_their_number() {
    let mut desk = desk();
    desk.press(Key::Escape);
    desk.select("120 Beamte");
    desk.press(Key::Q);
    desk.settle();
    let quantity = record(&desk).quantities[0].clone();
    assert_eq!(quantity.value, "120");
    let start = TEXT.find("120 Beamte").unwrap();
    assert_eq!(quantity.place, Some(Place::of(Span::new(start, start + "120 Beamte".len()))));
    assert!(desk.sees("in the text: “120 Beamte”"));
}

#[test]
fn tab_passes_the_role_by_while_it_is_the_usual_one() {
    let mut desk = desk();
    parties(&mut desk);
    desk.focus("Capacity of Uzbekistan");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Capacity of China");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "More on the parties");
    // The fold opens by the keyboard, and the roles are reached then.
    desk.press(Key::Space);
    desk.focus("Capacity of Uzbekistan");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Role of Uzbekistan");
    desk.text("pro");
    assert_eq!(record(&desk).parties[0].role, "provider");
    desk.focus("Note on China");
    desk.text("asked");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).parties[1].note, "asked");
}

#[test]
fn act_of_one_party_has_its_date() {
    let mut desk = desk();
    parties(&mut desk);
    desk.push("More dates");
    desk.focus("New act of China");
    desk.text("r");
    desk.draw();
    desk.focus("When China ratified alone");
    desk.text("2024-11-02");
    desk.press(Key::Enter);
    let acts = record(&desk).parties[1].acts.clone();
    assert_eq!((acts[0].act.as_str(), acts[0].date.value.as_str()), ("ratified", "2024-11-02"));
    desk.push("Take away: ratified by China");
    assert!(record(&desk).parties[1].acts.is_empty());
}

#[test]
fn comment_on_a_field_is_written_without_the_mouse_and_stands_under_it() {
    let mut desk = desk();
    assert_eq!(desk.keyboard(), "Title of the agreement");
    desk.key(CTRL, Key::Period);
    assert_eq!(desk.keyboard(), "Comment on title of the agreement");
    desk.text("no name in the text");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Why title of the agreement is empty");
    desk.press(Key::Enter);
    desk.text("not st");
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    desk.settle();
    let beside = record(&desk).beside;
    assert_eq!(beside.comment("title"), "no name in the text");
    assert_eq!(beside.remarks["title"].missing, "not_stated");
    assert!(desk.sees("Not stated · no name in the text"));
    assert!(desk.harness.query_by_label("Comment on title of the agreement").is_none(), "it goes with the keyboard");
}

#[test]
fn label_of_a_field_opens_its_remark() {
    let mut desk = desk();
    desk.push("Remark on Status");
    assert_eq!(desk.keyboard(), "Comment on status");
    desk.text("the verb is passive");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).beside.comment("status"), "the verb is passive");
    assert!(desk.sees("the verb is passive"));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert!(!desk.sees("the verb is passive"));
}

#[test]
fn warning_is_let_stand_with_a_reason_and_that_is_taken_back() {
    let mut desk = desk();
    for (which, value) in [(DateOf::Signed, "2024-05"), (DateOf::InForce, "2024-01")] {
        let slot = DateSlot::of(value, Basis::Explicit, None);
        set(&mut desk, AgreementField::Date(which, slot));
    }
    desk.key(CTRL_SHIFT, Key::M);
    desk.settle();
    let count = |desk: &Desk| desk.program().desk.open.pane.problems.iter().filter(|one| one.is_open()).count();
    let before = count(&desk);
    let problems = desk.program().desk.open.pane.problems.clone();
    let at = problems.iter().position(|one| one.severity != Severity::Error).unwrap();
    desk.push(&format!("Accept ({})", at + 1));
    assert_eq!(desk.keyboard(), "Why the warning may stand");
    desk.text("read twice");
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(count(&desk), before - 1);
    assert!(desk.sees("Let stand (1)") && desk.sees("read twice · anna · 2026-01-02"));
    desk.push(&format!("Take back ({before})"));
    assert_eq!(count(&desk), before);
    assert!(!desk.sees("Let stand"));
}

#[test]
fn exclusion_has_a_reason_of_the_list_and_words() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    change(&mut desk, Intent::SetHeader(HeaderField::State(State::Excluded)));
    desk.focus("Why it is excluded");
    desk.text("dup");
    assert_eq!(desk.work().header.exclusion, "duplicate");
    desk.focus("Reason of the exclusion");
    desk.text("as b.txt");
    desk.press(Key::Enter);
    assert_eq!(desk.work().header.exclusion_reason, "as b.txt");
}

#[test]
fn done_article_says_by_whom_and_under_which_schema() {
    let mut desk = desk();
    let id = record(&desk).id;
    change(&mut desk, Intent::Delete(vec![id]));
    change(&mut desk, Intent::SetHeader(HeaderField::NoAgreement(true)));
    desk.key(CTRL, Key::D);
    change(&mut desk, Intent::SetHeader(HeaderField::State(State::Done)));
    assert!(desk.sees("Done by anna on 2026-01-02 under schema default-1"), "{:?}", desk.said());
}

#[test]
fn type_of_a_date_that_is_no_day_stands_before_its_value() {
    let mut desk = desk();
    desk.press(Key::Escape);
    desk.select("fünf Jahre");
    desk.press(Key::D);
    let top = |desk: &Desk, name: &str| desk.harness.get_by_label(name).rect().top();
    assert!(top(&desk, "Type") > top(&desk, "Value of the date"));
    let id = desk.work().dates.keys().next().unwrap().clone();
    assert_eq!(id.kind(), Kind::Date);
    change(&mut desk, Intent::SetDate(id, DateField::Kind("duration".into())));
    assert!(top(&desk, "Type") < top(&desk, "Value of the date"));
    assert!(desk.harness.query_by_label("As written").is_none(), "no buttons for days");
}

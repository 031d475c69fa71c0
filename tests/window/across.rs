//! One agreement in several articles: offered, judged, compared, and the value that is adopted.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const FIRST: &str = "China und Usbekistan haben am 29. Oktober 2024 ein Protokoll unterzeichnet.";
const SECOND: &str = "Das Protokoll haben China und Usbekistan am 1. November 2024 in Peking signiert.";
/// Every word but the parties is that of the first.
const TWIN: &str = "China und Kasachstan haben am 29. Oktober 2024 ein Protokoll unterzeichnet.";
const LATER: &str = "China und Usbekistan haben am 2. Februar 2019 ein Memorandum unterzeichnet.";

fn desk(articles: &[(&str, &str)]) -> Desk {
    Desk::new(&Setting { articles, open: Some(articles[0].0), ..Setting::default() })
}

/// Records the agreement of the article on the screen: parties, kind, date of signing.
fn record(desk: &mut Desk, parties: [&str; 2], kind: &str, signed: &str) {
    for party in parties {
        desk.select(party);
        desk.press(Key::A);
        desk.press(Key::Enter);
    }
    desk.key(CTRL, Key::Home);
    desk.key(Modifiers::SHIFT, Key::End);
    desk.press(Key::G);
    desk.paste(&format!("{kind} of {signed}"));
    desk.focus("Kind");
    desk.press(Key::Enter);
    desk.text(kind);
    desk.press(Key::Enter);
    desk.focus("Status");
    desk.text("s");
    desk.focus("Date of signing");
    desk.paste(signed);
    desk.press(Key::Enter);
    desk.settle();
}

fn next(desk: &mut Desk) {
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
}

/// Gives what check 27 says about the article on the screen.
fn offers(desk: &Desk) -> Vec<String> {
    let problems = desk.program().desk.open.pane.problems.iter().filter(|problem| problem.number == 27);
    problems.map(|problem| problem.message.clone()).collect()
}

/// Two articles that report one signing, three days apart.
fn two_reports() -> Desk {
    let mut desk = desk(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    record(&mut desk, ["China", "Usbekistan"], "protocol", "2024-10-29");
    assert!(offers(&desk).is_empty(), "one record has no other");
    next(&mut desk);
    record(&mut desk, ["China", "Usbekistan"], "protocol", "2024-11-01");
    desk
}

#[test]
fn same_parties_and_days_close_are_offered_as_one_agreement() {
    let mut desk = two_reports();
    let found = offers(&desk);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("same parties and kind and nearly the same date as “protocol of 2024-10-29” in a.txt"),
        "{found:?}"
    );
    desk.key(CTRL_SHIFT, Key::A);
    assert!(desk.sees("Records of the same parties. How do they stand to this one?"));
    assert!(desk.sees("protocol of 2024-10-29") && desk.sees("same parties and kind and nearly the same date"));
    desk.push("Same");
    assert!(offers(&desk).is_empty(), "judged");
    assert!(desk.sees("One agreement, several articles"));
    let identities = &desk.program().desk.workspace.shared.identities;
    let members: Vec<(&str, &str)> = identities
        .values()
        .flat_map(|one| &one.members)
        .map(|member| (member.article.as_str(), member.relation.as_str()))
        .collect();
    assert_eq!(members, [("a.txt", "same"), ("b.txt", "same")]);
    desk.key(CTRL, Key::Z);
    assert!(desk.program().desk.workspace.shared.identities.is_empty());
    assert_eq!(offers(&desk).len(), 1, "undone, it is asked again");
    desk.key(CTRL_SHIFT, Key::Z);
    assert!(offers(&desk).is_empty());
}

#[test]
fn check_itself_offers_the_same_with_one_click() {
    let mut desk = two_reports();
    desk.key(CTRL_SHIFT, Key::M);
    let at = desk.program().desk.open.pane.problems.iter().position(|problem| problem.number == 27).unwrap();
    desk.push(&format!("Same agreement ({})", at + 1));
    assert_eq!(desk.program().desk.workspace.shared.identities.size(), 1);
    assert!(desk.shared("agreements.ron").contains("article: \"a.txt\""));
}

#[test]
fn values_that_differ_stand_side_by_side_with_their_articles_and_one_is_adopted() {
    let mut desk = two_reports();
    desk.key(CTRL_SHIFT, Key::A);
    desk.push("Same");
    assert!(desk.sees("Date of signing: the records differ"));
    assert!(desk.sees("2024-10-29  ·  a.txt") && desk.sees("2024-11-01  ·  b.txt"));
    assert!(!desk.sees("Kind: the records differ") && !desk.sees("Parties: the records differ"));
    desk.focus("Adopted date of signing");
    desk.text("2024-10-29");
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Reason");
    desk.text("a.txt is the ministry’s own report");
    desk.press(Key::Enter);
    let saved = desk.shared("agreements.ron");
    for expected in ["field: \"signed\"", "value: \"2024-10-29\"", "reason: \"a.txt is the ministry’s own report\""] {
        assert!(saved.contains(expected), "{expected} is missing in\n{saved}");
    }
    // The records themselves stay what their articles say.
    assert_eq!(desk.work().agreements.values().next().unwrap().dates.signed.value, "2024-11-01");
    // And the other article shows the same.
    desk.key(CTRL, Key::ArrowUp);
    desk.settle();
    desk.key(CTRL, Key::Num3);
    desk.key(CTRL_SHIFT, Key::A);
    assert!(desk.sees("a.txt (here)") && desk.sees("Date of signing: the records differ"));
    assert!(desk.harness.get_by_label("Adopted date of signing").value().is_some_and(|value| value == "2024-10-29"));
    desk.push("b.txt");
    assert_eq!(desk.program().desk.open.pane.article.as_ref().unwrap().as_str(), "b.txt");
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert!(desk.work().agreements.contains_key(&mark.id), "the link leads to the record");
}

#[test]
fn identity_is_taken_apart_and_its_title_is_kept_meanwhile() {
    let mut desk = two_reports();
    desk.key(CTRL_SHIFT, Key::A);
    desk.push("Same");
    desk.focus("Title across articles");
    desk.text("Protocol of Tashkent");
    desk.press(Key::Enter);
    assert!(desk.shared("agreements.ron").contains("title: \"Protocol of Tashkent\""));
    desk.focus("Corpus relation of a.txt");
    desk.press(Key::Enter);
    desk.text("not one");
    desk.press(Key::Enter);
    assert!(desk.program().desk.workspace.shared.identities.is_empty());
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.program().desk.workspace.shared.identities.values().next().unwrap().title, "Protocol of Tashkent");
}

#[test]
fn twin_of_a_template_with_other_parties_is_never_offered() {
    let mut desk = desk(&[("a.txt", FIRST), ("b.txt", TWIN)]);
    record(&mut desk, ["China", "Usbekistan"], "protocol", "2024-10-29");
    next(&mut desk);
    record(&mut desk, ["China", "Kasachstan"], "protocol", "2024-10-29");
    assert!(offers(&desk).is_empty(), "{:?}", offers(&desk));
    desk.key(CTRL_SHIFT, Key::A);
    assert!(desk.sees("Wording alone is never a reason"));
    assert!(!desk.sees("Records of the same parties."));
}

#[test]
fn agreement_of_another_year_and_kind_is_not_offered() {
    let mut desk = desk(&[("a.txt", FIRST), ("b.txt", LATER)]);
    record(&mut desk, ["China", "Usbekistan"], "protocol", "2024-10-29");
    next(&mut desk);
    record(&mut desk, ["China", "Usbekistan"], "memorandum", "2019-02-02");
    assert!(offers(&desk).is_empty(), "{:?}", offers(&desk));
}

#[test]
fn view_without_a_selected_agreement_says_what_to_do() {
    let mut desk = desk(&[("a.txt", FIRST)]);
    desk.key(CTRL_SHIFT, Key::A);
    assert!(desk.sees("Select an agreement to see whether other articles report it too."));
}

#[test]
fn confirmations_are_counted_and_titles_and_kind_are_kept() {
    let mut desk = two_reports();
    desk.key(CTRL_SHIFT, Key::A);
    desk.push("Same");
    assert!(desk.sees("Says that it is signed: 2 articles, no publisher named"));
    assert!(desk.sees("Says that it is in force: no article"));
    desk.focus("Title in another language");
    desk.text("Ташкентский протокол");
    desk.press(Key::Enter);
    desk.settle();
    desk.focus("Language of title 1");
    desk.text("ru");
    desk.press(Key::Enter);
    desk.settle();
    let saved = desk.shared("agreements.ron");
    for expected in ["text: \"Ташкентский протокол\"", "lang: \"ru\"", "script: \"Cyrl\""] {
        assert!(saved.contains(expected), "{expected} is missing in\n{saved}");
    }
    desk.focus("Corpus kind of agreement");
    desk.text("p");
    desk.settle();
    assert!(desk.program().desk.workspace.shared.identities.values().next().unwrap().is_process());
}

//! The views on the left: problems, guideline, vocabularies; what each key and button opens.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::{Kind, State};
use glossator::core::intent::{HeaderField, Intent};
use glossator::session::Action;
use glossator::session::command::{Command, Go, Side};

use crate::desk::{CTRL, CTRL_ALT, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "China und Usbekistan haben am 1. April ein Protokoll unterzeichnet.\nDer Minister kam am 3. Mai.";

fn desk() -> Desk {
    let articles = [("a.txt", TEXT), ("b.txt", "Zweiter Artikel.")];
    Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() })
}

/// Gives the labels of the findings in the order of the list.
fn findings(desk: &Desk) -> Vec<String> {
    let rows = desk.harness.query_all_by(|node| {
        node.role() == egui::Role::ListItem
            && node.label().is_some_and(|label| label.starts_with("error ") || label.starts_with("warning "))
    });
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

fn selected_mark(desk: &Desk) -> String {
    let opened = desk.program().current().unwrap();
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    opened.article.text.slice(opened.marks.find(&mark).unwrap().cover).to_owned()
}

#[test]
fn each_view_opens_by_its_key_and_gives_the_keyboard_to_its_field() {
    let mut desk = desk();
    desk.press(Key::D);
    desk.press(Key::Escape);
    let keys = [
        (Side::Details, CTRL, Key::D, "Publication date of the article"),
        (Side::Registry, CTRL, Key::R, "Search in the registry"),
        (Side::Problems, CTRL_SHIFT, Key::M, "error 12: “China” has no value. Enter one or choose a vague reference."),
        (Side::Guideline, Modifiers::NONE, Key::F1, "Search in the guideline"),
        (Side::Schema, Modifiers::NONE, Key::F2, "Search in the vocabularies"),
        (Side::Articles, CTRL_SHIFT, Key::E, "Filter of the article list"),
    ];
    for (side, modifiers, key, field) in keys {
        desk.key(modifiers, key);
        assert_eq!(desk.program().session.side, side);
        if side == Side::Problems {
            assert!(desk.keyboard().starts_with("error 12"), "{}", desk.keyboard());
        } else {
            assert_eq!(desk.keyboard(), field);
        }
        desk.press(Key::Escape);
        assert_eq!(desk.keyboard(), "Article a.txt", "Escape leads back from {side:?}");
    }
    // Nothing can be typed where the agreement of other articles stands; the keyboard stays in the text.
    desk.key(CTRL_SHIFT, Key::A);
    assert_eq!(desk.program().session.side, Side::Across);
    assert_eq!(desk.keyboard(), "Article a.txt");
}

#[test]
fn each_view_opens_by_its_button() {
    let mut desk = desk();
    for side in Side::ALL.into_iter().rev() {
        let label = Command::Go(Go::Side(side)).info().label;
        desk.push(label);
        assert_eq!(desk.program().session.side, side, "{label}");
        assert_ne!(desk.keyboard(), "", "{label}");
    }
}

#[test]
fn problems_without_a_finding_leave_the_keyboard_where_it_is() {
    let mut desk = desk();
    desk.key(CTRL_SHIFT, Key::M);
    assert!(desk.sees("The checks have found nothing."));
    assert_eq!(desk.keyboard(), "Article a.txt");
    desk.press(Key::F8);
    assert!(desk.says("The checks have found nothing."));
}

#[test]
fn f8_walks_through_the_findings_in_the_order_of_the_list_and_selects_each_mark() {
    let mut desk = desk();
    for word in ["1. April ", "3. Mai"] {
        desk.select(word);
        desk.press(Key::D);
        desk.press(Key::Escape);
    }
    desk.select("China und Usbekistan haben am 1. April ein Protokoll unterzeichnet.");
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.key(CTRL_SHIFT, Key::M);
    let found = findings(&desk);
    assert!(found.len() >= 3 && found.iter().filter(|label| label.starts_with("error")).count() >= 3, "{found:?}");
    let first_warning = found.iter().position(|label| label.starts_with("warning")).unwrap_or(found.len());
    assert!(found[first_warning..].iter().all(|label| label.starts_with("warning")), "errors first: {found:?}");
    let problems = desk.program().desk.open.pane.problems.clone();
    for round in 0..2 {
        for problem in problems.iter() {
            desk.press(Key::F8);
            let mark = desk.program().desk.open.pane.selection.mark.clone();
            assert_eq!(mark.map(|mark| mark.id), problem.target.record, "round {round}: {}", problem.message);
            assert!(desk.says(&problem.message), "it is said");
            assert_eq!(desk.program().session.rule, problem.target.field);
        }
    }
}

#[test]
fn finding_leads_to_its_mark_by_click_and_by_enter() {
    let mut desk = desk();
    desk.select("3. Mai");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert!(desk.program().desk.open.pane.selection.mark.is_none());
    desk.key(CTRL_SHIFT, Key::M);
    desk.press(Key::Enter);
    assert_eq!(selected_mark(&desk), "3. Mai");
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    let label = findings(&desk)[0].clone();
    desk.push(&label);
    assert_eq!(selected_mark(&desk), "3. Mai");
}

#[test]
fn finding_about_the_article_as_a_whole_leads_to_its_details() {
    let mut desk = desk();
    // A field would not take it; a file can bring it along.
    let article = desk.program().desk.open.pane.article.clone();
    let intent = Intent::SetHeader(HeaderField::Published("2024-13-01".to_owned()));
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
    desk.key(CTRL_SHIFT, Key::M);
    assert!(desk.keyboard().starts_with("error 11: "), "{}", desk.keyboard());
    desk.press(Key::Enter);
    assert_eq!(desk.program().session.side, Side::Details);
    assert_eq!(desk.keyboard(), "Publication date of the article");
}

#[test]
fn fix_button_puts_right_what_the_check_has_found_and_the_next_is_the_next() {
    let mut desk = desk();
    desk.select("China und Usbekistan haben am 1. April ein Protokoll unterzeichnet.");
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.select("Minister");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.press(Key::F8);
    let first = desk.program().desk.open.pane.problems[0].clone();
    assert_eq!(first.number, 12, "the date without a value");
    desk.press(Key::F8);
    assert_eq!(desk.program().desk.open.pane.problems[1].number, 19);
    desk.push("Mark as unknown (2)");
    assert!(desk.work().agreements.values().next().unwrap().parties_unknown);
    assert!(desk.program().desk.open.pane.problems.iter().all(|problem| problem.number != 19));
    desk.key(CTRL, Key::Z);
    assert!(desk.program().desk.open.pane.problems.iter().any(|problem| problem.number == 19), "undone, found again");
}

#[test]
fn after_a_finding_is_put_right_f8_goes_to_the_one_that_followed_it() {
    let mut desk = desk();
    for word in ["Minister", "Artikel"] {
        if TEXT.contains(word) {
            desk.select(word);
            desk.press(Key::D);
            desk.press(Key::Escape);
        }
    }
    for word in ["1. April", "3. Mai"] {
        desk.select(word);
        desk.press(Key::D);
        desk.press(Key::Escape);
    }
    let second = desk.program().desk.open.pane.problems[1].clone();
    desk.press(Key::F8);
    let chosen = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert_eq!(Some(chosen.id), desk.program().desk.open.pane.problems[0].target.record);
    desk.key(CTRL, Key::Num0);
    desk.press(Key::Enter);
    desk.text("2024");
    desk.press(Key::Enter);
    desk.press(Key::F8);
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert_eq!(Some(mark.id), second.target.record, "none is passed over");
}

#[test]
fn errors_stop_done_with_a_sentence_and_warnings_do_not() {
    let mut desk = desk();
    desk.select("3. Mai");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().unwrap().as_str(), "a.txt", "what is wrong stands here");
    assert_eq!(desk.work().header.state, State::InProgress);
    assert!(desk.says("One thing must be put right first: "), "{:?}", desk.said());
    assert_eq!(selected_mark(&desk), "3. Mai");
    // A value, and the mark reaches over its full stop: only a warning is left.
    desk.press(Key::Enter);
    desk.text("2024-05-03");
    desk.press(Key::Enter);
    desk.key(Modifiers::ALT, Key::ArrowRight);
    let problems = desk.program().desk.open.pane.problems.clone();
    assert!(problems.iter().all(|problem| problem.severity.word() == "warning") && !problems.is_empty());
    // The first time it asks whether there is really no agreement.
    desk.key(CTRL, Key::Enter);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().unwrap().as_str(), "b.txt");
    assert!(desk.saved("a.anna.ron").contains("state: Done"));
}

#[test]
fn guideline_opens_at_the_rule_of_the_field_with_the_keyboard() {
    let mut desk = desk();
    desk.select("3. Mai");
    desk.press(Key::D);
    assert_eq!(desk.keyboard(), "Value of the date");
    let section = |field: &str| {
        let guideline = &desk.program().desk.open.guideline;
        guideline.sections[guideline.section_for(field).unwrap()].title.clone()
    };
    let (value, role) = (section("date.value"), section("date.role"));
    desk.press(Key::F1);
    assert_eq!(desk.program().session.side, Side::Guideline);
    let rule = desk.harness.get_by_label_contains("Rule for the field: ");
    assert_eq!(rule.accesskit_node().label().unwrap(), format!("Rule for the field: {value}"));
    assert!(rule.rect().top() < 400.0, "it is in sight: {}", rule.rect());
    desk.focus("Role of the date");
    assert_eq!(
        desk.harness.get_by_label_contains("Rule for the field: ").accesskit_node().label().unwrap(),
        format!("Rule for the field: {role}"),
        "the guideline follows the keyboard"
    );
}

#[test]
fn guideline_is_searched() {
    let mut desk = desk();
    desk.press(Key::F1);
    let sections = desk.program().desk.open.guideline.sections.len();
    let shown = |desk: &Desk| {
        let titles = desk.program().desk.open.guideline.sections.iter().map(|section| section.title.clone());
        titles.filter(|title| desk.harness.query_all_by_label(title).next().is_some()).count()
    };
    assert!(sections > 10);
    desk.text("quotation");
    let found = shown(&desk);
    assert!(found > 0 && found < sections / 2, "{found} of {sections}");
    desk.text(" xqz");
    assert!(desk.sees("Nothing in the guideline has these words."));
}

#[test]
fn guideline_of_the_corpus_replaces_the_one_of_the_program() {
    let own = "# Our rules\n\n## Values\n<!-- fields: date.value -->\nWrite days as the house does.\n";
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("guideline.md", own)]);
    desk.press(Key::D);
    desk.press(Key::F1);
    assert!(desk.sees("Our rules") && desk.sees("Write days as the house does."));
    assert!(desk.harness.query_by_label("Rule for the field: Values").is_some());
    assert_eq!(desk.program().desk.open.guideline.sections.len(), 2);
    std::fs::remove_file(desk.corpus().join("_glossator/guideline.md")).unwrap();
    desk.program_mut().reload_corpus();
    desk.settle();
    assert!(!desk.sees("Our rules"), "without a file of its own the corpus has the built-in one");
}

const SCHEMA: &str = r##"(
    id: "test-1", version: "1", base: "default-1",
    extend: {"topics": [(code: "WATER", label: "Water rights", help: "Rivers and lakes that two states share.")]},
    types: [(id: "x_vehicle", label: "Vehicle", help: "A car, boat or plane that is named.", colour: "#336699",
        key: Some('s'), fields: [(id: "x_plate", label: "Plate", type: Text)]),
        (id: "x_river", label: "River", colour: "#117733", key: Some('r')),
        (id: "x_road", label: "Road", colour: "#aa7733")],
)"##;

#[test]
fn vocabularies_show_a_term_that_the_corpus_adds() {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.press(Key::F2);
    assert!(desk.sees("Schema test-1, version 1"));
    assert!(desk.sees("Vehicle (x_vehicle, Ctrl+Alt+S)"));
    desk.text("water");
    assert!(desk.sees("Water rights (WATER), added by the corpus"));
    assert!(desk.sees("Rivers and lakes that two states share."));
    assert!(!desk.sees("Memorandum of understanding (memorandum)"));
    desk.text(" xqz");
    assert!(desk.sees("No list has these words."));
}

#[test]
fn changed_schema_is_taken_up_and_a_broken_one_is_said_with_line_and_column() {
    let mut desk = desk();
    desk.press(Key::G);
    desk.press(Key::Escape);
    let path = desk.corpus().join("_glossator/schema.ron");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, SCHEMA).unwrap();
    desk.program_mut().reload_corpus();
    desk.settle();
    desk.focus("Topics");
    desk.text("water");
    desk.press(Key::Enter);
    assert_eq!(desk.work().agreements.values().next().unwrap().topics, ["WATER"]);
    std::fs::write(&path, "(\n    id: \"test-2\",\n    version: 2,\n)").unwrap();
    desk.program_mut().reload_corpus();
    desk.settle();
    assert!(desk.says("schema.ron: Line 3, column 14: "), "{:?}", desk.said());
    assert!(desk.says("The built-in vocabularies are used until then."));
    assert_eq!(desk.program().desk.workspace.schema().id, "default-1");
    desk.press(Key::F2);
    assert!(desk.sees("Schema default-1") && desk.sees("Line 3, column 14"));
    let topics = &desk.work().agreements.values().next().unwrap().topics;
    assert_eq!(topics, &["WATER"], "what was chosen is kept");
    assert!(
        desk.program().desk.open.pane.problems.iter().any(|problem| problem.number == 26),
        "and said to be unknown"
    );
    std::fs::write(&path, SCHEMA).unwrap();
    desk.program_mut().reload_corpus();
    desk.settle();
    assert!(desk.program().desk.open.pane.problems.iter().all(|problem| problem.number != 26));
    assert!(!desk.sees("Line 3, column 14: "), "what was put right is no longer complained of");
}

#[test]
fn type_of_the_schema_is_marked_with_its_key_and_has_its_row_and_fields() {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.select("Protokoll");
    desk.key(CTRL_ALT, Key::S);
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert_eq!(mark.id.kind(), Kind::Custom);
    assert_eq!(desk.keyboard(), "Note on the mark");
    assert_eq!(desk.selected(), "", "the mark itself shows what was selected");
    assert!(desk.sees("A car, boat or plane that is named."));
    desk.focus("Plate");
    desk.text("B-XY 1");
    desk.press(Key::Enter);
    let row = desk.harness.get_by_label("mark record Protokoll");
    assert_eq!(row.accesskit_node().description().as_deref(), Some("Vehicle · B-XY 1"));
    let saved = desk.saved("a.anna.ron");
    assert!(saved.contains("\"x_plate\": \"B-XY 1\"") && saved.contains("type_id: \"x_vehicle\""), "{saved}");
    desk.press(Key::X);
    assert!(desk.work().customs.is_empty());
}

#[test]
fn key_of_a_type_goes_before_a_command_with_the_same_letter() {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.select("Protokoll");
    desk.key(CTRL_ALT, Key::R);
    assert_eq!(desk.program().session.side, Side::Articles, "Ctrl+Alt+R is not Ctrl+R");
    assert_eq!(desk.work().customs.values().next().unwrap().type_id, "x_river");
}

#[test]
fn type_without_a_key_is_marked_from_the_menu() {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.select("Protokoll");
    let paragraph = desk.harness.get_by(|node| {
        node.role() == egui::Role::Paragraph && node.label().is_some_and(|text| text.starts_with("Der Minister"))
    });
    let at = paragraph.rect().left_center() + egui::vec2(20.0, 0.0);
    desk.send(vec![egui::Event::PointerMoved(at)]);
    let button = |pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Secondary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    desk.send(vec![button(true), button(false)]);
    assert!(desk.sees("Mark as Vehicle (Ctrl+Alt+S)"));
    desk.push("Mark as Road");
    assert_eq!(desk.work().customs.values().next().unwrap().type_id, "x_road");
    assert_eq!(desk.marked(), ["Protokoll"]);
}

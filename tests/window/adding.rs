//! Adding a code and a field to the schema of a corpus: by keyboard, by pointer, and what is refused.

use std::fs;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::schema::Vocabulary;
use glossator::session::command::{Command, Go, Side};

use crate::desk::{CTRL, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten ein Protokoll über 120 Beamte.";
const DCAD: &str = include_str!("../../assets/schemas/dcad.ron");

/// A corpus with an agreement marked in its article, and the schema on the left.
fn opened(files: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], files);
    desk.harness.set_size(egui::vec2(1300.0, 1500.0));
    desk.select("unterzeichneten ein Protokoll");
    desk.press(Key::G);
    desk.settle();
    desk.program_mut().apply(glossator::session::Action::Run(Command::Go(Go::Side(Side::Schema))));
    desk.settle();
    desk
}

/// Goes with Tab from where the keyboard is to what has this name.
fn tab_to(desk: &mut Desk, name: &str) {
    for _ in 0..60 {
        if desk.keyboard() == name {
            return;
        }
        desk.press(Key::Tab);
    }
    panic!("Tab does not lead to {name}, but to {}", desk.keyboard());
}

/// Replaces what stands in the text that has the keyboard.
fn retype(desk: &mut Desk, text: &str) {
    desk.key(CTRL, Key::A);
    desk.text(text);
}

fn schema(desk: &mut Desk) -> String {
    desk.shared("schema.ron")
}

/// Adds a code to the topics with the keyboard alone, from the search on.
fn add_topic(desk: &mut Desk, code: &str, label: &str) {
    desk.focus("Search in the vocabularies");
    retype(desk, "topics");
    tab_to(desk, "Add a code to Topics…");
    desk.press(Key::Enter);
    desk.draw();
    assert_eq!(desk.keyboard(), "Code");
    desk.text(code);
    desk.press(Key::Tab);
    desk.text(label);
    desk.press(Key::Enter);
    desk.settle();
}

/// Chooses a topic of the agreement by typing.
fn choose_topic(desk: &mut Desk, typed: &str) {
    desk.harness.get_by(|node| node.role() == Role::TextInput && node.label().as_deref() == Some("Topics")).focus();
    desk.harness.step();
    desk.harness.step();
    desk.text(typed);
    desk.press(Key::Enter);
    desk.settle();
}

fn value_of(desk: &Desk, field: &str) -> String {
    desk.harness.get_by_label(field).accesskit_node().value().unwrap_or_default()
}

#[test]
fn code_and_field_begin_a_schema_by_keyboard_alone() {
    let mut desk = opened(&[]);
    add_topic(&mut desk, "FRAUD", "Telecom fraud");
    assert!(desk.says("Code “FRAUD” (Telecom fraud) added to topics. Written to _glossator/schema.ron as version 1."));
    assert!(desk.says("Undo does not take this back. The file is new; deleting it takes this back."));
    let text = schema(&mut desk);
    for line in ["id: \"corpus-1\"", "version: \"1\"", "(code: \"FRAUD\", label: \"Telecom fraud\")"] {
        assert!(text.contains(line), "{text}");
    }
    assert_eq!(desk.keyboard(), "Add a code to Topics…", "the keyboard goes back to where it was");
    assert!(desk.sees("Telecom fraud (FRAUD), added by the corpus"));

    desk.focus("Search in the vocabularies");
    retype(&mut desk, " ");
    tab_to(&mut desk, "Add a field…");
    desk.press(Key::Enter);
    desk.draw();
    assert_eq!(desk.keyboard(), "Label");
    desk.text("Trainees");
    assert_eq!(value_of(&desk, "Id"), "x_trainees");
    assert_eq!(value_of(&desk, "Version"), "2");
    tab_to(&mut desk, "Type");
    desk.text("w");
    tab_to(&mut desk, "Smallest");
    desk.text("1");
    tab_to(&mut desk, "Basis");
    desk.press(Key::Space);
    tab_to(&mut desk, "Add");
    desk.press(Key::Enter);
    desk.settle();
    let text = schema(&mut desk);
    let field = "(on: \"agreement\", id: \"x_trainees\", label: \"Trainees\", type: Whole(min: Some(1)), basis: true)";
    assert!(text.contains(field) && text.contains("version: \"2\"") && text.contains("FRAUD"), "{text}");
    assert!(desk.says("The file as it was is kept as _glossator/previous/schema.ron."), "{:?}", desk.said());
    assert!(
        fs::read_to_string(desk.corpus().join("_glossator/previous/schema.ron")).unwrap().contains("version: \"1\"")
    );

    // The window goes on with them at once.
    desk.focus("Trainees");
    desk.text("120");
    desk.press(Key::Enter);
    choose_topic(&mut desk, "telecom");
    let agreement = desk.work().agreements.values().next().unwrap().clone();
    assert_eq!(agreement.fields["x_trainees"].text(), "120");
    assert_eq!(agreement.topics, ["FRAUD"]);
}

#[test]
fn codebook_that_ships_keeps_its_comments_and_says_what_changed() {
    let mut desk = opened(&[("schema.ron", DCAD)]);
    add_topic(&mut desk, "FRAUD", "Telecom fraud");
    let text = schema(&mut desk);
    let comments = |text: &str| text.lines().filter(|line| line.contains("//")).map(str::to_owned).collect::<Vec<_>>();
    assert!(!comments(DCAD).is_empty());
    assert_eq!(comments(&text), comments(DCAD));
    let schema = desk.program().desk.workspace.schema().clone();
    assert_eq!(desk.program().desk.open.schema_problems, [""; 0]);
    assert!(schema.knows(Vocabulary::Topic, "FRAUD"));
    let last = schema.changes.last().unwrap();
    assert_eq!(
        (last.version.as_str(), last.note.as_str()),
        (schema.version.as_str(), "Code “FRAUD” (Telecom fraud) added to topics.")
    );
    assert!(!DCAD.contains(&format!("version: \"{}\"", schema.version)));

    // A choice that offers codes of its own, in a group.
    desk.focus("Search in the vocabularies");
    retype(&mut desk, " ");
    tab_to(&mut desk, "Add a field…");
    desk.press(Key::Enter);
    desk.draw();
    desk.text("Depth");
    tab_to(&mut desk, "Type");
    desk.text("choi");
    tab_to(&mut desk, "Choices");
    desk.text("low; high = Very deep");
    tab_to(&mut desk, "Group");
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    assert_eq!(desk.keyboard(), "Group", "Escape closes the list first");
    tab_to(&mut desk, "Help");
    desk.press(Key::Enter);
    desk.settle();
    let schema = desk.program().desk.workspace.schema().clone();
    let field = schema.field("agreement", "x_depth").unwrap_or_else(|| panic!("{:?}", desk.said()));
    assert_eq!(
        (field.group.as_str(), field.kind.in_words().as_str()),
        (schema.groups[0].id.as_str(), "one of low, Very deep")
    );
    assert_eq!(schema.changes.len(), 3, "one for each");
    // And one more of its choices.
    desk.push("Add a code to Depth…");
    desk.text("none");
    desk.press(Key::Tab);
    desk.text("Not at all");
    desk.press(Key::Enter);
    desk.settle();
    let schema = desk.program().desk.workspace.schema().clone();
    assert_eq!(schema.field("agreement", "x_depth").unwrap().kind.in_words(), "one of low, Very deep, Not at all");
}

#[test]
fn code_that_takes_the_place_of_another_is_recoded() {
    let mut desk = opened(&[]);
    choose_topic(&mut desk, "cyber");
    let before = desk.work().agreements.values().next().unwrap().topics.clone();
    assert_eq!(before.len(), 1);
    desk.push("Add a code to Topics…");
    desk.text("ONLINE");
    desk.press(Key::Tab);
    desk.text("Online crime");
    // With the pointer from here on.
    desk.push("Replaces");
    let cyber = desk.program().desk.workspace.schema().label(Vocabulary::Topic, &before[0]).to_owned();
    desk.text(&cyber.to_lowercase());
    desk.press(Key::Enter);
    desk.push("Add");
    assert!(schema(&mut desk).contains(&format!("\"{}\": \"ONLINE\"", before[0])), "{:?}", desk.said());
    assert!(desk.sees("Old codes: 1 in 1 article"), "counted by itself");
    desk.push("Recode 1");
    assert_eq!(desk.work().agreements.values().next().unwrap().topics, ["ONLINE"]);
}

#[test]
fn what_is_wrong_is_said_at_its_row_and_nothing_is_written() {
    let mut desk = opened(&[]);
    add_topic(&mut desk, "train", "Training");
    assert!(desk.sees("“TRAIN” (") && desk.sees("is in this list already. Choose another code."));
    assert_eq!(desk.keyboard(), "Code", "the keyboard goes to what is wrong");
    retype(&mut desk, "two words");
    assert!(desk.sees("has a space in it. Put _ there."));
    desk.press(Key::Escape);
    assert!(desk.harness.query_by_label("Code").is_none(), "Escape closes the form");
    assert_eq!(desk.keyboard(), "Add a code to Topics…");
    desk.focus("Search in the vocabularies");
    retype(&mut desk, " ");
    desk.push("Add a field…");
    desk.push("Add");
    assert!(desk.sees("The label is empty. Write one.") && desk.sees("The id is empty. Write one."));
    desk.focus("Id");
    desk.text("rank");
    assert!(desk.sees("“rank” does not begin with x_, as own ids do. Write “x_rank”."));
    desk.focus("Version");
    retype(&mut desk, "1 0");
    assert!(desk.sees("The version “1 0” has a space in it. Put _ there."));
    desk.push("Cancel");
    assert!(desk.harness.query_by_label("Version").is_none());
    assert!(!desk.corpus().join("_glossator/schema.ron").exists());
}

#[test]
fn escape_closes_the_form_from_wherever_the_keyboard_is() {
    let mut desk = opened(&[]);
    for row in ["Label", "On", "Id", "Type", "Several values", "Required", "Help", "Version", "Schema", "Add", "Cancel"]
    {
        desk.focus("Add a field…");
        desk.press(Key::Enter);
        desk.draw();
        assert_eq!(desk.keyboard(), "Label");
        tab_to(&mut desk, row);
        desk.press(Key::Escape);
        assert!(desk.harness.query_by_label("Version").is_none(), "{row}");
        assert_eq!(desk.keyboard(), "Add a field…", "{row}");
    }
    assert!(!desk.corpus().join("_glossator/schema.ron").exists());
}

#[test]
fn field_is_added_with_the_pointer_and_typing_alone() {
    let mut desk = opened(&[]);
    desk.push("Add a field…");
    desk.text("Ministries");
    desk.push("On");
    desk.push("Party of an agreement");
    desk.push("Type");
    // Not all are in sight: the wheel brings the others.
    let over = desk.middle("Long text");
    desk.send(vec![egui::Event::PointerMoved(over)]);
    desk.send(vec![egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -600.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    }]);
    for _ in 0..10 {
        desk.draw();
    }
    desk.push("Actor of the registry");
    for switch in ["Government body", "Company", "Several values", "Required", "Passages"] {
        desk.push(switch);
    }
    desk.push("Add");
    let text = schema(&mut desk);
    let field = "(on: \"party\", id: \"x_ministries\", label: \"Ministries\", type: Many(Entity([\"company\", \"gov_org\"])), \
                 required: true, evidence: true)";
    assert!(text.contains(field), "{text}");
    assert!(
        desk.sees("Ministries (x_ministries on party): several: entry of the registry (company, gov_org), required")
    );
}

#[test]
fn id_that_is_there_and_the_present_version_are_refused() {
    let own = "(id: \"own-1\", version: \"3\", base: \"default-1\", fields: [(on: \"agreement\", id: \"x_rank\", \
               label: \"Rank\", type: Text)])";
    let mut desk = opened(&[("schema.ron", own)]);
    desk.push("Add a field…");
    desk.text("Rank");
    assert_eq!(value_of(&desk, "Id"), "x_rank_2", "an id is offered that is free");
    assert_eq!(value_of(&desk, "Version"), "4");
    desk.focus("Id");
    retype(&mut desk, "x_rank");
    assert!(desk.sees("“x_rank” (Rank) is a field of agreement already. Choose another id."));
    desk.focus("Version");
    retype(&mut desk, "3");
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.sees("The schema is of version “3” now."));
    assert_eq!(schema(&mut desk), own);
}

#[test]
fn file_that_somebody_has_changed_meanwhile_is_not_written_over() {
    let first = "(id: \"own-1\", version: \"1\", base: \"default-1\")";
    let mut desk = opened(&[("schema.ron", first)]);
    desk.push("Add a code to Topics…");
    desk.text("FRAUD");
    desk.press(Key::Tab);
    desk.text("Fraud");
    let other = "(id: \"own-1\", version: \"7\", base: \"default-1\", label: \"Of somebody else\")";
    fs::write(desk.corpus().join("_glossator/schema.ron"), other).unwrap();
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.sees("schema.ron has been changed on disk since this form was opened. Nothing was written."));
    assert_eq!(schema(&mut desk), other);
    assert_eq!(desk.program().desk.workspace.schema().label, "Of somebody else");
    assert_eq!(value_of(&desk, "Version"), "8", "it is offered anew");
    desk.push("Add");
    let text = schema(&mut desk);
    assert!(text.contains("FRAUD") && text.contains("Of somebody else") && text.contains("version: \"8\""), "{text}");
}

#[test]
fn nothing_is_added_to_a_file_with_a_fault() {
    let faulty = "(id: \"own-1\", version: \"1\", base: \"default-1\",\n  topics: [])";
    let mut desk = opened(&[("schema.ron", faulty)]);
    desk.push("Add a field…");
    assert!(desk.sees("Nothing can be added while schema.ron has a fault. schema.ron: Line 2, column 3"));
    assert!(desk.harness.query_by_label("Label").is_none());
    assert_eq!(schema(&mut desk), faulty);
    fs::write(desk.corpus().join("_glossator/schema.ron"), "(id: \"own-1\", version: \"1\", base: \"default-1\")")
        .unwrap();
    desk.program_mut().reload_corpus();
    desk.settle();
    assert!(!desk.sees("Nothing can be added"));
    desk.push("Add a field…");
    assert!(desk.harness.query_by_label("Label").is_some());
}

#[test]
fn counts_of_old_codes_are_marked_after_an_edit() {
    let own =
        "(id: \"own-1\", version: \"1\", base: \"default-1\", replaced_by: { \"topics\": { \"DRUGS\": \"TRAIN\" } })";
    let mut desk = opened(&[("schema.ron", own)]);
    assert!(desk.sees("No old codes") && !desk.sees("Counted before your last changes."));
    desk.focus("Title of the agreement");
    desk.text("Protocol");
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.sees("Counted before your last changes."));
    desk.push("Look again");
    assert!(desk.sees("No old codes") && !desk.sees("Counted before your last changes."));
}

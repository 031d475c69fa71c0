//! Fields of the project's own: every kind of them entered by keyboard, groups that fold, conditions, a search, and a
//! form of more than two hundred.

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::{Agreement, FieldValue};
use glossator::core::intent::{AgreementField, Intent};
use glossator::session::Action;

use crate::desk::{CTRL, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll über 120 Beamte.";

const SCHEMA: &str = r#"(
    id: "own-1", version: "1", base: "default-1",
    lists: { "x_sectors": [(code: "policy", label: "Policy"), (code: "training", label: "Training")] },
    hide_fields: ["agreement.credibility", "agreement.codes", "agreement.dates.announced"],
    groups: [(id: "g", label: "Terms"), (id: "h", label: "Sources", when: "status signed")],
    fields: [
        (on: "agreement", id: "x_plain", label: "Plain words", type: Text),
        (on: "agreement", id: "x_sectors_of", label: "Sectors", type: Many(Choice("x_sectors")), group: "g"),
        (on: "agreement", id: "x_secret", label: "Text kept secret", type: Flag, group: "g", confidence: true),
        (on: "agreement", id: "x_count", label: "Trainees", type: Whole(min: Some(1)), group: "g", evidence: true, basis: true),
        (on: "agreement", id: "x_days", label: "Days named", type: Many(Date), group: "g"),
        (on: "agreement", id: "x_length", label: "Time to leave", type: Duration, group: "g"),
        (on: "agreement", id: "x_committee", label: "Committee", type: Entity(["igo"]), group: "g"),
        (on: "agreement", id: "x_page", label: "Text online", type: Url, group: "h"),
        (on: "agreement", id: "x_shown", label: "Day marked", type: Mark("date"), group: "h"),
        (on: "party", id: "x_share", label: "Share", type: Number(min: Some(0), max: Some(100))),
        (on: "evidence", id: "x_para", label: "Paragraph", type: Whole(min: Some(1))),
        (on: "registry", id: "x_joined", label: "Joined", type: Date, when: "kind state"),
        (on: "publisher", id: "x_circulation", label: "Circulation", type: Whole(min: Some(0))),
    ],
)"#;

fn opened(schema: &str) -> Desk {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", schema)]);
    desk.harness.set_size(egui::vec2(1300.0, 1500.0));
    desk.select("unterzeichneten am 3. Mai 2024 ein Protokoll");
    desk.press(Key::G);
    desk.settle();
    desk
}

fn record(desk: &Desk) -> Agreement {
    (**desk.work().agreements.values().next().unwrap()).clone()
}

fn set(desk: &mut Desk, field: AgreementField) {
    let article = desk.program().desk.open.pane.article.clone();
    let intent = Intent::SetAgreement(record(desk).id, field);
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
}

fn value(desk: &Desk, field: &str) -> String {
    record(desk).fields.get(field).map_or_else(String::new, |value| value.text().into_owned())
}

/// Puts the keyboard into a field and types.
fn write(desk: &mut Desk, field: &str, text: &str) {
    desk.focus(field);
    desk.text(text);
    desk.press(Key::Enter);
    desk.settle();
}

#[test]
fn every_kind_of_field_is_entered_by_keyboard() {
    let mut desk = opened(SCHEMA);
    write(&mut desk, "Plain words", "one line");
    desk.push("Terms (0 of 6)");
    desk.focus("Sectors");
    for typed in ["pol", "tra"] {
        desk.text(typed);
        desk.press(Key::Enter);
    }
    desk.press(Key::Escape);
    desk.focus("Text kept secret");
    desk.text("y");
    write(&mut desk, "Trainees", "0");
    assert_eq!(value(&desk, "x_count"), "", "out of range");
    assert!(desk.sees("0 is too small"));
    desk.key(CTRL, Key::A);
    desk.text("120");
    desk.press(Key::Enter);
    write(&mut desk, "Days named", "2024-05-03; 2024-06");
    write(&mut desk, "Time to leave", "P6M");
    assert!(desk.sees("6 months"));
    write(&mut desk, "Committee", "united nations");
    desk.press(Key::Escape);
    let fields = record(&desk).fields;
    assert_eq!(fields["x_sectors_of"], FieldValue::Many(vec!["policy".into(), "training".into()]));
    assert_eq!(fields["x_days"], FieldValue::Many(vec!["2024-05-03".into(), "2024-06".into()]));
    let single = ["x_plain", "x_secret", "x_count", "x_length"].map(|id| value(&desk, id));
    assert_eq!(single, ["one line", "yes", "120", "P6M"]);
    assert_eq!(fields["x_committee"], FieldValue::from("UN"), "{fields:?}");
    assert!(desk.sees("Terms (6 of 6)"));
}

#[test]
fn group_whose_condition_does_not_hold_is_not_asked_and_its_values_are_kept() {
    let mut desk = opened(SCHEMA);
    assert!(!desk.sees("Sources ("));
    set(&mut desk, AgreementField::Status("signed".into()));
    desk.push("Sources (0 of 2)");
    write(&mut desk, "Text online", "https://example.org/a");
    desk.select("3. Mai 2024");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.push("agreement record unterzeichneten am 3. Mai 2024 ein Protokoll");
    desk.focus("Day marked");
    desk.press(Key::ArrowDown);
    let date = desk.work().dates.keys().next().unwrap().to_string();
    assert_eq!(value(&desk, "x_shown"), date);
    set(&mut desk, AgreementField::Status("planned".into()));
    assert!(desk.sees("Sources (2 of 2)") && desk.sees("does not apply"));
    assert_eq!(value(&desk, "x_page"), "https://example.org/a");
}

#[test]
fn value_can_rest_on_something_and_be_shown_by_a_passage() {
    let mut desk = opened(SCHEMA);
    desk.push("Terms (0 of 6)");
    write(&mut desk, "Trainees", "120");
    desk.select("120 Beamte");
    desk.push("“120 Beamte” shows it");
    assert!(record(&desk).evidence.iter().any(|passage| passage.slots == ["x_count"]));
    assert!(desk.sees("shown by “120 Beamte”"));
    desk.focus("Text kept secret");
    desk.text("n");
    desk.settle();
    desk.focus("Confidence in text kept secret");
    desk.text("l");
    assert_eq!(record(&desk).beside.remarks["x_secret"].confidence, "low");
    desk.focus("Trainees");
    desk.key(CTRL, Key::Period);
    desk.text("the caption says 200");
    desk.press(Key::Enter);
    assert_eq!(record(&desk).beside.comment("x_count"), "the caption says 200");
}

#[test]
fn parts_of_an_agreement_have_fields_of_their_own() {
    let mut desk = opened(SCHEMA);
    let party = |id: &str| glossator::core::annotation::Party::of(id, "state");
    set(&mut desk, AgreementField::Parties(vec![party("UZB")]));
    desk.push("More on the party");
    write(&mut desk, "Share", "40");
    write(&mut desk, "Paragraph", "2");
    let one = record(&desk);
    assert_eq!(one.parties[0].fields["x_share"], FieldValue::from("40"));
    assert_eq!(one.evidence[0].fields["x_para"], FieldValue::from("2"));
    assert!(desk.saved("a.anna.ron").contains("\"x_share\": \"40\""));
}

#[test]
fn hidden_fields_are_not_drawn() {
    let desk = opened(SCHEMA);
    assert!(desk.harness.query_by_label("Credibility").is_none());
    assert!(desk.harness.query_by_label("Date of announcement").is_none());
    assert!(desk.harness.query_by_label("Date of signing").is_some());
}

/// Makes a schema of fifteen groups of fifteen choices.
fn many() -> String {
    let scale = "Choice([(code: \"0\", label: \"Not mentioned\"), (code: \"1\", label: \"Mentioned\"), (code: \"3\", label: \"In detail\")])";
    let groups: Vec<String> = (0..15).map(|nth| format!("(id: \"g{nth}\", label: \"Group {nth}\")")).collect();
    let fields: Vec<String> = (0..225)
        .map(|nth| {
            let group = nth / 15;
            format!(
                "(on: \"agreement\", id: \"x_p{nth}\", label: \"Provision {nth}\", type: {scale}, group: \"g{group}\")"
            )
        })
        .collect();
    format!(
        "(id: \"many-1\", version: \"1\", base: \"default-1\", groups: [{}], fields: [{}])",
        groups.join(", "),
        fields.join(", ")
    )
}

/// Counts the provisions that are built in a frame.
fn built(desk: &Desk) -> usize {
    let is_one = |label: String| label.starts_with("Provision ");
    let nodes = desk.harness.query_all_by_role(egui::Role::ComboBox);
    nodes.filter(|node| node.accesskit_node().label().is_some_and(is_one)).count()
}

#[test]
fn form_of_225_fields_builds_what_is_open_and_near() {
    let mut desk = opened(&many());
    desk.harness.set_size(egui::vec2(1300.0, 820.0));
    desk.draw();
    assert_eq!(built(&desk), 0, "every group is folded");
    desk.push("Group 3 (0 of 15)");
    assert!((1..=15).contains(&built(&desk)), "{}", built(&desk));
    for nth in 4..15 {
        desk.push(&format!("Group {nth} (0 of 15)"));
    }
    assert!(built(&desk) < 45, "{} of 225 in one frame", built(&desk));
}

#[test]
fn search_finds_a_field_of_225_and_enter_goes_into_it() {
    let mut desk = opened(&many());
    desk.focus("Find a field");
    desk.text("provision 201");
    assert_eq!(built(&desk), 1);
    desk.press(Key::Enter);
    desk.draw();
    assert_eq!(desk.keyboard(), "Provision 201");
    desk.text("m");
    assert_eq!(value(&desk, "x_p201"), "1");
    assert!(desk.sees("Group 13 (1 of 15)"));
}

#[test]
fn tab_walks_through_an_open_group_and_on() {
    let mut desk = opened(&many());
    desk.harness.set_size(egui::vec2(1300.0, 820.0));
    desk.push("Group 2 (0 of 15)");
    desk.focus("Provision 30");
    for nth in 31..45 {
        desk.press(Key::Tab);
        assert_eq!(desk.keyboard(), format!("Provision {nth}"));
    }
    desk.press(Key::Tab);
    assert_eq!(desk.keyboard(), "Group 3 (0 of 15)");
}

#[test]
fn warning_of_a_rule_is_let_stand_for_the_party_whose_name_is_under_it() {
    let rule = r#"(id: "own-1", version: "1", base: "default-1",
        checks: [(id: "look", on: "party", when: "capacity state", warn: "Look at this party.")])"#;
    let mut desk = opened(rule);
    let parties = ["UZB", "CHN"].map(|actor| glossator::core::annotation::Party::of(actor, "state"));
    set(&mut desk, AgreementField::Parties(parties.into()));
    desk.key(crate::desk::CTRL_SHIFT, Key::M);
    desk.settle();
    assert!(desk.sees("Uzbekistan") && desk.sees("China"));
    let open = |desk: &Desk| -> Vec<(usize, String)> {
        let all = desk.program().desk.open.pane.problems.iter().enumerate();
        let of_rule = all.filter(|(_, one)| one.rule == "look" && one.is_open());
        of_rule.map(|(at, one)| (at, one.target.of.clone())).collect()
    };
    let [(_, first), (at, second)] = open(&desk).try_into().unwrap();
    assert_eq!([first.as_str(), second.as_str()], ["parties.UZB", "parties.CHN"]);
    desk.push(&format!("Accept ({})", at + 1));
    desk.text("as it is");
    desk.press(Key::Enter);
    desk.settle();
    let left: Vec<String> = open(&desk).into_iter().map(|(_, of)| of).collect();
    assert_eq!(left, ["parties.UZB"]);
    let beside = &record(&desk).beside.accepted;
    assert_eq!(beside.iter().map(|one| one.part.as_str()).collect::<Vec<_>>(), ["parties.CHN"]);
}

#[test]
fn remark_on_a_field_of_a_passage_is_written_and_shown_with_it_and_taken_back() {
    let mut desk = opened(SCHEMA);
    let id = record(&desk).id;
    let remark = glossator::core::annotation::Remark { comment: "faint".into(), ..Default::default() };
    let article = desk.program().desk.open.pane.article.clone();
    let intent = Intent::Remark(Some(id), "evidence.0.x_para".into(), remark);
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
    assert_eq!(record(&desk).evidence[0].remarks["x_para"].comment, "faint");
    assert!(desk.sees("faint"));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert!(record(&desk).evidence[0].remarks.is_empty() && !desk.sees("faint"));
}

//! Notes on parts of an agreement, and fields of the project's own that take several texts, name actors, or are shown by
//! passages.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::{Agreement, Evidence, FieldValue, Party, Signatory};
use glossator::core::intent::{AgreementField, Intent};
use glossator::session::Action;

use crate::desk::{CTRL, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll über 120 Beamte.";

const SCHEMA: &str = r#"(
    id: "own-1", version: "1", base: "default-1",
    fields: [
        (on: "agreement", id: "x_names", label: "Other names", type: Many(Text)),
        (on: "agreement", id: "x_quotes", label: "Quotes", type: Many(LongText)),
        (on: "agreement", id: "x_lead", label: "Lead", type: Entity(["igo"])),
        (on: "agreement", id: "x_donors", label: "Donors", type: Many(Entity(["gov_org", "igo"]))),
        (on: "party", id: "x_agent", label: "Agent", type: Entity([])),
        (on: "registry", id: "x_host", label: "Host", type: Entity(["state"])),
        (on: "agreement", id: "x_count", label: "Trainees", type: Whole(min: Some(1)), evidence: true),
        (on: "agreement", id: "x_seal", label: "Seal", type: Flag, evidence: true, when: "status signed"),
    ],
)"#;

fn opened() -> Desk {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.harness.set_size(egui::vec2(1300.0, 1800.0));
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

fn values(desk: &Desk, field: &str) -> Vec<String> {
    record(desk).fields.get(field).map(|value| value.values().to_vec()).unwrap_or_default()
}

#[test]
fn signatory_has_a_note_that_the_keyboard_reaches() {
    let mut desk = opened();
    set(&mut desk, AgreementField::Signatories(vec![Signatory::of("UZB", ""), Signatory::of("CHN", "")]));
    assert!(desk.harness.query_by_label("Note on China").is_none(), "seldom needed");
    desk.focus("On whose behalf China signed");
    desk.key(CTRL, Key::Period);
    desk.draw();
    assert_eq!(desk.keyboard(), "Note on China");
    desk.text("by video");
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(record(&desk).signatories[1].note, "by video");
    assert!(desk.harness.query_by_label("Note on China").is_some(), "a note is seen");
    assert!(desk.harness.query_by_label("Note on Uzbekistan").is_none());
    assert!(desk.saved("a.anna.ron").contains("by video"));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!(record(&desk).signatories[1].note, "");
}

#[test]
fn passage_has_a_note_that_the_keyboard_reaches() {
    let mut desk = opened();
    desk.focus("What passage 1 supports");
    desk.key(CTRL, Key::Period);
    desk.draw();
    assert_eq!(desk.keyboard(), "Note on passage 1");
    desk.press(Key::Tab);
    desk.draw();
    assert!(desk.harness.query_by_label("Note on passage 1").is_none(), "without a word it goes again");
    desk.push("Remark on What passage 1 supports");
    assert_eq!(desk.keyboard(), "Note on passage 1");
    desk.text("only in the headline");
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(record(&desk).evidence[0].note, "only in the headline");
}

#[test]
fn any_text_can_be_one_of_several() {
    let mut desk = opened();
    desk.focus("Other names");
    for name in ["Charter; annex A", "Protocol"] {
        desk.text(name);
        desk.press(Key::Enter);
        desk.draw();
        assert_eq!(desk.keyboard(), "Other names", "the next one is typed at once");
    }
    assert_eq!(values(&desk, "x_names"), ["Charter; annex A", "Protocol"]);
    desk.focus("Other names 2");
    desk.key(CTRL, Key::A);
    desk.text("Protocol; 2024");
    desk.press(Key::Enter);
    assert_eq!(values(&desk, "x_names"), ["Charter; annex A", "Protocol; 2024"]);
    desk.focus("Other names 1");
    desk.key(CTRL, Key::A);
    desk.press(Key::Delete);
    desk.press(Key::Tab);
    desk.settle();
    assert_eq!(values(&desk, "x_names"), ["Protocol; 2024"]);
    desk.focus("Quotes");
    desk.text("one; two");
    desk.press(Key::Tab);
    desk.settle();
    assert_eq!(values(&desk, "x_quotes"), ["one; two"]);
}

#[test]
fn values_that_were_there_are_seen_as_they_are() {
    let mut desk = opened();
    let before = vec!["a; b".to_owned(), " c".to_owned(), "d".to_owned()];
    set(&mut desk, AgreementField::Field("x_names".into(), FieldValue::Many(before.clone())));
    for (nth, value) in before.iter().enumerate() {
        let name = format!("Other names {}", nth + 1);
        assert_eq!(desk.harness.get_by_label(&name).value().as_deref(), Some(value.as_str()));
    }
    desk.focus("Other names 1");
    desk.times(3, egui::Modifiers::NONE, Key::Tab);
    desk.settle();
    assert_eq!(values(&desk, "x_names"), before, "who only passes by changes nothing");
}

#[test]
fn actor_in_an_own_field_can_be_a_new_one_of_the_kind_asked_for() {
    let mut desk = opened();
    desk.focus("Lead");
    desk.text("Zyx Board");
    desk.press(Key::Enter);
    desk.settle();
    let registry = |desk: &Desk| desk.program().desk.workspace.shared.registry.clone();
    let id = values(&desk, "x_lead").concat();
    let entry = registry(&desk).get(&id).unwrap().clone();
    assert_eq!((entry.name_en.as_str(), entry.kind.as_str()), ("Zyx Board", "igo"));
    desk.press(Key::Escape);
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!((values(&desk, "x_lead").len(), registry(&desk).get(&id).is_none()), (0, true), "one step");
    desk.focus("Donors");
    for name in ["Zyx Fund", "Zyx Bank"] {
        desk.text(name);
        desk.press(Key::ArrowDown);
        desk.press(Key::Enter);
        desk.settle();
    }
    let donors = values(&desk, "x_donors");
    let kinds: Vec<String> = donors.iter().map(|id| registry(&desk).get(id).unwrap().kind.clone()).collect();
    assert_eq!(kinds, ["igo", "igo"], "one of the kinds is chosen");
    assert!(desk.saved("a.anna.ron").contains(&donors[1]) && desk.shared("registry.ron").contains("Zyx Bank"));
}

#[test]
fn parts_and_entries_can_have_a_new_actor_as_well() {
    let mut desk = opened();
    set(&mut desk, AgreementField::Parties(vec![Party::of("UZB", "state")]));
    desk.push("More on the party");
    desk.focus("Agent");
    desk.text("Zyx Agency");
    desk.press(Key::Enter);
    desk.settle();
    let agent = record(&desk).parties[0].fields["x_agent"].first().to_owned();
    desk.press(Key::Escape);
    desk.program_mut().apply(Action::ShowEntry(Some(agent.clone())));
    desk.settle();
    desk.focus("Host");
    desk.text("Zyxland");
    desk.press(Key::Enter);
    desk.settle();
    let registry = desk.program().desk.workspace.shared.registry.clone();
    let host = registry.get(&agent).unwrap().fields["x_host"].first().to_owned();
    assert_eq!(registry.get(&host).unwrap().kind, "state");
}

#[test]
fn passage_can_show_a_field_that_has_no_value_yet() {
    let mut desk = opened();
    desk.select("120 Beamte");
    desk.push("“120 Beamte” shows it");
    assert!(record(&desk).evidence.iter().any(|passage| passage.slots == ["x_count"]));
    assert!(desk.sees("shown by “120 Beamte”"));
}

#[test]
fn passage_is_not_offered_a_field_that_is_not_asked_for() {
    let mut desk = opened();
    let offered = |desk: &mut Desk| {
        desk.focus("What passage 1 supports");
        desk.text("seal");
        let options = desk.harness.query_all_by_role(egui::Role::ListBoxOption).count();
        desk.press(Key::Escape);
        desk.settle();
        options
    };
    assert_eq!(offered(&mut desk), 0);
    set(&mut desk, AgreementField::Status("signed".into()));
    assert_eq!(offered(&mut desk), 1);
    let passage = Evidence { slots: vec!["x_seal".into()], ..record(&desk).evidence[0].clone() };
    set(&mut desk, AgreementField::Supports(0, passage.slots));
    set(&mut desk, AgreementField::Status("planned".into()));
    assert!(desk.sees("What passage 1 supports: Seal"), "what it shows is kept under its name");
}

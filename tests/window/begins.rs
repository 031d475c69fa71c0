//! What a new record has in the fields that the schema gives a value to begin with: every kind of record, once the field
//! is asked for, and never what came from elsewhere.

use egui::Key;
use glossator::core::annotation::{Agreement, Fields, Id, Kind, Member, Party, Place, State};
use glossator::core::intent::{AgreementField, CorpusIntent, EntryField, HeaderField, Intent, PublisherField, Slot};
use glossator::core::text::Span;
use glossator::session::Action;

use crate::desk::{CTRL, CTRL_ALT, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll über 120 Beamte.";

const SCHEMA: &str = r##"(
    id: "own-1", version: "1", base: "default-1",
    types: [(id: "x_law", label: "Law", colour: "#6b3a8f", lane: Dashed, key: Some('l'), fields: [
        (id: "x_scope", label: "Scope", type: Text, default: "whole"),
    ])],
    groups: [(id: "late", label: "Late", when: "status signed")],
    fields: [
        (on: "agreement", id: "x_seen", label: "Seen", type: Flag, default: "no"),
        (on: "agreement", id: "x_tags", label: "Tags", type: Many(Text), default: ["a", "b; c"]),
        (on: "agreement", id: "x_paper", label: "Paper", type: Flag, default: "yes", when: "level activity"),
        (on: "agreement", id: "x_sealed", label: "Sealed", type: Flag, default: "no", when: "x_paper yes"),
        (on: "agreement", id: "x_late", label: "Late one", type: Text, default: "l", group: "late"),
        (on: "actor", id: "x_sure", label: "Sure", type: Flag, default: "yes"),
        (on: "date", id: "x_clock", label: "Clock", type: Text, default: "none"),
        (on: "article", id: "x_batch", label: "Batch", type: Text, default: "first"),
        (on: "registry", id: "x_armed", label: "Armed", type: Flag, default: "no"),
        (on: "registry", id: "x_un", label: "In the UN", type: Flag, default: "yes", when: "kind state"),
        (on: "party", id: "x_share", label: "Share", type: Whole(min: Some(0)), default: "50"),
        (on: "party", id: "x_led", label: "Led", type: Flag, default: "no", when: "role mediator"),
        (on: "signatory", id: "x_rank", label: "Rank", type: Text, default: "unknown"),
        (on: "evidence", id: "x_para", label: "Paragraph", type: Whole(min: Some(1)), default: "1"),
        (on: "identity", id: "x_case", label: "Case", type: Text, default: "open"),
        (on: "publisher", id: "x_paid", label: "Paid", type: Flag, default: "no"),
    ],
)"##;

fn desk() -> Desk {
    let mut desk = Desk::with_files(&[("a.txt", TEXT), ("b.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    desk.harness.set_size(egui::vec2(1300.0, 1500.0));
    desk.settle();
    desk
}

fn mark(desk: &mut Desk, words: &str, key: Key) {
    desk.select(words);
    desk.press(key);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.settle();
}

fn change(desk: &mut Desk, intent: Intent) {
    let article = desk.program().desk.open.pane.article.clone();
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
}

fn corpus(desk: &mut Desk, intent: CorpusIntent) {
    change(desk, Intent::Corpus(intent));
}

fn record(desk: &Desk) -> Agreement {
    (**desk.work().agreements.values().next().unwrap()).clone()
}

fn set(desk: &mut Desk, field: AgreementField) {
    let id = record(desk).id;
    change(desk, Intent::SetAgreement(id, field));
}

/// Writes fields as one reads them.
fn said(fields: &Fields) -> String {
    fields.iter().map(|(id, value)| format!("{id}={}", value.values().join("|"))).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_new_record_has_what_its_fields_begin_with() {
    let mut desk = desk();
    assert_eq!(said(&desk.work().header.fields), "", "nobody works on the article yet");
    mark(&mut desk, "unterzeichneten", Key::G);
    assert_eq!(said(&record(&desk).fields), "x_seen=no x_tags=a|b; c");
    assert_eq!(said(&record(&desk).evidence[0].fields), "x_para=1");
    assert_eq!(said(&desk.work().header.fields), "x_batch=first", "the work has begun");
    mark(&mut desk, "Beamte", Key::A);
    mark(&mut desk, "3. Mai 2024", Key::D);
    desk.select("Protokoll");
    desk.key(CTRL_ALT, Key::L);
    desk.settle();
    let work = desk.work().clone();
    assert_eq!(said(&work.actors.values().next().unwrap().fields), "x_sure=yes");
    assert_eq!(said(&work.dates.values().next().unwrap().fields), "x_clock=none");
    assert_eq!(said(&work.customs.values().next().unwrap().fields), "x_scope=whole");
    assert!(desk.saved("a.anna.ron").contains("\"x_clock\": \"none\""));
    let start = TEXT.find("Protokoll").unwrap();
    let place = Place::of(Span::new(start, start + "Protokoll".len()));
    let id = record(&desk).id;
    change(&mut desk, Intent::AddPlace(id, place));
    assert_eq!(record(&desk).evidence.iter().map(|one| said(&one.fields)).collect::<Vec<_>>(), ["x_para=1"; 2]);
}

#[test]
fn party_and_signatory_have_it_however_they_come() {
    let mut desk = desk();
    mark(&mut desk, "unterzeichneten", Key::G);
    let id = record(&desk).id;
    change(&mut desk, Intent::NewEntryFor(id.clone(), Slot::Parties, "Border Guard".into()));
    change(&mut desk, Intent::NewEntryFor(id, Slot::Signatories, "A. Karimov".into()));
    let one = record(&desk);
    assert_eq!(said(&one.parties[0].fields), "x_share=50");
    assert_eq!(said(&one.signatories[0].fields), "x_rank=unknown");
    let entry = desk.program().desk.workspace.shared.registry.get(&one.parties[0].actor).unwrap().clone();
    assert_eq!(said(&entry.fields), "x_armed=no");
    desk.push("agreement record unterzeichneten");
    desk.focus("Parties of the agreement");
    desk.text("uzbek");
    desk.press(Key::Enter);
    desk.press(Key::Escape);
    desk.settle();
    let parties = record(&desk).parties;
    assert_eq!(said(&parties[1].fields), "x_share=50");
    let entry = desk.program().desk.workspace.shared.registry.get("UZB").unwrap().clone();
    assert_eq!(said(&entry.fields), "x_armed=no x_un=yes", "an entry that comes into the corpus is a new one there");
    let mediator = Party { role: "mediator".into(), ..parties[1].clone() };
    set(&mut desk, AgreementField::Parties(vec![parties[0].clone(), mediator]));
    assert_eq!(said(&record(&desk).parties[1].fields), "x_led=no x_share=50");
}

#[test]
fn field_begins_once_it_is_asked_for_and_one_step_takes_both_back() {
    let mut desk = desk();
    mark(&mut desk, "unterzeichneten", Key::G);
    set(&mut desk, AgreementField::Level("activity".into()));
    let begun = "x_paper=yes x_sealed=no x_seen=no x_tags=a|b; c";
    assert_eq!(said(&record(&desk).fields), begun, "one lets the other be asked for");
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!(
        (record(&desk).level.as_str(), said(&record(&desk).fields).as_str()),
        ("instrument", "x_seen=no x_tags=a|b; c")
    );
    set(&mut desk, AgreementField::Status("signed".into()));
    assert!(said(&record(&desk).fields).contains("x_late=l"), "the group is asked for now");
}

#[test]
fn what_a_person_empties_stays_empty() {
    let mut desk = desk();
    mark(&mut desk, "unterzeichneten", Key::G);
    set(&mut desk, AgreementField::Field("x_seen".into(), "".into()));
    set(&mut desk, AgreementField::Title("Protocol".into()));
    assert_eq!(said(&record(&desk).fields), "x_tags=a|b; c");
    let id = record(&desk).id;
    change(&mut desk, Intent::Twin(id));
    let all: Vec<String> = desk.work().agreements.values().map(|one| said(&one.fields)).collect();
    assert_eq!(all, ["x_tags=a|b; c"; 2], "a copy is what it is a copy of");
}

#[test]
fn records_of_the_corpus_have_it_as_well() {
    let mut desk = desk();
    corpus(&mut desk, CorpusIntent::NewEntry("Border Guard".into()));
    let shared = |desk: &Desk| desk.program().desk.workspace.shared.clone();
    let entry = shared(&desk).registry.entries().values().next().unwrap().clone();
    assert_eq!(said(&entry.fields), "x_armed=no");
    corpus(&mut desk, CorpusIntent::SetEntry(entry.id.clone(), EntryField::Kind("state".into())));
    assert_eq!(said(&shared(&desk).registry.get(&entry.id).unwrap().fields), "x_armed=no x_un=yes");
    corpus(&mut desk, CorpusIntent::SetPublisher("Kun".into(), PublisherField::Country("UZB".into())));
    assert_eq!(said(&shared(&desk).publisher("Kun").unwrap().fields), "x_paid=no");
    let member = |article: &str, nth| Member {
        article: article.into(),
        agreement: Id::new(Kind::Agreement, nth),
        relation: "same".into(),
    };
    corpus(&mut desk, CorpusIntent::Identify(None, vec![member("a.txt", 1), member("b.txt", 2)]));
    assert_eq!(said(&shared(&desk).identities.values().next().unwrap().fields), "x_case=open");
}

#[test]
fn article_that_is_left_out_begins_nothing() {
    let mut desk = desk();
    change(&mut desk, Intent::SetHeader(HeaderField::State(State::Excluded)));
    assert_eq!(said(&desk.work().header.fields), "");
    change(&mut desk, Intent::SetHeader(HeaderField::State(State::InProgress)));
    assert_eq!(said(&desk.work().header.fields), "x_batch=first");
}

#[test]
fn opening_work_that_lacks_a_value_gives_it_none() {
    let mut desk = desk();
    mark(&mut desk, "unterzeichneten", Key::G);
    let text = desk.saved("a.anna.ron").replace("\"x_seen\": \"no\",", "");
    assert!(!text.contains("x_seen"), "{text}");
    let Desk { harness, folder } = desk;
    drop(harness);
    let path = folder.path().join("corpus/a.txt");
    std::fs::write(folder.path().join("corpus/a.anna.ron"), text).unwrap();
    let mut desk = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    set(&mut desk, AgreementField::Title("Protocol".into()));
    assert_eq!(said(&record(&desk).fields), "x_tags=a|b; c");
}

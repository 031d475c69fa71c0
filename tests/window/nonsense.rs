//! Nonsense in every field that Tab reaches: nothing panics, nothing is lost without a word, every check speaks.

use std::collections::BTreeSet;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::Kind;
use glossator::session::command::{Command, Edit};
use glossator::session::{Action, Focus};

use crate::desk::{CTRL, CTRL_ALT, Desk, has_keyboard};

const SCHEMA: &str = r##"(
    id: "test-1", version: "1", base: "default-1",
    types: [(id: "x_vehicle", label: "Vehicle", colour: "#336699", key: Some('s'), fields: [
        (id: "x_plate", label: "Plate", type: Text),
        (id: "x_seats", label: "Seats", type: Number(min: Some(1), max: Some(90))),
        (id: "x_seen", label: "Seen on", type: Date),
        (id: "x_story", label: "Story", type: LongText),
    ])],
    fields: [
        (on: "actor", id: "x_age", label: "Age", type: Number()),
        (on: "agreement", id: "x_text", label: "Text at", type: Text),
        (on: "article", id: "x_desk", label: "Desk", type: Text),
        (on: "registry", id: "x_born", label: "Born", type: Date),
    ],
)"##;

/// How the nonsense comes into a field.
#[derive(Clone, Copy)]
enum Way {
    Typed,
    Pasted,
}

fn desk() -> Desk {
    let text = "China und Usbekistan haben am 1. April ein Protokoll unterzeichnet.";
    let mut desk = Desk::with_files(&[("a.txt", text)], &[("schema.ron", SCHEMA)]);
    assert!(desk.said().is_empty(), "{:?}", desk.said());
    desk.program_mut().apply(Action::Focus(Focus::Article));
    desk.settle();
    desk
}

/// Gives what a field must say to something that is not of its kind: on the screen, or as a refusal.
fn sentence(field: &str) -> Option<&'static str> {
    match field {
        "Value of the date"
        | "Other readings"
        | "Date of signing"
        | "Validity"
        | "Date of entry into force"
        | "Date of expiry"
        | "Date of announcement"
        | "Publication date of the article"
        | "Publication date"
        | "Office from"
        | "Office until"
        | "Seen on"
        | "Born" => Some("is not a date"),
        "Seats" | "Age" => Some("is not a number"),
        "Time zone" => Some("is not an offset"),
        "Country" | "Country of the place" | "Country of the publisher" => Some("is not a code of a country"),
        "Language of the article" | "Language code" => Some("is not a language code"),
        _ => None,
    }
}

/// Gives everything that is written to the files.
fn stored(desk: &Desk) -> String {
    let shared = &desk.program().desk.workspace.shared;
    let entries: Vec<_> = shared.registry.entries().values().collect();
    let publishers: Vec<_> = shared.publishers.values().collect();
    format!("{:?} {entries:?} {publishers:?}", desk.work())
}

/// Tells whether a text is stored; a line break as one letter, or in a field of one line as spaces.
fn is_stored(desk: &Desk, text: &str) -> bool {
    let stored = stored(desk);
    [text.to_owned(), text.replace("\r\n", "\n"), text.replace(['\r', '\n'], " ")].iter().any(|text| {
        let escaped = format!("{text:?}");
        stored.contains(escaped.trim_matches('"'))
    })
}

/// Gives name and text of the text field that has the keyboard.
fn field(desk: &Desk) -> Option<(String, String)> {
    desk.harness.query_all_by(has_keyboard).find_map(|node| {
        let node = node.accesskit_node();
        let text = matches!(node.role(), egui::Role::TextInput | egui::Role::MultilineTextInput);
        text.then(|| (node.label().unwrap_or_default(), node.value().unwrap_or_default()))
    })
}

/// Gives a text as a field of one line holds it.
fn shown(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// Goes through all fields from the one with the keyboard on, until the article has it or a field comes again.
fn attack(desk: &mut Desk, nonsense: &str, way: Way) -> BTreeSet<String> {
    let mut done = BTreeSet::new();
    for step in 0..160 {
        let now = field(desk);
        if let Some((name, _)) = &now {
            done.insert(name.clone());
            // Each field has a text of its own, so that one is not taken for another.
            let text = format!("{nonsense}{step}");
            let expected = match way {
                Way::Typed => text.chars().filter(|c| !c.is_control()).collect(),
                Way::Pasted => text.clone(),
            };
            match way {
                Way::Typed => text.chars().for_each(|c| desk.harness.input_mut().events.push(Event::Text(c.into()))),
                Way::Pasted => desk.harness.input_mut().events.push(Event::Paste(text)),
            }
            // What was said of another field says nothing of this one.
            desk.program_mut().session.notices.clear();
            desk.send(Vec::new());
            desk.press(Key::Tab);
            // What cannot be taken holds the keyboard once; after that it waits in its field.
            let held = field(desk).filter(|(there, _)| there == name);
            if held.is_some() {
                desk.press(Key::Tab);
            }
            // A line break may be one letter, or spaces.
            let kept = is_stored(desk, &expected) || is_stored(desk, &shown(&expected));
            let refused = match &held {
                Some((_, text)) => text.contains(&shown(&expected)) && (desk.sees("is not") || desk.sees("needs")),
                None => desk.says("is not") || desk.says("needs"),
            };
            let waits = desk.sees("Not taken yet: Enter in this field takes it.");
            assert!(kept || refused || waits, "{name}: {expected:?} is neither stored nor refused: {:?}", desk.said());
            if let Some(words) = sentence(name) {
                assert!(desk.sees(words), "{name} does not say “{words}”: {:?}", desk.said());
            }
            assert!(desk.said().iter().all(|sentence| sentence.chars().count() < 300), "{name}: {:?}", desk.said());
            // One field full of it at a time; of notes it stays, so that it is also read again.
            if kept && nonsense.len() > 1000 && !name.starts_with("Note") {
                let there = desk.keyboard();
                desk.key(CTRL, Key::Z);
                assert_eq!(desk.keyboard(), there, "taking back leaves the keyboard where it is");
            }
        } else {
            desk.press(Key::Tab);
        }
        let there = desk.keyboard();
        if there.starts_with("Article ") || there.starts_with("Open folder") {
            break;
        }
    }
    done
}

const NONSENSE: &str = "2024-13-01 \u{202e}😊\0x";

/// Attacks what `open` puts the keyboard into, in every way, and then reads the files again.
fn every_way(desk: &mut Desk, open: impl Fn(&mut Desk)) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let long = "a".repeat(5000);
    let rows = [
        (NONSENSE, Way::Typed),
        (NONSENSE, Way::Pasted),
        (long.as_str(), Way::Pasted),
        ("مُحَمَّد (٢٠٢٤) بن \u{200f}سلمان ", Way::Typed),
        ("zwei\nZeilen\r\n\tund \"\\'{}()[]#,r#\"", Way::Pasted),
    ];
    for (nonsense, way) in rows {
        open(desk);
        all.extend(attack(desk, nonsense, way));
    }
    desk.settle();
    all
}

/// Opens the corpus a second time and compares what is read with what was there.
fn read_again(mut desk: Desk) {
    desk.settle();
    assert!(desk.program().all_saved());
    let (before, path) = (stored(&desk), desk.corpus());
    let Desk { harness, folder, .. } = desk;
    drop(harness);
    let again = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    assert_eq!(stored(&again), before);
}

fn assert_fields(found: &BTreeSet<String>, expected: &[&str]) {
    for name in expected {
        assert!(found.contains(*name), "Tab does not reach “{name}”: {found:?}");
    }
}

#[test]
fn nonsense_in_the_fields_of_an_actor() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Enter);
    let found = every_way(&mut desk, |desk| {
        desk.program_mut().apply(Action::Focus(Focus::Article));
        desk.settle();
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), "Name of the actor");
    });
    let expected =
        ["Name of the actor", "Role of the actor", "Who the text should have named", "Age", "Note on the actor"];
    assert_fields(&found, &expected);
    read_again(desk);
}

#[test]
fn nonsense_in_the_fields_of_a_date() {
    let mut desk = desk();
    desk.select("1. April");
    desk.press(Key::D);
    desk.press(Key::Escape);
    let found = every_way(&mut desk, |desk| {
        desk.program_mut().apply(Action::Focus(Focus::Article));
        desk.settle();
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), "Value of the date");
    });
    assert_fields(&found, &["Value of the date", "Other readings", "Note on the date"]);
    read_again(desk);
}

#[test]
fn nonsense_in_the_fields_of_an_agreement() {
    let mut desk = desk();
    desk.key(Modifiers::SHIFT, Key::End);
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.focus("Place");
    desk.text("Taschkent");
    desk.press(Key::Enter);
    let found = every_way(&mut desk, |desk| {
        desk.program_mut().apply(Action::Focus(Focus::Article));
        desk.settle();
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), "Title of the agreement");
    });
    let expected = [
        "Title of the agreement",
        "Parties of the agreement",
        "Signatories",
        "People present",
        "Date of signing",
        "Validity",
        "Date of entry into force",
        "Date of expiry",
        "Date of announcement",
        "Place",
        "Country of the place",
        "Topics",
        "What passage 1 supports",
        "Ids elsewhere",
        "CAMEO code",
        "PLOVER code",
        "Text at",
        "Note on the agreement",
    ];
    assert_fields(&found, &expected);
    read_again(desk);
}

#[test]
fn nonsense_in_the_fields_of_a_flag_and_of_a_mark_of_the_schema() {
    let mut desk = desk();
    desk.press(Key::F);
    desk.press(Key::Escape);
    let found = every_way(&mut desk, |desk| {
        desk.program_mut().apply(Action::Focus(Focus::Article));
        desk.settle();
        desk.press(Key::Enter);
        assert_eq!(desk.keyboard(), "What the text should say");
    });
    assert_fields(&found, &["What the text should say", "Note on the flag"]);
    desk.select("Protokoll");
    desk.key(CTRL_ALT, Key::S);
    desk.press(Key::Escape);
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert_eq!(mark.id.kind(), Kind::Custom);
    let found = every_way(&mut desk, |desk| {
        desk.program_mut().apply(Action::SelectMark(Some(mark.clone())));
        desk.settle();
        desk.focus("Plate");
    });
    assert_fields(&found, &["Plate", "Seats", "Seen on", "Story", "Note on the mark"]);
    read_again(desk);
}

#[test]
fn nonsense_in_the_details_of_the_article_and_of_its_publisher() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.text("PLO");
    desk.press(Key::Enter);
    desk.program_mut().apply(Action::Run(Command::Edit(Edit::State(glossator::core::annotation::State::Excluded))));
    let found = every_way(&mut desk, |desk| {
        // What is known of a publisher hangs on its name, which the attack has changed.
        desk.key(CTRL, Key::D);
        assert_eq!(desk.keyboard(), "Publication date of the article");
    });
    let expected = [
        "Publication date of the article",
        "Publisher of the article",
        "Address of the page",
        "Credited source",
        "Language of the article",
        "Reason of the exclusion",
        "Desk",
        "Note on the article",
        "Country of the publisher",
        "Time zone",
        "Note on the publisher",
        "Language code",
        "Publication date",
        "Publisher",
    ];
    assert_fields(&found, &expected);
    read_again(desk);
}

#[test]
fn nonsense_in_an_entry_of_the_registry() {
    let mut desk = desk();
    desk.key(CTRL, Key::R);
    desk.text("Xqwj Bvkp");
    desk.push("New actor");
    desk.focus("New name");
    desk.text("王小洪");
    desk.press(Key::Enter);
    desk.focus("New office");
    desk.text("Minister");
    desk.press(Key::Enter);
    let found = every_way(&mut desk, |desk| {
        desk.key(CTRL, Key::R);
        assert_eq!(desk.keyboard(), "‹ All actors");
    });
    let expected = [
        "English name",
        "Country",
        "What it is a part of",
        "Office",
        "Organisation of the office",
        "Office from",
        "Office until",
        "New office",
        "Ids elsewhere",
        "Born",
        "Note on the actor of the registry",
        "Name 1",
        "New name",
        "Actor to merge into",
    ];
    assert_fields(&found, &expected);
    read_again(desk);
}

/// A machine that is busy draws fewer frames in a second; what a test reads must still be there.
#[test]
fn sentence_that_goes_by_itself_goes_by_the_clock_of_the_window() {
    let mut desk = desk();
    desk.program_mut().session.inform("In passing");
    for _ in 0..60 {
        assert!(desk.says("In passing"));
        desk.harness.step();
    }
    (0..20).for_each(|_| desk.harness.step());
    assert!(!desk.says("In passing"));
}

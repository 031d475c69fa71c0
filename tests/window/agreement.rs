//! The keyboard alone: an agreement of a real Arabic article, from the list of articles to the finished record.

use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::{Agreement, Basis};
use serde_json::Value;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, copy_corpus};
use crate::left_out::say;

const ARTICLE: &str = "002_04765dce3fc3f9ca.txt";
/// Key strokes the whole record takes; a tenth more is the bound.
const MEASURED: usize = 270;
/// Bytes of an Arabic line in the window, as a reader's eye judges it.
const LINE: usize = 128;

/// Two hands on the keyboard, and eyes that see where the caret is.
struct Hands {
    desk: Desk,
    strokes: usize,
    /// Strokes at the end of each part of the work.
    parts: Vec<(&'static str, usize)>,
}

impl Hands {
    fn press(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.strokes += 1;
        self.desk.key(modifiers, key);
    }

    fn times(&mut self, count: usize, modifiers: Modifiers, key: Key) {
        for _ in 0..count {
            self.key(modifiers, key);
        }
    }

    fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.strokes += 1;
            self.desk.send(vec![Event::Text(letter.to_string())]);
        }
    }

    fn caret(&self) -> usize {
        self.desk.program().desk.open.pane.selection.text.focus.offset
    }

    /// Moves the caret to an offset of the right-to-left text: by pages and lines, then by words, then by letters.
    fn walk(&mut self, goal: usize) {
        let before = self.strokes;
        while self.caret().abs_diff(goal) > 11 * LINE {
            self.press(if self.caret() < goal { Key::PageDown } else { Key::PageUp });
        }
        while self.caret().abs_diff(goal) > LINE {
            self.press(if self.caret() < goal { Key::ArrowDown } else { Key::ArrowUp });
            assert!(self.strokes - before < 60, "the eye is lost at {} on the way to {goal}", self.caret());
        }
        let forward = self.caret() < goal;
        while self.caret() != goal && (self.caret() < goal) == forward {
            self.key(CTRL, if forward { Key::ArrowLeft } else { Key::ArrowRight });
        }
        while self.caret() != goal {
            self.press(if self.caret() < goal { Key::ArrowLeft } else { Key::ArrowRight });
            assert!(self.strokes - before < 60, "the eye is lost at {} on the way to {goal}", self.caret());
        }
    }

    /// Selects back to an offset by words, as the text is read from right to left.
    fn select_back(&mut self, goal: usize) {
        while self.caret() > goal {
            self.key(CTRL_SHIFT, Key::ArrowRight);
        }
        assert_eq!(self.caret(), goal);
    }

    /// Goes on with Tab to a field.
    fn tab_to(&mut self, name: &str) {
        let mut passed = Vec::new();
        while self.desk.keyboard() != name {
            passed.push(self.desk.keyboard());
            self.press(Key::Tab);
            assert!(passed.len() < 20, "Tab does not reach “{name}”: {passed:?}");
        }
    }

    /// Chooses a term by typing some letters of it into the open list.
    fn choose(&mut self, typed: &str, expected: &str) {
        let name = self.desk.keyboard();
        self.press(Key::Enter);
        self.write(typed);
        let first = self.desk.harness.query_all_by_role(egui::Role::ListBoxOption).next().unwrap();
        assert_eq!(first.accesskit_node().label().unwrap(), expected, "“{typed}” in {name}");
        self.press(Key::Enter);
        assert_eq!(self.desk.keyboard(), name);
    }

    fn part(&mut self, name: &'static str) {
        let before: usize = self.parts.iter().map(|(_, count)| count).sum();
        self.parts.push((name, self.strokes - before));
    }

    fn record(&self) -> Agreement {
        (**self.desk.work().agreements.values().next().unwrap()).clone()
    }
}

/// Finds the seeds and the gold file beside their folder; says loudly where they are absent.
fn gold() -> Option<(std::path::PathBuf, Value)> {
    let seeds = std::env::var_os("GLOSSATOR_SEEDS").map(std::path::PathBuf::from);
    let gold = seeds.as_ref().and_then(|seeds| Some(seeds.parent()?.join("gold/seed_gold_000_002.json")));
    let text = gold.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).unwrap());
    let (Some(seeds), Some(text)) = (seeds, text) else {
        say("LEFT OUT: set GLOSSATOR_SEEDS to the folder of the seed articles, with the folder gold beside it; the \
             agreement is not entered with the keyboard alone");
        return None;
    };
    Some((seeds, serde_json::from_str(&text).unwrap()))
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

fn bytes(value: &Value) -> (usize, usize) {
    let at = |index: usize| usize::try_from(value["bytes"][index].as_u64().unwrap()).unwrap();
    (at(0), at(1))
}

fn sit_down(seeds: &Path) -> Hands {
    let folder = copy_corpus(seeds);
    let path = folder.path().join("corpus");
    let desk = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    Hands { desk, strokes: 0, parts: Vec::new() }
}

#[test]
fn agreement_of_an_arabic_article_is_entered_with_the_keyboard_alone() {
    let Some((seeds, gold)) = gold() else { return };
    let wanted = gold["agreements"].as_array().unwrap().iter().find(|one| one["id"] == "002-A001").unwrap();
    let mut hands = sit_down(&seeds);
    hands.times(2, CTRL, Key::ArrowDown);
    hands.desk.settle();
    assert_eq!(hands.desk.keyboard(), format!("Article {ARTICLE}"));
    hands.part("open the article");

    // The two sides, named together inside the passage, are linked to the two ministries.
    let sides = gold["mentions"].as_array().unwrap().iter().find(|one| one["id"] == "002-M046").unwrap();
    let (passage, sides) = (bytes(&wanted["evidence"][0]), bytes(sides));
    hands.walk(sides.0);
    hands.part("find the passage");
    hands.press(Key::A);
    hands.write("egy int;pub sec chi");
    hands.press(Key::Enter);
    let links: Vec<String> = hands.desk.work().actors.values().flat_map(|actor| actor.links.clone()).collect();
    assert_eq!(links, texts(&wanted["parties"]));
    hands.part("mark and link the parties");

    hands.walk(passage.1);
    hands.select_back(passage.0);
    hands.press(Key::G);
    assert_eq!(hands.record().parties.iter().map(|party| party.actor.clone()).collect::<Vec<_>>(), links);
    hands.part("mark the agreement");

    hands.write(wanted["title_en"].as_str().unwrap());
    hands.part("title");
    hands.tab_to("Kind");
    hands.choose("prot", "Protocol");
    hands.tab_to("Status");
    hands.choose("sig", "Signed");
    hands.part("kind and status");
    hands.tab_to("People present");
    for name in ["Mahmoud Tawfik", "Wang Xiaohong"] {
        hands.write(name);
        hands.press(Key::Enter);
    }
    hands.part("people present");
    hands.tab_to("Basis");
    hands.choose("not", "Not stated");
    hands.part("signed: not stated");
    hands.tab_to("Place");
    hands.write(wanted["place"].as_str().unwrap());
    hands.tab_to("Basis");
    hands.choose("inf", "Inferred");
    hands.tab_to("Reason of the basis");
    hands.write("line 20");
    hands.part("place with its basis");
    hands.tab_to("Topics");
    for topic in texts(&wanted["topics"]) {
        hands.write(&topic[..3].to_lowercase());
        hands.press(Key::Enter);
    }
    hands.part("topics");
    hands.tab_to("Confidence");
    hands.write(&wanted["confidence"].as_str().unwrap()[..1]);
    hands.press(Key::Escape);
    assert_eq!(hands.desk.keyboard(), format!("Article {ARTICLE}"));
    hands.part("confidence");

    let (instrument, trigger) = (bytes(&wanted["instrument"]), bytes(&wanted["trigger"]));
    assert_eq!(hands.caret(), passage.1, "the caret waits behind the passage");
    hands.select_back(instrument.0);
    hands.press(Key::I);
    hands.press(Key::ArrowRight);
    hands.select_back(trigger.0);
    hands.press(Key::V);
    hands.part("document and trigger");
    let place = gold["places"].as_array().unwrap().iter().find(|one| one["id"] == "002-P003").unwrap();
    let place = bytes(place);
    hands.walk(place.1);
    hands.select_back(place.0 - "ب".len());
    hands.press(Key::E);
    hands.part("second passage");

    compare(&hands, wanted, &gold);
    let saved = hands.desk.saved("002_04765dce3fc3f9ca.anna.ron");
    assert!(saved.contains("kind: \"protocol\"") && saved.contains("basis: NotStated"), "{saved}");
    say(&format!("{} key strokes: {:?}", hands.strokes, hands.parts));
    assert!(hands.strokes * 10 <= MEASURED * 11, "{} key strokes: {:?}", hands.strokes, hands.parts);
}

/// Compares the record with the gold one, field by field.
fn compare(hands: &Hands, wanted: &Value, gold: &Value) {
    let record = hands.record();
    let text = |field: &str| wanted[field].as_str().unwrap().to_owned();
    assert_eq!(record.title, text("title_en"));
    assert_eq!(record.level, text("level"));
    assert_eq!(record.kind, text("type"));
    assert_eq!(record.status, text("status"));
    assert_eq!(record.modality, text("modality"));
    assert_eq!(record.background, wanted["background"].as_bool().unwrap());
    let parties: Vec<String> = record.parties.iter().map(|party| party.actor.clone()).collect();
    assert_eq!(parties, texts(&wanted["parties"]));
    assert_eq!(record.signatories.len(), wanted["signatories"].as_array().unwrap().len());
    let registry = &hands.desk.program().desk.workspace.shared.registry;
    let present: Vec<&str> = record.present.iter().map(|id| registry.label(id)).collect();
    let name = |id: String| {
        let entry = gold["registry"].as_array().unwrap().iter().find(|entry| entry["id"] == id.as_str()).unwrap();
        entry["name_en"].as_str().unwrap().to_owned()
    };
    let expected: Vec<String> = texts(&wanted["officials_present"]).into_iter().map(name).collect();
    assert_eq!(present, expected);
    assert!(wanted["date"].is_null() && wanted["validity"].is_null());
    assert!(record.dates.signed.value.is_empty() && record.dates.signed.basis == Basis::NotStated);
    assert!(record.dates.validity.is_empty());
    assert_eq!(record.venue.name, text("place"));
    assert_eq!(record.venue.basis.reason(), Some("line 20"));
    assert_eq!(record.topics, texts(&wanted["topics"]));
    assert_eq!(record.confidence, text("confidence"));
    let codes = record.event_codes();
    assert_eq!((codes.cameo.as_str(), codes.plover.as_str()), ("057", "SUPPORT"));
    let cover = |place: &glossator::core::annotation::Place| (place.cover().start, place.cover().end);
    assert_eq!(cover(record.instrument.as_ref().unwrap()), bytes(&wanted["instrument"]));
    assert_eq!(cover(record.trigger.as_ref().unwrap()), bytes(&wanted["trigger"]));
    assert_eq!(record.evidence.len(), 2, "the passage of the gold record, and where it was signed");
    assert_eq!(cover(&record.evidence[1].place), bytes(&wanted["evidence"][0]));
    let article = &hands.desk.program().current().unwrap().article.text;
    assert_eq!(article.slice(record.evidence[1].place.cover()), wanted["evidence"][0]["surface"].as_str().unwrap());
    assert_eq!(article.slice(record.evidence[0].place.cover()), "بمقر وزارة الأمن العام الصينية");
}

//! An agreement of a real article entered from nothing by keyboard alone, every stroke counted.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::{Agreement, Basis};
use glossator::core::text::Span;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, copy_corpus};

/// The passage that shows the agreement, its trigger, and the name of its document.
const PASSAGE: &str = "كما شهد اللقاء توقيع بروتوكول لتعزيز التعاون الأمنى بين الجانبين فى مُواجهة الجرائم بشتى صورها";
const TRIGGER: &str = "توقيع";
const DOCUMENT: &str = "بروتوكول لتعزيز التعاون الأمنى بين الجانبين فى مُواجهة الجرائم بشتى صورها";
const PARTIES: &str = "الجانبين";
/// Strokes the whole takes, as measured, and a tenth more.
const MOST: usize = 276;

/// A person at the keyboard.
struct Typist {
    desk: Desk,
    strokes: usize,
}

impl Typist {
    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.strokes += 1;
        self.desk.key(modifiers, key);
    }

    fn press(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    fn text(&mut self, text: &str) {
        self.strokes += text.chars().count();
        self.desk.text(text);
    }

    fn caret(&self) -> usize {
        self.desk.program().session.selection.text.focus.offset
    }

    /// Presses a key until the caret is where it should be; the text runs from right to left.
    fn walk(&mut self, modifiers: Modifiers, forward: bool, to: usize) {
        let key = if forward { Key::ArrowLeft } else { Key::ArrowRight };
        for _ in 0..200 {
            let at = self.caret();
            if at == to || (forward && at > to) || (!forward && at < to) {
                break;
            }
            self.key(modifiers, key);
        }
        let letter = Modifiers { ctrl: false, command: false, ..modifiers };
        for _ in 0..12 {
            let at = self.caret();
            if at == to {
                return;
            }
            self.key(letter, if at > to { Key::ArrowRight } else { Key::ArrowLeft });
        }
        assert_eq!(self.caret(), to);
    }

    fn find(&self, words: &str, after: usize) -> Span {
        let text = self.desk.program().current().unwrap().article.text.as_str();
        let start = after + text[after..].find(words).unwrap();
        Span { start, end: start + words.len() }
    }

    /// Goes to the beginning of words and selects them.
    fn select(&mut self, span: Span) {
        let forward = self.caret() < span.start;
        self.walk(CTRL, forward, span.start);
        self.walk(CTRL_SHIFT, true, span.end);
        let text = &self.desk.program().current().unwrap().article.text;
        assert_eq!(self.desk.selected(), text.slice(span));
    }

    /// Presses Tab until the field of this name has the keyboard.
    fn tab_to(&mut self, name: &str) {
        for _ in 0..60 {
            let here = self
                .desk
                .harness
                .query_all_by(|node| node.is_focused() && node.label().is_some_and(|label| label == name));
            if here.count() > 0 {
                return;
            }
            self.press(Key::Tab);
        }
        unreachable!("“{name}” is not reached with Tab")
    }

    fn agreement(&self) -> Agreement {
        let opened = self.desk.program().current().unwrap();
        (**opened.work.agreements.values().next().unwrap()).clone()
    }
}

fn seeds() -> Option<std::path::PathBuf> {
    let folder = std::env::var_os("GLOSSATOR_SEEDS").map(std::path::PathBuf::from);
    if folder.is_none() {
        eprintln!("LEFT OUT: the agreement entered by keyboard needs GLOSSATOR_SEEDS, the folder of the seed articles");
    }
    folder
}

#[test]
fn agreement_of_a_real_article_is_entered_from_nothing_by_keyboard_alone() {
    let Some(seeds) = seeds() else { return };
    let folder = copy_corpus(&seeds);
    let path = folder.path().join("corpus/002_04765dce3fc3f9ca.txt");
    let desk = Desk::over(folder, Some(path), Some("anna"), [1440.0, 1000.0]);
    let mut typist = Typist { desk, strokes: 0 };
    let passage = typist.find(PASSAGE, 0);
    // Down to the paragraph, and to the end of its last line.
    while typist.caret() < passage.start {
        typist.press(Key::ArrowDown);
    }
    // The two sides, marked and linked: the two ministries that ship with the program.
    let sides = typist.find(PARTIES, passage.start);
    typist.select(sides);
    typist.press(Key::A);
    typist.text("inter egy;");
    typist.text("security chi");
    typist.press(Key::Enter);
    assert_eq!(typist.desk.linked().len(), 2, "{:?}", typist.desk.linked());
    // The agreement with its passage; its parties fill themselves.
    typist.select(passage);
    typist.press(Key::G);
    typist.text("Protocol on security cooperation");
    typist.tab_to("Kind");
    typist.text("p");
    typist.press(Key::Tab);
    typist.text("s");
    typist.tab_to("People present");
    typist.text("Mahmoud Tawfik");
    typist.press(Key::Enter);
    typist.text("Wang Xiaohong");
    typist.press(Key::Enter);
    typist.tab_to("Basis");
    typist.text("n");
    typist.tab_to("Place");
    typist.text("Beijing");
    typist.tab_to("Topics");
    typist.text("TOC");
    typist.press(Key::Enter);
    typist.text("GENERAL");
    typist.press(Key::Enter);
    typist.tab_to("Confidence");
    typist.text("h");
    typist.press(Key::Escape);
    // Trigger and name of the document, selected in the text.
    let trigger = typist.find(TRIGGER, passage.start);
    typist.select(trigger);
    typist.press(Key::V);
    let document = typist.find(DOCUMENT, passage.start);
    typist.select(document);
    typist.press(Key::I);
    typist.desk.settle();

    let made = typist.agreement();
    let registry = &typist.desk.program().workspace.shared.registry;
    let labels = |ids: &mut dyn Iterator<Item = &String>| -> Vec<String> {
        ids.map(|id| registry.label(id).to_owned()).collect()
    };
    let parties: Vec<&str> = made.parties.iter().map(|party| party.actor.as_str()).collect();
    assert_eq!(parties, ["EG-MOI", "CN-MPS"]);
    assert_eq!(labels(&mut made.present.iter()), ["Mahmoud Tawfik", "Wang Xiaohong"]);
    assert_eq!((made.level.as_str(), made.kind.as_str(), made.status.as_str()), ("instrument", "protocol", "signed"));
    assert_eq!((made.title.as_str(), made.venue.name.as_str()), ("Protocol on security cooperation", "Beijing"));
    assert_eq!((made.topics, made.confidence.as_str()), (vec!["TOC".to_owned(), "GENERAL".to_owned()], "high"));
    assert_eq!(made.dates.signed.basis, Basis::NotStated);
    assert_eq!(made.evidence[0].place.cover(), passage);
    assert_eq!(made.trigger.map(|place| place.cover()), Some(trigger));
    assert_eq!(made.instrument.map(|place| place.cover()), Some(document));
    let errors = typist.desk.program().session.problems.iter().filter(|problem| problem.number != 9);
    let found: Vec<&str> = errors.map(|problem| problem.message.as_str()).collect();
    assert!(found.is_empty(), "{found:?}");
    eprintln!("strokes: {}", typist.strokes);
    assert!(typist.strokes <= MOST, "{} strokes", typist.strokes);
}

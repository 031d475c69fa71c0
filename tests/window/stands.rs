//! Warnings that are let stand: of records, of the article and of what belongs to the corpus; through saving, undo and a
//! new start, until they say something else.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use glossator::core::finding::{Diagnostic, Severity};
use glossator::core::intent::{CorpusIntent, Intent, PublisherField};
use glossator::session::Action;
use glossator::session::command::{Command, Go, Side};

use crate::desk::{CTRL, CTRL_SHIFT, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll.";

/// A schema whose checks warn of every record, in these words.
fn schema(words: &str) -> String {
    let rule =
        |on: &str, when: &str| format!("(id: \"{on}-rule\", on: \"{on}\", when: \"{when}\", warn: \"{words} {on}?\")");
    let rules = [
        rule("agreement", "status is given"),
        rule("article", "publisher is empty"),
        rule("registry", "kind is empty"),
        rule("publisher", "country is empty"),
    ];
    format!("(id: \"own-1\", version: \"1\", base: \"default-1\", checks: [{}])", rules.join(", "))
}

fn desk() -> Desk {
    let mut desk = Desk::with_files(&[("a.txt", TEXT)], &[("schema.ron", &schema("Is this right of the"))]);
    desk.harness.set_size(egui::vec2(1300.0, 1500.0));
    desk.select("unterzeichneten");
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    change(&mut desk, CorpusIntent::NewEntry("Zyx Agency".into()));
    change(&mut desk, CorpusIntent::SetPublisher("Kun".into(), PublisherField::Note("daily".into())));
    show(&mut desk);
    desk
}

fn change(desk: &mut Desk, intent: CorpusIntent) {
    let article = desk.program().desk.open.pane.article.clone();
    desk.program_mut().apply(Action::Change { article, intent: Intent::Corpus(intent) });
    desk.settle();
}

fn show(desk: &mut Desk) {
    desk.program_mut().apply(Action::Run(Command::Go(Go::Side(Side::Problems))));
    desk.settle();
}

/// Ends the program and begins it again, with the schema as it is now.
fn again(desk: Desk, words: &str) -> Desk {
    let Desk { harness, folder } = desk;
    drop(harness);
    let corpus = folder.path().join("corpus");
    std::fs::write(corpus.join("_glossator/schema.ron"), schema(words)).unwrap();
    let mut desk = Desk::over(folder, Some(corpus.join("a.txt")), Some("anna"), [1300.0, 1500.0]);
    show(&mut desk);
    desk
}

/// Gives the warnings of the schema, of the article and of the corpus.
fn warnings(desk: &Desk) -> Vec<Diagnostic> {
    let open = &desk.program().desk.open;
    let all = open.pane.problems.iter().chain(open.corpus_problems.iter());
    all.filter(|one| one.number == 0 && one.severity == Severity::Warning).cloned().collect()
}

/// Gives why the warning about a kind of record stands.
fn reason(desk: &Desk, on: &str) -> Option<String> {
    let rule = format!("{on}-rule");
    let found: Vec<Diagnostic> = warnings(desk).into_iter().filter(|one| one.rule == rule).collect();
    assert_eq!(found.len(), 1, "{on}: {found:?}");
    found[0].accepted.clone()
}

/// Lets the warning about a kind of record stand, as a person does.
fn accept(desk: &mut Desk, on: &str, why: &str) {
    let rule = format!("{on}-rule");
    let open = &desk.program().desk.open;
    let of_corpus =
        open.corpus_problems.iter().position(|one| one.rule == rule).map(|at| format!("registry {}", at + 1));
    let number = of_corpus.unwrap_or_else(|| {
        let at = open.pane.problems.iter().position(|one| one.rule == rule).unwrap();
        format!("{}", at + 1)
    });
    desk.push(&format!("Accept ({number})"));
    assert_eq!(desk.keyboard(), "Why the warning may stand");
    desk.text(why);
    desk.press(Key::Enter);
    desk.settle();
}

const ALL: [&str; 4] = ["agreement", "article", "registry", "publisher"];

#[test]
fn warning_about_any_record_is_let_stand_and_that_outlasts_the_program() {
    let mut desk = desk();
    for on in ALL {
        assert_eq!(reason(&desk, on), None);
        accept(&mut desk, on, &format!("seen, the {on}"));
        assert_eq!(reason(&desk, on).as_deref(), Some(format!("seen, the {on}").as_str()));
        assert!(desk.sees(&format!("seen, the {on} · anna · 2026-01-02")));
    }
    assert!(desk.shared("registry.ron").contains("seen, the registry"));
    assert!(desk.shared("sources.ron").contains("seen, the publisher"));
    let mut desk = again(desk, "Is this right of the");
    for on in ALL {
        assert_eq!(reason(&desk, on).as_deref(), Some(format!("seen, the {on}").as_str()), "after a new start");
    }
    assert!(desk.sees("seen, the registry · anna · 2026-01-02"));
    for on in ALL.into_iter().rev() {
        desk.key(CTRL, Key::Z);
        desk.settle();
        assert_eq!(reason(&desk, on), None, "{on}: {:?}", desk.said());
    }
    for on in ALL {
        desk.key(CTRL_SHIFT, Key::Z);
        desk.settle();
        assert!(reason(&desk, on).is_some(), "{on}: {:?}", desk.said());
    }
}

#[test]
fn what_was_said_lapses_when_the_warning_says_something_else() {
    let mut desk = desk();
    for on in ALL {
        accept(&mut desk, on, "seen");
    }
    let desk = again(desk, "Did you look at the");
    for on in ALL {
        assert_eq!(reason(&desk, on), None, "{on}");
    }
    let desk = again(desk, "Is this right of the");
    for on in ALL {
        assert_eq!(reason(&desk, on).as_deref(), Some("seen"), "{on}: the reason was for this sentence");
    }
}

#[test]
fn warning_of_the_registry_that_is_let_stand_can_be_taken_back() {
    let mut desk = desk();
    let two = desk.program().desk.open.corpus_problems.len();
    for name in ["Zyx Agency", "Kun"] {
        assert!(desk.sees(name), "each finding says what it is about");
    }
    assert!(desk.sees(&format!("In the registry ({two})")));
    accept(&mut desk, "registry", "it is both");
    assert!(desk.sees(&format!("In the registry ({})", two - 1)));
    let at = desk.program().desk.open.corpus_problems.iter().position(|one| !one.is_open()).unwrap();
    desk.push(&format!("Take back (registry {})", at + 1));
    assert_eq!(reason(&desk, "registry"), None);
    assert!(desk.harness.query_by_label_contains("it is both").is_none());
    assert!(!desk.shared("registry.ron").contains("it is both"));
}

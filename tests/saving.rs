//! What was done is on disk, whatever happens to the program or to the file meanwhile.

mod common;

use std::fs;
use std::sync::Arc;

use common::{Corpus, change, key, problems, shown};
use glossator::app::Glossator;
use glossator::core::annotation::{Kind, Place, State, Work};
use glossator::core::plan::{HeaderField, Intent};
use glossator::core::text::Span;
use glossator::core::workspace::Access;
use glossator::session::command::{Command, Edit};
use glossator::session::state::{Dialog, Saved};
use glossator::session::{Action, Target};

const ARTICLE: &str = "a.txt";
const OTHER: &str = "b.txt";
const RON: &str = "a.anna.ron";
const TEXT: &str = "Wang Xiaohong traf den Präsidenten in Taschkent.\r\nوقعت الصين وأوزبكستان (2024) مذكرة\nBộ trưởng Vie\u{302}\u{323}t Nam gặp gỡ 😊\n";

fn corpus() -> Corpus {
    Corpus::of(&[(ARTICLE, TEXT), (OTHER, "Zweiter Artikel.")])
}

/// Marks some words of the article on the screen, without waiting until they are saved.
fn mark(app: &mut Glossator, kind: Kind, words: &str) {
    let start = shown(app).article.text.as_str().find(words).expect("the words stand in the text");
    change(app, Intent::Mark(kind, Place::of(Span::new(start, start + words.len()))));
}

fn note(app: &mut Glossator, text: &str) {
    change(app, Intent::SetHeader(HeaderField::Note(text.to_owned())));
}

fn undo(app: &mut Glossator) {
    app.apply(Action::Run(Command::Edit(Edit::Undo)));
}

fn work(app: &Glossator) -> Arc<Work> {
    shown(app).work.clone()
}

/// Makes a corpus with some work of anna's on disk and gives the bytes of its file.
fn begun() -> (Corpus, Vec<u8>) {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    mark(&mut app, Kind::Actor, "Wang Xiaohong");
    mark(&mut app, Kind::Agreement, "مذكرة");
    app.settle();
    assert_eq!(app.session.saved, Saved::Saved, "{:?}", problems(&app));
    let bytes = corpus.bytes(RON);
    (corpus, bytes)
}

#[test]
fn work_is_there_after_the_program_was_killed() {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    mark(&mut app, Kind::Actor, "Wang Xiaohong");
    mark(&mut app, Kind::Actor, "أوزبكستان");
    mark(&mut app, Kind::Date, "2024");
    note(&mut app, "halb");
    app.settle();
    assert_eq!((&app.session.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
    let done = work(&app);
    assert_eq!(done.counts(), [2, 1, 0]);
    // Neither the destructor nor the writer of the first program gets to do anything any more.
    std::mem::forget(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")), done);
    assert_eq!(corpus.bytes(ARTICLE), TEXT.as_bytes());
    assert_eq!(corpus.names(), [RON, ARTICLE, OTHER]);
}

#[test]
fn work_is_there_after_the_program_was_closed_at_once() {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    mark(&mut app, Kind::Actor, "Wang Xiaohong");
    let done = work(&app);
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")), done);
}

#[test]
fn looking_at_an_article_writes_nothing() {
    let corpus = corpus();
    drop(corpus.open(ARTICLE, "anna"));
    assert_eq!(corpus.names(), [ARTICLE, OTHER]);
    let (corpus, before) = begun();
    drop(corpus.open(ARTICLE, "anna"));
    assert!(corpus.bytes(RON) == before);
}

#[test]
fn edit_that_is_taken_back_leaves_the_same_bytes() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(corpus.bytes(RON) != before, "the edit is saved");
    undo(&mut app);
    app.settle();
    assert!(corpus.bytes(RON) == before, "the file is as it was");
    assert_eq!(app.session.saved, Saved::Saved);
}

#[test]
fn two_hundred_rapid_edits_end_in_one_correct_file() {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    mark(&mut app, Kind::Actor, "Wang Xiaohong");
    for number in 0..199 {
        match number % 4 {
            3 => undo(&mut app),
            _ => note(&mut app, &format!("Notiz {number}")),
        }
    }
    mark(&mut app, Kind::Date, "2024");
    let done = work(&app);
    app.settle();
    assert_eq!((&app.session.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
    assert_eq!(corpus.names(), [RON, ARTICLE, OTHER], "no temporary file is left");
    assert_eq!(done.header.note, "Notiz 198");
    assert_eq!(work(&corpus.open(ARTICLE, "anna")), done);
}

#[test]
fn file_that_does_not_parse_opens_read_only_and_is_never_touched() {
    let (_, good) = begun();
    let good = String::from_utf8(good).expect("the file is UTF-8");
    let half = &good[..good.floor_char_boundary(good.len() / 2)];
    let misspelt = good.replacen("publisher:", "publischer:", 1);
    let moved = good.replacen("end: 13", "end: 14", 1);
    assert!(misspelt != good && moved != good);
    for (broken, place) in [
        ("(\n    format: 1,\n    shema: 2,\n)", Some("Line 3, column ")),
        (half, Some("Line ")),
        (&misspelt, Some("Line ")),
        (&moved, Some("Line ")),
        ("", None),
        ("\0\0\0\0", None),
        ("(format: 999, anything: 1)", None),
    ] {
        let corpus = corpus();
        fs::write(corpus.path(RON), broken).expect("the file can be written");
        let mut app = corpus.open(ARTICLE, "anna");
        let Access::ReadOnly(sentence) = shown(&app).access.clone() else { panic!("{broken:?} opens for writing") };
        assert!(sentence.starts_with("“a.anna.ron” opens read-only. ") && sentence.ends_with('.'), "{sentence}");
        if let Some(place) = place {
            assert!(sentence.contains(place) && sentence.contains(", column "), "{sentence}");
        }
        mark(&mut app, Kind::Actor, "Taschkent");
        note(&mut app, "!");
        undo(&mut app);
        app.settle();
        assert!(!app.editable() && app.history.is_empty());
        assert!(problems(&app).contains(&sentence), "{:?}", problems(&app));
        assert_eq!(*work(&app), Work::default());
        drop(app);
        assert_eq!(corpus.bytes(RON), broken.as_bytes());
        assert_eq!(corpus.names(), [RON, ARTICLE, OTHER]);
    }
}

#[test]
fn changed_article_opens_read_only_and_its_old_work_is_kept() {
    let (corpus, before) = begun();
    fs::write(corpus.path(ARTICLE), TEXT.replace("Taschkent", "Buchara")).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    assert!(matches!(shown(&app).access, Access::ReadOnly(_)));
    mark(&mut app, Kind::Actor, "Buchara");
    app.settle();
    drop(app);
    assert!(corpus.bytes(RON) == before);
}

#[test]
fn file_changed_by_somebody_else_is_not_overwritten() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    let theirs = String::from_utf8(before).expect("UTF-8").replace("Wang Xiaohong\"", "Wang Xiaohong\" ");
    fs::write(corpus.path(RON), &theirs).expect("the file can be written");
    for words in ["Taschkent", "Präsidenten"] {
        mark(&mut app, Kind::Actor, words);
        app.settle();
        let Saved::Failed(reason) = &app.session.saved else { panic!("{:?}", app.session.saved) };
        assert!(reason.contains("Somebody else has changed the file"), "{reason}");
        assert!(problems(&app).iter().any(|sentence| sentence.contains("is not saved")), "{:?}", problems(&app));
        assert!(!app.all_saved());
    }
    drop(app);
    assert_eq!(corpus.bytes(RON), theirs.as_bytes());
}

#[test]
fn file_that_appears_or_disappears_meanwhile_is_noticed() {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    fs::write(corpus.path(RON), "theirs").expect("the file can be written");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(matches!(app.session.saved, Saved::Failed(_)), "{:?}", app.session.saved);
    assert_eq!(corpus.bytes(RON), b"theirs");

    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    fs::remove_file(corpus.path(RON)).expect("the file can be deleted");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(matches!(app.session.saved, Saved::Failed(_)), "{:?}", app.session.saved);
    assert_eq!(corpus.names(), [ARTICLE, OTHER]);
}

#[test]
fn failed_save_is_not_forgotten_when_another_article_is_saved() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    fs::write(corpus.path(RON), "theirs").expect("the file can be written");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(!app.all_saved());
    app.apply(Action::Open(Target::Article(key(OTHER))));
    app.settle();
    note(&mut app, "gespeichert");
    app.settle();
    assert!(corpus.names().contains(&"b.anna.ron".to_owned()), "the other article is saved");
    assert!(!app.all_saved(), "the mark in the first article is not on disk: {:?}", app.session.saved);
}

#[test]
fn article_opened_again_at_once_shows_what_was_just_done() {
    let words = ["Wang", "Xiaohong", "traf", "den", "Präsidenten", "in", "Taschkent", "وقعت", "الصين", "مذكرة"];
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    for (done, word) in words.iter().enumerate() {
        mark(&mut app, Kind::Actor, word);
        app.apply(Action::Open(Target::Path(corpus.path(ARTICLE))));
        app.settle();
        assert_eq!(work(&app).counts()[0], done + 1, "the mark of “{word}” is not shown: {:?}", problems(&app));
    }
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")).counts()[0], words.len());
}

#[test]
fn nothing_is_lost_where_an_article_is_opened_again_at_once() {
    for _ in 0..10 {
        let corpus = corpus();
        let mut app = corpus.open(ARTICLE, "anna");
        mark(&mut app, Kind::Actor, "Wang Xiaohong");
        app.apply(Action::Open(Target::Path(corpus.path(ARTICLE))));
        app.settle();
        mark(&mut app, Kind::Actor, "Taschkent");
        app.settle();
        let file = String::from_utf8(corpus.bytes(RON)).expect("UTF-8");
        assert!(file.contains("\"Wang Xiaohong\"") && file.contains("\"Taschkent\""), "{:?}", app.session.saved);
    }
}

#[test]
fn annotators_have_files_of_their_own() {
    let (corpus, of_anna) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    app.apply(Action::SetAnnotator("ben".into()));
    app.settle();
    assert_eq!(*work(&app), Work::default());
    change(&mut app, Intent::SetHeader(HeaderField::State(State::Done)));
    app.settle();
    assert!(corpus.bytes(RON) == of_anna);
    assert_eq!(corpus.names(), [RON, "a.ben.ron", ARTICLE, OTHER]);
    assert_eq!(work(&corpus.open(ARTICLE, "ben")).header.state, State::Done);
}

#[test]
fn name_that_cannot_be_an_annotators_is_refused_with_a_sentence() {
    let corpus = corpus();
    let mut app = corpus.open(ARTICLE, "anna");
    for name in ["gold", "Gold", "a/b", "../a", "", "a b"] {
        let before = problems(&app);
        app.apply(Action::SetAnnotator(name.into()));
        app.settle();
        assert_eq!(app.session.annotator.as_deref(), Some("anna"), "{name:?}");
        let sentence = problems(&app).pop().unwrap_or_default();
        assert!(sentence.ends_with('.') && (problems(&app) != before || before.contains(&sentence)), "{sentence}");
    }
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert_eq!(corpus.names(), [RON, ARTICLE, OTHER]);
}

#[test]
fn name_that_cannot_be_an_annotators_is_not_taken_at_the_start() {
    for name in ["gold", "a/b"] {
        let corpus = corpus();
        let mut app = corpus.open(ARTICLE, name);
        if app.current().is_some() {
            mark(&mut app, Kind::Actor, "Taschkent");
            app.settle();
        } else {
            assert_eq!(app.session.dialog, Dialog::Annotator);
        }
        assert_eq!(corpus.names(), [ARTICLE, OTHER], "{name}");
        assert!(app.current().is_none() || !problems(&app).is_empty(), "{name} is taken without a word");
    }
}

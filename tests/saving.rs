//! What was done is on disk, whatever happens to the program or to the file meanwhile.

mod common;

use std::fs;
use std::sync::Arc;

use common::{Corpus, change, key, problems, shown};
use glossator::app::Glossator;
use glossator::core::anchoring::Outcome;
use glossator::core::annotation::{Kind, Place, State, Work};
use glossator::core::intent::{HeaderField, Intent};
use glossator::core::text::Span;
use glossator::core::workspace::Access;
use glossator::session::command::{Command, Edit, File};
use glossator::session::open::Saved;
use glossator::session::state::Dialog;
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
    assert_eq!(app.desk.open.saved, Saved::Saved, "{:?}", problems(&app));
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
    assert_eq!((&app.desk.open.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
    let done = work(&app);
    assert_eq!(done.counts(), [2, 1, 0]);
    // Neither the destructor nor the writer of the first program gets to do anything any more.
    std::mem::forget(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")), done);
    assert_eq!(corpus.bytes(ARTICLE), TEXT.as_bytes());
    assert_eq!(corpus.beside(), [RON, ARTICLE, OTHER]);
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
    assert_eq!(corpus.beside(), [ARTICLE, OTHER]);
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
    assert_eq!(app.desk.open.saved, Saved::Saved);
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
    assert_eq!((&app.desk.open.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
    assert_eq!(corpus.beside(), [RON, ARTICLE, OTHER], "no temporary file is left");
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
        assert!(!app.editable() && app.desk.history.is_empty());
        assert!(problems(&app).contains(&sentence), "{:?}", problems(&app));
        drop(app);
        assert_eq!(corpus.bytes(RON), broken.as_bytes());
        assert_eq!(corpus.beside(), [RON, ARTICLE, OTHER]);
    }
}

#[test]
fn good_records_of_a_damaged_file_are_shown_and_gone_on_with_when_a_person_says_so() {
    let (corpus, before) = begun();
    let damaged = String::from_utf8(before).expect("UTF-8").replacen("form: \"name\"", "form: name", 1);
    fs::write(corpus.path(RON), &damaged).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    assert!(!app.editable());
    assert_eq!(work(&app).counts(), [0, 0, 1], "the agreement is whole, the actor is not");
    let Access::ReadOnly(sentence) = shown(&app).access.clone() else { panic!("it is read-only") };
    assert!(sentence.contains("2 of 3 records can be read (line "), "{sentence}");
    assert_eq!(corpus.bytes(RON), damaged.as_bytes());
    app.apply(Action::Run(Command::File(File::Salvage)));
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")).counts(), [1, 0, 1]);
    let kept = fs::read_dir(corpus.path("_glossator/previous")).expect("the folder is there");
    let kept: Vec<String> = kept.map(|entry| entry.expect("an entry").file_name().display().to_string()).collect();
    let aside = kept.iter().find(|name| name.contains("damaged-")).expect("the damaged file is kept");
    assert_eq!(corpus.bytes(&format!("_glossator/previous/{aside}")), damaged.as_bytes());
}

#[test]
fn damaged_file_that_cannot_be_put_aside_is_not_replaced() {
    let (corpus, before) = begun();
    let damaged = String::from_utf8(before).expect("UTF-8").replacen("form: \"name\"", "form: name", 1);
    fs::write(corpus.path(RON), &damaged).expect("the file can be written");
    let previous = corpus.path("_glossator/previous");
    fs::remove_dir_all(&previous).ok();
    fs::write(&previous, "no folder").expect("a file stands in the way");
    let mut app = corpus.open(ARTICLE, "anna");
    app.apply(Action::Run(Command::File(File::Salvage)));
    app.settle();
    assert!(!app.all_saved());
    let sentences = problems(&app).join("\n");
    assert!(sentences.contains("The file there could not be put aside, so it was not replaced."), "{sentences}");
    assert_eq!(corpus.bytes(RON), damaged.as_bytes());
    fs::remove_file(&previous).expect("the way is free again");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
    assert!(corpus.bytes(RON) != damaged.as_bytes());
}

#[test]
fn version_before_is_offered_where_nothing_of_the_file_can_be_read() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    note(&mut app, "neu");
    app.settle();
    drop(app);
    fs::write(corpus.path(RON), vec![0; before.len()]).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    assert!(!app.editable());
    assert_eq!((work(&app).counts(), work(&app).header.note.as_str()), ([1, 0, 1], ""));
    app.apply(Action::Run(Command::File(File::Salvage)));
    note(&mut app, "weiter");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")).header.note, "weiter");
}

#[test]
fn work_follows_a_changed_article_when_a_person_takes_it_over() {
    let (corpus, before) = begun();
    let changed = TEXT.replace("Wang Xiaohong traf", "Herr Wang Xiaohong traf").replace("مذكرة", "بروتوكول");
    fs::write(corpus.path(ARTICLE), &changed).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    let review = shown(&app).review.clone().expect("a review");
    assert_eq!((review.count(Outcome::Moved), review.count(Outcome::Lost)), (1, 1));
    mark(&mut app, Kind::Date, "2024");
    app.settle();
    assert!(corpus.bytes(RON) == before, "nothing is saved before a person has decided");
    app.apply(Action::Run(Command::File(File::TakeOver)));
    mark(&mut app, Kind::Date, "2024");
    app.settle();
    assert_eq!(work(&app).counts(), [1, 1, 0]);
    assert_eq!(work(&app).former.values().filter(|former| former.lost).count(), 1, "the lost one is kept");
    drop(app);
    // The old text comes back, and with it what was lost.
    fs::write(corpus.path(ARTICLE), TEXT).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    app.apply(Action::Run(Command::File(File::TakeOver)));
    app.settle();
    assert_eq!((work(&app).counts(), work(&app).former.len()), ([1, 1, 1], 0), "{:?}", problems(&app));
    let agreement = work(&app).agreements.values().next().expect("the agreement").clone();
    assert_eq!(shown(&app).article.text.slice(agreement.evidence[0].place.cover()), "مذكرة");
}

#[test]
fn lost_mark_is_put_back_at_the_selection_and_an_uncertain_one_is_decided_on() {
    let (corpus, _) = begun();
    fs::write(corpus.path(ARTICLE), TEXT.replace("Xiaohong", "Xiaohang").replace("مذكرة", "بروتوكول"))
        .expect("written");
    let mut app = corpus.open(ARTICLE, "anna");
    app.apply(Action::Run(Command::File(File::TakeOver)));
    let former: Vec<(String, bool)> =
        work(&app).former.iter().map(|(key, former)| (key.clone(), former.lost)).collect();
    let of = |lost: bool| former.iter().find(|one| one.1 == lost).expect("one of each").0.clone();
    let start = shown(&app).article.text.as_str().find("بروتوكول").expect("it is there");
    change(&mut app, Intent::PutBack(of(true), Place::of(Span::new(start, start + "بروتوكول".len()))));
    assert_eq!(work(&app).counts(), [1, 0, 1], "{:?}", problems(&app));
    change(&mut app, Intent::Unplace(of(false)));
    assert_eq!(work(&app).counts(), [0, 0, 1]);
    undo(&mut app);
    change(&mut app, Intent::Forget(of(false)));
    assert_eq!((work(&app).counts(), work(&app).former.len()), ([1, 0, 1], 0));
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
}

#[test]
fn conflict_copy_of_a_sync_program_is_joined_and_put_aside() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    note(&mut app, "hier");
    app.settle();
    drop(app);
    let copy = "a.anna.sync-conflict-20240506-070809-ABCDEFG.ron";
    let theirs = String::from_utf8(before).expect("UTF-8").replacen("note: \"\"", "note: \"dort\"", 1);
    fs::write(corpus.path(copy), &theirs).expect("the file can be written");
    let mut app = corpus.open(ARTICLE, "anna");
    assert_eq!(shown(&app).copies, [copy]);
    app.apply(Action::Run(Command::File(File::JoinCopies)));
    app.settle();
    assert_eq!(work(&app).header.note, "hier");
    let conflict = work(&app).conflicts.values().next().expect("a conflict").clone();
    assert!(conflict.from.contains(copy));
    assert_eq!(corpus.bytes(&format!("_glossator/previous/{copy}")), theirs.as_bytes());
    assert_eq!(corpus.beside(), [RON, ARTICLE, OTHER]);
    change(&mut app, Intent::Decide(conflict.id.clone(), true));
    app.settle();
    assert_eq!((work(&app).header.note.as_str(), work(&app).conflicts.len()), ("dort", 0));
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")).header.note, "dort");
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
fn work_saved_by_somebody_else_is_joined_and_not_overwritten() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    let mut other = corpus.open(ARTICLE, "anna");
    mark(&mut other, Kind::Date, "2024");
    other.settle();
    drop(other);
    for words in ["Taschkent", "Präsidenten"] {
        mark(&mut app, Kind::Actor, words);
        app.settle();
        assert_eq!(app.desk.open.saved, Saved::Saved, "{:?}", problems(&app));
    }
    let joined = work(&app);
    assert_eq!(joined.counts(), [3, 1, 1], "the program shows what the other one has saved");
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")), joined);
}

#[test]
fn field_changed_in_two_windows_is_a_conflict_that_both_show() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    let mut other = corpus.open(ARTICLE, "anna");
    note(&mut other, "dort");
    other.settle();
    note(&mut app, "hier");
    app.settle();
    assert_eq!(work(&app).header.note, "dort", "what stands in the file stays");
    assert_eq!(work(&app).conflicts.len(), 1);
    assert!(problems(&app).iter().any(|sentence| sentence.contains("decide")), "{:?}", problems(&app));
    let conflict = work(&app).conflicts.values().next().expect("a conflict").clone();
    assert_eq!((conflict.about.as_str(), conflict.fields.as_slice()), ("header", &["note".to_owned()][..]));
    drop(app);
    // The window that saved first sees it with its next save.
    mark(&mut other, Kind::Actor, "Taschkent");
    other.settle();
    assert_eq!(work(&other).conflicts.len(), 1);
    assert!(String::from_utf8_lossy(&corpus.bytes(RON)).contains("\"hier\""));
}

#[test]
fn changes_made_while_a_join_is_under_way_lose_nothing_of_the_other_side() {
    let (corpus, _) = begun();
    for words in ["traf", "den", "Präsidenten", "in", "Taschkent"] {
        let mut app = corpus.open(ARTICLE, "anna");
        let mut other = corpus.open(ARTICLE, "anna");
        mark(&mut other, Kind::Actor, words);
        other.settle();
        // Three changes at once: the first is joined, the others do not know of it yet.
        for number in 0..3 {
            note(&mut app, &format!("{words} {number}"));
        }
        app.settle();
        let names: Vec<String> = work(&app)
            .actors
            .values()
            .map(|actor| shown(&app).article.text.slice(actor.place.cover()).to_owned())
            .collect();
        assert!(names.iter().any(|name| name == words), "{words} is lost: {names:?}");
        assert_eq!(work(&app).header.note, format!("{words} 2"));
        drop(app);
        assert!(String::from_utf8_lossy(&corpus.bytes(RON)).contains(&format!("quote: \"{words}\"")));
    }
}

#[test]
fn file_that_somebody_has_replaced_by_something_else_is_left_alone() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    fs::write(corpus.path(RON), "theirs").expect("the file can be written");
    for words in ["Taschkent", "Präsidenten"] {
        mark(&mut app, Kind::Actor, words);
        app.settle();
        let Saved::Failed(reason) = &app.desk.open.saved else { panic!("{:?}", app.desk.open.saved) };
        assert!(reason.contains("Somebody else has changed the file"), "{reason}");
        assert!(problems(&app).iter().any(|sentence| sentence.contains("is not saved")), "{:?}", problems(&app));
        assert!(!app.all_saved());
    }
    drop(app);
    assert_eq!(corpus.bytes(RON), b"theirs");
}

#[test]
fn file_that_was_deleted_meanwhile_is_saved_anew_with_a_word() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    fs::remove_file(corpus.path(RON)).expect("the file can be deleted");
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert!(app.all_saved());
    assert!(problems(&app).iter().any(|sentence| sentence.contains("saved anew")), "{:?}", problems(&app));
    assert!(corpus.bytes(RON).len() > before.len());
}

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    note(&mut app, "eins");
    note(&mut app, "zwei");
    undo(&mut app);
    app.settle();
    drop(app);
    let mut app = corpus.open(ARTICLE, "anna");
    assert_eq!(work(&app).header.note, "eins");
    app.apply(Action::Run(Command::Edit(Edit::Redo)));
    assert_eq!(work(&app).header.note, "zwei", "{:?}", problems(&app));
    for _ in 0..4 {
        undo(&mut app);
    }
    assert_eq!(work(&app).counts(), [0, 0, 0], "{:?}", problems(&app));
    app.settle();
    drop(app);
    let mut app = corpus.open(ARTICLE, "anna");
    assert!(app.desk.history.is_empty());
    app.apply(Action::Run(Command::Edit(Edit::Redo)));
    assert_eq!(work(&app).counts(), [1, 0, 0]);
    let log = app.desk.history.log(Some(&key(ARTICLE)));
    assert_eq!(log.len(), 11, "every step stands in the log, those taken back too");
}

#[test]
fn change_made_while_the_files_are_read_again_is_not_lost() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    for round in 0..10 {
        // Another program has touched the article; what is read is older than what is done meanwhile.
        app.read_again(&key(ARTICLE));
        let words =
            ["Wang", "Xiaohong", "traf", "den", "Präsidenten", "in", "Taschkent", "وقعت", "الصين", "2024"][round];
        mark(&mut app, Kind::Date, words);
        app.settle();
        assert_eq!(work(&app).dates.len(), round + 1, "{words} is lost: {:?}", problems(&app));
    }
    drop(app);
    assert_eq!(work(&corpus.open(ARTICLE, "anna")).dates.len(), 10);
}

#[test]
fn step_is_taken_back_once_although_its_log_was_read_again() {
    let (corpus, _) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    note(&mut app, "eins");
    app.settle();
    app.read_again(&key(ARTICLE));
    app.settle();
    let steps = app.desk.history.len();
    assert_eq!((steps, app.desk.history.log(Some(&key(ARTICLE))).len()), (3, 3));
    for _ in 0..steps {
        undo(&mut app);
    }
    assert_eq!((work(&app).counts(), work(&app).header.note.as_str()), ([0, 0, 0], ""), "{:?}", problems(&app));
}

#[test]
fn version_before_is_kept() {
    let (corpus, before) = begun();
    let mut app = corpus.open(ARTICLE, "anna");
    note(&mut app, "neu");
    app.settle();
    assert!(corpus.bytes("_glossator/previous/a.anna.ron") == before);
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
    assert!(corpus.beside().contains(&"b.anna.ron".to_owned()), "the other article is saved");
    assert!(!app.all_saved(), "the mark in the first article is not on disk: {:?}", app.desk.open.saved);
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
        assert!(file.contains("\"Wang Xiaohong\"") && file.contains("\"Taschkent\""), "{:?}", app.desk.open.saved);
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
    assert_eq!(corpus.beside(), [RON, "a.ben.ron", ARTICLE, OTHER]);
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
        assert_eq!(app.desk.open.annotator.as_deref(), Some("anna"), "{name:?}");
        let sentence = problems(&app).pop().unwrap_or_default();
        assert!(sentence.ends_with('.') && (problems(&app) != before || before.contains(&sentence)), "{sentence}");
    }
    mark(&mut app, Kind::Actor, "Taschkent");
    app.settle();
    assert_eq!(corpus.beside(), [RON, ARTICLE, OTHER]);
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
        assert_eq!(corpus.beside(), [ARTICLE, OTHER], "{name}");
        assert!(app.current().is_none() || !problems(&app).is_empty(), "{name} is taken without a word");
    }
}

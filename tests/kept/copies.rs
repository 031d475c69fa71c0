//! What stands beside a work and is not of it, and work that two people begin.

use std::fs;

use super::common::{Corpus, CountingWorld, key, problems, shown};
use super::mark;
use glossator::core::intent::{ActorField, Intent};
use glossator::session::command::{Command, Edit};
use glossator::session::open::Draft;
use glossator::session::{Action, Target};

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";

#[test]
fn work_of_another_article_with_the_same_text_is_no_conflict_copy() {
    let corpus = Corpus::of(&[("a.txt", TEXT), ("a.anna-2.txt", TEXT)]);
    let mut other = corpus.open("a.anna-2.txt", "anna");
    mark(&mut other, "Lena Vogt");
    other.settle();
    drop(other);
    let app = corpus.open("a.txt", "anna");
    assert_eq!(shown(&app).copies, Vec::<String>::new());
}

#[test]
fn idle_window_contradicts_nobody_who_begins_the_article_elsewhere() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut idle = corpus.open("a.txt", "anna");
    let mut busy = corpus.open("a.txt", "anna");
    busy.set_world(Box::new(CountingWorld(1000)));
    mark(&mut busy, "Lena Vogt");
    busy.settle();
    let written = fs::read(corpus.path("a.anna.ron")).expect("it is saved");
    // Coming back to the article looks at its files.
    idle.apply(Action::Open(Target::Article(key("a.txt"))));
    idle.settle();
    assert_eq!(shown(&idle).work.counts(), [1, 0, 0]);
    assert_eq!(problems(&idle), Vec::<String>::new());
    assert!(fs::read(corpus.path("a.anna.ron")).expect("it is saved") == written, "who only looks writes nothing");
    mark(&mut idle, "Wang Xiaohong");
    idle.settle();
    assert_eq!(shown(&idle).work.conflicts.values().next(), None, "{:?}", problems(&idle));
    assert_eq!(shown(&idle).work.counts(), [2, 0, 0]);
    assert!(fs::read(corpus.path("a.anna.ron")).expect("it is saved") != written);
    busy.settle();
}

#[test]
fn mark_made_while_the_work_is_read_again_is_joined_with_what_was_read() {
    for _ in 0..8 {
        let corpus = Corpus::of(&[("a.txt", TEXT)]);
        let mut mine = corpus.open("a.txt", "anna");
        mark(&mut mine, "Bern");
        mine.settle();
        let mut theirs = corpus.open("a.txt", "anna");
        theirs.set_world(Box::new(CountingWorld(1000)));
        mark(&mut theirs, "Lena Vogt");
        theirs.settle();
        // Whichever of the two comes first, reading or saving.
        mine.read_again(&key("a.txt"));
        mark(&mut mine, "Wang Xiaohong");
        mine.settle();
        assert_eq!(shown(&mine).work.counts(), [3, 0, 0], "{:?}", problems(&mine));
        assert_eq!(shown(&corpus.open("a.txt", "anna")).work, shown(&mine).work);
    }
}

#[test]
fn steps_about_other_records_are_taken_back_after_a_join_also_after_a_restart() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut mine = corpus.open("a.txt", "anna");
    mark(&mut mine, "Bern");
    mark(&mut mine, "Wang Xiaohong");
    mine.settle();
    let mut theirs = corpus.open("a.txt", "anna");
    theirs.set_world(Box::new(CountingWorld(1000)));
    mark(&mut theirs, "Lena Vogt");
    theirs.settle();
    mine.apply(Action::Open(Target::Article(key("a.txt"))));
    mine.settle();
    assert_eq!(shown(&mine).work.counts(), [3, 0, 0]);
    mine.apply(Action::Run(Command::Edit(Edit::Undo)));
    mine.settle();
    let left = |app: &glossator::app::Glossator| -> Vec<String> {
        let opened = shown(app);
        let text = &opened.article.text;
        let mut left: Vec<String> =
            opened.work.actors.values().map(|actor| text.slice(actor.place.cover()).to_owned()).collect();
        left.sort();
        left
    };
    assert_eq!(left(&mine), ["Bern", "Lena Vogt"], "the last step of this window: {:?}", problems(&mine));
    drop(mine);
    let mut again = corpus.open("a.txt", "anna");
    again.apply(Action::Run(Command::Edit(Edit::Redo)));
    again.settle();
    assert_eq!(left(&again), ["Bern", "Lena Vogt", "Wang Xiaohong"], "{:?}", problems(&again));
}

#[test]
fn text_that_is_typed_while_an_older_file_takes_the_place_of_the_work_is_kept() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut app = corpus.open("a.txt", "anna");
    mark(&mut app, "Bern");
    app.settle();
    let older = corpus.bytes("a.anna.ron");
    mark(&mut app, "Lena Vogt");
    app.settle();
    let vogt = shown(&app).work.actors.values().find(|actor| actor.place.cover().start > 14).expect("there").id.clone();
    // Somebody puts an older copy back while a note on the later mark is being typed.
    fs::write(corpus.path("a.anna.ron"), older).expect("a file");
    let intent = Intent::SetActor(vogt.clone(), ActorField::Note("halb getippt".to_owned()));
    let action = Action::Change { article: Some(key("a.txt")), intent };
    let draft = Draft { widget: egui::Id::unique("note"), action };
    // Coming back to the article looks at its files.
    app.apply(Action::Open(Target::Article(key("a.txt"))));
    app.desk.open.draft = Some(draft);
    app.settle();
    let actor = shown(&app).work.actors.get(&vogt).expect("the record is there again");
    assert_eq!(actor.note, "halb getippt", "{:?}", problems(&app));
}

//! Saves of which a part works, and what others have done meanwhile.

use std::fs;
use std::path::Path;

use super::common::{Corpus, CountingWorld, key, problems, shown};
use super::{actor, mark, note};
use glossator::app::Glossator;
use glossator::core::intent::{CorpusIntent, Intent, PublisherField};
use glossator::exchange::format::Format;
use glossator::session::Action;
use glossator::session::exchange::{ExchangeAction, ImportForm};

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";

fn names(app: &Glossator) -> Vec<String> {
    app.desk.workspace.shared.registry.listed().map(|entry| entry.label().to_owned()).collect()
}

fn publisher(app: &mut Glossator, notes: &str) {
    let field = PublisherField::Note(notes.to_owned());
    let intent = Intent::Corpus(CorpusIntent::SetPublisher("Zeitung".to_owned(), field));
    app.apply(Action::Change { article: None, intent });
}

#[test]
fn entries_of_others_stay_where_another_list_cannot_be_saved() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut mine = corpus.open("a.txt", "anna");
    actor(&mut mine, "Wang Xiaohong");
    publisher(&mut mine, "daily");
    mine.settle();
    let mut theirs = corpus.open("a.txt", "bob");
    theirs.set_world(Box::new(CountingWorld(1000)));
    fs::write(corpus.path("_glossator/sources.ron"), "damaged").expect("it can be written");
    publisher(&mut mine, "weekly");
    mine.settle();
    assert!(!mine.all_saved());
    actor(&mut theirs, "Bern");
    theirs.settle();
    for name in ["Lena Vogt", "Zug", "Genf"] {
        actor(&mut mine, name);
        mine.settle();
    }
    let registry = fs::read_to_string(corpus.path("_glossator/registry.ron")).expect("it is there");
    for name in ["Wang Xiaohong", "Bern", "Lena Vogt", "Zug", "Genf"] {
        assert!(registry.contains(&format!("\"{name}\"")), "{name}: {registry}");
    }
    fs::remove_file(corpus.path("_glossator/sources.ron")).expect("it is there");
    mine.reload_corpus();
    mine.settle();
    actor(&mut mine, "Basel");
    mine.settle();
    assert!(mine.all_saved(), "{:?}", problems(&mine));
    assert_eq!(names(&mine), ["Basel", "Bern", "Genf", "Lena Vogt", "Wang Xiaohong", "Zug"]);
    let sources = fs::read_to_string(corpus.path("_glossator/sources.ron")).expect("it is saved anew");
    assert!(sources.contains("weekly"), "{sources}");
}

#[test]
fn folder_of_the_program_that_could_not_be_made_at_first_takes_the_work_as_soon_as_it_can() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut app = corpus.open("a.txt", "anna");
    fs::write(corpus.path("_glossator"), "in the way").expect("it can be written");
    for words in ["Wang Xiaohong", "Lena Vogt"] {
        mark(&mut app, words);
        app.settle();
        assert!(!app.all_saved());
        let said = problems(&app).join(" ");
        assert!(!said.contains("not there any more"), "the folder of the corpus is there: {said}");
    }
    fs::remove_file(corpus.path("_glossator")).expect("it is there");
    note(&mut app, "now");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
}

#[test]
fn copy_that_cannot_be_joined_takes_nothing_of_those_that_were() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut theirs = corpus.open("a.txt", "anna");
    theirs.set_world(Box::new(CountingWorld(1000)));
    mark(&mut theirs, "Lena Vogt");
    theirs.settle();
    drop(theirs);
    let work = corpus.path("a.anna.ron");
    let written = fs::read_to_string(&work).expect("it is saved");
    fs::rename(&work, corpus.path("a.anna-1.ron")).expect("renamed");
    let sha256 = written.split("text_sha256: \"").nth(1).and_then(|rest| rest.get(..64)).expect("a hash").to_owned();
    let other = written.replace(&sha256, &"0".repeat(64));
    fs::write(corpus.path("a.anna-2.ron"), other).expect("written");
    fs::remove_dir_all(corpus.path("_glossator")).expect("it is there");
    let mut app = corpus.open("a.txt", "anna");
    mark(&mut app, "Bern");
    app.settle();
    assert_eq!(shown(&app).copies.len(), 2);
    app.apply(Action::Run(glossator::session::command::Command::File(glossator::session::command::File::JoinCopies)));
    app.settle();
    note(&mut app, "later");
    app.settle();
    assert_eq!(shown(&app).work.counts(), [2, 0, 0], "{:?}", problems(&app));
    let said = problems(&app).join(" ");
    assert!(said.contains("“a.anna-2.ron” was made on another text"), "{said}");
    assert!(app.all_saved(), "{said}");
    assert!(corpus.path("a.anna-2.ron").exists() && !corpus.path("a.anna-1.ron").exists());
    drop(app);
    assert_eq!(shown(&corpus.open("a.txt", "anna")).work.counts(), [2, 0, 0]);
}

#[test]
fn another_corpus_in_the_place_of_the_folder_gets_nothing() {
    let corpus = Corpus::of(&[]);
    for name in ["corpus", "second"] {
        fs::create_dir(corpus.path(name)).expect("a folder");
        fs::write(corpus.path(name).join("a.txt"), format!("{name}: {TEXT}")).expect("a file");
        let mut app = corpus.open(&format!("{name}/a.txt"), "bob");
        mark(&mut app, "Bern");
        app.settle();
    }
    let mut app = corpus.open("corpus/a.txt", "anna");
    mark(&mut app, "Wang Xiaohong");
    app.settle();
    let swap = |from: &str, to: &str| fs::rename(corpus.path(from), corpus.path(to)).expect("renamed");
    swap("corpus", "away");
    swap("second", "corpus");
    note(&mut app, "not here");
    app.settle();
    assert!(!app.all_saved());
    assert!(!corpus.path("corpus/a.anna.ron").exists(), "the work is of another corpus");
    swap("corpus", "second");
    swap("away", "corpus");
    note(&mut app, "here");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
}

/// Takes the place of a folder of the program, so that logs cannot be written but works can.
fn block_logs(corpus: &Corpus) {
    fs::remove_dir_all(corpus.path("_glossator/history")).expect("it is there");
    fs::write(corpus.path("_glossator/history"), "in the way").expect("written");
}

#[test]
fn work_of_others_comes_to_the_screen_although_the_log_cannot_be_written() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut mine = corpus.open("a.txt", "anna");
    mark(&mut mine, "Wang Xiaohong");
    actor(&mut mine, "Wang Xiaohong");
    mine.settle();
    let mut theirs = corpus.open("a.txt", "anna");
    theirs.set_world(Box::new(CountingWorld(1000)));
    block_logs(&corpus);
    mark(&mut theirs, "Lena Vogt");
    actor(&mut theirs, "Lena Vogt");
    theirs.settle();
    mark(&mut mine, "Bern");
    actor(&mut mine, "Bern");
    mine.settle();
    assert_eq!(shown(&mine).work.counts(), [3, 0, 0], "{:?}", problems(&mine));
    assert_eq!(names(&mine), ["Bern", "Lena Vogt", "Wang Xiaohong"]);
    // And a text that has changed is read.
    fs::write(corpus.path("a.txt"), format!("{TEXT}Neu.\n")).expect("written");
    mine.read_again(&key("a.txt"));
    mine.settle();
    assert!(shown(&mine).article.text.as_str().contains("Neu."), "{:?}", problems(&mine));
}

#[test]
fn look_of_a_dialog_does_not_end_an_import() {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let file = corpus.path("in.jsonl");
    let line = |number| format!("{{\"text\":\"Wang kam {number} mal.\",\"label\":[[0,4,\"PER\"]]}}\n");
    fs::write(&file, (0..60).map(line).collect::<String>()).expect("written");
    let mut app = corpus.open("a.txt", "anna");
    let path = |path: &Path| path.display().to_string();
    let form = ImportForm { format: Format::Doccano, path: path(&file), ..ImportForm::default() };
    app.apply(Action::Exchange(Box::new(ExchangeAction::Import(form.clone()))));
    app.apply(Action::Exchange(Box::new(ExchangeAction::LookIn(form))));
    app.settle();
    let works = corpus.names().into_iter().filter(|name| name.ends_with(".anna.ron")).count();
    assert_eq!(works, 60, "{:?}", problems(&app));
}

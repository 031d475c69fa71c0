//! The files of the whole corpus, deleted or damaged while it is open.

use std::fs;

use super::actor;
use super::common::{Corpus, problems};
use glossator::app::Glossator;

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";
const REGISTRY: &str = "_glossator/registry.ron";

fn names(app: &Glossator) -> Vec<String> {
    app.desk.workspace.shared.registry.listed().map(|entry| entry.label().to_owned()).collect()
}

fn with_two_actors() -> (Corpus, Glossator) {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut app = corpus.open("a.txt", "anna");
    actor(&mut app, "Wang Xiaohong");
    actor(&mut app, "Lena Vogt");
    app.settle();
    assert_eq!(names(&app), ["Lena Vogt", "Wang Xiaohong"]);
    (corpus, app)
}

fn reload(app: &mut Glossator) {
    app.reload_corpus();
    app.settle();
}

#[test]
fn registry_that_is_deleted_while_the_corpus_is_open_goes_on_in_memory_and_is_saved_anew() {
    for looked in [false, true] {
        let (corpus, mut app) = with_two_actors();
        fs::remove_file(corpus.path(REGISTRY)).expect("it was there");
        if looked {
            reload(&mut app);
            assert_eq!(names(&app), ["Lena Vogt", "Wang Xiaohong"]);
            let said = problems(&app).join(" ");
            assert!(said.contains("“_glossator/registry.ron” was deleted or moved"), "{said}");
            assert!(said.contains("Its 2 records go on in memory"), "{said}");
            assert!(corpus.path(REGISTRY).exists(), "at once, before somebody else begins an empty one");
        }
        actor(&mut app, "Bern");
        app.settle();
        assert!(app.all_saved(), "{:?}", problems(&app));
        let said = problems(&app).join(" ");
        assert!(said.contains("The file registry.ron was deleted or moved. It was saved anew."), "{said}");
        reload(&mut app);
        assert!(!problems(&app).join(" ").contains("in memory"), "what is true no longer is taken back");
        assert_eq!(names(&app), ["Bern", "Lena Vogt", "Wang Xiaohong"]);
        drop(app);
        assert_eq!(names(&corpus.open("a.txt", "anna")), ["Bern", "Lena Vogt", "Wang Xiaohong"]);
    }
}

#[test]
fn registry_that_is_damaged_while_the_corpus_is_open_takes_nothing_out_of_memory_and_is_not_written_over() {
    for damage in ["", "(format: 2,", "(format: 9, entries: [])", "\u{0}\u{0}"] {
        let (corpus, mut app) = with_two_actors();
        let good = fs::read(corpus.path(REGISTRY)).expect("it was saved");
        fs::write(corpus.path(REGISTRY), damage).expect("it can be written");
        reload(&mut app);
        assert_eq!(names(&app), ["Lena Vogt", "Wang Xiaohong"], "{damage:?}");
        let said = problems(&app).join(" ");
        assert!(said.contains("What was read of it before goes on in memory"), "{said}");
        actor(&mut app, "Bern");
        app.settle();
        assert!(!app.all_saved(), "{damage:?}");
        assert_eq!(fs::read_to_string(corpus.path(REGISTRY)).ok().as_deref(), Some(damage), "it is not written over");
        fs::write(corpus.path(REGISTRY), good).expect("it can be written");
        reload(&mut app);
        actor(&mut app, "Zug");
        app.settle();
        assert!(app.all_saved(), "{:?}", problems(&app));
        drop(app);
        assert_eq!(names(&corpus.open("a.txt", "anna")), ["Bern", "Lena Vogt", "Wang Xiaohong", "Zug"], "{damage:?}");
    }
}

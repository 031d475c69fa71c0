//! A corpus whose folder is renamed, or whose disk is taken away, while it is open.

use std::fs;

use super::common::{Corpus, problems, shown};
use super::{mark, note};

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";

fn corpus() -> Corpus {
    let corpus = Corpus::of(&[]);
    fs::create_dir(corpus.path("corpus")).expect("a folder");
    fs::write(corpus.path("corpus/a.txt"), TEXT).expect("a file");
    corpus
}

#[test]
fn renamed_corpus_is_not_made_anew_and_takes_the_work_once_it_is_back() {
    for begun in [false, true] {
        for empty_folder in [false, true] {
            let corpus = corpus();
            let mut app = corpus.open("corpus/a.txt", "anna");
            if begun {
                mark(&mut app, "Wang Xiaohong");
                app.settle();
            }
            fs::rename(corpus.path("corpus"), corpus.path("moved")).expect("it can be renamed");
            if empty_folder {
                // As where a disk was mounted.
                fs::create_dir(corpus.path("corpus")).expect("a folder");
            }
            mark(&mut app, "Lena Vogt");
            app.settle();
            assert!(!app.all_saved());
            let said = problems(&app).join(" ");
            assert!(said.contains("The folder of the corpus is not there any more"), "{said}");
            let ghost = fs::read_dir(corpus.path("corpus")).map(Iterator::count).unwrap_or_default();
            assert_eq!(ghost, 0, "nothing is made where the corpus was");
            assert_eq!(corpus.path("corpus").exists(), empty_folder);
            if empty_folder {
                fs::remove_dir(corpus.path("corpus")).expect("it is empty");
            }
            fs::rename(corpus.path("moved"), corpus.path("corpus")).expect("it can be renamed");
            note(&mut app, "back");
            app.settle();
            assert!(app.all_saved(), "{:?}", problems(&app));
            let done = shown(&app).work.clone();
            drop(app);
            assert_eq!(shown(&corpus.open("corpus/a.txt", "anna")).work, done);
        }
    }
}

#[test]
fn sentence_that_something_is_not_saved_goes_when_it_is() {
    let corpus = corpus();
    let mut app = corpus.open("corpus/a.txt", "anna");
    fs::rename(corpus.path("corpus"), corpus.path("moved")).expect("it can be renamed");
    mark(&mut app, "Lena Vogt");
    app.settle();
    assert!(!app.may_leave(), "the person is warned");
    assert!(problems(&app).iter().any(|text| text.starts_with("Not everything is saved")), "{:?}", problems(&app));
    fs::rename(corpus.path("moved"), corpus.path("corpus")).expect("it can be renamed");
    note(&mut app, "back");
    app.settle();
    assert_eq!(problems(&app), Vec::<String>::new(), "what was said is true no longer");
    assert!(app.may_leave());
}

#[test]
fn folder_that_takes_the_place_of_the_corpus_gets_nothing_although_an_article_has_the_same_name() {
    let corpus = corpus();
    let mut app = corpus.open("corpus/a.txt", "anna");
    mark(&mut app, "Wang Xiaohong");
    app.settle();
    fs::rename(corpus.path("corpus"), corpus.path("moved")).expect("it can be renamed");
    fs::create_dir(corpus.path("corpus")).expect("a folder");
    fs::write(corpus.path("corpus/a.txt"), "Ein ganz anderer Text.\n").expect("a file");
    note(&mut app, "not here");
    app.settle();
    assert!(!app.all_saved());
    let names: Vec<_> = fs::read_dir(corpus.path("corpus")).expect("a folder").flatten().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    fs::remove_dir_all(corpus.path("corpus")).expect("it can be deleted");
    fs::rename(corpus.path("moved"), corpus.path("corpus")).expect("it can be renamed");
    note(&mut app, "here");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
}

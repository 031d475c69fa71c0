//! What a new user meets in the sample corpus, in the window and on the command line.

use std::process::{Command, Output};

use glossator::app::{Glossator, Options};
use glossator::core::annotation::{State, Work};
use glossator::core::workspace::ArticleKey;
use glossator::session::{Action, Target};
use glossator::store::{sample, trace::Trace};

use crate::common::{FixedWorld, shown};
use crate::{ARTICLES, samples};

/// Starts the program on the installed corpus.
fn open(corpus: &std::path::Path, annotator: &str) -> Glossator {
    let ctx = egui::Context::default();
    Glossator::set_up(&ctx, glossator::shape::fonts::Fonts::new(false));
    let options =
        Options { path: Some(corpus.to_owned()), annotator: Some(annotator.to_owned()), ..Options::default() };
    let mut app = Glossator::new(&ctx, options, Box::<FixedWorld>::default(), Trace::default());
    app.settle();
    app
}

#[test]
fn somebody_new_finds_every_article_new_and_the_actors_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = sample::install(folder.path()).expect("the sample is installed");
    let mut app = open(&corpus, "me");
    let entries = app.desk.workspace.entries();
    assert_eq!(entries.len(), samples().len());
    for entry in entries {
        let summary = entry.summary.as_ref().expect("the article is summed up");
        assert_eq!(
            (summary.state, summary.counts, &summary.problem),
            (State::New, [0; 3], &None),
            "{}",
            entry.key.as_str()
        );
    }
    assert!(app.desk.workspace.shared.registry.entries().size() > 40);
    app.apply(Action::Open(Target::Article(ArticleKey::new(ARTICLES[0].0))));
    app.settle();
    assert_eq!(*shown(&app).work, Work::default());
    let app = open(&corpus, "mira");
    let done = app.desk.workspace.entries().iter().filter(|entry| {
        entry.summary.as_ref().is_some_and(|summary| summary.state == State::Done && summary.problem.is_none())
    });
    assert_eq!(done.count(), ARTICLES.len());
}

fn run(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_glossator")).args(arguments).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    output
}

#[test]
fn sample_is_counted_checked_and_exported_without_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = sample::install(folder.path()).expect("the sample is installed");
    let corpus = corpus.to_str().expect("UTF-8");
    let checked = String::from_utf8(run(&["check", corpus]).stdout).expect("UTF-8");
    assert!(checked.contains("12 annotation files of 10 articles: 0 errors"), "{checked}");
    let counted = String::from_utf8(run(&["stats", corpus]).stdout).expect("UTF-8");
    assert!(counted.contains("mira") && counted.contains("tomas"), "{counted}");
    for annotator in ["mira", "tomas"] {
        let out = folder.path().join(annotator);
        run(&["export", corpus, "--annotator", annotator, "--to", "csv", "-o", out.to_str().expect("UTF-8")]);
        let agreements = std::fs::read_to_string(out.join("agreements.csv")).expect("a table");
        assert!(agreements.contains("Memorandum of cooperation between the archives"), "{agreements}");
    }
}

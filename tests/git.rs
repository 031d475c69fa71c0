//! Two branches of work in a real git repository, merged through the driver.

mod common;

use std::path::Path;
use std::process::{Command, Output};

use common::{Corpus, change, key, problems, shown};
use glossator::app::Glossator;
use glossator::core::annotation::{Kind, Place};
use glossator::core::intent::{CorpusIntent, HeaderField, Intent};
use glossator::core::text::Span;
use glossator::session::Action;

const TEXT: &str = "Wang Xiaohong traf den Präsidenten in Taschkent.\nوقعت الصين وأوزبكستان مذكرة\n";

fn git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Anna", "-c", "user.email=anna@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .output()
        .expect("git is installed")
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = git(folder, arguments);
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes a repository with the driver of the README and one article with a mark.
fn repository() -> Corpus {
    let corpus = Corpus::of(&[("a.txt", TEXT), (".gitattributes", "*.ron merge=glossator\n*.txt -text\n")]);
    let root = corpus.path("");
    done(&root, &["init", "-q", "-b", "main"]);
    let driver = format!("{} merge %O %A %B", env!("CARGO_BIN_EXE_glossator"));
    done(&root, &["config", "merge.glossator.driver", &driver]);
    work(&corpus, |app| mark(app, "Wang Xiaohong"));
    commit(&root, "first mark");
    corpus
}

fn commit(root: &Path, message: &str) {
    done(root, &["add", "-A"]);
    done(root, &["commit", "-q", "-m", message]);
}

fn work(corpus: &Corpus, doing: impl FnOnce(&mut Glossator)) {
    let mut app = corpus.open("a.txt", "anna");
    doing(&mut app);
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
}

fn mark(app: &mut Glossator, words: &str) {
    let start = TEXT.find(words).expect("the words stand in the text");
    change(app, Intent::Mark(Kind::Actor, Place::of(Span::new(start, start + words.len()))));
}

fn new_actor(app: &mut Glossator, name: &str) {
    let intent = Intent::Corpus(CorpusIntent::NewEntry(name.to_owned()));
    app.apply(Action::Change { article: None, intent });
}

fn note(app: &mut Glossator, text: &str) {
    change(app, Intent::SetHeader(HeaderField::Note(text.to_owned())));
}

#[test]
fn two_branches_of_work_are_merged_record_by_record() {
    let corpus = repository();
    let root = corpus.path("");
    done(&root, &["checkout", "-q", "-b", "other"]);
    work(&corpus, |app| {
        app.set_world(Box::new(common::CountingWorld(1000)));
        mark(app, "Taschkent");
        new_actor(app, "Wang Yi");
    });
    commit(&root, "other branch");
    done(&root, &["checkout", "-q", "main"]);
    work(&corpus, |app| {
        app.set_world(Box::new(common::CountingWorld(2000)));
        mark(app, "الصين");
        note(app, "hier");
        new_actor(app, "Shavkat");
    });
    commit(&root, "main branch");
    done(&root, &["merge", "-q", "--no-edit", "other"]);
    let app = corpus.open("a.txt", "anna");
    assert!(app.editable(), "{:?}", problems(&app));
    assert_eq!(shown(&app).work.counts(), [3, 0, 0]);
    assert_eq!((shown(&app).work.header.note.as_str(), shown(&app).work.conflicts.len()), ("hier", 0));
    let names: Vec<String> =
        app.desk.workspace.shared.registry.entries().values().map(|entry| entry.name_en.clone()).collect();
    assert!(names.contains(&"Wang Yi".to_owned()) && names.contains(&"Shavkat".to_owned()), "{names:?}");
}

#[test]
fn same_field_in_two_branches_is_a_conflict_that_git_reports_and_the_program_shows() {
    let corpus = repository();
    let root = corpus.path("");
    done(&root, &["checkout", "-q", "-b", "other"]);
    work(&corpus, |app| note(app, "dort"));
    commit(&root, "other branch");
    done(&root, &["checkout", "-q", "main"]);
    work(&corpus, |app| note(app, "hier"));
    commit(&root, "main branch");
    let output = git(&root, &["merge", "--no-edit", "other"]);
    assert!(!output.status.success(), "git must not take the merge for clean");
    assert!(String::from_utf8_lossy(&output.stdout).contains("CONFLICT"));
    let mut app = corpus.open("a.txt", "anna");
    assert!(app.editable(), "the file with its conflict can be read: {:?}", problems(&app));
    let conflict = shown(&app).work.conflicts.values().next().expect("a conflict").clone();
    assert_eq!((shown(&app).work.header.note.as_str(), conflict.from.as_str()), ("hier", "the other branch"));
    app.apply(Action::Change { article: Some(key("a.txt")), intent: Intent::Decide(conflict.id.clone(), true) });
    app.settle();
    drop(app);
    commit(&root, "decided");
    let app = corpus.open("a.txt", "anna");
    assert_eq!((shown(&app).work.header.note.as_str(), shown(&app).work.conflicts.len()), ("dort", 0));
}

#[test]
fn version_that_cannot_be_used_leaves_ours_as_it_was() {
    let corpus = repository();
    let ours = corpus.bytes("a.anna.ron");
    std::fs::write(corpus.path("broken.ron"), "(format: 3, nonsense").expect("written");
    let run = |base: &str, ours: &str, theirs: &str| {
        Command::new(env!("CARGO_BIN_EXE_glossator"))
            .arg("merge")
            .args([corpus.path(base), corpus.path(ours), corpus.path(theirs)])
            .output()
            .expect("the program runs")
    };
    for (base, theirs) in [("a.anna.ron", "broken.ron"), ("broken.ron", "a.anna.ron"), ("a.anna.ron", "nowhere.ron")] {
        let output = run(base, "a.anna.ron", theirs);
        assert_eq!(output.status.code(), Some(2));
        let sentence = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(sentence.starts_with("glossator: ") && output.stdout.is_empty(), "{sentence}");
        assert!(corpus.bytes("a.anna.ron") == ours);
    }
}

//! What stands beside the articles and is no work on any of them: `check` says so, with what it is.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::many::{line, ran, text};

fn findings(root: &Path) -> Vec<(Option<String>, String)> {
    let (code, printed, said) = ran(&["check", text(root), "--format", "json"]);
    // The marks come from a file that does not say what form they have.
    assert_eq!(code, 1, "{said}");
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    let of = |finding: &Value, name: &str| finding[name].as_str().map(str::to_owned);
    let all = report["findings"].as_array().expect("a list").iter();
    all.filter(|finding| finding["check"].is_null())
        .map(|finding| {
            assert_eq!(finding["severity"], "warning", "{finding}");
            (of(finding, "article"), of(finding, "message").expect("a sentence"))
        })
        .collect()
}

#[test]
fn copies_and_works_of_other_articles_are_said_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir(&root).expect("made");
    let file = folder.path().join("in.jsonl");
    fs::write(&file, line(1, None) + &line(2, None)).expect("written");
    let (code, _, said) = ran(&["import", text(&root), text(&file), "--from", "doccano", "--annotator", "anna"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(findings(&root), []);
    let copy = |to: &str| fs::copy(root.join("in-1.anna.ron"), root.join(to)).map(drop).expect("copied");
    copy("in-1.anna (conflicted copy).ron");
    copy("in-1.anna-laptop.ron");
    copy("elsewhere.ron");
    fs::write(root.join("notes.ron"), "(nothing)").expect("written");
    fs::remove_file(root.join("in-2.txt")).expect("it was there");
    let found = findings(&root);
    let about = |words: &[&str]| {
        let fits = |(_, message): &&(Option<String>, String)| words.iter().all(|word| message.contains(word));
        found.iter().filter(fits).count()
    };
    assert_eq!(
        about(&["“in-1.anna (conflicted copy).ron” is a copy of the work of anna on in-1.txt"]),
        1,
        "{found:#?}"
    );
    assert_eq!(about(&["“elsewhere.ron” is a copy of the work of anna on in-1.txt"]), 1, "{found:#?}");
    assert_eq!(about(&["“notes.ron” is no work on an article here"]), 1, "{found:#?}");
    assert_eq!(about(&["“in-2.anna.ron” says that it is the work of anna on in-2.txt, which is not there"]), 1);
    let laptop: Vec<_> = found.iter().filter(|(article, _)| article.as_deref() == Some("in-1.txt")).collect();
    assert_eq!(laptop.len(), 1, "{found:#?}");
    assert!(laptop[0].1.contains("it is the work of anna on in-1.txt"), "{laptop:?}");
    assert_eq!(found.len(), 5);
}

//! Much at once: files that are read in parts, works of many people, and what is too large to be read again.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use glossator::core::annotation::{Agreement, Id, Kind, Party, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, read};
use serde_json::{Value, json};

/// Runs the program; gives its exit code, what it has printed and what it has said.
pub(super) fn ran(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_glossator")).args(arguments).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

pub(super) fn text(path: &Path) -> &str {
    path.to_str().expect("Unicode")
}

/// A line of doccano with a long text.
pub(super) fn line(number: usize, name: Option<&str>) -> String {
    let words = format!("Wang traf Nummer {number}. {}", format!("Satz{number} ").repeat(9000));
    let meta = name.map_or(json!({}), |name| json!({ "article:name": name }));
    json!({ "text": words, "label": [[0, 4, "PER"]], "meta": meta }).to_string() + "\n"
}

fn imported(lines: &str) -> (tempfile::TempDir, i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, file) = (folder.path().join("corpus"), folder.path().join("in.jsonl"));
    fs::create_dir(&root).expect("made");
    fs::write(&file, lines).expect("written");
    let (code, printed, said) = ran(&["import", text(&root), text(&file), "--from", "doccano", "--annotator", "ben"]);
    (folder, code, printed, said)
}

#[test]
fn large_file_of_lines_comes_in_parts_and_brings_the_same() {
    let mut lines: String = (1..=20).map(|number| line(number, None)).collect();
    // The article of the first line once more, behind everything else, with another mark.
    lines.push_str(&line(1, Some("in-1.txt")).replace("[0,4,", "[5,9,"));
    assert!(lines.len() > 1_200_000, "it is read in parts");
    let (folder, code, printed, said) = imported(&lines);
    assert_eq!(code, 0, "{printed}\n{said}");
    assert!(said.contains("21 records imported into 20 articles; 20 articles made."), "{said}");
    let root = folder.path().join("corpus");
    for number in 1..=20 {
        assert!(root.join(format!("in-{number}.ben.ron")).is_file(), "articles are named by their lines: {number}");
    }
    let log = fs::read_to_string(root.join("_glossator/history/in-1.ben.log")).expect("a log");
    assert_eq!(log.lines().count(), 1, "what is about one article is written at once");
    let (_, _, said) = ran(&["import", text(&root), "--undo"]);
    assert!(said.contains(" of 20 articles; 20 articles put aside, 0 things stay."), "{said}");
}

#[test]
fn large_file_with_a_broken_line_brings_the_others_and_names_it() {
    let lines: String = (1..=20).map(|number| line(number, None)).collect();
    let (folder, code, printed, said) = imported(&(lines + "{\"text\":\n"));
    assert_eq!(code, 0, "{printed}\n{said}");
    assert!(printed.contains("left out: in.jsonl: line 21: this is not JSON"), "{printed}");
    assert!(said.contains("20 records imported into 20 articles"), "{said}");
    assert!(folder.path().join("corpus/in-20.ben.ron").is_file());
}

#[test]
fn article_that_could_not_be_read_again_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, file) = (folder.path().join("corpus"), folder.path().join("articles.jsonl"));
    fs::create_dir(&root).expect("made");
    let article = |name: &str, text: &str| {
        let mark =
            json!({ "id": "x", "label": "Actor", "spans": [{"start": 0, "end": 1, "quote": "😊"}], "fields": {} });
        let article = json!({ "format": "glossator-1", "article": name, "language": "de", "fields": {}, "text": text,
                              "marks": [mark], "links": [] });
        article.to_string() + "\n"
    };
    let lines = article("large.txt", &"😊".repeat(25_100_000)) + &article("good.txt", "😊 ging.");
    fs::write(&file, lines).expect("written");
    let arguments = ["import", text(&root), text(&file), "--from", "json", "--annotator", "ben"];
    let (code, _, said) = ran(&arguments);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("large.txt: the article would have 100.4 MB, and articles of up to 100 MB are read"),
        "{said}"
    );
    assert!(said.contains("1 records imported into 1 articles; 1 articles made."), "{said}");
    let mut names: Vec<String> = fs::read_dir(&root)
        .expect("read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["_glossator", "good.ben.ron", "good.txt"]);
}

/// Writes an article and the work of some people on it, with an agreement that looks like that of every other article.
fn agreement(root: &Path, name: &str, annotators: &[&str]) {
    const WORDS: &str = "Ein Abkommen wurde unterzeichnet.";
    fs::write(root.join(name), WORDS).expect("written");
    let key = ArticleKey::new(name);
    let article = read::read_article(&Folder::new(root), &key).expect("read");
    let number = name.bytes().map(u64::from).sum();
    let place = Place::of(Span { start: 0, end: WORDS.len() });
    let mut made = Agreement::new(Id::new(Kind::Agreement, number), place);
    (made.title, made.kind) = ("Grenze".to_owned(), "memorandum".to_owned());
    made.parties = ["UZB", "CHN"].map(|actor| Party::of(actor, "state")).into();
    made.dates.signed.value = "2024-04-01".into();
    let mut work = Work::default();
    work.agreements.insert(made.id.clone(), Arc::new(made));
    for annotator in annotators {
        let path = glossator::store::layout::annotation_path(root, &key, annotator).expect("a path");
        fs::write(path, format::write(&work, &article, annotator, &Schema::default())).expect("written");
    }
}

#[test]
fn works_of_many_people_are_checked_each_as_a_whole_with_the_articles_beside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let people: Vec<String> = (0..60).map(|number| format!("p{number:02}")).collect();
    let mut all: Vec<&str> = people.iter().map(String::as_str).collect();
    agreement(folder.path(), "a.txt", &all);
    all.truncate(2);
    agreement(folder.path(), "b.txt", &all);
    let (code, printed, _) = ran(&["check", text(folder.path()), "--format", "json"]);
    let report: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!((code, &report["files"], &report["articles"]), (0, &62.into(), &2.into()));
    let findings = report["findings"].as_array().expect("a list");
    let places: Vec<(&str, &str)> = findings
        .iter()
        .filter(|finding| finding["check"] == 27)
        .map(|finding| (finding["annotator"].as_str().expect("a name"), finding["article"].as_str().expect("a name")))
        .collect();
    assert_eq!(places, [("p00", "a.txt"), ("p00", "b.txt"), ("p01", "a.txt"), ("p01", "b.txt")]);
    let order: Vec<&str> = findings.iter().filter_map(|finding| finding["annotator"].as_str()).collect();
    assert!(order.is_sorted(), "by annotator");
}

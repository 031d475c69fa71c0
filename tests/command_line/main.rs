//! The command line: the real program is run on real folders, and its output is read as scripts read it.

mod accepted;
mod codebook;
mod interrupted;
mod many;
mod merging;
mod names;
mod outputs;
mod strays;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use glossator::core::annotation::{ActorMention, Agreement, Id, Kind, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, read};

const TEXT: &str = "Vertreter der Länder 😊 trafen sich.\nEin Abkommen wurde unterzeichnet.\n";

fn run(arguments: &[&str], corpus: &Path) -> Output {
    let program = env!("CARGO_BIN_EXE_glossator");
    Command::new(program).args(arguments).arg(corpus).output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Writes an article with the work `fill` makes of it.
fn corpus(fill: impl Fn(&dyn Fn(&str) -> Place, &mut Work)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), TEXT).expect("written");
    let article = read::read_article(&Folder::new(folder.path()), &ArticleKey::new("a.txt")).expect("read");
    let place = |words: &str| {
        let start = TEXT.find(words).expect("the words stand there");
        Place::of(Span { start, end: start + words.len() })
    };
    let mut work = Work::default();
    fill(&place, &mut work);
    let text = format::write(&work, &article, "anna", &Schema::default());
    std::fs::write(folder.path().join("a.anna.ron"), text).expect("written");
    folder
}

/// An agreement without parties (an error), signed without a date (a warning).
fn with_an_error() -> tempfile::TempDir {
    corpus(|place, work| {
        let mut agreement = Agreement::new(Id::new(Kind::Agreement, 1), place("Ein Abkommen wurde unterzeichnet"));
        agreement.status = "signed".into();
        work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
    })
}

#[test]
fn corpus_without_errors_is_said_to_be_fine_with_exit_code_0() {
    let folder = corpus(|place, work| {
        let actor = ActorMention::new(Id::new(Kind::Actor, 1), place("Vertreter"));
        work.actors.insert(actor.id.clone(), Arc::new(actor));
    });
    let output = run(&["check"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(stdout(&output), "1 annotation files of 1 articles: 0 errors, 0 warnings, 0 questions\n");
}

#[test]
fn errors_are_one_line_each_with_the_record_and_exit_code_1() {
    let folder = with_an_error();
    let output = run(&["check"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let lines = stdout(&output);
    assert!(lines.contains("a.txt (anna): error 19: An instrument needs two parties."), "{lines}");
    assert!(lines.contains("a.txt (anna): warning 21: Signed when?") && lines.contains("[g-10000000]"), "{lines}");
    assert!(output.stderr.is_empty(), "nothing but data and no noise");
}

#[test]
fn findings_as_json_carry_the_place_in_code_points_and_the_quote() {
    let folder = with_an_error();
    let output = run(&["check", "--format", "json"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((report["articles"].as_u64(), report["errors"].as_u64()), (Some(1), Some(1)));
    let findings = report["findings"].as_array().expect("a list");
    let finding = findings.iter().find(|finding| finding["check"] == 19).expect("check 19");
    assert_eq!(finding["article"], "a.txt");
    assert_eq!(finding["annotator"], "anna");
    assert_eq!(finding["field"], "agreement.parties");
    assert_eq!(finding["quote"], "Ein Abkommen wurde unterzeichnet");
    let start = finding["start"].as_u64().and_then(|start| usize::try_from(start).ok()).expect("a number");
    let quoted: String = TEXT.chars().skip(start).take(12).collect();
    assert_eq!(quoted, "Ein Abkommen");
}

#[test]
fn files_that_cannot_be_used_are_errors_with_their_line() {
    let folder = with_an_error();
    std::fs::create_dir(folder.path().join("_glossator")).expect("made");
    std::fs::write(folder.path().join("_glossator/registry.ron"), "(format: 1,\n entries: [oops])").expect("written");
    std::fs::write(folder.path().join("_glossator/schema.ron"), "(id: 7)").expect("written");
    std::fs::write(folder.path().join("a.bo.ron"), "(format: 2,\n").expect("written");
    let work = std::fs::read_to_string(folder.path().join("a.anna.ron")).expect("read");
    let work = work.replacen("    schema:", "    broken: 1,\n    schema:", 1);
    std::fs::write(folder.path().join("a.carl.ron"), work).expect("written");
    let lines = stdout(&run(&["check"], folder.path()));
    assert!(lines.contains("corpus: error: “_glossator/registry.ron” is not used. Line 2"), "{lines}");
    assert!(lines.contains("corpus: error: schema.ron: "), "{lines}");
    assert!(lines.contains("a.txt (bo): error"), "{lines}");
    assert!(lines.contains("Line 3, column 5: There is no “broken” here. Write one of format, "), "{lines}");
    assert!(!lines.contains("`File`"), "{lines}");
}

#[test]
fn only_the_annotator_asked_for_is_checked() {
    let folder = with_an_error();
    std::fs::copy(folder.path().join("a.anna.ron"), folder.path().join("a.bo.ron")).expect("copied");
    let lines = stdout(&run(&["check", "--annotator", "bo"], folder.path()));
    assert!(lines.contains("(bo)") && !lines.contains("(anna)"), "{lines}");
    assert!(lines.contains("1 annotation files"), "{lines}");
}

#[test]
fn folder_that_is_not_there_is_a_sentence_with_exit_code_2() {
    let folder = with_an_error();
    let output = run(&["check"], &folder.path().join("nowhere"));
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let sentence = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(sentence.starts_with("glossator: ") && sentence.contains("nowhere"), "{sentence}");
}

#[test]
fn article_that_changed_is_check_1_with_the_marks_counted() {
    let folder = corpus(|place, work| {
        for (number, words) in [(1, "Vertreter"), (2, "Abkommen")] {
            let actor = ActorMention::new(Id::new(Kind::Actor, number), place(words));
            work.actors.insert(actor.id.clone(), Arc::new(actor));
        }
    });
    std::fs::write(folder.path().join("a.txt"), TEXT.replace("Ein Abkommen", "Das Abkommen hier")).expect("written");
    let lines = stdout(&run(&["check"], folder.path()));
    assert!(lines.contains("error 1: ") && lines.contains("2 of 2 marks"), "{lines}");
}

//! What is known about an article as a whole goes out, is changed in another program, and comes back.

use glossator::core::annotation::{Header, State};
use serde_json::{Value, json};

use super::changes::{as_doccano, as_json_min};
use super::corpus::{Corpus, ran, text};
use super::foreign::{left_out, said};

/// The formats that have a place for it, each with the file in which the data stand.
const FORMATS: [(&str, &str); 8] = [
    ("json", "articles.jsonl"),
    ("doccano", "data.jsonl"),
    ("label-studio", "tasks.json"),
    ("label-studio", "json-min"),
    ("prodigy", "data.jsonl"),
    ("w3c", "a.jsonld"),
    ("cas-xmi", "a.xmi"),
    ("cas-json", "a.json"),
];

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    corpus.write("a.txt", "China signed with Laos today.\n");
    annotate(&corpus, |_| {});
    corpus
}

fn annotate(corpus: &Corpus, change: impl FnOnce(&mut Header)) {
    corpus.annotate("a.txt", "anna", |marks| {
        marks.actor(1, "China", &[]);
        marks.agreement(1, "signed");
        let title = marks.place("China signed");
        let header = &mut marks.work.header;
        header.state = State::InProgress;
        header.title = Some(title);
        (header.publisher, header.note) = ("Zeitung".into(), "Read twice.".into());
        header.published = "2024-04-02".into();
        change(header);
    });
}

/// Exports, lets another program change the file, lets somebody here change the header, and imports.
fn through(
    corpus: &Corpus,
    (format, data): (&str, &str),
    tool: impl FnOnce(String) -> String,
    meanwhile: impl FnOnce(&Corpus),
    more: &[&str],
) -> Value {
    let name = if data == "json-min" { "tasks.json" } else { data };
    let as_of_tool = |whole: String| match (format, data) {
        (_, "json-min") => as_json_min(&whole).to_string(),
        ("doccano", _) => as_doccano(&whole).to_string(),
        _ => whole,
    };
    corpus.through((format, name), |whole| tool(as_of_tool(whole)), meanwhile, more)
}

fn header(corpus: &Corpus) -> Header {
    corpus.open("a.txt", "anna").work.header.clone()
}

fn gazette(whole: &str) -> String {
    assert!(whole.contains("Zeitung"));
    whole.replace("Zeitung", "Gazette")
}

#[test]
fn field_that_was_changed_in_the_other_program_is_changed_here_and_can_be_taken_back() {
    for format in FORMATS {
        let corpus = corpus();
        let before = header(&corpus);
        let report = through(&corpus, format, |whole| gazette(&whole), |_| {}, &["--strict"]);
        assert_eq!((&report["records"], &report["changed"]), (&0.into(), &1.into()), "{format:?}: {report}");
        assert_eq!((said(&report), left_out(&report)), (Vec::new(), Vec::new()), "{format:?}");
        assert_eq!(header(&corpus), Header { publisher: "Gazette".into(), ..before.clone() }, "{format:?}");
        ran(&["import", text(corpus.root()), "--undo", "--annotator", "anna"], 0);
        assert_eq!(header(&corpus), before, "{format:?}");
    }
}

#[test]
fn nothing_is_changed_or_said_where_nothing_was_changed() {
    for format in FORMATS {
        let corpus = corpus();
        let before = super::corpus::files(corpus.root());
        let report = through(&corpus, format, |whole| whole, |_| {}, &["--strict"]);
        assert_eq!((&report["records"], &report["changed"]), (&0.into(), &0.into()), "{format:?}: {report}");
        assert_eq!((said(&report), left_out(&report)), (Vec::new(), Vec::new()), "{format:?}");
        assert!(super::corpus::files(corpus.root()) == before, "{format:?}: every file is as it was");
    }
}

#[test]
fn what_somebody_here_has_changed_meanwhile_stays_and_both_values_are_said() {
    for format in FORMATS {
        let corpus = corpus();
        let meanwhile = |corpus: &Corpus| annotate(corpus, |header| header.url = "https://a.example".into());
        let report = through(&corpus, format, |whole| gazette(&whole), meanwhile, &[]);
        let expected = "other values of publisher (“Zeitung” here, “Gazette” in the file) already; they stay";
        let left = left_out(&report);
        assert!(left.len() == 1 && left[0].contains(expected), "{format:?}: {left:?}");
        assert_eq!((&report["changed"], header(&corpus).publisher.as_str()), (&0.into(), "Zeitung"), "{format:?}");
    }
}

#[test]
fn how_far_the_work_is_has_gone_on_meanwhile_and_what_was_changed_is_taken() {
    for format in FORMATS {
        let corpus = corpus();
        let meanwhile = |corpus: &Corpus| annotate(corpus, |header| header.state = State::NeedsSecondLook);
        let report = through(&corpus, format, |whole| gazette(&whole), meanwhile, &[]);
        let header = header(&corpus);
        assert_eq!((header.state, &*header.publisher), (State::NeedsSecondLook, "Gazette"), "{format:?}: {report}");
    }
}

#[test]
fn file_that_does_not_say_the_version_fills_what_is_empty_and_the_rest_is_said() {
    for format in FORMATS {
        let corpus = corpus();
        let older = |whole: String| gazette(&whole).replace("header_version", "x_other");
        let report = through(&corpus, format, older, |_| {}, &[]);
        let left = left_out(&report).join("\n");
        assert!(left.contains("the article has other values of publisher (“Zeitung” here"), "{format:?}: {left}");
        assert_eq!(header(&corpus).publisher, "Zeitung", "{format:?}");
    }
}

#[test]
fn title_that_was_moved_and_field_that_was_emptied_in_the_other_program_are_so_here() {
    let corpus = corpus();
    let tool = |whole: String| {
        let mut tasks: Value = serde_json::from_str(&whole).expect("JSON");
        let results = tasks[0]["annotations"][0]["result"].as_array_mut().expect("results");
        results.retain(|it| it["from_name"] != "article_note");
        let title = results.iter_mut().find(|it| it["id"] == "title").expect("the title");
        (title["value"]["end"], title["value"]["text"]) = (5.into(), "China".into());
        tasks.to_string()
    };
    let report = through(&corpus, FORMATS[2], tool, |_| {}, &["--strict"]);
    assert_eq!(report["changed"], 1, "{report}");
    let header = header(&corpus);
    let title = header.title.expect("a title").cover();
    assert_eq!(((title.start, title.end), &*header.note, &*header.publisher), ((0, 5), "", "Zeitung"));
}

#[test]
fn work_that_was_set_done_in_the_other_program_is_not_done_here_and_that_is_said() {
    let corpus = corpus();
    let done = |whole: String| {
        let mut article: Value = serde_json::from_str(&whole).expect("JSON");
        article["fields"]["state"] = json!("done");
        article["fields"]["publisher"] = json!("Gazette");
        format!("{article}\n")
    };
    let report = through(&corpus, FORMATS[0], done, |_| {}, &[]);
    let left = left_out(&report);
    let expected = "a.txt: how far the work is says whoever does it; state (“InProgress” here, “Done” in the file)";
    assert!(left.len() == 1 && left[0].contains(expected), "{left:?}");
    let header = header(&corpus);
    assert_eq!((header.state, &*header.publisher), (State::InProgress, "Gazette"));
}

//! The language of an article: what a person has said, else what is certain, else none; in counts and in every format.

use std::fs;
use std::path::Path;

use glossator::core::annotation::LanguageTag;
use serde_json::Value;

use super::corpus::{Corpus, FORMATS, ran, text};

/// Short texts, with the languages that the detector takes them for.
const SHORT: &str = "{\"text\":\"China won\",\"label\":[[0,5,\"GPE\"]]}\n\
                     {\"text\":\"China and Laos signed.\",\"label\":[[0,5,\"GPE\"]]}\n\
                     {\"text\":\"Nepal bans TikTok\",\"label\":[[0,5,\"GPE\"]]}\n";

fn imported() -> Corpus {
    let corpus = Corpus::new();
    fs::write(corpus.beside("d.jsonl"), SHORT).expect("written");
    let file = corpus.beside("d.jsonl");
    ran(&["import", text(corpus.root()), text(&file), "--from", "doccano", "--annotator", "anna"], 0);
    corpus
}

fn languages(corpus: &Corpus) -> Value {
    let stats: Value =
        serde_json::from_str(&ran(&["stats", text(corpus.root()), "--format", "json"], 0).0).expect("JSON");
    stats["annotators"]["anna"]["languages"].clone()
}

/// Gives all that is written in a folder, as text, with the names of the files.
fn written(folder: &Path) -> String {
    let mut out = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        out.extend(["\n", &path.file_name().expect("a name").to_string_lossy(), "\n"]);
        if path.is_dir() {
            out.push_str(&written(&path));
        } else {
            out.push_str(&String::from_utf8_lossy(&fs::read(&path).expect("read")));
        }
    }
    out
}

#[test]
fn language_of_a_short_text_is_unknown_in_counts_and_in_every_format() {
    let corpus = imported();
    assert_eq!(languages(&corpus), serde_json::json!({ "unknown": 3 }));
    assert!(ran(&["stats", text(corpus.root())], 0).0.contains("  languages: unknown 3\n"));
    for name in fs::read_dir(corpus.root()).expect("a folder") {
        let path = name.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            assert!(fs::read_to_string(&path).expect("read").contains("detected: None"), "{}", path.display());
        }
    }
    for format in FORMATS {
        let out = corpus.beside(&format!("out-{format}"));
        ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out)], 0);
        let all = written(&out);
        for (at, name) in ["language_detected", "lang", "language="].iter().flat_map(|name| all.match_indices(name)) {
            let behind: String = all[at + name.len()..].chars().filter(|c| c.is_alphanumeric()).take(12).collect();
            let guess = ["sn", "tl", "id"].into_iter().find(|code| behind.starts_with(code));
            assert_eq!(guess, None, "{format}: {name} {behind}");
        }
        let sheet = fs::read_to_string(out.join("_about/datasheet.json")).expect("a datasheet");
        let sheet: Value = serde_json::from_str(&sheet).expect("JSON");
        assert_eq!(sheet["languages"], serde_json::json!({ "und": 3 }), "{format}");
    }
}

#[test]
fn language_that_a_person_has_said_is_that_of_the_shortest_text() {
    let corpus = Corpus::new();
    corpus.write("a.txt", "China won");
    corpus.annotate("a.txt", "anna", |marks| marks.work.header.language = LanguageTag::Set("en".to_owned()));
    assert_eq!(languages(&corpus), serde_json::json!({ "en": 1 }));
}

#[test]
fn language_that_is_certain_is_counted_and_goes_out() {
    let corpus = Corpus::new();
    corpus.write(
        "de.txt",
        "Vertreter beider Länder unterzeichneten am Montag in der Hauptstadt ein Abkommen über die Zusammenarbeit ihrer \
         Polizeibehörden. Der Vertrag gilt zunächst für fünf Jahre und sieht gemeinsame Übungen an der Grenze vor.\n",
    );
    corpus.write("th.txt", "จีนและลาวลงนามข้อตกลง\n");
    corpus.write("ko.txt", "중국과 라오스, 협정 서명\n");
    for name in ["de.txt", "th.txt", "ko.txt"] {
        corpus.annotate(name, "anna", |_| {});
    }
    assert_eq!(languages(&corpus), serde_json::json!({ "de": 1, "ko": 1, "th": 1 }));
    let out = corpus.beside("out");
    ran(&["export", text(corpus.root()), "--to", "json", "-o", text(&out)], 0);
    let lines = fs::read_to_string(out.join("articles.jsonl")).expect("read");
    for (line, code) in lines.lines().zip(["de", "ko", "th"]) {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!((&line["language"], &line["fields"]["language_detected"]), (&code.into(), &code.into()));
    }
}

#[test]
fn guess_that_an_older_program_has_written_down_is_not_believed() {
    let corpus = imported();
    let path = corpus.path("d-1.anna.ron");
    let path = if path.is_file() { path } else { first_work(corpus.root()) };
    let work = fs::read_to_string(&path).expect("read");
    fs::write(&path, work.replace("detected: None", "detected: Some(\"sn\")")).expect("written");
    assert_eq!(languages(&corpus), serde_json::json!({ "unknown": 3 }));
}

fn first_work(root: &Path) -> std::path::PathBuf {
    let mut all: Vec<_> = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    all.retain(|path| path.to_string_lossy().ends_with(".anna.ron"));
    all.sort();
    all.remove(0)
}

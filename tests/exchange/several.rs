//! The work of several people out in one dataset, and into another corpus as that of several.

use std::collections::BTreeMap;

use super::corpus::{Corpus, FORMATS, files, ran, text};

/// Formats that are only written.
const ONLY_OUT: [&str; 4] = ["conll", "bioc", "csv", "parquet"];

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    corpus.write("2024/a.txt", "China signed with Laos.\n");
    corpus.write("b.txt", "Peru and China left.\n");
    corpus.annotate("2024/a.txt", "anna", |marks| {
        marks.actor(1, "China", &[]);
        marks.agreement(1, "signed");
    });
    corpus.annotate("2024/a.txt", "ben", |marks| marks.actor(2, "Laos", &[]));
    corpus.annotate("b.txt", "ben", |marks| marks.actor(3, "Peru", &[]));
    corpus
}

/// The marks of a person on an article: kind and words.
fn marks(corpus: &Corpus, name: &str, annotator: &str) -> Vec<String> {
    let opened = corpus.open(name, annotator);
    let text = opened.article.text.as_str();
    let words = |record: glossator::core::annotation::Record| {
        let span = record.places().first()?.cover();
        Some(format!("{} {}", record.id()?.kind().word(), &text[span.start..span.end]))
    };
    let mut found: Vec<String> = opened.work.records().filter_map(words).collect();
    found.sort();
    found
}

#[test]
fn work_of_all_goes_out_and_comes_in_as_the_work_of_each() {
    let corpus = corpus();
    for format in FORMATS.into_iter().filter(|format| !ONLY_OUT.contains(format)) {
        let out = corpus.beside(&format!("out-{format}"));
        ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out), "--annotator", "all"], 0);
        let other = Corpus::new();
        ran(&["import", text(other.root()), text(&out), "--from", format, "--annotators", "each", "--strict"], 0);
        let articles: Vec<String> = files(other.root())
            .into_keys()
            .filter(|name| glossator::store::layout::is_article(name) && !name.starts_with("_glossator"))
            .collect();
        assert_eq!(articles, ["2024/a.txt", "b.txt"], "{format}");
        for (name, annotator) in [("2024/a.txt", "anna"), ("2024/a.txt", "ben"), ("b.txt", "ben"), ("b.txt", "anna")] {
            let (there, here) = (marks(&corpus, name, annotator), marks(&other, name, annotator));
            assert_eq!(here, there, "{format}: {annotator} on {name}");
        }
    }
}

#[test]
fn every_format_says_whose_work_it_holds() {
    let corpus = corpus();
    for format in FORMATS {
        let out = corpus.beside(&format!("out-{format}"));
        ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out), "--annotator", "all"], 0);
        let files: BTreeMap<String, Vec<u8>> = files(&out);
        let sheet: serde_json::Value = serde_json::from_slice(&files["_about/datasheet.json"]).expect("JSON");
        assert_eq!(sheet["annotators"], serde_json::json!(["anna", "ben"]), "{format}");
        assert_eq!((&sheet["articles"], &sheet["labels"]["Actor"]), (&2.into(), &3.into()), "{format}");
        let rows = String::from_utf8(files["_about/articles.tsv"].clone()).expect("UTF-8");
        let whose: Vec<&str> = rows.lines().skip(1).filter_map(|row| row.rsplit('\t').next()).collect();
        assert_eq!(whose, ["anna", "ben", "ben"], "{format}");
        if format != "parquet" {
            let data = files.iter().filter(|(name, _)| !name.starts_with("_about/"));
            let data = data.map(|(name, bytes)| [name.as_str(), &String::from_utf8_lossy(bytes)].join("\n"));
            let all = data.collect::<Vec<_>>().join("\n");
            assert!(all.contains("anna") && all.contains("ben"), "{format}: the names are in the data");
        }
    }
}

#[test]
fn person_who_is_called_all_is_meant_where_there_is_one() {
    let corpus = corpus();
    corpus.annotate("b.txt", "all", |marks| marks.actor(4, "China", &[]));
    let out = corpus.beside("out");
    ran(&["export", text(corpus.root()), "--to", "json", "-o", text(&out), "--annotator", "all"], 0);
    let sheet: serde_json::Value = serde_json::from_slice(&files(&out)["_about/datasheet.json"]).expect("JSON");
    assert_eq!(sheet["annotators"], serde_json::json!(["all"]));
}

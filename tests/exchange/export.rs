//! Out: every format, its losses, its datasheet, its parts.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::corpus::{Corpus, FORMATS, files, ran, text};

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("JSON")
}

#[test]
fn every_format_writes_its_dataset_with_losses_and_datasheet() {
    let corpus = Corpus::hard();
    for format in FORMATS {
        let out = corpus.beside(&format!("out-{format}"));
        let (printed, said) = ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out)], 0);
        assert_eq!(printed, "", "{format}: only data belongs there");
        assert!(said.contains("1 articles written") && !said.contains('\r'), "{format}: {said}");
        let files = files(&out);
        let sheet = json(&files["_about/datasheet.json"]);
        assert_eq!((&sheet["articles"], &sheet["labels"]["Actor"]), (&1.into(), &8.into()), "{format}");
        assert_eq!((&sheet["annotators"][0], &sheet["date"]), (&"anna".into(), &"2026-01-01".into()));
        let losses = json(&files["_about/losses.json"]);
        let all: u64 = losses["counts"].as_object().expect("counts").values().filter_map(Value::as_u64).sum();
        let instances = losses["losses"].as_array().expect("a list");
        assert_eq!(all, instances.len() as u64, "{format}: every instance is there");
        assert_eq!(sheet["losses"], losses["counts"]);
        let lines = String::from_utf8(files["_about/losses.txt"].clone()).expect("UTF-8");
        assert_eq!(lines.lines().count(), instances.len() + 1, "{format}: readable, one a line");
        assert!(String::from_utf8_lossy(&files["_about/datasheet.md"]).contains("## Known limits"));
        assert!(files.keys().any(|name| !name.starts_with("_about/")), "{format}: there is data");
    }
    keep(&corpus);
}

/// Leaves the corpus where other programs check what is exported from it.
fn keep(corpus: &Corpus) {
    if let Some(folder) = std::env::var_os("GLOSSATOR_KEEP") {
        let folder = std::path::PathBuf::from(folder);
        fs::copy(corpus.path("2024/hard.txt"), folder.join("hard.txt")).expect("copied");
        let work = fs::read_to_string(corpus.path("2024/hard.anna.ron")).expect("read");
        let work = work.replace("annotator: \"anna\"", "annotator: \"gold-test\"").replace("2024/hard.txt", "hard.txt");
        fs::write(folder.join("hard.gold-test.ron"), work).expect("written");
    }
}

#[test]
fn same_work_gives_the_same_bytes() {
    let corpus = Corpus::hard();
    for format in FORMATS {
        let written = ["a", "b"].map(|name| {
            let out = corpus.beside(&format!("{name}-{format}"));
            ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out)], 0);
            files(&out)
        });
        assert_eq!(written[0], written[1], "{format}");
    }
}

#[test]
fn losses_end_with_exit_code_1_only_if_asked() {
    let corpus = Corpus::hard();
    let out = corpus.beside("strict");
    let (_, said) = ran(&["export", text(corpus.root()), "--to", "conll", "-o", text(&out), "--strict"], 1);
    assert!(said.contains("dropped"), "{said}");
    assert!(out.join("actor.conll").is_file(), "it is written all the same");
    let own = corpus.beside("own");
    ran(&["export", text(corpus.root()), "--to", "json", "-o", text(&own), "--strict"], 0);
}

#[test]
fn report_for_scripts_is_json_on_the_output() {
    let corpus = Corpus::hard();
    let out = corpus.beside("out");
    let arguments = ["export", text(corpus.root()), "--to", "brat", "-o", text(&out), "--format", "json"];
    let report = json(ran(&arguments, 0).0.as_bytes());
    assert_eq!(report["datasheet"]["format"], "brat");
    assert!(std::path::Path::new(report["losses"].as_str().expect("a path")).is_file());
}

#[test]
fn wishes_that_cannot_be_met_are_refused_with_advice_and_nothing_is_written() {
    let corpus = Corpus::hard();
    corpus.annotate("2024/hard.txt", "ben", |marks| marks.actor(1, "Müller", &[]));
    let root = text(corpus.root()).to_owned();
    let out = corpus.beside("out");
    let refused = |more: &[&str]| {
        let mut arguments = vec!["export", &root, "-o", text(&out)];
        arguments.extend(more);
        let (printed, said) = ran(&arguments, 2);
        assert_eq!(printed, "");
        assert!(!out.exists(), "{more:?}: nothing is left behind");
        said
    };
    assert!(refused(&["--to", "brat"]).contains("There is work of: anna, ben."));
    assert!(refused(&["--to", "brat", "--annotator", "cleo"]).contains("There is work of: anna, ben."));
    assert!(refused(&["--to", "brat", "--gold"]).contains("There is no work of gold"));
    assert!(refused(&["--to", "word"]).contains("possible values: brat, conll"));
    assert!(
        refused(&["--to", "brat", "--annotator", "anna", "--articles", "none/*"]).contains("no work of anna on these")
    );
    assert!(refused(&["--to", "brat", "--articles", "[a"]).contains("--articles"));
    assert!(refused(&["--to", "brat", "--split", "train=0.5"]).contains("add up to 0.5"));
    assert!(refused(&["--to", "brat", "--seed", "1"]).contains("--split"));
    let (_, said) = ran(&["export", "no/such/corpus", "--to", "brat", "-o", text(&out)], 2);
    assert!(said.contains("Not found"), "{said}");
    let full = corpus.beside("full");
    fs::create_dir(&full).expect("made");
    fs::write(full.join("file.txt"), "x").expect("written");
    let (_, said) = ran(&["export", &root, "--to", "brat", "--annotator", "anna", "-o", text(&full)], 2);
    assert!(said.contains("The folder is not empty"), "{said}");
    for place in [corpus.path("out"), corpus.path("_glossator/x"), corpus.root().to_owned()] {
        let (_, said) = ran(&["export", &root, "--to", "brat", "--annotator", "anna", "-o", text(&place)], 2);
        assert!(said.contains("The dataset would lie in the corpus"), "{said}");
    }
    assert!(refused(&["--to", "brat", "--annotator", "anna", "--split", "_about=1"]).contains("cannot be called"));
    let names: BTreeSet<String> = files(corpus.root()).into_keys().collect();
    assert_eq!(names.iter().filter(|name| name.contains(".part")).count(), 0, "{names:?}");
}

#[test]
fn dataset_of_before_is_replaced_only_if_said() {
    let corpus = Corpus::hard();
    let out = corpus.beside("out");
    let arguments = ["export", text(corpus.root()), "--to", "brat", "-o", text(&out)];
    ran(&arguments, 0);
    fs::write(out.join("old.ann"), "x").expect("written");
    let (_, said) = ran(&arguments, 2);
    assert!(said.contains("There is a dataset already."), "{said}");
    // A file that is not of the dataset may be years of work.
    let (_, said) = ran(&[&arguments[..], &["--replace"]].concat(), 2);
    assert!(said.contains("The folder holds more than the dataset.") && said.contains("old.ann"), "{said}");
    fs::rename(out.join("old.ann"), corpus.beside("old.ann")).expect("moved");
    ran(&[&arguments[..], &["--replace"]].concat(), 0);
    assert!(!out.join("old.ann").exists() && out.join("annotation.conf").exists());
}

#[test]
fn article_that_cannot_be_used_is_named_and_ends_with_exit_code_2() {
    let corpus = Corpus::hard();
    corpus.write("b.txt", "Ein anderer Text über Müller.");
    corpus.annotate("b.txt", "anna", |marks| marks.actor(1, "Müller", &[]));
    corpus.write("b.txt", "Etwas ganz anderes steht jetzt hier.");
    corpus.write("c.txt", "Text");
    corpus.write("c.anna.ron", "(format: 3, damaged");
    corpus.write("d.txt", "Müller gehört nicht dazu.");
    corpus.annotate("d.txt", "anna", |marks| {
        marks.actor(1, "Müller", &[]);
        marks.work.header.state = glossator::core::annotation::State::Excluded;
        marks.work.header.exclusion_reason = "a duplicate".into();
    });
    corpus.write("e.txt", "Müller steht auch hier.");
    corpus.annotate("e.txt", "anna", |marks| {
        marks.actor(1, "Müller", &[]);
        marks.work.header.state = glossator::core::annotation::State::Excluded;
        marks.work.header.exclusion = "duplicate".into();
    });
    let out = corpus.beside("out");
    let (_, said) = ran(&["export", text(corpus.root()), "--to", "json", "-o", text(&out)], 2);
    assert!(said.contains("b.txt is not in the dataset. The article has changed"), "{said}");
    assert!(said.contains("c.txt is not in the dataset."), "{said}");
    assert!(!said.contains("d.txt"), "what a person has excluded is no fault: {said}");
    let sheet = json(&files(&out)["_about/datasheet.json"]);
    assert_eq!(sheet["left_out"].as_array().expect("a list").len(), 4);
    assert_eq!(sheet["left_out"][2]["reason"], "excluded: a duplicate");
    assert_eq!(sheet["left_out"][3]["reason"], "excluded: Duplicate article");
    assert_eq!(fs::read_to_string(out.join("articles.jsonl")).expect("read").lines().count(), 1);
}

#[test]
fn articles_of_the_same_name_with_other_endings_have_files_of_their_own() {
    let corpus = Corpus::new();
    for name in ["a.txt", "a.md", "b/a.txt", "a.md.txt"] {
        corpus.write(name, &format!("Müller in {name}"));
        corpus.annotate(name, "anna", |marks| marks.actor(1, "Müller", &[]));
    }
    for format in ["brat", "webanno-tsv", "cas-xmi", "cas-json", "w3c"] {
        let out = corpus.beside(&format!("out-{format}"));
        ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out)], 0);
        let names: Vec<String> = files(&out).into_keys().filter(|name| !name.starts_with("_about")).collect();
        let stems: BTreeSet<&str> = names
            .iter()
            .filter_map(|name| name.rsplit_once('.'))
            .map(|it| it.0)
            .filter(|it| it.contains('a'))
            .collect();
        assert!(["a", "a.md", "b/a", "a.md.txt"].iter().all(|stem| stems.contains(stem)), "{format}: {names:?}");
    }
}

#[test]
fn split_keeps_agreements_and_repeats_together_and_adding_articles_moves_none() {
    let corpus = Corpus::new();
    let write = |number: usize, words: &str| {
        let name = format!("{number:03}.txt");
        corpus.write(&name, words);
        let mut id = None;
        corpus.annotate(&name, "anna", |marks| id = Some(marks.agreement(1, "Abkommen")));
        (name, id.expect("made"))
    };
    let words = |number: usize| {
        let more: Vec<String> = (0..60).map(|n| format!("Wort{}", (number * 7919 + n * 104_729) % 100_003)).collect();
        format!("Das Abkommen {number}. {}", more.join(" "))
    };
    let mut articles = Vec::new();
    for number in 0..40 {
        articles.push(write(number, &words(number)));
    }
    articles.push(write(40, &(words(3) + " Nachdruck")));
    let (first, second) = (articles[5].clone(), articles[6].clone());
    corpus.identify("i-00000001", &[(&first.0, first.1), (&second.0, second.1)]);
    let parts = |out: &str, seed: &str| {
        let out = corpus.beside(out);
        let shares = "train=0.5,dev=0.2,test=0.3";
        let root = text(corpus.root());
        ran(&["export", root, "--to", "json", "-o", text(&out), "--split", shares, "--seed", seed], 0);
        let rows = String::from_utf8(files(&out)["_about/articles.tsv"].clone()).expect("UTF-8");
        let row = |line: &str| {
            let mut cells = line.split('\t').map(str::to_owned);
            (cells.next().expect("an article"), cells.next().expect("a part"))
        };
        rows.lines().skip(1).map(row).collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = parts("one", "7");
    assert_eq!(before["003.txt"], before["040.txt"]);
    assert_eq!(before["005.txt"], before["006.txt"]);
    assert_eq!(before.values().collect::<BTreeSet<_>>().len(), 3);
    assert_ne!(before, parts("two", "8"));
    for number in 41..60 {
        write(number, &words(number));
    }
    let after = parts("three", "7");
    assert!(before.iter().all(|(article, part)| after[article] == *part));
    let sheet = json(&files(&corpus.beside("three"))["_about/datasheet.json"]);
    assert_eq!(sheet["split"]["shares"], "train=0.5,dev=0.2,test=0.3");
}

#[test]
fn published_schemas_are_those_of_the_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    for (name, schema) in [
        ("article.schema.json", glossator::exchange::own::article_schema()),
        ("registry.schema.json", glossator::exchange::own::registry_schema()),
    ] {
        let path = root.join(name);
        if std::env::var_os("GLOSSATOR_UPDATE").is_some() {
            fs::create_dir_all(&root).expect("made");
            fs::write(&path, &schema).expect("written");
        }
        let published = fs::read_to_string(&path).expect("there is a published schema");
        assert_eq!(published, schema, "run with GLOSSATOR_UPDATE=1 to publish the schema anew");
    }
}

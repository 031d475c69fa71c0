//! In: records of other programs into a corpus, where nothing that is there changes.

use std::fs;
use std::path::Path;

use glossator::core::annotation::{Origin, Record};
use serde_json::Value;

use super::corpus::{Corpus, HARD, READ, files, ran, run, text};

const NAME: &str = "2024/hard.txt";

/// Exports the hard corpus, and gives a corpus with its article and without its work.
fn exported(format: &str) -> (Corpus, Corpus) {
    let corpus = Corpus::hard();
    ran(&["export", text(corpus.root()), "--to", format, "-o", text(&corpus.beside("out"))], 0);
    let empty = Corpus::new();
    empty.write(NAME, HARD);
    (corpus, empty)
}

fn import<'a>(corpus: &'a Corpus, from: &'a Corpus, format: &'a str) -> (String, String) {
    let out = from.beside("out");
    ran(&["import", text(corpus.root()), text(&out), "--from", format, "--annotator", "ben"], 0)
}

/// A record without who wrote it when.
fn plain(record: &Record) -> Record {
    let mut record = record.clone();
    if let Some(authorship) = record.authorship_mut() {
        *authorship = glossator::core::annotation::Authorship::default();
    }
    record
}

#[test]
fn every_format_brings_the_work_into_an_empty_corpus() {
    for format in READ {
        let (from, corpus) = exported(format);
        import(&corpus, &from, format);
        let (before, after) = (from.open(NAME, "anna"), corpus.open(NAME, "ben"));
        let losses = fs::read_to_string(from.beside("out/_about/losses.json")).expect("read");
        let losses: Value = serde_json::from_str(&losses).expect("JSON");
        let named = |key: &str| {
            let instances = losses["losses"].as_array().expect("a list").iter();
            instances.filter_map(|loss| loss["node"].as_str()).any(|node| node.split('.').next() == Some(key))
        };
        for record in before.work.records().filter(|record| record.id().is_some()) {
            let key = record.key();
            let same = after.work.find(&record).is_some_and(|there| plain(&there) == plain(&record));
            assert!(same || named(&key), "{format}: {key} is not the same: {:?}", after.work.find(&record));
        }
        for record in after.work.records() {
            if let Some(authorship) = record.authorship() {
                assert!(
                    matches!(&authorship.origin, Origin::Imported(from) if from.starts_with(&format!("{format}: ")))
                );
                assert_eq!(authorship.accepted_by.as_deref(), Some("ben"));
            }
        }
        assert_eq!(fs::read_to_string(corpus.path(NAME)).expect("read"), HARD, "an article is never written");
        let registry = fs::read_to_string(corpus.path("_glossator/registry.ron")).expect("a registry");
        assert!(registry.contains("UZB") && registry.contains("VNM"), "{format}: actors come along");
    }
}

#[test]
fn records_that_come_from_elsewhere_begin_with_nothing_of_their_own() {
    for format in READ {
        let (from, corpus) = exported(format);
        let field =
            |on: &str| format!("(on: \"{on}\", id: \"x_begun\", label: \"Begun\", type: Flag, default: \"no\")");
        let fields = ["agreement", "actor", "date", "article", "registry", "party", "evidence"].map(field).join(", ");
        let schema = format!("(id: \"begun-1\", version: \"1\", base: \"default-1\", fields: [{fields}])");
        corpus.write("_glossator/schema.ron", &schema);
        import(&corpus, &from, format);
        assert!(corpus.open(NAME, "ben").work.agreements.values().next().is_some(), "{format}");
        for (name, bytes) in files(corpus.root()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(name.ends_with("schema.ron") || !text.contains("x_begun"), "{format}: {name}: {text}");
        }
    }
}

#[test]
fn importing_twice_brings_nothing_new() {
    for format in READ {
        let (from, corpus) = exported(format);
        import(&corpus, &from, format);
        let once = files(corpus.root());
        let (_, said) = import(&corpus, &from, format);
        assert!(said.contains("0 records imported into 0 articles"), "{format}: {said}");
        assert_eq!(files(corpus.root()), once, "{format}");
    }
}

#[test]
fn own_json_brings_the_registry_and_agreements_across_articles_with_it() {
    let from = Corpus::hard();
    let agreement = from.open(NAME, "anna").work.agreements.keys().next().cloned().expect("an agreement");
    from.identify("i-00000001", &[(NAME, agreement)]);
    let root = text(from.root()).to_owned();
    let split = ["--split", "train=0.5,test=0.5"];
    ran(&[&["export", &root, "--to", "json", "-o", text(&from.beside("out"))][..], &split].concat(), 0);
    let corpus = Corpus::new();
    corpus.write(NAME, HARD);
    let (printed, _) = import(&corpus, &from, "json");
    assert!(!printed.contains("left out: registry"), "{printed}");
    let agreements = fs::read_to_string(corpus.path("_glossator/agreements.ron")).expect("they came along");
    assert!(agreements.contains("i-00000001") && agreements.contains("One agreement"), "{agreements}");
    let once = files(corpus.root());
    import(&corpus, &from, "json");
    assert_eq!(files(corpus.root()), once, "twice brings nothing new");
}

#[test]
fn several_documents_about_one_article_come_together() {
    let corpus = Corpus::new();
    let sentence = "Wang traf Tran in Taschkent.";
    corpus.write("a.txt", sentence);
    let root = text(corpus.root());
    let file = corpus.beside("x.jsonl");
    let line = |name: &str, start: usize, end: usize| {
        format!(
            "{{\"text\":\"{sentence}\",\"label\":[[{start},{end},\"PER\"]],\"meta\":{{\"article:name\":\"{name}\"}}}}\n"
        )
    };
    fs::write(&file, line("a.txt", 0, 4) + &line("a.txt", 10, 14) + &line("new.txt", 0, 4)).expect("written");
    let (_, said) = ran(&["import", root, text(&file), "--from", "doccano", "--annotator", "ben"], 0);
    assert!(said.contains("3 records imported into 1 articles; 0 articles made."), "the text is that of a.txt: {said}");
    assert_eq!(corpus.open("a.txt", "ben").work.actors.len(), 3, "the ids of two documents are two");
    corpus.write("b.txt", sentence);
    fs::write(&file, line("c.txt", 18, 27)).expect("written");
    let (printed, _) = ran(&["import", root, text(&file), "--from", "doccano", "--annotator", "ben"], 0);
    assert!(printed.contains("several articles have this text (a.txt, b.txt)"), "{printed}");
    let other = "Etwas ganz anderes über Grenzhelfer und ihre Boote.";
    let lines = line("c.txt", 0, 4).replace(sentence, other) + &line("c.txt", 6, 10).replace(sentence, other);
    let two = lines + &line("c.txt", 0, 4).replace(sentence, "Noch etwas anderes.");
    fs::write(&file, two).expect("written");
    let (printed, said) = ran(&["import", root, text(&file), "--from", "doccano", "--annotator", "ben"], 0);
    assert!(said.contains("2 records imported into 1 articles; 1 articles made."), "{said}");
    assert!(printed.contains("two texts under this name"), "{printed}");
    assert_eq!(corpus.open("c.txt", "ben").work.actors.len(), 2);
}

#[test]
fn field_that_is_empty_stays_empty_and_links_of_others_are_named() {
    let from = Corpus::new();
    from.write("a.txt", "Wang unterzeichnete das Abkommen.");
    from.annotate("a.txt", "anna", |marks| {
        let id = marks.agreement(1, "unterzeichnete das Abkommen");
        let mut agreement = glossator::core::annotation::Agreement::clone(&marks.work.agreements[&id]);
        (agreement.modality, agreement.status) = (String::new(), String::new());
        marks.put(Record::Agreement(std::sync::Arc::new(agreement)));
    });
    for format in READ {
        let out = from.beside(format);
        ran(&["export", text(from.root()), "--to", format, "-o", text(&out)], 0);
        let corpus = Corpus::new();
        ran(&["import", text(corpus.root()), text(&out), "--from", format, "--annotator", "ben"], 0);
        let opened = corpus.open("a.txt", "ben");
        let agreement = opened.work.agreements.values().next().expect("an agreement");
        assert_eq!((agreement.modality.as_str(), agreement.status.as_str()), ("", ""), "{format}");
    }
    let folder = from.beside("theirs/sub");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join("b.txt"), "Wang met Tran.").expect("written");
    let marks = "T1\tPER 0 4\tWang\nT2\tPER 9 13\tTran\nR1\tMeets Arg1:T1 Arg2:T2\n";
    fs::write(folder.join("b.ann"), marks).expect("written");
    let (corpus, theirs) = (Corpus::new(), from.beside("theirs"));
    let arguments = ["import", text(corpus.root()), text(&theirs), "--from", "brat", "--annotator", "ben"];
    let (printed, _) = ran(&[&arguments[..], &["--strict"]].concat(), 1);
    assert!(printed.contains("the link meets from PER “Wang” to PER “Tran” has no place here"), "{printed}");
    ran(&arguments, 0);
    assert_eq!(corpus.open("sub/b.txt", "ben").work.actors.len(), 2, "folders are kept");
    // An article of the same name in another folder is another article.
    let other = from.beside("theirs/other");
    fs::create_dir_all(&other).expect("made");
    fs::write(other.join("b.txt"), "Ganz etwas anderes steht hier.").expect("written");
    fs::write(other.join("b.ann"), "T1\tPER 0 4\tGanz\n").expect("written");
    ran(&arguments, 0);
    assert_eq!(corpus.open("other/b.txt", "ben").work.actors.len(), 1);
    let (_, said) = ran(&[&arguments[..], &["--map", "PER=x_nothing"]].concat(), 2);
    assert!(said.contains("The schema of the corpus has no type x_nothing"), "{said}");
    let (printed, _) = ran(&[&arguments[..], &["--map", "LOC=actor"]].concat(), 0);
    assert!(printed.contains("no mark bears the label LOC"), "{printed}");
}

#[test]
fn named_entities_of_inception_are_called_by_their_value() {
    let corpus = Corpus::new();
    let file = corpus.beside("a.xmi");
    let xmi = r#"<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/><type:NamedEntity xmi:id="2" sofa="1" begin="0" end="4" value="PER"/><type:NamedEntity xmi:id="3" sofa="1" begin="14" end="20" value="DATE"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Wang kam nach 3. Mai."/><cas:View sofa="1" members="2 3"/></xmi:XMI>"#;
    fs::write(&file, xmi).expect("written");
    let (printed, _) = ran(&["import", text(corpus.root()), text(&file), "--from", "cas-xmi", "--annotator", "ben"], 0);
    assert!(printed.contains("PER: 1 marks, actor") && printed.contains("DATE: 1 marks, date"), "{printed}");
}

#[test]
fn what_is_there_stays_and_is_said() {
    let (from, corpus) = exported("json");
    corpus.annotate(NAME, "ben", |marks| {
        marks.actor(2, "GmbH", &["CHN"]);
        for actor in marks.work.actors.values_mut() {
            let authorship = &mut std::sync::Arc::make_mut(actor).authorship;
            authorship.changed_at = "2026-02-02T02:02:02Z".into();
        }
        marks.work.header.publisher = "Another paper".into();
    });
    let (printed, _) = import(&corpus, &from, "json");
    assert!(
        printed.contains("there is another record of this id, or another version of it; it stays as it is"),
        "{printed}"
    );
    assert!(printed.contains("the article has other values of publisher ("), "{printed}");
    let after = corpus.open(NAME, "ben");
    let kept = after
        .work
        .actors
        .values()
        .find(|actor| actor.links == ["CHN"] && { after.article.text.slice(actor.place.cover()) == "GmbH" });
    assert!(kept.is_some() && after.work.header.publisher == "Another paper");
    assert_eq!(after.work.actors.len(), 8);
}

#[test]
fn dry_run_says_what_would_come_and_writes_nothing() {
    let (from, corpus) = exported("brat");
    let before = files(corpus.root());
    let out = from.beside("out");
    let root = text(corpus.root());
    let arguments =
        ["import", root, text(&out), "--from", "brat", "--annotator", "ben", "--dry-run", "--format", "json"];
    let report: Value = serde_json::from_str(&ran(&arguments, 0).0).expect("JSON");
    assert_eq!((&report["dry_run"], &report["articles"][0]["article"]), (&true.into(), &NAME.into()));
    assert_eq!(report["labels"]["Actor"]["marks"], 8);
    assert_eq!(files(corpus.root()), before);
}

#[test]
fn labels_of_others_are_mapped_or_named() {
    let corpus = Corpus::new();
    let file = corpus.beside("project.jsonl");
    let line = r#"{"id":1,"text":"Wang traf Tran in Taschkent.","label":[[0,4,"PER"],[10,14,"Minister"],[18,27,"LOC"]],"meta":{"x":1}}"#;
    fs::write(&file, line).expect("written");
    let root = text(corpus.root());
    let arguments = ["import", root, text(&file), "--from", "doccano", "--annotator", "ben", "--map", "Minister=actor"];
    let (_, said) = ran(&[&arguments[..], &["--strict"]].concat(), 1);
    assert!(said.contains("Nothing was imported"), "{said}");
    assert_eq!(files(corpus.root()).len(), 0);
    let (printed, said) = ran(&arguments, 0);
    assert!(printed.contains("LOC: 1 marks, not known") && printed.contains("PER: 1 marks, actor"), "{printed}");
    assert!(printed.contains("“Taschkent”: no such label is known here"), "{printed}");
    assert!(said.contains("2 records imported into 1 articles; 1 articles made."), "{said}");
    let is_new = |name: &String| !name.starts_with('_') && Path::new(name).extension().is_some_and(|it| it == "txt");
    let article = files(corpus.root()).into_keys().find(is_new).expect("a new article");
    let opened = corpus.open(&article, "ben");
    let marks: Vec<&str> =
        opened.work.actors.values().map(|actor| opened.article.text.slice(actor.place.cover())).collect();
    assert_eq!((opened.article.text.as_str(), marks.len()), ("Wang traf Tran in Taschkent.", 2));
    assert!(marks.contains(&"Wang") && marks.contains(&"Tran"));
    let (_, said) = ran(&[&arguments[..], &["--map", "LOC=place"]].concat(), 2);
    assert!(said.contains("“place” is not actor, date"), "{said}");
}

#[test]
fn marks_find_their_words_in_a_version_of_the_article_that_differs() {
    let corpus = Corpus::new();
    let sentence =
        "Der Minister Wang Xiaohong empfing am Montag in Taschkent seinen Kollegen Bobojonov zu langen Gesprächen.";
    corpus.write("a.txt", &format!("Zeitung heute\n\n{sentence}\n"));
    let (start, end) = (13, 26);
    let line = format!("{{\"text\":\"{sentence}\",\"label\":[[{start},{end},\"PER\"]]}}");
    fs::write(corpus.beside("a.jsonl"), line).expect("written");
    let root = text(corpus.root());
    ran(&["import", root, text(&corpus.beside("a.jsonl")), "--from", "doccano", "--annotator", "ben"], 0);
    let opened = corpus.open("a.txt", "ben");
    let found: Vec<&str> =
        opened.work.actors.values().map(|actor| opened.article.text.slice(actor.place.cover())).collect();
    assert_eq!(found, ["Wang Xiaohong"]);
}

#[test]
fn another_article_of_the_same_name_is_not_touched() {
    let corpus = Corpus::new();
    corpus.write("a.txt", "Hier steht etwas ganz anderes, und zwar ziemlich viel davon, damit es auffällt.");
    fs::write(corpus.path("a.txt.bak"), "x").expect("written");
    let folder = corpus.beside("in");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("a.txt"), "Wang traf Tran.").expect("written");
    fs::write(folder.join("a.ann"), "T1\tActor 0 4\tWang\n").expect("written");
    let root = corpus.path("corpus");
    fs::create_dir(&root).expect("made");
    fs::write(root.join("a.txt"), fs::read(corpus.path("a.txt")).expect("read")).expect("written");
    let (printed, _) = ran(&["import", text(&root), text(&folder), "--from", "brat", "--annotator", "ben"], 0);
    assert!(printed.contains("there is another article of this name (a.txt) with another text"), "{printed}");
    assert_eq!(files(&root).len(), 1);
}

#[test]
fn name_that_leads_to_other_files_makes_no_article() {
    let corpus = Corpus::new();
    let root = corpus.path("corpus");
    fs::create_dir(&root).expect("made");
    for name in ["_glossator/guideline.md", "../out.txt", "/etc/x.txt", ".hidden.txt", "a/.git/x.txt"] {
        let line =
            format!("{{\"text\":\"Wang kam.\",\"label\":[[0,4,\"PER\"]],\"meta\":{{\"article:name\":\"{name}\"}}}}\n");
        let file = corpus.beside("x.jsonl");
        fs::write(&file, line).expect("written");
        run(&["import", text(&root), text(&file), "--from", "doccano", "--annotator", "ben"]);
        let made = files(corpus.root());
        let stray = ["out.txt", "guideline", ".hidden", "/.git/"];
        let found = made.keys().find(|it| stray.iter().any(|name| it.contains(name)));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn import_is_one_step_of_the_history() {
    let (from, corpus) = exported("cas-json");
    import(&corpus, &from, "cas-json");
    let log = fs::read_to_string(corpus.path("_glossator/history/2024/hard.ben.log")).expect("a log");
    assert_eq!(log.lines().count(), 1);
    assert!(log.contains("Import 13 records from cas-json: 2024/hard.json"), "{}", &log[..200]);
}

#[test]
fn files_that_are_not_of_the_format_are_named_and_the_rest_is_imported() {
    let (from, corpus) = exported("brat");
    for (name, bytes) in [("b.ann", &b"\xff\xfe\x00"[..]), ("c.ann", b"T1\tActor 0 4\tWang\n"), ("d.ann", b"nonsense")]
    {
        fs::write(from.beside("out").join(name), bytes).expect("written");
    }
    let root = text(corpus.root());
    let out = from.beside("out");
    let (_, said) = ran(&["import", root, text(&out), "--from", "brat", "--annotator", "ben"], 2);
    assert!(said.contains("b.ann") && said.contains("c.ann"), "{said}");
    assert!(said.contains("13 records imported into 1 articles"), "{said}");
    let (_, said) = ran(&["import", root, "none.ann", "--from", "brat", "--annotator", "ben"], 2);
    assert!(said.contains("There is no such file or folder: none.ann"), "{said}");
    let (_, said) = ran(&["import", root, root, "--from", "w3c", "--annotator", "ben"], 2);
    assert!(said.contains("There are no files of W3C Web Annotation (.jsonld, .json) there."), "{said}");
    let (_, said) = ran(&["import", root, text(&out), "--from", "csv", "--annotator", "ben"], 2);
    assert!(said.contains("possible values: brat, webanno-tsv"), "{said}");
}

#[test]
fn long_lists_are_cut_where_they_are_printed_and_whole_in_the_report() {
    let corpus = Corpus::new();
    let entity = |at: usize| format!(r#"{{"id": {at}, "label": "Odd{at}", "start_offset": 0, "end_offset": 5}}"#);
    let entities: Vec<String> = (0..1000).map(entity).collect();
    let (file, report) = (corpus.beside("in.jsonl"), corpus.beside("report.txt"));
    fs::write(&file, format!(r#"{{"text": "China left.", "entities": [{}]}}"#, entities.join(","))).expect("written");
    let import = ["import", text(corpus.root()), text(&file), "--from", "doccano", "--annotator", "ben", "--dry-run"];
    let count = |text: &str, words: &str| text.lines().filter(|line| line.contains(words)).count();
    let (printed, _) = ran(&import, 0);
    assert_eq!((count(&printed, "left out: "), count(&printed, "1 marks, not known")), (50, 50), "{printed}");
    assert_eq!(count(&printed, "… and 950 more; --report FILE writes them all into a file"), 2, "{printed}");
    let (printed, _) = ran(&[&import[..], &["--report", text(&report)]].concat(), 0);
    assert_eq!(count(&printed, &format!("… and 950 more, in {}", report.display())), 2, "{printed}");
    let whole = fs::read_to_string(&report).expect("read");
    assert_eq!((count(&whole, "left out: "), count(&whole, "… and")), (1000, 0));
}

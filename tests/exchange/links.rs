//! Links that went out and were deleted in another program, although a field still names what they led to.

use std::sync::Arc;

use glossator::core::annotation::{
    Agreement, Anchor, Authorship, DateMention, Id, Kind, Party, Record, Relation, Signatory,
};
use serde_json::{Value, json};

use super::corpus::{Corpus, run, text};
use super::foreign::{left_out, said};

const TEXT: &str = "China signed with Laos today and Laos agreed in 2024.\n";

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    corpus.write("a.txt", TEXT);
    annotate(&corpus, |_| {});
    corpus
}

fn annotate(corpus: &Corpus, change: impl FnOnce(&mut Agreement)) {
    corpus.annotate("a.txt", "anna", |marks| {
        marks.actor(1, "China", &["CHN"]);
        marks.actor(2, "Laos today", &["LAO"]);
        let (day, year) = (marks.id(Kind::Date, 1), marks.id(Kind::Date, 2));
        let other = marks.agreement(2, "agreed");
        for (id, words) in [(&day, "today"), (&year, "2024")] {
            let mut date = DateMention::new(id.clone(), marks.place(words));
            signed(&mut date.authorship);
            date.anchor = (*id == day).then(|| Anchor::Date(year.clone()));
            marks.put(Record::Date(Arc::new(date)));
        }
        let mut made = Agreement::new(marks.id(Kind::Agreement, 1), marks.place("signed with"));
        signed(&mut made.authorship);
        made.trigger = Some(marks.place("signed"));
        made.parties = ["CHN", "LAO"].map(|it| Party::of(it, "state")).into();
        made.signatories = vec![Signatory::of("LAO", "LAO")];
        made.dates.signed.mention = Some(day);
        made.relations = vec![Relation { kind: "implements".into(), to: other.to_string() }];
        change(&mut made);
        marks.put(Record::Agreement(Arc::new(made)));
    });
}

/// A version that is known again.
fn signed(authorship: &mut Authorship) {
    (authorship.created_by, authorship.changed_by) = ("anna".into(), "anna".into());
    (authorship.created_at, authorship.changed_at) = ("2026-01-01T00:00:00Z".into(), "2026-01-01T00:00:00Z".into());
}

fn agreement(corpus: &Corpus) -> Agreement {
    let work = corpus.open("a.txt", "anna").work;
    Agreement::clone(work.agreements.values().find(|it| !it.parties.is_empty()).expect("one with parties"))
}

fn parties(corpus: &Corpus) -> Vec<String> {
    agreement(corpus).parties.iter().map(|party| party.actor.clone()).collect()
}

/// The id of the record with these words.
fn id(corpus: &Corpus, kind: Kind, words: &str) -> String {
    let opened = corpus.open("a.txt", "anna");
    let is_it = |record: &Record| {
        let span = record.places().first().map(|place| place.cover());
        record.id().is_some_and(|id| id.kind() == kind) && span.is_some_and(|it| &TEXT[it.start..it.end] == words)
    };
    opened.work.records().find(is_it).expect("the record").key()
}

/// Exports, lets another program change the file, and imports it.
fn through(corpus: &Corpus, format: (&str, &str), tool: impl FnOnce(String) -> String, more: &[&str]) -> Value {
    corpus.through(format, tool, |_| {}, more)
}

/// Takes the lists of links out of JSON that are of this role and lead to a mark.
fn without(whole: &str, list: &str, is_it: impl Fn(&Value) -> bool) -> String {
    let mut value: Value = serde_json::from_str(whole).expect("JSON");
    let links = value.pointer_mut(list).expect("the list").as_array_mut().expect("a list");
    let all = links.len();
    links.retain(|link| !is_it(link));
    assert_eq!(links.len() + 1, all, "one is gone");
    format!("{value}\n")
}

/// Takes the link to Laos as party out of a file.
fn cut(format: &str, whole: &str, laos: &str) -> String {
    let ends = |link: &Value| link.to_string().contains(laos) && link.to_string().contains("\"party\"");
    match format {
        "json" => without(whole, "/links", ends),
        "label-studio" => {
            let mut tasks: Value = serde_json::from_str(whole).expect("JSON");
            let results = tasks[0]["annotations"][0]["result"].as_array_mut().expect("results");
            for relation in results.iter_mut().filter(|it| it["to_id"] == laos) {
                relation["labels"].as_array_mut().expect("labels").retain(|role| role != "party");
            }
            tasks.to_string()
        }
        "prodigy" => without(whole, "/relations", ends),
        "w3c" => without(whole, "/items", ends),
        "doccano" => {
            let value: Value = serde_json::from_str(whole).expect("JSON");
            let entities = value["entities"].as_array().expect("entities");
            let number = &entities.iter().find(|it| it["node"] == laos).expect("Laos")["id"];
            without(whole, "/relations", |link| link["to_id"] == *number && link["type"] == "party")
        }
        "cas-json" => {
            let value: Value = serde_json::from_str(whole).expect("JSON");
            let all = value["%FEATURE_STRUCTURES"].as_array().expect("structures");
            let number = &all.iter().find(|it| it["nodeId"] == laos).expect("Laos")["%ID"];
            without(whole, "/%FEATURE_STRUCTURES", |it| it["@Dependent"] == *number && it["role"] == "party")
        }
        "cas-xmi" => {
            let of_laos = whole.lines().find(|line| line.contains(&format!("nodeId=\"{laos}\""))).expect("Laos");
            let number = of_laos.split("xmi:id=\"").nth(1).and_then(|it| it.split('"').next()).expect("its number");
            let is_it =
                |line: &&str| line.contains(&format!("Dependent=\"{number}\"")) && line.contains("role=\"party\"");
            assert_eq!(whole.lines().filter(is_it).count(), 1);
            whole.lines().filter(|line| !is_it(line)).collect::<Vec<_>>().join("\n")
        }
        "brat" => {
            let of_laos = whole.lines().find(|line| line.ends_with("\tLaos today")).expect("Laos");
            let name = of_laos.split('\t').next().expect("its name");
            let line = |line: &str| {
                let kept =
                    |part: &&str| !(part.to_lowercase().starts_with("party") && part.ends_with(&format!(":{name}")));
                if line.starts_with('E') {
                    line.split(' ').filter(kept).collect::<Vec<_>>().join(" ")
                } else {
                    line.to_owned()
                }
            };
            whole.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
        }
        _ => unreachable!("{format}"),
    }
}

#[test]
fn party_that_is_not_tied_any_more_is_no_party_and_that_is_said() {
    for format in [
        ("json", "articles.jsonl"),
        ("label-studio", "tasks.json"),
        ("doccano", "data.jsonl"),
        ("prodigy", "data.jsonl"),
        ("w3c", "a.jsonld"),
        ("cas-xmi", "a.xmi"),
        ("cas-json", "a.json"),
        ("brat", "a.ann"),
    ] {
        let corpus = corpus();
        let laos = id(&corpus, Kind::Actor, "Laos today");
        let report = through(&corpus, format, |whole| cut(format.0, &whole, &laos), &["--strict"]);
        assert_eq!((&report["records"], &report["changed"]), (&0.into(), &1.into()), "{format:?}: {report}");
        let line = "(agreement: signed with): the link party to actor: Laos today is not in the file any more: LAO is not \
                    party any more";
        let lines = said(&report);
        assert!(lines.len() == 1 && lines[0].contains(line) && lines[0].contains("a.txt"), "{format:?}: {lines:?}");
        assert_eq!(parties(&corpus), ["CHN"], "{format:?}");
        assert_eq!(agreement(&corpus).signatories.len(), 1, "{format:?}: the other link is there");
        // The registry of own JSON stays, as marks point to it.
        run(&["import", text(corpus.root()), "--undo", "--annotator", "anna"]);
        assert_eq!(parties(&corpus), ["CHN", "LAO"], "{format:?}");
    }
}

fn studio(whole: &str, change: impl FnOnce(&mut Vec<Value>)) -> String {
    let mut tasks: Value = serde_json::from_str(whole).expect("JSON");
    change(tasks[0]["annotations"][0]["result"].as_array_mut().expect("results"));
    tasks.to_string()
}

const STUDIO: (&str, &str) = ("label-studio", "tasks.json");

#[test]
fn dates_and_relations_that_are_not_tied_any_more_are_not_named_any_more() {
    let corpus = corpus();
    let report = through(
        &corpus,
        STUDIO,
        |whole| {
            studio(&whole, |results| {
                let roles = ["signed", "implements", "anchor"];
                results.retain(|it| !roles.iter().any(|role| it["labels"] == json!([role])));
            })
        },
        &["--strict"],
    );
    assert_eq!(report["changed"], 2, "{report}");
    assert_eq!(said(&report).len(), 3, "{report}");
    let made = agreement(&corpus);
    assert_eq!((made.dates.signed.mention, made.relations.len(), made.parties.len()), (None, 0, 2));
    let day = Id::parse(&id(&corpus, Kind::Date, "today")).expect("an id");
    assert_eq!(corpus.open("a.txt", "anna").work.dates[&day].anchor, None);
}

#[test]
fn link_that_leads_elsewhere_now_leads_elsewhere_here() {
    let corpus = corpus();
    let (day, year) = (id(&corpus, Kind::Date, "today"), id(&corpus, Kind::Date, "2024"));
    let tool = |whole: String| {
        studio(&whole, |results| {
            let link = results.iter_mut().find(|it| it["to_id"] == day.as_str()).expect("the link");
            link["to_id"] = year.as_str().into();
        })
    };
    let report = through(&corpus, STUDIO, tool, &["--strict"]);
    assert_eq!(report["changed"], 1, "{report}");
    let lines = said(&report);
    assert!(lines.len() == 1 && lines[0].ends_with("as signed from a link; its field names another"), "{lines:?}");
    assert_eq!(agreement(&corpus).dates.signed.mention.map(|id| id.to_string()), Some(year));
}

#[test]
fn link_that_is_gone_stays_where_its_record_was_changed_here_since_and_both_are_said() {
    let corpus = corpus();
    let laos = id(&corpus, Kind::Actor, "Laos today");
    let meanwhile = |corpus: &Corpus| {
        annotate(corpus, |made| made.authorship.changed_at = "2026-11-11T11:11:11Z".into());
    };
    let report = corpus.through(STUDIO, |whole| cut("label-studio", &whole, &laos), meanwhile, &[]);
    let left = left_out(&report);
    let line = "the link party to actor: Laos today is not in the file any more; the record here is another version";
    assert!(left.len() == 1 && left[0].contains(line) && left[0].contains("a.txt"), "{left:?}");
    assert_eq!((report["left"][0]["thing"].as_str(), parties(&corpus).len()), (Some("link"), 2));
}

#[test]
fn link_of_a_mark_that_was_made_anew_stays_and_is_said() {
    let corpus = corpus();
    let laos = id(&corpus, Kind::Actor, "Laos today");
    // In doccano a mark gets other ends by being deleted, with its relations, and made anew.
    let tool = |whole: String| {
        let whole = cut("doccano", &whole, &laos);
        let mut example: Value = serde_json::from_str(&whole).expect("JSON");
        let entities = example["entities"].as_array_mut().expect("entities");
        let entity = entities.iter_mut().find(|it| it["node"] == laos.as_str()).expect("Laos");
        (entity["end_offset"], entity["text"]) = (22.into(), "Laos".into());
        example.to_string()
    };
    let report = through(&corpus, ("doccano", "data.jsonl"), tool, &[]);
    let left = left_out(&report);
    assert!(left.len() == 1 && left[0].contains("programs that make a mark anew lose its links"), "{left:?}");
    assert_eq!((&report["changed"], parties(&corpus).len()), (&1.into(), 2));
}

#[test]
fn file_of_a_project_without_relations_says_nothing_of_links() {
    for format in ["doccano", "prodigy"] {
        let corpus = corpus();
        let before = agreement(&corpus);
        let tool = |whole: String| {
            let mut example: Value = serde_json::from_str(&whole).expect("JSON");
            example.as_object_mut().expect("an object").remove("relations");
            example.to_string()
        };
        let report = through(&corpus, (format, "data.jsonl"), tool, &["--strict"]);
        assert_eq!((said(&report).len(), &report["changed"]), (0, &0.into()), "{format}: {report}");
        assert_eq!(agreement(&corpus), before, "{format}");
    }
}

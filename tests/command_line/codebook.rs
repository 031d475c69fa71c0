//! Beginning a corpus with a schema, and recoding after the schema has changed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use glossator::core::annotation::{Agreement, Id, Kind, RegistryEntry, State};
use serde_json::Value;
use tempfile::TempDir;

use super::{corpus, run, stdout};

const OLD: &str = r#"(id: "ours", version: "1", base: "default-1")"#;
/// Joins narcotics to trafficking and police to government, splits training.
const NEW: &str = r#"(id: "ours", version: "2", base: "default-1",
    replaced_by: {
        "topics": { "DRUGS": "TRAFFICKING", "TRAIN": ["EXERCISE", "POLICING"] },
        "sector": { "COP": "GOV" },
    },
    extend: { "topics": [(code: "POLICING", label: "Policing")] },
)"#;

fn with_schema(folder: &TempDir, schema: &str) {
    fs::create_dir_all(folder.path().join("_glossator")).expect("made");
    fs::write(folder.path().join("_glossator/schema.ron"), schema).expect("written");
}

/// An article with an agreement on these topics, and an entry of the registry.
fn with_topics(topics: &[&str]) -> TempDir {
    let folder = corpus(|place, work| {
        let mut agreement = Agreement::new(Id::new(Kind::Agreement, 1), place("Ein Abkommen wurde unterzeichnet"));
        agreement.topics = topics.iter().map(|&topic| topic.to_owned()).collect();
        agreement.title = "Treaty".into();
        work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
        work.header.state = State::InProgress;
    });
    with_schema(&folder, OLD);
    let entry = RegistryEntry { sectors: vec!["COP".into()], ..RegistryEntry::new("police", "gov_org", "The police") };
    let list = format!("(format: 3, entries: {}, conflicts: [])\n", ron::to_string(&vec![entry]).expect("written"));
    fs::write(folder.path().join("_glossator/registry.ron"), list).expect("written");
    folder
}

fn file(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

/// The works and lists of a corpus, as far as a recoding can change them.
fn state(folder: &TempDir) -> (String, String) {
    (file(folder, "a.anna.ron"), file(folder, "_glossator/registry.ron"))
}

#[test]
fn recoding_changes_what_has_one_successor_lists_what_has_several_and_is_taken_back_whole() {
    let folder = with_topics(&["DRUGS", "TRAIN"]);
    with_schema(&folder, NEW);
    let before = state(&folder);
    let dry = run(&["recode", "--dry-run"], folder.path());
    assert_eq!(dry.status.code(), Some(1), "{dry:?}");
    assert_eq!(
        stdout(&dry),
        "recode: a.txt: g-10000000 “Treaty”: topics: DRUGS; TRAIN → TRAFFICKING; TRAIN\n\
         recode: corpus: registry/police “The police”: sectors: COP → GOV\n\
         read again: a.txt: g-10000000 “Treaty”: topics: “TRAIN” was split into EXERCISE, POLICING\n"
    );
    assert_eq!(state(&folder), before, "nothing was written");
    let done = run(&["recode"], folder.path());
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let said = String::from_utf8(done.stderr).expect("UTF-8");
    assert_eq!(said, "glossator: Schema ours, version 2: 2 records recoded, in 1 articles; 1 to read again.\n");
    let (work, list) = state(&folder);
    assert!(work.contains("\"TRAFFICKING\"") && work.contains("\"TRAIN\"") && !work.contains("\"DRUGS\""), "{work}");
    assert!(list.contains("\"GOV\"") && !list.contains("\"COP\""), "{list}");
    let no_import = run(&["import", "--undo"], folder.path());
    assert_eq!(no_import.status.code(), Some(2), "a recoding is no import: {no_import:?}");
    let back = run(&["recode", "--undo"], folder.path());
    assert_eq!(back.status.code(), Some(0), "{back:?}");
    let (work, list) = state(&folder);
    assert!(work.contains("\"DRUGS\"") && list.contains("\"COP\""), "{work}{list}");
    let none = run(&["recode", "--undo"], folder.path());
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("anna has no recoding here to take back."), "{none:?}");
}

#[test]
fn report_as_json_names_records_and_reasons() {
    let folder = with_topics(&["DRUGS", "TRAIN"]);
    with_schema(&folder, NEW);
    let output = run(&["recode", "--format", "json", "--annotator", "anna"], folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((report["version"].as_str(), report["recoded"].as_u64()), (Some("2"), Some(2)));
    assert_eq!(report["to_recode"][0]["records"][0]["record"], "g-10000000");
    assert_eq!(report["again"][0]["why"]["into"], serde_json::json!(["EXERCISE", "POLICING"]));
    let back = run(&["recode", "--undo", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&back.stdout).expect("JSON");
    assert_eq!((report["records"].as_u64(), report["stayed"].as_array().map(Vec::len)), (Some(2), Some(0)));
    assert!(report["recoding"].as_str().is_some_and(|name| name.starts_with("Recode 2 records in 1 article")));
}

#[test]
fn recoding_that_leaves_nothing_to_read_ends_with_0_and_a_second_one_does_nothing() {
    let folder = with_topics(&["DRUGS"]);
    with_schema(&folder, NEW);
    assert_eq!(run(&["recode"], folder.path()).status.code(), Some(0));
    let (before, logs) = (state(&folder), file(&folder, "_glossator/history/_glossator.anna.log"));
    let again = run(&["recode"], folder.path());
    assert_eq!((again.status.code(), stdout(&again).as_str()), (Some(0), ""));
    assert_eq!(state(&folder), before);
    assert_eq!(file(&folder, "_glossator/history/_glossator.anna.log"), logs);
}

#[test]
fn record_changed_since_the_recoding_stays_when_it_is_taken_back() {
    let folder = with_topics(&["DRUGS"]);
    with_schema(&folder, NEW);
    assert_eq!(run(&["recode"], folder.path()).status.code(), Some(0));
    let path = folder.path().join("a.anna.ron");
    let edited = file(&folder, "a.anna.ron").replace("\"Treaty\"", "\"The treaty\"");
    fs::write(path, &edited).expect("written");
    let back = run(&["recode", "--undo"], folder.path());
    assert_eq!((back.status.code(), stdout(&back).as_str()), (Some(1), "a.txt: g-10000000: it was changed since\n"));
    assert_eq!(file(&folder, "a.anna.ron"), edited);
    assert!(file(&folder, "_glossator/registry.ron").contains("\"COP\""), "the rest is back");
}

#[test]
fn schema_that_cannot_be_used_recodes_nothing() {
    let folder = with_topics(&["DRUGS"]);
    with_schema(&folder, "(id: 7)");
    let before = state(&folder);
    let output = run(&["recode"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Nothing can be recoded with it."), "{output:?}");
    assert_eq!(state(&folder), before);
}

#[test]
fn work_of_several_asks_whose_is_meant() {
    let folder = with_topics(&["DRUGS"]);
    with_schema(&folder, NEW);
    fs::write(folder.path().join("a.bo.ron"), file(&folder, "a.anna.ron").replace("\"anna\"", "\"bo\""))
        .expect("written");
    let output = run(&["recode"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("anna, bo. Say with --annotator"), "{output:?}");
    assert_eq!(run(&["recode", "--annotator", "bo"], folder.path()).status.code(), Some(0));
    assert!(file(&folder, "a.anna.ron").contains("\"DRUGS\""), "the work of others stays");
    assert!(!file(&folder, "a.bo.ron").contains("\"DRUGS\""));
}

#[test]
fn corpus_begins_with_a_schema_that_ships_and_is_never_begun_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["dcad", "pax", "empty"] {
        let root = folder.path().join(name);
        let begun = run(&["new", "--from", name], &root);
        assert_eq!(begun.status.code(), Some(0), "{begun:?}");
        fs::write(root.join("a.txt"), super::TEXT).expect("written");
        let checked = run(&["check"], &root);
        assert_eq!(checked.status.code(), Some(0), "{checked:?}");
        let twice = run(&["new", "--from", name], Path::new(&root));
        assert_eq!(twice.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&twice.stderr).contains("has a schema already"), "{twice:?}");
    }
    assert_eq!(run(&["new", "--from", "cow"], folder.path()).status.code(), Some(2));
}

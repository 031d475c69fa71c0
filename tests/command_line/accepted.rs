//! Warnings that a person lets stand, and what is wrong with the files of the whole corpus, as `check` prints them.

use std::path::Path;
use std::sync::Arc;

use glossator::core::annotation::{Accepted, Agreement, Id, Kind, RegistryEntry};
use glossator::store::disk::Folder;
use glossator::store::shared::{Base, Snapshot, save_shared};
use serde_json::Value;

use super::{corpus, run, stdout};

/// Signed without a date, which somebody lets stand.
fn accepted(reason: &str) -> tempfile::TempDir {
    corpus(|place, work| {
        let mut agreement = Agreement::new(Id::new(Kind::Agreement, 1), place("Ein Abkommen wurde unterzeichnet"));
        (agreement.status, agreement.kind) = ("signed".into(), "treaty".into());
        agreement.parties_unknown = true;
        let s = str::to_owned;
        agreement.beside.accepted = vec![Accepted {
            check: 21,
            field: s("agreement.dates"),
            says: s("Signed when? Give a date or set “not stated”."),
            reason: s(reason),
            by: s("anna"),
            at: s("2026-01-01T00:00:00Z"),
            ..Accepted::default()
        }];
        work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
    })
}

#[test]
fn warning_that_may_stand_is_printed_with_its_reason_and_not_counted() {
    let folder = accepted("no day\nis named");
    let output = run(&["check"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines = stdout(&output);
    let line = "a.txt (anna): accepted warning 21: Signed when? Give a date or set “not stated”. [g-10000000] (no day is \
                named)";
    assert!(lines.contains(line), "{lines}");
    let last = "1 annotation files of 1 articles: 0 errors, 0 warnings, 0 questions, 1 accepted\n";
    assert!(lines.ends_with(last), "{lines}");
    let output = run(&["check", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&report["warnings"], &report["accepted"]), (&0.into(), &1.into()));
    assert_eq!(report["findings"][0]["accepted"], "no day\nis named");
}

fn save(root: &Path, entry: RegistryEntry) {
    let mine = Snapshot { entries: [(entry.id.clone(), Arc::new(entry))].into_iter().collect(), ..Snapshot::default() };
    save_shared(&Folder::new(root), &mine, &mut Snapshot::default(), &mut Base::default()).expect("written");
}

#[test]
fn what_is_wrong_with_the_registry_is_said_of_the_corpus_with_the_key_of_the_record() {
    let folder = accepted("no day is named");
    let entry = RegistryEntry { exists_from: "2024-13".into(), ..RegistryEntry::new("r-1", "gov_org", "Ministry") };
    save(folder.path(), entry);
    let output = run(&["check"], folder.path());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let lines = stdout(&output);
    let line = "corpus: error 36: “2024-13” is not a date: month 13. Write year-month-day, e.g. 2024-04-01; use X for what \
                is unknown. [registry/r-1]";
    assert!(lines.contains(line), "{lines}");
    let output = run(&["check", "--format", "json"], folder.path());
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let finding = &report["findings"][0];
    assert_eq!((&finding["check"], &finding["article"]), (&36.into(), &Value::Null));
    assert_eq!((&finding["record"], &finding["field"]), (&"registry/r-1".into(), &"registry.existence".into()));
}

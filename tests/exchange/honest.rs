//! Imports take nothing on trust: what a file does not say is not said, codes are looked up, and work is not done over
//! errors.

use glossator::core::annotation::State;
use serde_json::{Value, json};

use super::foreign::{Case, left_out};

fn lines(report: &Value, of: &str) -> Vec<String> {
    report[of].as_array().expect("a list").iter().map(|line| line.as_str().expect("a line").to_owned()).collect()
}

/// A document of the program's own JSON.
fn own(fields: &Value, actor: &Value) -> String {
    let span = json!({"start": 0, "end": 5, "quote": "China"});
    let doc = json!({
        "format": "glossator-2", "article": "a.txt", "language": "en", "fields": fields, "text": "China signed.",
        "marks": [{"id": "x1", "label": "Actor", "spans": [span], "fields": actor}], "links": [],
    });
    format!("{doc}\n")
}

#[test]
fn field_that_a_file_does_not_have_stays_empty() {
    let case = Case::of("brat", "a.ann", "T1\tORG 0 5\tChina\nT2\tTreaty 6 12\tsigned\nT3\tDATE 13 17\t2024\n");
    std::fs::write(case.corpus.beside("in").join("a.txt"), "China signed 2024.").expect("written");
    case.import(&[]);
    let work = case.corpus.open("a.txt", "anna").work;
    let actor = work.actors.values().next().expect("an actor");
    let agreement = work.agreements.values().next().expect("an agreement");
    let date = work.dates.values().next().expect("a date");
    assert_eq!([&*actor.form, &date.kind, &date.role, &date.calendar], [""; 4]);
    assert_eq!([&*agreement.level, &agreement.kind, &agreement.status, &agreement.modality], [""; 4]);
}

#[test]
fn code_that_is_in_no_list_is_kept_and_said() {
    let case =
        Case::of("json", "a.jsonl", &own(&json!({"language": ["xx-YYYYYYYYYYY"]}), &json!({"form": ["nonsense"]})));
    let report = case.import(&["--strict"]);
    let said = lines(&report, "said").join("\n");
    assert!(said.contains("kept as it is: “nonsense” is"), "{said}");
    assert!(said.contains("“xx-YYYYYYYYYYY” is no code of a language"), "{said}");
    let work = case.corpus.open("a.txt", "anna").work;
    assert_eq!(work.actors.values().next().expect("an actor").form, "nonsense");
}

#[test]
fn work_is_not_done_over_errors() {
    let done = json!({"state": ["done"], "done_by": ["ben"], "done_at": ["2026-01-02T03:04:05Z"]});
    let case = Case::of("json", "a.jsonl", &own(&done, &json!({"form": ["nonsense"]})));
    let report = case.import(&[]);
    let left = left_out(&report).join("\n");
    assert!(
        left.contains("a.txt: the file says that it is done, and 1 error stands in it, the first: “nonsense”"),
        "{left}"
    );
    let header = case.corpus.open("a.txt", "anna").work.header.clone();
    assert_eq!((header.state, header.done), (State::InProgress, None));
}

#[test]
fn work_without_errors_is_as_done_as_its_file_says() {
    let done = json!({"state": ["done"], "done_by": ["ben"], "done_at": ["2026-01-02T03:04:05Z"]});
    let case = Case::of("json", "a.jsonl", &own(&done, &json!({"form": ["name"], "x_none": []})));
    let report = case.import(&[]);
    let header = case.corpus.open("a.txt", "anna").work.header.clone();
    assert_eq!(header.state, State::Done, "{report}");
    assert_eq!(header.done.expect("who has said so").by, "ben");
}

#[test]
fn adjudicated_files_can_be_imported_under_their_name() {
    let case = Case::of("json", "a.jsonl", &own(&json!({}), &json!({"form": ["name"]})));
    case.import_as(&["--annotator", "gold"]);
    assert_eq!(case.actors("a.txt", "gold").len(), 1);
    super::corpus::ran(&["import", super::corpus::text(case.corpus.root()), "--undo", "--annotator", "gold"], 0);
}

#[test]
fn what_a_model_has_predicted_is_kept_beside_the_work_and_is_nobodys() {
    let region = |id: &str, at: (usize, usize)| super::foreign::region(id, "text", at, "GPE", "");
    let own = format!(r#"{{"result": [{}]}}"#, region("r1", (0, 5)));
    let guess = format!(r#"{{"model_version": "m1", "score": 0.75, "result": [{}]}}"#, region("p1", (18, 22)));
    let file = format!(
        r#"[{{"id": 1, "data": {{"text": "China signed with Laos."}}, "annotations": [{own}], "predictions": [{guess}]}}]"#
    );
    let case = Case::of("label-studio", "a.json", &file);
    for _ in 0..2 {
        let report = case.import(&[]);
        let left = left_out(&report).join("\n");
        assert!(left.contains("1 mark that the model m1 has predicted: kept in _glossator/predictions"), "{left}");
    }
    assert_eq!(case.actors("a.txt", "anna"), ["0 China GPE"]);
    let kept = std::fs::read_to_string(case.corpus.path("_glossator/predictions/a.txt.jsonl")).expect("kept");
    let lines: Vec<Value> = kept.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((lines.len(), &lines[0]["model"]), (1, &"m1".into()), "what it says again takes the place of before");
    assert_eq!(lines[0]["score"], "0.75");
    assert!(lines[0]["mark"]["Actor"].to_string().contains("\"quote\":\"Laos\""), "{kept}");
}

#[test]
fn accepted_prediction_says_of_which_model_it_is_and_how_sure_that_was() {
    let region = |id: &str, at: (usize, usize), score: &str| {
        let region = super::foreign::region(id, "text", at, "GPE", "");
        format!("{}, \"score\": {score}}}", region.trim_end().trim_end_matches('}').to_owned() + "}")
    };
    let guess = |more: &str| {
        let (sure, unsure) = (region("p1", (0, 5), "0.75"), super::foreign::region("p2", "text", (18, 22), "GPE", ""));
        format!(r#"{{"model_version": "m1"{more}, "result": [{sure}, {unsure}]}}"#)
    };
    for (more, second) in [("", "model m1"), (r#", "score": 0.5"#, "model m1, score 0.5")] {
        let file = format!(
            r#"[{{"id": 1, "data": {{"text": "China signed with Laos."}}, "annotations": [], "predictions": [{}]}}]"#,
            guess(more)
        );
        let case = Case::of("label-studio", "a.json", &file);
        case.import(&["--accept-predictions"]);
        let work = case.corpus.open("a.txt", "anna").work.clone();
        let mut from: Vec<String> =
            work.actors.values().map(|actor| format!("{:?}", actor.authorship.origin)).collect();
        from.sort();
        let expected = |of: &str| format!("Imported(\"label-studio: a.json, {of}\")");
        let mut all = [expected("model m1, score 0.75"), expected(second)];
        all.sort();
        assert_eq!(from, all);
    }
}

//! What the words of other datasets mean here: mapping files, and what people say on the command line.

use super::corpus::{ran, text};
use super::foreign::{Case, said};

/// A layer of `WebAnno` with two features, of which one is the label.
const SPANS: &str = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label|sure\n\n\n\
     #Text=China signed\n1-1\t0-5\tChina\tQuote\t1\t\n1-2\t6-12\tsigned\tSource\t2\t\n";

fn mapping(case: &Case, contents: &str) -> String {
    let file = case.corpus.beside("mapping.ron");
    std::fs::write(&file, contents).expect("written");
    text(&file).to_owned()
}

#[test]
fn mapping_file_says_layers_labels_fields_and_values() {
    let case = Case::of("webanno-tsv", "a.tsv", SPANS);
    let file = mapping(
        &case,
        r#"(
    layers: {"Span": "label"},
    labels: {"Quote": "actor", "Source": "skip"},
    features: {"Span.sure": "confidence"},
    values: {"confidence": {"1": "low"}},
)"#,
    );
    let report = case.import(&["--map-file", &file, "--strict"]);
    assert_eq!(report["records"], 1, "{report}");
    assert_eq!(case.actors("a.txt", "anna"), ["0 China Quote"]);
    let work = case.corpus.open("a.txt", "anna").work.clone();
    assert_eq!(work.actors.values().next().expect("one").confidence, "low");
}

#[test]
fn what_is_said_on_the_command_line_comes_before_the_file() {
    let case = Case::of("webanno-tsv", "a.tsv", SPANS);
    let file =
        mapping(&case, r#"(layers: {"Span": "label"}, labels: {"Quote": "skip", "Source": "skip", "None": "date"})"#);
    let report = case.import(&["--map-file", &file, "--map", "Quote=actor"]);
    assert_eq!(report["records"], 1, "{report}");
    assert_eq!(case.actors("a.txt", "anna"), ["0 China Quote"]);
}

#[test]
fn people_are_called_as_the_mapping_file_says_and_may_be_left_out() {
    let region = super::foreign::region("r1", "text", (0, 5), "GPE", "");
    let by = |name: &str| format!(r#"{{"completed_by": {{"email": "{name}"}}, "result": [{region}]}}"#);
    let all = [by("a@x.org"), by("b@x.org"), by("c@x.org")].join(", ");
    let case = Case::of("label-studio", "a.json", &super::foreign::task(r#"{"text": "China signed."}"#, &all));
    let file = mapping(&case, r#"(people: {"a@x.org": "anna", "b@x.org": "ben", "c@x.org": ""})"#);
    let report = case.import_as(&["--annotators", "each", "--map-file", &file]);
    assert_eq!((case.actors("a.txt", "anna").len(), case.actors("a.txt", "ben").len()), (1, 1));
    assert_eq!(said(&report), ["left out on purpose: the work of c@x.org"], "once, and not for each: {report}");
}

#[test]
fn what_is_wrong_with_a_mapping_file_is_said_with_its_line() {
    let case = Case::of("webanno-tsv", "a.tsv", SPANS);
    let file = mapping(&case, "(\n  labels: {\"Quote\": \"person\"},\n)");
    let (_, told) = ran(&case.arguments(&["--annotator", "anna", "--map-file", &file]), 2);
    assert!(told.contains("mapping.ron, line 2, column") && told.contains("“person” is not actor"), "{told}");
}

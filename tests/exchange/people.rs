//! Whose work it is: by whatever files call people, beside work of nobody, and in the folders of `INCEpTION`.

use super::corpus::{ran, run, text};
use super::foreign::{Case, left_out, region, said, task};

/// A task whose annotations are by these people, as JSON; nothing where the file does not say.
fn by(people: &[&str]) -> Case {
    let annotation = |(nth, who): (usize, &&str)| {
        let by = if who.is_empty() { String::new() } else { format!("\"completed_by\": {who}, ") };
        let place = [(0, 6), (11, 15), (16, 22)][nth];
        format!(r#"{{{by}"result": [{}]}}"#, region(&format!("r{nth}"), "text", place, "GPE", ""))
    };
    let annotations: Vec<String> = people.iter().enumerate().map(annotation).collect();
    Case::of("label-studio", "a.json", &task(r#"{"text": "Norway and Peru signed."}"#, &annotations.join(", ")))
}

#[test]
fn people_are_known_by_whatever_the_file_calls_them() {
    for (one, other, names) in [
        (r#"{"username": "jan"}"#, r#"{"username": "eva"}"#, ["eva (", "jan ("]),
        ("3", "4", ["3 (", "4 ("]),
        (r#""jan""#, r#"{"id": 7}"#, ["7 (", "jan ("]),
    ] {
        let refused = by(&[one, other]).refused(&["--annotator", "anna"]);
        assert!(names.iter().all(|name| refused.contains(name)), "{refused}");
    }
}

#[test]
fn annotations_of_one_task_that_name_nobody_are_of_several() {
    let case = by(&["", ""]);
    assert!(case.refused(&["--annotator", "anna"]).contains("annotation-1 (1 article, 1 mark), annotation-2"));
    case.import_as(&["--annotators", "each"]);
    assert_eq!(case.actors("a.txt", "annotation-2"), ["11 Peru GPE"]);
}

#[test]
fn work_of_nobody_beside_that_of_a_person_is_refused_and_then_goes_where_it_is_said_to() {
    let case = by(&[r#"{"email": "a@example.org"}"#, ""]);
    let refused = case.refused(&["--annotator", "anna"]);
    assert!(refused.contains("a@example.org (1 article, 1 mark), nobody (1 mark)"), "{refused}");
    assert!(case.refused(&["--annotators", "each"]).contains("Say with --annotator whose they become"));
    case.import_as(&["--annotators", "each", "--annotator", "anna"]);
    assert_eq!(case.actors("a.txt", "a_example_org"), ["0 Norway GPE"]);
    assert_eq!(case.actors("a.txt", "anna"), ["11 Peru GPE"]);
}

#[test]
fn what_of_others_is_not_asked_for_is_said() {
    let case = by(&[r#"{"email": "a@example.org"}"#, r#"{"email": "b@example.org"}"#, ""]);
    let report = case.import_as(&["--annotators", "a@example.org"]);
    let said = said(&report).join("\n");
    assert!(said.contains("not asked for: the work of b@example.org (1 mark), nobody (1 mark)"), "{said}");
}

#[test]
fn file_of_inception_names_its_person_and_article_however_it_is_asked_for() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n\
               #Text=Peru won\n1-1\t0-4\tPeru\tGPE\t\n1-2\t5-8\twon\t_\t\n";
    let case = Case::new("webanno-tsv", &[("annotation/news/admin.tsv", tsv), ("annotation/news/bo.tsv", tsv)]);
    let folder = case.corpus.beside("in/annotation/news");
    let arguments = |path: &std::path::Path| {
        let path = text(path).to_owned();
        vec!["import".to_owned(), text(case.corpus.root()).to_owned(), path, "--from".into(), "webanno-tsv".into()]
    };
    let whole: Vec<String> = [arguments(&folder), vec!["--annotator".into(), "anna".into()]].concat();
    let output = run(&whole.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("admin (1 article, 1 mark), bo (1 article, 1 mark)"));
    let one: Vec<String> = [arguments(&folder.join("bo.tsv")), vec!["--annotators".into(), "each".into()]].concat();
    ran(&one.iter().map(String::as_str).collect::<Vec<_>>(), 0);
    assert_eq!(case.actors("news.txt", "bo"), ["0 Peru GPE"]);
}

#[test]
fn field_that_another_program_calls_origin_makes_no_record_ours() {
    let file = r#"{"text": "Peru won", "entities": [{"id": 1, "label": "GPE", "start_offset": 0, "end_offset": 4, "attributes": {"origin": "web", "created_by": "x"}}]}"#;
    let case = Case::of("doccano", "d.jsonl", file);
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("origin") && line.contains("web")), "{left:?}");
}

#[test]
fn part_of_a_mark_in_another_text_is_said_and_stands_nowhere() {
    let target = |source: &str, start: usize, end: usize| {
        format!(
            r#"{{"source": "{source}", "selector": {{"type": "TextPositionSelector", "start": {start}, "end": {end}}}}}"#
        )
    };
    let file = format!(
        r#"[{{"id": "x", "type": "Annotation", "body": {{"value": "GPE", "purpose": "tagging"}}, "target": [{}, {}]}}]"#,
        target("a.txt", 0, 4),
        target("b.txt", 0, 4)
    );
    let case =
        Case::new("w3c", &[("n.json", &file), ("a.txt", "Peru won."), ("n.txt", "Peru won."), ("b.txt", "Laos won.")]);
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("another text, b.txt")), "{left:?}");
    let marks: usize = ["a.txt", "n.txt"]
        .iter()
        .filter(|name| case.corpus.path(name).exists())
        .map(|name| case.actors(name, "anna").len())
        .sum();
    assert_eq!(marks, 1);
}

#[test]
fn report_never_goes_among_the_articles() {
    let case = by(&["3"]);
    case.import(&[]);
    let article = case.corpus.path("a.txt");
    std::fs::write(&article, "Import into a corpus: an article\n").expect("written");
    for path in [article.clone(), case.corpus.path("new.txt"), case.corpus.path("a.bo.ron")] {
        let output = run(&case.arguments(&["--annotator", "anna", "--dry-run", "--report", text(&path)]));
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("is in the corpus"));
    }
    assert_eq!(std::fs::read_to_string(&article).expect("there"), "Import into a corpus: an article\n");
    assert!(!case.corpus.path("new.txt").exists());
}

#[test]
fn arguments_of_brat_are_told_by_their_names() {
    let marks = "T1\tActor 0 4\tPeru\nT2\tAgreement 5 11\tsigned\nR1\tparty Arg2:T1 Arg1:T2\n";
    let case = Case::new("brat", &[("a.ann", marks), ("a.txt", "Peru signed.")]);
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("link party from Agreement")), "{left:?}");
}

#[test]
fn what_nobody_reads_of_a_file_is_a_line_with_its_place_and_strict_ends_with_one() {
    let w3c = |more: &str| {
        format!(
            r#"[{{"id": "x", "type": "Annotation", "body": {{"value": "GPE", "purpose": "tagging"}}, "target": {{"source": "a.txt", "selector": {{"type": "TextQuoteSelector", "exact": "Peru"}}}}{more}}}]"#
        )
    };
    let doccano = |more: &str| {
        format!(
            r#"{{"id": 1, "text": "Peru won", "entities": [{{"id": 1, "label": "GPE", "start_offset": 0, "end_offset": 4{more}}}]}}"#
        )
    };
    let prodigy =
        |more: &str| format!(r#"{{"text": "Peru won", "spans": [{{"start": 0, "end": 4, "label": "GPE"{more}}}]}}"#);
    let studio = |more: &str| {
        task(
            r#"{"text": "Peru won"}"#,
            &format!(r#"{{"id": 2, "result": [{}]{more}}}"#, region("x", "text", (0, 4), "GPE", "Peru")),
        )
    };
    let more = r#", "remark": "surely"}"#.trim_end_matches('}');
    for (format, name, file, place) in [
        ("doccano", "a.jsonl", [doccano(""), doccano(more)], "line 1: entities[0].remark"),
        ("prodigy", "a.jsonl", [prodigy(""), prodigy(more)], "line 1: spans[0].remark"),
        ("label-studio", "a.json", [studio(""), studio(more)], "task 1: annotations[0].remark"),
        ("w3c", "a.json", [w3c(""), w3c(more)], "annotation x: remark"),
    ] {
        let [whole, with_more] = file;
        let case = |file: &str| Case::new(format, &[(name, file), ("a.txt", "Peru won")]);
        ran(&case(&whole).arguments(&["--annotator", "anna", "--strict"]), 0);
        let case = case(&with_more);
        ran(&case.arguments(&["--annotator", "anna", "--strict"]), 1);
        let left = left_out(&case.import(&[]));
        assert!(left.len() == 1 && left[0].contains(place) && left[0].contains("surely"), "{format}: {left:?}");
    }
}

#[test]
fn files_with_marks_on_one_text_that_name_nobody_are_refused_as_of_several() {
    let line = |label: &str| {
        format!(
            "{{\"text\": \"China left.\", \"entities\": [{{\"id\": 1, \"label\": \"{label}\", \"start_offset\": 0, \"end_offset\": 5}}]}}\n"
        )
    };
    let (one, other) = (line("GPE"), line("ORG"));
    let case = Case::new("doccano", &[("admin.jsonl", &one), ("bob.jsonl", &other)]);
    for more in [&["--annotator", "anna"][..], &["--annotators", "each", "--annotator", "anna"]] {
        let refused = case.refused(more);
        assert!(
            refused.contains("the same text, of the same person or of nobody: admin.jsonl, bob.jsonl"),
            "{refused}"
        );
    }
}

#[test]
fn folders_with_the_same_texts_are_those_of_people() {
    let files = [
        ("bob/a.txt", "China left."),
        ("bob/a.ann", "T1\tGPE 0 5\tChina\n"),
        ("eve/a.txt", "China left."),
        ("eve/a.ann", "T1\tORG 0 5\tChina\n"),
    ];
    let case = Case::new("brat", &files);
    assert!(case.refused(&["--annotator", "anna"]).contains("bob (1 article, 1 mark), eve (1 article, 1 mark)"));
    case.import_as(&["--annotators", "each"]);
    assert_eq!(case.actors("a.txt", "bob"), ["0 China GPE"]);
    assert_eq!(case.actors("a.txt", "eve"), ["0 China ORG"]);
}

#[test]
fn two_articles_that_have_one_text_are_no_work_of_several() {
    let files = [
        ("2023/a.txt", "Not found."),
        ("2023/a.ann", "T1\tGPE 0 3\tNot\n"),
        ("2024/b.txt", "Not found."),
        ("2024/b.ann", "T1\tGPE 4 9\tfound\n"),
    ];
    let case = Case::new("brat", &files);
    case.import(&[]);
    assert_eq!(case.actors("2023/a.txt", "anna"), ["0 Not GPE"]);
    assert_eq!(case.actors("2024/b.txt", "anna"), ["4 found GPE"]);
}

/// Two tasks of Label Studio, of which the second is of one person alone, and one that cannot be read.
fn with_remarks() -> Case {
    let annotation = |who: &str, remark: &str, place: (usize, usize)| {
        let region = region("r", "text", place, "Unknown", "");
        format!(r#"{{"completed_by": "{who}", "remark": "{remark}", "result": [{region}]}}"#)
    };
    let tasks = [
        format!(
            r#"{{"id": 1, "data": {{"text": "Norway won."}}, "annotations": [{}, {}]}}"#,
            annotation("jan", "first of jan", (0, 6)),
            annotation("eva", "of eva", (0, 6))
        ),
        format!(
            r#"{{"id": 2, "data": {{"text": "Peru won."}}, "annotations": [{}]}}"#,
            annotation("jan", "second of jan", (0, 4)).replace("\"start\": 0", "\"text\": \"eru\", \"start\": 0")
        ),
        r#"{"id": 3, "data": {}}"#.to_owned(),
    ];
    Case::of("label-studio", "a.json", &format!("[{}]", tasks.join(",")))
}

#[test]
fn what_is_left_out_of_several_is_said_once_and_with_the_person_whose_work_it_is() {
    let report = with_remarks().import_as(&["--annotators", "each"]);
    let people = report["people"].as_array().expect("people");
    let [eva, jan] = &people[..] else { unreachable!("{report}") };
    let (of_eva, of_jan) = (left_out(eva), left_out(jan));
    let has = |lines: &[String], words: &str| lines.iter().filter(|line| line.contains(words)).count();
    assert_eq!((of_eva.len(), has(&of_eva, "of eva"), has(&of_eva, "no such label")), (2, 1, 1), "{of_eva:?}");
    assert_eq!((of_jan.len(), has(&of_jan, "of jan"), has(&of_jan, "no such label")), (4, 2, 2), "{of_jan:?}");
    let whose = |one: &serde_json::Value| {
        one["left"].as_array().expect("a list").iter().map(|it| it["person"].clone()).collect::<Vec<_>>()
    };
    assert!(whose(eva).iter().all(|it| it == "eva") && whose(jan).iter().all(|it| it == "jan"), "{report}");
    // What somebody else has alone is nowhere in the report of the second.
    assert!(!eva.to_string().contains("task 2") && !eva.to_string().contains("a-2.txt"), "{eva}");
    assert_eq!(has(&said(jan), "task 2"), 1, "{jan}");
    let of_file = left_out(&report);
    assert_eq!((of_file.len(), has(&of_file, "task 3")), (1, 1), "{of_file:?}");
}

#[test]
fn report_in_text_says_under_each_person_what_is_theirs_and_apart_what_is_of_the_files() {
    let case = with_remarks();
    let file = case.corpus.beside("report.txt");
    case.import_as(&["--annotators", "each", "--report", text(&file)]);
    let report = std::fs::read_to_string(&file).expect("read");
    let (people, of_files) = report.split_once("the files:\n").expect("what is of the files");
    let (of_eva, of_jan) = people.split_once("jan, who is jan here:").expect("jan");
    assert!(of_eva.contains("of eva") && !of_eva.contains("of jan") && !of_eva.contains("task 2"), "{report}");
    assert!(of_jan.contains("first of jan") && of_jan.contains("second of jan"), "{report}");
    assert!(of_files.contains("task 3") && of_files.lines().count() == 1, "{report}");
}

#[test]
fn what_of_others_is_left_out_is_none_of_the_work_of_the_one_that_is_asked_for() {
    let report = with_remarks().import_as(&["--annotators", "eva"]);
    let left = left_out(&report);
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(left.iter().all(|line| !line.contains("of jan")), "{left:?}");
    assert!(said(&report).join("\n").contains("not asked for: the work of jan (2 marks)"), "{report}");
}

#[test]
fn what_somebody_says_who_has_no_work_of_their_own_is_said_of_the_files() {
    let line = |who: &str, answer: &str| {
        let span = r#"{"start": 0, "end": 4, "label": "GPE"}"#;
        format!(r#"{{"text": "Peru met {who}", "spans": [{span}], "answer": "{answer}", "_annotator_id": "{who}"}}"#)
    };
    let file = [line("jan", "accept"), line("eva", "accept"), line("kim", "reject")].join("\n");
    let case = Case::of("prodigy", "p.jsonl", &file);
    for (whose, of_whole) in [("each", "kim"), ("jan", "kim")] {
        let report = case.import_as(&["--annotators", whose, "--dry-run"]);
        let left = left_out(&report);
        assert!(left.len() == 1 && left[0].contains("the answer was reject"), "{whose}: {left:?}");
        assert_eq!(report["left"][0]["person"], of_whole, "{whose}");
    }
}

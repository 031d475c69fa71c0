//! Files as other programs write them, each with what is right: what is in the file comes in, or is said with its place
//! and reason.

use serde_json::Value;

use super::corpus::{Corpus, ran, run, text};

/// An import of files into a corpus of articles.
pub struct Case {
    pub corpus: Corpus,
    format: &'static str,
    files: Vec<String>,
}

impl Case {
    pub fn new(format: &'static str, files: &[(&str, &str)]) -> Self {
        let corpus = Corpus::new();
        let mut paths = Vec::new();
        for (name, contents) in files {
            let path = corpus.beside("in").join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(&path, contents).expect("written");
        }
        paths.push(text(&corpus.beside("in")).to_owned());
        Self { corpus, format, files: paths }
    }

    /// With one file that is asked for by its name.
    pub fn of(format: &'static str, name: &str, contents: &str) -> Self {
        let mut case = Self::new(format, &[(name, contents)]);
        case.files = vec![text(&case.corpus.beside("in").join(name)).to_owned()];
        case
    }

    pub fn arguments<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let mut all = vec!["import", text(self.corpus.root())];
        all.extend(self.files.iter().map(String::as_str));
        all.extend(["--from", self.format, "--format", "json"]);
        all.extend(more);
        all
    }

    /// Imports as anna's, and gives the report.
    pub fn import(&self, more: &[&str]) -> Value {
        let mut all = vec!["--annotator", "anna"];
        all.extend(more);
        self.import_as(&all)
    }

    pub fn import_as(&self, more: &[&str]) -> Value {
        let (out, _) = ran(&self.arguments(more), 0);
        serde_json::from_str(&out).expect("JSON")
    }

    /// Gives what is said where nothing is imported.
    pub fn refused(&self, more: &[&str]) -> String {
        let (_, said) = ran(&self.arguments(more), 2);
        assert!(super::corpus::files(self.corpus.root()).keys().all(|name| !name.contains(".ron")));
        said
    }

    /// Lists the actors of an annotator in an article: the words, the label elsewhere, and where they begin in code points.
    pub fn actors(&self, name: &str, annotator: &str) -> Vec<String> {
        let opened = self.corpus.open(name, annotator);
        let whole = opened.article.text.as_str();
        let mut actors: Vec<_> = opened.work.actors.values().collect();
        actors.sort_by_key(|actor| (actor.place.cover().start, actor.label.clone()));
        let line = |actor: &&std::sync::Arc<glossator::core::annotation::ActorMention>| {
            let cover = actor.place.cover();
            let start = whole[..cover.start].chars().count();
            format!("{start} {} {}", &whole[cover.start..cover.end], actor.label)
        };
        actors.iter().map(line).collect()
    }
}

pub fn left_out(report: &Value) -> Vec<String> {
    report["left_out"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| line.as_str().expect("a line").to_owned())
        .collect()
}

pub fn said(report: &Value) -> Vec<String> {
    report["said"].as_array().expect("a list").iter().map(|line| line.as_str().expect("a line").to_owned()).collect()
}

pub fn task(data: &str, annotations: &str) -> String {
    format!(r#"[{{"id": 1, "data": {data}, "annotations": [{annotations}]}}]"#)
}

pub fn region(id: &str, object: &str, (start, end): (usize, usize), label: &str, quote: &str) -> String {
    let quote = if quote.is_empty() { String::new() } else { format!(r#", "text": "{quote}""#) };
    format!(
        r#"{{"id": "{id}", "from_name": "label", "to_name": "{object}", "type": "labels",
            "value": {{"start": {start}, "end": {end}, "labels": ["{label}"]{quote}}}}}"#
    )
}

/// A task that two people have worked on.
fn two_people() -> Case {
    let one = format!(
        r#"{{"completed_by": {{"id": 3, "email": "a@example.org"}}, "result": [{}]}}"#,
        region("x", "text", (0, 6), "GPE", "Norway")
    );
    let other = format!(
        r#"{{"completed_by": {{"id": 4, "email": "b@example.org"}}, "result": [{}, {}]}}"#,
        region("y", "text", (0, 6), "ORG", "Norway"),
        region("z", "text", (11, 15), "GPE", "Peru")
    );
    Case::of("label-studio", "a.json", &task(r#"{"text": "Norway and Peru signed."}"#, &format!("{one}, {other}")))
}

#[test]
fn work_of_two_people_is_refused_until_it_is_said_whose_is_wanted() {
    let case = two_people();
    let said = case.refused(&["--annotator", "anna"]);
    assert!(said.contains("a@example.org (1 article, 1 mark), b@example.org (1 article, 2 marks)"), "{said}");
    assert!(said.contains("--annotators each"), "{said}");
}

#[test]
fn each_of_two_people_has_work_of_their_own() {
    let case = two_people();
    let report = case.import_as(&["--annotators", "each", "--as", "a@example.org=anna"]);
    let people: Vec<&str> =
        report["people"].as_array().expect("a list").iter().map(|it| it["person"].as_str().expect("text")).collect();
    assert_eq!(people, ["a@example.org", "b@example.org"]);
    assert_eq!(case.actors("a.txt", "anna"), ["0 Norway GPE"]);
    assert_eq!(case.actors("a.txt", "b_example_org"), ["0 Norway ORG", "11 Peru GPE"]);
    let again = case.import_as(&["--annotators", "each", "--as", "a@example.org=anna"]);
    assert!(!again.to_string().contains("not asked for"), "both are: {again}");
    assert!(again["people"].as_array().expect("a list").iter().all(|it| it["records"] == 0), "{again}");
}

#[test]
fn work_of_one_of_two_people_is_chosen_by_name() {
    let case = two_people();
    case.import_as(&["--annotators", "b@example.org", "--as", "b@example.org=bo"]);
    assert_eq!(case.actors("a.txt", "bo"), ["0 Norway ORG", "11 Peru GPE"]);
    let said = two_people().refused(&["--annotators", "c@example.org"]);
    assert!(said.contains("There is work of: a@example.org, b@example.org."), "{said}");
    let said = two_people().refused(&["--annotators", "each", "--as", "a@example.org=bo", "--as", "b@example.org=bo"]);
    assert!(said.contains("would both be bo"), "{said}");
}

#[test]
fn sessions_of_prodigy_are_people_and_one_text_is_one_article() {
    let line = |who: &str, spans: &str| {
        format!(
            r#"{{"text": "Peru met Laos", "spans": [{spans}], "answer": "accept", "_session_id": "db-{who}", "_annotator_id": "db-{who}"}}"#
        )
    };
    let (peru, laos) = (r#"{"start": 0, "end": 4, "label": "GPE"}"#, r#"{"start": 9, "end": 13, "label": "GPE"}"#);
    let file = format!("{}\n{}\n", line("anna", peru), line("bob", &format!("{peru}, {laos}")));
    let case = Case::of("prodigy", "p.jsonl", &file);
    assert!(case.refused(&["--annotator", "anna"]).contains("db-anna"));
    case.import_as(&["--annotators", "each"]);
    assert_eq!(case.actors("p-1.txt", "db-anna"), ["0 Peru GPE"]);
    assert_eq!(case.actors("p-1.txt", "db-bob"), ["0 Peru GPE", "9 Laos GPE"]);
    assert!(!case.corpus.path("p-2.txt").exists());
}

#[test]
fn files_laid_out_as_inception_does_are_people_and_name_their_article() {
    let tsv = |label: &str| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n\
             #Text=Peru won\n1-1\t0-4\tPeru\t{label}\t\n1-2\t5-8\twon\t_\t\n"
        )
    };
    let (gpe, org) = (tsv("GPE"), tsv("ORG"));
    let case = Case::new(
        "webanno-tsv",
        &[
            ("annotation/news.txt/admin.tsv", &gpe),
            ("annotation/news.txt/bo.tsv", &org),
            ("curation/news.txt/CURATION_USER.tsv", &gpe),
        ],
    );
    let refused = case.refused(&["--annotator", "anna"]);
    assert!(
        refused.contains("admin (1 article, 1 mark), bo (1 article, 1 mark), curation (1 article, 1 mark)"),
        "{refused}"
    );
    case.import_as(&["--annotators", "each"]);
    assert_eq!(case.actors("news.txt", "bo"), ["0 Peru ORG"]);
    assert_eq!(case.actors("news.txt", "admin"), ["0 Peru GPE"]);
}

#[test]
fn regions_of_another_text_are_said_and_stand_nowhere() {
    let data = r#"{"title": "Peru and Laos sign", "text": "On Monday Peru and Laos signed. Peru left."}"#;
    let result = [
        region("t1", "title", (0, 4), "GPE", ""),
        region("t2", "title", (9, 13), "GPE", "Laos"),
        region("b1", "body", (10, 14), "GPE", ""),
        region("b2", "body", (32, 36), "GPE", ""),
    ];
    let case = Case::of("label-studio", "a.json", &task(data, &format!(r#"{{"result": [{}]}}"#, result.join(", "))));
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["10 Peru GPE", "32 Peru GPE"]);
    let left = left_out(&report);
    assert_eq!(left.iter().filter(|line| line.contains("one of “title”")).count(), 2, "{left:?}");
}

#[test]
fn text_of_a_task_is_the_one_that_its_regions_name() {
    let data =
        r#"{"body": "Peru won", "url": "https://example.org/a/very/long/address/that/is/longer/than/the/body.html"}"#;
    let result = [region("x", "body", (0, 4), "GPE", "Peru"), region("y", "body", (5, 8), "GPE", "")];
    let case = Case::of("label-studio", "a.json", &task(data, &format!(r#"{{"result": [{}]}}"#, result.join(", "))));
    case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["0 Peru GPE", "5 won GPE"]);
}

#[test]
fn configuration_beside_the_tasks_says_which_text_is_meant() {
    let data = r#"{"summary": "Peru won here", "story": "Then Laos won"}"#;
    let tasks = task(data, &format!(r#"{{"result": [{}]}}"#, region("x", "t", (5, 9), "GPE", "")));
    let said = Case::of("label-studio", "a.json", &tasks).refused(&["--annotator", "anna"]);
    assert!(said.contains("no task has a text"), "{said}");
    let config =
        r#"<View><Labels name="label" toName="t"><Label value="GPE"/></Labels><Text name="t" value="$story"/></View>"#;
    let mut case = Case::new("label-studio", &[("a.json", &tasks), ("labeling_config.xml", config)]);
    case.files = vec![text(&case.corpus.beside("in").join("a.json")).to_owned()];
    case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["5 Laos GPE"]);
}

#[test]
fn predictions_are_nobodys_work_until_somebody_accepts_those_of_one_model() {
    let predicted = |model: &str, regions: &[String]| {
        format!(r#"{{"model_version": "{model}", "score": 0.5, "result": [{}]}}"#, regions.join(", "))
    };
    let (peru, laos) = (region("q", "text", (0, 4), "GPE", "Peru"), region("r", "text", (9, 13), "GPE", "Laos"));
    let tasks = format!(
        r#"[{{"id": 1, "data": {{"text": "Peru and Laos signed."}}, "annotations": [], "predictions": [{}, {}]}}]"#,
        predicted("m1", &[region("p", "text", (0, 4), "ORG", "Peru")]),
        predicted("m2", &[peru, laos])
    );
    let case = Case::of("label-studio", "a.json", &tasks);
    let report = case.import(&[]);
    assert_eq!(report["records"], 0);
    let left = left_out(&report);
    assert!(left.iter().any(|line| line.contains("1 mark that the model m1 has predicted")), "{left:?}");
    assert!(left.iter().any(|line| line.contains("2 marks that the model m2 has predicted")), "{left:?}");
    assert!(case.refused(&["--annotator", "anna", "--accept-predictions"]).contains("several models: m1, m2"));
    case.import(&["--accept-predictions=m2"]);
    assert_eq!(case.actors("a.txt", "anna"), ["0 Peru GPE", "9 Laos GPE"]);
    let work = std::fs::read_to_string(case.corpus.path("a.anna.ron")).expect("work");
    assert!(work.contains("label-studio: a.json, model m2"), "{work}");
}

#[test]
fn note_on_a_region_comes_with_its_mark_and_a_draft_is_said() {
    let with_note =
        region("x", "text", (0, 4), "GPE", "Peru").replacen('{', r#"{"meta": {"text": ["a state", "sure"]}, "#, 1);
    let tasks = format!(
        r#"[{{"id": 1, "data": {{"text": "Peru won"}}, "drafts": [{{"result": []}}], "annotations": [{{"result": [{with_note}]}}]}}]"#
    );
    let case = Case::of("label-studio", "a.json", &tasks);
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("was never submitted")), "{left:?}");
    assert_eq!(case.corpus.open("a.txt", "anna").work.actors.values().next().expect("a record").note, "a state\nsure");
}

#[test]
fn annotation_of_hypothesis_comes_with_tags_words_and_person() {
    let rows = r#"{"total": 3, "rows": [
        {"id": "AbC", "user": "acct:anna@hypothes.is", "uri": "https://example.org/a", "text": "a *state*", "tags": ["GPE", "party"],
         "target": [{"source": "https://example.org/a", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 10, "endContainer": "/p[1]", "endOffset": 14},
            {"type": "TextPositionSelector", "start": 510, "end": 514},
            {"type": "TextQuoteSelector", "exact": "Peru", "prefix": "On Monday ", "suffix": " and Laos"}]}]},
        {"id": "Page", "user": "acct:anna@hypothes.is", "uri": "https://example.org/a", "text": "about the page", "tags": [],
         "target": [{"source": "https://example.org/a"}]},
        {"id": "Re", "user": "acct:bob@hypothes.is", "uri": "https://example.org/a", "text": "I disagree", "references": ["AbC"],
         "target": [{"source": "https://example.org/a"}]}]}"#;
    let case = Case::new("w3c", &[("a.json", rows), ("a.txt", "On Monday Peru and Laos signed.")]);
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["10 Peru GPE"]);
    let work = case.corpus.open("a.txt", "anna").work;
    let actor = work.actors.values().next().expect("a record");
    assert_eq!((actor.note.as_str(), actor.authorship.created_by.as_str()), ("a *state*", "acct:anna@hypothes.is"));
    assert_eq!(actor.fields["x_tag"].text(), "party");
    let left = left_out(&report);
    assert!(left.iter().any(|line| line.contains("acct:bob@hypothes.is") && line.contains("I disagree")), "{left:?}");
    assert!(left.iter().any(|line| line.contains("about the page")), "{left:?}");
}

fn annotation(id: &str, target: &str) -> String {
    format!(
        r#"{{"id": "{id}", "type": "Annotation", "body": {{"type": "TextualBody", "value": "ORG", "purpose": "tagging"}},
            "target": {{"source": "a.txt", "selector": {target}}}}}"#
    )
}

#[test]
fn quote_over_a_line_break_and_its_neighbourhood_find_their_place() {
    let quote = r#"[{"type": "TextQuoteSelector", "exact": "Ministry of Public Security", "prefix": "the ", "suffix": " of Peru"},
                    {"type": "TextPositionSelector", "start": 1510, "end": 1537}]"#;
    let text = "On Monday the Ministry of\nPublic Security of Peru signed it.\nThen Laos met\nPeru again in Rome.";
    let second = r#"{"type": "TextQuoteSelector", "exact": "Peru", "prefix": "Then Laos met ", "suffix": " again"}"#;
    let file = format!("[{}, {}]", annotation("x1", quote), annotation("x2", second));
    let case = Case::new("w3c", &[("a.json", &file), ("a.txt", text)]);
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["14 Ministry of\nPublic Security ORG", "75 Peru ORG"]);
    assert_eq!(left_out(&report), Vec::<String>::new());
    assert!(said(&report).iter().any(|line| line.contains("does not stand at 1510..1537")), "{report}");
}

#[test]
fn selectors_that_count_inside_of_others_are_followed_and_ranges_are_read() {
    let inside = r#"{"type": "TextPositionSelector", "start": 11, "end": 22, "refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 4}}"#;
    let range = r#"{"type": "RangeSelector", "startSelector": {"type": "TextPositionSelector", "start": 16, "end": 16},
                    "endSelector": {"type": "TextPositionSelector", "start": 22, "end": 22}}"#;
    let unknown = r#"{"type": "XPathSelector", "value": "/p[1]"}"#;
    let file = format!("[{}, {}, {}]", annotation("x1", inside), annotation("x2", range), annotation("x3", unknown));
    let case = Case::new("w3c", &[("a.json", &file), ("a.txt", "First par. Peru signed.")]);
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["11 Peru ORG", "16 signed ORG"]);
    let left = left_out(&report);
    assert!(left.len() == 1 && left[0].contains("XPathSelector"), "one line for one thing: {left:?}");
}

#[test]
fn all_that_people_have_written_on_an_annotation_is_in_its_note() {
    let file = r##"[{"id": "#a", "type": "Annotation", "creator": {"name": "Bo"}, "body": [
        {"type": "TextualBody", "value": "GPE", "purpose": "tagging"},
        {"type": "TextualBody", "value": "first remark", "purpose": "commenting"},
        {"type": "TextualBody", "value": "an answer", "purpose": "replying"},
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "state", "purpose": "tagging"}, {"type": "TextualBody", "value": "other"}]}],
        "target": {"selector": [{"type": "TextQuoteSelector", "exact": "Peru"}, {"type": "TextPositionSelector", "start": 10, "end": 14}]}}]"##;
    let case = Case::new("w3c", &[("a.json", file), ("a.txt", "On Monday Peru and Laos signed.")]);
    let left = left_out(&case.import(&[]));
    let work = case.corpus.open("a.txt", "anna").work;
    let actor = work.actors.values().next().expect("a record");
    assert_eq!((actor.note.as_str(), actor.fields["x_tag"].text().as_ref()), ("first remark\nan answer", "state"));
    assert!(left.iter().any(|line| line.contains("other")), "{left:?}");
}

#[test]
fn numbers_for_labels_are_labels_that_can_be_mapped() {
    let file = r#"{"id": 1, "text": "EU met Peru in Rome", "annotations": [{"label": 3, "start_offset": 0, "end_offset": 2, "user": 1},
        {"label": 4, "start_offset": 7, "end_offset": 11, "user": 1}], "meta": {"src": "x"}}"#
        .replace('\n', " ");
    let case = Case::of("doccano", "d.jsonl", &file);
    let left = left_out(&case.import(&["--map", "3=actor"]));
    assert_eq!(case.actors("d.txt", "anna"), ["0 EU 3"]);
    assert!(left.iter().any(|line| line.contains("no such label is known") && line.contains("Peru")), "{left:?}");
    let old = Case::of("doccano", "e.jsonl", r#"{"text": "Peru won", "labels": [[0, 4, 7]]}"#);
    old.import(&["--map", "7=actor"]);
    assert_eq!(old.actors("e.txt", "anna"), ["0 Peru 7"]);
}

#[test]
fn comments_of_doccano_are_in_the_note_of_the_article() {
    let file =
        r#"{"id": 1, "text": "Peru won", "entities": [], "Comments": ["why?", {"id": 2, "comment": "because"}]}"#;
    let case = Case::of("doccano", "d.jsonl", file);
    assert_eq!(left_out(&case.import(&[])), Vec::<String>::new());
    assert_eq!(case.corpus.open("d.txt", "anna").work.header.note, "why?\nbecause");
}

#[test]
fn one_broken_line_leaves_the_others() {
    let line = |text: &str, end: usize| format!(r#"{{"text":"{text}","label":[[0,{end},"GPE"]]}}"#);
    let file = format!("{}\n{}\n{}\n", line("Peru won", 4), line("Laos \\ud83d won", 4), line("Cuba won", 4));
    for format in ["doccano", "prodigy"] {
        let file = if format == "prodigy" {
            file.replace(r#""label":[[0,4,"GPE"]]"#, r#""spans":[{"start":0,"end":4,"label":"GPE"}]"#)
        } else {
            file.clone()
        };
        let case = Case::of(format, "d.jsonl", &file);
        let report = case.import(&[]);
        assert_eq!((report["records"].as_u64(), left_out(&report).len()), (Some(2), 1), "{report}");
        assert!(left_out(&report)[0].contains("line 2"), "{report}");
        assert_eq!(case.actors("d-3.txt", "anna"), ["0 Cuba GPE"]);
        ran(&Case::of(format, "d.jsonl", &file).arguments(&["--annotator", "anna", "--strict"]), 1);
    }
}

#[test]
fn span_that_was_rejected_is_said() {
    let file = r#"{"text": "Peru met Laos", "spans": [{"start": 0, "end": 4, "label": "GPE", "answer": "accept"},
        {"start": 9, "end": 13, "label": "PER", "answer": "reject"}], "answer": "accept"}"#
        .replace('\n', " ");
    let case = Case::of("prodigy", "p.jsonl", &file);
    let left = left_out(&case.import(&[]));
    assert_eq!(case.actors("p.txt", "anna"), ["0 Peru GPE"]);
    assert!(left.len() == 1 && left[0].contains("reject"), "{left:?}");
}

#[test]
fn quote_that_is_a_part_of_what_stands_there_leaves_the_place_and_is_said() {
    let tasks = |region: &str| task(r#"{"text": "Peru and Laos signed."}"#, &format!(r#"{{"result": [{region}]}}"#));
    let case = Case::of("label-studio", "a.json", &tasks(&region("g", "text", (9, 20), "GPE", "os sig")));
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["9 Laos signed GPE"]);
    assert!(said(&report).iter().any(|line| line.contains("“os sig” only")), "{report}");
}

#[test]
fn quotes_with_entities_of_html_are_those_of_the_text() {
    let regions =
        [region("x", "text", (0, 15), "ORG", "Marks &amp; Spencer"), region("y", "text", (20, 24), "ORG", "AT&amp;T")];
    let tasks = task(r#"{"text": "Marks & Spencer met AT&T."}"#, &format!(r#"{{"result": [{}]}}"#, regions.join(", ")));
    let case = Case::of("label-studio", "a.json", &tasks);
    assert_eq!(left_out(&case.import(&[])), Vec::<String>::new());
    assert_eq!(case.actors("a.txt", "anna"), ["0 Marks & Spencer ORG", "20 AT&T ORG"]);
}

#[test]
fn report_file_holds_everything_that_was_left_out_and_nothing_else_is_written_over() {
    let file = r#"{"text": "Peru met Laos", "spans": [{"start": 0, "end": 4, "label": "Zz"}], "answer": "accept", "comment": "hm"}"#;
    let case = Case::of("prodigy", "p.jsonl", file);
    let (json, plain) = (case.corpus.beside("r.json"), case.corpus.beside("r.txt"));
    for path in [&json, &json, &plain] {
        case.import(&["--dry-run", "--report", text(path)]);
    }
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&json).expect("written")).expect("JSON");
    let things: Vec<&str> =
        report["left"].as_array().expect("a list").iter().map(|it| it["thing"].as_str().expect("text")).collect();
    assert_eq!(things, ["comment", "label"]);
    assert_eq!(
        (report["left"][0]["file"].as_str(), report["left"][0]["place"].as_str()),
        (Some("p.jsonl"), Some("line 1"))
    );
    let lines = std::fs::read_to_string(&plain).expect("written");
    assert!(lines.starts_with("Import into") && lines.matches("left out: ").count() == 2, "{lines}");
    let precious = case.corpus.beside("precious.txt");
    std::fs::write(&precious, "my thesis").expect("written");
    let output = run(&case.arguments(&["--annotator", "anna", "--report", text(&precious)]));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&precious).expect("there"), "my thesis");
}

#[test]
fn value_of_a_feature_can_be_the_label() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|Notes|kind\n\n\n#Text=He met her .\n\
               1-1\t0-2\tHe\t*\tQuote\t\n1-2\t3-6\tmet\t_\t_\t\n1-3\t7-10\ther\t*\tSource\t\n1-4\t11-12\t.\t_\t_\t\n";
    let case = Case::of("webanno-tsv", "a.tsv", tsv);
    let report = case.import(&["--map", "Quote=actor", "--map", "Span.kind:Source=skip"]);
    assert_eq!(case.actors("a.txt", "anna"), ["0 He Quote"]);
    assert_eq!(left_out(&report), Vec::<String>::new());
    assert_eq!(report["labels"]["Span.kind:Source"]["becomes"], "skip");
}

#[test]
fn part_that_no_record_has_and_a_second_value_are_said() {
    let file = r#"{"text": "Peru signed here", "label": [[0, 4, "GPE"], [5, 11, "Trigger"], [12, 16, "Venue"]]}"#;
    let case = Case::of("doccano", "d.jsonl", file);
    let left = left_out(&case.import(&[]));
    assert_eq!(left.iter().filter(|line| line.contains("no record has it")).count(), 2, "{left:?}");
    let brat = "T1\tPER 0 3\tAli\nA1\tConfidence T1 low\nA2\tBackground T1 perhaps\n";
    let case = Case::new("brat", &[("a.ann", brat), ("a.txt", "Ali met Bo.")]);
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("background") && line.contains("perhaps")), "{left:?}");
}

#[test]
fn brat_files_that_count_otherwise_are_known_by_their_quotes() {
    let text = "Ali met Bo.\r\nBo signed.\r\nThen Ali left Peru.\r\n";
    let marks = "T1\tPER 0 3\tAli\nT2\tPER 8 10\tBo\nT3\tPER 12 14\tBo\nT4\tPER 28 31\tAli\nT5\tGPE 37 41\tPeru\n";
    let case = Case::new("brat", &[("a.ann", marks), ("a.txt", text)]);
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["0 Ali PER", "8 Bo PER", "12 Bo PER", "28 Ali PER", "37 Peru GPE"]);
    assert!(said(&report).iter().any(|line| line.contains("a line break being one")), "{report}");
    let bytes = "T1\tPER 0 7\tMüller\nT2\tPER 15 19\tBún\nT3\tGPE 24 28\tLaos\n";
    let case = Case::new("brat", &[("a.ann", bytes), ("a.txt", "Müller trifft Bún und Laos.")]);
    assert!(said(&case.import(&[])).iter().any(|line| line.contains("read as bytes")));
    assert_eq!(case.actors("a.txt", "anna"), ["0 Müller PER", "14 Bún PER", "22 Laos GPE"]);
}

#[test]
fn lines_of_brat_that_are_left_out_say_what_is_wrong_with_them() {
    let marks = "T1\tGPE 0 4\tPeru\nT1\tGPE 9 13\tLaos\nT900\tGPE 9 13\tLaos\nT3\tGPE 9 13 Laos\nT4 GPE 9 13\tLaos\n\
                 A1\tTense T900\nA1\tMood T900 x\nA2\tMood T900 y\nR1\tin Arg1:T1 Arg2:T900\nA3\tSure R1\n";
    let case = Case::new("brat", &[("a.ann", marks), ("a.txt", "Peru met Laos.")]);
    let left = left_out(&case.import(&[]));
    assert_eq!(case.actors("a.txt", "anna"), ["0 Peru GPE", "9 Laos GPE"]);
    let line = |number: usize| {
        left.iter().filter(|line| line.contains(&format!("line {number}:"))).cloned().collect::<String>()
    };
    assert!(line(2).contains("id is there already") && line(7).contains("id is there already"), "{left:?}");
    assert!(line(4).contains("blanks") && line(5).contains("blanks"), "{left:?}");
    assert!(line(10).contains("relations have no fields"), "{left:?}");
    assert!(left.iter().any(|line| line.contains("mood")), "a field of another program has no place: {left:?}");
}

#[test]
fn markdown_comes_back_as_markdown() {
    for format in ["brat", "webanno-tsv"] {
        let from = Corpus::new();
        from.write("a.md", "# Peru\n\nPeru won.\n");
        from.annotate("a.md", "anna", |marks| {
            let actor = glossator::core::annotation::ActorMention::new(
                glossator::core::annotation::Id::new(glossator::core::annotation::Kind::Actor, 1),
                marks.place("Peru won"),
            );
            marks.work.actors.insert(actor.id.clone(), std::sync::Arc::new(actor));
        });
        ran(&["export", text(from.root()), "--to", format, "-o", text(&from.beside("out"))], 0);
        let corpus = Corpus::new();
        ran(&["import", text(corpus.root()), text(&from.beside("out")), "--from", format, "--annotator", "ben"], 0);
        assert!(corpus.path("a.md").is_file() && corpus.path("a.md.ben.ron").is_file(), "{format}");
    }
}

#[test]
fn offsets_of_xmi_that_are_somebodys_id_are_offsets() {
    let xmi = r#"<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:cas="http:///uima/cas.ecore" xmlns:xmi="http://www.omg.org/XMI" xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<ner:NamedEntity xmi:id="20" sofa="12" begin="0" end="4" value="GPE"/>
<ner:NamedEntity xmi:id="21" sofa="12" begin="9" end="13" value="GPE"/>
<ner:NamedEntity xmi:id="22" sofa="12" begin="31" end="35" value="GPE"/>
<custom:Deal xmi:id="30" sofa="12" begin="25" end="29" parties="31 35"/>
<custom:DealPartiesLink xmi:id="31" role="party" target="20"/>
<custom:DealPartiesLink xmi:id="35" role="party" target="21"/>
<cas:Sofa xmi:id="12" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Peru and Laos signed the deal. Cuba left."/>
<cas:View sofa="12" members="20 21 22 30"/></xmi:XMI>"#;
    let case = Case::of("cas-xmi", "admin.xmi", xmi);
    case.import(&["--map", "Deal=agreement"]);
    assert_eq!(case.actors("admin.txt", "anna"), ["0 Peru GPE", "9 Laos GPE", "31 Cuba GPE"]);
}

#[test]
fn words_of_webanno_tsv_say_how_it_counts_and_what_has_no_place() {
    let tsv = |range: &str| {
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n#Text=😊 Peru won\n\
             1-1\t0-1\t😊\t_\t\n1-2\t{range}\tPeru\tGPE\t\n1-3\t7-10\twon\t_\t\n"
        )
    };
    let case = Case::of("webanno-tsv", "a.tsv", &tsv("2-6"));
    let report = case.import(&[]);
    assert_eq!(case.actors("a.txt", "anna"), ["2 Peru GPE"]);
    assert!(said(&report).iter().any(|line| line.contains("read as code points")), "{report}");
    let case = Case::of("webanno-tsv", "a.tsv", &tsv("3-5"));
    let left = left_out(&case.import(&[]));
    assert!(left.iter().any(|line| line.contains("“Peru” does not stand at 3-5")), "{left:?}");
}

#[test]
fn marks_that_come_back_without_their_ids_are_not_doubled() {
    let corpus = Corpus::hard();
    let out = corpus.beside("out");
    ran(&["export", text(corpus.root()), "--to", "doccano", "-o", text(&out)], 0);
    // As doccano gives it back: ids of its own, and nothing of what it does not know but the metadata.
    let data = out.join("data.jsonl");
    let mut line: Value = serde_json::from_str(std::fs::read_to_string(&data).expect("read").trim()).expect("JSON");
    for (nth, entity) in line["entities"].as_array_mut().expect("a list").iter_mut().enumerate() {
        let keep = ["label", "start_offset", "end_offset"].map(|key| (key.to_owned(), entity[key].clone()));
        *entity = Value::Object(keep.into_iter().collect());
        entity["id"] = (nth + 400).into();
    }
    line["relations"] = Value::Array(Vec::new());
    line["entities"]
        .as_array_mut()
        .expect("a list")
        .push(serde_json::json!({"id": 999, "label": "ORG", "start_offset": 2, "end_offset": 3}));
    std::fs::write(&data, format!("{line}\n")).expect("written");
    let before = corpus.open("2024/hard.txt", "anna").work.records().count();
    let arguments =
        ["import", text(corpus.root()), text(&data), "--from", "doccano", "--annotator", "anna", "--format", "json"];
    let (report, _) = ran(&arguments, 0);
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let after = corpus.open("2024/hard.txt", "anna").work.records().count();
    assert_eq!((after, report["records"].as_u64()), (before + 1, Some(1)), "{report}");
}

#[test]
fn records_of_one_person_have_ids_of_their_own_in_the_work_of_another() {
    let corpus = Corpus::hard();
    for format in super::corpus::READ {
        let out = corpus.beside(format);
        ran(&["export", text(corpus.root()), "--annotator", "anna", "--to", format, "-o", text(&out)], 0);
        let arguments = ["import", text(corpus.root()), text(&out), "--from", format, "--annotator", "ben"];
        ran(&arguments, 0);
        let ids = |name: &str| -> std::collections::BTreeSet<String> {
            let work = corpus.open("2024/hard.txt", name).work;
            work.records().filter_map(|record| record.id().map(ToString::to_string)).collect()
        };
        let (anna, ben) = (ids("anna"), ids("ben"));
        assert!(!ben.is_empty() && anna.is_disjoint(&ben), "{format}: {:?}", anna.intersection(&ben));
        let agreement =
            corpus.open("2024/hard.txt", "ben").work.agreements.values().next().cloned().expect("an agreement");
        let mention = agreement.dates.signed.mention.clone().expect("a mark");
        assert!(ben.contains(mention.as_str()), "{format}: what points to a record goes along");
        let (_, said) = ran(&arguments, 0);
        assert!(said.contains("0 records imported into 0 articles"), "{format}: {said}");
        std::fs::remove_file(corpus.path("2024/hard.ben.ron")).expect("removed");
        std::fs::remove_dir_all(corpus.path("_glossator")).ok();
    }
}

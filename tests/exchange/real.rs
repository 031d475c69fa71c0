//! What the real doccano 1.8.4 and the real Label Studio 1.23.2 gave back of a corpus after changes made in them: these
//! come in or are said, and nothing else is another. `tests/fixtures/real/CHANGES.md` lists the changes, and
//! `tests/oracles/real/run.sh` makes them again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::corpus::{Corpus, files, ran, text};

/// Fields that say who has made a mark and when, and those that follow from other fields.
const SKIPPED: [&str; 6] = ["actor_names", "changed_at", "changed_by", "created_at", "created_by", "header_version"];
/// Whose the annotations of Label Studio are, which calls people by numbers.
const PEOPLE: [&str; 6] = ["--annotators", "each", "--as", "1=anna", "--as", "2=second"];
/// The changes that all three files have.
const OF_ALL: [&str; 7] = [
    "ar_inqadh.txt: a-brandt02: Actor 94-106 → Actor 94-105",
    "ar_inqadh.txt: a-wazir001: Actor 189-195 → Actor 189-194",
    "ar_inqadh.txt: g-train002 evidence g-train002.e0: linked → nothing",
    "ar_inqadh.txt: g-train002.e0: Evidence 133-181 → nothing",
    "ar_inqadh.txt: g-train002.e0 slots: [\"kind\",\"status\"] → nothing",
    "de_bergrettung.txt: a-at000001: Actor 0-10 → Actor 0-9",
    "de_bergrettung.txt: a-salz0001: Actor 295-306 329-338 → Actor 295-306 329-337",
];
/// The party and the date that were tied and untied, the passage that has another end, and the two marks that are new.
const OF_BOTH_WITH_RELATIONS: [&str; 4] = [
    "ar_inqadh.txt: g-train002 parties: [{\"actor\":\"JOR\",\"capacity\":\"state\"},{\"actor\":\"AUT\",\"capacity\":\"state\"}] → \
     [{\"actor\":\"JOR\",\"capacity\":\"state\"},{\"actor\":\"AUT\",\"capacity\":\"state\"},{\"actor\":\"r-haddad01\"}]",
    "ar_inqadh.txt: g-train002 party a-haddad02: nothing → linked",
    "de_bergrettung.txt: g-train001 signed d-day00001: linked → nothing",
    "de_bergrettung.txt: g-train001 signed_mention: \"d-day00001\" → nothing",
];
const NEW_AND_MOVED: [&str; 6] = [
    "de_bergrettung.txt: g-train001.e0: Evidence 167-220 → Evidence 167-219",
    "de_bergrettung.txt: marks: 24 → 26",
    "de_bergrettung.txt: new 132-143: nothing → Actor 132-143",
    "de_bergrettung.txt: new 132-143 accepted_by: nothing → \"anna\"",
    "de_bergrettung.txt: new 265-274: nothing → Actor 265-274",
    "de_bergrettung.txt: new 265-274 accepted_by: nothing → \"anna\"",
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/real").join(name)
}

/// The two articles with the work of anna that were exported.
fn corpus() -> Corpus {
    let corpus = Corpus::new();
    for (name, contents) in files(&fixture("corpus")) {
        corpus.write(&name, &String::from_utf8(contents).expect("UTF-8"));
    }
    corpus
}

/// The works of a person as own JSON says them, an article each.
fn works(corpus: &Corpus, annotator: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    ran(&["export", text(corpus.root()), "--to", "json", "-o", text(&out), "--annotator", annotator], 0);
    let lines = std::fs::read_to_string(out.join("articles.jsonl")).expect("read");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The ids of all marks.
fn ids(works: &[Value]) -> BTreeSet<String> {
    let marks = works.iter().flat_map(|work| work["marks"].as_array().expect("marks"));
    marks.map(|mark| mark["id"].as_str().expect("an id").to_owned()).collect()
}

fn place(mark: &Value) -> String {
    let spans = mark["spans"].as_array().expect("spans");
    let spans: Vec<String> = spans.iter().map(|span| format!("{}-{}", span["start"], span["end"])).collect();
    spans.join(" ")
}

/// Lists everything that can differ, by its name. A mark that is none of the known ones is called by its place.
fn parts(works: &[Value], known: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    for work in works {
        let name = work["article"].as_str().expect("a name");
        let marks = work["marks"].as_array().expect("marks");
        parts.insert(format!("{name}: marks"), marks.len().to_string());
        add_fields(&mut parts, &format!("{name}:"), &work["fields"]);
        let called = |id: &Value| {
            let id = id.as_str().expect("an id");
            let mark = marks.iter().find(|mark| mark["id"] == id).expect("the mark");
            if known.contains(id) { id.to_owned() } else { format!("new {}", place(mark)) }
        };
        for mark in marks {
            let of = format!("{name}: {}", called(&mark["id"]));
            let label = mark["label"].as_str().expect("a label");
            parts.insert(of.clone(), format!("{label} {}", place(mark)));
            add_fields(&mut parts, &of, &mark["fields"]);
            add_fields(&mut parts, &format!("{of} remark"), &mark["remarks"]);
        }
        for link in work["links"].as_array().expect("links") {
            let role = link["role"].as_str().expect("a role");
            let link = format!("{name}: {} {role} {}", called(&link["from"]), called(&link["to"]));
            parts.insert(link, "linked".to_owned());
        }
    }
    parts
}

fn add_fields(parts: &mut BTreeMap<String, String>, of: &str, fields: &Value) {
    for (key, value) in fields.as_object().into_iter().flatten() {
        if !SKIPPED.contains(&key.as_str()) {
            parts.insert(format!("{of} {key}"), value.to_string());
        }
    }
}

/// What has come of an import.
struct Done {
    corpus: Corpus,
    /// What is another in the work of anna, as “article: mark field: before → after”.
    differences: Vec<String>,
    /// What is reported of anna.
    report: Value,
}

impl Done {
    /// Imports a file into the corpus, twice, and sees that the second time brings nothing and that it can be taken back.
    fn of(file: &str, format: &str, people: &[&str]) -> Self {
        let corpus = corpus();
        let before = works(&corpus, "anna");
        let known = ids(&before);
        let path = fixture(file);
        let import = ["import", text(corpus.root()), text(&path), "--from", format, "--format", "json"];
        let import = [&import[..], people].concat();
        let report = of_anna(&ran(&import, 0).0);
        let after = works(&corpus, "anna");
        let again = of_anna(&ran(&import, 0).0);
        assert_eq!((&again["records"], &again["changed"]), (&0.into(), &0.into()), "{again}");
        assert!(works(&corpus, "anna") == after, "the second import has changed something");
        let (before, after) = (parts(&before, &known), parts(&after, &known));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let shown = |part: Option<&String>| part.cloned().unwrap_or_else(|| "nothing".to_owned());
        let differ = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
        let differences =
            differ.map(|name| format!("{name}: {} → {}", shown(before.get(name)), shown(after.get(name)))).collect();
        Self { corpus, differences, report }
    }

    fn lines(&self, list: &str) -> Vec<&str> {
        self.report[list].as_array().expect("a list").iter().map(|line| line.as_str().expect("a line")).collect()
    }

    /// Expects exactly these differences.
    fn differs(&self, expected: &[&[&str]]) {
        let expected: BTreeSet<&str> = expected.concat().into_iter().collect();
        let found: BTreeSet<&str> = self.differences.iter().map(String::as_str).collect();
        let missing: Vec<&&str> = expected.difference(&found).collect();
        let more: Vec<&&str> = found.difference(&expected).collect();
        assert!(missing.is_empty() && more.is_empty(), "missing: {missing:#?}\nmore: {more:#?}\n{}", self.report);
    }

    /// Takes the import back, after which all files of anna are as they were.
    fn taken_back(&self) {
        ran(&["import", text(self.corpus.root()), "--undo", "--annotator", "anna"], 0);
        let now = files(self.corpus.root());
        for (name, contents) in files(&fixture("corpus")) {
            assert!(now[&name] == contents, "{name} is as it was");
        }
    }
}

/// The report of the work of anna.
fn of_anna(printed: &str) -> Value {
    let report: Value = serde_json::from_str(printed).expect("JSON");
    match report["people"].as_array() {
        Some(people) => people.iter().find(|it| it["annotator"] == "anna").expect("anna").clone(),
        None => report,
    }
}

#[test]
fn what_was_changed_in_doccano_is_changed() {
    let done = Done::of("doccano.jsonl", "doccano", &["--annotator", "anna"]);
    assert_eq!((&done.report["records"], &done.report["changed"]), (&2.into(), &6.into()), "{}", done.report);
    let more = [
        "ar_inqadh.txt: marks: 13 → 12",
        "ar_inqadh.txt: note: nothing → \"Is the day certain? – ar_inqadh.txt\"",
        "de_bergrettung.txt: note: \"Read twice.\" → \"Read twice.\\nIs the day certain? – de_bergrettung.txt\"",
        "de_bergrettung.txt: new 132-143 origin: nothing → \"imported:doccano: doccano.jsonl\"",
        "de_bergrettung.txt: new 265-274 origin: nothing → \"imported:doccano: doccano.jsonl\"",
    ];
    done.differs(&[&OF_ALL, &OF_BOTH_WITH_RELATIONS, &NEW_AND_MOVED, &more]);
    assert_eq!(
        done.lines("said"),
        [
            "doccano.jsonl: ar_inqadh.txt: g-train002 has r-haddad01 as party from a link; its field does not name them",
            "doccano.jsonl: de_bergrettung.txt: g-train001 (agreement: ein Memorandum über die Ausbildung von 40 \
             Bergrettern): the link signed to date: 12. März 2025 is not in the file any more: it is not read from there any \
             more",
            "de_bergrettung.txt: 2 records here are not in the file and stay as they are: actor: Jordanien, date: Ende 2027",
        ]
    );
    assert_eq!(done.lines("left_out"), [""; 0]);
    done.taken_back();
}

#[test]
fn what_was_changed_in_label_studio_is_changed() {
    let done = Done::of("label_studio.json", "label-studio", &PEOPLE);
    assert_eq!((&done.report["records"], &done.report["changed"]), (&2.into(), &10.into()), "{}", done.report);
    let more = [
        "ar_inqadh.txt: a-at000002 note: nothing → \"Said of the region.\"",
        "ar_inqadh.txt: a-jo000002 confidence: nothing → \"low\"",
        "ar_inqadh.txt: a-jo000002 note: nothing → \"First line.\\nSecond line.\"",
        "ar_inqadh.txt: marks: 13 → 12",
        "ar_inqadh.txt: note: nothing → \"Read again: ar_inqadh.txt\"",
        "de_bergrettung.txt: f-slip0001 note: \"A noun is missing.\" → nothing",
        "de_bergrettung.txt: g-visit001 status: \"held\" → \"ratified\"",
        "de_bergrettung.txt: g-visit001 title: \"Meeting in Vienna\" → \"Another title – عنوان\"",
        "de_bergrettung.txt: g-visit001 topics: nothing → [\"EMERGENCY\"]",
        "de_bergrettung.txt: new 132-143 form: nothing → \"description\"",
        "de_bergrettung.txt: new 132-143 note: nothing → \"New here.\"",
        "de_bergrettung.txt: new 132-143 origin: nothing → \"imported:label-studio: label_studio.json\"",
        "de_bergrettung.txt: new 265-274 origin: nothing → \"imported:label-studio: label_studio.json\"",
    ];
    done.differs(&[&OF_ALL, &OF_BOTH_WITH_RELATIONS, &NEW_AND_MOVED, &more]);
    let said = done.lines("said").join("\n");
    assert!(
        said.contains("2 records here are not in the file and stay as they are: actor: Jordanien, date: Ende 2027")
    );
    // The date that became an actor has the fields of a date still, which an actor has not.
    let left = done.lines("left_out");
    let of_date = |line: &&&str| line.contains("Actor d-end00001 “Ende 2027”: the field ");
    assert_eq!(left.iter().filter(of_date).count(), 6, "{left:?}");
    assert_eq!(
        left.iter().find(|line| !of_date(line)),
        Some(
            &"de_bergrettung.txt: the article has other values of note (“Read twice.” here, “Read again: de_bergrettung.txt” in the file) already; they stay"
        )
    );
    assert_eq!(left.len(), 7, "{left:?}");
    second_has_their_own(&done);
    done.taken_back();
}

/// The second person in Label Studio has marked two places of the first article.
fn second_has_their_own(done: &Done) {
    let works = works(&done.corpus, "second");
    let marks: Vec<String> = works
        .iter()
        .flat_map(|work| work["marks"].as_array().expect("marks"))
        .map(|mark| format!("{} {}", mark["label"].as_str().expect("a label"), place(mark)))
        .collect();
    assert_eq!(marks, ["Actor 94-106", "Date 128-132"]);
}

/// JSON-MIN has no ids: marks are known by the table that went out with them.
#[test]
fn what_was_changed_in_places_comes_back_as_json_min() {
    let done = Done::of("label_studio_min.json", "label-studio", &PEOPLE);
    for line in OF_ALL.iter().chain(&NEW_AND_MOVED[..1]) {
        assert!(done.differences.iter().any(|it| it == line), "{line}: {:#?}", done.differences);
    }
    assert!(done.differences.contains(&"ar_inqadh.txt: marks: 13 → 12".to_owned()), "{:#?}", done.differences);
    assert!(done.differences.contains(&"ar_inqadh.txt: note: nothing → \"Read again: ar_inqadh.txt\"".to_owned()));
    let said = done.lines("said").join("\n");
    assert!(said.contains("not in the file and stay as they are: actor: Jordanien, date: Ende 2027"), "{said}");
    let left = done.lines("left_out").join("\n");
    assert!(left.contains("de_bergrettung.txt: the article has other values of "), "{left}");
    second_has_their_own(&done);
    done.taken_back();
}

/// Of a value that several marks could have it does not say whose it is.
#[test]
fn values_in_json_min_that_could_be_of_several_marks_are_said_and_go_nowhere() {
    let done = Done::of("label_studio_min.json", "label-studio", &PEOPLE);
    let more = [
        "ar_inqadh.txt: marks: 13 → 12",
        "ar_inqadh.txt: note: nothing → \"Read again: ar_inqadh.txt\"",
        "de_bergrettung.txt: new 132-143 origin: nothing → \"imported:label-studio: label_studio_min.json\"",
        "de_bergrettung.txt: new 265-274 origin: nothing → \"imported:label-studio: label_studio_min.json\"",
    ];
    done.differs(&[&OF_ALL, &NEW_AND_MOVED, &more]);
    let left = done.lines("left_out").join("\n");
    for value in ["First line.", "low", "Another title – عنوان", "ratified", "EMERGENCY", "description", "New here."]
    {
        assert!(left.contains(value), "{value} is said: {left}");
    }
}

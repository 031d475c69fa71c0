//! Schema files that read, and each thing that can be wrong with one, at its line and column.

mod language;
mod refused;
mod shipped;

use std::fmt::Write as _;

use super::*;
use crate::core::schema::{Asked, FieldKind, LanePattern, OWNERS, SUBJECTS, Shape, Vocabulary};

/// The example of the data model, with a type and a replacement.
const EXAMPLE: &str = r##"(
    id: "secco-1", version: "1.2", base: "default-1",
    extend: {
        "topics": [ (code: "FRAUD", label: "telecom and online fraud", help: "incl. scam compounds") ],
        "agreement.kind": [ (code: "extradition_treaty", level: "instrument", label: "Extradition treaty") ],
    },
    hide: { "sector": ["PRM", "PTY"] },
    replaced_by: { "topics": { "CYBER": "FRAUD" } },
    types: [ (
        id: "x_speech", label: "Speech", help: "Words in quotation marks.", colour: "#7a1f5c", lane: Wavy,
        key: Some('s'), fields: [ (id: "x_tone", label: "Tone", type: Choice(["warm", "cool"])) ],
    ) ],
    fields: [
        (on: "agreement", id: "x_public_text", label: "Text public?", type: Choice(["yes", "no", "unknown"]), required: false),
        (on: "agreement", id: "x_trainees", label: "Number of trainees", type: Number(min: Some(0), max: None), required: false),
        (on: "actor", id: "x_party_rank", label: "Party rank", type: Text, required: false),
    ],
    checks: [ (id: "train-needs-number", when: "topic TRAIN", warn: "Training recorded: is a number of trainees given?") ],
)
"##;

/// Writes a file with the head it needs and these parts from the second line on.
fn file(parts: &str) -> String {
    format!("(id: \"own\", version: \"1\", base: \"default-1\",\n{parts})")
}

fn faults(text: &str) -> Vec<String> {
    read(text).map_err(|error| error.faults.iter().map(ToString::to_string).collect()).err().unwrap_or_default()
}

/// Gives the faults of a file with these parts; `^` marks the place where each must be, and is taken out.
#[track_caller]
fn check(parts: &str, sentences: &[&str]) {
    let marked = file(parts);
    let mut places = Vec::new();
    let (mut line, mut column) = (1, 1);
    for sign in marked.chars() {
        match sign {
            '^' => places.push((line, column)),
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    let expected: Vec<String> = places
        .iter()
        .zip(sentences)
        .map(|((line, column), sentence)| format!("Line {line}, column {column}: {sentence}"))
        .collect();
    assert_eq!(places.len(), sentences.len(), "{parts}");
    assert_eq!(faults(&marked.replace('^', "")), expected);
}

#[test]
fn example_reads() {
    let schema = read(EXAMPLE).unwrap();
    assert_eq!((schema.id.as_str(), schema.version.as_str()), ("secco-1", "1.2"));
    assert_eq!(schema.label(Vocabulary::Topic, "FRAUD"), "telecom and online fraud");
    assert_eq!(schema.term(Vocabulary::Topic, "FRAUD").unwrap().help, "incl. scam compounds");
    assert_eq!(schema.kinds_of("instrument").last().unwrap().code, "extradition_treaty");
    assert!(schema.offered(Vocabulary::Sector).all(|term| term.code != "PTY"));
    assert!(schema.knows(Vocabulary::Sector, "PTY"));
    assert_eq!(schema.term(Vocabulary::Topic, "CYBER").unwrap().replaced_by, ["FRAUD"]);
    let speech = schema.type_def("x_speech").unwrap();
    assert_eq!((speech.lane, speech.key, speech.colour), (LanePattern::Wavy, Some('s'), (0x7a, 0x1f, 0x5c)));
    assert_eq!((speech.fields[0].on.as_str(), speech.fields[0].id.as_str()), ("x_speech", "x_tone"));
    assert_eq!(schema.fields.len(), 3);
    assert_eq!(schema.fields[1].kind, FieldKind::Number { min: Some(0.0), max: None });
    assert_eq!(
        schema.fields[1].problem(&["-1"], &Asked::default()).unwrap(),
        "-1 is too small. Give a number of 0 or more."
    );
    assert_eq!(schema.fields[2].on, "actor");
    assert_eq!(schema.rules[0].when.to_string(), "topic TRAIN");
}

#[test]
fn everything_but_the_head_can_be_left_out() {
    let schema = read(&file("")).unwrap();
    assert_eq!(schema.terms(Vocabulary::Topic), Vocabulary::Topic.shipped());
    let type_only = read(&file("types: [(id: \"x_a\", label: \"A\", colour: \"#000000\")]")).unwrap();
    assert_eq!((type_only.types[0].lane, type_only.types[0].key), (LanePattern::Dashed, None));
    assert_eq!(read(&format!("\u{feff}// Ours.\n{}", file("").replace('\n', "\r\n"))), Ok(schema));
}

#[test]
fn head_is_checked() {
    let head = |text: &str| faults(text).join("\n");
    assert_eq!(head("(id: \"a\", version: \"1\")"), "Line 1, column 23: “base” is missing before this place. Add it.");
    assert_eq!(
        head("(\n id: \"default-1\",\n version: \"\",\n base: \"default-2\")"),
        "Line 2, column 6: “default-1” is the schema the program ships. Give yours an id of its own.\n\
         Line 3, column 11: The version is empty. Write one.\n\
         Line 4, column 8: There is no schema “default-2” to build on. Write “default-1”."
    );
    assert_eq!(
        head("(id: \"a\", /* \"b\" */ version: /* \"c\" */ r#\"1 2\"#, base: \"default-1\")"),
        "Line 1, column 40: The version “1 2” has a space in it. Put _ there."
    );
}

#[test]
fn syntax_is_checked_with_its_place() {
    check(
        "extend: {\"topics\": [(code: \"A\" ^label: \"B\")]}",
        &["A comma or a closing bracket is missing before this place. Add it."],
    );
    check("extend: {\"topics\": [(code: \"A\"^)]}", &["“label” is missing before this place. Add it."]);
    check(
        "extend: {\"topics\": [(code: ^5, label: \"B\")]}",
        &["A text in quotation marks belongs here. Write it as \"text\"."],
    );
    check(
        "extend: {\"topics\": [(code: \"A\",\n label: ^Some(\"B\"\n))]}",
        &["A text in quotation marks belongs here. Write it as \"text\"."],
    );
    check("extend: ^[]", &["A map belongs here. Write it as { \"list\": … }."]);
    check("hide: {\"topics\": ^\"CT\"}", &["A list belongs here. Write it as [ … ]."]);
    check(
        "^colours: []",
        &["There is no “colours” here. Write one of id, version, base, label, note, extend, lists, hide, \
         hide_fields, show, replaced_by, types, groups, fields, checks, changes, or take it out."],
    );
    check("hide: {}, ^hide: {}", &["“hide” stands here twice. Take one out."]);
    let field = |rest: &str| format!("fields: [(on: \"actor\", id: \"x_a\", label: \"A\", {rest})]");
    check(
        &field("type: ^Txt"),
        &["“Txt” cannot be chosen here. Write one of Text, LongText, Whole, Number, Choice, Flag, Date, Duration, \
         Url, Many, Entity, Mark."],
    );
    check(&field("type: Number(min: ^0)"), &["Some(…) or None belongs here. Write Some( ) around the value."]);
    check(
        &field("type: Number(^least: Some(0))"),
        &["There is no “least” here. Write one of min, max, or take it out."],
    );
    check(&field("type: Text, required: ^\"no\""), &["Only true or false belongs here. Write one of them."]);
    let added = |rest: &str| format!("types: [(id: \"x_a\", label: \"A\", colour: \"#000000\", {rest})]");
    check(&added("key: Some(^\"t\")"), &["A single sign belongs here. Write it as 'a'."]);
    check(&added("lane: ^\"Wavy\""), &["A word without quotation marks belongs here. Write one."]);
    check(
        &added("lane: ^Zigzag"),
        &["“Zigzag” cannot be chosen here. Write one of Solid, Dotted, Double, Dashed, Wavy."],
    );
    assert_eq!(faults(&file("").replace(')', "")).len(), 1);
    assert_eq!(
        faults(&format!("{} x", file(""))),
        ["Line 2, column 3: Something stands after the last bracket. Take it out."]
    );
}

#[test]
fn terms_are_checked() {
    let term = |rest: &str| format!("extend: {{\"topics\": [({rest})]}}");
    check(
        "extend: {^\"topic\": [(code: \"A\", label: \"B\")]}",
        &["“topic” is not a list of the schema. Did you mean “topics”?"],
    );
    check(
        "extend: {^\"colours\": []}",
        &["“colours” is not a list of the schema. Write the key of a list, such as “topics” or “agreement.kind”."],
    );
    check(
        "extend: {^\"basis\": [(code: \"guess\", label: \"Guess\")]}",
        &["Nothing can be added to “basis”: the program works with its codes. Take it out."],
    );
    check("extend: {\"topics\": [], ^\"topics\": []}", &["“topics” stands in “extend” twice. Put both into one."]);
    check(&term("code: ^\"CT\", label: \"CT\""), &["“CT” is already in the list of topics. Choose another code."]);
    check(
        &term("code: ^\"drugs\", label: \"Drugs\""),
        &["“drugs” is already in the list of topics as “DRUGS”. Choose another code."],
    );
    check(
        &term("code: \"NEW\", label: \"NEW\"), (code: ^\"NEW\", label: \"Newer\""),
        &["“NEW” is already in the list of topics. Choose another code."],
    );
    check(
        &term("code: ^\"\", label: ^\" \", help: ^\" \""),
        &["The code is empty. Write one.", "The label is empty. Write one.", "The help is empty. Write one."],
    );
    check(
        &term("code: ^\"A\\tB\", label: ^\"a\\u{7}b\""),
        &[
            "The code “A\\u{9}B” has a sign in it that cannot be seen (U+0009). Take it out.",
            "The label “a\\u{7}b” has a control character in it (U+0007). Take it out.",
        ],
    );
    check(
        &term("code: ^\"A\u{202e}B\", label: \"وزارة الداخلية\""),
        &["The code “A\\u{202e}B” has a sign in it that cannot be seen (U+202E). Take it out."],
    );
    check(
        &term("code: \"A\", label: \"A\", level: ^\"instrument\""),
        &["Only a kind of agreement has a level. Take it out here."],
    );
    let long = "é".repeat(65);
    let sentence = format!("The code “{}…” is too long. Use at most 64 characters.", "é".repeat(60));
    check(&term(&format!("code: ^\"{long}\", label: \"A\"")), &[&sentence]);
}

#[test]
fn kinds_need_a_level_that_there_is() {
    let kind = |rest: &str| format!("extend: {{\"agreement.kind\": [(label: \"A\", {rest})]}}");
    check(
        &kind("code: ^\"pact\""),
        &["The level of “pact” is missing. Add level: instrument, commitment or activity."],
    );
    check(
        &kind("code: \"pact\", level: ^\"instrumnt\""),
        &["“instrumnt” is not in the list of levels. Did you mean “instrument”?"],
    );
    check(
        &kind("code: \"pact\", level: ^\"😊\""),
        &["“😊” is not in the list of levels. Write instrument, commitment or activity."],
    );
    check(
        &kind("code: ^\"training\", level: \"instrument\""),
        &["“training” is already in the list of kinds of commitment. Choose another code."],
    );
}

#[test]
fn hidden_and_replaced_codes_must_be_known() {
    check("hide: {\"sector\": [\"PRM\", ^\"PRT\"]}", &["“PRT” is not in the list of sectors. Did you mean “PRM”?"]);
    check("hide: {\"topics\": [^\"وزارة\"]}", &["“وزارة” is not in the list of topics. Choose one from the list."]);
    check(
        "replaced_by: {\"topics\": {^\"QQQQ\": \"CT\", \"CVE\": ^\"QQQQ\"}}",
        &[
            "“QQQQ” is not in the list of topics. Choose one from the list.",
            "“QQQQ” is not in the list of topics. Choose one from the list.",
        ],
    );
    check("replaced_by: {\"topics\": {\"CT\": ^\"CT\"}}", &["“CT” cannot take its own place. Write another code."]);
    check(
        "replaced_by: {\"topics\": {\"CT\": ^\"CVE\", \"CVE\": \"TOC\"}}",
        &["“CVE” is itself replaced by “TOC”. Write a code in use."],
    );
    check(
        "replaced_by: {\"topics\": {\"CT\": \"TOC\", ^\"CT\": \"CVE\"}}",
        &["“CT” stands in “replaced_by” twice. Take one out."],
    );
    check(
        "hide: {\"topics\": [\"CVE\"]}, replaced_by: {\"topics\": {\"CT\": ^\"CVE\"}}",
        &["“CVE” is hidden, so nobody can choose it. Write a code in use."],
    );
    check(
        "replaced_by: {\"agreement.kind\": {\"protocol\": ^\"training\"}}",
        &["“training” is of another level than “protocol”. Write a code of the same level."],
    );
}

#[test]
fn fields_are_checked() {
    let field = |rest: &str| format!("fields: [({rest})]");
    check(
        &field("on: \"actor\", id: ^\"rank\", label: \"Rank\", type: Text"),
        &["“rank” does not begin with x_, as own ids do. Write “x_rank”."],
    );
    check(
        &field("on: \"actor\", id: ^\"X_rank\", label: ^\"\", type: Text"),
        &["“X_rank” does not begin with x_, as own ids do. Write “x_rank”.", "The label is empty. Write one."],
    );
    check(
        &field("on: \"actor\", id: ^\"x_\", label: \"Rank\", type: Text"),
        &["The id “x_” ends after x_. Write a name behind it."],
    );
    check(
        &field("on: ^\"actors\", id: \"x_a\", label: \"A\", type: Date"),
        &["“actors” is not a record with fields. Did you mean “actor”?"],
    );
    check(
        &field("id: ^\"x_a\", label: \"A\", type: Flag"),
        &["It is not said what “x_a” is a field of. Add on: \"agreement\" or another."],
    );
    check(
        &field(
            "on: \"actor\", id: \"x_a\", label: \"A\", type: Flag), (on: \"date\", id: \"x_a\", label: \"A\", \
        type: Flag), (on: \"date\", id: ^\"x_a\", label: \"B\", type: Flag",
        ),
        &["“date” has two fields “x_a”. Rename one."],
    );
    for limits in ["min: Some(2), max: Some(1)", "min: Some(NaN)", "max: Some(inf)"] {
        check(
            &field(&format!("on: \"date\", id: ^\"x_a\", label: \"A\", type: Number({limits})")),
            &["No number fits the limits of “x_a”. Correct min and max."],
        );
    }
    check(
        &field("on: \"date\", id: ^\"x_a\", label: \"A\", type: Choice([])"),
        &["“x_a” offers nothing to choose from. Add choices."],
    );
    check(
        &field("on: \"date\", id: \"x_a\", label: \"A\", type: Choice([\"a b\", ^\"A B\", ^\"c \", ^\"\"])"),
        &[
            "“A B” is among these choices already. Take one out.",
            "The choice “c ” has a space at its edge. Take it out.",
            "The choice is empty. Write one.",
        ],
    );
}

#[test]
fn types_are_checked() {
    let added = |id: &str, rest: &str| format!("(id: {id}, label: \"A\", {rest})");
    let types = |entries: &[String]| format!("types: [{}]", entries.join(",\n"));
    check(
        &types(&[added("^\"speech\"", "colour: ^\"red\"")]),
        &[
            "“speech” does not begin with x_, as own ids do. Write “x_speech”.",
            "“red” is not a colour. Write # and six digits, each 0–9 or a–f, e.g. #7a1f5c.",
        ],
    );
    let black = "colour: \"#000000\"";
    check(&types(&[added("\"x_a\"", black), added("^\"x_a\"", black)]), &["There are two types “x_a”. Rename one."]);
    let key = |sign: &str| format!("{black}, key: Some({sign})");
    check(
        &types(&[added("\"x_a\"", &key("'t'")), added("\"x_b\"", &key("^'T'"))]),
        &["The key “T” already belongs to “A”. Choose another one."],
    );
    check(
        &types(&[added("\"x_a\"", &key("^'é'")), added("\"x_b\"", &key("^'\\u{202e}'"))]),
        &[
            "“é” cannot be a key. Write one letter from a to z or one digit.",
            "“\\u{202e}” cannot be a key. Write one letter from a to z or one digit.",
        ],
    );
    let field = "fields: [(on: ^\"actor\", id: \"x_f\", label: \"F\", type: Text)]";
    check(
        &types(&[added("\"x_a\"", &format!("{black}, {field}"))]),
        &["A field inside a type belongs to “x_a”. Leave “on” out here."],
    );
    check(&types(&[added("\"x_a\"", &format!("{black}, {}", field.replace("^\"actor\"", "\"x_a\"")))]), &[]);
}

#[test]
fn rules_are_checked() {
    let rule = |rest: &str| format!("checks: [({rest})]");
    check(
        &rule("id: \"a\", when: ^\"topics TRAIN\", warn: ^\"\""),
        &[
            "“topics” is not something a condition can ask about. Did you mean “topic”?",
            "The warning is empty. Write one.",
        ],
    );
    check(
        &rule("id: \"a\", when: ^\"topic TRAINN\", warn: \"W\""),
        &["“TRAINN” is not in the list of topics. Did you mean “TRAIN”?"],
    );
    check(
        &rule("id: \"a\", when: \"kind training\", warn: \"W\"), (id: ^\"a\", when: \"topic CT\", warn: \"W\""),
        &["There are two checks “a”. Rename one."],
    );
}

#[test]
fn all_faults_are_given_in_the_order_of_the_file() {
    let parts = "checks: [(id: \"a\", when: ^\"topic\", warn: \"W\")],\nfields: [(on: ^\"actr\", id: ^\"rank\", \
                 label: \"Ränge 😊\", type: Text)],\nhide: {^\"sektor\": []},\nextend: {\"topics\": [(code: ^\"CT\", \
                 label: \"CT\")]}";
    check(
        parts,
        &[
            "No code follows “topic”. Write one, as in “topic TRAIN”.",
            "“actr” is not a record with fields. Did you mean “actor”?",
            "“rank” does not begin with x_, as own ids do. Write “x_rank”.",
            "“sektor” is not a list of the schema. Did you mean “sector”?",
            "“CT” is already in the list of topics. Choose another code.",
        ],
    );
    let error = read(&file(&parts.replace('^', ""))).unwrap_err();
    assert_eq!(error.to_string().lines().count(), 5);
    let many = vec!["\"q\""; 30].join(", ");
    let message = read(&file(&format!("hide: {{\"topics\": [{many}]}}"))).unwrap_err().to_string();
    assert_eq!(message.lines().count(), 21);
    assert!(message.ends_with("10 more are wrong further on."));
}

#[test]
fn file_that_is_no_schema_is_explained() {
    let one = |text: &str| faults(text).join("\n");
    assert_eq!(one(" \n"), "Line 1, column 1: The file is empty. Delete it, or put an older copy in its place.");
    assert!(one("\0\0\0").starts_with("Line 1, column 1: The file holds nothing but zero bytes"));
    let large = file(&format!("// {}\n", "é".repeat(500_000)));
    assert_eq!(one(&large), "Line 1, column 1: The file is larger than 1 MB. Take something out of it.");
    let bracket = "An opening bracket belongs here. Write the fields as ( name: value, … ).";
    assert_eq!(one("[]"), format!("Line 1, column 1: {bracket}"));
    assert_eq!(one("hello"), format!("Line 1, column 1: {bracket}"));
    for nonsense in
        ["(", ")", "(id", "\u{0}(", "😊", "\u{202e}", "(id: \"", "{\"a\": 1}", "#![enable(x)]()", "/*", "//"]
    {
        let found = faults(nonsense);
        assert!(found.len() == 1 && found[0].starts_with("Line 1, column "), "{nonsense}: {found:?}");
    }
}

#[test]
fn megabyte_of_entries_is_read_at_once_and_of_faults_too() {
    let mut terms = String::new();
    for number in 0..20_000 {
        write!(terms, "(code:\"T{number}\",label:\"L\"),").unwrap();
    }
    let schema = read(&file(&format!("extend: {{\"topics\": [{terms}]}}"))).unwrap();
    assert_eq!(schema.terms(Vocabulary::Topic).len(), 20_025);
    let mut unknown = String::new();
    for number in 0..100_000 {
        write!(unknown, "\"Q{number}\",").unwrap();
    }
    assert_eq!(faults(&file(&format!("hide: {{\"topics\": [{unknown}]}}"))).len(), 100_000);
    let tests = vec!["topic QQ"; 60_000].join(" and ");
    assert_eq!(faults(&file(&format!("checks: [(id: \"a\", when: \"{tests}\", warn: \"W\")]"))).len(), 60_000);
    for deep in ["[".repeat(900_000), "(id: ".repeat(180_000), "/*".repeat(450_000), "\"\\u{".repeat(200_000)] {
        assert_eq!(faults(&deep).len(), 1);
    }
}

#[test]
fn broken_copies_of_the_example_never_panic() {
    let signs: Vec<char> = EXAMPLE.trim_end().chars().collect();
    let spoilers = ['"', '(', ')', '[', '}', ',', ':', '\\', '/', '*', '#', 'r', '\0', '\u{301}', '😊', ' '];
    let mut read_whole = 0;
    for at in 0..signs.len() {
        let mut spoilt = signs.clone();
        spoilt[at] = spoilers[at % spoilers.len()];
        let cut: String = signs[..at].iter().collect();
        assert_eq!(faults(&cut).len(), 1, "{cut}");
        read_whole += usize::from(faults(&spoilt.into_iter().collect::<String>()).is_empty());
    }
    assert!(read_whole > 0 && read_whole < signs.len());
}

#[test]
fn example_of_the_readme_is_read() {
    let readme = include_str!("../../../../README.md");
    let example = readme.split("```ron\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let schema = read(example).unwrap();
    assert_eq!((schema.fields.len(), schema.rules.len(), schema.groups.len(), schema.changes.len()), (3, 2, 1, 2));
    assert_eq!(schema.types.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["x_law", "place"]);
}

#[test]
fn readme_names_what_an_agreement_can_be_asked_about() {
    let readme = include_str!("../../../../README.md");
    let language =
        readme.split("**Conditions**").nth(1).and_then(|rest| rest.split("Settings and the list").next()).unwrap();
    let words = SUBJECTS.iter().filter(|row| row.on == "agreement" && row.shape != Shape::Date).map(|row| row.word);
    for word in words {
        assert!(language.contains(word), "{word}");
    }
    for kind in
        ["Text", "LongText", "Whole", "Number", "Flag", "Date", "Duration", "Url", "Choice", "Entity", "Mark", "Many"]
    {
        assert!(readme.contains(&format!("`{kind}")), "{kind}");
    }
    assert!(OWNERS.iter().all(|owner| readme.contains(&format!("`{owner}`"))));
}

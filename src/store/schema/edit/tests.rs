//! What is added stands where it belongs, and everything else stays as it was.

use proptest::prelude::*;

use super::*;
use crate::core::schema::{Choices, Condition, FieldKind, Schema, Vocabulary};
use crate::store::schema::SHIPPED;

const FILE: &str = "// Our schema.\n\
    (\n\
    \x20   id: \"own-1\", version: \"1.0\", /* (not this: [) */ base: \"default-1\",\n\
    \x20   extend: {\n\
    \x20       \"topics\": [\n\
    \x20           (code: \"FRAUD\", label: \"Fraud \\\"online\\\" )\"), // the first one\n\
    \x20           (code: \"SCAM\", label: \"Scam\") // the second one, without a comma\n\
    \x20       ],\n\
    \x20       \"sector\": [],\n\
    \x20   },\n\
    \x20   lists: { \"x_l\": [\"a\", \"b\"] },\n\
    \x20   types: [(id: \"x_law\", label: \"Law\", colour: \"#000000\", key: Some('l'), fields: [\n\
    \x20       (id: \"x_in\", label: \"In\", type: Many(Choice([\"p\"]))),\n\
    \x20   ])],\n\
    \x20   fields: [\n\
    \x20       // Entities are no choices.\n\
    \x20       (on: \"agreement\", id: \"x_e\", label: \"E\", type: Entity([\"state\"])),\n\
    \x20       (on: \"agreement\", id: \"x_c\", label: r#\"C \"c\" ]\"#, type: Choice([\"one\", \"two\",])),\n\
    \x20   ],\n\
    )\n";

fn term(code: &str) -> Term {
    Term::own(code.to_owned(), format!("Label of {code}"), "")
}

/// Tells which lines were added and which were taken away.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let without = |lines: &str, others: &str| {
        let others: Vec<&str> = others.lines().collect();
        lines.lines().filter(|line| !others.contains(line)).map(str::to_owned).collect()
    };
    (without(after, before), without(before, after))
}

#[track_caller]
fn adds(list: &str, added: &[&str], changed: &[&str]) -> Schema {
    let after = add_code(FILE, list, &term("NEW"), None, "1.1").unwrap();
    let (new, old) = difference(FILE, &after);
    let version = "    id: \"own-1\", version: \"1.1\", /* (not this: [) */ base: \"default-1\",";
    assert_eq!(new.iter().filter(|line| *line != version).collect::<Vec<_>>(), added);
    assert_eq!(old.iter().filter(|line| !line.contains("version")).collect::<Vec<_>>(), changed);
    assert!(after.contains("// the first one\n") && after.starts_with("// Our schema.\n("));
    read(&after).unwrap()
}

#[test]
fn code_is_added_to_a_list_with_a_line_for_each() {
    let schema = adds(
        "topics",
        &[
            "            (code: \"SCAM\", label: \"Scam\"), // the second one, without a comma",
            "            (code: \"NEW\", label: \"Label of NEW\"),",
        ],
        &["            (code: \"SCAM\", label: \"Scam\") // the second one, without a comma"],
    );
    assert_eq!((schema.version.as_str(), schema.label(Vocabulary::Topic, "NEW")), ("1.1", "Label of NEW"));
}

#[test]
fn code_is_added_to_a_list_on_one_line() {
    let schema = adds(
        "x_l",
        &["    lists: { \"x_l\": [\"a\", \"b\", (code: \"NEW\", label: \"Label of NEW\")] },"],
        &["    lists: { \"x_l\": [\"a\", \"b\"] },"],
    );
    assert_eq!(schema.list("x_l").unwrap().len(), 3);
    adds(
        "sector",
        &["        \"sector\": [ (code: \"NEW\", label: \"Label of NEW\") ],"],
        &["        \"sector\": [],"],
    );
}

#[test]
fn code_is_added_to_the_choices_of_a_field() {
    let schema = adds(
        "agreement.x_c",
        &[
            "        (on: \"agreement\", id: \"x_c\", label: r#\"C \"c\" ]\"#, type: Choice([\"one\", \"two\", (code: \"NEW\", \
           label: \"Label of NEW\")])),",
        ],
        &["        (on: \"agreement\", id: \"x_c\", label: r#\"C \"c\" ]\"#, type: Choice([\"one\", \"two\",])),"],
    );
    assert!(schema.field("agreement", "x_c").unwrap().kind.choices().unwrap().term("NEW").is_some());
    let after = add_code(FILE, "x_law.x_in", &term("NEW"), None, "1.1").unwrap();
    assert_eq!(read(&after).unwrap().field("x_law", "x_in").unwrap().kind.choices().unwrap().len(), 2);
    for list in ["agreement.x_e", "agreement.x_none", "date.x_c"] {
        let sentence = add_code(FILE, list, &term("NEW"), None, "1.1").unwrap_err().faults.remove(0).sentence;
        assert!(sentence.ends_with("has no choices of its own. Add the code to the list it takes."), "{sentence}");
    }
}

#[test]
fn list_that_is_not_there_is_begun() {
    let schema =
        adds("agreement.status", &["        \"agreement.status\": [ (code: \"NEW\", label: \"Label of NEW\") ],"], &[]);
    assert!(schema.knows(Vocabulary::Status, "NEW"));
    let empty = new_file("own-2", "1", "Ours").unwrap();
    let after = add_code(&empty, "agreement.kind", &term("pact"), Some("instrument"), "2").unwrap();
    let (new, old) = difference(&empty, &after);
    assert_eq!(
        new,
        [
            "    version: \"2\",",
            "    extend: {",
            "        \"agreement.kind\": [",
            "            (code: \"pact\", level: \"instrument\", label: \"Label of pact\"),",
            "        ],",
            "    },"
        ]
    );
    assert_eq!(old, ["    version: \"1\","]);
    assert!(read(&after).unwrap().knows(Vocabulary::InstrumentKind, "pact"));
}

#[test]
fn field_is_written_so_that_it_is_read_as_the_same() {
    let choices = Choices::own(vec![
        Term { order: Some(1), ..Term::own("a", "a", "") },
        Term {
            order: Some(2),
            labels: vec![("en".into(), "B \"b\"".into()), ("ar".into(), "ب".into())],
            ..Term::own("b", "B \"b\"", "Help.\\")
        },
    ]);
    let kinds = [
        FieldKind::Text,
        FieldKind::Whole { min: Some(-3), max: None },
        FieldKind::Whole { min: None, max: None },
        FieldKind::Number { min: Some(0.0), max: Some(2.5) },
        FieldKind::Choice(choices.clone()),
        FieldKind::Many(Box::new(FieldKind::Choice(choices))),
        FieldKind::Flag,
        FieldKind::Date,
        FieldKind::Duration,
        FieldKind::Url,
        FieldKind::LongText,
        FieldKind::Entity(vec!["state".into(), "igo".into()]),
        FieldKind::Many(Box::new(FieldKind::Mark("date".into()))),
    ];
    let mut text = new_file("own-2", "1", "Ours \"here\"").unwrap();
    let mut wanted = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let mut field = FieldDef::new("agreement", format!("x_{number}"), "Label\u{202e}", kind);
        field.help = "Help “here”.".into();
        field.note = "V1".into();
        field.required = number % 2 == 0;
        field.evidence = number % 3 == 0;
        field.when =
            (number % 2 == 1).then(|| Condition::parse("status in (signed, 'ratified') and x_0 'it''s'").unwrap());
        field.default = if number == 0 { vec!["a\"b".into()] } else { Vec::new() };
        text = add_field(&text, &field, &format!("{}", number + 2)).unwrap_or_else(|error| panic!("{error}\n{text}"));
        wanted.push(field);
    }
    let schema = read(&text).unwrap();
    assert_eq!(schema.fields, wanted);
    assert_eq!(schema.version, "14");
    assert_eq!(text.lines().filter(|line| line.starts_with("        (on: ")).count(), 13);
}

#[test]
fn what_would_be_wrong_is_said_and_nothing_is_given() {
    let sentences = |result: Result<String, SchemaError>| -> Vec<String> {
        result.unwrap_err().faults.into_iter().map(|fault| fault.sentence).collect()
    };
    assert_eq!(
        sentences(add_code(FILE, "topics", &term("FRAUD"), None, "1.1")),
        ["“FRAUD” is already in the list of topics. Choose another code."]
    );
    assert_eq!(
        sentences(add_code(FILE, "topcs", &term("A"), None, "1.1")),
        ["“topcs” is not a list of the schema. Did you mean “topics”?"]
    );
    assert_eq!(sentences(add_code(FILE, "topics", &term("A"), None, "")), ["The version is empty. Write one."]);
    assert_eq!(
        sentences(add_field(FILE, &FieldDef::new("agreement", "rank", "Rank", FieldKind::Text), "2")),
        ["“rank” does not begin with x_, as own ids do. Write “x_rank”."]
    );
    assert!(add_code("(id: \"a\"", "topics", &term("A"), None, "2").is_err());
    assert_eq!(sentences(new_file("", "1", "L")), ["The id is empty. Write one."]);
}

#[test]
fn change_is_added_with_its_version() {
    let change =
        Change { version: "2.0".into(), note: "Status anew.".into(), reread: vec!["status".into(), "x_c".into()] };
    let schema = read(&add_change(FILE, &change).unwrap()).unwrap();
    assert_eq!((&schema.changes, schema.version.as_str()), (&vec![change.clone()], "2.0"));
    // From then on each version says what it changed.
    let text = add_code(&add_change(FILE, &change).unwrap(), "topics", &term("NEW"), None, "2.1").unwrap();
    let later =
        Change {
            version: "2.1".into(), note: "Code “NEW” (Label of NEW) added to topics.".into(), reread: Vec::new()
        };
    assert_eq!(read(&text).unwrap().changes, [change, later]);
}

#[test]
fn code_can_take_the_place_of_another() {
    let add = |text: &str, list: &str, code: &str, old: &str| {
        let list = ListKey { key: list.into(), level: None };
        let code = AddedCode { list, term: term(code), replaces: Some(old.into()) };
        add(text, &Addition::Code(Box::new(code)), "1.1").unwrap_or_else(|error| panic!("{error}"))
    };
    let text = add(FILE, "topics", "NEW", "SCAM");
    assert!(
        text.contains(
            "    replaced_by: {\n        \"topics\": {\n            \"SCAM\": \"NEW\",\n        },\n    },\n"
        )
    );
    let text = add(&text, "topics", "NEWER", "FRAUD");
    assert!(text.contains("            \"SCAM\": \"NEW\",\n            \"FRAUD\": \"NEWER\",\n"), "{text}");
    let text = add(&text, "agreement.x_c", "three", "one");
    let text = add(&text, "x_l", "c", "a");
    let schema = read(&text).unwrap();
    let replaced = |terms: &[Term], code: &str| {
        terms.iter().find(|term| term.code == code).map(|term| term.replaced_by.concat()).unwrap()
    };
    assert_eq!(replaced(schema.terms(Vocabulary::Topic), "FRAUD"), "NEWER");
    assert_eq!(replaced(schema.field("agreement", "x_c").unwrap().kind.choices().unwrap(), "one"), "three");
    assert_eq!(replaced(schema.list("x_l").unwrap(), "a"), "c");
}

#[test]
fn shipped_schemas_are_renamed_and_added_to() {
    for (name, _, text) in SHIPPED {
        let ours = renamed(text, "ours-1", "1.0").unwrap();
        assert_eq!(read(&ours).unwrap().id, "ours-1");
        assert_eq!(difference(text, &ours).0.len(), 1, "{name}");
        let field =
            FieldDef::new("agreement", "x_more", "More", FieldKind::Choice(Choices::of_list("topics", Vec::new())));
        let after = add_field(&ours, &field, "1.1").unwrap();
        let note = "        (version: \"1.1\", note: \"Field “x_more” (More) added to agreement.\"),";
        let new = difference(&ours, &after).0;
        assert_eq!((new.len(), new[2].as_str()), (3, note), "{name}: version, field and what changed");
        let anew = read(&renamed(text, "ours-1", "2").unwrap()).unwrap();
        let last = anew.changes.last().unwrap();
        assert_eq!((last.version.as_str(), last.note.starts_with("Begun with “")), ("2", true), "{name}");
    }
}

#[test]
fn ends_of_lines_stay_as_they_are() {
    let windows = FILE.replace('\n', "\r\n");
    let after = add_code(&windows, "topics", &term("NEW"), None, "1.1").unwrap();
    assert_eq!(after.replace("\r\n", "\n"), add_code(FILE, "topics", &term("NEW"), None, "1.1").unwrap());
    assert!(!after.replace("\r\n", "").contains('\n'));
    let attribute = format!("#![enable(implicit_some)]\n{FILE}").replace("Some('l')", "'l'");
    assert!(add_code(&attribute, "topics", &term("NEW"), None, "1.1").is_ok());
}

#[test]
fn whatever_reads_can_be_added_to() {
    let signs: Vec<char> = FILE.chars().collect();
    let spoilers = [' ', ',', '/', 'r', '#', '*', '\n', 'é'];
    let field = FieldDef::new("date", "x_added", "Added", FieldKind::Flag);
    let mut added = 0;
    for at in 0..signs.len() {
        let mut spoilt = signs.clone();
        spoilt[at] = spoilers[at % spoilers.len()];
        let text: String = spoilt.into_iter().collect();
        let Ok(before) = read(&text) else { continue };
        let with_code =
            add_code(&text, "topics", &term("NEW"), None, "1.1").unwrap_or_else(|error| panic!("{error}\n{text}"));
        let after =
            read(&add_field(&with_code, &field, "1.2").unwrap_or_else(|error| panic!("{error}\n{text}"))).unwrap();
        assert_eq!((after.fields.len(), &after.own_lists), (before.fields.len() + 1, &before.own_lists));
        assert!(after.knows(Vocabulary::Topic, "NEW") && after.version == "1.2", "{text}");
        added += 1;
    }
    assert!(added > 100, "{added}");
}

proptest! {
    #[test]
    fn any_text_is_written_so_that_it_is_read_as_the_same(text in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
        prop_assert_eq!(ron::from_str::<String>(&quoted(&text)), Ok(text));
    }

    #[test]
    fn any_text_is_scanned_to_its_end(text in "[a-z()\\[\\]{},:'\"/*#r\\\\\n é😊]{0,60}") {
        let mut at = 0;
        while at < text.len() {
            let next = scan::after(&text, at);
            prop_assert!(next > at && text.is_char_boundary(next));
            at = next;
        }
        prop_assert!(outermost(&text).is_none_or(|open| items(&text, open).is_none_or(|items| items.close > open)));
    }
}

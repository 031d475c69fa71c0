//! The parts of the language beyond terms and plain fields: each as it should be, and what is said where it is not.

use super::*;
use crate::core::schema::{Facts, PLACE, Subject, Values};

fn schema(parts: &str) -> Schema {
    read(&file(parts)).unwrap_or_else(|error| panic!("{parts}\n{error}"))
}

fn field(kind: &str) -> String {
    format!("fields: [(on: \"agreement\", id: \"x_a\", label: \"A\", type: {kind})]")
}

/// Lists, types and fields that the rows below ask about.
const GROUND: &str = "lists: { \"x_scale\": [(code: \"0\", label: \"None\", order: 0), (code: \"3\", label: \"Much\", \
                      order: 3), \"unclear\"] },\n\
                      types: [(id: \"x_law\", label: \"Law\", colour: \"#000000\")],\n\
                      fields: [(on: \"agreement\", id: \"x_number\", label: \"Number\", type: Whole()),\n\
                      (on: \"agreement\", id: \"x_flag\", label: \"Flag\", type: Flag),\n\
                      (on: \"agreement\", id: \"x_day\", label: \"Day\", type: Date),\n\
                      (on: \"agreement\", id: \"x_long\", label: \"Long\", type: Duration),\n\
                      (on: \"agreement\", id: \"x_grade\", label: \"Grade\", type: Choice(\"x_scale\")),\n\
                      (on: \"agreement\", id: \"x_other\", label: \"Other grade\", type: Choice(\"x_scale\")),\n\
                      (on: \"agreement\", id: \"x_many\", label: \"Many\", type: Many(Choice([\"a\", \"b c\"]))),\n\
                      (on: \"actor\", id: \"x_rank\", label: \"Rank\", type: Text)],\n";

#[test]
fn every_kind_of_field_is_read() {
    let kinds = [
        ("Text", "Text", "text"),
        ("LongText", "LongText", "long text"),
        ("Whole()", "Whole", "whole number"),
        ("Whole(min: Some(1))", "Whole", "whole number, 1 to …"),
        ("Number(min: Some(0.5), max: Some(2))", "Number", "number, 0.5 to 2"),
        ("Flag", "Flag", "yes or no"),
        ("Date", "Date", "date"),
        ("Duration", "Duration", "duration"),
        ("Url", "Url", "web address"),
        ("Choice([\"a\", (code: \"b\", label: \"Second\")])", "Choice", "one of a, Second"),
        (
            "Choice(\"party.capacity\")",
            "Choice",
            "one of State, Government, Ministry, Agency, Subnational authority, Intergovernmental organisation, Other",
        ),
        ("Many(Text)", "Many", "several: text"),
        ("Many(Choice([\"a\", \"b\"]))", "Many", "several: one of a, b"),
        ("Many(Entity([\"state\", \"igo\"]))", "Many", "several: entry of the registry (state, igo)"),
        ("Entity([])", "Entity", "entry of the registry"),
        ("Mark(\"date\")", "Mark", "mark of type date"),
        ("Mark(\"place\")", "Mark", "mark of type place"),
        ("/* a comment */ Many(/* another */ Choice( /* and another */ [ \"a\" ]))", "Many", "several: one of a"),
    ];
    for (written, word, words) in kinds {
        let schema = schema(&field(written));
        let kind = &schema.fields[0].kind;
        assert_eq!((kind.word(), kind.in_words().as_str()), (word, words), "{written}");
    }
}

#[test]
fn kinds_of_fields_are_checked() {
    let id = |kind: &str| format!("fields: [(on: \"agreement\", id: ^\"x_a\", label: \"A\", type: {kind})]");
    check(&id("Many(Many(Text))"), &["“x_a” takes several of several. Write Many once."]);
    check(&id("Whole(min: Some(3), max: Some(1))"), &["No number fits the limits of “x_a”. Correct min and max."]);
    check(&field("Whole(min: Some(0^.5))"), &["A comma or “)” is missing before this place. Add it."]);
    check(&field("Choice(^5)"), &["A list belongs here. Write it as [ … ]."]);
    check(
        &field("Choice(^\"x_scal\")"),
        &["“x_scal” is not a list of the schema. Write the key of one of your lists, or that of a built-in one such \
           as “topics”."],
    );
    check(
        &format!("lists: {{\"x_scale\": [\"1\"]}}, {}", field("Choice(^\"x_scal\")")),
        &["“x_scal” is not a list of the schema. Did you mean “x_scale”?"],
    );
    check(&field("Choice(^\"topic\")"), &["“topic” is not a list of the schema. Did you mean “topics”?"]);
    check(
        &field("Choice([(code: \"a\" ^label: \"A\")])"),
        &["A comma or a closing bracket is missing before this place. Add it."],
    );
    check(&field("Choice([\"a\", (code: \"b\"^)])"), &["“label” is missing before this place. Add it."]);
    check(
        &field("Choice([\"a\",\n  (code: \"b\", label: \"B\", ^colour: 1)])"),
        &["There is no “colour” here. Write one of code, level, label, help, order, or take it out."],
    );
    check(
        &field("Choice([(code: ^\"a b\", label: ^\"\", level: ^\"instrument\")])"),
        &[
            "The code “a b” has a space in it. Put _ there.",
            "The label is empty. Write one.",
            "Only a kind of agreement has a level. Take it out here.",
        ],
    );
    check(
        &field("Entity([\"state\", ^\"stat\"])"),
        &["“stat” is not in the list of kinds of actor. Did you mean “state”?"],
    );
    check(
        &field("Mark(^\"x_law\")"),
        &["“x_law” is not a type of mark. Write actor, date, place or the id of one of your types."],
    );
    check(&field("Mark(^\"dates\")"), &["“dates” is not a type of mark. Did you mean “date”?"]);
    check(&field("Mark(^date)"), &["A text in quotation marks belongs here. Write it as \"text\"."]);
}

#[test]
fn texts_have_one_language_or_several() {
    let schema = schema(
        "label: { \"de\": \"Unser Schema\", \"en\": \"Our schema\" }, note: \"A note.\",\n\
         lists: { \"x_l\": [(code: \"a\", label: { \"ar\": \"وزارة\", \"uz-Cyrl\": \"вазирлик\" }, help: { \"en\": \"Help.\" })] },\n\
         fields: [(on: \"actor\", id: \"x_a\", label: {\"ar\": \"وزارة\", \"en\": \"Ministry\"}, help: \"H.\", note: {\"en\": \"N.\"}, \
         type: Choice(\"x_l\"))]",
    );
    assert_eq!((schema.label.as_str(), schema.note.as_str()), ("Our schema", "A note."));
    let term = &schema.list("x_l").unwrap()[0];
    assert_eq!((&*term.label, &*term.help), ("وزارة", "Help."));
    assert_eq!(term.labels[1], ("uz-Cyrl".to_owned(), "вазирлик".to_owned()));
    let field = schema.field("actor", "x_a").unwrap();
    assert_eq!((field.label.as_str(), field.help.as_str(), field.note.as_str()), ("Ministry", "H.", "N."));
    assert_eq!(field.labels.len(), 2);

    let label = |text: &str| format!("fields: [(on: \"actor\", id: \"x_a\", label: {text}, type: Text)]");
    check(&label("^{}"), &["No text stands in the brackets. Write it as { \"en\": \"text\" }."]);
    check(
        &label("{^\"english language\": ^\"\", \"en\": \"A\"}"),
        &[
            "“english language” is not the code of a language. Write one such as en, ar or zh-Hant.",
            "The label is empty. Write one.",
        ],
    );
    check(&label("{\"en\": \"A\", ^\"en\": \"B\"}"), &["“en” stands in “label” twice. Take one out."]);
    check(&label("{\"en\": ^5}"), &["A text in quotation marks belongs here. Write it as \"text\"."]);
    check(&label("{\"en\"^}"), &["A colon belongs here. Add it."]);
    check(&label("^[\"A\"]"), &["A text in quotation marks belongs here. Write it as \"text\"."]);
}

#[test]
fn lists_are_shared_ordered_hidden_and_replaced() {
    let schema = schema(
        "lists: { \"x_l\": [ \"no order\", (code: \"b\", label: \"B\", order: 2), (code: \"a\", label: \"A\", order: 1) ] },\n\
         hide: { \"x_l\": [\"no order\"], \"agreement.x_own\": [\"q\"] },\n\
         replaced_by: { \"x_l\": { \"b\": \"a\" }, \"agreement.x_own\": { \"p\": [\"r\", \"s\"] } },\n\
         fields: [(on: \"agreement\", id: \"x_a\", label: \"A\", type: Choice(\"x_l\")),\n\
         (on: \"agreement\", id: \"x_b\", label: \"B\", type: Many(Choice(\"x_l\"))),\n\
         (on: \"agreement\", id: \"x_own\", label: \"Own\", type: Choice([\"p\", \"q\", \"r\", \"s\"]))]",
    );
    let list = schema.list("x_l").unwrap();
    assert_eq!(list.iter().map(|term| &*term.code).collect::<Vec<_>>(), ["a", "b", "no order"]);
    assert_eq!(schema.fields[0].kind.choices(), Some(list));
    assert_eq!(schema.fields[1].kind.choices(), Some(list));
    assert_eq!(list.iter().filter(|term| term.is_offered()).count(), 1);
    let own = schema.fields[2].kind.choices().unwrap();
    assert_eq!(
        (own.list.as_ref(), own.term("p").unwrap().replaced_by.len(), own.term("q").unwrap().hidden),
        (None, 2, true)
    );

    check("lists: {^\"scale\": [\"1\"]}", &["“scale” does not begin with x_, as own ids do. Write “x_scale”."]);
    check("lists: {\"x_l\": [\"1\"], ^\"x_l\": [\"2\"]}", &["There are two lists “x_l”. Rename one."]);
    check(
        "lists: {^\"topics\": [\"1\"]}, hide: {\"topics\": [\"CT\"]}",
        &["“topics” does not begin with x_, as own ids do. Write “x_topics”."],
    );
    let of_type = self::schema(
        "types: [(id: \"x_law\", label: \"Law\", colour: \"#000000\", fields: [(id: \"x_a\", label: \"A\", type: \
         Choice([\"p\", \"q\"]))])], hide: { \"x_law.x_a\": [\"q\"] }",
    );
    assert!(of_type.own_lists.is_empty() && of_type.field("x_law", "x_a").unwrap().kind.choices().unwrap()[1].hidden);
    check("lists: {^\"x_l\": []}", &["“x_l” offers nothing to choose from. Add choices."]);
    check("lists: {\"x_l\": [\"1\", ^\"1\"]}", &["“1” is among these choices already. Take one out."]);
    let list = "lists: {\"x_l\": [\"one\", \"two\", \"six\"]},";
    check(&format!("{list} hide: {{\"x_l\": [^\"twoo\"]}}"), &["“twoo” is not in the list “x_l”. Did you mean “two”?"]);
    check(&format!("{list} hide: {{^\"x_m\": []}}"), &["“x_m” is not a list of the schema. Did you mean “x_l”?"]);
    let replaced = |pairs: &str| format!("{list} replaced_by: {{\"x_l\": {{{pairs}}}}}");
    check(&replaced("\"one\": ^\"four\""), &["“four” is not in the list “x_l”. Choose one from the list."]);
    check(
        &replaced("\"one\": [^\"two\"]"),
        &["“one” is split into fewer than two codes. Write one code without brackets, or several in them."],
    );
    check(
        &replaced("^\"one\": []"),
        &["“one” is split into fewer than two codes. Write one code without brackets, or several in them."],
    );
    check(&replaced("\"one\": [\"two\", ^\"two\"]"), &["“one” is split into “two” twice. Take one out."]);
    check(&replaced("\"one\": [\"two\", ^\"one\"]"), &["“one” cannot take its own place. Write another code."]);
    check(
        &replaced("\"one\": [\"six\", ^\"two\"], \"two\": \"six\""),
        &["“two” is itself replaced by “six”. Write a code in use."],
    );
    let split = self::schema("replaced_by: { \"topics\": { \"CYBER\": [\"TOC\", \"TECH\"] } }");
    assert_eq!(split.term(Vocabulary::Topic, "CYBER").unwrap().replaced_by, ["TOC", "TECH"]);
}

/// A record of which the level and the background are known.
struct Known(&'static str, &'static str);
impl Facts for Known {
    fn values(&self, subject: &Subject) -> Values<'_> {
        match subject.as_str() {
            "level" => Values::text(self.0),
            "background" => Values::text(self.1),
            _ => Values::None,
        }
    }
}

#[test]
fn groups_are_declared_once() {
    let schema = schema(
        "groups: [(id: \"g\", label: \"Group\", help: \"H.\", when: \"level instrument\"), (id: \"h\", label: \"H\")],\n\
         fields: [(on: \"agreement\", id: \"x_a\", label: \"A\", type: Text, group: \"g\", when: \"not background\")]",
    );
    assert_eq!(schema.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>(), ["g", "h"]);
    let field = &schema.fields[0];
    let applies = |level, background| schema.applies(field, &Known(level, background));
    assert_eq!(
        [applies("instrument", "no"), applies("instrument", "yes"), applies("activity", "no")],
        [true, false, false]
    );
    check(
        "groups: [(id: \"g\", label: \"G\"), (id: ^\"g\", label: \"H\")]",
        &["There are two groups “g”. Rename one."],
    );
    check(
        "groups: [(id: \"group\", label: \"G\")], fields: [(on: \"actor\", id: \"x_a\", label: \"A\", type: Text, group: ^\"grup\")]",
        &["“grup” is not a group of the schema. Did you mean “group”?"],
    );
    check(
        "groups: [(id: \"g\", label: \"G\", when: ^\"level instrument\")], fields: [(on: \"date\", id: \"x_a\", label: \
         \"A\", type: Text, group: \"g\")]",
        &["“level” is not something a condition about date can ask about. Write one of type, role, value, modifier, \
           calendar, confidence, x_a."],
    );
}

#[test]
fn fields_stand_on_every_record_and_say_what_they_ask_for() {
    for on in [
        "agreement",
        "actor",
        "date",
        "article",
        "registry",
        "party",
        "signatory",
        "evidence",
        "identity",
        "publisher",
        PLACE,
    ] {
        let schema = schema(&format!(
            "fields: [(on: \"{on}\", id: \"x_a\", label: \"A\", type: Text, basis: true, confidence: true, required: true)]"
        ));
        let field = schema.field(on, "x_a").unwrap();
        assert!(field.basis && field.confidence && field.required && !field.evidence, "{on}");
    }
    let on = |on: &str| format!("fields: [(on: \"{on}\", id: ^\"x_a\", label: \"A\", type: Text, evidence: true)]");
    for good in ["agreement", "party", "signatory"] {
        assert!(schema(&on(good).replace('^', "")).fields[0].evidence);
    }
    check(
        &on("date"),
        &["Passages support fields of agreement, party and signatory, not “x_a” of date. Take evidence: true out, or \
           put the field on an agreement."],
    );
    check(
        "fields: [(on: \"actor\", id: ^\"x_a.b\", label: \"A\", type: Text)]",
        &["The id “x_a.b” has a point in it. Put _ there."],
    );
    let many = |count: usize| {
        let field = |number: usize| format!("(on: \"agreement\", id: \"x_{number}\", label: \"A\", type: Text),");
        format!("fields: [{}]", (0..count).map(field).collect::<Vec<_>>().concat())
    };
    assert_eq!(schema(&many(1000)).fields.len(), 1000);
    assert!(faults(&file(&many(1001)))[0].ends_with("More than 1000 fields are too many for a form. Take some out."));
}

#[test]
fn default_is_a_value_of_its_field() {
    let with = |kind: &str, default: &str| {
        format!("fields: [(on: \"agreement\", id: \"x_a\", label: \"A\", type: {kind}, default: {default})]")
    };
    assert_eq!(schema(&with("Choice([\"0\", \"1\"])", "\"0\"")).fields[0].default, ["0"]);
    assert_eq!(schema(&with("Many(Choice([\"0\", \"1\"]))", "[\"0\", \"1\"]")).fields[0].default, ["0", "1"]);
    assert!(schema(&with("Text", "\"\"")).fields[0].default.is_empty());
    check(&with("Choice([\"0\"])", "^\"2\""), &["“2” is not among the choices of “A”. Choose one of them."]);
    check(
        &with("Whole()", "^\"2.5\""),
        &["“2.5” is not a whole number. Write it in the digits 0 to 9, e.g. 12 or -3."],
    );
    check(&with("Whole()", "[^\"1\", \"2\"]"), &["“A” takes one value, and there are several. Take the others out."]);
    check(
        &with("Many(Whole())", "[\"1\", ^\"two\"]"),
        &["“two” is not a whole number. Write it in the digits 0 to 9, e.g. 12 or -3."],
    );
    check(&with("Whole()", "^1"), &["A text in quotation marks belongs here. Write it as \"text\"."]);
}

#[test]
fn replaced_field_names_another_one_of_its_record() {
    let fields = |new: &str| {
        format!(
            "fields: [(on: \"agreement\", id: \"x_old\", label: \"A\", type: Text, replaced_by: {new}),\n\
             (on: \"agreement\", id: \"x_new\", label: \"A\", type: Text), (on: \"date\", id: \"x_date\", label: \"A\", type: Text),\n\
             (on: \"agreement\", id: \"x_older\", label: \"A\", type: Text, replaced_by: \"x_new\")]"
        )
    };
    let schema = schema(&fields("\"x_new\""));
    assert_eq!((schema.fields[0].replaced_by.as_deref(), schema.fields[0].is_offered()), (Some("x_new"), false));
    check(&fields("^\"x_old\""), &["“x_old” cannot take its own place. Write another field."]);
    check(&fields("^\"x_nev\""), &["“x_nev” is not a field of agreement. Did you mean “x_new”?"]);
    check(&fields("^\"x_older\""), &["“x_older” is itself replaced by “x_new”. Write a field in use."]);
    check(&fields("^\"x_date\""), &["“x_date” is not a field of agreement. Write the id of another of its fields."]);
}

#[test]
fn built_in_fields_are_hidden_and_places_shown() {
    let schema = schema("hide_fields: [\"agreement.credibility\", \"agreement.dates.validity\"], show: [\"place\"]");
    assert!(schema.hides("agreement.credibility") && schema.hides("agreement.dates.validity"));
    assert!(!schema.hides("agreement.status"));
    assert_eq!(schema.types.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["place"]);
    let place = schema.type_def("place").unwrap();
    assert_eq!(place.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>(), ["kind", "name", "country"]);
    let kinds = self::schema("extend: { \"place.kind\": [(code: \"river\", label: \"River\")] }");
    assert!(
        kinds.types.is_empty() && kinds.field("place", "kind").unwrap().kind.choices().unwrap().term("river").is_some()
    );

    check("show: [^\"places\"]", &["“places” is not a built-in type of mark. Did you mean “place”?"]);
    check("show: [^\"actor\"]", &["“actor” is not a built-in type of mark. Write “place”."]);
    check("show: [\"place\", ^\"place\"]", &["“place” stands in “show” twice. Take one out."]);
    check(
        "hide_fields: [^\"agreement.level\", ^\"agreement.credibilty\", ^\"agreement.x_a\", ^\"q\"]",
        &[
            "“agreement.level” cannot be hidden: the program works with it. Take it out.",
            "“agreement.credibilty” is not a built-in field. Did you mean “agreement.credibility”?",
            "“agreement.x_a” is not a built-in field. Write hidden: true in your field.",
            "“q” is not a built-in field. Write one such as “agreement.credibility”.",
        ],
    );
}

#[test]
fn checks_warn_or_say_that_something_is_wrong() {
    let schema = schema(&format!(
        "{GROUND} checks: [(id: \"w\", when: \"topic CT\", warn: \"W.\"), (id: \"e\", on: \"actor\", when: \"x_rank is \
         given\", error: {{\"en\": \"E.\"}})]"
    ));
    let rules: Vec<_> =
        schema.rules.iter().map(|rule| (rule.id.as_str(), rule.on.as_str(), rule.says.as_str(), rule.error)).collect();
    assert_eq!(rules, [("w", "agreement", "W.", false), ("e", "actor", "E.", true)]);
    let rule = |rest: &str| format!("checks: [(id: {rest})]");
    check(&rule("^\"a\", when: \"topic CT\""), &["“a” says nothing. Add warn: or error: with a sentence."]);
    check(
        &rule("\"a\", when: \"topic CT\", warn: \"W\", error: ^\"E\""),
        &["A check warns or says that something is wrong, not both. Take warn or error out."],
    );
    check(&rule("\"a\", when: \"topic CT\", error: ^\"\""), &["The error is empty. Write one."]);
    check(
        &rule("\"a\", on: ^\"actors\", when: \"topic CT\", warn: \"W\""),
        &["“actors” is not a record with fields. Did you mean “actor”?"],
    );
    check(
        &rule("\"a\", on: \"signatory\", when: ^\"topic CT\", warn: \"W\""),
        &["“topic” is not something a condition about signatory can ask about. Write one of person, on_behalf_of."],
    );
    // The articles of a publisher have languages; it has none.
    check(
        &rule("\"a\", on: \"publisher\", when: ^\"language uz\", warn: \"W\""),
        &["“language” is not something a condition about publisher can ask about. Write one of country, ownership, \
           originality, reliability."],
    );
}

#[test]
fn changes_name_versions_and_fields() {
    let file = file(
        "fields: [(on: \"actor\", id: \"x_a\", label: \"A\", type: Text)],\n\
         changes: [(version: \"1.0\", note: \"First.\"), (version: \"1.1\", note: \"Status anew.\", reread: [\"status\", \
         \"dates\", \"dates.signed\", \"agreement.topics\", \"x_a\"])]",
    );
    let schema = read(&file.replacen("version: \"1\"", "version: \"1.1\"", 1)).unwrap();
    assert_eq!(schema.changes[1].reread.len(), 5);
    assert_eq!(schema.changes_since("1.0"), &schema.changes[1..]);
    assert_eq!(schema.changes_since("1.1"), &[]);
    assert_eq!(schema.changes_since("0.9").len(), 2);
    check(
        "changes: [(version: \"1\", note: \"First.\"), (version: ^\"1.1\", note: \"Later.\")]",
        &[
            "The last change is of version “1.1”, the schema of “1”. Say behind it what “1” changed, or correct one of the two.",
        ],
    );
    check("changes: [(note: \"First.\"^)]", &["“version” is missing before this place. Add it."]);
    check(
        "changes: [(version: \"1\", note: \"A.\"), (version: ^\"1\", note: ^\"\", reread: [^\"x_b\", ^\"agreement.staus\"])]",
        &[
            "Two changes are of version “1”. Put both into one.",
            "The note is empty. Write one.",
            "“x_b” is not a field. Write one such as “status” or “dates.signed”, or the id of one of your fields.",
            "“agreement.staus” is not a field. Did you mean “agreement.status”?",
        ],
    );
}

#[test]
fn conditions_are_held_against_the_schema() {
    let good = [
        "x_number > 5",
        "x_number != 12 and not x_flag",
        "x_flag yes",
        "x_day < 2010 or x_day < signed or signed <= x_day",
        "x_long > P5Y and term >= x_long",
        "x_grade > 0 and x_grade in (0, 3, unclear)",
        "x_grade = x_other or x_grade < 3 or x_grade != unclear",
        "x_many 'b c' or count(x_many) > 1 or count(x_many:'b c') = 1",
        "count(parties:provider) >= 1 and count(evidence) < x_number",
        "precision(signed) = day and precision(x_day) != range",
        "status = signed",
        "signed is not_stated or x_grade is missing",
        "party UZB and country in (UZ, KZ)",
    ];
    for when in good {
        let schema = schema(&format!("{GROUND} checks: [(id: \"a\", when: \"{when}\", warn: \"W\")]"));
        assert_eq!(schema.rules[0].when.to_string(), when);
    }
    let bad = [
        ("x_nmber > 5", "“x_nmber” is not a field of agreement. Did you mean “x_number”?"),
        ("x_unheard_of is given", "“x_unheard_of” is not a field of agreement. Add it to fields."),
        ("x_number 5", "“x_number” is a number. Compare it, as in “x_number > 5”."),
        ("signed 2010", "“signed” is a date. Compare it, as in “signed < 2010”."),
        ("term in (P5Y)", "“term” is a duration. Compare it, as in “term > P5Y”."),
        ("x_number", "“x_number” is not a flag. Ask for a value, as in “x_number is given”."),
        ("x_flag true", "“true” is neither yes nor no. Choose one of the two."),
        ("x_number > many", "“many” is not a number, and “x_number” is. Write one such as 12."),
        (
            "signed < XXXX",
            "“XXXX” is not a date with a beginning and an end, and “signed” is one. Write one such as 2010 or \
             2010-05-31, or another date of the record.",
        ),
        (
            "signed < x_number",
            "“x_number” is not a date with a beginning and an end, and “signed” is one. Write one \
             such as 2010 or 2010-05-31, or another date of the record.",
        ),
        ("term > 5", "“5” is not a duration, and “term” is. Write one such as P5Y."),
        ("x_grade 2", "“2” is not among the choices of “Grade”. Choose one of them."),
        ("x_grade > 2", "“2” is not among the choices of “Grade”. Choose one of them."),
        ("x_grade > unclear", "“unclear” has no place in the order of its list. Give it an order: there."),
        ("status > signed", "The values of “status” have no order. Write =, != or “status in (…)”."),
        ("status = sined", "“sined” is not in the list of statuses. Did you mean “signed”?"),
        ("topic in (CT, DRUG)", "“DRUG” is not in the list of topics. Did you mean “DRUGS”?"),
        (
            "count(status) > 1",
            "“status” has one value at most and cannot be counted. Write a list such as parties or \
             evidence.",
        ),
        ("count(parties:hst) > 1", "“hst” is not in the list of roles of parties. Did you mean “host”?"),
        ("count(parties) > two", "“two” is not a number, and “count(parties)” is. Write one such as 2."),
        (
            "precision(status) = day",
            "“status” is not a date, and only dates have a precision. Write one such as signed.",
        ),
        ("precision(signed) > day", "Precisions have no order. Write = or !=."),
        ("precision(signed) = days", "“days” is not a precision. Did you mean “day”?"),
        ("signed < published", "“published” is not something a condition about agreement can ask about."),
    ];
    for (when, sentence) in bad {
        let text = file(&format!("{GROUND} checks: [(id: \"a\", when: \"{when}\", warn: \"W\")]"));
        let found = faults(&text);
        let place = text[..text.rfind(&format!("\"{when}\"")).unwrap()].lines().last().unwrap().chars().count() + 1;
        assert_eq!(found.len(), 1, "{when}: {found:?}");
        assert!(found[0].starts_with(&format!("Line 12, column {place}: {sentence}")), "{when}: {}", found[0]);
    }
    let every = bad.map(|(when, _)| when).join(" or ");
    let text = file(&format!("{GROUND} checks: [(id: \"a\", when: \"{every}\", warn: \"W\")]"));
    assert_eq!(faults(&text).len(), bad.len());
    check(
        "fields: [(on: \"party\", id: \"x_since\", label: \"S\", type: Date, when: ^\"role parti\")]",
        &["“parti” is not in the list of roles of parties. Did you mean “party”?"],
    );
    check(
        "fields: [(on: \"article\", id: \"x_a\", label: \"A\", type: Text, when: ^\"state don\")]",
        &["“don” is not a value of “state”. Did you mean “done”?"],
    );
    let place = schema("fields: [(on: \"place\", id: \"x_a\", label: \"A\", type: Text, when: \"kind city\")]");
    assert!(place.fields[0].when.is_some());
}

#[test]
fn megabyte_of_fields_is_read_at_once() {
    let mut fields = String::new();
    for number in 0..1000 {
        let help = "é".repeat(100);
        writeln!(
            fields,
            "(on: \"agreement\", id: \"x_{number}\", label: {{\"en\": \"Field {number}\", \"ar\": \"{help}\"}}, help: \
             \"{help}\", type: Many(Choice(\"x_scale\")), when: \"x_{} is given and level instrument\", group: \"g\", \
             default: [\"1\"]),",
            (number + 1) % 1000
        )
        .unwrap();
    }
    let scale = (0..1000).map(|code| format!("\"{code}\",")).collect::<Vec<_>>().concat();
    let text =
        file(&format!("lists: {{\"x_scale\": [{scale}]}}, groups: [(id: \"g\", label: \"G\")], fields: [{fields}]"));
    assert!(text.len() > 500_000, "{}", text.len());
    let schema = read(&text).unwrap();
    assert_eq!(schema.fields.len(), 1000);
    // What asks about fields that are not there is explained as fast.
    assert_eq!(faults(&text.replace("level instrument", "x_gone")).len(), 1000);
    let types = (0..5000).map(|number| format!("(id: \"x_{number}\", label: \"A\", colour: \"#000000\"),"));
    let lost = (0..4000).map(|number| format!("(on: \"x_q\", id: \"x_{number}\", label: \"A\", type: Mark(\"q\")),"));
    let text = file(&format!(
        "types: [{}], fields: [{}]",
        types.collect::<Vec<_>>().concat(),
        lost.collect::<Vec<_>>().concat()
    ));
    assert_eq!(faults(&text).len(), 8001);
    let codes = (0..50_000).map(|code| format!("{code:05}")).collect::<Vec<_>>();
    let (offered, asked) = (codes.join("\",\""), codes.join(","));
    let field =
        format!("(on: \"date\", id: \"x_a\", label: \"A\", type: Choice([\"{offered}\"]), when: \"x_a in ({asked})\")");
    assert_eq!(faults(&file(&format!("fields: [{field}]"))), Vec::<String>::new());
    for deep in ["Many(".repeat(150_000), "[".repeat(400_000), "{\"en\":".repeat(150_000), "(code: ".repeat(100_000)] {
        assert_eq!(faults(&file(&self::field(&deep))).len(), 1);
        assert_eq!(faults(&file(&format!("lists: {{\"x_l\": [{deep}"))).len(), 1);
    }
}

/// A file with a little of everything.
const WHOLE: &str = r#"(
    id: "own-1", version: "1.1", base: "default-1", label: {"en": "Own", "de": "Eigenes"}, note: "N.",
    lists: { "x_s": [ (code: "0", label: "None", order: 0), (code: "1", label: {"en": "Some"}, order: 1), "unclear" ] },
    hide: { "x_s": ["unclear"] }, hide_fields: ["agreement.codes"], show: ["place"],
    replaced_by: { "topics": { "CYBER": ["TOC", "TECH"] }, "agreement.x_c": { "a": "b" } },
    groups: [ (id: "g", label: "G", when: "level instrument") ],
    fields: [
        (on: "agreement", id: "x_s1", label: "S", type: Choice("x_s"), group: "g", default: "0", evidence: true),
        (on: "agreement", id: "x_c", label: "C", type: Many(Choice(["a", "b"])), when: "x_s1 > 0 or (not background)"),
        (on: "party", id: "x_e", label: "E", type: Entity(["state"]), note: "V1", when: "role party"),
        (on: "agreement", id: "x_n", label: "N", type: Whole(min: Some(0), max: Some(9)), replaced_by: "x_c"),
    ],
    checks: [ (id: "a", when: "count(parties:host) > 1 and signed < 2010", error: "E."), (id: "b", on: "party", when: "x_e is empty", warn: "W.") ],
    changes: [ (version: "1.1", note: "N.", reread: ["dates", "x_c"]) ],
)
"#;

#[test]
fn broken_copies_of_the_whole_language_never_panic() {
    assert!(faults(WHOLE).is_empty(), "{:?}", faults(WHOLE));
    let signs: Vec<char> = WHOLE.trim_end().chars().collect();
    let spoilers = ['"', '(', ')', '[', '}', ',', ':', '\\', '/', '*', '#', '\'', '\0', '\u{301}', '😊', ' '];
    for at in 0..signs.len() {
        let mut spoilt = signs.clone();
        spoilt[at] = spoilers[at % spoilers.len()];
        let cut: String = signs[..at].iter().collect();
        assert_eq!(faults(&cut).len(), 1, "{cut}");
        for fault in faults(&spoilt.into_iter().collect::<String>()) {
            assert!(fault.starts_with("Line ") && fault.len() < 1500, "{fault}");
        }
    }
}

//! Check 26, codes in no list; check 29, fields of the schema; and the rules a schema adds.

use std::sync::Arc;

use glossator::core::annotation::{
    Act, Agreement, FieldValue, Id, Kind, Party, Quantity, Relation, Remark, Title, Work,
};

use crate::desk::{Desk, ERROR, WARNING, Wanted};

#[test]
fn unknown_kind_26_is_answered_with_the_likely_code() {
    let mut desk = Desk::of("en", "[agreement:They signed an MOU.]");
    let agreement = desk.agreement();
    let wanted = Wanted { record: Some(&agreement), field: "agreement.kind", ..ERROR };
    for (level, code, message) in [
        ("instrument", "MOU", "“MOU” is not in the list of kinds. Did you mean “memorandum”?"),
        ("instrument", "training", "“training” is not in the list of kinds. Choose one from the list."),
        ("commitment", "trainning", "“trainning” is not in the list of kinds of commitment. Did you mean “training”?"),
        ("activity", "confrence", "“confrence” is not in the list of kinds of activity. Did you mean “conference”?"),
        ("instrument", "", "Choose the kind of this agreement."),
    ] {
        desk.agreements(|one| (one.level, one.kind) = (level.into(), code.into()));
        desk.finds(26, message, &wanted);
    }
}

#[test]
fn unknown_level_26_says_nothing_of_the_kind_that_depends_on_it() {
    let mut desk = Desk::of("en", "[agreement:They signed an MOU.]");
    let agreement = desk.agreement();
    desk.agreements(|one| (one.level, one.kind) = ("instruments".into(), "memorandum".into()));
    let message = "“instruments” is not in the list of levels. Did you mean “instrument”?";
    let wanted = Wanted { record: Some(&agreement), field: "agreement.level", ..ERROR };
    desk.finds(26, message, &wanted);
    desk.agreements(|one| one.level.clear());
    desk.finds(26, "Choose the level of this agreement.", &wanted);
}

/// One way to write a wrong code, with the field and the list it is reported under.
type Wrong = (&'static str, &'static str, fn(&mut Work, &str));

fn agreement(work: &mut Work, change: impl Fn(&mut Agreement)) {
    work.agreements.values_mut().for_each(|one| change(Arc::make_mut(one)));
}

const WRONG: [Wrong; 28] = [
    ("article.reliability", "reliability grades", |work, code| work.header.reliability = code.into()),
    ("actor.form", "forms", |work, code| {
        work.actors.values_mut().for_each(|one| Arc::make_mut(one).form = code.into());
    }),
    ("record.confidence", "confidence grades", |work, code| {
        work.actors.values_mut().for_each(|one| Arc::make_mut(one).confidence = code.into());
    }),
    ("actor.roles", "kinds of title", |work, code| {
        let title = Title { kind: code.into(), place: None, gloss: String::new() };
        work.actors.values_mut().for_each(|one| Arc::make_mut(one).titles = vec![title.clone()]);
    }),
    ("date.role", "date roles", |work, code| {
        work.dates.values_mut().for_each(|one| Arc::make_mut(one).role = code.into());
    }),
    ("date.type", "date types", |work, code| {
        work.dates.values_mut().for_each(|one| Arc::make_mut(one).kind = code.into());
    }),
    ("date.modifier", "date modifiers", |work, code| {
        work.dates.values_mut().for_each(|one| Arc::make_mut(one).modifier = code.into());
    }),
    ("date.calendar", "calendars", |work, code| {
        work.dates.values_mut().for_each(|one| Arc::make_mut(one).calendar = code.into());
    }),
    ("record.confidence", "confidence grades", |work, code| {
        work.dates.values_mut().for_each(|one| Arc::make_mut(one).confidence = code.into());
    }),
    ("agreement.status", "statuses", |work, code| agreement(work, |one| one.status = code.into())),
    ("agreement.modality", "modalities", |work, code| agreement(work, |one| one.modality = code.into())),
    ("record.confidence", "confidence grades", |work, code| agreement(work, |one| one.confidence = code.into())),
    ("record.confidence", "credibility grades", |work, code| agreement(work, |one| one.credibility = code.into())),
    ("agreement.parties", "capacities", |work, code| {
        agreement(work, |one| one.parties = vec![Party::of("UZB", code)]);
    }),
    ("agreement.topics", "topics", |work, code| agreement(work, |one| one.topics = vec!["CT".into(), code.into()])),
    ("agreement.relations", "relations", |work, code| {
        agreement(work, |one| one.relations = vec![Relation { kind: code.into(), to: "g-1".into() }]);
    }),
    ("agreement.evidence", "parts of a record", |work, code| {
        agreement(work, |one| one.evidence[0].slots = vec!["kind".into(), code.into()]);
    }),
    ("agreement.roles", "roles of parties", |work, code| {
        agreement(work, |one| one.parties = vec![Party { role: code.into(), ..Party::of("UZB", "") }]);
    }),
    ("agreement.grounds", "grounds", |work, code| agreement(work, |one| one.grounds = code.into())),
    ("agreement.term", "renewals", |work, code| agreement(work, |one| one.renewal.kind = code.into())),
    ("agreement.quantities", "things counted", |work, code| {
        agreement(work, |one| one.quantities = vec![Quantity { what: code.into(), ..Quantity::default() }]);
    }),
    ("article.exclusion", "reasons for exclusion", |work, code| work.header.exclusion = code.into()),
    ("record.missing", "kinds of missing", |work, code| {
        let remark = Remark { missing: code.into(), comment: "?".into(), ..Remark::default() };
        agreement(work, |one| one.beside.set("status", remark.clone()));
    }),
    ("record.confidence", "confidence grades", |work, code| {
        let remark = Remark { confidence: code.into(), comment: "?".into(), ..Remark::default() };
        agreement(work, |one| one.beside.set("x_a", remark.clone()));
    }),
    ("record.missing", "kinds of missing", |work, code| {
        work.header.beside.set("url", Remark { missing: code.into(), comment: "?".into(), ..Remark::default() });
    }),
    ("flag.kind", "text flags", |work, code| {
        work.flags.values_mut().for_each(|one| Arc::make_mut(one).kind = code.into());
    }),
    ("article.regions", "kinds of region", |work, code| {
        work.regions.values_mut().for_each(|one| Arc::make_mut(one).kind = code.into());
    }),
    ("record.confidence", "confidence grades", |work, code| {
        work.customs.values_mut().for_each(|one| Arc::make_mut(one).confidence = code.into());
    }),
];

fn every_kind() -> Desk {
    let mut desk = Desk::of("de", "[agreement:[actor:Wang] am [date:1. April]] [flag:dem] [region:Foto] [x_tone:warm]");
    desk.schema("types: [(id: \"x_tone\", label: \"Tone\", colour: \"#7a1f5c\")]");
    desk
}

#[test]
fn unknown_code_26_is_found_in_every_field_with_a_list() {
    for (field, list, change) in WRONG {
        let mut desk = every_kind();
        desk.is_silent(26);
        desk.edit(|work| change(work, "ẍẍẍ"));
        let found = desk.of_check(26);
        let message = format!("“ẍẍẍ” is not in the list of {list}. Choose one from the list.");
        let said: Vec<(&str, &str)> = found.iter().map(|one| (one.message.as_str(), one.target.field)).collect();
        assert_eq!(said, [(message.as_str(), field)]);
        assert!(found[0].fix.is_none());
        assert_eq!(
            found[0].target.record.is_none(),
            field.starts_with("article.") && field != "article.regions" || of_header(change)
        );
    }
}

/// Tells whether a change is one of the header.
fn of_header(change: fn(&mut Work, &str)) -> bool {
    let mut work = Work::default();
    change(&mut work, "ẍẍẍ");
    work != Work::default()
}

#[test]
fn unknown_act_26_of_a_party_is_one_that_no_agreement_has_a_date_for() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    let agreement = desk.agreement();
    let with = |code: &str| {
        let act = Act { act: code.to_owned(), ..Act::default() };
        vec![Party { acts: vec![act], ..Party::of("UZB", "") }]
    };
    desk.agreements(|one| one.parties = with("ratified")).is_silent(26);
    desk.agreements(|one| one.parties = with("ratifed"));
    let message = "“ratifed” is not an act of a party. Did you mean “ratified”?";
    desk.finds(26, message, &Wanted { record: Some(&agreement), field: "agreement.acts", ..ERROR });
}

#[test]
fn unknown_modifier_26_of_an_amount_is_found() {
    let mut desk = Desk::of("en", "[agreement:More than thirty were trained.]");
    let agreement = desk.agreement();
    let with = |code: &str| {
        let modifier = code.to_owned();
        vec![Quantity { what: "trainees".into(), modifier, ..Quantity::default() }]
    };
    for code in ["", "more_than"] {
        desk.agreements(|one| one.quantities = with(code)).is_silent(26);
    }
    desk.agreements(|one| one.quantities = with("more_then"));
    let message = "“more_then” is not in the list of date modifiers. Did you mean “more_than”?";
    desk.finds(26, message, &Wanted { record: Some(&agreement), field: "agreement.quantities", ..ERROR });
}

#[test]
fn passage_26_may_support_a_field_of_the_schema_that_asks_for_passages() {
    let mut desk = Desk::of("en", "[agreement:Thirty were trained.]");
    desk.schema(
        "fields: [(on: \"party\", id: \"x_trained\", label: \"Trained\", type: Whole(), evidence: true), \
         (on: \"agreement\", id: \"x_plain\", label: \"Plain\", type: Text)]",
    );
    desk.agreements(|one| one.evidence[0].slots = vec!["x_trained".into()]).is_silent(26);
    desk.agreements(|one| one.evidence[0].slots = vec!["x_plain".into()]);
    assert_eq!(desk.of_check(26).len(), 1);
}

#[test]
fn replaced_code_40_is_changed_by_its_button_wherever_it_stands() {
    let mut desk = Desk::of("en", "[agreement:They agreed.] [x_tone:warm]");
    desk.schema(
        "extend: {\"topics\": [(code: \"FRAUD\", label: \"Fraud\"), (code: \"HACK\", label: \"Hacking\")], \
         \"party.capacity\": [(code: \"ngo\", label: \"NGO\")]}, \
         replaced_by: {\"topics\": {\"CYBER\": \"FRAUD\", \"TECH\": [\"HACK\", \"INFO\"]}, \
         \"party.capacity\": {\"other\": \"ngo\"}, \"x_tone.x_how\": {\"warm\": \"cordial\"}}, \
         types: [(id: \"x_tone\", label: \"Tone\", colour: \"#7a1f5c\", \
         fields: [(id: \"x_how\", label: \"How\", type: Choice([\"warm\", \"cordial\"]))])]",
    );
    let agreement = desk.agreement();
    let wanted = |field, fix| Wanted { record: Some(&agreement), field, fix, ..WARNING };
    desk.is_silent(40);
    desk.agreements(|one| one.topics = vec!["CT".into(), "CYBER".into()]);
    let message = "“CYBER” was replaced by “FRAUD”. Change it?";
    desk.finds(40, message, &wanted("agreement.topics", Some("Change to FRAUD")));
    desk.put_right(40);
    assert_eq!(desk.work().agreements[&agreement].topics, ["CT", "FRAUD"]);
    desk.agreements(|one| one.topics = vec!["TECH".into()]);
    let message = "“TECH” was split into HACK and INFO. Read the passage again and choose.";
    desk.finds(40, message, &wanted("agreement.topics", None));
    desk.agreements(|one| (one.topics, one.parties) = (Vec::new(), vec![Party::of("UZB", "other")]));
    desk.put_right(40);
    assert_eq!(desk.work().agreements[&agreement].parties[0].capacity, "ngo");
    desk.edit(|work| {
        let values = [("x_how".to_owned(), FieldValue::from("warm"))];
        work.customs.values_mut().for_each(|one| Arc::make_mut(one).fields = values.clone().into());
    });
    desk.put_right(40);
    let mark = desk.id(Kind::Custom, "warm");
    assert_eq!(desk.work().customs[&mark].fields["x_how"], "cordial");
}

#[test]
fn replaced_code_40_of_a_remark_and_of_a_passage_is_changed_by_its_button() {
    let mut desk = Desk::of("en", "[agreement:They agreed.] Then [evidence:they signed.]");
    desk.schema(
        "extend: {\"confidence\": [(code: \"none\", label: \"None\")]}, \
         replaced_by: {\"confidence\": {\"low\": \"none\"}, \"missing\": {\"unknown\": \"not_stated\"}, \
         \"evidence.slot\": {\"status\": \"kind\"}}, \
         fields: [(on: \"agreement\", id: \"x_a\", label: \"A\", type: Text, confidence: true)]",
    );
    let id = desk.agreement();
    let remark = |missing: &str, confidence: &str| Remark {
        missing: missing.into(),
        confidence: confidence.into(),
        ..Remark::default()
    };
    desk.agreements(|one| one.beside.set("x_a", remark("", "low")));
    desk.put_right(40);
    assert_eq!(desk.work().agreements[&id].beside.remarks["x_a"].confidence, "none");
    desk.agreements(|one| one.beside.set("status", remark("unknown", "")));
    desk.put_right(40);
    assert_eq!(desk.work().agreements[&id].beside.remarks["status"].missing, "not_stated");
    desk.edit(|work| work.header.beside.set("publisher", remark("unknown", "")));
    desk.put_right(40);
    assert_eq!(desk.work().header.beside.remarks["publisher"].missing, "not_stated");
    desk.agreements(|one| one.evidence[1].slots = vec!["status".into(), "parties".into()]);
    let message = "“status” was replaced by “kind”. Change it?";
    let fix = Some("Change to kind");
    desk.finds(40, message, &Wanted { record: Some(&id), part: 1, field: "agreement.evidence", fix, ..WARNING });
    desk.put_right(40);
    assert_eq!(desk.work().agreements[&id].evidence[1].slots, ["kind", "parties"]);
}

#[test]
fn unknown_code_26_is_asked_for_where_a_code_must_be_and_is_not() {
    let required = [
        ("actor.form", "Choose the form of this actor."),
        ("date.role", "Choose the role of this date."),
        ("date.type", "Choose the type of this date."),
        ("agreement.status", "Choose the status of this agreement."),
        ("agreement.quantities", "Choose the thing that is counted."),
        ("flag.kind", "Choose the kind of this text flag."),
        ("article.regions", "Choose the kind of this region."),
    ];
    for (field, _, change) in WRONG {
        let mut desk = every_kind();
        desk.edit(|work| change(work, ""));
        let said: Vec<(&str, String)> =
            desk.of_check(26).into_iter().map(|one| (one.target.field, one.message)).collect();
        let wanted: Vec<(&str, String)> = required
            .iter()
            .filter(|(name, _)| *name == field)
            .map(|(name, message)| (*name, (*message).into()))
            .collect();
        assert_eq!(said, wanted);
    }
}

#[test]
fn unknown_type_26_of_a_mark_is_said() {
    let mut desk = Desk::of("de", "Er sprach [x_gone:warm]");
    let mark = desk.id(Kind::Custom, "warm");
    desk.schema("types: [(id: \"x_tone\", label: \"Tone\", colour: \"#7a1f5c\")]");
    let message = "“x_gone” is not a type of mark of this schema. Add it to the schema, or delete the mark.";
    desk.finds(26, message, &Wanted { record: Some(&mark), field: "record.own", ..ERROR });
}

#[test]
fn unknown_code_26_is_silent_for_codes_that_are_hidden_replaced_or_added() {
    let mut desk = Desk::of("en", "[agreement:They signed a treaty.] [x_tone:warm]");
    desk.schema(
        "extend: {\"topics\": [(code: \"FRAUD\", label: \"Fraud\")], \
         \"agreement.kind\": [(code: \"extradition_treaty\", level: \"instrument\", label: \"Extradition treaty\")]}, \
         hide: {\"topics\": [\"ARMS\"]}, replaced_by: {\"topics\": {\"CYBER\": \"FRAUD\"}}, \
         types: [(id: \"x_tone\", label: \"Tone\", colour: \"#7a1f5c\")]",
    );
    desk.agreements(|one| {
        one.kind = "extradition_treaty".into();
        one.topics = ["FRAUD", "ARMS", "CYBER", "CT"].map(str::to_owned).into();
    });
    desk.is_silent(26);
}

const FIELDS: &str = "types: [(id: \"x_tone\", label: \"Tone\", colour: \"#7a1f5c\", \
    fields: [(id: \"x_how\", label: \"How\", type: Choice([\"warm\", \"cool\"]), required: true)])], \
    fields: [(on: \"agreement\", id: \"x_trainees\", label: \"Trainees\", type: Number(min: Some(0), max: None)), \
    (on: \"actor\", id: \"x_rank\", label: \"Rank\", type: Text, required: true), \
    (on: \"date\", id: \"x_seen\", label: \"Seen\", type: Flag), \
    (on: \"article\", id: \"x_read\", label: \"Read on\", type: Date), \
    (on: \"article\", id: \"x_old\", label: \"Old\", type: Number(), required: true, hidden: true)]";

/// Gives each record of a kind the value of a field.
fn set(desk: &mut Desk, field: &str, value: &str) {
    let pair = || (field.to_owned(), FieldValue::from(value));
    desk.edit(|work| match field {
        "x_trainees" => work.agreements.values_mut().for_each(|one| Arc::make_mut(one).fields = [pair()].into()),
        "x_rank" => work.actors.values_mut().for_each(|one| Arc::make_mut(one).fields = [pair()].into()),
        "x_seen" => work.dates.values_mut().for_each(|one| Arc::make_mut(one).fields = [pair()].into()),
        "x_how" => work.customs.values_mut().for_each(|one| Arc::make_mut(one).fields = [pair()].into()),
        _ => drop(work.header.fields.insert(field.to_owned(), value.into())),
    });
}

/// An article in which every field of the schema is filled as it says.
fn filled() -> (Desk, [Id; 4]) {
    let mut desk = Desk::of("de", "[agreement:[actor:Wang] am [date:1. April]] [x_tone:herzlich]");
    desk.schema(FIELDS);
    for (field, value) in [("x_trainees", "12"), ("x_rank", "Thượng tướng"), ("x_seen", "yes"), ("x_how", "warm")]
    {
        set(&mut desk, field, value);
    }
    set(&mut desk, "x_read", "2024-04-01");
    let ids = [desk.agreement(), desk.actor("Wang"), desk.date("1. April"), desk.id(Kind::Custom, "herzlich")];
    (desk, ids)
}

#[test]
fn added_field_29_is_explained_on_every_kind_of_record() {
    let (_, [agreement, actor, date, mark]) = filled();
    let cases = [
        ("x_trainees", "-1", Some(&agreement), "-1 is too small. Give a number of 0 or more."),
        ("x_rank", "", Some(&actor), "“Rank” is empty. Fill it in."),
        ("x_seen", "نعم", Some(&date), "“نعم” is neither yes nor no. Choose one of the two."),
        ("x_how", "warmm", Some(&mark), "“warmm” is not among the choices of “How”. Did you mean “warm”?"),
        (
            "x_read",
            "2024-13-01",
            None,
            "“2024-13-01” is not a date: month 13. Write year-month-day, e.g. 2024-04-01; use X for what is unknown.",
        ),
    ];
    for (field, value, record, message) in cases {
        let (mut desk, _) = filled();
        set(&mut desk, field, value);
        desk.finds(29, message, &Wanted { record, field: "record.own", ..ERROR });
    }
}

#[test]
fn added_field_29_is_silent_where_it_is_filled_as_it_says_and_where_nobody_can_see_it() {
    let (mut desk, _) = filled();
    desk.is_silent(29);
    set(&mut desk, "x_trainees", "");
    set(&mut desk, "x_old", "not a number");
    set(&mut desk, "x_unheard_of", "\u{0}");
    desk.is_silent(29);
}

#[test]
fn rule_of_the_schema_0_speaks_where_its_condition_holds() {
    let mut desk = Desk::of("de", "[agreement:Ausbildung wurde vereinbart.] [agreement:Streifen wurden vereinbart.]");
    desk.schema("checks: [(id: \"train\", when: \"topic TRAIN and not status signed\", warn: \"How many trainees?\")]");
    let first = desk.id(Kind::Agreement, "Ausbildung wurde vereinbart.");
    desk.agreements(|one| {
        if one.id == first {
            one.topics = vec!["CT".into(), "TRAIN".into()];
        }
    });
    let found =
        desk.finds(0, "How many trainees?", &Wanted { record: Some(&first), field: "agreement.topics", ..WARNING });
    assert_eq!(found.rule, "train");
}

#[test]
fn rule_of_the_schema_0_is_silent_where_one_of_its_tests_fails() {
    let mut desk = Desk::of("de", "[agreement:Ausbildung wurde vereinbart.]");
    desk.schema("checks: [(id: \"train\", when: \"topic TRAIN and not status signed\", warn: \"How many trainees?\")]");
    desk.agreements(|one| (one.topics, one.status) = (vec!["TRAIN".into()], "signed".into())).is_silent(0);
    desk.agreements(|one| (one.topics, one.status) = (vec!["TRAFFICKING".into()], "agreed".into())).is_silent(0);
}

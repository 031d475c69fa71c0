//! What a changed codebook changes, and what it leaves to a person.

use std::sync::Arc;

use super::*;
use crate::core::annotation::{
    Adopted, Agreement, Done, Evidence, FieldValue, Header, Id, Identity, Kind, Party, Region, RegistryEntry, Remark,
    State,
};
use crate::core::schema::{
    DEFAULT_ID, Extension, NewChange, NewChoices, NewField, NewKind, NewSuccessor, NewTerm, Placed,
};
use crate::core::text::Span;

fn word(text: &str) -> Placed<String> {
    Placed { value: text.to_owned(), at: 0 }
}

/// A schema in the making.
fn version(version: &str) -> Extension {
    Extension { id: word("ours"), version: word(version), base: word(DEFAULT_ID), ..Extension::default() }
}

fn one(old: &str, new: &str) -> (Placed<String>, NewSuccessor) {
    (word(old), NewSuccessor::One(word(new)))
}

fn split(old: &str, into: &[&str]) -> (Placed<String>, NewSuccessor) {
    (word(old), NewSuccessor::Split(into.iter().map(|code| word(code)).collect()))
}

fn field(on: &str, id: &str, kind: NewKind, replaced_by: Option<&str>) -> NewField {
    let (on, replaced_by) = (Some(word(on)), replaced_by.map(word));
    NewField { on, id: word(id), label: word(id).into(), kind, replaced_by, ..NewField::default() }
}

fn choice(codes: &[&str]) -> NewKind {
    let term = |code: &&str| NewTerm { code: word(code), label: word(code).into(), ..NewTerm::default() };
    NewKind::Choice(NewChoices::Own(codes.iter().map(term).collect()))
}

fn place() -> Place {
    Place::of(Span { start: 0, end: 4 })
}

fn agreement(change: impl FnOnce(&mut Agreement)) -> Work {
    let id = Id::new(Kind::Agreement, 1);
    let mut agreement = Agreement::new(id.clone(), place());
    change(&mut agreement);
    let mut work = Work::default();
    work.agreements.insert(id, Arc::new(agreement));
    work
}

/// Recodes a work and gives what its agreement is then.
fn recoded(work: &Work, schema: &Schema) -> (Agreement, Vec<String>) {
    let recode = of_work(work, schema);
    let mut work = work.clone();
    for (before, after) in recode.changes {
        work.put(Some(&before), Some(after));
    }
    let again = recode.again.iter().map(|again| format!("{}: {}", again.field, again.why.words())).collect();
    (Agreement::clone(work.agreements.values().next().unwrap()), again)
}

#[test]
fn code_with_one_successor_is_changed_and_two_that_are_joined_are_one() {
    let replaced = vec![
        (word("topics"), vec![one("DRUGS", "TRAFFICKING"), one("AML", "TRAFFICKING")]),
        (word("agreement.status"), vec![one("initialled", "signed")]),
        (word("party.role"), vec![one("funder", "guarantor")]),
    ];
    let schema = Schema::extended(Extension { replaced, ..version("2") }).unwrap();
    let work = agreement(|agreement| {
        agreement.status = "initialled".into();
        agreement.topics = ["TRAIN", "DRUGS", "AML"].map(str::to_owned).to_vec();
        agreement.parties = vec![Party { role: "funder".into(), ..Party::of("CHN", "state") }];
    });
    let (now, again) = recoded(&work, &schema);
    assert_eq!((now.status.as_str(), now.parties[0].role.as_str()), ("signed", "guarantor"));
    assert_eq!(now.topics, ["TRAIN", "TRAFFICKING"]);
    assert_eq!(again, [""; 0]);
    let mut done = work;
    done.agreements.insert(now.id.clone(), Arc::new(now));
    assert_eq!(of_work(&done, &schema), Recode::default(), "once recoded nothing is left");
}

#[test]
fn code_that_was_split_stays_and_is_read_again() {
    let replaced = vec![(word("topics"), vec![split("TRAIN", &["EXERCISE", "COURSE"])])];
    let terms = ["COURSE"].map(|code| NewTerm { code: word(code), label: word(code).into(), ..NewTerm::default() });
    let terms = vec![(word("topics"), terms.into_iter().filter(|term| !is_shipped(&term.code.value)).collect())];
    let schema = Schema::extended(Extension { terms, replaced, ..version("2") }).unwrap();
    let work = agreement(|agreement| agreement.topics = vec!["TRAIN".into()]);
    let (now, again) = recoded(&work, &schema);
    assert_eq!(now.topics, ["TRAIN"]);
    assert_eq!(again, ["topics: “TRAIN” was split into EXERCISE, COURSE"]);
}

fn is_shipped(topic: &str) -> bool {
    Schema::default().knows(Vocabulary::Topic, topic)
}

#[test]
fn codes_of_own_fields_of_every_owner_are_changed() {
    let fields =
        ["agreement", "party", "evidence"].map(|on| field(on, "x_scale", choice(&["low", "high", "some"]), None));
    let replaced = ["agreement", "party", "evidence"]
        .map(|on| (word(&format!("{on}.x_scale")), vec![one("some", "low")]))
        .to_vec();
    let schema = Schema::extended(Extension { fields: fields.to_vec(), replaced, ..version("2") }).unwrap();
    let some = || [("x_scale".to_owned(), FieldValue::from("some"))].into_iter().collect();
    let work = agreement(|agreement| {
        agreement.fields = some();
        agreement.parties = vec![Party { fields: some(), ..Party::of("CHN", "") }];
        agreement.evidence = vec![Evidence { fields: some(), ..Evidence::of(place(), Vec::new()) }];
    });
    let (now, _) = recoded(&work, &schema);
    for fields in [&now.fields, &now.parties[0].fields, &now.evidence[0].fields] {
        assert_eq!(fields["x_scale"], "low");
    }
}

#[test]
fn value_of_a_renamed_field_moves_with_what_is_said_beside_it() {
    let many = NewKind::Many(Box::new(NewKind::Text));
    let fields = vec![
        field("agreement", "x_old", NewKind::Text, Some("x_new")),
        NewField { evidence: true, ..field("agreement", "x_new", many, None) },
    ];
    let schema = Schema::extended(Extension { fields, ..version("2") }).unwrap();
    let remark = Remark { comment: "see page 3".into(), ..Remark::default() };
    let work = agreement(|agreement| {
        agreement.fields.insert("x_old".into(), "two ships".into());
        agreement.beside.set("x_old", remark.clone());
        agreement.evidence[0].slots = vec!["x_old".into(), "status".into()];
    });
    let (now, again) = recoded(&work, &schema);
    assert_eq!(now.fields, [("x_new".to_owned(), FieldValue::Many(vec!["two ships".into()]))].into_iter().collect());
    assert_eq!(now.beside.remarks, [("x_new".to_owned(), remark)].into_iter().collect());
    assert_eq!(now.evidence[0].slots, ["x_new", "status"]);
    assert_eq!(again, [""; 0]);
}

#[test]
fn value_that_another_stands_in_the_way_of_stays_and_is_read_again() {
    let fields = vec![
        field("agreement", "x_old", NewKind::Text, Some("x_new")),
        field("agreement", "x_new", NewKind::Text, None),
    ];
    let schema = Schema::extended(Extension { fields, ..version("2") }).unwrap();
    let work = agreement(|agreement| {
        agreement.fields.insert("x_old".into(), "two".into());
        agreement.fields.insert("x_new".into(), "three".into());
    });
    let (now, again) = recoded(&work, &schema);
    assert_eq!(now, **work.agreements.values().next().unwrap());
    assert_eq!(again, ["x_old: “two” shall go to x_new, but that field has another value"]);
}

#[test]
fn passage_goes_on_to_show_what_it_showed_where_a_value_stays_or_another_field_has_the_same_id() {
    let fields = vec![
        field("agreement", "x_old", NewKind::Text, Some("x_new")),
        NewField { evidence: true, ..field("agreement", "x_new", NewKind::Text, None) },
        NewField { evidence: true, ..field("party", "x_old", NewKind::Text, None) },
    ];
    let schema = Schema::extended(Extension { fields, ..version("2") }).unwrap();
    let slots = |change: &dyn Fn(&mut Agreement)| {
        let work = agreement(|agreement| {
            agreement.evidence[0].slots = vec!["x_old".into()];
            change(agreement);
        });
        recoded(&work, &schema).0.evidence[0].slots.join(" ")
    };
    let put = |fields: &mut crate::core::annotation::Fields, id: &str| drop(fields.insert(id.into(), id.into()));
    assert_eq!(slots(&|one| put(&mut one.fields, "x_old")), "x_new");
    assert_eq!(slots(&|_| ()), "x_new", "nobody else can be meant");
    let kept = slots(&|one| {
        put(&mut one.fields, "x_old");
        put(&mut one.fields, "x_new");
    });
    assert_eq!(kept, "x_old", "the value stays, and the new field has another");
    let of_party = slots(&|one| {
        put(&mut one.fields, "x_old");
        let mut party = Party::of("CHN", "");
        put(&mut party.fields, "x_old");
        one.parties = vec![party];
    });
    assert_eq!(of_party, "x_old", "it can be about the party");
}

#[test]
fn remarks_on_a_renamed_field_and_on_its_new_one_become_one_or_stay_and_are_read_again() {
    let fields = vec![
        field("agreement", "x_old", NewKind::Text, Some("x_new")),
        field("agreement", "x_new", NewKind::Text, None),
    ];
    let schema = Schema::extended(Extension { fields, ..version("2") }).unwrap();
    let comment = |text: &str| Remark { comment: text.into(), ..Remark::default() };
    let work = |there: Remark| {
        agreement(|agreement| {
            agreement.fields.insert("x_old".into(), "two".into());
            let basis = Some(Basis::Inferred("from the map".into()));
            agreement.beside.set("x_old", Remark { basis, ..comment("page 3") });
            agreement.beside.set("x_new", there);
        })
    };
    let (now, again) = recoded(&work(Remark { confidence: "low".into(), ..Remark::default() }), &schema);
    let [("x_new", Remark { basis: Some(Basis::Inferred(_)), confidence, comment: said, .. })] =
        now.beside.remarks.iter().map(|(path, remark)| (path.as_str(), remark)).collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", now.beside.remarks)
    };
    assert_eq!((confidence.as_str(), said.as_str(), again.len()), ("low", "page 3", 0));
    let (now, again) = recoded(&work(comment("page 4")), &schema);
    let kept = ["x_old: “page 3” shall go to x_new, but something else is said beside that field"];
    assert_eq!((now.beside.comment("x_old"), now.beside.comment("x_new")), ("page 3", "page 4"));
    assert_eq!(again, kept);
    let mut later = Work::default();
    later.agreements.insert(now.id.clone(), Arc::new(now));
    assert_eq!(recoded(&later, &schema).1, kept, "it is said as long as it stands there");
}

#[test]
fn code_of_a_renamed_field_is_replaced_on_its_way() {
    let fields = vec![
        field("agreement", "x_old", choice(&["a", "b", "c", "f"]), Some("x_new")),
        field("agreement", "x_new", choice(&["b", "d", "e"]), None),
    ];
    let replaced = vec![
        (word("agreement.x_old"), vec![one("a", "b"), split("c", &["b", "f"])]),
        (word("agreement.x_new"), vec![one("d", "e")]),
    ];
    let schema = Schema::extended(Extension { replaced, fields, ..version("2") }).unwrap();
    let of = |code: &str| {
        let work = agreement(|agreement| drop(agreement.fields.insert("x_old".into(), code.into())));
        let (now, again) = recoded(&work, &schema);
        (now.fields["x_new"].text().into_owned(), again.concat())
    };
    assert_eq!(of("a"), ("b".to_owned(), String::new()));
    assert_eq!(of("c"), ("c".to_owned(), "x_new: “c” was split into b, f".to_owned()), "it is found where it went");
    assert_eq!(of("d"), ("e".to_owned(), String::new()), "what is no code of the old list is one of the new list");
}

#[test]
fn adopted_values_follow_the_codes_and_the_fields_of_agreements() {
    let fields = vec![
        field("agreement", "x_old", choice(&["a", "b"]), Some("x_new")),
        field("agreement", "x_new", choice(&["b"]), None),
    ];
    let replaced = vec![
        (word("agreement.kind"), vec![one("treaty", "protocol")]),
        (word("agreement.status"), vec![split("agreed", &["signed", "initialled"])]),
        (word("topics"), vec![one("DRUGS", "TRAFFICKING")]),
        (word("agreement.x_old"), vec![one("a", "b")]),
    ];
    let schema = Schema::extended(Extension { replaced, fields, ..version("2") });
    let schema = schema.unwrap_or_else(|faults| panic!("{faults:?}"));
    let adopted =
        |field: &str, value: &str| Adopted { field: field.into(), value: value.into(), reason: String::new() };
    let mut identity = Identity::new("i-1", "The treaty");
    identity.adopted = vec![
        adopted("kind", "treaty"),
        adopted("status", "agreed"),
        adopted("topics", "CT, DRUGS, TRAFFICKING"),
        adopted("signed", "treaty"),
        adopted("x_old", "a"),
    ];
    let mut shared = Shared::default();
    shared.put(None, Some(Record::Identity(Arc::new(identity))));
    let recode = of_corpus(&shared, &schema);
    let [(_, Record::Identity(now))] = recode.changes.as_slice() else { panic!("{recode:?}") };
    let now: Vec<(&str, &str)> = now.adopted.iter().map(|one| (one.field.as_str(), one.value.as_str())).collect();
    let wanted = [
        ("kind", "protocol"),
        ("status", "agreed"),
        ("topics", "CT, TRAFFICKING"),
        ("signed", "treaty"),
        ("x_new", "b"),
    ];
    assert_eq!(now, wanted);
    let again: Vec<String> = recode.again.iter().map(|one| format!("{}: {}", one.field, one.why.words())).collect();
    assert_eq!(again, ["adopted.status: “agreed” was split into signed, initialled"]);
}

#[test]
fn basis_is_changed_unless_its_reason_would_be_lost() {
    let replaced = vec![(word("basis"), vec![one("inferred", "unknown")])];
    let schema = Schema::extended(Extension { replaced, ..version("2") }).unwrap();
    let work = agreement(|agreement| {
        agreement.dates.signed.basis = Basis::Inferred(String::new());
        agreement.dates.expires.basis = Basis::Inferred("the programme ends then".into());
    });
    let (now, again) = recoded(&work, &schema);
    assert_eq!(now.dates.signed.basis, Basis::Unknown);
    assert_eq!(now.dates.expires.basis, Basis::Inferred("the programme ends then".into()));
    assert_eq!(again, ["dates.expires: “inferred” shall go to unknown, but a reason is given that would be lost"]);
}

#[test]
fn article_that_was_done_under_an_earlier_version_is_read_again_where_it_has_the_field() {
    let change = |version: &str, reread: &[&str]| NewChange {
        version: word(version),
        note: word("Signed means signed by both.").into(),
        reread: reread.iter().map(|field| word(field)).collect(),
    };
    let changes = vec![change("1", &["topics"]), change("2", &["status", "dates.signed", "party.role", "grounds"])];
    let schema = Schema::extended(Extension { changes, ..version("2") }).unwrap();
    let mut work = agreement(|agreement| agreement.topics = vec!["TRAIN".into()]);
    let done = |version: &str, schema: &str| Done {
        by: "anna".into(),
        at: String::new(),
        schema: schema.into(),
        schema_version: version.into(),
        guideline: String::new(),
    };
    let mut fields = |state: State, done: Option<Done>| {
        work.header = Header { state, done, ..Header::default() };
        let again = of_work(&work, &schema).again;
        again.into_iter().map(|again| again.field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(fields(State::Done, Some(done("2", "ours"))), "");
    assert_eq!(fields(State::Done, Some(done("1", "ours"))), "status", "no date, no party, no grounds");
    assert_eq!(fields(State::Done, Some(done("2", "default-1"))), "status topics", "another schema");
    assert_eq!(fields(State::Done, None), "status topics", "nothing is known of when it was done");
    assert_eq!(fields(State::InProgress, None), "", "what is not done is not read again");
    let header = Header { state: State::Done, done: Some(done("1", "ours")), ..Header::default() };
    let mut dated = agreement(|agreement| {
        agreement.dates.signed.value = "2024-05".into();
        agreement.parties = vec![Party::of("CHN", "")];
    });
    dated.header = header;
    let again: Vec<String> = of_work(&dated, &schema).again.into_iter().map(|again| again.field).collect();
    assert_eq!(again, ["dates.signed", "parties.role", "status"]);
}

#[test]
fn article_done_under_the_version_in_force_is_not_read_again_though_no_change_names_it() {
    let changes = vec![NewChange {
        version: word("2"),
        note: word("Signed means signed by both.").into(),
        reread: vec![word("status"), word("trigger"), word("article.title"), word("evidence")],
    }];
    let mut schema = Schema::extended(Extension { changes, ..version("2") }).unwrap();
    schema.version = "2.1".to_owned();
    let mut work = agreement(|agreement| agreement.trigger = Some(place()));
    let mut fields = |version: &str| {
        let done = Done {
            by: "anna".into(),
            at: String::new(),
            schema: "ours".into(),
            schema_version: version.into(),
            guideline: String::new(),
        };
        work.header = Header { state: State::Done, done: Some(done), title: Some(place()), ..Header::default() };
        let again = of_work(&work, &schema).again;
        again.into_iter().map(|again| again.field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(fields("2.1"), "");
    assert_eq!(fields("2"), "");
    assert_eq!(fields("1"), "evidence status trigger title", "what is only marked is read again as well");
}

#[test]
fn lists_of_the_corpus_are_recoded_and_what_only_ships_is_not() {
    let replaced = vec![
        (word("sector"), vec![one("COP", "GOV")]),
        (word("actor.kind"), vec![one("state", "group")]),
        (word("region.kind"), vec![one("advert", "share_prompt")]),
    ];
    let schema = Schema::extended(Extension { replaced, ..version("2") });
    let schema = schema.unwrap_or_else(|faults| panic!("{faults:?}"));
    let mut shared = Shared::default();
    let entry = RegistryEntry { sectors: vec!["COP".into()], ..RegistryEntry::new("e-1", "gov_org", "The police") };
    shared.put(None, Some(Record::Entry(Arc::new(entry))));
    shared.put(None, Some(Record::Identity(Arc::new(Identity::new("i-1", "The treaty")))));
    let recode = of_corpus(&shared, &schema);
    let [(_, Record::Entry(entry))] = recode.changes.as_slice() else { panic!("{recode:?}") };
    assert_eq!((entry.sectors.as_slice(), entry.kind.as_str()), (["GOV".to_owned()].as_slice(), "gov_org"));
}

#[test]
fn schema_that_replaces_nothing_changes_nothing() {
    let mut work = agreement(|agreement| agreement.status = "of a newer program".into());
    let region = Region::new(Id::new(Kind::Region, 2), "no such kind", place());
    work.regions.insert(region.id.clone(), Arc::new(region));
    assert_eq!(of_work(&work, &Schema::default()), Recode::default());
}

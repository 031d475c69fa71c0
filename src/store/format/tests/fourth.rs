//! What format 4 says more than the formats before: everything that is new in it, filled, in a file that is kept.

use std::sync::Arc;

use super::fixtures::{HARD, article, hard_work, place, write};
use super::read;
use crate::core::annotation::{
    Accepted, Act, Adopted, Agreement, Basis, Beside, Code, Conflict, DateOf, DateSlot, Dated, Done, FieldValue,
    Fields, Former, Id, Identity, IdentityTie, Kind, Member, Missing, Name, Publisher, Quantity, Quoted, Record,
    RegistryEntry, Remark, Renewal, State, Work,
};
use crate::core::workspace::Article;

const DAY: &str = "2026-01-02T03:04:05Z";

fn fields() -> Fields {
    let many = FieldValue::Many(vec!["arms".into(), "”x\"\n".into()]);
    [("x_many".to_owned(), many), ("x_none".to_owned(), FieldValue::Many(vec![])), ("x_one".to_owned(), "30".into())]
        .into()
}

fn beside() -> Beside {
    let missing = Remark { missing: Missing::NotStated.code().into(), ..Remark::default() };
    let own = Remark {
        basis: Some(Basis::Inferred("weil".into())),
        confidence: "low".into(),
        comment: "“nach Angaben”".into(),
        ..Remark::default()
    };
    let accepted = Accepted {
        check: 21,
        rule: "r".into(),
        field: "agreement.dates".into(),
        says: "Signed without a date.".into(),
        reason: "The article does not say.".into(),
        by: "anna".into(),
        at: DAY.into(),
        ..Accepted::default()
    };
    Beside { remarks: [("status".to_owned(), missing), ("x_one".to_owned(), own)].into(), accepted: vec![accepted] }
}

fn fill(agreement: &mut Agreement, place: &crate::core::annotation::Place) {
    let date = || Some(Id::new(Kind::Date, 7));
    for which in DateOf::ALL {
        *agreement.dates.get_mut(which) = DateSlot::of("2024-04", Basis::DocumentDate, date());
    }
    agreement.term = DateSlot::of("P5Y", Basis::Explicit, date());
    agreement.renewal =
        Renewal { kind: "automatic".into(), term: "P1Y".into(), basis: Basis::NotStated, mention: date() };
    agreement.grounds = "withdrawal".into();
    agreement.quantities = vec![
        Quantity {
            what: "trainees".into(),
            value: "30".into(),
            modifier: "more_than".into(),
            place: Some(place.clone()),
            ..Quantity::default()
        },
        Quantity {
            what: "money".into(),
            low: "1".into(),
            high: "2.5".into(),
            unit: "EUR".into(),
            basis: Basis::External("x".into()),
            note: "a year".into(),
            ..Quantity::default()
        },
    ];
    let act = Act { act: "ratified".into(), date: DateSlot::of("2024-05-01", Basis::Unknown, None) };
    for party in &mut agreement.parties {
        (party.role, party.acts, party.fields, party.note) =
            ("provider".into(), vec![act.clone()], fields(), "n".into());
    }
    for signatory in &mut agreement.signatories {
        (signatory.fields, signatory.note) = (fields(), "n".into());
    }
    for passage in &mut agreement.evidence {
        (passage.fields, passage.note) = (fields(), "n".into());
    }
    (agreement.label, agreement.beside, agreement.fields) = ("Treaty".into(), beside(), fields());
    agreement.authorship.from = Some("d-1".into());
}

fn of_corpus() -> [Record<Quoted>; 3] {
    let dated =
        |to: &str| Dated { entry: to.into(), from: "1991".into(), until: "2004-04-30".into(), note: "n".into() };
    let entry = RegistryEntry {
        sectors: vec!["GOV".into(), "COP".into()],
        part_of: vec![dated("SUN"), Dated::to("RUS")],
        memberships: vec![dated("CIS")],
        members: vec![dated("UZB")],
        exists_from: "1991-08-31".into(),
        exists_to: "2004".into(),
        successor_of: vec!["SUN".into()],
        recognised: "partly".into(),
        codes: vec![Code { scheme: "cow".into(), code: "704".into(), from: "1991".into(), until: String::new() }],
        fields: fields(),
        beside: beside(),
        ..RegistryEntry::new("UZ-X", "gov_org", "X")
    };
    let name = Name { text: "مذكّرة".into(), lang: "ar".into(), ..Name::default() };
    let tie = IdentityTie { kind: "amends".into(), identity: "i-1".into(), note: "n".into() };
    let member = Member { article: "a.txt".into(), agreement: Id::new(Kind::Agreement, 9), relation: "same".into() };
    let identity = Identity {
        titles: vec![name],
        kind: "process".into(),
        members: vec![member],
        relations: vec![tie],
        adopted: vec![Adopted { field: "signed".into(), value: "2024".into(), reason: "r".into() }],
        external_ids: vec!["unts:1".into()],
        fields: fields(),
        beside: beside(),
        ..Identity::new("i-2", "T")
    };
    let publisher = Publisher { name: "P".into(), fields: fields(), beside: beside(), ..Publisher::default() };
    [Record::Entry(Arc::new(entry)), Record::Identity(Arc::new(identity)), Record::Publisher(Arc::new(publisher))]
}

/// Fills everything that is new in format 4.
fn harder_work(article: &Article) -> Work {
    let mut work = hard_work(article);
    let at = place(article, "1. April");
    work.header.set_state(State::Done, || Done {
        by: "anna".into(),
        at: DAY.into(),
        schema: "secco-1".into(),
        schema_version: "1.2".into(),
        guideline: "3".into(),
    });
    (work.header.exclusion, work.header.published_mention) = ("duplicate".into(), Some(Id::new(Kind::Date, 7)));
    (work.header.beside, work.header.fields) = (beside(), fields());
    for actor in work.actors.values_mut().map(Arc::make_mut) {
        (actor.label, actor.beside, actor.fields) = ("PER".into(), beside(), fields());
    }
    for date in work.dates.values_mut().map(Arc::make_mut) {
        (date.label, date.beside, date.basis) = ("TIMEX3".into(), beside(), Basis::NotApplicable);
    }
    for flag in work.flags.values_mut().map(Arc::make_mut) {
        (flag.label, flag.beside) = ("Error".into(), beside());
    }
    for region in work.regions.values_mut().map(Arc::make_mut) {
        (region.label, region.beside) = ("Noise".into(), beside());
    }
    for custom in work.customs.values_mut().map(Arc::make_mut) {
        (custom.label, custom.beside, custom.fields) = ("Law".into(), beside(), fields());
    }
    for agreement in work.agreements.values_mut().map(Arc::make_mut) {
        fill(agreement, &at);
    }
    let all: Vec<Record> = work.records().collect();
    for record in all {
        let quoted = record.quoted(&article.text);
        let former = Former { text_sha256: "c".repeat(64), lost: false, record: quoted.clone() };
        work.former.insert(quoted.key(), Arc::new(former));
        put_conflict(&mut work, quoted);
    }
    for record in of_corpus() {
        put_conflict(&mut work, record);
    }
    work
}

fn put_conflict(work: &mut Work, other: Record<Quoted>) {
    let (id, about) = (format!("{} #1", other.key()), other.key());
    let fields = vec!["note".to_owned()];
    let conflict = Conflict { id: id.clone(), about, fields, other: Some(other), from: "a copy".into() };
    work.conflicts.insert(id, Arc::new(conflict));
}

#[test]
fn everything_that_is_new_is_written_and_read_back() {
    let article = article(HARD);
    let work = harder_work(&article);
    let text = write(&work, &article, "anna");
    assert_eq!(read(&text, &article), Ok(work));
}

#[test]
fn file_of_format_4_is_read_with_all_it_says() {
    let article = article(HARD);
    let text = include_str!("../../../../tests/fixtures/format_4.ron");
    let work = read(text, &article).unwrap();
    assert_eq!(work, harder_work(&article));
    // Programs before wrote down what they guessed of this text, in three languages, as detected.
    let text = text.replacen("detected: Some(\"de\")", "detected: None", 1);
    assert_eq!(write(&work, &article, "anna"), text, "the same work is the same text");
}

#[test]
fn what_is_new_and_empty_is_left_out() {
    let article = article(HARD);
    let old = include_str!("../../../../tests/fixtures/format_3.ron");
    let mut work = read(old, &article).unwrap();
    work.conflicts.clear();
    let again = write(&work, &article, "anna");
    for name in ["beside", "label", "term", "renewal", "quantities", "done", "held", "from:", "grounds", "exclusion:"] {
        assert!(!again.contains(&format!(" {name}")), "{name} is in\n{again}");
    }
    // A role is said always: that of a party is no missing value.
    assert!(again.contains("role: \"party\""), "{again}");
}

#[test]
fn remarks_on_a_part_stand_with_it_and_those_of_older_files_are_found_there() {
    let article = article(HARD);
    let mut work = harder_work(&article);
    let remark = Remark { comment: "So.".into(), ..Remark::default() };
    let old = {
        let mut work = work.clone();
        assert!(work.agreements.values().any(|one| !one.evidence.is_empty()));
        for agreement in work.agreements.values_mut().map(Arc::make_mut) {
            agreement.beside.set("evidence.0.x_a", remark.clone());
            agreement.beside.set("evidence.99.x_a", remark.clone());
        }
        write(&work, &article, "anna")
    };
    for agreement in work.agreements.values_mut().map(Arc::make_mut) {
        match agreement.evidence.first_mut() {
            Some(passage) => drop(passage.remarks.insert("x_a".into(), remark.clone())),
            None => agreement.beside.set("evidence.0.x_a", remark.clone()),
        }
        agreement.beside.set("evidence.99.x_a", remark.clone());
    }
    assert_eq!(read(&old, &article).as_ref(), Ok(&work));
    assert_eq!(read(&write(&work, &article, "anna"), &article), Ok(work));
}

#[test]
fn remarks_have_a_line_each() {
    let article = article(HARD);
    let text = write(&harder_work(&article), &article, "anna");
    let expected = "\n            beside: (\n                remarks: {\n                    \"status\": (missing: \"not_stated\"),\n";
    assert!(text.contains(expected), "{}", text.lines().take(60).collect::<Vec<_>>().join("\n"));
}

//! Warnings that a person has looked at and lets stand.

use glossator::core::annotation::{Id, Party};
use glossator::core::checks;
use glossator::core::intent::{AgreementField, Intent};

use crate::desk::Desk;

fn desk() -> (Desk, Id) {
    let mut desk = Desk::of("uz", "[agreement:Protokol imzolandi.]");
    desk.agreements(|one| (one.status, one.parties_unknown) = ("signed".into(), true));
    let id = desk.agreement();
    (desk, id)
}

fn let_stand(desk: &mut Desk, id: &Id, reason: &str) {
    let found = desk.of_check(21).remove(0);
    desk.change(Intent::Accept(Some(id.clone()), found.accept(reason))).expect("a warning can be let stand");
}

#[test]
fn warning_that_may_stand_is_shown_with_its_reason_and_comes_last() {
    let (mut desk, id) = desk();
    let_stand(&mut desk, &id, "the paper gives no day");
    let found = desk.of_check(21).remove(0);
    assert_eq!(found.accepted.as_deref(), Some("the paper gives no day"));
    assert!(!found.is_open());
    desk.published("2024").agreements(|one| one.dates.in_force.value = "2025".into());
    desk.agreements(|one| one.dates.expires.value = "2024".into());
    let mut all = desk.all();
    checks::in_order(&mut all);
    let order: Vec<(u8, bool)> = all.iter().map(|one| (one.number, one.is_open())).collect();
    assert_eq!(order, [(32, true), (21, false)]);
}

#[test]
fn reason_lapses_when_the_warning_says_something_else_and_is_taken_back() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.agreements(|one| {
        one.parties_unknown = true;
        (one.dates.in_force.value, one.dates.signed.value) = ("2023".into(), "2024".into());
    });
    let id = desk.agreement();
    let found = desk.of_check(31).remove(0);
    let accepted = found.accept("so it says");
    desk.change(Intent::Accept(Some(id.clone()), accepted.clone())).expect("a warning can be let stand");
    assert!(!desk.of_check(31)[0].is_open());
    desk.agreements(|one| one.dates.in_force.value = "2022".into());
    assert!(desk.of_check(31)[0].is_open());
    desk.agreements(|one| one.dates.in_force.value = "2023".into());
    assert!(!desk.of_check(31)[0].is_open());
    desk.change(Intent::Unaccept(Some(id), accepted)).expect("it can be taken back");
    assert!(desk.of_check(31)[0].is_open());
}

#[test]
fn an_error_never_may_stand() {
    let mut desk = Desk::of("de", "[agreement:Ein Abkommen wurde unterzeichnet.]");
    let id = desk.agreement();
    let found = desk.of_check(19).remove(0);
    let accepted = found.accept("never mind");
    let refusal = desk.change(Intent::Accept(Some(id.clone()), accepted.clone())).expect_err("it is an error");
    assert_eq!(refusal.message, "This is an error, not a warning. Put it right instead.");
    // Not either where a file from elsewhere says so.
    desk.agreements(|one| one.beside.accepted = vec![accepted.clone()]);
    assert!(desk.of_check(19)[0].is_open());
    let other = Intent::SetAgreement(id, AgreementField::PartiesUnknown(true));
    desk.change(other).expect("it can be put right");
    desk.is_silent(19);
}

/// Gives the parts of the findings of a check that are still to be looked at.
fn open(desk: &Desk, number: u8) -> Vec<String> {
    desk.of_check(number).into_iter().filter(|one| one.is_open()).map(|one| one.target.of).collect()
}

#[track_caller]
fn let_first_stand(desk: &mut Desk, number: u8) {
    let found = desk.of_check(number).into_iter().find(|one| one.is_open()).expect("there is a warning");
    desk.change(Intent::Accept(found.target.record.clone(), found.accept("seen"))).expect("it can be let stand");
}

#[test]
fn warning_of_a_rule_is_let_stand_for_one_party_and_not_for_another() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    let rule = r#"(id: "r", on: "party", when: "capacity state", warn: "Look at this party.")"#;
    desk.schema(&format!("checks: [{rule}]"));
    desk.agreements(|one| one.parties = ["DEU", "FRA"].map(|actor| Party::of(actor, "state")).into());
    let_first_stand(&mut desk, 0);
    assert_eq!(open(&desk, 0), ["parties.FRA"]);
    desk.agreements(|one| one.parties.insert(0, Party::of("ITA", "state")));
    assert_eq!(open(&desk, 0), ["parties.ITA", "parties.FRA"]);
    let_first_stand(&mut desk, 0);
    let_first_stand(&mut desk, 0);
    assert_eq!(open(&desk, 0), [""; 0]);
    // One of them is taken back.
    let found = desk.of_check(0).into_iter().find(|one| one.target.of == "parties.DEU").expect("it is there");
    desk.change(Intent::Unaccept(found.target.record.clone(), found.accept(""))).expect("it can be taken back");
    assert_eq!(open(&desk, 0), ["parties.DEU"]);
}

#[test]
fn warning_of_a_rule_that_is_let_stand_speaks_again_of_another_value() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    let rule = r#"(id: "r", on: "agreement", when: "status signed and topic CT", warn: "Is it?")"#;
    desk.schema(&format!("checks: [{rule}]"));
    desk.agreements(|one| (one.status, one.topics) = ("signed".into(), vec!["CT".into()]));
    let_first_stand(&mut desk, 0);
    desk.agreements(|one| one.title = "A title".into());
    assert_eq!(open(&desk, 0).len(), 0, "the rule does not ask about the title");
    desk.agreements(|one| one.topics.push("DRUGS".into()));
    assert_eq!(open(&desk, 0).len(), 1);
}

#[test]
fn field_37_without_a_passage_is_let_stand_for_one_party_and_one_value() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.schema(r#"fields: [(on: "party", id: "x_a", label: "A", type: Text, evidence: true)]"#);
    let with = |actor: &str| Party { fields: [("x_a".into(), "1".into())].into(), ..Party::of(actor, "state") };
    desk.agreements(|one| one.parties = ["DEU", "FRA"].map(with).into());
    let_first_stand(&mut desk, 37);
    assert_eq!(open(&desk, 37), ["parties.FRA"]);
    desk.agreements(|one| drop(one.parties[0].fields.insert("x_a".into(), "2".into())));
    assert_eq!(open(&desk, 37), ["parties.DEU", "parties.FRA"]);
}

#[test]
fn place_of_a_passage_is_let_stand_for_that_passage_alone() {
    let mut desk = Desk::of("en", "[agreement:They signed. ]And [evidence:so it was. ]Then [evidence:all went. ]Home.");
    desk.edit(|work| work.header.language = glossator::core::annotation::LanguageTag::Set("en".into()));
    assert_eq!(open(&desk, 5).len(), 3);
    let_first_stand(&mut desk, 5);
    let left: Vec<usize> =
        desk.of_check(5).into_iter().filter(|one| one.is_open()).map(|one| one.target.part).collect();
    assert_eq!(left, [1, 2]);
    let id = desk.agreement();
    desk.change(Intent::RemoveEvidence(id, 1)).expect("a passage can go");
    assert_eq!(open(&desk, 5), ["all went. "]);
}

#[test]
fn date_15_after_publication_that_is_let_stand_speaks_again_of_another_date() {
    let mut desk = Desk::of("en", "[agreement:They signed on [date:2 May].]");
    desk.published("2024-04-01");
    desk.agreements(|one| one.dates.signed.value = "2024-05-02".into());
    let_first_stand(&mut desk, 15);
    assert_eq!(open(&desk, 15).len(), 0);
    desk.agreements(|one| one.dates.signed.value = "2099-04-01".into());
    assert_eq!(open(&desk, 15).len(), 1);
    desk.agreements(|one| one.dates.signed.value.clear());
    desk.dates(|one| (one.role, one.value) = ("event".into(), "2024-05-02".into()));
    let_first_stand(&mut desk, 15);
    desk.dates(|one| one.value = "2024-06-02".into());
    assert_eq!(open(&desk, 15), ["2 May"]);
}

#[test]
fn date_22_that_an_earlier_agreement_shares_is_let_stand_for_that_date() {
    let mut desk = Desk::of("en", "[agreement:The pact was confirmed on [date:2 May].]");
    desk.dates(|one| (one.role, one.value) = ("event".into(), "2024-05-02".into()));
    desk.agreements(|one| (one.background, one.dates.signed.value) = (true, "2024-05-02".into()));
    let_first_stand(&mut desk, 22);
    desk.dates(|one| one.value = "2024-05-03".into());
    desk.agreements(|one| one.dates.signed.value = "2024-05-03".into());
    assert_eq!(open(&desk, 22).len(), 1);
}

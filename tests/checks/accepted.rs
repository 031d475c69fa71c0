//! Warnings that a person has looked at and lets stand.

use glossator::core::annotation::{Accepted, Id};
use glossator::core::checks;
use glossator::core::finding::Diagnostic;
use glossator::core::intent::{AgreementField, Intent};

use crate::desk::Desk;

fn accepted(found: &Diagnostic, reason: &str) -> Accepted {
    Accepted {
        check: found.number,
        rule: found.rule.clone(),
        field: found.target.field.to_owned(),
        says: found.message.clone(),
        reason: reason.to_owned(),
        by: String::new(),
        at: String::new(),
    }
}

fn desk() -> (Desk, Id) {
    let mut desk = Desk::of("uz", "[agreement:Protokol imzolandi.]");
    desk.agreements(|one| (one.status, one.parties_unknown) = ("signed".into(), true));
    let id = desk.agreement();
    (desk, id)
}

fn let_stand(desk: &mut Desk, id: &Id, reason: &str) {
    let found = desk.of_check(21).remove(0);
    desk.change(Intent::Accept(Some(id.clone()), accepted(&found, reason))).expect("a warning can be let stand");
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
    let accepted = accepted(&found, "so it says");
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
    let accepted = accepted(&found, "never mind");
    let refusal = desk.change(Intent::Accept(Some(id.clone()), accepted.clone())).expect_err("it is an error");
    assert_eq!(refusal.message, "This is an error, not a warning. Put it right instead.");
    // Not either where a file from elsewhere says so.
    desk.agreements(|one| one.beside.accepted = vec![accepted.clone()]);
    assert!(desk.of_check(19)[0].is_open());
    let other = Intent::SetAgreement(id, AgreementField::PartiesUnknown(true));
    desk.change(other).expect("it can be put right");
    desk.is_silent(19);
}

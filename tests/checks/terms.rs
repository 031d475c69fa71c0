//! Checks 31 to 35: when an agreement holds, why it ended, and whether its parties existed.

use glossator::core::annotation::{Act, Basis, DateSlot, Missing, Party, RegistryEntry};

use crate::desk::{Desk, WARNING, Wanted};

fn desk() -> Desk {
    Desk::of("de", "[agreement:Das Programm gilt.]")
}

fn wanted<'a>(id: &'a glossator::core::annotation::Id, field: &'a str) -> Wanted<'a> {
    Wanted { record: Some(id), field, ..WARNING }
}

#[test]
fn in_force_31_before_the_signing_names_both() {
    let mut desk = desk();
    let id = desk.agreement();
    desk.agreements(|one| {
        (one.dates.in_force.value, one.dates.signed.value) = ("2024-03".into(), "2024-04-01".into());
    });
    let message = "In force 2024-03 before it was signed (2024-04-01). Check both dates.";
    desk.finds(31, message, &wanted(&id, "agreement.dates"));
}

#[test]
fn in_force_31_is_silent_where_the_two_can_be_one_day_or_one_is_not_known() {
    let mut desk = desk();
    for (force, signed) in [
        ("2024-04-01", "2024-04-01"),
        ("2024", "2024-12-31"),
        ("2024-05", "2024-04"),
        ("../2024", "2024-12"),
        ("2023", "2024/.."),
        ("", "2024"),
        ("nonsense", "2024"),
    ] {
        desk.agreements(|one| {
            (one.dates.in_force.value, one.dates.signed.value) = (force.into(), signed.into());
        });
        let silent = force != "2023";
        assert_eq!(desk.of_check(31).is_empty(), silent, "{force} {signed}");
    }
}

#[test]
fn expiry_32_before_its_beginning_is_asked_about() {
    let mut desk = desk();
    let id = desk.agreement();
    desk.agreements(|one| {
        (one.dates.expires.value, one.dates.in_force.value) = ("2023".into(), "2024-04-01".into());
    });
    let message = "Expires 2023 before it is in force (2024-04-01). Check both dates.";
    desk.finds(32, message, &wanted(&id, "agreement.dates"));
    desk.agreements(|one| {
        (one.dates.in_force.value, one.dates.signed.value) = (String::new(), "2024-04-01".into());
    });
    let message = "Expires 2023 before it was signed (2024-04-01). Check both dates.";
    desk.finds(32, message, &wanted(&id, "agreement.dates"));
    desk.agreements(|one| one.dates.expires.value = "2024".into()).is_silent(32);
}

#[test]
fn term_33_is_counted_from_the_beginning_and_compared_with_the_end() {
    let mut desk = desk();
    let id = desk.agreement();
    let wanted = wanted(&id, "agreement.term");
    let set = |desk: &mut Desk, term: &str, force: &str, expires: &str, validity: &str| {
        desk.agreements(|one| {
            one.term.value = term.into();
            one.dates.in_force.value = force.into();
            one.dates.expires.value = expires.into();
            one.dates.validity.value = validity.into();
        });
    };
    set(&mut desk, "P5Y", "2024-04-01", "2027", "");
    let message = "A term of 5 years from 2024-04-01 ends on 2029-03-31, but it expires 2027. Check term and expiry.";
    desk.finds(33, message, &wanted);
    set(&mut desk, "P5Y", "2024", "2027", "");
    let message = "A term of 5 years from 2024 ends between 2028-12-31 and 2029-12-30, but it expires 2027. Check term and expiry.";
    desk.finds(33, message, &wanted);
    set(&mut desk, "P5Y", "", "", "2024/2025");
    let message = "A term of 5 years, but it is valid 2024/2025, which are 2 years. Check term and validity.";
    desk.finds(33, message, &wanted);
    set(&mut desk, "P5Y", "", "", "2024/2031");
    let message = "A term of 5 years, but it is valid 2024/2031, which are 8 years. Check term and validity.";
    desk.finds(33, message, &wanted);
    set(&mut desk, "P5Y", "", "2030-01-01", "2024/2029");
    let message = "A term of 5 years from 2024/2029 ends between 2028-12-31 and 2029-12-30, but it expires 2030-01-01. \
                   Check term and expiry.";
    desk.finds(33, message, &wanted);
    for (term, force, expires, validity) in [
        ("P5Y", "2024-04-01", "2029-03-31", ""),
        ("P5Y", "2024-04-01", "2029-04-01", ""),
        ("P5Y", "2024-04-01", "2029", ""),
        ("P5Y", "2024-04-01", "2029-03-30", ""),
        ("P2Y", "", "", "2024/2025"),
        ("P5Y", "2024-04-01", "", ""),
        ("P5Y", "", "2027", ""),
        ("P5Y", "2024/..", "2027", ""),
        ("2024/2028", "2024-01-01", "2028", ""),
        ("nonsense", "2024-04-01", "2027", "2024/2025"),
        ("P9999999Y", "2024-04-01", "2027", ""),
        // An end that is a year may be any day of it.
        ("P5Y", "", "", "2024/2029"),
        ("P5Y", "", "", "2024-04-01/2029"),
        ("P5Y", "", "", "2024-04/2029-03"),
        ("P5Y", "", "2029-06-01", "2024/2029"),
        ("P5Y", "", "2029-06-01", "2024-06/2029"),
        ("P5Y", "", "", "2024/.."),
        ("P5Y", "", "", "../2024"),
    ] {
        set(&mut desk, term, force, expires, validity);
        desk.is_silent(33);
    }
}

#[test]
fn termination_34_asks_for_its_grounds_until_somebody_says_that_there_are_none() {
    let mut desk = desk();
    let id = desk.agreement();
    let message = "It was terminated: on what grounds? Choose them or set “not stated”.";
    let fix = Some("Set “not stated”");
    let wanted = Wanted { fix, ..wanted(&id, "agreement.grounds") };
    desk.is_silent(34);
    desk.agreements(|one| one.dates.terminated.value = "2024".into()).finds(34, message, &wanted);
    let act = Act { act: "terminated".into(), date: DateSlot::of("2024", Basis::Explicit, None) };
    desk.agreements(|one| {
        one.dates.terminated = DateSlot::default();
        one.parties = vec![Party { acts: vec![act.clone()], ..Party::of("UZB", "state") }];
    });
    desk.finds(34, message, &wanted);
    desk.agreements(|one| (one.parties, one.status) = (Vec::new(), "terminated".into())).finds(34, message, &wanted);
    desk.put_right(34);
    assert_eq!(desk.work().agreements[&id].beside.missing("grounds"), Some(Missing::NotStated));
    desk.agreements(|one| {
        one.beside = glossator::core::annotation::Beside::default();
        one.grounds = "withdrawal".into();
    });
    desk.is_silent(34);
}

/// The table with two entries that are of no corpus: a state that is gone, and the one that took its place.
fn states() -> Desk {
    let mut desk = desk();
    let state = |id: &str, name: &str| RegistryEntry::new(id, "state", name);
    desk.entry(RegistryEntry {
        exists_from: "1949-10-07".into(),
        exists_to: "1990-10-02".into(),
        ..state("OLD", "Old Union")
    });
    desk.entry(RegistryEntry {
        exists_from: "1990-10-03".into(),
        successor_of: vec!["OLD".into()],
        ..state("NEW", "New State")
    });
    let ministry =
        RegistryEntry { part_of: vec![glossator::core::annotation::Dated::to("OLD")], ..RegistryEntry::default() };
    desk.entry(RegistryEntry {
        id: "OLD-MIA".into(),
        kind: "gov_org".into(),
        name_en: "Its ministry".into(),
        ..ministry
    });
    desk
}

#[test]
fn state_35_that_did_not_exist_is_named_with_the_one_that_took_its_place() {
    let mut desk = states();
    let id = desk.agreement();
    desk.published("2024-04-02").agreements(|one| one.parties = vec![Party::of("OLD", "state")]);
    let message = "Old Union existed until 1990-10-02; this is of 2024-04-02. Did you mean New State?";
    let wanted = Wanted { fix: Some("Change to New State"), ..wanted(&id, "agreement.parties") };
    desk.finds(35, message, &wanted);
    desk.put_right(35);
    assert_eq!(desk.work().agreements[&id].parties[0].actor, "NEW");
    // Of a ministry, its state is looked at; who was meant instead is not known.
    desk.agreements(|one| one.parties = vec![Party::of("OLD-MIA", "ministry")]);
    desk.finds(35, message, &Wanted { fix: None, ..wanted });
    desk.agreements(|one| {
        (one.parties, one.dates.signed.value) = (vec![Party::of("NEW", "state")], "1980".into());
    });
    let message = "New State exists since 1990-10-03; this is of 1980. Check the actor and the date.";
    desk.finds(35, message, &Wanted { fix: None, ..wanted });
}

#[test]
fn state_35_is_silent_while_it_existed_and_for_what_is_only_mentioned() {
    let mut desk = states();
    desk.published("2024").agreements(|one| one.parties = vec![Party::of("OLD", "state")]);
    for signed in ["1990-10-02", "1990", "1949/..", "197X", "XXXX-05-01"] {
        desk.agreements(|one| one.dates.signed.value = signed.into());
        // Of a day without a year, that of the article counts.
        assert_eq!(desk.of_check(35).is_empty(), signed != "XXXX-05-01", "{signed}");
    }
    desk.agreements(|one| (one.background, one.dates.signed.value) = (true, String::new())).is_silent(35);
    desk.agreements(|one| (one.background, one.parties) = (false, vec![Party::of("GONE", "")])).is_silent(35);
}

#[test]
fn state_35_is_found_also_beside_entries_that_an_older_program_has_copied_into_the_corpus() {
    let mut desk = states();
    // As they were before the registry knew of times and successors.
    desk.entry(RegistryEntry::new("SUN", "state", "Soviet Union"));
    desk.entry(RegistryEntry::new("RUS", "state", "Russia"));
    let id = desk.agreement();
    desk.published("2024-04-02").agreements(|one| one.parties = vec![Party::of("SUN", "state")]);
    let message = "Soviet Union existed until 1991-12-26; this is of 2024-04-02. Did you mean Russia?";
    desk.finds(35, message, &Wanted { fix: Some("Change to Russia"), ..wanted(&id, "agreement.parties") });
}

#[test]
fn what_comes_back_every_year_is_no_term_of_an_agreement_that_is_marked_around_it() {
    use glossator::core::intent::Intent;
    let term = |kind: &str, value: &str| {
        let mut desk = Desk::of("en", "They will meet [date:each year].");
        desk.dates(|one| (one.kind, one.value, one.role) = (kind.into(), value.into(), "other".into()));
        let place = desk.place(&["They will meet each year"]);
        desk.change(Intent::Mark(glossator::core::annotation::Kind::Agreement, place)).expect("it can be marked");
        desk.work().agreements[&desk.agreement()].term.value.clone()
    };
    assert_eq!(term("set", "P1Y"), "");
    assert_eq!(term("date", "P1Y"), "");
    assert_eq!(term("duration", "P1Y"), "P1Y");
}

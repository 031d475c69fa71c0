//! Check 27: an agreement that looks like one in another article.

use glossator::core::annotation::{Agreement, Member, Party};
use glossator::core::intent::{CorpusIntent, Intent};

use crate::desk::{ARTICLE, Desk, WARNING, Wanted};

const OTHER: &str = "b.txt";

fn fill(one: &mut Agreement, title: &str, parties: [&str; 2], signed: &str) {
    title.clone_into(&mut one.title);
    "protocol".clone_into(&mut one.kind);
    one.parties = parties.map(|actor| Party::of(actor, "")).into();
    signed.clone_into(&mut one.dates.signed.value);
}

/// Two reports of one ceremony: an Uzbek one on the table, a Chinese one beside it.
fn reports(signed: &str) -> Desk {
    let mut desk = Desk::of("uz", "[agreement:Protokol imzolandi.]");
    desk.beside(OTHER, "zh", "[agreement:双方签署议定书]");
    desk.agreements(|one| fill(one, "Police protocol", ["UZ-MIA", "CN-MPS"], "2024-04-01"));
    set_other(&mut desk, "Protocol of Tashkent", ["CHN", "UZB"], signed);
    desk
}

fn set_other(desk: &mut Desk, title: &str, parties: [&str; 2], signed: &str) {
    desk.edit_of(OTHER, |work| {
        let others = work.agreements.values_mut();
        others.for_each(|one| fill(std::sync::Arc::make_mut(one), title, parties, signed));
    });
}

fn wanted(record: &glossator::core::annotation::Id) -> Wanted<'_> {
    Wanted { record: Some(record), field: "agreement.identity", fix: Some("Same agreement"), ..WARNING }
}

#[test]
fn similar_agreement_27_is_named_with_what_it_has_in_common_and_can_be_tied() {
    let cases = [
        ("2024-04-03", "same parties and kind and nearly the same date"),
        ("2024-05-20", "same parties, kind and year"),
        ("2024", "same parties and kind and nearly the same date"),
        ("2023-12-20", "same parties and kind and about the same date"),
    ];
    for (signed, common) in cases {
        let mut desk = reports(signed);
        let mine = desk.agreement();
        let message = format!("Police protocol has the {common} as “Protocol of Tashkent” in {OTHER}. Same agreement?");
        desk.finds(27, &message, &wanted(&mine));
        desk.put_right(27);
        let identities: Vec<_> = desk.workspace.shared.identities.values().collect();
        let members: Vec<(&str, &str)> =
            identities[0].members.iter().map(|one| (one.article.as_str(), one.relation.as_str())).collect();
        assert_eq!((identities.len(), members), (1, vec![(ARTICLE, "same"), (OTHER, "same")]));
    }
}

#[test]
fn similar_agreement_27_without_a_title_is_quoted_and_named_by_its_kind() {
    let mut desk = reports("2024-04-01");
    desk.agreements(|one| one.title.clear());
    set_other(&mut desk, "", ["UZB", "CHN"], "2024-04-01");
    let mine = desk.agreement();
    let message = "“Protokol imzolandi.” has the same parties and kind and nearly the same date as “Protocol” in b.txt. \
                   Same agreement?";
    desk.finds(27, message, &wanted(&mine));
}

#[test]
fn similar_agreement_27_is_silent_for_other_parties_other_years_and_what_has_been_judged() {
    let mut desk = reports("2024-04-01");
    set_other(&mut desk, "Police protocol", ["UZB", "VNM"], "2024-04-01");
    desk.is_silent(27);
    set_other(&mut desk, "Police protocol", ["UZB", "CHN"], "2022-04-01");
    desk.is_silent(27);
    set_other(&mut desk, "Police protocol", ["UZB", "CHN"], "2024-04-01");
    let (mine, found) = (desk.agreement(), desk.of_check(27));
    assert_eq!(found.len(), 1);
    let theirs =
        desk.workspace.get(&crate::common::key(OTHER)).expect("it is open").work.agreements.keys().next().cloned();
    let member = |article: &str, agreement| Member { article: article.into(), agreement, relation: "different".into() };
    let members = vec![member(ARTICLE, mine), member(OTHER, theirs.expect("there is one"))];
    desk.change(Intent::Corpus(CorpusIntent::Identify(None, members))).expect("two records can be judged");
    desk.is_silent(27);
}

#[test]
fn similar_agreement_27_is_found_with_a_mediator_in_one_report_and_not_by_a_mediator_alone() {
    let mediator = || Party { role: "mediator".into(), ..Party::of("VNM", "state") };
    let mut desk = reports("2024-04-01");
    desk.agreements(|one| one.parties.push(mediator()));
    assert_eq!(desk.of_check(27).len(), 1);
    desk.agreements(|one| one.parties = vec![Party::of("UZB", ""), mediator()]);
    set_other(&mut desk, "Police protocol", ["UZB", "VNM"], "2024-04-01");
    desk.is_silent(27);
}

//! Remarks on the parts of an agreement stay with the part they are about, whatever is done to the others.

use std::sync::Arc;

use glossator::core::annotation::{Party, Remark};
use glossator::core::intent::{AgreementField, Intent};

use crate::desk::Desk;

const TEXT: &str = "[agreement:Bonn signed a pact.] Later [evidence:Berlin confirmed it]. Rome was silent.";

fn missing() -> Remark {
    Remark { missing: "not_stated".into(), comment: "no tone".into(), ..Remark::default() }
}

/// An agreement with two passages, of which each needs a tone; the first has one, the second none, and it is said why.
fn desk() -> Desk {
    let mut desk = Desk::of("en", TEXT);
    desk.schema(r#"fields: [(on: "evidence", id: "x_tone", label: "Tone", type: Text, required: true)]"#);
    desk.agreements(|one| {
        one.parties_unknown = true;
        one.evidence[0].fields.insert("x_tone".into(), "calm".into());
    });
    let id = desk.agreement();
    desk.change(Intent::Remark(Some(id), "evidence.1.x_tone".into(), missing())).expect("it can be said");
    desk.is_silent(29);
    desk
}

/// Gives the words of the passages that something is remarked on.
fn remarked(desk: &Desk) -> Vec<String> {
    let agreement = &desk.work().agreements[&desk.agreement()];
    let text = &desk.opened().article.text;
    let all = agreement.evidence.iter().filter(|one| one.remarks.values().any(|it| *it == missing()));
    all.map(|one| text.slice(one.place.cover()).to_owned()).collect()
}

#[test]
fn remark_stays_with_its_passage_when_another_one_goes() {
    let mut desk = desk();
    desk.change(Intent::RemoveEvidence(desk.agreement(), 0)).expect("the other passage stays");
    assert_eq!(remarked(&desk), ["Berlin confirmed it"]);
    desk.is_silent(29);
}

#[test]
fn remark_stays_with_its_passage_when_one_is_added_before_it() {
    let mut desk = desk();
    let (place, id) = (desk.place(&["pact"]), desk.agreement());
    desk.change(Intent::AddPlace(id.clone(), place)).expect("a third passage");
    assert_eq!(remarked(&desk), ["Berlin confirmed it"]);
    assert_eq!(desk.of_check(29).iter().map(|one| one.target.part).collect::<Vec<_>>(), [1], "that of the new one");
    let place = desk.place(&["Later"]);
    desk.change(Intent::Show(id, place, "status".into())).expect("a fourth passage");
    assert_eq!(remarked(&desk), ["Berlin confirmed it"]);
}

#[test]
fn remark_goes_with_its_passage_to_another_place() {
    let mut desk = desk();
    let (place, id) = (desk.place(&["Rome was silent"]), desk.agreement());
    desk.change(Intent::Move(id.clone(), 0, place)).expect("the first passage can move behind the second");
    assert_eq!(remarked(&desk), ["Berlin confirmed it"]);
    let place = desk.place(&["silent"]);
    desk.change(Intent::Move(id, 0, place)).expect("the second passage can move as well");
    assert_eq!(remarked(&desk), ["silent"]);
    desk.is_silent(29);
}

#[test]
fn remark_on_a_party_stays_when_its_actor_is_replaced_and_two_of_one_actor_have_one_each() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.agreements(|one| {
        one.parties = ["SUN", "USA", "USA"].map(|actor| Party::of(actor, "state")).into();
        one.dates.signed.value = "2010".into();
    });
    let id = desk.agreement();
    for (path, comment) in [("parties.SUN.role", "host?"), ("parties.USA.role", "one"), ("parties.USA.2.role", "two")] {
        let remark = Remark { comment: comment.into(), ..Remark::default() };
        desk.change(Intent::Remark(Some(id.clone()), path.into(), remark)).expect("it can be said");
    }
    desk.put_right(35);
    let comments = |desk: &Desk| -> Vec<(String, String)> {
        let parties = desk.work().agreements[&id].parties.iter();
        parties.map(|one| (one.actor.clone(), one.remarks["role"].comment.clone())).collect()
    };
    let of = |actor: &str, comment: &str| (actor.to_owned(), comment.to_owned());
    assert_eq!(comments(&desk), [of("RUS", "host?"), of("USA", "one"), of("USA", "two")]);
    // The first one of the same actor goes.
    let mut left = desk.work().agreements[&id].parties.clone();
    left.remove(1);
    desk.change(Intent::SetAgreement(id.clone(), AgreementField::Parties(left))).expect("a party can go");
    assert_eq!(comments(&desk), [of("RUS", "host?"), of("USA", "two")]);
}

#[test]
fn field_of_the_second_of_two_parties_that_are_alike_is_its_own() {
    use glossator::core::facts::Owner;
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.agreements(|one| one.parties = vec![Party::of("USA", "state"); 2]);
    let one = Arc::clone(&desk.work().agreements[&desk.agreement()]);
    let second = Owner::Party(&one, &one.parties[1]);
    assert_eq!((second.path("role"), second.path("x_a")), ("parties.USA.2.role".into(), "parties.USA.2.x_a".into()));
    desk.change(second.set("x_a", "yes".into())).expect("it can be set");
    let parties = &desk.work().agreements[&one.id].parties;
    assert_eq!((parties[0].fields.len(), parties[1].fields.len()), (0, 1));
}

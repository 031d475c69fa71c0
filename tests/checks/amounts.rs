//! Checks 38 and 39: relations that are none, and amounts.

use std::sync::Arc;

use glossator::core::annotation::{Basis, Kind, Quantity, Relation};

use crate::desk::{Desk, ERROR, WARNING, Wanted};

fn amount(what: &str, value: &str, low: &str, high: &str, unit: &str) -> Quantity {
    let s = str::to_owned;
    Quantity { what: s(what), value: s(value), low: s(low), high: s(high), unit: s(unit), ..Quantity::default() }
}

#[test]
fn amount_39_is_a_number_or_a_range_and_money_has_a_currency() {
    let mut desk = Desk::of("en", "[agreement:Thirty were trained.]");
    let id = desk.agreement();
    let advice = "Write its three letters, e.g. USD, or XXX if the text does not say.";
    for (quantity, message) in [
        (
            amount("trainees", "thirty", "", "", ""),
            "“thirty” is not a number. Write it in the digits 0 to 9, e.g. 200 or 2.5.".to_owned(),
        ),
        (
            amount("trainees", "30", "20", "", ""),
            "An amount is a number or a range, and this is both. Take one out.".to_owned(),
        ),
        (amount("money", "5", "", "", "$"), format!("“$” is not a currency of ISO 4217. {advice}")),
        (amount("money", "5", "", "", ""), format!("Which currency? {advice}")),
    ] {
        desk.agreements(|one| one.quantities = vec![quantity.clone()]);
        desk.finds(39, &message, &Wanted { record: Some(&id), field: "agreement.quantities", ..ERROR });
    }
    desk.agreements(|one| one.quantities = vec![amount("officers", "", "300", "200", "")]);
    let fix = Some("Swap the ends");
    let wanted = Wanted { record: Some(&id), field: "agreement.quantities", fix, ..ERROR };
    desk.finds(39, "300 to 200 ends before it begins. Swap the two.", &wanted);
    desk.put_right(39);
    assert_eq!(desk.work().agreements[&id].quantities[0].high, "300");
}

#[test]
fn amount_39_is_silent_for_every_shape_it_can_have() {
    let mut desk = Desk::of("en", "[agreement:Thirty were trained.]");
    for quantity in [
        amount("trainees", "30", "", "", ""),
        amount("equipment", "", "2.5", "2.5", "tonnes"),
        amount("officers", "", "", "200", ""),
        amount("money", "1000000", "", "", "USD"),
        amount("money", "5", "", "", "XXX"),
        amount("money", "5", "", "", "DEM"),
        amount("money", "5", "", "", "XEU"),
        amount("money", "5", "", "", "UAK"),
        amount("money", "5", "", "", "XAD"),
        amount("money", "5", "", "", "HRK"),
        amount("money", "5", "", "", "XCG"),
        Quantity { basis: Basis::Unknown, ..amount("money", "", "", "", "") },
    ] {
        desk.agreements(|one| one.quantities = vec![quantity.clone()]);
        desk.is_silent(39);
    }
}

#[test]
fn same_38_becomes_one_agreement_across_articles() {
    let mut desk = Desk::of("en", "[agreement:They signed.] [agreement:They signed again.]");
    let (first, second) = (desk.id(Kind::Agreement, "They signed."), desk.id(Kind::Agreement, "They signed again."));
    desk.edit(|work| {
        let one = Arc::make_mut(work.agreements.get_mut(&first).expect("it is there"));
        one.relations = vec![Relation { kind: "same_as".into(), to: second.to_string() }];
    });
    let message = format!("“{second}” is said to be the same. Make both one agreement across articles?");
    let fix = Some("Make them one");
    desk.finds(38, &message, &Wanted { record: Some(&first), field: "agreement.relations", fix, ..WARNING });
    desk.put_right(38);
    assert!(desk.work().agreements[&first].relations.is_empty());
    assert_eq!(desk.workspace.shared.identities.size(), 1);
}

#[test]
fn same_38_is_silent_for_other_relations_and_for_what_is_no_record_here() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    for (kind, to) in [("amends", "g-1"), ("same_as", "the treaty of 1992"), ("same_as", "g-00000000")] {
        desk.agreements(|one| one.relations = vec![Relation { kind: kind.into(), to: to.into() }]);
        desk.is_silent(38);
    }
    let own = desk.agreement();
    desk.agreements(|one| one.relations = vec![Relation { kind: "same_as".into(), to: own.to_string() }]);
    desk.is_silent(38);
}

//! What the values of a record rest on, each with the path of its field, to be changed.

use std::sync::Arc;

use crate::core::annotation::{Agreement, Basis, DateOf, Record, Remarks, passage_path};

/// What is to be done with a basis, given the path of its field, such as `dates.signed`.
type Visit<'a> = dyn FnMut(&str, &mut Basis) + 'a;

/// Goes through everything in a record that says what a value rests on.
pub(super) fn each<P: Clone>(record: &mut Record<P>, visit: &mut Visit<'_>) {
    match record {
        Record::Header(header) => visit("published", &mut header.published_basis),
        Record::Date(date) => visit("value", &mut Arc::make_mut(date).basis),
        Record::Agreement(agreement) => of_agreement(Arc::make_mut(agreement), visit),
        _ => {}
    }
    let of_remarks = |prefix: &str, remarks: &mut Remarks, visit: &mut Visit<'_>| {
        for (field, remark) in remarks {
            if let Some(basis) = &mut remark.basis {
                visit(&format!("{prefix}{field}"), basis);
            }
        }
    };
    if let Some(beside) = record.beside_mut() {
        of_remarks("", &mut beside.remarks, visit);
    }
    if let Record::Agreement(agreement) = record {
        let agreement = Arc::make_mut(agreement);
        for nth in 0..agreement.parties.len() {
            of_remarks(&agreement.party_path(nth, ""), &mut agreement.parties[nth].remarks, visit);
        }
        for nth in 0..agreement.signatories.len() {
            of_remarks(&agreement.signatory_path(nth, ""), &mut agreement.signatories[nth].remarks, visit);
        }
        for (nth, passage) in agreement.evidence.iter_mut().enumerate() {
            of_remarks(&passage_path(nth, ""), &mut passage.remarks, visit);
        }
    }
}

fn of_agreement<P>(agreement: &mut Agreement<P>, visit: &mut Visit<'_>) {
    for which in DateOf::ALL {
        visit(&format!("dates.{}", which.code()), &mut agreement.dates.get_mut(which).basis);
    }
    visit("term", &mut agreement.term.basis);
    visit("renewal", &mut agreement.renewal.basis);
    visit("venue", &mut agreement.venue.basis);
    for party in &mut agreement.parties {
        let path = format!("parties.{}.acts", party.actor);
        party.acts.iter_mut().for_each(|act| visit(&path, &mut act.date.basis));
    }
    for quantity in &mut agreement.quantities {
        visit("quantities", &mut quantity.basis);
    }
}

//! What the values of a record rest on, each with the path of its field, to be changed.

use std::sync::Arc;

use crate::core::annotation::{Agreement, Basis, DateOf, Record};

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
    for (path, remark) in record.beside_mut().into_iter().flat_map(|beside| &mut beside.remarks) {
        if let Some(basis) = &mut remark.basis {
            visit(path, basis);
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

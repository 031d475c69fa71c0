//! The values adopted for agreements across articles: their codes and the fields they name are those of agreements.

use std::collections::BTreeSet;

use super::Why;
use crate::core::annotation::Identity;
use crate::core::coded::List;
use crate::core::schema::{FieldDef, Schema, Vocabulary};

/// The owner of the fields that adopted values name.
const OWNER: &str = "agreement";

/// Puts the successor of every code that is adopted in its place where there is one; says where there are several.
pub(super) fn codes(identity: &mut Identity, schema: &Schema, say: &mut dyn FnMut(&str, Why)) {
    for one in &mut identity.adopted {
        let lists = lists(&one.field, schema);
        let successors = |code: &str| {
            let mut found = lists.iter().map(|list| list.successors(schema, code));
            found.find(|successors| !successors.is_empty()).unwrap_or_default()
        };
        let mut changed = false;
        let mut codes: Vec<&str> = Vec::new();
        let mut met = BTreeSet::new();
        for code in one.value.split(',').map(str::trim) {
            let code = match successors(code) {
                [] => code,
                [successor] => {
                    changed = true;
                    successor
                }
                several => {
                    let why = Why::Split { code: code.to_owned(), into: several.to_vec() };
                    say(&format!("adopted.{}", one.field), why);
                    code
                }
            };
            if met.insert(code) {
                codes.push(code);
            }
        }
        if changed {
            one.value = codes.join(", ");
        }
    }
}

/// Gives the lists that the codes of a field are taken from: for kinds those of every level.
fn lists<'s>(field: &str, schema: &'s Schema) -> Vec<List<'s>> {
    match field {
        "kind" => vec![
            List::Of(Vocabulary::InstrumentKind),
            List::Of(Vocabulary::CommitmentKind),
            List::Of(Vocabulary::ActivityKind),
        ],
        "status" => vec![List::Of(Vocabulary::Status)],
        "topics" => vec![List::Of(Vocabulary::Topic)],
        own => schema.field(OWNER, own).map(List::Own).into_iter().collect(),
    }
}

/// Lets adopted values name the fields that have taken the place of those they name.
pub(super) fn rename(identity: &mut Identity, schema: &Schema, say: &mut dyn FnMut(&str, Why)) {
    let renamed = |field: &str| schema.field(OWNER, field).and_then(|field: &FieldDef| field.replaced_by.clone());
    for at in 0..identity.adopted.len() {
        let Some(new) = renamed(&identity.adopted[at].field) else { continue };
        let there = identity.adopted.iter().any(|other| other.field == new);
        let one = &mut identity.adopted[at];
        if there {
            let why =
                Why::Kept { code: one.value.clone(), into: new, reason: "another value is adopted for that field" };
            say(&format!("adopted.{}", one.field), why);
        } else {
            one.field = new;
        }
    }
}

//! Joining what two sides have made of the same records, and saying what has changed in a record.
//!
//! A three-way merge by record and, within a record, by field: what only one side has changed is taken over,
//! and what both have changed in different ways is a conflict. A conflict decides nothing: the value that stands
//! stays, and the other side's record is kept beside it as a [`Conflict`].

mod value;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use words::{Difference, differences, field_words};

use super::annotation::{Conflict, Quoted, Record};

/// Records by their keys; see [`Record::key`].
pub type Records = BTreeMap<String, Record<Quoted>>;

/// What came out of a merge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The records, the conflicts among them.
    pub records: Records,
    /// The conflicts this merge has made.
    pub conflicts: Vec<Arc<Conflict>>,
    /// How many records were taken over from the other side, whole or in part.
    pub taken: usize,
}

/// Joins two sides. `ours` stands where both have changed the same field; `from` says in words where the other
/// side comes from. Without a base pass an empty one: records of one side are then new.
#[must_use]
pub fn merge(base: &Records, ours: &Records, theirs: &Records, from: &str) -> Merged {
    let mut merged = Merged::default();
    let keys: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    let mut open = Vec::new();
    for key in keys {
        let (was, our, their) = (base.get(key), ours.get(key), theirs.get(key));
        let kept = if our == was || our == their {
            merged.taken += usize::from(our != their);
            their.cloned()
        } else if their == was {
            our.cloned()
        } else {
            match (our, their) {
                (Some(our), Some(their)) => {
                    let joined = value::join(was, our, their);
                    merged.taken += usize::from(joined.record != *our);
                    if !joined.fields.is_empty() {
                        open.push((key.clone(), joined.fields, Some(joined.other)));
                    }
                    Some(joined.record)
                }
                // One side has deleted what the other has changed. It stands until somebody decides.
                (left, right) => {
                    open.push((key.clone(), Vec::new(), None));
                    merged.taken += usize::from(left.is_none());
                    left.or(right).cloned()
                }
            }
        };
        if let Some(record) = kept {
            merged.records.insert(key.clone(), record);
        }
    }
    for (about, fields, other) in open {
        let taken = |id: &String| {
            let key = format!("conflict {id}");
            merged.records.contains_key(&key) || base.contains_key(&key)
        };
        let mut number = 1;
        let mut id = format!("{about} #{number}");
        while taken(&id) {
            number += 1;
            id = format!("{about} #{number}");
        }
        let conflict = Arc::new(Conflict { id, about, fields, other, from: from.to_owned() });
        let record = Record::Conflict(conflict.clone());
        merged.records.insert(record.key(), record);
        merged.conflicts.push(conflict);
    }
    merged
}

#[cfg(test)]
mod tests;

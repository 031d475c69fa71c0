//! Taking marks that go out of the fields of the schema that name them.

use std::collections::BTreeSet;

use super::parts::Part;
use super::{Change, Planner};
use crate::core::annotation::{FieldValue, Id, Record};
use crate::core::schema::{FieldKind, Schema};

impl Planner<'_> {
    /// Takes marks that are deleted out of the fields of all records that stay.
    pub(super) fn without_marks(&self, ids: &[Id], changes: &mut Vec<Change>) {
        let schema = self.workspace.schema();
        let of_types = schema.types.iter().flat_map(|one| &one.fields);
        if !schema.fields.iter().chain(of_types).any(|field| matches!(field.kind.single(), FieldKind::Mark(_))) {
            return;
        }
        for after in changes.iter_mut().filter_map(|(_, after)| after.as_mut()) {
            take_out(schema, after, ids);
        }
        let known: BTreeSet<String> =
            changes.iter().filter_map(|(before, _)| before.as_ref()).map(Record::key).collect();
        for record in self.work.records().filter(|record| !known.contains(&record.key())) {
            let mut after = record.clone();
            take_out(schema, &mut after, ids);
            changes.push((Some(record), Some(after)));
        }
        changes.retain(|(before, after)| before != after);
    }
}

fn take_out(schema: &Schema, record: &mut Record, ids: &[Id]) {
    for part in Part::all(record) {
        let Some(owner) = part.owner(record) else { continue };
        let is_mark = |field: &str| {
            schema.field(owner.on(), field).is_some_and(|field| matches!(field.kind.single(), FieldKind::Mark(_)))
        };
        let gone = |value: &String| ids.iter().any(|id| id.as_str() == value);
        let named = owner.fields().iter().filter(|(_, value)| value.values().iter().any(gone));
        let named: Vec<String> = named.map(|(field, _)| field.clone()).filter(|field| is_mark(field)).collect();
        if named.is_empty() {
            continue;
        }
        let Some(fields) = part.fields(record) else { continue };
        for field in named {
            let left: Vec<String> = match fields.get(&field) {
                Some(FieldValue::Many(values)) => values.iter().filter(|value| !gone(value)).cloned().collect(),
                _ => Vec::new(),
            };
            if left.is_empty() {
                fields.remove(&field);
            } else {
                fields.insert(field, FieldValue::Many(left));
            }
        }
    }
}

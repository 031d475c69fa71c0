//! Fields of the schema that have new names: their values move, with what is said beside them.

use std::sync::Arc;

use super::{Again, Why};
use crate::core::annotation::{Evidence, FieldValue, Fields, Record, Remark, passage_path};
use crate::core::schema::{FieldDef, SUPPORTED, Schema};

/// Goes through the own fields of a record and of its parts, each with its kind of record and the path above them.
pub(super) fn each<P: Clone>(record: &mut Record<P>, visit: &mut dyn FnMut(&str, &str, &mut Fields)) {
    match record {
        Record::Header(header) => visit("article", "", &mut header.fields),
        Record::Actor(actor) => visit("actor", "", &mut Arc::make_mut(actor).fields),
        Record::Date(date) => visit("date", "", &mut Arc::make_mut(date).fields),
        Record::Custom(custom) => {
            let custom = Arc::make_mut(custom);
            visit(&custom.type_id, "", &mut custom.fields);
        }
        Record::Entry(entry) => visit("registry", "", &mut Arc::make_mut(entry).fields),
        Record::Identity(identity) => visit("identity", "", &mut Arc::make_mut(identity).fields),
        Record::Publisher(publisher) => visit("publisher", "", &mut Arc::make_mut(publisher).fields),
        Record::Agreement(agreement) => {
            let agreement = Arc::make_mut(agreement);
            visit("agreement", "", &mut agreement.fields);
            for nth in 0..agreement.parties.len() {
                visit("party", &agreement.party_path(nth, ""), &mut agreement.parties[nth].fields);
            }
            for nth in 0..agreement.signatories.len() {
                visit("signatory", &agreement.signatory_path(nth, ""), &mut agreement.signatories[nth].fields);
            }
            for (nth, passage) in agreement.evidence.iter_mut().enumerate() {
                visit("evidence", &passage_path(nth, ""), &mut passage.fields);
            }
        }
        Record::Flag(_) | Record::Region(_) | Record::Former(_) | Record::Conflict(_) => {}
    }
}

/// Moves the values of renamed fields; one that cannot move without a loss stays, and is noted.
pub(super) fn rename<P: Clone>(record: &mut Record<P>, schema: &Schema, again: &mut Vec<Again>) {
    let mut moving = Moving { schema, key: record.key(), again, moved: Vec::new() };
    each(record, &mut |on, prefix, fields| moving.fields(on, prefix, fields));
    let moved = moving.moved;
    if let Record::Agreement(agreement) = record {
        let renamed = schema.fields.iter().filter(|field| SUPPORTED.contains(&field.on.as_str()));
        for (old, new) in renamed.filter_map(|field| Some((&field.id, field.replaced_by.as_deref()?))) {
            Arc::make_mut(agreement).evidence.iter_mut().for_each(|passage| point(passage, old, new));
        }
    }
    for (old, new) in moved {
        remark(record, &old, &new);
    }
}

/// The fields of one record on their way.
struct Moving<'a> {
    schema: &'a Schema,
    key: String,
    again: &'a mut Vec<Again>,
    /// Paths of what has moved: old and new.
    moved: Vec<(String, String)>,
}

impl Moving<'_> {
    fn fields(&mut self, on: &str, prefix: &str, fields: &mut Fields) {
        let schema = self.schema;
        for field in schema.fields_of(on) {
            let Some(new) = &field.replaced_by else { continue };
            let value = fields.get(&field.id).filter(|value| !value.is_empty());
            let moved = match value {
                // What is said beside a field that is empty goes along.
                None => fields.get(new).is_none_or(FieldValue::is_empty),
                Some(value) => match taken(value, schema.field(on, new), fields.get(new)) {
                    Ok(value) => {
                        fields.remove(&field.id);
                        fields.insert(new.clone(), value);
                        true
                    }
                    Err(reason) => {
                        let why = Why::Kept { code: value.text().into_owned(), into: new.clone(), reason };
                        let path = format!("{prefix}{}", field.id);
                        self.again.push(Again { record: self.key.clone(), field: path, why });
                        false
                    }
                },
            };
            if moved {
                self.moved.push((format!("{prefix}{}", field.id), format!("{prefix}{new}")));
            }
        }
    }
}

/// Gives a value as another field takes it, or says what stands in the way.
fn taken(value: &FieldValue, to: Option<&FieldDef>, there: Option<&FieldValue>) -> Result<FieldValue, &'static str> {
    let many = to.is_some_and(FieldDef::takes_many);
    let value = match value {
        FieldValue::One(one) if many => FieldValue::Many(vec![one.clone()]),
        FieldValue::Many(values) if !many => match values.as_slice() {
            [one] => FieldValue::One(one.clone()),
            _ => return Err("that field takes one value"),
        },
        value => value.clone(),
    };
    match there.filter(|there| !there.is_empty()) {
        Some(there) if *there != value => Err("that field has another value"),
        _ => Ok(value),
    }
}

/// Lets a passage that shows a field show its new name.
fn point<P>(passage: &mut Evidence<P>, old: &str, new: &str) {
    let there = passage.slots.iter().any(|slot| slot == new);
    if there {
        passage.slots.retain(|slot| slot != old);
    } else if let Some(slot) = passage.slots.iter_mut().find(|slot| *slot == old) {
        new.clone_into(slot);
    }
}

/// Moves what is said beside a field to its new path.
fn remark<P: Clone>(record: &mut Record<P>, old: &str, new: &str) {
    if record.remark(new).is_none()
        && let Some(said) = record.remark(old).cloned()
    {
        record.set_remark(old, Remark::default());
        record.set_remark(new, said);
    }
}

//! Fields of the schema that have new names: their values move, with what is said beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Again, Why, adopted};
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

/// Moves the values of renamed fields; one that cannot move without a loss stays, and is noted. Gives the paths of what
/// has moved, old and new.
pub(super) fn rename<P: Clone>(record: &mut Record<P>, schema: &Schema, again: &mut Vec<Again>) -> Vec<Moved> {
    let mut moving = Moving { schema, key: record.key(), again, moved: Vec::new(), shown: BTreeMap::new() };
    each(record, &mut |on, prefix, fields| moving.fields(on, prefix, fields));
    if let Record::Identity(identity) = record {
        adopted::rename(Arc::make_mut(identity), schema, &mut |field, why| moving.note(field, why));
    }
    for at in 0..moving.moved.len() {
        let one = moving.moved[at].clone();
        if let Err(code) = remark(record, &one) {
            let reason = "something else is said beside that field";
            moving.note(&one.old, Why::Kept { code, into: one.new, reason });
        }
    }
    let Moving { moved, shown, .. } = moving;
    if !shown.is_empty() {
        passages(record, shown);
    }
    moved
}

/// A field that has gone to its new name, with its value or without one.
#[derive(Clone)]
pub(super) struct Moved {
    /// Its path.
    pub(super) old: String,
    /// Its new path.
    pub(super) new: String,
    /// Whether the new field has a value that was not the old one's.
    onto: bool,
}

/// The fields of one record on their way.
struct Moving<'a> {
    schema: &'a Schema,
    key: String,
    again: &'a mut Vec<Again>,
    moved: Vec<Moved>,
    /// Fields that passages can show by their old ids.
    shown: BTreeMap<String, Shown>,
}

/// What becomes of a field that passages show.
#[derive(Default)]
struct Shown {
    /// Its new ids: several where it is a field of several parts.
    new: BTreeSet<String>,
    /// Whether a value of it stays where it is, or its new field had one already, so that a passage can be about either.
    unsure: bool,
}

impl Moving<'_> {
    fn note(&mut self, field: &str, why: Why) {
        self.again.push(Again { record: self.key.clone(), field: field.to_owned(), why });
    }

    fn fields(&mut self, on: &str, prefix: &str, fields: &mut Fields) {
        let schema = self.schema;
        for field in schema.fields_of(on) {
            let Some(new) = &field.replaced_by else { continue };
            let path = format!("{prefix}{}", field.id);
            let there = fields.get(new).is_some_and(|value| !value.is_empty());
            let value = fields.get(&field.id).filter(|value| !value.is_empty());
            let had = value.is_some();
            let stays = match value.map(|value| (value, taken(value, schema.field(on, new), fields.get(new)))) {
                None => there,
                Some((_, Ok(value))) => {
                    fields.remove(&field.id);
                    fields.insert(new.clone(), value);
                    false
                }
                Some((value, Err(reason))) => {
                    let why = Why::Kept { code: value.text().into_owned(), into: new.clone(), reason };
                    self.note(&path, why);
                    true
                }
            };
            if SUPPORTED.contains(&on) {
                let shown = self.shown.entry(field.id.clone()).or_default();
                shown.new.insert(new.clone());
                shown.unsure |= stays;
            }
            // What is said beside a field that is empty goes along.
            if !(had && stays) {
                self.moved.push(Moved { old: path, new: format!("{prefix}{new}"), onto: stays });
            }
        }
    }
}

/// Lets the passages of an agreement show renamed fields by their new ids, where it is sure that they are meant.
fn passages<P: Clone>(record: &mut Record<P>, mut shown: BTreeMap<String, Shown>) {
    // A field of another part can have the same id.
    each(record, &mut |on, _, fields| {
        for (id, _) in fields.iter().filter(|(_, value)| SUPPORTED.contains(&on) && !value.is_empty()) {
            if let Some(shown) = shown.get_mut(id) {
                shown.unsure = true;
            }
        }
    });
    let Record::Agreement(agreement) = record else { return };
    for (old, Shown { new, unsure }) in shown {
        if let (false, Some(only), 1) = (unsure, new.first(), new.len()) {
            Arc::make_mut(agreement).evidence.iter_mut().for_each(|passage| point(passage, &old, only));
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
///
/// # Errors
/// Gives back what of it cannot go there, because something else is said already.
fn remark<P: Clone>(record: &mut Record<P>, Moved { old, new, onto }: &Moved) -> Result<(), String> {
    let Some(said) = record.remark(old).cloned() else { return Ok(()) };
    // Why a field is empty is not said of one that has a value.
    if let Some(missing) = said.missing().filter(|_| *onto) {
        return Err(missing.code().to_owned());
    }
    let there = record.remark(new).cloned().unwrap_or_default();
    let both = |old: &str, new: &str| match (old.is_empty(), new.is_empty()) {
        (_, true) => Ok(old.to_owned()),
        (true, _) => Ok(new.to_owned()),
        _ if old == new => Ok(old.to_owned()),
        _ => Err(old.to_owned()),
    };
    let basis = match (said.basis, there.basis) {
        (Some(old), Some(new)) if old != new => return Err(old.reason().unwrap_or(old.code()).to_owned()),
        (old, new) => old.or(new),
    };
    let joined = Remark {
        missing: both(&said.missing, &there.missing)?,
        basis,
        confidence: both(&said.confidence, &there.confidence)?,
        comment: both(&said.comment, &there.comment)?,
    };
    record.set_remark(old, Remark::default());
    record.set_remark(new, joined);
    Ok(())
}

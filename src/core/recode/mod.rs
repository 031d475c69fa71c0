//! What a changed codebook does to the records there are: what has one successor is changed, what a person must
//! read again is said.

mod adopted;
mod again;
mod basis;
mod fields;
#[cfg(test)]
mod tests;

pub use again::{changes_for, first_again};

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::annotation::{Authorship, Basis, FieldValue, Place, Record, Work};
use super::coded::{Coded, replaces};
use super::schema::{Schema, Vocabulary};
use super::shared::Shared;

/// What is to be done with records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recode<P = Place> {
    /// Records whose codes have one successor each, or whose fields have new names: before and after.
    pub changes: Vec<(Record<P>, Record<P>)>,
    /// What only a person can recode.
    pub again: Vec<Again>,
}

impl<P> Default for Recode<P> {
    fn default() -> Self {
        Self { changes: Vec::new(), again: Vec::new() }
    }
}

/// A field of a record that has to be read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Again {
    /// Key of the record; see [`Record::key`].
    pub record: String,
    /// Path of the field, such as `status` or `parties.role`.
    pub field: String,
    /// Why.
    pub why: Why,
}

/// Why a field has to be read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its code was split.
    Split {
        /// The code.
        code: String,
        /// What there is to choose from now.
        into: Vec<String>,
    },
    /// A version of the schema has changed what the field means, since the article was set done.
    Changed {
        /// The version.
        version: String,
        /// What it changed.
        note: String,
    },
    /// Its code has one successor, but something would be lost on the way.
    Kept {
        /// The code, or the value.
        code: String,
        /// What it shall become, or the field it shall go to.
        into: String,
        /// What stands in the way.
        reason: &'static str,
    },
}

impl Why {
    /// Says it in words, without a full stop.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Split { code, into } => format!("“{code}” was split into {}", into.join(", ")),
            Self::Changed { version, note } => {
                format!("changed with version {version}: {}", note.trim_end_matches('.'))
            }
            Self::Kept { code, into, reason } => format!("“{code}” shall go to {into}, but {reason}"),
        }
    }
}

/// Works out what the schema does to a work.
#[must_use]
pub fn of_work(work: &Work, schema: &Schema) -> Recode {
    let records: Vec<Record> = work.records().collect();
    of(&records, schema)
}

/// Works out what the schema does to what belongs to the whole corpus. What only ships is no part of that.
#[must_use]
pub fn of_corpus(shared: &Shared, schema: &Schema) -> Recode {
    let entries = shared.registry.entries().values().cloned().map(Record::Entry);
    let identities = shared.identities.values().cloned().map(Record::Identity);
    let publishers = shared.publishers.values().cloned().map(Record::Publisher);
    let records: Vec<Record> = entries.chain(identities).chain(publishers).collect();
    of(&records, schema)
}

/// Works out what the schema does to the records of one work, or of the whole corpus.
#[must_use]
pub fn of<P: Clone + PartialEq>(records: &[Record<P>], schema: &Schema) -> Recode<P> {
    let mut recode = Recode::default();
    if replaces_any(schema) {
        for before in records {
            let mut after = before.clone();
            let again = one(&mut after, schema);
            recode.again.extend(again);
            if after != *before {
                recode.changes.push((before.clone(), after));
            }
        }
    }
    let header = records.iter().find_map(|record| match record {
        Record::Header(header) => Some(header),
        _ => None,
    });
    if let Some(header) = header {
        again::since_done(header, records, schema, &mut recode.again);
    }
    recode.again.sort();
    recode.again.dedup();
    recode
}

/// Recodes one record, and gives what is left to a person.
fn one<P: Clone>(record: &mut Record<P>, schema: &Schema) -> Vec<Again> {
    let mut again = Vec::new();
    // A code is replaced in the list it is from, before its value goes to a field with another list.
    codes(record, schema, &mut again);
    let mut kept = Vec::new();
    let moved = fields::rename(record, schema, &mut kept);
    for one in &mut again {
        if let Some(moved) = moved.iter().find(|moved| moved.old == one.field) {
            one.field.clone_from(&moved.new);
        }
    }
    again.append(&mut kept);
    if !moved.is_empty() {
        codes(record, schema, &mut again);
    }
    again
}

/// Tells whether the schema can do anything to records there are.
#[must_use]
pub fn concerns(schema: &Schema) -> bool {
    replaces_any(schema) || schema.changes.iter().any(|change| !change.reread.is_empty())
}

/// Tells whether the schema replaces any code or field.
fn replaces_any(schema: &Schema) -> bool {
    let mut fields = schema.fields.iter().chain(schema.types.iter().flat_map(|one| &one.fields));
    replaces(schema) || fields.any(|field| field.replaced_by.is_some())
}

/// Gives the coded fields of a record. What stood in an earlier text, and what is to be decided on, is left alone.
fn coded<P: Clone>(record: &mut Record<P>) -> Option<&mut dyn Coded> {
    Some(match record {
        Record::Header(record) => &mut **record,
        Record::Actor(record) => inner(record),
        Record::Date(record) => inner(record),
        Record::Agreement(record) => inner(record),
        Record::Flag(record) => inner(record),
        Record::Region(record) => inner(record),
        Record::Custom(record) => inner(record),
        Record::Entry(record) => inner(record),
        Record::Identity(record) => inner(record),
        Record::Publisher(record) => inner(record),
        Record::Former(_) | Record::Conflict(_) => return None,
    })
}

fn inner<T: Clone + Coded>(record: &mut Arc<T>) -> &mut dyn Coded {
    Arc::<T>::make_mut(record)
}

/// Puts the successor of every code in its place where there is one, and notes where there are several.
fn codes<P: Clone>(record: &mut Record<P>, schema: &Schema, again: &mut Vec<Again>) {
    let key = record.key();
    let mut say = |field: &str, why| again.push(Again { record: key.clone(), field: field.to_owned(), why });
    let split = |code: &str, into: &[String]| Why::Split { code: code.to_owned(), into: into.to_vec() };
    let mut put: BTreeSet<&str> = BTreeSet::new();
    if let Some(coded) = coded(record) {
        coded.each_code_mut(schema, &mut |spot, code| match spot.list.successors(schema, code.trim()) {
            [] => {}
            [successor] => {
                code.clone_from(successor);
                put.insert(successor);
            }
            several => say(&spot.path(), split(code.trim(), several)),
        });
    }
    basis::each(record, &mut |path, basis| {
        let term = schema.term(Vocabulary::Basis, basis.code());
        match term.map_or(&[][..], |term| term.replaced_by.as_slice()) {
            [] => {}
            [successor] => {
                if let Some(now) = rests_on(basis, successor) {
                    *basis = now;
                } else {
                    let (code, reason) = (basis.code().to_owned(), "a reason is given that would be lost");
                    say(path, Why::Kept { code, into: successor.clone(), reason });
                }
            }
            several => say(path, split(basis.code(), several)),
        }
    });
    if let Record::Identity(identity) = record {
        adopted::codes(Arc::make_mut(identity), schema, &mut say);
    }
    if !put.is_empty() {
        join(record, &put);
    }
}

/// Leaves one of the codes in a list that have become the same.
fn join<P: Clone>(record: &mut Record<P>, put: &BTreeSet<&str>) {
    let once = |codes: &mut Vec<String>| {
        let mut met = BTreeSet::new();
        codes.retain(|code| !put.contains(code.as_str()) || met.insert(code.clone()));
    };
    match record {
        Record::Agreement(agreement) => {
            let agreement = Arc::make_mut(agreement);
            once(&mut agreement.topics);
            agreement.evidence.iter_mut().for_each(|passage| once(&mut passage.slots));
        }
        Record::Entry(entry) => once(&mut Arc::make_mut(entry).sectors),
        _ => {}
    }
    fields::each(record, &mut |_, _, fields| {
        for value in fields.values_mut() {
            if let FieldValue::Many(codes) = value {
                once(codes);
            }
        }
    });
}

/// Gives the basis with another code; nothing where its reason would be lost.
fn rests_on(basis: &Basis, code: &str) -> Option<Basis> {
    let now = basis.with_code(code);
    let reason = basis.reason().filter(|reason| !reason.is_empty());
    (now.reason() == reason || reason.is_none()).then_some(now)
}

/// Writes down who has changed a record and when.
pub fn sign<P: Clone>(record: &mut Record<P>, by: &str, at: &str) {
    if let Some(Authorship { changed_by, changed_at, .. }) = record.authorship_mut() {
        by.clone_into(changed_by);
        at.clone_into(changed_at);
    }
}

/// Gives the name of a record by which a person knows it, besides the words that are marked.
#[must_use]
pub fn title<P>(record: &Record<P>) -> Cow<'_, str> {
    match record {
        Record::Header(_) => "article".into(),
        Record::Agreement(agreement) => agreement.title.as_str().into(),
        Record::Entry(entry) => entry.label().into(),
        Record::Identity(identity) => identity.title.as_str().into(),
        Record::Publisher(publisher) => publisher.name.as_str().into(),
        _ => "".into(),
    }
}

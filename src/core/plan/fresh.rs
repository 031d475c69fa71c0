//! What a new record has in the fields that the schema gives a value to begin with.
//!
//! A field gets it once it is asked for: with the record, or with the change by which its condition comes to hold. A
//! person who empties it is not contradicted.

use super::Change;
use super::parts::Part;
use crate::core::annotation::{FieldValue, Fields, Record, State};
use crate::core::facts::{Owner, Said};
use crate::core::intent::{CorpusIntent, Intent};
use crate::core::schema::{FieldDef, Schema};
use crate::core::workspace::Workspace;

/// What something was before a change.
enum Earlier<'a> {
    /// It was not there.
    New,
    /// It was this.
    Was(Owner<'a>),
    /// It begins nothing, whatever it was.
    Passed,
}

/// Tells whether an intent makes or changes records. One that brings a record back, or copies it, takes it as it was.
pub(super) fn makes(intent: &Intent) -> bool {
    match intent {
        Intent::Decide(..) | Intent::PutBack(..) | Intent::Unplace(_) | Intent::Forget(_) | Intent::Twin(_) => false,
        Intent::Corpus(intent) => !matches!(intent, CorpusIntent::Decide(..)),
        _ => true,
    }
}

/// Gives the records that a plan makes, and their parts, what they have to begin with.
pub(super) fn fill(workspace: &Workspace, language: &str, changes: &mut [Change]) {
    let (schema, registry) = (workspace.schema(), &workspace.shared.registry);
    let of_types = schema.types.iter().flat_map(|one| &one.fields);
    if !schema.fields.iter().chain(of_types).any(begins) {
        return;
    }
    for (before, after) in changes {
        let Some(after) = after else { continue };
        for part in Part::all(after) {
            let before = match earlier(before.as_ref(), after, part) {
                Earlier::New => None,
                Earlier::Was(owner) => Some(owner),
                Earlier::Passed => continue,
            };
            // What one field begins with can let another be asked for; each round fills at least one of them.
            loop {
                let said = |owner| Said { owner, registry, language };
                let given = given(schema, before.map(said), part.owner(after).map(said));
                match part.fields(after) {
                    Some(fields) if !given.is_empty() => fields.extend(given),
                    _ => break,
                }
            }
        }
    }
}

fn begins(field: &FieldDef) -> bool {
    !field.default.is_empty() && field.is_offered()
}

/// Lists what fields without a value begin with: those that are asked for now and were not before.
fn given(schema: &Schema, before: Option<Said<'_>>, after: Option<Said<'_>>) -> Fields {
    let Some(after) = after else { return Fields::new() };
    let owner = after.owner;
    let is_new = |field: &&FieldDef| {
        begins(field)
            && !owner.fields().contains_key(&field.id)
            && owner.missing(&field.id).is_none()
            && schema.applies(field, &after)
            && !before.as_ref().is_some_and(|before| schema.applies(field, before))
    };
    let value = |field: &FieldDef| {
        let values = field.default.clone();
        if field.takes_many() { FieldValue::Many(values) } else { FieldValue::One(values.concat()) }
    };
    schema.fields_of(owner.on()).filter(is_new).map(|field| (field.id.clone(), value(field))).collect()
}

/// Finds what a part was before the change, if it was there.
fn earlier<'a>(before: Option<&'a Record>, after: &Record, part: Part) -> Earlier<'a> {
    let found = match (before, after, part) {
        (Some(Record::Header(before)), Record::Header(after), _) => {
            // Nobody works on an article that is new or left out.
            let rests = |state: State| matches!(state, State::New | State::Excluded);
            if rests(after.state) {
                return Earlier::Passed;
            }
            Some(Owner::Article(before)).filter(|_| !rests(before.state))
        }
        (Some(before), _, Part::Whole) => part.owner(before),
        (Some(Record::Agreement(before)), Record::Agreement(after), Part::Party(nth)) => {
            let actor = &after.parties[nth].actor;
            before.parties.iter().find(|one| one.actor == *actor).map(|one| Owner::Party(before, one))
        }
        (Some(Record::Agreement(before)), Record::Agreement(after), Part::Signatory(nth)) => {
            let person = &after.signatories[nth].person;
            before.signatories.iter().find(|one| one.person == *person).map(|one| Owner::Signatory(before, one))
        }
        (Some(Record::Agreement(before)), Record::Agreement(after), Part::Passage(nth)) => {
            let same = before.evidence.iter().position(|one| one.place == after.evidence[nth].place);
            // A passage that was moved is no new one.
            if same.is_none() && after.evidence.len() <= before.evidence.len() {
                return Earlier::Passed;
            }
            same.map(|at| Owner::Evidence(before, at, &before.evidence[at]))
        }
        _ => None,
    };
    found.map_or(Earlier::New, Earlier::Was)
}

//! Checks 29 and 37: fields of the schema, and the passages they ask for.

use std::collections::BTreeSet;

use super::{Case, Fix, LABEL};
use crate::core::annotation::{Agreement, FieldValue};
use crate::core::facts::{Held, Links, Owner, Said, held};
use crate::core::finding::Target;
use crate::core::schema::{Asked, FieldDef, FieldKind, PLACE, SUPPORTED, Schema};
use crate::core::text::excerpt;

/// What is looked up for the fields of the schema.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) schema: &'a Schema,
    pub(super) links: Links<'a>,
    pub(super) language: &'a str,
}

impl<'a> Around<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let links = Links { registry: case.registry, work: Some(case.work) };
        Self { schema: case.schema, links, language: case.language() }
    }

    pub(super) fn said(&self, owner: Owner<'a>) -> Said<'a> {
        Said { owner, registry: self.links.registry, language: self.language }
    }

    /// Says what is wrong with a field of a record. An entry that is not there is left to check 8.
    pub(super) fn problem(&self, field: &FieldDef, owner: Owner<'a>) -> Option<String> {
        let given = owner.fields().get(&field.id).map(FieldValue::values).unwrap_or_default();
        let empty = given.iter().all(|value| value.trim().is_empty());
        if empty && !field.required || self.dead(field, given).next().is_some() {
            return None;
        }
        let asked = Asked {
            applies: !empty || self.schema.applies(field, &self.said(owner)),
            missing: empty && owner.missing(&field.id).is_some(),
            known: Some(&self.links),
        };
        field.problem(given, &asked)
    }

    /// Gives the values of a field that are to be entries of the registry and are none.
    pub(super) fn dead<'v>(&self, field: &FieldDef, given: &'v [String]) -> impl Iterator<Item = &'v str> {
        let registry = self.links.registry;
        let entities = matches!(field.kind.single(), FieldKind::Entity(_));
        let values = given.iter().map(|value| value.trim()).filter(move |value| entities && !value.is_empty());
        values.filter(|value| registry.get(value).is_none())
    }
}

/// Gives the names of the records that the schema has added fields to.
pub(super) fn owners(schema: &Schema) -> BTreeSet<&str> {
    let types = schema.types.iter().filter(|one| !one.fields.is_empty()).map(|one| one.id.as_str());
    schema.fields.iter().map(|field| field.on.as_str()).chain(types).chain([PLACE]).collect()
}

/// Goes over the fields of all records of the article. A hidden field keeps its value, which nobody can see or put
/// right.
fn each<'a>(case: &Case<'a>, mut visit: impl FnMut(&'a FieldDef, Held<'a>)) {
    for on in owners(case.schema) {
        let fields: Vec<&FieldDef> = case.schema.fields_of(on).filter(|field| !field.hidden).collect();
        if fields.is_empty() {
            continue;
        }
        for one in held(case.work, on) {
            for field in &fields {
                visit(field, one);
            }
        }
    }
}

fn target(one: Held<'_>, field: &'static str) -> Target {
    Target { record: one.record.cloned(), part: one.part, field, ..Target::default() }
}

pub(super) fn fields(case: &mut Case<'_>) {
    let around = Around::of(case);
    let mut found = Vec::new();
    each(case, |field, one| found.extend(around.problem(field, one.owner).map(|problem| (one, problem))));
    for (one, problem) in found {
        case.report_at(target(one, "record.own"), problem, None);
    }
}

/// Check 8 on fields of the schema.
pub(super) fn missing_entries(case: &mut Case<'_>) {
    let around = Around::of(case);
    let mut found = Vec::new();
    each(case, |field, one| {
        let Some(given) = one.owner.fields().get(&field.id) else { return };
        for dead in around.dead(field, given.values()) {
            let Some(message) = field.problem_of(dead, &Asked { known: Some(&around.links), ..Asked::default() })
            else {
                continue;
            };
            let left: Vec<String> = given.values().iter().filter(|value| value.trim() != dead).cloned().collect();
            let left = match given {
                FieldValue::One(_) => FieldValue::default(),
                FieldValue::Many(_) => FieldValue::Many(left),
            };
            let fix = Fix { label: "Take it out".to_owned(), intent: one.owner.set(&field.id, left) };
            found.push((one, message, fix));
        }
    });
    for (one, message, fix) in found {
        case.report_at(target(one, "record.own"), message, Some(fix));
    }
}

/// Tells whether a value is one that the article itself shows; what is inferred or from elsewhere needs no passage.
fn is_from_the_text(owner: Owner<'_>, field: &str) -> bool {
    let basis = owner.remark(field).and_then(|remark| remark.basis.as_ref());
    basis.is_none_or(|basis| basis.code() == "explicit")
}

pub(super) fn no_passage(case: &mut Case<'_>) {
    for on in SUPPORTED {
        let fields = case.schema.fields_of(on).filter(|field| field.evidence && field.is_offered());
        let fields: Vec<&FieldDef> = fields.collect();
        if fields.is_empty() {
            continue;
        }
        for one in held(case.work, on) {
            let (Owner::Agreement(agreement) | Owner::Party(agreement, _) | Owner::Signatory(agreement, _)) = one.owner
            else {
                continue;
            };
            for field in &fields {
                let Some(given) = one.owner.fields().get(&field.id).filter(|value| !value.is_empty()) else { continue };
                if !is_shown(agreement, &field.id) && is_from_the_text(one.owner, &field.id) {
                    let label = excerpt(&field.label, LABEL);
                    let message = format!("“{label}” has a value and no passage that shows it. Select the words.");
                    let target = target(one, "agreement.evidence").about(&case.part_of(one.owner), &given.text());
                    case.report_at(target, message, None);
                }
            }
        }
    }
}

fn is_shown(agreement: &Agreement, field: &str) -> bool {
    agreement.evidence.iter().any(|passage| passage.slots.iter().any(|slot| slot == field))
}

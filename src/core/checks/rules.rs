//! The rules of the schema, and check 41: what the schema wants read again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, LABEL};
use crate::core::annotation::{DateOf, Work};
use crate::core::days::day_of_number;
use crate::core::facts::{Held, Said, held, most_held};
use crate::core::finding::{Diagnostic, Severity, Target};
use crate::core::schema::{BUILT_IN, Facts as _, RuleDef, Subject, Values};
use crate::core::text::excerpt;

/// How often a rule of the schema is put to a record at once; a schema may have thousands of rules.
const ASKED: usize = 4096;

/// Says what a rule says of a record, or of a part of one.
pub(super) fn speak(rule: &RuleDef, target: Target, of: &str, said: &Said<'_>) -> Diagnostic {
    let target = if rule.error { target } else { target.about(of, &looked_at(rule, said)) };
    Diagnostic {
        number: 0,
        rule: rule.id.clone(),
        severity: if rule.error { Severity::Error } else { Severity::Warning },
        message: rule.says.clone(),
        target,
        fix: None,
        accepted: None,
    }
}

/// Gives what a record says of the fields that a rule asks about.
fn looked_at(rule: &RuleDef, said: &Said<'_>) -> String {
    let day = |day: Option<i64>| day.map_or_else(|| "?".to_owned(), day_of_number);
    let words = |values: Values<'_>| match values {
        Values::None => String::new(),
        Values::Missing(why) => why.into_owned(),
        Values::Texts(texts) => texts.join(", "),
        Values::Days(days) => {
            let days: Vec<String> = days.into_iter().map(|(from, to)| format!("{}/{}", day(from), day(to))).collect();
            days.join(", ")
        }
        Values::Count(count) => count.to_string(),
    };
    let subjects: BTreeSet<&Subject> = rule.when.subjects().into_iter().collect();
    let values = subjects.into_iter().map(|subject| format!("{}: {}", subject.as_str(), words(said.values(subject))));
    values.collect::<Vec<_>>().join("; ")
}

pub(super) fn rules(case: &mut Case<'_>) {
    let all = &case.schema.rules;
    if all.is_empty() {
        return;
    }
    let at_once = (ASKED / most_held(case.work)).max(1);
    let first = case.part * at_once;
    case.goes_on = first + at_once < all.len();
    let mut records: BTreeMap<&str, Vec<Held<'_>>> = BTreeMap::new();
    for rule in all.iter().skip(first).take(at_once) {
        let on = rule.on.as_str();
        let records = records.entry(on).or_insert_with(|| held(case.work, on));
        let field = if on == "agreement" { "agreement.topics" } else { "record.own" };
        for one in records {
            let said = Said { owner: one.owner, registry: case.registry, language: case.language() };
            if rule.when.holds(&said) {
                let target = Target { record: one.record.cloned(), part: one.part, field, ..Target::default() };
                let of = case.part_of(one.owner);
                case.found.push(speak(rule, target, &of, &said));
            }
        }
    }
}

pub(super) fn earlier_codebook(case: &mut Case<'_>) {
    let Some(done) = &case.work.header.done else { return };
    if done.schema != case.schema.id || done.schema_version == case.schema.version {
        return;
    }
    let changes = case.schema.changes_since(&done.schema_version);
    let again = changes.iter().find_map(|change| {
        let field = change.reread.iter().find(|field| has(case.work, field))?;
        Some((change, field))
    });
    let Some((change, field)) = again else { return };
    let own = case.schema.fields.iter().chain(case.schema.types.iter().flat_map(|one| &one.fields));
    let label = own.into_iter().find(|one| one.id == *field).map_or(field.as_str(), |one| &one.label);
    let [under, since] = [&done.schema_version, &change.version].map(|version| excerpt(version, 20));
    let (label, note) = (excerpt(label, LABEL), excerpt(change.note.trim_end_matches('.'), 2 * LABEL));
    let message = format!(
        "Done under version {under}; since {since} “{label}” is read otherwise ({note}). Read it again and set it done."
    );
    case.report_at(Target::article("article.state"), message, None);
}

/// Tells whether a work has anything in a field, named as remarks name it or with its record before it.
fn has(work: &Work, field: &str) -> bool {
    if field.starts_with("x_") {
        return has_own(work, field);
    }
    let fits = |(name, _): &&(&'static str, bool)| {
        let path = name.split_once('.').map_or(*name, |(_, path)| path);
        let begins = path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        *name == field || begins
    };
    BUILT_IN.iter().filter(fits).any(|(name, _)| {
        let (record, path) = name.split_once('.').unwrap_or((name, ""));
        match record {
            "agreement" => work.agreements.values().any(|one| match path.strip_prefix("dates.") {
                Some(which) => {
                    let slots = DateOf::ALL.into_iter().filter(|one| one.code() == which);
                    slots.into_iter().any(|which| !one.dates.get(which).is_empty())
                }
                None => match path {
                    "modality" => !one.modality.is_empty(),
                    "grounds" => !one.grounds.is_empty(),
                    "term" => !one.term.is_empty(),
                    "renewal" => !one.renewal.is_empty(),
                    "quantities" => !one.quantities.is_empty(),
                    "signatories" => !one.signatories.is_empty(),
                    "present" => !one.present.is_empty(),
                    "topics" => !one.topics.is_empty(),
                    "relations" => !one.relations.is_empty(),
                    "external_ids" => !one.external_ids.is_empty(),
                    "instrument" => one.instrument.is_some(),
                    "trigger" => one.trigger.is_some(),
                    // What every agreement has.
                    _ => true,
                },
            }),
            "party" => work.agreements.values().any(|one| !one.parties.is_empty()),
            "signatory" => work.agreements.values().any(|one| !one.signatories.is_empty()),
            "actor" => !work.actors.is_empty(),
            "date" => !work.dates.is_empty(),
            "article" => true,
            _ => false,
        }
    })
}

fn has_own(work: &Work, field: &str) -> bool {
    let of_parts = |one: &crate::core::annotation::Agreement| {
        let mut parts = one.parties.iter().map(|part| &part.fields);
        let mut signed = one.signatories.iter().map(|part| &part.fields);
        let mut passages = one.evidence.iter().map(|part| &part.fields);
        one.fields.contains_key(field)
            || parts.any(|fields| fields.contains_key(field))
            || signed.any(|fields| fields.contains_key(field))
            || passages.any(|fields| fields.contains_key(field))
    };
    work.header.fields.contains_key(field)
        || work.agreements.values().any(|one| of_parts(one))
        || work.actors.values().any(|one| one.fields.contains_key(field))
        || work.dates.values().any(|one| one.fields.contains_key(field))
        || work.customs.values().any(|one| one.fields.contains_key(field))
}

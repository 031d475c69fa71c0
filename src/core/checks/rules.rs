//! The rules of the schema, and check 41: what the schema wants read again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, LABEL};
use crate::core::days::day_of_number;
use crate::core::facts::{Held, Said, held, most_held};
use crate::core::finding::{Diagnostic, Severity, Target};
use crate::core::recode;
use crate::core::schema::{Facts as _, RuleDef, Subject, Values};
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
    let (work, schema) = (case.work, case.schema);
    let Some((change, field)) = recode::first_again(&work.header, || work.records().collect(), schema) else { return };
    let own = schema.fields.iter().chain(schema.types.iter().flat_map(|one| &one.fields));
    let label = own.into_iter().find(|one| one.id == *field).map_or(field, |one| &one.label);
    let (label, note) = (excerpt(label, LABEL), excerpt(change.note.trim_end_matches('.'), 2 * LABEL));
    let version = |version: &str| excerpt(version, 20);
    let under = work.header.done.as_ref().filter(|done| done.schema == schema.id);
    let since = match under.map(|done| version(&done.schema_version)) {
        Some(under) => format!("Done under version {under}; since {}", version(&change.version)),
        None => format!("Since version {}", version(&change.version)),
    };
    let message = format!("{since} “{label}” is read otherwise ({note}). Read it again and set it done.");
    case.report_at(Target::article("article.state"), message, None);
}

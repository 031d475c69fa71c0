//! Check 26, codes that are in no list; check 29, fields of the schema; and the schema's own rules.

use super::Case;
use crate::core::annotation::{Agreement, Fields, Id};
use crate::core::finding::{Diagnostic, Target};
use crate::core::schema::Vocabulary;

/// One code with its list and its field.
type Coded<'a> = (Option<Id>, &'static str, Vocabulary, &'a str);

pub(super) fn unknown(case: &mut Case<'_>) {
    let mut codes: Vec<Coded<'_>> =
        vec![(None, "article.reliability", Vocabulary::Reliability, &case.work.header.reliability)];
    for actor in case.work.actors.values() {
        let id = || Some(actor.id.clone());
        codes.push((id(), "actor.form", Vocabulary::ActorForm, &actor.form));
        codes.push((id(), "record.confidence", Vocabulary::Confidence, &actor.confidence));
        for title in &actor.titles {
            codes.push((id(), "actor.roles", Vocabulary::TitleKind, &title.kind));
        }
    }
    for date in case.work.dates.values() {
        let id = || Some(date.id.clone());
        codes.push((id(), "date.role", Vocabulary::DateRole, &date.role));
        codes.push((id(), "date.type", Vocabulary::DateType, &date.kind));
        codes.push((id(), "date.modifier", Vocabulary::Modifier, &date.modifier));
        codes.push((id(), "date.calendar", Vocabulary::Calendar, &date.calendar));
        codes.push((id(), "record.confidence", Vocabulary::Confidence, &date.confidence));
    }
    for agreement in case.work.agreements.values() {
        of_agreement(agreement, &mut codes);
    }
    for flag in case.work.flags.values() {
        codes.push((Some(flag.id.clone()), "flag.kind", Vocabulary::TextFlag, &flag.kind));
    }
    for region in case.work.regions.values() {
        codes.push((Some(region.id.clone()), "article.regions", Vocabulary::RegionKind, &region.kind));
    }
    for custom in case.work.customs.values() {
        codes.push((Some(custom.id.clone()), "record.confidence", Vocabulary::Confidence, &custom.confidence));
    }
    for (record, field, vocabulary, code) in codes {
        let message = match required(vocabulary) {
            Some(what) if code.is_empty() => format!("Choose the {what}."),
            _ if code.is_empty() || case.schema.knows(vocabulary, code) => continue,
            _ => case.schema.unknown_code_message(vocabulary, code),
        };
        case.report_at(Target { record, part: 0, field }, message, None);
    }
    kinds(case);
    types(case);
}

/// Says what the code of a list is, where a record cannot be without one; no modality means asserted.
fn required(vocabulary: Vocabulary) -> Option<&'static str> {
    match vocabulary {
        Vocabulary::ActorForm => Some("form of this actor"),
        Vocabulary::DateRole => Some("role of this date"),
        Vocabulary::DateType => Some("type of this date"),
        Vocabulary::Level => Some("level of this agreement"),
        Vocabulary::Status => Some("status of this agreement"),
        Vocabulary::TextFlag => Some("kind of this text flag"),
        Vocabulary::RegionKind => Some("kind of this region"),
        _ => None,
    }
}

fn of_agreement<'a>(agreement: &'a Agreement, codes: &mut Vec<Coded<'a>>) {
    let id = || Some(agreement.id.clone());
    codes.push((id(), "agreement.level", Vocabulary::Level, &agreement.level));
    codes.push((id(), "agreement.status", Vocabulary::Status, &agreement.status));
    codes.push((id(), "agreement.modality", Vocabulary::Modality, &agreement.modality));
    codes.push((id(), "record.confidence", Vocabulary::Confidence, &agreement.confidence));
    codes.push((id(), "record.confidence", Vocabulary::Credibility, &agreement.credibility));
    for party in &agreement.parties {
        codes.push((id(), "agreement.parties", Vocabulary::Capacity, &party.capacity));
    }
    for topic in &agreement.topics {
        codes.push((id(), "agreement.topics", Vocabulary::Topic, topic));
    }
    for relation in &agreement.relations {
        codes.push((id(), "agreement.relations", Vocabulary::Relation, &relation.kind));
    }
    for passage in &agreement.evidence {
        for slot in &passage.slots {
            codes.push((id(), "agreement.evidence", Vocabulary::EvidenceSlot, slot));
        }
    }
}

/// The kinds of an agreement depend on its level. An empty kind is one not chosen yet.
fn kinds(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        // Without a level there is no list the kind could be missing from.
        let Some(list) = Vocabulary::kinds_of(&agreement.level) else { continue };
        if agreement.kind.is_empty() {
            let message = "Choose the kind of this agreement.".to_owned();
            case.report(&agreement.id, "agreement.kind", message);
        } else if !case.schema.knows(list, &agreement.kind) {
            let message = case.schema.unknown_code_message(list, &agreement.kind);
            case.report(&agreement.id, "agreement.kind", message);
        }
    }
}

fn types(case: &mut Case<'_>) {
    for custom in case.work.customs.values() {
        if !case.schema.types.iter().any(|one| one.id == custom.type_id) {
            let type_id = crate::core::text::excerpt(&custom.type_id, 40);
            let message =
                format!("“{type_id}” is not a type of mark of this schema. Add it to the schema, or delete the mark.");
            case.report(&custom.id, "record.note", message);
        }
    }
}

pub(super) fn fields(case: &mut Case<'_>) {
    let mut owners: Vec<(Option<Id>, &str, &Fields)> = vec![(None, "article", &case.work.header.fields)];
    owners.extend(case.work.actors.values().map(|one| (Some(one.id.clone()), "actor", &one.fields)));
    owners.extend(case.work.dates.values().map(|one| (Some(one.id.clone()), "date", &one.fields)));
    owners.extend(case.work.agreements.values().map(|one| (Some(one.id.clone()), "agreement", &one.fields)));
    owners.extend(case.work.customs.values().map(|one| (Some(one.id.clone()), one.type_id.as_str(), &one.fields)));
    for (record, on, fields) in owners {
        // A hidden field keeps its value, which nobody can see or put right.
        for field in case.schema.fields_of(on).filter(|field| !field.hidden) {
            let value = fields.get(&field.id).map_or("", String::as_str);
            if let Some(problem) = field.problem(value) {
                case.report_at(Target { record: record.clone(), part: 0, field: "record.note" }, problem, None);
            }
        }
    }
}

/// How often a rule of the schema is put to an agreement at once; a schema may have thousands of rules.
const ASKED: usize = 4096;

pub(super) fn rules(case: &mut Case<'_>) {
    let rules = (ASKED / case.work.agreements.len().max(1)).max(1);
    let first = case.part * rules;
    case.goes_on = first + rules < case.schema.rules.len();
    for rule in case.schema.rules.iter().skip(first).take(rules) {
        for agreement in case.work.agreements.values() {
            let Agreement { level, kind, status, modality, topics, .. } = &**agreement;
            if rule.when.matches(level, kind, status, modality, topics) {
                case.found.push(Diagnostic {
                    number: 0,
                    rule: rule.id.clone(),
                    severity: crate::core::finding::Severity::Warning,
                    message: rule.warn.clone(),
                    target: Target { record: Some(agreement.id.clone()), part: 0, field: "agreement.topics" },
                    fix: None,
                });
            }
        }
    }
}

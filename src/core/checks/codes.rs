//! Checks 26 and 40: codes that are in no list, and codes that were replaced.

use super::{Case, Fix};
use crate::core::annotation::{Agreement, DateOf, Id, Party, Record};
use crate::core::coded::{Coded, List, replaces};
use crate::core::finding::Target;
use crate::core::intent::{
    ActorField, AgreementField, CustomField, DateField, FlagField, HeaderField, Intent, RegionField,
};
use crate::core::schema::{FieldDef, SUPPORTED, Schema, Term, Vocabulary, nearest};
use crate::core::text::excerpt;

/// Code points of a code in a message.
const CODE: usize = 40;

/// One code that something is said about.
struct Found {
    record: Option<Id>,
    /// Which of its places.
    part: usize,
    field: &'static str,
    message: String,
    fix: Option<Fix>,
    /// Path of the field.
    path: String,
}

impl Found {
    fn report(self, case: &mut Case<'_>) {
        let target = Target { record: self.record, part: self.part, field: self.field, ..Target::default() };
        case.report_at(target.about(&self.path, ""), self.message, self.fix);
    }
}

/// Goes over all records of the article that have codes.
macro_rules! each_record {
    ($case:ident, $visit:expr) => {{
        let mut visit = $visit;
        visit(None, &$case.work.header as &dyn Coded);
        $case.work.actors.values().for_each(|one| visit(Some(&one.id), &**one));
        $case.work.dates.values().for_each(|one| visit(Some(&one.id), &**one));
        $case.work.agreements.values().for_each(|one| visit(Some(&one.id), &**one));
        $case.work.flags.values().for_each(|one| visit(Some(&one.id), &**one));
        $case.work.regions.values().for_each(|one| visit(Some(&one.id), &**one));
        $case.work.customs.values().for_each(|one| visit(Some(&one.id), &**one));
    }};
}

pub(super) fn unknown(case: &mut Case<'_>) {
    let schema = case.schema;
    let mut found = Vec::new();
    each_record!(case, |record: Option<&Id>, one: &dyn Coded| {
        one.each_code(schema, &mut |spot, code| {
            if let Some(message) = wrong(schema, spot.list, code) {
                found.push(Found {
                    record: record.cloned(),
                    part: 0,
                    field: spot.rule,
                    message,
                    fix: None,
                    path: String::new(),
                });
            }
        });
    });
    for one in found {
        one.report(case);
    }
    types(case);
}

/// Says that a code is in no list of the schema; nothing where it is, or where there is none.
#[must_use]
pub fn unknown_code(schema: &Schema, list: List<'_>, code: &str) -> Option<String> {
    let own = |field: &FieldDef| {
        let choices = field.kind.choices()?;
        choices.term(code).is_none().then(|| {
            let code = excerpt(code, CODE);
            format!("“{code}” is no choice of the field {}.", field.id)
        })
    };
    match list {
        _ if code.is_empty() => None,
        List::Own(field) => own(field),
        list => wrong(schema, list, code),
    }
}

/// Says what is wrong with a code.
pub(super) fn wrong(schema: &Schema, list: List<'_>, code: &str) -> Option<String> {
    match list {
        List::Of(vocabulary) if code.is_empty() => required(vocabulary).map(|what| format!("Choose the {what}.")),
        List::Of(vocabulary) => {
            let known = schema.knows(vocabulary, code);
            (!known).then(|| schema.unknown_code_message(vocabulary, code))
        }
        List::Slot => {
            let own = || SUPPORTED.iter().filter_map(|on| schema.field(on, code)).any(|field| field.evidence);
            let known = code.is_empty() || schema.knows(Vocabulary::EvidenceSlot, code) || own();
            (!known).then(|| schema.unknown_code_message(Vocabulary::EvidenceSlot, code))
        }
        List::Act => {
            let known = DateOf::ALL.into_iter().any(|which| which.code() == code);
            (!known).then(|| unknown_act(code))
        }
        // Check 29 looks at these.
        List::Own(_) => None,
    }
}

fn unknown_act(code: &str) -> String {
    let acts: Vec<Term> = DateOf::ALL.into_iter().map(|which| Term::own(which.code(), which.label(), "")).collect();
    let meant = nearest(&acts, code)
        .map_or_else(|| "Choose one from the list.".to_owned(), |term| format!("Did you mean “{}”?", term.code));
    format!("“{}” is not an act of a party. {meant}", excerpt(code, CODE))
}

/// Says what the code of a list is, where a record cannot be without one; no modality means asserted.
fn required(vocabulary: Vocabulary) -> Option<&'static str> {
    match vocabulary {
        Vocabulary::ActorForm => Some("form of this actor"),
        Vocabulary::DateRole => Some("role of this date"),
        Vocabulary::DateType => Some("type of this date"),
        Vocabulary::Level => Some("level of this agreement"),
        Vocabulary::InstrumentKind | Vocabulary::CommitmentKind | Vocabulary::ActivityKind => {
            Some("kind of this agreement")
        }
        Vocabulary::Status => Some("status of this agreement"),
        Vocabulary::Quantity => Some("thing that is counted"),
        Vocabulary::TextFlag => Some("kind of this text flag"),
        Vocabulary::RegionKind => Some("kind of this region"),
        _ => None,
    }
}

fn types(case: &mut Case<'_>) {
    for custom in case.work.customs.values() {
        if case.schema.type_def(&custom.type_id).is_none() {
            let type_id = excerpt(&custom.type_id, CODE);
            let message =
                format!("“{type_id}” is not a type of mark of this schema. Add it to the schema, or delete the mark.");
            case.report(&custom.id, "record.own", message);
        }
    }
}

pub(super) fn replaced(case: &mut Case<'_>) {
    let schema = case.schema;
    if !replaces(schema) {
        return;
    }
    let mut found = Vec::new();
    each_record!(case, |record: Option<&Id>, one: &dyn Coded| {
        one.each_code(schema, &mut |spot, code| {
            let code = code.trim();
            let into = if code.is_empty() { &[] } else { spot.list.successors(schema, code) };
            if !into.is_empty() {
                found.push((record.cloned(), spot.rule, (spot.path(), spot.beside), code.to_owned(), into));
            }
        });
    });
    found.dedup();
    for (record, field, (path, beside), code, into) in found {
        let shown = excerpt(&code, CODE);
        let (message, fix) = match into {
            [new] => {
                let new_shown = excerpt(new, CODE);
                let fix = if beside {
                    in_remark(case, record.as_ref(), (&path, field), (&code, new))
                } else {
                    instead(case, record.as_ref(), &path, (&code, new))
                };
                let fix = fix.map(|intent| Fix { label: format!("Change to {new_shown}"), intent });
                (format!("“{shown}” was replaced by “{new_shown}”. Change it?"), fix)
            }
            several => {
                (format!("“{shown}” was split into {}. Read the passage again and choose.", listed(several)), None)
            }
        };
        let part = path.strip_prefix("evidence.").and_then(|rest| rest.split('.').next()?.parse().ok());
        Found { record, part: part.unwrap_or_default(), field, message, fix, path }.report(case);
    }
}

/// Joins codes: “A, B and C”.
fn listed(codes: &[String]) -> String {
    let shown: Vec<String> = codes.iter().take(8).map(|code| excerpt(code, CODE)).collect();
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Gives the change that writes another code into a remark on a field.
fn in_remark(case: &Case<'_>, id: Option<&Id>, (path, rule): (&str, &str), (from, to): (&str, &str)) -> Option<Intent> {
    let record = match id {
        Some(id) => case.work.record(id)?,
        None => Record::Header(Box::new(case.work.header.clone())),
    };
    let mut remark = record.remark(path)?.clone();
    let code = if rule == "record.missing" { &mut remark.missing } else { &mut remark.confidence };
    if code.trim() == from {
        to.clone_into(code);
    }
    Some(Intent::Remark(id.cloned(), path.to_owned(), remark))
}

/// Gives the change that writes another code into a field.
fn instead(case: &Case<'_>, record: Option<&Id>, path: &str, (from, to): (&str, &str)) -> Option<Intent> {
    let schema = case.schema;
    let Some(id) = record else {
        let mut after = case.work.header.clone();
        after.replace_code(schema, path, from, to);
        return Some(match path {
            "reliability" => Intent::SetHeader(HeaderField::Reliability(after.reliability)),
            "exclusion" => Intent::SetHeader(HeaderField::Exclusion(after.exclusion)),
            own => Intent::SetHeader(HeaderField::Field(own.to_owned(), after.fields.get(own)?.clone())),
        });
    };
    if let Some(one) = case.work.agreements.get(id) {
        let mut after = (**one).clone();
        after.replace_code(schema, path, from, to);
        return of_agreement(id, after, path);
    }
    let id = || id.clone();
    if let Some(one) = case.work.actors.get(&id()) {
        let mut after = (**one).clone();
        after.replace_code(schema, path, from, to);
        let field = match path {
            "form" => ActorField::Form(after.form),
            "titles" => ActorField::Titles(after.titles),
            "confidence" => ActorField::Confidence(after.confidence),
            own => ActorField::Field(own.to_owned(), after.fields.get(own)?.clone()),
        };
        return Some(Intent::SetActor(id(), field));
    }
    if let Some(one) = case.work.dates.get(&id()) {
        let mut after = (**one).clone();
        after.replace_code(schema, path, from, to);
        let field = match path {
            "role" => DateField::Role(after.role),
            "kind" => DateField::Kind(after.kind),
            "modifier" => DateField::Modifier(after.modifier),
            "calendar" => DateField::Calendar(after.calendar),
            "confidence" => DateField::Confidence(after.confidence),
            own => DateField::Field(own.to_owned(), after.fields.get(own)?.clone()),
        };
        return Some(Intent::SetDate(id(), field));
    }
    if let Some(one) = case.work.customs.get(&id()) {
        let mut after = (**one).clone();
        after.replace_code(schema, path, from, to);
        let field = match path {
            "confidence" => CustomField::Confidence(after.confidence),
            own => CustomField::Field(own.to_owned(), after.fields.get(own)?.clone()),
        };
        return Some(Intent::SetCustom(id(), field));
    }
    match path {
        "kind" if case.work.flags.contains_key(&id()) => Some(Intent::SetFlag(id(), FlagField::Kind(to.to_owned()))),
        "kind" => Some(Intent::SetRegion(id(), RegionField::Kind(to.to_owned()))),
        _ => None,
    }
}

fn of_agreement(id: &Id, after: Agreement, path: &str) -> Option<Intent> {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let field = match head {
        "level" => AgreementField::Level(after.level),
        "kind" => AgreementField::Kind(after.kind),
        "status" => AgreementField::Status(after.status),
        "modality" => AgreementField::Modality(after.modality),
        "grounds" => AgreementField::Grounds(after.grounds),
        "renewal" => AgreementField::Renewal(after.renewal),
        "topics" => AgreementField::Topics(after.topics),
        "relations" => AgreementField::Relations(after.relations),
        "quantities" => AgreementField::Quantities(after.quantities),
        "confidence" => AgreementField::Confidence(after.confidence),
        "credibility" => AgreementField::Credibility(after.credibility),
        "parties" if after.parties.iter().any(|party: &Party| rest.starts_with(&party.actor)) => {
            AgreementField::Parties(after.parties)
        }
        "signatories" => AgreementField::Signatories(after.signatories),
        "evidence" => {
            let (number, own) = rest.split_once('.').unwrap_or((rest, ""));
            let number: usize = number.parse().ok()?;
            let passage = after.evidence.get(number)?;
            match own {
                "" => AgreementField::Supports(number, passage.slots.clone()),
                own => AgreementField::EvidenceField(number, own.to_owned(), passage.fields.get(own)?.clone()),
            }
        }
        own => AgreementField::Field(own.to_owned(), after.fields.get(own)?.clone()),
    };
    Some(Intent::SetAgreement(id.clone(), field))
}

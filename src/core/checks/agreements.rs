//! Checks 18 to 25, 27 and 28: agreements.

use std::collections::{BTreeSet, HashSet};

use super::dates::bounds;
use super::{Case, LABEL};
use crate::core::annotation::{Agreement, Basis, DateOf, Id, Member, Place, State};
use crate::core::days::day_of_number;
use crate::core::finding::{Fix, Target};
use crate::core::intent::{AgreementField, CorpusIntent, HeaderField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::text::excerpt;
use crate::core::{candidates, cues};

/// Statuses that say that a document has been signed.
const SIGNED: [&str; 4] = ["signed", "ratified", "in_force", "implemented"];

fn name(case: &Case<'_>, agreement: &Agreement) -> String {
    if agreement.title.is_empty() {
        let quote = agreement.evidence.first().map(|passage| case.quote(&passage.place));
        quote.map_or_else(|| agreement.id.to_string(), |quote| format!("“{quote}”"))
    } else {
        excerpt(&agreement.title, LABEL)
    }
}

pub(super) fn no_evidence(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values().filter(|agreement| agreement.evidence.is_empty()) {
        let message = "Select at least one passage that shows this agreement.".to_owned();
        case.report(&agreement.id, "agreement.evidence", message);
    }
}

pub(super) fn parties(case: &mut Case<'_>) {
    let registry = case.registry;
    for agreement in case.work.agreements.values() {
        // A mediator or a host is not a side.
        let bound = agreement.parties.iter().filter(|party| party.is_bound());
        let parties = bound.map(|party| party.actor.as_str()).filter(|actor| !actor.is_empty());
        let sides: BTreeSet<&str> =
            parties.map(|actor| registry.resolve(actor).map_or(actor, |entry| entry.id.as_str())).collect();
        if agreement.level == "instrument" && sides.len() < 2 && !agreement.parties_unknown {
            let message = "An instrument needs two parties. Add the other side, or mark it as unknown.".to_owned();
            let intent = Intent::SetAgreement(agreement.id.clone(), AgreementField::PartiesUnknown(true));
            case.report_with(&agreement.id, "agreement.parties", message, "Mark as unknown", intent);
        }
    }
}

pub(super) fn intent(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        if !SIGNED.contains(&agreement.status.as_str()) {
            continue;
        }
        let trigger = agreement.trigger.as_ref().map(Place::cover);
        for passage in &agreement.evidence {
            let cover = passage.place.cover();
            let text = case.text(cover);
            let inside = trigger.filter(|trigger| cover.contains(*trigger));
            let inside = inside.map(|trigger| trigger.start - cover.start..trigger.end - cover.start);
            let Some(hit) = cues::intent_before_signing(text, inside, case.language()) else { continue };
            let (word, sign) = (text.get(hit.word).unwrap_or_default(), text.get(hit.sign).unwrap_or_default());
            let status = case.schema.label(Vocabulary::Status, &agreement.status).to_lowercase();
            let has = match hit.place {
                cues::Place::Before => format!("“{word}” before “{sign}”"),
                cues::Place::After => format!("“{word}” after “{sign}”"),
                cues::Place::Within => format!("“{word}”"),
            };
            let message = format!("Status is “{status}”, but the passage has {has}. Signed or proposed?");
            let intent = Intent::SetAgreement(agreement.id.clone(), AgreementField::Status("proposed".into()));
            let fix = Fix { label: "Set to proposed".to_owned(), intent };
            let target = Target::of(&agreement.id, "agreement.status").about(&case.quote(&passage.place), "");
            case.report_at(target, message, Some(fix));
            break;
        }
    }
}

pub(super) fn undated(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values().filter(|agreement| agreement.status == "signed") {
        let slot = &agreement.dates.signed;
        if slot.value.is_empty() && slot.mention.is_none() && slot.basis.missing().is_none() {
            let message = "Signed when? Give a date or set “not stated”.".to_owned();
            let mut stated = slot.clone();
            stated.basis = Basis::NotStated;
            let intent = Intent::SetAgreement(agreement.id.clone(), AgreementField::Date(DateOf::Signed, stated));
            case.report_with(&agreement.id, "agreement.dates", message, "Set “not stated”", intent);
        }
    }
}

pub(super) fn borrowed_date(case: &mut Case<'_>) {
    let events = case.work.dates.values().filter(|date| date.role == "event" && !date.value.is_empty());
    let events: Vec<_> = events.map(|date| (date, bounds(&date.value))).collect();
    for agreement in case.work.agreements.values().filter(|agreement| agreement.background) {
        let borrowed = [&agreement.dates.signed, &agreement.dates.announced].into_iter().any(|slot| {
            // The time of day of one of the two makes it no other day.
            let days = bounds(&slot.value);
            let same_days = |other: &(Option<i64>, Option<i64>)| days.0.is_some() && days.1.is_some() && days == *other;
            events.iter().any(|(date, other)| {
                slot.value == date.value || slot.mention.as_ref() == Some(&date.id) || same_days(other)
            })
        });
        if borrowed {
            let message = "An earlier agreement has been given the date of this meeting.".to_owned();
            let days = [&agreement.dates.signed.value, &agreement.dates.announced.value].map(String::as_str);
            let target = Target::of(&agreement.id, "agreement.background").about("", &days.join(", "));
            case.report_at(target, message, None);
        }
    }
}

pub(super) fn signatory(case: &mut Case<'_>) {
    let registry = case.registry;
    let links = case.work.actors.values().flat_map(|actor| actor.links.iter().chain(&actor.intended));
    let marked: BTreeSet<&str> = links.filter_map(|link| Some(registry.resolve(link)?.id.as_str())).collect();
    for agreement in case.work.agreements.values() {
        // Who is not in the registry at all is reported by check 8.
        for person in agreement.signatories.iter().filter_map(|one| registry.resolve(&one.person)) {
            if !marked.contains(person.id.as_str()) {
                let label = excerpt(person.label(), LABEL);
                let message = format!("{label} is given as signatory but is not marked in the article.");
                let target = Target::of(&agreement.id, "agreement.signatories").about(&person.id, "");
                case.report_at(target, message, None);
            }
        }
    }
}

pub(super) fn expired(case: &mut Case<'_>) {
    let (Some(published), _) = bounds(&case.work.header.published) else { return };
    for agreement in case.work.agreements.values().filter(|agreement| agreement.status == "in_force") {
        let ends = [&agreement.dates.expires.value, &agreement.dates.validity.value];
        let over = ends.into_iter().filter_map(|value| bounds(value).1).find(|last| *last < published);
        if let Some(last) = over {
            let year: String = day_of_number(last).chars().take(4).collect();
            case.report(&agreement.id, "agreement.status", format!("In force, but it expired in {year}."));
        }
    }
}

pub(super) fn same_trigger(case: &mut Case<'_>) {
    let mut seen: HashSet<(&Place, &str)> = HashSet::new();
    // Of a record whose kind is still to be chosen nothing can be said.
    for agreement in case.work.agreements.values().filter(|agreement| !agreement.kind.is_empty()) {
        let Some(trigger) = &agreement.trigger else { continue };
        if !seen.insert((trigger, &agreement.kind)) {
            let verb = case.quote(trigger);
            let kind = case.schema.kinds_of(&agreement.level).iter().find(|term| *term.code == *agreement.kind);
            let kind = kind.map_or_else(|| excerpt(&agreement.kind, LABEL), |term| term.label.to_lowercase());
            let message = format!("Two records share “{verb}” and are both {kind}. Is one a duplicate?");
            case.report(&agreement.id, "agreement.trigger", message);
        }
    }
}

pub(super) fn elsewhere(case: &mut Case<'_>) {
    let key = &case.opened.article.key;
    for agreement in case.work.agreements.values() {
        let id = agreement.id.clone();
        let found = candidates::of(case.workspace, case.opened, agreement);
        let identities = case.workspace.shared.identities.values().map(|identity| &**identity);
        let open = candidates::open(found, identities, (key.as_str(), &id));
        let Some(other) = open.into_iter().next() else { continue };
        let (name, article) = (name(case, agreement), excerpt(other.article.file_name(), LABEL));
        let (title, because) = (excerpt(&other.title, LABEL), other.because);
        let message = format!("{name} has the {because} as “{title}” in {article}. Same agreement?");
        let members = [(key.as_str(), &id), (other.article.as_str(), &other.agreement)];
        let members = members.map(|(article, agreement): (&str, &Id)| Member {
            article: article.to_owned(),
            agreement: agreement.clone(),
            relation: "same".to_owned(),
        });
        let intent = Intent::Corpus(CorpusIntent::Identify(None, members.to_vec()));
        case.report_with(&id, "agreement.identity", message, "Same agreement", intent);
    }
}

pub(super) fn none_recorded(case: &mut Case<'_>) {
    let header = &case.work.header;
    if header.state == State::Done && case.work.agreements.is_empty() && header.no_agreement.is_none() {
        let intent = Intent::SetHeader(HeaderField::NoAgreement(true));
        let fix = Fix { label: "Yes, there is none".to_owned(), intent };
        let target = Target::article("article.state");
        case.report_at(target, "No agreement recorded. Is that right?".to_owned(), Some(fix));
    }
}

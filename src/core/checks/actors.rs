//! Checks 8 to 10: links to the registry.

use super::{Case, LABEL, own};
use crate::core::annotation::{Agreement, Id, State};
use crate::core::finding::Target;
use crate::core::intent::{ActorField, AgreementField, Intent};
use crate::core::text::excerpt;

pub(super) fn missing(case: &mut Case<'_>) {
    let dead = |case: &Case<'_>, link: &str| !link.is_empty() && case.registry.get(link).is_none();
    for actor in case.work.actors.values() {
        for link in actor.links.iter().filter(|link| dead(case, link)).collect::<Vec<_>>() {
            let left: Vec<String> = actor.links.iter().filter(|other| *other != link).cloned().collect();
            let intent = Intent::SetActor(actor.id.clone(), ActorField::Links(left));
            let message = sentence(&actor.id, link);
            case.report_with(&actor.id, "actor.links", message, "Leave it unresolved", intent);
        }
        for link in actor.intended.iter().filter(|link| dead(case, link)).collect::<Vec<_>>() {
            let left: Vec<String> = actor.intended.iter().filter(|other| *other != link).cloned().collect();
            let intent = Intent::SetActor(actor.id.clone(), ActorField::Intended(left));
            let message = sentence(&actor.id, link);
            case.report_with(&actor.id, "actor.intended", message, "Leave it unresolved", intent);
        }
    }
    for agreement in case.work.agreements.values() {
        for (link, field, intent) in links_of(agreement, |link| dead(case, link)) {
            let message = sentence(&agreement.id, &link);
            let intent = Intent::SetAgreement(agreement.id.clone(), intent);
            case.report_with(&agreement.id, field, message, "Take it out", intent);
        }
    }
    own::missing_entries(case);
}

fn sentence(id: &Id, link: &str) -> String {
    let link = excerpt(link, 40);
    format!("{id} points to “{link}”, which is not in the registry. Choose an actor or leave it unresolved.")
}

/// Lists the dead links of an agreement, each with its field and the change that takes it out.
fn links_of(agreement: &Agreement, dead: impl Fn(&str) -> bool) -> Vec<(String, &'static str, AgreementField)> {
    let mut links = Vec::new();
    for party in agreement.parties.iter().filter(|party| dead(&party.actor)) {
        let left = agreement.parties.iter().filter(|other| *other != party).cloned().collect();
        links.push((party.actor.clone(), "agreement.parties", AgreementField::Parties(left)));
    }
    for one in &agreement.signatories {
        if dead(&one.person) {
            let left = agreement.signatories.iter().filter(|other| *other != one).cloned().collect();
            links.push((one.person.clone(), "agreement.signatories", AgreementField::Signatories(left)));
        }
        if dead(&one.on_behalf_of) {
            // Whoever signed has signed, also if it is not known for whom.
            let mut left = agreement.signatories.clone();
            left.iter_mut().filter(|other| *other == one).for_each(|other| other.on_behalf_of.clear());
            links.push((one.on_behalf_of.clone(), "agreement.signatories", AgreementField::Signatories(left)));
        }
    }
    for person in agreement.present.iter().filter(|person| dead(person)) {
        let left = agreement.present.iter().filter(|other| *other != person).cloned().collect();
        links.push((person.clone(), "agreement.present", AgreementField::Present(left)));
    }
    links
}

pub(super) fn unresolved(case: &mut Case<'_>) {
    if case.work.header.state != State::Done {
        return;
    }
    let open: Vec<_> = case.work.actors.values().filter(|actor| actor.links.is_empty()).collect();
    let Some(first) = open.iter().min_by_key(|actor| actor.place.cover()) else { return };
    let message = match open.len() {
        1 => "1 actor mark is not linked to the registry.".to_owned(),
        count => format!("{count} actor marks are not linked to the registry."),
    };
    let target = Target::of(&first.id, "actor.links");
    case.report_at(target, message, None);
}

pub(super) fn other_entry(case: &mut Case<'_>) {
    for actor in case.work.actors.values() {
        if actor.form != "name" || actor.links.is_empty() {
            continue;
        }
        let quote = case.text(actor.place.cover());
        let linked: Vec<&str> =
            actor.links.iter().filter_map(|link| Some(case.registry.resolve(link)?.id.as_str())).collect();
        let named = case.registry.named(quote);
        // A name that the linked entry has as well is no reason to doubt.
        if named.iter().any(|entry| linked.contains(&entry.id.as_str())) {
            continue;
        }
        let Some(other) = named.first() else { continue };
        let (quote, label, id) = (case.quote(&actor.place), excerpt(other.label(), LABEL), other.id.clone());
        let message = format!("“{quote}” is listed under {label}. Link to that entry instead of making a new one?");
        let intent = Intent::SetActor(actor.id.clone(), ActorField::Links(vec![id]));
        case.report_with(&actor.id, "registry.names", message, "Link to that entry", intent);
    }
}

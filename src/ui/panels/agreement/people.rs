//! Who is bound, who signed, who else was there: three lists.

use crate::core::annotation::{Agreement, Party, Signatory};
use crate::core::intent::{AgreementField, Intent, Slot};
use crate::core::schema::Vocabulary;
use crate::core::shared::Registry;
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form, without};
use crate::ui::widgets::{Choice, TokenChange, choice, editable, field_id, labelled};

/// Draws the three lists.
pub fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    form.heading("Who");
    let (bodies, people) = actors_of(&form.ctx.workspace.shared.registry, opened);
    parties(form, agreement, &bodies);
    signatories(form, agreement, &people);
    let set = |present| Intent::SetAgreement(agreement.id.clone(), AgreementField::Present(present));
    let field = Field::new("Present", "People present", FieldKey::of("agreement.present"));
    let field = field.hint("Others said to be in the room");
    let change = form.actors(field, &agreement.present, &people, "");
    match change {
        Some(TokenChange::Add(id)) => {
            let mut all = agreement.present.clone();
            all.push(id);
            form.push(set(all));
        }
        Some(TokenChange::New(name)) => {
            form.push(Intent::NewEntryFor(agreement.id.clone(), Slot::Present, name));
        }
        Some(TokenChange::Remove(at)) => form.push(set(without(&agreement.present, at))),
        Some(TokenChange::Open(_)) | None => {}
    }
}

/// Gives the actors of the article, bodies and people apart, those named most often first.
fn actors_of(registry: &Registry, opened: &Opened) -> (Vec<String>, Vec<String>) {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for link in opened.work.actors.values().flat_map(|actor| actor.links.iter().chain(&actor.intended)) {
        *counts.entry(link).or_default() += 1;
    }
    let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let is_person = |id: &str| registry.resolve(id).is_some_and(|entry| entry.kind == "person");
    let (people, bodies): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|(id, _)| is_person(id));
    let ids = |list: Vec<(&str, usize)>| list.into_iter().map(|(id, _)| id.to_owned()).collect();
    (ids(bodies), ids(people))
}

fn parties(form: &mut Form<'_, '_, '_>, agreement: &Agreement, likely: &[String]) {
    let set = |parties| Intent::SetAgreement(agreement.id.clone(), AgreementField::Parties(parties));
    let current: Vec<String> = agreement.parties.iter().map(|party| party.actor.clone()).collect();
    let field = Field::new("Parties", "Parties of the agreement", FieldKey::Parties).hint("Who is bound");
    let change = form.actors(field, &current, likely, "");
    match change {
        Some(TokenChange::Add(actor)) => {
            let mut parties = agreement.parties.clone();
            let capacity = capacity(&form.ctx.workspace.shared.registry, &actor);
            parties.push(Party::of(actor, capacity));
            form.push(set(parties));
        }
        Some(TokenChange::New(name)) => {
            form.push(Intent::NewEntryFor(agreement.id.clone(), Slot::Parties, name));
        }
        Some(TokenChange::Remove(at)) => form.push(set(without(&agreement.parties, at))),
        Some(TokenChange::Open(_)) | None => {}
    }
    for (nth, party) in agreement.parties.iter().enumerate() {
        let name = form.ctx.workspace.shared.registry.label(&party.actor).to_owned();
        let label = format!("{} as", excerpt(&name, 8));
        let words = format!("Capacity of {name}");
        let field = Field::new(&label, &words, FieldKey::Of("agreement.parties", Part::Item(nth)));
        form.code(field, Vocabulary::Capacity, &party.capacity, Some("Not said"), |code| {
            let mut parties = agreement.parties.clone();
            if let Some(party) = parties.get_mut(nth) {
                party.capacity = code;
            }
            set(parties)
        });
    }
    if agreement.parties.len() < 2 || agreement.parties_unknown {
        let key = FieldKey::Of("agreement.parties", Part::Named("unknown"));
        form.switch("The other parties are not named", key, agreement.parties_unknown, |on| {
            Intent::SetAgreement(agreement.id.clone(), AgreementField::PartiesUnknown(on))
        });
    }
}

/// Gives the capacity in which an actor is usually a party.
fn capacity(registry: &Registry, id: &str) -> &'static str {
    match registry.resolve(id).map_or("", |entry| entry.kind.as_str()) {
        "state" => "state",
        "gov_org" => "ministry",
        "igo" => "igo",
        _ => "",
    }
}

fn signatories(form: &mut Form<'_, '_, '_>, agreement: &Agreement, likely: &[String]) {
    let set = |signatories| Intent::SetAgreement(agreement.id.clone(), AgreementField::Signatories(signatories));
    let current: Vec<String> = agreement.signatories.iter().map(|one| one.person.clone()).collect();
    let field = Field::new("Signed by", "Signatories", FieldKey::of("agreement.signatories"));
    let field = field.hint("Only who is said to have signed");
    let change = form.actors(field, &current, likely, "");
    match change {
        Some(TokenChange::Add(person)) => {
            let mut signatories = agreement.signatories.clone();
            signatories.push(Signatory::of(person, ""));
            form.push(set(signatories));
        }
        Some(TokenChange::New(name)) => {
            form.push(Intent::NewEntryFor(agreement.id.clone(), Slot::Signatories, name));
        }
        Some(TokenChange::Remove(at)) => form.push(set(without(&agreement.signatories, at))),
        Some(TokenChange::Open(_)) | None => {}
    }
    let registry = &form.ctx.workspace.shared.registry;
    let parties: Vec<(String, String)> =
        agreement.parties.iter().map(|party| (party.actor.clone(), registry.label(&party.actor).to_owned())).collect();
    for (nth, one) in agreement.signatories.iter().enumerate() {
        let (ctx, owner) = (form.ctx, form.owner);
        let mut choices = vec![Choice { code: "", label: "Not said for whom", help: "" }];
        choices.extend(parties.iter().map(|(code, label)| Choice { code, label, help: "" }));
        let name = ctx.workspace.shared.registry.label(&one.person).to_owned();
        let label = format!("{} for", excerpt(&name, 8));
        labelled(form.ui, ctx, &label, |ui| {
            let id = field_id(owner, FieldKey::Of("agreement.signatories", Part::Item(nth)));
            let words = format!("On whose behalf {name} signed");
            if let Some(code) = choice(ui, ctx, id, &words, &one.on_behalf_of, &choices, editable(ctx)) {
                let mut signatories = agreement.signatories.clone();
                if let Some(one) = signatories.get_mut(nth) {
                    one.on_behalf_of = code;
                }
                ctx.push(ctx.changing(set(signatories)));
            }
        });
    }
}

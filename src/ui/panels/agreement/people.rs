//! Who is bound, who signed, who else was there: three lists.

use crate::core::annotation::{Agreement, Party, Signatory};
use crate::core::facts::Owner;
use crate::core::intent::{AgreementField, Intent, Slot};
use crate::core::schema::Vocabulary;
use crate::core::shared::Registry;
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form, beside, without};
use crate::ui::widgets::{Choice, Reach, TokenChange};

/// Draws the three lists.
pub fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    form.heading("Who");
    let (bodies, people) = actors_of(&form.ctx.workspace.shared.registry, opened);
    parties(form, agreement, &bodies);
    signatories(form, agreement, &people);
    let set = |present| Intent::SetAgreement(agreement.id.clone(), AgreementField::Present(present));
    let field = Field::new("Present", "People present", FieldKey::of("agreement.present")).path("present");
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
        Some(TokenChange::NewOf(..) | TokenChange::Open(_)) | None => {}
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
    let field = Field::new("Parties", "Parties of the agreement", FieldKey::Parties).path("parties");
    let field = field.hint("Who is bound");
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
        Some(TokenChange::NewOf(..) | TokenChange::Open(_)) | None => {}
    }
    for nth in 0..agreement.parties.len() {
        capacity_and_role(form, agreement, nth);
    }
    let more = |party: &Party| !party.note.is_empty() || !party.fields.is_empty();
    if !agreement.parties.is_empty() && is_open(form, agreement, agreement.parties.iter().any(more)) {
        for nth in 0..agreement.parties.len() {
            about(form, agreement, nth);
        }
    }
    if agreement.parties.len() < 2 || agreement.parties_unknown {
        let key = FieldKey::Of("agreement.parties", Part::Named("unknown"));
        form.switch("The other parties are not named", key, agreement.parties_unknown, |on| {
            Intent::SetAgreement(agreement.id.clone(), AgreementField::PartiesUnknown(on))
        });
    }
}

/// The fold under which more is said of the parties.
const FOLD: &str = "more on the parties";

/// Draws the line under which more can be said of each party; tells whether it is open.
fn is_open(form: &mut Form<'_, '_, '_>, agreement: &Agreement, open: bool) -> bool {
    let words = if agreement.parties.len() == 1 { "More on the party" } else { "More on the parties" };
    form.fold(FOLD, words, open)
}

/// Makes the change of one party.
fn changed(agreement: &Agreement, nth: usize, change: impl FnOnce(&mut Party)) -> Intent {
    let mut parties = agreement.parties.clone();
    if let Some(party) = parties.get_mut(nth) {
        change(party);
    }
    Intent::SetAgreement(agreement.id.clone(), AgreementField::Parties(parties))
}

/// Draws in what capacity somebody is a party and what it does there, beside each other.
///
/// Tab passes the role by while it is the usual one, so that the work goes on at once; where more is said of the
/// parties, it stops there.
fn capacity_and_role(form: &mut Form<'_, '_, '_>, agreement: &Agreement, nth: usize) {
    let party = &agreement.parties[nth];
    let name = form.ctx.workspace.shared.registry.label(&party.actor).to_owned();
    let label = format!("{} as", excerpt(&name, 8));
    let (capacity, role) = (format!("Capacity of {name}"), format!("Role of {name}"));
    let path = agreement.party_path(nth, "role");
    let row = Field::new(&label, &role, FieldKey::Of("agreement.roles", Part::Item(nth))).path(&path).based();
    let usual = party.role == Party::default().role && !form.is_open(FOLD);
    let reach = if !form.editable() {
        Reach::Never
    } else if usual {
        Reach::Pointer
    } else {
        Reach::Tab
    };
    let whole = form.editable();
    let shows = !form.ctx.workspace.schema().hides("party.capacity");
    let (ctx, owner) = (form.ctx, form.owner);
    let draw_role = |ui: &mut egui::Ui| {
        let cells = Form { ui: &mut *ui, ctx, owner };
        cells.code_cell(Vocabulary::PartyRole, row, &party.role, reach, |code| {
            changed(agreement, nth, |party| party.role = code)
        });
    };
    form.row(&row, false, |ui| {
        if !shows {
            return draw_role(ui);
        }
        beside(ui, |[left, right]| {
            let key = FieldKey::Of("agreement.parties", Part::Item(nth));
            let field = Field::new("", &capacity, key).hint("Not said");
            Form { ui: left, ctx, owner }.code_cell(
                Vocabulary::Capacity,
                field,
                &party.capacity,
                whole.into(),
                |code| changed(agreement, nth, |party| party.capacity = code),
            );
            draw_role(right);
        });
    });
}

/// Draws what else is said of a party.
fn about(form: &mut Form<'_, '_, '_>, agreement: &Agreement, nth: usize) {
    let party = &agreement.parties[nth];
    let name = form.ctx.workspace.shared.registry.label(&party.actor).to_owned();
    form.heading(&name);
    form.own(Owner::Party(agreement, party));
    if form.ctx.workspace.schema().hides("party.note") {
        return;
    }
    let spoken = format!("Note on {name}");
    let field =
        Field::new("Note", &spoken, FieldKey::Of("record.note", Part::path(&agreement.party_path(nth, "note"))));
    form.text(field, &party.note, |note| changed(agreement, nth, |party| party.note = note));
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
    let field = Field::new("Signed by", "Signatories", FieldKey::of("agreement.signatories")).path("signatories");
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
        Some(TokenChange::NewOf(..) | TokenChange::Open(_)) | None => {}
    }
    let registry = &form.ctx.workspace.shared.registry;
    let parties: Vec<(String, String)> =
        agreement.parties.iter().map(|party| (party.actor.clone(), registry.label(&party.actor).to_owned())).collect();
    for (nth, one) in agreement.signatories.iter().enumerate() {
        let mut choices = vec![Choice { code: "", label: "Not said for whom", help: "" }];
        choices.extend(parties.iter().map(|(code, label)| Choice { code, label, help: "" }));
        let name = form.ctx.workspace.shared.registry.label(&one.person).to_owned();
        let label = format!("{} for", excerpt(&name, 8));
        let words = format!("On whose behalf {name} signed");
        let field = Field::new(&label, &words, FieldKey::Of("agreement.signatories", Part::Item(nth)));
        let changed = |change: &dyn Fn(&mut Signatory)| {
            let mut signatories = agreement.signatories.clone();
            if let Some(one) = signatories.get_mut(nth) {
                change(one);
            }
            set(signatories)
        };
        let spoken = format!("Note on {name}");
        let part = Part::path(&format!("signatories.{}.note", one.person));
        let note = Field::new("Note", &spoken, FieldKey::Of("record.note", part));
        let choose = |form: &mut Form<'_, '_, '_>| {
            form.choose(field, &choices, &one.on_behalf_of, |code| {
                changed(&|one| code.clone_into(&mut one.on_behalf_of))
            });
        };
        if form.ctx.workspace.schema().hides("signatory.note") {
            choose(form);
        } else {
            form.noted(&field, note, &one.note, choose, |note| changed(&|one| note.clone_into(&mut one.note)));
        }
        form.own(Owner::Signatory(agreement, one));
    }
}

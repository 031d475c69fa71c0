//! What single parties did by themselves: each act with its party, its date and what that rests on.

use crate::core::annotation::{Act, Agreement, DateOf, DateSlot, Party};
use crate::core::intent::{AgreementField, Intent};
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form, without};
use crate::ui::widgets::{Choice, Expects};

/// What a party can do by itself.
const ALONE: [DateOf; 8] = [
    DateOf::Signed,
    DateOf::InForce,
    DateOf::Initialled,
    DateOf::Ratified,
    DateOf::Registered,
    DateOf::Extended,
    DateOf::Suspended,
    DateOf::Terminated,
];

/// Draws the acts of the parties, and the choice that adds one.
pub(super) fn show(form: &mut Form<'_, '_, '_>, agreement: &Agreement) {
    if agreement.parties.is_empty() || !form.shows("parties") {
        return;
    }
    let labels = ALONE.map(|which| (which.code(), format!("{} alone", which.label())));
    for (nth, party) in agreement.parties.iter().enumerate() {
        let name = form.ctx.workspace.shared.registry.label(&party.actor).to_owned();
        let with = |change: &dyn Fn(&mut Party)| {
            let mut parties = agreement.parties.clone();
            change(&mut parties[nth]);
            Intent::SetAgreement(agreement.id.clone(), AgreementField::Parties(parties))
        };
        for (at, act) in party.acts.iter().enumerate() {
            one(form, &name, (nth, at), act, &with);
        }
        let mut choices = vec![Choice { code: "", label: "Add an act of its own…", help: "" }];
        choices.extend(labels.iter().map(|(code, label)| Choice { code, label, help: "" }));
        let spoken = format!("New act of {name}");
        let field = Field::new(&name, &spoken, FieldKey::Of("agreement.acts", Part::Of(nth, "new")));
        form.choose(field, &choices, "", |code| {
            with(&|party: &mut Party| party.acts.push(Act { act: code.clone(), date: DateSlot::default() }))
        });
    }
}

/// Makes the change of one party.
type With<'a> = dyn Fn(&dyn Fn(&mut Party)) -> Intent + 'a;

fn one(form: &mut Form<'_, '_, '_>, name: &str, (nth, at): (usize, usize), act: &Act, with: &With<'_>) {
    let part = Part::path(&format!("parties.{nth}.acts.{at}"));
    let label = DateOf::ALL.into_iter().find(|which| which.code() == act.act).map_or("Act", DateOf::label);
    let what = label.to_lowercase();
    let slot = &act.date;
    let change = |slot: DateSlot| {
        with(&|party: &mut Party| {
            if let Some(act) = party.acts.get_mut(at) {
                act.date = slot.clone();
            }
        })
    };
    let spoken = format!("When {name} {what} alone");
    let field = Field::new(label, &spoken, FieldKey::Of("agreement.acts", part));
    let field = field.hint(name).expects(Expects::Date);
    form.text(field, &slot.value, |value| {
        let mention = slot.mention.clone().filter(|_| value == slot.value);
        change(DateSlot::of(value, slot.basis.clone(), mention))
    });
    form.basis(part, &slot.basis, |basis| {
        let said = basis.missing().is_some();
        let value = if said { String::new() } else { slot.value.clone() };
        change(DateSlot { value, basis, mention: slot.mention.clone().filter(|_| !said) })
    });
    let (ctx, editable) = (form.ctx, form.editable());
    let gone = crate::ui::widgets::labelled(form.ui, ctx, "", |ui| {
        let button = crate::ui::widgets::small_button(ui, ctx, "Take this act away", editable);
        button.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, editable, format!("Take away: {what} by {name}"))
        });
        button.clicked()
    });
    if gone {
        form.push(with(&|party: &mut Party| party.acts = without(&party.acts, at)));
    }
}

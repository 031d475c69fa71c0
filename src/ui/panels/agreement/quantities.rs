//! People, things and money that an agreement names: what is counted, how many, in what unit, and what that rests on.

use crate::core::annotation::{Agreement, Quantity};
use crate::core::intent::{AgreementField, Intent};
use crate::core::schema::{FieldDef, FieldKind, Vocabulary};
use crate::core::workspace::Opened;
use crate::session::action::{Action, Focus};
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form, beside, without};
use crate::ui::panels::shared::quote;
use crate::ui::widgets::{Expects, remark};

/// Draws the amounts, and the choice that adds one.
pub(super) fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    if !form.shows("quantities") {
        return;
    }
    // A number as in a field of the schema, with the same sentences.
    let number = FieldDef::new("agreement", "x_number", "Number", FieldKind::Number { min: None, max: None });
    for (nth, quantity) in agreement.quantities.iter().enumerate() {
        one(form, opened, agreement, (nth, quantity), &number);
    }
    let none = agreement.quantities.is_empty();
    let (words, none) = if none { ("Amounts", "None named") } else { ("and", "Another one…") };
    let field = Field::new(words, "New amount", FieldKey::of("agreement.quantities")).path("quantities");
    let (ctx, id, next) = (form.ctx, agreement.id.clone(), agreement.quantities.len());
    let before = agreement.quantities.clone();
    let chosen = std::cell::Cell::new(false);
    form.code(field, Vocabulary::Quantity, "", Some(none), |what| {
        chosen.set(true);
        let mut all = before.clone();
        all.push(Quantity { what, ..Quantity::default() });
        Intent::SetAgreement(id.clone(), AgreementField::Quantities(all))
    });
    if chosen.get() {
        ctx.push(Action::Focus(Focus::Record(id, key(next, "value"))));
    }
}

const fn key(nth: usize, name: &'static str) -> FieldKey {
    FieldKey::Of("agreement.quantities", Part::Of(nth, name))
}

fn one(
    form: &mut Form<'_, '_, '_>,
    opened: &Opened,
    agreement: &Agreement,
    (nth, quantity): (usize, &Quantity),
    number: &FieldDef,
) {
    let set = |all| Intent::SetAgreement(agreement.id.clone(), AgreementField::Quantities(all));
    let with = |change: &dyn Fn(&mut Quantity)| {
        let mut all = agreement.quantities.clone();
        if let Some(quantity) = all.get_mut(nth) {
            change(quantity);
        }
        set(all)
    };
    let (ctx, owner, reach) = (form.ctx, form.owner, form.editable().into());
    let spoken = |what: &str| format!("{what} of amount {}", nth + 1);
    let (what, modifier) = (spoken("What"), spoken("Modifier"));
    let label = format!("Amount {}", nth + 1);
    let first = Field::new(&label, &what, key(nth, "what"));
    form.row(&first, false, |ui| {
        beside(ui, |[left, right]| {
            let field = first.hint("Take away");
            Form { ui: left, ctx, owner }.code_cell(Vocabulary::Quantity, field, &quantity.what, reach, |code| {
                if code.is_empty() {
                    set(without(&agreement.quantities, nth))
                } else {
                    with(&|quantity: &mut Quantity| code.clone_into(&mut quantity.what))
                }
            });
            let field = Field::new("", &modifier, key(nth, "modifier")).hint("Exactly");
            Form { ui: right, ctx, owner }.code_cell(Vocabulary::Modifier, field, &quantity.modifier, reach, |code| {
                with(&|quantity: &mut Quantity| code.clone_into(&mut quantity.modifier))
            });
        });
    });
    let unit = if quantity.what == "money" { "e.g. USD" } else { "unit" };
    let names = ["Number", "Unit"].map(spoken);
    let row = Field::new("", &names[0], key(nth, "value"));
    form.row(&row, false, |ui| {
        beside(ui, |[left, right]| {
            let field = row.hint("number").expects(Expects::Added(number));
            Form { ui: left, ctx, owner }.cell(field, &quantity.value, |text| {
                with(&|quantity: &mut Quantity| text.clone_into(&mut quantity.value))
            });
            let field = Field::new("", &names[1], key(nth, "unit")).hint(unit);
            Form { ui: right, ctx, owner }.cell(field, &quantity.unit, |text| {
                with(&|quantity: &mut Quantity| text.clone_into(&mut quantity.unit))
            });
        });
    });
    // A range is given in place of a number.
    if quantity.value.is_empty() || !(quantity.low.is_empty() && quantity.high.is_empty()) {
        let names = ["Lower end", "Upper end"].map(spoken);
        let row = Field::new("or", &names[0], key(nth, "low"));
        form.row(&row, false, |ui| {
            beside(ui, |[left, right]| {
                let field = row.hint("from").expects(Expects::Added(number));
                Form { ui: left, ctx, owner }.cell(field, &quantity.low, |text| {
                    with(&|quantity: &mut Quantity| text.clone_into(&mut quantity.low))
                });
                let field = Field::new("", &names[1], key(nth, "high")).hint("to").expects(Expects::Added(number));
                Form { ui: right, ctx, owner }.cell(field, &quantity.high, |text| {
                    with(&|quantity: &mut Quantity| text.clone_into(&mut quantity.high))
                });
            });
        });
    }
    let part = Part::Of(nth, "quantity");
    form.basis(part, &quantity.basis, |basis| with(&|quantity: &mut Quantity| quantity.basis = basis.clone()));
    if let Some(place) = &quantity.place {
        let words = format!("in the text: “{}”", quote(&opened.article.text, place, 60));
        remark(form.ui, &words, ctx.tokens.muted);
    }
}

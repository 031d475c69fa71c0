//! Fields that several kinds of record have: a date in words, a basis, a list of names.

use egui::Ui;

use crate::core::annotation::Basis;
use crate::core::dates::DateValue;
use crate::core::schema::Vocabulary;
use crate::session::action::{Action, FieldKey};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, TextField, choice, field_id, labelled, remark};

/// Says a value in words, or what is wrong with it, under its field.
pub fn in_words(ui: &mut Ui, ctx: &Ctx<'_>, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    match DateValue::parse(value) {
        Ok(value) => remark(ui, &value.in_words(), ctx.tokens.muted),
        Err(problem) => remark(ui, &problem.to_string(), ctx.tokens.problem),
    }
}

/// Draws the choice of a basis, with its reason where it carries one.
pub fn basis(ui: &mut Ui, ctx: &Ctx<'_>, owner: &str, basis: &Basis, make: impl Fn(Basis) -> Action) {
    labelled(ui, ctx, "Basis", |ui| {
        let terms = Vocabulary::Basis.terms();
        let choices: Vec<Choice<'_>> =
            terms.iter().map(|term| Choice { code: term.code, label: term.label, help: term.help }).collect();
        if let Some(code) =
            choice(ui, ctx, field_id(owner, FieldKey::Reason).with("basis"), "Basis", basis.code(), &choices)
        {
            ctx.push(make(basis.with_code(&code)));
        }
        if let Some(reason) = basis.reason() {
            let field = TextField {
                owner,
                key: FieldKey::Reason,
                name: "Reason of the basis",
                value: reason,
                hint: "Why, or from where",
                rows: 1,
                width: None,
            };
            field.show(ui, ctx, |text| make(basis.with_reason(text.trim().to_owned())));
        }
    });
}

/// Reads a list of names separated by semicolons.
pub fn names(text: &str) -> Vec<String> {
    text.split([';', '؛']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

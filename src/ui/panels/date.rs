//! A date mention: its line and its fields, with the value in words while it is typed.

use egui::Ui;

use super::Row;
use super::shared::{basis, in_words};
use crate::core::annotation::{DateMention, Reference};
use crate::core::dates::DateValue;
use crate::core::plan::{DateField, Intent};
use crate::core::schema::Vocabulary;
use crate::session::action::{Action, FieldKey};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, TextField, choice, field_id, labelled};

const REFERENCES: [(&str, &str, Option<Reference>); 4] = [
    ("", "No, it has a value", None),
    ("past", "Past", Some(Reference::Past)),
    ("present", "Present", Some(Reference::Present)),
    ("future", "Future", Some(Reference::Future)),
];

/// Makes the line of a date mention.
pub fn row(date: &DateMention, quote: String) -> Row {
    let role = Vocabulary::DateRole.label(&date.role).to_lowercase();
    let (meaning, problem) = match (&date.reference, date.value.as_str()) {
        (Some(reference), _) => (reference_code(*reference).to_owned(), false),
        (None, "") => ("no value yet".to_owned(), false),
        (None, value) => (value.to_owned(), DateValue::parse(value).is_err()),
    };
    Row { id: date.id.clone(), main: quote, detail: format!("{meaning} · {role}"), problem }
}

fn reference_code(reference: Reference) -> &'static str {
    REFERENCES.iter().find(|(_, _, other)| *other == Some(reference)).map_or("", |(code, _, _)| code)
}

/// Draws the fields of a date mention.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, date: &DateMention) {
    let Some(article) = ctx.article() else { return };
    let owner = date.id.as_str();
    let change = |field: DateField| Action::Change {
        article: article.clone(),
        intent: Intent::SetDate(date.id.clone(), field),
        then: None,
    };
    let typed = labelled(ui, ctx, "Value", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Value,
            name: "Value of the date",
            value: &date.value,
            hint: "e.g. 2024-04-01, XXXX-04-01",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(DateField::Value(text.trim().to_owned())))
    });
    in_words(ui, ctx, &typed);
    labelled(ui, ctx, "Vague", |ui| {
        let choices: Vec<Choice<'_>> =
            REFERENCES.iter().map(|(code, label, _)| Choice { code, label, help: "" }).collect();
        let current = date.reference.map_or("", reference_code);
        if let Some(code) =
            choice(ui, ctx, field_id(owner, FieldKey::Value).with("vague"), "Vague reference", current, &choices)
        {
            let reference =
                REFERENCES.iter().find(|(other, _, _)| *other == code).and_then(|(_, _, reference)| *reference);
            ctx.push(change(DateField::Reference(reference)));
        }
    });
    labelled(ui, ctx, "Role", |ui| {
        let choices: Vec<Choice<'_>> = Vocabulary::DateRole
            .terms()
            .iter()
            .map(|term| Choice { code: term.code, label: term.label, help: term.help })
            .collect();
        if let Some(code) = choice(ui, ctx, field_id(owner, FieldKey::Role), "Role of the date", &date.role, &choices) {
            ctx.push(change(DateField::Role(code)));
        }
    });
    basis(ui, ctx, owner, &date.basis, |basis| change(DateField::Basis(basis)));
    labelled(ui, ctx, "Note", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Note,
            name: "Note on the date",
            value: &date.note,
            hint: "",
            rows: 2,
            width: None,
        };
        field.show(ui, ctx, |text| change(DateField::Note(text)));
    });
}

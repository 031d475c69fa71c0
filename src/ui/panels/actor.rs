//! An actor mention: its line and its fields.

use egui::Ui;

use super::Row;
use super::shared::names;
use crate::core::annotation::ActorMention;
use crate::core::plan::{ActorField, Intent};
use crate::core::schema::Vocabulary;
use crate::session::action::{Action, FieldKey};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, TextField, choice, field_id, labelled};

/// Makes the line of an actor mention.
pub fn row(actor: &ActorMention, quote: String) -> Row {
    let mut detail: Vec<String> = Vec::new();
    if !actor.links.is_empty() {
        detail.push(actor.links.join("; "));
    }
    if actor.form != "name" {
        detail.push(Vocabulary::ActorForm.label(&actor.form).to_lowercase());
    }
    Row { id: actor.id.clone(), main: quote, detail: detail.join(" · "), problem: false }
}

/// Draws the fields of an actor mention.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, actor: &ActorMention) {
    let Some(article) = ctx.article() else { return };
    let owner = actor.id.as_str();
    let change = |field: ActorField| Action::Change {
        article: article.clone(),
        intent: Intent::SetActor(actor.id.clone(), field),
        then: None,
    };
    labelled(ui, ctx, "Name", |ui| {
        let value = actor.links.join("; ");
        let field = TextField {
            owner,
            key: FieldKey::Name,
            name: "Name of the actor",
            value: &value,
            hint: "Who is meant; several with ;",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(ActorField::Links(names(&text))));
    });
    labelled(ui, ctx, "Form", |ui| {
        let terms = Vocabulary::ActorForm.terms();
        let choices: Vec<Choice<'_>> =
            terms.iter().map(|term| Choice { code: term.code, label: term.label, help: term.help }).collect();
        let id = field_id(owner, FieldKey::Value).with("form");
        if let Some(code) = choice(ui, ctx, id, "Form", &actor.form, &choices) {
            ctx.push(change(ActorField::Form(code)));
        }
    });
    labelled(ui, ctx, "Role", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Role,
            name: "Role of the actor",
            value: &actor.role,
            hint: "Title or office beside the name",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(ActorField::Role(text.trim().to_owned())));
    });
    labelled(ui, ctx, "Note", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Note,
            name: "Note on the actor",
            value: &actor.note,
            hint: "",
            rows: 2,
            width: None,
        };
        field.show(ui, ctx, |text| change(ActorField::Note(text)));
    });
}

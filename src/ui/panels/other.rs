//! Text flags and marks of types the schema adds: their lines and their fields.

use egui::Ui;

use super::Row;
use super::shared::imported;
use crate::core::annotation::{CustomMention, FieldValue, TextFlag};
use crate::core::facts;
use crate::core::intent::{CustomField, FlagField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Owner};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form};
use crate::ui::widgets::remark;

/// Makes the line of a text flag.
pub fn flag_row(ctx: &Ctx<'_>, flag: &TextFlag, quote: String) -> Row {
    let kind = ctx.workspace.schema().label(Vocabulary::TextFlag, &flag.kind).to_lowercase();
    let detail = if flag.intended.is_empty() { kind } else { format!("{kind} · should be “{}”", flag.intended) };
    Row { id: flag.id.clone(), main: quote, detail }
}

/// Makes the line of a mark of an added type.
pub fn custom_row(ctx: &Ctx<'_>, custom: &CustomMention, quote: String) -> Row {
    let label = ctx.workspace.schema().type_def(&custom.type_id).map_or(custom.type_id.as_str(), |one| &one.label);
    let values = custom.fields.values().map(FieldValue::text);
    let detail = std::iter::once(label.into()).chain(values).collect::<Vec<_>>().join(" · ");
    Row { id: custom.id.clone(), main: quote, detail }
}

/// Draws the fields of a text flag.
pub fn flag_card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, flag: &TextFlag) {
    let owner = Owner::Record(opened.article.key.clone(), flag.id.clone());
    let mut form = Form { ui, ctx, owner: &owner };
    let set = |field: FlagField| Intent::SetFlag(flag.id.clone(), field);
    imported(&mut form, &flag.label);
    let field = Field::new("Wrong is", "Kind of flag", FieldKey::of("flag.kind")).path("kind");
    form.code(field, Vocabulary::TextFlag, &flag.kind, None, |code| set(FlagField::Kind(code)));
    let field = Field::new("Should be", "What the text should say", FieldKey::of("flag.intended")).path("intended");
    form.text(field.hint("The text itself is kept"), &flag.intended, |text| set(FlagField::Intended(text)));
    form.note("Note on the flag", &flag.note, |text| set(FlagField::Note(text)));
}

/// Draws the fields of a mark of an added type.
pub fn custom_card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, custom: &CustomMention) {
    let owner = Owner::Record(opened.article.key.clone(), custom.id.clone());
    let mut form = Form { ui, ctx, owner: &owner };
    let set = |field: CustomField| Intent::SetCustom(custom.id.clone(), field);
    imported(&mut form, &custom.label);
    match ctx.workspace.schema().type_def(&custom.type_id) {
        Some(type_def) if !type_def.help.is_empty() => remark(form.ui, &type_def.help, ctx.tokens.muted),
        Some(_) => {}
        None => {
            let words = format!("The schema has no type “{}”. The mark is kept as it is.", custom.type_id);
            remark(form.ui, &words, ctx.tokens.problem);
        }
    }
    form.own(facts::Owner::Custom(custom));
    form.confidence(&custom.confidence, |code| set(CustomField::Confidence(code)));
    form.note("Note on the mark", &custom.note, |text| set(CustomField::Note(text)));
}

//! Text flags and marks of types the schema adds: their lines and their fields.

use egui::Ui;

use super::Row;
use crate::core::annotation::{CustomMention, TextFlag};
use crate::core::intent::{CustomField, FlagField, Intent};
use crate::core::schema::Vocabulary;
use crate::session::action::FieldKey;
use crate::ui::ctx::Ctx;
use crate::ui::form::Form;
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
    let values: Vec<&str> = custom.fields.values().map(String::as_str).collect();
    let detail = std::iter::once(label).chain(values).collect::<Vec<_>>().join(" · ");
    Row { id: custom.id.clone(), main: quote, detail }
}

/// Draws the fields of a text flag.
pub fn flag_card(ui: &mut Ui, ctx: &Ctx<'_>, flag: &TextFlag) {
    let mut form = Form { ui, ctx, owner: flag.id.as_str() };
    let set = |field: FlagField| Intent::SetFlag(flag.id.clone(), field);
    form.code(
        "Wrong is",
        "Kind of flag",
        FieldKey::Of("flag.kind", 0),
        Vocabulary::TextFlag,
        &flag.kind,
        None,
        |code| set(FlagField::Kind(code)),
    );
    let key = FieldKey::Of("flag.intended", 0);
    form.text("Should be", key, "What the text should say", &flag.intended, "The text itself is kept", |text| {
        set(FlagField::Intended(text))
    });
    form.note("Note on the flag", &flag.note, |text| set(FlagField::Note(text)));
}

/// Draws the fields of a mark of an added type.
pub fn custom_card(ui: &mut Ui, ctx: &Ctx<'_>, custom: &CustomMention) {
    let mut form = Form { ui, ctx, owner: custom.id.as_str() };
    let set = |field: CustomField| Intent::SetCustom(custom.id.clone(), field);
    match ctx.workspace.schema().type_def(&custom.type_id) {
        Some(type_def) if !type_def.help.is_empty() => remark(form.ui, &type_def.help, ctx.tokens.muted),
        Some(_) => {}
        None => {
            let words = format!("The schema has no type “{}”. The mark is kept as it is.", custom.type_id);
            remark(form.ui, &words, ctx.tokens.problem);
        }
    }
    form.added(&custom.type_id, &custom.fields, |field, value| set(CustomField::Field(field, value)));
    form.confidence(&custom.confidence, |code| set(CustomField::Confidence(code)));
    form.note("Note on the mark", &custom.note, |text| set(CustomField::Note(text)));
}

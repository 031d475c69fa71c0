//! An agreement: its line and its fields, with evidence passages that jump to the text.

use egui::Ui;
use egui_material_icons::icons;

use super::Row;
use super::shared::{basis, in_words, names};
use crate::core::annotation::{Agreement, DateSlot};
use crate::core::dates::DateValue;
use crate::core::marks::MarkRef;
use crate::core::plan::{AgreementField, Intent};
use crate::core::schema::{self, Vocabulary};
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::action::{Action, FieldKey};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, TextField, choice, field_id, icon_font, labelled};

/// Makes the line of an agreement.
pub fn row(agreement: &Agreement, quote: String) -> Row {
    let main = if agreement.title.is_empty() { quote } else { agreement.title.clone() };
    let status = Vocabulary::Status.label(&agreement.status).to_lowercase();
    let value = &agreement.signed.value;
    let problem = !value.is_empty() && DateValue::parse(value).is_err();
    Row { id: agreement.id.clone(), main, detail: status, problem }
}

/// Draws the fields of an agreement.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, agreement: &Agreement) {
    let Some(article) = ctx.article() else { return };
    let owner = agreement.id.as_str();
    let change = |field: AgreementField| Action::Change {
        article: article.clone(),
        intent: Intent::SetAgreement(agreement.id.clone(), field),
        then: None,
    };
    labelled(ui, ctx, "Title", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Title,
            name: "Title of the agreement",
            value: &agreement.title,
            hint: "Short English title",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(AgreementField::Title(text.trim().to_owned())));
    });
    vocabulary(ui, ctx, owner, "Level", &agreement.level, Vocabulary::Level.terms(), |code| {
        change(AgreementField::Level(code))
    });
    vocabulary(ui, ctx, owner, "Kind", &agreement.kind, schema::kinds_of(&agreement.level), |code| {
        change(AgreementField::Kind(code))
    });
    vocabulary(ui, ctx, owner, "Status", &agreement.status, Vocabulary::Status.terms(), |code| {
        change(AgreementField::Status(code))
    });
    labelled(ui, ctx, "Parties", |ui| {
        let value = agreement.parties.join("; ");
        let field = TextField {
            owner,
            key: FieldKey::Parties,
            name: "Parties of the agreement",
            value: &value,
            hint: "Who is bound, separated by ;",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(AgreementField::Parties(names(&text))));
    });
    let slot = |value: String| DateSlot { value, ..agreement.signed.clone() };
    let typed = labelled(ui, ctx, "Signed", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Signed,
            name: "Date of signing",
            value: &agreement.signed.value,
            hint: "e.g. 2024-04-01; empty if not stated",
            rows: 1,
            width: None,
        };
        field.show(ui, ctx, |text| change(AgreementField::Signed(slot(text.trim().to_owned()))))
    });
    in_words(ui, ctx, &typed);
    basis(ui, ctx, owner, &agreement.signed.basis, |basis| {
        change(AgreementField::Signed(DateSlot { basis, ..agreement.signed.clone() }))
    });
    labelled(ui, ctx, "Evidence", |ui| evidence(ui, ctx, opened, agreement));
    labelled(ui, ctx, "Note", |ui| {
        let field = TextField {
            owner,
            key: FieldKey::Note,
            name: "Note on the agreement",
            value: &agreement.note,
            hint: "",
            rows: 2,
            width: None,
        };
        field.show(ui, ctx, |text| change(AgreementField::Note(text)));
    });
}

fn vocabulary(
    ui: &mut Ui,
    ctx: &Ctx<'_>,
    owner: &str,
    name: &str,
    current: &str,
    terms: &[schema::Term],
    make: impl Fn(String) -> Action,
) {
    labelled(ui, ctx, name, |ui| {
        let choices: Vec<Choice<'_>> =
            terms.iter().map(|term| Choice { code: term.code, label: term.label, help: term.help }).collect();
        let id = field_id(owner, FieldKey::Title).with(name);
        if let Some(code) = choice(ui, ctx, id, name, current, &choices) {
            ctx.push(make(code));
        }
    });
}

/// Lists the passages; each jumps to the text and can be taken away.
fn evidence(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, agreement: &Agreement) {
    for (part, place) in agreement.evidence.iter().enumerate() {
        let pieces: Vec<&str> = place.fragments().iter().map(|span| opened.article.text.slice(*span)).collect();
        let quote = excerpt(&pieces.join(" … "), 160);
        ui.horizontal_top(|ui| {
            let room = (ui.available_width() - 46.0).max(40.0);
            let inner = ui.scope(|ui| {
                ui.set_width(room);
                label::block(ui, &quote, Style::sans(12.0), ctx.tokens.ink)
            });
            let response = ui.interact(
                inner.inner.rect,
                field_id(agreement.id.as_str(), FieldKey::Note).with(("evidence", part)),
                egui::Sense::click(),
            );
            if response.hovered() {
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Passage {}", part + 1)));
            if response.on_hover_text("Show this passage in the article").clicked() {
                ctx.push(Action::SelectMark(Some(MarkRef { id: agreement.id.clone(), part })));
            }
            if agreement.evidence.len() > 1 {
                let words =
                    egui::RichText::new(icons::ICON_CLOSE.codepoint).font(icon_font(14.0)).color(ctx.tokens.muted);
                let button = ui.add(egui::Button::new(words).frame_when_inactive(false));
                button.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Remove passage {}", part + 1))
                });
                if button.on_hover_text("Take this passage away").clicked() {
                    ctx.change(Intent::RemoveEvidence(agreement.id.clone(), part), None);
                }
            }
        });
    }
}

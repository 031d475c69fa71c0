//! The passages that show an agreement, each with what it supports; its trigger and the name of its document.

use egui::{Role, WidgetInfo};
use egui_material_icons::icons;

use crate::core::annotation::{Agreement, Place};
use crate::core::facts::{Owner, Said};
use crate::core::intent::{AgreementField, Intent};
use crate::core::schema::{FieldDef, SUPPORTED, Term, Vocabulary};
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form};
use crate::ui::panels::shared::jump;
use crate::ui::widgets::{editable, field_id, icon_font, labelled, remark};

/// Size of the sign of the button that takes a place away.
const ICON: f32 = 14.0;

/// Draws the passages.
pub fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    form.heading("Evidence");
    let schema = form.ctx.workspace.schema().clone();
    let own = supported(form, opened, agreement);
    for (part, passage) in agreement.evidence.iter().enumerate() {
        let remove = (agreement.evidence.len() > 1).then(|| Intent::RemoveEvidence(agreement.id.clone(), part));
        let label = if agreement.evidence.len() == 1 { "Passage".to_owned() } else { format!("Passage {}", part + 1) };
        let at = PlaceField { label: &label, name: &format!("Passage {}", part + 1), part: Part::Item(part) };
        place(form, opened, &at, &passage.place, remove);
        let name = format!("What passage {} supports", part + 1);
        let field = Field::new("shows", &name, FieldKey::Of("agreement.evidence", Part::Item(part)));
        let spoken = format!("Note on passage {}", part + 1);
        let note = Part::path(&format!("evidence.{part}.note"));
        let note = Field::new("Note", &spoken, FieldKey::Of("record.note", note));
        let chips = |form: &mut Form<'_, '_, '_>| {
            form.chips(field, &[schema.terms(Vocabulary::EvidenceSlot), &own], &passage.slots, |slots| {
                Intent::SetAgreement(agreement.id.clone(), AgreementField::Supports(part, slots))
            });
        };
        form.noted(&field, note, &passage.note, chips, |note| {
            Intent::SetAgreement(agreement.id.clone(), AgreementField::EvidenceNote(part, note))
        });
        form.own(Owner::Evidence(agreement, part, passage));
    }
    if agreement.evidence.is_empty() {
        let problem = form.ctx.tokens.problem;
        remark(form.ui, "Select at least one passage that shows this agreement, and press e.", problem);
    }
    let set = |field: AgreementField| Intent::SetAgreement(agreement.id.clone(), field);
    match &agreement.trigger {
        Some(trigger) => {
            let at = PlaceField { label: "Trigger", name: "Trigger", part: Part::Named("trigger") };
            place(form, opened, &at, trigger, Some(set(AgreementField::Trigger(None))));
        }
        None if !form.shows("trigger") => {}
        None => hint(form, "Trigger", "Select the verb in the text and press v"),
    }
    match &agreement.instrument {
        Some(name) => {
            let remove = Some(set(AgreementField::Instrument(None)));
            let at = PlaceField { label: "Document", name: "Name of the document", part: Part::Named("document") };
            place(form, opened, &at, name, remove);
        }
        None if !form.shows("instrument") => {}
        None => hint(form, "Document", "Select its name in the text and press i"),
    }
}

/// Lists the fields of the schema that a passage can show: those that are asked for somewhere in the agreement, whether
/// they have a value or not. The others have their names here and are not offered.
fn supported(form: &Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) -> Vec<Term> {
    let (schema, registry) = (form.ctx.workspace.schema(), &form.ctx.workspace.shared.registry);
    let parties = agreement.parties.iter().map(|party| Owner::Party(agreement, party));
    let signed = agreement.signatories.iter().map(|one| Owner::Signatory(agreement, one));
    let owners: Vec<Owner<'_>> = [Owner::Agreement(agreement)].into_iter().chain(parties).chain(signed).collect();
    let language = opened.language().unwrap_or_default();
    let asked = |field: &FieldDef| {
        let mut owners = owners.iter().filter(|owner| owner.on() == field.on);
        owners.any(|&owner| schema.applies(field, &Said { owner, registry, language }))
    };
    let fields = SUPPORTED.iter().flat_map(|on| schema.fields_of(on)).filter(|field| field.evidence);
    let term = |field: &FieldDef| Term {
        hidden: !field.is_offered() || !asked(field),
        ..Term::own(field.id.clone(), field.label.clone(), field.help.clone())
    };
    fields.map(term).collect()
}

fn hint(form: &mut Form<'_, '_, '_>, label: &str, words: &str) {
    let ctx = form.ctx;
    labelled(form.ui, ctx, label, |ui| {
        ui.add_space(5.0);
        ui.label(egui::RichText::new(words).size(12.0).color(ctx.tokens.muted));
    });
}

/// What a place of an agreement is called, and which one it is.
struct PlaceField<'a> {
    label: &'a str,
    name: &'a str,
    part: Part,
}

/// Draws one place with a button that takes it away.
fn place(form: &mut Form<'_, '_, '_>, opened: &Opened, field: &PlaceField<'_>, place: &Place, remove: Option<Intent>) {
    let (ctx, owner) = (form.ctx, form.owner);
    let PlaceField { label, name, part } = *field;
    labelled(form.ui, ctx, label, |ui| {
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            let id = field_id(owner, FieldKey::Of("agreement.trigger", part));
            // A row that is wider than its room makes all below it wider.
            let button = ICON + 2.0 * ui.spacing().button_padding.x;
            let width = ui.available_width() - ui.spacing().item_spacing.x - button.max(ui.spacing().interact_size.x);
            jump(ui, ctx, id, &opened.article.text, place, width, name);
            let Some(remove) = remove.filter(|_| editable(ctx)) else { return };
            let words = egui::RichText::new(icons::ICON_CLOSE.codepoint).font(icon_font(ICON)).color(ctx.tokens.muted);
            let button = ui.add(egui::Button::new(words).frame_when_inactive(false));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {}", lower(name))));
            if button.on_hover_text(format!("Take this {} away", lower(label))).clicked() {
                ctx.change(remove);
            }
        });
    });
}

fn lower(name: &str) -> String {
    name.to_lowercase()
}

//! What several panels need: passages that jump to the text.

use egui::{Id, Role, Sense, Ui, WidgetInfo};

use crate::core::annotation::Place;
use crate::core::text::{Text, excerpt};
use crate::session::action::{Action, TextSelection};
use crate::shape::{Caret, Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::Form;
use crate::ui::widgets::remark;

/// Gives the words of a place, fragments with an ellipsis between them.
pub fn quote(text: &Text, place: &Place, chars: usize) -> String {
    excerpt(&text.pieces(place.fragments(), chars).join(" … "), chars)
}

/// Draws a quoted place that is selected in the text when it is clicked.
pub fn jump(ui: &mut Ui, ctx: &Ctx<'_>, id: Id, text: &Text, place: &Place, width: f32, name: &str) {
    let words = quote(text, place, 160);
    let inner = ui.scope(|ui| {
        ui.set_width(width.max(40.0));
        label::block(ui, &words, Style::sans(12.0), ctx.tokens.ink)
    });
    let response = ui.interact(inner.inner.rect, id, Sense::click());
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    if response.on_hover_text("Show it in the article").clicked() {
        let cover = place.cover();
        let selection =
            TextSelection { anchor: Caret::at(cover.start), focus: Caret { offset: cover.end, upstream: true } };
        ctx.push(Action::Reveal(selection));
    }
}

/// Says which label an imported mark had, where that is none of ours.
pub fn imported(form: &mut Form<'_, '_, '_>, label: &str) {
    if !label.is_empty() {
        remark(form.ui, &format!("imported as “{label}”"), form.ctx.tokens.muted);
    }
}

/// Says a value in words under its field; what is wrong with it, the field says.
pub fn in_words(ui: &mut Ui, ctx: &Ctx<'_>, value: &str) {
    if let Ok(value) = crate::core::dates::DateValue::parse(value.trim()) {
        remark(ui, &value.in_words(), ctx.tokens.muted);
    }
}

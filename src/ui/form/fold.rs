//! What is folded away until it is needed.

use egui::style::ScrollAnimation;
use egui::{Align2, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use super::Form;
use crate::shape::{Style, label};
use crate::ui::widgets::{focus_ring, icon_font};

/// Height of the line that folds.
const LINE: f32 = 24.0;

impl Form<'_, '_, '_> {
    /// Tells whether a part of the form was opened by the person.
    #[must_use]
    pub fn is_open(&self, name: &str) -> bool {
        let memory = Id::unique(("fold", self.owner, name)).with("open");
        self.ui.data(|data| data.get_temp(memory)).unwrap_or(false)
    }

    /// Draws the line that opens and folds a part of the form; tells whether the part is open. It is as the person has
    /// left it, else as `open` says. Space and Enter fold it as a click does.
    pub fn fold(&mut self, name: &str, words: &str, open: bool) -> bool {
        let id = Id::unique(("fold", self.owner, name));
        let memory = id.with("open");
        let said: Option<bool> = self.ui.data(|data| data.get_temp(memory));
        let mut now = said.unwrap_or(open);
        let (ctx, ui) = (self.ctx, &mut *self.ui);
        ui.add_space(2.0);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE));
        let response = ui.interact(rect, id, Sense::click());
        if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, ctx.tokens.hover);
        }
        let icon = if now { icons::ICON_EXPAND_MORE } else { icons::ICON_CHEVRON_RIGHT };
        let at = pos2(rect.left() + 8.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.codepoint, icon_font(16.0), ctx.tokens.muted);
        let inner = rect.with_min_x(rect.left() + 20.0);
        label::paint_in(ui, inner, words, Style { bold: true, ..Style::sans(12.0) }, ctx.tokens.muted);
        focus_ring(ui, ctx, &response, rect);
        // What is folded out under it is drawn only where it is near to what is seen.
        if response.gained_focus() {
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        }
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, now, words));
        if response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            ctx.push(crate::session::action::Action::Focus(crate::session::action::Focus::Article));
        }
        if response.clicked() {
            now = !now;
            ui.data_mut(|data| data.insert_temp(memory, now));
        }
        now
    }
}

/// Draws several things beside each other, each as wide as the others.
pub fn beside<const N: usize, R>(ui: &mut Ui, add: impl FnOnce(&mut [Ui; N]) -> R) -> R {
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.columns_const(add)
}

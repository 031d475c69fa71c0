//! Labels for user text: one line with an ellipsis, or wrapped; right to left where the text is.

use egui::{Color32, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::fonts::Style;
use super::typesetter::Type;
use crate::core::invisible::unmasked;

/// Draws one line of user text, cut with an ellipsis where there is no room.
pub fn line(ui: &mut Ui, text: &str, style: Style, color: Color32) -> Response {
    line_in(ui, text, style, color, ui.available_width())
}

/// Draws one line of user text of at most `width` points.
pub fn line_in(ui: &mut Ui, text: &str, style: Style, color: Color32, width: f32) -> Response {
    let text = &*unmasked(text);
    let handle = Type::of(ui.ctx());
    let shaped = handle.lock().one_line(ui.ctx(), text, style, width.max(8.0));
    let size = vec2(shaped.width.ceil(), shaped.height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let shift = shaped.lines.first().map_or(0.0, |line| line.left);
        let mut typesetter = handle.lock();
        typesetter.paint(ui.painter(), &shaped, rect.min - vec2(shift, 0.0), color);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Draws wrapped user text over the width that is there.
pub fn block(ui: &mut Ui, text: &str, style: Style, color: Color32) -> Response {
    let text = &*unmasked(text);
    let width = ui.available_width().max(40.0);
    let handle = Type::of(ui.ctx());
    let shaped = handle.lock().label(ui.ctx(), text, style, Some(width));
    let (rect, response) = ui.allocate_exact_size(vec2(width, shaped.height), Sense::hover());
    if ui.is_rect_visible(rect) {
        handle.lock().paint(ui.painter(), &shaped, rect.min, color);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Paints one line of user text inside a rectangle, at its start, centred in height; gives its width. What nobody sees is
/// not set, and has none.
#[expect(clippy::must_use_candidate, reason = "most callers only paint")]
pub fn paint_in(ui: &Ui, rect: egui::Rect, text: &str, style: Style, color: Color32) -> f32 {
    if !ui.is_rect_visible(rect) {
        return 0.0;
    }
    let handle = Type::of(ui.ctx());
    let mut typesetter = handle.lock();
    let shaped = typesetter.one_line(ui.ctx(), &unmasked(text), style, rect.width().max(8.0));
    let shift = shaped.lines.first().map_or(0.0, |line| line.left);
    let at = pos2(rect.left() - shift, rect.center().y - shaped.height / 2.0);
    typesetter.paint(ui.painter(), &shaped, at, color);
    shaped.width
}

/// Tells whether egui can set a text by itself: Latin letters and the signs of English sentences.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\u{20}'..='\u{24f}' | '\u{2010}'..='\u{2026}' | '→'))
}

/// Measures one line of user text.
#[must_use]
pub fn measure(ui: &Ui, text: &str, style: Style) -> Vec2 {
    let shaped = Type::of(ui.ctx()).lock().label(ui.ctx(), &unmasked(text), style, None);
    vec2(shaped.width, shaped.height)
}

/// Shows user text as a tooltip.
#[expect(clippy::must_use_candidate, reason = "the response is for those who want to go on with it")]
pub fn tooltip(response: Response, text: &str, color: Color32) -> Response {
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        let width = measure(ui, text, Style::sans(13.0)).x.min(420.0);
        ui.set_width(width + 2.0);
        block(ui, text, Style::sans(13.0), color);
    })
}

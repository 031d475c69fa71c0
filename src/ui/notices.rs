//! Sentences at the lower edge of the window.

use egui::{Align2, Area, Button, Frame, Order, RichText, Stroke, Ui, vec2};

use super::ctx::Ctx;
use crate::session::action::Action;
use crate::session::notice::Severity;
use crate::shape::{Style, label};

/// Draws the notices.
pub fn show(ui: &Ui, ctx: &Ctx<'_>) {
    let notices = ctx.session.notices.all();
    if notices.is_empty() {
        return;
    }
    let area = Area::new(egui::Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -36.0))
        .fade_in(false);
    area.show(ui.ctx(), |ui| {
        for (index, notice) in notices.iter().enumerate() {
            let problem = notice.severity == Severity::Problem;
            let quiet = notice.severity == Severity::Info;
            let words = super::widgets::left_to_right(&notice.text);
            let color = if quiet { ctx.tokens.hairline } else { ctx.tokens.problem };
            let frame = Frame::popup(ui.style()).stroke(Stroke::new(1.0, color));
            frame.show(ui, |ui| {
                ui.horizontal_top(|ui| {
                    let style = Style::sans(13.0);
                    let width = label::measure(ui, &words, style).x.min(560.0) + 4.0;
                    ui.scope(|ui| {
                        ui.set_width(width);
                        label::block(ui, &words, style, ctx.tokens.ink);
                    });
                    if let Some(command) = notice.offer {
                        let button = Button::new(RichText::new(command.info().label).size(12.0)).small();
                        if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                            ctx.run(command);
                        }
                    }
                    if problem && ui.add(Button::new(RichText::new("Dismiss").size(12.0)).small()).clicked() {
                        ctx.push(Action::DismissNotice(index));
                    }
                });
            });
        }
    });
}

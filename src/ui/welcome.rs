//! The first screen: open a folder, a recent one, or the sample, or begin a corpus.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::ctx::Ctx;
use super::widgets::icon_font;
use crate::session::action::{Action, Target};
use crate::session::command::{Command, File};
use crate::shape::{Style, label};

/// Draws the screen.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    let room = ui.available_size();
    ui.add_space((room.y * 0.16).max(16.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(520.0);
        ui.label(RichText::new("Glossator").font(egui::FontId::new(34.0, super::theme::bold_family())));
        ui.label(
            RichText::new("Read articles in any language. Mark actors, dates and agreements.").color(ctx.tokens.muted),
        );
        ui.add_space(28.0);
        for (index, file) in
            [File::OpenFolder, File::OpenSample, File::OpenPath, File::NewCorpus].into_iter().enumerate()
        {
            let command = Command::File(file);
            let info = command.info();
            let icon = super::widgets::icon(command).unwrap_or("");
            let size = if index == 0 { 15.0 } else { 14.0 };
            let words = RichText::new(info.label).size(size);
            let key = info.key.map(crate::session::command::key_name).unwrap_or_default();
            let button = egui::Button::new((RichText::new(icon).font(icon_font(18.0)), words))
                .right_text(RichText::new(key).size(12.0).color(ctx.tokens.muted))
                .min_size(vec2(320.0, 36.0));
            let response = ui.add(button);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, info.label));
            if response.on_hover_text(info.help).clicked() {
                ctx.run(command);
            }
        }
        ui.add_space(8.0);
        ui.label(RichText::new("or drop a folder or an article here").size(12.0).color(ctx.tokens.muted));
        recent(ui, ctx);
    });
}

fn recent(ui: &mut Ui, ctx: &Ctx<'_>) {
    let recent = &ctx.session.settings.recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(24.0);
    ui.label(RichText::new("Recent").size(12.0).color(ctx.tokens.muted));
    for path in recent.iter().take(8) {
        let words = path.display().to_string();
        let (rect, _) = ui.allocate_exact_size(vec2(420.0_f32.min(ui.available_width()), 26.0), egui::Sense::hover());
        let response = ui.interact(rect, egui::Id::unique(("recent", &words)), egui::Sense::click());
        if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, ctx.tokens.hover);
        }
        super::widgets::focus_ring(ui, ctx, &response, rect);
        let name = path.file_name().map_or(words.clone(), |name| name.to_string_lossy().into_owned());
        let inner = rect.shrink2(vec2(8.0, 0.0));
        let used = label::paint_in(ui, inner, &name, Style::sans(14.0), ctx.tokens.ink);
        let rest = inner.with_min_x(inner.left() + used + 12.0);
        let parent = path.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
        label::paint_in(ui, rest, &parent, Style::sans(12.0), ctx.tokens.muted);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Open {words}")));
        if response.clicked() {
            ctx.push(Action::Open(Target::Path(path.clone())));
        }
    }
}

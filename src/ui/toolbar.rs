//! The bar at the top: corpus, article, undo, reading comfort, annotator, theme.

use egui::{Align, Layout, Popup, PopupCloseBehavior, Ui};
use egui_material_icons::icons;

use super::ctx::Ctx;
use super::theme::NARROW;
use super::widgets::{button, icon_button, icon_font};
use crate::session::command::{Command, Edit, File, Go, View};
use crate::shape::{Style, label};

/// Draws the bar.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.add_space(8.0);
        icon_button(ui, ctx, Command::File(File::OpenFolder), true);
        let open = ctx.open.root.is_some();
        if open {
            // In a narrow window the list is called, not shown for good.
            let narrow = ui.ctx().content_rect().width() < NARROW;
            let command = if narrow { Command::Go(Go::List) } else { Command::View(View::List) };
            icon_button(ui, ctx, command, true);
        }
        if let Some(corpus) = &ctx.open.root {
            ui.add_space(6.0);
            let name = corpus
                .file_name()
                .map_or_else(|| corpus.display().to_string(), |name| name.to_string_lossy().into_owned());
            let response = label::line_in(ui, &name, Style { bold: true, ..Style::sans(14.0) }, ctx.tokens.ink, 220.0);
            label::tooltip(response, &corpus.display().to_string(), ctx.tokens.ink);
            ui.add_space(6.0);
            icon_button(ui, ctx, Command::File(File::PreviousArticle), true);
            icon_button(ui, ctx, Command::File(File::NextArticle), true);
            if let Some(article) = ctx.article() {
                let response = label::line_in(ui, article.file_name(), Style::sans(13.0), ctx.tokens.muted, 260.0);
                label::tooltip(response, article.as_str(), ctx.tokens.ink);
            }
            ui.add_space(10.0);
            history_button(ui, ctx, Command::Edit(Edit::Undo), ctx.history.undo_name());
            history_button(ui, ctx, Command::Edit(Edit::Redo), ctx.history.redo_name());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            icon_button(ui, ctx, Command::View(View::NextTheme), true);
            reading_menu(ui, ctx);
            if open {
                icon_button(ui, ctx, Command::View(View::Marks), true);
            }
            icon_button(ui, ctx, Command::Go(Go::Palette), true);
            icon_button(ui, ctx, Command::Go(Go::Find), ctx.opened().is_some());
            if let Some(annotator) = ctx.open.annotator.as_ref().filter(|_| open) {
                ui.add_space(8.0);
                let response = label::line_in(ui, annotator, Style::sans(13.0), ctx.tokens.muted, 140.0);
                label::tooltip(
                    response,
                    "Who annotates. “Change annotator…” stands among the commands.",
                    ctx.tokens.ink,
                );
                icon_button(ui, ctx, Command::File(File::Annotator), true);
            }
        });
    });
}

fn history_button(ui: &mut Ui, ctx: &Ctx<'_>, command: Command, name: Option<&str>) {
    let response = icon_button(ui, ctx, command, name.is_some());
    if let Some(name) = name.filter(|_| response.hovered()) {
        label::tooltip(response, &format!("{}: {name}", command.info().label), ctx.tokens.ink);
    }
}

/// Draws the button with everything about reading comfort.
fn reading_menu(ui: &mut Ui, ctx: &Ctx<'_>) {
    let words = egui::RichText::new(icons::ICON_TEXT_FIELDS.codepoint).font(icon_font(18.0));
    let opener = ui.add(egui::Button::new(words).frame_when_inactive(false));
    opener.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Reading comfort"));
    let opener = opener.on_hover_text("Reading comfort\nSize, letters, line spacing, column width, theme");
    let popup = Popup::menu(&opener).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(280.0);
    popup.show(|ui| {
        let settings = &ctx.session.settings;
        let rows = [
            (format!("Size {:.0}", settings.font_size), View::Smaller, View::Larger),
            (format!("Line spacing {:.0} %", settings.line_spacing * 100.0), View::LessSpacing, View::MoreSpacing),
            (format!("Column {} letters", settings.measure), View::Narrower, View::Wider),
        ];
        for (words, less, more) in rows {
            ui.horizontal(|ui| {
                ui.label(words);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    for (sign, command) in [("+", more), ("–", less)] {
                        let command = Command::View(command);
                        let response = ui.add(egui::Button::new(sign).min_size(egui::vec2(28.0, 24.0)));
                        response
                            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, command.info().label));
                        if response.on_hover_text(command.tooltip()).clicked() {
                            ctx.run(command);
                        }
                    }
                });
            });
        }
        ui.separator();
        for view in [View::Family, View::Numbers, View::Invisibles, View::Marks] {
            button(ui, ctx, Command::View(view));
        }
        ui.separator();
        ui.horizontal(|ui| {
            for (words, view) in [
                ("Light", View::LightTheme),
                ("Sepia", View::SepiaTheme),
                ("Dark", View::DarkTheme),
                ("System", View::SystemTheme),
            ] {
                if ui.button(words).on_hover_text(Command::View(view).tooltip()).clicked() {
                    ctx.run(Command::View(view));
                }
            }
        });
        button(ui, ctx, Command::View(View::Reset));
    });
}

//! The window: which part stands where.

use egui::{CentralPanel, Frame, Panel, Ui};

use super::add::AddDialog;
use super::ctx::Ctx;
use super::dialogs::Dialogs;
use super::exchange::ExchangeDialogs;
use super::palette::Palette;
use super::panels::Panels;
use super::reading::ReadingView;
use super::side::SideBar;
use super::theme::NARROW;
use super::{find, header, notices, status, toolbar, welcome};
use crate::session::action::{Action, Focus, LayoutChange};
use crate::session::state::Dialog;
use crate::shape::{Style, Type, label};

/// The private states of all parts.
#[derive(Default)]
pub struct Views {
    /// The article.
    pub reading: ReadingView,
    panels: Panels,
    side: SideBar,
    palette: Palette,
    dialogs: Dialogs,
    exchange: ExchangeDialogs,
    add: AddDialog,
    /// The list was asked for in a narrow window; it goes when the article has the keyboard again.
    peeks: bool,
}

impl Views {
    /// Draws the window.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let language = ctx.opened().and_then(|opened| opened.language());
        Type::of(ui.ctx()).lock().fonts.speak(language);
        let bar = Frame::new().fill(ctx.tokens.surface);
        Panel::top("toolbar").exact_size(40.0).frame(bar).show(ui, |ui| toolbar::show(ui, ctx));
        if ctx.open.root.is_some() {
            Panel::bottom("status").exact_size(26.0).frame(bar).show(ui, |ui| status::show(ui, ctx));
            self.sides(ui, ctx);
        }
        let ground = Frame::new().fill(ctx.tokens.ground);
        CentralPanel::default().frame(ground).show(ui, |ui| self.centre(ui, ctx));
        match ctx.session.dialog {
            Dialog::Palette => self.palette.show(ui, ctx),
            _ => self.palette.close(),
        }
        self.dialogs.show(ui, ctx);
        self.exchange.show(ui, ctx);
        self.add.show(ui, ctx);
        notices::show(ui, ctx);
        dropping(ui, ctx);
    }

    fn sides(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let settings = &ctx.session.settings;
        let bar = Frame::new().fill(ctx.tokens.surface);
        let all = ui.available_width();
        // In a narrow window the article comes first.
        if matches!(ctx.open.focus, Some(Focus::Filter | Focus::Side(_))) {
            self.peeks = true;
        } else if ui.memory(|memory| memory.has_focus(ReadingView::id())) {
            self.peeks = false;
        }
        if settings.show_list && (all >= NARROW || self.peeks) {
            // A record of the registry needs more room than the name of an article.
            let most = (all * 0.34).clamp(140.0, 560.0);
            let panel = Panel::left("list").default_size(settings.list_width).size_range(140.0..=most).frame(bar);
            let shown = panel.show(ui, |ui| {
                self.side.show(ui, ctx);
                ui.take_available_space();
            });
            remember_width(ui, ctx, shown.response.rect.width(), settings.list_width, LayoutChange::ListWidth);
        }
        // The article is never squeezed out: in a narrow window the records make room for the list.
        let squeezed = all < NARROW && self.peeks && settings.show_list;
        if ctx.opened().is_some() && !squeezed {
            let most = (all * 0.42).clamp(260.0, 680.0);
            let panel = Panel::right("panels").default_size(settings.panel_width).size_range(260.0..=most).frame(bar);
            let shown = panel.show(ui, |ui| {
                self.panels.show(ui, ctx);
                ui.take_available_space();
            });
            remember_width(ui, ctx, shown.response.rect.width(), settings.panel_width, LayoutChange::PanelWidth);
        }
    }

    fn centre(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        if ctx.open.root.is_none() {
            welcome::show(ui, ctx);
        } else if ctx.opened().is_some() {
            header::show(ui, ctx);
            let line = ui.available_rect_before_wrap();
            ui.painter().hline(line.x_range(), line.top(), egui::Stroke::new(1.0, ctx.tokens.hairline));
            find::show(ui, ctx);
            self.reading.show(ui, ctx);
        } else if ctx.open.annotator.is_some() {
            ui.add_space(48.0);
            let sentence = match (&ctx.pane.loading, ctx.open.listing.running, ctx.workspace.entries().is_empty()) {
                (Some(key), _, _) => format!("Opening {key}…"),
                (None, true, _) => "Reading the folder…".to_owned(),
                (None, false, true) => "There is no .txt or .md file in this folder. Open another one.".to_owned(),
                (None, false, false) => "Choose an article from the list.".to_owned(),
            };
            ui.horizontal(|ui| {
                ui.add_space(32.0);
                ui.vertical(|ui| label::block(ui, &sentence, Style::sans(16.0), ctx.tokens.muted));
            });
        }
    }
}

/// Remembers the width of a side when a drag has changed it.
fn remember_width(ui: &Ui, ctx: &Ctx<'_>, now: f32, before: f32, make: impl Fn(f32) -> LayoutChange) {
    if (now - before).abs() > 1.0 && ui.input(|input| input.pointer.primary_down()) {
        ctx.push(Action::Layout(make(now)));
    }
}

/// Says what will happen while files hover over the window.
fn dropping(ui: &Ui, ctx: &Ctx<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let area = ui.ctx().content_rect();
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(area, 0.0, ctx.tokens.ground.gamma_multiply(0.9));
    painter.text(
        area.center(),
        egui::Align2::CENTER_CENTER,
        "Drop a folder or an article to open it, or web pages and tables to add them",
        egui::FontId::proportional(20.0),
        ctx.tokens.ink,
    );
}

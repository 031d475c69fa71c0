//! The views on the left of the article: the list of articles, and all that is about more than one record.

mod across;
mod articles;
mod decisions;
mod details;
mod guideline;
mod history;
mod problems;
mod registry;
mod schema;

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::ctx::Ctx;
use super::widgets::{focus_ring, icon_font};
use crate::core::finding::Severity;
use crate::session::action::{Action, Focus};
use crate::session::command::{Command, Go, Side};
use crate::shape::field::{Field, Outcome};
use across::AcrossView;
use articles::Articles;
use guideline::GuidelineView;
use history::HistoryView;
use registry::RegistryView;
use schema::SchemaView;

/// Height of the buttons that change the view.
const TABS: f32 = 34.0;

/// The private states of the views.
#[derive(Default)]
pub struct SideBar {
    articles: Articles,
    registry: RegistryView,
    guideline: GuidelineView,
    schema: SchemaView,
    history: HistoryView,
    across: AcrossView,
}

impl SideBar {
    /// Draws the view chosen, below the buttons for all.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        tabs(ui, ctx);
        match ctx.session.side {
            Side::Articles => self.articles.show(ui, ctx),
            Side::Details => details::show(ui, ctx),
            Side::Registry => self.registry.show(ui, ctx),
            Side::Problems => problems::show(ui, ctx),
            Side::Across => self.across.show(ui, ctx),
            Side::Decisions => decisions::show(ui, ctx),
            Side::History => self.history.show(ui, ctx),
            Side::Guideline => self.guideline.show(ui, ctx),
            Side::Schema => self.schema.show(ui, ctx),
        }
    }
}

/// Draws a button for each view; those of problems and decisions count what is open.
fn tabs(ui: &mut Ui, ctx: &Ctx<'_>) {
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), TABS), Sense::hover());
    let count = u8::try_from(Side::ALL.len()).unwrap_or(u8::MAX);
    let width = (bar.width() / f32::from(count)).min(44.0);
    for (at, side) in Side::ALL.into_iter().enumerate() {
        let left = bar.left() + width * f32::from(u8::try_from(at).unwrap_or(0));
        let rect = Rect::from_min_size(egui::pos2(left, bar.top()), vec2(width, TABS)).shrink(2.0);
        let command = Command::Go(Go::Side(side));
        let response = ui.interact(rect, egui::Id::unique(("side", at)), Sense::click());
        let chosen = ctx.session.side == side;
        if chosen {
            ui.painter().rect_filled(rect, 6.0, ctx.tokens.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, ctx.tokens.hover);
        }
        focus_ring(ui, ctx, &response, rect);
        let color = if chosen { ctx.tokens.ink } else { ctx.tokens.muted };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon(side), icon_font(18.0), color);
        match side {
            Side::Problems => {
                let errors = ctx.pane.problems.iter().any(|problem| problem.severity == Severity::Error);
                let open = ctx.pane.problems.iter().filter(|problem| problem.is_open()).count();
                badge(ui, ctx, rect, open, errors);
            }
            Side::Decisions => badge(ui, ctx, rect, decisions::open(ctx), true),
            _ => {}
        }
        let info = command.info();
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, info.label));
        if response.on_hover_text(format!("{}\n{}", info.label, command.tooltip())).clicked() {
            ctx.run(command);
        }
    }
    ui.painter().hline(bar.x_range(), bar.bottom(), egui::Stroke::new(1.0, ctx.tokens.hairline));
}

/// Writes a number at the corner of a button.
fn badge(ui: &Ui, ctx: &Ctx<'_>, rect: Rect, count: usize, urgent: bool) {
    if count == 0 {
        return;
    }
    let color = if urgent { ctx.tokens.problem } else { ctx.tokens.muted };
    let at = rect.right_top() + vec2(-6.0, 8.0);
    let words = if count > 99 { "99+".to_owned() } else { count.to_string() };
    ui.painter().text(at, Align2::CENTER_CENTER, words, egui::FontId::proportional(10.0), color);
}

fn icon(side: Side) -> &'static str {
    match side {
        Side::Articles => icons::ICON_ARTICLE.codepoint,
        Side::Details => icons::ICON_INFO.codepoint,
        Side::Registry => icons::ICON_GROUPS.codepoint,
        Side::Problems => icons::ICON_REPORT.codepoint,
        Side::Across => icons::ICON_HUB.codepoint,
        Side::Guideline => icons::ICON_MENU_BOOK.codepoint,
        Side::Schema => icons::ICON_LIST_ALT.codepoint,
        Side::Decisions => icons::ICON_CALL_SPLIT.codepoint,
        Side::History => icons::ICON_HISTORY.codepoint,
    }
}

/// Draws the heading of a view.
fn heading(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let font = egui::FontId::new(14.0, crate::ui::theme::bold_family());
        ui.label(egui::RichText::new(words).font(font).color(ctx.tokens.ink));
    });
    ui.add_space(4.0);
}

/// Draws a body with the margins of a view, scrolling.
fn body<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let area = egui::ScrollArea::vertical().id_salt(name).auto_shrink(false);
    area.show(ui, |ui| {
        let margin = egui::Margin { left: 12, right: 12, top: 4, bottom: 12 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            add(ui)
        })
    })
    .inner
    .inner
}

/// Lets the keyboard where it is for a view with nothing to type in; a click on its button has taken it away.
fn keep_keyboard(ui: &Ui, ctx: &Ctx<'_>) {
    if ui.memory(|memory| memory.focused().is_none()) {
        ctx.push(Action::Focus(Focus::Article));
    }
}

/// Draws a quiet sentence for a view with nothing in it.
fn quiet(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    crate::shape::label::block(ui, words, crate::shape::Style::sans(12.5), ctx.tokens.muted);
}

/// Gives the id of the search field of a view.
fn search_id(name: &str) -> egui::Id {
    egui::Id::unique(("search of a view", name))
}

/// Puts the keyboard on the first row of what was found, where Down is pressed in the search field of a view.
fn into_list(ui: &Ui, name: &str, first: egui::Id) {
    let searching = ui.memory(|memory| memory.has_focus(search_id(name)));
    if searching && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::ArrowDown)) {
        ui.memory_mut(|memory| memory.request_focus(first));
    }
}

/// Draws the search field of a view: Escape empties it and leads back to the article. Tells whether Enter was
/// pressed in it.
fn search_field(ui: &mut Ui, ctx: &Ctx<'_>, side: Side, name: &str, hint: &str, query: &mut String) -> bool {
    let id = search_id(name);
    if ctx.open.focus == Some(Focus::Side(side)) {
        ui.memory_mut(|memory| memory.request_focus(id));
        ctx.focus_served();
    }
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let width = (ui.available_width() - 12.0).max(40.0);
        let value = query.clone();
        let field = Field::new(id, &value, name).hint(hint).width(width).arrows();
        let shown = field.show(ui, ctx.tokens.field());
        match shown.outcome {
            Outcome::Draft(text) | Outcome::Taken(text) => *query = text,
            Outcome::Discarded(_) => {
                query.clear();
                ctx.push(Action::Focus(Focus::Article));
            }
            Outcome::Refused { .. } | Outcome::None => {}
        }
        if shown.entered {
            // What was found is read while the search can go on.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        shown.entered
    })
    .inner
}

//! The panels beside the article: actors, dates, agreements, other marks, one below the other.

mod actor;
mod agreement;
mod date;
mod other;
mod shared;

pub use shared::in_words;

use std::collections::HashMap;

use egui::{Align2, FontId, Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use super::ctx::Ctx;
use super::widgets::{focus_ring, icon_font, left_to_right, panel_title};
use crate::core::annotation::{Id as RecordId, Kind, Origin, Record};
use crate::core::finding::Severity;
use crate::core::generation::Generation;
use crate::core::marks::MarkRef;
use crate::core::text::{excerpt, shorten};
use crate::core::workspace::Opened;
use crate::session::action::{Action, LayoutChange};
use crate::session::command::{Command, Edit, View, key_name};
use crate::shape::{Style, label};

/// Height of a panel's title.
const TITLE: f32 = 30.0;
/// Height of a record's line.
const ROW: f32 = 28.0;
/// Height of the grip between two panels.
const GRIP: f32 = 5.0;

/// One line of a panel.
struct Row {
    id: RecordId,
    main: String,
    detail: String,
}

/// Number of panels.
const COUNT: usize = 4;

/// The private state of the panels.
#[derive(Default)]
pub struct Panels {
    rows: Option<(Generation, [Vec<RecordId>; COUNT])>,
    cards: HashMap<RecordId, f32>,
}

impl Panels {
    /// Draws the panels over the room there is.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let Some(opened) = ctx.opened() else { return };
        self.prepare(opened);
        let all = ui.available_rect_before_wrap();
        ui.allocate_rect(all, Sense::hover());
        let heights = heights(ctx, all.height(), std::array::from_fn(|index| self.natural(ctx, index)));
        let mut top = all.top();
        for (index, kind) in Kind::ALL.into_iter().take(COUNT).enumerate() {
            let title = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), TITLE));
            self.title(ui, ctx, kind, index, title);
            top = title.bottom();
            let body = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), heights[index]));
            top = body.bottom();
            if !ctx.session.settings.panels.is_collapsed(index) {
                let builder = UiBuilder::new().max_rect(body).id_salt(("panel", index));
                let mut child = ui.new_child(builder);
                child.set_clip_rect(body.intersect(ui.clip_rect()));
                self.body(&mut child, ctx, opened, kind, index);
            }
            if index + 1 < COUNT {
                let grip = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), GRIP));
                resize(ui, ctx, index, grip, &heights);
                top = grip.bottom();
            }
        }
    }

    /// Lists the rows anew when the work has changed.
    fn prepare(&mut self, opened: &Opened) {
        if self.rows.as_ref().is_some_and(|(generation, _)| *generation == opened.generation) {
            return;
        }
        let mut rows: [Vec<RecordId>; COUNT] = Default::default();
        for mark in opened.marks.all().iter().filter(|mark| mark.part == 0) {
            rows[slot_of(mark.kind())].push(mark.id.clone());
        }
        self.rows = Some((opened.generation, rows));
    }

    /// Gives the height a panel would like to have.
    fn natural(&self, ctx: &Ctx<'_>, index: usize) -> f32 {
        let rows = self.rows(index);
        let chosen = ctx.pane.selection.mark.as_ref().map(|mark| &mark.id);
        let card = chosen.filter(|id| rows.contains(id)).map_or(0.0, |id| self.cards.get(id).copied().unwrap_or(180.0));
        (row_top(rows.len()) + card).max(if index == COUNT - 1 { ROW } else { 3.0 * ROW })
    }

    fn rows(&self, index: usize) -> &[RecordId] {
        self.rows.as_ref().map_or(&[], |(_, rows)| &rows[index])
    }

    fn title(&self, ui: &Ui, ctx: &Ctx<'_>, kind: Kind, index: usize, rect: Rect) {
        let (name, label) = match kind {
            Kind::Actor => ("ACTORS", "Actors"),
            Kind::Date => ("DATES", "Dates"),
            Kind::Agreement => ("AGREEMENTS", "Agreements"),
            Kind::Flag | Kind::Custom | Kind::Region => ("OTHER MARKS", "Other marks"),
        };
        let collapsed = ctx.session.settings.panels.is_collapsed(index);
        let response = ui.interact(rect, Id::unique(("panel title", index)), Sense::click());
        let ground = if response.hovered() { ctx.tokens.hover } else { ctx.tokens.surface };
        ui.painter().rect_filled(rect, 0.0, ground);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, ctx.tokens.hairline));
        let colors = ctx.tokens.of(kind);
        panel_title(ui, rect, name, self.rows(index).len(), colors.line, ctx.tokens.muted);
        let icon = if collapsed { icons::ICON_CHEVRON_RIGHT } else { icons::ICON_EXPAND_MORE };
        let at = pos2(rect.right() - 18.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.codepoint, icon_font(18.0), ctx.tokens.muted);
        focus_ring(ui, ctx, &response, rect);
        let count = self.rows(index).len();
        response
            .widget_info(|| WidgetInfo::selected(Role::Button, true, !collapsed, format!("{label} panel, {count}")));
        if response.clicked() {
            ctx.run(Command::View(View::Panel(kind)));
        }
    }

    fn body(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, kind: Kind, index: usize) {
        if self.rows(index).is_empty() {
            empty(ui, ctx, kind);
            return;
        }
        let chosen = ctx.pane.selection.mark.as_ref().map(|mark| mark.id.clone());
        let chosen_at = chosen.as_ref().and_then(|id| self.rows(index).iter().position(|row| row == id));
        let card = chosen_at.and_then(|at| self.cards.get(&self.rows(index)[at]).copied()).unwrap_or(180.0);
        let count = self.rows(index).len();
        let top_of = |at: usize| row_top(at) + if chosen_at.is_some_and(|chosen| at > chosen) { card } else { 0.0 };
        let total = top_of(count);
        let reveal = ctx.pane.reveal_record.as_ref().and_then(|id| self.rows(index).iter().position(|row| row == id));
        let area = egui::ScrollArea::vertical().id_salt(("rows", index)).auto_shrink(false);
        area.show_viewport(ui, |ui, viewport| {
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let width = ui.available_width();
            if let Some(at) = reveal {
                let tall = if Some(at) == chosen_at { ROW + card } else { ROW };
                let rect =
                    Rect::from_min_size(origin + vec2(0.0, top_of(at)), vec2(width, tall.min(viewport.height())));
                ui.scroll_to_rect(rect, None);
                ctx.record_served();
            }
            let first = first_row(viewport.top(), chosen_at, card).min(count);
            for at in first..count {
                let top = top_of(at);
                if top > viewport.bottom() {
                    break;
                }
                let rect = Rect::from_min_size(origin + vec2(0.0, top), vec2(width, ROW));
                self.row(ui, ctx, opened, kind, index, at, rect, chosen_at == Some(at));
                if chosen_at == Some(at) {
                    self.card(ui, ctx, opened, index, at, rect);
                }
            }
        });
    }

    #[expect(clippy::too_many_arguments, reason = "one call site; a struct would only rename them")]
    fn row(
        &self,
        ui: &mut Ui,
        ctx: &Ctx<'_>,
        opened: &Opened,
        kind: Kind,
        index: usize,
        at: usize,
        rect: Rect,
        chosen: bool,
    ) {
        let Some(row) = line(ctx, opened, &self.rows(index)[at]) else { return };
        let kind = if kind == Kind::Flag { row.id.kind() } else { kind };
        let response = ui.interact(rect, Id::unique(("row", row.id.as_str())), Sense::click());
        if response.hovered() {
            ctx.hover(&row.id);
        }
        let colors = ctx.tokens.of(kind);
        let hovered = ctx.pane.hover.as_ref() == Some(&row.id);
        if chosen || hovered {
            ui.painter().rect_filled(rect, 0.0, if chosen { colors.tint } else { ctx.tokens.hover });
        }
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, if chosen { colors.line } else { colors.strong });
        let mut inner = rect.shrink2(vec2(12.0, 0.0));
        if let Some(severity) = ctx.pane.worst.get(&row.id) {
            let (icon, color) = match severity {
                Severity::Error => (icons::ICON_ERROR, ctx.tokens.problem),
                Severity::Warning | Severity::Info => (icons::ICON_WARNING, ctx.tokens.muted),
            };
            let at = pos2(inner.right() - 6.0, inner.center().y);
            ui.painter().text(at, Align2::CENTER_CENTER, icon.codepoint, icon_font(15.0), color);
            inner.set_right(inner.right() - 20.0);
        }
        let half = inner.with_max_x(inner.left() + inner.width() * if row.detail.is_empty() { 1.0 } else { 0.62 });
        let used = label::paint_in(ui, half, &row.main, Style::sans(14.0), ctx.tokens.ink);
        let rest = inner.with_min_x(inner.left() + used + 10.0);
        if !row.detail.is_empty() && rest.width() > 20.0 {
            label::paint_in(ui, rest, &row.detail, Style::sans(12.0), ctx.tokens.muted);
        }
        focus_ring(ui, ctx, &response, rect);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, true, chosen, format!("{} record {}", kind.word(), row.main))
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(row.detail.clone()));
        if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Delete)) {
            ctx.push(Action::SelectMark(Some(MarkRef { id: row.id.clone(), part: 0 })));
            ctx.run(Command::Edit(Edit::Delete));
        }
        let quote = opened.work.record(&row.id).and_then(|record| record.places().first().map(|place| place.cover()));
        let clicked = response.clicked();
        if let Some(span) = quote.filter(|_| response.hovered()) {
            label::tooltip(response, &excerpt(opened.article.text.slice(span), 300), ctx.tokens.ink);
        }
        if clicked {
            let mark = (!chosen).then(|| MarkRef { id: row.id.clone(), part: 0 });
            ctx.push(Action::SelectMark(mark));
        }
    }

    /// Draws the fields of the selected record below its line and remembers how tall they are.
    fn card(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, index: usize, at: usize, row: Rect) {
        let id = self.rows(index)[at].clone();
        let colors = ctx.tokens.of(id.kind());
        let room = Rect::from_min_max(
            pos2(row.left() + 12.0, row.bottom() + 6.0),
            pos2(row.right() - 12.0, row.bottom() + 2000.0),
        );
        let back = ui.painter().add(egui::Shape::Noop);
        let mut child = ui.new_child(UiBuilder::new().max_rect(room).id_salt(("card", id.as_str())));
        child.spacing_mut().item_spacing.y = 6.0;
        match opened.work.record(&id) {
            Some(Record::Actor(record)) => actor::card(&mut child, ctx, opened, &record),
            Some(Record::Date(record)) => date::card(&mut child, ctx, opened, &record),
            Some(Record::Agreement(record)) => agreement::card(&mut child, ctx, opened, &record),
            Some(Record::Flag(record)) => other::flag_card(&mut child, ctx, opened, &record),
            Some(Record::Custom(record)) => other::custom_card(&mut child, ctx, opened, &record),
            _ => {}
        }
        findings(&mut child, ctx, &id);
        foot(&mut child, ctx, opened, &id);
        let tall = child.min_rect().bottom() - row.bottom() + 10.0;
        let ground = Rect::from_min_size(row.left_bottom(), vec2(row.width(), tall));
        let bar = Rect::from_min_size(row.left_bottom(), vec2(3.0, tall));
        ui.painter().set(
            back,
            egui::Shape::Vec(vec![
                egui::Shape::rect_filled(ground, 0.0, ctx.tokens.ground),
                egui::Shape::rect_filled(bar, 0.0, colors.line),
                egui::Shape::hline(ground.x_range(), ground.bottom(), egui::Stroke::new(1.0, ctx.tokens.hairline)),
            ]),
        );
        if self.cards.insert(id, tall).is_none_or(|old| (old - tall).abs() > 0.5) {
            ui.ctx().request_repaint();
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows on a screen")]
fn row_top(at: usize) -> f32 {
    at as f32 * ROW
}

/// Finds the first row that reaches below `y`; the card of the chosen row stands between the rows.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height in a list")]
fn first_row(y: f32, chosen: Option<usize>, card: f32) -> usize {
    let plain = |y: f32| (y / ROW).max(0.0) as usize;
    match chosen {
        Some(at) if y >= row_top(at + 1) => plain(y - card).max(at),
        _ => plain(y),
    }
}

/// Makes the line of a record.
fn line(ctx: &Ctx<'_>, opened: &Opened, id: &RecordId) -> Option<Row> {
    let record = opened.work.record(id)?;
    let quote = record.places().first().map_or("", |place| opened.article.text.slice(place.cover()));
    let quote = shorten(quote, 44);
    match record {
        Record::Actor(record) => Some(actor::row(ctx, &record, quote)),
        Record::Date(record) => Some(date::row(ctx, &record, quote)),
        Record::Agreement(record) => Some(agreement::row(ctx, &record, quote)),
        Record::Flag(record) => Some(other::flag_row(ctx, &record, quote)),
        Record::Custom(record) => Some(other::custom_row(ctx, &record, quote)),
        _ => None,
    }
}

/// Gives the panel a kind of record stands in.
fn slot_of(kind: Kind) -> usize {
    Kind::ALL.iter().position(|other| *other == kind).unwrap_or(0).min(COUNT - 1)
}

/// Says what the checks have found about a record, below its fields.
fn findings(ui: &mut Ui, ctx: &Ctx<'_>, id: &RecordId) {
    let open = ctx.pane.problems.iter().filter(|problem| problem.is_open());
    for problem in open.filter(|problem| problem.target.record.as_ref() == Some(id)) {
        let color = if problem.severity == Severity::Error { ctx.tokens.problem } else { ctx.tokens.muted };
        label::block(ui, &left_to_right(&problem.message), Style::sans(12.0), color);
    }
}

/// Shares the height among the open panels by their weights. What a panel does not need goes to those that
/// need more than their share; as long as all is enough for all, nothing moves.
fn heights(ctx: &Ctx<'_>, all: f32, natural: [f32; COUNT]) -> [f32; COUNT] {
    let panels = &ctx.session.settings.panels;
    let room = (all - TITLE * 4.0 - GRIP * 3.0).max(0.0);
    let weight = |index: usize| if panels.is_collapsed(index) { 0.0 } else { panels.height(index).max(0.05) };
    let sum: f32 = (0..COUNT).map(weight).sum();
    let share: [f32; COUNT] = std::array::from_fn(|index| if sum > 0.0 { room * weight(index) / sum } else { 0.0 });
    let spare: f32 = (0..COUNT).map(|index| (share[index] - natural[index]).max(0.0)).sum();
    let lack: f32 =
        (0..COUNT).map(|index| if share[index] > 0.0 { (natural[index] - share[index]).max(0.0) } else { 0.0 }).sum();
    if spare <= 0.0 || lack <= 0.0 {
        return share;
    }
    let moved = spare.min(lack);
    std::array::from_fn(|index| {
        let over = share[index] - natural[index];
        if share[index] <= 0.0 {
            0.0
        } else if over > 0.0 {
            share[index] - moved * over / spare
        } else {
            share[index] + moved * -over / lack
        }
    })
}

/// Lets the border between two panels be dragged.
fn resize(ui: &Ui, ctx: &Ctx<'_>, index: usize, grip: Rect, heights: &[f32; COUNT]) {
    let panels = &ctx.session.settings.panels;
    let Some(below) = (index + 1..COUNT).find(|other| !panels.is_collapsed(*other)) else { return };
    let Some(above) = (0..=index).rev().find(|other| !panels.is_collapsed(*other)) else { return };
    let response = ui.interact(grip.expand2(vec2(0.0, 2.0)), Id::unique(("grip", index)), Sense::DRAG);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
        ui.painter().hline(grip.x_range(), grip.center().y, egui::Stroke::new(2.0, ctx.tokens.focus));
    }
    let moved = response.drag_delta().y;
    if moved != 0.0 {
        let pair = heights[above] + heights[below];
        let wanted = (heights[above] + moved).clamp(40.0_f32.min(pair / 2.0), (pair - 40.0).max(pair / 2.0));
        let sum = panels.height(above) + panels.height(below);
        let share = wanted / pair.max(1.0);
        ctx.push(Action::Layout(LayoutChange::PanelWeight(above, sum * share)));
        ctx.push(Action::Layout(LayoutChange::PanelWeight(below, sum * (1.0 - share))));
    }
}

/// Says what an empty panel is for and which key fills it.
fn empty(ui: &mut Ui, ctx: &Ctx<'_>, kind: Kind) {
    let key = Command::Edit(Edit::Mark(kind)).info().key.map(key_name).unwrap_or_default();
    let sentence = match kind {
        Kind::Actor => format!("Who speaks, decides, meets or signs. Select a name and press {key}."),
        Kind::Date => format!("When it happened. Select an expression and press {key}."),
        Kind::Agreement => format!("What was agreed. Select the passage that shows it and press {key}."),
        _ => format!("What is wrong with the text itself, and marks of your own types. Select it and press {key}."),
    };
    let stated = ctx.opened().and_then(|opened| opened.work.header.no_agreement.as_ref());
    let (sentence, color) = match stated.filter(|_| kind == Kind::Agreement) {
        Some(stated) => (format!("No agreement in this article, says {}.", stated.by), ctx.tokens.ink),
        None => (sentence, ctx.tokens.muted),
    };
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        ui.vertical(|ui| label::block(ui, &sentence, Style::sans(12.0), color));
    });
}

/// Draws who wrote the record, and the button that deletes it.
fn foot(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, id: &RecordId) {
    let record = opened.work.record(id);
    let authorship = record.as_ref().and_then(Record::authorship);
    ui.horizontal(|ui| {
        if let Some(authorship) = authorship {
            let when = authorship.changed_at.replace('T', " ").replace('Z', " UTC");
            // What a model has proposed names it, and how sure it was.
            let from = match &authorship.origin {
                Origin::Imported(from) => format!(" · imported from {from}"),
                Origin::Manual | Origin::Suggested(_) => String::new(),
            };
            let words = format!("{id} · {} · {when}{from}", authorship.changed_by);
            let room = (ui.available_width() - 70.0).max(40.0);
            let line = label::line_in(ui, &words, Style::sans(11.0), ctx.tokens.muted, room);
            if !from.is_empty() {
                line.on_hover_text(words);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = egui::RichText::new("Delete").font(FontId::proportional(12.0)).color(ctx.tokens.problem);
            // Not reached by Tab: a note typed too far must not delete the record.
            let button = egui::Button::new(words).frame_when_inactive(false).sense(Sense::CLICK);
            if ui.add(button).on_hover_text(Command::Edit(Edit::Delete).tooltip()).clicked() {
                ctx.run(Command::Edit(Edit::Delete));
            }
        });
    });
}

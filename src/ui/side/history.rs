//! What has been done to an article or a record, step by step and in words, the last step first.

use egui::{Id, Role, Sense, Ui, WidgetInfo, vec2};

use super::{heading, quiet};
use crate::core::annotation::{Origin, Record};
use crate::core::history::{Doing, Entry};
use crate::core::merge::{differences, field_words};
use crate::session::action::Focus;
use crate::session::command::Side;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{focus_ring, left_to_right};

/// Steps drawn at once.
const SHOWN: usize = 200;

/// The private state of the view.
#[derive(Default)]
pub struct HistoryView {
    /// Only steps of the selected record.
    only_record: bool,
    /// The step whose changes are shown, counted from the first.
    open: Option<usize>,
}

impl HistoryView {
    /// Draws the view.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        heading(ui, ctx, "History");
        let log = ctx.history.log(ctx.article());
        let record = ctx.pane.selection.mark.as_ref().map(|mark| mark.id.to_string());
        let about = |entry: &Entry| match (&record, self.only_record) {
            (Some(key), true) => entry.is_about(key),
            _ => true,
        };
        let mut steps: Vec<(usize, &Entry)> =
            log.iter().enumerate().map(|(at, entry)| (at, &**entry)).filter(|(_, entry)| about(entry)).collect();
        steps.reverse();
        if ctx.open.focus == Some(Focus::Side(Side::History)) {
            match steps.first() {
                Some((at, _)) => ui.memory_mut(|memory| memory.request_focus(Id::unique(("step", *at)))),
                None => super::keep_keyboard(ui, ctx),
            }
            ctx.focus_served();
        }
        let mut only_record = self.only_record;
        let mut open = self.open;
        super::body(ui, "history", |ui| {
            if ctx.opened().is_none() {
                return quiet(ui, ctx, "Open an article to see what was done to it.");
            }
            ui.add_enabled(record.is_some(), egui::Checkbox::new(&mut only_record, "Only the selected record"));
            if steps.is_empty() {
                return quiet(ui, ctx, "Nothing has been done yet.");
            }
            let more = steps.len().saturating_sub(SHOWN);
            for (at, entry) in steps.into_iter().take(SHOWN) {
                if row(ui, ctx, at, entry, open == Some(at)) {
                    open = if open == Some(at) { None } else { Some(at) };
                }
            }
            if more > 0 {
                quiet(ui, ctx, &format!("{more} older steps. Select a record to see only its own."));
            }
        });
        (self.only_record, self.open) = (only_record, open);
    }
}

/// Draws one step; tells whether it was clicked.
fn row(ui: &mut Ui, ctx: &Ctx<'_>, at: usize, entry: &Entry, open: bool) -> bool {
    let how = match entry.doing {
        Doing::Done | Doing::Outside => "",
        Doing::Undone => "taken back: ",
        Doing::Redone => "made again: ",
    };
    let words = format!("{how}{}", entry.name);
    let from = match &entry.origin {
        Origin::Manual => String::new(),
        Origin::Suggested(rule) => format!(", suggested by {rule}"),
        Origin::Imported(from) => format!(", imported from {from}"),
    };
    let when = entry.at.replace('T', " ").replace('Z', " UTC");
    let back = ui.painter().add(egui::Shape::Noop);
    let inner = ui.vertical(|ui| {
        label::block(ui, &left_to_right(&words), Style::sans(13.0), ctx.tokens.ink);
        label::block(ui, &left_to_right(&format!("{when}, {}{from}", entry.by)), Style::sans(11.5), ctx.tokens.muted);
    });
    let rect = inner.response.rect.expand2(vec2(4.0, 3.0));
    let response = ui.interact(rect, Id::unique(("step", at)), Sense::click());
    if response.hovered() {
        ui.painter().set(back, egui::Shape::rect_filled(rect, 4.0, ctx.tokens.hover));
    }
    focus_ring(ui, ctx, &response, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("Step {}: {words}", at + 1)));
    if open {
        for change in &entry.changes {
            let name = change.before.as_ref().or(change.after.as_ref()).map(Record::key).unwrap_or_default();
            label::block(ui, &name, Style::sans(11.5), ctx.tokens.muted);
            for one in differences(change.before.as_ref(), change.after.as_ref()) {
                let none = |words: String| if words.is_empty() { "–".to_owned() } else { words };
                let line = format!("{}: {} → {}", field_words(&one.field), none(one.before), none(one.after));
                label::block(ui, &left_to_right(&line), Style::sans(12.0), ctx.tokens.ink);
            }
        }
    }
    ui.add_space(2.0);
    response.clicked()
}

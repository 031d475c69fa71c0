//! The registry of actors: search, names in every script, where each spelling stands, merging and splitting.

mod entry;
mod names;
mod roles;
mod spellings;
mod ties;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{heading, quiet, search_field};
use crate::core::annotation::RegistryEntry;
use crate::core::generation::Generation;
use crate::core::intent::{CorpusIntent, Intent};
use crate::core::invisible::is_blank;
use crate::session::action::Action;
use crate::session::command::Side;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::item_of_entry;
use crate::ui::widgets::focus_ring;
use spellings::UsesOf;

/// Height of an entry in the list.
const ROW: f32 = 42.0;
/// Entries a search lists.
const FOUND: usize = 500;

/// The private state of the view.
#[derive(Default)]
pub struct RegistryView {
    query: String,
    shown: Vec<Arc<RegistryEntry>>,
    /// What the list was made of: the registry and the search.
    listed: Option<(Generation, String)>,
    uses: UsesOf,
    /// Names chosen to be split off, of which entry.
    split: (String, BTreeSet<usize>),
}

impl RegistryView {
    /// Draws the registry, or one entry of it.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let registry = &ctx.workspace.shared.registry;
        match ctx.open.entry.as_ref().and_then(|id| registry.get(id)) {
            Some(entry) => self.entry(ui, ctx, &entry.clone()),
            None => self.list(ui, ctx),
        }
    }

    /// Lists the entries anew when the registry or the search have changed.
    fn prepare(&mut self, ctx: &Ctx<'_>) {
        let stamp = (ctx.workspace.shared.generation, self.query.clone());
        if self.listed.as_ref() == Some(&stamp) {
            return;
        }
        let registry = &ctx.workspace.shared.registry;
        self.shown = if self.query.trim().is_empty() {
            registry.listed().cloned().collect()
        } else {
            registry.search(&self.query, FOUND).into_iter().map(|(entry, _)| entry.clone()).collect()
        };
        self.listed = Some(stamp);
    }

    fn list(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        heading(ui, ctx, "Registry");
        let name = "Search in the registry";
        if let Some(first) = self.shown.first() {
            super::into_list(ui, name, row_id(first));
        }
        let entered = search_field(ui, ctx, Side::Registry, name, "Any name, in any script", &mut self.query);
        self.prepare(ctx);
        if let Some(first) = self.shown.first().filter(|_| entered) {
            ctx.push(Action::ShowEntry(Some(first.id.clone())));
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let own = ctx.workspace.shared.registry.entries().size();
            let count = if self.query.trim().is_empty() { own } else { self.shown.len() };
            let noun = if count == 1 { "actor" } else { "actors" };
            ui.label(egui::RichText::new(format!("{count} {noun}")).size(12.0).color(ctx.tokens.muted));
            let name = self.query.trim();
            if !is_blank(name) {
                let button = ui.small_button("New actor");
                if label::tooltip(button, &format!("Make an entry “{name}”"), ctx.tokens.ink).clicked() {
                    ctx.change(Intent::Corpus(CorpusIntent::NewEntry(name.to_owned())));
                }
            }
        });
        if self.shown.is_empty() {
            let words = if self.query.trim().is_empty() {
                "The registry is empty. Link a mark to an actor, or search the states and organisations that come \
                 with the program."
            } else if is_blank(&self.query) {
                "Nothing of what is typed can be seen, so nothing is found."
            } else {
                "No actor has such a name."
            };
            return super::body(ui, "registry", |ui| quiet(ui, ctx, words));
        }
        // Rows are counted with the space between them, so there must be none here as well.
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt("registry").auto_shrink(false);
        area.show_rows(ui, ROW, self.shown.len(), |ui, rows| {
            for at in rows {
                row(ui, ctx, &self.shown[at]);
            }
        });
    }
}

fn row_id(entry: &RegistryEntry) -> Id {
    Id::unique(("entry", entry.id.as_str()))
}

fn row(ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, row_id(entry), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, ctx.tokens.hover);
    }
    let item = item_of_entry(&ctx.workspace.shared.registry, entry);
    let upper = Rect::from_min_max(rect.min + vec2(12.0, 3.0), rect.max - vec2(44.0, ROW - 23.0));
    let lower = Rect::from_min_max(rect.min + vec2(12.0, 21.0), rect.max - vec2(10.0, 2.0));
    label::paint_in(ui, upper, &item.label, Style::sans(13.5), ctx.tokens.ink);
    label::paint_in(ui, lower, &item.detail, Style::sans(11.5), ctx.tokens.muted);
    let uses = ctx.workspace.index().spellings.count(&entry.id);
    if uses > 0 {
        let at = egui::pos2(rect.right() - 12.0, rect.top() + 13.0);
        let font = egui::FontId::proportional(11.5);
        ui.painter().text(at, egui::Align2::RIGHT_CENTER, uses.to_string(), font, ctx.tokens.muted);
    }
    focus_ring(ui, ctx, &response, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("Actor {}", item.label)));
    if response.clicked() {
        ctx.push(Action::ShowEntry(Some(entry.id.clone())));
    }
}

//! All vocabularies with their help, and what the corpus adds to them.

mod adding;
mod code_form;
mod codes;
mod field_form;
mod rows;

use egui::Ui;

use adding::{Adding, FIELDS, place};
use codes::CodesView;

use super::{heading, quiet, search_field};
use crate::core::schema::{FieldDef, ListKey, Term, Vocabulary, search};
use crate::session::command::Side;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// Fields, types or rules that are listed; a schema may have thousands.
const SHOWN: usize = 200;

/// The private state of the view.
#[derive(Default)]
pub struct SchemaView {
    query: String,
    codes: CodesView,
    adding: Adding,
}

impl SchemaView {
    /// Draws the vocabularies.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let schema = &ctx.workspace.schema();
        heading(ui, ctx, "Vocabularies");
        search_field(ui, ctx, Side::Schema, "Search in the vocabularies", "Search", &mut self.query);
        super::body(ui, "schema", |ui| {
            quiet(ui, ctx, &format!("Schema {}, version {}", schema.id, schema.version));
            for problem in &ctx.open.schema_problems {
                label::block(ui, problem, Style::sans(12.5), ctx.tokens.problem);
            }
            if self.query.trim().is_empty() {
                self.codes.show(ui, ctx);
                self.added(ui, ctx);
            }
            let mut any = false;
            for list in Vocabulary::ALL {
                let (terms, key) = (schema.terms(*list), ListKey::shipped(*list));
                let mut found: Vec<&Term> = search(terms, &self.query);
                if found.is_empty() && is_named(*list, &self.query) {
                    found = terms.iter().collect();
                }
                let at = key.as_ref().map(place).unwrap_or_default();
                if found.is_empty() && !self.adding.is_at(&at) {
                    continue;
                }
                any = true;
                title(ui, ctx, list.title(), list.id(), |ui| {
                    if let Some(key) = &key {
                        self.adding.code_button(ui, ctx, key, list.title());
                    }
                });
                self.adding.below(ui, ctx, &at);
                for term in found.iter().take(SHOWN) {
                    draw(ui, ctx, term);
                }
                more(ui, ctx, found.len());
            }
            if !any {
                quiet(ui, ctx, "No list has these words.");
            }
        });
    }
}

/// Tells whether the words that are sought stand in the name of a list.
fn is_named(list: Vocabulary, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    !query.is_empty() && (list.title().to_lowercase().contains(&query) || list.id().contains(&query))
}

/// Draws the heading of a part, with what can be done to it behind.
fn title(ui: &mut Ui, ctx: &Ctx<'_>, words: &str, id: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(words).size(13.5).strong().color(ctx.tokens.ink));
        ui.label(egui::RichText::new(id).size(11.5).color(ctx.tokens.muted));
        buttons(ui);
    });
}

fn draw(ui: &mut Ui, ctx: &Ctx<'_>, term: &Term) {
    let mut words = format!("{} ({})", term.label, term.code);
    if term.added {
        words.push_str(", added by the corpus");
    }
    if !term.replaced_by.is_empty() {
        words.push_str(", replaced by ");
        words.push_str(&term.replaced_by.join(" or "));
    } else if term.hidden {
        words.push_str(", hidden");
    }
    let ink = if term.is_offered() { ctx.tokens.ink } else { ctx.tokens.muted };
    label::block(ui, &words, Style::sans(13.0), ink);
    if !term.help.is_empty() {
        ui.horizontal_top(|ui| {
            ui.add_space(10.0);
            ui.vertical(|ui| label::block(ui, &term.help, Style::sans(12.0), ctx.tokens.muted));
        });
    }
}

impl SchemaView {
    /// Draws what the corpus adds: fields, lists, types of marks and rules.
    fn added(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let schema = &ctx.workspace.schema();
        if ctx.open.root.is_some() || !schema.fields.is_empty() {
            title(ui, ctx, "Fields of the corpus", "fields", |ui| self.adding.field_button(ui, ctx));
            self.adding.below(ui, ctx, FIELDS);
            for field in schema.fields.iter().take(SHOWN) {
                label::block(ui, &describe(field), Style::sans(13.0), ctx.tokens.ink);
                self.choices(ui, ctx, field);
            }
            more(ui, ctx, schema.fields.len());
        }
        for list in schema.own_lists.iter().take(SHOWN) {
            let Some(key) = ListKey::own(list) else { continue };
            title(ui, ctx, "List of the corpus", &key.key, |ui| self.adding.code_button(ui, ctx, &key, &key.key));
            self.adding.below(ui, ctx, &place(&key));
            for term in list.iter().take(SHOWN) {
                draw(ui, ctx, term);
            }
            more(ui, ctx, list.len());
        }
        if !schema.types.is_empty() {
            title(ui, ctx, "Types of marks of the corpus", "types", |_| {});
            for one in schema.types.iter().take(SHOWN) {
                let key = one.key.map_or(String::new(), |key| format!(", Ctrl+Alt+{}", key.to_uppercase()));
                let words = format!("{} ({}{key})", one.label, one.id);
                label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
            }
            more(ui, ctx, schema.types.len());
        }
        if !schema.rules.is_empty() {
            title(ui, ctx, "Rules of the corpus", "checks", |_| {});
            for rule in schema.rules.iter().take(SHOWN) {
                let words = format!("{}: when {}: {}", rule.id, rule.when, rule.says);
                label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
            }
            more(ui, ctx, schema.rules.len());
        }
    }

    /// Draws the button for a further choice of a field that has choices of its own.
    fn choices(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, field: &FieldDef) {
        if let Some(key) = ListKey::of(field) {
            ui.horizontal(|ui| {
                ui.add_space(10.0);
                self.adding.code_button(ui, ctx, &key, &field.label);
            });
            self.adding.below(ui, ctx, &place(&key));
        }
    }
}

/// Says how many of a list are not shown.
fn more(ui: &mut Ui, ctx: &Ctx<'_>, count: usize) {
    if count > SHOWN {
        quiet(ui, ctx, &format!("{} more stand in the file.", count - SHOWN));
    }
}

fn describe(field: &FieldDef) -> String {
    let required = if field.required { ", required" } else { "" };
    format!("{} ({} on {}): {}{required}", field.label, field.id, field.on, field.kind.in_words())
}

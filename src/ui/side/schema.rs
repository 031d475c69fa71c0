//! All vocabularies with their help, and what the corpus adds to them.

mod codes;

use egui::Ui;

use codes::CodesView;

use super::{heading, quiet, search_field};
use crate::core::schema::{FieldDef, Term, Vocabulary, search};
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
                added(ui, ctx);
            }
            let mut any = false;
            for list in Vocabulary::ALL {
                let found: Vec<&Term> = search(schema.terms(*list), &self.query);
                if found.is_empty() {
                    continue;
                }
                any = true;
                title(ui, ctx, list.title(), list.id());
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

fn title(ui: &mut Ui, ctx: &Ctx<'_>, words: &str, id: &str) {
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(words).size(13.5).strong().color(ctx.tokens.ink));
        ui.label(egui::RichText::new(id).size(11.5).color(ctx.tokens.muted));
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

/// Draws fields, types of marks and rules that the corpus adds.
fn added(ui: &mut Ui, ctx: &Ctx<'_>) {
    let schema = &ctx.workspace.schema();
    if !schema.fields.is_empty() {
        title(ui, ctx, "Fields of the corpus", "fields");
        for field in schema.fields.iter().take(SHOWN) {
            label::block(ui, &describe(field), Style::sans(13.0), ctx.tokens.ink);
        }
        more(ui, ctx, schema.fields.len());
    }
    if !schema.types.is_empty() {
        title(ui, ctx, "Types of marks of the corpus", "types");
        for one in schema.types.iter().take(SHOWN) {
            let key = one.key.map_or(String::new(), |key| format!(", Ctrl+Alt+{}", key.to_uppercase()));
            let words = format!("{} ({}{key})", one.label, one.id);
            label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
        }
        more(ui, ctx, schema.types.len());
    }
    if !schema.rules.is_empty() {
        title(ui, ctx, "Rules of the corpus", "checks");
        for rule in schema.rules.iter().take(SHOWN) {
            let words = format!("{}: when {}: {}", rule.id, rule.when, rule.says);
            label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
        }
        more(ui, ctx, schema.rules.len());
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

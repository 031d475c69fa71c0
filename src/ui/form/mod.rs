//! The fields of a record, one below the other: each knows its label, its rule in the guideline, and what
//! taking a value does.

mod actors;
mod aside;
mod choices;
mod fold;
mod own;
mod time;

use egui::{FontId, Ui};

use super::ctx::Ctx;
use super::widgets::{Expects, Shown, TextField, editable, field_id, labelled};
use crate::core::annotation::Kind;
use crate::core::intent::Intent;
use crate::session::field::{FieldKey, Owner};
use crate::shape::{Style, label};

pub use actors::item_of_entry;
pub use fold::beside;

/// What a field is called, and which one it is.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Words in front of it; none where the field before it goes on.
    pub label: &'a str,
    /// Its name for people who cannot see it.
    pub spoken: &'a str,
    /// Which field.
    pub key: FieldKey,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// What a text in it has to be.
    pub expects: Expects<'a>,
    /// The path under which remarks on it are kept; empty for a field without any.
    pub path: &'a str,
    /// Whether its basis says why it is empty, and not a remark.
    pub based: bool,
}

impl<'a> Field<'a> {
    /// Makes a field without a hint.
    #[must_use]
    pub const fn new(label: &'a str, spoken: &'a str, key: FieldKey) -> Self {
        Self { label, spoken, key, hint: "", expects: Expects::Anything, path: "", based: false }
    }

    /// Shows a hint while the field is empty.
    #[must_use]
    pub const fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Says what a text in the field has to be.
    #[must_use]
    pub const fn expects(self, expects: Expects<'a>) -> Self {
        Self { expects, ..self }
    }

    /// Names the path under which remarks on the field are kept, which is also its name for a schema that hides it.
    #[must_use]
    pub const fn path(self, path: &'a str) -> Self {
        Self { path, ..self }
    }

    /// Says that the basis of the field says why it is empty.
    #[must_use]
    pub const fn based(self) -> Self {
        Self { based: true, ..self }
    }
}

/// Draws the fields of one record.
pub struct Form<'u, 'c, 'a> {
    /// Where.
    pub ui: &'u mut Ui,
    /// What there is to see.
    pub ctx: &'c Ctx<'a>,
    /// What the fields belong to.
    pub owner: &'u Owner,
}

impl Form<'_, '_, '_> {
    /// Asks for a change.
    pub fn push(&self, intent: Intent) {
        self.ctx.push(self.ctx.changing(intent));
    }

    /// Tells whether the fields may be changed.
    #[must_use]
    pub fn editable(&self) -> bool {
        // What belongs to the corpus can be changed whatever article is open.
        self.owner.is_shared() || editable(self.ctx)
    }

    /// Tells whether a built-in field is shown: one whose path the schema of the corpus does not hide.
    #[must_use]
    pub fn shows(&self, path: &str) -> bool {
        let schema = self.ctx.workspace.schema();
        schema.hidden_fields.is_empty() || path.is_empty() || !schema.hides(&format!("{}.{path}", self.record()))
    }

    /// Gives the word for the kind of record in a schema.
    fn record(&self) -> &'static str {
        match self.owner {
            Owner::Record(_, id) => match id.kind() {
                Kind::Actor => "actor",
                Kind::Date => "date",
                Kind::Agreement => "agreement",
                Kind::Flag | Kind::Custom | Kind::Region => "",
            },
            Owner::Header(_) | Owner::Details(_) => "article",
            Owner::Entry(_) => "registry",
            Owner::Identity(_) => "identity",
            Owner::Publisher(_) => "publisher",
        }
    }

    /// Writes a quiet heading above a group of fields.
    pub fn heading(&mut self, words: &str) {
        self.ui.add_space(4.0);
        let color = self.ctx.tokens.muted;
        if label::is_plain(words) {
            self.ui.label(egui::RichText::new(words).font(FontId::proportional(12.0)).strong().color(color));
        } else {
            label::line(self.ui, words, Style { bold: true, ..Style::sans(12.0) }, color);
        }
    }

    /// Draws a text field; gives the text as it stands.
    pub fn text(&mut self, field: Field<'_>, value: &str, make: impl Fn(String) -> Intent) -> String {
        self.rows(field, value, 1, |text| make(text.trim().to_owned()))
    }

    /// Draws a text field of several lines.
    pub fn note(&mut self, spoken: &str, value: &str, make: impl Fn(String) -> Intent) {
        if self.shows("note") {
            self.rows(Field::new("Note", spoken, FieldKey::Note), value, 2, make);
        }
    }

    fn rows(&mut self, field: Field<'_>, value: &str, rows: usize, make: impl Fn(String) -> Intent) -> String {
        self.typed(field, value, rows, make).map_or_else(|| value.to_owned(), |shown| shown.text)
    }

    /// Draws a text field; gives how it stands, nothing where it is hidden.
    fn typed(&mut self, field: Field<'_>, value: &str, rows: usize, make: impl Fn(String) -> Intent) -> Option<Shown> {
        if !self.shows(field.path) {
            return None;
        }
        let (ctx, owner) = (self.ctx, self.owner);
        let Field { spoken: name, key, hint, expects, .. } = field;
        let shown = self.row(&field, value.is_empty(), |ui| {
            let field = TextField { owner, key, name, value, hint, rows, width: None, expects };
            let shown = field.show(ui, ctx, &make);
            field.say(ui, ctx, &shown, &make);
            shown
        });
        Some(shown)
    }

    /// Draws a text field without a label, as one of several things beside each other.
    pub fn cell(self, field: Field<'_>, value: &str, make: impl Fn(String) -> Intent) {
        let Self { ui, ctx, owner } = self;
        let Field { spoken: name, key, hint, expects, .. } = field;
        let make = |text: String| make(text.trim().to_owned());
        let field = TextField { owner, key, name, value, hint, rows: 1, width: None, expects };
        let shown = field.show(ui, ctx, &make);
        field.say(ui, ctx, &shown, &make);
    }

    /// Draws a switch.
    pub fn switch(&mut self, words: &str, key: FieldKey, value: bool, make: impl Fn(bool) -> Intent) {
        let (ctx, owner) = (self.ctx, self.owner);
        labelled(self.ui, ctx, "", |ui| {
            let mut now = value;
            let enabled = editable(ctx);
            let id = field_id(owner, key);
            let response = ui.push_id(id, |ui| ui.add_enabled(enabled, egui::Checkbox::new(&mut now, words))).inner;
            if response.has_focus() {
                ctx.live_rule(key.rule());
            }
            if now != value {
                ctx.push(ctx.changing(make(now)));
            }
        });
    }
}

/// Gives a list without one of its items.
#[must_use]
pub fn without<T: Clone>(list: &[T], at: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, item)| item.clone()).collect()
}

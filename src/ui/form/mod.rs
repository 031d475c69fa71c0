//! The fields of a record, one below the other: each knows its label, its rule in the guideline, and what
//! taking a value does.

mod actors;
mod own;

use egui::{FontId, Ui};

use super::ctx::Ctx;
use super::widgets::{
    Choice, Expects, Item, TextField, Token, TokenChange, Tokens, choice, editable, field_id, labelled, remark,
    timeline,
};
use crate::core::annotation::Basis;
use crate::core::dates::{DateValue, Meaning, Wanted};
use crate::core::intent::Intent;
use crate::core::schema::{Term, Vocabulary, search};
use crate::session::action::Action;
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::{Style, label};

pub use actors::item_of_entry;

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
}

impl<'a> Field<'a> {
    /// Makes a field without a hint.
    #[must_use]
    pub const fn new(label: &'a str, spoken: &'a str, key: FieldKey) -> Self {
        Self { label, spoken, key, hint: "", expects: Expects::Anything }
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
        self.ctx.push(self.action(intent));
    }

    fn action(&self, intent: Intent) -> Action {
        self.ctx.changing(intent)
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
        self.rows(Field::new("Note", spoken, FieldKey::Note), value, 2, make);
    }

    fn rows(&mut self, field: Field<'_>, value: &str, rows: usize, make: impl Fn(String) -> Intent) -> String {
        let (ctx, owner) = (self.ctx, self.owner);
        let Field { label, spoken: name, key, hint, expects } = field;
        labelled(self.ui, ctx, label, |ui| {
            let field = TextField { owner, key, name, value, hint, rows, width: None, expects };
            let shown = field.show(ui, ctx, &make);
            field.say(ui, ctx, &shown, &make);
            shown.text
        })
    }

    /// Draws the choice of a code of a vocabulary; with `none` it can be left open.
    pub fn code(
        &mut self,
        field: Field<'_>,
        vocabulary: Vocabulary,
        current: &str,
        none: Option<&str>,
        make: impl Fn(String) -> Intent,
    ) {
        let schema = self.ctx.workspace.schema().clone();
        self.terms(field, schema.terms(vocabulary), current, none, make);
    }

    /// Draws the choice of a term of a list. Hidden terms are offered only where one is the present value.
    pub fn terms(
        &mut self,
        field: Field<'_>,
        terms: &[Term],
        current: &str,
        none: Option<&str>,
        make: impl Fn(String) -> Intent,
    ) {
        let (ctx, owner, key) = (self.ctx, self.owner, field.key);
        let empty = none.map(|label| Choice { code: "", label, help: "" });
        let offered = terms.iter().filter(|term| term.is_offered() || *term.code == *current);
        let choices: Vec<Choice<'_>> = empty
            .into_iter()
            .chain(offered.map(|term| Choice { code: &term.code, label: &term.label, help: &term.help }))
            .collect();
        labelled(self.ui, ctx, field.label, |ui| {
            let id = field_id(owner, key);
            super::widgets::serve_focus(ui, ctx, owner, key, id);
            let enabled = owner.is_shared() || editable(ctx);
            let chosen = choice(ui, ctx, id, field.spoken, current, &choices, enabled);
            if ui.memory(|memory| memory.has_focus(id)) {
                ctx.live_rule(key.rule());
            }
            if let Some(code) = chosen {
                ctx.push(ctx.changing(make(code)));
            }
        });
    }

    /// Draws how sure the annotator is.
    pub fn confidence(&mut self, current: &str, make: impl Fn(String) -> Intent) {
        let field = Field::new("Confidence", "Confidence", FieldKey::of("record.confidence"));
        self.code(field, Vocabulary::Confidence, current, Some("Not judged"), make);
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

    /// Draws what a value rests on, with the reason where there is one. `of` tells several of a record apart.
    pub fn basis(&mut self, of: Part, basis: &Basis, make: impl Fn(Basis) -> Intent) {
        let field = Field::new("Basis", "Basis", FieldKey::Of("date.basis", of));
        self.code(field, Vocabulary::Basis, basis.code(), None, |code| make(basis.with_code(&code)));
        if let Some(reason) = basis.reason() {
            let field = Field::new("", "Reason of the basis", FieldKey::Reason(of)).hint("Why, or from where");
            self.text(field, reason, |text| make(basis.with_reason(text)));
        }
    }

    /// Says the value of an expression of time in words, a date with its strip of time; what is wrong with it, its field
    /// says.
    pub fn time_words(&mut self, wanted: Wanted, value: &str, published: &str, color: egui::Color32) {
        match Meaning::parse(wanted, value.trim()) {
            Ok(Meaning::Date(_)) => self.date_words(value, published, color),
            Ok(meaning) => remark(self.ui, &meaning.in_words(), self.ctx.tokens.muted),
            Err(_) => {}
        }
    }

    /// Says a date in words, with its strip of time; what is wrong with it, its field says.
    pub fn date_words(&mut self, value: &str, published: &str, color: egui::Color32) {
        let value = value.trim();
        let Ok(date) = DateValue::parse(value) else { return };
        let mut words = format!("{} · {}", date.in_words(), date.granularity());
        if let (Some(first), Some(last)) = date.bounds()
            && first != last
        {
            words = format!("{words} · {first} to {last}");
        }
        remark(self.ui, &words, self.ctx.tokens.muted);
        let ctx = self.ctx;
        labelled(self.ui, ctx, "", |ui| timeline(ui, ctx, value, published, color));
    }

    /// Draws a list of codes of a vocabulary as chips.
    pub fn codes(
        &mut self,
        field: Field<'_>,
        vocabulary: Vocabulary,
        current: &[String],
        make: impl Fn(Vec<String>) -> Intent,
    ) {
        let (ctx, owner) = (self.ctx, self.owner);
        let schema = ctx.workspace.schema().clone();
        let tokens: Vec<Token> = current
            .iter()
            .map(|code| Token {
                code: code.clone(),
                label: schema.label(vocabulary, code).to_owned(),
                foreign: !schema.knows(vocabulary, code),
            })
            .collect();
        let Field { label, spoken: name, key, .. } = field;
        let hint = "Type to search";
        let change = labelled(self.ui, ctx, label, |ui| {
            let field = Tokens { owner, key, name, hint, tokens: &tokens, eager: true, single: false };
            field.show(ui, ctx, |typed| {
                let offered = schema.offered(vocabulary).filter(|term| !current.iter().any(|code| *code == *term.code));
                search(offered, typed).into_iter().map(item_of_term).collect()
            })
        });
        match change {
            Some(TokenChange::Add(code)) => {
                let mut all = current.to_vec();
                all.push(code);
                self.push(make(all));
            }
            Some(TokenChange::Remove(at)) => self.push(make(without(current, at))),
            _ => {}
        }
    }
}

fn item_of_term(term: &Term) -> Item {
    Item { code: term.code.to_string(), label: term.label.to_string(), detail: term.help.to_string() }
}

/// Gives a list without one of its items.
#[must_use]
pub fn without<T: Clone>(list: &[T], at: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, item)| item.clone()).collect()
}

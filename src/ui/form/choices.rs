//! Choices of a form: one term of a list, several as chips.

use super::{Field, Form, without};
use crate::core::intent::Intent;
use crate::core::schema::{Term, Vocabulary, search};
use crate::session::field::FieldKey;
use crate::ui::widgets::{Choice, Item, Reach, Token, TokenChange, Tokens, choice, field_id, serve_focus};

impl Form<'_, '_, '_> {
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
        self.choose(field, &choices_of(terms, current, none), current, make);
    }

    /// Draws the choice of one of several things.
    pub fn choose(&mut self, field: Field<'_>, choices: &[Choice<'_>], current: &str, make: impl Fn(String) -> Intent) {
        if !self.shows(field.path) {
            return;
        }
        let (ctx, owner, reach) = (self.ctx, self.owner, Reach::from(self.editable()));
        self.row(&field, current.is_empty(), |ui| {
            Form { ui, ctx, owner }.pick(field, choices, current, reach, make);
        });
    }

    /// Draws the choice of a code of a vocabulary without a label, as one of several things beside each other. It can be
    /// left open where the field has a hint, which then says so.
    pub fn code_cell(
        mut self,
        vocabulary: Vocabulary,
        field: Field<'_>,
        current: &str,
        reach: Reach,
        make: impl Fn(String) -> Intent,
    ) {
        let schema = self.ctx.workspace.schema().clone();
        let none = Some(field.hint).filter(|hint| !hint.is_empty());
        self.pick(field, &choices_of(schema.terms(vocabulary), current, none), current, reach, make);
    }

    fn pick(
        &mut self,
        field: Field<'_>,
        choices: &[Choice<'_>],
        current: &str,
        reach: Reach,
        make: impl Fn(String) -> Intent,
    ) {
        let (ctx, owner, key) = (self.ctx, self.owner, field.key);
        let id = field_id(owner, key);
        serve_focus(self.ui, ctx, owner, key, id);
        let chosen = choice(self.ui, ctx, id, field.spoken, current, choices, reach);
        if self.ui.memory(|memory| memory.has_focus(id)) {
            ctx.live_rule(key.rule());
        }
        if let Some(code) = chosen {
            self.push(make(code));
        }
    }

    /// Draws how sure the annotator is.
    pub fn confidence(&mut self, current: &str, make: impl Fn(String) -> Intent) {
        let field = Field::new("Confidence", "Confidence", FieldKey::of("record.confidence")).path("confidence");
        self.code(field, Vocabulary::Confidence, current, Some("Not judged"), make);
    }

    /// Draws a list of codes of a vocabulary as chips.
    pub fn codes(
        &mut self,
        field: Field<'_>,
        vocabulary: Vocabulary,
        current: &[String],
        make: impl Fn(Vec<String>) -> Intent,
    ) {
        let schema = self.ctx.workspace.schema().clone();
        self.chips(field, &[schema.terms(vocabulary)], current, make);
    }

    /// Draws a list of codes of several lists as chips.
    pub fn chips(
        &mut self,
        field: Field<'_>,
        lists: &[&[Term]],
        current: &[String],
        make: impl Fn(Vec<String>) -> Intent,
    ) {
        let all = || lists.iter().copied().flatten();
        let token = |code: &String| {
            let term = all().find(|term| *term.code == **code);
            let label = term.map_or_else(|| code.clone(), |term| term.label.to_string());
            Token { code: code.clone(), label, foreign: term.is_none() }
        };
        let tokens: Vec<Token> = current.iter().map(token).collect();
        let change = self.tokens(field.hint("Type to search"), &tokens, |typed| {
            let offered = all().filter(|term| term.is_offered() && !current.iter().any(|code| *code == *term.code));
            search(offered, typed).into_iter().map(item_of_term).collect()
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

    /// Draws a list of things as chips with a field that searches more of them; gives what the person did.
    pub fn tokens(
        &mut self,
        field: Field<'_>,
        tokens: &[Token],
        items: impl Fn(&str) -> Vec<Item>,
    ) -> Option<TokenChange> {
        if !self.shows(field.path) {
            return None;
        }
        let (ctx, owner) = (self.ctx, self.owner);
        let Field { spoken: name, key, hint, .. } = field;
        let single = key == FieldKey::Name;
        self.row(&field, tokens.is_empty(), |ui| {
            Tokens { owner, key, name, hint, tokens, eager: true, single }.show(ui, ctx, items)
        })
    }
}

fn choices_of<'a>(terms: &'a [Term], current: &str, none: Option<&'a str>) -> Vec<Choice<'a>> {
    let empty = none.map(|label| Choice { code: "", label, help: "" });
    let offered = terms.iter().filter(|term| term.is_offered() || *term.code == *current);
    let choice = |term: &'a Term| Choice { code: &term.code, label: &term.label, help: &term.help };
    empty.into_iter().chain(offered.map(choice)).collect()
}

fn item_of_term(term: &Term) -> Item {
    Item { code: term.code.to_string(), label: term.label.to_string(), detail: term.help.to_string() }
}

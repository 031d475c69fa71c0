//! One field that the schema adds: its editor by its kind, what its value rests on, how sure its coder is, which passages
//! show it.

use super::{Form, Of, Standing};
use crate::core::annotation::{Basis, FieldValue, Kind};
use crate::core::dates::Wanted;
use crate::core::intent::{Intent, NewEntity};
use crate::core::schema::{FLAG, FieldDef, FieldKind, Term, Vocabulary};
use crate::core::text::excerpt;
use crate::session::field::{FieldKey, Owner, Part};
use crate::ui::form::{Field, without};
use crate::ui::widgets::{Choice, Expects, Item, Token, TokenChange, list, remark, small_button};

/// Makes the change of the value of one field.
pub(super) type Set<'a> = dyn Fn(FieldValue) -> Intent + 'a;

impl Form<'_, '_, '_> {
    pub(super) fn editor(&mut self, of: Of<'_>, one: &Standing<'_>, field: Field<'_>) {
        let def = one.field;
        let set = |value: FieldValue| of.set(&def.id, value);
        let field = if def.basis { field.based() } else { field };
        let said = self.value(of, one, field, &set);
        if !one.applies {
            let why = def.when.as_ref().map(|when| format!(": asked where {when}")).unwrap_or_default();
            remark(self.ui, &format!("does not apply{why}"), self.ctx.tokens.muted);
        }
        // What is wrong with a text, its field says; what is only empty, the list of problems says.
        if let Some(problem) = one.problem.as_ref().filter(|_| one.is_set() && !said) {
            remark(self.ui, problem, self.ctx.tokens.problem);
        }
        if one.is_set() || def.required {
            self.grounds(def, field.path);
        }
        if def.evidence && (one.applies || one.is_set()) {
            self.shown_by(def, one.is_set());
        }
    }

    /// Draws the value; tells whether the field itself says what is wrong with it.
    fn value(&mut self, of: Of<'_>, one: &Standing<'_>, field: Field<'_>, set: &Set<'_>) -> bool {
        let def = one.field;
        let (values, first) = (one.values, one.values.first().map_or("", String::as_str));
        let none = Some("Not said");
        let says = !matches!(def.kind.single(), FieldKind::Text | FieldKind::LongText);
        match (&def.kind, def.kind.single()) {
            (FieldKind::Many(_), FieldKind::Choice(terms)) => {
                self.chips(field, &[terms], values, |all| set(all.into()));
            }
            (FieldKind::Many(_), FieldKind::Mark(kind)) => self.marks(field, kind, values, set),
            (_, FieldKind::Entity(kinds)) => {
                self.entity(of, one, field, kinds, set);
            }
            (_, FieldKind::Choice(terms)) => self.terms(field, terms, first, none, |code| set(code.into())),
            (FieldKind::Flag, _) => {
                let [yes, no] = FLAG;
                let terms = [Term::own(yes, "Yes", ""), Term::own(no, "No", "")];
                self.terms(field, &terms, first, none, |code| set(code.into()));
            }
            (FieldKind::Mark(kind), _) => self.mark(field, kind, first, set),
            (FieldKind::Many(_), FieldKind::Text | FieldKind::LongText | FieldKind::Url) => {
                self.texts(of, one, field, set);
                return says;
            }
            (FieldKind::Many(_), _) => {
                let hint = if def.help.is_empty() { "Several, with ; between them" } else { &def.help };
                self.text(field.hint(hint).expects(Expects::Added(def)), &values.join("; "), |text| {
                    set(list(&text).into())
                });
                return says;
            }
            (FieldKind::LongText, _) => {
                self.rows(field.expects(Expects::Added(def)), first, 2, |text| set(text.into()));
                return says;
            }
            (kind, _) => {
                let typed = self.text(field.expects(Expects::Added(def)), first, |text| set(text.into()));
                match kind {
                    FieldKind::Date => self.in_words(Wanted::Date, &typed),
                    FieldKind::Duration => self.in_words(Wanted::Duration, &typed),
                    _ => {}
                }
                return says;
            }
        }
        false
    }

    fn in_words(&mut self, wanted: Wanted, typed: &str) {
        let published = self.ctx.opened().map_or("", |opened| opened.work.header.published.as_str());
        let color = self.ctx.tokens.of(Kind::Date).line;
        self.time_words(wanted, typed, published, color);
    }

    /// Draws what a value rests on, and how sure the coder is of it, where the schema asks for that.
    fn grounds(&mut self, def: &FieldDef, path: &str) {
        if !def.basis && !def.confidence {
            return;
        }
        let said = self.said(path).unwrap_or_default();
        let (owner, at) = (self.owner.clone(), Part::path(path));
        let saying = |remark| super::super::aside::saying(&owner, path, remark);
        if def.basis {
            let basis = said.basis.clone().unwrap_or_default();
            self.basis(at, &basis, |basis| {
                let mut remark = said.clone();
                remark.basis = Some(basis).filter(|basis| *basis != Basis::default());
                saying(remark)
            });
        }
        if def.confidence {
            let name = format!("Confidence in {}", def.label.to_lowercase());
            let field = Field::new("Sure", &name, FieldKey::Of("record.confidence", at));
            self.code(field, Vocabulary::Confidence, &said.confidence, Some("Not judged"), |confidence| {
                let mut remark = said.clone();
                remark.confidence = confidence;
                saying(remark)
            });
        }
    }

    /// Says which passages show a field, and lets the selected words be one.
    fn shown_by(&mut self, def: &FieldDef, is_set: bool) {
        let Owner::Record(_, id) = self.owner else { return };
        let Some(opened) = self.ctx.opened() else { return };
        let Some(agreement) = opened.work.agreements.get(id) else { return };
        let text = &opened.article.text;
        let shows = agreement.evidence.iter().filter(|passage| passage.slots.contains(&def.id));
        let quotes: Vec<String> = shows
            .map(|passage| format!("“{}”", excerpt(&text.pieces(passage.place.fragments(), 60).join(" … "), 60)))
            .collect();
        if !quotes.is_empty() {
            remark(self.ui, &format!("shown by {}", quotes.join(", ")), self.ctx.tokens.muted);
        }
        let span = self.ctx.pane.selection.span();
        if span.is_empty() || !self.editable() {
            if quotes.is_empty() && is_set {
                remark(self.ui, "Select the words that show it to add them here.", self.ctx.tokens.muted);
            }
            return;
        }
        let (id, ctx) = (id.clone(), self.ctx);
        let clicked = crate::ui::widgets::labelled(self.ui, ctx, "", |ui| {
            let words = format!("“{}” shows it", excerpt(text.slice(span), 24));
            small_button(ui, ctx, &words, true).clicked()
        });
        if clicked {
            self.push(Intent::Show(id, crate::core::annotation::Place::of(span), def.id.clone()));
        }
    }

    fn entity(&mut self, of: Of<'_>, one: &Standing<'_>, field: Field<'_>, kinds: &[String], set: &Set<'_>) {
        let values = one.values;
        let many = one.field.takes_many();
        let change = self.entities(field, values, kinds);
        let new = |kind: String, name| {
            let path = of.path(&one.field.id);
            super::super::aside::new_entity(self.owner, NewEntity { path, kind, name })
        };
        match change {
            Some(TokenChange::Add(id)) if many => {
                self.push(set(values.iter().cloned().chain([id]).collect::<Vec<_>>().into()));
            }
            Some(TokenChange::Add(id)) => self.push(set(id.into())),
            Some(TokenChange::New(name)) => self.push(new(String::new(), name)),
            Some(TokenChange::NewOf(kind, name)) => self.push(new(kind, name)),
            Some(TokenChange::Remove(at)) if many => self.push(set(without(values, at).into())),
            Some(TokenChange::Remove(_)) => self.push(set(String::new().into())),
            Some(TokenChange::Open(_)) | None => {}
        }
    }

    /// Lists the marks of a type in the article, by their place: ids and words.
    fn marks_of(&self, kind: &str) -> Vec<(String, String)> {
        let Some(opened) = self.ctx.opened() else { return Vec::new() };
        let is_one = |id: &crate::core::annotation::Id| match id.kind() {
            Kind::Actor => kind == "actor",
            Kind::Date => kind == "date",
            Kind::Custom => opened.work.customs.get(id).is_some_and(|custom| custom.type_id == kind),
            _ => false,
        };
        let marks = opened.marks.all().iter().filter(|mark| mark.part == 0 && is_one(&mark.id));
        marks.map(|mark| (mark.id.to_string(), excerpt(opened.article.text.slice(mark.cover), 60))).collect()
    }

    fn mark(&mut self, field: Field<'_>, kind: &str, current: &str, set: &Set<'_>) {
        let marks = self.marks_of(kind);
        let mut choices = vec![Choice { code: "", label: "No mark", help: "" }];
        choices.extend(marks.iter().map(|(code, label)| Choice { code, label, help: "" }));
        self.choose(field, &choices, current, |code| set(code.into()));
    }

    fn marks(&mut self, field: Field<'_>, kind: &str, values: &[String], set: &Set<'_>) {
        let marks = self.marks_of(kind);
        let token = |id: &String| {
            let known = marks.iter().find(|(mark, _)| mark == id);
            let label = known.map_or_else(|| id.clone(), |(_, words)| words.clone());
            Token { code: id.clone(), label, foreign: known.is_none() }
        };
        let tokens: Vec<Token> = values.iter().map(token).collect();
        let change = self.tokens(field.hint("Marks of the article"), &tokens, |typed| {
            let typed = typed.trim().to_lowercase();
            let free = marks.iter().filter(|(id, words)| !values.contains(id) && words.to_lowercase().contains(&typed));
            free.map(|(code, label)| Item { code: code.clone(), label: label.clone(), detail: String::new() }).collect()
        });
        match change {
            Some(TokenChange::Add(id)) => {
                self.push(set(values.iter().cloned().chain([id]).collect::<Vec<_>>().into()));
            }
            Some(TokenChange::Remove(at)) => self.push(set(without(values, at).into())),
            _ => {}
        }
    }
}

//! Carrying actions out: routes each to its place. Changes of the work are planned, committed and saved here.

use super::Glossator;
use super::commands::panel_of;
use super::report;
use crate::core::annotation::{Id, Kind};
use crate::core::history::{Misfit, Step};
use crate::core::intent::Intent;
use crate::core::marks::MarkRef;
use crate::core::plan::{self, Afterwards, Plan, Stamp};
use crate::core::regions;
use crate::core::text::Span;
use crate::core::workspace::{Access, ApplyError, ArticleKey, Opened};
use crate::session::action::{Action, Focus, LayoutChange, TextSelection};
use crate::session::command::Side;
use crate::session::exchange::ExchangeAction;
use crate::session::field::FieldKey;
use crate::session::pane::Reveal;
use crate::session::state::Dialog;
use crate::shape::Caret;
use crate::store::trace::Value;

impl Glossator {
    /// Carries one action out.
    pub fn apply(&mut self, action: Action) {
        report::note(&action);
        match action {
            Action::Run(command) => {
                self.trace_action(command.info().label);
                self.run(command);
            }
            Action::Change { article, intent } => {
                self.trace_action("change");
                self.change(article.as_ref(), intent);
            }
            Action::Typed(at, fate) => self.typed(at, fate),
            Action::Jump(article, id) => self.jump(&article, &id),
            Action::ShowEntry(entry) => self.show_entry(entry),
            Action::ShowRule(field) => {
                self.session.rule = field;
                self.session.side = Side::Guideline;
            }
            Action::Open(target) => self.open(target),
            Action::SelectText(selection) => {
                self.desk.select(selection);
                self.unfold_at(selection.focus.offset);
            }
            Action::Find(wanted) => self.find_other(wanted),
            Action::TakeHit => self.take_hit(),
            Action::CloseFind => self.close_find(),
            Action::Unfold(region) => drop(self.desk.open.pane.unfolded.insert(region)),
            Action::Reveal(selection) => {
                self.desk.select(selection);
                let span = Span::new(selection.anchor.offset, selection.focus.offset);
                self.desk.open.pane.reveal = Some(Reveal { span, centre: true });
                self.unfold_at(span.start);
            }
            Action::SelectMark(mark) => self.select_mark(mark),
            Action::KeepMark(mark) => self.desk.open.pane.selection.mark = mark,
            Action::Nudge { start, steps, words } => self.nudge(start, steps, words),
            Action::Focus(focus) => self.desk.open.focus = Some(focus),
            Action::SetEncoding(label) => self.set_encoding(label),
            Action::Exchange(action) => self.exchange(*action),
            Action::Amend(amendment) => self.amend(*amendment),
            Action::SetAnnotator(name) => self.set_annotator(name),
            Action::CloseDialog => {
                self.session.dialog = Dialog::None;
                if self.desk.open.annotator.is_none() && self.desk.open.root.is_some() {
                    // Nobody can work without a name, so there is nothing to show.
                    self.close_corpus();
                }
                if self.desk.open.pane.article.is_some() {
                    self.focus_article();
                }
            }
            Action::DismissNotice(index) => self.session.notices.dismiss(index),
            Action::Layout(change) => self.layout(change),
        }
    }

    /// Opens the folded region that an offset lies in: the caret is never where nothing is seen.
    fn unfold_at(&mut self, offset: usize) {
        if !self.session.settings.fold_regions {
            return;
        }
        let at = Span { start: offset, end: offset };
        let Some(opened) = self.current() else { return };
        // Where regions overlap, a line is seen only once none of them folds it away.
        let around: Vec<Id> = regions::all_around(&opened.work, at).map(|region| region.id.clone()).collect();
        self.desk.open.pane.unfolded.extend(around);
    }

    fn trace_action(&mut self, name: &str) {
        if self.trace.is_on() {
            self.trace.event("action", &[("name", Value::Word(name))]);
            self.shown.awaits_result = true;
        }
    }

    /// Plans a change, commits it with what follows from it and has it saved; a refusal becomes a notice.
    pub fn change(&mut self, article: Option<&ArticleKey>, intent: Intent) {
        let by = self.desk.open.annotator.clone().unwrap_or_default();
        let at = self.world.now();
        let world = &mut self.world;
        let mut random = || world.random();
        let mut stamp = Stamp { by: &by, at: &at, random: &mut random };
        match plan::plan(&self.desk.workspace, article, intent, &mut stamp) {
            Ok(plan) if plan.step.edits.is_empty() => {}
            Ok(plan) => self.commit(plan),
            Err(refusal) => {
                if let Some(id) = &refusal.shows {
                    self.show_record(id, false);
                }
                self.session.refuse(refusal.message);
            }
        }
    }

    fn commit(&mut self, plan: Plan) {
        let Plan { mut step, shows, after } = plan;
        let desk = &mut self.desk;
        let follows = plan::consequences(&mut desk.workspace, &mut step);
        let done = follows.and_then(|said| desk.history.commit(&mut desk.workspace, step.clone()).map(|()| said));
        match done {
            Ok(said) => {
                self.desk.open.typed.step_made();
                self.save_step(&step);
                for sentence in said {
                    self.session.inform(sentence);
                }
            }
            Err(error) => return self.session.complain(error.to_string()),
        }
        self.show_after(&after, shows);
    }

    /// Shows what a plan says is to be seen once it is done.
    fn show_after(&mut self, after: &Afterwards, shows: Option<Id>) {
        if let Some(sentence) = &after.says {
            self.session.inform(sentence.clone());
        }
        if let Some(end) = after.caret {
            let caret = Caret { offset: end, upstream: true };
            self.desk.select(TextSelection { anchor: caret, focus: caret });
        }
        if let Some(id) = shows.filter(|_| after.goes_on) {
            let field = FieldKey::first_of(id.kind());
            self.show_record(&id, false);
            self.desk.open.focus = Some(Focus::Record(id, field));
        }
        if after.to_article {
            self.focus_article();
        }
        if after.entry.is_some() && self.session.side == Side::Registry {
            self.desk.open.entry.clone_from(&after.entry);
        }
    }

    /// Takes a step back or makes it again, and shows what changed.
    pub(super) fn travel(&mut self, back: bool) {
        if back && self.offer_typed() {
            return;
        }
        if let Some(import) = self.desk.history.import(back).map(str::to_owned) {
            return self.exchange(ExchangeAction::Travel { import, back });
        }
        let article = self.desk.history.step(back).and_then(|step| step.article());
        if let Some(opened) = article.and_then(|key| self.desk.workspace.get(key))
            && let Access::ReadOnly(reason) = &opened.access
        {
            return self.session.complain(reason.clone());
        }
        let result = if back {
            self.desk.history.undo(&mut self.desk.workspace)
        } else {
            self.desk.history.redo(&mut self.desk.workspace)
        };
        match result {
            Ok(Some(step)) => {
                self.desk.open.typed.travelled(back);
                self.show_step(&step, back);
            }
            Ok(None) => {
                self.session.inform(if back { "There is nothing to undo." } else { "There is nothing to redo." });
            }
            Err(Misfit { name, error: ApplyError::Changed(_) }) => {
                let (done, again) = if back { ("undone", "undo") } else { ("done again", "redo") };
                self.session.complain(format!(
                    "“{name}” cannot be {done}: what it is about is not as it was left. It was passed over; {again} once \
                     more is about the step behind it."
                ));
            }
            Err(misfit) => self.session.complain(misfit.to_string()),
        }
    }

    fn show_step(&mut self, step: &Step, back: bool) {
        self.save_step(step);
        let word = if back { "Undone" } else { "Done again" };
        let Some(article) = step.article().cloned() else {
            return self.session.inform(format!("{word}: {}", step.name));
        };
        if self.desk.open.pane.article.as_ref() != Some(&article) {
            self.show_article(&article);
            self.look_again(&article);
        }
        self.session.inform(format!("{word}: {}", step.name));
        let touched = step.edits.iter().find_map(|edit| edit.id().cloned());
        let there = touched
            .filter(|id| self.desk.workspace.get(&article).is_some_and(|opened| opened.work.record(id).is_some()));
        if let Some(id) = there {
            self.show_record(&id, true);
        } else {
            self.desk.open.pane.selection.mark = None;
            let gone = if back {
                step.edits.iter().find_map(|edit| edit.after.as_ref())
            } else {
                step.edits.iter().find_map(|edit| edit.before.as_ref())
            };
            if let Some(place) = gone.and_then(|record| record.places().first().copied()) {
                self.desk.open.pane.reveal = Some(Reveal { span: place.cover(), centre: true });
            }
        }
    }

    /// Selects a record and brings it into sight on both sides.
    fn show_record(&mut self, id: &Id, reveal_text: bool) {
        self.desk.open.pane.selection.mark = Some(MarkRef { id: id.clone(), part: 0 });
        self.desk.open.pane.reveal_record = Some(id.clone());
        self.open_panel(id.kind());
        if reveal_text {
            self.reveal_mark();
        }
    }

    fn reveal_mark(&mut self) {
        let Some(mark) = self.desk.open.pane.selection.mark.clone() else { return };
        if let Some(place) = self.current().and_then(|opened| opened.marks.find(&mark).map(|mark| mark.cover)) {
            self.desk.open.pane.reveal = Some(Reveal { span: place, centre: true });
            self.unfold_at(place.start);
            let caret = Caret::at(place.start);
            self.desk.select(TextSelection { anchor: caret, focus: caret });
        }
    }

    pub(super) fn select_mark(&mut self, mark: Option<MarkRef>) {
        self.desk.open.pane.selection.mark.clone_from(&mark);
        if let Some(mark) = mark {
            self.desk.open.pane.reveal_record = Some(mark.id.clone());
            self.open_panel(mark.id.kind());
            self.reveal_mark();
        }
    }

    /// Opens a collapsed panel, so that the record can be seen.
    fn open_panel(&mut self, kind: Kind) {
        let index = panel_of(kind);
        let panels = &mut self.session.settings.panels;
        self.settings_dirty |= panels.is_collapsed(index);
        panels.set_collapsed(index, false);
    }

    fn layout(&mut self, change: LayoutChange) {
        let settings = &mut self.session.settings;
        match change {
            LayoutChange::PanelWeight(index, weight) => {
                settings.panels.set_height(index, weight);
            }
            LayoutChange::ListWidth(width) => settings.list_width = width,
            LayoutChange::PanelWidth(width) => settings.panel_width = width,
        }
        self.settings_dirty = true;
    }

    /// Gives the article on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&Opened> {
        self.desk.workspace.get(self.desk.open.pane.article.as_ref()?)
    }

    /// Puts the caret at the beginning of an article that has just come up.
    pub(super) fn begin_at(&mut self, offset: usize) {
        let caret = Caret::at(offset);
        self.desk.select(TextSelection { anchor: caret, focus: caret });
        self.desk.open.pane.reveal = Some(Reveal { span: Span { start: offset, end: offset }, centre: false });
    }

    /// Tells whether the work on the article on the screen may be changed.
    #[must_use]
    pub fn editable(&self) -> bool {
        self.current().is_some_and(|opened| opened.access == Access::Editable)
    }
}

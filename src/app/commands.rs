//! What each command of the table does.

use super::Glossator;
use super::done::Purpose;
use crate::core::annotation::{Kind, State};
use crate::core::marks::{Mark, MarkRef};
use crate::core::text::Span;
use crate::core::workspace::Access;
use crate::session::action::{Focus, Target, TextSelection};
use crate::session::command::{Command, Edit, File, Go, Side, View};
use crate::session::field::FieldKey;
use crate::session::state::Dialog;
use crate::shape::Caret;
use crate::store::begin;
use crate::store::settings::{Family, Settings, Theme};

impl Glossator {
    /// Runs a command.
    pub(super) fn run(&mut self, command: Command) {
        let needs_corpus = matches!(
            command,
            Command::Go(Go::Side(_) | Go::List | Go::Panel(_) | Go::NextProblem)
                | Command::File(File::NextArticle | File::PreviousArticle | File::DoneAndNext)
        );
        if needs_corpus && self.desk.open.root.is_none() {
            return self.session.inform("Open a corpus first.");
        }
        match command {
            Command::File(file) => self.run_file(file),
            Command::Edit(edit) => self.run_edit(edit),
            Command::Go(go) => self.run_go(go),
            Command::View(view) => self.run_view(view),
        }
    }

    fn run_file(&mut self, command: File) {
        match command {
            File::OpenFolder => self.choose_folder(Purpose::Open),
            File::OpenPath => self.session.dialog = Dialog::Path,
            File::OpenSample => self.open(Target::Sample),
            File::NewCorpus => self.session.dialog = Dialog::NewCorpus(begin::choices().collect()),
            File::CloseCorpus => self.close_corpus(),
            File::NextArticle => self.neighbour(1),
            File::PreviousArticle => self.neighbour(-1),
            File::DoneAndNext => self.done_and_next(),
            File::Annotator => self.session.dialog = Dialog::Annotator,
            File::TakeOver => self.take_over_review(),
            File::SaveElsewhere => self.save_elsewhere(),
            File::Salvage => self.salvage(),
            File::JoinCopies => self.join_copies(),
            File::Export => self.show_exchange(Dialog::Export),
            File::Import => self.show_exchange(Dialog::Import),
            File::Add => self.show_exchange(Dialog::Add),
            File::Quit => self.leaving = true,
        }
    }

    fn run_go(&mut self, command: Go) {
        match command {
            Go::NextMark => self.mark_beside(true),
            Go::PreviousMark => self.mark_beside(false),
            Go::OuterMark => self.outer_mark(),
            Go::EditRecord => self.edit_record(),
            Go::Release => {
                let caret = self.desk.open.pane.selection.text.focus;
                self.desk.select(TextSelection { anchor: caret, focus: caret });
                self.desk.open.pane.selection.mark = None;
            }
            Go::Article => self.focus_article(),
            Go::List => {
                self.session.settings.show_list = true;
                self.session.side = Side::Articles;
                self.desk.open.focus = Some(Focus::Filter);
            }
            Go::Panel(kind) => self.go_to_panel(kind),
            Go::Side(side) => self.show_side(side),
            Go::NextProblem => self.next_problem(),
            Go::Find => self.find(),
            Go::NextHit => self.hit_beside(true),
            Go::PreviousHit => self.hit_beside(false),
            Go::SelectAll => {
                if let Some(len) = self.current().map(|opened| opened.article.text.len()) {
                    let focus = Caret { offset: len, upstream: true };
                    self.desk.select(TextSelection { anchor: Caret::at(0), focus });
                }
            }
            Go::Copy => self.copy(),
            Go::Palette => {
                let open = self.session.dialog == Dialog::Palette;
                self.session.dialog = if open { Dialog::None } else { Dialog::Palette };
            }
        }
    }

    /// Sets the state to done and goes on; stays where something stops it, or where "none" must be said first.
    fn done_and_next(&mut self) {
        let state = |program: &Self| program.current().map(|opened| opened.work.header.state);
        let was_done = state(self) == Some(State::Done);
        if !was_done || self.reads_again() {
            self.run_edit(Edit::State(State::Done));
        }
        if state(self) != Some(State::Done) {
            return;
        }
        let unsaid = self
            .current()
            .is_some_and(|opened| opened.work.agreements.is_empty() && opened.work.header.no_agreement.is_none());
        if unsaid && !was_done {
            return self.session.inform(
                "No agreement recorded. Is that right? Ctrl+Shift+N states that there is none; Ctrl+Enter goes on.",
            );
        }
        self.next_unfinished();
    }

    /// Tells whether setting the article done once more says that it was read under the schema of now.
    fn reads_again(&self) -> bool {
        let schema = self.desk.workspace.schema();
        self.current().is_some_and(|opened| {
            let done = opened.work.header.done.as_ref();
            let under = done.is_some_and(|done| done.schema == schema.id && done.schema_version == schema.version);
            opened.access == Access::Editable && !under
        })
    }

    /// Shows a view on the left, with the keyboard in its field if it has one.
    pub(super) fn show_side(&mut self, side: Side) {
        self.session.side = side;
        self.session.settings.show_list = true;
        self.desk.open.focus = Some(if side == Side::Articles { Focus::Filter } else { Focus::Side(side) });
    }

    /// Selects the next thing the checks have found, and shows the list of all.
    fn next_problem(&mut self) {
        let problems = self.desk.open.pane.problems.clone();
        // What a person lets stand comes behind all others, and is not gone through.
        let open = problems.iter().take_while(|problem| problem.is_open()).count();
        if open == 0 {
            let says =
                if problems.is_empty() { "The checks have found nothing." } else { "All findings are let stand." };
            return self.session.inform(says);
        }
        // After the one shown last, or in its place where it has been put right.
        let next = self
            .desk
            .checking
            .problem_at
            .take()
            .map_or(0, |(at, shown)| problems.iter().position(|problem| *problem == shown).map_or(at, |at| at + 1));
        let at = next % open;
        self.session.side = Side::Problems;
        self.session.settings.show_list = true;
        let problem = &problems[at];
        self.desk.checking.problem_at = Some((at, problem.clone()));
        problem.target.field.clone_into(&mut self.session.rule);
        if let Some(id) = &problem.target.record {
            self.select_mark(Some(MarkRef { id: id.clone(), part: problem.target.part }));
        }
        self.session.inform(problem.message.clone());
    }

    fn copy(&mut self) {
        let span = self.desk.open.pane.selection.span();
        let text = self.current().map(|opened| opened.article.text.slice(span).to_owned());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.jobs_ctx().copy_text(text);
        }
    }

    fn mark_beside(&mut self, forward: bool) {
        let found = self.current().and_then(|opened| {
            let from = self.desk.open.pane.selection.mark.as_ref();
            let caret = self.desk.open.pane.selection.text.focus.offset;
            if forward {
                opened.marks.next(from, caret).map(reference)
            } else {
                opened.marks.previous(from, caret).map(reference)
            }
        });
        match found {
            Some(mark) => self.select_mark(Some(mark)),
            None => self.session.inform("There is no mark in this article yet."),
        }
    }

    /// Goes through the marks at one place, from the inside out and round again.
    fn outer_mark(&mut self) {
        let caret = self.desk.open.pane.selection.text.focus.offset;
        let found = self.current().and_then(|opened| {
            let chosen = self.desk.open.pane.selection.mark.as_ref();
            let at = chosen.and_then(|chosen| opened.marks.find(chosen)).map_or(caret, |mark| {
                let inside = Span { start: mark.cover.start, end: mark.cover.end }.touches(caret);
                if inside && caret < mark.cover.end { caret } else { mark.cover.start }
            });
            let here = opened.marks.at(at);
            let index = here.iter().position(|mark| chosen.is_some_and(|chosen| *chosen == reference(mark)));
            here.get(index.map_or(0, |index| (index + 1) % here.len())).map(|mark| (reference(mark), at))
        });
        if let Some((mark, at)) = found {
            self.select_mark(Some(mark));
            let caret = Caret::at(at);
            self.desk.select(TextSelection { anchor: caret, focus: caret });
        }
    }

    fn edit_record(&mut self) {
        let caret = self.desk.open.pane.selection.text.focus.offset;
        let chosen = self.desk.open.pane.selection.mark.clone();
        let mark = chosen
            .or_else(|| self.current().and_then(|opened| opened.marks.at(caret).first().map(|mark| reference(mark))));
        match mark {
            Some(mark) => {
                let focus = Focus::Record(mark.id.clone(), FieldKey::first_of(mark.id.kind()));
                self.select_mark(Some(mark));
                self.desk.open.focus = Some(focus);
            }
            None => self.session.inform("No mark stands here. Select one with Tab or a click."),
        }
    }

    fn go_to_panel(&mut self, kind: Kind) {
        let chosen = self.desk.open.pane.selection.mark.clone().filter(|mark| mark.id.kind() == kind);
        let first =
            self.current().and_then(|opened| opened.marks.all().iter().find(|mark| mark.kind() == kind).map(reference));
        match chosen.or(first) {
            Some(mark) => {
                let focus = Focus::Record(mark.id.clone(), FieldKey::first_of(kind));
                self.select_mark(Some(mark));
                self.desk.open.focus = Some(focus);
            }
            None => self.session.inform(format!("There is no {} in this article yet.", kind.word())),
        }
    }

    fn run_view(&mut self, command: View) {
        let settings = &mut self.session.settings;
        match command {
            View::Larger => settings.font_size += 1.0,
            View::Smaller => settings.font_size -= 1.0,
            View::MoreSpacing => settings.line_spacing += 0.1,
            View::LessSpacing => settings.line_spacing -= 0.1,
            View::Wider => settings.measure += 4,
            View::Narrower => settings.measure = settings.measure.saturating_sub(4),
            View::Family => {
                settings.family = match settings.family {
                    Family::Serif => Family::Sans,
                    Family::Sans => Family::Serif,
                };
            }
            View::NextTheme => {
                settings.theme = match settings.theme {
                    Theme::Light => Theme::Sepia,
                    Theme::Sepia => Theme::Dark,
                    Theme::Dark | Theme::System => Theme::Light,
                };
            }
            View::SystemTheme => settings.theme = Theme::System,
            View::LightTheme => settings.theme = Theme::Light,
            View::DarkTheme => settings.theme = Theme::Dark,
            View::SepiaTheme => settings.theme = Theme::Sepia,
            View::Marks => settings.show_marks = !settings.show_marks,
            View::Invisibles => settings.show_invisibles = !settings.show_invisibles,
            View::Numbers => settings.paragraph_numbers = !settings.paragraph_numbers,
            View::Panel(kind) => {
                let index = panel_of(kind);
                settings.panels.set_collapsed(index, !settings.panels.is_collapsed(index));
            }
            View::List => settings.show_list = !settings.show_list,
            View::FoldRegions => {
                settings.fold_regions = !settings.fold_regions;
                self.desk.open.pane.unfolded.clear();
            }
            View::Reset => {
                let fresh = Settings::default();
                settings.font_size = fresh.font_size;
                settings.family = fresh.family;
                settings.line_spacing = fresh.line_spacing;
                settings.measure = fresh.measure;
                settings.paragraph_numbers = fresh.paragraph_numbers;
            }
        }
        self.session.settings = self.session.settings.clone().sane();
        self.settings_dirty = true;
        if command == View::Marks && !self.session.settings.show_marks {
            self.session.inform("Marks are hidden. Ctrl+M shows them again.");
        }
    }
}

fn reference(mark: &Mark) -> MarkRef {
    MarkRef { id: mark.id.clone(), part: mark.part }
}

/// Gives the panel a kind of record stands in.
#[must_use]
pub fn panel_of(kind: Kind) -> usize {
    match kind {
        Kind::Actor => 0,
        Kind::Date => 1,
        Kind::Agreement => 2,
        Kind::Flag | Kind::Custom | Kind::Region => 3,
    }
}

//! Small dialogs: who annotates, a path typed by hand, and a corpus begun with a schema.

use egui::{Id, Modal, RichText, Ui};

use super::ctx::Ctx;
use super::widgets::FirstFocus;
use crate::session::action::{Action, Target};
use crate::session::state::Dialog;
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::store::layout::annotator_problem;

/// The private state of the dialogs.
#[derive(Default)]
pub struct Dialogs {
    text: String,
    /// Number of the schema a corpus begins with.
    schema: usize,
    open: Option<Dialog>,
    focus: FirstFocus,
}

impl Dialogs {
    /// Draws the dialog that is open, if any.
    pub fn show(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let dialog = ctx.session.dialog.clone();
        let fresh = self.open.as_ref() != Some(&dialog);
        if fresh {
            self.focus = FirstFocus::default();
            self.text.clear();
            self.open = Some(dialog.clone());
        }
        match dialog {
            Dialog::Annotator => self.annotator(ui, ctx),
            Dialog::Path => self.path(ui, ctx),
            Dialog::NewCorpus(schemas) => self.new_corpus(ui, ctx, &schemas),
            Dialog::None | Dialog::Palette | Dialog::Export | Dialog::Import | Dialog::Add => {}
        }
    }

    fn annotator(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let words = "Your work is saved under this name, in files of your own beside the articles.";
        let response = Modal::new(Id::unique("annotator dialog")).show(ui.ctx(), |ui| {
            ui.set_width(400.0);
            ui.label(RichText::new("Who annotates?").text_style(egui::TextStyle::Heading));
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            ui.add_space(6.0);
            let entered = self.field(ui, ctx, "Name of the annotator", "e.g. anna");
            let problem = annotator_problem(self.text.trim());
            if let Some(problem) = problem.as_ref().filter(|_| !self.text.trim().is_empty()) {
                label::block(ui, problem, Style::sans(12.0), ctx.tokens.problem);
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let ready = problem.is_none();
                let pressed = ui.add_enabled(ready, egui::Button::new("Begin")).clicked();
                if ready && (pressed || entered) {
                    ctx.push(Action::SetAnnotator(self.text.trim().to_owned()));
                }
                if ui.button("Cancel").clicked() {
                    ctx.push(Action::CloseDialog);
                }
            });
        });
        if response.should_close() {
            ctx.push(Action::CloseDialog);
        }
    }

    fn path(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let response = Modal::new(Id::unique("path dialog")).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(RichText::new("Open path").text_style(egui::TextStyle::Heading));
            ui.label(RichText::new("The path of a folder of articles, or of one article.").color(ctx.tokens.muted));
            ui.add_space(6.0);
            let entered = self.field(ui, ctx, "Path", "/home/anna/corpus");
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let ready = !self.text.trim().is_empty();
                let pressed = ui.add_enabled(ready, egui::Button::new("Open")).clicked();
                if ready && (pressed || entered) {
                    ctx.push(Action::Open(Target::Path(self.text.trim().into())));
                }
                if ui.button("Cancel").clicked() {
                    ctx.push(Action::CloseDialog);
                }
            });
        });
        if response.should_close() {
            ctx.push(Action::CloseDialog);
        }
    }

    fn new_corpus(&mut self, ui: &Ui, ctx: &Ctx<'_>, schemas: &[(&str, &str)]) {
        let response = Modal::new(Id::unique("new corpus dialog")).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(RichText::new("New corpus").text_style(egui::TextStyle::Heading));
            let words =
                "The folder of the articles, which is made where it is not there, and the schema it begins with.";
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            ui.add_space(6.0);
            let entered = self.field(ui, ctx, "Folder", "/home/anna/treaties");
            ui.add_space(6.0);
            for (at, (_, title)) in schemas.iter().enumerate() {
                if ui.radio(self.schema == at, *title).clicked() {
                    self.schema = at;
                }
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let ready = !self.text.trim().is_empty();
                let pressed = ui.add_enabled(ready, egui::Button::new("Begin")).clicked();
                if ready
                    && (pressed || entered)
                    && let Some((name, _)) = schemas.get(self.schema)
                {
                    ctx.push(Action::Open(Target::New(self.text.trim().into(), (*name).to_owned())));
                }
                if ui.button("Cancel").clicked() {
                    ctx.push(Action::CloseDialog);
                }
            });
        });
        if response.should_close() {
            ctx.push(Action::CloseDialog);
        }
    }

    /// Draws the one field of a dialog; tells whether Enter was pressed in it.
    fn field(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, name: &str, hint: &str) -> bool {
        let id = Id::unique(("dialog field", name));
        self.focus.hold(ui, id);
        let value = self.text.clone();
        let shown = Field::new(id, &value, name).hint(hint).show(ui, ctx.tokens.field());
        match shown.outcome {
            Outcome::Draft(text) | Outcome::Taken(text) => self.text = text,
            Outcome::Discarded(_) => ctx.push(Action::CloseDialog),
            Outcome::Refused { .. } | Outcome::None => {}
        }
        if shown.entered {
            // If the dialog stays, because what was typed is not good, so does the keyboard.
            self.focus = FirstFocus::default();
        }
        shown.entered
    }
}

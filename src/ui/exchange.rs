//! The dialogs for export and import: what to write or read on the left, what would come of it on the right.

mod import;

use egui::{Align, Id, Layout, Modal, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::ctx::Ctx;
use super::widgets::{Choice, FirstFocus, choice, labelled};
use crate::exchange::conll::Variant;
use crate::exchange::format::Format;
use crate::session::action::Action;
use crate::session::exchange::{ExchangeAction, ExportForm, ImportForm, Look};
use crate::session::state::Dialog;
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};

/// Width of the column with the fields.
pub(super) const FORM: f32 = 360.0;

/// The private state of the two dialogs.
#[derive(Default)]
pub struct ExchangeDialogs {
    open: Option<Dialog>,
    focus: FirstFocus,
    export: ExportForm,
    import: ImportForm,
}

impl ExchangeDialogs {
    /// Draws the dialog that is open, if it is one of the two.
    pub fn show(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let dialog = Some(ctx.session.dialog.clone()).filter(|it| matches!(it, Dialog::Export | Dialog::Import));
        let fresh = dialog != self.open;
        self.open.clone_from(&dialog);
        let Some(dialog) = dialog else { return };
        if fresh {
            self.focus = FirstFocus::default();
            if dialog == Dialog::Export && self.export.folder.is_empty() {
                self.export.folder = proposed(ctx);
            }
            self.look(ctx, &dialog);
        }
        let screen = ui.ctx().content_rect().size();
        let size = vec2((screen.x - 80.0).clamp(420.0, 980.0), (screen.y - 150.0).clamp(260.0, 560.0));
        let response = Modal::new(Id::unique(("exchange dialog", dialog == Dialog::Export))).show(ui.ctx(), |ui| {
            ui.set_width(size.x);
            let title = if dialog == Dialog::Export { "Export" } else { "Import" };
            ui.label(egui::RichText::new(title).text_style(egui::TextStyle::Heading));
            ui.add_space(6.0);
            let mut changed = false;
            let (both, _) = ui.allocate_exact_size(vec2(size.x, size.y - 90.0), Sense::hover());
            let (left, right) = both.split_left_right_at_x(both.left() + FORM.min(size.x * 0.45));
            let column = |rect: Rect| UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
            ui.scope_builder(column(left), |ui| changed = self.form(ui, ctx, &dialog));
            let right = right.with_min_x(right.left() + 16.0);
            ui.scope_builder(column(right), |ui| self.found(ui, ctx, &dialog, &mut changed));
            ui.add_space(8.0);
            self.buttons(ui, ctx, &dialog);
            if changed {
                self.look(ctx, &dialog);
            }
        });
        if response.should_close() {
            ctx.push(Action::CloseDialog);
        }
    }

    fn look(&self, ctx: &Ctx<'_>, dialog: &Dialog) {
        push(
            ctx,
            match dialog {
                Dialog::Export => ExchangeAction::LookOut(self.export.clone()),
                _ => ExchangeAction::LookIn(self.import.clone()),
            },
        );
    }

    /// Draws the fields; tells whether one has changed.
    fn form(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, dialog: &Dialog) -> bool {
        let export = *dialog == Dialog::Export;
        let formats: Vec<Choice<'_>> = Format::ALL
            .iter()
            .filter(|format| export || format.imports())
            .map(|format| Choice { code: format.id(), label: format.label(), help: format.help() })
            .collect();
        let format = if export { &mut self.export.format } else { &mut self.import.format };
        let id = Id::unique("exchange format");
        self.focus.hold(ui, id);
        let chosen = labelled(ui, ctx, "Format", |ui| choice(ui, ctx, id, "Format", format.id(), &formats, true));
        let chosen = chosen.and_then(|id| Format::with_id(&id));
        let mut changed = chosen.is_some();
        *format = chosen.unwrap_or(*format);
        label::block(ui, format.help(), Style::sans(12.0), ctx.tokens.muted);
        ui.add_space(6.0);
        if export {
            changed |= self.export_fields(ui, ctx);
        } else {
            changed |= self.import_fields(ui, ctx);
        }
        changed
    }

    fn export_fields(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) -> bool {
        let form = &mut self.export;
        let mut changed = false;
        if form.format == Format::Conll {
            let columns = [
                Choice { code: "conll2003", label: "CoNLL-2003", help: "Four columns, a file for each layer." },
                Choice { code: "conllu", label: "CoNLL-U", help: "Ten columns, all layers in one file." },
            ];
            let now = if form.variant == Variant::Conllu { "conllu" } else { "conll2003" };
            let id = Id::unique("exchange columns");
            let chosen = labelled(ui, ctx, "Columns", |ui| choice(ui, ctx, id, "Columns", now, &columns, true));
            if let Some(code) = chosen {
                form.variant = if code == "conllu" { Variant::Conllu } else { Variant::Conll2003 };
                changed = true;
            }
        }
        let names = ctx.open.exchange.look.as_ref().map_or(&[][..], |look| &look.annotators);
        let own = Choice { code: "", label: "gold, or the only annotator", help: "" };
        let whose = names.iter().map(|name| Choice { code: name, label: name, help: "" });
        let mut whose: Vec<Choice<'_>> = std::iter::once(own).chain(whose).collect();
        if whose.len() > 2 {
            whose.push(Choice { code: "all", label: "all, each by their name", help: "" });
        }
        let id = Id::unique("exchange annotator");
        let chosen = labelled(ui, ctx, "Work of", |ui| choice(ui, ctx, id, "Work of", &form.annotator, &whose, true));
        if let Some(name) = chosen {
            form.annotator = name;
            changed = true;
        }
        changed |= field(ui, ctx, "Articles", "all, or a pattern such as 2024/*.txt", &mut form.articles);
        changed |= field(ui, ctx, "Parts", "none, or train=0.8,dev=0.1,test=0.1", &mut form.split);
        if !form.split.trim().is_empty() {
            changed |= field(ui, ctx, "Seed", "0", &mut form.seed);
        }
        if let Some(path) = ctx.open.exchange.chosen.first() {
            form.folder.clone_from(path);
            push(ctx, ExchangeAction::Chosen);
        }
        // Where it goes changes nothing of what is seen.
        field(ui, ctx, "Folder", "path of a new folder", &mut form.folder);
        ui.horizontal(|ui| {
            if ui.button("Choose folder…").clicked() {
                push(ctx, ExchangeAction::Choose { folder: true });
            }
            ui.checkbox(&mut form.replace, "Replace a dataset there");
        });
        changed
    }

    /// Draws what would come of it.
    fn found(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, dialog: &Dialog, changed: &mut bool) {
        ScrollArea::vertical().id_salt("exchange look").auto_shrink([false, false]).show(ui, |ui| {
            let Some(look) = begun(ui, ctx) else { return };
            if let Some(problem) = &look.problem {
                // That nothing is asked for yet is no fault.
                let is_begun = *dialog == Dialog::Export || !self.import.path.trim().is_empty();
                let color = if is_begun { ctx.tokens.problem } else { ctx.tokens.muted };
                label::block(ui, problem, Style::sans(13.0), color);
                return;
            }
            for fact in &look.facts {
                label::block(ui, fact, Style::sans(13.0), ctx.tokens.ink);
            }
            let what = if *dialog == Dialog::Export { "Lost in this format" } else { "Left out" };
            label::block(ui, &format!("{what}: {}.", look.lost), Style::sans(13.0), ctx.tokens.ink);
            if *dialog == Dialog::Import {
                *changed |= self.words(ui, ctx, look);
            }
            caption(ui, ctx, if *dialog == Dialog::Export { "The first lines" } else { "The first records" });
            for line in &look.sample {
                label::block(ui, line, Style::sans(12.0), ctx.tokens.ink);
            }
            if !look.losses.is_empty() {
                caption(ui, ctx, what);
            }
            for line in &look.losses {
                label::block(ui, line, Style::sans(12.0), ctx.tokens.muted);
            }
        });
    }

    fn buttons(&self, ui: &mut Ui, ctx: &Ctx<'_>, dialog: &Dialog) {
        let state = &ctx.open.exchange;
        ui.horizontal(|ui| {
            if let Some((done, all)) = state.progress {
                let share =
                    u16::try_from((done * 1000).checked_div(all).unwrap_or(0)).map_or(1.0, |it| f32::from(it) / 1000.0);
                ui.add(egui::ProgressBar::new(share).desired_width(240.0).text(format!("{done} of {all}")));
                if ui.button("Stop").clicked() {
                    push(ctx, ExchangeAction::Stop);
                }
                return;
            }
            let ready = state.look.as_ref().is_some_and(|look| look.problem.is_none());
            let (words, action) = match dialog {
                Dialog::Export => ("Export", ExchangeAction::Export(self.export.clone())),
                _ => ("Import", ExchangeAction::Import(self.import.clone())),
            };
            let button = ui.add_enabled(ready, egui::Button::new(words));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ready, format!("{words} now")));
            if button.clicked() {
                push(ctx, action);
            }
            if ui.button("Close").clicked() {
                ctx.push(Action::CloseDialog);
            }
        });
    }
}

/// Says how the last one has ended, and gives what the look has found; or says that it is looking.
pub(super) fn begun<'a>(ui: &mut Ui, ctx: &Ctx<'a>) -> Option<&'a Look> {
    let state = &ctx.open.exchange;
    // The bar must not lie over the words.
    ui.set_max_width(ui.available_width() - 14.0);
    if let Some(ended) = &state.ended {
        let color = if ended.good { ctx.tokens.ink } else { ctx.tokens.problem };
        label::block(ui, &ended.sentence, Style::sans(13.5), color);
        ui.add_space(8.0);
    }
    if state.look.is_none() {
        label::block(ui, "Looking…", Style::sans(13.0), ctx.tokens.muted);
    }
    state.look.as_ref()
}

pub(super) fn push(ctx: &Ctx<'_>, action: ExchangeAction) {
    ctx.push(Action::Exchange(Box::new(action)));
}

pub(super) fn caption(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.add_space(6.0);
    label::block(ui, words, Style::sans(12.5), ctx.tokens.muted);
}

/// Draws a named field; tells whether a new value was taken.
pub(super) fn field(ui: &mut Ui, ctx: &Ctx<'_>, name: &str, hint: &str, value: &mut String) -> bool {
    let before = value.clone();
    let id = Id::unique(("exchange field", name));
    let shown = labelled(ui, ctx, name, |ui| Field::new(id, &before, name).hint(hint).show(ui, ctx.tokens.field()));
    match shown.outcome {
        // Taken over as it is typed, so that a press of the button finds it.
        Outcome::Draft(text) => {
            *value = text;
            false
        }
        Outcome::Taken(text) => {
            *value = text;
            true
        }
        Outcome::Discarded(_) => {
            ctx.push(Action::CloseDialog);
            false
        }
        Outcome::Refused { .. } | Outcome::None => false,
    }
}

/// Proposes a folder beside the corpus.
fn proposed(ctx: &Ctx<'_>) -> String {
    let corpus = ctx.open.root.as_deref();
    let name = corpus.and_then(|corpus| corpus.file_name()).map(|name| name.to_string_lossy().into_owned());
    let folder = corpus
        .and_then(|corpus| corpus.parent())
        .map(|parent| parent.join(format!("{}-export", name.unwrap_or_else(|| "corpus".to_owned()))));
    folder.map_or(String::new(), |folder| folder.display().to_string())
}

//! The dialog that adds articles: files on the left, with the columns of tables, and on the right what would come of
//! them.

use egui::{Align, Id, Layout, Modal, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::ctx::Ctx;
use super::exchange::{FORM, begun, caption, field, push};
use super::widgets::{Choice, FirstFocus, choice, labelled};
use crate::session::action::Action;
use crate::session::exchange::{AddForm, ExchangeAction, Look};
use crate::session::state::Dialog;
use crate::shape::{Style, label};

/// What a column can be: codes and words.
const MEANINGS: [(&str, &str); 7] = [
    ("text", "Text"),
    ("title", "Title"),
    ("published", "Published"),
    ("publisher", "Publisher"),
    ("url", "Address"),
    ("language", "Language"),
    ("name", "File name"),
];
/// Files named where several were chosen.
const NAMED: usize = 6;

/// The private state of the dialog.
#[derive(Default)]
pub struct AddDialog {
    open: bool,
    focus: FirstFocus,
    /// The path as it is typed; empty where several were chosen.
    typed: String,
    form: AddForm,
}

impl AddDialog {
    /// Draws the dialog if it is open.
    pub fn show(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let open = ctx.session.dialog == Dialog::Add;
        let fresh = open && !self.open;
        self.open = open;
        if !open {
            return;
        }
        if fresh {
            *self = Self { open, ..Self::default() };
            self.look(ctx);
        }
        let screen = ui.ctx().content_rect().size();
        let size = vec2((screen.x - 80.0).clamp(420.0, 980.0), (screen.y - 150.0).clamp(260.0, 560.0));
        let response = Modal::new(Id::unique("add dialog")).show(ui.ctx(), |ui| {
            ui.set_width(size.x);
            ui.label(egui::RichText::new("Add articles").text_style(egui::TextStyle::Heading));
            ui.add_space(6.0);
            let mut changed = false;
            let (both, _) = ui.allocate_exact_size(vec2(size.x, size.y - 90.0), Sense::hover());
            let (left, right) = both.split_left_right_at_x(both.left() + FORM.min(size.x * 0.45));
            let column = |rect: Rect| UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
            ui.scope_builder(column(left), |ui| changed = self.fields(ui, ctx));
            let right = right.with_min_x(right.left() + 16.0);
            ui.scope_builder(column(right), |ui| found(ui, ctx));
            ui.add_space(8.0);
            self.buttons(ui, ctx);
            if changed {
                self.look(ctx);
            }
        });
        if response.should_close() {
            ctx.push(Action::CloseDialog);
        }
    }

    fn look(&self, ctx: &Ctx<'_>) {
        push(ctx, ExchangeAction::LookAtFiles(self.form.clone()));
    }

    /// Draws the fields; tells whether one has changed.
    fn fields(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) -> bool {
        let mut changed = false;
        if !ctx.open.exchange.chosen.is_empty() {
            self.form.paths.clone_from(&ctx.open.exchange.chosen);
            self.typed = if let [one] = self.form.paths.as_slice() { one.clone() } else { String::new() };
            self.form.columns.clear();
            push(ctx, ExchangeAction::Chosen);
            changed = true;
        }
        ui.horizontal(|ui| {
            let button = ui.button("Choose files…");
            // Most files are chosen, not typed.
            self.focus.hold(ui, button.id);
            if button.clicked() {
                push(ctx, ExchangeAction::ChooseAdded { folder: false });
            }
            if ui.button("Choose folder…").clicked() {
                push(ctx, ExchangeAction::ChooseAdded { folder: true });
            }
        });
        ui.add_space(4.0);
        if field(ui, ctx, "File or folder", "path of pages or tables", &mut self.typed) {
            self.form.columns.clear();
            changed = true;
        }
        if !self.typed.trim().is_empty() || self.form.paths.len() == 1 {
            self.form.paths = vec![self.typed.clone()];
        }
        if self.form.paths.len() > 1 {
            let name = |path: &String| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            let names: Vec<String> = self.form.paths.iter().take(NAMED).map(name).collect();
            let more = self.form.paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let words = format!("{} files: {}{more}", self.form.paths.len(), names.join(", "));
            label::block(ui, &words, Style::sans(12.0), ctx.tokens.ink);
        }
        ui.add_space(6.0);
        if let Some(look) = ctx.open.exchange.look.as_ref().filter(|look| !look.columns.is_empty()) {
            caption(ui, ctx, "Columns of the table");
            changed |= self.columns(ui, ctx, look);
        }
        ui.add_space(6.0);
        let words = "What pages and rows say about themselves is proposed in the head of each article. The files are kept \
            in the corpus by their hash. Ctrl+Z takes the articles away again.";
        label::block(ui, words, Style::sans(12.0), ctx.tokens.muted);
        changed
    }

    /// Draws what each column is; tells whether that has changed.
    fn columns(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, look: &Look) -> bool {
        let none = Choice { code: "", label: "none", help: "" };
        let columns = look.columns.iter().map(|it| Choice { code: &it.name, label: &it.name, help: &it.sample });
        let choices: Vec<Choice<'_>> = std::iter::once(none).chain(columns).collect();
        let mut changed = false;
        for (meaning, words) in MEANINGS {
            let now = self.form.columns.get(meaning).or_else(|| look.taken.get(meaning)).map_or("", String::as_str);
            let id = Id::unique(("add column", meaning));
            let name = format!("Column with the {}", words.to_lowercase());
            let chosen = labelled(ui, ctx, words, |ui| choice(ui, ctx, id, &name, now, &choices, true));
            if let Some(column) = chosen {
                self.form.columns.insert(meaning.to_owned(), column);
                changed = true;
            }
        }
        changed
    }

    fn buttons(&self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let state = &ctx.open.exchange;
        ui.horizontal(|ui| {
            if let Some((done, all)) = state.progress {
                ui.label(egui::RichText::new(format!("{done} of {all} files")).color(ctx.tokens.muted));
                if ui.button("Stop").clicked() {
                    push(ctx, ExchangeAction::Stop);
                }
                return;
            }
            let ready = state.look.as_ref().is_some_and(|look| look.problem.is_none() && !look.sample.is_empty());
            let button = ui.add_enabled(ready, egui::Button::new("Add"));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ready, "Add now"));
            if button.clicked() {
                push(ctx, ExchangeAction::Add(self.form.clone()));
            }
            if ui.button("Close").clicked() {
                ctx.push(Action::CloseDialog);
            }
        });
    }
}

/// Draws what would come of it.
fn found(ui: &mut Ui, ctx: &Ctx<'_>) {
    ScrollArea::vertical().id_salt("add look").auto_shrink([false, false]).show(ui, |ui| {
        let Some(look) = begun(ui, ctx) else { return };
        if let Some(problem) = &look.problem {
            label::block(ui, problem, Style::sans(13.0), ctx.tokens.muted);
            return;
        }
        for fact in &look.facts {
            label::block(ui, fact, Style::sans(13.0), ctx.tokens.ink);
        }
        label::block(ui, &format!("Left out: {}.", look.lost), Style::sans(13.0), ctx.tokens.ink);
        for line in &look.losses {
            label::block(ui, line, Style::sans(12.0), ctx.tokens.muted);
        }
        if !look.sample.is_empty() {
            caption(ui, ctx, "New articles");
        }
        for line in &look.sample {
            let (size, color) = if line.starts_with(' ') { (12.0, ctx.tokens.muted) } else { (13.0, ctx.tokens.ink) };
            label::block(ui, line.trim_start(), Style::sans(size), color);
        }
    });
}

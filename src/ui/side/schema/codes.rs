//! Codes that the schema replaces: how many there are in the work of the annotator, which, and putting what the schema
//! says in their place.

use egui::{Button, Id, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::core::annotation::Id as RecordId;
use crate::core::recode::concerns;
use crate::session::action::{Action, Target};
use crate::session::command::{Command, Go, Side};
use crate::session::exchange::{Codes, ExchangeAction, OldCode, OldCodes};
use crate::session::state::Dialog;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::side::quiet;
use crate::ui::widgets::focus_ring;

/// What of the old codes is on the screen.
#[derive(Default)]
pub struct CodesView {
    /// Whether the list is open.
    reviewing: bool,
}

impl CodesView {
    /// Draws what is known of old codes, and asks for it where nothing is; nothing where the schema replaces nothing.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        if !concerns(ctx.workspace.schema()) || ctx.open.annotator.is_none() {
            return;
        }
        if let Some((done, all)) = ctx.open.exchange.progress {
            return under_way(ui, ctx, done, all);
        }
        match &ctx.open.exchange.codes {
            Codes::Unknown => {
                // Behind a dialog nothing begins that could stand in its way.
                if ctx.session.dialog == Dialog::None {
                    push(ctx, ExchangeAction::LookForCodes);
                }
                quiet(ui, ctx, "Old codes are looked for…");
            }
            Codes::Asked => quiet(ui, ctx, "Old codes are looked for…"),
            Codes::Found(found) => self.found(ui, ctx, found),
        }
    }

    fn found(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, found: &OldCodes) {
        for problem in &found.problems {
            label::block(ui, problem, Style::sans(12.5), ctx.tokens.problem);
        }
        if found.records == 0 && found.again == 0 {
            if found.problems.is_empty() {
                quiet(ui, ctx, "No old codes: your work is coded as the schema says.");
            }
            return old(ui, ctx);
        }
        let plural = if found.articles == 1 { "" } else { "s" };
        let count = format!(
            "Old codes: {} in {} article{plural} · {} to read again",
            found.records, found.articles, found.again
        );
        label::block(ui, &count, Style::sans(13.0), ctx.tokens.ink);
        ui.horizontal_wrapped(|ui| {
            let words = if self.reviewing { "Hide the list" } else { "Review…" };
            if ui.button(words).clicked() {
                self.reviewing = !self.reviewing;
            }
            if found.records > 0 {
                let help = "Put what the schema says in place of the old codes, in all articles, as one step. Undo takes it back.";
                if ui.button(format!("Recode {}", found.records)).on_hover_text(help).clicked() {
                    push(ctx, ExchangeAction::Recode);
                }
            }
            if !ctx.open.exchange.codes_old {
                look_again(ui, ctx);
            }
        });
        old(ui, ctx);
        if self.reviewing {
            section(ui, ctx, "To read again", &found.reread, found.again);
            section(ui, ctx, "To recode", &found.old, found.records);
        }
    }
}

/// Says that something was changed since the codes were looked for, where it was.
fn old(ui: &mut Ui, ctx: &Ctx<'_>) {
    if ctx.open.exchange.codes_old {
        ui.horizontal_wrapped(|ui| {
            quiet(ui, ctx, "Counted before your last changes.");
            look_again(ui, ctx);
        });
    }
}

fn look_again(ui: &mut Ui, ctx: &Ctx<'_>) {
    if ui.add(Button::new("Look again").frame(false)).clicked() {
        push(ctx, ExchangeAction::LookForCodes);
    }
}

fn under_way(ui: &mut Ui, ctx: &Ctx<'_>, done: usize, all: usize) {
    ui.horizontal(|ui| {
        label::block(ui, &format!("Under way: {done} of {all}"), Style::sans(13.0), ctx.tokens.ink);
        if ui.button("Stop").clicked() {
            push(ctx, ExchangeAction::Stop);
        }
    });
}

fn push(ctx: &Ctx<'_>, action: ExchangeAction) {
    ctx.push(Action::Exchange(Box::new(action)));
}

fn section(ui: &mut Ui, ctx: &Ctx<'_>, title: &str, rows: &[OldCode], all: usize) {
    if all == 0 {
        return;
    }
    ui.label(RichText::new(title).size(12.5).strong().color(ctx.tokens.ink));
    for (nth, code) in rows.iter().enumerate() {
        row(ui, ctx, (title, nth), code);
    }
    if all > rows.len() {
        quiet(ui, ctx, &format!("{} more. They come up as these are put right.", all - rows.len()));
    }
}

/// Draws a record, which a click leads to.
fn row(ui: &mut Ui, ctx: &Ctx<'_>, at: (&str, usize), code: &OldCode) {
    let place = code.article.as_ref().map_or("Whole corpus", |article| article.as_str());
    let place = if code.words.is_empty() { place.to_owned() } else { format!("{place} · {}", code.words) };
    let back = ui.painter().add(egui::Shape::Noop);
    let inner = ui.vertical(|ui| {
        label::block(ui, &code.says, Style::sans(13.0), ctx.tokens.ink);
        let room = ui.available_width();
        label::line_in(ui, &place, Style::sans(12.0), ctx.tokens.muted, room);
    });
    let rect = inner.response.rect.expand2(vec2(4.0, 2.0));
    let response = ui.interact(rect, Id::unique(("old code", at)), Sense::click());
    if response.hovered() {
        ui.painter().set(back, egui::Shape::rect_filled(rect, 4.0, ctx.tokens.hover));
    }
    focus_ring(ui, ctx, &response, rect);
    let name = format!("{place}: {}", code.says);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name.clone()));
    if response.clicked() {
        ctx.push(way_to(code));
    }
}

/// Gives what leads to a record.
fn way_to(code: &OldCode) -> Action {
    match (&code.article, RecordId::parse(&code.record)) {
        (Some(article), Some(id)) => Action::Jump(article.clone(), id),
        (Some(article), None) => Action::Open(Target::Article(article.clone())),
        (None, _) => match code.record.split_once('/') {
            Some(("registry", id)) => Action::ShowEntry(Some(id.to_owned())),
            _ => Action::Run(Command::Go(Go::Side(Side::Across))),
        },
    }
}

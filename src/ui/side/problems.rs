//! What the checks have found in the article on the screen: each finding leads to its place and can be put
//! right where there is a way.

use egui::{Id, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::{heading, quiet};
use crate::core::checks::by_number;
use crate::core::finding::{Diagnostic, Severity};
use crate::core::marks::MarkRef;
use crate::core::text::shorten;
use crate::session::action::{Action, Focus};
use crate::session::command::{Command, Go, Side};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{editable, focus_ring, icon_font, left_to_right};

/// Findings drawn at once.
const SHOWN: usize = 200;

/// Draws the list.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    let problems = &ctx.pane.problems;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = problems.len() - errors;
    heading(ui, ctx, "Problems");
    let first = Id::unique(("problem", 0usize));
    if ctx.open.focus == Some(Focus::Side(Side::Problems)) {
        if problems.is_empty() {
            super::keep_keyboard(ui, ctx);
        } else {
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        ctx.focus_served();
    }
    super::body(ui, "problems", |ui| {
        if ctx.opened().is_none() {
            return quiet(ui, ctx, "Open an article to see what the checks find in it.");
        }
        if problems.is_empty() {
            return quiet(ui, ctx, "The checks have found nothing.");
        }
        let counts = format!("{errors} {}, {warnings} {}", noun(errors, "error"), noun(warnings, "warning"));
        quiet(ui, ctx, &format!("{counts}. Errors stop “Done”; warnings do not. F8 goes through them."));
        ui.add_space(4.0);
        let more = problems.len().saturating_sub(SHOWN);
        for (nth, problem) in problems.iter().take(SHOWN).enumerate() {
            row(ui, ctx, nth, problem);
        }
        if more > 0 {
            quiet(ui, ctx, &format!("{more} more. They come up as these are put right."));
        }
    });
}

/// Gives the words of the mark that a finding is about.
fn quote(ctx: &Ctx<'_>, problem: &Diagnostic) -> Option<String> {
    let opened = ctx.opened()?;
    let record = opened.work.record(problem.target.record.as_ref()?)?;
    let cover = record.places().get(problem.target.part)?.cover();
    Some(shorten(opened.article.text.slice(cover), 60))
}

fn noun(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

fn row(ui: &mut Ui, ctx: &Ctx<'_>, nth: usize, problem: &Diagnostic) {
    let (icon, color) = match problem.severity {
        Severity::Error => (icons::ICON_ERROR.codepoint, ctx.tokens.problem),
        Severity::Warning => (icons::ICON_WARNING.codepoint, ctx.tokens.ink),
        Severity::Info => (icons::ICON_HELP.codepoint, ctx.tokens.muted),
    };
    let back = ui.painter().add(egui::Shape::Noop);
    let inner = ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, 18.0), Sense::hover());
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, icon_font(15.0), color);
        ui.vertical(|ui| {
            label::block(ui, &left_to_right(&problem.message), Style::sans(13.0), ctx.tokens.ink);
            // Ten findings of one check differ in what they are about.
            if let Some(quote) = quote(ctx, problem) {
                let room = ui.available_width();
                label::line_in(ui, &quote, Style::sans(12.0), ctx.tokens.muted, room);
            }
        });
    });
    let rect = inner.response.rect.expand2(vec2(4.0, 3.0));
    let response = ui.interact(rect, Id::unique(("problem", nth)), Sense::click());
    if response.hovered() {
        ui.painter().set(back, egui::Shape::rect_filled(rect, 4.0, ctx.tokens.hover));
    }
    focus_ring(ui, ctx, &response, rect);
    let name = format!("{} {}: {}", problem.severity.word(), problem.number, problem.message);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name.clone()));
    let title = match by_number(problem.number).filter(|check| check.number > 0) {
        Some(check) => format!("Check {}: {}", check.number, check.title),
        None if problem.rule.is_empty() => "The annotation file cannot be used".to_owned(),
        None => format!("Rule of the schema: {}", problem.rule),
    };
    if response.on_hover_text(title).clicked() {
        let target = &problem.target;
        if let Some(id) = &target.record {
            ctx.push(Action::SelectMark(Some(MarkRef { id: id.clone(), part: target.part })));
        } else {
            ctx.run(Command::Go(Go::Side(Side::Details)));
        }
    }
    if let Some(fix) = &problem.fix {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            let words = egui::RichText::new(&fix.label).size(12.0);
            let button = ui.add_enabled(editable(ctx), egui::Button::new(words).small());
            let spoken = format!("{} ({})", fix.label, nth + 1);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.clone()));
            if button.clicked() {
                ctx.change(fix.intent.clone());
            }
        });
    }
    ui.add_space(2.0);
}

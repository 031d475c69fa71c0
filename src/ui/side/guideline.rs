//! The guideline beside the work: searchable, and open at the rule for the field that has the keyboard.

use egui::{Role, Sense, Ui, WidgetInfo, text::LayoutJob};

use super::{heading, quiet, search_field};
use crate::core::guideline::{Block, Run, Section};
use crate::session::command::Side;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// The private state of the view.
#[derive(Default)]
pub struct GuidelineView {
    query: String,
    /// Field whose rule was shown last.
    rule: String,
}

impl GuidelineView {
    /// Draws the guideline.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        heading(ui, ctx, "Guideline");
        let guideline = &ctx.open.guideline;
        search_field(ui, ctx, Side::Guideline, "Search in the guideline", "Search", &mut self.query);
        let jump = ctx.session.rule != self.rule && self.query.trim().is_empty();
        self.rule.clone_from(&ctx.session.rule);
        let here = guideline.section_for(&ctx.session.rule).filter(|_| !ctx.session.rule.is_empty());
        let found = (!self.query.trim().is_empty()).then(|| guideline.search(&self.query));
        super::body(ui, "guideline", |ui| {
            if found.as_ref().is_some_and(Vec::is_empty) {
                return quiet(ui, ctx, "Nothing in the guideline has these words.");
            }
            for (index, section) in guideline.sections.iter().enumerate() {
                let hits = found.as_ref().map(|found| found.iter().filter(|hit| hit.section == index).count());
                if hits == Some(0) {
                    continue;
                }
                let shown = ui.scope(|ui| draw(ui, ctx, section, here == Some(index)));
                if here == Some(index) {
                    let current =
                        ui.interact(shown.response.rect, ui.scope_id().with(("current rule", index)), Sense::hover());
                    let spoken = format!("Rule for the field: {}", section.title);
                    current.widget_info(|| WidgetInfo::labeled(Role::Region, true, spoken.clone()));
                    if jump {
                        ui.scroll_to_rect(shown.response.rect, Some(egui::Align::TOP));
                    }
                }
            }
        });
    }
}

fn draw(ui: &mut Ui, ctx: &Ctx<'_>, section: &Section, here: bool) {
    let size = match section.level {
        0 | 1 => 17.0,
        2 => 15.0,
        _ => 13.5,
    };
    ui.add_space(if section.level <= 2 { 10.0 } else { 4.0 });
    let back = ui.painter().add(egui::Shape::Noop);
    let inner = ui.scope(|ui| {
        let style = Style { bold: true, ..Style::sans(size) };
        if !section.title.is_empty() {
            label::block(ui, &section.title, style, ctx.tokens.ink);
        }
        for block in &section.blocks {
            paragraph(ui, ctx, block);
        }
    });
    if here {
        let rect = inner.response.rect.expand(5.0);
        let bar = egui::Rect::from_min_size(rect.min, egui::vec2(3.0, rect.height()));
        ui.painter().set(
            back,
            egui::Shape::Vec(vec![
                egui::Shape::rect_filled(rect, 4.0, ctx.tokens.ground),
                egui::Shape::rect_filled(bar, 1.0, ctx.tokens.focus),
            ]),
        );
    }
}

/// Draws a paragraph. Words in other scripts go through the shaper; runs only differ in weight, which a block
/// cannot mix, so a text that is all Latin is set by egui with its weights.
fn paragraph(ui: &mut Ui, ctx: &Ctx<'_>, block: &Block) {
    let (mark, indent) = match block {
        Block::Paragraph(_) => (String::new(), 0.0),
        Block::Bullet(_) => ("•".to_owned(), 14.0),
        Block::Numbered(number, _) => (format!("{number}."), 20.0),
    };
    ui.horizontal_top(|ui| {
        if indent > 0.0 {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(indent, 18.0), Sense::hover());
            let font = egui::FontId::proportional(13.0);
            ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, mark, font, ctx.tokens.muted);
        }
        ui.vertical(|ui| {
            let text = block.text();
            if label::is_plain(&text) {
                ui.label(job(ctx, block.runs()));
            } else {
                label::block(ui, &text, Style::sans(13.0), ctx.tokens.ink);
            }
        });
    });
}

fn job(ctx: &Ctx<'_>, runs: &[Run]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        let family = if run.strong { crate::ui::theme::bold_family() } else { egui::FontFamily::Proportional };
        let mut format =
            egui::TextFormat { font_id: egui::FontId::new(13.0, family), color: ctx.tokens.ink, ..Default::default() };
        if run.code {
            format.background = ctx.tokens.hover;
        }
        job.append(&run.text, 0.0, format);
    }
    job
}

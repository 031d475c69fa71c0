//! The line at the bottom: saved or not, marks, language, place, hidden characters, background work.

use egui::{RichText, Ui};

use super::ctx::Ctx;
use crate::session::command::{Command, View};
use crate::session::open::Saved;
use crate::shape::{Style, label};

/// Draws the line.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(12.0);
        let quiet = |words: String| RichText::new(words).size(12.0).color(ctx.tokens.muted);
        let typing = ctx.open.draft.is_some();
        let (words, color) = match &ctx.open.saved {
            Saved::Nothing | Saved::Saving | Saved::Saved if typing => ("Typing…".to_owned(), ctx.tokens.muted),
            Saved::Nothing => ("No changes yet".to_owned(), ctx.tokens.muted),
            Saved::Saving => ("Saving…".to_owned(), ctx.tokens.muted),
            Saved::Saved => ("Saved".to_owned(), ctx.tokens.muted),
            Saved::Partly(reason) => (format!("Saved, but: {reason}"), ctx.tokens.problem),
            Saved::Failed(reason) => (format!("Not saved: {reason}"), ctx.tokens.problem),
        };
        let room = ui.available_width() * 0.6;
        let response = label::line_in(ui, &words, Style::sans(12.0), color, room);
        label::tooltip(response, &words, ctx.tokens.ink);
        let Some(opened) = ctx.opened() else {
            if let Some(loading) = &ctx.pane.loading {
                label::line(ui, &format!("·  opening {loading}"), Style::sans(12.0), ctx.tokens.muted);
            }
            return;
        };
        let [actors, dates, agreements] = opened.work.counts();
        let marks = opened.marks.all().len();
        ui.label(quiet(format!("·  {marks} {}", if marks == 1 { "mark" } else { "marks" })))
            .on_hover_text(format!("{actors} actors, {dates} dates, {agreements} agreements"));
        if let Some(code) = opened.language() {
            let sure = opened
                .article
                .detected()
                .filter(|found| found.certain() == Some(code))
                .map(|found| format!(" ({:.2})", found.confidence()));
            ui.label(quiet(format!("·  {code}{}", sure.unwrap_or_default())));
        }
        let caret = ctx.pane.selection.text.focus.offset;
        let text = &opened.article.text;
        let number = text.paragraph_number(text.paragraph_at(caret));
        ui.label(quiet(format!("·  paragraph {number}"))).on_hover_text(format!(
            "Character {} of {}",
            opened.article.text.char_offset(caret),
            opened.article.text.chars()
        ));
        let selected = ctx.pane.selection.span();
        if !selected.is_empty() {
            let letters =
                opened.article.text.char_offset(selected.end) - opened.article.text.char_offset(selected.start);
            ui.label(quiet(format!("·  {letters} characters selected")));
        }
        let hidden = opened.article.hidden;
        if hidden > 0 {
            let words =
                RichText::new(format!("{hidden} hidden {}", if hidden == 1 { "character" } else { "characters" }))
                    .size(12.0);
            let command = Command::View(View::Invisibles);
            let button = egui::Button::new(words).small().selected(ctx.session.settings.show_invisibles);
            if ui.add(button).on_hover_text(command.tooltip()).clicked() {
                ctx.run(command);
            }
        }
        let listing = ctx.open.listing;
        if listing.running {
            ui.label(quiet(format!("·  reading the corpus: {} of {}", listing.summed_up, listing.found)));
        }
    });
}

//! What a person has to decide: a changed article, other people's values, marks that have lost their place.

use std::sync::Arc;

use egui::{Role, Ui, WidgetInfo};

use super::{heading, quiet};
use crate::core::anchoring::{Item, Outcome, Review};
use crate::core::annotation::{Conflict, Former, Place};
use crate::core::intent::{CorpusIntent, Intent};
use crate::core::marks::MarkRef;
use crate::core::plan::sides;
use crate::core::text::shorten;
use crate::core::workspace::Opened;
use crate::session::action::{Action, Focus, TextSelection};
use crate::session::command::{Command, File, Side};
use crate::shape::{Caret, Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::left_to_right;

/// Rows drawn at once.
const SHOWN: usize = 200;
/// Code points of a value shown.
const VALUE: usize = 160;

/// Counts what is open.
pub fn open(ctx: &Ctx<'_>) -> usize {
    let of_article = ctx.opened().map_or(0, |opened| {
        let work = &opened.work;
        let files = usize::from(opened.review.is_some()) + usize::from(opened.salvaged) + opened.copies.len();
        work.conflicts.len() + work.former.len() + files
    });
    of_article + ctx.workspace.shared.conflicts.size()
}

/// Draws the view.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    heading(ui, ctx, "Decisions");
    let asked = ctx.open.focus == Some(Focus::Side(Side::Decisions));
    if asked && open(ctx) == 0 {
        super::keep_keyboard(ui, ctx);
        ctx.focus_served();
    }
    super::body(ui, "decisions", |ui| {
        if open(ctx) == 0 {
            return quiet(ui, ctx, "There is nothing to decide.");
        }
        let mut buttons = Buttons { ctx, asked };
        for conflict in ctx.workspace.shared.conflicts.values() {
            of_corpus(ui, ctx, conflict, &mut buttons);
        }
        let Some(opened) = ctx.opened() else { return };
        if let Some(review) = &opened.review {
            return changed(ui, ctx, opened, review, &mut buttons);
        }
        if opened.salvaged {
            title(ui, ctx, "The file of the work is damaged");
            quiet(ui, ctx, "What can be read is shown. The damaged file is kept in _glossator/previous.");
            if buttons.add(ui, "Go on with what can be read", "Go on with what can be read", true) {
                ctx.run(Command::File(File::Salvage));
            }
            return;
        }
        if !opened.copies.is_empty() {
            title(ui, ctx, "Conflict copies");
            quiet(ui, ctx, "A synchronisation program has left copies of this work beside it:");
            for name in &opened.copies {
                label::block(ui, &left_to_right(name), Style::sans(12.5), ctx.tokens.ink);
            }
            if buttons.add(ui, "Join them", "Join conflict copies", crate::ui::widgets::editable(ctx)) {
                ctx.run(Command::File(File::JoinCopies));
            }
        }
        for conflict in opened.work.conflicts.values() {
            of_article(ui, ctx, opened, conflict, &mut buttons);
        }
        let (lost, uncertain): (Vec<_>, Vec<_>) = opened.work.former.iter().partition(|(_, former)| former.lost);
        if !lost.is_empty() {
            title(ui, ctx, &format!("Lost marks ({})", lost.len()));
            quiet(
                ui,
                ctx,
                "These words are no longer in the article. Select where they belong now, or delete them. \
                If the old text comes back, they come back with it.",
            );
            for (key, former) in lost.into_iter().take(SHOWN) {
                lost_mark(ui, ctx, key, former, &mut buttons);
            }
        }
        if !uncertain.is_empty() {
            title(ui, ctx, &format!("Uncertain marks ({})", uncertain.len()));
            quiet(ui, ctx, "These marks were moved, and their words have changed. Look at each.");
            for (key, former) in uncertain.into_iter().take(SHOWN) {
                uncertain_mark(ui, ctx, opened, key, former, &mut buttons);
            }
        }
    });
}

/// Gives the keyboard to the first button, where the view was asked for it.
struct Buttons<'a, 'b> {
    ctx: &'a Ctx<'b>,
    asked: bool,
}

impl Buttons<'_, '_> {
    fn add(&mut self, ui: &mut Ui, words: &str, spoken: &str, enabled: bool) -> bool {
        let response = ui.add_enabled(enabled, egui::Button::new(egui::RichText::new(words).size(12.5)));
        if enabled && std::mem::take(&mut self.asked) {
            response.request_focus();
            self.ctx.focus_served();
        }
        let spoken = spoken.to_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, spoken.clone()));
        response.clicked()
    }
}

fn title(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.add_space(8.0);
    label::block(ui, words, Style::sans(13.5), ctx.tokens.ink);
}

/// Draws a value with what it is called before it.
fn value(ui: &mut Ui, ctx: &Ctx<'_>, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(34.0, 18.0), egui::Sense::hover());
        label::paint_in(ui, rect, name, Style::sans(12.0), ctx.tokens.muted);
        let words = if words.is_empty() { "–".to_owned() } else { shorten(words, VALUE) };
        // In its own direction: it is what stands in the article.
        ui.vertical(|ui| label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink));
    });
}

fn differing(ui: &mut Ui, ctx: &Ctx<'_>, rows: Vec<(String, String, String)>) {
    for (field, here, there) in rows.into_iter().take(SHOWN) {
        label::block(ui, &field, Style::sans(12.5), ctx.tokens.muted);
        value(ui, ctx, "here", &here);
        value(ui, ctx, "there", &there);
    }
}

fn of_corpus(ui: &mut Ui, ctx: &Ctx<'_>, conflict: &Arc<Conflict>, buttons: &mut Buttons<'_, '_>) {
    title(ui, ctx, &format!("Two values for {}", conflict.about));
    quiet(ui, ctx, &format!("There: {}.", conflict.from));
    let here = ctx.workspace.shared.record(&conflict.about);
    let here = here.map(|record| record.quoted(&crate::core::text::Text::canonical("")));
    differing(ui, ctx, sides(conflict, here.as_ref()));
    let decide = |other: bool| {
        let intent = Intent::Corpus(CorpusIntent::Decide(conflict.id.clone(), other));
        ctx.push(Action::Change { article: None, intent });
    };
    choose(ui, buttons, &conflict.about, true, decide);
}

fn of_article(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, conflict: &Arc<Conflict>, buttons: &mut Buttons<'_, '_>) {
    let record = opened.work.records().find(|record| record.key() == conflict.about);
    let words = record.as_ref().and_then(|record| record.places().first().copied().cloned());
    let words = words.map(|place: Place| shorten(opened.article.text.slice(place.cover()), 40));
    let name = words.map_or_else(|| conflict.about.clone(), |words| format!("“{words}”"));
    title(ui, ctx, &left_to_right(&format!("Two values for {name}")));
    quiet(ui, ctx, &format!("There: {}.", conflict.from));
    differing(ui, ctx, sides(conflict, record.map(|record| record.quoted(&opened.article.text)).as_ref()));
    let decide = |other: bool| ctx.change(Intent::Decide(conflict.id.clone(), other));
    choose(ui, buttons, &conflict.about, crate::ui::widgets::editable(ctx), decide);
}

fn choose(ui: &mut Ui, buttons: &mut Buttons<'_, '_>, about: &str, enabled: bool, decide: impl Fn(bool)) {
    ui.horizontal(|ui| {
        if buttons.add(ui, "Keep this", &format!("Keep what stands here ({about})"), enabled) {
            decide(false);
        }
        if buttons.add(ui, "Take the other", &format!("Take the other value ({about})"), enabled) {
            decide(true);
        }
    });
}

/// Draws what became of the marks in a changed article.
fn changed(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, review: &Review, buttons: &mut Buttons<'_, '_>) {
    title(ui, ctx, "The article has changed");
    let count = |outcome| review.count(outcome);
    let how = if review.old.is_some() { "" } else { " The old text was not kept, so they were searched for." };
    let sentence = format!(
        "Of {} marks {} stand where they stood, {} have moved, {} are uncertain, {} are lost.{how}",
        review.items.len(),
        count(Outcome::Exact),
        count(Outcome::Moved),
        count(Outcome::Uncertain),
        count(Outcome::Lost)
    );
    quiet(ui, ctx, &sentence);
    quiet(ui, ctx, "Nothing is saved before you take this over. Lost and uncertain marks stay listed here afterwards.");
    if buttons.add(ui, "Take over", "Take over in the changed article", true) {
        ctx.run(Command::File(File::TakeOver));
    }
    let mut items: Vec<&Item> = review.items.iter().filter(|item| item.outcome != Outcome::Exact).collect();
    // What needs a look comes first.
    items.sort_by_key(|item| std::cmp::Reverse(item.outcome));
    for item in items.into_iter().take(SHOWN) {
        ui.add_space(6.0);
        let color = if item.outcome == Outcome::Lost { ctx.tokens.problem } else { ctx.tokens.muted };
        label::block(ui, item.outcome.label(), Style::sans(12.5), color);
        value(ui, ctx, "was", &surrounded(&item.old.before, &item.old.words(), &item.old.after));
        match &item.new {
            Some(place) => {
                let span = place.cover();
                let text = opened.article.text.as_str();
                let before = text[..span.start].chars().rev().take(32).collect::<Vec<_>>();
                let before: String = before.into_iter().rev().collect();
                let after: String = text[span.end..].chars().take(32).collect();
                value(ui, ctx, "is", &surrounded(&before, opened.article.text.slice(span), &after));
                let words = shorten(opened.article.text.slice(span), 40);
                if buttons.add(ui, "Show", &format!("Show “{words}” in the changed article"), true) {
                    let focus = Caret { offset: span.end, upstream: true };
                    ctx.push(Action::Reveal(TextSelection { anchor: Caret::at(span.start), focus }));
                }
            }
            None => value(ui, ctx, "is", ""),
        }
    }
}

/// Puts a quote into its surroundings, on one line.
fn surrounded(before: &str, quote: &str, after: &str) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("…{} [{}] {}…", line(before), line(quote), line(after))
}

fn lost_mark(ui: &mut Ui, ctx: &Ctx<'_>, key: &str, former: &Former, buttons: &mut Buttons<'_, '_>) {
    ui.add_space(6.0);
    let words = former
        .record
        .places()
        .first()
        .map_or_else(|| key.to_owned(), |place| surrounded(&place.before, &place.words(), &place.after));
    label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
    let enabled = crate::ui::widgets::editable(ctx);
    ui.horizontal(|ui| {
        let selected = ctx.pane.selection.span();
        if buttons.add(
            ui,
            "Put at selection",
            &format!("Put at the selection ({key})"),
            enabled && !selected.is_empty(),
        ) {
            ctx.change(Intent::PutBack(key.to_owned(), Place::of(selected)));
        }
        if buttons.add(ui, "Delete", &format!("Delete the lost mark ({key})"), enabled) {
            ctx.change(Intent::Forget(key.to_owned()));
        }
    });
}

fn uncertain_mark(
    ui: &mut Ui,
    ctx: &Ctx<'_>,
    opened: &Opened,
    key: &str,
    former: &Former,
    buttons: &mut Buttons<'_, '_>,
) {
    ui.add_space(6.0);
    let was = former.record.places().into_iter().chain(former.record.side_places()).next();
    value(ui, ctx, "was", &was.map(crate::core::annotation::Quoted::words).unwrap_or_default());
    let record = opened.work.records().find(|record| record.key() == key);
    let place =
        record.as_ref().and_then(|record| record.places().into_iter().chain(record.side_places()).next().cloned());
    value(ui, ctx, "is", &place.map(|place| opened.article.text.slice(place.cover()).to_owned()).unwrap_or_default());
    let enabled = crate::ui::widgets::editable(ctx);
    ui.horizontal(|ui| {
        if buttons.add(ui, "Right", &format!("The place is right ({key})"), enabled) {
            ctx.change(Intent::Forget(key.to_owned()));
        }
        if buttons.add(ui, "Not there", &format!("The mark does not belong there ({key})"), enabled) {
            ctx.change(Intent::Unplace(key.to_owned()));
        }
        let id = record.as_ref().and_then(|record| record.id().cloned());
        if let Some(id) = id
            && buttons.add(ui, "Show", &format!("Show the mark ({key})"), true)
        {
            ctx.push(Action::SelectMark(Some(MarkRef { id, part: 0 })));
        }
    });
}

//! The bar above the article in which one looks for words in it.

use egui::{Id, Key, Modifiers, RichText, Ui, vec2};

use super::ctx::Ctx;
use super::widgets::icon_button;
use crate::core::find::Query;
use crate::session::action::{Action, Focus};
use crate::session::command::{Command, Go};
use crate::session::find::Find;
use crate::shape::field::{Field, Outcome};

/// Width of the field.
const FIELD: f32 = 260.0;

/// Gives the id of the field.
#[must_use]
pub fn id() -> Id {
    Id::unique("words to find in the article")
}

/// Draws the bar, where something is looked for.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    let (Some(find), Some(opened)) = (&ctx.pane.find, ctx.opened()) else { return };
    if ctx.open.focus == Some(Focus::Find) {
        ui.memory_mut(|memory| memory.request_focus(id()));
        ctx.focus_served();
    }
    ui.add_space(5.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(16.0);
        field(ui, ctx, find);
        let count = find.count(opened.article.generation);
        let color = if find.trouble.is_some() { ctx.tokens.problem } else { ctx.tokens.muted };
        icon_button(ui, ctx, Command::Go(Go::PreviousHit), true);
        icon_button(ui, ctx, Command::Go(Go::NextHit), true);
        for (label, help, is_on, flip) in switches(&find.wanted) {
            if ui.selectable_label(is_on, label).on_hover_text(help).clicked() {
                ctx.push(Action::Find(flip));
            }
        }
        ui.label(RichText::new(count).size(12.0).color(color));
        if ui.button("Close").on_hover_text("Escape").clicked() {
            ctx.push(Action::CloseFind);
        }
    });
    ui.add_space(5.0);
    let line = ui.available_rect_before_wrap();
    ui.painter().hline(line.x_range(), line.top(), egui::Stroke::new(1.0, ctx.tokens.hairline));
}

fn field(ui: &mut Ui, ctx: &Ctx<'_>, find: &Find) {
    let focused = ui.memory(|memory| memory.has_focus(id()));
    let (down, up) = ui.input_mut(|input| {
        let mut taken = |key| focused && input.consume_key(Modifiers::NONE, key);
        (taken(Key::ArrowDown), taken(Key::ArrowUp))
    });
    let words = &find.wanted.words;
    let width = FIELD.min(ui.available_width() - 16.0);
    let field = Field::new(id(), words, "Find in the article").hint("Find in the article").width(width).arrows();
    let shown = field.show(ui, ctx.tokens.field());
    match shown.outcome {
        Outcome::Draft(text) | Outcome::Taken(text) if text != *words => {
            ctx.push(Action::Find(Query { words: text, ..find.wanted.clone() }));
        }
        Outcome::Discarded(_) => ctx.push(Action::CloseFind),
        _ => {}
    }
    if shown.entered {
        ctx.push(Action::TakeHit);
    } else if down || up {
        ctx.run(Command::Go(if down { Go::NextHit } else { Go::PreviousHit }));
        ctx.push(Action::Focus(Focus::Find));
    }
    ui.add_space(vec2(4.0, 0.0).x);
}

/// Gives each switch with its help, whether it is on, and what flipping it looks for.
fn switches(wanted: &Query) -> [(&'static str, &'static str, bool, Query); 3] {
    let exact = Query { exact: !wanted.exact, ..wanted.clone() };
    let whole = Query { whole: !wanted.whole, ..wanted.clone() };
    let pattern = Query { pattern: !wanted.pattern, ..wanted.clone() };
    [
        ("Exact", "Capitals, accents, tones, vowel marks and apostrophes must be the same", wanted.exact, exact),
        ("Whole words", "Find only what begins and ends where a word does", wanted.whole, whole),
        ("Pattern", "The words are a regular expression; it finds within a line", wanted.pattern, pattern),
    ]
}

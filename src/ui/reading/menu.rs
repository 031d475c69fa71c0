//! The small menu at the selection.

use egui::{Area, Frame as Box, Order, Ui, pos2, vec2};

use super::{Frame, ReadingView};
use crate::core::annotation::{Kind, Place};
use crate::core::intent::Intent;
use crate::core::text::Span;
use crate::session::action::TextSelection;
use crate::session::command::{Command, Edit, Go, key_name};
use crate::shape::{Type, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::small_button;

/// Types of the schema that have a button; the others have their keys.
const TYPES: usize = 4;

impl ReadingView {
    /// Shows what can be made of the selection, below its last line or above its first.
    pub(super) fn selection_menu(
        &mut self,
        ui: &Ui,
        ctx: &Ctx<'_>,
        handle: &Type,
        frame: Frame,
        selection: TextSelection,
    ) {
        // With Shift a click extends the selection: nothing may lie over the words it is meant for.
        if ui.input(|input| input.modifiers.shift) {
            return;
        }
        let Some(layout) = self.layout.as_mut() else { return };
        let span = Span::new(selection.anchor.offset, selection.focus.offset);
        let rects = layout.rects_in_window(&mut handle.lock().fonts, self.scroll, span, frame.height);
        let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
        let below = frame.column + vec2(last.left(), last.bottom() + 10.0);
        let above = frame.column + vec2(first.left(), first.top() - 40.0);
        let fits = below.y + 36.0 < frame.view.bottom();
        let at = if fits || above.y < frame.view.top() { below } else { above };
        let at =
            pos2(at.x.clamp(frame.view.left() + 4.0, (frame.view.right() - 330.0).max(frame.view.left() + 4.0)), at.y);
        let area =
            Area::new(Self::id().with("menu")).order(Order::Foreground).fixed_pos(at).constrain(true).fade_in(false);
        area.show(ui.ctx(), |ui| {
            Box::popup(ui.style()).inner_margin(3.0).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    for kind in [Kind::Actor, Kind::Date, Kind::Agreement, Kind::Flag] {
                        let color = ctx.tokens.of(kind).line;
                        let word = if kind == Kind::Flag { "flag" } else { kind.word() };
                        menu_button(ui, ctx, Command::Edit(Edit::Mark(kind)), &capitalised(word), color);
                    }
                    for one in ctx.workspace.schema().types.iter().take(TYPES) {
                        let color = ctx.tokens.of_type(one.colour).line;
                        let key = one.key.map_or_else(String::new, |key| format!("Ctrl+Alt+{}", key.to_uppercase()));
                        let words = egui::RichText::new(&one.label).color(color);
                        let button = egui::Button::new(words)
                            .shortcut_text(egui::RichText::new(key).color(ctx.tokens.muted))
                            .frame_when_inactive(false);
                        if ui.add(button).on_hover_text(&one.help).clicked() {
                            ctx.change(Intent::MarkAs(one.id.clone(), Place::of(span)));
                        }
                    }
                    if ctx.pane.selection.mark.is_some() {
                        menu_button(ui, ctx, Command::Edit(Edit::AddPassage), "Add to record", ctx.tokens.ink);
                    }
                });
            });
        });
    }
}

/// Shows what can be done here, at a click of the secondary button.
pub(super) fn context_menu(response: &egui::Response, ctx: &Ctx<'_>) {
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        let groups: [&[Command]; 5] = [
            &[Command::Go(Go::Copy), Command::Go(Go::SelectAll)],
            &[
                Command::Edit(Edit::Mark(Kind::Actor)),
                Command::Edit(Edit::Mark(Kind::Date)),
                Command::Edit(Edit::Mark(Kind::Agreement)),
                Command::Edit(Edit::Mark(Kind::Flag)),
                Command::Edit(Edit::Mark(Kind::Region)),
                Command::Edit(Edit::AddPassage),
                Command::Edit(Edit::SetTitle),
            ],
            &[
                Command::Edit(Edit::AddSpelling),
                Command::Edit(Edit::AddTitle),
                Command::Edit(Edit::SetTrigger),
                Command::Edit(Edit::SetInstrument),
                Command::Edit(Edit::SetVenue),
                Command::Edit(Edit::AddQuantity),
                Command::Edit(Edit::Twin),
            ],
            &[Command::Go(Go::EditRecord), Command::Edit(Edit::Delete)],
            &[Command::Edit(Edit::Undo), Command::Edit(Edit::Redo)],
        ];
        for (index, commands) in groups.into_iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for command in commands {
                let info = command.info();
                let key = info.key.map(key_name).unwrap_or_default();
                let button = egui::Button::new(info.label).shortcut_text(key).frame_when_inactive(false);
                if ui.add(button).on_hover_text(info.help).clicked() {
                    ctx.run(*command);
                    ui.close();
                }
            }
            if index == 1 {
                types(ui, ctx);
            }
        }
    });
}

/// Draws the types of mark that the schema adds; not each has a key.
fn types(ui: &mut Ui, ctx: &Ctx<'_>) {
    let names = ctx.workspace.shared.registry.names();
    let span = ctx.opened().and_then(|opened| ctx.pane.selection.span_or_word(&opened.article, names));
    for one in &ctx.workspace.schema().types {
        let key = one.key.map_or(String::new(), |key| format!(" (Ctrl+Alt+{})", key.to_uppercase()));
        let button = small_button(ui, ctx, &format!("Mark as {}{key}", one.label), span.is_some());
        if label::tooltip(button, &one.help, ctx.tokens.ink).clicked()
            && let Some(span) = span
        {
            ctx.change(Intent::MarkAs(one.id.clone(), Place::of(span)));
            ui.close();
        }
    }
}

fn menu_button(ui: &mut Ui, ctx: &Ctx<'_>, command: Command, label: &str, color: egui::Color32) {
    let key = command.info().key.map(key_name).unwrap_or_default();
    let words = egui::RichText::new(label).color(color);
    let button = egui::Button::new(words)
        .shortcut_text(egui::RichText::new(key).color(ctx.tokens.muted))
        .frame_when_inactive(false);
    if ui.add(button).on_hover_text(command.info().help).clicked() {
        ctx.run(command);
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

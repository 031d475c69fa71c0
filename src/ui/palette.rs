//! The list of commands: type a few letters, press Enter.

use egui::{Align2, Area, FontId, Frame, Id, Key, Modifiers, Order, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ctx::Ctx;
use super::widgets::FirstFocus;
use crate::session::action::Action;
use crate::session::command::{Command, key_name};
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};

/// Rows shown at most.
const ROWS: usize = 12;

/// The private state of the palette.
#[derive(Default)]
pub struct Palette {
    query: String,
    at: usize,
    open: bool,
    focus: FirstFocus,
}

impl Palette {
    /// Draws the palette over the window.
    pub fn show(&mut self, ui: &Ui, ctx: &Ctx<'_>) {
        let id = Id::unique("palette query");
        if !self.open {
            self.query.clear();
            self.at = 0;
            self.open = true;
            self.focus = FirstFocus::default();
        }
        self.focus.hold(ui, id);
        let (down, up) = ui.input_mut(|input| {
            (input.consume_key(Modifiers::NONE, Key::ArrowDown), input.consume_key(Modifiers::NONE, Key::ArrowUp))
        });
        let found = find(&self.query);
        if down {
            self.at = (self.at + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.at = self.at.saturating_sub(1);
        }
        let mut chosen = None;
        let area = Area::new(Id::unique("palette"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, 80.0))
            .fade_in(false);
        area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(520.0);
                let query = self.query.clone();
                let shown =
                    Field::new(id, &query, "Command").hint("Type a command").arrows().show(ui, ctx.tokens.field());
                match shown.outcome {
                    Outcome::Draft(text) => {
                        if text != self.query {
                            self.at = 0;
                        }
                        self.query = text;
                    }
                    Outcome::Taken(_) | Outcome::None if shown.entered => chosen = found.get(self.at).copied(),
                    Outcome::Discarded(_) => ctx.push(Action::CloseDialog),
                    Outcome::Taken(_) | Outcome::Refused { .. } | Outcome::None => {}
                }
                ui.add_space(6.0);
                let first = self.at.saturating_sub(ROWS - 1);
                for (index, command) in found.iter().enumerate().skip(first).take(ROWS) {
                    if row(ui, ctx, *command, index == self.at) {
                        chosen = Some(*command);
                    }
                }
                if found.is_empty() {
                    ui.label(egui::RichText::new("No command has these letters.").color(ctx.tokens.muted));
                }
            });
        });
        if let Some(command) = chosen {
            ctx.push(Action::CloseDialog);
            ctx.run(command);
        } else if !ui.memory(|memory| memory.has_focus(id)) && ui.input(|input| input.pointer.any_pressed()) {
            ctx.push(Action::CloseDialog);
        }
    }

    /// Forgets what was typed, so that the palette begins anew next time.
    pub fn close(&mut self) {
        self.open = false;
    }
}

/// Lists the commands whose label or explanation holds all words typed; beginnings of the label first.
fn find(query: &str) -> Vec<Command> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, Command)> = Command::all()
        .into_iter()
        .filter_map(|command| {
            let label = command.info().label.to_lowercase();
            let text = format!("{label} {}", command.info().help.to_lowercase());
            words.iter().all(|word| text.contains(word)).then(|| (!label.starts_with(query.trim()), command))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, command)| command).collect()
}

fn row(ui: &mut Ui, ctx: &Ctx<'_>, command: Command, chosen: bool) -> bool {
    let info = command.info();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::CLICK);
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if chosen { ctx.tokens.selection } else { ctx.tokens.hover });
    }
    let painter = ui.painter();
    let written = painter.text(
        pos2(rect.left() + 8.0, rect.center().y),
        Align2::LEFT_CENTER,
        info.label,
        FontId::proportional(14.0),
        ctx.tokens.ink,
    );
    let key = info.key.map(key_name).unwrap_or_default();
    let right = painter.text(
        pos2(rect.right() - 8.0, rect.center().y),
        Align2::RIGHT_CENTER,
        key,
        FontId::proportional(12.0),
        ctx.tokens.muted,
    );
    let room =
        egui::Rect::from_min_max(pos2(written.right() + 12.0, rect.top()), pos2(right.left() - 8.0, rect.bottom()));
    if room.width() > 40.0 {
        label::paint_in(ui, room, info.help, Style::sans(12.0), ctx.tokens.muted);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, info.label));
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::command::{Edit, View};

    #[test]
    fn palette_finds_commands_by_any_of_their_words() {
        assert_eq!(find("undo").first(), Some(&Command::Edit(Edit::Undo)));
        assert!(find("theme sepia").contains(&Command::View(View::SepiaTheme)));
        assert!(find("qqqq").is_empty());
        assert_eq!(find("").len(), Command::all().len());
    }
}

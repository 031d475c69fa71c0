//! Small things used all over: command buttons, labelled fields, choices from a vocabulary.

mod choice;
mod drop_down;
mod gradual;
mod text_field;
mod timeline;
mod tokens;

pub use choice::{Choice, Reach, choice};
pub use drop_down::Item;
pub use gradual::Gradual;
pub use text_field::{Expects, Shown, TextField, list};
pub use timeline::timeline;
pub use tokens::{NEW, Token, TokenChange, Tokens};

use egui::{Align2, Color32, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use crate::core::language::{Direction, first_strong};
use crate::core::workspace::Access;
use crate::session::action::Focus;
use crate::session::command::{Command, Edit, File, Go, View};
use crate::session::field::{FieldKey, Owner};
use crate::shape::Style;
use crate::shape::label;

use crate::ui::ctx::Ctx;
use crate::ui::theme::bold_family;

/// Width of the labels in front of fields.
pub const LABEL_WIDTH: f32 = 76.0;

/// Gives the icon of a command; nothing for those without one.
#[must_use]
pub fn icon(command: Command) -> Option<&'static str> {
    let icon = match command {
        Command::File(File::OpenFolder) => icons::ICON_FOLDER_OPEN,
        Command::File(File::OpenSample) => icons::ICON_AUTO_STORIES,
        Command::File(File::OpenPath) => icons::ICON_KEYBOARD,
        Command::File(File::NewCorpus) => icons::ICON_CREATE_NEW_FOLDER,
        Command::File(File::NextArticle) => icons::ICON_CHEVRON_RIGHT,
        Command::File(File::PreviousArticle) => icons::ICON_CHEVRON_LEFT,
        Command::File(File::Annotator) => icons::ICON_PERSON,
        Command::Edit(Edit::Undo) => icons::ICON_UNDO,
        Command::Edit(Edit::Redo) => icons::ICON_REDO,
        Command::Edit(Edit::Delete) => icons::ICON_DELETE,
        Command::Edit(Edit::AddPassage) => icons::ICON_ADD,
        Command::Go(Go::Find) => icons::ICON_SEARCH,
        Command::Go(Go::NextHit) => icons::ICON_KEYBOARD_ARROW_DOWN,
        Command::Go(Go::PreviousHit) => icons::ICON_KEYBOARD_ARROW_UP,
        Command::Go(Go::Palette) => icons::ICON_TERMINAL,
        Command::View(View::NextTheme) => icons::ICON_CONTRAST,
        Command::View(View::List) | Command::Go(Go::List) => icons::ICON_VIEW_SIDEBAR,
        Command::View(View::Marks) => icons::ICON_INK_HIGHLIGHTER,
        Command::View(View::Larger) => icons::ICON_TEXT_INCREASE,
        Command::View(View::Smaller) => icons::ICON_TEXT_DECREASE,
        Command::View(View::Invisibles) => icons::ICON_FORMAT_PARAGRAPH,
        _ => return None,
    };
    Some(icon.codepoint)
}

/// Draws a button of a command with its icon only; its label and key stand in the tooltip.
pub fn icon_button(ui: &mut Ui, ctx: &Ctx<'_>, command: Command, enabled: bool) -> Response {
    let info = command.info();
    let glyph = icon(command).unwrap_or("?");
    let size = vec2(28.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, if enabled { Sense::click() } else { Sense::hover() });
    let color = if enabled { ctx.tokens.ink } else { ctx.tokens.hairline };
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, 6.0, ctx.tokens.hover);
    }
    focus_ring(ui, ctx, &response, rect);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, glyph, icon_font(18.0), color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, info.label));
    let response = response.on_hover_text(format!("{}\n{}", info.label, command.tooltip()));
    if response.clicked() {
        ctx.run(command);
    }
    response
}

/// The font of icons.
#[must_use]
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, egui::FontFamily::Name("material-icons".into()))
}

/// Draws a button of a command with its label.
pub fn button(ui: &mut Ui, ctx: &Ctx<'_>, command: Command) -> Response {
    let response = ui.button(command.info().label).on_hover_text(command.tooltip());
    if response.clicked() {
        ctx.run(command);
    }
    response
}

/// Draws a link whose words may be in any script, such as the name of an article.
pub fn link(ui: &mut Ui, ctx: &Ctx<'_>, words: &str, size: f32) -> Response {
    if label::is_plain(words) {
        return ui.link(egui::RichText::new(words).size(size));
    }
    let wide = label::measure(ui, words, Style::sans(size)).x.min(ui.max_rect().width());
    let (rect, response) = ui.allocate_exact_size(vec2(wide.ceil() + 1.0, (size * 1.5).ceil()), Sense::click());
    label::paint_in(ui, rect, words, Style::sans(size), ctx.tokens.focus);
    if response.hovered() || response.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, ctx.tokens.focus));
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    response
}

/// Draws a small button whose words may be in any script.
pub fn small_button(ui: &mut Ui, ctx: &Ctx<'_>, words: &str, enabled: bool) -> Response {
    if label::is_plain(words) {
        return ui.add_enabled(enabled, egui::Button::new(egui::RichText::new(words).size(12.0)).small());
    }
    let style = Style::sans(12.0);
    let wide = (label::measure(ui, words, style).x + 14.0).min(ui.max_rect().width());
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(wide.ceil(), 20.0), sense);
    let ground = if response.hovered() && enabled { ctx.tokens.hover } else { ctx.tokens.surface };
    ui.painter().rect(rect, 4.0, ground, Stroke::new(1.0, ctx.tokens.hairline), StrokeKind::Inside);
    focus_ring(ui, ctx, &response, rect);
    let color = if enabled { ctx.tokens.ink } else { ctx.tokens.muted };
    label::paint_in(ui, rect.shrink2(vec2(6.0, 0.0)), words, style, color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    // There may be no room for all of it.
    label::tooltip(response, words, ctx.tokens.ink)
}

/// Draws a ring around what has the keyboard.
pub fn focus_ring(ui: &Ui, ctx: &Ctx<'_>, response: &Response, rect: Rect) {
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(2.0, ctx.tokens.focus), StrokeKind::Inside);
    }
}

/// Draws a label in front of a field and puts the field on its right.
pub fn labelled<R>(ui: &mut Ui, ctx: &Ctx<'_>, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL_WIDTH, 26.0), Sense::hover());
        let at = pos2(rect.left(), rect.center().y);
        if label::is_plain(label) {
            ui.painter().text(at, Align2::LEFT_CENTER, label, FontId::proportional(12.0), ctx.tokens.muted);
        } else {
            label::paint_in(ui, rect, label, Style::sans(12.0), ctx.tokens.muted);
        }
        ui.vertical(add).inner
    })
    .inner
}

/// Keeps a sentence of the program running from left to right, also where it begins with an Arabic name.
#[must_use]
pub fn left_to_right(sentence: &str) -> String {
    match first_strong(sentence) {
        Some(Direction::Rtl) => format!("\u{200e}{sentence}"),
        _ => sentence.to_owned(),
    }
}

/// Puts a remark under the field before it, behind the label column.
pub fn remark(ui: &mut Ui, text: &str, color: Color32) {
    ui.horizontal(|ui| {
        ui.add_space(LABEL_WIDTH + 8.0);
        ui.vertical(|ui| label::block(ui, &left_to_right(text), Style::sans(12.0), color));
    });
}

/// The id of a field of a record, the same wherever it is asked from.
#[must_use]
pub fn field_id(owner: &Owner, key: FieldKey) -> Id {
    Id::unique(("field", owner, key))
}

/// Tells whether the work on the article on the screen may be changed.
#[must_use]
pub fn editable(ctx: &Ctx<'_>) -> bool {
    ctx.opened().is_some_and(|opened| opened.access == Access::Editable)
}

/// Puts the keyboard into a field where that was asked for; tells whether it was.
pub fn serve_focus(ui: &Ui, ctx: &Ctx<'_>, owner: &Owner, key: FieldKey, id: Id) -> bool {
    let wanted = match (&ctx.open.focus, owner) {
        (Some(Focus::Record(record, other)), Owner::Record(_, id)) => *other == key && record == id,
        (Some(Focus::Field(at)), _) => at.key == key && at.owner == *owner,
        _ => false,
    };
    if wanted {
        ui.memory_mut(|memory| memory.request_focus(id));
        ctx.focus_served();
    }
    wanted
}

/// Empties the editor of a field, so that what was taken is not typed again.
fn forget_text(ui: &Ui, id: Id) {
    crate::shape::Type::of(ui.ctx()).lock().forget_field(id);
}

/// Draws a quiet heading of a panel in bold capitals, with a count.
pub fn panel_title(ui: &Ui, rect: Rect, title: &str, count: usize, color: Color32, muted: Color32) {
    let font = FontId::new(12.0, bold_family());
    let at = pos2(rect.left() + 12.0, rect.center().y);
    let written = ui.painter().text(at, Align2::LEFT_CENTER, title, font, color);
    let at = pos2(written.right() + 8.0, rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, count.to_string(), FontId::proportional(12.0), muted);
}

/// Puts the keyboard into a field of something that has just opened.
///
/// What floats is laid out invisibly in its first frame, and egui takes the focus from what cannot be seen;
/// so the request is repeated until the field really has it.
#[derive(Clone, Default)]
pub struct FirstFocus {
    frames: u8,
    held: bool,
}

impl FirstFocus {
    /// Tells whether the field has had the keyboard.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held
    }

    /// Asks for the keyboard, for a few frames at most.
    pub fn hold(&mut self, ui: &Ui, id: Id) {
        if self.held || self.frames > 4 {
            return;
        }
        self.held = self.frames > 1 && ui.memory(|memory| memory.has_focus(id));
        self.frames += 1;
        if !self.held {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
    }
}

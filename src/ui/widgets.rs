//! Small things used all over: command buttons, labelled fields, choices from a vocabulary.

use egui::{
    Align2, Color32, FontId, Id, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use crate::session::action::{Action, FieldKey, Focus};
use crate::session::command::{Command, Edit, File, Go, View};
use crate::session::state::Draft;
use crate::shape::Style;
use crate::shape::field::{Field, Outcome};
use crate::shape::label;

use super::ctx::Ctx;
use super::theme::bold_family;

/// Width of the labels in front of fields.
const LABEL_WIDTH: f32 = 76.0;

/// Gives the icon of a command; nothing for those without one.
#[must_use]
pub fn icon(command: Command) -> Option<&'static str> {
    let icon = match command {
        Command::File(File::OpenFolder) => icons::ICON_FOLDER_OPEN,
        Command::File(File::OpenSample) => icons::ICON_AUTO_STORIES,
        Command::File(File::OpenPath) => icons::ICON_KEYBOARD,
        Command::File(File::NextArticle) => icons::ICON_CHEVRON_RIGHT,
        Command::File(File::PreviousArticle) => icons::ICON_CHEVRON_LEFT,
        Command::File(File::Annotator) => icons::ICON_PERSON,
        Command::Edit(Edit::Undo) => icons::ICON_UNDO,
        Command::Edit(Edit::Redo) => icons::ICON_REDO,
        Command::Edit(Edit::Delete) => icons::ICON_DELETE,
        Command::Edit(Edit::AddPassage) => icons::ICON_ADD,
        Command::Go(Go::Palette) => icons::ICON_SEARCH,
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
        ui.painter().text(at, Align2::LEFT_CENTER, label, FontId::proportional(12.0), ctx.tokens.muted);
        ui.vertical(add).inner
    })
    .inner
}

/// Puts a remark under the field before it, behind the label column.
pub fn remark(ui: &mut Ui, text: &str, color: Color32) {
    ui.horizontal(|ui| {
        ui.add_space(LABEL_WIDTH + 8.0);
        ui.vertical(|ui| label::block(ui, text, Style::sans(12.0), color));
    });
}

/// The id of a field of a record, the same wherever it is asked from.
#[must_use]
pub fn field_id(owner: &str, key: FieldKey) -> Id {
    Id::unique(("field", owner, key))
}

/// A text field of a record or the header that turns into an action when taken.
pub struct TextField<'a> {
    /// Record id, or "header".
    pub owner: &'a str,
    /// Which field.
    pub key: FieldKey,
    /// Name for people who cannot see it.
    pub name: &'a str,
    /// Present value.
    pub value: &'a str,
    /// Hint while empty.
    pub hint: &'a str,
    /// Lines.
    pub rows: usize,
    /// Width; all there is without.
    pub width: Option<f32>,
}

impl TextField<'_> {
    /// Draws the field; `make` says what taking a text does. Gives the text as it stands.
    pub fn show(self, ui: &mut Ui, ctx: &Ctx<'_>, make: impl Fn(String) -> Action) -> String {
        let id = field_id(self.owner, self.key);
        let enabled = ctx.opened().is_some_and(|opened| opened.access == crate::core::workspace::Access::Editable);
        let wanted = matches!(&ctx.session.focus, Some(Focus::Record(record, key)) if *key == self.key && record.as_str() == self.owner);
        if wanted {
            ui.memory_mut(|memory| memory.request_focus(id));
            ctx.focus_served();
        }
        let mut field = Field::new(id, self.value, self.name).hint(self.hint).rows(self.rows).enabled(enabled);
        if let Some(width) = self.width {
            field = field.width(width);
        }
        let shown = field.show(ui, ctx.tokens.field());
        if wanted {
            shown.response.scroll_to_me(None);
        }
        if shown.response.has_focus() {
            ctx.live_field(id);
        }
        match shown.outcome {
            Outcome::None => self.value.to_owned(),
            Outcome::Draft(text) => {
                ctx.draft(Draft { widget: id, action: make(text.clone()) });
                text
            }
            Outcome::Taken(text) => {
                if text != self.value {
                    ctx.push(make(text.clone()));
                }
                if shown.entered {
                    ctx.push(Action::Focus(Focus::Article));
                }
                text
            }
            Outcome::Discarded => {
                ctx.push(Action::Focus(Focus::Article));
                self.value.to_owned()
            }
        }
    }
}

/// One entry of a choice.
pub struct Choice<'a> {
    /// Code.
    pub code: &'a str,
    /// Words shown.
    pub label: &'a str,
    /// One sentence, or empty.
    pub help: &'a str,
}

/// Draws a closed choice. Up, Down and first letters change it; Enter, Space or a click open the list.
/// Gives the code chosen, if it changed.
pub fn choice(ui: &mut Ui, ctx: &Ctx<'_>, id: Id, name: &str, current: &str, choices: &[Choice<'_>]) -> Option<String> {
    let enabled = ctx.opened().is_some_and(|opened| opened.access == crate::core::workspace::Access::Editable);
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, 26.0));
    let response = ui.interact(rect, id, if enabled { Sense::click() } else { Sense::hover() });
    let at = choices.iter().position(|choice| choice.code == current);
    let shown = at.map_or(current, |at| choices[at].label);
    let ground = if response.hovered() && enabled { ctx.tokens.hover } else { ctx.tokens.surface };
    ui.painter().rect(rect, 4.0, ground, Stroke::new(1.0, ctx.tokens.hairline), StrokeKind::Inside);
    focus_ring(ui, ctx, &response, rect);
    let inner = rect.shrink2(vec2(8.0, 0.0)).with_max_x(rect.right() - 24.0);
    let color = if shown.is_empty() { ctx.tokens.muted } else { ctx.tokens.ink };
    let words = if shown.is_empty() { "Choose…" } else { shown };
    // A code no list knows is shown slanted by quotation marks: it is kept, and it is not ours.
    let foreign;
    let words = if at.is_none() && !current.is_empty() {
        foreign = format!("“{current}”");
        &foreign
    } else {
        words
    };
    label::paint_in(ui, inner, words, Style::sans(14.0), color);
    let arrow = pos2(rect.right() - 14.0, rect.center().y);
    ui.painter().text(
        arrow,
        Align2::CENTER_CENTER,
        icons::ICON_EXPAND_MORE.codepoint,
        icon_font(16.0),
        ctx.tokens.muted,
    );
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, enabled, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    let mut chosen = None;
    if response.has_focus() {
        chosen = choose_by_key(ui, id, at, choices);
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
            ctx.push(Action::Focus(Focus::Article));
        }
    }
    let popup = egui::Popup::menu(&response).width(width.max(260.0)).accessible_name(name.to_owned());
    popup.show(|ui| {
        let bars = egui::scroll_area::ScrollBarVisibility::VisibleWhenNeeded;
        ui.spacing_mut().scroll.floating = false;
        egui::ScrollArea::vertical().max_height(360.0).scroll_bar_visibility(bars).show(ui, |ui| {
            for choice in choices {
                let mut entry = ui.selectable_label(choice.code == current, choice.label);
                if !choice.help.is_empty() {
                    entry = entry.on_hover_text(choice.help);
                }
                if entry.clicked() {
                    chosen = Some(choice.code.to_owned());
                    ui.close();
                }
            }
        });
    });
    chosen.filter(|code| code != current)
}

fn choose_by_key(ui: &Ui, id: Id, at: Option<usize>, choices: &[Choice<'_>]) -> Option<String> {
    let filter = egui::EventFilter { vertical_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let events = ui.input(|input| input.filtered_events(&filter));
    let code = |at: usize| choices.get(at).map(|choice| choice.code.to_owned());
    for event in events {
        match event {
            egui::Event::Key { key: Key::ArrowDown, pressed: true, modifiers, .. } if modifiers.is_none() => {
                return code(at.map_or(0, |at| at + 1));
            }
            egui::Event::Key { key: Key::ArrowUp, pressed: true, modifiers, .. } if modifiers.is_none() => {
                return code(at.map_or(0, |at| at.saturating_sub(1)));
            }
            egui::Event::Text(text) if text.trim() == text && !text.is_empty() => {
                let letter = text.to_lowercase();
                let start = at.map_or(0, |at| at + 1);
                let order = (start..choices.len()).chain(0..start);
                let found = order.into_iter().find(|at| choices[*at].label.to_lowercase().starts_with(&letter));
                return found.and_then(code);
            }
            _ => {}
        }
    }
    None
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
#[derive(Default)]
pub struct FirstFocus {
    frames: u8,
    held: bool,
}

impl FirstFocus {
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

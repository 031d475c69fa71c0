//! Input fields for user text: shaped, bidirectional, with input methods, selection and clipboard.
//!
//! A field edits a draft. [`Field::show`] says what became of it: nothing yet, a change, taken, or discarded.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a driver's method is not general enough in its lifetimes"
)]

use egui::{
    Color32, CornerRadius, Event, EventFilter, Id, ImeEvent, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use parley::{BoundingBox, PlainEditorDriver};

use super::field_state::FieldState;
use super::field_words;
use super::fonts::Style;
use super::shaped::Shaped;
use super::typesetter::Type;

/// What happened to a field in this frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    None,
    /// The draft differs from the value; it is not taken yet.
    Draft(String),
    /// The draft was taken: by Enter, or because the focus left; in several lines also by Escape.
    Taken(String),
    /// Enter or Tab wanted a draft taken that cannot be: it stays, and so does the keyboard.
    Refused {
        /// The draft.
        text: String,
        /// What is offered instead is wanted: Ctrl+Enter.
        instead: bool,
    },
    /// Escape has put back what was there; with what had been typed.
    Discarded(String),
}

/// Colours of a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldColors {
    /// Text.
    pub ink: Color32,
    /// Hint.
    pub hint: Color32,
    /// Ground.
    pub ground: Color32,
    /// Border without focus.
    pub border: Color32,
    /// Border with focus, and caret.
    pub focus: Color32,
    /// Ground of selected text.
    pub selection: Color32,
}

/// An input field for user text.
pub struct Field<'a> {
    id: Id,
    value: &'a str,
    label: &'a str,
    hint: &'a str,
    style: Style,
    rows: usize,
    width: Option<f32>,
    enabled: bool,
    arrows: bool,
    kept: Option<&'a str>,
    outdated: Option<&'a str>,
    accepts: Option<&'a dyn Fn(&str) -> bool>,
}

/// What [`Field::show`] gives back.
pub struct Shown {
    /// The widget.
    pub response: Response,
    /// What happened.
    pub outcome: Outcome,
    /// Whether Enter took the draft (as opposed to the focus leaving).
    pub entered: bool,
    /// The text as it stands.
    pub text: String,
}

impl<'a> Field<'a> {
    /// Makes a field over a value. `label` is its name for people who cannot see it.
    #[must_use]
    pub fn new(id: Id, value: &'a str, label: &'a str) -> Self {
        Self {
            id,
            value,
            label,
            hint: "",
            style: Style::sans(14.0),
            rows: 1,
            width: None,
            enabled: true,
            arrows: false,
            kept: None,
            outdated: None,
            accepts: None,
        }
    }

    /// Keeps Up and Down from moving the keyboard elsewhere: a list hangs under the field.
    #[must_use]
    pub fn arrows(mut self) -> Self {
        self.arrows = true;
        self
    }

    /// Shows a hint while the field is empty.
    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Lets the field grow from `rows` lines on; Enter then makes a new line and Ctrl+Enter takes the text.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Shows a draft from before instead of the value.
    #[must_use]
    pub fn kept(mut self, draft: Option<&'a str>) -> Self {
        self.kept = draft;
        self
    }

    /// Lets a draft that is kept elsewhere give way to a value which has changed under it.
    #[must_use]
    pub fn outdated(mut self, draft: Option<&'a str>) -> Self {
        self.outdated = draft;
        self
    }

    /// Asks before a draft is taken by a key; what is not accepted stays in the field, with the keyboard.
    #[must_use]
    pub fn accepts(mut self, accepts: &'a dyn Fn(&str) -> bool) -> Self {
        self.accepts = Some(accepts);
        self
    }

    /// Sets the width; all there is without.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Makes the field read-only.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws the field and handles its input.
    pub fn show(self, ui: &mut Ui, colors: FieldColors) -> Shown {
        let handle = Type::of(ui.ctx());
        let width = self.width.unwrap_or_else(|| ui.available_width()).max(24.0);
        let padding = vec2(6.0, 3.0);
        let multiline = self.rows > 1;
        let inner_width = width - 2.0 * padding.x;
        let setup = (inner_width.to_bits(), ui.ctx().pixels_per_point().to_bits(), self.style.size.to_bits());
        let had_focus = ui.memory(|memory| memory.has_focus(self.id));
        let scale = ui.ctx().pixels_per_point();

        if !multiline && !had_focus {
            let row = (self.style.size * self.style.line_height).ceil();
            let next = ui.available_rect_before_wrap();
            let rect = Rect::from_min_size(next.min, vec2(width, row + 2.0 * padding.y));
            if !ui.is_rect_visible(rect) && self.is_idle(&handle) {
                return self.show_unseen(ui, rect.size());
            }
        }
        let mut typesetter = handle.lock();
        let mut state = typesetter.fields.remove(&self.id).unwrap_or_else(|| FieldState::new(self.style, self.value));
        state.keep(self.kept);
        state.give_way(self.value, self.outdated);
        state.prepare(self.value, self.style, setup, multiline.then_some(inner_width), scale, had_focus);
        let content = state.layout(&mut typesetter.fonts, scale);
        drop(typesetter);

        let row = (self.style.size * self.style.line_height).ceil();
        let rows = f32::from(u16::try_from(self.rows).unwrap_or(1)) * row;
        let height = if multiline { content.height.max(rows) } else { row } + 2.0 * padding.y;
        let sense = if self.enabled { Sense::click_and_drag() } else { Sense::hover() };
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let mut response = ui.interact(rect, self.id, sense);
        let inner = rect.shrink2(padding);

        let mut outcome = Outcome::None;
        let mut entered = false;
        if self.enabled {
            (outcome, entered) = state.interact(ui, &handle, &self, &mut response, inner, scale);
        }
        let mut typesetter = handle.lock();
        let content = state.layout(&mut typesetter.fonts, scale);
        drop(typesetter);
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        if ui.is_rect_visible(rect) {
            state.paint(ui, &handle, &self, &content, rect, inner, focused, colors, scale);
        }
        if focused {
            state.announce_ime(ui, self.id, rect, inner, scale);
        }
        let text = state.text();
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(self.enabled, self.value, text.as_str(), self.hint);
            info.label = Some(self.label.to_owned());
            info
        });
        state.focused = focused;
        state.last_seen = ui.ctx().cumulative_frame_nr();
        let mut typesetter = handle.lock();
        if typesetter.fields.len() > 200 {
            let now = state.last_seen;
            typesetter.fields.retain(|_, other| other.last_seen + 120 > now);
        }
        typesetter.fields.insert(self.id, state);
        Shown { response, outcome, entered, text }
    }
}

impl Field<'_> {
    /// Tells whether nothing has been typed that is still to be taken.
    fn is_idle(&self, handle: &Type) -> bool {
        let typesetter = handle.lock();
        let at_rest = |state: &FieldState| !state.focused && state.text() == state.base;
        self.kept.is_none() && self.outdated.is_none() && typesetter.fields.get(&self.id).is_none_or(at_rest)
    }

    /// Takes the place of a field that nobody sees: it is reached with Tab and by other programs, but not set.
    fn show_unseen(self, ui: &mut Ui, size: egui::Vec2) -> Shown {
        let sense = if self.enabled { Sense::click_and_drag() } else { Sense::hover() };
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, sense);
        let text = self.value.to_owned();
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(self.enabled, self.value, self.value, self.hint);
            info.label = Some(self.label.to_owned());
            info
        });
        Shown { response, outcome: Outcome::None, entered: false, text }
    }

    fn takes(&self, text: &str) -> bool {
        self.accepts.is_none_or(|accepts| accepts(text))
    }
}

impl FieldState {
    /// Handles focus, pointer and keys; gives what became of the draft and whether Enter took it.
    fn interact(
        &mut self,
        ui: &mut Ui,
        handle: &Type,
        field: &Field<'_>,
        response: &mut Response,
        inner: Rect,
        scale: f32,
    ) -> (Outcome, bool) {
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        let focused = ui.memory(|memory| memory.has_focus(field.id));
        if focused && !self.focused && !response.is_pointer_button_down_on() {
            // What waits to be mended is gone on with, not typed over.
            let mends = field.kept.is_some();
            self.drive(handle, |driver| if mends { driver.move_to_text_end() } else { driver.select_all() });
        }
        self.pointer(ui, handle, field.id, response, inner, scale);
        let focused = ui.memory(|memory| memory.has_focus(field.id));
        if !focused {
            let left = self.focused;
            let text = self.text();
            if left && text != self.base {
                self.base.clone_from(&text);
                return (Outcome::Taken(text), false);
            }
            return (Outcome::None, false);
        }
        let multiline = field.rows > 1;
        let filter = |tab: bool| EventFilter {
            tab,
            horizontal_arrows: true,
            vertical_arrows: multiline || field.arrows,
            escape: true,
        };
        let events = ui.input(|input| input.filtered_events(&filter(true)));
        let mut done = None;
        for event in events {
            let did = self.event(ui, handle, &event, multiline);
            done = self.done(ui, field, did);
            if done.is_some() {
                break;
            }
        }
        self.holds_tab = self.holds_tab(field);
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter(self.holds_tab)));
        done.unwrap_or_else(|| {
            let text = self.text();
            if text == self.base { (Outcome::None, false) } else { (Outcome::Draft(text), false) }
        })
    }

    /// Tab does not lead away from a draft that cannot be taken, until it has been said of it: then it is kept.
    fn holds_tab(&self, field: &Field<'_>) -> bool {
        let text = self.text();
        text != self.base && field.kept != Some(text.as_str()) && !field.takes(&text)
    }

    /// Ends the editing, or does not; gives what became of the draft and whether a key took it.
    fn done(&mut self, ui: &Ui, field: &Field<'_>, did: Did) -> Option<(Outcome, bool)> {
        let text = self.text();
        let multiline = field.rows > 1;
        let leave = || ui.memory_mut(|memory| memory.surrender_focus(field.id));
        match did {
            Did::Take { instead } if !field.takes(&text) => Some((Outcome::Refused { text, instead }, false)),
            Did::Leave { .. } if self.holds_tab && !field.takes(&text) => {
                Some((Outcome::Refused { text, instead: false }, false))
            }
            Did::Leave { back } => {
                // Only where the draft was mended in this very frame; else egui itself moves the keyboard.
                if self.holds_tab && !back {
                    leave();
                    ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::Next));
                    self.base.clone_from(&text);
                    return Some((Outcome::Taken(text), false));
                }
                None
            }
            Did::Take { .. } => {
                self.base.clone_from(&text);
                leave();
                Some((Outcome::Taken(text), true))
            }
            // Of several lines nothing is put back: they are taken, or kept.
            Did::Discard if multiline => {
                self.base.clone_from(&text);
                leave();
                Some((Outcome::Taken(text), true))
            }
            Did::Discard => {
                let base = self.base.clone();
                self.editor.set_text(&base);
                leave();
                Some((Outcome::Discarded(text), false))
            }
            Did::Nothing => None,
        }
    }

    fn drive(&mut self, handle: &Type, act: impl FnOnce(&mut PlainEditorDriver<'_, ()>)) {
        let mut typesetter = handle.lock();
        let typesetter = &mut *typesetter;
        let (fonts, layouts) = typesetter.fonts.contexts(self.editor.raw_text(), self.family);
        act(&mut self.editor.driver(fonts, layouts));
    }

    fn pointer(&mut self, ui: &Ui, handle: &Type, id: Id, response: &Response, inner: Rect, scale: f32) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let at = (pointer - inner.min + vec2(self.scroll, 0.0)) * scale;
        let shift = ui.input(|input| input.modifiers.shift);
        if response.triple_clicked() {
            self.drive(handle, |driver| driver.select_all());
        } else if response.double_clicked() {
            self.drive(handle, |driver| {
                driver.move_to_point(at.x, at.y);
                if !field_words::select(driver) {
                    driver.select_word_at_point(at.x, at.y);
                }
            });
        } else if ui.input(|input| input.pointer.primary_pressed()) {
            if !ui.memory(|memory| memory.has_focus(id)) {
                ui.memory_mut(|memory| memory.request_focus(id));
                self.focused = true;
            }
            self.drive(handle, |driver| {
                if shift { driver.shift_click_extension(at.x, at.y) } else { driver.move_to_point(at.x, at.y) }
            });
        } else if response.dragged() && ui.input(|input| input.pointer.primary_down()) {
            self.drive(handle, |driver| driver.extend_selection_to_point(at.x, at.y));
        }
    }

    fn event(&mut self, ui: &Ui, handle: &Type, event: &Event, multiline: bool) -> Did {
        if let Event::Text(text)
        | Event::Paste(text)
        | Event::Ime(ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)) = event
        {
            // Faces of scripts that are new are chosen before they are set.
            handle.lock().fonts.contexts(text, self.family);
        }
        match event {
            Event::Text(text) if !text.chars().any(char::is_control) => {
                self.drive(handle, |driver| driver.insert_or_replace_selection(text));
            }
            Event::Paste(text) => {
                let text = if multiline { text.replace("\r\n", "\n") } else { text.replace(['\r', '\n'], " ") };
                self.drive(handle, |driver| driver.insert_or_replace_selection(&text));
            }
            Event::Copy | Event::Cut => {
                if let Some(text) = self.editor.selected_text() {
                    ui.ctx().copy_text(text.to_owned());
                    if matches!(event, Event::Cut) {
                        self.drive(handle, |driver| driver.delete_selection());
                    }
                }
            }
            Event::Ime(ime) => self.ime(handle, ime),
            Event::Key { key, pressed: true, modifiers, .. } => {
                if self.editor.is_composing() && matches!(key, Key::Enter | Key::Escape) {
                    return Did::Nothing;
                }
                return self.key(handle, *key, *modifiers, multiline);
            }
            _ => {}
        }
        Did::Nothing
    }

    fn ime(&mut self, handle: &Type, ime: &ImeEvent) {
        match ime {
            ImeEvent::Preedit { text, active_range_chars } if !text.is_empty() => {
                let bytes = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
                let cursor = active_range_chars.as_ref().map(|range| (bytes(range.start), bytes(range.end)));
                self.drive(handle, |driver| driver.set_compose(text, cursor));
            }
            ImeEvent::Preedit { .. } if self.editor.is_composing() => {
                self.drive(handle, |driver| driver.clear_compose());
            }
            ImeEvent::Commit(text) => {
                if self.editor.is_composing() {
                    self.drive(handle, |driver| driver.clear_compose());
                }
                if !text.is_empty() && text != "\n" && text != "\r" {
                    self.drive(handle, |driver| driver.insert_or_replace_selection(text));
                }
            }
            _ => {}
        }
    }

    fn key(&mut self, handle: &Type, key: Key, modifiers: Modifiers, multiline: bool) -> Did {
        let (shift, word) = (modifiers.shift, modifiers.ctrl || modifiers.alt || modifiers.command);
        match key {
            Key::Escape => return Did::Discard,
            Key::Enter if !multiline || modifiers.command || modifiers.ctrl => {
                return Did::Take { instead: modifiers.command || modifiers.ctrl };
            }
            Key::Tab => return Did::Leave { back: shift },
            _ => {}
        }
        self.drive(handle, |driver| match (key, shift, word) {
            _ if word && field_words::key(driver, key, shift) => {}
            (Key::Enter, _, _) => driver.insert_or_replace_selection("\n"),
            (Key::ArrowLeft, false, false) => driver.move_left(),
            (Key::ArrowLeft, true, false) => driver.select_left(),
            (Key::ArrowLeft, false, true) => driver.move_word_left(),
            (Key::ArrowLeft, true, true) => driver.select_word_left(),
            (Key::ArrowRight, false, false) => driver.move_right(),
            (Key::ArrowRight, true, false) => driver.select_right(),
            (Key::ArrowRight, false, true) => driver.move_word_right(),
            (Key::ArrowRight, true, true) => driver.select_word_right(),
            (Key::ArrowUp, false, _) => driver.move_up(),
            (Key::ArrowUp, true, _) => driver.select_up(),
            (Key::ArrowDown, false, _) => driver.move_down(),
            (Key::ArrowDown, true, _) => driver.select_down(),
            (Key::Home, false, false) => driver.move_to_line_start(),
            (Key::Home, true, false) => driver.select_to_line_start(),
            (Key::Home, false, true) => driver.move_to_text_start(),
            (Key::Home, true, true) => driver.select_to_text_start(),
            (Key::End, false, false) => driver.move_to_line_end(),
            (Key::End, true, false) => driver.select_to_line_end(),
            (Key::End, false, true) => driver.move_to_text_end(),
            (Key::End, true, true) => driver.select_to_text_end(),
            (Key::Backspace, _, false) => driver.backdelete(),
            (Key::Backspace, _, true) => driver.backdelete_word(),
            (Key::Delete, _, false) => driver.delete(),
            (Key::Delete, _, true) => driver.delete_word(),
            (Key::A, false, true) => driver.select_all(),
            _ => {}
        });
        Did::Nothing
    }

    #[expect(clippy::too_many_arguments, reason = "one call site; a struct would only rename them")]
    fn paint(
        &mut self,
        ui: &Ui,
        handle: &Type,
        field: &Field<'_>,
        content: &Shaped,
        rect: Rect,
        inner: Rect,
        focused: bool,
        colors: FieldColors,
        scale: f32,
    ) {
        let radius = CornerRadius::same(4);
        ui.painter().rect_filled(rect, radius, colors.ground);
        let stroke = if focused { Stroke::new(2.0, colors.focus) } else { Stroke::new(1.0, colors.border) };
        ui.painter().rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        let painter = ui.painter().with_clip_rect(inner.expand2(vec2(2.0, 2.0)).intersect(ui.clip_rect()));
        let caret = self.editor.cursor_geometry(1.5 * scale).map(|rect| points(rect, scale));
        let multiline = field.rows > 1;
        if multiline {
            self.scroll = 0.0;
        } else {
            self.follow(content, caret.filter(|_| focused), inner.width());
        }
        let origin = pos2(inner.left() - self.scroll, inner.top());
        if focused {
            for (rect, _) in self.editor.selection_geometry() {
                painter.rect_filled(points(rect, scale).translate(origin.to_vec2()), 0.0, colors.selection);
            }
        }
        let mut typesetter = handle.lock();
        if content.len == 0 && !field.hint.is_empty() {
            let hint = typesetter.one_line(ui.ctx(), field.hint, field.style, inner.width());
            typesetter.paint(&painter, &hint, inner.min, colors.hint);
        }
        typesetter.paint(&painter, content, origin, colors.ink);
        drop(typesetter);
        if let Some(preedit) = self.editor.raw_compose() {
            for rect in content.rects(preedit) {
                let y = rect.bottom() + origin.y - 1.0;
                let x = egui::Rangef::new(rect.left() + origin.x, rect.right() + origin.x);
                painter.hline(x, y, Stroke::new(1.0, colors.focus));
            }
        }
        if let Some(caret) = caret.filter(|_| focused) {
            painter.rect_filled(caret.translate(origin.to_vec2()), 0.0, colors.focus);
        }
    }

    fn announce_ime(&self, ui: &Ui, id: Id, rect: Rect, inner: Rect, scale: f32) {
        if !ui.memory(|memory| memory.owns_ime_events(id)) {
            return;
        }
        let origin = pos2(inner.left() - self.scroll, inner.top());
        let caret = points(self.editor.ime_cursor_area(), scale).translate(origin.to_vec2());
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        ui.ctx().output_mut(|output| {
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: to_global * rect,
                cursor_rect: to_global * caret,
                should_interrupt_composition: false,
            });
        });
    }
}

#[derive(Clone, Copy)]
enum Did {
    Nothing,
    Take { instead: bool },
    Leave { back: bool },
    Discard,
}

#[expect(clippy::cast_possible_truncation, reason = "pixel coordinates")]
fn points(rect: BoundingBox, scale: f32) -> Rect {
    Rect::from_min_max(
        pos2(rect.x0 as f32 / scale, rect.y0 as f32 / scale),
        pos2(rect.x1 as f32 / scale, rect.y1 as f32 / scale),
    )
}

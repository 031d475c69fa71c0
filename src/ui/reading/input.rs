//! Pointer and keyboard in the article.

use egui::{Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Response, Ui};

use super::{Frame, ReadingView, selection_is_empty};
use crate::core::marks::MarkRef;
use crate::core::text::Span;
use crate::core::workspace::Opened;
use crate::session::action::{Action, TextSelection};
use crate::session::command::{Command, Edit, Go, Scope};
use crate::shape::Caret;
use crate::shape::article::ArticleLayout;
use crate::shape::typesetter::Typesetter;
use crate::ui::ctx::Ctx;

/// Seconds within which a further press counts as a double or triple click.
const MULTI_CLICK: f64 = 0.35;

/// The last press of the primary button.
#[derive(Clone, Debug)]
pub struct Press {
    at: Pos2,
    time: f64,
    /// 1 letters, 2 words, 3 paragraphs.
    count: u32,
    /// What the press itself selected.
    base: Span,
    /// Still held.
    pub down: bool,
    moved: bool,
    /// Shift was held.
    extends: bool,
    /// The mark that was selected before the first of several clicks.
    mark: Option<MarkRef>,
}

impl ReadingView {
    /// Handles the pointer; gives the selection as it stands afterwards.
    ///
    /// Reads the events one by one, so that a press, a move and a release within one frame are all seen.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        ctx: &Ctx<'_>,
        opened: &Opened,
        response: &Response,
        typesetter: &mut Typesetter,
        frame: Frame,
    ) -> TextSelection {
        self.hover(ui, ctx, opened, response, typesetter, frame);
        let before = ctx.pane.selection.text;
        let mut selection = before;
        let events = ui.input(|input| input.events.clone());
        for event in events {
            match event {
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers }
                    if self.reaches(ui, frame, pos) =>
                {
                    selection = self.pressed(ui, selection, typesetter, frame, pos, modifiers.shift);
                    match self.press.as_mut() {
                        Some(press) if press.count == 1 => press.mark.clone_from(&ctx.pane.selection.mark),
                        Some(press) if press.count == 2 => {
                            // Its first click was not meant for the mark.
                            ctx.push(Action::KeepMark(press.mark.clone()));
                            self.clicked = true;
                        }
                        _ => {}
                    }
                }
                Event::PointerMoved(pos) => selection = self.moved(selection, typesetter, frame, pos),
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    selection = self.moved(selection, typesetter, frame, pos);
                    let ended = self.press.as_mut().filter(|press| press.down);
                    let plain = ended.is_some_and(|press| {
                        press.down = false;
                        press.count == 1 && !press.moved && !press.extends
                    });
                    if plain {
                        self.click(ctx, opened, typesetter, pos - frame.column.to_vec2(), frame);
                    }
                }
                _ => {}
            }
        }
        if self.press.as_ref().is_some_and(|press| press.down)
            && let Some(at) = ui.input(|input| input.pointer.latest_pos())
        {
            selection = self.drag_outside(ui, selection, typesetter, frame, at);
        }
        if selection != before || self.clicked {
            ctx.push(Action::SelectText(selection));
        }
        self.clicked = false;
        selection
    }

    /// Tells whether a press at a point is meant for the text.
    #[expect(clippy::unused_self, reason = "reads as a question to the view")]
    fn reaches(&self, ui: &Ui, frame: Frame, at: Pos2) -> bool {
        let inside = frame.view.with_max_x(frame.view.right() - super::BAR - super::EDGE).contains(at);
        inside && ui.ctx().layer_id_at(at).is_none_or(|layer| layer == ui.layer_id())
    }

    /// Shows the caret shape and says which record is under the pointer.
    fn hover(
        &mut self,
        ui: &Ui,
        ctx: &Ctx<'_>,
        opened: &Opened,
        response: &Response,
        typesetter: &mut Typesetter,
        frame: Frame,
    ) {
        let Some(layout) = self.layout.as_mut() else { return };
        if let Some(at) = response.hover_pos().filter(|_| response.hovered()) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
            let local = at - frame.column.to_vec2();
            let letter = layout.letter_at(&mut typesetter.fonts, self.scroll, local, frame.height);
            if let Some(mark) = letter.and_then(|letter| opened.marks.at(letter.start).first().copied()) {
                ctx.hover(&mark.id);
            }
        }
    }

    fn pressed(
        &mut self,
        ui: &Ui,
        selection: TextSelection,
        typesetter: &mut Typesetter,
        frame: Frame,
        at: Pos2,
        shift: bool,
    ) -> TextSelection {
        let Some(layout) = self.layout.as_mut() else { return selection };
        if !ui.memory(|memory| memory.has_focus(Self::id())) {
            ui.memory_mut(|memory| memory.request_focus(Self::id()));
        }
        let now = ui.input(|input| input.time);
        let caret = layout.hit(&mut typesetter.fonts, self.scroll, at - frame.column.to_vec2(), frame.height);
        let again = self.press.take().filter(|press| now - press.time < MULTI_CLICK && press.at.distance(at) < 6.0);
        let count = again.as_ref().map_or(1, |press| press.count % 3 + 1);
        let base = self.unit(caret, count);
        let mark = again.and_then(|press| press.mark);
        self.press = Some(Press { at, time: now, count, base, down: true, moved: false, extends: shift, mark });
        self.goal_x = None;
        if count > 1 {
            TextSelection { anchor: Caret::at(base.start), focus: Caret { offset: base.end, upstream: true } }
        } else if shift {
            TextSelection { focus: caret, ..selection }
        } else {
            TextSelection { anchor: caret, focus: caret }
        }
    }

    /// Extends the selection to where the pointer has been moved with the button held.
    fn moved(
        &mut self,
        selection: TextSelection,
        typesetter: &mut Typesetter,
        frame: Frame,
        at: Pos2,
    ) -> TextSelection {
        let Some(press) = self.press.as_mut().filter(|press| press.down) else { return selection };
        if !press.moved && press.at.distance(at) < 3.0 {
            return selection;
        }
        press.moved = true;
        let (count, base) = (press.count, press.base);
        let inside = Pos2::new(at.x, at.y.clamp(frame.view.top(), frame.view.bottom() - 1.0));
        let Some(layout) = self.layout.as_mut() else { return selection };
        let caret = layout.hit(&mut typesetter.fonts, self.scroll, inside - frame.column.to_vec2(), frame.height);
        self.extended(count, base, selection, caret)
    }

    /// Scrolls while the pointer is held above or below the text.
    fn drag_outside(
        &mut self,
        ui: &Ui,
        selection: TextSelection,
        typesetter: &mut Typesetter,
        frame: Frame,
        at: Pos2,
    ) -> TextSelection {
        let above = (at.y - frame.view.top()).min(0.0);
        let below = (at.y - frame.view.bottom()).max(0.0);
        let Some(layout) = self.layout.as_mut().filter(|_| above + below != 0.0) else { return selection };
        let by = (above + below).clamp(-60.0, 60.0) * 0.5;
        self.scroll = layout.scroll_by(&mut typesetter.fonts, self.scroll, by, frame.height);
        ui.ctx().request_repaint();
        self.moved(selection, typesetter, frame, at)
    }

    /// Gives what a press with a click count selects.
    fn unit(&self, caret: Caret, count: u32) -> Span {
        let here = Span { start: caret.offset, end: caret.offset };
        let Some(layout) = &self.layout else { return here };
        let text = layout.text();
        match count {
            2 => layout.word_at(caret.offset).unwrap_or(here),
            3 => text.paragraphs()[text.paragraph_at(caret.offset)],
            _ => here,
        }
    }

    fn extended(&self, count: u32, base: Span, selection: TextSelection, caret: Caret) -> TextSelection {
        if count == 1 {
            return TextSelection { focus: caret, ..selection };
        }
        let unit = self.unit(caret, count);
        if caret.offset < base.start {
            TextSelection { anchor: Caret { offset: base.end, upstream: true }, focus: Caret::at(unit.start) }
        } else {
            let end = unit.end.max(base.end);
            TextSelection { anchor: Caret::at(base.start), focus: Caret { offset: end, upstream: true } }
        }
    }

    /// Selects the mark under a click: the innermost first, then those around it, one each click.
    fn click(&mut self, ctx: &Ctx<'_>, opened: &Opened, typesetter: &mut Typesetter, at: Pos2, frame: Frame) {
        let Some(layout) = self.layout.as_mut() else { return };
        let letter = layout.letter_at(&mut typesetter.fonts, self.scroll, at, frame.height);
        let marks = letter.map(|letter| opened.marks.at(letter.start)).unwrap_or_default();
        let here = marks.iter().position(|mark| {
            ctx.pane.selection.mark.as_ref().is_some_and(|chosen| chosen.id == mark.id && chosen.part == mark.part)
        });
        let next = here.map_or(0, |at| (at + 1) % marks.len().max(1));
        let mark = marks.get(next).map(|mark| MarkRef { id: mark.id.clone(), part: mark.part });
        if mark.is_some() || ctx.pane.selection.mark.is_some() {
            // The caret stays where the click was.
            self.clicked = true;
            ctx.push(Action::SelectMark(mark));
        }
    }

    /// Handles the keys while the article has the keyboard; gives the selection as it stands afterwards.
    pub(super) fn keyboard(
        &mut self,
        ui: &Ui,
        ctx: &Ctx<'_>,
        opened: &Opened,
        before: TextSelection,
        typesetter: &mut Typesetter,
        frame: Frame,
    ) -> TextSelection {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(Self::id(), filter));
        let events = ui.input(|input| input.filtered_events(&filter));
        let mut selection = before;
        for event in events {
            match event {
                Event::Copy => ctx.run(Command::Go(Go::Copy)),
                Event::Key { key, pressed: true, modifiers, .. }
                    if !nudge(ctx, key, modifiers)
                        && !mark_as_type(ctx, opened, key, modifiers)
                        && !command(ctx, key, modifiers) =>
                {
                    selection = self.movement(selection, key, modifiers, typesetter, frame);
                }
                _ => {}
            }
        }
        if selection != before {
            ctx.push(Action::SelectText(selection));
            if let Some(layout) = self.layout.as_mut() {
                let at = Span { start: selection.focus.offset, end: selection.focus.offset };
                self.scroll = layout.reveal(&mut typesetter.fonts, self.scroll, at, frame.height, false);
            }
        }
        selection
    }

    fn movement(
        &mut self,
        selection: TextSelection,
        key: Key,
        modifiers: Modifiers,
        typesetter: &mut Typesetter,
        frame: Frame,
    ) -> TextSelection {
        let Some(layout) = self.layout.as_mut() else { return selection };
        let caret = selection.focus;
        let word = modifiers.ctrl || modifiers.command;
        let end = Caret { offset: layout.text().len(), upstream: true };
        let fonts = &mut typesetter.fonts;
        let mut keep_goal = false;
        let line = layout.style().size * 1.8;
        #[expect(clippy::cast_possible_truncation, reason = "lines on a screen")]
        let page = ((frame.height / line) as i32 - 2).max(1);
        let next = match key {
            Key::ArrowLeft | Key::ArrowRight if !modifiers.alt => {
                let right = key == Key::ArrowRight;
                if word {
                    layout.step_word(fonts, caret, right)
                } else if !modifiers.shift && !selection_is_empty(selection) {
                    edge_as_seen(layout, fonts, selection, right)
                } else {
                    layout.step(fonts, caret, right)
                }
            }
            Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown if !word && !modifiers.alt => {
                keep_goal = true;
                let x = *self.goal_x.get_or_insert_with(|| layout.caret_x(fonts, caret));
                let lines = match key {
                    Key::ArrowUp => -1,
                    Key::ArrowDown => 1,
                    Key::PageUp => -page,
                    _ => page,
                };
                layout.step_lines(fonts, caret, lines, x)
            }
            Key::Home if word => Caret::at(0),
            Key::End if word => end,
            Key::Home => layout.line_edge(fonts, caret, false),
            Key::End => layout.line_edge(fonts, caret, true),
            _ => return selection,
        };
        if !keep_goal {
            self.goal_x = None;
        }
        TextSelection { anchor: if modifiers.shift { selection.anchor } else { next }, focus: next }
    }
}

/// Gives the end of a selection that lies farther to the right (or left) as seen.
fn edge_as_seen(
    layout: &mut ArticleLayout,
    fonts: &mut crate::shape::fonts::Fonts,
    selection: TextSelection,
    right: bool,
) -> Caret {
    let (mut first, mut last) = (selection.anchor, selection.focus);
    if first.offset > last.offset {
        std::mem::swap(&mut first, &mut last);
    }
    let (a, b) = (layout.caret_x(fonts, first), layout.caret_x(fonts, last));
    let same_line = layout.span_of(first) == layout.span_of(last);
    let onwards = if same_line { b >= a } else { true };
    if right == onwards { last } else { first }
}

/// Moves an edge of the selected mark with Alt; Shift means five, Ctrl a word.
fn nudge(ctx: &Ctx<'_>, key: Key, modifiers: Modifiers) -> bool {
    if !modifiers.alt || ctx.pane.selection.mark.is_none() {
        return false;
    }
    let (start, right) = match key {
        Key::ArrowRight => (false, true),
        Key::ArrowLeft => (false, false),
        Key::Period => (true, true),
        Key::Comma => (true, false),
        _ => return false,
    };
    let count = if modifiers.shift { 5 } else { 1 };
    let steps = if right { count } else { -count };
    ctx.push(Action::Nudge { start, steps, words: modifiers.ctrl || modifiers.command });
    true
}

/// Marks the selection as a type of the schema whose key this is, with Ctrl+Alt.
fn mark_as_type(ctx: &Ctx<'_>, opened: &Opened, key: Key, modifiers: Modifiers) -> bool {
    if !(modifiers.alt && (modifiers.ctrl || modifiers.command)) {
        return false;
    }
    let name = key.name().to_lowercase();
    let found = ctx.workspace.schema().types.iter().find(|one| one.key.is_some_and(|key| name == key.to_string()));
    let span = ctx.pane.selection.span_or_word(&opened.article, ctx.workspace.shared.registry.names());
    if let (Some(found), Some(span)) = (found, span) {
        let place = crate::core::annotation::Place::of(span);
        ctx.change(crate::core::intent::Intent::MarkAs(found.id.clone(), place));
    }
    found.is_some()
}

/// Runs the command of the table that has this key in the article.
fn command(ctx: &Ctx<'_>, key: Key, modifiers: Modifiers) -> bool {
    let held = |m: Modifiers| (m.ctrl || m.command, m.alt, m.shift);
    let found = Command::all().into_iter().find(|command| {
        let info = command.info();
        info.scope == Scope::Article
            && info.key.is_some_and(|wanted| wanted.logical_key == key && held(wanted.modifiers) == held(modifiers))
    });
    let delete = matches!(key, Key::Delete | Key::Backspace) && modifiers.is_none();
    let found = found.or(delete.then_some(Command::Edit(Edit::Delete)));
    if let Some(command) = found {
        ctx.run(command);
    }
    found.is_some()
}

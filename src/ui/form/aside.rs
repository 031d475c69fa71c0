//! What is said beside a field: a comment of its coder, and why it is empty.

use egui::{Align2, Id, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::{Field, Form};
use crate::core::annotation::{Beside, Id as RecordId, Remark};
use crate::core::intent::{CorpusIntent, Intent, NewEntity};
use crate::core::schema::Vocabulary;
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::Style;
use crate::shape::label::{measure, paint_in};
use crate::ui::widgets::{FirstFocus, LABEL_WIDTH, field_id, icon_font, labelled, remark};

/// What opens the remark on the field that has the keyboard.
const KEY: (Modifiers, Key) = (Modifiers::COMMAND, Key::Period);

/// Bytes of a label that fits in front of its field in any case.
const SHORT: usize = 9;

/// The remark that is open: the id of its comment, which gets the keyboard first.
#[derive(Clone)]
struct Open {
    of: Id,
    focus: FirstFocus,
}

impl Form<'_, '_, '_> {
    /// Draws a field behind its label. Its label opens what can be said beside it, as Ctrl+. does in the field; what is
    /// said stands under it.
    pub fn row<R>(&mut self, field: &Field<'_>, empty: bool, add: impl FnOnce(&mut Ui) -> R) -> R {
        let top = self.ui.cursor().min;
        let opens = !field.path.is_empty() && self.editable() && self.asked_for(field);
        let mut label = Rect::from_min_size(top, vec2(LABEL_WIDTH, 26.0));
        let wide = if field.label.len() < SHORT { 0.0 } else { measure(self.ui, field.label, Style::sans(12.0)).x };
        let before = if wide > LABEL_WIDTH {
            // A long label stands above its field, so that all of it is read.
            let room = vec2(self.ui.available_width(), 18.0);
            let (line, _) = self.ui.allocate_exact_size(room, Sense::hover());
            paint_in(self.ui, line, field.label, Style::sans(12.0), self.ctx.tokens.muted);
            label = line.with_max_x((line.left() + wide + 24.0).min(line.right()));
            ""
        } else {
            field.label
        };
        let result = labelled(self.ui, self.ctx, before, add);
        if !field.path.is_empty() {
            self.aside(field, empty, label, opens);
        }
        result
    }

    /// Draws a field of a part of a record that has a note of its own, behind which there is no other field. Its label
    /// opens the note, as Ctrl+. does in the field; a note that is there is always seen.
    pub fn noted(
        &mut self,
        at: &Field<'_>,
        note: Field<'_>,
        value: &str,
        draw: impl FnOnce(&mut Form<'_, '_, '_>),
        make: impl Fn(String) -> Intent,
    ) {
        let top = self.ui.cursor().min;
        let opens = self.editable() && self.asked_for(at);
        draw(self);
        let label = Rect::from_min_size(top, vec2(LABEL_WIDTH, 26.0));
        let clicked = self.editable() && self.pencil(at, label, "Note (Ctrl+. in the field)");
        let id = field_id(self.owner, note.key);
        let memory = id.with("open");
        if opens || clicked {
            self.ui.data_mut(|data| data.insert_temp(memory, FirstFocus::default()));
        }
        let state = self.ui.data(|data| data.get_temp::<FirstFocus>(memory));
        if state.is_none() && value.is_empty() {
            return;
        }
        self.text(note, value, make);
        let Some(mut first) = state else { return };
        // Without a word in it, it goes when the keyboard goes elsewhere.
        let focused = self.ui.memory(egui::Memory::focused);
        if first.is_held() && focused.is_some_and(|focused| focused != id) {
            self.ui.data_mut(|data| data.remove::<FirstFocus>(memory));
            self.ui.ctx().request_repaint();
        } else {
            first.hold(self.ui, id);
            self.ui.data_mut(|data| data.insert_temp(memory, first));
        }
    }

    /// Tells whether the key that opens the remark was pressed in the field.
    fn asked_for(&self, field: &Field<'_>) -> bool {
        let id = field_id(self.owner, field.key);
        let focused = self.ui.memory(|memory| memory.has_focus(id));
        focused && self.ui.input_mut(|input| input.consume_key(KEY.0, KEY.1))
    }

    /// Draws what is said beside a field.
    fn aside(&mut self, field: &Field<'_>, empty: bool, label: Rect, opens: bool) {
        let said = self.said(field.path);
        let at = Part::path(field.path);
        let comment = field_id(self.owner, FieldKey::Of("record.comment", at));
        let clicked = self.editable() && self.pencil(field, label, "Comment, or why it is empty (Ctrl+. in the field)");
        let open = Id::unique("remark that is open");
        let mut state = self.ui.data(|data| data.get_temp::<Open>(open)).filter(|state| state.of == comment);
        if opens || clicked {
            state = (opens || state.is_none()).then(|| Open { of: comment, focus: FirstFocus::default() });
            self.ui.data_mut(|data| data.remove::<Open>(open));
        }
        let Some(mut state) = state else {
            if let Some(said) = said {
                let words = self.words(&said);
                if !words.is_empty() {
                    remark(self.ui, &words, self.ctx.tokens.muted);
                }
            }
            return;
        };
        let said = said.unwrap_or_default();
        let (path, spoken) = (field.path.to_owned(), field.spoken.to_lowercase());
        let make = |remark: Remark| saying(self.owner, &path, remark);
        let (name, missing) =
            (format!("Comment on {spoken}"), field_id(self.owner, FieldKey::Of("record.missing", at)));
        let asked = Field::new("Comment", &name, FieldKey::Of("record.comment", at)).hint("What to know of this value");
        self.text(asked, &said.comment, |comment| make(Remark { comment, ..said.clone() }));
        if !field.based && (empty || !said.missing.is_empty()) {
            let name = format!("Why {spoken} is empty");
            let asked = Field::new("Why empty", &name, FieldKey::Of("record.missing", at));
            let current = said.missing.clone();
            self.code(asked, Vocabulary::Missing, &current, Some("Not said why"), |missing| {
                make(Remark { missing, ..said.clone() })
            });
        }
        // It goes when the keyboard goes elsewhere.
        let focused = self.ui.memory(egui::Memory::focused);
        let own = [comment, missing, missing.with("search")];
        if state.focus.is_held() && focused.is_some_and(|focused| !own.contains(&focused)) {
            self.ui.data_mut(|data| data.remove::<Open>(open));
            self.ui.ctx().request_repaint();
        } else {
            state.focus.hold(self.ui, comment);
            self.ui.data_mut(|data| data.insert_temp(open, state));
        }
    }

    /// Draws the button over the label, seen where the pointer is; tells whether it was clicked.
    fn pencil(&self, field: &Field<'_>, label: Rect, tip: &str) -> bool {
        let (ui, ctx) = (&*self.ui, self.ctx);
        // Not reached by Tab: Ctrl+. in the field does the same.
        let id = field_id(self.owner, field.key).with("remark");
        let response = ui.interact(label, id, Sense::CLICK);
        if response.hovered() {
            let patch = Rect::from_center_size(label.right_center() - vec2(9.0, 0.0), vec2(20.0, 20.0));
            ui.painter().rect_filled(patch, 4.0, ctx.tokens.hover);
            let icon = icons::ICON_EDIT_NOTE.codepoint;
            ui.painter().text(patch.center(), Align2::CENTER_CENTER, icon, icon_font(16.0), ctx.tokens.ink);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remark on {}", field.spoken)));
        response.on_hover_text(tip).clicked()
    }

    /// Says a remark in words.
    fn words(&self, said: &Remark) -> String {
        let schema = self.ctx.workspace.schema();
        let missing = schema.label(Vocabulary::Missing, &said.missing);
        let parts = [missing, said.comment.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Gives what is said beside a field.
    pub(super) fn said(&self, path: &str) -> Option<Remark> {
        let of = |beside: &Beside| beside.remarks.get(path).cloned();
        let (ctx, shared) = (self.ctx, &self.ctx.workspace.shared);
        match self.owner {
            Owner::Record(_, id) => ctx.opened()?.work.record(id)?.remark(path).cloned(),
            Owner::Header(_) | Owner::Details(_) => of(&ctx.opened()?.work.header.beside),
            Owner::Entry(id) => of(&shared.registry.get(id)?.beside),
            Owner::Identity(id) => of(&shared.identities.get(id)?.beside),
            Owner::Publisher(name) => of(&shared.publisher(name)?.beside),
        }
    }
}

/// Makes the change of what is said beside a field.
pub(super) fn saying(owner: &Owner, path: &str, remark: Remark) -> Intent {
    let path = path.to_owned();
    match key_of(owner) {
        Ok(record) => Intent::Remark(record, path, remark),
        Err(key) => Intent::Corpus(CorpusIntent::Remark(key, path, remark)),
    }
}

/// Makes the change that puts a new entry of the registry into a field of the schema.
pub(super) fn new_entity(owner: &Owner, new: NewEntity) -> Intent {
    match key_of(owner) {
        Ok(record) => Intent::NewEntity(record, new),
        Err(key) => Intent::Corpus(CorpusIntent::NewEntity(key, new)),
    }
}

/// Gives the record of the article, or nothing for its header; for what belongs to the corpus its key.
fn key_of(owner: &Owner) -> Result<Option<RecordId>, String> {
    match owner {
        Owner::Record(_, id) => Ok(Some(id.clone())),
        Owner::Header(_) | Owner::Details(_) => Ok(None),
        Owner::Entry(id) => Err(format!("registry/{id}")),
        Owner::Identity(id) => Err(format!("agreements/{id}")),
        Owner::Publisher(name) => Err(format!("sources/{name}")),
    }
}

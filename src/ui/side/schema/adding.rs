//! Adding a code or a field: the buttons, and the form under the one that was pressed.

use egui::{Button, Frame, Id, Key, Margin, RichText, Role, Ui, WidgetInfo};

use super::rows::Rows;
use super::{code_form, field_form};
use crate::core::generation::Generation;
use crate::core::schema::{Addition, CodeDraft, DraftPart, DraftSlip, FieldDraft, HeadDraft, ListKey};
use crate::session::action::Action;
use crate::session::codebook::{Amending, Amendment, CHANGED};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::FirstFocus;

/// What is being added.
enum Draft {
    Code(CodeDraft),
    Field { field: Box<FieldDraft>, own_id: bool },
}

/// A form that is open.
struct Form {
    draft: Draft,
    head: HeadDraft,
    /// The version that was offered; one that was typed is kept.
    offered: HeadDraft,
    /// The state of the file that is seen; nothing once it was said that there is another one.
    seen: Option<Generation>,
    first: FirstFocus,
    /// It was to be added already, so that everything that is wrong is said.
    tried: bool,
    /// It is being written.
    asked: bool,
    /// Why it was not added.
    said: Option<String>,
    /// Where the keyboard was in the last frame, if that was a switch, a choice or a button.
    on_other: bool,
}

/// The forms of the view; at most one is open.
#[derive(Default)]
pub(super) struct Adding {
    open: Option<Opened>,
    /// Where nothing can be added to, as the file has faults.
    refused: Option<String>,
}

/// The form that is open, what it adds to, and the button that has opened it.
struct Opened {
    at: String,
    button: Id,
    form: Form,
}

/// Names what a field is added to.
pub(super) const FIELDS: &str = "fields";

impl Adding {
    /// Tells whether the form stands here.
    pub(super) fn is_at(&self, at: &str) -> bool {
        self.open.as_ref().is_some_and(|open| open.at == at)
    }

    /// Draws the button that adds a code to a list, called `name`.
    pub(super) fn code_button(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, list: &ListKey, name: &str) {
        let spoken = format!("Add a code to {name}…");
        let begin = || Draft::Code(CodeDraft::new(list.clone()));
        self.button(ui, ctx, &place(list), ("Add a code…", &spoken), begin);
    }

    /// Draws the button that adds a field.
    pub(super) fn field_button(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let begin = || Draft::Field { field: Box::default(), own_id: false };
        self.button(ui, ctx, FIELDS, ("Add a field…", "Add a field…"), begin);
    }

    fn button(
        &mut self,
        ui: &mut Ui,
        ctx: &Ctx<'_>,
        at: &str,
        (words, spoken): (&str, &str),
        begin: impl FnOnce() -> Draft,
    ) {
        if ctx.open.root.is_none() {
            return;
        }
        let button = ui.push_id(("add", at), |ui| ui.add(Button::new(RichText::new(words).size(12.0)).small())).inner;
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
        if !button.clicked() {
            return;
        }
        self.refused = None;
        if self.open.take_if(|open| open.at == at).is_some() {
            return;
        }
        if ctx.open.schema_problems.is_empty() {
            self.open = Some(Opened { at: at.to_owned(), button: button.id, form: Form::new(ctx, begin()) });
        } else {
            self.refused = Some(at.to_owned());
        }
    }

    /// Draws the form if it stands here, or why there is none.
    pub(super) fn below(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, at: &str) {
        if self.refused.as_deref() == Some(at) {
            match ctx.open.schema_problems.first() {
                Some(problem) => {
                    let words = format!(
                        "Nothing can be added while schema.ron has a fault. {problem} Put it right there; then add here."
                    );
                    label::block(ui, &words, Style::sans(12.5), ctx.tokens.problem);
                }
                None => self.refused = None,
            }
        }
        let Some(open) = self.open.as_mut().filter(|open| open.at == at) else { return };
        if open.form.show(ui, ctx, at) {
            // At once, or the keyboard would go to the article.
            ui.memory_mut(|memory| memory.request_focus(open.button));
            self.open = None;
            ui.ctx().request_repaint();
        }
    }
}

/// Names the form for a list.
pub(super) fn place(list: &ListKey) -> String {
    format!("{} {}", list.key, list.level.unwrap_or_default())
}

/// Offers the version that comes next, and in a corpus without a schema the id of a new one.
fn offered(ctx: &Ctx<'_>) -> HeadDraft {
    let folder = ctx.open.root.as_deref().and_then(|root| root.file_name());
    let folder = folder.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    HeadDraft::next(ctx.workspace.schema(), &folder)
}

impl Form {
    fn new(ctx: &Ctx<'_>, draft: Draft) -> Self {
        let head = offered(ctx);
        Self {
            draft,
            offered: head.clone(),
            head,
            seen: Some(ctx.open.codebook.seen),
            first: FirstFocus::default(),
            tried: false,
            asked: false,
            said: None,
            on_other: false,
        }
    }

    /// Draws the form; tells whether it is to be closed.
    fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, at: &str) -> bool {
        if self.asked {
            match &ctx.open.codebook.amending {
                Amending::Done => return true,
                Amending::Refused(sentence) => {
                    (self.asked, self.seen, self.said) = (false, None, Some(sentence.clone()));
                    self.first = FirstFocus::default();
                }
                Amending::Idle | Amending::UnderWay => {}
            }
        }
        self.follow(ctx);
        let read = self.read(ctx);
        let slips = read.as_ref().err().map_or(&[][..], Vec::as_slice);
        let frame = Frame::new().inner_margin(Margin { left: 10, right: 0, top: 4, bottom: 6 });
        let mut close = false;
        let inner = frame.show(ui, |ui| {
            let mut rows = Rows::new(ui, ctx, at, (slips, self.tried));
            match &mut self.draft {
                Draft::Code(draft) => code_form::rows(&mut rows, draft),
                Draft::Field { field, own_id } => field_form::rows(&mut rows, field, own_id),
            }
            rows.text("Version", DraftPart::Version, "Of the schema with it", &mut self.head.version);
            if let Some(id) = &mut self.head.id {
                rows.text("Schema", DraftPart::Schema, "Id of the new schema", id);
            }
            let first = if matches!(self.draft, Draft::Code(_)) { "Code" } else { "Label" };
            let first = Rows::id(at, first);
            let (entered, escaped, wrong) = (rows.entered, rows.escaped, rows.wrong);
            let mut others = rows.others;
            self.first.hold(ui, first);
            if let Some(said) = &self.said {
                label::block(ui, said, Style::sans(12.5), ctx.tokens.problem);
            }
            if self.asked {
                label::block(ui, "It is being written…", Style::sans(12.5), ctx.tokens.muted);
            }
            let mut add = entered;
            ui.horizontal(|ui| {
                let button = ui.add_enabled(!self.asked, Button::new("Add"));
                others.push(button.id);
                add |= button.clicked();
                let button = ui.button("Cancel");
                others.push(button.id);
                close = button.clicked();
            });
            close |= escaped || self.escaped(ui, &others);
            (add, wrong)
        });
        let (add, wrong) = inner.inner;
        if add && !close {
            self.add(ui, ctx, read, wrong);
        }
        close
    }

    /// Takes over a version that is offered anew, as the file has changed, where none was typed.
    fn follow(&mut self, ctx: &Ctx<'_>) {
        let now = offered(ctx);
        if now == self.offered {
            return;
        }
        if self.head.version == self.offered.version || now.id.is_some() != self.head.id.is_some() {
            self.head = now.clone();
        }
        self.offered = now;
    }

    fn read(&self, ctx: &Ctx<'_>) -> Result<Addition, Vec<DraftSlip>> {
        let schema = ctx.workspace.schema();
        match &self.draft {
            Draft::Code(draft) => draft.read(schema, &self.head),
            Draft::Field { field, .. } => field.read(schema, &self.head),
        }
    }

    /// Tells whether Escape was pressed on a switch, a choice or a button. The keyboard is gone from it by then.
    fn escaped(&mut self, ui: &Ui, others: &[Id]) -> bool {
        let focused = ui.memory(egui::Memory::focused);
        let was_on_other = std::mem::replace(&mut self.on_other, focused.is_some_and(|id| others.contains(&id)));
        was_on_other && ui.input(|input| input.key_pressed(Key::Escape))
    }

    /// Has it written, or says what is wrong.
    fn add(&mut self, ui: &Ui, ctx: &Ctx<'_>, read: Result<Addition, Vec<DraftSlip>>, wrong: Option<Id>) {
        self.tried = true;
        let now = ctx.open.codebook.seen;
        let seen = *self.seen.get_or_insert(now);
        match read {
            _ if self.asked => {}
            // It is what the person has seen that something is added to.
            _ if seen != now => (self.seen, self.said) = (Some(now), Some(CHANGED.to_owned())),
            Ok(addition) => {
                self.said = None;
                self.asked = true;
                let amendment = Amendment { addition, head: self.head.clone(), seen };
                ctx.push(Action::Amend(Box::new(amendment)));
            }
            Err(_) => {
                self.said = None;
                if let Some(wrong) = wrong {
                    ui.memory_mut(|memory| memory.request_focus(wrong));
                }
            }
        }
    }
}

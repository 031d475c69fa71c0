//! The rows of a form that adds something: a text, a choice, a switch, each with what is wrong with it below.

use egui::{Checkbox, Id, Key, Modifiers, Role, TextWrapMode, Ui, WidgetInfo};

use crate::core::schema::{DraftPart, DraftSlip};
use crate::shape::field::{Field, Outcome};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, choice, labelled, remark};

/// Draws the rows and notes what was done in them.
pub(super) struct Rows<'u, 'c, 'a> {
    pub(super) ui: &'u mut Ui,
    pub(super) ctx: &'c Ctx<'a>,
    /// What the rows belong to, so that no two forms share a widget.
    pub(super) form: &'c str,
    /// What is wrong.
    pub(super) slips: &'c [DraftSlip],
    /// Whether it is said of rows that are empty, too.
    pub(super) tried: bool,
    /// Enter was pressed in a text.
    pub(super) entered: bool,
    /// Escape was pressed in a text.
    pub(super) escaped: bool,
    /// Switches, which lose the keyboard when Escape is pressed.
    pub(super) others: Vec<Id>,
    /// The first row that is wrong.
    pub(super) wrong: Option<Id>,
}

impl<'u, 'c, 'a> Rows<'u, 'c, 'a> {
    pub(super) fn new(
        ui: &'u mut Ui,
        ctx: &'c Ctx<'a>,
        form: &'c str,
        (slips, tried): (&'c [DraftSlip], bool),
    ) -> Self {
        Self { ui, ctx, form, slips, tried, entered: false, escaped: false, others: Vec::new(), wrong: None }
    }

    /// The id of a row.
    pub(super) fn id(form: &str, name: &str) -> Id {
        Id::unique(("added to the schema", form, name))
    }

    /// Draws a line of text; tells whether it has changed.
    pub(super) fn text(&mut self, label: &str, part: DraftPart, hint: &str, value: &mut String) -> bool {
        let id = Self::id(self.form, label);
        let before = value.clone();
        let ctx = self.ctx;
        let shown =
            labelled(self.ui, ctx, label, |ui| Field::new(id, &before, label).hint(hint).show(ui, ctx.tokens.field()));
        if shown.response.has_focus() {
            ctx.live_field(id);
        }
        self.entered |= shown.entered;
        match shown.outcome {
            // Taken over as it is typed: what is wrong with it is said at once.
            Outcome::Draft(text) | Outcome::Taken(text) => *value = text,
            Outcome::Discarded(_) => self.escaped = true,
            Outcome::Refused { .. } | Outcome::None => {}
        }
        self.say(part, id, value.trim().is_empty());
        *value != before
    }

    /// Draws the choice of one of several things.
    pub(super) fn choice(&mut self, label: &str, choices: &[Choice<'_>], value: &mut String) -> bool {
        let id = Self::id(self.form, label);
        let ctx = self.ctx;
        // The choice itself would lead to the article. Where its list is open, that has the keyboard.
        if self.ui.memory(|memory| memory.has_focus(id)) {
            self.escaped |= self.ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        let chosen = labelled(self.ui, ctx, label, |ui| choice(ui, ctx, id, label, value, choices, true));
        let changed = chosen.is_some();
        *value = chosen.unwrap_or_else(|| std::mem::take(value));
        changed
    }

    /// Draws what is wrong with a choice, under it.
    pub(super) fn say_of_choice(&mut self, label: &str, part: DraftPart) {
        self.say(part, Self::id(self.form, label), false);
    }

    /// Draws switches beside each other, behind a label.
    pub(super) fn switches<'s>(
        &mut self,
        label: &str,
        switches: impl IntoIterator<Item = (&'s str, &'s str, &'s mut bool)>,
    ) {
        let (ctx, form) = (self.ctx, self.form);
        let others = &mut self.others;
        labelled(self.ui, ctx, label, |ui| {
            let row = |ui: &mut Ui| {
                // What has no room goes to the next line whole.
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                for (words, help, value) in switches {
                    let response = ui.add(Checkbox::new(value, words));
                    let set = *value;
                    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, set, words));
                    others.push(response.id);
                    if !help.is_empty() {
                        response.on_hover_text(help);
                    }
                }
            };
            ui.push_id((form, label), |ui| ui.horizontal_wrapped(row));
        });
    }

    /// Draws a quiet sentence under the row before it.
    pub(super) fn remark(&mut self, words: &str) {
        remark(self.ui, words, self.ctx.tokens.muted);
    }

    fn say(&mut self, part: DraftPart, id: Id, empty: bool) {
        for slip in self.slips.iter().filter(|slip| slip.at == part) {
            self.wrong = self.wrong.or(Some(id));
            // Nobody is told of what is still to be typed.
            if self.tried || !empty {
                remark(self.ui, &slip.sentence, self.ctx.tokens.problem);
            }
        }
    }
}

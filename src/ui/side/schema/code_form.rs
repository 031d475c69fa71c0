//! The rows for a new code.

use super::rows::Rows;
use crate::core::schema::{CodeDraft, DraftPart};
use crate::ui::widgets::Choice;

/// Draws them.
pub(super) fn rows(rows: &mut Rows<'_, '_, '_>, draft: &mut CodeDraft) {
    rows.text("Code", DraftPart::Code, "What stands in the files; it never changes", &mut draft.code);
    rows.text("Label", DraftPart::Label, "What is read in the window", &mut draft.label);
    rows.text("Help", DraftPart::Help, "When it is to be chosen, in one sentence", &mut draft.help);
    let terms = draft.list.replaceable(rows.ctx.workspace.schema());
    let none = Choice { code: "", label: "No other code", help: "Both are chosen from." };
    let others = terms.iter().map(|term| Choice { code: &term.code, label: &term.label, help: &term.help });
    let choices: Vec<Choice<'_>> = std::iter::once(none).chain(others).collect();
    rows.choice("Replaces", &choices, &mut draft.replaces);
    rows.say_of_choice("Replaces", DraftPart::Replaces);
}

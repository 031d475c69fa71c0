//! Finding one of many fields by what it is called.

use egui::Id;

use super::{Form, Of, Standing};
use crate::core::schema::FieldDef;
use crate::session::action::{Action, Focus};
use crate::session::field::{FieldAt, FieldKey};
use crate::shape::field::{Field, Outcome};
use crate::ui::widgets::labelled;

/// Tells whether a field is what a typed text may mean: by its label, its id, its help, or what it offers.
pub(super) fn fits(field: &FieldDef, query: &str) -> bool {
    let query = query.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&query);
    let offers =
        || field.kind.choices().is_some_and(|terms| terms.iter().any(|term| has(&term.label) || has(&term.code)));
    has(&field.label) || has(&field.id) || has(&field.help) || offers()
}

impl Form<'_, '_, '_> {
    /// Draws the line in which a field is searched; gives what stands in it. Enter goes to the first field found.
    pub(super) fn search_fields(&mut self, of: Of<'_>, all: &[Standing<'_>]) -> String {
        let (ctx, owner) = (self.ctx, self.owner);
        let id = Id::unique(("find a field", owner, of.path(""), of.on()));
        let memory = id.with("typed");
        let query: String = self.ui.data(|data| data.get_temp(memory)).unwrap_or_default();
        let hint = format!("Find one of {} fields", all.len());
        let shown = labelled(self.ui, ctx, "Find", |ui| {
            let shown = Field::new(id, &query, "Find a field").hint(&hint).show(ui, ctx.tokens.field());
            if shown.response.has_focus() {
                ctx.live_field(id);
                ctx.live_rule("record.own");
            }
            shown
        });
        let now = match shown.outcome {
            Outcome::Draft(text) | Outcome::Taken(text) => text,
            Outcome::Discarded(_) => {
                ctx.push(Action::Focus(Focus::Article));
                String::new()
            }
            Outcome::Refused { .. } | Outcome::None => query.clone(),
        };
        if now != query {
            self.ui.data_mut(|data| data.insert_temp(memory, now.clone()));
        }
        let first = all.iter().find(|one| fits(one.field, now.trim()));
        if let Some(first) = first.filter(|_| shown.entered && !now.trim().is_empty()) {
            // In the next frame: in this one Enter would open its list as well.
            let key = FieldKey::own(&of.path(&first.field.id));
            ctx.push(Action::Focus(Focus::Field(FieldAt { owner: owner.clone(), key })));
        }
        now
    }
}

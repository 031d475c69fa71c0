//! The offices an actor has held.

use crate::core::annotation::{DatedRole, RegistryEntry};
use crate::core::intent::{CorpusIntent, EntryField, Intent};
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form};
use crate::ui::widgets::{Expects, TokenChange};

/// Draws the offices held, each with its dates.
pub(super) fn roles(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    let set = |roles| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), EntryField::Roles(roles)));
    for (nth, role) in entry.roles.iter().enumerate() {
        let changed = |change: &dyn Fn(&mut DatedRole)| {
            let mut roles = entry.roles.clone();
            if let Some(role) = roles.get_mut(nth) {
                change(role);
            }
            roles.retain(|role| !role.title.is_empty());
            set(roles)
        };
        let key = |name| FieldKey::Of("actor.roles", Part::Of(nth, name));
        let field = Field::new("Office", "Office", key("title")).hint("Empty takes it away");
        form.text(field, &role.title, |text| changed(&|role: &mut DatedRole| text.clone_into(&mut role.title)));
        let org: Vec<String> = Some(role.org.clone()).filter(|id| !id.is_empty()).into_iter().collect();
        let field = Field::new("of", "Organisation of the office", key("organisation")).hint("Organisation");
        match form.actors(field, &org, &[], "") {
            Some(TokenChange::Add(id)) => form.push(changed(&|role: &mut DatedRole| id.clone_into(&mut role.org))),
            Some(TokenChange::Remove(_)) => form.push(changed(&|role: &mut DatedRole| role.org.clear())),
            _ => {}
        }
        for (label, value) in [("from", &role.from), ("until", &role.to)] {
            let spoken = format!("Office {label}");
            let field = Field::new(label, &spoken, key(label)).hint("e.g. 2019-04").expects(Expects::Date);
            form.text(field, value, |text| {
                changed(&|role: &mut DatedRole| {
                    text.clone_into(if label == "from" { &mut role.from } else { &mut role.to });
                })
            });
        }
    }
    let field = Field::new("Office", "New office", FieldKey::Of("actor.roles", Part::Named("new")));
    form.text(field.hint("Title of an office held"), "", |title| {
        let mut roles = entry.roles.clone();
        if !title.is_empty() {
            roles.push(DatedRole { title, ..DatedRole::default() });
        }
        set(roles)
    });
}

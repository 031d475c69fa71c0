//! The names of an entry, each with its language and kind, and which of them belong to another actor.

use std::collections::BTreeSet;

use egui::{Role, WidgetInfo};

use super::RegistryView;
use crate::core::annotation::{Name, RegistryEntry};
use crate::core::intent::{CorpusIntent, EntryField, Intent};
use crate::core::schema::Vocabulary;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form};
use crate::ui::widgets::labelled;

/// Makes the change of one name of an entry.
type Changed<'a> = dyn Fn(&dyn Fn(&mut Name)) -> Intent + 'a;

impl RegistryView {
    /// Draws the names, each with its language and kind, and a box for splitting.
    pub(super) fn names(&mut self, form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
        form.heading(&format!("Names ({})", entry.names.len()));
        let set = |names| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), EntryField::Names(names)));
        if self.split.0 != entry.id {
            self.split = (entry.id.clone(), BTreeSet::new());
        }
        for (nth, name) in entry.names.iter().enumerate() {
            let changed = |change: &dyn Fn(&mut Name)| {
                let mut names = entry.names.clone();
                if let Some(name) = names.get_mut(nth) {
                    change(name);
                }
                names.retain(|name| !name.text.is_empty());
                set(names)
            };
            let label = if name.lang.is_empty() { "Name" } else { &name.lang };
            let spoken = format!("Name {}", nth + 1);
            let field = Field::new(label, &spoken, FieldKey::Of("registry.names", Part::Item(nth)));
            form.text(field.hint("Empty takes it away"), &name.text, |text| {
                changed(&|name: &mut Name| text.clone_into(&mut name.text))
            });
            if !self.split.1.is_empty() || !name.kind.is_empty() || entry.names.len() <= 6 {
                self.name_kind(form, nth, name, &changed);
            }
        }
        let field = Field::new("Add name", "New name", FieldKey::Of("registry.names", Part::Named("new")));
        form.text(field.hint("In any script"), "", |text| {
            let mut names = entry.names.clone();
            if !text.is_empty() {
                let script = crate::core::language::script_of(&text).to_owned();
                names.push(Name { text, lang: String::new(), script, kind: String::new() });
            }
            set(names)
        });
        if !self.split.1.is_empty() {
            let names: Vec<usize> = self.split.1.iter().copied().collect();
            let words = format!("Split {} off into a new actor", names.len());
            if form.ui.button(words).clicked() {
                form.push(Intent::Corpus(CorpusIntent::Split { from: entry.id.clone(), names }));
                self.split.1.clear();
            }
        }
    }

    fn name_kind(&mut self, form: &mut Form<'_, '_, '_>, nth: usize, name: &Name, changed: &Changed<'_>) {
        let hint = if name.script.is_empty() { "Language".to_owned() } else { format!("Language; {}", name.script) };
        let spoken = format!("Language of name {}", nth + 1);
        let field = Field::new("", &spoken, FieldKey::Of("registry.names", Part::Of(nth, "language"))).hint(&hint);
        form.text(field, &name.lang, |text| changed(&|name: &mut Name| text.clone_into(&mut name.lang)));
        let spoken = format!("Corpus kind of name {}", nth + 1);
        let field = Field::new("", &spoken, FieldKey::Of("registry.kind", Part::Of(nth, "name")));
        form.code(field, Vocabulary::NameKind, &name.kind, Some("Any kind"), |code| {
            changed(&|name: &mut Name| code.clone_into(&mut name.kind))
        });
        let ctx = form.ctx;
        labelled(form.ui, ctx, "", |ui| {
            let mut chosen = self.split.1.contains(&nth);
            let response = ui.checkbox(&mut chosen, "belongs to another actor");
            let spoken = format!("{} belongs to another actor", name.text);
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, spoken.clone()));
            if response.changed() {
                if chosen {
                    self.split.1.insert(nth);
                } else {
                    self.split.1.remove(&nth);
                }
            }
        });
    }
}

//! The fields that the schema adds to a record: in groups that fold, found by a search where they are many, each asked
//! for only where its condition holds.

mod editors;
mod found;
mod several;

use egui::style::ScrollAnimation;

use super::{Field, Form};
use crate::core::annotation::FieldValue;
use crate::core::facts::{Links, Owner as Of, Said};
use crate::core::schema::{Asked, FieldDef, Schema};
use crate::core::workspace::Opened;
use crate::session::action::Focus;
use crate::session::field::FieldKey;
use crate::ui::widgets::{field_id, remark};

/// From so many fields on there is a search, and those in no group have a line that folds them as well.
const MANY: usize = 13;
/// Height of a field that was not drawn yet.
const ROW: f32 = 26.0;
/// Points above and below what is seen in which fields are drawn, so that Tab finds the next one.
const AROUND: f32 = 300.0;

/// A field with how it stands in this record.
struct Standing<'s> {
    field: &'s FieldDef,
    /// Its values.
    values: &'s [String],
    /// Whether it is asked for here.
    applies: bool,
    /// What is wrong with it.
    problem: Option<String>,
}

impl Standing<'_> {
    fn is_set(&self) -> bool {
        self.values.iter().any(|value| !value.is_empty())
    }
}

impl Form<'_, '_, '_> {
    /// Draws the fields that the schema adds to a record, or to a part of one.
    pub fn own(&mut self, of: Of<'_>) {
        let schema = self.ctx.workspace.schema().clone();
        let all = self.standing(&schema, of);
        if !all.is_empty() {
            let query = if all.len() < MANY { String::new() } else { self.search_fields(of, &all) };
            self.sections(&schema, of, &all, query.trim());
        }
        for (id, value) in of.fields().iter().filter(|(id, _)| schema.field(of.on(), id).is_none()) {
            let words = format!("{id}: {} (not a field of this schema; kept)", value.text());
            remark(self.ui, &words, self.ctx.tokens.muted);
        }
    }

    /// Lists the fields that are shown: those that are asked for, and those that have a value all the same.
    fn standing<'s>(&self, schema: &'s Schema, of: Of<'s>) -> Vec<Standing<'s>> {
        let opened = self.ctx.opened();
        let registry = &self.ctx.workspace.shared.registry;
        let language = opened.and_then(Opened::language).unwrap_or_default();
        let said = Said { owner: of, registry, language };
        let known = Links { registry, work: opened.map(|opened| &*opened.work) };
        let mut all = Vec::new();
        for field in schema.fields_of(of.on()) {
            let values = of.fields().get(&field.id).map_or(&[][..], FieldValue::values);
            let applies = schema.applies(field, &said);
            let set = values.iter().any(|value| !value.is_empty());
            let offered = applies && field.is_offered();
            if !set && !offered {
                continue;
            }
            let missing = !set && field.required && of.missing(&field.id).is_some();
            let problem = field.problem(values, &Asked { applies, missing, known: Some(&known) });
            all.push(Standing { field, values, applies, problem });
        }
        all
    }

    fn sections(&mut self, schema: &Schema, of: Of<'_>, all: &[Standing<'_>], query: &str) {
        let hit = |one: &&Standing<'_>| query.is_empty() || found::fits(one.field, query);
        let loose: Vec<&Standing<'_>> = all.iter().filter(|one| schema.group(&one.field.group).is_none()).collect();
        let folds = loose.len() >= MANY;
        let open = !folds || (loose.iter().any(hit) && self.section(of, "", "Fields", &loose, query));
        for one in loose.into_iter().filter(hit).filter(|_| open) {
            self.lazily(of, one, all.len() >= MANY);
        }
        for group in &schema.groups {
            let members: Vec<&Standing<'_>> = all.iter().filter(|one| one.field.group == group.id).collect();
            if !members.iter().any(hit) || !self.section(of, &group.id, &group.label, &members, query) {
                continue;
            }
            if !group.help.is_empty() && query.is_empty() {
                remark(self.ui, &group.help, self.ctx.tokens.muted);
            }
            for one in members.into_iter().filter(hit) {
                self.lazily(of, one, all.len() >= MANY);
            }
        }
    }

    /// Draws the line of a group; tells whether it is open.
    fn section(&mut self, of: Of<'_>, id: &str, label: &str, fields: &[&Standing<'_>], query: &str) -> bool {
        let set = fields.iter().filter(|one| one.is_set()).count();
        let open = fields.iter().any(|one| one.is_set() || one.problem.is_some());
        let words = format!("{label} ({set} of {})", fields.len());
        // While something is searched, what was found is seen.
        let name =
            if query.is_empty() { ("group", of.path(id)) } else { ("found", format!("{id} {}", of.path(query))) };
        self.fold(&format!("{name:?}"), &words, open || !query.is_empty())
    }

    /// Draws a field that can be seen or is near to it, and leaves the room of any other empty.
    fn lazily(&mut self, of: Of<'_>, one: &Standing<'_>, many: bool) {
        let path = of.path(&one.field.id);
        let key = FieldKey::own(&path);
        let id = field_id(self.owner, key);
        let memory = id.with("height");
        let height = self.ui.data(|data| data.get_temp::<f32>(memory)).unwrap_or(ROW);
        let room = egui::Rect::from_min_size(self.ui.cursor().min, egui::vec2(self.ui.available_width(), height));
        let near = self.ui.is_rect_visible(room.expand2(egui::vec2(0.0, AROUND)));
        let held = self.ui.memory(egui::Memory::focused).is_some_and(|focused| focused == id);
        let wanted = match &self.ctx.open.focus {
            Some(Focus::Field(at)) => at.key == key,
            Some(Focus::Record(_, other)) => *other == key,
            _ => false,
        };
        // Where there are few, all are drawn.
        if many && !near && !held && !wanted {
            self.ui.allocate_space(room.size());
            return;
        }
        let top = self.ui.cursor().top();
        let field = Field::new(&one.field.label, &one.field.label, key).hint(&one.field.help).path(&path);
        self.editor(of, one, field);
        // Tab leads on to a field that is only drawn because it is near.
        let focused = self.ui.memory(|memory| memory.has_focus(id));
        if many && focused && !held {
            self.ui.scroll_to_rect_animation(room, None, ScrollAnimation::none());
        }
        let tall = self.ui.cursor().top() - top - self.ui.spacing().item_spacing.y;
        self.ui.data_mut(|data| data.insert_temp(memory, tall.max(0.0)));
    }
}

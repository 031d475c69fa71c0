//! The fields that the schema adds to a kind of record.

use super::{Field, Form};
use crate::core::annotation::Fields;
use crate::core::intent::Intent;
use crate::core::schema::{FLAG, FieldDef, FieldKind, Term};
use crate::session::field::FieldKey;
use crate::ui::widgets::{Expects, remark};

impl Form<'_, '_, '_> {
    /// Draws the fields that the schema adds to a kind of record.
    pub fn added(&mut self, on: &str, fields: &Fields, make: impl Fn(String, String) -> Intent) {
        let schema = self.ctx.workspace.schema().clone();
        for (nth, field) in schema.fields_of(on).filter(|field| !field.hidden).enumerate() {
            let value = fields.get(&field.id).map_or("", String::as_str);
            self.added_field(nth, field, value, |value| make(field.id.clone(), value));
        }
        for (id, value) in fields.iter().filter(|(id, _)| !schema.fields_of(on).any(|field| field.id == **id)) {
            let words = format!("{id}: {value} (not a field of this schema; kept)");
            remark(self.ui, &words, self.ctx.tokens.muted);
        }
    }

    fn added_field(&mut self, nth: usize, field: &FieldDef, value: &str, make: impl Fn(String) -> Intent) {
        let asked = Field::new(&field.label, &field.label, FieldKey::Added(nth)).hint(&field.help);
        let asked = asked.expects(Expects::Added(field));
        let none = (!field.required).then_some("Not said");
        match &field.kind {
            FieldKind::Choice(terms) => self.terms(asked, terms, value, none, make),
            FieldKind::Flag => {
                let terms = FLAG.map(|code| Term::own(code, code, ""));
                self.terms(asked, &terms, value, none, make);
            }
            FieldKind::LongText => {
                self.rows(asked, value, 2, make);
            }
            FieldKind::Text | FieldKind::Number { .. } | FieldKind::Date => {
                self.text(asked, value, make);
            }
        }
        let said = matches!(field.kind, FieldKind::Number { .. } | FieldKind::Date);
        if let Some(problem) = field.problem(value).filter(|_| !value.is_empty() && !said) {
            remark(self.ui, &problem, self.ctx.tokens.problem);
        }
    }
}

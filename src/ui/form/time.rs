//! What a form says of dates: what a value rests on, and the value in words with a strip of time.

use super::{Field, Form};
use crate::core::annotation::Basis;
use crate::core::dates::{DateValue, Meaning, Wanted};
use crate::core::intent::Intent;
use crate::core::schema::Vocabulary;
use crate::session::field::{FieldKey, Part};
use crate::ui::widgets::{labelled, remark, timeline};

impl Form<'_, '_, '_> {
    /// Draws what a value rests on, with the reason where there is one. `of` tells several of a record apart.
    pub fn basis(&mut self, of: Part, basis: &Basis, make: impl Fn(Basis) -> Intent) {
        let field = Field::new("Basis", "Basis", FieldKey::Of("date.basis", of));
        self.code(field, Vocabulary::Basis, basis.code(), None, |code| make(basis.with_code(&code)));
        if let Some(reason) = basis.reason() {
            let field = Field::new("", "Reason of the basis", FieldKey::Reason(of)).hint("Why, or from where");
            self.text(field, reason, |text| make(basis.with_reason(text)));
        }
    }

    /// Says the value of an expression of time in words, a date with its strip of time; what is wrong with it, its field
    /// says.
    pub fn time_words(&mut self, wanted: Wanted, value: &str, published: &str, color: egui::Color32) {
        match Meaning::parse(wanted, value.trim()) {
            Ok(Meaning::Date(_)) => self.date_words(value, published, color),
            Ok(meaning) => remark(self.ui, &meaning.in_words(), self.ctx.tokens.muted),
            Err(_) => {}
        }
    }

    /// Says a date in words, with its strip of time; what is wrong with it, its field says.
    pub fn date_words(&mut self, value: &str, published: &str, color: egui::Color32) {
        let value = value.trim();
        let Ok(date) = DateValue::parse(value) else { return };
        let mut words = format!("{} · {}", date.in_words(), date.granularity());
        if let (Some(first), Some(last)) = date.bounds()
            && first != last
        {
            words = format!("{words} · {first} to {last}");
        }
        remark(self.ui, &words, self.ctx.tokens.muted);
        let ctx = self.ctx;
        labelled(self.ui, ctx, "", |ui| timeline(ui, ctx, value, published, color));
    }
}

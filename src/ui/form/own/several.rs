//! A field of several texts: each stands in a field of its own, so that any text can be one, and behind them is an empty
//! one for a further text.

use super::editors::Set;
use super::{Form, Of, Standing};
use crate::core::annotation::FieldValue;
use crate::core::schema::FieldKind;
use crate::session::action::{Action, Focus};
use crate::session::field::{FieldAt, FieldKey};
use crate::ui::form::Field;
use crate::ui::widgets::Expects;

impl Form<'_, '_, '_> {
    /// Draws the values, and the field that adds one. A value that is emptied goes.
    pub(super) fn texts(&mut self, of: Of<'_>, one: &Standing<'_>, field: Field<'_>, set: &Set<'_>) {
        let def = one.field;
        let rows = if matches!(def.kind.single(), FieldKind::LongText) { 2 } else { 1 };
        let expects = Expects::One(def);
        for (nth, value) in one.values.iter().enumerate() {
            let spoken = format!("{} {}", def.label, nth + 1);
            let key = FieldKey::own(&format!("{}.{nth}", of.path(&def.id)));
            let label = if nth == 0 { field.label } else { "" };
            let make = |text: String| set(with(one.values, nth, &text));
            self.rows(Field::new(label, &spoken, key).expects(expects), value, rows, make);
        }
        let (label, hint) = match (one.is_set(), field.hint) {
            (true, _) => ("", "and…"),
            (false, "") => (field.label, "Several, Enter behind each"),
            (false, hint) => (field.label, hint),
        };
        // Where there are values, nobody asks why it is empty.
        let based = field.based || one.is_set();
        let adds = Field { label, based, ..field }.hint(hint).expects(expects);
        let end = one.values.len();
        let make = |text: String| set(with(one.values, end, &text));
        let shown = self.typed(adds, "", rows, make);
        if shown.is_some_and(|shown| shown.took) {
            // The next one is typed at once.
            let at = FieldAt { owner: self.owner.clone(), key: field.key };
            self.ctx.push(Action::Focus(Focus::Field(at)));
        }
    }
}

/// Puts a text in the place of a value, or behind all; an empty one takes the value away.
fn with(values: &[String], at: usize, text: &str) -> FieldValue {
    let mut all = values.to_vec();
    let text = text.trim();
    match all.get_mut(at) {
        Some(_) if text.is_empty() => drop(all.remove(at)),
        Some(value) => text.clone_into(value),
        None if text.is_empty() => {}
        None => all.push(text.to_owned()),
    }
    FieldValue::Many(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_is_changed_added_or_taken_away() {
        let values = ["a; b".to_owned(), "c".to_owned()];
        let all = |at, text: &str| with(&values, at, text).values().to_vec();
        assert_eq!(all(0, " d "), ["d", "c"]);
        assert_eq!(all(0, " "), ["c"]);
        assert_eq!(all(2, "e"), ["a; b", "c", "e"]);
        assert_eq!(all(2, ""), ["a; b", "c"]);
    }
}

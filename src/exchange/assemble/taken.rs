//! The fields of a node, taken out one by one.

use crate::core::annotation::Basis;
use crate::core::doc::Fields;

/// Takes fields out one by one; what stays was not understood.
pub(super) struct Taken(Fields);

/// Tells whether the fields are those of a record of ours, of which an empty field says that it is empty.
pub(super) fn is_ours(fields: &Fields) -> bool {
    fields.contains_key("origin")
}

impl Taken {
    /// Begins with all fields.
    pub(super) fn of(fields: Fields) -> Self {
        Self(fields)
    }

    /// Takes a field that says nothing of its own.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Names what nobody has taken.
    pub(super) fn left(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Takes a field; where a file of another program does not say, the value that a new record has.
    pub(super) fn or(&mut self, ours: bool, name: &str, other: &str) -> String {
        let text = self.one(name);
        if text.is_empty() && !ours { other.to_owned() } else { text }
    }

    /// Takes a field with one value.
    pub(super) fn one(&mut self, name: &str) -> String {
        self.0.remove(name).and_then(|values| values.into_iter().next()).unwrap_or_default()
    }

    /// Takes a field with several values.
    pub(super) fn all(&mut self, name: &str) -> Vec<String> {
        self.0.remove(name).unwrap_or_default()
    }

    /// Takes a field that says yes or nothing.
    pub(super) fn yes(&mut self, name: &str) -> bool {
        matches!(self.one(name).as_str(), "yes" | "true")
    }

    /// Takes what a value rests on.
    pub(super) fn basis(&mut self, prefix: &str) -> Basis {
        let code = self.one(&format!("{prefix}basis"));
        let reason = self.one(&format!("{prefix}basis_reason"));
        Basis::Explicit.with_code(&code).with_reason(reason)
    }

    /// Takes the fields that the schema adds.
    pub(super) fn own(&mut self) -> crate::core::annotation::Fields {
        let names: Vec<String> =
            self.0.keys().filter(|name| name.starts_with("x_") || name.starts_with("f_")).cloned().collect();
        let field = |name: String| {
            let value = match self.0.remove(&name).unwrap_or_default() {
                values if values.len() == 1 => values.concat(),
                more => crate::core::doc::joined(&more),
            };
            (name.strip_prefix("f_").map_or(name.clone(), str::to_owned), value)
        };
        names.into_iter().map(field).collect()
    }
}

/// Gives a text, or another where it is empty.
pub(super) fn or_default(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

//! The fields of a node, taken out one by one.

use crate::core::annotation::{self, Accepted, Basis, Beside, DateSlot, FieldValue, Id, Remark};
use crate::core::doc::Fields;
use crate::core::doc::names;
use crate::core::doc::tuple::{parts, tuple};
use crate::core::schema::Schema;
use crate::exchange::mapping::is_ours;

/// Letters of a value that are shown.
const SHOWN: usize = 60;

/// Takes fields out one by one; what stays was not understood.
pub(super) struct Taken(Fields, bool);

impl Taken {
    /// Begins with all fields.
    pub(super) fn of(fields: Fields) -> Self {
        let ours = is_ours(&fields);
        Self(fields, ours)
    }

    /// Tells whether they are those of a record of ours.
    pub(in crate::exchange) fn is_ours(&self) -> bool {
        self.1
    }

    /// Takes a field that says nothing of its own.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Names what nobody has taken, with what it says.
    pub(super) fn left(&self) -> impl Iterator<Item = String> {
        self.named().map(|(_, reason)| reason)
    }

    /// Does the same, with the names of the fields.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().filter(|(_, values)| values.iter().any(|value| !value.is_empty())).map(|(name, values)| {
            let values = crate::core::text::excerpt(&values.join(", "), SHOWN);
            (name.clone(), format!("the field {name} has no place here for {values}"))
        })
    }

    /// Gives all fields with their values, short.
    pub(super) fn shown(&self) -> impl Iterator<Item = String> {
        let values = |values: &Vec<String>| crate::core::text::excerpt(&values.join(", "), SHOWN);
        self.0.iter().map(move |(name, of_field)| format!("{name}: {}", values(of_field)))
    }

    /// Takes a field with one value; further ones stay, and are named in the end.
    pub(super) fn one(&mut self, name: &str) -> String {
        let mut values = self.0.remove(name).unwrap_or_default().into_iter();
        let first = values.next().unwrap_or_default();
        self.put_back(name, values.collect());
        first
    }

    /// Takes a text that people have written, line below line.
    pub(super) fn joined(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default().join("\n")
    }

    /// Takes a word that means something, as `read` says; one that means nothing stays.
    pub(super) fn word<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = self.one(name);
        let meant = read(&word);
        if meant.is_none() && !word.is_empty() {
            let further = self.all(name);
            self.put_back(name, std::iter::once(word).chain(further).collect());
        }
        meant
    }

    /// Takes a field that names a record.
    pub(super) fn id(&mut self, name: &str) -> Option<Id> {
        self.word(name, Id::parse)
    }

    /// Takes when something was done: UTC, RFC 3339.
    pub(super) fn time(&mut self, name: &str) -> String {
        let is_time = |text: &str| {
            let parts = (text.get(..10), text.get(10..11), text.get(11..19));
            let digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit() || "-:".contains(letter));
            matches!(parts, (Some(day), Some("T" | " "), Some(time)) if digits(day) && digits(time))
        };
        self.word(name, |text| is_time(text).then(|| text.to_owned())).unwrap_or_default()
    }

    /// Takes a field with several values.
    pub(super) fn all(&mut self, name: &str) -> Vec<String> {
        self.0.remove(name).unwrap_or_default()
    }

    /// Takes a field that says yes or nothing.
    pub(super) fn yes(&mut self, name: &str) -> bool {
        let read = |word: &str| match word {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => None,
        };
        self.word(name, read).unwrap_or(false)
    }

    /// Takes what a value rests on.
    pub(super) fn basis(&mut self, prefix: &str) -> Basis {
        let known = |code: &str| Basis::CODES.contains(&code).then(|| Basis::Explicit.with_code(code));
        let basis = self.word(&format!("{prefix}basis"), known).unwrap_or(Basis::Explicit);
        let has_reason = basis.reason().is_some();
        let reason = self.one(&format!("{prefix}basis_reason"));
        if !has_reason && !reason.is_empty() {
            self.put_back(&format!("{prefix}basis_reason"), vec![reason]);
            return basis;
        }
        basis.with_reason(reason)
    }

    /// Takes a date, without the mark it rests on where that is only linked.
    pub(super) fn slot(&mut self, name: &str) -> DateSlot {
        let mention = self.id(&format!("{name}_mention"));
        DateSlot { value: self.one(name), basis: self.basis(&format!("{name}_")), mention }
    }

    /// Takes what is said beside the values: fields that are named after another one, and the warnings let stand.
    pub(super) fn beside(&mut self) -> Beside {
        let mut beside = Beside::default();
        let is_remark = |name: &&String| names::remark(name).is_some();
        let said: Vec<String> = self.0.keys().filter(is_remark).cloned().collect();
        let mut paths: Vec<&str> = said.iter().filter_map(|name| Some(names::remark(name)?.0)).collect();
        paths.dedup();
        for path in paths {
            let basis = self.0.contains_key(&format!("{path}.basis"));
            let remark = Remark {
                missing: self.one(&format!("{path}.missing")),
                confidence: self.one(&format!("{path}.confidence")),
                comment: self.one(&format!("{path}.comment")),
                basis: basis.then(|| self.basis(&format!("{path}."))),
            };
            beside.set(path, remark);
        }
        let mut strange = Vec::new();
        for text in self.all("accepted") {
            let [check, rule, field, says, reason, by, at, part, value] = parts::<9>(&text);
            match check.parse() {
                Ok(check) => {
                    beside.accepted.push(Accepted { check, rule, field, part, value, says, reason, by, at });
                }
                Err(_) => strange.push(text),
            }
        }
        self.put_back("accepted", strange);
        beside
    }

    /// Takes the fields that the schema adds to a kind of record, which says of each whether it is a list.
    pub(super) fn own(&mut self, on: &str, schema: &Schema) -> annotation::Fields {
        let is_own = |name: &&String| (name.starts_with("x_") || name.starts_with("f_")) && !name.contains('.');
        let names: Vec<String> = self.0.keys().filter(is_own).cloned().collect();
        let field = |name: String| {
            let values = self.0.remove(&name).unwrap_or_default();
            let id = name.strip_prefix("f_").map_or(name.clone(), str::to_owned);
            let value = own_value(on, &id, values, schema);
            (id, value)
        };
        names.into_iter().map(field).collect()
    }

    /// Takes own fields of several, by the number of whom they belong to: `0:x_share:30`.
    pub(super) fn numbered(&mut self, name: &str, on: &str, count: usize, schema: &Schema) -> Vec<annotation::Fields> {
        let mut values: Vec<Fields> = vec![Fields::new(); count];
        let mut strange = Vec::new();
        for text in self.all(name) {
            let [at, id, value] = parts::<3>(&text);
            match at.parse().ok().and_then(|at: usize| values.get_mut(at)) {
                Some(of_one) => of_one.entry(id).or_default().push(value),
                None => strange.push(tuple(&[&at, &id, &value])),
            }
        }
        self.put_back(name, strange);
        let own = |(id, values): (String, Vec<String>)| (id.clone(), own_value(on, &id, values, schema));
        values.into_iter().map(|of_one| of_one.into_iter().map(own).collect()).collect()
    }

    /// Puts a value where there is none.
    pub(super) fn or_put(&mut self, name: &str, value: &str) {
        self.0.entry(name.to_owned()).or_insert_with(|| vec![value.to_owned()]);
    }

    /// Puts back what could not be understood.
    pub(super) fn put_back(&mut self, name: &str, values: Vec<String>) {
        if !values.is_empty() {
            self.0.insert(name.to_owned(), values);
        }
    }
}

/// Makes the value of an own field: a list where the schema says so, or where there are several.
fn own_value(on: &str, id: &str, mut values: Vec<String>, schema: &Schema) -> FieldValue {
    let many = schema.field(on, id).is_some_and(crate::core::schema::FieldDef::takes_many);
    match values.pop() {
        Some(value) if values.is_empty() && !many => FieldValue::One(value),
        last => FieldValue::Many(values.into_iter().chain(last).collect()),
    }
}

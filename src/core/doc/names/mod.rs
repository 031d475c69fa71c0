//! What the labels, fields and links of documents are called and what they hold: the one table from which formats make
//! lists, choices, columns and schemas.

mod tables;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::label;
use crate::core::schema::{FieldDef, FieldKind, Schema, Term, Vocabulary};
use tables::{
    ACTOR, AGREEMENT, ARTICLE, DATE, DATES, EVIDENCE, FLAG, KINDS, OF_ALL, OF_MARKS, REGION, REMARKS, ROLES, SURE,
    TITLE,
};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// Text of any number of lines.
    LongText,
    /// `yes`, or nothing.
    Flag,
    /// A date (EDTF).
    Date,
    /// A duration (ISO 8601).
    Duration,
    /// A moment: UTC, RFC 3339, whole seconds.
    Moment,
    /// Id of a record of the article.
    Record,
    /// Id of an actor in the registry.
    Entry,
    /// A number, of own fields only; as text it is what was typed.
    Number,
    /// A list of texts or codes.
    List,
    /// A list of ids in the registry.
    Entries,
    /// A list of values of several parts, as [`tuple`](super::tuple::tuple) writes them.
    Tuples(&'static [&'static str]),
    /// A list of two parts each, parted by the first letter of this kind.
    Pairs(char, &'static [&'static str; 2]),
}

impl Shape {
    /// Tells whether the field is a list, also where it has one value.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Entries | Self::Tuples(_) | Self::Pairs(..))
    }
}

/// What a field is called and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Its name in documents.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// The lists its codes are from; none for free values.
    pub codes: &'static [Vocabulary],
    /// Says in a sentence what it means.
    pub help: &'static str,
}

impl Name {
    /// Lists the terms its codes are from, hidden ones too.
    pub fn terms<'a>(&self, schema: &'a Schema) -> impl Iterator<Item = &'a Term> {
        self.codes.iter().flat_map(move |list| schema.terms(*list))
    }
}

/// A label of a mark, and what it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// One of [`label::ALL`].
    pub label: &'static str,
    /// Says in a sentence what it marks.
    pub help: &'static str,
    /// A colour in which other programs can show it, as `#rrggbb`.
    pub colour: &'static str,
}

/// A role of a link.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// Its name in documents.
    pub role: &'static str,
    /// Label of what the link comes from.
    pub from: &'static str,
    /// Label of what it leads to.
    pub to: &'static str,
    /// Says in a sentence what it means.
    pub help: &'static str,
}

/// Lists the labels.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

/// Lists the roles of links, but for the kinds of relation between agreements, which are codes.
#[must_use]
pub fn roles() -> &'static [Role] {
    &ROLES
}

/// Lists what can be said about a field: `dates.signed.comment` is the comment on `dates.signed`.
#[must_use]
pub fn remarks() -> &'static [Name] {
    &REMARKS
}

/// Lists the fields of the article as a whole.
pub fn of_article() -> impl Iterator<Item = &'static Name> {
    ARTICLE.iter()
}

/// Lists the fields of marks of a label, the first first that people look for. Of a type that a schema adds these are
/// the fields that all marks have.
pub fn of(label: &str) -> impl Iterator<Item = &'static Name> {
    let (own, more): (&[Name], &[Name]) = match label {
        label::ACTOR => (&ACTOR, &[]),
        label::ACTOR_TITLE => (&TITLE, &[]),
        label::DATE => (&DATE, &[]),
        label::AGREEMENT => (&AGREEMENT, &DATES),
        label::EVIDENCE => (&EVIDENCE, &[]),
        label::FLAG => (&FLAG, &[]),
        label::REGION => (&REGION, &[]),
        _ => (&[], &[]),
    };
    let is_part = label::ALL.contains(&label) && !label::RECORDS.contains(&label);
    let is_judged = !is_part && label != label::FLAG && label != label::REGION;
    let (sure, rest): (&[Name], &[Name]) = (if is_judged { &SURE } else { &[] }, if is_part { &[] } else { &OF_ALL });
    let marks: &[Name] = if is_part { &[] } else { &OF_MARKS };
    own.iter().chain(more).chain(sure).chain(marks).chain(rest)
}

/// A label, with a field that its marks have.
pub type Has = (&'static str, &'static Name);

/// Lists the labels whose marks have a field of this name; an empty label stands for types that a schema adds.
#[must_use]
pub fn having(name: &str) -> &'static [Has] {
    static ALL: LazyLock<HashMap<&str, Vec<Has>>> = LazyLock::new(|| {
        let mut all: HashMap<&str, Vec<Has>> = HashMap::new();
        for label in label::ALL.into_iter().chain([""]) {
            for name in of(label) {
                all.entry(name.name).or_default().push((label, name));
            }
        }
        all
    });
    ALL.get(name).map_or(&[], Vec::as_slice)
}

/// Finds a field of marks of a label.
#[must_use]
pub fn find(label: &str, name: &str) -> Option<&'static Name> {
    let having = having(name);
    let found = having.iter().find(|(other, _)| *other == label);
    let added = || having.iter().find(|(other, _)| other.is_empty() && !label::ALL.contains(&label));
    found.or_else(added).map(|(_, name)| *name)
}

/// Tells whether a field of this name is a list on any mark, or on the article.
#[must_use]
pub fn is_list(name: &str) -> bool {
    static LISTS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let all = label::ALL.into_iter().flat_map(of).chain(of_article());
        all.filter(|it| it.shape.is_list()).map(|it| it.name).collect()
    });
    LISTS.contains(name)
}

/// Takes the name of a remark apart: the path of the field, and what is said of it.
#[must_use]
pub fn remark(name: &str) -> Option<(&str, &'static Name)> {
    let (path, what) = name.rsplit_once('.')?;
    Some((path, REMARKS.iter().find(|it| it.name == what)?))
}

/// Gives the owner whose own fields marks of a label have: `agreement` for [`label::AGREEMENT`], the id of a type of
/// mention for itself; nothing for marks without own fields.
#[must_use]
pub fn owner(label: &str) -> Option<&str> {
    match label {
        label::ACTOR => Some("actor"),
        label::DATE => Some("date"),
        label::AGREEMENT => Some("agreement"),
        label::EVIDENCE => Some("evidence"),
        built_in if label::ALL.contains(&built_in) => None,
        added => Some(added),
    }
}

/// Gives the name in documents of an own field: its id, with `f_` before an id that could be taken for another field.
#[must_use]
pub fn own(id: &str) -> String {
    if id.starts_with("x_") { id.to_owned() } else { format!("f_{id}") }
}

/// Says what an own field holds.
#[must_use]
pub fn own_shape(field: &FieldDef) -> Shape {
    if field.takes_many() {
        return Shape::List;
    }
    match &field.kind {
        FieldKind::LongText => Shape::LongText,
        FieldKind::Flag => Shape::Flag,
        FieldKind::Date => Shape::Date,
        FieldKind::Duration => Shape::Duration,
        FieldKind::Whole { .. } | FieldKind::Number { .. } => Shape::Number,
        FieldKind::Entity(_) => Shape::Entry,
        FieldKind::Mark(_) => Shape::Record,
        FieldKind::Text | FieldKind::Choice(_) | FieldKind::Url | FieldKind::Many(_) => Shape::Text,
    }
}

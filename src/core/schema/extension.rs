//! What a corpus adds to the shipped schema, as it was read and before it is checked.
//!
//! Every text keeps the place it was read from, so that what is wrong with it can be shown there.

use super::LanePattern;

/// Holds a value with the place it was read from.
///
/// The place is a number that only the reader of the source understands; a [`Fault`] gives it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: usize,
}

/// A text with its place.
pub(super) type Word = Placed<String>;

/// Holds what a corpus adds to the shipped schema, as it was read and before it is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Extension {
    /// Id of the new schema.
    pub id: Word,
    /// Version of the new schema.
    pub version: Word,
    /// Id of the shipped schema it builds on.
    pub base: Word,
    /// Terms to add, by key of their list.
    pub terms: Vec<(Word, Vec<NewTerm>)>,
    /// Codes that are no longer offered, by key of their list.
    pub hidden: Vec<(Word, Vec<Word>)>,
    /// Pairs of an old code and the one to be used instead, by key of their list.
    pub replaced: Vec<(Word, Vec<(Word, Word)>)>,
    /// Types of mention to add.
    pub types: Vec<NewType>,
    /// Fields to add.
    pub fields: Vec<NewField>,
    /// Checks to add.
    pub rules: Vec<NewRule>,
}

/// Describes a term to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTerm {
    /// Its code.
    pub code: Word,
    /// Its label.
    pub label: Word,
    /// Its help.
    pub help: Option<Word>,
    /// The level of a kind of agreement; nothing in other lists.
    pub level: Option<Word>,
}

/// Describes a field to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewField {
    /// The record it belongs to; nothing inside a type.
    pub on: Option<Word>,
    /// Its id.
    pub id: Word,
    /// Its label.
    pub label: Word,
    /// Its help.
    pub help: Option<Word>,
    /// What it takes.
    pub kind: NewKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it is no longer offered.
    pub hidden: bool,
}

/// Says what a field to add takes, as [`FieldKind`](super::FieldKind) does.
#[derive(Debug, Clone, PartialEq)]
pub enum NewKind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A number.
    Number {
        /// Smallest value.
        min: Option<f64>,
        /// Largest value.
        max: Option<f64>,
    },
    /// One of several values, each its own label.
    Choice(Vec<Word>),
    /// Yes or no.
    Flag,
    /// A date value.
    Date,
}

/// Describes a type of mention to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewType {
    /// Its id.
    pub id: Word,
    /// Its label.
    pub label: Word,
    /// Its help.
    pub help: Option<Word>,
    /// Its colour, as `#rrggbb`.
    pub colour: Word,
    /// Its pattern.
    pub lane: LanePattern,
    /// Its key.
    pub key: Option<Placed<char>>,
    /// Its fields.
    pub fields: Vec<NewField>,
}

/// Describes a check to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRule {
    /// Its id.
    pub id: Word,
    /// Its condition, as text.
    pub when: Word,
    /// Its warning.
    pub warn: Word,
}

/// Says what is wrong with a part of an extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place of the part, as [`Placed`] gave it.
    pub at: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

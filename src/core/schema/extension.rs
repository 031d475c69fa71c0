//! What a corpus adds to the shipped schema, as it was read and before it is checked.
//!
//! Every text keeps the place it was read from, so that what is wrong with it can be shown there.

use super::LanePattern;

/// Holds a value with the place it was read from.
///
/// The place is a number that only the reader of the source understands; a [`Fault`] gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: usize,
}

/// A text with its place.
pub(super) type Word = Placed<String>;

/// A text for people, in one language or in several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewText {
    /// The text that is shown.
    pub shown: Word,
    /// Each language with its text, the shown one too; empty for a text without a language.
    pub languages: Vec<(Word, Word)>,
}

impl From<Word> for NewText {
    fn from(shown: Word) -> Self {
        Self { shown, languages: Vec::new() }
    }
}

/// Holds what a corpus adds to the shipped schema, as it was read and before it is checked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extension {
    /// Id of the new schema.
    pub id: Word,
    /// Version of the new schema.
    pub version: Word,
    /// Id of the shipped schema it builds on.
    pub base: Word,
    /// Name of the new schema for people.
    pub label: Option<NewText>,
    /// A remark for the codebook.
    pub note: Option<NewText>,
    /// Terms to add, by key of their list.
    pub terms: Vec<(Word, Vec<NewTerm>)>,
    /// Lists for several fields, each with its key.
    pub lists: Vec<(Word, Vec<NewTerm>)>,
    /// Built-in fields not to show.
    pub hidden_fields: Vec<Word>,
    /// Shipped types of mention to show.
    pub shown: Vec<Word>,
    /// Codes that are no longer offered, by key of their list.
    pub hidden: Vec<(Word, Vec<Word>)>,
    /// Pairs of an old code and what is to be used instead, by key of their list.
    pub replaced: Vec<(Word, Vec<(Word, NewSuccessor)>)>,
    /// Types of mention to add.
    pub types: Vec<NewType>,
    /// Groups of fields to add.
    pub groups: Vec<NewGroup>,
    /// Fields to add.
    pub fields: Vec<NewField>,
    /// Checks to add.
    pub rules: Vec<NewRule>,
    /// What each version changed.
    pub changes: Vec<NewChange>,
}

/// Says what takes the place of a code.
#[derive(Debug, Clone, PartialEq)]
pub enum NewSuccessor {
    /// Another code.
    One(Word),
    /// Several, among which the coder has to choose.
    Split(Vec<Word>),
}

/// Describes a term to add.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewTerm {
    /// Its code.
    pub code: Word,
    /// Its label.
    pub label: NewText,
    /// Its help.
    pub help: Option<NewText>,
    /// The level of a kind of agreement; nothing in other lists.
    pub level: Option<Word>,
    /// Its place in the order of the list.
    pub order: Option<i32>,
}

/// Describes a group of fields to add.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewGroup {
    /// Its id.
    pub id: Word,
    /// Its label.
    pub label: NewText,
    /// Its help.
    pub help: Option<NewText>,
    /// The condition under which its fields are asked for, as text.
    pub when: Option<Word>,
}

/// Describes a field to add.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewField {
    /// The record it belongs to; nothing inside a type.
    pub on: Option<Word>,
    /// Its id.
    pub id: Word,
    /// Its label.
    pub label: NewText,
    /// Its help.
    pub help: Option<NewText>,
    /// What it takes.
    pub kind: NewKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it is no longer offered.
    pub hidden: bool,
    /// A remark for the codebook.
    pub note: Option<NewText>,
    /// The id of its group.
    pub group: Option<Word>,
    /// The condition under which it is asked for, as text.
    pub when: Option<Word>,
    /// What a new record has in it.
    pub default: Vec<Word>,
    /// Whether passages can be named for it.
    pub evidence: bool,
    /// Whether it is asked what it rests on.
    pub basis: bool,
    /// Whether it is asked how sure it is.
    pub confidence: bool,
    /// The id of the field that has taken its place.
    pub replaced_by: Option<Word>,
}

/// Says what a field to add takes, as [`FieldKind`](super::FieldKind) does.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum NewKind {
    /// One line of text.
    #[default]
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
    /// A whole number.
    Whole {
        /// Smallest value.
        min: Option<i64>,
        /// Largest value.
        max: Option<i64>,
    },
    /// One of several values.
    Choice(NewChoices),
    /// Yes or no.
    Flag,
    /// A date value.
    Date,
    /// A duration.
    Duration,
    /// An address on the web.
    Url,
    /// Several values of a kind.
    Many(Box<Self>),
    /// An entry of the registry of one of these kinds.
    Entity(Vec<Word>),
    /// A mark of this type.
    Mark(Word),
}

/// Says what a field offers to choose from.
#[derive(Debug, Clone, PartialEq)]
pub enum NewChoices {
    /// The terms of a list with this key.
    List(Word),
    /// Terms of its own; one that is only a code is its own label.
    Own(Vec<NewTerm>),
}

/// Describes a type of mention to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewType {
    /// Its id.
    pub id: Word,
    /// Its label.
    pub label: NewText,
    /// Its help.
    pub help: Option<NewText>,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewRule {
    /// Its id.
    pub id: Word,
    /// The record it is about; agreements without.
    pub on: Option<Word>,
    /// Its condition, as text.
    pub when: Word,
    /// Its warning.
    pub warn: Option<NewText>,
    /// Its error.
    pub error: Option<NewText>,
}

/// Describes a change of the schema.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewChange {
    /// The version that came with it.
    pub version: Word,
    /// What changed.
    pub note: NewText,
    /// Fields that have to be read again.
    pub reread: Vec<Word>,
}

/// Says what is wrong with a part of an extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place of the part, as [`Placed`] gave it.
    pub at: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

//! Own fields: what a corpus adds to the records of the program and to its own types of mention.
//!
//! Values are kept as the text that was typed. A value that does not fit is warned about and never dropped.

mod problem;
#[cfg(test)]
mod tests;

pub use problem::{Asked, Known};

use super::choices::Choices;
use super::condition::{Condition, Shape};

/// Names the built-in records that can carry fields; the ids of types of mention come beside them.
pub const OWNERS: [&str; 10] =
    ["agreement", "actor", "date", "article", "registry", "party", "signatory", "evidence", "identity", "publisher"];

/// Names the records that belong to the whole corpus and to no article.
pub(super) const OF_CORPUS: [&str; 3] = ["registry", "identity", "publisher"];

/// Names the records whose fields can be supported by passages, which are those of an agreement.
pub const SUPPORTED: [&str; 3] = ["agreement", "party", "signatory"];

/// Describes a field that a corpus adds to a kind of record.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDef {
    /// Names the record: one of [`OWNERS`] or the id of a type of mention.
    pub on: String,
    /// Identifies the field in files; begins with `x_` and is never changed.
    pub id: String,
    /// Names the field in the interface.
    pub label: String,
    /// Its name by language, where it has one in several.
    pub labels: Vec<(String, String)>,
    /// Tells what to enter; may be empty.
    pub help: String,
    /// The help by language, where there is one in several.
    pub helps: Vec<(String, String)>,
    /// A remark for the codebook, such as the variable it stands for; may be empty.
    pub note: String,
    /// Says what the field takes.
    pub kind: FieldKind,
    /// Id of the group it is shown in; empty for none.
    pub group: String,
    /// Tells whether the field must be filled in where it is asked for.
    pub required: bool,
    /// Says for which records the field is asked for; for all of them without.
    pub when: Option<Condition>,
    /// What a new record has in this field; nothing for most.
    pub default: Vec<String>,
    /// Tells whether passages can be named that show the value.
    pub evidence: bool,
    /// Tells whether it is asked what the value rests on.
    pub basis: bool,
    /// Tells whether it is asked how sure the coder is.
    pub confidence: bool,
    /// Id of the field of the same record that has taken its place.
    pub replaced_by: Option<String>,
    /// Tells whether the field is no longer offered; values it has are kept.
    pub hidden: bool,
}

/// Says what a field takes.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Text of any number of lines.
    LongText,
    /// A whole number, within limits that are themselves allowed.
    Whole {
        /// Smallest value, if there is one.
        min: Option<i64>,
        /// Largest value, if there is one.
        max: Option<i64>,
    },
    /// A decimal number, within limits that are themselves allowed.
    Number {
        /// Smallest value, if there is one.
        min: Option<f64>,
        /// Largest value, if there is one.
        max: Option<f64>,
    },
    /// One of several terms; their codes are what is stored.
    Choice(Choices),
    /// One of the values of [`FLAG`](super::FLAG).
    Flag,
    /// A date value (EDTF).
    Date,
    /// A duration (ISO 8601), or a range of dates.
    Duration,
    /// An address on the web.
    Url,
    /// Several values, each as the kind inside has it; never several of several.
    Many(Box<Self>),
    /// An entry of the registry of one of these kinds, or of any where none is named.
    Entity(Vec<String>),
    /// A mark of this type in the article: `actor`, `date` or the id of a type of mention.
    Mark(String),
}

impl FieldDef {
    /// Makes a field of which no more is said than this.
    #[must_use]
    pub fn new(on: impl Into<String>, id: impl Into<String>, label: impl Into<String>, kind: FieldKind) -> Self {
        Self {
            on: on.into(),
            id: id.into(),
            label: label.into(),
            labels: Vec::new(),
            help: String::new(),
            helps: Vec::new(),
            note: String::new(),
            kind,
            group: String::new(),
            required: false,
            when: None,
            default: Vec::new(),
            evidence: false,
            basis: false,
            confidence: false,
            replaced_by: None,
            hidden: false,
        }
    }

    /// Tells whether the field is offered: neither hidden nor replaced.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.hidden && self.replaced_by.is_none()
    }

    /// Tells whether the field takes several values.
    #[must_use]
    pub const fn takes_many(&self) -> bool {
        matches!(self.kind, FieldKind::Many(_))
    }
}

impl FieldKind {
    /// Returns the kind of a single value.
    #[must_use]
    pub fn single(&self) -> &Self {
        match self {
            Self::Many(kind) => kind.single(),
            kind => kind,
        }
    }

    /// Returns what there is to choose from, if the field offers that.
    #[must_use]
    pub fn choices(&self) -> Option<&Choices> {
        match self.single() {
            Self::Choice(choices) => Some(choices),
            _ => None,
        }
    }

    /// Returns the word for the kind in a schema file.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::LongText => "LongText",
            Self::Whole { .. } => "Whole",
            Self::Number { .. } => "Number",
            Self::Choice(_) => "Choice",
            Self::Flag => "Flag",
            Self::Date => "Date",
            Self::Duration => "Duration",
            Self::Url => "Url",
            Self::Many(_) => "Many",
            Self::Entity(_) => "Entity",
            Self::Mark(_) => "Mark",
        }
    }

    /// Says in English words what the field takes, such as “several of: low, high”.
    #[must_use]
    pub fn in_words(&self) -> String {
        let range = |name: &str, min: Option<String>, max: Option<String>| match (min, max) {
            (None, None) => name.to_owned(),
            (min, max) => {
                let end = |end: Option<String>| end.unwrap_or_else(|| "…".to_owned());
                format!("{name}, {} to {}", end(min), end(max))
            }
        };
        match self {
            Self::Text => "text".to_owned(),
            Self::LongText => "long text".to_owned(),
            Self::Whole { min, max } => {
                range("whole number", min.map(|min| min.to_string()), max.map(|max| max.to_string()))
            }
            Self::Number { min, max } => {
                range("number", min.map(|min| min.to_string()), max.map(|max| max.to_string()))
            }
            Self::Choice(choices) => {
                let labels: Vec<&str> = choices.iter().map(|term| &*term.label).collect();
                format!("one of {}", labels.join(", "))
            }
            Self::Flag => "yes or no".to_owned(),
            Self::Date => "date".to_owned(),
            Self::Duration => "duration".to_owned(),
            Self::Url => "web address".to_owned(),
            Self::Many(kind) => format!("several: {}", kind.in_words()),
            Self::Entity(kinds) if kinds.is_empty() => "entry of the registry".to_owned(),
            Self::Entity(kinds) => format!("entry of the registry ({})", kinds.join(", ")),
            Self::Mark(kind) => format!("mark of type {kind}"),
        }
    }

    /// Says as what a condition can ask about a field of this kind.
    pub(super) fn shape(&self) -> FieldShape<'_> {
        match self.single() {
            Self::Choice(choices) => FieldShape::Choice(choices),
            Self::Flag => FieldShape::Of(Shape::Flag),
            Self::Date => FieldShape::Of(Shape::Date),
            Self::Duration => FieldShape::Of(Shape::Duration),
            Self::Whole { .. } | Self::Number { .. } => FieldShape::Number,
            _ => FieldShape::Of(Shape::Text),
        }
    }
}

/// What sort of values an own field has.
pub(super) enum FieldShape<'a> {
    /// Codes of these choices.
    Choice(&'a Choices),
    /// Numbers.
    Number,
    /// The same as a built-in field of this shape.
    Of(Shape),
}

/// Describes a group in which own fields are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupDef {
    /// Identifies the group in the schema.
    pub id: String,
    /// Names the group in the interface.
    pub label: String,
    /// Its name by language, where it has one in several.
    pub labels: Vec<(String, String)>,
    /// Tells what the group is about; may be empty.
    pub help: String,
    /// Says for which records its fields are asked for; for all of them without.
    pub when: Option<Condition>,
}

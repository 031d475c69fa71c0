//! The schema in force: the vocabularies, and the fields, types and checks that a corpus adds to them.
//!
//! A code is what a file stores, a label is what an analyst reads, and the help says in one sentence when to
//! choose the term. A code once used is never taken out of its list: it is hidden or replaced, so that old
//! records can still be read. A code that no list has is kept as well; [`Schema::label`] then gives it back.

mod extend;
mod extension;
mod fields;
mod limits;
mod rules;
mod search;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use extension::{Extension, Fault, NewField, NewKind, NewRule, NewTerm, NewType, Placed};
pub use fields::{FLAG, FieldDef, FieldKind, LanePattern, OWNERS, TypeDef, colour};
pub use rules::{Condition, RuleDef, Subject, Test};
pub use search::{nearest, search};
pub use vocabulary::Vocabulary;

use std::borrow::Cow;

/// Id of the schema that the program ships, on which a corpus can build its own.
pub const DEFAULT_ID: &str = "default-1";
/// Version of the schema that the program ships.
pub const DEFAULT_VERSION: &str = "1";

/// Holds one entry of a vocabulary. Cheap to clone as long as it is one that the program ships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Identifies the term in files and is never changed.
    pub code: Cow<'static, str>,
    /// Names the term in the interface.
    pub label: Cow<'static, str>,
    /// Tells in one sentence when to choose the term; may be empty for a term that a corpus adds.
    pub help: Cow<'static, str>,
    /// Tells whether the corpus does not want the term to be chosen any more.
    pub hidden: bool,
    /// The code to be used instead, if the corpus has replaced this one.
    pub replaced_by: Option<String>,
    /// Tells whether the corpus has added the term.
    pub added: bool,
}

impl Term {
    /// Makes a term that the program ships.
    const fn shipped(code: &'static str, label: &'static str, help: &'static str) -> Self {
        Self {
            code: Cow::Borrowed(code),
            label: Cow::Borrowed(label),
            help: Cow::Borrowed(help),
            hidden: false,
            replaced_by: None,
            added: false,
        }
    }

    /// Makes a term that a corpus adds.
    #[must_use]
    pub fn own(code: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code: Cow::Owned(code.into()),
            label: Cow::Owned(label.into()),
            help: Cow::Owned(help.into()),
            hidden: false,
            replaced_by: None,
            added: true,
        }
    }

    /// Tells whether the term is offered for choice: neither hidden nor replaced.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.hidden && self.replaced_by.is_none()
    }
}

/// Holds the vocabularies in force and what a corpus adds to them.
///
/// [`Schema::default`] is what the program ships; [`Schema::extended`] makes the schema of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Identifies the schema; saved with every annotation file.
    pub id: String,
    /// Version of the schema; saved with every annotation file.
    pub version: String,
    /// The lists in the order of [`Vocabulary::ALL`]; borrowed where the corpus leaves them as they are.
    lists: Vec<Cow<'static, [Term]>>,
    /// Fields added to the built-in records and, from outside their definition, to added types.
    pub fields: Vec<FieldDef>,
    /// Types of mention added.
    pub types: Vec<TypeDef>,
    /// Checks added.
    pub rules: Vec<RuleDef>,
}

impl Default for Schema {
    fn default() -> Self {
        Self {
            id: DEFAULT_ID.to_owned(),
            version: DEFAULT_VERSION.to_owned(),
            lists: Vocabulary::ALL.iter().map(|vocabulary| Cow::Borrowed(vocabulary.shipped())).collect(),
            fields: Vec::new(),
            types: Vec::new(),
            rules: Vec::new(),
        }
    }
}

impl Schema {
    /// Returns all terms of a list, hidden and replaced ones too.
    #[must_use]
    pub fn terms(&self, vocabulary: Vocabulary) -> &[Term] {
        self.lists.get(vocabulary as usize).map_or(&[], |list| list)
    }

    /// Returns the terms of a list that can be chosen.
    pub fn offered(&self, vocabulary: Vocabulary) -> impl Iterator<Item = &Term> {
        self.terms(vocabulary).iter().filter(|term| term.is_offered())
    }

    /// Finds the term with exactly this code.
    #[must_use]
    pub fn term(&self, vocabulary: Vocabulary, code: &str) -> Option<&Term> {
        self.terms(vocabulary).iter().find(|term| term.code == code)
    }

    /// Tells whether a list has a code, hidden or not.
    #[must_use]
    pub fn knows(&self, vocabulary: Vocabulary, code: &str) -> bool {
        self.term(vocabulary, code).is_some()
    }

    /// Returns the label of a code, or the code itself if the list does not have it.
    #[must_use]
    pub fn label<'a>(&'a self, vocabulary: Vocabulary, code: &'a str) -> &'a str {
        self.term(vocabulary, code).map_or(code, |term| &term.label)
    }

    /// Returns all kinds that belong to a level, and none for an unknown level.
    #[must_use]
    pub fn kinds_of(&self, level: &str) -> &[Term] {
        Vocabulary::kinds_of(level).map_or(&[], |vocabulary| self.terms(vocabulary))
    }

    /// Says that a code is not in a list, and what to write instead.
    #[must_use]
    pub fn unknown_code_message(&self, vocabulary: Vocabulary, code: &str) -> String {
        search::unknown_code(vocabulary.name(), self.offered(vocabulary), code)
    }

    /// Finds an added type by its id.
    #[must_use]
    pub fn type_def(&self, id: &str) -> Option<&TypeDef> {
        self.types.iter().find(|added| added.id == id)
    }

    /// Returns the fields of a record, hidden ones too: `on` is one of [`OWNERS`] or the id of an added type.
    pub fn fields_of(&self, on: &str) -> impl Iterator<Item = &FieldDef> {
        let of_type = self.type_def(on).into_iter().flat_map(|added| &added.fields);
        of_type.chain(self.fields.iter().filter(move |field| field.on == on))
    }

    /// Returns the added checks that warn about a record of an agreement with these codes.
    pub fn warnings(
        &self,
        level: &str,
        kind: &str,
        status: &str,
        modality: &str,
        topics: &[String],
    ) -> impl Iterator<Item = &RuleDef> {
        self.rules.iter().filter(move |rule| rule.when.matches(level, kind, status, modality, topics))
    }
}

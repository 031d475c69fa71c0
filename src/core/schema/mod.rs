//! The schema in force: the vocabularies, and the fields, types and checks that a corpus adds to them.
//!
//! A code is what a file stores, a label is what an analyst reads, and the help says in one sentence when to
//! choose the term. A code once used is never taken out of its list: it is hidden or replaced, so that old
//! records can still be read. A code that no list has is kept as well; [`Schema::label`] then gives it back.

mod addition;
mod built_in;
mod choices;
mod condition;
mod elsewhere;
mod extend;
mod extension;
mod fields;
mod limits;
mod rules;
mod search;
#[cfg(test)]
mod tests;
mod types;
mod values;
mod vocabulary;

pub use addition::{
    AddedCode, Addition, CodeDraft, DraftPart, DraftSlip, FieldDraft, HeadDraft, KINDS, KindRow, ListKey, next_version,
    offered_id,
};
pub use built_in::BUILT_IN;
pub use choices::Choices;
pub use condition::{
    Against, Bounds, Comparison, Condition, Facts, Measure, SUBJECTS, Shape, State, Subject, SubjectRow, Test, Values,
    Written, bounds,
};
pub use elsewhere::actor_kind;
pub use extension::{
    Extension, Fault, NewChange, NewChoices, NewField, NewGroup, NewKind, NewRule, NewSuccessor, NewTerm, NewText,
    NewType, Placed,
};
pub use fields::{Asked, FieldDef, FieldKind, GroupDef, Known, OWNERS, SUPPORTED};
pub use rules::{Change, RuleDef};
pub use search::{nearest, search};
pub use types::{LanePattern, PLACE, TypeDef, colour};
pub use values::{FLAG, decimal};
pub use vocabulary::Vocabulary;

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Id of the schema that the program ships, on which a corpus can build its own.
pub const DEFAULT_ID: &str = "default-1";
/// Version of the schema that the program ships.
pub const DEFAULT_VERSION: &str = "2";

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
    /// The code to be used instead, if the corpus has replaced this one; several if it has split it.
    pub replaced_by: Vec<String>,
    /// Tells whether the corpus has added the term.
    pub added: bool,
    /// The place of the term in the order of its list, for comparisons; nothing in lists without an order.
    pub order: Option<i32>,
    /// The label by language, where the corpus has it in several.
    pub labels: Vec<(String, String)>,
    /// The help by language, where the corpus has it in several.
    pub helps: Vec<(String, String)>,
}

impl Term {
    /// Makes a term that the program ships.
    const fn shipped(code: &'static str, label: &'static str, help: &'static str) -> Self {
        Self {
            code: Cow::Borrowed(code),
            label: Cow::Borrowed(label),
            help: Cow::Borrowed(help),
            hidden: false,
            replaced_by: Vec::new(),
            added: false,
            order: None,
            labels: Vec::new(),
            helps: Vec::new(),
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
            replaced_by: Vec::new(),
            added: true,
            order: None,
            labels: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Tells whether the term is offered for choice: neither hidden nor replaced.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.hidden && self.replaced_by.is_empty()
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
    /// Types of mention that can be marked beside the built-in ones: those added, and shipped ones that are shown.
    pub types: Vec<TypeDef>,
    /// Checks added.
    pub rules: Vec<RuleDef>,
    /// Groups of fields in the order in which they are shown.
    pub groups: Vec<GroupDef>,
    /// Lists that several fields share, each with its key.
    pub own_lists: Vec<Choices>,
    /// Built-in fields that are not shown: names of [`BUILT_IN`].
    pub hidden_fields: BTreeSet<String>,
    /// What each version changed, the oldest first.
    pub changes: Vec<Change>,
    /// Names the schema for people; may be empty.
    pub label: String,
    /// A remark for the codebook; may be empty.
    pub note: String,
    /// The shipped type of places, whether it is shown or not.
    place: TypeDef,
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
            groups: Vec::new(),
            own_lists: Vec::new(),
            hidden_fields: BTreeSet::new(),
            changes: Vec::new(),
            label: String::new(),
            note: String::new(),
            place: TypeDef::place(Choices::of_list(
                Vocabulary::PlaceKind.id(),
                Vocabulary::PlaceKind.shipped().to_vec(),
            )),
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

    /// Finds a type of mention by its id; that of places also where it is not shown.
    #[must_use]
    pub fn type_def(&self, id: &str) -> Option<&TypeDef> {
        let shipped = Some(&self.place).filter(|place| place.id == id);
        self.types.iter().find(|added| added.id == id).or(shipped)
    }

    /// Returns the fields of a record, hidden ones too: `on` is one of [`OWNERS`] or the id of a type.
    pub fn fields_of(&self, on: &str) -> impl Iterator<Item = &FieldDef> {
        let of_type = self.type_def(on).into_iter().flat_map(|added| &added.fields);
        of_type.chain(self.fields.iter().filter(move |field| field.on == on))
    }

    /// Finds a field of a record by its id.
    #[must_use]
    pub fn field(&self, on: &str, id: &str) -> Option<&FieldDef> {
        self.fields_of(on).find(|field| field.id == id)
    }

    /// Returns the fields of a record, offered ones only, that a passage can support beside what is in
    /// [`Vocabulary::EvidenceSlot`].
    pub fn supported(&self) -> impl Iterator<Item = &FieldDef> {
        self.fields.iter().filter(|field| field.evidence && field.is_offered())
    }

    /// Finds a group by its id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&GroupDef> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// Finds a list that fields share by its key.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&Choices> {
        self.own_lists.iter().find(|list| list.list.as_deref() == Some(id))
    }

    /// Tells whether a field is asked for in a record, by its own condition and that of its group.
    #[must_use]
    pub fn applies(&self, field: &FieldDef, facts: &dyn Facts) -> bool {
        let group = self.group(&field.group).and_then(|group| group.when.as_ref());
        group.into_iter().chain(&field.when).all(|condition| condition.holds(facts))
    }

    /// Tells whether a built-in field, named as in [`BUILT_IN`], is not shown.
    #[must_use]
    pub fn hides(&self, name: &str) -> bool {
        self.hidden_fields.contains(name)
    }

    /// Returns the added checks about a kind of record.
    pub fn rules_for(&self, on: &str) -> impl Iterator<Item = &RuleDef> {
        self.rules.iter().filter(move |rule| rule.on == on)
    }

    /// Returns the changes that came after a version: none after the version in force, which need not be among them,
    /// and all of them after another that is not.
    #[must_use]
    pub fn changes_since(&self, version: &str) -> &[Change] {
        if version == self.version {
            return &[];
        }
        let after = self.changes.iter().rposition(|change| change.version == version).map_or(0, |at| at + 1);
        &self.changes[after..]
    }
}

//! What a person adds to a schema by hand: a code or a field as typed into a form, and what is wrong with it.
//!
//! Each slip belongs to a part of the form and is known before anything is written. The loader looks at the whole once
//! more when it is.

mod field;
#[cfg(test)]
mod tests;

pub use field::{FieldDraft, KINDS, KindRow, offered_id};

use super::limits::{LONGEST_HELP, LONGEST_LABEL, code_problem, text_problem};
use super::search::shown;
use super::{Choices, DEFAULT_ID, FieldDef, Schema, Term, Vocabulary};

/// What is added.
#[derive(Debug, Clone, PartialEq)]
pub enum Addition {
    /// A code, to a list.
    Code(Box<AddedCode>),
    /// A field, to a record.
    Field(Box<FieldDef>),
}

/// A code that is added to a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedCode {
    /// The list.
    pub list: ListKey,
    /// The term.
    pub term: Term,
    /// The code of the list whose place it takes.
    pub replaces: Option<String>,
}

/// Names a list that codes can be added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListKey {
    /// Its key in a schema file; that of the choices of a field is `record.x_field`.
    pub key: String,
    /// The level, of a list of kinds of agreement.
    pub level: Option<&'static str>,
}

/// The part of a form that a slip is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftPart {
    /// The code.
    Code,
    /// The label.
    Label,
    /// The help.
    Help,
    /// The code whose place the new one takes.
    Replaces,
    /// The id of a field.
    Id,
    /// What there is to choose from.
    Choices,
    /// The smallest value.
    Smallest,
    /// The largest value.
    Largest,
    /// The version of the schema.
    Version,
    /// The id of a new schema.
    Schema,
}

/// What is wrong with a part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSlip {
    /// Which part.
    pub at: DraftPart,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// A code as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeDraft {
    /// The list.
    pub list: ListKey,
    /// The code.
    pub code: String,
    /// The label.
    pub label: String,
    /// The help; may be empty.
    pub help: String,
    /// The code whose place it takes; empty for none.
    pub replaces: String,
}

/// Under which version, and in a corpus without a schema of its own under which id, something is added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadDraft {
    /// The version.
    pub version: String,
    /// The id of the new schema; nothing where there is one.
    pub id: Option<String>,
}

impl Addition {
    /// Says what is added, as a change of the schema says it.
    #[must_use]
    pub fn note(&self) -> String {
        match self {
            Self::Code(code) => {
                let AddedCode { list, term, replaces } = &**code;
                let instead = replaces.as_ref().map_or(String::new(), |old| format!(" in the place of “{old}”"));
                format!("Code “{}” ({}) added to {}{instead}.", term.code, term.label, list.key)
            }
            Self::Field(field) => format!("Field “{}” ({}) added to {}.", field.id, field.label, field.on),
        }
    }
}

impl ListKey {
    /// Names a list that the program ships, if a corpus may add to it.
    #[must_use]
    pub fn shipped(list: Vocabulary) -> Option<Self> {
        list.can_grow().then(|| Self { key: list.id().to_owned(), level: list.level() })
    }

    /// Names a list that several fields share.
    #[must_use]
    pub fn own(list: &Choices) -> Option<Self> {
        Some(Self { key: list.list.clone()?, level: None })
    }

    /// Names the choices a field has for itself, if it has any.
    #[must_use]
    pub fn of(field: &FieldDef) -> Option<Self> {
        let own = field.kind.choices().is_some_and(|choices| choices.list.is_none());
        own.then(|| Self { key: format!("{}.{}", field.on, field.id), level: None })
    }

    /// Gives the terms of the list.
    #[must_use]
    pub fn terms<'a>(&self, schema: &'a Schema) -> Vec<&'a Term> {
        if let Some((on, field)) = self.key.split_once('.').filter(|(_, field)| field.starts_with("x_")) {
            let choices = schema.field(on, field).and_then(|field| field.kind.choices());
            return choices.map(|choices| choices.iter().collect()).unwrap_or_default();
        }
        if let Some(list) = schema.list(&self.key) {
            return list.iter().collect();
        }
        let same = Vocabulary::with_id(&self.key).filter(|list| list.level() == self.level);
        same.flat_map(|list| schema.terms(list)).collect()
    }

    /// Gives the codes whose place a new one can take: those in use that took nobody's place themselves.
    #[must_use]
    pub fn replaceable<'a>(&self, schema: &'a Schema) -> Vec<&'a Term> {
        let terms = self.terms(schema);
        let took = |code: &str| terms.iter().any(|term| term.replaced_by.iter().any(|new| new == code));
        terms.iter().copied().filter(|term| term.is_offered() && !took(&term.code)).collect()
    }

    /// Finds the term that has a code already, in capitals or small letters. Kinds of agreement share their codes.
    fn holder<'a>(&self, schema: &'a Schema, code: &str) -> Option<&'a Term> {
        let wanted = code.to_lowercase();
        let mut all = self.terms(schema);
        all.extend(Vocabulary::with_id(&self.key).flat_map(|list| schema.terms(list)));
        all.into_iter().find(|term| term.code.to_lowercase() == wanted)
    }
}

impl CodeDraft {
    /// Begins a form.
    #[must_use]
    pub fn new(list: ListKey) -> Self {
        let [code, label, help, replaces] = [const { String::new() }; 4];
        Self { list, code, label, help, replaces }
    }

    /// Gives what is added.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn read(&self, schema: &Schema, head: &HeadDraft) -> Result<Addition, Vec<DraftSlip>> {
        let mut slips = Slips::default();
        let code = self.code.trim();
        slips.check(DraftPart::Code, code_problem("code", code).or_else(|| self.taken(schema, code)));
        let label = slips.label(&self.label);
        let help = slips.help(&self.help);
        let replaces = Some(self.replaces.clone()).filter(|old| !old.is_empty());
        if let Some(old) = replaces.as_deref()
            && !self.list.replaceable(schema).iter().any(|term| term.code == old)
        {
            let sentence = format!("The place of “{}” cannot be taken. Choose another code, or none.", shown(old));
            slips.add(DraftPart::Replaces, sentence);
        }
        head.check(schema, &mut slips);
        let term = Term::own(code.to_owned(), label, help);
        slips.end(Addition::Code(Box::new(AddedCode { list: self.list.clone(), term, replaces })))
    }

    fn taken(&self, schema: &Schema, code: &str) -> Option<String> {
        let there = self.list.holder(schema, code)?;
        let (code, label) = (shown(&there.code), shown(&there.label));
        Some(format!("“{code}” ({label}) is in this list already. Choose another code."))
    }
}

impl HeadDraft {
    /// Offers what comes next; `folder` is the name of the folder of the corpus.
    #[must_use]
    pub fn next(schema: &Schema, folder: &str) -> Self {
        if schema.id == DEFAULT_ID {
            return Self { version: "1".to_owned(), id: Some(offered_schema_id(folder)) };
        }
        Self { version: next_version(&schema.version), id: None }
    }

    fn check(&self, schema: &Schema, slips: &mut Slips) {
        let version = self.version.trim();
        let word = shown(version);
        let used = if self.id.is_some() {
            None
        } else if version == schema.version {
            Some(format!("The schema is of version “{word}” now. Give it another one, so that both can be told apart."))
        } else if schema.changes.iter().any(|change| change.version == version) {
            Some(format!("The schema was of version “{word}” before. Give it one it never had."))
        } else {
            None
        };
        slips.check(DraftPart::Version, code_problem("version", version).or(used));
        if let Some(id) = self.id.as_deref().map(str::trim) {
            let shipped = (id == DEFAULT_ID)
                .then(|| format!("“{DEFAULT_ID}” is the schema the program ships. Give yours an id of its own."));
            slips.check(DraftPart::Schema, code_problem("id", id).or(shipped));
        }
    }
}

/// Collects what is wrong with a form.
#[derive(Default)]
struct Slips(Vec<DraftSlip>);

impl Slips {
    fn add(&mut self, at: DraftPart, sentence: String) {
        self.0.push(DraftSlip { at, sentence });
    }

    fn check(&mut self, at: DraftPart, problem: Option<String>) {
        if let Some(sentence) = problem {
            self.add(at, sentence);
        }
    }

    fn label(&mut self, label: &str) -> String {
        let label = label.trim();
        self.check(DraftPart::Label, text_problem("label", label, LONGEST_LABEL));
        label.to_owned()
    }

    fn help(&mut self, help: &str) -> String {
        let help = help.trim();
        if !help.is_empty() {
            self.check(DraftPart::Help, text_problem("help", help, LONGEST_HELP));
        }
        help.to_owned()
    }

    fn end(self, addition: Addition) -> Result<Addition, Vec<DraftSlip>> {
        if self.0.is_empty() { Ok(addition) } else { Err(self.0) }
    }
}

/// Counts a version up by one in its last number; a version without one at its end gets one.
#[must_use]
pub fn next_version(version: &str) -> String {
    let digits = version.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, number) = version.split_at(version.len() - digits);
    match number.parse::<u64>().ok().and_then(|number| number.checked_add(1)) {
        // Leading zeros keep versions in order.
        Some(next) => format!("{before}{next:0digits$}"),
        None => format!("{version}.1"),
    }
}

/// Offers the id of a schema, from the name of the folder of its corpus.
fn offered_schema_id(folder: &str) -> String {
    let name = field::word_of(folder);
    let name = if name.is_empty() { "corpus" } else { &name };
    let id = format!("{name}-1");
    if id == DEFAULT_ID { format!("corpus-{id}") } else { id }
}

//! An entry of the registry: an actor with its names, offices, and what was done to the entry.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authorship, Fields};

/// A name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// BCP 47 code; empty where not known.
    pub lang: String,
    /// ISO 15924 code; empty where not known.
    pub script: String,
    /// Code of `NameKind`.
    pub kind: String,
}

/// An office an actor has held.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedRole {
    /// Its title.
    pub title: String,
    /// Registry id of the organisation; empty where not known.
    pub org: String,
    /// Since when (EDTF); empty where not known.
    pub from: String,
    /// Until when (EDTF); empty where not known or still held.
    pub to: String,
}

/// Something done to an entry that its history must tell: a merge, a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When: UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Who did it.
    pub by: String,
    /// What was done.
    pub what: EventKind,
    /// The other entry.
    pub other: String,
    /// The names that went from one to the other.
    pub names: Vec<Name>,
}

/// What was done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum EventKind {
    /// The other entry was merged into this one.
    MergedFrom,
    /// The other entry is one again.
    SeparatedFrom,
    /// Names went to a new entry.
    SplitInto,
    /// Names came from another entry.
    SplitFrom,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistryEntry {
    /// Its id: letters, digits and hyphens; never reused.
    pub id: String,
    /// Code of `ActorKind`.
    pub kind: String,
    /// Name in English, by which it is shown.
    pub name_en: String,
    /// Names in every language and script.
    pub names: Vec<Name>,
    /// ISO 3166-1 alpha-3; empty where none.
    pub country: String,
    /// Code of `Sector`; empty where none.
    pub sector: String,
    /// Registry id of what it is a part of; empty where none.
    pub part_of: String,
    /// Offices held.
    pub roles: Vec<DatedRole>,
    /// Ids elsewhere, as `scheme:id`, e.g. `wikidata:Q265`.
    pub external_ids: Vec<String>,
    /// The entry that stands for this one since a merge.
    pub merged_into: Option<String>,
    /// Merges and splits, oldest first.
    pub history: Vec<Event>,
    /// Fields added by the schema.
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

impl RegistryEntry {
    /// Makes an entry of a kind, by which name it is shown, with nothing else filled in.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: impl Into<String>, name_en: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.into(), name_en: name_en.into(), ..Self::default() }
    }

    /// Gives all names, the English one first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name_en.as_str())
            .chain(self.names.iter().map(|name| name.text.as_str()))
            .filter(|name| !name.is_empty())
    }

    /// Tells whether the name stands there with exactly these letters.
    #[must_use]
    pub fn has_name(&self, text: &str) -> bool {
        self.all_names().any(|name| name == text)
    }

    /// Gives the name it is shown by.
    #[must_use]
    pub fn label(&self) -> &str {
        self.all_names().next().unwrap_or(&self.id)
    }
}

/// Tells whether a text can be the id of an entry.
#[must_use]
pub fn is_entry_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

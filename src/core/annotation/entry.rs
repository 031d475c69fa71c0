//! An entry of the registry: an actor with its names, offices, and what was done to the entry.

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Authorship, Beside, Fields};

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

/// A tie to another entry and the time for which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// Registry id of the other entry.
    pub entry: String,
    /// Since when (EDTF); empty where not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Until when (EDTF); empty where not known or still so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Dated {
    /// Makes a tie of which no time is known.
    #[must_use]
    pub fn to(entry: &str) -> Self {
        Self { entry: entry.to_owned(), ..Self::default() }
    }
}

/// A number or code in a list of states or organisations, and the time for which it counts.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The list: `cow`, `gw`, `cow_igo`, `iso3166-3`.
    pub scheme: String,
    /// The number or code.
    pub code: String,
    /// Since when (EDTF); empty where not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Until when (EDTF); empty where not known or still so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// Something that registries up to format 2 have as one text, and later ones as a list.
trait OnceSingle: Sized {
    fn single(text: String) -> Self;
}

impl OnceSingle for String {
    fn single(text: String) -> Self {
        text
    }
}

impl OnceSingle for Dated {
    fn single(text: String) -> Self {
        Self { entry: text, ..Self::default() }
    }
}

/// Reads a list, or the one text that stood there before: an empty one is an empty list.
fn listed<'de, D: Deserializer<'de>, T: OnceSingle + Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Listed<T>(PhantomData<T>);
    impl<'de, T: OnceSingle + Deserialize<'de>> Visitor<'de> for Listed<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list, or one text")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
            self.visit_string(text.to_owned())
        }

        fn visit_string<E: Error>(self, text: String) -> Result<Vec<T>, E> {
            Ok(if text.is_empty() { Vec::new() } else { vec![T::single(text)] })
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = list.next_element()? {
                items.push(item);
            }
            Ok(items)
        }
    }
    deserializer.deserialize_any(Listed(PhantomData))
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
    /// What else went with them.
    #[serde(default, skip_serializing_if = "Taken::is_empty")]
    pub taken: Box<Taken>,
}

/// What one entry has taken over from another one besides names, to be given back when they are separated.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Taken {
    /// Code of `ActorKind`; empty where it had one of its own, as all that follow.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Since when it exists (EDTF).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exists_from: String,
    /// Until when it existed (EDTF).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exists_to: String,
    /// Code of `Recognised`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub recognised: String,
    /// Codes of `Sector`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// What it is or was a part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Dated>,
    /// What it is or was a member of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Dated>,
    /// Who belongs to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Dated>,
    /// Registry ids of those whose place it has taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successor_of: Vec<String>,
    /// Numbers of lists of states and organisations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// Offices held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<DatedRole>,
    /// Ids elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<String>,
    /// Fields added by the schema.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
}

impl Taken {
    /// Tells whether nothing was taken over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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
    /// Codes of `Sector`, the main one first.
    #[serde(alias = "sector", deserialize_with = "listed")]
    pub sectors: Vec<String>,
    /// What it is or was a part of.
    #[serde(deserialize_with = "listed")]
    pub part_of: Vec<Dated>,
    /// What it is or was a member of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Dated>,
    /// Who belongs to it, where it is a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Dated>,
    /// Since when it exists (EDTF); empty where not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exists_from: String,
    /// Until when it existed (EDTF); empty where it exists or this is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exists_to: String,
    /// Registry ids of those whose place it has taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successor_of: Vec<String>,
    /// Code of `Recognised`, for states; empty where not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recognised: String,
    /// Numbers of lists of states and organisations, with the time for which they count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// Offices held.
    pub roles: Vec<DatedRole>,
    /// Ids elsewhere, as `scheme:id`, e.g. `wikidata:Q265`.
    pub external_ids: Vec<String>,
    /// The entry that stands for this one since a merge.
    pub merged_into: Option<String>,
    /// Merges and splits, oldest first.
    pub history: Vec<Event>,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
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

    /// Gives what it is or was a part of, first what it is a part of first of all.
    pub fn wholes(&self) -> impl Iterator<Item = &str> {
        self.part_of.iter().map(|tie| tie.entry.as_str()).filter(|entry| !entry.is_empty())
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

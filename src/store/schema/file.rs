//! The structs of `schema.ron`, and how they become an [`Extension`].

use std::fmt;
use std::marker::PhantomData;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};

use crate::core::schema::{Extension, LanePattern, NewField, NewKind, NewRule, NewTerm, NewType, Placed};

use super::faults::mismatch_message;

type Word = Placed<String>;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaFile {
    id: Word,
    version: Word,
    base: Word,
    #[serde(default)]
    extend: Pairs<Vec<TermEntry>>,
    #[serde(default)]
    hide: Pairs<Vec<Word>>,
    #[serde(default)]
    replaced_by: Pairs<Pairs<Word>>,
    #[serde(default)]
    types: Vec<TypeEntry>,
    #[serde(default)]
    fields: Vec<FieldEntry>,
    #[serde(default)]
    checks: Vec<CheckEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    code: Word,
    #[serde(default, deserialize_with = "given")]
    level: Option<Word>,
    label: Word,
    #[serde(default, deserialize_with = "given")]
    help: Option<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldEntry {
    #[serde(default, deserialize_with = "given")]
    on: Option<Word>,
    id: Word,
    label: Word,
    #[serde(default, deserialize_with = "given")]
    help: Option<Word>,
    #[serde(rename = "type")]
    kind: KindEntry,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    hidden: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum KindEntry {
    Text,
    LongText,
    Number {
        #[serde(default)]
        min: Option<f64>,
        #[serde(default)]
        max: Option<f64>,
    },
    Choice(Vec<Word>),
    Flag,
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeEntry {
    id: Word,
    label: Word,
    #[serde(default, deserialize_with = "given")]
    help: Option<Word>,
    colour: Word,
    #[serde(default)]
    lane: LaneEntry,
    #[serde(default)]
    key: Option<Placed<char>>,
    #[serde(default)]
    fields: Vec<FieldEntry>,
}

/// The built-in types have the first three patterns, so a type that names none gets the fourth.
#[derive(Deserialize, Default)]
enum LaneEntry {
    Solid,
    Dotted,
    Double,
    #[default]
    Dashed,
    Wavy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckEntry {
    id: Word,
    when: Word,
    warn: Word,
}

impl From<SchemaFile> for Extension {
    fn from(file: SchemaFile) -> Self {
        Self {
            id: file.id,
            version: file.version,
            base: file.base,
            terms: file.extend.0.into_iter().map(|(list, terms)| (list, all(terms))).collect(),
            hidden: file.hide.0,
            replaced: file.replaced_by.0.into_iter().map(|(list, pairs)| (list, pairs.0)).collect(),
            types: all(file.types),
            fields: all(file.fields),
            rules: all(file.checks),
        }
    }
}

fn all<F, T: From<F>>(entries: Vec<F>) -> Vec<T> {
    entries.into_iter().map(T::from).collect()
}

impl From<TermEntry> for NewTerm {
    fn from(TermEntry { code, level, label, help }: TermEntry) -> Self {
        Self { code, label, help, level }
    }
}

impl From<FieldEntry> for NewField {
    fn from(FieldEntry { on, id, label, help, kind, required, hidden }: FieldEntry) -> Self {
        let kind = match kind {
            KindEntry::Text => NewKind::Text,
            KindEntry::LongText => NewKind::LongText,
            KindEntry::Number { min, max } => NewKind::Number { min, max },
            KindEntry::Choice(choices) => NewKind::Choice(choices),
            KindEntry::Flag => NewKind::Flag,
            KindEntry::Date => NewKind::Date,
        };
        Self { on, id, label, help, kind, required, hidden }
    }
}

impl From<TypeEntry> for NewType {
    fn from(TypeEntry { id, label, help, colour, lane, key, fields }: TypeEntry) -> Self {
        let lane = match lane {
            LaneEntry::Solid => LanePattern::Solid,
            LaneEntry::Dotted => LanePattern::Dotted,
            LaneEntry::Double => LanePattern::Double,
            LaneEntry::Dashed => LanePattern::Dashed,
            LaneEntry::Wavy => LanePattern::Wavy,
        };
        Self { id, label, help, colour, lane, key, fields: all(fields) }
    }
}

impl From<CheckEntry> for NewRule {
    fn from(CheckEntry { id, when, warn }: CheckEntry) -> Self {
        Self { id, when, warn }
    }
}

/// Reads a value that may be left out but is not wrapped in `Some`.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Word>, D::Error> {
    Word::deserialize(deserializer).map(Some)
}

/// A raw value is a slice of the text it is read from: its address says where it stands. The place is kept as
/// that address, because the beginning of the text is not known here.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        // A comment may stand before the value.
        let raw = if raw.get_ron().starts_with('/') { raw.trim() } else { raw };
        let at = raw.get_ron().as_ptr().addr();
        let value = raw.into_rust().map_err(|error| D::Error::custom(mismatch_message(at, &error.code)))?;
        Ok(Self { value, at })
    }
}

/// A map in the order of the file, with keys that stand in it twice.
struct Pairs<V>(Vec<(Word, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Pairs<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

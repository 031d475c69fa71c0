//! The structs of `schema.ron`, and how they become an [`Extension`].

use std::fmt;
use std::marker::PhantomData;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};

use crate::core::schema::{
    Extension, LanePattern, NewChange, NewChoices, NewField, NewGroup, NewKind, NewRule, NewSuccessor, NewTerm,
    NewText, NewType, Placed,
};

use super::faults::{inner_message, message_at, mismatch_message};

type Word = Placed<String>;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaFile {
    id: Word,
    version: Word,
    base: Word,
    #[serde(default, deserialize_with = "given")]
    label: Option<NewText>,
    #[serde(default, deserialize_with = "given")]
    note: Option<NewText>,
    #[serde(default)]
    extend: Pairs<Vec<TermEntry>>,
    #[serde(default)]
    lists: Pairs<Vec<ChoiceEntry>>,
    #[serde(default)]
    hide: Pairs<Vec<Word>>,
    #[serde(default)]
    hide_fields: Vec<Word>,
    #[serde(default)]
    show: Vec<Word>,
    #[serde(default)]
    replaced_by: Pairs<Pairs<SuccessorEntry>>,
    #[serde(default)]
    types: Vec<TypeEntry>,
    #[serde(default)]
    groups: Vec<GroupEntry>,
    #[serde(default)]
    fields: Vec<FieldEntry>,
    #[serde(default)]
    checks: Vec<CheckEntry>,
    #[serde(default)]
    changes: Vec<ChangeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    code: Word,
    #[serde(default, deserialize_with = "given")]
    level: Option<Word>,
    label: NewText,
    #[serde(default, deserialize_with = "given")]
    help: Option<NewText>,
    #[serde(default, deserialize_with = "given")]
    order: Option<i32>,
}

/// A term, or a code that is its own label.
struct ChoiceEntry(NewTerm);

/// The key of a list, or the terms of the field itself.
struct ChoicesEntry(NewChoices);

/// A code, or several.
struct SuccessorEntry(NewSuccessor);

/// A value, or several.
#[derive(Default)]
struct ValuesEntry(Vec<Word>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    id: Word,
    label: NewText,
    #[serde(default, deserialize_with = "given")]
    help: Option<NewText>,
    #[serde(default, deserialize_with = "given")]
    when: Option<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldEntry {
    #[serde(default, deserialize_with = "given")]
    on: Option<Word>,
    id: Word,
    label: NewText,
    #[serde(default, deserialize_with = "given")]
    help: Option<NewText>,
    #[serde(default, deserialize_with = "given")]
    note: Option<NewText>,
    #[serde(rename = "type")]
    kind: KindEntry,
    #[serde(default, deserialize_with = "given")]
    group: Option<Word>,
    #[serde(default)]
    required: bool,
    #[serde(default, deserialize_with = "given")]
    when: Option<Word>,
    #[serde(default)]
    default: ValuesEntry,
    #[serde(default)]
    evidence: bool,
    #[serde(default)]
    basis: bool,
    #[serde(default)]
    confidence: bool,
    #[serde(default, deserialize_with = "given")]
    replaced_by: Option<Word>,
    #[serde(default)]
    hidden: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
enum KindEntry {
    Text,
    LongText,
    Whole {
        #[serde(default)]
        min: Option<i64>,
        #[serde(default)]
        max: Option<i64>,
    },
    Number {
        #[serde(default)]
        min: Option<f64>,
        #[serde(default)]
        max: Option<f64>,
    },
    Choice(ChoicesEntry),
    Flag,
    Date,
    Duration,
    Url,
    Many(Box<Self>),
    Entity(Vec<Word>),
    Mark(Word),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeEntry {
    id: Word,
    label: NewText,
    #[serde(default, deserialize_with = "given")]
    help: Option<NewText>,
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
    #[serde(default, deserialize_with = "given")]
    on: Option<Word>,
    when: Word,
    #[serde(default, deserialize_with = "given")]
    warn: Option<NewText>,
    #[serde(default, deserialize_with = "given")]
    error: Option<NewText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeEntry {
    version: Word,
    note: NewText,
    #[serde(default)]
    reread: Vec<Word>,
}

impl From<SchemaFile> for Extension {
    fn from(file: SchemaFile) -> Self {
        let replaced =
            file.replaced_by.0.into_iter().map(|(list, pairs)| {
                (list, pairs.0.into_iter().map(|(old, SuccessorEntry(new))| (old, new)).collect())
            });
        Self {
            id: file.id,
            version: file.version,
            base: file.base,
            label: file.label,
            note: file.note,
            terms: file.extend.0.into_iter().map(|(list, terms)| (list, all(terms))).collect(),
            lists: file.lists.0.into_iter().map(|(list, terms)| (list, all(terms))).collect(),
            hidden: file.hide.0,
            hidden_fields: file.hide_fields,
            shown: file.show,
            replaced: replaced.collect(),
            types: all(file.types),
            groups: all(file.groups),
            fields: all(file.fields),
            rules: all(file.checks),
            changes: all(file.changes),
        }
    }
}

fn all<F, T: From<F>>(entries: Vec<F>) -> Vec<T> {
    entries.into_iter().map(T::from).collect()
}

impl From<TermEntry> for NewTerm {
    fn from(TermEntry { code, level, label, help, order }: TermEntry) -> Self {
        Self { code, label, help, level, order }
    }
}

impl From<ChoiceEntry> for NewTerm {
    fn from(ChoiceEntry(term): ChoiceEntry) -> Self {
        term
    }
}

impl From<GroupEntry> for NewGroup {
    fn from(GroupEntry { id, label, help, when }: GroupEntry) -> Self {
        Self { id, label, help, when }
    }
}

impl From<FieldEntry> for NewField {
    fn from(entry: FieldEntry) -> Self {
        let FieldEntry { on, id, label, help, note, group, when, replaced_by, .. } = entry;
        Self {
            on,
            id,
            label,
            help,
            note,
            kind: entry.kind.into(),
            group,
            required: entry.required,
            when,
            default: entry.default.0,
            evidence: entry.evidence,
            basis: entry.basis,
            confidence: entry.confidence,
            replaced_by,
            hidden: entry.hidden,
        }
    }
}

impl From<KindEntry> for NewKind {
    fn from(kind: KindEntry) -> Self {
        match kind {
            KindEntry::Text => Self::Text,
            KindEntry::LongText => Self::LongText,
            KindEntry::Whole { min, max } => Self::Whole { min, max },
            KindEntry::Number { min, max } => Self::Number { min, max },
            KindEntry::Choice(ChoicesEntry(choices)) => Self::Choice(choices),
            KindEntry::Flag => Self::Flag,
            KindEntry::Date => Self::Date,
            KindEntry::Duration => Self::Duration,
            KindEntry::Url => Self::Url,
            KindEntry::Many(kind) => Self::Many(Box::new((*kind).into())),
            KindEntry::Entity(kinds) => Self::Entity(kinds),
            KindEntry::Mark(kind) => Self::Mark(kind),
        }
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
    fn from(CheckEntry { id, on, when, warn, error }: CheckEntry) -> Self {
        Self { id, on, when, warn, error }
    }
}

impl From<ChangeEntry> for NewChange {
    fn from(ChangeEntry { version, note, reread }: ChangeEntry) -> Self {
        Self { version, note, reread }
    }
}

/// Reads a value that may be left out but is not wrapped in `Some`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A raw value is a slice of the text it is read from: its address says where it stands. The place is kept as
/// that address, because the beginning of the text is not known here.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        let at = raw.get_ron().as_ptr().addr();
        let value = raw.into_rust().map_err(|error| D::Error::custom(mismatch_message(at, &error.code)))?;
        Ok(Self { value, at })
    }
}

fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de RawValue, D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?;
    // A comment may stand before the value.
    Ok(if raw.get_ron().starts_with('/') { raw.trim() } else { raw })
}

/// Reads a value that can be written in several ways, of which its first sign has shown one.
fn inner<'de, T: Deserialize<'de>, E: serde::de::Error>(raw: &'de RawValue) -> Result<T, E> {
    raw.into_rust().map_err(|error| E::custom(inner_message(raw.get_ron(), &error)))
}

impl<'de> Deserialize<'de> for NewText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        if !raw.get_ron().starts_with('{') {
            return inner::<Word, _>(raw).map(Self::from);
        }
        let Pairs(languages) = inner::<Pairs<Word>, _>(raw)?;
        let english = languages.iter().find(|(language, _)| language.value == "en");
        let Some((_, shown)) = english.or_else(|| languages.first()) else {
            let sentence = "No text stands in the brackets. Write it as { \"en\": \"text\" }.";
            return Err(D::Error::custom(message_at(raw.get_ron(), sentence)));
        };
        Ok(Self { shown: shown.clone(), languages })
    }
}

impl<'de> Deserialize<'de> for ChoiceEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        if raw.get_ron().starts_with('(') {
            return inner::<TermEntry, _>(raw).map(|term| Self(term.into()));
        }
        let code: Word = inner(raw)?;
        Ok(Self(NewTerm { label: code.clone().into(), code, ..NewTerm::default() }))
    }
}

impl<'de> Deserialize<'de> for ChoicesEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        let choices = if raw.get_ron().starts_with('"') {
            NewChoices::List(inner(raw)?)
        } else {
            NewChoices::Own(all(inner::<Vec<ChoiceEntry>, _>(raw)?))
        };
        Ok(Self(choices))
    }
}

impl<'de> Deserialize<'de> for SuccessorEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        let successor = if raw.get_ron().starts_with('[') {
            NewSuccessor::Split(inner(raw)?)
        } else {
            NewSuccessor::One(inner(raw)?)
        };
        Ok(Self(successor))
    }
}

impl<'de> Deserialize<'de> for ValuesEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = raw(deserializer)?;
        let values = if raw.get_ron().starts_with('[') { inner(raw)? } else { vec![inner(raw)?] };
        Ok(Self(values))
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

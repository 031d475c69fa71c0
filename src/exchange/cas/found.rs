//! Feature structures of a file, each feature with whether somebody has read it.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::exchange::left::silent;

/// What a feature of a file held, before anything is known of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// Texts, or what may be ids.
    Texts(Vec<String>),
    /// Ids of feature structures.
    References(Vec<u64>),
}

/// A feature.
#[derive(Clone, Debug)]
pub(super) struct Feature {
    pub raw: Raw,
    seen: Cell<bool>,
}

impl From<Raw> for Feature {
    fn from(raw: Raw) -> Self {
        Self { raw, seen: Cell::new(false) }
    }
}

impl Feature {
    /// Reads it.
    pub(super) fn see(&self) {
        self.seen.set(true);
    }

    /// Tells whether anybody has read it.
    pub(super) fn is_seen(&self) -> bool {
        self.seen.get()
    }

    /// Reads it, if it can be used.
    fn read(&self) -> Option<&Raw> {
        let is_new = !self.seen.replace(true);
        (!(is_new && silent::is_now())).then_some(&self.raw)
    }
}

/// A feature structure that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub id: u64,
    pub kind: String,
    pub features: BTreeMap<String, Feature>,
    /// Whether the whole was used, or left out with a line.
    pub seen: Cell<bool>,
}

impl Found {
    /// Puts a feature in.
    pub(super) fn put(&mut self, name: String, raw: Raw) {
        self.features.insert(name, raw.into());
    }

    /// Tells what a feature holds, without reading it.
    pub(super) fn peek(&self, name: &str) -> Option<&Raw> {
        self.features.get(name).map(|feature| &feature.raw)
    }

    /// Gives the first text of a feature, without reading it.
    pub(super) fn peek_text(&self, name: &str) -> Option<&str> {
        match self.peek(name)? {
            Raw::Texts(texts) => texts.first().map(String::as_str),
            Raw::References(_) => None,
        }
    }

    /// Reads texts.
    pub(super) fn texts(&self, name: &str) -> &[String] {
        match self.features.get(name).filter(|it| matches!(it.raw, Raw::Texts(_))).and_then(Feature::read) {
            Some(Raw::Texts(texts)) => texts,
            _ => &[],
        }
    }

    /// Reads the first text, where there is only one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.peek(name) {
            Some(Raw::Texts(texts)) if texts.len() == 1 => self.texts(name).first().map(String::as_str),
            _ => None,
        }
    }

    /// Reads a number; some tools write `10.0`.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        let text = self.peek_text(name)?;
        let number = text.strip_suffix(".0").unwrap_or(text).parse().ok()?;
        self.texts(name);
        Some(number)
    }

    /// Gives ids of feature structures. The feature counts as read only when they are followed.
    pub(super) fn references(&self, name: &str) -> &[u64] {
        match self.peek(name) {
            Some(Raw::References(ids)) => ids,
            _ => &[],
        }
    }

    /// Gives the id of a feature structure.
    pub(super) fn reference(&self, name: &str) -> Option<u64> {
        self.references(name).first().copied()
    }

    /// Reads features, whatever they hold.
    pub(super) fn see(&self, names: &[&str]) {
        names.iter().filter_map(|name| self.features.get(*name)).for_each(Feature::see);
    }

    /// Gives the name of the type without its package.
    pub(super) fn short(&self) -> &str {
        self.kind.rsplit_once('.').map_or(&self.kind, |it| it.1)
    }

    /// Lists what nobody has read, as `name “value”`.
    pub(super) fn unseen(&self) -> impl Iterator<Item = (&str, String)> {
        let unseen = self.features.iter().filter(|(_, feature)| !feature.is_seen());
        unseen.filter_map(|(name, feature)| {
            let value = match &feature.raw {
                Raw::Texts(texts) => texts.join("”, “"),
                Raw::References(ids) => ids.iter().map(u64::to_string).collect::<Vec<_>>().join(" "),
            };
            (!value.is_empty()).then_some((name.as_str(), value))
        })
    }
}

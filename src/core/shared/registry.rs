//! The registry: actors of the whole corpus with their names in every language and script.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::Map;
use crate::core::annotation::{Name, RegistryEntry};
use crate::core::matching::{self, Hit, Index};
use crate::core::seed;

/// Merges followed before a chain is taken for a circle.
const LONGEST_CHAIN: usize = 64;

/// Holds the entries of the corpus, and those that ship with the program behind them.
///
/// An entry of the program is copied into the corpus the first time a record points to it, so that the files
/// of a corpus say everything by themselves.
#[derive(Clone, Debug)]
pub struct Registry {
    entries: Map<RegistryEntry>,
    /// Shared until it changes: to begin with, all corpora have that of the entries which ship with the program.
    lookup: Arc<Lookup>,
    /// The entries of the corpus that were not merged, by label and id.
    by_label: BTreeMap<(Box<str>, Box<str>), Arc<RegistryEntry>>,
}

/// What names are found by.
#[derive(Clone, Debug, Default)]
struct Lookup {
    index: Index,
    numbers: BTreeMap<String, u32>,
    ids: Vec<String>,
}

impl Default for Registry {
    fn default() -> Self {
        static SHIPPED: OnceLock<Registry> = OnceLock::new();
        SHIPPED
            .get_or_init(|| {
                let mut empty = Self { entries: Map::default(), lookup: Arc::default(), by_label: BTreeMap::new() };
                for entry in shipped().values() {
                    empty.reindex(&entry.id);
                }
                empty
            })
            .clone()
    }
}

/// Gives the entries that ship with the program: states, organisations, ministries.
#[must_use]
pub fn shipped() -> &'static BTreeMap<String, Arc<RegistryEntry>> {
    static SHIPPED: OnceLock<BTreeMap<String, Arc<RegistryEntry>>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        seed::entries()
            .into_iter()
            .map(|seed| {
                let names = seed.names.iter().map(|name| Name {
                    text: name.text.to_owned(),
                    lang: name.lang.to_owned(),
                    script: name.script.to_owned(),
                    kind: name.kind.to_owned(),
                });
                let entry = RegistryEntry {
                    names: names.collect(),
                    country: seed.country.to_owned(),
                    sector: seed.sector.to_owned(),
                    part_of: seed.part_of.to_owned(),
                    external_ids: (!seed.wikidata.is_empty())
                        .then(|| format!("wikidata:{}", seed.wikidata))
                        .into_iter()
                        .collect(),
                    ..RegistryEntry::new(seed.id, seed.kind, seed.name_en)
                };
                (entry.id.clone(), Arc::new(entry))
            })
            .collect()
    })
}

impl Registry {
    /// Makes a registry of the entries of a corpus.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = RegistryEntry>) -> Self {
        let mut registry = Self::default();
        for entry in entries {
            registry.put(Arc::new(entry));
        }
        registry
    }

    /// Gives the entries of the corpus by id.
    #[must_use]
    pub fn entries(&self) -> &Map<RegistryEntry> {
        &self.entries
    }

    /// Finds an entry of the corpus, else of the program.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<RegistryEntry>> {
        self.entries.get(id).or_else(|| shipped().get(id))
    }

    /// Tells whether an entry is only known from the program.
    #[must_use]
    pub fn is_only_shipped(&self, id: &str) -> bool {
        !self.entries.contains_key(id) && shipped().contains_key(id)
    }

    /// Finds the entry that stands for an id, following merges.
    #[must_use]
    pub fn resolve(&self, id: &str) -> Option<&Arc<RegistryEntry>> {
        let mut entry = self.get(id)?;
        for _ in 0..LONGEST_CHAIN {
            match entry.merged_into.as_deref().and_then(|next| self.get(next)) {
                Some(next) => entry = next,
                None => return Some(entry),
            }
        }
        // A circle of merges, as a damaged file may hold: the entry itself is the best answer.
        self.get(id)
    }

    /// Gives the name an id is shown by; the id itself where the registry does not know it.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.resolve(id).map_or(id, |entry| entry.label())
    }

    /// Gives the state an entry belongs to, itself included, going up from part to whole.
    #[must_use]
    pub fn state_of(&self, id: &str) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut at = self.resolve(id)?;
        while seen.insert(at.id.clone()) {
            if at.kind == "state" {
                return Some(at.id.clone());
            }
            match self.resolve(&at.part_of) {
                Some(whole) => at = whole,
                None => break,
            }
        }
        (!at.country.is_empty()).then(|| at.country.clone())
    }

    /// Puts an entry in, replacing one of the same id.
    pub fn put(&mut self, entry: Arc<RegistryEntry>) {
        let id = entry.id.clone();
        if let Some(before) = self.entries.get(&id) {
            self.by_label.remove(&label_key(before));
        }
        self.entries.insert_mut(id.clone(), entry.clone());
        if entry.merged_into.is_none() {
            self.by_label.insert(label_key(&entry), entry);
        }
        self.reindex(&id);
    }

    /// Takes an entry of the corpus out.
    pub fn take(&mut self, id: &str) {
        if let Some(before) = self.entries.get(id) {
            self.by_label.remove(&label_key(before));
        }
        self.entries.remove_mut(id);
        self.reindex(id);
    }

    /// Takes over other entries, of which those of these ids are not as they are here; takes as long as they are many.
    /// Gives the map that was here, to be let go of elsewhere.
    pub fn replace(&mut self, entries: Map<RegistryEntry>, other: &[String]) -> Map<RegistryEntry> {
        for id in other {
            match entries.get(id) {
                Some(entry) => self.put(entry.clone()),
                None => self.take(id),
            }
        }
        std::mem::replace(&mut self.entries, entries)
    }

    /// Lists the entries of the corpus that were not merged into others, by their labels.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<RegistryEntry>> {
        self.by_label.values()
    }

    /// Lists the entries that an entry stands for: itself, and those that were merged into it.
    #[must_use]
    pub fn stands_for(&self, id: &str) -> Vec<&str> {
        let merged = self.entries.values().filter(|entry| entry.merged_into.is_some() && entry.id != id);
        let into = merged.filter(|entry| self.resolve(&entry.id).is_some_and(|into| into.id == id));
        self.get(id).into_iter().chain(into).map(|entry| entry.id.as_str()).collect()
    }

    /// Puts an entry, as it is now, into the index of names.
    fn reindex(&mut self, id: &str) {
        let entry = self.get(id).cloned();
        let lookup = Arc::make_mut(&mut self.lookup);
        let number = if let Some(&number) = lookup.numbers.get(id) {
            number
        } else {
            let number = u32::try_from(lookup.ids.len()).unwrap_or(u32::MAX);
            lookup.ids.push(id.to_owned());
            lookup.numbers.insert(id.to_owned(), number);
            number
        };
        match entry {
            Some(entry) if entry.merged_into.is_none() => {
                let names = (0..).zip(entry.all_names());
                lookup.index.set_entry(number, names.map(|(name, text)| matching::Name { name, text, weight: 0 }));
            }
            _ => lookup.index.remove_entry(number),
        }
    }

    /// Finds the entries that a typed text or a mark may mean, most likely first.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<(&Arc<RegistryEntry>, Hit)> {
        let mut hits: Vec<(&Arc<RegistryEntry>, Hit)> = self
            .lookup
            .index
            .search(query, limit)
            .into_iter()
            .filter_map(|hit| Some((self.get(self.lookup.ids.get(usize::try_from(hit.entry).ok()?)?)?, hit)))
            .collect();
        // Among equals, an entry the corpus already uses is the likelier one.
        hits.sort_by_key(|(entry, hit)| (hit.rank, !self.entries.contains_key(&entry.id)));
        hits
    }

    /// Tells whether an entry has a name with the same words as a text, in any order.
    #[must_use]
    pub fn has_words(&self, text: &str) -> bool {
        self.lookup.index.has_words(text)
    }

    /// Finds the entries one of whose names is the same text after folding.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<&Arc<RegistryEntry>> {
        let ids = self.lookup.index.exact(text).into_iter();
        ids.filter_map(|number| self.get(self.lookup.ids.get(usize::try_from(number).ok()?)?)).collect()
    }
}

fn label_key(entry: &RegistryEntry) -> (Box<str>, Box<str>) {
    (entry.label().into(), entry.id.as_str().into())
}

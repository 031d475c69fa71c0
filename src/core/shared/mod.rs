//! What belongs to the whole corpus: the registry of actors, agreements across articles, publishers.

mod registry;
mod shipped;

pub use registry::Registry;
pub use shipped::shipped;

use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use super::annotation::{Conflict, Identity, Publisher, Record};
use super::generation::Generation;
use super::matching::fold;

/// Records by their keys, in order; a copy takes no time, however many there are.
pub type Map<T> = RedBlackTreeMapSync<String, Arc<T>>;

/// Holds what belongs to the whole corpus.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// The actors.
    pub registry: Registry,
    /// Agreements across articles, by id.
    pub identities: Map<Identity>,
    /// Publishers, by name.
    pub publishers: Map<Publisher>,
    /// What somebody else has made of a record, to be decided on, by its name.
    pub conflicts: Map<Conflict>,
    /// The generation of all of it.
    pub generation: Generation,
}

impl Shared {
    /// Finds the record that an edit of this record is about, as it is now.
    #[must_use]
    pub fn find(&self, like: &Record) -> Option<Record> {
        match like {
            Record::Entry(entry) => self.registry.entries().get(&entry.id).cloned().map(Record::Entry),
            Record::Identity(identity) => self.identities.get(&identity.id).cloned().map(Record::Identity),
            Record::Publisher(publisher) => self.publishers.get(&publisher.name).cloned().map(Record::Publisher),
            Record::Conflict(conflict) => self.conflicts.get(&conflict.id).cloned().map(Record::Conflict),
            _ => None,
        }
    }

    /// Finds a record by its key; see [`Record::key`].
    #[must_use]
    pub fn record(&self, key: &str) -> Option<Record> {
        let (list, name) = key.split_once('/')?;
        match list {
            "registry" => self.registry.entries().get(name).cloned().map(Record::Entry),
            "agreements" => self.identities.get(name).cloned().map(Record::Identity),
            "sources" => self.publishers.get(name).cloned().map(Record::Publisher),
            _ => None,
        }
    }

    /// Puts a record in, or takes it out where `after` is nothing. What belongs to an article is left alone.
    pub fn put(&mut self, before: Option<&Record>, after: Option<Record>) {
        match (after, before) {
            (Some(Record::Entry(entry)), _) => self.registry.put(entry),
            (Some(Record::Identity(identity)), _) => self.identities.insert_mut(identity.id.clone(), identity),
            (Some(Record::Publisher(publisher)), _) => {
                self.publishers.insert_mut(publisher.name.clone(), publisher);
            }
            (Some(Record::Conflict(conflict)), _) => self.conflicts.insert_mut(conflict.id.clone(), conflict),
            (None, Some(Record::Conflict(conflict))) => drop(self.conflicts.remove_mut(&conflict.id)),
            (None, Some(Record::Entry(entry))) => self.registry.take(&entry.id),
            (None, Some(Record::Identity(identity))) => drop(self.identities.remove_mut(&identity.id)),
            (None, Some(Record::Publisher(publisher))) => drop(self.publishers.remove_mut(&publisher.name)),
            _ => return,
        }
        self.generation = Generation::next();
    }

    /// Finds the publisher of an article by the name in its header, however it is capitalised.
    #[must_use]
    pub fn publisher(&self, name: &str) -> Option<&Arc<Publisher>> {
        if name.trim().is_empty() {
            return None;
        }
        self.publishers.get(name).or_else(|| {
            let wanted = fold(name);
            self.publishers.values().find(|publisher| fold(&publisher.name) == wanted)
        })
    }
}

/// Tells whether a record belongs to the corpus and not to an article.
#[must_use]
pub fn belongs_to_corpus(record: &Record) -> bool {
    match record {
        Record::Entry(_) | Record::Identity(_) | Record::Publisher(_) => true,
        Record::Conflict(conflict) => conflict.is_of_corpus(),
        _ => false,
    }
}

//! The records that belong to the whole corpus, as files have them: compared with the state of the program, and brought
//! into it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::annotation::{Conflict, Identity, Publisher, RegistryEntry};
use crate::core::generation::Generation;
use crate::core::shared::{Registry, Shared};

/// Records by their keys.
pub(super) type List<T> = BTreeMap<String, Arc<T>>;
/// Conflicts by their ids.
pub(super) type Conflicts = List<Conflict>;

/// The records of the three files, as they are to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The registry.
    pub entries: BTreeMap<String, Arc<RegistryEntry>>,
    /// Agreements across articles.
    pub identities: BTreeMap<String, Arc<Identity>>,
    /// Publishers.
    pub publishers: BTreeMap<String, Arc<Publisher>>,
    /// What is in conflict in any of them.
    pub conflicts: BTreeMap<String, Arc<Conflict>>,
}

impl Snapshot {
    /// Copies what is to be written; cheap, because records are shared.
    #[must_use]
    pub fn of(shared: &Shared) -> Self {
        Self {
            entries: shared.registry.entries().clone(),
            identities: shared.identities.clone(),
            publishers: shared.publishers.clone(),
            conflicts: shared.conflicts.clone(),
        }
    }

    /// Shares those records with another snapshot that are the same there: who compares the two later, on the frame
    /// thread, needs not look into them.
    pub(super) fn share(&mut self, with: &Self) {
        fn list<T: PartialEq>(mine: &mut List<T>, theirs: &List<T>) {
            for (key, record) in mine {
                if let Some(same) = theirs.get(key).filter(|same| *same == record) {
                    *record = same.clone();
                }
            }
        }
        list(&mut self.entries, &with.entries);
        list(&mut self.identities, &with.identities);
        list(&mut self.publishers, &with.publishers);
        list(&mut self.conflicts, &with.conflicts);
    }

    /// Counts the entries of the registry that the program would have to index anew to have this state.
    #[must_use]
    pub fn entries_to_index(&self, shared: &Shared) -> usize {
        let (mut mine, mut theirs) = (self.entries.iter().peekable(), shared.registry.entries().iter().peekable());
        let mut count = 0;
        while let (Some((id, entry)), Some((other, known))) = (mine.peek(), theirs.peek()) {
            let order = id.cmp(other);
            count += usize::from(order.is_ne() || entry != known);
            if order.is_le() {
                mine.next();
            }
            if order.is_ge() {
                theirs.next();
            }
        }
        count + mine.count() + theirs.count()
    }

    /// Tells whether the program has the same state apart from the registry.
    #[must_use]
    pub fn has_lists_of(&self, shared: &Shared) -> bool {
        self.identities == shared.identities
            && self.publishers == shared.publishers
            && self.conflicts == shared.conflicts
    }

    /// Brings the state of the program to this one; takes as long as entries differ.
    pub fn put_into(self, shared: &mut Shared) {
        let has = shared.registry.entries();
        let gone: Vec<String> = has.keys().filter(|id| !self.entries.contains_key(*id)).cloned().collect();
        for id in gone {
            shared.registry.take(&id);
        }
        for (id, entry) in self.entries {
            if shared.registry.entries().get(&id) != Some(&entry) {
                shared.registry.put(entry);
            }
        }
        (shared.identities, shared.publishers, shared.conflicts) = (self.identities, self.publishers, self.conflicts);
        shared.generation = Generation::next();
    }

    /// Makes the state of the program from what was read. Takes long for a large registry.
    #[must_use]
    pub fn into_shared(self) -> Shared {
        let mut registry = Registry::default();
        for entry in self.entries.into_values() {
            registry.put(entry);
        }
        Shared {
            registry,
            identities: self.identities,
            publishers: self.publishers,
            conflicts: self.conflicts,
            generation: Generation::next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, name: &str) -> (String, Arc<RegistryEntry>) {
        let entry = RegistryEntry { id: id.to_owned(), name_en: name.to_owned(), ..RegistryEntry::default() };
        (id.to_owned(), Arc::new(entry))
    }

    fn snapshot(entries: &[(&str, &str)]) -> Snapshot {
        Snapshot { entries: entries.iter().map(|(id, name)| entry(id, name)).collect(), ..Snapshot::default() }
    }

    #[test]
    fn state_brought_up_to_date_is_the_one_made_anew() {
        let mut shared = snapshot(&[("a", "Anna"), ("b", "Bernd"), ("c", "Clara")]).into_shared();
        let later = snapshot(&[("a", "Anna"), ("c", "Claudia"), ("d", "Dora")]);
        assert_eq!(later.entries_to_index(&shared), 3);
        let before = shared.generation;
        later.clone().put_into(&mut shared);
        assert_ne!(shared.generation, before);
        assert_eq!(later.entries_to_index(&shared), 0);
        for name in ["Anna", "Bernd", "Clara", "Claudia", "Dora"] {
            let found = |shared: &Shared| shared.registry.named(name).len();
            assert_eq!(found(&shared), found(&later.clone().into_shared()), "{name}");
        }
        let labels: Vec<&str> = shared.registry.listed().map(|entry| entry.label()).collect();
        assert_eq!(labels, ["Anna", "Claudia", "Dora"]);
    }

    #[test]
    fn records_that_are_the_same_are_shared_and_others_are_not() {
        let (old, mut new) = (snapshot(&[("a", "Anna"), ("b", "Bernd")]), snapshot(&[("a", "Anna"), ("b", "Berta")]));
        new.share(&old);
        assert!(Arc::ptr_eq(&new.entries["a"], &old.entries["a"]));
        assert_eq!(new.entries["b"].name_en, "Berta");
    }
}

//! The records that belong to the whole corpus, as files have them: compared with the state of the program, and brought
//! into it.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::core::annotation::{Conflict, Identity, Publisher, RegistryEntry};
use crate::core::generation::Generation;
use crate::core::shared::{Map, Registry, Shared};

/// Records by their keys.
pub(super) type List<T> = Map<T>;
/// Conflicts by their ids.
pub(super) type Conflicts = List<Conflict>;

/// The records of the three files, as they are to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The registry.
    pub entries: List<RegistryEntry>,
    /// Agreements across articles.
    pub identities: List<Identity>,
    /// Publishers.
    pub publishers: List<Publisher>,
    /// What is in conflict in any of them.
    pub conflicts: List<Conflict>,
}

/// What is other in one state than in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differs {
    /// Ids of entries of the registry.
    pub entries: Vec<String>,
    /// Whether anything is, in whatever list.
    pub any: bool,
}

impl Snapshot {
    /// Copies what is to be written, which takes no time.
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
            let same = |(key, record): (&String, &Arc<T>)| {
                let same = theirs.get(key).filter(|same| *same == record).unwrap_or(record);
                (key.clone(), same.clone())
            };
            *mine = mine.iter().map(same).collect();
        }
        list(&mut self.entries, &with.entries);
        list(&mut self.identities, &with.identities);
        list(&mut self.publishers, &with.publishers);
        list(&mut self.conflicts, &with.conflicts);
    }

    /// Finds what is other here than in another state.
    #[must_use]
    pub fn differs(&self, from: &Self) -> Differs {
        let (mut mine, mut theirs) = (self.entries.iter().peekable(), from.entries.iter().peekable());
        let mut entries = Vec::new();
        loop {
            let order = match (mine.peek(), theirs.peek()) {
                (Some((id, _)), Some((other, _))) => id.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let here = if order.is_le() { mine.next() } else { None };
            let there = if order.is_ge() { theirs.next() } else { None };
            if here != there {
                entries.extend(here.or(there).map(|(id, _)| id.clone()));
            }
        }
        let same = self.identities == from.identities
            && self.publishers == from.publishers
            && self.conflicts == from.conflicts;
        Differs { any: !entries.is_empty() || !same, entries }
    }

    /// Brings the state of the program to this one, which differs from it in this; takes as long as entries differ.
    /// Gives the maps that were there, to be let go of elsewhere.
    #[must_use]
    pub fn put_into(self, shared: &mut Shared, differs: &Differs) -> Self {
        let before = Self {
            entries: shared.registry.replace(self.entries, &differs.entries),
            identities: std::mem::replace(&mut shared.identities, self.identities),
            publishers: std::mem::replace(&mut shared.publishers, self.publishers),
            conflicts: std::mem::replace(&mut shared.conflicts, self.conflicts),
        };
        shared.generation = Generation::next();
        before
    }

    /// Makes the state of the program from what was read. Takes long for a large registry.
    #[must_use]
    pub fn into_shared(self) -> Shared {
        let mut registry = Registry::default();
        self.entries.values().cloned().for_each(|entry| registry.put(entry));
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
        let entry = RegistryEntry::new(id, "", name);
        (id.to_owned(), Arc::new(entry))
    }

    fn snapshot(entries: &[(&str, &str)]) -> Snapshot {
        Snapshot { entries: entries.iter().map(|(id, name)| entry(id, name)).collect(), ..Snapshot::default() }
    }

    #[test]
    fn state_brought_up_to_date_is_the_one_made_anew() {
        let first = snapshot(&[("a", "Anna"), ("b", "Bernd"), ("c", "Clara")]);
        let mut shared = first.clone().into_shared();
        let later = snapshot(&[("a", "Anna"), ("c", "Claudia"), ("d", "Dora")]);
        let differs = later.differs(&Snapshot::of(&shared));
        assert_eq!(differs, Differs { entries: ["b", "c", "d"].map(str::to_owned).to_vec(), any: true });
        let before = shared.generation;
        assert_eq!(later.clone().put_into(&mut shared, &differs).entries.size(), first.entries.size());
        assert_ne!(shared.generation, before);
        assert_eq!(later.differs(&Snapshot::of(&shared)), Differs::default());
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

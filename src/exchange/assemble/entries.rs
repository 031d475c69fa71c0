//! Entries of the registry that records point to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Assembly;
use super::taken::Taken;
use crate::core::annotation::{Record, RegistryEntry, is_entry_id};
use crate::core::doc::Fields;
use crate::core::plan::brings;
use crate::core::schema::actor_kind;
use crate::exchange::left::{LeftOut, Thing};

impl Assembly<'_> {
    /// Makes entries for what records point to and the registry does not have, with the names the file gives.
    pub(super) fn missing_entries(&mut self) {
        let mut names: BTreeMap<String, (String, &str)> = BTreeMap::new();
        for node in &self.doc.nodes {
            for text in node.fields.get("actor_names").into_iter().flatten() {
                if let Some((id, name)) = text.split_once('=') {
                    names.insert(id.to_owned(), (name.to_owned(), actor_kind(&node.label).unwrap_or("other")));
                }
            }
        }
        let mut wanted: Vec<String> = self
            .made
            .records
            .iter()
            .flat_map(|record| brings(record, self.import.schema))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = wanted.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if let Some(entry) = self.import.registry.get(&id) {
                // The files of a corpus say everything by themselves, as when a person links an actor.
                if self.import.registry.is_only_shipped(&id) {
                    let record: Record = Record::Entry(entry.clone());
                    wanted.extend(brings(&record, self.import.schema));
                    self.made.entries.push(entry.clone());
                }
                continue;
            }
            if let Some((name, kind)) = names.get(&id).filter(|_| is_entry_id(&id)) {
                let authorship = self.authorship(&mut Taken::of(Fields::new()));
                let entry = RegistryEntry { authorship, ..RegistryEntry::new(id, *kind, name) };
                self.made.entries.push(Arc::new(entry));
            } else {
                let reason = format!(
                    "the actor {id} is not in the registry and the file does not name it; the records keep the id"
                );
                self.made.unmapped.push(LeftOut::new(Thing::Entry, &self.doc.name, reason));
            }
        }
    }
}

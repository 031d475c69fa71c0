//! The files as they are read again while the corpus is open: one that is gone or damaged by then takes nothing out of
//! memory.

use std::collections::BTreeMap;

use super::lists::{Item, Listed};
use super::{Base, add_all};
use crate::core::annotation::{Identity, Publisher, RegistryEntry};
use crate::core::history::{Doing, Entry};
use crate::store::disk::Folder;
use crate::store::layout::{self, CORPUS_FOLDER};
use crate::store::log;
use crate::store::snapshot::Snapshot;

impl Base {
    /// Keeps, of what was known before, the records whose files are gone now or cannot be used.
    pub(in crate::store) fn keep(&mut self, before: &Snapshot, folder: &Folder) {
        self.keep_list::<RegistryEntry>(before, folder);
        self.keep_list::<Identity>(before, folder);
        self.keep_list::<Publisher>(before, folder);
    }

    fn keep_list<T: Item>(&mut self, before: &Snapshot, folder: &Folder) {
        let was = Listed::<T>::mine(T::list(before), &before.conflicts);
        if was.is_empty() {
            return;
        }
        if let Some(sentence) = self.broken.get_mut(T::FILE) {
            sentence.push_str(" What was read of it before goes on in memory.");
        } else if self.absent.contains(T::FILE) && !was.was_taken_back(folder) {
            let count = was.items.size();
            let records = if count == 1 { "Its one record goes".to_owned() } else { format!("Its {count} records go") };
            self.gone.insert(
                T::FILE,
                format!(
                    "“{CORPUS_FOLDER}/{}” was deleted or moved while the corpus is open. {records} on in memory and \
                     are saved anew.",
                    T::FILE
                ),
            );
        } else {
            return;
        }
        *T::list_mut(&mut self.known) = was.items;
        add_all(&mut self.known.conflicts, &was.conflicts);
    }
}

impl<T: Item> Listed<T> {
    /// Tells whether the last that the logs say of every record is that it went with an import that was taken back.
    pub(super) fn was_taken_back(&self, folder: &Folder) -> bool {
        let annotators = layout::annotators_of_corpus_logs(folder);
        let paths = annotators.iter().map(|annotator| layout::corpus_log_path(folder.root(), annotator));
        let mut entries: Vec<Entry> = paths.flat_map(|path| log::read(folder.disk(), &path).entries).collect();
        entries.sort_by(|a, b| (&a.at, a.number).cmp(&(&b.at, b.number)));
        let mut gone: BTreeMap<String, bool> = BTreeMap::new();
        for entry in &entries {
            let back = entry.import.is_some() && entry.doing == Doing::Undone;
            for change in &entry.changes {
                let sides = [&change.before, &change.after];
                let keys = sides.into_iter().flatten().map(crate::core::annotation::Record::key);
                gone.extend(keys.map(|key| (key, back && change.after.is_none())));
            }
        }
        self.records().keys().all(|key| gone.get(key) == Some(&true))
    }
}

//! The formats of the three files: what stands in them, how it is read, and that it can be read back.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::core::annotation::{Conflict, Identity, Publisher, Quoted, Record, RegistryEntry, is_entry_id};
use crate::core::merge::Records;
use crate::store::error::{ErrorKind, Problem};
use crate::store::format::{self, pretty::pretty};
use crate::store::layout::CORPUS_FOLDER;
use crate::store::snapshot::{Conflicts, List, Snapshot};

/// Newest format of these files.
pub(super) const FORMAT: u32 = 3;

/// The structs of format 1. The records are those of [`crate::core::shared`]; see [`ListFile`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile1<T> {
    #[expect(dead_code, reason = "read before the struct")]
    format: u32,
    entries: Vec<T>,
}

/// The structs of formats 2 and 3, with what is in conflict.
///
/// Format 3 says more of a record than the formats before, and what is new there is left out where it is empty; what was
/// one text and is a list now is read as either. So the same records read all three.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile<T> {
    format: u32,
    entries: Vec<T>,
    conflicts: Vec<Conflict>,
}

impl<T> From<ListFile1<T>> for ListFile<T> {
    fn from(old: ListFile1<T>) -> Self {
        Self { format: FORMAT, entries: old.entries, conflicts: Vec::new() }
    }
}

/// A record of a shared file.
pub(super) trait Item: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Name of the file.
    const FILE: &'static str;
    /// What the record is called by.
    fn key(&self) -> &str;
    /// Wraps it as any record.
    fn record(item: Arc<Self>) -> Record<Quoted>;
    /// Finds its list among all.
    fn list(all: &Snapshot) -> &List<Self>;
    /// As [`Self::list`], to change it.
    fn list_mut(all: &mut Snapshot) -> &mut List<Self>;
    /// Takes it out of any record; nothing if it is of another kind.
    fn of(record: Record<Quoted>) -> Option<Arc<Self>>;
    /// What is wrong with the record, as a sentence.
    fn problem(&self) -> Option<String> {
        None
    }
}

impl Item for RegistryEntry {
    const FILE: &'static str = "registry.ron";

    fn key(&self) -> &str {
        &self.id
    }

    fn record(item: Arc<Self>) -> Record<Quoted> {
        Record::Entry(item)
    }

    fn list(all: &Snapshot) -> &List<Self> {
        &all.entries
    }

    fn list_mut(all: &mut Snapshot) -> &mut List<Self> {
        &mut all.entries
    }

    fn of(record: Record<Quoted>) -> Option<Arc<Self>> {
        if let Record::Entry(item) = record { Some(item) } else { None }
    }

    fn problem(&self) -> Option<String> {
        (!is_entry_id(&self.id)).then(|| {
            let shown = crate::core::text::excerpt(&self.id, 40);
            format!("“{shown}” is not the id of an actor: use letters, digits and hyphens.")
        })
    }
}

impl Item for Identity {
    const FILE: &'static str = "agreements.ron";

    fn key(&self) -> &str {
        &self.id
    }

    fn record(item: Arc<Self>) -> Record<Quoted> {
        Record::Identity(item)
    }

    fn list(all: &Snapshot) -> &List<Self> {
        &all.identities
    }

    fn list_mut(all: &mut Snapshot) -> &mut List<Self> {
        &mut all.identities
    }

    fn of(record: Record<Quoted>) -> Option<Arc<Self>> {
        if let Record::Identity(item) = record { Some(item) } else { None }
    }
}

impl Item for Publisher {
    const FILE: &'static str = "sources.ron";

    fn key(&self) -> &str {
        &self.name
    }

    fn record(item: Arc<Self>) -> Record<Quoted> {
        Record::Publisher(item)
    }

    fn list(all: &Snapshot) -> &List<Self> {
        &all.publishers
    }

    fn list_mut(all: &mut Snapshot) -> &mut List<Self> {
        &mut all.publishers
    }

    fn of(record: Record<Quoted>) -> Option<Arc<Self>> {
        if let Record::Publisher(item) = record { Some(item) } else { None }
    }
}

/// As [`ListFile`], for writing what is shared.
#[derive(Serialize)]
struct ListFileRef<'a, T> {
    format: u32,
    entries: Vec<&'a T>,
    conflicts: Vec<Conflict>,
}

/// What one file holds.
pub(super) struct Listed<T> {
    pub(super) items: List<T>,
    pub(super) conflicts: Conflicts,
    /// The format the file was written in; that of today for what is in memory.
    pub(super) written_in: u32,
}

impl<T: Item> Listed<T> {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let written_in = format::version(text);
        let file: Result<ListFile<T>, _> = match written_in {
            Some(1) => format::plain::from_str::<ListFile1<T>>(text).map(ListFile::from),
            Some(2 | FORMAT) => format::plain::from_str(text),
            Some(newer) if newer > FORMAT => {
                return Err(format!("It was written by a newer program (format {newer}). Update this one."));
            }
            _ => return Err(format!("It does not begin with “(format: {FORMAT},”. Put an older copy there.")),
        };
        let file = file.map_err(|error| {
            let at = format::place(&error);
            format!("Line {}, column {}: {}", at.line, at.column, format::in_words(&error.code))
        })?;
        let mut items = List::default();
        for item in file.entries {
            if let Some(problem) = item.problem() {
                return Err(problem);
            }
            let key = item.key().to_owned();
            if items.contains_key(&key) {
                let shown = crate::core::text::excerpt(&key, 40);
                return Err(format!("“{shown}” stands in it twice. Take one of the two out."));
            }
            items.insert_mut(key, Arc::new(item));
        }
        let conflicts = file.conflicts.into_iter().map(|one| (one.id.clone(), Arc::new(one))).collect();
        Ok(Self { items, conflicts, written_in: written_in.unwrap_or(FORMAT) })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.conflicts.is_empty()
    }

    pub(super) fn text(&self) -> Result<String, format::pretty::Unwritable> {
        let entries: Vec<&T> = self.items.values().map(|item| &**item).collect();
        let conflicts = self.conflicts.values().map(|one| (**one).clone()).collect();
        pretty(&ListFileRef { format: FORMAT, entries, conflicts })
    }

    /// Gives the text of the file once it was read back.
    pub(super) fn checked(&self) -> Result<String, Problem> {
        let unreadable = |reason: String| {
            let sentence = format!(
                "What was to be written to “{CORPUS_FOLDER}/{}” could not be read back ({reason}), so nothing was \
                 replaced. This is a fault of the program: please report it",
                T::FILE
            );
            Problem { kind: ErrorKind::Content, sentence }
        };
        let text = self.text().map_err(|error| unreadable(error.to_string()))?;
        if text.len() as u64 > format::LIMIT {
            let limit = format::LIMIT / 1_000_000;
            let sentence =
                format!("“{CORPUS_FOLDER}/{}” would be longer than {limit} MB, and is not read then", T::FILE);
            return Err(Problem { kind: ErrorKind::Content, sentence });
        }
        let read = Self::parse(&text).map_err(unreadable)?;
        let same = read.items == self.items && read.conflicts == self.conflicts;
        if same { Ok(text) } else { Err(unreadable("the records differ".to_owned())) }
    }

    pub(super) fn records(&self) -> Records {
        let items = self.items.values().map(|item| T::record(item.clone()));
        let records = items.chain(self.conflicts.values().cloned().map(Record::Conflict));
        records.map(|record| (record.key(), record)).collect()
    }

    pub(super) fn of(records: Records) -> Self {
        let (mut items, mut conflicts) = (List::default(), Conflicts::default());
        for record in records.into_values() {
            if let Record::Conflict(conflict) = record {
                conflicts.insert_mut(conflict.id.clone(), conflict);
            } else if let Some(item) = T::of(record) {
                items.insert_mut(item.key().to_owned(), item);
            }
        }
        Self { items, conflicts, written_in: FORMAT }
    }

    /// Takes what belongs to this file out of the conflicts of all.
    pub(super) fn mine(items: &List<T>, conflicts: &Conflicts) -> Self {
        let list = T::FILE.trim_end_matches("ron").trim_end_matches('.');
        let ours = |one: &&Arc<Conflict>| one.about.strip_prefix(list).is_some_and(|rest| rest.starts_with('/'));
        let conflicts = conflicts.values().filter(ours).map(|one| (one.id.clone(), one.clone())).collect();
        Self { items: items.clone(), conflicts, written_in: FORMAT }
    }
}

//! The files of the whole corpus in `_glossator`: the registry, agreements across articles, publishers.
//!
//! Several people share them. A save happens under a lock file: the file is read again, changes are joined
//! record by record with those others made since, and only then is it replaced. What two people changed in
//! different ways is a conflict: nothing is written, and the names of the records are said.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::disk::{Folder, Lock};
use super::error::FileError;
use super::format::{self, pretty::pretty};
use super::layout::CORPUS_FOLDER;
use super::read::{is_absent, read_bytes};
use super::write::{Expected, Fingerprint, save};
use crate::core::shared::{Identity, Name, Publisher, Registry, RegistryEntry, Shared, is_entry_id};

/// Newest format of these files.
const FORMAT: u32 = 1;
/// Conflicts named in a sentence.
const NAMED: usize = 5;

/// The structs of format 1. The records are those of [`crate::core::shared`]; when one changes, format 2 begins
/// and the old record is copied here.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile<T> {
    format: u32,
    entries: Vec<T>,
}

/// A record of a shared file.
trait Item: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Name of the file.
    const FILE: &'static str;
    /// What the record is called by.
    fn key(&self) -> &str;
    /// What is wrong with the record, as a sentence.
    fn problem(&self) -> Option<String> {
        None
    }
    /// Joins what two people made of a record; nothing where they contradict each other.
    fn join(_base: Option<&Self>, _mine: &Self, _theirs: &Self) -> Option<Self> {
        None
    }
}

impl Item for RegistryEntry {
    const FILE: &'static str = "registry.ron";

    fn key(&self) -> &str {
        &self.id
    }

    fn problem(&self) -> Option<String> {
        (!is_entry_id(&self.id)).then(|| {
            let shown = crate::core::text::excerpt(&self.id, 40);
            format!("“{shown}” is not the id of an actor: use letters, digits and hyphens.")
        })
    }

    fn join(base: Option<&Self>, mine: &Self, theirs: &Self) -> Option<Self> {
        let base = base?;
        let mut joined = theirs.clone();
        // Spellings are what people add to one entry at the same time: both sets are kept.
        let added = mine.names.iter().filter(|name| !base.names.contains(name));
        let gone: Vec<&Name> = base.names.iter().filter(|name| !mine.names.contains(name)).collect();
        joined.names.retain(|name| !gone.contains(&name));
        for name in added {
            if !joined.names.contains(name) {
                joined.names.push(name.clone());
            }
        }
        let text = |base: &str, mine: &str, theirs: &mut String| {
            if mine == base || mine == theirs {
                return true;
            }
            if theirs == base {
                mine.clone_into(theirs);
                return true;
            }
            false
        };
        let fits = text(&base.kind, &mine.kind, &mut joined.kind)
            && text(&base.name_en, &mine.name_en, &mut joined.name_en)
            && text(&base.country, &mine.country, &mut joined.country)
            && text(&base.sector, &mine.sector, &mut joined.sector)
            && text(&base.part_of, &mine.part_of, &mut joined.part_of)
            && text(&base.note, &mine.note, &mut joined.note);
        let rest = |entry: &Self| {
            (
                entry.roles.clone(),
                entry.external_ids.clone(),
                entry.merged_into.clone(),
                entry.history.clone(),
                entry.fields.clone(),
            )
        };
        let same = rest(mine) == rest(theirs) || rest(mine) == rest(base);
        if !same && rest(theirs) == rest(base) {
            let (roles, external_ids, merged_into, history, fields) = rest(mine);
            joined = Self { roles, external_ids, merged_into, history, fields, ..joined };
        }
        let later = mine.authorship.changed_at > theirs.authorship.changed_at;
        joined.authorship = if later { mine.authorship.clone() } else { theirs.authorship.clone() };
        (fits && (same || rest(theirs) == rest(base))).then_some(joined)
    }
}

impl Item for Identity {
    const FILE: &'static str = "agreements.ron";

    fn key(&self) -> &str {
        &self.id
    }
}

impl Item for Publisher {
    const FILE: &'static str = "sources.ron";

    fn key(&self) -> &str {
        &self.name
    }
}

/// The records of the three files, as they are to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The registry.
    pub entries: BTreeMap<String, Arc<RegistryEntry>>,
    /// Agreements across articles.
    pub identities: BTreeMap<String, Arc<Identity>>,
    /// Publishers.
    pub publishers: BTreeMap<String, Arc<Publisher>>,
}

impl Snapshot {
    /// Copies what is to be written; cheap, because records are shared.
    #[must_use]
    pub fn of(shared: &Shared) -> Self {
        Self {
            entries: shared.registry.entries().clone(),
            identities: shared.identities.clone(),
            publishers: shared.publishers.clone(),
        }
    }

    /// Makes the state of the program from what was read.
    #[must_use]
    pub fn into_shared(self) -> Shared {
        let mut registry = Registry::default();
        for entry in self.entries.into_values() {
            registry.put(entry);
        }
        Shared { registry, identities: self.identities, publishers: self.publishers, revision: 0 }
    }
}

/// What the files were when they were read or written last.
#[derive(Clone, Debug, Default)]
pub struct Base {
    known: Snapshot,
    /// Sentences about files that cannot be used; they are never written.
    broken: BTreeMap<&'static str, String>,
}

impl Base {
    /// Says why files cannot be used, one sentence each.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.broken.values().map(String::as_str)
    }

    /// Gives what is known to be in the files.
    #[must_use]
    pub fn known(&self) -> &Snapshot {
        &self.known
    }
}

/// Gives the path of a file of the whole corpus.
#[must_use]
pub fn path(root: &Path, name: &str) -> PathBuf {
    root.join(CORPUS_FOLDER).join(name)
}

/// Reads the files. One that is absent is empty; one that cannot be used is empty and never written.
#[must_use]
pub fn load(folder: &Folder) -> Base {
    let mut base = Base::default();
    base.known.entries = read_into(folder, &mut base.broken);
    base.known.identities = read_into(folder, &mut base.broken);
    base.known.publishers = read_into(folder, &mut base.broken);
    base
}

type Records<T> = BTreeMap<String, Arc<T>>;

fn read_into<T: Item>(folder: &Folder, broken: &mut BTreeMap<&'static str, String>) -> Records<T> {
    match read(folder) {
        Ok((records, _)) => records,
        Err(sentence) => {
            broken.insert(T::FILE, sentence);
            BTreeMap::new()
        }
    }
}

/// Reads one file, with what a later save must find there.
fn read<T: Item>(folder: &Folder) -> Result<(Records<T>, Expected), String> {
    let path = path(folder.root(), T::FILE);
    if is_absent(folder.disk(), &path) {
        return Ok((BTreeMap::new(), Expected::Absent));
    }
    let unusable = |reason: &dyn std::fmt::Display| {
        format!("“{CORPUS_FOLDER}/{}” is not used. {reason} The file was left untouched.", T::FILE)
    };
    let bytes =
        read_bytes(folder.disk(), &path, format::LIMIT).map_err(|error| unusable(&format!("{}.", error.sentence)))?;
    let expected = Expected::Hash(Fingerprint::of(&bytes));
    let text = String::from_utf8(bytes).map_err(|_| unusable(&"It is not UTF-8. Put an older copy in its place."))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match format::version(text) {
        Some(FORMAT) => {}
        Some(newer) if newer > FORMAT => {
            return Err(unusable(&format!("It was written by a newer program (format {newer}). Update this one.")));
        }
        _ => return Err(unusable(&format!("It does not begin with “(format: {FORMAT},”. Put an older copy there."))),
    }
    let file: ListFile<T> = ron::from_str(text).map_err(|error| {
        let (line, column) = (error.span.start.line, error.span.start.col);
        let what = error.code.to_string();
        unusable(&format!("Line {line}, column {column}: {}. Correct the file there.", what.trim_end_matches('.')))
    })?;
    let mut records = BTreeMap::new();
    for record in file.entries {
        if let Some(problem) = record.problem() {
            return Err(unusable(&problem));
        }
        let key = record.key().to_owned();
        if records.contains_key(&key) {
            let shown = crate::core::text::excerpt(&key, 40);
            return Err(unusable(&format!("“{shown}” stands in it twice. Take one of the two out.")));
        }
        records.insert(key, Arc::new(record));
    }
    Ok((records, expected))
}

/// Saves what has changed since the base, joined with what others have changed meanwhile.
///
/// Gives what the files hold now, which is the new base.
///
/// # Errors
/// Says in a sentence which records are in conflict, or why a file could not be written. Files written before
/// the error keep what was written; the base then knows it.
pub fn save_shared(folder: &Folder, mine: &Snapshot, base: &mut Base) -> Result<(), String> {
    if *mine == base.known {
        return Ok(());
    }
    let inside = folder.root().join(CORPUS_FOLDER);
    folder.disk().create_folder(&inside).map_err(|error| FileError::writing(&error, &inside).to_string())?;
    // The lock is let go when the file is closed, also when the program dies.
    let lock = lock(folder, &inside)?;
    let broken = &base.broken;
    let mut failed = Vec::new();
    save_list(folder, &mine.entries, &mut base.known.entries, broken, &mut failed);
    save_list(folder, &mine.identities, &mut base.known.identities, broken, &mut failed);
    save_list(folder, &mine.publishers, &mut base.known.publishers, broken, &mut failed);
    drop(lock);
    if failed.is_empty() { Ok(()) } else { Err(failed.join(" ")) }
}

fn lock(folder: &Folder, inside: &Path) -> Result<Option<Box<dyn Lock>>, String> {
    let path = inside.join(".lock");
    match folder.disk().lock(&path) {
        Ok(lock) => Ok(Some(lock)),
        // Some network disks cannot lock. The comparison before each write still finds other people's changes.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(FileError::writing(&error, &path).to_string()),
    }
}

fn save_list<T: Item>(
    folder: &Folder,
    mine: &Records<T>,
    known: &mut Records<T>,
    broken: &BTreeMap<&'static str, String>,
    failed: &mut Vec<String>,
) {
    if mine == known {
        return;
    }
    if let Some(problem) = broken.get(T::FILE) {
        return failed.push(problem.clone());
    }
    match read::<T>(folder).and_then(|(theirs, expected)| {
        let joined = join(known, mine, &theirs)?;
        let entries: Vec<&T> = joined.values().map(|record| &**record).collect();
        let text = pretty(&ListFile { format: FORMAT, entries });
        save(folder.disk(), &path(folder.root(), T::FILE), text, expected).map_err(|error| error.to_string())?;
        Ok(joined)
    }) {
        Ok(joined) => *known = joined,
        Err(sentence) => failed.push(sentence),
    }
}

/// Joins two sides record by record.
fn join<T: Item>(base: &Records<T>, mine: &Records<T>, theirs: &Records<T>) -> Result<Records<T>, String> {
    let mut joined = BTreeMap::new();
    let mut conflicts: Vec<&str> = Vec::new();
    let keys: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    for key in keys {
        let (was, my, their) = (base.get(key), mine.get(key), theirs.get(key));
        let kept = if my == was || my == their {
            their.cloned()
        } else if their == was {
            my.cloned()
        } else {
            let both = my.zip(their).and_then(|(my, their)| T::join(was.map(|was| &**was), my, their));
            if both.is_none() {
                conflicts.push(key);
            }
            both.map(Arc::new)
        };
        if let Some(record) = kept {
            joined.insert(key.clone(), record);
        }
    }
    if conflicts.is_empty() {
        return Ok(joined);
    }
    let names: Vec<String> = conflicts.iter().take(NAMED).map(|key| format!("“{key}”")).collect();
    let names = names.join(", ");
    let more = conflicts.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Err(format!(
        "Somebody else has changed {names}{more} in “{}” in another way. Your change is kept here and not saved; \
         agree with them, and change it again.",
        T::FILE
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn load(root: &Path) -> Base {
        super::load(&Folder::new(root))
    }

    fn save_shared(root: &Path, mine: &Snapshot, base: &mut Base) -> Result<(), String> {
        super::save_shared(&Folder::new(root), mine, base)
    }

    fn entry(id: &str, name: &str) -> RegistryEntry {
        RegistryEntry { id: id.into(), kind: "person".into(), name_en: name.into(), ..RegistryEntry::default() }
    }

    fn snapshot(entries: &[RegistryEntry]) -> Snapshot {
        let entries = entries.iter().map(|entry| (entry.id.clone(), Arc::new(entry.clone()))).collect();
        Snapshot { entries, ..Snapshot::default() }
    }

    fn spelled(mut entry: RegistryEntry, text: &str) -> RegistryEntry {
        entry.names.push(Name { text: text.into(), ..Name::default() });
        entry
    }

    #[test]
    fn registry_that_is_saved_and_read_is_the_same_and_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let mine = snapshot(&[spelled(entry("r-1", "Wang Xiaohong"), "وانغ شيا هونغ"), entry("UZB", "Uzbekistan")]);
        let mut base = load(folder.path());
        save_shared(folder.path(), &mine, &mut base).unwrap();
        let first = fs::read(path(folder.path(), "registry.ron")).unwrap();
        assert_eq!(*load(folder.path()).known(), mine);
        save_shared(folder.path(), &mine, &mut Base::default()).unwrap();
        assert_eq!(fs::read(path(folder.path(), "registry.ron")).unwrap(), first);
    }

    #[test]
    fn two_people_who_add_entries_and_spellings_keep_both() {
        let folder = tempfile::tempdir().unwrap();
        let start = snapshot(&[entry("r-1", "Wang")]);
        save_shared(folder.path(), &start, &mut load(folder.path())).unwrap();
        let (mut anna, mut bo) = (load(folder.path()), load(folder.path()));
        let hers = snapshot(&[spelled(entry("r-1", "Wang"), "王小洪"), entry("r-2", "Anna's")]);
        let his = snapshot(&[spelled(entry("r-1", "Wang"), "Ван"), entry("r-3", "Bo's")]);
        save_shared(folder.path(), &hers, &mut anna).unwrap();
        save_shared(folder.path(), &his, &mut bo).unwrap();
        let both = load(folder.path());
        let ids: Vec<&String> = both.known().entries.keys().collect();
        assert_eq!(ids, ["r-1", "r-2", "r-3"]);
        let names: Vec<&str> = both.known().entries["r-1"].names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["王小洪", "Ван"]);
        assert_eq!(bo.known(), both.known());
    }

    #[test]
    fn same_field_changed_in_two_ways_is_a_conflict_that_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang")]), &mut load(folder.path())).unwrap();
        let (mut anna, mut bo) = (load(folder.path()), load(folder.path()));
        save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Xiaohong")]), &mut anna).unwrap();
        let refusal = save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Yi")]), &mut bo).unwrap_err();
        assert!(refusal.contains("“r-1”"), "{refusal}");
        assert_eq!(load(folder.path()).known().entries["r-1"].name_en, "Wang Xiaohong");
    }

    #[test]
    fn file_that_does_not_parse_is_said_with_its_line_and_never_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
        let broken = "(format: 1,\n entries: [(id: \"r-1\", oops)])";
        fs::write(path(folder.path(), "registry.ron"), broken).unwrap();
        let mut base = load(folder.path());
        let problems: Vec<&str> = base.problems().collect();
        assert!(problems.len() == 1 && problems[0].contains("Line 2"), "{problems:?}");
        save_shared(folder.path(), &snapshot(&[entry("r-2", "New")]), &mut base).unwrap_err();
        assert_eq!(fs::read_to_string(path(folder.path(), "registry.ron")).unwrap(), broken);
    }
}

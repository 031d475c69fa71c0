//! The files of the whole corpus in `_glossator`: the registry, agreements across articles, publishers.
//!
//! Several people share them. A save happens under a lock file: the file is read again, changes are joined
//! record by record with those others made since, and only then is it replaced. Where two people changed one
//! field in different ways, the value in the file stands and the other is kept beside it as a conflict.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::bytes::{is_absent, read_bytes};
use super::disk::{Folder, Lock};
use super::error::{FileError, Problem};
use super::format::{self, pretty::pretty};
use super::layout::{self, CORPUS_FOLDER};
use super::merged::MergedText;
use super::write::{Expected, Fingerprint, save_keeping};
use crate::core::annotation::{Conflict, Identity, Publisher, Quoted, Record, RegistryEntry, is_entry_id};
use crate::core::generation::Generation;
use crate::core::merge::{Records, merge};
use crate::core::shared::{Registry, Shared};

/// Newest format of these files.
const FORMAT: u32 = 2;

/// The structs of format 1. The records are those of [`crate::core::shared`]; when one changes, format 3 begins
/// and the old record is copied here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile1<T> {
    #[expect(dead_code, reason = "read before the struct")]
    format: u32,
    entries: Vec<T>,
}

/// The structs of format 2, with what is in conflict.
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
trait Item: Clone + PartialEq + Serialize + DeserializeOwned {
    /// Name of the file.
    const FILE: &'static str;
    /// What the record is called by.
    fn key(&self) -> &str;
    /// Wraps it as any record.
    fn record(item: Arc<Self>) -> Record<Quoted>;
    /// Finds its list among all.
    fn list(all: &Snapshot) -> &List<Self>;
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

    fn of(record: Record<Quoted>) -> Option<Arc<Self>> {
        if let Record::Publisher(item) = record { Some(item) } else { None }
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

    /// Makes the state of the program from what was read.
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

/// What the files were when they were read or written last.
#[derive(Clone, Debug, Default)]
pub struct Base {
    known: Snapshot,
    /// Sentences about files that cannot be used; they are never written.
    broken: BTreeMap<&'static str, String>,
    /// What the last save that failed was to write to a file, and our records then: it may have reached the file all
    /// the same, and is then no change of somebody else.
    attempted: BTreeMap<&'static str, (Fingerprint, Snapshot)>,
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

/// Names of the three files.
pub(super) const FILES: [&str; 3] = [RegistryEntry::FILE, Identity::FILE, Publisher::FILE];

/// Gives the path of a file of the whole corpus.
#[must_use]
pub fn path(root: &Path, name: &str) -> PathBuf {
    root.join(CORPUS_FOLDER).join(name)
}

/// Reads the files. One that is absent is empty; one that cannot be used is empty and never written.
#[must_use]
pub fn load(folder: &Folder) -> Base {
    let mut base = Base::default();
    base.known.entries = read_into(folder, &mut base.known.conflicts, &mut base.broken);
    base.known.identities = read_into(folder, &mut base.known.conflicts, &mut base.broken);
    base.known.publishers = read_into(folder, &mut base.known.conflicts, &mut base.broken);
    base
}

/// Tells whether there is a file of this name in which nothing stands.
pub(super) fn is_empty(folder: &Folder, name: &str) -> bool {
    fn of<T: Item>(folder: &Folder) -> bool {
        let nothing = |listed: &Listed<T>| listed.items.is_empty() && listed.conflicts.is_empty();
        !is_absent(folder.disk(), &path(folder.root(), T::FILE)) && read(folder).is_ok_and(|(it, _)| nothing(&it))
    }
    match name {
        RegistryEntry::FILE => of::<RegistryEntry>(folder),
        Identity::FILE => of::<Identity>(folder),
        Publisher::FILE => of::<Publisher>(folder),
        _ => false,
    }
}

type List<T> = BTreeMap<String, Arc<T>>;
type Conflicts = BTreeMap<String, Arc<Conflict>>;

fn read_into<T: Item>(
    folder: &Folder,
    conflicts: &mut Conflicts,
    broken: &mut BTreeMap<&'static str, String>,
) -> List<T> {
    match read(folder) {
        Ok((list, _)) => {
            conflicts.extend(list.conflicts);
            list.items
        }
        Err(sentence) => {
            broken.insert(T::FILE, sentence);
            BTreeMap::new()
        }
    }
}

/// What one file holds.
struct Listed<T> {
    items: List<T>,
    conflicts: Conflicts,
}

impl<T: Item> Listed<T> {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: Result<ListFile<T>, _> = match format::version(text) {
            Some(1) => ron::from_str::<ListFile1<T>>(text).map(ListFile::from),
            Some(FORMAT) => ron::from_str(text),
            Some(newer) if newer > FORMAT => {
                return Err(format!("It was written by a newer program (format {newer}). Update this one."));
            }
            _ => return Err(format!("It does not begin with “(format: {FORMAT},”. Put an older copy there.")),
        };
        let file = file.map_err(|error| {
            let at = format::place(&error);
            format!("Line {}, column {}: {}", at.line, at.column, format::in_words(&error.code))
        })?;
        let mut items = BTreeMap::new();
        for item in file.entries {
            if let Some(problem) = item.problem() {
                return Err(problem);
            }
            let key = item.key().to_owned();
            if items.contains_key(&key) {
                let shown = crate::core::text::excerpt(&key, 40);
                return Err(format!("“{shown}” stands in it twice. Take one of the two out."));
            }
            items.insert(key, Arc::new(item));
        }
        let conflicts = file.conflicts.into_iter().map(|one| (one.id.clone(), Arc::new(one))).collect();
        Ok(Self { items, conflicts })
    }

    fn write(&self) -> String {
        let entries: Vec<&T> = self.items.values().map(|item| &**item).collect();
        let conflicts = self.conflicts.values().map(|one| (**one).clone()).collect();
        pretty(&ListFileRef { format: FORMAT, entries, conflicts })
    }

    fn records(&self) -> Records {
        let items = self.items.values().map(|item| T::record(item.clone()));
        let records = items.chain(self.conflicts.values().cloned().map(Record::Conflict));
        records.map(|record| (record.key(), record)).collect()
    }

    fn of(records: Records) -> Self {
        let (mut items, mut conflicts) = (BTreeMap::new(), BTreeMap::new());
        for record in records.into_values() {
            if let Record::Conflict(conflict) = record {
                conflicts.insert(conflict.id.clone(), conflict);
            } else if let Some(item) = T::of(record) {
                items.insert(item.key().to_owned(), item);
            }
        }
        Self { items, conflicts }
    }

    /// Takes what belongs to this file out of the conflicts of all.
    fn mine(items: &List<T>, conflicts: &Conflicts) -> Self {
        let list = T::FILE.trim_end_matches("ron").trim_end_matches('.');
        let ours = |one: &&Arc<Conflict>| one.about.strip_prefix(list).is_some_and(|rest| rest.starts_with('/'));
        let conflicts = conflicts.values().filter(ours).map(|one| (one.id.clone(), one.clone())).collect();
        Self { items: items.clone(), conflicts }
    }
}

/// Joins three versions of a list; nothing where ours is none of the three lists.
pub(super) fn merge_lists(base: &str, ours: &str, theirs: &str, from: &str) -> Option<Result<MergedText, String>> {
    fn of<T: Item>(base: &str, ours: &str, theirs: &str, from: &str) -> Option<Result<MergedText, String>> {
        let ours = Listed::<T>::parse(ours).ok()?;
        let read = |name: &str, text: &str| {
            Listed::<T>::parse(text).map_err(|reason| format!("{name} version cannot be used. {reason}"))
        };
        let join = || {
            let theirs = read("Their", theirs)?;
            let base = if base.trim().is_empty() { Records::new() } else { read("The common", base)?.records() };
            let merged = merge(&base, &ours.records(), &theirs.records(), from);
            Ok(MergedText::of(merged, |records| Listed::<T>::of(records).write()))
        };
        Some(join())
    }
    of::<RegistryEntry>(base, ours, theirs, from)
        .or_else(|| of::<Identity>(base, ours, theirs, from))
        .or_else(|| of::<Publisher>(base, ours, theirs, from))
}

/// As [`ListFile`], for writing what is shared.
#[derive(Serialize)]
struct ListFileRef<'a, T> {
    format: u32,
    entries: Vec<&'a T>,
    conflicts: Vec<Conflict>,
}

/// Reads one file, with what a later save must find there.
fn read<T: Item>(folder: &Folder) -> Result<(Listed<T>, Expected), String> {
    let path = path(folder.root(), T::FILE);
    if is_absent(folder.disk(), &path) {
        return Ok((Listed { items: BTreeMap::new(), conflicts: BTreeMap::new() }, Expected::Absent));
    }
    let unusable = |reason: &dyn std::fmt::Display| {
        format!("“{CORPUS_FOLDER}/{}” is not used. {reason} The file was left untouched.", T::FILE)
    };
    let bytes =
        read_bytes(folder.disk(), &path, format::LIMIT).map_err(|error| unusable(&format!("{}.", error.sentence)))?;
    let expected = Expected::Hash(Fingerprint::of(&bytes));
    let text = String::from_utf8(bytes).map_err(|_| unusable(&"It is not UTF-8. Put an older copy in its place."))?;
    let listed = Listed::parse(&text).map_err(|reason| unusable(&reason))?;
    Ok((listed, expected))
}

/// Saves what has changed since the base, joined with what others have changed meanwhile.
///
/// `base` is what our records go back to; `files` then knows what the files hold. Where both have changed the same field, the value in the file
/// stands and ours is kept beside it as a conflict.
///
/// # Errors
/// Says why a file could not be written. Files written before the error keep what was written; the base then
/// knows it.
pub fn save_shared(folder: &Folder, mine: &Snapshot, base: &Snapshot, files: &mut Base) -> Result<(), Problem> {
    if mine == base {
        return Ok(());
    }
    let lock = lock(folder)?;
    let Base { known, broken, attempted } = files;
    let conflicts = [&mine.conflicts, &base.conflicts];
    let known_conflicts = &mut known.conflicts;
    let mut saving = Saving { folder, mine, conflicts, known: known_conflicts, broken, attempted, failed: Vec::new() };
    saving.list([&mine.entries, &base.entries], &mut known.entries);
    saving.list([&mine.identities, &base.identities], &mut known.identities);
    saving.list([&mine.publishers, &base.publishers], &mut known.publishers);
    let failed = saving.failed;
    drop(lock);
    match failed.first() {
        None => Ok(()),
        Some(first) => {
            let sentences: Vec<&str> = failed.iter().map(|problem| problem.sentence.as_str()).collect();
            Err(Problem { kind: first.kind, sentence: sentences.join(" ") })
        }
    }
}

/// Waits until no other program saves in this corpus. The lock is let go when it is dropped, also when the program
/// dies.
pub(super) fn lock(folder: &Folder) -> Result<Option<Box<dyn Lock>>, Problem> {
    let inside = folder.root().join(CORPUS_FOLDER);
    if folder.disk().look(&inside).is_err() {
        folder.disk().create_folder(&inside).map_err(|error| FileError::writing(&error, &inside))?;
    }
    let path = inside.join(".lock");
    match folder.disk().lock(&path) {
        Ok(lock) => Ok(Some(lock)),
        // Some network disks cannot lock. The comparison before each write still finds other people's changes.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(FileError::writing(&error, &path).into()),
    }
}

/// A save of the three files under way.
struct Saving<'a> {
    folder: &'a Folder,
    mine: &'a Snapshot,
    /// Conflicts in all files: ours, and those we go back to.
    conflicts: [&'a Conflicts; 2],
    /// The conflicts known to be in all files.
    known: &'a mut Conflicts,
    broken: &'a BTreeMap<&'static str, String>,
    attempted: &'a mut BTreeMap<&'static str, (Fingerprint, Snapshot)>,
    failed: Vec<Problem>,
}

impl Saving<'_> {
    /// Saves one file: ours and what it goes back to; `known` then is what the file holds.
    fn list<T: Item>(&mut self, [mine, base]: [&List<T>; 2], known: &mut List<T>) {
        let (ours, was) = (Listed::mine(mine, self.conflicts[0]), Listed::mine(base, self.conflicts[1]));
        if ours.items == was.items && ours.conflicts == was.conflicts {
            return;
        }
        if let Some(problem) = self.broken.get(T::FILE) {
            return self.failed.push(problem.clone().into());
        }
        match self.join(&was, &ours) {
            Ok(joined) => {
                for id in Listed::mine(known, self.known).conflicts.keys() {
                    self.known.remove(id);
                }
                *known = joined.items;
                self.known.extend(joined.conflicts);
            }
            Err(problem) => self.failed.push(problem),
        }
    }

    /// Joins our changes with what the file holds now, and saves both.
    fn join<T: Item>(&mut self, was: &Listed<T>, ours: &Listed<T>) -> Result<Listed<T>, Problem> {
        let (theirs, expected) = read::<T>(self.folder)?;
        let attempted = self.attempted.get(T::FILE).filter(|(written, _)| expected == Expected::Hash(*written));
        let attempted = attempted.map(|(_, ours)| Listed::mine(T::list(ours), &ours.conflicts));
        let was = attempted.as_ref().unwrap_or(was);
        let merged = merge(&was.records(), &theirs.records(), &ours.records(), "a change made at the same time");
        let joined = Listed::of(merged.records);
        let (root, disk) = (self.folder.root(), self.folder.disk());
        let previous = layout::previous_path(root, &path(root, T::FILE));
        let text = joined.write();
        match save_keeping(disk, &path(root, T::FILE), &text, expected, &previous) {
            Ok(_) => {
                self.attempted.remove(T::FILE);
                Ok(joined)
            }
            Err(error) => {
                self.attempted.insert(T::FILE, (Fingerprint::of(text.as_bytes()), self.mine.clone()));
                Err(error.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Name;
    use std::fs;

    fn load(root: &Path) -> Base {
        super::load(&Folder::new(root))
    }

    fn save_shared(root: &Path, mine: &Snapshot, base: &mut Base) -> Result<(), String> {
        let was = base.known().clone();
        super::save_shared(&Folder::new(root), mine, &was, base).map_err(String::from)
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
    fn same_field_changed_in_two_ways_is_a_conflict_that_keeps_both_values() {
        let folder = tempfile::tempdir().unwrap();
        save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang")]), &mut load(folder.path())).unwrap();
        let (mut anna, mut bo) = (load(folder.path()), load(folder.path()));
        save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Xiaohong")]), &mut anna).unwrap();
        save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Yi")]), &mut bo).unwrap();
        let known = load(folder.path()).known().clone();
        assert_eq!(known, *bo.known());
        assert_eq!(known.entries["r-1"].name_en, "Wang Xiaohong", "what is in the file stands");
        let conflict = known.conflicts.values().next().expect("a conflict");
        assert_eq!(
            (conflict.about.as_str(), conflict.fields.as_slice()),
            ("registry/r-1", &["name_en".to_owned()][..])
        );
        assert_eq!(conflict.other, Some(Record::Entry(Arc::new(entry("r-1", "Wang Yi")))));
        // Once decided, the conflict is gone from the file.
        let mut decided = known.clone();
        decided.conflicts.clear();
        save_shared(folder.path(), &decided, &mut bo).unwrap();
        assert_eq!(*load(folder.path()).known(), decided);
    }

    #[test]
    fn files_of_format_1_are_read_and_written_as_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
        for (name, text) in [
            ("registry.ron", include_str!("../../tests/fixtures/registry_1.ron")),
            ("agreements.ron", include_str!("../../tests/fixtures/agreements_1.ron")),
            ("sources.ron", include_str!("../../tests/fixtures/sources_1.ron")),
        ] {
            fs::write(path(folder.path(), name), text).unwrap();
        }
        let mut base = load(folder.path());
        assert_eq!(base.problems().collect::<Vec<_>>(), Vec::<&str>::new());
        let mut mine = base.known().clone();
        assert!(!mine.entries.is_empty() && !mine.identities.is_empty() && !mine.publishers.is_empty());
        mine.entries.insert("r-9".into(), Arc::new(entry("r-9", "New")));
        save_shared(folder.path(), &mine, &mut base).unwrap();
        assert!(fs::read_to_string(path(folder.path(), "registry.ron")).unwrap().starts_with("(\n    format: 2,"));
        assert_eq!(*load(folder.path()).known(), mine);
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

//! The files of the whole corpus in `_glossator`: the registry, agreements across articles, publishers.
//!
//! Several people share them. A save happens under a lock file: the file is read again, changes are joined
//! record by record with those others made since, and only then is it replaced. Where two people changed one
//! field in different ways, the value in the file stands and the other is kept beside it as a conflict.

mod again;
mod lists;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::bytes::{is_absent, read_bytes};
use super::disk::Folder;
use super::error::{FileError, Problem};
use super::format::{self, older};
use super::layout::{self, CORPUS_FOLDER};
use super::lock::lock;
use super::merged::MergedText;
use super::snapshot::{Conflicts, List};
use super::write::{Expected, Fingerprint, save_keeping};
use crate::core::annotation::{Identity, Publisher, RegistryEntry};
use crate::core::merge::merge;
use lists::{FORMAT, Item, Listed};

pub use super::snapshot::{Differs, Snapshot};

impl Snapshot {
    /// Gives names and texts of the three files, without those in which nothing stands, as they are: nobody has read
    /// them back.
    #[must_use]
    pub fn plain_texts(&self) -> Vec<(&'static str, String)> {
        fn of<T: Item>(all: &Snapshot) -> Option<(&'static str, String)> {
            let listed = Listed::mine(T::list(all), &all.conflicts);
            (!listed.is_empty()).then(|| (T::FILE, listed.text().unwrap_or_default()))
        }
        [of::<RegistryEntry>(self), of::<Identity>(self), of::<Publisher>(self)].into_iter().flatten().collect()
    }

    /// Takes the records of one file over from another snapshot.
    fn take_list(&mut self, file: &str, from: &Self) {
        fn take<T: Item>(into: &mut Snapshot, from: &Snapshot) {
            let old = Listed::<T>::mine(T::list(into), &into.conflicts);
            drop_all(&mut into.conflicts, &old.conflicts);
            let new = Listed::<T>::mine(T::list(from), &from.conflicts);
            *T::list_mut(into) = new.items;
            add_all(&mut into.conflicts, &new.conflicts);
        }
        match file {
            RegistryEntry::FILE => take::<RegistryEntry>(self, from),
            Identity::FILE => take::<Identity>(self, from),
            _ => take::<Publisher>(self, from),
        }
    }
}

fn add_all(conflicts: &mut Conflicts, more: &Conflicts) {
    more.iter().for_each(|(id, conflict)| conflicts.insert_mut(id.clone(), conflict.clone()));
}

fn drop_all(conflicts: &mut Conflicts, others: &Conflicts) {
    for id in others.keys() {
        conflicts.remove_mut(id);
    }
}

/// What the files were when they were read or written last.
#[derive(Clone, Debug, Default)]
pub struct Base {
    known: Snapshot,
    /// Sentences about files that cannot be used; they are never written.
    broken: BTreeMap<&'static str, String>,
    /// Files that there are none of.
    absent: BTreeSet<&'static str>,
    /// Sentences about files that are gone and whose records go on in memory.
    gone: BTreeMap<&'static str, String>,
    /// The formats the files were written in.
    formats: BTreeMap<&'static str, u32>,
    /// Files that were gone and were saved anew, until somebody asks.
    anew: Vec<&'static str>,
    /// What the last save that failed was to write to a file, and our records then: it may have reached the file all
    /// the same, and is then no change of somebody else.
    attempted: BTreeMap<&'static str, (Fingerprint, Snapshot)>,
}

impl Base {
    /// Says why files cannot be used, and which are gone, one sentence each.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.broken.values().chain(self.gone.values()).map(String::as_str)
    }

    /// Tells whether a file is gone whose records go on in memory.
    #[must_use]
    pub fn is_any_gone(&self) -> bool {
        !self.gone.is_empty()
    }

    /// Names the files that were gone and were saved anew since this was asked last.
    pub(super) fn take_anew(&mut self) -> Vec<&'static str> {
        std::mem::take(&mut self.anew)
    }

    /// Gives what is known to be in the files.
    #[must_use]
    pub fn known(&self) -> &Snapshot {
        &self.known
    }

    /// Gives what is known to be in the files, and nothing else.
    #[must_use]
    pub fn into_known(self) -> Snapshot {
        self.known
    }

    /// Shares the records that are the same in a snapshot; see [`Snapshot::share`].
    pub(super) fn share(&mut self, with: &Snapshot) {
        self.known.share(with);
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
    read_into::<RegistryEntry>(folder, &mut base);
    read_into::<Identity>(folder, &mut base);
    read_into::<Publisher>(folder, &mut base);
    base
}

/// Tells whether there is a file of this name in which nothing stands.
pub(super) fn is_empty(folder: &Folder, name: &str) -> bool {
    fn of<T: Item>(folder: &Folder) -> bool {
        !is_absent(folder.disk(), &path(folder.root(), T::FILE))
            && read::<T>(folder).is_ok_and(|(listed, _)| listed.is_empty())
    }
    match name {
        RegistryEntry::FILE => of::<RegistryEntry>(folder),
        Identity::FILE => of::<Identity>(folder),
        Publisher::FILE => of::<Publisher>(folder),
        _ => false,
    }
}

fn read_into<T: Item>(folder: &Folder, base: &mut Base) {
    match read(folder) {
        Ok((list, expected)) => {
            add_all(&mut base.known.conflicts, &list.conflicts);
            *T::list_mut(&mut base.known) = list.items;
            base.formats.insert(T::FILE, list.written_in);
            if expected == Expected::Absent {
                base.absent.insert(T::FILE);
            }
        }
        Err(sentence) => {
            base.broken.insert(T::FILE, sentence);
        }
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
            let base = if base.trim().is_empty() { None } else { Some(read("The common", base)?) };
            for (name, side) in [("Our", &ours), ("Their", &theirs)] {
                if let Some(reason) = base.as_ref().and_then(|base| older(side.written_in, base.written_in)) {
                    return Err(format!("{name} version cannot be joined. {reason}"));
                }
            }
            let base = base.map(|base| base.records()).unwrap_or_default();
            let merged = merge(&base, &ours.records(), &theirs.records(), from);
            Ok(MergedText::of(merged, |records| Listed::<T>::of(records).checked())?)
        };
        Some(join())
    }
    of::<RegistryEntry>(base, ours, theirs, from)
        .or_else(|| of::<Identity>(base, ours, theirs, from))
        .or_else(|| of::<Publisher>(base, ours, theirs, from))
}

/// Reads one file, with what a later save must find there.
fn read<T: Item>(folder: &Folder) -> Result<(Listed<T>, Expected), String> {
    let path = path(folder.root(), T::FILE);
    if is_absent(folder.disk(), &path) {
        let (items, conflicts) = (List::default(), Conflicts::default());
        return Ok((Listed { items, conflicts, written_in: FORMAT }, Expected::Absent));
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
/// `base` is what our records go back to, and then what they will; `files` then knows what the files hold. Where both have changed the same field, the value in the file
/// stands and ours is kept beside it as a conflict.
///
/// # Errors
/// Says why a file could not be written. Files written before the error keep what was written; the base then
/// knows it.
pub fn save_shared(folder: &Folder, mine: &Snapshot, base: &mut Snapshot, files: &mut Base) -> Result<(), Problem> {
    if mine == base && files.gone.is_empty() {
        return Ok(());
    }
    let lock = lock(folder)?;
    let Base { known, broken, attempted, absent, gone, formats, anew } = files;
    let was = base.clone();
    let conflicts = [&mine.conflicts, &was.conflicts];
    let known_conflicts = &mut known.conflicts;
    let mut saving = Saving {
        folder,
        mine,
        conflicts,
        known: known_conflicts,
        broken,
        attempted,
        gone,
        formats,
        anew,
        failed: Vec::new(),
        beside: Vec::new(),
        written: Vec::new(),
    };
    saving.list([&mine.entries, &was.entries], &mut known.entries);
    saving.list([&mine.identities, &was.identities], &mut known.identities);
    saving.list([&mine.publishers, &was.publishers], &mut known.publishers);
    let (failed, beside, written) = (saving.failed, saving.beside, saving.written);
    drop(lock);
    for name in written {
        absent.remove(name);
        gone.remove(name);
        formats.insert(name, FORMAT);
        base.take_list(name, mine);
    }
    match failed.first() {
        None => beside.into_iter().next().map_or(Ok(()), |error| Err(Problem::beside(&error))),
        Some(first) => {
            let sentences: Vec<&str> = failed.iter().map(|problem| problem.sentence.as_str()).collect();
            Err(Problem { kind: first.kind, sentence: sentences.join(" ") })
        }
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
    /// Files that are gone and are made again, also where nothing else has changed.
    gone: &'a BTreeMap<&'static str, String>,
    /// The formats the files were written in.
    formats: &'a BTreeMap<&'static str, u32>,
    /// Files that were gone and are there again.
    anew: &'a mut Vec<&'static str>,
    failed: Vec<Problem>,
    /// What could not be kept of the versions before.
    beside: Vec<FileError>,
    /// Files that were written.
    written: Vec<&'static str>,
}

impl Saving<'_> {
    /// Saves one file: ours and what it goes back to; `known` then is what the file holds.
    fn list<T: Item>(&mut self, [mine, base]: [&List<T>; 2], known: &mut List<T>) {
        let (ours, was) = (Listed::mine(mine, self.conflicts[0]), Listed::mine(base, self.conflicts[1]));
        if ours.items == was.items && ours.conflicts == was.conflicts && !self.gone.contains_key(T::FILE) {
            return;
        }
        if let Some(problem) = self.broken.get(T::FILE) {
            return self.failed.push(problem.clone().into());
        }
        let held = Listed::mine(known, self.known);
        match self.join(&was, &ours, &held) {
            Ok(joined) => {
                self.written.push(T::FILE);
                drop_all(self.known, &held.conflicts);
                *known = joined.items;
                add_all(self.known, &joined.conflicts);
            }
            Err(problem) => self.failed.push(problem),
        }
    }

    /// Joins our changes with what the file holds now, and saves both; `held` is what it held last.
    fn join<T: Item>(&mut self, was: &Listed<T>, ours: &Listed<T>, held: &Listed<T>) -> Result<Listed<T>, Problem> {
        let (read, expected) = read::<T>(self.folder)?;
        // That a file is gone is no wish to lose what it held.
        let is_gone = expected == Expected::Absent && !held.is_empty() && !held.was_taken_back(self.folder);
        let theirs = if is_gone { held } else { &read };
        let known_in = self.formats.get(T::FILE).copied().unwrap_or_default();
        if let Some(reason) = older(theirs.written_in, known_in) {
            return Err(format!("“{CORPUS_FOLDER}/{}” was put back from before. {reason}", T::FILE).into());
        }
        let attempted = self.attempted.get(T::FILE).filter(|(written, _)| expected == Expected::Hash(*written));
        let attempted = attempted.map(|(_, ours)| Listed::mine(T::list(ours), &ours.conflicts));
        let was = attempted.as_ref().unwrap_or(was);
        let merged = merge(&was.records(), &theirs.records(), &ours.records(), "a change made at the same time");
        let joined = Listed::of(merged.records);
        let (root, disk) = (self.folder.root(), self.folder.disk());
        let previous = layout::previous_path(root, &path(root, T::FILE));
        let text = joined.checked()?;
        match save_keeping(disk, &path(root, T::FILE), &text, expected, &previous) {
            Ok((_, beside)) => {
                self.attempted.remove(T::FILE);
                self.beside.extend(beside);
                if is_gone {
                    self.anew.push(T::FILE);
                }
                Ok(joined)
            }
            Err(error) => {
                self.attempted.insert(T::FILE, (Fingerprint::of(text.as_bytes()), self.mine.clone()));
                Err(error.into())
            }
        }
    }
}

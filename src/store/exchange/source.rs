//! The files of an import, gone through document by document: once to find out what would come, once to bring it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::maker;
use super::out::ABOUT;
use super::pieces::{LIMIT, Pieces};
use super::wish::Import;
use crate::core::annotation::Record;
use crate::core::doc::{Doc, Maker};
use crate::exchange::format::Format;
use crate::exchange::left::{LeftOut, Said};
use crate::store::bytes::read_bytes;
use crate::store::disk::{Disk as _, Kind, RealDisk};

/// What is met on the way.
pub(super) enum Met {
    /// A document.
    Doc(Box<Doc>),
    /// What belongs to the whole corpus.
    OfCorpus(Record),
    /// What of the file cannot be used.
    LeftOut(LeftOut),
    /// What is taken otherwise than the file says.
    Said(Said),
    /// The file cannot be read, in one line.
    Unreadable(String),
}

/// The files.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Each with the folder it was asked for by, in the order of their names.
    paths: Vec<(PathBuf, PathBuf)>,
    /// The folders among these that are each of one person.
    people: BTreeSet<PathBuf>,
    /// Those that cannot be read, by their numbers.
    bad: BTreeSet<usize>,
}

impl Files {
    /// Lists the files.
    pub fn of(wish: &Import) -> Result<Self, String> {
        let mut paths = Vec::new();
        let mut people = BTreeSet::new();
        for path in &wish.paths {
            let look =
                RealDisk.look(path).map_err(|_| format!("There is no such file or folder: {}", path.display()))?;
            if look.kind == Kind::Folder {
                let mut below = Vec::new();
                gather(path, wish.format, &mut below);
                let of_people = maker::folders(path, wish.format, &below);
                let root = |file: &PathBuf| of_people.iter().find(|folder| file.starts_with(folder)).unwrap_or(path);
                paths.extend(below.iter().map(|file| (root(file).clone(), file.clone())));
                people.extend(of_people);
            } else {
                paths.push((path.parent().unwrap_or(Path::new("")).to_owned(), path.clone()));
            }
        }
        paths.sort_by(|a, b| a.1.cmp(&b.1));
        paths.dedup_by(|a, b| a.1 == b.1);
        if paths.is_empty() {
            let endings: Vec<String> = wish.format.endings().iter().map(|ending| format!(".{ending}")).collect();
            return Err(format!("There are no files of {} ({}) there.", wish.format.label(), endings.join(", ")));
        }
        Ok(Self { paths, people, bad: BTreeSet::new() })
    }

    /// Goes through all documents; `take` gets what is met with the name of the file. What cannot be read is met the
    /// first time and passed over after that. `progress` hears how many of how many files are done, and stops with
    /// `false`.
    pub fn walk(
        &mut self,
        wish: &Import,
        take: &mut dyn FnMut(&str, Met) -> Result<(), String>,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<(), String> {
        let all = self.paths.len();
        for (at, (root, path)) in self.paths.iter().enumerate() {
            if self.bad.contains(&at) {
                continue;
            }
            let person = self.people.get(root).and_then(|folder| folder.file_name());
            let person = person.map(|name| name.to_string_lossy().into_owned());
            let file = Reading { wish, root, path, name: name_of(root, path), person };
            let mut go_on = |done| if progress(done, all) { Ok(()) } else { Err("Stopped.".to_owned()) };
            if let Err(line) = file.is_readable(&mut || go_on(at))? {
                self.bad.insert(at);
                take(&file.name, Met::Unreadable(line))?;
            } else if let Err(line) = file.documents(take, &mut || go_on(at))? {
                self.bad.insert(at);
                take(&file.name, Met::Unreadable(line))?;
            }
            go_on(at + 1)?;
        }
        Ok(())
    }
}

/// Names a file as articles are named: with the folders it stands in below the one that was asked for.
fn name_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn gather(folder: &Path, format: Format, found: &mut Vec<PathBuf>) {
    for entry in RealDisk.list(folder).unwrap_or_default() {
        let name = entry.name.to_string_lossy();
        let path = folder.join(&entry.name);
        if entry.kind == Kind::Folder {
            if name != ABOUT && !name.starts_with('.') {
                gather(&path, format, found);
            }
        } else if path
            .extension()
            .is_some_and(|ending| format.endings().iter().any(|it| ending.eq_ignore_ascii_case(it)))
        {
            found.push(path);
        }
    }
}

/// Somebody who may stop it between two parts of a file.
type GoOn<'a> = &'a mut dyn FnMut() -> Result<(), String>;

/// One file.
struct Reading<'a> {
    wish: &'a Import,
    root: &'a Path,
    path: &'a Path,
    name: String,
    /// The person whose folder it stands in.
    person: Option<String>,
}

impl Reading<'_> {
    /// Tells whether a file that comes in parts can be read to its end, so that nothing is taken of one that cannot.
    fn is_readable(&self, go_on: GoOn<'_>) -> Result<Result<(), String>, String> {
        if !self.wish.format.is_of_lines() {
            return Ok(Ok(()));
        }
        match Pieces::of(self.path, self.wish.format) {
            Ok(pieces) if pieces.are_many() => self.documents(&mut |_, _| Ok(()), go_on),
            _ => Ok(Ok(())),
        }
    }

    /// Gives the documents of the file; or, within, the line that says why it cannot be read.
    fn documents(
        &self,
        take: &mut dyn FnMut(&str, Met) -> Result<(), String>,
        go_on: GoOn<'_>,
    ) -> Result<Result<(), String>, String> {
        let mut pieces = match Pieces::of(self.path, self.wish.format) {
            Ok(pieces) => pieces,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let mut documents = 0;
        loop {
            let (bytes, part) = match pieces.next(self.path) {
                Ok(Some(piece)) => piece,
                Ok(None) if documents == 0 && pieces.are_many() => {
                    return Ok(Err(format!("{}: no line holds a text", self.path.display())));
                }
                Ok(None) => return Ok(Ok(())),
                Err(error) => return Ok(Err(error.to_string())),
            };
            let incoming = match self.wish.format.read_part(&self.name, &bytes, part, &mut |other| self.beside(other)) {
                Ok(incoming) => incoming,
                Err(error) => return Ok(Err(format!("{}: {error}", self.path.display()))),
            };
            drop(bytes);
            let mut docs = incoming.docs;
            for doc in &mut docs {
                self.wish.mapping.apply(doc);
                maker::of_doc(self.path, &self.name, doc);
                if let Some(person) = self.person.as_ref().filter(|_| doc.maker == Maker::Unsaid) {
                    doc.maker = Maker::Person(person.clone());
                }
            }
            // Where all of it is the work of one person, so is what it says.
            let first = docs.first().map(|doc| doc.maker.clone()).unwrap_or_default();
            let only = if docs.iter().all(|doc| doc.maker == first) { first } else { Maker::Unsaid };
            let whose = |said: String| if said.is_empty() { only.person().to_owned() } else { said };
            for left in incoming.left {
                let person = whose(left.person.clone());
                take(&self.name, Met::LeftOut(left.in_file(&self.name).of(&person)))?;
            }
            for Said { person, line } in incoming.said {
                let line = format!("{}: {line}", self.name);
                take(&self.name, Met::Said(Said { person: whose(person), line }))?;
            }
            for record in incoming.of_corpus {
                take(&self.name, Met::OfCorpus(record))?;
            }
            documents += docs.len();
            for doc in docs {
                take(&self.name, Met::Doc(Box::new(doc)))?;
            }
            go_on()?;
        }
    }

    /// Reads a file that stands beside this one.
    fn beside(&self, other: &str) -> Option<Vec<u8>> {
        let plain = Path::new(other).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        // Readers ask by the whole name or by that in the same folder.
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let here = if other.contains('/') { self.root } else { folder };
        let read = |folder: &Path| read_bytes(&RealDisk, &folder.join(other), LIMIT).ok();
        // What belongs to a whole dataset stands above its parts, and those of one person in a part have folders too.
        let is_of_whole = ["registry.json", "TypeSystem.xml"].contains(&other);
        let is_near = |above: &Path| above.starts_with(self.root) || Some(above) == folder.parent();
        let inside = |above: &&Path| is_near(above) || Some(*above) == self.root.parent();
        let mut above = folder.ancestors().skip(1).take_while(inside).filter(|_| is_of_whole);
        plain.then(|| read(here).or_else(|| above.find_map(read))).flatten()
    }
}

//! The people whose work is in the files of an import: each has work of their own, and nobody else's is joined to it.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash as _, Hasher as _};

use super::source::{Files, Met};
use super::wish::{Import, Whose};
use crate::core::doc::{Doc, Maker};
use crate::store::layout;

/// Files that are named.
const LISTED: usize = 8;

/// What is in the files of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Articles.
    pub articles: usize,
    /// Marks.
    pub marks: usize,
}

/// Who has work in the files, and how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    names: BTreeMap<String, (BTreeSet<String>, usize)>,
    /// Marks of nobody.
    pub unsaid: usize,
    /// Articles of nobody without marks, by their files.
    pub empty: Vec<(String, String)>,
    /// The files in which texts with marks stand, by hashes of whose they are and of the texts.
    texts: HashMap<u64, usize>,
    files: Vec<String>,
    /// Files that hold marks of one person, or of nobody, on the same text.
    twins: BTreeSet<String>,
}

impl People {
    /// Takes in a document of a file.
    pub(super) fn add(&mut self, doc: &Doc, file: &str) {
        match &doc.maker {
            Maker::Person(name) => {
                if !doc.nodes.is_empty() {
                    self.twin(doc, file);
                }
                let (articles, marks) = self.names.entry(name.clone()).or_default();
                articles.insert(doc.name.clone());
                *marks += doc.nodes.len();
            }
            Maker::Unsaid => {
                self.unsaid += doc.nodes.len();
                if doc.nodes.is_empty() {
                    self.empty.push((file.to_owned(), doc.name.clone()));
                } else {
                    self.twin(doc, file);
                }
            }
            Maker::Model(_) => {}
        }
    }

    /// Notes in which file a text with marks of nobody, or of a person, stands: in two files, they are likely of two people,
    /// whatever the files say.
    fn twin(&mut self, doc: &Doc, file: &str) {
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        let at = self.files.len() - 1;
        let mut hasher = DefaultHasher::new();
        // Two articles that are named may have one text.
        let name = if doc.is_named { doc.name.as_str() } else { "" };
        (&doc.maker, name, doc.text.as_str()).hash(&mut hasher);
        let first = *self.texts.entry(hasher.finish()).or_insert(at);
        if first != at {
            self.twins.extend([self.files[first].clone(), file.to_owned()]);
        }
    }

    /// Says that files hold marks of one person, or of nobody, on the same texts; nothing where none do.
    #[must_use]
    pub fn twins(&self) -> Option<String> {
        let names: Vec<&str> = self.twins.iter().take(LISTED).map(String::as_str).collect();
        let more = self.twins.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!names.is_empty()).then(|| {
            format!(
                "Several files hold marks on the same text, of the same person or of nobody: {}{more}. If they are of several \
                 people, import them one by one, each with its --annotator.",
                names.join(", ")
            )
        })
    }

    /// Gives each person the name that its work has here: as `renamed` says, else that of the files, with `_` for what no
    /// name can have.
    ///
    /// # Errors
    /// Says which two would become one, or which name cannot be one.
    pub fn here<'a>(&'a self, renamed: &'a BTreeMap<String, String>) -> Result<Vec<(&'a str, String)>, String> {
        let mut found: Vec<(&str, String)> = Vec::new();
        // An empty name leaves somebody's work out on purpose.
        for name in self.names().filter(|name| renamed.get(*name).is_none_or(|here| !here.is_empty())) {
            let here = renamed.get(name).cloned().unwrap_or_else(|| layout::as_annotator(name));
            if let Some(problem) = layout::annotator_problem(&here) {
                return Err(format!("{name} cannot be the name of an annotator: {problem} Say --as {name}=NAME."));
            }
            let same = |(_, other): &&(&str, String)| other.to_lowercase() == here.to_lowercase();
            if let Some((other, _)) = found.iter().find(same) {
                return Err(format!("{other} and {name} would both be {here}. Say --as {name}=NAME for one of them."));
            }
            found.push((name, here));
        }
        Ok(found)
    }

    /// Lists the names that the files have.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Says what is not taken where the work of one person is; nothing where that is all.
    #[must_use]
    pub fn others(&self, of: &Whose) -> Option<String> {
        let Whose::Person(wanted) = of else { return None };
        let others = self.names.keys().filter(|name| *name != wanted);
        let mut parts: Vec<String> =
            others.map(|name| format!("{name} ({})", plural(self.share(name).marks, "mark"))).collect();
        if self.unsaid > 0 {
            parts.push(format!("nobody ({})", plural(self.unsaid, "mark")));
        }
        (!parts.is_empty()).then(|| format!("the work of {}", parts.join(", ")))
    }

    /// Lists the names in a sentence.
    #[must_use]
    pub fn listed(&self) -> String {
        if self.names.is_empty() { "nobody".to_owned() } else { self.names().collect::<Vec<_>>().join(", ") }
    }

    /// Tells what a person has done.
    #[must_use]
    pub fn share(&self, name: &str) -> Share {
        let (articles, marks) = self.names.get(name).map_or((0, 0), |(articles, marks)| (articles.len(), *marks));
        Share { articles, marks }
    }

    /// Says that the files hold the work of several people; nothing where they do not.
    #[must_use]
    pub fn several(&self) -> Option<String> {
        if self.names.len() < 2 && (self.names.is_empty() || self.unsaid == 0) {
            return None;
        }
        let one = |(name, (articles, marks)): (&String, &(BTreeSet<String>, usize))| {
            format!("{name} ({}, {})", plural(articles.len(), "article"), plural(*marks, "mark"))
        };
        let mut names: Vec<String> = self.names.iter().map(one).collect();
        if self.unsaid > 0 {
            names.push(format!("nobody ({})", plural(self.unsaid, "mark")));
        }
        Some(format!("The files hold the work of several people: {}.", names.join(", ")))
    }
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Finds out who has work in the files.
///
/// # Errors
/// Says that a path is not there or holds no files of the format, or that it was stopped.
pub fn people(wish: &Import, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<People, String> {
    let mut found = People::default();
    Files::of(wish)?.walk(
        wish,
        &mut |file, met| {
            if let Met::Doc(doc) = met {
                found.add(&doc, file);
            }
            Ok(())
        },
        progress,
    )?;
    Ok(found)
}

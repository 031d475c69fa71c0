//! The people whose work is in the files of an import: each has work of their own, and nobody else's is joined to it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Files, Met};
use super::wish::Import;
use crate::core::doc::{Doc, Maker};
use crate::store::layout;

/// Field of a document that names its annotator.
const ANNOTATOR: &str = "annotator";
/// The folder in which `INCEpTION` keeps what was agreed on.
const CURATION: &str = "curation";

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
}

impl People {
    /// Takes in a document.
    pub(super) fn add(&mut self, doc: &Doc) {
        match &doc.maker {
            Maker::Person(name) => {
                let (articles, marks) = self.names.entry(name.clone()).or_default();
                articles.insert(doc.name.clone());
                *marks += doc.nodes.len();
            }
            Maker::Unsaid => self.unsaid += doc.nodes.len(),
            Maker::Model(_) => {}
        }
    }

    /// Gives each person the name that its work has here: as `renamed` says, else that of the files, with `_` for what no
    /// name can have.
    ///
    /// # Errors
    /// Says which two would become one, or which name cannot be one.
    pub fn here<'a>(&'a self, renamed: &'a BTreeMap<String, String>) -> Result<Vec<(&'a str, String)>, String> {
        let mut found: Vec<(&str, String)> = Vec::new();
        for name in self.names() {
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
        if self.names.len() < 2 {
            return None;
        }
        let one = |(name, (articles, marks)): (&String, &(BTreeSet<String>, usize))| {
            let plural = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            format!("{name} ({}, {})", plural(articles.len(), "article"), plural(*marks, "mark"))
        };
        let names: Vec<String> = self.names.iter().map(one).collect();
        Some(format!("The files hold the work of several people: {}.", names.join(", ")))
    }
}

/// Finds out who has work in the files.
///
/// # Errors
/// Says that a path is not there or holds no files of the format, or that it was stopped.
pub fn people(wish: &Import, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<People, String> {
    let mut found = People::default();
    Files::of(wish)?.walk(
        wish,
        &mut |_, met| {
            if let Met::Doc(doc) = met {
                found.add(&doc);
            }
            Ok(())
        },
        progress,
    )?;
    Ok(found)
}

/// Says of a document who made it, where the format keeps that among its fields or in the folders of its files.
pub(super) fn of_doc(file: &str, doc: &mut Doc) {
    if doc.maker == Maker::Unsaid
        && let Some([name]) = doc.fields.get(ANNOTATOR).map(Vec::as_slice)
    {
        doc.maker = Maker::Person(name.clone());
    }
    if let Some((article, person)) = of_inception(file) {
        if !doc.fields.contains_key(ANNOTATOR) {
            doc.maker = Maker::Person(person.to_owned());
        }
        if !doc.is_named || doc.name.starts_with(stem(file)) {
            article.clone_into(&mut doc.name);
        }
    }
}

/// Parts a path into stem and ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Reads a path as `INCEpTION` lays out an export: `annotation/DOCUMENT/USER.xmi`, `curation/DOCUMENT/CURATION_USER.xmi`.
fn of_inception(file: &str) -> Option<(&str, &str)> {
    let mut parts = file.rsplit('/');
    let (user, document, folder) = (parts.next()?, parts.next()?, parts.next()?);
    let is_one = ["annotation", CURATION].contains(&folder) && document.contains('.');
    let user = if folder == CURATION { CURATION } else { stem(user) };
    is_one.then_some((document, user))
}

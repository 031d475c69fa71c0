//! Exchange formats: datasets out of the program and back in, one file per format.
//!
//! Records become a [`Doc`] of labelled spans, fields and links ([`flatten`](crate::core::doc::flatten)); a format writes that and says in
//! [`Losses`] what it cannot carry. Read back, a [`Doc`] becomes records again ([`assemble`]). [`mod@format`] is the one
//! table of formats. No file is touched here: a format writes through [`Out`] and reads bytes that somebody hands it.

pub mod across;
pub mod assemble;
pub mod bioc;
pub mod brat;
pub mod cas;
#[cfg(test)]
mod compare;
pub mod conll;
pub mod csv;
pub mod datasheet;
pub mod days;
pub mod doccano;
pub mod format;
#[cfg(test)]
pub mod generated;
mod json;
pub mod label_studio;
pub mod left;
pub mod mapping;
pub mod own;
pub mod page;
pub mod parquet;
pub mod places;
pub mod prodigy;
pub mod published;
pub mod sheet;
pub mod split;
pub mod tables;
pub mod w3c;
pub mod webanno;
mod xml;

#[cfg(test)]
mod rule;
#[cfg(test)]
mod tests;

use std::io;

use left::{LeftOut, Said};

use crate::core::annotation::Record;
use crate::core::doc::Doc;
use crate::core::doc::loss::Losses;

/// Where the files of a dataset go.
pub trait Out {
    /// Adds bytes at the end of a file of the dataset, which is made with the first of them. `path` is inside the
    /// dataset, with `/` between folders.
    ///
    /// # Errors
    /// Gives the error of the disk.
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()>;
}

/// Writes a dataset in one format, article by article.
pub trait Target {
    /// Writes one article. `part` is the part of the split it belongs to, such as `train`; empty without one.
    ///
    /// # Errors
    /// Gives the error of the disk.
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()>;

    /// Writes what comes after the last article.
    ///
    /// # Errors
    /// Gives the error of the disk.
    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()>;
}

/// Gives the path of a file of a part: `train/name`, or `name` without parts.
#[must_use]
pub fn in_part(part: &str, name: &str) -> String {
    if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") }
}

/// Gives the files that stand beside one that is read: asked by name, in the same folder.
pub type Beside<'a> = &'a mut dyn FnMut(&str) -> Option<Vec<u8>>;

/// Which part of a file of lines is read: a large file is read some lines at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Lines of the file before it.
    pub before: usize,
    /// Whether there is more of the file than this part.
    pub of_more: bool,
}

/// Says why a file of an exchange format cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", line.map_or(String::new(), |line| format!("line {line}: ")))]
pub struct Unreadable {
    /// Line of the file, counted from 1, where that says something.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Unreadable {
    /// Says what is wrong with a file.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into() }
    }

    /// Says the same of a part that stands after so many lines.
    #[must_use]
    pub fn after(self, lines: usize) -> Self {
        Self { line: self.line.map(|line| line + lines), ..self }
    }

    /// Says what is wrong with a line, counted from 1.
    #[must_use]
    pub fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), message: message.into() }
    }
}

/// What was read from a file: documents, and what of them could not be used.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The documents.
    pub docs: Vec<Doc>,
    /// What could not be used.
    pub left: Vec<LeftOut>,
    /// What is taken otherwise than the file says, one line each.
    pub said: Vec<Said>,
    /// Entries of the registry, agreements across articles and publishers that come with them.
    pub of_corpus: Vec<Record>,
}

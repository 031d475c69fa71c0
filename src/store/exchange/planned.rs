//! What an import would bring: counts for each article, and everything that is said of it.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::names::Renamed;
use super::source::Files;
use super::there::Before;
use crate::core::annotation::{Header, Record, RegistryEntry};
use crate::core::workspace::ArticleKey;
use crate::exchange::left::{LeftOut, Said};
use crate::exchange::mapping::Meaning;
use crate::store::corpus::CorpusFiles;

/// What an import would bring to one article.
#[derive(Clone, Debug)]
pub struct PlannedArticle {
    /// The article.
    pub key: ArticleKey,
    /// Whether the article is not in the corpus yet and would be made.
    pub new: bool,
    /// Records that would be added.
    pub records: usize,
    /// Records that are there and would be changed.
    pub changed: usize,
    /// Records that are there already.
    pub same: usize,
    /// The first records in words, for the first articles.
    pub sample: Vec<String>,
    /// The header as it would be; nothing where it stays.
    pub(super) header: Option<Box<Header>>,
    /// Whether something of the header that was changed in another program is taken; it is then one of the records that are
    /// changed.
    pub(super) another: bool,
    /// SHA-256 of the file that would be made.
    pub(super) made: Option<String>,
    /// Whether the annotator has no work on it yet.
    pub(super) begun: bool,
    /// Whether a file calls it done and it is not, because errors stand in it.
    pub(super) undone: bool,
    /// Documents about it.
    pub(super) docs: usize,
    /// The most bytes that the file of the work would have.
    pub(super) bytes: u64,
    /// The marks that were there before.
    pub(super) before: Before,
    /// Hashes of the contents of records that would be added, by those of their keys.
    pub(super) added: HashMap<u64, u64>,
    /// Hashes of the keys of the records of the work that a file has, with those of what it makes of them.
    pub(super) seen: HashMap<u64, u64>,
    /// Records of the work.
    pub(super) there: usize,
}

impl PlannedArticle {
    /// Tells whether the import would change anything here.
    pub(super) fn changes(&self) -> bool {
        self.records > 0 || self.changed > 0 || self.header.is_some() || self.new
    }
}

/// What becomes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// Nothing.
    LeftOut,
    /// It goes into the work on an article, by its number.
    Work(usize),
    /// It is kept as what a model has predicted for an article of the corpus.
    Prediction(usize),
}

/// What is said of files themselves, and not of the work of somebody.
#[derive(Clone, Debug, Default)]
pub struct OfFiles {
    /// What is not imported.
    pub left_out: Vec<LeftOut>,
    /// What is taken otherwise than the files say.
    pub said: Vec<Said>,
    /// Files that cannot be read, one line each.
    pub unreadable: Vec<String>,
}

/// What an import would bring.
#[derive(Debug, Default)]
pub struct Planned {
    /// By article.
    pub articles: Vec<PlannedArticle>,
    /// Entries of the registry that would be added.
    pub entries: Vec<Arc<RegistryEntry>>,
    /// Agreements across articles and publishers that would be added.
    pub others: Vec<Record>,
    /// Labels met: how many marks, and what they become; nothing where nobody knows.
    pub labels: BTreeMap<String, (usize, Option<Meaning>)>,
    /// Fields of marks that have no place here, by their names: how many values.
    pub fields: BTreeMap<String, usize>,
    /// Models whose predictions the files hold.
    pub models: Vec<String>,
    /// Names of articles that are not taken as they are.
    pub renamed: Vec<Renamed>,
    /// What is not imported: where, what, why.
    pub left_out: Vec<LeftOut>,
    /// What is taken otherwise than the files say, one line each.
    pub said: Vec<String>,
    /// Whose work is not taken where that of one person is, in a line.
    pub not_asked: Option<String>,
    /// Files that cannot be read, and documents that could not be read again, one line each.
    pub unreadable: Vec<String>,
    /// Where the work of one of several people is taken, what is said of the files themselves, whoever it is.
    pub of_files: OfFiles,
    pub(super) files: CorpusFiles,
    pub(super) source: Files,
    /// What becomes of each document.
    pub(super) decisions: Vec<Decision>,
    /// The articles that models have predicted marks for.
    pub(super) predicted: Vec<ArticleKey>,
    /// Files that killed programs have left beside the articles.
    pub(super) temporary: Vec<PathBuf>,
}

impl Planned {
    /// Lets what is said of the files stand with the rest.
    pub fn join_files(&mut self) {
        let OfFiles { left_out, said, unreadable } = std::mem::take(&mut self.of_files);
        self.left_out.splice(0..0, left_out);
        self.said.splice(0..0, said.into_iter().map(|said| said.line));
        self.unreadable.splice(0..0, unreadable);
    }

    /// Counts the records that are there and would be changed.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.articles.iter().map(|article| article.changed).sum()
    }

    /// Counts the records that would be added.
    #[must_use]
    pub fn records(&self) -> usize {
        self.articles.iter().map(|article| article.records).sum()
    }
}

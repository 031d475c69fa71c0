//! Everything that is open, and the one way it changes: [`Workspace::apply`] takes an [`Edit`] and gives its
//! inverse.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::anchoring::Review;
use super::annotation::{Id, Record, State, Work};
use super::digest::Digest;
use super::finding::Diagnostic;
use super::generation::Generation;
use super::language::{self, Detected, Direction};
use super::marks::Marks;
use super::schema::Schema;
use super::shared::{Shared, belongs_to_corpus};
use super::text::Text;

/// Names an article: its path inside the corpus, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey(Arc<str>);

impl ArticleKey {
    /// Makes a key from a path inside the corpus.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// Gives the path inside the corpus.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the file name without its folders.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

/// Names one annotator's work on one article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkKey {
    /// The article.
    pub article: ArticleKey,
    /// The annotator.
    pub annotator: Arc<str>,
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The encoding an article was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its label in the Encoding Standard of the WHATWG, in small letters, such as `utf-8` or `windows-1256`.
    pub label: String,
    /// Whether a person has chosen it.
    pub chosen: bool,
    /// Whether it was guessed from the letters, because nothing in the file says which it is.
    pub guessed: bool,
    /// How many places could not be decoded and show as U+FFFD.
    pub undecoded: usize,
}

impl Encoding {
    /// Encodings that can be chosen, by their labels, with the languages they are met in.
    pub const CHOICES: [(&'static str, &'static str); 21] = [
        ("utf-8", "all languages"),
        ("utf-16le", "all languages"),
        ("utf-16be", "all languages"),
        ("windows-1250", "Central European"),
        ("windows-1251", "Cyrillic"),
        ("windows-1252", "Western European"),
        ("windows-1253", "Greek"),
        ("windows-1254", "Turkish"),
        ("windows-1255", "Hebrew"),
        ("windows-1256", "Arabic, Persian"),
        ("windows-1257", "Baltic"),
        ("windows-1258", "Vietnamese"),
        ("iso-8859-6", "Arabic"),
        ("iso-8859-2", "Central European"),
        ("koi8-r", "Russian"),
        ("koi8-u", "Ukrainian"),
        ("gb18030", "Chinese"),
        ("big5", "Chinese"),
        ("shift_jis", "Japanese"),
        ("euc-jp", "Japanese"),
        ("euc-kr", "Korean"),
    ];
}

impl Default for Encoding {
    fn default() -> Self {
        Self { label: "utf-8".to_owned(), chosen: false, guessed: false, undecoded: 0 }
    }
}

/// An article as read from its file, which is never written.
#[derive(Clone, Debug)]
pub struct Article {
    /// The generation of its text.
    pub generation: Generation,
    /// Its key.
    pub key: ArticleKey,
    /// Its canonical text.
    pub text: Text,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub bytes_sha256: String,
    /// SHA-256 of the canonical text, in hexadecimal.
    pub text_sha256: String,
    /// Length of the file in bytes.
    pub bytes: usize,
    /// How the bytes were decoded.
    pub encoding: Encoding,
    /// Direction of paragraphs without a strong letter.
    pub direction: Direction,
    /// What the detector says.
    pub detected: Option<Detected>,
}

impl Article {
    /// Makes an article of its decoded text.
    #[must_use]
    pub fn new(key: ArticleKey, text: Text, bytes_sha256: String, text_sha256: String, bytes: usize) -> Self {
        let direction = language::article_direction(text.as_str());
        let detected = language::detect(text.as_str());
        let encoding = Encoding::default();
        let generation = Generation::next();
        Self { generation, key, text, bytes_sha256, text_sha256, bytes, encoding, direction, detected }
    }

    /// Tells whether two readings of the file have come to the same text.
    fn is_read_alike(&self, other: &Self) -> bool {
        self.key == other.key && self.bytes_sha256 == other.bytes_sha256 && self.encoding == other.encoding
    }
}

/// Says whether the work on an article may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Editable,
    /// It may not, for the reason given: what is wrong, where, and what to do.
    ReadOnly(String),
    /// The text is there, the work is still being read.
    Loading,
}

/// An open article with one annotator's work on it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article, shared by all works on it.
    pub article: Arc<Article>,
    /// The work.
    pub work: Arc<Work>,
    /// The marks of the work.
    pub marks: Arc<Marks>,
    /// Whether the work may be changed.
    pub access: Access,
    /// What is wrong with the file of the work, as a finding.
    pub problem: Option<Diagnostic>,
    /// The generation of the work, its access and its marks.
    pub generation: Generation,
    /// Whether the work has been changed since it was read.
    pub changed: bool,
    /// The work moved to the changed article, to be looked at before it is taken over.
    pub review: Option<Arc<Review>>,
    /// The file is damaged, and the work is what could be read of it.
    pub salvaged: bool,
    /// Names of the copies of the work's file that a synchronisation program has left.
    pub copies: Vec<String>,
    /// How often the work was joined with what somebody else has saved.
    pub joins: u32,
}

impl Opened {
    /// Opens an article with the work found for it.
    #[must_use]
    pub fn new(article: impl Into<Arc<Article>>, work: Work, access: Access) -> Self {
        let marks = Arc::new(Marks::of(&work));
        Self {
            article: article.into(),
            work: Arc::new(work),
            marks,
            access,
            problem: None,
            generation: Generation::next(),
            changed: false,
            review: None,
            salvaged: false,
            copies: Vec::new(),
            joins: 0,
        }
    }

    /// Tells whether the work is only a proposal: moved to a changed article, or read from a damaged file.
    #[must_use]
    pub fn is_proposal(&self) -> bool {
        self.review.is_some() || self.salvaged
    }

    /// Gives the direction in force for paragraphs without a strong letter: the one set, else that of the text.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.work.header.direction.unwrap_or(self.article.direction)
    }

    /// Gives the language code in force: the one set, else the one detected.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        match &self.work.header.language {
            super::annotation::LanguageTag::Set(code) => Some(code),
            super::annotation::LanguageTag::Detected => self.article.detected.map(|d| d.code),
        }
    }
}

/// What the corpus list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The article.
    pub key: ArticleKey,
    /// Length of its file in bytes.
    pub bytes: u64,
    /// What is known once the annotation file has been read.
    pub summary: Option<Summary>,
}

/// State, language and counts of an article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// State of the work.
    pub state: State,
    /// Language code.
    pub language: Option<String>,
    /// Actors, dates and agreements.
    pub counts: [usize; 3],
    /// What is wrong with its files, if anything.
    pub problem: Option<String>,
    /// Names and agreements, for the views over the whole corpus.
    pub digest: Arc<Digest>,
}

impl Summary {
    /// Sums up an open article.
    #[must_use]
    pub fn of(opened: &Opened) -> Self {
        let problem = match &opened.access {
            Access::Editable | Access::Loading => None,
            Access::ReadOnly(reason) => Some(reason.clone()),
        };
        Self {
            state: opened.work.header.state,
            language: opened.language().map(str::to_owned),
            counts: opened.work.counts(),
            problem,
            digest: Arc::new(Digest::of(&opened.work, &opened.article.text)),
        }
    }
}

/// Replaces one record by another, or makes or deletes one. The inverse swaps the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The article whose work changes; nothing for what belongs to the whole corpus.
    pub article: Option<ArticleKey>,
    /// The record as it must be found; nothing to make a new one.
    pub before: Option<Record>,
    /// The record as it shall be; nothing to delete it.
    pub after: Option<Record>,
}

impl Edit {
    /// Gives the edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { article: self.article.clone(), before: self.after.clone(), after: self.before.clone() }
    }

    /// Gives the id of the record that changes; nothing for the header.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        self.before.as_ref().or(self.after.as_ref()).and_then(Record::id)
    }
}

/// Says why an edit did not fit the work it met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The article is not open.
    #[error("“{0}” is not open")]
    NotOpen(ArticleKey),
    /// The record is not as the edit expects it.
    #[error("the record {0} has changed since; nothing was done")]
    Changed(String),
}

/// Holds the corpus list, what belongs to the whole corpus, and every work opened since the start.
///
/// An article is there once, with the works of several annotators on it. Edits are about the works of the one
/// annotator the workspace is for; those of others are only looked at.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Registry, agreements across articles, publishers.
    pub shared: Shared,
    annotator: Arc<str>,
    entries: Vec<Entry>,
    listed: Generation,
    entries_generation: Generation,
    schema: Arc<Schema>,
    schema_generation: Generation,
    opened: BTreeMap<WorkKey, Opened>,
}

impl Workspace {
    /// Begins with nothing open, for the work of an annotator.
    #[must_use]
    pub fn of(annotator: &str) -> Self {
        Self { annotator: annotator.into(), ..Self::default() }
    }

    /// Lists all articles, sorted by path.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Finds an article in the list of all.
    #[must_use]
    pub fn entry(&self, key: &ArticleKey) -> Option<&Entry> {
        self.entries.binary_search_by(|entry| entry.key.cmp(key)).ok().map(|at| &self.entries[at])
    }

    /// Gives the generation of the list of articles, whatever is known of each.
    #[must_use]
    pub fn listed(&self) -> Generation {
        self.listed
    }

    /// Gives the generation of the list of articles and of what is known of each.
    #[must_use]
    pub fn entries_generation(&self) -> Generation {
        self.entries_generation
    }

    /// Gives the vocabularies and fields in force.
    #[must_use]
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Gives the generation of the vocabularies and fields in force.
    #[must_use]
    pub fn schema_generation(&self) -> Generation {
        self.schema_generation
    }

    /// Puts other vocabularies and fields into force.
    pub fn set_schema(&mut self, schema: Arc<Schema>) {
        (self.schema, self.schema_generation) = (schema, Generation::next());
    }

    /// Puts an article with the annotator's own work in, replacing what was open of it.
    pub fn open(&mut self, opened: Opened) {
        let annotator = self.annotator.clone();
        let key = opened.article.key.clone();
        self.open_reading(&annotator, opened);
        if let Some(summary) = self.get(&key).map(Summary::of) {
            self.set_entry(&key, summary);
        }
    }

    /// Puts an article with the work of some annotator in. A text that is the one already open is shared; works on a
    /// text that is no longer the article's are let go of.
    pub fn open_reading(&mut self, annotator: &str, mut opened: Opened) {
        let key = WorkKey { article: opened.article.key.clone(), annotator: annotator.into() };
        opened.changed = self.opened.get(&key).is_some_and(|there| there.changed);
        opened.generation = Generation::next();
        let there = self.readings(&opened.article.key).map(|(_, there)| there.article.clone()).next();
        match there.filter(|there| there.is_read_alike(&opened.article)) {
            Some(same) => opened.article = same,
            None => self.opened.retain(|key, _| key.article != opened.article.key),
        }
        self.opened.insert(key, opened);
    }

    /// Lets go of an article and all works on it.
    pub fn close(&mut self, key: &ArticleKey) {
        self.opened.retain(|work, _| work.article != *key);
    }

    fn own(&self, article: &ArticleKey) -> WorkKey {
        WorkKey { article: article.clone(), annotator: self.annotator.clone() }
    }

    fn own_mut(&mut self, article: &ArticleKey) -> Option<&mut Opened> {
        let key = self.own(article);
        self.opened.get_mut(&key)
    }

    /// Finds the works that are open on an article, with whose they are.
    pub fn readings(&self, article: &ArticleKey) -> impl Iterator<Item = (&str, &Opened)> {
        let first = WorkKey { article: article.clone(), annotator: "".into() };
        let all = self.opened.range(first..).take_while(move |(key, _)| key.article == *article);
        all.map(|(key, opened)| (&*key.annotator, opened))
    }

    /// Finds one of the works that are open.
    #[must_use]
    pub fn reading(&self, key: &WorkKey) -> Option<&Opened> {
        self.opened.get(key)
    }

    /// Replaces the work on an open article by one that comes from outside.
    pub fn replace_work(&mut self, key: &ArticleKey, work: Arc<Work>, joins: u32) {
        if let Some(opened) = self.own_mut(key) {
            opened.marks = Arc::new(Marks::of(&work));
            opened.work = work;
            // Whatever joins them leaves none.
            opened.copies = if joins > opened.joins { Vec::new() } else { std::mem::take(&mut opened.copies) };
            opened.joins = joins;
            (opened.generation, opened.changed) = (Generation::next(), true);
            let summary = Summary::of(opened);
            self.set_entry(key, summary);
        }
    }

    /// Takes a work over that was read-only until a person has decided: it can be changed from now on. Gives the
    /// review, if that was what was decided on.
    pub fn take_over(&mut self, key: &ArticleKey, work: Arc<Work>) -> Option<Arc<Review>> {
        let opened = self.own_mut(key)?;
        let review = opened.review.take();
        (opened.access, opened.problem, opened.salvaged) = (Access::Editable, None, false);
        let joins = opened.joins;
        self.replace_work(key, work, joins);
        review
    }

    /// Finds an open article with the annotator's own work.
    #[must_use]
    pub fn get(&self, key: &ArticleKey) -> Option<&Opened> {
        self.opened.get(&self.own(key))
    }

    /// Lists the open articles with the annotator's own work.
    pub fn opened(&self) -> impl Iterator<Item = &Opened> {
        self.opened.iter().filter(|(key, _)| key.annotator == self.annotator).map(|(_, opened)| opened)
    }

    /// Applies all edits or none, and gives the inverse edits in the order that takes them back.
    ///
    /// # Errors
    /// Says which edit did not fit; the workspace is then as before.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<Vec<Edit>, ApplyError> {
        for (done, edit) in edits.iter().enumerate() {
            if let Err(error) = self.apply_one(edit) {
                for undo in edits[..done].iter().rev().map(Edit::inverse) {
                    // The edit just went in, so its inverse fits.
                    drop(self.apply_one(&undo));
                }
                return Err(error);
            }
        }
        let mut touched: BTreeMap<&ArticleKey, Vec<Id>> = BTreeMap::new();
        for edit in edits {
            if let Some(article) = &edit.article {
                touched.entry(article).or_default().extend(edit.id().cloned());
            }
        }
        for (key, mut ids) in touched {
            ids.sort_unstable();
            ids.dedup();
            if let Some(opened) = self.own_mut(key) {
                Arc::make_mut(&mut opened.marks).update(&opened.work, &ids);
                (opened.generation, opened.changed) = (Generation::next(), true);
                // The digest of many records takes its time; whoever shows it has it brought up to date.
                let (state, counts) = (opened.work.header.state, opened.work.counts());
                let language = opened.language().map(str::to_owned);
                if let Ok(at) = self.entries.binary_search_by(|entry| entry.key.cmp(key)) {
                    let summary = self.entries[at].summary.get_or_insert_default();
                    (summary.state, summary.counts, summary.language) = (state, counts, language);
                    self.entries_generation = Generation::next();
                }
            }
        }
        Ok(edits.iter().rev().map(Edit::inverse).collect())
    }

    /// Brings names and agreements of an open article in the list up to date.
    pub fn sum_up(&mut self, key: &ArticleKey) {
        if let Some(summary) = self.get(key).map(Summary::of) {
            self.set_entry(key, summary);
        }
    }

    fn apply_one(&mut self, edit: &Edit) -> Result<(), ApplyError> {
        let side = edit.before.as_ref().or(edit.after.as_ref());
        let changed = || ApplyError::Changed(side.map_or_else(|| "header".to_owned(), name));
        let Some(article) = &edit.article else {
            let Some(side) = side.filter(|side| belongs_to_corpus(side)) else { return Err(changed()) };
            if self.shared.find(side) != edit.before {
                return Err(changed());
            }
            self.shared.put(edit.before.as_ref(), edit.after.clone());
            return Ok(());
        };
        let opened = self.own_mut(article).ok_or_else(|| ApplyError::NotOpen(article.clone()))?;
        let found = side.and_then(|side| opened.work.find(side));
        if found != edit.before {
            return Err(changed());
        }
        Arc::make_mut(&mut opened.work).put(edit.before.as_ref(), edit.after.clone());
        Ok(())
    }

    /// Takes the list of a folder; articles already open keep what is known of them.
    pub fn set_entries(&mut self, entries: Vec<Entry>) {
        (self.entries, self.listed, self.entries_generation) = (entries, Generation::next(), Generation::next());
        let known: Vec<(ArticleKey, Summary)> =
            self.opened().map(|opened| (opened.article.key.clone(), Summary::of(opened))).collect();
        for (key, summary) in known {
            self.set_entry(&key, summary);
        }
    }

    /// Takes what was read about an article, unless it is open and better known.
    pub fn set_summary(&mut self, key: &ArticleKey, summary: Summary) {
        if self.get(key).is_none() {
            self.set_entry(key, summary);
        }
    }

    fn set_entry(&mut self, key: &ArticleKey, summary: Summary) {
        if let Ok(at) = self.entries.binary_search_by(|entry| entry.key.cmp(key)) {
            let known = &mut self.entries[at].summary;
            if known.as_ref() != Some(&summary) {
                *known = Some(summary);
                self.entries_generation = Generation::next();
            }
        }
    }
}

/// Gives the edits that lead from one state of a work to another.
#[must_use]
pub fn edits_between(key: &ArticleKey, before: &Work, after: &Work) -> Vec<Edit> {
    let by_key =
        |work: &Work| -> BTreeMap<String, Record> { work.records().map(|record| (record.key(), record)).collect() };
    let (mut before, after) = (by_key(before), by_key(after));
    let mut edits = Vec::new();
    for (name, record) in after {
        let was = before.remove(&name);
        if was.as_ref() != Some(&record) {
            edits.push(Edit { article: Some(key.clone()), before: was, after: Some(record) });
        }
    }
    edits.extend(before.into_values().map(|was| Edit { article: Some(key.clone()), before: Some(was), after: None }));
    edits
}

/// Names a record in a message.
fn name(record: &Record) -> String {
    match record {
        Record::Header(_) => "header".to_owned(),
        Record::Entry(entry) => entry.id.clone(),
        Record::Identity(identity) => identity.id.clone(),
        Record::Publisher(publisher) => publisher.name.clone(),
        Record::Former(former) => former.record.key(),
        Record::Conflict(conflict) => conflict.about.clone(),
        other => other.id().map(ToString::to_string).unwrap_or_default(),
    }
}

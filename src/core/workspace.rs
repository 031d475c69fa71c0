//! Everything that is open, and the one way it changes: [`Workspace::apply`] takes an [`Edit`] and gives its
//! inverse.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::added::{Added, Slot, Suggestion};
use super::anchoring::Review;
use super::annotation::{Id, Kind, Record, State, Work};
use super::digest::Digest;
use super::finding::Diagnostic;
use super::generation::Generation;
use super::index::{Index, Known};
use super::language::{self, Direction};
use super::marks::Marks;
use super::schema::Schema;
use super::shared::{Shared, belongs_to_corpus};

pub use super::article::{Article, ArticleKey, Encoding, WorkKey};

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
    /// The generation of the greyed regions of the work.
    pub regions: Generation,
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
    /// Where the article was added from, and what that says about it.
    pub added: Option<Arc<Added>>,
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
            regions: Generation::next(),
            changed: false,
            review: None,
            salvaged: false,
            copies: Vec::new(),
            joins: 0,
            added: None,
        }
    }

    /// Lists what the source of the article suggests for fields of the header that are empty.
    #[must_use]
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let all = self.added.iter().flat_map(|added| &added.suggestions);
        let mut open: Vec<Suggestion> =
            all.filter(|suggestion| suggestion.is_open(&self.work.header)).cloned().collect();
        // Of two joined sources the first one counts.
        let fields: Vec<Slot> = open.iter().map(|suggestion| suggestion.field).collect();
        let mut at = 0;
        open.retain(|suggestion| {
            at += 1;
            !fields[..at - 1].contains(&suggestion.field)
        });
        open
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

    /// Gives the code of the language: see [`language::known`].
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        language::known(&self.work.header.language, || self.article.detected())
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
    /// Articles that are done.
    done: usize,
    index: Index,
    schema: Arc<Schema>,
    schema_generation: Generation,
    /// Version of the guideline.
    guideline: Arc<str>,
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
        self.number_of(key).and_then(|at| self.entries.get(at as usize))
    }

    /// Gives the generation of the list of articles, whatever is known of each.
    #[must_use]
    pub fn listed(&self) -> Generation {
        self.listed
    }

    /// Finds the place of an article in the list of all.
    #[must_use]
    pub fn number_of(&self, key: &ArticleKey) -> Option<u32> {
        let at = self.entries.binary_search_by(|entry| entry.key.cmp(key)).ok()?;
        u32::try_from(at).ok()
    }

    /// Counts the articles that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// Gives what is known of the whole corpus; articles are named by their places in the list.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Gives the registry with its generation.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        Known { registry: &self.shared.registry, generation: self.shared.generation }
    }

    /// Lets the index follow the registry, so many steps of it; tells whether it has caught up.
    pub fn follow(&mut self, most: usize) -> bool {
        let known = Known { registry: &self.shared.registry, generation: self.shared.generation };
        self.index.agreements.follow(known, most)
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

    /// Names the version of the guideline under which articles are read; empty while it is not known.
    #[must_use]
    pub fn guideline_version(&self) -> &str {
        &self.guideline
    }

    /// Notes the version of the guideline under which articles are read.
    pub fn set_guideline_version(&mut self, version: &str) {
        self.guideline = version.into();
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
        (opened.generation, opened.regions) = (Generation::next(), Generation::next());
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
            opened.regions = Generation::next();
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
                if ids.iter().any(|id| id.kind() == Kind::Region) {
                    opened.regions = Generation::next();
                }
                self.sum_up(key, &ids);
            }
        }
        Ok(edits.iter().rev().map(Edit::inverse).collect())
    }

    /// Brings what the list and the index know of an open article up to date after some records have changed. Takes
    /// as long as there are such records, however many the article has.
    fn sum_up(&mut self, key: &ArticleKey, ids: &[Id]) {
        let own = self.own(key);
        let (Some(at), Some(opened)) = (self.number_of(key), self.opened.get(&own)) else { return };
        let known = Known { registry: &self.shared.registry, generation: self.shared.generation };
        let entry = &mut self.entries[at as usize];
        let Some(summary) = &mut entry.summary else {
            let summary = Summary::of(opened);
            return self.set_entry(key, summary);
        };
        self.done -= usize::from(summary.state == State::Done);
        (summary.state, summary.counts) = (opened.work.header.state, opened.work.counts());
        summary.language = opened.language().map(str::to_owned);
        self.done += usize::from(summary.state == State::Done);
        let of = (&*opened.work, &opened.article.text);
        self.index.update(at, Arc::make_mut(&mut summary.digest), of, ids, known);
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
        (self.entries, self.listed) = (entries, Generation::next());
        (self.index, self.done) = (Index::default(), 0);
        let taken = (0..).zip(&mut self.entries).filter_map(|(at, entry)| Some((at, entry.summary.take()?)));
        let summaries: Vec<(u32, Summary)> = taken.collect();
        for (at, summary) in summaries {
            self.put_summary(at, summary);
        }
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
        if let Some(at) = self.number_of(key) {
            self.put_summary(at, summary);
        }
    }

    /// Takes what is known of the article at a place of the list.
    fn put_summary(&mut self, at: u32, summary: Summary) {
        let known = Known { registry: &self.shared.registry, generation: self.shared.generation };
        let place = &mut self.entries[at as usize].summary;
        if place.as_ref() == Some(&summary) {
            return;
        }
        let nothing = Digest::default();
        let before = place.as_ref().map_or(&nothing, |before| &before.digest);
        self.index.replace(at, before, &summary.digest, known);
        self.done -= usize::from(place.as_ref().is_some_and(|before| before.state == State::Done));
        self.done += usize::from(summary.state == State::Done);
        *place = Some(summary);
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

#[cfg(test)]
mod tests;

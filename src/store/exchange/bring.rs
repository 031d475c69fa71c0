//! Bringing what an import has planned into the corpus, as one step over all its articles. Nothing that is there is
//! overwritten. The files are read once more, and each article is written as soon as its last document was read.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::changes::{Fate, Trip};
use super::files;
use super::header;
use super::honest;
use super::leftovers;
use super::links;
use super::made::{Maker, is_same, origin};
use super::planned::{Decision, Planned, PlannedArticle};
use super::predictions;
use super::source::Met;
use super::there::{self, Before, Others};
use super::wish::Import;
use crate::core::annotation::{Header, Record, State, Work};
use crate::core::doc::flatten::header_version;
use crate::core::doc::{Doc, Maker as DocMaker};
use crate::core::history::{Reached, Step, Whole};
use crate::core::schema::Schema;
use crate::core::shared::Shared;
use crate::core::workspace::{Access, Article, ArticleKey, Edit};
use crate::store::batch::{Batching, Taken};
use crate::store::bytes::is_absent;
use crate::store::corpus::CorpusFiles;
use crate::store::disk::Folder;
use crate::store::known::Known;
use crate::store::lock::lock;
use crate::store::saver::Saver;
use crate::store::shared::{self, Snapshot};
use crate::store::write::{self, Expected};
use crate::store::{layout, read};

/// Records held at most for articles whose last document has not come yet.
const HELD: usize = 20_000;

/// What was brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Articles whose work has changed.
    pub articles: Vec<ArticleKey>,
    /// Articles that were made.
    pub made: usize,
    /// Records added.
    pub records: usize,
    /// Records changed.
    pub changed: usize,
}

impl Planned {
    /// Names the step.
    fn name(&self, wish: &Import) -> String {
        let articles = self.articles.iter().filter(|planned| planned.changes()).count();
        let from = wish.format.label();
        let changed =
            if self.changed() > 0 { format!(", change {}", counted(self.changed(), "record")) } else { String::new() };
        let records = counted(self.records(), "record");
        format!("Import {records} into {} from {from}{changed}", counted(articles, "article"))
    }
}

/// Brings what was planned into the corpus, as one step that can be taken back.
///
/// # Errors
/// Says which article could not be written and what was brought before. Each article is then as it was or as it shall
/// be.
pub fn apply(
    folder: &Folder,
    mut planned: Planned,
    wish: &Import,
    saver: &mut Saver,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Imported, String> {
    leftovers::clear(folder, &planned.temporary);
    let whole = whole(folder, &planned);
    let changes = !(whole.articles.is_empty() && planned.entries.is_empty() && planned.others.is_empty());
    if !changes && planned.predicted.is_empty() {
        return Ok(Imported::default());
    }
    let all = whole.articles.len();
    let name = planned.name(wish);
    let mut bringing = Bringing::of(folder, wish, saver, &planned);
    if changes {
        bringing.whole(name, whole, &planned)?;
    }
    let mut source = std::mem::take(&mut planned.source);
    let mut decisions = std::mem::take(&mut planned.decisions).into_iter();
    let mut take = |file: &str, met: Met| {
        let Met::Doc(doc) = met else { return Ok(()) };
        let changed = || "The files have changed while they were read. Import them again.".to_owned();
        let at = match decisions.next().ok_or_else(changed)? {
            Decision::LeftOut => return Ok(()),
            Decision::Prediction(at) => return bringing.predict(&planned.predicted[at], &doc, file),
            Decision::Work(at) => at,
        };
        let article = planned.articles.get_mut(at).ok_or_else(changed)?;
        let before = bringing.reached.len();
        bringing.document(at, article, &doc, file)?;
        let now = bringing.reached.len();
        let goes_on = now == before || progress(now, all) || now == all;
        if goes_on { Ok(()) } else { Err("Stopped.".to_owned()) }
    };
    let walked = source.walk(wish, &mut take, &mut |_, _| true);
    let ended = walked.and_then(|()| bringing.flush());
    let imported = bringing.imported;
    ended.map_err(|sentence| {
        let before = format!("{} records of {} articles were imported", imported.records, imported.articles.len());
        format!("{sentence} {before} before. Import the same files again to go on, or take the import back.")
    })?;
    Ok(imported)
}

/// Gives what an import is about, with what there is not yet.
fn whole(folder: &Folder, planned: &Planned) -> Whole {
    let reached = |planned: &PlannedArticle| Reached {
        article: planned.key.to_string(),
        made: planned.made.clone(),
        begun: planned.begun,
    };
    let lists = shared::FILES.into_iter().filter(|name| is_absent(folder.disk(), &shared::path(folder.root(), name)));
    Whole {
        articles: planned.articles.iter().filter(|planned| planned.changes()).map(reached).collect(),
        lists: lists.map(str::to_owned).collect(),
    }
}

/// What is to be written for an article.
struct Held {
    article: Arc<Article>,
    new: bool,
    known: Known,
    work: Work,
    records: Vec<Record>,
    /// What records of the work become.
    changes: Vec<(Record, Record)>,
    /// Keys of the records.
    keys: BTreeSet<String>,
    header: Option<Header>,
    /// Whether something of the header that was changed in another program is taken.
    another: bool,
    origin: String,
}

/// An import under way.
struct Bringing<'a> {
    folder: &'a Folder,
    wish: &'a Import,
    batching: Batching<'a>,
    schema: Arc<Schema>,
    shared: Shared,
    held: BTreeMap<usize, Held>,
    /// The marks that were on each article before.
    before: BTreeMap<usize, Before>,
    others: Others<'a>,
    /// Numbers of the articles that have been written.
    reached: BTreeSet<usize>,
    /// Numbers of those whose work has changed.
    changed: BTreeSet<usize>,
    imported: Imported,
}

impl<'a> Bringing<'a> {
    fn of(folder: &'a Folder, wish: &'a Import, saver: &'a mut Saver, planned: &Planned) -> Self {
        let CorpusFiles { base, schema, .. } = &planned.files;
        let taken = Taken { annotator: &wish.annotator, at: &wish.at, after: wish.after };
        Self {
            folder,
            wish,
            batching: Batching::begin(folder, saver, "", taken),
            schema: schema.clone(),
            shared: Snapshot::clone(base.known()).into_shared(),
            held: BTreeMap::new(),
            before: BTreeMap::new(),
            others: Others::of(folder, &wish.annotator, planned.articles.iter().map(|it| &it.key)),
            reached: BTreeSet::new(),
            changed: BTreeSet::new(),
            imported: Imported::default(),
        }
    }

    /// Brings what belongs to the whole corpus, and says in its log what the import is about.
    fn whole(&mut self, name: String, whole: Whole, planned: &Planned) -> Result<(), String> {
        let entries = planned.entries.iter().cloned().map(Record::Entry);
        let added = entries.chain(planned.others.iter().cloned()).map(|record| (None, record));
        self.batching.corpus((&planned.files.base, &mut self.shared), name, whole, added)
    }

    /// Takes in a document about an article, and writes the article where it is the last one.
    fn document(&mut self, at: usize, planned: &mut PlannedArticle, doc: &Doc, file: &str) -> Result<(), String> {
        planned.docs = planned.docs.saturating_sub(1);
        if !planned.changes() {
            return Ok(());
        }
        if !self.held.contains_key(&at) {
            let held = self.open(at, planned, doc, file)?;
            self.held.insert(at, held);
        }
        let Some(held) = self.held.get_mut(&at) else { return Ok(()) };
        let mut doc = Cow::Borrowed(doc);
        let ids = self.others.ids(&held.article);
        if !ids.is_empty() {
            there::rename(doc.to_mut(), &self.wish.annotator, ids);
        }
        let doc = &*doc;
        let maker = Maker { wish: self.wish, registry: &self.shared.registry, schema: &self.schema };
        let mut made = maker.records(doc, file);
        if planned.undone {
            honest::not_done(&mut made);
        }
        let before = self.before.entry(at).or_insert_with(|| Before::of(&held.work));
        // What is left out was said when the import was planned.
        let mut said = Vec::new();
        if held.article.text.as_str() != doc.text.as_str() {
            Maker::move_to(doc, &mut made, &held.article, &mut said);
        }
        let trip = OnceCell::new();
        let trip = || trip.get_or_init(|| Trip::of(&maker, &self.shared, &held.article, &held.work));
        links::There { article: &held.article, work: &held.work }.cut(&maker, doc, &mut made, trip);
        for record in made.records {
            if let Some(there) = record.id().and_then(|id| held.work.record(id)) {
                let is_first = held.keys.insert(record.key());
                if is_first
                    && !is_same(&there, &record)
                    && let Fate::Changed(after, _) = trip().fate(&maker, &held.article, &there, &record)
                {
                    held.changes.push((there, *after));
                }
                continue;
            }
            let is_foreign = record.id().is_some_and(|id| made.foreign.contains(id));
            let is_known = held.keys.contains(&record.key()) || is_foreign && before.holds(&record);
            if !is_known {
                held.keys.insert(record.key());
                held.records.push(record);
            }
        }
        let header = held.header.as_ref().unwrap_or(&held.work.header);
        let there = header::There { name: planned.key.as_str(), text: &held.article.text, header };
        let is_known = made.header != held.work.header && made.header_version == header_version(&held.work.header);
        let changed = match is_known.then(|| trip().header()).flatten() {
            Some(base) => there.joined(base, &made.header, &mut said),
            None => there.filled(&made.header, &mut said),
        };
        if let Some(changed) = changed {
            held.another |= changed.is_another;
            held.header = Some(changed.header);
        }
        if planned.docs == 0
            && let Some(held) = self.held.remove(&at)
        {
            return self.write(at, held);
        }
        if self.held.values().map(|held| held.records.len()).sum::<usize>() > HELD {
            return self.flush();
        }
        Ok(())
    }

    /// Keeps what a model has predicted for an article that is there.
    fn predict(&mut self, key: &ArticleKey, doc: &Doc, file: &str) -> Result<(), String> {
        let DocMaker::Model(model) = &doc.maker else { return Ok(()) };
        // What came in before it may be an article that it is about.
        self.flush()?;
        let article = read::read_article_for(self.folder, key, &self.wish.annotator).map_err(|it| it.to_string())?;
        let maker = Maker { wish: self.wish, registry: &self.shared.registry, schema: &self.schema };
        let mut made = maker.records(doc, file);
        if article.text.as_str() != doc.text.as_str() {
            Maker::move_to(doc, &mut made, &article, &mut Vec::new());
        }
        predictions::keep(self.folder, self.wish, model, file, &article, made)
    }

    /// Reads an article and the work on it, or begins them.
    fn open(&self, at: usize, planned: &PlannedArticle, doc: &Doc, file: &str) -> Result<Held, String> {
        let new = planned.new && !self.reached.contains(&at);
        let annotator = &self.wish.annotator;
        let article = match &planned.made {
            Some(sha256) if new => {
                let (text, bytes) = (doc.text.clone(), doc.text.len());
                Article::new(planned.key.clone(), text, sha256.clone(), sha256.clone(), bytes)
            }
            _ => read::read_article_for(self.folder, &planned.key, annotator).map_err(|error| error.to_string())?,
        };
        let loaded = read::load_work(self.folder, &planned.key, annotator, &article);
        if let Access::ReadOnly(reason) = loaded.access {
            return Err(format!("{}: {reason}", planned.key));
        }
        let origin = origin(self.wish, file);
        Ok(Held {
            article: Arc::new(article),
            new,
            known: loaded.known,
            work: loaded.work,
            records: Vec::new(),
            changes: Vec::new(),
            keys: BTreeSet::new(),
            header: None,
            another: false,
            origin,
        })
    }

    /// Writes everything that is held.
    fn flush(&mut self) -> Result<(), String> {
        for (at, held) in std::mem::take(&mut self.held) {
            self.write(at, held)?;
        }
        Ok(())
    }

    /// Writes an article with the work on it, or nothing of both.
    fn write(&mut self, at: usize, held: Held) -> Result<(), String> {
        let path = layout::article_path(self.folder.root(), &held.article.key).map_err(|error| error.to_string())?;
        let new = held.new;
        if new {
            let parent = path.parent().unwrap_or(self.folder.root());
            let said = |error: std::io::Error| format!("{error}: {}.", path.display());
            self.folder.disk().create_folder(parent).map_err(said)?;
            // Under the lock, so that nobody takes the file on its way for one that was left.
            let lock = lock(self.folder)?;
            write::save(self.folder.disk(), &path, held.article.text.as_str(), Expected::Absent)
                .map_err(|error| format!("{error}."))?;
            drop(lock);
        }
        let work = layout::annotation_path(self.folder.root(), &held.article.key, &self.wish.annotator);
        if let Err(sentence) = self.save(at, held) {
            if new && work.is_ok_and(|work| is_absent(self.folder.disk(), &work)) {
                // An article without its work would be half an import; the error that counts is the first.
                self.folder.disk().remove(&path).ok();
                files::take_emptied_folders(self.folder, &path);
            }
            return Err(sentence);
        }
        self.imported.made += usize::from(new);
        self.reached.insert(at);
        Ok(())
    }

    /// Saves the work on an article.
    fn save(&mut self, at: usize, held: Held) -> Result<(), String> {
        let Held { article, known, work, records, changes, header, another, origin, .. } = held;
        let key = article.key.clone();
        let (count, changed) = (records.len(), changes.len() + usize::from(another));
        let mut header = header.unwrap_or_else(|| work.header.clone());
        if header.state == State::New && count + changed > 0 {
            header.state = State::InProgress;
        }
        let edit =
            |before: Option<Record>, after: Record| Edit { article: Some(key.clone()), before, after: Some(after) };
        let mut edits: Vec<Edit> = records.into_iter().map(|record| edit(None, record)).collect();
        edits.extend(changes.into_iter().map(|(before, after)| edit(Some(before), after)));
        if header != work.header {
            let before = Record::Header(Box::new(work.header.clone()));
            edits.push(edit(Some(before), Record::Header(Box::new(header))));
        }
        if edits.is_empty() {
            return Ok(());
        }
        let step = Step { name: format!("Import {count} records from {origin}"), edits };
        let saved = self.batching.work(article, (known, work), &self.schema, &step)?;
        if self.changed.insert(at) {
            self.imported.articles.push(key);
        }
        self.imported.records += count;
        self.imported.changed += changed;
        saved.whole().map(drop)
    }
}

/// Counts something in words.
pub(super) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

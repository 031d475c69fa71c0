//! Taking an import back, and bringing it again, by what the logs say: what has changed since stays, and is said. So it
//! goes with any other step over many articles, such as a recoding.
//!
//! Each record is compared with what the import has made of it. So one that is back already is passed over, and
//! what was stopped halfway, or killed, is gone through again and finished.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::files::{self, Copy};
use super::left::{self, Left};
use super::pointing::{self, Works};
use crate::core::annotation::{Quoted, Record, Work};
use crate::core::history::{Batch, Change, Doing, Entry, RECODING, Reached, Whole};
use crate::core::schema::Schema;
use crate::core::text::Text;
use crate::core::workspace::{Access, Article, ArticleKey};
use crate::store::bytes::is_absent;
use crate::store::corpus;
use crate::store::disk::Folder;
use crate::store::error::FileError;
use crate::store::log::{self, Log};
use crate::store::saver::{FileKey, Saved, Saver, Task};
use crate::store::shared::{self, Snapshot};
use crate::store::{layout, read, scan};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Travel<'a> {
    /// Whose import.
    pub annotator: &'a str,
    /// Take it back, or bring it again.
    pub back: bool,
    /// Which import; without, the last one that is not taken back, or the first of those that are.
    pub import: Option<&'a str>,
    /// The kind of step that is meant where none is named: empty for imports.
    pub kind: &'a str,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Number of the last step the annotator has taken.
    pub after: u32,
    /// Only find out what would come of it.
    pub dry_run: bool,
}

/// Something that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stayed {
    /// The article; nothing for what belongs to the whole corpus.
    pub article: Option<ArticleKey>,
    /// The record, by its key, or the field of the header; empty for the article itself.
    pub record: String,
    /// Why.
    pub why: String,
}

impl Stayed {
    /// Says it in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let place = self.article.as_ref().map_or("corpus", ArticleKey::as_str);
        let record = if self.record.is_empty() { String::new() } else { format!(" {}:", self.record) };
        format!("{place}:{record} {}", self.why).replace('\n', " ")
    }
}

/// What has come of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Travelled {
    /// Name of the import.
    pub name: String,
    /// When it was made.
    pub made_at: String,
    /// Articles whose work has changed.
    pub articles: Vec<ArticleKey>,
    /// Records and fields that have changed.
    pub records: usize,
    /// Articles that were put aside, or are there again.
    pub files: Vec<ArticleKey>,
    /// What stays as it is.
    pub stayed: Vec<Stayed>,
    /// Why it could not be gone through to the end; nothing where it was.
    pub problem: Option<String>,
}

/// Lists the annotators who have steps of a kind in the logs; imports have none.
#[must_use]
pub fn importers(folder: &Folder, kind: &str) -> Vec<String> {
    let mut names = layout::annotators_of_corpus_logs(folder);
    names.retain(|name| imports(folder, name).iter().any(|past| past.is_of(kind)));
    names
}

/// An import that the log tells of.
struct Past {
    entry: Entry,
    back: bool,
}

impl Past {
    fn is_of(&self, kind: &str) -> bool {
        self.entry.import.as_ref().is_some_and(|batch| batch.kind == kind)
    }
}

/// Lists the imports, and other steps over many articles, of an annotator, oldest first.
fn imports(folder: &Folder, annotator: &str) -> Vec<Past> {
    let log = log::read(folder.disk(), &layout::corpus_log_path(folder.root(), annotator));
    let mut found: Vec<Past> = Vec::new();
    for entry in log.entries {
        let Some(Batch { id, whole: Some(_), .. }) = &entry.import else { continue };
        let known = found.iter_mut().find(|past| past.entry.is_of_import(id));
        match (entry.doing, known) {
            (Doing::Done, None) => found.push(Past { entry, back: false }),
            (doing, Some(past)) => past.back = doing == Doing::Undone,
            (_, None) => {}
        }
    }
    // Joined logs need not be in order.
    found.sort_by(|a, b| a.entry.at.cmp(&b.entry.at));
    found
}

fn find(folder: &Folder, wish: &Travel<'_>) -> Result<Entry, String> {
    let all = imports(folder, wish.annotator);
    let none = || {
        let what = match wish.kind {
            _ if wish.import.is_some() => "such step",
            RECODING => "recoding",
            _ => "import",
        };
        let how = if wish.back { "to take back" } else { "to bring again" };
        format!("{} has no {what} here {how}.", wish.annotator)
    };
    let past = match wish.import {
        Some(id) => all.into_iter().find(|past| past.entry.is_of_import(id)),
        None if wish.back => all.into_iter().rfind(|past| past.is_of(wish.kind) && !past.back),
        None => all.into_iter().find(|past| past.is_of(wish.kind) && past.back),
    };
    let past = past.ok_or_else(none)?;
    if past.back == wish.back {
        let state = if wish.back { "taken back" } else { "brought again" };
        return Err(format!("“{}” has been {state} already.", past.entry.name));
    }
    Ok(past.entry)
}

/// Takes an import back, or brings it again.
///
/// # Errors
/// Says that there is no such import, or that it is as it shall be already. Nothing has then changed.
pub fn travel(
    folder: &Folder,
    wish: &Travel<'_>,
    saver: &mut Saver,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Travelled, String> {
    let entry = find(folder, wish)?;
    let log = log::read(folder.disk(), &layout::corpus_log_path(folder.root(), wish.annotator));
    let same = log.entries.iter().filter(|entry| entry.at == wish.at).map(|entry| entry.number);
    let batch = entry.import.clone().unwrap_or_default();
    let whole = batch.whole.clone().unwrap_or_default();
    let done = Travelled { name: entry.name.clone(), made_at: entry.at.clone(), ..Travelled::default() };
    let (annotators, members) =
        if wish.back { (everybody(folder)?, members(folder, &entry)) } else { Default::default() };
    let mut journey = Journey {
        folder,
        wish,
        saver,
        schema: corpus::load(folder).schema,
        number: same.fold(wish.after, u32::max),
        batch: Batch { whole: None, ..batch },
        entry,
        works: Works::default(),
        annotators,
        members,
        done,
    };
    if let Err(problem) = journey.go(&whole, progress) {
        journey.done.problem = Some(problem);
    }
    Ok(journey.done)
}

/// An import on its way back, or forth.
struct Journey<'a> {
    folder: &'a Folder,
    wish: &'a Travel<'a>,
    saver: &'a mut Saver,
    schema: Arc<Schema>,
    number: u32,
    batch: Batch,
    entry: Entry,
    /// Works as they would be, where nothing is written.
    works: Works,
    /// Everybody who has worked on anything here.
    annotators: BTreeSet<String>,
    /// Articles that agreements across articles name which stay.
    members: BTreeSet<String>,
    done: Travelled,
}

fn everybody(folder: &Folder) -> Result<BTreeSet<String>, String> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
    Ok(layout::annotators(folder, listing.entries.iter().map(|entry| &entry.key)))
}

/// Lists the articles that an agreement across articles names which the import has not brought.
fn members(folder: &Folder, import: &Entry) -> BTreeSet<String> {
    let records = import.changes.iter().filter_map(|change| change.after.as_ref());
    let ours: BTreeSet<String> = records.map(Record::key).collect();
    let files = shared::load(folder);
    let others =
        files.known().identities.values().filter(|identity| !ours.contains(&format!("agreements/{}", identity.id)));
    others.flat_map(|identity| identity.members.iter().map(|member| member.article.clone())).collect()
}

impl Journey<'_> {
    fn go(&mut self, whole: &Whole, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<(), String> {
        // What has begun to come can be taken back, and is back only once everything is.
        if !self.wish.back {
            self.sign()?;
            self.corpus(whole)?;
        }
        let all = whole.articles.len();
        for (at, reached) in whole.articles.iter().enumerate() {
            self.article(reached)?;
            if !progress(at + 1, all) && at + 1 < all {
                return Err(format!("Stopped after {} of {all} articles. Do it again to go on.", at + 1));
            }
        }
        if self.wish.back {
            self.corpus(whole)?;
            self.sign()?;
        }
        Ok(())
    }

    fn stays(&mut self, article: Option<&ArticleKey>, record: impl Into<String>, why: impl Into<String>) {
        self.done.stayed.push(Stayed { article: article.cloned(), record: record.into(), why: why.into() });
    }

    /// Makes an entry for a log.
    fn part(&mut self, changes: Vec<Change>, whole: Option<Whole>, emptied: bool) -> Entry {
        self.number += 1;
        let batch = Batch { whole, emptied, ..self.batch.clone() };
        Entry {
            at: self.wish.at.to_owned(),
            number: self.number,
            by: self.wish.annotator.to_owned(),
            name: self.entry.name.clone(),
            doing: if self.wish.back { Doing::Undone } else { Doing::Redone },
            origin: self.entry.origin.clone(),
            changes,
            import: Some(batch),
        }
    }

    /// Writes into the log of the whole corpus that the import is back, or there again.
    fn sign(&mut self) -> Result<(), String> {
        if self.wish.dry_run {
            return Ok(());
        }
        let entry = Arc::new(self.part(Vec::new(), Some(Whole::default()), false));
        let mut files = shared::load(self.folder);
        let mine = files.known().clone();
        let joins = self.saver.read_shared(self.folder, &mut files);
        self.saver.save_shared(self.folder, self.wish.annotator, (&mine, joins), &[entry])?.whole().map(drop)
    }

    /// Gives the paths of an article, of the work on it and of its log; or says why nothing may be written there.
    fn paths(&self, key: &ArticleKey) -> Result<[PathBuf; 3], String> {
        let said = |error: FileError| error.to_string();
        let (root, annotator) = (self.folder.root(), self.wish.annotator);
        let paths = [
            layout::article_path(root, key).map_err(said)?,
            layout::annotation_path(root, key, annotator).map_err(said)?,
            layout::log_path(root, key, annotator).map_err(said)?,
        ];
        // What a log names may come from anywhere.
        if files::is_article_of_corpus(key) && paths.iter().all(|path| files::is_inside(self.folder, path)) {
            Ok(paths)
        } else {
            Err("it stands behind a link, where nothing is written".to_owned())
        }
    }

    fn article(&mut self, reached: &Reached) -> Result<(), String> {
        let key = &ArticleKey::new(&reached.article);
        let [path, work, log] = match self.paths(key) {
            Ok(paths) => paths,
            Err(why) => {
                self.stays(Some(key), "", why);
                return Ok(());
            }
        };
        let made = reached.made.as_deref();
        if let Some(sha256) = made.filter(|_| !self.wish.back) {
            let copy = files::bring_back(self.folder, key, &path, sha256, self.wish.dry_run)?;
            if !self.moved(key, copy) {
                return Ok(());
            }
        }
        if is_absent(self.folder.disk(), &path) {
            // One that was made is back already.
            if made.is_none() {
                self.stays(Some(key), "", "the article is gone");
            }
            return Ok(());
        }
        let log = log::read(self.folder.disk(), &log);
        let mut nothing_left = reached.begun && is_absent(self.folder.disk(), &work);
        if log.entries.iter().any(|entry| entry.is_of_import(&self.batch.id)) {
            nothing_left = self.records(key, &log, reached.begun)?;
        }
        if !self.wish.back {
            return Ok(());
        }
        if nothing_left && !self.wish.dry_run {
            files::take_emptied(self.folder, &work)?;
        }
        if let Some(sha256) = made {
            let ours = nothing_left.then_some(self.wish.annotator);
            let others: Vec<&str> =
                self.annotators.iter().map(String::as_str).filter(|name| Some(*name) != ours).collect();
            let of = (sha256, others.as_slice(), self.members.contains(key.as_str()));
            let copy = files::put_aside(self.folder, key, &path, of, self.wish.dry_run)?;
            self.moved(key, copy);
        }
        Ok(())
    }

    /// Notes what has come of the file of an article; tells whether it is where it shall be.
    fn moved(&mut self, key: &ArticleKey, copy: Copy) -> bool {
        match copy {
            Copy::Moved => self.done.files.push(key.clone()),
            Copy::There => {}
            Copy::Not(why) => {
                self.stays(Some(key), "", why);
                return false;
            }
        }
        true
    }

    /// Goes through the records of an article. Tells whether nothing is left of a work that the import has begun.
    fn records(&mut self, key: &ArticleKey, log: &Log, begun: bool) -> Result<bool, String> {
        let (folder, annotator) = (self.folder, self.wish.annotator);
        let article = match read::read_article_for(folder, key, annotator) {
            Ok(article) => article,
            Err(error) => {
                self.stays(Some(key), "", error.to_string());
                return Ok(false);
            }
        };
        let loaded = read::load_work(folder, key, annotator, &article);
        if let Access::ReadOnly(reason) = &loaded.access {
            self.stays(Some(key), "", reason.clone());
            return Ok(false);
        }
        let (known, mut work) = (loaded.known.clone(), loaded.work);
        let turn = left::Turn { id: &self.batch.id, back: self.wish.back, text: &article.text, entries: &log.entries };
        let Left { changes, stayed } = turn.records(&mut work);
        for (record, why) in stayed {
            self.stays(Some(key), record, why);
        }
        let nothing = begun && self.wish.back && work == Work::default();
        if changes.is_empty() {
            return Ok(nothing);
        }
        // The header goes along with the first record and is none of those that were imported.
        let is_record = |change: &&Change| !is_header(change.before.as_ref()) && !is_header(change.after.as_ref());
        self.done.records += changes.iter().filter(is_record).count();
        self.done.articles.push(key.clone());
        if self.wish.dry_run {
            self.works.would_be(key, annotator, &work, &article.text);
            return Ok(nothing);
        }
        let changes = changes.into_iter().map(|change| Change { article: Some(key.to_string()), ..change }).collect();
        let entry = self.part(changes, None, nothing);
        let file = FileKey { root: folder.root().to_owned(), article: key.clone(), annotator: annotator.to_owned() };
        self.saver.read_again(file, known);
        let saved = self.save(article, work, entry)?;
        Ok(nothing && matches!(saved, Saved::AsGiven | Saved::Anew))
    }

    fn save(&mut self, article: Article, work: Work, entry: Entry) -> Result<Saved, String> {
        let task = Task {
            folder: self.folder.clone(),
            annotator: self.wish.annotator.to_owned(),
            article: Arc::new(article),
            work: Arc::new(work),
            schema: self.schema.clone(),
            entries: vec![Arc::new(entry)],
            joins: 0,
        };
        self.saver.save(&task)?.whole()
    }

    /// Goes through what belongs to the whole corpus.
    fn corpus(&mut self, whole: &Whole) -> Result<(), String> {
        let all = self.entry.changes.clone();
        if all.is_empty() {
            return Ok(());
        }
        let mut files = shared::load(self.folder);
        if let Some(problem) = files.problems().next().map(str::to_owned) {
            self.stays(None, "", problem);
            return Ok(());
        }
        let mut shared = Snapshot::clone(files.known()).into_shared();
        let joins = self.saver.read_shared(self.folder, &mut files);
        let nowhere = Text::canonical("");
        let mut turned: BTreeMap<String, Change> = BTreeMap::new();
        for change in all {
            let (from, to) = if self.wish.back { (change.after, change.before) } else { (change.before, change.after) };
            let Some(side) = from.as_ref().or(to.as_ref()) else { continue };
            let placed = side.placed(&nowhere).ok();
            let now = placed.and_then(|side| shared.find(&side)).map(|record| record.quoted(&nowhere));
            if now == to {
                continue;
            }
            if now == from {
                turned.insert(side.key(), Change { article: None, before: from, after: to });
            } else {
                self.stays(None, side.key(), left::why(now.is_some(), from.is_some()));
            }
        }
        if self.wish.back {
            let goes = turned.iter().filter(|(_, change)| change.after.is_none());
            let candidates: BTreeSet<String> = goes.map(|(key, _)| key.clone()).collect();
            let from_works = pointing::from_works(self.folder, &candidates, &self.works, &self.schema);
            for (key, who) in pointing::held(&shared, &candidates, from_works, &self.schema) {
                turned.remove(&key);
                self.stays(None, key, format!("{who} points to it"));
            }
        }
        self.done.records += turned.len();
        if turned.is_empty() || self.wish.dry_run {
            return Ok(());
        }
        let placed = |side: &Option<Record<Quoted>>| side.as_ref().and_then(|record| record.placed(&nowhere).ok());
        let mut changes = Vec::new();
        for change in turned.into_values() {
            shared.put(placed(&change.before).as_ref(), placed(&change.after));
            changes.push(change);
        }
        let entry = Arc::new(self.part(changes, None, false));
        let mine = Snapshot::of(&shared);
        self.saver.save_shared(self.folder, self.wish.annotator, (&mine, joins), &[entry])?.whole()?;
        if self.wish.back {
            files::take_emptied_lists(self.folder, &whole.lists)?;
        }
        Ok(())
    }
}

fn is_header(side: Option<&Record<Quoted>>) -> bool {
    matches!(side, Some(Record::Header(_)))
}

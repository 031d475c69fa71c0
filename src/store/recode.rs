//! Recoding after the codebook has changed: over all works of an annotator and what belongs to the whole corpus, as one
//! step that can be taken back like an import.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::batch::{Batching, Taken};
use super::corpus::{self, CorpusFiles};
use super::disk::Folder;
use super::exchange::Stayed;
use super::known::read_document;
use super::saver::Saver;
use super::shared::Snapshot;
use super::{layout, read, scan};
use crate::core::annotation::{Quoted, Record};
use crate::core::history::{RECODING, Reached, Step, Whole};
use crate::core::merge::{Difference, differences, field_words};
use crate::core::recode::{self, Again, Recode};
use crate::core::schema::Schema;
use crate::core::text::{Text, excerpt};
use crate::core::workspace::{Access, ArticleKey, Edit};

/// Code points of a record's words that are kept.
const WORDS: usize = 60;

/// Whose works are recoded, and when.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The annotator.
    pub annotator: &'a str,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Number of the last step the annotator has taken.
    pub after: u32,
}

/// A record that can be recoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    /// Its key; see [`Record::key`].
    pub record: String,
    /// What it is called, or its words in the article.
    pub words: String,
    /// What changes, field by field.
    pub changes: String,
}

impl Old {
    fn of((before, after): &(Record<Quoted>, Record<Quoted>)) -> Self {
        let change = |it: Difference| format!("{}: {} → {}", field_words(&it.field), it.before, it.after);
        let changes: Vec<String> = differences(Some(before), Some(after)).into_iter().map(change).collect();
        Self { record: before.key(), words: words(before), changes: changes.join(". ") }
    }

    /// Says it in one line.
    #[must_use]
    pub fn line(&self) -> String {
        line(&self.record, &self.words, &self.changes)
    }
}

/// Writes what there is to say about a record in one line.
fn line(record: &str, words: &str, says: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!(" “{words}”") };
    format!("{record}{words}: {says}").replace('\n', " ")
}

/// What can be recoded in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoding {
    /// The article.
    pub article: ArticleKey,
    /// The records.
    pub records: Vec<Old>,
}

/// A field that a person has to read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// The article; nothing for what belongs to the whole corpus.
    pub article: Option<ArticleKey>,
    /// What the record is called, or its words in the article.
    pub words: String,
    /// The field, and why.
    pub again: Again,
}

impl Reread {
    /// Says it in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let place = self.article.as_ref().map_or("corpus", ArticleKey::as_str);
        format!("{place}: {}", line(&self.again.record, &self.words, &self.says()))
    }

    /// Says which field is to be read again, and why.
    #[must_use]
    pub fn says(&self) -> String {
        format!("{}: {}", field_words(&self.again.field), self.again.why.words())
    }
}

/// What there is to be recoded.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    /// Id of the schema.
    pub schema: String,
    /// Its version.
    pub version: String,
    /// What can be recoded in articles.
    pub articles: Vec<Recoding>,
    /// Records of the whole corpus that can be recoded.
    pub lists: Vec<Old>,
    /// What a person has to read again.
    pub again: Vec<Reread>,
    /// Works and lists that cannot be read, and why.
    pub unusable: Vec<String>,
}

impl Planned {
    /// Counts the records that can be recoded.
    #[must_use]
    pub fn records(&self) -> usize {
        self.lists.len() + self.articles.iter().map(|article| article.records.len()).sum::<usize>()
    }
}

/// What was recoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Articles whose work has changed.
    pub articles: Vec<ArticleKey>,
    /// Records changed.
    pub records: usize,
    /// What was changed by somebody meanwhile, or cannot be written, and stays as it is.
    pub stayed: Vec<Stayed>,
}

/// Finds out what the schema of a corpus does to the works of an annotator.
///
/// # Errors
/// Says that the schema cannot be used, that the corpus cannot be read, or that it was stopped.
pub fn plan(
    folder: &Folder,
    annotator: &str,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Planned, String> {
    let files = usable(folder)?;
    let mut planned = Planned {
        schema: files.schema.id.clone(),
        version: files.schema.version.clone(),
        unusable: files.base.problems().map(str::to_owned).collect(),
        ..Planned::default()
    };
    let keys = keys(folder, annotator)?;
    for (at, key) in keys.iter().enumerate() {
        if !progress(at, keys.len()) {
            return Err("Stopped. Nothing was changed.".to_owned());
        }
        planned.article(folder, annotator, key, &files.schema);
    }
    if planned.unusable.is_empty() {
        planned.corpus(&files);
    }
    Ok(planned)
}

/// Reads what belongs to the whole corpus; a schema that cannot be used recodes nothing.
fn usable(folder: &Folder) -> Result<CorpusFiles, String> {
    let files = corpus::load(folder);
    match files.schema_problems.first() {
        Some(problem) => Err(format!("{problem} Nothing can be recoded with it.")),
        None => Ok(files),
    }
}

/// Lists the articles an annotator has worked on.
fn keys(folder: &Folder, annotator: &str) -> Result<Vec<ArticleKey>, String> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
    let mut works = layout::works(folder, listing.entries.iter().map(|entry| &entry.key));
    Ok(works.remove(annotator).unwrap_or_default().into_iter().cloned().collect())
}

impl Planned {
    fn article(&mut self, folder: &Folder, annotator: &str, key: &ArticleKey, schema: &Schema) {
        let path = layout::annotation_path(folder.root(), key, annotator).map_err(|error| error.to_string());
        let document = match path.and_then(|path| read_document(folder, &path)) {
            Ok((document, _)) => document,
            Err(sentence) => return self.unusable.push(format!("{key}: {sentence}")),
        };
        let records: Vec<Record<Quoted>> = document.records().into_values().collect();
        let Recode { changes, again } = recode::of(&records, schema);
        if !changes.is_empty() {
            let records = changes.iter().map(Old::of).collect();
            self.articles.push(Recoding { article: key.clone(), records });
        }
        let by_key: BTreeMap<String, &Record<Quoted>> = if again.is_empty() {
            BTreeMap::new()
        } else {
            records.iter().map(|record| (record.key(), record)).collect()
        };
        for again in again {
            let words = by_key.get(&again.record).map(|record| words(record)).unwrap_or_default();
            self.again.push(Reread { article: Some(key.clone()), words, again });
        }
    }

    fn corpus(&mut self, files: &CorpusFiles) {
        let shared = Snapshot::clone(files.base.known()).into_shared();
        let Recode { changes, again } = recode::of_corpus(&shared, &files.schema);
        let nowhere = Text::canonical("");
        let quoted = |(before, after): &(Record, Record)| Old::of(&(before.quoted(&nowhere), after.quoted(&nowhere)));
        self.lists = changes.iter().map(quoted).collect();
        for again in again {
            let words = shared.record(&again.record).map(|record| excerpt(&recode::title(&record), WORDS));
            self.again.push(Reread { article: None, words: words.unwrap_or_default(), again });
        }
    }
}

/// Gives what a record is called, or its words in the article.
fn words(record: &Record<Quoted>) -> String {
    let title = recode::title(record);
    if title.is_empty() {
        record.places().first().map(|place| excerpt(&place.words(), WORDS)).unwrap_or_default()
    } else {
        excerpt(&title, WORDS)
    }
}

/// Recodes what was planned, as one step that can be taken back. What somebody has changed meanwhile, so that it needs
/// no recoding any more, is passed over.
///
/// # Errors
/// Says which article could not be written and what was recoded before. Each article is then as it was or as it shall be.
pub fn apply(
    folder: &Folder,
    planned: &Planned,
    wish: &Wish<'_>,
    saver: &mut Saver,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Recoded, String> {
    if planned.records() == 0 {
        return Ok(Recoded::default());
    }
    let files = usable(folder)?;
    let taken = Taken { annotator: wish.annotator, at: wish.at, after: wish.after };
    let batching = Batching::begin(folder, saver, RECODING, taken);
    let mut run = Run { folder, wish, batching, schema: files.schema.clone(), done: Recoded::default() };
    run.corpus(&files, planned)?;
    let all = planned.articles.len();
    for (at, recoding) in planned.articles.iter().enumerate() {
        let ended = run.article(recoding);
        let stopped = ended.is_ok() && !progress(at + 1, all) && at + 1 < all;
        if let Some(sentence) = ended.err().or_else(|| stopped.then(|| "Stopped.".to_owned())) {
            let Recoded { articles, records, .. } = run.done;
            let before = format!("{records} records of {} articles were recoded before", articles.len());
            return Err(format!("{sentence} {before}. Recode once more to go on, or take the recoding back."));
        }
    }
    Ok(run.done)
}

/// A recoding under way.
struct Run<'a> {
    folder: &'a Folder,
    wish: &'a Wish<'a>,
    batching: Batching<'a>,
    schema: Arc<Schema>,
    done: Recoded,
}

impl Run<'_> {
    /// Recodes what belongs to the whole corpus, and says in its log what the step is about.
    fn corpus(&mut self, files: &CorpusFiles, planned: &Planned) -> Result<(), String> {
        let mut shared = Snapshot::clone(files.base.known()).into_shared();
        let wanted = !planned.lists.is_empty() && files.base.problems().next().is_none();
        let changes = if wanted { recode::of_corpus(&shared, &self.schema).changes } else { Vec::new() };
        self.pass_over(None, &planned.lists, &changes);
        let changes: Vec<_> = changes.into_iter().map(|(before, after)| (Some(before), self.signed(after))).collect();
        let reached = |recoding: &Recoding| Reached { article: recoding.article.to_string(), made: None, begun: false };
        let whole = Whole { articles: planned.articles.iter().map(reached).collect(), lists: Vec::new() };
        let (records, articles) = (planned.records(), planned.articles.len());
        let name = format!(
            "Recode {} in {} by schema {}",
            counted(records, "record"),
            counted(articles, "article"),
            self.version()
        );
        self.done.records += changes.len();
        self.batching.corpus((&files.base, &mut shared), name, whole, changes)
    }

    fn article(&mut self, recoding: &Recoding) -> Result<(), String> {
        let Recoding { article: key, records } = recoding;
        let article = match read::read_article_for(self.folder, key, self.wish.annotator) {
            Ok(article) => article,
            Err(error) => {
                self.stays(key, &error.to_string());
                return Ok(());
            }
        };
        let loaded = read::load_work(self.folder, key, self.wish.annotator, &article);
        if let Access::ReadOnly(reason) = &loaded.access {
            self.stays(key, reason);
            return Ok(());
        }
        let changes = recode::of_work(&loaded.work, &self.schema).changes;
        self.pass_over(Some(key), records, &changes);
        if changes.is_empty() {
            return Ok(());
        }
        let count = changes.len();
        let edit = |(before, after)| Edit {
            article: Some(key.clone()),
            before: Some(before),
            after: Some(self.signed(after)),
        };
        let edits = changes.into_iter().map(edit).collect();
        let step = Step { name: format!("Recode {} by schema {}", counted(count, "record"), self.version()), edits };
        let saved = self.batching.work(Arc::new(article), (loaded.known, loaded.work), &self.schema, &step)?;
        self.done.articles.push(key.clone());
        self.done.records += count;
        saved.whole().map(drop)
    }

    fn version(&self) -> String {
        format!("{}, version {}", self.schema.id, self.schema.version)
    }

    fn signed(&self, mut record: Record) -> Record {
        recode::sign(&mut record, self.wish.annotator, self.wish.at);
        record
    }

    fn stays(&mut self, article: &ArticleKey, why: &str) {
        self.done.stayed.push(Stayed { article: Some(article.clone()), record: String::new(), why: why.to_owned() });
    }

    /// Says of records that were to be recoded that somebody has changed them meanwhile.
    fn pass_over(&mut self, article: Option<&ArticleKey>, planned: &[Old], changes: &[(Record, Record)]) {
        let there: BTreeSet<String> = changes.iter().map(|(before, _)| before.key()).collect();
        for Old { record, .. } in planned.iter().filter(|old| !there.contains(&old.record)) {
            let why = "it was changed meanwhile".to_owned();
            self.done.stayed.push(Stayed { article: article.cloned(), record: record.clone(), why });
        }
    }
}

/// Counts something in words.
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

//! Adding articles: pages of the web and tables with a text column become articles of the corpus, with what they say
//! about themselves beside them as suggestions. Nothing that is there is written over.

mod files;
mod source;
mod there;

use std::path::PathBuf;

pub use files::is_source;
pub(super) use source::merge;
pub use source::read;

use super::batch::{Batching, Taken};
use super::bytes::is_absent;
use super::corpus::{self, CorpusFiles};
use super::disk::Folder;
use super::error::ErrorKind;
use super::lock::lock;
use super::saver::Saver;
use super::shared::{self, Snapshot};
use super::write::{self, Expected, SaveError};
use super::{layout, read as reading};
use crate::core::added::{Added, Suggestion};
use crate::core::annotation::Record;
use crate::core::history::{Reached, Step, Whole};
use crate::core::text::Text;
use crate::core::workspace::{Access, Article, ArticleKey, Edit};
use crate::exchange::left::{LeftOut, Thing};
use crate::exchange::sheet::{Column, Columns};
use files::{File, Found, Source};
use there::{There, slug};

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Files, or folders with files.
    pub paths: Vec<PathBuf>,
    /// What the columns of tables are.
    pub columns: Columns,
}

/// Whose step it is.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The annotator, in whose history it stands as a step that can be taken back.
    pub annotator: &'a str,
    /// Whether what was found is put into the headers of their work.
    pub fills: bool,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Number of the last step the annotator has taken.
    pub after: u32,
}

/// An article that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// Its name.
    pub key: ArticleKey,
    /// The file it comes from.
    pub file: String,
    /// Where in it; empty for a page.
    pub place: String,
    /// Its title; may be empty.
    pub title: String,
    /// What its source says about it.
    pub suggestions: Vec<Suggestion>,
    /// SHA-256 of its text, which is that of its file.
    sha256: String,
    /// Whether the annotator had no work of this name before.
    begun: bool,
}

/// A file or row that is an article already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// The file.
    pub file: String,
    /// Where in it; empty for a page.
    pub place: String,
    /// The article.
    pub article: ArticleKey,
    /// Whether it is the same file; else the same text.
    pub is_file: bool,
}

/// A table as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The file.
    pub file: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What they are; or why that is not known.
    pub chosen: Result<Columns, String>,
}

/// What files hold, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Articles that are new.
    pub articles: Vec<New>,
    /// What is an article already.
    pub same: Vec<Same>,
    /// What is not added: where, what, why.
    pub left_out: Vec<LeftOut>,
    /// What is to be known of what is added, one line each.
    pub said: Vec<String>,
    /// Files that cannot be read, one line each.
    pub unreadable: Vec<String>,
    /// The tables.
    pub tables: Vec<Table>,
}

/// Finds out what would be added, and changes nothing.
///
/// # Errors
/// Says that a path is not there or holds nothing that could be read, or that the corpus cannot be read.
pub fn look(folder: &Folder, wish: &Wish, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<Outcome, String> {
    let there = There::of(folder)?;
    Adding { folder, wish, there, by: None, write: false, step: None, outcome: Outcome::default() }.run(progress)
}

/// Adds; as one step of the annotator, where one is named.
///
/// # Errors
/// As [`look`]; or says which article could not be written and how many were before.
pub fn add(
    folder: &Folder,
    wish: &Wish,
    by: Option<By<'_>>,
    saver: &mut Saver,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Outcome, String> {
    let step = match by {
        Some(by) => {
            let mut planned = look(folder, wish, &mut |_, _| true)?;
            if planned.articles.is_empty() {
                return Ok(planned);
            }
            for new in &mut planned.articles {
                let work = layout::annotation_path(folder.root(), &new.key, by.annotator);
                new.begun = work.is_ok_and(|work| is_absent(folder.disk(), &work));
            }
            Some(begin(folder, by, &planned, saver)?)
        }
        None => None,
    };
    let there = There::of(folder)?;
    Adding { folder, wish, there, by, write: true, step, outcome: Outcome::default() }.run(progress)
}

/// Writes into the log of the corpus what the step is about.
fn begin<'a>(folder: &'a Folder, by: By<'a>, planned: &Outcome, saver: &'a mut Saver) -> Result<Begun<'a>, String> {
    let files = corpus::load(folder);
    if let Some(problem) = files.problems().next().or(files.schema_problems.first().map(String::as_str)) {
        return Err(problem.to_owned());
    }
    let reached =
        |new: &New| Reached { article: new.key.to_string(), made: Some(new.sha256.clone()), begun: new.begun };
    let lists = shared::FILES.into_iter().filter(|name| is_absent(folder.disk(), &shared::path(folder.root(), name)));
    let whole =
        Whole { articles: planned.articles.iter().map(reached).collect(), lists: lists.map(str::to_owned).collect() };
    let name = match planned.articles.len() {
        1 => "Add an article".to_owned(),
        many => format!("Add {many} articles"),
    };
    // Of no kind, as imports are: it is taken back and brought again in the same way.
    let taken = Taken { annotator: by.annotator, at: by.at, after: by.after };
    let mut batching = Batching::begin(folder, saver, "", taken);
    let mut known = Snapshot::clone(files.base.known()).into_shared();
    batching.corpus((&files.base, &mut known), name, whole, std::iter::empty())?;
    Ok(Begun { batching, files })
}

/// A step on its way.
struct Begun<'a> {
    batching: Batching<'a>,
    files: CorpusFiles,
}

struct Adding<'a> {
    folder: &'a Folder,
    wish: &'a Wish,
    there: There,
    by: Option<By<'a>>,
    write: bool,
    step: Option<Begun<'a>>,
    outcome: Outcome,
}

impl Adding<'_> {
    fn run(mut self, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<Outcome, String> {
        let (files, passed) = files::of(&self.wish.paths)?;
        self.outcome.said.extend(passed);
        let all = files.len();
        for (at, file) in files.iter().enumerate() {
            let done = self.file(file, &mut || progress(at, all));
            done.map_err(|sentence| self.before(&sentence))?;
            if !progress(at + 1, all) && at + 1 < all {
                return Err(self.before("Stopped."));
            }
        }
        Ok(self.outcome)
    }

    /// Says with what has stopped it what was done before.
    fn before(&self, sentence: &str) -> String {
        if !self.write {
            return sentence.to_owned();
        }
        let count = self.outcome.articles.len();
        format!("{sentence} {count} articles were added before. Add the same files again to go on.")
    }

    fn file(&mut self, file: &File, go_on: &mut dyn FnMut() -> bool) -> Result<(), String> {
        let (wish, mut problem) = (self.wish, None);
        let mut found = |found: Found| {
            if let Err(sentence) = self.found(file, found) {
                problem = Some(sentence);
                return false;
            }
            if go_on() {
                return true;
            }
            problem = Some("Stopped.".to_owned());
            false
        };
        file.read(&wish.columns, &mut found);
        problem.map_or(Ok(()), Err)
    }

    /// Takes in what a file holds. An error is one after which no other article can be written either.
    fn found(&mut self, file: &File, found: Found) -> Result<(), String> {
        match found {
            Found::Article(source) => self.article(file, &source)?,
            Found::LeftOut(left) => self.outcome.left_out.push(left.in_file(&file.name)),
            Found::Said(line) => self.outcome.said.push(format!("{}: {line}", file.name)),
            Found::Unreadable(line) => self.outcome.unreadable.push(format!("{}: {line}", file.name)),
            Found::Table(columns, chosen) => {
                self.outcome.tables.push(Table { file: file.name.clone(), columns, chosen });
            }
        }
        Ok(())
    }

    fn article(&mut self, file: &File, source: &Source) -> Result<(), String> {
        let Source { place, title, suggestions, .. } = source;
        let same = |article: &ArticleKey, is_file| Same {
            file: file.name.clone(),
            place: place.clone(),
            article: article.clone(),
            is_file,
        };
        // Of a table each row is an article, and rows may be added to it.
        let original = source.row.is_none().then_some(source.sha256.as_str());
        if let Some(article) = original.and_then(|sha256| self.there.of_original(sha256)) {
            self.outcome.same.push(same(article, true));
            return Ok(());
        }
        let text = Text::canonical(&source.text);
        let sha256 = reading::text_sha256(&text);
        if let Some(article) = self.there.of_text(&sha256) {
            self.outcome.same.push(same(article, false));
            return Ok(());
        }
        let titled = slug(title);
        let wanted = [source.name.as_str(), titled.as_str(), file.stem()].into_iter().find(|name| !name.is_empty());
        let wanted = wanted.unwrap_or("article");
        let (key, why) = self.there.name(wanted, &file.name);
        let at = |line: &str| match place.as_str() {
            "" => format!("{}: {line}", file.name),
            place => format!("{}: {place}: {line}", file.name),
        };
        if text.len() as u64 > reading::ARTICLE_LIMIT {
            let reason = format!("its text has more than {} MB; split it", reading::ARTICLE_LIMIT / 1_000_000);
            self.outcome.left_out.push(LeftOut::new(Thing::Article, place, reason).in_file(&file.name));
            return Ok(());
        }
        if self.write
            && let Err(problem) = self.make(file, source, &key, &text)
        {
            let Problem { sentence, is_of_all } = problem;
            self.outcome.left_out.push(LeftOut::new(Thing::Article, place, &sentence).in_file(&file.name));
            return if is_of_all { Err(sentence) } else { Ok(()) };
        }
        if !why.is_empty() {
            self.outcome.said.push(at(&format!("called {key}, because {}", why.join("; "))));
        }
        self.outcome.said.extend(source.said.iter().map(|line| at(line)));
        self.there.add(&key, &sha256, original);
        let (title, suggestions) = (title.clone(), suggestions.clone());
        let new = New { key, file: file.name.clone(), place: place.clone(), title, suggestions, sha256, begun: true };
        if self.write {
            self.fill(&new, text);
        }
        self.outcome.articles.push(new);
        Ok(())
    }

    /// Writes an article: first its source, so that no article is there without it.
    fn make(&self, file: &File, source: &Source, key: &ArticleKey, text: &Text) -> Result<(), Problem> {
        let root = self.folder.root();
        let added = Added {
            file: file.name.clone(),
            sha256: source.sha256.clone(),
            row: source.row,
            suggestions: source.suggestions.clone(),
        };
        let original = layout::original_path(root, &source.sha256, &file.ending);
        let record = layout::added_path(root, key).map_err(SaveError::from)?;
        let article = layout::article_path(root, key).map_err(SaveError::from)?;
        let disk = self.folder.disk();
        let lock = lock(self.folder).map_err(|problem| Problem { sentence: problem.sentence, is_of_all: true })?;
        for path in [&original, &record, &article] {
            let parent = write::folder_of(path);
            if disk.look(parent).is_err() {
                let failed = |error: std::io::Error| SaveError::from(super::error::FileError::writing(&error, parent));
                disk.create_folder(parent).map_err(failed)?;
            }
        }
        if is_absent(disk, &original) {
            write::save(disk, &original, &*source.bytes, Expected::Absent)?;
        }
        // One of an article that is not there any more is nobody's.
        let expected = Expected::now(disk, &record).map_err(SaveError::from)?;
        write::save(disk, &record, source::write(&added).map_err(Problem::of)?, expected)?;
        write::save(disk, &article, text.as_str(), Expected::Absent)?;
        drop(lock);
        Ok(())
    }

    /// Puts what was found into the header of the annotator's work.
    fn fill(&mut self, new: &New, text: Text) {
        let (Some(by), Some(step)) = (self.by.filter(|by| by.fills), &mut self.step) else { return };
        if new.suggestions.is_empty() {
            return;
        }
        let (sha256, bytes) = (new.sha256.clone(), text.len());
        let article = Article::new(new.key.clone(), text, sha256.clone(), sha256, bytes);
        let loaded = reading::load_work(self.folder, &new.key, by.annotator, &article);
        let said = match loaded.access {
            Access::ReadOnly(reason) => Err(reason),
            Access::Editable | Access::Loading => {
                let before = loaded.work.header.clone();
                let mut after = before.clone();
                for suggestion in new.suggestions.iter().filter(|suggestion| suggestion.is_open(&before)) {
                    suggestion.take(&mut after);
                }
                let side = |header| Some(Record::Header(Box::new(header)));
                let edit = Edit { article: Some(new.key.clone()), before: side(before), after: side(after) };
                let name = format!("Take what {} says about the article", new.file);
                let step_of = Step { name, edits: vec![edit] };
                let (known, schema) = ((loaded.known, loaded.work), &step.files.schema);
                let saved = step.batching.work(article.into(), known, schema, &step_of);
                saved.map_err(|problem| problem.sentence).and_then(|done| done.whole().map(drop))
            }
        };
        if let Err(reason) = said {
            self.outcome.said.push(format!("{}: its header is not filled. {reason}", new.key));
        }
    }
}

/// Why an article was not written.
struct Problem {
    sentence: String,
    /// Whether no other could be either.
    is_of_all: bool,
}

impl Problem {
    fn of(sentence: String) -> Self {
        Self { sentence, is_of_all: false }
    }
}

impl From<SaveError> for Problem {
    fn from(error: SaveError) -> Self {
        let error = super::error::Problem::from(error);
        let is_of_all = matches!(error.kind, ErrorKind::Full | ErrorKind::Forbidden | ErrorKind::Held);
        Self { sentence: error.sentence, is_of_all }
    }
}

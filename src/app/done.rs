//! What comes back from background work, as one closed enum, and the way back.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::opening::Found;
use crate::core::generation::Generation;
use crate::core::regions::Proposal;
use crate::core::shared::Shared;
use crate::core::workspace::{ArticleKey, Entry, Opened, Summary};
use crate::session::exchange::{Ended, Look, OldCodes};
use crate::store::amend::{Amended, Refused};
use crate::store::corpus::CorpusFiles;
use crate::store::error::Problem;
use crate::store::exchange::Travelled;
use crate::store::known::Known;
use crate::store::log::Log;
use crate::store::recode::Recoded;
use crate::store::saver::{Done, Saved, SavedLists};
use crate::store::shared::{Differs, Snapshot};

/// What a path is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// For copies of unsaved work.
    Copies,
    /// For a dataset or for files to import.
    Exchange,
}

/// What was read of the files of the whole corpus.
pub struct CorpusRead {
    /// What they hold.
    pub files: CorpusFiles,
    /// What is other in them than in the state of the program when they were asked for.
    pub differs: Differs,
    /// How many joins that contains.
    pub joins: u32,
}

/// What an export or import reports.
pub enum Exchanged {
    /// How many of how many are done.
    Progress(usize, usize),
    /// What a look has found.
    Look(Box<Look>),
    /// It has ended; with the articles that were imported into.
    Ended(Ended, Vec<ArticleKey>),
    /// An import was taken back, or brought again; or a sentence why not.
    Travelled(bool, Result<Box<Travelled>, String>),
    /// Codes that the schema replaces; nothing where the search was stopped.
    Codes(Option<Box<OldCodes>>),
    /// Old codes were replaced, or a sentence why not all of them.
    Recoded(Result<Box<Recoded>, String>),
}

impl Exchanged {
    /// Tells whether nothing more is reported.
    #[must_use]
    pub fn ends(&self) -> bool {
        !matches!(self, Self::Progress(..))
    }
}

/// What of an open article has changed on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The text.
    Article,
    /// The annotator's work.
    Work,
}

/// An article with its work, and what the file of the work held; nothing where that cannot be used.
pub type Read = (Box<Opened>, Option<Box<Known>>);

/// What a job has done.
pub enum JobDone {
    /// An article was read, or could not be.
    Opened {
        /// Which.
        key: ArticleKey,
        /// The article with its work, or a sentence.
        result: Result<Read, String>,
        /// For which corpus.
        corpus: Generation,
    },
    /// The text of an article whose work takes long to read.
    Text {
        /// The article without its work.
        opened: Box<Opened>,
        /// For which corpus.
        corpus: Generation,
    },
    /// Files found so far.
    Found(Generation, usize),
    /// The folder was read.
    Listed(Generation, Result<(Vec<Entry>, Vec<String>), String>),
    /// Summaries of some articles.
    Summaries(Generation, Vec<(ArticleKey, Summary)>),
    /// All summaries are there, or no more will come.
    AllSummaries(Generation),
    /// A work on an article is on disk as it was at a generation, or could not be written.
    Saved {
        /// For which corpus.
        corpus: Generation,
        /// Which article.
        key: ArticleKey,
        /// Of the work that was saved.
        generation: Generation,
        /// What became of it, or a sentence.
        result: Result<Done<Saved>, Problem>,
        /// Milliseconds the write took.
        ms: f64,
    },
    /// A file of the whole corpus is not what it was.
    CorpusChanged(Generation),
    /// What belongs to the corpus as a whole was read.
    Corpus {
        /// For which corpus.
        corpus: Generation,
        /// Of the state when it was asked for.
        generation: Generation,
        /// What was read, or that a fault of the program has kept it from being read.
        read: Result<Box<CorpusRead>, String>,
    },
    /// The files of the whole corpus are on disk with what others have changed, or could not be written.
    SharedSaved {
        /// For which corpus.
        corpus: Generation,
        /// Of the state that was saved.
        generation: Generation,
        /// What the files hold now, or why they could not be saved.
        result: Result<Done<SavedLists>, Problem>,
    },
    /// The state of the program was made from what the files of the whole corpus hold.
    Made {
        /// For which corpus.
        corpus: Generation,
        /// The state.
        shared: Box<Shared>,
        /// What the files hold.
        known: Box<Snapshot>,
        /// Of the state when the files were asked for.
        generation: Generation,
        /// Joins that what was read contains.
        joins: u32,
    },
    /// Lines of an article that the rules take for boilerplate, by the number of the request.
    Proposed(Generation, Generation, Vec<Proposal>),
    /// The log of an article, or of the whole corpus, was read.
    Log {
        /// For which corpus.
        corpus: Generation,
        /// The article; nothing for the whole corpus.
        article: Option<ArticleKey>,
        /// What it says.
        log: Box<Log>,
    },
    /// The file of the work on an article, or the article itself, is not what it was.
    FileChanged(Generation, ArticleKey, Changed),
    /// The files of an open article were looked at again.
    Looked(Generation, ArticleKey),
    /// The settings could not be written.
    SettingsFailed(String),
    /// An export or import has ended with a fault of the program.
    ExchangeFault(String),
    /// Work in the background has ended with a fault of the program.
    Fault(String),
    /// Something the person is to know of a corpus.
    Said(Generation, String),
    /// Copies of unsaved work are in a folder, or could not be written.
    Copied {
        /// The folder.
        folder: PathBuf,
        /// How many copies were written.
        count: usize,
        /// Why others were not.
        problems: Vec<String>,
    },
    /// Something was added to the schema, or was not: what it is, and what was written or why nothing was.
    Amended(Generation, Result<(String, Amended), Refused>),
    /// An export or import, by its number, has come this far.
    Exchange(Generation, u64, Exchanged),
    /// Paths were chosen; none if the dialog was cancelled, an error if there is none.
    PathChosen(Purpose, Result<Vec<PathBuf>, String>),
    /// What stands at a path that is to be opened, with the number of the request.
    PathFound(PathBuf, Generation, Found),
}

/// The way back to the window.
#[derive(Clone)]
pub struct Back {
    pub(super) sender: Sender<JobDone>,
    pub(super) ctx: egui::Context,
}

impl Back {
    /// Hands a result over and wakes the window.
    pub fn send(&self, result: JobDone) {
        // Nobody listens any more only while the program ends.
        drop(self.sender.send(result));
        self.ctx.request_repaint();
    }
}

//! Everything about one open corpus, as one value: opening makes it, closing drops it, nothing is reset by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::core::annotation::{Id, Publisher};
use crate::core::checks::{CorpusRound, Round};
use crate::core::finding::Diagnostic;
use crate::core::generation::Generation;
use crate::core::guideline::Guideline;
use crate::core::history::{Entry, History};
use crate::core::workspace::{ArticleKey, Workspace};
use crate::session::Open;
use crate::session::action::TextSelection;
use crate::store::error::{ErrorKind, Problem};
use crate::store::write::Expected;

/// Holds one open corpus; without a folder in [`Open::root`] none is open.
#[derive(Default)]
pub struct Desk {
    /// Which corpus this is; what jobs report about others is dropped.
    pub generation: Generation,
    /// What the window shows of it.
    pub open: Open,
    /// The open articles.
    pub workspace: Workspace,
    /// Steps to take back.
    pub history: History,
    /// What is not on disk yet.
    pub(super) saving: Saving,
    /// What is on its way from the disk.
    pub(super) reading: Reading,
    /// How far the checks have come.
    pub(super) checking: Checking,
    /// Sentences about files of the corpus that have been said.
    pub(super) told: BTreeSet<String>,
    /// What the file of the schema held when it was read; nothing before that, or where it cannot be read.
    pub(super) schema_file: Option<Expected>,
}

/// What is not on disk yet.
#[derive(Default)]
pub(super) struct Saving {
    /// Articles whose last write failed, and why.
    pub failed: BTreeMap<ArticleKey, Problem>,
    /// Why the last write of what belongs to the whole corpus failed.
    pub shared_failed: Option<Problem>,
    /// What the person was told of it on the way out, who may leave all the same now.
    pub warned: Option<String>,
    /// What is said of saves that failed, by article; it is taken back when they have worked.
    pub told: BTreeMap<Option<ArticleKey>, String>,
    /// What is said of a disk that does not answer.
    pub late: Option<String>,
    /// When what could not be saved is tried again.
    pub retry_at: f64,
    /// How many joins what belongs to the whole corpus contains.
    pub joins: u32,
    /// Entries of logs that go with the next save of an article.
    pub unlogged: BTreeMap<ArticleKey, Vec<Arc<Entry>>>,
}

impl Saving {
    /// Tells whether the last write of anything failed.
    pub fn any_failed(&self) -> bool {
        !self.failed.is_empty() || self.shared_failed.is_some()
    }

    /// Tells whether the work on an article is not on disk, and not only something beside it.
    pub fn is_unsaved(&self, article: &ArticleKey) -> bool {
        self.failed.get(article).is_some_and(|problem| problem.kind != ErrorKind::Beside)
    }

    /// Tells the same of what belongs to the whole corpus.
    pub fn shared_is_unsaved(&self) -> bool {
        self.shared_failed.as_ref().is_some_and(|problem| problem.kind != ErrorKind::Beside)
    }

    /// Gives why something could not be saved; of what only stands beside a work, where nothing else failed.
    pub fn worst(&self) -> Option<&Problem> {
        let all = || self.failed.values().chain(&self.shared_failed);
        all().find(|problem| problem.kind != ErrorKind::Beside).or_else(|| all().next())
    }
}

/// What is on its way from the disk, and what happens when it is there.
#[derive(Default)]
pub(super) struct Reading {
    /// Article asked for last.
    pub asked: Option<ArticleKey>,
    /// Articles whose files are being read anew.
    pub again: BTreeMap<ArticleKey, Again>,
    /// Articles that are read anew once their work is saved, in an encoding a person may have chosen.
    pub later: BTreeMap<ArticleKey, Option<String>>,
    /// Open articles that could not be read again; that is tried once more when somebody comes back to them.
    pub unread: BTreeSet<ArticleKey>,
    /// The article an encoding was just chosen for.
    pub choosing_encoding: Option<ArticleKey>,
    /// Record to select once its article is open.
    pub jump_to: Option<(ArticleKey, Id)>,
    /// Article to open once it is known who annotates.
    pub wanted: Option<ArticleKey>,
    /// The article shall have the keyboard once it is open.
    pub focus_on_open: bool,
    /// An article that is opened or looked at again, and until when what is typed waits for that.
    pub looking: Option<(ArticleKey, f64)>,
}

/// An open article whose files are being read anew.
pub(super) struct Again {
    /// Generation of its work when the reading began; nothing if it must be read once more in any case.
    pub generation: Option<Generation>,
    /// The encoding a person has chosen.
    pub encoding: Option<String>,
}

/// How far the checks have come.
#[derive(Default)]
pub(super) struct Checking {
    /// Those of the article by itself.
    pub own: Checked,
    /// That which looks at other articles.
    pub elsewhere: Checked,
    /// Those of what belongs to the whole corpus.
    pub corpus: CheckedCorpus,
    /// The article, its work and what belongs to the corpus when proposals were thought of last.
    pub looked: Option<[Generation; 3]>,
    /// What the proposals on the screen were computed from.
    pub proposed: Option<ProposalStamp>,
    /// A request for proposals under way, and what they are computed from.
    pub proposing: Option<(Generation, ProposalStamp)>,
    /// Finding that was shown last, and its place among all.
    pub problem_at: Option<(usize, Diagnostic)>,
}

/// What findings are computed from.
pub(super) type CheckStamp = [Option<Generation>; 5];

/// Some of the checks: what they have found, and how far they have come since something has changed.
#[derive(Default)]
pub(super) struct Checked {
    /// What was found when all had run.
    pub found: Vec<Diagnostic>,
    /// What that was computed from.
    pub of: Option<CheckStamp>,
    /// Checks that have not all run yet.
    pub running: Option<(CheckStamp, Round)>,
}

/// The checks on what belongs to the whole corpus: how far they have come since something has changed.
#[derive(Default)]
pub(super) struct CheckedCorpus {
    /// The shared records and the schema that all have run on.
    pub of: Option<[Generation; 2]>,
    /// Checks that have not all run yet.
    pub running: Option<([Generation; 2], CorpusRound)>,
}

/// What proposals are computed from: a text, its regions, and what is known of the publisher.
#[derive(Clone, PartialEq)]
pub(super) struct ProposalStamp {
    pub article: Generation,
    pub regions: Generation,
    pub publisher: Option<Arc<Publisher>>,
}

impl Desk {
    /// Begins with a folder, for an annotator if the name is known; nothing is read yet.
    #[must_use]
    pub fn of(root: PathBuf, annotator: Option<String>) -> Self {
        let guideline = Arc::new(Guideline::built_in());
        let open = Open { root: Some(root), annotator, guideline, ..Open::default() };
        let workspace = Workspace::of(open.annotator.as_deref().unwrap_or_default());
        Self { open, workspace, ..Self::default() }
    }

    /// Gives the folder and the annotator; nothing while one of them is not known.
    #[must_use]
    pub fn whose(&self) -> Option<(PathBuf, String)> {
        Some((self.open.root.clone()?, self.open.annotator.clone()?))
    }

    /// Selects text of the article on the screen.
    pub fn select(&mut self, text: TextSelection) {
        let opened = self.open.pane.article.as_ref().and_then(|key| self.workspace.get(key));
        if let Some(opened) = opened {
            self.open.pane.selection.select(text, &opened.article);
        }
    }
}

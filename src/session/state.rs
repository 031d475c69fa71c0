//! The state of the window that is neither work nor drawing.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::action::{Action, Focus};
use super::command::Side;
use super::exchange::Exchange;
use super::notice::{Notices, Severity};
use super::selection::Selection;
use crate::core::annotation::Id;
use crate::core::finding::Diagnostic;
use crate::core::guideline::Guideline;
use crate::core::regions::Proposal;
use crate::core::text::Span;
use crate::core::workspace::ArticleKey;
use crate::store::settings::Settings;

/// Whether what was done is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Saved {
    /// Nothing has changed since the start.
    #[default]
    Nothing,
    /// A write is under way.
    Saving,
    /// Everything is on disk.
    Saved,
    /// A write failed; the sentence says why.
    Failed(String),
}

/// A dialog over the window.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Dialog {
    /// None.
    #[default]
    None,
    /// The list of commands.
    Palette,
    /// Who annotates.
    Annotator,
    /// A path typed by hand.
    Path,
    /// A dataset to be written.
    Export,
    /// Files to be read.
    Import,
}

/// Text typed into a field but not taken yet, with what taking it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The field.
    pub widget: egui::Id,
    /// What to do with it.
    pub action: Action,
}

/// Something to bring into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// Where.
    pub span: Span,
    /// A third down, instead of moving as little as needed.
    pub centre: bool,
}

/// How far the list of articles has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Listing {
    /// Whether the folder is still being read.
    pub running: bool,
    /// Files found.
    pub found: usize,
    /// Files whose state is known.
    pub summed_up: usize,
}

/// Holds the state of the window.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Folder of the open corpus.
    pub corpus: Option<PathBuf>,
    /// Article on the screen.
    pub article: Option<ArticleKey>,
    /// Article asked for and not there yet.
    pub loading: Option<ArticleKey>,
    /// Selection in that article.
    pub selection: Selection,
    /// Record under the pointer, in the last frame.
    pub hover: Option<Id>,
    /// Where the keyboard shall go in this frame.
    pub focus: Option<Focus>,
    /// What the reading view shall bring into sight.
    pub reveal: Option<Reveal>,
    /// What the panels shall bring into sight.
    pub reveal_record: Option<Id>,
    /// Text typed and not taken yet.
    pub draft: Option<Draft>,
    /// Settings, remembered.
    pub settings: Settings,
    /// Who annotates; from the command line or the settings.
    pub annotator: Option<String>,
    /// Sentences on the screen.
    pub notices: Notices,
    /// Dialog over the window.
    pub dialog: Dialog,
    /// Whether everything is on disk.
    pub saved: Saved,
    /// How far the list has come.
    pub listing: Listing,
    /// What stands on the left of the article.
    pub side: Side,
    /// Entry of the registry on the screen.
    pub entry: Option<String>,
    /// Field whose rule the guideline shows.
    pub rule: String,
    /// What the checks have found in the article on the screen.
    pub problems: Arc<Vec<Diagnostic>>,
    /// The guideline in force.
    pub guideline: Arc<Guideline>,
    /// What is wrong with the schema of the corpus.
    pub schema_problems: Vec<String>,
    /// Lines of the article that the rules take for boilerplate.
    pub proposals: Arc<Vec<Proposal>>,
    /// Folded regions that were opened by hand.
    pub unfolded: BTreeSet<Id>,
    /// How export or import stand.
    pub exchange: Exchange,
    /// Seconds since the start.
    pub now: f64,
}

impl Session {
    /// Tells the person something in passing.
    pub fn inform(&mut self, text: impl Into<String>) {
        self.notices.push(Severity::Info, text, self.now);
    }

    /// Tells the person why something was not done.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notices.push(Severity::Refusal, text, self.now);
    }

    /// Tells the person that something is wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notices.push(Severity::Problem, text, self.now);
    }
}

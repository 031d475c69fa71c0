//! What the window shows of the open corpus. All of it is made and dropped with the corpus, as one value.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::{Action, Focus};
use super::codebook::Codebook;
use super::exchange::Exchange;
use super::pane::Pane;
use super::typed::Typed;
use crate::core::finding::Diagnostic;
use crate::core::guideline::Guideline;

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
    /// The work is on disk, but not all that stands beside it; the sentence says why.
    Partly(String),
    /// A write failed; the sentence says why.
    Failed(String),
}

/// Text typed into a field but not taken yet, with what taking it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The field.
    pub widget: egui::Id,
    /// What to do with it.
    pub action: Action,
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

/// Holds what the window shows of the open corpus.
#[derive(Clone, Debug, Default)]
pub struct Open {
    /// Folder of the corpus; nothing while none is open.
    pub root: Option<PathBuf>,
    /// Whose work is open; nothing before a name was given.
    pub annotator: Option<String>,
    /// The reading view with its article.
    pub pane: Pane,
    /// Where the keyboard shall go in this frame.
    pub focus: Option<Focus>,
    /// Text typed and not taken yet.
    pub draft: Option<Draft>,
    /// Text that could not be taken, or that Escape has put back.
    pub typed: Typed,
    /// Whether everything is on disk.
    pub saved: Saved,
    /// How far the list has come.
    pub listing: Listing,
    /// Entry of the registry on the screen.
    pub entry: Option<String>,
    /// The guideline in force.
    pub guideline: Arc<Guideline>,
    /// What is wrong with the schema of the corpus.
    pub schema_problems: Vec<String>,
    /// What is known of the file of the schema.
    pub codebook: Codebook,
    /// What the checks have found in what belongs to the whole corpus.
    pub corpus_problems: Arc<Vec<Diagnostic>>,
    /// How export or import stand.
    pub exchange: Exchange,
}

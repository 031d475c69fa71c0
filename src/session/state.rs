//! The state of the window that outlives the open corpus: settings, notices, dialogs.

use super::command::{Command, Side};
use super::notice::{Notices, Severity};
use crate::core::find::Query;
use crate::store::settings::Settings;

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
    /// A corpus to be begun with one of these schemas: name and title.
    NewCorpus(Vec<(&'static str, &'static str)>),
    /// A dataset to be written.
    Export,
    /// Files to be read.
    Import,
    /// Pages and tables that become articles.
    Add,
}

/// Holds the state of the window that is the same whatever corpus is open.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Settings, remembered.
    pub settings: Settings,
    /// Who annotates from the next corpus on; from the command line or the settings.
    pub annotator: Option<String>,
    /// Sentences on the screen.
    pub notices: Notices,
    /// Dialog over the window.
    pub dialog: Dialog,
    /// What stands on the left of the article.
    pub side: Side,
    /// Field whose rule the guideline shows.
    pub rule: String,
    /// What was looked for last.
    pub wanted: Query,
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

    /// Tells the person that something is wrong, with a button for what helps.
    pub fn complain_offering(&mut self, text: impl Into<String>, command: Option<Command>) {
        self.complain(text);
        self.notices.offer(command);
    }

    /// Tells the person that something is wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notices.push(Severity::Problem, text, self.now);
    }
}

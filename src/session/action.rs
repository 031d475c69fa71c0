//! Everything a person, a key or a test can ask for.

use std::path::PathBuf;

use super::codebook::Amendment;
use super::command::{Command, Side};
use super::exchange::ExchangeAction;
use super::field::{FieldAt, FieldKey};
use super::typed::Kept;
use crate::core::annotation::Id;
use crate::core::find::Query;
use crate::core::intent::Intent;
use crate::core::marks::MarkRef;
use crate::core::workspace::ArticleKey;
use crate::shape::Caret;

/// Where the keyboard shall go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Into the article.
    Article,
    /// Into a field of a record of the article on the screen.
    Record(Id, FieldKey),
    /// Into any field.
    Field(FieldAt),
    /// Into the filter of the list.
    Filter,
    /// Into the words to find in the article.
    Find,
    /// Into the first field of a view on the left.
    Side(Side),
}

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder or an article by its path.
    Path(PathBuf),
    /// The built-in corpus.
    Sample,
    /// A folder that becomes a corpus with a schema, by the name of the schema.
    New(PathBuf, String),
    /// An article of the open corpus.
    Article(ArticleKey),
}

/// A selection of text: where it began and where the caret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TextSelection {
    /// Where it began.
    pub anchor: Caret,
    /// Where the caret is.
    pub focus: Caret,
}

/// One wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Run a command of the table.
    Run(Command),
    /// Change the work on an article; what is shown afterwards, the plan says.
    Change {
        /// The article; nothing for what belongs to the whole corpus.
        article: Option<ArticleKey>,
        /// The change.
        intent: Intent,
    },
    /// Do with a text typed into a field what the field has found out about it.
    Typed(FieldAt, Fate),
    /// Open something.
    Open(Target),
    /// Open an article and select a record in it.
    Jump(ArticleKey, Id),
    /// Show an entry of the registry.
    ShowEntry(Option<String>),
    /// Show the rule of the guideline for a field.
    ShowRule(String),
    /// Select text.
    SelectText(TextSelection),
    /// Look for something in the article on the screen.
    Find(Query),
    /// Select what was found and is in sight.
    TakeHit,
    /// Look for nothing any more.
    CloseFind,
    /// Open a folded region.
    Unfold(Id),
    /// Select text and bring it into sight.
    Reveal(TextSelection),
    /// Select a mark, or none, and bring it into sight on both sides.
    SelectMark(Option<MarkRef>),
    /// Let a mark, or none, be the selected one, without bringing it into sight.
    KeepMark(Option<MarkRef>),
    /// Move an edge of the selected mark by letters or words; positive is to the right as seen.
    Nudge {
        /// The start instead of the end.
        start: bool,
        /// Letters to the right.
        steps: i32,
        /// By words.
        words: bool,
    },
    /// Put the keyboard somewhere.
    Focus(Focus),
    /// Read the article on the screen in another encoding, by its label.
    SetEncoding(String),
    /// Export, import, or look at what that would do.
    Exchange(Box<ExchangeAction>),
    /// Add something to the schema of the corpus.
    Amend(Box<Amendment>),
    /// Take the name of the annotator.
    SetAnnotator(String),
    /// Close whatever dialog is open.
    CloseDialog,
    /// Forget a notice.
    DismissNotice(usize),
    /// Remember the layout of the window.
    Layout(LayoutChange),
}

/// What becomes of a text typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is taken: the change it means is made.
    Take(Box<Action>),
    /// It cannot be taken and stays in its field.
    Keep(Kept),
    /// Escape has put back what was there; undo offers the text again.
    PutBack(Kept),
    /// What the field has kept is of no use any more.
    Forget,
}

/// A change of the window's layout that is remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LayoutChange {
    /// Share of a panel in the height of all.
    PanelWeight(usize, f32),
    /// Width of the list.
    ListWidth(f32),
    /// Width of the panels.
    PanelWidth(f32),
}

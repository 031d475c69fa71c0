//! What drawing gets to see, and how it says what it wants.

use std::cell::RefCell;

use crate::core::annotation::Id;
use crate::core::history::History;
use crate::core::intent::Intent;
use crate::core::plan::{self, Refusal};
use crate::core::workspace::{ArticleKey, Opened, Workspace};
use crate::session::action::Action;
use crate::session::command::Command;
use crate::session::open::{Draft, Open};
use crate::session::pane::Pane;
use crate::session::state::Session;

use super::theme::Tokens;

/// A read-only look at everything, and the list of wishes of this frame.
pub struct Ctx<'a> {
    /// The open articles.
    pub workspace: &'a Workspace,
    /// Steps to take back.
    pub history: &'a History,
    /// Settings, notices, dialogs.
    pub session: &'a Session,
    /// What is open.
    pub open: &'a Open,
    /// The reading view that has the keyboard.
    pub pane: &'a Pane,
    /// Colours.
    pub tokens: &'a Tokens,
    wishes: RefCell<Wishes>,
}

/// What drawing wants and saw.
#[derive(Debug, Default)]
pub struct Wishes {
    /// Actions, in order.
    pub actions: Vec<Action>,
    /// Record under the pointer.
    pub hover: Option<Id>,
    /// Text typed and not taken yet, as seen in this frame.
    pub draft: Option<Draft>,
    /// The text field that has the keyboard.
    pub live_field: Option<egui::Id>,
    /// The field that has the keyboard, as the guideline calls it.
    pub live_rule: Option<&'static str>,
    /// The focus request was served.
    pub focus_served: bool,
    /// The reveal request of the reading view was served.
    pub reveal_served: bool,
    /// The reveal request of the panels was served.
    pub record_served: bool,
}

impl<'a> Ctx<'a> {
    /// Puts a look together.
    #[must_use]
    pub fn new(
        workspace: &'a Workspace,
        history: &'a History,
        session: &'a Session,
        open: &'a Open,
        tokens: &'a Tokens,
    ) -> Self {
        Self { workspace, history, session, open, pane: &open.pane, tokens, wishes: RefCell::default() }
    }

    /// Asks for something.
    pub fn push(&self, action: Action) {
        self.wishes.borrow_mut().actions.push(action);
    }

    /// Asks for a command.
    pub fn run(&self, command: Command) {
        self.push(Action::Run(command));
    }

    /// Asks for a change of the work on the article on the screen.
    pub fn change(&self, intent: Intent) {
        let article = self.pane.article.clone();
        self.push(Action::Change { article, intent });
    }

    /// Makes the action that changes the work on the article on the screen.
    #[must_use]
    pub fn changing(&self, intent: Intent) -> Action {
        Action::Change { article: self.pane.article.clone(), intent }
    }

    /// Says why a change of the work on the article on the screen would be refused.
    #[must_use]
    pub fn refusal(&self, intent: Intent) -> Option<Refusal> {
        plan::refusal(self.workspace, self.pane.article.as_ref(), intent)
    }

    /// Says which field has the keyboard, by the name the guideline knows it under.
    pub fn live_rule(&self, field: &'static str) {
        self.wishes.borrow_mut().live_rule = Some(field);
    }

    /// Says which record is under the pointer.
    pub fn hover(&self, id: &Id) {
        self.wishes.borrow_mut().hover = Some(id.clone());
    }

    /// Says that a field holds text that is not taken yet, and what taking it would do.
    pub fn draft(&self, draft: Draft) {
        self.wishes.borrow_mut().draft = Some(draft);
    }

    /// Says which text field has the keyboard.
    pub fn live_field(&self, widget: egui::Id) {
        self.wishes.borrow_mut().live_field = Some(widget);
    }

    /// Says that the request for the keyboard was served.
    pub fn focus_served(&self) {
        self.wishes.borrow_mut().focus_served = true;
    }

    /// Says that the reading view has brought the place into sight.
    pub fn reveal_served(&self) {
        self.wishes.borrow_mut().reveal_served = true;
    }

    /// Says that a panel has brought the record into sight.
    pub fn record_served(&self) {
        self.wishes.borrow_mut().record_served = true;
    }

    /// Gives the article on the screen with its work.
    #[must_use]
    pub fn opened(&self) -> Option<&'a Opened> {
        self.workspace.get(self.pane.article.as_ref()?)
    }

    /// Gives the key of the article on the screen.
    #[must_use]
    pub fn article(&self) -> Option<&'a ArticleKey> {
        self.pane.article.as_ref()
    }

    /// Gives the wishes of this frame.
    #[must_use]
    pub fn into_wishes(self) -> Wishes {
        self.wishes.into_inner()
    }
}

//! What becomes of text typed into fields: taken, kept in its field, or put back and offered again.

use super::Glossator;
use crate::core::annotation::Kind;
use crate::core::marks::MarkRef;
use crate::core::text::excerpt;
use crate::core::workspace::Workspace;
use crate::session::action::{Fate, Focus};
use crate::session::command::Side;
use crate::session::field::{FieldAt, Owner};

/// Code points of a typed text that a sentence repeats.
const QUOTED: usize = 40;

impl Glossator {
    /// Does with a typed text what its field has found out about it.
    pub(super) fn typed(&mut self, at: FieldAt, fate: Fate) {
        let typed = &mut self.desk.open.typed;
        match fate {
            Fate::Take(change) => {
                typed.forget(&at);
                self.apply(*change);
            }
            Fate::Keep(kept) => typed.keep(at, kept),
            Fate::PutBack(kept) => typed.put_back(at, kept),
            Fate::Forget => typed.forget(&at),
        }
    }

    /// Puts text that Escape has put back into its field again, unless a step was made since; tells whether it did.
    pub(super) fn offer_typed(&mut self) -> bool {
        let Some(at) = self.desk.open.typed.offer_again() else { return false };
        self.show_owner(&at.owner);
        self.desk.open.focus = Some(Focus::Field(at));
        self.session.inform("What was typed is back in its field. Enter takes it, Escape puts it away.");
        true
    }

    /// Brings what a field belongs to onto the screen.
    fn show_owner(&mut self, owner: &Owner) {
        let (article, side) = match owner {
            Owner::Record(article, id) if id.kind() == Kind::Region => (Some(article), Some(Side::Details)),
            Owner::Record(article, _) | Owner::Header(article) => (Some(article), None),
            Owner::Details(article) => (Some(article), Some(Side::Details)),
            Owner::Publisher(_) => (None, Some(Side::Details)),
            Owner::Identity(_) => (None, Some(Side::Across)),
            Owner::Entry(id) => {
                self.show_entry(Some(id.clone()));
                (None, None)
            }
        };
        if let Some(article) = article.filter(|article| self.desk.open.pane.article.as_ref() != Some(*article)) {
            self.show_article(article);
        }
        if let Owner::Record(_, id) = owner
            && id.kind() != Kind::Region
        {
            self.select_mark(Some(MarkRef { id: id.clone(), part: 0 }));
        }
        if let Some(side) = side {
            self.session.side = side;
            self.session.settings.show_list = true;
        }
    }

    /// Lists what stands in fields and could not be taken.
    pub(super) fn typed_and_not_taken(&self) -> Vec<String> {
        let place = |at: &FieldAt| place_of(&at.owner, &self.desk.workspace);
        self.desk.open.typed.all().map(|(at, text)| format!("Typed{}: {text}", place(at))).collect()
    }

    /// Says once that fields hold text which could not be taken.
    pub(super) fn untaken(&mut self) -> Option<String> {
        let workspace = &self.desk.workspace;
        let there = |at: &FieldAt| match &at.owner {
            Owner::Record(article, id) => workspace.get(article).is_some_and(|opened| opened.work.record(id).is_some()),
            _ => true,
        };
        let texts = self.desk.open.typed.unsaid(there);
        let (at, text) = texts.first()?;
        let text = excerpt(text, QUOTED);
        let place = place_of(&at.owner, workspace);
        let others = match texts.len() {
            1 => String::new(),
            2 => " and one more text".to_owned(),
            more => format!(" and {} more texts", more - 1),
        };
        Some(format!(
            "Not everything typed could be taken: “{text}”{place}{others}. Mend it, or do it again to leave without it."
        ))
    }
}

/// Says where a field is, for a sentence.
fn place_of(owner: &Owner, workspace: &Workspace) -> String {
    match owner {
        Owner::Record(article, _) | Owner::Header(article) | Owner::Details(article) => format!(" in {article}"),
        Owner::Publisher(name) => format!(" at the publisher {}", excerpt(name, QUOTED)),
        Owner::Entry(id) => format!(" at the actor {}", workspace.shared.registry.label(id)),
        Owner::Identity(_) => String::new(),
    }
}

//! One reading view: its article, what is selected in it, and what was found out about it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::selection::Selection;
use crate::core::annotation::Id;
use crate::core::finding::{Diagnostic, Severity};
use crate::core::regions::Proposal;
use crate::core::text::Span;
use crate::core::workspace::ArticleKey;

/// Something to bring into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// Where.
    pub span: Span,
    /// A third down, instead of moving as little as needed.
    pub centre: bool,
}

/// Holds the state of one reading view.
#[derive(Clone, Debug, Default)]
pub struct Pane {
    /// Article on the screen.
    pub article: Option<ArticleKey>,
    /// Article asked for and not there yet.
    pub loading: Option<ArticleKey>,
    /// Selection in the article.
    pub selection: Selection,
    /// Record under the pointer, in the last frame.
    pub hover: Option<Id>,
    /// What the reading view shall bring into sight.
    pub reveal: Option<Reveal>,
    /// What the panels shall bring into sight.
    pub reveal_record: Option<Id>,
    /// Folded regions that were opened by hand.
    pub unfolded: BTreeSet<Id>,
    /// What the checks have found in the article.
    pub problems: Arc<Vec<Diagnostic>>,
    /// The worst of it about each record.
    pub worst: HashMap<Id, Severity>,
    /// Lines of the article that the rules take for boilerplate.
    pub proposals: Arc<Vec<Proposal>>,
}

impl Pane {
    /// Shows other findings; they come with the worst first.
    pub fn set_problems(&mut self, problems: Vec<Diagnostic>) {
        self.worst.clear();
        for problem in &problems {
            if let Some(record) = &problem.target.record {
                let worst = self.worst.entry(record.clone()).or_insert(problem.severity);
                *worst = problem.severity.min(*worst);
            }
        }
        self.problems = Arc::new(problems);
    }
}

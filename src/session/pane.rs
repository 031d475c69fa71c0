//! One reading view: its article, what is selected in it, and what was found out about it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::find::Find;
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
    /// What is looked for in the article.
    pub find: Option<Find>,
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
    /// Shows other findings; they come with the worst first. What a person lets stand makes no record worse.
    pub fn set_problems(&mut self, problems: Vec<Diagnostic>) {
        self.worst.clear();
        for problem in problems.iter().filter(|problem| problem.is_open()) {
            if let Some(record) = &problem.target.record {
                let worst = self.worst.entry(record.clone()).or_insert(problem.severity);
                *worst = problem.severity.min(*worst);
            }
        }
        self.problems = Arc::new(problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Kind;
    use crate::core::finding::Target;

    #[test]
    fn what_is_let_stand_makes_no_record_worse() {
        let [one, other] = [1, 2].map(|number| Id::new(Kind::Agreement, number));
        let warning = |id: &Id, accepted: Option<&str>| Diagnostic {
            number: 21,
            rule: String::new(),
            severity: Severity::Warning,
            message: "Signed when?".to_owned(),
            target: Target::of(id, "agreement.dates"),
            fix: None,
            accepted: accepted.map(str::to_owned),
        };
        let mut pane = Pane::default();
        pane.set_problems(vec![warning(&one, None), warning(&other, Some("no day is named"))]);
        assert_eq!(pane.problems.len(), 2);
        assert_eq!(pane.worst.get(&one), Some(&Severity::Warning));
        assert_eq!(pane.worst.get(&other), None);
    }
}

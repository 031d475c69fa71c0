//! The checks while one works: run anew where anything they read has changed, a few milliseconds a frame.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Glossator;
use super::desk::{CheckStamp, Checked, CheckedCorpus, Checking, ProposalStamp};
use crate::core::checks::{self, CorpusRound, Round, Scope};
use crate::core::finding::Diagnostic;
use crate::core::generation::Generation;
use crate::core::regions::{self, Proposal};
use crate::core::workspace::{Opened, Workspace};

/// Groups of agreements whose states are looked up in a frame, in about a millisecond.
const GROUPS: usize = 1000;
/// Findings of the rules of a schema that are looked for; more come up as these are put right.
const FINDINGS: usize = 1000;
/// Bytes of an article that is looked through for boilerplate at once, in about a millisecond.
const AT_ONCE: usize = 32_000;

impl Checked {
    /// Runs checks of a scope until all have run or the time is over; tells whether there is more to do. What was
    /// found before stands until all have run.
    fn run(
        &mut self,
        scope: Scope,
        stamp: CheckStamp,
        (workspace, opened): (&Workspace, &Opened),
        until: Until,
    ) -> bool {
        if self.of == Some(stamp) {
            return false;
        }
        if self.running.as_ref().is_none_or(|(of, _)| *of != stamp) {
            self.running = Some((stamp, Round::of(scope).at_most(FINDINGS)));
        }
        let Some((_, round)) = self.running.as_mut() else { return false };
        while round.step(workspace, opened) {
            if until.is_over() {
                return true;
            }
        }
        if let Some((_, round)) = self.running.take() {
            (self.found, self.of) = (round.found(), Some(stamp));
        }
        false
    }
}

impl CheckedCorpus {
    /// Runs the checks until all have run or the time is over; gives what they have found when that is so.
    fn run(&mut self, workspace: &Workspace, until: Until) -> Option<Vec<Diagnostic>> {
        let stamp = [workspace.shared.generation, workspace.schema_generation()];
        if self.of == Some(stamp) {
            return None;
        }
        if self.running.as_ref().is_none_or(|(of, _)| *of != stamp) {
            self.running = Some((stamp, CorpusRound::default()));
        }
        let (_, round) = self.running.as_mut()?;
        while round.step(workspace) {
            if until.is_over() {
                return None;
            }
        }
        self.of = Some(stamp);
        self.running.take().map(|(_, round)| round.found())
    }
}

/// When the work of a frame has to end.
#[derive(Clone, Copy)]
struct Until {
    began: Instant,
    budget: Option<Duration>,
}

impl Until {
    fn is_over(self) -> bool {
        self.budget.is_some_and(|budget| self.began.elapsed() > budget)
    }
}

impl Glossator {
    /// Runs the checks anew where anything they read has changed, for a few milliseconds a frame; the findings
    /// before stand until all have run. Tells whether there is more to do.
    pub(super) fn check(&mut self, budget: Option<Duration>) -> bool {
        let until = Until { began: Instant::now(), budget };
        let caught_up = self.desk.workspace.follow(budget.map_or(usize::MAX, |_| GROUPS));
        let desk = &mut self.desk;
        if let Some(found) = desk.checking.corpus.run(&desk.workspace, until) {
            desk.open.corpus_problems = Arc::new(found);
        }
        let more_of_corpus = desk.checking.corpus.running.is_some();
        let Some(opened) = desk.open.pane.article.as_ref().and_then(|key| desk.workspace.get(key)) else {
            if desk.checking.own.of.is_some() || desk.checking.proposed.is_some() {
                let corpus = std::mem::take(&mut desk.checking.corpus);
                desk.checking = Checking { corpus, ..Checking::default() };
                desk.open.pane.set_problems(Vec::new());
                desk.open.pane.proposals = Arc::default();
            }
            return !caught_up || more_of_corpus;
        };
        let workspace = &desk.workspace;
        let mut stamp: CheckStamp = [
            Some(opened.article.generation),
            Some(opened.generation),
            Some(workspace.shared.generation),
            Some(workspace.schema_generation()),
            None,
        ];
        let checking = &mut desk.checking;
        let before = (checking.own.of, checking.elsewhere.of);
        let mut more = checking.own.run(Scope::Article, stamp, (workspace, opened), until);
        stamp[4] = Some(workspace.index().agreements.generation());
        more |= !caught_up || checking.elsewhere.run(Scope::Elsewhere, stamp, (workspace, opened), until);
        if before != (checking.own.of, checking.elsewhere.of) {
            let mut found = [&checking.own.found[..], &checking.elsewhere.found].concat();
            checks::in_order(&mut found);
            desk.open.pane.set_problems(found);
        }
        self.propose();
        more || more_of_corpus
    }

    /// Looks for boilerplate where the text, its regions or the rules of the publisher have changed: at once in a
    /// short article, in the background in a long one.
    fn propose(&mut self) {
        let desk = &mut self.desk;
        let Some(opened) = desk.open.pane.article.as_ref().and_then(|key| desk.workspace.get(key)) else { return };
        let looked = Some([opened.article.generation, opened.generation, desk.workspace.shared.generation]);
        // One at a time: what has changed since is looked at when it is there.
        if desk.checking.looked == looked || desk.checking.proposing.is_some() {
            return;
        }
        desk.checking.looked = looked;
        let publisher = desk.workspace.shared.publisher(&opened.work.header.publisher).cloned();
        let stamp =
            ProposalStamp { article: opened.article.generation, regions: opened.regions, publisher: publisher.clone() };
        if desk.checking.proposed.as_ref() == Some(&stamp) {
            return;
        }
        let (text, known) = (opened.article.text.clone(), regions::places(&opened.work));
        let look = move || regions::propose(&text, &known, publisher.as_deref());
        if opened.article.text.len() <= AT_ONCE {
            desk.open.pane.proposals = Arc::new(look());
            desk.checking.proposed = Some(stamp);
        } else {
            if desk.checking.proposed.as_ref().is_some_and(|proposed| proposed.article != stamp.article) {
                // They are of another text.
                (desk.open.pane.proposals, desk.checking.proposed) = (Arc::default(), None);
            }
            let request = Generation::next();
            desk.checking.proposing = Some((request, stamp));
            self.jobs.propose(request, look);
        }
    }

    /// Takes in what was proposed in the background.
    pub(super) fn proposed(&mut self, request: Generation, proposals: Vec<Proposal>) {
        if let Some((_, stamp)) = self.desk.checking.proposing.take_if(|(asked, _)| *asked == request) {
            self.desk.open.pane.proposals = Arc::new(proposals);
            (self.desk.checking.proposed, self.desk.checking.looked) = (Some(stamp), None);
        }
    }
}

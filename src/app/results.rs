//! What comes back from jobs: articles, lists, files of the whole corpus, and whether writing has worked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Glossator;
use super::jobs::{Changed, JobDone};
use crate::core::annotation::State;
use crate::core::checks::{self, CHECKS};
use crate::core::finding::{Diagnostic, Severity};
use crate::core::guideline::Guideline;
use crate::core::intent::{HeaderField, Intent};
use crate::core::regions;
use crate::core::workspace::{Access, ArticleKey};
use crate::store::corpus::CorpusFiles;
use crate::store::log::Log;

/// What the findings on the screen were computed from.
pub(super) type CheckStamp = (Option<ArticleKey>, u64, u64, usize, usize);

impl Glossator {
    /// Takes in what jobs have done; tells whether anything came.
    pub(super) fn collect(&mut self) -> bool {
        let results = self.jobs.take();
        let any = !results.is_empty();
        let corpus = self.jobs.corpus();
        for result in results {
            match result {
                JobDone::Opened { key, result, corpus: of } if of == corpus => self.opened(&key, result),
                JobDone::Text { opened, corpus: of } if of == corpus => self.text_read(*opened),
                JobDone::Found(of, found) if of == corpus => self.session.listing.found = found,
                JobDone::Listed(of, result) if of == corpus => self.listed(result),
                JobDone::Summaries(of, summaries) if of == corpus => self.summed_up(summaries),
                JobDone::AllSummaries(of) if of == corpus => self.session.listing.running = false,
                JobDone::Saved { key, revision, result, ms } => self.saved(&key, revision, result, ms),
                JobDone::SharedSaved { revision, result } => self.shared_saved(revision, result),
                JobDone::Corpus { corpus: of, revision, joins, files } if of == corpus => {
                    self.corpus_read(*files, revision, joins);
                }
                JobDone::Log { corpus: of, article, log } if of == corpus => self.log_read(article.as_ref(), *log),
                JobDone::FileChanged(of, key, changed) if of == corpus => self.file_changed(&key, changed),
                JobDone::CorpusChanged(of) if of == corpus => self.reload_corpus(),
                JobDone::SettingsFailed(sentence) => self.session.complain(sentence),
                JobDone::FolderChosen(result) => self.folder_chosen(result),
                JobDone::Copied(result) => self.copied(result),
                JobDone::Exchange(number, result) => self.exchanged(number, result),
                JobDone::Opened { .. }
                | JobDone::Text { .. }
                | JobDone::Found(..)
                | JobDone::Listed(..)
                | JobDone::Summaries(..)
                | JobDone::Corpus { .. }
                | JobDone::Log { .. }
                | JobDone::FileChanged(..)
                | JobDone::CorpusChanged(_)
                | JobDone::AllSummaries(..) => {}
            }
        }
        self.go_on_with_exchange();
        any
    }

    /// Takes in the log of an article or of the whole corpus.
    fn log_read(&mut self, article: Option<&ArticleKey>, log: Log) {
        if let Some(problem) = log.problem {
            self.session.complain(problem);
        }
        let workspace = &self.workspace;
        let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
        self.history.load(article, log.entries, text_of);
    }

    /// Looks at a file of the article on the screen that another program has changed.
    fn file_changed(&mut self, key: &ArticleKey, changed: Changed) {
        let Some(root) = self.session.corpus.clone() else { return };
        let Some(opened) = self.workspace.get(key) else { return };
        match changed {
            // A save compares, and joins where there is something to join.
            Changed::Work if opened.access == Access::Editable => self.save_article(&root, key, Vec::new()),
            Changed::Work | Changed::Article => self.read_again(key),
        }
    }

    /// Takes in registry, schema and guideline of the corpus.
    fn corpus_read(&mut self, files: CorpusFiles, revision: u64, joins: u32) {
        self.take_over(files.base.known().clone(), revision, joins);
        let holds = |told: &String| files.problems.contains(told) || files.schema_problems.contains(told);
        let gone: Vec<String> = self.told.iter().filter(|told| !holds(told)).cloned().collect();
        for sentence in gone {
            self.session.notices.retract(&sentence);
            self.told.remove(&sentence);
        }
        for problem in files.problems.into_iter().filter(|problem| !self.told.contains(problem)).collect::<Vec<_>>() {
            self.session.complain(problem.clone());
            self.told.insert(problem);
        }
        if let Some(first) = files.schema_problems.first().filter(|first| !self.told.contains(*first)).cloned() {
            let more = files.schema_problems.len() - 1;
            let more = if more > 0 { format!(" ({more} more in the view of the vocabularies)") } else { String::new() };
            self.session.complain(format!("{first}{more} The built-in vocabularies are used until then."));
            self.told.insert(first);
        }
        self.session.schema_problems = files.schema_problems;
        self.workspace.schema = files.schema;
        self.session.guideline =
            Arc::new(files.guideline.map_or_else(Guideline::built_in, |text| Guideline::parse(&text)));
    }

    /// Reads the files of the whole corpus again after another program has changed one.
    pub fn reload_corpus(&mut self) {
        if let Some(root) = self.session.corpus.clone() {
            self.jobs.load_corpus(&root, self.workspace.shared.revision);
        }
    }

    /// Runs the checks anew where anything they read has changed, for a few milliseconds a frame; the findings
    /// before stand until all have run. Tells whether there is more to do.
    pub(super) fn check(&mut self, budget: Option<Duration>) -> bool {
        let opened = self.session.article.as_ref().and_then(|key| self.workspace.get(key));
        let stamp: CheckStamp = (
            opened.map(|opened| opened.article.key.clone()),
            opened.map_or(0, |opened| opened.revision),
            self.workspace.shared.revision,
            Arc::as_ptr(&self.workspace.schema) as usize,
            self.session.listing.summed_up,
        );
        if self.checked.as_ref() == Some(&stamp) {
            return false;
        }
        if self.checking.as_ref().is_none_or(|checking| checking.stamp != stamp) {
            self.checking = Some(Checking { stamp: stamp.clone(), next: 0, found: Vec::new() });
        }
        let (Some(opened), Some(checking)) = (opened, self.checking.as_mut()) else {
            self.session.problems = Arc::default();
            self.session.proposals = Arc::default();
            self.checked = Some(stamp);
            return false;
        };
        let began = Instant::now();
        while let Some(check) = CHECKS.get(checking.next) {
            checks::run(check, &self.workspace, opened, &mut checking.found);
            checking.next += 1;
            if budget.is_some_and(|budget| began.elapsed() > budget) {
                return true;
            }
        }
        let publisher = self.workspace.shared.publisher(&opened.work.header.publisher);
        let proposals = regions::propose(&opened.article.text, &opened.work, publisher.map(|publisher| &**publisher));
        let key = opened.article.key.clone();
        // In the order of the list that F8 goes through: errors first.
        checking.found.sort_by_key(|problem| problem.severity);
        self.session.problems = Arc::new(std::mem::take(&mut checking.found));
        self.session.proposals = Arc::new(proposals);
        self.workspace.sum_up(&key);
        self.checking = None;
        self.checked = Some(stamp);
        self.reopen(&key);
        false
    }

    /// Takes "Done" back where a change of this session has brought an error.
    fn reopen(&mut self, key: &ArticleKey) {
        let Some(opened) = self.workspace.get(key) else { return };
        let changed = opened.revision > 0 && opened.work.header.state == State::Done;
        let error = self.session.problems.iter().find(|problem| problem.severity == Severity::Error);
        if let Some(message) = error.filter(|_| changed).map(|problem| problem.message.clone()) {
            self.change(Some(key), Intent::SetHeader(HeaderField::State(State::InProgress)), None);
            self.session.refuse(format!("The article is in progress again: {message}"));
        }
    }
}

/// Checks under way.
pub(super) struct Checking {
    stamp: CheckStamp,
    /// Row of the table that runs next.
    next: usize,
    found: Vec<Diagnostic>,
}

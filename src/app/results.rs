//! What comes back from jobs: articles, lists, files of the whole corpus, and whether writing has worked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Glossator;
use super::desk::{CheckStamp, Running};
use super::done::{Changed, JobDone};
use crate::core::checks::{self, CHECKS};
use crate::core::generation::Generation;
use crate::core::guideline::Guideline;
use crate::core::regions;
use crate::core::workspace::{Access, ArticleKey};
use crate::store::corpus::CorpusFiles;
use crate::store::log::Log;

impl Glossator {
    /// Takes in what jobs have done; tells whether anything came.
    pub(super) fn collect(&mut self) -> bool {
        let results = self.jobs.take();
        let any = !results.is_empty();
        let corpus = self.desk.generation;
        for result in results {
            match result {
                JobDone::Opened { key, result, corpus: of } if of == corpus => self.opened(&key, result),
                JobDone::Text { opened, corpus: of } if of == corpus => self.text_read(*opened),
                JobDone::Found(of, found) if of == corpus => self.desk.open.listing.found = found,
                JobDone::Listed(of, result) if of == corpus => self.listed(result),
                JobDone::Summaries(of, summaries) if of == corpus => self.summed_up(summaries),
                JobDone::AllSummaries(of) if of == corpus => self.desk.open.listing.running = false,
                JobDone::Saved { corpus: of, key, generation, result, ms } if of == corpus => {
                    self.saved(&key, generation, result, ms);
                }
                JobDone::SharedSaved { corpus: of, generation, result } if of == corpus => {
                    self.shared_saved(generation, result);
                }
                JobDone::Corpus { corpus: of, generation, joins, files } if of == corpus => {
                    self.corpus_read(*files, generation, joins);
                }
                JobDone::Log { corpus: of, article, log } if of == corpus => self.log_read(article.as_ref(), *log),
                JobDone::FileChanged(of, key, changed) if of == corpus => self.file_changed(&key, changed),
                JobDone::CorpusChanged(of) if of == corpus => self.reload_corpus(),
                JobDone::Looked(of, key) if of == corpus => self.looked(&key),
                JobDone::SettingsFailed(sentence) | JobDone::Fault(sentence) => self.session.complain(sentence),
                JobDone::ExchangeFault(sentence) => self.exchange_lost(sentence),
                JobDone::FolderChosen(result) => self.folder_chosen(result),
                JobDone::Copied(result) => self.copied(result),
                JobDone::Exchange(of, number, result) if of == corpus => self.exchanged(number, result),
                JobDone::Opened { .. }
                | JobDone::Text { .. }
                | JobDone::Found(..)
                | JobDone::Listed(..)
                | JobDone::Summaries(..)
                | JobDone::Corpus { .. }
                | JobDone::Log { .. }
                | JobDone::FileChanged(..)
                | JobDone::Looked(..)
                | JobDone::CorpusChanged(_)
                | JobDone::Saved { .. }
                | JobDone::SharedSaved { .. }
                | JobDone::Exchange(..)
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
        let workspace = &self.desk.workspace;
        let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
        self.desk.history.load(article, log.entries, text_of);
    }

    /// Looks at a file of the article on the screen that another program has changed.
    fn file_changed(&mut self, key: &ArticleKey, changed: Changed) {
        let Some(root) = self.desk.open.root.clone() else { return };
        let Some(opened) = self.desk.workspace.get(key) else { return };
        if self.desk.reading.again.contains_key(key) {
            // What is being read may be older than the change.
            return self.read_again(key);
        }
        match changed {
            // A save compares, and joins where there is something to join.
            Changed::Work if opened.access == Access::Editable => self.save_article(&root, key, Vec::new()),
            Changed::Work | Changed::Article => self.read_again(key),
        }
    }

    /// Takes in registry, schema and guideline of the corpus.
    fn corpus_read(&mut self, files: CorpusFiles, generation: Generation, joins: u32) {
        self.take_over(files.base.known().clone(), generation, joins);
        let holds = |told: &String| files.problems.contains(told) || files.schema_problems.contains(told);
        let gone: Vec<String> = self.desk.told.iter().filter(|told| !holds(told)).cloned().collect();
        for sentence in gone {
            self.session.notices.retract(&sentence);
            self.desk.told.remove(&sentence);
        }
        for problem in
            files.problems.into_iter().filter(|problem| !self.desk.told.contains(problem)).collect::<Vec<_>>()
        {
            self.session.complain(problem.clone());
            self.desk.told.insert(problem);
        }
        if let Some(first) = files.schema_problems.first().filter(|first| !self.desk.told.contains(*first)).cloned() {
            let more = files.schema_problems.len() - 1;
            let more = if more > 0 { format!(" ({more} more in the view of the vocabularies)") } else { String::new() };
            self.session.complain(format!("{first}{more} The built-in vocabularies are used until then."));
            self.desk.told.insert(first);
        }
        self.desk.open.schema_problems = files.schema_problems;
        self.desk.workspace.set_schema(files.schema);
        self.desk.open.guideline =
            Arc::new(files.guideline.map_or_else(Guideline::built_in, |text| Guideline::parse(&text)));
    }

    /// Reads the files of the whole corpus again after another program has changed one.
    pub fn reload_corpus(&mut self) {
        if let Some(root) = self.desk.open.root.clone() {
            self.jobs.load_corpus(&root, self.desk.workspace.shared.generation);
        }
    }

    /// Runs the checks anew where anything they read has changed, for a few milliseconds a frame; the findings
    /// before stand until all have run. Tells whether there is more to do.
    pub(super) fn check(&mut self, budget: Option<Duration>) -> bool {
        let opened = self.desk.open.pane.article.as_ref().and_then(|key| self.desk.workspace.get(key));
        let workspace = &self.desk.workspace;
        let stamp: CheckStamp = [
            opened.map(|opened| opened.article.generation),
            opened.map(|opened| opened.generation),
            Some(workspace.shared.generation),
            Some(workspace.schema_generation()),
            Some(workspace.entries_generation()),
        ];
        if self.desk.checking.checked.as_ref() == Some(&stamp) {
            return false;
        }
        if self.desk.checking.running.as_ref().is_none_or(|checking| checking.stamp != stamp) {
            self.desk.checking.running = Some(Running { stamp, next: 0, found: Vec::new() });
        }
        let (Some(opened), Some(checking)) = (opened, self.desk.checking.running.as_mut()) else {
            self.desk.open.pane.problems = Arc::default();
            self.desk.open.pane.proposals = Arc::default();
            self.desk.checking.checked = Some(stamp);
            return false;
        };
        let began = Instant::now();
        while let Some(check) = CHECKS.get(checking.next) {
            checks::run(check, &self.desk.workspace, opened, &mut checking.found);
            checking.next += 1;
            if budget.is_some_and(|budget| began.elapsed() > budget) {
                return true;
            }
        }
        let publisher = self.desk.workspace.shared.publisher(&opened.work.header.publisher);
        let proposals = regions::propose(&opened.article.text, &opened.work, publisher.map(|publisher| &**publisher));
        let key = opened.article.key.clone();
        // In the order of the list that F8 goes through: errors first.
        checking.found.sort_by_key(|problem| problem.severity);
        self.desk.open.pane.problems = Arc::new(std::mem::take(&mut checking.found));
        self.desk.open.pane.proposals = Arc::new(proposals);
        self.desk.workspace.sum_up(&key);
        self.desk.checking.running = None;
        self.desk.checking.checked = Some(stamp);
        false
    }
}

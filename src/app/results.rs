//! What comes back from jobs: articles, lists, files of the whole corpus, and whether writing has worked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Glossator;
use super::done::{Changed, CorpusRead, JobDone};
use crate::core::generation::Generation;
use crate::core::guideline::Guideline;
use crate::core::workspace::{Access, ArticleKey};
use crate::session::exchange::Codes;
use crate::store::log::Log;

impl Glossator {
    /// Takes in what jobs have done, for some time; the rest waits for the next frame. Tells whether anything came.
    pub(super) fn collect(&mut self, budget: Option<Duration>) -> bool {
        let began = Instant::now();
        let mut any = false;
        while let Some(result) = self.jobs.next() {
            any = true;
            // One of them may open another corpus.
            let corpus = self.desk.generation;
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
                JobDone::Corpus { corpus: of, generation, read } if of == corpus => match read {
                    Ok(read) => self.corpus_read(*read, generation),
                    Err(fault) => self.session.complain(fault),
                },
                JobDone::Log { corpus: of, article, log } if of == corpus => self.log_read(article.as_ref(), *log),
                JobDone::FileChanged(of, key, changed) if of == corpus => self.file_changed(&key, changed),
                JobDone::CorpusChanged(of) if of == corpus => self.reload_corpus(),
                JobDone::Looked(of, key) if of == corpus => self.looked(&key),
                JobDone::SettingsFailed(sentence) | JobDone::Fault(sentence) => self.session.complain(sentence),
                JobDone::Said(of, sentence) if of == corpus => self.session.complain(sentence),
                JobDone::ExchangeFault(sentence) => self.exchange_lost(sentence),
                JobDone::PathFound(path, request, found) => self.path_found(path, request, found),
                JobDone::PathChosen(purpose, result) => self.path_chosen(purpose, result),
                JobDone::Copied { folder, count, problems } => self.copied(&folder, count, &problems),
                JobDone::Amended(of, result) if of == corpus => self.amended(result),
                JobDone::Exchange(of, number, result) if of == corpus => self.exchanged(number, result),
                JobDone::Made { corpus: of, shared, known, generation, joins } if of == corpus => {
                    self.made(*shared, &known, generation, joins);
                }
                JobDone::Proposed(of, request, proposals) if of == corpus => self.proposed(request, proposals),
                JobDone::Opened { .. }
                | JobDone::Text { .. }
                | JobDone::Said(..)
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
                | JobDone::Amended(..)
                | JobDone::Exchange(..)
                | JobDone::Made { .. }
                | JobDone::Proposed(..)
                | JobDone::AllSummaries(..) => {}
            }
            if budget.is_some_and(|budget| began.elapsed() > budget) {
                break;
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
    fn corpus_read(&mut self, read: CorpusRead, generation: Generation) {
        let CorpusRead { mut files, differs, joins } = read;
        let problems: Vec<String> = files.problems().map(str::to_owned).collect();
        let any_gone = files.base.is_any_gone();
        self.take_over(std::mem::take(&mut files.base).into_known(), &differs, generation, joins);
        let holds = |told: &String| problems.contains(told) || files.schema_problems.contains(told);
        let gone: Vec<String> = self.desk.told.iter().filter(|told| !holds(told)).cloned().collect();
        for sentence in gone {
            self.session.notices.retract(&sentence);
            self.desk.told.remove(&sentence);
        }
        for problem in problems {
            if self.desk.told.insert(problem.clone()) {
                self.session.complain(problem);
            }
        }
        if let Some(first) = files.schema_problems.first().filter(|first| !self.desk.told.contains(*first)).cloned() {
            let more = files.schema_problems.len() - 1;
            let more = if more > 0 { format!(" ({more} more in the view of the vocabularies)") } else { String::new() };
            self.session.complain(format!("{first}{more} The built-in vocabularies are used until then."));
            self.desk.told.insert(first);
        }
        self.desk.open.schema_problems = files.schema_problems;
        if self.desk.schema_file != files.schema_file {
            self.desk.schema_file = files.schema_file;
            self.desk.open.codebook.seen = Generation::next();
        }
        if any_gone {
            // At once: whoever else saves now would begin a list without what it held.
            self.save_corpus(Vec::new());
        }
        if *self.desk.workspace.schema() != files.schema {
            self.desk.open.exchange.codes = Codes::Unknown;
        }
        self.desk.workspace.set_schema(files.schema);
        self.desk.open.guideline =
            Arc::new(files.guideline.map_or_else(Guideline::built_in, |text| Guideline::parse(&text)));
        self.desk.workspace.set_guideline_version(&self.desk.open.guideline.version);
    }

    /// Reads the files of the whole corpus again after another program has changed one.
    pub fn reload_corpus(&mut self) {
        if let Some(root) = self.desk.open.root.clone() {
            self.jobs.load_corpus(&root, &self.desk.workspace.shared);
        }
    }
}

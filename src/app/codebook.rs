//! Codes that a changed codebook replaces: what there are of them, and putting the new ones in their place.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Glossator;
use super::done::{Exchanged, JobDone};
use crate::core::recode::concerns;
use crate::core::workspace::ArticleKey;
use crate::session::exchange::{Codes, OldCode, OldCodes};
use crate::store::disk::Folder;
use crate::store::exchange::Stayed;
use crate::store::recode::{Old, Planned, Recoded, Reread, plan};

/// Records and fields that are shown.
const SHOWN: usize = 200;
/// Things named that stay as they are.
const STAYED: usize = 5;

impl Glossator {
    /// Looks for codes that the schema replaces, in all articles of the annotator, as they are on disk.
    pub(super) fn look_for_codes(&mut self) {
        let Some((root, annotator)) = self.desk.whose() else { return };
        // What is being written would be read half; the view asks again.
        if self.jobs.saving() || self.desk.open.exchange.progress.is_some() {
            return;
        }
        if !concerns(self.desk.workspace.schema()) {
            self.desk.open.exchange.codes = Codes::Found(Box::default());
            return;
        }
        self.desk.open.exchange.codes = Codes::Asked;
        self.exchanging.search.store(true, Ordering::Relaxed);
        self.exchanging.search = Arc::default();
        let (corpus, stop) = (self.desk.generation, self.exchanging.search.clone());
        self.jobs.exchange(move |back| {
            let planned = plan(&Folder::new(&root), &annotator, &mut |_, _| !stop.load(Ordering::Relaxed));
            let found = match planned {
                _ if stop.load(Ordering::Relaxed) => None,
                Ok(planned) => Some(Box::new(found(planned))),
                Err(sentence) => Some(Box::new(OldCodes { problems: vec![sentence], ..OldCodes::default() })),
            };
            back.send(JobDone::Exchange(corpus, 0, Exchanged::Codes(found)));
        });
    }

    /// Takes in what was found of old codes.
    pub(super) fn codes_found(&mut self, codes: Option<Box<OldCodes>>) {
        // Another search is under way, or something has changed since this one began.
        if self.desk.open.exchange.codes == Codes::Asked
            && let Some(codes) = codes
        {
            self.desk.open.exchange.codes = Codes::Found(codes);
        }
    }

    /// Says what has come of a recoding, and shows it.
    pub(super) fn recoded(&mut self, result: Result<Box<Recoded>, String>) {
        self.desk.open.exchange.progress = None;
        let done = match result {
            Ok(done) => *done,
            Err(sentence) => {
                self.session.complain(sentence);
                // What was recoded before can be taken back.
                let open: Vec<ArticleKey> = self.desk.workspace.opened().map(|it| it.article.key.clone()).collect();
                return self.brought(&open);
            }
        };
        let Recoded { articles, records, stayed } = &done;
        let plural = if articles.len() == 1 { "" } else { "s" };
        let sentence = format!("{records} recoded in {} article{plural}. Ctrl+Z takes it back.", articles.len());
        if stayed.is_empty() {
            self.session.inform(sentence);
        } else {
            let lines: Vec<String> = stayed.iter().take(STAYED).map(Stayed::line).collect();
            let more = stayed.len().saturating_sub(STAYED);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            self.session.complain(format!("{sentence} What was passed over: {}{more}.", lines.join("; ")));
        }
        self.brought(articles);
    }
}

/// Gives what was found as the view shows it.
fn found(planned: Planned) -> OldCodes {
    let (records, again) = (planned.records(), planned.again.len());
    let articles = planned.articles.len();
    let of = |article: Option<&ArticleKey>, old: Old| OldCode {
        article: article.cloned(),
        record: old.record,
        words: old.words,
        says: old.changes,
    };
    let in_articles = planned.articles.into_iter().flat_map(|it| {
        let article = it.article;
        it.records.into_iter().map(move |old| of(Some(&article), old))
    });
    let in_lists = planned.lists.into_iter().map(|old| of(None, old));
    let reread = planned.again.into_iter().map(|it| {
        let says = it.says();
        let Reread { article, words, again } = it;
        OldCode { article, record: again.record, words, says }
    });
    OldCodes {
        records,
        articles,
        old: in_articles.chain(in_lists).take(SHOWN).collect(),
        again,
        reread: reread.take(SHOWN).collect(),
        problems: planned.unusable,
    }
}

//! Codes that a changed codebook replaces: what there are of them, and putting the new ones in their place.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Glossator;
use super::done::{Exchanged, JobDone};
use crate::core::recode::concerns;
use crate::core::workspace::ArticleKey;
use crate::session::codebook::{Amending, Amendment, CHANGED};
use crate::session::exchange::{Codes, OldCode, OldCodes};
use crate::store::amend::{Amended, Refused, Wish};
use crate::store::disk::Folder;
use crate::store::exchange::Stayed;
use crate::store::recode::{Old, Planned, Recoded, Reread, plan};

/// Records and fields that are shown.
const SHOWN: usize = 200;
/// Code points of the name of a folder that become the label of a schema.
const LABEL: usize = 100;
/// Things named that stay as they are.
const STAYED: usize = 5;

impl Glossator {
    /// Looks for codes that the schema replaces, in all articles of the annotator, as they are on disk.
    pub(super) fn look_for_codes(&mut self) {
        let Some((root, annotator)) = self.desk.whose() else { return };
        // What is being written would be read half; the view asks again.
        if self.jobs.saving() || self.desk.open.exchange.progress.is_some() {
            self.desk.open.exchange.codes = Codes::Unknown;
            return;
        }
        if !concerns(self.desk.workspace.schema()) {
            self.desk.open.exchange.codes = Codes::Found(Box::default());
            return;
        }
        self.desk.open.exchange.codes = Codes::Asked;
        self.desk.open.exchange.codes_old = false;
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

    /// Has something added to the schema of the corpus.
    pub(super) fn amend(&mut self, amendment: Amendment) {
        let Amendment { addition, head, seen } = amendment;
        let desk = &mut self.desk;
        let (Some(root), Some(file)) = (desk.open.root.clone(), desk.schema_file) else {
            let unread = || "The schema of the corpus is not read yet. Add again in a moment.".to_owned();
            let sentence = desk.open.schema_problems.first().cloned().unwrap_or_else(unread);
            desk.open.codebook.amending = Amending::Refused(sentence);
            return;
        };
        if desk.open.codebook.amending == Amending::UnderWay {
            return;
        }
        if seen != desk.open.codebook.seen {
            return self.amended(Err(Refused::Changed));
        }
        let label = root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let label: String = label.chars().filter(|sign| !sign.is_control()).take(LABEL).collect();
        let label = if label.trim().is_empty() { "This corpus".to_owned() } else { label };
        let version = head.version.trim().to_owned();
        let begins = head.id.map(|id| (id.trim().to_owned(), label));
        desk.open.codebook.amending = Amending::UnderWay;
        self.jobs.amend(&root, Wish { addition, version, begins, seen: file });
    }

    /// Says what has come of adding to the schema, and takes the schema in force as it is on disk now.
    pub(super) fn amended(&mut self, result: Result<(String, Amended), Refused>) {
        self.desk.open.codebook.amending = match result {
            Ok((what, Amended { path, version, previous, beside })) => {
                let file = path.display();
                let kept = |previous: &Path| format!("The file as it was is kept as {}.", previous.display());
                let back = match (&previous, beside) {
                    (Some(previous), _) => kept(previous),
                    (None, None) => "The file is new; deleting it takes this back.".to_owned(),
                    (None, Some(beside)) => format!("The file as it was could not be kept: {beside}"),
                };
                self.session.inform(format!(
                    "{what} Written to {file} as version {version}. Undo does not take this back. {back}"
                ));
                Amending::Done
            }
            Err(Refused::Changed) => Amending::Refused(CHANGED.to_owned()),
            Err(Refused::Because(sentence)) => Amending::Refused(sentence),
        };
        self.reload_corpus();
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

//! What a person decides when files are not what they were: changed articles, damaged files, conflict copies,
//! folders that cannot be written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Glossator;
use super::done::Purpose;
use crate::core::history::Change;
use crate::core::workspace::ArticleKey;
use crate::session::command::Side;
use crate::store::copies::{Copies, Copy};
use crate::store::layout;
use crate::store::shared::Snapshot;

impl Glossator {
    /// Goes on with the work as it was moved to the changed article.
    pub(super) fn take_over_review(&mut self) {
        let Some(key) = self.desk.open.pane.article.clone() else { return };
        let Some(opened) = self.desk.workspace.get(&key) else { return };
        let Some(review) = opened.review.clone() else {
            return self.session.inform("The article is the one the work was made on.");
        };
        let text = opened.article.text.clone();
        let mut before = review.records.as_ref().clone();
        let mut changes = Vec::new();
        for record in review.work.records().map(|record| record.quoted(&text)) {
            let was = before.remove(&record.key());
            if was.as_ref() != Some(&record) {
                changes.push(Change { article: Some(key.to_string()), before: was, after: Some(record) });
            }
        }
        let gone =
            before.into_values().map(|was| Change { article: Some(key.to_string()), before: Some(was), after: None });
        changes.extend(gone);
        self.desk.workspace.take_over(&key, review.work.clone());
        self.log_outside(&key, "Moved to the changed article", changes);
        if let Some(root) = self.desk.open.root.clone() {
            self.save_article(&root, &key, Vec::new());
        }
        let open = review.work.former.len();
        if open > 0 {
            self.session.inform(format!("{open} marks are uncertain or lost; they stand in the view of decisions."));
        }
    }

    /// Goes on with what could be read of a damaged file.
    pub(super) fn salvage(&mut self) {
        let Some(key) = self.desk.open.pane.article.clone() else { return };
        let Some(opened) = self.desk.workspace.get(&key).filter(|opened| opened.salvaged) else {
            return self.session.inform("The file of this work is not damaged, or nothing of it can be read.");
        };
        let work = opened.work.clone();
        self.desk.workspace.take_over(&key, work);
        self.log_outside(&key, "Went on with what could be read of a damaged file", Vec::new());
        if let Some(root) = self.desk.open.root.clone() {
            self.save_article(&root, &key, Vec::new());
        }
        self.session.inform("The damaged file is kept in _glossator/previous.");
    }

    /// Asks for a folder and saves there what could not be saved in its place.
    pub(super) fn save_elsewhere(&mut self) {
        self.take_draft();
        if self.copies(false).is_empty() {
            return self.session.inform("Everything is saved in its place.");
        }
        self.choose_folder(Purpose::Copies);
    }

    /// Saves copies of all unsaved work in a folder; in the program's own where there is no dialog.
    pub(super) fn copy_to(&mut self, chosen: Result<Vec<PathBuf>, String>) {
        let own = || self.folders.as_ref().map(crate::store::folders::Folders::unsaved);
        let folder = chosen.map_or_else(|_| own(), |paths| paths.into_iter().next());
        let Some(folder) = folder else { return };
        let copies = self.copies(false);
        self.jobs.copy(folder, copies);
    }

    /// Gathers what is not on disk: what could not be saved, and what is on its way. `typed` adds what stands in fields
    /// that could not take it.
    pub(super) fn copies(&mut self, typed: bool) -> Copies {
        let annotator = self.desk.open.annotator.clone().unwrap_or_default();
        let (saving, under_way) = (&self.desk.saving, self.jobs.under_way());
        let failed = saving.failed.keys().filter(|key| saving.is_unsaved(key));
        let keys: BTreeSet<ArticleKey> = failed.chain(under_way.all().flatten()).cloned().collect();
        let copy = |key: ArticleKey| {
            let opened = self.desk.workspace.get(&key)?;
            let path = layout::annotation_path(Path::new(""), &key, &annotator).ok()?;
            Some(Copy { path, article: opened.article.clone(), work: opened.work.clone() })
        };
        let works = keys.into_iter().filter_map(copy).collect();
        let shared = saving.shared_is_unsaved() || under_way.all().any(|what| what.is_none());
        let shared = shared.then(|| Box::new(Snapshot::of(&self.desk.workspace.shared)));
        let typed = if typed { self.typed_and_not_taken() } else { Vec::new() };
        Copies { annotator, schema: self.desk.workspace.schema().clone(), works, shared, typed }
    }

    /// Says where copies of unsaved work are.
    pub(super) fn copied(&mut self, folder: &Path, count: usize, problems: &[String]) {
        let files = match count {
            0 if problems.is_empty() => Some("Everything is saved in its place.".to_owned()),
            0 => None,
            1 => Some(format!("One file is saved as a copy in: {}", folder.display())),
            more => Some(format!("{more} files are saved as copies in: {}", folder.display())),
        };
        match (files, problems) {
            (files, []) => files.into_iter().for_each(|said| self.session.inform(said)),
            (files, problems) => {
                let files = files.map(|said| format!(" {said}")).unwrap_or_default();
                let sentence = format!("Not everything was saved as a copy. {}{files}", problems.join(" "));
                self.session.complain(sentence);
            }
        }
    }

    /// Joins the copies that synchronisation programs have left beside the work on the article.
    pub(super) fn join_copies(&mut self) {
        let (Some(root), Some(key), Some(annotator)) =
            (self.desk.open.root.clone(), self.desk.open.pane.article.clone(), self.desk.open.annotator.clone())
        else {
            return;
        };
        self.take_draft();
        if let Some(opened) = self.desk.workspace.get(&key).filter(|opened| !opened.copies.is_empty()) {
            let schema = self.desk.workspace.schema().clone();
            self.jobs.join_copies(&root, &annotator, opened, schema);
            self.session.side = Side::Decisions;
        } else {
            self.session.inform("There are no conflict copies of the work on this article.");
        }
    }
}

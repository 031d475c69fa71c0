//! Saving: handing steps to the writer, taking in what came of it, trying again, and leaving.

use std::path::Path;
use std::sync::Arc;

use super::Glossator;
use super::jobs::Jobs;
use crate::core::annotation::{Record, Work};
use crate::core::generation::Generation;
use crate::core::history::{Change, Entry, JOINED, Step};
use crate::core::shared::Shared;
use crate::core::workspace::{ArticleKey, edits_between};
use crate::session::command::{Command, File};
use crate::session::open::Saved;
use crate::store::disk::Folder;
use crate::store::error::{ErrorKind, Problem};
use crate::store::saver::{self as file, Done, SavedLists};
use crate::store::shared::{Differs, Snapshot};
use crate::store::step::{Save, SharedTask, saves_again, saves_of};
use crate::store::trace::Value;

/// Entries of the registry that are put into its index on the frame thread, in about a millisecond.
const INDEXED_AT_ONCE: usize = 20;
/// Seconds between two tries to save what could not be saved.
const RETRY: f64 = 5.0;

impl Glossator {
    /// Hands everything the last step has touched to the writer.
    pub(super) fn save_step(&mut self, step: &Step) {
        let Some((root, annotator)) = self.desk.whose() else {
            return;
        };
        self.desk.open.exchange.codes_old = true;
        let at = self.world.now();
        let workspace = &self.desk.workspace;
        let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
        let entries: Vec<_> = self.desk.history.entry(&at, &annotator, text_of).into_iter().collect();
        self.hand_over(&root, saves_of(step, &entries));
        if !self.desk.saving.any_failed() {
            self.desk.open.saved = Saved::Saving;
        }
    }

    /// Hands saves to the writer, in their order.
    fn hand_over(&mut self, root: &Path, saves: Vec<Save>) {
        for save in saves {
            match save {
                Save::Corpus(entries) => self.save_corpus(entries),
                Save::Work(article, entries) => self.save_article(root, &article, entries),
            }
        }
    }

    /// Hands the work on an article to the writer.
    pub(super) fn save_article(&mut self, root: &Path, article: &ArticleKey, entries: Vec<Arc<Entry>>) {
        let annotator = self.desk.open.annotator.clone().unwrap_or_default();
        let mut all = self.desk.saving.unlogged.remove(article).unwrap_or_default();
        all.extend(entries);
        if let Some(opened) = self.desk.workspace.get(article) {
            self.jobs.save(root, &annotator, opened, self.desk.workspace.schema().clone(), all);
        }
    }

    /// Hands what belongs to the whole corpus to the writer.
    pub(super) fn save_corpus(&mut self, entries: Vec<Arc<Entry>>) {
        let (Some(root), Some(annotator)) = (&self.desk.open.root, &self.desk.open.annotator) else { return };
        let task = SharedTask {
            folder: Folder::new(root),
            annotator: annotator.clone(),
            mine: Box::new(Snapshot::of(&self.desk.workspace.shared)),
            joins: self.desk.saving.joins,
            entries,
        };
        self.jobs.save_shared(task, self.desk.workspace.shared.generation);
    }

    pub(super) fn saved(
        &mut self,
        key: &ArticleKey,
        generation: Generation,
        result: Result<Done<file::Saved>, Problem>,
        ms: f64,
    ) {
        let problem = match result {
            Ok(done) => {
                let fields = [("article", Value::Word(key.as_str())), ("write_ms", Value::Number(ms))];
                self.trace.event("saved", &fields);
                if done.beside.is_none() {
                    self.desk.saving.failed.remove(key);
                    self.unsay(Some(key));
                }
                self.take_in(key, generation, done.saved);
                if let Some(encoding) = self.desk.reading.later.remove(key) {
                    if encoding.is_some() {
                        self.desk.reading.choosing_encoding = Some(key.clone());
                    }
                    self.read_as(key, encoding);
                }
                done.beside
            }
            Err(problem) => Some(problem),
        };
        if let Some(problem) = problem {
            // Said once; the status line shows it until a later try has worked.
            if self.desk.saving.failed.get(key) != Some(&problem) {
                let sentence = if problem.kind == ErrorKind::Beside {
                    format!(
                        "The work on {key} is saved, but not what stands beside it, such as its history. {problem}. \
                         It is tried again by itself."
                    )
                } else {
                    format!(
                        "The work on {key} is not saved. {problem}. It goes on in memory and is tried again by \
                         itself; “Save unsaved work elsewhere” (Ctrl+K) keeps a copy."
                    )
                };
                self.say(Some(key), sentence, problem.kind);
            }
            self.desk.saving.failed.insert(key.clone(), problem);
            self.desk.saving.retry_at = self.session.now + RETRY;
        }
        self.sum_up_saving();
    }

    /// Takes over what a save has found of others.
    fn take_in(&mut self, key: &ArticleKey, generation: Generation, saved: file::Saved) {
        let Some(opened) = self.desk.workspace.get(key) else { return };
        match saved {
            file::Saved::AsGiven => {}
            file::Saved::Anew => {
                let sentence = format!("The file of the work on {key} was deleted or moved. It was saved anew.");
                self.session.complain(sentence);
            }
            // A later change of ours is still on its way; its save brings the rest.
            file::Saved::Joined { .. } if opened.generation != generation => {}
            file::Saved::Joined { work, taken, conflicts, joins } => {
                if *work == *opened.work {
                    self.desk.workspace.replace_work(key, work, joins);
                    return;
                }
                // What is being typed is part of our side, also where the other side has deleted its record.
                self.take_draft();
                let Some(opened) = self.desk.workspace.get(key).filter(|opened| opened.generation == generation) else {
                    // Its save brings the rest.
                    return;
                };
                let gone = edits_between(key, &opened.work, &work).iter().filter(|edit| edit.after.is_none()).count();
                let taken = taken.saturating_sub(gone);
                self.join_history(key, &work);
                self.desk.workspace.replace_work(key, work, joins);
                if let Some((root, annotator)) = self.desk.whose() {
                    // Nothing is written any more but the log.
                    self.save_article(&root, key, Vec::new());
                    // It may have been an import, which is a step of the whole corpus.
                    self.jobs.read_corpus_log(&root, &annotator);
                }
                let took = match taken {
                    0 => String::new(),
                    1 => " One record was taken over.".to_owned(),
                    more => format!(" {more} records were taken over."),
                };
                let gone = match gone {
                    0 => String::new(),
                    1 => " One record was taken away; it stands in the history.".to_owned(),
                    more => format!(" {more} records were taken away; they stand in the history."),
                };
                let open = match conflicts {
                    0 => String::new(),
                    1 => " One field was changed here and there in different ways: decide on it.".to_owned(),
                    more => format!(" {more} fields were changed here and there in different ways: decide on them."),
                };
                let sentence =
                    format!("Somebody else has saved work on {key}. It was joined with yours.{took}{gone}{open}");
                if conflicts > 0 {
                    self.session.complain(sentence);
                } else {
                    self.session.inform(sentence);
                }
            }
        }
    }

    /// Writes into the history what somebody else has changed.
    fn join_history(&mut self, key: &ArticleKey, work: &Work) {
        let Some(opened) = self.desk.workspace.get(key) else { return };
        let text = &opened.article.text;
        let quoted = |record: Option<Record>| record.map(|record| record.quoted(text));
        let changes = edits_between(key, &opened.work, work)
            .into_iter()
            .map(|edit| Change {
                article: Some(key.to_string()),
                before: quoted(edit.before),
                after: quoted(edit.after),
            })
            .collect();
        self.log_outside(key, JOINED, changes);
    }

    /// Writes a change from outside into the history of an article; it goes into the log with the next save.
    pub(super) fn log_outside(&mut self, key: &ArticleKey, name: &str, changes: Vec<Change>) {
        let (at, by) = (self.world.now(), self.desk.open.annotator.clone().unwrap_or_default());
        let entry = self.desk.history.changed_outside(key, name, changes, (&at, &by));
        self.desk.saving.unlogged.entry(key.clone()).or_default().push(entry);
    }

    /// Tries again to save what could not be saved, now and then.
    pub(super) fn retry(&mut self) {
        self.say_late();
        let any = self.desk.saving.any_failed();
        if !any || self.jobs.saving() || self.session.now < self.desk.saving.retry_at {
            return;
        }
        self.desk.saving.retry_at = self.session.now + RETRY;
        let Some(root) = self.desk.open.root.clone() else { return };
        let saving = &self.desk.saving;
        let again = saves_again(saving.shared_failed.is_some(), saving.failed.keys().cloned());
        self.hand_over(&root, again);
    }

    /// Says whether everything is on disk.
    fn sum_up_saving(&mut self) {
        if !self.desk.saving.any_failed()
            && !self.jobs.saving()
            && let Some(sentence) = self.desk.saving.warned.take()
        {
            self.session.notices.retract(&sentence);
        }
        self.desk.open.saved = match self.desk.saving.worst() {
            Some(problem) if problem.kind == ErrorKind::Beside => Saved::Partly(problem.sentence.clone()),
            Some(problem) => Saved::Failed(problem.sentence.clone()),
            None if self.jobs.saving() => Saved::Saving,
            None => Saved::Saved,
        };
    }

    /// Says that something could not be saved, in the place of what was said of it before.
    fn say(&mut self, what: Option<&ArticleKey>, sentence: String, kind: ErrorKind) {
        self.unsay(what);
        self.session.complain_offering(sentence.clone(), helps(kind));
        self.desk.saving.told.insert(what.cloned(), sentence);
        // What was not said on the way out does not count as known.
        self.desk.saving.warned = None;
    }

    /// Takes back what was said of a save, now that it has worked.
    fn unsay(&mut self, what: Option<&ArticleKey>) {
        if let Some(sentence) = self.desk.saving.told.remove(&what.cloned()) {
            self.session.notices.retract(&sentence);
        }
    }

    /// Says that a save has not come to its end for long, and takes it back when it has.
    fn say_late(&mut self) {
        let late = self.jobs.under_way().late();
        if late && self.desk.saving.late.is_none() {
            let root = self.desk.open.root.as_deref().unwrap_or(Path::new("")).display();
            let sentence = format!(
                "Saving does not come to its end: the disk does not answer. It goes on by itself, and so can you; \
                 “Save unsaved work elsewhere” (Ctrl+K) keeps a copy. The corpus is in: {root}"
            );
            self.session.complain_offering(sentence.clone(), Some(Command::File(File::SaveElsewhere)));
            self.desk.saving.late = Some(sentence);
        } else if !late && let Some(sentence) = self.desk.saving.late.take() {
            self.session.notices.retract(&sentence);
        }
    }

    /// Takes over what the files of the whole corpus hold after a save: others may have changed them as well.
    pub(super) fn shared_saved(&mut self, generation: Generation, result: Result<Done<SavedLists>, Problem>) {
        let problem = match result {
            Ok(Done { saved: SavedLists { known, differs, joins, anew }, beside }) => {
                self.desk.saving.shared_failed.clone_from(&beside);
                if beside.is_none() {
                    self.unsay(None);
                }
                self.take_over(known, &differs, generation, joins);
                for name in anew {
                    self.session.complain(format!("The file {name} was deleted or moved. It was saved anew."));
                }
                beside
            }
            Err(problem) => Some(problem),
        };
        if let Some(problem) = problem {
            let what = if problem.kind == ErrorKind::Beside {
                "are saved, but not what stands beside them"
            } else {
                "are not saved"
            };
            let sentence = format!("Actors, agreements and publishers of the corpus {what}. {problem}");
            if self.desk.saving.told.get(&None) != Some(&sentence) {
                self.say(None, sentence, problem.kind);
            }
            self.desk.saving.shared_failed = Some(problem);
            self.desk.saving.retry_at = self.session.now + RETRY;
        }
        self.sum_up_saving();
    }

    /// Takes over what the files hold, unless we have changed something since: the save of that brings the rest.
    ///
    /// `differs` is what is other in them than in the state of that generation. A registry that is mostly another one is
    /// made in the background, and taken over when it is there.
    pub(super) fn take_over(&mut self, known: Snapshot, differs: &Differs, generation: Generation, joins: u32) {
        if self.desk.workspace.shared.generation != generation || self.desk.saving.shared_is_unsaved() {
            return;
        }
        if differs.entries.len() > INDEXED_AT_ONCE {
            return self.jobs.make_shared(known, generation, joins);
        }
        self.desk.saving.joins = joins;
        if differs.any {
            self.say_conflicts(&known);
            Jobs::let_go(known.put_into(&mut self.desk.workspace.shared, differs));
        } else {
            Jobs::let_go(known);
        }
    }

    /// Takes over what was made of the files in the background; see [`Self::take_over`].
    pub(super) fn made(&mut self, shared: Shared, known: &Snapshot, generation: Generation, joins: u32) {
        if self.desk.workspace.shared.generation != generation || self.desk.saving.shared_is_unsaved() {
            return;
        }
        self.say_conflicts(known);
        self.desk.saving.joins = joins;
        let before = std::mem::replace(&mut self.desk.workspace.shared, shared);
        Jobs::let_go(before);
    }

    fn say_conflicts(&mut self, known: &Snapshot) {
        let conflicts =
            known.conflicts.keys().filter(|id| !self.desk.workspace.shared.conflicts.contains_key(*id)).count();
        if conflicts > 0 {
            self.session.complain(
                "Somebody else has changed an actor, an agreement or a publisher at the same time and in another \
                 way. Both values are kept: decide on them.",
            );
        }
    }

    /// Tells whether everything that was done is on disk.
    #[must_use]
    pub fn all_saved(&self) -> bool {
        !self.jobs.saving() && !self.desk.saving.any_failed()
    }
}

/// Gives the command that helps where work could not be saved, for the button beside the sentence.
pub(super) fn helps(kind: ErrorKind) -> Option<Command> {
    match kind {
        // It is tried again by itself, and then joined.
        ErrorKind::Changed | ErrorKind::Beside => None,
        ErrorKind::Full
        | ErrorKind::Forbidden
        | ErrorKind::Missing
        | ErrorKind::Disk
        | ErrorKind::Held
        | ErrorKind::Content
        | ErrorKind::Other => Some(Command::File(File::SaveElsewhere)),
    }
}

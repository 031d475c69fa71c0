//! Named steps that can be taken back and made again, without limit, across articles and after a restart.
//!
//! The steps are what the entries of the logs come to when they are gone through in the order of time, so the
//! log that a second article brings with it finds its place among them.

mod entry;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub use entry::{Change, Doing, Entry};

use super::annotation::Origin;
use super::text::Text;
use super::workspace::{ApplyError, ArticleKey, Edit, Workspace};

/// One step a person can read and take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done, e.g. "Mark Wang Xiaohong as actor".
    pub name: String,
    /// The edits, in the order they were applied.
    pub edits: Vec<Edit>,
}

impl Step {
    /// Gives the article to show after the step was taken back or made again.
    #[must_use]
    pub fn article(&self) -> Option<&ArticleKey> {
        self.edits.iter().find_map(|edit| edit.article.as_ref())
    }
}

/// Something that happened to the steps.
#[derive(Clone, Debug)]
struct Event {
    /// Before this run of the program or in it; then the time and the number within the second.
    order: (bool, String, u32),
    doing: Doing,
    step: Arc<Step>,
    /// The logs it belongs into.
    logs: Vec<Option<ArticleKey>>,
}

/// Holds all steps; those behind `done` have been taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    events: Vec<Event>,
    steps: Vec<Arc<Step>>,
    done: usize,
    /// What the logs say, by article; nothing for what belongs to the whole corpus.
    logs: BTreeMap<Option<ArticleKey>, Vec<Arc<Entry>>>,
    /// Logs that have been taken in once: what is new in them at a later look has happened since.
    loaded: HashSet<Option<ArticleKey>>,
    /// Steps of this run, so that entries of one second can be told apart.
    number: u32,
}

impl History {
    /// Applies a new step. Steps that had been taken back are forgotten.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn commit(&mut self, workspace: &mut Workspace, step: Step) -> Result<(), ApplyError> {
        workspace.apply(&step.edits)?;
        self.happened(Doing::Done, Arc::new(step));
        Ok(())
    }

    /// Takes the last step back and returns it; nothing if there is none.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, ApplyError> {
        let Some(step) = self.done.checked_sub(1).and_then(|at| self.steps.get(at)).cloned() else {
            return Ok(None);
        };
        let inverse: Vec<Edit> = step.edits.iter().rev().map(Edit::inverse).collect();
        workspace.apply(&inverse)?;
        self.happened(Doing::Undone, step.clone());
        Ok(Some(Step::clone(&step)))
    }

    /// Makes the next step again and returns it; nothing if there is none.
    ///
    /// # Errors
    /// Says which edit did not fit; nothing has then changed.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, ApplyError> {
        let Some(step) = self.steps.get(self.done).cloned() else {
            return Ok(None);
        };
        workspace.apply(&step.edits)?;
        self.happened(Doing::Redone, step.clone());
        Ok(Some(Step::clone(&step)))
    }

    /// Notes that an article's work has changed from outside: its steps before can no longer be taken back. Gives
    /// the entry for the log.
    pub fn changed_outside(
        &mut self,
        article: &ArticleKey,
        name: &str,
        changes: Vec<Change>,
        (at, by): (&str, &str),
    ) -> Arc<Entry> {
        self.number += 1;
        let step = Arc::new(Step { name: name.to_owned(), edits: Vec::new() });
        let logs = vec![Some(article.clone())];
        let event = Event { order: (true, String::new(), self.number), doing: Doing::Outside, step, logs };
        self.take(&event);
        self.events.push(event);
        let entry = Arc::new(Entry {
            at: at.to_owned(),
            number: self.number,
            by: by.to_owned(),
            name: name.to_owned(),
            doing: Doing::Outside,
            origin: Origin::Manual,
            changes,
        });
        self.logs.entry(Some(article.clone())).or_default().push(entry.clone());
        entry
    }

    fn happened(&mut self, doing: Doing, step: Arc<Step>) {
        self.number += 1;
        let logs = logs_of(&step);
        let event = Event { order: (true, String::new(), self.number), doing, step, logs };
        self.take(&event);
        self.events.push(event);
    }

    /// Writes the last thing that happened down and keeps it in the logs of the articles it is about.
    ///
    /// Gives the entry; nothing before anything has happened. `text_of` gives the text of an open article.
    pub fn entry(&mut self, at: &str, by: &str, text_of: impl Fn(&ArticleKey) -> Option<Text>) -> Option<Arc<Entry>> {
        let event = self.events.last()?;
        let entry = Arc::new(Entry::of(&event.step, event.doing, (at, self.number, by), text_of));
        for log in logs_of(&event.step) {
            self.logs.entry(log).or_default().push(entry.clone());
        }
        Some(entry)
    }

    /// Takes in the log of an article, or of the whole corpus, as its file has it. What is known already, also
    /// because this run has written it, is not taken twice; what was added since the last look, as by an import,
    /// comes after everything else.
    pub fn load(
        &mut self,
        article: Option<&ArticleKey>,
        entries: Vec<Entry>,
        text_of: impl Fn(&ArticleKey) -> Option<Text>,
    ) {
        let log = self.logs.entry(article.cloned()).or_default();
        let known: HashSet<_> = log.iter().map(|entry| entry.identity()).collect();
        let mut entries: Vec<Arc<Entry>> =
            entries.into_iter().filter(|entry| !known.contains(&entry.identity())).map(Arc::new).collect();
        let since = !self.loaded.insert(article.cloned());
        for entry in &entries {
            let mut order = (false, entry.at.clone(), entry.number);
            // A step in two articles stands in two logs.
            let there = if since {
                self.number += 1;
                order = (true, String::new(), self.number);
                self.logs.values().flatten().any(|known| known.identity() == entry.identity())
            } else {
                self.events.iter().any(|event| event.order == order && event.step.name == entry.name)
            };
            if there {
                continue;
            }
            // What has changed from outside is only a mark in time.
            let outside = (entry.doing == Doing::Outside).then(|| Step { name: entry.name.clone(), edits: Vec::new() });
            let logs = |step: &Step| if outside.is_some() { vec![article.cloned()] } else { logs_of(step) };
            if let Some(step) = outside.clone().or_else(|| entry.step(&text_of)) {
                let logs = logs(&step);
                self.events.push(Event { order, doing: entry.doing, step: Arc::new(step), logs });
            }
        }
        let log = self.logs.entry(article.cloned()).or_default();
        if since {
            log.append(&mut entries);
        } else {
            entries.append(log);
            *log = entries;
        }
        self.events.sort_by(|a, b| a.order.cmp(&b.order));
        (self.steps, self.done) = (Vec::new(), 0);
        for event in std::mem::take(&mut self.events) {
            self.take(&event);
            self.events.push(event);
        }
    }

    /// Lets one event happen to the steps.
    fn take(&mut self, event: &Event) {
        match event.doing {
            Doing::Done => {
                self.steps.truncate(self.done);
                self.steps.push(event.step.clone());
                self.done += 1;
            }
            Doing::Undone => self.done = self.done.saturating_sub(1),
            Doing::Redone => self.done = (self.done + 1).min(self.steps.len()),
            Doing::Outside => {
                let stays = |step: &Arc<Step>| !logs_of(step).iter().any(|log| event.logs.contains(log));
                let done = self.steps[..self.done].iter().filter(|step| stays(step)).count();
                self.steps.retain(stays);
                self.done = done;
            }
        }
    }

    /// Gives what the log of an article says, oldest first; of the whole corpus without one.
    #[must_use]
    pub fn log(&self, article: Option<&ArticleKey>) -> &[Arc<Entry>] {
        self.logs.get(&article.cloned()).map_or(&[], Vec::as_slice)
    }

    /// Names the step that undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.checked_sub(1).and_then(|at| self.steps.get(at)).map(|step| step.name.as_str())
    }

    /// Names the step that redo would make again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.steps.get(self.done).map(|step| step.name.as_str())
    }

    /// Counts the steps that undo could take back.
    #[must_use]
    pub fn len(&self) -> usize {
        self.done
    }

    /// Tells whether there is nothing to take back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done == 0
    }
}

/// Gives the logs a step belongs into: those of the articles it changes, else that of the whole corpus.
#[must_use]
pub fn logs_of(step: &Step) -> Vec<Option<ArticleKey>> {
    let mut articles: Vec<Option<ArticleKey>> =
        step.edits.iter().filter(|edit| edit.article.is_some()).map(|edit| edit.article.clone()).collect();
    articles.sort();
    articles.dedup();
    if articles.is_empty() { vec![None] } else { articles }
}

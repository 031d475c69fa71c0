//! Named steps that can be taken back and made again, without limit, across articles and after a restart.
//!
//! The steps are what the entries of the logs come to when they are gone through in the order of time, so the
//! log that a second article brings with it finds its place among them.
//!
//! An import is one step, whatever articles are open: only its place among the steps is held here, and the store
//! takes it back by what the logs say. So is a recoding after the codebook has changed.

mod entry;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

pub use entry::{Batch, Change, Doing, Entry, RECODING, Reached, Whole};

use super::annotation::{Origin, Record};
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

/// A step as it is held.
#[derive(Clone, Debug)]
struct Held {
    step: Arc<Step>,
    /// The import it is; its edits are then only in the logs.
    import: Option<Arc<str>>,
}

impl Held {
    fn plain(step: Arc<Step>) -> Self {
        Self { step, import: None }
    }

    /// Tells whether it is the same step. Of one that was done long ago a log may hold no more than the name.
    fn is_same(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.step, &other.step);
        let same = || mine.edits == theirs.edits || mine.edits.is_empty() || theirs.edits.is_empty();
        self.import.is_none() && mine.name == theirs.name && (Arc::ptr_eq(mine, theirs) || same())
    }
}

/// A step that does not fit what is there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{name}”: {error}")]
pub struct Misfit {
    /// Name of the step.
    pub name: String,
    /// What does not fit.
    pub error: ApplyError,
}

/// Something that happened to the steps.
#[derive(Clone, Debug)]
struct Event {
    /// Before this run of the program or in it; then the time and the number within the second.
    order: (bool, String, u32),
    doing: Doing,
    held: Held,
    /// The logs it belongs into.
    logs: Vec<Option<ArticleKey>>,
    /// Keys of the records that somebody else has changed; nothing where all may be other ones.
    joined: Option<BTreeSet<String>>,
}

impl Event {
    /// Tells whether the entry is about this event, found in another log before.
    fn is_of(&self, entry: &Entry) -> bool {
        let import = entry.import.as_ref().map(|batch| batch.id.as_str());
        self.held.step.name == entry.name && self.doing == entry.doing && self.held.import.as_deref() == import
    }
}

/// Holds all steps; those behind `done` have been taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    events: Vec<Event>,
    steps: Vec<Held>,
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

    /// Takes the last step back and returns it; nothing if there is none, or if it is an import, which
    /// [`History::import`] tells.
    ///
    /// # Errors
    /// Gives the step that does not fit what is there, which nothing but lost lines of a log can bring about; nothing
    /// has then changed, and the step is passed over: it is none of the steps any more.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, Misfit> {
        self.travel(workspace, true)
    }

    /// Makes the next step again and returns it; nothing if there is none, or if it is an import.
    ///
    /// # Errors
    /// As [`History::undo`].
    pub fn redo(&mut self, workspace: &mut Workspace) -> Result<Option<Step>, Misfit> {
        self.travel(workspace, false)
    }

    fn travel(&mut self, workspace: &mut Workspace, back: bool) -> Result<Option<Step>, Misfit> {
        let Some(step) = self.step(back).cloned() else { return Ok(None) };
        let inverse = || step.edits.iter().rev().map(Edit::inverse).collect::<Vec<Edit>>();
        let applied = if back { workspace.apply(&inverse()) } else { workspace.apply(&step.edits) };
        if let Err(error) = applied {
            if matches!(error, ApplyError::Changed(_)) {
                self.done -= usize::from(back);
                self.steps.remove(self.done);
            }
            return Err(Misfit { name: step.name.clone(), error });
        }
        self.happened(if back { Doing::Undone } else { Doing::Redone }, step.clone());
        Ok(Some(Step::clone(&step)))
    }

    /// Gives the step that [`History::undo`] would take back, or [`History::redo`] would make again.
    #[must_use]
    pub fn step(&self, back: bool) -> Option<&Arc<Step>> {
        self.next(back).filter(|held| held.import.is_none()).map(|held| &held.step)
    }

    /// Gives the step that would be taken back, or made again.
    fn next(&self, back: bool) -> Option<&Held> {
        let at = if back { self.done.checked_sub(1)? } else { self.done };
        self.steps.get(at)
    }

    /// Names the import that is the step to be taken back, or made again; nothing where that is another step.
    #[must_use]
    pub fn import(&self, back: bool) -> Option<&str> {
        self.next(back)?.import.as_deref()
    }

    /// Gives the number of the last step of this run, after which an import counts its own.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
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
        let held = Held::plain(step);
        let joined = joined(name, &changes);
        let event = Event { order: (true, String::new(), self.number), doing: Doing::Outside, held, logs, joined };
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
            import: None,
        });
        self.logs.entry(Some(article.clone())).or_default().push(entry.clone());
        entry
    }

    fn happened(&mut self, doing: Doing, step: Arc<Step>) {
        self.number += 1;
        let logs = logs_of(&step);
        let (order, held) = ((true, String::new(), self.number), Held::plain(step));
        let event = Event { order, doing, held, logs, joined: None };
        self.take(&event);
        self.events.push(event);
    }

    /// Writes the last thing that happened down and keeps it in the logs of the articles it is about.
    ///
    /// Gives the entry; nothing before anything has happened. `text_of` gives the text of an open article.
    pub fn entry(&mut self, at: &str, by: &str, text_of: impl Fn(&ArticleKey) -> Option<Text>) -> Option<Arc<Entry>> {
        let event = self.events.last()?;
        let step = event.held.step.clone();
        let entry = Arc::new(Entry::of(&step, event.doing, (at, self.number, by), text_of));
        for log in logs_of(&step) {
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
        // What is known already is looked up, not looked for: a log can have ten thousand entries.
        let in_logs: HashSet<_> =
            if since { self.logs.values().flatten().map(|entry| entry.identity()).collect() } else { HashSet::new() };
        let mut by_order: HashMap<(bool, String, u32), Vec<usize>> = HashMap::new();
        for (at, event) in self.events.iter().enumerate().filter(|_| !since) {
            by_order.entry(event.order.clone()).or_default().push(at);
        }
        for entry in &entries {
            // A later entry of this run shall not look like one that is there.
            self.number = self.number.max(if since { entry.number } else { 0 });
            let mut order = (false, entry.at.clone(), entry.number);
            // A step in two articles stands in two logs.
            let there = if since {
                self.number += 1;
                order = (true, String::new(), self.number);
                in_logs.contains(&entry.identity())
            } else {
                by_order.get(&order).is_some_and(|found| found.iter().any(|at| self.events[*at].is_of(entry)))
            };
            if there {
                continue;
            }
            // What has changed from outside is only a mark in time, and of an import only the place is held.
            let named = || Step { name: entry.name.clone(), edits: Vec::new() };
            let (import, step) = match &entry.import {
                Some(Batch { whole: Some(_), id, .. }) => (Some(id.as_str().into()), Some(named())),
                Some(_) => continue,
                None if entry.doing == Doing::Outside => (None, Some(named())),
                None => (None, entry.step(&text_of)),
            };
            let Some(step) = step else { continue };
            let logs = if entry.doing == Doing::Outside { vec![article.cloned()] } else { logs_of(&step) };
            by_order.entry(order.clone()).or_default().push(self.events.len());
            let (held, joined) = (Held { step: Arc::new(step), import }, joined(&entry.name, &entry.changes));
            self.events.push(Event { order, doing: entry.doing, held, logs, joined });
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
        match (event.doing, &event.held.import) {
            (Doing::Done, _) => {
                self.steps.truncate(self.done);
                self.steps.push(event.held.clone());
                self.done += 1;
            }
            (Doing::Undone | Doing::Redone, Some(import)) => self.take_import(event, import),
            // One that is not there at all was never noted, and changes nothing here.
            (Doing::Undone, None) => {
                if let Some(at) = self.steps[..self.done].iter().rposition(|held| held.is_same(&event.held)) {
                    let between = self.pass_over(at + 1..self.done, event);
                    let held = self.steps.remove(at);
                    self.done = at + between;
                    self.steps.insert(self.done, held);
                }
            }
            (Doing::Redone, None) => {
                let there = self.steps[self.done..].iter().position(|held| held.is_same(&event.held));
                if let Some(at) = there.map(|at| self.done + at) {
                    let between = self.pass_over(self.done..at, event);
                    let held = self.steps.remove(self.done + between);
                    self.steps.insert(self.done, held);
                    self.done += 1;
                }
            }
            (Doing::Outside, _) => {
                // What is about other records than those somebody else has changed can still be taken back.
                let about = |edit: &Edit| {
                    event.joined.as_ref().is_none_or(|joined| keys_of(edit).any(|key| joined.contains(&key)))
                };
                let stays = |held: &Held| {
                    let edits = held.step.edits.iter();
                    !edits.filter(|edit| event.logs.contains(&edit.article)).any(about)
                };
                let done = self.steps[..self.done].iter().filter(|held| stays(held)).count();
                self.steps.retain(stays);
                self.done = done;
            }
        }
    }

    /// Drops the steps between a step that was taken back, or made again, and where it was expected: they did not fit.
    /// Those of other articles stay, which that time nobody had open. Gives how many stay.
    fn pass_over(&mut self, between: std::ops::Range<usize>, event: &Event) -> usize {
        let fits =
            |held: &Held| held.import.is_some() || !logs_of(&held.step).iter().any(|log| event.logs.contains(log));
        let stay: Vec<Held> = self.steps[between.clone()].iter().filter(|held| fits(held)).cloned().collect();
        let count = stay.len();
        self.steps.splice(between, stay);
        count
    }

    /// Moves an import to where it stands after it was taken back or brought again. That may have been done from
    /// elsewhere, while other steps were taken here.
    fn take_import(&mut self, event: &Event, import: &Arc<str>) {
        let held = match self.steps.iter().position(|held| held.import.as_ref() == Some(import)) {
            Some(at) => {
                self.done -= usize::from(at < self.done);
                self.steps.remove(at)
            }
            // It was among steps that are forgotten.
            None if event.doing == Doing::Undone => return,
            None => event.held.clone(),
        };
        self.steps.insert(self.done, held);
        self.done += usize::from(event.doing == Doing::Redone);
    }

    /// Gives what the log of an article says, oldest first; of the whole corpus without one.
    #[must_use]
    pub fn log(&self, article: Option<&ArticleKey>) -> &[Arc<Entry>] {
        self.logs.get(&article.cloned()).map_or(&[], Vec::as_slice)
    }

    /// Names the step that undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.next(true).map(|held| held.step.name.as_str())
    }

    /// Names the step that redo would make again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.next(false).map(|held| held.step.name.as_str())
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

/// Name of the entry for a work that was joined with what somebody else has saved.
pub const JOINED: &str = "Joined with what somebody else has saved";

/// Gives the keys of the records that a join has changed; nothing for anything else that comes from outside, such as
/// another text.
fn joined(name: &str, changes: &[Change]) -> Option<BTreeSet<String>> {
    let sides = changes.iter().flat_map(|change| [&change.before, &change.after]);
    (name == JOINED).then(|| sides.flatten().map(Record::key).collect())
}

fn keys_of(edit: &Edit) -> impl Iterator<Item = String> {
    [&edit.before, &edit.after].into_iter().flatten().map(Record::key)
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

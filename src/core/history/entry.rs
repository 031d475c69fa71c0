//! An entry of the log: who did what, when, from where, and every record before and after.

use serde::{Deserialize, Serialize};

use super::Step;
use crate::core::annotation::{Origin, Quoted, Record};
use crate::core::text::Text;
use crate::core::workspace::{ArticleKey, Edit};

/// Says in which way a step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Doing {
    /// For the first time.
    Done,
    /// Taken back.
    Undone,
    /// Made again.
    Redone,
    /// From outside the program's own steps: joined with a change on disk, or moved to a changed text. Steps
    /// before it are history and no longer taken back.
    Outside,
}

/// One record before and after, as a file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Path of the article inside the corpus; nothing for what belongs to the whole corpus.
    pub article: Option<String>,
    /// The record before; nothing where it was made.
    pub before: Option<Record<Quoted>>,
    /// The record after; nothing where it was deleted.
    pub after: Option<Record<Quoted>>,
}

/// Kind of a [`Batch`] that puts the codes of a changed codebook in the place of old ones.
pub const RECODING: &str = "recode";

/// Ties the entries of one import together, over all its articles and the whole corpus; and likewise those of anything
/// else that is one step over many articles.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Tells the import from every other.
    pub id: String,
    /// What it is, if it is no import: [`RECODING`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// What the import is about; only in the log of the whole corpus, where it makes the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// Whether the import had begun the work on the article, and taking it back has left nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emptied: bool,
}

/// What an import is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// The articles, in the order in which they were imported into.
    pub articles: Vec<Reached>,
    /// Names of the files of the whole corpus that were not there before.
    pub lists: Vec<String>,
}

/// An article that was imported into.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// Path of the article inside the corpus.
    pub article: String,
    /// SHA-256 of the bytes of its file, where the import has made it.
    pub made: Option<String>,
    /// Whether the annotator had no file of work on it before.
    pub begun: bool,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Tells entries of one second apart; grows within a run of the program.
    pub number: u32,
    /// The annotator.
    pub by: String,
    /// What was done, e.g. "Mark Wang Xiaohong as actor".
    pub name: String,
    /// In which way.
    pub doing: Doing,
    /// Where it comes from: a person, an accepted suggestion, an import.
    pub origin: Origin,
    /// The records, in the order they were changed.
    pub changes: Vec<Change>,
    /// The import it is a part of. Older programs wrote none, and their imports are steps of single articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<Batch>,
}

impl Entry {
    /// Writes a step down. `text_of` gives the text of an open article; changes of others are left out.
    #[must_use]
    pub fn of(
        step: &Step,
        doing: Doing,
        (at, number, by): (&str, u32, &str),
        text_of: impl Fn(&ArticleKey) -> Option<Text>,
    ) -> Self {
        let quoted = |edit: &Edit| {
            let text = match &edit.article {
                Some(key) => text_of(key)?,
                None => Text::canonical(""),
            };
            let side = |record: &Option<Record>| record.as_ref().map(|record| record.quoted(&text));
            let (before, after) = (side(&edit.before), side(&edit.after));
            let (before, after) = if doing == Doing::Undone { (after, before) } else { (before, after) };
            Some(Change { article: edit.article.as_ref().map(ToString::to_string), before, after })
        };
        let mut changes: Vec<Change> = step.edits.iter().filter_map(quoted).collect();
        if doing == Doing::Undone {
            changes.reverse();
        }
        Self {
            at: at.to_owned(),
            number,
            by: by.to_owned(),
            name: step.name.clone(),
            doing,
            origin: origin(&step.edits),
            changes,
            import: None,
        }
    }

    /// Gives the same entry as a part of an import.
    #[must_use]
    pub fn of_import(mut self, batch: Batch) -> Self {
        self.import = Some(batch);
        self
    }

    /// Tells whether the entry is a part of an import.
    #[must_use]
    pub fn is_of_import(&self, id: &str) -> bool {
        self.import.as_ref().is_some_and(|batch| batch.id == id)
    }

    /// Reads the step back; nothing where a record does not fit the text any more, or its article is not open.
    #[must_use]
    pub fn step(&self, text_of: impl Fn(&ArticleKey) -> Option<Text>) -> Option<Step> {
        let edit = |change: &Change| {
            let article = change.article.as_deref().map(ArticleKey::new);
            let text = match &article {
                Some(key) => text_of(key)?,
                None => Text::canonical(""),
            };
            let side = |record: &Option<Record<Quoted>>| match record {
                Some(record) => record.placed(&text).ok().map(Some),
                None => Some(None),
            };
            Some(Edit { article, before: side(&change.before)?, after: side(&change.after)? })
        };
        let edits: Option<Vec<Edit>> = self.changes.iter().map(edit).collect();
        let mut edits = edits?;
        if self.doing == Doing::Undone {
            edits = edits.iter().rev().map(Edit::inverse).collect();
        }
        Some(Step { name: self.name.clone(), edits })
    }

    /// Gives what tells the entry from every other of its log.
    pub(super) fn identity(&self) -> (&str, u32, Doing, &str, &str, Option<&Batch>) {
        (&self.at, self.number, self.doing, &self.by, &self.name, self.import.as_ref())
    }

    /// Tells whether the entry is about a record, by its key.
    #[must_use]
    pub fn is_about(&self, key: &str) -> bool {
        let of = |record: &Option<Record<Quoted>>| record.as_ref().is_some_and(|record| record.key() == key);
        self.changes.iter().any(|change| of(&change.before) || of(&change.after))
    }
}

/// Gives where a step comes from: that of the first record it makes, unless a person has made it. Of files it is what
/// all of them say, as each may say more of its own, such as how sure a model was.
fn origin(edits: &[Edit]) -> Origin {
    let made = edits.iter().filter(|edit| edit.before.is_none()).filter_map(|edit| edit.after.as_ref());
    let origins = || made.clone().filter_map(|record| record.authorship()).map(|authorship| &authorship.origin);
    let first = origins().find(|origin| **origin != Origin::Manual).cloned().unwrap_or_default();
    let Origin::Imported(mut from) = first else { return first };
    for origin in origins() {
        if let Origin::Imported(other) = origin {
            while !is_said(&from, other)
                && let Some(end) = from.rfind(", ")
            {
                from.truncate(end);
            }
        }
    }
    Origin::Imported(from)
}

/// Tells whether an origin is another one, or that with more.
fn is_said(from: &str, other: &str) -> bool {
    other.strip_prefix(from).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{ActorMention, Id, Kind, Place};
    use crate::core::text::Span;

    #[test]
    fn step_comes_from_where_all_of_its_records_come_from() {
        let edit = |from: &&str| {
            let mut actor = ActorMention::new(Id::new(Kind::Actor, 1), Place::of(Span::new(0, 4)));
            actor.authorship.origin = Origin::Imported((*from).to_owned());
            Edit { article: None, before: None, after: Some(Record::Actor(actor.into())) }
        };
        let from = |all: &[&str]| origin(&all.iter().map(edit).collect::<Vec<_>>());
        let imported = |from: &str| Origin::Imported(from.to_owned());
        assert_eq!(from(&["ls: a.json, model m, score 0.7"]), imported("ls: a.json, model m, score 0.7"));
        assert_eq!(
            from(&["ls: a.json, model m, score 0.7", "ls: a.json, model m, score 0.75"]),
            imported("ls: a.json, model m")
        );
        assert_eq!(from(&["ls: a.json, model m, score 0.7", "ls: a.json, model m"]), imported("ls: a.json, model m"));
        assert_eq!(from(&["ls: a.json", "ls: b.json"]), imported("ls: a.json"));
        assert_eq!(from(&[]), Origin::Manual);
    }
}

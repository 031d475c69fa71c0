//! Plans about what is kept beside the records: conflicts to be decided on, and places in earlier texts.

use std::sync::Arc;

use super::{Changes, Planner, Refusal};
use crate::core::annotation::{Conflict, Former, Place, Quoted, Record};
use crate::core::merge::{differences, field_words};

impl Planner<'_> {
    /// Takes the other side's record, or lets ours stand; either way the conflict is gone.
    pub(super) fn decide(&self, id: &str, other: bool) -> Result<Changes, Refusal> {
        let conflict = self.work.conflicts.get(id).ok_or_else(gone)?;
        let present = self.work.records().find(|record| record.key() == conflict.about);
        let choice = if other { Choice::Other(placed(self, conflict)?) } else { Choice::Here };
        Ok(decided(conflict, present, choice))
    }

    /// Gives a lost record its place back.
    pub(super) fn put_back(&self, key: &str, place: &Place) -> Result<Changes, Refusal> {
        let former = self.former(key)?;
        if !former.lost {
            return Err(Refusal::new("This record has a place in the article. Move its mark instead."));
        }
        let mut first = true;
        let quoted = Quoted::of(place, &self.opened.article.text);
        let mut record = former.record.clone();
        // Its own place is the one given; what stood beside it did so in the earlier text.
        clear_sides(&mut record);
        let placed = record
            .try_map(&mut |_: Quoted| {
                let whole = std::mem::take(&mut first);
                if whole { Ok(quoted.clone()) } else { Err(()) }
            })
            .ok()
            .and_then(|record| record.placed(&self.opened.article.text).ok())
            .ok_or_else(|| Refusal::new("This record cannot be placed here. Select its words in the article first."))?;
        let name = format!("Put “{}” back", self.quote(place));
        let gone = Record::Former(former.clone());
        Ok((name, vec![(None, Some(placed)), (Some(gone), None)]))
    }

    /// Takes a record out of the article again that was moved to a wrong place; it is kept as lost.
    pub(super) fn unplace(&self, key: &str) -> Result<Changes, Refusal> {
        let former = self.former(key)?;
        let present = self.work.records().find(|record| record.key() == key);
        if matches!(present, None | Some(Record::Header(_))) {
            return self.forget(key);
        }
        let lost = Record::Former(Arc::new(Former { lost: true, ..Former::clone(former) }));
        let words = former.record.places().first().map_or_else(|| key.to_owned(), |place| place.words());
        let name = format!("“{words}” is not there");
        Ok((name, vec![(present, None), (Some(Record::Former(former.clone())), Some(lost))]))
    }

    /// Forgets how a record stood in an earlier text.
    pub(super) fn forget(&self, key: &str) -> Result<Changes, Refusal> {
        let former = self.former(key)?;
        let words = former.record.places().first().map_or_else(|| key.to_owned(), |place| place.words());
        let name = if former.lost {
            format!("Delete the lost “{words}”")
        } else {
            format!("Accept the place of “{words}”")
        };
        Ok((name, vec![(Some(Record::Former(former.clone())), None)]))
    }

    fn former(&self, key: &str) -> Result<&Arc<Former>, Refusal> {
        self.work.former.get(key).ok_or_else(gone)
    }
}

/// Takes away everything but the first place of a record.
fn clear_sides(record: &mut Record<Quoted>) {
    match record {
        Record::Actor(actor) => Arc::make_mut(actor).titles.iter_mut().for_each(|title| title.place = None),
        Record::Agreement(agreement) => {
            let agreement = Arc::make_mut(agreement);
            agreement.evidence.truncate(1);
            (agreement.trigger, agreement.instrument, agreement.venue.place) = (None, None, None);
        }
        _ => {}
    }
}

/// Gives the other side's record with its places in the text; nothing inside where it has deleted the record.
fn placed(planner: &Planner<'_>, conflict: &Conflict) -> Result<Option<Record>, Refusal> {
    let Some(other) = &conflict.other else { return Ok(None) };
    let placed = other.placed(&planner.opened.article.text);
    placed.map(Some).map_err(|misplaced| {
        Refusal::new(format!("{} Decide for what stands here.", misplaced.sentence("The other side’s mark")))
    })
}

/// What somebody has decided for.
pub(super) enum Choice {
    /// What stands here.
    Here,
    /// The record of the other side; nothing where that has deleted it.
    Other(Option<Record>),
}

/// Makes the changes of a decision.
pub(super) fn decided(conflict: &Arc<Conflict>, present: Option<Record>, choice: Choice) -> Changes {
    let fields: Vec<String> = conflict.fields.iter().map(|field| field_words(field)).collect();
    let what = if fields.is_empty() { "whether it stays".to_owned() } else { fields.join(", ") };
    let whose = if matches!(choice, Choice::Here) { "the value here" } else { "the other value" };
    let mut changes = vec![(Some(Record::Conflict(conflict.clone())), None)];
    if let Choice::Other(other) = choice {
        changes.push((present, other));
    }
    (format!("Decide for {whose} of {what}"), changes)
}

fn gone() -> Refusal {
    Refusal::new("This is decided already.")
}

/// Says in words how the two sides of a conflict differ: field, what stands here, what the other side has.
#[must_use]
pub fn sides(conflict: &Conflict, here: Option<&Record<Quoted>>) -> Vec<(String, String, String)> {
    if conflict.other.is_none() {
        return vec![("record".to_owned(), "changed here".to_owned(), "deleted there".to_owned())];
    }
    differences(here, conflict.other.as_ref())
        .into_iter()
        .map(|one| (field_words(&one.field), one.before, one.after))
        .collect()
}

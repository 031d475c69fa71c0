//! What a person wants, and the pure step from there to edits: `plan(workspace, article, intent, stamp)`.
//!
//! A plan never changes anything. A refusal is a sentence for the person who asked.

mod beside;
mod consequence;
mod corpus;
mod field;
mod kept;
mod place;
mod record;
mod refer;
mod takeover;

pub use consequence::{Afterwards, consequences};
pub use kept::sides;
pub use place::nudge;
pub use refer::{brings, references};

use std::collections::BTreeSet;

use super::annotation::{Header, Id, Place, Record, State, Work};
use super::history::Step;
use super::intent::Intent;
use super::shared::belongs_to_corpus;
use super::text::excerpt;
use super::workspace::{Access, ArticleKey, Edit, Opened, Workspace};

/// Code points of the name of a step.
const LONGEST_NAME: usize = 160;
/// Code points of a rejected text that a refusal repeats.
const QUOTED: usize = 40;

/// Who acts, when, and where new ids come from.
pub struct Stamp<'a> {
    /// The annotator.
    pub by: &'a str,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Gives 40 random bits at each call.
    pub random: &'a mut dyn FnMut() -> u64,
}

/// A planned step and the record it makes or changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The step to commit.
    pub step: Step,
    /// The record of the article to show afterwards.
    pub shows: Option<Id>,
    /// What to show once it is done.
    pub after: Afterwards,
}

/// Says why nothing was done, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The sentence.
    pub message: String,
    /// A record to show instead, e.g. the one that is already there.
    pub shows: Option<Id>,
    /// Texts that would not be refused in place of the one that was, the likeliest first.
    pub offers: Vec<String>,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), shows: None, offers: Vec::new() }
    }

    /// Offers what is most likely meant instead.
    fn offer(self, offers: impl IntoIterator<Item = String>) -> Self {
        Self { offers: offers.into_iter().collect(), ..self }
    }
}

/// The name of a step, and the records before and after.
type Changes = (String, Vec<(Option<Record>, Option<Record>)>);

/// Plans an intent. An intent that changes nothing gives a step without edits.
///
/// # Errors
/// Refuses what cannot or should not be done, with a sentence.
pub fn plan(
    workspace: &Workspace,
    article: Option<&ArticleKey>,
    intent: Intent,
    stamp: &mut Stamp<'_>,
) -> Result<Plan, Refusal> {
    let mut after = afterwards(&intent);
    let deletes = matches!(intent, Intent::Delete(_));
    let of_corpus = matches!(intent, Intent::Corpus(_));
    let (name, mut changes) = match intent {
        Intent::Corpus(intent) => corpus::plan(workspace, intent, stamp)?,
        intent => Planner::of(workspace, article)?.plan(intent, stamp)?,
    };
    changes.retain(|(before, after)| before != after);
    adopt(workspace, &mut changes);
    let shows = changes.iter().find_map(|(_, after)| after.as_ref().and_then(Record::id)).cloned();
    let entry = changes.iter().find_map(|(_, after)| match after {
        Some(Record::Entry(entry)) => Some(entry.id.clone()),
        _ => None,
    });
    after.entry = entry.filter(|_| of_corpus);
    let mut edits: Vec<Edit> = changes
        .into_iter()
        .map(|(before, after)| {
            let side = before.as_ref().or(after.as_ref());
            let article = article.filter(|_| !side.is_some_and(belongs_to_corpus)).cloned();
            Edit { article, before, after: after.map(|record| sign(record, stamp)) }
        })
        .collect();
    if let Some(opened) = article.and_then(|key| workspace.get(key)) {
        begin(opened, &mut edits);
    }
    // The name of an actor can be as long as somebody has typed.
    let name = excerpt(&name, LONGEST_NAME);
    after.says = deletes.then(|| format!("{name}. Ctrl+Z brings it back."));
    Ok(Plan { step: Step { name, edits }, shows, after })
}

/// Says what is shown after an intent has been carried out; which record it made is not known yet.
fn afterwards(intent: &Intent) -> Afterwards {
    match intent {
        Intent::Mark(_, place) | Intent::MarkAs(_, place) => {
            Afterwards { goes_on: true, caret: Some(place.cover().end), ..Afterwards::default() }
        }
        Intent::Twin(_) => Afterwards { goes_on: true, ..Afterwards::default() },
        Intent::Delete(_) => Afterwards { to_article: true, ..Afterwards::default() },
        _ => Afterwards::default(),
    }
}

/// Says why an intent would be refused, without carrying it out.
#[must_use]
pub fn refusal(workspace: &Workspace, article: Option<&ArticleKey>, intent: Intent) -> Option<Refusal> {
    let mut random = || 0;
    plan(workspace, article, intent, &mut Stamp { by: "", at: "", random: &mut random }).err()
}

/// Lets the state follow the first change of an article: one that was new is now in progress.
fn begin(opened: &Opened, edits: &mut Vec<Edit>) {
    let touches_records = edits.iter().any(|edit| edit.id().is_some());
    let is_header = |edit: &Edit| matches!(edit.before, Some(Record::Header(_)));
    let touches_header = edits.iter().any(is_header);
    if opened.work.header.state == State::New && touches_records && !touches_header {
        let before = opened.work.header.clone();
        let after = Header { state: State::InProgress, ..before.clone() };
        edits.push(Edit {
            article: Some(opened.article.key.clone()),
            before: Some(Record::Header(Box::new(before))),
            after: Some(Record::Header(Box::new(after))),
        });
    }
}

/// Copies entries that ship with the program into the corpus where a record begins to point to them.
fn adopt(workspace: &Workspace, changes: &mut Vec<(Option<Record>, Option<Record>)>) {
    let (registry, schema) = (&workspace.shared.registry, workspace.schema());
    let mut wanted: Vec<String> =
        changes.iter().filter_map(|(_, after)| after.as_ref()).flat_map(|record| brings(record, schema)).collect();
    let made = changes.iter().filter_map(|(_, after)| match after {
        Some(Record::Entry(entry)) => Some(entry.id.clone()),
        _ => None,
    });
    let mut seen: BTreeSet<String> = made.collect();
    while let Some(id) = wanted.pop() {
        if !registry.is_only_shipped(&id) || !seen.insert(id.clone()) {
            continue;
        }
        if let Some(entry) = registry.get(&id) {
            let record = Record::Entry(entry.clone());
            wanted.extend(brings(&record, schema));
            changes.push((None, Some(record)));
        }
    }
}

/// Writes the name and the time into a record that is made or changed.
fn sign(mut record: Record, stamp: &Stamp<'_>) -> Record {
    if let Some(authorship) = record.authorship_mut() {
        if authorship.created_by.is_empty() {
            stamp.by.clone_into(&mut authorship.created_by);
            stamp.at.clone_into(&mut authorship.created_at);
        }
        stamp.by.clone_into(&mut authorship.changed_by);
        stamp.at.clone_into(&mut authorship.changed_at);
    }
    record
}

/// Plans changes of one article.
struct Planner<'a> {
    workspace: &'a Workspace,
    opened: &'a Opened,
    work: &'a Work,
}

impl<'a> Planner<'a> {
    /// Takes the article if its work may be changed.
    fn of(workspace: &'a Workspace, article: Option<&ArticleKey>) -> Result<Self, Refusal> {
        let key = article.ok_or_else(|| Refusal::new("No article is open. Open one first."))?;
        let opened = workspace.get(key).ok_or_else(|| Refusal::new(format!("“{key}” is not open. Open it first.")))?;
        match &opened.access {
            Access::Editable => Ok(Self { workspace, opened, work: &opened.work }),
            Access::ReadOnly(reason) => Err(Refusal::new(reason.clone())),
            Access::Loading => {
                Err(Refusal::new("The work on this article is still being read. Try again in a moment."))
            }
        }
    }

    fn plan(&self, intent: Intent, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        match intent {
            Intent::Mark(kind, place) => self.mark(kind, &place, stamp),
            Intent::MarkAs(type_id, place) => self.mark_as(type_id, &place, stamp),
            Intent::MarkRegions(regions) => self.mark_regions(regions, stamp),
            Intent::Twin(id) => self.twin(&id, stamp),
            Intent::AddPlace(id, place) => self.add_place(&id, &place),
            Intent::RemoveEvidence(id, part) => self.remove_evidence(&id, part),
            Intent::Move(id, part, place) => self.move_place(&id, part, &place),
            Intent::Delete(ids) => self.delete(&ids),
            Intent::SetActor(id, field) => self.set_actor(&id, field, stamp),
            Intent::SetDate(id, field) => self.set_date(&id, field),
            Intent::SetAgreement(id, field) => self.set_agreement(&id, field),
            Intent::SetFlag(id, field) => self.set_flag(&id, field),
            Intent::SetRegion(id, field) => self.set_region(&id, field),
            Intent::SetCustom(id, field) => self.set_custom(&id, field),
            Intent::SetHeader(field) => self.set_header(field, stamp),
            Intent::AddSpelling(id) => self.add_spelling(&id),
            Intent::NewEntryFor(id, slot, name) => self.new_entry_for(&id, slot, &name, stamp),
            Intent::Decide(id, other) => self.decide(&id, other),
            Intent::PutBack(key, place) => self.put_back(&key, &place),
            Intent::Unplace(key) => self.unplace(&key),
            Intent::Forget(key) => self.forget(&key),
            Intent::Remark(id, path, remark) => self.remark(id.as_ref(), &path, remark),
            Intent::Accept(id, accepted) => self.accept(id.as_ref(), accepted, stamp),
            Intent::Unaccept(id, accepted) => self.unaccept(id.as_ref(), &accepted),
            Intent::SameAs(id, other) => self.same_as(&id, &other, stamp),
            Intent::Show(id, place, field) => self.show(&id, &place, &field),
            Intent::Corpus(intent) => corpus::plan(self.workspace, intent, stamp),
        }
    }

    fn quote(&self, place: &Place) -> String {
        excerpt(&self.opened.article.text.pieces(place.fragments(), 32).join(" … "), 32)
    }

    /// Names a record in the name of a step: by what it marks.
    fn name_of(&self, id: &Id) -> String {
        let record = self.work.record(id);
        let place = record.as_ref().and_then(|record| record.places().first().copied());
        place.map_or_else(|| id.to_string(), |place| format!("“{}”", self.quote(place)))
    }

    fn find(&self, id: &Id) -> Result<Record, Refusal> {
        self.work.record(id).ok_or_else(|| Refusal::new(format!("The record {id} is gone. Select another one.")))
    }
}

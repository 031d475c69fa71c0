//! What a person wants, and the pure step from there to edits: `plan(workspace, intent, stamp)`.
//!
//! A plan never changes anything. A refusal is a sentence for the person who asked.

use std::sync::Arc;

use super::annotation::{
    ActorMention, Agreement, Authorship, Basis, DateMention, DateSlot, Header, Id, Kind, LanguageTag, Place, Record,
    Reference, State, Work,
};
use super::history::Step;
use super::language;
use super::text::{Span, excerpt};
use super::workspace::{Access, ArticleKey, Edit, Opened, Workspace};

/// What a person wants to change in one article.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Mark a place as a new record of a kind.
    Mark(Kind, Place),
    /// Add a further passage to an agreement, or a further fragment to any other mark.
    AddPlace(Id, Place),
    /// Take an evidence passage away.
    RemoveEvidence(Id, usize),
    /// Move one place of a record.
    Move(Id, usize, Place),
    /// Delete records.
    Delete(Vec<Id>),
    /// Change one field of an actor mention.
    SetActor(Id, ActorField),
    /// Change one field of a date mention.
    SetDate(Id, DateField),
    /// Change one field of an agreement.
    SetAgreement(Id, AgreementField),
    /// Change one field of the header.
    SetHeader(HeaderField),
}

/// One field of an actor mention with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum ActorField {
    /// Code of `ActorForm`.
    Form(String),
    /// Names of the actors meant.
    Links(Vec<String>),
    /// Title or office.
    Role(String),
    /// Note.
    Note(String),
}

/// One field of a date mention with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum DateField {
    /// EDTF value as typed.
    Value(String),
    /// Vague reference.
    Reference(Option<Reference>),
    /// Code of `DateRole`.
    Role(String),
    /// Basis.
    Basis(Basis),
    /// Note.
    Note(String),
}

/// One field of an agreement with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum AgreementField {
    /// Title.
    Title(String),
    /// Code of `Level`; clears a kind that does not belong to it.
    Level(String),
    /// Code of the kinds of the level.
    Kind(String),
    /// Code of `Status`.
    Status(String),
    /// Names of the parties.
    Parties(Vec<String>),
    /// Date of signing.
    Signed(DateSlot),
    /// Note.
    Note(String),
}

/// One field of the header with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum HeaderField {
    /// Where the title stands.
    Title(Option<Place>),
    /// Language.
    Language(LanguageTag),
    /// Publication date.
    Published(String),
    /// What the publication date rests on.
    PublishedBasis(Basis),
    /// Publisher.
    Publisher(String),
    /// State.
    State(State),
    /// Note.
    Note(String),
}

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
    /// The record to show afterwards.
    pub shows: Option<Id>,
}

/// Says why nothing was done, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The sentence.
    pub message: String,
    /// A record to show instead, e.g. the one that is already there.
    pub shows: Option<Id>,
}

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), shows: None }
    }
}

/// Plans an intent. An intent that changes nothing gives a step without edits.
///
/// # Errors
/// Refuses what cannot or should not be done, with a sentence.
pub fn plan(workspace: &Workspace, key: &ArticleKey, intent: Intent, stamp: &mut Stamp<'_>) -> Result<Plan, Refusal> {
    let opened = workspace.get(key).ok_or_else(|| Refusal::new(format!("“{key}” is not open. Open it first.")))?;
    match &opened.access {
        Access::Editable => {}
        Access::ReadOnly(reason) => return Err(Refusal::new(reason.clone())),
        Access::Loading => {
            return Err(Refusal::new("The work on this article is still being read. Try again in a moment."));
        }
    }
    let planner = Planner { opened, work: &opened.work };
    let (name, changes) = match intent {
        Intent::Mark(kind, place) => planner.mark(kind, &place, stamp)?,
        Intent::AddPlace(id, place) => planner.add_place(&id, &place)?,
        Intent::RemoveEvidence(id, part) => planner.remove_evidence(&id, part)?,
        Intent::Move(id, part, place) => planner.move_place(&id, part, &place)?,
        Intent::Delete(ids) => planner.delete(&ids)?,
        Intent::SetActor(id, field) => planner.set_actor(&id, field)?,
        Intent::SetDate(id, field) => planner.set_date(&id, field)?,
        Intent::SetAgreement(id, field) => planner.set_agreement(&id, field)?,
        Intent::SetHeader(field) => planner.set_header(field)?,
    };
    let shows = changes.iter().find_map(|(_, after)| after.as_ref().and_then(Record::id)).cloned();
    let mut edits: Vec<Edit> = changes
        .into_iter()
        .filter(|(before, after)| before != after)
        .map(|(before, after)| Edit { article: key.clone(), before, after: after.map(|record| sign(record, stamp)) })
        .collect();
    if !edits.is_empty() {
        begin(&planner, &mut edits, key);
    }
    Ok(Plan { step: Step { name, edits }, shows })
}

/// Lets the state follow the first change: an article that was new is now in progress.
fn begin(planner: &Planner<'_>, edits: &mut Vec<Edit>, key: &ArticleKey) {
    let touches_header = edits.iter().any(|edit| edit.id().is_none());
    if planner.work.header.state == State::New && !touches_header {
        let before = planner.work.header.clone();
        let after = Header { state: State::InProgress, ..before.clone() };
        edits.push(Edit {
            article: key.clone(),
            before: Some(Record::Header(Box::new(before))),
            after: Some(Record::Header(Box::new(after))),
        });
    }
}

/// Writes the name and the time into a record that is made or changed.
fn sign(record: Record, stamp: &Stamp<'_>) -> Record {
    let signed = |old: &Authorship| {
        let mut new = old.clone();
        if new.created_by.is_empty() {
            stamp.by.clone_into(&mut new.created_by);
            stamp.at.clone_into(&mut new.created_at);
        }
        stamp.by.clone_into(&mut new.changed_by);
        stamp.at.clone_into(&mut new.changed_at);
        new
    };
    match record {
        Record::Header(header) => Record::Header(header),
        Record::Actor(actor) => {
            Record::Actor(Arc::new(ActorMention { authorship: signed(&actor.authorship), ..(*actor).clone() }))
        }
        Record::Date(date) => {
            Record::Date(Arc::new(DateMention { authorship: signed(&date.authorship), ..(*date).clone() }))
        }
        Record::Agreement(agreement) => {
            Record::Agreement(Arc::new(Agreement { authorship: signed(&agreement.authorship), ..(*agreement).clone() }))
        }
    }
}

type Changes = (String, Vec<(Option<Record>, Option<Record>)>);

struct Planner<'a> {
    opened: &'a Opened,
    work: &'a Work,
}

impl Planner<'_> {
    /// Checks a place: inside the text, not empty, widened to whole letters, white space trimmed off.
    fn settle(&self, place: &Place) -> Result<Place, Refusal> {
        let text = &self.opened.article.text;
        if place.fragments().iter().any(|span| span.end > text.len()) {
            return Err(Refusal::new("The mark reaches past the end of the article. Select it again."));
        }
        let fragments = place.fragments().iter().map(|span| text.trim(text.snap(*span))).collect();
        Place::from_fragments(fragments)
            .ok_or_else(|| Refusal::new("Nothing is selected here. Put the caret in a word, or select some text."))
    }

    fn quote(&self, place: &Place) -> String {
        let pieces: Vec<&str> = place.fragments().iter().map(|span| self.opened.article.text.slice(*span)).collect();
        excerpt(&pieces.join(" … "), 32)
    }

    fn name_of(&self, id: &Id) -> String {
        let place = self.work.record(id).and_then(|record| record.places().first().cloned());
        place.map_or_else(|| id.to_string(), |place| format!("“{}”", self.quote(&place)))
    }

    fn mark(&self, kind: Kind, place: &Place, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let twin =
            self.opened.marks.within(place.cover()).into_iter().find(|mark| mark.kind() == kind && mark.place == place);
        if let Some(twin) = twin {
            let message = format!("This text is already marked as {} {}.", kind.word(), twin.id);
            return Err(Refusal { message, shows: Some(twin.id.clone()) });
        }
        let mut id = Id::new(kind, (stamp.random)());
        while self.work.record(&id).is_some() {
            id = Id::new(kind, (stamp.random)());
        }
        let name = format!("Mark “{}” as {}", self.quote(&place), kind.word());
        let authorship = Authorship::default();
        let record = match kind {
            Kind::Actor => Record::Actor(Arc::new(ActorMention {
                id,
                place,
                form: "name".into(),
                links: Vec::new(),
                role: String::new(),
                note: String::new(),
                authorship,
            })),
            Kind::Date => Record::Date(Arc::new(DateMention {
                id,
                place,
                value: String::new(),
                reference: None,
                role: "event".into(),
                basis: Basis::Explicit,
                note: String::new(),
                authorship,
            })),
            Kind::Agreement => Record::Agreement(Arc::new(Agreement {
                id,
                title: String::new(),
                level: "instrument".into(),
                kind: "unspecified_document".into(),
                status: "unknown".into(),
                parties: Vec::new(),
                signed: DateSlot::default(),
                evidence: vec![place],
                note: String::new(),
                authorship,
            })),
        };
        Ok((name, vec![(None, Some(record))]))
    }

    fn add_place(&self, id: &Id, place: &Place) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let record = self.find(id)?;
        let quote = self.quote(&place);
        let after = match &record {
            Record::Agreement(agreement) => {
                if agreement.evidence.contains(&place) {
                    return Err(Refusal::new(format!("“{quote}” is already evidence of this agreement.")));
                }
                let mut after = (**agreement).clone();
                after.evidence.push(place);
                after.evidence.sort();
                Record::Agreement(Arc::new(after))
            }
            other => {
                let mut fragments = other.places()[0].fragments().to_vec();
                fragments.extend_from_slice(place.fragments());
                let joined = Place::from_fragments(fragments).ok_or_else(|| Refusal::new("Nothing is selected."))?;
                with_place(other, 0, joined)
            }
        };
        let name = format!("Add “{quote}” to {}", self.name_of(id));
        Ok((name, vec![(Some(record), Some(after))]))
    }

    fn remove_evidence(&self, id: &Id, part: usize) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Agreement(agreement) = &record else {
            return Err(Refusal::new("Only agreements have several passages. Delete the mark instead."));
        };
        if agreement.evidence.len() < 2 || part >= agreement.evidence.len() {
            return Err(Refusal::new("An agreement needs at least one passage. Delete the agreement instead."));
        }
        let mut after = (**agreement).clone();
        let gone = after.evidence.remove(part);
        let name = format!("Remove the passage “{}”", self.quote(&gone));
        let after = Record::Agreement(Arc::new(after));
        Ok((name, vec![(Some(record), Some(after))]))
    }

    fn move_place(&self, id: &Id, part: usize, place: &Place) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let record = self.find(id)?;
        if part >= record.places().len() {
            return Err(Refusal::new("This passage is gone. Select the mark again."));
        }
        let name = format!("Move the edge of {} to “{}”", self.name_of(id), self.quote(&place));
        let after = with_place(&record, part, place);
        Ok((name, vec![(Some(record), Some(after))]))
    }

    fn delete(&self, ids: &[Id]) -> Result<Changes, Refusal> {
        let mut changes: Vec<(Option<Record>, Option<Record>)> = Vec::new();
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            changes.push((Some(self.find(id)?), None));
        }
        // A date that goes must not leave a pointer behind.
        for agreement in self.work.agreements.values().filter(|agreement| !ids.contains(&agreement.id)) {
            if agreement.signed.mention.as_ref().is_some_and(|mention| ids.contains(mention)) {
                let mut after = (**agreement).clone();
                after.signed.mention = None;
                changes.push((Some(Record::Agreement(agreement.clone())), Some(Record::Agreement(Arc::new(after)))));
            }
        }
        let name = match ids.as_slice() {
            [id] => format!("Delete {} {}", id.kind().word(), self.name_of(id)),
            _ => format!("Delete {} records", ids.len()),
        };
        Ok((name, changes))
    }

    fn set_actor(&self, id: &Id, field: ActorField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Actor(actor) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**actor).clone();
        let what = match field {
            ActorField::Form(form) => set(&mut after.form, form, "form"),
            ActorField::Links(links) => set(&mut after.links, links, "name"),
            ActorField::Role(role) => set(&mut after.role, role, "role"),
            ActorField::Note(note) => set(&mut after.note, note, "note"),
        };
        let after = Record::Actor(Arc::new(after));
        Ok((format!("Change the {what} of {}", self.name_of(id)), vec![(Some(record), Some(after))]))
    }

    fn set_date(&self, id: &Id, field: DateField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Date(date) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**date).clone();
        let what = match field {
            DateField::Value(value) => {
                if !value.is_empty() {
                    after.reference = None;
                }
                set(&mut after.value, value, "value")
            }
            DateField::Reference(reference) => {
                if reference.is_some() && !after.value.is_empty() {
                    let value = &after.value;
                    return Err(Refusal::new(format!(
                        "This date has the value {value}. Empty the value first if the expression is vague."
                    )));
                }
                set(&mut after.reference, reference, "reference")
            }
            DateField::Role(role) => set(&mut after.role, role, "role"),
            DateField::Basis(basis) => set(&mut after.basis, basis, "basis"),
            DateField::Note(note) => set(&mut after.note, note, "note"),
        };
        let after = Record::Date(Arc::new(after));
        Ok((format!("Change the {what} of {}", self.name_of(id)), vec![(Some(record), Some(after))]))
    }

    fn set_agreement(&self, id: &Id, field: AgreementField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Agreement(agreement) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**agreement).clone();
        let what = match field {
            AgreementField::Title(title) => set(&mut after.title, title, "title"),
            AgreementField::Level(level) => {
                let kinds = super::schema::kinds_of(&level);
                if !kinds.iter().any(|term| term.code == after.kind) {
                    after.kind.clear();
                }
                set(&mut after.level, level, "level")
            }
            AgreementField::Kind(kind) => set(&mut after.kind, kind, "kind"),
            AgreementField::Status(status) => set(&mut after.status, status, "status"),
            AgreementField::Parties(parties) => set(&mut after.parties, parties, "parties"),
            AgreementField::Signed(signed) => set(&mut after.signed, signed, "signing date"),
            AgreementField::Note(note) => set(&mut after.note, note, "note"),
        };
        let after = Record::Agreement(Arc::new(after));
        Ok((format!("Change the {what} of {}", self.name_of(id)), vec![(Some(record), Some(after))]))
    }

    fn set_header(&self, field: HeaderField) -> Result<Changes, Refusal> {
        let before = self.work.header.clone();
        let mut after = before.clone();
        let what = match field {
            HeaderField::Title(Some(place)) => set(&mut after.title, Some(self.settle(&place)?), "title"),
            HeaderField::Title(None) => set(&mut after.title, None, "title"),
            HeaderField::Language(LanguageTag::Set(code)) if !language::is_code(&code) => {
                return Err(Refusal::new(format!(
                    "“{code}” is not a language code. Write e.g. de, vi, ar or uz-Cyrl."
                )));
            }
            HeaderField::Language(tag) => set(&mut after.language, tag, "language"),
            HeaderField::Published(date) => set(&mut after.published, date, "publication date"),
            HeaderField::PublishedBasis(basis) => set(&mut after.published_basis, basis, "basis"),
            HeaderField::Publisher(publisher) => set(&mut after.publisher, publisher, "publisher"),
            HeaderField::State(state) => set(&mut after.state, state, "state"),
            HeaderField::Note(note) => set(&mut after.note, note, "note"),
        };
        let name = match what {
            "state" => format!("Set the state to “{}”", after.state.label()),
            _ => format!("Change the {what} of the article"),
        };
        Ok((name, vec![(Some(Record::Header(Box::new(before))), Some(Record::Header(Box::new(after))))]))
    }

    fn find(&self, id: &Id) -> Result<Record, Refusal> {
        self.work.record(id).ok_or_else(|| Refusal::new(format!("The record {id} is gone. Select another one.")))
    }
}

fn wrong_kind(id: &Id) -> Refusal {
    Refusal::new(format!("The record {id} has no such field."))
}

fn set<T>(slot: &mut T, value: T, what: &'static str) -> &'static str {
    *slot = value;
    what
}

fn with_place(record: &Record, part: usize, place: Place) -> Record {
    match record {
        Record::Actor(actor) => Record::Actor(Arc::new(ActorMention { place, ..(**actor).clone() })),
        Record::Date(date) => Record::Date(Arc::new(DateMention { place, ..(**date).clone() })),
        Record::Agreement(agreement) => {
            let mut after = (**agreement).clone();
            after.evidence[part] = place;
            after.evidence.sort();
            Record::Agreement(Arc::new(after))
        }
        Record::Header(header) => Record::Header(header.clone()),
    }
}

/// Moves one end of a mark's first or last fragment by graphemes or words.
///
/// `steps` counts towards the end of the text; `by_word` moves by words. The mark never becomes empty.
#[must_use]
pub fn nudge(text: &super::text::Text, place: &Place, at_start: bool, steps: i32, by_word: bool) -> Place {
    let mut fragments = place.fragments().to_vec();
    let index = if at_start { 0 } else { fragments.len() - 1 };
    let span = fragments[index];
    let mut edge = if at_start { span.start } else { span.end };
    for _ in 0..steps.unsigned_abs() {
        edge = match (steps > 0, by_word) {
            (true, false) => text.next_edge(edge),
            (false, false) => text.previous_edge(edge),
            (true, true) => text.next_word(edge, !at_start),
            (false, true) => text.previous_word(edge, at_start),
        };
    }
    let moved = if at_start {
        Span { start: edge.min(text.previous_edge(span.end)), end: span.end }
    } else {
        Span { start: span.start, end: edge.max(text.next_edge(span.start)) }
    };
    fragments[index] = moved;
    Place::from_fragments(fragments).unwrap_or_else(|| place.clone())
}

//! Where marks stand: making, moving and deleting them.

use std::sync::Arc;

use super::{Changes, Planner, Refusal, Stamp};
use crate::core::annotation::{
    ActorMention, Agreement, Anchor, Authorship, Beside, CustomMention, DateMention, DateOf, DateSlot, Evidence,
    Header, Id, Kind, Origin, Party, Place, Record, Region, TextFlag,
};
use crate::core::dates::{DateValue, Duration, Wanted};
use crate::core::invisible::is_blank;
use crate::core::regions;
use crate::core::text::{Span, Text};
use crate::core::words::Names;

impl Planner<'_> {
    /// Checks a place: inside the text, not empty, widened to whole letters, white space trimmed off, and
    /// more than signs that nobody sees.
    pub(super) fn settle(&self, place: &Place) -> Result<Place, Refusal> {
        let text = &self.opened.article.text;
        if place.fragments().iter().any(|span| span.end > text.len()) {
            return Err(Refusal::new("The mark reaches past the end of the article. Select it again."));
        }
        let fragments = place.fragments().iter().map(|span| text.trim(text.snap(*span)));
        let fragments = fragments.filter(|span| !is_blank(text.slice(*span))).collect();
        Place::from_fragments(fragments)
            .ok_or_else(|| Refusal::new("Nothing is selected here. Put the caret in a word, or select some text."))
    }

    pub(super) fn fresh_id(&self, kind: Kind, stamp: &mut Stamp<'_>) -> Id {
        loop {
            let id = Id::new(kind, (stamp.random)());
            if self.work.record(&id).is_none() {
                return id;
            }
        }
    }

    pub(super) fn mark(&self, kind: Kind, place: &Place, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        self.refuse_twin(kind, None, &place)?;
        if kind == Kind::Region && regions::around(self.work, place.cover()).is_some() {
            return Err(Refusal::new("This is greyed already. The details of the article (Ctrl+D) take it back."));
        }
        let id = self.fresh_id(kind, stamp);
        let name = format!("Mark “{}” as {}", self.quote(&place), kind.word());
        let record = match kind {
            Kind::Actor => Record::Actor(Arc::new(ActorMention::new(id, place))),
            Kind::Date => Record::Date(Arc::new(DateMention::new(id, place))),
            Kind::Agreement => Record::Agreement(Arc::new(self.filled(Agreement::new(id, place)))),
            Kind::Flag => Record::Flag(Arc::new(TextFlag::new(id, "wrong_name", place))),
            Kind::Region => Record::Region(Arc::new(Region::new(id, "photo_caption", place))),
            Kind::Custom => {
                return Err(Refusal::new("Choose a type of mark first; the schema of the corpus has them."));
            }
        };
        let mut changes = vec![(None, Some(record))];
        if kind == Kind::Agreement && self.work.header.no_agreement.is_some() {
            // The statement that there is none cannot stand beside one.
            let mut header = self.work.header.clone();
            header.no_agreement = None;
            let before = Record::Header(Box::new(self.work.header.clone()));
            changes.push((Some(before), Some(Record::Header(Box::new(header)))));
        }
        Ok((name, changes))
    }

    fn refuse_twin(&self, kind: Kind, type_id: Option<&str>, place: &Place) -> Result<(), Refusal> {
        let same_type = |id: &Id| self.work.customs.get(id).map(|custom| custom.type_id.as_str()) == type_id;
        let marks = self.opened.marks.within(place.cover());
        let twin = marks.into_iter().find(|mark| mark.kind() == kind && mark.place == *place && same_type(&mark.id));
        let Some(twin) = twin else { return Ok(()) };
        let message = format!("This text is already marked as {} {}.", kind.word(), twin.id);
        Err(Refusal { message, shows: Some(twin.id.clone()), offers: Vec::new() })
    }

    pub(super) fn mark_as(&self, type_id: String, place: &Place, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let Some(label) =
            self.workspace.schema().types.iter().find(|one| one.id == type_id).map(|one| one.label.clone())
        else {
            return Err(Refusal::new(format!("The schema has no type of mark called “{type_id}”.")));
        };
        let place = self.settle(place)?;
        self.refuse_twin(Kind::Custom, Some(&type_id), &place)?;
        let name = format!("Mark “{}” as {}", self.quote(&place), label.to_lowercase());
        let record = CustomMention::new(self.fresh_id(Kind::Custom, stamp), type_id, place);
        Ok((name, vec![(None, Some(Record::Custom(Arc::new(record))))]))
    }

    pub(super) fn mark_regions(
        &self,
        regions: Vec<(Place, String, String)>,
        stamp: &mut Stamp<'_>,
    ) -> Result<Changes, Refusal> {
        let mut changes: Vec<(Option<Record>, Option<Record>)> = Vec::new();
        for (place, kind, rule) in regions {
            let place = self.settle(&place)?;
            if self.work.regions.values().any(|region| region.place.cover().contains(place.cover())) {
                continue;
            }
            let authorship = Authorship {
                origin: if rule.is_empty() { Origin::Manual } else { Origin::Suggested(rule) },
                accepted_by: Some(stamp.by.to_owned()),
                ..Authorship::default()
            };
            let id = self.fresh_id(Kind::Region, stamp);
            let region = Region { authorship, ..Region::new(id, kind, place) };
            changes.push((None, Some(Record::Region(Arc::new(region)))));
        }
        let name = match changes.len() {
            1 => "Grey one region".to_owned(),
            count => format!("Grey {count} regions"),
        };
        Ok((name, changes))
    }

    /// Makes a second record on the same passages: one verb can sign two papers.
    pub(super) fn twin(&self, id: &Id, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let Record::Agreement(agreement) = self.find(id)? else {
            return Err(Refusal::new("Only an agreement can have a second record on the same passage."));
        };
        let twin = Agreement {
            id: self.fresh_id(Kind::Agreement, stamp),
            title: String::new(),
            kind: String::new(),
            relations: Vec::new(),
            external_ids: Vec::new(),
            beside: Beside::default(),
            note: String::new(),
            authorship: Authorship::default(),
            ..(*agreement).clone()
        };
        let name = format!("Second agreement on {}", self.name_of(id));
        Ok((name, vec![(None, Some(Record::Agreement(Arc::new(twin))))]))
    }

    /// Fills an agreement with what is marked inside its passage: parties, people present, dates by their role.
    fn filled(&self, mut agreement: Agreement) -> Agreement {
        let registry = &self.workspace.shared.registry;
        let covers: Vec<Span> = agreement.evidence.iter().map(|passage| passage.place.cover()).collect();
        let inside = |place: &Place| covers.iter().any(|cover| cover.contains(place.cover()));
        let mut actors: Vec<&Arc<ActorMention>> =
            self.work.actors.values().filter(|actor| inside(&actor.place)).collect();
        actors.sort_by_key(|actor| actor.place.cover());
        for actor in &actors {
            // A state named only inside the name of its ministry is not a party by itself.
            let nested = actors.iter().any(|other| {
                other.id != actor.id && !other.links.is_empty() && other.place.cover().contains(actor.place.cover())
            });
            for link in &actor.links {
                let kind = registry.resolve(link).map_or("", |entry| entry.kind.as_str());
                if kind == "person" {
                    if !agreement.present.contains(link) {
                        agreement.present.push(link.clone());
                    }
                } else if !nested && !kind.is_empty() && !agreement.parties.iter().any(|party| party.actor == *link) {
                    agreement.parties.push(Party::of(link, capacity_of(kind)));
                }
            }
        }
        let slot = |date: &DateMention| DateSlot {
            value: date.value.clone(),
            basis: date.basis.clone(),
            mention: Some(date.id.clone()),
        };
        let mut dates: Vec<&Arc<DateMention>> = self.work.dates.values().filter(|date| inside(&date.place)).collect();
        // A date of an event is the day of the talks or the activity, unless something was signed.
        dates.sort_by_key(|date| date.role == "event");
        for date in dates {
            // How long something is for is no day, and how often something is no time at all.
            let wanted = Wanted::by(&date.kind);
            if wanted == Wanted::Recurrence {
                continue;
            }
            if wanted == Wanted::Duration && Duration::parse(&date.value).is_ok() {
                if matches!(date.role.as_str(), "validity" | "other") && agreement.term.is_empty() {
                    agreement.term = slot(date);
                }
                continue;
            }
            if DateValue::parse(&date.value).is_err() {
                continue;
            }
            for which in DateOf::ALL {
                let signed = which == DateOf::Held && !agreement.dates.signed.is_empty();
                if which.roles().contains(&date.role.as_str()) && agreement.dates.get(which).is_empty() && !signed {
                    *agreement.dates.get_mut(which) = slot(date);
                }
            }
        }
        if !agreement.dates.signed.is_empty() {
            agreement.status = "signed".into();
        }
        agreement
    }

    pub(super) fn add_place(&self, id: &Id, place: &Place) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let record = self.find(id)?;
        let quote = self.quote(&place);
        let after = match &record {
            Record::Agreement(agreement) => {
                if agreement.evidence.iter().any(|passage| passage.place == place) {
                    return Err(Refusal::new(format!("“{quote}” is already evidence of this agreement.")));
                }
                let mut after = (**agreement).clone();
                after.evidence.push(Evidence::of(place, Vec::new()));
                after.evidence.sort();
                Record::Agreement(Arc::new(after))
            }
            other => {
                let mut fragments: Vec<Span> =
                    other.places().iter().flat_map(|place| place.fragments()).copied().collect();
                fragments.extend_from_slice(place.fragments());
                let joined = Place::from_fragments(fragments).ok_or_else(|| Refusal::new("Nothing is selected."))?;
                with_place(other, 0, joined)
            }
        };
        let name = format!("Add “{quote}” to {}", self.name_of(id));
        Ok((name, vec![(Some(record), Some(after))]))
    }

    pub(super) fn remove_evidence(&self, id: &Id, part: usize) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Agreement(agreement) = &record else {
            return Err(Refusal::new("Only agreements have several passages. Delete the mark instead."));
        };
        if agreement.evidence.len() < 2 || part >= agreement.evidence.len() {
            return Err(Refusal::new("An agreement needs at least one passage. Delete the agreement instead."));
        }
        let mut after = (**agreement).clone();
        let gone = after.evidence.remove(part);
        let name = format!("Remove the passage “{}”", self.quote(&gone.place));
        let after = Record::Agreement(Arc::new(after));
        Ok((name, vec![(Some(record), Some(after))]))
    }

    pub(super) fn move_place(&self, id: &Id, part: usize, place: &Place) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let record = self.find(id)?;
        if part >= record.places().len() {
            return Err(Refusal::new("This passage is gone. Select the mark again."));
        }
        let name = format!("Move the edge of {} to “{}”", self.name_of(id), self.quote(&place));
        let after = with_place(&record, part, place);
        Ok((name, vec![(Some(record), Some(after))]))
    }

    pub(super) fn delete(&self, ids: &[Id]) -> Result<Changes, Refusal> {
        let mut changes: Vec<(Option<Record>, Option<Record>)> = Vec::new();
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            changes.push((Some(self.find(id)?), None));
        }
        // A record that goes must not leave a pointer behind.
        for agreement in self.work.agreements.values().filter(|agreement| !ids.contains(&agreement.id)) {
            let mut after = (**agreement).clone();
            let keep = |mention: &mut Option<Id>| *mention = mention.take().filter(|id| !ids.contains(id));
            for which in DateOf::ALL {
                keep(&mut after.dates.get_mut(which).mention);
            }
            keep(&mut after.term.mention);
            keep(&mut after.renewal.mention);
            for act in after.parties.iter_mut().flat_map(|party| &mut party.acts) {
                keep(&mut act.date.mention);
            }
            after.relations.retain(|relation| !ids.iter().any(|id| id.as_str() == relation.to));
            changes.push((Some(Record::Agreement(agreement.clone())), Some(Record::Agreement(Arc::new(after)))));
        }
        for date in self.work.dates.values().filter(|date| !ids.contains(&date.id)) {
            if matches!(&date.anchor, Some(Anchor::Date(anchor)) if ids.contains(anchor)) {
                let after = DateMention { anchor: None, ..(**date).clone() };
                changes.push((Some(Record::Date(date.clone())), Some(Record::Date(Arc::new(after)))));
            }
        }
        let header = &self.work.header;
        if header.published_mention.as_ref().is_some_and(|mention| ids.contains(mention)) {
            let after = Header { published_mention: None, ..header.clone() };
            changes.push((Some(Record::Header(Box::new(header.clone()))), Some(Record::Header(Box::new(after)))));
        }
        self.without_marks(&ids, &mut changes);
        let name = match ids.as_slice() {
            [id] => format!("Delete {} {}", id.kind().word(), self.name_of(id)),
            _ => format!("Delete {} records", ids.len()),
        };
        Ok((name, changes))
    }
}

/// Gives the capacity in which an actor of this kind is usually a party.
fn capacity_of(kind: &str) -> &'static str {
    match kind {
        "state" => "state",
        "gov_org" => "ministry",
        "igo" => "igo",
        _ => "",
    }
}

fn with_place(record: &Record, part: usize, place: Place) -> Record {
    match record {
        Record::Actor(actor) => Record::Actor(Arc::new(ActorMention { place, ..(**actor).clone() })),
        Record::Date(date) => Record::Date(Arc::new(DateMention { place, ..(**date).clone() })),
        Record::Flag(flag) => Record::Flag(Arc::new(TextFlag { place, ..(**flag).clone() })),
        Record::Custom(custom) => Record::Custom(Arc::new(CustomMention { place, ..(**custom).clone() })),
        Record::Region(region) => Record::Region(Arc::new(Region { place, ..(**region).clone() })),
        Record::Agreement(agreement) => {
            let mut after = (**agreement).clone();
            after.evidence[part].place = place;
            after.evidence.sort();
            Record::Agreement(Arc::new(after))
        }
        other => other.clone(),
    }
}

/// Moves one end of a mark's first or last fragment by graphemes or words.
///
/// `steps` counts towards the end of the text; with `by_word` it moves by words, of which each of the names is one. The mark never becomes empty.
#[must_use]
pub fn nudge(text: &Text, place: &Place, at_start: bool, steps: i32, by_word: Option<&Names>) -> Place {
    let mut fragments = place.fragments().to_vec();
    let index = if at_start { 0 } else { fragments.len() - 1 };
    let span = fragments[index];
    let mut edge = if at_start { span.start } else { span.end };
    for _ in 0..steps.unsigned_abs() {
        edge = match (steps > 0, by_word) {
            (true, None) => text.next_edge(edge),
            (false, None) => text.previous_edge(edge),
            (true, Some(names)) => text.next_word(edge, !at_start, names),
            (false, Some(names)) => text.previous_word(edge, at_start, names),
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

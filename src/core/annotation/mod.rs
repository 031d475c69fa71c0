//! What an annotator writes down about an article: marks, their records, and who wrote them when.
//!
//! Positions are byte [`Span`](super::text::Span)s of the canonical text. Vocabulary values are codes of
//! [`crate::core::schema`], kept as text so that a code unknown to this version is never lost.

mod acts;
mod agreement;
mod beside;
mod entry;
mod header;
mod id;
mod identity;
mod mention;
mod missing;
mod parts;
mod place;
mod publisher;
mod quoted;
mod record;
mod value;

pub use acts::{Act, DateOf, DateSlot, Dates, Quantity, Renewal};
pub use agreement::{Agreement, EventCodes, Evidence, Party, Relation, Signatory, Venue};
pub use beside::{Accepted, Beside, Remark, Remarks};
pub use entry::{Code, Dated, DatedRole, Event, EventKind, Name, RegistryEntry, Taken, is_entry_id};
pub use header::{Done, Header, LanguageTag, State, Statement};
pub use id::{Id, Kind, random_signs};
pub use identity::{Adopted, Identity, IdentityTie, Member};
pub use mention::{ActorMention, Anchor, CustomMention, DateMention, Reference, Region, TextFlag, Title};
pub use missing::Missing;
pub use parts::passage_path;
pub use place::{Authorship, Basis, Origin, Place};
pub use publisher::{LineRule, Publisher, RegionRule};
pub use quoted::{Fragment, Misplaced, Quoted};
pub use record::{Conflict, Former, Record};
pub use value::{FieldValue, Fields};

use std::collections::BTreeMap;
use std::sync::Arc;

/// One annotator's work on one article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Work {
    /// The article as a whole.
    pub header: Header,
    /// Actor mentions by id.
    pub actors: BTreeMap<Id, Arc<ActorMention>>,
    /// Date mentions by id.
    pub dates: BTreeMap<Id, Arc<DateMention>>,
    /// Agreements by id.
    pub agreements: BTreeMap<Id, Arc<Agreement>>,
    /// Text flags by id.
    pub flags: BTreeMap<Id, Arc<TextFlag>>,
    /// Mentions of types added by the schema, by id.
    pub customs: BTreeMap<Id, Arc<CustomMention>>,
    /// Regions of boilerplate by id.
    pub regions: BTreeMap<Id, Arc<Region>>,
    /// Records as they stood in an earlier text of the article, where a place has not come through whole.
    pub former: BTreeMap<String, Arc<Former>>,
    /// What somebody else has made of a record, to be decided on.
    pub conflicts: BTreeMap<String, Arc<Conflict>>,
}

impl Work {
    /// Finds a record by id.
    #[must_use]
    pub fn record(&self, id: &Id) -> Option<Record> {
        match id.kind() {
            Kind::Actor => self.actors.get(id).cloned().map(Record::Actor),
            Kind::Date => self.dates.get(id).cloned().map(Record::Date),
            Kind::Agreement => self.agreements.get(id).cloned().map(Record::Agreement),
            Kind::Flag => self.flags.get(id).cloned().map(Record::Flag),
            Kind::Custom => self.customs.get(id).cloned().map(Record::Custom),
            Kind::Region => self.regions.get(id).cloned().map(Record::Region),
        }
    }

    /// Finds the record that an edit of this record is about, as it is now.
    #[must_use]
    pub fn find(&self, like: &Record) -> Option<Record> {
        match like {
            Record::Header(_) => Some(Record::Header(Box::new(self.header.clone()))),
            Record::Former(former) => self.former.get(&former.record.key()).cloned().map(Record::Former),
            Record::Conflict(conflict) => self.conflicts.get(&conflict.id).cloned().map(Record::Conflict),
            other => other.id().and_then(|id| self.record(id)),
        }
    }

    /// Lists everything there is: the header, all records, what stood elsewhere before, and what is in conflict.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        std::iter::once(Record::Header(Box::new(self.header.clone())))
            .chain(self.actors.values().cloned().map(Record::Actor))
            .chain(self.dates.values().cloned().map(Record::Date))
            .chain(self.agreements.values().cloned().map(Record::Agreement))
            .chain(self.flags.values().cloned().map(Record::Flag))
            .chain(self.customs.values().cloned().map(Record::Custom))
            .chain(self.regions.values().cloned().map(Record::Region))
            .chain(self.former.values().cloned().map(Record::Former))
            .chain(self.conflicts.values().cloned().map(Record::Conflict))
    }

    /// Puts a record in, or takes it out where `after` is nothing. What belongs to the corpus is left alone.
    pub fn put(&mut self, before: Option<&Record>, after: Option<Record>) {
        match after {
            Some(Record::Header(header)) => self.header = *header,
            Some(Record::Actor(actor)) => drop(self.actors.insert(actor.id.clone(), actor)),
            Some(Record::Date(date)) => drop(self.dates.insert(date.id.clone(), date)),
            Some(Record::Agreement(agreement)) => drop(self.agreements.insert(agreement.id.clone(), agreement)),
            Some(Record::Flag(flag)) => drop(self.flags.insert(flag.id.clone(), flag)),
            Some(Record::Custom(custom)) => drop(self.customs.insert(custom.id.clone(), custom)),
            Some(Record::Region(region)) => drop(self.regions.insert(region.id.clone(), region)),
            Some(Record::Former(former)) => drop(self.former.insert(former.record.key(), former)),
            Some(Record::Conflict(conflict)) => drop(self.conflicts.insert(conflict.id.clone(), conflict)),
            Some(Record::Entry(_) | Record::Identity(_) | Record::Publisher(_)) => {}
            None => match before {
                Some(Record::Former(former)) => drop(self.former.remove(&former.record.key())),
                Some(Record::Conflict(conflict)) => drop(self.conflicts.remove(&conflict.id)),
                _ => {
                    if let Some(id) = before.and_then(Record::id) {
                        self.take(id);
                    }
                }
            },
        }
    }

    fn take(&mut self, id: &Id) {
        match id.kind() {
            Kind::Actor => drop(self.actors.remove(id)),
            Kind::Date => drop(self.dates.remove(id)),
            Kind::Agreement => drop(self.agreements.remove(id)),
            Kind::Flag => drop(self.flags.remove(id)),
            Kind::Custom => drop(self.customs.remove(id)),
            Kind::Region => drop(self.regions.remove(id)),
        }
    }

    /// Counts actors, dates and agreements.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [self.actors.len(), self.dates.len(), self.agreements.len()]
    }
}

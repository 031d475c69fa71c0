//! What an annotator writes down about an article: marks, their records, and who wrote them when.
//!
//! Positions are byte [`Span`](super::text::Span)s of the canonical text. Vocabulary values are codes of
//! [`crate::core::schema`], kept as text so that a code unknown to this version is never lost.

mod agreement;
mod header;
mod id;
mod mention;
mod place;

pub use agreement::{Agreement, DateOf, DateSlot, Dates, EventCodes, Evidence, Party, Relation, Signatory, Venue};
pub use header::{Header, LanguageTag, State, Statement};
pub use id::{Id, Kind, random_signs};
pub use mention::{ActorMention, Anchor, CustomMention, DateMention, Fields, Reference, Region, TextFlag, Title};
pub use place::{Authorship, Basis, Origin, Place};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shared::{Identity, Publisher, RegistryEntry};

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
}

/// Any record, for edits that treat all alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The header; there is exactly one.
    Header(Box<Header>),
    /// An actor mention.
    Actor(Arc<ActorMention>),
    /// A date mention.
    Date(Arc<DateMention>),
    /// An agreement.
    Agreement(Arc<Agreement>),
    /// A text flag.
    Flag(Arc<TextFlag>),
    /// A mention of an added type.
    Custom(Arc<CustomMention>),
    /// A region.
    Region(Arc<Region>),
    /// An entry of the registry, which belongs to the corpus.
    Entry(Arc<RegistryEntry>),
    /// An agreement across articles, which belongs to the corpus.
    Identity(Arc<Identity>),
    /// A publisher, which belongs to the corpus.
    Publisher(Arc<Publisher>),
}

impl Record {
    /// Gives the record's id; nothing for the header and for what belongs to the corpus.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Header(_) | Self::Entry(_) | Self::Identity(_) | Self::Publisher(_) => None,
            Self::Actor(actor) => Some(&actor.id),
            Self::Date(date) => Some(&date.id),
            Self::Agreement(agreement) => Some(&agreement.id),
            Self::Flag(flag) => Some(&flag.id),
            Self::Custom(custom) => Some(&custom.id),
            Self::Region(region) => Some(&region.id),
        }
    }

    /// Gives the places that are drawn as marks: one for a mention, the passages for an agreement.
    #[must_use]
    pub fn places(&self) -> Vec<&Place> {
        match self {
            Self::Header(_) | Self::Entry(_) | Self::Identity(_) | Self::Publisher(_) => Vec::new(),
            Self::Actor(actor) => vec![&actor.place],
            Self::Date(date) => vec![&date.place],
            Self::Flag(flag) => vec![&flag.place],
            Self::Custom(custom) => vec![&custom.place],
            Self::Region(region) => vec![&region.place],
            Self::Agreement(agreement) => agreement.evidence.iter().map(|passage| &passage.place).collect(),
        }
    }

    /// Gives the further places a record points to: titles beside a name, the trigger, the venue.
    #[must_use]
    pub fn side_places(&self) -> Vec<&Place> {
        match self {
            Self::Header(header) => header.title.iter().collect(),
            Self::Actor(actor) => actor.titles.iter().filter_map(|title| title.place.as_ref()).collect(),
            Self::Agreement(agreement) => {
                [&agreement.instrument, &agreement.trigger, &agreement.venue.place].into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Gives who wrote the record and when; nothing for the header.
    #[must_use]
    pub fn authorship(&self) -> Option<&Authorship> {
        match self {
            Self::Header(_) => None,
            Self::Actor(record) => Some(&record.authorship),
            Self::Date(record) => Some(&record.authorship),
            Self::Agreement(record) => Some(&record.authorship),
            Self::Flag(record) => Some(&record.authorship),
            Self::Custom(record) => Some(&record.authorship),
            Self::Region(record) => Some(&record.authorship),
            Self::Entry(record) => Some(&record.authorship),
            Self::Identity(record) => Some(&record.authorship),
            Self::Publisher(record) => Some(&record.authorship),
        }
    }

    /// Gives who wrote the record, to be changed; nothing for the header.
    pub fn authorship_mut(&mut self) -> Option<&mut Authorship> {
        match self {
            Self::Header(_) => None,
            Self::Actor(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Date(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Agreement(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Flag(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Custom(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Region(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Entry(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Identity(record) => Some(&mut Arc::make_mut(record).authorship),
            Self::Publisher(record) => Some(&mut Arc::make_mut(record).authorship),
        }
    }
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
            Some(Record::Entry(_) | Record::Identity(_) | Record::Publisher(_)) => {}
            None => {
                if let Some(id) = before.and_then(Record::id) {
                    self.take(id);
                }
            }
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

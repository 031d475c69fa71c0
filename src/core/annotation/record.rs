//! Any record, for edits, logs and merging that treat all alike, and the records that hold others: places in
//! earlier texts, and other people's values.

use std::convert::Infallible;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    ActorMention, Agreement, Authorship, Beside, CustomMention, DateMention, Header, Id, Identity, Misplaced, Place,
    Publisher, Quoted, Region, RegistryEntry, TextFlag,
};
use crate::core::text::Text;

/// Any record, for edits that treat all alike.
///
/// `P` is how a place is written: [`Place`] in memory, a [`Quoted`](super::Quoted) mark in files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record<P = Place> {
    /// The header; there is exactly one.
    Header(Box<Header<P>>),
    /// An actor mention.
    Actor(Arc<ActorMention<P>>),
    /// A date mention.
    Date(Arc<DateMention<P>>),
    /// An agreement.
    Agreement(Arc<Agreement<P>>),
    /// A text flag.
    Flag(Arc<TextFlag<P>>),
    /// A mention of an added type.
    Custom(Arc<CustomMention<P>>),
    /// A region.
    Region(Arc<Region<P>>),
    /// An entry of the registry, which belongs to the corpus.
    Entry(Arc<RegistryEntry>),
    /// An agreement across articles, which belongs to the corpus.
    Identity(Arc<Identity>),
    /// A publisher, which belongs to the corpus.
    Publisher(Arc<Publisher>),
    /// A record as it stood in an earlier text.
    Former(Arc<Former>),
    /// What somebody else has made of a record.
    Conflict(Arc<Conflict>),
}

impl<P> Record<P> {
    /// Gives the record's id; nothing for the header and for what belongs to the corpus.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Actor(actor) => Some(&actor.id),
            Self::Date(date) => Some(&date.id),
            Self::Agreement(agreement) => Some(&agreement.id),
            Self::Flag(flag) => Some(&flag.id),
            Self::Custom(custom) => Some(&custom.id),
            Self::Region(region) => Some(&region.id),
            _ => None,
        }
    }

    /// Gives the name under which a record is merged and remembered; unique in a file.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Header(_) => "header".to_owned(),
            Self::Entry(entry) => format!("registry/{}", entry.id),
            Self::Identity(identity) => format!("agreements/{}", identity.id),
            Self::Publisher(publisher) => format!("sources/{}", publisher.name),
            Self::Former(former) => format!("former {}", former.record.key()),
            Self::Conflict(conflict) => format!("conflict {}", conflict.id),
            other => other.id().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// Gives the places that are drawn as marks: one for a mention, the passages for an agreement.
    #[must_use]
    pub fn places(&self) -> Vec<&P> {
        match self {
            Self::Actor(actor) => vec![&actor.place],
            Self::Date(date) => vec![&date.place],
            Self::Flag(flag) => vec![&flag.place],
            Self::Custom(custom) => vec![&custom.place],
            Self::Region(region) => vec![&region.place],
            Self::Agreement(agreement) => agreement.evidence.iter().map(|passage| &passage.place).collect(),
            _ => Vec::new(),
        }
    }

    /// Gives the further places a record points to: titles beside a name, the trigger, the venue.
    #[must_use]
    pub fn side_places(&self) -> Vec<&P> {
        match self {
            Self::Header(header) => header.title.iter().collect(),
            Self::Actor(actor) => actor.titles.iter().filter_map(|title| title.place.as_ref()).collect(),
            Self::Agreement(agreement) => {
                let own = [&agreement.instrument, &agreement.trigger, &agreement.venue.place];
                let counted = agreement.quantities.iter().map(|quantity| &quantity.place);
                own.into_iter().chain(counted).flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Gives who wrote the record and when; nothing for the header.
    #[must_use]
    pub fn authorship(&self) -> Option<&Authorship> {
        match self {
            Self::Header(_) | Self::Former(_) | Self::Conflict(_) => None,
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
}

impl<P: Clone> Record<P> {
    /// Gives who wrote the record, to be changed; nothing for the header.
    pub fn authorship_mut(&mut self) -> Option<&mut Authorship> {
        match self {
            Self::Header(_) | Self::Former(_) | Self::Conflict(_) => None,
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

    /// Gives what is said beside the values of the record; nothing for what holds other records.
    #[must_use]
    pub fn beside(&self) -> Option<&Beside> {
        match self {
            Self::Former(_) | Self::Conflict(_) => None,
            Self::Header(record) => Some(&record.beside),
            Self::Actor(record) => Some(&record.beside),
            Self::Date(record) => Some(&record.beside),
            Self::Agreement(record) => Some(&record.beside),
            Self::Flag(record) => Some(&record.beside),
            Self::Custom(record) => Some(&record.beside),
            Self::Region(record) => Some(&record.beside),
            Self::Entry(record) => Some(&record.beside),
            Self::Identity(record) => Some(&record.beside),
            Self::Publisher(record) => Some(&record.beside),
        }
    }

    /// Gives what is said beside the values of the record, to be changed.
    pub fn beside_mut(&mut self) -> Option<&mut Beside> {
        match self {
            Self::Former(_) | Self::Conflict(_) => None,
            Self::Header(record) => Some(&mut record.beside),
            Self::Actor(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Date(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Agreement(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Flag(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Custom(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Region(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Entry(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Identity(record) => Some(&mut Arc::make_mut(record).beside),
            Self::Publisher(record) => Some(&mut Arc::make_mut(record).beside),
        }
    }

    /// Writes the places another way.
    ///
    /// # Errors
    /// Gives the first error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<Record<Q>, E> {
        Ok(match self {
            Self::Header(record) => Record::Header(Box::new(record.try_map(f)?)),
            Self::Actor(record) => Record::Actor(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Date(record) => Record::Date(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Agreement(record) => Record::Agreement(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Flag(record) => Record::Flag(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Custom(record) => Record::Custom(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Region(record) => Record::Region(Arc::new(Arc::unwrap_or_clone(record).try_map(f)?)),
            Self::Entry(record) => Record::Entry(record),
            Self::Identity(record) => Record::Identity(record),
            Self::Publisher(record) => Record::Publisher(record),
            Self::Former(record) => Record::Former(record),
            Self::Conflict(record) => Record::Conflict(record),
        })
    }
}

impl Record {
    /// Writes the places as quotes of a text, for a file.
    #[must_use]
    pub fn quoted(&self, text: &Text) -> Record<Quoted> {
        let quote = &mut |place: Place| -> Result<Quoted, Infallible> { Ok(Quoted::of(&place, text)) };
        match self.clone().try_map(quote) {
            Ok(record) => record,
            Err(never) => match never {},
        }
    }
}

impl Record<Quoted> {
    /// Finds the places again in a text whose quotes must stand exactly there.
    ///
    /// # Errors
    /// Says why a quote does not fit the text.
    pub fn placed(&self, text: &Text) -> Result<Record, Misplaced> {
        self.clone().try_map(&mut |quoted: Quoted| quoted.place(text))
    }
}

/// A record as it stood in an earlier text of the article.
///
/// It is kept where a place of the record has changed on the way to the present text or is no longer in it.
/// When the earlier text comes back, the places come back with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// SHA-256 of the canonical text the places count in.
    pub text_sha256: String,
    /// Whether the record has no place in the present text and stands only here.
    pub lost: bool,
    /// The record with its places in that text.
    pub record: Record<Quoted>,
}

/// What somebody else has made of a record where both changed the same field, to be decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Name of the conflict, unique in its file.
    pub id: String,
    /// Key of the record; see [`Record::key`].
    pub about: String,
    /// The fields both have changed, as paths such as `dates.signed.value`; none where one has deleted the record.
    pub fields: Vec<String>,
    /// The record as the other side has it; nothing where the other side has deleted it.
    pub other: Option<Record<Quoted>>,
    /// Where the other side comes from, in words.
    pub from: String,
}

impl Conflict {
    /// Tells whether the conflict is about what belongs to the whole corpus.
    #[must_use]
    pub fn is_of_corpus(&self) -> bool {
        ["registry/", "agreements/", "sources/"].iter().any(|list| self.about.starts_with(list))
    }
}

//! What the rest of the corpus needs to know of an article's work: who is named how, and which agreements.

use std::collections::BTreeSet;

use super::annotation::{ActorMention, Agreement, FieldValue, Fields, Id, Party, Work};
use super::schema::FLAG;
use super::text::{Text, excerpt};

/// Code points of a spelling that are kept.
const SPELLING: usize = 80;

/// A spelling of an actor in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Registry id it is linked to.
    pub entry: String,
    /// The text of the mark.
    pub text: String,
    /// The mention.
    pub mention: Id,
}

/// Names of actors and records of agreements in one article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Digest {
    /// One for each link of each actor mention, in order of ids.
    pub spellings: Vec<Spelling>,
    /// The agreements, in order of ids.
    pub agreements: Vec<Brief>,
    /// Publication date.
    pub published: String,
    /// Name of the publisher, as the article has it.
    pub publisher: String,
    /// What else may be ids of registry entries: see [`Pointers`].
    pub pointers: Box<[Box<str>]>,
}

impl Digest {
    /// Sums up a work.
    #[must_use]
    pub fn of(work: &Work, text: &Text) -> Self {
        let spellings = work.actors.values().flat_map(|actor| spellings(actor, text));
        let agreements = work.agreements.values().map(|agreement| Brief::of(agreement));
        Self {
            spellings: spellings.collect(),
            agreements: agreements.collect(),
            published: work.header.published.clone(),
            publisher: work.header.publisher.clone(),
            pointers: Pointers::of(work),
        }
    }

    /// Tells whether an agreement or a field of the schema points to a registry entry; marks are in the index.
    #[must_use]
    pub fn points_to(&self, entry: &str) -> bool {
        let named = |one: &Brief| one.parties.iter().chain(&one.signatories).any(|id| **id == *entry);
        self.pointers.binary_search_by(|id| (**id).cmp(entry)).is_ok() || self.agreements.iter().any(named)
    }
}

/// Bytes of the longest id of a registry entry that is looked for in fields of the schema.
const LONGEST_ID: usize = 64;

/// Collects what may be ids of registry entries beside links of marks, parties and signatories: people that agreements
/// name besides, and values of fields of the schema, of which only the schema knows what they are.
#[derive(Debug, Default)]
pub struct Pointers<'a>(BTreeSet<&'a str>);

impl<'a> Pointers<'a> {
    /// Collects those of a work, in order.
    #[must_use]
    pub fn of(work: &'a Work) -> Box<[Box<str>]> {
        let mut all = Self::default();
        all.fields(&work.header.fields);
        work.actors.values().for_each(|one| all.fields(&one.fields));
        work.dates.values().for_each(|one| all.fields(&one.fields));
        work.customs.values().for_each(|one| all.fields(&one.fields));
        work.agreements.values().for_each(|one| all.agreement(one));
        all.collected()
    }

    /// Takes in an agreement.
    pub fn agreement<P>(&mut self, one: &'a Agreement<P>) {
        let behalf = one.signatories.iter().map(|one| &one.on_behalf_of).filter(|id| !id.is_empty());
        self.0.extend(behalf.chain(&one.present).map(String::as_str));
        self.fields(&one.fields);
        one.parties.iter().for_each(|one| self.fields(&one.fields));
        one.signatories.iter().for_each(|one| self.fields(&one.fields));
        one.evidence.iter().for_each(|one| self.fields(&one.fields));
    }

    /// Takes in fields of the schema.
    pub fn fields(&mut self, fields: &'a Fields) {
        let values = fields.values().flat_map(FieldValue::values).map(String::as_str);
        // Words and numbers are no ids.
        let is_one = |value: &&str| {
            (1..=LONGEST_ID).contains(&value.len())
                && !value.contains(char::is_whitespace)
                && value.contains(|c: char| c.is_alphabetic())
                && !FLAG.contains(value)
        };
        self.0.extend(values.filter(is_one));
    }

    /// Gives them in order.
    #[must_use]
    pub fn collected(self) -> Box<[Box<str>]> {
        self.0.into_iter().map(Box::from).collect()
    }
}

/// Gives a spelling for each link of a mention.
#[must_use]
pub fn spellings(actor: &ActorMention, text: &Text) -> Vec<Spelling> {
    let quote = excerpt(text.slice(actor.place.cover()), SPELLING);
    let links = actor.links.iter().chain(&actor.intended);
    links.map(|entry| Spelling { entry: entry.clone(), text: quote.clone(), mention: actor.id.clone() }).collect()
}

/// What is asked of an agreement by other articles: who, what and when. There can be a hundred thousand of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The record.
    pub id: Id,
    /// Its title.
    pub title: Box<str>,
    /// Code of the level.
    pub level: Box<str>,
    /// Code of the kind.
    pub kind: Box<str>,
    /// Code of the status.
    pub status: Box<str>,
    /// Code of the modality.
    pub modality: Box<str>,
    /// Registry ids of the parties, of those first whom it binds.
    pub parties: Box<[Box<str>]>,
    /// How many of the parties it binds.
    pub bound: usize,
    /// Registry ids of those who have signed.
    pub signatories: Box<[Box<str>]>,
    /// Codes of the topics.
    pub topics: Box<[Box<str>]>,
    /// When it was signed, as typed.
    pub signed: Box<str>,
    /// For which time it is made, as typed.
    pub validity: Box<str>,
    /// Where it was made.
    pub venue: Box<str>,
}

impl Brief {
    /// Sums up an agreement.
    #[must_use]
    pub fn of<P>(agreement: &Agreement<P>) -> Self {
        let Agreement { id, title, level, kind, status, modality, parties, signatories, topics, dates, venue, .. } =
            agreement;
        let short = |text: &String| text.as_str().into();
        let (bound, others): (Vec<&Party>, Vec<&Party>) = parties.iter().partition(|party| party.is_bound());
        Self {
            id: id.clone(),
            title: short(title),
            level: short(level),
            kind: short(kind),
            status: short(status),
            modality: short(modality),
            bound: bound.len(),
            parties: bound.into_iter().chain(others).map(|party| short(&party.actor)).collect(),
            signatories: signatories.iter().map(|one| short(&one.person)).collect(),
            topics: topics.iter().map(short).collect(),
            signed: short(&dates.signed.value),
            validity: short(&dates.validity.value),
            venue: short(&venue.name),
        }
    }

    /// Gives the registry ids of those whom it binds.
    #[must_use]
    pub fn bound_parties(&self) -> &[Box<str>] {
        &self.parties[..self.bound.min(self.parties.len())]
    }
}

//! What the rest of the corpus needs to know of an article's work: who is named how, and which agreements.

use std::convert::Infallible;

use super::annotation::{ActorMention, Agreement, Id, Work};
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
    /// The agreements without their places.
    pub agreements: Vec<Agreement<()>>,
    /// Publication date.
    pub published: String,
}

impl Digest {
    /// Sums up a work.
    #[must_use]
    pub fn of(work: &Work, text: &Text) -> Self {
        let spellings = work.actors.values().flat_map(|actor| spellings(actor, text));
        let agreements = work.agreements.values().map(|agreement| without_places((**agreement).clone()));
        Self {
            spellings: spellings.collect(),
            agreements: agreements.collect(),
            published: work.header.published.clone(),
        }
    }
}

/// Gives a spelling for each link of a mention.
#[must_use]
pub fn spellings(actor: &ActorMention, text: &Text) -> Vec<Spelling> {
    let quote = excerpt(text.slice(actor.place.cover()), SPELLING);
    let links = actor.links.iter().chain(&actor.intended);
    links.map(|entry| Spelling { entry: entry.clone(), text: quote.clone(), mention: actor.id.clone() }).collect()
}

/// Drops the places of a record.
#[must_use]
pub fn without_places<P>(agreement: Agreement<P>) -> Agreement<()> {
    let bare: Result<Agreement<()>, Infallible> = agreement.try_map(&mut |_| Ok(()));
    match bare {
        Ok(agreement) => agreement,
        Err(never) => match never {},
    }
}

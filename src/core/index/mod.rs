//! What is asked of the whole corpus and kept per article, so that nobody walks through the corpus for an answer:
//! where an entry of the registry is named, and which agreements have the same parties.
//!
//! An article is known by its place in the list of all. What changes in it is taken out as it was and put in as it
//! is, so that a change costs what has changed and nothing else.

mod agreements;
mod spellings;

pub use agreements::{Agreements, Days, Sought, close, days_of, nearly_the_same};
pub use spellings::Spellings;

use super::annotation::{Id, Kind, Work};
use super::digest::{self, Brief, Digest, Pointers, Spelling};
use super::generation::Generation;
use super::shared::Registry;
use super::text::Text;

/// Holds the answers.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Where entries of the registry are named.
    pub spellings: Spellings,
    /// Agreements by their parties.
    pub agreements: Agreements,
}

/// The registry, and the generation of what it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The entries.
    pub registry: &'a Registry,
    /// The generation.
    pub generation: Generation,
}

impl Index {
    /// Takes in what is known of an article; `before` is what was taken in of it last.
    pub fn replace(&mut self, article: u32, before: &Digest, after: &Digest, known: Known<'_>) {
        if before.spellings != after.spellings {
            self.spellings.remove(article, &before.spellings);
            self.spellings.add(article, &after.spellings);
        }
        if before.agreements != after.agreements || before.published != after.published {
            self.agreements.remove(article, &before.agreements, &before.published);
            self.agreements.add(article, &after.agreements, &after.published, known);
        }
    }

    /// Takes in what has changed about the header and some records of an article, here and in its digest.
    pub fn update(
        &mut self,
        article: u32,
        digest: &mut Digest,
        (work, text): (&Work, &Text),
        ids: &[Id],
        known: Known<'_>,
    ) {
        for id in ids {
            match id.kind() {
                Kind::Actor => self.update_actor(article, digest, (work, text), id),
                Kind::Agreement => self.update_agreement(article, digest, work, id, known),
                Kind::Date | Kind::Flag | Kind::Custom | Kind::Region => {}
            }
        }
        digest.publisher.clone_from(&work.header.publisher);
        digest.pointers = Pointers::of(work);
        if digest.published != work.header.published {
            self.agreements.remove(article, &digest.agreements, &digest.published);
            digest.published.clone_from(&work.header.published);
            self.agreements.add(article, &digest.agreements, &digest.published, known);
        }
    }

    fn update_actor(&mut self, article: u32, digest: &mut Digest, (work, text): (&Work, &Text), id: &Id) {
        let from = digest.spellings.partition_point(|spelling| spelling.mention < *id);
        let to = from + digest.spellings[from..].partition_point(|spelling| spelling.mention == *id);
        let fresh = work.actors.get(id).map(|actor| digest::spellings(actor, text)).unwrap_or_default();
        if digest.spellings[from..to] != *fresh {
            self.spellings.add(article, &fresh);
            let gone: Vec<Spelling> = digest.spellings.splice(from..to, fresh).collect();
            self.spellings.remove(article, &gone);
        }
    }

    fn update_agreement(&mut self, article: u32, digest: &mut Digest, work: &Work, id: &Id, known: Known<'_>) {
        let at = digest.agreements.binary_search_by(|agreement| agreement.id.cmp(id));
        let fresh = work.agreements.get(id).map(|agreement| Brief::of(agreement));
        if at.ok().map(|at| &digest.agreements[at]) == fresh.as_ref() {
            return;
        }
        if let Ok(at) = at {
            let gone = digest.agreements.remove(at);
            self.agreements.remove(article, [&gone], &digest.published);
        }
        if let Some(fresh) = fresh {
            self.agreements.add(article, [&fresh], &digest.published, known);
            digest.agreements.insert(at.unwrap_or_else(|at| at), fresh);
        }
    }
}

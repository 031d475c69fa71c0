//! Where the entries of the registry are named.

use std::collections::{BTreeMap, HashMap};

use crate::core::digest::Spelling;
use crate::core::generation::Generation;

/// The articles that name an entry.
#[derive(Clone, Debug, Default)]
struct Uses {
    /// How often each names it.
    articles: BTreeMap<u32, u32>,
    all: usize,
}

/// Holds, for each entry, the articles that name it.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    by_entry: HashMap<String, Uses>,
    generation: Generation,
}

impl Spellings {
    /// Gives the generation of all of it.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// Counts the marks that are linked to an entry, in all articles.
    #[must_use]
    pub fn count(&self, entry: &str) -> usize {
        self.by_entry.get(entry).map_or(0, |uses| uses.all)
    }

    /// Lists the articles that name an entry, in the order of the list of articles.
    pub fn articles(&self, entry: &str) -> impl Iterator<Item = u32> {
        self.by_entry.get(entry).into_iter().flat_map(|uses| uses.articles.keys().copied())
    }

    /// Takes marks of an article in.
    pub fn add<'a>(&mut self, article: u32, spellings: impl IntoIterator<Item = &'a Spelling>) {
        for spelling in spellings {
            let uses = match self.by_entry.get_mut(&spelling.entry) {
                Some(uses) => uses,
                None => self.by_entry.entry(spelling.entry.clone()).or_default(),
            };
            *uses.articles.entry(article).or_default() += 1;
            uses.all += 1;
            self.generation = Generation::next();
        }
    }

    /// Takes marks of an article out that were taken in.
    pub fn remove<'a>(&mut self, article: u32, spellings: impl IntoIterator<Item = &'a Spelling>) {
        for spelling in spellings {
            let Some(uses) = self.by_entry.get_mut(&spelling.entry) else { continue };
            let Some(count) = uses.articles.get_mut(&article) else { continue };
            *count -= 1;
            uses.all -= 1;
            if *count == 0 {
                uses.articles.remove(&article);
            }
            if uses.all == 0 {
                self.by_entry.remove(&spelling.entry);
            }
            self.generation = Generation::next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Id, Kind};

    fn spelling(entry: &str, number: u64) -> Spelling {
        Spelling { entry: entry.to_owned(), text: entry.to_owned(), mention: Id::new(Kind::Actor, number) }
    }

    #[test]
    fn what_was_taken_in_and_out_again_is_gone() {
        let mut index = Spellings::default();
        let marks = [spelling("UZB", 1), spelling("UZB", 2), spelling("CHN", 3)];
        index.add(7, &marks);
        index.add(3, &marks[..1]);
        assert_eq!((index.count("UZB"), index.count("CHN"), index.count("KAZ")), (3, 1, 0));
        assert_eq!(index.articles("UZB").collect::<Vec<_>>(), [3, 7]);
        let before = index.generation();
        index.remove(7, &marks);
        assert_ne!(index.generation(), before);
        assert_eq!((index.count("UZB"), index.count("CHN")), (1, 0));
        assert_eq!(index.articles("UZB").collect::<Vec<_>>(), [3]);
        index.remove(7, &marks);
        assert_eq!(index.count("UZB"), 1, "what is not there is not taken out");
    }
}

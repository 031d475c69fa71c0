//! Finding in the article on the screen: what is looked for, what was found, and which of it has the eye.

use crate::core::find::{Query, Search};
use crate::core::generation::Generation;
use crate::core::text::Span;

/// Holds a search in one article, from its first letter until it is closed.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// What is looked for.
    pub wanted: Query,
    /// Why it cannot be looked for.
    pub trouble: Option<String>,
    /// The search, and the text it is in.
    pub search: Option<(Generation, Search)>,
    /// Where looking begins: the first hit from here on comes first.
    pub from: usize,
    /// The hit that was shown or chosen.
    pub at: Option<Span>,
}

impl Find {
    /// Begins with words to look for from a place on.
    #[must_use]
    pub fn new(wanted: Query, from: usize) -> Self {
        Self { wanted, from, ..Self::default() }
    }

    /// Gives what was found so far in a text.
    #[must_use]
    pub fn hits(&self, text: Generation) -> &[Span] {
        self.search.as_ref().filter(|(of, _)| *of == text).map_or(&[], |(_, search)| search.hits())
    }

    /// Tells whether a text was looked through to its end.
    #[must_use]
    pub fn is_done(&self, text: Generation) -> bool {
        self.trouble.is_some() || self.search.as_ref().is_some_and(|(of, search)| *of == text && search.is_done())
    }

    /// Says how many hits there are, and which has the eye.
    #[must_use]
    pub fn count(&self, text: Generation) -> String {
        if let Some(trouble) = &self.trouble {
            return trouble.clone();
        }
        if self.wanted.words.is_empty() {
            return String::new();
        }
        let hits = self.hits(text);
        let is_full = self.search.as_ref().is_some_and(|(_, search)| search.is_full());
        let more = match (self.is_done(text), is_full) {
            (_, true) => " and more",
            (true, false) => "",
            (false, false) => " so far",
        };
        let at = self.at.and_then(|at| hits.binary_search_by_key(&at.start, |hit| hit.start).ok());
        match (hits.len(), at) {
            (0, _) if more.is_empty() => "Nothing found".to_owned(),
            (0, _) => "Looking…".to_owned(),
            (all, Some(at)) => format!("{} of {all}{more}", at + 1),
            (all, None) => format!("{all}{more}"),
        }
    }
}

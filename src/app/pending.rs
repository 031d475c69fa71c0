//! Saves that are under way, and since when: a disk may never answer.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::core::workspace::ArticleKey;

/// Time after which a save that has not come to its end is said. A lock that is held ends its own wait before.
const LATE: Duration = Duration::from_secs(8);

/// Saves under way, by article; nothing for what belongs to the whole corpus.
#[derive(Debug, Default)]
pub(super) struct Pending(BTreeMap<Option<ArticleKey>, (usize, Instant)>);

impl Pending {
    /// Notes one more.
    pub fn begin(&mut self, what: Option<ArticleKey>) {
        self.0.entry(what).or_insert_with(|| (0, Instant::now())).0 += 1;
    }

    /// Notes the end of one.
    pub fn end(&mut self, what: Option<&ArticleKey>) {
        let what = what.cloned();
        if let Some((count, since)) = self.0.get_mut(&what) {
            *count -= 1;
            *since = Instant::now();
            if *count == 0 {
                self.0.remove(&what);
            }
        }
    }

    /// Tells whether there are any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Lists what they are of.
    pub fn all(&self) -> impl Iterator<Item = Option<&ArticleKey>> {
        self.0.keys().map(Option::as_ref)
    }

    /// Tells whether one is of this article.
    pub fn holds(&self, article: &ArticleKey) -> bool {
        self.0.contains_key(&Some(article.clone()))
    }

    /// Tells whether one has been under way for long.
    pub fn late(&self) -> bool {
        self.0.values().any(|(_, since)| since.elapsed() > LATE)
    }
}

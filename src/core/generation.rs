//! Sameness: two things are the same if they are of one generation, whatever they are called.

use std::sync::atomic::{AtomicU64, Ordering};

/// Names one state of a text, a work, a registry, a schema or a corpus; never given twice in a run of the program.
///
/// Whatever is computed from such a state keeps its generation beside it and is computed anew when that differs. Keys,
/// counts and addresses are no substitute: two corpora have articles of one name, and two texts one length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Generation(u64);

impl Generation {
    /// Gives a generation that has not been given before.
    #[must_use]
    pub fn next() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

impl Default for Generation {
    /// Gives a generation of its own: what is made anew is nothing that has been there.
    fn default() -> Self {
        Self::next()
    }
}

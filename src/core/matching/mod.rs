//! Matching of names across scripts: search keys, consonant skeletons and the index of the registry.
//!
//! **Invariant:** stored text is never folded. Keys live in memory only and may change between versions.

mod arabic;
mod cyrillic;
mod find;
mod fold;
mod index;
mod latin;
mod search;
mod skeleton;
mod sound;

pub use find::Wanted;
pub use fold::{Folded, fold, fold_map, fold_with_tones};
pub use index::{Index, Name};
pub use search::{Hit, Rank};
pub use skeleton::{skeleton, skeletons};

#[cfg(test)]
mod tests;

//! Names that are one word to the reader, whatever a dictionary makes of them.

use std::collections::{BTreeMap, HashMap};

use unicode_segmentation::UnicodeSegmentation as _;

use super::Scripts;

/// Stands between the parts of foreign names in Japanese.
const MIDDLE_DOT: char = '\u{30fb}';

/// Holds names in scripts without spaces, to be found in texts. A name of several parts with spaces or middle dots between is
/// each of its parts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// How many times each name is held.
    held: HashMap<Box<str>, u32>,
    /// By the letter they begin with: how many names there are of each length in bytes.
    lengths: HashMap<char, BTreeMap<usize, u32>>,
}

impl Names {
    /// Takes a name in. One in a script with spaces, or of a single letter, is left out.
    pub fn add(&mut self, name: &str) {
        for part in parts(name) {
            *self.held.entry(part.into()).or_default() += 1;
            if let Some(first) = part.chars().next() {
                *self.lengths.entry(first).or_default().entry(part.len()).or_default() += 1;
            }
        }
    }

    /// Takes a name out that was taken in.
    pub fn remove(&mut self, name: &str) {
        for part in parts(name) {
            let Some(held) = self.held.get_mut(part) else { continue };
            *held -= 1;
            if *held == 0 {
                self.held.remove(part);
            }
            let Some(first) = part.chars().next() else { continue };
            let Some(lengths) = self.lengths.get_mut(&first) else { continue };
            if let Some(count) = lengths.get_mut(&part.len()) {
                *count -= 1;
                if *count == 0 {
                    lengths.remove(&part.len());
                }
            }
        }
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Gives the length in bytes of each name that a text begins with, longest first.
    pub(super) fn lengths<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let lengths = text.chars().next().and_then(|first| self.lengths.get(&first));
        let is_here = |length: &usize| text.get(..*length).is_some_and(|name| self.held.contains_key(name));
        lengths.into_iter().flat_map(|lengths| lengths.keys().rev().copied()).filter(is_here)
    }
}

/// Gives the parts of a name between spaces that are in a script without spaces and longer than a letter.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let needs_dictionary =
        |part: &str| !part.is_ascii() && part.chars().any(|c| Scripts::new().dictionary(c).is_some());
    name.split(|c: char| c.is_whitespace() || c == MIDDLE_DOT)
        .filter(move |part| needs_dictionary(part) && part.graphemes(true).nth(1).is_some())
}

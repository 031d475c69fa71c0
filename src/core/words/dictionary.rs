//! The entries of ICU's dictionaries, as ICU4X carries them: looked up, and with the cost of Chinese and Japanese ones.

use icu_provider::{DataIdentifierBorrowed, DataMarkerAttributes, DataProvider, DataRequest};
use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2};

use super::Dictionary;

/// Entries that begin at one place at most; with more, only the shortest count, as in ICU.
const MOST: usize = 20;

/// What a dictionary has from one place of a text on.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// Length of each entry in letters, and its cost (0 where the dictionary has none); shortest first.
    pub found: Vec<(usize, u32)>,
    /// Letters looked at: those an entry begins with, and the one that ended it.
    pub looked_at: usize,
}

/// A dictionary to look things up in.
#[derive(Clone, Copy)]
pub(super) struct Book(Option<&'static DictionaryBreakData<'static>>);

impl Book {
    /// Opens a dictionary. One that is not there has no entries, and text is cut between its letters.
    pub fn open(dictionary: Dictionary) -> Self {
        let request = |name: &'static str| DataRequest {
            id: DataIdentifierBorrowed::for_marker_attributes(DataMarkerAttributes::from_str_or_panic(name)),
            ..DataRequest::default()
        };
        let asian = |name| DataProvider::<SegmenterDictionaryExtendedV2>::load(&Baked, request(name));
        let asian = |name| asian(name).ok().and_then(|found| found.payload.get_static());
        Self(match dictionary {
            Dictionary::Thai => asian("thaidict"),
            Dictionary::Lao => asian("laodict"),
            Dictionary::Khmer => asian("khmerdict"),
            Dictionary::Burmese => asian("burmesedict"),
            Dictionary::Missing => None,
            Dictionary::Han => {
                let found = DataProvider::<SegmenterDictionaryAutoV2>::load(&Baked, request("cjdict"));
                found.ok().and_then(|found| found.payload.get_static())
            }
        })
    }

    /// Tells whether some letters are an entry.
    pub fn has(self, letters: &[char]) -> bool {
        self.entries(letters).found.last().is_some_and(|(length, _)| *length == letters.len())
    }

    /// Looks up what begins with the first of some letters.
    pub fn entries(self, letters: &[char]) -> Entries {
        let mut entries = Entries::default();
        match self.0 {
            Some(DictionaryBreakData::Char16Trie(trie)) => {
                let mut cursor = trie.cursor();
                entries.collect(letters, |letter| {
                    cursor.step(letter);
                    (cursor.value().map(i32::unsigned_abs), cursor.is_empty())
                });
            }
            Some(DictionaryBreakData::ZeroTrie { alphabet, trie }) => {
                let mut cursor = trie.cursor();
                entries.collect(letters, |letter| {
                    // No entry has a letter outside of the alphabet.
                    cursor.step(alphabet.position(letter).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX));
                    (cursor.take_value().map(|_| 0), cursor.is_empty())
                });
            }
            None => {}
        }
        entries
    }
}

impl Entries {
    fn collect(&mut self, letters: &[char], mut step: impl FnMut(char) -> (Option<u32>, bool)) {
        for letter in letters {
            let (cost, is_last) = step(*letter);
            self.looked_at += 1;
            if let Some(cost) = cost.filter(|_| self.found.len() < MOST) {
                self.found.push((self.looked_at, cost));
            }
            if is_last {
                break;
            }
        }
    }
}

//! The index over the names of the registry, kept up to date entry by entry.
//!
//! Four sorted tables: names by their letters, name parts for prefixes, skeletons of words, and skeletons of
//! whole names. What a table finds is checked against the name itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::find::JOINER;
use super::fold::{self, fold, fold_with_tones};
use super::skeleton::{self, MAX_WORDS};
use super::sound::{Key, Reading};

/// A name of an entry, as the index takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// The caller's number of the name; comes back in [`super::Hit`].
    pub name: u32,
    /// The name as it is written.
    pub text: &'a str,
    /// Decides between hits of one rank; larger is better, more than 1000 counts as 1000.
    pub weight: u16,
}

/// Finds registry entries by their names, in any script and spelling.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Names by slot; a removed one leaves a hole.
    pub(super) names: Vec<Option<Record>>,
    free_names: Vec<u32>,
    /// The letter pairs of each name, as [`pairs`] gives them; no pair for a hole.
    pub(super) pairs: Vec<u64>,
    /// Name slots of each entry, by entry slot.
    pub(super) entries: Vec<Vec<u32>>,
    free_entries: Vec<u32>,
    entry_slots: HashMap<u32, u32>,
    /// Hashes of the letters and digits of folded names, with name slots.
    by_letters: BTreeSet<(u64, u32)>,
    /// Name slots by folded word.
    pub(super) by_word: BTreeMap<Box<str>, Vec<u32>>,
    /// Skeletons of words, with name slots.
    pub(super) by_word_key: BTreeSet<(Key, u32)>,
    /// Skeletons of whole names, with name slots.
    pub(super) by_key: BTreeSet<(Key, u32)>,
}

/// What the index knows of one name.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub entry: u32,
    pub entry_slot: u32,
    pub name: u32,
    pub weight: u16,
    /// The folded name.
    pub folded: Box<str>,
    /// The words in `folded`, as bytes.
    pub words: Box<[Range<u32>]>,
    /// How many letters and digits the words have, in bytes.
    pub length: u32,
    /// The hash of these letters and digits.
    pub hash: u64,
    /// The folded name with a blank for each joiner, where it has any.
    pub parted: Option<Box<str>>,
    /// The name with tones; nothing where it is no different.
    pub tones: Option<ToneName>,
    /// The readings of the words; none where a word has no skeleton.
    pub readings: Box<[WordReading]>,
    /// The readings of the whole name.
    pub whole: Box<[Reading]>,
}

/// A name folded with tones.
#[derive(Clone, Debug)]
pub(super) struct ToneName {
    pub text: Box<str>,
    /// The words in `text`, as bytes.
    pub words: Box<[Range<u32>]>,
}

/// A reading of a word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordReading {
    /// Which word of the name.
    pub place: u8,
    /// How many more usual readings the word has.
    pub unusual: u8,
    pub reading: Reading,
}

impl Record {
    /// Gives a folded word by its place.
    pub fn word(&self, place: usize) -> &str {
        slice(&self.folded, &self.words[place])
    }

    /// Gives a word with its tones by its place.
    pub fn tone_word(&self, place: usize) -> &str {
        match &self.tones {
            Some(tones) => tones.words.get(place).map_or("", |range| slice(&tones.text, range)),
            None => self.word(place),
        }
    }

    fn word_keys(&self) -> impl Iterator<Item = Key> {
        self.readings.iter().map(|known| known.reading.key)
    }

    fn keys(&self) -> impl Iterator<Item = Key> {
        self.whole.iter().map(|reading| reading.key)
    }

    /// Gives the whole name folded with tones.
    pub fn with_tones(&self) -> &str {
        self.tones.as_ref().map_or(&self.folded, |tones| &tones.text)
    }
}

impl Index {
    /// Makes an empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes an index of names, each with the number of its entry; entries may come in any order.
    #[must_use]
    pub fn build<'a>(names: impl IntoIterator<Item = (u32, Name<'a>)>) -> Self {
        let mut index = Self::new();
        for (entry, name) in names {
            index.add(entry, name);
        }
        // Tables that are filled at once are sorted once.
        let mut by_word: HashMap<&str, Vec<u32>> = HashMap::new();
        for (slot, record) in (0..).zip(&index.names) {
            let record = record.as_ref();
            let words = record.into_iter().flat_map(|record| (0..record.words.len()).map(|place| record.word(place)));
            words.for_each(|word| by_word.entry(word).or_default().push(slot));
        }
        index.by_word = by_word.into_iter().map(|(word, slots)| (word.into(), slots)).collect();
        let records = || (0..).zip(&index.names).filter_map(|(slot, record)| Some((slot, record.as_ref()?)));
        index.by_word_key =
            records().flat_map(|(slot, record)| record.word_keys().map(move |key| (key, slot))).collect();
        index.by_letters = records().map(|(slot, record)| (record.hash, slot)).collect();
        index.by_key = records().flat_map(|(slot, record)| record.keys().map(move |key| (key, slot))).collect();
        index
    }

    /// Replaces all names of an entry; without names the entry is no longer found.
    pub fn set_entry<'a>(&mut self, entry: u32, names: impl IntoIterator<Item = Name<'a>>) {
        self.remove_entry(entry);
        for name in names {
            if let Some(slot) = self.add(entry, name) {
                self.list(slot);
            }
        }
    }

    /// Removes an entry; nothing happens where it is not in the index.
    pub fn remove_entry(&mut self, entry: u32) {
        let Some(entry_slot) = self.entry_slots.remove(&entry) else { return };
        for slot in std::mem::take(&mut self.entries[entry_slot as usize]) {
            self.remove_name(slot);
        }
        self.free_entries.push(entry_slot);
    }

    /// Gives the number of entries that have a name.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entry_slots.len()
    }

    /// Tells whether there is no name at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entry_slots.is_empty()
    }

    /// Gives the entries with a name that folds to the same text, in ascending order. A joiner in the one may be a blank or
    /// nothing in the other.
    #[must_use]
    pub fn exact(&self, text: &str) -> Vec<u32> {
        let folded = fold(text);
        let parted = parted(text);
        let letters = letters(&folded, &words(&folded));
        let records = self.with_letters(&letters);
        let is_same = |record: &&Record| {
            let names = [Some(&record.folded), record.parted.as_ref()].into_iter().flatten();
            names.into_iter().any(|name| **name == *folded || parted.as_ref().is_some_and(|parted| *name == *parted))
        };
        let mut entries: Vec<u32> = records.filter(is_same).map(|record| record.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// Gives the names with these letters and digits, as far as a hash can tell.
    pub(super) fn with_letters(&self, letters: &str) -> impl Iterator<Item = &Record> {
        let hash = hash(letters);
        self.by_letters.range((hash, 0)..=(hash, u32::MAX)).filter_map(|&(_, slot)| self.record(slot))
    }

    /// Gives a name by its slot.
    pub(super) fn record(&self, slot: u32) -> Option<&Record> {
        self.names.get(slot as usize)?.as_ref()
    }

    /// Takes a name in, but not yet in the sorted tables; nothing where it has no letter or digit.
    fn add(&mut self, entry: u32, name: Name<'_>) -> Option<u32> {
        let folded = fold(name.text).into_boxed_str();
        let words = words(&folded);
        if words.is_empty() {
            return None;
        }
        let tones = fold::may_have_tones(name.text).then(|| fold_with_tones(name.text));
        let tones = tones.filter(|tones| **tones != *folded);
        let (readings, whole) = read(tones.as_deref().unwrap_or(&folded));
        let tones = tones.map(|tones| ToneName { words: self::words(&tones), text: tones.into_boxed_str() });
        let entry_slot = self.entry_slot(entry);
        let slot = self.free_names.pop().unwrap_or_else(|| {
            self.names.push(None);
            self.pairs.push(0);
            count(self.names.len() - 1)
        });
        self.pairs[slot as usize] = words.iter().fold(0, |all, range| all | pairs(slice(&folded, range)));
        self.entries[entry_slot as usize].push(slot);
        let letters = letters(&folded, &words);
        self.names[slot as usize] = Some(Record {
            entry,
            entry_slot,
            name: name.name,
            weight: name.weight,
            folded,
            words,
            parted: parted(name.text),
            length: count(letters.len()),
            hash: hash(&letters),
            tones,
            readings,
            whole,
        });
        Some(slot)
    }

    /// Puts a name in the sorted tables.
    fn list(&mut self, slot: u32) {
        let Some(record) = &self.names[slot as usize] else { return };
        for place in 0..record.words.len() {
            let word = record.word(place);
            match self.by_word.get_mut(word) {
                Some(slots) => slots.push(slot),
                None => drop(self.by_word.insert(word.into(), vec![slot])),
            }
        }
        self.by_letters.insert((record.hash, slot));
        self.by_word_key.extend(record.word_keys().map(|key| (key, slot)));
        self.by_key.extend(record.keys().map(|key| (key, slot)));
    }

    fn entry_slot(&mut self, entry: u32) -> u32 {
        *self.entry_slots.entry(entry).or_insert_with(|| {
            self.free_entries.pop().unwrap_or_else(|| {
                self.entries.push(Vec::new());
                count(self.entries.len() - 1)
            })
        })
    }

    fn remove_name(&mut self, slot: u32) {
        let Some(record) = self.names[slot as usize].take() else { return };
        for place in 0..record.words.len() {
            let word = record.word(place);
            let is_last = self.by_word.get_mut(word).is_some_and(|slots| {
                slots.retain(|&other| other != slot);
                slots.is_empty()
            });
            if is_last {
                self.by_word.remove(word);
            }
        }
        for key in record.word_keys() {
            self.by_word_key.remove(&(key, slot));
        }
        for key in record.keys() {
            self.by_key.remove(&(key, slot));
        }
        self.by_letters.remove(&(record.hash, slot));
        self.pairs[slot as usize] = 0;
        self.free_names.push(slot);
    }
}

/// Gives the words of a folded text as ranges, at most [`MAX_WORDS`].
pub(super) fn words(folded: &str) -> Box<[Range<u32>]> {
    fold::words(folded).take(MAX_WORDS).map(|range| count(range.start)..count(range.end)).collect()
}

/// Gives all words of a folded text put together; `words` are what [`words`] gave.
pub(super) fn letters(folded: &str, words: &[Range<u32>]) -> String {
    if words.len() < MAX_WORDS {
        words.iter().map(|range| slice(folded, range)).collect()
    } else {
        fold::words(folded).map(|range| &folded[range]).collect()
    }
}

/// Gives the skeletons of the words of a text folded with tones, and those of the whole.
pub(super) fn read(with_tones: &str) -> (Box<[WordReading]>, Box<[Reading]>) {
    let Some(words) = skeleton::word_readings(with_tones) else { return Default::default() };
    let mut all = Vec::with_capacity(words.len() * 2);
    for (place, word) in (0u8..).zip(&words) {
        let sounding = (0u8..).zip(word).filter(|(_, reading)| !reading.key.is_empty());
        all.extend(sounding.map(|(unusual, &reading)| WordReading { place, unusual, reading }));
    }
    (all.into_boxed_slice(), skeleton::joined(&words).into_boxed_slice())
}

/// Gives a hash that is the same in every run.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Gives the pairs of neighbouring letters of a word as bits, so that a word within another has no bit of its own.
pub(super) fn pairs(word: &str) -> u64 {
    let mut chars = word.chars().map(u32::from);
    let Some(mut last) = chars.next() else { return 0 };
    chars.fold(0, |bits, c| {
        let mixed = last.wrapping_mul(31).wrapping_add(c).wrapping_mul(0x9e37_79b1);
        last = c;
        bits | 1 << (mixed >> 26)
    })
}

pub(super) fn slice<'a>(text: &'a str, range: &Range<u32>) -> &'a str {
    &text[range.start as usize..range.end as usize]
}

/// Makes a slot number or length of a size; names are shorter than 4 GiB and fewer than 4 thousand million.
pub(super) fn count(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// Folds a text with a blank for each joiner; nothing where it has none.
fn parted(text: &str) -> Option<Box<str>> {
    text.contains(JOINER).then(|| fold(&text.replace(JOINER, " ")).into_boxed_str())
}

//! Search in the index: candidates from the sorted tables, then a rank and a score for each name.

use std::cmp::Reverse;
use std::ops::Range;

use super::fold::{fold, fold_with_tones, is_tone};
use super::index::{self, Index, Record, WordReading, pairs, slice};
use super::skeleton::{self, MAX_WORDS};
use super::sound::Reading;

/// The longest query that is read at all, in bytes.
const MAX_TEXT: usize = 1 << 16;
/// The longest folded query whose words are looked at, in bytes; a longer one is only compared as a whole.
const MAX_QUERY: usize = 1024;
/// The most words of a query whose order is changed for its skeleton.
const MAX_TURNS: usize = 4;
/// Names that one table is asked to look at for one query. Where more answer, as to a single letter in a large
/// registry, the query says so little that any of them will do, and the next letter comes before they are read.
const LOOKED_AT: usize = 6000;
/// Skeletons below this length say too little for a prefix, and count only in their most usual readings.
const SHORT_KEY: u32 = 3;

/// How a name answers a query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The same text, with tones and Latin marks; only case and the like differ.
    ExactWithTones,
    /// The same text after folding.
    Exact,
    /// The same words in another order, or divided in another way.
    SameWords,
    /// Every word of the query begins a word of the name, each its own, in any order.
    Prefixes,
    /// Every word of the query stands somewhere within a word of the name.
    Contained,
    /// The same skeleton: perhaps the same name in another script or spelling.
    SameSkeleton,
    /// The skeleton of the query begins that of the name, or its words are among the name's words.
    PartOfSkeleton,
}

/// An entry that answers a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hit {
    /// The entry.
    pub entry: u32,
    /// Its name that answers best.
    pub name: u32,
    /// How it answers.
    pub rank: Rank,
    /// Orders hits of one rank, larger first: the same tones, then the order and wholeness of the words, then
    /// the share of the name that was asked for with the weight of the name.
    pub score: u32,
}

/// Score of a hit whose words have the same tones and marks.
const TONES: u32 = 1 << 13;
/// Score of a hit whose words come in the name's order, from its beginning.
const IN_ORDER: u32 = 1 << 12;
/// Score of a hit whose words are whole words of the name.
const WHOLE_WORDS: u32 = 1 << 11;

impl Index {
    /// Finds entries by a name or the beginnings of its words, the best first, each entry once.
    ///
    /// Later ranks are looked for only while there are fewer than `limit` hits. Hits of equal rank and score come
    /// in the order of their entries. A query without a letter or digit, or one over 64 KiB, finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        if limit == 0 || query.len() > MAX_TEXT {
            return Vec::new();
        }
        let query = Query::new(query);
        if query.words.is_empty() {
            return Vec::new();
        }
        let mut found = Found { best: vec![None; self.entries.len()], count: 0 };
        self.find_same(&query, &mut found);
        if query.folded.len() > MAX_QUERY || query.words.len() >= MAX_WORDS {
            return found.ranked(limit);
        }
        self.find_prefixes(&query, &mut found);
        if found.count < limit {
            self.find_contained(&query, &mut found);
        }
        if found.count < limit {
            self.find_skeletons(&query, &mut found);
        }
        found.ranked(limit)
    }

    /// Tells whether some name has the same words as a query, in any order. Much cheaper than a search that finds
    /// nothing of the kind, which then goes on to whatever sounds alike.
    #[must_use]
    pub fn has_words(&self, query: &str) -> bool {
        if query.len() > MAX_QUERY {
            return false;
        }
        let query = Query::new(query);
        if query.words.is_empty() || query.words.len() >= MAX_WORDS {
            return false;
        }
        let mut found = Found { best: vec![None; self.entries.len()], count: 0 };
        self.find_same(&query, &mut found);
        self.find_prefixes(&query, &mut found);
        found.best.iter().flatten().any(|hit| hit.rank <= Rank::SameWords)
    }

    fn find_same(&self, query: &Query, found: &mut Found) {
        for record in self.with_letters(&query.letters) {
            let rank = match (*record.folded == *query.folded, record.with_tones() == query.tones) {
                (true, true) => Rank::ExactWithTones,
                (true, false) => Rank::Exact,
                _ if index::letters(&record.folded, &record.words) == query.letters => Rank::SameWords,
                _ => continue,
            };
            found.offer(record, rank, weight(record));
        }
    }

    fn find_prefixes(&self, query: &Query, found: &mut Found) {
        let Some(&rarest) = query.by_length.first() else { return };
        let prefix = slice(&query.folded, &query.words[rarest]);
        let bounds = (std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded);
        let words = self.by_word.range::<str, _>(bounds).take_while(|(word, _)| word.starts_with(prefix));
        for record in words.flat_map(|(_, slots)| slots).filter_map(|&slot| self.record(slot)).take(LOOKED_AT) {
            if let Some((rank, score)) = query.prefixes(record) {
                found.offer(record, rank, score);
            }
        }
    }

    fn find_contained(&self, query: &Query, found: &mut Found) {
        let words: Vec<&str> = query.words.iter().map(|range| slice(&query.folded, range)).collect();
        // One letter is everywhere; one ideograph is a word.
        if words.iter().all(|word| word.chars().nth(1).is_none() && !word.starts_with(is_ideograph)) {
            return;
        }
        let wanted = words.iter().fold(0, |all, word| all | pairs(word));
        let likely = self.names.iter().zip(&self.pairs).filter(|&(_, &pairs)| pairs & wanted == wanted);
        for record in likely.filter_map(|(record, _)| record.as_ref()).take(LOOKED_AT) {
            if words.iter().all(|word| record.folded.contains(word)) {
                found.offer(record, Rank::Contained, share(query.letters.len(), record.length) + weight(record));
            }
        }
    }

    fn find_skeletons(&self, query: &Query, found: &mut Found) {
        let Some(mut words) = skeleton::word_readings(&query.tones) else { return };
        self.find_key_prefix(&skeleton::joined(&words), found);
        self.find_key_words(&words, found);
        let turns = if words.len() <= MAX_TURNS { words.len() } else { 1 };
        for turn in 0..turns {
            let shortest = if turn == 0 { 2 } else { SHORT_KEY };
            self.find_key(&skeleton::joined(&words), shortest, found);
            words.rotate_left(1);
        }
    }

    /// Finds names with one of these skeletons, if it has at least so many letters.
    fn find_key(&self, wholes: &[Reading], shortest: u32, found: &mut Found) {
        let is_telling = |whole: &Reading| whole.key.len() >= shortest && !whole.key.is_cut();
        for (cost, whole) in (0u32..).zip(wholes).filter(|(_, whole)| is_telling(whole)) {
            for &(_, slot) in self.by_key.range((whole.key, 0)..=(whole.key, u32::MAX)).take(LOOKED_AT) {
                let Some(record) = self.record(slot) else { continue };
                let known = (0u32..).zip(&record.whole).find(|(_, known)| known.key == whole.key);
                let Some((known_cost, known)) = known else { continue };
                let cost = cost + known_cost;
                if known.sounds_like(*whole) && (cost < 2 || whole.key.len() >= SHORT_KEY) {
                    found.offer(record, Rank::SameSkeleton, likely(cost, record));
                }
            }
        }
    }

    /// Finds names whose skeleton begins with one of these.
    fn find_key_prefix(&self, wholes: &[Reading], found: &mut Found) {
        for (cost, whole) in (0u32..).zip(wholes).filter(|(_, whole)| whole.key.len() >= SHORT_KEY) {
            let last = whole.key.last_with_prefix();
            for &(key, slot) in self.by_key.range((whole.key, 0)..=(last, u32::MAX)).take(LOOKED_AT) {
                let Some(record) = self.record(slot) else { continue };
                let fits = |known: &&Reading| known.key == key && known.sounds_like(*whole);
                if record.whole.iter().any(|known| fits(&known)) {
                    found.offer(record, Rank::PartOfSkeleton, likely(cost, record));
                }
            }
        }
    }

    /// Finds names among whose words are all of these.
    fn find_key_words(&self, words: &[Vec<Reading>], found: &mut Found) {
        let longest = |word: &&Vec<Reading>| word.first().map_or(0, |reading| reading.key.len());
        let Some(rarest) = words.iter().max_by_key(longest) else { return };
        for reading in rarest.iter().filter(|reading| reading.key.len() > 1) {
            let last = if reading.key.len() < SHORT_KEY { reading.key } else { reading.key.last_with_prefix() };
            for &(_, slot) in self.by_word_key.range((reading.key, 0)..=(last, u32::MAX)).take(LOOKED_AT) {
                let Some(record) = self.record(slot) else { continue };
                if let Some((rank, cost)) = fit_words(words, record) {
                    found.offer(record, rank, likely(cost, record));
                }
            }
        }
    }
}

/// Tells whether each word sounds like a word of the name of its own, and how unusual the readings are.
fn fit_words(words: &[Vec<Reading>], record: &Record) -> Option<(Rank, u32)> {
    let mut used = 0u32;
    let mut cost = 0;
    let mut whole = true;
    for word in words {
        let free = |known: &&WordReading| used >> known.place & 1 == 0;
        let ways = (0u32..).zip(word).flat_map(|(unusual, reading)| {
            let known = record.readings.iter().filter(free);
            known.filter_map(move |known| fit(unusual, *reading, known))
        });
        match ways.min() {
            Some((is_part, unusual, place)) => {
                used |= 1 << place;
                cost += unusual;
                whole &= !is_part;
            }
            // An article may be missing.
            None if word.last().is_some_and(|reading| reading.key.is_empty()) => {}
            None => return None,
        }
    }
    let all = record.words.len() == used.count_ones() as usize;
    Some((if all && whole { Rank::SameSkeleton } else { Rank::PartOfSkeleton }, cost))
}

/// Compares two words: whether one is only the beginning of the other, how unusual the readings are, and which
/// word of the name it is. Short skeletons count only in their most usual reading.
fn fit(unusual: u32, reading: Reading, known: &WordReading) -> Option<(bool, u32, u8)> {
    let cost = unusual + u32::from(known.unusual);
    let is_short = reading.key.len() < SHORT_KEY;
    let is_same = known.reading.key == reading.key;
    let fits = if is_short { is_same && cost == 0 } else { known.reading.key.starts_with(reading.key) };
    (fits && known.reading.sounds_like(reading)).then_some((!is_same, cost, known.place))
}

/// A query, folded and divided.
struct Query {
    folded: String,
    words: Box<[Range<u32>]>,
    letters: String,
    tones: String,
    tone_words: Box<[Range<u32>]>,
    /// The places of the words, the longest first.
    by_length: Vec<usize>,
}

impl Query {
    fn new(text: &str) -> Self {
        let folded = fold(text);
        let words = index::words(&folded);
        let letters = index::letters(&folded, &words);
        let tones = fold_with_tones(text);
        let tone_words = index::words(&tones);
        let mut by_length: Vec<usize> = (0..words.len()).collect();
        by_length.sort_by_key(|&place| Reverse(words[place].len()));
        Self { folded, words, letters, tones, tone_words, by_length }
    }

    /// Ranks a name in which every word of the query begins a word of its own.
    ///
    /// Two words compete for a word of the name only where one begins the other. So the longer one chooses first
    /// and cannot choose wrongly.
    fn prefixes(&self, record: &Record) -> Option<(Rank, u32)> {
        let mut places = [0usize; MAX_WORDS];
        let mut used = 0u32;
        let mut whole = true;
        for &asked in &self.by_length {
            let word = slice(&self.folded, &self.words[asked]);
            let place = (0..record.words.len())
                .filter(|place| used >> place & 1 == 0)
                .find(|&place| record.word(place).starts_with(word))?;
            used |= 1 << place;
            places[asked] = place;
            whole &= record.word(place).len() == word.len();
        }
        let places = &places[..self.words.len()];
        let same_tones = (places.iter().zip(&self.tone_words))
            .all(|(&place, range)| begins_with_tones(record.tone_word(place), slice(&self.tones, range)));
        let in_order = places[0] == 0 && places.is_sorted();
        let mut score = share(self.letters.len(), record.length) + weight(record);
        for (holds, worth) in [(same_tones, TONES), (in_order, IN_ORDER), (whole, WHOLE_WORDS)] {
            score += if holds { worth } else { 0 };
        }
        let all = whole && places.len() == record.words.len();
        Some((if all { Rank::SameWords } else { Rank::Prefixes }, score))
    }
}

/// Tells whether a word begins with another and the last letter has no further mark.
fn begins_with_tones(word: &str, prefix: &str) -> bool {
    word.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with(is_tone))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn weight(record: &Record) -> u32 {
    u32::from(record.weight.min(1000))
}

/// Gives the share of a name's letters that were asked for, in thousandths.
fn share(asked: usize, length: u32) -> u32 {
    (index::count(asked).saturating_mul(1000) / length.max(1)).min(1000)
}

/// Gives the score of a skeleton hit: less for each unusual reading.
fn likely(cost: u32, record: &Record) -> u32 {
    1000u32.saturating_sub(100 * cost) + weight(record)
}

/// The best hit of each entry, by entry slot.
struct Found {
    best: Vec<Option<Hit>>,
    count: usize,
}

impl Found {
    fn offer(&mut self, record: &Record, rank: Rank, score: u32) {
        let hit = Hit { entry: record.entry, name: record.name, rank, score };
        match &mut self.best[record.entry_slot as usize] {
            Some(best) if order(best) <= order(&hit) => {}
            Some(best) => *best = hit,
            none => {
                *none = Some(hit);
                self.count += 1;
            }
        }
    }

    fn ranked(self, limit: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.best.into_iter().flatten().collect();
        if limit < hits.len() {
            hits.select_nth_unstable_by_key(limit, order);
            hits.truncate(limit);
        }
        hits.sort_unstable_by_key(order);
        hits
    }
}

fn order(hit: &Hit) -> (Rank, Reverse<u32>, u32, u32) {
    (hit.rank, Reverse(hit.score), hit.entry, hit.name)
}

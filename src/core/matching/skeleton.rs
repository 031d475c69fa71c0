//! Consonant skeletons: a rough key under which transliterations of one name meet.
//!
//! A skeleton is a suggestion, never an identity. Letters of Latin, Cyrillic and Arabic script fall into the
//! classes of [`super::sound`]; vowels are left out, because Arabic mostly does. A name in another script, such as
//! Chinese, has no skeleton and is found by its own signs only.

use super::sound::{MAX_READINGS, Reading};
use super::{arabic, cyrillic, fold, latin};

/// The most words of a name that can be searched for.
pub(super) const MAX_WORDS: usize = 32;
/// The Arabic article as other scripts write it, often as a word.
const ARTICLES: &[&str] = &[
    "ad", "al", "an", "ar", "as", "ash", "at", "az", "ed", "el", "er", "es", "ash", "ад", "аль", "ан", "ар", "ас",
    "ат", "аш", "эд", "эль", "эр", "эс", "эш",
];

/// Gives the most usual skeleton of a word or name; empty where its script has none.
#[must_use]
pub fn skeleton(word: &str) -> String {
    skeletons(word).into_iter().next().unwrap_or_default()
}

/// Gives all skeletons of a word or name, the most usual first, at most twelve.
///
/// There are several where a letter has several sounds: ض is d or z, و is a vowel or w, x is sh in Chinese names
/// and kh in Uzbek ones, j is a half-vowel in German. Two names may be the same if they share one. A name in
/// several words has the same skeletons as the words written together.
#[must_use]
pub fn skeletons(name: &str) -> Vec<String> {
    let words = word_readings(&fold::fold_with_tones(name)).unwrap_or_default();
    joined(&words).into_iter().map(|reading| reading.key.text()).collect()
}

/// Reads the words of a text folded with tones; nothing where a word has no skeleton.
///
/// An article may be left out: it has an empty reading, the last one.
pub(super) fn word_readings(with_tones: &str) -> Option<Vec<Vec<Reading>>> {
    let mut words = fold::words(with_tones).take(MAX_WORDS).peekable();
    let mut all = Vec::new();
    while let Some(range) = words.next() {
        let word = &with_tones[range];
        let mut readings = readings(word)?;
        if words.peek().is_some() && ARTICLES.contains(&word) {
            readings.push(Reading::default());
        }
        all.push(readings);
    }
    Some(all)
}

/// Reads one word of a text folded with tones, the most usual reading first.
///
/// Nothing where the word has a letter of another script, or no sound at all.
fn readings(word: &str) -> Option<Vec<Reading>> {
    let readings = match word.chars().find(|c| c.is_alphabetic()) {
        Some(c) if cyrillic::is_letter(c) => cyrillic::readings(word),
        Some(c) if arabic::is_letter(c) => arabic::readings(word),
        _ => latin::readings(word),
    };
    readings.filter(|readings| !readings.is_empty())
}

/// Reads words as one, with the words' readings in all likely combinations, the most usual first.
pub(super) fn joined<W: AsRef<[Reading]>>(words: &[W]) -> Vec<Reading> {
    let single = |word: &W| match word.as_ref() {
        [reading] => Some(*reading),
        _ => None,
    };
    if let Some(whole) = words.iter().map(single).try_fold(Reading::default(), |start, word| Some(start.then(word?))) {
        return if whole.key.is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut ways = vec![(0, Reading::default())];
    for word in words {
        let mut next: Vec<(usize, Reading)> = Vec::with_capacity(ways.len() * word.as_ref().len());
        for &(cost, start) in &ways {
            for (place, &reading) in word.as_ref().iter().enumerate() {
                let whole = start.then(reading);
                match next.iter_mut().find(|(_, known)| known.key == whole.key) {
                    Some((known_cost, known)) => {
                        known.vowels |= whole.vowels;
                        *known_cost = (*known_cost).min(cost + place);
                    }
                    None => next.push((cost + place, whole)),
                }
            }
        }
        next.sort_by_key(|&(cost, _)| cost);
        next.truncate(MAX_READINGS);
        ways = next;
    }
    ways.retain(|(_, reading)| !reading.key.is_empty());
    ways.into_iter().map(|(_, reading)| reading).collect()
}

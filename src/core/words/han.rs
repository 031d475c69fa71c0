//! Words of Chinese and Japanese: of all rows of words that a text can be, the one with the least cost.
//!
//! As ICU's engine does it (`icu4c/source/common/dictbe.cpp`), with the costs that its dictionary has: the rarer a word, the
//! higher. Katakana that stand together may be a word that no dictionary has.

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation as _;

use super::dictionary::Book;
use super::{Dictionary, letters_of};

/// Longest word looked for, in letters.
const LONGEST: usize = 20;
/// Cost of a letter that is no entry.
const UNKNOWN: u32 = 255;
/// Cost of Katakana that stand together, by their number; more cost as much as none.
const KATAKANA: [u32; 9] = [8192, 984, 408, 240, 204, 252, 300, 372, 480];
/// So many Katakana together are no word.
const MOST_KATAKANA: usize = 20;

/// Gives the places between words, in bytes.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let (letters, places) = letters(text);
    let book = Book::open(Dictionary::Han);
    let mut least = vec![u32::MAX; letters.len() + 1];
    let mut before = vec![0; letters.len() + 1];
    least[0] = 0;
    let mut after_katakana = false;
    for at in 0..letters.len() {
        // Every letter is a word at some cost, so there is a row of words to each.
        let so_far = least[at];
        let mut offer = |length: usize, cost: u32| {
            let sum = so_far.saturating_add(cost);
            if sum < least[at + length] {
                least[at + length] = sum;
                before[at + length] = at;
            }
        };
        let found = book.entries(&letters[at..letters.len().min(at + LONGEST)]).found;
        for (length, cost) in &found {
            offer(*length, *cost);
        }
        if found.first().is_none_or(|(length, _)| *length != 1) {
            offer(1, UNKNOWN);
        }
        let here = is_katakana(letters[at]);
        if here && !after_katakana {
            let length = letters[at..].iter().take(MOST_KATAKANA).take_while(|c| is_katakana(**c)).count();
            if length < MOST_KATAKANA {
                offer(length, KATAKANA.get(length).copied().unwrap_or(KATAKANA[0]));
            }
        }
        after_katakana = here;
    }
    let mut cuts = Vec::new();
    let mut at = before[letters.len()];
    while at > 0 {
        cuts.push(places[at]);
        at = before[at];
    }
    cuts.reverse();
    cuts.dedup();
    cuts
}

/// Gives the letters as the dictionary writes them, each with its place in bytes: half-width Katakana are Katakana.
fn letters(text: &str) -> (Vec<char>, Vec<usize>) {
    let normal = ComposingNormalizerBorrowed::new_nfkc();
    if normal.is_normalized(text) {
        let (places, letters) = letters_of(text);
        return (letters, places);
    }
    let whole = |(at, grapheme): (usize, &str)| {
        let letters = letters_of(&normal.normalize(grapheme)).1;
        letters.into_iter().map(|c| (c, at)).collect::<Vec<(char, usize)>>()
    };
    text.grapheme_indices(true).flat_map(whole).unzip()
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fe}' | '\u{ff66}'..='\u{ff9f}') && c != '\u{30fb}'
}

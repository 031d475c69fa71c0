//! Words are those of ICU, and no word is cut inside of a letter.

use glossator::core::text::Text;
use glossator::core::words::{Names, edges, is_word};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{byte, paragraphs};

const NUMBERS: &str = "a digit beside a letter is a word of its own here, as UAX 29 has it";

#[test]
fn words_are_those_of_icu() {
    let mut lines = 0;
    for line in include_str!("../fixtures/scripts/words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (language, words) = line.split_once('\t').expect("a language");
        let text = words.replace('|', "");
        let mut at = 0;
        let mut of_icu: Vec<usize> = words.split('|').map(|word| (at, at += word.len()).0).collect();
        of_icu.push(text.len());
        let ours = edges(&text, 0, &Names::default());
        let show =
            |edges: &[usize]| edges.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect::<Vec<&str>>().join("|");
        let letters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        // ICU cuts letters that Unicode joins since version 15.1.
        of_icu.retain(|edge| letters.contains(edge));
        assert!(of_icu.iter().all(|edge| ours.contains(edge)), "{language}: {} against {}", show(&ours), show(&of_icu));
        for edge in ours.iter().filter(|edge| !of_icu.contains(edge)) {
            let (before, after) = (text[..*edge].chars().next_back(), text[*edge..].chars().next());
            let is_number = [before, after].into_iter().flatten().any(char::is_numeric);
            assert!(is_number, "{language}: {} against {}; only {NUMBERS}", show(&ours), show(&of_icu));
        }
        lines += 1;
    }
    assert!(lines > 600);
}

#[test]
fn words_of_a_paragraph_are_found_from_every_place_in_them() {
    for paragraph in paragraphs() {
        let text = Text::canonical(&paragraph.text);
        for (word, start, end) in &paragraph.words {
            let (start, end) = (byte(text.as_str(), *start), byte(text.as_str(), *end));
            let inside = text.as_str()[start..end].grapheme_indices(true).map(|(at, _)| start + at);
            for at in inside {
                let found = text.word_at(at, &Names::default()).map(|span| text.slice(span));
                assert_eq!(found, Some(word.as_str()), "{}", paragraph.name);
            }
        }
    }
}

/// Letters and signs of many scripts, and what nobody sees; a space is between each two.
const LETTERS: &str = "a ß é e\u{301} ไ ท ย ลง ที่ น้ำ ๆ ฯ ກ ະ ຊ ກຸ່ມ ក ខ កុ ក្ខ က သ ည့် သ္သ 中 国 日本 の カ タ ー ｶ ｶﾞ か\u{3099} و ق\u{651} ی क \
    क्ष ष བ ་ བྱི ᨠ ᩣ 한 ᄒ 하 \u{ad} \u{200b} \u{200c} \u{200d} \u{202b} \u{2060} 1 ๒ . ’ - 👩\u{200d}🚒 🇩🇪 𞤀";
/// Marks that no letter of another script bears.
const MARKS: &str = "្ ុ ္ ् ᅡ ﾞ \u{fe0f} \u{e0041} \u{301}";

/// Gives a text of pieces, with marks on whatever is before them or without.
pub fn mixed(marks: bool) -> impl Strategy<Value = String> {
    let marks = if marks { MARKS } else { "" };
    let pieces: Vec<&str> = LETTERS.split(' ').chain(marks.split_whitespace()).chain([" ", "\u{a0}", "\n"]).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_edge_is_inside_of_a_letter_and_every_text_is_cut_whole(text in mixed(true), names in prop::collection::vec(mixed(true), 0..3)) {
        let mut known = Names::default();
        for name in &names {
            known.add(name);
        }
        let edges = edges(&text, 0, &known);
        prop_assert_eq!(edges.first().copied(), Some(0));
        prop_assert_eq!(edges.last().copied(), Some(text.len()));
        prop_assert!(edges.windows(2).all(|pair| pair[0] < pair[1]));
        let letters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for edge in &edges {
            prop_assert!(letters.contains(edge), "{} in {:?}", edge, text);
        }
    }

    #[test]
    fn a_word_is_the_same_from_every_place_in_it_and_has_a_letter_that_is_seen(text in mixed(true)) {
        let text = Text::canonical(&text);
        let names = Names::default();
        for (at, _) in text.as_str().char_indices() {
            let Some(word) = text.word_at(at, &names) else { continue };
            prop_assert!(is_word(text.slice(word)));
            prop_assert!(word.touches(at));
            for (inside, _) in text.slice(word).char_indices() {
                prop_assert_eq!(text.word_at(word.start + inside, &names), Some(word));
            }
        }
        for (to_end, onwards) in [(true, true), (false, true), (true, false), (false, false)] {
            let mut at = if onwards { 0 } else { text.len() };
            for _ in 0..200 {
                at = if onwards { text.next_word(at, to_end, &names) } else { text.previous_word(at, to_end, &names) };
                prop_assert!(text.is_grapheme_edge(at));
            }
            prop_assert_eq!(at, if onwards { text.len() } else { 0 });
        }
    }
}

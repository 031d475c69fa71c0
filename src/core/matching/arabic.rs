//! Sounds of Arabic and Persian letters; several readings, because the script leaves most vowels out.

use super::sound::{MAX_READINGS, MAX_WORD, Reading, Sound, Sounds, VOWEL_A, VOWEL_I, VOWEL_U, add_reading};

/// ج is the g of Cairo, and نج the ng of Chinese names.
const JIM: u8 = 1;
/// ث ذ ض ظ are t and d; otherwise they are s and z, as in Persian and Turkic names.
const STOPS: u8 = 1 << 1;
/// ال is part of the word and not the article.
const NO_ARTICLE: u8 = 1 << 2;
/// A last ه sounds, or a last ح does not.
const END: u8 = 1 << 3;
/// The first و inside the word is w or v.
const FIRST_WAW: u8 = 1 << 4;
/// The other و inside the word are w or v.
const OTHER_WAW: u8 = 1 << 5;

/// Tells whether a letter is Arabic.
pub(super) fn is_letter(c: char) -> bool {
    ('\u{620}'..='\u{6d5}').contains(&c)
}

/// Reads a folded Arabic word; nothing where a letter is not Arabic.
pub(super) fn readings(word: &str) -> Option<Vec<Reading>> {
    let mut buffer = ['\0'; MAX_WORD];
    let mut length = 0;
    for (place, c) in buffer.iter_mut().zip(word.chars()) {
        if !is_letter(c) && !c.is_ascii_digit() && c != '\'' {
            return None;
        }
        *place = c;
        length += 1;
    }
    let word = &buffer[..length];
    let open = open_choices(word);
    let mut readings = Vec::with_capacity(4);
    // The fewer unusual choices, the likelier the reading; more than two at once are not tried.
    for unusual in 0..=2 {
        for choices in (0..=open).filter(|choices| choices & !open == 0 && choices.count_ones() == unusual) {
            add_reading(&mut readings, read(word, choices));
            if readings.len() == MAX_READINGS {
                return Some(readings);
            }
        }
    }
    Some(readings)
}

/// Tells which choices make a difference in a word.
fn open_choices(word: &[char]) -> u8 {
    let mut open = 0;
    if word.contains(&'ج') {
        open |= JIM;
    }
    if word.iter().any(|c| matches!(c, 'ث' | 'ذ' | 'ض' | 'ظ')) {
        open |= STOPS;
    }
    if article(word) > 0 {
        open |= NO_ARTICLE;
    }
    if matches!(word, [_, .., 'ه' | 'ح']) {
        open |= END;
    }
    match (0..word.len()).filter(|&at| is_inner_waw(word, at)).count() {
        0 => open,
        1 => open | FIRST_WAW,
        _ => open | FIRST_WAW | OTHER_WAW,
    }
}

/// Gives the length of the article, 0 where there is none.
fn article(word: &[char]) -> usize {
    if matches!(word, ['ا', 'ل', _, _, ..]) { 2 } else { 0 }
}

/// Tells whether the و at a place may be a vowel or a consonant.
fn is_inner_waw(word: &[char], at: usize) -> bool {
    if word[at] != 'و' || at == 0 || at + 1 == word.len() {
        return false;
    }
    // أو at the beginning is o or u, unless a vowel follows.
    at != 1 || word[0] != 'ا' || matches!(word[2], 'ا' | 'ي')
}

fn read(word: &[char], choices: u8) -> Reading {
    let mut sounds = Sounds::default();
    let begin = if choices & NO_ARTICLE == 0 { article(word) } else { 0 };
    let mut at = begin;
    let mut waw = FIRST_WAW;
    while at < word.len() {
        let (length, sound) = match &word[at..] {
            ['و', ..] if at == begin && word.len() > at + 1 => (1, Sound::One(b'F')),
            ['و', ..] if is_inner_waw(word, at) => {
                let is_consonant = choices & std::mem::replace(&mut waw, OTHER_WAW) != 0;
                (1, if is_consonant { Sound::One(b'F') } else { Sound::Vowel(VOWEL_U) })
            }
            ['ت', 'ش', ..] | ['د', 'ج', ..] => (2, Sound::One(b'J')),
            ['ت', 'س', ..] => (2, Sound::One(b'S')),
            ['ن', 'غ' | 'گ', ..] => (2, Sound::One(b'N')),
            ['ن', 'ج', ..] if choices & JIM != 0 => (2, Sound::One(b'N')),
            ['ه'] if choices & END == 0 => (1, Sound::None),
            ['ح'] if choices & END != 0 => (1, Sound::None),
            [letter, ..] => (1, single(*letter, choices)),
            [] => (1, Sound::None),
        };
        sounds.add(sound);
        at += length;
    }
    sounds.reading()
}

fn single(letter: char, choices: u8) -> Sound {
    let class = match letter {
        'ا' => return Sound::Vowel(VOWEL_A),
        'ي' => return Sound::Vowel(VOWEL_I),
        'و' | 'ۆ' | 'ۇ' | 'ۈ' => return Sound::Vowel(VOWEL_U),
        'ع' | 'ء' => return Sound::Vowel(0),
        'ج' if choices & JIM != 0 => b'K',
        'ث' | 'ذ' | 'ض' | 'ظ' if choices & STOPS != 0 => b'T',
        'ب' | 'پ' => b'B',
        'ت' | 'ط' | 'د' | 'ٹ' | 'ڈ' => b'T',
        'ج' | 'چ' | 'ش' | 'ژ' => b'J',
        'ح' | 'خ' | 'غ' | 'ق' | 'ك' | 'گ' | 'ه' => b'K',
        'س' | 'ص' | 'ز' | 'ث' | 'ذ' | 'ض' | 'ظ' => b'S',
        'ر' | 'ڑ' => b'R',
        'ف' | 'ڤ' | 'ۋ' => b'F',
        'ل' => b'L',
        'م' => b'M',
        'ن' | 'ں' | 'ڭ' => b'N',
        '0'..='9' => letter as u8,
        _ => return Sound::None,
    };
    Sound::One(class)
}

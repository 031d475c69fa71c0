//! Sounds of Latin letters in the spellings that names travel in.

use super::sound::{MAX_WORD, Reading, Sound, Sounds, VOWEL_A, VOWEL_I, VOWEL_U, add_reading};

/// A way to spell sounds with Latin letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// English and what has no rule of its own.
    Plain,
    /// Uzbek and other Turkic Latin: x is kh.
    Uzbek,
    /// German and Polish: j is a half-vowel, ch is kh, the s of a first st or sp is sh.
    German,
    /// Turkish: c is the j of English.
    Turkish,
    /// Pinyin as other languages hear it: x, q, zh are sibilants.
    Pinyin,
    /// Pinyin as Russian writes it (Palladius): x is с, q is ц, r is ж.
    Palladius,
    /// Vietnamese: tr is ch.
    Vietnamese,
}

/// Reads a folded Latin word; nothing where a letter is not Latin.
pub(super) fn readings(word: &str) -> Option<Vec<Reading>> {
    let mut buffer = [0; MAX_WORD];
    let word = simplify(word, &mut buffer)?;
    let has = |letter: u8| word.contains(&letter);
    let is_pinyin = is_pinyin(word);
    let mut readings = Vec::with_capacity(2);
    let mut read = |spelling| add_reading(&mut readings, read(word, spelling));
    // No other spelling has x before i and u alone, few have q there.
    let is_chinese = is_pinyin && (has(b'x') || has(b'q'));
    let spellings = [
        (is_chinese, Spelling::Pinyin),
        (is_chinese, Spelling::Palladius),
        (!is_pinyin || !has(b'x'), Spelling::Plain),
        (is_pinyin && has(b'c'), Spelling::Pinyin),
        (is_pinyin && word.iter().any(|letter| b"jcrw".contains(letter)), Spelling::Palladius),
        (!is_pinyin && has(b'x'), Spelling::Uzbek),
        ((has(b'j') || has(b'c') || begins_with_st(word)) && !is_chinese, Spelling::German),
        (has(b'c') && !is_chinese, Spelling::Turkish),
        (is_vietnamese(word), Spelling::Vietnamese),
    ];
    spellings.into_iter().filter(|(fits, _)| *fits).for_each(|(_, spelling)| read(spelling));
    Some(readings)
}

/// Reduces a word to small ASCII letters and apostrophes; letters with a háček or its like become capitals.
fn simplify<'a>(word: &str, buffer: &'a mut [u8; MAX_WORD]) -> Option<&'a [u8]> {
    let mut length = 0;
    for c in word.chars() {
        let letter = match c {
            'a'..='z' | '0'..='9' | '\'' => c as u8,
            '\u{301}' | '\u{302}' | '\u{307}' | '\u{30c}' | '\u{326}' | '\u{327}' => {
                if let Some(last @ (b's' | b'c' | b'z')) = buffer[..length].last_mut() {
                    last.make_ascii_uppercase();
                } else if let ('\u{30c}', Some(last @ b'g')) = (c, buffer[..length].last_mut()) {
                    last.make_ascii_uppercase();
                }
                continue;
            }
            '\u{300}'..='\u{36f}' => continue,
            'đ' | 'ð' => b'd',
            'þ' | 'ŧ' => b't',
            'ł' => b'l',
            'ø' => b'o',
            'ı' => b'i',
            'ə' => b'e',
            'ħ' => b'h',
            'ŋ' => b'n',
            _ => return None,
        };
        if length == MAX_WORD {
            break;
        }
        buffer[length] = letter;
        length += 1;
    }
    Some(&buffer[..length])
}

fn read(word: &[u8], spelling: Spelling) -> Reading {
    let mut sounds = Sounds::default();
    let mut at = 0;
    while at < word.len() {
        let (length, sound) = sound(&word[at..], at == 0, spelling);
        sounds.add(sound);
        at += length;
    }
    sounds.reading()
}

/// Gives the sound at the beginning of `rest` and how many letters make it.
fn sound(rest: &[u8], first: bool, spelling: Spelling) -> (usize, Sound) {
    let (length, class) = match rest {
        [b't' | b'd', b's', b'c', b'h', ..] => (4, b'J'),
        [b's' | b't', b'c', b'h', ..] | [b'd', b'z' | b's', b'h', ..] => (3, b'J'),
        [b'n', b'g', b'h', ..] if first => (3, b'N'),
        [b'c', b'h', ..] => (2, if spelling == Spelling::German { b'K' } else { b'J' }),
        [b's', b't' | b'p', ..] if first && spelling == Spelling::German => (1, b'J'),
        [b't', b'r', ..] if first && spelling == Spelling::Vietnamese => (2, b'J'),
        [b's' | b'z', b'h', ..] | [b'c' | b's', b'z', ..] | [b'd', b'j', ..] => (2, b'J'),
        [b'k' | b'g', b'h', ..] | [b'c', b'k', ..] => (2, b'K'),
        [b't', b's' | b'z', ..] | [b'd', b'z', ..] => (2, b'S'),
        [b't' | b'd', b'h', ..] => (2, b'T'),
        [b'p' | b'w', b'h', ..] => (2, b'F'),
        [b'b', b'h', ..] => (2, b'B'),
        [b'r', b'h', ..] => (2, b'R'),
        [b'n', b'g', ..] => (2, b'N'),
        [b'n', b'h', ..] if first => (2, b'N'),
        [letter, ..] => return (1, single(*letter, &rest[1..], spelling)),
        [] => return (1, Sound::None),
    };
    (length, Sound::One(class))
}

fn single(letter: u8, rest: &[u8], spelling: Spelling) -> Sound {
    use Spelling::{German, Palladius, Pinyin, Turkish, Uzbek};
    let next = rest.first().copied().unwrap_or(0);
    let class = match letter {
        b'a' => return Sound::Vowel(VOWEL_A),
        b'e' => return Sound::Vowel(VOWEL_A | VOWEL_I),
        b'i' | b'y' => return Sound::Vowel(VOWEL_I),
        b'o' => return Sound::Vowel(VOWEL_A | VOWEL_U),
        b'u' => return Sound::Vowel(VOWEL_U),
        b'w' if spelling == Palladius && next == b'u' => return Sound::Vowel(VOWEL_U),
        // A last h is written or not: Abdullah, Fatima.
        b'h' if rest.is_empty() => return Sound::None,
        b'b' | b'p' => b'B',
        b'f' | b'v' | b'w' => b'F',
        b'S' | b'C' | b'Z' | b'G' => b'J',
        b'j' => match spelling {
            German => return Sound::Vowel(VOWEL_I),
            Palladius => b'S',
            _ => b'J',
        },
        b'q' => match spelling {
            Pinyin => b'J',
            Palladius => b'S',
            _ => b'K',
        },
        b'x' => match spelling {
            Uzbek => b'K',
            Pinyin => b'J',
            Palladius => b'S',
            _ => return Sound::Two(b'K', b'S'),
        },
        b'c' => match spelling {
            Turkish => b'J',
            Pinyin | Palladius => b'S',
            _ if matches!(next, b'e' | b'i' | b'y') => b'S',
            _ => b'K',
        },
        b'r' if spelling == Palladius && is_vowel(next) => b'J',
        b'g' | b'h' | b'k' => b'K',
        b's' | b'z' => b'S',
        b't' | b'd' => b'T',
        b'l' | b'm' | b'n' | b'r' => letter.to_ascii_uppercase(),
        b'0'..=b'9' => letter,
        _ => return Sound::None,
    };
    Sound::One(class)
}

fn begins_with_st(word: &[u8]) -> bool {
    word.starts_with(b"st") || word.starts_with(b"sp")
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Tells whether a word is one syllable with the tr that Vietnamese speaks as ch.
fn is_vietnamese(word: &[u8]) -> bool {
    let [b't', b'r', rest @ ..] = word else { return false };
    let vowels = rest.iter().take_while(|&&letter| is_vowel(letter) || letter == b'y').count();
    let coda: &[&[u8]] = &[b"", b"c", b"ch", b"m", b"n", b"ng", b"nh", b"p", b"t"];
    vowels > 0 && coda.contains(&&rest[vowels..])
}

/// Tells whether a word is built of syllables as pinyin has them.
fn is_pinyin(word: &[u8]) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let (initial, after) = match rest {
            [b'z' | b'c' | b's', b'h', after @ ..] => (rest[0], after),
            [letter, after @ ..] if b"bpmfdtnlgkhjqxrzcsyw".contains(letter) => (*letter, after),
            [b'\'', after @ ..] if rest.len() < word.len() => (0, after),
            _ => (0, rest),
        };
        let vowels = after.iter().take_while(|&&letter| is_vowel(letter)).count();
        let coda = match &after[vowels..] {
            [b'n', b'g', next @ ..] if next.first().is_none_or(|&letter| !is_vowel(letter)) => 2,
            [b'n' | b'r', next @ ..] if next.first().is_none_or(|&letter| !is_vowel(letter)) => 1,
            _ => 0,
        };
        let (end, next) = after.split_at(vowels + coda);
        if !(1..=3).contains(&vowels) || !is_syllable(initial, end) {
            return false;
        }
        rest = next;
    }
    true
}

/// Tells whether pinyin joins an initial and an ending; knows only the rules that keep other names out.
fn is_syllable(initial: u8, end: &[u8]) -> bool {
    match (initial, end) {
        (0, [b'i' | b'u', ..])
        | (b'j' | b'q' | b'x', [b'u', b'a', b'n', b'g'] | [b'u', b'i' | b'o' | b'u', ..])
        | (b'r', b"a" | b"ai" | b"ei" | [b'i', _, ..]) => false,
        (b'j' | b'q' | b'x', _) => matches!(end, [b'i' | b'u', ..]),
        (_, b"o") => b"bpmfw".contains(&initial),
        _ => true,
    }
}

//! Sounds of Cyrillic letters: Russian, Ukrainian, Belarusian, South Slavic and the alphabets of Central Asia.

use super::sound::{MAX_WORD, Reading, Sound, Sounds, VOWEL_A, VOWEL_I, VOWEL_U, add_reading};

/// Tells whether a letter is Cyrillic.
pub(super) fn is_letter(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// How the letters with two values are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Plain,
    /// A last х that other languages leave out: Абдуллах.
    SilentEnd,
    /// Chinese in Russian letters (Palladius), read back to the sounds of pinyin: ся is xia, жэнь is ren.
    Chinese,
}

/// Reads a folded Cyrillic word; nothing where a letter is not Cyrillic.
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
    let mut readings = Vec::with_capacity(2);
    add_reading(&mut readings, read(word, Spelling::Plain));
    if matches!(word, [.., 'х' | 'ҳ' | 'һ']) {
        add_reading(&mut readings, read(word, Spelling::SilentEnd));
    }
    if is_palladius(word) {
        add_reading(&mut readings, read(word, Spelling::Chinese));
    }
    Some(readings)
}

fn read(word: &[char], spelling: Spelling) -> Reading {
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
fn sound(rest: &[char], first: bool, spelling: Spelling) -> (usize, Sound) {
    let is_chinese = spelling == Spelling::Chinese;
    let (length, class) = match rest {
        ['ц', 'з', 'и' | 'я' | 'ю' | 'е', ..] if is_chinese => (2, b'J'),
        ['ц' | 'с', 'и' | 'я' | 'ю' | 'е', ..] if is_chinese => (1, b'J'),
        ['ж', ..] if is_chinese => (1, b'R'),
        ['у', ..] if is_chinese && first => (1, b'F'),
        ['д' | 'ч', 'ж', ..] | ['т', 'ч', ..] => (2, b'J'),
        ['ц' | 'д', 'з', ..] | ['т', 'с' | 'ц', ..] => (2, b'S'),
        ['н', 'г' | 'ғ', ..] => (2, b'N'),
        ['х' | 'ҳ' | 'һ'] if spelling == Spelling::SilentEnd => return (1, Sound::None),
        [letter, ..] => return (1, single(*letter)),
        [] => return (1, Sound::None),
    };
    (length, Sound::One(class))
}

fn single(letter: char) -> Sound {
    let class = match letter {
        'а' | 'я' => return Sound::Vowel(VOWEL_A),
        'е' | 'э' | 'є' | 'ә' => return Sound::Vowel(VOWEL_A | VOWEL_I),
        'и' | 'й' | 'і' | 'ы' | 'ј' => return Sound::Vowel(VOWEL_I),
        'о' | 'ө' => return Sound::Vowel(VOWEL_A | VOWEL_U),
        'у' | 'ю' | 'ү' | 'ұ' => return Sound::Vowel(VOWEL_U),
        'б' | 'п' => b'B',
        'в' | 'ф' => b'F',
        'г' | 'ґ' | 'ғ' | 'к' | 'қ' | 'ҡ' | 'ҝ' | 'ӄ' | 'х' | 'ҳ' | 'һ' => b'K',
        'д' | 'т' | 'ҭ' => b'T',
        'ж' | 'ч' | 'ш' | 'щ' | 'ҷ' | 'ҹ' | 'җ' | 'џ' | 'ђ' | 'ћ' => b'J',
        'з' | 'с' | 'ц' | 'ҙ' | 'ҫ' | 'ѕ' => b'S',
        'л' | 'љ' => b'L',
        'м' => b'M',
        'н' | 'ң' | 'ҥ' | 'ӈ' | 'њ' => b'N',
        'р' => b'R',
        '0'..='9' => letter as u8,
        _ => return Sound::None,
    };
    Sound::One(class)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'й')
}

/// Tells whether a word is built of syllables as the Palladius system has them.
fn is_palladius(word: &[char]) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        rest = match rest {
            ['ч', 'ж', rest @ ..] | ['ц', 'з', rest @ ..] => rest,
            [letter, rest @ ..] if "бпмфдтнлгкхчшцсжв".contains(*letter) => rest,
            _ => rest,
        };
        let vowels = rest.iter().take_while(|&&letter| is_vowel(letter)).count();
        if !(1..=4).contains(&vowels) {
            return false;
        }
        rest = &rest[vowels..];
        let open = |rest: &[char]| rest.first().is_none_or(|&letter| !is_vowel(letter));
        rest = match rest {
            ['н', 'ь' | 'ъ', rest @ ..] => rest,
            ['н' | 'р', rest @ ..] if open(rest) => rest,
            _ => rest,
        };
    }
    true
}

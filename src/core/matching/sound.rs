//! Sounds of names in ten classes, and the readings of words that are made of them.
//!
//! | class | sounds |
//! |---|---|
//! | `B` | b p |
//! | `F` | f v w |
//! | `J` | sh ch zh and the j of *Jakarta* |
//! | `K` | k q g h kh gh |
//! | `L` `M` `R` | l, m, r |
//! | `N` | n ng |
//! | `S` | s z ts |
//! | `T` | t d th dh |
//! | `A` | any vowel or half-vowel at the beginning |
//!
//! Digits stand for themselves. A sound that follows itself, with or without a vowel between, counts once.

/// The most letters of a word that are read.
pub(super) const MAX_WORD: usize = 64;
/// The most readings of a word or of a whole name.
pub(super) const MAX_READINGS: usize = 12;
/// The letters a key is made of; the position is the code less one.
const LETTERS: &[u8] = b"ABFJKLMNRST0123456789";
/// Bits of a letter in a [`Key`].
const WIDTH: u32 = 5;

/// The vowel classes: a, i and u. Latin e is a or i, o is a or u.
pub(super) const VOWEL_A: u8 = 1;
/// See [`VOWEL_A`].
pub(super) const VOWEL_I: u8 = 2;
/// See [`VOWEL_A`].
pub(super) const VOWEL_U: u8 = 4;
/// A vowel that is not written.
const ANY_VOWEL: u8 = VOWEL_A | VOWEL_I | VOWEL_U;

/// A skeleton as a number: letters of five bits from the top, so that numbers sort as the texts do.
///
/// Holds 25 letters; the lowest bit tells that there were more. Kept in two halves, which need less room in the
/// tables than one number of 128 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    high: u64,
    low: u64,
}

impl Key {
    /// The most letters a key holds.
    const ROOM: u32 = (u128::BITS - 1) / WIDTH;

    fn new(bits: u128) -> Self {
        let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
        Self { high: half(bits >> u64::BITS), low: half(bits) }
    }

    fn bits(self) -> u128 {
        u128::from(self.high) << u64::BITS | u128::from(self.low)
    }

    /// Gives the number of letters.
    pub fn len(self) -> u32 {
        (u128::BITS - (self.bits() & !1).trailing_zeros().min(u128::BITS)).div_ceil(WIDTH)
    }

    pub fn is_empty(self) -> bool {
        self.high == 0
    }

    /// Tells whether letters are missing at the end.
    pub fn is_cut(self) -> bool {
        self.low & 1 == 1
    }

    /// Gives the largest key that begins with this one.
    pub fn last_with_prefix(self) -> Self {
        Self::new(self.bits() | u128::MAX.checked_shr(WIDTH * self.len()).unwrap_or(0))
    }

    pub fn starts_with(self, prefix: Self) -> bool {
        prefix <= self && self <= prefix.last_with_prefix()
    }

    fn letters(self) -> impl Iterator<Item = u8> {
        let bits = self.bits();
        (1..=self.len()).filter_map(move |place| {
            let code = usize::try_from(bits >> (u128::BITS - WIDTH * place) & 31).ok()?;
            LETTERS.get(code.checked_sub(1)?).copied()
        })
    }

    /// Writes the letters out.
    pub fn text(self) -> String {
        self.letters().map(char::from).collect()
    }
}

/// One way to read a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// Its skeleton.
    pub key: Key,
    /// The classes of the vowels after the first consonant; all where none is written.
    pub vowels: u8,
}

impl Reading {
    /// Tells whether the first vowels could be the same.
    pub fn sounds_like(self, other: Self) -> bool {
        self.vowels & other.vowels != 0
    }

    /// Puts a word behind; a vowel at its beginning is no longer at the beginning.
    pub fn then(self, word: Self) -> Self {
        if self.key.is_empty() {
            return word;
        }
        let mut sounds = Sounds::default();
        self.key.letters().for_each(|letter| sounds.push(letter));
        let inner = word.key.letters().enumerate().filter(|&(at, letter)| at > 0 || letter != b'A');
        inner.for_each(|(_, letter)| sounds.push(letter));
        let is_cut = self.key.is_cut() || word.key.is_cut();
        Self { key: Key::new(sounds.key | u128::from(is_cut)), vowels: self.vowels }
    }
}

/// What a letter or a group of letters adds to a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    /// Nothing, such as ь.
    None,
    /// A vowel or half-vowel of these classes.
    Vowel(u8),
    /// A consonant class.
    One(u8),
    /// Two consonant classes, such as x.
    Two(u8, u8),
}

/// Collects the sounds of a word or of several.
#[derive(Clone, Copy, Default)]
pub(super) struct Sounds {
    key: u128,
    length: u32,
    last: u8,
    consonants: u8,
    vowels: u8,
}

impl Sounds {
    pub fn add(&mut self, sound: Sound) {
        match sound {
            Sound::Vowel(_) if self.length == 0 => self.push(b'A'),
            Sound::Vowel(class) if self.consonants == 1 => self.vowels |= class,
            Sound::Vowel(_) | Sound::None => {}
            Sound::One(class) => self.consonant(class),
            Sound::Two(first, second) => {
                self.consonant(first);
                self.consonant(second);
            }
        }
    }

    fn consonant(&mut self, class: u8) {
        self.push(class);
        self.consonants = self.consonants.saturating_add(1);
    }

    /// Adds a letter to the key unless it repeats the last one.
    fn push(&mut self, letter: u8) {
        if letter == self.last && letter.is_ascii_alphabetic() {
            return;
        }
        self.last = letter;
        if self.length == Key::ROOM {
            self.key |= 1;
            return;
        }
        self.length += 1;
        self.key |= code(letter) << (u128::BITS - WIDTH * self.length);
    }

    pub fn reading(self) -> Reading {
        Reading { key: Key::new(self.key), vowels: if self.vowels == 0 { ANY_VOWEL } else { self.vowels } }
    }
}

/// Gives the place of a letter in [`LETTERS`], from 1.
fn code(letter: u8) -> u128 {
    const CODES: [u8; 128] = {
        let mut codes = [0; 128];
        let mut at = 0;
        let mut code = 1;
        while at < LETTERS.len() {
            codes[LETTERS[at] as usize] = code;
            at += 1;
            code += 1;
        }
        codes
    };
    CODES.get(usize::from(letter)).map_or(0, |&code| u128::from(code))
}

/// Adds a reading unless its skeleton is there already; then the vowels of both hold.
pub(super) fn add_reading(readings: &mut Vec<Reading>, reading: Reading) {
    if let Some(known) = readings.iter_mut().find(|known| known.key == reading.key) {
        known.vowels |= reading.vowels;
    } else if readings.len() < MAX_READINGS && !reading.key.is_empty() {
        readings.push(reading);
    }
}

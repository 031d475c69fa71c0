//! Words that name a day by its distance from another: today, tomorrow, the same day.

use std::ops::Range;

use super::cue::{Cue, Relative};
use super::fold::Tokens;
use super::search::each_table;

/// Holds a relative word found in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeWord {
    /// The word as the table spells it.
    pub word: &'static str,
    /// Bytes of the expression, without a prefix joined to the word.
    pub range: Range<usize>,
    /// The day it means; never [`Relative::Now`].
    pub relative: Relative,
}

/// Finds the first word in an expression that names a day relative to another.
///
/// Vague words (“now”, “nowadays”) and look-alikes (German *am Morgen*, Spanish *la mañana*, the Arabic “first
/// day”) are passed over. German *Morgen* with a capital is tomorrow only at the start of the expression.
#[must_use]
pub fn relative_word(text: &str, language: &str) -> Option<RelativeWord> {
    find(&Tokens::read(text), text, language)
}

/// Finds the first relative word in tokens of a text.
pub(super) fn find(tokens: &Tokens<'_>, text: &str, language: &str) -> Option<RelativeWord> {
    each_table(language, text).find_map(|index| {
        index.matches(tokens, |cue| matches!(cue, Cue::Relative(..))).find_map(|found| {
            let Cue::Relative(word, relative) = found.cue else { return None };
            let capital = || tokens.first_written(found.tokens.start).is_some_and(char::is_uppercase);
            let noun = index.table.nouns_have_capitals && relative == Relative::FromSpeech(1);
            let morning = noun && found.tokens.start > 0 && capital();
            let range = found.source;
            (relative != Relative::Now && !morning).then_some(RelativeWord { word, range, relative })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::Relative::{FromNamedDay, FromSpeech};
    use super::*;

    #[test]
    fn days_are_counted_from_the_speech_or_from_a_named_day() {
        let cases = [
            ("de", "gestern", "gestern", FromSpeech(-1)),
            ("de", "heute Morgen", "heute", FromSpeech(0)),
            ("de", "Morgen", "Morgen", FromSpeech(1)),
            ("de", "übermorgen", "übermorgen", FromSpeech(2)),
            ("de", "am heutigen Montag", "heutigen", FromSpeech(0)),
            ("de", "selben Tag", "selben Tag", FromNamedDay(0)),
            ("vi", "sáng nay", "sáng nay", FromSpeech(0)),
            ("vi", "ho\u{302}m qua", "ho\u{302}m qua", FromSpeech(-1)),
            ("vi", "cùng ngày", "cùng ngày", FromNamedDay(0)),
            ("ar", "غداً", "غداً", FromSpeech(1)),
            ("ar", "وأمس", "أمس", FromSpeech(-1)),
            ("ar", "اليوم الخميس", "اليوم", FromSpeech(0)),
            ("ar", "في اليوم نفسه", "اليوم نفسه", FromNamedDay(0)),
            ("ar", "أمس الأول", "أمس الأول", FromSpeech(-2)),
            ("uz", "bugun", "bugun", FromSpeech(0)),
            ("uz", "ertaga boʻladi", "ertaga", FromSpeech(1)),
            ("uz", "o‘sha kuni", "o‘sha kuni", FromNamedDay(0)),
            ("uz-Cyrl", "кечаги", "кечаги", FromSpeech(-1)),
            ("ru", "Завтра", "Завтра", FromSpeech(1)),
            ("ru", "накануне", "накануне", FromNamedDay(-1)),
            ("ru", "в тот же день", "тот же день", FromNamedDay(0)),
            ("zh", "同日", "同日", FromNamedDay(0)),
            ("zh", "记者昨天获悉", "昨天", FromSpeech(-1)),
            ("fr", "aujourd’hui", "aujourd’hui", FromSpeech(0)),
            ("fr", "dès demain", "demain", FromSpeech(1)),
            ("es", "pasado mañana", "pasado mañana", FromSpeech(2)),
            ("en", "the day after tomorrow", "day after tomorrow", FromSpeech(2)),
            ("en", "today’s", "today’s", FromSpeech(0)),
            ("xx", "tomorrow", "tomorrow", FromSpeech(1)),
        ];
        for (language, text, word, relative) in cases {
            let found = relative_word(text, language);
            let found = found.map(|found| (&text[found.range], found.relative));
            assert_eq!(found, Some((word, relative)), "{text}");
        }
    }

    #[test]
    fn vague_words_and_look_alikes_are_passed_over() {
        let cases = [
            ("de", "am Morgen"),
            ("de", "1. April"),
            ("de", "derzeit"),
            ("vi", "hiện nay"),
            ("vi", "Ngày 8-4"),
            ("ar", "في الوقت نفسه"),
            ("ar", "اليوم الأول"),
            ("ar", "يومي 4 و5 سبتمبر"),
            ("ar", "الغداء"),
            ("uz", "bugungi kunda"),
            ("es", "por la mañana"),
            ("en", "now"),
            ("fr", "maintenant"),
            ("zh", "目前"),
            ("ru", "в ночь на 5-е"),
            ("", ""),
        ];
        for (language, text) in cases {
            assert_eq!(relative_word(text, language), None, "{text}");
        }
    }
}

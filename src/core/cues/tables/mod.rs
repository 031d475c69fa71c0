//! The words of each language: months, weekdays, markers of numbers, relative days, words about signing.
//!
//! Month and weekday names are those of CLDR with further spellings from the press. A list of spellings is one
//! string with `|` between them; a spelling may hold several words. A spelling that ends in `*` stands for every
//! word that begins so. Case, accents' composition, Arabic hamza and vowel marks, and the shape of apostrophes do
//! not matter (but ä and a, tháng and thang differ). Prefixes and endings of the table may be joined to a word.

mod arabic;
mod chinese;
mod english;
mod french;
mod german;
mod russian;
mod spanish;
mod uzbek;
mod uzbek_cyrillic;
mod vietnamese;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::cue::{NumberOrder, Relative};

/// Lists all tables.
pub const ALL: [&Table; 10] = [
    &german::TABLE,
    &vietnamese::TABLE,
    &arabic::TABLE,
    &uzbek::TABLE,
    &uzbek_cyrillic::TABLE,
    &russian::TABLE,
    &chinese::TABLE,
    &french::TABLE,
    &spanish::TABLE,
    &english::TABLE,
];

/// Holds the words of one language in one script.
#[derive(Debug)]
pub struct Table {
    /// BCP 47 code.
    pub code: &'static str,
    /// Script the words are written in.
    pub script: Script,
    /// Usual order of number dates.
    pub order: NumberOrder,
    /// Spellings of the months, January first.
    pub months: [&'static str; 12],
    /// Spellings of the weekdays, Monday first.
    pub weekdays: [&'static str; 7],
    /// Short or ambiguous forms of the weekdays, which count only before a full stop or a day.
    pub short_weekdays: [&'static str; 7],
    /// Words that make a number a day of the month.
    pub day: Markers,
    /// Words that make a number a month.
    pub month: Markers,
    /// Words that make a number a year.
    pub year: Markers,
    /// Words that make a number a time of day.
    pub hour: Markers,
    /// Words that name a day relative to another, or vaguely the present.
    pub relatives: &'static [(Relative, &'static str)],
    /// Phrases in which no other word of the table is meant.
    pub stop_phrases: &'static str,
    /// What may be joined to the front of a word.
    pub prefixes: &'static str,
    /// What may be joined to the end of a word.
    pub endings: &'static str,
    /// Whether nouns begin with a capital, so that German *Morgen* differs from *morgen*.
    pub nouns_have_capitals: bool,
    /// Words about signing.
    pub signing: Signing,
    /// Words about who gives and who is given something.
    pub directions: Directions,
}

/// Holds words that tell what a number beside them counts.
#[derive(Clone, Copy, Debug)]
pub struct Markers {
    /// Words that stand before the number: `ngày 8`.
    pub before: &'static str,
    /// Words that stand after it: `8日`; a hyphen may join them.
    pub after: &'static str,
}

/// Holds the words that tell a signing from a plan to sign.
#[derive(Debug)]
pub struct Signing {
    /// Verb forms that do not by themselves say whether the signing has happened.
    pub verbs: &'static str,
    /// Nouns for signing.
    pub nouns: &'static str,
    /// Forms that themselves say that a signing is to come: Arabic `سيوقع`.
    pub will_sign: &'static str,
    /// Forms that report a signing or only describe a signed paper; never a plan.
    pub signed: &'static str,
    /// Modal and intent words that govern a signing somewhere behind them.
    pub intent_before: &'static str,
    /// Words of intent only if they touch the word for signing behind them: English `to`.
    pub intent_right_before: &'static str,
    /// Words of intent that follow a noun for signing: `the signing … is planned`.
    pub intent_after_noun: &'static str,
    /// Words of intent only if they touch the word for signing before them: German `werden soll`.
    pub intent_right_after: &'static str,
    /// Words that, between an intent and a word for signing, say that the signing is done: `đã`, `wurde`.
    pub done: &'static str,
    /// Words that, right before a word for signing, set it in the past: `after the signing`.
    pub afterwards: &'static str,
}

/// Holds the words that tell in which direction something goes.
#[derive(Debug)]
pub struct Directions {
    /// Forms whose subject gives, trains, pays.
    pub gives: &'static str,
    /// Forms whose subject is given something.
    pub receives: &'static str,
    /// Forms whose subject lends the place.
    pub hosts: &'static str,
    /// Words that, near one of these, can turn the sentence round.
    pub passive: &'static str,
    /// Phrases in which none of these words is meant.
    pub neither: &'static str,
    /// What tells the subject from other names.
    pub subject: Subject,
}

/// Holds what tells the subject of a word about directions from other names of the sentence.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// Whether it stands behind its verb.
    pub behind: bool,
    /// Words before a name, or before its article, that make it something else; with a hyphen joined to the name.
    pub not_after: &'static str,
    /// Endings of a name that make it something else.
    pub not_with: &'static str,
    /// Whether every name before the verb that is not the subject has such a word or ending.
    pub tells_all: bool,
    /// Forms that can be participles as well: their subject stands right before them.
    pub touches: &'static str,
}

impl Markers {
    const NONE: Self = Self { before: "", after: "" };
}

/// Takes a list of spellings apart.
pub fn spellings(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').map(str::trim).filter(|word| !word.is_empty())
}

/// Gives the tables of a BCP 47 code: both scripts for `uz`, one for `uz-Cyrl`; none for an unknown language.
pub fn of_code(code: &str) -> impl Iterator<Item = &'static Table> {
    let mut parts = code.split(['-', '_']).map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    let script = parts.next().filter(|part| part.len() == 4);
    let script = script.as_deref().and_then(|script| match script {
        "cyrl" => Some(Script::Cyrillic),
        "latn" => Some(Script::Latin),
        "arab" => Some(Script::Arabic),
        _ => None,
    });
    ALL.into_iter().filter(move |table| {
        let own = table.code.split('-').next() == Some(language.as_str());
        own && script.is_none_or(|script| script == table.script)
    })
}

/// Gives the tables in the scripts a text is written in.
#[must_use]
pub fn of_scripts(text: &str) -> Vec<&'static Table> {
    let scripts = CodePointMapData::<Script>::new();
    let mut missing = vec![Script::Latin, Script::Cyrillic, Script::Arabic, Script::Han];
    let mut found = Vec::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = scripts.get(c);
        if let Some(at) = missing.iter().position(|other| *other == script) {
            found.push(missing.swap_remove(at));
            if missing.is_empty() {
                break;
            }
        }
    }
    ALL.into_iter().filter(|table| found.contains(&table.script)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_code() {
        let codes = |code| of_code(code).map(|table| table.code).collect::<Vec<_>>().join(" ");
        assert_eq!(codes("uz"), "uz uz-Cyrl");
        assert_eq!(codes("uz-Cyrl-UZ"), "uz-Cyrl");
        assert_eq!(codes("UZ_latn"), "uz");
        assert_eq!(codes("zh-Hant-TW"), "zh");
        assert_eq!(codes("de-AT"), "de");
        assert_eq!((codes("und"), codes(""), codes("e-n")), (String::new(), String::new(), String::new()));
    }

    #[test]
    fn tables_are_found_by_script() {
        let codes = |text| of_scripts(text).iter().map(|table| table.code).collect::<Vec<_>>().join(" ");
        assert_eq!(codes("21 ноября"), "uz-Cyrl ru");
        assert_eq!(codes("٢١ نوفمبر，4月"), "ar zh");
        assert_eq!(codes("1 mai"), "de vi uz fr es en");
        assert_eq!(codes("21.11. שלום"), "");
    }
}

//! Language and writing direction of articles and paragraphs.
//!
//! Detection is whatlang's, kept behind our own types. Directions follow UAX #9, rule P2: the first strong
//! character decides; a paragraph without one follows its article.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// How much of an article the detector reads, in bytes; more changes nothing.
const SAMPLE: usize = 20_000;

/// A detected language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// BCP 47 code.
    pub code: &'static str,
    /// From 0 to 1, as the detector says.
    pub confidence: f64,
    /// Whether the detector itself trusts the answer.
    pub reliable: bool,
}

/// Base direction of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Detects the language of a text; nothing where it holds no letters.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let info = whatlang::detect(sample)?;
    if info.script() == whatlang::Script::Cyrillic && is_cyrillic_uzbek(sample) {
        return Some(Detected { code: "uz", confidence: 1.0, reliable: true });
    }
    let code = LANGUAGES.iter().find(|language| language.iso3 == info.lang().code())?.code;
    Some(Detected { code, confidence: info.confidence(), reliable: info.is_reliable() })
}

/// Tells whether a Cyrillic text is Uzbek, which the detector does not know in this script.
///
/// Uzbek alone writes ў together with қ, ғ and ҳ: Belarusian has only ў, Kazakh only қ and ғ, and Tajik has
/// ӣ, ӯ and ҷ beside them.
fn is_cyrillic_uzbek(text: &str) -> bool {
    let (mut letters, mut short_u, mut hooked, mut foreign) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            'ў' | 'Ў' => short_u += 1,
            'қ' | 'Қ' | 'ғ' | 'Ғ' | 'ҳ' | 'Ҳ' => hooked += 1,
            'ӣ' | 'ӯ' | 'ҷ' | 'ә' | 'ө' | 'ү' | 'і' => foreign += 1,
            _ => {}
        }
    }
    short_u > 0 && hooked > 0 && foreign == 0 && (short_u + hooked) * 200 > letters
}

/// Gives the direction of the first strong character; nothing for neutral text.
#[must_use]
pub fn first_strong(text: &str) -> Option<Direction> {
    let classes = CodePointMapData::<BidiClass>::new();
    text.chars().find_map(|c| match classes.get(c) {
        BidiClass::LeftToRight => Some(Direction::Ltr),
        BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(Direction::Rtl),
        _ => None,
    })
}

/// Gives the direction of an article: that of most of its strong characters in the first part.
#[must_use]
pub fn article_direction(text: &str) -> Direction {
    let classes = CodePointMapData::<BidiClass>::new();
    let mut balance = 0i64;
    for c in text[..text.floor_char_boundary(SAMPLE)].chars() {
        match classes.get(c) {
            BidiClass::LeftToRight => balance -= 1,
            BidiClass::RightToLeft | BidiClass::ArabicLetter => balance += 1,
            _ => {}
        }
    }
    if balance > 0 { Direction::Rtl } else { Direction::Ltr }
}

/// Gives the script of an article: that of most of its letters in the first part.
#[must_use]
pub fn article_script(text: &str) -> &'static str {
    script_of(&text[..text.floor_char_boundary(SAMPLE)])
}

/// Gives the ISO 15924 code of the script most letters of a text are in; empty where it has none.
#[must_use]
pub fn script_of(text: &str) -> &'static str {
    use icu_properties::props::Script;
    const SCRIPTS: [(Script, &str); 16] = [
        (Script::Latin, "Latn"),
        (Script::Cyrillic, "Cyrl"),
        (Script::Arabic, "Arab"),
        (Script::Han, "Hani"),
        (Script::Hiragana, "Jpan"),
        (Script::Katakana, "Jpan"),
        (Script::Hangul, "Kore"),
        (Script::Hebrew, "Hebr"),
        (Script::Devanagari, "Deva"),
        (Script::Georgian, "Geor"),
        (Script::Armenian, "Armn"),
        (Script::Greek, "Grek"),
        (Script::Thai, "Thai"),
        (Script::Bengali, "Beng"),
        (Script::Ethiopic, "Ethi"),
        (Script::Mongolian, "Mong"),
    ];
    let scripts = CodePointMapData::<Script>::new();
    let mut counts = [0usize; SCRIPTS.len()];
    for c in text.chars() {
        let script = scripts.get(c);
        if let Some(at) = SCRIPTS.iter().position(|(known, _)| *known == script) {
            counts[at] += 1;
        }
    }
    // The first among equals.
    let most = counts.iter().copied().max().filter(|most| *most > 0);
    most.and_then(|most| counts.iter().position(|count| *count == most)).map_or("", |at| SCRIPTS[at].1)
}

/// A language the header offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 code.
    pub code: &'static str,
    /// ISO 639-3 code, as the detector uses it.
    pub iso3: &'static str,
    /// English name.
    pub name: &'static str,
}

/// Gives the English name of a code; the code itself where it is not in the list.
#[must_use]
pub fn name(code: &str) -> &str {
    LANGUAGES.iter().find(|language| language.code == code).map_or(code, |language| language.name)
}

/// Tells whether a text could be a BCP 47 code: letters, digits and hyphens, at most 35 signs.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let parts: Vec<&str> = code.split('-').collect();
    let plain = |part: &&str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    code.len() <= 35
        && parts[0].len() >= 2
        && parts[0].chars().all(|c| c.is_ascii_alphabetic())
        && parts.iter().all(plain)
}

macro_rules! languages {
    ($($code:literal $iso3:literal $name:literal)*) => {
        /// All languages the detector knows, with a few it does not, by English name.
        pub const LANGUAGES: &[Language] = &[$(Language { code: $code, iso3: $iso3, name: $name }),*];
    };
}

languages! {
    "af" "afr" "Afrikaans" "ak" "aka" "Akan" "am" "amh" "Amharic" "ar" "ara" "Arabic" "hy" "hye" "Armenian"
    "az" "aze" "Azerbaijani" "be" "bel" "Belarusian" "bn" "ben" "Bengali" "bg" "bul" "Bulgarian"
    "my" "mya" "Burmese" "ca" "cat" "Catalan" "zh" "cmn" "Chinese" "hr" "hrv" "Croatian" "cs" "ces" "Czech"
    "da" "dan" "Danish" "nl" "nld" "Dutch" "en" "eng" "English" "eo" "epo" "Esperanto" "et" "est" "Estonian"
    "fi" "fin" "Finnish" "fr" "fra" "French" "ka" "kat" "Georgian" "de" "deu" "German" "el" "ell" "Greek"
    "gu" "guj" "Gujarati" "he" "heb" "Hebrew" "hi" "hin" "Hindi" "hu" "hun" "Hungarian" "id" "ind" "Indonesian"
    "it" "ita" "Italian" "ja" "jpn" "Japanese" "jv" "jav" "Javanese" "kn" "kan" "Kannada" "kk" "kaz" "Kazakh"
    "km" "khm" "Khmer" "ko" "kor" "Korean" "ky" "kir" "Kyrgyz" "la" "lat" "Latin" "lv" "lav" "Latvian"
    "lt" "lit" "Lithuanian" "mk" "mkd" "Macedonian" "ml" "mal" "Malayalam" "mr" "mar" "Marathi"
    "ne" "nep" "Nepali" "nb" "nob" "Norwegian" "or" "ori" "Odia" "fa" "pes" "Persian" "pl" "pol" "Polish"
    "pt" "por" "Portuguese" "pa" "pan" "Punjabi" "ro" "ron" "Romanian" "ru" "rus" "Russian" "sr" "srp" "Serbian"
    "sn" "sna" "Shona" "si" "sin" "Sinhala" "sk" "slk" "Slovak" "sl" "slv" "Slovenian" "es" "spa" "Spanish"
    "sv" "swe" "Swedish" "tl" "tgl" "Tagalog" "tg" "tgk" "Tajik" "ta" "tam" "Tamil" "te" "tel" "Telugu"
    "th" "tha" "Thai" "tr" "tur" "Turkish" "tk" "tuk" "Turkmen" "uk" "ukr" "Ukrainian" "ur" "urd" "Urdu"
    "uz" "uzb" "Uzbek" "vi" "vie" "Vietnamese" "cy" "cym" "Welsh" "yi" "yid" "Yiddish" "zu" "zul" "Zulu"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detect_knows_every_language_of_the_detector() {
        for lang in whatlang::Lang::all() {
            assert!(LANGUAGES.iter().any(|language| language.iso3 == lang.code()), "{lang:?}");
        }
    }

    #[test]
    fn detect_knows_uzbek_in_both_scripts() {
        let code = |text: &str| detect(text).map(|found| found.code);
        assert_eq!(code("Музокараларда ўзаро ҳамкорлик, хавфсизлик ва қўшма режалар муҳокама қилинди."), Some("uz"));
        assert_eq!(
            code("O‘zbekiston va Qirg‘iziston xavfsizlik kengashlari hamkorlik qilishga kelishishdi"),
            Some("uz")
        );
        assert_eq!(
            code("Министры обсудили вопросы сотрудничества в области безопасности и обмена опытом."),
            Some("ru")
        );
    }

    #[test]
    fn first_strong_skips_digits_and_bullets() {
        assert_eq!(first_strong("  • 9/5/2024"), None);
        assert_eq!(first_strong("(2024) الصين and"), Some(Direction::Rtl));
        assert_eq!(first_strong("12 Müller الصين"), Some(Direction::Ltr));
    }

    #[test]
    fn article_direction_is_that_of_most_letters() {
        assert_eq!(article_direction("news-picture\nوزير الداخلية يزور الصين"), Direction::Rtl);
        assert_eq!(article_direction("• 9/5/2024"), Direction::Ltr);
    }

    #[test]
    fn language_code_is_letters_digits_and_hyphens() {
        assert!(is_code("uz") && is_code("uz-Cyrl-UZ"));
        assert!(!is_code("") && !is_code("u") && !is_code("German!") && !is_code("de--AT"));
    }
}

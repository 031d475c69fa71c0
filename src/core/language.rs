//! Language and writing direction of articles and paragraphs.
//!
//! Detection is whatlang's, kept behind our own types; what it guesses leaves this file as a guess or not at all. Directions follow UAX #9, rule P2: the first strong
//! character decides; a paragraph without one follows its article.

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, Script};

/// How much of an article the detector reads, in bytes; more changes nothing.
pub const SAMPLE: usize = 20_000;

/// What the detector takes the language of a text for.
///
/// Nobody but this module can take the code out of it as long as it is a guess: see [`Detected::certain`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// BCP 47 code.
    code: &'static str,
    /// From 0 to 1, as the detector says.
    confidence: f64,
    is_certain: bool,
}

impl Detected {
    /// Gives the BCP 47 code where the detector is sure of it and the text is long enough to be sure of.
    #[must_use]
    pub fn certain(self) -> Option<&'static str> {
        self.is_certain.then_some(self.code)
    }

    /// Says it for eyes, a guess as a guess: “perhaps Shona (0.42, unreliable)”.
    #[must_use]
    pub fn in_words(self) -> String {
        let (name, confidence) = (name(self.code), self.confidence);
        // What is a guess for want of text is not called as good as sure.
        match (self.is_certain, confidence > 0.9) {
            (true, _) => format!("{name}, detected ({confidence:.2})"),
            (false, false) => format!("perhaps {name} ({confidence:.2}, unreliable)"),
            (false, true) => format!("perhaps {name} (unreliable)"),
        }
    }

    /// Gives how sure the detector is, from 0 to 1.
    #[must_use]
    pub fn confidence(self) -> f64 {
        self.confidence
    }
}

/// The language of an article, as its header has it.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum LanguageTag {
    /// Whatever the detector says.
    #[default]
    Detected,
    /// A code set by a person (BCP 47); `mul` for several languages.
    Set(String),
}

/// Gives the language of an article: the one that a person has set, else the one that was detected for certain; nothing
/// where it is not known. Of a text alone, [`Detected::certain`] says it.
///
/// **The only way to it**, for the window, checks, counts, files and every format.
#[must_use]
pub fn known(set: &LanguageTag, detected: impl FnOnce() -> Option<Detected>) -> Option<&str> {
    match set {
        LanguageTag::Set(code) => Some(code),
        LanguageTag::Detected => detected().and_then(Detected::certain),
    }
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
    let is_long = letters_needed(info.script()).is_none_or(|(script, needed)| has_letters(sample, script, needed));
    if info.script() == whatlang::Script::Cyrillic && is_cyrillic_uzbek(sample) {
        return Some(Detected { code: "uz", confidence: 1.0, is_certain: is_long });
    }
    let code = LANGUAGES.iter().find(|language| language.iso3 == info.lang().code())?.code;
    let is_certain = info.is_reliable() && is_long && !is_unknown_to_the_detector(sample);
    Some(Detected { code, confidence: info.confidence(), is_certain })
}

/// Letters of its script from which on a text can be certain to be in one of the languages that share the script.
///
/// Measured over the sample articles, five real articles and one paragraph in each of 26 languages, cut at each word:
/// of the pieces the detector called reliable it was wrong about 0.1 % with 40 to 80 letters, 0.05 % with 100, 0.03 %
/// with 120 (captions and links of a page, “Read more: Tide tables go online”), and none of 6,300 with 150.
const SHARED: usize = 150;
/// The same for Chinese signs: a Japanese headline may have no kana, a sentence has.
const HAN: usize = 30;

/// Gives how many letters of which script a text must have; nothing for a script that one language has for itself.
fn letters_needed(script: whatlang::Script) -> Option<(Script, usize)> {
    Some(match script {
        whatlang::Script::Latin => (Script::Latin, SHARED),
        whatlang::Script::Cyrillic => (Script::Cyrillic, SHARED),
        whatlang::Script::Arabic => (Script::Arabic, SHARED),
        whatlang::Script::Devanagari => (Script::Devanagari, SHARED),
        whatlang::Script::Hebrew => (Script::Hebrew, SHARED),
        // Assamese and Tigrinya, which the detector does not know, write as Bengali and Amharic do.
        whatlang::Script::Bengali => (Script::Bengali, SHARED),
        whatlang::Script::Ethiopic => (Script::Ethiopic, SHARED),
        whatlang::Script::Mandarin => (Script::Han, HAN),
        _ => return None,
    })
}

/// Tells whether a text has so many letters of a script. Where it is Japanese by its kana, these count too.
fn has_letters(text: &str, script: Script, needed: usize) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    let is_one = |c: char| {
        let found = scripts.get(c);
        found == script || (script == Script::Han && (found == Script::Hiragana || found == Script::Katakana))
    };
    text.chars().filter(|c| c.is_alphabetic() && is_one(*c)).nth(needed - 1).is_some()
}

/// Tells whether a text is full of letters that no language of the detector has: then it takes a neighbour for it, such
/// as Russian or Belarusian for Kazakh, and is sure of it however long the text is.
fn is_unknown_to_the_detector(text: &str) -> bool {
    let (mut letters, mut strange) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        strange += usize::from(STRANGE.contains(&c));
    }
    // One name may be spelt as at home; of the letters of a language there are many.
    strange > 2 && strange * 200 > letters * 3
}

/// Letters of Kazakh, Kyrgyz, Tajik, Tatar and Mongolian; Icelandic, Maltese and Hausa; Pashto, Kurdish, Uyghur and
/// Sindhi; Assamese and Tigrinya.
const STRANGE: [char; 66] = [
    'ә', 'Ә', 'ғ', 'Ғ', 'қ', 'Қ', 'ң', 'Ң', 'ө', 'Ө', 'ұ', 'Ұ', 'ү', 'Ү', 'һ', 'Һ', 'җ', 'Җ', 'ҳ', 'Ҳ', 'ҷ', 'Ҷ', 'ӣ',
    'Ӣ', 'ӯ', 'Ӯ', 'þ', 'Þ', 'ð', 'Ð', 'ħ', 'Ħ', 'ġ', 'Ġ', 'ɓ', 'Ɓ', 'ɗ', 'Ɗ', 'ƙ', 'Ƙ', 'ټ', 'ډ', 'ړ', 'ږ', 'ښ', 'ګ',
    'ڼ', 'ې', 'ۍ', 'ڕ', 'ڵ', 'ێ', 'ۆ', 'ۇ', 'ۈ', 'ۋ', 'ڭ', 'ە', 'ٿ', 'ڀ', 'ڄ', 'ڪ', 'ৰ', 'ৱ', 'ቐ', 'ቋ',
];

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

    fn certain(text: &str) -> Option<&'static str> {
        detect(text).and_then(Detected::certain)
    }

    #[test]
    fn what_a_person_has_set_wins_and_a_guess_is_nothing() {
        let set = LanguageTag::Set("sn".to_owned());
        let english = "Ministers of both countries signed a treaty on the exchange of prisoners in the capital on Monday, \
                       the government said. The opposition wants it to be debated in parliament before it is ratified.";
        assert_eq!(known(&set, || detect(english)), Some("sn"));
        assert_eq!(known(&LanguageTag::Detected, || detect(english)), Some("en"));
        assert_eq!(known(&LanguageTag::Detected, || detect("China won")), None);
        assert_eq!(known(&LanguageTag::Detected, || detect("12:30")), None);
        assert!(detect("China won").unwrap().in_words().starts_with("perhaps "));
        assert!(detect(english).unwrap().in_words().starts_with("English, detected (1.00)"));
    }

    #[test]
    fn short_text_is_certain_only_in_a_script_of_one_language() {
        for text in [
            "China won",
            "China and Laos signed.",
            "Nepal bans TikTok",
            "Министры подписали меморандум",
            "Қытай мен Лаос келісімге қол қойды",
            "Ўзбекистон қўшма режа",
            "الصين ولاوس توقعان اتفاقية",
            "चीन और लाओस ने समझौते पर हस्ताक्षर किए",
            "首相、訪中",
            "東京株式市場、続伸",
            "চীন আৰু লাওছে চুক্তি স্বাক্ষৰ কৰিলে",
            "ቻይናን ላኦስን ስምምዕ ተፈራሪመን",
        ] {
            assert_eq!(certain(text), None, "{text}");
        }
        for (text, code) in [
            ("จีนและลาวลงนามข้อตกลง", "th"),
            ("중국과 라오스, 협정 서명", "ko"),
            ("ჩინეთმა და ლაოსმა ხელშეკრულება გააფორმეს", "ka"),
            ("ចិន និងឡាវចុះហត្ថលេខា", "km"),
            ("Κίνα και Λάος υπέγραψαν συμφωνία", "el"),
            ("外交部发言人表示,中国与老挝星期一在万象签署了一项关于警务合作的新协议。", "zh"),
            ("中国とラオスは月曜日、警察の協力に関する新しい協定に署名したと発表した。", "ja"),
        ] {
            assert_eq!(certain(text), Some(code), "{text}");
        }
    }

    #[test]
    fn language_the_detector_does_not_know_is_not_its_neighbour_however_long_the_text() {
        let kazakh = "Екі елдің ішкі істер министрлері дүйсенбі күні Астанада кездесіп, полиция ынтымақтастығы туралы \
                      келісімге қол қойды. Кездесуден кейін жарияланған мәлімдемеге сәйкес, мекемелер ақпарат алмасады. ";
        let tajik = "Вазирони корҳои дохилии ду кишвар рӯзи душанбе дар Душанбе вохӯрда, созишномаи ҳамкории пулисро \
                     имзо карданд. Тибқи изҳороте, ки нашр шуд, идораҳо дар бораи ҷиноятҳо маълумот мубодила мекунанд. ";
        let icelandic = "Innanríkisráðherrar landanna tveggja hittust á mánudag til að undirrita samning um \
                         lögreglusamstarf. Í samningnum er einnig kveðið á um þjálfun lögreglumanna. Ráðherrann þakkaði. ";
        for text in [kazakh, tajik, icelandic] {
            assert_eq!(certain(&text.repeat(5)), None, "{text}");
        }
        let english = "The ministers of both countries met in Reykjavík and signed a treaty on the exchange of prisoners. \
                       Guðrún Þórðardóttir said that the police of Iceland would send officers to the border. The \
                       opposition wants the treaty to be debated in parliament before it is ratified, and the press asks for \
                       the whole of its text, of which only a summary has been given out so far.";
        assert_eq!(certain(english), Some("en"));
    }

    #[test]
    fn piece_of_a_sample_article_is_never_certainly_of_another_language() {
        macro_rules! samples {
            ($($name:literal)*) => {
                [$(($name, include_str!(concat!("../../assets/sample/", $name, ".txt")))),*]
            };
        }
        let samples = samples!["01_de_grenzhelfer" "02_vi_cuu_ho" "03_ar_miyah_alwahat" "05_uz_arxiv_memorandum"
            "07_ru_stepnye_pozhary" "08_zh_jiehe_tielu" "09_en_lighthouse_archives"];
        let (mut sure, mut all) = (0, 0);
        for (name, text) in samples {
            let code = &name[3..5];
            let words: Vec<(usize, &str)> =
                text.split_whitespace().map(|word| (word.as_ptr() as usize, word)).collect();
            for first in (0..words.len()).step_by(3) {
                for many in [2, 5, 10, 25, 40] {
                    let Some((at, last)) = words.get(first + many) else { continue };
                    let piece =
                        &text[words[first].0 - text.as_ptr() as usize..at + last.len() - text.as_ptr() as usize];
                    let found = certain(piece);
                    all += 1;
                    sure += usize::from(found.is_some());
                    assert!(found.is_none_or(|found| found == code), "{found:?} of {code}: {piece}");
                }
            }
        }
        assert!(sure * 6 > all, "{sure} of {all}");
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

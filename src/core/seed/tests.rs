//! Tests of the names of the seed registry.

use std::collections::{HashMap, HashSet};

use super::*;

/// Actor kinds, sectors and name kinds of the data model.
const KINDS: &[&str] = &[
    "person",
    "state",
    "gov_org",
    "igo",
    "ngo",
    "company",
    "media",
    "academic",
    "armed_group",
    "group",
    "place_as_actor",
    "other",
];
const SECTORS: &[&str] = &[
    "GOV", "COP", "MIL", "SPY", "JUD", "LEG", "EDU", "JRN", "BUS", "IGO", "NGO", "CVL", "MED", "REB", "PRM", "PTY",
    "UNK",
];
const NAME_KINDS: &[&str] = &["official", "short", "acronym", "transliteration", "former", "misspelling"];

/// States that ISO 3166-1 does not have: former ones, Kosovo, and what only one list of states counts.
const BESIDE_ISO: [&str; 13] =
    ["ABK", "CSK", "DDR", "EAZ", "RVN", "SCG", "SOT", "SUN", "TBT", "XKX", "YAR", "YMD", "YUG"];

fn entry(id: &str) -> SeedEntry {
    entries().into_iter().find(|entry| entry.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn has(id: &str, lang: &str, kind: &str, text: &str) -> bool {
    entry(id).names.iter().any(|name| (name.lang, name.kind, name.text) == (lang, kind, text))
}

fn every_name() -> Vec<(&'static str, SeedName)> {
    entries().into_iter().flat_map(|entry| entry.names.into_iter().map(move |name| (entry.id, name))).collect()
}

/// Tells whether a letter belongs to a script, by the blocks the registry uses.
fn is_of(script: &str, c: char) -> bool {
    let c = u32::from(c);
    let han = (0x3400..=0x9FFF).contains(&c);
    match script {
        "Arab" => (0x0620..=0x06FF).contains(&c),
        "Armn" => (0x0531..=0x0587).contains(&c),
        "Beng" => (0x0980..=0x09FF).contains(&c),
        "Cyrl" => (0x0400..=0x052F).contains(&c),
        "Deva" => (0x0900..=0x097F).contains(&c),
        "Geor" => (0x10A0..=0x10FF).contains(&c),
        "Grek" => (0x0370..=0x03FF).contains(&c),
        "Hans" | "Hant" => han,
        "Hebr" => (0x05D0..=0x05EA).contains(&c),
        "Jpan" => han || (0x3040..=0x30FF).contains(&c),
        "Khmr" => (0x1780..=0x17FF).contains(&c),
        "Kore" => (0xAC00..=0xD7A3).contains(&c),
        "Laoo" => (0x0E80..=0x0EFF).contains(&c),
        "Latn" => (0x41..=0x024F).contains(&c) || (0x1E00..=0x1EFF).contains(&c),
        "Mymr" => (0x1000..=0x109F).contains(&c),
        "Thai" => (0x0E00..=0x0E7F).contains(&c),
        _ => false,
    }
}

#[test]
fn every_line_of_the_table_parses() {
    for line in lines(TABLE) {
        assert!(parse_line(line).is_ok(), "{:?}: {line}", parse_line(line));
    }
    assert_eq!(entries().len(), lines(TABLE).count());
    assert!(entries().len() > 390);
}

#[test]
fn the_table_says_where_it_comes_from_and_stays_small() {
    let head: String = TABLE.lines().take_while(|line| line.starts_with('#')).collect();
    assert!(head.contains("CLDR 48") && head.contains("Unicode License v3") && head.contains("CC0"), "{head}");
    assert!(TABLE.len() < 700_000);
    assert!(!TABLE.contains('\u{FEFF}'));
}

#[test]
fn ids_are_unique_and_in_order() {
    let rank = |entry: &SeedEntry| ["state", "igo", "gov_org"].iter().position(|kind| *kind == entry.kind);
    for pair in entries().windows(2) {
        assert!((rank(&pair[0]), pair[0].id) < (rank(&pair[1]), pair[1].id), "{} {}", pair[0].id, pair[1].id);
    }
    let entries = entries();
    assert_eq!(entries.iter().map(|entry| entry.id).collect::<HashSet<_>>().len(), entries.len());
    let plain = |id: &str| id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    assert!(entries.iter().all(|entry| plain(entry.id)));
}

#[test]
fn country_and_part_of_resolve_without_a_circle() {
    let entries = entries();
    let by_id: HashMap<_, _> = entries.iter().map(|entry| (entry.id, entry)).collect();
    for entry in &entries {
        match entry.kind {
            "state" => assert_eq!(entry.country, entry.id),
            "igo" => assert_eq!(entry.country, "", "{}", entry.id),
            _ => assert_eq!(by_id[entry.country].kind, "state", "{}", entry.id),
        }
        let (mut at, mut steps) = (entry.part_of, 0);
        while !at.is_empty() {
            at = by_id[at].part_of;
            steps += 1;
            assert!(steps < 10, "{} is part of itself", entry.id);
        }
    }
}

#[test]
fn codes_are_those_of_the_data_model() {
    for entry in entries() {
        assert!(KINDS.contains(&entry.kind), "{}", entry.id);
        assert!(entry.sector.is_empty() || SECTORS.contains(&entry.sector), "{}", entry.id);
        assert!(entry.names.iter().all(|name| NAME_KINDS.contains(&name.kind)), "{}", entry.id);
    }
}

#[test]
fn all_249_entries_of_iso_3166_are_there() {
    let is_iso = |entry: &SeedEntry| entry.kind == "state" && !BESIDE_ISO.contains(&entry.id);
    let states: Vec<_> = entries().into_iter().filter(is_iso).collect();
    assert_eq!(states.len(), 249);
    assert!(states.iter().all(|state| state.id.len() == 3 && !state.wikidata.is_empty()));
    for lang in ["en", "de", "vi", "ar", "uz", "ru", "zh", "fa", "tr"] {
        assert!(states.iter().all(|state| state.names.iter().any(|name| name.lang == lang)), "{lang}");
    }
}

#[test]
fn former_states_and_kosovo_are_found_by_their_names() {
    let states: Vec<_> = entries().into_iter().filter(|entry| BESIDE_ISO.contains(&entry.id)).collect();
    assert_eq!(states.len(), BESIDE_ISO.len());
    for state in &states {
        assert_eq!((state.kind, state.country, state.id.len()), ("state", state.id, 3));
        for lang in ["en", "de", "vi", "ru", "zh"] {
            assert!(state.names.iter().any(|name| name.lang == lang), "{} {lang}", state.id);
        }
    }
    assert!(has("SUN", "vi", "short", "Liên Xô") && has("SUN", "en", "acronym", "USSR"));
    assert!(has("DDR", "de", "official", "Deutsche Demokratische Republik"));
    assert!(has("RVN", "vi", "official", "Việt Nam Cộng hòa"));
    assert!(has("YMD", "ar", "short", "اليمن الجنوبي"));
    assert!(has("DEU", "de", "former", "Westdeutschland") && has("LKA", "en", "former", "Ceylon"));
}

#[test]
fn names_are_trimmed_composed_and_free_of_control_characters() {
    for (id, name) in every_name() {
        let text = name.text;
        assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{id} {text:?}");
        for c in text.chars() {
            let bidi =
                matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            let space = c.is_whitespace() && c != ' ';
            assert!(!c.is_control() && !bidi && !space && c != '\u{FEFF}', "{id} {text:?}");
        }
    }
}

/// Form C, as far as the scripts of the registry can break it: marks that their letter could have taken in, and
/// letters that form C takes apart again. Persian هٔ has no composed letter and stays two signs.
#[test]
fn names_are_in_normalisation_form_c() {
    for (id, name) in every_name() {
        let loose = |c: char| {
            matches!(c, '\u{0300}'..='\u{036F}' | '\u{0653}' | '\u{0655}' | '\u{1100}'..='\u{11FF}')
                || matches!(c, '\u{3099}' | '\u{309A}' | '\u{0958}'..='\u{095F}' | '\u{09DC}'..='\u{09DF}')
                || matches!(c, '\u{0340}' | '\u{0341}' | '\u{037E}' | '\u{0387}' | '\u{212A}' | '\u{212B}')
                || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        };
        assert!(!name.text.chars().any(loose), "{id} {:?}", name.text);
        assert!(!["ا\u{654}", "و\u{654}", "ي\u{654}", "ہ\u{654}"].iter().any(|pair| name.text.contains(pair)), "{id}");
    }
}

#[test]
fn every_name_holds_letters_of_its_script() {
    for (id, name) in every_name() {
        assert!(name.text.chars().any(|c| is_of(name.script, c)), "{id} {name:?}");
        let foreign = |c: char| c.is_alphabetic() && c != 'ʼ' && is_of("Cyrl", c) != (name.script == "Cyrl");
        assert!(!["Cyrl", "Latn"].contains(&name.script) || !name.text.chars().any(foreign), "{id} {name:?}");
    }
}

#[test]
fn uzbek_letters_carry_the_sign_cldr_uses() {
    let uzbek: Vec<_> = every_name().into_iter().filter(|(_, name)| name.lang == "uz").collect();
    assert!(uzbek.len() > 300);
    for (id, name) in uzbek {
        assert!(!name.text.contains(['\'', '`', '´']), "{id} {}", name.text);
        let letters: Vec<char> = name.text.chars().collect();
        for pair in letters.windows(2).filter(|pair| "oOgG".contains(pair[0])) {
            assert!(!"’ʼ".contains(pair[1]), "{id} {}", name.text);
        }
    }
    let (turned, quote) = ("Oʻzbekiston", "O‘zbekiston Respublikasi");
    assert!(has("UZB", "uz", "short", turned) && has("UZB", "uz", "official", quote));
}

#[test]
fn no_name_stands_twice_and_the_english_one_is_among_them() {
    for entry in entries() {
        let distinct: HashSet<_> = entry.names.iter().map(|name| (name.lang, name.text)).collect();
        assert_eq!(distinct.len(), entry.names.len(), "{}", entry.id);
        assert!(distinct.contains(&("en", entry.name_en)), "{}", entry.id);
    }
}

#[test]
fn no_two_entries_share_a_name_in_one_language() {
    let mut owners = HashMap::new();
    for (id, name) in every_name() {
        let owner = *owners.entry((name.lang, name.text)).or_insert(id);
        assert_eq!(owner, id, "{}:{}", name.lang, name.text);
    }
}

#[test]
fn wikidata_items_are_well_formed_and_unique() {
    let mut seen = HashSet::new();
    for entry in entries().into_iter().filter(|entry| !entry.wikidata.is_empty()) {
        let number = entry.wikidata.strip_prefix('Q').and_then(|digits| digits.parse::<u32>().ok());
        assert!(number.is_some_and(|number| number > 0), "{}", entry.id);
        assert!(seen.insert(entry.wikidata), "{}", entry.id);
    }
}

#[test]
fn states_are_found_by_their_names_in_the_corpus_languages() {
    assert!(has("CHN", "ar", "official", "جمهورية الصين الشعبية"));
    assert!(has("CHN", "vi", "official", "Cộng hòa Nhân dân Trung Hoa"));
    assert!(has("CHN", "de", "official", "Volksrepublik China"));
    assert!(has("UZB", "uz-Cyrl", "short", "Ўзбекистон"));
    assert!(has("EGY", "ar", "official", "جمهورية مصر العربية"));
    assert!(has("USA", "vi", "short", "Mỹ"));
    assert!(has("TUR", "en", "former", "Republic of Turkey"));
}

#[test]
fn organisations_and_ministries_are_found_by_their_names() {
    assert!(has("SCO-RATS", "ar", "official", "البنية الإقليمية لمكافحة الإرهاب التابعة لمنظمة شنغهاي للتعاون"));
    assert!(has("CIS", "uz", "acronym", "MDH"));
    assert!(has("VN-MPS", "vi", "short", "Bộ Công an"));
    assert!(has("CN-MPS", "zh", "official", "中华人民共和国公安部"));
    assert!(has("RU-MVD", "ru-Latn", "transliteration", "MVD"));
    assert_eq!((entry("EG-MOI").sector, entry("EG-MOI").part_of), ("COP", "EGY"));
    assert_eq!((entry("CIS-ATC").kind, entry("CIS-ATC").part_of), ("igo", "CIS"));
}

#[test]
fn capitals_are_not_names_of_states() {
    let capitals = ["Tashkent", "Toshkent", "Ташкент", "طشقند", "Moskau", "Москва", "Peking", "北京", "Hà Nội"];
    assert!(every_name().iter().all(|(_, name)| !capitals.contains(&name.text)));
}

#[test]
fn script_follows_the_subtag_then_the_language() {
    assert_eq!(["uz", "uz-Cyrl", "uz-cyrl-UZ", "ru-Latn"].map(script_of), ["Latn", "Cyrl", "Cyrl", "Latn"]);
    assert_eq!(["ar", "zh", "zh-Hant", "zh-TW"].map(script_of), ["Arab", "Hans", "Hant", "Hans"]);
    assert_eq!(["", "-", "🙂", "uz-🙂", "uz-Zzzz", "\u{202E}"].map(script_of), ["Latn"; 6]);
}

#[test]
fn broken_lines_are_refused() {
    for line in ["", "\t", "🙂", "UZB\tstate", "\tstate\t\t\t\tU\t\ten:short:U", "UZB\tstate\t\t\t\tU\tQ265"] {
        assert!(parse_line(line).is_err(), "{line:?}");
    }
    for name in ["", ":", "en", "en:short", "en:short:", "en:short: ", ":short:U", "en::U", "\u{0}\u{202E}"] {
        assert!(parse_name(name).is_err(), "{name:?}");
    }
    assert_eq!(parse_name("en:short:A: B").map(|name| name.text), Ok("A: B"));
}

#[test]
fn a_megabyte_without_order_is_refused_at_once() {
    let tabs: &'static str = Box::leak("\t".repeat(1 << 20).into_boxed_str());
    assert!(parse_line(tabs).is_err());
    let colons: &'static str = Box::leak(format!("X\tstate\t\t\t\tX\t\t{}", ":".repeat(1 << 20)).into_boxed_str());
    assert!(parse_line(colons).is_err());
}

//! Tests of the tables and of all cues together: names, nonsense and long texts.

use std::collections::HashMap;

use super::fold::Tokens;
use super::tables::{ALL, Table, of_code, spellings};
use super::*;

const CODES: [&str; 12] = ["de", "vi", "ar", "uz", "uz-Cyrl", "ru", "zh", "fr", "es", "en", "", "xx"];

fn folded(phrase: &str) -> String {
    let tokens = Tokens::read(phrase.trim_end_matches('*'));
    (0..tokens.len()).map(|at| tokens.folded(at)).collect::<Vec<_>>().join(" ")
}

/// Gives every list of spellings of a table.
fn lists(table: &Table) -> Vec<&'static str> {
    let signing = &table.signing;
    let markers = [table.day, table.month, table.year, table.hour];
    let mut lists = vec![table.stop_phrases, signing.verbs, signing.nouns, signing.will_sign, signing.signed];
    lists.extend([signing.intent_before, signing.intent_right_before, signing.intent_after_noun]);
    lists.extend([signing.intent_right_after, signing.done, signing.afterwards]);
    lists.extend(markers.iter().flat_map(|markers| [markers.before, markers.after]));
    lists.extend(table.relatives.iter().map(|(_, words)| words));
    lists.extend(table.months);
    lists.extend(table.weekdays);
    lists.extend(table.short_weekdays);
    lists
}

#[test]
fn every_language_has_its_months_weekdays_and_words_of_signing() {
    for table in ALL {
        assert!(table.months.iter().all(|names| spellings(names).count() > 0), "{}", table.code);
        assert!(table.weekdays.iter().all(|names| spellings(names).count() > 0), "{}", table.code);
        let signing = &table.signing;
        for list in [signing.nouns, signing.intent_before, signing.done] {
            assert!(spellings(list).count() > 0, "{}", table.code);
        }
        let shifts: Vec<Relative> = table.relatives.iter().map(|(relative, _)| *relative).collect();
        for shift in [-1, 0, 1].map(Relative::FromSpeech) {
            assert!(shifts.contains(&shift), "{} has no word for {shift:?}", table.code);
        }
        assert!(shifts.contains(&Relative::FromNamedDay(0)) && shifts.contains(&Relative::Now), "{}", table.code);
    }
}

#[test]
fn words_of_a_list_are_written_once_and_without_stray_signs() {
    for table in ALL {
        for list in lists(table) {
            let mut seen = Vec::new();
            for word in spellings(list) {
                let plain = !word.contains("  ") && !word.contains('\n') && !folded(word).is_empty();
                assert!(plain, "{}: “{word}”", table.code);
                assert!(!word.trim_end_matches('*').contains('*'), "{}: “{word}”", table.code);
                assert!(!seen.contains(&word), "{}: “{word}” twice", table.code);
                seen.push(word);
            }
        }
    }
}

#[test]
fn no_spelling_means_two_months_two_weekdays_or_two_days() {
    for table in ALL {
        let groups: [Vec<&'static str>; 3] = [
            table.months.to_vec(),
            table.weekdays.iter().chain(&table.short_weekdays).copied().collect(),
            table.relatives.iter().map(|(_, words)| *words).collect(),
        ];
        for group in groups {
            let mut meanings: HashMap<String, usize> = HashMap::new();
            for (meaning, words) in group.iter().enumerate() {
                for word in spellings(words) {
                    let other = meanings.insert(folded(word), meaning % group.len().min(12));
                    let same = other.is_none_or(|other| other == meaning || group.len() == 14);
                    assert!(same, "{}: “{word}” has two meanings", table.code);
                }
            }
        }
    }
}

#[test]
fn no_form_both_reports_and_plans_a_signing() {
    for table in ALL {
        let signing = &table.signing;
        let lists = [signing.verbs, signing.nouns, signing.will_sign, signing.signed];
        let mut seen: HashMap<String, &str> = HashMap::new();
        for list in lists {
            for word in spellings(list) {
                let other = seen.insert(format!("{}{}", folded(word), word.ends_with('*')), word);
                assert_eq!(other, None, "{}: “{word}” stands in two lists", table.code);
            }
        }
    }
}

#[test]
fn every_spelling_of_a_month_is_read_beside_a_day_and_a_year() {
    for table in ALL {
        for (month, names) in (1..).zip(table.months) {
            for name in spellings(names) {
                let text = match table.code {
                    "zh" => format!("2024年{name}8日"),
                    "vi" => format!("ngày 8 {name} năm 2024"),
                    _ => format!("8 {} 2024", name.to_uppercase()),
                };
                let named = parts_named(&text, table.code);
                let expected = Named { year: Some(2024), month: Some(month), day: Some(8), relative: None };
                assert_eq!(named, expected, "{}: {text}", table.code);
            }
        }
    }
}

#[test]
fn every_spelling_of_a_weekday_is_read() {
    for table in ALL {
        for (at, weekday) in Weekday::ALL.into_iter().enumerate() {
            for name in spellings(table.weekdays[at]) {
                assert_eq!(weekday_named(&name.to_uppercase(), table.code), Some(weekday), "{}: {name}", table.code);
            }
            for name in spellings(table.short_weekdays[at]) {
                let text = format!("{name}, 21");
                assert_eq!(weekday_named(&text, table.code), Some(weekday), "{}: {text}", table.code);
            }
        }
    }
}

#[test]
fn every_relative_word_is_read_as_its_own_day() {
    for table in ALL {
        for (relative, words) in table.relatives {
            for word in spellings(words) {
                let bare = word.trim_end_matches('*');
                let found = relative_word(bare, table.code).map(|found| (found.relative, found.range));
                let expected = (*relative != Relative::Now).then_some((*relative, 0..bare.len()));
                assert_eq!(found, expected, "{}: {word}", table.code);
            }
        }
    }
}

/// Calls everything with a text and checks what must hold of every answer.
fn call_everything(text: &str, language: &str) {
    let on_boundaries = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
    if let Some(date) = number_date(text, language) {
        assert!(on_boundaries(&date.range) && !date.readings().is_empty() && (2..=3).contains(&date.parts.len()));
    }
    if let Some(found) = relative_word(text, language) {
        assert!(on_boundaries(&found.range) && !found.range.is_empty());
    }
    for trigger in [None, Some(0..text.len()), Some(1..2)] {
        if let Some(hit) = intent_before_signing(text, trigger, language) {
            assert!(on_boundaries(&hit.word) && on_boundaries(&hit.sign) && !hit.sign.is_empty());
        }
    }
    assert!(quotations(text).iter().all(on_boundaries));
    let named = parts_named(text, language);
    assert!(named.month.is_none_or(|month| (1..=12).contains(&month)));
    assert!(named.day.is_none_or(|day| (1..=31).contains(&day)));
    let weekday = weekday_named(text, language);
    assert!(weekday.is_none() || text.chars().any(char::is_alphabetic));
    assert!(!inside_quotation(text, text.len() / 3, text.len() / 2) || !quotations(text).is_empty());
}

#[test]
fn nonsense_is_read_without_harm() {
    let nonsense = [
        "",
        " ",
        "\0\u{1}\u{7f}\u{85}\u{2028}\r\n\t",
        "\u{301}\u{300}\u{200f}\u{feff}",
        "👨‍👩‍👧‍👦🇺🇿❤️",
        "\u{fffd}\u{10ffff}\u{e000}",
        "“”„«»‹›\"″「」“„",
        "////----....::::",
        "0/0 00/00/0000 99999999999999999999/1/1 1/1/99999999999",
        "年月日二十十十〇〇〇〇〇",
        "*|'’ʻ‘",
        "و ف ب ل ك لل سـ هـ",
        "ţ̷̛h̸ứ hai n̴g̶à̷y̸",
        "4-5-6-7/8/9.1.2",
    ];
    for text in nonsense {
        for language in CODES {
            call_everything(text, language);
        }
    }
}

#[test]
fn every_cut_of_a_mixed_text_is_read_without_harm() {
    let text = "Ngày 8-4, “cần thúc đẩy ky\u{301} kết” 2024年四月一日 سيُوقّع يوم الخميس ٢١/١١ o‘sha kuni \
        imzolash kerak, «будет подписан 14 мая»";
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for (n, start) in cuts.iter().enumerate() {
        for end in cuts.iter().skip(n).step_by(7) {
            call_everything(&text[*start..*end], CODES[n % CODES.len()]);
        }
    }
}

#[test]
fn long_monotonous_texts_are_read() {
    let patterns = [
        ("vi", "cần ký,,,, "),
        ("ar", "سيوقع"),
        ("uz", "imzolashdadadagacha "),
        ("zh", "将签署二"),
        ("en", "5-8/4 “to « 1. \"."),
        ("", "e\u{301}\u{302}\n"),
    ];
    for (language, pattern) in patterns {
        call_everything(&pattern.repeat(4096 / pattern.len()), language);
    }
}

#[test]
fn codes_of_the_tables_find_their_own_table() {
    for table in ALL {
        assert_eq!(of_code(table.code).filter(|other| other.code == table.code).count(), 1, "{}", table.code);
    }
}

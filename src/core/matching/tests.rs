//! Tests of folding, skeletons and the index together.

mod names;

use std::collections::BTreeSet;

use super::index::words;
use super::{Hit, Index, Name, Rank, fold, fold_map, fold_with_tones, skeleton, skeletons};

fn index(entries: &[&[&str]]) -> Index {
    Index::build((0u32..).zip(entries).flat_map(|(entry, names)| numbered(names).map(move |name| (entry, name))))
}

fn numbered<'a>(names: &'a [&'a str]) -> impl Iterator<Item = Name<'a>> {
    (0u32..).zip(names).map(|(name, text)| Name { name, text, weight: 0 })
}

fn first(index: &Index, query: &str) -> Option<(u32, Rank)> {
    index.search(query, 10).first().map(|hit| (hit.entry, hit.rank))
}

fn share_a_skeleton(one: &str, other: &str) -> bool {
    let others = skeletons(other);
    skeletons(one).iter().any(|skeleton| others.contains(skeleton))
}

/// The registry most tests search in.
const REGISTRY: &[&[&str]] = &[
    &["Wang Xiaohong", "王小洪"],
    &["Shavkat Mirziyoyev", "شوكت ميرضيائيف", "Шавкат Мирзиёев"],
    &["Trần Quốc Tỏ"],
    &["Trần Thanh Mẫn"],
    &["Islom Karimov", "Ислам Каримов"],
    &["O‘zbekiston", "أوزبكستان"],
    &["Ministry of Public Security", "Bộ Công an"],
];

#[test]
fn fold_joins_the_spellings_of_one_name() {
    let same = [
        ("WANG  Xiaohong", "wang xiaohong"),
        ("Trần Quốc Tỏ", "tran quoc to"),
        ("Tra\u{302}\u{300}n", "tran"),
        ("Đỗ Đức", "do duc"),
        ("Ёлка, Андрей", "елка, андрей"),
        ("Андреи\u{306}", "андрей"),
        ("Ўзбекистон", "узбекистон"),
        ("مُكافـحة", "مكافحه"),
        ("أحمد إبراهيم آدم ٱلله", "احمد ابراهيم ادم الله"),
        ("الصينى", "الصيني"),
        ("مسؤول ورئيس", "مسوول ورييس"),
        ("وزراء الخارجية", "وزرا الخارجيه"),
        ("شیء یک", "شي يك"),
        ("O‘zbekiston oʻ O'ZBEKISTON Oʼz o`z o´z", "ozbekiston o ozbekiston oz oz oz"),
        ("a\u{a0}\u{2003}\t\nb ", "a b"),
        ("2024–2025—x−y‑z", "2024-2025-x-y-z"),
        ("٢٠٢٤ ۲۰۲۵", "2024 2025"),
        ("Weißer Bär", "weisser bar"),
        ("\u{feff}\u{200f}Wa\u{200b}\u{ad}ng\u{2069}", "wang"),
        ("Ｗａｎｇ　１２", "wang 12"),
        ("ﻻ ﷲ", "لا الله"),
        ("Ærø Łódź İstanbul ılık", "aero lodz istanbul ilik"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("हिन्दी", "हिन्दी"),
        ("", ""),
    ];
    for (text, key) in same {
        assert_eq!(fold(text), key, "{text}");
    }
}

#[test]
fn fold_keeps_letters_apart_that_are_not_marked_ones() {
    assert_ne!(fold("й"), fold("и"));
    assert_ne!(fold("қ"), fold("к"));
    assert_ne!(fold("が"), fold("か"));
}

#[test]
fn fold_with_tones_keeps_what_tells_latin_names_apart() {
    assert_eq!(fold_with_tones("TỎ"), fold_with_tones("to\u{309}"));
    assert_ne!(fold_with_tones("Tỏ"), fold_with_tones("Tô"));
    assert_ne!(fold_with_tones("đa"), fold_with_tones("da"));
    assert_eq!(fold_with_tones("e\u{302}\u{323}"), fold_with_tones("ệ"));
    assert_eq!(fold_with_tones("O‘zbek tog’ ‘x’"), "o'zbek tog' x");
    assert_eq!(fold_with_tones("Мирзиёев مُكافحة"), fold("Мирзиёев مُكافحة"));
    assert_eq!(fold_with_tones("Азербайджан"), "азербайджан");
}

#[test]
fn fold_of_a_key_is_the_key() {
    let blocks = ['\0'..='\u{33ff}', '\u{a640}'..='\u{ac20}', '\u{f8f0}'..='\u{ffff}', '\u{1f100}'..='\u{1f6ff}'];
    for c in blocks.into_iter().flatten() {
        let text = format!("a{c}b ء{c}");
        let key = fold(&text);
        assert_eq!(fold(&key), key, "{text:?}");
        assert_eq!(fold_map(&text).text, key, "{text:?}");
        assert_eq!(words(&fold_with_tones(&text)).len(), words(&key).len(), "{text:?}");
    }
}

#[test]
fn fold_map_leads_back_to_whole_characters() {
    let text = " „O‘zbekiston“\u{a0} – Bộ  Công an, مُكافـحة الإرهاب وزراءُ ‘Tog‘’ Straße\u{200b}n ";
    let folded = fold_map(text);
    for (word, source) in [
        ("ozbekiston", "O‘zbekiston"),
        ("bo", "Bộ"),
        ("bo cong", "Bộ  Công"),
        ("مكافحه", "مُكافـحة"),
        ("مك", "مُك"),
        ("الارهاب", "الإرهاب"),
        ("وزرا", "وزراءُ"),
        ("tog", "Tog‘"),
        ("strassen", "Straße\u{200b}n"),
        ("s", "s"),
    ] {
        let at = folded.text.find(word).unwrap_or(0);
        assert_eq!(&text[folded.source(at..at + word.len())], source, "{word}");
    }
    let sharp = folded.text.find("ss").unwrap_or(0);
    assert_eq!(&text[folded.source(sharp + 1..sharp + 2)], "ß");
}

#[test]
fn fold_map_takes_ranges_outside_the_text() {
    let folded = fold_map("ab ");
    assert_eq!(folded.source(0..100), 0..2);
    assert_eq!(folded.source(1..1), 1..1);
    assert_eq!(folded.source(7..9), 2..2);
    assert_eq!(fold_map("").source(0..3), 0..0);
}

#[test]
fn skeletons_meet_across_scripts() {
    let groups: &[&[&str]] = &[
        &["Wang Xiaohong", "وانغ شيا هونغ", "وانغ شياو هونغ", "Ван Сяохун", "Wang Xiao Hong"],
        &["Mirziyoyev", "ميرضيائيف", "Мирзиёев", "Mirziyoev", "Mirsijojew"],
        &["Mahmoud Tawfik", "محمود توفيق", "Махмуд Тауфик"],
        &["Makhmudov", "Махмудов", "Mahmudov", "محمودوف", "Machmudow"],
        &["Bobojonov", "Бобожонов", "Bobodschonow", "Бободжонов"],
        &["Juraev", "Jo‘rayev", "Жўраев", "Djuraev", "Джураев"],
        &["Usbekistan", "Uzbekistan", "O‘zbekiston", "أوزبكستان", "Узбекистан"],
        &["Taschkent", "Toshkent", "طشقند", "Ташкент"],
        &["Khwarezm", "Xwarezm"],
        &["Şevket", "Shevket"],
        &["پژمان", "Pezhman"],
        &["Київ", "Kyjiw"],
    ];
    for group in groups {
        for one in *group {
            for other in *group {
                assert!(share_a_skeleton(one, other), "{one} {other}: {:?} {:?}", skeletons(one), skeletons(other));
            }
        }
    }
}

#[test]
fn skeletons_of_other_names_do_not_meet() {
    for other in ["Wang", "وانغ", "Bobojonov", "Umarov", "Mahmudov", "Корея"] {
        assert!(!share_a_skeleton("Karimov", other), "{other}");
    }
    assert!(!share_a_skeleton("Uzbekistan", "Казахстан"));
}

#[test]
fn a_skeleton_does_not_know_how_a_name_is_divided() {
    assert_eq!(skeletons("شيا هونغ"), skeletons("شياهونغ"));
    assert_eq!(skeleton("Wang Xiaohong"), skeleton("WangXiaohong"));
}

#[test]
fn a_name_in_another_script_has_no_skeleton() {
    for name in ["王小洪", "Wang 小洪", "홍길동", "", "–", "🙂", "\u{300}"] {
        assert_eq!(skeleton(name), "", "{name}");
    }
}

#[test]
fn most_spellings_of_a_name_meet_and_hardly_any_other_names_do() {
    let of_line = |(line, names): (usize, &'static str)| names.split('|').map(move |name| (line, name));
    let names: Vec<(usize, &str)> = names::NAMES.lines().enumerate().flat_map(of_line).collect();
    let index = Index::build((0u32..).zip(&names).map(|(entry, (_, text))| (entry, Name { name: 0, text, weight: 0 })));
    let (mut met, mut strangers) = (BTreeSet::new(), BTreeSet::new());
    for (at, (line, name)) in names.iter().enumerate() {
        for hit in index.search(name, usize::MAX).into_iter().filter(|hit| hit.rank <= Rank::SameSkeleton) {
            let other = hit.entry as usize;
            let stranger = names[other].0;
            if stranger == *line {
                met.insert((at.min(other), at.max(other)));
            } else if hit.rank == Rank::SameSkeleton {
                strangers.insert((stranger.min(*line), stranger.max(*line)));
            }
        }
    }
    let before = |at: usize| names[..at].iter().filter(|(line, _)| *line == names[at].0).count();
    let all: usize = (0..names.len()).map(before).sum();
    let met = met.iter().filter(|(one, other)| one != other).count();
    assert!(met * 100 >= all * 95, "{met} of {all}");
    assert!(strangers.len() <= 12, "{} {strangers:#?}", strangers.len());
}

#[test]
fn a_name_is_found_with_its_parts_in_any_order() {
    let index = index(REGISTRY);
    assert_eq!(first(&index, "Wang Xiaohong"), Some((0, Rank::ExactWithTones)));
    assert_eq!(first(&index, "Xiaohong Wang"), Some((0, Rank::SameWords)));
    assert_eq!(first(&index, "wan xia"), Some((0, Rank::Prefixes)));
    assert_eq!(first(&index, "xia wan"), Some((0, Rank::Prefixes)));
    assert_eq!(first(&index, "hong"), Some((0, Rank::Contained)));
    assert_eq!(first(&index, "小洪"), Some((0, Rank::Contained)));
    assert_eq!(first(&index, "洪"), Some((0, Rank::Contained)));
    assert_eq!(first(&index, "WANG-XIAOHONG"), Some((0, Rank::SameWords)));
    assert_eq!(first(&index, "Wangxiao Hong"), Some((0, Rank::SameWords)));
    assert_eq!(first(&index, "wang wang"), Some((0, Rank::Contained)));
    assert_eq!(first(&index, "wang mmm"), None);
}

#[test]
fn a_name_is_found_in_a_script_it_is_not_listed_in() {
    let index = index(REGISTRY);
    assert_eq!(first(&index, "وانغ شيا هونغ"), Some((0, Rank::SameSkeleton)));
    assert_eq!(first(&index, "شيا هونغ وانغ"), Some((0, Rank::SameSkeleton)));
    assert_eq!(first(&index, "Ван Сяохун"), Some((0, Rank::SameSkeleton)));
    assert_eq!(first(&index, "Сяохун Ван"), Some((0, Rank::SameSkeleton)));
    assert_eq!(first(&index, "وانغ"), Some((0, Rank::PartOfSkeleton)));
    assert_eq!(first(&index, "Mirsijojew"), Some((1, Rank::PartOfSkeleton)));
    assert_eq!(first(&index, "كريموف"), Some((4, Rank::PartOfSkeleton)));
    assert_eq!(first(&index, "Узбекистан"), Some((5, Rank::SameSkeleton)));
    for stranger in ["جينغ", "Ван Мин", "Петров", "Sergej", "习近平"] {
        assert_eq!(first(&index, stranger), None, "{stranger}");
    }
}

#[test]
fn the_same_tones_come_before_other_tones() {
    let index = index(&[&["Tran Quoc To"], &["Trần Quốc Tô"], &["Trần Quốc Tỏ"], &["Trần Quốc Tỏn"]]);
    let order = |query: &str| index.search(query, 10).iter().map(|hit| hit.entry).collect::<Vec<_>>();
    assert_eq!(order("Trần Quốc Tỏ"), [2, 0, 1, 3]);
    assert_eq!(order("tran quoc to"), [0, 1, 2, 3]);
    assert_eq!(order("Tỏ Quốc"), [2, 3, 0, 1]);
    assert_eq!(first(&index, "Tran Quoc To"), Some((0, Rank::ExactWithTones)));
    assert_eq!(first(&index, "tran quốc tô"), Some((0, Rank::Exact)));
}

#[test]
fn ranks_come_in_order_and_each_entry_once() {
    let index = index(&[
        &["Muradow"],
        &["Al Muradov"],
        &["Kamuradov", "Muradov Aman", "Muradova"],
        &["Muradov", "Muradov", "Al Muradov"],
        &["Kamuradov"],
        &["Муродов"],
    ]);
    let hits = index.search("Muradov", 10);
    let ranks: Vec<(u32, Rank)> = hits.iter().map(|hit| (hit.entry, hit.rank)).collect();
    assert_eq!(ranks[0], (3, Rank::ExactWithTones));
    assert_eq!(ranks[1..3], [(2, Rank::Prefixes), (1, Rank::Prefixes)]);
    assert_eq!(ranks[3], (4, Rank::Contained));
    assert_eq!(ranks[4..], [(0, Rank::SameSkeleton), (5, Rank::SameSkeleton)]);
    assert_eq!((hits[0].name, hits[1].name), (0, 1));
    for limit in 0..6 {
        assert_eq!(index.search("Muradov", limit), hits[..limit]);
    }
}

#[test]
fn the_weight_decides_between_equal_names() {
    let name = |name, weight| Name { name, text: "Tashkent", weight };
    let index = Index::build([(1, name(0, 1)), (2, name(0, 5)), (2, name(1, 9)), (3, name(0, 9))]);
    let hits = index.search("tash", 10);
    assert_eq!(hits.iter().map(|hit| (hit.entry, hit.name)).collect::<Vec<_>>(), [(2, 1), (3, 0), (1, 0)]);
}

#[test]
fn name_with_a_joiner_is_the_one_with_a_blank_or_nothing() {
    let forms = ["علی\u{200c}رضا", "علی رضا", "علیرضا"];
    for (name, others) in [(forms[0], &forms[..]), (forms[1], &forms[..2]), (forms[2], &[forms[0], forms[2]][..])] {
        let index = index(&[&[name]]);
        for other in others {
            assert_eq!(index.exact(other), [0], "{other:?} for {name:?}");
        }
        for other in forms {
            assert!(first(&index, other).is_some_and(|(_, rank)| rank <= Rank::SameWords), "{other:?} for {name:?}");
        }
    }
    let index = index(&[&["Ministry of\nPublic Secu\u{ad}rity"]]);
    assert_eq!(index.exact("Min\u{ad}istry of Public\u{a0}\n Secur\u{200b}ity"), [0]);
}

#[test]
fn name_of_signs_that_nobody_sees_is_no_name() {
    let names: &[&str] = &["\u{200b}", "\u{3164}", "\u{ad}\u{200c}", "\u{115f}\u{1160}", "\u{e0041}"];
    let index = index(&[names, &["Wang"]]);
    assert_eq!(index.len(), 1);
    for query in names {
        assert!(index.search(query, 9).is_empty() && index.exact(query).is_empty(), "{query:?}");
    }
    assert_eq!(first(&index, "W\u{3164}a\u{ad}ng"), Some((1, Rank::ExactWithTones)));
}

#[test]
fn exact_gives_all_entries_with_the_same_folded_name() {
    let mut index = index(REGISTRY);
    index.set_entry(90, [Name { name: 7, text: "WANG XIAOHONG", weight: 3 }]);
    assert_eq!(index.exact("wang\u{a0}xiaohong"), [0, 90]);
    assert_eq!(index.exact("tran quoc to"), [2]);
    assert_eq!(index.exact("O'zbekiston"), [5]);
    for other in ["Xiaohong Wang", "Wang-Xiaohong", "wang", "", "–", "'"] {
        assert!(index.exact(other).is_empty(), "{other}");
    }
}

#[test]
fn an_edited_index_answers_as_a_new_one() {
    let lines: Vec<Vec<&str>> = names::NAMES.lines().map(|line| line.split('|').collect()).collect();
    let entries: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let mut edited = index(&entries);
    for (entry, names) in (0u32..).zip(&entries).filter(|(entry, _)| entry % 3 != 0) {
        edited.remove_entry(entry);
        edited.set_entry(entry + 1000, numbered(names));
        edited.set_entry(entry, numbered(&names[..1]));
        edited.set_entry(entry + 1000, []);
    }
    edited.remove_entry(77_777);
    let kept = entries.iter().enumerate().map(|(at, names)| if at % 3 == 0 { names } else { &names[..1] });
    let fresh = index(&kept.collect::<Vec<_>>());
    assert_eq!(edited.len(), fresh.len());
    for query in entries.iter().flat_map(|names| names.iter()).chain(&["a", "ab", "م", "wan xia", "王"]) {
        assert_eq!(edited.search(query, 20), fresh.search(query, 20), "{query}");
        assert_eq!(edited.exact(query), fresh.exact(query), "{query}");
    }
}

#[test]
fn an_emptied_index_holds_nothing() {
    let mut index = index(REGISTRY);
    (0..7).for_each(|entry| index.remove_entry(entry));
    assert!(index.is_empty());
    assert!(index.search("wang", 5).is_empty());
    assert_eq!(index.exact("wang xiaohong"), Vec::<u32>::new());
    assert!(index.by_word.is_empty() && index.by_word_key.is_empty() && index.by_key.is_empty());
}

#[test]
fn a_name_without_letters_is_not_listed() {
    let index = index(&[&["", "–", "'", "🙂", "\u{300}"]]);
    assert_eq!(index.len(), 0);
}

#[test]
fn nonsense_is_answered_with_nothing() {
    let index = index(REGISTRY);
    let junk = "\u{0}\u{1}\u{202e}\u{200d}\u{fffd}".repeat(2000);
    let broken = "\u{300}\u{651}🇺🏽\u{200d}\u{fe0f}'‘".repeat(500);
    for query in ["", " ", "...", "'", "—", "🙂🙃", &junk, &broken, &"%$".repeat(5000)] {
        assert_eq!(index.search(query, 10), Vec::<Hit>::new());
    }
    for query in ["Wang Xiaohong ".repeat(800), "ابج ".repeat(2500), "q".repeat(10_000), "a ".repeat(5000)] {
        assert_eq!(index.search(&query, 10), Vec::<Hit>::new());
    }
}

#[test]
fn a_huge_text_of_anything_is_read_in_one_pass() {
    let mut index = index(REGISTRY);
    for unit in ["ء", "ء ", "\u{301}\u{323}", "'", "o'", " ", "q", "جو ", "الو", "ﷺ", "ся", "xi", "王", "e\u{302}"]
    {
        let text = unit.repeat(100_000 / unit.len());
        let folded = fold_map(&text);
        assert_eq!(folded.text, fold(&text));
        assert!(folded.source(0..usize::MAX).end <= text.len());
        assert!(skeletons(&text).len() <= 12);
        index.set_entry(500, [Name { name: 0, text: &text, weight: 0 }]);
        assert!(index.search("wang x", 5).iter().any(|hit| hit.entry == 0));
        assert_eq!(index.exact(&text).is_empty(), fold(&text).is_empty());
    }
}

#[test]
fn words_of_a_name_are_known_without_a_search() {
    let index = index(&[&["Wang Xiaohong"], &["Usbekistan"]]);
    for query in ["wang xiaohong", "Xiaohong Wang", "USBEKISTAN"] {
        assert!(index.has_words(query), "{query}");
        assert!(index.search(query, 9).first().is_some_and(|hit| hit.rank <= Rank::SameWords), "{query}");
    }
    for query in ["Usbekistans", "wang", "xiao", "", "!!", &"wang ".repeat(500)] {
        assert!(!index.has_words(query), "{query}");
    }
}

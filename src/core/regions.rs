//! Boilerplate: lines of a page that are most likely not the article, and rules learnt from a region.
//!
//! Proposals are offered, never applied unasked. The rules follow what real pages repeat: a header added by a
//! crawl, counters, captions and credits, invitations to share or comment, links to other articles, lines
//! that stand there twice.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use super::annotation::{Id, LineRule, Place, Publisher, Region, RegionRule, Work};
use super::matching::fold;
use super::text::{Span, Text};

/// Longest line, in code points, that can be a label between blank lines.
const LABEL: usize = 20;
/// Longest line, in code points, taken for a credit, an invitation or a link.
const SHORT: usize = 160;
/// Longest line, in code points, taken for a caption.
const CAPTION: usize = 300;
/// Longest line, in code points, that can be a clock of the page.
const CLOCK: usize = 60;
/// Shortest line, in code points, whose repetition means anything.
const REPEATED: usize = 8;

/// A line that may be boilerplate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Where it stands.
    pub place: Place,
    /// Code of `RegionKind`.
    pub kind: String,
    /// Name of the rule, stored as the origin of the region.
    pub rule: String,
}

/// Words that begin a line of a kind, folded; `true` where they may stand anywhere in a short line.
const SIGNS: &[(&str, bool, &[&str])] = &[
    (
        "photo_credit",
        false,
        &["foto:", "photo:", "photo by", "fotos:", "anh:", "фото:", "фото ", "صوره:", "图:", "图片"],
    ),
    (
        "share_prompt",
        false,
        &["مشاركه", "شارك ", "teilen", "auf facebook teilen", "share", "chia se", "ulashish", "поделиться", "partager"],
    ),
    (
        "comment_form",
        false,
        &[
            "kommentieren",
            "kommentar",
            "bitte geben sie",
            "binh luan",
            "leave a comment",
            "comments",
            "izoh",
            "оставить комментарий",
            "комментарии",
            "اترك تعليق",
            "التعليقات",
            "laisser un commentaire",
        ],
    ),
    (
        "related_links",
        false,
        &[
            "mavzuga oid",
            "lesen sie auch",
            "mehr zum thema",
            "doc them",
            "tin lien quan",
            "xem them",
            "читайте также",
            "اقرا ايضا",
            "read also",
            "read more",
            "related",
            "a lire aussi",
            "相关",
        ],
    ),
    ("reading_time", true, &["oqiladi", "min read", "phut doc", "мин. чтения", "minuten lesezeit", "دقيقه قراءه"]),
    ("source_line", false, &["quelle:", "nguon:", "manba:", "источник:", "المصدر:", "source:", "来源"]),
];

/// Gives the places that are greyed already, in text order.
#[must_use]
pub fn places(work: &Work) -> Vec<Span> {
    let mut places: Vec<Span> = work.regions.values().map(|region| region.place.cover()).collect();
    places.sort_unstable();
    places
}

/// Proposes regions for what is not greyed yet, in text order; `known` is what [`places`] gives.
///
/// Linear in the length of the text: seconds for a hundred megabytes.
#[must_use]
pub fn propose(text: &Text, known: &[Span], publisher: Option<&Publisher>) -> Vec<Proposal> {
    let mut known = known.iter().peekable();
    let mut greyed = 0;
    // Hashes: the lines themselves would be the whole article once more.
    let mut seen: HashSet<u64> = HashSet::new();
    let mut found = Vec::new();
    let paragraphs = text.paragraphs();
    let blank = |index: Option<usize>| {
        index.and_then(|index| paragraphs.get(index)).is_none_or(|span| text.slice(*span).trim().is_empty())
    };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let line = text.trim(*paragraph);
        if line.is_empty() {
            continue;
        }
        let words = text.slice(line);
        let folded = fold(words);
        let mut hasher = DefaultHasher::new();
        folded.hash(&mut hasher);
        let repeated = !seen.insert(hasher.finish()) && words.chars().count() >= REPEATED;
        let alone = blank(index.checked_sub(1)) && blank(Some(index + 1));
        let proposal = by_publisher(&folded, publisher)
            .map(|(kind, rule)| (kind, rule, words.len()))
            .or_else(|| {
                injected(words).map(|length| ("injected_metadata".to_owned(), "date header".to_owned(), length))
            })
            .or_else(|| {
                let (kind, rule) = by_shape(words, &folded, repeated, alone && index > 0)?;
                Some((kind.to_owned(), rule.to_owned(), words.len()))
            });
        if let Some((kind, rule, length)) = proposal {
            let span = Span { start: line.start, end: line.start + length };
            while let Some(region) = known.next_if(|region| region.start < span.end) {
                greyed = region.end.max(greyed);
            }
            if greyed <= span.start {
                found.push(Proposal { place: Place::of(span), kind, rule });
            }
        }
    }
    joined(text, found)
}

/// Makes one region of lines that follow one another and are of one kind: a form, a group of counters.
fn joined(text: &Text, found: Vec<Proposal>) -> Vec<Proposal> {
    let mut joined: Vec<Proposal> = Vec::new();
    for next in found {
        let cover = next.place.cover();
        if let Some(last) = joined.last_mut()
            && last.kind == next.kind
            && last.rule == next.rule
            && text.slice(Span { start: last.place.cover().end, end: cover.start }).trim().is_empty()
        {
            last.place = Place::of(Span { start: last.place.cover().start, end: cover.end });
        } else {
            joined.push(next);
        }
    }
    joined
}

fn by_publisher(folded: &str, publisher: Option<&Publisher>) -> Option<(String, String)> {
    let publisher = publisher?;
    let rule = publisher.rules.iter().find(|rule| match &rule.line {
        LineRule::Is(line) => fold(line) == folded,
        LineRule::Begins(start) => !start.is_empty() && folded.starts_with(&fold(start)),
    })?;
    Some((rule.kind.clone(), format!("rule of {}", publisher.name)))
}

/// Gives the length of ` date YYYY-MM[-DD]` at the beginning of a line: a header that crawls add.
fn injected(words: &str) -> Option<usize> {
    let rest = words.strip_prefix("date ")?;
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let parts: Vec<&str> = rest[..length].split('-').collect();
    let digits = |part: &&str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let good = match parts.as_slice() {
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    good.then_some("date ".len() + length)
}

/// Tells whether a line has a time of day such as `11:44` and a date's worth of digits.
fn has_time(words: &str) -> bool {
    let bytes = words.as_bytes();
    let time = bytes.windows(4).any(|four| {
        four[0].is_ascii_digit() && four[1] == b':' && four[2].is_ascii_digit() && four[3].is_ascii_digit()
    });
    time && words.chars().filter(|c| c.is_numeric()).count() >= 6
}

fn by_shape(words: &str, folded: &str, repeated: bool, alone: bool) -> Option<(&'static str, &'static str)> {
    let length = words.chars().count();
    if words.chars().all(|c| c.is_numeric() || c.is_whitespace() || ".,•·".contains(c)) && length <= 12 {
        return Some(("counter", "digits only"));
    }
    if length <= CLOCK && has_time(words) && words.split_whitespace().count() <= 8 {
        return Some(("page_clock", "date and time by themselves"));
    }
    if length <= SHORT {
        for (kind, anywhere, signs) in SIGNS {
            if signs.iter().any(|sign| folded.starts_with(sign) || (*anywhere && folded.contains(sign))) {
                return Some((kind, "words of boilerplate"));
            }
        }
    }
    // A Vietnamese caption ends in its credit, e.g. “… tại buổi làm việc. Ảnh CA”.
    if length <= CAPTION && words.split_whitespace().rev().take(4).any(|word| word.trim_end_matches(':') == "Ảnh") {
        return Some(("photo_caption", "credit at the end"));
    }
    if repeated {
        return Some(("duplicate", "line stands there twice"));
    }
    let ends_like_a_sentence = words.ends_with(['.', '!', '?', '»', '”', '"', '؟', '。', ':']);
    (alone && length < LABEL && !ends_like_a_sentence).then_some(("section_label", "short line by itself"))
}

/// Makes a rule for the pages of a publisher of a region: the whole line, or its beginning where it is long.
#[must_use]
pub fn rule_of(text: &Text, region: &Region) -> RegionRule {
    let words = text.slice(region.place.cover());
    let line = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let start: String = line.chars().take(LABEL).collect();
    let line = if line.chars().count() > 60 { LineRule::Begins(start) } else { LineRule::Is(line.to_owned()) };
    RegionRule { line, kind: region.kind.clone() }
}

/// Finds the region that a span lies in.
#[must_use]
pub fn around(work: &Work, span: Span) -> Option<&Region> {
    all_around(work, span).next()
}

/// Lists the regions that a span lies in.
pub fn all_around(work: &Work, span: Span) -> impl Iterator<Item = &Region> {
    work.regions.values().map(|region| &**region).filter(move |region| region.place.cover().contains(span))
}

/// Gives the lines that are wholly greyed, each region with its own, for folding; in text order, none twice.
#[must_use]
pub fn greyed_lines(text: &Text, work: &Work) -> Vec<(Range<usize>, Id)> {
    let lines = text.paragraphs();
    let mut greyed: Vec<(Range<usize>, Id)> = Vec::new();
    for region in work.regions.values() {
        let cover = region.place.cover();
        let whole = |at: usize| {
            let line = text.trim(lines[at]);
            line.is_empty() || cover.contains(line)
        };
        // Only the first and the last line can stick out of the region.
        let mut first = text.paragraph_at(cover.start);
        let mut end = lines.partition_point(|line| line.start < cover.end);
        first += usize::from(first < end && !whole(first));
        end -= usize::from(first < end && !whole(end - 1));
        greyed.push((first..end, region.id.clone()));
    }
    greyed.sort_by_key(|(lines, _)| lines.start);
    let mut behind = 0;
    for (lines, _) in &mut greyed {
        lines.start = lines.start.max(behind);
        behind = behind.max(lines.end);
    }
    greyed.retain(|(lines, _)| !lines.is_empty());
    greyed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(text: &str) -> Vec<(String, String)> {
        let text = Text::canonical(text);
        let found = propose(&text, &[], None);
        found.into_iter().map(|one| (text.slice(one.place.cover()).to_owned(), one.kind)).collect()
    }

    #[test]
    fn header_added_by_a_crawl_is_proposed_without_the_title_behind_it() {
        let found = proposals("date 2025-04 Hai nước hợp tác\nBody of the article, which is long enough.");
        assert_eq!(found, [("date 2025-04".to_owned(), "injected_metadata".to_owned())]);
    }

    #[test]
    fn counters_credits_prompts_and_forms_are_proposed() {
        let found = proposals(
            "Titel\n\n68\n\nFoto: Ministerium\nمشاركة\nBitte geben Sie Ihren Namen ein\n3 daqiqada o‘qiladi\n\
             Der Minister sprach am Montag mit den Gästen über die Arbeit.",
        );
        let kinds: Vec<&str> = found.iter().map(|(_, kind)| kind.as_str()).collect();
        assert_eq!(kinds, ["counter", "photo_credit", "share_prompt", "comment_form", "reading_time"]);
    }

    #[test]
    fn lines_of_one_kind_that_follow_one_another_are_one_region() {
        let found = proposals("Ein Titel, der lang genug ist\n\n0\n\n68\nDer Artikel selbst, ein ganzer Satz.\n");
        assert_eq!(found, [("0\n\n68".to_owned(), "counter".to_owned())]);
    }

    #[test]
    fn line_that_stands_there_twice_is_proposed_the_second_time() {
        let found = proposals("شهدَ اللقاء توقيع بروتوكول\nنص المقال الطويل هنا\nشهد اللقاء توقيع بروتوكول");
        assert_eq!(found, [("شهد اللقاء توقيع بروتوكول".to_owned(), "duplicate".to_owned())]);
    }

    /// Makes a work with these regions.
    fn greyed(places: &[Span]) -> Work {
        let mut work = Work::default();
        for (number, place) in (0..).zip(places) {
            let id = Id::new(crate::core::annotation::Kind::Region, number);
            let region = Region::new(id.clone(), "advert", Place::of(*place));
            work.regions.insert(id, std::sync::Arc::new(region));
        }
        work
    }

    #[test]
    fn what_is_greyed_already_is_not_proposed_again() {
        let text = Text::canonical("Titel des Artikels, lang\n\n68\n\nEin Satz, der lang genug ist.\n\n12");
        let places_of = |places: &[Span]| super::places(&greyed(places));
        assert_eq!(propose(&text, &[], None).len(), 2);
        let first = text.as_str().find("68").unwrap();
        assert_eq!(propose(&text, &places_of(&[Span::new(first, first + 1)]), None).len(), 1);
        assert_eq!(propose(&text, &places_of(&[Span::new(0, text.len()), Span::new(3, 4)]), None).len(), 0);
    }

    #[test]
    fn lines_of_a_region_are_those_that_lie_wholly_in_it() {
        let text = Text::canonical("eins\n\nzwei\ndrei\nvier");
        let lines = |places: &[Span]| -> Vec<(usize, usize)> {
            greyed_lines(&text, &greyed(places)).into_iter().map(|(lines, _)| (lines.start, lines.end)).collect()
        };
        let at = |words: &str| text.as_str().find(words).unwrap();
        assert_eq!(lines(&[Span::new(at("zwei"), at("vier") - 1)]), [(2, 4)]);
        assert_eq!(lines(&[Span::new(1, at("vier") + 2)]), [(1, 4)]);
        assert_eq!(lines(&[Span::new(at("zwei") + 1, at("zwei") + 2)]), []);
        assert_eq!(lines(&[Span::new(0, at("drei")), Span::new(at("zwei"), text.len())]), [(0, 3), (3, 5)]);
    }

    #[test]
    fn rule_learnt_from_a_region_finds_the_line_in_another_article() {
        let text = Text::canonical("a long first line\nLiên hệ quảng cáo");
        let span = Span { start: 18, end: text.len() };
        let id = Id::new(crate::core::annotation::Kind::Region, 1);
        let region = Region::new(id, "advert", Place::of(span));
        let rules = vec![rule_of(&text, &region)];
        let publisher = Publisher { name: "PLO".into(), rules, ..Publisher::default() };
        let other = Text::canonical("Another article\nliên hệ  quảng cáo\nwith text behind it.");
        let found = propose(&other, &[], Some(&publisher));
        assert_eq!(found.len(), 1);
        assert_eq!(other.slice(found[0].place.cover()), "liên hệ  quảng cáo");
        assert_eq!(found[0].rule, "rule of PLO");
    }

    #[test]
    fn date_and_time_in_a_line_by_themselves_are_a_clock_of_the_page() {
        let found = proposals(
            "عنوان المقال\nالخميس 21 نوفمبر 2024 - 11:44\n20:49 / 14.05.2019\nSie kamen um 11:44 Uhr in Bern an und gingen.",
        );
        let kinds: Vec<&str> = found.iter().map(|(_, kind)| kind.as_str()).collect();
        assert_eq!(kinds, ["page_clock"]);
        assert!(found[0].0.ends_with("20:49 / 14.05.2019"), "lines of one kind are one region");
    }

    #[test]
    fn article_without_boilerplate_gets_no_proposal() {
        assert!(proposals("Ein Titel ohne Beiwerk\n\nEin Satz. Noch ein Satz, der länger ist.\n").is_empty());
        assert!(proposals("").is_empty());
    }
}

//! Finding words in an article, however they are written, with what stands around them.

use std::borrow::Cow;

use super::matching::Wanted;
use super::text::{Span, Text};

/// Finds a text in a text, as [`Wanted::find_in`] does; nothing where nothing of it can be seen.
#[must_use]
pub fn find(text: &Text, query: &str) -> Vec<Span> {
    Wanted::new(query).map_or_else(Vec::new, |wanted| wanted.find_in(text))
}

/// Gives what stands before a place in its first line and after it in its last one, at most so many code points on each
/// side.
#[must_use]
pub fn around(text: &Text, span: Span, most: usize) -> (&str, &str) {
    let line = |offset: usize| text.paragraphs()[text.paragraph_at(offset)];
    let before = text.slice(Span { start: line(span.start).start, end: span.start });
    let from = before.char_indices().rev().take(most).last().map_or(before.len(), |(at, _)| at);
    let after = text.slice(Span { start: span.end, end: line(span.end).end.max(span.end) });
    let to = after.char_indices().nth(most).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

/// Shows a place on one line: a stroke stands for the end of a line.
#[must_use]
pub fn on_one_line(place: &str) -> Cow<'_, str> {
    if !place.contains('\n') {
        return Cow::Borrowed(place);
    }
    let lines: Vec<&str> = place.split('\n').map(str::trim).collect();
    Cow::Owned(lines.join(" / "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find(&Text::canonical(text), query).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        assert_eq!(found("Der MÜLLER und die Mu\u{308}ller", "müller"), ["MÜLLER", "Mu\u{308}ller"]);
        assert_eq!(found("Oʻzbekiston, O‘zbekiston, O'zbekiston", "o'zbekiston").len(), 3);
        assert_eq!(found("وقّعت الصين", "وقعت"), ["وقّعت"]);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa"]);
    }

    #[test]
    fn words_are_found_over_one_end_of_a_line_and_not_over_the_end_of_a_paragraph() {
        for text in [
            "The Ministry of\nPublic Security signed.",
            "The Ministry of \n  Public Security signed.",
            "The Ministry\u{a0}of\tPublic \u{2009} Security signed.",
            "The Ministry of\u{2028}Public Security signed.",
            "The Min\u{ad}is\u{ad}try of\u{200b}\n\u{200b}Pub\u{2060}lic \u{200f}Secur\u{ad}ity signed.",
            "The Ministry\nof\nPublic\nSecurity signed.",
        ] {
            for query in
                ["ministry of public security", "Ministry of\nPublic  Security", "Mini\u{ad}stry of public sec"]
            {
                let hits = found(text, query);
                assert!(
                    hits.len() == 1 && hits[0].starts_with("Min") && hits[0].contains("Sec"),
                    "{text:?} {query:?} {hits:?}"
                );
            }
        }
        for text in [
            "Ministry of\n\nPublic Security",
            "Ministry of\n \u{200b}\nPublic Security",
            "Ministry of\u{2029}Public Security",
        ] {
            assert_eq!(found(text, "of public"), Vec::<&str>::new(), "{text:?}");
            assert_eq!(found(text, "public security"), ["Public Security"]);
        }
        // A hyphen at the end of a line may belong to the word.
        assert_eq!(found("Sicher-\nheit", "Sicherheit"), Vec::<&str>::new());
        assert_eq!(found("Sicher-\nheit", "Sicher- heit"), ["Sicher-\nheit"]);
    }

    #[test]
    fn place_of_words_reaches_from_their_first_letter_to_their_last() {
        let text = "Der \u{200b}Mi\u{ad}nis\u{ad}\u{200b} ter";
        assert_eq!(found(text, "minis"), ["Mi\u{ad}nis"]);
        assert_eq!(found("x \u{2067}وانغ\u{2069} y", "وانغ"), ["وانغ"]);
    }

    #[test]
    fn parts_of_a_persian_word_are_joined_by_a_joiner_a_blank_or_nothing() {
        for forms in [
            ["می\u{200c}خواهم", "می خواهم", "میخواهم"],
            ["کتاب\u{200c}ها", "کتاب ها", "کتابها"],
            ["نمی\u{200c}شود", "نمی شود", "نمیشود"],
            ["دانش\u{200c}آموز", "دانش آموز", "دانشآموز"],
        ] {
            for text in forms {
                for query in forms {
                    for around in ["", "در "] {
                        let text = format!("{around}{text} گفت");
                        assert_eq!(found(&text, query).len(), 1, "{query:?} in {text:?}");
                    }
                }
            }
        }
        // A joiner can stand for anything, in the middle of what is typed too; a blank only where a joiner would stand.
        assert_eq!(found("او می\u{200c}خواهد", "می خوا"), ["می\u{200c}خوا"]);
        assert_eq!(found("می\nخواهم", "می\u{200c}خواهم"), ["می\nخواهم"]);
        assert_eq!(found("ما در ایران", "مادر"), Vec::<&str>::new());
        assert_eq!(found("و لد", "ولد"), Vec::<&str>::new());
        assert_eq!(found("من صوت", "منصوت"), Vec::<&str>::new(), "Arabic has no such words");
        assert_eq!(found("می\n\nخواهم", "میخواهم"), Vec::<&str>::new());
        assert_eq!(found("a\u{200c}b", "ab"), ["a\u{200c}b"]);
        assert_eq!(found("وزارة الأمن\nالعام", "وزارة الامن العام"), ["وزارة الأمن\nالعام"]);
    }

    #[test]
    fn no_letter_is_cut() {
        assert_eq!(found("cafe\u{301} café cafe", "cafe"), ["cafe\u{301}", "café", "cafe"]);
        assert_eq!(found("한 하", "하"), ["하"]);
        assert_eq!(found("\u{1112}\u{1161}\u{11ab} \u{1112}\u{1161}", "하"), ["\u{1112}\u{1161}"]);
        assert_eq!(found("중국 정부", "중구"), Vec::<&str>::new());
        assert_eq!(found("🇩🇪🇪🇺", "🇪🇪"), Vec::<&str>::new());
        assert_eq!(found("🇩🇪", "🇩"), Vec::<&str>::new());
        assert_eq!(found("👩\u{200d}🚒 👩", "👩"), ["👩"]);
        assert_eq!(found("👩\u{200d}🚒", "🚒"), Vec::<&str>::new());
        assert_eq!(found("भारतीय", "भारत"), ["भारती"], "a vowel sign belongs to its letter");
        assert_eq!(found("हिन्दी", "\u{93f}न्दी"), Vec::<&str>::new());
        assert_eq!(found("Straße", "strass"), ["Straß"]);
        assert_eq!(found("Straße", "s"), ["S"]);
    }

    #[test]
    fn what_cannot_be_seen_is_no_word() {
        for query in ["", " \n", "\u{200b}", "\u{ad}\u{200c}\u{200d}", "\u{3164}", "\u{301}", "\u{202e} \u{202c}"] {
            assert_eq!(found("a\u{200b}b\u{ad}c \u{3164} \u{301}", query), Vec::<&str>::new(), "{query:?}");
        }
        assert_eq!(found("a\u{3164}b", "ab"), ["a\u{3164}b"]);
    }

    #[test]
    fn long_texts_are_looked_through_to_their_end() {
        for line in ["Nichts steht hier.\n", "Nichts steht hier. ", "Nichts steht\n\nhier. "] {
            let text = format!("{}Wang\nXiaohong{}Wang Xiaohong", line.repeat(9_000), line.repeat(20_000));
            assert_eq!(found(&text, "wang xiaohong"), ["Wang\nXiaohong", "Wang Xiaohong"]);
        }
        // However the end of a chunk lies to them.
        for before in 0..40 {
            let text = format!("{}{}Wang\nXiaohong\n", "x".repeat(before), "0123456\n".repeat(8_190));
            assert_eq!(found(&text, "wang xiaohong"), ["Wang\nXiaohong"]);
        }
    }

    #[test]
    fn place_over_the_end_of_a_line_is_shown_on_one_line() {
        let text = Text::canonical("The Ministry of \nPublic Security signed.\nMore.");
        let span = find(&text, "ministry of public")[0];
        assert_eq!(on_one_line(text.slice(span)), "Ministry of / Public");
        assert_eq!(around(&text, span, 100), ("The ", " Security signed."));
    }

    #[test]
    fn words_around_a_place_stop_at_the_line() {
        let text = Text::canonical("erste\nvor Wort nach\nletzte");
        let span = find(&text, "Wort")[0];
        assert_eq!(around(&text, span, 100), ("vor ", " nach"));
        assert_eq!(around(&text, span, 2), ("r ", " n"));
    }
}

//! Finding words in an article, however they are written, with what stands around them.

use super::matching::{fold, fold_map};
use super::text::{Span, Text};

/// Finds a text in a text: capitals, accents, tones, vowel marks and kinds of apostrophe make no difference, and a
/// place never runs over a line. Places do not overlap.
#[must_use]
pub fn find(text: &Text, query: &str) -> Vec<Span> {
    let wanted = fold(query);
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    for line in text.paragraphs() {
        let folded = fold_map(text.slice(*line));
        for (at, _) in folded.text.match_indices(&wanted) {
            let source = folded.source(at..at + wanted.len());
            let span = text.snap(Span { start: line.start + source.start, end: line.start + source.end });
            if found.last().is_none_or(|last: &Span| last.end <= span.start) {
                found.push(span);
            }
        }
    }
    found
}

/// Gives what stands in the same line before and after a place, at most so many code points on each side.
#[must_use]
pub fn around(text: &Text, span: Span, most: usize) -> (&str, &str) {
    let line = text.paragraphs()[text.paragraph_at(span.start)];
    let before = text.slice(Span { start: line.start, end: span.start });
    let from = before.char_indices().rev().take(most).last().map_or(before.len(), |(at, _)| at);
    let after = text.slice(Span { start: span.end, end: line.end.max(span.end) });
    let to = after.char_indices().nth(most).map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
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
        assert_eq!(found("eins\nzwei", "eins zwei"), Vec::<&str>::new());
        assert_eq!(found("aaa", ""), Vec::<&str>::new());
    }

    #[test]
    fn words_around_a_place_stop_at_the_line() {
        let text = Text::canonical("erste\nvor Wort nach\nletzte");
        let span = find(&text, "Wort")[0];
        assert_eq!(around(&text, span, 100), ("vor ", " nach"));
        assert_eq!(around(&text, span, 2), ("r ", " n"));
    }
}

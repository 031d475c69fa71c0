//! Tells whether a place stands inside quotation marks.
//!
//! A mark opens or closes by where it stands: between a space and a letter it opens, between a letter and a
//! space or punctuation it closes, whatever its shape. So „German“, »Danish«, ”Swedish” and marks that were mixed
//! up are read alike. Only where the place does not tell does the shape decide. Single marks (‘ ’) are not read:
//! they cannot be told from apostrophes.

use std::ops::Range;

use super::fold::is_ignorable;

/// Kinds of marks that open and close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Guillemet,
    SingleGuillemet,
    Corner,
}

/// What the shape of a mark says about its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Opens,
    Closes,
    /// Stands only at the end of a quotation, as the double prime some editors write for a mark.
    OnlyCloses,
    Either,
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Opens,
    Closes,
    Nothing,
}

/// A mark that has not been closed yet.
struct Opener {
    sign: char,
    family: Family,
    /// Byte behind the mark.
    from: usize,
    /// Where the next mark that opens stands.
    next: Option<usize>,
}

/// Tells whether the bytes `start..end` of a text stand wholly inside quotation marks of their paragraph.
///
/// A paragraph is a line. A mark that is never closed counts up to the next mark that opens or to the end of the
/// paragraph: speech that runs over several paragraphs is often closed only in the last, and where a closing
/// mark was forgotten the next quotation shows that it has ended. A straight mark that is never closed counts for
/// nothing. An empty or impossible range is not inside.
///
/// Reads the whole paragraph; for many places of one text see [`quotations`].
#[must_use]
pub fn inside_quotation(text: &str, start: usize, end: usize) -> bool {
    if start >= end || end > text.len() {
        return false;
    }
    let (before, after) = text.as_bytes().split_at(start);
    let breaks = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let first = before.iter().rposition(breaks).map_or(0, |at| at + 1);
    let last = after.iter().position(breaks).map_or(text.len(), |at| start + at);
    let Some(paragraph) = text.get(first..last).filter(|_| end <= last) else { return false };
    let (start, end) = (start - first, end - first);
    quotations(paragraph).iter().any(|quotation| quotation.start <= start && end <= quotation.end)
}

/// Finds all quotations of a text, without their marks, by their starts; they may lie in each other.
///
/// The same rules hold as for [`inside_quotation`].
#[must_use]
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = Open::default();
    let mut before = None;
    let mut chars = text.char_indices().filter(|(_, c)| !is_ignorable(*c)).peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '\n' | '\r') {
            open.end(at, &mut found);
        } else if let Some((family, shape)) = mark(c) {
            let after = chars.peek().map(|(_, c)| *c);
            match part(c, family, shape, Around { before, after }, &open) {
                Part::Opens => open.push(c, family, at),
                Part::Closes => open.close(family, at, &mut found),
                Part::Nothing => {}
            }
        }
        before = Some(c);
    }
    open.end(text.len(), &mut found);
    found.sort_by_key(|quotation| (quotation.start, quotation.end));
    found
}

/// The marks of a paragraph that have not been closed yet.
#[derive(Default)]
struct Open {
    marks: Vec<Opener>,
    /// How many of them belong to each family: looking for one that is not there must cost nothing.
    counts: [usize; 5],
}

impl Open {
    fn has(&self, family: Family) -> bool {
        self.counts[family as usize] > 0
    }

    fn top(&self) -> Option<&Opener> {
        self.marks.last()
    }

    fn push(&mut self, sign: char, family: Family, at: usize) {
        if let Some(last) = self.marks.last_mut() {
            last.next = last.next.or(Some(at));
        }
        self.counts[family as usize] += 1;
        self.marks.push(Opener { sign, family, from: at + sign.len_utf8(), next: None });
    }

    /// Closes the last quotation of a family; those opened inside it were never closed.
    ///
    /// Straight and curly marks are often mixed by hand: each closes the other if nothing nearer fits.
    fn close(&mut self, family: Family, at: usize, found: &mut Vec<Range<usize>>) {
        let mixed = |top: &&Opener| {
            let by_hand = |family| matches!(family, Family::Curly | Family::Straight);
            by_hand(top.family) && by_hand(family)
        };
        let wanted = if self.has(family) { Some(family) } else { self.top().filter(mixed).map(|top| top.family) };
        let Some(wanted) = wanted else { return };
        while let Some(opener) = self.marks.pop() {
            self.counts[opener.family as usize] -= 1;
            if opener.family == wanted {
                found.push(opener.from..at);
                break;
            }
            found.extend(opener.forgotten(at));
        }
    }

    /// Ends the paragraph.
    fn end(&mut self, at: usize, found: &mut Vec<Range<usize>>) {
        found.extend(self.marks.iter().filter_map(|opener| opener.forgotten(at)));
        *self = Self::default();
    }
}

impl Opener {
    /// Gives what a mark takes in that is never closed.
    fn forgotten(&self, end: usize) -> Option<Range<usize>> {
        (self.family != Family::Straight).then(|| self.from..self.next.unwrap_or(end))
    }
}

/// The visible characters beside a mark.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// Tells whether a mark in this place opens: a letter follows, and a space, bracket, dash or colon precedes.
    fn opens(self) -> bool {
        let word = self.after.is_some_and(|c| c.is_alphanumeric() || mark(c).is_some() || "([{…¿¡#@".contains(c));
        word && self.follows_a_break()
    }

    /// Tells whether a mark in this place closes: it follows a word, and a space or punctuation comes next.
    fn closes(self) -> bool {
        let ends = |c: char| c.is_whitespace() || mark(c).is_some() || ".,;:!?)]}…-–—،؛؟۔。，、；：！？）".contains(c);
        !self.follows_a_break() && self.after.is_none_or(ends)
    }

    /// Tells whether a mark stands between punctuation and a letter; with nothing to close it was meant to open.
    fn begins_a_sentence(self) -> bool {
        self.after.is_some_and(char::is_alphanumeric) && !self.before.is_some_and(char::is_alphanumeric)
    }

    fn follows_a_break(self) -> bool {
        let before = |c: char| c.is_whitespace() || mark(c).is_some_and(|(_, shape)| shape == Shape::Opens);
        self.before.is_none_or(|c| before(c) || "([{-–—:：（/".contains(c))
    }
}

/// Decides what a mark does.
fn part(sign: char, family: Family, shape: Shape, around: Around, open: &Open) -> Part {
    let turned =
        matches!((open.top().map(|top| top.sign), sign), (Some('„'), '“') | (Some('»'), '«') | (Some('›'), '‹'));
    let opening = if open.has(family) { Part::Closes } else { Part::Opens };
    match shape {
        Shape::Opens if sign == '„' || family == Family::Corner || around.opens() => Part::Opens,
        Shape::Opens => {
            if around.closes() || turned {
                Part::Closes
            } else {
                Part::Opens
            }
        }
        Shape::Closes if family == Family::Corner || around.closes() => Part::Closes,
        Shape::Closes if around.opens() || around.begins_a_sentence() => opening,
        Shape::Closes | Shape::OnlyCloses => Part::Closes,
        Shape::Either if open.has(family) => Part::Closes,
        Shape::Either if around.closes() => {
            let mixed = open.top().is_some_and(|top| top.family == Family::Curly);
            if mixed { Part::Closes } else { Part::Nothing }
        }
        Shape::Either => Part::Opens,
    }
}

/// Gives family and shape of a quotation mark.
fn mark(c: char) -> Option<(Family, Shape)> {
    Some(match c {
        '“' | '„' | '‟' | '〝' => (Family::Curly, Shape::Opens),
        '”' | '〞' | '〟' => (Family::Curly, Shape::Closes),
        '″' => (Family::Curly, Shape::OnlyCloses),
        '"' | '＂' => (Family::Straight, Shape::Either),
        '«' => (Family::Guillemet, Shape::Opens),
        '»' => (Family::Guillemet, Shape::Closes),
        '‹' => (Family::SingleGuillemet, Shape::Opens),
        '›' => (Family::SingleGuillemet, Shape::Closes),
        '「' | '『' | '﹁' | '﹃' => (Family::Corner, Shape::Opens),
        '」' | '』' | '﹂' | '﹄' => (Family::Corner, Shape::Closes),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says the quotations of a text, joined by bars.
    fn said(text: &str) -> String {
        quotations(text).into_iter().map(|quotation| text[quotation].trim()).collect::<Vec<_>>().join("|")
    }

    fn is_inside(text: &str, word: &str) -> bool {
        let start = text.find(word).unwrap();
        inside_quotation(text, start, start + word.len())
    }

    #[test]
    fn marks_of_all_shapes_are_read() {
        let cases = [
            ("He said: “We go tomorrow.” Then today.", "We go tomorrow."),
            ("„Wir gehen morgen“, heißt es heute.", "Wir gehen morgen"),
            ("»Wir gehen morgen«, heißt es.", "Wir gehen morgen"),
            ("Il dit : « Nous irons demain », hier.", "Nous irons demain"),
            ("Il dit :« Nous irons demain »et part.", "Nous irons demain"),
            ("Han sade: ”Vi går i morgon” igen.", "Vi går i morgon"),
            ("Он сказал: «Мы едем „завтра“ домой».", "Мы едем „завтра“ домой|завтра"),
            ("他说“我们明天去”并表示", "我们明天去"),
            ("他说：「我們『明天』去」。", "我們『明天』去|明天"),
            ("She said \"tomorrow\" and \"today\".", "tomorrow|today"),
            ("She said:\" tomorrow \" twice", "tomorrow"),
            ("وقال:\"سنذهب غداً\".", "سنذهب غداً"),
            ("‹a› „b“c", "a|b"),
            ("\u{200f}“\u{200f}غداً\u{200f}”\u{200f}", "غداً"),
        ];
        for (text, quoted) in cases {
            let plain = said(text).replace('\u{200f}', "");
            assert_eq!(plain, quoted, "{text}");
        }
    }

    #[test]
    fn an_inner_quotation_closed_by_a_double_prime_leaves_the_outer_one_open() {
        let text = "وقالت المديرة: “يسرنا أن دورة “الجسور-2024″، التي تبدأ غداً، مفتوحة للجميع”.وأضافت أمس";
        assert!(is_inside(text, "غداً"));
        assert!(!is_inside(text, "أمس"));
    }

    #[test]
    fn a_closing_mark_with_nothing_to_close_opens_where_a_sentence_begins() {
        let text = "وذكر أن الأمطار كثيرة.”والبحيرة صارت اليوم “مرآة الجبل”، كما يقول الناس”.ومن ثم غداً";
        assert!(is_inside(text, "اليوم"));
        assert!(is_inside(text, "مرآة"));
        assert!(!is_inside(text, "غداً"));
        assert!(!is_inside(text, "الأمطار"));
    }

    #[test]
    fn a_quotation_that_is_never_closed_ends_at_the_next_one_or_with_the_paragraph() {
        let text = "انتهى العمل.”ونبدأ غداً بناء الجسر.وقال: “نحتفل اليوم”.كما زار أمس “السوق”.\nأول أمس";
        assert!(is_inside(text, "غداً"));
        assert!(is_inside(text, "اليوم"));
        assert!(!is_inside(text, "أمس"));
        let text = "He said: “We go tomorrow.\nHe went today.";
        assert!(is_inside(text, "tomorrow"));
        assert!(!is_inside(text, "today"));
    }

    #[test]
    fn straight_marks_alternate_and_count_only_in_pairs() {
        assert_eq!(said("a 5\" pipe and \"tomorrow\" here"), "tomorrow");
        assert_eq!(said("a \"b never closed"), "");
        assert_eq!(said("“mixed by hand\" then"), "mixed by hand");
        assert_eq!(said("\"mixed by hand” then"), "mixed by hand");
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert_eq!(said("O‘zbekiston bo'lib ta’kid d’ici 'tomorrow'"), "");
    }

    #[test]
    fn impossible_places_are_outside() {
        let text = "“été” “a\nb”";
        assert!(inside_quotation(text, 3, 8));
        for (start, end) in [(0, 3), (3, 3), (8, 3), (3, 99), (99, 100), (0, text.len()), (usize::MAX, 0)] {
            assert!(!inside_quotation(text, start, end), "{start}..{end}");
        }
        assert!(inside_quotation(text, 4, 6), "inside a letter is still a place");
    }
}

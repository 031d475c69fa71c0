//! Finding in one article, a piece at a time: folded as the registry folds, exactly, whole words only, or by a regular
//! expression.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::matching::Wanted;
use super::text::{Span, Text};
use super::words::{self, Names};

/// Bytes a regular expression may take as a program; a longer one is refused.
const LARGEST: usize = 4 << 20;
/// Places kept; nobody goes through more.
const MOST: usize = 100_000;
/// Bytes looked ahead for the end of what begins in a piece, at least, and at most where the words are short.
const AHEAD: usize = 256;
const AHEAD_MOST: usize = 4096;
/// Bytes more than wished that a piece may have up to the end of its line.
const LONG_LINE: usize = 1 << 16;

/// What is looked for, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, or the expression.
    pub words: String,
    /// Letters must be the same: capitals, accents, tones, vowel marks and apostrophes count.
    pub exact: bool,
    /// What is found begins and ends where a word does.
    pub whole: bool,
    /// The words are a regular expression; what it finds is within a line.
    pub pattern: bool,
}

/// A search through a text that goes on where it stopped.
#[derive(Clone, Debug)]
pub struct Search {
    text: Text,
    names: Arc<Names>,
    wanted: Query,
    way: Way,
    hits: Vec<Span>,
    /// Where to go on, in bytes.
    next: usize,
}

/// How a text is looked through.
#[derive(Clone, Debug)]
enum Way {
    /// There is nothing to look for.
    Nothing,
    Folded(Wanted),
    Exact,
    Pattern(Regex),
}

impl Search {
    /// Begins a search; nothing is looked at yet.
    ///
    /// # Errors
    ///
    /// Says what is wrong with a regular expression.
    pub fn begin(text: Text, names: Arc<Names>, wanted: Query) -> Result<Self, String> {
        let way = if wanted.words.is_empty() {
            Way::Nothing
        } else if wanted.pattern {
            let built = RegexBuilder::new(&wanted.words).case_insensitive(!wanted.exact).size_limit(LARGEST).build();
            Way::Pattern(built.map_err(|error| reason(&error))?)
        } else if wanted.exact {
            Way::Exact
        } else {
            Wanted::new(&wanted.words).map_or(Way::Nothing, Way::Folded)
        };
        Ok(Self { text, names, wanted, way, hits: Vec::new(), next: 0 })
    }

    /// Looks through about so many bytes more; tells whether the search is done.
    pub fn go_on(&mut self, bytes: usize) -> bool {
        if self.is_done() {
            return true;
        }
        let own = self.end_of_piece(self.next, bytes);
        // What begins in the piece may end behind it.
        let ahead = bytes.min(AHEAD_MOST).max(self.wanted.words.len() * 16 + AHEAD);
        let part = Span { start: self.next, end: self.end_of_piece(own, ahead) };
        let last = self.hits.last().map_or(0, |hit| hit.end);
        let found = self.found(part).into_iter().filter(|hit| hit.start < own && hit.start >= last);
        self.hits.extend(found.take(MOST - self.hits.len()));
        self.next = own;
        self.is_done()
    }

    /// Gives the end of the line that is about so many bytes behind a place; of a very long line a place behind a space, or
    /// between letters. An expression sees whole lines.
    fn end_of_piece(&self, from: usize, bytes: usize) -> usize {
        let all = self.text.len();
        let wished = self.text.floor(from.saturating_add(bytes.max(1)).min(all));
        let line = self.text.paragraphs()[self.text.paragraph_at(wished)];
        let end = (line.end + 1).min(all);
        if matches!(self.way, Way::Pattern(_)) || end - wished <= LONG_LINE {
            return end;
        }
        let near = &self.text.as_str()[self.text.floor(wished.saturating_sub(LONG_LINE)).max(from)..wished];
        let space = near.rfind(char::is_whitespace).map(|at| wished - near.len() + at);
        space.filter(|at| *at > from).unwrap_or_else(|| self.text.next_edge(wished))
    }

    /// Gives what was found so far, in the order of the text; places do not overlap.
    #[must_use]
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Tells whether the whole text was looked through, or as many places were found as are kept.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.way, Way::Nothing) || self.next >= self.text.len() || self.is_full()
    }

    /// Tells whether there may be more places than are kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.hits.len() >= MOST
    }

    fn found(&self, part: Span) -> Vec<Span> {
        let content = self.text.slice(part);
        let at = |from: usize, to: usize| Span { start: part.start + from, end: part.start + to };
        let mut found: Vec<Span> = match &self.way {
            Way::Nothing => Vec::new(),
            Way::Folded(wanted) => {
                let of_part = wanted.find_in(&Text::canonical(content)).into_iter();
                of_part.map(|span| at(span.start, span.end)).collect()
            }
            Way::Exact => {
                content.match_indices(&self.wanted.words).map(|(from, hit)| at(from, from + hit.len())).collect()
            }
            Way::Pattern(pattern) => {
                let mut start = 0;
                let mut hits = Vec::new();
                for line in content.split('\n') {
                    hits.extend(pattern.find_iter(line).map(|hit| at(start + hit.start(), start + hit.end())));
                    start += line.len() + 1;
                }
                hits
            }
        };
        // No letter is cut from its accent.
        found.retain(|hit| !hit.is_empty() && self.text.snap(*hit) == *hit);
        if self.wanted.whole && !found.is_empty() {
            let edges = words::edges(content, part.start, &self.names);
            let is_edge = |at: &usize| edges.binary_search(&(at - part.start)).is_ok();
            found.retain(|hit| [hit.start, hit.end].iter().all(is_edge));
        }
        found
    }
}

/// Says in one line what is wrong with an expression.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "The expression is too large.".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            format!("This is no regular expression: {}.", last.trim_start_matches("error: "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(text: &str, wanted: &Query, bytes: usize) -> Vec<String> {
        let mut search = Search::begin(Text::canonical(text), Arc::default(), wanted.clone()).unwrap();
        while !search.go_on(bytes) {}
        assert!(search.is_done());
        search.hits().iter().map(|hit| text[hit.range()].to_owned()).collect()
    }

    fn wanted(words: &str) -> Query {
        Query { words: words.to_owned(), ..Query::default() }
    }

    const TEXT: &str = "Der MÜLLER und die Mu\u{308}ller.\n\nMüllerin, mueller\nกระทรวงมหาดไทยลงนาม";

    #[test]
    fn words_are_found_folded_exactly_or_whole() {
        assert_eq!(search(TEXT, &wanted("müller"), 9999), ["MÜLLER", "Mu\u{308}ller", "Müller"]);
        assert_eq!(search(TEXT, &Query { exact: true, ..wanted("Müller") }, 9999), ["Müller"]);
        assert_eq!(search(TEXT, &Query { whole: true, ..wanted("müller") }, 9999), ["MÜLLER", "Mu\u{308}ller"]);
        assert_eq!(search(TEXT, &Query { whole: true, ..wanted("ไทย") }, 9999), Vec::<String>::new());
        assert_eq!(search(TEXT, &Query { whole: true, ..wanted("มหาดไทย") }, 9999), ["มหาดไทย"]);
        assert_eq!(search(TEXT, &Query { exact: true, ..wanted("u") }, 9999), ["u", "u"], "not out of u with its dots");
        assert_eq!(search(TEXT, &wanted(""), 9999), Vec::<String>::new());
    }

    #[test]
    fn expressions_find_within_lines_and_say_what_is_wrong_with_them() {
        let pattern = |words: &str| Query { pattern: true, ..wanted(words) };
        assert_eq!(search(TEXT, &pattern(r"m\p{L}*ller"), 9999), ["MÜLLER", "Müller", "mueller"]);
        assert_eq!(search(TEXT, &pattern(r"^m.*$"), 9999), ["Müllerin, mueller"]);
        assert_eq!(search(TEXT, &pattern("x*"), 9999), Vec::<String>::new(), "nothing is no hit");
        let wrong = Search::begin(Text::canonical(TEXT), Arc::default(), pattern("(")).unwrap_err();
        assert_eq!(wrong, "This is no regular expression: unclosed group.");
    }

    #[test]
    fn pieces_find_what_the_whole_finds_over_lines_and_in_long_ones() {
        let long = format!("{} ", "Der Wang\u{ad} Xiaohong kam. ".repeat(12_000));
        for (text, words) in [
            (TEXT.repeat(50), "müller"),
            ("Das Ministerium der\nöffentlichen Sicherheit.\n".repeat(40), "der öffentlichen"),
            (long.clone(), "wang xiaohong"),
            (long.replace(' ', ""), "xiaohong"),
        ] {
            let whole = search(&text, &wanted(words), usize::MAX / 4);
            assert!(whole.len() >= 39, "{}", whole.len());
            for bytes in [1, 7, 100, 1000].into_iter().filter(|bytes| bytes * 10_000 > text.len()).chain([50_000]) {
                assert_eq!(search(&text, &wanted(words), bytes), whole, "{words} by {bytes}");
            }
        }
    }

    #[test]
    fn more_places_than_anybody_goes_through_are_not_kept() {
        let mut search = Search::begin(Text::canonical(&"a ".repeat(200_000)), Arc::default(), wanted("a")).unwrap();
        while !search.go_on(1 << 16) {}
        assert!(search.is_full() && search.is_done());
        assert_eq!(search.hits().len(), MOST);
    }
}

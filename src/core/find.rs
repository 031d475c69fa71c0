//! Finding in one article, a piece at a time: folded as the registry folds, exactly, whole words only, or by a regular
//! expression.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use super::concordance;
use super::text::{Span, Text};
use super::words::{self, Names};

/// Bytes a regular expression may take as a program; a longer one is refused.
const LARGEST: usize = 4 << 20;

/// What is looked for, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
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
    wanted: Wanted,
    pattern: Option<Regex>,
    hits: Vec<Span>,
    /// The line to go on with.
    next: usize,
}

impl Search {
    /// Begins a search; nothing is looked at yet.
    ///
    /// # Errors
    ///
    /// Says what is wrong with a regular expression.
    pub fn begin(text: Text, names: Arc<Names>, wanted: Wanted) -> Result<Self, String> {
        let pattern = if wanted.pattern && !wanted.words.is_empty() {
            let built = RegexBuilder::new(&wanted.words).case_insensitive(!wanted.exact).size_limit(LARGEST).build();
            Some(built.map_err(|error| reason(&error))?)
        } else {
            None
        };
        let next = if wanted.words.is_empty() { text.paragraphs().len() } else { 0 };
        Ok(Self { text, names, wanted, pattern, hits: Vec::new(), next })
    }

    /// Looks through about so many bytes more; tells whether the end is reached.
    pub fn go_on(&mut self, bytes: usize) -> bool {
        let lines = self.text.paragraphs();
        let Some(first) = lines.get(self.next).copied() else { return true };
        let enough = first.start + bytes.max(1);
        let mut end = self.next;
        // What is found may go over the end of a line, not over an empty one.
        while end < lines.len()
            && (lines[end].start < enough || !lines[end].is_empty())
            && lines[end].start < enough + bytes
        {
            end += 1;
        }
        let end = end.max(self.next + 1);
        let part = Span { start: first.start, end: lines[end - 1].end };
        let found = self.found(part);
        self.hits.extend(found);
        self.next = end;
        end == lines.len()
    }

    /// Gives what was found so far, in the order of the text; places do not overlap.
    #[must_use]
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// Tells whether the whole text was looked through.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next >= self.text.paragraphs().len()
    }

    /// Gives what is looked for.
    #[must_use]
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    fn found(&self, part: Span) -> Vec<Span> {
        let content = self.text.slice(part);
        let at = |from: usize, to: usize| Span { start: part.start + from, end: part.start + to };
        let mut found: Vec<Span> = if let Some(pattern) = &self.pattern {
            let lines = content
                .split_inclusive('\n')
                .scan(0, |start, line| Some((std::mem::replace(start, *start + line.len()), line)));
            let lines = lines.map(|(start, line)| (start, line.strip_suffix('\n').unwrap_or(line)));
            lines
                .flat_map(|(start, line)| {
                    pattern.find_iter(line).map(move |hit| (start + hit.start(), start + hit.end()))
                })
                .map(|(from, to)| at(from, to))
                .collect()
        } else if self.wanted.exact {
            content.match_indices(&self.wanted.words).map(|(from, hit)| at(from, from + hit.len())).collect()
        } else {
            let part_of = Text::canonical(content);
            concordance::find(&part_of, &self.wanted.words).into_iter().map(|span| at(span.start, span.end)).collect()
        };
        // No letter is cut from its accent.
        found.retain(|hit| !hit.is_empty() && self.text.snap(*hit) == *hit);
        if self.wanted.whole && !found.is_empty() {
            let edges = words::edges(content, part.start, &self.names);
            found.retain(|hit| {
                [hit.start, hit.end].iter().all(|edge| edges.binary_search(&(edge - part.start)).is_ok())
            });
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

    fn search(text: &str, wanted: &Wanted, bytes: usize) -> Vec<String> {
        let mut search = Search::begin(Text::canonical(text), Arc::default(), wanted.clone()).unwrap();
        while !search.go_on(bytes) {}
        assert!(search.is_done());
        search.hits().iter().map(|hit| text[hit.range()].to_owned()).collect()
    }

    fn wanted(words: &str) -> Wanted {
        Wanted { words: words.to_owned(), ..Wanted::default() }
    }

    const TEXT: &str = "Der MÜLLER und die Mu\u{308}ller.\n\nMüllerin, mueller\nกระทรวงมหาดไทยลงนาม";

    #[test]
    fn words_are_found_folded_exactly_or_whole() {
        assert_eq!(search(TEXT, &wanted("müller"), 9999), ["MÜLLER", "Mu\u{308}ller", "Müller"]);
        assert_eq!(search(TEXT, &Wanted { exact: true, ..wanted("Müller") }, 9999), ["Müller"]);
        assert_eq!(search(TEXT, &Wanted { whole: true, ..wanted("müller") }, 9999), ["MÜLLER", "Mu\u{308}ller"]);
        assert_eq!(search(TEXT, &Wanted { whole: true, ..wanted("ไทย") }, 9999), Vec::<String>::new());
        assert_eq!(search(TEXT, &Wanted { whole: true, ..wanted("มหาดไทย") }, 9999), ["มหาดไทย"]);
        assert_eq!(
            search(TEXT, &Wanted { exact: true, ..wanted("u") }, 9999),
            ["u", "u"],
            "not out of u with its dots"
        );
        assert_eq!(search(TEXT, &wanted(""), 9999), Vec::<String>::new());
    }

    #[test]
    fn expressions_find_within_lines_and_say_what_is_wrong_with_them() {
        let pattern = |words: &str| Wanted { pattern: true, ..wanted(words) };
        assert_eq!(search(TEXT, &pattern(r"m\p{L}*ller"), 9999), ["MÜLLER", "Müller", "mueller"]);
        assert_eq!(search(TEXT, &pattern(r"^m.*$"), 9999), ["Müllerin, mueller"]);
        assert_eq!(search(TEXT, &pattern("x*"), 9999), Vec::<String>::new(), "nothing is no hit");
        let wrong = Search::begin(Text::canonical(TEXT), Arc::default(), pattern("(")).unwrap_err();
        assert_eq!(wrong, "This is no regular expression: unclosed group.");
    }

    #[test]
    fn pieces_find_what_the_whole_finds() {
        let text = TEXT.repeat(50);
        let whole = search(&text, &wanted("müller"), usize::MAX / 4);
        assert_eq!(whole.len(), 150);
        for bytes in [1, 7, 100, 1000] {
            assert_eq!(search(&text, &wanted("müller"), bytes), whole);
        }
    }
}

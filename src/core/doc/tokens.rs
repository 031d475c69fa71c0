//! Words and sentences of a text, for the formats that need them.
//!
//! Sentences are those of ICU4X and never cross a line of the article: a headline without a full stop is one of its own.
//! Words are those of [`words`], as in the window; segments of white space are left out.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::core::text::{Span, Text};
use crate::core::words::{self, Names};

/// A token, and whether white space follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Whether white space stands right after it.
    pub space_after: bool,
}

/// A sentence with its tokens; never without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token, in bytes.
    pub span: Span,
    /// Index of the line of the article it stands in.
    pub line: usize,
    /// Its tokens.
    pub tokens: Vec<Token>,
}

/// Cuts a text into sentences and tokens. Each of the names is one token.
#[must_use]
pub fn sentences(text: &Text, names: &Names) -> Vec<Sentence> {
    let by_sentence = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut found = Vec::new();
    for (line, paragraph) in text.paragraphs().iter().enumerate() {
        let letters = text.slice(*paragraph);
        // A run of letters without spaces is cut as a whole, wherever sentences end in it.
        let edges = words::edges(letters, paragraph.start, names);
        let mut start = 0;
        // No sentence ends inside of a word, such as พ.ศ.
        let is_edge = |end: &usize| edges.binary_search(end).is_ok();
        for end in by_sentence.segment_str(letters).filter(|end| *end > 0 && is_edge(end)) {
            let span = Span { start: paragraph.start + start, end: paragraph.start + end };
            let tokens = tokens_of(text, span, &edges, paragraph.start);
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                let span = Span { start: first.span.start, end: last.span.end };
                found.push(Sentence { span, line, tokens });
            }
            start = end;
        }
    }
    found
}

/// Gives the tokens of a sentence; the edges between words count from `base`.
fn tokens_of(text: &Text, sentence: Span, edges: &[usize], base: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let from = edges.partition_point(|edge| base + edge <= sentence.start);
    let to = edges.partition_point(|edge| base + edge < sentence.end);
    let mut start = sentence.start;
    for end in edges[from..to].iter().map(|edge| base + edge).chain([sentence.end]) {
        // Spaces before a joiner or an accent belong to its segment.
        let at = Span { start, end };
        let word = text.slice(at).trim_end();
        let start_of_word = start + (word.len() - word.trim_start().len());
        if !word.trim_start().is_empty() {
            let at = Span { start: start_of_word, end: start + word.len() };
            tokens.push(Token { span: at, space_after: begins_with_space(&text.as_str()[at.end..]) });
        }
        start = end;
    }
    tokens
}

fn begins_with_space(text: &str) -> bool {
    text.chars().next().is_none_or(char::is_whitespace)
}

/// Cuts tokens where a mark begins or ends inside them, so that every mark fits whole tokens. Gives how many
/// further tokens that makes.
pub fn cut_at(sentences: &mut [Sentence], edges: impl IntoIterator<Item = usize>) -> usize {
    let mut edges: Vec<usize> = edges.into_iter().collect();
    edges.sort_unstable();
    edges.dedup();
    let mut cuts = 0;
    for sentence in sentences {
        let from = edges.partition_point(|edge| *edge <= sentence.span.start);
        let to = edges.partition_point(|edge| *edge < sentence.span.end);
        for edge in &edges[from..to] {
            let at = sentence.tokens.partition_point(|token| token.span.end <= *edge);
            let Some(token) = sentence.tokens.get_mut(at).filter(|token| token.span.start < *edge) else { continue };
            let rest = Token { span: Span { start: *edge, end: token.span.end }, space_after: token.space_after };
            *token = Token { span: Span { start: token.span.start, end: *edge }, space_after: false };
            sentence.tokens.insert(at + 1, rest);
            cuts += 1;
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use crate::core::doc::tokens::*;

    fn cut(text: &str) -> Vec<Vec<&str>> {
        let canonical = Text::canonical(text);
        let words =
            |sentence: &Sentence| sentence.tokens.iter().map(|token| &text[token.span.range()]).collect::<Vec<&str>>();
        sentences(&canonical, &Names::default()).iter().map(words).collect()
    }

    #[test]
    fn sentences_end_with_lines_and_tokens_have_no_space() {
        assert_eq!(
            cut("Er kam. Sie ging!\n\nZu Hause"),
            [vec!["Er", "kam", "."], vec!["Sie", "ging", "!"], vec!["Zu", "Hause"]]
        );
    }

    #[test]
    fn space_before_a_joiner_is_no_part_of_a_token() {
        assert_eq!(cut("a  \u{200c}b"), [vec!["a", "\u{200c}", "b"]]);
    }

    #[test]
    fn words_of_every_script_are_found() {
        assert_eq!(cut("وقعت الصين وأوزبكستان"), [vec!["وقعت", "الصين", "وأوزبكستان"]]);
        assert_eq!(cut("O‘zbekiston Việt Nam"), [vec!["O‘zbekiston", "Việt", "Nam"]]);
        let chinese = cut("中国和越南签署了协议。");
        assert!(chinese[0].contains(&"中国") && chinese[0].contains(&"。"), "{chinese:?}");
    }

    #[test]
    fn no_sentence_ends_inside_of_an_abbreviation() {
        assert_eq!(cut("ก.พ. 2567 ดร.ปณิธาน"), [vec!["ก.พ", "."], vec!["2567", "ดร.ปณิธาน"]]);
    }

    #[test]
    fn tokens_are_cut_where_a_mark_begins_inside_them() {
        let text = Text::canonical("وأوزبكستان هنا");
        let mut found = sentences(&text, &Names::default());
        assert_eq!(cut_at(&mut found, ["و".len(), 0, text.len()]), 1);
        let words: Vec<&str> = found[0].tokens.iter().map(|token| text.slice(token.span)).collect();
        assert_eq!(words, ["و", "أوزبكستان", "هنا"]);
        let spaces: Vec<bool> = found[0].tokens.iter().map(|token| token.space_after).collect();
        assert_eq!(spaces, [false, true, true]);
    }
}

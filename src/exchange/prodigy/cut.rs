//! Tokens as spaCy counts them: their texts, with one space where `space` says so, are the text of the article. White
//! space beyond one space is a token of its own.

use std::collections::BTreeSet;

use crate::core::doc::Doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::tokens::{cut_at, sentences};
use crate::core::text::Span;

/// A token, and whether the space after it belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub span: Span,
    pub space: bool,
}

/// Cuts an article into tokens that every mark fits, and notes the marks that needed a cut.
pub(super) fn tokens(doc: &Doc, losses: &mut Losses) -> Vec<Token> {
    let mut sentences = sentences(&doc.text, &doc.names);
    let words = sentences.iter().flat_map(|it| it.tokens.iter().map(|token| token.span));
    let plain = filled(doc, words, &Edges::default());
    note_cuts(doc, &plain, losses);
    let edges = Edges::of(doc);
    cut_at(&mut sentences, edges.starts.union(&edges.ends).copied());
    let words = sentences.iter().flat_map(|it| it.tokens.iter().map(|token| token.span));
    filled(doc, words, &edges)
}

/// Where marks begin and end.
#[derive(Default)]
struct Edges {
    starts: BTreeSet<usize>,
    ends: BTreeSet<usize>,
}

impl Edges {
    fn of(doc: &Doc) -> Self {
        let spans = || doc.nodes.iter().flat_map(|node| &node.spans);
        Self { starts: spans().map(|span| span.start).collect(), ends: spans().map(|span| span.end).collect() }
    }
}

/// Adds the tokens of white space between words.
fn filled(doc: &Doc, words: impl Iterator<Item = Span>, edges: &Edges) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let end = Span { start: doc.text.len(), end: doc.text.len() };
    for word in words.chain([end]) {
        fill(doc, Span { start: at, end: word.start }, edges, &mut tokens);
        if !word.is_empty() {
            tokens.push(Token { span: word, space: false });
        }
        at = word.end;
    }
    tokens
}

fn fill(doc: &Doc, gap: Span, edges: &Edges, tokens: &mut Vec<Token>) {
    let mut from = gap.start;
    // The first space belongs to the word before it, unless a mark begins or ends with it.
    let marked = edges.starts.contains(&from) || edges.ends.contains(&(from + 1));
    if let Some(last) = tokens.last_mut()
        && doc.text.slice(gap).starts_with(' ')
        && !marked
    {
        last.space = true;
        from += 1;
    }
    let cuts: BTreeSet<usize> = [&edges.starts, &edges.ends]
        .into_iter()
        .flat_map(|it| it.range(from..gap.end).copied())
        .chain([gap.end])
        .filter(|cut| *cut > from)
        .collect();
    for cut in cuts {
        tokens.push(Token { span: Span { start: from, end: cut }, space: false });
        from = cut;
    }
}

/// Notes each mark that begins or ends inside a token, or with a space that would belong to a token.
fn note_cuts(doc: &Doc, plain: &[Token], losses: &mut Losses) {
    let starts = |at: usize| plain.binary_search_by_key(&at, |token| token.span.start).is_ok();
    let ends = |at: usize| plain.binary_search_by_key(&at, |token| token.span.end).is_ok();
    for node in &doc.nodes {
        for span in &node.spans {
            for (edge, fits) in [(span.start, starts(span.start)), (span.end, ends(span.end))] {
                if !fits {
                    let at = doc.text.char_offset(edge);
                    losses.node(What::Split, &node.id, format!("the token at {at} was cut so that the mark fits"));
                }
            }
        }
    }
}

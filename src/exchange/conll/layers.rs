//! Marks on whole tokens, where no two may overlap.

use crate::core::doc::loss::{Losses, What};
use crate::core::doc::tokens::{Sentence, sentences};
use crate::core::doc::{Doc, Node};
use crate::core::text::Span;

/// The tokens of an article, through all its sentences.
pub(super) struct Tokens {
    /// Where they stand, without white space at their ends.
    pub spans: Vec<Span>,
    /// Index of the first token of each sentence, and last the number of tokens.
    pub starts: Vec<usize>,
    /// Index of the line of each sentence.
    pub lines: Vec<usize>,
}

impl Tokens {
    /// Cuts an article.
    pub fn of(doc: &Doc) -> Self {
        let cut: Vec<Sentence> = sentences(&doc.text, &doc.names);
        let mut tokens = Self { spans: Vec::new(), starts: vec![0], lines: Vec::new() };
        for sentence in &cut {
            for token in &sentence.tokens {
                let word = doc.text.slice(token.span);
                let start = token.span.start + word.len() - word.trim_start().len();
                tokens.spans.push(Span { start, end: start + word.trim().len() });
            }
            tokens.starts.push(tokens.spans.len());
            tokens.lines.push(sentence.line);
        }
        tokens
    }

    /// Gives the half-open range of the tokens that share text with a span.
    fn touched(&self, span: Span) -> (usize, usize) {
        let from = self.spans.partition_point(|token| token.end <= span.start);
        let to = self.spans.partition_point(|token| token.start < span.end);
        (from, to.max(from))
    }

    /// Gives the ranges of tokens of a node: one per fragment and sentence.
    fn pieces(&self, node: &Node) -> Vec<(usize, usize)> {
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        for span in &node.spans {
            let (mut from, to) = self.touched(*span);
            // Two fragments can lie in one token.
            from = from.max(pieces.last().map_or(0, |last| last.1));
            while from < to {
                let next = self.starts[self.starts.partition_point(|start| *start <= from)];
                pieces.push((from, to.min(next)));
                from = to.min(next);
            }
        }
        pieces
    }
}

/// What a token is in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Index of the node.
    pub node: usize,
    /// The mark, or a piece of it, begins here.
    pub begins: bool,
}

/// Puts nodes on the tokens, the longest first; what does not find its tokens free is left out. Gives the tag of each
/// token and notes what is not as it was.
pub(super) fn layer(doc: &Doc, tokens: &Tokens, mut nodes: Vec<usize>, losses: &mut Losses) -> Vec<Option<Tag>> {
    let mut tags: Vec<Option<Tag>> = vec![None; tokens.spans.len()];
    let length = |at: &usize| doc.nodes[*at].cover().map_or(0, Span::len);
    nodes.sort_by_key(|at| std::cmp::Reverse(length(at)));
    for at in nodes {
        let node = &doc.nodes[at];
        let pieces = tokens.pieces(node);
        if pieces.is_empty() {
            let reason = if node.spans.is_empty() { "it has no place in the text" } else { "there is no word in it" };
            losses.node(What::Dropped, &node.id, reason);
            continue;
        }
        if let Some(other) = pieces.iter().find_map(|(from, to)| tags[*from..*to].iter().flatten().next()) {
            let reason = format!("it overlaps {}, and marks of one layer cannot", doc.nodes[other.node].id);
            losses.node(What::Dropped, &node.id, reason);
            continue;
        }
        for (from, to) in &pieces {
            for (token, tag) in tags.iter_mut().enumerate().take(*to).skip(*from) {
                *tag = Some(Tag { node: at, begins: token == *from });
            }
        }
        note_changes(tokens, node, &pieces, losses);
    }
    tags
}

fn note_changes(tokens: &Tokens, node: &Node, pieces: &[(usize, usize)], losses: &mut Losses) {
    if pieces.len() > 1 {
        let reason = format!("it is {} marks: one for each of its fragments and sentences", pieces.len());
        losses.node(What::Split, &node.id, reason);
    }
    let covered = |token: &Span| node.spans.iter().any(|span| span.contains(*token));
    if !pieces.iter().all(|(from, to)| tokens.spans[*from..*to].iter().all(covered)) {
        losses.node(What::Widened, &node.id, "it begins, ends or is broken inside a token, and covers the whole of it");
    }
    let outside = |span: &Span| {
        let (from, to) = tokens.touched(*span);
        from == to || span.start < tokens.spans[from].start || span.end > tokens.spans[to - 1].end
    };
    if node.spans.iter().any(outside) {
        losses.node(What::Flattened, &node.id, "white space at its ends belongs to no token");
    }
}

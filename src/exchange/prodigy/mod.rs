//! Prodigy: one task in each line, with tokens, spans and relations. Offsets are code points, of which `end` is one
//! past the last; `token_end` is the last token itself, and `head` and `child` are the last tokens of their spans.
//!
//! Prodigy keeps keys that it does not know: `node`, `attributes` and `text` of a span, the ids of a relation.

mod cut;
mod read;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use read::{read, read_part};

use super::{Out, Target, in_part, json};
use crate::core::doc;
use crate::core::doc::Doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::text::Span;
use cut::Token;

/// Writes `data.jsonl` for each part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prodigy;

#[derive(Serialize)]
struct Task<'a> {
    text: &'a str,
    tokens: Vec<TaskToken<'a>>,
    spans: Vec<TaskSpan<'a>>,
    relations: Vec<Relation<'a>>,
    meta: Map<String, Value>,
    #[serde(rename = "_input_hash")]
    input_hash: i32,
    #[serde(rename = "_task_hash")]
    task_hash: i32,
    #[serde(rename = "_view_id")]
    view: &'a str,
    answer: &'a str,
}

#[derive(Serialize)]
struct TaskToken<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

#[derive(Clone, Copy, Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct TaskSpan<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    text: &'a str,
    node: &'a str,
    #[serde(skip_serializing_if = "Map::is_empty")]
    attributes: Map<String, Value>,
}

#[derive(Serialize)]
struct Relation<'a> {
    head: usize,
    child: usize,
    label: &'a str,
    head_span: Place<'a>,
    child_span: Place<'a>,
    head_node: &'a str,
    child_node: &'a str,
}

impl Prodigy {
    /// Begins a dataset.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Target for Prodigy {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        let tokens = cut::tokens(doc, losses);
        let spans = spans(doc, &tokens, losses);
        let relations = relations(doc, &spans);
        let view = view(doc, &relations, losses);
        let meta = json::meta(doc, losses, "Prodigy")?;
        let input_hash = hash(doc.text.as_str());
        let task_hash =
            hash(&format!("{}\n{}", doc.text.as_str(), serde_json::to_string(&(&spans, &relations, &meta))?));
        let tokens = (0..).zip(&tokens).map(|(id, token)| {
            let (start, end) = doc.chars(token.span);
            TaskToken { text: doc.text.slice(token.span), start, end, id, ws: token.space }
        });
        let tokens = tokens.collect();
        let text = doc.text.as_str();
        let task = Task { text, tokens, spans, relations, meta, input_hash, task_hash, view, answer: "accept" };
        let mut line = serde_json::to_vec(&task)?;
        line.push(b'\n');
        out.append(&in_part(part, "data.jsonl"), &line)
    }

    fn finish(&mut self, _: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Makes the spans, one for each fragment.
fn spans<'a>(doc: &'a Doc, tokens: &[Token], losses: &mut Losses) -> Vec<TaskSpan<'a>> {
    let mut spans = Vec::new();
    for node in doc.nodes.iter().filter(|node| !node.spans.is_empty()) {
        json::note_hidden(node, losses, "Prodigy");
        if node.spans.len() > 1 {
            losses.node(What::Split, &node.id, "Prodigy has no fragments: each one is a span");
        }
        let mut attributes = doc::to_json(&node.fields);
        for span in &node.spans {
            spans.push(TaskSpan {
                place: place(doc, tokens, *span, &node.label),
                text: doc.text.slice(*span),
                node: &node.id,
                attributes: std::mem::take(&mut attributes),
            });
        }
    }
    spans
}

/// Finds the tokens of a span; they were cut so that it fits them.
fn place<'a>(doc: &Doc, tokens: &[Token], span: Span, label: &'a str) -> Place<'a> {
    let (start, end) = doc.chars(span);
    let token_start = tokens.partition_point(|token| token.span.end <= span.start);
    let token_end = tokens.partition_point(|token| token.span.start < span.end).saturating_sub(1);
    Place { start, end, token_start, token_end, label }
}

/// Makes the relations, from first fragment to first fragment.
fn relations<'a>(doc: &'a Doc, spans: &[TaskSpan<'a>]) -> Vec<Relation<'a>> {
    let mut places: HashMap<&str, Place<'a>> = HashMap::new();
    for span in spans {
        places.entry(span.node).or_insert(span.place);
    }
    let mut relations = Vec::new();
    for (link, from, to) in json::placed_links(doc) {
        if let (Some(head), Some(child)) = (places.get(from.id.as_str()), places.get(to.id.as_str())) {
            relations.push(Relation {
                head: head.token_end,
                child: child.token_end,
                label: &link.role,
                head_span: *head,
                child_span: *child,
                head_node: &from.id,
                child_node: &to.id,
            });
        }
    }
    relations
}

/// Chooses the view: that of relations cannot show spans that overlap, that of spans cannot show relations.
fn view(doc: &Doc, relations: &[Relation<'_>], losses: &mut Losses) -> &'static str {
    let mut spans: Vec<Span> = doc.nodes.iter().flat_map(|node| node.spans.iter().copied()).collect();
    spans.sort();
    let overlap = spans.windows(2).any(|pair| matches!(pair, [a, b] if a.overlaps(*b)));
    match (relations.is_empty(), overlap) {
        (true, _) => "spans_manual",
        (false, false) => "relations",
        (false, true) => {
            for relation in relations {
                let to = relation.child_node;
                let reason = format!("Prodigy does not show relations where marks overlap; it leads to {to}");
                losses.field(What::Flattened, relation.head_node, relation.label, reason);
            }
            "spans_manual"
        }
    }
}

/// Makes a number that is the same for the same content, in the range of Prodigy's own.
fn hash(content: &str) -> i32 {
    let mut bytes = [0; 4];
    bytes.iter_mut().zip(Sha256::digest(content.as_bytes())).for_each(|(byte, from)| *byte = from);
    i32::from_be_bytes(bytes)
}

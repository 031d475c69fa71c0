//! Four columns as in `CoNLL`-2003, with tags in IOB2.

use std::collections::BTreeSet;
use std::io;

use super::layers::{Tokens, layer};
use super::{add, form};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, label};
use crate::exchange::{Out, in_part};

/// Gives the layer of a label, which is the name of its file; nothing for what is not written.
pub(super) fn layer_of(name: &str) -> Option<String> {
    Some(match name {
        label::AGREEMENT => return None,
        label::TRIGGER | label::INSTRUMENT | label::VENUE => "agreement".to_owned(),
        built_in if label::ALL.contains(&built_in) => built_in.to_ascii_lowercase(),
        own => {
            let name = tag(own).to_ascii_lowercase();
            let is_taken = label::ALL.iter().any(|it| it.eq_ignore_ascii_case(&name));
            if is_taken { format!("x_{name}") } else { name }
        }
    })
}

/// Writes a label as a tag and as the name of a file: ASCII letters, digits, `_` and `-`.
fn tag(name: &str) -> String {
    let safe = |it: char| if it.is_ascii_alphanumeric() || it == '-' { it } else { '_' };
    name.chars().map(safe).collect()
}

/// Writes an article at the end of the file of each layer.
pub(super) fn write(
    doc: &Doc,
    layers: &mut BTreeSet<String>,
    part: &str,
    out: &mut dyn Out,
    losses: &mut Losses,
) -> io::Result<()> {
    let tokens = Tokens::of(doc);
    layers.extend(doc.nodes.iter().filter_map(|node| layer_of(&node.label)));
    let forms = forms(doc, &tokens, losses);
    let mut written = vec![false; doc.nodes.len()];
    for name in &*layers {
        let of_layer = |at: &usize| layer_of(&doc.nodes[*at].label).as_deref() == Some(name.as_str());
        let tags = layer(doc, &tokens, (0..doc.nodes.len()).filter(of_layer).collect(), losses);
        let mut lines = String::from("-DOCSTART- -X- O O\n\n");
        for bounds in tokens.starts.windows(2) {
            for at in bounds[0]..bounds[1] {
                let tag = tags[at].map_or("O".to_owned(), |it| {
                    written[it.node] = true;
                    format!("{}-{}", if it.begins { "B" } else { "I" }, tag(&doc.nodes[it.node].label))
                });
                add(&mut lines, format_args!("{} -X- _ {tag}\n", forms[at]));
            }
            lines.push('\n');
        }
        out.append(&in_part(part, &format!("{name}.conll")), lines.as_bytes())?;
    }
    note_the_rest(doc, &written, losses);
    Ok(())
}

/// Gives the forms of all tokens. A line that begins with `# ` could be taken for a comment.
fn forms(doc: &Doc, tokens: &Tokens, losses: &mut Losses) -> Vec<String> {
    let mut changed = 0;
    let form = |span| {
        let word = form(doc, span);
        let word = if word == "#" { "＃".to_owned() } else { word };
        changed += usize::from(word != doc.text.slice(span));
        word
    };
    let forms = tokens.spans.iter().copied().map(form).collect();
    if changed > 0 {
        let reason = format!("{changed} tokens hold signs that a column cannot, and have others in their place");
        losses.article(What::Flattened, Some("text"), reason);
    }
    losses.article(What::Flattened, Some("text"), "white space is not in the columns: only words and sentences are");
    forms
}

/// Notes what no column can hold.
fn note_the_rest(doc: &Doc, written: &[bool], losses: &mut Losses) {
    losses.article(
        What::Dropped,
        Some("name"),
        "the columns do not name the article: only its place among the others does",
    );
    for field in doc.fields.keys() {
        losses.article(What::Dropped, Some(field), "the columns hold nothing on the article as a whole");
    }
    for (node, written) in doc.nodes.iter().zip(written) {
        if node.label == label::AGREEMENT {
            losses.node(What::Dropped, &node.id, "the columns hold the words that show an agreement, not its record");
        }
        for field in node.fields.keys().filter(|_| *written) {
            losses.field(What::Dropped, &node.id, field, "a tag holds nothing but the label");
        }
    }
    for link in &doc.links {
        let (Some(from), Some(to)) = (doc.nodes.get(link.from), doc.nodes.get(link.to)) else { continue };
        losses.field(What::Dropped, &from.id, &link.role, format!("the columns hold no links; it leads to {}", to.id));
    }
}

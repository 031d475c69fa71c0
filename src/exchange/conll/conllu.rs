//! `CoNLL-U`, valid at level 1 of the validator of Universal Dependencies.
//!
//! In MISC, `Actor=B` and `Actor=I` mark tokens; where a mark begins, `Actor[id]` is its id, `Actor[name]` a field and
//! `Actor[to:role]` the ids that a link leads to, several values joined by commas. Escapes: `\s` space, `\n`, `\t`,
//! `\r`, `\p` the bar, `\c` the comma, `\e` the equals sign, `\\`, and `\u{…}` other white space. A mark in several
//! pieces has its id at each.

use std::collections::BTreeMap;
use std::io;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::layers::{Tag, Tokens, layer};
use super::{add, form, is_space};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Node};
use crate::exchange::{Out, in_part};

/// Features of a token by name, in their order.
type Misc = BTreeMap<String, String>;

/// Writes an article, the one with this number, at the end of the file.
pub(super) fn write(doc: &Doc, number: usize, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
    let tokens = Tokens::of(doc);
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let mut forms: Vec<String> = tokens.spans.iter().map(|token| form(doc, *token)).collect();
    if tokens.spans.iter().zip(&forms).any(|(span, form)| doc.text.slice(*span) != form) {
        losses.article(What::Flattened, Some("text"), "white space and controls inside a token are written as _");
    }
    if !nfc.is_normalized(doc.text.as_str()) {
        losses.article(
            What::Flattened,
            Some("text"),
            "it is not in NFC, which CoNLL-U wants: its letters are composed",
        );
    }
    for form in &mut forms {
        *form = nfc.normalize(form).into_owned();
    }
    let mut misc = marks(doc, &tokens, losses);
    spaces(doc, &tokens, &mut misc);
    if forms.is_empty() {
        losses.article(What::Dropped, None, "there is no word in it, and CoNLL-U has no article without words");
    }
    let lines = lines(doc, number, &tokens, &forms, &misc);
    out.append(&in_part(part, "data.conllu"), nfc.normalize(&lines).as_bytes())
}

fn lines(doc: &Doc, number: usize, tokens: &Tokens, forms: &[String], misc: &[Misc]) -> String {
    let mut lines = String::new();
    for (at, bounds) in tokens.starts.windows(2).enumerate() {
        let range = bounds[0]..bounds[1];
        if at == 0 {
            add(&mut lines, format_args!("# newdoc id = {}\n", escaped(&doc.name)));
            for (name, values) in &doc.fields {
                add(&mut lines, format_args!("# meta:{name} = {}\n", list(values.iter().map(String::as_str))));
            }
        }
        if at == 0 || tokens.lines[at] != tokens.lines[at - 1] {
            lines.push_str("# newpar\n");
        }
        add(
            &mut lines,
            format_args!("# sent_id = d{number}-s{}\n# text = {}\n", at + 1, sentence(&range, forms, misc)),
        );
        for (id, token) in range.enumerate() {
            let features: Vec<String> = misc[token].iter().map(|(name, value)| format!("{name}={value}")).collect();
            let features = if features.is_empty() { "_".to_owned() } else { features.join("|") };
            add(&mut lines, format_args!("{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{features}\n", id + 1, forms[token]));
        }
        lines.push('\n');
    }
    lines
}

/// Writes a sentence as its tokens say it.
fn sentence(range: &std::ops::Range<usize>, forms: &[String], misc: &[Misc]) -> String {
    let mut text = String::new();
    for token in range.clone() {
        text.push_str(&forms[token]);
        if token + 1 < range.end && !misc[token].contains_key("SpaceAfter") {
            text.push(' ');
        }
    }
    text
}

/// Says for each token what white space stands after it, where that is not one space.
fn spaces(doc: &Doc, tokens: &Tokens, misc: &mut [Misc]) {
    let between = |start: usize, end: usize| doc.text.as_str().get(start..end).unwrap_or_default();
    for (at, token) in tokens.spans.iter().enumerate() {
        let next = tokens.spans.get(at + 1).map_or(doc.text.len(), |next| next.start);
        let (name, value) = match between(token.end, next) {
            " " => continue,
            "" => ("SpaceAfter", "No".to_owned()),
            other => ("SpacesAfter", escaped(other)),
        };
        misc[at].insert(name.to_owned(), value);
    }
    if let Some(first) = tokens.spans.first().filter(|first| first.start > 0) {
        misc[0].insert("SpacesBefore".to_owned(), escaped(between(0, first.start)));
    }
}

/// Puts the marks of each label on the tokens.
fn marks(doc: &Doc, tokens: &Tokens, losses: &mut Losses) -> Vec<Misc> {
    let mut labels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in doc.nodes.iter().enumerate() {
        labels.entry(&node.label).or_default().push(at);
    }
    let mut misc = vec![Misc::new(); tokens.spans.len()];
    let layers: Vec<Vec<Option<Tag>>> = labels.into_values().map(|nodes| layer(doc, tokens, nodes, losses)).collect();
    let mut written = vec![false; doc.nodes.len()];
    for tag in layers.iter().flatten().flatten() {
        written[tag.node] = true;
    }
    let mut is_first = written.clone();
    for tags in &layers {
        for (token, tag) in tags.iter().enumerate().filter_map(|(token, tag)| Some((token, (*tag)?))) {
            let node = &doc.nodes[tag.node];
            let key = key(&node.label);
            misc[token].insert(key.clone(), if tag.begins { "B" } else { "I" }.to_owned());
            if tag.begins {
                misc[token].insert(format!("{key}[id]"), escaped(&node.id));
            }
            if std::mem::take(&mut is_first[tag.node]) {
                fields(node, &key, &mut misc[token], losses);
                links(doc, tag.node, &key, &written, &mut misc[token]);
            }
        }
    }
    for link in doc.links.iter().filter(|link| !(written[link.from] && written[link.to])) {
        let (from, to) = (&doc.nodes[link.from], &doc.nodes[link.to]);
        let reason = format!("it leads to {}, and one of the two is not written", to.id);
        losses.field(What::Dropped, &from.id, &link.role, reason);
    }
    misc
}

fn fields(node: &Node, key: &str, misc: &mut Misc, losses: &mut Losses) {
    for (name, values) in &node.fields {
        misc.insert(format!("{key}[{}]", self::key(name)), list(values.iter().map(String::as_str)));
    }
    if !node.fields.is_empty() {
        let names: Vec<&str> = node.fields.keys().map(String::as_str).collect();
        let reason = format!("it stands in MISC as escaped text in NFC, which tools do not show: {}", names.join(", "));
        losses.node(What::Flattened, &node.id, reason);
    }
}

fn links(doc: &Doc, at: usize, key: &str, written: &[bool], misc: &mut Misc) {
    let mut roles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in doc.links.iter().filter(|link| link.from == at && written[link.to]) {
        roles.entry(&link.role).or_default().push(&doc.nodes[link.to].id);
    }
    for (role, ids) in roles {
        misc.insert(format!("{key}[to:{}]", self::key(role)), list(ids.into_iter()));
    }
}

/// Writes a name as a key of MISC.
fn key(name: &str) -> String {
    let safe = |it: char| if it.is_alphanumeric() || it == '_' || it == '-' { it } else { '_' };
    name.chars().map(safe).collect()
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.map(|value| escaped(value).replace(',', "\\c")).collect();
    values.join(",")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '|' => out.push_str("\\p"),
            '=' => out.push_str("\\e"),
            ' ' => out.push_str("\\s"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if is_space(other) => add(&mut out, format_args!("\\u{{{:x}}}", u32::from(other))),
            other => out.push(other),
        }
    }
    out
}

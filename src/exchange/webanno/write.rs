//! Writing `WebAnno` TSV.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::feature::feature_of;
use super::{ANY, CUSTOM, ID, LABEL, LINKS, escape_text, escape_value, value_of};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::tokens::{Sentence, sentences};
use crate::core::doc::units::Utf16;
use crate::core::doc::{Doc, Node};
use crate::core::text::Span;
use crate::exchange::{Out, Target, in_part};

/// Writes `WebAnno` TSV 3.3, one file per article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Webanno;

impl Target for Webanno {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        for field in doc.fields.keys() {
            losses.article(What::Dropped, Some(field), "TSV has no place for what belongs to the whole article");
        }
        if doc.name != format!("{}.txt", doc.stem()) && !doc.stem().to_lowercase().ends_with(".md") {
            losses.article(What::Flattened, Some("name"), "TSV names the file and not the ending of its article");
        }
        let lines = Article::of(doc, losses).lines();
        out.append(&in_part(part, &format!("{}.tsv", doc.stem())), lines.as_bytes())
    }

    fn finish(&mut self, _out: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Adds to a text, which never fails.
fn add(out: &mut String, content: std::fmt::Arguments<'_>) {
    out.write_fmt(content).ok();
}

/// Gives the name of the layer of a label. An underscore in it would break the heads of slot columns.
fn layer_of(label: &str) -> String {
    let mut name = CUSTOM.to_owned();
    for part in label.split(|it: char| !it.is_ascii_alphanumeric()) {
        let mut letters = part.chars();
        name.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// Columns of a layer.
#[derive(Default)]
struct Layer {
    features: BTreeSet<String>,
    has_links: bool,
}

/// A mark as the file holds it: one fragment of a node.
struct Piece {
    node: usize,
    layer: String,
    /// Whether it is the first of its node, to which links lead and from which they come.
    is_first: bool,
    /// Its number in brackets, where its units alone do not say which mark it is.
    number: Option<usize>,
}

/// A token, or with a span a part of one.
type Unit = (usize, Option<Span>);

struct Article<'a> {
    doc: &'a Doc,
    sentences: Vec<Sentence>,
    /// Tokens of all sentences.
    tokens: Vec<Span>,
    pieces: Vec<Piece>,
    /// Pieces on each unit.
    units: BTreeMap<Unit, Vec<usize>>,
    /// The first unit of each piece.
    firsts: Vec<Unit>,
    layers: BTreeMap<String, Layer>,
}

impl<'a> Article<'a> {
    fn of(doc: &'a Doc, losses: &mut Losses) -> Self {
        let sentences = sentences(&doc.text, &doc.names);
        let tokens: Vec<Span> = sentences.iter().flat_map(|it| &it.tokens).map(|token| token.span).collect();
        let units = (0..tokens.len()).map(|at| ((at, None), Vec::new())).collect();
        let mut article =
            Self { doc, sentences, tokens, pieces: Vec::new(), units, firsts: Vec::new(), layers: BTreeMap::new() };
        for (at, node) in doc.nodes.iter().enumerate() {
            article.place(at, node, losses);
        }
        let is_written = article.written();
        for link in &doc.links {
            let (Some(from), Some(to)) = (doc.nodes.get(link.from), doc.nodes.get(link.to)) else { continue };
            if is_written.contains(&link.from) && is_written.contains(&link.to) {
                article.layers.entry(layer_of(&from.label)).or_default().has_links = true;
            } else {
                let reason = format!("it leads to {}, and one of the two is not written", to.id);
                losses.field(What::Dropped, &from.id, &link.role, reason);
            }
        }
        article.number();
        article.note_text(losses);
        article
    }

    /// Gives the nodes that the file holds.
    fn written(&self) -> BTreeSet<usize> {
        self.pieces.iter().map(|piece| piece.node).collect()
    }

    /// Puts a node on its units.
    fn place(&mut self, at: usize, node: &Node, losses: &mut Losses) {
        let before = self.pieces.len();
        let mut is_whole = true;
        for span in &node.spans {
            let from = self.tokens.partition_point(|token| token.end <= span.start);
            let to = self.tokens.partition_point(|token| token.start < span.end);
            let (Some(first), Some(last)) =
                (self.tokens.get(from), to.checked_sub(1).and_then(|it| self.tokens.get(it)))
            else {
                is_whole = false;
                continue;
            };
            if from >= to {
                is_whole = false;
                continue;
            }
            let inside = Span { start: span.start.max(first.start), end: span.end.min(last.end) };
            is_whole &= inside == *span;
            for token in from..to {
                let whole = self.tokens[token];
                let part = Span { start: whole.start.max(inside.start), end: whole.end.min(inside.end) };
                let unit = (token, (part != whole).then_some(part));
                if token == from {
                    self.firsts.push(unit);
                }
                self.units.entry(unit).or_default().push(self.pieces.len());
            }
            let is_first = self.pieces.len() == before;
            self.pieces.push(Piece { node: at, layer: layer_of(&node.label), is_first, number: None });
        }
        let count = self.pieces.len() - before;
        if count == 0 {
            let reason = if node.spans.is_empty() { "it has no place in the text" } else { "there is no word in it" };
            losses.node(What::Dropped, &node.id, reason);
            return;
        }
        if count > 1 {
            losses.node(What::Split, &node.id, format!("its {count} fragments are marks of their own with one id"));
        }
        if !is_whole {
            let reason = "white space at the ends of its fragments belongs to no token";
            losses.field(What::Flattened, &node.id, "place", reason);
        }
        self.features(node, losses);
    }

    fn features(&mut self, node: &Node, losses: &mut Losses) {
        let name = layer_of(&node.label);
        let layer = self.layers.entry(name.clone()).or_default();
        layer.features.insert(ID.to_owned());
        if name.strip_prefix(CUSTOM) != Some(&node.label) {
            layer.features.insert(LABEL.to_owned());
        }
        layer.features.extend(node.fields.keys().map(|field| feature_of(field)));
        let lists = node.fields.iter().filter(|(_, values)| values.len() != 1).map(|(field, _)| field.as_str());
        let lists: Vec<&str> = lists.collect();
        if !lists.is_empty() {
            let reason = format!("lists are one text, joined by bars: {}", lists.join(", "));
            losses.node(What::Flattened, &node.id, reason);
        }
    }

    /// Numbers the pieces on several units, on shared ones, and where links lead.
    fn number(&mut self) {
        let mut units_of = vec![0; self.pieces.len()];
        let mut needed: BTreeSet<usize> = BTreeSet::new();
        for pieces in self.units.values() {
            for piece in pieces {
                units_of[*piece] += 1;
                let shares = |other: &usize| self.pieces[*other].layer == self.pieces[*piece].layer;
                if pieces.iter().filter(|it| shares(it)).count() > 1 {
                    needed.insert(*piece);
                }
            }
        }
        let targets: BTreeSet<usize> = self.doc.links.iter().map(|link| link.to).collect();
        let mut number = 0;
        for (at, piece) in self.pieces.iter_mut().enumerate() {
            if units_of[at] > 1 || needed.contains(&at) || (piece.is_first && targets.contains(&piece.node)) {
                number += 1;
                piece.number = Some(number);
            }
        }
    }

    fn note_text(&self, losses: &mut Losses) {
        let Some(first) = self.tokens.first() else {
            if !self.doc.text.is_empty() {
                losses.article(What::Dropped, Some("text"), "there is no word in it, and TSV holds words only");
            }
            return;
        };
        let before = self.doc.text.slice(Span { start: 0, end: first.start });
        if before.chars().any(|letter| letter != ' ') {
            let reason = "the white space before the first word becomes spaces, as TSV has nothing before it";
            losses.article(What::Flattened, Some("text"), reason);
        }
    }

    fn lines(&self) -> String {
        let mut lines = String::from("#FORMAT=WebAnno TSV 3.3\n");
        for (name, layer) in &self.layers {
            add(&mut lines, format_args!("#T_SP={name}"));
            for feature in &layer.features {
                add(&mut lines, format_args!("|{feature}"));
            }
            if layer.has_links {
                add(&mut lines, format_args!("|ROLE_{name}:{LINKS}_{name}{LINKS}Link|{ANY}"));
            }
            lines.push('\n');
        }
        lines.push('\n');
        let table = Utf16::of(&self.doc.text);
        let names = self.unit_names();
        let mut token = 0;
        for (at, sentence) in self.sentences.iter().enumerate() {
            lines.push('\n');
            for line in self.doc.text.slice(self.sentence_with_gap(at)).split('\n') {
                add(&mut lines, format_args!("#Text={}\n", escape_text(line)));
            }
            let end = token + sentence.tokens.len();
            for (unit, pieces) in self.units.range((token, None)..(end, None)) {
                let span = unit.1.unwrap_or(self.tokens[unit.0]);
                let (from, to) = table.range(span);
                let name = names.get(unit).map_or("", String::as_str);
                add(&mut lines, format_args!("{name}\t{from}-{to}\t{}\t", escape_form(self.doc.text.slice(span))));
                self.columns(&mut lines, pieces, &names);
                lines.push('\n');
            }
            token = end;
        }
        lines
    }

    /// Gives a sentence up to the next one, or without the gap where a reader fills it with the same.
    fn sentence_with_gap(&self, at: usize) -> Span {
        let Some(sentence) = self.sentences.get(at) else { return Span { start: 0, end: 0 } };
        let next = self.sentences.get(at + 1).map(|next| next.span.start);
        let end = next.unwrap_or(self.doc.text.len());
        let gap = self.doc.text.slice(Span { start: sentence.span.end, end });
        let is_filled = next.is_some() && gap.strip_prefix('\n').is_some_and(|rest| rest.chars().all(|it| it == ' '));
        Span { start: sentence.span.start, end: if is_filled { sentence.span.end } else { end } }
    }

    /// Names the units: `2-3` is the third token of the second sentence, `2-3.1` its first part.
    fn unit_names(&self) -> BTreeMap<Unit, String> {
        let mut names = BTreeMap::new();
        let mut start = 0;
        for (at, sentence) in self.sentences.iter().enumerate() {
            let end = start + sentence.tokens.len();
            let mut part = 0;
            for unit in self.units.range((start, None)..(end, None)).map(|it| *it.0) {
                part = if unit.1.is_some() { part + 1 } else { 0 };
                let ending = if part > 0 { format!(".{part}") } else { String::new() };
                names.insert(unit, format!("{}-{}{ending}", at + 1, unit.0 - start + 1));
            }
            start = end;
        }
        names
    }

    /// Writes the columns of all layers for one unit.
    fn columns(&self, lines: &mut String, pieces: &[usize], names: &BTreeMap<Unit, String>) {
        for (name, layer) in &self.layers {
            let of_layer = |at: &&usize| self.pieces[**at].layer == *name;
            let here: Vec<&usize> = pieces.iter().filter(of_layer).collect();
            let mut column = |cell: &dyn Fn(usize) -> String| {
                let cells: Vec<String> = here.iter().map(|at| cell(**at)).collect();
                let cells = if cells.is_empty() { "_".to_owned() } else { cells.join("|") };
                add(lines, format_args!("{cells}\t"));
            };
            for feature in &layer.features {
                column(&|at| format!("{}{}", self.value(at, feature), self.bracket(at)));
            }
            if layer.has_links {
                let of = |at| self.slots(at, names);
                column(&|at| {
                    let roles: Vec<String> = of(at).into_iter().map(|it| it.0).collect();
                    let roles = if roles.is_empty() { "_".to_owned() } else { roles.join(";") };
                    format!("{roles}{}", self.bracket(at))
                });
                column(&|at| {
                    let targets: Vec<String> = of(at).into_iter().map(|it| it.1).collect();
                    if targets.is_empty() { "*".to_owned() } else { targets.join(";") }
                });
            }
        }
    }

    fn bracket(&self, piece: usize) -> String {
        self.pieces.get(piece).and_then(|it| it.number).map_or(String::new(), |number| format!("[{number}]"))
    }

    fn value(&self, piece: usize, feature: &str) -> String {
        let node = &self.doc.nodes[self.pieces[piece].node];
        let value = match feature {
            ID => Some(node.id.clone()),
            LABEL => Some(node.label.clone()),
            other => {
                node.fields.iter().find(|(field, _)| feature_of(field) == other).map(|(_, values)| value_of(values))
            }
        };
        value.map_or("*".to_owned(), |value| escape_value(&value))
    }

    /// Gives the roles and targets of the links from a piece.
    fn slots(&self, piece: usize, names: &BTreeMap<Unit, String>) -> Vec<(String, String)> {
        let Some(from) = self.pieces.get(piece).filter(|it| it.is_first) else { return Vec::new() };
        let target = |node: usize| {
            let at = self.pieces.iter().position(|it| it.node == node)?;
            Some(format!("{}{}", names.get(self.firsts.get(at)?)?, self.bracket(at)))
        };
        let links = self.doc.links.iter().filter(|link| link.from == from.node);
        links.filter_map(|link| Some((escape_value(&link.role), target(link.to)?))).collect()
    }
}

/// Writes a token: as it is, but for controls.
fn escape_form(form: &str) -> String {
    if form.contains(char::is_control) { escape_text(form) } else { form.to_owned() }
}

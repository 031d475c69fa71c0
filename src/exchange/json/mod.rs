//! What the formats in JSON share: lines of objects, texts as files have them, and documents put together by ids.

pub(super) mod carried;
#[cfg(test)]
pub(super) mod check;
mod lines;
mod taker;
mod value;

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

pub(super) use lines::{Item, items, utf8, value};
pub(super) use taker::{Benign, Taker};
pub(super) use value::{count, id_of, is_nothing, list_of, person, shown, text_of};

use super::Incoming;
use super::left::{Left, LeftOut, Thing};
use super::places::{Counting, Places, Quote};
use crate::core::annotation::Place;
use crate::core::doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node};
use crate::core::text::Span;

/// Fields of an article that other programs name alike.
const KNOWN: [&str; 5] = ["credited", "language", "note", "publisher", "url"];
/// Names the article: as the file says, whatever that is, else after the file. `number` tells apart the articles of one
/// file.
pub(super) fn article_name(said: &str, path: &str, number: Option<usize>) -> String {
    if !said.is_empty() {
        return said.to_owned();
    }
    let file =
        path.rsplit_once('.').filter(|(stem, _)| !stem.is_empty() && !stem.ends_with('/')).map_or(path, |it| it.0);
    match number {
        Some(number) => format!("{file}-{number}.txt"),
        None => format!("{file}.txt"),
    }
}

/// Makes the name of a field: lower-case letters, digits and `_`.
pub(super) fn field_name(foreign: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' };
    let name: String = foreign.chars().map(letter).collect();
    let name = name.trim_matches('_');
    if name.is_empty() { "value".to_owned() } else { name.to_owned() }
}

/// Makes fields of an article from what another program knows of it.
pub(super) fn foreign_fields(object: &Map<String, Value>) -> Fields {
    let mut fields = Fields::new();
    for (name, values) in doc::from_json(object) {
        let name = field_name(&name);
        let name = if KNOWN.contains(&name.as_str()) || name.starts_with("x_") { name } else { format!("x_{name}") };
        let there: &mut Vec<String> = fields.entry(name).or_default();
        there.extend(values);
    }
    fields
}

/// A node that stands nowhere in the text, for formats that only have marks.
#[derive(Debug, Serialize)]
pub(super) struct Unplaced {
    id: String,
    label: String,
    fields: Map<String, Value>,
}

/// A link by ids, for formats that have links between marks only.
#[derive(Debug, Serialize)]
pub(super) struct Loose {
    role: String,
    from: String,
    to: String,
}

/// Gives the nodes that stand nowhere, and notes where they are to be found.
pub(super) fn unplaced(doc: &Doc, losses: &mut Losses, reason: &str) -> Vec<Unplaced> {
    let nowhere = doc.nodes.iter().filter(|node| node.spans.is_empty());
    nowhere
        .map(|node| {
            losses.node(What::Flattened, &node.id, reason);
            Unplaced { id: node.id.clone(), label: node.label.clone(), fields: doc::to_json(&node.fields) }
        })
        .collect()
}

/// Gives the links that have an end without a place, and notes where they are to be found.
pub(super) fn loose(doc: &Doc, losses: &mut Losses, reason: &str) -> Vec<Loose> {
    let mut found = Vec::new();
    for link in &doc.links {
        if let Some((from, to)) = ends(doc, link)
            && (from.spans.is_empty() || to.spans.is_empty())
        {
            losses.field(What::Flattened, &from.id, &link.role, reason);
            found.push(Loose { role: link.role.clone(), from: from.id.clone(), to: to.id.clone() });
        }
    }
    found
}

/// Gives the links between marks, with their ends.
pub(super) fn placed_links(doc: &Doc) -> impl Iterator<Item = (&Link, &Node, &Node)> {
    let with_ends = doc.links.iter().filter_map(|link| ends(doc, link).map(|(from, to)| (link, from, to)));
    with_ends.filter(|(_, from, to)| !from.spans.is_empty() && !to.spans.is_empty())
}

fn ends<'a>(doc: &'a Doc, link: &Link) -> Option<(&'a Node, &'a Node)> {
    Some((doc.nodes.get(link.from)?, doc.nodes.get(link.to)?))
}

/// Notes that fields of a mark are in the file, where the tool does not show them.
pub(super) fn note_hidden(node: &Node, losses: &mut Losses, tool: &str) {
    if !node.fields.is_empty() {
        let names: Vec<&str> = node.fields.keys().map(String::as_str).collect();
        losses.node(What::Flattened, &node.id, format!("{tool} does not show {}; it is in the file", names.join(", ")));
    }
}

/// Adds fields to others; a value that is there already is not put beside itself.
pub(super) fn join(fields: &mut Fields, more: Fields) {
    for (name, values) in more {
        match fields.get_mut(&name) {
            Some(there) => {
                let new = values.into_iter().filter(|value| !there.contains(value));
                *there = there.iter().cloned().chain(new).collect();
            }
            None => drop(fields.insert(name, values)),
        }
    }
}

/// Begins a text, in the way of counting that lets the quotes of a file stand where it says. Gives what is to be said.
pub(super) fn places<'a>(
    raw: &str,
    quotes: impl Iterator<Item = Option<(usize, usize, &'a str)>>,
) -> (Places, Option<String>) {
    let mut places = Places::of(raw, Counting::CODE_POINTS);
    let quotes: Vec<(usize, usize, &str)> = quotes.flatten().filter(|it| !it.2.is_empty()).collect();
    let fitting = |places: &Places| quotes.iter().filter(|it| places.stands(it.0, it.1, it.2)).count();
    let said = places.settle(quotes.len(), fitting);
    (places, said)
}

/// A document that is put together while a file is read.
pub(super) struct Draft<'l> {
    /// The document so far.
    pub doc: Doc,
    at: HashMap<String, usize>,
    links: Vec<Loose>,
    place: String,
    left: &'l Left,
}

impl<'l> Draft<'l> {
    /// Begins a document. `place` says where it stands in the file.
    pub(super) fn new(name: &str, text: crate::core::text::Text, place: &str, left: &'l Left) -> Self {
        let doc = Doc::new(name, text);
        Self { doc, at: HashMap::new(), links: Vec::new(), place: place.to_owned(), left }
    }

    /// Says that something cannot be used.
    pub(super) fn leave(&self, thing: Thing, what: impl Into<String>) {
        self.left.add(LeftOut::new(thing, &self.place, what).of(self.doc.maker.person()));
    }

    /// Says that something is taken otherwise than the file says.
    pub(super) fn say(&self, what: &str) {
        self.left.say(&self.place, what);
    }

    /// Begins to take a value that a file holds as text.
    pub(super) fn taker<'v>(&self, value: &'v Value) -> Taker<'v>
    where
        'l: 'v,
    {
        Taker::new(value, &self.place, self.left)
    }

    /// Tells whether a model has guessed it.
    pub(super) fn is_of_model(&self) -> bool {
        matches!(self.doc.maker, doc::Maker::Model(_))
    }

    /// Says how the file counts, where that is not in the usual way.
    pub(super) fn say_all(&self, said: Option<&str>) {
        self.left.say_all(&self.place, said);
    }

    /// Finds the place of something that is named so.
    pub(super) fn at(
        &self,
        places: &Places,
        ends: Option<(usize, usize)>,
        quote: &Quote<'_>,
        what: &str,
    ) -> Result<Span, String> {
        let found = places.find(ends, quote)?;
        if let Some(said) = found.said {
            self.say(&format!("{what}: {said}"));
        }
        Ok(found.span)
    }

    /// Finds a node.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// Adds a node, under another id where the id is taken.
    pub(super) fn add(&mut self, id: &str, label: &str, spans: Vec<Span>, fields: Fields) -> usize {
        let mut free = id.to_owned();
        // Begun high, so that a file with one id many times is not counted through each time.
        let mut number = self.doc.nodes.len() + 1;
        while self.at.contains_key(&free) {
            free = format!("{id}-{number}");
            number += 1;
        }
        self.at.insert(free.clone(), self.doc.nodes.len());
        self.doc.nodes.push(Node { id: free, label: label.to_owned(), spans, fields });
        self.doc.nodes.len() - 1
    }

    /// Adds a node of another program, whose id says nothing.
    pub(super) fn add_foreign(&mut self, label: &str, span: Span) -> usize {
        let id = format!("n{}", self.doc.nodes.len() + 1);
        self.add(&id, label, vec![span], Fields::new())
    }

    /// Gives a node for changes.
    pub(super) fn node(&mut self, index: usize) -> Option<&mut Node> {
        self.doc.nodes.get_mut(index)
    }

    /// Remembers a link; its ends may come later.
    pub(super) fn link(&mut self, role: &str, from: &str, to: &str) {
        self.links.push(Loose { role: role.to_owned(), from: from.to_owned(), to: to.to_owned() });
    }

    /// Adds a link between two nodes that are there.
    pub(super) fn link_nodes(&mut self, role: &str, from: usize, to: usize) {
        self.doc.links.push(Link { role: role.to_owned(), from, to });
    }

    /// Takes a node without place as [`unplaced`] has made it.
    pub(super) fn take_unplaced(&mut self, node: &Taker<'_>) {
        let ([id, label], fields) = (["id", "label"].map(|key| node.text(key)), node.child("fields"));
        if id.is_empty() || label.is_empty() {
            return node.refuse(Thing::Mark, "", "it is not a record");
        }
        let fields = fields.map_or(Fields::new(), |fields| doc::from_json(&fields.rest()));
        self.add(id, label, Vec::new(), fields);
    }

    /// Takes a link by ids as [`loose`] has made it.
    pub(super) fn take_loose(&mut self, link: &Taker<'_>) {
        let [role, from, to] = ["role", "from", "to"].map(|key| link.text(key));
        if from.is_empty() || to.is_empty() {
            return link.refuse(Thing::Link, "", "it is not a link");
        }
        self.link(role, from, to);
    }

    /// Makes the document whole and hands it over.
    pub(super) fn finish(mut self, incoming: &mut Incoming) {
        for link in std::mem::take(&mut self.links) {
            match (self.find(&link.from), self.find(&link.to)) {
                (Some(from), Some(to)) => self.link_nodes(&link.role, from, to),
                _ => self.leave(
                    Thing::Link,
                    format!("the link {} from {} to {} has an end that is missing", link.role, link.from, link.to),
                ),
            }
        }
        for node in &mut self.doc.nodes {
            let spans = std::mem::take(&mut node.spans);
            node.spans = Place::from_fragments(spans).map_or(Vec::new(), |place| place.fragments().to_vec());
        }
        self.doc.sort();
        incoming.docs.push(self.doc);
    }
}

/// Keys of an article among its other fields. They have a `:`, which no field has.
pub(super) const NAME: &str = "article:name";
/// The nodes without place.
pub(super) const NODES: &str = "article:nodes";
/// The links with an end without place.
pub(super) const LINKS: &str = "article:links";

/// Writes name and fields of an article, and what stands nowhere in its text, as one object.
pub(super) fn meta(doc: &Doc, losses: &mut Losses, tool: &str) -> Result<Map<String, Value>, serde_json::Error> {
    let mut meta = doc::to_json(&doc.fields);
    meta.insert(NAME.to_owned(), doc.name.as_str().into());
    let nodes = unplaced(doc, losses, &format!("{tool} has only marks: it stands among the metadata"));
    if !nodes.is_empty() {
        meta.insert(NODES.to_owned(), serde_json::to_value(nodes)?);
    }
    let links = loose(doc, losses, &format!("{tool} has links between marks only: it stands among the metadata"));
    if !links.is_empty() {
        meta.insert(LINKS.to_owned(), serde_json::to_value(links)?);
    }
    Ok(meta)
}

/// Takes what [`meta`] has written, or the metadata of another program.
pub(super) fn take_meta(draft: &mut Draft<'_>, meta: &Taker<'_>) {
    let is_ours = !meta.text(NAME).is_empty();
    if is_ours {
        for node in meta.list(NODES) {
            draft.take_unplaced(&node);
        }
        for link in meta.list(LINKS) {
            draft.take_loose(&link);
        }
        meta.known(&[carried::MARKS]);
    }
    let rest = meta.rest();
    let (odd, plain): (Map<String, Value>, Map<String, Value>) =
        rest.into_iter().partition(|(name, _)| is_ours && name.contains(':'));
    for (name, value) in odd {
        draft.leave(Thing::Field, format!("{name} {}: it is not as it was written here", shown(&value)));
    }
    let fields = if is_ours { doc::from_json(&plain) } else { foreign_fields(&plain) };
    join(&mut draft.doc.fields, fields);
}

/// Hands over what was read of a file.
pub(super) fn done(mut incoming: Incoming, left: Left) -> Incoming {
    let (mut lines, mut said) = left.done();
    incoming.left.append(&mut lines);
    incoming.said.append(&mut said);
    incoming
}

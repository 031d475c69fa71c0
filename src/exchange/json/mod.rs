//! What the formats in JSON share: lines of objects, texts as files have them, and documents put together by ids.

#[cfg(test)]
pub(super) mod check;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::left::{LeftOut, Thing};
use super::places::{Counting, Places, Quote};
use super::{Incoming, Part, Unreadable};
use crate::core::annotation::Place;
use crate::core::doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node};
use crate::core::text::Span;

/// Fields of an article that other programs name alike.
const KNOWN: [&str; 5] = ["credited", "language", "note", "publisher", "url"];
/// How much of an unusable value is shown.
const SHOWN: usize = 60;

/// Reads bytes as UTF-8, without a byte-order mark.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.get(..error.valid_up_to()).unwrap_or_default().split(|byte| *byte == b'\n').count();
        Unreadable::at(line, "this is not UTF-8; save the file as UTF-8")
    })
}

/// Reads a value, with the line where it breaks off.
pub(super) fn value(bytes: &[u8]) -> Result<Value, Unreadable> {
    serde_json::from_str(utf8(bytes)?).map_err(|error| {
        Unreadable::at(error.line().max(1), format!("this is not JSON ({error}); export the file again"))
    })
}

/// Reads JSON lines, or one array: each value with its line, or its number in the array, from 1.
/// A line that is none is left out where others can be read.
pub(super) fn lines(bytes: &[u8], part: Part, left: &mut Vec<LeftOut>) -> Result<Vec<(usize, Value)>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if !part.of_more
        && text.trim_start().starts_with('[')
        && let Value::Array(values) = value(bytes)?
    {
        return Ok((1..).zip(values).collect());
    }
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for (number, line) in (part.before + 1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(value) => found.push((number, value)),
            Err(error) if std::str::from_utf8(line).is_err() => {
                broken.push(Unreadable::at(number, format!("this is not UTF-8 ({error}); save the file as UTF-8")));
            }
            Err(error) => broken.push(Unreadable::at(
                number,
                format!("this is not JSON ({error}); the file must have one JSON object in each line"),
            )),
        }
    }
    if found.is_empty()
        && !part.of_more
        && let Some(first) = broken.first()
    {
        return Err(first.clone());
    }
    left.extend(
        broken
            .into_iter()
            .map(|it| LeftOut::new(Thing::Line, format!("line {}", it.line.unwrap_or_default()), it.message)),
    );
    Ok(found)
}

/// Gives the value as JSON in one short line.
pub(super) fn shown(value: &Value) -> String {
    crate::core::text::excerpt(&value.to_string(), SHOWN)
}

/// Gives the text of a key; empty where there is none.
pub(super) fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// Gives the list of a key; empty where there is none.
pub(super) fn list_of<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Gives a number that counts something. Some tools write whole numbers as `5.0` or as text.
pub(super) fn count(value: Option<&Value>) -> Option<usize> {
    match value? {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_u64().or_else(|| whole(number.as_f64()?)).and_then(|it| usize::try_from(it).ok()),
    }
}

fn whole(number: f64) -> Option<u64> {
    (number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok()).flatten()
}

/// Gives an id as text, be it a text or a number.
pub(super) fn id_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Names a person, who may be a text, a number, or an object or a list of what is known.
pub(super) fn person(value: &Value) -> Option<String> {
    match value {
        Value::Object(of) => {
            let known = ["email", "username", "name", "nickname", "id", "@id"];
            let named = known.into_iter().find_map(|key| id_of(of.get(key)));
            named.or_else(|| (!of.is_empty()).then(|| shown(value)))
        }
        Value::Array(several) => {
            let names: Vec<String> = several.iter().filter_map(person).collect();
            (!names.is_empty()).then(|| names.join(" and "))
        }
        one => id_of(Some(one)),
    }
}

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
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Unplaced {
    id: String,
    label: String,
    #[serde(default)]
    fields: Map<String, Value>,
}

/// A link by ids, for formats that have links between marks only.
#[derive(Debug, Serialize, Deserialize)]
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
pub(super) struct Draft {
    /// The document so far.
    pub doc: Doc,
    at: HashMap<String, usize>,
    links: Vec<Loose>,
    place: String,
    left: Vec<LeftOut>,
    said: Vec<String>,
}

impl Draft {
    /// Begins a document. `place` says where it stands in the file.
    pub(super) fn new(name: &str, text: crate::core::text::Text, place: String) -> Self {
        let doc = Doc::new(name, text);
        Self { doc, at: HashMap::new(), links: Vec::new(), place, left: Vec::new(), said: Vec::new() }
    }

    /// Says that something cannot be used.
    pub(super) fn leave(&mut self, thing: Thing, what: impl Into<String>) {
        self.left.push(LeftOut::new(thing, &self.place, what));
    }

    /// Says that something is taken otherwise than the file says.
    pub(super) fn say(&mut self, what: &str) {
        let place = if self.place.is_empty() { String::new() } else { format!("{}: ", self.place) };
        self.said.push(format!("{place}{what}").replace('\n', " "));
    }

    /// Says how the file counts, where that is not in the usual way.
    pub(super) fn say_all(&mut self, said: Option<&str>) {
        if let Some(said) = said {
            self.say(said);
        }
    }

    /// Finds the place of something that is named so.
    pub(super) fn at(
        &mut self,
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

    /// Takes nodes without place as [`unplaced`] has made them.
    pub(super) fn take_unplaced(&mut self, value: &Value) {
        match Unplaced::deserialize(value) {
            Ok(node) => {
                self.add(&node.id, &node.label, Vec::new(), doc::from_json(&node.fields));
            }
            Err(_) => self.leave(Thing::Mark, format!("{} is not a record", shown(value))),
        }
    }

    /// Takes links by ids as [`loose`] has made them.
    pub(super) fn take_loose(&mut self, value: &Value) {
        match Loose::deserialize(value) {
            Ok(link) => self.links.push(link),
            Err(_) => self.leave(Thing::Link, format!("{} is not a link", shown(value))),
        }
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
        incoming.left.append(&mut self.left);
        incoming.said.append(&mut self.said);
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

/// Reads what [`meta`] has written, or the metadata of another program.
pub(super) fn take_meta(draft: &mut Draft, meta: &Map<String, Value>) {
    if !meta.contains_key(NAME) {
        draft.doc.fields.append(&mut foreign_fields(meta));
        return;
    }
    let lists = [NODES, LINKS].map(|key| meta.get(key).and_then(Value::as_array).cloned().unwrap_or_default());
    let [nodes, links] = lists;
    for node in &nodes {
        draft.take_unplaced(node);
    }
    for link in &links {
        draft.take_loose(link);
    }
    let plain = |name: &str| !name.contains(':');
    let fields: Map<String, Value> =
        meta.iter().filter(|(name, _)| plain(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
    draft.doc.fields.append(&mut doc::from_json(&fields));
}

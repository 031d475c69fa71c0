//! From feature structures, ours or those of other tools, to an article with its marks.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{is_array, is_scaffolding, original};
use super::{
    ARTICLE_NAME, DEPENDENT, DOCUMENT, FRAGMENTS, Found, GOVERNOR, JOINED, NODE_ID, PACKAGE, PLACELESS, Raw, SOFA,
    unread,
};
use crate::core::doc::units::Utf16;
use crate::core::doc::{Doc, Fields, Link, Node, put_all, split_joined};
use crate::core::text::{Span, Text};
use crate::exchange::left::{Left, Thing};
use crate::exchange::{Incoming, Unreadable};

/// What a type system says of features.
#[derive(Clone, Debug, Default)]
pub struct Ranges {
    supers: BTreeMap<String, String>,
    features: BTreeMap<(String, String), String>,
}

impl Ranges {
    /// Takes in a type.
    pub fn add_type(&mut self, kind: &str, super_type: &str) {
        self.supers.insert(kind.to_owned(), super_type.to_owned());
    }

    /// Takes in a feature.
    pub fn add(&mut self, kind: &str, feature: &str, range: &str) {
        self.features.insert((kind.to_owned(), feature.to_owned()), range.to_owned());
    }

    /// Tells whether a feature leads to feature structures; nothing where the type system does not know it.
    pub fn is_reference(&self, kind: &str, feature: &str) -> Option<bool> {
        let mut key = (kind.to_owned(), feature.to_owned());
        // A type system from outside may turn in circles.
        for _ in 0..64 {
            if let Some(range) = self.features.get(&key) {
                return Some(!self.is_text(range));
            }
            key.0 = self.supers.get(&key.0)?.clone();
        }
        None
    }

    fn is_text(&self, range: &str) -> bool {
        const TEXTS: [&str; 8] = ["Boolean", "Byte", "Double", "Float", "Integer", "Long", "Short", "String"];
        let range =
            if self.supers.get(range).is_some_and(|it| it == "uima.cas.String") { "uima.cas.String" } else { range };
        let name = range.strip_prefix("uima.cas.").unwrap_or("");
        TEXTS.contains(&name.trim_end_matches("Array").trim_end_matches("List").trim_end_matches("[]"))
    }
}

/// Offsets of a sofa, which may hold what the canonical text does not.
struct Offsets<'a> {
    units: Utf16<'a>,
    /// Units of the sofa that are not in the text: a byte-order mark, the first halves of line breaks.
    dropped: Vec<usize>,
}

impl<'a> Offsets<'a> {
    fn of(sofa: &str, text: &'a Text) -> Self {
        let (mut dropped, mut at) = (Vec::new(), 0);
        let mut letters = sofa.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_dropped = (letter == '\u{feff}' && at == 0) || (letter == '\r' && letters.peek() == Some(&'\n'));
            if is_dropped {
                dropped.push(at);
            }
            at += letter.len_utf16();
        }
        Self { units: Utf16::of(text), dropped }
    }

    fn span(&self, begin: usize, end: usize) -> Option<Span> {
        let moved = |at: usize| at - self.dropped.partition_point(|dropped| *dropped < at);
        self.units.span(moved(begin), moved(end)).filter(|span| !span.is_empty())
    }
}

/// Makes an article of feature structures. What nobody has read of them goes to `left`.
///
/// # Errors
/// Says that there is no text.
pub fn incoming(path: &str, found: &[Found], left: Left) -> Result<Incoming, Unreadable> {
    let text_of = |it: &&Found| it.kind == SOFA && it.peek_text("sofaString").is_some();
    let sofa = found.iter().filter(text_of).find(|it| unread::is_main(it));
    let Some(sofa) = sofa.or_else(|| found.iter().find(text_of)) else {
        return Err(Unreadable::new("this CAS holds no text (sofaString); export it with its document text"));
    };
    let sofa_string = sofa.peek_text("sofaString").unwrap_or("");
    let mut reading = Reading {
        doc: Doc::new(&name(path, found), Text::canonical(sofa_string)),
        left: &left,
        by_id: found.iter().enumerate().map(|(at, it)| (it.id, at)).collect(),
        nodes: BTreeMap::new(),
        ids: BTreeSet::new(),
        sofa: sofa.id,
        found,
    };
    reading.article();
    let text = reading.doc.text.clone();
    let offsets = Offsets::of(sofa_string, &text);
    for structure in found {
        reading.node(structure, &offsets);
    }
    // A program without the layer leaves all relations out.
    reading.doc.has_links = found.iter().any(is_relation);
    for structure in found {
        reading.links(structure);
    }
    let Reading { mut doc, .. } = reading;
    unread::say(found, sofa.id, &left);
    doc.sort();
    let (left, said) = left.done();
    Ok(Incoming { docs: vec![doc], left, said, ..Incoming::default() })
}

fn is_relation(structure: &Found) -> bool {
    structure.reference(GOVERNOR).is_some() && structure.reference(DEPENDENT).is_some()
}

/// Gives the name that the file says, ours before that of `DKPro`, else that of its path.
fn name(path: &str, found: &[Found]) -> String {
    let said = found.iter().find_map(|it| it.peek_text(ARTICLE_NAME)).filter(|name| !name.is_empty());
    if let Some(name) = said {
        return name.to_owned();
    }
    let metadata = |it: &&Found| it.kind.ends_with(".DocumentMetaData");
    let title = found.iter().find(metadata).and_then(|it| it.text("documentTitle")).filter(|it| !it.is_empty());
    if let Some(title) = title {
        return if title.contains('.') { title.to_owned() } else { format!("{title}.txt") };
    }
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    let end = path.rfind('.').filter(|at| *at > folder).unwrap_or(path.len());
    format!("{}.txt", path.get(..end).unwrap_or(path))
}

/// An article that is being made.
struct Reading<'a> {
    doc: Doc,
    left: &'a Left,
    by_id: BTreeMap<u64, usize>,
    /// Index of the node of a feature structure.
    nodes: BTreeMap<u64, usize>,
    /// Ids that are given away.
    ids: BTreeSet<String>,
    sofa: u64,
    found: &'a [Found],
}

impl<'a> Reading<'a> {
    fn get(&self, id: u64) -> Option<&'a Found> {
        self.by_id.get(&id).and_then(|at| self.found.get(*at))
    }

    fn refuse(&self, thing: Thing, structure: &Found, why: &str) {
        unread::refuse(structure, thing, why, self.left);
    }

    fn article(&mut self) {
        let mut is_ours = false;
        for structure in self.found.iter().filter(|it| it.peek_text(ARTICLE_NAME).is_some()) {
            is_ours = true;
            structure.see(&[ARTICLE_NAME]);
            for (name, values) in self.own_fields(structure) {
                self.doc.fields.entry(name).or_insert(values);
            }
        }
        let documents = || self.found.iter().filter(|it| it.kind == DOCUMENT || it.kind.ends_with(".DocumentMetaData"));
        let language = documents().find_map(|it| it.text("language").filter(|it| !["", "x-unspecified"].contains(it)));
        if let (false, Some(language)) = (is_ours, language) {
            self.doc.fields.insert("language".to_owned(), vec![language.to_owned()]);
        }
        for document in documents() {
            let uri = document.peek_text("documentUri").unwrap_or("").to_owned();
            if uri.starts_with("http://") || uri.starts_with("https://") {
                document.see(&["documentUri"]);
                self.doc.fields.entry("url".to_owned()).or_insert_with(|| vec![uri]);
            }
        }
    }

    /// Makes a node, unless the feature structure is something else.
    fn node(&mut self, structure: &'a Found, offsets: &Offsets<'_>) {
        let is_article = structure.peek_text(ARTICLE_NAME).is_some();
        if is_scaffolding(&structure.kind) || is_array(&structure.kind) || is_relation(structure) || is_article {
            return;
        }
        let range = structure.number("begin").zip(structure.number("end"));
        let is_ours = structure.peek_text(NODE_ID).is_some();
        if range.is_none() && structure.reference("sofa").is_none() && !is_ours {
            // The links of a slot are read with the annotation that has the slot.
            if structure.reference("target").is_none() && structure.kind != SOFA {
                self.refuse(Thing::Mark, structure, "it belongs to no text");
            }
            return;
        }
        if structure.reference("sofa").is_some_and(|sofa| sofa != self.sofa) {
            return self.refuse(Thing::Mark, structure, "it stands in another view");
        }
        let fragments = self.flat(structure.references(FRAGMENTS));
        structure.see(&[FRAGMENTS]);
        let spans = match (range, fragments.as_slice()) {
            (None, _) if structure.features.contains_key("begin") => {
                return self.refuse(Thing::Mark, structure, "begin and end are no numbers");
            }
            (None, _) => Vec::new(),
            (Some((begin, end)), []) => match offsets.span(begin, end) {
                Some(span) => vec![span],
                None => return self.refuse(Thing::Mark, structure, &format!("{begin}..{end} is no place in the text")),
            },
            (Some(_), fragments) => {
                let place = |id: &u64| {
                    let fragment = self.get(*id)?;
                    fragment.seen.set(true);
                    offsets.span(fragment.number("begin")?, fragment.number("end")?)
                };
                let spans: Vec<Span> = fragments.iter().filter_map(place).collect();
                if spans.len() != fragments.len() || !spans.is_sorted_by(|a, b| a.end <= b.start) {
                    return self.refuse(Thing::Mark, structure, "its fragments are no places in the text");
                }
                spans
            }
        };
        self.push(structure, spans);
    }

    fn push(&mut self, structure: &'a Found, spans: Vec<Span>) {
        let given = structure.text(NODE_ID).filter(|id| !id.is_empty());
        let mut id = given.map_or_else(|| format!("fs-{}", structure.id), str::to_owned);
        while self.ids.contains(&id) {
            id.push('-');
        }
        self.ids.insert(id.clone());
        let short = structure.short();
        let placeless = if spans.is_empty() && given.is_some() { short.strip_suffix(PLACELESS) } else { None };
        let label = placeless.unwrap_or(short);
        let label = if structure.kind.starts_with(PACKAGE) { original(label) } else { label.to_owned() };
        let fields = if given.is_some() { self.own_fields(structure) } else { self.foreign_fields(structure) };
        self.nodes.insert(structure.id, self.doc.nodes.len());
        self.doc.nodes.push(Node { id, label, spans, fields });
    }

    /// Reads the texts of a feature, also where they stand in an array of their own.
    fn texts(&self, of: &'a Found, name: &str) -> Option<Vec<String>> {
        let ids = match of.peek(name)? {
            Raw::Texts(_) => return Some(of.texts(name).to_vec()),
            Raw::References(ids) => ids,
        };
        let [id] = ids.as_slice() else { return None };
        let array = self.get(*id).filter(|it| is_array(&it.kind) && it.references("elements").is_empty())?;
        if array.kind == "uima.cas.FSArray" {
            return None;
        }
        of.see(&[name]);
        array.seen.set(true);
        Some(array.texts("elements").to_vec())
    }

    fn own_fields(&self, structure: &'a Found) -> Fields {
        let joined: Vec<&str> = structure.text(JOINED).unwrap_or("").split(' ').collect();
        let mut fields = Fields::new();
        for name in structure.features.keys() {
            if ["begin", "end", "sofa", NODE_ID, ARTICLE_NAME, JOINED, FRAGMENTS].contains(&name.as_str()) {
                continue;
            }
            let Some(values) = self.texts(structure, name) else { continue };
            let values = match values.as_slice() {
                [one] if joined.contains(&name.as_str()) => split_joined(one),
                _ => values,
            };
            put_all(&mut fields, &original(name), values);
        }
        fields
    }

    fn foreign_fields(&mut self, structure: &'a Found) -> Fields {
        let mut fields = Fields::new();
        for name in structure.features.keys() {
            if ["begin", "end", "sofa", FRAGMENTS].contains(&name.as_str()) {
                continue;
            }
            let Some(values) = self.texts(structure, name) else { continue };
            // Two names may become one.
            let values = values.into_iter().filter(|it| !it.is_empty()).collect();
            let field = free_name(&fields, name);
            put_all(&mut fields, &field, values);
        }
        fields
    }

    /// Makes the links of a relation, or those of the slots of an annotation.
    fn links(&mut self, structure: &'a Found) {
        if structure.seen.get() {
            return;
        }
        if let (Some(governor), Some(dependent)) = (structure.reference(GOVERNOR), structure.reference(DEPENDENT)) {
            match (self.nodes.get(&governor), self.nodes.get(&dependent)) {
                (Some(from), Some(to)) => {
                    structure.see(&[GOVERNOR, DEPENDENT]);
                    let said = |name: &&str| structure.peek_text(name).is_some_and(|it| !it.is_empty());
                    let role = ["role", "label", "value"].into_iter().find(said).and_then(|name| structure.text(name));
                    let role = role.unwrap_or(structure.short()).to_owned();
                    self.doc.links.push(Link { role, from: *from, to: *to });
                }
                // The syntax of sentences is said as one.
                _ if is_scaffolding(&structure.kind) => {}
                _ => self.refuse(Thing::Link, structure, "it links what is not annotated"),
            }
            return;
        }
        let Some(from) = self.nodes.get(&structure.id).copied() else { return };
        for (name, feature) in &structure.features {
            let Raw::References(ids) = &feature.raw else { continue };
            if ["sofa", FRAGMENTS].contains(&name.as_str()) || self.is_list(&feature.raw) {
                continue;
            }
            feature.see();
            for id in self.flat(ids) {
                self.slot(structure, name, from, id);
            }
        }
    }

    /// Makes a link to what stands in a slot.
    fn slot(&mut self, structure: &Found, name: &str, from: usize, id: u64) {
        let slot = self.get(id);
        let target = slot.and_then(|it| it.reference("target")).unwrap_or(id);
        let Some(to) = self.nodes.get(&target).copied() else {
            let why = format!("feature {name} leads to {id}, which is not annotated");
            self.left.leave(Thing::Link, unread::place(structure), why);
            return slot.filter(|_| target != id).into_iter().for_each(|slot| {
                self.refuse(Thing::Link, slot, "what it leads to is not annotated");
            });
        };
        let role = slot.filter(|_| target != id).and_then(|it| {
            it.see(&["target"]);
            it.text("role")
        });
        let role = role.filter(|it| !it.is_empty()).unwrap_or(name).to_owned();
        self.doc.links.push(Link { role, from, to });
    }

    fn is_list(&self, value: &Raw) -> bool {
        let Raw::References(ids) = value else { return true };
        let [id] = ids.as_slice() else { return false };
        self.get(*id).is_some_and(|it| is_array(&it.kind) && it.references("elements").is_empty())
    }

    /// Puts the elements of arrays in the place of arrays.
    fn flat(&self, ids: &[u64]) -> Vec<u64> {
        let elements = |id: &u64| match self.get(*id).filter(|it| is_array(&it.kind)) {
            Some(array) => {
                array.seen.set(true);
                array.references("elements").to_vec()
            }
            None => vec![*id],
        };
        ids.iter().flat_map(elements).collect()
    }
}

/// Gives the name that the field of a feature has: another one where it is taken.
fn free_name(fields: &Fields, feature: &str) -> String {
    let name = snake(feature);
    let mut free = name.clone();
    let mut number = 2;
    while fields.contains_key(&free) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
}

/// Writes a name of a feature as fields are named: `PosValue` as `pos_value`.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut before_is_small = false;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && before_is_small {
            out.push('_');
        }
        before_is_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        out.push(if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' });
    }
    out
}

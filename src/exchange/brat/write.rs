//! Writing brat standoff.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use serde_json::{Map, Value};

use super::{ID, LABEL, NOTES, ROLE, SPANS, capital, fragments, identifier, is_break, is_plain};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Node, label, names, to_json};
use crate::core::text::Span;
use crate::exchange::{Out, Target, in_part};

/// Fields that say who made a record and when: as attributes they would cover the text on the screen.
const BOOKKEEPING: [&str; 6] = ["accepted_by", "changed_at", "changed_by", "created_at", "created_by", "origin"];
/// How many values of one attribute the configuration lists; more than a schema has codes.
const VALUES: usize = 400;

/// Writes brat standoff: two files per article, and one configuration of what there is and how it looks.
#[derive(Debug, Default)]
pub struct Brat {
    labels: BTreeSet<String>,
    roles: BTreeSet<String>,
    relations: BTreeSet<String>,
    attributes: BTreeMap<String, BTreeSet<String>>,
}

impl Target for Brat {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        for field in doc.fields.keys() {
            losses.article(What::Dropped, Some(field), "brat has no place for what belongs to the whole article");
        }
        if doc.name != format!("{}.txt", doc.stem()) && !doc.stem().to_lowercase().ends_with(".md") {
            losses.article(What::Flattened, Some("name"), "brat wants the article in a file that ends in .txt");
        }
        let lines = Article::of(doc, self, losses).lines;
        out.append(&in_part(part, &format!("{}.txt", doc.stem())), doc.text.as_str().as_bytes())?;
        out.append(&in_part(part, &format!("{}.ann", doc.stem())), lines.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        let known = label::ALL.into_iter().map(str::to_owned);
        let labels: BTreeSet<String> = known.chain(std::mem::take(&mut self.labels)).collect();
        let mut conf = String::from("[entities]\n");
        for label in labels.iter().filter(|label| *label != label::AGREEMENT) {
            line(&mut conf, format_args!("{label}"));
        }
        conf.push_str("\n[relations]\n");
        for relation in &self.relations {
            line(&mut conf, format_args!("{relation}\tArg1:<ANY>, Arg2:<ANY>"));
        }
        let roles: Vec<String> = self.roles.iter().map(|role| format!("{role}*:<ANY>")).collect();
        let roles = if roles.is_empty() { String::new() } else { format!("\t{}", roles.join(", ")) };
        conf.push_str("\n[events]\n");
        line(&mut conf, format_args!("{}{roles}", label::AGREEMENT));
        conf.push_str("\n[attributes]\n");
        for (name, values) in &self.attributes {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            line(&mut conf, format_args!("{name}\tArg:<ANY>, Value:{}", values.join("|")));
        }
        out.append("annotation.conf", conf.as_bytes())?;
        out.append("visual.conf", visual(&labels).as_bytes())
    }
}

/// Says how brat shows each label: its name and its colour.
fn visual(labels: &BTreeSet<String>) -> String {
    let mut conf = String::from("[labels]\n");
    for label in labels {
        line(&mut conf, format_args!("{label} | {}", label.replace('_', " ")));
    }
    conf.push_str("\n[drawing]\n");
    line(&mut conf, format_args!("SPAN_DEFAULT\tfgColor:black, bgColor:#e0e0e0, borderColor:darken"));
    line(&mut conf, format_args!("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"));
    for kind in names::kinds().iter().filter(|kind| labels.contains(kind.label)) {
        line(&mut conf, format_args!("{}\tbgColor:{}", kind.label, kind.colour));
    }
    conf
}

/// Adds a line; writing to a text never fails.
fn line(lines: &mut String, content: std::fmt::Arguments<'_>) {
    lines.write_fmt(content).ok();
    lines.push('\n');
}

/// What is written for one article.
struct Article<'a> {
    doc: &'a Doc,
    set: &'a mut Brat,
    /// How each node is referred to: `T1`, `E1`; nothing where it is not written.
    names: Vec<Option<String>>,
    lines: String,
    attributes: usize,
    notes: usize,
}

impl<'a> Article<'a> {
    fn of(doc: &'a Doc, set: &'a mut Brat, losses: &mut Losses) -> Self {
        let mut article = Self { doc, set, names: Vec::new(), lines: String::new(), attributes: 0, notes: 0 };
        let places: Vec<Vec<Span>> = doc.nodes.iter().map(|node| fragments(&doc.text, &node.spans)).collect();
        let mut events = 0;
        for (at, (node, place)) in doc.nodes.iter().zip(&places).enumerate() {
            let name = match (place.is_empty(), node.label == label::AGREEMENT) {
                (true, _) => None,
                (false, false) => Some(format!("T{}", at + 1)),
                (false, true) => {
                    events += 1;
                    Some(format!("E{events}"))
                }
            };
            article.names.push(name);
        }
        for (at, (node, place)) in doc.nodes.iter().zip(&places).enumerate() {
            if place.is_empty() {
                let reason = "brat can only mark text, and this has no place in the text but line breaks or tabs";
                losses.node(What::Dropped, &node.id, reason);
            } else {
                article.node(at, node, place, losses);
            }
        }
        article.relations(losses);
        article
    }

    fn node(&mut self, at: usize, node: &Node, place: &[Span], losses: &mut Losses) {
        let name = identifier(&node.label);
        let ranges: Vec<String> =
            place.iter().map(|span| self.doc.chars(*span)).map(|(start, end)| format!("{start} {end}")).collect();
        let quotes: Vec<&str> = place.iter().map(|span| self.doc.text.slice(*span)).collect();
        let (ranges, quotes) = (ranges.join(";"), quotes.join(" "));
        line(&mut self.lines, format_args!("T{}\t{name} {ranges}\t{quotes}", at + 1));
        if node.label == label::AGREEMENT {
            self.event(at);
        } else {
            self.set.labels.insert(name.clone());
        }
        let (codes, rest) = codes_and_rest(&node.fields);
        for (field, value) in codes {
            self.attribute(at, field, value);
        }
        let mut note = to_json(&rest);
        note.insert(ID.to_owned(), Value::from(node.id.as_str()));
        if name != node.label {
            note.insert(LABEL.to_owned(), Value::from(node.label.as_str()));
        }
        if place != node.spans {
            let spans = node.spans.iter().map(|span| self.doc.chars(*span));
            note.insert(SPANS.to_owned(), spans.map(|(start, end)| vec![start, end]).collect());
        }
        self.note(&self.names[at].clone().unwrap_or_default(), note);
        if !rest.is_empty() {
            let names: Vec<&str> = rest.keys().map(String::as_str).collect();
            let reason = format!("brat shows as the JSON of a note: {}", names.join(", "));
            losses.node(What::Flattened, &node.id, reason);
        }
    }

    /// Writes the links of an agreement that can be arguments of an event.
    fn event(&mut self, at: usize) {
        let Some(Some(name)) = self.names.get(at).cloned() else { return };
        let mut arguments = String::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for link in &self.doc.links {
            let Some(Some(target)) = self.names.get(link.to).filter(|_| link.from == at) else { continue };
            if !self.is_argument(link) {
                continue;
            }
            let role = capital(&link.role);
            let count = counts.entry(&link.role).or_default();
            *count += 1;
            let number = if *count == 1 { String::new() } else { count.to_string() };
            arguments.extend([" ", &role, &number, ":", target]);
            self.set.roles.insert(role);
        }
        line(&mut self.lines, format_args!("{name}\t{}:T{}{arguments}", label::AGREEMENT, at + 1));
    }

    /// Tells whether a link is an argument of an event. A role that ends in a digit could not be told from a number.
    fn is_argument(&self, link: &crate::core::doc::Link) -> bool {
        let from_event = self.doc.nodes.get(link.from).is_some_and(|node| node.label == label::AGREEMENT);
        from_event
            && link.from != link.to
            && is_plain(&link.role)
            && !link.role.ends_with(|it: char| it.is_ascii_digit())
    }

    fn attribute(&mut self, at: usize, field: &str, value: &str) {
        let Some(Some(target)) = self.names.get(at) else { return };
        let name = capital(field);
        self.attributes += 1;
        line(&mut self.lines, format_args!("A{}\t{name} {target} {value}", self.attributes));
        let values = self.set.attributes.entry(name).or_default();
        if values.len() < VALUES {
            values.insert(value.to_owned());
        }
    }

    fn note(&mut self, target: &str, note: Map<String, Value>) {
        self.notes += 1;
        let json = on_one_line(&Value::Object(note).to_string());
        line(&mut self.lines, format_args!("#{}\t{NOTES} {target}\t{json}", self.notes));
    }

    fn relations(&mut self, losses: &mut Losses) {
        let mut count = 0;
        for link in &self.doc.links {
            let (Some(from), Some(to)) = (self.doc.nodes.get(link.from), self.doc.nodes.get(link.to)) else { continue };
            let (Some(Some(source)), Some(Some(target))) = (self.names.get(link.from), self.names.get(link.to)) else {
                let reason = format!("it leads to {}, and one of the two has no place in the text", to.id);
                losses.field(What::Dropped, &from.id, &link.role, reason);
                continue;
            };
            if self.is_argument(link) {
                continue;
            }
            count += 1;
            let role = capital(&link.role);
            line(&mut self.lines, format_args!("R{count}\t{role} Arg1:{source} Arg2:{target}"));
            self.set.relations.insert(role);
            if !is_plain(&link.role) {
                self.note(&format!("R{count}"), Map::from_iter([(ROLE.to_owned(), Value::from(link.role.as_str()))]));
            }
        }
    }
}

/// Parts fields into codes, which can be attributes, and what must stand in the note.
fn codes_and_rest(fields: &Fields) -> (Vec<(&str, &str)>, Fields) {
    let (mut codes, mut rest) = (Vec::new(), Fields::new());
    for (name, values) in fields {
        match values.as_slice() {
            [value] if is_code(value) && is_plain(name) && !BOOKKEEPING.contains(&name.as_str()) => {
                codes.push((name.as_str(), value.as_str()));
            }
            _ => drop(rest.insert(name.clone(), values.clone())),
        }
    }
    (codes, rest)
}

/// Tells whether a value can be that of an attribute; other signs have a meaning in brat's configuration.
fn is_code(value: &str) -> bool {
    let safe = |it: u8| it.is_ascii_alphanumeric() || b"_-.~?%/+".contains(&it);
    (1..=64).contains(&value.len()) && value.bytes().all(safe)
}

/// Escapes what JSON may leave as it is and Python takes for the end of a line.
fn on_one_line(json: &str) -> String {
    if !json.contains(is_break) {
        return json.to_owned();
    }
    let mut line = String::new();
    for letter in json.chars() {
        if is_break(letter) {
            line.write_fmt(format_args!("\\u{:04x}", u32::from(letter))).ok();
        } else {
            line.push(letter);
        }
    }
    line
}

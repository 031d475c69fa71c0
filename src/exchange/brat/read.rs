//! Reading brat standoff, ours and that of others.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{ID, LABEL, NOTES, ROLE, SPANS, fragments, small};
use crate::core::annotation::Place;
use crate::core::doc::{Doc, Fields, Link, Node, from_json, label, put};
use crate::core::text::Span;
use crate::exchange::left::{Left, Thing, silent};
use crate::exchange::places::{Counting, Places, Quote};
use crate::exchange::{Beside, Incoming, Unreadable};

/// Reads a `.ann` file with the article beside it; given the article, the `.ann` file beside that.
///
/// # Errors
/// Says that one of the two is missing or not UTF-8.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let (stem, ending) = path.rsplit_once('.').filter(|it| !it.1.contains('/')).unwrap_or((path, ""));
    let file = stem.rsplit_once('/').map_or(stem, |it| it.1);
    let is_article = ending.eq_ignore_ascii_case("txt");
    let others = if is_article { vec![format!("{file}.ann")] } else { vec![format!("{file}.txt"), file.to_owned()] };
    let other = others[0].clone();
    let Some(found) = others.iter().find_map(|other| beside(other)) else {
        return Err(Unreadable::new(format!(
            "{other} is missing; brat keeps article and marks in two files: put it beside"
        )));
    };
    let (article, marks) = if is_article { (bytes, &found[..]) } else { (&found[..], bytes) };
    let not_utf8 = |what: &str| Unreadable::new(format!("the {what} is not UTF-8; save it as UTF-8"));
    let article = std::str::from_utf8(article).map_err(|_| not_utf8("article"))?;
    let marks = std::str::from_utf8(marks).map_err(|_| not_utf8("file of marks"))?;
    // Markdown keeps its ending: brat knows texts only, so the ending of a text stands behind it.
    let name = if stem.to_lowercase().ends_with(".md") { stem.to_owned() } else { format!("{stem}.txt") };
    let mut reader = Reader::of(&name, article);
    reader.all(marks);
    reader.doc.sort();
    let (left, said) = reader.left.done();
    Ok(Incoming { docs: vec![reader.doc], left, said, ..Incoming::default() })
}

/// A line of the file: `id`, tab, `data`, and after a further tab `tail`.
struct Line<'a> {
    number: usize,
    id: &'a str,
    data: &'a str,
    tail: &'a str,
    /// Whether there are blanks where brat has tabs.
    is_spaced: bool,
}

impl<'a> Line<'a> {
    /// Parts a line; where somebody has put blanks in the place of tabs, that is seen and said.
    fn of(line: &'a str) -> Self {
        let is_spaced = !line.contains('\t');
        let (id, rest) = line.split_once(if is_spaced { ' ' } else { '\t' }).unwrap_or((line, ""));
        let is_spaced = is_spaced || id.contains(' ') || !rest.contains('\t') && id.starts_with('T');
        let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        Self { number: 0, id, data, tail, is_spaced }
    }
}

/// Reads the offsets of a mark: `PER 0 5;8 9`.
fn ranges(data: &str) -> Option<Vec<(usize, usize)>> {
    let (_, ranges) = data.split_once(' ')?;
    let range = |range: &str| {
        let (start, end) = range.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    ranges.split(';').map(range).collect()
}

/// Gives the words at several ranges, as brat joins them.
fn joined(places: &Places, ranges: &[(usize, usize)]) -> Option<String> {
    let words: Option<Vec<&str>> =
        ranges.iter().map(|(start, end)| Some(places.text().slice(places.span(*start, *end)?))).collect();
    Some(words?.join(" ").replace('\n', " "))
}

struct Reader {
    doc: Doc,
    places: Places,
    /// Nodes by their names in the file: `T1`, `E1`.
    nodes: HashMap<String, usize>,
    /// Links by the names of their relations: `R1`.
    links: HashMap<String, usize>,
    /// Ids of lines that say something of others.
    ids: HashSet<String>,
    left: Left,
}

impl Reader {
    fn of(name: &str, article: &str) -> Self {
        let places = Places::of(article, Counting::CODE_POINTS);
        let doc = Doc::new(name, places.text().clone());
        Self { doc, places, nodes: HashMap::new(), links: HashMap::new(), ids: HashSet::new(), left: Left::default() }
    }

    /// Reads all lines.
    fn all(&mut self, marks: &str) {
        let mut lines = Vec::new();
        let marks = marks.strip_prefix('\u{feff}').unwrap_or(marks);
        for (at, line) in marks.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.trim().is_empty() {
                lines.push(Line { number: at + 1, ..Line::of(line) });
            }
        }
        let quoted = |line: &Line<'_>| Some((ranges(line.data)?, line.tail.to_owned()));
        let quotes: Vec<_> = lines
            .iter()
            .filter(|line| line.id.starts_with('T') && !line.tail.trim().is_empty())
            .filter_map(quoted)
            .collect();
        let fits = |places: &Places, (ranges, tail): &(Vec<(usize, usize)>, String)| match ranges[..] {
            [(start, end)] => places.stands(start, end, tail),
            _ => joined(places, ranges).is_some_and(|words| words == *tail),
        };
        let fitting = |places: &Places| quotes.iter().filter(|quote| fits(places, quote)).count();
        let said = self.places.settle(quotes.len(), fitting);
        self.left.say_all("", said.as_deref());
        let of = |heads: &'static str| move |line: &&Line<'_>| line.id.starts_with(|head| heads.contains(head));
        lines.iter().filter(of("T")).for_each(|line| self.text_bound(line));
        lines.iter().filter(of("E")).for_each(|line| self.event(line));
        for line in &lines {
            match line.id.chars().next() {
                Some('T') => {}
                Some('E') => self.arguments(line),
                Some('R') => self.relation(line),
                Some('*') => self.equivalents(line),
                Some('A' | 'M') => self.attribute(line),
                Some('N') => self.normalization(line),
                Some('#') => self.note(line),
                _ => self.skip(line, "it is no line of brat"),
            }
            if line.id.starts_with(['E', 'R', '*', 'A', 'M']) && !line.tail.trim().is_empty() {
                self.skip(line, "what stands after the second tab is not read");
            }
        }
    }

    fn skip(&self, line: &Line<'_>, why: &str) {
        let thing = match line.id.chars().next() {
            Some('T' | 'E') => Thing::Mark,
            Some('R' | '*') => Thing::Link,
            Some('#') => Thing::Comment,
            Some('A' | 'M' | 'N') => Thing::Field,
            _ => Thing::Line,
        };
        let tail = if line.tail.is_empty() { String::new() } else { format!(" “{}”", line.tail) };
        self.left.leave(thing, format!("line {}", line.number), format!("{} {}{tail}: {why}", line.id, line.data));
    }

    fn text_bound(&mut self, line: &Line<'_>) {
        let label = line.data.split(' ').next().unwrap_or_default();
        let Some(ranges) = ranges(line.data) else {
            let reason = if line.is_spaced {
                "it has blanks where brat has tabs"
            } else {
                "what stands where its offsets should are no numbers"
            };
            return self.skip(line, reason);
        };
        let mut spans = Vec::new();
        for (start, end) in &ranges {
            let Some(span) = self.places.span(*start, *end) else {
                return self.skip(line, "its offsets do not fit the text");
            };
            spans.push(span);
        }
        // In the order of the file, as it quotes them.
        let quoted: String = spans.iter().map(|span| self.doc.text.slice(*span)).collect();
        let Some(place) = Place::from_fragments(spans) else { return self.skip(line, "it marks nothing") };
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let place = match ranges[..] {
            [ends] if !line.tail.trim().is_empty() => match self.places.find(Some(ends), &Quote::of(line.tail)) {
                Ok(found) if found.said.is_none() => Place::of(found.span),
                // brat says where a mark is; what it quotes does not move it.
                _ => return self.skip(line, "the text at its offsets is another one"),
            },
            _ if !line.tail.trim().is_empty() && bare(&quoted) != bare(line.tail) => {
                return self.skip(line, "the text at its offsets is another one");
            }
            _ => place,
        };
        if self.nodes.contains_key(line.id) {
            return self.skip(line, "its id is there already");
        }
        let spans = place.fragments().to_vec();
        self.push(line.id, Node { id: line.id.to_owned(), label: label.to_owned(), spans, fields: Fields::new() });
    }

    fn push(&mut self, name: &str, node: Node) {
        self.nodes.insert(name.to_owned(), self.doc.nodes.len());
        self.doc.nodes.push(node);
    }

    /// Makes the trigger of an event the event. A trigger of several events is copied for each further one.
    fn event(&mut self, line: &Line<'_>) {
        let head = line.data.split(' ').next().unwrap_or_default();
        let Some((label, at)) = head.split_once(':').and_then(|(label, at)| Some((label, *self.nodes.get(at)?))) else {
            return self.skip(line, "its trigger is not there");
        };
        let is_taken = self.nodes.iter().any(|(name, node)| *node == at && name.starts_with('E'));
        if self.nodes.contains_key(line.id) {
            self.skip(line, "its id is there already");
        } else if is_taken {
            let spans = self.doc.nodes[at].spans.clone();
            let node = Node { id: line.id.to_owned(), label: label.to_owned(), spans, fields: Fields::new() };
            self.push(line.id, node);
        } else {
            if self.doc.nodes[at].label != label {
                let reason = format!("the event is called otherwise than its trigger, {}", self.doc.nodes[at].label);
                self.skip(line, &reason);
            }
            self.nodes.insert(line.id.to_owned(), at);
        }
    }

    fn link(&mut self, line: &Line<'_>, role: &str, from: &str, to: &str) {
        match (self.nodes.get(from), self.nodes.get(to)) {
            (Some(from), Some(to)) => self.doc.links.push(Link { role: small(role), from: *from, to: *to }),
            _ => self.skip(line, &format!("{from} or {to} is not there")),
        }
    }

    fn arguments(&mut self, line: &Line<'_>) {
        if !self.nodes.contains_key(line.id) {
            return;
        }
        for argument in line.data.split_whitespace().skip(1) {
            match argument.split_once(':') {
                Some((role, target)) => {
                    let role = role.trim_end_matches(|it: char| it.is_ascii_digit());
                    self.link(line, role, line.id, target);
                }
                None => self.skip(line, "an argument names no mark"),
            }
        }
    }

    fn relation(&mut self, line: &Line<'_>) {
        let mut words = line.data.split_whitespace();
        let role = words.next().unwrap_or_default();
        let (ends, others): (Vec<&str>, Vec<&str>) = words.partition(|word| word.contains(':'));
        let mut ends: Vec<(&str, &str)> = ends.into_iter().filter_map(|word| word.split_once(':')).collect();
        // The names of the arguments say which is which, not their order.
        if let [(first, _), (second, _)] = ends[..]
            && (first, second) == ("Arg2", "Arg1")
        {
            ends.reverse();
        }
        let names: Vec<&str> = ends.iter().map(|end| end.0).collect();
        let ends: Vec<&str> = ends.iter().map(|end| end.1).collect();
        let [from, to] = ends.as_slice() else { return self.skip(line, "a relation has two arguments") };
        let before = self.doc.links.len();
        self.link(line, role, from, to);
        if self.doc.links.len() > before {
            self.links.insert(line.id.to_owned(), before);
            if names != ["Arg1", "Arg2"] {
                self.skip(line, "of its arguments it is read which is the first, and not what they are called");
            }
            if !others.is_empty() {
                self.skip(line, "it has more than two arguments");
            }
        }
    }

    fn equivalents(&mut self, line: &Line<'_>) {
        let mut words = line.data.split_whitespace();
        let role = words.next().unwrap_or_default();
        let Some(first) = words.next().filter(|_| words.clone().next().is_some()) else {
            return self.skip(line, "it names no two marks");
        };
        words.for_each(|other| self.link(line, role, first, other));
    }

    fn attribute(&mut self, line: &Line<'_>) {
        let mut words = line.data.splitn(3, ' ');
        let (name, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let value = words.next().filter(|value| !value.is_empty()).unwrap_or("true");
        if !self.ids.insert(line.id.to_owned()) {
            self.skip(line, "its id is there already; it is taken beside the other one");
        }
        if self.links.contains_key(target) {
            return self.skip(line, "relations have no fields here");
        }
        let Some(node) = self.node(target) else { return self.skip(line, "what it belongs to is not there") };
        let is_ours = label::ALL.contains(&node.label.as_str());
        // The label of a mark of another program is what it is called; a field of this name is something else.
        let name = if small(name) == "label" && !is_ours { "x_label".to_owned() } else { small(name) };
        let values = node.fields.entry(name).or_default();
        if !values.iter().any(|there| there == value) && !silent::is_now() {
            values.push(value.to_owned());
        }
    }

    fn node(&mut self, name: &str) -> Option<&mut Node> {
        self.doc.nodes.get_mut(*self.nodes.get(name)?)
    }

    fn normalization(&mut self, line: &Line<'_>) {
        let mut words = line.data.splitn(3, ' ');
        let [kind, target, entry] = [(); 3].map(|()| words.next().unwrap_or_default());
        if self.links.contains_key(target) {
            return self.skip(line, "relations have no fields here");
        }
        let name = line.tail.to_owned();
        match self.node(target).filter(|_| !entry.is_empty()) {
            Some(node) => {
                node.fields.entry("normalization".to_owned()).or_default().push(entry.to_owned());
                node.fields.entry("normalization_name".to_owned()).or_default().push(name);
                if kind != "Reference" {
                    self.skip(line, "it is read as a reference");
                }
            }
            None => self.skip(line, "what it belongs to is not there"),
        }
    }

    fn note(&mut self, line: &Line<'_>) {
        let (kind, target) = line.data.split_once(' ').unwrap_or((line.data, ""));
        let object = match serde_json::from_str(line.tail) {
            Ok(Value::Object(object)) => object,
            _ => Map::new(),
        };
        if let (Some(link), Some(role)) = (self.links.get(target), object.get(ROLE).and_then(Value::as_str)) {
            if let Some(link) = self.doc.links.get_mut(*link) {
                role.clone_into(&mut link.role);
            }
            if object.len() > 1 {
                self.skip(line, "relations have no fields here");
            }
            return;
        }
        if kind != NOTES {
            return self.skip(line, "it is no note of a person");
        }
        let Some(at) = self.nodes.get(target).copied() else {
            let is_link = self.links.contains_key(target);
            let why = if is_link { "relations have no notes here" } else { "what it belongs to is not there" };
            let why = if self.ids.contains(target) { "fields have no notes here" } else { why };
            return self.skip(line, why);
        };
        if let Some(id) = object.get(ID).and_then(Value::as_str) {
            self.our_note(line, at, id, &object);
        } else if let Some(node) = self.doc.nodes.get_mut(at) {
            let before = node.field("note").to_owned();
            let note = if before.is_empty() { line.tail.to_owned() } else { format!("{before}\n{}", line.tail) };
            if silent::is_now() {
                return;
            }
            put(&mut node.fields, "note", &note);
        }
    }

    /// Takes what [`super::Brat`] has written into a note.
    fn our_note(&mut self, line: &Line<'_>, at: usize, id: &str, object: &Map<String, Value>) {
        if self.doc.find(id).is_some_and(|other| other != at) {
            return self.skip(line, "another mark has its id");
        }
        let pair = |pair: &Value| {
            let end = |at: usize| pair.get(at).and_then(Value::as_u64).and_then(|end| usize::try_from(end).ok());
            self.places.span(end(0)?, end(1)?)
        };
        let spans = object.get(SPANS).and_then(Value::as_array);
        let spans: Option<Vec<Span>> = spans.and_then(|spans| spans.iter().map(pair).collect());
        // A mark that was moved in brat stands where its line says, not where it stood before.
        let spans =
            spans.filter(|spans| self.doc.nodes.get(at).is_some_and(|it| it.spans == fragments(&self.doc.text, spans)));
        let Some(node) = self.doc.nodes.get_mut(at) else { return };
        id.clone_into(&mut node.id);
        if let Some(spans) = spans {
            node.spans = spans;
        }
        if let Some(label) = object.get(LABEL).and_then(Value::as_str) {
            label.clone_into(&mut node.label);
        }
        let own = object.iter().filter(|(name, _)| !name.starts_with('@'));
        node.fields.extend(from_json(&own.map(|(name, value)| (name.clone(), value.clone())).collect()));
    }
}

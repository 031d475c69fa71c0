//! Reading `WebAnno` TSV 3, ours and that of others.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::feature::field_of;
use super::rebuild::{Rebuilt, Unit};
use super::{CUSTOM, ID, LABEL, parts, unescape_value, values_of};
use crate::core::annotation::Place;
use crate::core::doc::{Doc, Fields, Link, Node};
use crate::exchange::left::{Left, Thing, silent};
use crate::exchange::{Beside, Incoming, Unreadable};

/// Reads a file of `WebAnno` TSV 3.0 to 3.3.
///
/// # Errors
/// Says that it is no such file, or that its sentences contradict each other.
pub fn read(path: &str, bytes: &[u8], _beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let not_utf8 = |_| Unreadable::new("the file is not UTF-8; export it as UTF-8");
    let file = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(not_utf8)?;
    let lines = file.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut lines = lines.enumerate().map(|(at, line)| (at + 1, line)).peekable();
    let version = lines.next().and_then(|(_, head)| head.strip_prefix("#FORMAT=WebAnno TSV 3."));
    let Some(version) = version.and_then(|version| version.trim().parse::<u32>().ok()) else {
        return Err(Unreadable::at(1, "this is no WebAnno TSV 3; choose that format when you export"));
    };
    let mut schema = Schema::default();
    while let Some((_, line)) = lines.next_if(|(_, line)| line.starts_with("#T_")) {
        schema.declare(line);
    }
    let lines: Vec<(usize, &str)> = lines.collect();
    let (text, mut units, bad, said) = Rebuilt::best_of(&lines, version <= 1)?;
    let left = Left::default();
    left.say_all("", said.as_deref());
    for it in bad {
        left.add(it);
    }
    for unit in units.iter_mut().filter(|unit| !text.is_there(unit)) {
        let cells: Vec<&str> = unit.cells.iter().copied().filter(|cell| !["_", ""].contains(cell)).collect();
        if !cells.is_empty() {
            let (start, end) = unit.range;
            let reason = format!(
                "“{}” does not stand at {start}-{end}, so what is said of it has no place: {}",
                unit.form,
                cells.join(" ")
            );
            left.leave(Thing::Mark, format!("line {}", unit.line), reason);
        }
        unit.cells.clear();
    }
    let stem = path.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')).map_or(path, |it| it.0);
    let named = |ending: &str| stem.to_ascii_lowercase().ends_with(ending);
    let name = if named(".txt") || named(".md") { stem.to_owned() } else { format!("{stem}.txt") };
    let mut reader = Reader { schema, marks: Marks::default(), links: Vec::new(), chained: HashSet::new(), left };
    for unit in &units {
        reader.unit(unit);
    }
    let mut doc = Doc::new(&name, text.text());
    let columns = |layer: &Layer| layer.columns.iter().any(|it| matches!(it, Column::Targets | Column::Source));
    doc.has_links = reader.schema.layers.iter().any(columns);
    reader.fill(&mut doc, &text);
    doc.sort();
    let (left, said) = reader.left.done();
    Ok(Incoming { docs: vec![doc], left, said, ..Incoming::default() })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Span,
    Relation,
    Chain,
}

enum Column {
    /// A feature; without a name the column only says that there is a mark.
    Feature(String),
    /// Roles of slots.
    Roles,
    /// Marks that slots lead to.
    Targets,
    /// The mark that a relation comes from.
    Source,
}

struct Layer {
    kind: Kind,
    name: String,
    columns: Vec<Column>,
    /// Where its columns begin.
    start: usize,
    /// For relations, the layer that they join marks of.
    base: String,
}

#[derive(Default)]
struct Schema {
    layers: Vec<Layer>,
    columns: usize,
}

impl Schema {
    fn declare(&mut self, line: &str) {
        let kind = match line.get(..5) {
            Some("#T_RL") => Kind::Relation,
            Some("#T_CH") => Kind::Chain,
            _ => Kind::Span,
        };
        let mut names = line.split_once('=').map_or("", |it| it.1).split('|');
        let name = names.next().unwrap_or_default().to_owned();
        let mut layer = Layer { kind, name, columns: Vec::new(), start: self.columns, base: String::new() };
        for name in names.filter(|name| !name.is_empty()) {
            layer.columns.push(match (kind, name.strip_prefix("BT_")) {
                (Kind::Relation, Some(base)) => {
                    base.clone_into(&mut layer.base);
                    Column::Source
                }
                (Kind::Span, _) if name.starts_with("ROLE_") => Column::Roles,
                (Kind::Span, _) if name.contains('.') => Column::Targets,
                _ => Column::Feature(name.to_owned()),
            });
        }
        if layer.columns.is_empty() {
            layer.columns.push(Column::Feature(String::new()));
        }
        self.columns += layer.columns.len();
        self.layers.push(layer);
    }
}

/// A mark while it is read.
struct Mark {
    layer: usize,
    range: (usize, usize),
    line: usize,
    features: BTreeMap<String, String>,
}

#[derive(Default)]
struct Marks {
    all: Vec<Mark>,
    /// By layer and number.
    numbered: HashMap<(usize, usize), usize>,
    /// By the name of each unit: the marks on it.
    on: HashMap<String, Vec<usize>>,
}

/// A link while it is read: role, from, to.
struct Joint {
    line: usize,
    role: String,
    from: End,
    to: End,
}

/// What a link leads to.
enum End {
    /// A mark.
    Mark(usize),
    /// A mark on a unit, by its number where it has one, of a layer where that is known.
    On { unit: String, number: usize, layer: String },
}

struct Reader {
    schema: Schema,
    marks: Marks,
    links: Vec<Joint>,
    /// Chains that have been said, which stand on each of their words.
    chained: HashSet<(usize, String)>,
    left: Left,
}

impl Reader {
    fn unit(&mut self, unit: &Unit<'_>) {
        let schema = std::mem::take(&mut self.schema);
        if unit.cells.is_empty() {
            self.schema = schema;
            return;
        }
        if unit.cells.len() < schema.columns {
            self.skip(unit.line, "columns are missing");
        }
        let further = unit.cells.iter().enumerate().skip(schema.columns);
        for (at, cell) in further.filter(|(_, cell)| !["_", "*", ""].contains(*cell)) {
            let column = at + 1;
            let reason = format!("“{cell}” in column {column} of marks: no line at the top says what stands there");
            self.left.leave(Thing::Mark, format!("line {}", unit.line), reason);
        }
        for (at, layer) in schema.layers.iter().enumerate() {
            let cells = |column: usize| match unit.cells.get(layer.start + column) {
                None | Some(&"_") => Vec::new(),
                Some(cell) => parts(cell, '|'),
            };
            let cells: Vec<Vec<&str>> = (0..layer.columns.len()).map(cells).collect();
            if layer.kind == Kind::Chain {
                self.chain(unit, (at, layer), &cells);
                continue;
            }
            let depth = cells.iter().map(Vec::len).max().unwrap_or(0);
            for index in 0..depth {
                let stacked: Vec<Option<&str>> = cells.iter().map(|cells| cells.get(index).copied()).collect();
                match layer.kind {
                    Kind::Span => self.span(unit, at, layer, &stacked),
                    Kind::Relation => self.relation(unit, layer, &stacked),
                    Kind::Chain => {}
                }
            }
        }
        self.schema = schema;
    }

    fn skip(&self, line: usize, why: &str) {
        self.left.leave(Thing::Mark, format!("line {line}"), why);
    }

    /// Says of the links of a chain that they are not read, once for each.
    fn chain(&mut self, unit: &Unit<'_>, (at, layer): (usize, &Layer), cells: &[Vec<&str>]) {
        let cells: Vec<&str> = cells.iter().flatten().copied().filter(|cell| *cell != "_").collect();
        let said = cells.join(" ");
        // Those of several words have a number in brackets, and stand on each of them.
        if said.is_empty() || said.contains('[') && !self.chained.insert((at, said.clone())) {
            return;
        }
        let reason = format!("{} “{said}” on “{}”: chains are not read", layer.name, unit.plain);
        self.left.leave(Thing::Link, format!("line {}", unit.line), reason);
    }

    fn span(&mut self, unit: &Unit<'_>, at: usize, layer: &Layer, cells: &[Option<&str>]) {
        let with_numbers = layer.columns.iter().zip(cells).filter(|(column, _)| !matches!(column, Column::Targets));
        let number =
            with_numbers.filter_map(|(_, cell)| Some(bracket((*cell)?).1)).find_map(|number| number.parse().ok());
        let known = number.and_then(|number: usize| self.marks.numbered.get(&(at, number)).copied());
        let mark = known.unwrap_or(self.marks.all.len());
        if let Some(mark) = self.marks.all.get_mut(mark) {
            mark.range.1 = mark.range.1.max(unit.range.1);
        } else {
            let features = BTreeMap::new();
            self.marks.all.push(Mark { layer: at, range: unit.range, line: unit.line, features });
        }
        if let Some(number) = number {
            self.marks.numbered.insert((at, number), mark);
        }
        self.marks.on.entry(unit.id.to_owned()).or_default().push(mark);
        let mut roles = Vec::new();
        for (column, cell) in layer.columns.iter().zip(cells).filter_map(|(column, cell)| Some((column, (*cell)?))) {
            match column {
                Column::Feature(name) => self.feature(mark, unit.line, name, bracket(cell).0),
                Column::Roles => roles = parts(bracket(cell).0, ';'),
                // All units of a mark repeat its links.
                Column::Targets if known.is_none() => self.slots(unit, mark, &roles, cell),
                Column::Targets | Column::Source => {}
            }
        }
    }

    fn feature(&mut self, mark: usize, line: usize, name: &str, value: &str) {
        if value == "*" || value == "_" || silent::is_now() {
            return;
        }
        let Some(mark) = self.marks.all.get_mut(mark) else { return };
        let value = unescape_value(value);
        if name.is_empty() {
            let reason = format!("“{value}”: the layer has no feature in which it could stand");
            return self.left.leave(Thing::Field, format!("line {line}"), reason);
        }
        let there = mark.features.entry(name.to_owned()).or_insert_with(|| value.clone());
        if *there != value {
            let reason = format!("{name} “{value}”: on another word of the same mark it is “{there}”");
            self.left.leave(Thing::Field, format!("line {line}"), reason);
        }
    }

    fn slots(&mut self, unit: &Unit<'_>, mark: usize, roles: &[&str], cell: &str) {
        let targets = parts(cell, ';');
        for at in 0..targets.len().max(roles.len()) {
            let (target, role) = (targets.get(at).copied().unwrap_or("_"), roles.get(at).copied().unwrap_or("*"));
            if target == "*" || target == "_" {
                if !["*", "_", ""].contains(&role) {
                    self.skip(unit.line, &format!("the role {role} of a slot leads nowhere"));
                }
                continue;
            }
            let (on, number) = bracket(target);
            let to = End::On { unit: on.to_owned(), number: number.parse().unwrap_or(0), layer: String::new() };
            let role = if role == "*" || role == "_" { "link".to_owned() } else { unescape_value(role) };
            self.links.push(Joint { line: unit.line, role, from: End::Mark(mark), to });
        }
    }

    fn relation(&mut self, unit: &Unit<'_>, layer: &Layer, cells: &[Option<&str>]) {
        let mut values = Vec::new();
        let mut source = "";
        for (column, cell) in layer.columns.iter().zip(cells).filter_map(|(column, cell)| Some((column, (*cell)?))) {
            match column {
                Column::Source => source = cell,
                _ if cell != "*" && cell != "_" => values.push(unescape_value(cell)),
                _ => {}
            }
        }
        if values.len() > 1 {
            self.skip(unit.line, &format!("a relation has one role, so left out is {}", values[1..].join(", ")));
        }
        let (on, numbers) = bracket(source);
        let (from, to) = numbers.split_once('_').unwrap_or_default();
        let end = |unit: &str, number: &str| End::On {
            unit: unit.to_owned(),
            number: number.parse().unwrap_or(0),
            layer: layer.base.clone(),
        };
        let role = values.into_iter().next().unwrap_or_else(|| short(&layer.name).to_ascii_lowercase());
        let (from, to) = (end(on, from), end(unit.id, to));
        self.links.push(Joint { line: unit.line, role, from, to });
    }

    fn find(&self, end: &End) -> Option<usize> {
        let (unit, number, layer) = match end {
            End::Mark(mark) => return Some(*mark),
            End::On { unit, number, layer } => (unit, *number, layer),
        };
        let named = self.schema.layers.iter().position(|it| it.kind == Kind::Span && it.name == *layer);
        if number > 0 {
            let mut of_layer = named.into_iter().chain(0..self.schema.layers.len());
            return of_layer.find_map(|at| self.marks.numbered.get(&(at, number)).copied());
        }
        let here = self.marks.on.get(unit)?;
        here.iter()
            .copied()
            .find(|mark| named.is_none_or(|at| self.marks.all.get(*mark).is_some_and(|it| it.layer == at)))
    }

    /// Makes nodes of marks and links of joints.
    fn fill(&mut self, doc: &mut Doc, text: &Rebuilt) {
        let mut nodes: Vec<Option<usize>> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        for (at, mark) in self.marks.all.iter().enumerate() {
            let Some(span) = text.span(mark.range) else {
                let (start, end) = mark.range;
                let with: Vec<String> =
                    mark.features.iter().map(|(name, value)| format!(" {name} “{value}”")).collect();
                let why = format!("the mark {start}-{end}{} is empty or does not fit the text", with.join(","));
                self.left.leave(Thing::Mark, format!("line {}", mark.line), why);
                nodes.push(None);
                continue;
            };
            let name = self.schema.layers.get(mark.layer).map_or("", |layer| layer.name.as_str());
            let mut node = node(name, &mark.features, format!("m{}", at + 1));
            let twin = by_id.get(&node.id).and_then(|at| Some((*at, doc.nodes.get_mut(*at)?)));
            match twin {
                // The fragments of one mark have the same id and the same fields.
                Some((at, twin)) if twin.label == node.label && twin.fields == node.fields => {
                    twin.spans.push(span);
                    nodes.push(Some(at));
                    continue;
                }
                Some(_) => {
                    let why = format!("another mark has the id {}", node.id);
                    self.left.leave(Thing::Mark, format!("line {}", mark.line), why);
                    node.id = format!("m{}", at + 1);
                }
                None => {}
            }
            node.spans = vec![span];
            by_id.insert(node.id.clone(), doc.nodes.len());
            nodes.push(Some(doc.nodes.len()));
            doc.nodes.push(node);
        }
        for node in &mut doc.nodes {
            if let Some(place) = Place::from_fragments(std::mem::take(&mut node.spans)) {
                node.spans = place.fragments().to_vec();
            }
        }
        for joint in &self.links {
            let at = |end| self.find(end).and_then(|mark| nodes.get(mark).copied().flatten());
            if let (Some(from), Some(to)) = (at(&joint.from), at(&joint.to)) {
                doc.links.push(Link { role: joint.role.clone(), from, to });
            } else {
                let why = format!("the link {} leads to no mark", joint.role);
                self.left.leave(Thing::Link, format!("line {}", joint.line), why);
            }
        }
    }
}

/// Parts what stands in brackets at the end of a cell from what stands before them.
fn bracket(cell: &str) -> (&str, &str) {
    let inside = cell.strip_suffix(']').filter(|rest| !rest.ends_with('\\'));
    inside.and_then(|inside| inside.rsplit_once('[')).unwrap_or((cell, ""))
}

/// Gives the last part of the name of a layer.
fn short(name: &str) -> &str {
    name.strip_prefix(CUSTOM).or_else(|| Some(name.rsplit_once('.')?.1)).unwrap_or(name)
}

/// Makes a node without a place.
fn node(layer: &str, features: &BTreeMap<String, String>, id: String) -> Node {
    let mut node = Node { id, label: short(layer).to_owned(), spans: Vec::new(), fields: Fields::new() };
    for (name, value) in features {
        match name.as_str() {
            ID if !value.is_empty() => value.clone_into(&mut node.id),
            LABEL if features.contains_key(ID) => value.clone_into(&mut node.label),
            other => {
                // Two names may become one.
                let mut field = field_of(other);
                while node.fields.contains_key(&field) {
                    field.push('_');
                }
                node.fields.insert(field, values_of(value));
            }
        }
    }
    node
}

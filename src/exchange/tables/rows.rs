//! The rows of a document.

use std::collections::BTreeMap;

use super::columns::{Column, From};
use super::{Cell, Row, Table, Type};
use crate::core::doc::names;
use crate::core::doc::tuple::untuple;
use crate::core::doc::{Doc, Node, label};
use crate::exchange::days::Days;

/// What a row is of: a node, and in some tables one value of it.
struct At<'a> {
    doc: &'a Doc,
    links: &'a BTreeMap<usize, Vec<usize>>,
    at: usize,
    node: &'a Node,
    /// Whether it is one party of an agreement.
    is_party: bool,
    /// Number of the value in its list, and its parts.
    value: Option<(usize, Vec<String>)>,
}

/// Lists the rows of a table.
pub(super) fn of(table: Table, columns: &[Column], doc: &Doc, links: &BTreeMap<usize, Vec<usize>>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, node) in doc.nodes.iter().enumerate() {
        let list = match table {
            Table::Parties if node.label == label::AGREEMENT => "parties",
            Table::Quantities if node.label == label::AGREEMENT => "quantities",
            Table::Mentions if !node.spans.is_empty() => "",
            table if table.label() == Some(node.label.as_str()) => "",
            _ => continue,
        };
        let mut row = |value| {
            let at = At { doc, links, at, node, is_party: table == Table::Parties, value };
            rows.push(columns.iter().map(|column| at.cell(column)).collect());
        };
        if list.is_empty() {
            row(None);
        }
        for (number, text) in node.fields.get(list).into_iter().flatten().enumerate() {
            row(Some((number, untuple(text))));
        }
    }
    rows
}

/// Makes a cell of one text.
pub(super) fn typed(kind: Type, text: &str) -> Cell {
    match kind {
        Type::Number => Cell::Number(text.parse().ok()),
        Type::Decimal => Cell::Decimal(text.parse().ok().filter(|number: &f64| number.is_finite())),
        // A flag of the program is there or not; one of a schema can also say no.
        Type::Flag => Cell::Flag(match text {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }),
        Type::Day => Cell::Day(Some(text.to_owned()).filter(|text| !text.is_empty())),
        Type::List => Cell::List(Some(text.to_owned()).filter(|text| !text.is_empty()).into_iter().collect()),
        Type::Text | Type::Structs(_) => Cell::Text(text.to_owned()),
    }
}

impl At<'_> {
    fn cell(&self, column: &Column) -> Cell {
        let (doc, node) = (self.doc, self.node);
        let number = |at: Option<usize>| Cell::Number(at.and_then(|at| i64::try_from(at).ok()));
        let days = |field: &str| Days::of(node.field(field));
        match &column.from {
            From::Article => Cell::Text(doc.name.clone()),
            From::Language => Cell::Text(doc.language().to_owned()),
            From::Annotator => Cell::Text(doc.field("annotator").to_owned()),
            From::Id | From::Agreement => Cell::Text(node.id.clone()),
            From::Label => Cell::Text(node.label.clone()),
            From::Start => number(self.place().and_then(Node::cover).map(|cover| doc.chars(cover).0)),
            From::End => number(self.place().and_then(Node::cover).map(|cover| doc.chars(cover).1)),
            From::Quote => Cell::Text(self.place().map_or(String::new(), |node| doc.quote(node))),
            From::Quotes(role) => Cell::List(self.linked(role).map(|node| doc.quote(node)).collect()),
            From::Field(name) => Cell::Text(node.field(name).to_owned()),
            From::Fields(name) => Cell::List(node.fields.get(name).cloned().unwrap_or_default()),
            From::Typed(name) => {
                let built_in = names::find(&node.label, name).is_some();
                match typed(column.kind, node.field(name)) {
                    Cell::Flag(None) if built_in => Cell::Flag(Some(false)),
                    cell => cell,
                }
            }
            From::First(name) => Cell::Day(days(name).and_then(|days| days.start)),
            From::Last(name) => Cell::Day(days(name).and_then(|days| days.end)),
            From::Precision(name) => Cell::Text(days(name).map_or("", |days| days.precision).to_owned()),
            From::Parts(name, part) => Cell::List(self.parts(name, *part)),
            From::Called(name, part) => {
                Cell::List(self.parts(name, *part).iter().map(|id| self.name(id).to_owned()).collect())
            }
            From::People => Cell::Structs(self.people()),
            From::Said(what) => Cell::List(self.said(what)),
            From::Number => number(self.value.as_ref().map(|value| value.0)),
            From::Part(part) => Cell::Text(self.part(*part).to_owned()),
            From::Name => Cell::Text(self.name(self.part(0)).to_owned()),
            From::Acts => Cell::List(self.acts()),
            From::OfParty(id) => self.of_party(column.kind, id),
            From::Corpus(_) => Cell::Text(String::new()),
        }
    }

    fn linked(&self, role: &str) -> impl Iterator<Item = &Node> {
        let links = self.links.get(&self.at).into_iter().flatten().map(|link| &self.doc.links[*link]);
        links.filter(move |link| link.role == role).map(|link| &self.doc.nodes[link.to])
    }

    /// Gives where the row stands: its node, of an amount the part with its number.
    fn place(&self) -> Option<&Node> {
        let Some((number, _)) = &self.value else { return Some(self.node) };
        let id = format!("{}.q{number}", self.node.id);
        self.linked("quantity").find(|node| node.id == id)
    }

    fn part(&self, part: usize) -> &str {
        let text = self.value.as_ref().and_then(|value| value.1.get(part)).map_or("", String::as_str);
        // A party of which nothing more is said is one that is bound.
        if self.is_party && part == 2 && text.is_empty() { "party" } else { text }
    }

    fn parts(&self, list: &str, part: usize) -> Vec<String> {
        let values = self.node.fields.get(list).into_iter().flatten();
        values
            .map(|text| match untuple(text).get(part).map(String::as_str) {
                None | Some("") if (list, part) == ("parties", 2) => "party".to_owned(),
                other => other.unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// Gives what an id means, as the record says it.
    fn name(&self, id: &str) -> &str {
        let names = self.node.fields.get("actor_names").into_iter().flatten();
        names.filter_map(|text| text.split_once('=')).find(|it| it.0 == id).map_or("", |it| it.1)
    }

    fn people(&self) -> Vec<Vec<String>> {
        let [ids, capacities, roles, notes] = [0, 1, 2, 3].map(|part| self.parts("parties", part));
        let rest = capacities.into_iter().zip(roles).zip(notes);
        let person = |(id, ((capacity, role), note)): (String, ((String, String), String))| {
            let name = self.name(&id).to_owned();
            vec![id, name, capacity, role, note]
        };
        ids.into_iter().zip(rest).map(person).collect()
    }

    fn said(&self, wanted: &str) -> Vec<String> {
        let mut said = Vec::new();
        for (name, values) in &self.node.fields {
            if let Some((path, what)) = names::remark(name)
                && what.name == wanted
            {
                said.extend(values.iter().map(|text| format!("{path}={text}")));
            }
        }
        said
    }

    /// Lists the values of a list that belong to the party of the row, without its number.
    fn of_row(&self, list: &str) -> impl Iterator<Item = Vec<String>> {
        let number = self.value.as_ref().map(|value| value.0.to_string());
        let values = self.node.fields.get(list).into_iter().flatten().map(|text| untuple(text));
        values.filter(move |parts| parts.first() == number.as_ref()).map(|mut parts| parts.split_off(1))
    }

    fn acts(&self) -> Vec<String> {
        let part = |parts: &[String], at: usize| parts.get(at).cloned().unwrap_or_default();
        self.of_row("party_acts").map(|parts| format!("{}={}", part(&parts, 0), part(&parts, 1))).collect()
    }

    fn of_party(&self, kind: Type, id: &str) -> Cell {
        let mine = self.of_row("party_fields").filter(|parts| parts.first().is_some_and(|it| it == id));
        let values: Vec<String> = mine.map(|mut parts| parts.pop().unwrap_or_default()).collect();
        if kind == Type::List { Cell::List(values) } else { typed(kind, values.first().map_or("", String::as_str)) }
    }
}

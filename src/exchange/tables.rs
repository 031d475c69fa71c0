//! Documents as rows: what the CSV and Parquet tables have in common.

use crate::core::annotation::RegistryEntry;
use crate::core::doc::{Doc, Node, label};
use crate::core::shared::Shared;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text; empty where nothing is known.
    Text,
    /// A whole number.
    Number,
    /// A list of texts.
    List,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number; nothing where it does not apply.
    Number(Option<i64>),
    /// A list.
    List(Vec<String>),
}

/// A row, in the order of the columns.
pub type Row = Vec<Cell>;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row a mention of an actor.
    Actors,
    /// One row a mark of any label.
    Mentions,
    /// One row a mention of a date.
    Dates,
    /// One row an agreement.
    Agreements,
    /// One row an actor of the registry.
    Registry,
}

/// Where a column of a node comes from.
#[derive(Clone, Copy)]
enum From {
    Article,
    Language,
    Annotator,
    Id,
    Label,
    Start,
    End,
    Quote,
    /// Quotes of the nodes that are linked by this role.
    Quotes(&'static str),
    /// A field with one value.
    Field(&'static str),
    /// A field with several.
    Fields(&'static str),
}

const PLACE: [(&str, From); 8] = [
    ("article", From::Article),
    ("language", From::Language),
    ("annotator", From::Annotator),
    ("id", From::Id),
    ("label", From::Label),
    ("start", From::Start),
    ("end", From::End),
    ("quote", From::Quote),
];
const ACTORS: [(&str, From); 6] = [
    ("form", From::Field("form")),
    ("links", From::Fields("links")),
    ("names", From::Fields("actor_names")),
    ("intended", From::Fields("intended")),
    ("titles", From::Quotes("title")),
    ("confidence", From::Field("confidence")),
];
const DATES: [(&str, From); 10] = [
    ("kind", From::Field("kind")),
    ("value", From::Field("value")),
    ("reference", From::Field("reference")),
    ("role", From::Field("role")),
    ("anchor", From::Field("anchor")),
    ("modifier", From::Field("modifier")),
    ("calendar", From::Field("calendar")),
    ("other_readings", From::Fields("other_readings")),
    ("basis", From::Field("basis")),
    ("confidence", From::Field("confidence")),
];
const AGREEMENTS: [(&str, From); 26] = [
    ("title", From::Field("title")),
    ("level", From::Field("level")),
    ("kind", From::Field("kind")),
    ("status", From::Field("status")),
    ("modality", From::Field("modality")),
    ("background", From::Field("background")),
    ("parties", From::Fields("parties")),
    ("parties_unknown", From::Field("parties_unknown")),
    ("signatories", From::Fields("signatories")),
    ("present", From::Fields("present")),
    ("names", From::Fields("actor_names")),
    ("signed", From::Field("signed")),
    ("signed_basis", From::Field("signed_basis")),
    ("validity", From::Field("validity")),
    ("in_force", From::Field("in_force")),
    ("expires", From::Field("expires")),
    ("announced", From::Field("announced")),
    ("venue", From::Field("venue_name")),
    ("venue_country", From::Field("venue_country")),
    ("topics", From::Fields("topics")),
    ("relations", From::Fields("relations")),
    ("external_ids", From::Fields("external_ids")),
    ("evidence", From::Quotes("evidence")),
    ("trigger", From::Quotes("trigger")),
    ("instrument", From::Quotes("instrument")),
    ("confidence", From::Field("confidence")),
];
const LAST: [(&str, From); 4] = [
    ("note", From::Field("note")),
    ("origin", From::Field("origin")),
    ("changed_by", From::Field("changed_by")),
    ("changed_at", From::Field("changed_at")),
];
const REGISTRY: [(&str, Type); 11] = [
    ("id", Type::Text),
    ("kind", Type::Text),
    ("name_en", Type::Text),
    ("names", Type::List),
    ("country", Type::Text),
    ("sector", Type::Text),
    ("part_of", Type::Text),
    ("roles", Type::List),
    ("external_ids", Type::List),
    ("merged_into", Type::Text),
    ("note", Type::Text),
];

impl Table {
    /// Gives the name of the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Mentions => "mentions",
            Self::Dates => "dates",
            Self::Agreements => "agreements",
            Self::Registry => "registry",
        }
    }

    fn sources(self) -> Vec<(&'static str, From)> {
        let own: &[(&str, From)] = match self {
            Self::Actors => &ACTORS,
            Self::Dates => &DATES,
            Self::Agreements => &AGREEMENTS,
            Self::Mentions => &[("links", From::Fields("links")), ("value", From::Field("value"))],
            Self::Registry => &[],
        };
        PLACE.iter().chain(own).chain(&LAST).copied().collect()
    }

    /// Lists the columns with their types.
    #[must_use]
    pub fn columns(self) -> Vec<(&'static str, Type)> {
        if self == Self::Registry {
            return REGISTRY.to_vec();
        }
        let kind = |from: From| match from {
            From::Start | From::End => Type::Number,
            From::Fields(_) | From::Quotes(_) => Type::List,
            _ => Type::Text,
        };
        self.sources().into_iter().map(|(name, from)| (name, kind(from))).collect()
    }

    fn takes(self, node: &Node) -> bool {
        match self {
            Self::Actors => node.label == label::ACTOR,
            Self::Dates => node.label == label::DATE,
            Self::Agreements => node.label == label::AGREEMENT,
            Self::Mentions => !node.spans.is_empty(),
            Self::Registry => false,
        }
    }

    /// Lists the rows of a document.
    #[must_use]
    pub fn rows(self, doc: &Doc) -> Vec<Row> {
        let sources = self.sources();
        let nodes = doc.nodes.iter().enumerate().filter(|(_, node)| self.takes(node));
        nodes.map(|(at, node)| sources.iter().map(|(_, from)| cell(doc, at, node, *from)).collect()).collect()
    }
}

fn cell(doc: &Doc, at: usize, node: &Node, from: From) -> Cell {
    let number = |at: Option<usize>| Cell::Number(at.and_then(|at| i64::try_from(at).ok()));
    match from {
        From::Article => Cell::Text(doc.name.clone()),
        From::Language => Cell::Text(doc.language().to_owned()),
        From::Annotator => Cell::Text(doc.field("annotator").to_owned()),
        From::Id => Cell::Text(node.id.clone()),
        From::Label => Cell::Text(node.label.clone()),
        From::Start => number(node.cover().map(|cover| doc.chars(cover).0)),
        From::End => number(node.cover().map(|cover| doc.chars(cover).1)),
        From::Quote => Cell::Text(doc.quote(node)),
        From::Quotes(role) => {
            let linked = doc.links.iter().filter(|link| link.from == at && link.role == role);
            Cell::List(linked.map(|link| doc.quote(&doc.nodes[link.to])).collect())
        }
        From::Field(name) => Cell::Text(node.field(name).to_owned()),
        From::Fields(name) => Cell::List(node.fields.get(name).cloned().unwrap_or_default()),
    }
}

/// Lists the rows of the registry of a corpus.
#[must_use]
pub fn registry_rows(shared: &Shared) -> Vec<Row> {
    shared.registry.entries().values().map(|entry| registry_row(entry)).collect()
}

fn registry_row(entry: &RegistryEntry) -> Row {
    let text = |text: &str| Cell::Text(text.to_owned());
    let joined = |parts: &[&str]| parts.join(":");
    let names = entry.names.iter().map(|name| joined(&[&name.lang, &name.script, &name.kind, &name.text]));
    let roles = entry.roles.iter().map(|role| joined(&[&role.org, &role.from, &role.to, &role.title]));
    vec![
        text(&entry.id),
        text(&entry.kind),
        text(&entry.name_en),
        Cell::List(names.collect()),
        text(&entry.country),
        text(&entry.sector),
        text(&entry.part_of),
        Cell::List(roles.collect()),
        Cell::List(entry.external_ids.clone()),
        text(entry.merged_into.as_deref().unwrap_or_default()),
        text(&entry.note),
    ]
}

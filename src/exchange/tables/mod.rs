//! Documents as rows: what the CSV and Parquet tables have in common.

mod columns;
mod corpus;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::core::doc::{Doc, label};
use crate::core::schema::Schema;
use crate::core::shared::Shared;
use columns::{Column, From};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text; empty where nothing is known.
    Text,
    /// A whole number.
    Number,
    /// A decimal number.
    Decimal,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
    /// A list of texts.
    List,
    /// A list of values with these parts.
    Structs(&'static [&'static str]),
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number; nothing where it does not apply.
    Number(Option<i64>),
    /// A decimal number; nothing where it does not apply.
    Decimal(Option<f64>),
    /// Yes or no; nothing where it does not apply.
    Flag(Option<bool>),
    /// A day as `YYYY-MM-DD`; nothing where none is known.
    Day(Option<String>),
    /// A list.
    List(Vec<String>),
    /// A list of values with the parts the type names.
    Structs(Vec<Vec<String>>),
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
    /// One row a party of an agreement.
    Parties,
    /// One row an amount that an agreement names.
    Quantities,
    /// One row an actor of the registry.
    Registry,
    /// One row an agreement across articles, or a process.
    Identities,
    /// One row a record that belongs to an agreement across articles.
    Members,
}

/// How exactly columns say what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As texts, for spreadsheets: what was typed, whatever it is.
    Plain,
    /// As numbers, days, truth values and lists of several parts.
    Typed,
}

impl Table {
    /// The tables of articles, in the order in which they are written.
    pub const OF_ARTICLES: [Self; 6] =
        [Self::Actors, Self::Mentions, Self::Dates, Self::Agreements, Self::Parties, Self::Quantities];
    /// The tables of what belongs to the whole corpus.
    pub const OF_CORPUS: [Self; 3] = [Self::Registry, Self::Identities, Self::Members];

    /// Gives the name of the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Mentions => "mentions",
            Self::Dates => "dates",
            Self::Agreements => "agreements",
            Self::Parties => "parties",
            Self::Quantities => "quantities",
            Self::Registry => "registry",
            Self::Identities => "identities",
            Self::Members => "members",
        }
    }

    /// Gives the label of the marks that have a row each; nothing where the rows are something else.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Actors => Some(label::ACTOR),
            Self::Dates => Some(label::DATE),
            Self::Agreements => Some(label::AGREEMENT),
            _ => None,
        }
    }
}

/// The columns of a table, made once for a dataset: a schema can have hundreds of fields.
#[derive(Clone, Debug)]
pub struct Columns {
    table: Table,
    columns: Vec<Column>,
    /// Names of fields that a column holds.
    covered: BTreeSet<String>,
}

impl Columns {
    /// Makes the columns of a table under a schema.
    #[must_use]
    pub fn of(table: Table, schema: &Schema, style: Style) -> Self {
        let columns = columns::of(table, schema, style);
        let covered = columns.iter().flat_map(|column| column.from.fields()).collect();
        Self { table, columns, covered }
    }

    /// Gives the table.
    #[must_use]
    pub fn table(&self) -> Table {
        self.table
    }

    /// Lists the columns with their types.
    pub fn all(&self) -> impl Iterator<Item = (&str, Type)> {
        self.columns.iter().map(|column| (column.name.as_str(), column.kind))
    }

    /// Tells whether a column holds a field.
    #[must_use]
    pub fn hold(&self, field: &str) -> bool {
        self.covered.contains(field) || (columns::is_said(field) && self.covered.contains(columns::SAID))
    }

    /// Lists the rows of a document.
    #[must_use]
    pub fn rows(&self, doc: &Doc) -> Vec<Row> {
        let mut links: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, link) in doc.links.iter().enumerate() {
            links.entry(link.from).or_default().push(at);
        }
        rows::of(self.table, &self.columns, doc, &links)
    }

    /// Lists the rows of a corpus.
    #[must_use]
    pub fn rows_of_corpus(&self, shared: &Shared) -> Vec<Row> {
        corpus::rows(self.table, &self.columns, shared)
    }
}

/// Where the values of own fields of the corpus come from is told by their id.
fn own_of(from: &From) -> Option<&str> {
    match from {
        From::Field(id) | From::Fields(id) | From::Typed(id) => Some(id),
        _ => None,
    }
}

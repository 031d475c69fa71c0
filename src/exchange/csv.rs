//! CSV tables of actors, dates, agreements, and the registry, for spreadsheets and quick looks.
//!
//! A cell that a spreadsheet would take for a formula is guarded by an apostrophe before it, as OWASP advises for
//! cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return. Values of a list are joined by ` | `.

use std::collections::BTreeSet;
use std::io;

use super::tables::{Cell, Row, Table, registry_rows};
use super::{Out, Target, in_part};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Node, label};
use crate::core::shared::Shared;

const TABLES: [Table; 3] = [Table::Actors, Table::Dates, Table::Agreements];

/// Writes `actors.csv`, `dates.csv` and `agreements.csv` for each part, and `registry.csv`.
pub struct Csv {
    registry: Vec<Row>,
    begun: BTreeSet<String>,
}

impl Csv {
    /// Begins a dataset with the registry of a corpus.
    #[must_use]
    pub fn new(shared: &Shared) -> Self {
        Self { registry: registry_rows(shared), begun: BTreeSet::new() }
    }

    fn write(&mut self, table: Table, part: &str, rows: &[Row], out: &mut dyn Out) -> io::Result<Vec<String>> {
        let path = in_part(part, &format!("{}.csv", table.name()));
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        if self.begun.insert(path.clone()) {
            writer.write_record(table.columns().iter().map(|(name, _)| *name))?;
        }
        let mut guarded = Vec::new();
        let columns = table.columns();
        for row in rows {
            let cells = row.iter().zip(&columns).map(|(cell, (name, _))| {
                let (text, guard) = shown(cell);
                if guard {
                    guarded.push((*name).to_owned());
                }
                text
            });
            writer.write_record(cells)?;
        }
        let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        out.append(&path, &bytes)?;
        Ok(guarded)
    }
}

/// Writes a cell, and tells whether it had to be guarded.
fn shown(cell: &Cell) -> (String, bool) {
    let text = match cell {
        Cell::Number(number) => return (number.map_or(String::new(), |number| number.to_string()), false),
        Cell::Text(text) => text.clone(),
        Cell::List(values) => values.join(" | "),
    };
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { (format!("'{text}"), true) } else { (text, false) }
}

impl Target for Csv {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        for table in TABLES {
            let rows = table.rows(doc);
            for row in &rows {
                let guarded = self.write(table, part, std::slice::from_ref(row), out)?;
                if let Some(Cell::Text(id)) = row.get(3) {
                    for name in guarded {
                        losses.field(
                            What::Flattened,
                            id,
                            &name,
                            "it begins like a formula and has an apostrophe before it",
                        );
                    }
                }
            }
            if rows.is_empty() {
                self.write(table, part, &[], out)?;
            }
        }
        for node in &doc.nodes {
            note_losses(doc, node, losses);
        }
        losses.article(
            What::Dropped,
            None,
            "the text and what is known of the article as a whole are not in the tables",
        );
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        let rows = std::mem::take(&mut self.registry);
        self.write(Table::Registry, "", &rows, out)?;
        Ok(())
    }
}

/// Says what of a node is not in the tables.
fn note_losses(doc: &Doc, node: &Node, losses: &mut Losses) {
    match node.label.as_str() {
        label::ACTOR | label::DATE | label::AGREEMENT => {
            if node.spans.len() > 1 {
                losses.node(What::Widened, &node.id, "the range runs from the first to the last fragment");
            }
            let tables = TABLES.iter().find(|table| table.name() == format!("{}s", node.label.to_lowercase()));
            let columns: Vec<&str> =
                tables.map_or(Vec::new(), |table| table.columns().iter().map(|(name, _)| *name).collect());
            let shown = |name: &str| columns.contains(&name) || matches!(name, "actor_names" | "venue_name");
            let left: Vec<&str> = node.fields.keys().map(String::as_str).filter(|name| !shown(name)).collect();
            if !left.is_empty() {
                losses.field(What::Dropped, &node.id, &left.join(", "), "there is no column for it");
            }
        }
        label::ACTOR_TITLE | label::EVIDENCE | label::TRIGGER | label::INSTRUMENT => {
            losses.node(What::Flattened, &node.id, "only its words are there, in the row of its record");
        }
        _ => {
            let quote = crate::core::text::excerpt(&doc.quote(node), 40);
            losses.node(What::Dropped, &node.id, format!("there is no table of {}: “{quote}”", node.label));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::generated::{Memory, doc};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cell_that_begins_like_a_formula_is_guarded() {
        for text in ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(shown(&Cell::Text(text.into())), (format!("'{text}"), true));
        }
        assert_eq!(shown(&Cell::Number(Some(-1))), ("-1".into(), false));
        assert_eq!(shown(&Cell::List(vec!["a".into(), "=b".into()])), ("a | =b".into(), false));
    }

    proptest! {
        #[test]
        fn every_table_reads_back_with_the_cells_it_was_made_of(doc in doc()) {
            let mut out = Memory::default();
            let mut target = Csv::new(&Shared::default());
            target.article(&doc, "", &mut out, &mut Losses::of("a.txt")).unwrap();
            target.finish(&mut out).unwrap();
            for table in TABLES {
                let mut reader = ::csv::Reader::from_reader(out.0[&format!("{}.csv", table.name())].as_slice());
                let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
                let columns: Vec<String> = table.columns().iter().map(|(name, _)| (*name).to_owned()).collect();
                prop_assert_eq!(names, columns);
                let read: Vec<Vec<String>> =
                    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let made: Vec<Vec<String>> =
                    table.rows(&doc).iter().map(|row| row.iter().map(|cell| shown(cell).0).collect()).collect();
                prop_assert_eq!(read, made);
            }
        }
    }
}

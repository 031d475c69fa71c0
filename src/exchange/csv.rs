//! CSV tables of actors, dates, agreements with their parties and amounts, and of what belongs to the whole corpus, for
//! spreadsheets and quick looks.
//!
//! A cell that a spreadsheet would take for a formula is guarded by an apostrophe before it, as OWASP advises for
//! cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return. Values of a list are joined by ` | `. The files
//! begin with a byte-order mark, without which Excel does not take them for UTF-8.

use std::collections::BTreeSet;
use std::io;

use super::tables::{Cell, Columns, Row, Style, Table};
use super::{Out, Target, in_part};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Node, label};
use crate::core::schema::Schema;
use crate::core::shared::Shared;

const TABLES: [Table; 5] = [Table::Actors, Table::Dates, Table::Agreements, Table::Parties, Table::Quantities];
/// What a file begins with.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes the tables of `TABLES` for each part, and `registry.csv`, `identities.csv` and `members.csv`.
pub struct Csv {
    tables: Vec<Columns>,
    of_corpus: Vec<(Columns, Vec<Row>)>,
    begun: BTreeSet<String>,
}

impl Csv {
    /// Begins a dataset with what belongs to the whole corpus, and the fields its schema adds.
    #[must_use]
    pub fn new(shared: &Shared, schema: &Schema) -> Self {
        let columns = |table: Table| Columns::of(table, schema, Style::Plain);
        let of_corpus = Table::OF_CORPUS.into_iter().map(columns).map(|columns| {
            let rows = columns.rows_of_corpus(shared);
            (columns, rows)
        });
        Self {
            of_corpus: of_corpus.collect(),
            tables: TABLES.into_iter().map(columns).collect(),
            begun: BTreeSet::new(),
        }
    }
}

/// Writes rows; gives the names of the cells that had to be guarded, each with its row.
fn write(
    begun: &mut BTreeSet<String>,
    columns: &Columns,
    part: &str,
    rows: &[Row],
    out: &mut dyn Out,
) -> io::Result<Vec<(usize, String)>> {
    let path = in_part(part, &format!("{}.csv", columns.table().name()));
    let is_new = begun.insert(path.clone());
    let mut writer = ::csv::Writer::from_writer(if is_new { MARK.to_vec() } else { Vec::new() });
    if is_new {
        writer.write_record(columns.all().map(|(name, _)| name))?;
    }
    let mut guarded = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(columns.all()).map(|(cell, (name, _))| {
            let (text, guard) = shown(cell);
            guarded.extend(guard.then(|| (at, name.to_owned())));
            text
        });
        writer.write_record(cells)?;
    }
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    out.append(&path, &bytes)?;
    Ok(guarded)
}

/// Writes a cell, and tells whether it had to be guarded.
fn shown(cell: &Cell) -> (String, bool) {
    let text = match cell {
        Cell::Number(number) => return (number.map_or(String::new(), |number| number.to_string()), false),
        Cell::Decimal(number) => return (number.map_or(String::new(), |number| number.to_string()), false),
        Cell::Flag(flag) => flag.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned(),
        Cell::Day(day) => day.clone().unwrap_or_default(),
        Cell::Text(text) => text.clone(),
        Cell::List(values) => values.join(" | "),
        Cell::Structs(values) => values.iter().map(|parts| parts.join(":")).collect::<Vec<_>>().join(" | "),
    };
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { (format!("'{text}"), true) } else { (text, false) }
}

impl Target for Csv {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        for columns in &self.tables {
            let rows = columns.rows(doc);
            for (at, name) in write(&mut self.begun, columns, part, &rows, out)? {
                // The fourth column is the id, or that of the agreement.
                if let Some(Cell::Text(id)) = rows[at].get(3) {
                    losses.field(
                        What::Flattened,
                        id,
                        &name,
                        "it begins like a formula and has an apostrophe before it",
                    );
                }
            }
        }
        for node in &doc.nodes {
            note_losses(doc, node, &self.tables, losses);
        }
        losses.article(
            What::Dropped,
            None,
            "the text and what is known of the article as a whole are not in the tables",
        );
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        for (columns, rows) in std::mem::take(&mut self.of_corpus) {
            write(&mut self.begun, &columns, "", &rows, out)?;
        }
        Ok(())
    }
}

/// Says what of a node is not in the tables.
fn note_losses(doc: &Doc, node: &Node, tables: &[Columns], losses: &mut Losses) {
    match node.label.as_str() {
        label::ACTOR | label::DATE | label::AGREEMENT => {
            if node.spans.len() > 1 {
                losses.node(What::Widened, &node.id, "the range runs from the first to the last fragment");
            }
            let columns = tables.iter().find(|columns| columns.table().label() == Some(node.label.as_str()));
            let held = |name: &str| {
                // Parties have a table of their own, where their own fields are columns.
                name == "party_fields" || columns.is_some_and(|columns| columns.hold(name))
            };
            let left: Vec<&str> = node.fields.keys().map(String::as_str).filter(|name| !held(name)).collect();
            if !left.is_empty() {
                losses.field(What::Dropped, &node.id, &left.join(", "), "there is no column for it");
            }
        }
        label::QUANTITY => {}
        label::ACTOR_TITLE | label::EVIDENCE | label::TRIGGER | label::INSTRUMENT => {
            losses.node(What::Flattened, &node.id, "only its words are there, in the row of its record");
            let names: Vec<&str> = node.fields.keys().map(String::as_str).collect();
            if !names.is_empty() {
                losses.field(What::Dropped, &node.id, &names.join(", "), "there is no column for it");
            }
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
            let schema = crate::core::doc::full::schema();
            let mut target = Csv::new(&Shared::default(), &schema);
            target.article(&doc, "", &mut out, &mut Losses::of("a.txt")).unwrap();
            target.finish(&mut out).unwrap();
            for columns in TABLES.map(|table| Columns::of(table, &schema, Style::Plain)) {
                let bytes = out.0[&format!("{}.csv", columns.table().name())].strip_prefix(MARK).expect("a mark");
                let mut reader = ::csv::Reader::from_reader(bytes);
                let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
                prop_assert_eq!(names, columns.all().map(|(name, _)| name.to_owned()).collect::<Vec<_>>());
                let read: Vec<Vec<String>> =
                    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let made: Vec<Vec<String>> =
                    columns.rows(&doc).iter().map(|row| row.iter().map(|cell| shown(cell).0).collect()).collect();
                prop_assert_eq!(read, made);
            }
        }
    }
}

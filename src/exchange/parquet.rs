//! Parquet tables: one row an article in the layout of Hugging Face, and flat tables for SQL.
//!
//! `articles/` and the flat tables are partitioned by language in folders such as `language=de`, which `DuckDB`, Spark,
//! Polars and `datasets` read as they are; `registry/`, `identities/` and `members/` belong to the whole corpus. Every
//! table of articles has their path in the column `article`. Offsets are half-open ranges of code points in 64-bit
//! numbers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::tables::{Cell, Columns, Row, Style, Table, Type};
use super::{Out, Target, in_part};
use crate::core::days::day_number;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, to_json};
use crate::core::schema;
use crate::core::shared::Shared;

/// Bytes of text that wait in memory before all files get a row group.
const GROUP: usize = 16_000_000;

/// Part, table and language of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    part: String,
    table: &'static str,
    language: String,
}

impl Key {
    fn of(doc: &Doc, part: &str, table: &'static str) -> Self {
        // It becomes the name of a folder, and a person may have typed anything.
        let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        Self { part: part.to_owned(), table, language: doc.language().chars().map(safe).collect() }
    }

    fn path(&self) -> String {
        in_part(&self.part, &format!("{}/language={}/0.parquet", self.table, self.language))
    }
}

/// Writes the tables.
pub struct Parquet {
    tables: Vec<Arc<Columns>>,
    of_corpus: Vec<(Arc<Columns>, Vec<Row>)>,
    files: BTreeMap<Key, File>,
    waiting: usize,
}

impl Parquet {
    /// Begins a dataset with what belongs to the whole corpus, and the fields its schema adds.
    #[must_use]
    pub fn new(shared: &Shared, schema: &schema::Schema) -> Self {
        let columns = |table: Table| Arc::new(Columns::of(table, schema, Style::Typed));
        let of_corpus = Table::OF_CORPUS.into_iter().map(columns).map(|columns| {
            let rows = columns.rows_of_corpus(shared);
            (columns, rows)
        });
        Self {
            of_corpus: of_corpus.collect(),
            tables: Table::OF_ARTICLES.into_iter().map(columns).collect(),
            files: BTreeMap::new(),
            waiting: 0,
        }
    }

    fn flush(&mut self, out: &mut dyn Out) -> io::Result<()> {
        for (key, file) in &mut self.files {
            file.flush(&key.path(), out)?;
        }
        self.waiting = 0;
        Ok(())
    }
}

impl Target for Parquet {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        let key = |table: &'static str| Key::of(doc, part, table);
        let articles = self.files.entry(key("articles")).or_insert_with(|| File::new(Rows::Articles(Vec::new())));
        if let Rows::Articles(rows) = &mut articles.rows {
            rows.push(ArticleRow::of(doc));
        }
        for columns in &self.tables {
            let file = self.files.entry(key(columns.table().name()));
            let file = file.or_insert_with(|| File::new(Rows::Table(columns.clone(), Vec::new())));
            if let Rows::Table(_, rows) = &mut file.rows {
                rows.extend(columns.rows(doc));
            }
        }
        for node in doc.nodes.iter().filter(|node| node.spans.len() > 1) {
            let reason =
                "in the flat tables the range runs from the first to the last fragment; in articles it is whole";
            losses.node(What::Widened, &node.id, reason);
        }
        // The marks take about as much again as the text.
        self.waiting += doc.text.len() + doc.nodes.len() * 400;
        if self.waiting > GROUP {
            self.flush(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        let mut rows: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        for (key, file) in std::mem::take(&mut self.files) {
            let path = key.path();
            *rows.entry((key.table, key.part)).or_default() += file.close(&path, out)?;
        }
        let mut of_corpus = Vec::new();
        for (columns, rows) in std::mem::take(&mut self.of_corpus) {
            let name = columns.table().name();
            let path = format!("{name}/0.parquet");
            if File::new(Rows::Table(columns, rows)).close(&path, out)? > 0 {
                of_corpus.push(name);
            }
        }
        out.append("README.md", front_page(&rows, &of_corpus).as_bytes())
    }
}

/// Writes the beginning of the page in which `datasets` looks for the tables and parts. It cannot load a part without
/// rows, so these are left out.
fn front_page(rows: &BTreeMap<(&'static str, String), usize>, of_corpus: &[&str]) -> String {
    let mut page = "---\nconfigs:\n".to_owned();
    let mut before = "";
    for ((table, part), _) in rows.iter().filter(|(_, count)| **count > 0) {
        if *table != before {
            let default = if *table == "articles" { "  default: true\n" } else { "" };
            // Writing to a text cannot fail.
            writeln!(page, "- config_name: {table}\n{default}  data_files:").ok();
            before = table;
        }
        let name = if part.is_empty() { "train" } else { part };
        writeln!(page, "  - split: {name}\n    path: {}/*/*.parquet", in_part(part, table)).ok();
    }
    for table in of_corpus {
        // What belongs to the whole corpus is in no part; `datasets` wants one all the same.
        writeln!(page, "- config_name: {table}\n  data_files:\n  - split: train\n    path: {table}/*.parquet").ok();
    }
    page + "---\n\n"
}

/// Bytes on their way to a file.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    fn drain(&self) -> Vec<u8> {
        self.0.lock().map(|mut bytes| std::mem::take(&mut *bytes)).unwrap_or_default()
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.lock().map_err(|_| io::Error::other("a writer has died"))?;
        waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Rows {
    Articles(Vec<ArticleRow>),
    Table(Arc<Columns>, Vec<Row>),
}

/// A file being written.
struct File {
    rows: Rows,
    pipe: Pipe,
    writer: Option<ArrowWriter<Pipe>>,
    /// Rows written so far.
    written: usize,
}

impl File {
    fn new(rows: Rows) -> Self {
        Self { rows, pipe: Pipe::default(), writer: None, written: 0 }
    }

    /// Writes the rows that wait as a row group.
    fn flush(&mut self, path: &str, out: &mut dyn Out) -> io::Result<()> {
        let batch = match &mut self.rows {
            Rows::Articles(rows) => articles_batch(&std::mem::take(rows))?,
            Rows::Table(columns, rows) => table_batch(columns, &std::mem::take(rows))?,
        };
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => self.writer.insert(begin(self.pipe.clone(), batch.schema())?),
        };
        self.written += batch.num_rows();
        if batch.num_rows() > 0 {
            writer.write(&batch).map_err(io::Error::other)?;
            writer.flush().map_err(io::Error::other)?;
        }
        out.append(path, &self.pipe.drain())
    }

    /// Writes the rest; gives how many rows the file has.
    fn close(mut self, path: &str, out: &mut dyn Out) -> io::Result<usize> {
        self.flush(path, out)?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(io::Error::other)?;
        }
        out.append(path, &self.pipe.drain())?;
        Ok(self.written)
    }
}

fn begin(pipe: Pipe, schema: SchemaRef) -> io::Result<ArrowWriter<Pipe>> {
    let level = ZstdLevel::try_new(3).map_err(io::Error::other)?;
    let facts = [("offset_unit", "code points"), ("ranges", "half-open"), ("made_by", "glossator")];
    let facts = facts.map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_key_value_metadata(Some(facts.to_vec()))
        .set_created_by(format!("glossator {}", env!("CARGO_PKG_VERSION")))
        .build();
    ArrowWriter::try_new(pipe, schema, Some(properties)).map_err(io::Error::other)
}

fn list_of(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", item, true)))
}

fn table_batch(columns: &Columns, rows: &[Row]) -> io::Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for (at, (name, kind)) in columns.all().enumerate() {
        // The language is the name of the folder; readers add the column.
        if name == "language" {
            continue;
        }
        let array = array(kind, rows.iter().filter_map(|row| row.get(at)));
        fields.push(Field::new(name, array.data_type().clone(), true));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(io::Error::other)
}

/// Makes a column; a cell of another type than its column has no value.
fn array<'a>(kind: Type, cells: impl Iterator<Item = &'a Cell>) -> ArrayRef {
    macro_rules! column {
        ($builder:ident, $variant:ident, $value:expr) => {{
            let mut builder = $builder::new();
            for cell in cells {
                builder.append_option(if let Cell::$variant(value) = cell { $value(value) } else { None });
            }
            Arc::new(builder.finish())
        }};
    }
    match kind {
        Type::Text => column!(StringBuilder, Text, Some),
        Type::Number => column!(Int64Builder, Number, |number: &Option<i64>| *number),
        Type::Decimal => column!(Float64Builder, Decimal, |number: &Option<f64>| *number),
        Type::Flag => column!(BooleanBuilder, Flag, |flag: &Option<bool>| *flag),
        Type::Day => column!(Date32Builder, Day, |day: &Option<String>| {
            day.as_deref().and_then(day_number).and_then(|day| i32::try_from(day).ok())
        }),
        Type::List => {
            let mut builder = ListBuilder::new(StringBuilder::new());
            for cell in cells {
                for value in if let Cell::List(values) = cell { values.as_slice() } else { &[] } {
                    builder.values().append_value(value);
                }
                builder.append(true);
            }
            Arc::new(builder.finish())
        }
        Type::Structs(parts) => {
            let fields: Vec<Field> = parts.iter().map(|part| Field::new(*part, DataType::Utf8, true)).collect();
            let mut builder = ListBuilder::new(StructBuilder::from_fields(fields, 0));
            for cell in cells {
                for value in if let Cell::Structs(values) = cell { values.as_slice() } else { &[] } {
                    for at in 0..parts.len() {
                        append_text(builder.values(), at, value.get(at).map_or("", String::as_str));
                    }
                    builder.values().append(true);
                }
                builder.append(true);
            }
            Arc::new(builder.finish())
        }
    }
}

/// What is written of an article, without the tables of its text.
struct ArticleRow {
    texts: [String; COLUMNS.len()],
    spans: Vec<SpanRow>,
    /// Head, tail, type.
    relations: Vec<[String; 3]>,
}

/// What is written of a mark.
struct SpanRow {
    id: String,
    label: String,
    /// Half-open ranges of code points.
    ranges: Vec<(i64, i64)>,
    quote: String,
    /// The fields as JSON.
    attributes: String,
}

/// The columns of text of an article.
const COLUMNS: [&str; 10] =
    ["article", "lang", "title", "published", "text", "publisher", "url", "annotator", "status", "fields"];

impl ArticleRow {
    fn of(doc: &Doc) -> Self {
        let long = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        let title = doc.nodes.iter().find(|node| node.label == crate::core::doc::label::ARTICLE_TITLE);
        let text = |name: &str| match name {
            "article" => doc.name.clone(),
            "lang" => doc.language().to_owned(),
            "title" => title.map_or(String::new(), |node| doc.quote(node)),
            "text" => doc.text.as_str().to_owned(),
            "status" => doc.field("state").to_owned(),
            "fields" => serde_json::Value::from(to_json(&doc.fields)).to_string(),
            other => doc.field(other).to_owned(),
        };
        let spans = doc.nodes.iter().map(|node| SpanRow {
            id: node.id.clone(),
            label: node.label.clone(),
            ranges: node
                .spans
                .iter()
                .map(|span| doc.chars(*span))
                .map(|(start, end)| (long(start), long(end)))
                .collect(),
            quote: doc.quote(node),
            attributes: serde_json::Value::from(to_json(&node.fields)).to_string(),
        });
        let id = |at: usize| doc.nodes[at].id.clone();
        let relations = doc.links.iter().map(|link| [id(link.from), id(link.to), link.role.clone()]);
        Self { texts: COLUMNS.map(text), spans: spans.collect(), relations: relations.collect() }
    }
}

fn articles_batch(rows: &[ArticleRow]) -> io::Result<RecordBatch> {
    let range = vec![Field::new("start", DataType::Int64, true), Field::new("end", DataType::Int64, true)];
    let span = vec![
        Field::new("id", DataType::Utf8, true),
        Field::new("label", DataType::Utf8, true),
        Field::new("start", DataType::Int64, true),
        Field::new("end", DataType::Int64, true),
        Field::new("text", DataType::Utf8, true),
        Field::new("fragments", list_of(DataType::Struct(range.clone().into())), true),
        Field::new("attrs", DataType::Utf8, true),
    ];
    let relation: Vec<Field> = ["head", "tail", "type"].map(|name| Field::new(name, DataType::Utf8, true)).to_vec();
    let mut fields: Vec<Field> = COLUMNS.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for at in 0..COLUMNS.len() {
        let mut builder = StringBuilder::new();
        for row in rows {
            builder.append_value(&row.texts[at]);
        }
        columns.push(Arc::new(builder.finish()));
    }
    let mut spans = ListBuilder::new(StructBuilder::from_fields(span, 0));
    let mut relations = ListBuilder::new(StructBuilder::from_fields(relation, 0));
    for row in rows {
        for span in &row.spans {
            append_span(spans.values(), span);
        }
        spans.append(true);
        for relation in &row.relations {
            for (at, text) in relation.iter().enumerate() {
                append_text(relations.values(), at, text);
            }
            relations.values().append(true);
        }
        relations.append(true);
    }
    let (spans, relations) = (spans.finish(), relations.finish());
    fields.push(Field::new("spans", spans.data_type().clone(), true));
    fields.push(Field::new("relations", relations.data_type().clone(), true));
    columns.push(Arc::new(spans));
    columns.push(Arc::new(relations));
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(io::Error::other)
}

fn append_text(builder: &mut StructBuilder, at: usize, text: &str) {
    if let Some(column) = builder.field_builder::<StringBuilder>(at) {
        column.append_value(text);
    }
}

fn append_number(builder: &mut StructBuilder, at: usize, number: Option<i64>) {
    if let Some(column) = builder.field_builder::<Int64Builder>(at) {
        column.append_option(number);
    }
}

fn append_span(builder: &mut StructBuilder, span: &SpanRow) {
    append_text(builder, 0, &span.id);
    append_text(builder, 1, &span.label);
    append_number(builder, 2, span.ranges.first().map(|range| range.0));
    append_number(builder, 3, span.ranges.last().map(|range| range.1));
    append_text(builder, 4, &span.quote);
    if let Some(fragments) = builder.field_builder::<ListBuilder<Box<dyn arrow_array::builder::ArrayBuilder>>>(5) {
        for (start, end) in &span.ranges {
            if let Some(fragment) = fragments.values().as_any_mut().downcast_mut::<StructBuilder>() {
                append_number(fragment, 0, Some(*start));
                append_number(fragment, 1, Some(*end));
                fragment.append(true);
            }
        }
        fragments.append(true);
    }
    append_text(builder, 6, &span.attributes);
    builder.append(true);
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray as _;
    use arrow_array::types::Date32Type;

    use super::*;
    use crate::core::annotation::RegistryEntry;
    use crate::core::doc::flatten::{Source, flatten};
    use crate::core::doc::full;
    use crate::exchange::generated::Memory;

    fn doc() -> Doc {
        let ((article, work), schema, registry) = (full::work(), full::schema(), full::registry());
        let source = Source { annotator: "anna", schema: &schema, registry: &registry };
        flatten(&article, &work, source, &mut Losses::default())
    }

    #[test]
    fn columns_have_the_types_of_what_they_hold() {
        let columns = Columns::of(Table::Agreements, &full::schema(), Style::Typed);
        let batch = table_batch(&columns, &columns.rows(&doc())).unwrap();
        let column = |name: &str| batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
        assert!(column("background").as_boolean().value(0));
        assert_eq!(column("signed_start").as_primitive::<Date32Type>().value(0), 19_814);
        let parties = column("parties").as_list::<i32>().value(0);
        let first =
            |name: &str| parties.as_struct().column_by_name(name).unwrap().as_string::<i32>().value(0).to_owned();
        assert_eq!(["actor", "name", "role"].map(first), ["UZB", "The UZB", "provider"]);
        assert_eq!(column("x_tags").as_list::<i32>().value(0).as_string::<i32>().value(0), "one");
        assert!(batch.column_by_name("language").is_none(), "it is the name of the folder");
    }

    #[test]
    fn every_table_has_the_key_and_a_place_on_the_front_page() {
        let mut shared = Shared::default();
        shared.registry.put(Arc::new(RegistryEntry::new("UZB", "state", "Uzbekistan")));
        let (mut out, mut target) = (Memory::default(), Parquet::new(&shared, &full::schema()));
        target.article(&doc(), "", &mut out, &mut Losses::default()).unwrap();
        target.finish(&mut out).unwrap();
        for table in ["articles", "actors", "mentions", "dates", "agreements", "parties", "quantities"] {
            let path = format!("{table}/language=en/0.parquet");
            assert!(String::from_utf8_lossy(&out.0[&path]).contains("article"), "{table}");
        }
        let page = String::from_utf8(out.0["README.md"].clone()).unwrap();
        assert!(page.contains("config_name: parties") && page.contains("path: registry/*.parquet"), "{page}");
        assert!(!page.contains("identities"), "what has no rows cannot be loaded: {page}");
        assert!(out.0.contains_key("identities/0.parquet") && out.0.contains_key("registry/0.parquet"));
    }
}

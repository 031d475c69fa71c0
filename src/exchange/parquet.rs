//! Parquet tables: one row an article in the layout of Hugging Face, and flat tables for SQL.
//!
//! `articles/`, `mentions/`, `dates/` and `agreements/` are partitioned by language in folders such as
//! `language=de`, which `DuckDB`, Spark, Polars and `datasets` read as they are; `registry.parquet` belongs to the whole
//! corpus. Offsets are half-open ranges of code points in 64-bit numbers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_array::builder::{Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::tables::{Cell, Row, Table, Type, registry_rows};
use super::{Out, Target, in_part};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, to_json};
use crate::core::shared::Shared;

const TABLES: [Table; 3] = [Table::Mentions, Table::Dates, Table::Agreements];
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
    registry: Vec<Row>,
    files: BTreeMap<Key, File>,
    waiting: usize,
}

impl Parquet {
    /// Begins a dataset with the registry of a corpus.
    #[must_use]
    pub fn new(shared: &Shared) -> Self {
        Self { registry: registry_rows(shared), files: BTreeMap::new(), waiting: 0 }
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
        for table in TABLES {
            let file = self.files.entry(key(table.name())).or_insert_with(|| File::new(Rows::Table(table, Vec::new())));
            if let Rows::Table(_, rows) = &mut file.rows {
                rows.extend(table.rows(doc));
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
        out.append("README.md", front_page(&rows).as_bytes())?;
        let mut registry = File::new(Rows::Table(Table::Registry, std::mem::take(&mut self.registry)));
        registry.flush("registry.parquet", out)?;
        registry.close("registry.parquet", out)?;
        Ok(())
    }
}

/// Writes the beginning of the page in which `datasets` looks for the tables and parts. It cannot load a part without
/// rows, so these are left out.
fn front_page(rows: &BTreeMap<(&'static str, String), usize>) -> String {
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
    Table(Table, Vec<Row>),
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
            Rows::Table(table, rows) => table_batch(*table, &std::mem::take(rows))?,
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

fn table_batch(table: Table, rows: &[Row]) -> io::Result<RecordBatch> {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (at, (name, kind)) in table.columns().into_iter().enumerate() {
        // The language is the name of the folder; readers add the column.
        if name == "language" {
            continue;
        }
        let cells = rows.iter().filter_map(|row| row.get(at));
        let (data, column): (DataType, ArrayRef) = match kind {
            Type::Text => {
                let mut builder = StringBuilder::new();
                for cell in cells {
                    builder.append_option(if let Cell::Text(text) = cell { Some(text) } else { None });
                }
                (DataType::Utf8, Arc::new(builder.finish()))
            }
            Type::Number => {
                let mut builder = Int64Builder::new();
                for cell in cells {
                    builder.append_option(if let Cell::Number(number) = cell { *number } else { None });
                }
                (DataType::Int64, Arc::new(builder.finish()))
            }
            Type::List => {
                let mut builder = ListBuilder::new(StringBuilder::new());
                for cell in cells {
                    let values = if let Cell::List(values) = cell { values.as_slice() } else { &[] };
                    for value in values {
                        builder.values().append_value(value);
                    }
                    builder.append(true);
                }
                (list_of(DataType::Utf8), Arc::new(builder.finish()))
            }
        };
        fields.push(Field::new(name, data, true));
        columns.push(column);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(io::Error::other)
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
    ["doc_id", "lang", "title", "published", "text", "publisher", "url", "annotator", "status", "fields"];

impl ArticleRow {
    fn of(doc: &Doc) -> Self {
        let long = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        let title = doc.nodes.iter().find(|node| node.label == crate::core::doc::label::ARTICLE_TITLE);
        let text = |name: &str| match name {
            "doc_id" => doc.name.clone(),
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

//! The program's own JSON: everything there is, with a published JSON Schema.
//!
//! `articles.jsonl` holds one object a line for each article, `registry.json` what belongs to the whole corpus.
//! Positions are half-open ranges of code points of `text`. Files of the first version of the format are read as well:
//! their fields are lists of texts, which is one of the ways in which values can be written.

mod read;
mod schema;
mod shape;
#[cfg(test)]
mod tests;

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use shape::{Computed, Remarks, Typed};

pub use read::read;

use super::{Out, Target, in_part};
use crate::core::annotation::{Identity, Publisher, RegistryEntry};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, Node};
use crate::core::schema::Schema;
use crate::core::shared::Shared;

/// Name and version of the format, the first thing in every object.
pub const FORMAT: &str = "glossator-2";
/// The version before, which is read.
const FIRST: &str = "glossator-1";

/// A range of the text with what stands there.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there.
    pub quote: String,
}

/// A labelled place of the text, or a record of the article as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Unique in the article. That of a record is kept from one export to the next, and when the file is read: a letter
    /// for the kind (`a` actor, `d` date, `g` agreement, `f` text flag, `b` region, `x` other types) and eight signs.
    /// That of a part is `record.part`: `e0`, `e1` and so on for passages, `t0` for titles, `q0` for quantities,
    /// `trigger`, `instrument`, `venue`. The title of the article is `title`.
    pub id: String,
    /// What it is, e.g. `Actor`.
    pub label: String,
    /// Where it stands, in text order; empty for the article as a whole.
    pub spans: Vec<Range>,
    /// Values by name; which there are goes by the label.
    pub fields: Map<String, Value>,
    /// What is said about single fields.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// What is computed from the values.
    #[serde(default, skip_serializing_if = "Computed::is_empty")]
    pub computed: Computed,
}

/// A directed link between two marks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// What the second mark is to the first, e.g. `party`.
    pub role: String,
    /// Id of the mark it comes from.
    pub from: String,
    /// Id of the mark it leads to.
    pub to: String,
}

/// One article with one annotator's work.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// `glossator-2`.
    pub format: String,
    /// Path of the article inside its corpus.
    pub article: String,
    /// BCP 47 code, set or detected for certain; `und` where it is not known.
    pub language: String,
    /// What is known about the article as a whole.
    pub fields: Map<String, Value>,
    /// What is said about single fields.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// What is computed from the values.
    #[serde(default, skip_serializing_if = "Computed::is_empty")]
    pub computed: Computed,
    /// The text; line ends are line feeds.
    pub text: String,
    /// The marks, by place.
    pub marks: Vec<Mark>,
    /// The links.
    pub links: Vec<Tie>,
}

/// What belongs to the whole corpus.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// `glossator-2`.
    pub format: String,
    /// The actors, by id.
    pub registry: Vec<RegistryEntry>,
    /// Agreements across articles, by id.
    pub agreements: Vec<Identity>,
    /// Publishers, by name.
    pub publishers: Vec<Publisher>,
}

/// Gives the JSON Schema of a line of `articles.jsonl`.
#[must_use]
pub fn article_schema() -> String {
    pretty(&schema::article())
}

/// Gives the JSON Schema of `registry.json`.
#[must_use]
pub fn registry_schema() -> String {
    pretty(&schema::registry())
}

fn pretty(value: &impl Serialize) -> String {
    // What has only texts as keys can always be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Writes `articles.jsonl` for each part, `registry.json`, the two schemas, and one of what the corpus adds.
pub struct Json {
    registry: Registry,
    schema: Schema,
}

impl Json {
    /// Begins a dataset with what belongs to the whole corpus.
    #[must_use]
    pub fn new(shared: &Shared, schema: &Schema) -> Self {
        let registry = Registry {
            format: FORMAT.to_owned(),
            registry: shared.registry.entries().values().map(|entry| RegistryEntry::clone(entry)).collect(),
            agreements: shared.identities.values().map(|identity| Identity::clone(identity)).collect(),
            publishers: shared.publishers.values().map(|publisher| Publisher::clone(publisher)).collect(),
        };
        Self { registry, schema: schema.clone() }
    }
}

impl Target for Json {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, _: &mut Losses) -> io::Result<()> {
        let mut line = serde_json::to_vec(&Article::of(doc, &self.schema))?;
        line.push(b'\n');
        out.append(&in_part(part, "articles.jsonl"), &line)
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        out.append("registry.json", pretty(&self.registry).as_bytes())?;
        out.append("fields.schema.json", pretty(&schema::fields(&self.schema)).as_bytes())?;
        out.append("article.schema.json", article_schema().as_bytes())?;
        out.append("registry.schema.json", registry_schema().as_bytes())
    }
}

impl Article {
    /// Writes a document.
    #[must_use]
    pub fn of(doc: &Doc, schema: &Schema) -> Self {
        let range = |span: &crate::core::text::Span| {
            let (start, end) = doc.chars(*span);
            Range { start, end, quote: doc.text.slice(*span).to_owned() }
        };
        let mark = |node: &Node| {
            let Typed { fields, remarks, computed } = Typed::of(Some(&node.label), &node.fields, schema);
            let (id, label) = (node.id.clone(), node.label.clone());
            Mark { id, label, spans: node.spans.iter().map(range).collect(), fields, remarks, computed }
        };
        let Typed { fields, remarks, computed } = Typed::of(None, &doc.fields, schema);
        let id = |at: usize| doc.nodes[at].id.clone();
        Self {
            format: FORMAT.to_owned(),
            article: doc.name.clone(),
            language: doc.language().to_owned(),
            fields,
            remarks,
            computed,
            text: doc.text.as_str().to_owned(),
            marks: doc.nodes.iter().map(mark).collect(),
            links: doc
                .links
                .iter()
                .map(|link| Tie { role: link.role.clone(), from: id(link.from), to: id(link.to) })
                .collect(),
        }
    }
}

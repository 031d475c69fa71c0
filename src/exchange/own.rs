//! The program's own JSON: everything there is, with a published JSON Schema.
//!
//! `articles.jsonl` holds one object a line for each article, `registry.json` what belongs to the whole corpus.
//! Positions are half-open ranges of code points of `text`.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Incoming, Out, Part, Target, Unreadable, in_part};
use crate::core::annotation::{Identity, Publisher, Record, RegistryEntry};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, Fields, Link, Node};
use crate::core::shared::Shared;
use crate::core::text::{Text, excerpt};

/// Name and version of the format, the first thing in every object.
pub const FORMAT: &str = "glossator-1";

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
    /// Unique in the article.
    pub id: String,
    /// What it is, e.g. `Actor`.
    pub label: String,
    /// Where it stands, in text order; empty for the article as a whole.
    pub spans: Vec<Range>,
    /// Values by name.
    pub fields: Fields,
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
    /// `glossator-1`.
    pub format: String,
    /// Path of the article inside its corpus.
    pub article: String,
    /// BCP 47 code, set or detected; `und` where neither is known.
    pub language: String,
    /// What is known about the article as a whole.
    pub fields: Fields,
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
    /// `glossator-1`.
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
    pretty(&schemars::schema_for!(Article))
}

/// Gives the JSON Schema of `registry.json`.
#[must_use]
pub fn registry_schema() -> String {
    pretty(&schemars::schema_for!(Registry))
}

fn pretty(value: &impl Serialize) -> String {
    // What has only texts as keys can always be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// Writes `articles.jsonl` for each part, `registry.json`, and the two schemas.
pub struct Json {
    registry: Registry,
}

impl Json {
    /// Begins a dataset with what belongs to the whole corpus.
    #[must_use]
    pub fn new(shared: &Shared) -> Self {
        let registry = Registry {
            format: FORMAT.to_owned(),
            registry: shared.registry.entries().values().map(|entry| RegistryEntry::clone(entry)).collect(),
            agreements: shared.identities.values().map(|identity| Identity::clone(identity)).collect(),
            publishers: shared.publishers.values().map(|publisher| Publisher::clone(publisher)).collect(),
        };
        Self { registry }
    }
}

impl Target for Json {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, _: &mut Losses) -> io::Result<()> {
        let mut line = serde_json::to_vec(&Article::of(doc))?;
        line.push(b'\n');
        out.append(&in_part(part, "articles.jsonl"), &line)
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        out.append("registry.json", pretty(&self.registry).as_bytes())?;
        out.append("article.schema.json", article_schema().as_bytes())?;
        out.append("registry.schema.json", registry_schema().as_bytes())
    }
}

impl Article {
    /// Writes a document.
    #[must_use]
    pub fn of(doc: &Doc) -> Self {
        let range = |span: &crate::core::text::Span| {
            let (start, end) = doc.chars(*span);
            Range { start, end, quote: doc.text.slice(*span).to_owned() }
        };
        let mark = |node: &Node| Mark {
            id: node.id.clone(),
            label: node.label.clone(),
            spans: node.spans.iter().map(range).collect(),
            fields: node.fields.clone(),
        };
        let id = |at: usize| doc.nodes[at].id.clone();
        Self {
            format: FORMAT.to_owned(),
            article: doc.name.clone(),
            language: doc.language().to_owned(),
            fields: doc.fields.clone(),
            text: doc.text.as_str().to_owned(),
            marks: doc.nodes.iter().map(mark).collect(),
            links: doc
                .links
                .iter()
                .map(|link| Tie { role: link.role.clone(), from: id(link.from), to: id(link.to) })
                .collect(),
        }
    }

    /// Reads a document back. What does not fit is said in `unused`.
    fn doc(self, unused: &mut Vec<String>) -> Doc {
        let mut doc = Doc::new(&self.article, Text::canonical(&self.text));
        doc.fields = self.fields;
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for mark in self.marks {
            let mut spans = Vec::new();
            for Range { start, end, quote } in mark.spans {
                if let Some(span) = doc.span_of_chars(start, end).filter(|span| doc.text.slice(*span) == quote) {
                    spans.push(span);
                } else {
                    let (name, quote) = (&doc.name, excerpt(&quote, 40));
                    unused.push(format!("{name}: {} says “{quote}” at {start}–{end}, which is not there", mark.id));
                }
            }
            places.entry(mark.id.clone()).or_insert(doc.nodes.len());
            doc.nodes.push(Node { id: mark.id, label: mark.label, spans, fields: mark.fields });
        }
        for Tie { role, from, to } in self.links {
            match (places.get(&from), places.get(&to)) {
                (Some(&from), Some(&to)) => doc.links.push(Link { role, from, to }),
                _ => unused.push(format!("{}: the link {role} from {from} to {to} leads nowhere", doc.name)),
            }
        }
        doc.sort();
        doc
    }
}

/// Reads `articles.jsonl`, and the `registry.json` beside it.
///
/// # Errors
/// Says which line is not an article of this format.
pub fn read(bytes: &[u8], part: Part, beside: super::Beside<'_>) -> Result<Incoming, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::new("It is not UTF-8. Export it again"))?;
    let mut incoming = Incoming::default();
    if let Some(bytes) = Some(()).filter(|()| part.before == 0).and_then(|()| beside("registry.json")) {
        read_registry(&bytes, &mut incoming);
    }
    for (at, line) in (part.before..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let article: Article = serde_json::from_str(line)
            .map_err(|error| Unreadable::at(at + 1, format!("This is not an article of {FORMAT}: {error}")))?;
        if article.format != FORMAT {
            let found = excerpt(&article.format, 40);
            return Err(Unreadable::at(
                at + 1,
                format!("The format is “{found}”, not “{FORMAT}”. Use a newer Glossator"),
            ));
        }
        let doc = article.doc(&mut incoming.unused);
        incoming.docs.push(doc);
    }
    Ok(incoming)
}

fn read_registry(bytes: &[u8], incoming: &mut Incoming) {
    match serde_json::from_slice::<Registry>(bytes) {
        Ok(read) => {
            let entries = read.registry.into_iter().map(|entry| Record::Entry(Arc::new(entry)));
            let agreements = read.agreements.into_iter().map(|identity| Record::Identity(Arc::new(identity)));
            let publishers = read.publishers.into_iter().map(|publisher| Record::Publisher(Arc::new(publisher)));
            incoming.of_corpus.extend(entries.chain(agreements).chain(publishers));
        }
        Err(error) => incoming.unused.push(format!("registry.json is not read: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::generated::{Memory, doc};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everything_comes_back(doc in doc()) {
            let (mut out, mut losses) = (Memory::default(), Losses::of("a.txt"));
            Json::new(&Shared::default()).article(&doc, "train", &mut out, &mut losses).unwrap();
            prop_assert!(losses.found.is_empty());
            let read = read(&out.0["train/articles.jsonl"], Part::default(), &mut |_| None).unwrap();
            prop_assert_eq!(read.unused, Vec::<String>::new());
            let back = &read.docs[0];
            prop_assert_eq!((&back.name, back.text.as_str(), &back.fields), (&doc.name, doc.text.as_str(), &doc.fields));
            prop_assert_eq!((&back.nodes, &back.links), (&doc.nodes, &doc.links));
        }
    }

    #[test]
    fn line_that_is_no_article_is_named() {
        let error = read(b"\n{\"format\":1}", Part::default(), &mut |_| None).unwrap_err();
        assert!(error.to_string().starts_with("line 2: This is not an article of glossator-1"), "{error}");
        assert!(read(b"\xff", Part::default(), &mut |_| None).is_err());
    }
}

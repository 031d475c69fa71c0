//! Label Studio: tasks with regions, and the labelling configuration that shows them. Offsets are code points.
//!
//! A mark is a `labels` result; each of its fields is a `textarea` result with the same id, or a `choices` result where
//! there is a list to choose from. Fields of the article are results without a place. A further fragment is a region of its own, with the first one as its parent.

mod config;
mod control;
mod min;
mod read;
mod results;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use read::read;

use super::{Out, Target, in_part, json};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Node};
use crate::core::schema::Schema;
use crate::core::text::Span;

/// Name of the control with the labels.
const LABEL: &str = "label";
/// Name of the object that is marked, and of the text in the data of a task.
const TEXT: &str = "text";
/// Name of the article in the data of a task.
const NAME: &str = "article_name";
/// What the name of a control begins with that holds a field of a mark.
const MARK: &str = "mark_";
/// What the name of a control begins with that holds a field of the article.
const ARTICLE: &str = "article_";
/// Name of the control with records that stand nowhere, each as JSON.
const RECORDS: &str = "records";
/// Name of the relations in the data of a task.
const RELATIONS: &str = "article:relations";
/// Name of the control with links of such records, each as JSON.
const LINKS: &str = "links";

/// Writes `tasks.json` for each part and `labeling_config.xml` once.
#[derive(Clone, Debug, Default)]
pub struct LabelStudio {
    schema: Schema,
    tasks: u64,
    parts: BTreeSet<String>,
    seen: Seen,
    /// The task of the last article, which may have the work of further people.
    held: Option<Held>,
}

/// A task that is not written yet.
#[derive(Clone, Debug)]
struct Held {
    article: String,
    part: String,
    task: Task,
}

/// What the configuration must name. It grows with the scheme, not with the articles.
#[derive(Clone, Debug, Default)]
struct Seen {
    labels: BTreeSet<String>,
    roles: BTreeSet<String>,
    /// Fields of marks, each with the labels of the marks that have it.
    mark_fields: BTreeMap<String, BTreeSet<String>>,
    article_fields: BTreeSet<String>,
    /// What was chosen, by control.
    chosen: BTreeMap<String, BTreeSet<String>>,
    loose: bool,
}

#[derive(Clone, Debug)]
struct Task {
    id: u64,
    data: Map<String, Value>,
    /// Those of one person each, as JSON.
    annotations: Vec<String>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    result: Vec<Found<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Found<'a> {
    Value {
        id: String,
        from_name: String,
        to_name: &'a str,
        #[serde(rename = "type")]
        kind: &'a str,
        #[serde(rename = "parentID", skip_serializing_if = "Option::is_none")]
        parent: Option<&'a str>,
        value: Value,
    },
    Relation {
        from_id: &'a str,
        to_id: &'a str,
        #[serde(rename = "type")]
        kind: &'a str,
        direction: &'a str,
        labels: Vec<&'a str>,
    },
}

impl LabelStudio {
    /// Begins a dataset of a corpus with this schema.
    #[must_use]
    pub fn new(schema: &Schema) -> Self {
        Self { schema: schema.clone(), ..Self::default() }
    }

    fn see(&mut self, doc: &Doc) {
        for node in doc.nodes.iter().filter(|node| !node.spans.is_empty()) {
            self.seen.labels.insert(node.label.clone());
            for (name, values) in &node.fields {
                self.seen.mark_fields.entry(name.clone()).or_default().insert(node.label.clone());
                if control::is_chosen(Some(&node.label), name, &self.schema) {
                    let control = control::of_mark(&node.label, name, &self.schema);
                    self.seen.chosen.entry(control).or_default().extend(values.iter().cloned());
                }
            }
        }
        for (name, values) in &doc.fields {
            if control::is_chosen(None, name, &self.schema) {
                self.seen.chosen.entry(control::of_article(name)).or_default().extend(values.iter().cloned());
            }
        }
        self.seen.roles.extend(json::placed_links(doc).map(|(link, ..)| link.role.clone()));
        self.seen.article_fields.extend(doc.fields.keys().cloned());
        self.seen.loose |= doc.nodes.iter().any(|node| node.spans.is_empty());
    }
}

impl LabelStudio {
    /// Writes the task that is held.
    fn write(&mut self, out: &mut dyn Out) -> io::Result<()> {
        let Some(Held { part, task, .. }) = self.held.take() else { return Ok(()) };
        let mut bytes = if self.parts.insert(part.clone()) { b"[\n".to_vec() } else { b",\n".to_vec() };
        write!(bytes, "{{\"id\":{},\"data\":", task.id)?;
        serde_json::to_writer(&mut bytes, &task.data)?;
        write!(bytes, ",\"annotations\":[{}]}}", task.annotations.join(","))?;
        out.append(&in_part(&part, "tasks.json"), &bytes)
    }
}

impl Target for LabelStudio {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        self.see(doc);
        let mut result = Vec::new();
        for node in &doc.nodes {
            regions(doc, node, &self.schema, &mut result, losses);
        }
        relations(doc, &mut result);
        for (name, values) in &doc.fields {
            let is_chosen = control::is_chosen(None, name, &self.schema);
            result.push(of_article(&control::of_article(name), values, is_chosen));
        }
        loose(doc, &mut result, losses)?;
        let annotation = serde_json::to_string(&Annotation { result })?;
        if let Some(held) = self.held.as_mut().filter(|held| held.article == doc.name && held.part == part) {
            held.task.annotations.push(annotation);
            return Ok(());
        }
        self.write(out)?;
        self.tasks += 1;
        let data = [(TEXT, doc.text.as_str()), (NAME, &doc.name)];
        let mut data = data.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
        min::carry(doc, &mut data)?;
        let task = Task { id: self.tasks, data, annotations: vec![annotation] };
        self.held = Some(Held { article: doc.name.clone(), part: part.to_owned(), task });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        self.write(out)?;
        for part in &self.parts {
            out.append(&in_part(part, "tasks.json"), b"\n]\n")?;
        }
        out.append("labeling_config.xml", config::of(&self.seen, &self.schema).as_bytes())
    }
}

/// Adds the regions of a mark, and its fields at the first of them.
fn regions<'a>(doc: &Doc, node: &'a Node, schema: &Schema, result: &mut Vec<Found<'a>>, losses: &mut Losses) {
    if node.spans.len() > 1 {
        losses.node(What::Split, &node.id, "Label Studio has no fragments: each one is a region, below the first");
    }
    let place = |span: Span| {
        let (start, end) = doc.chars(span);
        json!({"start": start, "end": end})
    };
    for (number, span) in (1..).zip(&node.spans) {
        let mut value = place(*span);
        value["text"] = doc.text.slice(*span).into();
        value["labels"] = json!([node.label]);
        result.push(Found::Value {
            id: fragment_id(&node.id, number),
            from_name: LABEL.to_owned(),
            to_name: TEXT,
            kind: "labels",
            parent: (number > 1).then_some(&node.id),
            value,
        });
    }
    for (name, values) in node.fields.iter().filter(|_| !node.spans.is_empty()) {
        let mut value = node.spans.first().map_or(Value::Null, |span| place(*span));
        let is_chosen = control::is_chosen(Some(&node.label), name, schema);
        let kind = if is_chosen { "choices" } else { "textarea" };
        value[if is_chosen { "choices" } else { "text" }] = json!(values);
        result.push(Found::Value {
            id: node.id.clone(),
            from_name: control::of_mark(&node.label, name, schema),
            to_name: TEXT,
            kind,
            parent: None,
            value,
        });
    }
}

/// Gives the id of a region: that of the mark, and with a number for a further fragment, from 2. The page of Label Studio
/// cuts ids at a `#`, with which files of before have the number.
fn fragment_id(node: &str, number: usize) -> String {
    if number > 1 { format!("{node}~{number}") } else { node.to_owned() }
}

/// Adds the links between marks: one relation for two marks, as Label Studio keeps no second one.
fn relations<'a>(doc: &'a Doc, result: &mut Vec<Found<'a>>) {
    let mut roles: BTreeMap<(usize, usize), (Vec<&str>, &str, &str)> = BTreeMap::new();
    for (link, from, to) in json::placed_links(doc) {
        let entry = roles.entry((link.from, link.to)).or_insert_with(|| (Vec::new(), &from.id, &to.id));
        entry.0.push(&link.role);
    }
    for (labels, from_id, to_id) in roles.into_values() {
        result.push(Found::Relation { from_id, to_id, kind: "relation", direction: "right", labels });
    }
}

/// Adds what stands nowhere in the text, as JSON.
fn loose(doc: &Doc, result: &mut Vec<Found<'_>>, losses: &mut Losses) -> io::Result<()> {
    let lines = |values: Vec<Value>| values.iter().map(Value::to_string).collect::<Vec<_>>();
    let nodes = json::unplaced(doc, losses, "Label Studio has only marks: it stands in the field \"records\" as JSON");
    let links =
        json::loose(doc, losses, "Label Studio has relations of marks only: it stands in the field \"links\" as JSON");
    let nodes = nodes.into_iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let links = links.into_iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    for (name, lines) in [(RECORDS, lines(nodes)), (LINKS, lines(links))] {
        if !lines.is_empty() {
            result.push(of_article(name, &lines, false));
        }
    }
    Ok(())
}

/// A field of the article: a result without a place.
fn of_article<'a>(control: &str, values: &[String], is_chosen: bool) -> Found<'a> {
    let (kind, key) = if is_chosen { ("choices", "choices") } else { ("textarea", "text") };
    Found::Value {
        id: control.to_owned(),
        from_name: control.to_owned(),
        to_name: TEXT,
        kind,
        parent: None,
        value: json!({ key: values }),
    }
}

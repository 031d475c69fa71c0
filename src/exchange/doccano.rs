//! doccano: one JSON object in each line, with entities, relations and metadata. Offsets are code points.
//!
//! doccano knows no fields of entities, no fragments and nothing outside the text. They are in the file under keys
//! that doccano does not read: `node`, `attributes` and `text` of an entity, `meta` of the example.

use std::collections::{BTreeSet, HashMap};
use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::json::{self, Draft};
use super::left::{LeftOut, Thing};
use super::places::{Places, Quote};
use super::{Beside, Incoming, Out, Part, Target, Unreadable, in_part};
use crate::core::doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Maker};

/// Keys that hold the text of an example, as the settings of an import may call it.
const TEXT: [&str; 2] = ["text", "data"];
/// Keys that hold plain labels, as the settings of an import may call them.
const LABELS: [&str; 2] = ["label", "labels"];
/// Key of the annotations with numbers for labels.
const NUMBERED: &str = "annotations";
/// Keys that are no metadata.
const OURS: [&str; 8] = ["data", "entities", "id", "label", "labels", "relations", "spans", "text"];

/// Writes `data.jsonl` for each part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doccano {
    examples: u64,
    entities: u64,
    relations: u64,
}

#[derive(Serialize)]
struct Example<'a> {
    id: u64,
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<Relation<'a>>,
    meta: Map<String, Value>,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: u64,
    label: &'a str,
    start_offset: usize,
    end_offset: usize,
    text: &'a str,
    node: &'a str,
    #[serde(skip_serializing_if = "Map::is_empty")]
    attributes: Map<String, Value>,
}

#[derive(Serialize)]
struct Relation<'a> {
    id: u64,
    from_id: u64,
    to_id: u64,
    #[serde(rename = "type")]
    role: &'a str,
}

impl Doccano {
    /// Begins a dataset.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the entities. Their ids are numbers that no other entity of the dataset has.
    fn entities<'a>(&mut self, doc: &'a Doc, losses: &mut Losses) -> (Vec<Entity<'a>>, HashMap<&'a str, u64>) {
        let (mut entities, mut ids) = (Vec::new(), HashMap::new());
        for node in doc.nodes.iter().filter(|node| !node.spans.is_empty()) {
            json::note_hidden(node, losses, "doccano");
            if node.spans.len() > 1 {
                losses.node(What::Split, &node.id, "doccano has no fragments: each one is an entity");
            }
            let mut attributes = doc::to_json(&node.fields);
            for span in &node.spans {
                self.entities += 1;
                ids.entry(node.id.as_str()).or_insert(self.entities);
                let (start_offset, end_offset) = doc.chars(*span);
                entities.push(Entity {
                    id: self.entities,
                    label: &node.label,
                    start_offset,
                    end_offset,
                    text: doc.text.slice(*span),
                    node: &node.id,
                    attributes: std::mem::take(&mut attributes),
                });
            }
        }
        (entities, ids)
    }
}

impl Target for Doccano {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        self.examples += 1;
        let (entities, ids) = self.entities(doc, losses);
        let mut relations = Vec::new();
        for (link, from, to) in json::placed_links(doc) {
            if let (Some(from_id), Some(to_id)) = (ids.get(from.id.as_str()), ids.get(to.id.as_str())) {
                self.relations += 1;
                relations.push(Relation { id: self.relations, from_id: *from_id, to_id: *to_id, role: &link.role });
            }
        }
        let meta = json::meta(doc, losses, "doccano")?;
        let example = Example { id: self.examples, text: doc.text.as_str(), entities, relations, meta };
        let mut line = serde_json::to_vec(&example)?;
        line.push(b'\n');
        out.append(&in_part(part, "data.jsonl"), &line)
    }

    fn finish(&mut self, _: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Reads what [`Doccano`] and doccano write: JSON lines, or one array, with entities or with plain labels.
///
/// # Errors
/// Says which line is not JSON, or that no line has a text.
pub fn read(path: &str, bytes: &[u8], _: Beside<'_>) -> Result<Incoming, Unreadable> {
    read_part(path, bytes, Part::default())
}

/// Reads a part of a file as [`read`] does; one without a text is no error.
///
/// # Errors
/// As [`read`].
pub fn read_part(path: &str, bytes: &[u8], part: Part) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming::default();
    let lines = json::lines(bytes, part, &mut incoming.left)?;
    let many = part.of_more || lines.len() > 1;
    for (line, example) in &lines {
        match TEXT.iter().find_map(|key| example.get(key).and_then(Value::as_str)) {
            Some(text) => read_example(path, (*line, many), example, text, &mut incoming),
            None => incoming.left.push(LeftOut::new(
                Thing::Line,
                format!("line {line}"),
                format!("{} has no text", json::shown(example)),
            )),
        }
    }
    if incoming.docs.is_empty() && !part.of_more {
        return Err(Unreadable::new("no line has a text; doccano writes it as \"text\" or \"data\""));
    }
    Ok(incoming)
}

/// Gives the place and the quote of an entity.
fn quoted(entity: &Value) -> Option<(usize, usize, &str)> {
    Some((
        json::count(entity.get("start_offset"))?,
        json::count(entity.get("end_offset"))?,
        json::text_of(entity, "text"),
    ))
}

fn read_example(path: &str, (line, many): (usize, bool), example: &Value, text: &str, incoming: &mut Incoming) {
    let (stored, counted) = json::places(text, json::list_of(example, "entities").iter().map(quoted));
    let said = example.get("meta").map_or("", |meta| json::text_of(meta, json::NAME));
    let name = json::article_name(said, path, many.then_some(line));
    let mut draft = Draft::new(&name, stored.text().clone(), format!("line {line}"));
    draft.doc.is_named = !said.is_empty();
    draft.say_all(counted.as_deref());
    let mut ids = HashMap::new();
    // Older exports have numbers for labels, under another name.
    let entities = || json::list_of(example, "entities").iter().chain(numbered(example));
    let users: BTreeSet<String> = entities().filter_map(|it| it.get("user").and_then(json::person)).collect();
    if let (Some(user), 1) = (users.first(), users.len()) {
        draft.doc.maker = Maker::Person(user.clone());
    }
    if users.len() > 1 {
        for user in &users {
            let mut of_one = example.clone();
            for key in ["entities", NUMBERED] {
                if let Some(list) = of_one.get_mut(key).and_then(Value::as_array_mut) {
                    list.retain(|it| it.get("user").and_then(json::person).as_ref() == Some(user));
                }
            }
            of_one["relations"] = Value::Null;
            read_example(path, (line, many), &of_one, text, incoming);
        }
        for relation in json::list_of(example, "relations") {
            let reason = format!("the relation {}: its marks are of several people", json::shown(relation));
            incoming.left.push(LeftOut::new(Thing::Link, format!("line {line}"), reason));
        }
        let nobodys = entities().filter(|it| it.get("user").and_then(json::person).is_none());
        for entity in nobodys {
            let reason = format!("the entity {} is of nobody, and others are of people", json::shown(entity));
            incoming.left.push(LeftOut::new(Thing::Mark, format!("line {line}"), reason));
        }
        return;
    }
    for entity in entities() {
        if let Some((id, index)) = read_entity(&mut draft, &stored, entity) {
            ids.insert(id, index);
        }
    }
    for key in LABELS {
        if let Some(of_whole) = example.get(key).filter(|it| it.is_string() || it.is_number()) {
            draft.leave(Thing::Label, format!("{key} {of_whole}: labels of whole texts are not read"));
        }
    }
    for key in ["entities", "relations", "spans"] {
        if let Some(strange) = example.get(key).filter(|it| !it.is_null() && (!it.is_array() || key == "spans")) {
            draft.leave(Thing::Mark, format!("{key} {}: this is not how doccano writes it", json::shown(strange)));
        }
    }
    for label in LABELS.iter().flat_map(|key| json::list_of(example, key)) {
        read_label(&mut draft, &stored, label);
    }
    for relation in json::list_of(example, "relations") {
        let end = |key: &str| json::id_of(relation.get(key)).and_then(|id| ids.get(&id).copied());
        match (end("from_id"), end("to_id")) {
            (Some(from), Some(to)) => draft.link_nodes(json::text_of(relation, "type"), from, to),
            _ => draft.leave(Thing::Link, format!("the relation {} has an end that is missing", json::shown(relation))),
        }
    }
    read_meta(&mut draft, example);
    draft.finish(incoming);
}

/// Lists the annotations with numbers for labels of exports without a format of their own.
fn numbered(example: &Value) -> impl Iterator<Item = &Value> {
    json::list_of(example, NUMBERED).iter().filter(|it| it.get("start_offset").is_some())
}

fn read_entity(draft: &mut Draft, stored: &Places, entity: &Value) -> Option<(String, usize)> {
    let (start, end) = (json::count(entity.get("start_offset")), json::count(entity.get("end_offset")));
    let label = json::id_of(entity.get("label")).unwrap_or_default();
    let label = label.as_str();
    let (Some(start), Some(end), false) = (start, end, label.is_empty()) else {
        draft.leave(Thing::Mark, format!("the entity {} has no label or no offsets", json::shown(entity)));
        return None;
    };
    let span = match draft.at(
        stored,
        Some((start, end)),
        &Quote::of(json::text_of(entity, "text")),
        &format!("the entity {label}"),
    ) {
        Ok(span) => span,
        Err(why) => {
            draft.leave(Thing::Mark, format!("the entity {label}: {why}"));
            return None;
        }
    };
    let node = json::text_of(entity, "node");
    let known = draft.find(node).filter(|_| !node.is_empty());
    let index = match known {
        Some(index) => {
            if let Some(node) = draft.node(index) {
                node.spans.push(span);
            }
            index
        }
        None if node.is_empty() => draft.add_foreign(label, span),
        None => draft.add(node, label, vec![span], doc::Fields::new()),
    };
    if let (Some(attributes), Some(node)) = (entity.get("attributes").and_then(Value::as_object), draft.node(index)) {
        node.fields.append(&mut doc::from_json(attributes));
    }
    Some((json::id_of(entity.get("id")).unwrap_or_default(), index))
}

/// Reads `[start, end, label]`.
fn read_label(draft: &mut Draft, stored: &Places, label: &Value) {
    let parts = label.as_array().map_or(&[][..], Vec::as_slice);
    let (start, end) = (json::count(parts.first()), json::count(parts.get(1)));
    match (start, end, json::id_of(parts.get(2)).as_deref()) {
        (Some(start), Some(end), Some(name)) => match draft.at(stored, Some((start, end)), &Quote::default(), name) {
            Ok(span) => {
                draft.add_foreign(name, span);
            }
            Err(why) => draft.leave(Thing::Mark, format!("the label {name}: {why}")),
        },
        _ => draft.leave(Thing::Mark, format!("{} is not [start, end, label]", json::shown(label))),
    }
}

/// Reads the metadata: doccano keeps all keys that it does not know.
fn read_meta(draft: &mut Draft, example: &Value) {
    let mut rest = Map::new();
    for (key, value) in example.as_object().into_iter().flatten() {
        match value {
            Value::Object(meta) if key == "meta" || key == "metadata" => json::take_meta(draft, meta),
            // They are about the whole example.
            Value::Array(comments) if key == "Comments" || key == "comments" => {
                for comment in comments {
                    let words = comment.as_str().unwrap_or_else(|| json::text_of(comment, "comment"));
                    if words.is_empty() {
                        draft.leave(Thing::Comment, format!("the comment {} has no words", json::shown(comment)));
                    } else {
                        draft.doc.fields.entry("note".to_owned()).or_default().push(words.to_owned());
                    }
                }
            }
            Value::Array(annotations)
                if key == NUMBERED && annotations.iter().all(|it| it.get("start_offset").is_some()) => {}
            other if !OURS.contains(&key.as_str()) => {
                rest.insert(key.clone(), other.clone());
            }
            _ => {}
        }
    }
    draft.doc.fields.append(&mut json::foreign_fields(&rest));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::json::check;
    use super::*;

    /// As doccano exports relations, with one entity past the end of the text.
    const REAL: &str = r#"{"id":7,"text":"😊 Bank of China","entities":[{"id":3,"label":"ORG","start_offset":2,"end_offset":15},{"id":4,"label":"LOC","start_offset":10,"end_offset":15},{"id":5,"label":"X","start_offset":10,"end_offset":99}],"relations":[{"id":1,"from_id":3,"to_id":4,"type":"in"},{"id":2,"from_id":3,"to_id":5,"type":"in"}],"Comments":[],"source":"web"}"#;

    #[test]
    fn documents_are_the_same_after_doccano() {
        check::same_after(&check::hard(), &mut Doccano::new(), "data.jsonl", read);
    }

    #[test]
    fn fragments_and_what_doccano_does_not_show_are_noted() {
        let (_, losses) = check::write(&check::hard(), &mut Doccano::new());
        let of = |what: What| losses.iter().filter(|loss| loss.what == what).count();
        // Three marks with fields, a record that stands nowhere, and its two links.
        assert_eq!((of(What::Dropped), of(What::Split), of(What::Flattened)), (0, 1, 6));
    }

    #[test]
    fn entities_of_doccano_are_read_with_their_relations() {
        let incoming = check::read_alone(read, "from/doccano.jsonl", REAL.as_bytes());
        let doc = &incoming.docs[0];
        assert_eq!(check::quotes(doc), ["ORG Bank of China", "LOC China"]);
        assert_eq!((doc.name.as_str(), doc.field("x_source"), doc.links.len()), ("from/doccano.txt", "web", 1));
        assert_eq!(incoming.left.len(), 2, "{:?}", incoming.left);
    }

    #[test]
    fn plain_labels_on_a_text_with_carriage_returns_are_read() {
        for key in ["label", "labels"] {
            let file = format!(
                "{{\"text\":\"a\\r\\nb c\",\"{key}\":[[3,4,\"B\"],[5,6,\"C\"],[1,2,\"X\"]]}}\n{{\"data\":\"x\",\"label\":[]}}"
            );
            let incoming = check::read_alone(read, "d.jsonl", file.as_bytes());
            assert_eq!(check::quotes(&incoming.docs[0]), ["B b", "C c"]);
            assert_eq!((incoming.docs[1].name.as_str(), incoming.left.len()), ("d-2.txt", 1));
        }
    }

    #[test]
    fn a_broken_line_is_named() {
        let read = |file: &[u8]| read("d.jsonl", file, &mut |_| None);
        let incoming = read(b"{\"text\":\"a\"}\n{\"text\":").expect("the first line can be read");
        assert_eq!((incoming.docs.len(), incoming.left[0].place.as_str()), (1, "line 2"));
        assert_eq!(read(b"\n{\"text\":").map(|it| it.docs.len()).map_err(|it| it.line), Err(Some(2)));
    }

    proptest! {
        #[test]
        fn generated_documents_are_the_same_after_doccano(doc in super::super::generated::doc()) {
            check::same_after(&doc, &mut Doccano::new(), "data.jsonl", read);
        }

        #[test]
        fn nonsense_does_not_panic(bytes in check::nonsense(REAL)) {
            check::survives(read, &bytes);
        }
    }
}

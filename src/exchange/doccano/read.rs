//! Reads what we and doccano write: JSON lines, or one array, with entities or with plain labels.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::super::json::carried::{self, Carried, Met};
use super::super::json::{self, Benign, Draft, Item, Taker};
use super::super::left::{Left, Thing};
use super::super::places::{Places, Quote};
use super::super::{Beside, Incoming, Part, Unreadable};
use crate::core::doc;
use crate::core::doc::{Fields, Maker};
use crate::core::text::Span;

/// Keys that hold the text of an example, as the settings of an import may call it.
const TEXT: [&str; 2] = ["text", "data"];
/// Keys that hold plain labels, as the settings of an import may call them.
const LABELS: [&str; 2] = ["label", "labels"];
/// Key of the annotations with numbers for labels, in exports without a format of their own.
const NUMBERED: &str = "annotations";
/// What doccano says of an example, an entity, a relation or a comment of its own accord.
const BENIGN: Benign = &[
    ("id", "a number of doccano, to which relations lead"),
    ("created_at", "the time at which doccano has stored it"),
    ("updated_at", "the time at which doccano has stored it again"),
];
/// Why a label of a whole text is left out.
const OF_WHOLE: &str = "labels of whole texts are not read";
/// Why a list in another shape is left out.
const STRANGE: &str = "this is not how doccano writes it";

/// Reads all examples of a file.
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
    let (mut incoming, left) = (Incoming::default(), Left::default());
    let items = json::items(bytes, part, "example", &left)?;
    let many = part.of_more || items.len() > 1;
    for item in &items {
        let example = Taker::new(&item.value, &item.place, &left).benign(BENIGN);
        match TEXT.iter().find(|key| item.value.get(**key).is_some_and(Value::is_string)) {
            Some(key) => {
                let (stored, counted) = json::places(example.text(key), quotes(&item.value));
                Reader::of(path, item, many, &stored, &left).example(&example, counted.as_deref(), &mut incoming);
            }
            None => example.refuse(Thing::Line, "", "it has no text"),
        }
    }
    if incoming.docs.is_empty() && !part.of_more {
        return Err(Unreadable::new("no line has a text; doccano writes it as \"text\" or \"data\""));
    }
    Ok(json::done(incoming, left))
}

/// Gives the places and the quotes of the entities.
fn quotes(example: &Value) -> impl Iterator<Item = Option<(usize, usize, &str)>> {
    let quoted = |entity| {
        let at = |key| json::count(Value::get(entity, key));
        Some((at("start_offset")?, at("end_offset")?, json::text_of(entity, "text")))
    };
    json::list_of(example, "entities").iter().map(quoted)
}

/// Reads one example into a document for each person who has worked on it, and one of nobody.
struct Reader<'a> {
    name: String,
    is_named: bool,
    place: &'a str,
    stored: &'a Places,
    left: &'a Left,
    docs: BTreeMap<Maker, Draft<'a>>,
    /// Whose the entities are, and which nodes, by their ids.
    ids: HashMap<String, (Maker, usize)>,
    /// What is said of the marks beside the text.
    carried: Carried,
    /// Whether it is an example of a project with relations.
    has_links: bool,
}

impl<'a> Reader<'a> {
    fn of(path: &str, item: &'a Item, many: bool, stored: &'a Places, left: &'a Left) -> Self {
        let said = item.value.get("meta").map_or("", |meta| json::text_of(meta, json::NAME));
        let name = json::article_name(said, path, many.then_some(item.number));
        let (is_named, place) = (!said.is_empty(), item.place.as_str());
        let carried = Carried::of(item.value.get("meta"));
        let has_links = item.value["relations"].is_array();
        Self { name, is_named, place, stored, left, docs: BTreeMap::new(), ids: HashMap::new(), carried, has_links }
    }

    /// Gives the document of a person.
    fn draft(&mut self, maker: &Maker) -> &mut Draft<'a> {
        let begin = || {
            let mut draft = Draft::new(&self.name, self.stored.text().clone(), self.place, self.left);
            draft.doc.is_named = self.is_named;
            draft.doc.has_links = self.has_links;
            draft.doc.maker = maker.clone();
            draft
        };
        self.docs.entry(maker.clone()).or_insert_with(begin)
    }

    fn example(mut self, example: &Taker<'_>, counted: Option<&str>, incoming: &mut Incoming) {
        let known = self.known(json::list_of(example.value(), "entities"));
        for (entity, id) in example.list("entities").into_iter().zip(known) {
            self.left.whose(&entity.peek("user").and_then(json::person).unwrap_or_default());
            self.entity(&entity.benign(BENIGN), id);
        }
        self.left.whose("");
        let is_annotation = |it: &Value| ["label", "start_offset"].iter().any(|key| it.get(key).is_some());
        if json::list_of(example.value(), NUMBERED).iter().all(is_annotation) {
            for entity in example.list(NUMBERED) {
                self.left.whose(&entity.peek("user").and_then(json::person).unwrap_or_default());
                self.entity(&entity.benign(BENIGN), None);
            }
            self.left.whose("");
        }
        for key in LABELS {
            let known = self.listed(json::list_of(example.value(), key));
            for (label, id) in example.list(key).into_iter().zip(known) {
                self.label(&label, id);
            }
            example.refuse_key(Thing::Label, key, OF_WHOLE);
        }
        for span in example.list("spans") {
            span.refuse(Thing::Mark, "spans", STRANGE);
        }
        for relation in example.list("relations") {
            self.relation(&relation.benign(BENIGN));
        }
        for key in ["entities", "relations", "spans"].into_iter().filter(|key| !example.value()[*key].is_array()) {
            example.refuse_key(Thing::Mark, key, STRANGE);
        }
        if self.docs.is_empty() {
            self.draft(&Maker::Unsaid);
        }
        let mut fields = None;
        for (_, mut draft) in self.docs {
            // What is said of the text is there for each person.
            match &fields {
                None => {
                    draft.say_all(counted);
                    header(&mut draft, example);
                    fields = Some(draft.doc.fields.clone());
                }
                Some(fields) => draft.doc.fields.clone_from(fields),
            }
            if !self.has_links {
                carried::tie_parts(&mut draft);
            }
            draft.finish(incoming);
        }
    }

    /// Gives the entities the ids they went out with.
    fn known(&self, entities: &[Value]) -> Vec<Option<String>> {
        let met = |entity: &Value| {
            let end = |key| json::count(entity.get(key));
            let label = json::id_of(entity.get("label")).unwrap_or_default();
            let id = json::text_of(entity, "node").to_owned();
            Met { id, label, ends: end("start_offset").zip(end("end_offset")) }
        };
        let met: Vec<Met> = entities.iter().map(met).collect();
        self.carried.ids(&met)
    }

    /// Does the same for plain labels, which projects without relations have.
    fn listed(&self, labels: &[Value]) -> Vec<Option<String>> {
        let met = |label: &Value| Met {
            id: String::new(),
            label: json::id_of(label.get(2)).unwrap_or_default(),
            ends: json::count(label.get(0)).zip(json::count(label.get(1))),
        };
        self.carried.ids(&labels.iter().map(met).collect::<Vec<_>>())
    }

    fn entity(&mut self, entity: &Taker<'_>, known: Option<String>) {
        let label = json::id_of(entity.peek("label")).unwrap_or_default();
        let ends = ["start_offset", "end_offset"].map(|key| json::count(entity.peek(key)));
        if ends == [None, None] && !label.is_empty() {
            return entity.refuse(Thing::Label, "", OF_WHOLE);
        }
        let ([Some(start), Some(end)], false) = (ends, label.is_empty()) else {
            return entity.refuse(Thing::Mark, "the entity", "it has no label or no offsets");
        };
        let maker = entity.person("user").map_or(Maker::Unsaid, Maker::Person);
        let quote = Quote::of(entity.text("text"));
        entity.known(&["node"]);
        let node = known.unwrap_or_else(|| entity.value()["node"].as_str().unwrap_or("").to_owned());
        let carried = self.carried.fields(&node);
        let stored = self.stored;
        let draft = self.draft(&maker);
        let span = match draft.at(stored, Some((start, end)), &quote, &format!("the entity {label}")) {
            Ok(span) => span,
            Err(why) => return entity.refuse(Thing::Mark, "the entity", &why),
        };
        entity.known(&["label", "start_offset", "end_offset"]);
        entity.no(&["prob"]);
        let is_new = draft.find(&node).is_none();
        let index = add(draft, (&node, &label), span);
        if let Some(node) = draft.node(index).filter(|_| is_new) {
            json::join(&mut node.fields, carried);
        }
        if let (Some(attributes), Some(node)) = (entity.child("attributes"), draft.node(index)) {
            json::join(&mut node.fields, doc::from_json(&attributes.rest()));
        }
        self.ids.insert(json::id_of(entity.peek("id")).unwrap_or_default(), (maker, index));
    }

    /// Reads `[start, end, label]`.
    fn label(&mut self, label: &Taker<'_>, known: Option<String>) {
        let parts = label.value().as_array().map_or(&[][..], Vec::as_slice);
        if label.value().is_string() || label.value().is_number() {
            return label.refuse(Thing::Label, "", OF_WHOLE);
        }
        let (start, end) = (json::count(parts.first()), json::count(parts.get(1)));
        let (Some(start), Some(end), Some(name), true) =
            (start, end, json::id_of(parts.get(2)), parts.get(3..).is_none_or(<[Value]>::is_empty))
        else {
            return label.refuse(Thing::Mark, "", "it is not [start, end, label]");
        };
        let stored = self.stored;
        let carried = known.as_ref().map(|id| self.carried.fields(id)).unwrap_or_default();
        let draft = self.draft(&Maker::Unsaid);
        match draft.at(stored, Some((start, end)), &Quote::default(), &name) {
            Ok(span) => {
                label.whole();
                match known {
                    None => drop(draft.add_foreign(&name, span)),
                    Some(id) => {
                        let is_new = draft.find(&id).is_none();
                        let index = add(draft, (&id, &name), span);
                        if let Some(node) = draft.node(index).filter(|_| is_new) {
                            json::join(&mut node.fields, carried);
                        }
                    }
                }
            }
            Err(why) => label.refuse(Thing::Mark, "the label", &why),
        }
    }

    fn relation(&mut self, relation: &Taker<'_>) {
        let end = |key| self.ids.get(&json::id_of(relation.peek(key))?).cloned();
        match (end("from_id"), end("to_id")) {
            (Some((from_maker, from)), Some((to_maker, to))) if from_maker == to_maker => {
                relation.known(&["from_id", "to_id"]);
                let role = relation.id("type").unwrap_or_else(|| "relation".to_owned());
                self.draft(&from_maker).link_nodes(&role, from, to);
            }
            (Some(_), Some(_)) => relation.refuse(Thing::Link, "the relation", "its marks are of several people"),
            _ => relation.refuse(Thing::Link, "the relation", "it has an end that is missing"),
        }
    }
}

/// Adds an entity: to the mark of which it is a further fragment, or as a mark.
fn add(draft: &mut Draft<'_>, (id, label): (&str, &str), span: Span) -> usize {
    let known = draft.find(id).filter(|_| !id.is_empty());
    match known.and_then(|index| Some((index, draft.node(index)?))) {
        Some((index, node)) => {
            node.spans.push(span);
            let other = (node.label != label).then(|| node.label.clone());
            if let Some(other) = other {
                draft.leave(Thing::Label, format!("the label {label} of {id}: the mark is called {other} already"));
            }
            index
        }
        None if id.is_empty() => draft.add_foreign(label, span),
        None => draft.add(id, label, vec![span], Fields::new()),
    }
}

/// Reads what is said of the whole example: doccano keeps all keys that it does not know.
fn header(draft: &mut Draft<'_>, example: &Taker<'_>) {
    for meta in ["meta", "metadata"].into_iter().filter_map(|key| example.child(key)) {
        json::take_meta(draft, &meta);
    }
    for comment in ["Comments", "comments"].into_iter().flat_map(|key| example.list(key)) {
        let comment = comment.benign(BENIGN);
        let inside = ["comment", "text"].into_iter().find(|key| comment.value()[*key].is_string());
        let words = match inside {
            Some(key) => comment.text(key),
            None => comment.word().unwrap_or(""),
        };
        if words.is_empty() {
            comment.refuse(Thing::Comment, "the comment", "it has no words");
        } else {
            draft.doc.fields.entry("note".to_owned()).or_default().push(words.to_owned());
        }
    }
    json::join(&mut draft.doc.fields, json::foreign_fields(&example.rest()));
}

//! doccano: one JSON object in each line, with entities, relations and metadata. Offsets are code points.
//!
//! doccano knows no fields of entities, no fragments and nothing outside the text. They are in the file under keys
//! that doccano does not read: `node` and `text` of an entity, which it drops, and `meta` of the example, which it gives
//! back as it is, and which has a table of the marks with their fields.

mod read;

use std::collections::HashMap;
use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

pub use read::{read, read_part};

use super::json::carried;
use super::{Out, Target, in_part, json};
use crate::core::doc::Doc;
use crate::core::doc::loss::{Losses, What};

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
        let mut meta = json::meta(doc, losses, "doccano")?;
        let marks = carried::marks(doc);
        if !marks.is_empty() {
            meta.insert(carried::MARKS.to_owned(), serde_json::to_value(marks)?);
        }
        let example = Example { id: self.examples, text: doc.text.as_str(), entities, relations, meta };
        let mut line = serde_json::to_vec(&example)?;
        line.push(b'\n');
        out.append(&in_part(part, "data.jsonl"), &line)
    }

    fn finish(&mut self, _: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
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

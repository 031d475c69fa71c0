//! What tools give back whole although they do not know it: a table of the marks, beside the text. Tools drop what they
//! do not know of a mark, its id and its fields, and give the metadata of a text back as they got it. So ids and fields
//! travel there, and a mark that comes back is known by its label and its place.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Draft, count, list_of, text_of};
use crate::core::doc::{self, Doc, Fields, Node};

/// Key of the table among the metadata.
pub(in crate::exchange) const MARKS: &str = "article:marks";

/// A mark as the table has it.
#[derive(Serialize)]
pub(in crate::exchange) struct Mark<'a> {
    id: &'a str,
    label: &'a str,
    spans: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    fields: Map<String, Value>,
}

/// Makes the table of a document.
pub(in crate::exchange) fn marks(doc: &Doc) -> Vec<Mark<'_>> {
    let placed = doc.nodes.iter().filter(|node| !node.spans.is_empty());
    let spans = |node: &Node| node.spans.iter().map(|span| doc.chars(*span)).collect();
    placed
        .map(|node| Mark { id: &node.id, label: &node.label, spans: spans(node), fields: doc::to_json(&node.fields) })
        .collect()
}

/// Ties the parts of marks of ours to them by their ids, where the links have no place: `g-1.e0` is evidence of `g-1`.
pub(in crate::exchange) fn tie_parts(draft: &mut Draft<'_>) {
    let role = |part: &str| match part.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
        "e" => Some("evidence"),
        "t" => Some("title"),
        "q" => Some("quantity"),
        _ => ["trigger", "instrument", "venue"].into_iter().find(|role| *role == part),
    };
    for to in 0..draft.doc.nodes.len() {
        let id = draft.doc.nodes[to].id.clone();
        let whole = id.split_once('.').and_then(|(whole, part)| Some((draft.find(whole)?, role(part)?)));
        if let Some((from, role)) = whole {
            draft.link_nodes(role, from, to);
        }
    }
}

/// A mark of a file: its id where the file has one, its label and its ends in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Met {
    pub id: String,
    pub label: String,
    pub ends: Option<(usize, usize)>,
}

/// A mark that went out.
struct Known {
    id: String,
    label: String,
    spans: Vec<(usize, usize)>,
    fields: Fields,
}

/// The table of a file.
#[derive(Default)]
pub(in crate::exchange) struct Carried {
    marks: Vec<Known>,
    by_id: HashMap<String, usize>,
}

impl Carried {
    /// Reads the table from the metadata of a text.
    pub(in crate::exchange) fn of(meta: Option<&Value>) -> Self {
        let known = |mark: &Value| {
            let spans = list_of(mark, "spans").iter();
            let spans = spans.filter_map(|span| Some((count(span.get(0))?, count(span.get(1))?))).collect();
            let fields = mark.get("fields").and_then(Value::as_object).map(doc::from_json).unwrap_or_default();
            let (id, label) = (text_of(mark, "id").to_owned(), text_of(mark, "label").to_owned());
            Known { id, label, spans, fields }
        };
        let list = meta.map_or(&[][..], |meta| list_of(meta, MARKS));
        let marks: Vec<Known> = list.iter().map(known).filter(|known| !known.id.is_empty()).collect();
        let by_id = marks.iter().enumerate().map(|(at, known)| (known.id.clone(), at)).collect();
        Self { marks, by_id }
    }

    /// Gives the fields of a mark by its id.
    pub(in crate::exchange) fn fields(&self, id: &str) -> Fields {
        self.by_id.get(id).map(|at| self.marks[*at].fields.clone()).unwrap_or_default()
    }

    /// Lists the marks: id, label, fields.
    pub(in crate::exchange) fn marks(&self) -> impl Iterator<Item = (&str, &str, &Fields)> {
        self.marks.iter().map(|known| (known.id.as_str(), known.label.as_str(), &known.fields))
    }

    /// Gives each mark of a file the id it went out with, where that can be told: by label and place; or, of what is then
    /// left on both sides, by label where just one of each overlap: such a mark was moved.
    pub(in crate::exchange) fn ids(&self, met: &[Met]) -> Vec<Option<String>> {
        let mut exact: HashMap<(&str, (usize, usize)), Vec<usize>> = HashMap::new();
        for (at, known) in self.marks.iter().enumerate().rev() {
            for span in known.spans.iter().rev() {
                exact.entry((&known.label, *span)).or_default().push(at);
            }
        }
        let mut found: Vec<Option<usize>> = vec![None; met.len()];
        for (at, mark) in met.iter().enumerate() {
            let Some(free) = mark.ends.and_then(|ends| exact.get_mut(&(mark.label.as_str(), ends))) else { continue };
            let named = free.iter().position(|known| self.marks[*known].id == mark.id);
            let at_hand = if mark.id.is_empty() { free.len().checked_sub(1) } else { named };
            found[at] = at_hand.map(|slot| free.remove(slot));
        }
        let free: Vec<(usize, (usize, usize))> = exact
            .iter()
            .flat_map(|((_, span), slots)| slots.iter().map(move |slot| (*slot, *span)))
            .filter(|(at, _)| !met.iter().any(|mark| mark.id == self.marks[*at].id))
            .collect();
        let moved = |mark: &Met| {
            let over = |ends: (usize, usize), span: (usize, usize)| ends.0 < span.1 && span.0 < ends.1;
            let fits = |(at, span): &&(usize, (usize, usize))| {
                self.marks[*at].label == mark.label && mark.ends.is_some_and(|ends| over(ends, *span))
            };
            let mut fitting = free.iter().filter(fits);
            let first = fitting.next()?;
            fitting.next().is_none().then_some(*first)
        };
        let left = (0..met.len()).filter(|at| found[*at].is_none() && met[*at].id.is_empty());
        let moved: Vec<_> = left.filter_map(|at| Some((at, moved(&met[at])?))).collect();
        for (at, slot) in &moved {
            // Two marks on one place of before: nobody knows which of them was moved.
            if moved.iter().filter(|(_, other)| other == slot).count() == 1 {
                found[*at] = Some(slot.0);
            }
        }
        let id = |(mark, known): (&Met, Option<usize>)| match known {
            _ if !mark.id.is_empty() => Some(mark.id.clone()),
            Some(known) => Some(self.marks[known].id.clone()),
            None => None,
        };
        met.iter().zip(found).map(id).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn met(label: &str, ends: (usize, usize)) -> Met {
        Met { id: String::new(), label: label.into(), ends: Some(ends) }
    }

    fn carried() -> Carried {
        Carried::of(Some(&json!({MARKS: [
            {"id": "a-1", "label": "Actor", "spans": [[0, 5]], "fields": {"form": "name"}},
            {"id": "a-2", "label": "Actor", "spans": [[10, 14], [20, 24]]},
            {"id": "d-1", "label": "Date", "spans": [[0, 5]]},
        ]})))
    }

    #[test]
    fn mark_is_known_by_label_and_place_and_one_that_was_moved_by_what_it_overlaps() {
        let ids =
            carried().ids(&[met("Actor", (20, 24)), met("Date", (0, 5)), met("Actor", (0, 4)), met("Actor", (10, 14))]);
        let ids: Vec<&str> = ids.iter().map(|id| id.as_deref().unwrap_or("new")).collect();
        assert_eq!(ids, ["a-2", "d-1", "a-1", "a-2"]);
        assert_eq!(carried().fields("a-1")["form"], ["name"]);
    }

    #[test]
    fn mark_that_could_be_two_or_has_another_label_is_new() {
        let ids =
            carried().ids(&[met("Actor", (0, 3)), met("Actor", (1, 5)), met("Flag", (0, 5)), met("Actor", (0, 30))]);
        assert_eq!(ids, [None, None, None, None]);
    }
}

//! What differs between a document and what was read back of it, and which of that the losses do not name.

use std::collections::BTreeMap;

use crate::core::doc::loss::{Loss, What};
use crate::core::doc::{Doc, Fields, Node};
use crate::core::text::{Span, Text};

/// Names what is compared as losses name it: a node or the article as a whole, and a field, a role or [`PLACE`].
pub type Key = (Option<String>, Option<String>);

/// The name of the place of a node among its fields.
pub const PLACE: &str = "place";

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub key: Key,
    /// Whether it is the node itself that is gone; only a loss of the whole node excuses that.
    is_gone: bool,
    /// How it was and how it is.
    about: String,
}

/// What of a document is compared.
struct Parts {
    /// Everything that can be named alone, with how it is.
    named: Vec<(Key, String)>,
}

impl Parts {
    fn of(doc: &Doc, as_ink: bool, skipped: &[&str]) -> Self {
        let mut named = vec![
            ((None, Some("name".to_owned())), doc.name.clone()),
            ((None, Some("text".to_owned())), doc.text.as_str().to_owned()),
        ];
        named.extend(fields(None, &doc.fields, skipped));
        for node in &doc.nodes {
            let id = Some(node.id.clone());
            named.push(((id.clone(), None), String::new()));
            named.push(((id.clone(), Some("label".to_owned())), node.label.clone()));
            named.push(((id, Some(PLACE.to_owned())), place(&doc.text, node, as_ink)));
            named.extend(fields(Some(&node.id), &node.fields, skipped));
        }
        for link in &doc.links {
            let (from, to) = (&doc.nodes[link.from].id, &doc.nodes[link.to].id);
            named.push(((Some(from.clone()), Some(link.role.clone())), format!("a link to {to}")));
        }
        Self { named }
    }

    /// Gives how often each thing is there.
    fn counted(self) -> BTreeMap<(Key, String), usize> {
        let mut counts = BTreeMap::new();
        for part in self.named {
            *counts.entry(part).or_default() += 1;
        }
        counts
    }
}

fn fields(node: Option<&str>, fields: &Fields, skipped: &[&str]) -> Vec<(Key, String)> {
    let kept = fields.iter().filter(|(name, _)| !skipped.contains(&name.as_str()));
    kept.map(|(name, values)| ((node.map(str::to_owned), Some(name.clone())), format!("{values:?}"))).collect()
}

/// Says where a node stands: in bytes, or counted in letters that are no white space where the white space has changed.
fn place(text: &Text, node: &Node, as_ink: bool) -> String {
    if !as_ink {
        return format!("{:?}", node.spans);
    }
    let ink = |at: usize| text.as_str()[..at].chars().filter(|letter| !letter.is_whitespace()).count();
    let spans: Vec<Span> = node.spans.iter().map(|it| Span { start: ink(it.start), end: ink(it.end) }).collect();
    format!("{spans:?}")
}

/// Lists what differs between two documents, apart from fields of some names.
pub fn differences(before: &Doc, after: &Doc, skipped: &[&str]) -> Vec<Difference> {
    let as_ink = before.text.as_str() != after.text.as_str();
    let [before, after] = [before, after].map(|doc| Parts::of(doc, as_ink, skipped).counted());
    let ids =
        |parts: &BTreeMap<(Key, String), usize>, key: &Key| parts.contains_key(&((key.0.clone(), None), String::new()));
    let lacks = |from: &BTreeMap<(Key, String), usize>, part: &(Key, String), count: usize| {
        count.saturating_sub(from.get(part).copied().unwrap_or(0))
    };
    let mut found: Vec<Difference> = Vec::new();
    for (part, count) in &before {
        for _ in 0..lacks(&after, part, *count) {
            let (key, how) = part;
            let is_gone = key.0.is_some() && key.1.is_none();
            // What goes with its node is no difference of its own; links lead elsewhere and are.
            if is_gone || ids(&after, key) || key.0.is_none() || how.starts_with("a link to ") {
                let about = if is_gone { "it is gone".to_owned() } else { format!("{how} is gone") };
                found.push(Difference { key: key.clone(), is_gone, about });
            }
        }
    }
    for (part, count) in &after {
        for _ in 0..lacks(&before, part, *count) {
            let (key, how) = part;
            let changed = found.iter_mut().find(|it| it.key == *key && !it.is_gone && it.about.ends_with(" is gone"));
            if let Some(changed) = changed {
                changed.about = format!("{} has become {how}", changed.about.trim_end_matches(" is gone"));
            } else if key.1.is_none() || ids(&before, key) || key.0.is_none() {
                found.push(Difference { key: key.clone(), is_gone: false, about: format!("{how} was not there") });
            }
        }
    }
    found
}

/// Lists the differences that no loss names. Each loss excuses one difference: of exactly the node, and of exactly the
/// field, role or place that it names.
pub fn unnamed(differences: &[Difference], losses: &[Loss]) -> Vec<String> {
    matched(differences, losses).0
}

/// Tells what a check finds wrong: differences that no loss names, and losses of what is there all the same.
pub fn complaints(differences: &[Difference], losses: &[Loss]) -> Vec<String> {
    let (mut found, left) = matched(differences, losses);
    // What is flattened, widened or split can still be put together from the file.
    for loss in left.iter().filter(|loss| loss.what == What::Dropped) {
        found.push(format!("named as lost, and there all the same: {}", loss.line()));
    }
    found
}

/// Lists the differences that no loss names, and the losses that name none.
fn matched<'a>(differences: &[Difference], losses: &'a [Loss]) -> (Vec<String>, Vec<&'a Loss>) {
    let mut left: Vec<&Loss> = losses.iter().collect();
    let mut found = Vec::new();
    for difference in differences {
        let names = |loss: &&Loss| {
            let (node, field) = &difference.key;
            // A mark that was not there before is no loss.
            let whole = difference.is_gone && loss.what == What::Dropped;
            (&loss.node, &loss.field) == (node, field) && (field.is_some() || whole)
        };
        match left.iter().position(names) {
            Some(at) => drop(left.remove(at)),
            None => found.push(format!("{} without a word", difference.line())),
        }
    }
    (found, left)
}

impl Difference {
    fn line(&self) -> String {
        let node = self.key.0.as_deref().unwrap_or("the article");
        format!("{node}, {}: {}", self.key.1.as_deref().unwrap_or("as a whole"), self.about)
    }
}

#[cfg(test)]
mod tests {
    use super::super::generated::{HARD, node};
    use super::*;
    use crate::core::doc::loss::Losses;
    use crate::core::doc::{Link, label, put, put_all};

    fn doc() -> Doc {
        let mut doc = Doc::new("a.txt", Text::canonical(HARD));
        doc.nodes = vec![node("a-1", label::ACTOR, &[(7, 14)]), node("d-1", label::DATE, &[(2, 6), (7, 14)])];
        put(&mut doc.nodes[0].fields, "note", "ü");
        put_all(&mut doc.nodes[0].fields, "links", vec!["A".into(), "B".into()]);
        put(&mut doc.nodes[1].fields, "anchor", "a-1");
        put(&mut doc.fields, "publisher", "P");
        doc.links = vec![Link { role: "anchor".into(), from: 1, to: 0 }];
        doc.sort();
        doc
    }

    /// Changes the document, checks it with losses, and gives the complaints.
    fn after(change: impl FnOnce(&mut Doc), name: impl FnOnce(&mut Losses)) -> Vec<String> {
        let (before, mut after) = (doc(), doc());
        change(&mut after);
        let mut losses = Losses::of("a.txt");
        name(&mut losses);
        complaints(&differences(&before, &after, &[]), &losses.found)
    }

    fn actor(doc: &mut Doc) -> &mut Node {
        doc.nodes.iter_mut().find(|node| node.id == "a-1").unwrap()
    }

    type Change = fn(&mut Doc);

    /// Every way to break a document, with what the difference is called.
    const BROKEN: [(Change, Option<&str>, Option<&str>); 13] = [
        (|doc| drop(actor(doc).fields.remove("note")), Some("a-1"), Some("note")),
        (|doc| put(&mut actor(doc).fields, "note", "u"), Some("a-1"), Some("note")),
        (|doc| put(&mut actor(doc).fields, "role", "new"), Some("a-1"), Some("role")),
        (|doc| actor(doc).fields.get_mut("links").unwrap().reverse(), Some("a-1"), Some("links")),
        (|doc| actor(doc).spans[0].start += 1, Some("a-1"), Some(PLACE)),
        (|doc| actor(doc).spans.clear(), Some("a-1"), Some(PLACE)),
        (|doc| actor(doc).label = label::DATE.into(), Some("a-1"), Some("label")),
        (|doc| doc.links.clear(), Some("d-1"), Some("anchor")),
        (|doc| doc.links[0].role = "party".into(), Some("d-1"), Some("anchor")),
        (|doc| drop(doc.fields.remove("publisher")), None, Some("publisher")),
        (|doc| put(&mut doc.fields, "note", "new"), None, Some("note")),
        (|doc| doc.name = "b.txt".into(), None, Some("name")),
        (|doc| doc.text = Text::canonical(&HARD.replace('A', "B")), None, Some("text")),
    ];

    #[test]
    fn every_way_to_break_a_document_is_complained_about_unless_exactly_that_is_named() {
        assert_eq!(after(|_| {}, |_| {}), Vec::<String>::new());
        for (at, (change, node, field)) in BROKEN.into_iter().enumerate() {
            assert!(!after(change, |_| {}).is_empty(), "{at}");
            let of = |losses: &mut Losses, node: Option<&str>, field: Option<&str>| match (node, field) {
                (Some(node), Some(field)) => losses.field(What::Flattened, node, field, ""),
                (Some(node), None) => losses.node(What::Flattened, node, ""),
                (None, field) => losses.article(What::Flattened, field, ""),
            };
            // Another node, another field, the node as a whole, the article as a whole excuse nothing.
            for (node, field) in [(Some("x-1"), field), (node, Some("x")), (node, None), (None, None)] {
                assert!(!after(change, |losses| of(losses, node, field)).is_empty(), "{at}: {node:?} {field:?}");
            }
            let named = after(change, |losses| of(losses, node, field));
            assert!(named.len() <= 1, "{at}: {named:?}");
            // A link that has another role is gone and a new one is there: two differences.
            assert_eq!(named.is_empty(), at != 8, "{at}: {named:?}");
        }
    }

    #[test]
    fn one_loss_excuses_one_difference() {
        let both = |doc: &mut Doc| {
            doc.links.clear();
            doc.nodes.iter_mut().find(|node| node.id == "d-1").unwrap().fields.clear();
        };
        let name = |losses: &mut Losses| losses.field(What::Dropped, "d-1", "anchor", "");
        assert_eq!(after(both, name).len(), 1, "the field and the role have one name");
        assert_eq!(after(both, |losses| (0..2).for_each(|_| name(losses))).len(), 0);
    }

    #[test]
    fn mark_that_is_gone_must_be_named_as_dropped_and_its_links_as_well() {
        let gone = |doc: &mut Doc| {
            let at = doc.nodes.iter().position(|node| node.id == "a-1").unwrap();
            doc.nodes.remove(at);
            doc.links.clear();
        };
        assert_eq!(after(gone, |_| {}).len(), 2);
        assert_eq!(after(gone, |losses| losses.node(What::Flattened, "a-1", "")).len(), 2);
        assert_eq!(after(gone, |losses| losses.node(What::Dropped, "a-1", "")).len(), 1);
        let whole = |losses: &mut Losses| {
            losses.node(What::Dropped, "a-1", "");
            losses.field(What::Dropped, "d-1", "anchor", "");
        };
        assert_eq!(after(gone, whole), Vec::<String>::new());
    }

    #[test]
    fn mark_that_was_not_there_is_never_excused() {
        let new = |doc: &mut Doc| doc.nodes.push(node("n-1", label::ACTOR, &[(0, 1)]));
        assert!(!after(new, |losses| losses.node(What::Dropped, "n-1", "")).is_empty());
    }

    #[test]
    fn what_is_named_as_dropped_and_is_there_is_complained_about() {
        assert_eq!(after(|_| {}, |losses| losses.field(What::Dropped, "a-1", "note", "")).len(), 1);
        assert_eq!(after(|_| {}, |losses| losses.node(What::Dropped, "a-1", "")).len(), 1);
        assert_eq!(after(|_| {}, |losses| losses.article(What::Dropped, Some("publisher"), "")).len(), 1);
        let kept = |losses: &mut Losses| {
            losses.node(What::Flattened, "a-1", "");
            losses.node(What::Widened, "a-1", "");
            losses.node(What::Split, "d-1", "");
        };
        assert_eq!(after(|_| {}, kept), Vec::<String>::new());
    }
}

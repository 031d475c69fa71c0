//! Generated documents for the properties of the formats: hard letters, marks of every shape, hostile values.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::core::annotation::Place;
use crate::core::doc::{Doc, Fields, Link, Node, label};
use crate::core::text::{Span, Text};

/// The text that every format must carry: letters outside the basic plane, a line break, Arabic with digits and
/// brackets, composed and decomposed Vietnamese, Uzbek apostrophes, a tab, and all that `WebAnno` TSV reserves.
pub const HARD: &str = "A 😊 Müller GmbH\r\nوقعت الصين وأوزبكستان (2024) مذكرة\nO‘zbekiston Oʻzbek — Việt Nam (NFD: Vie\u{302}\u{323}t)\t[x]|_*->;\\";

/// Gives a text of hard letters, in canonical form.
pub fn text() -> impl Strategy<Value = Text> {
    let pieces = select(vec![
        "Müller",
        "😊",
        "الصين",
        "وأوزبكستان",
        "O‘zbekiston",
        "Vie\u{302}\u{323}t",
        "Việt",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\t",
        "\u{a0}",
        "\u{200c}",
        "(2024)",
        "[x]",
        "|",
        "_",
        "*",
        "->",
        ";",
        "\\",
        "a",
        ".",
        "? ",
        "\"",
        "<&>",
        "]]>",
        "中国签署了",
        "#",
        "e\u{301}",
        "👩‍👩‍👧",
        "  ",
        "'",
        "0",
        ". ",
    ]);
    let made = vec(pieces, 1..40).prop_map(|pieces| Text::canonical(&pieces.concat()));
    prop_oneof![1 => Just(Text::canonical(HARD)), 5 => made]
}

/// Gives a value that nobody should have to write, and many do.
pub fn value() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "UZ-MIA",
        "2024-04-01",
        "name",
        "ü",
        "😊",
        " ",
        "\n",
        "\t",
        "|",
        "\\",
        "\"",
        "'",
        "<",
        "&",
        ">",
        "]]>",
        ";",
        "=",
        "{}",
        "[1]",
        "الصين",
        "_",
        "*",
        "->",
        "#",
        ":",
        "e\u{301}",
        "null",
        "true",
    ]);
    vec(pieces, 1..5).prop_map(|pieces| pieces.concat())
}

fn fields() -> impl Strategy<Value = Fields> {
    let name = select(vec![
        "form",
        "links",
        "value",
        "role",
        "note",
        "kind",
        "basis_reason",
        "x_rank",
        "parties",
        "created_at",
    ]);
    btree_map(name.prop_map(str::to_owned), prop_oneof![3 => vec(value(), 1), 1 => vec(value(), 2..4)], 0..5)
}

/// A document with marks of every shape on a hard text.
pub fn doc() -> impl Strategy<Value = Doc> {
    let labels: Vec<String> = label::ALL.iter().map(|it| (*it).to_owned()).chain(["x_trainees".to_owned()]).collect();
    let node = (select(labels), vec((any::<Index>(), any::<Index>()), 0..4), fields());
    let link = (select(vec!["party", "evidence", "signed", "title", "implements"]), any::<Index>(), any::<Index>());
    (text(), vec(node, 0..7), vec(link, 0..5), fields(), select(vec!["a.txt", "2024/ü b.txt", "x.md"])).prop_map(
        |(text, nodes, links, fields, name)| {
            let mut doc = Doc::new(name, text);
            doc.fields = fields;
            for (number, (label, ends, fields)) in nodes.into_iter().enumerate() {
                let offset = |index: Index| doc.text.byte_offset(index.index(doc.text.chars() + 1)).unwrap_or(0);
                let spans = ends.into_iter().map(|(a, b)| Span::new(offset(a), offset(b))).collect();
                let spans = Place::from_fragments(spans).map_or(Vec::new(), |place| place.fragments().to_vec());
                let id = if number % 3 == 2 { format!("g-0000000{number}.e0") } else { format!("a-0000000{number}") };
                doc.nodes.push(Node { id, label, spans, fields });
            }
            if !doc.nodes.is_empty() {
                let count = doc.nodes.len();
                let link = |(role, from, to): (&str, Index, Index)| Link {
                    role: role.to_owned(),
                    from: from.index(count),
                    to: to.index(count),
                };
                doc.links = links.into_iter().map(link).collect();
            }
            doc.sort();
            doc
        },
    )
}

/// Holds the files of a dataset in memory.
#[derive(Default)]
pub struct Memory(pub std::collections::BTreeMap<String, Vec<u8>>);

impl super::Out for Memory {
    fn append(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        self.0.entry(path.to_owned()).or_default().extend_from_slice(bytes);
        Ok(())
    }
}

/// Makes a node without fields, of byte ranges.
#[must_use]
pub fn node(id: &str, label: &str, spans: &[(usize, usize)]) -> Node {
    let spans = spans.iter().map(|(start, end)| Span { start: *start, end: *end }).collect();
    Node { id: id.into(), label: label.into(), spans, fields: Fields::new() }
}

/// Fails where two documents differ in name, text, nodes or links.
pub fn assert_same(left: &Doc, right: &Doc) {
    assert_eq!(left.name, right.name);
    assert_eq!(left.text.as_str(), right.text.as_str());
    assert_eq!(left.nodes, right.nodes);
    assert_eq!(left.links, right.links);
}

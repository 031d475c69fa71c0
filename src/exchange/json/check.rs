//! What the tests of the formats in JSON share: a hard document, the way there and back, and nonsense.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::generated::{HARD, Memory};
use super::super::{Beside, Incoming, Target, Unreadable};
use crate::core::doc;
use crate::core::doc::loss::{Loss, Losses};
use crate::core::doc::{Doc, Fields, Link, Node};
use crate::core::text::{Span, Text};

/// How a format is read.
pub(in crate::exchange) type Read = fn(&str, &[u8], Beside<'_>) -> Result<Incoming, Unreadable>;

/// The hard text with nested, equal, crossing and discontinuous marks, one over a line break, a record that stands
/// nowhere, and hostile values.
pub(in crate::exchange) fn hard() -> Doc {
    let mut doc = Doc::new("2024/ü \"b\":%.txt", Text::canonical(HARD));
    let at = |words: &str| {
        let start = HARD.replace('\r', "").find(words).unwrap_or(0);
        Span { start, end: start + words.len() }
    };
    let mut fields = Fields::new();
    doc::put(&mut fields, "note", " \"a\"\n|\t😊]]>\\ ");
    doc::put_all(&mut fields, "links", vec!["UZ:state".into(), "a|b c/ü".into()]);
    doc::put(&mut fields, "created_by", "Ä \"x\"");
    doc::put(&mut fields, "created_at", "2024-05-01T10:00:00Z");
    doc::put(&mut fields, "changed_at", "gestern");
    let node = |id: &str, label: &str, spans: Vec<Span>, fields: &Fields| Node {
        id: id.into(),
        label: label.into(),
        spans,
        fields: fields.clone(),
    };
    let none = Fields::new();
    doc.nodes = vec![
        node("a-00000001", "Actor", vec![at("Müller GmbH")], &fields),
        node("a-00000002", "Actor", vec![at("GmbH")], &none),
        node("a-00000003", "Actor", vec![at("GmbH")], &fields),
        node("d-00000001", "Date", vec![at("GmbH\nوقعت")], &none),
        node("g-00000001", "Agreement", vec![], &fields),
        node("g-00000001.e0", "Evidence", vec![at("وأوزبكستان (2024)"), at("Oʻzbek"), at("[x]|_*->;\\")], &fields),
        node("g-00000001.trigger", "Trigger", vec![at("أوزبكستان (20")], &none),
        node("title", "ArticleTitle", vec![at("😊")], &none),
        node("x-00000001", "x_trainees", vec![at(" ")], &none),
    ];
    let link = |role: &str, from, to| Link { role: role.into(), from, to };
    doc.links = vec![
        link("party", 4, 0),
        link("evidence", 4, 5),
        link("title", 0, 7),
        link("implements", 5, 5),
        link("anchor", 3, 2),
        link("party", 3, 2),
    ];
    doc.fields = fields;
    doc::put(&mut doc.fields, "language", "uz");
    doc.sort();
    doc
}

/// Writes a document into memory and tells what was lost.
pub(in crate::exchange) fn write(doc: &Doc, target: &mut dyn Target) -> (Memory, Vec<Loss>) {
    let (mut memory, mut losses) = (Memory::default(), Losses::of(&doc.name));
    target.article(doc, "dev", &mut memory, &mut losses).expect("memory takes everything");
    target.finish(&mut memory).expect("memory takes everything");
    (memory, losses.found)
}

/// Checks that a document is the same after it was written and read.
pub(in crate::exchange) fn same_after(doc: &Doc, target: &mut dyn Target, ending: &str, read: Read) {
    let (memory, _) = write(doc, target);
    let (path, bytes) = memory.0.iter().find(|(path, _)| path.ends_with(ending)).expect("the file is there");
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    let mut beside = |name: &str| memory.0.get(&format!("{folder}/{name}")).cloned();
    let incoming = read(path, bytes, &mut beside).expect("what was written can be read");
    assert_eq!(incoming.left, []);
    assert_eq!(incoming.docs.len(), 1);
    let back = &incoming.docs[0];
    assert_eq!((&back.name, back.text.as_str()), (&doc.name, doc.text.as_str()));
    assert_eq!(back.fields, doc.fields);
    assert_eq!(back.nodes, doc.nodes);
    assert_eq!(back.links, doc.links);
}

/// Reads a file that stands alone.
pub(in crate::exchange) fn read_alone(read: Read, path: &str, bytes: &[u8]) -> Incoming {
    read(path, bytes, &mut |_| None).expect("the file can be read")
}

/// Gives label and quote of each node.
pub(in crate::exchange) fn quotes(doc: &Doc) -> Vec<String> {
    doc.nodes.iter().map(|node| format!("{} {}", node.label, doc.quote(node))).collect()
}

/// Gives bytes that begin as a good file and are then cut, bent and broken.
pub(in crate::exchange) fn nonsense(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let pieces = select(vec![
        "",
        "{",
        "}",
        "[",
        "]",
        "null",
        "-1",
        "1e99",
        "18446744073709551616",
        "1.5",
        "\"",
        "\\ud800",
        "\"\"",
        "{}",
        "[]",
        "[[[]]]",
        "😊",
        "\n",
        "\u{feff}",
        "true",
        ",",
        ":",
        "999999",
        "\\r\\n",
    ]);
    let change = (any::<Index>(), pieces, 0..12_usize);
    (vec(change, 0..6), vec(any::<u8>(), 0..3)).prop_map(move |(changes, tail)| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, piece, length) in changes {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece.bytes());
        }
        bytes.extend(tail);
        bytes
    })
}

/// Checks that every mark that was read fits its text, whatever the bytes.
pub(in crate::exchange) fn survives(read: Read, bytes: &[u8]) {
    let mut beside = |_: &str| Some("😊 Bank of China".as_bytes().to_vec());
    if let Ok(incoming) = read("a/b.json", bytes, &mut beside) {
        for doc in incoming.docs {
            for node in &doc.nodes {
                assert!(node.spans.iter().all(|span| doc.text.fits(*span) && !span.is_empty()));
            }
            assert!(doc.links.iter().all(|link| link.from < doc.nodes.len() && link.to < doc.nodes.len()));
        }
    }
}

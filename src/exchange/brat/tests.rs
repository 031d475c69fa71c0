//! Tests of brat standoff.

use proptest::prelude::*;

use super::{Brat, read};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Link, Node, label};
use crate::core::text::{Span, Text};
use crate::exchange::generated::{HARD, Memory, assert_same, doc, node};
use crate::exchange::{Incoming, Target, Unreadable};

fn written(doc: &Doc) -> (Memory, Losses) {
    let (mut out, mut losses, mut brat) = (Memory::default(), Losses::of(&doc.name), Brat::default());
    brat.article(doc, "", &mut out, &mut losses).unwrap();
    brat.finish(&mut out).unwrap();
    (out, losses)
}

fn back(doc: &Doc, files: &Memory) -> Incoming {
    let file = |name: &str| files.0.get(name).cloned();
    let path = format!("{}.ann", doc.stem());
    let folder = path.rsplit_once('/').map_or(String::new(), |it| format!("{}/", it.0));
    read(&path, &file(&path).unwrap(), &mut |name| file(&format!("{folder}{name}"))).unwrap()
}

fn read_two(article: &str, marks: &str) -> Result<Incoming, Unreadable> {
    read("a.ann", marks.as_bytes(), &mut |name| (name == "a.txt").then(|| article.as_bytes().to_vec()))
}

/// What must come back: all but what the losses name.
fn kept(doc: &Doc, losses: &Losses) -> Doc {
    let mut kept = doc.clone();
    // A text keeps its ending, and so does Markdown.
    kept.name =
        if doc.stem().to_lowercase().ends_with(".md") { doc.stem().to_owned() } else { format!("{}.txt", doc.stem()) };
    kept.fields.clear();
    let dropped = |node: &Node| {
        losses
            .found
            .iter()
            .any(|it| it.what == What::Dropped && it.node.as_deref() == Some(node.id.as_str()) && it.field.is_none())
    };
    let new: Vec<Option<usize>> = doc
        .nodes
        .iter()
        .scan(0, |next, node| {
            let keep = !dropped(node);
            *next += usize::from(keep);
            Some(keep.then(|| *next - 1))
        })
        .collect();
    kept.nodes.retain(|node| !dropped(node));
    kept.links = doc
        .links
        .iter()
        .filter_map(|it| Some(Link { role: it.role.clone(), from: new[it.from]?, to: new[it.to]? }))
        .collect();
    kept.sort();
    kept
}

#[test]
fn span_over_a_newline_is_written_as_fragments() {
    let mut doc = Doc::new("a.txt", Text::canonical("Müller\nkam."));
    doc.nodes = vec![node("a-1", label::ACTOR, &[(0, 11)])];
    let (files, _) = written(&doc);
    let marks = String::from_utf8(files.0["a.ann"].clone()).unwrap();
    assert!(marks.starts_with("T1\tActor 0 6;7 10\tMüller kam\n"), "{marks}");
    assert_same(&back(&doc, &files).docs[0], &doc);
}

#[test]
fn agreement_is_an_event_with_numbered_roles() {
    let mut doc = Doc::new("a.txt", Text::canonical("A und B einigen sich"));
    doc.nodes = vec![
        node("a", label::ACTOR, &[(0, 1)]),
        node("b", label::ACTOR, &[(6, 7)]),
        node("g", label::AGREEMENT, &[(8, 15)]),
    ];
    for to in [0, 1] {
        doc.links.push(Link { role: "party".into(), from: 2, to });
    }
    let (files, losses) = written(&doc);
    let marks = String::from_utf8(files.0["a.ann"].clone()).unwrap();
    assert!(marks.contains("E1\tAgreement:T3 Party:T1 Party2:T2\n"), "{marks}");
    assert_eq!(losses.found, []);
    let conf = String::from_utf8(files.0["annotation.conf"].clone()).unwrap();
    assert!(conf.contains("[events]\nAgreement\tParty*:<ANY>\n"), "{conf}");
    let look = String::from_utf8(files.0["visual.conf"].clone()).unwrap();
    assert!(look.contains("[labels]\n") && look.contains("Actor | Actor\n"), "{look}");
    assert!(look.lines().any(|line| line.starts_with("Agreement\tbgColor:#")), "{look}");
}

#[test]
fn hard_text_with_hostile_values_comes_back() {
    let mut doc = Doc::new("2024/ü.txt", Text::canonical(HARD));
    let ends: Vec<usize> = doc.text.as_str().char_indices().map(|it| it.0).collect();
    doc.nodes = vec![
        node("a-1", label::ACTOR, &[(ends[2], ends[3]), (ends[4], ends[10])]),
        node("a-2", label::ACTOR, &[(ends[4], ends[30])]),
        node("a-3", "x_y z", &[(ends[4], ends[30])]),
        node("g-1", label::AGREEMENT, &[(0, doc.text.len())]),
        node("g-1.t", label::TRIGGER, &[]),
    ];
    for (name, value) in
        [("note", " \"|\n\t]]>\u{2028}😊 "), ("kind", "treaty"), ("value", "2024-05/.."), ("x_a", "@id")]
    {
        doc.nodes[3].fields.insert(name.into(), vec![value.into()]);
    }
    doc.nodes[0].fields.insert("links".into(), vec!["UZ|".into(), String::new()]);
    for (role, from, to) in
        [("party", 3, 0), ("party", 3, 1), ("X 2", 3, 2), ("x2", 3, 2), ("self", 3, 3), ("of", 0, 3), ("trigger", 3, 4)]
    {
        doc.links.push(Link { role: role.into(), from, to });
    }
    doc.sort();
    let (files, losses) = written(&doc);
    let marks = back(&doc, &files);
    assert_eq!(marks.left, []);
    assert_same(&marks.docs[0], &kept(&doc, &losses));
    assert_eq!(losses.found.iter().filter(|it| it.what == What::Dropped).count(), 2);
}

#[test]
fn files_of_brat_itself_are_read() {
    let article = "Bob meets\r\nAnn in Bonn, not Köln";
    let marks = "T1\tPerson 0 3\tBob\nT2\tMeet 4 9\tmeets\nT3\tPerson 11 14\tAnn\nE1\tMeet:T2 Who:T1 Who2:T3\n\
        E2\tTalk:T2 Who:T1\nT4\tCity 18 22\tBonn\nR1\tIn Arg1:E1 Arg2:T4\nA1\tSure E1 L2\nM1\tNegation E2\n\
        N1\tReference T4 Wikipedia:3295\tBonn, Rhein\n#1\tAnnotatorNotes T4\tcapital once\n*\tEquiv T1 T3\n\
        T5\tCity 28 99\tKöln\nT6\tCity 28 32\tBonn\nR2\tIn Arg1:T1 Arg2:T5\n";
    let found = read_two(article, marks).unwrap();
    let doc = &found.docs[0];
    assert_eq!(found.left.len(), 3, "{:?}", found.left);
    let of = |id: &str| &doc.nodes[doc.find(id).unwrap()];
    assert_eq!((doc.quote(of("T3")), doc.quote(of("T4"))), ("Ann".into(), "Bonn".into()));
    assert_eq!((of("T2").field("sure"), of("E2").field("negation")), ("L2", "true"));
    assert_eq!((of("T4").field("note"), of("T4").field("normalization")), ("capital once", "Wikipedia:3295"));
    let roles: Vec<String> =
        doc.links.iter().map(|it| format!("{} {} {}", doc.nodes[it.from].id, it.role, doc.nodes[it.to].id)).collect();
    assert_eq!(roles, ["T1 equiv T3", "E2 who T1", "T2 in T4", "T2 who T1", "T2 who T3"]);
}

#[test]
fn old_single_range_over_a_newline_is_read() {
    let found = read_two("a b\nc d", "T1\tX 0 7\ta b c d\n").unwrap();
    assert_eq!(found.docs[0].nodes[0].spans, [Span { start: 0, end: 7 }]);
}

#[test]
fn article_may_be_given_instead_of_its_marks() {
    let found = read("t/a.txt", b"abc", &mut |name| (name == "a.ann").then(|| b"T1\tX 0 1\ta\n".to_vec())).unwrap();
    assert_eq!((found.docs[0].name.as_str(), found.docs[0].nodes.len()), ("t/a.txt", 1));
}

#[test]
fn nonsense_is_refused_or_named() {
    assert!(read("a.ann", b"T1", &mut |_| None).is_err());
    assert!(read("a.ann", b"\xff", &mut |_| Some(vec![])).is_err());
    let marks = "T1\nT\tX\nE1\t:\nE\tX:T1 :\nR\tR\nA\tA\n#\t#\n*\t*\nN\tN N\nx\n\t\nT1\tX 18446744073709551616 1\nT1\tX 3 1;;\n#1\tAnnotatorNotes\t{\"@id\":1}";
    let found = read_two("a😊b", marks).unwrap();
    assert_eq!(found.docs[0].nodes, []);
    assert!(found.left.len() > 8, "{:?}", found.left);
}

proptest! {
    #[test]
    fn what_is_written_is_read(doc in doc()) {
        let (files, losses) = written(&doc);
        let found = back(&doc, &files);
        prop_assert_eq!(&found.left, &[]);
        assert_same(&found.docs[0], &kept(&doc, &losses));
    }

    #[test]
    fn no_bytes_make_it_panic(marks in "([TERAN*#][0-9]{0,2}\t[A-Za-z:T0-9 ;{}\"@]{0,20}\t?.{0,9}\n){0,6}", article in ".{0,20}") {
        let _found = read_two(&article, &marks);
    }
}

//! Tests of `WebAnno` TSV.

use proptest::prelude::*;

use super::{Webanno, read};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::tokens::sentences;
use crate::core::doc::{Doc, Link, Node, label};
use crate::core::text::{Span, Text};
use crate::exchange::generated::{HARD, Memory, assert_same, doc, node};
use crate::exchange::{Incoming, Target};

fn written(doc: &Doc) -> (String, Losses) {
    let (mut out, mut losses) = (Memory::default(), Losses::of(&doc.name));
    Webanno.article(doc, "", &mut out, &mut losses).unwrap();
    Webanno.finish(&mut out).unwrap();
    (String::from_utf8(out.0[&format!("{}.tsv", doc.stem())].clone()).unwrap(), losses)
}

fn back(doc: &Doc, file: &str) -> Incoming {
    read(&format!("{}.tsv", doc.stem()), file.as_bytes(), &mut |_| None).unwrap()
}

fn read_one(lines: &[&str]) -> Incoming {
    read("a.tsv", format!("#FORMAT=WebAnno TSV 3.3\n{}\n", lines.join("\n")).as_bytes(), &mut |_| None).unwrap()
}

/// What must come back: all but what the losses name.
fn kept(doc: &Doc, losses: &Losses) -> Doc {
    let tokens: Vec<Span> =
        sentences(&doc.text, &doc.names).iter().flat_map(|it| &it.tokens).map(|it| it.span).collect();
    let names = |what, node: &str| {
        losses.found.iter().any(|it| it.what == what && it.node.as_deref() == Some(node) && it.field.is_none())
    };
    let has_text = |what| losses.found.iter().any(|it| it.what == what && it.field.as_deref() == Some("text"));
    // A text keeps its ending, and so does Markdown.
    let name =
        if doc.stem().to_lowercase().ends_with(".md") { doc.stem().to_owned() } else { format!("{}.txt", doc.stem()) };
    let mut kept = Doc::new(&name, doc.text.clone());
    let mut shift = 0;
    if has_text(What::Dropped) {
        kept.text = Text::canonical("");
    } else if has_text(What::Flattened) {
        let (before, after) = doc.text.as_str().split_at(tokens[0].start);
        kept.text = Text::canonical(&format!("{}{after}", " ".repeat(before.chars().count())));
        shift = doc.text.len() - kept.text.len();
    }
    let mut new = Vec::new();
    for node in &doc.nodes {
        if names(What::Dropped, &node.id) {
            new.push(None);
            continue;
        }
        let clip = |span: &Span| {
            let inside: Vec<&Span> = tokens.iter().filter(|token| token.overlaps(*span)).collect();
            let (start, end) = (span.start.max(inside.first()?.start), span.end.min(inside.last()?.end));
            Some(Span { start: start - shift, end: end - shift })
        };
        let whole: Vec<Span> = node
            .spans
            .iter()
            .map(|it| Span { start: it.start.wrapping_sub(shift), end: it.end.wrapping_sub(shift) })
            .collect();
        let spans: Vec<Span> = node.spans.iter().filter_map(clip).collect();
        let is_clipped = losses
            .found
            .iter()
            .any(|it| it.node.as_deref() == Some(node.id.as_str()) && it.reason.starts_with("white space"));
        assert_eq!(is_clipped, spans != whole, "{}", node.id);
        new.push(Some(kept.nodes.len()));
        kept.nodes.push(Node { spans, ..node.clone() });
    }
    let links = doc.links.iter();
    kept.links =
        links.filter_map(|it| Some(Link { role: it.role.clone(), from: new[it.from]?, to: new[it.to]? })).collect();
    kept.sort();
    kept
}

#[test]
fn marks_stack_and_stand_on_parts_of_tokens() {
    let mut doc = Doc::new("a.txt", Text::canonical("😊 Bonnfest. Ja\nNein"));
    doc.nodes = vec![
        node("a", label::ACTOR, &[(5, 9)]),
        node("b", label::ACTOR, &[(5, 13)]),
        node("d", label::DATE, &[(5, 13)]),
    ];
    doc.links = vec![Link { role: "in_force".into(), from: 2, to: 0 }];
    doc.sort();
    let (file, losses) = written(&doc);
    let expected = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Actor|id\n\
        #T_SP=webanno.custom.Date|id|ROLE_webanno.custom.Date:Links_webanno.custom.DateLinksLink|uima.tcas.Annotation\n\n\n\
        #Text=😊 Bonnfest. \n\
        1-1\t0-2\t😊\t_\t_\t_\t_\t\n\
        1-2\t3-11\tBonnfest\tb\td\tin\\_force\t1-2.1[1]\t\n\
        1-2.1\t3-7\tBonn\ta[1]\t_\t_\t_\t\n\
        1-3\t11-12\t.\t_\t_\t_\t_\t\n\n\
        #Text=Ja\n2-1\t13-15\tJa\t_\t_\t_\t_\t\n\n\
        #Text=Nein\n3-1\t16-20\tNein\t_\t_\t_\t_\t\n";
    assert_eq!(file, expected);
    assert_eq!(losses.found, []);
    assert_same(&back(&doc, &file).docs[0], &doc);
}

#[test]
fn hard_text_with_hostile_values_comes_back() {
    let mut doc = Doc::new("2024/ü.txt", Text::canonical(HARD));
    let ends: Vec<usize> = doc.text.as_str().char_indices().map(|it| it.0).collect();
    doc.nodes = vec![
        node("a_1]", "x_y z", &[(ends[2], ends[3]), (ends[4], ends[8])]),
        node("a-2", label::ACTOR, &[(ends[6], ends[30])]),
        node("a-3", label::ACTOR, &[(ends[6], ends[30])]),
        node("g-1", label::AGREEMENT, &[(0, doc.text.len())]),
        node("g-1.t", label::TRIGGER, &[]),
        node("n", label::FLAG, &[(ends[15], ends[16])]),
    ];
    let values =
        [("note", " \"|\r\n\t]]>\u{2028}😊->*_[1]\\"), ("value", "*"), ("id", "_"), ("x_a", "|"), ("kind", "\\")];
    for (name, value) in values {
        doc.nodes[3].fields.insert(name.into(), vec![value.into()]);
    }
    doc.nodes[1].fields.insert("links".into(), vec!["UZ|".into(), String::new()]);
    for (role, from, to) in
        [("party", 3, 0), ("party", 3, 1), ("a;_b[1]", 3, 2), ("self", 3, 3), ("of", 0, 3), ("trigger", 3, 4)]
    {
        doc.links.push(Link { role: role.into(), from, to });
    }
    doc.sort();
    let (file, losses) = written(&doc);
    let found = back(&doc, &file);
    assert_eq!(found.left, []);
    assert_same(&found.docs[0], &kept(&doc, &losses));
    let count = |what| losses.found.iter().filter(|it| it.what == what).count();
    assert_eq!((count(What::Dropped), count(What::Split), count(What::Flattened)), (3, 1, 1), "{:?}", losses.found);
}

#[test]
fn files_of_webanno_itself_are_read() {
    let found = read_one(&[
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value",
        "#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_webanno.custom.HostLinksLink|uima.tcas.Annotation",
        "#T_RL=webanno.custom.Relation|value|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
        "#T_CH=webanno.custom.SimpleLink|referenceRelation|referenceType",
        "",
        "",
        "#Sentence.id=s1",
        "#Text=Bob 😊\\tmeets",
        "#Text=Ann \\\\ Lee .",
        "1-1\t0-3\tBob\t*\tPER\t_\t_\t_\t_\t*->1-1\t*[1]\t",
        "1-2\t4-6\t😊\t_\t_\t_\t_\t_\t_\t_\t_\t",
        "1-3\t7-12\tmeets\t_\t_\tA0;A1\t1-1;1-4[1]\t_\t_\t_\t_\t",
        "1-4\t13-16\tAnn\t*[1]|*[2]\tPER[1]|LOC\\_x[2]\t_\t_\tloves\t1-1[0_1]\t_\t_\t",
        "1-5\t17-18\t\\\t*[1]\tPER[1]\t_\t_\t_\t_\t_\t_\t",
        "1-6\t19-22\tLee\t*[1]\tPER[1]\t_\t_\t_\t_\t_\t_\t",
        "1-6.1\t22-22\t\t*\tX\t_\t_\t_\t_\t_\t_\t",
        "",
        "#Text=Ja",
        "2-1\t27-29\tJa\t_\t_\t_\t_\t_\t_\t_\t_\t",
    ]);
    let doc = &found.docs[0];
    assert_eq!(doc.text.as_str(), "Bob 😊\tmeets\nAnn \\ Lee .\n  Ja");
    let marks: Vec<String> =
        doc.nodes.iter().map(|it| format!("{} {} {}", it.label, it.field("value"), doc.quote(it))).collect();
    assert_eq!(marks, ["NamedEntity PER Bob", "Host  meets", "NamedEntity PER Ann \\ Lee", "NamedEntity LOC_x Ann"]);
    let links: Vec<String> = doc.links.iter().map(|it| format!("{} {} {}", it.from, it.role, it.to)).collect();
    assert_eq!(links, ["0 loves 2", "1 A0 0", "1 A1 2"]);
    assert_eq!(found.left.len(), 2, "{:?}", found.left);
}

#[test]
fn spaces_before_the_first_word_are_noted() {
    let mut doc = Doc::new("a.md", Text::canonical("\t\u{a0}a"));
    doc.nodes = vec![node("a", label::ACTOR, &[(0, 4)])];
    let (file, losses) = written(&doc);
    assert_eq!(back(&doc, &file).docs[0].text.as_str(), "  a");
    assert_same(&back(&doc, &file).docs[0], &kept(&doc, &losses));
}

#[test]
fn nonsense_is_refused_or_named() {
    for bytes in [&b""[..], b"\xff", b"#FORMAT=WebAnno TSV 2.0", b"#FORMAT=WebAnno TSV 3.x"] {
        assert!(read("a.tsv", bytes, &mut |_| None).is_err());
    }
    let far = "#FORMAT=WebAnno TSV 3.3\n#Text=a\n1-1\t99999999999-3\ta\t\n";
    assert_eq!(read("a.tsv", far.as_bytes(), &mut |_| None).unwrap_err().line, Some(3));
    let found = read_one(&[
        "#T_SP=X|a|ROLE_|b.c|",
        "#T_RL=",
        "#T_RL=Y|BT_X",
        "#Text=😊",
        "1-1\t0-1\ty\tx[]|[|]\t;\t;;[",
        "x",
        "1-1\t5-2\t\t_[9]\t\\",
    ]);
    assert_eq!(found.docs[0].nodes, []);
    assert!(found.left.len() > 1, "{:?}", found.left);
}

proptest! {
    #[test]
    fn what_is_written_is_read(doc in doc()) {
        let (file, losses) = written(&doc);
        let found = back(&doc, &file);
        prop_assert_eq!(&found.left, &[]);
        assert_same(&found.docs[0], &kept(&doc, &losses));
    }

    #[test]
    fn no_bytes_make_it_panic(lines in "(#T_(SP|RL)=[A-Z.|_]{0,9}\n){0,3}(#Text=[a😊\\\\]{0,4}\n|[0-9]-1\t[0-9]-[0-9]\t(\t[\\]\\[*|;_0-9\\\\-]{0,8}){0,5}\n){0,8}") {
        let file = format!("#FORMAT=WebAnno TSV 3.1\n{lines}");
        let _found = read("a.tsv", file.as_bytes(), &mut |_| None);
    }
}

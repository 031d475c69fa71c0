//! Tests of `CoNLL` files.

use proptest::prelude::*;

use super::{Conll, Variant};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node, label};
use crate::core::text::{Span, Text};
use crate::exchange::Target;
use crate::exchange::generated::{HARD, Memory, doc};

fn written(doc: &Doc, variant: Variant) -> (Memory, Losses) {
    let (mut out, mut losses) = (Memory::default(), Losses::of(&doc.name));
    let mut conll = Conll::new(variant).with_labels(["x_trainees"]);
    conll.article(doc, "", &mut out, &mut losses).unwrap();
    conll.finish(&mut out).unwrap();
    (out, losses)
}

fn file(files: &Memory, name: &str) -> String {
    String::from_utf8(files.0[name].clone()).unwrap()
}

fn marked(text: &str, marks: &[(&str, &str, &[&str])]) -> Doc {
    let mut doc = Doc::new("a b.txt", Text::canonical(text));
    for (id, label, quotes) in marks {
        let span = |quote: &&str| doc.text.as_str().find(quote).map(|start| Span { start, end: start + quote.len() });
        let spans = quotes.iter().filter_map(span).collect();
        doc.nodes.push(Node { id: (*id).into(), label: (*label).into(), spans, fields: Fields::new() });
    }
    doc.sort();
    doc
}

fn whats(losses: &Losses) -> Vec<(What, &str)> {
    let of = losses.found.iter().filter_map(|it| Some((it.what, it.node.as_deref()?)));
    of.collect()
}

#[test]
fn inner_mark_is_dropped_and_counted() {
    let doc = marked("Bank of China kam", &[("a", label::ACTOR, &["Bank of China"]), ("b", label::ACTOR, &["China"])]);
    let (files, losses) = written(&doc, Variant::Conll2003);
    let actors = "-DOCSTART- -X- O O\n\nBank -X- _ B-Actor\nof -X- _ I-Actor\nChina -X- _ I-Actor\nkam -X- _ O\n\n";
    assert_eq!(file(&files, "actor.conll"), actors);
    assert_eq!(file(&files, "x_trainees.conll").matches(" O\n").count(), 5);
    assert_eq!(whats(&losses), [(What::Dropped, "b")]);
}

#[test]
fn mark_inside_a_token_is_widened_and_counted() {
    let doc = marked("وقعت وأوزبكستان", &[("a", label::ACTOR, &["أوزبكستان"])]);
    let (files, losses) = written(&doc, Variant::Conll2003);
    assert!(file(&files, "actor.conll").contains("وأوزبكستان -X- _ B-Actor\n"));
    assert_eq!(whats(&losses), [(What::Widened, "a")]);
}

#[test]
fn mark_over_two_sentences_begins_twice() {
    let doc = marked("Er kam. Sie ging.", &[("e", label::EVIDENCE, &["kam. Sie ging"])]);
    let (files, losses) = written(&doc, Variant::Conll2003);
    let tags: String = file(&files, "evidence.conll")
        .lines()
        .filter_map(|line| line.rsplit_once(' '))
        .map(|it| &it.1[..1])
        .map(str::to_owned)
        .collect();
    assert_eq!(tags, "OOBIBIO");
    assert_eq!(whats(&losses), [(What::Split, "e")]);
}

#[test]
fn words_of_an_agreement_share_a_file_and_its_record_is_dropped() {
    let doc = marked(
        "signed a memo in Bonn",
        &[
            ("g", label::AGREEMENT, &["signed"]),
            ("g.t", label::TRIGGER, &["signed"]),
            ("g.i", label::INSTRUMENT, &["memo"]),
            ("g.v", label::VENUE, &["Bonn"]),
        ],
    );
    let (files, losses) = written(&doc, Variant::Conll2003);
    let lines = file(&files, "agreement.conll");
    assert!(lines.contains("signed -X- _ B-Trigger\na -X- _ O\nmemo -X- _ B-Instrument\n"), "{lines}");
    assert_eq!(whats(&losses), [(What::Dropped, "g")]);
}

#[test]
fn conllu_keeps_spaces_fields_and_links() {
    let mut doc = marked("\tUZ  und\nKZ.", &[("a", label::ACTOR, &["UZ", "KZ"]), ("d", "x_y", &["KZ."])]);
    doc.fields.insert("language".into(), vec!["de".into()]);
    doc.nodes[0].fields.insert("note".into(), vec!["a|b c,".into(), "\n".into()]);
    doc.links.push(Link { role: "of".into(), from: 0, to: 1 });
    let (files, losses) = written(&doc, Variant::Conllu);
    let expected = "# newdoc id = a\\sb.txt\n# meta:language = de\n# newpar\n# sent_id = d1-s1\n# text = UZ und\n\
        1\tUZ\t_\t_\t_\t_\t_\t_\t_\tActor=B|Actor[id]=a|Actor[note]=a\\pb\\sc\\c,\\n|Actor[to:of]=d|SpacesAfter=\\s\\s|SpacesBefore=\\t\n\
        2\tund\t_\t_\t_\t_\t_\t_\t_\tSpacesAfter=\\n\n\n\
        # newpar\n# sent_id = d1-s2\n# text = KZ.\n\
        1\tKZ\t_\t_\t_\t_\t_\t_\t_\tActor=B|Actor[id]=a|SpaceAfter=No|x_y=B|x_y[id]=d\n\
        2\t.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|x_y=I\n\n";
    assert_eq!(file(&files, "data.conllu"), expected);
    assert_eq!(whats(&losses), [(What::Split, "a"), (What::Flattened, "a")]);
}

#[test]
fn text_that_is_not_composed_is_composed_and_noted() {
    let (files, losses) = written(&Doc::new("a.txt", Text::canonical(HARD)), Variant::Conllu);
    assert!(file(&files, "data.conllu").contains("\tViệt\t") && !file(&files, "data.conllu").contains('\u{302}'));
    assert!(losses.found.iter().any(|it| it.what == What::Flattened && it.field.as_deref() == Some("text")));
}

#[test]
fn article_without_words_is_named() {
    let doc = marked(" \n", &[("a", label::ACTOR, &["\n"]), ("b", label::DATE, &[])]);
    let (files, losses) = written(&doc, Variant::Conllu);
    assert_eq!(file(&files, "data.conllu"), "");
    assert_eq!(losses.found.iter().filter(|it| it.what == What::Dropped).count(), 3);
    let (files, _) = written(&doc, Variant::Conll2003);
    assert_eq!(file(&files, "date.conll"), "-DOCSTART- -X- O O\n\n");
}

/// Puts the text together again as a reader of CoNLL-U does.
fn rebuilt(file: &str) -> String {
    let mut text = String::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        let misc: Vec<(&str, &str)> = columns[9].split('|').filter_map(|it| it.split_once('=')).collect();
        let of = |name: &str| {
            misc.iter().find(|it| it.0 == name).map(|it| {
                it.1.replace("\\s", " ").replace("\\n", "\n").replace("\\t", "\t").replace("\\u{a0}", "\u{a0}")
            })
        };
        text.push_str(&of("SpacesBefore").unwrap_or_default());
        text.push_str(columns[1]);
        text.push_str(&of("SpacesAfter").unwrap_or(if of("SpaceAfter").is_some() { "" } else { " " }.into()));
    }
    text
}

proptest! {
    #[test]
    fn every_node_is_tagged_or_named_as_dropped(doc in doc()) {
        let (files, losses) = written(&doc, Variant::Conll2003);
        let dropped = losses.found.iter().filter(|it| it.what == What::Dropped && it.node.is_some() && it.field.is_none()).count();
        let pieces: usize = losses.found.iter().filter(|it| it.what == What::Split).filter_map(|it| it.reason.split(' ').nth(2)?.parse::<usize>().ok()).map(|pieces| pieces - 1).sum();
        let begun: usize = files.0.keys().map(|name| file(&files, name).matches(" -X- _ B-").count()).sum();
        prop_assert_eq!(begun, doc.nodes.len() - dropped + pieces);
        for name in files.0.keys() {
            for line in file(&files, name).lines().filter(|line| !line.is_empty()) {
                prop_assert_eq!(line.split_whitespace().count(), 4, "{}", line);
            }
        }
    }

    #[test]
    fn text_can_be_rebuilt_from_conllu(doc in doc()) {
        let (files, _) = written(&doc, Variant::Conllu);
        let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        if !doc.text.as_str().trim().is_empty() {
            prop_assert_eq!(rebuilt(&file(&files, "data.conllu")), nfc.normalize(doc.text.as_str()).into_owned());
        }
    }
}

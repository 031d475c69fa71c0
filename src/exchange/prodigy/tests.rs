//! Tests of Prodigy.

use proptest::prelude::*;

use super::super::generated;
use super::super::json::check;
use super::{Prodigy, cut, read};
use crate::core::doc::Maker;
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Node};
use crate::core::text::{Span, Text};

/// As `db-out` writes a task of `rel.manual`; the last span is past the end.
const REAL: &str = r#"{"text":"😊 Bank of China","tokens":[{"text":"😊","start":0,"end":1,"id":0,"ws":true},{"text":"Bank","start":2,"end":6,"id":1,"ws":true},{"text":"of","start":7,"end":9,"id":2,"ws":true},{"text":"China","start":10,"end":15,"id":3,"ws":false}],"_input_hash":-1,"_task_hash":2,"spans":[{"start":2,"end":9,"token_start":1,"token_end":2,"label":"ORG"},{"token_start":3,"token_end":3,"label":"LOC"},{"start":3,"end":99,"label":"X"}],"relations":[{"head":2,"child":3,"label":"in","head_span":{"start":2,"end":9,"token_start":1,"token_end":2,"label":"ORG"},"child_span":{"start":10,"end":15,"token_start":3,"token_end":3,"label":"LOC"}},{"head":3,"child":2,"label":"of"},{"head":0,"child":2,"label":"x"}],"meta":{"source":"web"},"answer":"accept","_session_id":"set-anna"}
{"text":"no","answer":"reject"}
"#;

/// Marks words of a text and gives its tokens, with `_` for a space that belongs to one.
fn tokens_of(text: &str, marks: &[&str]) -> (Vec<String>, usize) {
    let mut doc = Doc::new("a.txt", Text::canonical(text));
    for (number, words) in marks.iter().enumerate() {
        let start = text.find(words).expect("the words stand in the text");
        let spans = vec![Span { start, end: start + words.len() }];
        doc.nodes.push(Node { id: format!("a-{number}"), label: "Actor".into(), spans, fields: Fields::new() });
    }
    let mut losses = Losses::default();
    let tokens = cut::tokens(&doc, &mut losses);
    let shown = |token: &cut::Token| format!("{}{}", doc.text.slice(token.span), if token.space { "_" } else { "" });
    (tokens.iter().map(shown).collect(), losses.found.len())
}

#[test]
fn documents_are_the_same_after_prodigy() {
    check::same_after(&check::hard(), &mut Prodigy::new(), "data.jsonl", read);
}

#[test]
fn white_space_beyond_one_space_is_a_token() {
    assert_eq!(tokens_of("  a b  c\n\nd ", &[]).0, ["  ", "a_", "b_", " ", "c", "\n\n", "d_"]);
}

#[test]
fn tokens_are_cut_where_marks_need_it_and_each_cut_is_noted() {
    assert_eq!(
        tokens_of("Usbekistans Rat", &["Usbekistan", "Rat"]),
        (vec!["Usbekistan".into(), "s_".into(), "Rat".into()], 1)
    );
    assert_eq!(tokens_of("a b", &[" "]), (vec!["a".into(), " ".into(), "b".into()], 2));
    assert_eq!(tokens_of("a b", &["a "]), (vec!["a".into(), " ".into(), "b".into()], 1));
}

#[test]
fn relations_that_overlapping_marks_hide_are_noted() {
    let (memory, losses) = check::write(&check::hard(), &mut Prodigy::new());
    assert!(memory.0["dev/data.jsonl"].windows(14).any(|it| it == b"\"spans_manual\""));
    let hidden = losses.iter().filter(|loss| loss.reason.contains("overlap"));
    assert_eq!(hidden.count(), 4);
    assert!(losses.iter().all(|loss| loss.what != What::Dropped));
}

#[test]
fn tasks_of_prodigy_are_read_with_their_relations() {
    let incoming = check::read_alone(read, "db.jsonl", REAL.as_bytes());
    let doc = &incoming.docs[0];
    assert_eq!(check::quotes(doc), ["ORG Bank of", "LOC China"]);
    let links: Vec<_> = doc.links.iter().map(|link| (link.role.as_str(), link.from, link.to)).collect();
    assert_eq!(links, [("in", 0, 1), ("of", 1, 0)]);
    assert_eq!((&doc.maker, doc.field("x_source")), (&Maker::Person("set-anna".into()), "web"));
    // The rejected task, the span past the end, the relation of a token that is no span.
    assert_eq!((incoming.docs.len(), incoming.left.len()), (1, 3), "{:?}", incoming.left);
}

proptest! {
    #[test]
    fn generated_documents_are_the_same_after_prodigy(doc in generated::doc()) {
        check::same_after(&doc, &mut Prodigy::new(), "data.jsonl", read);
    }

    #[test]
    fn tokens_make_the_text_again_and_every_mark_fits_them(doc in generated::doc()) {
        let tokens = cut::tokens(&doc, &mut Losses::default());
        let again: String = tokens.iter().flat_map(|it| [doc.text.slice(it.span), if it.space { " " } else { "" }]).collect();
        prop_assert_eq!(again.as_str(), doc.text.as_str());
        for span in doc.nodes.iter().flat_map(|node| &node.spans) {
            prop_assert!(tokens.iter().any(|token| token.span.start == span.start));
            prop_assert!(tokens.iter().any(|token| token.span.end == span.end));
        }
    }

    #[test]
    fn nonsense_does_not_panic(bytes in check::nonsense(REAL)) {
        check::survives(read, &bytes);
    }
}

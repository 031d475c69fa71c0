//! Files in which something was once lost without a line, or put where it does not stand, each with what is right.

use super::super::format::Format;
use super::super::left::lines;
use super::super::{Incoming, Part};

/// Reads a file with what stands beside it.
fn read(format: &str, name: &str, bytes: &str, beside: &[(&str, &str)]) -> Incoming {
    let format = Format::with_id(format).expect("a format");
    let mut find = |name: &str| beside.iter().find(|it| it.0 == name).map(|it| it.1.as_bytes().to_vec());
    format.read_part(name, bytes.as_bytes(), Part::default(), &mut find).expect("it can be read")
}

/// Says whether one line holds all of these words.
fn says(incoming: &Incoming, words: &[&str]) {
    let lines = lines(&incoming.left);
    assert!(lines.iter().any(|line| words.iter().all(|word| line.contains(word))), "{words:?} in {lines:#?}");
}

/// Gives the marks of all documents: label and quote.
fn marks(incoming: &Incoming) -> Vec<String> {
    let of = |doc: &crate::core::doc::Doc| -> Vec<String> {
        doc.nodes.iter().map(|node| format!("{} {}", node.label, doc.quote(node))).collect()
    };
    incoming.docs.iter().flat_map(of).collect()
}

#[test]
fn label_of_a_text_and_lists_of_another_shape_are_said() {
    let file = r#"{"text": "Peru won", "label": "positive", "labels": {"a": "bad"}, "entities": {"0": {"label": "GPE"}}, "spans": [{"start": 0, "end": 4, "label": "ORG"}], "annotations": [{"label": 3, "user": 1}]}"#;
    let incoming = read("doccano", "d.jsonl", file, &[]);
    for words in
        [["label “positive”", "whole texts"], ["labels.a", "bad"], ["entities.0.label", "GPE"], ["spans", "ORG"]]
    {
        says(&incoming, &words);
    }
    says(&incoming, &["\"label\":3", "whole texts"]);
    assert_eq!((marks(&incoming).len(), incoming.left.len()), (0, 5), "{:?}", incoming.left);
}

#[test]
fn fourth_value_of_a_label_and_keys_of_an_entity_are_said() {
    let file = r#"{"text": "Peru won", "label": [[0, 4, "GPE", "sure?"]], "entities": [{"id": 1, "label": "ORG", "start_offset": 5, "end_offset": 8, "prob": 0.5, "comment": "hm"}], "relations": [{"id": 1, "from_id": 1, "to_id": 1, "type": "self", "comment": "odd"}], "Comments": [{"id": 1, "text": "hello", "author": "bob"}]}"#;
    let incoming = read("doccano", "d.jsonl", file, &[]);
    assert_eq!(marks(&incoming), ["ORG won"]);
    assert_eq!(incoming.docs[0].field("note"), "hello");
    for words in [["sure?", "[start, end, label]"], ["entities[0].prob 0.5", "reads it"], ["entities[0].comment", "hm"]]
    {
        says(&incoming, &words);
    }
    says(&incoming, &["relations[0].comment", "odd"]);
    says(&incoming, &["Comments[0].author", "bob"]);
}

#[test]
fn entities_of_nobody_and_plain_labels_are_nobodys_and_links_of_one_person_stay() {
    let entity = |id: usize, at: usize, user: &str| {
        format!(r#"{{"id": {id}, "label": "L{id}", "start_offset": {at}, "end_offset": {}, "user": {user}}}"#, at + 4)
    };
    let file = format!(
        r#"{{"text": "Peru Laos Cuba Chad", "label": [[0, 4, "GPE"]], "entities": [{}, {}, {}], "relations": [{{"from_id": 1, "to_id": 2, "type": "near"}}, {{"from_id": 1, "to_id": 3, "type": "far"}}]}}"#,
        entity(1, 0, "1"),
        entity(2, 5, "1"),
        entity(3, 10, "2")
    );
    let incoming = read("doccano", "d.jsonl", &file, &[]);
    let of: Vec<(String, usize, usize)> =
        incoming.docs.iter().map(|it| (format!("{:?}", it.maker), it.nodes.len(), it.links.len())).collect();
    let person = |name: &str| format!("Person({name:?})");
    assert_eq!(of, [("Unsaid".to_owned(), 1, 0), (person("1"), 2, 1), (person("2"), 1, 0)]);
    says(&incoming, &["\"far\"", "several people"]);
}

#[test]
fn fields_of_an_article_that_fold_to_one_name_are_kept_together() {
    let file = r#"{"text": "Peru won", "meta": {"Title!": "x", "title": "y", "x_title": "z", "TITLE": "w"}}"#;
    let incoming = read("doccano", "d.jsonl", file, &[]);
    let mut titles = incoming.docs[0].fields["x_title"].clone();
    titles.sort();
    assert_eq!(titles, ["w", "x", "y", "z"]);
}

#[test]
fn keys_of_a_span_a_task_and_a_relation_of_prodigy_are_said_or_kept() {
    let file = r#"{"text": "Peru won", "title": "News", "flagged": true, "spans": [{"start": 0, "end": 4, "label": "GPE", "kb_id": "Q419", "comment": "sure"}, {"start": 5, "end": 8, "label": "V"}], "relations": [{"head": 0, "child": 1, "head_span": {"start": 0, "end": 4}, "child_span": {"start": 5, "end": 8}, "label": "wins", "comment": "when?"}], "answer": "accept"}"#;
    let incoming = read("prodigy", "p.jsonl", file, &[]);
    assert_eq!((incoming.docs[0].field("x_title"), incoming.docs[0].field("x_flagged")), ("News", "true"));
    for words in [["spans[0].kb_id", "Q419"], ["spans[0].comment", "sure"], ["relations[0].comment", "when?"]] {
        says(&incoming, &words);
    }
}

#[test]
fn what_label_studio_keeps_beside_the_results_is_said() {
    let file = r#"[{"id": 1, "inner_id": 1, "total_annotations": 1, "file_upload": "1a-x.json", "updated_by": 7, "data": {"text": "Peru won"}, "drafts": 3, "comments": {"a": "why"},
        "annotations": [{"id": 2, "completed_by": 7, "ground_truth": true, "was_cancelled": false, "lead_time": 1.5, "draft": {"result": [{"value": {"labels": ["Lost"]}}]}, "comments": [{"text": "no!"}],
        "result": ["junk", {"id": 4, "from_name": "label", "to_name": "text", "type": "labels", "score": 0.9, "meta": {"text": ["n"], "colour": "red"}, "value": {"start": 0, "end": 4, "text": "Peru", "labels": ["GPE"]}},
            {"id": 4, "from_name": "sure", "to_name": "text", "type": "choices", "value": {"start": 0, "end": 4, "text": "Peru", "choices": ["yes"]}},
            {"type": "relation", "from_id": 4, "to_id": 4, "labels": ["self"], "meta": {"why": "because"}}]}]}]"#;
    let incoming = read("label-studio", "a.json", file, &[]);
    let node = &incoming.docs[0].nodes[0];
    assert_eq!((node.field("note"), node.field("sure"), incoming.docs[0].links.len()), ("n", "yes", 1));
    for words in [
        ["drafts", "3"],
        ["comments.a", "why"],
        ["annotations[0].draft", "Lost"],
        ["annotations[0].comments[0].text", "no!"],
        ["result[0]", "junk"],
        ["score", "0.9"],
        ["meta.colour", "red"],
        ["meta.why", "because"],
    ] {
        says(&incoming, &words);
    }
    assert_eq!(incoming.left.len(), 8, "{:#?}", lines(&incoming.left));
    assert!(incoming.said[0].line.contains("ground truth"), "Label Studio sets it itself: {:?}", incoming.said);
}

#[test]
fn fragment_whose_number_label_studio_has_cut_off_is_one_of_its_mark() {
    let region = |more: &str, start: usize, end: usize| {
        format!(
            r#"{{"id": "a", "from_name": "label", "to_name": "text", "type": "labels"{more}, "value": {{"start": {start}, "end": {end}, "labels": ["Actor"]}}}}"#
        )
    };
    let result = [region("", 0, 4), region(r#", "parentID": "a""#, 9, 13)].join(", ");
    let file = format!(
        r#"[{{"allow_skip": true, "data": {{"text": "Peru and Laos"}}, "annotations": [{{"result": [{result}]}}]}}]"#
    );
    let incoming = read("label-studio", "a.json", &file, &[]);
    assert_eq!((marks(&incoming), incoming.left.len()), (vec!["Actor Peru Laos".to_owned()], 0));
}

#[test]
fn annotations_in_another_shape_and_texts_with_predictions_only_are_there_or_said() {
    let file = r#"[{"data": {"text": "Peru won"}, "annotations": {"result": [{"value": {"labels": ["GPE"]}}]}},
        {"data": {"text": "Laos won", "src": "web"}, "predictions": [{"model_version": "m", "score": 0.5, "result": []}]}]"#;
    let incoming = read("label-studio", "a.json", file, &[]);
    says(&incoming, &["annotations.result[0].value.labels", "GPE"]);
    assert_eq!(incoming.docs.len(), 3);
    assert_eq!((incoming.docs[1].field("x_src"), incoming.left.len()), ("web", 1));
}

#[test]
fn regions_of_a_page_or_a_dialogue_are_said_and_stand_nowhere() {
    let min = r#"[{"id": 1, "text": "Peru won", "x_label": [{"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 4, "text": "Peru", "hypertextlabels": ["GPE"]}]}]"#;
    let incoming = read("label-studio", "a.json", min, &[]);
    says(&incoming, &["GPE", "HTML"]);
    assert_eq!((marks(&incoming).len(), incoming.docs[0].fields.len()), (0, 0));
    let dialogue = r#"[{"data": {"dialogue": [{"author": "A", "text": "Peru"}], "text": "Peru and Laos"}, "annotations": [{"result": [{"type": "paragraphlabels", "from_name": "p", "to_name": "dialogue", "id": "k", "value": {"start": "0", "end": "0", "startOffset": 0, "endOffset": 4, "paragraphlabels": ["GPE"], "text": "Peru"}}]}]}]"#;
    let incoming = read("label-studio", "a.json", dialogue, &[]);
    says(&incoming, &["one of “dialogue”", "GPE"]);
    assert_eq!((marks(&incoming).len(), incoming.docs[0].text.as_str()), (0, "Peru and Laos"));
}

#[test]
fn text_of_a_task_is_the_one_in_which_the_quotes_stand() {
    let task = |quote: &str| {
        format!(
            r#"[{{"data": {{"text": "A teaser on Laos.", "content": "China and Laos"}}, "annotations": [{{"result": [{{"value": {{"start": 0, "end": 5, "labels": ["GPE"]{quote}}}, "from_name": "label", "to_name": "body", "type": "labels", "id": "x"}}]}}]}}]"#
        )
    };
    let incoming = read("label-studio", "a.json", &task(r#", "text": "China""#), &[]);
    assert_eq!(
        (marks(&incoming), incoming.docs[0].field("x_text")),
        (vec!["GPE China".to_owned()], "A teaser on Laos.")
    );
    let format = Format::with_id("label-studio").expect("a format");
    let refused = format.read_part("a.json", task("").as_bytes(), Part::default(), &mut |_| None);
    assert!(refused.is_err(), "without a quote nobody can tell");
    let min = r#"[{"id": 1, "body": "China met Laos", "summary": "A summary that is longer: Laos", "ner": [{"start": 0, "end": 5, "text": "China", "labels": ["GPE"]}, {"start": 10, "end": 14, "text": "Laos", "labels": ["GPE"]}]}]"#;
    let incoming = read("label-studio", "a.json", min, &[]);
    assert_eq!((incoming.docs[0].text.as_str(), marks(&incoming).len()), ("China met Laos", 2));
}

#[test]
fn broken_value_of_an_array_is_said_and_the_others_come_in() {
    for (format, bad) in [("label-studio", r#"{"data": {"text": "\x"}}"#), ("doccano", r#"{"text": "\ud800"}"#)] {
        let good = if format == "doccano" { r#"{"text": "Peru won"}"# } else { r#"{"data": {"text": "Peru won"}}"# };
        let incoming = read(format, "a.json", &format!("[{good},\n{bad},\n{good}]"), &[]);
        assert_eq!((incoming.docs.len(), incoming.left.len()), (2, 1));
        says(&incoming, &[" 2, line 2", "not JSON"]);
    }
    let own =
        r#"{"format":"glossator-2","article":"a.txt","language":"en","fields":{},"text":"Peru","marks":[],"links":[]}"#;
    let incoming = read("json", "a.jsonl", &format!("{own}\n{{\"format\":\n{}\n", own.replace("a.txt", "b.txt")), &[]);
    assert_eq!((incoming.docs.len(), incoming.left.len()), (2, 1));
}

#[test]
fn link_with_three_ends_a_further_tag_and_a_comment_says_what_is_not_taken() {
    let mark = |id: &str, start: usize, end: usize| {
        format!(
            r#"{{"id": "{id}", "type": "Annotation", "body": {{"value": "GPE", "purpose": "tagging"}}, "target": {{"source": "a.txt", "selector": {{"type": "TextPositionSelector", "start": {start}, "end": {end}}}}}}}"#
        )
    };
    let link = r#"{"id": "l", "motivation": "linking", "body": [{"value": "I doubt it", "purpose": "commenting"}, {"value": "near", "purpose": "tagging"}, {"value": "with", "purpose": "tagging"}], "target": [{"id": "x"}, {"id": "y"}, {"id": "z"}]}"#;
    let file = format!("[{}, {}, {}, {link}]", mark("x", 0, 4), mark("y", 5, 9), mark("z", 10, 14));
    let incoming = read("w3c", "a.json", &file, &[("a.txt", "Peru Laos Cuba")]);
    assert_eq!(incoming.docs[0].links[0].role, "near");
    says(&incoming, &["I doubt it"]);
    says(&incoming, &["body[2].value", "with"]);
    says(&incoming, &["\"z\"", "two ends"]);
}

#[test]
fn link_of_one_person_between_marks_of_another_is_not_theirs() {
    let by = |id: &str, who: &str, rest: &str| {
        format!(r#"{{"id": "{id}", "type": "Annotation", "creator": {{"name": "{who}"}}, {rest}}}"#)
    };
    let at = |start: usize| {
        format!(
            r#""target": {{"source": "a.txt", "selector": {{"type": "TextPositionSelector", "start": {start}, "end": {}}}}}"#,
            start + 4
        )
    };
    let link = r#""motivation": "linking", "target": [{"id": "x"}, {"id": "y"}]"#;
    let file = format!("[{}, {}, {}]", by("x", "bob", &at(0)), by("y", "bob", &at(5)), by("l", "eve", link));
    let incoming = read("w3c", "a.json", &file, &[("a.txt", "Peru Laos Cuba")]);
    assert_eq!(incoming.docs.iter().map(|it| it.links.len()).sum::<usize>(), 0);
    says(&incoming, &["eve", "somebody else"]);
}

#[test]
fn pages_replies_and_two_people_of_one_name_are_told_apart() {
    let mark = |id: &str, who: &str, start: usize| {
        format!(
            r#"{{"id": "{id}", "type": "Annotation", "creator": {{"id": "{who}", "name": "Jan"}}, "motivation": ["tagging", "assessing"], "body": [{{"value": "GPE", "purpose": "tagging"}}, {{"value": "so?", "purpose": "replying", "creator": {{"name": "Bob"}}}}], "target": {{"source": "a.txt", "selector": {{"type": "TextPositionSelector", "start": {start}, "end": {}}}}}}}"#,
            start + 4
        )
    };
    let reply = r#"{"id": "r", "type": "Annotation", "motivation": "replying", "bodyValue": "no", "target": "x"}"#;
    let file = format!(
        r#"[{{"type": "AnnotationPage", "items": [{}]}}, {{"type": "AnnotationPage", "label": "Second", "items": [{}, {reply}]}}]"#,
        mark("x", "u/1", 0),
        mark("y", "u/2", 5)
    );
    let incoming = read("w3c", "a.json", &file, &[("a.txt", "Peru Laos Cuba")]);
    assert_eq!((incoming.docs.len(), incoming.docs[0].name.as_str()), (2, "a.txt"));
    assert_eq!(incoming.docs[0].nodes[0].field("note"), "Bob: so?");
    says(&incoming, &["label", "Second"]);
    says(&incoming, &["\"no\"", "answers another annotation"]);
    says(&incoming, &["motivation[1]", "assessing"]);
}

#[test]
fn rows_of_hypothesis_say_their_replies() {
    let file = r#"{"rows": [{"id": "A", "user": "acct:a@h", "text": "hm", "uri": "u", "hidden": true, "target": [{"source": "u", "selector": [{"type": "TextQuoteSelector", "exact": "Peru"}]}]}],
        "replies": [{"id": "B", "user": "acct:b@h", "text": "I disagree"}]}"#;
    let incoming = read("w3c", "a.json", file, &[("a.txt", "Peru won")]);
    says(&incoming, &["acct:b@h", "I disagree"]);
    says(&incoming, &["hidden", "true"]);
}

#[test]
fn cells_that_no_line_declares_chains_and_further_slots_of_tsv_are_there_or_said() {
    let tsv = |header: &str, lines: &str| format!("#FORMAT=WebAnno TSV 3.3\n{header}\n\n#Text=Peru and Laos\n{lines}");
    let incoming = read("webanno-tsv", "a.tsv", &tsv("", "1-1\t0-4\tPeru\tGPE\t\n"), &[]);
    says(&incoming, &["line 5", "GPE", "column 1"]);
    let header = "#T_SP=webanno.custom.Span|kind\n#T_CH=webanno.custom.CorefLink|referenceRelation|referenceType\n";
    let incoming = read("webanno-tsv", "a.tsv", &tsv(header, "1-1\t0-4\tPeru\tA\t_\t_\tmore\t\n"), &[]);
    says(&incoming, &["more", "column 4"]);
    assert_eq!((marks(&incoming), incoming.left.len()), (vec!["Span Peru".to_owned()], 1), "an empty chain is no loss");
    let chained =
        "1-1\t0-4\tPeru\t_\tsame->1-1\tname[1]\t\n1-2\t5-8\tand\t_\t_\t_\t\n1-3\t9-13\tLaos\t_\t*->1-2\tit[1]\t\n";
    let incoming = read("webanno-tsv", "a.tsv", &tsv(header, chained), &[]);
    assert_eq!(incoming.left.len(), 2, "a line for each: {:?}", incoming.left);
    says(&incoming, &["same->1-1", "name[1]", "chains are not read"]);
    let header = "#T_SP=webanno.custom.S|kind\n#T_SP=webanno.custom.Deal|ROLE_webanno.custom.Deal:p_webanno.custom.L|webanno.custom.S\n";
    let slots = "1-1\t0-4\tPeru\tA\t_\t_\t\n1-2\t5-8\tand\t_\tone;two\t1-1;1-1;1-3\t\n1-3\t9-13\tLaos\tB\t_\t_\t\n";
    let incoming = read("webanno-tsv", "a.tsv", &tsv(header, slots), &[]);
    let mut roles: Vec<&str> = incoming.docs[0].links.iter().map(|it| it.role.as_str()).collect();
    roles.sort_unstable();
    assert_eq!((roles, incoming.left.len()), (vec!["link", "one", "two"], 0));
    let bytes = "1-1\t0-4\tPeru\t_\t_\t_\t\n1-2\t5-12\tMüller\tPER\t_\t_\t\n1-3\t13-17\tLaos\tGPE\t_\t_\t\n";
    let incoming = read("webanno-tsv", "a.tsv", &tsv(header, bytes).replace("Peru and Laos", "Peru Müller Laos"), &[]);
    assert_eq!(marks(&incoming), ["S Müller", "S Laos"]);
    assert!(incoming.said[0].line.contains("bytes"));
}

#[test]
fn features_of_relations_and_slots_of_a_cas_and_its_words_are_said() {
    let xmi = r#"<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///webanno/custom.ecore" xmlns:s="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmlns:p="http:///de/tudarmstadt/ukp/dkpro/core/api/lexmorph/type/pos.ecore" xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">
<m:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="13" documentUri="https://example.org/a" documentId="anna" language="en"/>
<m:MetaDataStringField xmi:id="3" sofa="1" begin="0" end="0" key="author" value="bob"/>
<c:Span xmi:id="4" sofa="1" begin="0" end="4" kind="A" Kind="B"/><c:Span xmi:id="5" sofa="1" begin="9" end="13"/>
<c:Rel xmi:id="6" sofa="1" begin="0" end="4" Governor="4" Dependent="5" label="near" comment="sure?"/>
<c:Deal xmi:id="7" sofa="1" begin="5" end="8" slots="8"/><c:DealLink xmi:id="8" role="party" target="4" weight="0.5"/>
<s:Lemma xmi:id="9" sofa="1" begin="0" end="4" value="peru"/><s:Lemma xmi:id="10" sofa="1" begin="5" end="8" value="and"/>
<p:POS xmi:id="11" sofa="1" begin="0" end="4" PosValue="NE"/>
<c:Bad xmi:id="12" sofa="1" begin="900" end="901" note="gone"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Peru and Laos"/></xmi:XMI>"#;
    let incoming = read("cas-xmi", "a.xmi", xmi, &[]);
    let doc = &incoming.docs[0];
    assert_eq!((doc.field("url"), doc.links.len()), ("https://example.org/a", 2));
    let span = doc.nodes.iter().find(|it| it.fields.contains_key("kind")).expect("it is there");
    assert_eq!((span.field("kind"), span.field("kind_2")), ("B", "A"), "two names that fold to one are both there");
    for words in [["comment", "sure?"], ["weight", "0.5"], ["key", "author"], ["value", "bob"], ["900..901", "gone"]] {
        says(&incoming, &words);
    }
    says(&incoming, &["Lemma: words and syntax are not annotated here (2 times)"]);
    says(&incoming, &["POS: words and syntax"]);
    assert_eq!(incoming.left.len(), 7, "{:#?}", lines(&incoming.left));
}

#[test]
fn whatever_is_odd_in_a_json_cas_is_said_and_numbers_with_a_point_are_numbers() {
    let file = r#"{"%FEATURE_STRUCTURES": ["junk", {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "Peru won"},
        {"%ID": 2, "%TYPE": "a.Span", "@sofa": 1, "begin": 0.0, "end": 4.0}], "extra": "x"}"#;
    let incoming = read("cas-json", "a.json", file, &[]);
    assert_eq!(marks(&incoming), ["Span Peru"]);
    says(&incoming, &["junk"]);
    says(&incoming, &["extra"]);
}

#[test]
fn lines_of_brat_that_say_more_than_is_read_are_said() {
    let marks_of = "T1\tGPE 0 4\tPeru\nT2\tGPE 5 9;0 4\tLaos Peru\nT3\tTrig 10 14\tCuba\nE1\tSign:T3 Who:T1\nR1\tnear Arg1:T1 Arg2:T3 more\twhy\n\
        #1\tAnnotatorNotes R1\thm\nA1\tLabel T1 state\n#2\tAnnotatorNotes A1\tha\n#3\tOther T1\tho\nR2\tin From:T1 To:T3\n";
    let incoming = read("brat", "a.ann", marks_of, &[("a.txt", "Peru Laos Cuba")]);
    assert_eq!(marks(&incoming), ["GPE Peru Laos", "GPE Peru", "Trig Cuba"]);
    assert_eq!(incoming.docs[0].nodes[1].field("x_label"), "state");
    for words in [
        ["E1 Sign:T3", "its trigger"],
        ["R1 near", "more than two"],
        ["“why”", "not read"],
        ["“hm”", "relations have no notes"],
        ["“ha”", "fields have no notes"],
        ["“ho”", "no note of a person"],
        ["R2 in From:T1", "what they are called"],
    ] {
        says(&incoming, &words);
    }
}

#[test]
fn byte_order_mark_counts_or_not_whatever_line_breaks_do() {
    let text = "\u{feff}Peru\r\nLaos\r\nCuba";
    for marks_of in [
        "T1\tGPE 1 5\tPeru\nT2\tGPE 6 10\tLaos\nT3\tGPE 11 15\tCuba\n",
        "T1\tGPE 0 4\tPeru\nT2\tGPE 6 10\tLaos\nT3\tGPE 12 16\tCuba\n",
    ] {
        let incoming = read("brat", "a.ann", marks_of, &[("a.txt", text)]);
        assert_eq!(
            (marks(&incoming), incoming.left.len()),
            (["GPE Peru", "GPE Laos", "GPE Cuba"].map(str::to_owned).into(), 0)
        );
    }
}

#[test]
fn own_json_says_keys_that_nobody_knows() {
    let file = r#"{"format":"glossator-2","article":"a.txt","language":"en","fields":{},"text":"Peru won","extra":"e1","marks":[{"id":"a-00000001","label":"Actor","spans":[{"start":0,"end":4,"quote":"Peru","why":"e2"}],"fields":{},"more":"e3"},{"id":"","label":"Actor"}],"links":[{"role":"party","from":"a-00000001","to":"a-00000001","sure":"e4"}]}"#;
    let registry = r#"{"format":"glossator-2","registry":[{"id":5}],"agreements":[],"publishers":[],"others":["e5"]}"#;
    let incoming = read("json", "a.jsonl", file, &[("registry.json", registry)]);
    for word in ["e1", "e2", "e3", "e4", "e5", "no id or no label", "{\"id\":5}"] {
        says(&incoming, &[word]);
    }
    assert_eq!(incoming.docs[0].nodes.len(), 1);
}

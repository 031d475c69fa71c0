//! Files in JSON as other programs write them, with what nobody expects in between.

use serde_json::{Map, Value, json};

use super::Foreign;
use super::tape::{TEXT, Tape, more};

fn file(format: &'static str, name: &'static str, bytes: String) -> Foreign {
    Foreign { format, name, bytes, beside: None }
}

/// A file of lines, or an array, of one or two.
fn lines(format: &'static str, tape: &mut Tape<'_>, one: impl Fn(&mut Tape<'_>) -> Value) -> Foreign {
    let all: Vec<Value> = (0..=tape.pick(2)).map(|_| one(tape)).collect();
    let bytes = if tape.once_in(4) {
        Value::from(all).to_string()
    } else {
        all.iter().flat_map(|line| [line.to_string(), "\n".to_owned()]).collect()
    };
    file(format, "a.jsonl", bytes)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// Breaks a mark, now and then.
fn bent(tape: &mut Tape<'_>, mark: &mut Map<String, Value>, keys: &[&str]) {
    if tape.once_in(6) {
        let key = keys[tape.pick(keys.len())];
        let bad = [json!(900), json!("x"), Value::Null, json!({})];
        mark.insert(key.to_owned(), bad[tape.pick(4)].clone());
    }
}

pub fn doccano(tape: &mut Tape<'_>) -> Foreign {
    lines("doccano", tape, |tape| {
        let mut ids = 0;
        let entities = tape.list(3, |tape| {
            ids += 1;
            let (start, end, _) = tape.place();
            let mut entity = object(json!({"id": ids, "label": tape.word(), "start_offset": start, "end_offset": end}));
            bent(tape, &mut entity, &["start_offset", "end_offset"]);
            tape.perhaps(&mut entity, "attributes", |tape| json!({"own": tape.word()}));
            if tape.once_in(4) {
                entity.insert("user".to_owned(), tape.word().into());
            }
            more(entity.into(), tape)
        });
        let relations = tape.list(2, |tape| {
            let relation =
                json!({"id": 7, "from_id": 1 + tape.pick(3), "to_id": 1 + tape.pick(4), "type": tape.word()});
            more(relation, tape)
        });
        let mut example = object(json!({"id": 5, "text": TEXT, "entities": entities, "relations": relations}));
        tape.perhaps(&mut example, "Comments", |tape| {
            tape.list(
                2,
                |tape| if tape.pick(2) == 0 { tape.word().into() } else { json!({"id": 1, "comment": tape.word()}) },
            )
        });
        tape.perhaps(&mut example, "meta", |tape| more(json!({"Source!": tape.word(), "source": tape.word()}), tape));
        tape.perhaps(&mut example, "label", |tape| match tape.pick(4) {
            0 => tape.word().into(),
            1 => json!([[0, 4, tape.word()], [9, 13, tape.word(), tape.word()], [90, 99, tape.word()]]),
            2 => json!([tape.word()]),
            _ => json!({"a": tape.word()}),
        });
        if tape.once_in(4) {
            let spans = json!([{"start": 0, "end": 4, "label": tape.word()}]);
            example.insert("spans".to_owned(), spans);
        }
        if tape.once_in(4) {
            let user = tape.word();
            let annotations = json!([{"label": tape.word(), "start_offset": 0, "end_offset": 4, "user": user}, {"label": tape.word()}]);
            example.insert("annotations".to_owned(), annotations);
        }
        if tape.once_in(8) {
            example.insert("entities".to_owned(), json!({"0": {"label": tape.word()}}));
        }
        more(example.into(), tape)
    })
}

pub fn prodigy(tape: &mut Tape<'_>) -> Foreign {
    lines("prodigy", tape, |tape| {
        let spans = tape.list(3, |tape| {
            let (start, end, text) = tape.place();
            let mut span = object(json!({"start": start, "end": end, "label": tape.word()}));
            tape.perhaps(&mut span, "text", |_| text.into());
            bent(tape, &mut span, &["start", "end"]);
            if tape.once_in(5) {
                span.insert("answer".to_owned(), "reject".into());
            }
            more(span.into(), tape)
        });
        let ends = |tape: &mut Tape<'_>| {
            let first = spans[tape.pick(3)].clone();
            json!({"start": first["start"], "end": first["end"]})
        };
        let relations = tape.list(2, |tape| {
            let (head, child) = (ends(tape), ends(tape));
            more(json!({"head": 0, "child": 1, "head_span": head, "child_span": child, "label": tape.word()}), tape)
        });
        let mut task = object(json!({"text": TEXT, "spans": spans, "relations": relations, "_input_hash": 1}));
        for key in ["meta", "user_input", "comment", "title", "options", "accept", "_odd"] {
            if tape.once_in(3) {
                let value = tape.value();
                task.insert(key.to_owned(), value);
            }
        }
        tape.perhaps(&mut task, "_annotator_id", |tape| tape.word().into());
        tape.perhaps(&mut task, "_session_id", |tape| tape.word().into());
        tape.perhaps(&mut task, "tokens", |tape| {
            json!([more(json!({"text": "Peru", "start": 0, "end": 4, "id": 0}), tape)])
        });
        if tape.once_in(6) {
            task.insert("answer".to_owned(), "ignore".into());
        }
        more(task.into(), tape)
    })
}

fn region(tape: &mut Tape<'_>, number: usize) -> Value {
    let (start, end, text) = tape.place();
    let kind = ["labels", "labels", "labels", "hypertextlabels"][tape.pick(4)];
    let mut value = object(json!({"start": start, "end": end, "text": text}));
    value.insert(
        kind.to_owned(),
        if tape.once_in(4) { json!([tape.word(), tape.word()]) } else { json!([tape.word()]) },
    );
    bent(tape, &mut value, &["start", "end"]);
    let value = more(value.into(), tape);
    let to = ["text", "text", "text", "title"][tape.pick(4)];
    let mut result =
        object(json!({"id": format!("r{number}"), "from_name": "label", "to_name": to, "type": kind, "value": value}));
    tape.perhaps(&mut result, "meta", |tape| more(json!({"text": [tape.word()]}), tape));
    more(result.into(), tape)
}

fn result(tape: &mut Tape<'_>, number: usize) -> Value {
    match tape.pick(6) {
        0..=2 => region(tape, number),
        3 => {
            let ends = [tape.pick(3), tape.pick(4)].map(|it| format!("r{it}"));
            let direction = ["right", "left", "bi"][tape.pick(3)];
            more(
                json!({"type": "relation", "from_id": ends[0], "to_id": ends[1], "direction": direction, "labels": [tape.word()]}),
                tape,
            )
        }
        4 => {
            let of = format!("r{}", tape.pick(4));
            let value = json!({"start": 0, "end": 4, "choices": [tape.word()]});
            more(json!({"id": of, "from_name": "how sure", "to_name": "text", "type": "choices", "value": value}), tape)
        }
        _ => {
            let (kind, value) = match tape.pick(3) {
                0 => ("textarea", json!({"text": [tape.word(), tape.word()]})),
                1 => ("taxonomy", json!({"taxonomy": [[tape.word(), tape.word()]]})),
                _ => ("pairwise", json!({"selected": tape.word()})),
            };
            more(json!({"id": "q", "from_name": "about", "to_name": "text", "type": kind, "value": value}), tape)
        }
    }
}

pub fn label_studio(tape: &mut Tape<'_>) -> Foreign {
    let tasks: Vec<Value> = (0..=tape.pick(2))
        .map(|_| {
            let mut number = 0;
            let mut results = |tape: &mut Tape<'_>| {
                tape.list(4, |tape| {
                    number += 1;
                    result(tape, number - 1)
                })
            };
            let annotations = tape.list(2, |tape| {
                let mut annotation = object(json!({"id": 3, "result": results(tape)}));
                tape.perhaps(&mut annotation, "completed_by", |tape| match tape.pick(2) {
                    0 => json!({"id": 1, "email": tape.word()}),
                    _ => json!({"username": tape.word()}),
                });
                if tape.once_in(6) {
                    annotation.insert("was_cancelled".to_owned(), [json!(true), json!(1)][tape.pick(2)].clone());
                }
                for key in ["prediction", "draft", "comments"] {
                    if tape.once_in(5) {
                        let value = tape.value();
                        annotation.insert(key.to_owned(), value);
                    }
                }
                more(annotation.into(), tape)
            });
            let mut data = object(json!({"text": TEXT, "source": tape.word()}));
            tape.perhaps(&mut data, "title", |_| "Peru and Laos sign".into());
            tape.perhaps(&mut data, "more", Tape::value);
            let mut task = object(json!({"id": 1, "data": data, "annotations": annotations}));
            for key in ["drafts", "comments", "meta", "comment_authors"] {
                if tape.once_in(4) {
                    let value = tape.value();
                    task.insert(key.to_owned(), value);
                }
            }
            if tape.once_in(3) {
                let model = tape.word();
                task.insert(
                    "predictions".to_owned(),
                    json!([{"model_version": model, "score": 0.5, "result": [region(tape, 0)]}]),
                );
            }
            if tape.once_in(9) {
                task.insert("annotations".to_owned(), json!({"result": [region(tape, 0)]}));
            }
            more(task.into(), tape)
        })
        .collect();
    file("label-studio", "a.json", Value::from(tasks).to_string())
}

pub fn minimal(tape: &mut Tape<'_>) -> Foreign {
    let tasks: Vec<Value> = (0..=tape.pick(2))
        .map(|_| {
            let kind = ["labels", "labels", "hypertextlabels"][tape.pick(3)];
            let regions = tape.list(3, |tape| {
                let (start, end, text) = tape.place();
                let mut region = object(json!({"start": start, "end": end, "text": text}));
                region.insert(kind.to_owned(), json!([tape.word()]));
                bent(tape, &mut region, &["start", "end"]);
                more(region.into(), tape)
            });
            let mut task = object(json!({"id": 1, "text": TEXT, "ner": regions, "sentiment": tape.word()}));
            tape.perhaps(&mut task, "annotator", |tape| tape.word().into());
            tape.perhaps(&mut task, "about", Tape::value);
            more(task.into(), tape)
        })
        .collect();
    file("label-studio", "a.json", Value::from(tasks).to_string())
}

fn target(tape: &mut Tape<'_>) -> Value {
    let (start, end, text) = tape.place();
    let position = json!({"type": "TextPositionSelector", "start": start, "end": end});
    let quote = json!({"type": "TextQuoteSelector", "exact": text, "prefix": "", "suffix": ""});
    let selector = match tape.pick(6) {
        0 => json!([position, quote]),
        1 => position,
        2 => quote,
        3 => json!({"type": "XPathSelector", "value": tape.word()}),
        4 => json!({"type": "TextPositionSelector", "start": 900, "end": 999}),
        _ => json!([quote, {"type": "CssSelector", "value": "p"}]),
    };
    more(json!({"source": "a.txt", "selector": selector}), tape)
}

fn body(tape: &mut Tape<'_>) -> Value {
    let purpose = ["tagging", "commenting", "describing", "assessing", "replying", "linking"][tape.pick(6)];
    let mut body = object(json!({"type": "TextualBody", "value": tape.word(), "purpose": purpose}));
    tape.perhaps(&mut body, "creator", |tape| json!({"name": tape.word()}));
    match tape.pick(8) {
        5 => json!({"type": "Choice", "items": [body, {"value": tape.word()}]}),
        6 => {
            json!({"type": "SpecificResource", "source": {"id": "http://x/1", "label": tape.word()}, "purpose": "identifying"})
        }
        7 => tape.word().into(),
        _ => more(body.into(), tape),
    }
}

pub fn w3c(tape: &mut Tape<'_>) -> Foreign {
    let mut number = 0;
    let annotations = tape.list(4, |tape| {
        number += 1;
        let bodies: Vec<Value> = (0..tape.pick(4)).map(|_| body(tape)).collect();
        let mut annotation = object(json!({"id": format!("a{number}"), "type": "Annotation", "body": bodies}));
        let targets: Vec<Value> = (0..=tape.pick(2)).map(|_| target(tape)).collect();
        annotation.insert("target".to_owned(), targets.into());
        if tape.once_in(4) {
            let name = tape.word();
            annotation.insert("creator".to_owned(), json!({"name": name}));
        }
        tape.perhaps(&mut annotation, "created", |tape| tape.word().into());
        tape.perhaps(&mut annotation, "tags", |tape| json!([tape.word(), tape.word()]));
        tape.perhaps(&mut annotation, "text", |tape| tape.word().into());
        if tape.once_in(3) {
            let motivation = ["tagging", "questioning", "highlighting"][tape.pick(3)];
            annotation.insert("motivation".to_owned(), motivation.into());
        }
        match tape.pick(7) {
            4 => {
                let ends: Vec<Value> =
                    (0..2 + tape.pick(2)).map(|_| json!({"id": format!("a{}", 1 + tape.pick(3))})).collect();
                annotation.insert("motivation".to_owned(), "linking".into());
                annotation.remove("created");
                annotation.insert("target".to_owned(), ends.into());
            }
            5 => drop(annotation.insert("references".to_owned(), json!([tape.word()]))),
            6 => drop(annotation.insert("target".to_owned(), json!("a1"))),
            _ => {}
        }
        more(annotation.into(), tape)
    });
    let whole = match tape.pick(4) {
        0 => annotations,
        1 => more(json!({"id": "p", "type": "AnnotationPage", "items": annotations}), tape),
        2 => json!({"total": 2, "rows": annotations, "replies": [more(json!({"text": tape.word()}), tape)]}),
        _ => {
            json!({"type": "AnnotationCollection", "label": tape.word(), "first": {"items": annotations, "next": "http://x/2"}})
        }
    };
    Foreign { beside: Some(("a.txt", TEXT)), ..file("w3c", "a.json", whole.to_string()) }
}

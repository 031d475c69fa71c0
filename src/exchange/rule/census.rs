//! What stands in a file, found without the readers: the words that were put into it.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::Foreign;

/// Types of words and syntax, of which each has a line for all of its marks.
const SYNTAX: [&str; 2] = ["Lemma", "POS"];

/// Lists the words that must be found or said.
pub fn of(file: &Foreign) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    match file.format {
        "brat" | "webanno-tsv" => {
            file.bytes.split(['\t', '\n', ' ', '|', ';', '[', ']', ':', '=']).for_each(|cell| words(cell, &mut found));
        }
        "cas-xmi" => of_xml(&file.bytes, &mut found),
        "cas-json" => {
            for line in file.bytes.lines().filter_map(|line| serde_json::from_str(line.trim_end_matches(',')).ok()) {
                of_json(&line, &mut found);
                syntax(line["%TYPE"].as_str().unwrap_or(""), &mut found);
            }
        }
        _ => {
            let values: Vec<Value> = match serde_json::from_str(&file.bytes) {
                Ok(value) => vec![value],
                Err(_) => file.bytes.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
            };
            for value in &values {
                of_json(value, &mut found);
            }
        }
    }
    found
}

fn of_json(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => words(text, found),
        Value::Array(values) => values.iter().for_each(|value| of_json(value, found)),
        Value::Object(object) => object.values().for_each(|value| of_json(value, found)),
        _ => {}
    }
}

fn of_xml(text: &str, found: &mut BTreeSet<String>) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                syntax(&String::from_utf8_lossy(tag.local_name().into_inner()), found);
                for attribute in tag.attributes() {
                    words(&String::from_utf8_lossy(&attribute.expect("an attribute").value), found);
                }
            }
            Event::Text(text) => words(&String::from_utf8_lossy(&text), found),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn syntax(kind: &str, found: &mut BTreeSet<String>) {
    let short = kind.rsplit('.').next().unwrap_or(kind);
    found.extend(SYNTAX.into_iter().filter(|it| *it == short).map(|it| format!("{it}: words and syntax")));
}

/// Lists words such as `w12w`.
fn words(text: &str, found: &mut BTreeSet<String>) {
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let number = word.strip_prefix('w').and_then(|it| it.strip_suffix('w'));
        if number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit())) {
            found.insert(word.to_owned());
        }
    }
}

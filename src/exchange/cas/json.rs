//! JSON CAS 0.4.0: one file per article, with its types. As the Java and the Python library do it, a file has no
//! header, and `begin` and `end` are plain names; a header and marked names are read as well.

use std::io;

use serde_json::{Map, Value as Json, json as of_parts};

use super::marks::incoming;
use super::types::Types;
use super::{Cas, Found, Raw, SOFA, SOFA_ID, Structure, VIEW, Value, build};
use crate::core::doc::Doc;
use crate::core::doc::loss::Losses;
use crate::exchange::left::{Left, Thing};
use crate::exchange::{Beside, Incoming, Out, Target, Unreadable, in_part, json};

/// Writes `<part>/<article>.json`.
#[derive(Clone, Copy, Debug, Default)]
pub struct CasJson;

impl Target for CasJson {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        let mut types = Types::default();
        let cas = build::build(doc, losses);
        types.add(&cas.structures);
        out.append(&in_part(part, &format!("{}.json", doc.stem())), file(cas, &types).as_bytes())
    }

    fn finish(&mut self, _: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one feature structure per line, in the order that the specification wants.
fn file(mut cas: Cas, types: &Types) -> String {
    let members: Vec<u64> = cas.structures.iter().map(|it| it.id).collect();
    let sofa = of_parts!({
        "%ID": SOFA_ID, "%TYPE": SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain", "sofaString": cas.sofa,
    });
    let mut lines = vec![sofa.to_string()];
    for structure in std::mem::take(&mut cas.structures) {
        write_structure(structure, &mut cas.next, &mut lines);
    }
    let views = of_parts!({ VIEW: { "%SOFA": SOFA_ID, "%MEMBERS": members } });
    format!(
        "{{\n\"%TYPES\": {},\n\"%FEATURE_STRUCTURES\": [\n{}\n],\n\"%VIEWS\": {views}\n}}\n",
        Json::from(types.json()),
        lines.join(",\n")
    )
}

/// Writes a feature structure after the arrays it holds.
fn write_structure(structure: Structure, next: &mut u64, lines: &mut Vec<String>) {
    let mut object = Map::new();
    object.insert("%ID".into(), structure.id.into());
    object.insert("%TYPE".into(), structure.kind.into());
    let mut array = |kind: &str, elements: Json| {
        let id = *next;
        *next += 1;
        lines.push(of_parts!({ "%ID": id, "%TYPE": kind, "%ELEMENTS": elements }).to_string());
        id.into()
    };
    for (name, value) in structure.features {
        let (name, value) = match value {
            Value::Text(text) => (name, text.into()),
            Value::Number(number) => (name, number.into()),
            Value::Reference(id) => (format!("@{name}"), id.into()),
            Value::Texts(texts) => (format!("@{name}"), array("uima.cas.StringArray", texts.into())),
            Value::References(ids) => (format!("@{name}"), array("uima.cas.FSArray", ids.into())),
        };
        object.insert(name, value);
    }
    lines.push(Json::from(object).to_string());
}

/// Reads a JSON CAS.
///
/// # Errors
/// Says where the file is no JSON CAS, or that it holds no text.
pub fn read(path: &str, bytes: &[u8], _: Beside<'_>) -> Result<Incoming, Unreadable> {
    let left = Left::default();
    let file = json::value(bytes, &left).map_err(|error| Unreadable {
        message: format!("{}; export the document as UIMA CAS JSON", error.message),
        ..error
    })?;
    let odd = |at: String, value: &Json| {
        left.leave(Thing::Mark, at, format!("{}: it is no feature structure", json::shown(value)));
    };
    let mut structures = Vec::new();
    match file.get("%FEATURE_STRUCTURES") {
        Some(Json::Array(all)) => {
            for (at, value) in (1..).zip(all) {
                match value {
                    Json::Object(object) => structures.push(found(object, None)),
                    other => odd(format!("feature structure {at}"), other),
                }
            }
        }
        Some(Json::Object(all)) => {
            for (id, value) in all {
                match value {
                    Json::Object(object) => structures.push(found(object, id.parse().ok())),
                    other => odd(format!("feature structure {id}"), other),
                }
            }
        }
        _ => {
            let message =
                "this is not a UIMA CAS: it has no %FEATURE_STRUCTURES; export the document as UIMA CAS JSON 0.4.0";
            return Err(Unreadable::new(message));
        }
    }
    for (key, value) in file.as_object().into_iter().flatten().filter(|(key, _)| !key.starts_with('%')) {
        left.leave(Thing::Field, "", format!("{key} {}: it is no part of a CAS", json::shown(value)));
    }
    incoming(path, &structures, left)
}

fn found(object: &Map<String, Json>, id: Option<u64>) -> Found {
    let mut found = Found { id: id.unwrap_or(0), ..Found::default() };
    let words = |value: &Json| match value {
        Json::Array(values) => values.iter().filter_map(word).collect(),
        one => word(one).into_iter().collect::<Vec<String>>(),
    };
    // What is no id is kept as it is written, so that it can be said.
    let ids = |value: &Json| {
        let ids: Option<Vec<u64>> = match value {
            Json::Array(values) => values.iter().filter(|it| !it.is_null()).map(Json::as_u64).collect(),
            one => one.as_u64().map(|id| vec![id]),
        };
        ids.map_or_else(|| Raw::Texts(words(value)), Raw::References)
    };
    let is_array = |kind: &str| kind == "uima.cas.FSArray" || (kind.ends_with("[]") && !kind.starts_with("uima.cas."));
    let holds_ids = object.get("%TYPE").and_then(Json::as_str).is_some_and(is_array);
    for (name, value) in object {
        match name.as_str() {
            "%ID" => found.id = value.as_u64().or(id).unwrap_or(0),
            "%TYPE" => value.as_str().unwrap_or("").clone_into(&mut found.kind),
            "%ELEMENTS" if holds_ids => found.put("elements".into(), ids(value)),
            "%ELEMENTS" => found.put("elements".into(), Raw::Texts(words(value))),
            _ if name.starts_with('%') || value.is_null() => {}
            _ => {
                let (name, value) = match name.strip_prefix('@') {
                    Some(name) => (name, ids(value)),
                    None => (name.trim_start_matches(['^', '#']), Raw::Texts(words(value))),
                };
                found.put(name.to_owned(), value);
            }
        }
    }
    found
}

fn word(value: &Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

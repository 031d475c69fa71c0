//! The published JSON Schemas, which say everything that a reader needs.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Article, Registry};
use crate::core::doc::label;
use crate::core::doc::names::{self, Name, Shape};
use crate::core::schema::{FieldDef, OWNERS, Schema, Term, Vocabulary};

/// What the values of own fields can be.
const OWN: &str = "#/$defs/Own";

/// Gives the JSON Schema of a line of `articles.jsonl`.
#[must_use]
pub fn article() -> Value {
    let mut root = schemars::schema_for!(Article).to_value();
    let shipped = Schema::default();
    let labels: Vec<Value> = names::kinds().iter().map(|kind| named(kind.label, "", kind.help)).collect();
    root["$defs"]["Mark"]["properties"]["label"] = json!({
        "description": "What it is. A type of mention that the schema of the corpus adds has its own id as label.",
        "anyOf": open(labels),
    });
    let roles = names::roles().iter().map(|role| {
        let ends = format!("{} From {} to {}.", role.help, role.from, role.to);
        named(role.role, "", &ends)
    });
    let relations = shipped.terms(Vocabulary::Relation).iter().map(term);
    root["$defs"]["Tie"]["properties"]["role"] = json!({
        "description": "What the second mark is to the first. Between two agreements it is the code of a relation.",
        "anyOf": open(roles.chain(relations).collect()),
    });
    let mut cases = Vec::new();
    for name in label::ALL {
        let key = format!("{name}Fields");
        root["$defs"][&key] = object(names::of(name), names::owner(name).is_some(), &shipped);
        cases.push(case(&json!({ "const": name }), &key));
    }
    root["$defs"]["OtherFields"] = object(names::of("x_"), true, &shipped);
    cases.push(case(&json!({ "not": { "enum": label::ALL } }), "OtherFields"));
    root["$defs"]["Mark"]["allOf"] = cases.into();
    root["$defs"]["ArticleFields"] = object(names::of_article(), true, &shipped);
    root["properties"]["fields"] = json!({
        "description": "What is known about the article as a whole.",
        "$ref": "#/$defs/ArticleFields",
    });
    root["$defs"]["Own"] = json!({
        "description": "The value of a field that the schema of the corpus adds; `fields.schema.json` beside the dataset says which there are. The name is its id, with `f_` before an id that does not begin with `x_`.",
        "anyOf": [
            { "type": "string" },
            { "type": "number" },
            { "type": "boolean", "description": "`true` is yes, `false` is no." },
            { "type": "array", "items": { "type": "string" }, "description": "Where the field takes several values." },
        ],
    });
    let remarks: Map<String, Value> =
        names::remarks().iter().map(|name| (name.name.to_owned(), field(name, &shipped))).collect();
    let remarks = json!({
        "description": "What is said about single fields, by their path: `status`, `dates.signed`, `parties.UZB.role`, `x_trainees`.",
        "type": "object",
        "additionalProperties": { "type": "object", "properties": remarks, "additionalProperties": false },
    });
    let computed = json!({
        "description": "Computed from the values when the file was written, and ignored when it is read: beside a date `NAME` the first and the last day, `NAME_start` and `NAME_end`, where they are known, and `NAME_precision`: `day`, `month`, `year`, `range` or `unknown`.",
        "type": "object",
        "patternProperties": {
            "_(start|end)$": { "type": "string" },
            "_precision$": { "enum": ["day", "month", "year", "range", "unknown"] },
        },
        "additionalProperties": false,
    });
    for at in ["/properties", "/$defs/Mark/properties"] {
        if let Some(properties) = root.pointer_mut(at) {
            properties["remarks"] = remarks.clone();
            properties["computed"] = computed.clone();
        }
    }
    root
}

/// Gives the JSON Schema of `registry.json`.
#[must_use]
pub fn registry() -> Value {
    schemars::schema_for!(Registry).to_value()
}

/// Gives a JSON Schema of the fields that a schema adds, by the record they belong to.
#[must_use]
pub fn fields(schema: &Schema) -> Value {
    let types = schema.types.iter().map(|added| added.id.as_str());
    let owners: BTreeSet<&str> =
        OWNERS.into_iter().chain(types).chain(schema.fields.iter().map(|field| field.on.as_str())).collect();
    let mut of_owners = Map::new();
    for on in owners {
        let of_one: Map<String, Value> =
            schema.fields_of(on).map(|field| (names::own(&field.id), own_field(field))).collect();
        if !of_one.is_empty() {
            of_owners.insert(on.to_owned(), json!({ "type": "object", "properties": of_one }));
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema.id,
        "description": format!("Fields that the schema {} in version {} adds, by the record they belong to.", schema.id, schema.version),
        "type": "object",
        "properties": of_owners,
    })
}

fn case(label: &Value, fields: &str) -> Value {
    json!({
        "if": { "properties": { "label": label } },
        "then": { "properties": { "fields": { "$ref": format!("#/$defs/{fields}") } } },
    })
}

fn object(all: impl Iterator<Item = &'static Name>, has_own: bool, schema: &Schema) -> Value {
    let properties: Map<String, Value> = all.map(|name| (name.name.to_owned(), field(name, schema))).collect();
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if has_own {
        object["patternProperties"] = json!({ "^(x_|f_)": { "$ref": OWN } });
    }
    object
}

/// Describes a built-in field.
fn field(name: &Name, schema: &Schema) -> Value {
    let codes: Vec<Value> = name.terms(schema).map(term).collect();
    described(name.label, name.help, name.shape, &codes)
}

/// Describes a field of a schema.
fn own_field(field: &FieldDef) -> Value {
    let codes: Vec<Value> = field.kind.choices().map_or(Vec::new(), |choices| choices.iter().map(term).collect());
    let help = if field.help.is_empty() { field.kind.in_words() } else { field.help.clone() };
    described(&field.label, &help, names::own_shape(field), &codes)
}

fn described(label: &str, help: &str, shape: Shape, codes: &[Value]) -> Value {
    let text = || if codes.is_empty() { json!({ "type": "string" }) } else { json!({ "anyOf": open(codes.to_vec()) }) };
    let parts = |names: &[&str]| {
        let parts: Map<String, Value> =
            names.iter().map(|part| ((*part).to_owned(), json!({ "type": "string" }))).collect();
        let object = json!({ "type": "object", "properties": parts, "additionalProperties": false });
        let or = json!({ "type": "string", "description": "As it stands, where it has not these parts." });
        json!({ "type": "array", "items": { "anyOf": [object, or] } })
    };
    let mut value = match shape {
        Shape::Flag => json!({ "type": ["boolean", "string"] }),
        Shape::Number => json!({ "type": ["number", "string"] }),
        Shape::List | Shape::Entries => json!({ "type": "array", "items": text() }),
        Shape::Tuples(names) => parts(names),
        Shape::Pairs(_, names) => parts(names),
        Shape::Text
        | Shape::LongText
        | Shape::Date
        | Shape::Duration
        | Shape::Moment
        | Shape::Record
        | Shape::Entry => text(),
    };
    value["title"] = label.into();
    value["description"] = help.into();
    value
}

/// Describes a code.
fn term(term: &Term) -> Value {
    named(&term.code, &term.label, &term.help)
}

fn named(code: &str, title: &str, help: &str) -> Value {
    let mut value = json!({ "const": code });
    for (key, text) in [("title", title), ("description", help)] {
        if !text.is_empty() {
            value[key] = text.into();
        }
    }
    value
}

/// Adds that there can be other values: a corpus has codes of its own, and no code is ever lost.
fn open(mut codes: Vec<Value>) -> Vec<Value> {
    codes.push(json!({ "type": "string" }));
    codes
}

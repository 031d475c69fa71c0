//! Fields as JSON values of their own kind: texts, lists, truth values, objects for what has several parts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::core::doc::names::{self, Name, Shape};
use crate::core::doc::tuple::{tuple, untuple};
use crate::core::doc::{Fields, put_all};
use crate::core::schema::Schema;
use crate::exchange::days::Days;

/// Remarks by the path of their field; each with what is said by its kind.
pub type Remarks = BTreeMap<String, BTreeMap<String, String>>;
/// What is computed from other values.
pub type Computed = BTreeMap<String, String>;

/// Fields of a mark, or of the article as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typed {
    /// Values by name.
    pub fields: Map<String, Value>,
    /// Remarks by path.
    pub remarks: Remarks,
    /// What is computed from the fields.
    pub computed: Computed,
}

fn name_of(label: Option<&str>, name: &str) -> Option<&'static Name> {
    match label {
        Some(label) => names::find(label, name),
        None => names::of_article().find(|it| it.name == name),
    }
}

/// Says what a field holds; a text, where neither the program nor the schema knows it.
fn shape_of(label: Option<&str>, name: &str, schema: &Schema) -> Shape {
    if let Some(known) = name_of(label, name) {
        return known.shape;
    }
    let owner = label.map_or(Some("article"), names::owner);
    let id = name.strip_prefix("f_").unwrap_or(name);
    owner.and_then(|on| schema.field(on, id)).map_or(Shape::Text, names::own_shape)
}

impl Typed {
    /// Writes fields of marks of a label; of the article as a whole without one.
    pub fn of(label: Option<&str>, fields: &Fields, schema: &Schema) -> Self {
        let mut typed = Self::default();
        for (name, values) in fields {
            if let (Some((path, what)), [value]) = (names::remark(name), values.as_slice()) {
                typed.remarks.entry(path.to_owned()).or_default().insert(what.name.to_owned(), value.clone());
                continue;
            }
            let shape = shape_of(label, name, schema);
            if let (Shape::Date, [value]) = (shape, values.as_slice())
                && let Some(days) = Days::of(value)
            {
                let mut say = |what: &str, text: Option<String>| {
                    typed.computed.extend(text.map(|text| (format!("{name}_{what}"), text)));
                };
                say("start", days.start);
                say("end", days.end);
                say("precision", Some(days.precision.to_owned()));
            }
            typed.fields.insert(name.clone(), value(shape, values));
        }
        typed
    }

    /// Reads fields back. What is computed is left out: it follows from the rest.
    pub fn fields(self, label: Option<&str>, strange: &mut Vec<String>) -> Fields {
        let mut fields = Fields::new();
        for (name, value) in self.fields {
            let shape = name_of(label, &name).map_or(Shape::Text, |it| it.shape);
            let texts = match value {
                Value::Null => continue,
                Value::Array(values) => values.into_iter().map(|value| text(shape, &name, value, strange)).collect(),
                one => vec![text(shape, &name, one, strange)],
            };
            put_all(&mut fields, &name, texts);
        }
        for (path, said) in self.remarks {
            for (what, text) in said {
                fields.insert(format!("{path}.{what}"), vec![text]);
            }
        }
        fields
    }
}

fn value(shape: Shape, values: &[String]) -> Value {
    match (shape, values) {
        (Shape::Flag, [one]) if one == "yes" => Value::Bool(true),
        (Shape::Flag, [one]) if one == "no" => Value::Bool(false),
        (Shape::Number, [one]) => number(one).unwrap_or_else(|| one.as_str().into()),
        (shape, [one]) if !shape.is_list() => one.as_str().into(),
        (shape, values) => {
            values.iter().map(|text| object(shape, text).unwrap_or_else(|| text.as_str().into())).collect()
        }
    }
}

/// Gives a number where it is written as JSON writes it.
fn number(text: &str) -> Option<Value> {
    let number: serde_json::Number = serde_json::from_str(text).ok()?;
    (number.to_string() == text).then_some(Value::Number(number))
}

/// Gives a value of several parts as an object, where exactly this text can be made of it again.
fn object(shape: Shape, text: &str) -> Option<Value> {
    match shape {
        Shape::Tuples(names) => {
            let parts = untuple(text);
            let same = tuple(&parts.iter().map(String::as_str).collect::<Vec<_>>()) == text;
            let pairs = names.iter().zip(&parts).filter(|(_, part)| !part.is_empty());
            let object: Map<String, Value> =
                pairs.map(|(name, part)| ((*name).to_owned(), part.as_str().into())).collect();
            (same && parts.len() <= names.len() && !object.is_empty()).then_some(Value::Object(object))
        }
        Shape::Pairs(between, [first, second]) => {
            let (a, b) = text.split_once(between)?;
            Some(serde_json::json!({ *first: a, *second: b }))
        }
        _ => None,
    }
}

/// Gives a value as the text it is in documents.
fn text(shape: Shape, name: &str, value: Value, strange: &mut Vec<String>) -> String {
    let object = match value {
        Value::String(text) => return text,
        Value::Bool(yes) => return if yes { "yes" } else { "no" }.to_owned(),
        Value::Object(object) => object,
        other => return other.to_string(),
    };
    let parts: &[&str] = match shape {
        Shape::Tuples(parts) => parts,
        Shape::Pairs(_, parts) => parts,
        _ => return Value::Object(object).to_string(),
    };
    for key in object.keys().filter(|key| !parts.contains(&key.as_str())) {
        strange.push(format!("{name} has no part {key}; it is one of: {}", parts.join(", ")));
    }
    let part = |name: &&str| match object.get(*name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let texts: Vec<String> = parts.iter().map(part).collect();
    match shape {
        Shape::Pairs(between, _) => texts.join(&between.to_string()),
        _ => tuple(&texts.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

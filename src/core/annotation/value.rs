//! Values of the fields that a schema adds: one, or several where the schema says so.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Values of fields that the schema adds, by field id.
pub type Fields = BTreeMap<String, FieldValue>;

/// The value of a field that the schema adds, in a file a text or a list of texts.
///
/// One value and a list of one are different things: two people who each give one value contradict each other, and
/// their lists are joined.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldValue {
    /// One value.
    One(String),
    /// Several values, in the order they were given.
    Many(Vec<String>),
}

impl FieldValue {
    /// Gives the values.
    #[must_use]
    pub fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    /// Gives the first value, empty where there is none.
    #[must_use]
    pub fn first(&self) -> &str {
        self.values().first().map_or("", String::as_str)
    }

    /// Gives all values in one line, parted by semicolons.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::One(value) => Cow::Borrowed(value),
            Self::Many(values) => Cow::Owned(values.join("; ")),
        }
    }

    /// Tells whether nothing is said: no value, or only empty ones.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values().iter().all(String::is_empty)
    }
}

impl Default for FieldValue {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl From<&str> for FieldValue {
    fn from(value: &str) -> Self {
        Self::One(value.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(value: String) -> Self {
        Self::One(value)
    }
}

impl From<Vec<String>> for FieldValue {
    fn from(values: Vec<String>) -> Self {
        Self::Many(values)
    }
}

impl PartialEq<str> for FieldValue {
    fn eq(&self, other: &str) -> bool {
        matches!(self, Self::One(value) if value == other)
    }
}

impl PartialEq<&str> for FieldValue {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(value) => serializer.serialize_str(value),
            Self::Many(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for FieldValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMany)
    }
}

/// Reads a text or a list of texts.
struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = FieldValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<FieldValue, E> {
        Ok(FieldValue::One(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<FieldValue, E> {
        Ok(FieldValue::One(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<FieldValue, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(FieldValue::Many(values))
    }
}

impl JsonSchema for FieldValue {
    fn schema_name() -> Cow<'static, str> {
        "FieldValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One value, or several where the schema of the corpus says that the field has many.",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_and_a_list_of_one_come_back_as_what_they_were() {
        for value in [FieldValue::from("30"), FieldValue::Many(vec!["30".into()]), FieldValue::Many(vec![])] {
            let (ron, json) = (ron::to_string(&value).unwrap(), serde_json::to_string(&value).unwrap());
            assert_eq!(ron::from_str::<FieldValue>(&ron).unwrap(), value, "{ron}");
            assert_eq!(serde_json::from_str::<FieldValue>(&json).unwrap(), value, "{json}");
        }
    }

    #[test]
    fn value_of_another_kind_is_refused_with_what_is_expected() {
        let error = ron::from_str::<FieldValue>("(a: 1)").unwrap_err().to_string();
        assert!(error.contains("a text or a list of texts"), "{error}");
    }
}

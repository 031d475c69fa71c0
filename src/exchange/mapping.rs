//! What the words of a dataset mean here, where a person has said so: its labels, layers, features, values and people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::core::annotation::Kind;
use crate::core::doc::{Doc, Fields, label};
use crate::core::schema::Schema;

/// What a label of a file means here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Meaning {
    /// A record of this kind.
    Kind(Kind),
    /// A mark of a type that the schema adds.
    Custom(String),
    /// Nothing: it is left out on purpose.
    Skip,
}

impl fmt::Display for Meaning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Kind(Kind::Flag) => "flag",
            Self::Kind(kind) => kind.word(),
            Self::Custom(id) => id,
            Self::Skip => "skip",
        })
    }
}

impl From<Meaning> for String {
    fn from(meaning: Meaning) -> Self {
        meaning.to_string()
    }
}

impl TryFrom<String> for Meaning {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        let mut kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Custom);
        match kinds.find(|kind| Self::Kind(*kind).to_string() == code) {
            Some(kind) => Ok(Self::Kind(kind)),
            None if code == "skip" => Ok(Self::Skip),
            None if code.starts_with("x_") => Ok(Self::Custom(code)),
            None => Err(format!("“{code}” is not actor, date, agreement, flag, region, skip or a type x_…")),
        }
    }
}

/// What the words of a dataset mean. What it does not name has its usual meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// Labels of marks: alone, or as `LAYER.FEATURE:VALUE` where several features could be the label.
    pub labels: BTreeMap<String, Meaning>,
    /// Layers whose label is what one of their features says: the feature, by the layer.
    pub layers: BTreeMap<String, String>,
    /// Fields that are called otherwise here: alone, or as `LABEL.FIELD`. An empty name leaves the field out on purpose.
    pub features: BTreeMap<String, String>,
    /// Values that are called otherwise here, by the field as it is called here.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What people are called here. An empty name leaves their work out on purpose.
    pub people: BTreeMap<String, String>,
    /// Labels that somebody has named for this import, so that it is said if no mark bears them.
    #[serde(skip)]
    pub asked: BTreeSet<String>,
}

impl FromIterator<(String, Meaning)> for Mapping {
    fn from_iter<I: IntoIterator<Item = (String, Meaning)>>(labels: I) -> Self {
        let labels: BTreeMap<String, Meaning> = labels.into_iter().collect();
        Self { asked: labels.keys().cloned().collect(), labels, ..Self::default() }
    }
}

impl<const N: usize> From<[(String, Meaning); N]> for Mapping {
    fn from(labels: [(String, Meaning); N]) -> Self {
        labels.into_iter().collect()
    }
}

impl Mapping {
    /// Puts another one over it.
    #[must_use]
    pub fn with(mut self, over: Self) -> Self {
        self.labels.extend(over.labels);
        self.layers.extend(over.layers);
        self.features.extend(over.features);
        for (field, values) in over.values {
            self.values.entry(field).or_default().extend(values);
        }
        self.people.extend(over.people);
        self.asked.extend(over.asked);
        self
    }

    /// Tells whether somebody has said what a label means.
    #[must_use]
    pub fn has(&self, label: &str) -> bool {
        self.labels.contains_key(label)
    }

    /// Lets a document say in our words what it says in its own: labels that are features, names of fields, values.
    pub fn apply(&self, doc: &mut Doc) {
        self.fields("Article", &mut doc.fields);
        for node in doc.nodes.iter_mut().filter(|node| !is_ours(&node.fields)) {
            let layer = node.label.clone();
            if let Some(value) = self.label_of(&layer, &node.fields) {
                let (feature, value) = value;
                node.fields.remove(&feature);
                // The one mapping names the value alone, the other the layer as well.
                let whole = format!("{layer}.{feature}:{value}");
                node.label = if self.has(&whole) { whole } else { value };
            }
            self.fields(&layer, &mut node.fields);
        }
    }

    /// Finds the feature of a mark that is its label: as somebody has said, or as that of the named-entity layer of
    /// `DKPro` that `INCEpTION` and `WebAnno` ship, or where nobody knows the layer and one value means something.
    fn label_of(&self, layer: &str, fields: &Fields) -> Option<(String, String)> {
        let value = |feature: &str| match fields.get(feature).map(Vec::as_slice) {
            Some([value]) => Some((feature.to_owned(), value.clone())),
            _ => None,
        };
        if let Some(feature) = self.layers.get(layer) {
            return value(feature);
        }
        if let Some(found) = value("value").filter(|_| layer == "NamedEntity") {
            return Some(found);
        }
        let single: Vec<(String, String)> = fields.keys().filter_map(|name| value(name)).collect();
        let mapped =
            |(name, value): &&(String, String)| self.has(value) || self.has(&format!("{layer}.{name}:{value}"));
        let mut said: Vec<&(String, String)> = single.iter().filter(mapped).collect();
        let usual = Schema::default();
        if said.is_empty() && !self.has(layer) && usual_meaning(layer, &usual).is_none() {
            let is_part = label::ALL.contains(&layer);
            let means = |(_, value): &&(String, String)| !is_part && usual_meaning(value, &usual).is_some();
            said = single.iter().filter(means).collect();
        }
        if let [one] = said[..] { Some(one.clone()) } else { None }
    }

    /// Calls fields and values as they are called here.
    fn fields(&self, layer: &str, fields: &mut Fields) {
        if self.features.is_empty() && self.values.is_empty() {
            return;
        }
        for (name, mut values) in std::mem::take(fields) {
            let here = self.features.get(&format!("{layer}.{name}")).or_else(|| self.features.get(&name));
            let here = here.unwrap_or(&name);
            if here.is_empty() {
                continue;
            }
            if let Some(called) = self.values.get(here) {
                for value in &mut values {
                    if let Some(here) = called.get(value) {
                        value.clone_from(here);
                    }
                }
            }
            fields.entry(here.clone()).or_default().extend(values);
        }
    }
}

/// Says what a label usually means; nothing for one that only a person can judge.
#[must_use]
pub fn usual_meaning(name: &str, schema: &Schema) -> Option<Meaning> {
    if schema.type_def(name).is_some() {
        return Some(Meaning::Custom(name.to_owned()));
    }
    let word: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(Meaning::Kind(match word.as_str() {
        "actor" | "per" | "pers" | "person" | "org" | "organization" | "organisation" | "gpe" | "norp" | "country"
        | "company" | "government" => Kind::Actor,
        "date" | "time" | "datetime" | "timex" | "timex3" | "dat" => Kind::Date,
        "agreement" | "treaty" | "contract" => Kind::Agreement,
        "textflag" => Kind::Flag,
        "region" => Kind::Region,
        _ => return None,
    }))
}

/// Tells whether the fields are those of a record of ours, of which an empty field says that it is empty.
pub(super) fn is_ours(fields: &Fields) -> bool {
    let ours = |origin: &str| origin == "manual" || ["suggested:", "imported:"].iter().any(|it| origin.starts_with(it));
    matches!(fields.get("origin").map(Vec::as_slice), Some([origin]) if ours(origin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::doc::Node;
    use crate::core::text::{Span, Text};

    fn doc(layer: &str, fields: &[(&str, &str)]) -> Doc {
        let mut doc = Doc::new("a.txt", Text::canonical("China signed."));
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
        doc.nodes = vec![Node { id: "x".into(), label: layer.into(), spans: vec![Span::new(0, 5)], fields }];
        doc
    }

    fn applied(mapping: &Mapping, mut doc: Doc) -> (String, Fields) {
        mapping.apply(&mut doc);
        let node = doc.nodes.remove(0);
        (node.label, node.fields)
    }

    fn texts<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
        pairs.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    #[test]
    fn label_is_the_feature_that_is_said_to_be_or_whose_value_is_mapped() {
        let fields = [("kind", "Quote"), ("label", "Quote")];
        let layers = Mapping { layers: texts([("Span", "kind")]), ..Mapping::default() };
        let (label, left) = applied(&layers, doc("Span", &fields));
        assert_eq!((label.as_str(), left.keys().map(String::as_str).collect::<Vec<_>>()), ("Quote", vec!["label"]));
        let value: Mapping = [("Quote".to_owned(), Meaning::Kind(Kind::Actor))].into();
        assert_eq!(applied(&value, doc("Span", &fields)).0, "Span", "two features could be it");
        let whole: Mapping = [("Span.kind:Quote".to_owned(), Meaning::Kind(Kind::Actor))].into();
        assert_eq!(applied(&whole, doc("Span", &fields)).0, "Span.kind:Quote");
        assert_eq!(applied(&Mapping::default(), doc("NamedEntity", &[("value", "PER")])).0, "PER");
    }

    #[test]
    fn fields_and_values_are_called_as_they_are_here_and_may_be_left_out() {
        let mapping = Mapping {
            features: texts([("GPE.certainty", "confidence"), ("junk", "")]),
            values: [("confidence".to_owned(), texts([("1", "low")]))].into(),
            ..Mapping::default()
        };
        let (_, fields) = applied(&mapping, doc("GPE", &[("certainty", "1"), ("junk", "x"), ("other", "y")]));
        assert_eq!(
            fields.into_iter().map(|(name, values)| format!("{name}={}", values[0])).collect::<Vec<_>>(),
            ["confidence=low", "other=y"]
        );
        let (_, fields) = applied(&mapping, doc("PER", &[("certainty", "1")]));
        assert!(fields.contains_key("certainty"), "it was said of another layer");
    }

    #[test]
    fn meaning_is_written_as_its_code() {
        for code in ["actor", "date", "agreement", "flag", "region", "skip", "x_drill"] {
            assert_eq!(Meaning::try_from(code.to_owned()).expect("a meaning").to_string(), code);
        }
        assert!(Meaning::try_from("person".to_owned()).is_err());
    }
}

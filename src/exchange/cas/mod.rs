//! UIMA CAS, as XMI with a type system beside it and as JSON CAS 0.4.0. Offsets are UTF-16 units, half-open.
//!
//! A mark is an annotation `webanno.custom.<Label>`, the package of the layers that users of `INCEpTION` make; a link
//! is a `webanno.custom.Relation` from its `Governor` to its `Dependent`; what has no place in the text derives from
//! `uima.cas.AnnotationBase`. Names of features that Glossator adds hold a capital letter, which names of fields
//! never do.
//!
//! Specification of the JSON: <https://github.com/apache/uima-uimaj-io-jsoncas/blob/main/SPECIFICATION.adoc>.

mod build;
pub mod json;
mod marks;
#[cfg(test)]
mod tests;
mod types;
pub mod xmi;

use std::collections::BTreeMap;

pub use json::CasJson;
pub use xmi::CasXmi;

/// Package of the types of Glossator.
const PACKAGE: &str = "webanno.custom.";
/// What holds the fields of the article.
const ARTICLE: &str = "webanno.custom.Article";
/// A link between two annotations.
const RELATION: &str = "webanno.custom.Relation";
/// A link where one of the two has no place.
const PLACELESS_RELATION: &str = "webanno.custom.PlacelessRelation";
/// One of several fragments of an annotation.
const FRAGMENT: &str = "webanno.custom.Fragment";
/// What the type of a node without a place ends with.
const PLACELESS: &str = "OfArticle";

const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
const ANNOTATION_BASE: &str = "uima.cas.AnnotationBase";
const ANNOTATION: &str = "uima.tcas.Annotation";
const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";
const SOFA: &str = "uima.cas.Sofa";
const VIEW: &str = "_InitialView";

/// Id of the node.
const NODE_ID: &str = "nodeId";
/// Path of the article in its corpus.
const ARTICLE_NAME: &str = "articleName";
/// Names of the features that hold several values joined by `|`, because their type is that of one text.
const JOINED: &str = "joinedFeatures";
/// The fragments of a discontinuous annotation.
const FRAGMENTS: &str = "fragments";
const GOVERNOR: &str = "Governor";
const DEPENDENT: &str = "Dependent";

/// What a feature holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(usize),
    /// Several texts.
    Texts(Vec<String>),
    /// A feature structure, by its id.
    Reference(u64),
    /// Several feature structures.
    References(Vec<u64>),
}

/// A feature structure that is written.
#[derive(Clone, Debug)]
struct Structure {
    id: u64,
    kind: String,
    features: Vec<(String, Value)>,
}

/// An article as feature structures.
struct Cas {
    /// The text.
    sofa: String,
    structures: Vec<Structure>,
    /// First id that is free.
    next: u64,
}

/// Id of the sofa.
const SOFA_ID: u64 = 1;

/// What a feature of a file held, before anything is known of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Raw {
    /// Texts, or what may be ids.
    Texts(Vec<String>),
    /// Ids of feature structures.
    References(Vec<u64>),
}

/// A feature structure that was read.
#[derive(Clone, Debug, Default)]
struct Found {
    id: u64,
    kind: String,
    features: BTreeMap<String, Raw>,
}

impl Found {
    fn texts(&self, name: &str) -> &[String] {
        match self.features.get(name) {
            Some(Raw::Texts(texts)) => texts,
            _ => &[],
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.texts(name).first().map(String::as_str)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    fn references(&self, name: &str) -> &[u64] {
        match self.features.get(name) {
            Some(Raw::References(ids)) => ids,
            _ => &[],
        }
    }

    fn reference(&self, name: &str) -> Option<u64> {
        self.references(name).first().copied()
    }

    /// Gives the name of the type without its package.
    fn short(&self) -> &str {
        self.kind.rsplit_once('.').map_or(&self.kind, |it| it.1)
    }
}

//! UIMA CAS, as XMI with a type system beside it and as JSON CAS 0.4.0. Offsets are UTF-16 units, half-open.
//!
//! A mark is an annotation `webanno.custom.<Label>`, the package of the layers that users of `INCEpTION` make; a link
//! is a `webanno.custom.Relation` from its `Governor` to its `Dependent`; what has no place in the text derives from
//! `uima.cas.AnnotationBase`. Names of features that Glossator adds hold a capital letter, which names of fields
//! never do.
//!
//! Specification of the JSON: <https://github.com/apache/uima-uimaj-io-jsoncas/blob/main/SPECIFICATION.adoc>.

mod build;
mod found;
pub mod json;
mod marks;
#[cfg(test)]
mod tests;
mod types;
mod unread;
pub mod xmi;

use found::{Found, Raw};
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

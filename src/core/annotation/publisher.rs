//! What is known about a publisher: how far to trust it, how it writes dates, what its pages repeat.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Authorship, Beside, Fields};

/// A text that a publisher's pages repeat, and the kind of region it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionRule {
    /// How the line is recognised.
    pub line: LineRule,
    /// Code of `RegionKind`.
    pub kind: String,
}

/// How a line of boilerplate is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum LineRule {
    /// The line is this text, after folding.
    Is(String),
    /// The line begins with this text, after folding.
    Begins(String),
}

/// A publisher.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Its name, as headers of articles give it; also its id.
    pub name: String,
    /// ISO 3166-1 alpha-3; empty where not known.
    pub country: String,
    /// Code of `Ownership`; empty where not known.
    pub ownership: String,
    /// Code of `Originality`; empty where not known.
    pub originality: String,
    /// Code of `DateOrder`; empty where not known.
    pub date_order: String,
    /// Time zone as an offset such as `+05:00`; empty where not known.
    pub time_zone: String,
    /// Code of `Reliability`; empty where not judged.
    pub reliability: String,
    /// Lines of its pages that are not the article.
    pub rules: Vec<RegionRule>,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields added by the schema.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

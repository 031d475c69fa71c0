//! The structs of format 2, exactly as they stand in the file.
//!
//! The records are those of [`crate::core::annotation`] with a quoted [`Mark`] for each place. When a record
//! changes, format 3 begins and the record of format 2 is copied here, never to change again.

use serde::{Deserialize, Serialize};

use crate::core::annotation::{ActorMention, Agreement, CustomMention, DateMention, Header, Region, TextFlag};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub format: u32,
    pub schema: SchemaRef,
    pub annotator: String,
    pub source: Source,
    pub header: Header<Mark>,
    pub actors: Vec<ActorMention<Mark>>,
    pub dates: Vec<DateMention<Mark>>,
    pub agreements: Vec<Agreement<Mark>>,
    pub flags: Vec<TextFlag<Mark>>,
    pub marks: Vec<CustomMention<Mark>>,
    pub regions: Vec<Region<Mark>>,
}

/// The schema whose codes the file uses.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaRef {
    pub id: String,
    pub version: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub file: String,
    pub sha256: String,
    pub text_sha256: String,
    pub encoding: String,
    /// What the detector said of the language, for readers without one.
    pub detected: Option<String>,
    pub chars: usize,
    pub bytes: usize,
}

/// A half-open range of code points with the text that stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fragment {
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

/// A place with what stands around it, for finding it again in a changed article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub span: Vec<Fragment>,
    pub before: String,
    pub after: String,
}

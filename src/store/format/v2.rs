//! The structs of format 2, exactly as they stand in the file, and the way from there to format 3.
//!
//! The structs never change. Their records are those of format 3; see there.

use serde::Deserialize;

use super::v3::{self, Mark};

use crate::core::annotation::{ActorMention, Agreement, CustomMention, DateMention, Header, Region, TextFlag};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[expect(dead_code, reason = "read before the struct")]
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaRef {
    pub id: String,
    pub version: String,
}

#[derive(Debug, Deserialize)]
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

impl From<File> for v3::File {
    fn from(old: File) -> Self {
        Self {
            format: 2,
            schema: v3::SchemaRef { id: old.schema.id, version: old.schema.version },
            annotator: old.annotator,
            source: old.source.into(),
            header: old.header,
            actors: old.actors,
            dates: old.dates,
            agreements: old.agreements,
            flags: old.flags,
            marks: old.marks,
            regions: old.regions,
            former: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

impl From<Source> for v3::Source {
    fn from(old: Source) -> Self {
        let Source { file, sha256, text_sha256, encoding, detected, chars, bytes } = old;
        Self { file, sha256, text_sha256, encoding, chosen: false, detected, chars, bytes }
    }
}

//! The structs of formats 3 and 4, exactly as they stand in the file.
//!
//! The records are those of [`crate::core::annotation`] with a quoted mark for each place. Format 4 says more of a
//! record than format 3, and what is new there is left out where it is empty: the same structs read both. A field that
//! is new after format 4 is `default` and left out likewise; a field that goes or changes its meaning begins a format
//! whose records stand in a module of their own.

use serde::{Deserialize, Serialize};

use crate::core::annotation::{
    ActorMention, Agreement, Conflict, CustomMention, DateMention, Former, Header, Region, TextFlag,
};

pub(super) use crate::core::annotation::{Fragment, Quoted as Mark};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct File {
    /// The format the file was written in.
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
    /// Records as they stood in earlier texts of the article.
    pub former: Vec<Former>,
    /// What somebody else has made of records, to be decided on.
    pub conflicts: Vec<Conflict>,
}

/// The schema whose codes the file uses.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct SchemaRef {
    pub id: String,
    pub version: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct Source {
    pub file: String,
    pub sha256: String,
    pub text_sha256: String,
    /// Label of the encoding the bytes were read in.
    pub encoding: String,
    /// Whether a person has chosen the encoding.
    pub chosen: bool,
    /// The language that was detected for certain, for readers without a detector. Older programs wrote guesses too, so
    /// that nobody here reads it.
    pub detected: Option<String>,
    pub chars: usize,
    pub bytes: usize,
}

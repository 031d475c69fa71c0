//! The structs of format 1, exactly as they stand in the file. They never change.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[expect(dead_code, reason = "read before the struct")]
    pub format: u32,
    pub schema: Schema,
    #[expect(dead_code, reason = "for readers; the name of the file decides")]
    pub annotator: String,
    pub source: Source,
    pub title: Vec<Fragment>,
    pub language: Language,
    pub published: String,
    pub published_basis: Basis,
    pub publisher: String,
    pub state: State,
    pub note: String,
    pub actors: Vec<Actor>,
    pub dates: Vec<Date>,
    pub agreements: Vec<Agreement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Schema {
    pub id: String,
    pub version: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "for readers; the hash of the text decides")]
pub(super) struct Source {
    pub file: String,
    pub sha256: String,
    pub text_sha256: String,
    pub encoding: String,
    pub chars: usize,
    pub bytes: usize,
}

#[derive(Debug, Deserialize)]
pub(super) enum Language {
    Detected(String),
    Set(String),
    Unknown,
}

#[derive(Debug, Deserialize)]
pub(super) enum State {
    New,
    InProgress,
    Done,
    NeedsSecondLook,
    Excluded,
}

#[derive(Debug, Deserialize)]
pub(super) enum Basis {
    Explicit,
    Inferred(String),
    DocumentDate,
    External(String),
    NotStated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fragment {
    pub start: usize,
    pub end: usize,
    pub quote: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub span: Vec<Fragment>,
    #[expect(dead_code, reason = "for finding marks again in a changed article")]
    pub before: String,
    #[expect(dead_code, reason = "for finding marks again in a changed article")]
    pub after: String,
}

#[derive(Debug, Deserialize)]
pub(super) enum Origin {
    Manual,
    Suggested(String),
    Imported(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Authorship {
    pub created_by: String,
    pub created_at: String,
    pub changed_by: String,
    pub changed_at: String,
    pub origin: Origin,
    pub accepted_by: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    pub id: String,
    pub mark: Mark,
    pub form: String,
    pub links: Vec<String>,
    pub role: String,
    pub note: String,
    pub authorship: Authorship,
}

#[derive(Debug, Deserialize)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Date {
    pub id: String,
    pub mark: Mark,
    pub value: String,
    pub reference: Option<Reference>,
    pub role: String,
    pub basis: Basis,
    pub note: String,
    pub authorship: Authorship,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub value: String,
    pub basis: Basis,
    pub mention: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agreement {
    pub id: String,
    pub title: String,
    pub level: String,
    pub kind: String,
    pub status: String,
    pub parties: Vec<String>,
    pub signed: Slot,
    pub evidence: Vec<Mark>,
    pub note: String,
    pub authorship: Authorship,
}

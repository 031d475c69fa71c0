//! The structs of format 1, exactly as they stand in the file, and the way from there to format 3.
//!
//! The structs never change.

use serde::Deserialize;

use super::v3;
use crate::core::annotation as now;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[expect(dead_code, reason = "read before the struct")]
    pub format: u32,
    pub schema: Schema,
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
    pub before: String,
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
    pub id: now::Id,
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
    pub id: now::Id,
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
    pub mention: Option<now::Id>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Agreement {
    pub id: now::Id,
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

impl From<File> for v3::File {
    fn from(old: File) -> Self {
        let detected = match &old.language {
            Language::Detected(code) => Some(code.clone()),
            Language::Set(_) | Language::Unknown => None,
        };
        let Source { file, sha256, text_sha256, encoding, chars, bytes } = old.source;
        Self {
            format: 1,
            schema: v3::SchemaRef { id: old.schema.id, version: old.schema.version },
            annotator: old.annotator,
            source: v3::Source { file, sha256, text_sha256, encoding, chosen: false, detected, chars, bytes },
            header: now::Header {
                // The context of a title was not stored.
                title: (!old.title.is_empty()).then(|| v3::Mark {
                    span: old.title.into_iter().map(fragment).collect(),
                    before: String::new(),
                    after: String::new(),
                }),
                language: match old.language {
                    Language::Set(code) => now::LanguageTag::Set(code),
                    // What the detector said then is for readers; it decides anew.
                    Language::Detected(_) | Language::Unknown => now::LanguageTag::Detected,
                },
                published: old.published,
                published_basis: basis(old.published_basis),
                publisher: old.publisher,
                state: match old.state {
                    State::New => now::State::New,
                    State::InProgress => now::State::InProgress,
                    State::Done => now::State::Done,
                    State::NeedsSecondLook => now::State::NeedsSecondLook,
                    State::Excluded => now::State::Excluded,
                },
                note: old.note,
                ..now::Header::default()
            },
            actors: old.actors.into_iter().map(actor).collect(),
            dates: old.dates.into_iter().map(date).collect(),
            agreements: old.agreements.into_iter().map(agreement).collect(),
            flags: Vec::new(),
            marks: Vec::new(),
            regions: Vec::new(),
            former: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

fn fragment(old: Fragment) -> v3::Fragment {
    v3::Fragment { start: old.start, end: old.end, quote: old.quote }
}

fn mark(old: Mark) -> v3::Mark {
    v3::Mark { span: old.span.into_iter().map(fragment).collect(), before: old.before, after: old.after }
}

fn basis(old: Basis) -> now::Basis {
    match old {
        Basis::Explicit => now::Basis::Explicit,
        Basis::Inferred(reason) => now::Basis::Inferred(reason),
        Basis::DocumentDate => now::Basis::DocumentDate,
        Basis::External(reason) => now::Basis::External(reason),
        Basis::NotStated => now::Basis::NotStated,
    }
}

fn authorship(old: Authorship) -> now::Authorship {
    now::Authorship {
        changed_by: old.changed_by,
        changed_at: old.changed_at,
        origin: match old.origin {
            Origin::Manual => now::Origin::Manual,
            Origin::Suggested(rule) => now::Origin::Suggested(rule),
            Origin::Imported(from) => now::Origin::Imported(from),
        },
        accepted_by: old.accepted_by,
        ..now::Authorship::by(old.created_by, old.created_at)
    }
}

/// Names that were typed before there was a registry are kept as links; a check says that they are not in it.
fn actor(old: Actor) -> now::ActorMention<v3::Mark> {
    let title = now::Title { kind: "title".to_owned(), place: None, gloss: old.role };
    now::ActorMention {
        id: old.id,
        place: mark(old.mark),
        form: old.form,
        links: old.links,
        intended: Vec::new(),
        titles: if title.gloss.is_empty() { Vec::new() } else { vec![title] },
        confidence: String::new(),
        label: String::new(),
        beside: now::Beside::default(),
        fields: now::Fields::new(),
        note: old.note,
        authorship: authorship(old.authorship),
    }
}

fn date(old: Date) -> now::DateMention<v3::Mark> {
    now::DateMention {
        id: old.id,
        place: mark(old.mark),
        kind: "date".to_owned(),
        value: old.value,
        reference: old.reference.map(|reference| match reference {
            Reference::Past => now::Reference::Past,
            Reference::Present => now::Reference::Present,
            Reference::Future => now::Reference::Future,
        }),
        role: old.role,
        anchor: None,
        modifier: String::new(),
        calendar: "gregorian".to_owned(),
        other_readings: Vec::new(),
        basis: basis(old.basis),
        confidence: String::new(),
        label: String::new(),
        beside: now::Beside::default(),
        fields: now::Fields::new(),
        note: old.note,
        authorship: authorship(old.authorship),
    }
}

fn agreement(old: Agreement) -> now::Agreement<v3::Mark> {
    let signed = now::DateSlot::of(old.signed.value, basis(old.signed.basis), old.signed.mention);
    now::Agreement {
        id: old.id,
        title: old.title,
        level: old.level,
        kind: old.kind,
        status: old.status,
        modality: "asserted".to_owned(),
        background: false,
        parties: old.parties.into_iter().map(|actor| now::Party::of(actor, "")).collect(),
        parties_unknown: false,
        signatories: Vec::new(),
        present: Vec::new(),
        dates: now::Dates { signed, ..now::Dates::default() },
        term: now::DateSlot::default(),
        renewal: now::Renewal::default(),
        grounds: String::new(),
        venue: now::Venue::default(),
        topics: Vec::new(),
        quantities: Vec::new(),
        instrument: None,
        trigger: None,
        evidence: old.evidence.into_iter().map(|passage| now::Evidence::of(mark(passage), Vec::new())).collect(),
        relations: Vec::new(),
        external_ids: Vec::new(),
        codes: now::EventCodes::default(),
        confidence: String::new(),
        credibility: String::new(),
        label: String::new(),
        beside: now::Beside::default(),
        fields: now::Fields::new(),
        note: old.note,
        authorship: authorship(old.authorship),
    }
}

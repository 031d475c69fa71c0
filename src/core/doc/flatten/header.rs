//! What is known about the article as a whole, as fields of the document.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::beside::put_beside;
use super::{Flat, put_basis, put_own, state_code};
use crate::core::annotation::{Header, LanguageTag, Place};
use crate::core::doc::{Fields, label, put, to_json};
use crate::core::language;
use crate::core::workspace::Article;

/// The field that names the version of the fields of the article.
pub const HEADER_VERSION: &str = "header_version";
/// Bytes of the hash that are written.
const BYTES: usize = 8;

/// Names the version of a header, which has nothing else that tells whether it was changed: a hash of its fields as they
/// go out, and of where the title stands. How far the work is goes on by itself and is no part of it.
#[must_use]
pub fn header_version(header: &Header) -> String {
    let mut all = serde_json::Value::from(to_json(&fields_of(header))).to_string();
    // Writing to a text cannot fail.
    for span in header.title.iter().flat_map(Place::fragments) {
        write!(all, " {}-{}", span.start, span.end).ok();
    }
    let hash = Sha256::digest(all);
    hash.iter().take(BYTES).fold(String::new(), |mut name, byte| {
        write!(name, "{byte:02x}").ok();
        name
    })
}

impl Flat<'_> {
    pub(super) fn header(&mut self, article: &Article, header: &Header) {
        let mut fields = fields_of(header);
        if header.language == LanguageTag::Detected {
            let known = language::known(&header.language, || article.detected());
            put(&mut fields, "language_detected", known.unwrap_or_default());
        }
        put(&mut fields, HEADER_VERSION, &header_version(header));
        put(&mut fields, "state", state_code(header.state));
        if let Some(done) = &header.done {
            put(&mut fields, "done_by", &done.by);
            put(&mut fields, "done_at", &done.at);
            put(&mut fields, "done_schema", &done.schema);
            put(&mut fields, "done_schema_version", &done.schema_version);
            put(&mut fields, "done_guideline", &done.guideline);
        }
        put(&mut fields, "annotator", self.source.annotator);
        put(&mut fields, "schema_id", &self.source.schema.id);
        put(&mut fields, "schema_version", &self.source.schema.version);
        put(&mut fields, "text_sha256", &article.text_sha256);
        self.doc.fields = fields;
        if header.title.is_some() {
            self.node("title", label::ARTICLE_TITLE, header.title.as_ref(), Fields::new());
        }
    }
}

/// Gives the fields of a header that a person can set, but for how far the work is.
fn fields_of(header: &Header) -> Fields {
    let mut fields = Fields::new();
    if let LanguageTag::Set(code) = &header.language {
        put(&mut fields, "language", code);
    }
    let direction = header.direction.map(|direction| format!("{direction:?}").to_lowercase());
    put(&mut fields, "direction", &direction.unwrap_or_default());
    put(&mut fields, "published", &header.published);
    put_basis(&mut fields, "published_", &header.published_basis, !header.published.is_empty());
    put(&mut fields, "published_mention", header.published_mention.as_ref().map_or("", |id| id.as_str()));
    put(&mut fields, "publisher", &header.publisher);
    put(&mut fields, "url", &header.url);
    put(&mut fields, "credited", &header.credited);
    put(&mut fields, "reliability", &header.reliability);
    put(&mut fields, "exclusion", &header.exclusion);
    put(&mut fields, "exclusion_reason", &header.exclusion_reason);
    if let Some(statement) = &header.no_agreement {
        put(&mut fields, "no_agreement_by", &statement.by);
        put(&mut fields, "no_agreement_at", &statement.at);
    }
    put(&mut fields, "note", &header.note);
    put_own(&mut fields, &header.fields);
    put_beside(&mut fields, &header.beside);
    fields
}

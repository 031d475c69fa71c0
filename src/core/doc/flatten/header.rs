//! What is known about the article as a whole, as fields of the document.

use super::beside::put_beside;
use super::{Flat, put_basis, put_own, state_code};
use crate::core::annotation::{Header, LanguageTag};
use crate::core::doc::{Fields, label, put};
use crate::core::language;
use crate::core::workspace::Article;

impl Flat<'_> {
    pub(super) fn header(&mut self, article: &Article, header: &Header) {
        let mut fields = Fields::new();
        let name = if header.language == LanguageTag::Detected { "language_detected" } else { "language" };
        put(&mut fields, name, language::known(&header.language, || article.detected()).unwrap_or_default());
        let direction = header.direction.map(|direction| format!("{direction:?}").to_lowercase());
        put(&mut fields, "direction", &direction.unwrap_or_default());
        put(&mut fields, "published", &header.published);
        put_basis(&mut fields, "published_", &header.published_basis, !header.published.is_empty());
        put(&mut fields, "published_mention", header.published_mention.as_ref().map_or("", |id| id.as_str()));
        put(&mut fields, "publisher", &header.publisher);
        put(&mut fields, "url", &header.url);
        put(&mut fields, "credited", &header.credited);
        put(&mut fields, "reliability", &header.reliability);
        put(&mut fields, "state", state_code(header.state));
        if let Some(done) = &header.done {
            put(&mut fields, "done_by", &done.by);
            put(&mut fields, "done_at", &done.at);
            put(&mut fields, "done_schema", &done.schema);
            put(&mut fields, "done_schema_version", &done.schema_version);
            put(&mut fields, "done_guideline", &done.guideline);
        }
        put(&mut fields, "exclusion", &header.exclusion);
        put(&mut fields, "exclusion_reason", &header.exclusion_reason);
        if let Some(statement) = &header.no_agreement {
            put(&mut fields, "no_agreement_by", &statement.by);
            put(&mut fields, "no_agreement_at", &statement.at);
        }
        put(&mut fields, "note", &header.note);
        put_own(&mut fields, &header.fields);
        put_beside(&mut fields, &header.beside);
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

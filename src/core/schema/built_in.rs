//! The fields of the built-in records, which a corpus can hide.

use super::fields::OF_CORPUS;

/// Lists the fields by record and name, and whether a corpus can do without them. A name below its record is the
/// path under which a remark on the field is kept.
pub const BUILT_IN: &[(&str, bool)] = &[
    ("agreement.title", true),
    ("agreement.level", false),
    ("agreement.kind", false),
    ("agreement.status", false),
    ("agreement.modality", true),
    ("agreement.background", true),
    ("agreement.parties", false),
    ("agreement.parties_unknown", true),
    ("agreement.signatories", true),
    ("agreement.present", true),
    ("agreement.dates.signed", true),
    ("agreement.dates.held", true),
    ("agreement.dates.validity", true),
    ("agreement.dates.in_force", true),
    ("agreement.dates.expires", true),
    ("agreement.dates.announced", true),
    ("agreement.dates.initialled", true),
    ("agreement.dates.ratified", true),
    ("agreement.dates.registered", true),
    ("agreement.dates.extended", true),
    ("agreement.dates.suspended", true),
    ("agreement.dates.terminated", true),
    ("agreement.grounds", true),
    ("agreement.term", true),
    ("agreement.renewal", true),
    ("agreement.quantities", true),
    ("agreement.venue", true),
    ("agreement.topics", true),
    ("agreement.instrument", true),
    ("agreement.trigger", true),
    ("agreement.evidence", false),
    ("agreement.relations", true),
    ("agreement.external_ids", true),
    ("agreement.codes", true),
    ("agreement.confidence", true),
    ("agreement.credibility", true),
    ("agreement.note", true),
    ("party.capacity", true),
    ("party.role", false),
    ("party.acts", true),
    ("party.note", true),
    ("signatory.note", true),
    ("actor.form", false),
    ("actor.links", false),
    ("actor.intended", true),
    ("actor.titles", true),
    ("actor.confidence", true),
    ("actor.note", true),
    ("date.type", false),
    ("date.value", false),
    ("date.role", false),
    ("date.reference", true),
    ("date.anchor", true),
    ("date.modifier", true),
    ("date.calendar", true),
    ("date.other_readings", true),
    ("date.confidence", true),
    ("date.note", true),
    ("article.title", true),
    ("article.language", false),
    ("article.direction", true),
    ("article.published", true),
    ("article.publisher", true),
    ("article.url", true),
    ("article.credited", true),
    ("article.reliability", true),
    ("article.exclusion", true),
    ("article.note", true),
    ("registry.kind", false),
    ("registry.names", false),
    ("registry.country", true),
    ("registry.sectors", true),
    ("registry.part_of", true),
    ("registry.memberships", true),
    ("registry.members", true),
    ("registry.exists_from", true),
    ("registry.exists_to", true),
    ("registry.successor_of", true),
    ("registry.recognised", true),
    ("registry.codes", true),
    ("registry.roles", true),
    ("registry.external_ids", true),
    ("registry.note", true),
    ("identity.titles", true),
    ("identity.kind", false),
    ("identity.relations", true),
    ("identity.external_ids", true),
    ("identity.note", true),
    ("publisher.names", false),
    ("publisher.country", true),
    ("publisher.language", true),
    ("publisher.ownership", true),
    ("publisher.originality", true),
    ("publisher.reliability", true),
    ("publisher.note", true),
];

/// Tells whether a name is that of a built-in field: `agreement.status`, `status`, or all `dates`.
pub(super) fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(field, _)| is_named(field, name))
}

/// Tells whether a name is that of a built-in field of what belongs to an article.
pub(super) fn is_in_articles(name: &str) -> bool {
    let of_corpus = |field: &str| field.split_once('.').is_some_and(|(on, _)| OF_CORPUS.contains(&on));
    BUILT_IN.iter().any(|(field, _)| !of_corpus(field) && is_named(field, name))
}

fn is_named(field: &str, name: &str) -> bool {
    let path = field.split_once('.').map_or(field, |(_, path)| path);
    let begins = path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    field == name || begins
}

//! Records as labelled spans with fields and links.

use std::collections::HashMap;

use crate::core::annotation::{
    ActorMention, Agreement, Anchor, Authorship, Basis, CustomMention, DateMention, DateOf, Header, LanguageTag,
    Origin, Place, Reference, State, Work,
};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node, label, put, put_all};
use crate::core::schema::Schema;
use crate::core::shared::Registry;
use crate::core::text::Span;
use crate::core::workspace::Article;

/// Who made the work of a document, and what it refers to.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The annotator.
    pub annotator: &'a str,
    /// The vocabularies in force.
    pub schema: &'a Schema,
    /// The actors that ids mean.
    pub registry: &'a Registry,
}

/// Writes an article and an annotator's work on it as a document. What is open in the work is noted as a loss.
#[must_use]
pub fn flatten(article: &Article, work: &Work, source: Source<'_>, losses: &mut Losses) -> Doc {
    let mut flat = Flat { doc: Doc::new(article.key.as_str(), article.text.clone()), links: Vec::new(), source };
    flat.header(article, &work.header);
    for actor in work.actors.values() {
        flat.actor(actor);
    }
    for date in work.dates.values() {
        flat.date(date);
    }
    for agreement in work.agreements.values() {
        flat.agreement(agreement, work);
    }
    for flag in work.flags.values() {
        let mut fields = of_record(&flag.authorship, "", &flag.note);
        put(&mut fields, "kind", &flag.kind);
        put(&mut fields, "intended", &flag.intended);
        flat.node(flag.id.as_str(), label::FLAG, Some(&flag.place), fields);
    }
    for region in work.regions.values() {
        let mut fields = of_record(&region.authorship, "", &region.note);
        put(&mut fields, "kind", &region.kind);
        flat.node(region.id.as_str(), label::REGION, Some(&region.place), fields);
    }
    for custom in work.customs.values() {
        flat.custom(custom);
    }
    open_questions(work, losses);
    flat.finish()
}

/// Notes what a person has still to decide.
fn open_questions(work: &Work, losses: &mut Losses) {
    for conflict in work.conflicts.values() {
        let reason = format!("somebody else has another value ({}); the one that stands is exported", conflict.from);
        losses.field(What::Dropped, &conflict.about, &conflict.fields.join(", "), reason);
    }
    for former in work.former.values().filter(|former| former.lost) {
        losses.node(What::Dropped, &former.record.key(), "it has no place in the present text of the article");
    }
}

/// Gives the fields that all records share.
fn of_record(authorship: &Authorship, confidence: &str, note: &str) -> Fields {
    let mut fields = Fields::new();
    put(&mut fields, "confidence", confidence);
    put(&mut fields, "note", note);
    put(&mut fields, "created_by", &authorship.created_by);
    put(&mut fields, "created_at", &authorship.created_at);
    put(&mut fields, "changed_by", &authorship.changed_by);
    put(&mut fields, "changed_at", &authorship.changed_at);
    let origin = match &authorship.origin {
        Origin::Manual => "manual".to_owned(),
        Origin::Suggested(rule) => format!("suggested:{rule}"),
        Origin::Imported(from) => format!("imported:{from}"),
    };
    put(&mut fields, "origin", &origin);
    put(&mut fields, "accepted_by", authorship.accepted_by.as_deref().unwrap_or_default());
    fields
}

/// Adds the fields of the schema; those that could be taken for built-in ones get a prefix.
fn put_own(fields: &mut Fields, own: &crate::core::annotation::Fields) {
    for (name, value) in own {
        let name = if name.starts_with("x_") { name.clone() } else { format!("f_{name}") };
        put(fields, &name, value);
    }
}

fn put_basis(fields: &mut Fields, name: &str, basis: &Basis, always: bool) {
    if always || *basis != Basis::Explicit {
        put(fields, &format!("{name}basis"), basis.code());
        put(fields, &format!("{name}basis_reason"), basis.reason().unwrap_or_default());
    }
}

struct Flat<'a> {
    doc: Doc,
    /// Links by ids, while not all nodes are there.
    links: Vec<(String, String, String)>,
    source: Source<'a>,
}

impl Flat<'_> {
    fn node(&mut self, id: &str, label: &str, place: Option<&Place>, fields: Fields) {
        let spans = place.map_or(Vec::new(), |place| place.fragments().to_vec());
        self.doc.nodes.push(Node { id: id.to_owned(), label: label.to_owned(), spans, fields });
    }

    fn link(&mut self, from: &str, role: &str, to: &str) {
        self.links.push((from.to_owned(), role.to_owned(), to.to_owned()));
    }

    /// Says what ids mean, for whoever has no registry: `id=name`.
    fn names<'b>(&self, fields: &mut Fields, ids: impl Iterator<Item = &'b String>) {
        let mut names: Vec<String> = ids
            .filter(|id| !id.is_empty())
            .filter_map(|id| Some(format!("{id}={}", self.source.registry.resolve(id)?.label())))
            .collect();
        names.sort();
        names.dedup();
        put_all(fields, "actor_names", names);
    }

    fn header(&mut self, article: &Article, header: &Header) {
        let mut fields = Fields::new();
        match &header.language {
            LanguageTag::Set(code) => put(&mut fields, "language", code),
            LanguageTag::Detected => {
                put(&mut fields, "language_detected", article.detected.map_or("", |it| it.code));
            }
        }
        let direction = header.direction.map(|direction| format!("{direction:?}").to_lowercase());
        put(&mut fields, "direction", &direction.unwrap_or_default());
        put(&mut fields, "published", &header.published);
        put_basis(&mut fields, "published_", &header.published_basis, !header.published.is_empty());
        put(&mut fields, "publisher", &header.publisher);
        put(&mut fields, "url", &header.url);
        put(&mut fields, "credited", &header.credited);
        put(&mut fields, "reliability", &header.reliability);
        put(&mut fields, "state", state_code(header.state));
        put(&mut fields, "exclusion_reason", &header.exclusion_reason);
        if let Some(statement) = &header.no_agreement {
            put(&mut fields, "no_agreement_by", &statement.by);
            put(&mut fields, "no_agreement_at", &statement.at);
        }
        put(&mut fields, "note", &header.note);
        put_own(&mut fields, &header.fields);
        put(&mut fields, "annotator", self.source.annotator);
        put(&mut fields, "schema_id", &self.source.schema.id);
        put(&mut fields, "schema_version", &self.source.schema.version);
        put(&mut fields, "text_sha256", &article.text_sha256);
        self.doc.fields = fields;
        if header.title.is_some() {
            self.node("title", label::ARTICLE_TITLE, header.title.as_ref(), Fields::new());
        }
    }

    fn actor(&mut self, actor: &ActorMention) {
        let id = actor.id.as_str();
        let mut fields = of_record(&actor.authorship, &actor.confidence, &actor.note);
        put(&mut fields, "form", &actor.form);
        put_all(&mut fields, "links", actor.links.clone());
        put_all(&mut fields, "intended", actor.intended.clone());
        self.names(&mut fields, actor.links.iter().chain(&actor.intended));
        put_own(&mut fields, &actor.fields);
        let mut placeless = Vec::new();
        for (number, title) in actor.titles.iter().enumerate() {
            if title.place.is_none() {
                placeless.push(format!("{number}:{}:{}", title.kind, title.gloss));
                continue;
            }
            let part = format!("{id}.t{number}");
            let mut fields = Fields::new();
            put(&mut fields, "kind", &title.kind);
            put(&mut fields, "gloss", &title.gloss);
            self.node(&part, label::ACTOR_TITLE, title.place.as_ref(), fields);
            self.link(id, "title", &part);
        }
        put_all(&mut fields, "titles", placeless);
        self.node(id, label::ACTOR, Some(&actor.place), fields);
    }

    fn date(&mut self, date: &DateMention) {
        let id = date.id.as_str();
        let mut fields = of_record(&date.authorship, &date.confidence, &date.note);
        put(&mut fields, "kind", &date.kind);
        put(&mut fields, "value", &date.value);
        put(&mut fields, "reference", date.reference.map_or("", reference_code));
        put(&mut fields, "role", &date.role);
        match &date.anchor {
            Some(Anchor::Published) => put(&mut fields, "anchor", "published"),
            Some(Anchor::Date(other)) => {
                put(&mut fields, "anchor", other.as_str());
                self.link(id, "anchor", other.as_str());
            }
            None => {}
        }
        put(&mut fields, "modifier", &date.modifier);
        put(&mut fields, "calendar", &date.calendar);
        put_all(&mut fields, "other_readings", date.other_readings.clone());
        put_basis(&mut fields, "", &date.basis, true);
        put_own(&mut fields, &date.fields);
        self.node(id, label::DATE, Some(&date.place), fields);
    }

    fn custom(&mut self, custom: &CustomMention) {
        let mut fields = of_record(&custom.authorship, &custom.confidence, &custom.note);
        put_own(&mut fields, &custom.fields);
        self.node(custom.id.as_str(), &custom.type_id, Some(&custom.place), fields);
    }

    fn agreement(&mut self, agreement: &Agreement, work: &Work) {
        let id = agreement.id.as_str();
        let parts = [
            ("trigger", label::TRIGGER, agreement.trigger.as_ref()),
            ("instrument", label::INSTRUMENT, agreement.instrument.as_ref()),
            ("venue", label::VENUE, agreement.venue.place.as_ref()),
        ];
        for (role, label, place) in parts {
            if place.is_some() {
                let part = format!("{id}.{role}");
                self.node(&part, label, place, Fields::new());
                self.link(id, role, &part);
            }
        }
        for (number, evidence) in agreement.evidence.iter().enumerate() {
            let part = format!("{id}.e{number}");
            let mut fields = Fields::new();
            put_all(&mut fields, "slots", evidence.slots.clone());
            self.node(&part, label::EVIDENCE, Some(&evidence.place), fields);
            self.link(id, "evidence", &part);
        }
        let place = agreement.trigger.as_ref().or(agreement.evidence.first().map(|evidence| &evidence.place));
        self.roles(agreement, work, place);
        let fields = self.agreement_fields(agreement);
        self.node(id, label::AGREEMENT, place, fields);
    }

    /// Links an agreement to the mentions of its people, its dates and other agreements.
    fn roles(&mut self, agreement: &Agreement, work: &Work, place: Option<&Place>) {
        let id = agreement.id.as_str();
        let at = place.map_or(Span { start: 0, end: 0 }, Place::cover);
        let people = agreement.parties.iter().map(|party| ("party", &party.actor));
        let people = people.chain(agreement.signatories.iter().map(|one| ("signatory", &one.person)));
        let people = people.chain(agreement.present.iter().map(|one| ("present", one)));
        for (role, actor) in people {
            if let Some(mention) = nearest_mention(work, actor, at) {
                self.link(id, role, mention);
            }
        }
        for which in DateOf::ALL {
            if let Some(mention) = &agreement.dates.get(which).mention {
                self.link(id, which.code(), mention.as_str());
            }
        }
        for relation in &agreement.relations {
            self.link(id, &relation.kind, &relation.to);
        }
    }

    fn agreement_fields(&self, agreement: &Agreement) -> Fields {
        let mut fields = of_record(&agreement.authorship, &agreement.confidence, &agreement.note);
        put(&mut fields, "title", &agreement.title);
        put(&mut fields, "level", &agreement.level);
        put(&mut fields, "kind", &agreement.kind);
        put(&mut fields, "status", &agreement.status);
        put(&mut fields, "modality", &agreement.modality);
        put(&mut fields, "background", if agreement.background { "yes" } else { "" });
        put(&mut fields, "parties_unknown", if agreement.parties_unknown { "yes" } else { "" });
        put_all(&mut fields, "parties", agreement.parties.iter().map(|it| pair(&it.actor, &it.capacity)).collect());
        let signatories = agreement.signatories.iter().map(|it| pair(&it.person, &it.on_behalf_of));
        put_all(&mut fields, "signatories", signatories.collect());
        put_all(&mut fields, "present", agreement.present.clone());
        let signed = agreement.signatories.iter().flat_map(|one| [&one.person, &one.on_behalf_of]);
        let actors = agreement.parties.iter().map(|party| &party.actor).chain(signed).chain(&agreement.present);
        self.names(&mut fields, actors);
        for which in DateOf::ALL {
            let (slot, name) = (agreement.dates.get(which), which.code());
            put(&mut fields, name, &slot.value);
            put_basis(&mut fields, &format!("{name}_"), &slot.basis, !slot.value.is_empty());
            put(&mut fields, &format!("{name}_mention"), slot.mention.as_ref().map_or("", |id| id.as_str()));
        }
        put(&mut fields, "venue_name", &agreement.venue.name);
        put(&mut fields, "venue_country", &agreement.venue.country);
        put_basis(&mut fields, "venue_", &agreement.venue.basis, !agreement.venue.name.is_empty());
        put_all(&mut fields, "topics", agreement.topics.clone());
        put_all(&mut fields, "relations", agreement.relations.iter().map(|it| pair(&it.kind, &it.to)).collect());
        put_all(&mut fields, "external_ids", agreement.external_ids.clone());
        put(&mut fields, "cameo", &agreement.codes.cameo);
        put(&mut fields, "plover", &agreement.codes.plover);
        put(&mut fields, "credibility", &agreement.credibility);
        put_own(&mut fields, &agreement.fields);
        fields
    }

    fn finish(mut self) -> Doc {
        let places: HashMap<&str, usize> =
            self.doc.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        for (from, role, to) in std::mem::take(&mut self.links) {
            // What leads to a record of another article, or to none, stays a field.
            if let (Some(&from), Some(&to)) = (places.get(from.as_str()), places.get(to.as_str())) {
                self.doc.links.push(Link { role, from, to });
            }
        }
        self.doc.sort();
        self.doc
    }
}

/// Writes two values as `first:second`, or only the first where there is no second.
fn pair(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first}:{second}") }
}

/// Finds the mention of an actor that stands nearest to a place; inside it before outside.
fn nearest_mention<'a>(work: &'a Work, actor: &str, at: Span) -> Option<&'a str> {
    let distance = |mention: &ActorMention| {
        let cover = mention.place.cover();
        if at.overlaps(cover) { 0 } else { cover.start.abs_diff(at.end).min(at.start.abs_diff(cover.end)) + 1 }
    };
    let linked = work.actors.values().filter(|mention| mention.links.iter().any(|link| link == actor));
    linked.min_by_key(|mention| (distance(mention), mention.place.cover().start)).map(|mention| mention.id.as_str())
}

/// Gives the code of a state.
#[must_use]
pub fn state_code(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::InProgress => "in_progress",
        State::Done => "done",
        State::NeedsSecondLook => "needs_second_look",
        State::Excluded => "excluded",
    }
}

/// Gives the code of a vague reference.
#[must_use]
pub fn reference_code(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "past",
        Reference::Present => "present",
        Reference::Future => "future",
    }
}

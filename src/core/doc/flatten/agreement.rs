//! Agreements: a node with its fields, nodes of its parts, links to who and what it names.

use super::{Flat, of_record, put_basis, put_own};
use crate::core::annotation::{ActorMention, Agreement, DateOf, Place, Work};
use crate::core::doc::{Fields, label, put, put_all};
use crate::core::text::Span;

impl Flat<'_> {
    pub(super) fn agreement(&mut self, agreement: &Agreement, work: &Work) {
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

//! Agreements: a node with its fields, nodes of its parts, links to who and what it names.

use super::beside::{put_accepted, put_remarks};
use super::{Flat, of_record, put_basis, put_own};
use crate::core::annotation::{self, ActorMention, Agreement, DateOf, DateSlot, Id, Place, Quantity, Work};
use crate::core::doc::tuple::tuple;
use crate::core::doc::{Fields, label, put, put_all};
use crate::core::text::{Span, Text};

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
            put(&mut fields, "note", &evidence.note);
            put_own(&mut fields, &evidence.fields);
            self.node(&part, label::EVIDENCE, Some(&evidence.place), fields);
            self.link(id, "evidence", &part);
        }
        for (number, quantity) in agreement.quantities.iter().enumerate() {
            if quantity.place.is_some() {
                let part = format!("{id}.q{number}");
                self.node(&part, label::QUANTITY, quantity.place.as_ref(), Fields::new());
                self.link(id, "quantity", &part);
            }
        }
        self.roles(agreement, work);
        let fields = self.agreement_fields(agreement);
        self.node(id, label::AGREEMENT, place_of(agreement), fields);
    }

    /// Links an agreement to the mentions of its people, its dates and other agreements.
    fn roles(&mut self, agreement: &Agreement, work: &Work) {
        let id = agreement.id.as_str();
        let people = agreement.parties.iter().map(|party| ("party", &party.actor));
        let people = people.chain(agreement.signatories.iter().map(|one| ("signatory", &one.person)));
        let people = people.chain(agreement.present.iter().map(|one| ("present", one)));
        for (role, actor) in people {
            if let Some(mention) = mention_of(&self.doc.text, work, agreement, actor) {
                self.link(id, role, mention);
            }
        }
        let dates = DateOf::ALL.into_iter().map(|which| (which.code(), &agreement.dates.get(which).mention));
        let terms = [("term", &agreement.term.mention), ("renewal", &agreement.renewal.mention)];
        for (role, mention) in dates.chain(terms) {
            if let Some(mention) = mention {
                self.link(id, role, mention.as_str());
            }
        }
        for relation in &agreement.relations {
            self.link(id, &relation.kind, &relation.to);
        }
    }

    fn agreement_fields(&self, agreement: &Agreement) -> Fields {
        let mut fields = of_record(&agreement.authorship, &agreement.confidence, &agreement.note, &agreement.label);
        put_remarks(&mut fields, agreement.remarks().iter().map(|(path, remark)| (path.as_str(), *remark)));
        put_accepted(&mut fields, &agreement.beside);
        put(&mut fields, "title", &agreement.title);
        put(&mut fields, "level", &agreement.level);
        put(&mut fields, "kind", &agreement.kind);
        put(&mut fields, "status", &agreement.status);
        put(&mut fields, "modality", &agreement.modality);
        put(&mut fields, "background", if agreement.background { "yes" } else { "" });
        put(&mut fields, "parties_unknown", if agreement.parties_unknown { "yes" } else { "" });
        put_people(&mut fields, agreement);
        put_all(&mut fields, "present", agreement.present.clone());
        let signed = agreement.signatories.iter().flat_map(|one| [&one.person, &one.on_behalf_of]);
        let actors = agreement.parties.iter().map(|party| &party.actor).chain(signed).chain(&agreement.present);
        self.names(&mut fields, actors);
        for which in DateOf::ALL {
            put_slot(&mut fields, which.code(), agreement.dates.get(which));
        }
        put_slot(&mut fields, "term", &agreement.term);
        let renewal = &agreement.renewal;
        put(&mut fields, "renewal", &renewal.kind);
        put(&mut fields, "renewal_term", &renewal.term);
        put_basis(&mut fields, "renewal_", &renewal.basis, !renewal.kind.is_empty());
        put(&mut fields, "renewal_mention", id_of(renewal.mention.as_ref()));
        put(&mut fields, "grounds", &agreement.grounds);
        put_all(&mut fields, "quantities", agreement.quantities.iter().map(amount).collect());
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

/// Puts who takes part and who has signed, with what each of them did and what the schema asks of each.
fn put_people(fields: &mut Fields, agreement: &Agreement) {
    let (mut acts, mut of_parties, mut of_signatories) = (Vec::new(), Vec::new(), Vec::new());
    for (at, party) in agreement.parties.iter().enumerate() {
        let at = at.to_string();
        for act in &party.acts {
            let (basis, mention) = (&act.date.basis, id_of(act.date.mention.as_ref()));
            let reason = basis.reason().unwrap_or_default();
            acts.push(tuple(&[&at, &act.act, &act.date.value, basis.code(), reason, mention]));
        }
        of_parties.extend(numbered(&at, &party.fields));
    }
    for (at, one) in agreement.signatories.iter().enumerate() {
        of_signatories.extend(numbered(&at.to_string(), &one.fields));
    }
    let role = |role: &str| if role == "party" { String::new() } else { role.to_owned() };
    let parties = agreement.parties.iter().map(|it| tuple(&[&it.actor, &it.capacity, &role(&it.role), &it.note]));
    put_all(fields, "parties", parties.collect());
    put_all(fields, "party_acts", acts);
    put_all(fields, "party_fields", of_parties);
    let signatories = agreement.signatories.iter().map(|it| tuple(&[&it.person, &it.on_behalf_of, &it.note]));
    put_all(fields, "signatories", signatories.collect());
    put_all(fields, "signatory_fields", of_signatories);
}

/// Writes own fields of one of several: each value with the number of whom it belongs to, and the field.
fn numbered<'a>(at: &'a str, own: &'a annotation::Fields) -> impl Iterator<Item = String> + 'a {
    own.iter().flat_map(move |(name, value)| value.values().iter().map(move |value| tuple(&[at, name, value])))
}

fn put_slot(fields: &mut Fields, name: &str, slot: &DateSlot) {
    put(fields, name, &slot.value);
    put_basis(fields, &format!("{name}_"), &slot.basis, !slot.value.is_empty());
    put(fields, &format!("{name}_mention"), id_of(slot.mention.as_ref()));
}

fn id_of(id: Option<&Id>) -> &str {
    id.map_or("", Id::as_str)
}

fn amount(it: &Quantity) -> String {
    let (basis, reason) = (it.basis.code(), it.basis.reason().unwrap_or_default());
    tuple(&[&it.what, &it.value, &it.low, &it.high, &it.modifier, &it.unit, basis, reason, &it.note])
}

/// Writes two values as `first:second`, or only the first where there is no second.
fn pair(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first}:{second}") }
}

/// Gives the mention of an actor to which an agreement is linked as to one of its people.
#[must_use]
pub fn mention_of<'a>(text: &Text, work: &'a Work, agreement: &Agreement, actor: &str) -> Option<&'a str> {
    let at = place_of(agreement).map_or(Span { start: 0, end: 0 }, Place::cover);
    nearest_mention(text, work, actor, at)
}

/// Gives where the record of an agreement stands.
fn place_of(agreement: &Agreement) -> Option<&Place> {
    agreement.trigger.as_ref().or(agreement.evidence.first().map(|evidence| &evidence.place))
}

/// Finds the mention of an actor that stands nearest to a place; inside it before outside, the first of several, and of
/// those that stand together the one with the least id. White space at the ends of places counts for nothing, because
/// not every format can hold it.
fn nearest_mention<'a>(text: &Text, work: &'a Work, actor: &str, at: Span) -> Option<&'a str> {
    let at = text.trim(at);
    let key = |mention: &&ActorMention| {
        let cover = text.trim(mention.place.cover());
        let away = cover.start.abs_diff(at.end).min(at.start.abs_diff(cover.end)) + 1;
        (if at.overlaps(cover) { 0 } else { away }, cover.start, mention.id.clone())
    };
    let linked = work.actors.values().map(AsRef::as_ref);
    let linked = linked.filter(|mention: &&ActorMention| mention.links.iter().any(|link| link == actor));
    linked.min_by_key(key).map(|mention| mention.id.as_str())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::annotation::{Kind, Record};

    #[test]
    fn party_leads_to_the_same_mention_whatever_white_space_stands_at_its_ends() {
        let text = Text::canonical("x  Uzbek state signed");
        let nearest = |start: usize, trigger: usize| {
            let mut work = Work::default();
            for (id, span) in [(3, Span { start, end: 21 }), (1, Span { start: 3, end: 18 })] {
                let links = vec!["UZB".to_owned()];
                let mention = ActorMention::new(Id::new(Kind::Actor, id), Place::of(span));
                work.put(None, Some(Record::Actor(Arc::new(ActorMention { links, ..mention }))));
            }
            nearest_mention(&text, &work, "UZB", Span { start: trigger, end: 21 }).map(str::to_owned)
        };
        let first = nearest(3, 15);
        assert_eq!(first.as_deref(), Some(Id::new(Kind::Actor, 1).as_str()));
        assert_eq!(nearest(2, 15), first);
        assert_eq!(nearest(1, 14), first);
    }
}

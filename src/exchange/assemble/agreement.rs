//! Records of agreements, from a mark, its parts and its links.

use std::sync::Arc;

use super::taken::Taken;
use super::{Assembly, number};
use crate::core::annotation::{
    Act, Agreement, Authorship, Basis, DateOf, DateSlot, Evidence, Id, Kind, Party, Place, Quantity, Record, Relation,
    Renewal, Signatory,
};
use crate::core::doc::tuple::parts;
use crate::core::doc::{Node, label};
use crate::core::schema::Vocabulary;
use crate::exchange::mapping::is_ours;

impl Assembly<'_> {
    pub(super) fn agreement(
        &self,
        at: usize,
        id: Id,
        place: Option<Place>,
        fields: &mut Taken,
        authorship: Authorship,
    ) -> Record {
        let mut made = Agreement::new(id, Place::of(crate::core::text::Span { start: 0, end: 0 }));
        made.trigger = self.part(at, "trigger", label::TRIGGER);
        made.instrument = self.part(at, "instrument", label::INSTRUMENT);
        let evidence = self.parts(at, "evidence", label::EVIDENCE).into_iter();
        made.evidence = evidence.filter_map(|node| self.evidence(node)).collect();
        // A mark of another program is its own evidence; one of ours that stands at its trigger is not.
        let own = place.filter(|place| made.evidence.is_empty() && made.trigger.as_ref() != Some(place));
        made.evidence.extend(own.map(|place| Evidence::of(place, Vec::new())));
        made.title = fields.one("title");
        made.level = fields.one("level");
        made.kind = fields.one("kind");
        made.status = fields.one("status");
        made.modality = fields.one("modality");
        made.background = fields.yes("background");
        made.parties_unknown = fields.yes("parties_unknown");
        made.present = fields.all("present");
        self.people(at, &mut made, fields);
        for which in DateOf::ALL {
            *made.dates.get_mut(which) = self.slot(at, which.code(), fields);
        }
        made.term = self.slot(at, "term", fields);
        let renewed = self.slot(at, "renewal", fields);
        let term = fields.one("renewal_term");
        made.renewal = Renewal { kind: renewed.value, term, basis: renewed.basis, mention: renewed.mention };
        made.grounds = fields.one("grounds");
        made.quantities = self.quantities(at, fields);
        made.venue.name = fields.one("venue_name");
        made.venue.country = fields.one("venue_country");
        made.venue.basis = fields.basis("venue_");
        made.venue.place = self.part(at, "venue", label::VENUE);
        made.topics = fields.all("topics");
        // The name of another agreement may have any letters, so what stands after the first colon is left as it is.
        let relation = |text: String| match text.split_once(':') {
            Some((kind, to)) => Relation { kind: kind.to_owned(), to: to.to_owned() },
            None => Relation { kind: text, to: String::new() },
        };
        made.relations = fields.all("relations").into_iter().map(relation).collect();
        for relation in self.relations(at) {
            if !made.relations.contains(&relation) {
                made.relations.push(relation);
            }
        }
        made.external_ids = fields.all("external_ids");
        made.codes.cameo = fields.one("cameo");
        made.codes.plover = fields.one("plover");
        made.confidence = fields.one("confidence");
        made.credibility = fields.one("credibility");
        made.label = fields.one("label");
        made.beside = fields.beside();
        made.settle_remarks();
        made.fields = fields.own("agreement", self.import.schema);
        made.note = fields.joined("note");
        made.authorship = authorship;
        Record::Agreement(Arc::new(made))
    }

    fn evidence(&self, node: &Node) -> Option<Evidence> {
        let mut fields = Taken::of(node.fields.clone());
        let place = self.place(node)?;
        let own = fields.own("evidence", self.import.schema);
        let made = Evidence { fields: own, note: fields.joined("note"), ..Evidence::of(place, fields.all("slots")) };
        self.of_part(node, &fields);
        Some(made)
    }

    fn slot(&self, at: usize, name: &str, fields: &mut Taken) -> DateSlot {
        let slot = fields.slot(name);
        DateSlot { mention: self.date_of(at, name, slot.mention), ..slot }
    }

    fn people(&self, at: usize, made: &mut Agreement, fields: &mut Taken) {
        let schema = self.import.schema;
        let party = |text: &String| {
            let [actor, capacity, role, note] = parts::<4>(text);
            let party = Party { note, ..Party::of(actor, capacity) };
            if role.is_empty() { party } else { Party { role, ..party } }
        };
        made.parties = fields.all("parties").iter().map(party).collect();
        let of_parties = fields.numbered("party_fields", "party", made.parties.len(), schema);
        for (party, own) in made.parties.iter_mut().zip(of_parties) {
            party.fields = own;
        }
        let mut strange = Vec::new();
        for text in fields.all("party_acts") {
            let [number, act, value, basis, reason, mention] = parts::<6>(&text);
            let basis = Basis::Explicit.with_code(&basis).with_reason(reason);
            let date = DateSlot::of(value, basis, Id::parse(&mention));
            match number.parse().ok().and_then(|number: usize| made.parties.get_mut(number)) {
                Some(party) => party.acts.push(Act { act, date }),
                None => strange.push(text),
            }
        }
        fields.put_back("party_acts", strange);
        let signatory = |text: &String| {
            let [person, on_behalf_of, note] = parts::<3>(text);
            Signatory { note, ..Signatory::of(person, on_behalf_of) }
        };
        made.signatories = fields.all("signatories").iter().map(signatory).collect();
        let of_signatories = fields.numbered("signatory_fields", "signatory", made.signatories.len(), schema);
        for (one, own) in made.signatories.iter_mut().zip(of_signatories) {
            one.fields = own;
        }
        self.linked_people(at, made);
    }

    /// Takes the people that only a link says.
    fn linked_people(&self, at: usize, made: &mut Agreement) {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let said = |role: &str, actor: &str| {
            // A file of another program has no other way to say it.
            if ours {
                let (name, id) = (&self.doc.name, &made.id);
                let line = format!("{name}: {id} has {actor} as {role} from a link; its field does not name them");
                self.said.borrow_mut().push(line);
            }
        };
        let there: Vec<&str> = made.parties.iter().map(|party| party.actor.as_str()).collect();
        for actor in self.actors(at, "party", &there) {
            said("party", &actor);
            made.parties.push(Party::of(actor, ""));
        }
        let there: Vec<&str> =
            made.signatories.iter().flat_map(|one| [one.person.as_str(), one.on_behalf_of.as_str()]).collect();
        for person in self.actors(at, "signatory", &there) {
            said("signatory", &person);
            made.signatories.push(Signatory::of(person, ""));
        }
        let there: Vec<&str> = made.present.iter().map(String::as_str).collect();
        for person in self.actors(at, "present", &there) {
            said("present", &person);
            made.present.push(person);
        }
    }

    /// Takes the amounts; where the text names one, a part with its number says it.
    fn quantities(&self, at: usize, fields: &mut Taken) -> Vec<Quantity> {
        let places = self.parts(at, "quantity", label::QUANTITY);
        let quantity = |(order, text): (usize, String)| {
            let [what, value, low, high, modifier, unit, basis, reason, note] = parts::<9>(&text);
            let basis = Basis::Explicit.with_code(&basis).with_reason(reason);
            let node = places.iter().find(|node| number(&node.id) == Some(order));
            let place = node.and_then(|node| self.place(node));
            if let Some(node) = node {
                self.of_part(node, &Taken::of(node.fields.clone()));
            }
            Quantity { what, value, low, high, modifier, unit, basis, place, note }
        };
        fields.all("quantities").into_iter().enumerate().map(quantity).collect()
    }

    /// Gives the registry ids of the mentions a node is linked to, of those none of whose actors is there already.
    fn actors(&self, at: usize, role: &str, there: &[&str]) -> Vec<String> {
        let links = self.links_of(at).filter(|link| plain(&link.role) == role);
        let mut actors: Vec<String> = Vec::new();
        for named in links.filter_map(|link| self.doc.nodes[link.to].fields.get("links")) {
            let is_there = named.iter().any(|actor| actors.contains(actor) || there.contains(&actor.as_str()));
            if let Some(actor) = named.first().filter(|_| !is_there) {
                actors.push(actor.clone());
            }
        }
        actors
    }

    /// Gives the relations to other agreements that links say, by the words of the schema.
    fn relations(&self, at: usize) -> impl Iterator<Item = Relation> {
        self.links_of(at).filter_map(|link| {
            let to = self.ids.get(&link.to).filter(|to| to.kind() == Kind::Agreement)?;
            let kind = plain(&link.role);
            self.import.schema.knows(Vocabulary::Relation, &kind).then(|| Relation { kind, to: to.to_string() })
        })
    }
}

/// Gives a role without the number that brat gives one that repeats.
#[must_use]
pub fn plain(role: &str) -> String {
    role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase()
}

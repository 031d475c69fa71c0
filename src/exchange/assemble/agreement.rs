//! Records of agreements, from a mark, its parts and its links.

use std::sync::Arc;

use super::taken::{Taken, is_ours};
use super::{Assembly, number};
use crate::core::annotation::{
    Act, Agreement, Authorship, Basis, DateOf, DateSlot, Evidence, Id, Party, Place, Quantity, Record, Relation,
    Renewal, Signatory,
};
use crate::core::doc::tuple::parts;
use crate::core::doc::{Node, label};

impl Assembly<'_> {
    pub(super) fn agreement(
        &self,
        at: usize,
        id: Id,
        place: Option<Place>,
        fields: &mut Taken,
        authorship: Authorship,
    ) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let mut made = Agreement::new(id, Place::of(crate::core::text::Span { start: 0, end: 0 }));
        made.trigger = self.part(at, "trigger", label::TRIGGER);
        made.instrument = self.part(at, "instrument", label::INSTRUMENT);
        let evidence = self.parts(at, "evidence", label::EVIDENCE).into_iter();
        made.evidence = evidence.filter_map(|node| self.evidence(node)).collect();
        // A mark of another program is its own evidence; one of ours that stands at its trigger is not.
        let own = place.filter(|place| made.evidence.is_empty() && made.trigger.as_ref() != Some(place));
        made.evidence.extend(own.map(|place| Evidence::of(place, Vec::new())));
        made.title = fields.one("title");
        made.level = fields.or(ours, "level", &made.level);
        made.kind = fields.or(ours, "kind", &made.kind);
        made.status = fields.or(ours, "status", &made.status);
        made.modality = fields.or(ours, "modality", &made.modality);
        made.background = fields.yes("background");
        made.parties_unknown = fields.yes("parties_unknown");
        self.people(at, &mut made, fields);
        made.present = fields.all("present");
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
        Some(Evidence {
            fields: fields.own("evidence", self.import.schema),
            note: fields.one("note"),
            ..Evidence::of(self.place(node)?, fields.all("slots"))
        })
    }

    fn slot(&self, at: usize, name: &str, fields: &mut Taken) -> DateSlot {
        let mut slot = fields.slot(name);
        if slot.mention.is_none() {
            slot.mention = self.linked(at, name).into_iter().find_map(|to| self.ids.get(&to)).cloned();
        }
        slot
    }

    fn people(&self, at: usize, made: &mut Agreement, fields: &mut Taken) {
        let schema = self.import.schema;
        let party = |text: &String| {
            let [actor, capacity, role, note] = parts::<4>(text);
            let party = Party { note, ..Party::of(actor, capacity) };
            if role.is_empty() { party } else { Party { role, ..party } }
        };
        made.parties = fields.all("parties").iter().map(party).collect();
        if made.parties.is_empty() {
            made.parties = self.actors(at, "party").into_iter().map(|actor| Party::of(actor, "")).collect();
        }
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
    }

    /// Takes the amounts; where the text names one, a part with its number says it.
    fn quantities(&self, at: usize, fields: &mut Taken) -> Vec<Quantity> {
        let places = self.parts(at, "quantity", label::QUANTITY);
        let quantity = |(order, text): (usize, String)| {
            let [what, value, low, high, modifier, unit, basis, reason, note] = parts::<9>(&text);
            let basis = Basis::Explicit.with_code(&basis).with_reason(reason);
            let node = places.iter().find(|node| number(&node.id) == Some(order));
            let place = node.and_then(|node| self.place(node));
            Quantity { what, value, low, high, modifier, unit, basis, place, note }
        };
        fields.all("quantities").into_iter().enumerate().map(quantity).collect()
    }

    /// Gives the registry ids of the mentions a node is linked to; brat numbers roles that repeat.
    fn actors(&self, at: usize, role: &str) -> Vec<String> {
        let plain = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        let links = self.links_of(at).filter(|link| plain(&link.role) == role);
        let mut actors: Vec<String> = Vec::new();
        for actor in links.filter_map(|link| self.doc.nodes[link.to].fields.get("links")?.first()) {
            if !actors.contains(actor) {
                actors.push(actor.clone());
            }
        }
        actors
    }
}

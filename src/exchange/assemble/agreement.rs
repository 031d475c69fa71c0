//! Records of agreements, from a mark, its parts and its links.

use std::sync::Arc;

use super::Assembly;
use super::taken::{Taken, is_ours};
use crate::core::annotation::{Agreement, Authorship, DateOf, Evidence, Id, Party, Place, Record, Relation, Signatory};
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
        let slots = |node: &Node| node.fields.get("slots").cloned().unwrap_or_default();
        made.evidence = evidence.filter_map(|node| Some(Evidence::of(self.place(node)?, slots(node)))).collect();
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
        let two = |text: String| match text.split_once(':') {
            Some((first, second)) => (first.to_owned(), second.to_owned()),
            None => (text, String::new()),
        };
        made.parties =
            fields.all("parties").into_iter().map(two).map(|(actor, capacity)| Party::of(actor, capacity)).collect();
        if made.parties.is_empty() {
            let parties = self.actors(at, "party").into_iter();
            made.parties = parties.map(|actor| Party::of(actor, "")).collect();
        }
        let signatories = fields.all("signatories").into_iter().map(two);
        made.signatories = signatories.map(|(person, on_behalf_of)| Signatory::of(person, on_behalf_of)).collect();
        made.present = fields.all("present");
        for which in DateOf::ALL {
            let linked = self.linked(at, which.code()).into_iter().find_map(|to| self.ids.get(&to)).cloned();
            let slot = made.dates.get_mut(which);
            slot.value = fields.one(which.code());
            slot.basis = fields.basis(&format!("{}_", which.code()));
            slot.mention = Id::parse(&fields.one(&format!("{}_mention", which.code()))).or(linked);
        }
        made.venue.name = fields.one("venue_name");
        made.venue.country = fields.one("venue_country");
        made.venue.basis = fields.basis("venue_");
        made.venue.place = self.part(at, "venue", label::VENUE);
        made.topics = fields.all("topics");
        let relations = fields.all("relations").into_iter().map(two);
        made.relations = relations.map(|(kind, to)| Relation { kind, to }).collect();
        made.external_ids = fields.all("external_ids");
        made.codes.cameo = fields.one("cameo");
        made.codes.plover = fields.one("plover");
        made.confidence = fields.one("confidence");
        made.credibility = fields.one("credibility");
        made.fields = fields.own();
        made.note = fields.one("note");
        made.authorship = authorship;
        Record::Agreement(Arc::new(made))
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

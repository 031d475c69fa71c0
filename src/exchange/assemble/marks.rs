//! Marks with one place: actors, dates, flags, regions, and types that the schema adds.

use std::sync::Arc;

use super::taken::{Taken, is_ours, or_default};
use super::{Assembly, number};
use crate::core::annotation::{
    ActorMention, Anchor, Authorship, CustomMention, DateMention, Id, Place, Record, Reference, Region, TextFlag, Title,
};
use crate::core::doc::label;

impl Assembly<'_> {
    pub(super) fn actor(&self, at: usize, id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let titles = self.parts(at, "title", label::ACTOR_TITLE);
        let mut numbered: Vec<(usize, Title)> = Vec::new();
        for (order, node) in titles.into_iter().enumerate() {
            let kind =
                if ours { node.field("kind").to_owned() } else { or_default(node.field("kind").to_owned(), "title") };
            let title = Title { kind, place: self.place(node), gloss: node.field("gloss").to_owned() };
            numbered.push((number(&node.id).unwrap_or(order), title));
        }
        for text in fields.all("titles") {
            let mut parts = text.splitn(3, ':');
            let number = parts.next().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX);
            let kind = parts.next().unwrap_or_default().to_owned();
            numbered.push((number, Title { kind, place: None, gloss: parts.next().unwrap_or_default().to_owned() }));
        }
        numbered.sort_by_key(|(number, _)| *number);
        Record::Actor(Arc::new(ActorMention {
            form: fields.or(ours, "form", "name"),
            links: fields.all("links"),
            intended: fields.all("intended"),
            titles: numbered.into_iter().map(|(_, title)| title).collect(),
            confidence: fields.one("confidence"),
            label: fields.one("label"),
            beside: fields.beside(),
            fields: fields.own("actor", self.import.schema),
            note: fields.joined("note"),
            authorship,
            ..ActorMention::new(id, place)
        }))
    }

    pub(super) fn date(&self, at: usize, id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let anchor = fields.one("anchor");
        let linked = self.linked(at, "anchor").into_iter().find_map(|to| self.ids.get(&to)).cloned();
        Record::Date(Arc::new(DateMention {
            kind: fields.or(ours, "kind", "date"),
            value: fields.one("value"),
            reference: fields.word("reference", |word| match word {
                "past" => Some(Reference::Past),
                "present" => Some(Reference::Present),
                "future" => Some(Reference::Future),
                _ => None,
            }),
            role: fields.or(ours, "role", "other"),
            anchor: match anchor.as_str() {
                "published" => Some(Anchor::Published),
                other => Id::parse(other).or(linked).map(Anchor::Date),
            },
            modifier: fields.one("modifier"),
            calendar: fields.or(ours, "calendar", "gregorian"),
            other_readings: fields.all("other_readings"),
            basis: fields.basis(""),
            confidence: fields.one("confidence"),
            label: fields.one("label"),
            beside: fields.beside(),
            fields: fields.own("date", self.import.schema),
            note: fields.joined("note"),
            authorship,
            ..DateMention::new(id, place)
        }))
    }

    pub(super) fn flag(id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        Record::Flag(Arc::new(TextFlag {
            intended: fields.one("intended"),
            label: fields.one("label"),
            beside: fields.beside(),
            note: fields.joined("note"),
            authorship,
            ..TextFlag::new(id, fields.one("kind"), place)
        }))
    }

    pub(super) fn region(id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        Record::Region(Arc::new(Region {
            label: fields.one("label"),
            beside: fields.beside(),
            note: fields.joined("note"),
            authorship,
            ..Region::new(id, fields.one("kind"), place)
        }))
    }

    pub(super) fn custom(
        &self,
        id: Id,
        type_id: String,
        place: Place,
        fields: &mut Taken,
        authorship: Authorship,
    ) -> Record {
        Record::Custom(Arc::new(CustomMention {
            confidence: fields.one("confidence"),
            label: fields.one("label"),
            beside: fields.beside(),
            note: fields.joined("note"),
            fields: fields.own(&type_id, self.import.schema),
            authorship,
            ..CustomMention::new(id, type_id, place)
        }))
    }
}

//! Marks with one place: actors, dates, flags, regions, and types that the schema adds.

use std::sync::Arc;

use super::taken::Taken;
use super::{Assembly, number};
use crate::core::annotation::{
    ActorMention, Anchor, Authorship, CustomMention, DateMention, Id, Place, Record, Reference, Region, TextFlag, Title,
};
use crate::core::doc::label;

impl Assembly<'_> {
    pub(super) fn actor(&self, at: usize, id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        let titles = self.parts(at, "title", label::ACTOR_TITLE);
        let mut numbered: Vec<(usize, Title)> = Vec::new();
        for (order, node) in titles.into_iter().enumerate() {
            let mut of_title = Taken::of(node.fields.clone());
            let title = Title { kind: of_title.one("kind"), place: self.place(node), gloss: of_title.one("gloss") };
            self.of_part(node, &of_title);
            numbered.push((number(&node.id).unwrap_or(order), title));
        }
        let mut strange = Vec::new();
        for text in fields.all("titles") {
            let mut parts = text.splitn(3, ':');
            match (parts.next().and_then(|number| number.parse().ok()), parts.next(), parts.next()) {
                (Some(number), Some(kind), gloss) => {
                    let gloss = gloss.unwrap_or_default().to_owned();
                    numbered.push((number, Title { kind: kind.to_owned(), place: None, gloss }));
                }
                _ => strange.push(text),
            }
        }
        fields.put_back("titles", strange);
        numbered.sort_by_key(|(number, _)| *number);
        Record::Actor(Arc::new(ActorMention {
            form: fields.one("form"),
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
        Record::Date(Arc::new(DateMention {
            kind: fields.one("kind"),
            value: fields.one("value"),
            reference: fields.word("reference", |word| match word {
                "past" => Some(Reference::Past),
                "present" => Some(Reference::Present),
                "future" => Some(Reference::Future),
                _ => None,
            }),
            role: fields.one("role"),
            anchor: self.anchor(at, fields.word("anchor", anchor)),
            modifier: fields.one("modifier"),
            calendar: fields.one("calendar"),
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

    fn anchor(&self, at: usize, said: Option<Anchor>) -> Option<Anchor> {
        match said {
            Some(Anchor::Date(date)) => self.date_of(at, "anchor", Some(date)).map(Anchor::Date),
            Some(Anchor::Published) => Some(Anchor::Published),
            None => self.date_of(at, "anchor", None).map(Anchor::Date),
        }
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

fn anchor(word: &str) -> Option<Anchor> {
    if word == "published" { Some(Anchor::Published) } else { Id::parse(word).map(Anchor::Date) }
}

//! Records with one place in the text: actors, dates, text flags, regions, and types added by the schema.
//!
//! `P` is how a place is written: [`Place`] in memory, a quoted mark in a file. `try_map` goes from one to
//! the other, so that every field is named once.

use serde::{Deserialize, Serialize};

use super::{Authorship, Basis, Beside, Fields, Id, Place};

/// A title, rank or honorific that stands beside a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title<P = Place> {
    /// Code of `TitleKind`.
    pub kind: String,
    /// Where it stands; nothing if it is only known.
    pub place: Option<P>,
    /// What it says, in English or as the text has it.
    pub gloss: String,
}

/// A mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorMention<P = Place> {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: P,
    /// Code of `ActorForm`.
    pub form: String,
    /// Ids of the registry entries meant; several for "the two states", none while unresolved.
    pub links: Vec<String>,
    /// Ids of the entries the text should have named, where it names the wrong ones.
    pub intended: Vec<String>,
    /// Titles, ranks and honorifics beside the name.
    pub titles: Vec<Title<P>>,
    /// Code of `Confidence`; empty where not judged.
    pub confidence: String,
    /// Label of the mark in the file it was imported from, where that is none of ours; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields added by the schema.
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// Says that an expression is vague and only points into a direction of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reference {
    /// Some time before.
    Past,
    /// About now.
    Present,
    /// Some time to come.
    Future,
}

/// Says from where an expression counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// From the publication date of the article.
    Published,
    /// From another date of the article.
    Date(Id),
}

/// A mention of a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateMention<P = Place> {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: P,
    /// Code of `DateType`.
    pub kind: String,
    /// EDTF value as typed; empty while unknown or when a reference is given.
    pub value: String,
    /// Vague reference instead of a value.
    pub reference: Option<Reference>,
    /// Code of `DateRole`.
    pub role: String,
    /// From where the expression counts.
    pub anchor: Option<Anchor>,
    /// Code of `Modifier`; empty for none.
    pub modifier: String,
    /// Code of `Calendar`.
    pub calendar: String,
    /// Other values the expression can have, most likely first.
    pub other_readings: Vec<String>,
    /// What the value rests on.
    pub basis: Basis,
    /// Code of `Confidence`; empty where not judged.
    pub confidence: String,
    /// Label of the mark in the file it was imported from, where that is none of ours; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields added by the schema.
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// Something that is wrong with the text itself; the text is never repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextFlag<P = Place> {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: P,
    /// Code of `TextFlag`.
    pub kind: String,
    /// What the text should say.
    pub intended: String,
    /// Label of the mark in the file it was imported from, where that is none of ours; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// A part of the page that is not the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region<P = Place> {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: P,
    /// Code of `RegionKind`.
    pub kind: String,
    /// Label of the mark in the file it was imported from, where that is none of ours; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Free note.
    pub note: String,
    /// Who and when; the origin names the rule that proposed it.
    pub authorship: Authorship,
}

/// A mention of a type that the schema adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomMention<P = Place> {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: P,
    /// Id of the type in the schema.
    pub type_id: String,
    /// Code of `Confidence`; empty where not judged.
    pub confidence: String,
    /// Label of the mark in the file it was imported from, where that is none of ours; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields of the type.
    pub fields: Fields,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

impl<P> ActorMention<P> {
    /// Writes the places another way.
    ///
    /// # Errors
    /// Gives the first error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<ActorMention<Q>, E> {
        let Self { id, place, form, links, intended, titles, confidence, label, beside, fields, note, authorship } =
            self;
        let titles = titles
            .into_iter()
            .map(|Title { kind, place, gloss }| Ok(Title { kind, place: place.map(&mut *f).transpose()?, gloss }))
            .collect::<Result<_, E>>()?;
        let place = f(place)?;
        Ok(ActorMention {
            id,
            place,
            form,
            links,
            intended,
            titles,
            confidence,
            label,
            beside,
            fields,
            note,
            authorship,
        })
    }
}

impl<P> DateMention<P> {
    /// Writes the place another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<DateMention<Q>, E> {
        Ok(DateMention {
            id: self.id,
            place: f(self.place)?,
            kind: self.kind,
            value: self.value,
            reference: self.reference,
            role: self.role,
            anchor: self.anchor,
            modifier: self.modifier,
            calendar: self.calendar,
            other_readings: self.other_readings,
            basis: self.basis,
            confidence: self.confidence,
            label: self.label,
            beside: self.beside,
            fields: self.fields,
            note: self.note,
            authorship: self.authorship,
        })
    }
}

impl<P> TextFlag<P> {
    /// Makes a flag of a kind with nothing filled in.
    #[must_use]
    pub fn new(id: Id, kind: impl Into<String>, place: P) -> Self {
        Self {
            id,
            place,
            kind: kind.into(),
            intended: String::new(),
            label: String::new(),
            beside: Beside::default(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }

    /// Writes the place another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<TextFlag<Q>, E> {
        let Self { id, place, kind, intended, label, beside, note, authorship } = self;
        Ok(TextFlag { id, place: f(place)?, kind, intended, label, beside, note, authorship })
    }
}

impl<P> Region<P> {
    /// Makes a region of a kind with nothing filled in.
    #[must_use]
    pub fn new(id: Id, kind: impl Into<String>, place: P) -> Self {
        Self {
            id,
            place,
            kind: kind.into(),
            label: String::new(),
            beside: Beside::default(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }

    /// Writes the place another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<Region<Q>, E> {
        let Self { id, place, kind, label, beside, note, authorship } = self;
        Ok(Region { id, place: f(place)?, kind, label, beside, note, authorship })
    }
}

impl<P> CustomMention<P> {
    /// Makes a mention of a type of the schema with nothing filled in.
    #[must_use]
    pub fn new(id: Id, type_id: impl Into<String>, place: P) -> Self {
        Self {
            id,
            place,
            type_id: type_id.into(),
            confidence: String::new(),
            fields: Fields::new(),
            label: String::new(),
            beside: Beside::default(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }

    /// Writes the place another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<CustomMention<Q>, E> {
        let Self { id, place, type_id, confidence, label, beside, fields, note, authorship } = self;
        Ok(CustomMention { id, place: f(place)?, type_id, confidence, label, beside, fields, note, authorship })
    }
}

impl ActorMention {
    /// Makes an actor mention with nothing filled in.
    #[must_use]
    pub fn new(id: Id, place: Place) -> Self {
        Self {
            id,
            place,
            form: "name".into(),
            links: Vec::new(),
            intended: Vec::new(),
            titles: Vec::new(),
            confidence: String::new(),
            label: String::new(),
            beside: Beside::default(),
            fields: Fields::new(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }
}

impl DateMention {
    /// Makes a date mention with nothing filled in.
    #[must_use]
    pub fn new(id: Id, place: Place) -> Self {
        Self {
            id,
            place,
            kind: "date".into(),
            value: String::new(),
            reference: None,
            role: "event".into(),
            anchor: None,
            modifier: String::new(),
            calendar: "gregorian".into(),
            other_readings: Vec::new(),
            basis: Basis::Explicit,
            confidence: String::new(),
            label: String::new(),
            beside: Beside::default(),
            fields: Fields::new(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }
}

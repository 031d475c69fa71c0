//! The record of an agreement: who, what, when, and the passages that show it.

use serde::{Deserialize, Serialize};

use super::{Act, Authorship, Basis, Beside, DateSlot, Dates, Fields, Id, Place, Quantity, Remarks, Renewal};

/// A passage that shows something of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence<P = Place> {
    /// Where it stands.
    pub place: P,
    /// Codes of `EvidenceSlot`: what it supports; empty for the record as a whole.
    pub slots: Vec<String>,
    /// Fields added by the schema.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Remarks on its single fields.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One who takes part in an agreement, in the role it has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Registry id.
    pub actor: String,
    /// Code of `Capacity`; empty where not said.
    pub capacity: String,
    /// Code of `PartyRole`.
    #[serde(default = "bound")]
    pub role: String,
    /// What it did by itself: its ratification, its withdrawal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Act>,
    /// Fields added by the schema.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Remarks on its single fields.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The role of a party of which nothing more is said.
const PARTY: &str = "party";
/// Roles of those who are not bound by an agreement: they help it along, watch it, keep it, pay for it.
const NOT_BOUND: [&str; 6] = ["host", "mediator", "guarantor", "depositary", "observer", "funder"];

fn bound() -> String {
    PARTY.to_owned()
}

impl Default for Party {
    fn default() -> Self {
        Self {
            actor: String::new(),
            capacity: String::new(),
            role: bound(),
            acts: Vec::new(),
            fields: Fields::new(),
            remarks: Remarks::new(),
            note: String::new(),
        }
    }
}

impl<P> Evidence<P> {
    /// Makes a passage that supports these slots.
    #[must_use]
    pub fn of(place: P, slots: Vec<String>) -> Self {
        Self { place, slots, fields: Fields::new(), remarks: Remarks::new(), note: String::new() }
    }
}

impl Signatory {
    /// Makes a signatory of the registry ids of the person and of the party signed for.
    #[must_use]
    pub fn of(person: impl Into<String>, on_behalf_of: impl Into<String>) -> Self {
        Self { person: person.into(), on_behalf_of: on_behalf_of.into(), ..Self::default() }
    }
}

impl Party {
    /// Makes a party of a registry id and the code of a capacity.
    #[must_use]
    pub fn of(actor: impl Into<String>, capacity: impl Into<String>) -> Self {
        Self { actor: actor.into(), capacity: capacity.into(), ..Self::default() }
    }

    /// Tells whether it is one of those whom the agreement binds.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        !NOT_BOUND.contains(&self.role.as_str())
    }
}

/// One who is said to have signed.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Registry id of the person.
    pub person: String,
    /// Registry id of the party signed for; empty where not said.
    pub on_behalf_of: String,
    /// Fields added by the schema.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Remarks on its single fields.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Where an agreement was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Venue<P = Place> {
    /// Name, in English where there is one.
    pub name: String,
    /// ISO 3166-1 alpha-3; empty where not known.
    pub country: String,
    /// Where the text names it.
    pub place: Option<P>,
    /// What it rests on.
    pub basis: Basis,
}

impl<P> Default for Venue<P> {
    fn default() -> Self {
        Self { name: String::new(), country: String::new(), place: None, basis: Basis::Explicit }
    }
}

/// Says how an agreement stands to another one.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Code of `Relation`.
    pub kind: String,
    /// Id of the other record, or its name where it has no record.
    pub to: String,
}

/// Codes of event data, as edited; empty for those computed.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCodes {
    /// CAMEO.
    pub cameo: String,
    /// PLOVER.
    pub plover: String,
}

/// A record of an agreement.
///
/// It is written as it is derived; reading it also moves remarks to the parts they are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Agreement<P = Place> {
    /// Its id.
    pub id: Id,
    /// Short English title.
    pub title: String,
    /// Code of `Level`.
    pub level: String,
    /// Code of the kinds of that level.
    pub kind: String,
    /// Code of `Status`.
    pub status: String,
    /// Code of `Modality`.
    pub modality: String,
    /// Whether the article only mentions it as something earlier.
    pub background: bool,
    /// Who is bound.
    pub parties: Vec<Party>,
    /// Whether the article leaves open who the other parties are.
    pub parties_unknown: bool,
    /// Who is said to have signed.
    pub signatories: Vec<Signatory>,
    /// Registry ids of the others said to be in the room.
    pub present: Vec<String>,
    /// When.
    pub dates: Dates,
    /// For how long it is made: an ISO 8601 duration.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub term: DateSlot,
    /// How it goes on when its term is over.
    #[serde(default, skip_serializing_if = "Renewal::is_empty")]
    pub renewal: Renewal,
    /// Code of `Grounds`: why it ended; empty where not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grounds: String,
    /// Where.
    pub venue: Venue<P>,
    /// Codes of `Topic`.
    pub topics: Vec<String>,
    /// People, things and money it names.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub quantities: Vec<Quantity<P>>,
    /// Where the document is named.
    pub instrument: Option<P>,
    /// The word that says what happened; two records may share it.
    pub trigger: Option<P>,
    /// Passages that show the agreement, in text order.
    pub evidence: Vec<Evidence<P>>,
    /// How it stands to others.
    pub relations: Vec<Relation>,
    /// Numbers of treaty collections and the like, as `scheme:number`.
    pub external_ids: Vec<String>,
    /// Codes of event data, where they differ from those computed.
    pub codes: EventCodes,
    /// Code of `Confidence`; empty where not judged.
    pub confidence: String,
    /// Code of `Credibility`; empty where not judged.
    pub credibility: String,
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

impl Agreement {
    /// Makes a record of one passage with nothing filled in.
    #[must_use]
    pub fn new(id: Id, place: Place) -> Self {
        Self {
            id,
            title: String::new(),
            level: "instrument".into(),
            kind: "unspecified_document".into(),
            status: "unknown".into(),
            modality: "asserted".into(),
            background: false,
            parties: Vec::new(),
            parties_unknown: false,
            signatories: Vec::new(),
            present: Vec::new(),
            dates: Dates::default(),
            term: DateSlot::default(),
            renewal: Renewal::default(),
            grounds: String::new(),
            venue: Venue::default(),
            topics: Vec::new(),
            quantities: Vec::new(),
            instrument: None,
            trigger: None,
            evidence: vec![Evidence::of(place, Vec::new())],
            relations: Vec::new(),
            external_ids: Vec::new(),
            codes: EventCodes::default(),
            confidence: String::new(),
            credibility: String::new(),
            label: String::new(),
            beside: Beside::default(),
            fields: Fields::new(),
            note: String::new(),
            authorship: Authorship::default(),
        }
    }

    /// Gives the codes of event data: those written down, else those computed from level, kind and status.
    ///
    /// The mapping is that of the project's data model: a signed instrument is CAMEO 057, an offer or consent
    /// 030, consent to share intelligence 0314, talks 040 or 046, an exercise held 062.
    #[must_use]
    pub fn event_codes(&self) -> EventCodes {
        let (cameo, plover) = match (self.level.as_str(), self.kind.as_str(), self.status.as_str()) {
            ("activity", "conference" | "working_group", _) => ("046", "CONSULT"),
            ("activity", "joint_exercise" | "joint_patrol", "held" | "implemented") => ("062", "COOPERATE"),
            ("activity", ..) => ("040", "CONSULT"),
            (_, _, "signed" | "ratified" | "in_force" | "initialled") => ("057", "SUPPORT"),
            (_, _, "implemented" | "held") => ("060", "COOPERATE"),
            ("commitment", _, _) if self.topics.iter().any(|topic| topic == "INFO") => ("0314", "AGREE"),
            (_, _, "proposed" | "agreed" | "expressed_intent" | "planned") => ("030", "AGREE"),
            (_, _, "discussed") => ("040", "CONSULT"),
            _ => ("", ""),
        };
        let or = |own: &str, computed: &str| if own.is_empty() { computed.to_owned() } else { own.to_owned() };
        EventCodes { cameo: or(&self.codes.cameo, cameo), plover: or(&self.codes.plover, plover) }
    }
}

impl<P> Agreement<P> {
    /// Writes the places another way.
    ///
    /// # Errors
    /// Gives the first error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<Agreement<Q>, E> {
        let Venue { name, country, place, basis } = self.venue;
        Ok(Agreement {
            evidence: self
                .evidence
                .into_iter()
                .map(|Evidence { place, slots, fields, remarks, note }| {
                    Ok(Evidence { place: f(place)?, slots, fields, remarks, note })
                })
                .collect::<Result<_, E>>()?,
            venue: Venue { name, country, place: place.map(&mut *f).transpose()?, basis },
            instrument: self.instrument.map(&mut *f).transpose()?,
            trigger: self.trigger.map(&mut *f).transpose()?,
            id: self.id,
            title: self.title,
            level: self.level,
            kind: self.kind,
            status: self.status,
            modality: self.modality,
            background: self.background,
            parties: self.parties,
            parties_unknown: self.parties_unknown,
            signatories: self.signatories,
            present: self.present,
            dates: self.dates,
            term: self.term,
            renewal: self.renewal,
            grounds: self.grounds,
            topics: self.topics,
            quantities: self.quantities.into_iter().map(|one| one.try_map(f)).collect::<Result<_, E>>()?,
            relations: self.relations,
            external_ids: self.external_ids,
            codes: self.codes,
            confidence: self.confidence,
            credibility: self.credibility,
            label: self.label,
            beside: self.beside,
            fields: self.fields,
            note: self.note,
            authorship: self.authorship,
        })
    }
}

//! What is done with an agreement and for how long it holds: dated acts, term, renewal, and the amounts it names.

use serde::{Deserialize, Serialize};

use super::{Basis, Id, Place};

/// A date in a slot of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateSlot {
    /// EDTF value as typed, in the slot of a term an ISO 8601 duration; empty while unknown.
    pub value: String,
    /// What the value rests on.
    pub basis: Basis,
    /// The date mark it rests on.
    pub mention: Option<Id>,
}

impl DateSlot {
    /// Makes a date of its value, what the value rests on, and the date mark it is read from.
    #[must_use]
    pub fn of(value: impl Into<String>, basis: Basis, mention: Option<Id>) -> Self {
        Self { value: value.into(), basis, mention }
    }

    /// Tells whether nothing has been said about the date.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value.is_empty() && self.mention.is_none() && self.basis == Basis::Explicit
    }
}

/// Names the dates an agreement can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateOf {
    /// When it was made known.
    Announced,
    /// When it was signed.
    Signed,
    /// From when it binds.
    InForce,
    /// When it ceases to bind.
    Expires,
    /// The years or months for which it is made.
    Validity,
    /// When talks or an activity took place.
    Held,
    /// When its text was initialled.
    Initialled,
    /// When it was ratified.
    Ratified,
    /// When it was registered with a collection of treaties.
    Registered,
    /// When it was extended.
    Extended,
    /// When it was suspended.
    Suspended,
    /// When it was ended before its time, or ended at all.
    Terminated,
}

impl DateOf {
    /// All dates in the order they are shown.
    pub const ALL: [Self; 12] = [
        Self::Signed,
        Self::Validity,
        Self::InForce,
        Self::Expires,
        Self::Announced,
        Self::Held,
        Self::Initialled,
        Self::Ratified,
        Self::Registered,
        Self::Extended,
        Self::Suspended,
        Self::Terminated,
    ];
    /// How many of [`Self::ALL`] a form shows always.
    pub const FIRST: usize = 5;

    /// Gives the name in the file, which is also the code of `EvidenceSlot`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Signed => "signed",
            Self::InForce => "in_force",
            Self::Expires => "expires",
            Self::Validity => "validity",
            Self::Held => "held",
            Self::Initialled => "initialled",
            Self::Ratified => "ratified",
            Self::Registered => "registered",
            Self::Extended => "extended",
            Self::Suspended => "suspended",
            Self::Terminated => "terminated",
        }
    }

    /// Gives the word shown to the analyst.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Announced => "Announced",
            Self::Signed => "Signed",
            Self::InForce => "In force",
            Self::Expires => "Expires",
            Self::Validity => "Valid",
            Self::Held => "Held",
            Self::Initialled => "Initialled",
            Self::Ratified => "Ratified",
            Self::Registered => "Registered",
            Self::Extended => "Extended",
            Self::Suspended => "Suspended",
            Self::Terminated => "Terminated",
        }
    }

    /// Gives the dates of a mark that fit this slot: codes of `DateRole`.
    #[must_use]
    pub fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Announced => &["announcement"],
            Self::Signed => &["signing"],
            Self::InForce => &["entry_into_force"],
            Self::Expires => &["expiry"],
            Self::Validity => &["validity"],
            Self::Held => &["event"],
            Self::Initialled
            | Self::Ratified
            | Self::Registered
            | Self::Extended
            | Self::Suspended
            | Self::Terminated => &[],
        }
    }
}

/// Holds the dates of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// When it was made known.
    pub announced: DateSlot,
    /// When it was signed.
    pub signed: DateSlot,
    /// From when it binds.
    pub in_force: DateSlot,
    /// When it ceases to bind.
    pub expires: DateSlot,
    /// The years or months for which it is made.
    pub validity: DateSlot,
    /// When talks or an activity took place.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub held: DateSlot,
    /// When its text was initialled.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub initialled: DateSlot,
    /// When it was ratified.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub ratified: DateSlot,
    /// When it was registered with a collection of treaties.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub registered: DateSlot,
    /// When it was extended.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub extended: DateSlot,
    /// When it was suspended.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub suspended: DateSlot,
    /// When it was ended.
    #[serde(default, skip_serializing_if = "DateSlot::is_empty")]
    pub terminated: DateSlot,
}

impl Dates {
    /// Gives one of the dates.
    #[must_use]
    pub fn get(&self, which: DateOf) -> &DateSlot {
        match which {
            DateOf::Announced => &self.announced,
            DateOf::Signed => &self.signed,
            DateOf::InForce => &self.in_force,
            DateOf::Expires => &self.expires,
            DateOf::Validity => &self.validity,
            DateOf::Held => &self.held,
            DateOf::Initialled => &self.initialled,
            DateOf::Ratified => &self.ratified,
            DateOf::Registered => &self.registered,
            DateOf::Extended => &self.extended,
            DateOf::Suspended => &self.suspended,
            DateOf::Terminated => &self.terminated,
        }
    }

    /// Gives one of the dates, to be changed.
    pub fn get_mut(&mut self, which: DateOf) -> &mut DateSlot {
        match which {
            DateOf::Announced => &mut self.announced,
            DateOf::Signed => &mut self.signed,
            DateOf::InForce => &mut self.in_force,
            DateOf::Expires => &mut self.expires,
            DateOf::Validity => &mut self.validity,
            DateOf::Held => &mut self.held,
            DateOf::Initialled => &mut self.initialled,
            DateOf::Ratified => &mut self.ratified,
            DateOf::Registered => &mut self.registered,
            DateOf::Extended => &mut self.extended,
            DateOf::Suspended => &mut self.suspended,
            DateOf::Terminated => &mut self.terminated,
        }
    }
}

/// An act that one party did by itself: its ratification, its withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Code of [`DateOf`].
    pub act: String,
    /// When.
    pub date: DateSlot,
}

/// How an agreement goes on when its term is over.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// Code of `Renewal`; empty where not said.
    pub kind: String,
    /// For how long each time, as an ISO 8601 duration; empty where not said.
    pub term: String,
    /// What it rests on.
    pub basis: Basis,
    /// The date mark it rests on.
    pub mention: Option<Id>,
}

impl Renewal {
    /// Tells whether nothing has been said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An amount that an agreement names: people, things, money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity<P = Place> {
    /// Code of `Quantity`.
    pub what: String,
    /// Decimal number; empty where only a range is known.
    pub value: String,
    /// Lower end of a range; empty where not known.
    pub low: String,
    /// Upper end of a range; empty where not known.
    pub high: String,
    /// Code of `Modifier`, for “more than 200”; empty for none.
    pub modifier: String,
    /// Unit; for money the ISO 4217 code.
    pub unit: String,
    /// What it rests on.
    pub basis: Basis,
    /// Where the text says it.
    pub place: Option<P>,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl<P> Default for Quantity<P> {
    fn default() -> Self {
        Self {
            what: String::new(),
            value: String::new(),
            low: String::new(),
            high: String::new(),
            modifier: String::new(),
            unit: String::new(),
            basis: Basis::default(),
            place: None,
            note: String::new(),
        }
    }
}

impl<P> Quantity<P> {
    /// Writes the place another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<Quantity<Q>, E> {
        let Self { what, value, low, high, modifier, unit, basis, place, note } = self;
        let place = place.map(&mut *f).transpose()?;
        Ok(Quantity { what, value, low, high, modifier, unit, basis, place, note })
    }
}

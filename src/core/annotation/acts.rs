//! What happens to an agreement and when: its dates.

use serde::{Deserialize, Serialize};

use super::{Basis, Id};

/// A date in a slot of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateSlot {
    /// EDTF value as typed; empty while unknown.
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
}

impl DateOf {
    /// All dates in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Signed, Self::Validity, Self::InForce, Self::Expires, Self::Announced];

    /// Gives the name in the file, which is also the code of `EvidenceSlot`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Signed => "signed",
            Self::InForce => "in_force",
            Self::Expires => "expires",
            Self::Validity => "validity",
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
        }
    }
}

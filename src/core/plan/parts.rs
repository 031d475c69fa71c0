//! Records, and parts of agreements, that have fields of the schema: found in a record, and changed there.

use std::sync::Arc;

use crate::core::annotation::{Agreement, Fields, Record};
use crate::core::facts::Owner;

/// A record, or one of the parts of an agreement that have fields of their own.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Whole,
    Party(usize),
    Signatory(usize),
    Passage(usize),
}

impl Part {
    /// Lists the parts of a record, the whole of it first.
    pub(super) fn all(record: &Record) -> Vec<Self> {
        let mut parts = vec![Self::Whole];
        if let Record::Agreement(one) = record {
            parts.extend((0..one.parties.len()).map(Self::Party));
            parts.extend((0..one.signatories.len()).map(Self::Signatory));
            parts.extend((0..one.evidence.len()).map(Self::Passage));
        }
        parts
    }

    /// Gives the part as what has fields; nothing for what has none.
    pub(super) fn owner(self, record: &Record) -> Option<Owner<'_>> {
        Some(match record {
            Record::Header(one) => Owner::Article(one),
            Record::Actor(one) => Owner::Actor(one),
            Record::Date(one) => Owner::Date(one),
            Record::Custom(one) => Owner::Custom(one),
            Record::Entry(one) => Owner::Entry(one),
            Record::Identity(one) => Owner::Identity(one),
            Record::Publisher(one) => Owner::Publisher(one),
            Record::Agreement(one) => match self {
                Self::Whole => Owner::Agreement(one),
                Self::Party(nth) => Owner::Party(one, one.parties.get(nth)?),
                Self::Signatory(nth) => Owner::Signatory(one, one.signatories.get(nth)?),
                Self::Passage(nth) => Owner::Evidence(one, nth, one.evidence.get(nth)?),
            },
            Record::Flag(_) | Record::Region(_) | Record::Former(_) | Record::Conflict(_) => return None,
        })
    }

    /// Gives the fields of the part, to be changed.
    pub(super) fn fields(self, record: &mut Record) -> Option<&mut Fields> {
        Some(match record {
            Record::Header(one) => &mut one.fields,
            Record::Actor(one) => &mut Arc::make_mut(one).fields,
            Record::Date(one) => &mut Arc::make_mut(one).fields,
            Record::Custom(one) => &mut Arc::make_mut(one).fields,
            Record::Entry(one) => &mut Arc::make_mut(one).fields,
            Record::Identity(one) => &mut Arc::make_mut(one).fields,
            Record::Publisher(one) => &mut Arc::make_mut(one).fields,
            Record::Agreement(one) => self.of_agreement(Arc::make_mut(one))?,
            Record::Flag(_) | Record::Region(_) | Record::Former(_) | Record::Conflict(_) => return None,
        })
    }

    fn of_agreement(self, one: &mut Agreement) -> Option<&mut Fields> {
        Some(match self {
            Self::Whole => &mut one.fields,
            Self::Party(nth) => &mut one.parties.get_mut(nth)?.fields,
            Self::Signatory(nth) => &mut one.signatories.get_mut(nth)?.fields,
            Self::Passage(nth) => &mut one.evidence.get_mut(nth)?.fields,
        })
    }
}

//! What a person wants to change, as data: intents, and one field of a record with its new value.

mod corpus;
mod fields;

pub use corpus::{CorpusIntent, EntryField, IdentityField, PublisherField};
pub use fields::{ActorField, AgreementField, CustomField, DateField, FlagField, HeaderField, RegionField};

use crate::core::annotation::{Accepted, Id, Kind, Place, Remark};

/// What a person wants to change.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Mark a place as a new record of a kind.
    Mark(Kind, Place),
    /// Mark a place as a mention of a type the schema adds, by its id.
    MarkAs(String, Place),
    /// Grey the places that a rule has found, each with its code of `RegionKind` and the name of the rule.
    MarkRegions(Vec<(Place, String, String)>),
    /// Make a second agreement that rests on the same passages and the same trigger.
    Twin(Id),
    /// Add a further passage to an agreement, or a further fragment to any other mark.
    AddPlace(Id, Place),
    /// Take an evidence passage away.
    RemoveEvidence(Id, usize),
    /// Move one place of a record.
    Move(Id, usize, Place),
    /// Delete records.
    Delete(Vec<Id>),
    /// Change one field of an actor mention.
    SetActor(Id, ActorField),
    /// Change one field of a date mention.
    SetDate(Id, DateField),
    /// Change one field of an agreement.
    SetAgreement(Id, AgreementField),
    /// Change one field of a text flag.
    SetFlag(Id, FlagField),
    /// Change one field of a region.
    SetRegion(Id, RegionField),
    /// Change one field of a mention of an added type.
    SetCustom(Id, CustomField),
    /// Change one field of the header.
    SetHeader(HeaderField),
    /// Write the text of an actor mention among the names of the entry it is linked to.
    AddSpelling(Id),
    /// Make a registry entry of an actor mention and link the mention to it.
    NewEntryFor(Id, Slot, String),
    /// Make a registry entry and put it into a field of the schema of a record, or of the header.
    NewEntity(Option<Id>, NewEntity),
    /// Decide on a conflict, by its id: take the other side's value, or let what stands stand.
    Decide(String, bool),
    /// Give a record that has lost its place in the changed article a new one, by its key.
    PutBack(String, Place),
    /// Say that a record was not found where it was moved to: it is lost again, by its key.
    Unplace(String),
    /// Forget how a record stood in an earlier text, by its key; a lost record is then gone.
    Forget(String),
    /// Say something about one field of a record, or of the header: why it is empty, a comment.
    Remark(Option<Id>, String, Remark),
    /// Let a warning about a record, or the header, stand; who and when is filled in.
    Accept(Option<Id>, Accepted),
    /// Take back that a warning may stand.
    Unaccept(Option<Id>, Accepted),
    /// Make two records members of one agreement across articles.
    SameAs(Id, Id),
    /// Let a passage show a field of an agreement: a new passage, or the field added to one that stands there.
    Show(Id, Place, String),
    /// Change what belongs to the whole corpus.
    Corpus(CorpusIntent),
}

/// A new registry entry for a field of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntity {
    /// Path of the field, such as `x_lead` or `parties.UZB.x_lead`.
    pub path: String,
    /// Code of `ActorKind`; empty where the field takes any.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// Names a list of registry entries in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who an actor mention means.
    Links,
    /// Who the text should have named.
    Intended,
    /// Parties of an agreement.
    Parties,
    /// Signatories of an agreement.
    Signatories,
    /// Others present.
    Present,
}

//! What a person wants to change, as data: intents, and one field of a record with its new value.

use crate::core::annotation::{
    Adopted, Anchor, Basis, DateOf, DateSlot, DatedRole, EventCodes, Id, Kind, LanguageTag, Member, Name, Party, Place,
    Reference, RegionRule, Relation, Signatory, State, Title, Venue,
};
use crate::core::language::Direction;

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
    /// Decide on a conflict, by its id: take the other side's value, or let what stands stand.
    Decide(String, bool),
    /// Give a record that has lost its place in the changed article a new one, by its key.
    PutBack(String, Place),
    /// Say that a record was not found where it was moved to: it is lost again, by its key.
    Unplace(String),
    /// Forget how a record stood in an earlier text, by its key; a lost record is then gone.
    Forget(String),
    /// Change what belongs to the whole corpus.
    Corpus(CorpusIntent),
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

/// What a person wants to change in the corpus as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum CorpusIntent {
    /// Make an entry with this English name.
    NewEntry(String),
    /// Change one field of an entry.
    SetEntry(String, EntryField),
    /// Let the second entry stand for the first, and take its names.
    Merge {
        /// The entry that goes.
        from: String,
        /// The entry that stays.
        into: String,
    },
    /// Let a merged entry be one of its own again.
    Separate(String),
    /// Take names out of an entry into a new one.
    Split {
        /// The entry.
        from: String,
        /// Which of its names go.
        names: Vec<usize>,
    },
    /// Decide on a conflict in what belongs to the whole corpus.
    Decide(String, bool),
    /// Delete an entry of the corpus.
    DeleteEntry(String),
    /// Say how records in several articles stand to one agreement; the id of a known one, or nothing.
    Identify(Option<String>, Vec<Member>),
    /// Change an agreement across articles.
    SetIdentity(String, IdentityField),
    /// Change one field of a publisher, making it if need be.
    SetPublisher(String, PublisherField),
}

/// One field of an actor mention with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum ActorField {
    /// Code of `ActorForm`.
    Form(String),
    /// Registry ids of the actors meant.
    Links(Vec<String>),
    /// Registry ids of those the text should have named.
    Intended(Vec<String>),
    /// Titles, ranks, honorifics.
    Titles(Vec<Title>),
    /// Code of `Confidence`.
    Confidence(String),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of a date mention with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum DateField {
    /// Code of `DateType`.
    Kind(String),
    /// EDTF value as typed.
    Value(String),
    /// Vague reference.
    Reference(Option<Reference>),
    /// Code of `DateRole`.
    Role(String),
    /// From where it counts.
    Anchor(Option<Anchor>),
    /// Code of `Modifier`.
    Modifier(String),
    /// Code of `Calendar`.
    Calendar(String),
    /// Other values it can have.
    OtherReadings(Vec<String>),
    /// Basis.
    Basis(Basis),
    /// Code of `Confidence`.
    Confidence(String),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of an agreement with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum AgreementField {
    /// Title.
    Title(String),
    /// Code of `Level`; clears a kind that does not belong to it.
    Level(String),
    /// Code of the kinds of the level.
    Kind(String),
    /// Code of `Status`.
    Status(String),
    /// Code of `Modality`.
    Modality(String),
    /// Whether it is only mentioned as something earlier.
    Background(bool),
    /// Who is bound.
    Parties(Vec<Party>),
    /// Whether the other parties are unknown.
    PartiesUnknown(bool),
    /// Who signed.
    Signatories(Vec<Signatory>),
    /// Who else was there.
    Present(Vec<String>),
    /// One of the dates.
    Date(DateOf, DateSlot),
    /// Where.
    Venue(Venue),
    /// Codes of `Topic`.
    Topics(Vec<String>),
    /// Where the document is named.
    Instrument(Option<Place>),
    /// The word that says what happened.
    Trigger(Option<Place>),
    /// What a passage supports: codes of `EvidenceSlot`.
    Supports(usize, Vec<String>),
    /// How it stands to others.
    Relations(Vec<Relation>),
    /// Ids elsewhere.
    ExternalIds(Vec<String>),
    /// Codes of event data.
    Codes(EventCodes),
    /// Code of `Confidence`.
    Confidence(String),
    /// Code of `Credibility`.
    Credibility(String),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of a text flag with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum FlagField {
    /// Code of `TextFlag`.
    Kind(String),
    /// What the text should say.
    Intended(String),
    /// Note.
    Note(String),
}

/// One field of a region with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum RegionField {
    /// Code of `RegionKind`.
    Kind(String),
    /// Note.
    Note(String),
}

/// One field of a mention of an added type with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomField {
    /// Code of `Confidence`.
    Confidence(String),
    /// A field of the type, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of the header with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum HeaderField {
    /// Where the title stands.
    Title(Option<Place>),
    /// Language.
    Language(LanguageTag),
    /// Direction.
    Direction(Option<Direction>),
    /// Publication date.
    Published(String),
    /// What the publication date rests on.
    PublishedBasis(Basis),
    /// Publisher.
    Publisher(String),
    /// Address.
    Url(String),
    /// Source the article names.
    Credited(String),
    /// Code of `Reliability`.
    Reliability(String),
    /// State.
    State(State),
    /// Why it is excluded.
    ExclusionReason(String),
    /// Whether there is no agreement in the article.
    NoAgreement(bool),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of a registry entry with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryField {
    /// Code of `ActorKind`.
    Kind(String),
    /// English name.
    NameEn(String),
    /// All other names.
    Names(Vec<Name>),
    /// Country.
    Country(String),
    /// Code of `Sector`.
    Sector(String),
    /// What it is a part of.
    PartOf(String),
    /// Offices held.
    Roles(Vec<DatedRole>),
    /// Ids elsewhere.
    ExternalIds(Vec<String>),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, String),
    /// Note.
    Note(String),
}

/// One field of an agreement across articles with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum IdentityField {
    /// Title.
    Title(String),
    /// The records.
    Members(Vec<Member>),
    /// The values decided for.
    Adopted(Vec<Adopted>),
    /// Note.
    Note(String),
}

/// One field of a publisher with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum PublisherField {
    /// Country.
    Country(String),
    /// Code of `Ownership`.
    Ownership(String),
    /// Code of `Originality`.
    Originality(String),
    /// Code of `DateOrder`.
    DateOrder(String),
    /// Time zone.
    TimeZone(String),
    /// Code of `Reliability`.
    Reliability(String),
    /// Lines that are not the article.
    Rules(Vec<RegionRule>),
    /// Note.
    Note(String),
}

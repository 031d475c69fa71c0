//! One field of a record of an article, with its new value.

use crate::core::added::Suggestion;
use crate::core::annotation::{
    Anchor, Basis, DateOf, DateSlot, EventCodes, FieldValue, Id, LanguageTag, Party, Place, Quantity, Reference,
    Relation, Renewal, Signatory, State, Title, Venue,
};
use crate::core::language::Direction;

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
    Field(String, FieldValue),
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
    Field(String, FieldValue),
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
    /// For how long it is made.
    Term(DateSlot),
    /// How it goes on when its term is over.
    Renewal(Renewal),
    /// Code of `Grounds`.
    Grounds(String),
    /// People, things and money it names.
    Quantities(Vec<Quantity>),
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
    /// A field the schema adds to a passage, with its value; empty takes it away.
    EvidenceField(usize, String, FieldValue),
    /// Note on a passage.
    EvidenceNote(usize, String),
    /// Swaps the two ends of an amount, by its number.
    SwapEnds(usize),
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
    Field(String, FieldValue),
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
    Field(String, FieldValue),
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
    /// The date mark that says the publication date.
    PublishedMention(Option<Id>),
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
    /// Code of `Exclusion`.
    Exclusion(String),
    /// Why it is excluded, in words.
    ExclusionReason(String),
    /// Whether there is no agreement in the article.
    NoAgreement(bool),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, FieldValue),
    /// What the source of the article says about it, each value with where it stands there.
    Found(Vec<Suggestion>),
    /// Note.
    Note(String),
}

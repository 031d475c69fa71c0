//! What a person wants to change in what belongs to the corpus: the registry, agreements across articles, publishers.

use super::NewEntity;
use crate::core::annotation::{
    Accepted, Adopted, Code, Dated, DatedRole, FieldValue, IdentityTie, Member, Name, RegionRule, Remark,
};

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
    /// Say something about one field of an actor, an agreement across articles or a publisher, by the key of the record.
    Remark(String, String, Remark),
    /// Make an entry and put it into a field of the schema of such a record, by its key.
    NewEntity(String, NewEntity),
    /// Let a warning about such a record stand, by its key; who and when is filled in.
    Accept(String, Accepted),
    /// Take back that such a warning may stand.
    Unaccept(String, Accepted),
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
    /// Codes of `Sector`.
    Sectors(Vec<String>),
    /// What it is a part of.
    PartOf(Vec<Dated>),
    /// What it is a member of.
    Memberships(Vec<Dated>),
    /// Who belongs to it.
    Members(Vec<Dated>),
    /// Since when it exists.
    ExistsFrom(String),
    /// Until when it existed.
    ExistsTo(String),
    /// Whose place it has taken.
    SuccessorOf(Vec<String>),
    /// Code of `Recognised`.
    Recognised(String),
    /// Numbers of lists of states.
    Codes(Vec<Code>),
    /// Offices held.
    Roles(Vec<DatedRole>),
    /// Ids elsewhere.
    ExternalIds(Vec<String>),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, FieldValue),
    /// Note.
    Note(String),
}

/// One field of an agreement across articles with its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum IdentityField {
    /// Title.
    Title(String),
    /// Titles in other languages.
    Titles(Vec<Name>),
    /// Code of `IdentityKind`.
    Kind(String),
    /// The records.
    Members(Vec<Member>),
    /// How it stands to others.
    Relations(Vec<IdentityTie>),
    /// The values decided for.
    Adopted(Vec<Adopted>),
    /// Ids elsewhere.
    ExternalIds(Vec<String>),
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, FieldValue),
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
    /// A field the schema adds, with its value; empty takes it away.
    Field(String, FieldValue),
    /// Note.
    Note(String),
}

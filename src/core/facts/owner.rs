//! The records, and parts of records, that can have fields of the schema.

use super::super::annotation::{
    ActorMention, Agreement, Beside, CustomMention, DateMention, Evidence, FieldValue, Fields, Header, Id, Identity,
    Missing, Party, Publisher, RegistryEntry, Remark, Signatory, Work, passage_path,
};
use super::super::intent::{
    ActorField, AgreementField, CorpusIntent, CustomField, DateField, EntryField, HeaderField, IdentityField, Intent,
    PublisherField,
};

/// A record, or a part of one, that can have fields of the schema.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// An article.
    Article(&'a Header),
    /// A mention of an actor.
    Actor(&'a ActorMention),
    /// A mention of a date.
    Date(&'a DateMention),
    /// An agreement.
    Agreement(&'a Agreement),
    /// One of the parties of an agreement.
    Party(&'a Agreement, &'a Party),
    /// One of the signatories of an agreement.
    Signatory(&'a Agreement, &'a Signatory),
    /// One of the passages of an agreement, with its number.
    Evidence(&'a Agreement, usize, &'a Evidence),
    /// A mention of a type of the schema.
    Custom(&'a CustomMention),
    /// An entry of the registry.
    Entry(&'a RegistryEntry),
    /// An agreement across articles.
    Identity(&'a Identity),
    /// A publisher.
    Publisher(&'a Publisher),
}

impl<'a> Owner<'a> {
    /// Gives the name that the schema has for such records.
    #[must_use]
    pub fn on(&self) -> &'a str {
        match self {
            Self::Article(_) => "article",
            Self::Actor(_) => "actor",
            Self::Date(_) => "date",
            Self::Agreement(_) => "agreement",
            Self::Party(..) => "party",
            Self::Signatory(..) => "signatory",
            Self::Evidence(..) => "evidence",
            Self::Custom(one) => &one.type_id,
            Self::Entry(_) => "registry",
            Self::Identity(_) => "identity",
            Self::Publisher(_) => "publisher",
        }
    }

    /// Gives the values of the fields of the schema.
    #[must_use]
    pub fn fields(&self) -> &'a Fields {
        match self {
            Self::Article(one) => &one.fields,
            Self::Actor(one) => &one.fields,
            Self::Date(one) => &one.fields,
            Self::Agreement(one) => &one.fields,
            Self::Party(_, one) => &one.fields,
            Self::Signatory(_, one) => &one.fields,
            Self::Evidence(_, _, one) => &one.fields,
            Self::Custom(one) => &one.fields,
            Self::Entry(one) => &one.fields,
            Self::Identity(one) => &one.fields,
            Self::Publisher(one) => &one.fields,
        }
    }

    /// Gives what is said beside the values; for a part of an agreement, what is said beside all of it.
    #[must_use]
    pub fn beside(&self) -> &'a Beside {
        match self {
            Self::Article(one) => &one.beside,
            Self::Actor(one) => &one.beside,
            Self::Date(one) => &one.beside,
            Self::Agreement(one) | Self::Party(one, _) | Self::Signatory(one, _) | Self::Evidence(one, ..) => {
                &one.beside
            }
            Self::Custom(one) => &one.beside,
            Self::Entry(one) => &one.beside,
            Self::Identity(one) => &one.beside,
            Self::Publisher(one) => &one.beside,
        }
    }

    /// Gives the remark on one of the fields.
    #[must_use]
    pub fn remark(&self, field: &str) -> Option<&'a Remark> {
        let remarks = match self {
            Self::Party(_, one) => &one.remarks,
            Self::Signatory(_, one) => &one.remarks,
            Self::Evidence(_, _, one) => &one.remarks,
            _ => &self.beside().remarks,
        };
        remarks.get(field)
    }

    /// Gives the path by which a remark on one of the fields is found.
    #[must_use]
    pub fn path(&self, field: &str) -> String {
        match self {
            Self::Party(of, one) => of.party_path(place_of(&of.parties, one), field),
            Self::Signatory(of, one) => of.signatory_path(place_of(&of.signatories, one), field),
            Self::Evidence(_, nth, _) => passage_path(*nth, field),
            _ => field.to_owned(),
        }
    }

    /// Says why a field without a value has none; nothing where nobody has said so.
    #[must_use]
    pub fn missing(&self, field: &str) -> Option<Missing> {
        self.remark(field).and_then(Remark::missing).filter(|missing| *missing != Missing::NotCoded)
    }

    /// Gives the change that sets a field of the schema to another value; an empty one takes it away.
    #[must_use]
    pub fn set(&self, field: &str, value: FieldValue) -> Intent {
        let id = || field.to_owned();
        let put = |fields: &mut Fields, value: FieldValue| {
            if value.is_empty() {
                fields.remove(field);
            } else {
                fields.insert(id(), value);
            }
        };
        match *self {
            Self::Article(_) => Intent::SetHeader(HeaderField::Field(id(), value)),
            Self::Actor(one) => Intent::SetActor(one.id.clone(), ActorField::Field(id(), value)),
            Self::Date(one) => Intent::SetDate(one.id.clone(), DateField::Field(id(), value)),
            Self::Agreement(one) => Intent::SetAgreement(one.id.clone(), AgreementField::Field(id(), value)),
            Self::Party(of, one) => {
                let mut parties = of.parties.clone();
                if let Some(party) = parties.get_mut(place_of(&of.parties, one)) {
                    put(&mut party.fields, value);
                }
                Intent::SetAgreement(of.id.clone(), AgreementField::Parties(parties))
            }
            Self::Signatory(of, one) => {
                let mut signatories = of.signatories.clone();
                if let Some(signatory) = signatories.get_mut(place_of(&of.signatories, one)) {
                    put(&mut signatory.fields, value);
                }
                Intent::SetAgreement(of.id.clone(), AgreementField::Signatories(signatories))
            }
            Self::Evidence(of, nth, _) => {
                Intent::SetAgreement(of.id.clone(), AgreementField::EvidenceField(nth, id(), value))
            }
            Self::Custom(one) => Intent::SetCustom(one.id.clone(), CustomField::Field(id(), value)),
            Self::Entry(one) => Intent::Corpus(CorpusIntent::SetEntry(one.id.clone(), EntryField::Field(id(), value))),
            Self::Identity(one) => {
                Intent::Corpus(CorpusIntent::SetIdentity(one.id.clone(), IdentityField::Field(id(), value)))
            }
            Self::Publisher(one) => {
                Intent::Corpus(CorpusIntent::SetPublisher(one.name.clone(), PublisherField::Field(id(), value)))
            }
        }
    }
}

/// Gives the number of one of several; of two that are alike it is the one that was taken out of the list.
fn place_of<T: PartialEq>(all: &[T], one: &T) -> usize {
    let itself = all.iter().position(|other| std::ptr::eq(other, one));
    itself.or_else(|| all.iter().position(|other| other == one)).unwrap_or(all.len())
}

/// A record of an article, or a part of one, and where it is found.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The record; nothing for the article as a whole.
    pub record: Option<&'a Id>,
    /// Which of its places.
    pub part: usize,
    /// What it is.
    pub owner: Owner<'a>,
}

impl<'a> Held<'a> {
    fn of(record: &'a Id, owner: Owner<'a>) -> Self {
        Self { record: Some(record), part: 0, owner }
    }
}

/// Lists the records of an article, or the parts of its records, that the schema has this name for.
#[must_use]
pub fn held<'a>(work: &'a Work, on: &str) -> Vec<Held<'a>> {
    let agreements = || work.agreements.values().map(|one| &**one);
    match on {
        "article" => vec![Held { record: None, part: 0, owner: Owner::Article(&work.header) }],
        "actor" => work.actors.values().map(|one| Held::of(&one.id, Owner::Actor(one))).collect(),
        "date" => work.dates.values().map(|one| Held::of(&one.id, Owner::Date(one))).collect(),
        "agreement" => agreements().map(|one| Held::of(&one.id, Owner::Agreement(one))).collect(),
        "party" => agreements()
            .flat_map(|one| one.parties.iter().map(|party| Held::of(&one.id, Owner::Party(one, party))))
            .collect(),
        "signatory" => agreements()
            .flat_map(|one| one.signatories.iter().map(|who| Held::of(&one.id, Owner::Signatory(one, who))))
            .collect(),
        "evidence" => agreements()
            .flat_map(|one| {
                let passages = one.evidence.iter().enumerate();
                passages.map(|(part, passage)| Held {
                    record: Some(&one.id),
                    part,
                    owner: Owner::Evidence(one, part, passage),
                })
            })
            .collect(),
        "registry" | "identity" | "publisher" => Vec::new(),
        type_id => {
            let marks = work.customs.values().filter(|one| one.type_id == type_id);
            marks.map(|one| Held::of(&one.id, Owner::Custom(one))).collect()
        }
    }
}

/// Gives a number of records that [`held`] never lists more than, whatever it is asked for.
#[must_use]
pub fn most_held(work: &Work) -> usize {
    let parts = |one: &Agreement| [one.parties.len(), one.signatories.len(), one.evidence.len()];
    let of_agreements = work.agreements.values().fold([0; 3], |sums, one| {
        let parts = parts(one);
        [sums[0] + parts[0], sums[1] + parts[1], sums[2] + parts[2]]
    });
    let counts = [work.actors.len(), work.dates.len(), work.agreements.len(), work.customs.len()];
    counts.into_iter().chain(of_agreements).max().unwrap_or_default().max(1)
}

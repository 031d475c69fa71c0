//! What an annotator writes down about an article: marks, their records, and who wrote them when.
//!
//! Positions are byte [`Span`]s of the canonical text. Vocabulary values are codes of
//! [`crate::core::schema`], kept as text so that a code unknown to this version is never lost.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::text::Span;

/// Names the kinds of record that can be marked in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An undertaking or a document, with its evidence passages.
    Agreement,
    /// Somebody or something that acts.
    Actor,
    /// An expression that places something on the calendar.
    Date,
}

impl Kind {
    /// All kinds in the order of the panels.
    pub const ALL: [Self; 3] = [Self::Actor, Self::Date, Self::Agreement];

    /// Gives the letter that begins the ids of this kind.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Actor => 'a',
            Self::Date => 'd',
            Self::Agreement => 'g',
        }
    }

    /// Gives the singular word used in sentences.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Date => "date",
            Self::Agreement => "agreement",
        }
    }
}

/// Identifies a record: a kind letter, a hyphen and eight base-32 signs; unique across the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

impl Id {
    /// Makes an id from 40 random bits.
    #[must_use]
    pub fn new(kind: Kind, random: u64) -> Self {
        const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut text = format!("{}-", kind.letter());
        for place in 0..8 {
            let five = (random >> (place * 5)).to_le_bytes()[0] & 31;
            text.push(char::from(SIGNS[usize::from(five)]));
        }
        Self(text.into())
    }

    /// Reads an id as it stands in a file; nothing where it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (letter, rest) = text.split_once('-')?;
        let known = Kind::ALL.iter().any(|kind| letter.chars().eq([kind.letter()]));
        let plain = !rest.is_empty() && rest.len() <= 64 && rest.chars().all(|c| c.is_ascii_alphanumeric());
        (known && plain).then(|| Self(text.into()))
    }

    /// Gives the kind of record the id belongs to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'd') => Kind::Date,
            Some(b'g') => Kind::Agreement,
            _ => Kind::Actor,
        }
    }

    /// Gives the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Holds where a mark stands: one or more fragments in text order that do not overlap. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place(Arc<[Span]>);

impl Place {
    /// Makes a place of one fragment.
    #[must_use]
    pub fn of(span: Span) -> Self {
        Self(Arc::from([span]))
    }

    /// Makes a place of several fragments, sorted and joined where they touch; nothing if all are empty.
    #[must_use]
    pub fn from_fragments(mut fragments: Vec<Span>) -> Option<Self> {
        fragments.retain(|span| !span.is_empty());
        fragments.sort();
        let mut joined: Vec<Span> = Vec::with_capacity(fragments.len());
        for span in fragments {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then(|| Self(joined.into()))
    }

    /// Gives the fragments in text order; never empty.
    #[must_use]
    pub fn fragments(&self) -> &[Span] {
        &self.0
    }

    /// Gives the span from the first byte of the first fragment to the last of the last.
    #[must_use]
    pub fn cover(&self) -> Span {
        Span { start: self.0[0].start, end: self.0[self.0.len() - 1].end }
    }
}

/// Says what a value rests on.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Basis {
    /// The text states it.
    #[default]
    Explicit,
    /// The annotator infers it; the text says why.
    Inferred(String),
    /// It follows from the publication date of the article.
    DocumentDate,
    /// It comes from outside the article; the text says from where.
    External(String),
    /// The article does not say.
    NotStated,
}

impl Basis {
    /// The codes in the order they are offered.
    pub const CODES: [&'static str; 5] = ["explicit", "inferred", "document_date", "external", "not_stated"];

    /// Gives the code of the vocabulary.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Inferred(_) => "inferred",
            Self::DocumentDate => "document_date",
            Self::External(_) => "external",
            Self::NotStated => "not_stated",
        }
    }

    /// Makes a basis from its code, keeping a reason already given.
    #[must_use]
    pub fn with_code(&self, code: &str) -> Self {
        let reason = self.reason().unwrap_or_default().to_owned();
        match code {
            "inferred" => Self::Inferred(reason),
            "document_date" => Self::DocumentDate,
            "external" => Self::External(reason),
            "not_stated" => Self::NotStated,
            _ => Self::Explicit,
        }
    }

    /// Gives the reason, for the two bases that carry one.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Inferred(reason) | Self::External(reason) => Some(reason),
            _ => None,
        }
    }

    /// Gives the same basis with another reason; unchanged where it carries none.
    #[must_use]
    pub fn with_reason(&self, reason: String) -> Self {
        match self {
            Self::Inferred(_) => Self::Inferred(reason),
            Self::External(_) => Self::External(reason),
            other => other.clone(),
        }
    }
}

/// Says where a record comes from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Origin {
    /// A person made it.
    #[default]
    Manual,
    /// A rule proposed it.
    Suggested(String),
    /// It was read from another file.
    Imported(String),
}

/// Records who made and last changed a record, and when (UTC, RFC 3339, whole seconds).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Authorship {
    /// Who made the record.
    pub created_by: String,
    /// When it was made.
    pub created_at: String,
    /// Who changed it last.
    pub changed_by: String,
    /// When it was changed last.
    pub changed_at: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Who accepted it, if it was suggested or imported.
    pub accepted_by: Option<String>,
}

/// A mention of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: Place,
    /// Code of `ActorForm`.
    pub form: String,
    /// Names of the actors meant; several for "the two states".
    pub links: Vec<String>,
    /// Title or office beside the name, as the text gives it.
    pub role: String,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// Says that an expression is vague and only points into a direction of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Some time before.
    Past,
    /// About now.
    Present,
    /// Some time to come.
    Future,
}

/// A mention of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub place: Place,
    /// EDTF value as typed; empty while unknown or when a reference is given.
    pub value: String,
    /// Vague reference instead of a value.
    pub reference: Option<Reference>,
    /// Code of `DateRole`.
    pub role: String,
    /// What the value rests on.
    pub basis: Basis,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// A date in a slot of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DateSlot {
    /// EDTF value as typed; empty while unknown.
    pub value: String,
    /// What the value rests on.
    pub basis: Basis,
    /// The date mark it rests on.
    pub mention: Option<Id>,
}

/// A record of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
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
    /// Names of the parties.
    pub parties: Vec<String>,
    /// Date of signing.
    pub signed: DateSlot,
    /// Passages that show the agreement, in text order.
    pub evidence: Vec<Place>,
    /// Free note.
    pub note: String,
    /// Who and when.
    pub authorship: Authorship,
}

/// How far the work on an article has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub enum State {
    /// Nobody has begun.
    #[default]
    New,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
    /// Somebody else should look.
    NeedsSecondLook,
    /// Not part of the dataset.
    Excluded,
}

impl State {
    /// All states in the order they are offered.
    pub const ALL: [Self; 5] = [Self::New, Self::InProgress, Self::Done, Self::NeedsSecondLook, Self::Excluded];

    /// Gives the words shown to the analyst.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::NeedsSecondLook => "Needs second look",
            Self::Excluded => "Excluded",
        }
    }
}

/// The language of an article and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum LanguageTag {
    /// The detector decides each time.
    #[default]
    Detected,
    /// A person set this BCP 47 code.
    Set(String),
}

/// What is known about the article as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Header {
    /// Where the title stands; the first line with text where none is set.
    pub title: Option<Place>,
    /// Language, detected or set.
    pub language: LanguageTag,
    /// Publication date (EDTF); empty while unknown.
    pub published: String,
    /// What the publication date rests on.
    pub published_basis: Basis,
    /// Name of the publisher.
    pub publisher: String,
    /// State of the work.
    pub state: State,
    /// Free note.
    pub note: String,
}

/// One annotator's work on one article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Work {
    /// The article as a whole.
    pub header: Header,
    /// Actor mentions by id.
    pub actors: BTreeMap<Id, Arc<ActorMention>>,
    /// Date mentions by id.
    pub dates: BTreeMap<Id, Arc<DateMention>>,
    /// Agreements by id.
    pub agreements: BTreeMap<Id, Arc<Agreement>>,
}

/// Any record of a [`Work`], for edits that treat all alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The header; there is exactly one.
    Header(Box<Header>),
    /// An actor mention.
    Actor(Arc<ActorMention>),
    /// A date mention.
    Date(Arc<DateMention>),
    /// An agreement.
    Agreement(Arc<Agreement>),
}

impl Record {
    /// Gives the record's id; nothing for the header.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Header(_) => None,
            Self::Actor(actor) => Some(&actor.id),
            Self::Date(date) => Some(&date.id),
            Self::Agreement(agreement) => Some(&agreement.id),
        }
    }

    /// Gives the places marked in the text; nothing for the header.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        match self {
            Self::Header(_) => &[],
            Self::Actor(actor) => std::slice::from_ref(&actor.place),
            Self::Date(date) => std::slice::from_ref(&date.place),
            Self::Agreement(agreement) => &agreement.evidence,
        }
    }
}

impl Work {
    /// Finds a record by id.
    #[must_use]
    pub fn record(&self, id: &Id) -> Option<Record> {
        match id.kind() {
            Kind::Actor => self.actors.get(id).cloned().map(Record::Actor),
            Kind::Date => self.dates.get(id).cloned().map(Record::Date),
            Kind::Agreement => self.agreements.get(id).cloned().map(Record::Agreement),
        }
    }

    /// Puts a record in, or takes it out where `after` is nothing.
    pub fn put(&mut self, before: Option<&Record>, after: Option<Record>) {
        match after {
            Some(Record::Header(header)) => self.header = *header,
            Some(Record::Actor(actor)) => {
                self.actors.insert(actor.id.clone(), actor);
            }
            Some(Record::Date(date)) => {
                self.dates.insert(date.id.clone(), date);
            }
            Some(Record::Agreement(agreement)) => {
                self.agreements.insert(agreement.id.clone(), agreement);
            }
            None => match before {
                Some(Record::Actor(actor)) => drop(self.actors.remove(&actor.id)),
                Some(Record::Date(date)) => drop(self.dates.remove(&date.id)),
                Some(Record::Agreement(agreement)) => drop(self.agreements.remove(&agreement.id)),
                Some(Record::Header(_)) | None => {}
            },
        }
    }

    /// Counts actors, dates and agreements.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [self.actors.len(), self.dates.len(), self.agreements.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_is_a_kind_letter_and_eight_signs() {
        let id = Id::new(Kind::Agreement, 0x12_3456_789a);
        assert_eq!(id.as_str().len(), 10);
        assert_eq!(id.kind(), Kind::Agreement);
        assert_eq!(Id::parse(id.as_str()), Some(id));
    }

    #[test]
    fn id_from_a_file_is_refused_when_it_is_not_one() {
        for text in ["", "a", "x-12345678", "a-", "a-../etc", "a-1 2"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }

    #[test]
    fn place_sorts_and_joins_its_fragments() {
        let place = Place::from_fragments(vec![Span::new(9, 12), Span::new(0, 3), Span::new(2, 5), Span::new(7, 7)]);
        assert_eq!(place.map(|p| p.fragments().to_vec()), Some(vec![Span::new(0, 5), Span::new(9, 12)]));
    }

    #[test]
    fn basis_keeps_its_reason_when_the_code_changes() {
        let basis = Basis::Inferred("programme years".into()).with_code("external");
        assert_eq!(basis.reason(), Some("programme years"));
    }
}

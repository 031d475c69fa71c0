//! What a condition can ask about: fields of the built-in records, and own fields.

use std::borrow::Cow;
use std::fmt;

/// Names a field that a condition asks about: one of [`SUBJECTS`] or the id of an own field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject(Cow<'static, str>);

/// Says what sort of values a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Codes of the lists with this key.
    Codes(&'static str),
    /// Codes of a closed list of the program.
    Words(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// Dates.
    Date,
    /// Durations.
    Duration,
    /// Any text, such as ids and codes of countries.
    Text,
}

/// Describes a field of a built-in record that a condition can ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectRow {
    /// The record.
    pub on: &'static str,
    /// The word in a condition.
    pub word: &'static str,
    /// What sort of values it has.
    pub shape: Shape,
    /// Whether it can have several, so that they can be counted.
    pub many: bool,
}

const fn one(on: &'static str, word: &'static str, shape: Shape) -> SubjectRow {
    SubjectRow { on, word, shape, many: false }
}

const fn many(on: &'static str, word: &'static str, shape: Shape) -> SubjectRow {
    SubjectRow { on, word, shape, many: true }
}

/// States of an article.
const STATES: &[&str] = &["new", "in_progress", "done", "needs_second_look", "excluded"];

/// Lists what conditions can ask about, record by record.
///
/// In an agreement, `parties` has the role of each party as its values, `evidence` what each passage supports,
/// and `party`, `signatories` and `present` the ids of actors; `country` has the countries of its parties.
pub const SUBJECTS: &[SubjectRow] = &[
    many("agreement", "topic", Shape::Codes("topics")),
    one("agreement", "kind", Shape::Codes("agreement.kind")),
    one("agreement", "level", Shape::Codes("agreement.level")),
    one("agreement", "status", Shape::Codes("agreement.status")),
    one("agreement", "modality", Shape::Codes("agreement.modality")),
    one("agreement", "confidence", Shape::Codes("confidence")),
    one("agreement", "credibility", Shape::Codes("credibility")),
    one("agreement", "grounds", Shape::Codes("agreement.grounds")),
    one("agreement", "renewal", Shape::Codes("agreement.renewal")),
    many("agreement", "quantities", Shape::Codes("quantity.what")),
    many("agreement", "relations", Shape::Codes("agreement.relation")),
    one("agreement", "background", Shape::Flag),
    one("agreement", "parties_unknown", Shape::Flag),
    many("agreement", "parties", Shape::Codes("party.role")),
    many("agreement", "role", Shape::Codes("party.role")),
    many("agreement", "capacity", Shape::Codes("party.capacity")),
    many("agreement", "party", Shape::Text),
    many("agreement", "country", Shape::Text),
    many("agreement", "signatories", Shape::Text),
    many("agreement", "present", Shape::Text),
    many("agreement", "evidence", Shape::Codes("evidence.slot")),
    one("agreement", "announced", Shape::Date),
    one("agreement", "signed", Shape::Date),
    one("agreement", "held", Shape::Date),
    one("agreement", "in_force", Shape::Date),
    one("agreement", "expires", Shape::Date),
    one("agreement", "validity", Shape::Date),
    one("agreement", "initialled", Shape::Date),
    one("agreement", "ratified", Shape::Date),
    one("agreement", "registered", Shape::Date),
    one("agreement", "extended", Shape::Date),
    one("agreement", "suspended", Shape::Date),
    one("agreement", "terminated", Shape::Date),
    one("agreement", "term", Shape::Duration),
    one("party", "role", Shape::Codes("party.role")),
    one("party", "capacity", Shape::Codes("party.capacity")),
    one("party", "actor", Shape::Text),
    one("signatory", "person", Shape::Text),
    one("signatory", "on_behalf_of", Shape::Text),
    many("evidence", "slot", Shape::Codes("evidence.slot")),
    one("actor", "form", Shape::Codes("actor.form")),
    many("actor", "kind", Shape::Codes("actor.kind")),
    many("actor", "sector", Shape::Codes("sector")),
    many("actor", "country", Shape::Text),
    one("actor", "confidence", Shape::Codes("confidence")),
    one("date", "type", Shape::Codes("date.type")),
    one("date", "role", Shape::Codes("date.role")),
    one("date", "value", Shape::Date),
    one("date", "modifier", Shape::Codes("date.modifier")),
    one("date", "calendar", Shape::Codes("date.calendar")),
    one("date", "confidence", Shape::Codes("confidence")),
    one("article", "language", Shape::Text),
    one("article", "state", Shape::Words(STATES)),
    one("article", "exclusion", Shape::Codes("article.exclusion")),
    one("article", "publisher", Shape::Text),
    one("article", "published", Shape::Date),
    one("article", "reliability", Shape::Codes("reliability")),
    one("registry", "kind", Shape::Codes("actor.kind")),
    many("registry", "sector", Shape::Codes("sector")),
    one("registry", "country", Shape::Text),
    one("registry", "recognised", Shape::Codes("registry.recognised")),
    one("registry", "exists_from", Shape::Date),
    one("registry", "exists_to", Shape::Date),
    one("identity", "kind", Shape::Codes("identity.kind")),
    many("identity", "members", Shape::Codes("identity.relation")),
    many("identity", "relations", Shape::Codes("identity.tie")),
    one("publisher", "country", Shape::Text),
    one("publisher", "ownership", Shape::Codes("source.ownership")),
    one("publisher", "originality", Shape::Codes("source.originality")),
    one("publisher", "reliability", Shape::Codes("reliability")),
    one("place", "name", Shape::Text),
];

impl Subject {
    /// Makes a subject of its word; nothing for a word that is neither in [`SUBJECTS`] nor an own id.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let built_in = SUBJECTS.iter().find(|row| row.word == word).map(|row| Cow::Borrowed(row.word));
        let own = || word.starts_with("x_").then(|| Cow::Owned(word.to_owned()));
        built_in.or_else(own).map(Self)
    }

    /// Returns the word that stands for the subject in a condition.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether the subject is an own field.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.0.starts_with("x_")
    }

    /// Finds what is known of the subject as a field of a built-in record.
    #[must_use]
    pub fn on(&self, record: &str) -> Option<SubjectRow> {
        SUBJECTS.iter().find(|row| row.on == record && row.word == self.0).copied()
    }

    /// Tells whether the subject could be a test by itself; of an own field only the schema knows.
    pub(super) fn can_be_flag(&self) -> bool {
        self.is_own() || SUBJECTS.iter().any(|row| row.word == self.0 && row.shape == Shape::Flag)
    }

    /// Tells whether the subject is a date of a built-in record.
    pub(super) fn is_date(&self) -> bool {
        SUBJECTS.iter().any(|row| row.word == self.0 && row.shape == Shape::Date)
    }

    /// Lists the words of all built-in fields.
    pub(super) fn words() -> impl Iterator<Item = &'static str> {
        SUBJECTS.iter().map(|row| row.word)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

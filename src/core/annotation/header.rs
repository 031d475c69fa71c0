//! What is known about an article as a whole.

use serde::{Deserialize, Serialize};

use super::{Basis, Beside, Fields, Id, Place};
use crate::core::language::Direction;
pub use crate::core::language::LanguageTag;

/// How far the work on an article has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// Says that a person looked for agreements and found none; different from not having looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Who said so.
    pub by: String,
    /// When: UTC, RFC 3339, whole seconds.
    pub at: String,
}

/// Who set an article done, when, and under which codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// Who set it done.
    pub by: String,
    /// When: UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Id of the schema.
    pub schema: String,
    /// Version of the schema.
    pub schema_version: String,
    /// Version of the guideline.
    pub guideline: String,
}

/// What is known about the article as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header<P = Place> {
    /// Where the title stands; the first line with text where none is set.
    pub title: Option<P>,
    /// Language, detected or set.
    pub language: LanguageTag,
    /// Direction, where a person has set it.
    pub direction: Option<Direction>,
    /// Publication date (EDTF); empty while unknown.
    pub published: String,
    /// What the publication date rests on.
    pub published_basis: Basis,
    /// The date mark that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_mention: Option<Id>,
    /// Name of the publisher.
    pub publisher: String,
    /// Address of the page.
    pub url: String,
    /// The source the article itself names: an agency, a press service.
    pub credited: String,
    /// Code of `Reliability` for this article; empty for that of the publisher.
    pub reliability: String,
    /// State of the work.
    pub state: State,
    /// Under what the article was set done, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
    /// Code of `Exclusion`: why the article is not part of the dataset; empty where not said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exclusion: String,
    /// Why the article is not part of the dataset, in words.
    pub exclusion_reason: String,
    /// "There is no agreement in this article", if somebody has said so.
    pub no_agreement: Option<Statement>,
    /// Remarks on single fields, and warnings let stand.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// Fields added by the schema.
    pub fields: Fields,
    /// Free note.
    pub note: String,
}

impl<P> Default for Header<P> {
    fn default() -> Self {
        Self {
            title: None,
            language: LanguageTag::default(),
            direction: None,
            published: String::new(),
            published_basis: Basis::default(),
            published_mention: None,
            publisher: String::new(),
            url: String::new(),
            credited: String::new(),
            reliability: String::new(),
            state: State::default(),
            done: None,
            exclusion: String::new(),
            exclusion_reason: String::new(),
            no_agreement: None,
            beside: Beside::default(),
            fields: Fields::new(),
            note: String::new(),
        }
    }
}

impl Done {
    /// Tells whether both were set done under the same codebook.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let codebook = |of: &Self| (of.schema.clone(), of.schema_version.clone(), of.guideline.clone());
        codebook(self) == codebook(other)
    }
}

impl<P> Header<P> {
    /// Sets the state. What is said of when and under what the article was set done stands only while it is done; set
    /// done again, it was read again under the codebook of now.
    pub fn set_state(&mut self, state: State, done: impl FnOnce() -> Done) {
        if state == State::Done {
            let now = done();
            let stands = self.done.as_ref().is_some_and(|before| before.is_alike(&now));
            if self.state != State::Done || !stands {
                self.done = Some(now);
            }
        } else {
            self.done = None;
        }
        self.state = state;
    }

    /// Writes the place of the title another way.
    ///
    /// # Errors
    /// Gives the error of `f`.
    pub fn try_map<Q, E>(self, f: &mut impl FnMut(P) -> Result<Q, E>) -> Result<Header<Q>, E> {
        Ok(Header {
            title: self.title.map(&mut *f).transpose()?,
            language: self.language,
            direction: self.direction,
            published: self.published,
            published_basis: self.published_basis,
            published_mention: self.published_mention,
            publisher: self.publisher,
            url: self.url,
            credited: self.credited,
            reliability: self.reliability,
            state: self.state,
            done: self.done,
            exclusion: self.exclusion,
            exclusion_reason: self.exclusion_reason,
            no_agreement: self.no_agreement,
            beside: self.beside,
            fields: self.fields,
            note: self.note,
        })
    }
}

//! Which field of what: the address under which drafts, the keyboard and the guideline know a field.

use crate::core::annotation::{Id, Kind};
use crate::core::workspace::ArticleKey;

/// What a field belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A record of an article.
    Record(ArticleKey, Id),
    /// The header above an article.
    Header(ArticleKey),
    /// The view of everything about an article.
    Details(ArticleKey),
    /// An entry of the registry, by its id.
    Entry(String),
    /// An agreement across articles, by its id.
    Identity(String),
    /// A publisher, by its name.
    Publisher(String),
}

impl Owner {
    /// Tells whether it belongs to the whole corpus, whatever article is open.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Entry(_) | Self::Identity(_) | Self::Publisher(_))
    }
}

/// One field on the desk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldAt {
    /// What it belongs to.
    pub owner: Owner,
    /// Which of its fields.
    pub key: FieldKey,
}

/// Which part of a field, where one name of the guideline covers several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// A part by its name.
    Named(&'static str),
    /// An item of the list it is.
    Item(usize),
    /// A part of an item, by its name.
    Of(usize, &'static str),
    /// What is said of the field with this path, or beside it: a number made of the path.
    Path(u64),
}

impl Part {
    /// Names the part by the path of a field. The number is that of the path and of nothing else, so that text typed into
    /// a field stays with it when the schema is read again and has its fields in another order.
    #[must_use]
    pub fn path(path: &str) -> Self {
        Self::Path(number_of(path))
    }
}

/// Makes a number of a text (FNV-1a, 64 bits).
fn number_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A field of a record or of the header, by the name it is shown under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKey {
    /// Name of the actor.
    Name,
    /// Role of an actor.
    Role,
    /// Value of a date.
    Value,
    /// Title of an agreement.
    Title,
    /// Parties of an agreement.
    Parties,
    /// Date of signing.
    Signed,
    /// Reason behind a basis.
    Reason(Part),
    /// Note.
    Note,
    /// Language of the article.
    Language,
    /// Publication date.
    Published,
    /// Publisher.
    Publisher,
    /// A field that the schema adds, by its path.
    Own(Part),
    /// Any other field, by the name the guideline knows it under, and which part of it.
    Of(&'static str, Part),
}

impl FieldKey {
    /// Gives the field the cursor goes to in a new record.
    #[must_use]
    pub fn first_of(kind: Kind) -> Self {
        match kind {
            Kind::Actor => Self::Name,
            Kind::Date => Self::Value,
            Kind::Agreement => Self::Title,
            Kind::Flag => Self::of("flag.intended"),
            Kind::Custom | Kind::Region => Self::Note,
        }
    }

    /// Names a field that is the only one under its name in the guideline.
    #[must_use]
    pub const fn of(rule: &'static str) -> Self {
        Self::Of(rule, Part::Whole)
    }

    /// Names a field that the schema adds by its path, such as `x_trainees` or `parties.UZB.x_share`.
    #[must_use]
    pub fn own(path: &str) -> Self {
        Self::Own(Part::path(path))
    }

    /// Gives the name the guideline knows the field under.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Name => "actor.links",
            Self::Role => "actor.roles",
            Self::Value => "date.value",
            Self::Title => "agreement.title",
            Self::Parties => "agreement.parties",
            Self::Signed => "agreement.dates",
            Self::Reason(_) => "date.basis",
            Self::Note => "record.note",
            Self::Own(_) => "record.own",
            Self::Language => "article.language",
            Self::Published => "article.published",
            Self::Publisher => "article.publisher",
            Self::Of(rule, _) => rule,
        }
    }
}

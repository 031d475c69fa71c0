//! Why a field is empty.

/// Kinds of missing. A field that is empty and of which nothing is said is not coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Nobody has looked.
    NotCoded,
    /// The article does not say.
    NotStated,
    /// The question does not arise.
    NotApplicable,
    /// The article says it in a way that cannot be made out.
    Unknown,
    /// Somebody looked, also elsewhere, and found none.
    NoneFound,
}

impl Missing {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::NotCoded, Self::NotStated, Self::NotApplicable, Self::Unknown, Self::NoneFound];

    /// Gives the code of the vocabulary.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotCoded => "not_coded",
            Self::NotStated => "not_stated",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
            Self::NoneFound => "none_found",
        }
    }
}

//! What a value of time is to be, as the type of its expression says.

/// What a value is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A date.
    Date,
    /// A duration.
    Duration,
    /// A recurrence.
    Recurrence,
}

impl Wanted {
    /// Gives what an expression of a type of `DateType` is to have as its value.
    #[must_use]
    pub fn by(kind: &str) -> Self {
        match kind {
            "duration" => Self::Duration,
            "set" => Self::Recurrence,
            _ => Self::Date,
        }
    }

    /// Names it, with its article.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Date => "a date",
            Self::Duration => "a duration",
            Self::Recurrence => "a recurrence",
        }
    }

    /// Says what to write.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Date => "Write year-month-day, e.g. 2024-04-01; use X for what is unknown.",
            Self::Duration => "Write e.g. P5Y, P18M or P1Y6M, or a range of dates.",
            Self::Recurrence => "Write e.g. P1Y for every year, R/2024/P1Y with its start, or a set of dates.",
        }
    }
}

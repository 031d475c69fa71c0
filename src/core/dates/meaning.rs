//! What the value of an expression of time means, which its type decides (`TIMEX3`: date, time, duration, set).

use super::duration::Duration;
use super::recurrence::Recurrence;
use super::wanted::Wanted;
use super::{DateProblem, DateValue};

/// The meaning of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A date, or several.
    Date(Box<DateValue>),
    /// A duration.
    Duration(Duration),
    /// A recurrence.
    Recurrence(Box<Recurrence>),
}

impl Meaning {
    /// Reads a value as an expression of this type has it. A duration can also be given by its dates, and what comes
    /// back by a set of them.
    ///
    /// # Errors
    ///
    /// A [`DateProblem`] that says what is wrong and, where it is clear, what to write instead.
    pub fn parse(wanted: Wanted, value: &str) -> Result<Self, DateProblem> {
        let date = || DateValue::parse(value).map(|date| Self::Date(Box::new(date)));
        // Whichever of the two problems knows what was meant.
        let or_date = |problem: DateProblem| {
            date().map_err(|other| {
                let knows = problem.offers.is_empty() && !other.offers.is_empty();
                if knows { DateProblem { wanted, ..other } } else { problem }
            })
        };
        match wanted {
            Wanted::Date => date(),
            Wanted::Duration => Duration::parse(value).map(Self::Duration).or_else(or_date),
            Wanted::Recurrence => Recurrence::parse(value).map(|it| Self::Recurrence(Box::new(it))).or_else(or_date),
        }
    }

    /// Says the meaning in English words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Date(date) => date.in_words(),
            Self::Duration(duration) => duration.in_words(),
            Self::Recurrence(recurrence) => recurrence.in_words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_decides_what_a_value_means() {
        let said = |kind: &str, value: &str| {
            Meaning::parse(Wanted::by(kind), value)
                .map_or_else(|problem| problem.wanted.name().to_owned(), |it| it.in_words())
        };
        assert_eq!(said("duration", "P5Y"), "5 years");
        assert_eq!(said("duration", "2024/2025"), "2024 to 2025");
        assert_eq!(said("set", "R/2024/P1Y"), "every year from 2024");
        assert_eq!(said("set", "{1959,1960}"), "1959 and 1960");
        assert_eq!(said("date", "P5Y"), "a date");
        assert_eq!(said("duration", "P5"), "a duration");
        assert_eq!(said("set", "yearly"), "a recurrence");
        let problem = Meaning::parse(Wanted::Duration, "2024/25").expect_err("both ends in full");
        assert_eq!(problem.offers, ["2024/2025"], "{problem}");
    }
}

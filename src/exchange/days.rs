//! The days a date value stands for, as tables and objects have them beside the value.

use crate::core::dates::{DateValue, Exactness};

/// The first and the last day of a value, and how exact it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day, `YYYY-MM-DD`; nothing where it is not known.
    pub start: Option<String>,
    /// Last day, `YYYY-MM-DD`; nothing where it is not known.
    pub end: Option<String>,
    /// Code of [`Exactness`].
    pub precision: &'static str,
}

impl Days {
    /// Reads a value; nothing where there is none, or where it is no date.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        if value.is_empty() {
            return None;
        }
        let value = DateValue::parse(value).ok()?;
        let (start, end) = value.bounds();
        Some(Self { start, end, precision: Exactness::code(value.exactness()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_that_is_no_date_has_no_days() {
        let month = Days::of("2024-04").unwrap();
        assert_eq!((month.start.as_deref(), month.end.as_deref()), (Some("2024-04-01"), Some("2024-04-30")));
        assert_eq!(month.precision, "month");
        assert_eq!((Days::of(""), Days::of("P5Y"), Days::of("soon")), (None, None, None));
        assert_eq!(Days::of("2024-04-01/..").unwrap().end, None);
    }
}

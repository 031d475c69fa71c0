//! How exact a date is, as datasets tell it, and how long a time is.

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::{DateValue, Duration};

/// How exactly a value places something on the calendar, whatever it is written like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Exactness {
    /// On one day.
    Day,
    /// In one month of the calendar.
    Month,
    /// In one year of the calendar.
    Year,
    /// Between two days that are neither, or on one side of a day.
    Range,
    /// The year is not known.
    Unknown,
}

impl Exactness {
    /// All, the finest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Month, Self::Year, Self::Range, Self::Unknown];

    /// Gives the code that datasets have.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Range => "range",
            Self::Unknown => "unknown",
        }
    }
}

impl DateValue {
    /// Computes how exact the value is, by its first and last day.
    #[must_use]
    pub fn exactness(&self) -> Exactness {
        match self.days() {
            (Some(first), Some(last)) if first == last => Exactness::Day,
            (Some(first), Some(last)) if (first, last) == (first.first_of_month(), first.last_of_month()) => {
                Exactness::Month
            }
            (Some(first), Some(last)) if (first, last) == (first.first_of_year(), first.last_of_year()) => {
                Exactness::Year
            }
            (None, None) => Exactness::Unknown,
            _ => Exactness::Range,
        }
    }

    /// Computes how long the time is from the first to the last day, in whole years, months or days; nothing where an
    /// end is not known.
    #[must_use]
    pub fn length(&self) -> Option<Duration> {
        let (Some(first), Some(last)) = self.days() else { return None };
        let end = last.tomorrow().ok()?;
        let months = first.until((Unit::Month, end)).ok()?;
        let whole = months.get_days() == 0 && months.get_months() > 0;
        let span = match (whole, months.get_months()) {
            (true, count) if count % 12 == 0 => Span::new().try_years(count / 12).ok()?,
            (true, count) => Span::new().try_months(count).ok()?,
            (false, _) => Span::new().try_days(first.until((Unit::Day, end)).ok()?.get_days()).ok()?,
        };
        Duration::parse(&span.to_string()).ok()
    }

    /// Gives the first and the last day.
    fn days(&self) -> (Option<Date>, Option<Date>) {
        let (first, last) = self.bounds();
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        (day(first), day(last))
    }
}

impl Duration {
    /// Gives the last day of a time of this length that begins on a day, both as `YYYY-MM-DD`: five years from
    /// 2024-04-01 end on 2029-03-31. Nothing outside the calendar.
    #[must_use]
    pub fn last_day_from(&self, first: &str) -> Option<String> {
        let first: Date = first.parse().ok()?;
        let end = first.checked_add(self.span()).ok()?;
        // A part of a day ends on the day it began.
        let last = if end == first { end } else { end.yesterday().ok()? };
        Some(last.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> DateValue {
        DateValue::parse(text).unwrap()
    }

    #[test]
    fn exactness_goes_by_first_and_last_day() {
        let rows = [
            ("2024-02-29", Exactness::Day),
            ("2024-02-29T10:00:00", Exactness::Day),
            ("2024-02", Exactness::Month),
            ("2024-02-01/2024-02-29", Exactness::Month),
            ("2024-XX", Exactness::Year),
            ("2024", Exactness::Year),
            ("201X", Exactness::Range),
            ("2024-21", Exactness::Range),
            ("2024/2025", Exactness::Range),
            ("2024/..", Exactness::Range),
            ("XXXX-04-01", Exactness::Unknown),
        ];
        for (text, exactness) in rows {
            assert_eq!(value(text).exactness(), exactness, "{text}");
        }
    }

    #[test]
    fn length_is_counted_in_whole_years_months_or_days() {
        let rows = [
            ("2024/2025", Some("P2Y")),
            ("2024-01-01/2024-06-30", Some("P6M")),
            ("2024-02-15/2025-02-14", Some("P1Y")),
            ("2024-03-01/2024-03-10", Some("P10D")),
            ("2024-03-01", Some("P1D")),
            ("2024/..", None),
        ];
        for (text, length) in rows {
            let found = value(text).length();
            assert_eq!(found.as_ref().map(Duration::as_str), length, "{text}");
        }
    }

    #[test]
    fn time_of_a_length_ends_the_day_before_it_would_begin_anew() {
        let rows = [
            ("P5Y", "2024-04-01", "2029-03-31"),
            ("P1M", "2024-01-31", "2024-02-28"),
            ("P10D", "2024-12-25", "2025-01-03"),
            ("PT6H", "2024-01-01", "2024-01-01"),
        ];
        for (length, first, last) in rows {
            assert_eq!(Duration::parse(length).unwrap().last_day_from(first).as_deref(), Some(last), "{length}");
        }
    }
}

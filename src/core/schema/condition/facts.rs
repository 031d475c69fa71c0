//! What a record says, as conditions ask for it.

use std::borrow::Cow;

use jiff::Span;

use super::super::super::dates::{DateValue, Duration};
use super::super::super::days::day_number;
use super::Subject;

/// The first and the last day of a date, each counted from 1970-01-01 and nothing where it is not known.
pub type Bounds = (Option<i64>, Option<i64>);

/// Answers what a record says.
pub trait Facts {
    /// Gives the values of a field; [`Values::None`] where the record has no such field.
    fn values(&self, subject: &Subject) -> Values<'_>;

    /// Counts the values of a list, or those with a code.
    ///
    /// Whoever answers this has to do it himself only for lists whose values are no codes, such as passages
    /// that each support several parts of a record.
    fn count(&self, list: &Subject, code: Option<&str>) -> usize {
        match self.values(list) {
            Values::Count(count) => count,
            Values::Days(days) => days.len(),
            Values::Texts(texts) => {
                texts.iter().filter(|text| code.map_or(!text.trim().is_empty(), |code| text.trim() == code)).count()
            }
            Values::None | Values::Missing(_) => 0,
        }
    }
}

/// What a record says of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Values<'a> {
    /// Nothing, and nobody said why.
    None,
    /// Nothing, for the reason with this code of [`Vocabulary::Missing`](super::super::Vocabulary::Missing).
    Missing(Cow<'a, str>),
    /// Texts: codes, numbers, durations, `yes` and `no`. Dates may be given as texts as well.
    Texts(Vec<Cow<'a, str>>),
    /// Dates.
    Days(Vec<Bounds>),
    /// A number.
    Count(usize),
}

impl<'a> Values<'a> {
    /// Makes values of one text; none of an empty one.
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::texts([text])
    }

    /// Makes values of several texts; empty ones are left out.
    #[must_use]
    pub fn texts<T: Into<Cow<'a, str>>>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<Cow<'a, str>> =
            texts.into_iter().map(Into::into).filter(|text| !text.trim().is_empty()).collect();
        if texts.is_empty() { Self::None } else { Self::Texts(texts) }
    }

    /// Makes the value of a flag.
    #[must_use]
    pub fn flag(set: bool) -> Self {
        let [yes, no] = super::super::FLAG;
        Self::Texts(vec![Cow::Borrowed(if set { yes } else { no })])
    }

    /// Makes values of a date as it is written; none of an empty one, and a text of one that is no date.
    #[must_use]
    pub fn date(value: &'a str) -> Self {
        bounds(value.trim()).map_or_else(|| Self::text(value), |bounds| Self::Days(vec![bounds]))
    }

    /// Tells whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::None | Self::Missing(_) => true,
            Self::Texts(texts) => texts.iter().all(|text| text.trim().is_empty()),
            Self::Days(days) => days.is_empty(),
            Self::Count(count) => *count == 0,
        }
    }
}

/// Gives the bounds of a date as it is written; nothing for a text that is no date.
#[must_use]
pub fn bounds(value: &str) -> Option<Bounds> {
    // A text that cannot be a date is not looked at for what it may have meant, which takes long.
    let begins = value.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, 'X' | '.' | '[' | '{' | '/'));
    if !begins || value.len() > 100 {
        return None;
    }
    let (first, last) = DateValue::parse(value).ok()?.bounds();
    let day = |day: Option<String>| day.as_deref().and_then(day_number);
    Some((day(first), day(last)))
}

/// Gives the length of a range of dates in days; nothing for other texts. A duration can be given so.
pub(in super::super) fn extent(value: &str) -> Option<f64> {
    if !value.contains('/') || value.len() > 100 {
        return None;
    }
    length(DateValue::parse(value).ok()?.length()?.as_str())
}

/// Gives the length of a duration in days, months and years being of the average length; nothing for other texts.
pub(in super::super) fn length(value: &str) -> Option<f64> {
    if !value.starts_with('P') || value.len() > 100 {
        return None;
    }
    let span: Span = Duration::parse(value).ok()?.as_str().parse().ok()?;
    // Averages of the Gregorian calendar, whose 400 years have 146,097 days.
    let months = f64::from(span.get_years()) * 12.0 + f64::from(span.get_months());
    let days = months * 30.436_875 + f64::from(span.get_weeks()) * 7.0 + f64::from(span.get_days());
    let clock = Span::new()
        .try_hours(span.get_hours())
        .and_then(|clock| clock.try_minutes(span.get_minutes()))
        .and_then(|clock| clock.try_seconds(span.get_seconds()))
        .ok()?;
    Some(days + clock.total(jiff::Unit::Second).ok()? / 86_400.0)
}

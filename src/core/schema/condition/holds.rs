//! Whether a condition holds for what a record says.

use std::borrow::Cow;

use super::super::super::days::day_of_number;
use super::super::FLAG;
use super::{Against, Bounds, Comparison, Condition, Facts, Measure, State, Test, Values, Written, bounds};

impl Condition {
    /// Tells whether the condition holds for a record.
    #[must_use]
    pub fn holds(&self, facts: &dyn Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Not(part) => !part.holds(facts),
            Self::Test(test) => test.holds(facts),
        }
    }
}

impl Test {
    fn holds(&self, facts: &dyn Facts) -> bool {
        let has = |values: Values<'_>, wanted: &dyn Fn(&str) -> bool| match values {
            Values::Texts(texts) => texts.iter().any(|text| wanted(text.trim())),
            _ => false,
        };
        match self {
            Self::Flag(subject) => has(facts.values(subject), &|text| text == FLAG[0]),
            Self::Has(subject, code) => has(facts.values(subject), &|text| text == code),
            Self::Among(subject, codes) => has(facts.values(subject), &|text| codes.iter().any(|code| code == text)),
            Self::Is(subject, state) => {
                let values = facts.values(subject);
                match (state, &values) {
                    (State::Empty, _) => values.is_empty(),
                    (State::Given, _) => !values.is_empty(),
                    (State::Missing, Values::Missing(_)) => true,
                    (State::Because(code), Values::Missing(reason)) => code == reason,
                    // What is empty without a word why is not coded.
                    (State::Because(code), _) => code == "not_coded" && values.is_empty(),
                    (State::Missing, _) => false,
                }
            }
            Self::Compare(measure, comparison, against) => compare(facts, measure, *comparison, against),
        }
    }
}

fn compare(facts: &dyn Facts, measure: &Measure, comparison: Comparison, against: &Against) -> bool {
    match measure {
        Measure::Value(subject) => {
            let values = amounts(facts.values(subject));
            match against {
                Against::Written(written) => stands(&values, comparison, &[Amount::written(written)], true),
                Against::Field(other) => stands(&values, comparison, &amounts(facts.values(other)), false),
            }
        }
        Measure::Code(subject) => {
            let codes = |values: Values<'_>| match values {
                Values::Texts(texts) => texts.iter().map(|text| Amount::Code(text.trim().to_owned())).collect(),
                _ => Vec::new(),
            };
            let others: Vec<Amount<'_>> = match against {
                Against::Written(written) => vec![Amount::Code(written.text().to_owned())],
                Against::Field(other) => codes(facts.values(other)),
            };
            stands(&codes(facts.values(subject)), comparison, &others, true)
        }
        Measure::Rank(subject, scale) => {
            let rank = |code: &str| scale.rank(code).map(|rank| Amount::Number(f64::from(rank)));
            let ranks = |values: Values<'_>| match values {
                Values::Texts(texts) => texts.iter().filter_map(|text| rank(text.trim())).collect(),
                _ => Vec::new(),
            };
            let other: Vec<Amount<'_>> = match against {
                Against::Written(written) => rank(written.text()).into_iter().collect(),
                Against::Field(other) => ranks(facts.values(other)),
            };
            stands(&ranks(facts.values(subject)), comparison, &other, true)
        }
        Measure::Count(list, code) => {
            let count = Amount::count(facts.count(list, code.as_deref()));
            match against {
                Against::Written(written) => stands(&[count], comparison, &[Amount::written(written)], true),
                Against::Field(other) => stands(&[count], comparison, &amounts(facts.values(other)), true),
            }
        }
        Measure::Precision(date) => {
            let Against::Written(written) = against else { return false };
            let days = match facts.values(date) {
                Values::Days(days) => days,
                Values::Texts(texts) => texts.iter().filter_map(|text| bounds(text.trim())).collect(),
                _ => Vec::new(),
            };
            let precise = |bounds: &Bounds| (precision(*bounds) == written.text()) == (comparison == Comparison::Equal);
            days.first().is_some_and(precise)
        }
    }
}

/// One value of a comparison, as it was found.
enum Amount<'a> {
    Number(f64),
    Days(Bounds),
    Text(Cow<'a, Written>),
    Code(String),
}

impl<'a> Amount<'a> {
    fn written(written: &'a Written) -> Self {
        Self::Text(Cow::Borrowed(written))
    }

    fn count(count: usize) -> Self {
        Self::Number(u32::try_from(count).map_or(f64::INFINITY, f64::from))
    }

    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(written) => written.number,
            Self::Days(_) | Self::Code(_) => None,
        }
    }

    fn days(&self) -> Option<Bounds> {
        match self {
            Self::Days(bounds) => Some(*bounds),
            Self::Text(written) => written.days,
            Self::Number(_) | Self::Code(_) => None,
        }
    }

    fn length(&self) -> Option<f64> {
        match self {
            Self::Text(written) => written.length,
            Self::Number(_) | Self::Days(_) | Self::Code(_) => None,
        }
    }

    /// Gives the length, also of a range of dates.
    fn extent(&self) -> Option<f64> {
        match self {
            Self::Text(written) => written.length.or(written.extent),
            Self::Number(_) | Self::Days(_) | Self::Code(_) => None,
        }
    }
}

fn amounts(values: Values<'_>) -> Vec<Amount<'_>> {
    match values {
        Values::None | Values::Missing(_) => Vec::new(),
        Values::Texts(texts) => {
            texts.into_iter().map(|text| Amount::Text(Cow::Owned(Written::new(text.trim())))).collect()
        }
        Values::Days(days) => days.into_iter().map(Amount::Days).collect(),
        Values::Count(count) => vec![Amount::count(count)],
    }
}

/// Tells whether one of the values stands so to one of the others; for “is not”, whether all do to all.
///
/// `whole` says that the others were written into the condition: a year is meant as a whole then.
fn stands(values: &[Amount<'_>], comparison: Comparison, others: &[Amount<'_>], whole: bool) -> bool {
    let mut pairs = values.iter().flat_map(|value| others.iter().map(move |other| (value, other)));
    let holds = |(value, other): (&Amount<'_>, &Amount<'_>)| pair(value, comparison, other, whole);
    if comparison == Comparison::Unequal {
        !values.is_empty() && !others.is_empty() && pairs.all(holds)
    } else {
        pairs.any(holds)
    }
}

fn pair(value: &Amount<'_>, comparison: Comparison, other: &Amount<'_>, whole: bool) -> bool {
    // Days first: where one of the two is a date for sure, a number of four digits is a year.
    let sure = |amount: &Amount<'_>| matches!(amount, Amount::Days(_));
    if (sure(value) || sure(other))
        && let (Some(days), Some(others)) = (value.days(), other.days())
    {
        return of_days(days, comparison, others, whole);
    }
    if let (Some(number), Some(other)) = (value.number(), other.number()) {
        return of_numbers(number, comparison, other);
    }
    // A range of dates beside a duration is one as well: for how long.
    if (value.length().is_some() || other.length().is_some())
        && let (Some(length), Some(other)) = (value.extent(), other.extent())
    {
        return of_numbers(length, comparison, other);
    }
    if let (Some(days), Some(others)) = (value.days(), other.days()) {
        return of_days(days, comparison, others, whole);
    }
    let same = match (value, other) {
        (Amount::Text(value), Amount::Text(other)) => value.text == other.text,
        (Amount::Code(value), Amount::Code(other)) => value == other,
        _ => false,
    };
    match comparison {
        Comparison::Equal => same,
        Comparison::Unequal => !same,
        _ => false,
    }
}

fn of_numbers(number: f64, comparison: Comparison, other: f64) -> bool {
    let order = number.total_cmp(&other);
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}

/// Compares two dates by their first and last days. Only what is sure holds, so a day that is needed and not known
/// lets nothing hold.
fn of_days((first, last): Bounds, comparison: Comparison, (from, to): Bounds, whole: bool) -> bool {
    let both = |left: Option<i64>, right: Option<i64>, holds: fn(&i64, &i64) -> bool| {
        left.zip(right).is_some_and(|(left, right)| holds(&left, &right))
    };
    let before = both(last, from, i64::lt);
    let after = both(first, to, i64::gt);
    match comparison {
        Comparison::Less => before,
        Comparison::More => after,
        Comparison::Unequal => before || after,
        Comparison::AtMost => both(last, if whole { to } else { from }, i64::le),
        Comparison::AtLeast => both(first, if whole { from } else { to }, i64::ge),
        Comparison::Equal if whole => both(first, from, i64::ge) && both(last, to, i64::le),
        Comparison::Equal => both(first, from, i64::eq) && both(last, to, i64::eq),
    }
}

/// The codes that say how precise a date is.
pub(in super::super) const PRECISIONS: [&str; 5] = ["day", "month", "year", "range", "unknown"];

/// Says how precise a date is, by its bounds.
fn precision(bounds: Bounds) -> &'static str {
    let [day, month, year, range, unknown] = PRECISIONS;
    let (first, last) = match bounds {
        (None, None) => return unknown,
        (Some(first), Some(last)) => (first, last),
        _ => return range,
    };
    if first == last {
        return day;
    }
    // The day after the last one begins what follows.
    let (first, next) = (day_of_number(first), day_of_number(last + 1));
    let (Some(first_month), Some(next_month)) = (first.strip_suffix("-01"), next.strip_suffix("-01")) else {
        return range;
    };
    let number = |month: &str| -> Option<i64> {
        let (year, month) = month.split_once('-')?;
        Some(year.parse::<i64>().ok()? * 12 + month.parse::<i64>().ok()?)
    };
    match number(first_month).zip(number(next_month)).map(|(first, next)| next - first) {
        Some(1) => month,
        Some(12) if first_month.ends_with("-01") => year,
        _ => range,
    }
}

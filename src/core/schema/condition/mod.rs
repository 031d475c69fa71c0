//! Conditions: for which records a field is asked for, and where a check speaks up.
//!
//! A condition is text such as `level instrument and (signed < 2010 or x_trainees > 100)`. It is read by
//! [`Condition::parse`], held against the schema when a schema file is read, and put to a record by
//! [`Condition::holds`]. What a record says comes through [`Facts`]: nothing here knows how records are built.
//!
//! A test of something that a record does not say does not hold: neither `signed < 2010` nor `signed >= 2010`
//! holds where no date of signing is known. `not` turns that round.

mod facts;
mod holds;
mod lex;
mod parse;
mod subject;
#[cfg(test)]
mod tests;

pub use facts::{Bounds, Facts, Values, bounds};
pub use subject::{SUBJECTS, Shape, Subject, SubjectRow};

use std::fmt;

use super::choices::Choices;
use facts::extent;
pub(super) use facts::length;
pub(super) use holds::PRECISIONS;

/// Says for which records something holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Self>),
    /// At least one part holds.
    Any(Vec<Self>),
    /// The part does not hold.
    Not(Box<Self>),
    /// A single test.
    Test(Test),
}

/// Asks one thing of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A flag is set.
    Flag(Subject),
    /// A field has a code; a list has it among others.
    Has(Subject, String),
    /// A field has one of several codes.
    Among(Subject, Vec<String>),
    /// A field is empty, filled in, or empty for a reason.
    Is(Subject, State),
    /// A value, a number of values or a precision stands to another.
    Compare(Measure, Comparison, Against),
}

/// Says whether a field has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It has none, whatever the reason.
    Empty,
    /// It has one.
    Given,
    /// It has none and the reason is said.
    Missing,
    /// It has none for this reason: a code of [`Vocabulary::Missing`](super::Vocabulary::Missing).
    Because(String),
}

/// What is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The value of a field.
    Value(Subject),
    /// The code of a field, which is no number even where it is written in digits.
    Code(Subject),
    /// The place of its value in the order of a list.
    Rank(Subject, Choices),
    /// How many values a list has; with a code, how many of this code.
    Count(Subject, Option<String>),
    /// How precise a date is: `day`, `month`, `year`, `range` or `unknown`.
    Precision(Subject),
}

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Not the same.
    Unequal,
    /// Smaller or earlier.
    Less,
    /// Not larger or later.
    AtMost,
    /// Larger or later.
    More,
    /// Not smaller or earlier.
    AtLeast,
}

impl Comparison {
    /// Lists every comparison once; a sign that begins another one comes after it.
    pub const ALL: [Self; 6] = [Self::Unequal, Self::AtMost, Self::AtLeast, Self::Equal, Self::Less, Self::More];

    /// Returns the sign.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// What something is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// A number, date, duration or code as it was written.
    Written(Written),
    /// The value of another field.
    Field(Subject),
}

/// A value of a condition, and everything it can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    text: String,
    number: Option<f64>,
    days: Option<Bounds>,
    length: Option<f64>,
    extent: Option<f64>,
}

impl Written {
    /// Reads a value.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let (days, length, extent) = (bounds(&text), length(&text), extent(&text));
        Self { number: super::values::decimal(&text), days, length, extent, text }
    }

    /// Returns the value as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether the value is a number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        self.number.is_some()
    }

    /// Tells whether the value is a date with two known ends.
    #[must_use]
    pub const fn is_date(&self) -> bool {
        matches!(self.days, Some((Some(_), Some(_))))
    }

    /// Tells whether the value is a duration.
    #[must_use]
    pub const fn is_duration(&self) -> bool {
        self.length.is_some()
    }
}

impl Condition {
    /// Reads a condition such as `topic TRAIN and not status signed`.
    ///
    /// Tests are joined by `and`, which binds closer, and `or`, turned round by `not` and held together by
    /// brackets. Words are parted by spaces; brackets, commas and signs of comparison part them as well. A value
    /// with one of these in it stands in single quotation marks. Whether fields and codes exist is not looked at.
    ///
    /// # Errors
    /// A sentence that says where the condition goes wrong and what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::parse(text)
    }

    /// Lists the fields that the condition asks about.
    #[must_use]
    pub fn subjects(&self) -> Vec<&Subject> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::subjects).collect(),
            Self::Not(part) => part.subjects(),
            Self::Test(Test::Flag(one) | Test::Has(one, _) | Test::Among(one, _) | Test::Is(one, _)) => vec![one],
            Self::Test(Test::Compare(measure, _, against)) => {
                let (Measure::Value(one)
                | Measure::Code(one)
                | Measure::Rank(one, _)
                | Measure::Count(one, _)
                | Measure::Precision(one)) = measure;
                match against {
                    Against::Field(other) => vec![one, other],
                    Against::Written(_) => vec![one],
                }
            }
        }
    }

    /// Gives every test to a function, which may put something else in its place.
    pub(super) fn each(&mut self, visit: &mut impl FnMut(&mut Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.each(visit)),
            Self::Not(part) => part.each(visit),
            Self::Test(test) => visit(test),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, joint) = match self {
            Self::Test(test) => return test.fmt(formatter),
            Self::Not(part) => {
                formatter.write_str("not ")?;
                return part.fmt_part(formatter);
            }
            Self::All(parts) => (parts, " and "),
            Self::Any(parts) => (parts, " or "),
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                formatter.write_str(joint)?;
            }
            match part {
                // “and” binds closer than “or”.
                Self::All(_) if matches!(self, Self::Any(_)) => part.fmt(formatter)?,
                _ => part.fmt_part(formatter)?,
            }
        }
        Ok(())
    }
}

impl Condition {
    /// Writes a part of a condition, in brackets where it has parts itself.
    fn fmt_part(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(_) | Self::Any(_) => write!(formatter, "({self})"),
            Self::Not(_) | Self::Test(_) => fmt::Display::fmt(self, formatter),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(subject) => subject.fmt(formatter),
            Self::Has(subject, code) => write!(formatter, "{subject} {}", lex::quoted(code)),
            Self::Among(subject, codes) => {
                let codes: Vec<_> = codes.iter().map(|code| lex::quoted(code)).collect();
                write!(formatter, "{subject} in ({})", codes.join(", "))
            }
            Self::Is(subject, state) => {
                let word = match state {
                    State::Empty => parse::EMPTY,
                    State::Given => parse::GIVEN,
                    State::Missing => parse::MISSING,
                    State::Because(code) => code,
                };
                write!(formatter, "{subject} is {word}")
            }
            Self::Compare(measure, comparison, against) => {
                match measure {
                    Measure::Value(subject) | Measure::Code(subject) | Measure::Rank(subject, _) => {
                        subject.fmt(formatter)?;
                    }
                    Measure::Count(list, None) => write!(formatter, "count({list})")?,
                    Measure::Count(list, Some(code)) => write!(formatter, "count({list}:{})", lex::quoted(code))?,
                    Measure::Precision(date) => write!(formatter, "precision({date})")?,
                }
                let against = match against {
                    Against::Written(value) => lex::quoted(value.text()),
                    Against::Field(subject) => subject.as_str().into(),
                };
                write!(formatter, " {} {against}", comparison.sign())
            }
        }
    }
}

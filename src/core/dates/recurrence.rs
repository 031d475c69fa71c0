//! What comes back (ISO 8601-1, 5.6): every so often, or so many times, from a day or until one.

use super::duration::Duration;
use super::wanted::Wanted;
use super::{DateProblem, DateValue};

/// A recurrence together with the text it was written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    text: String,
    times: Option<u32>,
    every: Option<Duration>,
    from: Option<DateValue>,
    until: Option<DateValue>,
}

impl Recurrence {
    /// Reads a recurrence exactly as written: a duration such as `P1Y`, `R/2024/P1Y`, `R3/P1Y/2026`, `R/2024/2026`.
    ///
    /// # Errors
    ///
    /// A [`DateProblem`] that says what is wrong and, where it is clear, what to write instead.
    pub fn parse(value: &str) -> Result<Self, DateProblem> {
        let problem = |reason: String, offers: Vec<String>| DateProblem {
            value: value.to_owned(),
            wanted: Wanted::Recurrence,
            reason,
            offers,
        };
        let nothing = Self { text: value.to_owned(), times: None, every: None, from: None, until: None };
        let Some(rest) = value.strip_prefix('R') else {
            return match Duration::parse(value) {
                Ok(every) => Ok(Self { every: Some(every), ..nothing }),
                Err(slip) => Err(problem(slip.reason, slip.offers)),
            };
        };
        let parts: Vec<&str> = rest.split('/').collect();
        let [times, one, other] = parts.as_slice() else {
            return Err(problem("after R come two parts with a slash before each".to_owned(), Vec::new()));
        };
        let times = match *times {
            "" => None,
            digits => match digits.parse::<u32>().ok().filter(|times| *times > 0 && !digits.starts_with('+')) {
                Some(times) => Some(times),
                None => return Err(problem(format!("“{digits}” is not how often"), Vec::new())),
            },
        };
        let date = |text: &str| DateValue::parse(text).map_err(|slip| problem(slip.reason, Vec::new()));
        let (first, second) = (Duration::parse(one), Duration::parse(other));
        match (first, second) {
            (Ok(_), Ok(_)) => Err(problem("one of the two parts is a date".to_owned(), Vec::new())),
            (Ok(every), Err(_)) => Ok(Self { times, every: Some(every), until: Some(date(other)?), ..nothing }),
            (Err(_), Ok(every)) => Ok(Self { times, every: Some(every), from: Some(date(one)?), ..nothing }),
            (Err(_), Err(_)) => Ok(Self { times, from: Some(date(one)?), until: Some(date(other)?), ..nothing }),
        }
    }

    /// Returns the text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Says the recurrence in English words, such as “every year from 2024”.
    #[must_use]
    pub fn in_words(&self) -> String {
        let times = self.times.map(|times| if times == 1 { "once".to_owned() } else { format!("{times} times") });
        let every = self.every.as_ref().map(|every| format!("every {}", every.as_interval()));
        let when = match (&self.from, &self.until) {
            (Some(from), Some(until)) => Some(format!("from {} to {}", from.in_words(), until.in_words())),
            (Some(from), None) => Some(format!("from {}", from.in_words())),
            (None, until) => until.as_ref().map(|until| format!("until {}", until.in_words())),
        };
        let again = (times.is_none() && every.is_none()).then(|| "again and again".to_owned());
        let parts: Vec<String> =
            [times.map(|times| if every.is_some() { times + "," } else { times }), every, again, when]
                .into_iter()
                .flatten()
                .collect();
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recurrence_is_said_in_words() {
        let rows = [
            ("P1Y", "every year"),
            ("P6M", "every 6 months"),
            ("R/2024/P1Y", "every year from 2024"),
            ("R5/2024-04/P2Y", "5 times, every 2 years from April 2024"),
            ("R/P1Y/2026", "every year until 2026"),
            ("R/2024/2026", "again and again from 2024 to 2026"),
            ("R3/2024/2026", "3 times from 2024 to 2026"),
        ];
        for (value, words) in rows {
            assert_eq!(Recurrence::parse(value).expect(value).in_words(), words);
        }
    }

    #[test]
    fn slip_is_named() {
        let rows = [
            ("every year", "it is P, then numbers each with its letter: Y, M, W or D, and T before H, M and S"),
            ("1 year", "write P1Y"),
            ("R/P1Y", "after R come two parts with a slash before each"),
            ("R0/2024/P1Y", "“0” is not how often"),
            ("R/P1Y/P2Y", "one of the two parts is a date"),
            ("R/2024-13/P1Y", "month 13"),
        ];
        for (value, reason) in rows {
            assert_eq!(Recurrence::parse(value).expect_err(value).reason, reason, "{value}");
        }
        let message = Recurrence::parse("1 year").expect_err("no P").to_string();
        let advice = "Write e.g. P1Y for every year, R/2024/P1Y with its start, or a set of dates.";
        assert_eq!(message, format!("“1 year” is not a recurrence: write P1Y. {advice}"));
    }
}

//! Durations (ISO 8601-1, 5.5.2.3), such as `P5Y`: for how long something is made.

use jiff::Span;

use super::DateProblem;
use super::wanted::Wanted;

/// A duration together with the text it was written as.
#[derive(Clone, Debug)]
pub struct Duration {
    text: String,
    span: Span,
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Duration {}

/// What a value that is no duration is told.
const SHAPE: &str = "it is P, then numbers each with its letter: Y, M, W or D, and T before H, M and S";

impl Duration {
    /// Reads a duration exactly as written.
    ///
    /// # Errors
    ///
    /// A [`DateProblem`] that says what is wrong and, where it is clear, what to write instead.
    pub fn parse(value: &str) -> Result<Self, DateProblem> {
        exact(value).ok_or_else(|| {
            let (reason, offers) = slip(value);
            DateProblem { value: value.to_owned(), wanted: Wanted::Duration, reason, offers }
        })
    }

    /// Returns the text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Says the duration in English words, such as “1 year 6 months”.
    #[must_use]
    pub fn in_words(&self) -> String {
        let counted = self.parts().into_iter().map(|(count, unit)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {unit}{plural}")
        });
        let words = counted.collect::<Vec<_>>().join(" ");
        if self.span.get_milliseconds() + self.span.get_microseconds() + self.span.get_nanoseconds() == 0 {
            words
        } else {
            // Nobody writes agreements for parts of a second; what stands there is not rounded.
            self.text.clone()
        }
    }

    /// Gives the time span.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Says how often something is that comes back after this time: “year”, “2 years”.
    pub(super) fn as_interval(&self) -> String {
        match self.parts().as_slice() {
            [(1, unit)] => (*unit).to_owned(),
            _ => self.in_words(),
        }
    }

    /// Gives what is counted, the longest first.
    fn parts(&self) -> Vec<(i64, &'static str)> {
        let span = &self.span;
        let all = [
            (span.get_years().into(), "year"),
            (span.get_months().into(), "month"),
            (span.get_weeks().into(), "week"),
            (span.get_days().into(), "day"),
            (span.get_hours().into(), "hour"),
            (span.get_minutes(), "minute"),
            (span.get_seconds(), "second"),
        ];
        all.into_iter().filter(|(count, _)| *count != 0).collect()
    }
}

/// Reads what is written as ISO 8601 has it, and counts something.
fn exact(value: &str) -> Option<Duration> {
    let plain = value.starts_with('P') && value.chars().all(|c| c.is_ascii_digit() || "PYMWDTHS.,".contains(c));
    let span: Span = value.parse().ok().filter(|_| plain)?;
    (!span.is_zero()).then(|| Duration { text: value.to_owned(), span })
}

/// Says why a text is no duration, and what it most likely means.
fn slip(value: &str) -> (String, Vec<String>) {
    let tight: String = value.split_whitespace().collect::<String>().to_ascii_uppercase();
    let begun = if tight.starts_with('P') { tight.clone() } else { format!("P{tight}") };
    let read = || value.trim().parse::<Span>().ok().filter(|span| !span.is_negative()).map(|span| span.to_string());
    let offer =
        Some(begun).filter(|text| exact(text).is_some()).or_else(|| read().filter(|text| exact(text).is_some()));
    match offer {
        Some(offer) => (format!("write {offer}"), vec![offer]),
        None if tight.is_empty() => ("nothing is written".to_owned(), Vec::new()),
        None if tight.contains('X') => {
            ("a number has to be known; leave the value empty and choose a modifier".to_owned(), Vec::new())
        }
        None if value.parse::<Span>().is_ok_and(Span::is_zero) => ("it counts nothing".to_owned(), Vec::new()),
        None if is_huge(value) => ("it is longer than can be counted".to_owned(), Vec::new()),
        None => (SHAPE.to_owned(), Vec::new()),
    }
}

/// Tells whether nothing is wrong with a text but that its numbers are too large.
fn is_huge(value: &str) -> bool {
    let mut small = String::new();
    for sign in value.chars() {
        match (sign.is_ascii_digit(), small.ends_with('1')) {
            (true, true) => {}
            (true, false) => small.push('1'),
            _ => small.push(sign),
        }
    }
    exact(&small).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duration_is_said_in_words() {
        let rows = [
            ("P5Y", "5 years"),
            ("P1Y6M", "1 year 6 months"),
            ("P18M", "18 months"),
            ("P2W", "2 weeks"),
            ("P30D", "30 days"),
            ("PT36H", "36 hours"),
            ("P1DT12H", "1 day 12 hours"),
            ("PT1M30S", "1 minute 30 seconds"),
        ];
        for (value, words) in rows {
            let duration = Duration::parse(value).expect(value);
            assert_eq!((duration.in_words().as_str(), duration.as_str()), (words, value));
        }
    }

    #[test]
    fn slip_is_named_with_what_to_write() {
        let rows = [
            ("5Y", "write P5Y"),
            ("P5y", "write P5Y"),
            ("5 years", "write P5Y"),
            ("1 year 6 months", "write P1Y6M"),
            ("18 months", "write P18M"),
            (" P5Y", "write P5Y"),
            ("-P5Y", SHAPE),
            ("P", SHAPE),
            ("five", SHAPE),
            ("2024", SHAPE),
            ("", "nothing is written"),
            ("P0D", "it counts nothing"),
            ("P99999999Y", "it is longer than can be counted"),
            ("P1Y99999999999999999999M", "it is longer than can be counted"),
            ("P1Y1", SHAPE),
            ("PXY", "a number has to be known; leave the value empty and choose a modifier"),
        ];
        for (value, reason) in rows {
            let problem = Duration::parse(value).expect_err(value);
            assert_eq!(problem.reason, reason, "{value}");
            assert!(problem.offers.iter().all(|offer| Duration::parse(offer).is_ok()), "{value}");
        }
        let message = Duration::parse("5Y").expect_err("no P").to_string();
        assert_eq!(message, "“5Y” is not a duration: write P5Y. Write e.g. P5Y, P18M or P1Y6M, or a range of dates.");
    }
}

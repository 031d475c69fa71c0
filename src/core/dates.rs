//! Date values: reads EDTF (ISO 8601-2, levels 0 to 2), says it in words, explains slips; durations and recurrences.
//!
//! A value keeps the text it was written as. Bounds are whole days, both ends included, in the
//! proleptic Gregorian calendar; a time of day counts for its local day.

#![forbid(unsafe_code)]

mod duration;
mod meaning;
mod precision;
mod recurrence;
mod slip;
mod wanted;

pub use duration::Duration;
pub use meaning::Meaning;
pub use precision::Exactness;
pub use recurrence::Recurrence;
pub use wanted::Wanted;

use std::fmt;

use edtf_core::{
    Bound, Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Precision, Qualifier, Set, SetElement, SetKind,
    Year,
};

/// Names what the place of the month can hold, counted from 01.
const MONTHS: &str = "January,February,March,April,May,June,July,August,September,October,\
    November,December,,,,,,,,,spring,summer,autumn,winter,northern spring,northern summer,\
    northern autumn,northern winter,southern spring,southern summer,southern autumn,\
    southern winter,first quarter,second quarter,third quarter,fourth quarter,\
    first four months,second four months,last four months,first half,second half";

/// Holds a valid EDTF value together with the text it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateValue {
    text: String,
    edtf: Edtf,
}

impl DateValue {
    /// Reads a value exactly as written; spaces around it are a slip.
    ///
    /// # Errors
    ///
    /// A [`DateProblem`] that says what is wrong and, where it is clear, what to write instead.
    pub fn parse(value: &str) -> Result<Self, DateProblem> {
        let text = value.to_owned();
        let Ok(edtf) = Edtf::parse(value) else {
            let slip = slip::slip(value);
            return Err(DateProblem { value: text, wanted: Wanted::Date, reason: slip.reason, offers: slip.offers });
        };
        Ok(Self { text, edtf })
    }

    /// Returns the text as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Says the value in English words, such as “1 April, year unknown”.
    #[must_use]
    pub fn in_words(&self) -> String {
        match &self.edtf {
            Edtf::Date(date) => date_words(date, false),
            Edtf::DateTime(moment) => moment_words(moment),
            Edtf::Interval(interval) => interval_words(interval),
            Edtf::Set(set) => set_words(set),
        }
    }

    /// Names how fine the value is written, such as “day”, “month” or “range”.
    ///
    /// A part written as `X` counts as written: `2024-XX` is a month, `201X` a decade.
    #[must_use]
    pub fn granularity(&self) -> &'static str {
        match &self.edtf {
            Edtf::Date(date) => date_granularity(date),
            Edtf::DateTime(_) => "second",
            Edtf::Interval(_) => "range",
            Edtf::Set(_) => "set",
        }
    }

    /// Computes the earliest and the latest day as `YYYY-MM-DD`.
    ///
    /// An end is `None` if it is open or unknown, has a wholly unknown year, or lies outside the
    /// years 0 to 9999.
    #[must_use]
    pub fn bounds(&self) -> (Option<String>, Option<String>) {
        let text = self.text.as_str();
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let day = |bound, written: &str| match bound {
            Bound::Date(day) if written.contains("XXXX") || !(0..=9999).contains(&day.year) => None,
            Bound::Date(day) => Some(day.to_string()),
            _ => None,
        };
        let bounds = self.edtf.bounds();
        (day(bounds.earliest, first), day(bounds.latest, last))
    }
}

/// Tells why a text is not a date value, or not a duration or recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateProblem {
    /// Repeats the text that was rejected.
    pub value: String,
    /// What it should have been.
    pub wanted: Wanted,
    /// Says what is wrong with it, without a full stop.
    pub reason: String,
    /// Gives the values it most likely means, the likeliest first; none where nothing is clear.
    pub offers: Vec<String>,
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, reason) = (shortened(&self.value), shortened(&self.reason));
        let (name, advice) = (self.wanted.name(), self.wanted.advice());
        write!(formatter, "“{value}” is not {name}: {reason}. {advice}")
    }
}

impl std::error::Error for DateProblem {}

/// Cuts what is too long to be quoted in a message.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn date_granularity(date: &Date) -> &'static str {
    match (date.precision(), date.month.and_then(DateField::value)) {
        (Precision::Day, _) => "day",
        (Precision::Month, _) => "month",
        (Precision::Season, Some(33..=36)) => "quarter",
        (Precision::Season, Some(40 | 41)) => "half-year",
        (Precision::Season, _) => "season",
        (Precision::Year, _) if year_words(&date.year).starts_with("the") => "decade",
        (Precision::Year, _) => "year",
    }
}

/// Says one date; inside a longer expression its remarks stand in brackets.
fn date_words(date: &Date, nested: bool) -> String {
    let mut remarks = Vec::new();
    let mut words = part_words(date, &mut remarks);
    if words.is_empty() && !remarks.is_empty() {
        words = remarks.remove(0);
    }
    match doubt(date, |qualifier| qualifier.approximate, "approximate") {
        Some(doubt) if doubt == "approximate" => words.insert_str(0, "about "),
        doubt => remarks.extend(doubt),
    }
    remarks.extend(doubt(date, |qualifier| qualifier.uncertain, "uncertain"));
    match (remarks.join(", "), nested) {
        (remark, _) if remark.is_empty() => words,
        (remark, false) => format!("{words}, {remark}"),
        (remark, true) => format!("{words} ({remark})"),
    }
}

/// Joins the known parts of a date and collects remarks on the others.
fn part_words(date: &Date, remarks: &mut Vec<String>) -> String {
    let mut words = Vec::new();
    let mut unknown = Vec::new();
    let month = date.month.and_then(DateField::value);
    for (name, part) in [("day", date.day), ("month", date.month)] {
        let Some(field) = part else { continue };
        match field.value() {
            Some(number) if name == "month" => words.push(month_words(number).to_owned()),
            Some(number) if month.is_some() => words.push(number.to_string()),
            Some(number) => words.push(format!("day {number}")),
            None if field.digits == [None, None] => unknown.push(name.to_owned()),
            None => remarks.push(format!("{name} {}", field.digits.map(sign).concat())),
        }
    }
    let year = year_words(&date.year);
    if year_text(&date.year) == "XXXX" {
        unknown.push("year".to_owned());
    } else if !date.year.has_unspecified() {
        let of = month >= Some(33) || month.is_none() && !words.is_empty();
        words.push(if of { format!("of {year}") } else { year });
    } else if date.month.is_some() {
        remarks.push(format!("in {year}"));
    } else {
        remarks.push(year);
    }
    if !unknown.is_empty() {
        remarks.insert(0, format!("{} unknown", listed(&unknown, "and")));
    }
    words.join(" ")
}

fn sign(digit: Option<u8>) -> String {
    digit.map_or_else(|| "X".to_owned(), |digit| digit.to_string())
}

fn month_words(number: u8) -> &'static str {
    let mut names = MONTHS.split(',');
    names.nth(usize::from(number).saturating_sub(1)).unwrap_or_default()
}

fn year_text(year: &Year) -> String {
    let mut year = *year;
    year.qualifier = Qualifier::default();
    let (month, day) = (None, None);
    Date { year, month, day }.to_string()
}

/// Says a year; what has no everyday form keeps its signs.
fn year_words(year: &Year) -> String {
    let text = year_text(year);
    let decade = text.strip_suffix('X').filter(|rest| !rest.contains('X'));
    match decade {
        Some(digits) => format!("the {digits}0s"),
        None if text.len() == 4 && matches!(year.value(), Some(1000..)) => text,
        None => format!("year {text}"),
    }
}

/// Says which parts carry a doubt: the bare word if all do, the parts by name if some do.
fn doubt(date: &Date, carries: fn(Qualifier) -> bool, word: &str) -> Option<String> {
    let fields = [("day", date.day), ("month", date.month)].into_iter();
    let fields = fields.filter_map(|(name, field)| Some((name, field?.qualifier)));
    let parts: Vec<_> = fields.chain([("year", date.year.qualifier)]).collect();
    let doubtful = parts.iter().filter(|(_, qualifier)| carries(*qualifier));
    let named: Vec<String> = doubtful.map(|(name, _)| (*name).to_owned()).collect();
    match named.len() {
        0 => None,
        count if count == parts.len() => Some(word.to_owned()),
        _ => Some(format!("{} {word}", listed(&named, "and"))),
    }
}

fn moment_words(moment: &DateTime) -> String {
    let time = moment.time.to_string();
    let (clock, zone) = time.split_at_checked(8).unwrap_or((&time, ""));
    let day = date_words(&moment.date, false);
    match zone {
        "" => format!("{day}, {clock}"),
        "Z" => format!("{day}, {clock} (UTC)"),
        _ => format!("{day}, {clock} ({zone})"),
    }
}

fn interval_words(interval: &Interval) -> String {
    use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
    let words = |end: &IntervalEndpoint| match end {
        Date(date) => date_words(date, true),
        OnOrBefore(date) => format!("{} or earlier", date_words(date, true)),
        OnOrAfter(date) => format!("{} or later", date_words(date, true)),
        Open => "open".to_owned(),
        Unknown => "unknown".to_owned(),
    };
    let (start, end) = (words(&interval.start), words(&interval.end));
    match (&interval.start, &interval.end) {
        (Open | Unknown, _) => format!("until {end}, start {start}"),
        (_, Open | Unknown) => format!("from {start}, end {end}"),
        _ => listed(&[start, end], "to"),
    }
}

fn set_words(set: &Set) -> String {
    let (join, one_of) = match set.kind {
        SetKind::OneMember => ("or", "one of "),
        SetKind::AllMembers => ("and", ""),
    };
    let words = |date: &Date| date_words(date, true);
    let item = |element: &SetElement| match element {
        SetElement::Date(date) => words(date),
        SetElement::OnOrBefore(date) => format!("{} or earlier", words(date)),
        SetElement::OnOrAfter(date) => format!("{} or later", words(date)),
        SetElement::Range(from, to) => one_of.to_owned() + &listed(&[words(from), words(to)], "to"),
    };
    listed(&set.elements.iter().map(item).collect::<Vec<_>>(), join)
}

/// Joins items; ending words that all share, such as the month and year, are said only once.
fn listed(items: &[String], join: &str) -> String {
    let more = items.split_last().filter(|(_, others)| !others.is_empty());
    let Some((last, others)) = more else {
        return items.concat();
    };
    let shared = |item: &String| {
        let pairs = item.rsplit(' ').zip(last.rsplit(' '));
        let most = pairs.clone().count().saturating_sub(1);
        pairs.take(most).take_while(|(a, b)| a == b).count()
    };
    let shared = others.iter().map(shared).min().unwrap_or_default();
    let head = |item: &String| item.rsplitn(shared + 1, ' ').last().map(str::to_owned);
    let mut heads: Vec<String> = others.iter().filter_map(head).collect();
    let cut = |head: &String| head.contains('(') && !head.contains(')');
    if heads.iter().any(cut) {
        heads = others.to_vec();
    }
    format!("{} {join} {last}", heads.join(", "))
}

fn valid(text: &str) -> bool {
    Edtf::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "2024-04-01 = 1 April 2024; XXXX-04-01 = 1 April, year unknown;
        2024/2025 = 2024 to 2025; 2025-04-05/2025-04-08 = 5 to 8 April 2025; 2024~ = about 2024;
        2024-09-05? = 5 September 2024, uncertain; 2024-35 = third quarter of 2024; [2024] = 2024;
        [2024-10-29,2024-10-31] = 29 or 31 October 2024; 2024-22 = summer 2024; 201X = the 2010s;
        2019-05-14T20:49:00+05:00 = 14 May 2019, 20:49:00 (+05:00); 2024-41 = second half of 2024;
        2019-05-14T20:49:00Z = 14 May 2019, 20:49:00 (UTC); 2024-XX = 2024, month unknown;
        2024-04-01/.. = from 1 April 2024, end open; ../2023 = until 2023, start open;
        2024-04-01/ = from 1 April 2024, end unknown; /2023 = until 2023, start unknown;
        {1959,1960} = 1959 and 1960; 2024-04 = April 2024; 2024% = about 2024, uncertain;
        XXXX = year unknown; XXXX-04 = April, year unknown; 2024-04-XX = April 2024, day unknown;
        201X-04-01 = 1 April, in the 2010s; 2024-XX-05 = day 5 of 2024, month unknown;
        2024-04-1X = April 2024, day 1X; 2025-03-28/2025-04-02 = 28 March to 2 April 2025;
        2025-04/2025-06 = April to June 2025; 2024-33/2024-35 = first to third quarter of 2024;
        2024-12-30/2025-01-02 = 30 December 2024 to 2 January 2025; 20XX = year 20XX;
        XXXX-04-05/XXXX-04-08 = 5 to 8 April (year unknown); [2024,2025,2026] = 2024, 2025 or 2026;
        2024-09-05?/2024-09-08 = 5 September 2024 (uncertain) to 8 September 2024;
        2024-03-XX/2024-XX = March 2024 (day unknown) to 2024 (month unknown);
        {2025-04-01,2025-04-02,2025-04-03} = 1, 2 and 3 April 2025; [..1983] = 1983 or earlier;
        2023/2024.. = 2023 to 2024 or later; [1670..1672] = one of 1670 to 1672;
        {2024-04-05,2024-04} = 5 April and April 2024; 2024-30 = southern summer 2024;
        2004-06~-11 = 11 June 2004, month and year approximate";
    const GRAINS: &str = "2024-04-01 = day; XXXX-04-01 = day; 2024-XX = month; 2024 = year;
        2024-22 = season; 2024-35 = quarter; 2024-40 = half-year; 201X = decade; 2024/2025 = range;
        [2024] = set; 2019-05-14T20:49:00 = second";
    const BOUNDS: &str = "2024-02 = 2024-02-01 2024-02-29; 2024-04-01/.. = 2024-04-01 none;
        2024/XXXX-05 = 2024-01-01 none; ../2023 = none 2023-12-31; XXXX-04-01 = none none;
        [2024-10-29,2024-10-31] = 2024-10-29 2024-10-31; -0043 = none none;
        2024-24 = 2024-12-01 2025-02-28; 2019-05-14T20:49:00Z = 2019-05-14 2019-05-14";
    const SLIPS: &str = "2024-13-01 = month 13; 2024-13 = month 13; 2024-04-32 = day 32;
        2024-04-31 = April 2024 has 30 days; 2023-02-29 = February 2023 has 28 days;
        01.04.2024 = it is day first, write 2024-04-01; 2024-04-01/2024-13-01 = month 13;
        25-12 = it is day first, write XXXX-12-25; 2024-4-1 = write 2024-04-01;
        8-4 = day first or month first is not clear, write XXXX-04-08 or XXXX-08-04;
        9/5/2024 = day first or month first is not clear, write 2024-05-09 or 2024-09-05;
        5/13/2024 = it is month first, write 2024-05-13; ٢٠٢٤-٤-١ = write 2024-04-01;
        5-8/4 = the year comes first, write XXXX-04-05/XXXX-04-08; 2024-Q3 = write 2024-35;
        2024–2025 = a range takes a slash, write 2024/2025; XXXX-02-30 = February has 29 days;
        2024/25 = both ends in full, write 2024/2025; ngày 8-4 = “ngày” is not understood;
        2025/2024 = the range ends before it begins, write 2024/2025; 2024-H2 = write 2024-41;
        2019-05-14T20:49 = a time has seconds in EDTF, write the day alone, 2019-05-14, or with \
            seconds, 2019-05-14T20:49:00;
        14.05.2019 20:49 = it is day first, write 2019-05-14;
        14.05.2019 20:49:30 = it is day first, write 2019-05-14T20:49:30;
        20:49 / 14.05.2019 = the day comes before the time, write 2019-05-14;
        2019-05-14T25:00:00 = hour must be 00-23 (24 is not allowed);  = nothing is written;
        1 April 2024 = months are numbers, April is 04; [2024 = the closing bracket is missing;
        PAST_REF = choose past, present or future instead;
        2024-xx = a space or sign does not belong there, write 2024-XX";

    /// Compares what is said of each value, or the reason why it is none, with the table.
    fn check(table: &str, say: impl Fn(DateValue) -> String) {
        for row in table.split(';') {
            let (value, expected) = row.split_once(" = ").unwrap_or_default();
            let said = DateValue::parse(value.trim()).map_or_else(|problem| problem.reason, &say);
            assert_eq!(said, expected, "{value}");
        }
    }

    #[test]
    fn value_is_said_in_words_with_granularity_and_bounds() {
        check(WORDS, |date| date.in_words());
        check(GRAINS, |date| date.granularity().to_owned());
        let name = |day: Option<String>| day.unwrap_or("none".to_owned());
        check(BOUNDS, |date| <[_; 2]>::from(date.bounds()).map(name).join(" "));
    }

    #[test]
    fn slip_is_named_with_what_to_write() {
        check(SLIPS, |date| date.in_words());
        let problem = DateValue::parse("2024-13-01").map_err(|problem| problem.to_string());
        let message = "“2024-13-01” is not a date: month 13. \
            Write year-month-day, e.g. 2024-04-01; use X for what is unknown.";
        assert_eq!(problem, Err(message.to_owned()));
    }

    #[test]
    fn slip_offers_what_is_most_likely_meant() {
        let rows = [
            ("14.05.2019 20:49", "2019-05-14 2019-05-14T20:49:00"),
            ("14.05.2019, 20:49", "2019-05-14 2019-05-14T20:49:00"),
            ("20:49 / 14.05.2019", "2019-05-14 2019-05-14T20:49:00"),
            ("2019-05-14T20:49", "2019-05-14 2019-05-14T20:49:00"),
            ("2019-05-14T20:49+05:00", "2019-05-14 2019-05-14T20:49:00+05:00"),
            ("2019-05-14T20", "2019-05-14"),
            ("14.05.2019 20:49:30", "2019-05-14T20:49:30"),
            ("9/5/2024", "2024-05-09 2024-09-05"),
            ("2024-13-01", ""),
            ("yesterday", ""),
        ];
        for (typed, offers) in rows {
            let problem = DateValue::parse(typed).unwrap_err();
            assert_eq!(problem.offers.join(" "), offers, "{typed}: {problem}");
        }
    }

    #[test]
    fn parse_survives_mutated_text() {
        let long = ["9".repeat(5000), format!("[{}2024]", "2024,".repeat(999))].join(";");
        let seeds = format!("{WORDS};{SLIPS};{long};الخميس 21 نوفمبر 2024");
        let seeds: Vec<&str> = seeds.split(';').flat_map(|row| row.split(" = ")).collect();
        let signs: Vec<char> = "0193X-/.,[]{}?~%:TZ+ YESQWP٤غً–🎉".chars().collect();
        let mut state = 42_u64;
        let mut next = |limit: usize| {
            state = (state * 1_103_515_245 + 12_345) % 0x8000_0000;
            usize::try_from(state >> 8).unwrap_or_default() % limit
        };
        for _ in 0..2000 {
            let mut text: Vec<char> = seeds[next(seeds.len())].trim().chars().collect();
            for _ in 0..=next(3) {
                let place = next(text.len() + 1);
                let end = (place + next(3)).min(text.len());
                text.splice(place..end, [signs[next(signs.len())]]);
            }
            let text: String = text.into_iter().collect();
            let said = DateValue::parse(&text).map(|date| (date.in_words(), date.bounds()));
            let Err(problem) = said else { continue };
            let message = problem.to_string();
            assert!(message.chars().count() < 400 && !problem.reason.is_empty(), "{text}");
            assert!(problem.offers.iter().all(|offer| valid(offer)), "{message}: {:?}", problem.offers);
        }
    }
}

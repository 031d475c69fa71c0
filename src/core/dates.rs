//! Date values: reads EDTF (ISO 8601-2, levels 0 to 2), says it in words, explains slips.
//!
//! A value keeps the text it was written as. Bounds are whole days, both ends included, in the
//! proleptic Gregorian calendar; a time of day counts for its local day.

#![forbid(unsafe_code)]

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
            let (value, reason) = (text, slip(value));
            return Err(DateProblem { value, reason });
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

/// Tells why a text is not a date value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateProblem {
    /// Repeats the text that was rejected.
    pub value: String,
    /// Says what is wrong with it, without a full stop.
    pub reason: String,
}

impl fmt::Display for DateProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, reason) = (shortened(&self.value), shortened(&self.reason));
        write!(
            formatter,
            "“{value}” is not a date: {reason}. \
             Write year-month-day, e.g. 2024-04-01; use X for what is unknown."
        )
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

fn library_reason(text: &str) -> Option<String> {
    let problem = Edtf::parse(text).err()?;
    Some(problem.message.to_owned())
}

/// Puts advice before a value if the value can be read.
fn advise(advice: &str, value: &str) -> Option<String> {
    valid(value).then(|| format!("{advice}write {value}"))
}

/// Finds the most concrete reason why a text is not a value.
fn slip(value: &str) -> String {
    let plain = plain_signs(value);
    let tight: String = plain.split_whitespace().collect();
    if tight.is_empty() {
        return "nothing is written".to_owned();
    }
    if ["PAST", "PRESENT", "FUTURE"].contains(&tight.trim_end_matches("_REF")) {
        return "choose past, present or future instead".to_owned();
    }
    advise("a space or sign does not belong there, ", &tight)
        .or_else(|| time_slip(&plain))
        .or_else(|| code_slip(&tight))
        .or_else(|| letter_slip(&plain))
        .or_else(|| range_slip(&tight))
        .unwrap_or_else(|| date_slip(&tight))
}

/// Writes digits, hyphens and letters as EDTF has them.
fn plain_signs(value: &str) -> String {
    let digit = |sign: char, zero: u32| char::from_digit(u32::from(sign) - zero, 10);
    let plain = |sign: char| match sign {
        '٠'..='٩' => digit(sign, 0x660).unwrap_or(sign),
        '۰'..='۹' => digit(sign, 0x6F0).unwrap_or(sign),
        '‐'..='―' | '−' => '-',
        _ => sign.to_ascii_uppercase(),
    };
    value.trim().chars().map(plain).collect()
}

fn time_slip(text: &str) -> Option<String> {
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or(("", text));
    let only_hours = valid(day) && text.starts_with(&format!("{day}T"));
    if !text.contains(':') && !only_hours {
        return None;
    }
    if text.starts_with(['[', '{']) || clock.contains('/') {
        return Some("ranges and lists take days without times".to_owned());
    }
    if day.is_empty() || day.contains(':') {
        return Some("the day comes before the time, e.g. 2019-05-14T20:49:00".to_owned());
    }
    if !valid(day) {
        return Some(slip(day));
    }
    let (time, shift) = clock.split_at(clock.find(['+', '-', 'Z']).unwrap_or(clock.len()));
    if time.split(':').count() < 3 {
        let full = Some(format!("{day}T{time}:00{shift}")).filter(|full| valid(full));
        let example = full.unwrap_or_else(|| "2019-05-14T20:49:00".to_owned());
        return Some(format!("write hours, minutes and seconds, e.g. {example}"));
    }
    let full = format!("{day}T{clock}");
    advise("", &full).or_else(|| library_reason(&full))
}

/// Explains quarters, half-years, weeks and durations in other notations.
fn code_slip(text: &str) -> Option<String> {
    if text.starts_with('P') && text.contains(|sign: char| sign.is_ascii_digit()) {
        return Some("a length of time has no place in the calendar".to_owned());
    }
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.trim_start_matches(['-', '/']);
    let number: u8 = rest.get(1..)?.parse().ok()?;
    match (rest.get(..1)?, number) {
        ("Q", 1..=4) => advise("", &format!("{year}-{}", 32 + number)),
        ("H", 1 | 2) => advise("", &format!("{year}-{}", 39 + number)),
        ("W", _) => Some("a week is given by its first and last day, with a slash".to_owned()),
        _ => None,
    }
}

/// Explains ranges and lists, then the first faulty date in them.
fn range_slip(text: &str) -> Option<String> {
    let list = text.starts_with(['[', '{']);
    if list && !text.ends_with([']', '}']) {
        return Some("the closing bracket is missing".to_owned());
    }
    if !list && let Some((from, to)) = text.split_once('/') {
        let start = from.len().saturating_sub(to.len());
        if valid(from) && valid(to) && valid(&format!("{to}/{from}")) {
            return advise("the range ends before it begins, ", &format!("{to}/{from}"));
        }
        let full = format!("{from}/{}{to}", from.get(..start)?);
        if start > 0 && valid(&full) {
            return advise("both ends in full, ", &full);
        }
    } else if !list && let Some((from, to)) = text.split_once("..") {
        return advise("a range takes a slash, ", &format!("{from}/{to}"));
    }
    let dates = text.trim_matches(['[', ']', '{', '}']).split([',', '/']);
    let mut parts = dates.flat_map(|part| part.split(".."));
    let faulty = parts.find(|part| !part.is_empty() && !valid(part));
    number_slip(text).or_else(|| faulty.map(date_slip))
}

/// Explains a single date that cannot be read.
fn date_slip(text: &str) -> String {
    number_slip(text).or_else(|| calendar_slip(text)).or_else(|| library_reason(text)).unwrap_or_default()
}

/// Explains numbers in the wrong order or with the wrong signs between them.
fn number_slip(text: &str) -> Option<String> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
    if !parts.iter().all(number) {
        return None;
    }
    let signs = text.replace(|sign: char| sign.is_ascii_digit(), "");
    let (late, slash) = ("the year comes first, ", "a range takes a slash, ");
    match *parts.as_slice() {
        [all] if all.len() == 8 => advise("", &day(&all[..4], &all[4..6], &all[6..])),
        [from, to] if from.len() + to.len() == 8 => advise(slash, &format!("{from}/{to}")),
        [year, month] if year.len() == 4 => advise("", &format!("{year}-{month:0>2}")),
        [month, year] if year.len() == 4 => advise(late, &format!("{year}-{month:0>2}")),
        [first, second] => ordered("XXXX", first, second, &signs),
        [year, month, date] if year.len() == 4 => advise("", &day(year, month, date)),
        [first, second, year] if year.len() == 4 => ordered(year, first, second, &signs),
        [from, to, month] if signs == "-/" || signs == "-." => {
            advise(late, &[from, to].map(|date| day("XXXX", month, date)).join("/"))
        }
        [_, _, _] => Some("it is day first, and the year needs four digits".to_owned()),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> String {
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// Explains a date with the year last or missing; between full stops the day is first.
fn ordered(year: &str, first: &str, second: &str, signs: &str) -> Option<String> {
    let (day_first, month_first) = (day(year, second, first), day(year, first, second));
    let unclear = first != second && !signs.contains('.');
    match (valid(&day_first), valid(&month_first)) {
        (true, true) if unclear => {
            let advice = "day first or month first is not clear, ";
            advise(advice, &day_first).map(|reason| format!("{reason} or {month_first}"))
        }
        (true, _) => advise("it is day first, ", &day_first),
        (false, true) => advise("it is month first, ", &month_first),
        (false, false) => calendar_slip(&day_first),
    }
}

/// Explains months and days that the calendar does not have.
fn calendar_slip(text: &str) -> Option<String> {
    let text = text.replace(['?', '~', '%'], "");
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let (year, month) = (*parts.first()?, *parts.get(1)?);
    let number: u8 = month.parse().ok()?;
    if year.len() != 4 || parts.len() > 3 {
        return None;
    }
    let date = parts.get(2);
    if !(1..=12).contains(&number) && (date.is_some() || !(21..=41).contains(&number)) {
        return Some(format!("month {month}"));
    }
    let date = date?;
    let days: u8 = (28..=31).rfind(|last| valid(&format!("{year}-{month}-{last}")))?;
    let month = format!("{} {year}", month_words(number)).replace(" XXXX", "");
    match date.parse::<u8>().ok()? {
        0 | 32.. => Some(format!("day {date}")),
        date if date > days => Some(format!("{month} has {days} days")),
        _ => None,
    }
}

fn letter_slip(text: &str) -> Option<String> {
    let other = |sign: char| sign.is_ascii() && !sign.is_ascii_alphabetic();
    let foreign = |word: &&str| word.contains(|sign| !"XYEST".contains(sign));
    let word = text.split(other).find(foreign)?;
    let named = |month: &str| word.len() >= 3 && month.to_ascii_uppercase().starts_with(word);
    let mut months = MONTHS.split(',').take(12).zip(1..);
    let month = months.find(|(month, _)| named(month));
    Some(match month {
        Some((month, number)) => format!("months are numbers, {month} is {number:02}"),
        None => format!("“{}” is not understood", shortened(&word.to_lowercase())),
    })
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
        2019-05-14 20:49 = write hours, minutes and seconds, e.g. 2019-05-14T20:49:00;
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
            let offer = problem.reason.split("write ").nth(1).unwrap_or("2024");
            let readable = offer.starts_with("hours") || offer.split(" or ").all(valid);
            assert!(readable, "{message}");
        }
    }
}

//! Why a text is no date value, in a few words, and which values it most likely means.

use edtf_core::Edtf;

use super::{Duration, MONTHS, Recurrence, month_words, shortened, valid};

/// Why a text is not a value, and the values it most likely means.
#[derive(Default)]
pub(super) struct Slip {
    /// The reason, without a full stop.
    pub reason: String,
    /// Values that can be read, the likeliest first.
    pub offers: Vec<String>,
}

impl Slip {
    /// Makes one that knows no better value.
    fn of(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), offers: Vec::new() }
    }
}

fn library_reason(text: &str) -> Option<Slip> {
    let problem = Edtf::parse(text).err()?;
    Some(Slip::of(problem.message))
}

/// Puts advice before a value if the value can be read.
fn advise(advice: &str, value: &str) -> Option<Slip> {
    valid(value).then(|| Slip { reason: format!("{advice}write {value}"), offers: vec![value.to_owned()] })
}

/// Finds the most concrete reason why a text is not a value.
pub(super) fn slip(value: &str) -> Slip {
    let plain = plain_signs(value);
    let tight: String = plain.split_whitespace().collect();
    if tight.is_empty() {
        return Slip::of("nothing is written");
    }
    if ["PAST", "PRESENT", "FUTURE"].contains(&tight.trim_end_matches("_REF")) {
        return Slip::of("choose past, present or future instead");
    }
    if Duration::parse(&tight).is_ok() {
        return Slip::of("this says how long, not when; a date mark whose type is duration takes it");
    }
    if tight.starts_with('R') && Recurrence::parse(&tight).is_ok() {
        return Slip::of("this says how often; a date mark whose type is set takes it");
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

/// Explains a day with a time. EDTF knows a time only with its seconds; where the text has none, the day alone
/// says no more than the text does, so it is offered first.
fn time_slip(text: &str) -> Option<Slip> {
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or(("", text));
    let only_hours = valid(day) && text.starts_with(&format!("{day}T"));
    if !text.contains(':') && !only_hours {
        return None;
    }
    if let Some(turned) = day_last(text) {
        let turned = day_with_time(turned.0, turned.1)?;
        let advice = |value: &String| format!("the day comes before the time, write {value}");
        let reason = turned.offers.first().map_or(turned.reason, advice);
        return Some(Slip { reason, offers: turned.offers });
    }
    if text.starts_with(['[', '{']) || clock.contains('/') {
        return Some(Slip::of("ranges and lists take days without times"));
    }
    if day.is_empty() || day.contains(':') {
        return Some(Slip::of("the day comes before the time, e.g. 2019-05-14T20:49:00"));
    }
    day_with_time(day.trim_end_matches(','), clock)
}

/// Tells the day from the time where the time stands first: “20:49 / 14.05.2019”.
fn day_last(text: &str) -> Option<(&str, &str)> {
    let mut words = text.split([' ', '/', ',']).filter(|word| !word.is_empty());
    let (clock, day) = (words.next()?, words.next()?);
    (words.next().is_none() && clock.contains(':') && !day.contains(':')).then_some((day, clock))
}

fn day_with_time(day: &str, clock: &str) -> Option<Slip> {
    let clock = clock.trim();
    let (time, shift) = clock.split_at(clock.find(['+', '-', 'Z']).unwrap_or(clock.len()));
    let seconds = time.split(':').count() > 2;
    let full = |day: &str| format!("{day}T{time}{}{shift}", if seconds { "" } else { ":00" });
    if !valid(day) {
        let mut slip = slip(day);
        if let [only] = slip.offers.as_slice() {
            let full = full(only);
            if valid(&full) && seconds {
                return Some(Slip { reason: slip.reason.replace(only, &full), offers: vec![full] });
            }
            slip.offers.extend(Some(full).filter(|full| valid(full)));
        }
        return Some(slip);
    }
    let full = full(day);
    if seconds {
        return advise("", &full).or_else(|| library_reason(&full));
    }
    if valid(&full) {
        let reason = format!("a time has seconds in EDTF, write the day alone, {day}, or with seconds, {full}");
        return Some(Slip { reason, offers: vec![day.to_owned(), full] });
    }
    let reason = format!("a time is written like 20:49:00, write the day alone, {day}");
    Some(Slip { reason, offers: vec![day.to_owned()] })
}

/// Explains quarters, half-years, weeks and durations in other notations.
fn code_slip(text: &str) -> Option<Slip> {
    if text.starts_with('P') && text.contains(|sign: char| sign.is_ascii_digit()) {
        return Some(Slip::of("a length of time has no place in the calendar"));
    }
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.trim_start_matches(['-', '/']);
    let number: u8 = rest.get(1..)?.parse().ok()?;
    match (rest.get(..1)?, number) {
        ("Q", 1..=4) => advise("", &format!("{year}-{}", 32 + number)),
        ("H", 1 | 2) => advise("", &format!("{year}-{}", 39 + number)),
        ("W", _) => Some(Slip::of("a week is given by its first and last day, with a slash")),
        _ => None,
    }
}

/// Explains ranges and lists, then the first faulty date in them.
fn range_slip(text: &str) -> Option<Slip> {
    let list = text.starts_with(['[', '{']);
    if list && !text.ends_with([']', '}']) {
        return Some(Slip::of("the closing bracket is missing"));
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
fn date_slip(text: &str) -> Slip {
    number_slip(text).or_else(|| calendar_slip(text)).or_else(|| library_reason(text)).unwrap_or_default()
}

/// Explains numbers in the wrong order or with the wrong signs between them.
fn number_slip(text: &str) -> Option<Slip> {
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
        [_, _, _] => Some(Slip::of("it is day first, and the year needs four digits")),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> String {
    format!("{year}-{month:0>2}-{day:0>2}")
}

/// Explains a date with the year last or missing; between full stops the day is first.
fn ordered(year: &str, first: &str, second: &str, signs: &str) -> Option<Slip> {
    let (day_first, month_first) = (day(year, second, first), day(year, first, second));
    let unclear = first != second && !signs.contains('.');
    match (valid(&day_first), valid(&month_first)) {
        (true, true) if unclear => {
            let advice = "day first or month first is not clear, ";
            let slip = advise(advice, &day_first)?;
            let reason = format!("{} or {month_first}", slip.reason);
            Some(Slip { reason, offers: vec![day_first, month_first] })
        }
        (true, _) => advise("it is day first, ", &day_first),
        (false, true) => advise("it is month first, ", &month_first),
        (false, false) => calendar_slip(&day_first),
    }
}

/// Explains months and days that the calendar does not have.
fn calendar_slip(text: &str) -> Option<Slip> {
    let text = text.replace(['?', '~', '%'], "");
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    let (year, month) = (*parts.first()?, *parts.get(1)?);
    let number: u8 = month.parse().ok()?;
    if year.len() != 4 || parts.len() > 3 {
        return None;
    }
    let date = parts.get(2);
    if !(1..=12).contains(&number) && (date.is_some() || !(21..=41).contains(&number)) {
        return Some(Slip::of(format!("month {month}")));
    }
    let date = date?;
    let days: u8 = (28..=31).rfind(|last| valid(&format!("{year}-{month}-{last}")))?;
    let month = format!("{} {year}", month_words(number)).replace(" XXXX", "");
    match date.parse::<u8>().ok()? {
        0 | 32.. => Some(Slip::of(format!("day {date}"))),
        date if date > days => Some(Slip::of(format!("{month} has {days} days"))),
        _ => None,
    }
}

fn letter_slip(text: &str) -> Option<Slip> {
    let other = |sign: char| sign.is_ascii() && !sign.is_ascii_alphabetic();
    let foreign = |word: &&str| word.contains(|sign| !"XYEST".contains(sign));
    let word = text.split(other).find(foreign)?;
    let named = |month: &str| word.len() >= 3 && month.to_ascii_uppercase().starts_with(word);
    let mut months = MONTHS.split(',').take(12).zip(1..);
    let month = months.find(|(month, _)| named(month));
    Some(Slip::of(match month {
        Some((month, number)) => format!("months are numbers, {month} is {number:02}"),
        None => format!("“{}” is not understood", shortened(&word.to_lowercase())),
    }))
}

//! Finds dates written in numbers alone and gives every way to read them.

use std::ops::Range;

use super::cue::{Cue, NumberOrder, Unit};
use super::fold::{Kind, Tokens, is_ideograph};
use super::search::{Index, each_table};
use super::tables;

/// Words after a year that count it from the Hijra, folded.
const HIJRI: [&str; 4] = ["ه", "هجري", "هجريه", "للهجره"];
/// Two-digit years from here on belong to the twentieth century, as POSIX has it.
const FIRST_SHORT_YEAR: u16 = 69;

/// Holds one number of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberPart {
    /// The number.
    pub value: u16,
    /// How many digits it is written with, one to four.
    pub digits: usize,
}

/// Holds a date of two or three numbers, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberDate {
    /// Two or three numbers as they stand.
    pub parts: Vec<NumberPart>,
    /// The sign between them: `/`, `-` or `.`; other shapes of slash and hyphen count as these.
    pub separator: char,
    /// Bytes of the text from the first digit to the last.
    pub range: Range<usize>,
}

/// Holds one way to read a number date; the day is in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The order that gives this reading.
    pub order: NumberOrder,
    /// The year, if there are three numbers; two digits mean 1969 to 2068.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl NumberDate {
    /// Reads the numbers in one order; nothing if that is no day of the calendar.
    ///
    /// A year of four digits is taken for a year only where the order puts it.
    #[must_use]
    pub fn reading(&self, order: NumberOrder) -> Option<Reading> {
        use NumberOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        let (year, month, day) = match (order, self.parts.as_slice()) {
            (DayMonthYear, [day, month]) | (MonthDayYear | YearMonthDay, [month, day]) => (None, month, day),
            (DayMonthYear, [day, month, year])
            | (MonthDayYear, [month, day, year])
            | (YearMonthDay, [year, month, day]) => (Some(full_year(*year)?), month, day),
            _ => return None,
        };
        let part = |part: &NumberPart| u8::try_from(part.value).ok().filter(|_| part.digits <= 2);
        let (month, day) = (part(month)?, part(day)?);
        is_day(year, month, day).then_some(Reading { order, year, month, day })
    }

    /// Lists all readings that are days of the calendar; two orders that give the same day count once.
    ///
    /// A two-digit year is looked for in front only if none can be read at the end.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading> {
        use NumberOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        let mut readings: Vec<Reading> = Vec::new();
        for order in [DayMonthYear, MonthDayYear, YearMonthDay] {
            let Some(reading) = self.reading(order) else { continue };
            let short_year_in_front = order == YearMonthDay && self.parts.first().is_some_and(|part| part.digits <= 2);
            let same =
                |other: &Reading| (other.year, other.month, other.day) == (reading.year, reading.month, reading.day);
            if !(readings.iter().any(same) || short_year_in_front && !readings.is_empty()) {
                readings.push(reading);
            }
        }
        readings
    }
}

/// Finds the first date in a text that is written in numbers alone, such as `9/5/2024`, `8-4` or `٢٠٢٤/٩/٥`.
///
/// A date has two or three numbers with the same sign between them and at least one reading. A range that
/// shares its month, as `5-8/4` or `4 - 5.9.2024`, is no date. Of two whole dates joined by a dash the first is
/// given; after a word, as in `5 đến 8-4`, the date stands for itself. Not taken are months with a year
/// (`4-2025`), days or hours named by a word of the language (`4-5 September`, `4-5日`), years of the Hijra, times,
/// phone numbers, and numbers that touch letters or signs such as `%`.
#[must_use]
pub fn number_date(text: &str, language: &str) -> Option<NumberDate> {
    let indexes: Vec<&Index> = each_table(language, text).collect();
    find(&Tokens::read(text), &indexes).map(|(date, _)| date)
}

/// Gives the usual order of number dates in a language; nothing where no table knows it.
///
/// English is month first, but day first with a region other than the United States or the Philippines.
#[must_use]
pub fn default_order(language: &str) -> Option<NumberOrder> {
    let table = tables::of_code(language).next()?;
    let region = language.split(['-', '_']).skip(1).find(|part| part.len() == 2);
    let abroad = region.is_some_and(|region| !["us", "ph"].contains(&region.to_ascii_lowercase().as_str()));
    let day_first = table.order == NumberOrder::MonthDayYear && abroad;
    Some(if day_first { NumberOrder::DayMonthYear } else { table.order })
}

/// Tells whether a day is in the calendar; without a year 29 February is.
pub(super) fn is_day(year: Option<i32>, month: u8, day: u8) -> bool {
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Tells whether the token after a number counts it as a year of the Hijra.
pub(super) fn is_hijri(tokens: &Tokens<'_>, after: usize) -> bool {
    HIJRI.contains(&tokens.folded(after))
}

/// Gives the year a part can mean.
fn full_year(part: NumberPart) -> Option<i32> {
    match part.digits {
        2 if part.value < FIRST_SHORT_YEAR => Some(2000 + i32::from(part.value)),
        2 => Some(1900 + i32::from(part.value)),
        4 if part.value > 0 => Some(i32::from(part.value)),
        _ => None,
    }
}

/// Finds the first number date and the tokens it stands in.
pub(super) fn find(tokens: &Tokens<'_>, indexes: &[&Index]) -> Option<(NumberDate, Range<usize>)> {
    let counted = |found: &(NumberDate, Range<usize>)| {
        found.0.parts.len() == 2 && indexes.iter().any(|index| is_counted(tokens, &found.1, index))
    };
    let mut at = 0;
    while at < tokens.len() {
        if tokens.kind(at) != Some(Kind::Number) {
            at += 1;
            continue;
        }
        if let Some(date) = spaced(tokens, at) {
            return Some(date);
        }
        let chain = chain(tokens, at);
        if let Some(date) = in_chain(tokens, &chain).filter(|found| !ends_a_range(tokens, at) && !counted(found)) {
            return Some(date);
        }
        at = chain.end;
    }
    None
}

/// Gives the run of numbers with one sign between each that begins at a number.
fn chain(tokens: &Tokens<'_>, start: usize) -> Range<usize> {
    let mut end = start + 1;
    let joins = |at| tokens.glued(at) && tokens.glued(at + 1) && tokens.kind(at + 1) == Some(Kind::Number);
    while matches!(tokens.sign(end), Some('/' | '-' | '.' | '–' | ':' | ',')) && joins(end) {
        end += 2;
    }
    start..end
}

/// Reads `1. 4. 2024`, whose dots mark ordinals and are followed by spaces.
fn spaced(tokens: &Tokens<'_>, at: usize) -> Option<(NumberDate, Range<usize>)> {
    let dot = |at| tokens.sign(at) == Some('.') && tokens.glued(at);
    (dot(at + 1) && dot(at + 3) && !tokens.glued(at + 2)).then_some(())?;
    let date = piece(tokens, at..at + 5)?;
    (date.parts.len() == 3).then(|| (date, at..at + 5))
}

/// Finds a date in a chain: the chain itself, or the first of several whole dates joined by another sign.
fn in_chain(tokens: &Tokens<'_>, chain: &Range<usize>) -> Option<(NumberDate, Range<usize>)> {
    if chain.len() > 23 {
        return None;
    }
    let touched_before = match tokens.kind(chain.start.wrapping_sub(1)) {
        Some(Kind::Word) => tokens.first_written(chain.start - 1).is_some_and(|letter| !is_without_capitals(letter)),
        _ => false,
    };
    if touched_before && tokens.glued(chain.start) {
        return None;
    }
    let signs = (chain.start + 1..chain.end).step_by(2);
    let cuts = signs.clone().map(|at| tokens.sign(at)).filter(|sign| *sign != tokens.sign(chain.start + 1));
    let whole = |piece: &Range<usize>| self::piece(tokens, piece.clone());
    let date = |piece: Range<usize>| whole(&piece).map(|date| (date, piece));
    let Some(other) = cuts.clone().next() else {
        return date(chain.clone()).filter(|(found, _)| !touches_more(tokens, chain.end, found.parts.len()));
    };
    for cut in [other, tokens.sign(chain.start + 1)] {
        let mut start = chain.start;
        let mut pieces = Vec::new();
        for at in signs.clone().filter(|at| tokens.sign(*at) == cut) {
            pieces.push(start..at);
            start = at + 1;
        }
        pieces.push(start..chain.end);
        if pieces.iter().all(|piece| whole(piece).is_some()) {
            return pieces.into_iter().next().and_then(date);
        }
    }
    None
}

/// Reads tokens that are numbers and one and the same sign in turn.
fn piece(tokens: &Tokens<'_>, piece: Range<usize>) -> Option<NumberDate> {
    matches!(piece.len(), 3 | 5).then_some(())?;
    let separator = tokens.sign(piece.start + 1).filter(|sign| "/-.".contains(*sign))?;
    let part = |at| {
        let (value, digits) = tokens.number(at).filter(|(_, digits)| *digits <= 4)?;
        Some(NumberPart { value: u16::try_from(value).ok()?, digits })
    };
    let parts: Option<Vec<NumberPart>> = piece.clone().step_by(2).map(part).collect();
    let date = NumberDate { parts: parts?, separator, range: tokens.source(piece.clone()) };
    let same = piece.clone().skip(1).step_by(2).all(|at| tokens.sign(at) == Some(separator));
    (same && !is_hijri(tokens, piece.end) && !date.readings().is_empty()).then_some(date)
}

/// Tells whether two numbers go on with a letter or a sign of measure, and so are no date.
fn touches_more(tokens: &Tokens<'_>, end: usize, parts: usize) -> bool {
    let letter = || tokens.first_written(end).is_some_and(|letter| !is_without_capitals(letter));
    let more = match tokens.kind(end) {
        Some(Kind::Word) => letter(),
        Some(Kind::Sign) => matches!(tokens.sign(end), Some('%' | '‰' | '°')),
        _ => false,
    };
    parts == 2 && more && tokens.glued(end)
}

/// Tells whether a bare day and a dash stand before, as in `4 - 5.9.2024`.
fn ends_a_range(tokens: &Tokens<'_>, start: usize) -> bool {
    let Some(mut at) = start.checked_sub(1) else { return false };
    if !matches!(tokens.sign(at), Some('-' | '–')) {
        return false;
    }
    at = at.wrapping_sub(1);
    if tokens.sign(at) == Some('.') {
        at = at.wrapping_sub(1);
    }
    let day = tokens.number(at).is_some_and(|(value, digits)| digits <= 2 && (1..=31).contains(&value));
    let of_time = tokens.sign(at.wrapping_sub(1)) == Some(':');
    day && !of_time
}

/// Tells whether a word beside two numbers says what they count, so that they are a range: `4-5 September`.
fn is_counted(tokens: &Tokens<'_>, numbers: &Range<usize>, index: &Index) -> bool {
    let month = |cue: &Cue| matches!(cue, Cue::Month(_));
    let unit = |cue: &Cue| matches!(cue, Cue::After(_) | Cue::Before(Unit::Month));
    let Range { start, end } = *numbers;
    // A full stop, a hyphen or a word like “of” may stand between.
    let month_behind = (end..end + 2).any(|at| index.match_at(tokens, at, &month).is_some());
    let ends = |at: usize| index.match_at(tokens, at, &month).is_some_and(|found| found.tokens.end == start);
    let month_before = (start.saturating_sub(2)..start).any(ends);
    let unit_behind = (end..end + 2).any(|at| index.match_at(tokens, at, &unit).is_some());
    month_behind || month_before || unit_behind
}

/// Tells whether a letter belongs to a script that joins words to numbers freely, as Arabic and Chinese do.
fn is_without_capitals(letter: char) -> bool {
    is_ideograph(letter) || letter.to_lowercase().eq(letter.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::NumberOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy, YearMonthDay as Ymd};
    use super::*;

    /// Says the readings of the first number date as `order year-month-day`, with `-` for no date.
    fn said(text: &str) -> String {
        let Some(date) = number_date(text, "") else { return "-".to_owned() };
        let say = |reading: &Reading| {
            let order = match reading.order {
                Dmy => "dmy",
                Mdy => "mdy",
                Ymd => "ymd",
            };
            let year = reading.year.map_or("X".to_owned(), |year| year.to_string());
            format!("{order} {year}-{}-{}", reading.month, reading.day)
        };
        date.readings().iter().map(say).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_date_has_every_reading_that_is_in_the_calendar() {
        assert_eq!(said("9/5/2024"), "dmy 2024-5-9, mdy 2024-9-5");
        assert_eq!(said("14.05.2019"), "dmy 2019-5-14");
        assert_eq!(said("8-4"), "dmy X-4-8, mdy X-8-4");
        assert_eq!(said("2024-09-05"), "ymd 2024-9-5");
        assert_eq!(said("٢٠٢٤/٩/٥"), "ymd 2024-9-5");
        assert_eq!(said("9\u{200f}/5\u{200f}/2024"), said("9/5/2024"));
        assert_eq!(said("1.4.24"), "dmy 2024-4-1, mdy 2024-1-4");
        assert_eq!(said("05/05/2024"), "dmy 2024-5-5");
        assert_eq!(said("29.2"), "dmy X-2-29");
        assert_eq!(said("29.2.2023"), "-");
        assert_eq!(said("99-04-01"), "ymd 1999-4-1");
        assert_eq!(said("1. 4. 2024"), "dmy 2024-4-1, mdy 2024-1-4");
    }

    #[test]
    fn an_order_reads_or_refuses() {
        let date = number_date("9/25/2024", "ar").unwrap();
        assert_eq!(date.reading(Dmy), None);
        assert_eq!(date.reading(Mdy), Some(Reading { order: Mdy, year: Some(2024), month: 9, day: 25 }));
        let date = number_date("9-5", "zh").unwrap();
        assert_eq!(date.reading(Ymd).map(|reading| (reading.month, reading.day)), Some((9, 5)));
        assert_eq!((date.parts.len(), date.separator), (2, '-'));
    }

    #[test]
    fn a_date_is_found_among_words_and_times() {
        for text in
            ["20:49 / 14.05.2019", "am 14.05.2019.", "14.05.2019г.", "14.05.2019da", "于14.05.2019在", "و14.05.2019"]
        {
            assert_eq!(&text[number_date(text, "").unwrap().range], "14.05.2019", "{text}");
        }
        let text = "  • 09/04/2025 14:22";
        assert_eq!(&text[number_date(text, "").unwrap().range], "09/04/2025");
        let text = "5 đến 8-4";
        assert_eq!(&text[number_date(text, "").unwrap().range], "8-4");
        let text = "2024-09-05T14:22:00";
        assert_eq!(&text[number_date(text, "").unwrap().range], "2024-09-05");
    }

    #[test]
    fn ranges_are_no_dates_but_the_first_of_two_whole_dates_is_one() {
        for text in ["5-8/4", "ngày 5-8/4/2025", "4.-5.9.2024", "4 - 5.9.2024", "4. – 5.9.2024", "5–8/4", "2024–2025"]
        {
            assert_eq!(number_date(text, ""), None, "{text}");
        }
        assert_eq!(said("5/4-8/4"), said("5/4"));
        assert_eq!(said("25.4.2024-2.5.2024"), "dmy 2024-4-25");
        assert_eq!(said("11:44 - 25.4.2024"), "dmy 2024-4-25");
    }

    #[test]
    fn two_numbers_that_a_word_counts_are_a_range() {
        let counted = [
            ("en", "September 4-5"),
            ("en", "4-5 September"),
            ("de", "4./5. September"),
            ("de", "4.-5. September"),
            ("es", "4-5 de septiembre"),
            ("uz", "4-5-sentabr kunlari"),
            ("vi", "ngày 4-5 tháng 9"),
            ("vi", "7-8 giờ"),
            ("zh", "9月4-5日"),
            ("ru", "4-5 числа"),
        ];
        for (language, text) in counted {
            assert_eq!(number_date(text, language), None, "{text}");
        }
        for (language, text) in [("vi", "Ngày 8-4"), ("vi", "sáng mai 8-4, năm 2025"), ("de", "am 8.4. im Mai")] {
            assert!(number_date(text, language).is_some(), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        let others = "2024/25|4-2025|1446/5/3 هـ|0371-23-45-67|192.168.1.1|1.2.3|1.000.000|A4-5|8.4%|8.4kg|6210|11:44|\
            14h22|32/13|8/4:30|0/0|9/5/20245|8,4|1,8/4|";
        for text in others.split('|') {
            assert_eq!(number_date(text, ""), None, "{text}");
        }
    }

    #[test]
    fn the_usual_order_is_known_by_language_and_region() {
        let orders =
            ["de", "vi-VN", "ar", "uz-Cyrl", "zh-Hant", "en", "en-US", "en-GB", "en_AU", "xx", ""].map(default_order);
        let (d, m, y) = (Some(Dmy), Some(Mdy), Some(Ymd));
        assert_eq!(orders, [d, d, d, d, y, m, m, d, d, None, None]);
    }
}

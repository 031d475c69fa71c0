//! Reads which parts of a date an expression itself states: year, month, day, a relative word.

use std::ops::Range;

use super::cue::{Cue, NumberOrder, Unit};
use super::fold::{Kind, Tokens};
use super::numbers::{self, is_hijri};
use super::relative;
use super::search::{Index, Match, each_table};
use super::weekday::is_short_form;

/// Values of the ideographs that write numbers.
const IDEOGRAPHS: [(char, u32); 12] = [
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('两', 2),
];
/// Years of four digits that are taken for years without a word that says so.
const YEARS: Range<u32> = 1000..3000;

/// Holds what a date expression states in itself; of a range or a list, its first year and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Named {
    /// The year.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
    /// A word such as “tomorrow”, as the table spells it; never a vague one.
    pub relative: Option<&'static str>,
}

/// Reads the parts of a date that an expression names.
///
/// A number date is read in the usual order of the language, or else in the only order that fits. Weekdays, times
/// and years of the Hijra are passed over. The parts need not make a day of the calendar.
#[must_use]
pub fn parts_named(text: &str, language: &str) -> Named {
    let tokens = Tokens::read(text);
    let parts = |named: &Named| [named.year.is_some(), named.month.is_some(), named.day.is_some()].map(usize::from);
    let mut best = Named::default();
    for index in each_table(language, text) {
        let order = numbers::default_order(language).unwrap_or(index.table.order);
        let named = Reader::new(&tokens, index, order).read();
        if parts(&named).iter().sum::<usize>() > parts(&best).iter().sum() {
            best = named;
        }
    }
    best.relative = relative::find(&tokens, text, language).map(|found| found.word);
    best
}

/// A number in an expression, in digits or ideographs.
#[derive(Clone, Debug)]
struct Number {
    value: u32,
    digits: usize,
    tokens: Range<usize>,
}

/// Reads one expression with the words of one language.
struct Reader<'a> {
    tokens: &'a Tokens<'a>,
    index: &'a Index,
    order: NumberOrder,
    /// Tokens that are spoken for.
    used: Vec<bool>,
    named: Named,
}

impl<'a> Reader<'a> {
    fn new(tokens: &'a Tokens<'a>, index: &'a Index, order: NumberOrder) -> Self {
        Self { tokens, index, order, used: vec![false; tokens.len()], named: Named::default() }
    }

    fn read(mut self) -> Named {
        self.read_names();
        self.read_number_date();
        let numbers = self.numbers();
        self.read_marked(&numbers);
        self.read_bare(&numbers);
        self.named
    }

    fn mark_used(&mut self, tokens: &Range<usize>) {
        if let Some(used) = self.used.get_mut(tokens.clone()) {
            used.fill(true);
        }
    }

    /// Reads names of months, and puts weekdays aside, whose names can hold numbers.
    fn read_names(&mut self) {
        let wanted = |cue: &Cue| matches!(cue, Cue::Month(_) | Cue::Weekday(_) | Cue::ShortWeekday(_));
        let found: Vec<Match> = self.index.matches(self.tokens, wanted).collect();
        for found in found {
            match found.cue {
                Cue::Month(month) => self.named.month = self.named.month.or(Some(month)),
                Cue::ShortWeekday(_) if !is_short_form(self.tokens, found.tokens.end) => continue,
                _ => {}
            }
            self.mark_used(&found.tokens);
        }
    }

    fn read_number_date(&mut self) {
        if let Some((date, tokens)) = numbers::find(self.tokens, &[self.index]) {
            let usual = date.reading(self.order);
            if let Some(reading) = usual.or_else(|| date.readings().first().copied()) {
                self.named.year = reading.year;
                self.named.month = Some(reading.month);
                self.named.day = Some(reading.day);
                self.mark_used(&tokens);
            }
        }
    }

    /// Lists the numbers that are not spoken for and no times; a month with its year is read on the way.
    fn numbers(&mut self) -> Vec<Number> {
        let mut numbers = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let number = self.number_at(at).filter(|_| !self.used.get(at).copied().unwrap_or_default());
            let Some(number) = number else {
                at += 1;
                continue;
            };
            at = number.tokens.end;
            if let Some(pair) = self.month_with_year(&number) {
                at = pair.end;
            } else if !self.is_time(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn number_at(&self, at: usize) -> Option<Number> {
        match self.tokens.kind(at)? {
            Kind::Number => {
                let (value, digits) = self.tokens.number(at)?;
                Some(Number { value, digits, tokens: at..at + 1 })
            }
            Kind::Ideograph => ideographic_number(self.tokens, at),
            _ => None,
        }
    }

    /// Reads `4-2025`, `04/2025` or `2025-04`; gives the tokens it takes.
    fn month_with_year(&mut self, first: &Number) -> Option<Range<usize>> {
        let sign = first.tokens.end;
        self.tokens.sign(sign).filter(|sign| "-/.".contains(*sign)).filter(|_| self.tokens.glued(sign))?;
        let second = self.number_at(sign + 1).filter(|_| self.tokens.glued(sign + 1))?;
        let (month, year) = if first.digits == 4 { (&second, first) } else { (first, &second) };
        let month_value =
            u8::try_from(month.value).ok().filter(|value| month.digits <= 2 && (1..=12).contains(value))?;
        let more = matches!(self.tokens.sign(second.tokens.end), Some('-' | '/' | '.' | '–'))
            && self.number_at(second.tokens.end + 1).is_some();
        let fits = year.digits == 4 && YEARS.contains(&year.value) && self.named.month.is_none() && !more;
        (fits && !is_hijri(self.tokens, second.tokens.end)).then_some(())?;
        self.named.month = Some(month_value);
        self.named.year = self.named.year.or(i32::try_from(year.value).ok());
        Some(first.tokens.start..second.tokens.end)
    }

    /// Tells whether a number is part of a time of day.
    fn is_time(&self, number: &Number) -> bool {
        let Range { start, end } = number.tokens;
        let colon = |at: usize| self.tokens.sign(at) == Some(':');
        let number_at = |at: usize| self.tokens.number(at).is_some();
        let before = start > 1 && colon(start - 1) && number_at(start - 2);
        let after = colon(end) && number_at(end + 1);
        let minutes =
            start > 1 && self.tokens.glued(start) && number_at(start - 2) && self.is_after(start - 1, Unit::Hour);
        before || after || minutes || self.is_marked(number, Unit::Hour)
    }

    /// Tells whether a word that counts a unit stands beside a number; a hyphen may join it.
    ///
    /// A word behind a range counts both of its ends.
    fn is_marked(&self, number: &Number, unit: Unit) -> bool {
        let Range { start, end } = number.tokens;
        let joined = |end| matches!(self.tokens.sign(end), Some('-' | '–')) && self.tokens.glued(end);
        let behind = |end| self.is_after(end + usize::from(joined(end)), unit);
        let range = joined(end) && self.number_at(end + 1).is_some_and(|last| behind(last.tokens.end));
        behind(end) || range || self.is_before(start, unit)
    }

    fn is_after(&self, at: usize, unit: Unit) -> bool {
        self.index.match_at(self.tokens, at, &|cue| *cue == Cue::After(unit)).is_some()
    }

    /// Tells whether a word that counts a unit ends before a token.
    fn is_before(&self, end: usize, unit: Unit) -> bool {
        let wanted = |cue: &Cue| *cue == Cue::Before(unit);
        let ends =
            |start| self.index.match_at(self.tokens, start, &wanted).is_some_and(|found| found.tokens.end == end);
        (end.saturating_sub(3)..end).any(ends)
    }

    /// Reads numbers that a word calls a year, month or day.
    fn read_marked(&mut self, numbers: &[Number]) {
        for number in numbers {
            let unit = [Unit::Year, Unit::Month, Unit::Day].into_iter().find(|unit| self.is_marked(number, *unit));
            let small = |most| u8::try_from(number.value).ok().filter(|value| (1..=most).contains(value));
            let taken = match unit {
                Some(Unit::Year) if number.digits == 4 && !self.is_hijri(number) => {
                    self.named.year = self.named.year.or(i32::try_from(number.value).ok());
                    true
                }
                Some(Unit::Month) if number.digits <= 2 => {
                    self.named.month = self.named.month.or(small(12));
                    true
                }
                Some(Unit::Day) if number.digits <= 2 => {
                    self.named.day = self.named.day.or(small(31));
                    true
                }
                _ => false,
            };
            if taken {
                self.mark_used(&number.tokens);
            }
        }
    }

    /// Reads a bare year, and beside a month a bare day.
    fn read_bare(&mut self, numbers: &[Number]) {
        for number in numbers {
            if self.used.get(number.tokens.start).copied().unwrap_or_default() || self.is_hijri(number) {
                continue;
            }
            if number.digits == 4 && YEARS.contains(&number.value) && self.named.year.is_none() {
                self.named.year = i32::try_from(number.value).ok();
            } else if number.digits <= 2 && self.named.month.is_some() && self.named.day.is_none() {
                self.named.day = u8::try_from(number.value).ok().filter(|value| (1..=31).contains(value));
            }
        }
    }

    fn is_hijri(&self, number: &Number) -> bool {
        is_hijri(self.tokens, number.tokens.end)
    }
}

/// Reads a number written in ideographs: digits in a row, or tens and ones.
fn ideographic_number(tokens: &Tokens<'_>, start: usize) -> Option<Number> {
    let value_of = |at: usize| match tokens.folded(at).chars().next()? {
        '十' | '拾' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        other => IDEOGRAPHS.iter().find(|(sign, _)| *sign == other).map(|(_, value)| *value),
    };
    // No number of a date is longer than the four digits of a year.
    let values: Vec<u32> = (start..start + 5).map_while(value_of).collect();
    let tokens = start..start + values.len();
    let (value, digits) = match values.as_slice() {
        [a, b, c, d] if values.iter().all(|value| *value < 10) => (a * 1000 + b * 100 + c * 10 + d, 4),
        [ten @ 1..=9, 10, one @ 1..=9] => (ten * 10 + one, 2),
        [ten @ 1..=9, 10] => (ten * 10, 2),
        [tens @ (10 | 20 | 30), one @ 1..=9] => (tens + one, 2),
        [value] => (*value, if *value < 10 { 1 } else { 2 }),
        _ => return None,
    };
    Some(Number { value, digits, tokens })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says the parts as `year-month-day`, with `X` for what is not named, and the relative word.
    fn said(text: &str, language: &str) -> String {
        let named = parts_named(text, language);
        let part = |part: Option<i32>| part.map_or("X".to_owned(), |part| part.to_string());
        let (month, day) = (named.month.map(i32::from), named.day.map(i32::from));
        let relative = named.relative.map(|word| format!(" {word}")).unwrap_or_default();
        format!("{}-{}-{}{relative}", part(named.year), part(month), part(day))
    }

    #[test]
    fn parts_are_read_as_they_are_named() {
        let cases = [
            ("de", "1. April", "X-4-1"),
            ("de", "1. Jänner 2024", "2024-1-1"),
            ("de", "4. bis 5. September", "X-9-4"),
            ("de", "um 20 Uhr am 1. April", "X-4-1"),
            ("de", "2024–2025", "2024-X-X"),
            ("de", "Ende April", "X-4-X"),
            ("de", "im Jahr 1959", "1959-X-X"),
            ("de", "den letzten Jahren", "X-X-X"),
            ("vi", "Ngày 8-4", "X-4-8"),
            ("vi", "Nga\u{300}y 8 tha\u{301}ng 4 na\u{306}m 2025", "2025-4-8"),
            ("vi", "tháng 4-2025", "2025-4-X"),
            ("vi", "tháng Tư năm 2025", "2025-4-X"),
            ("vi", "năm 1959", "1959-X-X"),
            ("vi", "ngày 5 đến 8-4", "X-4-8"),
            ("vi", "5-8/4", "X-X-X"),
            ("vi", "09/04/2025 14:22", "2025-4-9"),
            ("vi", "14h22 thứ 5 ngày 21 tháng 11", "X-11-21"),
            ("vi", "lúc 7 giờ ngày 5 tháng 9", "X-9-5"),
            ("ar", "الخميس 21 نوفمبر 2024 - 11:44", "2024-11-21"),
            ("ar", "21 نوفمبر 2024", "2024-11-21"),
            ("ar", "يومي 4 و5 سبتمبر", "X-9-4"),
            ("ar", "٤ كانون الثاني ٢٠٢٤", "2024-1-4"),
            ("ar", "4 أيلول 2024م", "2024-9-4"),
            ("ar", "وشتنبر", "X-9-X"),
            ("ar", "1446هـ الموافق 2024م", "2024-X-X"),
            ("ar", "9/5/2024", "2024-5-9"),
            ("ar", "٢٠٢٤/٩/٥", "2024-9-5"),
            ("ar", "غداً", "X-X-X غدا"),
            ("uz", "14 may kuni", "X-5-14"),
            ("uz", "20:49 / 14.05.2019", "2019-5-14"),
            ("uz", "2019-yil 14-mayda", "2019-5-14"),
            ("uz", "2019-yilning 4-sentyabrigacha", "2019-9-4"),
            ("uz", "4–5-sentabr kunlari", "X-9-4"),
            ("uz", "2024–2025-yillarda", "2024-X-X"),
            ("uz", "2019 йил 14 май куни", "2019-5-14"),
            ("uz-Cyrl", "14 сентябрда", "X-9-14"),
            ("ru", "14 мая 2019 г.", "2019-5-14"),
            ("ru", "с 4 по 5 сентября", "X-9-4"),
            ("ru", "в ночь на 5-е", "X-X-5"),
            ("zh", "2024年4月1日", "2024-4-1"),
            ("zh", "二〇二四年四月二十一日星期三", "2024-4-21"),
            ("zh", "十一月十日", "X-11-10"),
            ("zh", "1日", "X-X-1"),
            ("zh", "今年4月1日上午10时", "X-4-1"),
            ("zh", "9月4日至5日", "X-9-4"),
            ("fr", "1er avril 2024", "2024-4-1"),
            ("fr", "du 4 au 5 septembre", "X-9-4"),
            ("es", "1 de abril de 2024", "2024-4-1"),
            ("es", "5 de setiembre", "X-9-5"),
            ("en", "April 1, 2024", "2024-4-1"),
            ("en", "September 4-5", "X-9-4"),
            ("en", "tomorrow at 11:44 a.m.", "X-X-X tomorrow"),
            ("en", "9/5/2024", "2024-9-5"),
            ("en-GB", "4 May", "X-5-4"),
            ("xx", "14 мая 2019", "2019-5-14"),
        ];
        for (language, text, parts) in cases {
            assert_eq!(said(text, language), parts, "{text}");
        }
    }

    #[test]
    fn counters_and_clocks_name_nothing() {
        for (language, text) in [
            ("uz", "6210"),
            ("uz", "3 daqiqa"),
            ("de", "0\n68"),
            ("en", "11:44"),
            ("vi", "14h22"),
            ("en", ""),
            ("", ""),
        ] {
            assert_eq!(parts_named(text, language), Named::default(), "{text}");
        }
    }
}

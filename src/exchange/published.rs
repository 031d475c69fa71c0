//! The day on which an article was published, from the ways in which pages and tables write it.

use crate::core::dates::DateValue;

/// English names of months, of which three letters are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a day, or a month or year where no more is written, as EDTF. A time of day is left away: the day counts as it
/// stands there. Nothing where two days could be meant, such as `03/05/2024`.
#[must_use]
pub fn day(written: &str) -> Option<String> {
    let written: String = written.trim().chars().map(ascii_digit).collect();
    let value = iso(&written).or_else(|| compact(&written)).or_else(|| dotted(&written)).or_else(|| words(&written))?;
    DateValue::parse(&value).ok().map(|_| value)
}

/// Writes the digits of Arabic, Persian and full-width texts as those of ASCII.
fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn made(year: &str, month: &str, day: &str) -> Option<String> {
    let fits = is_digits(year, 4..=4) && is_digits(month, 1..=2) && is_digits(day, 1..=2);
    fits.then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// Reads `2024-05-03`, with or without a time behind it, `2024-05`, `2024`, `2024/05/03` and `2024.05.03`.
fn iso(written: &str) -> Option<String> {
    let end = written.find(|c: char| c.is_whitespace() || c == 'T' || c == 't').unwrap_or(written.len());
    let date = written[..end].trim_end_matches(['Z', 'z', ',']);
    let parts: Vec<&str> = date.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [year, month, day] => made(year, month, day),
        // Only alone: of a longer text it would be any number.
        [year, month] if end == written.len() && date.contains('-') => {
            (is_digits(year, 4..=4) && is_digits(month, 2..=2)).then(|| format!("{year}-{month}"))
        }
        [year] if end == written.len() && is_digits(year, 4..=4) && !date.starts_with('0') => Some((*year).to_owned()),
        _ => None,
    }
}

/// Reads `20240503`, with or without a time behind it.
fn compact(written: &str) -> Option<String> {
    let digits = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (date, rest) = written.split_at(digits);
    let alone = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    ((digits == 8 || digits == 14 && rest.is_empty()) && alone).then(|| made(&date[..4], &date[4..6], &date[6..8]))?
}

/// Reads `3.5.2024`, which nobody writes with the month first; and `13/5/2024` where the numbers decide.
fn dotted(written: &str) -> Option<String> {
    let date = written.split([' ', ',']).find(|word| !word.is_empty())?;
    if let [day, month, year] = *date.trim_end_matches('.').split('.').collect::<Vec<_>>() {
        return made(year, month, day);
    }
    let [first, second, year] = *date.split(['/', '-']).collect::<Vec<_>>() else { return None };
    let number = |text: &str| text.parse::<u8>().ok();
    match (number(first)?, number(second)?) {
        (13.., 1..=12) => made(year, second, first),
        (1..=12, 13..) => made(year, first, second),
        (a, b) if a == b => made(year, first, second),
        _ => None,
    }
}

/// Reads `Fri, 03 May 2024 10:00:00 GMT`, `May 3, 2024` and `3 May 2024`.
fn words(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || c == ',' || c == '-').filter(|word| !word.is_empty());
    let is_weekday = |word: &str| {
        let word = word.trim_end_matches('.');
        word.len() >= 3
            && ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
                .iter()
                .any(|name| name.starts_with(word))
    };
    let mut first = words.next()?;
    if is_weekday(first) {
        first = words.next()?;
    }
    let second = words.next()?;
    let year = words.next()?;
    let (month, day) = if month(first).is_some() { (first, second) } else { (second, first) };
    let day = day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
    made(year, &month_number(month)?, day)
}

fn month(word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    Some(at + 1)
}

fn month_number(word: &str) -> Option<String> {
    month(word).map(|month| month.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_is_read_from_the_ways_it_is_written() {
        for written in [
            "2024-05-03",
            "2024-05-03T22:10:00+05:00",
            "2024-05-03 22:10",
            "2024/05/03",
            "20240503",
            "20240503T101500Z",
            "20240503101500",
            "3.5.2024",
            "03.05.2024, 22:10",
            "Fri, 03 May 2024 22:10:00 GMT",
            "May 3, 2024",
            "3 May 2024",
            "Friday, May 3rd, 2024",
            " ٢٠٢٤-٠٥-٠٣ ",
            "2024-5-3",
        ] {
            assert_eq!(day(written).as_deref(), Some("2024-05-03"), "{written}");
        }
        assert_eq!(day("13/5/2024").as_deref(), Some("2024-05-13"));
        assert_eq!(day("5/13/2024").as_deref(), Some("2024-05-13"));
        assert_eq!((day("2024-05").as_deref(), day("2024").as_deref()), (Some("2024-05"), Some("2024")));
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_not_read() {
        for written in ["", "03/05/2024", "yesterday", "2024-13-40", "12:30", "1714723200", "0", "0000", "May", "a b c"]
        {
            assert_eq!(day(written), None, "{written}");
        }
    }
}

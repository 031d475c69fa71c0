//! Names of weekdays in a text, and the weekday of a day.

use super::cue::{Cue, Weekday};
use super::fold::Tokens;
use super::numbers::is_day;
use super::search::each_table;

/// Finds the first weekday a date expression names.
///
/// Short forms such as `Do` or Arabic names without ال count only before a full stop or the number of a day.
#[must_use]
pub fn weekday_named(text: &str, language: &str) -> Option<Weekday> {
    let tokens = Tokens::read(text);
    each_table(language, text).find_map(|index| {
        index.matches(&tokens, |cue| matches!(cue, Cue::Weekday(_) | Cue::ShortWeekday(_))).find_map(
            |found| match found.cue {
                Cue::Weekday(day) => Some(day),
                Cue::ShortWeekday(day) if is_short_form(&tokens, found.tokens.end) => Some(day),
                _ => None,
            },
        )
    })
}

/// Tells whether what follows a short form shows that it is one.
pub(super) fn is_short_form(tokens: &Tokens<'_>, end: usize) -> bool {
    let stop = tokens.sign(end) == Some('.') && tokens.glued(end);
    let next = if tokens.sign(end) == Some(',') { end + 1 } else { end };
    stop || tokens.number(next).is_some_and(|(_, digits)| digits <= 2)
}

/// Computes the weekday of a day in the proleptic Gregorian calendar; nothing for a day that does not exist.
///
/// Sakamoto's method: each month shifts the weekday by a fixed amount, January and February count with the year
/// before.
#[must_use]
pub fn weekday_of(year: i32, month: u8, day: u8) -> Option<Weekday> {
    const SHIFTS: [i64; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    is_day(Some(year), month, day).then_some(())?;
    let shift = SHIFTS.get(usize::from(month).checked_sub(1)?)?;
    let year = i64::from(year) - i64::from(month < 3);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let from_sunday = (year + leap_days + shift + i64::from(day)).rem_euclid(7);
    let at = usize::try_from((from_sunday + 6) % 7).ok()?;
    Weekday::ALL.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weekday_of_a_day_is_computed() {
        assert_eq!(weekday_of(2024, 11, 21), Some(Weekday::Thursday));
        assert_eq!(weekday_of(2019, 5, 14), Some(Weekday::Tuesday));
        assert_eq!(weekday_of(2024, 2, 29), Some(Weekday::Thursday));
        assert_eq!(weekday_of(1970, 1, 1), Some(Weekday::Thursday));
        assert_eq!(weekday_of(2000, 1, 1), Some(Weekday::Saturday));
        assert_eq!(weekday_of(1, 1, 1), Some(Weekday::Monday));
        assert_eq!(weekday_of(0, 1, 1), Some(Weekday::Saturday));
        assert_eq!(weekday_of(i32::MIN, 1, 1).is_some(), weekday_of(i32::MAX, 12, 31).is_some());
        for (year, month, day) in [(2023, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 4, 0)] {
            assert_eq!(weekday_of(year, month, day), None);
        }
    }

    #[test]
    fn weekdays_follow_each_other_over_the_years() {
        let mut before = weekday_of(1999, 12, 31).unwrap();
        for year in 2000..2030 {
            for (month, day) in (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day))) {
                let Some(weekday) = weekday_of(year, month, day) else { continue };
                assert_eq!((before as usize + 1) % 7, weekday as usize, "{year}-{month}-{day}");
                before = weekday;
            }
        }
    }

    #[test]
    fn weekdays_are_found_in_every_language() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let cases = [
            ("ar", "الخميس 21 نوفمبر 2024 - 11:44", Thursday),
            ("ar", "يوم الإثنين", Monday),
            ("ar", "والأَربِعَاء", Wednesday),
            ("ar", "أحد 24 نوفمبر", Sunday),
            ("ar", "للجمعة", Friday),
            ("vi", "thứ hai, ngày 8-4", Monday),
            ("vi", "Thu\u{31b}\u{301} 5 nga\u{300}y 8-4", Thursday),
            ("vi", "CHỦ NHẬT", Sunday),
            ("vi", "T7, 12/4", Saturday),
            ("zh", "4月1日（周四）", Thursday),
            ("zh", "星期天", Sunday),
            ("zh-Hant", "4月1日週三", Wednesday),
            ("de", "Donnerstagabend", Thursday),
            ("de", "Do., 21.11.2024", Thursday),
            ("de", "Sa 23.11.", Saturday),
            ("uz", "seshanba kuni", Tuesday),
            ("uz", "chorshanbada", Wednesday),
            ("uz", "пайшанба куни", Thursday),
            ("uz-Cyrl", "жума куни", Friday),
            ("ru", "во вторник, 14 мая", Tuesday),
            ("ru", "в пт, 17 мая", Friday),
            ("fr", "mercredi 1er mai", Wednesday),
            ("es", "el sábado 4", Saturday),
            ("en", "Tue 14 May", Tuesday),
            ("tr", "Tuesday", Tuesday),
        ];
        for (language, text, weekday) in cases {
            assert_eq!(weekday_named(text, language), Some(weekday), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_weekdays() {
        let cases = [
            ("de", "So die Meldung, die do wo"),
            ("vi", "lần thứ hai"),
            ("vi", "Thứ trưởng"),
            ("ar", "أحد المشاركين"),
            ("zh", "一周三次"),
            ("en", "the sun and 5 apples, Sat"),
            ("es", "5 mar 2024"),
            ("ru", "14 мая"),
            ("uz", "jumladan"),
            ("", ""),
        ];
        for (language, text) in cases {
            assert_eq!(weekday_named(text, language), None, "{text}");
        }
    }
}

//! Days as numbers, counted from 1970-01-01 in the proleptic Gregorian calendar.

/// Counts days from 1970-01-01 (the civil-from-days formula of Howard Hinnant, turned round).
#[must_use]
pub fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.get(..10)?.split('-');
    let (year, month, day): (i64, i64, i64) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// Writes a number of days as `YYYY-MM-DD`.
#[must_use]
pub fn day_of_number(number: i64) -> String {
    let number = number + 719_468;
    let era = number.div_euclid(146_097);
    let of_era = number - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_number_are_inverse_over_leap_years() {
        assert_eq!(day_number("1970-01-01"), Some(0));
        for (day, before) in [("2024-03-01", "2024-02-29"), ("2023-03-01", "2023-02-28"), ("2000-01-01", "1999-12-31")]
        {
            assert_eq!(day_number(day).map(|number| day_of_number(number - 1)).as_deref(), Some(before));
        }
        for number in (-700_000..800_000).step_by(997) {
            assert_eq!(day_number(&day_of_number(number)), Some(number));
        }
    }

    #[test]
    fn what_is_no_day_has_no_number() {
        for text in ["", "2024", "2024-04", "XXXX-04-01", "ünïcode!!!"] {
            assert_eq!(day_number(text), None, "{text}");
        }
    }
}

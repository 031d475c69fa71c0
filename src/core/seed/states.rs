//! The states of the seed registry: since when they exist, whose place they take, whether they are recognised, and
//! their numbers in lists of states.
//!
//! The data is a table embedded at build time. Where its numbers and dates come from, and what is our own judgement,
//! stands in the head of the table. It knows nothing of the names of states, nor they of it: the id joins the two.

/// The table: `#` lines, then one tab-separated line a state.
const TABLE: &str = include_str!("../../../assets/registry/states.tsv");

/// What is known of a state beside its names. Empty text means that the field is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRow<'a> {
    /// The id of its entry.
    pub id: &'a str,
    /// Since when it exists (EDTF); empty where it is older than 1816.
    pub exists_from: &'a str,
    /// The last day it existed (EDTF); empty where it still does.
    pub exists_to: &'a str,
    /// `yes`, `partly` or `no`.
    pub recognised: &'a str,
    /// The ids of the states whose place it takes.
    pub successor_of: Vec<&'a str>,
    /// Its numbers in lists of states, by list and then by time; two of one list never count on the same day.
    pub codes: Vec<StateCode<'a>>,
    /// What is disputed, or how the lists differ, in English.
    pub note: &'a str,
}

/// A number or code of a state in a list, and the time for which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateCode<'a> {
    /// The list: `cow`, `gw`, `iso3166-3`.
    pub scheme: &'a str,
    /// The number or code.
    pub code: &'a str,
    /// The first day (`YYYY-MM-DD`); empty where it has no time.
    pub from: &'a str,
    /// The last day (`YYYY-MM-DD`); empty where it still counts.
    pub until: &'a str,
}

/// Reads the table, sorted by id.
///
/// A line that does not parse would be left out, and a test makes sure that there is none.
pub fn rows() -> impl Iterator<Item = StateRow<'static>> {
    lines(TABLE).filter_map(|line| parse_line(line).ok())
}

/// Gives the lines that hold a state, without comments.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Reads one line of the table; the error says what is wrong with it.
fn parse_line(line: &str) -> Result<StateRow<'_>, &'static str> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().ok_or("fewer than seven columns");
    let (id, exists_from, exists_to, recognised) = (cell()?, cell()?, cell()?, cell()?);
    let (successor_of, codes, note) = (cell()?, cell()?, cell()?);
    if cells.next().is_some() {
        return Err("more than seven columns");
    }
    if id.is_empty() {
        return Err("no id");
    }
    if !["yes", "partly", "no"].contains(&recognised) {
        return Err("recognised is neither yes, partly nor no");
    }
    let successor_of = parts(successor_of).collect();
    let codes = parts(codes).map(parse_code).collect::<Result<_, _>>()?;
    Ok(StateRow { id, exists_from, exists_to, recognised, successor_of, codes, note })
}

/// Gives the parts of a cell that holds a list; an empty cell has none.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|part| !part.is_empty())
}

/// Reads one code, `scheme:code:from:until`.
fn parse_code(cell: &str) -> Result<StateCode<'_>, &'static str> {
    let mut parts = cell.split(':');
    match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(scheme), Some(code), Some(from), Some(until), None) if !scheme.is_empty() && !code.is_empty() => {
            Ok(StateCode { scheme, code, from, until })
        }
        _ => Err("a code is not of the form scheme:code:from:until"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet, HashMap};

    use super::*;
    use crate::core::days::day_number;
    use crate::core::seed;

    /// Every spell of the two lists since 1945, written down apart from the table.
    const FACTS: &str = include_str!("../../../tests/fixtures/states/facts.tsv");

    /// Scheme, code, first day, last day; no last day while the list goes on.
    type Spell<'a> = (&'a str, &'a str, i64, Option<i64>);

    fn day(text: &str) -> i64 {
        day_number(text).unwrap_or_else(|| panic!("{text} is no day"))
    }

    fn last(text: &str) -> Option<i64> {
        (!text.is_empty()).then(|| day(text))
    }

    fn row(id: &str) -> StateRow<'static> {
        rows().find(|row| row.id == id).unwrap_or_else(|| panic!("no {id}"))
    }

    /// A part of a spell: first day, last day, id.
    type Part = (i64, Option<i64>, &'static str);

    /// The parts of each number of a list, in order of time.
    fn numbers() -> BTreeMap<(&'static str, &'static str), Vec<Part>> {
        let mut numbers = BTreeMap::<_, Vec<_>>::new();
        for row in rows() {
            for code in row.codes.iter().filter(|code| !code.from.is_empty()) {
                numbers.entry((code.scheme, code.code)).or_default().push((day(code.from), last(code.until), row.id));
            }
        }
        for parts in numbers.values_mut() {
            parts.sort_unstable();
        }
        numbers
    }

    /// The spells of the table. One that several entries share, as 365 by the Soviet Union and Russia, is put together.
    fn spells() -> BTreeSet<Spell<'static>> {
        let mut spells = BTreeSet::new();
        for ((scheme, code), parts) in numbers() {
            let mut open: Option<(i64, Option<i64>)> = None;
            for (from, until, _) in parts {
                open = match open {
                    Some((first, Some(end))) if end + 1 == from => Some((first, until)),
                    before => {
                        spells.extend(before.map(|(first, end)| (scheme, code, first, end)));
                        Some((from, until))
                    }
                };
            }
            spells.extend(open.map(|(first, end)| (scheme, code, first, end)));
        }
        spells
    }

    fn facts() -> BTreeSet<Spell<'static>> {
        let fact = |line: &'static str| {
            let [scheme, code, _, from, until] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            (scheme, code, day(from), last(until))
        };
        lines(FACTS).map(fact).collect()
    }

    /// Who has a number on a day.
    fn holder(scheme: &'static str, code: &'static str, date: &str) -> Vec<&'static str> {
        let date = day(date);
        let holds = |from: i64, until: Option<i64>| from <= date && until.is_none_or(|until| date <= until);
        let parts = numbers().remove(&(scheme, code)).unwrap_or_default();
        parts.into_iter().filter(|(from, until, _)| holds(*from, *until)).map(|(_, _, id)| id).collect()
    }

    #[test]
    fn every_line_of_the_table_parses() {
        for line in lines(TABLE) {
            assert!(parse_line(line).is_ok(), "{:?}: {line}", parse_line(line));
        }
        assert_eq!(rows().count(), lines(TABLE).count());
        assert!(rows().count() > 200);
    }

    #[test]
    fn the_table_says_where_it_comes_from() {
        let head: String = TABLE.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(head.contains("Correlates of War") && head.contains("Gleditsch") && head.contains("Ours:"), "{head}");
    }

    #[test]
    fn the_table_has_all_spells_of_both_lists_and_no_others() {
        assert_eq!(spells().difference(&facts()).collect::<Vec<_>>(), Vec::<&Spell<'_>>::new());
        assert_eq!(facts().difference(&spells()).collect::<Vec<_>>(), Vec::<&Spell<'_>>::new());
        assert_eq!(facts().len(), lines(FACTS).count());
    }

    #[test]
    fn on_a_day_a_number_has_one_state_and_a_state_one_number() {
        for (number, parts) in numbers() {
            for pair in parts.windows(2) {
                assert!(pair[0].1.is_some_and(|end| end < pair[1].0), "{number:?} {pair:?}");
            }
        }
        for row in rows() {
            for pair in row.codes.windows(2).filter(|pair| pair[0].scheme == pair[1].scheme) {
                assert!(last(pair[0].until).is_some_and(|end| end < day(pair[1].from)), "{} {pair:?}", row.id);
            }
        }
    }

    #[test]
    fn ids_are_in_order_and_those_of_states() {
        let kinds: HashMap<_, _> = seed::entries().into_iter().map(|entry| (entry.id, entry.kind)).collect();
        let ids: Vec<_> = rows().map(|row| row.id).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        for row in rows() {
            assert_eq!(kinds.get(row.id), Some(&"state"), "{}", row.id);
            assert!(row.successor_of.iter().all(|before| ids.contains(before)), "{}", row.id);
        }
    }

    #[test]
    fn what_is_not_recognised_by_all_has_a_note() {
        assert!(rows().all(|row| row.recognised == "yes" || !row.note.is_empty()));
        for id in ["XKX", "PSE", "TWN", "ESH"] {
            assert_eq!(row(id).recognised, "partly", "{id}");
        }
        assert_eq!(row("VAT").recognised, "yes");
    }

    #[test]
    fn former_states_ended_and_have_a_successor() {
        const SUCCESSORS: [(&str, &[&str]); 9] = [
            ("SUN", &["RUS"]),
            ("DDR", &["DEU"]),
            ("CSK", &["CZE", "SVK"]),
            ("YUG", &["BIH", "HRV", "MKD", "SCG", "SVN"]),
            ("SCG", &["SRB"]),
            ("YAR", &["YEM"]),
            ("YMD", &["YEM"]),
            ("RVN", &["VNM"]),
            ("EAZ", &["TZA"]),
        ];
        for (id, successors) in SUCCESSORS {
            assert!(!row(id).exists_to.is_empty(), "{id}");
            let found: Vec<_> = rows().filter(|row| row.successor_of.contains(&id)).map(|row| row.id).collect();
            assert_eq!(found, successors, "{id}");
        }
    }

    #[test]
    fn numbers_go_to_the_right_state_where_the_lists_differ() {
        for (scheme, code, date, id) in [
            ("cow", "255", "1945-05-08", "DEU"),
            ("cow", "260", "1990-10-02", "DEU"),
            ("cow", "255", "1990-10-03", "DEU"),
            ("gw", "260", "2020-01-01", "DEU"),
            ("gw", "265", "1990-10-02", "DDR"),
            ("cow", "678", "1990-05-21", "YAR"),
            ("cow", "679", "1990-05-22", "YEM"),
            ("gw", "678", "1990-05-21", "YAR"),
            ("gw", "678", "1990-05-22", "YEM"),
            ("gw", "680", "1990-05-21", "YMD"),
            ("cow", "345", "2003-02-03", "YUG"),
            ("cow", "345", "2006-06-04", "SCG"),
            ("cow", "345", "2006-06-05", "SRB"),
            ("gw", "340", "2006-06-05", "SRB"),
            ("cow", "365", "1991-12-25", "SUN"),
            ("gw", "365", "1991-12-26", "RUS"),
            ("cow", "816", "1954-07-21", "VNM"),
            ("gw", "817", "1975-04-30", "RVN"),
            ("gw", "652", "1960-01-01", "SYR"),
            ("cow", "651", "1960-01-01", "EGY"),
            ("cow", "484", "1970-01-01", "COG"),
            ("cow", "490", "1970-01-01", "COD"),
            ("cow", "970", "2000-01-01", "NRU"),
            ("gw", "970", "2000-01-01", "KIR"),
            ("gw", "971", "2000-01-01", "NRU"),
            ("cow", "347", "2008-02-20", "XKX"),
            ("gw", "347", "2008-02-17", "XKX"),
            ("cow", "713", "1949-12-08", "TWN"),
            ("cow", "710", "2000-01-01", "CHN"),
            ("cow", "731", "1950-01-01", "PRK"),
            ("cow", "732", "1950-01-01", "KOR"),
            ("cow", "315", "1992-12-31", "CSK"),
            ("cow", "316", "1993-01-01", "CZE"),
            ("gw", "317", "1993-01-01", "SVK"),
            ("gw", "511", "1964-04-26", "EAZ"),
            ("cow", "510", "1964-04-26", "TZA"),
            ("gw", "711", "1950-10-01", "TBT"),
            ("cow", "817", "1975-04-30", "RVN"),
            ("gw", "680", "1967-11-30", "YMD"),
            ("cow", "652", "1961-09-29", "SYR"),
            ("gw", "651", "1960-01-01", "EGY"),
            ("gw", "740", "1950-01-01", "JPN"),
            ("gw", "305", "1950-01-01", "AUT"),
        ] {
            assert_eq!(holder(scheme, code, date), [id], "{scheme} {code} on {date}");
        }
        for (scheme, code, date) in [
            ("cow", "652", "1960-01-01"),
            ("gw", "255", "2000-01-01"),
            ("cow", "740", "1950-01-01"),
            ("cow", "305", "1955-07-26"),
            ("cow", "255", "1945-05-09"),
            ("cow", "260", "1990-10-03"),
            ("cow", "678", "1990-05-22"),
            ("gw", "817", "1975-05-01"),
            ("cow", "347", "2008-02-19"),
            ("cow", "711", "1950-10-01"),
            ("gw", "345", "2006-06-05"),
        ] {
            assert!(holder(scheme, code, date).is_empty(), "{scheme} {code} on {date}");
        }
    }

    #[test]
    fn broken_lines_are_refused() {
        for line in ["", "\t", "UZB\t\t\tyes\t\t", "UZB\t\t\tyes\t\t\t\t", "\t\t\tyes\t\t\t", "UZB\t\t\tmaybe\t\t\t"] {
            assert!(parse_line(line).is_err(), "{line:?}");
        }
        for code in ["", ":", "cow:704", "cow:704:1991-12-26", "cow::1991-12-26:", ":704::", "cow:704:::"] {
            assert!(parse_code(code).is_err(), "{code:?}");
        }
        assert_eq!(parse_code("gw:704:1991-08-31:").map(|code| (code.code, code.until)), Ok(("704", "")));
    }
}

//! The numbers of organisations of the seed registry in the list of Correlates of War.
//!
//! The data is a table embedded at build time; its head says which version of the list, and which organisations it
//! does not have.

/// The table: `#` lines, then one tab-separated line an organisation.
const TABLE: &str = include_str!("../../../assets/registry/igo.tsv");

/// Gives the ids of organisations with their numbers, sorted by id.
///
/// A line that does not parse would be left out, and a test makes sure that there is none.
pub fn numbers() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(TABLE).filter_map(parse_line)
}

/// Gives the lines that hold an organisation, without comments.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Reads one line, an id and a number.
fn parse_line(line: &str) -> Option<(&str, &str)> {
    let (id, number) = line.split_once('\t')?;
    (!id.is_empty() && number.parse::<u16>().is_ok_and(|number| number > 0)).then_some((id, number))
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::core::seed;

    #[test]
    fn every_line_is_an_organisation_with_a_number_of_its_own() {
        let kinds: HashMap<_, _> = seed::entries().into_iter().map(|entry| (entry.id, entry.kind)).collect();
        assert_eq!(numbers().count(), lines(TABLE).count());
        assert!(numbers().map(|(id, _)| id).is_sorted_by(|one, next| one < next));
        assert_eq!(numbers().map(|(_, number)| number).collect::<HashSet<_>>().len(), numbers().count());
        for (id, _) in numbers() {
            assert_eq!(kinds.get(id), Some(&"igo"), "{id}");
        }
    }

    #[test]
    fn the_table_says_where_it_comes_from() {
        let head: String = TABLE.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(head.contains("Correlates of War") && head.contains("version 3.0"), "{head}");
    }

    #[test]
    fn broken_lines_are_refused() {
        for line in ["", "\t", "UN", "UN\t", "\t4400", "UN\t0", "UN\t4400\t", "UN\t-1", "UN\t44 00"] {
            assert_eq!(parse_line(line), None, "{line:?}");
        }
        assert_eq!(parse_line("UN\t4400"), Some(("UN", "4400")));
    }
}

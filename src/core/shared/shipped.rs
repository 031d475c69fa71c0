//! The entries of the registry that ship with the program, put together from the tables of the seed registry.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::core::annotation::{Code, Dated, Name, RegistryEntry};
use crate::core::seed::{self, SeedEntry, organisations, states};

/// Gives the entries that ship with the program: states, organisations, ministries.
#[must_use]
pub fn shipped() -> &'static BTreeMap<String, Arc<RegistryEntry>> {
    static SHIPPED: OnceLock<BTreeMap<String, Arc<RegistryEntry>>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut entries: BTreeMap<String, RegistryEntry> =
            seed::entries().iter().map(|seed| (seed.id.to_owned(), named(seed))).collect();
        for row in states::rows() {
            if let Some(entry) = entries.get_mut(row.id) {
                add_state(entry, &row);
            }
        }
        for (id, number) in organisations::numbers() {
            if let Some(entry) = entries.get_mut(id) {
                entry.codes.push(Code { scheme: "cow_igo".to_owned(), code: number.to_owned(), ..Code::default() });
            }
        }
        entries.into_iter().map(|(id, entry)| (id, Arc::new(entry))).collect()
    })
}

/// Makes an entry of a line of names.
fn named(seed: &SeedEntry) -> RegistryEntry {
    let names = seed.names.iter().map(|name| Name {
        text: name.text.to_owned(),
        lang: name.lang.to_owned(),
        script: name.script.to_owned(),
        kind: name.kind.to_owned(),
    });
    RegistryEntry {
        names: names.collect(),
        country: seed.country.to_owned(),
        sectors: listed(seed.sector),
        part_of: listed(seed.part_of).iter().map(|whole| Dated::to(whole)).collect(),
        external_ids: listed(seed.wikidata).iter().map(|id| format!("wikidata:{id}")).collect(),
        ..RegistryEntry::new(seed.id, seed.kind, seed.name_en)
    }
}

/// Puts what is known of a state beside its names into its entry.
fn add_state(entry: &mut RegistryEntry, row: &states::StateRow<'_>) {
    row.exists_from.clone_into(&mut entry.exists_from);
    row.exists_to.clone_into(&mut entry.exists_to);
    row.recognised.clone_into(&mut entry.recognised);
    row.note.clone_into(&mut entry.note);
    entry.successor_of = row.successor_of.iter().map(|&id| id.to_owned()).collect();
    let code = |code: &states::StateCode<'_>| Code {
        scheme: code.scheme.to_owned(),
        code: code.code.to_owned(),
        from: code.from.to_owned(),
        until: code.until.to_owned(),
    };
    entry.codes = row.codes.iter().map(code).collect();
}

/// Gives a list of what is said, or an empty one.
fn listed(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_states_carry_existence_recognition_numbers_and_what_is_disputed() {
        let soviet = &shipped()["SUN"];
        assert_eq!((soviet.exists_from.as_str(), soviet.exists_to.as_str()), ("1922-12-30", "1991-12-26"));
        let codes: Vec<_> = soviet.codes.iter().map(|code| (code.scheme.as_str(), code.code.as_str())).collect();
        assert_eq!(codes, [("cow", "365"), ("gw", "365"), ("iso3166-3", "SUHH")]);
        assert_eq!(shipped()["YEM"].successor_of, ["YAR", "YMD"]);
        let kosovo = &shipped()["XKX"];
        assert_eq!((kosovo.recognised.as_str(), kosovo.country.as_str()), ("partly", "XKX"));
        assert!(kosovo.note.contains("Serbia regards it as part of Serbia"), "{}", kosovo.note);
    }

    #[test]
    fn shipped_organisations_carry_their_number() {
        let numbers = |id: &str| -> Vec<_> {
            let codes = shipped()[id].codes.iter();
            codes.map(|code| (code.scheme.as_str(), code.code.as_str(), code.from.as_str())).collect()
        };
        assert_eq!(numbers("UN"), [("cow_igo", "4400", "")]);
        assert_eq!(numbers("SCO"), [("cow_igo", "4115", "")]);
        assert!(numbers("BRICS").is_empty() && numbers("UZ-MIA").is_empty());
    }

    #[test]
    fn every_line_of_the_tables_reached_an_entry() {
        let with_codes = shipped().values().filter(|entry| !entry.codes.is_empty()).count();
        let coded = states::rows().filter(|row| !row.codes.is_empty()).count();
        assert_eq!(with_codes, coded + organisations::numbers().count());
        assert_eq!(
            shipped().values().filter(|entry| !entry.recognised.is_empty()).count(),
            states::rows().count(),
            "and no other entry says whether it is recognised"
        );
    }
}

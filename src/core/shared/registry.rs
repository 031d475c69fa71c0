//! The registry: actors of the whole corpus with their names in every language and script.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::Map;
use super::shipped::shipped;
use crate::core::annotation::{Code, Dated, RegistryEntry};
use crate::core::dates::DateValue;
use crate::core::matching::{self, Hit, Index};
use crate::core::words::Names;

/// Merges followed before a chain is taken for a circle.
const LONGEST_CHAIN: usize = 64;
/// Weight of a name that is in use, against one of former times.
const OF_TODAY: u16 = 1000;

/// Holds the entries of the corpus, and those that ship with the program behind them.
///
/// An entry of the program is copied into the corpus the first time a record points to it, so that the files
/// of a corpus say everything by themselves.
#[derive(Clone, Debug)]
pub struct Registry {
    entries: Map<RegistryEntry>,
    /// Shared until it changes: to begin with, all corpora have that of the entries which ship with the program.
    lookup: Arc<Lookup>,
    /// The names in scripts without spaces.
    names: Arc<Names>,
    /// The entries of the corpus that were not merged, by label and id.
    by_label: BTreeMap<(Box<str>, Box<str>), Arc<RegistryEntry>>,
}

/// What names are found by.
#[derive(Clone, Debug, Default)]
struct Lookup {
    index: Index,
    numbers: BTreeMap<String, u32>,
    /// The entries whose names are found.
    entries: BTreeMap<u32, Arc<RegistryEntry>>,
    ids: Vec<String>,
}

impl Default for Registry {
    fn default() -> Self {
        static SHIPPED: OnceLock<Registry> = OnceLock::new();
        SHIPPED
            .get_or_init(|| {
                let mut empty = Self {
                    entries: Map::default(),
                    lookup: Arc::default(),
                    names: Arc::default(),
                    by_label: BTreeMap::new(),
                };
                for entry in shipped().values() {
                    empty.reindex(&entry.id);
                }
                empty
            })
            .clone()
    }
}

/// Tells whether a day lies in a time that two EDTF dates bound, as far as they are known; the days of its ends count.
#[must_use]
pub fn holds_on(from: &str, until: &str, day: &str) -> bool {
    let bounds = |date: &str| DateValue::parse(date).map(|date| date.bounds()).unwrap_or_default();
    let begins = bounds(from).0.is_none_or(|first| first.as_str() <= day);
    begins && bounds(until).1.is_none_or(|last| last.as_str() >= day)
}

impl Registry {
    /// Makes a registry of the entries of a corpus.
    #[must_use]
    pub fn of(entries: impl IntoIterator<Item = RegistryEntry>) -> Self {
        let mut registry = Self::default();
        for entry in entries {
            registry.put(Arc::new(entry));
        }
        registry
    }

    /// Gives the entries of the corpus by id.
    #[must_use]
    pub fn entries(&self) -> &Map<RegistryEntry> {
        &self.entries
    }

    /// Finds an entry of the corpus, else of the program.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<RegistryEntry>> {
        self.entries.get(id).or_else(|| shipped().get(id))
    }

    /// Tells whether an entry is only known from the program.
    #[must_use]
    pub fn is_only_shipped(&self, id: &str) -> bool {
        !self.entries.contains_key(id) && shipped().contains_key(id)
    }

    /// Finds the entry that stands for an id, following merges.
    #[must_use]
    pub fn resolve(&self, id: &str) -> Option<&Arc<RegistryEntry>> {
        let mut entry = self.get(id)?;
        for _ in 0..LONGEST_CHAIN {
            match entry.merged_into.as_deref().and_then(|next| self.get(next)) {
                Some(next) => entry = next,
                None => return Some(entry),
            }
        }
        // A circle of merges, as a damaged file may hold: the entry itself is the best answer.
        self.get(id)
    }

    /// Gives the name an id is shown by; the id itself where the registry does not know it.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.resolve(id).map_or(id, |entry| entry.label())
    }

    /// Gives the state an entry belongs to, itself included, going up from part to whole.
    #[must_use]
    pub fn state_of(&self, id: &str) -> Option<String> {
        self.state_of_at(id, None)
    }

    /// Gives the state an entry belonged to on a day, `YYYY-MM-DD`. Where no whole is of that day, and where no day is
    /// given, the first whole counts.
    #[must_use]
    pub fn state_of_at(&self, id: &str, day: Option<&str>) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut at = self.resolve(id)?;
        while seen.insert(at.id.clone()) {
            if at.kind == "state" {
                return Some(at.id.clone());
            }
            let of_day = |tie: &&Dated| day.is_some_and(|day| holds_on(&tie.from, &tie.until, day));
            let whole = at.part_of.iter().find(of_day).or(at.part_of.first());
            match whole.and_then(|whole| self.resolve(&whole.entry)) {
                Some(whole) => at = whole,
                None => break,
            }
        }
        (!at.country.is_empty()).then(|| at.country.clone())
    }

    /// Gives the number or code an entry has in a list (`cow`, `gw`, `cow_igo`, `iso3166-3`) on a day, `YYYY-MM-DD`;
    /// where no day is given, the last it has there.
    ///
    /// An entry that an older program copied into the corpus says nothing of the list. Then what ships with the
    /// program counts; the file stays as it is.
    #[must_use]
    pub fn code_at(&self, id: &str, scheme: &str, day: Option<&str>) -> Option<&str> {
        let entry = self.resolve(id)?;
        let of_scheme = |entry: &'_ RegistryEntry| entry.codes.iter().any(|code| code.scheme == scheme);
        let says = if of_scheme(entry) { entry } else { shipped().get(&entry.id)? };
        let mut codes = says.codes.iter().filter(|code| code.scheme == scheme);
        let code: Option<&Code> = match day {
            Some(day) => codes.find(|code| holds_on(&code.from, &code.until, day)),
            None => codes.next_back(),
        };
        code.map(|code| code.code.as_str())
    }

    /// Gives since when and until when an entry exists (EDTF), each empty where this is not known.
    ///
    /// Where the entry of the corpus says neither, as one that an older program copied there, what ships with the
    /// program counts; the file stays as it is.
    #[must_use]
    pub fn existence(&self, id: &str) -> (&str, &str) {
        let of = |entry: &'_ Arc<RegistryEntry>| !entry.exists_from.is_empty() || !entry.exists_to.is_empty();
        let entry = self.resolve(id);
        let says = entry.filter(|entry| of(entry)).or_else(|| shipped().get(&entry?.id));
        says.map_or(("", ""), |entry| (&entry.exists_from, &entry.exists_to))
    }

    /// Puts an entry in, replacing one of the same id.
    pub fn put(&mut self, entry: Arc<RegistryEntry>) {
        let id = entry.id.clone();
        if let Some(before) = self.entries.get(&id) {
            self.by_label.remove(&label_key(before));
        }
        self.entries.insert_mut(id.clone(), entry.clone());
        if entry.merged_into.is_none() {
            self.by_label.insert(label_key(&entry), entry);
        }
        self.reindex(&id);
    }

    /// Takes an entry of the corpus out.
    pub fn take(&mut self, id: &str) {
        if let Some(before) = self.entries.get(id) {
            self.by_label.remove(&label_key(before));
        }
        self.entries.remove_mut(id);
        self.reindex(id);
    }

    /// Takes over other entries, of which those of these ids are not as they are here; takes as long as they are many.
    /// Gives the map that was here, to be let go of elsewhere.
    pub fn replace(&mut self, entries: Map<RegistryEntry>, other: &[String]) -> Map<RegistryEntry> {
        for id in other {
            match entries.get(id) {
                Some(entry) => self.put(entry.clone()),
                None => self.take(id),
            }
        }
        std::mem::replace(&mut self.entries, entries)
    }

    /// Lists the entries of the corpus that were not merged into others, by their labels.
    pub fn listed(&self) -> impl Iterator<Item = &Arc<RegistryEntry>> {
        self.by_label.values()
    }

    /// Lists the entries that an entry stands for: itself, and those that were merged into it.
    #[must_use]
    pub fn stands_for(&self, id: &str) -> Vec<&str> {
        let merged = self.entries.values().filter(|entry| entry.merged_into.is_some() && entry.id != id);
        let into = merged.filter(|entry| self.resolve(&entry.id).is_some_and(|into| into.id == id));
        self.get(id).into_iter().chain(into).map(|entry| entry.id.as_str()).collect()
    }

    /// Puts an entry, as it is now, into the index of names.
    fn reindex(&mut self, id: &str) {
        let entry = self.get(id).cloned();
        let lookup = Arc::make_mut(&mut self.lookup);
        let number = if let Some(&number) = lookup.numbers.get(id) {
            number
        } else {
            let number = u32::try_from(lookup.ids.len()).unwrap_or(u32::MAX);
            lookup.ids.push(id.to_owned());
            lookup.numbers.insert(id.to_owned(), number);
            number
        };
        let before = lookup.entries.remove(&number);
        let texts = |entry: &Arc<RegistryEntry>| entry.all_names().map(str::to_owned).collect::<Vec<String>>();
        let entry = entry.filter(|entry| entry.merged_into.is_none());
        let (gone, come) = (before.as_ref().map(texts), entry.as_ref().map(texts));
        if gone != come {
            let names = Arc::make_mut(&mut self.names);
            gone.into_iter().flatten().for_each(|name| names.remove(&name));
            come.into_iter().flatten().for_each(|name| names.add(&name));
        }
        match entry {
            Some(entry) => {
                lookup.index.set_entry(number, weighed(&entry));
                lookup.entries.insert(number, entry);
            }
            None => lookup.index.remove_entry(number),
        }
    }

    /// Finds the entries that a typed text or a mark may mean, most likely first.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<(&Arc<RegistryEntry>, Hit)> {
        let mut hits: Vec<(&Arc<RegistryEntry>, Hit)> = self
            .lookup
            .index
            .search(query, limit)
            .into_iter()
            .filter_map(|hit| Some((self.get(self.lookup.ids.get(usize::try_from(hit.entry).ok()?)?)?, hit)))
            .collect();
        // Among equals, an entry the corpus already uses is the likelier one.
        hits.sort_by_key(|(entry, hit)| (hit.rank, !self.entries.contains_key(&entry.id)));
        hits
    }

    /// Tells whether an entry has a name with the same words as a text, in any order.
    #[must_use]
    pub fn has_words(&self, text: &str) -> bool {
        self.lookup.index.has_words(text)
    }

    /// Gives the names in scripts without spaces, each of which is one word.
    #[must_use]
    pub fn names(&self) -> &Arc<Names> {
        &self.names
    }

    /// Finds the entries one of whose names is the same text after folding.
    #[must_use]
    pub fn named(&self, text: &str) -> Vec<&Arc<RegistryEntry>> {
        let ids = self.lookup.index.exact(text).into_iter();
        ids.filter_map(|number| self.get(self.lookup.ids.get(usize::try_from(number).ok()?)?)).collect()
    }
}

/// Gives the names of an entry, as [`RegistryEntry::all_names`] does, to be found by. Whoever writes “North” or “Nam” more
/// likely means what there is by that name today than what there was.
fn weighed(entry: &RegistryEntry) -> impl Iterator<Item = matching::Name<'_>> {
    let shown = (entry.name_en.as_str(), "");
    let names = std::iter::once(shown).chain(entry.names.iter().map(|name| (name.text.as_str(), name.kind.as_str())));
    let names = (0..).zip(names.filter(|(text, _)| !text.is_empty()));
    let is_past = !entry.exists_to.is_empty();
    names.map(move |(name, (text, kind))| {
        let weight = if is_past || kind == "former" { 0 } else { OF_TODAY };
        matching::Name { name, text, weight }
    })
}

fn label_key(entry: &RegistryEntry) -> (Box<str>, Box<str>) {
    (entry.label().into(), entry.id.as_str().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(entry: &str, from: &str, until: &str) -> Dated {
        Dated { from: from.into(), until: until.into(), ..Dated::to(entry) }
    }

    fn part(id: &str, part_of: Vec<Dated>) -> RegistryEntry {
        RegistryEntry { part_of, ..RegistryEntry::new(id, "gov_org", id) }
    }

    /// The entry as a program before the numbers would have copied it into the corpus.
    fn of_older_program(id: &str) -> RegistryEntry {
        let shipped = &shipped()[id];
        RegistryEntry { names: shipped.names.clone(), ..RegistryEntry::new(id, shipped.kind.clone(), id) }
    }

    #[test]
    fn an_office_belongs_to_the_state_of_the_day() {
        let wholes = vec![tie("RUS", "1991-12-26", ""), tie("SUN", "", "1991-12-25")];
        let registry = Registry::of([part("mvd", wholes), part("desk", vec![Dated::to("mvd")])]);
        for id in ["mvd", "desk"] {
            let on = |day| registry.state_of_at(id, day).unwrap_or_default();
            assert_eq!([Some("1985-03-11"), Some("1991-12-25")].map(on), ["SUN", "SUN"], "{id}");
            assert_eq!([Some("1991-12-26"), Some("2024-04-01"), None].map(on), ["RUS", "RUS", "RUS"], "{id}");
        }
    }

    #[test]
    fn where_no_whole_is_of_the_day_the_first_counts() {
        let wholes = vec![tie("CZE", "1993", ""), tie("CSK", "1960", "1992")];
        let registry = Registry::of([part("police", wholes)]);
        let on = |day| registry.state_of_at("police", Some(day)).unwrap_or_default();
        assert_eq!(["1959-12-31", "1960-01-01", "1992-12-31", "1993-01-01"].map(on), ["CZE", "CSK", "CSK", "CZE"]);
    }

    #[test]
    fn a_state_stays_itself_on_every_day_and_a_country_is_the_last_resort() {
        let nowhere = RegistryEntry { country: "DEU".into(), ..part("office", vec![tie("gone", "", "1990")]) };
        let circle = [part("a", vec![tie("b", "2000", "")]), part("b", vec![tie("a", "2000", "")])];
        let registry = Registry::of([nowhere].into_iter().chain(circle));
        assert_eq!(registry.state_of_at("SUN", Some("2024-04-01")).as_deref(), Some("SUN"));
        assert_eq!(registry.state_of_at("office", Some("1980-01-01")).as_deref(), Some("DEU"));
        assert_eq!(registry.state_of_at("a", Some("2024-04-01")), None);
        assert_eq!(registry.state_of_at("nobody", Some("2024-04-01")), None);
    }

    #[test]
    fn numbers_of_a_state_are_those_of_the_day() {
        let registry = Registry::default();
        let germany = |scheme, day| registry.code_at("DEU", scheme, Some(day));
        assert_eq!(germany("cow", "1945-05-08"), Some("255"));
        assert_eq!(germany("cow", "1950-01-01"), None);
        assert_eq!(germany("cow", "1990-10-02"), Some("260"));
        assert_eq!(germany("cow", "1990-10-03"), Some("255"));
        assert_eq!(germany("gw", "2024-04-01"), Some("260"));
        assert_eq!(registry.code_at("DEU", "cow", None), Some("255"));
        assert_eq!(registry.code_at("DDR", "gw", None), Some("265"));
        assert_eq!(registry.code_at("DDR", "iso3166-3", Some("2024-04-01")), Some("DDDE"), "it has no time");
        assert_eq!(registry.code_at("UN", "cow_igo", Some("2024-04-01")), Some("4400"));
        assert_eq!(registry.code_at("UN", "cow", None), None);
        assert_eq!(registry.code_at("nobody", "cow", None), None);
    }

    #[test]
    fn an_entry_of_an_older_program_has_the_numbers_and_times_that_ship() {
        let registry = Registry::of([of_older_program("SUN"), of_older_program("UN")]);
        assert_eq!(registry.code_at("SUN", "gw", Some("1985-03-11")), Some("365"));
        assert_eq!(registry.code_at("UN", "cow_igo", None), Some("4400"));
        assert_eq!(registry.existence("SUN"), ("1922-12-30", "1991-12-26"));
        assert_eq!(registry.existence("UN"), ("", ""));
        assert!(registry.entries().get("SUN").is_some_and(|entry| entry.codes.is_empty()), "nothing is written");
    }

    #[test]
    fn what_the_corpus_says_goes_before_what_ships() {
        let code = |scheme: &str, code: &str| Code { scheme: scheme.into(), code: code.into(), ..Code::default() };
        let own = RegistryEntry {
            codes: vec![code("cow", "999"), code("own", "7")],
            exists_to: "1991-08".into(),
            ..of_older_program("SUN")
        };
        let registry = Registry::of([own]);
        assert_eq!(registry.code_at("SUN", "cow", Some("1985-03-11")), Some("999"));
        assert_eq!(registry.code_at("SUN", "own", None), Some("7"));
        assert_eq!(registry.code_at("SUN", "gw", Some("1985-03-11")), Some("365"), "of this list it says nothing");
        assert_eq!(registry.existence("SUN"), ("", "1991-08"));
    }

    #[test]
    fn what_there_is_today_is_found_before_what_there_was() {
        let registry = Registry::default();
        let first = |query: &str| registry.search(query, 5).first().map(|(entry, _)| entry.id.as_str());
        for (query, id) in [
            ("Deutsch", "DEU"),
            ("Germ", "DEU"),
            ("Yem", "YEM"),
            ("Viet", "VNM"),
            ("Serb", "SRB"),
            ("Nam P", "ZAF"),
            ("Liên bang", "RUS"),
            ("Shimoliy", "PRK"),
        ] {
            assert_eq!(first(query), Some(id), "{query}");
        }
        for (query, id) in [
            ("East Ger", "DDR"),
            ("South Viet", "RVN"),
            ("Soviet", "SUN"),
            ("Liên Xô", "SUN"),
            ("Việt Nam Cộng hòa", "RVN"),
            ("Югославия", "YUG"),
            ("Serbia and", "SCG"),
            ("Ceylon", "LKA"),
            ("Westdeutschland", "DEU"),
            ("Kosovo", "XKX"),
        ] {
            assert_eq!(first(query), Some(id), "{query}");
        }
    }

    #[test]
    fn a_merged_entry_has_the_numbers_of_the_one_that_stands_for_it() {
        let merged = RegistryEntry { merged_into: Some("UZB".into()), ..RegistryEntry::new("mine", "state", "Mine") };
        let registry = Registry::of([merged, of_older_program("UZB")]);
        assert_eq!(registry.code_at("mine", "cow", Some("2024-04-01")), Some("704"));
        assert_eq!(registry.existence("mine").1, "");
        assert!(registry.existence("mine").0.starts_with("1991"));
    }
}

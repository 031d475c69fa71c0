//! Which face a script is read in: a text face that is installed, whatever else is.
//!
//! Asked for a script alone, the font system of a machine may answer with a face for headlines or one whose marks fall on
//! each other. So the text faces of each script are known by name, in the order of how well they are read
//! (`assets/fonts/faces.tsv`); other installed faces of the script come after them, those for display last, and what the
//! system would have chosen is tried in the end.

use std::collections::HashSet;

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, PropertyNamesShort};
use parley::fontique::{Collection, FallbackKey, FamilyId, Language, Script as Code};

/// Text faces by script.
const FACES: &str = include_str!("../../assets/fonts/faces.tsv");
/// What names of families have in them that are no text faces.
const DISPLAY: [&str; 18] = [
    "Looped",
    "Kufi",
    "Display",
    "Rashi",
    "Traditional",
    "Nastaliq",
    "Decorative",
    "Handwrit",
    "Script",
    "Brush",
    "Mono",
    "Symbols",
    "Muol",
    "Bokor",
    "Unjoined",
    "Condensed",
    "UI",
    "Headline",
];
/// The first letter of a script that the fonts of the program do not have.
const FIRST: char = '\u{530}';

/// The scripts, and languages where these make a difference, whose faces were chosen already.
#[derive(Default)]
pub(super) struct Chosen(HashSet<FallbackKey>);

impl Chosen {
    /// Chooses the faces of each script in a text that is new, those with serifs first or last.
    pub fn meet(&mut self, text: &str, language: Option<Language>, collection: &mut Collection, serif: bool) {
        if text.is_ascii() {
            return;
        }
        let scripts = CodePointMapData::<Script>::new();
        let mut last = Script::Common;
        for script in text.chars().filter(|c| *c >= FIRST).map(|c| scripts.get(c)) {
            if script == last {
                continue;
            }
            last = script;
            let Some(code) = PropertyNamesShort::<Script>::new().get(script) else { continue };
            let Ok(bytes) = <[u8; 4]>::try_from(code.as_bytes()) else { continue };
            let mut key = FallbackKey::new(Code::from_bytes(bytes), language.as_ref());
            if !key.is_tracked() {
                // The language makes no difference in this script.
                key = FallbackKey::new(Code::from_bytes(bytes), None);
            }
            if self.0.insert(key) {
                choose(key, code, collection, serif);
            }
        }
    }
}

/// One line of the table.
struct Row {
    language: &'static str,
    name: &'static str,
    serif: &'static str,
    sans: &'static str,
}

fn rows(code: &str) -> impl Iterator<Item = Row> {
    FACES.lines().filter_map(move |line| {
        let mut cells = line.strip_prefix(code)?.strip_prefix('\t')?.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        Some(Row { language: next(), name: next(), serif: next(), sans: next() })
    })
}

fn choose(key: FallbackKey, code: &str, collection: &mut Collection, serif: bool) {
    let locale = key.locale();
    let of_language = |row: &Row| Language::parse(row.language).is_ok_and(|language| Some(language) == locale);
    let Some(row) = rows(code).find(of_language).or_else(|| rows(code).find(|row| row.language.is_empty())) else {
        return;
    };
    let of_system: Vec<FamilyId> = collection.fallback_families(key).collect();
    let (first, second) = if serif { (row.serif, row.sans) } else { (row.sans, row.serif) };
    let named = first.split(',').chain(second.split(',')).filter(|name| !name.is_empty());
    let mut faces: Vec<FamilyId> = named.filter_map(|name| collection.family_id(name)).collect();
    faces.extend(others(collection, row.name, serif));
    faces.extend(of_system);
    let mut seen = HashSet::new();
    faces.retain(|face| seen.insert(*face));
    collection.set_fallbacks(key, faces.into_iter());
}

/// Gives the language a text is set in, where another is said: whoever writes kana writes Japanese.
pub(super) fn language_of(text: &str, said: Option<Language>) -> Option<Language> {
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}') && c != '\u{30fb}';
    if text.is_ascii() || !text.contains(is_kana) { said } else { Language::parse("ja").ok().or(said) }
}

/// Gives the installed faces that have the script in their name, those for display last.
fn others(collection: &mut Collection, script: &str, serif: bool) -> Vec<FamilyId> {
    let is_serif = |name: &str| name.contains("Serif");
    let of_script = |name: &&str| name.split(' ').any(|word| word == script) || name.ends_with(script);
    let mut names: Vec<String> = collection.family_names().filter(of_script).map(str::to_owned).collect();
    let is_display = |name: &str| DISPLAY.iter().any(|word| name.split(' ').any(|part| part.starts_with(word)));
    names.sort_by_key(|name| (is_display(name), is_serif(name) != serif, name.clone()));
    names.iter().filter_map(|name| collection.family_id(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_has_a_known_script_and_faces_in_every_line() {
        let names = icu_properties::PropertyParser::<Script>::new();
        for line in FACES.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 5, "{line}");
            assert!(names.get_strict(cells[0]).is_some(), "{line}");
            assert!(!cells[3].is_empty() || !cells[4].is_empty(), "{line}");
            assert!(cells[1].is_empty() || Language::parse(cells[1]).is_ok(), "{line}");
        }
        let mut lines: Vec<String> = FACES.lines().filter_map(|line| Some(line.get(..8)?.to_owned())).collect();
        lines.dedup();
        assert!(lines.len() > 100);
    }

    #[test]
    fn faces_for_display_are_in_no_line() {
        for face in FACES.lines().skip(1).flat_map(|line| line.split(['\t', ','])) {
            assert!(!["Looped", "Kufi", "Rashi"].iter().any(|word| face.contains(word)), "{face}");
        }
    }
}

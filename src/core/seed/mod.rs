//! The seed registry shipped with the program: states, main international organisations and ministries of
//! interior and public security, with their names in many languages.
//!
//! The data is a table embedded at build time, so all text is borrowed and reading it cannot fail for want of a
//! file. Where the names come from, and under which licence, stands in the head of the table. What else is known of
//! states and organisations stands in tables of its own, which the ids join to this one.

pub mod organisations;
pub mod states;

/// The table: `#` lines, then one tab-separated line an entry.
const TABLE: &str = include_str!("../../../assets/registry/actors.tsv");

/// One actor of the seed registry. Empty text means that the field is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedEntry {
    /// ISO 3166-1 alpha-3 for a state, three like letters for one that is not in there (see the head of the table of
    /// [`states`]), the usual acronym for an organisation, `UZ-MIA` and the like for a ministry.
    pub id: &'static str,
    /// Kind of actor: `state`, `igo` or `gov_org`.
    ///
    /// Every entry of ISO 3166-1 is a `state` here, and so is a former state, which says nothing of its status.
    pub kind: &'static str,
    /// PLOVER sector; empty for states.
    pub sector: &'static str,
    /// Id of the state, of a state its own; empty for organisations of several states.
    pub country: &'static str,
    /// Id of the entry this one belongs to; empty for most.
    pub part_of: &'static str,
    /// The English name to show.
    pub name_en: &'static str,
    /// Wikidata item, such as `Q265`; empty where no source vouched for it.
    pub wikidata: &'static str,
    /// All names, the English ones included, grouped by language.
    pub names: Vec<SeedName>,
}

/// One name of an actor in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SeedName {
    /// The name, in Unicode normalisation form C.
    pub text: &'static str,
    /// BCP 47 tag.
    pub lang: &'static str,
    /// ISO 15924 code of the script the name is written in.
    pub script: &'static str,
    /// `official`, `short`, `acronym`, `transliteration`, `former` or `misspelling`.
    pub kind: &'static str,
}

/// Reads the whole seed registry: states by alpha-3, then organisations, then ministries, each sorted by id.
///
/// Each call parses the table anew in a few milliseconds; keep the result. A line that does not parse would be
/// left out, and a test makes sure that there is none.
#[must_use]
pub fn entries() -> Vec<SeedEntry> {
    lines(TABLE).filter_map(|line| parse_line(line).ok()).collect()
}

/// Gives the ISO 15924 code of the script a language of the registry is written in.
///
/// A script subtag in the tag decides; otherwise the usual script of the language, and `Latn` for languages
/// not known to have another.
#[must_use]
pub fn script_of(lang: &str) -> &'static str {
    let mut subtags = lang.split('-');
    let primary = subtags.next().unwrap_or_default();
    let explicit = subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    if let Some(script) = explicit.and_then(|tag| SCRIPTS.iter().find(|script| script.eq_ignore_ascii_case(tag))) {
        return script;
    }
    match primary {
        "ar" | "fa" | "ps" | "ur" => "Arab",
        "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "sr" | "tg" | "uk" => "Cyrl",
        "bn" => "Beng",
        "el" => "Grek",
        "he" => "Hebr",
        "hi" | "ne" => "Deva",
        "hy" => "Armn",
        "ja" => "Jpan",
        "ka" => "Geor",
        "km" => "Khmr",
        "ko" => "Kore",
        "lo" => "Laoo",
        "my" => "Mymr",
        "th" => "Thai",
        "zh" => "Hans",
        _ => "Latn",
    }
}

/// Every script `script_of` can answer.
const SCRIPTS: [&str; 17] = [
    "Arab", "Armn", "Beng", "Cyrl", "Deva", "Geor", "Grek", "Hans", "Hant", "Hebr", "Jpan", "Khmr", "Kore", "Laoo",
    "Latn", "Mymr", "Thai",
];

/// Gives the lines that hold an entry, without comments.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Reads one line of the table; the error says what is wrong with it.
fn parse_line(line: &'static str) -> Result<SeedEntry, &'static str> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().ok_or("fewer than seven columns");
    let (id, kind, sector) = (cell()?, cell()?, cell()?);
    let (country, part_of, name_en, wikidata) = (cell()?, cell()?, cell()?, cell()?);
    if id.is_empty() || kind.is_empty() || name_en.is_empty() {
        return Err("no id, kind or English name");
    }
    let names = cells.map(parse_name).collect::<Result<Vec<_>, _>>()?;
    if names.is_empty() {
        return Err("no names");
    }
    Ok(SeedEntry { id, kind, sector, country, part_of, name_en, wikidata, names })
}

/// Reads one name, `lang:kind:name`; the name itself may hold colons.
fn parse_name(cell: &'static str) -> Result<SeedName, &'static str> {
    let mut parts = cell.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(lang), Some(kind), Some(text)) if !lang.is_empty() && !kind.is_empty() && !text.trim().is_empty() => {
            Ok(SeedName { text, lang, script: script_of(lang), kind })
        }
        _ => Err("a name is not of the form lang:kind:name"),
    }
}

#[cfg(test)]
mod tests;

//! Finding terms: by what was typed, by what was most likely meant, and what to say of an unknown code.

use super::Term;

/// Limits the length of a code for which a suggestion is sought, in characters.
const LONGEST_GUESS: usize = 64;

/// Limits the length of a query, in characters; no label and no help is longer.
const LONGEST_QUERY: usize = 1000;

/// Marks the last rank of [`match_rank`] in which every typed word begins a word.
const PREFIX_RANK: u8 = 1;

/// Limits the length of what a message quotes, in characters.
const SHOWN: usize = 60;

/// Finds the terms that match what was typed, best matches first.
///
/// An exact code or abbreviation comes first, then codes and labels in which every typed word
/// begins a word, then codes and labels that contain the text, then help that contains it. An
/// empty query returns all terms.
#[must_use]
pub fn search<'a>(terms: impl IntoIterator<Item = &'a Term>, query: &str) -> Vec<&'a Term> {
    let query = query.trim();
    if query.chars().nth(LONGEST_QUERY).is_some() {
        return Vec::new();
    }
    let needle = query.to_lowercase();
    let mut hits: Vec<(u8, &Term)> =
        terms.into_iter().filter_map(|term| Some((match_rank(term, &needle)?, term))).collect();
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, term)| term).collect()
}

/// Finds the term that an unknown code was most likely meant to be.
#[must_use]
pub fn nearest<'a>(terms: impl IntoIterator<Item = &'a Term>, code: &str) -> Option<&'a Term> {
    let wanted = guessable(code)?;
    let length = wanted.chars().count();
    let terms: Vec<&Term> = terms.into_iter().collect();
    let by_code = |code: &str| terms.iter().find(|term| normalised(&term.code) == code);
    if let Some(term) = by_code(&wanted).or_else(|| by_code(alias(&wanted)?)) {
        return Some(term);
    }
    let distance = |text: &str| edit_distance(&wanted, &normalised(text));
    let close = terms
        .iter()
        .map(|term| (distance(&term.code).min(distance(&term.label)), term))
        .min_by_key(|(distance, _)| *distance);
    if let Some((_, term)) = close.filter(|(distance, _)| *distance <= length / 3) {
        return Some(term);
    }
    let words = wanted.replace('_', " ");
    let begins = |term: &&&Term| match_rank(term, &words).is_some_and(|rank| rank <= PREFIX_RANK);
    terms.iter().find(begins).filter(|_| length >= 3).copied()
}

/// Finds the word that an unknown one was most likely meant to be; for keys such as `date.role`, a part will do.
#[must_use]
pub(super) fn nearest_word<'a>(words: impl IntoIterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    let wanted = guessable(typed)?;
    let length = wanted.chars().count();
    let distance = |word: &str| {
        let parts = word.split('.').filter(|_| length >= 3).map(|part| edit_distance(&wanted, &normalised(part)));
        parts.fold(edit_distance(&wanted, &normalised(word)), usize::min)
    };
    let close = words.into_iter().map(|word| (distance(word), word)).min_by_key(|(distance, _)| *distance);
    close.filter(|(distance, _)| *distance <= length / 3).map(|(_, word)| word)
}

/// Says that a code is not among the terms of a list, and what to write instead.
pub(super) fn unknown_code<'a>(name: &str, terms: impl IntoIterator<Item = &'a Term>, code: &str) -> String {
    let meant = nearest(terms, code).map(|term| &*term.code);
    unknown(code, &format!("in the list of {name}"), meant, "Choose one from the list.")
}

/// Says that a word is not where it should be; `advice` is for when nothing like it is there.
pub(super) fn unknown(word: &str, place: &str, meant: Option<&str>, advice: &str) -> String {
    let word = shown(word);
    match meant {
        Some(meant) => format!("“{word}” is not {place}. Did you mean “{}”?", shown(meant)),
        None => format!("“{word}” is not {place}. {advice}"),
    }
}

/// Writes a text as a message can quote it: cut where it is too long, with what cannot be seen as its number.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (index, sign) in text.chars().enumerate() {
        if index == SHOWN {
            out.push('…');
            break;
        }
        if is_hidden(sign) {
            out.extend(sign.escape_unicode());
        } else {
            out.push(sign);
        }
    }
    out
}

/// Tells whether a sign cannot be seen: a control, a mark of direction, a joiner, a break without width.
pub(super) fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}')
        || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(sign, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the code that an abbreviation stands for, in the form that [`normalised`] gives.
fn alias(wanted: &str) -> Option<&'static str> {
    Some(match wanted {
        "mou" | "mous" | "moc" | "moa" | "lou" | "memo" => "memorandum",
        "iga" => "intergovernmental_agreement",
        "mlat" => "treaty",
        "convention" => "multilateral_treaty",
        "exchange_of_letters" => "exchange_of_notes",
        "loi" | "letter_of_intent" => "statement_of_intent",
        _ => return None,
    })
}

/// Writes what was typed as [`normalised`] does; nothing if it is empty or too long to guess at.
fn guessable(typed: &str) -> Option<String> {
    if typed.chars().nth(LONGEST_GUESS).is_some() {
        return None;
    }
    Some(normalised(typed)).filter(|wanted| !wanted.is_empty())
}

/// Writes a code or label in lower case with one underscore between words.
fn normalised(text: &str) -> String {
    let lower = text.to_lowercase();
    words(&lower).collect::<Vec<_>>().join("_")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Ranks a term for a needle in lower case; a smaller rank is a better match.
fn match_rank(term: &Term, needle: &str) -> Option<u8> {
    let (code, label) = (term.code.to_lowercase(), term.label.to_lowercase());
    if needle.is_empty() || code == needle || alias(needle) == Some(&*term.code) {
        return Some(0);
    }
    let begins = |start: &str| words(&code).chain(words(&label)).any(|word| word.starts_with(start));
    if words(needle).next().is_some() && words(needle).all(begins) {
        return Some(PREFIX_RANK);
    }
    if code.contains(needle) || label.contains(needle) {
        return Some(2);
    }
    term.help.to_lowercase().contains(needle).then_some(3)
}

/// Counts the insertions, deletions and replacements between two texts (Levenshtein).
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, sign) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(sign != *other);
            diagonal = *cell;
            before = replaced.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    fn codes<'a>(terms: &[&'a Term]) -> Vec<&'a str> {
        terms.iter().map(|term| &*term.code).collect()
    }

    #[test]
    fn search_puts_word_beginnings_before_help() {
        let found = codes(&search(Vocabulary::InstrumentKind.shipped(), "PRO"));
        assert_eq!(found[..2], ["protocol", "cooperation_programme"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.shipped(), "coop prog")), ["cooperation_programme"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.shipped(), "road map")), ["action_plan"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.shipped(), "mou"))[0], "memorandum");
        assert_eq!(codes(&search(Vocabulary::Status.shipped(), "imzolandi")), ["signed"]);
        assert_eq!(search(Vocabulary::Status.shipped(), "  ").len(), Vocabulary::Status.shipped().len());
        assert!(search(Vocabulary::Status.shipped(), "وزارة الداخلية").is_empty());
    }

    #[test]
    fn search_answers_at_once_to_a_megabyte() {
        for nonsense in ["c ".repeat(500_000), "\u{202e}😊".repeat(140_000), "a".repeat(1_000_000)] {
            assert!(search(Vocabulary::Topic.shipped(), &nonsense).is_empty());
            assert!(nearest(Vocabulary::Topic.shipped(), &nonsense).is_none());
            assert!(unknown_code("topics", Vocabulary::Topic.shipped(), &nonsense).len() < 1000);
        }
        assert_eq!(search(Vocabulary::Topic.shipped(), &" ".repeat(1_000_000)).len(), 25);
    }

    #[test]
    fn nearest_forgives_slips_and_knows_abbreviations() {
        let kind = |code| nearest(Vocabulary::InstrumentKind.shipped(), code).map(|term| &*term.code);
        assert_eq!(kind("memorandun"), Some("memorandum"));
        assert_eq!(kind("Action Plan"), Some("action_plan"));
        assert_eq!(kind("MoU"), Some("memorandum"));
        assert_eq!(kind("programme"), Some("cooperation_programme"));
        assert_eq!(nearest(Vocabulary::Topic.shipped(), "drug").map(|term| &*term.code), Some("DRUGS"));
        assert_eq!(nearest(Vocabulary::CommitmentKind.shipped(), "MOU"), None);
        for nonsense in ["", "q", "xyzzy", "اتفاق", "\u{0}\u{202e}", &"memorandum".repeat(1000)] {
            assert_eq!(kind(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn nearest_word_forgives_slips_and_missing_halves() {
        let list = |typed| nearest_word(Vocabulary::ALL.iter().map(|list| list.id()), typed);
        assert_eq!(list("topic"), Some("topics"));
        assert_eq!(list("Agreement.Kinds"), Some("agreement.kind"));
        assert_eq!(list("calendar"), Some("date.calendar"));
        for nonsense in ["", "q", "colour", "😊", &"topics".repeat(1000)] {
            assert_eq!(list(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn message_names_the_list_and_the_likely_code() {
        let message = |list: Vocabulary, code: &str| unknown_code(list.name(), list.shipped(), code);
        assert_eq!(
            message(Vocabulary::InstrumentKind, "MOU"),
            "“MOU” is not in the list of kinds. Did you mean “memorandum”?"
        );
        assert_eq!(
            message(Vocabulary::Topic, "QQQQ"),
            "“QQQQ” is not in the list of topics. Choose one from the list."
        );
    }

    #[test]
    fn message_shows_what_cannot_be_seen_and_cuts_what_is_long() {
        assert_eq!(shown("a\u{202e}b\n"), "a\\u{202e}b\\u{a}");
        assert_eq!(shown("Việt وزارة 😊"), "Việt وزارة 😊");
        assert_eq!(shown(&"é".repeat(100)), format!("{}…", "é".repeat(60)));
    }
}

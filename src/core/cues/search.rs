//! Looks up the words of the tables in tokens: longest phrase first, with joined prefixes and endings.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use icu_properties::props::Script;

use super::cue::{Cue, Direction, Intent, Unit, Weekday};
use super::fold::{Kind, Tokens};
use super::tables::{self, Directions, Markers, Table, spellings};

/// Longest written word that is looked up, in bytes of its folded form.
const LONGEST_WORD: usize = 96;
/// How many prefixes, and how many endings, may be joined to one word.
const MOST_JOINED: usize = 3;
/// Fewest bytes that stay when a prefix or an ending is taken off.
const SHORTEST_REST: usize = 3;

/// A phrase found in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) cue: Cue,
    pub(super) tokens: Range<usize>,
    /// Bytes of the text, without a prefix joined to the phrase.
    pub(super) source: Range<usize>,
}

/// Says how a written word fits a word of a table, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It goes on after a stem.
    Stem,
    /// It has an ending.
    Ended,
    /// It is the word.
    Exact,
}

/// A phrase of a table behind its first word.
#[derive(Debug)]
struct Entry {
    rest: Vec<String>,
    /// Whether the last word may go on in any way.
    stem: bool,
    cue: Cue,
}

/// The phrases of one table, folded, by their first words.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) table: &'static Table,
    phrases: HashMap<String, Vec<Entry>>,
    /// First words that may go on in any way.
    stems: Vec<(String, Cue)>,
    prefixes: Vec<String>,
    endings: Vec<String>,
}

/// Indexes of all tables, each made once.
type Indexes = [OnceLock<Index>; tables::ALL.len()];

/// Gives the indexes that fit a language: of its own tables, or of all languages in the scripts of the text.
pub(super) fn each_table(language: &str, text: &str) -> impl Iterator<Item = &'static Index> {
    static INDEXES: Indexes = [const { OnceLock::new() }; tables::ALL.len()];
    fitting(language, text).into_iter().filter_map(|table| index(&INDEXES, table, Index::new))
}

/// Gives the indexes of words about directions that fit a language; they are few and asked for seldom.
pub(super) fn each_direction(language: &str, text: &str) -> impl Iterator<Item = &'static Index> {
    static INDEXES: Indexes = [const { OnceLock::new() }; tables::ALL.len()];
    fitting(language, text).into_iter().filter_map(|table| index(&INDEXES, table, Index::of_directions))
}

fn fitting(language: &str, text: &str) -> Vec<&'static Table> {
    let own: Vec<&'static Table> = tables::of_code(language).collect();
    if own.is_empty() { tables::of_scripts(text) } else { own }
}

fn index(
    indexes: &'static Indexes,
    table: &'static Table,
    make: fn(&'static Table) -> Index,
) -> Option<&'static Index> {
    let at = tables::ALL.iter().position(|other| other.code == table.code)?;
    indexes.get(at).map(|index| index.get_or_init(|| make(table)))
}

/// Gives the folded words of a phrase.
fn folded_words(phrase: &str) -> Vec<String> {
    let tokens = Tokens::read(phrase);
    (0..tokens.len()).map(|at| tokens.folded(at).to_owned()).collect()
}

impl Index {
    fn new(table: &'static Table) -> Self {
        let mut index = Self::empty(table);
        index.add_dates(table);
        index.add_signing(table);
        index.sorted()
    }

    fn of_directions(table: &'static Table) -> Self {
        let mut index = Self::empty(table);
        let Directions { gives, receives, hosts, passive, neither, .. } = table.directions;
        index.add(gives, |_| Cue::Towards(Direction::Gives));
        index.add(receives, |_| Cue::Towards(Direction::Receives));
        index.add(hosts, |_| Cue::Towards(Direction::Hosts));
        index.add(passive, |_| Cue::Passive);
        index.add(neither, |_| Cue::Stop);
        index.sorted()
    }

    fn empty(table: &'static Table) -> Self {
        let folded = |list| spellings(list).map(|joined| folded_words(joined).concat()).collect();
        let (prefixes, endings) = (folded(table.prefixes), folded(table.endings));
        Self { table, phrases: HashMap::new(), stems: Vec::new(), prefixes, endings }
    }

    fn sorted(self) -> Self {
        let mut index = self;
        for entries in index.phrases.values_mut() {
            // A stable sort: of equally long phrases the one added first wins.
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        index
    }

    fn add_dates(&mut self, table: &'static Table) {
        for (month, names) in (1..).zip(table.months) {
            self.add(names, |_| Cue::Month(month));
        }
        for (day, names) in Weekday::ALL.into_iter().zip(table.weekdays) {
            self.add(names, |_| Cue::Weekday(day));
        }
        for (day, names) in Weekday::ALL.into_iter().zip(table.short_weekdays) {
            self.add(names, |_| Cue::ShortWeekday(day));
        }
        let units =
            [(Unit::Day, table.day), (Unit::Month, table.month), (Unit::Year, table.year), (Unit::Hour, table.hour)];
        for (unit, Markers { before, after }) in units {
            self.add(before, |_| Cue::Before(unit));
            self.add(after, |_| Cue::After(unit));
        }
        for (relative, words) in table.relatives {
            self.add(words, |word| Cue::Relative(word.trim_end_matches('*'), *relative));
        }
        self.add(table.stop_phrases, |_| Cue::Stop);
    }

    fn add_signing(&mut self, table: &'static Table) {
        let signing = &table.signing;
        self.add(signing.verbs, |_| Cue::SigningVerb);
        self.add(signing.nouns, |_| Cue::SigningNoun);
        self.add(signing.will_sign, |_| Cue::WillSign);
        self.add(signing.signed, |_| Cue::Signed);
        self.add(signing.done, |_| Cue::Done);
        self.add(signing.afterwards, |_| Cue::Afterwards);
        let places = [
            (signing.intent_before, Intent::BEFORE),
            (signing.intent_right_before, Intent::RIGHT_BEFORE),
            (signing.intent_after_noun, Intent::AFTER_NOUN),
            (signing.intent_right_after, Intent::RIGHT_AFTER),
        ];
        let words = |(list, place)| spellings(list).map(move |word| (word, place));
        let intents: Vec<(&'static str, Intent)> = places.into_iter().flat_map(words).collect();
        for (word, place) in &intents {
            // A longer phrase hides the shorter one it begins with, so it takes over its places.
            let begins = |other: &str| {
                let rest = word.strip_prefix(other);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || table.script == Script::Han)
            };
            let shorter = intents.iter().filter(|(other, _)| begins(other));
            let all = shorter.fold(*place, |all, (_, place)| all.with(*place));
            self.add(word, |_| Cue::Intent(all));
        }
    }

    fn add(&mut self, list: &'static str, cue: impl Fn(&'static str) -> Cue) {
        for word in spellings(list) {
            let stem = word.ends_with('*');
            let mut words = folded_words(word.trim_end_matches('*')).into_iter();
            let Some(first) = words.next() else { continue };
            let entry = Entry { rest: words.collect(), stem, cue: cue(word) };
            if stem && entry.rest.is_empty() {
                self.stems.push((first, entry.cue));
            } else {
                self.phrases.entry(first).or_default().push(entry);
            }
        }
    }

    /// Walks over the phrases of a kind in the order of the text; none overlaps another or a stop phrase.
    pub(super) fn matches<'a>(
        &'a self,
        tokens: &'a Tokens<'_>,
        wanted: impl Fn(&Cue) -> bool + 'a,
    ) -> impl Iterator<Item = Match> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < tokens.len() {
                let found = self.match_at(tokens, at, &|cue| *cue == Cue::Stop || wanted(cue));
                at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
                if let Some(found) = found.filter(|found| found.cue != Cue::Stop) {
                    return Some(found);
                }
            }
            None
        })
    }

    /// Finds the longest phrase that begins with a token.
    pub(super) fn match_at(&self, tokens: &Tokens<'_>, at: usize, wanted: &dyn Fn(&Cue) -> bool) -> Option<Match> {
        let word = tokens.folded(at);
        if word.len() > LONGEST_WORD {
            return None;
        }
        let letters = tokens.kind(at) == Some(Kind::Word);
        // Of phrases of the same length the one that is written as it stands in the table wins.
        let mut best: Option<(usize, Fit, usize, Cue)> = None;
        let mut consider = |length, fit, prefix, cue| {
            if best.is_none_or(|(longest, best_fit, ..)| (length, fit) > (longest, best_fit)) {
                best = Some((length, fit, prefix, cue));
            }
        };
        let begins = if letters { self.without_prefixes(word) } else { vec![word] };
        for begin in begins {
            let prefix = word.len() - begin.len();
            for entry in self.phrases.get(begin).into_iter().flatten().filter(|entry| wanted(&entry.cue)) {
                if let Some(fit) = self.goes_on(tokens, at + 1, entry) {
                    consider(1 + entry.rest.len(), fit, prefix, entry.cue);
                }
            }
            if !letters {
                continue;
            }
            for ended in self.without_endings(begin).into_iter().skip(1) {
                let single = |entry: &&Entry| entry.rest.is_empty() && wanted(&entry.cue);
                for entry in self.phrases.get(ended).into_iter().flatten().filter(single) {
                    consider(1, Fit::Ended, prefix, entry.cue);
                }
            }
            let stems = self.stems.iter().filter(|(stem, cue)| begin.starts_with(stem) && wanted(cue));
            stems.for_each(|(_, cue)| consider(1, Fit::Stem, prefix, *cue));
        }
        let (length, _, prefix, cue) = best?;
        let mut source = tokens.source(at..at + length);
        if prefix > 0 {
            source.start = tokens.source_after(at, prefix).min(source.end);
        }
        Some(Match { cue, tokens: at..at + length, source })
    }

    /// Tells how the words behind the first one of a phrase stand in the tokens, if they do.
    fn goes_on(&self, tokens: &Tokens<'_>, at: usize, entry: &Entry) -> Option<Fit> {
        let Some((last, middle)) = entry.rest.split_last() else { return Some(Fit::Exact) };
        let mut words = (at..).map(|at| tokens.folded(at));
        middle.iter().zip(&mut words).all(|(word, written)| word == written).then_some(())?;
        let written = words.next().unwrap_or_default();
        if written == last {
            return Some(Fit::Exact);
        }
        (written.len() <= LONGEST_WORD && written.starts_with(last.as_str())).then_some(())?;
        let ended = self.without_endings(written).contains(&last.as_str());
        if ended { Some(Fit::Ended) } else { entry.stem.then_some(Fit::Stem) }
    }

    /// Gives a word and what remains of it without joined prefixes, least taken off first.
    fn without_prefixes<'w>(&self, word: &'w str) -> Vec<&'w str> {
        variants(word, &self.prefixes, |word, prefix| word.strip_prefix(prefix))
    }

    /// Gives a word and what remains of it without joined endings, least taken off first.
    fn without_endings<'w>(&self, word: &'w str) -> Vec<&'w str> {
        variants(word, &self.endings, |word, ending| word.strip_suffix(ending))
    }
}

/// Gives a word and its rests, each part taken off from every rest in turn.
fn variants<'w>(word: &'w str, parts: &[String], strip: impl Fn(&'w str, &str) -> Option<&'w str>) -> Vec<&'w str> {
    let mut variants = vec![word];
    let mut fresh = 0..1;
    for _ in 0..MOST_JOINED {
        for at in fresh.clone() {
            let Some(longer) = variants.get(at).copied() else { continue };
            for rest in parts.iter().filter_map(|part| strip(longer, part)) {
                if rest.len() >= SHORTEST_REST && !variants.contains(&rest) {
                    variants.push(rest);
                }
            }
        }
        fresh = fresh.end..variants.len();
    }
    variants
}

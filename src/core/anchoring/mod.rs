//! Moving marks to a changed article: each is exact, moved, uncertain or lost, and nothing lost is deleted.
//!
//! Where the text the marks were made in is kept, they go by a map of letters from there to the present text,
//! and every quote is checked. Where it is missing, they are searched for by quote and surroundings.

mod map;
mod search;

use std::collections::BTreeMap;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

use super::annotation::{Evidence, Former, Fragment, Misplaced, Place, Quoted, Record, Work};
use super::merge::Records;
use super::text::{Span, Text};
use map::DiffMap;
use search::Searched;

/// How well a mark was found again, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The same words at the same place.
    Exact,
    /// The same words at another place.
    Moved,
    /// Other words, or the same words in other surroundings: a person should look.
    Uncertain,
    /// Not found.
    Lost,
}

impl Outcome {
    /// Gives the word shown to the analyst.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Exact => "Exact",
            Self::Moved => "Moved",
            Self::Uncertain => "Uncertain",
            Self::Lost => "Lost",
        }
    }
}

/// Where a stretch of text was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    span: Span,
    outcome: Outcome,
}

/// What became of one place of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Key of the record.
    pub key: String,
    /// How well the place was found again.
    pub outcome: Outcome,
    /// The place as it was.
    pub old: Quoted,
    /// Where it stands now; nothing where it is lost.
    pub new: Option<Place>,
}

/// The work moved to another text, to be looked at before it is taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// SHA-256 of the canonical text the marks were made in.
    pub text_sha256: String,
    /// That text, where it was kept.
    pub old: Option<Text>,
    /// What became of every place, in the order of the file.
    pub items: Vec<Item>,
    /// The work in the present text.
    pub work: Arc<Work>,
    /// The records as they were.
    pub records: Arc<Records>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Review {
    /// Counts the places that came out in a way.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.items.iter().filter(|item| item.outcome == outcome).count()
    }

    /// Says what was found in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let all = self.items.len();
        let lost = self.count(Outcome::Lost);
        let uncertain = self.count(Outcome::Uncertain);
        let of_these = |count: usize, one: &str, more: &str| match count {
            0 => String::new(),
            1 => format!(", 1 {one}"),
            _ => format!(", {count} {more}"),
        };
        format!(
            "The article has changed since this work was saved. {} of {all} marks were found again{}{}: look at them \
             and take them over before going on.",
            all - lost,
            of_these(lost, "was not", "were not"),
            of_these(uncertain, "is uncertain", "are uncertain"),
        )
    }
}

/// Moves records to another text. `old` is the text their places count in, where it was kept, and `hashes` are
/// SHA-256 of that text and of the new one.
#[must_use]
pub fn review(records: Records, old: Option<Text>, new: &Text, hashes: (&str, &str)) -> Review {
    let (old_sha256, new_sha256) = hashes;
    let finder = Finder::new(old.as_ref(), new);
    let mut work = Work::default();
    let mut items = Vec::new();
    let mut former: BTreeMap<String, Arc<Former>> = BTreeMap::new();
    let mut rest = Vec::new();
    for record in records.values() {
        match record {
            Record::Former(kept) => drop(former.insert(kept.record.key(), kept.clone())),
            Record::Conflict(_) => rest.push(record),
            record => {
                let (moved, found) = finder.record(record);
                if found.iter().any(|item| item.outcome > Outcome::Moved) {
                    let kept =
                        Former { text_sha256: old_sha256.to_owned(), lost: moved.is_none(), record: record.clone() };
                    // What a person has marked is in the oldest text, not where it was moved to since.
                    former.entry(record.key()).or_insert_with(|| Arc::new(kept));
                }
                items.extend(found);
                if let Some(moved) = moved {
                    work.put(None, Some(moved));
                }
            }
        }
    }
    for record in rest {
        if let Record::Conflict(conflict) = record {
            work.conflicts.insert(conflict.id.clone(), conflict.clone());
        }
    }
    bring_back(&mut work, former, new, new_sha256);
    Review { text_sha256: old_sha256.to_owned(), old, items, work: Arc::new(work), records: Arc::new(records) }
}

/// Brings back what stood in the new text when it was there before; keeps the rest.
fn bring_back(work: &mut Work, former: BTreeMap<String, Arc<Former>>, new: &Text, new_sha256: &str) {
    for (key, kept) in former {
        let back = if kept.text_sha256 == new_sha256 { kept.record.placed(new).ok() } else { None };
        let Some(back) = back else {
            work.former.insert(key, kept);
            continue;
        };
        match (work.find(&back), kept.lost) {
            (Some(present), _) => work.put(None, Some(with_places_of(present, &back))),
            (None, true) => work.put(None, Some(back)),
            // It had a place since, and somebody has deleted it.
            (None, false) => {}
        }
    }
}

/// Gives a record the places it has in another version of it.
fn with_places_of(present: Record, from: &Record) -> Record {
    match (present, from) {
        (Record::Header(mut header), Record::Header(from)) => {
            header.title.clone_from(&from.title);
            Record::Header(header)
        }
        (Record::Actor(mut actor), Record::Actor(from)) => {
            let record = Arc::make_mut(&mut actor);
            record.place = from.place.clone();
            for title in &mut record.titles {
                let same = from.titles.iter().find(|one| (&one.kind, &one.gloss) == (&title.kind, &title.gloss));
                if let Some(same) = same {
                    title.place.clone_from(&same.place);
                }
            }
            Record::Actor(actor)
        }
        (Record::Date(mut date), Record::Date(from)) => {
            Arc::make_mut(&mut date).place = from.place.clone();
            Record::Date(date)
        }
        (Record::Flag(mut flag), Record::Flag(from)) => {
            Arc::make_mut(&mut flag).place = from.place.clone();
            Record::Flag(flag)
        }
        (Record::Custom(mut custom), Record::Custom(from)) => {
            Arc::make_mut(&mut custom).place = from.place.clone();
            Record::Custom(custom)
        }
        (Record::Region(mut region), Record::Region(from)) => {
            Arc::make_mut(&mut region).place = from.place.clone();
            Record::Region(region)
        }
        (Record::Agreement(mut agreement), Record::Agreement(from)) => {
            let record = Arc::make_mut(&mut agreement);
            let added: Vec<Evidence> = record
                .evidence
                .iter()
                .filter(|one| !from.evidence.iter().any(|old| old.place.cover().overlaps(one.place.cover())))
                .cloned()
                .collect();
            record.evidence = from.evidence.iter().cloned().chain(added).collect();
            record.evidence.sort_by(|a, b| a.place.cmp(&b.place));
            let or = |now: &mut Option<Place>, was: &Option<Place>| {
                if was.is_some() {
                    now.clone_from(was);
                }
            };
            or(&mut record.trigger, &from.trigger);
            or(&mut record.instrument, &from.instrument);
            or(&mut record.venue.place, &from.venue.place);
            Record::Agreement(agreement)
        }
        (present, _) => present,
    }
}

/// Finds places again, by the map where there is one.
struct Finder<'a> {
    new: &'a Text,
    map: Option<(DiffMap<'a>, &'a Text)>,
    searched: Searched<'a>,
}

impl<'a> Finder<'a> {
    fn new(old: Option<&'a Text>, new: &'a Text) -> Self {
        Self { new, map: old.map(|old| (DiffMap::new(old, new), old)), searched: Searched::new(new) }
    }

    /// Moves a record; nothing where it has no place any more. Tells what became of each place.
    fn record(&self, record: &Record<Quoted>) -> (Option<Record>, Vec<Item>) {
        let key = record.key();
        let mut items = Vec::new();
        for old in record.places().into_iter().chain(record.side_places()) {
            let (outcome, new) = self.quoted(old);
            items.push(Item { key: key.clone(), outcome, old: old.clone(), new });
        }
        let place_of = |quoted: &Quoted| {
            let item = items.iter().find(|item| item.old == *quoted);
            item.and_then(|item| item.new.clone())
        };
        let moved = without_lost(record.clone(), &|quoted| place_of(quoted).is_none())
            .and_then(|record| record.try_map(&mut |quoted: Quoted| place_of(&quoted).ok_or(Misplaced::Nothing)).ok());
        (moved, items)
    }

    /// Finds one place again, fragment by fragment; it is as good as its worst fragment.
    fn quoted(&self, quoted: &Quoted) -> (Outcome, Option<Place>) {
        let mut worst = Outcome::Exact;
        let mut spans: Vec<Span> = Vec::new();
        for fragment in &quoted.span {
            let Some(found) = self.fragment(fragment, quoted) else { return (Outcome::Lost, None) };
            // Fragments that have changed their order are no longer what was marked.
            if found.span.is_empty() || spans.last().is_some_and(|last| found.span.start < last.end) {
                return (Outcome::Lost, None);
            }
            let stays = self.new.char_offset(found.span.start) == fragment.start
                && self.new.slice(found.span) == fragment.quote;
            let outcome = match (found.outcome, stays) {
                (Outcome::Moved, true) => Outcome::Exact,
                (Outcome::Moved, false) if self.map.is_none() => Outcome::Uncertain,
                (outcome, _) => outcome,
            };
            worst = worst.max(outcome);
            spans.push(found.span);
        }
        match Place::from_fragments(spans) {
            Some(place) => (worst, Some(place)),
            None => (Outcome::Lost, None),
        }
    }

    /// Finds a quote that stands where it stood although its surroundings have changed.
    fn unmoved(&self, fragment: &Fragment) -> Option<Found> {
        let span = Span::new(self.new.byte_offset(fragment.start)?, self.new.byte_offset(fragment.end)?);
        let same = self.new.slice(span) == fragment.quote;
        same.then_some(Found { span, outcome: Outcome::Uncertain })
    }

    fn fragment(&self, fragment: &Fragment, quoted: &Quoted) -> Option<Found> {
        let Some((map, old)) = &self.map else {
            return self.searched.find(fragment, quoted).or_else(|| self.unmoved(fragment));
        };
        let (start, end) = (old.byte_offset(fragment.start)?, old.byte_offset(fragment.end)?);
        let span = Span::new(start, end);
        if old.slice(span) != fragment.quote {
            // The file has been edited by hand; its quote is what counts.
            return self.searched.find(fragment, quoted);
        }
        map.place(span).or_else(|| {
            // A paragraph that now stands elsewhere: found by its words, but never called sure.
            let found = self.searched.find(fragment, quoted)?;
            Some(Found { outcome: Outcome::Uncertain, ..found })
        })
    }
}

/// Takes the lost places out of a record; nothing where the record then stands nowhere.
fn without_lost(record: Record<Quoted>, lost: &dyn Fn(&Quoted) -> bool) -> Option<Record<Quoted>> {
    let clear = |place: &mut Option<Quoted>| {
        if place.as_ref().is_some_and(lost) {
            *place = None;
        }
    };
    match record {
        Record::Header(mut header) => {
            clear(&mut header.title);
            Some(Record::Header(header))
        }
        Record::Actor(mut actor) => {
            let record = Arc::make_mut(&mut actor);
            record.titles.iter_mut().for_each(|title| clear(&mut title.place));
            (!lost(&record.place)).then_some(Record::Actor(actor))
        }
        Record::Agreement(mut agreement) => {
            let record = Arc::make_mut(&mut agreement);
            let had = !record.evidence.is_empty();
            record.evidence.retain(|passage| !lost(&passage.place));
            clear(&mut record.trigger);
            clear(&mut record.instrument);
            clear(&mut record.venue.place);
            (!had || !record.evidence.is_empty()).then_some(Record::Agreement(agreement))
        }
        Record::Date(date) => (!lost(&date.place)).then_some(Record::Date(date)),
        Record::Flag(flag) => (!lost(&flag.place)).then_some(Record::Flag(flag)),
        Record::Custom(custom) => (!lost(&custom.place)).then_some(Record::Custom(custom)),
        Record::Region(region) => (!lost(&region.place)).then_some(Record::Region(region)),
        other => Some(other),
    }
}

/// Gives a text in composed form without invisible signs, and with every line end as a line feed.
fn plain(text: &str) -> String {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let visible: String = text.chars().filter(|&c| !ignorable.contains(c) && c != '\r').collect();
    NFC.normalize(&visible).into_owned()
}

#[cfg(test)]
mod tests;

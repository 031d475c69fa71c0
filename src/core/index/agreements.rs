//! Agreements by their parties, each taken up to its state, and by kind and topic.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Known;
use crate::core::annotation::Id;
use crate::core::dates::DateValue;
use crate::core::days::day_number;
use crate::core::digest::Brief;
use crate::core::generation::Generation;
use crate::core::shared::Registry;

/// Days between two signings of what may be one agreement.
const SIGNING: i64 = 14;

/// The first and the last day something can be, counted from 1970-01-01.
pub type Days = (i64, i64);

/// Parties of an agreement, or their states; sorted, none twice.
type Parties = Arc<[String]>;

/// One agreement of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Posting {
    article: u32,
    id: Id,
    /// When it was signed or reported, as far as that is known.
    days: Option<Days>,
}

impl Posting {
    fn order(&self) -> (u32, &Id) {
        (self.article, &self.id)
    }
}

/// All agreements with the same parties as they are written.
#[derive(Clone, Debug)]
struct Group {
    parties: Parties,
    /// The states of the parties, as the registry said when it was asked last.
    states: Parties,
    /// By kind and by topic, in the order of articles and ids.
    by_subject: BTreeMap<Subject, Vec<Posting>>,
}

/// A kind or a topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Kind(Box<str>),
    Topic(Box<str>),
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    states: BTreeSet<String>,
    subjects: Vec<Subject>,
    days: Option<Days>,
}

impl Sought {
    /// Looks for agreements like one; nothing where it has fewer than two sides.
    #[must_use]
    pub fn like(agreement: &Brief, published: &str, registry: &Registry) -> Option<Self> {
        let states: BTreeSet<String> =
            agreement.bound_parties().iter().map(|party| state_of(party, registry)).collect();
        let (subjects, days) = (subjects(agreement), days_of(agreement, published));
        (states.len() >= 2).then_some(Self { states, subjects, days })
    }
}

/// Holds the agreements of all articles that bind at least two parties.
#[derive(Clone, Debug, Default)]
pub struct Agreements {
    groups: Vec<Group>,
    by_parties: HashMap<Parties, usize>,
    by_states: HashMap<Parties, Vec<usize>>,
    /// The registry that states are taken from.
    follows: Generation,
    /// Groups before this one have their states from it.
    followed: usize,
    generation: Generation,
    /// How often the states of a group were looked up.
    asked: usize,
}

impl Agreements {
    /// Gives the generation of the agreements and of their states.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// Tells how often the states of parties were looked up in a registry; for tests.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Tells whether all states are those of the registry of this generation.
    #[must_use]
    pub fn is_current(&self, generation: Generation) -> bool {
        self.follows == generation && self.followed == self.groups.len()
    }

    /// Takes the states of so many groups anew where the registry is another one; tells whether that is all.
    pub fn follow(&mut self, known: Known<'_>, most: usize) -> bool {
        if self.follows != known.generation {
            (self.follows, self.followed) = (known.generation, 0);
        }
        let end = self.followed.saturating_add(most).min(self.groups.len());
        for number in self.followed..end {
            let states = states_of(&self.groups[number].parties, known.registry);
            self.asked += 1;
            if states == self.groups[number].states {
                continue;
            }
            let before = std::mem::replace(&mut self.groups[number].states, states.clone());
            if let Some(numbers) = self.by_states.get_mut(&before) {
                numbers.retain(|other| *other != number);
            }
            self.by_states.entry(states).or_default().push(number);
            self.generation = Generation::next();
        }
        self.followed = end;
        self.followed == self.groups.len()
    }

    /// Takes agreements of an article in.
    pub fn add<'a>(
        &mut self,
        article: u32,
        agreements: impl IntoIterator<Item = &'a Brief>,
        published: &str,
        known: Known<'_>,
    ) {
        for agreement in agreements {
            let parties = parties_of(agreement);
            if parties.len() < 2 {
                continue;
            }
            let number = self.group(parties, known);
            let days = days_of(agreement, published);
            for subject in subjects(agreement) {
                let list = self.groups[number].by_subject.entry(subject).or_default();
                let posting = Posting { article, id: agreement.id.clone(), days };
                // Articles mostly come in their order.
                let at = match list.last() {
                    Some(last) if last.order() > posting.order() => {
                        list.partition_point(|other| other.order() < posting.order())
                    }
                    _ => list.len(),
                };
                list.insert(at, posting);
            }
            self.generation = Generation::next();
        }
    }

    /// Takes agreements of an article out that were taken in.
    pub fn remove<'a>(&mut self, article: u32, agreements: impl IntoIterator<Item = &'a Brief>, published: &str) {
        for agreement in agreements {
            let Some(number) = self.by_parties.get(&parties_of(agreement)).copied() else { continue };
            let gone = Posting { article, id: agreement.id.clone(), days: days_of(agreement, published) };
            let group = &mut self.groups[number];
            for subject in subjects(agreement) {
                let Some(list) = group.by_subject.get_mut(&subject) else { continue };
                let at = list.partition_point(|other| other.order() < gone.order());
                if list.get(at) == Some(&gone) {
                    list.remove(at);
                }
                if list.is_empty() {
                    group.by_subject.remove(&subject);
                }
            }
            self.generation = Generation::next();
        }
    }

    /// Finds the group of some parties, or makes it.
    fn group(&mut self, parties: Parties, known: Known<'_>) -> usize {
        if let Some(number) = self.by_parties.get(&parties) {
            return *number;
        }
        let number = self.groups.len();
        if number == 0 {
            self.follows = known.generation;
        }
        self.followed += usize::from(self.is_current(known.generation));
        let states = states_of(&parties, known.registry);
        self.asked += 1;
        self.by_states.entry(states.clone()).or_default().push(number);
        self.groups.push(Group { parties: parties.clone(), states, by_subject: BTreeMap::new() });
        self.by_parties.insert(parties, number);
        number
    }

    /// Finds agreements of the same states with a kind or topic in common and days not far apart that are accepted,
    /// in the order of the articles; at most so many. Those of the article `but` are left out.
    pub fn find(
        &self,
        sought: &Sought,
        but: u32,
        most: usize,
        known: Known<'_>,
        accept: impl Fn(u32, &Id) -> bool,
    ) -> Vec<(u32, Id)> {
        let states: Vec<String> = sought.states.iter().cloned().collect();
        let groups: Vec<usize> = if self.is_current(known.generation) {
            self.by_states.get(&*states).cloned().unwrap_or_default()
        } else {
            // Right in any case: who cannot wait asks the registry about every group.
            let all = self.groups.iter().enumerate();
            let same = all.filter(|(_, group)| *states_of(&group.parties, known.registry) == *states);
            same.map(|(number, _)| number).collect()
        };
        let mut found: BTreeSet<(u32, Id)> = BTreeSet::new();
        for group in groups.into_iter().map(|number| &self.groups[number]) {
            for list in sought.subjects.iter().filter_map(|subject| group.by_subject.get(subject)) {
                let near = list.iter().filter(|one| one.article != but && may_be_close(one.days, sought.days));
                let fits = near.filter(|one| accept(one.article, &one.id));
                found.extend(fits.take(most).map(|one| (one.article, one.id.clone())));
            }
        }
        found.into_iter().take(most).collect()
    }
}

fn parties_of(agreement: &Brief) -> Parties {
    let parties: BTreeSet<&str> = agreement.bound_parties().iter().map(|party| &**party).collect();
    parties.into_iter().map(str::to_owned).collect()
}

fn states_of(parties: &[String], registry: &Registry) -> Parties {
    let states: BTreeSet<String> = parties.iter().map(|id| state_of(id, registry)).collect();
    states.into_iter().collect()
}

/// Takes a party up to its state; where it has none, to the entry that stands for it.
fn state_of(id: &str, registry: &Registry) -> String {
    let entry = || registry.resolve(id).map_or_else(|| id.to_owned(), |entry| entry.id.clone());
    registry.state_of(id).unwrap_or_else(entry)
}

fn subjects(agreement: &Brief) -> Vec<Subject> {
    let kind = Some(&*agreement.kind).filter(|kind| !kind.is_empty()).map(|kind| Subject::Kind(kind.into()));
    let topics: BTreeSet<&str> = agreement.topics.iter().map(|topic| &**topic).collect();
    kind.into_iter().chain(topics.into_iter().map(|topic| Subject::Topic(topic.into()))).collect()
}

/// Gives the days an agreement was signed on, else those its article was published on.
#[must_use]
pub fn days_of(agreement: &Brief, published: &str) -> Option<Days> {
    let signed = &*agreement.signed;
    days(if signed.is_empty() { published } else { signed })
}

/// Gives the first and the last day a value can mean.
fn days(value: &str) -> Option<Days> {
    let (first, last) = DateValue::parse(value).ok()?.bounds();
    let (first, last) = (first.clone().or_else(|| last.clone())?, last.or(first)?);
    Some((day_number(&first)?, day_number(&last)?))
}

/// Says no only where both days are known and are not [`close`].
fn may_be_close(one: Option<Days>, other: Option<Days>) -> bool {
    one.zip(other).is_none_or(|(one, other)| nearly_the_same(one, other) || close(one, other))
}

/// Tells whether two times are so near that they can be of one signing.
#[must_use]
pub fn nearly_the_same(one: Days, other: Days) -> bool {
    one.0 - SIGNING <= other.1 && other.0 - SIGNING <= one.1
}

/// Tells whether two times are close enough for a question: their middle days are half a year apart at most.
#[must_use]
pub fn close(one: Days, other: Days) -> bool {
    let middle = |days: Days| i64::midpoint(days.0, days.1);
    (middle(one) - middle(other)).abs() < 183
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Agreement, Dated, Kind, Party, Place, RegistryEntry};
    use crate::core::text::Span;

    fn agreement(number: u64, parties: &[&str], kind: &str, signed: &str) -> Brief {
        let parties = parties.iter().map(|actor| Party::of(*actor, ""));
        let mut agreement = Agreement::new(Id::new(Kind::Agreement, number), Place::of(Span::new(0, 1)));
        kind.clone_into(&mut agreement.kind);
        agreement.parties = parties.collect();
        agreement.dates.signed.value = signed.to_owned();
        Brief::of(&agreement)
    }

    fn ministry(id: &str, part_of: &str) -> RegistryEntry {
        RegistryEntry { part_of: vec![Dated::to(part_of)], ..RegistryEntry::new(id, "gov_org", "") }
    }

    fn found(index: &Agreements, like: &Brief, known: Known<'_>) -> Vec<u32> {
        let sought = Sought::like(like, "", known.registry).unwrap();
        index.find(&sought, 99, 10, known, |_, _| true).into_iter().map(|(article, _)| article).collect()
    }

    #[test]
    fn agreements_of_the_same_states_are_found_whoever_the_parties_are() {
        let registry = Registry::of([ministry("UZB-MVD", "UZB")]);
        let known = Known { registry: &registry, generation: Generation::next() };
        let mut index = Agreements::default();
        let one = agreement(1, &["UZB-MVD", "CHN"], "protocol", "2024-10-29");
        index.add(5, [&one], "", known);
        index.add(2, [&agreement(2, &["CHN", "UZB"], "protocol", "2024-11-02")], "", known);
        index.add(3, [&agreement(3, &["CHN", "KAZ"], "protocol", "2024-11-02")], "", known);
        index.add(4, [&agreement(4, &["CHN", "UZB"], "treaty", "2024-11-02")], "", known);
        index.add(6, [&agreement(5, &["CHN", "UZB"], "protocol", "1999")], "", known);
        let like = agreement(9, &["UZB", "CHN"], "protocol", "2024-10-30");
        assert_eq!(found(&index, &like, known), [2, 5]);
        index.remove(5, [&one], "");
        assert_eq!(found(&index, &like, known), [2]);
        assert!(Sought::like(&agreement(9, &["UZB", "UZB-MVD"], "protocol", ""), "", &registry).is_none());
    }

    #[test]
    fn registry_that_changes_is_followed_a_few_groups_at_a_time_and_asked_once() {
        let before = Registry::of([ministry("m-1", "UZB"), ministry("m-2", "UZB")]);
        let known = Known { registry: &before, generation: Generation::next() };
        let mut index = Agreements::default();
        index.add(1, [&agreement(1, &["m-1", "CHN"], "protocol", "")], "", known);
        index.add(2, [&agreement(2, &["m-2", "CHN"], "protocol", "")], "", known);
        assert!(index.is_current(known.generation));
        let after = Registry::of([ministry("m-1", "KAZ"), ministry("m-2", "UZB")]);
        let later = Known { registry: &after, generation: Generation::next() };
        let like = agreement(9, &["KAZ", "CHN"], "protocol", "");
        assert_eq!(found(&index, &like, later), [1], "right before it is followed");
        let generation = index.generation();
        assert!(!index.follow(later, 1));
        assert!(index.follow(later, 1));
        assert!(index.is_current(later.generation));
        assert_ne!(index.generation(), generation);
        assert_eq!(found(&index, &like, later), [1]);
        let (asked, generation) = (index.asked(), index.generation());
        assert!(index.follow(later, 1));
        assert_eq!((index.asked(), index.generation()), (asked, generation), "nothing is asked twice");
    }
}

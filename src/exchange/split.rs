//! Training, development and test parts: by article, stable under adding articles, and without leaks.
//!
//! An article's part follows from the seed and its text. Articles are gone through in the order in which work on them
//! began; one that nearly repeats an earlier article, or tells of the same agreement (an identity of the corpus), goes
//! where that one went, so that what is added later never moves what was there. One that would tie two parts
//! together goes into none.
//!
//! Near-duplicates are found by `MinHash` (Broder 1997) over runs of eight letters and digits, with 64 hash functions
//! in 16 bands of 4 (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4); those that agree in 60 % of the
//! functions or more count as near-duplicates.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};

const FUNCTIONS: usize = 64;
const ROWS: usize = 4;
const RUN: usize = 8;
/// Functions that must agree: 60 % of all.
const ALIKE: usize = 39;

/// The parts with their shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares(Vec<(String, f64)>);

impl Shares {
    /// Reads shares such as `train=0.8,dev=0.1,test=0.1`. They must add up to 1.
    ///
    /// # Errors
    /// Says what is wrong and how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let advice = "Write it as train=0.8,dev=0.1,test=0.1";
        let mut shares: Vec<(String, f64)> = Vec::new();
        for part in text.split(',') {
            let (name, share) =
                part.split_once('=').ok_or(format!("“{part}” is not a part with a share. {advice}."))?;
            let name = name.trim();
            let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            if !plain {
                return Err(format!("“{name}” cannot be the name of a part: use letters, digits, - and _."));
            }
            if name.starts_with('_') || ["articles", "mentions", "dates", "agreements"].contains(&name) {
                return Err(format!("The part cannot be called {name}: the dataset has a folder of that name."));
            }
            if shares.iter().any(|(other, _)| other == name) {
                return Err(format!("The part {name} is there twice. {advice}."));
            }
            let share: f64 =
                share.trim().parse().map_err(|_| format!("“{}” is not a share. {advice}.", share.trim()))?;
            if !(share > 0.0 && share <= 1.0) {
                return Err(format!("The share of {name} must be above 0 and at most 1. {advice}."));
            }
            shares.push((name.to_owned(), share));
        }
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > 1e-6 {
            return Err(format!("The shares add up to {sum}, not to 1. {advice}."));
        }
        Ok(Self(shares))
    }

    /// Gives the names of the parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Gives the part for a number from 0 to 1.
    fn part(&self, at: f64) -> usize {
        let mut sum = 0.0;
        let found = self.0.iter().position(|(_, share)| {
            sum += share;
            at < sum
        });
        found.unwrap_or(self.0.len() - 1)
    }
}

impl std::fmt::Display for Shares {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(name, share)| format!("{name}={share}")).collect();
        f.write_str(&parts.join(","))
    }
}

/// What a split needs to know of an article.
#[derive(Clone, Debug)]
pub struct Member {
    /// Path of the article.
    pub article: String,
    /// When work on it began (RFC 3339, UTC); empty where nobody knows, which counts as last.
    pub since: String,
    /// SHA-256 of its text.
    pub text_sha256: String,
    /// What its text is like.
    pub sketch: Sketch,
    /// Identities of the agreements it tells of.
    pub identities: Vec<String>,
}

/// Minima of the hash functions over the runs of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch([u32; FUNCTIONS]);

impl Sketch {
    /// Sketches a text by its letters and digits, in lower case.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
        let mut minima = [u32::MAX; FUNCTIONS];
        for run in letters.windows(RUN.min(letters.len().max(1))) {
            let mut hash = run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
                (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
            });
            for minimum in &mut minima {
                // SplitMix64: each step is a function of its own.
                hash = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                *minimum = (*minimum).min(u32::try_from(mixed >> 32).unwrap_or(u32::MAX));
            }
        }
        Self(minima)
    }

    /// Tells whether two texts nearly repeat each other.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= ALIKE
    }
}

/// Where an article goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Into this part.
    Part(String),
    /// Into none: these articles in different parts are like it or tell of the same agreement.
    None(Vec<String>),
}

/// Assigns the articles to parts.
#[must_use]
pub fn assign(members: &[Member], shares: &Shares, seed: u64) -> BTreeMap<String, Placed> {
    let mut order: Vec<(bool, &str, f64, &Member)> = members
        .iter()
        .map(|member| (member.since.is_empty(), member.since.as_str(), number(seed, &member.text_sha256), member))
        .collect();
    order.sort_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then_with(|| a.3.article.cmp(&b.3.article))
    });
    let mut bands: HashMap<(usize, [u32; ROWS]), Vec<usize>> = HashMap::new();
    let mut identities: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut parts: Vec<Option<usize>> = Vec::with_capacity(order.len());
    let mut placed = BTreeMap::new();
    for (at, (_, _, number, member)) in order.iter().enumerate() {
        let keys: Vec<(usize, [u32; ROWS])> = bands_of(&member.sketch).collect();
        let near = keys.iter().filter_map(|key| bands.get(key)).flatten();
        let mut tied: BTreeSet<usize> =
            near.copied().filter(|other| order[*other].3.sketch.is_like(&member.sketch)).collect();
        tied.extend(member.identities.iter().filter_map(|id| identities.get(id.as_str())).flatten());
        tied.retain(|other| parts[*other].is_some());
        let among: BTreeSet<usize> = tied.iter().filter_map(|other| parts[*other]).collect();
        let part = match among.len() {
            0 => Some(shares.part(*number)),
            1 => among.first().copied(),
            _ => None,
        };
        let place = match part.and_then(|part| shares.0.get(part)) {
            Some((name, _)) => Placed::Part(name.clone()),
            None => Placed::None(tied.iter().map(|other| order[*other].3.article.clone()).collect()),
        };
        placed.insert(member.article.clone(), place);
        parts.push(part);
        for key in keys {
            bands.entry(key).or_default().push(at);
        }
        for id in &member.identities {
            identities.entry(id).or_default().push(at);
        }
    }
    placed
}

fn bands_of(sketch: &Sketch) -> impl Iterator<Item = (usize, [u32; ROWS])> + '_ {
    let rows = sketch.0.as_chunks::<ROWS>().0;
    rows.iter().copied().enumerate()
}

/// Gives a number from 0 to 1 that follows from the seed and a text.
fn number(seed: u64, text_sha256: &str) -> f64 {
    let hash = Sha256::digest(format!("{seed}\n{text_sha256}"));
    let bits = hash.iter().take(4).fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn member(number: usize, text: &str, identities: &[&str]) -> Member {
        Member {
            article: format!("{number:04}.txt"),
            since: format!("2026-01-01T00:{:02}:{:02}Z", number / 60 % 60, number % 60),
            text_sha256: format!(
                "{:x}",
                Sha256::digest(text).iter().fold(0u128, |sum, byte| sum << 3 ^ u128::from(*byte))
            ),
            sketch: Sketch::of(text),
            identities: identities.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    fn words(seed: u64, count: usize) -> String {
        let mut state = seed;
        let word = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("w{} ", state >> 50)
        };
        (0..count).map(word).collect()
    }

    fn shares() -> Shares {
        Shares::parse("train=0.8,dev=0.1,test=0.1").unwrap()
    }

    #[test]
    fn shares_that_make_no_sense_are_refused_with_advice() {
        for text in [
            "",
            "train",
            "train=x",
            "train=0.5,dev=0.1",
            "train=1.2,dev=-0.2",
            "a=0.5,a=0.5",
            "a/b=1",
            "_about=1",
            "dates=1",
            "train=NaN",
        ] {
            let error = Shares::parse(text).unwrap_err();
            assert!(error.ends_with('.') && error.len() > 20, "{text}: {error}");
        }
        assert_eq!(shares().names().collect::<Vec<_>>(), ["train", "dev", "test"]);
    }

    #[test]
    fn shares_are_met_and_nothing_depends_on_the_names_of_files() {
        let members: Vec<Member> = (0..2000).map(|n| member(n, &words(n as u64, 60), &[])).collect();
        let placed = assign(&members, &shares(), 7);
        let count = |part: &str| placed.values().filter(|place| **place == Placed::Part(part.into())).count();
        assert!((1540..1660).contains(&count("train")), "{}", count("train"));
        assert!((140..260).contains(&count("dev")) && (140..260).contains(&count("test")));
        let renamed: Vec<Member> =
            members.iter().map(|it| Member { article: format!("x{}", it.article), ..it.clone() }).collect();
        let again = assign(&renamed, &shares(), 7);
        assert!(placed.iter().all(|(article, place)| again[&format!("x{article}")] == *place));
        assert_ne!(assign(&members, &shares(), 8), placed);
    }

    #[test]
    fn near_duplicates_and_reports_of_one_agreement_stay_together() {
        let mut members = Vec::new();
        for n in 0..100 {
            let text = words(n, 200);
            members.push(member(members.len(), &text, &[]));
            members.push(member(members.len(), &format!("MASTHEAD {} credit {n}", text.replacen("w1", "W1", 3)), &[]));
            let identity = format!("i-{n}");
            members.push(member(members.len(), &words(n + 1000, 90), &[&identity]));
            members.push(member(members.len(), &words(n + 2000, 90), &[&identity]));
        }
        let placed = assign(&members, &shares(), 1);
        for pair in members.chunks(2) {
            assert_eq!(placed[&pair[0].article], placed[&pair[1].article]);
            assert!(matches!(placed[&pair[0].article], Placed::Part(_)));
        }
    }

    #[test]
    fn article_that_would_tie_two_parts_goes_into_none() {
        let mut members: Vec<Member> = (0..60).map(|n| member(n, &words(n as u64, 80), &[&format!("i-{n}")])).collect();
        let placed = assign(&members, &shares(), 1);
        let other = (1..60).find(|n| placed[&members[*n].article] != placed[&members[0].article]).unwrap();
        members.push(member(60, &words(99, 80), &["i-0", &format!("i-{other}")]));
        let with = assign(&members, &shares(), 1);
        assert_eq!(with["0060.txt"], Placed::None(vec!["0000.txt".into(), format!("{other:04}.txt")]));
        assert!(placed.iter().all(|(article, place)| with[article] == *place));
    }

    proptest! {
        #[test]
        fn adding_articles_moves_none(first in 1..60_usize, more in 0..60_usize, seed in 0..5_u64) {
            // Every third repeats an earlier one, every fourth shares an agreement with one.
            let make = |n: usize| {
                let of = if n.is_multiple_of(3) { n / 2 } else { n };
                let identity = format!("i-{}", if n.is_multiple_of(4) { n / 3 } else { n });
                member(n, &words(of as u64, 50), &[&identity])
            };
            let members: Vec<Member> = (0..first + more).map(make).collect();
            let before = assign(&members[..first], &shares(), seed);
            let after = assign(&members, &shares(), seed);
            prop_assert!(before.iter().all(|(article, place)| after[article] == *place));
        }
    }
}

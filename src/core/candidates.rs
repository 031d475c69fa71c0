//! Agreements in other articles that may be the same: by parties and dates, never by wording alone.
//!
//! Two reports of one ceremony share parties and days; a template twin shares every sentence and has other
//! parties. So the parties (each taken up to its state) must be the same and the days close.

use std::collections::{BTreeMap, BTreeSet};

use super::annotation::{Agreement, DateOf, Id, Identity};
use super::dates::DateValue;
use super::days::{day_number, day_of_number};
use super::shared::Registry;
use super::workspace::{ArticleKey, Workspace};

/// Days between two signings of what may be one agreement.
const DAYS: i64 = 14;

/// An agreement in another article that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The article.
    pub article: ArticleKey,
    /// The record.
    pub agreement: Id,
    /// Its title, or its kind where it has none.
    pub title: String,
    /// What the two have in common, in words.
    pub because: String,
}

/// Takes parties up to their states, once for each id.
#[derive(Default)]
struct States(BTreeMap<String, String>);

impl States {
    fn of<P>(&mut self, agreement: &Agreement<P>, registry: &Registry) -> BTreeSet<String> {
        let parties = agreement.parties.iter().map(|party| &party.actor);
        parties
            .map(|id| {
                if let Some(state) = self.0.get(id) {
                    return state.clone();
                }
                let state = registry
                    .state_of(id)
                    .unwrap_or_else(|| registry.resolve(id).map_or_else(|| id.clone(), |entry| entry.id.clone()));
                self.0.insert(id.clone(), state.clone());
                state
            })
            .collect()
    }
}

/// Finds the candidates for each agreement of an article, sorted by article.
#[must_use]
pub fn candidates(workspace: &Workspace, article: &ArticleKey) -> BTreeMap<Id, Vec<Candidate>> {
    let mut found: BTreeMap<Id, Vec<Candidate>> = BTreeMap::new();
    let Some(opened) = workspace.get(article) else { return found };
    let registry = &workspace.shared.registry;
    let mut states = States::default();
    let mine: Vec<_> = opened
        .work
        .agreements
        .values()
        .map(|agreement| (agreement, states.of(agreement, registry)))
        .filter(|(_, parties)| parties.len() >= 2)
        .collect();
    if mine.is_empty() {
        return found;
    }
    for entry in workspace.entries().iter().filter(|entry| entry.key != *article) {
        let Some(summary) = &entry.summary else { continue };
        for other in &summary.digest.agreements {
            let parties = states.of(other, registry);
            for (agreement, own) in &mine {
                if *own != parties {
                    continue;
                }
                if let Some(because) =
                    in_common(agreement, &opened.work.header.published, other, &summary.digest.published)
                {
                    let kinds = workspace.schema().kinds_of(&other.level);
                    let kind = kinds.iter().find(|term| *term.code == *other.kind);
                    let kind = kind.map_or(&*other.kind, |term| &term.label);
                    let title = if other.title.is_empty() { kind.to_owned() } else { other.title.clone() };
                    found.entry(agreement.id.clone()).or_default().push(Candidate {
                        article: entry.key.clone(),
                        agreement: other.id.clone(),
                        title,
                        because,
                    });
                }
            }
        }
    }
    found
}

/// Says what two agreements of the same parties have in common; nothing where it is too little.
fn in_common<P, Q>(one: &Agreement<P>, published: &str, other: &Agreement<Q>, other_published: &str) -> Option<String> {
    let same_kind = one.kind == other.kind && !one.kind.is_empty();
    let topics = one.topics.iter().any(|topic| other.topics.contains(topic));
    if !same_kind && !topics {
        return None;
    }
    let what = if same_kind { "kind" } else { "topics" };
    let day = |signed: &str, published: &str| days(if signed.is_empty() { published } else { signed });
    let (mine, theirs) = (day(&one.dates.signed.value, published), day(&other.dates.signed.value, other_published));
    match (mine, theirs) {
        (Some(mine), Some(theirs)) if ranges_within(mine, theirs, DAYS) => {
            Some(format!("same parties and {what} and nearly the same date"))
        }
        // Programmes of the same parties for other years are one after the other, not one.
        (Some(mine), Some(theirs)) => within_half_a_year(mine, theirs).then(|| {
            let year = |day| day_of_number(day).chars().take(4).collect::<String>();
            let same_year = year(mine.0) <= year(theirs.1) && year(theirs.0) <= year(mine.1);
            if same_year {
                format!("same parties, {what} and year")
            } else {
                format!("same parties and {what} and about the same date")
            }
        }),
        _ => {
            let same = one.dates.get(DateOf::Validity).value == other.dates.get(DateOf::Validity).value;
            same.then(|| format!("same parties and {what}"))
        }
    }
}

/// Gives the first and the last day a value can mean, counted from 1970-01-01.
fn days(value: &str) -> Option<(i64, i64)> {
    let (first, last) = DateValue::parse(value).ok()?.bounds();
    let (first, last) = (first.clone().or_else(|| last.clone())?, last.or(first)?);
    Some((day_number(&first)?, day_number(&last)?))
}

fn ranges_within(one: (i64, i64), other: (i64, i64), days: i64) -> bool {
    one.0 - days <= other.1 && other.0 - days <= one.1
}

fn within_half_a_year(one: (i64, i64), other: (i64, i64)) -> bool {
    // Close enough for a question: the middle days are half a year apart at most.
    let middle = |range: (i64, i64)| i64::midpoint(range.0, range.1);
    (middle(one) - middle(other)).abs() < 183
}

/// Tells whether two records have been judged already.
#[must_use]
pub fn judged<'a>(mut identities: impl Iterator<Item = &'a Identity>, one: (&str, &Id), other: (&str, &Id)) -> bool {
    identities.any(|identity| {
        let holds = |(article, id): (&str, &Id)| {
            identity.members.iter().any(|member| member.article == article && member.agreement == *id)
        };
        holds(one) && holds(other)
    })
}

//! Agreements in other articles that may be the same: by parties and dates, never by wording alone.
//!
//! Two reports of one ceremony share parties and days; a template twin shares every sentence and has other
//! parties. So the parties (each taken up to its state) must be the same and the days close.

use std::collections::BTreeMap;

use super::annotation::{Agreement, Id, Identity};
use super::days::day_of_number;
use super::digest::Brief;
use super::index::{Sought, close, days_of, nearly_the_same};
use super::workspace::{ArticleKey, Opened, Workspace};

/// Candidates of one agreement that are listed; nobody judges more of them in turn.
pub const MOST: usize = 25;

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

/// Finds the candidates for each agreement of an article, sorted by article.
#[must_use]
pub fn candidates(workspace: &Workspace, article: &ArticleKey) -> BTreeMap<Id, Vec<Candidate>> {
    let Some(opened) = workspace.get(article) else { return BTreeMap::new() };
    let all = opened.work.agreements.values().map(|agreement| (agreement.id.clone(), of(workspace, opened, agreement)));
    all.filter(|(_, found)| !found.is_empty()).collect()
}

/// Finds the candidates for one agreement of an article, sorted by article, at most [`MOST`].
///
/// Asks the index of the workspace: takes as long as there are agreements of the same parties and kind, however many
/// articles there are.
#[must_use]
pub fn of(workspace: &Workspace, opened: &Opened, agreement: &Agreement) -> Vec<Candidate> {
    let (agreement, published) = (&Brief::of(agreement), &opened.work.header.published);
    let Some(sought) = Sought::like(agreement, published, &workspace.shared.registry) else { return Vec::new() };
    let other = |article: u32, id: &Id| {
        let entry = workspace.entries().get(article as usize)?;
        let digest = &entry.summary.as_ref()?.digest;
        let at = digest.agreements.binary_search_by(|other| other.id.cmp(id)).ok()?;
        let other = &digest.agreements[at];
        Some((entry, other, in_common(agreement, published, other, &digest.published)?))
    };
    let own = workspace.number_of(&opened.article.key).unwrap_or(u32::MAX);
    let accept = |article, id: &Id| other(article, id).is_some();
    let found = workspace.index().agreements.find(&sought, own, MOST, workspace.known(), accept).into_iter();
    let candidate = |(article, id)| {
        let (entry, other, because) = other(article, &id)?;
        let kinds = workspace.schema().kinds_of(&other.level);
        let kind = kinds.iter().find(|term| *term.code == *other.kind);
        let kind = kind.map_or(&*other.kind, |term| &term.label);
        let title = if other.title.is_empty() { kind } else { &other.title }.to_owned();
        Some(Candidate { article: entry.key.clone(), agreement: id, title, because })
    };
    found.filter_map(candidate).collect()
}

/// Says what two agreements of the same parties have in common; nothing where it is too little.
fn in_common(one: &Brief, published: &str, other: &Brief, other_published: &str) -> Option<String> {
    let same_kind = one.kind == other.kind && !one.kind.is_empty();
    let topics = one.topics.iter().any(|topic| other.topics.contains(topic));
    if !same_kind && !topics {
        return None;
    }
    let what = if same_kind { "kind" } else { "topics" };
    let (mine, theirs) = (days_of(one, published), days_of(other, other_published));
    match (mine, theirs) {
        (Some(mine), Some(theirs)) if nearly_the_same(mine, theirs) => {
            Some(format!("same parties and {what} and nearly the same date"))
        }
        // Programmes of the same parties for other years are one after the other, not one.
        (Some(mine), Some(theirs)) => close(mine, theirs).then(|| {
            let year = |day| day_of_number(day).chars().take(4).collect::<String>();
            let same_year = year(mine.0) <= year(theirs.1) && year(theirs.0) <= year(mine.1);
            if same_year {
                format!("same parties, {what} and year")
            } else {
                format!("same parties and {what} and about the same date")
            }
        }),
        _ => (one.validity == other.validity).then(|| format!("same parties and {what}")),
    }
}

/// Takes those out that have been judged already beside an agreement of an article.
///
/// Looks at every agreement across articles once, not once for each candidate.
#[must_use]
pub fn open<'a>(
    found: Vec<Candidate>,
    identities: impl Iterator<Item = &'a Identity>,
    (article, agreement): (&str, &Id),
) -> Vec<Candidate> {
    let holds = |identity: &&Identity, article: &str, id: &Id| {
        identity.members.iter().any(|member| member.article == article && member.agreement == *id)
    };
    if found.is_empty() {
        return found;
    }
    let mine: Vec<&Identity> = identities.filter(|identity| holds(identity, article, agreement)).collect();
    let is_open =
        |other: &Candidate| !mine.iter().any(|identity| holds(identity, other.article.as_str(), &other.agreement));
    found.into_iter().filter(is_open).collect()
}

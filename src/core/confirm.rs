//! How far articles confirm an agreement that several of them report: computed, never stored.

use std::collections::BTreeSet;

use super::annotation::{Id, Identity};
use super::digest::Brief;
use super::shared::Shared;
use super::workspace::{ArticleKey, Workspace};

/// Statuses that say that a document has been signed.
const SIGNED: [&str; 9] =
    ["signed", "ratified", "in_force", "implemented", "extended", "suspended", "violated", "terminated", "expired"];
/// Statuses of a document that binds.
const IN_FORCE: [&str; 4] = ["in_force", "implemented", "extended", "violated"];
/// Statuses of a document that does not bind any more.
const ENDED: [&str; 2] = ["terminated", "expired"];

/// What one record of an agreement across articles says.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Path of the article inside the corpus.
    pub article: &'a str,
    /// Name of the publisher; empty where not known.
    pub publisher: &'a str,
    /// Whether the publisher is known to write its own texts.
    pub original: bool,
    /// The record.
    pub record: &'a Brief,
}

/// How many articles say something, and of how many publishers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Says {
    /// Articles.
    pub articles: usize,
    /// Publishers; articles of which none is known count for none.
    pub publishers: usize,
    /// Publishers that write their own texts. One of which that is not known is not counted here.
    pub original: usize,
}

/// Why an article does not confirm an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// It says that there is no such agreement, or that somebody denies it.
    Denied,
    /// It says that a side refused it.
    Rejected,
    /// It says that it is over, and another one that it is in force.
    Ended,
}

impl Contradiction {
    /// Says it in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Denied => "says that it is not so",
            Self::Rejected => "says that a side refused it",
            Self::Ended => "says that it is over",
        }
    }
}

/// How far articles confirm an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Confirmations {
    /// All that report it, whatever they say.
    pub reported: Says,
    /// Those that say that there is such an agreement, or is to be.
    pub exists: Says,
    /// Those that say that it is signed.
    pub signed: Says,
    /// Those that say that it is in force.
    pub in_force: Says,
    /// Those that contradict: the article, the record, and how.
    pub contradicts: Vec<(String, Id, Contradiction)>,
}

/// Counts the reports that say something.
fn count<'a>(reports: &[Report<'a>], says: impl Fn(&Report<'a>) -> bool) -> Says {
    let (mut articles, mut publishers, mut original) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for report in reports.iter().filter(|report| says(report)) {
        articles.insert(report.article);
        if !report.publisher.is_empty() {
            publishers.insert(report.publisher);
        }
        if report.original {
            original.insert(report.publisher);
        }
    }
    Says { articles: articles.len(), publishers: publishers.len(), original: original.len() }
}

fn is_denied(record: &Brief) -> bool {
    matches!(&*record.modality, "negated" | "reported_denied")
}

/// Computes the confirmations of an agreement from what the records say that are the same as it.
#[must_use]
pub fn of<'a>(reports: impl IntoIterator<Item = Report<'a>>) -> Confirmations {
    let reports: Vec<Report<'a>> = reports.into_iter().collect();
    let is = |statuses: &'static [&'static str], report: &Report<'_>| {
        statuses.contains(&&*report.record.status) && !is_denied(report.record)
    };
    let asserted = |report: &Report<'_>| matches!(&*report.record.modality, "asserted" | "");
    let in_force = |report: &Report<'_>| is(&IN_FORCE, report) && asserted(report);
    let binds = reports.iter().any(in_force);
    let contradiction = |report: &Report<'_>| {
        let record = report.record;
        if is_denied(record) {
            Some(Contradiction::Denied)
        } else if &*record.status == "rejected" {
            Some(Contradiction::Rejected)
        } else {
            (binds && is(&ENDED, report)).then_some(Contradiction::Ended)
        }
    };
    let contradicts = reports
        .iter()
        .filter_map(|report| Some((report.article.to_owned(), report.record.id.clone(), contradiction(report)?)))
        .collect();
    Confirmations {
        reported: count(&reports, |_| true),
        exists: count(&reports, |report| !is_denied(report.record) && &*report.record.status != "rejected"),
        signed: count(&reports, |report| is(&SIGNED, report) && asserted(report)),
        in_force: count(&reports, in_force),
        contradicts,
    }
}

/// Computes the confirmations of an agreement across articles of a corpus.
///
/// Looks up each member that is the same; takes as long as there are members.
#[must_use]
pub fn of_identity(workspace: &Workspace, identity: &Identity) -> Confirmations {
    let members = identity.members.iter().filter(|member| member.relation == "same");
    of(members.filter_map(|member| {
        let entry = workspace.entry(&ArticleKey::new(&member.article))?;
        let digest = &entry.summary.as_ref()?.digest;
        let at = digest.agreements.binary_search_by(|record| record.id.cmp(&member.agreement)).ok()?;
        let publisher = digest.publisher.trim();
        Some(Report {
            article: entry.key.as_str(),
            publisher: name_of(&workspace.shared, publisher),
            original: is_original(&workspace.shared, publisher),
            record: &digest.agreements[at],
        })
    }))
}

/// Gives a publisher the name that the list of publishers has for it, so that two spellings count as one.
fn name_of<'a>(shared: &'a Shared, name: &'a str) -> &'a str {
    shared.publisher(name).map_or(name, |publisher| &publisher.name)
}

fn is_original(shared: &Shared, name: &str) -> bool {
    shared.publisher(name).is_some_and(|publisher| publisher.originality == "original")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Agreement, Kind, Place};
    use crate::core::text::Span;

    fn record(number: u64, status: &str, modality: &str) -> Brief {
        let mut one = Agreement::new(Id::new(Kind::Agreement, number), Place::of(Span::new(0, 1)));
        (one.status, one.modality) = (status.to_owned(), modality.to_owned());
        Brief::of(&one)
    }

    fn report<'a>(article: &'a str, publisher: &'a str, original: bool, record: &'a Brief) -> Report<'a> {
        Report { article, publisher, original, record }
    }

    #[test]
    fn articles_publishers_and_original_publishers_are_counted_apart() {
        let [signed, force, planned] =
            [record(1, "signed", "asserted"), record(2, "in_force", "asserted"), record(3, "signed", "intended")];
        let found = of([
            report("a.txt", "Kun", true, &signed),
            report("b.txt", "Kun", true, &force),
            report("c.txt", "Reprints", false, &force),
            report("d.txt", "", false, &planned),
        ]);
        let says = |articles, publishers, original| Says { articles, publishers, original };
        assert_eq!(found.reported, says(4, 2, 1));
        assert_eq!(found.exists, says(4, 2, 1));
        assert_eq!(found.signed, says(3, 2, 1));
        assert_eq!(found.in_force, says(2, 2, 1));
        assert_eq!(found.contradicts, []);
    }

    #[test]
    fn what_is_denied_refused_or_over_contradicts() {
        let [denied, refused, over, force] = [
            record(1, "signed", "reported_denied"),
            record(2, "rejected", "asserted"),
            record(3, "terminated", "asserted"),
            record(4, "in_force", "asserted"),
        ];
        let all = [&denied, &refused, &over, &force];
        let articles = ["a.txt", "b.txt", "c.txt", "d.txt"];
        let reports = || articles.into_iter().zip(all).map(|(article, record)| report(article, "", false, record));
        let found = of(reports());
        let how: Vec<(&str, Contradiction)> =
            found.contradicts.iter().map(|(article, _, how)| (article.as_str(), *how)).collect();
        let wanted =
            [("a.txt", Contradiction::Denied), ("b.txt", Contradiction::Rejected), ("c.txt", Contradiction::Ended)];
        assert_eq!(how, wanted);
        assert_eq!((found.exists.articles, found.signed.articles, found.in_force.articles), (2, 2, 1));
        // An end contradicts nothing while nobody says that it is in force.
        assert_eq!(of(reports().take(3)).contradicts.len(), 2);
        assert_eq!(of([]), Confirmations::default());
    }
}

//! The numbered checks: what is wrong or doubtful in the work on an article, where, and what to do.
//!
//! One table, [`CHECKS`], for the window, the command line and "Done". A check is pure: the same work gives
//! the same findings in the same order. Errors stop "Done", warnings do not.

mod actors;
mod agreements;
mod codes;
mod dates;
mod marks;

use super::annotation::{Id, Place, Publisher, Record, Work};
use super::finding::{Diagnostic, Fix, Severity, Target};
use super::intent::Intent;
use super::schema::Schema;
use super::shared::Registry;
use super::text::{Span, excerpt};
use super::workspace::{Opened, Workspace};

/// Code points of a quote in a message.
const QUOTE: usize = 40;
/// Code points of a name or label in a message.
const LABEL: usize = 80;

/// A check of the table.
pub struct Check {
    /// Its number, never given to another check.
    pub number: u8,
    /// How much its findings weigh.
    pub severity: Severity,
    /// What it looks for, in a few words.
    pub title: &'static str,
    run: fn(&mut Case<'_>),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Check({}, {})", self.number, self.title)
    }
}

/// Builds a row of the table.
const fn row(number: u8, severity: Severity, title: &'static str, run: fn(&mut Case<'_>)) -> Check {
    Check { number, severity, title, run }
}

use Severity::{Error, Info, Warning};

/// All checks by number.
pub const CHECKS: [Check; 30] = [
    row(1, Error, "the article has changed", marks::file),
    row(2, Error, "a quote differs from the text", marks::none),
    row(3, Error, "a mark cuts a letter", marks::cut),
    row(4, Warning, "marks cross", marks::crossing),
    row(5, Warning, "a mark has a space or sign at its edge", marks::edges),
    row(6, Warning, "the same text is marked twice", marks::twice),
    row(7, Warning, "a mark stands in boilerplate", marks::in_region),
    row(8, Error, "a link leads nowhere", actors::missing),
    row(9, Warning, "actors are not linked", actors::unresolved),
    row(10, Warning, "a name belongs to another entry", actors::other_entry),
    row(11, Error, "a value is not a date", dates::not_a_date),
    row(12, Error, "a date has no meaning yet", dates::no_meaning),
    row(13, Warning, "a number date has two readings", dates::two_readings),
    row(14, Warning, "a date has no year to count from", dates::no_anchor),
    row(15, Warning, "an event is after publication", dates::after_publication),
    row(16, Warning, "weekday and date disagree", dates::weekday),
    row(17, Warning, "a relative word stands in a quotation", dates::quoted_relative),
    row(18, Error, "an agreement has no evidence", agreements::no_evidence),
    row(19, Error, "an instrument has fewer than two parties", agreements::parties),
    row(20, Warning, "signed, but the passage speaks of a wish", agreements::intent),
    row(21, Warning, "signed without a date", agreements::undated),
    row(22, Warning, "an earlier agreement has the date of this event", agreements::borrowed_date),
    row(23, Warning, "a signatory is not marked", agreements::signatory),
    row(24, Warning, "in force, but expired", agreements::expired),
    row(25, Warning, "two records share a trigger and a kind", agreements::same_trigger),
    row(26, Error, "a code is in no list", codes::unknown),
    row(27, Warning, "an agreement looks like one elsewhere", agreements::elsewhere),
    row(28, Info, "done without an agreement", agreements::none_recorded),
    row(29, Error, "a field of the schema is not filled as it says", codes::fields),
    row(0, Warning, "a rule of the schema", codes::rules),
];

/// Gives the check with a number.
#[must_use]
pub fn by_number(number: u8) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.number == number)
}

/// Runs all checks on an open article. Findings come by number, then in text order.
#[must_use]
pub fn check(workspace: &Workspace, opened: &Opened) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in &CHECKS {
        run(check, workspace, opened, &mut found);
    }
    found
}

/// Runs one check of the table, so that many records can be checked in small steps.
pub fn run(check: &'static Check, workspace: &Workspace, opened: &Opened, found: &mut Vec<Diagnostic>) {
    // What nobody has decided on yet is not checked; that it is to be decided on is the one finding.
    if check.number != 1 && opened.is_proposal() {
        return;
    }
    let first = found.len();
    (check.run)(&mut Case::of(workspace, opened, check, found));
    // Records are kept by their ids, which do not follow the text.
    found[first..].sort_by_cached_key(|one| start_of(&opened.work, &one.target));
}

/// Gives where a target begins: the article before everything, what has no place any more behind everything.
fn start_of(work: &Work, target: &Target) -> Option<usize> {
    let id = target.record.as_ref()?;
    let start = |record: Record| Some(record.places().get(target.part)?.cover().start);
    Some(work.record(id).and_then(start).unwrap_or(usize::MAX))
}

/// An article under one check.
struct Case<'a> {
    workspace: &'a Workspace,
    opened: &'a Opened,
    work: &'a Work,
    registry: &'a Registry,
    schema: &'a Schema,
    publisher: Option<&'a Publisher>,
    language: &'a str,
    check: &'static Check,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Case<'a> {
    fn of(workspace: &'a Workspace, opened: &'a Opened, check: &'static Check, found: &'a mut Vec<Diagnostic>) -> Self {
        let publisher = workspace.shared.publisher(&opened.work.header.publisher).map(|one| &**one);
        Self {
            workspace,
            opened,
            work: &opened.work,
            registry: &workspace.shared.registry,
            schema: workspace.schema(),
            publisher,
            language: opened.language().unwrap_or_default(),
            check,
            found,
        }
    }

    /// Reports a finding about a record.
    fn report(&mut self, record: &Id, field: &'static str, message: String) {
        self.report_at(Target { record: Some(record.clone()), part: 0, field }, message, None);
    }

    /// Reports a finding that can be put right.
    fn report_with(&mut self, record: &Id, field: &'static str, message: String, label: &str, intent: Intent) {
        let fix = Fix { label: label.to_owned(), intent };
        self.report_at(Target { record: Some(record.clone()), part: 0, field }, message, Some(fix));
    }

    fn report_at(&mut self, target: Target, message: String, fix: Option<Fix>) {
        let rule = String::new();
        let (number, severity) = (self.check.number, self.check.severity);
        self.found.push(Diagnostic { number, rule, severity, message, target, fix });
    }

    fn text(&self, span: Span) -> &'a str {
        self.opened.article.text.slice(span)
    }

    fn quote(&self, place: &Place) -> String {
        excerpt(self.text(place.cover()), QUOTE)
    }
}

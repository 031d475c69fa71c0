//! The numbered checks: what is wrong or doubtful in the work on an article, where, and what to do.
//!
//! One table, [`CHECKS`], for the window, the command line and "Done". A check is pure: the same work gives
//! the same findings in the same order. Errors stop "Done", warnings do not.

mod actors;
mod agreements;
mod amounts;
mod codes;
mod corpus;
mod dates;
mod marks;
mod own;
mod roles;
mod rules;
mod states;
mod terms;

pub use codes::unknown_code;
pub use corpus::{CorpusRound, about, corpus};

use super::annotation::{Beside, Id, Kind, Place, Publisher, Record, Work};
use super::facts::Owner;
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

/// The check that looks at other articles.
const ELSEWHERE: u8 = 27;

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
pub const CHECKS: [Check; 42] = [
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
    row(ELSEWHERE, Warning, "an agreement looks like one elsewhere", agreements::elsewhere),
    row(28, Info, "done without an agreement", agreements::none_recorded),
    row(29, Error, "a field of the schema is not filled as it says", own::fields),
    row(30, Warning, "a role and the words of the passage disagree", roles::direction),
    row(31, Warning, "in force before it was signed", terms::before_signing),
    row(32, Warning, "expires before it is in force", terms::expires_before),
    row(33, Warning, "term and expiry disagree", terms::term),
    row(34, Warning, "terminated without grounds", terms::no_grounds),
    row(35, Warning, "a state did not exist then", states::not_there),
    row(36, Error, "a field of the registry is not filled as it should be", marks::none),
    row(37, Warning, "a field asks for a passage", own::no_passage),
    row(38, Warning, "said to be the same as another record", amounts::same_as),
    row(39, Error, "a quantity is not right", amounts::quantities),
    row(40, Warning, "a code was replaced", codes::replaced),
    row(41, Warning, "read under an earlier codebook", rules::earlier_codebook),
    row(0, Warning, "a rule of the schema", rules::rules),
];

/// Gives the check with a number.
#[must_use]
pub fn by_number(number: u8) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.number == number)
}

/// Runs all checks on an open article. Findings come by number, then in text order.
#[must_use]
pub fn check(workspace: &Workspace, opened: &Opened) -> Vec<Diagnostic> {
    check_some(workspace, opened, Scope::Both)
}

/// Runs some of the checks on an open article. Findings come by row of the table, then in text order.
#[must_use]
pub fn check_some(workspace: &Workspace, opened: &Opened, scope: Scope) -> Vec<Diagnostic> {
    let mut round = Round::of(scope);
    while round.step(workspace, opened) {}
    round.found()
}

/// Tells whether a check comes before that which looks at other articles.
#[must_use]
pub fn is_before_elsewhere(number: u8) -> bool {
    CHECKS.iter().take_while(|check| check.number != ELSEWHERE).any(|check| check.number == number)
}

/// Sorts findings as the lists show them: errors first, then by their rows in the table, and last of all what a person
/// lets stand.
pub fn in_order(found: &mut [Diagnostic]) {
    let row = |number: u8| CHECKS.iter().position(|check| check.number == number);
    found.sort_by_key(|one| (!one.is_open(), one.severity, row(one.number)));
}

/// Gives what is said beside the values of a record, or of the header.
fn beside<'a>(work: &'a Work, id: Option<&Id>) -> Option<&'a Beside> {
    let Some(id) = id else { return Some(&work.header.beside) };
    match id.kind() {
        Kind::Actor => work.actors.get(id).map(|one| &one.beside),
        Kind::Date => work.dates.get(id).map(|one| &one.beside),
        Kind::Agreement => work.agreements.get(id).map(|one| &one.beside),
        Kind::Flag => work.flags.get(id).map(|one| &one.beside),
        Kind::Custom => work.customs.get(id).map(|one| &one.beside),
        Kind::Region => work.regions.get(id).map(|one| &one.beside),
    }
}

/// Gives the reason why a finding may stand. It holds while the finding says the same of the same part and value; an
/// error never may.
fn accepted_in(beside: &Beside, found: &Diagnostic) -> Option<String> {
    if found.severity == Error {
        return None;
    }
    beside.accepted.iter().find(|accepted| found.is(accepted)).map(|accepted| accepted.reason.clone())
}

/// Checks of the place of a mark, which look at the passages of an agreement one by one.
const OF_PLACES: std::ops::RangeInclusive<u8> = 3..=7;
/// Checks of what a date means.
const OF_DATES: std::ops::RangeInclusive<u8> = 11..=17;

/// Says which mark and which date a finding is about, where the check has not said it: in another place, or of another
/// date, the same sentence is another one.
fn say_what(opened: &Opened, found: &mut Diagnostic) {
    let Some(id) = found.target.record.as_ref().filter(|_| found.severity != Error) else { return };
    let one_place = id.kind() != Kind::Agreement || OF_PLACES.contains(&found.number);
    if found.target.of.is_empty() && one_place {
        let record = opened.work.record(id);
        let places = record.as_ref().map(Record::places).unwrap_or_default();
        if let Some(place) = places.get(found.target.part) {
            found.target.of = excerpt(opened.article.text.slice(place.cover()), QUOTE);
        }
    }
    if found.target.value.is_empty()
        && OF_DATES.contains(&found.number)
        && let Some(date) = opened.work.dates.get(id)
    {
        let (of, value) = (std::mem::take(&mut found.target.of), date.value.clone());
        found.target = std::mem::take(&mut found.target).about(&of, &value);
    }
}

/// Which checks are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that look at the article, the registry and the schema.
    Article,
    /// That which looks at other articles. What changes there is no reason to run the others.
    Elsewhere,
    /// All.
    Both,
}

impl Scope {
    fn has(self, check: &Check) -> bool {
        match self {
            Self::Article => check.number != ELSEWHERE,
            Self::Elsewhere => check.number == ELSEWHERE,
            Self::Both => true,
        }
    }
}

/// The checks of an article under way, a small step at a time.
#[derive(Debug)]
pub struct Round {
    scope: Scope,
    /// Row of the table that is run.
    row: usize,
    /// Which part of it comes next.
    part: usize,
    /// The first finding of the row.
    first: usize,
    /// Findings of a row after which no further part of it is run.
    most: usize,
    found: Vec<Diagnostic>,
}

impl Round {
    /// Begins with nothing found.
    #[must_use]
    pub fn of(scope: Scope) -> Self {
        Self { scope, row: 0, part: 0, first: 0, most: usize::MAX, found: Vec::new() }
    }

    /// Lets a check that comes in parts end once it has found so many things: nobody reads more of them.
    #[must_use]
    pub fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Runs a check of the table, or a part of a long one; tells whether there is more to do.
    pub fn step(&mut self, workspace: &Workspace, opened: &Opened) -> bool {
        while CHECKS.get(self.row).is_some_and(|check| !self.scope.has(check)) {
            self.row += 1;
        }
        let Some(check) = CHECKS.get(self.row) else { return false };
        // What nobody has decided on yet is not checked; that it is to be decided on is the one finding.
        let asks = check.number == 1 || !opened.is_proposal();
        if asks && self.run(check, workspace, opened) && self.found.len() - self.first < self.most {
            self.part += 1;
            return true;
        }
        for found in &mut self.found[self.first..] {
            say_what(opened, found);
            let beside = beside(&opened.work, found.target.record.as_ref());
            found.accepted = beside.and_then(|beside| accepted_in(beside, found));
        }
        // Records are kept by their ids, which do not follow the text.
        self.found[self.first..].sort_by_cached_key(|one| start_of(&opened.work, &one.target));
        (self.row, self.part, self.first) = (self.row + 1, 0, self.found.len());
        CHECKS[self.row..].iter().any(|check| self.scope.has(check))
    }

    fn run(&mut self, check: &'static Check, workspace: &Workspace, opened: &Opened) -> bool {
        let mut case = Case::of(workspace, opened, check, &mut self.found);
        case.part = self.part;
        (check.run)(&mut case);
        case.goes_on
    }

    /// Gives what was found, by row and then in text order.
    #[must_use]
    pub fn found(self) -> Vec<Diagnostic> {
        self.found
    }
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
    check: &'static Check,
    /// Which part of the check is run, where it has several.
    part: usize,
    /// Set by a check that has a further part.
    goes_on: bool,
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
            check,
            part: 0,
            goes_on: false,
            found,
        }
    }

    /// Reports a finding about a record.
    fn report(&mut self, record: &Id, field: &'static str, message: String) {
        self.report_at(Target::of(record, field), message, None);
    }

    /// Reports a finding that can be put right.
    fn report_with(&mut self, record: &Id, field: &'static str, message: String, label: &str, intent: Intent) {
        let fix = Fix { label: label.to_owned(), intent };
        self.report_at(Target::of(record, field), message, Some(fix));
    }

    fn report_at(&mut self, target: Target, message: String, fix: Option<Fix>) {
        let rule = String::new();
        let (number, severity) = (self.check.number, self.check.severity);
        self.found.push(Diagnostic { number, rule, severity, message, target, fix, accepted: None });
    }

    /// Gives the language the article is read in; where nobody has set it, the first check that asks has it detected.
    fn language(&self) -> &'a str {
        self.opened.language().unwrap_or_default()
    }

    fn text(&self, span: Span) -> &'a str {
        self.opened.article.text.slice(span)
    }

    /// Names the part of an agreement that a finding is about; nothing for a whole record.
    fn part_of(&self, owner: Owner<'_>) -> String {
        match owner {
            Owner::Party(..) | Owner::Signatory(..) => owner.path("").trim_end_matches('.').to_owned(),
            Owner::Evidence(_, _, passage) => self.quote(&passage.place),
            _ => String::new(),
        }
    }

    fn quote(&self, place: &Place) -> String {
        excerpt(self.text(place.cover()), QUOTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Agreement, Kind};
    use crate::core::schema::{Condition, RuleDef};
    use crate::core::text::Text;
    use crate::core::workspace::{Access, Article, ArticleKey};
    use std::sync::Arc;

    #[test]
    fn thousands_of_rules_are_asked_in_parts_and_found_in_the_order_of_the_text() {
        let mut workspace = Workspace::of("anna");
        let mut schema = Schema::clone(workspace.schema());
        let when = Condition::parse("level instrument").unwrap();
        let rule = |number: usize| RuleDef::warning(format!("r{number}"), when.clone(), "Is it?");
        schema.rules = (0..3000).map(rule).collect();
        workspace.set_schema(Arc::new(schema));
        let mut work = Work::default();
        for (number, start) in [(1, 9), (2, 0), (3, 4)] {
            let place = Place::of(Span::new(start, start + 3));
            let agreement = Agreement::new(Id::new(Kind::Agreement, number), place);
            work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
        }
        let text = Text::canonical("one two three four");
        let article = Article::new(ArticleKey::new("a.txt"), text, String::new(), String::new(), 18);
        let opened = Opened::new(article, work, Access::Editable);
        let (mut steps, mut round) = (0, Round::of(Scope::Article));
        while round.step(&workspace, &opened) {
            steps += 1;
        }
        assert!(steps >= CHECKS.len(), "{steps} steps");
        let found = round.found();
        let starts: Vec<Option<usize>> =
            found.iter().filter(|one| one.number == 0).map(|one| start_of(&opened.work, &one.target)).collect();
        assert_eq!(starts.len(), 9000);
        let mut short = Round::of(Scope::Article).at_most(100);
        while short.step(&workspace, &opened) {}
        let rules = short.found().iter().filter(|one| one.number == 0).count();
        assert!((100..9000).contains(&rules), "{rules} findings of rules");
        assert!(starts.is_sorted(), "all rules together come in the order of the text");
        let mut elsewhere = Round::of(Scope::Elsewhere);
        assert!(!elsewhere.step(&workspace, &opened));
        assert_eq!(check(&workspace, &opened), [found, elsewhere.found()].concat());
    }
}

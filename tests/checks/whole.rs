//! The checks together: their table, their order, large articles, and what "Done" asks of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use glossator::core::annotation::{DateSlot, Party, Signatory, State};
use glossator::core::checks::{CHECKS, by_number, check};
use glossator::core::finding::{Diagnostic, Severity};
use glossator::core::intent::{DateField, HeaderField, Intent};

use crate::desk::Desk;

#[test]
fn table_has_every_number_once_with_the_weight_it_was_given() {
    let numbers: Vec<u8> = CHECKS.iter().map(|check| check.number).collect();
    let wanted: Vec<u8> = (1..=41).chain([0]).collect();
    assert_eq!(numbers, wanted);
    for number in 0..=41 {
        let severity = match number {
            1 | 2 | 3 | 8 | 11 | 12 | 18 | 19 | 26 | 29 | 36 | 39 => Severity::Error,
            28 => Severity::Info,
            _ => Severity::Warning,
        };
        let row = by_number(number).expect("the number is in the table");
        assert_eq!((row.number, row.severity), (number, severity));
        assert!(!row.title.is_empty() && !row.title.ends_with('.'), "{}", row.title);
    }
    assert!(by_number(42).is_none());
    let titles: BTreeSet<&str> = CHECKS.iter().map(|check| check.title).collect();
    assert_eq!(titles.len(), CHECKS.len());
}

/// An article with something to find for nearly every check that needs no second article.
fn full_of_faults() -> Desk {
    let mut desk = Desk::of(
        "uz",
        "[region:[actor:Foto] A\u{301}] [actor:Xitoy ][actor:a]\u{301} [date:Juma, 2-aprel] «[date:ertaga]» [date:9/5/2024] \
         [agreement:[actor:Wang] protokol [trigger:imzolash] kerak] [x_gone:?]",
    );
    desk.schema(
        "fields: [(on: \"date\", id: \"x_seen\", label: \"Seen\", type: Flag, required: true)], \
         checks: [(id: \"any\", when: \"level instrument\", warn: \"Is it?\")]",
    );
    for (word, words) in [("actor", "protokol imzolash"), ("actor", "Wang protokol"), ("actor", "Wang")] {
        desk.mark(word, words);
    }
    desk.person("r-wang", "Wang", &[]).person("r-other", "Wang 2", &[]);
    desk.edit(|work| work.header.state = State::Done);
    desk.actors(|one| one.links = vec!["r-other".into(), "GONE".into()]);
    let open = desk.actor("Foto");
    desk.actors(|one| {
        if one.id == open {
            one.links.clear();
        }
    });
    let (weekday, quoted) = (desk.date("Juma, 2-aprel"), desk.date("ertaga"));
    desk.dates(|one| {
        if one.id == weekday {
            one.value = "2024-04-02".into();
        } else if one.id == quoted {
            one.value = "tomorrow".into();
        }
    });
    let first = desk.agreement();
    desk.agreements(|one| {
        (one.status, one.kind) = ("signed".into(), "protocol".into());
        one.signatories = vec![Signatory::of("r-wang", "")];
        one.topics = vec!["DRUG".into()];
    });
    desk.change(Intent::Twin(first.clone())).expect("a second record can be made");
    desk.agreements(|one| {
        one.kind = "protocol".into();
        if one.id != first {
            (one.status, one.background) = ("in_force".into(), true);
            one.evidence.clear();
            one.dates.signed = DateSlot { value: "2024-04-02".into(), ..DateSlot::default() };
            one.dates.expires = DateSlot { value: "2020".into(), ..DateSlot::default() };
        }
    });
    desk.published("2024-01-01");
    desk
}

fn numbers(found: &[Diagnostic]) -> Vec<u8> {
    let mut numbers: Vec<u8> = found.iter().map(|one| one.number).collect();
    numbers.dedup();
    numbers
}

#[test]
fn findings_are_the_same_twice_in_a_row_and_come_by_number() {
    let desk = full_of_faults();
    let found = desk.all();
    assert_eq!(check(&desk.workspace, desk.opened()), found);
    assert_eq!(full_of_faults().all(), found);
    let wanted = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 29, 32, 0];
    assert_eq!(numbers(&found), wanted, "{found:#?}");
}

#[test]
fn findings_of_a_check_come_in_the_order_of_the_text_those_about_the_article_first() {
    let mut desk =
        Desk::of("de", "[date:1. Mai] [agreement:eins] [date:2. Mai] [agreement:zwei] [date:3. Mai] [actor:vier]");
    desk.dates(|one| one.value = "2024-13-01".into()).published("nonsense");
    desk.agreements(|one| one.dates.signed.value = "2024-13-02".into());
    let words = |desk: &Desk, number| -> Vec<String> {
        let found = desk.of_check(number).into_iter();
        found.map(|one| one.target.record.map_or("article".to_owned(), |id| desk.marked(&id))).collect()
    };
    assert_eq!(words(&desk, 11), ["article", "1. Mai", "eins", "2. Mai", "zwei", "3. Mai"]);
    assert_eq!(words(&desk, 19), ["eins", "zwei"]);
    // The ids of the marks go the other way.
    let by_id: Vec<String> = desk.work().dates.keys().map(|id| desk.marked(id)).collect();
    assert_eq!(by_id, ["3. Mai", "2. Mai", "1. Mai"]);
    // What has no place any more comes last.
    let gone = desk.work().agreements.keys().next_back().cloned().expect("there is one");
    desk.agreements(|one| {
        if one.id == gone {
            one.evidence.clear();
        }
    });
    assert_eq!(words(&desk, 11), ["article", "1. Mai", "2. Mai", "zwei", "3. Mai", ""]);
}

#[test]
fn an_article_with_two_thousand_marks_and_a_large_registry_is_checked() {
    let mut marked = String::from("«");
    for nth in 0..250 {
        write!(
            marked,
            "[agreement:[actor:Wang {nth}] va [actor:Li {nth}] [date:ertaga] [trigger:imzolandi]] [actor:Xitoy] \
             [date:9/5/2024] "
        )
        .expect("a string can be written");
        let caption = "[region:[flag:Foto]] [actor:Bosh vazir] ";
        marked.push_str(if nth % 10 == 0 { caption } else { "[flag:soat] [actor:vazir ]" });
    }
    marked.push('»');
    let mut desk = Desk::of("uz", &marked);
    assert_eq!(desk.opened().marks.all().len(), 2_000);
    for nth in 0..5_000 {
        desk.person(&format!("r-{nth}"), &format!("Wang {nth}"), &["Xitoy"]);
    }
    desk.publisher("Kun", "dmy").published("2019");
    desk.actors(|one| one.links = vec!["r-1".into()]);
    desk.dates(|one| one.value = "2024-05-09".into());
    desk.agreements(|one| {
        (one.status, one.background) = ("signed".into(), true);
        one.parties = ["UZB", "CHN"].map(|actor| Party::of(actor, "")).into();
        one.signatories = (0..5).map(|nth| Signatory::of(format!("r-{nth}"), "")).collect();
    });
    let found = desk.all();
    let count = |number| found.iter().filter(|one| one.number == number).count();
    // All but the one whose name is its own; the dates of which one is the day they all have.
    assert_eq!((count(10), count(13), count(17), count(23)), (249, 250, 250, 1_000));
}

/// Sees that the article cannot be done, for this reason.
#[track_caller]
fn refused(desk: &mut Desk, message: &str) {
    let refusal = desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect_err("there is an error");
    assert_eq!(refusal.message, message);
    assert_ne!(desk.work().header.state, State::Done);
}

#[test]
fn done_is_refused_while_an_error_stands_and_allowed_with_warnings() {
    let mut desk = Desk::of("uz", "[actor:Xitoy ][agreement:[date:14 may kuni] [trigger:imzolandi]]");
    let (date, agreement) = (desk.date("14 may kuni"), desk.agreement());
    refused(
        &mut desk,
        "2 things must be put right first: Give a date, or choose past / present / future if the expression is vague.",
    );
    desk.change(Intent::SetDate(date, DateField::Value("2019-05-14".into()))).expect("a date can be given");
    let message = "An instrument needs two parties. Add the other side, or mark it as unknown.";
    refused(&mut desk, &format!("One thing must be put right first: {message}"));
    for state in [State::InProgress, State::NeedsSecondLook, State::Excluded, State::New] {
        let intent = Intent::SetHeader(HeaderField::State(state));
        if desk.work().header.state != state {
            desk.change(intent).expect("only Done asks the checks");
        }
    }
    desk.put_right(19);
    assert!(desk.work().agreements[&agreement].parties_unknown);
    let left: Vec<Severity> = desk.all().into_iter().map(|one| one.severity).collect();
    assert!(!left.is_empty() && left.iter().all(|severity| *severity == Severity::Warning), "{left:?}");
    desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect("warnings do not stop it");
    assert_eq!(desk.work().header.state, State::Done);
}

#[test]
fn done_is_allowed_with_a_question() {
    let mut desk = Desk::of("vi", "Không có gì.");
    desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect("a question does not stop it");
    assert_eq!(numbers(&desk.all()), [28]);
}

#[test]
fn a_finding_of_the_file_is_passed_on_as_it_is() {
    let desk = Desk::of("vi", "Không có gì.");
    let mut opened = desk.opened().clone();
    let told = Diagnostic::of_file(1, "The article has changed.".to_owned(), None);
    opened.problem = Some(told.clone());
    opened.work = Arc::default();
    assert_eq!(check(&desk.workspace, &opened), [told]);
}

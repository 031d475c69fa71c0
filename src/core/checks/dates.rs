//! Checks 11 to 17: what dates mean.

use std::collections::HashMap;
use std::ops::Range;

use super::{Case, Fix};
use crate::core::annotation::{Anchor, Basis, DateMention, DateOf, Id};
use crate::core::cues::{self, NumberOrder, Reading};
use crate::core::dates::{DateValue, Meaning, Wanted};
use crate::core::days::day_number;
use crate::core::finding::Target;
use crate::core::intent::{DateField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::text::{Span, Text};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A value that is to be a date, a duration or a recurrence.
struct Asked<'a> {
    record: Option<&'a Id>,
    field: &'static str,
    wanted: Wanted,
    value: &'a str,
}

pub(super) fn not_a_date(case: &mut Case<'_>) {
    let work = case.work;
    let mut asked: Vec<Asked<'_>> = Vec::new();
    let mut ask = |record, field, wanted, value| {
        if !str::is_empty(value) {
            asked.push(Asked { record, field, wanted, value });
        }
    };
    ask(None, "article.published", Wanted::Date, &work.header.published);
    for date in work.dates.values() {
        let wanted = Wanted::by(&date.kind);
        ask(Some(&date.id), "date.value", wanted, &date.value);
        date.other_readings.iter().for_each(|value| ask(Some(&date.id), "date.other", wanted, value));
    }
    for agreement in work.agreements.values() {
        let id = Some(&agreement.id);
        for which in DateOf::ALL {
            ask(id, "agreement.dates", Wanted::Date, &agreement.dates.get(which).value);
        }
        ask(id, "agreement.term", Wanted::Duration, &agreement.term.value);
        ask(id, "agreement.term", Wanted::Duration, &agreement.renewal.term);
        let acts = agreement.parties.iter().flat_map(|party| &party.acts);
        acts.for_each(|act| ask(id, "agreement.acts", Wanted::Date, &act.date.value));
    }
    for Asked { record, field, wanted, value } in asked {
        let Err(problem) = Meaning::parse(wanted, value) else { continue };
        let right = record.filter(|_| field == "date.value").and_then(|id| Some((id, type_of(value, wanted)?)));
        let fix = right.map(|(id, kind)| {
            let label = case.schema.label(Vocabulary::DateType, kind).to_lowercase();
            let intent = Intent::SetDate(id.clone(), DateField::Kind(kind.to_owned()));
            Fix { label: format!("Set the type to {label}"), intent }
        });
        let target = Target { record: record.cloned(), field, ..Target::default() };
        case.report_at(target, problem.to_string(), fix);
    }
}

/// Gives the type of date that a value would be right for, where it is not right for its own.
fn type_of(value: &str, wanted: Wanted) -> Option<&'static str> {
    let is = |other: Wanted| other != wanted && Meaning::parse(other, value).is_ok();
    // Every duration could be a recurrence as well, and is more often none.
    let types = [("date", Wanted::Date), ("duration", Wanted::Duration), ("set", Wanted::Recurrence)];
    types.into_iter().find(|(_, other)| is(*other)).map(|(kind, _)| kind)
}

pub(super) fn no_meaning(case: &mut Case<'_>) {
    for date in case.work.dates.values().filter(|date| date.value.is_empty() && date.reference.is_none()) {
        // Somebody has looked and says that there is none.
        if date.basis.missing().is_some() {
            continue;
        }
        let what = match Wanted::by(&date.kind) {
            Wanted::Date => "a date",
            Wanted::Duration => "a length such as P2Y",
            Wanted::Recurrence => "how often, such as P1Y",
        };
        let message = format!("Give {what}, or choose past / present / future if the expression is vague.");
        case.report(&date.id, "date.value", message);
    }
}

/// Gives a reading as EDTF.
fn edtf(reading: &Reading) -> String {
    match reading.year {
        Some(year) => format!("{year:04}-{:02}-{:02}", reading.month, reading.day),
        None => format!("XXXX-{:02}-{:02}", reading.month, reading.day),
    }
}

fn in_words(reading: &Reading) -> String {
    let month = MONTHS.get(usize::from(reading.month).wrapping_sub(1)).unwrap_or(&"");
    match reading.year {
        Some(year) => format!("{} {month} {year}", reading.day),
        None => format!("{} {month}", reading.day),
    }
}

/// Gives the order the publisher of an article writes number dates in.
#[must_use]
pub(super) fn order_of(code: &str) -> Option<(NumberOrder, &'static str)> {
    match code {
        "dmy" => Some((NumberOrder::DayMonthYear, "day first")),
        "mdy" => Some((NumberOrder::MonthDayYear, "month first")),
        "ymd" => Some((NumberOrder::YearMonthDay, "year first")),
        _ => None,
    }
}

pub(super) fn two_readings(case: &mut Case<'_>) {
    let order = case.publisher.and_then(|publisher| order_of(&publisher.date_order));
    for date in case.work.dates.values().filter(|date| date.other_readings.is_empty()) {
        let Some(number) = cues::number_date(case.text(date.place.cover()), case.language()) else { continue };
        let readings = number.readings();
        let [first, second, ..] = readings.as_slice() else { continue };
        let kept: Vec<String> = readings.iter().map(edtf).filter(|value| !value_is(date, value)).collect();
        // A value such as `[2024-05-09,2024-09-05]` holds them all.
        if kept.is_empty() {
            continue;
        }
        let (quote, one, two) = (case.quote(&date.place), in_words(first), in_words(second));
        let either = if first.year == second.year && first.year.is_some() {
            let one = one.rsplit_once(' ').map_or(one.as_str(), |(day, _)| day);
            format!("{one} or {two}")
        } else {
            format!("{one} or {two}")
        };
        let source = match order {
            Some((_, words)) => format!("This source is set to {words}."),
            None => "Set the order of this source, or note the other reading.".to_owned(),
        };
        let message = format!("“{quote}” can be {either}. {source}");
        // Only where a value is chosen is the other one the loser.
        if date.value.is_empty() || kept.len() == readings.len() {
            case.report(&date.id, "date.other", message);
        } else {
            let intent = Intent::SetDate(date.id.clone(), DateField::OtherReadings(kept));
            case.report_with(&date.id, "date.other", message, "Note the other reading", intent);
        }
    }
}

/// Tells whether the value of a date is or holds that day, whatever the time or a missing year.
fn value_is(date: &DateMention, day: &str) -> bool {
    // With its hyphen: the end of a year must not be taken for a month.
    date.value.contains(day.strip_prefix("XXXX").unwrap_or(day))
}

pub(super) fn no_anchor(case: &mut Case<'_>) {
    if !case.work.header.published.is_empty() {
        return;
    }
    for date in case.work.dates.values() {
        let named = cues::parts_named(case.text(date.place.cover()), case.language());
        let needs_year = named.year.is_none() && (named.day.is_some() || named.month.is_some());
        let has_year = date.value.chars().take(4).all(|c| c.is_ascii_digit()) && !date.value.is_empty();
        let taken_from_nowhere = has_year && date.basis == Basis::Explicit && date.anchor.is_none();
        if needs_year && date.reference.is_none() && (date.value.is_empty() || taken_from_nowhere) {
            let quote = case.quote(&date.place);
            let month = named.month.map_or("XX".to_owned(), |month| format!("{month:02}"));
            let day = named.day.map_or(String::new(), |day| format!("-{day:02}"));
            let message = format!(
                "“{quote}” has no year and the article has no publication date. Enter the year, or write \
                 XXXX-{month}{day}."
            );
            if date.value.is_empty() {
                let value = format!("XXXX-{month}{day}");
                let label = format!("Write {value}");
                let intent = Intent::SetDate(date.id.clone(), DateField::Value(value));
                case.report_with(&date.id, "date.anchor", message, &label, intent);
            } else {
                case.report(&date.id, "date.anchor", message);
            }
        }
    }
}

/// Bytes of the longest value that is read.
const LONGEST: usize = 1000;

/// Gives the first and the last day of a value, as far as they are known.
pub(super) fn bounds(value: &str) -> (Option<i64>, Option<i64>) {
    // A text that cannot be a date is not looked at for what it may have meant, which takes long.
    let begins = value.starts_with(|sign: char| sign.is_ascii_digit() || "X.[{/".contains(sign));
    if !begins || value.len() > LONGEST {
        return (None, None);
    }
    let Ok(value) = DateValue::parse(value) else { return (None, None) };
    let (first, last) = value.bounds();
    (first.and_then(|day| day_number(&day)), last.and_then(|day| day_number(&day)))
}

pub(super) fn after_publication(case: &mut Case<'_>) {
    let (_, Some(published)) = bounds(&case.work.header.published) else { return };
    let late = |value: &str| bounds(value).0.is_some_and(|first| first > published);
    let against = |value: &str| format!("{value} > {}", case.work.header.published);
    let word = |date: &DateMention| match date.role.as_str() {
        "event" | "event_period" => Some("event"),
        "signing" => Some("signing"),
        _ => None,
    };
    for date in case.work.dates.values() {
        if let Some(role) = word(date).filter(|_| late(&date.value)) {
            let message = format!("This {role} is dated after the article appeared. Check day and month.");
            let target = Target::of(&date.id, "date.value");
            case.report_at(target.about(&case.quote(&date.place), &against(&date.value)), message, None);
        }
    }
    for agreement in case.work.agreements.values() {
        let slot = &agreement.dates.signed;
        let mark = slot.mention.as_ref().and_then(|id| case.work.dates.get(id));
        let reported = mark.is_some_and(|date| word(date).is_some() && late(&date.value));
        if late(&slot.value) && !reported {
            let message = "This signing is dated after the article appeared. Check day and month.".to_owned();
            let target = Target::of(&agreement.id, "agreement.dates");
            case.report_at(target.about("", &against(&slot.value)), message, None);
        }
    }
}

/// Gives year, month and day of a value that is one day.
fn day_of(value: &str) -> Option<(i32, u8, u8)> {
    let day = value.trim_end_matches(['?', '~', '%']);
    let day = day.split_once('T').map_or(day, |(day, _)| day);
    let mut parts = day.splitn(3, '-');
    let (year, month, date) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((year, month, date))
}

pub(super) fn weekday(case: &mut Case<'_>) {
    for date in case.work.dates.values() {
        let Some(named) = cues::weekday_named(case.text(date.place.cover()), case.language()) else { continue };
        let Some((year, month, day)) = day_of(&date.value) else { continue };
        let Some(real) = cues::weekday_of(year, month, day).filter(|real| *real != named) else { continue };
        let month = MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"");
        let (real, named) = (real.name(), named.name());
        case.report(&date.id, "date.value", format!("{day} {month} {year} is a {real}, the text says {named}."));
    }
}

/// Bytes of a line that are read at once for its quotations; of a longer one, this much on each side of a place.
const NEAR: usize = 8192;

/// The quotations of the lines that were asked about, read once for all dates.
#[derive(Default)]
struct Quotations(HashMap<usize, Vec<Range<usize>>>);

impl Quotations {
    /// Tells whether a place stands inside quotation marks of its line. Only the line is read, never the article.
    fn hold(&mut self, text: &Text, place: Span) -> bool {
        let line = text.paragraphs()[text.paragraph_at(place.start)];
        // A line as long as a book is read in pieces that overlap.
        let piece = if line.len() <= NEAR { line.start } else { place.start - (place.start - line.start) % NEAR };
        let found = self.0.entry(piece).or_insert_with(|| {
            let from = text.floor(piece.saturating_sub(NEAR)).max(line.start);
            let to = text.floor((piece + 2 * NEAR).min(line.end));
            let found = cues::quotations(text.slice(Span { start: from, end: to })).into_iter();
            found.map(|quotation| quotation.start + from..quotation.end + from).collect()
        });
        found.iter().any(|quotation| quotation.start <= place.start && place.end <= quotation.end)
    }
}

pub(super) fn quoted_relative(case: &mut Case<'_>) {
    let mut quotations = Quotations::default();
    for date in case.work.dates.values() {
        let cover = date.place.cover();
        let anchored = matches!(date.anchor, Some(Anchor::Date(_)));
        let Some(word) = cues::relative_word(case.text(cover), case.language()) else { continue };
        // “The same day” counts from the day it repeats, also inside a quotation.
        if anchored || !matches!(word.relative, cues::Relative::FromSpeech(_)) {
            continue;
        }
        if quotations.hold(&case.opened.article.text, cover) {
            let word = case.text(cover).get(word.range).unwrap_or(word.word);
            let message = format!("“{word}” stands in a quotation: it counts from the day of the speech.");
            case.report(&date.id, "date.anchor", message);
        }
    }
}

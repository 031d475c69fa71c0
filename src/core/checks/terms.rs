//! Checks 31 to 34: for how long an agreement holds, and why it ended.

use super::Case;
use super::dates::bounds;
use crate::core::annotation::{Agreement, DateSlot, Missing};
use crate::core::dates::{DateValue, Duration, Meaning, Wanted};
use crate::core::days::{day_number, day_of_number};
use crate::core::intent::Intent;
use crate::core::text::excerpt;

/// Code points of a value in a message.
const VALUE: usize = 40;

fn shown(value: &str) -> String {
    excerpt(value, VALUE)
}

pub(super) fn before_signing(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        let (force, signed) = (&agreement.dates.in_force.value, &agreement.dates.signed.value);
        if is_before(force, signed) {
            let (force, signed) = (shown(force), shown(signed));
            let message = format!("In force {force} before it was signed ({signed}). Check both dates.");
            case.report(&agreement.id, "agreement.dates", message);
        }
    }
}

pub(super) fn expires_before(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values() {
        let dates = &agreement.dates;
        let (began, how) = if dates.in_force.value.is_empty() {
            (&dates.signed.value, "it was signed")
        } else {
            (&dates.in_force.value, "it is in force")
        };
        if is_before(&dates.expires.value, began) {
            let (expires, began) = (shown(&dates.expires.value), shown(began));
            let message = format!("Expires {expires} before {how} ({began}). Check both dates.");
            case.report(&agreement.id, "agreement.dates", message);
        }
    }
}

/// Tells whether all days that one value can mean are before all days of the other.
fn is_before(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    bounds(one).1.zip(bounds(other).0).is_some_and(|(last, first)| last < first)
}

pub(super) fn term(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values().filter(|one| !one.term.value.is_empty()) {
        let Some(term) = length(&agreement.term) else { continue };
        if let Some(message) = against_expiry(agreement, &term).or_else(|| against_validity(agreement, &term)) {
            case.report(&agreement.id, "agreement.term", message);
        }
    }
}

/// Gives the length of a term, which can also be given by its dates.
fn length(term: &DateSlot) -> Option<Duration> {
    match Meaning::parse(Wanted::Duration, &term.value).ok()? {
        Meaning::Duration(term) => Some(term),
        Meaning::Date(dates) => dates.length(),
        Meaning::Recurrence(_) => None,
    }
}

/// Gives the last day of a term that begins on a day.
fn end(first: i64, term: &Duration) -> Option<i64> {
    day_number(&term.last_day_from(&day_of_number(first))?)
}

/// Gives the two ends of a range as they are written; of anything else, the whole of it twice.
fn ends_of(range: &str) -> (&str, &str) {
    range.split_once('/').unwrap_or((range, range))
}

fn against_expiry(agreement: &Agreement, term: &Duration) -> Option<String> {
    let dates = &agreement.dates;
    if dates.expires.value.is_empty() {
        return None;
    }
    let began = [&dates.in_force.value, &dates.validity.value, &dates.signed.value];
    let began = began.into_iter().find(|value| !value.is_empty())?;
    // Of a time of validity only its beginning is one, and that of “2024/2029” may be any day of 2024.
    let beginning = if *began == dates.validity.value { ends_of(began).0 } else { began };
    let (Some(first), Some(last)) = bounds(beginning) else { return None };
    let (earliest, latest) = (end(first, term)?, end(last, term)?);
    let (from, to) = bounds(&dates.expires.value);
    // “For five years from 1 April” ends on 31 March; many write 1 April.
    let apart = from.is_some_and(|from| from > latest + 1) || to.is_some_and(|to| to < earliest - 1);
    apart.then(|| {
        let (words, began, expires) = (term.in_words(), shown(began), shown(&dates.expires.value));
        let ends = match (day_of_number(earliest), day_of_number(latest)) {
            (one, other) if one == other => format!("ends on {one}"),
            (one, other) => format!("ends between {one} and {other}"),
        };
        format!("A term of {words} from {began} {ends}, but it expires {expires}. Check term and expiry.")
    })
}

fn against_validity(agreement: &Agreement, term: &Duration) -> Option<String> {
    let validity = &agreement.dates.validity.value;
    let range = DateValue::parse(validity).ok().filter(|value| value.granularity() == "range")?;
    let (from, until) = ends_of(validity);
    let (earliest, latest) = bounds(from);
    let (first, last) = bounds(until);
    // Only what is sure is said: the end of a range that is a year may be any day of it.
    let too_long = earliest.zip(last).is_some_and(|(from, last)| end(from, term).is_some_and(|over| over - 1 > last));
    let too_short = latest.zip(first).is_some_and(|(from, first)| end(from, term).is_some_and(|over| over + 1 < first));
    (too_long || too_short).then(|| {
        let (words, validity) = (term.in_words(), shown(validity));
        let valid = range.length().map_or_else(String::new, |length| format!(", which are {}", length.in_words()));
        format!("A term of {words}, but it is valid {validity}{valid}. Check term and validity.")
    })
}

pub(super) fn no_grounds(case: &mut Case<'_>) {
    for agreement in case.work.agreements.values().filter(|one| one.grounds.is_empty()) {
        let acts = || agreement.parties.iter().flat_map(|party| &party.acts);
        let date = &agreement.dates.terminated;
        let ended = agreement.status == "terminated"
            || !date.value.is_empty()
            || date.mention.is_some()
            || acts().any(|act| act.act == "terminated" && act.date.basis.missing().is_none());
        let said = agreement.beside.missing("grounds").is_some_and(|missing| missing != Missing::NotCoded);
        if ended && !said {
            let message = "It was terminated: on what grounds? Choose them or set “not stated”.".to_owned();
            let mut remark = agreement.beside.remarks.get("grounds").cloned().unwrap_or_default();
            Missing::NotStated.code().clone_into(&mut remark.missing);
            let intent = Intent::Remark(Some(agreement.id.clone()), "grounds".to_owned(), remark);
            case.report_with(&agreement.id, "agreement.grounds", message, "Set “not stated”", intent);
        }
    }
}

//! The dates of an agreement: each with its value, what it rests on, and the mark it comes from. Those that are seldom
//! given are folded away.

use super::acts;
use crate::core::annotation::{Agreement, DateOf, DateSlot, Id, Kind, Renewal};
use crate::core::dates::{Meaning, Wanted};
use crate::core::intent::{AgreementField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form};
use crate::ui::widgets::{Choice, Expects};

/// Draws the dates. What is not signed, valid or said otherwise has one line until something is written.
pub fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    let (first, more) = DateOf::ALL.split_at(DateOf::FIRST);
    for which in first {
        slot(form, opened, agreement, *which);
    }
    let of_parties: usize = agreement.parties.iter().map(|party| party.acts.len()).sum();
    let set = more.iter().filter(|which| !agreement.dates.get(**which).is_empty()).count() + of_parties;
    let set = set + usize::from(!agreement.grounds.is_empty());
    let words = if set == 0 { "More dates".to_owned() } else { format!("More dates ({set})") };
    if form.fold("more dates", &words, set > 0) {
        for which in more {
            slot(form, opened, agreement, *which);
        }
        grounds(form, agreement);
        acts::show(form, agreement);
    }
}

/// Draws why an agreement ended, where it did.
fn grounds(form: &mut Form<'_, '_, '_>, agreement: &Agreement) {
    let ended = matches!(agreement.status.as_str(), "terminated" | "expired");
    if !ended && agreement.grounds.is_empty() && agreement.dates.terminated.is_empty() {
        return;
    }
    let field = Field::new("Grounds", "Why it ended", FieldKey::of("agreement.grounds")).path("grounds");
    form.code(field, Vocabulary::Grounds, &agreement.grounds, Some("Not said"), |code| {
        Intent::SetAgreement(agreement.id.clone(), AgreementField::Grounds(code))
    });
}

fn slot(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement, which: DateOf) {
    let slot = agreement.dates.get(which);
    let path = format!("dates.{}", which.code());
    if !form.shows(&path) {
        return;
    }
    let part = Part::Named(which.label());
    let set = |slot| Intent::SetAgreement(agreement.id.clone(), AgreementField::Date(which, slot));
    let (name, hint, key) = match which {
        DateOf::Signed => ("Date of signing", "e.g. 2024-04-01", FieldKey::Signed),
        DateOf::Validity => ("Validity", "e.g. 2024/2025", FieldKey::Of("agreement.dates", part)),
        DateOf::InForce => ("Date of entry into force", "", FieldKey::Of("agreement.dates", part)),
        DateOf::Expires => ("Date of expiry", "", FieldKey::Of("agreement.dates", part)),
        DateOf::Announced => ("Date of announcement", "", FieldKey::Of("agreement.dates", part)),
        DateOf::Held => ("Date on which it was held", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Initialled => ("Date of initialling", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Ratified => ("Date of ratification", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Registered => ("Date of registration", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Extended => ("Date of extension", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Suspended => ("Date of suspension", "", FieldKey::Of("agreement.acts", part)),
        DateOf::Terminated => ("Date of termination", "", FieldKey::Of("agreement.acts", part)),
    };
    let field = Field::new(which.label(), name, key).hint(hint).expects(Expects::Date).path(&path).based();
    let typed = form.text(field, &slot.value, |value| {
        // A value typed by hand no longer is that of the mark.
        let mention = slot.mention.clone().filter(|_| value == slot.value);
        set(DateSlot::of(value, slot.basis.clone(), mention))
    });
    let color = form.ctx.tokens.of(Kind::Agreement).line;
    form.date_words(&typed, &opened.work.header.published, color);
    from_mark(form, opened, agreement, which);
    // Already while the value is typed, so that Tab leads on to it.
    if which == DateOf::Signed || !slot.is_empty() || !typed.trim().is_empty() {
        form.basis(part, &slot.basis, |basis| {
            // A kind of missing and a value contradict each other.
            let value = if basis.missing().is_some() { String::new() } else { slot.value.clone() };
            let mention = if basis.missing().is_some() { None } else { slot.mention.clone() };
            set(DateSlot { value, basis, mention })
        });
    }
}

/// Draws the choice of the date mark a date rests on; those whose role fits come first.
fn from_mark(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement, which: DateOf) {
    let slot = agreement.dates.get(which);
    if which != DateOf::Signed && which != DateOf::Validity && slot.is_empty() {
        return;
    }
    let fits = |role: &str| which.roles().contains(&role);
    rests_on(form, opened, slot, Rests { of: which.label(), wanted: Wanted::Date, fits: &fits }, |slot| {
        Intent::SetAgreement(agreement.id.clone(), AgreementField::Date(which, slot))
    });
}

/// Which marks a slot can rest on.
#[derive(Clone, Copy)]
struct Rests<'a> {
    /// What the slot is called.
    of: &'static str,
    /// What its value has to be.
    wanted: Wanted,
    /// Whether marks of a role come first.
    fits: &'a dyn Fn(&str) -> bool,
}

/// Draws the choice of the date mark a slot rests on.
fn rests_on(
    form: &mut Form<'_, '_, '_>,
    opened: &Opened,
    slot: &DateSlot,
    rests: Rests<'_>,
    make: impl Fn(DateSlot) -> Intent,
) {
    let mut marks: Vec<_> = opened.work.dates.values().filter(|date| !date.value.is_empty()).collect();
    if marks.is_empty() {
        return;
    }
    marks.sort_by_key(|date| (!(rests.fits)(date.role.as_str()), date.place.cover()));
    let words: Vec<(String, String)> = marks
        .iter()
        .map(|date| {
            let quote = excerpt(opened.article.text.slice(date.place.cover()), 40);
            (date.id.to_string(), format!("“{quote}” · {}", date.value))
        })
        .collect();
    let mut choices = vec![Choice { code: "", label: "No mark in the text", help: "" }];
    choices.extend(words.iter().map(|(code, label)| Choice { code, label, help: "" }));
    let current = slot.mention.as_ref().map_or("", Id::as_str);
    let name = format!("Mark of {}", rests.of.to_lowercase());
    let field = Field::new("rests on", &name, FieldKey::Of("date.anchor", Part::Named(rests.of)));
    form.choose(field, &choices, current, |code| {
        let date = Id::parse(&code).and_then(|id| opened.work.dates.get(&id));
        make(match date {
            Some(date) => {
                // What says how long, as “for five years”, shows a date but is none; a day shows no length.
                let mention = Some(date.id.clone());
                if Meaning::parse(rests.wanted, &date.value).is_ok_and(|meaning| fits_slot(rests.wanted, &meaning)) {
                    DateSlot::of(&date.value, date.basis.clone(), mention)
                } else {
                    DateSlot { mention, ..slot.clone() }
                }
            }
            None => DateSlot { mention: None, ..slot.clone() },
        })
    });
}

/// Tells whether a value is what a slot holds: a term takes lengths, though a range of dates has one as well.
fn fits_slot(wanted: Wanted, meaning: &Meaning) -> bool {
    wanted == Wanted::Date || !matches!(meaning, Meaning::Date(_))
}

/// Draws for how long the agreement is made, and whether it goes on then.
pub fn term(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    let term = &agreement.term;
    let set = |slot| Intent::SetAgreement(agreement.id.clone(), AgreementField::Term(slot));
    let field = Field::new("Term", "Term of the agreement", FieldKey::of("agreement.term")).hint("e.g. P5Y, P18M");
    let field = field.expects(Expects::Time(Wanted::Duration)).path("term").based();
    if !form.shows("term") {
        return;
    }
    let typed = form.text(field, &term.value, |value| {
        let mention = term.mention.clone().filter(|_| value == term.value);
        set(DateSlot::of(value, term.basis.clone(), mention))
    });
    form.time_words(Wanted::Duration, &typed, "", form.ctx.tokens.of(Kind::Agreement).line);
    let lengths = opened.work.dates.values().any(|date| date.kind == "duration" && !date.value.is_empty());
    let renewal = &agreement.renewal;
    if term.is_empty() && typed.trim().is_empty() && renewal.is_empty() && !lengths {
        return;
    }
    if lengths || term.mention.is_some() {
        let fits = |role: &str| role == "validity";
        rests_on(form, opened, term, Rests { of: "Term", wanted: Wanted::Duration, fits: &fits }, set);
    }
    if !(term.is_empty() && typed.trim().is_empty()) {
        form.basis(Part::Named("term"), &term.basis, |basis| {
            let said = basis.missing().is_some();
            let value = if said { String::new() } else { term.value.clone() };
            set(DateSlot { value, basis, mention: term.mention.clone().filter(|_| !said) })
        });
    }
    let set = |renewal| Intent::SetAgreement(agreement.id.clone(), AgreementField::Renewal(renewal));
    let key = |name| FieldKey::Of("agreement.term", Part::Named(name));
    let field = Field::new("Renewal", "Renewal", key("renewal")).path("renewal").based();
    form.code(field, Vocabulary::Renewal, &renewal.kind, Some("Not said"), |kind| {
        // What is not renewed is not renewed for a time.
        let term = if matches!(kind.as_str(), "" | "none") { String::new() } else { renewal.term.clone() };
        set(if kind.is_empty() { Renewal::default() } else { Renewal { kind, term, ..renewal.clone() } })
    });
    if matches!(renewal.kind.as_str(), "" | "none") {
        return;
    }
    let field = Field::new("each time", "Length of each renewal", key("each time")).hint("e.g. P1Y");
    let typed = form.text(field.expects(Expects::Time(Wanted::Duration)), &renewal.term, |term| {
        set(Renewal { term, ..renewal.clone() })
    });
    form.time_words(Wanted::Duration, &typed, "", form.ctx.tokens.of(Kind::Agreement).line);
    form.basis(Part::Named("renewal"), &renewal.basis, |basis| set(Renewal { basis, ..renewal.clone() }));
}

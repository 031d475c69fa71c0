//! Checks 1 to 7: where marks stand.

use std::collections::HashMap;

use super::{Case, LABEL};
use crate::core::annotation::{Id, Kind, Place};
use crate::core::finding::Target;
use crate::core::intent::Intent;
use crate::core::regions;
use crate::core::schema::Vocabulary;
use crate::core::text::{Span, excerpt};

/// Signs that belong to the sentence around a mark, not to it.
const SIGNS: &str = ",;:.!?…،؛؟۔。，、！？：；\"“”„«»‹›「」『』";

/// Checks 1 and 2 are made while the file is read, where the quotes are; their finding waits in the article.
pub(super) fn file(case: &mut Case<'_>) {
    if let Some(problem) = &case.opened.problem {
        case.found.push(problem.clone());
    }
}

/// Does nothing: check 2 is reported with check 1.
pub(super) fn none(_: &mut Case<'_>) {}

/// The places of a record with their part numbers, as the marks of the article hold them.
fn marks(case: &Case<'_>) -> Vec<(Id, usize, Place)> {
    case.opened.marks.all().iter().map(|mark| (mark.id.clone(), mark.part, mark.place.clone())).collect()
}

pub(super) fn cut(case: &mut Case<'_>) {
    let text = &case.opened.article.text;
    let regions = case.work.regions.values().map(|region| (region.id.clone(), 0, region.place.clone()));
    for (id, part, place) in marks(case).into_iter().chain(regions) {
        let whole = |span: &Span| text.is_grapheme_edge(span.start) && text.is_grapheme_edge(span.end);
        if place.fragments().iter().all(whole) {
            continue;
        }
        let widened: Vec<Span> = place.fragments().iter().map(|span| text.snap(*span)).collect();
        let signs = |spans: &[Span]| spans.iter().map(|span| text.slice(*span).chars().count()).sum::<usize>();
        let more = match signs(&widened).saturating_sub(signs(place.fragments())) {
            0 | 1 => "one sign".to_owned(),
            more => format!("{more} signs"),
        };
        let fix = Place::from_fragments(widened)
            .map(|place| super::Fix { label: "Widen it".to_owned(), intent: Intent::Move(id.clone(), part, place) });
        let message = format!("The mark cuts a letter from its accent. Widen it by {more}.");
        case.report_at(Target { part, ..Target::of(&id, field_of(part)) }, message, fix);
    }
}

/// All findings about places lead to the rule of extent.
fn field_of(_: usize) -> &'static str {
    "actor.mark"
}

pub(super) fn crossing(case: &mut Case<'_>) {
    let marks = case.opened.marks.all();
    let mut open: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        open.retain(|other| marks[*other].cover.end > mark.cover.start);
        let crossed = open.iter().map(|other| &marks[*other]).find(|other| {
            other.kind() == mark.kind()
                && other.id != mark.id
                && other.cover.end < mark.cover.end
                && other.cover.start < mark.cover.start
                && share_a_letter(&other.place, &mark.place)
        });
        if let Some(other) = crossed {
            let message = "Two marks overlap without one containing the other. Shorten one of them.".to_owned();
            let target = Target { part: mark.part, ..Target::of(&mark.id, "actor.mark") };
            let (of, with) = (case.quote(&mark.place), case.quote(&other.place));
            case.report_at(target.about(&of, &with), message, None);
        }
        open.push(index);
    }
}

/// Tells whether two places overlap; marks in several pieces can interlace without.
fn share_a_letter(one: &Place, other: &Place) -> bool {
    one.fragments().iter().any(|span| other.fragments().iter().any(|piece| span.overlaps(*piece)))
}

pub(super) fn edges(case: &mut Case<'_>) {
    for (id, part, place) in marks(case) {
        let cover = place.cover();
        let text = case.text(cover);
        let passage = id.kind() == Kind::Agreement || id.kind() == Kind::Flag;
        let Some((what, trimmed)) = edge_of(text, passage) else { continue };
        let start = cover.start + (text.len() - text.trim_start_matches(|c| bad_start(c, passage)).len());
        let fix = (!trimmed.is_empty()).then(|| {
            let mut fragments = place.fragments().to_vec();
            if let Some(first) = fragments.first_mut() {
                first.start = start.min(first.end);
            }
            if let Some(last) = fragments.last_mut() {
                last.end = (start + trimmed.len()).max(last.start);
            }
            Place::from_fragments(fragments)
        });
        let fix = fix
            .flatten()
            .map(|place| super::Fix { label: "Trim it".to_owned(), intent: Intent::Move(id.clone(), part, place) });
        let message = format!("The mark includes {what}. Trim it?");
        case.report_at(Target { part, ..Target::of(&id, "actor.mark") }, message, fix);
    }
}

/// Says what stands at an edge that does not belong there, and gives the text without it.
fn edge_of(text: &str, passage: bool) -> Option<(&'static str, &str)> {
    let front = text.trim_start_matches(|c| bad_start(c, passage));
    let trimmed = front.trim_end_matches(|c| bad_end(c, passage));
    // The full stop of “Sh. M.” belongs to the name.
    let trimmed = if trimmed.len() + 1 == front.len() && front.ends_with('.') && is_abbreviation(trimmed) {
        front
    } else {
        trimmed
    };
    if trimmed.len() == text.len() {
        return None;
    }
    let at_start = front.len() < text.len();
    let sign = if at_start { text.chars().next() } else { text.chars().next_back() };
    let blank = sign.is_some_and(char::is_whitespace);
    Some((
        match (blank, at_start) {
            (true, true) => "a space at its beginning",
            (true, false) => "a space at its end",
            (false, true) => "a punctuation mark at its beginning",
            (false, false) => "a punctuation mark at its end",
        },
        trimmed,
    ))
}

fn bad_start(c: char, passage: bool) -> bool {
    c.is_whitespace() || (!passage && (SIGNS.contains(c) || "‘)]）".contains(c)))
}

fn bad_end(c: char, passage: bool) -> bool {
    c.is_whitespace() || (!passage && (SIGNS.contains(c) || "([（".contains(c)))
}

/// Tells whether a text without its last full stop ends in something that keeps one: a single letter.
fn is_abbreviation(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    (1..=3).contains(&last.chars().count())
}

pub(super) fn twice(case: &mut Case<'_>) {
    let mut seen: HashMap<(Kind, String, Place), Id> = HashMap::new();
    for (id, _, place) in marks(case) {
        // One verb can sign two papers: agreements may share their passages.
        if id.kind() == Kind::Agreement {
            continue;
        }
        let type_id = case.work.customs.get(&id).map(|custom| custom.type_id.clone()).unwrap_or_default();
        let first = seen.entry((id.kind(), type_id, place)).or_insert_with(|| id.clone()).clone();
        if first != id {
            let message = format!("This text is already marked as {} {first}.", id.kind().word());
            case.report_with(&id, "actor.mark", message, "Delete this one", Intent::Delete(vec![id.clone()]));
        }
    }
}

pub(super) fn in_region(case: &mut Case<'_>) {
    for (id, part, place) in marks(case) {
        let Some(region) = regions::around(case.work, place.cover()) else { continue };
        if id.kind() == Kind::Flag {
            continue;
        }
        let label = excerpt(case.schema.label(Vocabulary::RegionKind, &region.kind), LABEL).to_lowercase();
        let message = format!("This stands in “{label}”, which is set to be skipped. Keep it anyway?");
        let delete = Intent::Delete(vec![id.clone()]);
        let (label, intent) = match case.work.agreements.get(&id) {
            // The other passages may well stand in the article itself.
            Some(agreement) if agreement.evidence.len() > 1 => {
                ("Remove the passage", Intent::RemoveEvidence(id.clone(), part))
            }
            Some(_) => ("Delete the agreement", delete),
            None => ("Delete the mark", delete),
        };
        let fix = super::Fix { label: label.to_owned(), intent };
        case.report_at(Target { part, ..Target::of(&id, "article.regions") }, message, Some(fix));
    }
}

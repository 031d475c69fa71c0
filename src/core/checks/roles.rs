//! Check 30: whether the words of a passage fit the roles of the parties.

use std::ops::Range;

use super::{Case, LABEL};
use crate::core::annotation::{ActorMention, Agreement, Party, Place};
use crate::core::cues::{self, Direction, DirectionHit};
use crate::core::finding::Target;
use crate::core::shared::Registry;
use crate::core::text::{Span, excerpt};

/// Roles that say in which direction something goes.
const DIRECTED: [&str; 3] = ["provider", "recipient", "host"];

/// Mentions of actors in the order of the text.
struct Mentions<'a>(Vec<(Span, &'a ActorMention)>);

impl<'a> Mentions<'a> {
    fn of(case: &Case<'a>) -> Self {
        let linked = case.work.actors.values().filter(|actor| !actor.links.is_empty());
        let mut all: Vec<(Span, &ActorMention)> = linked.map(|actor| (actor.place.cover(), &**actor)).collect();
        all.sort_by_key(|(span, _)| (span.start, span.end));
        Self(all)
    }

    /// Finds the party that is the subject of a word of a passage; none where the order of the words leaves that open.
    fn subject<'p>(
        &self,
        parties: &'p [Party],
        passage: (Span, &str),
        hit: &DirectionHit,
        registry: &Registry,
    ) -> Option<&'p Party> {
        let (cover, text) = passage;
        let names = hit.names(text);
        let word = Span { start: cover.start + hit.word.start, end: cover.start + hit.word.end };
        let from = self.0.partition_point(|(span, _)| span.start < cover.start);
        let inside = self.0[from..].iter().take_while(|(span, _)| span.start < cover.end);
        let named = inside.filter_map(|(span, mention)| {
            let is = |party: &&Party| mention.links.iter().any(|link| same(link, &party.actor, registry));
            let mut linked = parties.iter().filter(is);
            let party = linked.next()?;
            // Who stands for both sides says nothing of either.
            let alone = linked.next().is_none().then_some(party);
            let place = span.start - cover.start..span.end.min(cover.end) - cover.start;
            let called = text.get(place.clone()).unwrap_or_default();
            let mut entries = mention.links.iter().filter_map(|link| registry.resolve(link));
            let told = names.is_something_else(&place, entries.any(|entry| entry.has_name(called)));
            Some(Named { span: *span, place, party: alone, told })
        });
        let (before, behind): (Vec<_>, Vec<_>) =
            named.filter(|one| !one.span.overlaps(word)).partition(|one| one.span.end <= word.start);
        let can = |one: &Named<'p>| one.party.filter(|_| !one.told && names.goes_with(&one.place));
        if names.subject_is_behind() {
            return behind.first().filter(|_| before.is_empty()).and_then(can);
        }
        let mut before = before.iter().filter(|one| !one.told || !names.others_are_told());
        let party = can(before.next_back()?)?;
        before.all(|one| one.party.is_some_and(|other| other.actor == party.actor)).then_some(party)
    }
}

/// A party where it is named.
struct Named<'p> {
    span: Span,
    /// The same in bytes of the passage.
    place: Range<usize>,
    /// Nothing where several parties are meant.
    party: Option<&'p Party>,
    /// Whether it is told that this is not the subject.
    told: bool,
}

fn same(one: &str, other: &str, registry: &Registry) -> bool {
    let id = |id: &str| registry.resolve(id).map(|entry| entry.id.clone());
    !other.is_empty() && (one == other || id(one).is_some_and(|one| id(other) == Some(one)))
}

pub(super) fn direction(case: &mut Case<'_>) {
    let directed =
        |agreement: &Agreement| agreement.parties.iter().any(|party| DIRECTED.contains(&party.role.as_str()));
    let mut agreements = case.work.agreements.values().filter(|agreement| directed(agreement)).peekable();
    if agreements.peek().is_none() {
        return;
    }
    let mentions = Mentions::of(case);
    for agreement in agreements {
        if let Some((passage, message)) = contradiction(case, agreement, &mentions) {
            let target = Target::of(&agreement.id, "agreement.roles").about(&case.quote(passage), "");
            case.report_at(target, message, None);
        }
    }
}

fn contradiction<'a>(
    case: &Case<'_>,
    agreement: &'a Agreement,
    mentions: &Mentions<'_>,
) -> Option<(&'a Place, String)> {
    let trigger = agreement.trigger.as_ref().map(Place::cover);
    for passage in &agreement.evidence {
        let cover = passage.place.cover();
        let text = case.text(cover);
        let inside = trigger.filter(|trigger| cover.contains(*trigger));
        // Elsewhere the trigger says it, not this passage.
        if trigger.is_some() && inside.is_none() {
            continue;
        }
        let inside = inside.map(|trigger| trigger.start - cover.start..trigger.end - cover.start);
        let Some(hit) = cues::direction(text, inside, case.language()) else { continue };
        let Some(party) = mentions.subject(&agreement.parties, (cover, text), &hit, case.registry) else { continue };
        let label = |party: &Party| excerpt(case.registry.label(&party.actor), LABEL);
        let (word, who) = (excerpt(text.get(hit.word).unwrap_or_default(), LABEL), label(party));
        let role =
            |party: &Party| case.schema.label(crate::core::schema::Vocabulary::PartyRole, &party.role).to_lowercase();
        let said = match (hit.direction, party.role.as_str()) {
            (Direction::Gives, "recipient") => "makes {who} the one who gives",
            (Direction::Receives, "provider") => "makes {who} the one who receives",
            (Direction::Hosts, role) if role != "host" => {
                let Some(host) = agreement.parties.iter().find(|other| other.role == "host") else { continue };
                let host = label(host);
                let message = format!("“{word}” makes {who} the host, and {host} has that role. Which is right?");
                return Some((&passage.place, message));
            }
            _ => continue,
        };
        let said = said.replace("{who}", &who);
        let message = format!("“{word}” {said}, and its role is “{}”. Which is right?", role(party));
        return Some((&passage.place, message));
    }
    None
}

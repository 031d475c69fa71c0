//! Check 30: whether the words of a passage fit the roles of the parties.

use super::{Case, LABEL};
use crate::core::annotation::{ActorMention, Agreement, Party, Place};
use crate::core::cues::{self, Direction};
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

    /// Finds the party that is named nearest before a word of a passage, or nearest after it.
    fn party<'p>(
        &self,
        parties: &'p [Party],
        passage: Span,
        word: Span,
        after: bool,
        registry: &Registry,
    ) -> Option<&'p Party> {
        let from = self.0.partition_point(|(span, _)| span.start < passage.start);
        let inside = self.0[from..].iter().take_while(|(span, _)| span.start < passage.end);
        let named = inside.filter(|(span, _)| if after { span.start >= word.end } else { span.end <= word.start });
        let party = |mention: &ActorMention| {
            let is = |party: &&Party| mention.links.iter().any(|link| same(link, &party.actor, registry));
            let mut linked = parties.iter().filter(is);
            // Who stands for both sides says nothing of either.
            linked.next().map(|party| linked.next().is_none().then_some(party))
        };
        let mut found = named.filter_map(|(_, mention)| party(mention));
        if after { found.next() } else { found.last() }.flatten()
    }
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
        let word = Span { start: cover.start + hit.word.start, end: cover.start + hit.word.end };
        let after = case.language().split('-').next() == Some("ar");
        let Some(party) = mentions.party(&agreement.parties, cover, word, after, case.registry) else { continue };
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

//! Check 35: states that did not exist at the time.

use std::collections::HashMap;

use super::dates::bounds;
use super::{Case, Fix, LABEL};
use crate::core::annotation::{Agreement, RegistryEntry};
use crate::core::days::day_of_number;
use crate::core::finding::Target;
use crate::core::intent::{AgreementField, Intent};
use crate::core::shared::{Registry, shipped};
use crate::core::text::excerpt;

/// Code points of a date in a message.
const VALUE: usize = 40;

/// First and last day of something.
type Days = (Option<i64>, Option<i64>);

pub(super) fn not_there(case: &mut Case<'_>) {
    let mut successors: Option<HashMap<&str, Vec<&RegistryEntry>>> = None;
    let mut found: Vec<(Target, String, Option<Fix>)> = Vec::new();
    for agreement in case.work.agreements.values().filter(|agreement| !agreement.parties.is_empty()) {
        let published = Some(&case.work.header.published).filter(|_| !agreement.background);
        let dates = &agreement.dates;
        let own = [&dates.signed.value, &dates.held.value, &dates.announced.value];
        let mut when: Option<Option<(&str, Days)>> = None;
        for party in &agreement.parties {
            let Some(entry) = case.registry.resolve(&party.actor) else { continue };
            // Few entries say since when they exist; of the others nothing more is asked.
            let is_state = entry.kind == "state";
            let state = if is_state { Some(entry) } else { whole(case.registry, entry, &own) };
            let Some(state) = state.filter(|state| case.registry.existence(&state.id) != ("", "")) else { continue };
            let day = *when.get_or_insert_with(|| {
                let values = own.into_iter().chain(published).filter(|value| !value.is_empty());
                values.map(|value| (value.as_str(), bounds(value))).find(|(_, days)| *days != (None, None))
            });
            let Some((value, days)) = day else { break };
            let Some(was) = apart(case.registry, state, days) else { continue };
            let (label, value) = (excerpt(state.label(), LABEL), excerpt(value, VALUE));
            let next = successors.get_or_insert_with(|| all_successors(case.registry));
            let then = next.get(state.id.as_str()).into_iter().flatten();
            let mut then = then.filter(|next| apart(case.registry, next, days).is_none());
            let one = then.next().filter(|_| then.next().is_none());
            let (question, fix) = match one {
                Some(next) => {
                    let next_label = excerpt(next.label(), LABEL);
                    let fix = is_state.then(|| Fix {
                        label: format!("Change to {next_label}"),
                        intent: instead(agreement, &party.actor, &next.id),
                    });
                    (format!("Did you mean {next_label}?"), fix)
                }
                None => ("Check the actor and the date.".to_owned(), None),
            };
            let target = Target::of(&agreement.id, "agreement.parties").about(&party.actor, "");
            found.push((target, format!("{label} {was}; this is of {value}. {question}"), fix));
        }
    }
    for (target, message, fix) in found {
        case.report_at(target, message, fix);
    }
}

/// Gives the state that an actor was a part of at the time.
fn whole<'a>(
    registry: &'a Registry,
    entry: &RegistryEntry,
    dates: &[&String; 3],
) -> Option<&'a std::sync::Arc<RegistryEntry>> {
    let day = match entry.part_of.as_slice() {
        [] | [_] => None,
        _ => dates.iter().find_map(|value| bounds(value).0).map(day_of_number),
    };
    registry.resolve(&registry.state_of_at(&entry.id, day.as_deref())?)
}

/// Says when a state existed, where that is not at a time.
fn apart(registry: &Registry, state: &RegistryEntry, (first, last): Days) -> Option<String> {
    let (from, to) = registry.existence(&state.id);
    let over = bounds(to).1.zip(first).is_some_and(|(over, first)| over < first);
    let not_yet = bounds(from).0.zip(last).is_some_and(|(from, last)| from > last);
    match (over, not_yet) {
        (true, _) => Some(format!("existed until {}", excerpt(to, VALUE))),
        (_, true) => Some(format!("exists since {}", excerpt(from, VALUE))),
        _ => None,
    }
}

/// Lists the entries by those whose place they have taken.
fn all_successors(registry: &Registry) -> HashMap<&str, Vec<&RegistryEntry>> {
    let own = registry.entries().values().filter(|entry| entry.merged_into.is_none());
    let others = shipped().values().filter(|entry| registry.is_only_shipped(&entry.id));
    let mut by_former: HashMap<&str, Vec<&RegistryEntry>> = HashMap::new();
    for entry in own.chain(others) {
        // An older program copied entries into the corpus without those whose place they have taken.
        let known = Some(&**entry).filter(|entry| !entry.successor_of.is_empty());
        for former in
            known.or_else(|| shipped().get(&entry.id).map(|entry| &**entry)).map_or(&[][..], |it| &it.successor_of)
        {
            by_former.entry(former).or_default().push(entry);
        }
    }
    by_former
}

/// Puts another actor in the place of one.
fn instead(agreement: &Agreement, actor: &str, other: &str) -> Intent {
    let mut parties = agreement.parties.clone();
    for party in parties.iter_mut().filter(|party| party.actor == actor) {
        other.clone_into(&mut party.actor);
    }
    Intent::SetAgreement(agreement.id.clone(), AgreementField::Parties(parties))
}

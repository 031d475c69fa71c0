//! What one entry of the registry takes over from another one when they become one, and gives back when they part.

use crate::core::annotation::{Dated, RegistryEntry, Taken};

/// Lets an entry take over what another one says and it does not. Gives what that was.
pub(super) fn take_over(stays: &mut RegistryEntry, gone: &RegistryEntry) -> Taken {
    let mut taken = Taken::default();
    for (into, from, kept) in [
        (&mut stays.kind, &gone.kind, &mut taken.kind),
        (&mut stays.country, &gone.country, &mut taken.country),
        (&mut stays.exists_from, &gone.exists_from, &mut taken.exists_from),
        (&mut stays.exists_to, &gone.exists_to, &mut taken.exists_to),
        (&mut stays.recognised, &gone.recognised, &mut taken.recognised),
    ] {
        if into.is_empty() {
            into.clone_from(from);
            kept.clone_from(from);
        }
    }
    // Nothing is tied to itself.
    let others = |ties: &[Dated]| ties.iter().filter(|tie| tie.entry != stays.id).cloned().collect::<Vec<_>>();
    let (wholes, memberships, members) = (others(&gone.part_of), others(&gone.memberships), others(&gone.members));
    let before: Vec<String> = gone.successor_of.iter().filter(|id| **id != stays.id).cloned().collect();
    if stays.part_of.is_empty() {
        taken.part_of = add(&mut stays.part_of, &wholes);
    }
    taken.memberships = add(&mut stays.memberships, &memberships);
    taken.members = add(&mut stays.members, &members);
    taken.successor_of = add(&mut stays.successor_of, &before);
    taken.sectors = add(&mut stays.sectors, &gone.sectors);
    taken.codes = add(&mut stays.codes, &gone.codes);
    taken.roles = add(&mut stays.roles, &gone.roles);
    taken.external_ids = add(&mut stays.external_ids, &gone.external_ids);
    for (id, value) in gone.fields.iter().filter(|(_, value)| !value.is_empty()) {
        if stays.fields.get(id).is_none_or(crate::core::annotation::FieldValue::is_empty) {
            stays.fields.insert(id.clone(), value.clone());
            taken.fields.insert(id.clone(), value.clone());
        }
    }
    taken
}

/// Takes out of an entry what it had taken over and still has.
pub(super) fn give_back(stays: &mut RegistryEntry, taken: &Taken) {
    for (from, kept) in [
        (&mut stays.kind, &taken.kind),
        (&mut stays.country, &taken.country),
        (&mut stays.exists_from, &taken.exists_from),
        (&mut stays.exists_to, &taken.exists_to),
        (&mut stays.recognised, &taken.recognised),
    ] {
        if from == kept {
            from.clear();
        }
    }
    remove(&mut stays.part_of, &taken.part_of);
    remove(&mut stays.memberships, &taken.memberships);
    remove(&mut stays.members, &taken.members);
    remove(&mut stays.successor_of, &taken.successor_of);
    remove(&mut stays.sectors, &taken.sectors);
    remove(&mut stays.codes, &taken.codes);
    remove(&mut stays.roles, &taken.roles);
    remove(&mut stays.external_ids, &taken.external_ids);
    stays.fields.retain(|id, value| taken.fields.get(id) != Some(value));
}

/// Puts behind a list what another one has more, and gives that.
fn add<T: Clone + PartialEq>(into: &mut Vec<T>, from: &[T]) -> Vec<T> {
    let mut added: Vec<T> = Vec::new();
    for item in from {
        if !into.contains(item) {
            into.push(item.clone());
            added.push(item.clone());
        }
    }
    added
}

fn remove<T: PartialEq>(from: &mut Vec<T>, taken: &[T]) {
    from.retain(|item| !taken.contains(item));
}

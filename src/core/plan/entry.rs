//! Entries of the registry that are made, and records of the whole corpus by their keys.

use super::accepted::Side;
use super::{Refusal, Stamp};
use crate::core::annotation::{Name, Record, RegistryEntry, random_signs};
use crate::core::invisible::is_blank;
use crate::core::language;
use crate::core::workspace::Workspace;

/// Gives a record as it stands in the corpus, if it does, and as it is seen, by its key.
pub(super) fn by_key(workspace: &Workspace, key: &str) -> Result<Side, Refusal> {
    let shipped = || key.strip_prefix("registry/").and_then(|id| workspace.shared.registry.get(id));
    let before = workspace.shared.record(key);
    let present = before.clone().or_else(|| shipped().cloned().map(Record::Entry));
    let present = present.ok_or_else(|| Refusal::new(format!("“{key}” is gone. Choose another one.")))?;
    Ok((before, present))
}

/// Makes an entry with a name; one in another script than Latin is not its English name.
pub(super) fn new_entry(workspace: &Workspace, name: &str, stamp: &mut Stamp<'_>) -> Result<RegistryEntry, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_blank(&name) {
        return Err(Refusal::new("An actor needs a name. Type it first."));
    }
    let script = language::script_of(&name);
    let names = if script == "Latn" {
        Vec::new()
    } else {
        vec![Name { text: name.clone(), lang: String::new(), script: script.to_owned(), kind: String::new() }]
    };
    let name_en = if script == "Latn" { name } else { String::new() };
    Ok(RegistryEntry { names, ..RegistryEntry::new(fresh_id(workspace, stamp), "", name_en) })
}

pub(super) fn fresh_id(workspace: &Workspace, stamp: &mut Stamp<'_>) -> String {
    loop {
        let id = format!("r-{}", random_signs((stamp.random)()));
        if workspace.shared.registry.get(&id).is_none() {
            return id;
        }
    }
}

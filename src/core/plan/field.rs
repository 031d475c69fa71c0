//! Setting one field to a value, alike for records of articles and of the corpus.

use super::{QUOTED, Refusal};
use crate::core::annotation::{FieldValue, Fields};
use crate::core::matching::Rank;
use crate::core::text::excerpt;
use crate::core::workspace::Workspace;

/// Entries of the registry looked through for a country by its name.
const NAMED: usize = 8;

/// Sets a field and gives its name.
pub(super) fn set<T>(slot: &mut T, value: T, what: &'static str) -> &'static str {
    *slot = value;
    what
}

/// Sets a field of the schema; an empty value takes it away.
pub(super) fn set_field(fields: &mut Fields, field: String, value: FieldValue) -> &'static str {
    if value.is_empty() {
        fields.remove(&field);
    } else {
        fields.insert(field, value);
    }
    "field"
}

/// Gives the code of a country in capital letters; an empty text stays empty.
pub(super) fn country_code(workspace: &Workspace, typed: &str) -> Result<String, Refusal> {
    let code = typed.trim().to_uppercase();
    if code.is_empty() || workspace.shared.registry.get(&code).is_some_and(|state| state.kind == "state") {
        return Ok(code);
    }
    // A name is no code, but it says which.
    let found = workspace.shared.registry.search(typed, NAMED);
    let named = found.into_iter().filter(|(state, hit)| state.kind == "state" && hit.rank <= Rank::SameWords);
    let offers: Vec<String> = named.map(|(state, _)| state.id.clone()).take(1).collect();
    let typed = excerpt(typed, QUOTED);
    let sentence = format!("“{typed}” is not a code of a country. Write three letters, e.g. UZB, CHN or DEU.");
    Err(Refusal::new(sentence).offer(offers))
}

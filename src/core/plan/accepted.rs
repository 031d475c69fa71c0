//! Letting a warning about a record stand, in an article or in the corpus as a whole.

use super::{Changes, Refusal, Stamp};
use crate::core::annotation::{Accepted, Record};
use crate::core::finding::{Diagnostic, Severity};
use crate::core::text::excerpt;

/// A record as it stands in its file, if it does, and as it is seen.
pub(super) type Side = (Option<Record>, Record);

/// Lets one of the warnings found about a record stand.
pub(super) fn accept(
    (before, mut after): Side,
    found: &[Diagnostic],
    wanted: Accepted,
    stamp: &Stamp<'_>,
) -> Result<Changes, Refusal> {
    let reason = wanted.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(Refusal::new("Say why the warning may stand. Write a reason first."));
    }
    let is_it = |found: &&Diagnostic| found.is(&wanted);
    match found.iter().find(is_it) {
        None => return Err(Refusal::new("This warning is gone. Look at the list again.")),
        Some(found) if found.severity == Severity::Error => {
            return Err(Refusal::new("This is an error, not a warning. Put it right instead."));
        }
        Some(_) => {}
    }
    let accepted = Accepted { reason, by: stamp.by.to_owned(), at: stamp.at.to_owned(), ..wanted };
    let name = format!("Let the warning stand: {}", excerpt(&accepted.says, 60));
    if let Some(beside) = after.beside_mut() {
        beside.accepted.retain(|other| !is_same(other, &accepted));
        beside.accepted.push(accepted);
    }
    Ok((name, vec![(before, Some(after))]))
}

/// No longer lets a warning about a record stand.
pub(super) fn unaccept((before, mut after): Side, accepted: &Accepted) -> Changes {
    if let Some(beside) = after.beside_mut() {
        beside.accepted.retain(|other| !is_same(other, accepted));
    }
    (format!("No longer let the warning stand: {}", excerpt(&accepted.says, 60)), vec![(before, Some(after))])
}

/// Tells whether two acceptances are of one warning.
fn is_same(a: &Accepted, b: &Accepted) -> bool {
    let about = |it: &Accepted| Accepted { reason: String::new(), by: String::new(), at: String::new(), ..it.clone() };
    about(a) == about(b)
}

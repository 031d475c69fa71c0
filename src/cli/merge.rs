//! `glossator merge BASE OURS THEIRS`: a three-way merge by record, usable as a git merge driver.

use std::path::Path;
use std::process::ExitCode;

use super::output::{fail, say};
use crate::store::disk::{Disk, RealDisk};
use crate::store::merge::merge_texts;
use crate::store::write::{Expected, save};

/// Largest file that is merged, in bytes.
const LIMIT: u64 = 200_000_000;

/// Joins three versions of a file into `ours`. Exit code 0 without conflicts, 1 with conflicts or where something of the
/// other side is dropped, which is then said, 2 where a version
/// cannot be used; `ours` is then as it was.
#[must_use]
pub fn run(base: &Path, ours: &Path, theirs: &Path) -> ExitCode {
    let read = |path: &Path| {
        let bytes = RealDisk.read(path, LIMIT).map_err(|error| format!("{error}: {}", path.display()))?;
        String::from_utf8(bytes).map_err(|_| format!("This is not UTF-8: {}", path.display()))
    };
    let versions = read(base).and_then(|base| Ok((base, read(ours)?, read(theirs)?)));
    let merged = versions.and_then(|(base, ours, theirs)| merge_texts(&base, &ours, &theirs, "the other branch"));
    let merged = match merged {
        Ok(merged) => merged,
        Err(sentence) => return fail(&sentence),
    };
    let saved = Expected::now(&RealDisk, ours)
        .map_err(Into::into)
        .and_then(|expected| save(&RealDisk, ours, merged.text, expected));
    if let Err(error) = saved {
        return fail(&error.to_string());
    }
    for sentence in &merged.contradictions {
        say(sentence);
    }
    if merged.conflicts > 0 {
        let records = if merged.conflicts == 1 { "record has" } else { "records have" };
        say(&format!(
            "{} {records} fields that both sides have changed in different ways. Both values stand in the file; open the \
             article in Glossator to decide.",
            merged.conflicts
        ));
    }
    if merged.conflicts + merged.contradictions.len() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! `glossator new FOLDER --from SCHEMA`: begins a corpus.

use std::path::Path;
use std::process::ExitCode;

use super::output::{fail, say};
use crate::store::begin::begin;

/// Begins a corpus. Exit code 0, 2 where the folder cannot be used.
#[must_use]
pub fn run(folder: &Path, from: &str) -> ExitCode {
    match begin(folder, from) {
        Ok(()) => {
            say(&format!("{} has a schema now. Put articles (.txt or .md) beside it.", folder.display()));
            ExitCode::SUCCESS
        }
        Err(sentence) => fail(&sentence),
    }
}

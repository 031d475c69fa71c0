//! The program as a person uses it: keys, clicks, fields, files; no picture is taken.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on says so")]

mod across;
mod agreement;
mod dates;
mod decisions;
mod desk;
mod exchange;
mod fields;
mod lists;
mod nonsense;
mod opening;
mod pictures;
mod pointer;
mod records;
mod regions;
mod registry;
mod typed;
mod views;
mod work;

//! The program as a person uses it: keys, clicks, fields, files; no picture is taken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod across;
mod agreement;
mod dates;
mod decisions;
mod desk;
mod exchange;
mod fields;
#[path = "../common/left_out.rs"]
mod left_out;
mod lists;
mod nonsense;
mod opening;
mod order;
mod pictures;
mod pointer;
mod records;
mod regions;
mod registry;
mod sameness;
mod views;
mod work;

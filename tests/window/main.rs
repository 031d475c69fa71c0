//! The program as a person uses it: keys, clicks, fields, files; no picture is taken.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on says so")]

mod agreement;
mod desk;
mod fields;
mod opening;
mod pictures;
mod pointer;
mod records;
mod work;

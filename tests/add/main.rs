//! Articles out of pages of the web and tables: the texts and what is known of them as they should be.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod command;
mod pages;

//! Glossator: read news articles in any language and mark **actors, dates and agreements** beside the text.
//!
//! The house has nine layers. A module uses modules below it, never above, and the rooms of one folder do not use
//! each other in a circle; `tests/architecture` reads the sources and holds every rule.
//!
//! * [`threads`]: work that runs beside, and the same work on many things at once. **Invariant:** the only place that
//!   names `std::thread`; knows nothing else of the program. Only [`app`] and [`cli`] use it, so that everything below
//!   them runs where it is called.
//! * [`core`]: texts, spans, records, lanes of marks, edits and their inverses, history, plans; merging by record and
//!   field, and moving marks to a changed article; the registry and the matching of names across scripts; the
//!   schema; date values and cues of language; the numbered checks; what a changed codebook does
//!   to records; boilerplate; agreements across articles; what is
//!   asked of the whole corpus, kept per article ([`core::index`]); the guideline; words in a text however they are
//!   written; a work as a labelled document ([`core::doc`]); what the source of an article suggests ([`core::added`]), and the title
//!   that a text gives itself ([`core::heading`]).
//!   **Invariant:** pure; no window, files, threads, clock or environment. [`core::doc`] knows spans, labels, fields
//!   and links and no format; only [`core::doc::flatten`] there knows records.
//! * [`exchange`]: datasets in the formats of other tools, out of the program and back in; articles out of web pages
//!   ([`exchange::page`]) and tables ([`exchange::sheet`]). **Invariant:** as pure as core, and uses core only; formats do not know each other; what one cannot carry it names as a loss, and
//!   what of a file is not taken it names with place and reason ([`exchange::left`]).
//! * [`store`]: one narrow [`store::disk`] that everything is read and written through; the formats and places of
//!   files, encodings, atomic writes, the saver that joins other people's work, the log, the corpus list, settings, the
//!   sample corpus, adding articles, export, import, recoding and additions to the schema. **Invariant:** the only layer that names
//!   `std::fs` or asks a path what is there; knows no window and no threads.
//! * [`shape`]: fonts, shaping, geometry of carets and selections, painting, labels and input fields.
//!   **Invariant:** the only layer that names parley and its kin; knows nothing of annotations.
//! * [`session`]: the one table of commands, actions, selection, focus, drafts, notices. **Invariant:** draws
//!   nothing and touches no file; of the formats it knows the names.
//! * [`ui`]: draws from a read-only [`ui::Ctx`] and pushes actions. **Invariant:** never changes the workspace; panels
//!   and the views beside the article do not know each other.
//! * [`app`]: owns workspace, history and session; plans, commits and saves; runs jobs. **Invariant:** the only
//!   layer that names native dialogs.
//! * [`cli`]: the command line. **Invariant:** uses core, exchange, store and threads only; the only layer that prints.
//!
//! A change happens in one way: an [`session::Action`] is planned by [`core::plan::plan`] into invertible
//! [`core::workspace::Edit`]s, committed to [`core::history::History`] under a readable name, and written.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that cannot go on fails; outside tests the lint holds"))]

#[cfg(feature = "window")]
pub mod app;
pub mod cli;
pub mod core;
pub mod exchange;
#[cfg(test)]
#[path = "../tests/common/left_out.rs"]
mod left_out;
#[cfg(feature = "window")]
pub mod session;
#[cfg(feature = "window")]
pub mod shape;
pub mod store;
pub mod threads;
#[cfg(feature = "window")]
pub mod ui;

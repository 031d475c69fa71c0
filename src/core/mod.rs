//! Pure data and rules: texts, records, edits, history.
//!
//! **Invariant:** knows no window, no file system, no threads, no clock and no environment; time, names and
//! random ids come in as arguments.

pub mod annotation;
pub mod dates;
pub mod history;
pub mod language;
pub mod marks;
pub mod plan;
pub mod schema;
pub mod text;
pub mod workspace;

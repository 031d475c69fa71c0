//! Pure data and rules: texts, records, edits, history.
//!
//! **Invariant:** knows no window, no file system, no threads, no clock and no environment; time, names and
//! random ids come in as arguments.

pub mod added;
pub mod anchoring;
pub mod annotation;
pub mod article;
pub mod candidates;
pub mod checks;
pub mod coded;
pub mod concordance;
pub mod confirm;
pub mod cues;
pub mod dates;
pub mod days;
pub mod digest;
pub mod doc;
pub mod facts;
pub mod find;
pub mod finding;
pub mod generation;
pub mod guideline;
pub mod heading;
pub mod history;
pub mod index;
pub mod intent;
pub mod invisible;
pub mod language;
pub mod marks;
pub mod matching;
pub mod merge;
pub mod plan;
pub mod recode;
pub mod regions;
pub mod schema;
pub mod seed;
pub mod shared;
pub mod text;
pub mod visible;
pub mod words;
pub mod workspace;

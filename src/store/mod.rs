//! Articles, annotation files, settings and folders on disk.
//!
//! **Invariant:** the only layer that names `std::fs`, and there only [`disk`]; it knows no window, no threads and no actions. Articles
//! are read and never written, and a file that does not parse is never overwritten.

pub mod add;
pub mod amend;
mod batch;
pub mod begin;
mod bytes;
pub mod copies;
pub mod corpus;
pub mod decode;
pub mod disk;
pub mod error;
pub mod exchange;
pub mod files;
pub mod folders;
pub mod format;
pub mod known;
pub mod layout;
mod lock;
pub mod log;
pub mod mapping;
pub mod merge;
pub mod merged;
pub mod process;
pub mod read;
pub mod recode;
pub mod sample;
pub mod saver;
pub mod scan;
pub mod schema;
pub mod settings;
pub mod shared;
mod snapshot;
pub mod step;
pub mod summaries;
pub mod trace;
pub mod write;

//! Datasets out of a corpus and records into one.

mod export;
mod import;
mod out;

pub use export::{Export, Exported, Who, export};
pub use import::{Import, Imported, Planned, PlannedArticle, apply, plan};
pub use out::{ABOUT, FolderOut, Memory};

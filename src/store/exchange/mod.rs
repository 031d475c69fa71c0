//! Datasets out of a corpus and records into one.

mod bring;
mod export;
mod files;
mod import;
mod left;
mod out;
mod pointing;
mod undo;

pub use bring::{Imported, apply};
pub use export::{Export, Exported, Who, export};
pub use import::{Import, Planned, PlannedArticle, plan};
pub use out::{ABOUT, FolderOut, Memory};
pub use undo::{Stayed, Travel, Travelled, importers, travel};

//! Datasets out of a corpus and records into one.

mod bring;
mod export;
mod files;
mod find;
mod import;
mod left;
mod leftovers;
mod made;
mod maker;
pub(super) mod names;
mod out;
mod part;
mod people;
mod pieces;
mod pointing;
mod report;
mod source;
mod there;
mod undo;
mod wish;

pub use bring::{Imported, apply};
pub use export::{Export, Exported, Who, export};
pub use import::{Planned, PlannedArticle, plan};
pub use names::Renamed;
pub use out::{ABOUT, FolderOut, Memory};
pub use people::{People, Share, people};
pub use report::save_report;
pub use undo::{Stayed, Travel, Travelled, importers, travel};
pub use wish::{Import, Whose};

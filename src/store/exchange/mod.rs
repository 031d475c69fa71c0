//! Datasets out of a corpus and records into one.

mod bring;
mod changes;
mod export;
mod files;
mod find;
mod header;
mod honest;
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
mod planned;
mod pointing;
mod predictions;
mod report;
mod source;
mod there;
mod undo;
mod wish;

pub use bring::{Imported, apply};
pub use export::{Export, Exported, Who, export};
pub use import::plan;
pub use names::Renamed;
pub use out::{ABOUT, FolderOut, Memory};
pub use people::{People, Share, people};
pub use planned::{Planned, PlannedArticle};
pub use predictions::{Prediction, load as predictions_of};
pub use report::save_report;
pub use undo::{Stayed, Travel, Travelled, importers, travel};
pub use wish::{Import, Whose};

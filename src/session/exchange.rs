//! Export and import in the window: what is asked for, and what was found out.

use std::collections::BTreeMap;

use crate::exchange::conll::Variant;
use crate::exchange::format::Format;

/// What the export dialog asks for, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// The format.
    pub format: Format,
    /// Which columns, for `CoNLL`.
    pub variant: Variant,
    /// Whose work; empty for the gold files or the only annotator.
    pub annotator: String,
    /// Which articles, as a pattern; empty for all.
    pub articles: String,
    /// Parts with their shares; empty for none.
    pub split: String,
    /// The seed.
    pub seed: String,
    /// Folder for the dataset.
    pub folder: String,
    /// Whether a dataset that is there may be replaced.
    pub replace: bool,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self {
            format: Format::Json,
            variant: Variant::Conll2003,
            annotator: String::new(),
            articles: String::new(),
            split: String::new(),
            seed: String::new(),
            folder: String::new(),
            replace: false,
        }
    }
}

/// What the import dialog asks for, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportForm {
    /// The format.
    pub format: Format,
    /// A file, or a folder of files.
    pub path: String,
    /// What labels mean, by their codes; empty for what they usually mean.
    pub meanings: BTreeMap<String, String>,
}

impl Default for ImportForm {
    fn default() -> Self {
        Self { format: Format::Json, path: String::new(), meanings: BTreeMap::new() }
    }
}

/// A wish of the two dialogs, or a step of the history that is an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeAction {
    /// Look at what an export would write.
    LookOut(ExportForm),
    /// Export.
    Export(ExportForm),
    /// Look at what an import would bring.
    LookIn(ImportForm),
    /// Import.
    Import(ImportForm),
    /// Take an import back, or bring it again.
    Travel {
        /// The import.
        import: String,
        /// Take it back.
        back: bool,
    },
    /// Choose a path with the dialog of the system.
    Choose {
        /// A folder, not a file.
        folder: bool,
    },
    /// The path chosen has been taken over.
    Chosen,
    /// Stop what is under way.
    Stop,
}

/// A label of a file and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// The label.
    pub label: String,
    /// How many marks bear it.
    pub marks: usize,
    /// Code of what it becomes; empty where nobody knows.
    pub meaning: String,
}

/// What a look has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Why there is nothing to see.
    pub problem: Option<String>,
    /// What there is, one sentence each.
    pub facts: Vec<String>,
    /// The first records, as a file has them or in words.
    pub sample: Vec<String>,
    /// How much is lost or left out, in words.
    pub lost: String,
    /// Every instance, one line each.
    pub losses: Vec<String>,
    /// Labels met.
    pub labels: Vec<LabelRow>,
    /// Whose work there is.
    pub annotators: Vec<String>,
}

/// What an export or import has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Whether it was done.
    pub good: bool,
    /// In words.
    pub sentence: String,
}

/// How export or import stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// How many of how many are done, while something is under way.
    pub progress: Option<(usize, usize)>,
    /// What the last look has found; nothing while one is under way.
    pub look: Option<Look>,
    /// How the last export or import has ended.
    pub ended: Option<Ended>,
    /// A path just chosen with the dialog of the system.
    pub chosen: Option<String>,
    /// Number of the last wish; results of others are dropped.
    pub number: u64,
}

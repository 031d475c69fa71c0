//! Export and import in the window, and codes that a changed codebook replaces: what is asked for, and what was found out.

use std::collections::BTreeMap;

use crate::core::workspace::ArticleKey;
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
    /// Whose work of the files is taken.
    pub whom: Whom,
    /// In whose work it goes; empty for that of the one who is here.
    pub into: String,
    /// What people of the files are called here; empty for who is left out.
    pub people: BTreeMap<String, String>,
    /// What labels mean, by their codes; empty for what they usually mean.
    pub meanings: BTreeMap<String, String>,
    /// What fields are here; `-` for those that are left out on purpose.
    pub fields: BTreeMap<String, String>,
    /// Whether predictions are taken as work.
    pub accept: bool,
    /// Whether what is remembered of the source counts.
    pub remembered: bool,
}

/// Whose work of files is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whom {
    /// That of the only person there is.
    #[default]
    Only,
    /// That of each, in work of their own.
    Each,
    /// That of one, by the name in the files.
    Person(String),
}

impl Default for ImportForm {
    fn default() -> Self {
        Self {
            format: Format::Json,
            path: String::new(),
            whom: Whom::Only,
            into: String::new(),
            people: BTreeMap::new(),
            meanings: BTreeMap::new(),
            fields: BTreeMap::new(),
            accept: false,
            remembered: true,
        }
    }
}

/// What the dialog for adding articles asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddForm {
    /// Pages and tables, or folders with them.
    pub paths: Vec<String>,
    /// What a person has chosen as columns of tables: names by their meanings; an empty name for none.
    pub columns: BTreeMap<String, String>,
}

/// A wish of the dialogs, or a step of the history that is an import.
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
    /// Look at what files would add.
    LookAtFiles(AddForm),
    /// Add articles.
    Add(AddForm),
    /// Look for codes that the schema replaces.
    LookForCodes,
    /// Put what the schema says in their place.
    Recode,
    /// Choose a path with the dialog of the system.
    Choose {
        /// A folder, not a file.
        folder: bool,
    },
    /// Choose several files, or a folder, to be added.
    ChooseAdded {
        /// A folder, not files.
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

/// A field of a file that has no place here by itself, and what it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The field.
    pub name: String,
    /// How many marks have it without a place.
    pub values: usize,
    /// The field here; empty where it has no place, `-` where it is left out on purpose.
    pub here: String,
}

/// A person whose work files hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The name in the files.
    pub name: String,
    /// Articles.
    pub articles: usize,
    /// Marks.
    pub marks: usize,
    /// The name here; empty where the work is left out.
    pub here: String,
}

/// A column of a table that is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRow {
    /// Its name.
    pub name: String,
    /// The beginning of what stands in it.
    pub sample: String,
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
    /// Fields met that have no place by themselves.
    pub fields: Vec<FieldRow>,
    /// Whose work files hold.
    pub people: Vec<PersonRow>,
    /// Models whose predictions they hold.
    pub models: Vec<String>,
    /// What is remembered of the source, in a sentence.
    pub remembered: Option<String>,
    /// Whose work there is.
    pub annotators: Vec<String>,
    /// Columns of the tables that are added.
    pub columns: Vec<ColumnRow>,
    /// What of them is taken: names by their meanings.
    pub taken: BTreeMap<String, String>,
}

/// What an export or import has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Whether it was done.
    pub good: bool,
    /// In words.
    pub sentence: String,
}

/// A record with a code that the schema replaces, or a field that has to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldCode {
    /// The article; nothing for what belongs to the whole corpus.
    pub article: Option<ArticleKey>,
    /// Key of the record.
    pub record: String,
    /// What the record is called, or its words in the article.
    pub words: String,
    /// What changes, or why it has to be read again.
    pub says: String,
}

/// What the schema does to the work of the annotator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OldCodes {
    /// How many records can be recoded.
    pub records: usize,
    /// In how many articles they stand.
    pub articles: usize,
    /// Those of them that are shown.
    pub old: Vec<OldCode>,
    /// How many fields have to be read again.
    pub again: usize,
    /// Those of them that are shown.
    pub reread: Vec<OldCode>,
    /// What cannot be read, or why nothing is known.
    pub problems: Vec<String>,
}

/// What is known of codes that the schema replaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Codes {
    /// Nothing.
    #[default]
    Unknown,
    /// They are being looked for.
    Asked,
    /// All of it.
    Found(Box<OldCodes>),
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
    /// Paths just chosen with the dialog of the system, or dropped on the window.
    pub chosen: Vec<String>,
    /// What is known of codes that the schema replaces.
    pub codes: Codes,
    /// Whether something was changed since they were looked for.
    pub codes_old: bool,
    /// Number of the last wish; results of others are dropped.
    pub number: u64,
}

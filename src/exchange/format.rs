//! The one table of formats: ids, names, what each is for, and how it is written and read.

use super::bioc::BioC;
use super::brat::{self, Brat};
use super::cas::{self, CasJson, CasXmi};
use super::conll::{Conll, Variant};
use super::csv::Csv;
use super::doccano::{self, Doccano};
use super::label_studio::{self, LabelStudio};
use super::own::{self, Json};
use super::parquet::Parquet;
use super::prodigy::{self, Prodigy};
use super::w3c::{self, W3c};
use super::webanno::{self, Webanno};
use super::{Beside, Incoming, Part, Target, Unreadable};
use crate::core::schema::Schema;
use crate::core::shared::Shared;

/// How a format holds the work of several people on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Several {
    /// Beside each other, with the name of each.
    Beside,
    /// As `INCEpTION` lays out a project: `annotation/ARTICLE/NAME.xmi`.
    Layout,
    /// Not at all: each has a folder.
    Folders,
}

/// An exchange format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// brat standoff.
    Brat,
    /// `CoNLL` columns.
    Conll,
    /// `WebAnno` TSV 3.3.
    WebannoTsv,
    /// UIMA CAS as XMI.
    CasXmi,
    /// UIMA CAS as JSON.
    CasJson,
    /// doccano JSONL.
    Doccano,
    /// Label Studio JSON.
    LabelStudio,
    /// Prodigy and spaCy JSONL.
    Prodigy,
    /// `BioC` XML.
    Bioc,
    /// W3C Web Annotation.
    W3c,
    /// Parquet tables.
    Parquet,
    /// CSV tables.
    Csv,
    /// The program's own JSON.
    Json,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 13] = [
        Self::Brat,
        Self::Conll,
        Self::WebannoTsv,
        Self::CasXmi,
        Self::CasJson,
        Self::Doccano,
        Self::LabelStudio,
        Self::Prodigy,
        Self::Bioc,
        Self::W3c,
        Self::Parquet,
        Self::Csv,
        Self::Json,
    ];

    /// Gives the id used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Brat => "brat",
            Self::Conll => "conll",
            Self::WebannoTsv => "webanno-tsv",
            Self::CasXmi => "cas-xmi",
            Self::CasJson => "cas-json",
            Self::Doccano => "doccano",
            Self::LabelStudio => "label-studio",
            Self::Prodigy => "prodigy",
            Self::Bioc => "bioc",
            Self::W3c => "w3c",
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Finds a format by its id.
    #[must_use]
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Gives the name people know.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Brat => "brat standoff",
            Self::Conll => "CoNLL columns",
            Self::WebannoTsv => "WebAnno TSV 3.3",
            Self::CasXmi => "UIMA CAS XMI",
            Self::CasJson => "UIMA CAS JSON",
            Self::Doccano => "doccano JSONL",
            Self::LabelStudio => "Label Studio JSON",
            Self::Prodigy => "Prodigy / spaCy JSONL",
            Self::Bioc => "BioC XML",
            Self::W3c => "W3C Web Annotation",
            Self::Parquet => "Parquet tables",
            Self::Csv => "CSV tables",
            Self::Json => "Glossator JSON",
        }
    }

    /// Says in one sentence what it is for and what it holds.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Brat => "A text and a standoff file for each article, for brat and what reads its files.",
            Self::Conll => "A token a line with IOB2 tags, a file for each layer; CoNLL-U as a variant.",
            Self::WebannoTsv => "A file for each article, for WebAnno and INCEpTION; CAS JSON carries more.",
            Self::CasXmi => "A file for each article with its type system, for INCEpTION and UIMA pipelines.",
            Self::CasJson => "A file for each article, for INCEpTION and cassis; everything is in it.",
            Self::Doccano => "One line of JSON an article, with entities and relations.",
            Self::LabelStudio => "Tasks with annotations, and the labelling configuration that shows them.",
            Self::Prodigy => "One line of JSON an article, with tokens, spans and relations.",
            Self::Bioc => "One collection, with passages, annotations and relations.",
            Self::W3c => "Annotations in JSON-LD beside the texts.",
            Self::Parquet => "For DuckDB, Spark, Polars and Hugging Face: a row an article, and flat tables.",
            Self::Csv => "Tables of actors, dates, agreements and parties for a spreadsheet.",
            Self::Json => "Everything, one line of JSON an article, with a JSON Schema.",
        }
    }

    /// Tells whether files of the format can be read.
    #[must_use]
    pub fn imports(self) -> bool {
        !matches!(self, Self::Conll | Self::Bioc | Self::Parquet | Self::Csv)
    }

    /// Gives the endings of the files that are read, without dot; other files stand beside them.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Brat => &["ann"],
            Self::WebannoTsv => &["tsv"],
            Self::CasXmi => &["xmi"],
            Self::CasJson | Self::LabelStudio => &["json"],
            Self::Doccano | Self::Prodigy | Self::Json => &["jsonl"],
            Self::W3c => &["jsonld", "json"],
            Self::Conll | Self::Bioc | Self::Parquet | Self::Csv => &[],
        }
    }

    /// Says how it holds the work of several people on an article.
    #[must_use]
    pub fn several(self) -> Several {
        match self {
            Self::Json | Self::Csv | Self::Parquet | Self::Prodigy | Self::LabelStudio => Several::Beside,
            Self::WebannoTsv | Self::CasXmi | Self::CasJson => Several::Layout,
            _ => Several::Folders,
        }
    }

    /// Tells whether agreements across articles have a place in it.
    #[must_use]
    pub fn carries_across(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Parquet)
    }

    /// Begins a dataset.
    #[must_use]
    pub fn target(self, shared: &Shared, schema: &Schema, variant: Variant) -> Box<dyn Target + Send> {
        match self {
            Self::Brat => Box::new(Brat::default()),
            Self::Conll => {
                Box::new(Conll::new(variant).with_labels(schema.types.iter().map(|added| added.id.as_str())))
            }
            Self::WebannoTsv => Box::new(Webanno),
            Self::CasXmi => Box::new(CasXmi::default()),
            Self::CasJson => Box::new(CasJson),
            Self::Doccano => Box::new(Doccano::default()),
            Self::LabelStudio => Box::new(LabelStudio::new(schema)),
            Self::Prodigy => Box::new(Prodigy),
            Self::Bioc => Box::new(BioC::default()),
            Self::W3c => Box::new(W3c),
            Self::Parquet => Box::new(Parquet::new(shared, schema)),
            Self::Csv => Box::new(Csv::new(shared, schema)),
            Self::Json => Box::new(Json::new(shared, schema)),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Says why it cannot be read, and that a format is only written.
    pub fn read(self, path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
        self.read_part(path, bytes, Part::default(), beside)
    }

    /// Tells whether a file of the format is one of lines, which can be read some at a time.
    #[must_use]
    pub fn is_of_lines(self) -> bool {
        matches!(self, Self::Doccano | Self::Prodigy | Self::Json)
    }

    /// Reads a part of a file of lines, or a whole file. A part without a document is no error, because others may
    /// have some.
    ///
    /// # Errors
    /// As [`Format::read`].
    pub fn read_part(self, path: &str, bytes: &[u8], part: Part, beside: Beside<'_>) -> Result<Incoming, Unreadable> {
        match self {
            Self::Brat => brat::read(path, bytes, beside),
            Self::WebannoTsv => webanno::read(path, bytes, beside),
            Self::CasXmi => cas::xmi::read(path, bytes, beside),
            Self::CasJson => cas::json::read(path, bytes, beside),
            Self::Doccano => doccano::read_part(path, bytes, part),
            Self::LabelStudio => label_studio::read(path, bytes, beside),
            Self::Prodigy => prodigy::read_part(path, bytes, part),
            Self::W3c => w3c::read(path, bytes, beside),
            Self::Json => own::read(bytes, part, beside),
            Self::Conll | Self::Bioc | Self::Parquet | Self::Csv => Err(Unreadable::new(format!(
                "{} is only written, not read. Use one of: {}",
                self.label(),
                Self::ALL.into_iter().filter(|it| it.imports()).map(Self::id).collect::<Vec<_>>().join(", ")
            ))),
        }
    }
}

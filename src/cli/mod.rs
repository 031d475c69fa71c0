//! The command line.
//!
//! **Invariant:** uses core, exchange, store and threads only; the one layer that prints.

pub mod add;
mod back;
pub mod check;
pub mod export;
pub mod import;
pub mod manual;
pub mod merge;
pub mod new;
mod output;
mod progress;
pub mod recode;
mod report;
pub mod search;
pub mod stats;
mod stop;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};

pub use output::{fail, usage};

use crate::core::workspace::Entry;
use crate::store::begin;
use crate::store::disk::Folder;
use crate::store::layout::{self, annotator_problem};

/// Read news articles in any script and mark actors, dates and agreements beside the text.
#[derive(Clone, Debug, Parser)]
#[command(name = "glossator", version, about, long_about = LONG, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Folder of articles, or one article (.txt or .md), to open at once
    #[arg(value_name = "CORPUS | ARTICLE")]
    pub path: Option<PathBuf>,

    /// Open the built-in sample corpus instead
    #[arg(long, conflicts_with = "path")]
    pub sample: bool,

    /// Name under which the work is saved; asked once in the window if it is not given
    #[arg(long, value_name = "NAME", value_parser = annotator)]
    pub annotator: Option<String>,

    /// Without a command the window opens
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without the window.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Check the work on a corpus as the window does, and print what is found
    #[command(after_help = "Exit codes: 0 no errors, 1 errors found, 2 usage or unreadable input.")]
    Check {
        /// Folder of articles
        corpus: PathBuf,
        /// Only the work of this annotator
        #[arg(long, value_name = "NAME", value_parser = annotator)]
        annotator: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write the work as a dataset in a format of other tools
    #[command(after_help = EXPORT_HELP)]
    Export(Box<export::Wish>),
    /// Read records from files of other tools
    #[command(after_help = IMPORT_HELP)]
    Import(Box<import::Wish>),
    /// Make articles of pages of the web (HTML) and of tables with a text column
    #[command(after_help = ADD_HELP)]
    Add(Box<add::Wish>),
    /// Join three versions of an annotation file, registry, agreements or publishers by record
    #[command(after_help = MERGE_HELP)]
    Merge {
        /// The version both sides go back to; empty where there is none
        base: PathBuf,
        /// Our version; the result is written to it
        ours: PathBuf,
        /// Their version
        theirs: PathBuf,
    },
    /// Begin a corpus with a schema
    #[command(after_help = NEW_HELP)]
    New {
        /// Folder of articles; it is made where it is not there yet
        folder: PathBuf,
        /// The schema it begins with
        #[arg(long, value_name = "SCHEMA", value_parser = PossibleValuesParser::new(begin::names()))]
        from: String,
    },
    /// Put the codes of a changed schema in the place of old ones, and list what must be read again
    #[command(after_help = RECODE_HELP)]
    Recode(recode::Recode),
    /// Find words in all articles, however they are written
    #[command(after_help = SEARCH_HELP)]
    Search {
        /// Folder of articles
        corpus: PathBuf,
        /// What to look for; capitals, accents, kinds of apostrophe and signs nobody sees make no difference, and a blank
        /// may be the end of a line
        query: String,
        /// Only articles whose path inside the corpus matches, e.g. '2024/*.txt'
        #[arg(long, value_name = "GLOB", value_parser = glob::Pattern::new)]
        articles: Option<glob::Pattern>,
        /// Characters to show on each side
        #[arg(long, default_value_t = 50)]
        context: usize,
        /// How to print: a line a place, or an object a place
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Count articles, states, languages and records
    #[command(after_help = "Exit codes: 0 counted, 1 files that cannot be used, 2 usage or unreadable input.")]
    Stats {
        /// Folder of articles
        corpus: PathBuf,
        /// Only the work of this annotator
        #[arg(long, value_name = "NAME", value_parser = annotator)]
        annotator: Option<String>,
        /// How to print
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print the completions for a shell
    #[command(
        after_help = "Example: glossator completions bash > ~/.local/share/bash-completion/completions/glossator"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command
    #[command(after_help = "Example: glossator manual export | man -l -")]
    Manual {
        /// The command; without it the program as a whole
        command: Option<String>,
    },
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Lines to read.
    Text,
    /// JSON for scripts.
    Json,
}

const ADD_HELP: &str = "\
The article is found in a page, and what the page says about itself: date, publisher, address, language (JSON-LD, OpenGraph, \
meta tags). Of a table every row is an article; columns with usual names are found, others are named by options. What was \
found is kept beside the article, with where, and the window proposes it for the header; with --annotator it is put there at \
once, as a step that import --undo takes back. The file itself is kept in _glossator/originals/ by its hash. The same file or \
the same text twice is one article. Nothing is fetched from the network.

Examples:
  glossator add corpus saved/*.html
  glossator add corpus press.csv --text body --title headline --published date --annotator anna --dry-run

Exit codes: 0 added, what was left out is stated; 1 something was left out, with --strict, and nothing was added; 2 usage, or \
files that cannot be read; 130 or 143 stopped by Ctrl+C or SIGTERM, between two articles.";

const EXPORT_HELP: &str = "\
The dataset is a folder. Beside the data it holds _about/ with the datasheet (datasheet.md, datasheet.json), every \
instance of what the format could not carry (losses.txt, losses.json) and a list of the articles with their hashes \
(articles.tsv). Offsets count as the format wants it: code points for most, UTF-16 units for UIMA and WebAnno.

With --split the articles are divided by their texts and the seed. Adding articles moves none; near-duplicates and \
articles about one agreement stay together.

The same work gives the same bytes; SOURCE_DATE_EPOCH sets the day in the datasheet.

Examples:
  glossator export corpus --to brat -o out
  glossator export corpus --to parquet --gold -o out --split train=0.8,dev=0.1,test=0.1 --seed 7

Exit codes: 0 written, losses are stated; 1 written with losses, with --strict; 2 usage, unreadable input, or single \
articles that cannot be used; 130 or 143 stopped by Ctrl+C or SIGTERM, with nothing left behind.";

const IMPORT_HELP: &str = "\
A document goes to the article of its path or name, or to the one with its text; else a new article is made. Records \
that are there are never changed, and importing a file twice brings nothing new. Every imported record says where it \
comes from. A name that a system or an archive could not hold is replaced by a safe one, which is said with the reason.

With --undo the last import of the annotator that is not taken back yet is taken back, over all its articles; calling it \
again takes back the one before. What has been changed since stays and is listed. Articles the import made go to \
_glossator/previous/, unless there is work on them. The window takes imports back too, with Ctrl+Z.

Examples:
  glossator import corpus exported/*.ann --from brat --annotator anna --dry-run
  glossator import corpus project.jsonl --from doccano --annotator anna --map ORG=actor --map MISC=skip
  glossator import corpus --undo --annotator anna

Exit codes: 0 imported, what was left out is stated, or taken back; 1 something was left out, with --strict, and nothing \
was changed, or something stays as it is, with --undo; 2 usage, unreadable input, documents too large to be read again, or \
nothing to take back; 130 or 143 stopped by Ctrl+C or SIGTERM, between two articles.";

const NEW_HELP: &str = "\
Writes FOLDER/_glossator/schema.ron, which is a file of text to be read and changed. A schema that is there stays.

  dcad   defence cooperation agreements, after DCAD
  pax    peace agreements and their provisions, after PA-X
  empty  nothing beyond what the program ships

Example:
  glossator new treaties --from dcad

Exit codes: 0 begun, 2 usage, or the folder cannot be used or has a schema.";

const RECODE_HELP: &str = "\
What the schema replaces by one code or field is changed in all articles of the annotator and in the lists of the corpus, \
as one step. What it splits into several, and what it says must be read again since an article was set done, is listed: \
only a person can decide that.

With --undo the last recoding of the annotator that is not taken back yet is taken back, over all its articles. What has \
been changed since stays and is listed. The window takes recodings back too, with Ctrl+Z.

Examples:
  glossator recode corpus --dry-run
  glossator recode corpus --annotator anna --format json
  glossator recode corpus --undo

Exit codes: 0 nothing is left to read again, or taken back; 1 something is, or something stays as it is; 2 usage, \
unreadable input, a schema that cannot be used, or nothing to take back; 130 or 143 stopped by Ctrl+C or SIGTERM, between \
two articles.";

const SEARCH_HELP: &str = "\
A line a place: path, line, and the words in brackets, with a stroke for the end of a line. With --format json an object \
a line, with code points and the words as they stand.

The query is no pattern: each sign stands for itself. No place reaches over an empty line, and none cuts a letter.

Exit codes: 0 found, 1 not found, 2 usage or unreadable input.";

const MERGE_HELP: &str = "\
What only one side has changed is taken over. Where both have changed one field in different ways, our value stands \
and theirs is kept beside it in the file; the window shows both. A schema that both have changed is ours, and that is said.

As a git merge driver:
  git config merge.glossator.driver 'glossator merge %O %A %B'
  echo '*.ron merge=glossator' >> .gitattributes

Exit codes: 0 joined, 1 joined with conflicts or with something dropped, which is said, 2 usage or unusable input (our \
version is then as it was).";

/// Runs a command.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    match command {
        Command::Add(wish) => add::run(wish),
        Command::Check { corpus, annotator, format } => check::run(corpus, annotator.as_deref(), *format),
        Command::Export(wish) => export::run(wish),
        Command::Import(wish) => import::run(wish),
        Command::Merge { base, ours, theirs } => merge::run(base, ours, theirs),
        Command::New { folder, from } => new::run(folder, from),
        Command::Recode(asked) => recode::run(asked),
        Command::Search { corpus, query, articles, context, format } => {
            search::run(corpus, query, articles.as_ref(), *context, *format)
        }
        Command::Stats { corpus, annotator, format } => stats::run(corpus, annotator.as_deref(), *format),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Manual { command } => manual::page(command.as_deref()),
    }
}

const LONG: &str = "Read news articles in any script and mark actors, dates and agreements beside the text.

Without arguments the window opens on a choice of recent folders and a built-in sample corpus. The work is \
saved beside the articles, as ARTICLE.NAME.ron; the articles themselves are never changed.

Environment:
  GLOSSATOR_TRACE=FILE  append one line of JSON an event with its time, for measurements
  XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME  where settings, the sample corpus and caches are kept

Exit codes: 0 fine, 1 errors found by a command, 2 usage or unreadable input.";

fn annotator(name: &str) -> Result<String, String> {
    match annotator_problem(name) {
        Some(problem) => Err(problem),
        None => Ok(name.to_owned()),
    }
}

/// The same, and the name of adjudicated files: what others have adjudicated can be imported.
fn annotator_or_gold(name: &str) -> Result<String, String> {
    if name == layout::GOLD { Ok(name.to_owned()) } else { annotator(name) }
}

/// Refuses an annotator who has done nothing in a corpus where others have: it is most likely mistyped.
fn stranger(folder: &Folder, entries: &[Entry], annotator: Option<&str>) -> Option<ExitCode> {
    let name = annotator?;
    let there = layout::annotators(folder, entries.iter().map(|entry| &entry.key));
    if there.is_empty() || there.contains(name) {
        return None;
    }
    let names: Vec<String> = there.into_iter().collect();
    Some(fail(&format!("{name} has no work in this corpus. There is work of: {}.", names.join(", "))))
}

/// Gives the time as records have it: UTC, RFC 3339, whole seconds.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Gives the day (UTC) for a datasheet; `SOURCE_DATE_EPOCH` sets it, for those who want the same bytes on every day.
fn today() -> String {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let time = set.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.unwrap_or_else(jiff::Timestamp::now).strftime("%Y-%m-%d").to_string()
}

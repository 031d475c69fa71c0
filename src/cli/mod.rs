//! The command line.
//!
//! **Invariant:** uses the core and the store only; the one layer that prints.

pub mod check;
pub mod merge;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::store::layout::annotator_problem;

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
        format: check::Format,
    },
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
}

const MERGE_HELP: &str = "\
What only one side has changed is taken over. Where both have changed one field in different ways, our value stands \
and theirs is kept beside it in the file; the window shows both.

As a git merge driver:
  git config merge.glossator.driver 'glossator merge %O %A %B'
  echo '*.ron merge=glossator' >> .gitattributes

Exit codes: 0 joined, 1 joined with conflicts, 2 usage or unusable input (our version is then as it was).";

/// Runs a command.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    match command {
        Command::Check { corpus, annotator, format } => check::run(corpus, annotator.as_deref(), *format),
        Command::Merge { base, ours, theirs } => merge::run(base, ours, theirs),
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

/// Says what is wrong and gives the exit code for unusable input.
#[expect(clippy::print_stderr, reason = "the one layer that prints")]
#[must_use]
pub fn fail(sentence: &str) -> ExitCode {
    eprintln!("glossator: {sentence}");
    ExitCode::from(2)
}

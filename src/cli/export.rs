//! `glossator export CORPUS --to FORMAT -o PATH`: a dataset with its losses and its datasheet.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::output::{fail, print_json, say};
use super::progress::Progress;
use super::stop::Stop;
use crate::exchange::conll::Variant;
use crate::exchange::format::Format;
use crate::exchange::split::Shares;
use crate::store::disk::Folder;
use crate::store::exchange::{ABOUT, Export, FolderOut, Who, export};

/// What is asked for on the command line.
#[derive(Clone, Debug, clap::Args)]
pub struct Wish {
    /// Folder of articles
    pub corpus: PathBuf,
    /// Format of the dataset
    #[arg(long, value_name = "FORMAT", value_parser = formats(|_| true))]
    pub to: String,
    /// Folder for the dataset; it must not exist or be empty
    #[arg(short = 'o', long, value_name = "PATH")]
    pub output: PathBuf,
    /// The work of this annotator, or of all of them with `all`; without it the gold files, or the only annotator there is
    #[arg(long, value_name = "NAME", value_parser = super::annotator)]
    pub annotator: Option<String>,
    /// The adjudicated files
    #[arg(long, conflicts_with = "annotator")]
    pub gold: bool,
    /// Only articles whose path inside the corpus matches, e.g. '2024/*.txt'
    #[arg(long, value_name = "GLOB", value_parser = glob::Pattern::new)]
    pub articles: Option<glob::Pattern>,
    /// Divide the articles into parts, e.g. train=0.8,dev=0.1,test=0.1
    #[arg(long, value_name = "SHARES", value_parser = Shares::parse)]
    pub split: Option<Shares>,
    /// Number that the division follows from
    #[arg(long, default_value_t = 0, requires = "split")]
    pub seed: u64,
    /// Columns for conll
    #[arg(long, value_parser = ["conll2003", "conllu"], default_value = "conll2003")]
    pub variant: String,
    /// Replace a dataset that is there
    #[arg(long)]
    pub replace: bool,
    /// End with exit code 1 if anything was lost
    #[arg(long)]
    pub strict: bool,
    /// How to report: sentences, or the datasheet as JSON
    #[arg(long, value_enum, default_value = "text")]
    pub format: super::Format,
}

/// Lists the ids of formats for help and completion.
pub fn formats(wanted: fn(Format) -> bool) -> clap::builder::PossibleValuesParser {
    let formats = Format::ALL.into_iter().filter(|format| wanted(*format));
    let values = formats.map(|format| clap::builder::PossibleValue::new(format.id()).help(format.help()));
    clap::builder::PossibleValuesParser::new(values.collect::<Vec<_>>())
}

/// Exports. Exit code 0, also where something was lost and said; 1 with `--strict` where anything was lost; 2 where
/// the corpus or single articles cannot be used or nothing could be written.
#[must_use]
pub fn run(wish: &Wish) -> ExitCode {
    let Some(format) = Format::with_id(&wish.to) else {
        return fail(&format!("There is no format “{}”.", wish.to));
    };
    let who = match &wish.annotator {
        Some(name) => Who::Annotator(name.clone()),
        None if wish.gold => Who::Gold,
        None => Who::Only,
    };
    let export_wish = Export {
        format,
        variant: if wish.variant == "conllu" { Variant::Conllu } else { Variant::Conll2003 },
        who,
        articles: wish.articles.clone(),
        split: wish.split.clone().map(|shares| (shares, wish.seed)),
        most: None,
        date: super::today(),
    };
    let stop = Stop::listen();
    let mut out = match FolderOut::begin(&wish.corpus, &wish.output, wish.replace) {
        Ok(out) => out,
        Err(error) => return fail(&error.to_string()),
    };
    let mut progress = Progress::of("Exporting");
    let exported = export(&Folder::new(&wish.corpus), &export_wish, &mut out, &mut |done, all| {
        progress.step(done, all);
        stop.goes_on()
    });
    drop(progress);
    let exported = match exported {
        Ok(exported) => exported,
        Err(sentence) => {
            // What is not whole goes first, whatever becomes of the sentence.
            drop(out);
            return stop.ended(&sentence);
        }
    };
    let size = out.size();
    if let Err(error) = out.finish() {
        return fail(&error.to_string());
    }
    let sheet = &exported.datasheet;
    let losses = wish.output.join(ABOUT).join("losses.txt");
    match wish.format {
        super::Format::Json => {
            let report = json!({ "output": path(&wish.output), "losses": path(&losses), "datasheet": sheet });
            if let Err(code) = print_json(&report) {
                return code;
            }
        }
        super::Format::Text => {
            let (articles, folder, label) = (sheet.articles, wish.output.display(), format.label());
            say(&format!("{articles} articles written to {folder} as {label}, {size}."));
            if sheet.losses.all() == 0 {
                say("Nothing was lost.");
            } else {
                say(&format!("Lost in this format: {}. Every instance: {}", sheet.losses.sentence(), losses.display()));
            }
        }
    }
    for left_out in &exported.unusable {
        say(&format!("{} is not in the dataset. {}", left_out.article, left_out.reason));
    }
    if !exported.unusable.is_empty() {
        return ExitCode::from(2);
    }
    if wish.strict && sheet.losses.all() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn path(path: &Path) -> String {
    path.display().to_string()
}

//! `glossator import CORPUS FILES --from FORMAT --annotator NAME`: records of other programs into a corpus, and with
//! `--undo` out of it again.

use std::path::PathBuf;
use std::process::ExitCode;

use super::back::{Back, take_back};
use super::output::{fail, say};
use super::progress::Progress;
use super::report::{self, Report, Reports};
use super::stop::Stop;

use crate::exchange::format::Format;
use crate::exchange::left::{LeftOut, Thing};
use crate::exchange::mapping::{Mapping, Meaning};
use crate::store::disk::Folder;
use crate::store::exchange::{Import, Imported, Whose, apply, people, plan};
use crate::store::layout::{annotator_problem, as_annotator};
use crate::store::mapping;
use crate::store::saver::Saver;

/// What is asked for on the command line.
#[derive(Clone, Debug, clap::Args)]
pub struct Wish {
    /// Folder of articles
    pub corpus: PathBuf,
    /// Files of the format, or folders with them
    #[arg(required_unless_present = "undo")]
    pub files: Vec<PathBuf>,
    /// Format of the files
    #[arg(long, value_name = "FORMAT", value_parser = super::export::formats(Format::imports), required_unless_present = "undo")]
    pub from: Option<String>,
    /// In whose work the records go, or gold for adjudicated files; with --undo, whose import is taken back
    #[arg(long, value_name = "NAME", value_parser = super::annotator_or_gold, required_unless_present_any = ["undo", "annotators"])]
    pub annotator: Option<String>,
    /// Where the files hold the work of several people: each in work of their own, or only that of one, by the name in
    /// the files
    #[arg(long, value_name = "each|NAME")]
    pub annotators: Option<String>,
    /// What a person of the files is called here
    #[arg(long = "as", value_name = "NAME=ANNOTATOR", value_parser = person, requires = "annotators")]
    pub renamed: Vec<(String, String)>,
    /// Take predictions of a model as work; of the only one there is, or of the one that is named
    #[arg(long, value_name = "MODEL", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub accept_predictions: Option<String>,
    /// Take the last import back that is not taken back yet
    #[arg(long, conflicts_with_all = ["files", "from", "map", "strict", "annotators", "accept_predictions"])]
    pub undo: bool,
    /// What a label means: actor, date, agreement, flag, region, skip, or a type of the schema
    #[arg(long = "map", value_name = "LABEL=MEANING", value_parser = meaning)]
    pub map: Vec<(String, Meaning)>,
    /// File that says what labels, layers, fields, values and people of the files are here; --map and --as come before it
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    pub map_file: Option<PathBuf>,
    /// Only say what would be imported, or taken back
    #[arg(long)]
    pub dry_run: bool,
    /// End with exit code 1 if anything was left out, and then change nothing
    #[arg(long)]
    pub strict: bool,
    /// File for the report, with everything that was left out: JSON where it ends in .json, else text
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    pub report: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: super::Format,
}

/// Reads `LABEL=MEANING`.
fn meaning(text: &str) -> Result<(String, Meaning), String> {
    let (label, meaning) = text.rsplit_once('=').ok_or("write it as LABEL=MEANING, e.g. ORG=actor".to_owned())?;
    let meaning = Meaning::try_from(meaning.to_owned())?;
    Ok((label.to_owned(), meaning))
}

/// Reads `NAME=ANNOTATOR`.
fn person(text: &str) -> Result<(String, String), String> {
    let (name, here) = text.rsplit_once('=').ok_or("write it as NAME=ANNOTATOR, e.g. a@example.org=anna".to_owned())?;
    Ok((name.to_owned(), super::annotator(here)?))
}

/// Imports. Exit code 0, also where something was left out and said; 1 with `--strict` where anything was; 2 for
/// unusable input.
#[must_use]
pub fn run(wish: &Wish) -> ExitCode {
    if wish.undo {
        return take_back(&wish.corpus, wish.annotator.as_deref(), Back::Import, wish.dry_run, wish.format);
    }
    let from = wish.from.clone().unwrap_or_default();
    let Some(format) = Format::with_id(&from) else {
        return fail(&format!("There is no format “{from}”."));
    };
    let mapping = match wish.map_file.as_deref().map(mapping::read).transpose() {
        Ok(mapping) => mapping.unwrap_or_default(),
        Err(sentence) => return fail(&sentence),
    };
    let import = Import {
        format,
        paths: wish.files.clone(),
        annotator: wish.annotator.clone().unwrap_or_default(),
        mapping: mapping.with(wish.map.iter().cloned().collect::<Mapping>()),
        at: super::now(),
        after: 0,
        of: Whose::Only,
        predictions: wish.accept_predictions.clone(),
    };
    let stop = Stop::listen();
    match shares(wish, import, &stop) {
        Ok((shares, nobody)) => bring(wish, &shares, nobody, &stop),
        Err(sentence) => stop.ended(&sentence),
    }
}

/// Gives an import for each person whose work is wanted, and what is of nobody and becomes nothing.
fn shares(wish: &Wish, import: Import, stop: &Stop) -> Result<(Vec<Import>, Vec<LeftOut>), String> {
    let Some(whose) = &wish.annotators else { return Ok((vec![import], Vec::new())) };
    let mut progress = Progress::of("Reading");
    let people = people(&import, &mut |done, all| {
        progress.step(done, all);
        stop.goes_on()
    })?;
    drop(progress);
    if let Some(sentence) = people.twins() {
        return Err(sentence);
    }
    let names: Vec<&str> = people.names().collect();
    if let Some((name, _)) = wish.renamed.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        return Err(format!("The files hold no work of {name}. There is work of: {}.", people.listed()));
    }
    let mut renamed = import.mapping.people.clone();
    renamed.extend(wish.renamed.iter().cloned());
    if whose != "each" {
        if !names.contains(&whose.as_str()) {
            return Err(format!("The files hold no work of {whose}. There is work of: {}.", people.listed()));
        }
        let given = renamed.get(whose).filter(|name| !name.is_empty()).or(wish.annotator.as_ref()).cloned();
        let annotator = given.unwrap_or_else(|| as_annotator(whose));
        if let Some(problem) = annotator_problem(&annotator) {
            return Err(format!("{annotator}: {problem} Say --annotator NAME."));
        }
        return Ok((vec![Import { annotator, of: Whose::Person(whose.clone()), ..import }], Vec::new()));
    }
    if names.is_empty() {
        return Err("The files do not say who made the marks. Say with --annotator whose they are.".to_owned());
    }
    let mut shares = Vec::new();
    for (name, annotator) in people.here(&renamed)? {
        // What a model has predicted becomes the work of the one who asks for it.
        let predictions = None;
        shares.push(Import { annotator, of: Whose::Person(name.to_owned()), predictions, ..import.clone() });
    }
    let is_asked = wish.annotator.is_some() && !people.empty.is_empty();
    if people.unsaid > 0 || wish.accept_predictions.is_some() || is_asked {
        if wish.annotator.is_none() {
            return Err(format!(
                "{} marks of the files are of nobody, or predicted. Say with --annotator whose they become.",
                people.unsaid
            ));
        }
        shares.push(Import { of: Whose::Nobody, ..import });
        return Ok((shares, Vec::new()));
    }
    let nobody = people.empty.iter().map(|(file, article)| {
        let reason = "it is of nobody and has no marks; say with --annotator whose it becomes";
        LeftOut::new(Thing::Article, article, reason).in_file(file)
    });
    Ok((shares, nobody.collect()))
}

/// Plans all, and brings it where nothing forbids it.
fn bring(wish: &Wish, shares: &[Import], mut nobody: Vec<LeftOut>, stop: &Stop) -> ExitCode {
    let folder = Folder::new(&wish.corpus);
    let look = |import: &Import| {
        let mut progress = Progress::of("Reading");
        plan(&folder, import, &mut |done, all| {
            progress.step(done, all);
            stop.goes_on()
        })
    };
    let is_one = shares.len() == 1;
    let mut reports = Reports::default();
    let (mut unreadable, mut lost) = (false, false);
    let mut last = None;
    for (at, import) in shares.iter().enumerate() {
        let mut planned = match look(import) {
            Ok(planned) => planned,
            Err(sentence) => return stop.ended(&sentence),
        };
        planned.of_files.left_out.append(&mut nobody);
        if is_one {
            planned.join_files();
        }
        let is_prediction = |left: &LeftOut| left.thing == Thing::Prediction;
        // What is said of a file is said once, not for each of its people.
        if at == 0 {
            reports.of_files = planned.of_files.clone();
        } else if wish.accept_predictions.is_some() && import.of == Whose::Nobody {
            // Predictions become the work of whoever asks for them, in one share.
            reports.of_files.left_out.retain(|left| !is_prediction(left));
            let left = planned.of_files.left_out.iter().filter(|left| is_prediction(left)).cloned();
            reports.of_files.left_out.extend(left);
        }
        let of_files = if at == 0 { &reports.of_files.unreadable[..] } else { &[] };
        for line in of_files.iter().chain(&planned.unreadable) {
            say(&format!("unreadable: {line}"));
            unreadable = true;
        }
        lost |= !planned.left_out.is_empty();
        reports.shares.push(Report::of(wish.dry_run, import, &planned, !is_one));
        last = Some(planned);
    }
    lost |= !reports.of_files.left_out.is_empty();
    let refused = wish.strict && (unreadable || lost);
    let imported = !wish.dry_run && !refused;
    // Said before anything is brought, so that nothing comes in without its lines; that it was, once it is true.
    let report =
        |imported| wish.report.as_ref().map_or(Ok(()), |file| report::write(&wish.corpus, file, &reports, imported));
    if let Err(sentence) = report(false) {
        return fail(&sentence);
    }
    if refused {
        if let Err(code) = report::print(&reports, wish.format, false, wish.report.as_deref()) {
            return code;
        }
        say("Nothing was imported, because not everything can be.");
        return if unreadable { ExitCode::from(2) } else { ExitCode::FAILURE };
    }
    if imported {
        for (at, import) in shares.iter().enumerate() {
            // What came before has changed the corpus.
            let planned = match last.take().filter(|_| shares.len() == 1) {
                Some(planned) => planned,
                None => match look(import) {
                    Ok(planned) => planned,
                    Err(sentence) => return stop.ended(&sentence),
                },
            };
            let mut progress = Progress::of("Importing");
            let brought = apply(&folder, planned, import, &mut Saver::default(), &mut |done, all| {
                progress.step(done, all);
                stop.goes_on()
            });
            drop(progress);
            let Imported { records, changed, articles, made } = match brought {
                Ok(imported) => imported,
                Err(sentence) => return stop.ended(&sentence),
            };
            let whose = if shares.len() > 1 { format!("{}: ", shares[at].annotator) } else { String::new() };
            let changed = if changed > 0 { format!(", {changed} changed") } else { String::new() };
            say(&format!(
                "{whose}{records} records imported into {} articles{changed}; {made} articles made.",
                articles.len()
            ));
        }
    }
    if imported && let Err(sentence) = report(true) {
        return fail(&sentence);
    }
    if let Err(code) = report::print(&reports, wish.format, imported, wish.report.as_deref()) {
        return code;
    }
    if unreadable { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

//! `glossator import CORPUS FILES --from FORMAT --annotator NAME`: records of other programs into a corpus, and with
//! `--undo` out of it again.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::back::{Back, take_back};
use super::output::{Lines, Reader, fail, print_json, say};
use super::progress::Progress;
use super::stop::Stop;
use crate::core::annotation::Kind;
use crate::exchange::assemble::{Mapping, Meaning};
use crate::exchange::format::Format;
use crate::store::disk::Folder;
use crate::store::exchange::{Import, Imported, Planned, apply, plan};
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
    /// In whose work the records go; with --undo, whose import is taken back
    #[arg(long, value_name = "NAME", value_parser = super::annotator, required_unless_present = "undo")]
    pub annotator: Option<String>,
    /// Take the last import back that is not taken back yet
    #[arg(long, conflicts_with_all = ["files", "from", "map", "strict"])]
    pub undo: bool,
    /// What a label means: actor, date, agreement, flag, region, skip, or a type of the schema
    #[arg(long = "map", value_name = "LABEL=MEANING", value_parser = mapping)]
    pub map: Vec<(String, Meaning)>,
    /// Only say what would be imported, or taken back
    #[arg(long)]
    pub dry_run: bool,
    /// End with exit code 1 if anything was left out, and then change nothing
    #[arg(long)]
    pub strict: bool,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: super::Format,
}

/// Reads `LABEL=MEANING`.
fn mapping(text: &str) -> Result<(String, Meaning), String> {
    let (label, meaning) = text.rsplit_once('=').ok_or("write it as LABEL=MEANING, e.g. ORG=actor".to_owned())?;
    let meaning = match meaning {
        "actor" => Meaning::Kind(Kind::Actor),
        "date" => Meaning::Kind(Kind::Date),
        "agreement" => Meaning::Kind(Kind::Agreement),
        "flag" => Meaning::Kind(Kind::Flag),
        "region" => Meaning::Kind(Kind::Region),
        "skip" => Meaning::Skip,
        other if other.starts_with("x_") => Meaning::Custom(other.to_owned()),
        other => return Err(format!("“{other}” is not actor, date, agreement, flag, region, skip or a type x_…")),
    };
    Ok((label.to_owned(), meaning))
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
    let import = Import {
        format,
        paths: wish.files.clone(),
        annotator: wish.annotator.clone().unwrap_or_default(),
        mapping: wish.map.iter().cloned().collect::<Mapping>(),
        at: super::now(),
        after: 0,
    };
    let (folder, stop) = (Folder::new(&wish.corpus), Stop::listen());
    let mut progress = Progress::of("Reading");
    let planned = plan(&folder, &import, &mut |done, all| {
        progress.step(done, all);
        stop.goes_on()
    });
    drop(progress);
    let planned = match planned {
        Ok(planned) => planned,
        Err(sentence) => return stop.ended(&sentence),
    };
    for line in &planned.unreadable {
        say(&format!("unreadable: {line}"));
    }
    let unreadable = !planned.unreadable.is_empty();
    let refused = wish.strict && (unreadable || !planned.left_out.is_empty());
    // Printed once it is true.
    let report = Report::of(wish, &planned, !wish.dry_run && !refused);
    if refused {
        if let Err(code) = report.print() {
            return code;
        }
        say("Nothing was imported, because not everything can be.");
        return if unreadable { ExitCode::from(2) } else { ExitCode::FAILURE };
    }
    let mut done = None;
    if !wish.dry_run {
        let mut progress = Progress::of("Importing");
        let imported = apply(&folder, planned, &import, &mut Saver::default(), &mut |done, all| {
            progress.step(done, all);
            stop.goes_on()
        });
        drop(progress);
        match imported {
            Ok(imported) => done = Some(imported),
            Err(sentence) => return stop.ended(&sentence),
        }
    }
    if let Some(Imported { records, articles, made }) = done {
        say(&format!("{records} records imported into {} articles; {made} articles made.", articles.len()));
    }
    if let Err(code) = report.print() {
        return code;
    }
    if unreadable { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// What was found, and whether it was brought: data for the output, one line for what is left out.
enum Report {
    Json(serde_json::Value),
    Lines(Lines),
}

impl Report {
    fn of(wish: &Wish, planned: &Planned, imported: bool) -> Self {
        let meaning = |meaning: &Option<Meaning>| match meaning {
            Some(Meaning::Kind(kind)) => kind.word().to_owned(),
            Some(Meaning::Custom(id)) => id.clone(),
            Some(Meaning::Skip) => "skip".to_owned(),
            None => "not known".to_owned(),
        };
        match wish.format {
            super::Format::Json => {
                let labels: serde_json::Map<String, serde_json::Value> = planned
                    .labels
                    .iter()
                    .map(|(label, (count, what))| (label.clone(), json!({ "marks": count, "becomes": meaning(what) })))
                    .collect();
                let articles: Vec<serde_json::Value> = planned
                .articles
                .iter()
                .map(|it| json!({ "article": it.key.as_str(), "new": it.new, "records": it.records, "same": it.same }))
                .collect();
                let renamed: Vec<serde_json::Value> = planned
                    .renamed
                    .iter()
                    .map(|it| json!({ "name": it.wanted, "article": it.taken, "why": it.why }))
                    .collect();
                Self::Json(json!({
                    "dry_run": wish.dry_run,
                    "imported": imported,
                    "records": planned.records(),
                    "articles": articles,
                    "actors": planned.entries.iter().map(|entry| &entry.id).collect::<Vec<_>>(),
                    "labels": labels,
                    "renamed": renamed,
                    "left_out": planned.left_out.iter().map(ToString::to_string).collect::<Vec<_>>(),
                    "unreadable": planned.unreadable,
                }))
            }
            super::Format::Text => {
                let mut lines = Lines::default();
                for (label, (count, what)) in &planned.labels {
                    lines.add(format_args!("{label}: {count} marks, {}", meaning(what)));
                }
                for article in &planned.articles {
                    let new = if article.new { "new article, " } else { "" };
                    let same =
                        if article.same > 0 { format!(", {} there already", article.same) } else { String::new() };
                    lines.add(format_args!("{}: {new}{} records{same}", article.key, article.records));
                }
                for renamed in &planned.renamed {
                    lines.add(format_args!("renamed: {}", renamed.line()));
                }
                for line in &planned.left_out {
                    lines.add(format_args!("left out: {line}"));
                }
                Self::Lines(lines)
            }
        }
    }

    fn print(&self) -> Result<Reader, ExitCode> {
        match self {
            Self::Json(value) => print_json(value),
            Self::Lines(lines) => lines.print(),
        }
    }
}

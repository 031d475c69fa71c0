//! `glossator import CORPUS FILES --from FORMAT --annotator NAME`: records of other programs into a corpus.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::progress::Progress;
use super::{fail, print, say};
use crate::core::annotation::Kind;
use crate::exchange::assemble::{Mapping, Meaning};
use crate::exchange::format::Format;
use crate::store::disk::Folder;
use crate::store::exchange::{Import, Planned, apply, plan};
use crate::store::saver::Saver;

/// What is asked for on the command line.
#[derive(Clone, Debug, clap::Args)]
pub struct Wish {
    /// Folder of articles
    pub corpus: PathBuf,
    /// Files of the format, or folders with them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Format of the files
    #[arg(long, value_name = "FORMAT", value_parser = super::export::formats(Format::imports))]
    pub from: String,
    /// In whose work the records go
    #[arg(long, value_name = "NAME", value_parser = super::annotator)]
    pub annotator: String,
    /// What a label means: actor, date, agreement, flag, region, skip, or a type of the schema
    #[arg(long = "map", value_name = "LABEL=MEANING", value_parser = mapping)]
    pub map: Vec<(String, Meaning)>,
    /// Only say what would be imported
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
    let Some(format) = Format::with_id(&wish.from) else {
        return fail(&format!("There is no format “{}”.", wish.from));
    };
    let import = Import {
        format,
        paths: wish.files.clone(),
        annotator: wish.annotator.clone(),
        mapping: wish.map.iter().cloned().collect::<Mapping>(),
        at: super::now(),
    };
    let folder = Folder::new(&wish.corpus);
    let mut progress = Progress::of("Reading");
    let planned = plan(&folder, &import, &mut |done, all| {
        progress.step(done, all);
        true
    });
    drop(progress);
    let planned = match planned {
        Ok(planned) => planned,
        Err(sentence) => return fail(&sentence),
    };
    if let Err(code) = report(wish, &planned) {
        return code;
    }
    let unreadable = !planned.unreadable.is_empty();
    let incomplete = unreadable || !planned.left_out.is_empty();
    if wish.strict && incomplete {
        say("Nothing was imported, because not everything can be.");
        return if unreadable { ExitCode::from(2) } else { ExitCode::FAILURE };
    }
    if !wish.dry_run {
        let mut progress = Progress::of("Importing");
        let imported = apply(&folder, planned, &import, &mut Saver::default(), &mut |done, all| {
            progress.step(done, all);
            true
        });
        drop(progress);
        match imported {
            Ok(imported) => say(&format!(
                "{} records imported into {} articles; {} articles made.",
                imported.records,
                imported.articles.len(),
                imported.made
            )),
            Err(sentence) => return fail(&sentence),
        }
    }
    if unreadable { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// Says what was found: as data on the output, one line for what is left out.
fn report(wish: &Wish, planned: &Planned) -> Result<(), ExitCode> {
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
                .map(|it| json!({ "article": it.key.as_str(), "new": it.new, "records": it.records.len(), "same": it.same }))
                .collect();
            let report = json!({
                "dry_run": wish.dry_run,
                "records": planned.records(),
                "articles": articles,
                "actors": planned.entries.iter().map(|entry| &entry.id).collect::<Vec<_>>(),
                "labels": labels,
                "left_out": planned.left_out,
                "unreadable": planned.unreadable,
            });
            print(&format!("{report:#}\n"))
        }
        super::Format::Text => {
            // Writing to a text cannot fail.
            let mut lines = String::new();
            for (label, (count, what)) in &planned.labels {
                writeln!(lines, "{label}: {count} marks, {}", meaning(what)).ok();
            }
            for article in &planned.articles {
                let new = if article.new { "new article, " } else { "" };
                let same = if article.same > 0 { format!(", {} there already", article.same) } else { String::new() };
                writeln!(lines, "{}: {new}{} records{same}", article.key, article.records.len()).ok();
            }
            for line in &planned.left_out {
                writeln!(lines, "left out: {}", line.replace('\n', " ")).ok();
            }
            for line in &planned.unreadable {
                say(&format!("unreadable: {line}"));
            }
            print(&lines)
        }
    }
}

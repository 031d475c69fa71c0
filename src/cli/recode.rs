//! `glossator recode CORPUS`: what a changed codebook does to the work there is.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::Format;
use super::back::{Back, take_back};
use super::output::{Lines, fail, print_json, say};
use super::progress::Progress;
use super::stop::Stop;
use crate::core::recode::Why;
use crate::core::workspace::ArticleKey;
use crate::store::disk::Folder;
use crate::store::recode::{self, Old, Planned, Recoded, Wish, apply, plan};
use crate::store::saver::Saver;
use crate::store::{layout, scan};

/// What is wanted.
#[derive(Clone, Debug, clap::Args)]
pub struct Recode {
    /// Folder of articles
    pub corpus: PathBuf,
    /// Whose work; needed only where there is work of several
    #[arg(long, value_name = "NAME", value_parser = super::annotator)]
    pub annotator: Option<String>,
    /// Only say what would be recoded, or taken back
    #[arg(long)]
    pub dry_run: bool,
    /// Take the last recoding back that is not taken back yet
    #[arg(long)]
    pub undo: bool,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Recodes. Exit code 0 where nothing is left to read again, 1 where something is, 2 for what cannot be used.
#[must_use]
pub fn run(asked: &Recode) -> ExitCode {
    if asked.undo {
        return take_back(&asked.corpus, asked.annotator.as_deref(), Back::Recoding, asked.dry_run, asked.format);
    }
    let (folder, stop) = (Folder::new(&asked.corpus), Stop::listen());
    let annotator = match whose(&folder, asked.annotator.as_deref()) {
        Ok(annotator) => annotator,
        Err(code) => return code,
    };
    let mut progress = Progress::of("Reading");
    let planned = plan(&folder, &annotator, &mut |done, all| {
        progress.step(done, all);
        stop.goes_on()
    });
    drop(progress);
    let planned = match planned {
        Ok(planned) => planned,
        Err(sentence) => return stop.ended(&sentence),
    };
    for line in &planned.unusable {
        say(&format!("unreadable: {line}"));
    }
    let mut done = Recoded::default();
    if !asked.dry_run {
        let wish = Wish { annotator: &annotator, at: &super::now(), after: 0 };
        let mut progress = Progress::of("Recoding");
        let recoded = apply(&folder, &planned, &wish, &mut Saver::default(), &mut |done, all| {
            progress.step(done, all);
            stop.goes_on()
        });
        drop(progress);
        match recoded {
            Ok(recoded) => done = recoded,
            Err(sentence) => return stop.ended(&sentence),
        }
    }
    let printed = match asked.format {
        Format::Json => print_json(&report(asked.dry_run, &annotator, &planned, &done)),
        Format::Text => lines(&planned, &done).print(),
    };
    if let Err(code) = printed {
        return code;
    }
    let Planned { schema, version, again, .. } = &planned;
    let (records, articles, can) = if asked.dry_run {
        (planned.records(), planned.articles.len(), "can be recoded")
    } else {
        (done.records, done.articles.len(), "recoded")
    };
    say(&format!(
        "Schema {schema}, version {version}: {records} records {can}, in {articles} articles; {} to read again.",
        again.len()
    ));
    if planned.unusable.is_empty() {
        if again.is_empty() && done.stayed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    } else {
        ExitCode::from(2)
    }
}

/// Finds out whose work is meant.
fn whose(folder: &Folder, named: Option<&str>) -> Result<String, ExitCode> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| fail(&error.to_string()))?;
    if let Some(code) = super::stranger(folder, &listing.entries, named) {
        return Err(code);
    }
    if let Some(name) = named {
        return Ok(name.to_owned());
    }
    let all = layout::annotators(folder, listing.entries.iter().map(|entry| &entry.key));
    let names: Vec<String> = all.into_iter().collect();
    match names.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(fail("There is no work in this corpus.")),
        _ => Err(fail(&format!(
            "Several annotators have work here: {}. Say with --annotator whose is to be recoded.",
            names.join(", ")
        ))),
    }
}

fn lines(planned: &Planned, done: &Recoded) -> Lines {
    let mut lines = Lines::default();
    for recode::Recoding { article, records } in &planned.articles {
        for old in records {
            lines.add(format_args!("recode: {article}: {}", old.line()));
        }
    }
    planned.lists.iter().for_each(|old| lines.add(format_args!("recode: corpus: {}", old.line())));
    planned.again.iter().for_each(|reread| lines.add(format_args!("read again: {}", reread.line())));
    done.stayed.iter().for_each(|stayed| lines.add(format_args!("stays: {}", stayed.line())));
    lines
}

fn report(dry_run: bool, annotator: &str, planned: &Planned, done: &Recoded) -> Value {
    let old = |it: &Old| json!({ "record": it.record, "words": it.words, "changes": it.changes });
    let olds = |records: &[Old]| records.iter().map(old).collect::<Vec<_>>();
    let recoding = |it: &recode::Recoding| json!({ "article": it.article.as_str(), "records": olds(&it.records) });
    let why = |why: &Why| match why {
        Why::Split { code, into } => json!({ "split": code, "into": into }),
        Why::Changed { version, note } => json!({ "version": version, "note": note }),
        Why::Kept { code, into, reason } => json!({ "kept": code, "into": into, "reason": reason }),
    };
    let reread = |it: &recode::Reread| {
        json!({
            "article": it.article.as_ref().map(ArticleKey::as_str),
            "record": it.again.record,
            "words": it.words,
            "field": it.again.field,
            "why": why(&it.again.why),
        })
    };
    let stayed = |it: &crate::store::exchange::Stayed| json!({ "article": it.article.as_ref().map(ArticleKey::as_str), "record": it.record, "why": it.why });
    json!({
        "dry_run": dry_run,
        "annotator": annotator,
        "schema": planned.schema,
        "version": planned.version,
        "to_recode": planned.articles.iter().map(recoding).collect::<Vec<_>>(),
        "lists": olds(&planned.lists),
        "recoded": done.records,
        "again": planned.again.iter().map(reread).collect::<Vec<_>>(),
        "stayed": done.stayed.iter().map(stayed).collect::<Vec<_>>(),
        "unusable": planned.unusable,
    })
}

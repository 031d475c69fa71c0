//! `glossator add CORPUS FILES`: pages of the web and tables become articles.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::output::{Lines, fail, print_json, say};
use super::progress::Progress;
use super::stop::Stop;
use crate::core::added::{Slot, Suggestion};
use crate::core::visible::visible;
use crate::exchange::sheet::Columns;
use crate::store::add::{By, Outcome, Same, Wish as Adding, add, look};
use crate::store::disk::Folder;
use crate::store::exchange::save_report;
use crate::store::saver::Saver;

/// How a report in text begins, and how one in JSON names itself, so that only reports are written over.
const TEXT: &str = "Added to a corpus: ";
const JSON: &str = "glossator-add-1";
/// Rows of a table that are named one by one where they are articles already.
const NAMED: usize = 5;

/// What is asked for on the command line.
#[derive(Clone, Debug, clap::Args)]
pub struct Wish {
    /// Folder of articles
    pub corpus: PathBuf,
    /// Pages (.html) and tables (.csv, .tsv, .jsonl, .json), or folders with them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Column of tables with the text
    #[arg(long, value_name = "COLUMN")]
    pub text: Option<String>,
    /// Column with the title; '' for none
    #[arg(long, value_name = "COLUMN")]
    pub title: Option<String>,
    /// Column with the publication date
    #[arg(long, value_name = "COLUMN")]
    pub published: Option<String>,
    /// Column with the publisher
    #[arg(long, value_name = "COLUMN")]
    pub publisher: Option<String>,
    /// Column with the address
    #[arg(long, value_name = "COLUMN")]
    pub url: Option<String>,
    /// Column with the language
    #[arg(long, value_name = "COLUMN")]
    pub language: Option<String>,
    /// Column with the name of the article's file
    #[arg(long, value_name = "COLUMN")]
    pub name: Option<String>,
    /// Put what was found into the headers of this annotator's work, with where it was found
    #[arg(long, value_name = "NAME", value_parser = super::annotator)]
    pub annotator: Option<String>,
    /// Only say what would be added
    #[arg(long)]
    pub dry_run: bool,
    /// End with exit code 1 if anything was left out, and then add nothing
    #[arg(long)]
    pub strict: bool,
    /// File for the report, with everything that was left out: JSON where it ends in .json, else text
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: super::Format,
}

/// Adds. Exit code 0, also where something was left out and said; 1 with `--strict` where anything was; 2 for unusable
/// input.
#[must_use]
pub fn run(wish: &Wish) -> ExitCode {
    let columns = Columns {
        text: wish.text.clone(),
        title: wish.title.clone(),
        published: wish.published.clone(),
        publisher: wish.publisher.clone(),
        url: wish.url.clone(),
        language: wish.language.clone(),
        name: wish.name.clone(),
    };
    let adding = Adding { paths: wish.files.clone(), columns };
    let folder = Folder::new(&wish.corpus);
    let stop = Stop::listen();
    let mut progress = Progress::of("Reading");
    let mut step = |done, all| {
        progress.step(done, all);
        stop.goes_on()
    };
    let mut outcome = Outcome::default();
    // A report is written before anything is added as well, so that nothing is added that it could not say.
    if wish.dry_run || wish.strict || wish.report.is_some() {
        outcome = match look(&folder, &adding, &mut step) {
            Ok(outcome) => outcome,
            Err(sentence) => return stop.ended(&sentence),
        };
    }
    let refused = wish.strict && !(outcome.left_out.is_empty() && outcome.unreadable.is_empty());
    let added = !wish.dry_run && !refused;
    if let Err(sentence) = write(wish, &outcome, false) {
        return fail(&sentence);
    }
    if added {
        let at = super::now();
        let by = wish.annotator.as_deref().map(|annotator| By { annotator, fills: true, at: &at, after: 0 });
        outcome = match add(&folder, &adding, by, &mut Saver::default(), &mut step) {
            Ok(outcome) => outcome,
            Err(sentence) => return stop.ended(&sentence),
        };
    }
    drop(progress);
    for line in &outcome.unreadable {
        say(&format!("unreadable: {line}"));
    }
    if let Err(sentence) = write(wish, &outcome, added) {
        return fail(&sentence);
    }
    let printed = match wish.format {
        super::Format::Json => print_json(&value(wish, &outcome, added)),
        super::Format::Text => {
            let mut out = Lines::default();
            for line in lines(&outcome) {
                out.add(line);
            }
            out.print()
        }
    };
    if let Err(code) = printed {
        return code;
    }
    let count = outcome.articles.len();
    if refused {
        say("Nothing was added, because not everything can be.");
    } else if added {
        let plural = if count == 1 { "" } else { "s" };
        say(&format!("{count} article{plural} added, {} there already.", outcome.same.len()));
    }
    match (outcome.unreadable.is_empty(), refused) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::FAILURE,
        (true, false) => ExitCode::SUCCESS,
    }
}

/// Names a place in a file.
fn at(file: &str, place: &str) -> String {
    if place.is_empty() { file.to_owned() } else { format!("{file}: {place}") }
}

fn lines(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &outcome.tables {
        if let Ok(mut chosen) = table.chosen.clone() {
            let taken =
                chosen.slots().into_iter().filter_map(|(what, slot)| Some(format!("{what} {}", slot.as_ref()?)));
            lines.push(format!("{}: columns: {}", table.file, taken.collect::<Vec<_>>().join(", ")));
        }
    }
    for new in &outcome.articles {
        let found: Vec<String> = new.suggestions.iter().map(suggested).collect();
        let found = if found.is_empty() { "nothing is known of it".to_owned() } else { found.join("; ") };
        lines.push(format!("{}: {}: {found}", at(&new.file, &new.place), new.key));
    }
    lines.extend(same(&outcome.same));
    lines.extend(outcome.said.iter().map(|line| format!("note: {line}")));
    lines.extend(outcome.left_out.iter().map(|left| format!("left out: {left}")));
    lines
}

fn suggested(suggestion: &Suggestion) -> String {
    let Suggestion { field, value, source } = suggestion;
    format!("{} {value} ({source})", field.words())
}

/// Says what is an article already: of a table with many such rows, how many.
fn same(all: &[Same]) -> Vec<String> {
    let mut lines = Vec::new();
    for of_file in all.chunk_by(|a, b| a.file == b.file) {
        let many = of_file.len() > NAMED;
        for same in of_file.iter().filter(|_| !many) {
            let what = if same.is_file { "this file" } else { "this text" };
            lines.push(format!("{}: there already: {what} is {}", at(&same.file, &same.place), same.article));
        }
        if many {
            lines.push(format!("{}: there already: the texts of {} rows are articles", of_file[0].file, of_file.len()));
        }
    }
    lines
}

fn value(wish: &Wish, outcome: &Outcome, added: bool) -> Value {
    let articles: Vec<Value> = outcome
        .articles
        .iter()
        .map(|new| {
            let found: Vec<Value> = new.suggestions.iter().map(|it| json!({ "field": code(it.field), "value": it.value, "source": it.source })).collect();
            json!({ "article": new.key.as_str(), "file": new.file, "place": new.place, "title": new.title, "found": found })
        })
        .collect();
    let same: Vec<Value> = outcome
        .same
        .iter()
        .map(|it| json!({ "file": it.file, "place": it.place, "article": it.article.as_str() }))
        .collect();
    json!({
        "report": JSON,
        "annotator": wish.annotator,
        "dry_run": wish.dry_run,
        "added": added,
        "articles": articles,
        "there_already": same,
        "said": outcome.said,
        "left_out": outcome.left_out.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "left": outcome.left_out,
        "unreadable": outcome.unreadable,
    })
}

fn code(field: Slot) -> Value {
    json!(field)
}

/// Writes the report into a file where one is wanted, in the place of an older one.
fn write(wish: &Wish, outcome: &Outcome, added: bool) -> Result<(), String> {
    let Some(path) = &wish.report else { return Ok(()) };
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        format!("{:#}\n", value(wish, outcome, added))
    } else {
        let all = lines(outcome);
        let all: Vec<_> = all.iter().map(|line| visible(line)).collect();
        let done = if added { "added" } else { "nothing was added" };
        format!("{TEXT}{done}\n{}\n", all.join("\n"))
    };
    save_report(&wish.corpus, path, &text, &|there| there.starts_with(TEXT) || is_report(there))
}

/// Tells whether a file is a report in JSON.
fn is_report(text: &str) -> bool {
    let value: Option<Value> = serde_json::from_str(text).ok();
    value.is_some_and(|value| value.get("report").and_then(Value::as_str) == Some(JSON))
}

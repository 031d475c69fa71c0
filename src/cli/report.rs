//! The report of an import: what came, what it became, and everything that was left out, with place and reason.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::Format;
use super::output::{Lines, Reader, print_json};
use crate::core::visible::visible;
use crate::exchange::left::LeftOut;
use crate::exchange::mapping::Meaning;
use crate::store::exchange::{Import, OfFiles, Planned, PlannedArticle, Whose, save_report};

/// How a report in text begins, and how one in JSON names itself, so that only reports are written over.
const TEXT: &str = "Import into ";
const JSON: &str = "glossator-import-1";
/// Lines of a list that are printed; the file of a report has all.
const PRINTED: usize = 50;

/// What was found of one person's work.
pub(super) struct Report {
    value: Value,
    lists: Vec<List>,
}

/// Lines of one kind.
type List = Vec<String>;

impl Report {
    /// Says what was planned. `of_several` where there is a report for each of several people.
    pub fn of(dry_run: bool, import: &Import, planned: &Planned, of_several: bool) -> Self {
        // Where each is asked for, nobody is left out.
        let others = planned.not_asked.as_ref().filter(|_| !of_several);
        let said: Vec<&String> = planned.said.iter().chain(others).collect();
        let mut value = value(dry_run, import, planned);
        value["said"] = json!(said);
        Self { value, lists: lists(import, planned, &said, of_several) }
    }
}

/// What was found, of each person's work and of the files themselves.
#[derive(Default)]
pub(super) struct Reports {
    /// One for each whose work is taken.
    pub shares: Vec<Report>,
    /// What is said of the files, where there are several.
    pub of_files: OfFiles,
}

impl Reports {
    fn lists(&self) -> impl Iterator<Item = List> {
        let OfFiles { left_out, said, .. } = &self.of_files;
        let head = if left_out.is_empty() && said.is_empty() { Vec::new() } else { vec!["the files:".to_owned()] };
        let said = said.iter().map(|said| format!("taken otherwise: {}", said.line)).collect();
        let left = left_out.iter().map(|left| format!("left out: {left}")).collect();
        self.shares.iter().flat_map(|report| report.lists.iter().cloned()).chain([head, said, left])
    }
}

/// Prints the reports, as data or line by line.
///
/// # Errors
/// As [`print_json`].
pub(super) fn print(
    reports: &Reports,
    format: Format,
    imported: bool,
    file: Option<&Path>,
) -> Result<Reader, ExitCode> {
    match format {
        Format::Json => print_json(&whole(reports, imported)),
        Format::Text => {
            let mut lines = Lines::default();
            for list in reports.lists() {
                list.iter().take(PRINTED).for_each(|line| lines.add(line));
                if list.len() > PRINTED {
                    let more = list.len() - PRINTED;
                    let all = file.map_or("; --report FILE writes them all into a file".to_owned(), |file| {
                        format!(", in {}", file.display())
                    });
                    lines.add(format_args!("… and {more} more{all}"));
                }
            }
            lines.print()
        }
    }
}

/// Writes the reports into a file, in the place of an older report.
///
/// # Errors
/// Says that something else stands there, or what the disk says.
pub(super) fn write(corpus: &Path, path: &Path, reports: &Reports, imported: bool) -> Result<(), String> {
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if is_json {
        format!("{:#}\n", whole(reports, imported))
    } else {
        let all: Vec<String> = reports.lists().flatten().map(|line| visible(&line).into_owned()).collect();
        let done = if imported { "imported" } else { "nothing was imported" };
        format!("{TEXT}a corpus: {done}\n{}\n", all.join("\n"))
    };
    let begins = format!("{TEXT}a corpus: ");
    save_report(corpus, path, &text, &|there| there.starts_with(&begins) || is_report(there))
}

/// Tells whether a file is a report in JSON.
fn is_report(text: &str) -> bool {
    let value: Option<Value> = serde_json::from_str(text).ok();
    value.is_some_and(|value| value.get("report").and_then(Value::as_str) == Some(JSON))
}

fn whole(reports: &Reports, imported: bool) -> Value {
    let mut values: Vec<Value> = reports.shares.iter().map(|report| report.value.clone()).collect();
    for value in &mut values {
        value["imported"] = imported.into();
    }
    match <[Value; 1]>::try_from(values) {
        Ok([one]) => one,
        Err(several) => {
            let OfFiles { left_out, said, unreadable } = &reports.of_files;
            json!({
                "report": JSON,
                "imported": imported,
                "people": several,
                "said": said.iter().map(|said| &said.line).collect::<Vec<_>>(),
                "left_out": left_out.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "left": left_out,
                "counts": counts(left_out),
                "unreadable": unreadable,
            })
        }
    }
}

fn meaning(meaning: Option<&Meaning>) -> String {
    meaning.map_or("not known".to_owned(), ToString::to_string)
}

/// Counts what was left out, by kind.
fn counts(left_out: &[LeftOut]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for left in left_out {
        let thing = serde_json::to_value(left.thing).ok().and_then(|it| it.as_str().map(str::to_owned));
        *counts.entry(thing.unwrap_or_default()).or_default() += left.count;
    }
    counts
}

fn value(dry_run: bool, import: &Import, planned: &Planned) -> Value {
    let labels: serde_json::Map<String, Value> = planned
        .labels
        .iter()
        .map(|(label, (count, what))| (label.clone(), json!({ "marks": count, "becomes": meaning(what.as_ref()) })))
        .collect();
    let articles: Vec<Value> = planned
        .articles
        .iter()
        .map(|it| json!({ "article": it.key.as_str(), "new": it.new, "records": it.records, "changed": it.changed, "same": it.same }))
        .collect();
    let renamed: Vec<Value> =
        planned.renamed.iter().map(|it| json!({ "name": it.wanted, "article": it.taken, "why": it.why })).collect();
    let person = match &import.of {
        Whose::Person(name) => Value::from(name.as_str()),
        Whose::Only | Whose::Nobody => Value::Null,
    };
    json!({
        "report": JSON,
        "format": import.format.id(),
        "annotator": import.annotator,
        "person": person,
        "dry_run": dry_run,
        "imported": false,
        "records": planned.records(),
        "changed": planned.changed(),
        "articles": articles,
        "actors": planned.entries.iter().map(|entry| &entry.id).collect::<Vec<_>>(),
        "labels": labels,
        "renamed": renamed,
        "left_out": planned.left_out.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "left": planned.left_out,
        "counts": counts(&planned.left_out),
        "unreadable": planned.unreadable,
    })
}

fn lists(import: &Import, planned: &Planned, said: &[&String], of_several: bool) -> Vec<List> {
    let whose = of_several.then(|| match &import.of {
        Whose::Person(name) => format!("{name}, who is {} here:", import.annotator),
        Whose::Only | Whose::Nobody => format!("nobody, becoming the work of {}:", import.annotator),
    });
    let label = |(label, (count, what)): (&String, &(usize, Option<Meaning>))| {
        format!("{label}: {count} marks, {}", meaning(what.as_ref()))
    };
    let article = |article: &PlannedArticle| {
        let new = if article.new { "new article, " } else { "" };
        let same = if article.same > 0 { format!(", {} there already", article.same) } else { String::new() };
        let changed = if article.changed > 0 { format!(", {} changed", article.changed) } else { String::new() };
        format!("{}: {new}{} records{changed}{same}", article.key, article.records)
    };
    vec![
        whose.into_iter().collect(),
        planned.labels.iter().map(label).collect(),
        planned.articles.iter().map(article).collect(),
        planned.renamed.iter().map(|renamed| format!("renamed: {}", renamed.line())).collect(),
        said.iter().map(|line| format!("taken otherwise: {line}")).collect(),
        planned.left_out.iter().map(|left| format!("left out: {left}")).collect(),
    ]
}

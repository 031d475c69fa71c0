//! `glossator check CORPUS`: the checks of the window over a whole corpus, for scripts and before a release.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::{Format, fail};
use crate::core::checks::{self};
use crate::core::finding::Severity;
use crate::core::workspace::{Access, ArticleKey, Entry, Summary, Workspace};
use crate::store::disk::Folder;
use crate::store::shared::Snapshot;
use crate::store::{corpus, layout, read, scan};

/// A finding as printed.
#[derive(Serialize)]
struct Finding {
    /// Path of the article inside the corpus; nothing for a file of the whole corpus.
    article: Option<String>,
    annotator: Option<String>,
    /// Number of the check; nothing for a file that cannot be used or a rule of the schema.
    check: Option<u8>,
    /// Id of the rule of the schema.
    rule: Option<String>,
    severity: &'static str,
    message: String,
    record: Option<String>,
    field: Option<&'static str>,
    /// Half-open range of code points of the record's place.
    start: Option<usize>,
    end: Option<usize>,
    quote: Option<String>,
}

/// Everything found.
#[derive(Serialize)]
struct Report {
    articles: usize,
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    findings: Vec<Finding>,
}

/// Checks a corpus and prints what was found. Exit code 0 without errors, 1 with errors, 2 for unusable input.
#[must_use]
pub fn run(corpus: &Path, annotator: Option<&str>, format: Format) -> ExitCode {
    let folder = &Folder::new(corpus);
    let listing = match scan::list(folder, &mut |_| true) {
        Ok(listing) => listing,
        Err(error) => return fail(&error.to_string()),
    };
    if let Some(code) = super::stranger(folder, &listing.entries, annotator) {
        return code;
    }
    let report = check(folder, &listing.entries, &listing.problems, annotator);
    let printed = match format {
        Format::Json => serde_json::to_string_pretty(&report).map(|mut text| {
            text.push('\n');
            text
        }),
        Format::Text => Ok(lines(&report)),
    };
    let printed = match printed {
        Ok(printed) => printed,
        Err(error) => return fail(&error.to_string()),
    };
    if let Err(code) = super::print(&printed) {
        return code;
    }
    if report.errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn check(folder: &Folder, entries: &[Entry], problems: &[String], only: Option<&str>) -> Report {
    let files = corpus::load(folder);
    let mut report = Report { articles: entries.len(), files: 0, errors: 0, warnings: 0, infos: 0, findings: vec![] };
    let of_corpus = problems.iter().chain(&files.problems).chain(&files.schema_problems);
    report.findings.extend(of_corpus.map(|message| plain(None, None, message.clone())));
    let shared = Snapshot::clone(files.base.known()).into_shared();
    let mut annotators = layout::annotators(folder, entries.iter().map(|entry| &entry.key));
    annotators.retain(|annotator| only.is_none_or(|only| only == annotator));
    for annotator in &annotators {
        // Each annotator's work is a whole of its own: agreements are compared within it.
        let mut workspace = Workspace::default();
        workspace.shared = shared.clone();
        workspace.set_schema(files.schema.clone());
        workspace.set_entries(entries.to_vec());
        let keys: Vec<ArticleKey> = entries.iter().map(|entry| entry.key.clone()).collect();
        let worked: Vec<&ArticleKey> = keys
            .iter()
            .filter(|key| {
                let path = layout::annotation_path(folder.root(), key, annotator);
                path.is_ok_and(|path| folder.disk().look(&path).is_ok())
            })
            .collect();
        for key in &worked {
            let summary: Summary = scan::summarize(folder, key, annotator);
            workspace.set_summary(key, summary);
        }
        for key in worked {
            report.files += 1;
            article(folder, key, annotator, &mut workspace, &mut report);
        }
    }
    let count = |report: &Report, severity: Severity| {
        report.findings.iter().filter(|finding| finding.severity == severity.word()).count()
    };
    report.errors = count(&report, Severity::Error);
    report.warnings = count(&report, Severity::Warning);
    report.infos = count(&report, Severity::Info);
    report
}

/// Checks one annotator's work on one article.
fn article(folder: &Folder, key: &ArticleKey, annotator: &str, workspace: &mut Workspace, report: &mut Report) {
    let article = match read::read_article_for(folder, key, annotator) {
        Ok(article) => article,
        Err(error) => return report.findings.push(plain(Some(key), Some(annotator), error.to_string())),
    };
    let loaded = read::load_work(folder, key, annotator, &article);
    let opened = loaded.open(article);
    if let (Access::ReadOnly(reason), None) = (&opened.access, &opened.problem) {
        report.findings.push(plain(Some(key), Some(annotator), reason.clone()));
    }
    for finding in checks::check(workspace, &opened) {
        let text = &opened.article.text;
        let record = finding.target.record.as_ref().and_then(|id| opened.work.record(id));
        let place = record.as_ref().and_then(|record| record.places().get(finding.target.part).copied().cloned());
        let cover = place.map(|place| place.cover());
        report.findings.push(Finding {
            article: Some(key.to_string()),
            annotator: Some(annotator.to_owned()),
            check: (finding.number > 0).then_some(finding.number),
            rule: (!finding.rule.is_empty()).then_some(finding.rule),
            severity: finding.severity.word(),
            message: finding.message,
            record: finding.target.record.map(|id| id.to_string()),
            field: Some(finding.target.field),
            start: cover.map(|span| text.char_offset(span.start)),
            end: cover.map(|span| text.char_offset(span.end)),
            quote: cover.map(|span| text.slice(span).to_owned()),
        });
    }
}

/// Makes an error that belongs to a file and not to a record.
fn plain(article: Option<&ArticleKey>, annotator: Option<&str>, message: String) -> Finding {
    Finding {
        article: article.map(ToString::to_string),
        annotator: annotator.map(str::to_owned),
        check: None,
        rule: None,
        severity: Severity::Error.word(),
        message,
        record: None,
        field: None,
        start: None,
        end: None,
        quote: None,
    }
}

/// Writes one line a finding, and how many there are.
fn lines(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let article = finding.article.as_deref().unwrap_or("corpus");
        let annotator = finding.annotator.as_deref().map_or(String::new(), |name| format!(" ({name})"));
        let name = match (finding.check, &finding.rule) {
            (Some(number), _) => format!(" {number}"),
            (None, Some(rule)) => format!(" {rule}"),
            (None, None) => String::new(),
        };
        let record = finding.record.as_deref().map_or(String::new(), |id| format!(" [{id}]"));
        let message = finding.message.replace('\n', " ");
        // Writing to a text cannot fail.
        writeln!(out, "{article}{annotator}: {}{name}: {message}{record}", finding.severity).ok();
    }
    let Report { articles, files, errors, warnings, infos, .. } = report;
    writeln!(
        out,
        "{files} annotation files of {articles} articles: {errors} errors, {warnings} warnings, {infos} questions"
    )
    .ok();
    out
}

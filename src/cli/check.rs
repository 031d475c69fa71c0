//! `glossator check CORPUS`: the checks of the window over a whole corpus, for scripts and before a release.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::Format;
use super::output::{Lines, fail, print_json};
use super::progress::Progress;
use crate::core::annotation::{Agreement, Record, Work};
use crate::core::checks::{self, Scope};
use crate::core::finding::{Diagnostic, Severity};
use crate::core::workspace::{Access, Article, ArticleKey, Entry, Opened, Summary, Workspace};
use crate::store::disk::Folder;
use crate::store::error::FileError;
use crate::store::format::Document;
use crate::store::known::read_document;
use crate::store::shared::Snapshot;
use crate::store::{corpus, layout, read, scan};
use crate::threads;

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
    /// Why a person lets it stand; such findings are not counted.
    accepted: Option<String>,
    /// Id of the record; for what belongs to the whole corpus, its list and key.
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
    /// Warnings and questions that a person lets stand.
    accepted: usize,
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
        Format::Json => print_json(&report),
        Format::Text => lines(&report).print(),
    };
    if let Err(code) = printed {
        return code;
    }
    if report.errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn check(folder: &Folder, entries: &[Entry], problems: &[String], only: Option<&str>) -> Report {
    let files = corpus::load(folder);
    let mut report =
        Report { articles: entries.len(), files: 0, errors: 0, warnings: 0, infos: 0, accepted: 0, findings: vec![] };
    let of_folder = problems.iter().map(String::as_str);
    let of_corpus = of_folder.chain(files.problems()).chain(files.schema_problems.iter().map(String::as_str));
    report.findings.extend(of_corpus.map(|message| plain(None, None, message.to_owned())));
    let mut workspace = Workspace::default();
    workspace.shared = Snapshot::clone(files.base.known()).into_shared();
    workspace.set_schema(files.schema);
    report.findings.extend(checks::corpus(&workspace).into_iter().map(of_corpus_record));
    let (works, strays) = layout::works_and_strays(folder, entries.iter().map(|entry| &entry.key));
    report.findings.extend(strays.iter().filter_map(|path| stray(folder, path, only)));
    let works = works.iter().filter(|(annotator, _)| only.is_none_or(|only| only == annotator.as_str()));
    let mut works: Vec<(&ArticleKey, &str)> =
        works.flat_map(|(annotator, keys)| keys.iter().map(move |key| (*key, annotator.as_str()))).collect();
    report.files = works.len();
    // The works on an article come after each other, so that its text is read once.
    works.sort_unstable();
    let mut progress = Progress::of("Checking");
    let each =
        |text: &mut LastText, (key, annotator): &(&ArticleKey, &str)| one(folder, text, &workspace, key, annotator);
    let checked = threads::map(&works, LastText::default, each, &mut |done| progress.step(done, works.len()));
    drop(progress);
    let mut by_annotator: BTreeMap<&str, Vec<(&ArticleKey, Checked)>> = BTreeMap::new();
    for ((key, annotator), checked) in works.into_iter().zip(checked) {
        by_annotator.entry(annotator).or_default().push((key, checked));
    }
    for (annotator, articles) in by_annotator {
        compare(&mut workspace, annotator, articles, &mut report);
    }
    let count = |report: &Report, severity: Severity| {
        let open = report.findings.iter().filter(|finding| finding.accepted.is_none());
        open.filter(|finding| finding.severity == severity.word()).count()
    };
    report.errors = count(&report, Severity::Error);
    report.warnings = count(&report, Severity::Warning);
    report.infos = count(&report, Severity::Info);
    report.accepted = report.findings.iter().filter(|finding| finding.accepted.is_some()).count();
    report
}

/// An article as it was read, or why it could not be.
type ReadArticle = Result<Arc<Article>, FileError>;

/// The article that was read last, with the encoding that was chosen for it.
#[derive(Default)]
struct LastText(Option<(ArticleKey, Option<String>, ReadArticle)>);

impl LastText {
    fn of(&mut self, folder: &Folder, key: &ArticleKey, chosen: Option<String>) -> ReadArticle {
        if let Some((last, encoding, article)) = &self.0
            && last == key
            && *encoding == chosen
        {
            return article.clone();
        }
        let article = read::read_article_as(folder, key, chosen.as_deref()).map(Arc::new);
        self.0 = Some((key.clone(), chosen, article.clone()));
        article
    }
}

/// What was found in one annotator's work on one article.
#[derive(Default)]
struct Checked {
    /// What comes before the check that looks at other articles, and what comes after it.
    findings: [Vec<Finding>; 2],
    /// What the other articles need to know of this one.
    summary: Option<Summary>,
    /// The agreements with their article, where others may be like them.
    agreements: Option<Opened>,
}

/// Checks one annotator's work on one article.
fn one(folder: &Folder, text: &mut LastText, workspace: &Workspace, key: &ArticleKey, annotator: &str) -> Checked {
    let mut checked = Checked::default();
    let [before, after] = &mut checked.findings;
    let path = layout::annotation_path(folder.root(), key, annotator);
    let chosen = path.ok().and_then(|path| read::chosen_encoding(folder, &path));
    let article = match text.of(folder, key, chosen) {
        Ok(article) => article,
        Err(error) => {
            before.push(plain(Some(key), Some(annotator), error.to_string()));
            return checked;
        }
    };
    let mut loaded = read::look_at_work(folder, key, annotator, &article);
    let names = loaded.names.take();
    let opened = loaded.open(article);
    before.extend(names.and_then(|(of, on)| misnamed((&of, &on), key, annotator)));
    if let (Access::ReadOnly(reason), None) = (&opened.access, &opened.problem) {
        before.push(plain(Some(key), Some(annotator), reason.clone()));
    }
    for diagnostic in checks::check_some(workspace, &opened, Scope::Article) {
        let found = if checks::is_before_elsewhere(diagnostic.number) { &mut *before } else { &mut *after };
        found.push(finding(&opened, annotator, diagnostic));
    }
    if opened.access == Access::Editable && !opened.work.agreements.is_empty() {
        let mut work = Work { header: opened.work.header.clone(), ..Work::default() };
        work.agreements.clone_from(&opened.work.agreements);
        let alone = Opened::new(opened.article.clone(), work, Access::Editable);
        checked.summary = Some(Summary::of(&alone));
        let has_sides = |agreement: &Arc<Agreement>| agreement.parties.len() > 1;
        checked.agreements = alone.work.agreements.values().any(has_sides).then_some(alone);
    }
    checked
}

/// Compares the agreements of one annotator's works with each other, each work being a part of the whole, and reports
/// everything that was found in them.
fn compare(workspace: &mut Workspace, annotator: &str, articles: Vec<(&ArticleKey, Checked)>, report: &mut Report) {
    let entry = |(key, checked): &(&ArticleKey, Checked)| {
        let summary = Some(checked.summary.clone()?);
        Some(Entry { key: (*key).clone(), bytes: 0, summary })
    };
    workspace.set_entries(articles.iter().filter_map(entry).collect());
    for (key, Checked { findings: [before, after], agreements, .. }) in articles {
        report.findings.extend(before);
        if let Some(opened) = agreements {
            workspace.open(opened);
            if let Some(opened) = workspace.get(key) {
                let diagnostics = checks::check_some(workspace, opened, Scope::Elsewhere);
                let findings = diagnostics.into_iter().map(|diagnostic| finding(opened, annotator, diagnostic));
                report.findings.extend(findings);
            }
            workspace.close(key);
        }
        report.findings.extend(after);
    }
}

/// Makes a finding as it is printed.
fn finding(opened: &Opened, annotator: &str, found: Diagnostic) -> Finding {
    let text = &opened.article.text;
    let record: Option<Record> = found.target.record.as_ref().and_then(|id| opened.work.record(id));
    let place = record.as_ref().and_then(|record| record.places().get(found.target.part).copied().cloned());
    let cover = place.map(|place| place.cover());
    Finding {
        article: Some(opened.article.key.to_string()),
        annotator: Some(annotator.to_owned()),
        check: (found.number > 0).then_some(found.number),
        rule: (!found.rule.is_empty()).then_some(found.rule),
        severity: found.severity.word(),
        message: found.message,
        accepted: found.accepted,
        record: found.target.record.map(|id| id.to_string()),
        field: Some(found.target.field),
        start: cover.map(|span| text.char_offset(span.start)),
        end: cover.map(|span| text.char_offset(span.end)),
        quote: cover.map(|span| text.slice(span).to_owned()),
    }
}

/// Makes a finding about what belongs to the whole corpus as it is printed.
fn of_corpus_record(found: Diagnostic) -> Finding {
    Finding {
        check: (found.number > 0).then_some(found.number),
        rule: (!found.rule.is_empty()).then_some(found.rule),
        severity: found.severity.word(),
        accepted: found.accepted,
        record: found.target.shared,
        field: Some(found.target.field),
        ..plain(None, None, found.message)
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
        accepted: None,
        record: None,
        field: None,
        start: None,
        end: None,
        quote: None,
    }
}

/// Says that a file stands in the place of a work and says itself that it is another one.
fn misnamed((of, on): (&str, &str), key: &ArticleKey, annotator: &str) -> Option<Finding> {
    (of != annotator || on != key.file_name()).then(|| {
        let message = format!(
            "The file says of itself that it is the work of {of} on {on}. If it is a copy, take it away; if the article \
             or the annotator was renamed, the next save writes the new name."
        );
        Finding { severity: Severity::Warning.word(), ..plain(Some(key), Some(annotator), message) }
    })
}

/// Says what a file of annotations is that is no work on an article here; nothing where it is of somebody who was not
/// asked about.
fn stray(folder: &Folder, path: &Path, only: Option<&str>) -> Option<Finding> {
    let name = path.file_name().unwrap_or_default().display();
    let beside = |document: &Document| path.with_file_name(document.article());
    let read = read_document(folder, path);
    if let (Ok((document, _)), Some(only)) = (&read, only)
        && document.annotator() != only
    {
        return None;
    }
    let message = match read {
        Ok((document, _)) if folder.disk().look(&beside(&document)).is_ok() => format!(
            "“{name}” is a copy of the work of {} on {}, as programs that synchronise folders leave them. Open the \
             article: it can be joined there. Until then it counts for nothing.",
            document.annotator(),
            document.article()
        ),
        Ok((document, _)) => format!(
            "“{name}” says that it is the work of {} on {}, which is not there. It counts for nothing.",
            document.annotator(),
            document.article()
        ),
        Err(_) => format!("“{name}” is no work on an article here, and counts for nothing: {}", path.display()),
    };
    Some(Finding { severity: Severity::Warning.word(), ..plain(None, None, message) })
}

/// Gives one line a finding, and how many there are.
fn lines(report: &Report) -> Lines {
    let mut lines = Lines::default();
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
        let severity = finding.severity;
        let (severity, reason) = match &finding.accepted {
            Some(reason) => (format!("accepted {severity}"), format!(" ({})", reason.replace('\n', " "))),
            None => (severity.to_owned(), String::new()),
        };
        lines.add(format_args!("{article}{annotator}: {severity}{name}: {message}{record}{reason}"));
    }
    let Report { articles, files, errors, warnings, infos, accepted, .. } = report;
    let accepted = if *accepted == 0 { String::new() } else { format!(", {accepted} accepted") };
    lines.add(format_args!(
        "{files} annotation files of {articles} articles: {errors} errors, {warnings} warnings, {infos} \
         questions{accepted}"
    ));
    lines
}

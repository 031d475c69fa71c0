//! `glossator stats CORPUS`: progress and counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::progress::Progress;
use super::{Format, fail, print};
use crate::core::annotation::State;
use crate::core::doc::flatten::state_code;
use crate::store::disk::Folder;
use crate::store::{corpus, layout, scan};

/// What one annotator has done.
#[derive(Debug, Default, Serialize)]
struct Done {
    /// Articles with work.
    articles: usize,
    states: BTreeMap<&'static str, usize>,
    languages: BTreeMap<String, usize>,
    actors: usize,
    dates: usize,
    agreements: usize,
    /// Files that cannot be used.
    problems: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Stats {
    /// Articles in the corpus.
    articles: usize,
    /// Their bytes.
    bytes: u64,
    /// Actors of the registry.
    registry: usize,
    annotators: BTreeMap<String, Done>,
}

/// Prints the counts. Exit code 0, 1 where files cannot be used, 2 for an unusable corpus.
#[must_use]
pub fn run(root: &Path, only: Option<&str>, format: Format) -> ExitCode {
    let folder = &Folder::new(root);
    let listing = match scan::list(folder, &mut |_| true) {
        Ok(listing) => listing,
        Err(error) => return fail(&error.to_string()),
    };
    if let Some(code) = super::stranger(folder, &listing.entries, only) {
        return code;
    }
    let files = corpus::load(folder);
    let registry = files.base.known().clone().into_shared().registry.entries().len();
    let bytes = listing.entries.iter().map(|entry| entry.bytes).sum();
    let mut stats = Stats { articles: listing.entries.len(), bytes, registry, annotators: BTreeMap::new() };
    let annotators = layout::annotators(folder, listing.entries.iter().map(|entry| &entry.key));
    let mut progress = Progress::of("Counting");
    let wanted: Vec<String> = annotators.into_iter().filter(|name| only.is_none_or(|only| only == name)).collect();
    for (at, annotator) in wanted.iter().enumerate() {
        let done = stats.annotators.entry(annotator.clone()).or_default();
        for (number, entry) in listing.entries.iter().enumerate() {
            progress.step(at * listing.entries.len() + number + 1, wanted.len() * listing.entries.len());
            let path = layout::annotation_path(folder.root(), &entry.key, annotator);
            if !path.is_ok_and(|path| folder.disk().look(&path).is_ok()) {
                continue;
            }
            let summary = scan::summarize(folder, &entry.key, annotator);
            if let Some(problem) = summary.problem {
                done.problems.push(problem);
                continue;
            }
            done.articles += 1;
            *done.states.entry(state_code(summary.state)).or_default() += 1;
            *done.languages.entry(summary.language.unwrap_or("und".to_owned())).or_default() += 1;
            done.actors += summary.counts[0];
            done.dates += summary.counts[1];
            done.agreements += summary.counts[2];
        }
    }
    drop(progress);
    let printed = match format {
        Format::Json => match serde_json::to_string_pretty(&stats) {
            Ok(text) => print(&format!("{text}\n")),
            Err(error) => return fail(&error.to_string()),
        },
        Format::Text => print(&lines(&stats)),
    };
    if let Err(code) = printed {
        return code;
    }
    let whole = stats.annotators.values().all(|done| done.problems.is_empty()) && files.problems.is_empty();
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lines(stats: &Stats) -> String {
    let mut out = String::new();
    let Stats { articles, bytes, registry, annotators } = stats;
    // Writing to a text cannot fail.
    writeln!(out, "{articles} articles, {} kB; {registry} actors in the registry", bytes / 1000).ok();
    for (name, done) in annotators {
        let Done { articles, actors, dates, agreements, .. } = done;
        writeln!(out, "{name}: {articles} articles, {actors} actors, {dates} dates, {agreements} agreements").ok();
        let states = State::ALL.into_iter().filter_map(|state| {
            Some(format!("{} {}", done.states.get(state_code(state))?, state.label().to_lowercase()))
        });
        writeln!(out, "  states: {}", states.collect::<Vec<_>>().join(", ")).ok();
        let languages: Vec<String> = done.languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
        writeln!(out, "  languages: {}", languages.join(", ")).ok();
        for problem in &done.problems {
            writeln!(out, "  cannot be used: {problem}").ok();
        }
    }
    out
}

//! `glossator stats CORPUS`: progress and counts.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::Format;
use super::output::{Lines, fail, print_json};
use super::progress::Progress;
use crate::core::annotation::State;
use crate::core::doc::flatten::state_code;
use crate::core::workspace::ArticleKey;
use crate::store::disk::Folder;
use crate::store::folders::Folders;
use crate::store::summaries::{self, Counted, Summaries};
use crate::store::{corpus, layout, scan};
use crate::threads;

/// What is counted as the language of an article of which nobody has said it, and nobody can say it for certain.
const UNKNOWN: &str = "unknown";

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
    /// Folders and files of the whole corpus that cannot be used.
    problems: Vec<String>,
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
    let registry = files.base.known().entries.size();
    let problems = listing.problems.iter().map(String::as_str).chain(files.problems()).map(str::to_owned).collect();
    let bytes = listing.entries.iter().map(|entry| entry.bytes).sum();
    let mut stats = Stats { articles: listing.entries.len(), bytes, registry, annotators: BTreeMap::new(), problems };
    let works = layout::works(folder, listing.entries.iter().map(|entry| &entry.key));
    let works = works.iter().filter(|(annotator, _)| only.is_none_or(|only| only == annotator.as_str()));
    let works: Vec<(&str, &ArticleKey)> =
        works.flat_map(|(annotator, keys)| keys.iter().map(move |key| (annotator.as_str(), *key))).collect();
    let folders = Folders::find();
    let mut kept = Summaries::load(folders.as_ref().map(|folders| folders.cache.as_path()), folder);
    let mut progress = Progress::of("Counting");
    let each = |(): &mut (), (annotator, key): &(&str, &ArticleKey)| {
        // Looked at before it is read: what changes meanwhile is read again the next time.
        let stamps = summaries::stamps(folder, key, annotator);
        if let Some(counted) = kept.find(key, annotator, &stamps) {
            return (Ok(counted), None);
        }
        let summary = scan::summarize(folder, key, annotator);
        let counted = Counted::of(&summary);
        (summary.problem.map_or(Ok(counted), Err), Some(stamps))
    };
    let counted = threads::map(&works, || (), each, &mut |done| progress.step(done, works.len()));
    drop(progress);
    for ((annotator, key), (counted, stamps)) in works.iter().zip(counted) {
        if let (Ok(counted), Some(stamps)) = (&counted, stamps) {
            kept.note(key, annotator, &stamps, counted.clone());
        }
        stats.annotators.entry((*annotator).to_owned()).or_default().add(counted);
    }
    kept.keep();
    let printed = match format {
        Format::Json => print_json(&stats),
        Format::Text => lines(&stats).print(),
    };
    if let Err(code) = printed {
        return code;
    }
    let whole = stats.annotators.values().all(|done| done.problems.is_empty()) && stats.problems.is_empty();
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Done {
    fn add(&mut self, counted: Result<Counted, String>) {
        match counted {
            Ok(Counted { state, language, counts: [actors, dates, agreements] }) => {
                self.articles += 1;
                *self.states.entry(state_code(state)).or_default() += 1;
                *self.languages.entry(language.unwrap_or(UNKNOWN.to_owned())).or_default() += 1;
                self.actors += actors;
                self.dates += dates;
                self.agreements += agreements;
            }
            Err(problem) => self.problems.push(problem),
        }
    }
}

fn lines(stats: &Stats) -> Lines {
    let mut out = Lines::default();
    let Stats { articles, bytes, registry, annotators, problems } = stats;
    out.add(format_args!("{articles} articles, {} kB; {registry} actors in the registry", bytes / 1000));
    for (name, done) in annotators {
        let Done { articles, actors, dates, agreements, .. } = done;
        out.add(format_args!("{name}: {articles} articles, {actors} actors, {dates} dates, {agreements} agreements"));
        let states = State::ALL.into_iter().filter_map(|state| {
            Some(format!("{} {}", done.states.get(state_code(state))?, state.label().to_lowercase()))
        });
        out.add(format_args!("  states: {}", states.collect::<Vec<_>>().join(", ")));
        let languages: Vec<String> = done.languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
        out.add(format_args!("  languages: {}", languages.join(", ")));
        for problem in &done.problems {
            out.add(format_args!("  cannot be used: {problem}"));
        }
    }
    for problem in problems {
        out.add(format_args!("corpus: {problem}"));
    }
    out
}

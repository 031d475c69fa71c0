//! Export and import from the window: looks, runs and their results.

mod import;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Glossator;
use super::adding;
use super::done::{Back, Exchanged, JobDone};
use super::saving::helps;
use crate::core::generation::Generation;
use crate::core::text::excerpt;
use crate::core::workspace::ArticleKey;
use crate::exchange::split::Shares;
use crate::session::exchange::{AddForm, Codes, Ended, ExchangeAction, ExportForm, Look};
use crate::session::selection::Selection;
use crate::store::add::By;
use crate::store::disk::Folder;
use crate::store::error::ErrorKind;
use crate::store::exchange::{self, ABOUT, Export, FolderOut, Memory, Stayed, Travel, Travelled, Who};
use crate::store::saver::Saver;
use crate::store::{layout, recode, scan};

/// Articles that a look goes through.
const LOOKED_AT: usize = 3;
/// Lines and their code points shown of a file.
const SAMPLE: (usize, usize) = (8, 400);
/// Lines of losses shown.
const LOSSES: usize = 200;
/// Things named that stay when an import is taken back.
const STAYED: usize = 5;

/// The export or import that is under way or waits.
#[derive(Default)]
pub(super) struct Exchanging {
    /// Stops the one under way.
    stop: Arc<AtomicBool>,
    /// Stops the search for old codes.
    pub(super) search: Arc<AtomicBool>,
    /// One that waits until everything is saved, and the corpus it is about.
    waits: Option<(Generation, ExchangeAction)>,
    /// The corpus in which an import is being taken back or brought again, which no look may stop.
    travels: Option<Generation>,
}

impl Glossator {
    /// Carries out a wish of the two dialogs.
    pub(super) fn exchange(&mut self, action: ExchangeAction) {
        // Asked for by a view, not by a person who wants what is typed to be in it.
        if action == ExchangeAction::LookForCodes {
            return self.look_for_codes();
        }
        self.take_draft();
        match action {
            ExchangeAction::Stop => {
                self.exchanging.waits = None;
                self.exchanging.stop.store(true, Ordering::Relaxed);
            }
            ExchangeAction::Choose { folder } => self.choose_for_exchange(folder),
            ExchangeAction::ChooseAdded { folder } => self.choose_added(folder),
            ExchangeAction::Chosen => self.desk.open.exchange.chosen.clear(),
            // A dialog that is opened again looks, and must not end what it shows the progress of.
            ref action if looks(action) && self.desk.open.exchange.progress.is_some() => {}
            ref action if runs(action) && self.desk.open.exchange.progress.is_some() => {
                self.session
                    .inform("An export or an import is under way. Wait for its end, or stop it (Ctrl+Shift+I).");
            }
            // What was just typed shall be in it.
            action if self.jobs.saving() || self.travelling() => {
                self.exchanging.waits = Some((self.desk.generation, action));
            }
            action => self.run_exchange(action),
        }
    }

    fn travelling(&self) -> bool {
        self.exchanging.travels == Some(self.desk.generation)
    }

    /// Runs what has waited until everything was saved.
    pub(super) fn go_on_with_exchange(&mut self) {
        if !self.jobs.saving()
            && !self.travelling()
            && let Some((corpus, action)) = self.exchanging.waits.take()
            && corpus == self.desk.generation
        {
            self.run_exchange(action);
        }
    }

    fn run_exchange(&mut self, action: ExchangeAction) {
        let Some((root, annotator)) = self.desk.whose() else {
            return;
        };
        let is_look = looks(&action);
        if let Some(problem) = self.desk.saving.worst().filter(|problem| !is_look && problem.kind != ErrorKind::Beside)
        {
            // It would be about what is on disk, and not about what is on the screen.
            let sentence = format!("This waits until your work is saved; then do it again. {problem}.");
            return self.session.complain_offering(sentence, helps(problem.kind));
        }
        // A look that is under way is of no use any more.
        self.exchanging.stop.store(true, Ordering::Relaxed);
        self.exchanging.stop = Arc::default();
        let state = &mut self.desk.open.exchange;
        state.number += 1;
        state.ended = None;
        let travels = matches!(action, ExchangeAction::Travel { .. });
        self.exchanging.travels = travels.then_some(self.desk.generation);
        if runs(&action) {
            state.progress = Some((0, 0));
        } else {
            (state.look, state.progress) = (None, None);
        }
        let (number, stop, now) = (state.number, self.exchanging.stop.clone(), self.world.now());
        let (corpus, after) = (self.desk.generation, self.desk.history.number());
        self.jobs.exchange(move |back| {
            let run = Run { root, annotator, now, after, corpus, number, stop, back };
            let result = match action {
                ExchangeAction::LookOut(form) => Exchanged::Look(Box::new(run.look_out(&form))),
                ExchangeAction::LookIn(form) => Exchanged::Look(Box::new(run.look_in(&form))),
                ExchangeAction::Export(form) => run.export(&form),
                ExchangeAction::Import(form) => run.import(&form),
                ExchangeAction::LookAtFiles(form) => {
                    Exchanged::Look(Box::new(adding::look(&run.root, &form, &mut run.progress(false))))
                }
                ExchangeAction::Add(form) => run.add(&form),
                ExchangeAction::Travel { import, back } => run.travel(&import, back),
                ExchangeAction::Recode => run.recode(),
                ExchangeAction::LookForCodes
                | ExchangeAction::Choose { .. }
                | ExchangeAction::ChooseAdded { .. }
                | ExchangeAction::Chosen
                | ExchangeAction::Stop => return,
            };
            run.back.send(JobDone::Exchange(run.corpus, number, result));
        });
    }

    /// Takes in what an export or import reports.
    pub(super) fn exchanged(&mut self, number: u64, result: Exchanged) {
        let state = &mut self.desk.open.exchange;
        match result {
            Exchanged::Ended(ended, imported) => {
                if !ended.good {
                    self.session.notices.push(
                        crate::session::notice::Severity::Problem,
                        ended.sentence.clone(),
                        self.session.now,
                    );
                }
                if number == self.desk.open.exchange.number {
                    (self.desk.open.exchange.progress, self.desk.open.exchange.ended) = (None, Some(ended));
                }
                self.brought(&imported);
            }
            Exchanged::Travelled(back, result) => self.travelled(back, result),
            Exchanged::Codes(codes) => self.codes_found(codes),
            Exchanged::Recoded(result) => self.recoded(result),
            Exchanged::Progress(done, all) if number == state.number => state.progress = Some((done, all)),
            Exchanged::Look(look) if number == state.number => state.look = Some(*look),
            Exchanged::Progress(..) | Exchanged::Look(_) => {}
        }
    }

    /// Ends an export or import that has met a fault of the program.
    pub(super) fn exchange_lost(&mut self, sentence: String) {
        self.exchanging.travels = None;
        self.desk.open.exchange.progress = None;
        self.session.complain(sentence);
        self.brought(&[]);
    }

    /// Says what has come of taking an import back or bringing it again, and shows it.
    fn travelled(&mut self, back: bool, result: Result<Box<Travelled>, String>) {
        self.exchanging.travels = None;
        self.desk.open.exchange.progress = None;
        let done = match result {
            Ok(done) => *done,
            Err(sentence) => {
                self.session.complain(sentence);
                return self.brought(&[]);
            }
        };
        for key in done.files.iter().filter(|_| back) {
            self.desk.workspace.close(key);
            if self.desk.open.pane.article.take_if(|shown| shown == key).is_some() {
                self.desk.open.pane.selection = Selection::default();
            }
        }
        let word = if back { "Undone" } else { "Done again" };
        let shown: Vec<String> = done.stayed.iter().take(STAYED).map(Stayed::line).collect();
        let more = done.stayed.len().saturating_sub(STAYED);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let stayed = if shown.is_empty() {
            String::new()
        } else {
            format!(" What was changed since stays: {}{more}.", shown.join("; "))
        };
        match (&done.problem, shown.is_empty()) {
            (Some(problem), _) => self.session.complain(format!("{word} in part: {}. {problem}{stayed}", done.name)),
            (None, false) => self.session.complain(format!("{word}: {}.{stayed}", done.name)),
            (None, true) => self.session.inform(format!("{word}: {}", done.name)),
        }
        self.brought(&done.articles);
    }

    /// Shows what an import, or taking it back, has changed: its place among the steps is in the log of the corpus.
    pub(super) fn brought(&mut self, articles: &[ArticleKey]) {
        self.desk.open.exchange.codes = Codes::Unknown;
        let Some((root, annotator)) = self.desk.whose() else {
            return;
        };
        self.jobs.read_corpus_log(&root, &annotator);
        self.reload_corpus();
        self.jobs.list(root, annotator);
        let open: Vec<ArticleKey> =
            articles.iter().filter(|key| self.desk.workspace.get(key).is_some()).cloned().collect();
        for key in open {
            self.read_again(&key);
        }
    }
}

/// Tells whether an action writes, so that only one of its kind is under way.
fn runs(action: &ExchangeAction) -> bool {
    use ExchangeAction::{Add, Export, Import, Recode, Travel};
    matches!(action, Travel { .. } | Export(_) | Import(_) | Add(_) | Recode)
}

/// Tells whether an action only looks at what would come of it.
fn looks(action: &ExchangeAction) -> bool {
    matches!(action, ExchangeAction::LookOut(_) | ExchangeAction::LookIn(_) | ExchangeAction::LookAtFiles(_))
}

/// One export, import or look, in a thread of its own.
struct Run {
    root: PathBuf,
    annotator: String,
    now: String,
    /// Number of the last step.
    after: u32,
    corpus: Generation,
    number: u64,
    stop: Arc<AtomicBool>,
    back: Back,
}

impl Run {
    fn progress(&self, report: bool) -> impl FnMut(usize, usize) -> bool + '_ {
        move |done, all| {
            let step = (all / 100).max(1);
            if report && (done.is_multiple_of(step) || done == all) {
                self.back.send(JobDone::Exchange(self.corpus, self.number, Exchanged::Progress(done, all)));
            }
            !self.stop.load(Ordering::Relaxed)
        }
    }

    fn wish(&self, form: &ExportForm, most: Option<usize>) -> Result<Export, String> {
        let who = match form.annotator.trim() {
            "" => Who::Only,
            layout::GOLD => Who::Gold,
            name => Who::Annotator(name.to_owned()),
        };
        let pattern = form.articles.trim();
        let articles = (!pattern.is_empty()).then(|| glob::Pattern::new(pattern)).transpose();
        let articles =
            articles.map_err(|error| format!("“{pattern}” is not a pattern for articles: {}.", error.msg))?;
        let seed = form.seed.trim();
        let seed = if seed.is_empty() {
            0
        } else {
            seed.parse().map_err(|_| format!("The seed “{seed}” is not a number."))?
        };
        let split = form.split.trim();
        let split = (!split.is_empty()).then(|| Shares::parse(split)).transpose()?.map(|shares| (shares, seed));
        let date = self.now.get(..10).unwrap_or_default().to_owned();
        Ok(Export { format: form.format, variant: form.variant, who, articles, split, most, date })
    }

    fn look_out(&self, form: &ExportForm) -> Look {
        let folder = Folder::new(&self.root);
        let annotators = scan::list(&folder, &mut |_| !self.stop.load(Ordering::Relaxed))
            .map_or(Vec::new(), |listing| {
                layout::annotators(&folder, listing.entries.iter().map(|entry| &entry.key)).into_iter().collect()
            });
        let mut out = Memory::default();
        let looked = self.wish(form, Some(LOOKED_AT)).and_then(|mut wish| {
            // Parts need the whole corpus; a look does not.
            wish.split = None;
            exchange::export(&folder, &wish, &mut out, &mut self.progress(false))
        });
        let exported = match looked {
            Ok(exported) => exported,
            Err(sentence) => return Look { problem: Some(sentence), annotators, ..Look::default() },
        };
        let sheet = &exported.datasheet;
        let labels: Vec<String> = sheet.labels.iter().map(|(label, count)| format!("{label} {count}")).collect();
        let looked_at = match sheet.articles {
            1 => "The first article holds".to_owned(),
            more => format!("The first {more} articles hold"),
        };
        let facts = vec![format!("{looked_at}: {}.", labels.join(", "))];
        let losses =
            out.files.get(&format!("{ABOUT}/losses.txt")).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let losses = losses.unwrap_or_default().lines().take(LOSSES).map(str::to_owned).collect();
        Look { facts, sample: sample(&out), lost: sheet.losses.sentence(), losses, annotators, ..Look::default() }
    }

    fn export(&self, form: &ExportForm) -> Exchanged {
        let destination = PathBuf::from(form.folder.trim());
        let done = self.wish(form, None).and_then(|wish| {
            if form.folder.trim().is_empty() {
                return Err("Give the path of a folder for the dataset.".to_owned());
            }
            let mut out =
                FolderOut::begin(&self.root, &destination, form.replace).map_err(|error| error.to_string())?;
            let folder = Folder::new(&self.root);
            let exported = exchange::export(&folder, &wish, &mut out, &mut self.progress(true))?;
            let size = out.size();
            out.finish().map_err(|error| error.to_string())?;
            Ok((exported, size))
        });
        let ended = match done {
            Ok((exported, size)) => {
                let sheet = &exported.datasheet;
                let unusable = match exported.unusable.len() {
                    0 => String::new(),
                    some => format!(" {some} articles cannot be used and are not in it; see the datasheet."),
                };
                let sentence = format!(
                    "{} articles written to {}, {size}: {}.{unusable}",
                    sheet.articles,
                    destination.display(),
                    sheet.losses.sentence()
                );
                Ended { good: exported.unusable.is_empty(), sentence }
            }
            Err(sentence) => Ended { good: false, sentence },
        };
        Exchanged::Ended(ended, Vec::new())
    }

    fn add(&self, form: &AddForm) -> Exchanged {
        let by = By { annotator: &self.annotator, fills: false, at: &self.now, after: self.after };
        Exchanged::Ended(adding::add(&self.root, form, by, &mut self.progress(true)), Vec::new())
    }

    fn travel(&self, import: &str, back: bool) -> Exchanged {
        let (annotator, at, import) = (self.annotator.as_str(), self.now.as_str(), Some(import));
        let wish = Travel { annotator, back, import, kind: "", at, after: self.after, dry_run: false };
        let (folder, mut saver) = (Folder::new(&self.root), Saver::default());
        let travelled = exchange::travel(&folder, &wish, &mut saver, &mut self.progress(true));
        Exchanged::Travelled(back, travelled.map(Box::new))
    }

    fn recode(&self) -> Exchanged {
        let (folder, mut saver) = (Folder::new(&self.root), Saver::default());
        let wish = recode::Wish { annotator: &self.annotator, at: &self.now, after: self.after };
        let recoded = recode::plan(&folder, &self.annotator, &mut self.progress(false))
            .and_then(|planned| recode::apply(&folder, &planned, &wish, &mut saver, &mut self.progress(true)));
        Exchanged::Recoded(recoded.map(Box::new))
    }
}

/// Shows the beginning of the first files of a dataset.
fn sample(out: &Memory) -> Vec<String> {
    let mut lines = Vec::new();
    let files = out.order.iter().filter(|name| !name.starts_with(ABOUT)).take(2);
    for (name, bytes) in files.filter_map(|name| Some((name, out.files.get(name)?))) {
        if Path::new(name).extension().is_some_and(|ending| ending == "parquet") {
            lines.push(format!("{name}: {} bytes of columns", bytes.len()));
            continue;
        }
        lines.push(format!("{name}:"));
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        lines.extend(text.lines().take(SAMPLE.0).map(|line| excerpt(line, SAMPLE.1)));
    }
    lines
}

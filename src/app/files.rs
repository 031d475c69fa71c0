//! Opening: folders, articles, the sample corpus; what came back from reading them.

use std::path::PathBuf;

use super::desk::Again;
use super::done::{Purpose, Read};
use super::jobs::Jobs;
use super::{Desk, Glossator};
use crate::core::annotation::{Id, State};
use crate::core::marks::MarkRef;
use crate::core::workspace::{Access, ArticleKey, Entry, Opened, Summary};
use crate::session::action::{Focus, Target};
use crate::session::command::Side;
use crate::session::open::Listing;
use crate::session::state::Dialog;
use crate::store::folders::at_home;
use crate::store::trace::Value;
use crate::store::{layout, sample};
use crate::ui::Views;

/// Seconds that what is typed waits for a look at the files of an article.
const PATIENCE: f64 = 2.0;

impl Glossator {
    /// Gives the context jobs wake up.
    pub(super) fn jobs_ctx(&self) -> egui::Context {
        self.jobs.ctx().clone()
    }

    /// Opens something.
    pub(super) fn open(&mut self, target: Target) {
        match target {
            Target::Sample => match self.folders.as_ref().map(|folders| sample::install(&folders.data)) {
                Some(Ok(folder)) => self.open_corpus(folder, None),
                Some(Err(error)) => self.session.complain(format!("The sample corpus could not be made. {error}")),
                None => self.session.complain("There is no folder of your own to put the sample corpus in. Set HOME."),
            },
            Target::Path(path) => self.open_path(&at_home(&path), None),
            Target::New(path, from) => self.open_path(&path, Some(from)),
            Target::Article(key) => self.open_article(&key),
        }
    }

    /// Closes the dialog for a path once the path has turned out to be good.
    pub(super) fn close_path_dialog(&mut self) {
        if matches!(self.session.dialog, Dialog::Path | Dialog::NewCorpus(_)) {
            self.session.dialog = Dialog::None;
        }
    }

    pub(super) fn open_corpus(&mut self, folder: PathBuf, article: Option<ArticleKey>) {
        if !self.may_leave() {
            return;
        }
        self.put_on_desk(Desk::of(folder.clone(), self.session.annotator.clone()));
        self.session.notices.clear();
        self.session.settings.remember(&folder);
        self.settings_dirty = true;
        self.desk.reading.wanted = article;
        if self.desk.open.annotator.is_none() {
            self.session.dialog = Dialog::Annotator;
            return;
        }
        self.begin_corpus(folder);
    }

    /// Reads the folder once it is known who annotates.
    fn begin_corpus(&mut self, folder: PathBuf) {
        let Some(annotator) = self.desk.open.annotator.clone() else { return };
        self.desk.open.listing = Listing { running: true, ..Listing::default() };
        if let Some(key) = self.desk.reading.wanted.take() {
            self.open_article(&key);
        }
        self.jobs.load_corpus(&folder, &self.desk.workspace.shared);
        self.jobs.read_corpus_log(&folder, &annotator);
        self.jobs.watch(&folder);
        self.jobs.list(folder, annotator);
    }

    pub(super) fn set_annotator(&mut self, name: String) {
        if let Some(problem) = layout::annotator_problem(&name) {
            return self.session.complain(problem);
        }
        self.session.dialog = Dialog::None;
        let changed = self.desk.open.annotator.as_ref() != Some(&name);
        self.session.settings.annotator = Some(name.clone());
        self.settings_dirty = true;
        self.session.annotator = Some(name);
        if let Some(folder) = self.desk.open.root.clone().filter(|_| changed) {
            let article = self.desk.reading.wanted.take().or_else(|| self.desk.open.pane.article.clone());
            self.open_corpus(folder, article);
        }
    }

    pub(super) fn close_corpus(&mut self) {
        if self.may_leave() {
            self.put_on_desk(Desk::default());
        }
    }

    /// Drops what was open, with everything that was seen of it, for something else.
    fn put_on_desk(&mut self, desk: Desk) {
        // What is still being looked at was asked for before this.
        self.opening.asked = None;
        self.jobs.new_corpus(desk.generation);
        let before = std::mem::replace(&mut self.desk, desk);
        Jobs::let_go(before);
        self.views = Views::default();
    }

    /// Shows an article that is open, or has it read.
    fn open_article(&mut self, key: &ArticleKey) {
        self.take_draft();
        self.desk.reading.asked = Some(key.clone());
        self.trace.event("article_requested", &[("article", Value::Word(key.as_str()))]);
        if self.desk.workspace.get(key).is_some() {
            self.show_article(key);
            self.begin_at(0);
            if self.desk.reading.unread.contains(key) {
                self.desk.reading.looking = Some((key.clone(), self.session.now + PATIENCE));
                return self.read_again(key);
            }
            return self.look_again(key);
        }
        let Some((root, annotator)) = self.desk.whose() else {
            return;
        };
        if self.desk.open.pane.loading.as_ref() != Some(key) {
            self.desk.open.pane.loading = Some(key.clone());
            // What is typed next is meant for the article that was asked for.
            self.desk.reading.looking = Some((key.clone(), self.session.now + PATIENCE));
            self.jobs.open(&root, key.clone(), &annotator, None);
        }
    }

    /// Looks whether the files of an article that has been open for a while are still what they were.
    pub(super) fn look_again(&mut self, key: &ArticleKey) {
        if let Some(root) = self.desk.open.root.clone() {
            self.desk.reading.looking = Some((key.clone(), self.session.now + PATIENCE));
            self.jobs.look(&root, key.clone());
        }
    }

    /// Ends the look at an article.
    pub(super) fn looked(&mut self, key: &ArticleKey) {
        // Where it has changed, the look ends when it is read.
        if !self.desk.reading.again.contains_key(key) {
            self.desk.reading.looking.take_if(|(looking, _)| looking == key);
        }
    }

    /// Tells whether what is typed has to wait: the article asked for is not there yet, or nobody knows yet whether it
    /// is still the one on disk. A disk that does not answer is not waited for.
    pub(super) fn looks(&mut self) -> bool {
        let Some((key, until)) = &self.desk.reading.looking else { return false };
        if self.session.now > *until {
            let opening = self.desk.open.pane.loading.as_ref() == Some(key);
            let sentence = format!("The disk is slow to answer: {key} may have changed since it was read.");
            self.desk.reading.looking = None;
            if !opening {
                self.session.complain(sentence);
            }
            return false;
        }
        true
    }

    /// Reads an article anew that is open: its files have changed.
    pub fn read_again(&mut self, key: &ArticleKey) {
        self.read_as(key, None);
    }

    /// Reads the article on the screen anew in an encoding a person has chosen, and remembers the choice.
    pub(super) fn set_encoding(&mut self, label: String) {
        let Some(key) = self.desk.open.pane.article.clone() else { return };
        if self.current().is_some_and(Opened::is_proposal) {
            return self.session.complain("Decide on the work first; then the encoding can be changed.");
        }
        self.desk.reading.choosing_encoding = Some(key.clone());
        self.read_as(&key, Some(label));
    }

    pub(super) fn read_as(&mut self, key: &ArticleKey, encoding: Option<String>) {
        let Some((root, annotator)) = self.desk.whose() else {
            return;
        };
        self.take_draft();
        if let Some(again) = self.desk.reading.again.get_mut(key) {
            again.generation = None;
            again.encoding = encoding.or(again.encoding.take());
            return;
        }
        let generation = self.desk.workspace.get(key).map(|opened| opened.generation);
        self.desk.reading.again.insert(key.clone(), Again { generation, encoding: encoding.clone() });
        self.jobs.open(&root, key.clone(), &annotator, encoding);
    }

    /// Opens an article and selects a record in it.
    pub(super) fn jump(&mut self, key: &ArticleKey, id: &Id) {
        self.desk.reading.jump_to = Some((key.clone(), id.clone()));
        self.open_article(key);
        self.finish_jump();
    }

    /// Selects the record jumped to once its article is on the screen.
    fn finish_jump(&mut self) {
        let there = self
            .desk
            .reading
            .jump_to
            .as_ref()
            .is_some_and(|(key, _)| self.desk.open.pane.article.as_ref() == Some(key));
        if let Some((_, id)) = self.desk.reading.jump_to.take_if(|_| there) {
            self.select_mark(Some(MarkRef { id, part: 0 }));
        }
    }

    /// Shows an entry of the registry.
    pub(super) fn show_entry(&mut self, entry: Option<String>) {
        if entry.is_some() {
            self.session.side = Side::Registry;
            self.session.settings.show_list = true;
        }
        self.desk.open.entry = entry;
        self.desk.open.focus = Some(Focus::Side(Side::Registry));
    }

    pub(super) fn opened(&mut self, key: &ArticleKey, result: Result<Read, String>) {
        let asked = self.desk.open.pane.loading.as_ref() == Some(key);
        match result {
            Ok((opened, known)) => {
                let again = self.desk.reading.again.remove(key);
                self.looked(key);
                let present = self.desk.workspace.get(key).map(|there| there.generation);
                if let Some(again) = again.as_ref().filter(|again| again.generation != present) {
                    // Somebody went on while the files were read: what was read is older than that.
                    return self.read_as(key, again.encoding.clone());
                }
                // Work already begun on the article must not be replaced by what was read.
                let held = again.is_some() && self.desk.saving.is_unsaved(key);
                self.desk.reading.unread.remove(key);
                if held {
                    self.put_off(key, again.as_ref().and_then(|again| again.encoding.clone()));
                } else {
                    self.desk.reading.later.remove(key);
                }
                let anew = again.is_some() && !held;
                let waiting = anew || self.desk.workspace.get(key).is_none_or(|there| there.access == Access::Loading);
                let text = |program: &Self| program.desk.workspace.get(key).map(|there| there.article.generation);
                let before = text(self);
                if waiting {
                    self.desk.workspace.open(*opened);
                    if let (Some(known), Some((root, annotator))) = (known, self.desk.whose()) {
                        self.jobs.known(&root, key, &annotator, known, again.is_some());
                    }
                    self.encoding_chosen(key);
                }
                if !asked
                    && before.is_some()
                    && before != text(self)
                    && self.desk.open.pane.article.as_ref() == Some(key)
                {
                    self.changed_on_screen(key);
                }
                if asked {
                    if self.desk.open.pane.article.as_ref() == Some(key) {
                        self.desk.open.pane.loading = None;
                    } else {
                        self.show_article(key);
                    }
                    self.show_decisions(key);
                    if std::mem::take(&mut self.desk.reading.focus_on_open) {
                        self.focus_article();
                    }
                    self.finish_jump();
                }
            }
            Err(sentence) => {
                if self.desk.reading.again.remove(key).is_some() {
                    // A later look would find nothing new.
                    self.desk.reading.unread.insert(key.clone());
                }
                self.looked(key);
                if asked {
                    self.desk.open.pane.loading = None;
                }
                self.session.complain(sentence);
            }
        }
    }

    /// Puts off what was read of an article until the work on it is saved, and says so.
    fn put_off(&mut self, key: &ArticleKey, encoding: Option<String>) {
        let what = match &encoding {
            Some(label) => format!("{key} is read as {label}"),
            None => format!("The files of {key} have changed and are read again"),
        };
        self.session.complain(format!("{what} as soon as your work on it is saved."));
        self.desk.reading.later.insert(key.clone(), encoding);
    }

    /// Shows what is to be decided on an article, if anything is.
    fn show_decisions(&mut self, key: &ArticleKey) {
        let decide = |opened: &Opened| opened.review.is_some() || opened.salvaged || !opened.copies.is_empty();
        if self.desk.workspace.get(key).is_some_and(decide) {
            self.session.side = Side::Decisions;
            self.session.settings.show_list = true;
        }
    }

    /// Says that the article on the screen has another text than a moment ago.
    fn changed_on_screen(&mut self, key: &ArticleKey) {
        self.show_decisions(key);
        if self.desk.workspace.get(key).is_some_and(|opened| opened.review.is_none()) {
            self.session.inform(format!("The text of {key} is another one now and is shown as it is."));
        }
    }

    /// Saves the choice of an encoding, and says what is doubtful about the one an article was read in.
    fn encoding_chosen(&mut self, key: &ArticleKey) {
        let chosen = self.desk.reading.choosing_encoding.take_if(|chosen| chosen == key).is_some();
        let Some(opened) = self.desk.workspace.get(key) else { return };
        let encoding = opened.article.encoding.clone();
        if chosen
            && opened.access == Access::Editable
            && let Some(root) = self.desk.open.root.clone()
        {
            self.save_article(&root, key, Vec::new());
        }
        if encoding.undecoded > 0 {
            let places =
                if encoding.undecoded == 1 { "One place".to_owned() } else { format!("{} places", encoding.undecoded) };
            self.session.complain(format!(
                "{places} of {key} cannot be decoded as {} and are shown as �. If the text reads wrong, choose another \
                 encoding in the view of the article (Ctrl+D).",
                encoding.label
            ));
        } else if encoding.guessed {
            self.session.inform(format!(
                "{key} is read as {}, a guess. If it reads wrong, choose another encoding in the view of the article \
                 (Ctrl+D).",
                encoding.label
            ));
        }
    }

    /// Shows the text of an article whose work is still being read.
    pub(super) fn text_read(&mut self, opened: Opened) {
        let key = opened.article.key.clone();
        if self.desk.open.pane.loading.as_ref() == Some(&key) && self.desk.workspace.get(&key).is_none() {
            self.desk.workspace.open(opened);
            self.show_article(&key);
            self.desk.open.pane.loading = Some(key);
        }
    }

    pub(super) fn listed(&mut self, result: Result<(Vec<Entry>, Vec<String>), String>) {
        match result {
            Ok((entries, problems)) => {
                self.desk.open.listing.found = entries.len();
                self.desk.workspace.set_entries(entries);
                for problem in problems {
                    self.session.complain(problem);
                }
                // A corpus opens on its first article, as a book opens on its first page.
                if self.desk.open.pane.article.is_none()
                    && self.desk.open.pane.loading.is_none()
                    && let Some(first) = self.desk.workspace.entries().first().map(|entry| entry.key.clone())
                {
                    self.desk.reading.focus_on_open = true;
                    self.open_article(&first);
                }
            }
            Err(sentence) => {
                self.desk.open.listing.running = false;
                self.session.complain(sentence);
            }
        }
    }

    pub(super) fn summed_up(&mut self, summaries: Vec<(ArticleKey, Summary)>) {
        self.desk.open.listing.summed_up += summaries.len();
        for (key, summary) in summaries {
            self.desk.workspace.set_summary(&key, summary);
        }
    }

    /// Opens the article so many places after the one on the screen.
    pub(super) fn neighbour(&mut self, by: isize) {
        let entries = &self.desk.workspace.entries();
        // From the article asked for last, also when it could not be read.
        let current = self.desk.reading.asked.as_ref().or(self.desk.open.pane.article.as_ref());
        let at = current.and_then(|key| entries.binary_search_by(|entry| entry.key.cmp(key)).ok());
        let next = match at {
            Some(at) => at.checked_add_signed(by).and_then(|at| entries.get(at)),
            None => entries.first(),
        };
        match next.map(|entry| entry.key.clone()) {
            Some(key) => {
                self.open_article(&key);
                self.desk.reading.focus_on_open = true;
                self.focus_article();
            }
            None => {
                self.session.inform(if by > 0 { "This is the last article." } else { "This is the first article." });
            }
        }
    }

    /// Opens the next article that somebody has still to finish, round the end of the list; says so where none is left.
    pub(super) fn next_unfinished(&mut self) {
        let entries = self.desk.workspace.entries();
        let here = self.desk.open.pane.article.as_ref();
        let at = here.and_then(|key| entries.binary_search_by(|entry| entry.key.cmp(key)).ok()).unwrap_or(0);
        let is_open = |entry: &&Entry| {
            let state = entry.summary.as_ref().map(|summary| summary.state);
            Some(&entry.key) != here && !matches!(state, Some(State::Done | State::Excluded))
        };
        let after = entries.iter().skip(at + 1).find(is_open);
        let before = after.is_none();
        match after.or_else(|| entries.iter().take(at).find(is_open)).map(|entry| entry.key.clone()) {
            Some(key) => {
                if before {
                    self.session.inform("That was the last article; on with the first that is not done.");
                }
                self.open_article(&key);
                self.desk.reading.focus_on_open = true;
                self.focus_article();
            }
            None => self.session.inform("All articles are done."),
        }
    }

    /// Shows the system's dialog for a folder, in the background.
    pub(super) fn choose_folder(&mut self, purpose: Purpose) {
        let mut dialog = rfd::FileDialog::new().set_title(if purpose == Purpose::Copies {
            "Save copies of unsaved work in"
        } else {
            "Open a folder of articles"
        });
        if let Some(folder) = self.desk.open.root.as_ref().and_then(|folder| folder.parent()) {
            dialog = dialog.set_directory(folder);
        }
        // `pick_folders` tells a dialog that was cancelled (an empty list) from one that could not be shown.
        self.jobs.choose_path(purpose, move || match dialog.pick_folders() {
            Some(folders) => Ok(folders),
            None => Err("The system has no dialog for folders. Type the path instead.".to_owned()),
        });
    }

    /// Shows the system's dialog for a dataset or for files to import.
    pub(super) fn choose_for_exchange(&mut self, folder: bool) {
        let title = if folder { "Choose a folder" } else { "Choose a file" };
        self.choose_paths(title, folder);
    }

    /// Shows the system's dialog for pages and tables that are added.
    pub(super) fn choose_added(&mut self, folder: bool) {
        let title = if folder { "Choose a folder of pages and tables" } else { "Choose pages and tables" };
        self.choose_paths(title, folder);
    }

    fn choose_paths(&mut self, title: &str, folder: bool) {
        let dialog = rfd::FileDialog::new().set_title(title);
        self.jobs.choose_path(Purpose::Exchange, move || {
            let chosen = if folder { dialog.pick_folders() } else { dialog.pick_files() };
            chosen.ok_or_else(|| "The system has no dialog.".to_owned())
        });
    }

    /// Opens the dialog for an export or an import.
    pub(super) fn show_exchange(&mut self, dialog: Dialog) {
        if self.desk.open.root.is_none() || self.desk.open.annotator.is_none() {
            return self.session.inform("Open a corpus first.");
        }
        self.session.dialog = dialog;
    }

    pub(super) fn path_chosen(&mut self, purpose: Purpose, result: Result<Vec<PathBuf>, String>) {
        match purpose {
            Purpose::Copies => return self.copy_to(result),
            Purpose::Exchange => {
                match result {
                    Ok(paths) => {
                        self.desk.open.exchange.chosen = paths.iter().map(|path| path.display().to_string()).collect();
                    }
                    Err(_) => self.session.inform("The system has no dialog for files. Type the path instead."),
                }
                return;
            }
            Purpose::Open => {}
        }
        match result {
            Ok(folders) => {
                if let Some(folder) = folders.first() {
                    self.open_path(folder, None);
                }
            }
            Err(sentence) => {
                self.session.inform(sentence);
                self.session.dialog = Dialog::Path;
            }
        }
    }
}

//! The program: owns the workspace, the history and the session, and carries actions out.
//!
//! **Invariant:** the only layer that names native dialogs. Draws nothing itself.

mod adding;
mod apply;
mod checking;
mod codebook;
mod commands;
mod desk;
mod done;
mod edit;
mod ending;
mod exchange;
mod files;
mod find;
mod guard;
mod jobs;
mod leaving;
mod opening;
mod order;
mod pending;
mod report;
mod rescue;
mod results;
mod saving;
mod typed;
mod window;
mod writer;

use std::path::PathBuf;
use std::time::{Duration, Instant};

pub use desk::Desk;
pub use window::{Start, run};

use crate::core::generation::Generation;
use crate::core::workspace::{Access, ArticleKey};
use crate::session::action::{Action, Focus, Target};
use crate::session::command::{Command, File, Go, Scope, View};
use crate::session::state::{Dialog, Session};
use crate::shape::Type;
use crate::shape::fonts::Fonts;
use crate::store::add::is_source;
use crate::store::folders::Folders;
use crate::store::layout::annotator_problem;
use crate::store::settings;
use crate::store::trace::{Trace, Value};
use crate::ui::ctx::Wishes;
use crate::ui::reading::ReadingView;
use crate::ui::{Ctx, Views, theme};
use jobs::Jobs;
use order::InOrder;

/// Time the checks may take in a frame.
const CHECKING: Duration = Duration::from_millis(2);
/// Time that finding in the article may take in a frame.
const FINDING: Duration = Duration::from_millis(2);
/// Time that results of jobs may take in a frame; thousands come at once when a folder is read.
const COLLECTING: Duration = Duration::from_millis(2);
/// Frames after which a request for the keyboard is given up.
const FOCUS_FRAMES: u32 = 10;

/// The button that rows are clicked with.
const PRIMARY: egui::PointerButton = egui::PointerButton::Primary;

/// How the program begins.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folder or article to open at once.
    pub path: Option<PathBuf>,
    /// Open the built-in corpus at once.
    pub sample: bool,
    /// Annotator for this run; overrides the one remembered.
    pub annotator: Option<String>,
    /// The program's own folders; nothing is remembered without.
    pub folders: Option<Folders>,
}

/// Where the identifiers and the time of records come from. Tests fix both.
pub trait World {
    /// Gives the present time in UTC, RFC 3339, whole seconds.
    fn now(&mut self) -> String;
    /// Gives 40 random bits.
    fn random(&mut self) -> u64;
}

/// The real clock and the system's random numbers.
#[derive(Debug, Default)]
pub struct RealWorld;

impl World for RealWorld {
    fn now(&mut self) -> String {
        jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn random(&mut self) -> u64 {
        // Without random numbers from the system, the clock still differs between two records.
        getrandom::u64().unwrap_or_else(|_| u64::try_from(jiff::Timestamp::now().as_nanosecond()).unwrap_or(0))
    }
}

/// The program.
pub struct Glossator {
    /// The open corpus.
    pub desk: Desk,
    /// Settings, notices, dialogs.
    pub session: Session,
    views: Views,
    jobs: Jobs,
    folders: Option<Folders>,
    world: Box<dyn World>,
    trace: Trace,
    shown: Shown,
    exchanging: exchange::Exchanging,
    opening: opening::Opening,
    settings_dirty: bool,
    leaving: bool,
    /// The system ends the program; what could be kept is kept.
    ending: bool,
}

/// What the last frame has brought onto the screen.
#[derive(Default)]
struct Shown {
    theme: Option<&'static theme::Tokens>,
    /// The corpus that was on the desk.
    desk: Option<Generation>,
    title: String,
    /// The article whose text was painted last.
    painted: Option<ArticleKey>,
    /// An action was taken and its result is not on the screen yet.
    awaits_result: bool,
    /// The text of an article is on the screen, its marks are not yet.
    awaits_marks: bool,
    /// Frames a request for the keyboard has waited.
    focus_waits: u32,
    /// A text field had the keyboard.
    typing: bool,
}

impl Glossator {
    /// Makes the program and begins opening what was asked for.
    #[must_use]
    pub fn new(ctx: &egui::Context, options: Options, world: Box<dyn World>, trace: Trace) -> Self {
        let mut session = Session::default();
        let mut say = Vec::new();
        if let Some(folders) = &options.folders {
            let (settings, notice) = settings::load(&folders.config);
            session.settings = settings;
            say.extend(notice);
        }
        if let Some(problem) = options.annotator.as_deref().and_then(annotator_problem) {
            say.push(problem);
        } else {
            session.annotator.clone_from(&options.annotator);
        }
        session.annotator = session.annotator.or_else(|| session.settings.annotator.clone());
        let mut program = Self {
            desk: Desk::default(),
            session,
            views: Views::default(),
            jobs: Jobs::new(ctx.clone()),
            folders: options.folders,
            world,
            trace,
            shown: Shown::default(),
            exchanging: exchange::Exchanging::default(),
            opening: opening::Opening { asked: None, say },
            settings_dirty: false,
            leaving: false,
            ending: false,
        };
        if options.sample {
            program.apply(Action::Open(Target::Sample));
        } else if let Some(path) = options.path {
            program.apply(Action::Open(Target::Path(path)));
        }
        let left = program.what_was_left();
        program.opening.say.extend(left);
        if program.opening.asked.is_none() {
            program.say_what_came_first();
        }
        program
    }

    /// Gives egui the fonts and the settings the program relies on.
    pub fn set_up(ctx: &egui::Context, fonts: Fonts) {
        theme::install_fonts(ctx);
        Type::install(ctx, fonts);
        InOrder::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
    }

    /// Takes the place of the real clock and random numbers, for tests.
    pub fn set_world(&mut self, world: Box<dyn World>) {
        self.world = world;
    }

    /// Does one frame: results of jobs, keys, drawing, actions.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let began = Instant::now();
        if self.shown.desk.replace(self.desk.generation) != Some(self.desk.generation) {
            Type::of(ui.ctx()).forget_fields();
        }
        self.session.now = ui.input(|input| input.time);
        let mut busy = self.collect(Some(COLLECTING));
        self.retry();
        if self.desk.saving.any_failed() || self.jobs.saving() {
            ui.ctx().request_repaint_after_secs(1.0);
        }
        busy |= self.dropped(ui);
        busy |= self.shortcuts(ui);
        if let Some(next) = self.session.notices.tick(self.session.now) {
            ui.ctx().request_repaint_after_secs(u16_seconds(next));
        }
        if let Some(article) = &self.desk.open.pane.article
            && let Some(opened) = self.desk.workspace.get(article)
        {
            self.desk.open.pane.selection.repair(&opened.article, &opened.marks);
        }
        busy |= self.check(Some(CHECKING));
        busy |= self.look_further(FINDING);
        let dark = ui.ctx().system_theme() == Some(egui::Theme::Dark);
        let tokens = theme::tokens(self.session.settings.theme, dark);
        if self.shown.theme.is_none_or(|applied| applied != tokens) {
            theme::apply(ui.ctx(), tokens);
            self.shown.theme = Some(tokens);
        }
        self.name_window(ui.ctx());
        let ctx = Ctx::new(&self.desk.workspace, &self.desk.history, &self.session, &self.desk.open, tokens);
        self.views.show(ui, &ctx);
        let wishes = ctx.into_wishes();
        // What was done in this pass is painted by a later one.
        let awaited = std::mem::take(&mut self.shown.awaits_result);
        let calm = wishes.actions.iter().all(|action| matches!(action, Action::SelectText(_)));
        busy |= self.after(wishes);
        busy |= self.escaped(ui);
        let held = self.looks();
        InOrder::end_pass(ui.ctx(), calm && self.desk.open.focus.is_none(), held);
        if ui.ctx().will_discard() {
            // Nobody sees this pass.
            self.shown.awaits_result |= awaited;
        } else {
            self.trace_painted(awaited);
        }
        Type::of(ui.ctx()).end_frame(ui.ctx());
        if busy {
            ui.ctx().request_repaint();
        }
        if self.trace.is_on() {
            let work = began.elapsed().as_secs_f64() * 1000.0;
            self.trace.event("frame", &[("work_ms", Value::Number(work))]);
        }
    }

    /// Names the window after the article and the corpus.
    fn name_window(&mut self, ctx: &egui::Context) {
        let corpus =
            self.desk.open.root.as_ref().and_then(|folder| folder.file_name()).map(|name| name.to_string_lossy());
        let title = match (&self.desk.open.pane.article, corpus) {
            (Some(article), Some(corpus)) => format!("{} – {corpus} – Glossator", article.file_name()),
            (None, Some(corpus)) => format!("{corpus} – Glossator"),
            _ => "Glossator".to_owned(),
        };
        if title != self.shown.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.shown.title = title;
        }
    }

    /// Handles what drawing wanted; tells whether another frame is needed.
    fn after(&mut self, wishes: Wishes) -> bool {
        let Wishes { actions, hover, draft, live_field, live_rule, focus_served, reveal_served, record_served } =
            wishes;
        if let Some(rule) = live_rule {
            rule.clone_into(&mut self.session.rule);
        }
        // A request nobody can serve, say for an article that could not be opened, must not go on for ever.
        self.shown.focus_waits =
            if focus_served || self.desk.open.focus.is_none() { 0 } else { self.shown.focus_waits + 1 };
        if focus_served || (self.shown.focus_waits > FOCUS_FRAMES && self.desk.open.pane.loading.is_none()) {
            self.desk.open.focus = None;
        }
        if reveal_served {
            self.desk.open.pane.reveal = None;
        }
        if record_served {
            self.desk.open.pane.reveal_record = None;
        }
        let waiting = self.desk.open.focus.is_some() && self.desk.open.pane.loading.is_none();
        let mut busy = hover != self.desk.open.pane.hover || !actions.is_empty() || waiting;
        self.desk.open.pane.hover = hover;
        self.shown.typing = live_field.is_some();
        // A draft whose field is gone or has lost the keyboard without a word is taken, never dropped.
        let orphan = self.desk.open.draft.take().filter(|old| live_field != Some(old.widget));
        self.desk.open.draft = draft;
        if let Some(orphan) = orphan.filter(|orphan| !actions.contains(&orphan.action) && !discards(&actions)) {
            self.apply(orphan.action);
            busy = true;
        }
        for action in actions {
            self.apply(action);
        }
        self.remember_settings();
        busy
    }

    /// Runs the commands whose keys work everywhere.
    fn shortcuts(&mut self, ui: &egui::Ui) -> bool {
        let mut commands: Vec<Command> =
            Command::all().into_iter().filter(|command| command.info().scope == Scope::Anywhere).collect();
        // Ctrl+Shift+Z also matches Ctrl+Z, so the longer keys go first.
        commands.sort_by_key(|command| command.info().key.map_or(0, |key| u8::from(!key.modifiers.shift)));
        let mut pressed: Vec<Command> = Vec::new();
        ui.input_mut(|input| {
            if input.events.is_empty() {
                return;
            }
            let behind = self.session.dialog != Dialog::None;
            for command in commands.into_iter().filter(|command| !behind || works_over_dialogs(*command)) {
                if let Some(key) = command.info().key
                    && consume(input, key)
                {
                    pressed.push(command);
                }
            }
            // On many keyboards plus needs Shift; the key itself says equals.
            if input.consume_key(egui::Modifiers::COMMAND, egui::Key::Equals) {
                pressed.push(Command::View(View::Larger));
            }
        });
        // In the article the key is one of its own, and in a field it takes the text; elsewhere it goes on as well.
        let elsewhere = !self.shown.typing && !ui.memory(|memory| memory.has_focus(ReadingView::id()));
        if elsewhere && self.session.dialog == Dialog::None {
            let done = Command::File(File::DoneAndNext);
            let key = done.info().key;
            pressed.extend(key.filter(|key| ui.input_mut(|input| consume(input, *key))).map(|_| done));
        }
        let any = !pressed.is_empty();
        if any && self.session.dialog == Dialog::None {
            self.take_draft();
        }
        for command in pressed {
            self.apply(Action::Run(command));
        }
        any
    }

    /// Gives the keyboard back to the article where Escape or a click, say on the row of a record, has taken it from
    /// something and nobody has it now: its keys work again.
    fn escaped(&mut self, ui: &egui::Ui) -> bool {
        let nobody = ui.memory(|memory| memory.focused().is_none()) && self.desk.open.focus.is_none();
        let escaped =
            nobody && ui.input(|input| input.key_pressed(egui::Key::Escape) || input.pointer.button_released(PRIMARY));
        let back = escaped && self.desk.open.pane.article.is_some() && self.session.dialog == Dialog::None;
        if back {
            self.focus_article();
        }
        back
    }

    /// Tells whether an event waits for its turn.
    #[must_use]
    pub fn events_wait(ctx: &egui::Context) -> bool {
        InOrder::waits(ctx)
    }

    /// Takes the text that is being typed, so that it is part of what is saved, undone or closed.
    pub fn take_draft(&mut self) {
        if let Some(draft) = self.desk.open.draft.take() {
            self.apply(draft.action);
        }
    }

    fn dropped(&mut self, ui: &egui::Ui) -> bool {
        let paths: Vec<PathBuf> =
            ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if paths.is_empty() {
            return false;
        }
        self.take_draft();
        let can_add = self.desk.open.root.is_some() && self.desk.open.annotator.is_some();
        if can_add && paths.iter().all(|path| is_source(path)) {
            self.desk.open.exchange.chosen = paths.iter().map(|path| path.display().to_string()).collect();
            self.session.dialog = Dialog::Add;
            return true;
        }
        let Some(path) = paths.into_iter().next() else { return false };
        self.apply(Action::Open(Target::Path(path)));
        true
    }

    fn remember_settings(&mut self) {
        if !std::mem::take(&mut self.settings_dirty) {
            return;
        }
        if let Some(folders) = &self.folders {
            self.jobs.save_settings(folders.config.clone(), self.session.settings.clone());
        }
    }

    /// Writes what the frame has brought onto the screen into the trace.
    fn trace_painted(&mut self, awaited: bool) {
        if !self.trace.is_on() {
            return;
        }
        let painted = self.views.reading.painted();
        if let Some(key) = painted.filter(|key| Some(*key) != self.shown.painted.as_ref()) {
            self.trace.event("text_painted", &[("article", Value::Word(key.as_str()))]);
            self.shown.awaits_marks = true;
        }
        self.shown.painted = painted.cloned();
        let opened = self.shown.painted.as_ref().and_then(|key| self.desk.workspace.get(key));
        if self.shown.awaits_marks
            && let Some(opened) = opened.filter(|opened| opened.access != Access::Loading)
        {
            self.trace.event("marks_painted", &[("article", Value::Word(opened.article.key.as_str()))]);
            self.shown.awaits_marks = false;
        }
        if awaited {
            self.trace.event("result_painted", &[]);
        }
    }

    /// Waits until no job is under way and its results are taken in; for tests.
    pub fn settle(&mut self) {
        let mut came = true;
        while came {
            while came && self.jobs.busy() {
                came = self.jobs.wait(Duration::from_secs(20));
                self.collect(None);
            }
            self.check(None);
            // A check may have asked for something that takes longer.
            came &= self.jobs.busy();
        }
    }

    fn focus_article(&mut self) {
        self.desk.open.focus = Some(Focus::Article);
    }
}

/// Tells whether a command is seen to work while a dialog lies over the window.
fn works_over_dialogs(command: Command) -> bool {
    matches!(command, Command::View(_) | Command::File(File::Quit) | Command::Go(Go::Palette))
}

/// Takes a key out of the events. Unlike egui's own way Alt counts: Ctrl+Alt+R is the key of a type of mark.
fn consume(input: &mut egui::InputState, wanted: egui::KeyboardShortcut) -> bool {
    let before = input.events.len();
    input.events.retain(|event| {
        !matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. }
            if *key == wanted.logical_key
                && modifiers.alt == wanted.modifiers.alt
                && modifiers.matches_logically(wanted.modifiers))
    });
    input.events.len() < before
}

/// Tells whether a frame's actions say that a draft was given up on purpose.
fn discards(actions: &[Action]) -> bool {
    actions.iter().any(|action| matches!(action, Action::Focus(Focus::Article)))
}

#[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
fn u16_seconds(seconds: f64) -> f32 {
    seconds.clamp(0.0, 60.0) as f32
}

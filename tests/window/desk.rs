//! A desk for tests: the whole program in a window without pixels, with a fixed clock and fixed ids.

use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use glossator::app::{Glossator, Options, World};
use glossator::core::annotation::Work;
use glossator::session::action::{Action, Focus, TextSelection};
use glossator::session::open::Saved;
use glossator::shape::Caret;
use glossator::store::folders::Folders;

/// Seconds from one frame to the next.
const FRAME: f32 = 0.1;

/// Counts up instead of drawing lots; the clock stands still.
#[derive(Default)]
pub struct FixedWorld(u64);

impl World for FixedWorld {
    fn now(&mut self) -> String {
        "2026-01-02T03:04:05Z".to_owned()
    }

    fn random(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// The program on a desk.
pub struct Desk {
    pub harness: Harness<'static, Option<Glossator>>,
    pub folder: tempfile::TempDir,
}

/// What the program begins with.
pub struct Setting<'a> {
    pub articles: &'a [(&'a str, &'a str)],
    /// Article to open; the folder without.
    pub open: Option<&'a str>,
    pub annotator: Option<&'a str>,
    pub size: [f32; 2],
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Self { articles: &[], open: None, annotator: Some("anna"), size: [1300.0, 820.0] }
    }
}

impl Desk {
    /// Gives the names of all actors that marks are linked to.
    pub fn linked(&self) -> Vec<String> {
        let program = self.program();
        let registry = &program.desk.workspace.shared.registry;
        let actors = program.current().unwrap().work.actors.values();
        actors.flat_map(|actor| &actor.links).map(|id| registry.label(id).to_owned()).collect()
    }

    /// Puts the keyboard into a field by its name.
    pub fn focus(&mut self, name: &str) {
        self.harness.get_by_label(name).focus();
        self.harness.step();
        self.harness.step();
    }

    /// Writes the articles into a new folder and opens it.
    pub fn new(setting: &Setting<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        std::fs::create_dir(&corpus).unwrap();
        for (name, text) in setting.articles {
            std::fs::write(corpus.join(name), text).unwrap();
        }
        let path = setting.open.map_or(corpus.clone(), |name| corpus.join(name));
        let path = (!setting.articles.is_empty()).then_some(path);
        Self::over(folder, path, setting.annotator, setting.size)
    }

    /// Opens a path, or nothing, with the program's own folders inside `folder`.
    pub fn over(folder: tempfile::TempDir, path: Option<PathBuf>, annotator: Option<&str>, size: [f32; 2]) -> Self {
        let own = |name: &str| folder.path().join(name);
        let folders = Folders { config: own("config"), data: own("data"), cache: own("cache"), state: own("state") };
        let options = Options { path, sample: false, annotator: annotator.map(str::to_owned), folders: Some(folders) };
        let mut waiting = Some(options);
        let builder = Harness::builder();
        #[cfg(feature = "pictures")]
        let builder = builder.with_render_cursor(false);
        let harness = builder
            .with_size(size)
            .with_pixels_per_point(1.0)
            // The clock of the window counts frames: what goes by itself goes after as many on every machine.
            .with_step_dt(FRAME)
            .with_theme(egui::Theme::Light)
            .with_os(egui::os::OperatingSystem::Nix)
            .with_context_setup(|ctx| Glossator::set_up(ctx, glossator::shape::fonts::Fonts::new(false)))
            .build_ui_state(
                move |ui, program: &mut Option<Glossator>| {
                    let program = program.get_or_insert_with(|| {
                        let options = waiting.take().unwrap_or_default();
                        Glossator::new(
                            ui.ctx(),
                            options,
                            Box::new(FixedWorld::default()),
                            glossator::store::trace::Trace::default(),
                        )
                    });
                    program.frame(ui);
                },
                None,
            );
        let mut desk = Self { harness, folder };
        desk.settle();
        desk
    }

    /// Waits for background work and draws until nothing is under way any more.
    ///
    /// A frame may begin work of its own, which nobody has waited for yet: then it goes on.
    pub fn settle(&mut self) {
        for round in 0.. {
            self.program_mut().settle();
            for _ in 0..3 {
                self.harness.step();
            }
            let failed = matches!(self.program().desk.open.saved, Saved::Failed(_));
            if round >= 3 && (failed || self.program().all_saved()) {
                return;
            }
            assert!(round < 1000, "the program never comes to rest: {:?}", self.said());
        }
    }

    pub fn program(&self) -> &Glossator {
        self.harness.state().as_ref().unwrap()
    }

    pub fn program_mut(&mut self) -> &mut Glossator {
        self.harness.state_mut().as_mut().unwrap()
    }

    /// Sends events within one frame, then draws a few more.
    pub fn send(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.draw();
    }

    /// Draws a few frames, and more where events wait for background work.
    pub fn draw(&mut self) {
        for _ in 0..3 {
            self.harness.step();
        }
        while Glossator::events_wait(&self.harness.ctx) {
            self.program_mut().settle();
            self.harness.step();
        }
    }

    /// Presses a key with modifiers, as a keyboard would report it.
    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
        let mut events = vec![Event::ModifiersChanged(modifiers), event(true)];
        let name = key.name();
        if modifiers.is_none() && name.len() == 1 && name.chars().all(|c| c.is_ascii_alphabetic()) {
            events.push(Event::Text(name.to_lowercase()));
        }
        events.push(event(false));
        events.push(Event::ModifiersChanged(Modifiers::NONE));
        self.send(events);
    }

    /// Presses a plain key.
    pub fn press(&mut self, key: Key) {
        self.key(Modifiers::NONE, key);
    }

    /// Presses a key several times.
    pub fn times(&mut self, count: usize, modifiers: Modifiers, key: Key) {
        for _ in 0..count {
            self.key(modifiers, key);
        }
    }

    /// Types text as an input method or a keyboard would deliver it.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            self.send(vec![Event::Text(c.to_string())]);
        }
    }

    /// Clicks so many times at a point.
    pub fn click(&mut self, at: Pos2, count: usize) {
        self.send(vec![Event::PointerMoved(at)]);
        for _ in 0..count {
            let button = |pressed| Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            };
            self.harness.input_mut().events.extend([button(true), button(false)]);
        }
        self.draw();
    }

    /// Drags from one point to another.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.send(vec![Event::PointerMoved(from)]);
        self.send(vec![button(from, true)]);
        self.send(vec![Event::PointerMoved(pos2(f32::midpoint(from.x, to.x), from.y))]);
        self.send(vec![Event::PointerMoved(to)]);
        self.send(vec![button(to, false)]);
    }

    /// Gives the middle of the widget with a label.
    pub fn middle(&self, label: &str) -> Pos2 {
        self.harness.get_by_label(label).rect().center()
    }

    /// Gives the text of the annotation file of an article.
    pub fn saved(&mut self, name: &str) -> String {
        self.settle();
        std::fs::read_to_string(self.corpus().join(name)).unwrap_or_default()
    }

    pub fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    /// Gives the selected text.
    pub fn selected(&self) -> String {
        let program = self.program();
        let opened = program.current().unwrap();
        opened.article.text.slice(program.desk.open.pane.selection.span()).to_owned()
    }

    /// Gives the quotes of all marks in text order.
    pub fn marked(&self) -> Vec<String> {
        let opened = self.program().current().unwrap();
        opened.marks.all().iter().map(|mark| opened.article.text.slice(mark.cover).to_owned()).collect()
    }
}

/// Ctrl as Linux reports it.
pub const CTRL: Modifiers = Modifiers { alt: false, ctrl: true, shift: false, mac_cmd: false, command: true };
/// Ctrl and Shift.
pub const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };

/// Copies a folder's articles into a fresh corpus folder, without the work on them.
pub fn copy_corpus(from: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() || path.extension().is_some_and(|ending| ending == "ron") {
            continue;
        }
        std::fs::write(corpus.join(path.file_name().unwrap()), std::fs::read(&path).unwrap()).unwrap();
    }
    folder
}

/// Tells whether a node of the window has the keyboard.
pub fn has_keyboard(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

/// Ctrl and Alt.
pub const CTRL_ALT: Modifiers = Modifiers { alt: true, ..CTRL };

impl Desk {
    /// Opens a folder of these articles, with files of the whole corpus beside them, on its first article.
    pub fn with_files(articles: &[(&str, &str)], files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        std::fs::create_dir_all(corpus.join("_glossator")).unwrap();
        for (name, text) in articles {
            std::fs::write(corpus.join(name), text).unwrap();
        }
        for (name, text) in files {
            std::fs::write(corpus.join("_glossator").join(name), text).unwrap();
        }
        Self::over(folder, Some(corpus), Some("anna"), [1300.0, 820.0])
    }

    /// Brings the widget with a label into sight and clicks it.
    pub fn push(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        for _ in 0..4 {
            self.harness.step();
        }
        let at = self.middle(label);
        self.click(at, 1);
        self.settle();
    }

    /// Tells whether something with these words is in the window.
    pub fn sees(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Gives the sentences on the screen that go by themselves or wait to be dismissed.
    pub fn said(&self) -> Vec<String> {
        self.program().session.notices.all().iter().map(|notice| notice.text.clone()).collect()
    }

    /// Tells whether a sentence with these words has been said.
    pub fn says(&self, words: &str) -> bool {
        self.said().iter().any(|sentence| sentence.contains(words))
    }

    /// Gives the name of what has the keyboard.
    pub fn keyboard(&self) -> String {
        let focused = self.harness.query_all_by(has_keyboard).find_map(|node| node.accesskit_node().label());
        focused.unwrap_or_default()
    }

    /// Pastes text into what has the keyboard.
    pub fn paste(&mut self, text: &str) {
        self.send(vec![Event::Paste(text.to_owned())]);
    }

    /// Gives the text of a file of the whole corpus.
    pub fn shared(&mut self, name: &str) -> String {
        self.saved(&format!("_glossator/{name}"))
    }

    /// Gives the work on the article on the screen.
    pub fn work(&self) -> &Work {
        &self.program().current().unwrap().work
    }

    /// Selects the first occurrence of some text with the keyboard in the article.
    pub fn select(&mut self, quote: &str) {
        let text = self.program().current().unwrap().article.text.clone();
        let start = text.as_str().find(quote).unwrap();
        let focus = Caret { offset: start + quote.len(), upstream: true };
        self.program_mut().apply(Action::Focus(Focus::Article));
        self.program_mut().apply(Action::SelectText(TextSelection { anchor: Caret::at(start), focus }));
        self.harness.step();
        self.harness.step();
    }
}

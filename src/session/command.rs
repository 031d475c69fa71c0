//! The one table of commands: label, explanation, key and where the key works. Menus, tooltips, palette and
//! keyboard all read it.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::core::annotation::{Kind, State};

/// Where the key of a command works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere, also while typing in a field.
    Anywhere,
    /// Only while the article has the keyboard.
    Article,
}

/// A command as shown and as reached by key.
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// Short name in sentence case; ends in an ellipsis if it asks for more.
    pub label: &'static str,
    /// One sentence for the tooltip.
    pub help: &'static str,
    /// Key, if it has one.
    pub key: Option<KeyboardShortcut>,
    /// Where the key works.
    pub scope: Scope,
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Commands about files and the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum File {
    /// Choose a folder of articles.
    OpenFolder,
    /// Type a path instead of choosing.
    OpenPath,
    /// Open the built-in corpus.
    OpenSample,
    /// Back to the welcome screen.
    CloseCorpus,
    /// Open the article after this one.
    NextArticle,
    /// Open the article before this one.
    PreviousArticle,
    /// Mark as done and go on.
    DoneAndNext,
    /// Change who annotates.
    Annotator,
    /// Leave.
    Quit,
}

/// Commands that change the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Mark the selection.
    Mark(Kind),
    /// Add the selection to the selected record.
    AddPassage,
    /// Delete the selected record.
    Delete,
    /// Move the end of the selected mark towards the right or left.
    MoveEnd {
        /// To the right.
        right: bool,
    },
    /// Move the start of the selected mark towards the right or left.
    MoveStart {
        /// To the right.
        right: bool,
    },
    /// Take the selection as the title of the article.
    SetTitle,
    /// Set the state of the article.
    State(State),
    /// Take the last step back.
    Undo,
    /// Make the next step again.
    Redo,
}

/// Commands that move the focus and the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Go {
    /// Select the next mark.
    NextMark,
    /// Select the previous mark.
    PreviousMark,
    /// Select the mark around the selected one.
    OuterMark,
    /// Edit the selected record.
    EditRecord,
    /// Let go of the selection.
    Release,
    /// Put the keyboard into the article.
    Article,
    /// Put the keyboard into the filter of the list.
    List,
    /// Put the keyboard into the first record of a panel.
    Panel(Kind),
    /// Select the whole article.
    SelectAll,
    /// Copy the selected text.
    Copy,
    /// Open the list of commands.
    Palette,
}

/// Commands about how things look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Larger letters.
    Larger,
    /// Smaller letters.
    Smaller,
    /// More room between lines.
    MoreSpacing,
    /// Less room between lines.
    LessSpacing,
    /// Longer lines.
    Wider,
    /// Shorter lines.
    Narrower,
    /// Serif or sans.
    Family,
    /// The next theme.
    NextTheme,
    /// Follow the system.
    SystemTheme,
    /// Light theme.
    LightTheme,
    /// Dark theme.
    DarkTheme,
    /// Sepia theme.
    SepiaTheme,
    /// Show or hide marks.
    Marks,
    /// Show or hide invisible characters.
    Invisibles,
    /// Show or hide paragraph numbers.
    Numbers,
    /// Collapse or open a panel.
    Panel(Kind),
    /// Show or hide the list.
    List,
    /// Factory settings of reading.
    Reset,
}

/// Any command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// About files.
    File(File),
    /// Changes the work.
    Edit(Edit),
    /// Moves the focus.
    Go(Go),
    /// Changes the looks.
    View(View),
}

impl Command {
    /// Lists all commands in the order of the palette.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let edit = [
            Edit::Mark(Kind::Actor),
            Edit::Mark(Kind::Date),
            Edit::Mark(Kind::Agreement),
            Edit::AddPassage,
            Edit::Delete,
            Edit::Undo,
            Edit::Redo,
            Edit::MoveEnd { right: true },
            Edit::MoveEnd { right: false },
            Edit::MoveStart { right: true },
            Edit::MoveStart { right: false },
            Edit::SetTitle,
        ];
        let go = [
            Go::NextMark,
            Go::PreviousMark,
            Go::OuterMark,
            Go::EditRecord,
            Go::Release,
            Go::Article,
            Go::List,
            Go::Panel(Kind::Actor),
            Go::Panel(Kind::Date),
            Go::Panel(Kind::Agreement),
            Go::SelectAll,
            Go::Copy,
            Go::Palette,
        ];
        let file = [
            File::NextArticle,
            File::PreviousArticle,
            File::DoneAndNext,
            File::OpenFolder,
            File::OpenPath,
            File::OpenSample,
            File::CloseCorpus,
            File::Annotator,
            File::Quit,
        ];
        let view = [
            View::Marks,
            View::Invisibles,
            View::Numbers,
            View::Larger,
            View::Smaller,
            View::MoreSpacing,
            View::LessSpacing,
            View::Wider,
            View::Narrower,
            View::Family,
            View::NextTheme,
            View::SystemTheme,
            View::LightTheme,
            View::DarkTheme,
            View::SepiaTheme,
            View::Panel(Kind::Actor),
            View::Panel(Kind::Date),
            View::Panel(Kind::Agreement),
            View::List,
            View::Reset,
        ];
        let mut all: Vec<Self> = edit.map(Self::Edit).to_vec();
        all.extend(State::ALL.map(|state| Self::Edit(Edit::State(state))));
        all.extend(go.map(Self::Go));
        all.extend(file.map(Self::File));
        all.extend(view.map(Self::View));
        all
    }

    /// Gives label, explanation and key of a command.
    #[must_use]
    pub fn info(self) -> Info {
        match self {
            Self::File(file) => file_info(file),
            Self::Edit(edit) => edit_info(edit),
            Self::Go(go) => go_info(go),
            Self::View(view) => view_info(view),
        }
    }

    /// Gives the tooltip: explanation and key.
    #[must_use]
    pub fn tooltip(self) -> String {
        let info = self.info();
        match info.key {
            Some(key) => format!("{} ({})", info.help, key_name(key)),
            None => info.help.to_owned(),
        }
    }
}

/// Writes a key as people read it.
#[must_use]
pub fn key_name(key: KeyboardShortcut) -> String {
    let mut name = String::new();
    for (held, word) in [
        (key.modifiers.ctrl || key.modifiers.command, "Ctrl+"),
        (key.modifiers.alt, "Alt+"),
        (key.modifiers.shift, "Shift+"),
    ] {
        if held {
            name.push_str(word);
        }
    }
    if name.is_empty() && key.logical_key.name().len() == 1 {
        return key.logical_key.name().to_lowercase();
    }
    name.push_str(match key.logical_key {
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::ArrowUp => "Up",
        Key::ArrowDown => "Down",
        other => other.symbol_or_name(),
    });
    name
}

fn info(label: &'static str, help: &'static str, key: Option<(Modifiers, Key)>, scope: Scope) -> Info {
    Info { label, help, key: key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)), scope }
}

use Scope::{Anywhere, Article};

fn file_info(command: File) -> Info {
    match command {
        File::OpenFolder => info("Open folder…", "Choose a folder of articles", Some((CTRL, Key::O)), Anywhere),
        File::OpenPath => {
            info("Open path…", "Type the path of a folder or an article", Some((CTRL_SHIFT, Key::O)), Anywhere)
        }
        File::OpenSample => info("Open sample corpus", "Open the built-in articles, to try things out", None, Anywhere),
        File::CloseCorpus => info("Close corpus", "Go back to the welcome screen", Some((CTRL, Key::W)), Anywhere),
        File::NextArticle => {
            info("Next article", "Open the next article of the list", Some((CTRL, Key::ArrowDown)), Anywhere)
        }
        File::PreviousArticle => {
            info("Previous article", "Open the previous article of the list", Some((CTRL, Key::ArrowUp)), Anywhere)
        }
        File::DoneAndNext => info(
            "Done, next article",
            "Set the state to done and open the next article",
            Some((CTRL, Key::Enter)),
            Article,
        ),
        File::Annotator => info(
            "Change annotator…",
            "Change the name of who is working; each annotator has files of their own",
            None,
            Anywhere,
        ),
        File::Quit => info("Quit", "Save and leave", Some((CTRL, Key::Q)), Anywhere),
    }
}

fn edit_info(command: Edit) -> Info {
    match command {
        Edit::Mark(Kind::Actor) => info(
            "Mark as actor",
            "Mark the selection, or the word at the caret, as an actor",
            Some((NONE, Key::A)),
            Article,
        ),
        Edit::Mark(Kind::Date) => info(
            "Mark as date",
            "Mark the selection, or the word at the caret, as a date",
            Some((NONE, Key::D)),
            Article,
        ),
        Edit::Mark(Kind::Agreement) => info(
            "Mark as agreement",
            "Make an agreement with the selection as its evidence",
            Some((NONE, Key::G)),
            Article,
        ),
        Edit::AddPassage => info(
            "Add to selected record",
            "Add the selection as a further passage or fragment of the selected record",
            Some((NONE, Key::E)),
            Article,
        ),
        Edit::Delete => {
            info("Delete record", "Delete the selected record with its marks", Some((NONE, Key::X)), Article)
        }
        Edit::MoveEnd { right: true } => info(
            "Move end right",
            "Move the end of the mark one letter to the right; with Shift five, with Ctrl a word",
            Some((ALT, Key::ArrowRight)),
            Article,
        ),
        Edit::MoveEnd { right: false } => info(
            "Move end left",
            "Move the end of the mark one letter to the left; with Shift five, with Ctrl a word",
            Some((ALT, Key::ArrowLeft)),
            Article,
        ),
        Edit::MoveStart { right: true } => info(
            "Move start right",
            "Move the start of the mark one letter to the right; with Shift five, with Ctrl a word",
            Some((ALT, Key::Period)),
            Article,
        ),
        Edit::MoveStart { right: false } => info(
            "Move start left",
            "Move the start of the mark one letter to the left; with Shift five, with Ctrl a word",
            Some((ALT, Key::Comma)),
            Article,
        ),
        Edit::SetTitle => info(
            "Use selection as title",
            "Take the selected text as the title of the article",
            Some((NONE, Key::T)),
            Article,
        ),
        Edit::State(State::New) => info("State: new", "Say that nobody has begun", None, Anywhere),
        Edit::State(State::InProgress) => info("State: in progress", "Say that the work has begun", None, Anywhere),
        Edit::State(State::Done) => info("State: done", "Say that the work is finished", None, Anywhere),
        Edit::State(State::NeedsSecondLook) => {
            info("State: needs second look", "Ask somebody else to look", None, Anywhere)
        }
        Edit::State(State::Excluded) => info("State: excluded", "Keep the article out of the dataset", None, Anywhere),
        Edit::Undo => info("Undo", "Take the last step back", Some((CTRL, Key::Z)), Anywhere),
        Edit::Redo => info("Redo", "Make the step again that was taken back", Some((CTRL_SHIFT, Key::Z)), Anywhere),
    }
}

fn go_info(command: Go) -> Info {
    match command {
        Go::NextMark => info("Next mark", "Select the next mark in the text", Some((NONE, Key::Tab)), Article),
        Go::PreviousMark => {
            info("Previous mark", "Select the previous mark in the text", Some((SHIFT, Key::Tab)), Article)
        }
        Go::OuterMark => info(
            "Next mark at this place",
            "Select the next mark around the same place, from the inside out",
            Some((NONE, Key::O)),
            Article,
        ),
        Go::EditRecord => {
            info("Edit record", "Edit the record of the selected mark", Some((NONE, Key::Enter)), Article)
        }
        Go::Release => {
            info("Release selection", "Let go of the selected text and mark", Some((NONE, Key::Escape)), Article)
        }
        Go::Article => info("Go to article", "Put the keyboard into the article", Some((CTRL, Key::Num0)), Anywhere),
        Go::List => info(
            "Go to article list",
            "Put the keyboard into the filter of the article list",
            Some((CTRL, Key::L)),
            Anywhere,
        ),
        Go::Panel(Kind::Actor) => {
            info("Go to actors", "Edit the first or selected actor", Some((CTRL, Key::Num1)), Anywhere)
        }
        Go::Panel(Kind::Date) => {
            info("Go to dates", "Edit the first or selected date", Some((CTRL, Key::Num2)), Anywhere)
        }
        Go::Panel(Kind::Agreement) => {
            info("Go to agreements", "Edit the first or selected agreement", Some((CTRL, Key::Num3)), Anywhere)
        }
        Go::SelectAll => info("Select all", "Select the whole article", Some((CTRL, Key::A)), Article),
        Go::Copy => info("Copy", "Copy the selected text in its logical order", Some((CTRL, Key::C)), Article),
        Go::Palette => info("Commands…", "Find any command by its name", Some((CTRL, Key::K)), Anywhere),
    }
}

fn view_info(command: View) -> Info {
    match command {
        View::Larger => {
            info("Larger text", "Make the letters (font size) of the article larger", Some((CTRL, Key::Plus)), Anywhere)
        }
        View::Smaller => info(
            "Smaller text",
            "Make the letters (font size) of the article smaller",
            Some((CTRL, Key::Minus)),
            Anywhere,
        ),
        View::MoreSpacing => info("More line spacing", "Set the lines of the article farther apart", None, Anywhere),
        View::LessSpacing => info("Less line spacing", "Set the lines of the article closer together", None, Anywhere),
        View::Wider => info("Wider column", "Make the lines of the article longer", None, Anywhere),
        View::Narrower => info("Narrower column", "Make the lines of the article shorter", None, Anywhere),
        View::Family => info("Serif or sans", "Change the letters (font) of the article", None, Anywhere),
        View::NextTheme => {
            info("Next theme", "Change between the light, sepia and dark theme", Some((CTRL, Key::T)), Anywhere)
        }
        View::SystemTheme => info("Theme of the system", "Be light or dark as the system is", None, Anywhere),
        View::LightTheme => info("Light theme", "Dark ink on a light ground", None, Anywhere),
        View::DarkTheme => info("Dark theme", "Light ink on a dark ground", None, Anywhere),
        View::SepiaTheme => info("Sepia theme", "Brown ink on a paper ground", None, Anywhere),
        View::Marks => info(
            "Show or hide marks",
            "Hide the marks for a clean read, or show them again",
            Some((CTRL, Key::M)),
            Anywhere,
        ),
        View::Invisibles => info(
            "Show or hide invisible characters",
            "Show control characters and special spaces by their names",
            Some((CTRL, Key::I)),
            Anywhere,
        ),
        View::Numbers => info("Show or hide paragraph numbers", "Number the paragraphs in the margin", None, Anywhere),
        View::Panel(Kind::Actor) => {
            info("Collapse or open actors", "Collapse or open the panel of actors", None, Anywhere)
        }
        View::Panel(Kind::Date) => {
            info("Collapse or open dates", "Collapse or open the panel of dates", None, Anywhere)
        }
        View::Panel(Kind::Agreement) => {
            info("Collapse or open agreements", "Collapse or open the panel of agreements", None, Anywhere)
        }
        View::List => info(
            "Show or hide article list",
            "Make room by hiding the list of articles",
            Some((CTRL, Key::B)),
            Anywhere,
        ),
        View::Reset => {
            info("Reset reading settings", "Take size, spacing, width and letters as they came", None, Anywhere)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let all = Command::all();
        for (at, a) in all.iter().enumerate() {
            for b in &all[at + 1..] {
                let (ka, kb) = (a.info().key, b.info().key);
                assert!(ka.is_none() || ka != kb, "{a:?} and {b:?} share {}", ka.map(key_name).unwrap_or_default());
            }
        }
    }

    #[test]
    fn commands_that_work_while_typing_hold_ctrl() {
        for command in Command::all() {
            let info = command.info();
            if let (Anywhere, Some(key)) = (info.scope, info.key) {
                assert!(key.modifiers.command, "{} would steal a letter", info.label);
            }
        }
    }

    #[test]
    fn every_command_has_a_label_of_its_own_and_a_sentence() {
        let mut labels: Vec<&str> = Command::all().iter().map(|command| command.info().label).collect();
        assert!(Command::all().iter().all(|command| command.info().help.len() > 8));
        let count = labels.len();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), count);
    }
}

//! The one table of commands: label, explanation, key and where the key works. Menus, tooltips, palette and
//! keyboard all read it.

mod info;

use egui::{Key, KeyboardShortcut};

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

/// Commands about files and the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum File {
    /// Choose a folder of articles.
    OpenFolder,
    /// Type a path instead of choosing.
    OpenPath,
    /// Open the built-in corpus.
    OpenSample,
    /// Begin a corpus with a schema.
    NewCorpus,
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
    /// Take the work over that was moved to the changed article.
    TakeOver,
    /// Save what could not be saved in another folder.
    SaveElsewhere,
    /// Go on with what can be read of a damaged file.
    Salvage,
    /// Join the copies that synchronisation programs have left.
    JoinCopies,
    /// Write a dataset.
    Export,
    /// Read files of other programs.
    Import,
    /// Make articles of pages and tables.
    Add,
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
    /// Write the spelling of the selected mark among the names of its actor.
    AddSpelling,
    /// Take the selection as a title, rank or honorific beside the selected actor.
    AddTitle,
    /// Take the selection as the trigger of the selected agreement.
    SetTrigger,
    /// Take the selection as the name of the document of the selected agreement.
    SetInstrument,
    /// Take the selection as the place of the selected agreement.
    SetVenue,
    /// Take the selection as an amount that the selected agreement names.
    AddQuantity,
    /// Make a second agreement on the passages of the selected one.
    Twin,
    /// Say that there is no agreement in the article, or take it back.
    NoAgreement,
    /// Take what the source of the article says about it.
    TakeFound,
    /// Grey what the rules take for boilerplate.
    GreyProposals,
    /// Give the selected date a common value.
    Quick(Quick),
    /// Set the state of the article.
    State(State),
    /// Take the last step back.
    Undo,
    /// Make the next step again.
    Redo,
}

/// A common value of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quick {
    /// What the expression itself says, numbers in the order of the source.
    AsWritten,
    /// The day of publication.
    Published,
    /// The day before publication.
    DayBefore,
    /// The value of the date before it in the text.
    SameAsBefore,
    /// Its month only.
    Month,
    /// Its year only.
    Year,
    /// From the date before it in the text to this one.
    Range,
}

impl Quick {
    /// All, in the order of their keys.
    pub const ALL: [Self; 7] =
        [Self::AsWritten, Self::Published, Self::DayBefore, Self::SameAsBefore, Self::Month, Self::Year, Self::Range];
}

/// What stands on the left of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// The list of articles.
    #[default]
    Articles,
    /// Everything about the article as a whole.
    Details,
    /// The registry of actors.
    Registry,
    /// What the checks have found.
    Problems,
    /// Agreements in other articles.
    Across,
    /// The guideline.
    Guideline,
    /// The vocabularies.
    Schema,
    /// What a person has to decide: a changed article, other people's values, lost marks.
    Decisions,
    /// What has been done to the article, step by step.
    History,
}

impl Side {
    /// All, in the order of their buttons.
    pub const ALL: [Self; 9] = [
        Self::Articles,
        Self::Details,
        Self::Registry,
        Self::Problems,
        Self::Decisions,
        Self::Across,
        Self::History,
        Self::Guideline,
        Self::Schema,
    ];
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
    /// Show a view on the left of the article.
    Side(Side),
    /// Select the next thing the checks have found.
    NextProblem,
    /// Look for words in the article.
    Find,
    /// Select the next place that was found.
    NextHit,
    /// Select the place before that was found.
    PreviousHit,
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
    /// Fold regions of boilerplate to one line, or show them.
    FoldRegions,
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
            Edit::Mark(Kind::Flag),
            Edit::Mark(Kind::Region),
            Edit::AddPassage,
            Edit::AddSpelling,
            Edit::AddTitle,
            Edit::SetTrigger,
            Edit::SetInstrument,
            Edit::SetVenue,
            Edit::AddQuantity,
            Edit::Twin,
            Edit::NoAgreement,
            Edit::GreyProposals,
            Edit::TakeFound,
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
            Go::Panel(Kind::Flag),
            Go::NextProblem,
            Go::Find,
            Go::NextHit,
            Go::PreviousHit,
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
            File::NewCorpus,
            File::CloseCorpus,
            File::Annotator,
            File::TakeOver,
            File::SaveElsewhere,
            File::Salvage,
            File::JoinCopies,
            File::Export,
            File::Import,
            File::Add,
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
            View::Panel(Kind::Flag),
            View::List,
            View::FoldRegions,
            View::Reset,
        ];
        let mut all: Vec<Self> = edit.map(Self::Edit).to_vec();
        all.extend(State::ALL.map(|state| Self::Edit(Edit::State(state))));
        all.extend(Quick::ALL.map(|quick| Self::Edit(Edit::Quick(quick))));
        all.extend(Side::ALL.map(|side| Self::Go(Go::Side(side))));
        all.extend(go.map(Self::Go));
        all.extend(file.map(Self::File));
        all.extend(view.map(Self::View));
        all
    }

    /// Gives label, explanation and key of a command.
    #[must_use]
    pub fn info(self) -> Info {
        match self {
            Self::File(file) => info::file(file),
            Self::Edit(edit) => info::edit(edit),
            Self::Go(go) => info::go(go),
            Self::View(view) => info::view(view),
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
            if let (Scope::Anywhere, Some(key)) = (info.scope, info.key) {
                let types = key.logical_key.name().len() == 1 || matches!(key.logical_key, Key::Space | Key::Enter);
                assert!(key.modifiers.command || !types, "{} would steal a letter", info.label);
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

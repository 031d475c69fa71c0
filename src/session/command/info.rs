//! Label, explanation and key of each command.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Edit, File, Go, Info, Quick, Scope, Side, View};
use crate::core::annotation::{Kind, State};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

fn info(label: &'static str, help: &'static str, key: Option<(Modifiers, Key)>, scope: Scope) -> Info {
    Info { label, help, key: key.map(|(modifiers, key)| KeyboardShortcut::new(modifiers, key)), scope }
}

use Scope::{Anywhere, Article};

pub(super) fn file(command: File) -> Info {
    match command {
        File::OpenFolder => info("Open folder…", "Choose a folder of articles", Some((CTRL, Key::O)), Anywhere),
        File::OpenPath => {
            info("Open path…", "Type the path of a folder or an article", Some((CTRL_SHIFT, Key::O)), Anywhere)
        }
        File::OpenSample => info("Open sample corpus", "Open the built-in articles, to try things out", None, Anywhere),
        File::NewCorpus => {
            info("New corpus from…", "Begin a corpus with a schema that ships, or an empty one", None, Anywhere)
        }
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
        File::TakeOver => info(
            "Take over in the changed article",
            "Go on with the work as it was moved to the changed article; uncertain and lost marks stay listed",
            None,
            Anywhere,
        ),
        File::SaveElsewhere => info(
            "Save unsaved work elsewhere…",
            "Choose a folder for copies of all work that could not be saved in its place",
            None,
            Anywhere,
        ),
        File::Salvage => info(
            "Go on with what can be read",
            "Keep the damaged annotation file aside and go on with its good records",
            None,
            Anywhere,
        ),
        File::JoinCopies => info(
            "Join conflict copies",
            "Join the copies that a synchronisation program has left beside the work, and put them aside",
            None,
            Anywhere,
        ),
        File::Export => {
            info("Export…", "Write the work as a dataset in a format of other tools", Some((CTRL, Key::E)), Anywhere)
        }
        File::Import => info("Import…", "Read records from files of other tools", Some((CTRL_SHIFT, Key::I)), Anywhere),
        File::Add => info(
            "Add articles…",
            "Make articles of web pages and of tables with a text column",
            Some((CTRL_SHIFT, Key::F)),
            Anywhere,
        ),
        File::Quit => info("Quit", "Save and leave", Some((CTRL, Key::Q)), Anywhere),
    }
}

pub(super) fn edit(command: Edit) -> Info {
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
        Edit::Mark(Kind::Flag) => info(
            "Flag the text",
            "Flag the selection as something that is wrong with the text itself; the text is never repaired",
            Some((NONE, Key::F)),
            Article,
        ),
        Edit::Mark(Kind::Region) => info(
            "Grey as boilerplate",
            "Grey the selection, or the line at the caret, as something that is not the article",
            Some((NONE, Key::B)),
            Article,
        ),
        Edit::Mark(Kind::Custom) => info("Mark as…", "Mark the selection as a type of the schema", None, Article),
        Edit::AddPassage => info(
            "Add to selected record",
            "Add the selection as a further passage or fragment of the selected record",
            Some((NONE, Key::E)),
            Article,
        ),
        Edit::Delete => {
            info("Delete record", "Delete the selected record with its marks", Some((NONE, Key::X)), Article)
        }
        Edit::MoveEnd { .. } | Edit::MoveStart { .. } => move_info(command),
        Edit::SetTitle => info(
            "Use selection as title",
            "Take the selected text as the title of the article",
            Some((NONE, Key::T)),
            Article,
        ),
        Edit::Quick(quick) => quick_info(quick),
        Edit::State(state) => state_info(state),
        Edit::Undo => info("Undo", "Take the last step back", Some((CTRL, Key::Z)), Anywhere),
        Edit::Redo => info("Redo", "Make the step again that was taken back", Some((CTRL_SHIFT, Key::Z)), Anywhere),
        Edit::AddSpelling
        | Edit::AddTitle
        | Edit::SetTrigger
        | Edit::SetInstrument
        | Edit::SetVenue
        | Edit::AddQuantity
        | Edit::Twin
        | Edit::NoAgreement
        | Edit::GreyProposals
        | Edit::TakeFound => record_info(command),
    }
}

/// Commands about the selected record and the article; the last is that of the proposed boilerplate.
fn record_info(command: Edit) -> Info {
    match command {
        Edit::AddSpelling => info(
            "Add this spelling",
            "Write the text of the selected mark among the names of its actor",
            Some((NONE, Key::N)),
            Article,
        ),
        Edit::AddTitle => info(
            "Title beside the actor",
            "Take the selection as a title, rank or honorific of the selected actor",
            Some((NONE, Key::R)),
            Article,
        ),
        Edit::SetTrigger => info(
            "Trigger of the agreement",
            "Take the selection as the word that says what happened to the selected agreement",
            Some((NONE, Key::V)),
            Article,
        ),
        Edit::SetInstrument => info(
            "Name of the document",
            "Take the selection as the name of the document of the selected agreement",
            Some((NONE, Key::I)),
            Article,
        ),
        Edit::SetVenue => info(
            "Place of the agreement",
            "Take the selection as the place where the selected agreement was made",
            Some((NONE, Key::P)),
            Article,
        ),
        Edit::AddQuantity => info(
            "Amount of the agreement",
            "Take the selection as people, things or money that the selected agreement names",
            Some((NONE, Key::Q)),
            Article,
        ),
        Edit::Twin => info(
            "Second agreement here",
            "Make a second record on the passages of the selected agreement: one verb can sign two papers",
            Some((SHIFT, Key::G)),
            Article,
        ),
        Edit::NoAgreement => info(
            "No agreement in this article",
            "State that you looked and found none, or take it back",
            Some((CTRL_SHIFT, Key::N)),
            Anywhere,
        ),
        Edit::TakeFound => info(
            "Take what the source says",
            "Take what the page or table of this article says into its empty fields; Ctrl+Z gives it back",
            Some((CTRL_SHIFT, Key::P)),
            Anywhere,
        ),
        _ => info(
            "Grey proposed boilerplate",
            "Grey every line that the rules take for boilerplate; Ctrl+Z brings it back",
            Some((CTRL_SHIFT, Key::B)),
            Anywhere,
        ),
    }
}

fn move_info(command: Edit) -> Info {
    match command {
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
        _ => info(
            "Move start left",
            "Move the start of the mark one letter to the left; with Shift five, with Ctrl a word",
            Some((ALT, Key::Comma)),
            Article,
        ),
    }
}

fn state_info(state: State) -> Info {
    match state {
        State::New => info("State: new", "Say that nobody has begun", None, Anywhere),
        State::InProgress => info("State: in progress", "Say that the work has begun", None, Anywhere),
        State::Done => info("State: done", "Say that the work is finished", None, Anywhere),
        State::NeedsSecondLook => info("State: needs second look", "Ask somebody else to look", None, Anywhere),
        State::Excluded => info("State: excluded", "Keep the article out of the dataset", None, Anywhere),
    }
}

fn quick_info(quick: Quick) -> Info {
    let (label, help, key) = match quick {
        Quick::AsWritten => (
            "Date: as written",
            "Give the selected date what its words say, numbers in the order of the source",
            Key::Num0,
        ),
        Quick::Published => ("Date: day of publication", "Give the selected date the day of publication", Key::Num1),
        Quick::DayBefore => ("Date: the day before", "Give the selected date the day before publication", Key::Num2),
        Quick::SameAsBefore => {
            ("Date: same as the one before", "Give the selected date the value of the one before it", Key::Num3)
        }
        Quick::Month => ("Date: its month only", "Keep only year and month of the selected date", Key::Num4),
        Quick::Year => ("Date: its year only", "Keep only the year of the selected date", Key::Num5),
        Quick::Range => ("Date: range from the one before", "Make a range from the date before it to it", Key::Num6),
    };
    info(label, help, Some((CTRL_ALT, key)), Anywhere)
}

pub(super) fn go(command: Go) -> Info {
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
        Go::Panel(_) => {
            info("Go to other marks", "Edit the first text flag or mark", Some((CTRL, Key::Num4)), Anywhere)
        }
        Go::NextProblem => {
            info("Next problem", "Select the next thing the checks have found", Some((NONE, Key::F8)), Anywhere)
        }
        Go::Side(side) => side_info(side),
        Go::Find => info(
            "Find in article…",
            "Look for words in the article, however they are written",
            Some((CTRL, Key::F)),
            Anywhere,
        ),
        Go::NextHit => {
            info("Next place found", "Select the next place that was found", Some((NONE, Key::F3)), Anywhere)
        }
        Go::PreviousHit => {
            info("Previous place found", "Select the place before that was found", Some((SHIFT, Key::F3)), Anywhere)
        }
        Go::SelectAll => info("Select all", "Select the whole article", Some((CTRL, Key::A)), Article),
        Go::Copy => info("Copy", "Copy the selected text in its logical order", Some((CTRL, Key::C)), Article),
        Go::Palette => info("Commands…", "Find any command by its name", Some((CTRL, Key::K)), Anywhere),
    }
}

fn side_info(side: Side) -> Info {
    let (label, help, key) = match side {
        Side::Articles => ("Show articles", "Show the list of articles", (CTRL_SHIFT, Key::E)),
        Side::Details => ("Show article details", "Show everything about the article as a whole", (CTRL, Key::D)),
        Side::Registry => ("Show registry", "Show the actors of the corpus", (CTRL, Key::R)),
        Side::Problems => ("Show problems", "Show what the checks have found", (CTRL_SHIFT, Key::M)),
        Side::Across => ("Show other articles", "Show the agreement in other articles", (CTRL_SHIFT, Key::A)),
        Side::Guideline => ("Show guideline", "Show the guideline at the rule for this field", (NONE, Key::F1)),
        Side::Decisions => (
            "Show decisions",
            "Show what has to be decided: a changed article, other people’s values, lost marks",
            (CTRL_SHIFT, Key::D),
        ),
        Side::History => ("Show history", "Show what was done to the article, step by step", (CTRL, Key::H)),
        Side::Schema => ("Show vocabularies", "Show all vocabularies with their help", (NONE, Key::F2)),
    };
    info(label, help, Some(key), Anywhere)
}

pub(super) fn view(command: View) -> Info {
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
        View::Panel(_) => info("Collapse or open other marks", "Collapse or open the panel of flags", None, Anywhere),
        View::FoldRegions => info(
            "Fold or show boilerplate",
            "Fold greyed regions to one line each, or show them",
            Some((CTRL, Key::G)),
            Anywhere,
        ),
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

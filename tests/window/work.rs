//! Annotating with the keyboard alone.

use egui::{Key, Modifiers};
use glossator::session::action::Focus;
use glossator::session::command::{Command, Go, View};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const SHIFT: Modifiers = Modifiers::SHIFT;

/// A small article: title, one paragraph, one signing.
const ARTICLE: &str =
    "Ministerin reist nach Bern\n\nAm 3. Mai traf Lena Vogt ihren Kollegen.\nEin Abkommen wurde unterzeichnet.\n";

fn desk() -> Desk {
    Desk::new(&Setting { articles: &[("klein.txt", ARTICLE)], open: Some("klein.txt"), ..Setting::default() })
}

#[test]
fn article_given_on_the_command_line_has_the_keyboard_from_the_start() {
    let mut desk = desk();
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    assert_eq!(desk.selected(), "Ministerin reist");
}

#[test]
fn whole_small_article_is_annotated_without_a_pointer() {
    let mut desk = desk();
    // The actor: down to the paragraph, five words on, two words selected.
    desk.times(2, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::Home);
    desk.times(4, CTRL, Key::ArrowRight);
    desk.press(Key::ArrowRight);
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    assert_eq!(desk.selected(), "Lena Vogt");
    desk.press(Key::A);
    desk.text("Vogt, Lena");
    desk.press(Key::Enter);
    // The date: back to the beginning of the line, one word over, two words selected.
    desk.press(Key::Home);
    desk.times(1, CTRL, Key::ArrowRight);
    desk.press(Key::ArrowRight);
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    assert_eq!(desk.selected(), "3. Mai");
    desk.press(Key::D);
    desk.text("XXXX-05-03");
    desk.press(Key::Enter);
    // The agreement: the last line as evidence, with a status chosen by its first letters.
    desk.times(1, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::Home);
    desk.key(SHIFT, Key::End);
    desk.press(Key::G);
    desk.text("Agreement of Bern");
    desk.press(Key::Tab);
    desk.press(Key::Tab);
    desk.press(Key::Tab);
    desk.text("s");
    desk.press(Key::Escape);
    let saved = desk.saved("klein.anna.ron");
    for expected in [
        "quote: \"Lena Vogt\"",
        "links: [\"r-",
        "quote: \"3. Mai\"",
        "value: \"XXXX-05-03\"",
        "quote: \"Ein Abkommen wurde unterzeichnet.\"",
        "title: \"Agreement of Bern\"",
        "status: \"signed\"",
        "state: InProgress",
        "created_by: \"anna\"",
    ] {
        assert!(saved.contains(expected), "{expected} is missing in\n{saved}");
    }
    assert_eq!(std::fs::read_to_string(desk.corpus().join("klein.txt")).unwrap(), ARTICLE);
}

#[test]
fn mark_without_a_selection_takes_the_word_at_the_caret() {
    let mut desk = desk();
    desk.press(Key::A);
    assert_eq!(desk.marked(), ["Ministerin"]);
}

#[test]
fn letters_typed_into_a_field_make_no_marks() {
    let mut desk = desk();
    desk.press(Key::A);
    for key in [Key::A, Key::D, Key::G, Key::X] {
        desk.press(key);
    }
    desk.press(Key::Enter);
    assert_eq!(desk.marked(), ["Ministerin"]);
    let opened = desk.program().current().unwrap();
    assert_eq!(opened.work.actors.len(), 1);
    assert_eq!(desk.linked(), ["adgx"]);
}

#[test]
fn escape_discards_what_was_typed_and_keeps_the_mark() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.text("nonsense");
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["Ministerin"]);
    assert!(desk.program().current().unwrap().work.actors.values().next().unwrap().links.is_empty());
    desk.key(SHIFT, Key::ArrowRight);
    assert_eq!(desk.selected(), " ", "the keyboard is back in the text, behind the mark");
}

#[test]
fn text_being_typed_is_taken_when_another_mark_is_selected() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.times(3, CTRL, Key::ArrowRight);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::Enter);
    desk.focus("Note on the actor");
    desk.text("Bern (city)");
    desk.program_mut().apply(glossator::session::Action::Run(Command::Go(Go::PreviousMark)));
    desk.harness.step();
    desk.harness.step();
    let opened = desk.program().current().unwrap();
    let notes: Vec<_> = opened.work.actors.values().map(|actor| actor.note.as_str()).collect();
    assert!(notes.contains(&"Bern (city)"), "{notes:?}");
}

#[test]
fn undo_and_redo_are_named_and_show_what_changed() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.program().desk.history.undo_name(), Some("Mark “Ministerin” as actor"));
    desk.key(CTRL, Key::Z);
    assert!(desk.marked().is_empty());
    assert_eq!(desk.program().desk.history.redo_name(), Some("Mark “Ministerin” as actor"));
    desk.key(CTRL_SHIFT, Key::Z);
    assert_eq!(desk.marked(), ["Ministerin"]);
    assert!(desk.program().desk.open.pane.selection.mark.is_some(), "the mark that came back is selected");
}

#[test]
fn undo_crosses_articles_and_goes_to_the_one_that_changes() {
    let mut desk =
        Desk::new(&Setting { articles: &[("a.txt", "Eins zwei"), ("b.txt", "Drei vier")], ..Setting::default() });
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["Drei"]);
    desk.key(CTRL, Key::Z);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ToString::to_string).as_deref(), Some("a.txt"));
    assert!(desk.marked().is_empty());
}

#[test]
fn tab_walks_through_marks_and_enter_edits_the_record() {
    let mut desk = desk();
    for _ in 0..3 {
        desk.press(Key::A);
        desk.press(Key::Escape);
        desk.times(2, CTRL, Key::ArrowRight);
    }
    desk.key(CTRL, Key::Home);
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.press(Key::Tab);
        let program = desk.program();
        let mark = program.desk.open.pane.selection.mark.clone().unwrap();
        seen.push(program.current().unwrap().marks.find(&mark).unwrap().cover.start);
    }
    assert!(seen[0] < seen[1] && seen[1] < seen[2] && seen[3] == seen[0], "{seen:?}");
    desk.press(Key::Enter);
    desk.text("edited");
    desk.press(Key::Enter);
    assert_eq!(desk.linked(), ["edited"]);
}

#[test]
fn alt_arrows_move_the_end_of_the_mark_by_letters_fives_and_words() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    let alt = Modifiers::ALT;
    desk.key(alt, Key::ArrowLeft);
    assert_eq!(desk.marked(), ["Ministeri"]);
    desk.key(Modifiers { ctrl: true, command: true, ..alt }, Key::ArrowRight);
    assert_eq!(desk.marked(), ["Ministerin"]);
    desk.key(Modifiers { ctrl: true, command: true, ..alt }, Key::ArrowRight);
    assert_eq!(desk.marked(), ["Ministerin reist"]);
    desk.key(Modifiers { shift: true, ..alt }, Key::ArrowLeft);
    assert_eq!(desk.marked(), ["Ministerin"]);
    desk.key(alt, Key::Period);
    assert_eq!(desk.marked(), ["inisterin"]);
}

#[test]
fn alt_arrow_in_arabic_moves_the_end_as_it_is_seen() {
    let text = "وقعت الصين ومصر مذكرة";
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", text)], open: Some("a.txt"), ..Setting::default() });
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["وقعت"]);
    desk.key(Modifiers { ctrl: true, command: true, ..Modifiers::ALT }, Key::ArrowLeft);
    assert_eq!(desk.marked(), ["وقعت الصين"]);
}

#[test]
fn second_passage_is_added_to_the_selected_agreement() {
    let mut desk = desk();
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.times(3, CTRL, Key::ArrowRight);
    desk.press(Key::E);
    let opened = desk.program().current().unwrap();
    let agreement = opened.work.agreements.values().next().unwrap();
    let quotes: Vec<&str> =
        agreement.evidence.iter().map(|passage| opened.article.text.slice(passage.place.cover())).collect();
    assert_eq!(quotes, ["Ministerin", "Bern"]);
}

#[test]
fn x_deletes_the_selected_record_and_only_with_its_marks() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::X);
    assert!(desk.marked().is_empty());
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.marked(), ["Ministerin"]);
}

#[test]
fn same_text_marked_twice_is_refused_with_a_sentence() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::Home);
    desk.press(Key::A);
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("already marked as actor")), "{notices:?}");
    assert_eq!(desk.marked().len(), 1);
}

#[test]
fn palette_finds_and_runs_a_command() {
    let mut desk = desk();
    assert!(desk.program().session.settings.show_marks);
    desk.key(CTRL, Key::K);
    desk.text("hide marks");
    desk.press(Key::Enter);
    assert!(!desk.program().session.settings.show_marks);
}

#[test]
fn state_done_and_next_asks_once_whether_there_is_really_no_agreement() {
    let articles = [("a.txt", "Eins"), ("b.txt", "Zwei"), ("c.txt", "Drei")];
    let mut desk = Desk::new(&Setting { articles: &articles, ..Setting::default() });
    let shown = |desk: &Desk| desk.program().desk.open.pane.article.as_ref().map(ToString::to_string);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(shown(&desk).as_deref(), Some("a.txt"));
    assert!(desk.saved("a.anna.ron").contains("state: Done"));
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.starts_with("No agreement recorded. Is that right?")));
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(shown(&desk).as_deref(), Some("b.txt"));
    // Where it has been stated, nothing is asked.
    desk.key(CTRL_SHIFT, Key::N);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(shown(&desk).as_deref(), Some("c.txt"));
    assert!(desk.saved("b.anna.ron").contains("no_agreement: Some((by: \"anna\""));
}

#[test]
fn state_done_is_refused_while_an_error_stands_and_the_article_stays() {
    let articles = [("a.txt", "Ein Abkommen"), ("b.txt", "Zwei")];
    let mut desk = Desk::new(&Setting { articles: &articles, ..Setting::default() });
    desk.key(CTRL, Key::A);
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ToString::to_string).as_deref(), Some("a.txt"));
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("must be put right first")), "{notices:?}");
    assert!(desk.saved("a.anna.ron").contains("state: InProgress"));
}

#[test]
fn every_command_of_the_table_runs_without_harm() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    for command in Command::all() {
        if matches!(command, Command::File(_)) {
            continue;
        }
        desk.program_mut().apply(glossator::session::Action::Run(command));
        desk.harness.step();
        desk.harness.step();
    }
    desk.program_mut().apply(glossator::session::Action::Run(Command::View(View::Reset)));
    desk.settle();
    assert!(desk.program().current().is_some());
}

#[test]
fn mark_of_a_collapsed_panel_opens_the_panel() {
    let mut desk = desk();
    desk.program_mut()
        .apply(glossator::session::Action::Run(Command::View(View::Panel(glossator::core::annotation::Kind::Actor))));
    desk.press(Key::A);
    desk.text("Vogt");
    desk.press(Key::Enter);
    assert_eq!(desk.linked(), ["Vogt"]);
}

#[test]
fn window_rests_also_after_an_article_could_not_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("a.txt"), [0xff, 0xfe, 0x00, 0xd8]).unwrap();
    let mut desk = Desk::over(folder, Some(corpus), Some("anna"), [1000.0, 700.0]);
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    assert!(!desk.program().session.notices.all().is_empty(), "it is said");
    // The sentence that this was the last article goes by itself; then nothing is left to be drawn.
    for _ in 0..80 {
        desk.harness.step();
    }
    rests(&mut desk, 36_000);
}

#[test]
fn copy_in_the_article_gives_the_logical_text() {
    let text = "Am 3. Mai وقعت الصين (2024) مذكرة und ging.";
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", text)], open: Some("a.txt"), ..Setting::default() });
    desk.key(CTRL, Key::A);
    desk.harness.input_mut().events.push(egui::Event::Copy);
    desk.harness.step();
    let copied = desk.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some(text));
}

#[test]
fn reading_comfort_is_remembered() {
    let mut desk = desk();
    for view in [View::SepiaTheme, View::Larger, View::Family, View::Wider, View::MoreSpacing, View::Numbers] {
        desk.program_mut().apply(glossator::session::Action::Run(Command::View(view)));
    }
    desk.settle();
    let chosen = desk.program().session.settings.clone();
    let Desk { harness, folder } = desk;
    drop(harness);
    let again = Desk::over(folder, None, Some("anna"), [1000.0, 700.0]);
    assert_eq!(again.program().session.settings, chosen);
    assert!((chosen.font_size - 19.0).abs() < 0.01, "and it is what was chosen: {chosen:?}");
}

#[test]
fn title_is_only_set_from_a_selection() {
    let mut desk = desk();
    desk.press(Key::T);
    assert!(desk.program().current().unwrap().work.header.title.is_none());
    desk.key(SHIFT, Key::End);
    desk.press(Key::T);
    let opened = desk.program().current().unwrap();
    let title = opened.work.header.title.clone().unwrap();
    assert_eq!(opened.article.text.slice(title.cover()), "Ministerin reist nach Bern");
}

#[test]
fn vague_reference_never_erases_a_value() {
    let mut desk = desk();
    desk.press(Key::D);
    desk.text("2024");
    desk.press(Key::Tab);
    desk.press(Key::ArrowDown);
    let opened = desk.program().current().unwrap();
    assert_eq!(opened.work.dates.values().next().unwrap().value, "2024");
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("Empty the value first")), "{notices:?}");
}

/// Asserts that no further frame is asked for within so many seconds.
pub fn rests(desk: &mut Desk, seconds: u64) {
    for _ in 0..40 {
        desk.harness.step();
    }
    let output = desk.harness.output();
    let delay = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap();
    assert!(delay > std::time::Duration::from_secs(seconds), "{delay:?}");
}

#[test]
fn window_at_rest_asks_for_no_frame() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    desk.program_mut().apply(glossator::session::Action::Focus(Focus::Article));
    rests(&mut desk, 36_000);
}

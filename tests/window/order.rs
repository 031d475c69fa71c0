//! Events act in the order in which they came, however many a frame brings; a wish is taken back as one.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::State;
use proptest::prelude::*;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Wang Xiaohong traf den Minister in Taschkent.\nHeute unterzeichneten beide ein Protokoll.\n";

fn desk() -> Desk {
    let articles = [("a.txt", TEXT), ("b.txt", "Ein zweiter Artikel.\n")];
    Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() })
}

/// Gives what a keyboard reports for a key with the letter it types.
fn key(modifiers: Modifiers, key: Key, letter: Option<char>) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
    let mut events = vec![Event::ModifiersChanged(modifiers), event(true)];
    events.extend(letter.map(|letter| Event::Text(letter.to_string())));
    events.extend([event(false), Event::ModifiersChanged(Modifiers::NONE)]);
    events
}

fn press(which: Key) -> Vec<Event> {
    key(Modifiers::NONE, which, None)
}

/// Gives what a keyboard reports for typed text.
fn typed(text: &str) -> Vec<Event> {
    let one = |letter: char| {
        let name = letter.to_uppercase().to_string();
        match Key::from_name(&name) {
            Some(which) => key(Modifiers::NONE, which, Some(letter)),
            None => vec![Event::Text(letter.to_string())],
        }
    };
    text.chars().flat_map(one).collect()
}

#[test]
fn letters_and_tab_of_one_frame_go_where_they_were_typed() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.send([typed("reuters25"), press(Key::Tab), typed("x")].concat());
    desk.press(Key::Enter);
    let header = &desk.work().header;
    assert_eq!(header.publisher, "reuters25");
    assert_eq!(desk.marked(), Vec::<String>::new());
}

#[test]
fn mark_name_and_enter_of_one_frame_make_a_linked_actor() {
    let mut desk = desk();
    let select = key(CTRL_SHIFT, Key::ArrowRight, None);
    let name = typed("zyx");
    desk.send([select.clone(), select, typed("a"), name, press(Key::Enter), typed("d")].concat());
    desk.press(Key::Escape);
    assert_eq!(desk.linked(), ["zyx"]);
    assert_eq!(desk.marked(), ["Wang Xiaohong", "Xiaohong"]);
}

#[test]
fn several_keys_of_one_frame_count_each() {
    let mut desk = desk();
    let before = desk.program().session.settings.font_size;
    desk.send(std::iter::repeat_n(key(CTRL, Key::Plus, None), 3).flatten().collect());
    assert!((desk.program().session.settings.font_size - before - 3.0).abs() < 0.01);
    desk.press(Key::A);
    let from = desk.keyboard();
    desk.times(3, Modifiers::NONE, Key::Tab);
    let to = desk.keyboard();
    desk.times(3, Modifiers::SHIFT, Key::Tab);
    assert_eq!(desk.keyboard(), from);
    desk.send(std::iter::repeat_n(press(Key::Tab), 3).flatten().collect());
    assert_eq!(desk.keyboard(), to);
}

#[test]
fn pasted_text_and_tab_of_one_frame_stay_in_their_fields() {
    let mut desk = desk();
    desk.key(CTRL, Key::D);
    desk.focus("Publisher of the article");
    desk.send([vec![Event::Paste("kun.uz".to_owned())], press(Key::Tab), typed("y")].concat());
    desk.press(Key::Enter);
    assert_eq!(desk.work().header.publisher, "kun.uz");
}

#[test]
fn undo_in_a_finished_article_takes_the_mark_back_with_its_consequence() {
    let mut desk = desk();
    desk.key(CTRL_SHIFT, Key::N);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    desk.key(CTRL, Key::ArrowUp);
    desk.settle();
    assert_eq!(desk.work().header.state, State::Done);
    let before = desk.saved("a.anna.ron");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.settle();
    assert_eq!(desk.work().header.state, State::InProgress);
    assert!(desk.says("in progress again"), "{:?}", desk.said());
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!((desk.marked().len(), desk.work().header.state), (0, State::Done));
    assert_eq!(desk.saved("a.anna.ron"), before);
    desk.key(CTRL_SHIFT, Key::Z);
    desk.settle();
    assert_eq!((desk.marked().len(), desk.work().header.state), (1, State::InProgress));
}

#[test]
fn keys_of_the_article_work_after_a_click_on_a_row() {
    let mut desk = desk();
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.push("date record Wang");
    assert_eq!(desk.keyboard(), "Article a.txt");
    desk.press(Key::X);
    assert!(desk.marked().is_empty());
}

#[test]
fn views_are_not_changed_where_nobody_sees_it() {
    let mut welcome = Desk::new(&Setting::default());
    let side = welcome.program().session.side;
    welcome.press(Key::F1);
    welcome.key(CTRL, Key::H);
    assert_eq!(welcome.program().session.side, side);
    assert!(welcome.says("Open a corpus first"));
    let mut desk = desk();
    desk.key(CTRL, Key::E);
    desk.key(CTRL, Key::R);
    assert_eq!(desk.program().session.side, side);
    assert!(desk.harness.query_by_label("Export").is_some() || desk.sees("Export"));
}

/// What is typed in an article's whole work.
fn work() -> Vec<Vec<Event>> {
    let words = |count: usize| vec![key(CTRL_SHIFT, Key::ArrowRight, None); count];
    let mut all = words(2);
    all.push(typed("a"));
    all.extend("Wang Xiaohong".chars().map(|letter| typed(&letter.to_string())));
    all.push(press(Key::Enter));
    all.push(press(Key::End));
    all.push(key(CTRL_SHIFT, Key::ArrowLeft, None));
    all.push(typed("a"));
    all.extend("Taschkent".chars().map(|letter| typed(&letter.to_string())));
    all.push(press(Key::Enter));
    all.push(press(Key::ArrowDown));
    all.push(press(Key::Home));
    all.push(typed("d"));
    all.extend("2024-05".chars().map(|letter| typed(&letter.to_string())));
    all.push(press(Key::Enter));
    all.push(press(Key::Home));
    all.push(key(Modifiers::SHIFT, Key::End, None));
    all.push(typed("g"));
    all.extend("Protokoll".chars().map(|letter| typed(&letter.to_string())));
    all.push(press(Key::Tab));
    all.push(press(Key::Escape));
    all.push(press(Key::Tab));
    all.push(typed("x"));
    all.push(key(CTRL, Key::Z, None));
    all.push(key(CTRL, Key::ArrowDown, None));
    all.push(typed("a"));
    all.push(press(Key::Escape));
    all.push(key(CTRL, Key::ArrowUp, None));
    all
}

/// Does the work with so many keys a frame, in turn; gives both files.
fn done(groups: &[usize]) -> (Desk, [String; 2]) {
    let mut desk = desk();
    let mut keys = work().into_iter().peekable();
    let mut sizes = groups.iter().copied().cycle();
    while keys.peek().is_some() {
        let events: Vec<Event> = keys.by_ref().take(sizes.next().unwrap_or(1)).flatten().collect();
        desk.harness.input_mut().events.extend(events);
        desk.draw();
    }
    desk.settle();
    let files = ["a.anna.ron", "b.anna.ron"].map(|name| desk.saved(name));
    (desk, files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn work_of_an_article_is_the_same_file_however_its_events_fall_into_frames(
        groups in prop::collection::vec(1usize..90, 1..6)
    ) {
        let (_, one_by_one) = done(&[1]);
        prop_assert!(one_by_one[0].contains("quote: \"Wang Xiaohong\"") && one_by_one[0].contains("value: \"2024-05\""));
        let (_, grouped) = done(&groups);
        prop_assert_eq!(&grouped, &one_by_one);
    }
}

#[test]
fn undo_from_the_end_gives_the_beginning_and_redo_the_end_also_over_a_restart() {
    let (mut desk, end) = done(&[500]);
    let steps = desk.program().desk.history.len();
    assert!(steps > 5, "{steps}");
    for _ in 0..steps {
        desk.key(CTRL, Key::Z);
        desk.settle();
    }
    let beginning = ["a.anna.ron", "b.anna.ron"].map(|name| desk.saved(name));
    assert!(beginning.iter().all(|file| !file.contains("quote:") && file.contains("state: New")), "{beginning:?}");
    let path = desk.corpus().join("a.txt");
    let Desk { harness, folder } = desk;
    drop(harness);
    let mut again = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    // The log of the second article comes with it.
    again.key(CTRL, Key::ArrowDown);
    again.settle();
    for _ in 0..steps {
        again.key(CTRL_SHIFT, Key::Z);
        again.settle();
    }
    assert_eq!(["a.anna.ron", "b.anna.ron"].map(|name| again.saved(name)), end);
}

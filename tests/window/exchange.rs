//! Export and import in the window, without the pointer.

use egui::Key;
use glossator::session::state::Dialog;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Wang Xiaohong traf den Minister in Taschkent.\nHeute unterzeichneten beide ein Protokoll.\n";

/// Opens an article and marks its first two words.
fn marked() -> Desk {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() });
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk
}

#[test]
fn export_shows_what_would_be_written_and_lost_and_then_writes_it() {
    let mut desk = marked();
    desk.key(CTRL, Key::E);
    desk.settle();
    assert_eq!(desk.program().session.dialog, Dialog::Export);
    assert_eq!(desk.keyboard(), "Format");
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert!(look.sample.iter().any(|line| line.contains("Wang Xiaohong")), "{look:?}");
    assert_eq!((look.lost.as_str(), look.annotators.as_slice()), ("nothing was lost", &["anna".to_owned()][..]));
    // Up from the program's own JSON, the last of the list, to the tables.
    desk.press(Key::ArrowUp);
    desk.settle();
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert!(look.sample.iter().any(|line| line.starts_with("actors.csv")), "{look:?}");
    assert!(look.lost.contains("dropped") && look.losses.iter().any(|line| line.contains("the text")), "{look:?}");
    desk.push("Export now");
    let ended = desk.program().desk.open.exchange.clone();
    let ended = ended.ended.clone().unwrap_or_else(|| panic!("it has not ended: {ended:?}"));
    assert!(ended.good && ended.sentence.starts_with("1 articles written to "), "{ended:?}");
    let written = std::fs::read_to_string(desk.folder.path().join("corpus-export/actors.csv")).expect("written");
    assert!(written.contains("Wang Xiaohong"), "{written}");
    assert!(desk.folder.path().join("corpus-export/_about/losses.txt").is_file());
    desk.press(Key::Escape);
    assert_eq!(desk.program().session.dialog, Dialog::None);
}

#[test]
fn export_into_a_folder_with_other_things_is_refused_with_a_sentence() {
    let mut desk = marked();
    let other = desk.folder.path().join("corpus-export");
    std::fs::create_dir(&other).expect("made");
    std::fs::write(other.join("thesis.txt"), "years of work").expect("written");
    desk.key(CTRL, Key::E);
    desk.settle();
    desk.push("Export now");
    let ended = desk.program().desk.open.exchange.clone();
    let ended = ended.ended.clone().unwrap_or_else(|| panic!("it has not ended: {ended:?}"));
    assert!(!ended.good && ended.sentence.contains("The folder is not empty"), "{ended:?}");
    assert_eq!(std::fs::read_to_string(other.join("thesis.txt")).expect("read"), "years of work");
}

#[test]
fn import_shows_what_would_come_maps_labels_and_is_taken_back() {
    let mut desk = marked();
    let file = desk.folder.path().join("others.jsonl");
    let line = format!("{{\"text\":{TEXT:?},\"label\":[[23,31,\"ROLE\"],[35,44,\"LOC\"]],\"name\":\"a.txt\"}}");
    std::fs::write(&file, line).expect("written");
    desk.key(CTRL_SHIFT, Key::I);
    desk.settle();
    assert_eq!(desk.keyboard(), "Format");
    desk.text("d");
    desk.settle();
    desk.focus("File or folder");
    desk.text(&file.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert_eq!(look.problem, None);
    let labels: Vec<(&str, &str)> = look.labels.iter().map(|row| (row.label.as_str(), row.meaning.as_str())).collect();
    assert_eq!(labels, [("LOC", ""), ("ROLE", "")]);
    assert!(look.losses.iter().any(|line| line.contains("“Taschkent”")), "{look:?}");
    desk.focus("Meaning of ROLE");
    desk.press(Key::ArrowDown);
    desk.settle();
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert!(look.sample.iter().any(|line| line == "actor: Minister"), "{look:?}");
    desk.push("Import now");
    let ended = desk.program().desk.open.exchange.clone();
    let ended = ended.ended.clone().unwrap_or_else(|| panic!("it has not ended: {ended:?}"));
    assert_eq!(ended.sentence, "1 records imported into 1 articles; 0 articles made.");
    desk.press(Key::Escape);
    desk.settle();
    assert_eq!(desk.work().actors.len(), 2, "the article on the screen shows it: {:?}", desk.said());
    assert!(desk.saved("a.anna.ron").contains("Imported(\"doccano: others.jsonl\")"));
    // It is the last thing that was done, and is taken back first.
    desk.key(CTRL, Key::Z);
    desk.settle();
    let left: Vec<&str> = desk.work().actors.values().map(|actor| actor.authorship.created_by.as_str()).collect();
    assert_eq!((left.len(), desk.marked()), (1, vec!["Wang Xiaohong".to_owned()]), "{:?}", desk.said());
    desk.key(CTRL_SHIFT, Key::Z);
    assert_eq!(desk.work().actors.len(), 2);
}

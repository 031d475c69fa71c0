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
    let id =
        desk.work().actors.keys().find(|id| desk.work().actors[*id].label == "ROLE").cloned().expect("the minister");
    let mark = glossator::core::marks::MarkRef { id, part: 0 };
    desk.program_mut().apply(glossator::session::Action::SelectMark(Some(mark)));
    desk.settle();
    assert!(desk.sees("imported from doccano: others.jsonl"), "below its form it says where it comes from");
    // It is the last thing that was done, and is taken back first.
    desk.key(CTRL, Key::Z);
    desk.settle();
    let left: Vec<&str> = desk.work().actors.values().map(|actor| actor.authorship.created_by.as_str()).collect();
    assert_eq!((left.len(), desk.marked()), (1, vec!["Wang Xiaohong".to_owned()]), "{:?}", desk.said());
    desk.key(CTRL_SHIFT, Key::Z);
    desk.settle();
    assert_eq!(desk.work().actors.len(), 2, "{:?}", desk.said());
}

#[test]
fn file_with_the_work_of_several_asks_whose_is_wanted() {
    let mut desk = marked();
    let file = desk.folder.path().join("tasks.json");
    let annotation = |who: &str, (start, end): (usize, usize)| {
        format!(
            "{{\"completed_by\":{{\"email\":\"{who}\"}},\"result\":[{{\"id\":\"{who}\",\"type\":\"labels\",\"from_name\":\"label\",\
             \"to_name\":\"text\",\"value\":{{\"start\":{start},\"end\":{end},\"labels\":[\"PER\"]}}}}]}}"
        )
    };
    let (one, other) = (annotation("a@example.org", (23, 31)), annotation("b@example.org", (35, 44)));
    let tasks =
        format!("[{{\"data\":{{\"text\":{TEXT:?},\"article_name\":\"a.txt\"}},\"annotations\":[{one},{other}]}}]");
    std::fs::write(&file, tasks).expect("written");
    desk.key(CTRL_SHIFT, Key::I);
    desk.settle();
    desk.text("l");
    desk.settle();
    desk.focus("File or folder");
    desk.text(&file.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
    let look = |desk: &Desk| desk.program().desk.open.exchange.look.clone().expect("a look");
    let problem = look(&desk).problem.expect("several people");
    assert!(problem.contains("a@example.org (1 article, 1 mark), b@example.org (1 article, 1 mark)"), "{problem}");
    assert!(problem.contains("“Work of”"), "{problem}");
    desk.focus("Work of");
    desk.text("b");
    desk.settle();
    assert_eq!(look(&desk).problem, None);
    desk.push("Import now");
    desk.press(Key::Escape);
    desk.settle();
    let quotes = desk.marked();
    assert!(quotes.contains(&"Taschkent".to_owned()) && !quotes.contains(&"Minister".to_owned()), "{quotes:?}");
}

const OTHER: &str = "Der Präsident empfing den Botschafter in Hanoi.";

/// Marks in three articles: the one on the screen, one beside it, one that the import makes.
fn three() -> String {
    let line = |text: &str, (start, end): (usize, usize), name: &str| {
        let meta = format!("\"meta\":{{\"article:name\":\"{name}\"}}");
        format!("{{\"text\":{text:?},\"label\":[[{start},{end},\"PER\"]],{meta}}}\n")
    };
    line(TEXT, (23, 31), "a.txt") + &line(OTHER, (4, 13), "b.txt") + &line("Tran kam.", (0, 4), "c.txt")
}

/// A corpus with the first two of them, where two words are marked.
fn two_articles() -> Desk {
    let articles = [("a.txt", TEXT), ("b.txt", OTHER)];
    let mut desk = Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() });
    desk.times(2, CTRL_SHIFT, Key::ArrowRight);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    desk
}

/// Imports lines of doccano by the dialog.
fn import(desk: &mut Desk, lines: &str) {
    let file = desk.folder.path().join("others.jsonl");
    std::fs::write(&file, lines).expect("written");
    desk.key(CTRL_SHIFT, Key::I);
    desk.settle();
    desk.text("d");
    desk.settle();
    desk.focus("File or folder");
    desk.key(CTRL, Key::A);
    desk.text(&file.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
    desk.push("Import now");
    let ended = desk.program().desk.open.exchange.ended.clone().expect("it has ended");
    assert!(ended.good, "{ended:?}");
    desk.press(Key::Escape);
    desk.settle();
}

fn key(desk: &mut Desk, modifiers: egui::Modifiers) {
    desk.key(modifiers, Key::Z);
    desk.settle();
}

/// The program ended and begun again.
fn restarted(mut desk: Desk) -> Desk {
    desk.settle();
    let Desk { harness, folder } = desk;
    drop(harness);
    let article = folder.path().join("corpus/a.txt");
    Desk::over(folder, Some(article), Some("anna"), [1300.0, 820.0])
}

fn there(desk: &Desk, name: &str) -> bool {
    desk.corpus().join(name).exists()
}

#[test]
fn import_into_three_articles_is_one_step_back_and_one_forth() {
    for restart in [false, true] {
        let mut desk = two_articles();
        let before = desk.saved("a.anna.ron");
        import(&mut desk, &three());
        let imported = ["a.anna.ron", "b.anna.ron", "c.anna.ron", "c.txt"].map(|name| desk.saved(name));
        assert!(imported.iter().all(|text| !text.is_empty()));
        if restart {
            desk = restarted(desk);
        }
        assert_eq!(
            desk.program().desk.history.undo_name(),
            Some("Import 3 records into 3 articles from doccano JSONL")
        );
        key(&mut desk, CTRL);
        assert!(desk.says("Undone: Import 3 records into 3 articles"), "{:?}", desk.said());
        assert_eq!(desk.saved("a.anna.ron"), before);
        assert_eq!(desk.marked(), ["Wang Xiaohong"]);
        assert!(!there(&desk, "b.anna.ron") && !there(&desk, "c.anna.ron") && !there(&desk, "c.txt"));
        assert!(there(&desk, "_glossator/previous/c.txt"));
        let listed: Vec<&str> =
            desk.program().desk.workspace.entries().iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(listed, ["a.txt", "b.txt"]);
        if restart {
            desk = restarted(desk);
        }
        assert_eq!(desk.program().desk.history.undo_name(), Some("Mark “Wang Xiaohong” as actor"));
        key(&mut desk, CTRL_SHIFT);
        let again = ["a.anna.ron", "b.anna.ron", "c.anna.ron", "c.txt"].map(|name| desk.saved(name));
        assert_eq!(again, imported, "{:?}", desk.said());
        assert_eq!(desk.work().actors.len(), 2);
        // And what was done before it is still to be taken back after it.
        key(&mut desk, CTRL);
        key(&mut desk, CTRL);
        assert_eq!(desk.marked(), Vec::<String>::new(), "{:?}", desk.said());
    }
}

#[test]
fn import_is_taken_back_after_what_was_done_later_and_before_what_was_done_earlier() {
    let mut desk = two_articles();
    import(&mut desk, &three());
    desk.select("Protokoll");
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["Wang Xiaohong", "Minister", "Protokoll"]);
    key(&mut desk, CTRL);
    assert_eq!(desk.marked(), ["Wang Xiaohong", "Minister"]);
    key(&mut desk, CTRL);
    assert_eq!(desk.marked(), ["Wang Xiaohong"]);
    key(&mut desk, CTRL);
    assert_eq!(desk.marked(), Vec::<String>::new());
    for _ in 0..3 {
        key(&mut desk, CTRL_SHIFT);
    }
    assert_eq!(desk.marked(), ["Wang Xiaohong", "Minister", "Protokoll"], "{:?}", desk.said());
    assert!(there(&desk, "b.anna.ron") && there(&desk, "c.txt"));
}

#[test]
fn import_of_which_something_was_changed_by_another_program_is_taken_back_but_for_that() {
    let mut desk = two_articles();
    import(&mut desk, &three());
    let path = desk.corpus().join("b.anna.ron");
    let changed = std::fs::read_to_string(&path).expect("read").replacen("note: \"\"", "note: \"checked\"", 2);
    std::fs::write(&path, &changed).expect("written");
    key(&mut desk, CTRL);
    assert!(desk.says("What was changed since stays: b.txt: "), "{:?}", desk.said());
    assert!(std::fs::read_to_string(&path).expect("it stays").contains("checked"));
    assert_eq!(desk.marked(), ["Wang Xiaohong"]);
    assert!(!there(&desk, "c.txt"));
    assert_eq!(desk.program().desk.history.undo_name(), Some("Mark “Wang Xiaohong” as actor"));
}

/// Takes the last import back as the shell does.
fn taken_back_in_the_shell(desk: &Desk) {
    use glossator::store::disk::Folder;
    use glossator::store::exchange::{Travel, travel};
    use glossator::store::saver::Saver;
    let at = "2026-01-02T03:04:05Z";
    let wish = Travel { annotator: "anna", back: true, import: None, kind: "", at, after: 0, dry_run: false };
    let folder = Folder::new(desk.corpus());
    let done = travel(&folder, &wish, &mut Saver::default(), &mut |_, _| true).expect("there is one");
    assert_eq!((done.stayed, done.problem), (Vec::new(), None));
}

#[test]
fn import_taken_back_in_the_shell_is_joined_with_what_the_window_has_open() {
    for begun in [false, true] {
        let articles = [("a.txt", TEXT), ("b.txt", OTHER)];
        let mut desk = if begun {
            // The import has begun the work, so that its file is gone when it is taken back.
            Desk::new(&Setting { articles: &articles, open: Some("a.txt"), ..Setting::default() })
        } else {
            two_articles()
        };
        import(&mut desk, &three());
        taken_back_in_the_shell(&desk);
        desk.select("Protokoll");
        desk.press(Key::A);
        desk.press(Key::Escape);
        desk.settle();
        let expected: &[&str] = if begun { &["Protokoll"] } else { &["Wang Xiaohong", "Protokoll"] };
        assert_eq!(desk.marked(), expected, "{:?}", desk.said());
        let saved = desk.saved("a.anna.ron");
        assert!(saved.contains("Protokoll") && !saved.contains("quote: \"Minister\""), "{saved}");
        key(&mut desk, CTRL);
        key(&mut desk, CTRL);
        assert!(!there(&desk, "b.anna.ron") && !there(&desk, "c.txt"), "{:?}", desk.said());
    }
}

/// Opens the import dialog on a file of Label Studio.
fn opens_import_of(desk: &mut Desk, file: &std::path::Path) {
    desk.key(CTRL_SHIFT, Key::I);
    desk.settle();
    desk.text("l");
    desk.settle();
    desk.focus("File or folder");
    desk.text(&file.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
}

#[test]
fn work_of_several_comes_in_as_the_work_of_each_and_is_remembered_with_what_words_mean() {
    let mut desk = marked();
    let file = desk.folder.path().join("tasks.json");
    let region = |who: &str, label: &str, (start, end): (usize, usize)| {
        format!(
            "{{\"id\":\"{who}{start}\",\"type\":\"labels\",\"from_name\":\"label\",\"to_name\":\"text\",\
             \"value\":{{\"start\":{start},\"end\":{end},\"labels\":[\"{label}\"]}}}}"
        )
    };
    let annotation = |who: &str, results: &[String]| {
        format!("{{\"completed_by\":{{\"email\":\"{who}\"}},\"result\":[{}]}}", results.join(","))
    };
    let tasks = |name: &str| {
        let one = annotation("eva@example.org", &[region("e", "Speaker", (23, 31))]);
        let other = annotation("max@example.org", &[region("m", "Speaker", (35, 44))]);
        format!("[{{\"data\":{{\"text\":{TEXT:?},\"article_name\":\"{name}\"}},\"annotations\":[{one},{other}]}}]")
    };
    std::fs::write(&file, tasks("a.txt")).expect("written");
    opens_import_of(&mut desk, &file);
    desk.focus("Work of");
    desk.text("each");
    desk.settle();
    desk.focus("eva@example.org here");
    desk.key(egui::Modifiers::CTRL, Key::A);
    desk.text("eva");
    desk.press(Key::Enter);
    desk.settle();
    desk.focus("Meaning of Speaker");
    desk.text("a");
    desk.settle();
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert!(look.facts[0].starts_with("eva: 1 records would come into 1 articles"), "{look:?}");
    desk.push("Import now");
    desk.settle();
    let ended = desk.program().desk.open.exchange.ended.clone().expect("it has ended");
    assert!(ended.good && ended.sentence.contains("max_example_org: 1 records imported"), "{ended:?}");
    desk.press(Key::Escape);
    desk.settle();
    assert!(desk.saved("a.eva.ron").contains("Speaker") && desk.saved("a.max_example_org.ron").contains("Speaker"));
    // Another file of the same make knows it all again.
    let second = desk.folder.path().join("more.json");
    std::fs::write(&second, tasks("b.txt")).expect("written");
    opens_import_of(&mut desk, &second);
    desk.focus("Work of");
    desk.text("each");
    desk.settle();
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert!(look.remembered.as_deref().is_some_and(|said| said.contains("label-studio-tasks.ron")), "{look:?}");
    assert_eq!(look.labels[0].meaning, "actor", "{look:?}");
}

//! Opening: welcome, sample, folders, names, files that cannot be read.

use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::desk::{CTRL, Desk, Setting};

#[test]
fn welcome_screen_offers_folder_sample_and_path() {
    let desk = Desk::new(&Setting::default());
    for label in ["Open sample corpus", "Open path…"] {
        assert!(desk.harness.query_by_label(label).is_some(), "{label}");
    }
    assert!(desk.harness.query_all_by_label("Open folder…").count() >= 1);
}

#[test]
fn sample_corpus_opens_and_work_on_it_is_real() {
    let mut desk = Desk::new(&Setting::default());
    let at = desk.middle("Open sample corpus");
    desk.click(at, 1);
    desk.settle();
    assert!(desk.program().desk.workspace.entries().len() >= 8);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    let folder = desk.program().desk.open.root.clone().unwrap();
    assert!(folder.starts_with(desk.folder.path()));
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        // The two annotators whose work comes with it are others.
        .filter(|path| {
            let annotator = path.file_stem().map(std::path::Path::new).and_then(std::path::Path::extension);
            annotator.is_none_or(|name| name != "mira" && name != "tomas")
        });
    assert_eq!(files.count(), 1);
}

#[test]
fn annotator_is_asked_once_and_remembered() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins zwei")], annotator: None, ..Setting::default() });
    assert!(desk.harness.query_by_label("Who annotates?").is_some());
    desk.text("bao");
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.harness.query_by_label("Who annotates?").is_none());
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert!(desk.saved("a.bao.ron").contains("annotator: \"bao\""));
    let path = desk.corpus();
    let Desk { harness, folder } = desk;
    drop(harness);
    let again = Desk::over(folder, Some(path), None, [1000.0, 700.0]);
    assert!(again.harness.query_by_label("Who annotates?").is_none());
    assert_eq!(again.program().desk.open.annotator.as_deref(), Some("bao"));
}

#[test]
fn annotator_name_that_cannot_be_a_file_name_is_refused_at_once() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins")], annotator: None, ..Setting::default() });
    desk.text("a/b");
    desk.press(Key::Enter);
    assert!(desk.harness.query_by_label("Who annotates?").is_some());
    assert!(desk.program().desk.open.annotator.is_none());
}

#[test]
fn path_that_does_not_exist_is_said_and_nothing_is_closed() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins")], ..Setting::default() });
    desk.program_mut()
        .apply(glossator::session::Action::Open(glossator::session::Target::Path("/no/such/folder".into())));
    desk.settle();
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("no such folder")), "{notices:?}");
    assert!(desk.program().current().is_some());
}

#[test]
fn subfolders_and_markdown_are_listed_and_other_files_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir_all(corpus.join("2024/ار")).unwrap();
    std::fs::create_dir_all(corpus.join("_glossator")).unwrap();
    for name in ["a.txt", "b.md", "c.pdf", "2024/ار/خبر.txt", "a.anna.ron", "_glossator/x.txt", ".hidden.txt"] {
        std::fs::write(corpus.join(name), "Text").unwrap();
    }
    let desk = Desk::over(folder, Some(corpus), Some("anna"), [1000.0, 700.0]);
    let keys: Vec<&str> = desk.program().desk.workspace.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["2024/ار/خبر.txt", "a.txt", "b.md"]);
}

#[test]
fn ten_thousand_articles_are_listed_while_frames_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    for number in 0..10_000 {
        std::fs::write(corpus.join(format!("{number:05}.txt")), "Ein kurzer Text über wenig.").unwrap();
    }
    let mut desk = Desk::over(folder, Some(corpus), Some("anna"), [1000.0, 700.0]);
    desk.settle();
    let program = desk.program();
    assert_eq!(program.desk.workspace.entries().len(), 10_000);
    assert!(program.desk.workspace.entries().iter().all(|entry| entry.summary.is_some()));
    assert!(desk.harness.query_by_label_contains("0 of 10000 articles done").is_some());
    let rows = desk.harness.query_all_by_label_contains("Article 0").count();
    assert!((5..100).contains(&rows), "only what is visible is drawn: {rows}");
}

#[test]
fn file_that_does_not_parse_opens_read_only_with_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("a.txt"), "Eins zwei").unwrap();
    let broken = "(\n    format: 1,\n    nonsense\n";
    std::fs::write(corpus.join("a.anna.ron"), broken).unwrap();
    let mut desk = Desk::over(folder, Some(corpus.join("a.txt")), Some("anna"), [1300.0, 700.0]);
    let shown = desk.harness.query_by_label_contains("Read only.").is_some();
    assert!(shown, "the head of the article says it");
    desk.press(Key::A);
    assert!(desk.marked().is_empty());
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("Line 3, column 5")), "{notices:?}");
    assert_eq!(desk.saved("a.anna.ron"), broken);
}

#[test]
fn filter_of_the_list_finds_articles_by_name() {
    let mut desk =
        Desk::new(&Setting { articles: &[("alpha.txt", "Eins"), ("beta.txt", "Zwei")], ..Setting::default() });
    desk.key(CTRL, Key::L);
    desk.text("bet");
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ToString::to_string).as_deref(), Some("beta.txt"));
}

#[test]
fn dropped_folder_is_opened() {
    #[derive(Debug)]
    struct Dropped(std::path::PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &std::path::Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("a folder".into())
        }
    }
    let mut desk = Desk::new(&Setting::default());
    let corpus = desk.corpus();
    std::fs::write(corpus.join("a.txt"), "Eins").unwrap();
    desk.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(corpus.clone())));
    desk.harness.step();
    desk.settle();
    assert_eq!(desk.program().desk.open.root.as_ref(), Some(&corpus));
    assert!(desk.program().current().is_some());
}

#[test]
fn article_that_cannot_be_read_is_passed_by_the_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("a.txt"), [0xff, 0xfe, 0x00, 0xd8]).unwrap();
    std::fs::write(corpus.join("b.txt"), "Zwei").unwrap();
    let mut desk = Desk::over(folder, Some(corpus), Some("anna"), [1000.0, 700.0]);
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ToString::to_string).as_deref(), Some("b.txt"));
}

#[test]
fn path_that_is_wrong_stays_in_its_dialog_to_be_mended() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins")], ..Setting::default() });
    desk.key(crate::desk::CTRL_SHIFT, Key::O);
    desk.text("/no/such");
    desk.press(Key::Enter);
    assert!(desk.harness.query_by_label("Open path").is_some(), "the dialog is still there");
    let good = desk.corpus().display().to_string();
    desk.key(CTRL, Key::A);
    desk.text(&good);
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.harness.query_by_label("Open path").is_none());
    assert!(desk.program().current().is_some());
}

#[test]
fn cancelled_question_for_the_name_leads_back_to_the_welcome_screen() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins")], annotator: None, ..Setting::default() });
    desk.press(Key::Escape);
    desk.settle();
    assert!(desk.harness.query_by_label("Open sample corpus").is_some());
}

#[test]
fn narrow_window_gives_the_article_room() {
    let text = "Ein langer Satz mit vielen Wörtern, der umbrochen werden muss, damit man ihn lesen kann.";
    let desk = Desk::new(&Setting {
        articles: &[("a.txt", text)],
        open: Some("a.txt"),
        size: [800.0, 600.0],
        ..Setting::default()
    });
    let paragraph = desk
        .harness
        .get_by(|node| node.role() == egui::Role::Paragraph && node.label().is_some_and(|t| t.contains("Satz")));
    let panels = desk.harness.get_by_label_contains("Actors panel").rect();
    assert!(paragraph.rect().width() > 240.0, "{:?}", paragraph.rect());
    assert!(paragraph.rect().right() < panels.left(), "{:?} {panels:?}", paragraph.rect());
}

#[test]
fn list_is_called_by_key_in_a_narrow_window_and_goes_again() {
    let mut desk = Desk::new(&Setting {
        articles: &[("alpha.txt", "Eins"), ("beta.txt", "Zwei")],
        size: [800.0, 600.0],
        ..Setting::default()
    });
    assert!(desk.harness.query_by_label("Filter of the article list").is_none(), "the article comes first");
    desk.key(CTRL, Key::L);
    desk.text("bet");
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ToString::to_string).as_deref(), Some("beta.txt"));
    assert!(desk.harness.query_by_label("Filter of the article list").is_none(), "the list has gone again");
}

#[test]
fn corpus_with_unsaved_work_is_not_left_without_a_word() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins zwei")], ..Setting::default() });
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    // Somebody else writes the file, so that the next save must not replace it.
    std::fs::write(desk.corpus().join("a.anna.ron"), "(format: 1)").unwrap();
    desk.press(Key::X);
    desk.settle();
    desk.key(CTRL, Key::W);
    assert!(desk.program().current().is_some(), "the work is still there");
    let notices = desk.program().session.notices.all();
    assert!(notices.iter().any(|notice| notice.text.contains("Not everything is saved")), "{notices:?}");
    desk.key(CTRL, Key::W);
    desk.settle();
    assert!(desk.harness.query_by_label("Open sample corpus").is_some(), "the second time it is meant");
    assert_eq!(std::fs::read_to_string(desk.corpus().join("a.anna.ron")).unwrap(), "(format: 1)");
}

#[test]
fn what_the_start_has_to_say_stands_beside_the_corpus_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Eins").unwrap();
    let options = glossator::app::Options {
        path: Some(folder.path().to_owned()),
        sample: false,
        annotator: Some("a b".to_owned()),
        folders: None,
    };
    let world = Box::new(crate::desk::FixedWorld::default());
    let ctx = egui::Context::default();
    let mut program = glossator::app::Glossator::new(&ctx, options, world, glossator::store::trace::Trace::default());
    program.settle();
    let said: Vec<String> = program.session.notices.all().iter().map(|notice| notice.text.clone()).collect();
    assert!(said.iter().any(|text| text.contains("has a space")), "{said:?}");
}

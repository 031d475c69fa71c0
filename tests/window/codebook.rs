//! Beginning a corpus with a schema, and recoding when the schema has changed, as a person does.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use glossator::core::annotation::{Agreement, Id, Kind, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::ArticleKey;
use glossator::session::command::{Command, File, Go, Side};
use glossator::session::state::Dialog;
use glossator::store::disk::Folder;
use glossator::store::{format, read};

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Ein Abkommen wurde unterzeichnet.\n";
const NEW: &str = r#"(id: "ours", version: "2", base: "default-1",
    replaced_by: { "topics": { "DRUGS": "TRAFFICKING", "TRAIN": ["EXERCISE", "COURSES"] } },
    extend: { "topics": [(code: "COURSES", label: "Courses")] },
)"#;

/// Writes an article with an agreement on these topics.
fn article(root: &Path, name: &str, topics: &[&str]) {
    fs::write(root.join(name), TEXT).unwrap();
    let article = read::read_article(&Folder::new(root), &ArticleKey::new(name)).unwrap();
    let place = Place::of(Span { start: 0, end: "Ein Abkommen".len() });
    let mut agreement = Agreement::new(Id::new(Kind::Agreement, 1), place);
    agreement.topics = topics.iter().map(|&topic| topic.to_owned()).collect();
    let mut work = Work::default();
    work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
    let stem = name.strip_suffix(".txt").unwrap();
    fs::write(root.join(format!("{stem}.anna.ron")), format::write(&work, &article, "anna", &Schema::default()))
        .unwrap();
}

/// A corpus of three articles whose schema has changed, with the first one open and the schema on the left.
fn changed() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("corpus");
    fs::create_dir_all(root.join("_glossator")).unwrap();
    fs::write(root.join("_glossator/schema.ron"), NEW).unwrap();
    article(&root, "a.txt", &["DRUGS"]);
    article(&root, "b.txt", &["DRUGS", "TRAIN"]);
    article(&root, "c.txt", &["EXERCISE"]);
    let mut desk = Desk::over(folder, Some(root.join("a.txt")), Some("anna"), [1300.0, 820.0]);
    show_schema(&mut desk);
    desk
}

fn show_schema(desk: &mut Desk) {
    desk.program_mut().apply(glossator::session::Action::Run(Command::Go(Go::Side(Side::Schema))));
    desk.settle();
}

fn topics(desk: &mut Desk) -> [String; 3] {
    ["a", "b", "c"].map(|name| {
        let text = desk.saved(&format!("{name}.anna.ron"));
        let line =
            text.lines().find(|line| line.trim_start().starts_with("topics:")).unwrap_or_default().trim().to_owned();
        line.trim_start_matches("topics: ").trim_end_matches(',').to_owned()
    })
}

const OLD: [&str; 3] = [r#"["DRUGS"]"#, r#"["DRUGS", "TRAIN"]"#, r#"["EXERCISE"]"#];
const RECODED: [&str; 3] = [r#"["TRAFFICKING"]"#, r#"["TRAFFICKING", "TRAIN"]"#, r#"["EXERCISE"]"#];

#[test]
fn old_codes_are_counted_recoded_in_one_step_and_taken_back_also_after_a_restart() {
    let mut desk = changed();
    assert!(desk.harness.query_by_label("Old codes: 2 in 2 articles · 1 to read again").is_some(), "{:?}", desk.said());
    assert_eq!(topics(&mut desk), OLD);
    desk.push("Recode 2");
    assert_eq!(topics(&mut desk), RECODED, "{:?}", desk.said());
    assert!(desk.says("2 recoded in 2 articles. Ctrl+Z takes it back."), "{:?}", desk.said());
    assert_eq!(desk.program().current().unwrap().work.agreements.values().next().unwrap().topics, ["TRAFFICKING"]);
    assert!(desk.harness.query_by_label("Old codes: 0 in 0 articles · 1 to read again").is_some());
    assert!(desk.harness.query_by_label_contains("Recode").is_none(), "there is nothing left to recode");
    let Desk { harness, folder } = desk;
    drop(harness);
    let path = folder.path().join("corpus/a.txt");
    let mut desk = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    let step = "Recode 2 records in 2 articles by schema ours, version 2";
    assert_eq!(desk.program().desk.history.undo_name(), Some(step));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!(topics(&mut desk), OLD, "{:?}", desk.said());
    desk.key(CTRL_SHIFT, Key::Z);
    desk.settle();
    assert_eq!(topics(&mut desk), RECODED, "{:?}", desk.said());
}

#[test]
fn recoding_is_taken_back_but_for_what_somebody_has_changed() {
    let mut desk = changed();
    desk.push("Recode 2");
    let path = desk.corpus().join("b.anna.ron");
    let edited = desk.saved("b.anna.ron").replacen("title: \"\"", "title: \"Treaty\"", 1);
    assert!(edited.contains("Treaty"), "{edited}");
    fs::write(&path, &edited).unwrap();
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert!(desk.says("What was changed since stays: b.txt: g-10000000: it was changed since."), "{:?}", desk.said());
    assert_eq!(topics(&mut desk), [OLD[0], RECODED[1], OLD[2]]);
}

#[test]
fn list_leads_to_what_has_to_be_read_again() {
    let mut desk = changed();
    desk.push("Review…");
    desk.push("b.txt · Ein Abkommen: topics: “TRAIN” was split into EXERCISE, COURSES");
    assert_eq!(desk.program().desk.open.pane.article.as_ref().map(ArticleKey::as_str), Some("b.txt"));
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    assert_eq!(mark.id.as_str(), "g-10000000");
}

#[test]
fn schema_that_replaces_nothing_says_nothing_of_old_codes() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() });
    show_schema(&mut desk);
    assert!(desk.harness.query_by_label_contains("ld codes").is_none());
}

#[test]
fn corpus_is_begun_with_a_schema_that_ships() {
    let mut desk = Desk::new(&Setting::default());
    desk.push("New corpus from…");
    assert!(matches!(desk.program().session.dialog, Dialog::NewCorpus(_)));
    let root = desk.folder.path().join("treaties");
    desk.text(&root.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.program().desk.open.root.as_deref(), Some(root.as_path()), "{:?}", desk.said());
    assert_eq!(desk.program().session.dialog, Dialog::None);
    assert!(root.join("_glossator/schema.ron").is_file());
    assert_ne!(desk.program().desk.workspace.schema().id, Schema::default().id);
}

#[test]
fn corpus_that_has_a_schema_is_not_begun_again() {
    let mut desk = changed();
    let root = desk.corpus();
    desk.program_mut().apply(glossator::session::Action::Run(Command::File(File::NewCorpus)));
    desk.settle();
    desk.text(&root.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
    assert!(desk.says("has a schema already"), "{:?}", desk.said());
    assert!(matches!(desk.program().session.dialog, Dialog::NewCorpus(_)), "the path can be changed");
    assert_eq!(fs::read_to_string(root.join("_glossator/schema.ron")).unwrap(), NEW);
}

#[test]
fn article_done_under_an_earlier_version_is_set_done_again_by_the_key_and_then_passed_by() {
    const CHANGED: &str = r#"(id: "ours", version: "2", base: "default-1",
        changes: [(version: "2", note: "Signed only where a day is named.", reread: ["status"])],
    )"#;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("corpus");
    fs::create_dir_all(root.join("_glossator")).unwrap();
    fs::write(root.join("_glossator/schema.ron"), CHANGED.replace("\"2\"", "\"1\"")).unwrap();
    article(&root, "a.txt", &[]);
    article(&root, "b.txt", &[]);
    let file = root.join("a.anna.ron");
    let known = fs::read_to_string(&file).unwrap().replace("parties_unknown: false", "parties_unknown: true");
    fs::write(&file, known).unwrap();
    let mut desk = Desk::over(folder, Some(root.join("a.txt")), Some("anna"), [1300.0, 820.0]);
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert!(desk.saved("a.anna.ron").contains("schema_version: \"1\""));
    let Desk { harness, folder } = desk;
    drop(harness);
    fs::write(root.join("_glossator/schema.ron"), CHANGED).unwrap();
    let mut desk = Desk::over(folder, Some(root.join("a.txt")), Some("anna"), [1300.0, 820.0]);
    let shown = |desk: &Desk| desk.program().desk.open.pane.article.as_ref().map(ToString::to_string);
    let asked = |desk: &Desk| desk.program().desk.open.pane.problems.iter().any(|one| one.number == 41);
    assert!(asked(&desk));
    desk.key(CTRL, Key::Enter);
    desk.settle();
    assert!(desk.saved("a.anna.ron").contains("schema_version: \"2\""));
    assert_eq!(shown(&desk).as_deref(), Some("b.txt"));
}

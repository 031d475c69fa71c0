//! Articles added in the window, and what their sources propose for the head of the article.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, Key};
use glossator::core::annotation::{Basis, LanguageTag};
use glossator::session::state::Dialog;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const TEXT: &str = "Wang Xiaohong traf den Minister in Taschkent.\n";
const NEW: &str = "España-y-Marruecos-renuevan-el-convenio-de-patrullas-mixtas.txt";

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/pages/{name}.html"))
}

fn desk() -> Desk {
    Desk::new(&Setting { articles: &[("a.txt", TEXT)], open: Some("a.txt"), ..Setting::default() })
}

/// Adds what stands at a path, by keyboard.
fn add(desk: &mut Desk, path: &Path) {
    desk.key(CTRL_SHIFT, Key::F);
    desk.settle();
    assert_eq!((desk.program().session.dialog.clone(), desk.keyboard()), (Dialog::Add, "Choose files…".to_owned()));
    desk.focus("File or folder");
    desk.text(&path.display().to_string());
    desk.press(Key::Enter);
    desk.settle();
}

#[test]
fn page_becomes_an_article_and_proposes_its_head() {
    let mut desk = desk();
    add(&mut desk, &page("cookie_banner"));
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert_eq!((look.problem.clone(), look.facts[0].as_str()), (None, "1 article would be added."));
    assert!(desk.sees("publication date 2022-05-19: article:published_time"), "{look:?}");
    desk.push("Add now");
    let ended = desk.program().desk.open.exchange.ended.clone().expect("it has ended");
    assert_eq!(ended.sentence, "1 article added; 0 there already, 0 left out.");
    desk.press(Key::Escape);
    desk.settle();
    desk.key(CTRL, Key::ArrowUp);
    desk.settle();
    assert_eq!(desk.program().current().map(|it| it.article.key.to_string()).as_deref(), Some(NEW));
    // One by one, and then all that is left.
    desk.push("Take publication date 2022-05-19 (article:published_time)");
    let header = &desk.work().header;
    assert_eq!((header.published.as_str(), header.publisher.as_str()), ("2022-05-19", ""));
    assert_eq!(header.published_basis, Basis::External("article:published_time".into()));
    desk.key(CTRL_SHIFT, Key::P);
    desk.settle();
    let header = &desk.work().header;
    assert_eq!((header.publisher.as_str(), &header.language), ("El Faro del Estrecho", &LanguageTag::Set("es".into())));
    assert_eq!(header.url, "https://elfaro.example/patrullas-mixtas");
    assert_eq!(header.beside.remarks["url"].basis, Some(Basis::External("<link rel=\"canonical\">".into())));
    desk.key(CTRL_SHIFT, Key::P);
    assert!(desk.says("proposes nothing that is not in the header already"), "{:?}", desk.said());
    // Step by step back.
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!((desk.work().header.url.as_str(), desk.work().header.published.as_str()), ("", "2022-05-19"));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!(desk.work().header.published, "");
}

#[test]
fn columns_of_a_table_are_chosen_in_the_dialog() {
    let mut desk = desk();
    let table = desk.folder.path().join("press.csv");
    std::fs::write(&table, "kopf;corps;tag\nAbkommen;Ein Abkommen liegt vor.;3.5.2024\nNur zwei;Zellen\n")
        .expect("written");
    add(&mut desk, &table);
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    let columns: Vec<&str> = look.columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((look.sample.len(), columns), (0, vec!["kopf", "corps", "tag"]));
    assert!(look.losses[0].contains("which column is the text?"), "{look:?}");
    for (name, downs) in [("Column with the text", 2), ("Column with the title", 1)] {
        for _ in 0..downs {
            desk.focus(name);
            desk.press(Key::ArrowDown);
            desk.settle();
        }
    }
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert_eq!(look.sample, ["Abkommen"], "{look:?}");
    assert!(look.losses.iter().any(|line| line.contains("line 3: it has 2 cells")), "{look:?}");
    desk.push("Add now");
    let text = std::fs::read_to_string(desk.corpus().join("Abkommen.txt")).expect("it was made");
    assert_eq!(text, "Abkommen\n\nEin Abkommen liegt vor.\n");
    desk.press(Key::Escape);
    desk.settle();
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert!(desk.says("Undone: Add an article"), "{:?}", desk.said());
    assert!(!desk.corpus().join("Abkommen.txt").exists() && desk.corpus().join("a.txt").exists());
    desk.key(CTRL_SHIFT, Key::Z);
    desk.settle();
    assert!(desk.corpus().join("Abkommen.txt").exists(), "{:?}", desk.said());
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read by its path".into())
    }
}

#[test]
fn pages_dropped_on_the_window_are_looked_at() {
    let mut desk = desk();
    for name in ["thai", "amp"] {
        desk.harness.input_mut().dropped_files.push(Arc::new(Dropped(page(name))));
    }
    desk.harness.step();
    desk.settle();
    assert_eq!(desk.program().session.dialog, Dialog::Add);
    let look = desk.program().desk.open.exchange.look.clone().expect("a look");
    assert_eq!(look.facts[0], "2 articles would be added.");
    assert!(desk.sees("2 files: thai.html, amp.html"));
}

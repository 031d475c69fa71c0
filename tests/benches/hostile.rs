//! Texts and lists that nobody writes and somebody opens: 99 MB, twenty million empty lines, a letter with two million
//! accents, a word of 5 MB, a registry of 50,000 entries, a schema of 20,000 rules.
//!
//! `cargo bench --bench hostile`

#![allow(
    missing_docs,
    dead_code,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures of small numbers and uses a part of the window"
)]

mod window;

use std::path::Path;
use std::time::{Duration, Instant};

use glossator::core::annotation::{Kind, Name, Place, RegistryEntry};
use glossator::core::intent::Intent;
use glossator::core::schema::{Condition, RuleDef};
use glossator::core::shared::{Registry, Shared};
use glossator::core::text::Span;
use glossator::core::words::Names;
use glossator::session::Action;
use glossator::session::command::{Command, Go, Side};
use glossator::store::shared::Snapshot;
use window::{Window, text_of, write_article};

/// Opens an article frame by frame; gives the time until its text is there and the longest frame.
fn open(path: &Path) -> (Window, f64, f64) {
    let began = Instant::now();
    let mut window = Window::begin(path);
    let mut longest = 0.0_f64;
    while window.program.current().is_none() {
        longest = longest.max(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(2));
    }
    longest = longest.max(window.frame(Vec::new()));
    let opened = began.elapsed().as_secs_f64() * 1000.0;
    // What goes on in the background comes in later frames.
    let until = Instant::now() + Duration::from_secs(6);
    while Instant::now() < until {
        longest = longest.max(window.frame(Vec::new()));
        std::thread::sleep(Duration::from_millis(10));
    }
    (window, opened, longest)
}

/// Marks some text here and there; from the wish to the end of the frame that shows it, and the longest frame after it.
fn mark(window: &mut Window) -> (f64, f64) {
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    let text = window.program.current().expect("an article is open").article.text.clone();
    let (mut shown, mut after) = (0.0_f64, 0.0_f64);
    for number in 1..20 {
        let at = text.floor(text.len() / 20 * number);
        let from = text.previous_edge(at);
        let span = text.word_at(at, &Names::default()).unwrap_or(Span { start: from, end: text.next_edge(from + 1) });
        let began = window::processor();
        let intent = Intent::Mark(Kind::Actor, Place::of(span));
        window.program.apply(Action::Change { article: Some(article.clone()), intent });
        window.frame(Vec::new());
        shown = shown.max(window::processor() - began);
        for _ in 0..10 {
            after = after.max(window.frame(Vec::new()));
        }
    }
    (shown, after)
}

fn texts() {
    let folder = tempfile::tempdir().expect("a folder for articles");
    let texts = [
        ("article of 10 MB", "a10.txt", text_of(10_000_000, false)),
        ("article of 99 MB", "a99.txt", text_of(99_000_000, false)),
        ("20 MB of line feeds", "lines.txt", "\n".repeat(20_000_000)),
        ("two million accents", "accents.txt", format!("Titel\n\ne{}\n", "\u{301}".repeat(2_000_000))),
        ("one word of 5 MB", "word.txt", "Wort".repeat(1_250_000)),
        ("99 MB in one line", "line.txt", text_of(99_000_000, true)),
    ];
    println!(
        "| | text there (wall) | longest frame | at rest | scrolling, longest | mark in sight, longest | frames after it |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, file, text) in &texts {
        write_article(folder.path(), file, text, 0);
        let (mut window, opened, longest) = open(&folder.path().join(file));
        let rest: f64 = (0..100).map(|_| window.frame(Vec::new())).sum::<f64>() / 100.0;
        let scrolling = (0..200).map(|_| window.wheel(-400.0)).fold(0.0, f64::max);
        let (shown, after) = mark(&mut window);
        println!(
            "| {name} | {opened:.0} ms | {longest:.1} ms | {rest:.2} ms | {scrolling:.1} ms | {shown:.1} ms | {after:.1} ms |"
        );
    }
}

/// Makes entries with eight names each.
fn entries(count: usize) -> Vec<RegistryEntry> {
    let parts = ["kari", "mov", "wang", "xiao", "hong", "mir", "ziyo", "yev", "nguyen", "van", "tran", "quoc"];
    let word = |number: usize| format!("{}{}{}", parts[number % 12], parts[number / 12 % 12], parts[number / 144 % 12]);
    let entry = |number: usize| {
        let name = |nth: usize| Name {
            text: format!("{} {}", word(number * 7 + nth), word(number / 3 + nth * 11)),
            ..Name::default()
        };
        RegistryEntry {
            names: (1..8).map(name).collect(),
            ..RegistryEntry::new(format!("r-{number:06}"), "person", name(0).text)
        }
    };
    (0..count).map(entry).collect()
}

fn registries() {
    println!(
        "\n| registry | longest frame at opening | longest around a new actor | its list coming up | a letter typed into its search |"
    );
    println!("|---|---|---|---|---|");
    for count in [5_000, 50_000] {
        let folder = tempfile::tempdir().expect("a folder for articles");
        write_article(folder.path(), "a.txt", &text_of(30_000, false), 200);
        std::fs::create_dir(folder.path().join("_glossator")).expect("a folder");
        let shared = Shared { registry: Registry::of(entries(count)), ..Shared::default() };
        write_shared(folder.path(), &Snapshot::of(&shared));
        let (mut window, _, longest) = open(&folder.path().join("a.txt"));
        let until = Instant::now() + Duration::from_secs(20);
        let mut longest = longest;
        while window.program.desk.workspace.shared.registry.entries().size() < count && Instant::now() < until {
            longest = longest.max(window.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(5));
        }
        let article = window.program.desk.open.pane.article.clone();
        let id =
            window.program.current().and_then(|opened| opened.work.actors.keys().next().cloned()).expect("an actor");
        let began = window::processor();
        let intent = Intent::NewEntryFor(id, glossator::core::intent::Slot::Links, "Neuer Name".into());
        window.program.apply(Action::Change { article, intent });
        window.frame(Vec::new());
        let mut made = window::processor() - began;
        for _ in 0..300 {
            made = made.max(window.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(10));
        }
        window.program.apply(Action::Run(Command::Go(Go::Side(Side::Registry))));
        let listed = (0..30).map(|_| window.frame(Vec::new())).fold(0.0, f64::max);
        let letters = "karimov xiao".chars();
        let typed = letters.map(|letter| window.frame(vec![egui::Event::Text(letter.to_string())])).fold(0.0, f64::max);
        println!("| {count} entries | {longest:.1} ms | {made:.1} ms | {listed:.1} ms | {typed:.1} ms |");
    }
}

fn write_shared(root: &Path, snapshot: &Snapshot) {
    let mut files = glossator::store::shared::Base::default();
    let folder = glossator::store::disk::Folder::new(root);
    glossator::store::shared::save_shared(&folder, snapshot, &mut Snapshot::default(), &mut files)
        .expect("it is written");
}

fn schema() {
    let folder = tempfile::tempdir().expect("a folder for articles");
    write_article(folder.path(), "a.txt", &text_of(30_000, false), 200);
    let mut window = Window::open(&folder.path().join("a.txt"));
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    for number in 0..20 {
        let place = Place::of(Span { start: number * 50, end: number * 50 + 40 });
        let intent = Intent::Mark(Kind::Agreement, place);
        window.program.apply(Action::Change { article: Some(article.clone()), intent });
    }
    let mut schema = (**window.program.desk.workspace.schema()).clone();
    let when = Condition::parse("level instrument and not status signed").expect("a condition");
    let rule = |number: usize| RuleDef::warning(format!("x_{number}"), when.clone(), "Is it?");
    schema.rules = (0..20_000).map(rule).collect();
    window.program.desk.workspace.set_schema(std::sync::Arc::new(schema));
    let checked = (0..300).map(|_| window.frame(Vec::new())).fold(0.0, f64::max);
    window.program.apply(Action::Run(Command::Go(Go::Side(Side::Schema))));
    let listed = (0..30).map(|_| window.frame(Vec::new())).fold(0.0, f64::max);
    println!(
        "\nA schema of 20,000 rules: longest frame {checked:.1} ms while they are checked, {listed:.1} ms with its list"
    );
}

fn main() {
    texts();
    registries();
    schema();
}

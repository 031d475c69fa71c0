//! Records at their full size: completion over a large registry, checks and panels of an article with many
//! records. `cargo bench --bench records`

#![allow(
    missing_docs,
    dead_code,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bench prints figures of small numbers and uses a part of the window"
)]

mod window;

use std::sync::Arc;

use egui::{Event, pos2, vec2};
use glossator::core::annotation::{Agreement, Id, Kind, Name, Party, Place, Record, RegistryEntry};
use glossator::core::checks;
use glossator::core::text::Span;
use glossator::core::workspace::Edit;
use glossator::session::Action;
use glossator::session::command::{Command, Go, Side};
use window::{Window, processor, text_of, write_article};

/// Entries of the registry.
const ENTRIES: usize = 5_000;

const SYLLABLES: [&str; 24] = [
    "ka", "ri", "mov", "wang", "xiao", "hong", "mir", "zi", "yo", "yev", "nguyen", "van", "tran", "quoc", "to", "mah",
    "mud", "taw", "fik", "bo", "bo", "jon", "ov", "sa",
];
const ARABIC: [&str; 12] =
    ["وانغ", "شياو", "هونغ", "مير", "ضيائيف", "محمود", "توفيق", "كريم", "وزارة", "الداخلية", "سعيد", "نور"];
const CYRILLIC: [&str; 8] = ["Мир", "зиё", "ев", "Кари", "мов", "Ван", "Сяо", "хун"];

/// Draws numbers that are always the same.
struct Lots(u64);

impl Lots {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn name(&mut self, parts: &[&str], words: usize, joint: &str) -> String {
        let word = |lots: &mut Self| {
            let count = 2 + lots.draw(2);
            (0..count).map(|_| parts[lots.draw(parts.len())]).collect::<Vec<_>>().join(joint)
        };
        (0..words).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}

fn entry(number: usize, lots: &mut Lots) -> RegistryEntry {
    let name = |text: String| Name { text, ..Name::default() };
    let mut names: Vec<Name> = (0..3).map(|_| name(lots.name(&SYLLABLES, 2, ""))).collect();
    names.extend((0..2).map(|_| name(lots.name(&ARABIC, 1, " "))));
    names.extend((0..2).map(|_| name(lots.name(&CYRILLIC, 2, ""))));
    RegistryEntry { names, ..RegistryEntry::new(format!("r-{number:08}"), "person", lots.name(&SYLLABLES, 2, "")) }
}

struct Figures(Vec<f64>);

impl Figures {
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[((sorted.len() - 1) as f64 * share).round() as usize]
    }

    fn print(&self, what: &str) {
        println!("| {what} | {:.2} ms | {:.2} ms | {:.2} ms |", self.at(0.5), self.at(0.99), self.at(1.0));
    }
}

fn timed(times: usize, mut act: impl FnMut(usize)) -> Figures {
    Figures(
        (0..times)
            .map(|number| {
                let began = processor();
                act(number);
                processor() - began
            })
            .collect(),
    )
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    // 260 mentions and 40 agreements: 300 records.
    write_article(folder.path(), "a.txt", &text_of(30_000, false), 260);
    let mut window = Window::open(&folder.path().join("a.txt"));
    println!(
        "Processor time. {ENTRIES} entries with 8 names each beside those shipped; an article with 300 records.\n"
    );
    println!("| | median | p99 | worst |\n|---|---|---|---|");
    let mut lots = Lots(7);
    let entries: Vec<RegistryEntry> = (0..ENTRIES).map(|number| entry(number, &mut lots)).collect();
    timed(1, |_| {
        for entry in &entries {
            window.program.desk.workspace.shared.put(None, Some(Record::Entry(Arc::new(entry.clone()))));
        }
    })
    .print("put all entries into the registry");
    let queries = queries(&entries);
    let registry = &window.program.desk.workspace.shared.registry;
    timed(queries.len(), |number| {
        std::hint::black_box(registry.search(&queries[number], 40).len());
    })
    .print("completion, one query");
    timed(500, |number| {
        let entry = entries[number * 7 % ENTRIES].clone();
        window.program.desk.workspace.shared.put(None, Some(Record::Entry(Arc::new(entry))));
    })
    .print("change of one entry");
    agreements(&mut window);
    let records = window.program.current().map(|opened| opened.work.counts().iter().sum::<usize>());
    assert_eq!(records, Some(300));
    window.settle();
    {
        let workspace = &window.program.desk.workspace;
        let opened = window.program.current().expect("an article is open");
        timed(50, |_| {
            std::hint::black_box(checks::check(workspace, opened).len());
        })
        .print("all checks");
    }
    typing(&mut window);
    panels(&mut window);
    window.program.apply(Action::Run(Command::Go(Go::Side(Side::Registry))));
    window.settle();
    let wheel = |window: &mut Window, x: f32, number: usize| {
        let points = if (number / 60).is_multiple_of(2) { -90.0 } else { 90.0 };
        window.frame(vec![Event::PointerMoved(pos2(x, 500.0)), wheel_event(points)])
    };
    Figures((0..600).map(|number| wheel(&mut window, 120.0, number)).collect()).print("frame, registry scrolling");
}

fn wheel_event(points: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    }
}

/// Names as people type them: whole, by their beginnings, turned round, in other scripts, and nonsense.
fn queries(entries: &[RegistryEntry]) -> Vec<String> {
    let mut queries: Vec<String> = Vec::new();
    for entry in entries.iter().step_by(37) {
        queries.push(entry.name_en.clone());
        queries.extend(entry.names.iter().map(|name| name.text.clone()));
        queries.push(entry.name_en.chars().take(3).collect());
        queries.push(entry.name_en.split(' ').rev().collect::<Vec<_>>().join(" "));
    }
    queries.extend(["w", "م", "Мирзиёев", "Xiaohong Wang", "ميرضيائيف", "zzzz qqqq", "!!!"].map(str::to_owned));
    queries
}

/// Adds forty agreements over the text.
fn agreements(window: &mut Window) {
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    let text = window.program.current().expect("an article is open").article.text.clone();
    let edits: Vec<Edit> = (0..40)
        .map(|number| {
            let start = text.floor(number * text.len() / 41);
            let end = text.next_edge(text.floor(start + 120));
            let place = Place::of(text.trim(text.snap(Span { start, end })));
            let mut agreement = Agreement::new(Id::new(Kind::Agreement, 7000 + number as u64), place);
            agreement.parties = ["UZB", "CHN"].map(|actor| Party::of(actor, "state")).into();
            agreement.topics = ["CT", "CYBER", "TRAIN"].map(str::to_owned).to_vec();
            Edit { article: Some(article.clone()), before: None, after: Some(Record::Agreement(Arc::new(agreement))) }
        })
        .collect();
    window.program.desk.workspace.apply(&edits).expect("the agreements fit");
}

/// Types a name into the field of an actor, with the list under it.
fn typing(window: &mut Window) {
    window.program.apply(Action::Run(Command::Go(Go::Panel(Kind::Actor))));
    window.settle();
    let letters = "mirziyoyev karimov xiaohong mahmud tawfik";
    let figures: Vec<f64> = letters.chars().map(|letter| window.frame(vec![Event::Text(letter.to_string())])).collect();
    Figures(figures).print("frame, a letter typed into the actor field");
    window.program.apply(Action::Focus(glossator::session::action::Focus::Article));
    window.settle();
}

/// Scrolls each panel, an agreement with all its fields open in the last.
fn panels(window: &mut Window) {
    window.program.apply(Action::Run(Command::Go(Go::Panel(Kind::Agreement))));
    window.settle();
    for (name, y) in [("actors", 120.0), ("dates", 330.0), ("agreements, one open", 650.0)] {
        let figures = (0..400).map(|number| {
            let points = if (number / 40) % 2 == 0 { -90.0 } else { 90.0 };
            window.frame(vec![Event::PointerMoved(pos2(1250.0, y)), wheel_event(points)])
        });
        Figures(figures.collect()).print(&format!("frame, panel of {name} scrolling"));
    }
}

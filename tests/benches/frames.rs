//! Frames in processor time, with medians and 99th percentiles, as the table of the README has them.
//!
//! `cargo bench --bench frames`

#![allow(
    missing_docs,
    dead_code,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures of small numbers and uses a part of the window"
)]

mod window;

use std::time::Instant;

use glossator::core::annotation::{Kind, Place};
use glossator::core::intent::{ActorField, Intent};
use glossator::core::text::Span;
use glossator::core::words::Names;
use glossator::session::Action;
use window::{Window, text_of, write_article};

struct Figures(Vec<f64>);

impl Figures {
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index"
        )]
        sorted[((sorted.len() - 1) as f64 * share).round() as usize]
    }
}

fn scroll(window: &mut Window, frames: usize) -> Figures {
    for _ in 0..60 {
        window.wheel(-120.0);
    }
    let mut figures = Vec::new();
    for number in 0..frames {
        let points = if number % 400 < 300 { -120.0 } else { 160.0 };
        figures.push(window.wheel(points));
    }
    Figures(figures)
}

/// Marks words one after the other; measures from the wish to the end of the next frame.
fn mark(window: &mut Window, times: usize) -> Figures {
    let mut figures = Vec::new();
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    let text = window.program.current().expect("an article is open").article.text.clone();
    let mut at = 0;
    while figures.len() < times {
        at = text.next_word(at, true, &Names::default());
        let Some(word) = text.word_at(at, &Names::default()) else { continue };
        let place = Place::of(Span { start: word.start, end: word.end });
        let began = window::processor();
        let intent = Intent::Mark(Kind::Agreement, place);
        window.program.apply(Action::Change { article: Some(article.clone()), intent });
        window.frame(Vec::new());
        figures.push(window::processor() - began);
    }
    window.settle();
    Figures(figures)
}

/// Changes a note again and again; measures from the wish until the file is flushed and renamed.
fn save(window: &mut Window, times: usize) -> Figures {
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    let id =
        window.program.current().expect("an article is open").work.actors.keys().next().cloned().expect("an actor");
    let mut figures = Vec::new();
    for number in 0..times {
        let field = ActorField::Note(format!("note {number}"));
        let began = Instant::now();
        let intent = Intent::SetActor(id.clone(), field);
        window.program.apply(Action::Change { article: Some(article.clone()), intent });
        window.program.settle();
        figures.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    assert!(window.program.all_saved(), "the work is saved");
    Figures(figures)
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder for articles");
    let articles = [
        ("small.txt", text_of(5_000, false), 50),
        ("large.txt", text_of(1_000_000, false), 10_000),
        ("single.txt", text_of(1_000_000, true), 10_000),
    ];
    for (name, text, marks) in &articles {
        write_article(folder.path(), name, text, *marks);
    }
    println!(
        "| article | open to first paint (wall) | frame at rest | scroll median | scroll p99 | new mark in sight | change on disk (wall) |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, text, marks) in &articles {
        let mut opens = Vec::new();
        for _ in 0..5 {
            let mut fresh = Window::begin(&folder.path().join("small.txt"));
            fresh.settle();
            let began = Instant::now();
            fresh.program.apply(Action::Open(glossator::session::Target::Path(folder.path().join(name))));
            while fresh.program.desk.open.pane.article.is_none() {
                fresh.frame(Vec::new());
                std::thread::yield_now();
            }
            fresh.frame(Vec::new());
            opens.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        let mut window = Window::open(&folder.path().join(name));
        let still = Figures((0..200).map(|_| window.frame(Vec::new())).collect());
        let scrolling = scroll(&mut window, 1500);
        let marking = mark(&mut window, 60);
        let saving = save(&mut window, 15);
        println!(
            "| {name}: {} kB, {marks} marks | {:.1} ms | {:.2} ms | {:.2} ms | {:.2} ms | {:.2} ms | {:.0} ms |",
            text.len() / 1000,
            Figures(opens).at(0.5),
            still.at(0.5),
            scrolling.at(0.5),
            scrolling.at(0.99),
            marking.at(0.5),
            saving.at(0.5),
        );
    }
    let [mut small, mut large] = ["small.txt", "large.txt"].map(|name| Window::open(&folder.path().join(name)));
    // Frame by frame in turn, so that a machine that slows down slows both.
    let pairs = |draw: &mut dyn FnMut(&mut Window) -> f64, small: &mut Window, large: &mut Window| {
        let (a, b): (Vec<f64>, Vec<f64>) = (0..800).map(|_| (draw(small), draw(large))).unzip();
        Figures(b).at(0.5) / Figures(a).at(0.5)
    };
    let rest = pairs(&mut |window| window.frame(Vec::new()), &mut small, &mut large);
    let mut turn = 0;
    let mut swing = |window: &mut Window| {
        turn += 1;
        window.wheel(if turn / 80 % 2 == 0 { -40.0 } else { 40.0 })
    };
    let scrolling = pairs(&mut swing, &mut small, &mut large);
    println!();
    println!("Large to small, frame by frame in turn: at rest {rest:.2}, scrolling {scrolling:.2}");
}

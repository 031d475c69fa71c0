//! Parts of reading, measured alone: `cargo bench --bench reading`.

#![allow(
    missing_docs,
    dead_code,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures of small numbers and uses a part of the window"
)]

mod window;

use divan::Bencher;
use glossator::core::concordance;
use glossator::core::language;
use glossator::core::marks::Marks;
use glossator::core::text::{Span, Text};
use glossator::shape::Family;
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll};
use glossator::shape::fonts::Fonts;
use window::{Window, text_of, write_article};

fn main() {
    divan::main();
}

const ARTICLES: [(&str, &str); 3] = [
    ("German", include_str!("../../assets/sample/01_de_grenzhelfer.txt")),
    ("Vietnamese", include_str!("../../assets/sample/02_vi_cuu_ho.txt")),
    ("Arabic", include_str!("../../assets/sample/04_ar_multaqa_almaabir.txt")),
];

fn style() -> ArticleStyle {
    ArticleStyle { family: Family::Serif, size: 18.0, spacing: 1.0, width: 612.0, pixels_per_point: 1.0 }
}

/// First layout of the part of an article that a window shows, fonts warm.
#[divan::bench(args = ["German", "Vietnamese", "Arabic"])]
fn first_layout_of_the_visible_part(bencher: Bencher<'_, '_>, name: &str) {
    let text =
        ARTICLES.iter().find(|(other, _)| *other == name).map(|(_, text)| Text::canonical(text)).expect("a sample");
    let direction = language::article_direction(text.as_str());
    let mut fonts = Fonts::new(false);
    bencher.bench_local(|| {
        let mut layout = ArticleLayout::new(text.clone(), direction, style());
        layout.visible(&mut fonts, Scroll::default(), 800.0).len()
    });
}

/// Looking for a name through a megabyte of text that has it once, at its end.
#[divan::bench(args = ["German", "Vietnamese", "Arabic"])]
fn name_in_a_megabyte(bencher: Bencher<'_, '_>, language: &str) {
    let (_, text) = ARTICLES.iter().find(|(other, _)| *other == language).expect("a sample");
    let name = if language == "Arabic" { "وانغ شيا هونغ" } else { "Wang Xiaohong" };
    let text = Text::canonical(&format!("{}\n\n{name}\n", text.repeat(1_000_000 / text.len())));
    bencher.bench_local(|| {
        let found = concordance::find(&text, name);
        assert_eq!(found.len(), 1);
        found
    });
}

/// Opening an article of 5 kB with 50 marks that has been read: cut, laid out, painted for the first time.
#[divan::bench]
fn open_article_with_fifty_marks(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    write_article(folder.path(), "a.txt", &text_of(5_000, false), 50);
    write_article(folder.path(), "b.txt", &text_of(4_900, false), 50);
    let mut window = Window::open(&folder.path().join("a.txt"));
    let keys: Vec<_> = window.program.desk.workspace.entries().iter().map(|entry| entry.key.clone()).collect();
    let mut turn = 0;
    for key in &keys {
        window.program.apply(glossator::session::Action::Open(glossator::session::Target::Article(key.clone())));
        window.settle();
    }
    bencher.bench_local(|| {
        turn += 1;
        let key = keys[turn % keys.len()].clone();
        window.program.apply(glossator::session::Action::Open(glossator::session::Target::Article(key)));
        window.frame(Vec::new())
    });
}

/// Lanes and look-up tables of 10,000 marks.
#[divan::bench]
fn lanes_of_ten_thousand_marks(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    write_article(folder.path(), "a.txt", &text_of(1_000_000, false), 10_000);
    let window = Window::open(&folder.path().join("a.txt"));
    let work = window.program.current().expect("an article is open").work.clone();
    bencher.bench_local(|| Marks::of(&work).all().len());
}

/// The rectangles of a selection over half of a 100 kB paragraph.
#[divan::bench]
fn rectangles_of_a_long_selection(bencher: Bencher<'_, '_>) {
    let text = Text::canonical(&text_of(20_000, true));
    let mut fonts = Fonts::new(false);
    let mut layout = ArticleLayout::new(text, language::Direction::Ltr, style());
    layout.visible(&mut fonts, Scroll::default(), 800.0);
    bencher.bench_local(|| {
        let span = Span { start: 0, end: 10_000 };
        layout.rects_in_window(&mut fonts, Scroll::default(), span, 800.0).len()
    });
}

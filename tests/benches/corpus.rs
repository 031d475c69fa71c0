//! Large corpora: what a frame costs at 1,000, 10,000 and 100,000 articles, with the ratio of the last to the first.
//!
//! `cargo bench --bench corpus`, or with other numbers of articles behind `--`.

#![allow(
    missing_docs,
    dead_code,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures of small numbers and uses a part of the window"
)]

mod window;

use std::path::Path;
use std::sync::Arc;

use egui::Event;
use glossator::core::annotation::{ActorMention, Agreement, Id, Kind, Party, Place, Work};
use glossator::core::intent::Intent;
use glossator::core::marks::MarkRef;
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::words::Names;
use glossator::core::workspace::ArticleKey;
use glossator::session::Action;
use glossator::session::action::Focus;
use glossator::session::command::{Command, Go, Side};
use glossator::store::disk::Folder;
use glossator::store::{format, read};
use window::Window;

/// States that sign, two at a time.
const STATES: [&str; 12] = ["UZB", "CHN", "KAZ", "DEU", "FRA", "VNM", "RUS", "TUR", "ITA", "EGY", "IND", "IRN"];

const TEXT: &str = "Treffen der Ministerien\n\nDie Ministerien beider Staaten haben am 29. Oktober 2024 ein Protokoll \
                    unterzeichnet. Es regelt den Austausch von Beamten.\n";

/// Writes articles with an agreement, its two parties and its date each; every second pair of states meets again.
fn write_corpus(folder: &Path, articles: usize) {
    let place = |words: &str| {
        let start = TEXT.find(words).expect("the words stand there");
        Place::of(Span { start, end: start + words.len() })
    };
    for number in 0..articles {
        // A thousand a folder, as corpora of this size have them.
        let (inside, name) = (format!("{:03}", number / 1000), format!("{number:06}"));
        let path = folder.join(&inside);
        if number % 1000 == 0 {
            std::fs::create_dir(&path).expect("a folder for articles");
        }
        std::fs::write(path.join(format!("{name}.txt")), TEXT).expect("the article is written");
        let key = ArticleKey::new(&format!("{inside}/{name}.txt"));
        let article = read::read_article(&Folder::new(folder), &key).expect("the article is read");
        let parties = [number % STATES.len(), (number / STATES.len() + number % STATES.len() + 1) % STATES.len()];
        let id = |kind, nth: usize| Id::new(kind, (number * 8 + nth) as u64);
        let mut work = Work::default();
        for (nth, words) in ["Ministerien", "Staaten"].into_iter().enumerate() {
            let links = vec![STATES[parties[nth]].to_owned()];
            let actor = ActorMention { links, ..ActorMention::new(id(Kind::Actor, nth), place(words)) };
            work.actors.insert(actor.id.clone(), Arc::new(actor));
        }
        let mut agreement = Agreement::new(id(Kind::Agreement, 2), place("ein Protokoll"));
        let party = |nth: usize| Party::of(STATES[parties[nth]], "state");
        agreement.parties = vec![party(0), party(1)];
        "protocol".clone_into(&mut agreement.kind);
        agreement.dates.signed.value = format!("20{:02}-{:02}-11", number % 25, number / 25 % 12 + 1);
        work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
        let written = format::write(&work, &article, "anna", &Schema::default());
        std::fs::write(path.join(format!("{name}.anna.ron")), written).expect("the work is written");
    }
}

/// The median and the longest of some frames, in milliseconds.
struct Frames(Vec<f64>);

impl Frames {
    fn of(window: &mut Window, count: usize) -> Self {
        Self((0..count).map(|_| window.frame(Vec::new())).collect())
    }

    fn longest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }
}

/// Gives the memory of the process that is resident, in megabytes.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1000.0
}

fn go(window: &mut Window, side: Side) -> Frames {
    window.program.apply(Action::Run(Command::Go(Go::Side(side))));
    Frames::of(window, 30)
}

/// Marks words of the article on the screen; from the wish to the end of the frame that shows it.
fn mark(window: &mut Window) -> Frames {
    let article = window.program.desk.open.pane.article.clone().expect("an article is open");
    let text = window.program.current().expect("an article is open").article.text.clone();
    let mut at = 0;
    let mut figures = Vec::new();
    while figures.len() < 8 {
        at = text.next_word(at, true, &Names::default());
        let Some(word) = text.word_at(at, &Names::default()) else { break };
        let began = window::processor();
        let intent = Intent::Mark(Kind::Date, Place::of(word));
        window.program.apply(Action::Change { article: Some(article.clone()), intent });
        window.frame(Vec::new());
        figures.push(window::processor() - began);
        figures.push(Frames::of(window, 20).longest());
    }
    Frames(figures)
}

/// Measures everything at one number of articles: rows of a name and milliseconds.
fn measure(articles: usize) -> Vec<(&'static str, f64)> {
    let folder = tempfile::tempdir().expect("a folder for articles");
    write_corpus(folder.path(), articles);
    let before = resident();
    let mut rows = Vec::new();
    let mut window = Window::begin(folder.path());
    let mut opening = Frames(Vec::new());
    while window.program.desk.open.listing.running || window.program.desk.open.pane.article.is_none() {
        opening.0.push(window.frame(Vec::new()));
        std::thread::sleep(std::time::Duration::from_millis(4));
    }
    opening.0.extend(Frames::of(&mut window, 200).0);
    rows.push(("longest frame while the folder is read and summed up", opening.longest()));
    let agreement = window.program.current().and_then(|opened| opened.work.agreements.keys().next().cloned());
    rows.push(("frame at rest, list of articles", go(&mut window, Side::Articles).median()));
    window.program.apply(Action::SelectMark(agreement.map(|id| MarkRef { id, part: 0 })));
    let across = go(&mut window, Side::Across);
    rows.push(("frame at rest, other articles", across.median()));
    rows.push(("longest frame, other articles coming up", across.longest()));
    rows.push(("longest frame around a new mark, other articles", mark(&mut window).longest()));
    rows.push(("longest frame, registry coming up", go(&mut window, Side::Registry).longest()));
    window.program.apply(Action::ShowEntry(Some("UZB".to_owned())));
    rows.push(("longest frame, a state and where it stands", Frames::of(&mut window, 200).longest()));
    window.program.apply(Action::Run(Command::Go(Go::Side(Side::Articles))));
    window.program.apply(Action::Focus(Focus::Filter));
    Frames::of(&mut window, 4);
    let typed = "0042".chars().map(|letter| window.frame(vec![Event::Text(letter.to_string())]));
    rows.push(("longest frame, a letter typed into the filter", Frames(typed.collect()).longest()));
    rows.push(("resident memory above an empty window, MB", resident() - before));
    rows
}

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    let columns: Vec<Vec<(&str, f64)>> = sizes.iter().map(|articles| measure(*articles)).collect();
    println!("Processor time of the frame thread, in milliseconds.\n");
    print!("| |");
    for articles in &sizes {
        print!(" {articles} articles |");
    }
    println!(" last : first |\n|---|{}---|", "---|".repeat(sizes.len()));
    for row in 0..columns[0].len() {
        print!("| {} |", columns[0][row].0);
        for column in &columns {
            print!(" {:.2} |", column[row].1);
        }
        println!(" {:.1} |", columns[columns.len() - 1][row].1 / columns[0][row].1);
    }
}

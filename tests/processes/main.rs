//! Real processes on a real disk: programs killed in the middle of work, and two programs on one corpus.
//!
//! This test has a main of its own because it starts itself again as the programs it watches.
#![expect(clippy::print_stdout, reason = "the programs tell what was acknowledged, and the test its figures")]

#[path = "../common/left_out.rs"]
mod left_out;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use glossator::app::{Glossator, Options, RealWorld};
use glossator::core::annotation::{Kind, Place, Work};
use glossator::core::intent::{CorpusIntent, HeaderField, Intent};
use glossator::core::text::Span;
use glossator::core::workspace::Access;
use glossator::session::Action;
use glossator::session::command::{Command as Key, Edit};
use glossator::store::trace::Trace;
use left_out::say;

/// Words of the article; a program marks one a round.
const WORDS: usize = 20_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("worker") => worker(Path::new(&arguments[2])),
        Some("rival") => rival(Path::new(&arguments[2]), &arguments[3]),
        // What the test runner asks of every test.
        Some("--list") => println!("processes: test"),
        _ => {
            killed_programs_lose_nothing_acknowledged();
            two_programs_on_one_corpus_keep_what_both_have_done();
            full_disk_keeps_what_was_there();
        }
    }
}

/// Gives a number that differs from call to call, below a bound.
fn random(bound: u64) -> u64 {
    getrandom::u64().expect("the system has random numbers") % bound
}

fn text() -> String {
    let words: Vec<String> = (0..WORDS).map(|number| format!("wort{number} ")).collect();
    words.concat()
}

fn open(corpus: &Path) -> Glossator {
    let ctx = egui::Context::default();
    Glossator::set_up(&ctx, glossator::shape::fonts::Fonts::new(false));
    let path = Some(corpus.join("a.txt"));
    let options = Options { path, annotator: Some("anna".to_owned()), ..Options::default() };
    let mut app = Glossator::new(&ctx, options, Box::new(RealWorld), Trace::default());
    app.settle();
    app
}

fn work(app: &Glossator) -> &Work {
    &app.current().expect("the article opens").work
}

fn change(app: &mut Glossator, intent: Intent) {
    let article = app.desk.open.pane.article.clone();
    app.apply(Action::Change { article, intent });
}

fn mark(app: &mut Glossator, word: usize) {
    let quote = format!("wort{word} ");
    let text = &app.current().expect("the article opens").article.text;
    let start = text.as_str().find(&quote).expect("the word is there");
    change(app, Intent::Mark(Kind::Actor, Place::of(Span::new(start, start + quote.len() - 1))));
}

fn note(app: &Glossator) -> usize {
    work(app).header.note.parse().unwrap_or(0)
}

/// Works until it is killed: one mark and one note a round, now and then an undo, a redo, an actor.
fn worker(corpus: &Path) {
    let mut app = open(corpus);
    let begin = note(&app);
    for round in begin + 1..WORDS {
        mark(&mut app, round);
        change(&mut app, Intent::SetHeader(HeaderField::Note(round.to_string())));
        match random(6) {
            0 => {
                app.apply(Action::Run(Key::Edit(Edit::Undo)));
                app.apply(Action::Run(Key::Edit(Edit::Redo)));
            }
            1 => {
                let intent = Intent::Corpus(CorpusIntent::NewEntry(format!("Actor {round}")));
                app.apply(Action::Change { article: None, intent });
            }
            _ => {}
        }
        app.settle();
        assert!(app.all_saved(), "{:?}", app.session.notices.all());
        println!("{round}");
        std::io::stdout().flush().expect("somebody reads");
    }
}

fn start(arguments: &[&str]) -> Child {
    let program = std::env::current_exe().expect("this program has a path");
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program starts")
}

fn killed_programs_lose_nothing_acknowledged() {
    let kills: usize = std::env::var("GLOSSATOR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.txt"), text()).expect("it can be written");
    let path = folder.path().to_string_lossy().into_owned();
    let (mut acknowledged, mut worked) = (0, 0);
    for kill in 0..kills {
        let mut child = start(&["worker", &path]);
        let lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let (first, begun) = std::sync::mpsc::channel();
        let killer = std::thread::spawn(move || {
            // One in five dies while it starts, the others somewhere in their work.
            if random(5) == 0 {
                begun.recv_timeout(Duration::from_millis(random(700))).ok();
            } else {
                begun.recv_timeout(Duration::from_secs(20)).expect("the program gets to work");
                let until = Instant::now() + Duration::from_micros(random(300_000));
                while Instant::now() < until {
                    std::thread::park_timeout(until - Instant::now());
                }
            }
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
        });
        for line in lines.lines().map_while(Result::ok) {
            acknowledged = line.parse().expect("a round");
            worked += 1;
            first.send(()).ok();
        }
        killer.join().expect("the program is killed");
        let app = open(folder.path());
        let opened = app.current().expect("the article opens");
        assert_eq!(opened.access, Access::Editable, "kill {kill}: the file cannot be used");
        assert!(note(&app) >= acknowledged, "kill {kill}: note {} after {acknowledged}", note(&app));
        let marked = opened.work.actors.len();
        assert!(marked >= acknowledged, "kill {kill}: {marked} marks after {acknowledged}");
        assert!(app.desk.workspace.shared.registry.entries().values().all(|entry| !entry.name_en.is_empty()));
        let problems: Vec<&str> = app.session.notices.all().iter().map(|notice| notice.text.as_str()).collect();
        assert!(!problems.iter().any(|text| text.contains("is not used")), "kill {kill}: {problems:?}");
    }
    assert!(worked > 0, "no program got as far as its first change");
    println!("{kills} kills, {worked} acknowledged rounds, 0 lost, 0 files unreadable");
}

/// Works beside another one: marks every second word, notes, and an actor now and then.
fn rival(corpus: &Path, name: &str) {
    let mut app = open(corpus);
    let offset = usize::from(name == "b");
    // Both begin at the same moment.
    println!("ready");
    std::io::stdin().read_line(&mut String::new()).expect("somebody says go");
    for round in 0..40 {
        mark(&mut app, 2 * round + offset);
        if random(2) == 0 {
            change(&mut app, Intent::SetHeader(HeaderField::Note(format!("{name} {round}"))));
        }
        if random(3) == 0 {
            let intent = Intent::Corpus(CorpusIntent::NewEntry(format!("{name}{round}")));
            app.apply(Action::Change { article: None, intent });
            println!("actor {name}{round}");
        }
        // Now and then several changes are under way at once.
        if random(3) > 0 {
            app.settle();
        }
    }
    app.settle();
    assert!(app.all_saved(), "{name}: {:?}", app.session.notices.all());
    println!("conflicts {}", work(&app).conflicts.len());
}

fn two_programs_on_one_corpus_keep_what_both_have_done() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.txt"), text()).expect("it can be written");
    let path = folder.path().to_string_lossy().into_owned();
    let mut rivals = ["a", "b"].map(|name| start(&["rival", &path, name]));
    for rival in &mut rivals {
        let mut ready = [0; 6];
        rival.stdout.as_mut().expect("it is piped").read_exact(&mut ready).expect("it gets ready");
    }
    for rival in &mut rivals {
        rival.stdin.take().expect("it is piped").write_all(b"go\n").expect("it listens");
    }
    let mut actors = BTreeSet::new();
    for rival in rivals {
        let output = rival.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
        let lines = String::from_utf8(output.stdout).expect("words");
        actors.extend(lines.lines().filter_map(|line| line.strip_prefix("actor ")).map(str::to_owned));
    }
    let app = open(folder.path());
    let opened = app.current().expect("the article opens");
    assert_eq!(opened.access, Access::Editable);
    let text = &opened.article.text;
    let marked: BTreeSet<&str> = opened.work.actors.values().map(|actor| text.slice(actor.place.cover())).collect();
    let missing: Vec<String> =
        (0..80).map(|word| format!("wort{word}")).filter(|word| !marked.contains(word.as_str())).collect();
    assert!(missing.is_empty(), "these marks are lost: {missing:?}");
    let names: BTreeSet<String> =
        app.desk.workspace.shared.registry.entries().values().map(|entry| entry.name_en.clone()).collect();
    let missing: Vec<&String> = actors.difference(&names).collect();
    assert!(missing.is_empty(), "these actors are lost: {missing:?}");
    let conflicts = opened.work.conflicts.len();
    let notes =
        [&opened.work.header.note].into_iter().cloned().chain(opened.work.conflicts.values().filter_map(|conflict| {
            match &conflict.other {
                Some(glossator::core::annotation::Record::Header(header)) => Some(header.note.clone()),
                _ => None,
            }
        }));
    let notes: BTreeSet<String> = notes.collect();
    assert!(conflicts > 0, "both have changed one note at the same time, and nobody was told");
    println!(
        "two programs: 80 marks and {} actors of both are there; {conflicts} conflicts are kept with both notes: {notes:?}",
        actors.len()
    );
}

/// Fills a small disk where one can be mounted, and says loudly where not.
fn full_disk_keeps_what_was_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(folder.path())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !mounted {
        say("LEFT OUT: this account may not mount a small disk, so a full one cannot be tried");
        return;
    }
    let result = std::panic::catch_unwind(|| {
        std::fs::write(folder.path().join("a.txt"), "wort0 wort1 wort2 wort3 ").expect("it fits");
        let mut app = open(folder.path());
        mark(&mut app, 0);
        app.settle();
        assert!(app.all_saved());
        let before = std::fs::read(folder.path().join("a.anna.ron")).expect("it is there");
        let filler = folder.path().join("filler");
        let mut size = 256 * 1024;
        while size > 0 && std::fs::write(&filler, vec![b'x'; size]).is_err() {
            size -= 4096;
        }
        for byte in (0..4096).rev().step_by(512) {
            // What is left after whole pages.
            if std::fs::write(folder.path().join("rest"), vec![b'x'; byte]).is_ok() {
                break;
            }
        }
        mark(&mut app, 1);
        app.settle();
        assert!(!app.all_saved(), "the disk is full");
        let said: Vec<String> = app.session.notices.all().iter().map(|notice| notice.text.clone()).collect();
        assert!(said.iter().any(|text| text.contains("The disk is full") && text.contains("a.anna.ron")), "{said:?}");
        assert_eq!(std::fs::read(folder.path().join("a.anna.ron")).expect("it is there"), before);
        assert!(!app.may_leave(), "the person is warned");
        mark(&mut app, 3);
        app.settle();
        assert!(!app.all_saved(), "a warning changes nothing about what is unsaved");
        std::fs::remove_file(&filler).expect("it can be deleted");
        mark(&mut app, 2);
        app.settle();
        assert!(app.all_saved(), "{:?}", app.session.notices.all());
        assert!(app.may_leave() && app.session.notices.all().is_empty(), "what was said is true no longer");
        drop(app);
        assert_eq!(work(&open(folder.path())).actors.len(), 4, "what was done on the full disk is saved with the rest");
    });
    Command::new("umount").arg(folder.path()).status().expect("what was mounted can be unmounted");
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
    println!("full disk: nothing lost, said with the path, saved once there was room");
}

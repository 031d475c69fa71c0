//! A large corpus, out and in, checked and counted: throughput and peak memory of the real program, and counts that
//! agree.
//!
//! `cargo bench --bench exchange -- [ARTICLES]` makes a corpus of 10,000 articles unless told otherwise. Memory is read
//! with `/usr/bin/time`; where that is missing, only the time is printed. `GLOSSATOR_PROGRAM` names another build to
//! be measured.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use glossator::core::annotation::{ActorMention, Agreement, DateMention, Id, Kind, Place, Record, State, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, read};

/// Formats measured.
const FORMATS: [&str; 6] = ["parquet", "json", "doccano", "prodigy", "cas-xmi", "conll"];
/// Marks of an article.
const MARKS: usize = 40;

fn main() {
    let wanted = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let articles: usize = wanted.unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).expect("made");
    let bytes = make(&corpus, articles);
    println!("{articles} articles, {:.1} MB of text, {MARKS} marks each", megabytes(bytes));
    let stats = Command::new(program()).args(["stats", "--format", "json"]).arg(&corpus).output();
    let stats: serde_json::Value = serde_json::from_slice(&stats.expect("it runs").stdout).expect("JSON");
    println!("| what | time | articles a second | peak memory |\n|---|---|---|---|");
    for command in ["check", "stats"] {
        let (seconds, memory) = run(Command::new(program()).arg(command).arg(&corpus), &[0, 1]);
        row(command, articles, seconds, &memory);
    }
    for format in FORMATS {
        let out = folder.path().join(format);
        let (seconds, memory) = export(&corpus, format, &out, &[]);
        let sheet = fs::read(out.join("_about/datasheet.json")).expect("a datasheet");
        let sheet: serde_json::Value = serde_json::from_slice(&sheet).expect("JSON");
        let done = &stats["annotators"]["anna"];
        for (label, name) in [("Actor", "actors"), ("Date", "dates"), ("Agreement", "agreements")] {
            assert_eq!(sheet["labels"][label], done[name], "{format}: the counts of {name} agree");
        }
        row(format, articles, seconds, &memory);
        if ["json", "doccano"].contains(&format) {
            let into = folder.path().join(format!("into-{format}"));
            fs::create_dir(&into).expect("made");
            let mut command = Command::new(program());
            command.arg("import").args([&into, &out]).args(["--from", format, "--annotator", "ben"]);
            let (seconds, memory) = run(&command, &[0]);
            row(&format!("{format}, back in"), articles, seconds, &memory);
            fs::remove_dir_all(&into).expect("removed");
        }
        if std::env::var_os("GLOSSATOR_KEEP").is_none() {
            fs::remove_dir_all(&out).expect("removed");
        }
    }
    let split = ["--split", "train=0.8,dev=0.1,test=0.1", "--seed", "7"];
    let (seconds, memory) = export(&corpus, "json", &folder.path().join("split"), &split);
    row("json, divided", articles, seconds, &memory);
    let tenth = folder.path().join("tenth");
    fs::create_dir(&tenth).expect("made");
    make(&tenth, articles / 10);
    for format in ["parquet", "json"] {
        let (seconds, memory) = export(&tenth, format, &folder.path().join(format!("tenth-{format}")), &[]);
        row(&format!("{format}, a tenth of the articles"), articles / 10, seconds, &memory);
    }
    if let Some(keep) = std::env::var_os("GLOSSATOR_KEEP") {
        fs::rename(folder.keep(), keep).expect("kept");
    }
}

/// Gives the path of the program that is measured.
fn program() -> String {
    std::env::var("GLOSSATOR_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_glossator").to_owned())
}

fn row(name: &str, articles: usize, seconds: f64, memory: &str) {
    println!(
        "| {name} | {seconds:.1} s | {:.0} | {memory} |",
        f64::from(u32::try_from(articles).unwrap_or(0)) / seconds
    );
}

fn megabytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}

/// Runs an export; gives seconds and peak memory.
fn export(corpus: &Path, format: &str, out: &Path, more: &[&str]) -> (f64, String) {
    let mut command = Command::new(program());
    command.arg("export").arg(corpus).args(["--to", format, "-o"]).arg(out).args(more);
    run(&command, &[0])
}

/// Runs a command that ends with one of these exit codes; gives seconds and peak memory.
fn run(wanted: &Command, codes: &[i32]) -> (f64, String) {
    let timed = Path::new("/usr/bin/time").exists();
    let mut command = Command::new(if timed { "/usr/bin/time".as_ref() } else { wanted.get_program() });
    if timed {
        command.arg("-v").arg(wanted.get_program());
    }
    command.args(wanted.get_args());
    let began = Instant::now();
    let output = command.output().expect("it runs");
    let seconds = began.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some_and(|code| codes.contains(&code)), "{said}");
    let peak = said.lines().find_map(|line| line.trim().strip_prefix("Maximum resident set size (kbytes): "));
    let peak = peak.and_then(|kilobytes| kilobytes.trim().parse::<usize>().ok());
    (seconds, peak.map_or("not known".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1000)))
}

/// Writes articles of about four kilobytes in four languages, with work on them; gives their bytes.
fn make(corpus: &Path, articles: usize) -> usize {
    let sentences = [
        (
            "de",
            "Der Minister {} traf am Montag seinen Kollegen in Taschkent und unterzeichnete ein Abkommen über die Grenze.",
        ),
        ("ar", "التقى الوزير {} نظيره في طشقند يوم الاثنين ووقعا مذكرة تفاهم بشأن التعاون الأمني بين البلدين."),
        (
            "vi",
            "Bộ trưởng {} đã gặp người đồng cấp tại Tashkent hôm thứ Hai và ký kết bản ghi nhớ về hợp tác biên giới.",
        ),
        ("uz", "Vazir {} dushanba kuni Toshkentda hamkasbi bilan uchrashdi va chegara bo‘yicha kelishuvni imzoladi."),
    ];
    let (disk, mut bytes) = (Folder::new(corpus), 0);
    for number in 0..articles {
        let (language, sentence) = sentences[number % sentences.len()];
        let lines =
            (0..36).map(|line| sentence.replace("{}", &format!("N{}", (number * 7919 + line * 104_729) % 1_000_003)));
        let text = lines.collect::<Vec<_>>().join(if number % 3 == 0 { "\n" } else { " " });
        bytes += text.len();
        let name = format!("{language}/{:03}/{number:06}.txt", number % 500);
        let path = corpus.join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, &text).expect("written");
        let article = read::read_article(&disk, &ArticleKey::new(&name)).expect("read");
        let mut work = Work::default();
        work.header.state = State::Done;
        for (at, (start, word)) in text.match_indices('N').take(MARKS).enumerate() {
            let end = start + text[start..].find(' ').unwrap_or(word.len());
            let (id, place) = ((number * 1000 + at) as u64, Place::of(Span { start, end }));
            work.put(
                None,
                Some(match at % 12 {
                    0 => Record::Agreement(Arc::new(Agreement::new(Id::new(Kind::Agreement, id), place))),
                    1..4 => Record::Date(Arc::new(DateMention::new(Id::new(Kind::Date, id), place))),
                    _ => {
                        let mut actor = ActorMention::new(Id::new(Kind::Actor, id), place);
                        actor.links = vec!["UZB".into()];
                        Record::Actor(Arc::new(actor))
                    }
                }),
            );
        }
        let written = format::write(&work, &article, "anna", &Schema::default());
        fs::write(path.with_extension("anna.ron"), written).expect("written");
    }
    bytes
}

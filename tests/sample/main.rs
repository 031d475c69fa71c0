//! The finished work of two annotators that comes with the sample corpus, made as they would make it.
//!
//! Every file of `assets/sample` that is not an article is what the program saves when `mira` and `tomas` enter their
//! readings; with `GLOSSATOR_UPDATE=1` the files are written anew. The two differ honestly: in where marks end, in what
//! is marked at all, in links, values, kinds and statuses, and each has records that the other has not.
#![allow(clippy::too_many_lines, reason = "a reading is a list, however long the article is")]

mod across;
mod arabic;
#[path = "../common/mod.rs"]
mod common;
mod cyrillic;
mod forum;
mod german;
mod names;
mod scribe;
mod shipped;
mod uzbek;
mod vietnamese;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use common::{Corpus, problems, samples, shown};
use glossator::core::annotation::{Id, State, Work};
use glossator::core::checks;
use glossator::core::finding::{Diagnostic, Severity};
use glossator::session::open::Saved;
use scribe::{Desk, Reader, Scribe};

/// An article, what reads it, and when each of the two does.
type Reading = (&'static str, fn(&mut Scribe<'_>), [&'static str; 2]);

/// The articles that are read.
const ARTICLES: [Reading; 6] = [
    ("01_de_grenzhelfer.txt", german::read, ["2025-11-17T09:40:00Z", "2025-11-18T08:15:00Z"]),
    ("02_vi_cuu_ho.txt", vietnamese::read, ["2025-11-17T11:05:00Z", "2025-11-18T09:30:00Z"]),
    ("03_ar_miyah_alwahat.txt", arabic::read, ["2025-11-18T09:20:00Z", "2025-11-19T08:10:00Z"]),
    ("04_ar_multaqa_almaabir.txt", forum::read, ["2025-11-18T14:30:00Z", "2025-11-19T10:45:00Z"]),
    ("05_uz_arxiv_memorandum.txt", uzbek::read, ["2025-11-19T09:00:00Z", "2025-11-20T08:20:00Z"]),
    ("06_uz_cyrl_arxiv_rejasi.txt", cyrillic::read, ["2025-11-19T10:50:00Z", "2025-11-20T09:55:00Z"]),
];

/// When the articles are compared.
const COMPARED: &str = "2025-11-21T10:00:00Z";

/// The folder of the sample corpus in the sources.
fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

/// Agreements by the number of the article, the reader and the title.
type Ids = BTreeMap<(usize, &'static str, String), Id>;

/// What is made.
#[derive(Default)]
struct Made {
    /// Files by their paths below the corpus, without the articles.
    files: BTreeMap<String, Vec<u8>>,
    /// The work of each reader on each article, in order.
    works: BTreeMap<&'static str, Vec<Work>>,
    /// What the checks find in the end, by article and reader.
    found: Vec<(&'static str, &'static str, Vec<Diagnostic>)>,
}

static MADE: LazyLock<Made> = LazyLock::new(make);

/// Lets both read, and one of them compare.
fn make() -> Made {
    let articles = samples();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let corpus = Corpus::of(&articles);
    let mut ids = Ids::new();
    for reader in [Reader::Mira, Reader::Tomas] {
        for (number, (article, read, days)) in ARTICLES.into_iter().enumerate() {
            let mut app = corpus.open(article, reader.name());
            app.set_world(Box::new(Desk::at(days[reader as usize], reader)));
            assert_eq!(shown(&app).work.header.state, State::New, "nobody sees the work of another as their own");
            names::enter(&mut app, number + 1);
            if reader == Reader::Mira {
                across::publisher(&mut app, number + 1);
            }
            read(&mut Scribe::at(&mut app, reader));
            for agreement in shown(&app).work.agreements.values() {
                ids.insert((number, reader.name(), agreement.title.clone()), agreement.id.clone());
            }
            save(app);
        }
    }
    let mut app = corpus.open(ARTICLES[5].0, Reader::Mira.name());
    app.set_world(Box::new(Desk::at(COMPARED, Reader::Mira)));
    across::identities(&mut app, &ids);
    save(app);

    let mut made = Made::default();
    for reader in [Reader::Mira, Reader::Tomas] {
        for (article, ..) in ARTICLES {
            let app = corpus.open(article, reader.name());
            made.works.entry(reader.name()).or_default().push((*shown(&app).work).clone());
            made.found.push((article, reader.name(), checks::check(&app.desk.workspace, shown(&app))));
        }
    }
    for name in
        corpus.names().into_iter().filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "ron"))
    {
        made.files.insert(name.clone(), corpus.bytes(&name));
    }
    for name in ["registry.ron", "agreements.ron", "sources.ron"].map(|name| format!("_glossator/{name}")) {
        made.files.insert(name.clone(), corpus.bytes(&name));
    }
    made
}

/// Waits until everything is on disk.
fn save(mut app: glossator::app::Glossator) {
    app.settle();
    assert_eq!((&app.desk.open.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
}

/// Gives the lines of a file without those that name the guideline: it is edited more often than the articles are read.
fn lines(bytes: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(bytes).expect("the file is UTF-8");
    text.lines().filter(|line| !line.contains(", guideline: \"sha256:")).collect()
}

#[test]
fn sample_holds_just_what_two_annotators_make() {
    let update = env::var_os("GLOSSATOR_UPDATE").is_some();
    for (name, bytes) in &MADE.files {
        let path = assets().join(name);
        if update {
            fs::create_dir_all(path.parent().expect("a folder")).expect("the sources can be written");
            fs::write(&path, bytes).expect("the sources can be written");
        }
        let there = fs::read(&path).unwrap_or_default();
        assert!(lines(&there) == lines(bytes), "{name} is not what is made; GLOSSATOR_UPDATE=1 writes it anew");
    }
    let mut works = MADE.files.keys().filter(|name| !name.starts_with("_glossator"));
    assert!(works.all(|name| name.ends_with(".mira.ron") || name.ends_with(".tomas.ron")));
    assert_eq!(MADE.files.len(), 15, "twelve readings and three lists: {:?}", MADE.files.keys());
}

#[test]
fn both_have_done_every_article_and_no_check_finds_more_than_was_let_stand() {
    for work in MADE.works.values().flatten() {
        let done = work.header.done.as_ref().expect("who set it done, and when");
        assert_eq!((work.header.state, done.schema_version.is_empty()), (State::Done, false));
    }
    let mut open = Vec::new();
    for ((article, reader, found), work) in MADE.found.iter().zip(MADE.works.values().flatten()) {
        for one in found {
            let record = one.target.record.as_ref().and_then(|id| work.record(id));
            let beside = record.as_ref().map_or(Some(&work.header.beside), |record| record.beside());
            let stands = |beside: &glossator::core::annotation::Beside| beside.accepted.iter().any(|it| one.is(it));
            assert_ne!(one.severity, Severity::Error, "{article} ({reader}): {}", one.message);
            if !beside.is_some_and(stands) {
                open.push(format!("{article} ({reader}) {}: {}", one.number, one.message));
            }
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}

/// Counts what two readings have in common and where they differ.
#[derive(Debug, Default, PartialEq)]
struct Differences {
    places: usize,
    links: usize,
    values: usize,
    fields: usize,
    roles: usize,
}

#[test]
fn readings_differ_in_each_article_in_marks_and_in_records() {
    let [mira, tomas] = ["mira", "tomas"].map(|name| &MADE.works[name]);
    let mut all = Differences::default();
    for (number, (one, other)) in mira.iter().zip(tomas).enumerate() {
        let mut here = Differences::default();
        let actors = |work: &Work| -> BTreeMap<_, _> {
            work.actors.values().map(|actor| (actor.place.clone(), actor.links.clone())).collect()
        };
        let (ours, theirs) = (actors(one), actors(other));
        here.places += ours.keys().filter(|place| !theirs.contains_key(*place)).count();
        here.links += ours.iter().filter(|(place, links)| theirs.get(*place).is_some_and(|it| it != *links)).count();
        let dates = |work: &Work| -> BTreeMap<_, _> {
            work.dates.values().map(|date| (date.place.clone(), (date.value.clone(), date.role.clone()))).collect()
        };
        let (ours, theirs) = (dates(one), dates(other));
        here.places += ours.keys().filter(|place| !theirs.contains_key(*place)).count();
        here.values += ours.iter().filter(|(place, value)| theirs.get(*place).is_some_and(|it| it != *value)).count();
        let deals = |work: &Work| -> BTreeMap<_, _> {
            work.agreements.values().map(|deal| (deal.title.clone(), deal.clone())).collect()
        };
        let (ours, theirs) = (deals(one), deals(other));
        for (deal, it) in ours.iter().filter_map(|(title, deal)| Some((deal, theirs.get(title)?))) {
            let fields = |deal: &glossator::core::annotation::Agreement| {
                [deal.kind.clone(), deal.status.clone(), deal.modality.clone()]
            };
            here.fields += usize::from(fields(deal) != fields(it));
            here.roles += usize::from(deal.parties != it.parties);
        }
        let shared = ours.keys().filter(|title| theirs.contains_key(*title)).count();
        assert!(shared >= 3, "article {}: both have {shared} agreements", number + 1);
        let only = ours.len() + theirs.len() - 2 * shared;
        assert!(here.places > 0 && here.fields > 0, "article {}: {here:?}", number + 1);
        assert!(only > 0 || number == 4, "article {}: all records are of both", number + 1);
        all.places += here.places;
        all.links += here.links;
        all.values += here.values;
        all.fields += here.fields;
        all.roles += here.roles;
    }
    assert!(all.places > 20 && all.links > 5 && all.values > 5 && all.fields > 10 && all.roles > 5, "{all:?}");
}

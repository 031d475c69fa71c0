//! A scripted day of work on a disk whose every operation fails in turn: nothing acknowledged is ever lost.

mod disk;

use std::io::ErrorKind;
use std::sync::Arc;

use disk::{After, Fault, ModelDisk};
use glossator::core::annotation::{Kind, Place, Work};
use glossator::core::history::{Entry, History, Step};
use glossator::core::intent::{CorpusIntent, HeaderField, Intent, Slot};
use glossator::core::plan::{Stamp, plan};
use glossator::core::text::Span;
use glossator::core::workspace::{Access, ArticleKey, Workspace};
use glossator::store::disk::Folder;
use glossator::store::error::Problem;
use glossator::store::saver::{Done, FileKey, Saver, Task};
use glossator::store::shared::Snapshot;
use glossator::store::step::{Batch, Save, SharedTask, Turn, Waiting, saves_again, saves_of};
use glossator::store::{layout, log, read, shared};

const ROOT: &str = "/corpus";
const ARTICLES: [(&str, &str); 2] = [
    ("/corpus/a.txt", "Wang Xiaohong traf den Präsidenten in Taschkent.\nوقعت الصين وأوزبكستان (2024) مذكرة\n"),
    ("/corpus/sub/b.txt", "Zweiter Artikel: Việt Nam gặp gỡ.\n"),
];

/// One thing a person does in a day.
enum Deed {
    Mark(usize, Kind, &'static str),
    Note(usize, &'static str),
    Actor(&'static str),
    /// A new actor for the first mark of an article: the registry and the work in one step.
    ActorFor(usize, &'static str),
    Undo,
    Redo,
}

fn day() -> Vec<Deed> {
    vec![
        Deed::Mark(0, Kind::Actor, "Wang Xiaohong"),
        Deed::Actor("Wang Xiaohong"),
        Deed::Mark(0, Kind::Agreement, "مذكرة"),
        Deed::Note(0, "eins"),
        Deed::Undo,
        Deed::Redo,
        Deed::Mark(1, Kind::Actor, "Việt Nam"),
        Deed::ActorFor(1, "Việt Nam (land)"),
        Deed::Actor("Việt Nam"),
        Deed::Note(1, "zwei"),
        Deed::Undo,
        Deed::Mark(0, Kind::Date, "2024"),
    ]
}

/// The program without its window.
struct Desk {
    folder: Folder,
    workspace: Workspace,
    history: History,
    saver: Saver,
    random: u64,
    /// What is not acknowledged yet: the works of both articles, and the registry.
    unsaved: [bool; 3],
}

/// What is known at one moment: the works of both articles and the registry.
type Moment = ([Arc<Work>; 2], Snapshot);

impl Desk {
    /// Opens both articles; nothing where reading fails.
    fn open(disk: &ModelDisk) -> Result<Self, String> {
        let folder = Folder::on(ROOT, Arc::new(disk.clone()));
        let (mut workspace, mut saver, mut history) = (Workspace::default(), Saver::default(), History::default());
        for key in keys() {
            let article = read::read_article_for(&folder, &key, "anna").map_err(|error| error.to_string())?;
            let loaded = read::load_work(&folder, &key, "anna", &article);
            if let Access::ReadOnly(reason) = &loaded.access {
                return Err(reason.clone());
            }
            let file = FileKey { root: ROOT.into(), article: key.clone(), annotator: "anna".into() };
            saver.read(file, loaded.known.clone());
            workspace.open(loaded.open(article));
        }
        let mut files = shared::load(&folder);
        if let Some(problem) = files.problems().next() {
            return Err(problem.to_owned());
        }
        workspace.shared = files.known().clone().into_shared();
        saver.read_shared(&folder, &mut files);
        for key in keys() {
            let path = layout::log_path(folder.root(), &key, "anna").map_err(|error| error.to_string())?;
            let log = log::read(folder.disk(), &path);
            let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
            history.load(Some(&key), log.entries, text_of);
        }
        Ok(Self { folder, workspace, history, saver, random: 0, unsaved: [false; 3] })
    }

    fn moment(&self) -> Moment {
        let work = |key: &ArticleKey| self.workspace.get(key).expect("it is open").work.clone();
        let [a, b] = keys();
        ([work(&a), work(&b)], Snapshot::of(&self.workspace.shared))
    }

    /// Does one thing; the state changes whether or not it can be saved.
    fn act(&mut self, deed: &Deed) -> Step {
        let intent = match deed {
            Deed::Undo => return self.history.undo(&mut self.workspace).expect("undo fits").expect("a step"),
            Deed::Redo => return self.history.redo(&mut self.workspace).expect("redo fits").expect("a step"),
            Deed::Mark(article, kind, words) => {
                let opened = self.workspace.get(&keys()[*article]).expect("it is open");
                let start = opened.article.text.as_str().find(words).expect("the words are there");
                (Some(*article), Intent::Mark(*kind, Place::of(Span::new(start, start + words.len()))))
            }
            Deed::Note(article, text) => (Some(*article), Intent::SetHeader(HeaderField::Note((*text).to_owned()))),
            Deed::ActorFor(article, name) => {
                let opened = self.workspace.get(&keys()[*article]).expect("it is open");
                let mark = opened.work.actors.keys().next().expect("there is a mark").clone();
                (Some(*article), Intent::NewEntryFor(mark, Slot::Links, (*name).to_owned()))
            }
            Deed::Actor(name) => (None, Intent::Corpus(CorpusIntent::NewEntry((*name).to_owned()))),
        };
        let (article, intent) = (intent.0.map(|at| keys()[at].clone()), intent.1);
        let random = &mut self.random;
        let mut next = || {
            *random += 1;
            *random
        };
        let mut stamp = Stamp { by: "anna", at: "2024-05-06T07:08:09Z", random: &mut next };
        let planned = plan(&self.workspace, article.as_ref(), intent, &mut stamp).expect("a good plan");
        self.history.commit(&mut self.workspace, planned.step.clone()).expect("a plan fits");
        planned.step
    }

    /// Saves what a step has touched and what could not be saved before, as the program does; tells whether all is
    /// acknowledged.
    fn save(&mut self, step: &Step) -> bool {
        let workspace = &self.workspace;
        let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
        let entry: Vec<_> = self.history.entry("2024-05-06T07:08:09Z", "anna", text_of).into_iter().collect();
        let again = keys().into_iter().zip(self.unsaved).filter(|(_, unsaved)| *unsaved).map(|(key, _)| key);
        let saves = saves_again(self.unsaved[2], again).into_iter().chain(saves_of(step, &entry));
        let mut batch = Batch::default();
        for save in saves {
            match save {
                Save::Corpus(entries) => batch.add_shared(self.shared_task(entries), ()),
                Save::Work(key, entries) => batch.add_work(self.task(&key, entries), ()),
            }
        }
        for turn in batch.in_order() {
            match turn {
                Turn::Shared(Waiting { wish, .. }) => {
                    let mine = (&*wish.mine, wish.joins);
                    self.unsaved[2] =
                        !is_whole(&self.saver.save_shared(&wish.folder, &wish.annotator, mine, &wish.entries));
                }
                Turn::Work(file, Waiting { wish, .. }) => {
                    let at = keys().iter().position(|key| *key == file.article).expect("one of the two");
                    self.unsaved[at] = !is_whole(&self.saver.save(&wish));
                }
            }
        }
        self.unsaved == [false; 3]
    }

    fn shared_task(&self, entries: Vec<Arc<Entry>>) -> SharedTask {
        let mine = Box::new(Snapshot::of(&self.workspace.shared));
        SharedTask { folder: self.folder.clone(), annotator: "anna".into(), mine, joins: 0, entries }
    }

    fn task(&self, key: &ArticleKey, entries: Vec<Arc<Entry>>) -> Task {
        let opened = self.workspace.get(key).expect("it is open");
        Task {
            folder: self.folder.clone(),
            annotator: "anna".into(),
            article: opened.article.clone(),
            work: opened.work.clone(),
            schema: self.workspace.schema().clone(),
            entries,
            joins: 0,
        }
    }
}

fn keys() -> [ArticleKey; 2] {
    ["a.txt", "sub/b.txt"].map(ArticleKey::new)
}

/// Goes through the day on a disk; gives the moments after each deed and the last one acknowledged.
fn live(disk: &ModelDisk) -> (Vec<Moment>, Option<usize>) {
    let Ok(mut desk) = Desk::open(disk) else { return (Vec::new(), None) };
    let mut moments = vec![desk.moment()];
    let mut acknowledged = Some(0);
    for deed in day() {
        let step = desk.act(&deed);
        moments.push(desk.moment());
        if desk.save(&step) {
            acknowledged = Some(moments.len() - 1);
        }
    }
    (moments, acknowledged)
}

/// Sees that what the disk holds is at or after the last acknowledged moment, in each of its parts.
/// Gives the program that has opened it.
fn check(disk: &ModelDisk, moments: &[Moment], acknowledged: Option<usize>, what: &str) -> Desk {
    let desk = Desk::open(disk).unwrap_or_else(|sentence| panic!("{what}: {sentence}"));
    let from = acknowledged.unwrap_or(0).min(moments.len().saturating_sub(1));
    let Some(later) = moments.get(from..).filter(|later| !later.is_empty()) else { return desk };
    let (works, shared) = desk.moment();
    for article in 0..2 {
        let found = later.iter().any(|(at, _)| *at[article] == *works[article]);
        assert!(found, "{what}: the work on {} is not at or after moment {from}", keys()[article]);
    }
    assert!(later.iter().any(|(_, at)| *at == shared), "{what}: the registry is not at or after moment {from}");
    desk
}

/// Sees that no record points to an entry of the registry that is not on disk.
fn assert_links_lead_somewhere(desk: &Desk, what: &str) {
    let registry = &desk.workspace.shared.registry;
    let ([a, b], _) = desk.moment();
    for link in a.actors.values().chain(b.actors.values()).flat_map(|mark| &mark.links) {
        assert!(registry.resolve(link).is_some(), "{what}: a mark points to {link}, which is not in the registry");
    }
}

/// Counts the operations of a day without faults.
fn operations() -> usize {
    let disk = ModelDisk::of(&ARTICLES);
    let (moments, acknowledged) = live(&disk);
    assert_eq!(acknowledged, Some(moments.len() - 1), "without faults all is saved");
    disk.operations()
}

#[test]
fn program_that_dies_at_any_operation_loses_nothing_acknowledged() {
    let all = operations();
    for number in 0..all {
        let disk = ModelDisk::of(&ARTICLES);
        disk.fail_at(number, Fault::Death);
        let (moments, acknowledged) = live(&disk);
        for how in [After::Killed, After::PowerLost, After::NamesFirst] {
            let what = format!("operation {number} of {all}, {how:?}");
            let desk = check(&disk.after(how), &moments, acknowledged, &what);
            assert_links_lead_somewhere(&desk, &what);
        }
    }
}

#[test]
fn operation_that_fails_once_is_made_good_by_the_next_save() {
    let all = operations();
    for number in 0..all {
        for fault in [Fault::Error(ErrorKind::PermissionDenied), Fault::Error(ErrorKind::Other), Fault::Short] {
            let what = format!("operation {number} of {all}, {fault:?}");
            let disk = ModelDisk::of(&ARTICLES);
            disk.fail_at(number, fault);
            let (moments, acknowledged) = live(&disk);
            if moments.is_empty() {
                // The reading of an article failed; nothing was done.
                continue;
            }
            let last = moments.len() - 1;
            let save_of_last_failed = acknowledged != Some(last);
            assert!(!save_of_last_failed || acknowledged == Some(last - 1), "{what}: only one save may fail");
            check(&disk.after(After::PowerLost), &moments, acknowledged, &what);
            if !save_of_last_failed {
                let history = Desk::open(&disk.after(After::Killed)).expect("it opens").history;
                let of_first = day()
                    .iter()
                    .filter(|deed| {
                        !matches!(deed, Deed::Actor(_) | Deed::ActorFor(1, _) | Deed::Note(1, _) | Deed::Mark(1, ..))
                    })
                    .count();
                // The last undo takes back the note in the second article.
                assert_eq!(history.log(Some(&keys()[0])).len(), of_first - 1, "{what}: no step is missing in the log");
            }
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the figure of the README")]
fn points_of_failure_are_counted() {
    let all = operations();
    println!("{all} operations, {} ways to fail", all * 5);
    assert!(all > 150, "the day has become too short to show anything: {all} operations");
}

#[test]
fn registry_is_written_before_the_works_whatever_was_wished_first() {
    let disk = ModelDisk::of(&ARTICLES);
    let mut desk = Desk::open(&disk).expect("it opens");
    let [a, b] = keys();
    let step = desk.act(&Deed::Mark(0, Kind::Actor, "Wang Xiaohong"));
    let entry: Vec<_> = desk.history.entry("now", "anna", |_| None).into_iter().collect();
    let of_step = |step: &Step| match saves_of(step, &entry).as_slice() {
        [Save::Work(key, entries)] => (key.clone(), entries.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(of_step(&step), (a.clone(), 1));
    let step = desk.act(&Deed::ActorFor(0, "Wang"));
    match saves_of(&step, &entry).as_slice() {
        [Save::Corpus(nothing), Save::Work(key, entries)] => {
            assert_eq!((nothing.len(), key, entries.len()), (0, &a, 1), "the log of the article holds the step");
        }
        other => panic!("{other:?}"),
    }
    let step = desk.act(&Deed::Actor("Li"));
    assert!(matches!(saves_of(&step, &entry).as_slice(), [Save::Corpus(entries)] if entries.len() == 1));
    assert!(matches!(saves_again(true, [b.clone()]).as_slice(), [Save::Corpus(_), Save::Work(..)]));
    let mut batch = Batch::default();
    batch.add_work(desk.task(&b, entry.clone()), 1);
    batch.add_work(desk.task(&a, Vec::new()), 2);
    batch.add_shared(desk.shared_task(Vec::new()), 3);
    batch.add_work(desk.task(&b, entry.clone()), 4);
    let told = batch.in_order().into_iter().map(|turn| match turn {
        Turn::Shared(it) => ("shared".to_owned(), it.note, it.count, it.wish.entries.len()),
        Turn::Work(file, it) => (file.article.to_string(), it.note, it.count, it.wish.entries.len()),
    });
    let expected = [("shared", 3, 1, 0), ("a.txt", 2, 1, 0), ("sub/b.txt", 4, 2, 2)];
    assert_eq!(
        told.collect::<Vec<_>>(),
        expected.map(|(name, note, count, logged)| (name.to_owned(), note, count, logged))
    );
}

/// Tells whether everything is on disk, also what stands beside a work.
fn is_whole<T>(result: &Result<Done<T>, Problem>) -> bool {
    result.as_ref().is_ok_and(|done| done.beside.is_none())
}

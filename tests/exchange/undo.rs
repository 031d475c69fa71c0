//! Back: an import is taken back whole, over all its articles, and what has changed since stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use glossator::core::annotation::{ActorMention, Record, State};
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::exchange::{Travel, travel};
use glossator::store::saver::Saver;
use serde_json::Value;

use super::corpus::{Corpus, files, ran, text};

const TEXTS: [(&str, &str); 3] = [
    ("a.txt", "Wang traf Tran in Taschkent. Das Abkommen wurde unterzeichnet."),
    ("b.txt", "Der Minister empfing seinen Kollegen Bobojonov."),
    ("new/c.txt", "وقعت الصين وأوزبكستان مذكرة"),
];

/// A dataset about three articles, of which one is not in the corpus, and a corpus where ben has begun one.
fn dataset() -> (Corpus, Corpus) {
    let (from, corpus) = (Corpus::new(), Corpus::new());
    for (name, contents) in TEXTS {
        from.write(name, contents);
    }
    from.annotate("a.txt", "anna", |marks| {
        marks.work.header.publisher = "Zeitung".into();
        marks.actor(1, "Tran", &["VNM"]);
        marks.agreement(2, "Das Abkommen");
    });
    from.annotate("b.txt", "anna", |marks| marks.actor(1, "Bobojonov", &["UZB"]));
    from.annotate("new/c.txt", "anna", |marks| {
        marks.actor(1, "الصين", &["CHN"]);
        marks.work.header.state = State::InProgress;
    });
    let agreement = from.open("a.txt", "anna").work.agreements.keys().next().cloned().expect("an agreement");
    from.identify("i-00000001", &[("a.txt", agreement)]);
    ran(&["export", text(from.root()), "--to", "json", "-o", text(&from.beside("out"))], 0);
    for (name, contents) in &TEXTS[..2] {
        corpus.write(name, contents);
    }
    corpus.annotate("a.txt", "ben", |marks| {
        marks.work.header.note = "read twice".into();
        marks.actor(9, "Wang", &[]);
    });
    (from, corpus)
}

fn import(corpus: &Corpus, from: &Corpus, annotator: &str) {
    let out = from.beside("out");
    ran(&["import", text(corpus.root()), text(&out), "--from", "json", "--annotator", annotator], 0);
}

fn undo(corpus: &Corpus, more: &[&str], code: i32) -> (String, String) {
    ran(&[&["import", text(corpus.root()), "--undo"], more].concat(), code)
}

/// The articles, the works and the lists: everything but what is kept of before.
fn present(corpus: &Corpus) -> BTreeMap<String, Vec<u8>> {
    let mut all = files(corpus.root());
    let kept = ["history/", "previous/", "texts/", ".lock", ".gitignore", ".gitattributes"];
    all.retain(|name, _| !kept.iter().any(|kept| name.starts_with(&format!("_glossator/{kept}"))));
    all
}

fn has(corpus: &Corpus, name: &str) -> bool {
    corpus.path(name).exists()
}

/// Changes the first actor of a work, as a person would.
fn change_first_actor(corpus: &Corpus, name: &str, annotator: &str) -> String {
    let opened = corpus.open(name, annotator);
    let mut work = (*opened.work).clone();
    let there = work.actors.values().find(|actor| !actor.links.is_empty()).expect("an imported actor");
    let mut actor = ActorMention::clone(there);
    actor.note = "checked".into();
    let id = actor.id.to_string();
    work.put(None, Some(Record::Actor(Arc::new(actor))));
    corpus.annotate(name, annotator, |marks| marks.work = work);
    id
}

#[test]
fn import_is_taken_back_whole_over_all_its_articles() {
    let (from, corpus) = dataset();
    let before = present(&corpus);
    import(&corpus, &from, "ben");
    assert!(has(&corpus, "new/c.txt") && has(&corpus, "b.ben.ron") && has(&corpus, "_glossator/registry.ron"));
    assert!(has(&corpus, "_glossator/agreements.ron"));
    let (printed, said) = undo(&corpus, &[], 0);
    assert_eq!(printed, "", "nothing stays");
    assert!(said.contains("of 3 articles; 1 articles put aside, 0 things stay"), "{said}");
    assert_eq!(present(&corpus), before, "bytes and files are as before");
    assert!(!has(&corpus, "new"), "the folder was made for the article");
    let aside = fs::read_to_string(corpus.path("_glossator/previous/new/c.txt")).expect("it was put aside");
    assert_eq!(aside, TEXTS[2].1);
    let (_, said) = undo(&corpus, &[], 2);
    assert!(said.contains("ben has no import here to take back"), "{said}");
}

#[test]
fn import_that_was_taken_back_comes_again_whole() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let imported = present(&corpus);
    for _ in 0..2 {
        undo(&corpus, &[], 0);
        let wish = Travel {
            annotator: "ben",
            back: false,
            import: None,
            kind: "",
            at: "2026-02-03T04:05:06Z",
            after: 0,
            dry_run: false,
        };
        let folder = Folder::new(corpus.root());
        let done = travel(&folder, &wish, &mut Saver::default(), &mut |_, _| true).expect("there is one");
        assert_eq!((done.stayed, done.problem, done.articles.len()), (Vec::new(), None, 3));
        assert_eq!(done.files, [ArticleKey::new("new/c.txt")]);
        assert_eq!(present(&corpus), imported);
    }
}

#[test]
fn what_was_changed_since_stays_and_is_named() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let changed = change_first_actor(&corpus, "a.txt", "ben");
    let (printed, said) = undo(&corpus, &[], 1);
    assert!(printed.contains(&format!("a.txt: {changed}: it was changed since")), "{printed}");
    assert!(printed.contains("registry/VNM: "), "what it points to stays with it: {printed}");
    assert!(said.contains("2 things stay"), "{said}");
    let opened = corpus.open("a.txt", "ben");
    let notes: Vec<&str> = opened.work.actors.values().map(|actor| actor.note.as_str()).collect();
    assert_eq!((notes.len(), notes.contains(&"checked"), opened.work.agreements.len()), (2, true, 0));
    assert_eq!((opened.work.header.publisher.as_str(), opened.work.header.note.as_str()), ("", "read twice"));
    let registry = fs::read_to_string(corpus.path("_glossator/registry.ron")).expect("it stays");
    assert!(registry.contains("\"VNM\"") && !registry.contains("\"UZB\""), "{registry}");
    assert!(!has(&corpus, "b.ben.ron") && !has(&corpus, "new/c.txt") && !has(&corpus, "_glossator/agreements.ron"));
}

#[test]
fn fields_of_the_header_are_taken_back_one_by_one() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let mut work = (*corpus.open("a.txt", "ben").work).clone();
    assert_eq!(work.header.publisher, "Zeitung");
    work.header.note = "read three times".into();
    work.header.state = State::Done;
    corpus.annotate("a.txt", "ben", |marks| marks.work = work);
    let (printed, _) = undo(&corpus, &[], 1);
    assert_eq!(printed, "a.txt: header, state: it was changed since\n");
    let header = corpus.open("a.txt", "ben").work.header.clone();
    assert_eq!((header.publisher.as_str(), header.note.as_str(), header.state), ("", "read three times", State::Done));
}

#[test]
fn entry_that_somebody_else_has_begun_to_point_to_stays() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    corpus.annotate("b.txt", "anna", |marks| marks.actor(5, "Kollegen", &["UZB"]));
    let (printed, _) = undo(&corpus, &["--annotator", "ben"], 1);
    assert!(
        printed.starts_with("corpus: registry/UZB: ") && printed.contains("in b.txt (anna) points to it"),
        "{printed}"
    );
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert_eq!(corpus.open("b.txt", "anna").work.actors.len(), 1);
}

#[test]
fn article_the_import_made_stays_where_somebody_works_on_it_or_has_changed_it() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    corpus.annotate("new/c.txt", "anna", |marks| marks.actor(5, "مذكرة", &[]));
    let (printed, _) = undo(&corpus, &[], 1);
    assert_eq!(printed, "new/c.txt: there is work on it of anna\n");
    assert!(has(&corpus, "new/c.txt") && has(&corpus, "new/c.anna.ron") && !has(&corpus, "new/c.ben.ron"));
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    fs::write(corpus.path("new/c.txt"), "Etwas anderes.").expect("written");
    let (printed, _) = undo(&corpus, &[], 1);
    assert!(printed.lines().any(|line| line == "new/c.txt: the file was changed since"), "{printed}");
    assert_eq!(fs::read_to_string(corpus.path("new/c.txt")).expect("read"), "Etwas anderes.");
}

#[test]
fn two_imports_are_taken_back_one_after_the_other() {
    let (from, corpus) = dataset();
    let before = present(&corpus);
    import(&corpus, &from, "ben");
    let between = present(&corpus);
    let line = "{\"text\":\"Der Minister empfing seinen Kollegen Bobojonov.\",\"label\":[[4,12,\"PER\"]]}";
    fs::write(corpus.beside("x.jsonl"), line).expect("written");
    let file = corpus.beside("x.jsonl");
    ran(&["import", text(corpus.root()), text(&file), "--from", "doccano", "--annotator", "ben"], 0);
    assert_eq!(corpus.open("b.txt", "ben").work.actors.len(), 2);
    let (_, said) = undo(&corpus, &[], 0);
    assert!(said.contains("Import 1 record into 1 article from doccano"), "{said}");
    assert_eq!(present(&corpus), between);
    undo(&corpus, &[], 0);
    assert_eq!(present(&corpus), before);
}

#[test]
fn import_of_another_annotator_is_not_touched() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let of_ben = present(&corpus);
    import(&corpus, &from, "carl");
    let (_, said) = undo(&corpus, &[], 2);
    assert!(said.contains("Several annotators have imports here: ben, carl."), "{said}");
    undo(&corpus, &["--annotator", "carl"], 0);
    assert_eq!(present(&corpus), of_ben);
    let (_, said) = undo(&corpus, &["--annotator", "dora"], 2);
    assert!(said.contains("dora has no import here to take back"), "{said}");
    assert_eq!(present(&corpus), of_ben);
}

#[test]
fn taking_back_that_was_killed_halfway_is_gone_on_with() {
    let (from, corpus) = dataset();
    let before = present(&corpus);
    import(&corpus, &from, "ben");
    let imported = files(corpus.root());
    undo(&corpus, &[], 0);
    // The first article is back; of the second and third nothing is, and the corpus has not been come to.
    for (name, bytes) in &imported {
        if !name.starts_with("a.") && !name.contains("/a.") {
            fs::create_dir_all(corpus.path(name).parent().expect("a folder")).expect("made");
            fs::write(corpus.path(name), bytes).expect("written");
        }
    }
    assert!(has(&corpus, "new/c.txt") && has(&corpus, "b.ben.ron"));
    undo(&corpus, &[], 0);
    assert_eq!(present(&corpus), before);
    let log = fs::read_to_string(corpus.path("_glossator/history/a.ben.log")).expect("a log");
    assert_eq!(log.lines().count(), 2, "what is back is not taken back again: {log}");
}

#[test]
fn taking_back_that_was_stopped_says_how_far_it_came_and_goes_on() {
    let (from, corpus) = dataset();
    let before = present(&corpus);
    import(&corpus, &from, "ben");
    let at = "2026-02-03T04:05:06Z";
    let wish = Travel { annotator: "ben", back: true, import: None, kind: "", at, after: 0, dry_run: false };
    let folder = Folder::new(corpus.root());
    let done = travel(&folder, &wish, &mut Saver::default(), &mut |done, _| done < 2).expect("there is one");
    assert!(done.problem.is_some_and(|problem| problem.starts_with("Stopped after 2 of 3 articles.")));
    assert_eq!(done.articles.len(), 2);
    undo(&corpus, &[], 0);
    assert_eq!(present(&corpus), before);
}

#[test]
fn dry_run_of_taking_back_says_the_same_and_writes_nothing() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    change_first_actor(&corpus, "a.txt", "ben");
    let all = files(corpus.root());
    let report: Value = serde_json::from_str(&undo(&corpus, &["--dry-run", "--format", "json"], 1).0).expect("JSON");
    assert_eq!(files(corpus.root()), all);
    let mut really: Value = serde_json::from_str(&undo(&corpus, &["--format", "json"], 1).0).expect("JSON");
    assert_eq!((&report["dry_run"], &report["annotator"]), (&true.into(), &"ben".into()));
    assert_eq!(report["put_aside"], serde_json::json!(["new/c.txt"]));
    assert_eq!(report["stayed"].as_array().map(Vec::len), Some(2), "{report}");
    really["dry_run"] = true.into();
    assert_eq!(report, really);
}

#[test]
fn work_that_went_on_since_stays_in_progress() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    // As a window would: with the log before the work.
    let opened = corpus.open("b.txt", "ben");
    let mut work = (*opened.work).clone();
    let mut actor = ActorMention::clone(work.actors.values().next().expect("an actor"));
    (actor.id, actor.links) =
        (glossator::core::annotation::Id::new(glossator::core::annotation::Kind::Actor, 77), vec![]);
    work.put(None, Some(Record::Actor(Arc::new(actor))));
    let log = corpus.path("_glossator/history/b.ben.log");
    let entry = glossator::core::history::Entry {
        at: "2026-02-03T04:05:06Z".into(),
        number: 1,
        by: "ben".into(),
        name: "Mark Bobojonov as actor".into(),
        doing: glossator::core::history::Doing::Done,
        origin: glossator::core::annotation::Origin::Manual,
        changes: Vec::new(),
        import: None,
    };
    let lines = fs::read_to_string(&log).expect("a log")
        + &glossator::store::log::line(&entry).expect("an entry can be written");
    fs::write(&log, lines).expect("written");
    corpus.annotate("b.txt", "ben", |marks| marks.work = work);
    undo(&corpus, &[], 0);
    let work = corpus.open("b.txt", "ben").work;
    assert_eq!((work.actors.len(), work.header.state), (1, State::InProgress));
}

#[test]
fn import_of_an_older_program_is_no_step_that_the_shell_takes_back_and_no_damage() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let folder = corpus.path("_glossator/history");
    for name in ["a.ben.log", "b.ben.log", "_glossator.ben.log"] {
        let log = glossator::store::log::read(&glossator::store::disk::RealDisk, &folder.join(name));
        let old = log.entries.into_iter().map(|entry| {
            glossator::store::log::line(&glossator::core::history::Entry { import: None, ..entry }).expect("an entry")
        });
        fs::write(folder.join(name), old.collect::<String>()).expect("written");
        let log = glossator::store::log::read(&glossator::store::disk::RealDisk, &folder.join(name));
        assert_eq!((log.entries.len(), log.problem), (1, None));
    }
    let all = files(corpus.root());
    let (_, said) = undo(&corpus, &[], 2);
    assert!(said.contains("There is no import here to take back"), "{said}");
    assert_eq!(files(corpus.root()), all);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let (from, corpus) = dataset();
    import(&corpus, &from, "ben");
    let outside = corpus.beside("outside");
    fs::rename(corpus.path("new"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, corpus.path("new")).expect("linked");
    let there = files(&outside);
    let (printed, _) = undo(&corpus, &[], 1);
    assert!(printed.contains("new/c.txt: it stands behind a link, where nothing is written"), "{printed}");
    assert_eq!(files(&outside), there);
    assert!(!has(&corpus, "b.ben.ron"));
}

#[test]
fn import_of_an_earlier_version_is_taken_back() {
    let corpus = Corpus::new();
    let older = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/corpus_3"));
    let history = "_glossator/history";
    for name in ["b.txt", "b.anna.ron", &format!("{history}/b.anna.log"), &format!("{history}/_glossator.anna.log")] {
        corpus.write(name, &fs::read_to_string(older.join(name)).expect("read"));
    }
    assert_eq!(corpus.open("b.txt", "anna").work.dates.len(), 1);
    undo(&corpus, &[], 0);
    assert_eq!(corpus.open("b.txt", "anna").work.dates.len(), 0);
    assert!(!corpus.root().join("b.anna.ron").exists(), "the import had begun the work, and nothing is left of it");
}

//! Steps as the logs bring them back: on another day, with lines that were lost, beside those of other articles.

use std::sync::Arc;

use glossator::core::annotation::Kind;
use glossator::core::history::{Doing, Entry, History};
use glossator::core::intent::{DateField, Intent};
use glossator::core::workspace::{Access, Article, ArticleKey, Opened, Workspace};

use super::common::key;
use super::{Desk, NAMES, Work};

/// A desk opened again with what the logs of the first article say, but for the lines that `lost` names.
fn after_a_restart(desk: &Desk, log: &[Arc<Entry>], lost: impl Fn(&Entry) -> bool) -> (Workspace, History) {
    let mut workspace = Workspace::default();
    for article in [0, 1] {
        let opened = desk.opened(article);
        let work = Work::clone(&opened.work);
        workspace.open(Opened::new(Article::clone(&opened.article), work, Access::Editable));
    }
    let mut history = History::default();
    let entries = log.iter().filter(|entry| !lost(entry)).map(|entry| Entry::clone(entry)).collect();
    let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
    history.load(Some(&key(NAMES[0])), entries, text_of);
    (workspace, history)
}

fn log_of(desk: &mut Desk, doings: &[&dyn Fn(&mut Desk)]) -> Vec<Arc<Entry>> {
    let mut log = Vec::new();
    for (number, doing) in doings.iter().enumerate() {
        doing(desk);
        let at = format!("2026-01-01T00:00:{number:02}Z");
        let workspace = &desk.workspace;
        let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
        log.extend(desk.history.entry(&at, "anna", text_of));
    }
    log
}

#[test]
fn step_that_does_not_fit_what_is_there_is_passed_over_and_said_by_name() {
    let mut desk = Desk::new();
    let marks: [&dyn Fn(&mut Desk); 2] =
        [&|desk| drop(desk.mark(0, Kind::Actor, "Wang Xiaohong")), &|desk| drop(desk.mark(0, Kind::Date, "1. April"))];
    let log = log_of(&mut desk, &marks);
    let date = desk.opened(0).work.dates.keys().next().cloned().expect("a date");
    // What comes next never reaches the log.
    desk.change(0, Intent::SetDate(date, DateField::Note("Tag".into()))).expect("the note is set");
    let (mut workspace, mut history) = after_a_restart(&desk, &log, |_| false);
    let misfit = history.undo(&mut workspace).expect_err("the date is not as it was when it was marked");
    assert_eq!(misfit.name, "Mark “1. April” as date");
    let step = history.undo(&mut workspace).expect("it fits").expect("there is a step");
    assert_eq!(step.name, "Mark “Wang Xiaohong” as actor");
    let work = &workspace.get(&key(NAMES[0])).expect("it is open").work;
    assert_eq!((work.actors.len(), work.dates.len()), (0, 1), "nobody has taken the date away");
    // Another start, with the undo in the log.
    let mut log = log;
    let text_of = |key: &ArticleKey| workspace.get(key).map(|opened| opened.article.text.clone());
    log.extend(history.entry("2026-01-01T00:01:00Z", "anna", text_of));
    let (_, history) = after_a_restart(&desk, &log, |_| false);
    assert_eq!((history.undo_name(), history.redo_name()), (None, Some("Mark “Wang Xiaohong” as actor")));
}

#[test]
fn undo_of_a_step_whose_own_line_was_lost_takes_no_other_step_back() {
    let mut desk = Desk::new();
    let doings: [&dyn Fn(&mut Desk); 3] = [
        &|desk| drop(desk.mark(0, Kind::Actor, "Wang Xiaohong")),
        &|desk| drop(desk.mark(0, Kind::Date, "1. April")),
        &|desk| drop(desk.undo()),
    ];
    let log = log_of(&mut desk, &doings);
    let lost = |entry: &Entry| entry.name.contains("1. April") && entry.doing == Doing::Done;
    let (mut workspace, mut history) = after_a_restart(&desk, &log, lost);
    assert_eq!(history.undo_name(), Some("Mark “Wang Xiaohong” as actor"));
    history.undo(&mut workspace).expect("it fits").expect("there is a step");
    assert_eq!(workspace.get(&key(NAMES[0])).expect("it is open").work.counts(), [0, 0, 0]);
}

#[test]
fn step_taken_back_on_another_day_leaves_those_of_other_articles_alone() {
    let mut desk = Desk::new();
    let doings: [&dyn Fn(&mut Desk); 3] = [
        &|desk| drop(desk.mark(0, Kind::Actor, "Wang Xiaohong")),
        &|desk| drop(desk.mark(1, Kind::Actor, "الشرطة")),
        &|desk| drop(desk.mark(1, Kind::Actor, "Công an")),
    ];
    let log = log_of(&mut desk, &doings);
    let of = |name: &str, log: &[Arc<Entry>]| -> Vec<Entry> {
        let about = |entry: &&Arc<Entry>| entry.changes[0].article.as_deref() == Some(name);
        log.iter().filter(about).map(|entry| Entry::clone(entry)).collect()
    };
    // The next day only the first article is open.
    let (mut workspace, mut history) = after_a_restart(&desk, &[], |_| false);
    let text_of = |workspace: &Workspace| {
        let texts = [0, 1].map(|at| (key(NAMES[at]), workspace.get(&key(NAMES[at])).map(|it| it.article.text.clone())));
        move |key: &ArticleKey| texts.iter().find(|(name, _)| name == key).and_then(|(_, text)| text.clone())
    };
    history.load(Some(&key(NAMES[0])), of(NAMES[0], &log), text_of(&workspace));
    history.undo(&mut workspace).expect("it fits").expect("there is a step");
    history.entry("2026-01-02T00:00:00Z", "anna", text_of(&workspace)).expect("it is noted");
    history.load(Some(&key(NAMES[1])), of(NAMES[1], &log), text_of(&workspace));
    assert_eq!(history.redo_name(), Some("Mark “Wang Xiaohong” as actor"));
    for words in ["Công an", "الشرطة"] {
        let step = history.undo(&mut workspace).expect("it fits").expect("there is a step");
        assert_eq!(step.name, format!("Mark “{words}” as actor"));
    }
    assert_eq!(workspace.get(&key(NAMES[1])).expect("it is open").work.counts(), [0, 0, 0]);
}
